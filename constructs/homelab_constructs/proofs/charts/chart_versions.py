"""Versions of charts, and ranges of them as Helm and Flux read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

__all__ = ["Version", "accepts", "nearest", "newest", "parse_version"]

Version = tuple[int, int, int]

_VERSION = re.compile(r"v?(\d+)\.(\d+)\.(\d+)(?:-[\w.-]+)?(?:\+[\w.-]+)?")
_PARTIAL = re.compile(r"v?(\d+|[xX*])?(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(-[\w.-]+)?(?:\+[\w.-]+)?")
_TERM = re.compile(r"(=<|<=|=>|>=|!=|~>|[=<>~^]?)\s*([^\s,=<>!~^]+)")
_HYPHEN = re.compile(r"(\S+)\s+-\s+(\S+)")
_ENDLESS: Version = (1 << 62, 0, 0)

_Test = Callable[[Version], bool]


def parse_version(text: str) -> Version | None:
    """The three numbers of a full version; None where it is none, such as a range or `latest`."""
    match = _VERSION.fullmatch(text.strip())
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def accepts(text: str) -> _Test | None:
    """Whether a version lies in a range: `~4.0.0`, `^1.2`, `>=18 <20`, `4.x`, `1 - 3`, `~1 || ~3`; nothing is any.

    None where the text is no range.
    """
    alternatives = [_all_of(part) for part in (text.strip() or "*").split("||")]
    if any(test is None for test in alternatives):
        return None
    return lambda version: any(test(version) for test in alternatives if test is not None)


def newest(versions: Iterable[str], test: _Test) -> str:
    """The newest of some versions that passes; empty where none does."""
    passing = [(number, text) for text in versions if (number := parse_version(text)) and test(number)]
    return max(passing)[1] if passing else ""


def nearest(versions: Iterable[str], text: str) -> str:
    """The version of the same line (major; minor while that is 0) that is closest to a range's first version."""
    match = re.search(r"\d+(\.\d+){0,2}", text)
    if match is None:
        return ""
    major, minor, patch = (*(int(part) for part in match[0].split(".")), 0, 0)[:3]

    def distance(number: Version) -> tuple[int, int, int]:
        return abs(number[1] - minor), abs(number[2] - patch) if number[1] == minor else 0, -number[2]

    line = [
        (distance(number), candidate)
        for candidate in versions
        if (number := parse_version(candidate)) and number[0] == major and (major or number[1] == minor)
    ]
    return min(line)[1] if line else ""


def _all_of(text: str) -> _Test | None:
    text = _HYPHEN.sub(r">=\1 <=\2", text).strip()
    terms = _TERM.findall(text)
    if not terms or _TERM.sub("", text).strip(" ,"):
        return None
    tests = [_test(operator, version) for operator, version in terms]
    if any(test is None for test in tests):
        return None
    return lambda version: all(test(version) for test in tests if test is not None)


def _test(operator: str, text: str) -> _Test | None:
    match = _PARTIAL.fullmatch(text)
    if match is None:
        return None
    parts: list[int] = []
    for group in match.groups()[:3]:
        if group is None or not group.isdecimal():
            break
        parts.append(int(group))
    low, after = _bounds(parts)
    match operator:
        case "" | "=":
            return lambda version: low <= version < after
        case "!=":
            return lambda version: not low <= version < after
        case ">":
            return lambda version: version >= after
        case ">=" | "=>":
            return lambda version: version >= low
        case "<":
            return lambda version: version < low
        case "<=" | "=<":
            return lambda version: version < after
        case "^":
            top = _after_line(parts)
            return lambda version: low <= version < top
        case _:
            top = _bounds(parts[:2])[1]
            return lambda version: low <= version < top


def _bounds(parts: list[int]) -> tuple[Version, Version]:
    """The first version that a partial version covers, and the first one behind it."""
    major, minor, patch = (*parts, 0, 0, 0)[:3]
    after: Version = (
        _ENDLESS,
        (major + 1, 0, 0),
        (major, minor + 1, 0),
        (major, minor, patch + 1),
    )[len(parts)]
    return (major, minor, patch), after


def _after_line(parts: list[int]) -> Version:
    """Where a caret ends: before the first number that counts goes up."""
    for count, part in enumerate(parts, start=1):
        if part or count == len(parts):
            return _bounds(parts[:count])[1]
    return _ENDLESS
