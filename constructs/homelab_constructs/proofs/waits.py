"""Waits: whoever uses what another component makes waits for it, so that it is there when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .chart_rules import releases_of
from .endpoints.endpoint_hosts import addresses, target_of
from .endpoints.service_stock import postgres_services
from .finding import Finding
from .proof import Proof
from .secrets.secret_needs import needs_of
from .tree import Item, Kustomization, Tree, walk

__all__ = ["WAITS"]

_OUTWARD = ("Ingress", "Kustomization")
Key = tuple[str, str, str]
"""Kind, namespace and name of what is made."""


def _find(tree: Tree) -> Iterator[Finding]:
    makers = _makers(tree)
    told: set[tuple[int, str]] = set()
    for item, key, path in _uses(tree):
        user, found = item.owner, makers.get(key, [])
        # What several make is another proof's: nobody could say whom to wait for.
        if user is None or len(found) != 1 or found[0] is user or found[0].key in _waited_for(tree, user):
            continue
        maker = found[0]
        if (id(user), maker.name) not in told:
            told.add((id(user), maker.name))
            yield user.item.finding(
                "spec.dependsOn",
                f"{item.kind}/{item.name} uses {key[0]} {key[2]!r} ({path}), which {maker.name!r} makes, and nothing "
                "waits for that",
                f"name: {maker.name}",
            )


WAITS = Proof("waits", "whoever uses what another component makes waits for it", _find)


def _makers(tree: Tree) -> dict[Key, list[Kustomization]]:
    """Who makes which object, or is the reason that it will be there."""
    found: dict[Key, list[Kustomization]] = {}

    def note(owner: Kustomization, keys: Iterable[Key]) -> None:
        for key in keys:
            if owner not in found.setdefault(key, []):
                found[key].append(owner)

    for item in tree.in_components:
        if item.owner is not None:
            note(item.owner, _made_of(item))
    for release in releases_of(tree):
        owner = release.item.owner
        if release.rules is not None and owner is not None:
            names = [("Service", name) for name in release.rules.services(release)]
            names += [("Secret", name) for name in release.rules.secrets(release)]
            names += [("PersistentVolumeClaim", name) for name in release.rules.claims(release)]
            note(owner, ((kind, release.namespace, name) for kind, name in names))
    return found


def _made_of(item: Item) -> Iterator[Key]:
    yield item.kind, item.namespace, item.name
    yield from (("Service", item.namespace, name) for name, _ in postgres_services(item))
    if (item.group, item.kind) == ("postgresql.cnpg.io", "Cluster"):
        yield "Secret", item.namespace, f"{item.name}-app"


def _uses(tree: Tree) -> Iterator[tuple[Item, Key, str]]:
    """What objects use, and the field that says so."""
    for need in needs_of(tree):
        yield need.item, (need.kind, need.namespace, need.name), need.path
    namespaces = {item.namespace for item in tree.items}
    for item in tree.in_components:
        # The URLs in a Secret are used by whoever takes the Secret, not by the component that keeps it.
        if item.kind in _OUTWARD or item.kind == "Secret":
            continue
        for path, node in walk(item.live):
            if isinstance(node, str) and ("." in node or ":" in node):
                for found in addresses(node, path.rpartition(".")[2]):
                    target = target_of(found.host, item.namespace, namespaces)
                    if target is not None:
                        yield item, ("Service", target.namespace, target.name), path
    for release in releases_of(tree):
        for address in release.rules.addresses(release) if release.rules is not None else ():
            target = target_of(address.host, release.namespace, namespaces)
            if target is not None:
                yield release.item, ("Service", target.namespace, target.name), f"spec.values.{address.path}"


def _waited_for(tree: Tree, kustomization: Kustomization) -> frozenset[tuple[str, str]]:
    """The Kustomizations that are ready before this one begins, directly or by way of others."""
    known: frozenset[tuple[str, str]] | None = kustomization.__dict__.get("_waited_for")
    if known is None:
        found: set[tuple[str, str]] = set()
        ahead = list(kustomization.depends_on)
        while ahead:
            key = ahead.pop()
            if key not in found:
                found.add(key)
                ahead += tree.kustomizations[key].depends_on if key in tree.kustomizations else []
        known = frozenset(found)
        kustomization.__dict__["_waited_for"] = known
    return known
