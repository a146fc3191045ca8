"""Collisions: two that make one object, use one release's name, or answer for one host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ..chart_rules import releases_of
from ..data.applied import Identity, distinct, identity
from ..finding import Finding
from ..pods.pod_templates import pod_templates
from ..releases import name_path, release_name, storage_namespace
from ..tree import Item, Tree, entries, get, mapping

__all__ = ["find_collisions"]

_CNPG = "postgresql.cnpg.io"
_NAMED = ("Service", "Secret", "PersistentVolumeClaim")


def find_collisions(tree: Tree) -> Iterator[Finding]:
    """Every collision in a tree."""
    yield from _owners(tree)
    yield from _release_names(tree)
    yield from _made(tree)
    yield from _hosts(tree)


def _owners(tree: Tree) -> Iterator[Finding]:
    """No object is owned by two Kustomizations, or twice by one: the later would win in silence."""
    first: dict[Identity, Item] = {}
    for item in sorted(tree.items, key=_parts_first):
        known = first.setdefault(identity(item), item)
        if known is item or (item.kind == "Kustomization" and identity(item)[1] == "kustomize.toolkit.fluxcd.io"):
            continue  # a second Kustomization of a name is told where the tree is read
        owner = known.place
        if owner == item.place and known.owner is not item.owner and known.owner is not None:
            owner = f"Kustomization {known.owner.name!r}"
        yield item.finding(
            "",
            f"{owner} makes it too; give one of them another name",
            "one that makes it: of two the later wins in silence, and each prunes what the other still needs",
        )


def _parts_first(item: Item) -> str:
    """An app's own component behind its parts, so that the finding stands where what a part makes is repeated."""
    return f"{item.owner.name}\uffff" if item.owner is not None else ""


def _release_names(tree: Tree) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], Item] = {}
    for release in releases_of(tree):
        item = release.item
        name = distinct(item, release_name(item))
        key = (str(item.spec.get("kubeConfig") or ""), storage_namespace(item), name)
        known = first.setdefault(key, item)
        if known is not item and identity(known) != identity(item):
            yield item.finding(
                name_path(item),
                f"Helm release {name!r} in namespace {key[1]!r} is that of {known.place}: HelmRelease/{known.name} too",
                "a release name for each: the two would upgrade each other in turns",
            )


# What operators and charts make -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Maker:
    item: Item
    path: str
    how: str  # `` for an object that stands in the tree itself


def _made(tree: Tree) -> Iterator[Finding]:
    """Nobody makes an object under a name that somebody else has taken."""
    taken: dict[tuple[str, str, str], _Maker] = {}
    for item in tree.items:
        if item.kind in _NAMED and not item.group:
            taken.setdefault((item.kind, item.namespace, distinct(item, item.name)), _Maker(item, "", ""))
    for kind, namespace, name, maker in (*_by_operators(tree), *_by_charts(tree)):
        known = taken.setdefault((kind, namespace, distinct(maker.item, name)), maker)
        if known.item is not maker.item:
            also = f"{known.item.place}: {known.item.kind}/{known.item.name}"
            yield maker.item.finding(
                maker.path,
                f"{maker.how} makes {kind} {name!r}, and {also} "
                + ("makes one too" if known.how else "stands there already"),
                f"another name for one of the two: {maker.how} leaves an object of somebody else alone, and fails",
            )


def _by_operators(tree: Tree) -> Iterator[tuple[str, str, str, _Maker]]:
    for item in tree.of_kind("Cluster", group=_CNPG):
        off = get(item.data, "spec.managed.services.disabledDefaultServices")
        for word in ("rw", "ro", "r"):
            if not isinstance(off, list) or word not in off:
                maker = _Maker(item, "metadata.name", "CloudNativePG")
                yield "Service", item.namespace, f"{item.name}-{word}", maker
        for index, entry in entries(get(item.data, "spec.managed.services.additional")):
            path = f"spec.managed.services.additional[{index}].serviceTemplate.metadata.name"
            name = get(entry, "serviceTemplate.metadata.name")
            if isinstance(name, str):
                yield "Service", item.namespace, name, _Maker(item, path, "CloudNativePG")
    for item in tree.of_kind("Pooler", group=_CNPG):
        yield "Service", item.namespace, item.name, _Maker(item, "metadata.name", "CloudNativePG")


