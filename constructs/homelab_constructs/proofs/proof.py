"""Proof: a name, and a function that finds what is wrong in a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .finding import Finding, Unproven
from .tree import Tree

__all__ = ["Proof"]


@dataclass(frozen=True)
class Proof:
    """One check over a tree.

    Attributes:
        name: the word for it in messages, exemptions and docs (`docs/proofs/<name>.md`).
        claim: what holds for a tree in which it finds nothing, as a sentence.
        find: yields what is wrong, and what nobody can tell.
    """

    name: str
    claim: str
    find: Callable[[Tree], Iterable[Finding | Unproven]]
