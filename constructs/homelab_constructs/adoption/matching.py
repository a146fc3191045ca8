"""Matching: which thing of the lab is which of the old manifests, under the same name or another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..proofs.chart_rules import releases_of
from ..proofs.data.applied import Identity
from ..proofs.tree import Kustomization, Tree, get, mapping
from .belonging import Scope
from .things import Thing, things_of
from .workloads import workloads_of

__all__ = ["Pair", "heirs", "match"]

_ENOUGH = 3.0


@dataclass(frozen=True)
class Pair:
    """A thing before and after.

    Attributes:
        old: as it was; None for what only the lab has.
        new: as it is in the lab; None for what only the old manifests have.
        alike: why the two are one, where their names do not say so.
    """

    old: Thing | None
    new: Thing | None
    alike: str = ""


def heirs(scope: Scope) -> dict[tuple[str, str], Kustomization]:
    """The Kustomization of the lab that is called like each old one, or takes over most of what it applies."""
    return _matched(scope)[1]


def match(scope: Scope) -> list[Pair]:
    """Every thing of both sides once: by its name where that is the same, else by what it is."""
    return _matched(scope)[0]


def _matched(scope: Scope) -> tuple[list[Pair], dict[tuple[str, str], Kustomization]]:
    known: tuple[list[Pair], dict[tuple[str, str], Kustomization]] | None = scope.__dict__.get("_matched")
    if known is not None:
        return known
    old, new = things_of(scope.old), things_of(scope.lab)
    pairs = [Pair(thing, new[key]) for key, thing in old.items() if key in new]
    gone = [thing for key, thing in old.items() if key not in new]
    fresh = [thing for key, thing in new.items() if key not in old]
    follow = _heirs(scope, pairs)
    # What is found tells of more: a component that takes over one thing likely takes over the others beside it.
    while found := list(_renamed(scope, gone, fresh, follow)):
        for pair in found:
            gone, fresh = (
                [item for item in gone if item is not pair.old],
                [item for item in fresh if item is not pair.new],
            )
        pairs += found
        follow = _heirs(scope, pairs)
    pairs += [Pair(thing, None) for thing in gone if thing.owner in scope.taken or not scope.everything.kustomizations]
    pairs += [Pair(None, thing) for thing in fresh]
    scope.__dict__["_matched"] = pairs, follow
    return pairs, follow


def _heirs(scope: Scope, pairs: Iterable[Pair]) -> dict[tuple[str, str], Kustomization]:
    found: dict[tuple[str, str], Kustomization] = {}
    for old in (*scope.taken, *scope.touched):
        if (same := scope.lab.kustomizations.get(old.key)) is not None:
            found[old.key] = same
            continue
        owners = Counter(
            owner.key
            for pair in pairs
            if pair.old is not None and pair.old.owner is old and pair.new is not None
            if (owner := pair.new.owner) is not None
        )
        if owners:
            found[old.key] = scope.lab.kustomizations[min(owners, key=lambda key: (-owners[key], key))]
    return found


def _renamed(
    scope: Scope, gone: Sequence[Thing], fresh: Sequence[Thing], follow: Mapping[tuple[str, str], Kustomization]
) -> Iterator[Pair]:
    """The likeliest first, and each thing once."""
    look = _Likeness(scope, gone, fresh, follow)
    candidates = sorted(
        ((look.of(before, after), before, after) for before in gone for after in fresh if _same_kind(before, after)),
        key=lambda entry: (-entry[0].score, entry[1].key, entry[2].key),
    )
    used: set[Identity] = set()
    for likeness, before, after in candidates:
        if likeness.score >= _ENOUGH and before.key not in used and after.key not in used:
            used |= {before.key, after.key}
            yield Pair(before, after, likeness.why)


def _same_kind(before: Thing, after: Thing) -> bool:
    return (before.group, before.kind) == (after.group, after.kind) and before.owner is not None


@dataclass(frozen=True)
class _Score:
    score: float
    why: str


class _Likeness:
    """How likely two things of one kind are the same under two names: by what tells, then by their names."""

    def __init__(
        self,
        scope: Scope,
        gone: Sequence[Thing],
        fresh: Sequence[Thing],
        follow: Mapping[tuple[str, str], Kustomization],
    ) -> None:
        self._heirs = follow
        self._users = _users(scope.old), _users(scope.lab)
        self._charts = {
            id(release.item): release.chart for tree in (scope.old, scope.lab) for release in releases_of(tree)
        }
        self._of_chart = [
            Counter(self._charts.get(id(thing.item)) for thing in side if thing.kind == "HelmRelease")
            for side in (gone, fresh)
        ]

    def of(self, before: Thing, after: Thing) -> _Score:
        told = sorted(self._evidence(before, after), key=lambda entry: -entry[0])
        score = sum(points for points, _ in told) + SequenceMatcher(None, before.name, after.name).ratio()
        heir = self._heirs.get(before.owner.key) if before.owner is not None else None
        if heir is not None and after.owner is heir:
            told.append((1.5, "they stand in the same component"))
            score += told[-1][0]
        return _Score(score, told[0][1] if told else "")

    def _evidence(self, before: Thing, after: Thing) -> Iterator[tuple[float, str]]:
        old, new = before.item, after.item
        if before.is_claim:
            was, now = (
                self._users[0].get((before.namespace, before.name)),
                self._users[1].get((after.namespace, after.name)),
            )
            if was and now and was & now:
                yield 2.5, f"{min(was & now)} serves from both"
            if before.made_by is None and after.made_by is None and old.spec == new.spec:
                yield 1, "they ask for the same"
            return
        match before.group, before.kind:
            case "postgresql.cnpg.io", "Cluster":
                database = _database(old.spec)
                if database is not None and database == _database(new.spec):
                    yield 3, f"both hold database {database[0]!r} of {database[1]!r}"
            case "postgresql.cnpg.io", "Pooler":
                if old.spec.get("type") == new.spec.get("type"):
                    yield 1.5, "both lead to the same end of the Cluster"
            case "", "Secret":
                if before.keys and before.keys == after.keys:
                    yield 2, f"both have the keys {', '.join(sorted(before.keys))}"
            case "", "Service":
                if before.ports and sorted(before.ports) == sorted(after.ports):
                    yield 1, f"both listen on {', '.join(map(str, sorted(before.ports)))}"
            case "helm.toolkit.fluxcd.io", "HelmRelease":
                chart = self._charts.get(id(old))
                if chart and chart == self._charts.get(id(new)):
                    alone = all(counts[chart] == 1 for counts in self._of_chart)
                    yield (3.0 if alone else 1.5), f"both are chart {chart}"
            case _:
                if old.spec and old.spec == new.spec:
                    yield 1, "they say the same"


def _database(spec: Mapping[str, object]) -> tuple[str, str] | None:
    for way in mapping(spec.get("bootstrap")).values():
        name = get(way, "database")
        if isinstance(name, str):
            return name, str(get(way, "owner") or name)
    return None


def _users(tree: Tree) -> dict[tuple[str, str], frozenset[str]]:
    """What serves from each claim, by namespace and name: the names of images."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for workload in workloads_of(tree):
        for claim in workload.claims:
            key = workload.namespace, claim
            found[key] = found.get(key, frozenset()) | workload.servers
    return found
