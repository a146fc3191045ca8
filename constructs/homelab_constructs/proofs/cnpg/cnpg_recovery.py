"""Recovery: a Cluster that begins with data of another finds them, can read them, and keeps its archive to itself.

CloudNativePG's webhook looks at one Cluster only, and at none of what follows: it shows in the pods of the Job that
should bring the data, or never (operator 1.28.1, plugin 0.14; docs/proofs/recovery.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ..finding import Finding, Unproven
from ..proof import Proof
from ..schemas.plain import shown
from ..tree import Item, Tree, get, mapping
from ..written import settled
from .cnpg_archives import GROUP, PLUGIN, Archive, Located, archives_of, origin_of, recovers_from
from .cnpg_parameters import major_version

__all__ = ["RECOVERY"]

Said = Iterator[Finding | Unproven]
_COPY, _IMPORT, _RECOVERY = "spec.bootstrap.pg_basebackup", "spec.bootstrap.initdb.import", "spec.bootstrap.recovery"
_NAMESPACE = r"(\.(?P<namespace>[a-z0-9-]+)(\.svc(\.cluster\.local)?)?)?\.?"
_SERVICE = re.compile(rf"(?P<cluster>[a-z0-9-]+)-(rw|ro|r){_NAMESPACE}")
_POOLED = re.compile(rf"(?P<pooler>[a-z0-9-]+){_NAMESPACE}")
_UNCHECKED = "cnpg.io/skipEmptyWalArchiveCheck"


def _find(tree: Tree) -> Said:
    clusters = list(tree.of_kind("Cluster", group=GROUP))
    for cluster in clusters:
        yield from _origin(tree, cluster)
        yield from _own_archive(tree, cluster)
    yield from _shared_archives(tree, clusters)


RECOVERY = Proof(
    "recovery", "a Cluster that begins with data of another can read them, and no two write into one archive", _find
)


# Where the data come from -------------------------------------------------------------------------------------------


def _origin(tree: Tree, cluster: Item) -> Said:
    bootstrap = mapping(cluster.spec.get("bootstrap"))
    recovery = bootstrap.get("recovery")
    if isinstance(recovery, dict):
        yield from _recovery(tree, cluster, recovery)
    copied = bootstrap.get("pg_basebackup")
    if isinstance(copied, dict):
        yield from _connected(tree, cluster, copied.get("source"), f"{_COPY}.source", _copied)
    imported = get(bootstrap, "initdb.import")
    if isinstance(imported, dict):
        path = f"{_IMPORT}.source.externalCluster"
        yield from _connected(tree, cluster, get(imported, "source.externalCluster"), path, _imported)


def _recovery(tree: Tree, cluster: Item, recovery: dict[str, Any]) -> Said:
    if not any(recovery.get(way) for way in ("source", "backup", "volumeSnapshots")):
        yield cluster.finding(
            _RECOVERY,
            "it names nothing to recover from, and the webhook takes it: the Job fails",
            "source, with an external cluster of that name; or backup, or volumeSnapshots",
        )
        return
    origin = origin_of(cluster, recovery.get("source"))
    if origin is not None:
        path, entry = origin
        if get(entry, "plugin.name") == PLUGIN and not get(entry, "plugin.parameters.barmanObjectName"):
            yield cluster.finding(
                f"{path}.plugin.parameters.barmanObjectName",
                "it is missing: the plugin leaves the Job alone, which then has nothing to recover from",
                "the name of the ObjectStore",
            )
    archive = recovers_from(tree, cluster)
    written_by = _writers(tree, cluster, archive.archive) if archive is not None else []
    if archive is not None and written_by:
        what = f"the archive {archive.archive}"
        yield from _same_major(cluster, written_by[0], f"{what} is of {written_by[0].kind}/{written_by[0].name}")
        yield from _same_database(tree, cluster, written_by[0], f"{_RECOVERY}.database")


def _writers(tree: Tree, cluster: Item, archive: Archive) -> list[Item]:
    """Who fills an archive: another Cluster of the tree, or one that was there before, under whatever name."""
    for where in filter(None, (tree, tree.before)):
        found = [
            item
            for item in where.of_kind("Cluster", group=GROUP)
            if (where is not tree or item.name != cluster.name or item.namespace != cluster.namespace)
            and any(located.archive == archive for located in archives_of(where, item))
        ]
        if found:
            return found
    return []


Compare = Callable[[Tree, Item, Item], Said]


def _connected(tree: Tree, cluster: Item, name: Any, path: str, compare: Compare) -> Said:
    """A source that is reached by a connection."""
    origin = origin_of(cluster, name)
    if origin is None:
        if path.startswith(_IMPORT):  # the webhook looks at the others only
            yield cluster.finding(
                path, f"{shown(name)} is none of externalClusters", "an entry of that name in spec.externalClusters"
            )
        return
    where, entry = origin
    parameters = mapping(entry.get("connectionParameters"))
    host = parameters.get("host")
    if not isinstance(host, str) or not host:
        yield cluster.finding(
            f"{where}.connectionParameters.host",
            f"it is missing, and {'an import' if path.startswith(_IMPORT) else 'a copy'} connects to the server itself",
            "the host of the running server",
        )
        return
    address = settled(cluster, host)
    pooler = _pooled_by(tree, cluster, address)
    if pooler is not None and path.startswith(_IMPORT) and get(pooler.spec, "pgbouncer.poolMode") == "transaction":
        yield cluster.finding(
            f"{where}.connectionParameters.host",
            f"{host!r} is Pooler/{pooler.name}, which pools by transaction: pg_dump needs one session to itself",
            f"the server itself, such as {get(pooler.spec, 'cluster.name')}-rw.{pooler.namespace}.svc",
        )
        return
    source = _behind(tree, pooler) if pooler is not None else _served_by(tree, cluster, address)
    if source is None:
        return
    if source.identity == cluster.identity:
        yield cluster.finding(
            f"{where}.connectionParameters.host",
            f"{host!r} is the Cluster itself, which nobody can reach before it has begun",
            "the host of the Cluster that has the data",
        )
        return
    yield from compare(tree, cluster, source)


def _served_by(tree: Tree, cluster: Item, host: str) -> Item | None:
    match = _SERVICE.fullmatch(host)
    return _found(tree, "Cluster", match["namespace"] or cluster.namespace, match["cluster"]) if match else None


def _pooled_by(tree: Tree, cluster: Item, host: str) -> Item | None:
    match = _POOLED.fullmatch(host)
    return _found(tree, "Pooler", match["namespace"] or cluster.namespace, match["pooler"]) if match else None


def _behind(tree: Tree, pooler: Item) -> Item | None:
    return _found(tree, "Cluster", pooler.namespace, str(get(pooler.spec, "cluster.name")))


def _found(tree: Tree, kind: str, namespace: str, name: str) -> Item | None:
    found = tree.find(kind, namespace, name)
    return found if found is not None and found.group == GROUP else None


def _copied(tree: Tree, cluster: Item, source: Item) -> Said:
    yield from _same_major(cluster, source, f"it is a copy of Cluster/{source.name}")
    yield from _same_database(tree, cluster, source, f"{_COPY}.database")


def _imported(tree: Tree, cluster: Item, source: Item) -> Said:
    new, old = major_version(cluster.spec), major_version(source.spec)
    if new is not None and old is not None and new < old:
        yield cluster.finding(
            "spec.imageName",
            f"PostgreSQL {new}, and Cluster/{source.name} runs {old}: its pg_dump reads no newer server",
            f"{old} or newer",
        )
    databases = get(cluster.data, f"{_IMPORT}.databases")
    owned = _databases_of(tree, source)
    for index, name in enumerate(databases if isinstance(databases, list) else ()):
        if owned and name not in ("*", "postgres") and _lacks(cluster, owned, name):
            yield cluster.finding(
                f"{_IMPORT}.databases[{index}]",
                f"Cluster/{source.name} has no database {name!r} that anybody wrote down: where there is none, pg_dump "
                "finds nothing, and the Job fails",
                f"one of {', '.join(sorted(owned))}",
            )


def _same_major(cluster: Item, source: Item, why: str) -> Said:
    new, old = major_version(cluster.spec), major_version(source.spec)
    if new is not None and old is not None and new != old:
        yield cluster.finding(
            "spec.imageName",
            f"PostgreSQL {new}, and {why}, which runs {old}: no other major version starts on these files",
            f"an image of {old}; the upgrade afterwards",
        )


def _same_database(tree: Tree, cluster: Item, source: Item, path: str) -> Said:
    """The operator makes the database that is named where the data have none of that name: empty, without a word."""
    asked, owned = get(cluster.data, path, "app"), _databases_of(tree, source)
    if owned and _lacks(cluster, owned, asked):
        yield cluster.finding(
            path,
            f"Cluster/{source.name} has no database {asked!r} that anybody wrote down: where there is none, the "
            "operator makes an empty one, and the app finds nothing",
            f"one of {', '.join(sorted(owned))}",
        )


def _databases_of(tree: Tree, source: Item) -> set[str]:
    """What is written down of a Cluster's databases; empty where it has what its own source had."""
    if get(source.spec, "bootstrap.initdb.import.type") == "monolith":
        return set()
    owned = {str(get(way, "database") or "app") for way in mapping(source.spec.get("bootstrap")).values()} or {"app"}
    return owned | {
        str(item.spec.get("name"))
        for where in filter(None, (tree, tree.before))
        for item in where.of_kind("Database", group=GROUP)
        if item.namespace == source.namespace and get(item.spec, "cluster.name") == source.name
    }


