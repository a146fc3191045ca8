"""Values as JSON, which is what Helm gets: YAML may hold more."""

from __future__ import annotations

import datetime
import math
from typing import Any

__all__ = ["plain"]

_DEEPEST = 100


def plain(node: Any, depth: int = 0) -> Any:
    """What YAML gave, as JSON: every key a text, no dates, nothing that holds itself."""
    if isinstance(node, str):
        return node if node.isascii() else node.encode("utf-8", "replace").decode("utf-8")
    if node is None or isinstance(node, bool | int):
        return node
    if depth > _DEEPEST:
        return None
    if isinstance(node, dict):
        return {_key(key): plain(value, depth + 1) for key, value in node.items()}
    if isinstance(node, list | tuple | set):
        return [plain(value, depth + 1) for value in node]
    if isinstance(node, float):
        return node if math.isfinite(node) else str(node)
    return node.isoformat() if isinstance(node, datetime.date) else str(node)


def _key(key: Any) -> str:
    if isinstance(key, str):
        return str(plain(key))
    return {True: "true", False: "false", None: "null"}.get(key, str(key)) if key in (True, False, None) else str(key)
