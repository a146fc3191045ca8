"""Which ClickHouse versions a Trigger.dev line runs on, as measured with its own migrations.

Every engine below ran all statements of the chart's migrations (chart 4.0.5 and 4.5.12): neither older nor newer is
always better, and between two measured points nothing is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..connections import ClickHouseConnection
from ..errors import refuse
from .chart_line import ChartLine

__all__ = ["NeededSettings", "check_clickhouse", "settings_for"]

_FULL_TEXT_INDEX = "enable_full_text_index"
_LOOSE_DIMENSIONS = "allow_dimensions_outside_sorting_key"


@dataclass(frozen=True, kw_only=True)
class NeededSettings:
    """Settings that make a version work.

    Attributes:
        profile: settings of the default profile.
        merge_tree: MergeTree settings.
    """

    profile: dict[str, str] = field(default_factory=dict)
    merge_tree: dict[str, str] = field(default_factory=dict)


_YEAR_MONTH = re.compile(r"([0-9]+)\.([0-9]+)")

_PLAIN = NeededSettings()
_TEXT_INDEX = NeededSettings(profile={_FULL_TEXT_INDEX: "1"})
_DIMENSIONS = NeededSettings(merge_tree={_LOOSE_DIMENSIONS: "1"})

# By line: first and last version (year, month), and what it needs.
_WINDOWS: dict[str, tuple[tuple[tuple[int, int], tuple[int, int], NeededSettings], ...]] = {
    "4.0": (((25, 5), (26, 9), _PLAIN),),
    "4.5": (
        ((26, 1), (26, 1), _TEXT_INDEX),
        # 26.2 is what upstream ships with this chart; 26.3 and 26.5 were measured.
        ((26, 2), (26, 5), _PLAIN),
        ((26, 7), (26, 9), _DIMENSIONS),
    ),
}
_ALLOWED = {
    "4.0": "25.5 to 26.9",
    "4.5": "26.2 to 26.5; 26.1 and 26.7 to 26.9 with a setting; not 26.6",
}


def _version(text: str) -> tuple[int, int]:
    match = _YEAR_MONTH.match(text)
    if match is None:
        refuse("clickhouse.version", text, 'a version such as "26.3" is needed')
    return int(match[1]), int(match[2])


def settings_for(line: ChartLine, version: str, *, unmeasured: bool) -> NeededSettings:
    """What a server of this version needs to serve a line.

    Args:
        line: the chart line.
        version: year and month of the server.
        unmeasured: accept a version outside the window, at one's own risk, without settings.

    Raises:
        InvalidArgument: the version is outside the measured window.
    """
    found = _version(version)
    for first, last, needed in _WINDOWS[line.name]:
        if first <= found <= last:
            return needed
    if not unmeasured:
        refuse(
            "clickhouse.version",
            version,
            f"Trigger.dev {line.name} was measured with {_ALLOWED[line.name]}; 26.3 (LTS) serves both lines. "
            "allow_unmeasured_clickhouse=True takes the risk",
        )
    return _PLAIN


def check_clickhouse(line: ChartLine, connection: ClickHouseConnection, *, unmeasured: bool) -> None:
    """Refuse a server that exists if it is outside the window, or lacks a setting it would need."""
    needed = settings_for(line, connection.version, unmeasured=unmeasured)
    missing = sorted({*needed.profile, *needed.merge_tree} - connection.settings)
    if missing:
        refuse(
            "clickhouse.settings",
            sorted(connection.settings),
            f"ClickHouse {connection.version} serves Trigger.dev {line.name} only with {', '.join(missing)}=1; "
            "set it on the server and name it in the connection's settings",
        )
