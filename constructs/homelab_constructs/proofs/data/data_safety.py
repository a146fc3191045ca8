"""Data: nothing that Flux, Helm or Kubernetes does by itself loses what is stored; nor does a change."""

from __future__ import annotations

from collections.abc import Iterator

from ..chart_rules import Release, releases_of
from ..finding import Finding, Unproven
from ..proof import Proof
from ..tree import Item, Kustomization, Tree, get, mapping
from .applied import FLUX, marked
from .chart_claims import claims_of
from .data_changes import find_losses
from .keeping import claim_templates, deleted_by, held_in, kept, pruned_by, volumes_of
from .single_writer import find_second_writers

__all__ = ["DATA"]

Said = Iterator[Finding | Unproven]
_PRUNE, _FORCE = f"metadata.annotations.{FLUX}/prune", f"metadata.annotations.{FLUX}/force"


def _find(tree: Tree) -> Said:
    for item in tree.items:
        yield from _protected(item)
        yield from _not_forced(item)
        yield from _namespace(tree, item)
    for kustomization in tree.kustomizations.values():
        yield from _nothing_forced(kustomization)
    for release in releases_of(tree):
        yield from _release(release)
    yield from find_second_writers(tree)
    if tree.before is not None:
        yield from find_losses(tree, tree.before)


DATA = Proof(
    "data", "what is stored outlives every apply, prune and upgrade, has one writer, and no change loses it", _find
)


# What Flux would delete ---------------------------------------------------------------------------------------------


def _protected(item: Item) -> Said:
    what = held_in(item)
    if not what or kept(item):
        return
    if item.owner is None:
        yield item.unproven("protection from pruning", "no Kustomization of the tree applies it")
        return
    how = pruned_by(item.owner) or deleted_by(item.owner)
    if how:
        yield _unprotected(item, f"it would be deleted, and {what} with it", how)


def _unprotected(item: Item, harm: str, how: str) -> Finding:
    value = mapping(item.metadata.get("annotations")).get(f"{FLUX}/prune")
    lacking = "nothing protects it" if value is None else f"{value!r} does not protect it"
    when = "once it leaves the folder" if how == "prune: true" else "with its Kustomization"
    owner = item.owner.name if item.owner is not None else ""
    return item.finding(
        _PRUNE,
        f"{lacking}: Kustomization {owner!r} has {how}, and {when} {harm}",
        f"{FLUX}/prune: disabled among its annotations",
    )


def _namespace(tree: Tree, item: Item) -> Iterator[Finding]:
    """A deleted namespace takes everything along, whatever is marked in it."""
    if (item.group, item.kind) != ("", "Namespace") or kept(item):
        return
    how = pruned_by(item.owner) or deleted_by(item.owner)
    inside = volumes_of(tree, item.name) if how else []
    if inside:
        shown = ", ".join(f"{held.kind}/{held.name}" for held in inside[:3])
        yield _unprotected(item, f"it would take {shown} along, protected or not", how)


# What Flux would make anew ------------------------------------------------------------------------------------------


def _not_forced(item: Item) -> Iterator[Finding]:
    forced = marked(item, "force", "enabled")
    if not forced:
        return
    if what := _lost_when_remade(item):
        yield item.finding(
            _FORCE,
            f"'enabled' lets Flux delete it and make it anew where a field cannot change: {what}",
            "no such mark on it: let the change fail, and see what it would have cost",
        )


def _lost_when_remade(item: Item) -> str:
    if (item.group, item.kind) == ("apps", "StatefulSet") and not held_in(item):
        return "all its pods end at once, and a change of where their data lies passes unseen"
    what = held_in(item)
    return f"{what} would be lost" if what else ""


def _nothing_forced(kustomization: Kustomization) -> Iterator[Finding]:
    if kustomization.item.spec.get("force") is not True:
        return
    held = [item for item in kustomization.items if held_in(item) or claim_templates(item)]
    if held:
        shown = ", ".join(f"{item.kind}/{item.name}" for item in held)
        yield kustomization.item.finding(
            "spec.force",
            f"True lets Flux delete and make anew whatever has a field that cannot change, {shown} included",
            f"false, and {FLUX}/force: enabled on the Jobs that need it",
        )


# What Helm would delete ---------------------------------------------------------------------------------------------


def _release(release: Release) -> Said:
    item = release.item
    if release.rules is None:
        chart = f"chart {release.chart!r}" if release.chart else "its chart"
        yield item.unproven("claims and pods of its chart", f"no rules of {chart} are known")
        return
    how = "" if kept(item) else pruned_by(item.owner) or deleted_by(item.owner)
    uninstalls = get(item.data, "spec.upgrade.remediation.strategy") == "uninstall"
    for claim in claims_of(release):
        if claim.kept:
            continue
        if claim.kept is None:
            if how or uninstalls or item.owner is None:
                yield item.unproven(
                    f"{claim.path}: claim {claim.name!r}",
                    "the chart makes it, and the values do not say whether it outlives the release "
                    "(retain, or the annotation helm.sh/resource-policy: keep)",
                )
            continue
        if how:
            yield item.finding(
                claim.path,
                f"the chart makes claim {claim.name!r} and deletes it with the release; "
                f"Kustomization {item.owner.name if item.owner else ''!r} has {how}",
                "a claim of its own that the values name (existingClaim), or one that the chart retains",
            )
        if uninstalls:
            yield item.finding(
                "spec.upgrade.remediation.strategy",
                f"'uninstall' deletes claim {claim.name!r} after a failed upgrade",
                "rollback, or a claim of its own that the values name (existingClaim)",
            )
