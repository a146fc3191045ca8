"""Stock: the Secrets, ConfigMaps, claims and ServiceAccounts that will be there, with their keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ...cnpg_rules import GENERATED_KEYS
from ..chart_rules import Release, releases_of
from ..tree import Item, Tree, entries, get, mapping
from ..values_in import chart_text, objects_in_values
from ..written import settled

__all__ = ["Held", "Stock"]

_CNPG = "postgresql.cnpg.io"
_TLS = frozenset({"tls.crt", "tls.key"})
_CERTIFICATE = _TLS | {"ca.crt"}
_ACCOUNT_TOKEN = frozenset({"token", "ca.crt", "namespace"})
_KINDS = ("Secret", "ConfigMap", "PersistentVolumeClaim", "ServiceAccount")
# Marks by which a controller of the cluster copies a Secret into other namespaces.
_COPIED = (
    "kubed.appscode.com/sync",
    "reflector.v1.k8s.emberstack.com/reflection-auto-enabled",
    "replicator.v1.mittwald.de/replicate-to",
    "replicator.v1.mittwald.de/replicate-to-matching",
)
_NUMBER = re.compile(r"-\d+$")
_VARIABLE = re.compile(r"\$\{[^{}]*\}")


@dataclass(frozen=True)
class Held:
    """Something that will be there.

    Attributes:
        keys: its keys; None where nobody says which.
        item: the object of the tree; None where somebody else makes it.
    """

    keys: frozenset[str] | None = None
    item: Item | None = None

    def joined(self, other: Held) -> Held:
        """Both under one name."""
        keys = None if self.keys is None or other.keys is None else self.keys | other.keys
        return Held(keys, self.item or other.item)


@dataclass
class Stock:
    """What will be there, by kind, namespace and name.

    Attributes:
        held: each object.
        everywhere: Secrets that are copied into other namespaces, by name.
    """

    held: dict[tuple[str, str, str], Held] = field(default_factory=dict)
    everywhere: dict[str, Held] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Tree) -> Stock:
        """What a tree makes, promises and declares."""
        stock = cls()
        stock._declared(tree)
        for item in tree.items:
            stock._object(item)
        for release in releases_of(tree):
            stock._release(release)
        return stock

    def find(self, kind: str, namespace: str, name: str) -> Held | None:
        """The object, or None."""
        found = self.held.get((kind, namespace, name))
        if found is None and kind == "Secret":
            found = self.everywhere.get(name)
        if found is None and kind == "PersistentVolumeClaim":
            # A StatefulSet makes one claim per pod, numbered.
            found = self.held.get((kind, namespace, _NUMBER.sub("-*", name)))
        if found is None and (kind, name) in _IN_EVERY_NAMESPACE:
            found = _IN_EVERY_NAMESPACE[kind, name]
        return found

    def names(self, kind: str, namespace: str) -> list[str]:
        """The names of a kind in a namespace."""
        here = {name for of, where, name in self.held if of == kind and where == namespace}
        return sorted(here | self.everywhere.keys() if kind == "Secret" else here)

    def namespaces(self, kind: str, name: str) -> list[str]:
        """The namespaces that have an object of that name."""
        return sorted({where for of, where, known in self.held if of == kind and known == name})

    def may_be(self, kind: str, namespace: str, name: str) -> str:
        """A name that holds a variable, and may come to the same as this one; empty if none does."""
        for known in self.names(kind, namespace):
            if ("${" in known or "${" in name) and (_may_become(known, name) or _may_become(name, known)):
                return known
        return ""

    def _add(self, kind: str, namespace: str, name: Any, held: Held) -> None:
        key = kind, namespace, str(name)
        self.held[key] = self.held[key].joined(held) if key in self.held else held

    def _secret(self, namespace: str, name: Any, keys: Iterable[str] | None) -> None:
        self._add("Secret", namespace, name, Held(None if keys is None else frozenset(map(str, keys))))

    def _declared(self, tree: Tree) -> None:
        declared = tree.declared
        for (namespace, name), keys in (*declared.secrets.items(), *declared.made_later.items()):
            self._secret(str(namespace), name, keys or None)
        # `flux bootstrap` makes the key of its own repository.
        self._secret("flux-system", "flux-system", None)
        if declared.variables_secret[1]:
            self._secret(*declared.variables_secret, keys=None)
        for kind, namespace, name in declared.objects:
            if kind in _KINDS:
                self._add(str(kind), str(namespace), name, Held())

    # -- objects ---------------------------------------------------------------------------------------------------

    def _object(self, item: Item) -> None:
        name, namespace = settled(item, item.name), item.namespace
        match item.kind, item.group:
            case (("Secret" | "ConfigMap"), ""):
                self._written(item, name, namespace)
            case (("PersistentVolumeClaim" | "ServiceAccount"), ""):
                self._add(item.kind, namespace, name, Held(None, item))
            case "StatefulSet", "apps":
                for _, claim in entries(item.spec.get("volumeClaimTemplates")):
                    claimed = f"{get(claim, 'metadata.name')}-{name}-*"
                    self._add("PersistentVolumeClaim", namespace, claimed, Held())
            case "Cluster", group if group == _CNPG:
                self._cluster(item, name, namespace)
            case "Pooler", group if group == _CNPG:
                self._add("ServiceAccount", namespace, name, Held())
                if not get(item.spec, "pgbouncer.authQuerySecret.name"):
                    self._secret(namespace, f"{settled(item, str(get(item.spec, 'cluster.name')))}-pooler", _TLS)
            case _:
                self._promised(item, name, namespace)

    def _written(self, item: Item, name: str, namespace: str) -> None:
        keys = {
            settled(item, str(key))
            for block in ("data", "stringData", "binaryData")
            for key in mapping(item.data.get(block))
        }
        if item.data.get("type") == "kubernetes.io/service-account-token":
            keys |= _ACCOUNT_TOKEN
        held = Held(frozenset(keys), item)
        self._add(item.kind, namespace, name, held)
        if item.kind == "Secret" and any(mark in mapping(item.metadata.get("annotations")) for mark in _COPIED):
            self.everywhere[name] = held

    def _cluster(self, item: Item, name: str, namespace: str) -> None:
        """What the operator makes for a Cluster (contract datastores, 1.2)."""
        given = any(get(method, "secret.name") for method in mapping(item.spec.get("bootstrap")).values())
        if not given:
            self._secret(namespace, f"{name}-app", GENERATED_KEYS)
        if item.spec.get("enableSuperuserAccess") is True and not get(item.spec, "superuserSecret.name"):
            self._secret(namespace, f"{name}-superuser", GENERATED_KEYS)
        self._secret(namespace, f"{name}-ca", ("ca.crt", "ca.key"))
        self._secret(namespace, f"{name}-server", _TLS)
        self._secret(namespace, f"{name}-replication", _TLS)
        self._add("ServiceAccount", namespace, name, Held())

    def _promised(self, item: Item, name: str, namespace: str) -> None:
        """What well-known controllers make of an object of theirs."""
        spec = item.spec
        match item.kind, item.group:
            case "Ingress", _ if _asks_for_a_certificate(item):
                for _, entry in entries(spec.get("tls")):
                    if entry.get("secretName"):
                        self._secret(namespace, settled(item, str(entry["secretName"])), _CERTIFICATE)
            case "Certificate", "cert-manager.io":
                secret = settled(item, str(spec.get("secretName")))
                self._secret(namespace, secret, None if spec.get("keystores") else _CERTIFICATE)
                if any(mark in mapping(get(spec, "secretTemplate.annotations")) for mark in _COPIED):
                    self.everywhere[secret] = Held(_CERTIFICATE)
            case "ExternalSecret", "external-secrets.io":
                keys = {str(entry.get("secretKey")) for _, entry in entries(spec.get("data"))}
                keys |= {str(key) for key in mapping(get(spec, "target.template.data"))}
                known = not spec.get("dataFrom") and not get(spec, "target.template.templateFrom")
                secret = settled(item, str(get(spec, "target.name") or item.name))
                self._secret(namespace, secret, keys if known else None)
            case "SealedSecret", "bitnami.com":
                keys = {*mapping(spec.get("encryptedData")), *mapping(get(spec, "template.data"))}
                self._secret(namespace, name, keys)
            case _:
                pass

    # -- charts ----------------------------------------------------------------------------------------------------

    def _release(self, release: Release) -> None:
        rules = release.rules
        if rules is not None:
            for name, keys in rules.secrets(release).items():
                self._secret(release.namespace, name, keys)
            for name in rules.made_later(release):
                self._secret(release.namespace, name, None)
            for name in rules.claims(release):
                self._add("PersistentVolumeClaim", release.namespace, name, Held())
            for name in rules.config_maps(release) or ():
                self._add("ConfigMap", release.namespace, name, Held())
        for made in objects_in_values(release, _KINDS):
            name = chart_text(release, settled(release.item, str(get(made, "metadata.name"))))
            blocks = (mapping(made.get(block)) for block in ("data", "stringData", "binaryData"))
            keys = frozenset(str(key) for block in blocks for key in block)
            self._add(str(made["kind"]), release.namespace, name, Held(keys))


_IN_EVERY_NAMESPACE = {
    ("ServiceAccount", "default"): Held(),
    ("ConfigMap", "kube-root-ca.crt"): Held(frozenset({"ca.crt"})),
}


def _asks_for_a_certificate(item: Item) -> bool:
    marks = mapping(item.metadata.get("annotations"))
    return any(str(mark).startswith("cert-manager.io/") or mark == "kubernetes.io/tls-acme" for mark in marks)


def _may_become(pattern: str, name: str) -> bool:
    if "${" not in pattern:
        return False
    parts = [re.escape(part) for part in _VARIABLE.split(pattern)]
    # A name that is nothing but a variable may be any name, which tells nothing.
    return any(parts) and re.fullmatch(".+".join(parts), name) is not None
