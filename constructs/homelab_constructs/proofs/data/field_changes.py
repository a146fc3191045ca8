"""Field changes: values of one object that cannot change once it is there, or that would lose what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..finding import Finding, Harm, Unproven
from ..quantities import quantity
from ..tree import Item, entries, get, mapping
from .applied import marked
from .keeping import CNPG

__all__ = ["fields_changed", "meant", "size_changed", "without_exemption"]

Said = Iterator[Finding | Unproven]
_RBAC = "rbac.authorization.k8s.io"
# Fields that the API server or the kind's own rules refuse to change, with what stands for an absent one.
_FIXED: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("", "Secret"): {"type": "Opaque"},
    ("apps", "DaemonSet"): {"spec.selector": None},
    ("apps", "Deployment"): {"spec.selector": None},
    ("apps", "ReplicaSet"): {"spec.selector": None},
    ("apps", "StatefulSet"): {
        "spec.selector": None,
        "spec.serviceName": "",
        "spec.podManagementPolicy": "OrderedReady",
    },
    ("batch", "Job"): {
        "spec.template": None,
        "spec.selector": None,
        "spec.completionMode": "NonIndexed",
        "spec.podFailurePolicy": None,
        "spec.successPolicy": None,
        "spec.backoffLimitPerIndex": None,
        "spec.managedBy": None,
    },
    ("networking.k8s.io", "IngressClass"): {"spec.controller": None},
    (CNPG, "Cluster"): {"spec.postgresUID": 26, "spec.postgresGID": 26},
    (CNPG, "Database"): {"spec.cluster": None, "spec.name": None},
    (CNPG, "Pooler"): {"spec.cluster": None},
    (_RBAC, "ClusterRoleBinding"): {"roleRef": None},
    (_RBAC, "RoleBinding"): {"roleRef": None},
    ("storage.k8s.io", "StorageClass"): {
        "provisioner": None,
        "parameters": None,
        "reclaimPolicy": "Delete",
        "volumeBindingMode": "Immediate",
    },
}
_IN_CLAIMS = ("accessModes", "storageClassName", "volumeMode", "volumeName", "selector", "dataSource", "dataSourceRef")
_REQUEST = "resources.requests.storage"
_BARMAN = "barman-cloud.cloudnative-pg.io"
_IF_MEANT = "; if it is meant, "
_MAJOR = re.compile(r"(\d+)(?:[.\-]|$)")


def meant(item: Item, path: str, instead: str) -> str:
    """The remedy, and how to let the change pass all the same."""
    at = f", path {path!r}" if path else ""
    return f"{instead}{_IF_MEANT}an exemption of proof 'data', object '{item.kind}/{item.name}'{at}"


def without_exemption(remedy: str) -> str:
    """What `meant` was given: the remedy alone."""
    return remedy.partition(_IF_MEANT)[0]


def fields_changed(old: Item, new: Item) -> Said:
    """What of one object's change the cluster would refuse, or would lose data by."""
    yield from _fixed(old, new)
    match new.group, new.kind:
        case "", "PersistentVolumeClaim":
            yield from _claim(old, new, old.spec, new.spec, "spec")
        case "apps", "StatefulSet":
            yield from _stateful_set(old, new)
        case "", "Service":
            yield from _service(old, new)
        case "", "ConfigMap" | "Secret":
            yield from _immutable(old, new)
        case "postgresql.cnpg.io", "Cluster":
            yield from _cluster(old, new)
        case _:
            pass


def _forced(item: Item) -> bool:
    """Whether Flux deletes and makes anew what cannot be changed; for what holds data, that is told elsewhere."""
    return marked(item, "force", "enabled") or (item.owner is not None and item.owner.item.spec.get("force") is True)


def _fixed(old: Item, new: Item) -> Iterator[Finding]:
    fields = _FIXED.get((new.group, new.kind))
    if fields is None or _forced(old) or _forced(new):
        return
    if new.kind == "Job" and old.spec.get("ttlSecondsAfterFinished") is not None:
        return  # it is likely gone by now
    for path, default in fields.items():
        was, now = _value(old, path, default), _value(new, path, default)
        if was != now:
            yield _refused(new, path, was, now)


def _value(item: Item, path: str, default: Any) -> Any:
    found = get(item.data, path)
    return default if found is None else found


def _refused(new: Item, path: str, was: Any, now: Any) -> Finding:
    what = "it cannot change once the object is there, so Flux would apply nothing of its Kustomization"
    short = _shown(was), _shown(now)
    change = f"it was {short[0]} and is {short[1]}" if all(short) else "it is not what it was"
    remedy = "what it was, or an object of another name"
    if (new.group, new.kind) == ("batch", "Job"):
        remedy = "kustomize.toolkit.fluxcd.io/force: enabled among its annotations, or a Job of another name"
    return new.finding(path, f"{change}; {what}", meant(new, path, remedy), Harm.REFUSED)


