"""Steps: what has to be done at the cluster and in what order, so that the lab takes over and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..proofs.data.keeping import held_in, kept
from .belonging import Scope
from .comparing import Entry, Verdict
from .fields import counted
from .handing_over import Handover, handovers, missing_variables, successions
from .release_changes import another_maker
from .secret_changes import TAKEN_OVER
from .things import is_kustomization

__all__ = ["Step", "steps"]

_PRUNE = "kustomize.toolkit.fluxcd.io/prune: disabled"


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Attributes:
        text: what.
        of: with what, one a line.
    """

    text: str
    of: tuple[str, ...] = ()


def steps(scope: Scope, entries: Sequence[Entry]) -> list[Step]:
    """What to do, one after the other."""
    found = handovers(scope)
    return [
        *_values(scope, entries),
        *_marks(scope, entries, found),
        *_endings(scope, entries),
        *_suspends(found),
        *_commit(found),
        *_afterwards(scope, found, entries),
    ]


def _values(scope: Scope, entries: Iterable[Entry]) -> Iterator[Step]:
    taken_over = {
        word
        for entry in entries
        for change in entry.changes
        if change.why.startswith(TAKEN_OVER)
        for word in change.now.split(", ")
    }
    missing = missing_variables(scope)
    secret = "/".join(scope.lab.declared.variables_secret)
    if missing:
        lines = [f"{name}{' (the value that runs)' if name in taken_over else ''}" for name in missing]
        yield Step(f"add to Secret {secret}:", tuple(lines))
    rest = sorted(taken_over - set(missing))
    if rest:
        yield Step(f"make sure that these of Secret {secret} hold the values that run:", tuple(rest))


def _marks(scope: Scope, entries: Sequence[Entry], found: Iterable[Handover]) -> Iterator[Step]:
    """Before anything else changes: marks in the old manifests, so that neither root nor Kustomization deletes."""
    expected = {
        id(entry.old.item)
        for entry in entries
        if entry.old is not None and entry.verdict is Verdict.GONE and _is_expected(scope, entry)
    }
    objects = [
        f"{item.kind}/{item.name} in {item.file}"
        for item in scope.old.items
        if not is_kustomization(item)
        and not kept(item)
        and item.owner in scope.taken
        and (held_in(item) or id(item) in expected)
    ]
    kustomizations = [
        f"Kustomization/{handover.old.name} in {handover.old.item.file}"
        for handover in found
        if handover.whole and not kept(handover.old.item)
    ]
    if objects or kustomizations:
        text = (
            f"in the old manifests, mark these with the annotation {_PRUNE}, commit, and wait until Flux has seen it:"
        )
        yield Step(text, (*objects, *kustomizations))


def _is_expected(scope: Scope, entry: Entry) -> bool:
    old = entry.thing
    declared = scope.lab.declared
    return (old.namespace, old.name) in declared.secrets if old.kind == "Secret" else False


def _endings(scope: Scope, entries: Iterable[Entry]) -> Iterator[Step]:
    """Who must be gone before the lab comes: another server on the claim, a release that takes the lab's along."""
    found = successions(scope)
    lines = [
        f"{item.old.item.kind}/{item.old.item.name}: {item.new.kind}/{item.new.name} serves from its claim "
        f"{item.claim}, and must not start beside {item.old.kind}/{item.old.name}"
        for item in found
    ]
    told = {id(item.old.item) for item in found}
    there = {(item.kind, item.namespace, item.name) for item in scope.lab.items}
    for entry in entries:
        old, new = entry.old, entry.new
        if old is None or new is None or old.made_by is None or not another_maker(old, new):
            continue
        gone = (old.item.kind, old.item.namespace, old.item.name) not in there
        if gone and id(old.item) not in told:
            told.add(id(old.item))
            lines.append(f"{old.maker}: Helm takes along by its name what the lab has taken over, such as {new.title}")
    if lines:
        text = "in a commit of its own, take these out of the old manifests, and wait until their pods are gone:"
        yield Step(text, tuple(lines))


def _suspends(found: Iterable[Handover]) -> Iterator[Step]:
    others = [handover.old for handover in found if handover.whole and not handover.keeps_its_name]
    if others:
        names = " ".join(old.name for old in others)
        yield Step(f"flux -n {others[0].namespace} suspend kustomization {names}")


def _commit(found: Sequence[Handover]) -> Iterator[Step]:
    files = sorted({handover.old.item.file for handover in found if handover.whole})
    lines = [f"take {file} out of what applies it" for file in files]
    lines += [
        f"take the lab's {counted(handover.shared, 'object', 'objects')} out of {handover.old.folder or 'its folder'}; "
        f"Kustomization {handover.old.name} keeps the other {handover.rest}"
        for handover in found
        if not handover.whole
    ]
    yield Step("in one commit, put the lab's dist in, and", tuple(lines or ["take the old objects out"]))


def _afterwards(scope: Scope, found: Sequence[Handover], entries: Sequence[Entry]) -> Iterator[Step]:
    again = sorted(
        {
            f"flux -n {new.item.namespace} reconcile helmrelease {new.item.name} --force"
            for entry in entries
            if (new := entry.new) is not None and new.made_by is not None
            if entry.old is not None and entry.old.made_by is None
        }
    )
    if again:
        yield Step("when all is ready, make again what the old Kustomizations have pruned:", tuple(again))
    others = [handover.old for handover in found if handover.whole and not handover.keeps_its_name]
    if not others:
        return
    names = " ".join(old.name for old in others)
    yield Step(
        f"when all is ready: kubectl -n {others[0].namespace} delete kustomization {names} (a suspended one deletes "
        "nothing with it)"
    )
    left = [
        entry.old.title
        for entry in entries
        if entry.verdict in (Verdict.GONE, Verdict.RENAMED)
        and entry.old is not None
        and entry.old.made_by is None
        and entry.old.owner in others
        and not entry.lost
        and not _is_expected(scope, entry)
    ]
    if left:
        yield Step("delete by hand what nobody applies any more:", tuple(left))
