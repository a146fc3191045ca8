"""The proof `charts`: each value of a HelmRelease is one that its chart version takes, and arrives as it was meant."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import yaml

from ..chart_rules import Release, releases_of
from ..finding import Finding, Unproven
from ..proof import Proof
from ..secrets.secret_cover import is_covered
from ..tree import Tree, get
from .chart_documents import Document, Values, target_place, values_of
from .chart_errors import objections, shown
from .chart_index import ChartIndex, Judge, find_index
from .chart_keys import Place, UnknownKey, Walk, placed
from .chart_templates import syntax_problem

__all__ = ["CHART_VALUES"]

# Keys beside which a `tag` or `version` is that of an image.
_OF_AN_IMAGE = frozenset({"digest", "image", "pullPolicy", "registry", "repository"})
_EXACT = 1 << 53
"""Whole numbers up to here survive as float64, which is what values are in Helm."""
_EXPONENT = 1_000_000
"""From here on Go writes a float64 with an exponent."""

_Said = tuple[Place, str, str]
"""Place, problem and remedy."""


def _find(tree: Tree) -> Iterator[Finding | Unproven]:
    for item in tree.of_kind("OCIRepository"):
        if not item.spec.get("ref"):
            yield item.finding(
                "spec.ref", "no version: it is the tag `latest`, at any time", "a tag, or a semver range"
            )
    for release in releases_of(tree):
        yield from _pinned(release)
        yield from _whole_files(release)
        yield from _judge(release)


def _pinned(release: Release) -> Iterator[Finding]:
    inner = get(release.item.data, "spec.chart.spec")
    if isinstance(inner, dict) and get(inner, "sourceRef.kind") == "HelmRepository":
        version = inner.get("version")
        if version in (None, "", "*"):
            shown_version = "no version" if version is None else repr(version)
            yield release.item.finding(
                "spec.chart.spec.version",
                f"{shown_version}: it is the newest of the index, at any time",
                'a version, such as "4.3.0", or a range that ends',
            )


def _judge(release: Release) -> Iterator[Finding | Unproven]:
    values = values_of(release)
    yield from values.said
    judge = _judge_of(release)
    if judge.note:
        what = "the very version" if judge.index else "keys of its values"
        yield release.item.unproven(what, judge.note)
    reserved = _reserved(release, values)
    told: set[tuple[Document, Place]] = set()
    unknown: set[Place] = set()
    for document in values.documents:
        for place, problem, remedy in (*_environments(document, reserved), *_numbers(document)):
            if (document, place) not in told:
                told.add((document, place))
                yield document.finding(place, problem, remedy)
        if judge.index:
            walk = _walked(judge, document.live)
            unknown |= {found.place for found in walk.unknown}
            yield from _unknown(document, judge, walk)
            yield from _templates(document, judge.index, walk)
    if judge.index:
        yield from _targets(release, judge)
        yield from _objections(release, values, judge, unknown, told)


def _judge_of(release: Release) -> Judge:
    if not release.chart:
        return Judge(None, "nothing in the tree says which chart it installs")
    return find_index(release.chart, release.version, _origin(release))


def _origin(release: Release) -> list[str]:
    """Address and name of the release's source."""
    spec = release.item.spec
    reference = get(spec, "chartRef") or get(spec, "chart.spec.sourceRef")
    if not isinstance(reference, dict):
        return []
    kind, name = str(reference.get("kind")), str(reference.get("name"))
    namespace = str(reference.get("namespace") or release.item.namespace)
    source = release.tree.find(kind, namespace, name)
    declared = release.tree.declared.sources.get((kind, namespace, name), {})
    return [str(source.spec.get("url") or "") if source else str(declared.get("url", "")), name]


# Keys and kinds -------------------------------------------------------------------------------------------------------


def _unknown(document: Document, judge: Judge, walk: Walk) -> Iterator[Finding]:
    for found in _unknown_to_all(judge, walk, document.live):
        yield document.finding(found.place, _has_no(judge, found.place), found.remedy)


def _unknown_to_all(judge: Judge, walk: Walk, values: Any) -> list[UnknownKey]:
    """Keys that the chart does not have; where the very version is not at hand, in no version of its line."""
    others = [
        {found.place for found in Walk(other.schema).walk(values).unknown}
        for other in (judge.others if walk.unknown else ())
    ]
    return [found for found in walk.unknown if all(found.place in places for places in others)]


def _has_no(judge: Judge, place: Place) -> str:
    around = placed(place[:-1])
    return f"{judge.index} has no {place[-1]!r} {f'in {around}' if around else 'at the top of its values'}"


