"""The proofs, in the order in which their findings are told: what is basic comes first."""

from __future__ import annotations

from .flux_graph import FLUX_GRAPH
from .proof import Proof
from .substitution import SUBSTITUTION

__all__ = ["PROOFS"]

PROOFS: tuple[Proof, ...] = (FLUX_GRAPH, SUBSTITUTION)
