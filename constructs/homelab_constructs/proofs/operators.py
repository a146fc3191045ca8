"""Operators: which versions of Flux, CloudNativePG and Kubernetes a tree is for, as its expects.yaml says."""

from __future__ import annotations

import re

from .tree import Tree

__all__ = ["declared_version"]

_NUMBERS = re.compile(r"\d+")


def declared_version(tree: Tree, operator: str, least: tuple[int, int]) -> tuple[int, int]:
    """The lower end of what `operators` in expects.yaml says: `{name: flux, version: ">=2.7"}`.

    Args:
        tree: what is proven.
        operator: its name there.
        least: what is taken where nothing is said.
    """
    numbers = [int(number) for number in _NUMBERS.findall(tree.declared.operators.get(operator, ""))[:2]]
    if not numbers:
        return least
    return numbers[0], numbers[1] if len(numbers) > 1 else 0
