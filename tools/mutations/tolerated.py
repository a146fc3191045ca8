"""Mutations that do no harm, each with its reason: they are counted apart."""

from __future__ import annotations

from .mutation import Mutation

__all__ = ["tolerated"]

_REASONS: dict[str, str] = {}
"""Reason by the beginning of a mutation's name."""


def tolerated(mutation: Mutation) -> str:
    """Why this one does no harm; empty where it does."""
    return next((why for name, why in _REASONS.items() if mutation.name.startswith(name)), "")
