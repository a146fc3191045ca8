"""What `homelab-constructs adopt` says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

import yaml

from ..errors import HomelabError
from ..proofs.charts.chart_index import use_charts
from ..proofs.declared import Declared
from ..proofs.earlier import read_files
from ..proofs.finding import Finding, Harm
from ..proofs.tree import EXPECTS, Tree
from .belonging import Scope, find_scope
from .comparing import Entry, Verdict, compare
from .effects import Change, Effect
from .fields import counted
from .handing_over import Handover, handovers
from .matching import heirs
from .steps import steps
from .things import FLUX_GROUP

__all__ = ["adopt_folder", "read_old"]


def adopt_folder(
    folder: Path,
    lab: Path,
    *,
    charts: Sequence[Path] = (),
    expects: Sequence[Path] = (),
    apps: Sequence[str] = (),
    takes: Sequence[str] = (),
    say: TextIO,
) -> bool:
    """Compare a lab with the manifests that it takes over from, and say what becomes of each object.

    Args:
        folder: the manifests that run now.
        lab: a dist that was synthesized.
        charts: folders of charts.
        expects: files that say what the cluster has besides the manifests, instead of the folder's own expects.yaml.
        apps: the apps of the lab that are asked about; all of them where none is named.
        takes: the Kustomizations that the lab takes over, where they are not to be found out.
        say: where to.

    Returns:
        Whether nothing would lose data or be refused.

    Raises:
        HomelabError: there is nothing to compare, or something cannot be read.
    """
    for place in charts:
        use_charts(place)
    new = Tree.of(_some(read_files(lab), f"--lab={str(lab)!r}"))
    scope = find_scope(read_old(folder, lab, new, expects), new, apps=apps, takes=takes)
    entries = compare(scope, str(folder))
    unread = _unread(scope)
    for line in _report(scope, entries, unread):
        say.write(f"{line}\n")
    return not unread and not any(entry.lost or entry.refused for entry in entries)


def read_old(folder: Path, lab: Path, new: Tree, expects: Sequence[Path] = ()) -> Tree:
    """The manifests that run now, without the lab where it lies in the same folder already.

    Args:
        folder: where they lie.
        lab: the dist.
        new: the same, read: its variables and sources are the cluster's, too.
        expects: instead of the folder's own expects.yaml.
    """
    files = read_files(folder)
    inside = _inside(folder, lab)
    files = {path: content for path, content in files.items() if not (inside and path.startswith(f"{inside}/"))}
    _some(files, f"DIR={str(folder)!r}")
    given = Declared.read(_merged(expects)) if expects else Declared()
    if not expects and EXPECTS in files:
        given = Tree.of({EXPECTS: files[EXPECTS]}).declared
    sources = {**new.declared.sources, **given.sources}
    return Tree.of(files, declared=replace(given, variables=new.declared.variables, sources=sources, given=True))


def _inside(folder: Path, lab: Path) -> str:
    try:
        inside = lab.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return ""
    if inside == ".":
        raise HomelabError(f"DIR={str(folder)!r}: that is the lab itself; the manifests that run now are needed")
    return inside


def _merged(files: Sequence[Path]) -> Mapping[str, Any]:
    together: dict[str, Any] = {}
    for file in files:
        try:
            document = yaml.safe_load(file.read_bytes())
        except (OSError, yaml.YAMLError) as error:
            raise HomelabError(f"expects={str(file)!r}: cannot be read ({type(error).__name__})") from error
        for key, value in (document if isinstance(document, dict) else {}).items():
            known = together.get(key)
            together[key] = [*known, *value] if isinstance(known, list) and isinstance(value, list) else value
    return together


def _some(files: dict[str, bytes], what: str) -> dict[str, bytes]:
    if not files:
        raise HomelabError(f"{what}: no manifests are in it; a folder with YAML files is needed")
    return files


def _unread(scope: Scope) -> list[Finding]:
    """What of the manifests that count could not be read; of the rest of a repository nobody asks."""
    folders = [found.folder for found in (*scope.taken, *scope.touched) if found.folder is not None]
    files = {found.item.file for found in (*scope.taken, *scope.touched)}

    def counts(place: str) -> bool:
        near = any(place == folder or place.startswith(f"{folder}/") for folder in folders)
        # One that nobody can read may hold a Kustomization that is the lab's.
        lost = FLUX_GROUP.encode() in scope.everything.files.get(place, b"")
        return near or lost or place in files or not scope.everything.kustomizations

    return [found for found in scope.everything.findings if counts(found.place)]


# The report ---------------------------------------------------------------------------------------------------------


def _report(scope: Scope, entries: Sequence[Entry], unread: Sequence[Finding]) -> Iterator[str]:
    follow = heirs(scope)

    def place_of(entry: Entry) -> str:
        """Where the lab has it; of what it has not, where the lab has the rest of its Kustomization."""
        owner = entry.thing.owner
        heir = follow.get(owner.key) if entry.new is None and owner is not None else None
        return heir.place if heir is not None else entry.thing.item.place

    ordered = sorted(entries, key=lambda entry: (place_of(entry), _rank(entry), entry.thing.title))
    for place, group in groupby(ordered, key=place_of):
        yield f"{place}:"
        for entry in group:
            yield from (f"  {line}" for line in _entry(entry))
        yield ""
    yield "Kustomizations:"
    for handover in handovers(scope):
        yield from (f"  {line}" for line in _handover(handover))
    yield ""
    yield "in this order:"
    for number, step in enumerate(steps(scope, entries), start=1):
        yield f"  {number}. {step.text}"
        yield from (f"     - {line}" for line in step.of)
    yield ""
    if unread:
        yield "cannot be read, and so not compared:"
        yield from (f"  {found.place}: {found.problem}" for found in unread)
        yield ""
    left = [said for said in scope.everything.unproven if _near(scope, said.place)]
    if left:
        yield "left open:"
        yield from (f"  {said}" for said in left)
        yield ""
    yield _summary(entries)


def _near(scope: Scope, place: str) -> bool:
    return any(
        place == (found.folder or "") or place.startswith(f"{found.folder}/") or place == found.item.file
        for found in scope.taken
    )


def _rank(entry: Entry) -> int:
    if entry.lost or entry.refused:
        return 0
    return 1 + list(_ORDER).index(entry.verdict)


_ORDER = (Verdict.RENAMED, Verdict.CHANGED, Verdict.GONE, Verdict.NEW, Verdict.SAME)
_WORDS = {
    Verdict.SAME: "same",
    Verdict.CHANGED: "changed",
    Verdict.RENAMED: "renamed",
    Verdict.NEW: "new",
    Verdict.GONE: "gone",
}


def _entry(entry: Entry) -> Iterator[str]:
    verdict = _WORDS[entry.verdict]
    word = "LOST" if entry.lost else "REFUSED" if entry.refused else verdict
    title = entry.thing.title
    if entry.verdict is Verdict.RENAMED and entry.old is not None:
        title = f"{entry.old.title} -> {entry.thing.title}"
    said = "" if word == verdict or entry.verdict is Verdict.SAME else f" ({verdict})"
    note = ""
    if entry.verdict is Verdict.SAME and entry.thing.made_by is not None:
        note = f" (by {entry.thing.maker})"
    yield f"{word:<8} {title}{said}{note}"
    for found in entry.findings:
        where = f"{found.path}: " if found.path else ""
        yield f"           {_harm(found)}: {where}{found.problem}"
        if found.harm is not Harm.IDLE:
            yield f"           right: {found.remedy}"
    for found, reason in entry.borne:
        yield f"           borne: {found.problem}; because: {reason}"
    yield from _changes(entry.changes)
    if entry.remedy:
        yield f"           right: {entry.remedy}"
    for text in entry.notes:
        yield f"           {text}"


def _harm(found: Finding) -> str:
    return found.harm.value if found.harm is not None else "lost"


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    """What somebody has to look at field by field; what is harmless in one line for each reason."""
    for effect in (Effect.LOOK, Effect.RESTARTS, Effect.HARMLESS):
        mine = [change for change in changes if change.effect is effect]
        for why in dict.fromkeys(change.why for change in mine):
            fields = [change for change in mine if change.why == why]
            if effect is Effect.HARMLESS:
                yield f"           {effect.value}: {', '.join(change.path for change in fields)}: {why}"
            elif len(fields) == 1:
                yield f"           {effect.value}: {_field(fields[0])}: {why}"
            else:
                yield f"           {effect.value}: {why}:"
                yield from (f"             {_field(change)}" for change in fields)


def _field(change: Change) -> str:
    values = f"{change.was} -> {change.now}" if change.was else change.now
    return f"{change.path}: {values}"


def _handover(handover: Handover) -> Iterator[str]:
    old, new = handover.old, handover.new
    if not handover.whole:
        of = counted(handover.shared + handover.rest, "object", "objects")
        yield f"{old.name} remains: {handover.shared} of its {of} {'is' if handover.shared == 1 else 'are'} the lab's"
        return
    root = f", applied by {handover.root} so far" if handover.root else ""
    if new is None:
        yield f"{old.name} goes{root}: the lab has nothing of it"
    elif handover.keeps_its_name:
        yield f"{old.name} stays, with another folder ({PurePosixPath(str(new.item.spec.get('path')))}){root}"
        yield from _changes([change for change in handover.changes if change.path != "spec.path"])
    else:
        of = f"{handover.shared} of its {counted(handover.shared + handover.rest, 'object', 'objects')}"
        component = PurePosixPath(new.folder or "").name
        yield f"{old.name} -> {new.name}{root}: {of} under the same name"
        yield f'           right: app.component("{component}", kustomization_name="{old.name}") keeps its name'


def _summary(entries: Sequence[Entry]) -> str:
    counts = {verdict: sum(entry.verdict is verdict for entry in entries) for verdict in Verdict}
    harmless = sum(entry.verdict is Verdict.CHANGED and entry.harmless for entry in entries)
    parts = [
        f"{counts[Verdict.SAME]} same",
        f"{counts[Verdict.CHANGED]} changed ({harmless} of them harmless)",
        f"{counts[Verdict.RENAMED]} renamed",
        f"{counts[Verdict.NEW]} only in the lab",
        f"{counts[Verdict.GONE]} only in the old manifests",
    ]
    lost, refused = sum(entry.lost for entry in entries), sum(entry.refused for entry in entries)
    return f"{len(entries)} objects: {', '.join(parts)}; {lost} would lose data, {refused} would be refused"
