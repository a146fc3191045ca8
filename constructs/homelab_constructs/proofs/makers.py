"""Makers: who in a tree may make an object that stands nowhere in it."""

from __future__ import annotations

from typing import Literal

from .chart_rules import ChartRules, Release, releases_of
from .tree import Tree

__all__ = ["Part", "may_make", "tells"]

Part = Literal["services", "secrets", "claims", ""]
"""The part of a chart's rules that names objects of a kind; empty for kinds that no rules name."""

_NO_RULES = ChartRules(chart="")
# Groups whose objects make nothing that has a name of their own choosing, or of which these proofs know what.
_UNDERSTOOD = ("k8s.io", "toolkit.fluxcd.io", "cnpg.io", "traefik.io", "traefik.containo.us", "cert-manager.io")


def tells(release: Release, part: Part) -> bool:
    """Whether the rules of a release's chart name all objects of a kind that it makes."""
    return bool(part) and release.rules is not None and getattr(release.rules, part) is not getattr(_NO_RULES, part)


def may_make(tree: Tree, part: Part, namespace: str, name: str) -> str:
    """Who may make an object of that name: whatever is called by the beginning of it; empty if nobody."""
    for release in releases_of(tree):
        if release.namespace == namespace and not tells(release, part) and name.startswith(_names(release)):
            return f"HelmRelease/{release.item.name} may make it, and no rules of its chart say so"
    for item in tree.items:
        foreign = "." in item.group and not item.group.endswith(_UNDERSTOOD)
        if foreign and item.namespace == namespace and name.startswith(item.name):
            return f"{item.kind}/{item.name} may make it, and nobody here knows that kind"
    return ""


def _names(release: Release) -> tuple[str, ...]:
    override = release.item.spec.get("values")
    given = override.get("fullnameOverride") if isinstance(override, dict) else None
    return (release.name, given) if isinstance(given, str) and given else (release.name,)
