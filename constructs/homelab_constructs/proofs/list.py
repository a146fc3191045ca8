"""The proofs, in the order in which their findings are told: what is basic comes first."""

from __future__ import annotations

from .proof import Proof

__all__ = ["PROOFS"]

PROOFS: tuple[Proof, ...] = ()