def _shown(value: Any) -> str:
    """A value as it is told; empty where it is too long to be."""
    if value is None:
        return "absent"
    text = repr(value)
    return text if len(text) <= 100 else ""


# Claims -------------------------------------------------------------------------------------------------------------


def _claim(old: Item, new: Item, was: Any, now: Any, path: str) -> Said:
    """A claim's spec, wherever it stands."""
    yield from size_changed(new, f"{path}.{_REQUEST}", get(was, _REQUEST), get(now, _REQUEST))
    for field in _IN_CLAIMS:
        before, after = mapping(was).get(field), mapping(now).get(field)
        if field == "volumeMode":
            before, after = before or "Filesystem", after or "Filesystem"
        if before == after:
            continue
        where = f"{path}.{field}"
        if before is None and field in ("storageClassName", "volumeName"):
            # The cluster has filled it in since; only what it chose would be no change.
            yield new.unproven(f"{where}: {after!r}", "the cluster chose when the claim was made; any other is refused")
        else:
            yield new.finding(
                where,
                f"it was {_shown(before)} and is {_shown(after)}; a claim keeps it for life, and Kubernetes refuses",
                meant(new, where, "what it was, or a claim of another name that the data are copied to"),
                Harm.REFUSED,
            )


def size_changed(new: Item, path: str, was: Any, now: Any) -> Said:
    """Storage never shrinks."""
    if was is None or now is None or was == now:
        return
    before, after = quantity(was), quantity(now)
    if before is None or after is None:
        yield new.unproven(f"{path}: from {was!r} to {now!r}", "a size that only the cluster knows")
    elif after < before:
        yield new.finding(
            path,
            f"it was {was!r} and is {now!r}: storage never shrinks, and the change is refused",
            meant(new, path, f"{was!r} or more; less only in a new volume that the data are copied to"),
            Harm.REFUSED,
        )


def _stateful_set(old: Item, new: Item) -> Said:
    path = "spec.volumeClaimTemplates"
    if not (_forced(old) or _forced(new)):
        yield from _templates(old, new, path)
    policy = get(new.data, "spec.persistentVolumeClaimRetentionPolicy.whenScaled")
    was, now = _value(old, "spec.replicas", 1), _value(new, "spec.replicas", 1)
    if policy == "Delete" and isinstance(was, int) and isinstance(now, int) and now < was:
        yield new.finding(
            "spec.replicas",
            f"it was {was} and is {now}, and whenScaled: Delete deletes the claims of the pods that go",
            meant(new, "spec.replicas", f"{was}, or whenScaled: Retain"),
        )


def _templates(old: Item, new: Item, path: str) -> Said:
    was = {_named(entry): entry for _, entry in entries(old.spec.get("volumeClaimTemplates"))}
    now = {_named(entry): (index, entry) for index, entry in entries(new.spec.get("volumeClaimTemplates"))}
    for name, entry in was.items():
        if name not in now:
            yield new.finding(
                path,
                f"template {name!r} is gone: Kubernetes refuses, and its claims would be mounted by nobody",
                meant(new, path, "the template as it was"),
                Harm.REFUSED,
            )
            continue
        index, other = now[name]
        told = list(_claim(old, new, entry.get("spec"), other.get("spec"), f"{path}[{index}].spec"))
        yield from told
        size = get(entry, f"spec.{_REQUEST}"), get(other, f"spec.{_REQUEST}")
        if not told and size[0] != size[1]:
            where = f"{path}[{index}].spec.{_REQUEST}"
            yield new.finding(
                where,
                f"it was {size[0]!r} and is {size[1]!r}; Kubernetes refuses any change of a claim template",
                meant(
                    new,
                    where,
                    "what it was; grow the claims themselves, then make the StatefulSet anew without its pods",
                ),
                Harm.REFUSED,
            )
    for name in now.keys() - was.keys():
        yield new.finding(
            path,
            f"template {name!r} is new; Kubernetes refuses any change of the claim templates",
            meant(new, path, "a claim of its own, or a StatefulSet of another name"),
            Harm.REFUSED,
        )


def _named(entry: dict[str, Any]) -> str:
    return str(get(entry, "metadata.name"))


# Services, Secrets --------------------------------------------------------------------------------------------------


