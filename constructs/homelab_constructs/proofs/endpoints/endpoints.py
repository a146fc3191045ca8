"""Endpoints: whatever connects to a host in the cluster finds a Service there, with that port."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..chart_rules import Release, releases_of
from ..finding import Finding, Unproven
from ..makers import may_come_from_kustomize, may_have_pods, may_make
from ..proof import Proof
from ..secrets.secret_literals import secret_texts
from ..tree import Item, Tree, entries, get, mapping, walk
from ..values_in import chart_text
from ..written import UNKNOWN, WrittenPod, nearest, readable, settled, written_pods
from .cluster_classes import Classes
from .endpoint_hosts import Found, Target, addresses, pairs, target_of
from .service_stock import Services, port_number, selected

__all__ = ["ENDPOINTS"]

Said = Iterator[Finding | Unproven]

_TRAEFIK = ("traefik.io", "traefik.containo.us")
_CNPG = "postgresql.cnpg.io"
_GATEWAY = "gateway.networking.k8s.io"
# Their hosts are those that people outside use, or no hosts at all.
_OUTWARD = frozenset(
    """
    Certificate ClusterRole ClusterRoleBinding CustomResourceDefinition GRPCRoute Gateway HTTPRoute Ingress
    Kustomization Namespace Role RoleBinding TLSRoute
    """.split()
)
_OUTWARD_KEYS = frozenset(
    "affinity annotations dnsNames hostAliases hostnames ingress labels metadata nodeSelector route tls".split()
)
# How to say that something is there which the tree does not make: in Python, and by hand.
_EXPECTED_HOST = (
    "one that is declared: component.expect_host(host) in Python, a line under objects in expects.yaml by hand"
)
_EXPECTED_NAMESPACE = (
    "one that is declared: component.expect_host(host) in Python, a line under namespaces in expects.yaml by hand"
)
_COMMANDS = ("command", "args")
_OPTION = re.compile(r"--?([A-Za-z][\w.-]*)")
_EXPANSION = re.compile(r"(?<!\$)\$\(([A-Za-z_][A-Za-z0-9_]*)\)")


def _find(tree: Tree) -> Said:
    services = Services(tree)
    told: dict[Finding | Unproven, None] = {}
    for item in tree.items:
        look = _Look(tree, services, item, item.namespace)
        told |= dict.fromkeys(look.object())
        told |= dict.fromkeys(look.annotations())
        told |= dict.fromkeys(look.backends())
        if item.kind == "Service" and item.group == "":
            told |= dict.fromkeys(look.selector())
    for pod in written_pods(tree):
        told |= dict.fromkeys(_Look(tree, services, pod.item, pod.item.namespace).pod(pod))
    for release in releases_of(tree):
        told |= dict.fromkeys(_Look(tree, services, release.item, release.namespace, release).release_values())
    told |= dict.fromkeys(Classes(tree).find())
    yield from told


ENDPOINTS = Proof(
    "endpoints",
    "every host in the cluster that something connects to is a Service that is really made, with that port",
    _find,
)


class _Look:
    """Follows the addresses of one object, in the namespace from which they are asked for."""

    def __init__(
        self, tree: Tree, services: Services, item: Item, namespace: str, release: Release | None = None
    ) -> None:
        self._tree, self._services, self._item, self._namespace = tree, services, item, namespace
        self._release = release

    def object(self) -> Said:
        item = self._item
        if item.encrypted or item.kind in _OUTWARD:
            return
        if item.kind == "Secret":
            found = list(secret_texts(item))
            yield from self.beside({key: text for _, key, text in found}, {key: path for path, key, _ in found})
            for path, key, text in found:
                yield from self.text(text, path, key)
            return
        for key, node in item.data.items():
            if key == "spec" and item.kind == "HelmRelease":
                # The values are left to `release_values`: their pods may live in another namespace.
                yield from self.node({name: part for name, part in item.spec.items() if name != "values"}, key, key)
            elif key not in ("apiVersion", "kind", "metadata", "status"):
                yield from self.node(node, str(key), str(key))

    def release_values(self) -> Said:
        release = self._release
        if release is None:
            return
        yield from self.node(self._item.spec.get("values"), "spec.values", "values")
        yield from self.annotations()
        for address in release.rules.addresses(release) if release.rules is not None else ():
            path = address.path if address.path.startswith("spec.") else f"spec.values.{address.path}"
            yield from self.address(Found(self.plain(address.host), address.port), path)

    def annotations(self) -> Said:
        """Hosts in annotations, such as where an Ingress asks who somebody is: only those that say `.svc`.

        Whatever else stands there is for people, or for controllers that read it in ways of their own.
        """
        for path, node in walk(self._item.data):
            if not path.endswith(".annotations") or self._of_values(path) is not (self._release is not None):
                continue
            for key, text in mapping(node).items():
                if isinstance(text, str) and ".svc" in text:
                    for found in addresses(self.plain(text), str(key)):
                        if found.host.rstrip(".").removesuffix(".cluster.local").endswith(".svc"):
                            yield from self.address(found, f"{path}.{key}")

    def _of_values(self, path: str) -> bool:
        return self._item.kind == "HelmRelease" and path.startswith("spec.values.")

    def plain(self, text: str) -> str:
        """A text as far as anybody can tell what it will be."""
        text = readable(self._item, text)
        return chart_text(self._release, text) if self._release is not None else text

    # -- texts -----------------------------------------------------------------------------------------------------

    def node(self, node: Any, path: str, name: str) -> Said:
        if isinstance(node, str):
            yield from self.text(node, path, name)
        elif isinstance(node, list):
            yield from self.listed(node, path, name)
        elif isinstance(node, dict):
            yield from self.beside(node, {key: f"{path}.{key}" for key in node})
            own = node.get("name")
            for key, value in node.items():
                if key not in _OUTWARD_KEYS:
                    called = own if key == "value" and isinstance(own, str) else str(key)
                    yield from self.node(value, f"{path}.{key}", called)

    def listed(self, node: list[Any], path: str, name: str) -> Said:
        named = [(index, entry) for index, entry in entries(node) if isinstance(entry.get("name"), str)]
        if named:
            values = {entry["name"]: entry.get("value") for _, entry in named}
            yield from self.beside(values, {entry["name"]: f"{path}[{index}].value" for index, entry in named})
        before = ""
        for index, entry in enumerate(node):
            yield from self.node(entry, f"{path}[{index}]", before or name)
            option = _OPTION.fullmatch(entry) if name in _COMMANDS and isinstance(entry, str) else None
            before = option[1] if option is not None else ""

    def beside(self, values: Mapping[Any, Any], paths: Mapping[Any, str]) -> Said:
        plain = {key: self.plain(value) if isinstance(value, str) else value for key, value in values.items()}
        for key, found in pairs(plain):
            yield from self.address(found, paths[key])

    def text(self, text: str, path: str, name: str) -> Said:
        if "." in text or ":" in text or name[-4:].lower() in ("host", "name"):
            for found in addresses(self.plain(text), name):
                yield from self.address(found, path)

    def pod(self, pod: WrittenPod) -> Said:
        """What the kubelet puts together: `$(NAME)` in an environment and in commands."""
        for path, container in pod.containers():
            values = self.environment(container)
            for index, entry in entries(container.get("env")):
                if "$(" in str(entry.get("value")):
                    text = values.get(str(entry.get("name")), "")
                    yield from self.text(text, f"{path}.env[{index}].value", str(entry.get("name")))
            for field in _COMMANDS:
                words = container.get(field)
                for index, word in enumerate(words if isinstance(words, list) else ()):
                    if isinstance(word, str) and "$(" in word:
                        yield from self.text(_expanded(word, values), f"{path}.{field}[{index}]", field)

    def environment(self, container: Mapping[str, Any]) -> dict[str, str]:
        values: dict[str, str] = {}
        for _, entry in entries(container.get("env")):
            name, value = str(entry.get("name")), entry.get("value")
            reference = mapping(get(entry, "valueFrom.secretKeyRef"))
            if isinstance(value, str):
                values[name] = _expanded(self.plain(value), values)
            elif reference:
                values[name] = self.secret_text(str(reference.get("name")), str(reference.get("key")))
        return values

    def secret_text(self, name: str, key: str) -> str:
        secret = self._tree.find("Secret", self._namespace, name)
        texts = {known: text for _, known, text in secret_texts(secret)} if secret is not None else {}
        return readable(secret, texts[key]) if secret is not None and key in texts else UNKNOWN

    # -- addresses -------------------------------------------------------------------------------------------------

    def address(self, found: Found, path: str) -> Said:
        if UNKNOWN in found.host:
            if ".svc" in found.host or "." not in found.host:
                yield self._item.unproven(f"{path}: where it leads", "only the cluster knows what its variable holds")
            return
        target = target_of(found.host, self._namespace, self._services.namespaces)
        if target is not None:
            yield from self.service(target, found.port, path, sure=found.sure)

    def service(self, target: Target, port: int | str | None, path: str, *, sure: bool = True) -> Said:
        service = self._services.find(target.namespace, target.name)
        if service is None:
            if sure:
                yield self.missing(target, path)
            return
        offered = service.offers(port)
        if offered is None:
            yield self._item.unproven(
                f"{path}: port {port!r} of {target.name!r}", "its chart's rules know numbers only"
            )
        elif not offered:
            yield self._item.finding(
                path,
                f"Service {target.name!r} has no port {port!r} (it has {service.described()})",
                "one of its ports" if len(service.ports) > 1 else f"port {next(iter(service.ports))}",
            )

    def missing(self, target: Target, path: str) -> Finding | Unproven:
        name, namespace = target.name, target.namespace
        what = f"{path}: Service {name!r} in namespace {namespace!r}"
        if "${" in f"{namespace}{name}":
            return self._item.unproven(what, "only the cluster knows what its variable holds")
        if not target.sure:
            return self._item.unproven(what, "its host may be a domain of the world, too")
        if namespace not in self._services.namespaces:
            return self.no_namespace(what, namespace, path)
        maker = may_make(self._tree, "services", namespace, name, self._item) or may_come_from_kustomize(
            self._tree, self._item, "Service"
        )
        if name.endswith("-operated"):
            maker = "operators such as Prometheus' make Services of such names"
        if maker:
            return self._item.unproven(what, maker)
        places = self._services.places(name)
        elsewhere = f"; there is one in namespace {', '.join(map(repr, places))}" if places else ""
        near = nearest(name, self._services.names(namespace))
        remedy = f"{near!r}, which is there" if near else f"a Service that is made, or {_EXPECTED_HOST}"
        return self._item.finding(
            path,
            f"no Service {name!r} in namespace {namespace!r}{elsewhere}",
            f"{name}.{places[0]}.svc" if places else remedy,
        )

    def no_namespace(self, what: str, namespace: str, path: str) -> Finding | Unproven:
        if not self._tree.declared.given:
            return self._item.unproven(what, "nothing of this tree lives in that namespace")
        near = nearest(namespace, self._services.namespaces)
        return self._item.finding(
            path,
            f"no namespace {namespace!r} is made or declared",
            f"{near!r}, which is there" if near else _EXPECTED_NAMESPACE,
        )

    # -- backends --------------------------------------------------------------------------------------------------

    def backends(self) -> Said:
        """What traffic from outside is led to, and what a StatefulSet is called by."""
        item = self._item
        match item.kind, item.group:
            case "Ingress", _:
                yield from self.ingress()
            case (("IngressRoute" | "IngressRouteTCP" | "IngressRouteUDP"), group) if group in _TRAEFIK:
                for number, route in entries(item.spec.get("routes")):
                    for index, service in entries(route.get("services")):
                        yield from self.reference(service, f"spec.routes[{number}].services[{index}]")
            case "Middleware", group if group in _TRAEFIK:
                yield from self.reference(mapping(get(item.spec, "errors.service")), "spec.errors.service")
            case _, group if group == _GATEWAY:
                for number, rule in entries(item.spec.get("rules")):
                    for index, service in entries(rule.get("backendRefs")):
                        yield from self.reference(service, f"spec.rules[{number}].backendRefs[{index}]")
            case (("Pooler" | "Database" | "ScheduledBackup" | "Backup"), group) if group == _CNPG:
                yield from self.other("Cluster", get(item.spec, "cluster.name"), "spec.cluster.name")
            case "Cluster", group if group == _CNPG:
                for index, plugin in entries(item.spec.get("plugins")):
                    store = get(plugin, "parameters.barmanObjectName")
                    yield from self.other("ObjectStore", store, f"spec.plugins[{index}].parameters.barmanObjectName")
                yield from self.origins()
            case "StatefulSet", "apps":
                name = item.spec.get("serviceName")
                if isinstance(name, str) and name:
                    yield from self.service(Target(item.namespace, settled(item, name)), None, "spec.serviceName")
            case _:
                pass

    def origins(self) -> Said:
        """What a Cluster begins with."""
        for index, origin in entries(self._item.spec.get("externalClusters")):
            path = f"spec.externalClusters[{index}].plugin.parameters.barmanObjectName"
            yield from self.other("ObjectStore", get(origin, "plugin.parameters.barmanObjectName"), path)
        path = "spec.bootstrap.recovery"
        recovery = mapping(get(self._item.data, path))
        yield from self.other("Backup", get(recovery, "backup.name"), f"{path}.backup.name")
        snapshots = mapping(recovery.get("volumeSnapshots"))
        for field in ("storage", "walStorage"):
            source = mapping(snapshots.get(field))
            yield from self.other(str(source.get("kind")), source.get("name"), f"{path}.volumeSnapshots.{field}.name")

    def other(self, kind: str, name: Any, path: str) -> Said:
        """An object of an operator that another connects to."""
        if not isinstance(name, str) or not name:
            return
        name, namespace = settled(self._item, name), self._namespace
        if self._tree.find(kind, namespace, name) is not None:
            return
        known = {settled(item, item.name) for item in self._tree.of_kind(kind) if item.namespace == namespace}
        known |= {str(of) for found, where, of in self._tree.declared.objects if (found, where) == (kind, namespace)}
        if name in known:
            return
        if "${" in name or may_come_from_kustomize(self._tree, self._item, kind):
            yield self._item.unproven(f"{path}: {kind} {name!r}", "only the cluster knows whether it is there")
            return
        near = nearest(name, known)
        yield self._item.finding(
            path,
            f"no {kind} {name!r} in namespace {namespace!r}",
            f"{near!r}, which is there" if near else f"a {kind} of the tree, or {_expected(kind, namespace, name)}",
        )

    def ingress(self) -> Said:
        spec = self._item.spec
        found = [("spec.defaultBackend", spec.get("defaultBackend"))]
        for number, rule in entries(spec.get("rules")):
            for index, way in entries(get(rule, "http.paths")):
                found.append((f"spec.rules[{number}].http.paths[{index}].backend", way.get("backend")))
        for path, backend in found:
            service = mapping(get(backend, "service"))
            port = mapping(service.get("port"))
            named = {"name": service.get("name"), "port": port.get("number") or port.get("name")}
            yield from self.reference(named, f"{path}.service")

    def reference(self, node: Mapping[Any, Any], path: str) -> Said:
        name, namespace = node.get("name"), node.get("namespace")
        if isinstance(name, str) and name and node.get("kind") in (None, "Service") and "@" not in name:
            where = settled(self._item, namespace) if isinstance(namespace, str) and namespace else self._namespace
            target = Target(where, settled(self._item, name))
            port = port_number(self._item, node.get("port"))
            place = f"{path}.port" if self._services.find(target.namespace, target.name) else f"{path}.name"
            yield from self.service(target, port, place)

    # -- Services --------------------------------------------------------------------------------------------------

    def selector(self) -> Said:
        """A Service of the tree finds pods, and the ports that it leads to."""
        item = self._item
        selector = item.spec.get("selector")
        if not isinstance(selector, dict) or not selector or item.spec.get("type") == "ExternalName":
            return
        pods = selected(self._tree, item)
        for index, port in entries(item.spec.get("ports")) if pods else ():
            yield from self.target_port(port, pods, f"spec.ports[{index}].targetPort")
        if not pods:
            yield self.no_pods({str(key): settled(item, str(value)) for key, value in selector.items()})

    def target_port(self, port: Mapping[str, Any], pods: list[WrittenPod], path: str) -> Said:
        target = port_number(self._item, port.get("targetPort"))
        ports = [
            entry for pod in pods for _, container in pod.containers() for _, entry in entries(container.get("ports"))
        ]
        names = {str(entry["name"]) for entry in ports if entry.get("name")}
        numbers = {port_number(pods[0].item, entry.get("containerPort")) for entry in ports}
        if isinstance(target, str) and target not in names:
            near = nearest(target, names)
            yield self._item.finding(
                path,
                f"no container of its pods names a port {target!r}",
                f"{near!r}, which one does" if near else f"one of {', '.join(sorted(names)) or 'their numbers'}",
            )
        elif isinstance(target, int) and numbers and target not in numbers:
            yield self._item.unproven(f"{path}: port {target}", "no container of its pods says that it listens there")

    def no_pods(self, selector: Mapping[str, str]) -> Finding | Unproven:
        item, namespace = self._item, self._item.namespace
        postgres = {settled(other, other.name) for other in self._tree.of_kind("Cluster", "Pooler")}
        if any(key.startswith("cnpg.io/") and value in postgres for key, value in selector.items()):
            return item.unproven("spec.selector", "the operator makes those pods")
        maker = may_have_pods(self._tree, namespace, selector.values())
        if maker:
            return item.unproven("spec.selector", maker)
        ours = [pod for pod in written_pods(self._tree) if pod.ours and pod.item.namespace == namespace]
        if not ours:
            return item.unproven("spec.selector", f"no pod of namespace {namespace!r} is described in this tree")
        near = max(ours, key=lambda pod: len(selector.items() & _texts(pod)))
        labels = ", ".join(f"{key}: {value}" for key, value in sorted(_texts(near)))
        return item.finding(
            "spec.selector",
            f"no pod has {', '.join(f'{key}: {value!r}' for key, value in selector.items())}",
            f"labels of a pod; {near.item.kind}/{near.item.name} has {labels or 'none'}",
        )


def _expected(kind: str, namespace: str, name: str) -> str:
    """How to say that an object is there which the tree does not make."""
    call = f"lab.expect(api_version=..., kind={kind!r}, namespace={namespace!r}, name={name!r})"
    return f"one that is declared: {call} in Python, a line under objects in expects.yaml by hand"


def _texts(pod: WrittenPod) -> set[tuple[str, str]]:
    return {(str(key), settled(pod.item, str(value))) for key, value in pod.labels.items()}


def _expanded(text: str, values: Mapping[str, str]) -> str:
    return _EXPANSION.sub(lambda match: values.get(match[1], UNKNOWN), text)
