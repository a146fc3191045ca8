"""Substitution: every `${...}` is one that Flux can read, somebody declares it, and it arrives as text.

The real order is replayed: the object is written again without its quotes, substituted with values that its variables'
formats allow and YAML likes least, and parsed (contract flux, 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

import yaml

from ..flux.variables import APP, DOMAIN, QUOTE, VariableFormat
from .declared import TEXT
from .finding import Finding, Unproven
from .flux_graph import fills, patched_into
from .proof import Proof
from .replay import SubstitutionError, parse, references, substitute
from .schemas.plain import Path, dotted
from .secrets.secret_cover import is_covered
from .secrets.secret_names import Promise, promise_of
from .tree import Item, Kustomization, Tree, entries, get

__all__ = ["SUBSTITUTION"]

_ROUNDS = 8
# Collapsed by Flux: a pair of dollars that does not stand for one on purpose, as `$${` and `$$$$` do.
_COLLAPSED = re.compile(r"(?:\$\$){2,}(?!\$(?!\{))|\$\$(?=\{)|(?P<bad>\$\$)")
_VARIABLE = re.compile(r"\$\{[^{}]*\}")
# With whatever follows the name: a default, a replacement.
_ALONE = re.compile(r"\$\{([_A-Za-z][_A-Za-z0-9]*)[^{}]*\}")
_BEGINS = re.compile(r"\$\{([_A-Za-z][_A-Za-z0-9]*)")
_ASSIGNS = re.compile(r"([A-Za-z][\w.-]*)[\"']?\s*[=:]")
_QUOTED = re.compile(r"'[^']{2,}'")
_USERINFO = re.compile(r"[a-z][a-z0-9+.-]*://([^/@\s]*)@")
_URL_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_LETTERS = _URL_SAFE - frozenset("-._~")
# Words that YAML 1.1 reads as something else than text.
_WORDS = ("true", "null", "yes", "off", "no", "~", ".inf")
Formats = Mapping[str, VariableFormat | str]
"""What a variable may hold: a format, or the one value that its Kustomization gives it."""


def _find(tree: Tree) -> Iterator[Finding | Unproven]:
    known: dict[int, Formats] = {}
    for item in tree.items:
        owner, filled = item.owner, fills(tree, item)
        if id(owner) not in known:
            known[id(owner)] = _formats(tree, owner)
        formats = known[id(owner)]
        if item.encrypted:
            if filled and owner is not None:
                yield item.unproven(
                    "what Flux makes of its values", "they are encrypted; `substitute: disabled` keeps them as they are"
                )
            continue
        if "${" not in (text := str(item.data)) and "$$" not in text:
            continue
        if filled:
            yield from _judge(item, formats)
        elif not item.substituted:
            yield from _stays(item, formats, "substitution is switched off here", "no variable, or no such mark")
        elif owner is not None:
            yield from _stays(
                item,
                tree.declared.variables,
                f"no postBuild in Kustomization {owner.name!r} gives it a variable",
                "postBuild.substituteFrom in that Kustomization, with the Secret of the variable",
            )


SUBSTITUTION = Proof("substitution", "every variable is declared, readable for Flux, and arrives as text", _find)


def _formats(tree: Tree, owner: Kustomization | None) -> Formats:
    """What each variable may hold that Flux knows when it builds this Kustomization."""
    declared = tree.declared
    if owner is None:
        return {APP: "app", QUOTE: '"', **declared.variables}
    found: dict[str, VariableFormat | str] = dict(declared.variables) if declared.root_injects else {}
    own = [source for _, source in entries(get(owner.item.spec, "postBuild.substituteFrom"))]
    patched = patched_into(tree, owner)
    for source in (*own, *patched.sources):
        key = owner.namespace, str(source.get("name"))
        if key == declared.variables_secret or not declared.variables_secret[1]:
            found |= declared.variables
        found |= dict.fromkeys(declared.secrets.get(key, ()), TEXT)
        made = tree.find(str(source.get("kind")), *key)
        for block in ("data", "stringData") if made else ():
            content = made.data.get(block) if made else None
            names = content if isinstance(content, dict) else ()
            found |= {str(name): declared.variables.get(str(name), TEXT) for name in names}
    return found | owner.inline | patched.inline


def _texts(node: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text with its place, keys included."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, item in node.items():
            here = (*path, str(key))
            yield here, str(key)
            yield from _texts(item, here)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _texts(item, (*path, index))


def _stays(item: Item, known: Iterable[str], why: str, remedy: str) -> Iterator[Finding]:
    """Known variables where Flux fills nothing in; any other `${...}` is text that is meant."""
    known = frozenset(known) - {APP}
    for path, text in _texts(item.data):
        for name in dict.fromkeys(_names(text) if "${" in text else ()):
            if name in known:
                yield item.finding(dotted(path), f"${{{name}}} stays as it is: {why}", remedy)


def _names(text: str) -> Iterator[str]:
    """The variables in a text, up to the first that nobody can read."""
    with suppress(SubstitutionError):
        yield from (name for name, _ in references(text))


def _judge(item: Item, formats: Formats) -> Iterator[Finding | Unproven]:
    readable = True
    for place, text in _texts(item.data):
        if "$" not in text:
            continue
        path = dotted(place)
        broken = list(_unreadable(place, text, item, formats))
        readable = readable and not broken
        yield from broken or _undeclared(path, text, item, formats)
        yield from _in_urls(path, text, item, formats)
    if readable:
        yield from _replayed(item, formats)


def _covers(item: Item, place: Path) -> bool:
    return is_covered(item.data, place, of_a_secret=item.kind == "Secret")


_STAYS_TEXT = (
    "${NAME} for a variable; where the text is meant: by hand each of these dollars doubled, such as $${HOME}, "
    "in Python escape(text)"
)


def _unreadable(place: Path, text: str, item: Item, formats: Formats) -> Iterator[Finding]:
    covered = _covers(item, place)
    for match in _COLLAPSED.finditer(text):
        if match["bad"]:
            around = "" if covered else _around(text, match.start())
            yield item.finding(dotted(place), f"'$$' would break or vanish in Flux's substitution{around}", _STAYS_TEXT)
            return
    try:
        list(references(text))
    except SubstitutionError as error:
        covered = covered or not _around(text, text.find(str(error)))
        what = _kind_of_expression(str(error), formats) if covered else repr(str(error))
        yield item.finding(dotted(place), f"{what} would break or vanish in Flux's substitution", _STAYS_TEXT)


def _kind_of_expression(text: str, formats: Formats) -> str:
    """What may be said of a text that Flux takes for a variable, where it may be part of a secret."""
    named = _BEGINS.match(text)
    if named and named[1] in formats:
        return f"what begins with '${{{named[1]}'"
    return "an expression that begins with '${'"


def _around(text: str, at: int) -> str:
    """The line around a place, or as much as a message bears; nothing of one that holds a secret."""
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[begin : end if end >= 0 else None]
    named = _ASSIGNS.findall(line)
    if any(promise_of(name) is Promise.SECRET for name in named):
        return ""
    start = max(at - begin - 20, 0)
    return f": {line[start : start + 60]!r}"


def _undeclared(path: str, text: str, item: Item, formats: Formats) -> Iterator[Finding]:
    for name, has_default in references(text):
        if name not in formats:
            comes = "its default" if has_default else "an empty text, and from Flux 2.9 on an error"
            yield item.finding(
                path,
                f"variable {name} is declared by nobody; Flux would write {comes}",
                f"a variable that is declared, or $${{{name}}} where the text itself is meant",
            )


_IN_A_URL = "another format: by hand in expects.yaml, in Python ALPHANUMERIC"


def _in_urls(path: str, text: str, item: Item, formats: Formats) -> Iterator[Finding]:
    """A variable in the user part of a URL holds no character that would have to be encoded there."""
    for userinfo in _USERINFO.findall(text):
        for token in _VARIABLE.findall(userinfo):
            name = token[2:-1]
            form = formats.get(name)
            if not isinstance(form, VariableFormat) or form == TEXT:
                continue
            if unsafe := "".join(sorted(form.alphabet - _URL_SAFE)):
                yield item.finding(path, f"{token} may hold {unsafe!r}, which a URL cannot bear", _IN_A_URL)


def _replayed(item: Item, formats: Formats) -> Iterator[Finding | Unproven]:
    """Every text comes out as that text, whatever the variables hold."""
    again = item.rewritten
    told: set[Path] = set()
    used = {name: form for name, form in formats.items() if name in again}
    # As many rounds as the most awkward of its variables has values; one where each has but one.
    rounds = max((len(_awkward(form)) for form in used.values() if isinstance(form, VariableFormat)), default=1)
    for number in range(min(rounds, _ROUNDS)):
        values = {name: _value(form, number) for name, form in used.items()}
        try:
            made = parse(substitute(again, values))
        except yaml.YAMLError as error:
            yield item.finding("", f"with some values it is no YAML any more: {_what(error)}", _IN_QUOTES)
            return
        for place, expected, got in _differences(item.data, made, values):
            if place in told:
                continue
            told.add(place)
            alone = _ALONE.fullmatch(expected)
            form = formats.get(alone[1]) if alone else None
            # Of a value that stands in the Kustomization everybody sees what it becomes, and it may be meant as that.
            declared = form != TEXT and not isinstance(form, str)
            if declared or _asks_for_text(item, place):
                yield item.finding(dotted(place), _turned(expected, got, _covers(item, place)), _IN_QUOTES)
            elif form == TEXT and alone:
                yield item.unproven(
                    f"{dotted(place)}: ${{{alone[1]}}} stands alone",
                    "a value such as digits arrives as a number, and nothing says whether one is meant",
                )


def _asks_for_text(item: Item, place: tuple[str | int, ...]) -> bool:
    """Whether only a text may stand there: the API server refuses a number, for all of the object."""
    top, around = place[0], place[-3:-1]
    match item.kind, item.group:
        case (("Secret" | "ConfigMap"), "") if top in ("data", "stringData"):
            return True
        case "Kustomization", _ if place[:3] == ("spec", "postBuild", "substitute"):
            return True
        case _, ("" | "apps" | "batch") if place[-1] == "value" and around[:1] == ("env",):
            return True
        case kind, _:
            of_values = kind == "HelmRelease" and top != "metadata"
            return not of_values and around in (("metadata", "labels"), ("metadata", "annotations"))


_IN_QUOTES = "by hand ${quote}${NAME}${quote}, with quote: '\"' in postBuild.substitute; in Python in_secret(variable)"


def _what(error: yaml.YAMLError) -> str:
    # What stands in quotes there is a part of the object, and may be one of a secret.
    return _QUOTED.sub("...", str(getattr(error, "problem", None) or type(error).__name__))


_KINDS: Mapping[type, str] = {bool: "a boolean", int: "a number", float: "a number", type(None): "nothing"}


def _turned(text: str, got: object, covered: bool) -> str:
    kind = _KINDS.get(type(got), "another text")
    if alone := _ALONE.fullmatch(text):
        return f"${{{alone[1]}}} stands alone, and a value such as digits would arrive as {kind}"
    return f"{'the text' if covered else repr(text)} would arrive as {kind} with some values"


def _differences(node: Any, made: Any, values: Mapping[str, str], path: Path = ()) -> Iterator[tuple[Path, str, Any]]:
    if isinstance(node, dict):
        for key, item in node.items():
            here = (*path, str(key))
            name = _plain(key, values)
            if not isinstance(made, dict) or name not in made:
                yield here, str(key), None
            else:
                yield from _differences(item, made[name], values, here)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            at = made[index] if isinstance(made, list) and index < len(made) else None
            yield from _differences(item, at, values, (*path, index))
    elif isinstance(node, str) and "$" in node:
        expected = _plain(node, values)
        if made != expected or not isinstance(made, str):
            yield path, node, made


def _plain(text: Any, values: Mapping[str, str]) -> Any:
    """What a text should become: the quote's own variable is for YAML, and not part of it."""
    return substitute(text, {**values, QUOTE: ""}) if isinstance(text, str) else text


def _value(form: VariableFormat | str, number: int) -> str:
    if isinstance(form, str):
        return form
    candidates = _awkward(form)
    return candidates[number % len(candidates)]


@cache
def _awkward(form: VariableFormat) -> list[str]:
    """Values that the format allows, of those that YAML reads as something else."""
    if form == DOMAIN:
        return ["home.example.org", "a1.b-c.de"]
    length = max(form.shortest, 6)
    numbers = ["1234567890" * length, "1e" + "3" * length, "0" * length, "0x1f" + "0" * length]
    words = [word for word in _WORDS if form.shortest <= len(word) <= form.longest]
    # A mark that YAML reads, in front of a word; of a variable that is only known by name nobody says that it may.
    marked = [mark + "a" * length for mark in sorted(form.alphabet - _LETTERS)] if form != TEXT else []
    found = [value[:length] for value in (*numbers, *marked)] + words
    return [value for value in found if form.alphabet.issuperset(value)] or ["a" * length]