def _service(old: Item, new: Item) -> Iterator[Finding]:
    path = "spec.clusterIP"
    was, now = old.spec.get("clusterIP") or "", new.spec.get("clusterIP") or ""
    if was == now or _forced(old) or _forced(new) or "ExternalName" in (old.spec.get("type"), new.spec.get("type")):
        return
    if now:
        yield _refused(new, path, was or None, now)
    elif was == "None":
        yield new.finding(
            path,
            "it was 'None' and is absent: the Service stays without an address, whatever is written now",
            meant(new, path, "'None', or a Service of another name"),
            Harm.IDLE,
        )


def _immutable(old: Item, new: Item) -> Iterator[Finding]:
    if old.data.get("immutable") is not True or _forced(old) or _forced(new):
        return
    if new.data.get("immutable") is not True:
        yield _refused(new, "immutable", True, new.data.get("immutable"))
    for block in ("data", "stringData", "binaryData"):
        was, now = mapping(old.data.get(block)), mapping(new.data.get(block))
        # What is encrypted differs from one encryption to the next; keys do not.
        if set(was) != set(now) or (not new.encrypted and was != now):
            yield new.finding(
                block,
                f"its content is not what it was, and it is immutable: {new.kind}s that are cannot change",
                meant(new, block, "the content as it was, or an object of another name"),
                Harm.REFUSED,
            )


# CloudNativePG ------------------------------------------------------------------------------------------------------


def _cluster(old: Item, new: Item) -> Said:
    for block in ("storage", "walStorage"):
        was, now = old.spec.get(block), new.spec.get(block)
        if block == "walStorage" and was is not None and now is None:
            yield new.finding(
                "spec.walStorage",
                "it is gone: CloudNativePG refuses to take away a volume that holds the write-ahead log",
                meant(new, "spec.walStorage", "walStorage as it was"),
                Harm.REFUSED,
            )
        elif was is not None:
            yield from _volume(new, f"spec.{block}", was, now)
    yield from _tablespaces(old, new)
    anew = list(_bootstrap(old, new))
    yield from anew
    if not any(found.path == "spec.bootstrap" for found in anew):  # else it is told as a whole that it begins anew
        yield from _archive(old, new)
    yield from _major(old, new)


def _volume(new: Item, path: str, was: Any, now: Any) -> Said:
    for field in ("size", f"pvcTemplate.{_REQUEST}"):
        yield from size_changed(new, f"{path}.{field}", get(was, field), get(now, field))
    for field in ("storageClass", "pvcTemplate.storageClassName"):
        before, after = get(was, field), get(now, field)
        if before != after:
            yield new.finding(
                f"{path}.{field}",
                f"it was {_shown(before)} and is {_shown(after)}: volumes that are there stay where they are, only new "
                "ones would differ",
                meant(new, f"{path}.{field}", "what it was, or a new Cluster that the databases are restored into"),
                Harm.IDLE,
            )


def _tablespaces(old: Item, new: Item) -> Said:
    now = {str(entry.get("name")): (index, entry) for index, entry in entries(new.spec.get("tablespaces"))}
    for _, entry in entries(old.spec.get("tablespaces")):
        name = str(entry.get("name"))
        if name not in now:
            yield new.finding(
                "spec.tablespaces",
                f"tablespace {name!r} is gone: CloudNativePG refuses to take one away",
                meant(new, "spec.tablespaces", "the tablespace as it was"),
                Harm.REFUSED,
            )
        else:
            index, other = now[name]
            yield from _volume(new, f"spec.tablespaces[{index}].storage", entry.get("storage"), other.get("storage"))


def _bootstrap(old: Item, new: Item) -> Iterator[Finding]:
    """It runs once: on a Cluster that is there a change of it does nothing, whatever the rest of the tree expects.

    Taking out what the Cluster began with, once the data are there, is the way it is meant: initdb stands in its place,
    and says whose database it is, which the operator goes on reading (1.28.1).
    """
    was, now = mapping(old.spec.get("bootstrap")), mapping(new.spec.get("bootstrap"))
    ways = _ways(was), _ways(now)
    if ways[0] != ways[1]:
        copied, begun = {"recovery", "pg_basebackup"} & ways[0], "initdb" in ways[1]
        if not copied or not begun or get(now, "initdb.import") is not None:
            said = [", ".join(map(repr, sorted(way))) for way in ways]
            yield _once(new, "spec.bootstrap", f"it was by {said[0]} and is by {said[1]}")
            return
        yield from _other_database(new, mapping(was.get(*copied)), mapping(now.get("initdb")))
        return
    for way in sorted(ways[0]):
        before, after = mapping(was.get(way)), mapping(now.get(way))
        for field in sorted({*before, *after} - {"secret"}, key=str):
            if before.get(field) != after.get(field) and not (field == "import" and after.get(field) is None):
                shown = _shown(before.get(field)), _shown(after.get(field))
                change = f"it was {shown[0]} and is {shown[1]}" if all(shown) else "it is not what it was"
                yield _once(new, f"spec.bootstrap.{way}.{field}", change)


