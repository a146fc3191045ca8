"""Operators: which versions of Flux, CloudNativePG and Kubernetes a tree is for, as its expects.yaml says."""

from __future__ import annotations

import re
from typing import Any

import yaml

from .tree import EXPECTS, Tree

__all__ = ["declared_version"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBERS = re.compile(r"\d+")


def declared_version(tree: Tree, operator: str, least: tuple[int, int]) -> tuple[int, int]:
    """The lower end of what `operators` in expects.yaml says: `{name: flux, version: ">=2.7"}`.

    Args:
        tree: what is proven.
        operator: its name there.
        least: what is taken where nothing is said.
    """
    for entry in _operators(tree):
        if isinstance(entry, dict) and entry.get("name") == operator:
            numbers = [int(number) for number in _NUMBERS.findall(str(entry.get("version")))[:2]]
            if numbers:
                return numbers[0], numbers[1] if len(numbers) > 1 else 0
    return least


def _operators(tree: Tree) -> list[Any]:
    found: list[Any] | None = tree.__dict__.get("_operators")
    if found is None:
        content = tree.files.get(EXPECTS, b"")
        # The frame has read this file before; the part wanted here is small and at its end.
        document = yaml.load(content, Loader=_LOADER) if b"operators" in content else None  # noqa: S506 - a SafeLoader
        listed = document.get("operators") if isinstance(document, dict) else None
        found = listed if isinstance(listed, list) else []
        tree.__dict__["_operators"] = found
    return found
