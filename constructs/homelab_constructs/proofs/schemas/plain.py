"""Plain: what YAML gave, as the JSON that an API server is sent; and places in it."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from typing import Any

__all__ = ["MISSING", "DeepError", "Path", "at", "dotted", "plain", "shown"]

Path = tuple[str | int, ...]
"""Keys and list positions from the top."""

_DEEPEST = 100
_LONGEST = 80


class DeepError(ValueError):
    """An object that is nested without end: a YAML alias that holds itself."""


class Missing:
    """Stands for what is not there: null may be."""


MISSING = Missing()


def plain(node: Any, depth: int = 0) -> Any:
    """The same as JSON, less every field that is null: the API server takes those for not given.

    Raises:
        DeepError: it is nested deeper than any object of a cluster.
    """
    if depth > _DEEPEST:
        raise DeepError
    if isinstance(node, str):
        return node if node.isascii() else node.encode("utf-8", "replace").decode("utf-8")
    if node is None or isinstance(node, bool | int):
        return node
    if isinstance(node, dict):
        return {_key(key): plain(value, depth + 1) for key, value in node.items() if value is not None}
    if isinstance(node, list | tuple | set):
        return [plain(value, depth + 1) for value in node]
    if isinstance(node, float):
        return node if math.isfinite(node) else str(node)
    if isinstance(node, datetime.date):  # a moment is one too
        return node.isoformat()
    return node.decode("utf-8", "replace") if isinstance(node, bytes) else str(node)


def _key(key: Any) -> str:
    if isinstance(key, bool):
        return str(key).lower()
    return str(plain(key)) if key is not None else "null"


def at(node: Any, path: Sequence[str | int]) -> Any:
    """What stands at a place of an object as YAML gave it; `MISSING` where nothing does."""
    for step in path:
        if isinstance(node, dict):
            node = next((value for key, value in node.items() if _key(key) == step), MISSING)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return MISSING
    return node


def dotted(path: Sequence[str | int]) -> str:
    """The place as findings name it: `spec.containers[0].image`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def shown(value: Any) -> str:
    """A value for a message: as Python writes it, not too much of it."""
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
