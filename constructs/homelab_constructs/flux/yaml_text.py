"""Writes manifests as YAML for people, for YAML 1.1 readers and for Flux alike.

Why not a library: PyYAML's C writer cannot indent lists below their key (yamllint, prettier), its Python writer takes
longer than everything else together, and both leave `${...}` unquoted. What is written here is JSON's data model only,
and every scalar that is not plainly a word goes into JSON's own quotes, which YAML reads the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

__all__ = ["dump"]

_PLAIN = re.compile(r"(?:\./)?[A-Za-z_/][A-Za-z0-9_./:@+=()%^ -]*")
# Digits first, yet no number in any YAML: durations and binary sizes.
_MEASURE = re.compile(r"[1-9][0-9]*(?:s|m|h|Ki|Mi|Gi|Ti)|(?:[0-9]+[hms]){2,3}")
_UNBEARABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_FIRST = ("apiVersion", "kind", "metadata")


def dump(documents: Iterable[dict[str, Any]]) -> str:
    """The documents as text: keys sorted (apiVersion, kind and metadata first), nothing folded, no anchors."""
    return "---\n".join("\n".join(_mapping(document, "", top=True)) + "\n" for document in documents)


def _mapping(node: dict[str, Any], indent: str, *, top: bool = False) -> list[str]:
    keys = sorted(node, key=lambda key: (_FIRST.index(key) if top and key in _FIRST else len(_FIRST), key))
    lines: list[str] = []
    for key in keys:
        lines += _entry(f"{indent}{_scalar(key)}:", node[key], indent)
    return lines


def _entry(lead: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, dict) and value:
        return [lead, *_mapping(value, indent + "  ")]
    if isinstance(value, list) and value:
        return [lead, *_sequence(value, indent + "  ")]
    if isinstance(value, str) and _is_block(value):
        return _block(lead, value, indent + "  ")
    return [f"{lead} {_scalar(value)}"]


def _sequence(node: list[Any], indent: str) -> list[str]:
    lines: list[str] = []
    for item in node:
        if isinstance(item, dict) and item:
            inner = _mapping(item, indent + "  ")
            lines += [f"{indent}- {inner[0].lstrip()}", *inner[1:]]
        elif isinstance(item, list) and item:
            inner = _sequence(item, indent + "  ")
            lines += [f"{indent}- {inner[0].lstrip()}", *inner[1:]]
        else:
            lines += _entry(f"{indent}-", item, indent)
    return lines


def _is_block(value: str) -> bool:
    """Several lines that a literal block keeps exactly: printable, not led by white space, none ending in a blank.

    And no long gaps, which yamllint refuses.
    """
    lines = value.split("\n")
    return (
        len(lines) > 1
        and not value[0].isspace()
        and not value.endswith("\n\n")
        and "\n\n\n\n" not in value
        and all(line == line.rstrip() and (not line or line.isprintable()) for line in lines)
    )


def _block(lead: str, value: str, indent: str) -> list[str]:
    style = "|" if value.endswith("\n") else "|-"
    return [f"{lead} {style}", *(f"{indent}{line}" if line else "" for line in value.removesuffix("\n").split("\n"))]


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return value if _is_word(value) else _quoted(value)
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, float):
        # Never 1e-05: YAML 1.1 reads that as text.
        return format(Decimal(repr(value)), "f")
    return json.dumps(value)


def _quoted(value: str) -> str:
    """JSON's quotes; what YAML cannot bear between them (control characters, line breaks of its own) as escapes."""
    return _UNBEARABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _is_word(value: str) -> bool:
    if _MEASURE.fullmatch(value):
        return True
    return (
        _PLAIN.fullmatch(value) is not None
        and value.lower() not in _WORDS
        and ": " not in value
        and value[-1] not in ": "
    )
