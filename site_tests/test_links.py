"""Links inside the built site: each leads to a file that is there, and to a place in it that is there."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from site_tests.conftest import SITE
from tools.docs_site.links import judge

PAGES = sorted(SITE.rglob("*.html"))


class Reader(HTMLParser):
    """What a page links to and loads, and the places in it that can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.places |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link" and given.get("rel") not in ("index", "search", "next", "prev", "canonical"):
            self.loaded.append(given.get("href", ""))
        elif "src" in given:
            self.loaded.append(given["src"])


@cache
def read(page: Path) -> Reader:
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


def leads_somewhere(page: Path, link: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return parts.scheme in ("http", "https", "mailto")
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_file() or not target.is_relative_to(SITE):
        return False
    return not parts.fragment or target.suffix != ".html" or unquote(parts.fragment) in read(target).places


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(SITE).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in {*read(page).links, *read(page).loaded} if not leads_somewhere(page, link)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(SITE).as_posix())
def test_nothing_is_loaded_from_elsewhere(page: Path) -> None:
    assert [link for link in read(page).loaded if urlsplit(link).netloc] == []


def test_no_style_loads_anything_from_elsewhere(site: Path) -> None:
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        assert not re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)]*", sheet.read_text()), sheet.name


@pytest.mark.parametrize("link", ["gone.html", "index.html#no-such-place", "../outside.html", "#gone", "ftp://x/y"])
def test_a_link_that_leads_nowhere_is_seen(site: Path, link: str) -> None:
    assert not leads_somewhere(site / "index.html", link)


def result(status: str, *, code: int = 0, uri: str = "https://example.net/x") -> dict[str, object]:
    return {"filename": "README.md", "lineno": 3, "status": status, "code": code, "uri": uri, "info": "why"}


def test_a_machine_without_a_way_out_judges_no_link() -> None:
    assert judge([result("broken"), result("timeout")]).cut_off


@pytest.mark.parametrize("other", [result("working", code=200), result("broken", code=404)])
def test_where_somebody_answers_a_link_that_leads_nowhere_is_an_error(other: dict[str, object]) -> None:
    judgement = judge([result("broken"), other, result("unchecked", uri="#place")])
    assert not judgement.cut_off
    assert "README.md:3: https://example.net/x: why" in judgement.lost


def test_pages_without_external_links_are_fine() -> None:
    assert judge([result("unchecked", uri="#place")]) == judge([])
    assert not judge([]).cut_off