def _ways(bootstrap: dict[str, Any]) -> set[str]:
    """The ways to begin that are written down, or the one that the operator takes where none is."""
    return {str(way) for way, content in bootstrap.items() if content is not None} or {"initdb"}


def _other_database(new: Item, was: dict[str, Any], now: dict[str, Any]) -> Iterator[Finding]:
    """The operator sets the owner's password by what stands there, whenever the Secret changes."""
    names = []
    for way in (was, now):
        database = way.get("database") or "app"
        names.append({"database": database, "owner": way.get("owner") or database})
    for field, before in names[0].items():
        after = names[1][field]
        if before != after:
            yield _once(new, f"spec.bootstrap.initdb.{field}", f"it was {before!r} and is {after!r}")


def _once(new: Item, path: str, change: str) -> Finding:
    plain = get(new.data, "spec.bootstrap.initdb") is not None and get(new.data, f"{path}.initdb.import") is None
    restores = path == "spec.bootstrap" and not plain
    instead = "what it was, and the change made in the database itself"
    if restores or path.endswith((".import", ".source", ".recoveryTarget")):
        instead = "a Cluster of another name, or this one deleted first: nothing is restored into one that is there"
    return new.finding(
        path,
        f"{change}; a bootstrap runs once, and on a Cluster that is there this has no effect",
        meant(new, path, instead),
        Harm.IDLE,
    )


def _archive(old: Item, new: Item) -> Iterator[Finding]:
    """Another archive begins without a backup, and nobody asks any more whether its folder is empty."""
    was, now = _barman(old), _barman(new)
    if was is None or now is None:
        return
    for field in ("barmanObjectName", "serverName"):
        before, after = was[1][field], now[1][field]
        if before != after:
            path = f"spec.plugins[{now[0]}].parameters.{field}"
            yield new.finding(
                path,
                f"it was {before!r} and is {after!r}: the WAL goes there at once, whoever else's lies there, and until "
                "the next backup there is none to begin a restore with",
                meant(new, path, f"{before!r}, which stays for as long as the Cluster lives"),
            )


def _barman(item: Item) -> tuple[int, dict[str, str]] | None:
    """The plugin's place among a Cluster's plugins, and where it writes."""
    for index, plugin in entries(item.spec.get("plugins")):
        if plugin.get("name") == _BARMAN and plugin.get("enabled") is not False:
            parameters = mapping(plugin.get("parameters"))
            server = parameters.get("serverName") or item.name
            return index, {"barmanObjectName": str(parameters.get("barmanObjectName")), "serverName": str(server)}
    return None


def _major(old: Item, new: Item) -> Said:
    path = "spec.imageCatalogRef.major" if new.spec.get("imageCatalogRef") is not None else "spec.imageName"
    was, now = _major_of(old), _major_of(new)
    if _image(old) and not _image(new):
        yield new.finding(
            "spec.imageName",
            f"{_shown(_image(old))} is gone: the operator chooses the image, of whatever major version it likes best",
            meant(new, "spec.imageName", "the image as it was"),
            Harm.ONE_WAY,
        )
    elif was is None or now is None:
        images = [_image(item) for item in (old, new)]
        if images[0] != images[1]:
            yield new.unproven(
                f"{path}: from {_shown(images[0])} to {_shown(images[1])}",
                "which major version of PostgreSQL that is; a lower one cannot start on these data",
            )
    elif now < was:
        yield new.finding(
            path,
            f"PostgreSQL {now} in place of {was}: it cannot read what {was} wrote, and CloudNativePG refuses",
            meant(new, path, f"{was} or newer; a lower one only in a new Cluster, by a dump"),
            Harm.REFUSED,
        )
    elif now > was:
        yield new.finding(
            path,
            f"PostgreSQL {now} in place of {was}: CloudNativePG 1.26 and later stops the Cluster and upgrades it in "
            "place, with no way back but a backup; older ones refuse",
            meant(new, path, f"{was}, until a backup is there and somebody watches"),
            Harm.ONE_WAY,
        )


def _image(item: Item) -> Any:
    return item.spec.get("imageName") or item.spec.get("imageCatalogRef")


def _major_of(item: Item) -> int | None:
    catalog = get(item.data, "spec.imageCatalogRef.major")
    if isinstance(catalog, int):
        return catalog
    image = item.spec.get("imageName")
    if not isinstance(image, str):
        return None
    tag = image.partition("@")[0].rpartition("/")[2].partition(":")[2]
    match = _MAJOR.match(tag)
    return int(match[1]) if match else None
