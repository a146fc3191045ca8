"""Cover: what of an object no message may show. One rule for all proofs.

Covered is everything in `data` and `stringData` of a Secret, and elsewhere what stands under a key, or in a variable of
an environment, whose name says that it is a secret. A variable by itself, a switch and nothing at all are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .secret_names import Promise, is_switch, promise_of

__all__ = ["is_covered", "uncovered"]

_PARTS = frozenset({"data", "stringData"})
_ALONE = re.compile(r"\$\{[_A-Za-z][_A-Za-z0-9]*\}")


class _Covered:
    """Stands in a message for what it may not show."""

    def __repr__(self) -> str:
        return "..."


_COVERED = _Covered()


def is_covered(root: Any, path: Sequence[str | int], *, of_a_secret: bool) -> bool:
    """Whether no message may show what stands at a place.

    Args:
        root: the object, or the part of it that the path begins at.
        path: the place.
        of_a_secret: whether the object is a Secret.
    """
    if of_a_secret and (not path or path[0] in _PARTS):
        return True
    node = root
    for depth, step in enumerate(path):
        promise = _promise(node, step)
        last = depth == len(path) - 1
        node = _below(node, step)
        if promise is Promise.SECRET or (promise is Promise.PERHAPS and last and not isinstance(node, dict | list)):
            return not _tells_nothing(node) if last else True
    return False


def uncovered(value: Any) -> Any:
    """A value for a message, with dots in place of what it may not show."""
    if isinstance(value, dict):
        return {
            key: _COVERED if is_covered(value, (key,), of_a_secret=False) else uncovered(item)
            for key, item in value.items()
        }
    return [uncovered(item) for item in value] if isinstance(value, list) else value


def _promise(node: Any, step: str | int) -> Promise:
    if not isinstance(step, str):
        return Promise.NOTHING
    name = node.get("name") if step == "value" and isinstance(node, dict) else None
    return promise_of(name if isinstance(name, str) else step)


def _below(node: Any, step: str | int) -> Any:
    if isinstance(node, dict):
        return node.get(step)
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None


def _tells_nothing(value: Any) -> bool:
    if value is None or isinstance(value, bool):
        return True
    return isinstance(value, str) and (is_switch(value) or bool(_ALONE.fullmatch(value)))
