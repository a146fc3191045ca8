"""Which values a chart version takes: from the kept indexes, and from charts that somebody gives.

An index is made by `chart_schema.index_of`; tools/index_charts.py writes those that are kept, in `chart_index/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from .chart_versions import accepts, nearest, newest, parse_version

__all__ = ["ChartIndex", "Judge", "find_index", "forget_charts", "kept_names", "use_charts"]

_FOLDER = "chart_index"


@dataclass(frozen=True, eq=False)
class ChartIndex:
    """What one chart version takes.

    Attributes:
        chart: the chart's name.
        version: its version.
        publisher: a word in the addresses of its publisher; empty where it goes for any.
        evaluated: whether the chart takes every text for a template.
        schema: JSON Schema of its values.
    """

    chart: str
    version: str
    publisher: str
    evaluated: bool
    schema: dict[str, Any]

    @classmethod
    def of(cls, document: dict[str, Any]) -> ChartIndex:
        """From the document that is kept of it."""
        return cls(
            chart=document["chart"],
            version=document["version"],
            publisher=document["publisher"],
            evaluated=document["evaluated"],
            schema=document["schema"],
        )

    def __str__(self) -> str:
        return f"{self.chart} {self.version}"


@dataclass(frozen=True)
class Judge:
    """Who can tell about the values of a release.

    Attributes:
        index: what they are judged by; None where nobody can.
        note: how far that goes, or why it does not go at all; empty where there is nothing to say.
    """

    index: ChartIndex | None
    note: str = ""


_given: dict[str, dict[str, ChartIndex]] = {}
"""By chart and version: what somebody gave, which goes before what is kept."""


def use_charts(folder: Path) -> list[ChartIndex]:
    """Judge by the charts of a folder from now on, whoever published them.

    Args:
        folder: a chart, or a folder of charts: unpacked, or as `helm pull` writes them (.tgz).

    Returns:
        What was found in it.

    Raises:
        HomelabError: it is no folder, no chart is in it, or one that cannot be read.
    """
    from ..errors import HomelabError
    from .chart_schema import index_of
    from .chart_source import charts_in

    found: list[ChartIndex] = []
    for source in charts_in(folder):
        if source.is_library or parse_version(source.version) is None:
            continue
        kept = [_read(source.name, version) for version in kept_names().get(source.name, ())]
        evaluated = any(index.evaluated for index in kept)
        found.append(ChartIndex.of(index_of(source, evaluated=evaluated)))
    if not found:
        raise HomelabError(f"{folder}: no chart is in it, neither unpacked nor as `helm pull` writes one (.tgz)")
    for index in found:
        _given.setdefault(index.chart, {})[index.version] = index
    return found


def forget_charts() -> None:
    """Judge by what is kept again."""
    _given.clear()


@cache
def kept_names() -> dict[str, tuple[str, ...]]:
    """The versions that an index is kept of, by chart."""
    found: dict[str, list[str]] = {}
    for entry in sorted(entry.name for entry in _folder().iterdir() if entry.name.endswith(".json")):
        chart, _, version = entry.removesuffix(".json").rpartition("-")
        found.setdefault(chart, []).append(version)
    return {chart: tuple(versions) for chart, versions in found.items()}


def find_index(chart: str, version: str, origin: Iterable[str] = ()) -> Judge:
    """Who can tell about a release.

    Args:
        chart: the chart's name.
        version: the version or range that its source names.
        origin: addresses and names of that source; nothing where nobody says.
    """
    given = _given.get(chart)
    if given:
        name, note = _choose(tuple(given), version, "given")
        if name:
            return Judge(given[name], note)
    versions = kept_names().get(chart, ())
    if not versions:
        return Judge(None, f"no index of a chart {chart!r} is kept")
    name, note = _choose(versions, version, "kept")
    if not name:
        return Judge(None, f"no index of {chart} {version!r} is kept, but of {', '.join(versions)}")
    index = _read(chart, name)
    words = [word.lower() for word in origin if word]
    if not any(index.publisher in word for word in words):
        return Judge(
            None, f"the index that is kept is of the chart of {index.publisher!r}, and this one may be another"
        )
    return Judge(index, note)


def _choose(versions: tuple[str, ...], wanted: str, how: str) -> tuple[str, str]:
    """The version to judge by, and what is to be said of it."""
    if wanted.strip().removeprefix("v") in versions:
        return wanted.strip().removeprefix("v"), ""
    test = accepts(wanted)
    if test is None:
        return "", ""
    name = newest(versions, test)
    number = parse_version(name)
    if number is not None:
        newer = test((number[0], number[1] + 1, 0))
        return name, f"judged by {name}, the newest that is {how}; {wanted or 'no version'} allows newer ones" * newer
    name = nearest(versions, wanted)
    return name, f"judged by {name}, the nearest to {wanted} of those that are {how}" if name else ""


def _folder() -> Any:
    return resources.files("homelab_constructs") / _FOLDER


@cache
def _read(chart: str, version: str) -> ChartIndex:
    return ChartIndex.of(json.loads((_folder() / f"{chart}-{version}.json").read_bytes()))
