"""The picture of the rooms: what the imports say, and no arrow that others imply."""

from __future__ import annotations

import pytest

from homelab_constructs import HomelabError
from tools.draw_rooms import PAGE, ROOMS, WORDS, arrows, main, modules, picture, plain, redrawn, room_of


def test_the_page_has_the_picture_of_the_code_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().err
    assert picture() in PAGE.read_text(encoding="utf-8")


def test_every_module_has_its_room_and_every_room_its_words() -> None:
    assert len(modules()) > 50
    assert {room_of(module) for module in modules()} | {"generated"} == set(ROOMS)
    assert set(WORDS) == set(ROOMS) - {""}


def test_a_module_without_a_room_is_named() -> None:
    with pytest.raises(HomelabError, match="attic"):
        room_of("attic.py")


def test_known_imports_are_seen() -> None:
    assert {("trigger_dev", "datastores"), ("datastores", "generated"), ("cli", "stand")} <= arrows()
    assert not [arrow for arrow in arrows() if arrow[1] in ("trigger_dev", "cli")]


def test_an_arrow_that_a_detour_implies_is_left_out_and_a_circle_stays() -> None:
    assert plain({("a", "b"), ("b", "c"), ("a", "c")}) == [("a", "b"), ("b", "c")]
    assert plain({("a", "b"), ("b", "a"), ("b", "c")}) == [("a", "b"), ("b", "a"), ("b", "c")]


def test_a_page_without_the_marks_is_refused() -> None:
    with pytest.raises(HomelabError, match="are needed"):
        redrawn("# Flow\n")
