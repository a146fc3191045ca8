"""The Flux Kustomization of a component, on the field set of Flux 2.6."""

from __future__ import annotations

from collections.abc import Sequence

import cdk8s

from .component import Component
from .variables import APP, QUOTE

__all__ = ["emit_kustomization"]


def emit_kustomization(
    chart: cdk8s.Chart, component: Component, *, path: str, depends_on: Sequence[str], gated: bool, quotes: bool
) -> None:
    """Emit one Kustomization.

    Args:
        chart: where to.
        component: what it applies.
        path: folder of the component in the repository.
        depends_on: Kustomizations that must be ready first.
        gated: whether somebody waits for this one. A gate serves those who wait; on a leaf it would only keep Flux from
            looking at the commit that repairs it until the timeout is over.
        quotes: whether the component's Secrets use the quote variable.
    """
    from .._imports.homelab_kustomize.io.fluxcd.toolkit import kustomize as api

    profile = component.lab.profile
    substitute_from = api.KustomizationSpecPostBuildSubstituteFrom(
        kind=api.KustomizationSpecPostBuildSubstituteFromKind.SECRET, name=profile.variables_secret
    )
    gates = component.gates if gated else ()
    expressions = {(gate.api_version, gate.kind): gate.current for gate in gates if gate.current}
    api.Kustomization(
        chart,
        component.kustomization_name,
        metadata=cdk8s.ApiObjectMetadata(name=component.kustomization_name, namespace=profile.flux_namespace),
        spec=api.KustomizationSpec(
            target_namespace=component.target_namespace,
            common_metadata=api.KustomizationSpecCommonMetadata(
                labels={"app.kubernetes.io/name": component.kustomization_name}
            ),
            depends_on=[api.KustomizationSpecDependsOn(name=name) for name in depends_on] or None,
            path=path,
            prune=True,
            source_ref=api.KustomizationSpecSourceRef(
                kind=api.KustomizationSpecSourceRefKind.GIT_REPOSITORY, name=profile.git_repository
            ),
            # False and named checks: `wait` would also hold for claims that bind only when a pod comes.
            wait=False,
            health_checks=[
                api.KustomizationSpecHealthChecks(
                    api_version=gate.api_version, kind=gate.kind, name=gate.name, namespace=component.target_namespace
                )
                for gate in gates
            ]
            or None,
            health_check_exprs=[
                api.KustomizationSpecHealthCheckExprs(api_version=api_version, kind=kind, current=current)
                for (api_version, kind), current in expressions.items()
            ]
            or None,
            interval=profile.interval,
            retry_interval=profile.retry_interval,
            timeout=_duration(component.timeout),
            post_build=api.KustomizationSpecPostBuild(
                substitute={APP: component.kustomization_name, **({QUOTE: '"'} if quotes else {})},
                substitute_from=None if profile.root_injects else [substitute_from],
            ),
            decryption=None
            if profile.root_injects or profile.decryption_secret is None
            else api.KustomizationSpecDecryption(
                provider=api.KustomizationSpecDecryptionProvider.SOPS,
                secret_ref=api.KustomizationSpecDecryptionSecretRef(name=profile.decryption_secret),
            ),
        ),
    )


def _duration(seconds: int) -> str:
    return f"{seconds // 60}m" if seconds % 60 == 0 else f"{seconds}s"
