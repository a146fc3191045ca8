"""Services that will be there, with their ports, whoever makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..chart_rules import Release, releases_of
from ..tree import Item, Tree, entries, get
from ..values_in import chart_text, objects_in_values
from ..written import WrittenPod, settled, written_pods

__all__ = ["Service", "Services", "port_number", "postgres_services", "selected"]

_OF_FLUX = ("notification-controller", "source-controller", "webhook-receiver")
_POSTGRES = {5432: "postgres"}


@dataclass(frozen=True)
class Service:
    """A Service.

    Attributes:
        ports: names by port; an empty name where nobody says it.
        any_port: whether every port may be asked of it.
    """

    ports: Mapping[int, str] = field(default_factory=dict)
    any_port: bool = False

    def offers(self, port: int | str | None) -> bool | None:
        """Whether it has a port, by number or name; None where nobody can tell."""
        if port is None or self.any_port:
            return True
        if isinstance(port, int):
            return port in self.ports
        if port in self.ports.values():
            return True
        # Where rules tell numbers only, a name may be any of them.
        return False if any(self.ports.values()) else None

    def described(self) -> str:
        """Its ports, for a message."""
        return ", ".join(f"{number} ({name})" if name else str(number) for number, name in sorted(self.ports.items()))


class Services:
    """The Services of a tree, by namespace and name."""

    def __init__(self, tree: Tree) -> None:
        self._found: dict[tuple[str, str], Service] = {
            ("default", "kubernetes"): Service({443: "https"}),
            ("kube-system", "kube-dns"): Service(any_port=True),
            **{("flux-system", name): Service(any_port=True) for name in _OF_FLUX},
        }
        for kind, namespace, name in tree.declared.objects:
            if kind == "Service":
                self._found[str(namespace), str(name)] = Service(any_port=True)
        for item in tree.items:
            self._object(tree, item)
        for release in releases_of(tree):
            self._release(release)
        self.namespaces = frozenset(_namespaces(tree))

    def find(self, namespace: str, name: str) -> Service | None:
        """The Service, or None."""
        return self._found.get((namespace, name))

    def names(self, namespace: str) -> list[str]:
        """The names in a namespace."""
        return sorted(name for where, name in self._found if where == namespace)

    def places(self, name: str) -> list[str]:
        """The namespaces that have a Service of that name."""
        return sorted(where for where, known in self._found if known == name)

    def _object(self, tree: Tree, item: Item) -> None:
        if (item.kind, item.group) == ("Service", ""):
            self._found[item.namespace, settled(item, item.name)] = _written(tree, item)
        for name, service in postgres_services(item):
            self._found[item.namespace, name] = service

    def _release(self, release: Release) -> None:
        if release.rules is not None:
            for name, ports in release.rules.services(release).items():
                numbers = dict.fromkeys(ports, "")
                self._found[release.namespace, name] = Service(numbers, 0 in numbers)
        for made in objects_in_values(release, ("Service",)):
            name = chart_text(release, settled(release.item, str(get(made, "metadata.name"))))
            ports = _ports(release.item, get(made, "spec.ports"))
            self._found[release.namespace, name] = Service(ports, not ports)


def postgres_services(item: Item) -> Iterator[tuple[str, Service]]:
    """The Services that CloudNativePG makes for an object, by name (contract datastores, 1.2)."""
    name = settled(item, item.name)
    match item.group, item.kind:
        case "postgresql.cnpg.io", "Cluster":
            off = get(item.spec, "managed.services.disabledDefaultServices")
            for suffix in ("rw", "ro", "r"):
                if not (isinstance(off, list) and suffix in off):
                    yield f"{name}-{suffix}", Service(_POSTGRES)
            for _, more in entries(get(item.spec, "managed.services.additional")):
                ports = _POSTGRES | _ports(item, get(more, "serviceTemplate.spec.ports"))
                yield settled(item, str(get(more, "serviceTemplate.metadata.name"))), Service(ports)
        case "postgresql.cnpg.io", "Pooler":
            ports = {5432: "pgbouncer"} | _ports(item, get(item.spec, "serviceTemplate.spec.ports"))
            yield name, Service(ports)
        case _:
            pass


def _namespaces(tree: Tree) -> Iterator[str]:
    yield from map(str, tree.declared.namespaces)
    yield from (str(name) for kind, _, name in tree.declared.objects if kind == "Namespace")
    for item in tree.items:
        yield settled(item, item.name) if item.kind == "Namespace" else item.namespace
    for release in releases_of(tree):
        yield release.namespace


def _written(tree: Tree, item: Item) -> Service:
    spec = item.spec
    ports = _ports(item, spec.get("ports"))
    if spec.get("clusterIP") == "None":
        # Behind a headless Service nothing translates ports: what a pod listens on can be reached.
        for pod in selected(tree, item):
            for _, container in pod.containers():
                ports = _ports(item, container.get("ports"), "containerPort") | ports
    return Service(ports, any_port=not ports or spec.get("type") == "ExternalName")


def selected(tree: Tree, service: Item) -> list[WrittenPod]:
    """The pods of a tree that a Service selects."""
    selector = service.spec.get("selector")
    if not isinstance(selector, dict) or not selector:
        return []
    wanted = {str(key): settled(service, str(value)) for key, value in selector.items()}
    return [
        pod
        for pod in written_pods(tree)
        if pod.ours
        and pod.item.namespace == service.namespace
        and wanted.items() <= {str(key): settled(pod.item, str(value)) for key, value in pod.labels.items()}.items()
    ]


def _ports(item: Item, node: Any, field_name: str = "port") -> dict[int, str]:
    found: dict[int, str] = {}
    for _, entry in entries(node):
        number = port_number(item, entry.get(field_name))
        if isinstance(number, int):
            found[number] = str(entry.get("name") or "")
    return found


def port_number(item: Item, node: Any) -> int | str | None:
    """A port: its number, or its name; None where neither stands."""
    if isinstance(node, str):
        text = settled(item, node)
        return int(text) if text.isdigit() else text or None
    return node if isinstance(node, int) and not isinstance(node, bool) else None
