"""Backup changes: a Cluster whose backups were taken, or whose write-ahead log was archived, and are no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..finding import Finding, Harm
from ..tree import Item, Tree, entries, get
from .applied import Identity, distinct, identity
from .field_changes import meant
from .keeping import CNPG

__all__ = ["backups_changed"]

_BARMAN = "barman-cloud.cloudnative-pg.io"


@dataclass
class _Backups:
    """How a Cluster is backed up.

    Attributes:
        cluster: the Cluster.
        schedules: the ScheduledBackups that take its backups, those that are suspended left out.
        suspended: those that are.
        stores: where its backups or its write-ahead log go, by the field that says so, and whether the log does.
    """

    cluster: Item
    schedules: list[Item] = field(default_factory=list)
    suspended: list[Item] = field(default_factory=list)
    stores: dict[str, bool] = field(default_factory=dict)

    @property
    def archives(self) -> bool:
        """Whether its write-ahead log is archived."""
        return any(self.stores.values())


def backups_changed(tree: Tree, before: Tree) -> Iterator[Finding]:
    """Every Cluster that is there as before, and whose backups are not.

    Args:
        tree: as it is.
        before: as it was.
    """
    now = _backups(tree)
    for key, was in _backups(before).items():
        there = now.get(key)
        if there is not None:  # else it is told that the Cluster itself is gone
            yield from _changed(was, there)


def _changed(was: _Backups, now: _Backups) -> Iterator[Finding]:
    lost_schedule = bool(was.schedules) and not now.schedules
    lost_archive = was.archives and not now.archives
    lost_store = bool(was.stores) and not now.stores
    if lost_store or (lost_schedule and lost_archive):
        how = [f"by {item.kind}/{item.name}" for item in was.schedules if lost_schedule]
        if lost_archive:
            how.append("of its write-ahead log")
        path = next(iter(was.stores)).partition("[")[0]
        shown = f" ({', '.join(how)})" if how else ""
        yield _told(now.cluster, path, f"it had backups{shown} and has none", "backups as they were")
    elif lost_archive:
        path = next(path for path, archives in was.stores.items() if archives)
        problem = "its write-ahead log was archived and is no more: a restore ends with the last backup"
        yield _told(now.cluster, _switched_off(now) or path.partition("[")[0], problem, "the archive as it was")
    elif lost_schedule:
        yield from _without_schedule(was, now)


def _switched_off(now: _Backups) -> str:
    """The field of the plugin that is there still."""
    return f"{next(iter(now.stores))}.isWALArchiver" if now.stores else ""


def _without_schedule(was: _Backups, now: _Backups) -> Iterator[Finding]:
    old = was.schedules[0]
    cluster = f"Cluster {now.cluster.name!r}"
    stopped = next((item for item in now.suspended if identity(item) == identity(old)), None)
    if stopped is not None:
        yield _told(stopped, "spec.suspend", f"{cluster} had backups by it and has none: it is suspended", "false")
    else:
        problem = f"{cluster} had backups by it and has none: it takes them no more"
        yield _told(old, "", problem, f"a ScheduledBackup of {cluster}")


def _told(item: Item, path: str, problem: str, instead: str) -> Finding:
    what = f"{problem}; what is lost from then on, nobody can bring back"
    return item.finding(path, what, meant(item, path, instead), Harm.ONE_WAY)


def _backups(tree: Tree) -> dict[Identity, _Backups]:
    found = {identity(item): _Backups(item, stores=dict(_stores(item))) for item in tree.of_kind("Cluster", group=CNPG)}
    by_name = {(key[0], key[3], key[4]): backups for key, backups in found.items()}
    for item in tree.of_kind("ScheduledBackup", group=CNPG):
        elsewhere, _, _, namespace, _ = identity(item)
        backups = by_name.get((elsewhere, namespace, distinct(item, str(get(item.spec, "cluster.name")))))
        if backups is not None:
            (backups.suspended if item.spec.get("suspend") is True else backups.schedules).append(item)
    return found


def _stores(cluster: Item) -> Iterator[tuple[str, bool]]:
    """Barman by itself archives the log always, a plugin where it is told to."""
    for index, plugin in entries(cluster.spec.get("plugins")):
        archives = plugin.get("isWALArchiver") is True
        if plugin.get("enabled") is not False and (archives or plugin.get("name") == _BARMAN):
            yield f"spec.plugins[{index}]", archives
    for store in ("barmanObjectStore", "volumeSnapshot"):
        if isinstance(get(cluster.spec, f"backup.{store}"), dict):
            yield f"spec.backup.{store}", store == "barmanObjectStore"
