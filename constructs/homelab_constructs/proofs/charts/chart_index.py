"""Which values a chart version takes: from the kept indexes, and from charts that somebody gives.

An index is made by `chart_schema.index_of`; tools/index_charts.py writes those that are kept, in `charts/index/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .chart_versions import accepts, nearest, newest, parse_version

if TYPE_CHECKING:
    from .chart_source import ChartSource

__all__ = ["ChartIndex", "Judge", "find_index", "forget_charts", "kept_names", "use_charts"]

_FOLDER = "charts/index"


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
        others: of the same line, where the index is not of the very version: what one of them takes may be right.
    """

    index: ChartIndex | None
    note: str = ""
    others: tuple[ChartIndex, ...] = ()


_given: dict[str, dict[str, ChartSource]] = {}
"""By chart and version: what somebody gave, which goes before what is kept."""


def use_charts(folder: Path) -> list[str]:
    """Judge by the charts of a folder from now on, whoever published them.

    Args:
        folder: a chart, or a folder of charts: unpacked, or as `helm pull` writes them (.tgz).

    Returns:
        Name and version of each.

    Raises:
        HomelabError: it is no folder, no chart is in it, or one that cannot be read.
    """
    from ...errors import HomelabError
    from .chart_source import charts_in

    found = [
        source for source in charts_in(folder) if not source.is_library and parse_version(source.version) is not None
    ]
    if not found:
        raise HomelabError(f"{folder}: no chart is in it, neither unpacked nor as `helm pull` writes one (.tgz)")
    for source in found:
        _given.setdefault(source.name, {})[source.version] = source
    return [f"{source.name} {source.version}" for source in found]


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
    """Who can tell about a release: whoever has its very version, a chart that was given first.

    Args:
        chart: the chart's name.
        version: the version or range that its source names.
        origin: addresses and names of that source; nothing where nobody says.
    """
    judges = [_given_judge(chart, version), _kept_judge(chart, version, origin)]
    knowing = [judge for judge in judges if judge.index]
    return next((judge for judge in knowing if not judge.note), knowing[0] if knowing else judges[-1])


def _given_judge(chart: str, version: str) -> Judge:
    given = _given.get(chart, {})
    name, note, line = _choose(tuple(given), version, "given")
    if not name:
        return Judge(None)
    return Judge(_index_of(given[name]), note, tuple(_index_of(given[other]) for other in line))


def _kept_judge(chart: str, version: str, origin: Iterable[str]) -> Judge:
    versions = kept_names().get(chart, ())
    if not versions:
        return Judge(None, f"no index of a chart {chart!r} is kept")
    name, note, line = _choose(versions, version, "kept")
    if not name:
        return Judge(None, f"no index of {chart} {version!r} is kept, but of {', '.join(versions)}")
    index = _read(chart, name)
    words = [word.lower() for word in origin if word]
    if not any(index.publisher in word for word in words):
        return Judge(None, f"what is kept is the chart of {index.publisher!r}; this may be another of its name")
    return Judge(index, note, tuple(_read(chart, other) for other in line))


def _choose(versions: tuple[str, ...], wanted: str, how: str) -> tuple[str, str, tuple[str, ...]]:
    """The version to judge by, what is to be said of it, and others of its line where it is not the wanted one."""
    exact = wanted.strip().removeprefix("v")
    if exact in versions:
        return exact, "", ()
    test = accepts(wanted)
    if test is None:
        return "", "", ()
    name = newest(versions, test)
    number = parse_version(name)
    if number is not None:
        newer = test((number[0], number[1] + 1, 0))
        note = f"judged by {name}, the newest that is {how}; {wanted or 'no version'} allows newer ones"
        return name, note if newer else "", ()
    name = nearest(versions, wanted)
    line = tuple(other for other in versions if other != name and nearest((other,), wanted))
    return name, f"judged by {name}, the nearest to {wanted} of those that are {how}" if name else "", line


def _folder() -> Any:
    return resources.files("homelab_constructs") / _FOLDER


@cache
def _index_of(source: ChartSource) -> ChartIndex:
    from .chart_schema import index_of

    # Whether texts are templates is known of the chart, whoever gives it.
    evaluated = any(_read(source.name, version).evaluated for version in kept_names().get(source.name, ()))
    return ChartIndex.of(index_of(source, evaluated=evaluated))


@cache
def _read(chart: str, version: str) -> ChartIndex:
    return ChartIndex.of(json.loads((_folder() / f"{chart}-{version}.json").read_bytes()))
