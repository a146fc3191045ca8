"""Reference changes: a workload that mounts another claim than it did, an app that speaks to another database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from ..finding import Finding
from ..pods.pod_templates import pod_templates
from ..tree import Item, Tree, entries, get, leaves
from .applied import distinct
from .field_changes import meant
from .keeping import CNPG

__all__ = ["References"]

_WORD = re.compile(r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?")
# What CloudNativePG calls after a Cluster, as others name it: Services, and Secrets with its accounts.
_OF_CLUSTERS = ("rw", "ro", "r", "app", "superuser")
_LASTING = ("DaemonSet", "Deployment", "Pod", "StatefulSet")


class References:
    """Follows what objects name, before and after."""

    def __init__(self, tree: Tree, before: Tree) -> None:
        self._tree, self._before = tree, before

    def changed(self, old: Item, new: Item) -> Iterator[Finding]:
        """What one object named, and names no more, though the data are there.

        Args:
            old: as it was.
            new: as it is.
        """
        if new.kind in _LASTING:
            yield from self._claims(old, new)
        if new.group != CNPG and not new.encrypted and new.kind != "Kustomization":
            yield from self._databases(old, new)

    # -- claims ----------------------------------------------------------------------------------------------------

    @cached_property
    def _mounted(self) -> tuple[dict[int, dict[str, tuple[str, str]]], dict[int, dict[str, tuple[str, str]]]]:
        return _volumes(self._before), _volumes(self._tree)

    def _claims(self, old: Item, new: Item) -> Iterator[Finding]:
        was, now = self._mounted[0].get(id(old), {}), self._mounted[1].get(id(new), {})
        claims = {claim for _, claim in now.values()}
        for volume, (path, claim) in was.items():
            if claim in claims:
                continue
            there = now.get(volume)
            where = there[0] if there else path.rpartition(".volumes[")[0] + ".volumes"
            instead = f"{there[1]!r} is, and has none of what it holds" if there else "none is in its place"
            yield new.finding(where, f"claim {claim!r} is mounted no more; {instead}", meant(new, where, repr(claim)))

    # -- databases -------------------------------------------------------------------------------------------------

    @cached_property
    def _clusters(self) -> dict[str, str]:
        """Clusters by the words that name them."""
        found: dict[str, str] = {}
        for tree in (self._before, self._tree):
            for item in tree.of_kind("Pooler", group=CNPG):
                found[item.name] = str(get(item.data, "spec.cluster.name"))
            for item in tree.of_kind("Cluster", group=CNPG):
                found |= {f"{item.name}-{word}": item.name for word in _OF_CLUSTERS}
        return found

    @cached_property
    def _there(self) -> frozenset[str]:
        return frozenset(item.name for item in self._tree.of_kind("Cluster", group=CNPG))

    def _databases(self, old: Item, new: Item) -> Iterator[Finding]:
        if not self._clusters:
            return
        was, now = self._named(old), self._named(new)
        # One that is gone altogether is told where it was.
        lost = sorted((was.keys() - now.keys()) & self._there)
        gained = [cluster for cluster in now if cluster not in was]
        if lost and gained:
            path = now[gained[0]]
            yield new.finding(
                path,
                f"Cluster {lost[0]!r} was behind it and {gained[0]!r} is: what {lost[0]!r} holds is not there",
                meant(new, path, f"Cluster {lost[0]!r}"),
            )

    def _named(self, item: Item) -> dict[str, str]:
        """The Clusters that an object's texts name, each with a path."""
        found: dict[str, str] = {}
        for path, text in leaves(item.data):
            if path.startswith("metadata."):
                continue
            for word in _WORD.findall(text):
                if word in self._clusters:
                    found.setdefault(self._clusters[word], path)
        return found


def _volumes(tree: Tree) -> dict[int, dict[str, tuple[str, str]]]:
    """Path and claim of the volumes that objects of the tree mount, by object and volume."""
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for pod in pod_templates(tree):
        if pod.ours:
            for index, volume in entries(pod.spec.get("volumes")):
                claim = get(volume, "persistentVolumeClaim.claimName")
                if isinstance(claim, str):
                    path = f"{pod.path}.volumes[{index}].persistentVolumeClaim.claimName"
                    mounted = found.setdefault(id(pod.item), {})
                    mounted[str(volume.get("name"))] = path, distinct(pod.item, claim)
    return found
