"""Where boxes and arrows go: layers by Graphviz's dot, drawing by drawing, and the drawings in rows.

Only numbers are taken from Graphviz. It gets the sizes of boxes and no text, so that no font of the machine has a say
in a picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from ..errors import EXIT_MISSING, HomelabError
from .drawing import Arrow, Box, Drawing, Frame

__all__ = ["GraphvizMissing", "Placed", "PlacedArrow", "PlacedBox", "PlacedFrame", "place", "text_width"]

NAME_SIZE = 13
ROW_SIZE = 12
LINE = 17
"""Height of a line of text, for both sizes."""
PADDING = 12
TITLE_LINE = 26
GAP = 32
"""Between two drawings."""
# No monospaced font in use is wider: Courier 0.600, Menlo and DejaVu Sans Mono 0.602 of their size.
_ADVANCE = 0.615
_RATIO = 1.6
"""Width to height of a picture of many drawings, about that of a screen."""
_INCH = 72

Point = tuple[float, float]


class GraphvizMissing(HomelabError):
    """The package with Graphviz is not installed.

    Attributes:
        exit_code: of a command that ends with it.
    """

    exit_code = EXIT_MISSING


@dataclass(frozen=True, kw_only=True)
class PlacedBox:
    """A box with its place: the upper left corner, and its size."""

    box: Box
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class PlacedFrame:
    """A frame with its place: the upper left corner, and its size."""

    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class PlacedArrow:
    """An arrow with its way.

    Attributes:
        arrow: what leads where.
        points: of cubic Bezier curves: a start, then two handles and an end for each.
        tip: where its head ends.
    """

    arrow: Arrow
    points: tuple[Point, ...]
    tip: Point


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A picture: everything with its place."""

    width: float
    height: float
    frames: tuple[PlacedFrame, ...] = ()
    boxes: tuple[PlacedBox, ...] = ()
    arrows: tuple[PlacedArrow, ...] = ()


def text_width(text: str, size: int) -> float:
    """At most so wide is a text in any monospaced font."""
    return len(text) * size * _ADVANCE


def place(drawings: Sequence[Drawing]) -> Placed:
    """Place every drawing, in rows of about the width that makes the picture as wide as a screen.

    Raises:
        GraphvizMissing: the package pygraphviz is not installed.
    """
    return _in_rows([_place(drawing) for drawing in drawings])


def _place(drawing: Drawing) -> Placed:
    graph = _graphviz().AGraph(strict=True, directed=True)
    graph.graph_attr.update(rankdir="TB", nodesep="0.34", ranksep="0.62", labeljust="l", labelloc="t")
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    graph.edge_attr.update(arrowsize="0.7")
    boxes = [*(box for frame in drawing.frames for box in frame.boxes), *drawing.boxes]
    # Names of our own: what Graphviz reads into a name or a label shall not matter.
    node_of = {box.key: f"n{number}" for number, box in enumerate(boxes)}
    for box in boxes:
        width, height = _size(box)
        graph.add_node(node_of[box.key], width=f"{width / _INCH:.4f}", height=f"{height / _INCH:.4f}")
    for number, frame in enumerate(drawing.frames):
        # A table of a fixed size is a label without a font; it keeps the place of the frame's heading.
        title = (
            f'<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{math.ceil(text_width(frame.name, NAME_SIZE)) + PADDING + 4}" '
            f'HEIGHT="{TITLE_LINE - 8}"><TR><TD></TD></TR></TABLE>>'
        )
        members = [node_of[box.key] for box in frame.boxes]
        graph.add_subgraph(members, name=f"cluster_{number}", label=title, margin=str(PADDING + 4))
    for arrow in drawing.arrows:
        graph.add_edge(node_of[arrow.tail], node_of[arrow.head])
    graph.layout(prog="dot")
    left, bottom, right, top = _numbers(graph.graph_attr["bb"])

    def point(text: str) -> Point:
        x, y = _numbers(text)
        return x - left, top - y

    placed = []
    for box in boxes:
        (x, y), (width, height) = point(graph.get_node(node_of[box.key]).attr["pos"]), _size(box)
        placed.append(PlacedBox(box=box, x=x - width / 2, y=y - height / 2, width=width, height=height))
    frames = [
        _frame(frame, _numbers(graph.get_subgraph(f"cluster_{number}").graph_attr["bb"]), left, top)
        for number, frame in enumerate(drawing.frames)
    ]
    arrows = []
    for arrow in drawing.arrows:
        tip, *points = graph.get_edge(node_of[arrow.tail], node_of[arrow.head]).attr["pos"].split()
        arrows.append(PlacedArrow(arrow=arrow, points=tuple(map(point, points)), tip=point(tip.removeprefix("e,"))))
    return Placed(
        width=right - left, height=top - bottom, frames=tuple(frames), boxes=tuple(placed), arrows=tuple(arrows)
    )


def _graphviz() -> Any:
    try:
        return import_module("pygraphviz")
    except ImportError as error:
        raise GraphvizMissing(
            f"an SVG needs Graphviz, which comes with an extra: pip install 'homelab-constructs[graph]' ({error})"
        ) from error


def _size(box: Box) -> tuple[float, float]:
    widths = [text_width(box.name, NAME_SIZE), *(text_width(row, ROW_SIZE) for row in box.rows)]
    return math.ceil(max(widths)) + 2 * PADDING, LINE * (1 + len(box.rows)) + 2 * PADDING - 4


def _frame(frame: Frame, bounds: list[float], left: float, top: float) -> PlacedFrame:
    x, low, right, high = bounds
    return PlacedFrame(name=frame.name, x=x - left, y=top - high, width=right - x, height=high - low)


def _numbers(text: str) -> list[float]:
    return [float(word) for word in text.split(",")]


def _in_rows(drawings: list[Placed]) -> Placed:
    if not drawings:
        return Placed(width=0, height=0)
    area = sum((item.width + GAP) * (item.height + GAP) for item in drawings)
    most = max(math.sqrt(area * _RATIO), *(item.width for item in drawings))
    x = y = row = width = 0.0
    moved: list[Placed] = []
    for item in drawings:
        if x and x + item.width > most:
            x, y, row = 0.0, y + row + GAP, 0.0
        moved.append(_moved(item, x, y))
        width, row = max(width, x + item.width), max(row, item.height)
        x += item.width + GAP
    return Placed(
        width=width,
        height=y + row,
        frames=tuple(frame for item in moved for frame in item.frames),
        boxes=tuple(box for item in moved for box in item.boxes),
        arrows=tuple(arrow for item in moved for arrow in item.arrows),
    )


def _moved(item: Placed, right: float, down: float) -> Placed:
    def move(point: Point) -> Point:
        return point[0] + right, point[1] + down

    return Placed(
        width=item.width,
        height=item.height,
        frames=tuple(replace(frame, x=frame.x + right, y=frame.y + down) for frame in item.frames),
        boxes=tuple(replace(box, x=box.x + right, y=box.y + down) for box in item.boxes),
        arrows=tuple(
            replace(arrow, points=tuple(map(move, arrow.points)), tip=move(arrow.tip)) for arrow in item.arrows
        ),
    )
