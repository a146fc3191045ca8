"""Values of a release, and what a chart's templates make of the texts in them."""

from __future__ import annotations

import re
from typing import Any

import yaml

from .chart_rules import Release
from .written import UNKNOWN

__all__ = ["chart_text", "values_of"]

_TEMPLATE = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")


def values_of(release: Release) -> dict[str, Any]:
    """The values; only those that stand in the release itself where a ConfigMap with more cannot be read."""
    try:
        return release.values
    except (AttributeError, TypeError, ValueError, yaml.YAMLError):
        inline = release.item.spec.get("values")
        return inline if isinstance(inline, dict) else {}


def chart_text(release: Release, text: str) -> str:
    """A text after Helm's `tpl`: the release's name and namespace stand in it, anything else is `UNKNOWN`."""
    if "{{" not in text:
        return text
    known = {".Release.Name": release.name, ".Release.Namespace": release.namespace}
    return _TEMPLATE.sub(lambda match: known.get(match[1], UNKNOWN), text)
