"""Classes: storage classes, Ingress classes and middlewares that objects name are declared, or in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..finding import Finding, Unproven
from ..tree import Item, Tree, entries
from ..written import UNKNOWN, nearest, readable, settled

__all__ = ["Classes"]

_TRAEFIK = ("traefik.io", "traefik.containo.us")
_MIDDLEWARES = "traefik.ingress.kubernetes.io/router.middlewares"
_INGRESS_CLASS = "kubernetes.io/ingress.class"
_STORAGE = ("storageClass", "storageClassName")
# What a lab in Python declares them by.
_IN_PYTHON = {
    "ingressClasses": "ClusterProfile(ingress_class=...)",
    "middlewares": "ClusterProfile(ingress_middlewares=...)",
    "storageClasses": "ClusterProfile(data_storage_class=..., database_storage_class=...)",
}
# By which charts and objects say that none is meant, or the default one.
_NONE = ("", "-")


class Classes:
    """Follows what the cluster offers to every namespace."""

    def __init__(self, tree: Tree) -> None:
        declared = tree.declared
        self._tree = tree
        self._storage = _texts(declared.storage_classes) | {name for _, name in _there(tree, "StorageClass")}
        self._ingress = _texts(declared.ingress_classes) | {name for _, name in _there(tree, "IngressClass")}
        self._middlewares = _texts(declared.middlewares) | {
            f"{namespace}-{name}@kubernetescrd" for namespace, name in _there(tree, "Middleware")
        }

    def find(self) -> Iterator[Finding | Unproven]:
        """What is named and not there."""
        for item in self._tree.items:
            yield from self._node(item, item.data, "")
            if item.kind == "IngressRoute" and item.group in _TRAEFIK:
                yield from self._routes(item)

    def _node(self, item: Item, node: Any, path: str) -> Iterator[Finding | Unproven]:
        if isinstance(node, list):
            for index, entry in enumerate(node):
                yield from self._node(item, entry, f"{path}[{index}]")
        elif isinstance(node, dict):
            for key, value in node.items():
                here = f"{path}.{key}".lstrip(".")
                if isinstance(value, str):
                    yield from self._named(item, str(key), value, here)
                else:
                    yield from self._node(item, value, here)

    def _named(self, item: Item, key: str, value: str, path: str) -> Iterator[Finding | Unproven]:
        if key in _STORAGE:
            yield from self._class(item, "storage class", "storageClasses", value, path, self._storage)
        elif key in ("ingressClassName", _INGRESS_CLASS) or (key == "className" and "ingress" in path.lower()):
            yield from self._class(item, "Ingress class", "ingressClasses", value, path, self._ingress)
        elif key == _MIDDLEWARES:
            for name in value.split(","):
                yield from self._middleware(item, readable(item, name.strip()), path)

    def _class(
        self, item: Item, what: str, part: str, value: str, path: str, known: frozenset[str]
    ) -> Iterator[Finding | Unproven]:
        name = readable(item, value)
        if not self._tree.declared.given or name in _NONE or name in known:
            return
        if UNKNOWN in name or "{{" in name:
            yield item.unproven(f"{path}: which {what}", "only the cluster knows what its variable holds")
        elif not known:
            yield item.unproven(f"{path}: {what} {name!r}", f"expects.yaml says nothing of {part}")
        else:
            yield item.finding(path, f"no {what} {name!r} is declared", _near(name, known, part))

    def _middleware(self, item: Item, name: str, path: str) -> Iterator[Finding | Unproven]:
        if not name or name in self._middlewares:
            return
        if UNKNOWN in name or not name.endswith("@kubernetescrd"):
            yield item.unproven(f"{path}: middleware {name.replace(UNKNOWN, '?')!r}", "it is none of Kubernetes")
        elif not self._tree.declared.given:
            yield item.unproven(
                f"{path}: middleware {name!r}", "it is not in this tree, which declares nothing besides"
            )
        else:
            yield item.finding(
                path,
                f"no middleware {name!r} is declared or in the tree",
                _near(name, self._middlewares, "middlewares"),
            )

    def _routes(self, item: Item) -> Iterator[Finding | Unproven]:
        for number, route in entries(item.spec.get("routes")):
            for index, entry in entries(route.get("middlewares")):
                name, namespace = entry.get("name"), entry.get("namespace") or item.namespace
                if isinstance(name, str) and "@" not in name:
                    whole = f"{namespace}-{readable(item, name)}@kubernetescrd"
                    yield from self._middleware(item, whole, f"spec.routes[{number}].middlewares[{index}].name")


def _there(tree: Tree, kind: str) -> Iterator[tuple[str, str]]:
    """Namespace and name of the objects of a kind, in the tree or declared one by one."""
    yield from ((item.namespace, settled(item, item.name)) for item in tree.of_kind(kind))
    yield from ((str(namespace), str(name)) for found, namespace, name in tree.declared.objects if found == kind)


def _texts(names: Iterable[object]) -> frozenset[str]:
    return frozenset(map(str, names))


def _near(name: str, known: frozenset[str], part: str) -> str:
    near = nearest(name, known)
    if near:
        return f"{near!r}, which is there"
    return f"one that the cluster has: {_IN_PYTHON[part]} in Python, a line under {part} in expects.yaml by hand"
