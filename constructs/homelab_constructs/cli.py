"""The command line `homelab-constructs`: what can be asked of a dist without synthesizing it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .errors import HomelabError
from .graph import mermaid, read_lab

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code.

    Args:
        arguments: the words behind the program's name; by default those it was called with.
    """
    options = _parser().parse_args(arguments)
    try:
        sys.stdout.write(mermaid(read_lab(options.folder)))
    except HomelabError as error:
        print(f"homelab-constructs: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="homelab-constructs", description="Looks at what a lab has written.")
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    graph = commands.add_parser(
        "graph",
        help="print a Mermaid picture of the lab",
        description="Prints a Mermaid flowchart: the Kustomizations of each app, what they wait for, what they apply.",
    )
    graph.add_argument("folder", nargs="?", default="dist", metavar="DIR", help="the lab's dist (default: %(default)s)")
    return parser
