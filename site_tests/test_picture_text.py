"""Text of a picture in a real browser, with the fonts that are there: it stays in its box."""

from __future__ import annotations

import pytest

from homelab_constructs.graph.reading import read_lab
from homelab_constructs.graph.svg import svg
from site_tests.conftest import ROOT, Visit
from tests.graph.labs import many_apps

# Every text of a box, and by how much it leaves its rectangle at the right.
LEAVES = """() => [...document.querySelectorAll('.lab-graph g > .box')].flatMap((box) => {
  const right = box.getBBox().x + box.getBBox().width;
  return [...box.parentElement.querySelectorAll('text')]
    .filter((text) => text.getBBox().x + text.getBBox().width > right - 6)
    .map((text) => text.textContent);
})"""


@pytest.mark.parametrize("font", ["", "DejaVu Sans Mono", "Liberation Mono", "Courier New", "Menlo", "Consolas"])
def test_text_stays_in_its_box(visits: dict[str, Visit], font: str) -> None:
    """A font that is not there falls back to the next: this says something of those that are."""
    page = visits["desktop"].page
    page.set_content(svg(read_lab(ROOT / "dist")))
    if font:
        page.add_style_tag(content=f".lab-graph {{ font-family: '{font}', monospace !important }}")
    assert page.locator(".lab-graph g > .box").count() == 6
    assert page.evaluate(LEAVES) == []


def test_the_check_sees_a_text_that_leaves(visits: dict[str, Visit]) -> None:
    page = visits["desktop"].page
    page.set_content(svg(read_lab(ROOT / "dist")))
    page.add_style_tag(content=".lab-graph { font-size: 20px !important } .lab-graph .row { letter-spacing: 3px }")
    assert page.evaluate(LEAVES)


def test_two_hundred_apps_are_drawn(visits: dict[str, Visit]) -> None:
    page = visits["desktop"].page
    page.set_content(svg(many_apps(200)))
    assert page.locator(".lab-graph .frame").count() == 200
    assert page.evaluate(LEAVES) == []
