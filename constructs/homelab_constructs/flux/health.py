"""HealthGate: how Flux sees that what a Component runs answers, so that `dependsOn` means ready, not just applied."""

from __future__ import annotations

from dataclasses import dataclass

from .. import checks
from ..typed import Options

__all__ = ["READY", "HealthGate"]

READY = "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')"
"""CEL for kinds whose Ready condition may be absent at first: without it Flux takes an empty status for healthy, with
it a missing status is an error and keeps waiting (measured on kustomize-controller 1.6.0)."""


@dataclass(frozen=True, kw_only=True)
class HealthGate(Options):
    """One object whose health holds dependents back.

    Attributes:
        api_version: of the object, such as "apps/v1".
        kind: of the object.
        name: of the object.
        current: CEL that is true once it answers; empty where Flux knows the kind (Deployment, StatefulSet, Job,
            HelmRelease). `READY` fits an operator's kind with that condition. Flux 2.6 needs both the health check and
            the expression; either alone lets dependents through.
        within: seconds it may take, up to an hour. While it waits Flux looks at no new commit: minutes, then, not half
            an hour.

    Raises:
        InvalidArgument: an empty or odd word, a name that Kubernetes would refuse, no time or more than an hour.
    """

    api_version: str
    kind: str
    name: str
    current: str = ""
    within: int = 300

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.line("api_version", self.api_version)
        checks.line("kind", self.kind)
        checks.dns_subdomain("name", self.name)
        checks.line("current", self.current, allow_empty=True)
        checks.integer("within", self.within, least=1, most=3600)
