"""What a reader does: searches, opens the menu, follows the picture, chooses dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from site_tests.conftest import SIZES, Visit


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("existing_claim", "docs/bitnami-redis.html"),
        ("CnpgDatabase", "reference/api/CnpgDatabase.html"),
        ("wal_sender_timeout", "docs/cnpg-database.html"),
        ("strictpostbuildsubstitutions", "README.html"),
    ],
)
def test_search_finds_the_page(visits: dict[str, Visit], size: str, words: str, page: str) -> None:
    visit = visits[size]
    visit.open("index.html")
    if size == "phone":
        visit.page.locator("label.nav-overlay-icon").first.click()
    box = visit.page.locator(".sidebar-search")
    box.fill(words)
    box.press("Enter")
    expect(visit.page.locator(".search-summary")).to_contain_text("Search finished", timeout=20_000)
    links = [link.get_attribute("href") or "" for link in visit.page.locator("ul.search li a").all()]
    assert any(link.split("#")[0].split("?")[0].endswith(page) for link in links), links
    assert visit.troubles == []


def test_search_for_what_is_nowhere_finds_nothing(visits: dict[str, Visit]) -> None:
    visit = visits["desktop"]
    visit.open("search.html?q=xylophonequartet")
    expect(visit.page.locator("#search-results")).to_contain_text("did not match any documents", timeout=20_000)
    assert visit.page.locator("ul.search li").count() == 0


def test_menu_of_a_phone(visits: dict[str, Visit]) -> None:
    visit = visits["phone"]
    visit.open("README.html")
    link = visit.page.locator(".sidebar-tree a", has_text="All pages, and words")
    expect(link).not_to_be_in_viewport()
    visit.page.locator("label.nav-overlay-icon").first.click()
    expect(link).to_be_in_viewport()
    link.click()
    visit.page.wait_for_url("**/docs/README.html")
    assert visit.troubles == []


def test_menu_of_a_desktop_is_there(visits: dict[str, Visit]) -> None:
    visit = visits["desktop"]
    visit.open("README.html")
    captions = visit.page.locator(".sidebar-tree .caption-text").all_inner_texts()
    assert {"START", "REFERENCE", "EXPLANATION", "PROJECT"} <= {caption.upper() for caption in captions}
    expect(visit.page.locator(".sidebar-tree a", has_text="Overview")).to_be_in_viewport()


def test_contents_of_a_page_lead_to_its_headings(visits: dict[str, Visit]) -> None:
    visit = visits["desktop"]
    visit.open("docs/cnpg-database.html")
    visit.page.locator(".toc-tree a", has_text="What is refused").click()
    expect(visit.page.locator("h2", has_text="What is refused")).to_be_in_viewport()


def test_picture_leads_to_itself_at_full_size(visits: dict[str, Visit]) -> None:
    visit = visits["phone"]
    visit.open("index.html")
    visit.page.locator("figure.picture a").first.click()
    visit.page.wait_for_url("**/*.svg")
    assert visit.page.locator("svg.lab-graph").count() == 1


def test_picture_follows_the_choice_of_light_and_dark(visits: dict[str, Visit]) -> None:
    """On a machine that likes light, a reader may choose dark: the picture must not stay behind."""
    visit = visits["desktop"]
    visit.open("index.html")
    picture = visit.page.locator("figure.picture img").first
    shots = []
    for theme in ("light", "dark"):
        visit.page.evaluate("theme => { document.body.dataset.theme = theme; }", theme)
        visit.page.wait_for_timeout(200)
        shots.append(picture.screenshot())
    assert shots[0] != shots[1]
