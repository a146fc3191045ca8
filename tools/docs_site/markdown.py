"""Markdown that a program writes, or takes to pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["escaped", "outside_code", "table"]

_CODE = re.compile(r"(`+[^`]*`+)")
_FENCE = re.compile(r"^(`{3,})")


def escaped(text: str) -> str:
    """A sentence of a docstring as Markdown, in one line: what stands between backticks is code, the rest is text."""
    words = " ".join(text.split())
    return "".join(
        piece if piece.startswith("`") else re.sub(r"([\\*_<\[\]])", r"\\\1", piece) for piece in _CODE.split(words)
    )


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table; a column that is empty in every row is left out."""
    lines = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    kept = [column for column in range(len(heading)) if any(line[column] for line in lines)]
    yield f"| {' | '.join(heading[column] for column in kept)} |"
    yield f"|{'---|' * len(kept)}"
    for line in lines:
        yield f"| {' | '.join(line[column] for column in kept)} |"


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with every line changed that stands in no fenced block."""
    lines: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if fence:
            fence = "" if match and match[1] == fence else fence
            lines.append(line)
        elif match:
            fence = match[1]
            lines.append(line)
        else:
            lines.append(change(line))
    return "".join(lines)
