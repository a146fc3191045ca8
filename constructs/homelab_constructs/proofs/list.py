"""The proofs, in the order in which their findings are told: what is basic comes first."""

from __future__ import annotations

from .chart_checks import CHART_CHECKS
from .chart_values import CHART_VALUES
from .cnpg_admission import CNPG_ADMISSION
from .data_safety import DATA
from .endpoints import ENDPOINTS
from .flux_graph import FLUX_GRAPH
from .names import NAMES
from .operation import OPERATION
from .pod_shape import POD_SHAPE
from .pods import PODS
from .proof import Proof
from .schema import SCHEMA
from .secret_contracts import SECRETS
from .substitution import SUBSTITUTION
from .waits import WAITS

__all__ = ["PROOFS"]

PROOFS: tuple[Proof, ...] = (
    SCHEMA,
    CNPG_ADMISSION,
    POD_SHAPE,
    FLUX_GRAPH,
    WAITS,
    NAMES,
    SUBSTITUTION,
    SECRETS,
    ENDPOINTS,
    CHART_VALUES,
    CHART_CHECKS,
    PODS,
    DATA,
    OPERATION,
)
