"""Chart checks: what only one chart knows, as the construct that uses it has written down."""

from __future__ import annotations

from collections.abc import Iterator

from ..chart_rules import releases_of
from ..finding import Finding
from ..proof import Proof
from ..tree import Tree

__all__ = ["CHART_CHECKS"]


def _find(tree: Tree) -> Iterator[Finding]:
    for release in releases_of(tree):
        if release.rules is not None:
            yield from release.rules.check(release)


CHART_CHECKS = Proof("chart-rules", "what only one chart knows holds for each of its releases", _find)