def _whole_files(release: Release) -> Iterator[Finding]:
    """A key that is taken without a `targetPath` holds a whole values file, which is a map."""
    sources = release.item.spec.get("valuesFrom")
    for position, source in enumerate(sources if isinstance(sources, list) else ()):
        # What a ConfigMap holds is read with the other values.
        if not isinstance(source, dict) or source.get("targetPath") or source.get("kind") != "Secret":
            continue
        name, key = str(source.get("name")), source.get("valuesKey") or "values.yaml"
        found = release.tree.find("Secret", release.item.namespace, name)
        content = found.live.get("stringData") if found is not None and not found.encrypted else None
        text = content.get(key) if isinstance(content, dict) else None
        if isinstance(text, str) and not _is_map(text):
            yield release.item.finding(
                f"spec.valuesFrom[{position}]",
                f"{key!r} of Secret {name!r} is one text, and without targetPath it is read as a whole values file",
                "targetPath: the value that it is for",
            )


def _is_map(text: str) -> bool:
    try:
        return isinstance(yaml.safe_load(text), (dict, type(None)))
    except yaml.YAMLError:
        return True  # another proof's: it is no YAML


def _targets(release: Release, judge: Judge) -> Iterator[Finding]:
    """Values that helm-controller sets from a Secret or ConfigMap, one by one."""
    sources = release.item.spec.get("valuesFrom")
    for position, source in enumerate(sources if isinstance(sources, list) else ()):
        target = source.get("targetPath") if isinstance(source, dict) else None
        if isinstance(target, str):
            values = _nested(target_place(target))
            for found in _unknown_to_all(judge, _walked(judge, values), values):
                field = f"spec.valuesFrom[{position}].targetPath"
                yield release.item.finding(field, f"{target!r}: {_has_no(judge, found.place)}", found.remedy)


def _walked(judge: Judge, values: Any) -> Walk:
    return Walk(judge.index.schema if judge.index else {}).walk(values)


def _nested(place: Place) -> Any:
    """Values of which only one place is set."""
    made: Any = ""
    for step in reversed(place):
        made = {step: made} if isinstance(step, str) else [made]
    return made


def _objections(
    release: Release, values: Values, judge: Judge, unknown: set[Place], told: set[tuple[Document, Place]]
) -> Iterator[Finding | Unproven]:
    """What the schema says against values whose keys are known, and of which nothing was said yet."""
    around = {place[:-1] for place in unknown}
    known, written = _without(values.merged("live"), unknown), values.merged("written")
    try:
        found = [
            objection
            for objection in objections(judge.index.schema if judge.index else {}, known, written)
            # What is missing beside a key that nobody knows is what that was meant to be.
            if objection.rule != "required" or objection.place not in around
        ]
        others = [
            {objection.place for objection in objections(other.schema, known, written)}
            for other in (judge.others if found else ())
        ]
    except ValueError as error:
        yield release.item.unproven("kinds of its values", f"the schema of {judge.index} cannot be used: {error}")
        return
    for objection in found:
        document = values.document_of(objection.place)
        if (document, objection.place) not in told and all(objection.place in places for places in others):
            yield document.finding(objection.place, objection.problem, objection.remedy)


def _without(node: Any, places: set[Place], here: Place = ()) -> Any:
    if not places:
        return node
    if isinstance(node, dict):
        return {key: _without(item, places, (*here, key)) for key, item in node.items() if (*here, key) not in places}
    return [_without(item, places, (*here, at)) for at, item in enumerate(node)] if isinstance(node, list) else node


# Texts ----------------------------------------------------------------------------------------------------------------


