"""Values of a caller's beside those that a construct writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import refuse

__all__ = ["beside"]


def beside(argument: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], *, owner: str) -> dict[str, Any]:
    """The values of both.

    Args:
        argument: the caller's argument, for errors.
        ours: what the construct writes.
        theirs: what the caller adds.
        owner: what the construct is called in the error.

    Raises:
        InvalidArgument: a value that the construct sets itself.
    """
    merged = dict(ours)
    for key, value in theirs.items():
        if key in ours and isinstance(ours[key], dict) and isinstance(value, dict):
            merged[key] = beside(f"{argument}.{key}", ours[key], value, owner=owner)
        elif key in ours:
            # Values may hold a password in clear: they are told by their kind.
            refuse(
                f"{argument}.{key}",
                f"<{type(value).__name__}>",
                f"the {owner} sets this value itself; use its argument",
            )
        else:
            merged[key] = value
    return merged
