"""Charts: which of a lab's chart sources are real in a stand, and from where.

A lab names its charts by their public addresses, and the stand changes no byte of it. Where charts come from folders,
source-controller and helm-controller are told of a proxy (`registry.py`) that answers in the name of those hosts.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml

from .errors import StandError

__all__ = ["Chart", "ChartRequest", "ChartSupply", "Provision", "chart_requests", "read_charts", "releases_of"]

_WELL_KNOWN = "ghcr.io"
_VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?")


@dataclass(frozen=True, order=True)
class Chart:
    """An unpacked chart.

    Attributes:
        name: from its Chart.yaml.
        version: from its Chart.yaml.
        folder: where it lies, dependencies under `charts/`.
    """

    name: str
    version: str
    folder: Path


@dataclass(frozen=True, order=True)
class ChartRequest:
    """What one source asks for.

    Attributes:
        url: of the OCIRepository, or of the HelmRepository.
        chart: name of the chart.
        version: a version or a range.
    """

    url: str
    chart: str
    version: str


@dataclass(frozen=True)
class Provision:
    """How one request is met.

    Attributes:
        request: what a source asks for.
        how: `registry` (from where it says), `folder` (that very version, from an unpacked folder), `stand-in`
            (another version of that chart, named by the user) or `empty` (a chart without templates: its releases
            become ready and install nothing).
        chart: the chart from a folder, if it is one.
        served_as: the version under which it is served.
    """

    request: ChartRequest
    how: Literal["registry", "folder", "stand-in", "empty"]
    chart: Chart | None = None
    served_as: str = ""

    @property
    def is_real(self) -> bool:
        """Whether its releases are what they say."""
        return self.how in ("registry", "folder")

    def __str__(self) -> str:
        asked = f"{self.request.chart} {self.request.version}"
        if self.how == "stand-in" and self.chart:
            return f"chart {asked}: {self.chart.version} stands in"
        if self.how == "empty":
            return f"chart {asked} is not at hand: its releases are ready and empty"
        return f"chart {asked}" + (f" ({self.served_as}, from a folder)" if self.how == "folder" else "")


def read_charts(folder: Path) -> list[Chart]:
    """Every unpacked chart under a folder, those excepted that lie in another's `charts/`."""
    found = []
    for file in sorted(folder.glob("**/Chart.yaml")):
        inner = file.relative_to(folder).parent.parts
        if "charts" in inner and any(
            (folder.joinpath(*inner[:depth]) / "Chart.yaml").exists() for depth in range(len(inner))
        ):
            continue
        meta = yaml.safe_load(file.read_text(encoding="utf-8"))
        if meta.get("type") != "library":
            found.append(Chart(meta["name"], str(meta["version"]), file.parent))
    return found


def chart_requests(manifests: Iterable[Mapping[str, Any]], existing: Iterable[Mapping[str, Any]]) -> list[ChartRequest]:
    """What a lab's sources ask for: its OCIRepositories, and each chart that a release takes from a HelmRepository.

    Args:
        manifests: of the lab.
        existing: the sources that it expects, as expects.yaml has them.
    """
    everything = list(manifests)
    sources = _sources(everything, existing)
    asked = {source for source in sources.values() if isinstance(source, ChartRequest)}
    releases = (item for item in everything if item["kind"] == "HelmRelease")
    return sorted(asked | {request for item in releases if (request := _request_of(item, sources))})


def releases_of(
    provisions: Iterable[Provision], manifests: Iterable[Mapping[str, Any]], existing: Iterable[Mapping[str, Any]]
) -> list[str]:
    """Names of the releases whose chart is met by one of these."""
    everything = list(manifests)
    sources, met = _sources(everything, existing), {item.request for item in provisions}
    return [
        item["metadata"]["name"]
        for item in everything
        if item["kind"] == "HelmRelease" and _request_of(item, sources) in met
    ]


_Sources = dict[tuple[str, str], "ChartRequest | str"]


def _sources(manifests: Iterable[Mapping[str, Any]], existing: Iterable[Mapping[str, Any]]) -> _Sources:
    """By kind and name: the one chart of an OCIRepository, the address of a HelmRepository."""
    found: _Sources = {}
    for item in existing:
        if item["kind"] == "OCIRepository" and "url" in item:
            found[item["kind"], item["name"]] = ChartRequest(item["url"], _last(item["url"]), item["version"])
        elif item["kind"] == "HelmRepository":
            found[item["kind"], item["name"]] = item["url"]
    for manifest in manifests:
        spec, key = manifest.get("spec") or {}, (manifest["kind"], manifest["metadata"]["name"])
        if manifest["kind"] == "HelmRepository":
            found[key] = spec["url"]
        elif manifest["kind"] == "OCIRepository":
            reference = spec.get("ref") or {}
            version = reference.get("tag") or reference.get("semver") or "latest"
            found[key] = ChartRequest(spec["url"], _last(spec["url"]), version)
    return found


