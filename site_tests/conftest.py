"""The built site on loopback, and a real browser that looks at it.

The site is what `make site` has put into build/site; `make site-check` does so first. The browser is the Chromium of
the machine: without one, or without a built site, what needs it is skipped with the reason.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}

CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",  # Chromium has none where root starts it, and it opens nothing but our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Nothing that a browser asks of its maker by itself: no request shall leave this machine.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """The browser of this machine: the one that CHROMIUM names, or one under its usual names."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    if not (SITE / "index.html").is_file():
        pytest.skip("no site in build/site: `make site` builds it")
    return SITE


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said: object) -> None:
        """Says nothing: what goes wrong is written down by the visit."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, with a slash at its end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium; CHROMIUM=<path> names one)")
    started = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
    yield started
    started.close()


@dataclass
class Visit:
    """A page of the browser that writes down what goes wrong in it.

    Attributes:
        page: the browser's page.
        address: of the site.
        troubles: one line each: what the console said, requests that failed, and those that left this machine.
    """

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self._note(said.type in ("error", "warning"), f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self._note(True, f"script: {error}"))
        self.page.on("requestfailed", lambda request: self._note(True, f"failed: {request.url} {request.failure}"))
        self.page.on("response", lambda got: self._note(got.status >= 400, f"{got.status}: {got.url}"))
        self.page.on("request", lambda request: self._note(self._leaves(request.url), f"left: {request.url}"))

    def open(self, path: str) -> None:
        """Open a page of the site, and wait until all that it names is loaded."""
        self.page.goto("about:blank")
        self.troubles.clear()
        self.page.goto(f"{self.address}{path}", wait_until="load")

    def _leaves(self, url: str) -> bool:
        return not url.startswith((self.address, "data:", "blob:"))

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.troubles.append(what)


@pytest.fixture(scope="session")
def visits(browser: Browser, address: str) -> Iterator[dict[str, Visit]]:
    """A browser page of each size, kept: a new one for every page of the site would take longer than the page."""
    contexts = [
        browser.new_context(viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce")
        for width, height in SIZES.values()
    ]
    yield {size: Visit(context.new_page(), address) for size, context in zip(SIZES, contexts, strict=True)}
    for context in contexts:
        context.close()
