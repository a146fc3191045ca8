"""Builds the documentation site from the repository: Markdown as it is, and pages made of code and labs.

Warnings are errors: a link or an anchor that leads nowhere, a page without a place, a word that Sphinx cannot resolve.
With --links it asks the internet whether the links that lead there still lead somewhere.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

# Run as a file, Python puts tools/ on the path and not the repository; as a module (-m) this changes nothing.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from homelab_constructs.errors import HomelabError
from tools.docs_site.api import Undocumented
from tools.docs_site.links import judge, read_results
from tools.docs_site.source import SiteError, site_source

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "tools" / "docs_site"
BUILD = ROOT / "build"


def main(arguments: Sequence[str] | None = None) -> int:
    """Builds or asks; returns the exit code."""
    parser = argparse.ArgumentParser(prog="build_site", description="The documentation as a site.")
    parser.add_argument("--links", action="store_true", help="check the links to other sites instead")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        fill(BUILD / "site-source", site_source(ROOT))
    except (HomelabError, SiteError, Undocumented) as error:
        print(f"build_site: {error}", file=sys.stderr)
        return 1
    if options.links:
        return check_links(BUILD)
    code = build(BUILD)
    if code == 0:
        print(f"built in {time.monotonic() - started:.0f} s: {(BUILD / 'site' / 'index.html').relative_to(ROOT)}")
    return code


def build(folder: Path) -> int:
    """Build <folder>/site from <folder>/site-source; returns the exit code, which a warning makes 1."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    return sphinx(folder, "html", "site", "-W", "--keep-going")


def check_links(folder: Path) -> int:
    """Ask for every link to another site."""
    shutil.rmtree(folder / "site-links", ignore_errors=True)
    # Its exit code says only that some link is broken, which is judged below.
    sphinx(folder, "linkcheck", "site-links", "-Q")
    judgement = judge(read_results(folder / "site-links"))
    if judgement.cut_off:
        print(f"links: skipped: none of {len(judgement.lost)} other sites can be reached from here")
        return 0
    for line in judgement.lost:
        print(line)
    print(f"{judgement.found} links to other sites lead somewhere, {len(judgement.lost)} do not")
    return 1 if judgement.lost else 0


def fill(folder: Path, files: Mapping[str, str]) -> None:
    """Make a folder hold these files and no others; what stays as it is keeps its time, and Sphinx leaves it alone."""
    for file in [file for file in folder.rglob("*") if file.is_file()]:
        if file.relative_to(folder).as_posix() not in files:
            file.unlink()
    for path, text in files.items():
        file = folder / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def sphinx(folder: Path, builder: str, output: str, *options: str) -> int:
    """Run Sphinx as its command line would."""
    from sphinx.cmd.build import main as sphinx_build

    # Defaults that come from the environment of whoever builds do not belong on a page.
    for name in ("CHARTS_DIR", "CHARTS_STAND_IN"):
        os.environ.pop(name, None)
    folders = [str(folder / name) for name in ("site-doctrees", "site-source", output)]
    return sphinx_build(["-b", builder, "-q", "-j", "auto", *options, "-c", str(CONFIG), "-d", *folders])


if __name__ == "__main__":
    raise SystemExit(main())
