"""HealthGate: how Flux sees that what a Component runs answers, so that `dependsOn` means ready, not just applied."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["READY", "HealthGate"]

READY = "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')"
"""CEL for kinds whose Ready condition may be absent at first: without it Flux takes an empty status for healthy, with
it a missing status is an error and keeps waiting (measured on kustomize-controller 1.6.0)."""


@dataclass(frozen=True, kw_only=True)
class HealthGate:
    """One object whose health holds dependents back.

    Attributes:
        api_version: of the object.
        kind: of the object.
        name: of the object.
        current: CEL that is true once it answers; empty where Flux knows the kind (HelmRelease, StatefulSet, Job).
            Flux 2.6 needs both the health check and the expression; either alone lets dependents through.
        within: seconds it may take. While it waits Flux looks at no new commit: minutes, then, not half an hour.
    """

    api_version: str
    kind: str
    name: str
    current: str = ""
    within: int = 300
