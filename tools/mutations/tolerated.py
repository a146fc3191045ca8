"""Mutations that do no harm, each with its reason: they are counted apart."""

from __future__ import annotations

from .mutation import Mutation

__all__ = ["tolerated"]

_LIMITS = "Kubernetes takes the limit where no request stands"
_CHART_HAS_IT = "the chart sets the same by itself"
_REASONS: dict[str, str] = {
    "required field: Cluster/trigger-dev-postgresql spec.instances": "its CRD gives it the default 1, which was there",
    "gate: Kustomization/trigger-dev-clickhouse spec.timeout": "tried again a minute later, as often as it takes",
    "gate: Kustomization/trigger-dev-postgresql spec.timeout": "tried again a minute later, as often as it takes",
    "Secret key gone: Secret/trigger-dev-secrets stringData.COORDINATOR_SECRET": "read from chart line 4.5 on only",
    "Secret key gone: Secret/trigger-dev-secrets stringData.PROVIDER_SECRET": "read from chart line 4.5 on only",
    "Secret key renamed: Secret/trigger-dev-secrets stringData.COORDINATOR_SECRET": "read from chart line 4.5 on only",
    "Secret key renamed: Secret/trigger-dev-secrets stringData.PROVIDER_SECRET": "read from chart line 4.5 on only",
    "port: Service/trigger-dev-clickhouse-headless": "names its pod, and nobody connects by it",
    "port: Service/trigger-dev-clickhouse spec.ports[1].port": "the native port, which no template of the chart reads",
    "pod: HelmRelease/trigger-dev-redis spec.values.master.containerSecurityContext": _CHART_HAS_IT,
    "operation: HelmRelease/trigger-dev spec.maxHistory": "Helm keeps the deployed revision beside it",
    "operation: HelmRelease/trigger-dev-minio spec.maxHistory": "Helm keeps the deployed revision beside it",
    "operation: HelmRelease/trigger-dev-redis spec.maxHistory": "Helm keeps the deployed revision beside it",
}
"""Reason by the beginning of a mutation's name."""


def tolerated(mutation: Mutation) -> str:
    """Why this one does no harm; empty where it does."""
    if mutation.operator == "pod" and mutation.name.endswith("resources.requests.cpu -> gone"):
        return _LIMITS
    return next((why for name, why in _REASONS.items() if mutation.name.startswith(name)), "")
