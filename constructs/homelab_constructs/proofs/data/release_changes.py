"""Release changes: what helm-controller would uninstall, and claims that a release would lose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..chart_rules import Release
from ..finding import Finding, Harm, Unproven
from ..releases import name_path, release_name, storage_namespace
from ..tree import walk
from .applied import distinct
from .chart_claims import Block, ChartClaim, claims_of, storage_blocks
from .field_changes import meant, size_changed

__all__ = ["release_changed"]

Said = Iterator[Finding | Unproven]
_NAMING = ("existingClaim", "claimName")


def release_changed(old: Release, new: Release) -> Said:
    """What of one release's change loses data."""
    anew = list(_installed_anew(old, new))
    yield from anew
    if not anew:
        yield from _claims(old, new)
    yield from _named_claims(old, new)


def _installed_anew(old: Release, new: Release) -> Said:
    """Name, places and chart are what helm-controller knows a release by."""
    was, now = old.item, new.item
    harm = _harm(old)
    if old.namespace != new.namespace:
        yield _other(new, "spec.targetNamespace", old.namespace, new.namespace, harm)
    elif release_name(was) != release_name(now):
        path = name_path(now) if now.spec.get("releaseName") else name_path(was)
        yield _other(new, path, release_name(was), release_name(now), harm)
    if storage_namespace(was) != storage_namespace(now):
        yield _other(new, "spec.storageNamespace", storage_namespace(was), storage_namespace(now), harm)
    path = "spec.chart.spec.chart" if now.spec.get("chart") is not None else "spec.chartRef.name"
    if old.chart and new.chart:
        if old.chart != new.chart:
            yield _other(new, path, old.chart, new.chart, harm)
    elif (was.spec.get("chart"), was.spec.get("chartRef")) != (now.spec.get("chart"), now.spec.get("chartRef")):
        yield now.unproven(
            f"{path}: whether it is the chart that it was", "the tree does not say what its source holds"
        )


def _other(new: Release, path: str, was: str, now: str, harm: str) -> Finding:
    return new.item.finding(
        path,
        f"it was {was!r} and is {now!r}: helm-controller uninstalls the release and installs another{harm}",
        meant(new.item, path, f"{was!r}"),
        Harm.LOST if harm else Harm.REMADE,
    )


def _harm(old: Release) -> str:
    if old.rules is None:
        return "; what its chart stored may go with it"
    going = [repr(claim.name) for claim in claims_of(old) if not claim.kept]
    return f", and {', '.join(going)} goes with it" if going else ""


# Claims that the chart makes ----------------------------------------------------------------------------------------


def _claims(old: Release, new: Release) -> Said:
    named = _claims_named(new)
    still = {distinct(new.item, claim.name) for claim in claims_of(new)}
    was = list(claims_of(old)) if new.rules is not None else []
    for claim in was:
        name = distinct(old.item, claim.name)
        if name not in still and not (claim.kept and name in named):
            yield new.item.finding(
                claim.path,
                f"the chart makes claim {claim.name!r} no more; {_fate(claim, name in named)}",
                meant(new.item, claim.path, "the values as they were"),
            )
    fixed = {claim.path for claim in was if claim.by_template}
    now = {block.path: block for block in storage_blocks(new)}
    for block in storage_blocks(old):
        if block.makes and block.path in now and now[block.path].makes:
            yield from _block(new, block, now[block.path], f"spec.values.{block.path}" in fixed)


def _fate(claim: ChartClaim, named: bool) -> str:
    if claim.kept:
        return "it stays as nobody's, and the app begins with an empty one"
    use = ", though the values name it now" if named else ""
    return f"{'Helm may delete it' if claim.kept is None else 'Helm deletes it'} at the upgrade{use}"


def _block(new: Release, was: Block, now: Block, fixed: bool) -> Said:
    item, path = new.item, f"spec.values.{was.path}"
    size = was.values.get("size"), now.values.get("size")
    told = list(size_changed(item, f"{path}.size", *size))
    yield from told
    if size[0] is not None and size[1] is None:
        yield item.unproven(f"{path}.size: {size[0]!r} is gone", "what the chart takes without it")
    elif fixed and not told and size[0] != size[1] and size[0] is not None:
        yield item.finding(
            f"{path}.size",
            f"it was {size[0]!r} and is {size[1]!r}; a claim template cannot change, and the upgrade fails",
            meant(item, f"{path}.size", "what it was; grow the claim itself, then make the StatefulSet anew"),
            Harm.REFUSED,
        )
    for field in ("storageClass", "storageClassName", "accessMode", "accessModes"):
        before, after = was.values.get(field), now.values.get(field)
        if before == after:
            continue
        if before is None or after is None:
            yield item.unproven(
                f"{path}.{field}: from {before!r} to {after!r}", "what the chart or the cluster takes without it"
            )
        else:
            yield item.finding(
                f"{path}.{field}",
                f"it was {before!r} and is {after!r}; a claim keeps it for life, and the upgrade fails",
                meant(item, f"{path}.{field}", "what it was, or a claim of its own that the data are copied to"),
                Harm.REFUSED,
            )


# Claims that the values name ----------------------------------------------------------------------------------------


def _named_claims(old: Release, new: Release) -> Iterator[Finding]:
    now = {**_claims_named(new), **{distinct(new.item, claim.name): "" for claim in claims_of(new)}}
    standing = dict(walk(new.values))
    for name, path in _claims_named(old).items():
        if name in now:
            continue
        other: Any = standing.get(path)
        instead = f"{other!r} is, and has none of what it holds" if isinstance(other, str) and other else "none is"
        yield new.item.finding(
            f"spec.values.{path}",
            f"claim {name!r} is mounted no more; {instead}",
            meant(new.item, f"spec.values.{path}", repr(name)),
        )


def _claims_named(release: Release) -> dict[str, str]:
    return {
        distinct(release.item, node): path
        for path, node in walk(release.values)
        if isinstance(node, str) and node and path.rpartition(".")[2] in _NAMING
    }