def _lacks(cluster: Item, owned: set[str], name: Any) -> bool:
    """Whether a database is none of those, as far as variables let anybody tell."""
    return isinstance(name, str) and settled(cluster, name) not in owned and "${" not in f"{name}{owned}"


# Where they go ------------------------------------------------------------------------------------------------------


def _own_archive(tree: Tree, cluster: Item) -> Said:
    origin = recovers_from(tree, cluster)
    for own in archives_of(tree, cluster) if origin is not None else ():
        if origin is not None and own.archive == origin.archive:
            yield cluster.finding(
                own.path,
                f"it recovers from the archive {own.archive} and would write there too: {_harm(cluster)}",
                f"a name of its own, such as {own.archive.server}-2",
            )
        elif origin is not None and _may_be_one(own.archive, origin.archive):
            yield cluster.unproven(
                f"{own.path}: whether it writes into the archive it recovers from",
                "only the cluster knows the variable",
            )


def _harm(cluster: Item) -> str:
    if cluster.annotations.get(_UNCHECKED) == "enabled":
        return f"{_UNCHECKED} lets it, and its WAL would lie among the old one's"
    return "Barman begins in an empty folder only, and the Job fails with 'Expected empty archive'"


def _shared_archives(tree: Tree, clusters: list[Item]) -> Said:
    found: dict[Archive, list[tuple[Item, Located]]] = {}
    for cluster in clusters:
        for own in archives_of(tree, cluster):
            found.setdefault(own.archive, []).append((cluster, own))
    for archive, users in found.items():
        first = users[0][0]
        for cluster, own in users[1:]:
            if cluster.identity != first.identity:  # one that stands twice is told elsewhere
                yield cluster.finding(
                    own.path,
                    f"{first.kind}/{first.name} of {first.place} writes into the archive {archive} too: the second one "
                    "fails with 'Expected empty archive', or mixes its WAL with the other's",
                    f"a name of its own, such as {cluster.name}-2",
                )


def _may_be_one(own: Archive, origin: Archive) -> bool:
    """Whether they differ by variables only, so that the cluster may make them one."""
    written = (*own.store, own.server), (*origin.store, origin.server)
    if len(own.store) != len(origin.store):
        return False
    pairs = zip(*written, strict=True)
    return all(one == other or "${" in f"{one}{other}" for one, other in pairs)