def _request_of(release: Mapping[str, Any], sources: _Sources) -> ChartRequest | None:
    """What a release asks for; None where its source is none of the lab's."""
    spec = release["spec"]
    if "chartRef" in spec:
        source = sources.get((spec["chartRef"]["kind"], spec["chartRef"]["name"]))
        return source if isinstance(source, ChartRequest) else None
    chart = spec["chart"]["spec"]
    address = sources.get((chart["sourceRef"]["kind"], chart["sourceRef"]["name"]))
    return ChartRequest(address, chart["chart"], str(chart.get("version", "*"))) if isinstance(address, str) else None


class ChartSupply:
    """Decides how each request is met.

    Args:
        folder: of unpacked charts; None asks the registries themselves.
        stand_ins: `<chart>=<version>`: that version from the folder serves where the one asked for is missing.
    """

    def __init__(self, folder: Path | None, stand_ins: Sequence[str] = ()) -> None:
        if folder is not None and not folder.is_dir():
            raise StandError(f"charts in {folder}: there is no such folder")
        self.folder = folder
        self._charts = read_charts(folder) if folder else []
        self._stand_ins = dict(_stand_in(text) for text in stand_ins)
        for name, version in self._stand_ins.items():
            there = [chart.version for chart in self._charts if chart.name == name]
            if version not in there:
                known = ", ".join(there) or "none, and a folder of charts has to be named"
                raise StandError(f"stand-in {name}={version}: that version is not at hand (there is {known})")

    @cached_property
    def online(self) -> bool:
        """Whether charts come from their registries: no folder was named, and the registry that most labs name answers.
        A machine that reaches one public registry is taken to reach them all: what then fails is named by its source.
        """
        return self.folder is None and _answers(_WELL_KNOWN)

    def provide(self, requests: Iterable[ChartRequest]) -> list[Provision]:
        """How each is met, in the order of the requests."""
        if self.online:
            return [Provision(request, "registry") for request in requests]
        return [self._from_folder(request) for request in requests]

    def _from_folder(self, request: ChartRequest) -> Provision:
        named = [chart for chart in self._charts if chart.name == request.chart]
        fitting = [chart for chart in named if _satisfies(chart.version, request.version)]
        if fitting:
            newest = max(fitting, key=lambda chart: _numbers(chart.version))
            return Provision(request, "folder", newest, newest.version)
        wanted = self._stand_ins.get(request.chart)
        for chart in named:
            if chart.version == wanted:
                return Provision(request, "stand-in", chart, _lowest(request.version))
        return Provision(request, "empty", None, _lowest(request.version))


def _stand_in(text: str) -> tuple[str, str]:
    name, _, version = text.partition("=")
    if not name or not version:
        raise StandError(f"stand-in {text!r}: <chart>=<version> is needed, such as app-template=4.1.1")
    return name, version


def _last(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def _numbers(version: str) -> tuple[int, ...]:
    """`v1.2.3-rc.1+build` is (1, 2, 3)."""
    return tuple(int(part) for part in re.findall(r"\d+", re.split(r"[-+]", version.removeprefix("v"))[0]))


def _satisfies(version: str, wanted: str) -> bool:
    """Whether a version is in the range, for the forms that this library writes: exact, `~`, `^`, comparisons, `x`.

    Helm itself decides in the end: a range that is misread here fails in source-controller, by name.
    """
    have = _numbers(version)
    if _VERSION.fullmatch(wanted):
        return version == wanted
    for operator, text in re.findall(r"([~^<>=]*) ?([0-9x*][0-9.x*]*)", wanted):
        bound = tuple(int(part) for part in text.split(".") if part.isdigit())
        if not bound:
            continue
        cut = have[: len(bound)]
        match operator:
            case "~":
                holds = have >= bound and have[: min(2, len(bound))] == bound[:2]
            case "^":
                holds = have >= bound and have[0] == bound[0]
            case ">=":
                holds = have >= bound
            case ">":
                holds = cut > bound
            case "<=":
                holds = cut <= bound
            case "<":
                holds = have < bound
            case _:
                holds = cut == bound
        if not holds:
            return False
    return True


def _lowest(wanted: str) -> str:
    """A version that a request takes: its own, or the lower end of its range."""
    numbers = re.findall(r"\d+", wanted.partition(" ")[0].partition("<")[0]) or ["0"]
    return wanted if _VERSION.fullmatch(wanted) else ".".join([*numbers, "0", "0"][:3])


def _answers(host: str) -> bool:
    """Whether somebody answers there: asked here, since a controller would go on trying for minutes."""
    try:
        socket.create_connection((host, 443), timeout=5).close()
    except OSError:
        return False
    return True
