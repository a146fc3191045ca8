"""Archives: where CloudNativePG's Clusters keep backups and WAL, and where they take them from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..tree import Item, Tree, entries, get, mapping
from ..written import settled

__all__ = ["Archive", "Located", "archives_of", "origin_of", "recovers_from"]

GROUP = "postgresql.cnpg.io"
PLUGIN = "barman-cloud.cloudnative-pg.io"
_PLUGIN_GROUP = "barmancloud.cnpg.io"


@dataclass(frozen=True)
class Archive:
    """A server's folder in a store: two Clusters with equal ones write into each other's.

    Attributes:
        store: where the store is, or what it is called where the tree does not have it.
        server: name of the folder.
    """

    store: tuple[str, ...]
    server: str

    def __str__(self) -> str:
        return f"{self.server!r} in {self.store[-1]!r}"


@dataclass(frozen=True)
class Located:
    """An archive, and the field that names its server or would.

    Attributes:
        archive: the archive.
        path: the field.
    """

    archive: Archive
    path: str


def archives_of(tree: Tree, cluster: Item) -> Iterator[Located]:
    """Where a Cluster writes to, by the plugin or by itself.

    The plugin asks of its folder that it be empty whether it archives the WAL or takes backups only (0.5 to 0.14).
    """
    for index, plugin in entries(cluster.spec.get("plugins")):
        if plugin.get("name") == PLUGIN and plugin.get("enabled") is not False:
            path = f"spec.plugins[{index}].parameters"
            yield from _by_plugin(tree, cluster, plugin, path)
    store = get(cluster.spec, "backup.barmanObjectStore")
    if isinstance(store, dict):
        yield from _in_tree(cluster, store, cluster.name, "spec.backup.barmanObjectStore")


def recovers_from(tree: Tree, cluster: Item) -> Located | None:
    """The archive that a Cluster begins with; None where there is none, or nobody can tell."""
    origin = origin_of(cluster, get(cluster.spec, "bootstrap.recovery.source"))
    if origin is None:
        return None
    path, entry = origin
    plugin, store = entry.get("plugin"), entry.get("barmanObjectStore")
    found: Iterator[Located] = iter(())
    if isinstance(plugin, dict) and plugin.get("name") == PLUGIN:
        # Without a server's name the plugin takes the new Cluster's own, not the external cluster's.
        found = _by_plugin(tree, cluster, plugin, f"{path}.plugin.parameters")
    elif isinstance(store, dict):
        found = _in_tree(cluster, store, str(entry.get("name")), f"{path}.barmanObjectStore")
    return next(found, None)


def origin_of(cluster: Item, name: Any) -> tuple[str, dict[str, Any]] | None:
    """The external cluster of a name, with its path."""
    for index, entry in entries(cluster.spec.get("externalClusters")):
        if name and entry.get("name") == name:
            return f"spec.externalClusters[{index}]", entry
    return None


def _by_plugin(tree: Tree, cluster: Item, plugin: dict[str, Any], path: str) -> Iterator[Located]:
    parameters = mapping(plugin.get("parameters"))
    name = parameters.get("barmanObjectName")
    if isinstance(name, str) and name:
        server = settled(cluster, str(parameters.get("serverName") or cluster.name))
        store = _place(tree, cluster.namespace, settled(cluster, name))
        yield Located(Archive(store, server), f"{path}.serverName")


def _place(tree: Tree, namespace: str, name: str) -> tuple[str, ...]:
    """Where an ObjectStore leads to: two of them may lead to one place."""
    item = tree.find("ObjectStore", namespace, name)
    if item is not None and item.group == _PLUGIN_GROUP:
        found = _destination(item, mapping(item.spec.get("configuration")))
        if found:
            return found
    return "ObjectStore", namespace, name


def _in_tree(cluster: Item, store: dict[str, Any], default: str, path: str) -> Iterator[Located]:
    found = _destination(cluster, store)
    if found:
        server = settled(cluster, str(store.get("serverName") or default))
        yield Located(Archive(found, server), f"{path}.serverName")


def _destination(item: Item, store: dict[str, Any]) -> tuple[str, ...]:
    destination = store.get("destinationPath")
    if not isinstance(destination, str) or not destination:
        return ()
    return settled(item, str(store.get("endpointURL") or "")).rstrip("/"), settled(item, destination).rstrip("/")
