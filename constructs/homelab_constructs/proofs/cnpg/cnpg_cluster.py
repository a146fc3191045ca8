"""CloudNativePG's Clusters: what the operator refuses of them, beyond schema and parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..pods.container_shape import Objection
from ..quantities import quantity
from ..schemas.plain import Path, shown
from ..tree import entries, get, listing, mapping
from .cnpg_parameters import image_tag, major_version, parameter_objections, resource_objections

__all__ = ["cluster_objections"]

Map = dict[str, Any]

_LABEL = re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?")
_LONGEST_NAME = 50
_METHODS = ("initdb", "recovery", "pg_basebackup")
_OLDEST_MAJOR = 13
_TABLESPACE = re.compile(r"[a-zA-Z_][a-zA-Z0-9_$]{0,62}")
_RESERVED_ROLES = ("postgres", "streaming_replica")
_RESERVED_PREFIXES = ("pg_", "cnpg_")
_RESERVED_VARIABLES = ("POD_NAME", "NAMESPACE", "CLUSTER_NAME")
_PULL = ("Always", "IfNotPresent", "Never", "")
_ANTI_AFFINITY = ("preferred", "required", "")
_TARGETS = ("targetImmediate", "targetLSN", "targetName", "targetTime", "targetXID")
# What pq reads (it folds a 13th month into the next year), and RFC 3339, which knows the calendar.
_SPACED_TIME = re.compile(r"\d{4,}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d){0,2})?( BC)?)?", re.ASCII)
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_LSN = re.compile(r"[0-9A-Fa-f]{1,16}/[0-9A-Fa-f]{1,16}")
_SNAPSHOTS = (("snapshot.storage.k8s.io", "VolumeSnapshot"), ("", "PersistentVolumeClaim"))
_CREDENTIALS = ("azureCredentials", "googleCredentials", "s3Credentials")
_SERVICES = ("-rw", "-ro", "-r", "-any")


def cluster_objections(data: Map) -> Iterator[Objection]:
    """Everything that the operator says against a Cluster."""
    spec = mapping(data.get("spec"))
    yield from _name(data)
    yield from _image(spec)
    yield from _bootstrap(spec)
    yield from _external_clusters(spec)
    yield from _instances(spec)
    yield from _storage(spec)
    yield from _tablespaces(spec)
    yield from parameter_objections(data)
    yield from resource_objections(data)
    yield from _roles(spec)
    yield from _services(data, spec)
    yield from _variables(spec)
    yield from _affinity(spec)
    yield from _backup(spec)
    yield from _replica(spec)
    yield from _logical_slots(spec)
    yield from _extensions(spec)
    yield from _the_rest(data, spec)


def _whole(node: Any, default: int = 0) -> int:
    return node if isinstance(node, int) and not isinstance(node, bool) else default


# Name and image -----------------------------------------------------------------------------------------------------


def _name(data: Map) -> Iterator[Objection]:
    name = str(get(data, "metadata.name"))
    if len(name) > _LONGEST_NAME or not _LABEL.fullmatch(name):
        yield (
            ("metadata", "name"),
            f"{name!r}, {len(name)} characters, is no name of a Cluster",
            f"a letter first, then lower-case letters, digits and '-', at most {_LONGEST_NAME} characters",
        )


def _image(spec: Map) -> Iterator[Objection]:
    image, path = spec.get("imageName"), ("spec", "imageName")
    if isinstance(image, str) and image:
        tag = image_tag(image)
        right = "a tag that begins with PostgreSQL's version, such as 17.7"
        if not tag:
            lack = "it has only a digest" if "@" in image else "it has no tag"
            yield path, f"{image!r}: {lack}, and the operator reads the version in the tag", right
        elif not tag[0].isdigit():
            yield path, f"{image!r}: the operator reads no version in tag {tag!r}", right
    major = major_version(spec)
    if major is not None and major < _OLDEST_MAJOR:
        yield path, f"PostgreSQL {major} is older than the operator knows", f"{_OLDEST_MAJOR} or newer"
    policy = spec.get("imagePullPolicy")
    if isinstance(policy, str) and policy not in _PULL:
        yield ("spec", "imagePullPolicy"), f"{policy!r} is no policy", "Always, IfNotPresent or Never"


# Bootstrap ----------------------------------------------------------------------------------------------------------


def _bootstrap(spec: Map) -> Iterator[Objection]:
    bootstrap, path = mapping(spec.get("bootstrap")), ("spec", "bootstrap")
    given = [method for method in _METHODS if bootstrap.get(method) is not None]
    if len(given) > 1:
        yield path, f"{' and '.join(given)} stand side by side", "one way to begin"
    for method in given:
        options = mapping(bootstrap.get(method))
        if options.get("owner") and not options.get("database"):
            yield (
                (*path, method, "database"),
                f"the owner {shown(options['owner'])} stands alone: the database would be called 'app'",
                "the database's name beside it",
            )
    yield from _initdb(mapping(bootstrap.get("initdb")), (*path, "initdb"))
    names = {str(entry.get("name")): entry for _, entry in entries(spec.get("externalClusters"))}
    for method in ("recovery", "pg_basebackup"):
        source = get(bootstrap, f"{method}.source")
        if source and str(source) not in names:
            yield (*path, method, "source"), f"{shown(source)} is none of externalClusters", _one_of(names)
        elif source and method == "recovery" and not {"barmanObjectStore", "plugin"} & names[str(source)].keys():
            yield (
                (*path, method, "source"),
                f"{shown(source)} has neither plugin nor barmanObjectStore to recover from",
                "an external cluster with one of the two",
            )
    yield from _recovery(mapping(bootstrap.get("recovery")), (*path, "recovery"))
    yield from _snapshots(spec, mapping(bootstrap.get("recovery")), (*path, "recovery", "volumeSnapshots"))


def _one_of(names: Any) -> str:
    return f"one of {', '.join(sorted(names))}" if names else "an entry of that name in spec.externalClusters"


def _initdb(initdb: Map, path: Path) -> Iterator[Objection]:
    size = _whole(initdb.get("walSegmentSize"))
    if size & (size - 1):
        yield (*path, "walSegmentSize"), f"{size} is no power of two", "1, 2, 4 ... 1024"
    source = mapping(initdb.get("import"))
    databases, roles = listing(source.get("databases")), listing(source.get("roles"))
    inside = (*path, "import")
    if source.get("type") == "microservice":
        if len(databases) != 1 or "*" in str(databases[0]):
            yield (*inside, "databases"), f"{shown(databases)}: microservice imports one", "the name of one database"
        if roles:
            yield (*inside, "roles"), "microservice imports no roles", "leave it out"
    elif source.get("type") == "monolith":
        if not databases or (len(databases) > 1 and "*" in databases):
            yield (*inside, "databases"), f"{shown(databases)}", "names, or '*' alone"
        if len(roles) > 1 and "*" in roles:
            yield (*inside, "roles"), f"{shown(roles)}: '*' means all of them", "names, or '*' alone"
        if source.get("postImportApplicationSQL"):
            yield (*inside, "postImportApplicationSQL"), "monolith runs no SQL afterwards", "leave it out"


def _recovery(recovery: Map, path: Path) -> Iterator[Objection]:
    target, inside = mapping(recovery.get("recoveryTarget")), (*path, "recoveryTarget")
    given = [name for name in _TARGETS if target.get(name) not in (None, "")]
    if len(given) > 1:
        yield inside, f"{' and '.join(given)} stand side by side", "one target"
    snapshots = recovery.get("volumeSnapshots")
    labelled = [name for name in ("targetImmediate", "targetName", "targetXID") if name in given]
    if labelled and snapshots is None and not target.get("backupID"):
        yield (*inside, "backupID"), f"it is missing beside {labelled[0]}", "the backup to begin with"
    time, lsn = target.get("targetTime"), target.get("targetLSN")
    if isinstance(time, str) and time and not _is_time(time):
        yield (*inside, "targetTime"), f"{time!r} is no moment", "RFC 3339 with a zone, such as 2026-09-01T08:30:00Z"
    if isinstance(lsn, str) and lsn and not _LSN.fullmatch(lsn):
        yield (*inside, "targetLSN"), f"{lsn!r} is no location in the log", "such as 0/16B3748"
    timeline = target.get("targetTLI")
    if isinstance(timeline, str) and timeline not in ("", "latest") and not (timeline.isdigit() and int(timeline) > 0):
        yield (*inside, "targetTLI"), f"{timeline!r} is no timeline", "'latest', or a number from 1 on"
    if snapshots is not None and recovery.get("backup") is not None:
        yield (*path, "backup"), "it stands beside volumeSnapshots", "one of the two"
    if snapshots is not None and target.get("backupID"):
        yield (*inside, "backupID"), "it stands beside volumeSnapshots", "leave it out"


def _is_time(text: str) -> bool:
    """Whether the operator reads it; the webhook itself asks for no zone."""
    match = _TIME.fullmatch(text)
    if match is None:
        return _SPACED_TIME.fullmatch(text) is not None
    try:
        datetime.fromisoformat(match[1])
    except ValueError:  # no such day or hour
        return False
    return True


def _snapshots(spec: Map, recovery: Map, path: Path) -> Iterator[Objection]:
    found = mapping(recovery.get("volumeSnapshots"))
    for field in ("storage", "walStorage"):
        source = found.get(field)
        if not isinstance(source, dict):
            continue
        if (source.get("apiGroup") or "", source.get("kind")) not in _SNAPSHOTS:
            said = f"{source.get('apiGroup') or ''}/{source.get('kind')}".lstrip("/")
            yield (*path, field), f"a {said} is nothing to recover from", "a VolumeSnapshot or a PersistentVolumeClaim"
        elif source.get("apiGroup") is None:
            # The defaulting webhook writes null in its place, which the schema then refuses.
            yield (*path, field, "apiGroup"), "it is missing, and the operator cannot write it again", "'' for a claim"
        if field == "walStorage" and spec.get("walStorage") is None:
            yield (*path, field), "the Cluster has no volume for its log", "spec.walStorage beside it, or leave it out"


def _external_clusters(spec: Map) -> Iterator[Objection]:
    seen: set[str] = set()
    for index, entry in entries(spec.get("externalClusters")):
        path, name = ("spec", "externalClusters", index), str(entry.get("name"))
        if name in seen:
            yield (*path, "name"), f"{name!r} stands here twice", "a name of its own"
        seen.add(name)
        if not {"connectionParameters", "barmanObjectStore", "plugin"} & entry.keys():
            yield path, f"{name!r} does not say how to reach it", "connectionParameters, plugin or barmanObjectStore"


# Instances and storage ----------------------------------------------------------------------------------------------


def _instances(spec: Map) -> Iterator[Objection]:
    instances = _whole(spec.get("instances"), 1)
    if spec.get("primaryUpdateStrategy") == "supervised" and instances == 1:
        yield (
            ("spec", "primaryUpdateStrategy"),
            "'supervised' waits for a switch to another instance, and there is one only",
            "unsupervised, or more instances",
        )
    least, most = _whole(spec.get("minSyncReplicas")), _whole(spec.get("maxSyncReplicas"))
    if most < 0 or most >= instances:
        yield ("spec", "maxSyncReplicas"), f"{most} is not from 0 to below instances, {instances}", "fewer replicas"
    if least < 0 or least > most:
        yield ("spec", "minSyncReplicas"), f"{least} is not from 0 to maxSyncReplicas, {most}", "at most that many"
    synchronous, path = get(spec, "postgresql.synchronous"), ("spec", "postgresql", "synchronous")
    if isinstance(synchronous, dict):
        standbys = len(listing(synchronous.get("standbyNamesPre"))) + len(listing(synchronous.get("standbyNamesPost")))
        number = _whole(synchronous.get("number"))
        if number >= instances + standbys:
            yield (
                (*path, "number"),
                f"{number} is not below the instances and named standbys, {instances + standbys}",
                ("fewer, or more instances"),
            )
        if least or most:
            yield path, "it stands beside minSyncReplicas and maxSyncReplicas", "one of the two ways"
        if synchronous.get("failoverQuorum") is True and number <= standbys:
            yield (*path, "number"), f"{number} is not above the named standbys, {standbys}", "more, for failoverQuorum"


def _storage(spec: Map) -> Iterator[Objection]:
    blocks: list[tuple[Path, Any]] = [(("spec", "storage"), spec.get("storage", {}))]
    if spec.get("walStorage") is not None:
        blocks.append((("spec", "walStorage"), spec["walStorage"]))
    blocks += [
        (("spec", "tablespaces", index, "storage"), entry.get("storage", {}))
        for index, entry in entries(spec.get("tablespaces"))
    ]
    for path, block in blocks:
        if not isinstance(block, dict):
            continue
        size = block.get("size")
        if isinstance(size, str) and size and quantity(size) is None:
            yield (*path, "size"), f"{size!r} is no quantity", "such as 20Gi"
        elif not size and not quantity(get(block, "pvcTemplate.resources.requests.storage")):
            yield (*path, "size"), "no size is given", "a size such as 20Gi, or a request of storage in pvcTemplate"
    if (
        spec.get("ephemeralVolumeSource") is not None
        and get(spec, "ephemeralVolumesSizeLimit.temporaryData") is not None
    ):
        yield (
            ("spec", "ephemeralVolumeSource"),
            "it stands beside ephemeralVolumesSizeLimit.temporaryData",
            "one of the two",
        )


def _tablespaces(spec: Map) -> Iterator[Objection]:
    seen: set[str] = set()
    for index, entry in entries(spec.get("tablespaces")):
        path, name = ("spec", "tablespaces", index, "name"), entry.get("name")
        if not isinstance(name, str):
            continue
        if name.lower() in seen:
            yield path, f"{name!r} stands here twice", "a name of its own"
        elif name.startswith("pg_") or not _TABLESPACE.fullmatch(name):
            yield path, f"{name!r} is no name of a tablespace", "letters, digits and '_', not pg_ in front, at most 63"
        seen.add(name.lower())
    classes = mapping(get(spec, "backup.volumeSnapshot.tablespaceClassName"))
    for name in classes:
        if name.lower() not in seen:
            below = ("spec", "backup", "volumeSnapshot", "tablespaceClassName", name)
            yield below, f"{name!r} is none of spec.tablespaces", "leave it out"


# Roles, Services, pods ----------------------------------------------------------------------------------------------


def _roles(spec: Map) -> Iterator[Objection]:
    seen: set[str] = set()
    for index, role in entries(get(spec, "managed.roles")):
        path, name = ("spec", "managed", "roles", index), str(role.get("name"))
        if name in seen:
            yield (*path, "name"), f"{name!r} stands here twice", "each role once"
        seen.add(name)
        if name in _RESERVED_ROLES or name.startswith(_RESERVED_PREFIXES):
            yield (
                (*path, "name"),
                f"{name!r} belongs to PostgreSQL or the operator",
                "a name other than postgres, streaming_replica, pg_* and cnpg_*",
            )
        limit = role.get("connectionLimit")
        if _whole(limit) < -1:
            yield (*path, "connectionLimit"), f"{limit} is no limit", "a number from 0 on, or -1 for none"
        if role.get("disablePassword") is True and role.get("passwordSecret") is not None:
            yield (*path, "disablePassword"), "it stands beside passwordSecret", "one of the two"
        elif role.get("passwordSecret") is not None and role.get("login") is not True:
            # The webhook lets it pass: what is left out of a managed role falls back to its default.
            yield (*path, "login"), "the role has a password and may not log in: false is the default", "true"


def _services(data: Map, spec: Map) -> Iterator[Objection]:
    services, path = mapping(get(spec, "managed.services")), ("spec", "managed", "services")
    if "rw" in listing(services.get("disabledDefaultServices")):
        yield (*path, "disabledDefaultServices"), "'rw' is the one that cannot be left out", "r or ro"
    reserved = {f"{get(data, 'metadata.name')}{ending}" for ending in _SERVICES}
    seen: set[str] = set()
    for index, service in entries(services.get("additional")):
        here = (*path, "additional", index, "serviceTemplate")
        name = get(service, "serviceTemplate.metadata.name")
        if not name:
            yield (*here, "metadata", "name"), "it is missing", "a name of its own"
        elif str(name) in reserved or str(name) in seen:
            yield (*here, "metadata", "name"), f"{shown(name)} is taken by another Service", "a name of its own"
        seen.add(str(name))
        if get(service, "serviceTemplate.spec.selector"):
            yield (*here, "spec", "selector"), "the operator sets it itself", "leave it out"


def _variables(spec: Map) -> Iterator[Objection]:
    for index, entry in entries(spec.get("env")):
        name = str(entry.get("name"))
        if name.upper().startswith(("CNPG_", "PG")) or name.upper() in _RESERVED_VARIABLES:
            yield ("spec", "env", index, "name"), f"{name!r} belongs to the operator", "another name"


def _affinity(spec: Map) -> Iterator[Objection]:
    kind = get(spec, "affinity.podAntiAffinityType")
    if isinstance(kind, str) and kind not in _ANTI_AFFINITY:
        yield ("spec", "affinity", "podAntiAffinityType"), f"{kind!r} is no kind of it", "preferred or required"
    for index, toleration in entries(get(spec, "affinity.tolerations")):
        path = ("spec", "affinity", "tolerations", index)
        operator = toleration.get("operator")
        if not toleration.get("key") and operator != "Exists":
            yield (*path, "operator"), "without a key it must tolerate whatever there is", "Exists, or a key"
        if operator == "Exists" and toleration.get("value"):
            yield (*path, "value"), "'Exists' asks for no value", "leave it out, or operator Equal"
        elif operator not in (None, "", "Equal", "Exists"):
            yield (*path, "operator"), f"{shown(operator)} is no operator", "Equal or Exists"
        if toleration.get("tolerationSeconds") is not None and toleration.get("effect") != "NoExecute":
            yield (*path, "effect"), "tolerationSeconds is for pods that are evicted", "NoExecute"
        elif toleration.get("effect") not in (None, "", "NoSchedule", "PreferNoSchedule", "NoExecute"):
            yield (*path, "effect"), f"{shown(toleration['effect'])} is no effect", "NoSchedule or NoExecute"


# Backups, replicas, the rest ----------------------------------------------------------------------------------------


def _backup(spec: Map) -> Iterator[Objection]:
    store = get(spec, "backup.barmanObjectStore")
    archivers = [
        plugin.get("name")
        for _, plugin in entries(spec.get("plugins"))
        if plugin.get("isWALArchiver") is True and plugin.get("enabled") is not False
    ]
    if len(archivers) > 1:
        yield ("spec", "plugins"), f"{shown(archivers)} would all archive the WAL", "isWALArchiver for one of them"
    if archivers and store is not None:
        yield ("spec", "plugins"), f"{shown(archivers[0])} archives beside backup.barmanObjectStore", "one of the two"
    if isinstance(store, dict):
        given = [name for name in _CREDENTIALS if store.get(name) is not None]
        if len(given) != 1:
            said = " and ".join(given) or "no credentials"
            yield ("spec", "backup", "barmanObjectStore"), f"{said} stand there", f"one of {', '.join(_CREDENTIALS)}"


def _replica(spec: Map) -> Iterator[Objection]:
    replica, path = spec.get("replica"), ("spec", "replica")
    if not isinstance(replica, dict):
        return
    if replica.get("primary") and replica.get("enabled") is not None:
        yield (*path, "enabled"), "it stands beside primary", "one of the two"
    names = {str(entry.get("name")) for _, entry in entries(spec.get("externalClusters"))}
    for field in ("source", "self", "primary"):
        name = replica.get(field)
        if name and str(name) not in names:
            yield (*path, field), f"{shown(name)} is none of externalClusters", _one_of(names)
    bootstrap = mapping(spec.get("bootstrap"))
    if replica.get("enabled") is True and not {"recovery", "pg_basebackup"} & bootstrap.keys():
        yield ("spec", "bootstrap"), "a replica begins as a copy", "recovery or pg_basebackup"


def _logical_slots(spec: Map) -> Iterator[Objection]:
    path = ("spec", "replicationSlots", "highAvailability", "synchronizeLogicalDecoding")
    major = major_version(spec)
    parameters = mapping(get(spec, "postgresql.parameters"))
    if (
        get(spec, ".".join(path[1:])) is not True
        or major is None
        or any(name.startswith("pg_failover_slots.") for name in parameters)
    ):
        return
    if major < 17:
        yield path, f"PostgreSQL {major} has no such slots of its own", "17 or newer, or extension pg_failover_slots"
        return
    for name in ("hot_standby_feedback", "sync_replication_slots"):
        if str(parameters.get(name)).lower() not in ("on", "true", "yes", "1"):
            yield ("spec", "postgresql", "parameters", name), "synchronizeLogicalDecoding needs it", "'on'"


def _extensions(spec: Map) -> Iterator[Objection]:
    seen: set[str] = set()
    for index, entry in entries(get(spec, "postgresql.extensions")):
        name = entry.get("name")
        if isinstance(name, str) and name.replace("_", "-") in seen:
            yield ("spec", "postgresql", "extensions", index, "name"), f"{name!r} stands here twice", "each once"
        seen.add(str(name).replace("_", "-"))


def _the_rest(data: Map, spec: Map) -> Iterator[Objection]:
    if isinstance(spec.get("superuserSecret"), dict) and spec["superuserSecret"].get("name") == "":
        yield ("spec", "superuserSecret", "name"), "it is empty", "the Secret's name"
    certificates, path = mapping(spec.get("certificates")), ("spec", "certificates")
    if certificates.get("serverTLSSecret"):
        if not certificates.get("serverCASecret"):
            yield (*path, "serverCASecret"), "it is missing beside serverTLSSecret", "the Secret with the CA"
        if certificates.get("serverAltDNSNames"):
            yield (*path, "serverAltDNSNames"), "it stands beside serverTLSSecret", "names are in that certificate"
    if certificates.get("replicationTLSSecret") and not certificates.get("clientCASecret"):
        yield (*path, "clientCASecret"), "it is missing beside replicationTLSSecret", "the Secret with the CA"
    ldap = get(spec, "postgresql.ldap")
    if isinstance(ldap, dict):
        if not ldap.get("server"):
            yield ("spec", "postgresql", "ldap", "server"), "it is missing", "the LDAP server"
        if ldap.get("bindAsAuth") is not None and ldap.get("bindSearchAuth") is not None:
            yield ("spec", "postgresql", "ldap"), "bindAsAuth and bindSearchAuth stand side by side", "one of the two"
    election = mapping(get(spec, "postgresql.syncReplicaElectionConstraint"))
    if election.get("enabled") is True and not election.get("nodeLabelsAntiAffinity"):
        yield (
            ("spec", "postgresql", "syncReplicaElectionConstraint", "nodeLabelsAntiAffinity"),
            "it is missing beside enabled",
            "labels of nodes",
        )
    mark = mapping(get(data, "metadata.annotations")).get("cnpg.io/hibernation")
    if mark not in (None, "on", "off"):
        yield (
            ("metadata", "annotations", "cnpg.io/hibernation"),
            f"{shown(mark)} is neither on nor off",
            "'on' or 'off'",
        )
