"""The proofs, in the order in which their findings are told: what is basic comes first."""

from __future__ import annotations

from .flux_graph import FLUX_GRAPH
from .names import NAMES
from .pods import PODS
from .proof import Proof
from .schema import SCHEMA
from .secret_contracts import SECRETS
from .substitution import SUBSTITUTION

__all__ = ["PROOFS"]

PROOFS: tuple[Proof, ...] = (SCHEMA, FLUX_GRAPH, NAMES, SUBSTITUTION, SECRETS, PODS)
