"""Flux's `postBuild` substitution: which text it reads as a variable, and how other text is kept from it.

Flux replaces `${...}` in the whole YAML text of a component, collapses every `$$` to `$`, and fails the Kustomization
on one malformed brace (kustomize-controller 1.6, fluxcd/pkg envsubst). Only the three forms that this library emits are
accepted, out of many that Flux knows: `${NAME}`, `${NAME/old/new}` (first match replaced) and `${NAME//old/new}` (all).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..errors import refuse

__all__ = ["escape", "references", "strings", "without_references"]

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_REFERENCE = re.compile(r"\$\{(" + _NAME + r")(?://?([^/{}$]+)/([^/{}$]*))?\}")
# In this order: a reference, what escape() makes, then whatever Flux would trip over or eat.
_TOKEN = re.compile(
    r"(?P<reference>" + _REFERENCE.pattern + r")"
    r"|(?P<escaped>(?:\$\$){2,}(?!\$(?!\{))|\$\$(?=\{))"
    r"|(?P<bad>\$\{[^}]*\}?|\$\$)"
)
_EATEN = re.compile(r"\$+(?=\{)|\${2,}")


def references(argument: str, value: str) -> tuple[str, ...]:
    """Names of the variables in a text, in order.

    Raises:
        InvalidArgument: a `${` that is none of the accepted forms, or a `$$` that Flux would collapse.
    """
    found: list[str] = []
    for match in _TOKEN.finditer(value):
        if match["bad"]:
            refuse(
                argument,
                value,
                f"{match['bad']!r} would break or vanish in Flux's substitution: write ${{NAME}} for a variable, "
                "or pass the text through escape() to keep it",
            )
        if match["reference"]:
            found.append(match[2])
    return tuple(found)


def without_references(argument: str, value: str) -> str:
    """The text with every variable replaced by a letter: what is left to check of a host or a name."""
    references(argument, value)
    return _TOKEN.sub(lambda token: "x" if token["reference"] else token[0], value)


def escape(value: str) -> str:
    """Text that comes out of Flux's substitution as it went in: shell, SQL or regular expressions with `${` or `$$`.

    Args:
        value: the text as it is meant. Variables in it are escaped, too: they come out as text.
    """
    return _EATEN.sub(lambda dollars: dollars[0] * 2, value)


def strings(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a manifest with its path, keys included."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, item in node.items():
            here = f"{path}.{key}" if path else key
            yield here, key
            yield from strings(item, here)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from strings(item, f"{path}[{index}]")
