"""HelmRelease: one Helm chart, installed and upgraded by Flux with retries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import cdk8s

from .. import checks
from ..errors import refuse
from ..typed import Options, typed_arguments
from .component import Component, ComponentPart
from .health import HealthGate
from .source import ChartSource, OciChart

__all__ = ["HelmRelease", "ValueFromSecret"]

# A rollback needs the release before; one more for the rollback itself.
_HISTORY = 3


@dataclass(frozen=True, kw_only=True)
class ValueFromSecret(Options):
    """One Helm value read from a Secret by helm-controller, never written down.

    Attributes:
        secret: name of the Secret, in the release's namespace.
        key: key in it.
        target_path: where the value goes, such as `clickhouse.external.password`. Helm's `--set` parses it: the value
            must be free of commas, braces and backslashes (Flux 2.6 has no literal mode).

    Raises:
        InvalidArgument: a name or key that Kubernetes would refuse, or a path of more than one line.
    """

    # Told to the type checks: text given in its place may be the secret itself.
    names_a_secret: ClassVar[bool] = True

    secret: str
    key: str
    target_path: str

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_subdomain("secret", self.secret)
        checks.secret_key("key", self.key)
        checks.line("target_path", self.target_path)


class HelmRelease(ComponentPart):
    """A Helm chart in a component.

    Attributes:
        release_name: name of the Helm release, and of the HelmRelease where they are not told apart.
        chart: the chart source as it will be; an existing OCIRepository keeps its own version.
    """

    @typed_arguments
    def __init__(
        self,
        scope: Component,
        id: str,
        *,
        chart: ChartSource,
        values: Mapping[str, Any],
        name: str | None = None,
        release_name: str | None = None,
        values_from: Sequence[ValueFromSecret] = (),
        patches: Sequence[tuple[str, str, str]] = (),
        timeout: str = "5m",
        interval: str = "5m",
        retries: int = 3,
    ) -> None:
        """Add a release.

        Args:
            scope: component to place it in.
            id: unique within the component.
            chart: where the chart comes from; its source is emitted once per lab unless the cluster has it.
            values: the chart's values, kept as given: key case and all. Plain data only.
            name: name of the release; by default the Kustomization's.
            release_name: name of the Helm release where it is not that of the HelmRelease, for one that runs already:
                helm-controller uninstalls a release whose name changes.
            values_from: values that are secret.
            patches: strategic merge patches on rendered objects, for what no value reaches: (kind, name, patch text).
                A patch whose target is gone has no effect and says nothing, so check it against every chart version.
            timeout: time for each Helm action, image pulls included. The Kustomization's is longer by itself.
            interval: how often the release is compared with its source.
            retries: attempts after a failed install or upgrade. A failed install is removed before the next one
                and the last left to look at; a failed upgrade is rolled back, the last one too. What an app did to its
                database is not rolled back.

        Raises:
            InvalidArgument: values that Helm would not get as written, or a bad name, version or duration.
        """
        super().__init__(scope, id)
        self._name = checks.dns_label("name", scope.kustomization_name if name is None else name, most=53)
        self.release_name = (
            self._name if release_name is None else checks.dns_label("release_name", release_name, most=53)
        )
        checked = checks.json_value("values", values)
        if not isinstance(checked, dict):
            refuse("values", values, "a map is needed")
        _refuse_latest("values", checked)
        self.chart, kind, source = scope.lab.source(chart)
        checks.integer("retries", retries, least=0, most=20)
        seconds = checks.duration_seconds("timeout", timeout)
        self._emit(checked, values_from, patches, timeout, checks.duration("interval", interval), retries, kind, source)
        scope.gate(
            HealthGate(api_version="helm.toolkit.fluxcd.io/v2", kind="HelmRelease", name=self._name, within=seconds)
        )

    def _emit(
        self,
        values: dict[str, Any],
        values_from: Sequence[ValueFromSecret],
        patches: Sequence[tuple[str, str, str]],
        timeout: str,
        interval: str,
        retries: int,
        kind: str,
        source: str,
    ) -> None:
        from .._imports.homelab_helm.io.fluxcd.toolkit import helm as api

        namespace = self.component.lab.profile.flux_namespace
        post_renderer = api.HelmReleaseSpecPostRenderers(
            kustomize=api.HelmReleaseSpecPostRenderersKustomize(
                patches=[
                    api.HelmReleaseSpecPostRenderersKustomizePatches(
                        patch=text,
                        target=api.HelmReleaseSpecPostRenderersKustomizePatchesTarget(kind=target_kind, name=target),
                    )
                    for target_kind, target, text in patches
                ]
            )
        )
        chart_ref, chart = None, None
        if isinstance(self.chart, OciChart):
            chart_ref = api.HelmReleaseSpecChartRef(
                kind=api.HelmReleaseSpecChartRefKind.OCI_REPOSITORY, name=source, namespace=namespace
            )
        else:
            chart = api.HelmReleaseSpecChart(
                spec=api.HelmReleaseSpecChartSpec(
                    chart=self.chart.chart,
                    version=self.chart.version,
                    interval=interval,
                    source_ref=api.HelmReleaseSpecChartSpecSourceRef(
                        kind=api.HelmReleaseSpecChartSpecSourceRefKind.HELM_REPOSITORY, name=source, namespace=namespace
                    ),
                )
            )
        api.HelmRelease(
            self,
            "release",
            metadata=cdk8s.ApiObjectMetadata(name=self._name),
            spec=api.HelmReleaseSpec(
                release_name=None if self.release_name == self._name else self.release_name,
                chart=chart,
                chart_ref=chart_ref,
                interval=interval,
                timeout=timeout,
                max_history=_HISTORY,
                install=api.HelmReleaseSpecInstall(remediation=api.HelmReleaseSpecInstallRemediation(retries=retries)),
                upgrade=api.HelmReleaseSpecUpgrade(
                    cleanup_on_fail=True, remediation=api.HelmReleaseSpecUpgradeRemediation(retries=retries)
                ),
                values_from=[
                    api.HelmReleaseSpecValuesFrom(
                        kind=api.HelmReleaseSpecValuesFromKind.SECRET,
                        name=value.secret,
                        values_key=value.key,
                        target_path=value.target_path,
                    )
                    for value in values_from
                ]
                or None,
                post_renderers=[post_renderer] if patches else None,
                values=values,
            ),
        )


def _refuse_latest(path: str, node: Any) -> None:
    """No image by the tag `latest`, as charts write it: `tag: latest`, or `image: name:latest`."""
    if isinstance(node, dict):
        for key, value in node.items():
            if (key == "tag" and value == "latest") or (
                key == "image" and isinstance(value, str) and value.endswith(":latest")
            ):
                refuse(f"{path}.{key}", value, "a fixed tag is needed: 'latest' changes under a running lab")
            _refuse_latest(f"{path}.{key}", value)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            _refuse_latest(f"{path}[{index}]", item)
