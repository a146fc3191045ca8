"""Makers: who in a tree may make an object that stands nowhere in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

from .chart_rules import ChartRules, Release, releases_of
from .tree import Item, Tree

__all__ = ["Part", "may_come_from_kustomize", "may_have_pods", "may_make"]

Part = Literal["services", "secrets", "claims", "config_maps", ""]
"""The part of a chart's rules that names objects of a kind; empty for kinds that no rules name."""

_BUILT = re.compile(r"bases|components|\w+Generator|generators|helmCharts|resource .*")
# What makes objects of one kind; other generators are programs, and make what they like.
_GENERATED = {"configMapGenerator": "ConfigMap", "secretGenerator": "Secret"}
_NO_RULES = ChartRules(chart="")
# Groups whose objects make nothing that has a name of their own choosing, or of which these proofs know what.
_UNDERSTOOD = (
    "bitnami.com",
    "cert-manager.io",
    "cnpg.io",
    "external-secrets.io",
    "k8s.io",
    "toolkit.fluxcd.io",
    "traefik.containo.us",
    "traefik.io",
)


def may_make(tree: Tree, part: Part, namespace: str, name: str, asked_by: Item | None = None) -> str:
    """Who may make an object of that name: whatever is called by the beginning of it; empty if nobody.

    Args:
        tree: the tree.
        part: where a chart's rules would say that they make it.
        namespace: where it is looked for.
        name: what it is called.
        asked_by: who names it; a release may mean a chart inside its own, which shares its first word.
    """
    for release in releases_of(tree):
        if release.namespace == namespace and not _tells(release, part):
            names = _names(release)
            if release.item is asked_by:
                names += (release.name.split("-")[0],)
            if name.startswith(names):
                return f"HelmRelease/{release.item.name} may make it, and no rules of its chart say so"
    for item in _foreign(tree, namespace):
        if name.startswith(item.name):
            return f"{item.kind}/{item.name} may make it, and nobody here knows that kind"
    return ""


def may_come_from_kustomize(tree: Tree, item: Item, kind: str = "") -> str:
    """What of an object's component only kustomize could build, and may hold what is asked for; empty if nothing.

    Args:
        tree: the tree.
        item: whoever names it.
        kind: what is asked for; where it is empty, whatever kustomize makes could be it.
    """
    if item.owner is not None and item.owner.item.spec.get("components"):
        return f"spec.components of Kustomization/{item.owner.name} may bring it, and only kustomize can tell"
    for left in tree.unproven:
        here = left.place == item.place or left.place.startswith(f"{item.place}/")
        if here and not left.object and any(_brings(word, kind) for word in left.what.partition(" of ")[0].split(", ")):
            return f"{left.what} may bring it, and only kustomize can tell"
    return ""


def _brings(word: str, kind: str) -> bool:
    """Whether a field of a kustomize file, or a resource that lies elsewhere, may bring an object of a kind."""
    only = _GENERATED.get(word)
    return _BUILT.fullmatch(word) is not None and (not kind or only in (None, kind))


def may_have_pods(tree: Tree, namespace: str, labels: Collection[str]) -> str:
    """Who may make pods that carry its own name in one of these labels; empty if nobody."""
    for release in releases_of(tree):
        if release.namespace == namespace and any(name in labels for name in _names(release)):
            return f"they may be pods of HelmRelease/{release.item.name}, whose labels its chart chooses"
    for item in _foreign(tree, namespace):
        if item.name in labels:
            return f"they may be pods of {item.kind}/{item.name}, and nobody here knows that kind"
    return ""


def _tells(release: Release, part: Part) -> bool:
    """Whether the rules of a release's chart name all objects of a kind that it makes."""
    if release.rules is None or not part:
        return release.rules is not None
    if part == "config_maps":
        return release.rules.config_maps(release) is not None
    return getattr(release.rules, part) is not getattr(_NO_RULES, part)


def _foreign(tree: Tree, namespace: str) -> Iterator[Item]:
    for item in tree.items:
        if "." in item.group and item.namespace == namespace and not item.group.endswith(_UNDERSTOOD):
            yield item


def _names(release: Release) -> tuple[str, ...]:
    values = release.item.spec.get("values")
    given = values.get("fullnameOverride") if isinstance(values, dict) else None
    return (release.name, given) if isinstance(given, str) and given else (release.name,)
