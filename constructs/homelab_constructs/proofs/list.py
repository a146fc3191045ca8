"""The proofs, in the order in which their findings are told: what is basic comes first."""

from __future__ import annotations

from .charts.chart_checks import CHART_CHECKS
from .charts.chart_values import CHART_VALUES
from .cnpg.cnpg_admission import CNPG_ADMISSION
from .cnpg.cnpg_recovery import RECOVERY
from .data.data_safety import DATA
from .endpoints.endpoints import ENDPOINTS
from .flux_graph import FLUX_GRAPH
from .names.names import NAMES
from .operation.operation import OPERATION
from .pods.pod_shape import POD_SHAPE
from .pods.pods import PODS
from .proof import Proof
from .schemas.schema import SCHEMA
from .secrets.secret_contracts import SECRETS
from .substitution import SUBSTITUTION
from .waits import WAITS

__all__ = ["PROOFS"]

PROOFS: tuple[Proof, ...] = (
    SCHEMA,
    CNPG_ADMISSION,
    RECOVERY,
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
