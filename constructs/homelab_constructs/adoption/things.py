"""Things: the objects that a tree brings into the cluster, those that charts make included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..proofs.chart_rules import Release, releases_of
from ..proofs.data.applied import Identity, distinct, identity
from ..proofs.data.chart_claims import claims_of
from ..proofs.tree import Item, Kustomization, Tree, mapping

__all__ = ["FLUX_GROUP", "Thing", "is_kustomization", "is_source", "secret_keys", "things_of"]

FLUX_GROUP = "kustomize.toolkit.fluxcd.io"
_SOURCES = "source.toolkit.fluxcd.io"


@dataclass(frozen=True, eq=False)
class Thing:
    """One object as it will be in the cluster.

    Attributes:
        key: cluster, group, kind, namespace and name: two of the same are one object.
        item: the object of the tree; of what a chart makes the HelmRelease.
        made_by: the release that makes it; None for an object that stands in the tree itself.
        ports: of a Service that a chart makes.
        keys: of a Secret.
    """

    key: Identity
    item: Item
    made_by: Release | None = None
    ports: tuple[int, ...] = ()
    keys: frozenset[str] = frozenset()

    @property
    def group(self) -> str:
        """Its API group; empty for core kinds."""
        return self.key[1]

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.key[2]

    @property
    def namespace(self) -> str:
        """Where it lives."""
        return self.key[3]

    @property
    def name(self) -> str:
        """Its name, with the variables filled in that are known."""
        return self.key[4]

    @property
    def title(self) -> str:
        """How messages name it."""
        return f"{self.kind}/{self.name}"

    @property
    def owner(self) -> Kustomization | None:
        """The Kustomization that brings it."""
        return self.item.owner

    @property
    def is_claim(self) -> bool:
        """Whether it is a PersistentVolumeClaim."""
        return (self.group, self.kind) == ("", "PersistentVolumeClaim")

    @property
    def maker(self) -> str:
        """Who makes it, for messages: a release, or nobody but Flux."""
        return f"HelmRelease/{self.made_by.item.name}" if self.made_by is not None else ""


def is_kustomization(item: Item) -> bool:
    """Whether it is one of Flux's Kustomizations."""
    return (item.group, item.kind) == (FLUX_GROUP, "Kustomization")


def is_source(item: Item) -> bool:
    """Whether it is a source of Flux's: a repository that many apps may share."""
    return item.group == _SOURCES


def secret_keys(item: Item) -> frozenset[str]:
    """The keys of a Secret or ConfigMap; of another object none."""
    return frozenset(str(key) for block in ("data", "stringData") for key in mapping(item.data.get(block)))


def things_of(tree: Tree) -> dict[Identity, Thing]:
    """Everything that a tree brings, Flux's Kustomizations excepted, by identity.

    What stands in the tree itself comes first: of two makers of one object that one is told.
    """
    found: dict[Identity, Thing] = {}
    for thing in (*_written(tree), *_made(tree)):
        found.setdefault(thing.key, thing)
    return found


def _written(tree: Tree) -> Iterator[Thing]:
    for item in tree.items:
        if not is_kustomization(item):
            yield Thing(identity(item), item, keys=secret_keys(item) if item.kind == "Secret" else frozenset())


def _made(tree: Tree) -> Iterator[Thing]:
    for release in releases_of(tree):
        if release.rules is None:
            continue
        for claim in claims_of(release):
            yield _of(release, "PersistentVolumeClaim", claim.name)
        for name, ports in release.rules.services(release).items():
            yield _of(release, "Service", name, ports=tuple(ports))
        for name, keys in release.rules.secrets(release).items():
            yield _of(release, "Secret", name, keys=frozenset(keys))


def _of(
    release: Release, kind: str, name: str, *, ports: tuple[int, ...] = (), keys: frozenset[str] = frozenset()
) -> Thing:
    cluster = identity(release.item)[0]
    key = (cluster, "", kind, release.namespace, distinct(release.item, name))
    return Thing(key, release.item, release, ports, keys)
