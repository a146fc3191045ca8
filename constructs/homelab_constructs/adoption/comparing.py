"""Comparing: what becomes of each object when the lab is applied in the place of the old manifests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from ..proofs.chart_rules import Release, releases_of
from ..proofs.data.data_changes import find_losses
from ..proofs.data.field_changes import without_exemption
from ..proofs.data.keeping import CNPG, held_in, kept
from ..proofs.data.variable_changes import facts_of_variables
from ..proofs.finding import Finding, Harm, Unproven
from ..proofs.tree import Item
from .belonging import Scope
from .effects import Change, Effect, effect_of
from .fields import differences, shown
from .handing_over import changing_hands
from .matching import Pair, match
from .release_changes import another_maker, chart_changed, made_changed
from .remedies import Remedies
from .secret_changes import secret_changed
from .things import Thing, is_source
from .workloads import older_servers

__all__ = ["Entry", "Verdict", "compare"]


_WORST = (Harm.LOST, Harm.ONE_WAY, Harm.REFUSED, Harm.REMADE, Harm.IDLE)


class Verdict(Enum):
    """What an object is against what it was, and the word for it."""

    SAME = "same"
    CHANGED = "changed"
    RENAMED = "renamed"
    NEW = "only in the lab"
    GONE = "only in the old manifests"


@dataclass(frozen=True)
class Entry:
    """One object, before and after.

    Attributes:
        verdict: what became of it.
        old: as it was; None where only the lab has it.
        new: as it is; None where only the old manifests have it.
        changes: fields that are others, and what comes of each.
        findings: what of it loses data, is refused, or cannot be undone, the worst first; the remedy of each is what to
            write in Python, where that is known.
        borne: findings that the lab bears by an exemption, with its reason.
        notes: what else there is to know of it.
        remedy: what to write in Python where nothing is lost and yet something is another; empty where that is unknown.
    """

    verdict: Verdict
    old: Thing | None
    new: Thing | None
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    borne: tuple[tuple[Finding, str], ...] = ()
    notes: tuple[str, ...] = ()
    remedy: str = ""

    @property
    def thing(self) -> Thing:
        """What it is in the lab, or was."""
        thing = self.new or self.old
        assert thing is not None
        return thing

    @property
    def lost(self) -> bool:
        """Whether data would be lost, or could not be brought back."""
        return any(found.harm in (Harm.LOST, Harm.ONE_WAY) for found in self.findings)

    @property
    def refused(self) -> bool:
        """Whether the cluster would not take it."""
        return any(found.harm is Harm.REFUSED for found in self.findings)

    @property
    def harmless(self) -> bool:
        """Whether nothing happens to what runs, as far as anybody here can tell."""
        return not self.findings and all(change.effect is Effect.HARMLESS for change in self.changes)


def compare(scope: Scope, folder: str = "") -> list[Entry]:
    """Every object of both sides, each once.

    Args:
        scope: what is compared with what.
        folder: where the old manifests lie, for remedies that name a file of theirs.
    """
    return _Comparison(scope, folder).entries()


class _Comparison:
    def __init__(self, scope: Scope, folder: str) -> None:
        self._scope = scope
        self._remedies = Remedies(scope.lab, folder)
        self._facts = facts_of_variables(scope.lab)
        self._findings: dict[tuple[str, str], list[Finding]] = {}
        self._open: dict[str, list[Unproven]] = {}
        said_of_all = (*find_losses(scope.lab, scope.old), *changing_hands(scope), *older_servers(scope.old, scope.lab))
        for said in dict.fromkeys(said_of_all):
            if isinstance(said, Finding):
                self._findings.setdefault((said.object, said.namespace), []).append(said)
            else:
                self._open.setdefault(said.object, []).append(said)

    def entries(self) -> list[Entry]:
        return [self._bear(self._entry(pair)) for pair in match(self._scope)]

    def _bear(self, entry: Entry) -> Entry:
        """Set apart what the lab bears: an exemption of the proof `data` counts here, too."""
        exemptions = [item for item in self._scope.lab.declared.exemptions if item.proof == "data"]
        borne = {
            found: item.reason
            for found in entry.findings
            for item in exemptions
            if item.covers(replace(found, proof="data"))
        }
        findings = tuple(_plain(found) for found in entry.findings if found not in borne)
        return replace(entry, findings=findings, borne=tuple((_plain(found), why) for found, why in borne.items()))

    def _entry(self, pair: Pair) -> Entry:
        if pair.old is None:
            assert pair.new is not None
            return Entry(Verdict.NEW, None, pair.new, notes=tuple(self._made_twice(pair.new)))
        if pair.new is None:
            return self._gone(pair.old)
        if pair.alike:
            return self._renamed(pair.old, pair.new, pair.alike)
        return self._same(pair.old, pair.new)

    # -- the same object ---------------------------------------------------------------------------------------------

    def _same(self, old: Thing, new: Thing) -> Entry:
        findings = tuple(self._of(new)) if new.made_by is None else ()
        if new.made_by is not None and old.made_by is None and not kept(old.item):
            findings = tuple(self._of(old))  # a release makes it now, and the old Kustomization may delete it
        changes = tuple(self._changes(old, new, findings))
        notes = tuple(self._notes(old, new))
        verdict = Verdict.CHANGED if changes or findings else Verdict.SAME
        findings = tuple(self._with_remedy(found, self._remedies.field(old, new, found.path)) for found in findings)
        loose = new.kind == "Secret" and old.item.encrypted and not new.item.encrypted and old.made_by is None
        remedy = self._remedies.keep(old, new) if loose else ""
        return Entry(verdict, old, new, changes, findings, notes=notes, remedy=remedy)

    def _changes(self, old: Thing, new: Thing, findings: tuple[Finding, ...]) -> Iterator[Change]:
        if old.made_by is not None or new.made_by is not None:
            yield from made_changed(old, new)
            return
        told = [found.path for found in findings if found.path]
        for said in self._open.get(f"{new.kind}/{new.item.name}", ()):
            path = said.what.partition(":")[0]
            told.append(path)
            yield Change(path, *_was_and_is(said.what), Effect.LOOK, said.why)
        if new.kind == "Secret" and new.group == "":
            yield from secret_changed(old.item, new.item, self._facts)
            told += ["data", "stringData"]
        releases = self._releases(old.item), self._releases(new.item)
        if releases[0] is not None and releases[1] is not None:
            yield from chart_changed(releases[0], releases[1])
            told += ["spec.chart", "spec.chartRef"]
        for path, was, now in differences(old.item, new.item):
            if not any(path == known or path.startswith((f"{known}.", f"{known}[")) for known in told):
                effect, why = effect_of(new.item, path)
                yield Change(path, shown(path, was), shown(path, now), effect, why)

    def _releases(self, item: Item) -> Release | None:
        return self._by_item.get(id(item))

    @cached_property
    def _by_item(self) -> dict[int, Release]:
        found = [release for tree in (self._scope.old, self._scope.lab) for release in releases_of(tree)]
        return {id(release.item): release for release in found}

    def _notes(self, old: Thing, new: Thing) -> Iterator[str]:
        image = new.item.spec.get("imageName")
        if (new.group, new.kind) == (CNPG, "Cluster") and image and not old.item.spec.get("imageName"):
            yield (
                f"kubectl -n {new.namespace} get cluster {new.name} -o jsonpath={{.status.image}} says which image runs"
            )
        if another := another_maker(old, new):
            yield another
        if old.owner not in self._scope.taken and self._scope.everything.kustomizations:
            owner = f"Kustomization {old.owner.name!r}" if old.owner is not None else f"whoever applies {old.item.file}"
            leave = (
                f'ExistingSource(kind="{old.kind}", name="{old.name}") leaves it to that'
                if is_source(old.item)
                else "take it out of there, or both apply it in turns"
            )
            yield f"{owner} applies it, and remains: {leave}"

    # -- the same thing under another name ---------------------------------------------------------------------------

    def _renamed(self, old: Thing, new: Thing, alike: str) -> Entry:
        findings = tuple(self._of(old))
        notes = [f"likely the same, since {alike}", *self._meaning(old, new, findings), *self._left_open(old)]
        remedy = self._remedies.name(old, new)
        findings = tuple(self._with_remedy(found, remedy) for found in findings)
        return Entry(
            Verdict.RENAMED, old, new, findings=findings, notes=tuple(notes), remedy="" if findings else remedy
        )

    def _meaning(self, old: Thing, new: Thing, findings: tuple[Finding, ...]) -> Iterator[str]:
        if findings and held_in(old.item):
            yield f"the data stay behind in {old.title}, and {new.title} begins empty"
        elif old.kind == "Secret":
            lacking = sorted(old.keys - new.keys)
            yield (
                f"the new one lacks {', '.join(lacking)}"
                if lacking
                else "nothing is lost as long as its values are the same"
            )
        elif old.kind == "Service":
            yield f"the host {old.name} is no more; who uses it from outside of the lab must use {new.name}"
            yield from self._named_elsewhere(old)
        elif old.kind == "HelmRelease":
            yield "the old release is uninstalled, and the new one installed"

    # -- what only the old manifests have ----------------------------------------------------------------------------

    def _gone(self, old: Thing) -> Entry:
        findings = tuple(self._of(old)) if old.made_by is None else ()
        expected = self._expected(old)
        notes: list[str] = []
        remedy = ""
        if expected and held_in(old.item) and kept(old.item) and old.made_by is None:
            findings = ()
            notes.append(
                "the lab expects it, and its mark keeps Flux from deleting it: it stays, and nobody applies it"
            )
        elif expected:
            notes.append("the lab expects it, and Flux deletes it with what applied it")
            if old.kind == "Secret" and old.made_by is None:
                remedy = self._remedies.keep(old)
            elif old.made_by is None:
                mark = f"the mark prune: disabled on it in {old.item.file}, in a commit before this one"
                findings = tuple(replace(found, remedy=mark) for found in findings)
                remedy = "" if findings else mark
        elif old.made_by is not None:
            notes.append(f"made by {old.maker}, and it goes with that")
        elif not findings:
            also = ", and Helm uninstalls what it made" if old.kind == "HelmRelease" else ""
            fate = f"Flux deletes it{also}"
            notes.append(fate if not kept(old.item) else "its mark keeps it; nobody applies it any more")
        notes += [*self._left_open(old), *self._named_elsewhere(old)]
        return Entry(Verdict.GONE, old, None, findings=findings, notes=tuple(notes), remedy=remedy)

    def _left_open(self, old: Thing) -> Iterator[str]:
        """What nobody here can tell of a thing that is no more."""
        if old.made_by is None:
            yield from (
                f"left open: {said.what}: {said.why}" for said in self._open.get(f"{old.item.kind}/{old.item.name}", ())
            )

    def _expected(self, old: Thing) -> bool:
        declared = self._scope.lab.declared
        if old.kind == "Secret":
            return (old.namespace, old.name) in {(namespace, name) for namespace, name in declared.secrets}
        return (old.kind, old.namespace, old.name) in declared.objects

    def _named_elsewhere(self, old: Thing) -> Iterator[str]:
        """Who names it and is not the lab's business: he finds it no more."""
        if old.kind not in ("Service", "Secret", "ConfigMap", "PersistentVolumeClaim"):
            return
        word = re.compile(rf"(?<![\w.-]){re.escape(old.name)}(?![\w-])")
        ours = {id(item) for item in self._scope.old.items}
        for item in self._scope.everything.items:
            if id(item) not in ours and word.search(str(item.data)):
                yield f"{item.kind}/{item.name} of {item.place} still names it"

    def _made_twice(self, new: Thing) -> Iterator[str]:
        if new.made_by is not None:
            yield f"made by {new.maker}"

    @staticmethod
    def _with_remedy(found: Finding, python: str) -> Finding:
        """The remedy in the words of Python, where the field or the name is what has to be another."""
        by_name = found.path or found.problem.startswith("it is gone")
        return replace(found, remedy=python) if python and by_name else found

    def _of(self, thing: Thing) -> Iterable[Finding]:
        found = self._findings.get((f"{thing.item.kind}/{thing.item.name}", thing.item.namespace), [])
        return sorted(found, key=lambda said: _WORST.index(said.harm or Harm.LOST))


def _plain(found: Finding) -> Finding:
    return replace(found, remedy=without_exemption(found.remedy))


def _was_and_is(what: str) -> tuple[str, str]:
    """`path: from 'a' to 'b'` of what is left open, as two values."""
    match = re.search(r": from (.+) to (.+)$", what)
    if match:
        return match[1], match[2]
    return "", what.partition(": ")[2]
