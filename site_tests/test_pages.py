"""Every page of the site in a real browser, as large as a phone's and as a desktop's."""

from __future__ import annotations

import pytest

from site_tests.conftest import SITE, SIZES, Visit

PAGES = sorted(page.relative_to(SITE).as_posix() for page in SITE.rglob("*.html"))

# What can be scrolled sideways though it is as wide as the window: the page, and the column that holds the article.
SIDEWAYS = """() => [document.documentElement, document.body, ...document.querySelectorAll('.main, .content')]
  .filter((element) => element.scrollWidth > element.clientWidth)
  .map((element) => `${element.tagName}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`)"""

# Everything that is wider than the window and that nothing around it, within the article, scrolls.
CUT_OFF = """() => {
  const scrolls = (element) => {
    for (let parent = element; parent.tagName !== 'ARTICLE'; parent = parent.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(parent).overflowX)) return true;
    }
    return false;
  };
  const wide = [...document.querySelectorAll('article *')].filter((element) => {
    const place = element.getBoundingClientRect();
    return place.width > 0 && place.right > document.documentElement.clientWidth + 1 && !scrolls(element);
  });
  return wide.map((element) => element.outerHTML.slice(0, 120));
}"""

# Text that leaves its cell, or that a container hides.
HIDDEN = """() => [...document.querySelectorAll('article :is(td, th, pre, p, li)')]
  .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
    && ['hidden', 'clip'].includes(getComputedStyle(element).overflowX))
  .map((element) => element.outerHTML.slice(0, 120))"""

NOT_DRAWN = """async () => {
  const pictures = [...document.querySelectorAll('img')];
  pictures.forEach((picture) => { picture.loading = 'eager'; });
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
  const small = (element) => {
    const place = element.getBoundingClientRect();
    return place.width < 8 || place.height < 8;
  };
  return [
    ...pictures.filter((picture) => picture.naturalWidth === 0 || small(picture) || !picture.alt),
    ...[...document.querySelectorAll('article svg')].filter(small),
  ].map((element) => element.outerHTML.slice(0, 160));
}"""


def test_there_are_pages_to_look_at() -> None:
    if not SITE.is_dir():
        pytest.skip("no site in build/site: `make site` builds it")
    assert {"index.html", "README.html", "search.html", "reference/api/CnpgDatabase.html"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_page(visits: dict[str, Visit], size: str, page: str) -> None:
    visit = visits[size]
    visit.open(page)
    assert visit.page.evaluate(NOT_DRAWN) == []
    assert visit.troubles == []
    assert visit.page.evaluate(SIDEWAYS) == []
    assert visit.page.evaluate(CUT_OFF) == []
    assert visit.page.evaluate(HIDDEN) == []
    assert visit.page.locator("h1").count() == (0 if page == "search.html" else 1)
    assert visit.page.title().endswith("homelab-constructs")


@pytest.mark.parametrize("width", [320, 768, 1024, 1280, 1366, 1920])
@pytest.mark.parametrize("page", ["index.html", "README.html", "reference/api/CnpgDatabase.html"])
def test_sizes_between(visits: dict[str, Visit], width: int, page: str) -> None:
    visit = visits["desktop"]
    try:
        visit.page.set_viewport_size({"width": width, "height": 800})
        visit.open(page)
        assert visit.page.evaluate(SIDEWAYS) == []
        assert visit.page.evaluate(CUT_OFF) == []
    finally:
        width, height = SIZES["desktop"]
        visit.page.set_viewport_size({"width": width, "height": height})


def test_the_checks_see_what_is_wrong(visits: dict[str, Visit]) -> None:
    """A page with everything that they look for."""
    visit = visits["phone"]
    visit.open("index.html")
    visit.page.evaluate(
        """() => {
          document.querySelector('article').innerHTML = `
            <div style="width: 2000px">wide</div>
            <p style="width: 50px; overflow: hidden; white-space: nowrap">a long line that is hidden</p>
            <img src="nowhere.png" alt="x"><img alt="y">`;
          console.error('a word');
          fetch('http://127.0.0.1:1/').catch(() => {});
        }"""
    )
    assert visit.page.evaluate(SIDEWAYS)
    assert len(visit.page.evaluate(CUT_OFF)) == 1
    assert len(visit.page.evaluate(HIDDEN)) == 1
    assert len(visit.page.evaluate(NOT_DRAWN)) == 2
    visit.page.wait_for_timeout(300)
    found = " ".join(visit.troubles)
    for word in ("console: a word", "404: ", "failed: http://127.0.0.1:1/", "left: http://127.0.0.1:1/"):
        assert word in found
