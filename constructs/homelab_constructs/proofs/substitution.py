"""Substitution: every `${...}` is one that Flux can read, somebody declares it, and it arrives as text.

The real order is replayed: the object is written again without its quotes, substituted with values that its variables'
formats allow and YAML likes least, and parsed (contract flux, 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml

from ..flux.substitution import strings
from ..flux.variables import APP, DOMAIN, QUOTE, VariableFormat
from .declared import TEXT
from .finding import Finding, Unproven
from .flux_graph import entries, patched_sources
from .proof import Proof
from .replay import SubstitutionError, parse, references, substitute, write_again
from .tree import Item, Kustomization, Tree, get

__all__ = ["SUBSTITUTION"]

_ROUNDS = 8
# Collapsed by Flux: a pair of dollars that does not stand for one on purpose, as `$${` and `$$$$` do.
_COLLAPSED = re.compile(r"(?:\$\$){2,}(?!\$(?!\{))|\$\$(?=\{)|(?P<bad>\$\$)")
_ALONE = re.compile(r"\$\{[^{}]*\}")
_USERINFO = re.compile(r"[a-z][a-z0-9+.-]*://([^/@\s]*)@")
_URL_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_LETTERS = _URL_SAFE - frozenset("-._~")
# Words that YAML 1.1 reads as something else than text.
_WORDS = ("true", "null", "yes", "off", "no", "~", ".inf")
Formats = Mapping[str, VariableFormat | str]
"""What a variable may hold: a format, or the one value that its Kustomization gives it."""


def _find(tree: Tree) -> Iterator[Finding | Unproven]:
    patched = patched_sources(tree)
    known: dict[int, Formats] = {}
    for item in tree.items:
        owner = item.owner
        if id(owner) not in known:
            known[id(owner)] = _formats(tree, owner, patched)
        formats = known[id(owner)]
        if item.encrypted:
            if item.substituted and owner is not None:
                yield item.unproven(
                    "what Flux makes of its values", "they are encrypted; `substitute: disabled` keeps them as they are"
                )
            continue
        if "${" not in (text := str(item.data)) and "$$" not in text:
            continue
        yield from _judge(item, formats) if item.substituted else _switched_off(item, formats)


SUBSTITUTION = Proof("substitution", "every variable is declared, readable for Flux, and arrives as text", _find)


def _formats(tree: Tree, owner: Kustomization | None, patched: list[dict[str, Any]]) -> Formats:
    """What each variable may hold that Flux knows when it builds this Kustomization."""
    declared = tree.declared
    if owner is None:
        return {APP: "app", QUOTE: '"', **declared.variables}
    found: dict[str, VariableFormat | str] = dict(declared.variables) if declared.root_injects else {}
    own = [source for _, source in entries(get(owner.item.spec, "postBuild.substituteFrom"))]
    for source in (*own, *patched):
        key = owner.namespace, str(source.get("name"))
        if key == declared.variables_secret or not declared.variables_secret[1]:
            found |= declared.variables
        found |= dict.fromkeys(declared.secrets.get(key, ()), TEXT)
        made = tree.find(str(source.get("kind")), *key)
        for block in ("data", "stringData") if made else ():
            content = made.data.get(block) if made else None
            found |= {str(name): declared.variables.get(str(name), TEXT) for name in content or ()}
    return found | owner.inline


def _switched_off(item: Item, formats: Formats) -> Iterator[Finding]:
    for path, text in strings(item.data):
        for name in formats:
            if f"${{{name}}}" in text and name != APP:
                yield item.finding(
                    path,
                    f"${{{name}}} stays as it is: substitution is switched off here",
                    "no variable, or no such mark",
                )


def _judge(item: Item, formats: Formats) -> Iterator[Finding]:
    readable = True
    for path, text in strings(item.data):
        if "$" not in text:
            continue
        broken = list(_unreadable(path, text, item))
        readable = readable and not broken
        yield from broken or _undeclared(path, text, item, formats)
        yield from _in_urls(path, text, item, formats)
    if readable:
        yield from _replayed(item, formats)


def _unreadable(path: str, text: str, item: Item) -> Iterator[Finding]:
    way_out = (
        "${NAME} for a variable; for text that should stay, escape(text) in Python, or each of its dollars doubled"
    )
    for match in _COLLAPSED.finditer(text):
        if match["bad"]:
            yield item.finding(
                path, f"'$$' would break or vanish in Flux's substitution: {_around(text, '$$')}", way_out
            )
            return
    try:
        list(references(text))
    except SubstitutionError as error:
        yield item.finding(path, f"{str(error)!r} would break or vanish in Flux's substitution", way_out)


def _around(text: str, part: str) -> str:
    start = max(text.find(part) - 20, 0)
    return repr(text[start : start + 60])


def _undeclared(path: str, text: str, item: Item, formats: Formats) -> Iterator[Finding]:
    for name, has_default in references(text):
        if name not in formats:
            comes = "its default" if has_default else "an empty text, and from Flux 2.9 on an error"
            yield item.finding(
                path,
                f"variable {name} is declared by nobody; Flux would write {comes}",
                f"a variable that is declared, or $${{{name}}} where the text itself is meant",
            )


def _in_urls(path: str, text: str, item: Item, formats: Formats) -> Iterator[Finding]:
    """A variable in the user part of a URL holds no character that would have to be encoded there."""
    for userinfo in _USERINFO.findall(text):
        for token in _ALONE.findall(userinfo):
            name = token[2:-1]
            form = formats.get(name)
            if not isinstance(form, VariableFormat) or form == TEXT:
                continue
            if unsafe := "".join(sorted(form.alphabet - _URL_SAFE)):
                yield item.finding(path, f"{token} may hold {unsafe!r}, which a URL cannot bear", "a format that fits")


def _replayed(item: Item, formats: Formats) -> Iterator[Finding]:
    """Every text comes out as that text, whatever the variables hold."""
    again = write_again(item.data)
    told: set[str] = set()
    for number in range(_ROUNDS):
        values = {name: _value(form, number) for name, form in formats.items() if name in again}
        try:
            made = parse(substitute(again, values))
        except yaml.YAMLError as error:
            yield item.finding("", f"with some values it is no YAML any more: {_what(error)}", _IN_QUOTES)
            return
        for path, expected, got in _differences(item.data, made, values):
            if path not in told:
                told.add(path)
                yield item.finding(path, _turned(expected, got), _IN_QUOTES)


_IN_QUOTES = "in_secret(variable) in Python; by hand ${quote}${NAME}${quote}, with quote: '\"' in postBuild.substitute"


def _what(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or type(error).__name__)


_KINDS: Mapping[type, str] = {bool: "a boolean", int: "a number", float: "a number", type(None): "nothing"}


def _turned(text: str, got: object) -> str:
    kind = _KINDS.get(type(got), "another text")
    if _ALONE.fullmatch(text):
        return f"{text} stands alone, and a value such as digits would arrive as {kind}"
    return f"{text!r} would arrive as {kind} with some values"


def _differences(node: Any, made: Any, values: Mapping[str, str], path: str = "") -> Iterator[tuple[str, str, Any]]:
    if isinstance(node, dict):
        for key, item in node.items():
            here = f"{path}.{key}" if path else str(key)
            name = _plain(key, values)
            if not isinstance(made, dict) or name not in made:
                yield here, str(key), None
            else:
                yield from _differences(item, made[name], values, here)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            at = made[index] if isinstance(made, list) and index < len(made) else None
            yield from _differences(item, at, values, f"{path}[{index}]")
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