def _nodes(node: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    yield place, node
    entries: Iterable[tuple[str | int, Any]] = (
        node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    )
    for step, item in entries:
        yield from _nodes(item, (*place, step))


def _templates(document: Document, index: ChartIndex, walk: Walk) -> Iterator[Finding]:
    """Texts with double braces, which Helm evaluates."""
    tops: set[Place] = {()} if index.evaluated else set(walk.templates)
    if not tops:
        return
    for place, text in _nodes(document.live):
        if isinstance(text, str) and "{{" in text and any(place[: len(top)] == top for top in tops):
            problem = syntax_problem(text)
            if problem:
                yield document.finding(
                    place,
                    f"{_seen(document, place, text)} is evaluated as a template, and is none: {problem}",
                    """a template, or {{ "{{" }} for braces that are meant as they are""",
                )


_COVERED = "what stands there"


def _seen(document: Document, place: Place, value: Any) -> str:
    """A value for a message; nothing of it where its name says that it is a secret."""
    return _COVERED if is_covered(document.live, place, of_a_secret=False) else shown(value)


def _numbers(document: Document) -> Iterator[_Said]:
    """Numbers that Helm, which holds them as float64, writes otherwise than they were meant."""
    for place, value in _nodes(document.live):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            continue
        if place[-1:] in (("tag",), ("version",)) and _is_of_image(document.live, place):
            text = _as_go_writes(value)
            if text != str(value):
                effect = f"the template gets {text}"
            elif isinstance(value, float):
                effect = "zeros at its end are lost"
            else:
                effect = f"one with a dot in it, such as {value}.10, would lose its last zero"
            yield place, f"{value} is a number: {effect}", "quote it, with all its digits"
        elif isinstance(value, int) and abs(value) > _EXACT and not _survives(value):
            number = _seen(document, place, value)
            yield place, f"{number} loses digits: in Helm it is a float64", "quote it, with all its digits"


def _survives(value: int) -> bool:
    try:
        return int(float(value)) == value
    except OverflowError:
        return False


def _is_of_image(values: Any, place: Place) -> bool:
    around = values
    for step in place[:-1]:
        around = around[step]
    beside = isinstance(around, dict) and bool(_OF_AN_IMAGE & around.keys())
    return beside or (len(place) > 1 and "image" in str(place[-2]).lower())


def _as_go_writes(value: float) -> str:
    if abs(value) < _EXPONENT:
        return str(int(value) if value == int(value) else value)
    if abs(value) > sys.float_info.max:
        return "+Inf"
    digits = Decimal(repr(float(value))).normalize().as_tuple()
    head, *rest = map(str, digits.digits)
    exponent = len(rest) + int(digits.exponent)
    return f"{'-' * digits.sign}{head}{'.' * bool(rest)}{''.join(rest)}e+{exponent:02}"


# Environments ---------------------------------------------------------------------------------------------------------


def _reserved(release: Release, values: Values) -> Mapping[str, frozenset[str]]:
    """Names that the chart sets itself, by the place of the list that adds to them."""
    if release.rules is None or not values.sound:
        return {}
    return {place: frozenset(names) for place, names in release.rules.environments(release).items()}


def _environments(document: Document, reserved: Mapping[str, frozenset[str]]) -> Iterator[_Said]:
    for place, node in _nodes(document.live):
        path = placed(place)
        if path not in reserved and not (place and "env" in str(place[-1]).lower()):
            continue
        yield from _without_value(node, place)
        first: dict[str, Place] = {}
        for name, where, value, at_value in _variables(node, place):
            if name in reserved.get(path, ()):
                yield where, f"the chart sets {name!r} itself", "leave it out: a name twice fails server-side apply"
            elif name in first:
                problem = f"{name!r} stands in this list twice, first in {placed(first[name])}"
                yield where, problem, "keep one: a name twice fails server-side apply"
            first.setdefault(name, where)
            if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= _EXPONENT:
                number = _seen(document, at_value, value)
                covered = number == _COVERED
                problem = f"{number} is a number, and as text {'another' if covered else _as_go_writes(value)}"
                yield at_value, problem, "quote it, with all its digits" if covered else f'quote it: "{number}"'


def _without_value(node: Any, place: Place) -> Iterator[_Said]:
    """Entries that are a name and nothing else, and references to a key that leave half of it out."""
    for at, entry in enumerate(node if isinstance(node, list) else ()):
        if isinstance(entry, dict) and entry.keys() == {"name"}:
            problem = f"{entry['name']!r} has neither value nor valueFrom"
            yield (*place, at), problem, 'one of the two; value: "" where it is to be empty'
    for where, found in _nodes(node, place):
        if where[-1:] in (("secretKeyRef",), ("configMapKeyRef",)) and isinstance(found, dict):
            if found.keys() - {"identifier", "key", "name", "optional"}:
                continue  # a misspelt one is told as such
            # app-template knows its own objects by an identifier.
            for words in (("name", "identifier"), ("key",)):
                if all(found.get(word) in (None, "") for word in words):
                    yield where, f"it has no {words[0]}: the API server refuses the pod", f"{words[0]}, and key"


def _variables(node: Any, place: Place) -> Iterator[tuple[str, Place, Any, Place]]:
    """Name and value of each variable of a list or map, each with its place."""
    if isinstance(node, list):
        for at, entry in enumerate(node):
            if isinstance(entry, dict) and isinstance(entry.get("name"), str):
                yield entry["name"], (*place, at, "name"), entry.get("value"), (*place, at, "value")
    elif isinstance(node, dict):
        for name, entry in node.items():
            if isinstance(entry, dict):
                yield name, (*place, name), entry.get("value"), (*place, name, "value")
            else:
                yield name, (*place, name), entry, (*place, name)


CHART_VALUES = Proof("charts", "every value of a HelmRelease is one that its chart version takes", _find)
