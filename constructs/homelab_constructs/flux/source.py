"""ChartSource: where a Helm chart comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from .. import checks
from ..errors import refuse
from ..typed import Options
from .substitution import without_references

if TYPE_CHECKING:
    import cdk8s

__all__ = ["ChartSource", "ExistingSource", "HelmRepository", "OciChart", "RepositoryChart", "is_exact_version"]

_NUMBER = r"(?:0|[1-9][0-9]*)"
_EXACT = re.compile(rf"v?{_NUMBER}\.{_NUMBER}\.{_NUMBER}(-[0-9A-Za-z.-]+)?")
_PART = rf"(?:{_NUMBER}|x)"
_RANGE = re.compile(rf"[~^<>=]{{0,2}} ?{_NUMBER}(\.{_PART}){{0,2}}( [<>=]{{1,2}} ?{_NUMBER}(\.{_NUMBER}){{0,2}})?")


_PATH = re.compile(r"[A-Za-z0-9._~/-]*")


def is_exact_version(version: str) -> bool:
    """Whether a chart version names one release; everything else accepted is a range."""
    return _EXACT.fullmatch(version) is not None


def _version(argument: str, value: object) -> str:
    if not isinstance(value, str) or not (_EXACT.fullmatch(value) or _RANGE.fullmatch(value)):
        refuse(argument, value, 'a chart version such as "18.4.0", or a range such as "~4.0.0", as a string')
    return value


def _url(argument: str, value: object, *schemes: str) -> str:
    if isinstance(value, str):
        for scheme in schemes:
            if value.startswith(scheme):
                host, slash, path = value.removeprefix(scheme).partition("/")
                checks.host(argument, host, port=True)
                if slash and not _PATH.fullmatch(without_references(argument, path)):
                    refuse(argument, value, "its path holds what no registry or index has")
                return value
    refuse(argument, value, f"a URL that begins with {' or '.join(schemes)} is needed")


@dataclass(frozen=True, kw_only=True)
class OciChart(Options):
    """A chart in an OCI registry: emitted once per lab as an OCIRepository in `dist/sources/`.

    Attributes:
        name: name of the OCIRepository.
        url: `oci://<registry>/<path>/<chart>`.
        version: one tag, or a range of which the newest match is taken.

    Raises:
        InvalidArgument: no oci:// URL, or a version that is neither tag nor range.
    """

    name: str
    url: str
    version: str

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_subdomain("name", self.name)
        path = _url("url", self.url, "oci://").removeprefix("oci://").partition("/")[2]
        if not path.strip("/"):
            refuse("url", self.url, "oci://<registry>/<path>/<chart> is needed")
        _version("version", self.version)


@dataclass(frozen=True, kw_only=True)
class HelmRepository(Options):
    """A classic chart index: emitted once per lab as a HelmRepository in `dist/sources/`.

    Attributes:
        name: name of the HelmRepository.
        url: where its index.yaml lies.

    Raises:
        InvalidArgument: no name, or no https:// or http:// URL.
    """

    name: str
    url: str

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_subdomain("name", self.name)
        _url("url", self.url, "https://", "http://")


@dataclass(frozen=True, kw_only=True)
class RepositoryChart(Options):
    """One chart of a classic index.

    Attributes:
        repository: the index.
        chart: the chart's name in it.
        version: one version or a range.

    Raises:
        InvalidArgument: no name of a chart, or a version that is neither one nor a range.
    """

    repository: HelmRepository
    chart: str
    version: str

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_label("chart", self.chart)
        _version("version", self.version)


ChartSource: TypeAlias = OciChart | RepositoryChart
"""Where a release's chart comes from: a registry, or a classic index."""


@dataclass(frozen=True, kw_only=True)
class ExistingSource(Options):
    """A chart source that the cluster has already: referred to by name, not emitted, listed in expects.yaml.

    Attributes:
        kind: OCIRepository or HelmRepository.
        name: its name in the Flux namespace.
        version: for an OCIRepository the chart version it stands at. The values follow it, so it has to be told.

    Raises:
        InvalidArgument: an OCIRepository without a version, or a HelmRepository with one.
    """

    kind: Literal["OCIRepository", "HelmRepository"]
    name: str
    version: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_subdomain("name", self.name)
        if self.kind == "OCIRepository":
            _version("version", self.version)
        elif self.version:
            refuse("version", self.version, "a HelmRepository serves many versions; the release names one")


def emit_source(chart: cdk8s.Chart, source: OciChart | HelmRepository, namespace: str) -> None:
    """Emit the Flux object of a source."""
    import cdk8s

    from .._imports.homelab_source.io.fluxcd.toolkit import source as api

    metadata = cdk8s.ApiObjectMetadata(name=source.name, namespace=namespace)
    if isinstance(source, OciChart):
        exact = is_exact_version(source.version)
        api.OciRepository(
            chart,
            f"oci:{source.name}",
            metadata=metadata,
            spec=api.OciRepositorySpec(
                interval="24h",
                url=source.url,
                ref=api.OciRepositorySpecRef(
                    tag=source.version if exact else None, semver=None if exact else source.version
                ),
            ),
        )
    else:
        api.HelmRepository(
            chart,
            f"helm:{source.name}",
            metadata=metadata,
            spec=api.HelmRepositorySpec(interval="24h", url=source.url),
        )
