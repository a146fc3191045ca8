"""Values of a release: objects in them, and what a chart's templates make of the texts in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .chart_rules import Release
from .tree import get, walk
from .written import UNKNOWN

__all__ = ["chart_text", "objects_in_values"]

_TEMPLATE = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")


def chart_text(release: Release, text: str) -> str:
    """A text after Helm's `tpl`: the release's name and namespace stand in it, anything else is `UNKNOWN`."""
    if "{{" not in text:
        return text
    known = {".Release.Name": release.name, ".Release.Namespace": release.namespace}
    return _TEMPLATE.sub(lambda match: known.get(match[1], UNKNOWN), text)


def objects_in_values(release: Release, kinds: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Whole objects of some kinds that values hand to a chart, as `extraManifests` and its like do."""
    for _, node in walk(release.values):
        if isinstance(node, dict) and node.get("kind") in kinds and get(node, "metadata.name"):
            yield node
