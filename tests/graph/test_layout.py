"""Where everything goes: nothing upon another, no arrow through a box, the same place every time."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from homelab_constructs.graph.drawing import drawings
from homelab_constructs.graph.layout import (
    NAME_SIZE,
    PADDING,
    ROW_SIZE,
    Placed,
    PlacedArrow,
    PlacedBox,
    PlacedFrame,
    place,
    text_width,
)
from homelab_constructs.graph.reading import LabGraph
from tests.graph.labs import labs, many_apps

pytest.importorskip("pygraphviz", reason="needs the extra graph")

Area = PlacedBox | PlacedFrame
Point = tuple[float, float]


def overlap(a: Area, b: Area) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def inside(inner: Area, outer: Area) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def holds(area: Area, point: Point, *, rim: float = 0.0) -> bool:
    x, y = point
    return area.x + rim < x < area.x + area.width - rim and area.y + rim < y < area.y + area.height - rim


def way(arrow: PlacedArrow) -> Iterator[Point]:
    """Points on the arrow, near enough to each other that no box fits between two."""
    points = arrow.points
    for start in range(0, len(points) - 1, 3):
        curve = points[start : start + 4]
        for step in range(41):
            t = step / 40
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            yield (
                sum(weight * point[0] for weight, point in zip(weights, curve, strict=True)),
                sum(weight * point[1] for weight, point in zip(weights, curve, strict=True)),
            )
    yield arrow.tip


def drawn(lab: LabGraph) -> list[Placed]:
    """Each drawing by itself: in one picture the keys of boxes come up more than once."""
    return [place([drawing]) for drawing in drawings(lab)]


@given(labs(circles=False) | labs(circles=True))
@settings(max_examples=60)
def test_nothing_lies_upon_another(lab: LabGraph) -> None:
    placed = place(drawings(lab))
    for a, b in itertools.combinations(placed.boxes, 2):
        assert not overlap(a, b), (a.box.name, b.box.name)
    for one, other in itertools.combinations(placed.frames, 2):
        assert not overlap(one, other), (one.name, other.name)
    apps = {part.name: app.name for app in lab.apps for part in app.parts}
    for box, frame in itertools.product(placed.boxes, placed.frames):
        if box.box.style == "part" and apps[box.box.name] == frame.name:
            assert inside(box, frame)
        else:
            assert not overlap(box, frame), (box.box.name, frame.name)


@given(labs(circles=False) | labs(circles=True))
@settings(max_examples=60)
def test_arrows_lead_from_box_to_box_and_through_none(lab: LabGraph) -> None:
    for placed in drawn(lab):
        boxes = {box.box.key: box for box in placed.boxes}
        for arrow in placed.arrows:
            tail, head = boxes[arrow.arrow.tail], boxes[arrow.arrow.head]
            points = list(way(arrow))
            assert not holds(tail, points[0], rim=1)
            assert not holds(head, points[-1], rim=1)
            for end, point in ((tail, points[0]), (head, points[-1])):
                grown = PlacedFrame(name="", x=end.x - 2, y=end.y - 2, width=end.width + 4, height=end.height + 4)
                assert holds(grown, point), f"{arrow.arrow} does not touch {end.box.name}"
            for box in placed.boxes:
                assert not any(holds(box, point, rim=1.5) for point in points), f"{arrow.arrow} through {box.box.name}"


@given(labs(circles=False) | labs(circles=True))
@settings(max_examples=30)
def test_everything_is_in_the_picture(lab: LabGraph) -> None:
    placed = place(drawings(lab))
    picture = PlacedFrame(name="", x=-0.1, y=-0.1, width=placed.width + 0.2, height=placed.height + 0.2)
    areas: list[Area] = [*placed.boxes, *placed.frames]
    assert all(inside(area, picture) for area in areas)
    for arrow in placed.arrows:
        assert all(holds(picture, point) for point in way(arrow))


@given(labs())
@settings(max_examples=30)
def test_text_has_room(lab: LabGraph) -> None:
    placed = place(drawings(lab))
    for box in placed.boxes:
        assert all(text_width(row, ROW_SIZE) <= box.width - 2 * PADDING for row in box.box.rows)
        assert text_width(box.box.name, NAME_SIZE) <= box.width - 2 * PADDING
    for frame in placed.frames:
        assert text_width(frame.name, NAME_SIZE) <= frame.width - 2 * (PADDING + 4)


@pytest.mark.parametrize("shared", [False, True])
def test_two_hundred_apps_fit_a_screen_in_shape(shared: bool) -> None:
    started = time.monotonic()
    placed = place(drawings(many_apps(200, shared=shared)))
    assert time.monotonic() - started < 20, "seconds, on a machine that does other things as well"
    assert len(placed.frames) == 200 + shared
    assert 1 < placed.width / placed.height < 2.5


def test_an_empty_lab_has_an_empty_picture() -> None:
    assert place(drawings(LabGraph(apps=()))) == Placed(width=0, height=0)
