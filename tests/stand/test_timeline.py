"""What became ready when, as text and as a picture."""

from __future__ import annotations

from xml.etree import ElementTree

from homelab_constructs.stand.recorder import Entry
from homelab_constructs.stand.timeline import as_svg, as_text, bars


def entry(version: int, seconds: float, name: str, ready: str, kind: str = "Kustomization") -> Entry:
    """One state."""
    return Entry(seconds, version, "MODIFIED", kind, "flux-system", name, ready, "", 1, {})


STATES = [
    entry(1, 10.0, "database", "False"),
    entry(2, 11.0, "app", "False"),
    entry(3, 14.0, "database", "True"),
    entry(4, 15.0, "database", "False"),
    entry(5, 16.0, "database", "True"),
    entry(6, 18.0, "app & more", "Unknown"),
    entry(7, 9.0, "before", "True"),
    entry(8, 18.0, "claim", "True", kind="PersistentVolumeClaim"),
]


def test_a_way_ends_when_its_object_is_first_ready() -> None:
    found = {bar.name: (bar.appeared, bar.ready) for bar in bars(STATES, since=10.0)}
    assert found == {"database": (0.0, 4.0), "app": (1.0, None), "app & more": (8.0, None)}


def test_who_is_ready_first_stands_first_and_who_never_is_last() -> None:
    assert [bar.name for bar in bars(STATES, since=10.0)] == ["database", "app", "app & more"]


def test_the_text_has_a_line_for_each() -> None:
    first, second, third = as_text(bars(STATES, since=10.0)).splitlines()
    assert first.startswith("   4.0 s |=")
    assert first.endswith("Kustomization/database")
    assert "never" in second
    assert "." in third


def test_the_picture_is_xml_with_a_bar_for_each() -> None:
    root = ElementTree.fromstring(as_svg(bars(STATES, since=10.0), "a lab & its ways"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "a lab & its ways"
    assert len(root.findall(f"{space}rect")) == 1 + 3
    assert "Kustomization/app & more" in {item.text for item in root.findall(f"{space}text")}


def test_nothing_is_a_picture_too() -> None:
    assert ElementTree.fromstring(as_svg([], "empty")) is not None
    assert as_text([]) == ""
