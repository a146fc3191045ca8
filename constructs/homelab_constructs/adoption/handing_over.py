"""Handing over: which Kustomization takes over from which, and what has to happen around it, in order.

What Flux does (kustomize-controller 1.6, read and tried, docs/decisions): a Kustomization that is deleted, or whose
folder has lost an object, deletes only what bears its own name in the labels `kustomize.toolkit.fluxcd.io/name` and
`/namespace`, and not the mark `prune: disabled`. Whoever applies an object last has its labels; so what the lab has
applied already is safe from the old Kustomization, and what it has not is not. A suspended one deletes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..proofs.data.applied import identity
from ..proofs.data.keeping import deleted_by, held_in, kept
from ..proofs.finding import Finding, Harm
from ..proofs.tree import Item, Kustomization, Tree
from .belonging import Scope
from .effects import Change, effect_of
from .fields import differences, shown
from .matching import heirs
from .things import is_kustomization, secret_keys, things_of
from .workloads import Workload, workloads_of

__all__ = ["Handover", "Succession", "changing_hands", "handovers", "missing_variables", "successions"]

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)")


@dataclass(frozen=True)
class Handover:
    """One Kustomization of the old manifests.

    Attributes:
        old: it.
        new: the one of the lab that takes over; None where nothing of it is the lab's.
        whole: whether it goes as a whole.
        shared: how many of its objects the lab has.
        rest: how many it has not.
        root: the Kustomization that applies it so far; empty where none of the folder does.
        changes: fields of it that are others, where both have one name.
    """

    old: Kustomization
    new: Kustomization | None
    whole: bool
    shared: int
    rest: int
    root: str
    changes: tuple[Change, ...] = ()

    @property
    def keeps_its_name(self) -> bool:
        """Whether it is the same object for the cluster, with another folder."""
        return self.new is not None and self.new.key == self.old.key


@dataclass(frozen=True)
class Succession:
    """A claim that another workload serves from in the lab than before: the first must end before the second starts.

    Attributes:
        claim: the claim.
        old: who mounts it now.
        new: who will.
    """

    claim: str
    old: Workload
    new: Workload


def handovers(scope: Scope) -> list[Handover]:
    """What becomes of each Kustomization."""
    follow, now = heirs(scope), things_of(scope.lab).keys()
    found: list[Handover] = []
    for old in (*scope.taken, *scope.touched):
        new = follow.get(old.key)
        objects = [item for item in old.items if not is_kustomization(item)]
        shared = sum(identity(item) in now for item in objects)
        changes: list[Change] = []
        if new is not None and new.key == old.key:
            for path, was, is_now in differences(old.item, new.item):
                changes.append(Change(path, shown(path, was), shown(path, is_now), *effect_of(new.item, path)))
        whole = old in scope.taken
        root = _root(scope.everything, old)
        found.append(Handover(old, new, whole, shared, len(objects) - shared, root, tuple(changes)))
    return found


def _root(tree: Tree, kustomization: Kustomization) -> str:
    """Who applies a Kustomization's own object."""
    for item in tree.items:
        if is_kustomization(item) and (item.namespace, item.name) == kustomization.key and item.owner is not None:
            return item.owner.name
    return ""


def changing_hands(scope: Scope) -> Iterator[Finding]:
    """Data whose Kustomization is applied by another root from now on, unprotected: the proof sees no change there.

    Where the old root looks first, it deletes the Kustomization, and that one deletes what it has applied.
    """
    now = things_of(scope.lab)
    for handover in handovers(scope):
        how = deleted_by(handover.old)
        if not (handover.whole and handover.keeps_its_name and how):
            continue
        for item in handover.old.items:
            what = held_in(item)
            if what and not kept(item) and identity(item) in now:
                root = f"Kustomization {handover.root!r}" if handover.root else "whoever applies it so far"
                new = now[identity(item)].item
                yield new.finding(
                    "",
                    f"nothing protects it while Kustomization {handover.old.name!r} changes hands: where {root} looks "
                    f"first, it deletes that, and with it ({how}) the object and {what}",
                    f"the mark prune: disabled on it in {item.file}, in a commit before this one",
                    Harm.LOST,
                )


def successions(scope: Scope) -> list[Succession]:
    """Claims that change from one workload to another."""
    before, after = workloads_of(scope.old), workloads_of(scope.lab)
    there = {workload.key for workload in after}
    return [
        Succession(claim, old, new)
        for old in before
        if old.key not in there
        for new in after
        if new.namespace == old.namespace
        for claim in sorted(old.claims & new.claims)
    ]


def missing_variables(scope: Scope) -> list[str]:
    """Variables that the lab asks for and the cluster's Secret of variables has not, where the folder holds that."""
    declared = scope.lab.declared
    namespace, name = declared.variables_secret
    secret: Item | None = scope.everything.find("Secret", namespace, name)
    if secret is None:
        return []
    used = {variable for item in scope.lab.items for variable in _variables(item)}
    return sorted((declared.variables.keys() & used) - secret_keys(secret))


def _variables(item: Item) -> set[str]:
    return set(_VARIABLE.findall(str(item.data)))
