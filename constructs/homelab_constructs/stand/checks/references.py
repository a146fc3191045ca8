"""References: whatever an object of the lab names is there, as the objects stand in the cluster."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..api import Object, identity
from ..lab import DistCopy
from .finding import Finding
from .inventory import Inventory, Workload

__all__ = ["OPERATOR_OWNERS", "References", "check_references"]

OPERATOR_OWNERS = ("Cluster", "Pooler")
"""Kinds whose Services an operator makes: in a stand they are simulated, and no pod stands behind them."""

_URL = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/@\s]*@)?([a-z0-9][a-z0-9.-]*)(?::(\d+))?(?=[/?#\s]|$)")
_ADDRESS = re.compile(r"([a-z0-9][a-z0-9.-]*):(\d{2,5})")
# `08:30` and `node:22` are none: a bare host:port is one where the name of its variable or key says so.
_SAYS_ADDRESS = re.compile(r"(?i)(host|addr|address|url|uri|endpoint|server|broker|dsn|origin)(e?s)?$")
_EXPANSION = re.compile(r"(?<!\$)\$\(([A-Za-z_][A-Za-z0-9_]*)\)")
_LOOPBACK = ("localhost", "127.0.0.1", "0.0.0.0")  # noqa: S104 - what a server listens on, compared with


@dataclass(frozen=True)
class References:
    """What came of following every reference.

    Attributes:
        findings: what is named and is not there.
        left_out: what a release without its chart would have made: nobody can tell here.
        followed: how many references were followed.
    """

    findings: tuple[Finding, ...]
    left_out: tuple[Finding, ...]
    followed: int


def check_references(inventory: Inventory, dist: DistCopy, *, empty_releases: Iterable[str] = ()) -> References:
    """Follow every Secret, key, ConfigMap, claim, Service, port and backend that is named.

    Args:
        inventory: of the cluster.
        dist: what was committed: its expects.yaml names Secrets that a pod makes later.
        empty_releases: releases whose chart was not at hand.
    """
    later = {(item["namespace"], item["name"]) for item in dist.expects.get("secretsMadeLater", [])}
    look = _Look(inventory, later, dist.variables)
    findings: set[Finding] = set()
    for workload in inventory.workloads:
        findings |= set(look.pod(workload))
    for item in inventory.made:
        findings |= set(look.object(item))
    # A whole object that such a release would have made, by its name. A key that an object lacks is nobody else's.
    absent = tuple(f"'{name}" for name in empty_releases)
    left_out = {
        item for item in findings if item.problem.startswith("no ") and any(name in item.problem for name in absent)
    }
    return References(tuple(sorted(findings - left_out)), tuple(sorted(left_out)), look.followed)


class _Look:
    def __init__(self, inventory: Inventory, later: set[tuple[str, str]], variables: frozenset[str]) -> None:
        self._inventory, self._later = inventory, later
        self.followed = 0
        self._placeholder = re.compile(r"\$\{(" + "|".join(sorted(variables) or ["."]) + r")\b")

    # -- objects ---------------------------------------------------------------------------------------------------

    def object(self, item: Object) -> Iterator[Finding]:
        place = identity(item)
        if item["kind"] != "Kustomization":  # whose postBuild may speak of variables
            for text in _strings(_content(item)):
                if self._placeholder.search(text):
                    yield Finding(place, f"a variable was not filled in: {_around(text, '${')}")
        namespace = item["metadata"].get("namespace", "")
        match item["kind"]:
            case "Ingress":
                yield from self._ingress(item, place, namespace)
            case "Service":
                yield from self._service(item, place, namespace)
            case "HelmRelease":
                for source in item["spec"].get("valuesFrom", []):
                    if not source.get("optional"):
                        follow = self._secret if source["kind"] == "Secret" else self._config_map
                        yield from follow(place, namespace, source["name"], (source.get("valuesKey", "values.yaml"),))
                for key, text in _leaves(item["spec"].get("values", {})):
                    yield from self._addresses(f"{place}, value {key}", namespace, text)
            case "Cluster":
                for name, keys in _database_secrets(item["spec"]):
                    yield from self._secret(place, namespace, name, keys)
            case "Pooler" | "Database":
                cluster = item["spec"]["cluster"]["name"]
                self.followed += 1
                if not self._inventory.get(item["apiVersion"], "Cluster", namespace, cluster):
                    yield Finding(place, f"no Cluster {cluster!r}")
            case "Secret":
                for key, text in _secret_texts(item):
                    yield from self._addresses(f"{place}, key {key}", namespace, text)
            case _:
                pass

    def _ingress(self, item: Object, place: str, namespace: str) -> Iterator[Finding]:
        spec = item["spec"]
        backends = [path["backend"] for rule in spec.get("rules", []) for path in rule.get("http", {}).get("paths", [])]
        for backend in [*backends, spec.get("defaultBackend") or {}]:
            if service := backend.get("service"):
                port = service["port"].get("number") or service["port"].get("name")
                yield from self._has_port(place, namespace, service["name"], port)
        for entry in spec.get("tls", []):
            yield from self._secret(place, namespace, entry.get("secretName", ""), ("tls.crt", "tls.key"))
        if not self._inventory.get("networking.k8s.io/v1", "IngressClass", "", spec.get("ingressClassName", "")):
            yield Finding(place, f"no IngressClass {spec.get('ingressClassName')!r}")

    def _service(self, item: Object, place: str, namespace: str) -> Iterator[Finding]:
        selector = item["spec"].get("selector")
        if (
            selector
            and self._inventory.owner(item).get("kind") not in OPERATOR_OWNERS
            and not self._pods(namespace, selector)
        ):
            yield Finding(place, f"its selector finds no pod: {selector}")

    # -- pods ------------------------------------------------------------------------------------------------------

    def pod(self, workload: Workload) -> Iterator[Finding]:
        spec, namespace = workload.pod["spec"], workload.namespace
        for pull in spec.get("imagePullSecrets", []):
            yield from self._secret(workload.place, namespace, pull["name"], (".dockerconfigjson",))
        account = spec.get("serviceAccountName", "default")
        if not self._inventory.get("v1", "ServiceAccount", namespace, account):
            yield Finding(workload.place, f"no ServiceAccount {account!r}")
        for volume in spec.get("volumes", []):
            yield from self._volume(f"{workload.place}, volume {volume['name']}", namespace, volume)
        for container in workload.containers:
            yield from self._container(f"{workload.place}, container {container['name']}", namespace, container)

    def _volume(self, place: str, namespace: str, volume: Object) -> Iterator[Finding]:
        for source in (volume, *volume.get("projected", {}).get("sources", [])):
            if "secret" in source and not source["secret"].get("optional"):
                name = source["secret"].get("secretName") or source["secret"].get("name")
                yield from self._secret(
                    place, namespace, name, [item["key"] for item in source["secret"].get("items", [])]
                )
            if "configMap" in source and not source["configMap"].get("optional"):
                keys = [item["key"] for item in source["configMap"].get("items", [])]
                yield from self._config_map(place, namespace, source["configMap"]["name"], keys)
        claim = volume.get("persistentVolumeClaim", {}).get("claimName")
        if claim and not self._inventory.get("v1", "PersistentVolumeClaim", namespace, claim):
            yield Finding(place, f"no PersistentVolumeClaim {claim!r}")

    def _container(self, place: str, namespace: str, container: Object) -> Iterator[Finding]:
        entries = container.get("env", [])
        names = [entry["name"] for entry in entries]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Finding(place, f"env {name} stands there {names.count(name)} times: the last one wins")
        for source in container.get("envFrom", []):
            if "secretRef" in source and not source["secretRef"].get("optional"):
                yield from self._secret(place, namespace, source["secretRef"]["name"], ())
            if "configMapRef" in source and not source["configMapRef"].get("optional"):
                yield from self._config_map(place, namespace, source["configMapRef"]["name"], ())
        values: dict[str, str] = {}
        for entry in entries:
            origin = entry.get("valueFrom", {})
            secret, config = origin.get("secretKeyRef"), origin.get("configMapKeyRef")
            if secret and not secret.get("optional"):
                yield from self._secret(f"{place}, env {entry['name']}", namespace, secret["name"], (secret["key"],))
            if config and not config.get("optional"):
                yield from self._config_map(
                    f"{place}, env {entry['name']}", namespace, config["name"], (config["key"],)
                )
            if secret:
                values[entry["name"]] = self._value(namespace, secret["name"], secret["key"])
            elif "value" in entry:
                values[entry["name"]] = _EXPANSION.sub(lambda found: values.get(found[1], found[0]), entry["value"])
        for position, word in enumerate([*container.get("command", []), *container.get("args", [])]):
            for expansion in _EXPANSION.findall(word):
                if expansion not in values and not container.get("envFrom"):
                    yield Finding(f"{place}, word {position} of its command", f"$({expansion}) names no variable")
        for name, text in values.items():
            if "${" in text:
                yield Finding(f"{place}, env {name}", f"nothing expands this: {_around(text, '${')}")
            for expansion in _EXPANSION.findall(text):
                yield Finding(f"{place}, env {name}", f"$({expansion}) names no variable before it")
            yield from self._addresses(f"{place}, env {name}", namespace, text)
            if name.endswith("_HOST") and f"{name.removesuffix('_HOST')}_PORT" in values:
                port = values[f"{name.removesuffix('_HOST')}_PORT"]
                yield from self._address(f"{place}, env {name}", namespace, text, port)

    # -- what is named ---------------------------------------------------------------------------------------------

    def _secret(self, place: str, namespace: str, name: str, keys: Any) -> Iterator[Finding]:
        self.followed += 1
        found = self._inventory.get("v1", "Secret", namespace, name)
        if found is None:
            if (namespace, name) not in self._later:
                yield Finding(place, f"no Secret {name!r} in {namespace}")
            return
        for key in keys:
            if key not in found.get("data", {}):
                yield Finding(
                    place, f"Secret {name!r} has no key {key!r} (it has {', '.join(sorted(found.get('data', {})))})"
                )

    def _config_map(self, place: str, namespace: str, name: str, keys: Any) -> Iterator[Finding]:
        self.followed += 1
        found = self._inventory.get("v1", "ConfigMap", namespace, name)
        if found is None:
            yield Finding(place, f"no ConfigMap {name!r} in {namespace}")
            return
        for key in keys:
            if key not in {**found.get("data", {}), **found.get("binaryData", {})}:
                yield Finding(place, f"ConfigMap {name!r} has no key {key!r}")

    def _value(self, namespace: str, name: str, key: str) -> str:
        found = self._inventory.get("v1", "Secret", namespace, name)
        return dict(_secret_texts(found)).get(key, "") if found else ""

    def _addresses(self, place: str, namespace: str, text: str) -> Iterator[Finding]:
        """Every URL in a text, and the text itself where it is host:port."""
        pairs = [match.groups() for match in _URL.finditer(text)]
        whole = _ADDRESS.fullmatch(text)
        if whole and (_SAYS_ADDRESS.search(place) or ".svc" in whole[1] or self._service_named(namespace, whole[1])):
            pairs = [whole.groups()]
        for host, port in pairs:
            yield from self._address(place, namespace, host, port)

    def _service_named(self, namespace: str, name: str) -> bool:
        return self._inventory.get("v1", "Service", namespace, name) is not None

    def _address(self, place: str, namespace: str, host: str, port: str | None) -> Iterator[Finding]:
        """An address in the cluster: `name`, `name.namespace`, `name.namespace.svc`; with other dots, elsewhere."""
        name, _, rest = host.partition(".")
        where = rest.removesuffix(".cluster.local").removesuffix(".svc") or namespace
        if host in _LOOPBACK or not self._inventory.get("v1", "Namespace", "", where):
            if rest.endswith((".svc", ".svc.cluster.local")):
                yield Finding(place, f"no namespace {where!r}")
            return
        yield from self._has_port(place, where, name, int(port) if port and port.isdigit() else None)

    def _has_port(self, place: str, namespace: str, name: str, port: int | str | None) -> Iterator[Finding]:
        self.followed += 1
        service = self._inventory.get("v1", "Service", namespace, name)
        if service is None:
            yield Finding(place, f"no Service {name!r} in {namespace}")
            return
        if service["spec"].get("type") == "ExternalName":
            return  # it leads out of the cluster, and has no ports of its own
        offered = service["spec"].get("ports", [])
        fitting = [item for item in offered if port is None or port in (item["port"], item.get("name"))]
        if not fitting:
            known = ", ".join(str(item["port"]) for item in offered)
            yield Finding(place, f"Service {name!r} has no port {port} (it has {known})")
        if self._inventory.owner(service).get("kind") in OPERATOR_OWNERS:
            return
        pods = self._pods(namespace, service["spec"].get("selector") or {})
        for item in fitting:
            target = item.get("targetPort", item["port"])
            if isinstance(target, str) and not any(target in _port_names(pod) for pod in pods):
                yield Finding(place, f"Service {name!r} leads to a port {target!r} that none of its pods names")

    def _pods(self, namespace: str, selector: Mapping[str, str]) -> list[Object]:
        return [
            pod
            for pod in self._inventory.all("v1", "Pod")
            if pod["metadata"]["namespace"] == namespace
            and selector.items() <= pod["metadata"].get("labels", {}).items()
        ]


def _port_names(pod: Object) -> set[str]:
    return {port.get("name", "") for container in pod["spec"]["containers"] for port in container.get("ports", [])}


def _content(item: Object) -> Any:
    """An object without what others have written on it; a Secret in plain text."""
    if item["kind"] == "Secret":
        return dict(_secret_texts(item))
    metadata = {key: value for key, value in item["metadata"].items() if key not in ("managedFields", "annotations")}
    return {**{key: value for key, value in item.items() if key != "status"}, "metadata": metadata}


def _secret_texts(item: Object) -> Iterator[tuple[str, str]]:
    for key, value in item.get("data", {}).items():
        yield key, base64.b64decode(value).decode(errors="replace")


def _strings(node: Any) -> Iterator[str]:
    for _, text in _leaves(node):
        yield text


def _leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a tree, with the way to it. An env variable in a list goes by its own name."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, Mapping):
        own = node["name"] if isinstance(node.get("name"), str) else "value"
        for key, value in node.items():
            yield from _leaves(value, f"{path}.{own if key == 'value' else key}".lstrip("."))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _leaves(value, f"{path}[{index}]")


def _database_secrets(spec: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The Secrets that a CloudNativePG Cluster takes credentials from, with the keys that it reads."""
    ways = [way for way in (spec.get("bootstrap") or {}).values() if way]
    roles = (spec.get("managed") or {}).get("roles") or []
    for reference in (
        *(way.get("secret") for way in ways),
        spec.get("superuserSecret"),
        *(role.get("passwordSecret") for role in roles),
    ):
        if reference:
            yield reference["name"], ("username", "password")
    for origin in spec.get("externalClusters") or []:
        for part in ("password", "sslKey", "sslCert", "sslRootCert"):
            if part in origin:
                yield origin[part]["name"], (origin[part]["key"],)


def _around(text: str, mark: str) -> str:
    at = text.index(mark)
    return repr(text[max(0, at - 10) : at + 40])
