"""Puts the picture of dist/ into README.md, between two marks; with --check says whether it is there and current.

The text between the marks belongs to this program, the rest of the file to people.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from pathlib import Path

from homelab_constructs.errors import HomelabError
from homelab_constructs.graph.mermaid import mermaid
from homelab_constructs.graph.reading import read_lab

ROOT = Path(__file__).resolve().parent.parent
BEGIN = "<!-- picture of dist/: `make picture` writes it -->"
END = "<!-- end of picture -->"


def redrawn(text: str, picture: str) -> str:
    """The text with the picture between its marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in after:
        raise HomelabError(f"the marks {BEGIN} and {END} are needed once each, in this order")
    return f"{before}{begin}\n\n```mermaid\n{picture}```\n\n{end}{after}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws or checks; returns the exit code."""
    parser = argparse.ArgumentParser(prog="draw_readme", description="The picture of dist/ in README.md.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when the picture is stale")
    parser.add_argument("--readme", type=Path, default=ROOT / "README.md", help=argparse.SUPPRESS)
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    old = options.readme.read_text(encoding="utf-8")
    try:
        new = redrawn(old, mermaid(read_lab(options.dist)))
    except HomelabError as error:
        print(f"draw_readme: {error}", file=sys.stderr)
        return 1
    if new == old:
        print(f"the picture in {options.readme.name} is up to date")
        return 0
    if options.check:
        lines = difflib.unified_diff(old.splitlines(), new.splitlines(), "README.md", "redrawn", n=1, lineterm="")
        print("\n".join(lines))
        print(f"draw_readme: the picture in {options.readme.name} is stale: run `make picture`", file=sys.stderr)
        return 1
    options.readme.write_text(new, encoding="utf-8")
    print(f"the picture in {options.readme.name} was redrawn")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
