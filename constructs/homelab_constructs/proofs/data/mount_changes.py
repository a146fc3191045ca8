"""Mount changes: a container that had a claim at a path, and has it there no more while others still do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..finding import Finding
from ..pods.pod_templates import containers_of, pod_templates
from ..tree import Item, Tree, entries, get, leaves
from .applied import distinct
from .field_changes import meant

__all__ = ["mounts_changed"]

Where = tuple[str, str]
"""Path in the container, and the part of the claim that is there."""


@dataclass
class _Mounts:
    """What one container has of claims.

    Attributes:
        item: the object that describes it.
        path: the field that does.
        words: how the container is called in a message.
        claims: where it has each claim.
    """

    item: Item
    path: str
    words: str
    claims: dict[str, set[Where]] = field(default_factory=dict)


def mounts_changed(tree: Tree, before: Tree) -> Iterator[Finding]:
    """Places where a container wrote to a claim, and where it would write to nothing that lasts.

    That an object names a claim no more at all is told elsewhere; here it still does, for another container, or at
    another path.

    Args:
        tree: as it is.
        before: as it was.
    """
    now = _mounts(tree)
    named: dict[int, frozenset[str]] = {}
    for key, was in _mounts(before).items():
        still = now.get(key)
        if still is None:
            continue
        texts = named.setdefault(
            id(still.item), frozenset(distinct(still.item, text) for _, text in leaves(still.item.data))
        )
        for claim, places in was.claims.items():
            gone = sorted(places - still.claims.get(claim, set()))
            if gone and claim in texts:
                yield _told(still, claim, gone[0], still.claims.get(claim, set()) - places)


def _told(mounts: _Mounts, claim: str, gone: Where, moved: set[Where]) -> Finding:
    path, part = gone
    inside = f", {part!r} of it," if part else ""
    instead = f", and has it at {sorted(moved)[0][0]!r} now" if moved else ", and has it no more"
    return mounts.item.finding(
        mounts.path,
        f"{mounts.words} had claim {claim!r}{inside} at {path!r}{instead}: what it writes there is gone with its pod",
        meant(mounts.item, mounts.path, f"claim {claim!r} at {path!r}"),
    )


def _mounts(tree: Tree) -> dict[tuple[str, ...], _Mounts]:
    found: dict[tuple[str, ...], _Mounts] = {}
    for pod in pod_templates(tree):
        claims = {
            str(volume.get("name")): distinct(pod.item, claim)
            for _, volume in entries(pod.spec.get("volumes"))
            if isinstance(claim := get(volume, "persistentVolumeClaim.claimName"), str)
        }
        for path, container in containers_of(pod, "initContainers", "containers") if claims else ():
            name = str(container.get("name"))
            key = (pod.item.namespace, pod.kind, pod.name, name)
            mounts = found.setdefault(key, _Mounts(pod.item, path, f"container {name!r} of {pod.kind} {pod.name!r}"))
            for _, mount in entries(container.get("volumeMounts")):
                if (claim := claims.get(str(mount.get("name")))) and mount.get("readOnly") is not True:
                    place = str(mount.get("mountPath")).rstrip("/"), str(mount.get("subPath") or "")
                    mounts.claims.setdefault(claim, set()).add(place)
    return found
