"""What is drawn: boxes, frames around them and arrows between them, one drawing for what hangs together.

Apps that wait for each other share a drawing. Where more of them hang together than a picture can show (everything that
waits for one shared database), each gets its own, and what it waits for in another app is drawn once more, dotted. What
belongs to the cluster is drawn in each drawing that waits for it.

An arrow that follows from others is left out: who waits for a database that waits for storage waits for storage, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from .reading import AppGraph, LabGraph

__all__ = ["APPS_IN_A_DRAWING", "Arrow", "Box", "Drawing", "Frame", "drawings"]

APPS_IN_A_DRAWING = 8
"""Beyond this a drawing gets so wide that its arrows cannot be followed any more."""

BoxStyle = Literal["part", "outside", "elsewhere"]


@dataclass(frozen=True, kw_only=True)
class Box:
    """One Kustomization in a drawing.

    Attributes:
        key: what arrows call it.
        name: its heading.
        rows: the lines below.
        style: `part` of this lab, from `outside` of it, or a part that is drawn `elsewhere`.
    """

    key: str
    name: str
    rows: tuple[str, ...] = ()
    style: BoxStyle = "part"


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What surrounds the boxes of an app.

    Attributes:
        name: its heading.
        boxes: what is in it.
    """

    name: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """Leads from what waits to what it waits for.

    Attributes:
        tail: key of the box that waits.
        head: key of the box it waits for.
        style: that of the box it leads to.
    """

    tail: str
    head: str
    style: BoxStyle = "part"


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What hangs together.

    Attributes:
        frames: the apps.
        boxes: those in no frame.
        arrows: between any two of the boxes.
    """

    frames: tuple[Frame, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawings(lab: LabGraph) -> tuple[Drawing, ...]:
    """The drawings of a lab, by the first name in each."""
    home = {part.name: app.name for app in lab.apps for part in app.parts}
    found: list[Drawing] = []
    for apps in _connected(lab, home):
        groups = [apps] if len(apps) <= APPS_IN_A_DRAWING else [[app] for app in apps]
        found += [_drawing(group, home) for group in groups]
    return tuple(sorted(found, key=lambda drawing: drawing.frames[0].name))


def _connected(lab: LabGraph, home: dict[str, str]) -> Iterator[list[AppGraph]]:
    """Apps that wait for each other, over whatever way, each group sorted."""
    neighbours: dict[str, set[str]] = {app.name: set() for app in lab.apps}
    for app in lab.apps:
        for part in app.parts:
            for name in part.waits_for:
                if name in home:
                    neighbours[app.name].add(home[name])
                    neighbours[home[name]].add(app.name)
    left = {app.name: app for app in lab.apps}
    while left:
        reached, ahead = set[str](), [next(iter(left))]
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                ahead += neighbours[name]
        yield [left.pop(name) for name in sorted(reached)]


def _drawing(apps: list[AppGraph], home: dict[str, str]) -> Drawing:
    parts = [part for app in apps for part in app.parts]
    here = {part.name for part in parts}

    def style(name: str) -> BoxStyle:
        if name in here:
            return "part"
        return "elsewhere" if name in home else "outside"

    elsewhere = sorted({name for part in parts for name in part.waits_for} - here)
    reached = _reached({part.name: part.waits_for for part in parts})
    return Drawing(
        frames=tuple(
            Frame(
                name=app.name,
                boxes=tuple(Box(key=part.name, name=part.name, rows=_rows(part.kinds)) for part in app.parts),
            )
            for app in apps
        ),
        boxes=tuple(Box(key=name, name=name, style=style(name)) for name in elsewhere),
        arrows=tuple(
            Arrow(tail=part.name, head=name, style=style(name))
            for part in parts
            for name in part.waits_for
            if not any(name in reached.get(other, ()) for other in part.waits_for)
        ),
    )


def _reached(waits_for: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """What each waits for over others, at any distance. In a circle nothing follows from anything: then nothing."""
    try:
        order = list(TopologicalSorter(waits_for).static_order())
    except CycleError:
        return {}
    reached: dict[str, set[str]] = {}
    for name in order:  # what is waited for comes first
        direct = waits_for.get(name, ())
        reached[name] = {*direct, *(far for near in direct for far in reached[near])}
    return reached


def _rows(kinds: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    return tuple(kind if count == 1 else f"{kind} \N{MULTIPLICATION SIGN}{count}" for kind, count in kinds)
