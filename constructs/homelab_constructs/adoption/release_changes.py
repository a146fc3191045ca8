"""Release changes: what comes of another chart, and of an object that goes from one maker to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..proofs.chart_rules import Release
from .effects import Change, Effect
from .things import Thing

__all__ = ["another_maker", "chart_changed", "made_changed"]


def another_maker(old: Thing, new: Thing) -> str:
    """What becomes of an object that goes from one maker to another; empty where that is not so.

    helm-controller takes over what is there (since 1.2), Helm deletes by name what it has once made, and the labels of
    a Kustomization stay on what a release has taken over (tried, e2e/test_adopt.py).
    """
    if _release(old) == _release(new):
        return ""
    if new.made_by is None:
        unless = ", unless its values keep it," if old.is_claim else ""
        return (
            f"{old.maker} made it, and the lab applies it itself: when that release is uninstalled, Helm takes it "
            f"along{unless} by its name, and Flux makes it again at the next reconcile"
        )
    if old.made_by is None:
        return (
            f"it stood by itself, and {new.maker} makes it now: Helm takes it over, and where the old Kustomization "
            "prunes it after that, it is gone until the next upgrade of the release"
        )
    return (
        f"{old.maker} made it, and {new.maker} does now: when the first is uninstalled, Helm takes it along by its "
        "name, and it is gone until the next upgrade of the second"
    )


def _release(thing: Thing) -> tuple[str, str]:
    return (thing.made_by.namespace, thing.made_by.name) if thing.made_by is not None else ("", "")


def made_changed(old: Thing, new: Thing) -> Iterator[Change]:
    """Of what a chart makes only names, ports and keys are known."""
    if old.kind == "Service" and old.made_by is not None and new.made_by is not None:
        gone = [str(port) for port in old.ports if port not in new.ports and 0 not in new.ports]
        if gone:
            yield Change("spec.ports", ", ".join(gone), "absent", Effect.LOOK, "whoever connects to it must fit")
    if old.kind == "Secret":
        for key in sorted(old.keys - new.keys):
            yield Change(f"stringData.{key}", "a key", "absent", Effect.LOOK, "whoever reads that key finds it no more")


def chart_changed(old: Release, new: Release) -> Iterator[Change]:
    """Another version of a chart, or the same one from elsewhere; another chart is the proof's to tell."""
    was, now = (f"{release.chart} {release.version}".strip() for release in (old, new))
    if not (old.chart and new.chart):
        return
    if was == now:
        if old.item.spec.get("chart") != new.item.spec.get("chart") or old.item.spec.get(
            "chartRef"
        ) != new.item.spec.get("chartRef"):
            yield Change(
                "spec.chart", was, now, Effect.HARMLESS, "the same chart, from another source or as often as ever"
            )
    elif old.chart == new.chart:
        order = _order(old.version, new.version)
        if _is_in(old.version, new.version):
            why = "a range with the version that runs: Flux takes the newest of it"
            yield Change("spec.chart", was, now, Effect.RESTARTS, why)
        elif order > 0:
            why = "an older chart, with older images as a rule: what a newer server has written it may not read"
            yield Change("spec.chart", was, now, Effect.LOOK, why)
        elif old.version.lstrip("~^v=").partition(".")[0] != new.version.lstrip("~^v=").partition(".")[0]:
            yield Change("spec.chart", was, now, Effect.LOOK, "another major version: read what it says of upgrades")
        else:
            yield Change("spec.chart", was, now, Effect.RESTARTS, "another version of the chart")


def _is_in(version: str, wanted: str) -> bool:
    """Whether a tilde or caret range holds a version."""
    if wanted[:1] not in ("~", "^"):
        return False
    least, there = ([int(part) for part in re.findall(r"\d+", text)[:3]] for text in (wanted, version))
    same = 1 if wanted[0] == "^" or len(least) < 2 else 2
    return len(there) == 3 and least[:same] == there[:same] and least <= there


def _order(was: str, now: str) -> int:
    numbers = [[int(part) for part in re.findall(r"\d+", version)[:3]] for version in (was, now)]
    return (numbers[0] > numbers[1]) - (numbers[0] < numbers[1])
