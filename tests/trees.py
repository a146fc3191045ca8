"""Whole trees of files: where they come from, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

Path = tuple[str | int, ...]

REFERENCE = re.compile(r"\$\{([_A-Za-z][_A-Za-z0-9]*)[^}]*\}")


def walk(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every node of a manifest with its path, from the top down."""
    yield path, node
    if isinstance(node, dict):
        for key, item in node.items():
            yield from walk(item, (*path, key))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from walk(item, (*path, index))


def texts(node: Any) -> Iterator[tuple[Path, str]]:
    """Every string that is a value."""
    return ((path, item) for path, item in walk(node) if isinstance(item, str))


def get(node: Any, dotted: str, default: Any = None) -> Any:
    """What stands at a dotted path."""
    for key in dotted.split("."):
        if not isinstance(node, dict) or key not in node:
            return default
        node = node[key]
    return node


def _documents(content: bytes) -> list[dict[str, Any]]:
    return [item for item in yaml.load_all(content, yaml.CSafeLoader) if item is not None]


@dataclass(frozen=True)
class Secret:
    """A Secret that is there or expected: in a namespace, with these keys."""

    namespace: str
    name: str
    keys: frozenset[str]


@dataclass(frozen=True)
class Tree:
    """What `Homelab.files()` gives, or a dist that was read from disk.

    Attributes:
        name: for messages.
        files: content by path.
    """

    name: str
    files: Mapping[str, bytes]

    @cached_property
    def manifests(self) -> dict[str, list[dict[str, Any]]]:
        """The Kubernetes objects by file, `expects.yaml` and kustomize's own files left out.

        Without the block that SOPS adds: Flux takes it away when it decrypts.
        """
        parsed = {path: _documents(content) for path, content in self.files.items() if path != "expects.yaml"}
        for item in (item for items in parsed.values() for item in items):
            item.pop("sops", None)
        objects = {path: [item for item in items if "metadata" in item] for path, items in parsed.items()}
        return {path: items for path, items in objects.items() if items}

    @cached_property
    def expects(self) -> dict[str, Any]:
        """The document in expects.yaml."""
        (document,) = _documents(self.files["expects.yaml"])
        return document

    @cached_property
    def kustomizations(self) -> dict[str, dict[str, Any]]:
        """The Flux Kustomizations by name."""
        return {item["metadata"]["name"]: item for _, item in self.objects("Kustomization")}

    @cached_property
    def components(self) -> dict[str, dict[str, Any]]:
        """The Flux Kustomizations by the folder they apply, relative to dist."""
        return {item["spec"]["path"].removeprefix("./dist/"): item for item in self.kustomizations.values()}

    def find(self, kind: str, name: str) -> dict[str, Any]:
        """The one object of that kind and name."""
        found = [item for _, item in self.objects(kind) if item["metadata"]["name"] == name]
        assert len(found) == 1, f"{len(found)} objects {kind}/{name} in {sorted(self.files)}"
        return found[0]

    def kustomization(self, name: str) -> dict[str, Any]:
        """The spec of a component's Flux Kustomization."""
        spec: dict[str, Any] = self.kustomizations[name]["spec"]
        return spec

    def objects(self, *kinds: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Path and object, of some kinds or of all."""
        for path, items in self.manifests.items():
            for item in items:
                if not kinds or item["kind"] in kinds:
                    yield path, item

    def in_components(self, *kinds: str, folder: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
        """Namespace and object of what components apply, or one of them."""
        for path, item in self.objects(*kinds):
            at = path.rpartition("/")[0]
            if at in self.components and folder in {"", at}:
                yield self.components[at]["spec"]["targetNamespace"], item

    @cached_property
    def secrets(self) -> list[Secret]:
        """Every Secret that will be there: in the tree, expected, or made by CloudNativePG."""
        found = [
            Secret(namespace, item["metadata"]["name"], frozenset({**item.get("data", {}), **item["stringData"]}))
            for namespace, item in self.in_components("Secret")
        ]
        found += [
            Secret(item["namespace"], item["name"], frozenset(item["keys"])) for item in self.expects.get("secrets", [])
        ]
        generated = frozenset(
            "username user password dbname host port pgpass uri jdbc-uri fqdn-uri fqdn-jdbc-uri".split()
        )
        found += [
            Secret(namespace, f"{item['metadata']['name']}-app", generated)
            for namespace, item in self.in_components("Cluster")
            if not any("secret" in way for way in item["spec"]["bootstrap"].values())
        ]
        certificates = {"replication": ("tls.crt", "tls.key"), "ca": ("ca.crt", "ca.key")}
        found += [
            Secret(namespace, f"{item['metadata']['name']}-{part}", frozenset(keys))
            for namespace, item in self.in_components("Cluster")
            for part, keys in certificates.items()
        ]
        return found

    def secret_references(self) -> Iterator[tuple[str, str, str, str | None]]:
        """Place, namespace, Secret and key of everything that refers to a Secret; None for the whole of it."""
        for namespace, item in self.in_components():
            where = f"{item['kind']}/{item['metadata']['name']}"
            for path, node in walk(item):
                place = f"{where}: {'.'.join(str(step) for step in path)}"
                if isinstance(node, dict):
                    yield from ((place, namespace, name, key) for name, key in _references(node, path))

    def services(self, folder: str = "") -> Iterator[tuple[str, str, int]]:
        """Namespace, name and port of every Service: in the tree, made by operators, made by charts."""
        for namespace, item in self.in_components(folder=folder):
            for name, ports in self.services_of(item).items():
                yield from ((namespace, name, port) for port in ports)

    @staticmethod
    def services_of(item: Mapping[str, Any]) -> dict[str, list[int]]:
        """Names and ports of the Services that come of an object."""
        name = item["metadata"]["name"]
        match item["kind"]:
            case "Service":
                return {name: [port["port"] for port in item["spec"]["ports"]]}
            case "Cluster":
                return {f"{name}-{service}": [5432] for service in ("rw", "ro", "r")}
            case "Pooler":
                return {name: [5432]}
            case "HelmRelease":
                return _chart_services(item)
            case _:
                return {}

    def used_endpoints(self, folder: str = "") -> Iterator[tuple[str, str, str, int | None]]:
        """Place, namespace, Service and port of every in-cluster address in the objects that components apply."""
        for _, item in self.in_components(folder=folder):
            where = f"{item['kind']}/{item['metadata']['name']}"
            for path, text in texts(item):
                for match in _ADDRESS.finditer(text):
                    place = f"{where}: {'.'.join(str(step) for step in path)}"
                    yield place, match[2], match[1], int(match[3]) if match[3] else None
            if item["kind"] == "HelmRelease":
                for block, ports in (("redis", ("port",)), ("clickhouse", ("httpPort", "nativePort"))):
                    external = get(item, f"spec.values.{block}.external", {})
                    if address := _ADDRESS.fullmatch(external.get("host", "")):
                        for port in ports:
                            yield f"{where}: {block}.{port}", address[2], address[1], external[port]


_ADDRESS = re.compile(r"\b([a-z0-9][-a-z0-9]*)\.([a-z0-9][-a-z0-9]*)\.svc(?:\.cluster\.local)?\b(?::(\d+))?")


def _references(node: dict[str, Any], path: Path) -> Iterator[tuple[str, str | None]]:
    """The Secrets and keys that one map refers to, in the words of pod templates, charts and operators."""
    last = path[-1] if path else ""
    if last == "secretKeyRef":
        yield node["name"], node["key"]
    if last in {"passwordSecret", "superuserSecret"} or (path[-3:-2] == ("bootstrap",) and last == "secret"):
        yield from ((node["name"], key) for key in ("username", "password"))
    if path[-3:-2] == ("externalClusters",) and "key" in node:
        yield node["name"], node["key"]
    if "valuesKey" in node:
        yield node["name"], node["valuesKey"]
    if "secretName" in node:
        tls = "tls" in path
        yield from ((node["secretName"], key) for key in (("tls.crt", "tls.key") if tls else (None,)))
    if node.get("name") == "KUBERNETES_IMAGE_PULL_SECRETS":
        yield node["value"], ".dockerconfigjson"
    name = node.get("existingSecret")
    if name and path[-1:] == ("secrets",):
        yield from ((name, key) for key in APP_SECRETS)
    elif name:
        keys = [node[key] for key in node if key.startswith("existingSecret") and key != "existingSecret"]
        yield from ((name, key) for key in [*keys, *node.get("secretKeys", {}).values()] or [None])


APP_SECRETS = (
    "SESSION_SECRET MAGIC_LINK_SECRET ENCRYPTION_KEY MANAGED_WORKER_SECRET PROVIDER_SECRET COORDINATOR_SECRET".split()
)
"""The keys that make one Secret serve both chart lines (contract trigger-chart, 3)."""


def chart_of(release: Mapping[str, Any]) -> str:
    """Which chart a release is of: the last word of its source's name tells the three apart."""
    spec = release["spec"]
    if "chartRef" in spec:
        return "redis" if "redis" in spec["chartRef"]["name"] else "trigger"
    return str(spec["chart"]["spec"]["chart"])


def _chart_services(release: Mapping[str, Any]) -> dict[str, list[int]]:
    """The Services that a chart makes, by its naming rules (contracts datastores, 2.2 and 3.3; trigger-chart, 2)."""
    name, values = release["metadata"]["name"], release["spec"]["values"]
    match chart_of(release):
        case "redis":
            full = values.get("fullnameOverride") or (name if "redis" in name else f"{name}-redis")
            return {f"{full}-{suffix}": [6379] for suffix in ("master", "headless")}
        case "app-template":
            services = values["service"]
            return {
                name if len(services) == 1 else f"{name}-{identifier}": [
                    port["port"] for port in service["ports"].values()
                ]
                for identifier, service in services.items()
            }
        case "trigger":
            full = values.get("fullnameOverride") or (name if "trigger" in name else f"{name}-trigger")
            made = {f"{full}-webapp": [3030], f"{full}-electric": [3000], f"{full}-supervisor": [3000, 9088]}
            return {**made, f"{full}-s2": [80]} if get(values, "s2.deploy") else made
        case other:
            raise AssertionError(f"no rule for the Services of chart {other}")


def pods(tree: Tree) -> Iterator[tuple[str, dict[str, Any]]]:
    """Place and pod spec of every pod template in the tree that is ours to write."""
    for _, item in tree.in_components("StatefulSet", "Deployment", "Job"):
        yield f"{item['kind']}/{item['metadata']['name']}", item["spec"]["template"]["spec"]