def _by_charts(tree: Tree) -> Iterator[tuple[str, str, str, _Maker]]:
    # A claim of a StatefulSet's template may stand in the tree already: Kubernetes takes what is there.
    sets = [pod for pod in pod_templates(tree) if pod.kind == "StatefulSet" and not pod.ours]
    for release in releases_of(tree):
        if release.rules is None or release.item.spec.get("kubeConfig"):
            continue
        maker = _Maker(release.item, name_path(release.item), f"chart {release.chart!r}")
        of_templates = tuple(f"-{pod.name}-" for pod in sets if pod.item is release.item)
        made = [("Service", name) for name in release.rules.services(release)]
        made += [("Secret", name) for name in release.rules.secrets(release)]
        made += [
            ("PersistentVolumeClaim", name)
            for name in release.rules.claims(release)
            if not any(part in name for part in of_templates)
        ]
        for kind, name in made:
            yield kind, release.namespace, name, maker


# Hosts --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Route:
    item: Item
    path: str
    classes: str
    host: str
    below: str


def _hosts(tree: Tree) -> Iterator[Finding]:
    """No host's path belongs to the Ingresses of two components: they would answer in turns."""
    first: dict[tuple[str, str], list[_Route]] = {}
    for route in _routes(tree):
        others = first.setdefault((route.host, route.below), [])
        for other in others:
            same_class = route.classes == other.classes or not route.classes or not other.classes
            if same_class and _component(other.item) != _component(route.item):
                yield route.item.finding(
                    route.path,
                    f"host {route.host!r}, path {route.below!r} is that of "
                    f"{other.item.place}: {other.item.kind}/{other.item.name} too",
                    "a host or a path for each: two Ingresses of one would answer in turns",
                )
                break
        others.append(route)


def _component(item: Item) -> object:
    return item.owner if item.owner is not None else PurePosixPath(item.file).parent


def _routes(tree: Tree) -> Iterator[_Route]:
    for item in tree.of_kind("Ingress", group="networking.k8s.io"):
        classes = item.spec.get("ingressClassName") or mapping(item.metadata.get("annotations")).get(
            "kubernetes.io/ingress.class"
        )
        for index, rule in entries(item.spec.get("rules")):
            paths = get(rule, "http.paths")
            yield from _each(item, f"spec.rules[{index}].host", str(classes or ""), rule.get("host"), paths)
    for item in tree.of_kind("HelmRelease", group="helm.toolkit.fluxcd.io"):
        for path, block in _ingress_blocks(item.spec.get("values"), "spec.values"):
            yield from _of_block(item, path, block, "")


def _ingress_blocks(node: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Values below a key that begins with `ingress`."""
    for key, value in mapping(node).items():
        here = f"{path}.{key}"
        if str(key).lower().startswith("ingress") and isinstance(value, dict):
            yield here, value
        else:
            yield from _ingress_blocks(value, here)


def _of_block(item: Item, path: str, block: dict[str, Any], classes: str) -> Iterator[_Route]:
    if block.get("enabled") is False:
        return
    classes = str(block.get("className") or block.get("ingressClassName") or classes)
    yield from _each(item, f"{path}.host", classes, block.get("host"), block.get("paths"))
    yield from _each(item, f"{path}.hostname", classes, block.get("hostname"), block.get("path"))
    hosts = block.get("hosts")
    for index, host in enumerate(hosts if isinstance(hosts, list) else ()):
        yield from _each(item, f"{path}.hosts[{index}]", classes, host, block.get("path"))
    for index, entry in entries(hosts):
        yield from _each(item, f"{path}.hosts[{index}].host", classes, entry.get("host"), entry.get("paths"))
    for key, value in block.items():
        if isinstance(value, dict):  # some charts give each Ingress a word of its own
            yield from _of_block(item, f"{path}.{key}", value, classes)


def _each(item: Item, path: str, classes: str, host: Any, paths: Any) -> Iterator[_Route]:
    if not isinstance(host, str) or not host:
        return
    arrived = distinct(item, host).lower()
    below = {paths} if isinstance(paths, str) else {str(entry.get("path") or "/") for _, entry in entries(paths)}
    for one in sorted(below or {"/"}):
        yield _Route(item, path, classes, arrived, one)
