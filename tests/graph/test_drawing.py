"""What is drawn of a lab, before it has a place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from homelab_constructs.graph.drawing import APPS_IN_A_DRAWING, Drawing, drawings
from homelab_constructs.graph.reading import AppGraph, LabGraph, Part
from tests.graph.labs import labs, many_apps


def lab(**waits_for: str) -> LabGraph:
    """An app of one part for each word, and what it waits for."""
    return LabGraph(
        apps=tuple(
            AppGraph(name=name, parts=(Part(name=name, waits_for=tuple(words.split()), kinds=()),))
            for name, words in waits_for.items()
        )
    )


def arrows(drawing: Drawing) -> set[tuple[str, str, str]]:
    return {(arrow.tail, arrow.head, arrow.style) for arrow in drawing.arrows}


def test_apps_that_wait_for_each_other_share_a_drawing() -> None:
    first, second = drawings(lab(a="b", b="", c="d", d="base"))
    assert [frame.name for frame in first.frames] == ["a", "b"]
    assert arrows(first) == {("a", "b", "part")}
    assert [frame.name for frame in second.frames] == ["c", "d"]
    assert arrows(second) == {("c", "d", "part"), ("d", "base", "outside")}


def test_what_belongs_to_the_cluster_joins_nothing_and_is_drawn_with_each() -> None:
    found = drawings(lab(a="base", b="base"))
    assert [[box.name for box in drawing.boxes] for drawing in found] == [["base"], ["base"]]
    assert {box.style for drawing in found for box in drawing.boxes} == {"outside"}


def test_an_arrow_that_follows_from_others_is_left_out() -> None:
    (drawing,) = drawings(lab(a="b base c", b="c", c="base"))
    assert arrows(drawing) == {("a", "b", "part"), ("b", "c", "part"), ("c", "base", "outside")}


def test_in_a_circle_every_arrow_is_drawn() -> None:
    (drawing,) = drawings(lab(a="b c", b="c", c="b"))
    assert len(drawing.arrows) == 4


def test_too_many_apps_that_hang_together_get_a_drawing_each() -> None:
    together = many_apps(APPS_IN_A_DRAWING - 1, shared=True)
    assert len(drawings(together)) == 1
    apart = drawings(many_apps(APPS_IN_A_DRAWING, shared=True))
    assert [len(drawing.frames) for drawing in apart] == [1] * (APPS_IN_A_DRAWING + 1)
    assert [(box.name, box.style) for box in apart[0].boxes] == [("001-base", "outside"), ("sign-in", "elsewhere")]
    assert ("app-000", "sign-in", "elsewhere") in arrows(apart[0])


@given(labs(circles=False) | labs(circles=True))
@settings(max_examples=60)
def test_nobody_is_forgotten_and_who_waits_for_whom_can_be_read(lab: LabGraph) -> None:
    """Each part has one box in the frame of its app, and every wait is an arrow, or a way over arrows."""
    found = drawings(lab)
    assert sorted(frame.name for drawing in found for frame in drawing.frames) == [app.name for app in lab.apps]
    boxes = {box.key: frame.name for drawing in found for frame in drawing.frames for box in frame.boxes}
    assert boxes == {part.name: app.name for app in lab.apps for part in app.parts}
    ways: dict[str, set[str]] = {}
    for drawing in found:
        for arrow in drawing.arrows:
            ways.setdefault(arrow.tail, set()).add(arrow.head)
    for app in lab.apps:
        for part in app.parts:
            reached, ahead = set[str](), list(ways.get(part.name, ()))
            while ahead:
                name = ahead.pop()
                if name not in reached:
                    reached.add(name)
                    ahead += ways.get(name, ())
            assert set(part.waits_for) <= reached


@given(st.data())
@settings(max_examples=20)
def test_order_of_apps_does_not_matter(data: st.DataObject) -> None:
    lab = data.draw(labs())
    assert drawings(LabGraph(apps=tuple(data.draw(st.permutations(lab.apps))))) == drawings(lab)
