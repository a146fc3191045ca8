"""Changes that lose data: what stands in a tree, against what stood there before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property

from ..chart_rules import Release, releases_of
from ..finding import Finding, Harm, Unproven
from ..tree import Item, Kustomization, Tree
from .applied import Identity, identity
from .backup_changes import backups_changed
from .chart_claims import claims_of
from .field_changes import fields_changed, meant
from .keeping import claim_templates, deleted_by, held_in, kept, pruned_by, volumes_of
from .mount_changes import mounts_changed
from .reference_changes import References
from .release_changes import release_changed
from .variable_changes import Lasting, variables_changed

__all__ = ["find_losses"]

Said = Iterator[Finding | Unproven]


def find_losses(tree: Tree, before: Tree) -> Said:
    """Every change that loses data, or that the cluster would refuse; each finding says which in its `harm`.

    Args:
        tree: as it is.
        before: as it was.
    """
    for said in _Comparison(tree, before).find():
        # Whoever finds a change here means a loss, unless it says otherwise.
        yield replace(said, harm=Harm.LOST) if isinstance(said, Finding) and said.harm is None else said


class _Comparison:
    def __init__(self, tree: Tree, before: Tree) -> None:
        # What is declared of variables changes too, or is given for one of the trees only: names and values of the
        # two are one where they are written alike, so both are read with what is declared today.
        self._tree, self._before, self._as_declared = tree, _declared_alike(before, tree), before
        self._now, self._then = _by_identity(tree), _by_identity(self._before)
        self._references = References(tree, self._before)
        self._lasting = Lasting(tree, before)

    def find(self) -> Said:
        for kustomization in self._before.kustomizations.values():
            yield from self._kustomization(kustomization, self._tree.kustomizations.get(kustomization.key))
        for key, old in self._then.items():
            new = self._now.get(key)
            if new is None:
                yield from self._gone(old)
            else:
                yield from self._handed_on(old, new)
                yield from self._changed(old, new)
        yield from variables_changed(self._tree, self._as_declared)
        yield from mounts_changed(self._tree, self._before)
        yield from backups_changed(self._tree, self._before)

    def _changed(self, old: Item, new: Item) -> Said:
        releases = self._releases.get(id(old)), self._new_releases.get(id(new))
        if releases[0] is not None and releases[1] is not None:
            # Also where the release is the same: its source may stand in another object.
            yield from release_changed(releases[0], releases[1])
        if old.data == new.data:
            return
        yield from fields_changed(old, new)
        yield from self._references.changed(old, new)
        yield from self._lasting.changed(old, new)

    @cached_property
    def _releases(self) -> dict[int, Release]:
        return {id(release.item): release for release in releases_of(self._before)}

    @cached_property
    def _new_releases(self) -> dict[int, Release]:
        return {id(release.item): release for release in releases_of(self._tree)}

    # -- Kustomizations --------------------------------------------------------------------------------------------

    def _kustomization(self, old: Kustomization, new: Kustomization | None) -> Said:
        if new is None:
            going = [item for item in old.items if identity(item) not in self._now and self._goes(item)]
            how = deleted_by(old)
            if going and how:
                yield old.item.finding(
                    "",
                    f"it is gone, it had {how}, and Flux would delete with it {_listed(going)}",
                    meant(
                        old.item,
                        "",
                        "the Kustomization as it was, or its objects protected in a commit before this one",
                    ),
                )
        elif old.target_namespace != new.target_namespace:
            held = [item for item in old.items if self._holds(item)]
            if held:
                path = "spec.targetNamespace"
                yield new.item.finding(
                    path,
                    f"it was {old.target_namespace!r} and is {new.target_namespace!r}: "
                    f"there {_listed(held)} would begin empty",
                    meant(new.item, path, f"{old.target_namespace!r}, where the data are"),
                )

    def _goes(self, item: Item) -> bool:
        """Whether something stored goes with the object."""
        if kept(item):
            return False
        release = self._releases.get(id(item))
        return bool(held_in(item)) or (release is not None and any(not claim.kept for claim in claims_of(release)))

    def _holds(self, item: Item) -> bool:
        """Whether something is stored in it, or in what a chart makes of it."""
        release = self._releases.get(id(item))
        return bool(held_in(item) or claim_templates(item)) or (release is not None and any(claims_of(release)))

    # -- objects that are gone, or another's -----------------------------------------------------------------------

    def _gone(self, old: Item) -> Said:
        if self._moved_with_its_kustomization(old):
            return
        what = held_in(old) or ("what its pods stored" if claim_templates(old) else "")
        if what:
            yield old.finding("", self._fate(old, what), meant(old, "", self._instead(old)))
        elif (old.group, old.kind) == ("", "Namespace"):
            inside = volumes_of(self._before, old.name)
            if inside and not kept(old) and pruned_by(old.owner):
                problem = f"it is gone: Flux would delete it, and {_listed(inside)} with it, protected or not"
                yield old.finding("", problem, meant(old, "", "the namespace as it was"))
        elif (release := self._releases.get(id(old))) is not None:
            yield from self._uninstalled(release)

    def _moved_with_its_kustomization(self, old: Item) -> bool:
        """Whether the change of its Kustomization's namespace explains it, which is told there."""
        if old.owner is None:
            return False
        new = self._tree.kustomizations.get(old.owner.key)
        if new is None or new.target_namespace == old.owner.target_namespace:
            return False
        return any((item.group, item.kind, item.name) == (old.group, old.kind, old.name) for item in new.items)

    def _fate(self, old: Item, what: str) -> str:
        """What becomes of an object that nobody makes any more."""
        sets = bool(claim_templates(old)) and not held_in(old)
        if sets:
            return f"it is gone; {what} stays in claims that nobody mounts"
        if kept(old):
            return f"it is gone; its mark keeps Flux from deleting it, and it stays with {what} as nobody's"
        gone_with_owner = old.owner is not None and old.owner.key not in self._tree.kustomizations
        how = deleted_by(old.owner) if gone_with_owner else pruned_by(old.owner)
        if how:
            return f"it is gone: Flux would delete it ({how}), and {what} with it"
        if old.owner is None:
            return f"it is gone: whoever applies it may delete it, and {what} with it"
        return f"it is gone; nothing deletes it, and it stays with {what} as nobody's"

    def _instead(self, old: Item) -> str:
        """The remedy, with the object that is likely the same under a new name."""
        new = self._likely(old)
        if new is None:
            return "the object as it was"
        return (
            f"the name it had: {new.kind}/{new.name} of {new.place} is new, and if it is the same renamed, it begins "
            "empty"
        )

    def _likely(self, old: Item) -> Item | None:
        fresh = {
            f"{item.namespace}/{item.name}": item
            for key, item in self._now.items()
            if key not in self._then and (item.group, item.kind) == (old.group, old.kind)
        }
        same = [item for item in fresh.values() if item.data.get("spec") == old.data.get("spec")]
        if len(same) == 1:
            return same[0]
        near = get_close_matches(f"{old.namespace}/{old.name}", sorted(fresh), n=1, cutoff=0.6)
        return fresh[near[0]] if near else None

    def _uninstalled(self, release: Release) -> Said:
        item = release.item
        if release.rules is None:
            yield item.unproven(
                "claims of the release, which is gone", f"no rules of chart {release.chart!r} say which it made"
            )
            return
        for claim in claims_of(release):
            if claim.kept:
                fate = "outlives it as nobody's"
            elif kept(item) or not (pruned_by(item.owner) or item.owner is None):
                fate = "stays with the release, which nobody upgrades"
            elif claim.kept is None:
                fate = "may go with it"
            else:
                fate = "would be deleted with it"
            yield item.finding(
                "", f"the release is gone, and claim {claim.name!r} {fate}", meant(item, "", "the release as it was")
            )

    def _handed_on(self, old: Item, new: Item) -> Iterator[Finding]:
        """From one Kustomization to another: the old one prunes it, unless the new one was first."""
        if old.owner is None or new.owner is None or old.owner.key == new.owner.key:
            return
        what = held_in(old)
        goes_too = old.owner.key not in self._tree.kustomizations
        how = deleted_by(old.owner) if goes_too else pruned_by(old.owner)
        if what and how and not kept(old):
            yield new.finding(
                "",
                f"it goes from Kustomization {old.owner.name!r} to {new.owner.name!r}, and the first has {how}: done "
                f"before the second, it deletes the object, and {what} with it",
                meant(new, "", "the mark prune: disabled in a commit before this one"),
            )


def _listed(items: list[Item]) -> str:
    return ", ".join(f"{item.kind}/{item.name}" for item in items[:5]) + (" and others" if len(items) > 5 else "")


def _declared_alike(before: Tree, tree: Tree) -> Tree:
    """The earlier tree, its variables declared as they are in the one that is proven."""
    then, now = before.declared, tree.declared
    if not then.given and now.given:
        return Tree.of(before.files, declared=now)
    if then.variables == now.variables:
        return before
    return Tree.of(before.files, declared=replace(then, variables=now.variables))


def _by_identity(tree: Tree) -> dict[Identity, Item]:
    found: dict[Identity, Item] = {}
    for item in tree.items:
        found.setdefault(identity(item), item)
    return found
