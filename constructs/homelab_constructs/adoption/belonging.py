"""Belonging: which part of a folder of manifests is what a lab takes over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..errors import HomelabError, refuse
from ..proofs.data.applied import Identity, identity
from ..proofs.tree import Item, Kustomization, Tree
from .things import is_kustomization, is_source, things_of

__all__ = ["Scope", "find_scope"]


@dataclass(frozen=True)
class Scope:
    """What is compared with what.

    Attributes:
        lab: the lab, or the apps of it that were asked for.
        old: what it takes over.
        taken: the Kustomizations that the lab takes over as a whole: what it has not of theirs goes.
        touched: Kustomizations that apply an object of the lab's too, and remain for the rest.
        everything: the whole folder, for whoever else names what goes.
    """

    lab: Tree
    old: Tree
    taken: tuple[Kustomization, ...]
    touched: tuple[Kustomization, ...]
    everything: Tree


def find_scope(old: Tree, lab: Tree, *, apps: Collection[str] = (), takes: Collection[str] = ()) -> Scope:
    """Find out what of a folder is the lab's business.

    A Kustomization is taken over if the lab has one of its name, or at least half of its objects; and so is one that
    is called like an app of the lab (`<app>`, `<app>-...`) and stands beside one that is. Of any other one only the
    objects count that the lab has, too.

    Args:
        old: the folder.
        lab: the lab.
        apps: the apps of the lab that are asked about; all of them where none is named.
        takes: the Kustomizations that are taken over, by name, where that is not to be found out.

    Raises:
        HomelabError: an app or a Kustomization that is not there, or nothing in the folder is the lab's.
    """
    part = _of_apps(lab, apps)
    keys = things_of(part).keys()
    if takes:
        taken = _named(old, takes)
        touched = [found for found in _others(old, taken) if _shared(found, keys)]
    else:
        taken, touched = _guessed(old, part, keys)
    whole = {id(found) for found in taken}
    alone = not old.kustomizations

    def keep(item: Item) -> bool:
        if is_kustomization(item):
            return any(item.name == found.name and item.namespace == found.namespace for found in taken)
        of_taken = item.owner is not None and id(item.owner) in whole
        return alone or of_taken or is_source(item) or identity(item) in keys

    kept = old.part(keep)
    if not taken and not any(identity(item) in keys or alone for item in kept.items):
        raise HomelabError(
            "DIR: nothing in it is the lab's: no Kustomization and no object of the same name; name the Kustomizations "
            "that the lab takes over with --takes"
        )
    return Scope(part, kept, tuple(taken), tuple(touched), old)


def _of_apps(lab: Tree, apps: Collection[str]) -> Tree:
    known = sorted({_app(found) for found in lab.kustomizations.values()} - {""})
    for app in apps:
        if app not in known:
            refuse("app", app, f"one of {', '.join(known) or 'no apps at all'} is needed")
    if not apps:
        return lab

    def keep(item: Item) -> bool:
        if is_kustomization(item):
            return PurePosixPath(item.file).parts[0] in apps
        return item.owner is None or _app(item.owner) in apps

    return lab.part(keep)


def _app(kustomization: Kustomization) -> str:
    """The folder of dist that it belongs to."""
    parts = PurePosixPath(kustomization.folder or "").parts
    return parts[0] if parts else ""


def _named(old: Tree, takes: Collection[str]) -> list[Kustomization]:
    known = {found.name: found for found in old.kustomizations.values()}
    for name in takes:
        if name not in known:
            refuse("takes", name, f"a Kustomization of DIR is needed: {', '.join(sorted(known)) or 'there is none'}")
    return [found for name, found in known.items() if name in takes]


def _others(old: Tree, taken: Iterable[Kustomization]) -> list[Kustomization]:
    known = {id(found) for found in taken}
    return [found for found in old.kustomizations.values() if id(found) not in known]


def _objects(kustomization: Kustomization) -> list[Item]:
    return [item for item in kustomization.items if not is_kustomization(item) and not is_source(item)]


def _shared(kustomization: Kustomization, keys: Collection[Identity]) -> int:
    return sum(identity(item) in keys for item in _objects(kustomization))


def _guessed(old: Tree, lab: Tree, keys: Collection[Identity]) -> tuple[list[Kustomization], list[Kustomization]]:
    taken: list[Kustomization] = []
    touched: list[Kustomization] = []
    for found in old.kustomizations.values():
        shared, of = _shared(found, keys), len(_objects(found))
        if found.key in lab.kustomizations or (shared and 2 * shared >= of):
            taken.append(found)
        elif shared:
            touched.append(found)
    for app in sorted({_app(found) for found in lab.kustomizations.values()} - {""}):
        family = [found for found in taken if _is_called(found, app)]
        taken += [
            found
            for found in _others(old, taken)
            if _is_called(found, app) and any(_beside(found, other) for other in family)
        ]
    return taken, [found for found in touched if found not in taken]


def _is_called(kustomization: Kustomization, app: str) -> bool:
    return kustomization.name == app or kustomization.name.startswith(f"{app}-")


def _beside(one: Kustomization, other: Kustomization) -> bool:
    if one.item.file == other.item.file:
        return True
    folders = [PurePosixPath(found.folder).parent for found in (one, other) if found.folder]
    return len(folders) == 2 and folders[0] == folders[1] and folders[0].name != ""
