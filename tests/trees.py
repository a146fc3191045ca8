"""Whole trees of files: where they come from, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from tests.app_template_replay import objects_of

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
    def _rendered(self) -> dict[str, list[dict[str, Any]]]:
        """What app-template makes of its releases, by the file of the release."""
        return {path: objects_of(item) for path, item in self.objects("HelmRelease") if is_app_template(item)}

    def rendered(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Namespace and object of all that app-template makes."""
        for path, items in self._rendered.items():
            namespace = self.components[path.rpartition("/")[0]]["spec"]["targetNamespace"]
            yield from ((namespace, item) for item in items)

    def in_cluster(self, *kinds: str, folder: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
        """Namespace and object of what components apply and of what app-template makes of that, or of one of them.

        A release of app-template has no values here: what they say stands in the objects that become of it.
        """
        for path, items in self.manifests.items():
            at = path.rpartition("/")[0]
            if at in self.components and folder in {"", at}:
                namespace = self.components[at]["spec"]["targetNamespace"]
                made = self._rendered.get(path)
                found = items if made is None else [*map(_without_values, items), *made]
                yield from ((namespace, item) for item in found if not kinds or item["kind"] in kinds)

    def owners(self, *kinds: str) -> dict[tuple[str, str, str], str]:
        """Folder of the component that makes an object, by namespace, kind and name."""
        return {
            (namespace, item["kind"], item["metadata"]["name"]): folder
            for folder in self.components
            for namespace, item in self.in_cluster(*kinds, folder=folder)
        }

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

    def secret_references(self, folder: str = "") -> Iterator[tuple[str, str, str, str | None]]:
        """Place, namespace, Secret and key of everything that refers to a Secret; None for the whole of it."""
        for place, namespace, path, node in self._maps(folder):
            yield from ((place, namespace, name, key) for name, key in _references(node, path))
        for pod in pods(self, folder):
            for place, volume, file in pod.single_files():
                if "secret" in volume:
                    yield place, pod.namespace, volume["secret"]["secretName"], file

    def config_map_references(self, folder: str = "") -> Iterator[tuple[str, str, str, str | None]]:
        """Place, namespace, ConfigMap and key of everything that refers to a ConfigMap; None for the whole of it."""
        for place, namespace, path, node in self._maps(folder):
            last = path[-1] if path else ""
            if last in {"configMap", "configMapRef", "configMapKeyRef"}:
                keys = [node["key"]] if "key" in node else [item["key"] for item in node.get("items", ())]
                yield from ((place, namespace, node["name"], key) for key in keys or [None])
            elif path[-2:-1] == ("customQueriesConfigMap",):
                yield place, namespace, node["name"], node["key"]
        for pod in pods(self, folder):
            for place, volume, file in pod.single_files():
                if "configMap" in volume:
                    yield place, pod.namespace, volume["configMap"]["name"], file

    def claim_references(self, folder: str = "") -> Iterator[tuple[str, str, str]]:
        """Place, namespace and name of every claim that is mounted, in the words of pods and charts."""
        for place, namespace, path, node in self._maps(folder):
            if path[-1:] == ("persistentVolumeClaim",):
                yield place, namespace, node["claimName"]
            if "existingClaim" in node:
                yield place, namespace, node["existingClaim"]

    def _maps(self, folder: str) -> Iterator[tuple[str, str, Path, dict[str, Any]]]:
        """Place, namespace, path and content of every map in every object."""
        for namespace, item in self.in_cluster(folder=folder):
            for path, node in walk(item):
                if isinstance(node, dict):
                    yield f"{where(item)}: {'.'.join(map(str, path))}", namespace, path, node

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
            for path, text in texts(item):
                for match in _ADDRESS.finditer(text):
                    place = f"{where(item)}: {'.'.join(str(step) for step in path)}"
                    yield place, match[2], match[1], int(match[3]) if match[3] else None
            if item["kind"] == "HelmRelease":
                for block, ports in (("redis", ("port",)), ("clickhouse", ("httpPort", "nativePort"))):
                    external = get(item, f"spec.values.{block}.external", {})
                    if address := _ADDRESS.fullmatch(external.get("host", "")):
                        for port in ports:
                            yield f"{where(item)}: {block}.{port}", address[2], address[1], external[port]
        for pod in pods(self, folder):
            for container in pod.containers:
                yield from _endpoints_in_two(f"{pod.place}: {container['name']}", container)


def where(item: Mapping[str, Any]) -> str:
    """How messages call an object."""
    return f"{item['kind']}/{item['metadata']['name']}"


def _without_values(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "spec": {key: value for key, value in item["spec"].items() if key != "values"}}


def _endpoints_in_two(place: str, container: Mapping[str, Any]) -> Iterator[tuple[str, str, str, int]]:
    """Addresses whose port has a variable of its own: `S3_HOST` and `S3_PORT`."""
    env = {entry["name"]: entry.get("value", "") for entry in container.get("env", ())}
    for name, value in env.items():
        prefix, host, _ = name.rpartition("HOST")
        address, port = _ADDRESS.fullmatch(value), env.get(f"{prefix}PORT", "")
        if host and address and not address[3] and port.isdigit():
            yield f"{place}: {prefix}PORT", address[2], address[1], int(port)


_ADDRESS = re.compile(r"\b([a-z0-9][-a-z0-9]*)\.([a-z0-9][-a-z0-9]*)\.svc(?:\.cluster\.local)?\b(?::(\d+))?")


def _references(node: dict[str, Any], path: Path) -> Iterator[tuple[str, str | None]]:
    """The Secrets and keys that one map refers to, in the words of pod templates, charts and operators."""
    last = path[-1] if path else ""
    if last == "secretKeyRef":
        yield node["name"], node["key"]
    if last == "secretRef":
        yield node["name"], None
    if path[-2:-1] == ("imagePullSecrets",):
        yield node["name"], ".dockerconfigjson"
    if last in {"passwordSecret", "superuserSecret"} or (path[-3:-2] == ("bootstrap",) and last == "secret"):
        yield from ((node["name"], key) for key in ("username", "password"))
    if path[-3:-2] == ("externalClusters",) and "key" in node:
        yield node["name"], node["key"]
    if "valuesKey" in node:
        yield node["name"], node["valuesKey"]
    if "secretName" in node:
        keys = ["tls.crt", "tls.key"] if "tls" in path else [item["key"] for item in node.get("items", ())]
        yield from ((node["secretName"], key) for key in keys or [None])
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


def is_app_template(release: Mapping[str, Any]) -> bool:
    """Whether a release is of app-template."""
    return chart_of(release) == "app-template"


def _chart_services(release: Mapping[str, Any]) -> dict[str, list[int]]:
    """The Services that a chart makes, by its naming rules (contracts datastores, 2.2 and 3.3; trigger-chart, 2)."""
    name, values = release["metadata"]["name"], release["spec"]["values"]
    match chart_of(release):
        case "redis":
            full = values.get("fullnameOverride") or (name if "redis" in name else f"{name}-redis")
            return {f"{full}-{suffix}": [6379] for suffix in ("master", "headless")}
        case "app-template":
            services = (item for item in objects_of(release) if item["kind"] == "Service")
            return {item["metadata"]["name"]: [port["port"] for port in item["spec"]["ports"]] for item in services}
        case "trigger":
            full = values.get("fullnameOverride") or (name if "trigger" in name else f"{name}-trigger")
            made = {f"{full}-webapp": [3030], f"{full}-electric": [3000], f"{full}-supervisor": [3000, 9088]}
            return {**made, f"{full}-s2": [80]} if get(values, "s2.deploy") else made
        case other:
            raise AssertionError(f"no rule for the Services of chart {other}")


@dataclass(frozen=True)
class Pod:
    """The pods of one workload that is ours to write, or that app-template makes of its values.

    Attributes:
        namespace: where it runs.
        workload: what keeps the pods running.
        template: what they are made from.
    """

    namespace: str
    workload: dict[str, Any]
    template: dict[str, Any]

    @property
    def place(self) -> str:
        """For messages."""
        return where(self.workload)

    @property
    def labels(self) -> dict[str, str]:
        """What Services find it by."""
        return dict(get(self.template, "metadata.labels", {}))

    @property
    def spec(self) -> dict[str, Any]:
        """The pod's own spec."""
        found: dict[str, Any] = self.template["spec"]
        return found

    @property
    def containers(self) -> list[dict[str, Any]]:
        """Every container, those that run before the others last."""
        return [*self.spec["containers"], *self.spec.get("initContainers", ())]

    @property
    def ends(self) -> bool:
        """Whether it is meant to end."""
        return self.workload["kind"] in {"Job", "CronJob"}

    @property
    def replicas(self) -> int | None:
        """How many of it there are at a time; None for one on every node."""
        if self.workload["kind"] == "DaemonSet":
            return None
        return int(self.workload["spec"].get("replicas", 1))

    @property
    def claims(self) -> dict[str, str]:
        """The claims that it mounts, by the name of the volume."""
        return {
            volume["name"]: volume["persistentVolumeClaim"]["claimName"]
            for volume in self.spec.get("volumes", ())
            if "persistentVolumeClaim" in volume
        }

    def single_files(self) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Place, volume and file of every mount that shows one file of a Secret or ConfigMap."""
        volumes = {volume["name"]: volume for volume in self.spec.get("volumes", ())}
        for container in self.containers:
            for mount in container.get("volumeMounts", ()):
                volume = volumes[mount["name"]]
                if "subPath" in mount and volume.keys() & {"secret", "configMap"}:
                    yield f"{self.place}: {container['name']}: {mount['mountPath']}", volume, mount["subPath"]


_WORKLOADS = ("StatefulSet", "Deployment", "DaemonSet", "Job", "CronJob")


def pods(tree: Tree, folder: str = "") -> Iterator[Pod]:
    """The pods of the tree, but for those of charts other than app-template."""
    for at in tree.components:
        if folder in {"", at}:
            for namespace, item in tree.in_cluster(*_WORKLOADS, folder=at):
                spec = item["spec"]["jobTemplate"]["spec"] if item["kind"] == "CronJob" else item["spec"]
                yield Pod(namespace, item, spec["template"])
