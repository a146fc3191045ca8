"""Reads a Mermaid flowchart that a program of this repository has written, to be drawn as pictures of labs are.

So a flowchart on a page needs no script from elsewhere, and looks like the others. It reads the words that those
programs use, and refuses any other: a line that it does not know would be missing from the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from homelab_constructs.graph.drawing import Arrow, Box, BoxStyle, Drawing, Frame

__all__ = ["UnreadFlowchart", "flowchart"]

_BEGIN = "flowchart TB"
_FRAME = re.compile(r'subgraph \w+\["([^"]+)"\]')
_BOX = re.compile(r'(\w+)\["([^"]+)"\](:::outside)?')
_ARROW = re.compile(r"(\w+) (?:-->|-\.->) (\w+)")
_STYLE = re.compile(r"classDef outside .+")


class UnreadFlowchart(Exception):
    """A line that this does not read."""


def flowchart(text: str) -> Drawing:
    """What a Mermaid block draws.

    Args:
        text: of the block: one statement a line.

    Raises:
        UnreadFlowchart: a statement that no program here writes, or an arrow to a box that is not there.
    """
    begin, *lines = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    if begin != _BEGIN:
        raise UnreadFlowchart(f"{begin!r}: only a {_BEGIN} is drawn")
    frames: list[tuple[str, list[Box]]] = []
    loose: list[Box] = []
    arrows: list[tuple[str, str]] = []
    place = loose
    for line in lines:
        if match := _FRAME.fullmatch(line):
            frames.append((match[1], []))
            place = frames[-1][1]
        elif line == "end" and place is not loose:
            place = loose
        elif match := _BOX.fullmatch(line):
            place.append(_box(match[1], match[2], "outside" if match[3] else "part"))
        elif match := _ARROW.fullmatch(line):
            arrows.append((match[1], match[2]))
        elif not _STYLE.fullmatch(line):
            raise UnreadFlowchart(f"{line!r}: no program here writes such a line")
    styles = {box.key: box.style for box in (*loose, *(box for _, boxes in frames for box in boxes))}
    return Drawing(
        frames=tuple(Frame(name=name, boxes=tuple(boxes)) for name, boxes in frames),
        boxes=tuple(loose),
        arrows=tuple(_arrows(arrows, styles)),
    )


def _box(key: str, label: str, style: BoxStyle) -> Box:
    name, *rows = re.split(r"<br/?>", label)
    return Box(key=key, name=re.sub(r"</?b>", "", name), rows=tuple(rows), style=style)


def _arrows(arrows: Sequence[tuple[str, str]], styles: Mapping[str, BoxStyle]) -> Iterator[Arrow]:
    for tail, head in arrows:
        if lost := {tail, head} - styles.keys():
            raise UnreadFlowchart(f"{', '.join(sorted(lost))}: an arrow to a box that is not there")
        yield Arrow(tail=tail, head=head, style=styles[head])
