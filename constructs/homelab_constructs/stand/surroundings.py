"""Surroundings: what a lab expects of its cluster, made from its own expects.yaml."""

from __future__ import annotations

import hashlib
import secrets
import string
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from ..flux import variables
from .api import Object
from .charts import Provision
from .lab import DistCopy

__all__ = ["DOMAIN", "Variables", "surroundings"]

DOMAIN = "example.test"
BASE_FOLDER = "stand/base"


class Variables:
    """The values of a cluster's variables: invented once, then the same for as long as the stand lives.

    A third of them are digits only and a third read as a floating-point number, because those are the values that a
    manifest has to bear when its quotes are lost.
    """

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._forgotten: set[str] = set()

    def forget(self, name: str) -> None:
        """Have no value for a variable."""
        self._forgotten.add(name)

    def of(self, dist: DistCopy) -> dict[str, str]:
        """A value for each variable that the dist declares, in the format that it declares."""
        declared = (dist.expects.get("variables") or {}).get("keys") or []
        known = [item for item in declared if item["name"] not in self._forgotten]
        return {item["name"]: self._values.setdefault(item["name"], _invent(item)) for item in known}


def _invent(variable: Mapping[str, Any]) -> str:
    name, form = variable["name"], variable["format"]
    if form == variables.DOMAIN.name:
        return DOMAIN
    if form == variables.USER_NAME.name:
        return "stand+user-1"
    digits = "".join(secrets.choice(string.digits) for _ in range(29))
    shapes: tuple[Callable[[], str], ...] = (
        lambda: f"1{digits}23",
        lambda: f"1e3{digits}",
        lambda: secrets.token_hex(16),
    )
    return shapes[hashlib.sha256(name.encode()).digest()[0] % len(shapes)]()


# What an object that the cluster is expected to have holds here; of other kinds nobody in a stand knows what they are.
_CONTENT: dict[str, Object] = {
    "PersistentVolumeClaim": {
        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    },
    "ConfigMap": {"data": {}},
    # Where it leads, and on which ports, is its owner's affair.
    "Service": {"spec": {"type": "ExternalName", "externalName": "elsewhere.invalid"}},
}


def surroundings(dist: DistCopy, values: Mapping[str, str], flux_namespace: str) -> Iterator[Object]:
    """The objects that the lab's cluster is expected to have, Kustomizations and sources excepted.

    Args:
        dist: the lab.
        values: of the variables.
        flux_namespace: where Flux lives.
    """
    expects = dist.expects
    for name in expects.get("namespaces", []):
        yield {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}
    for name in expects.get("storageClasses", []):
        yield {
            "apiVersion": "storage.k8s.io/v1",
            "kind": "StorageClass",
            "metadata": {"name": name},
            "provisioner": "stand/none",
            "volumeBindingMode": "Immediate",
            "allowVolumeExpansion": True,
        }
    for name in expects.get("ingressClasses", []):
        controller = {"controller": f"stand/{name}"}
        yield {
            "apiVersion": "networking.k8s.io/v1",
            "kind": "IngressClass",
            "metadata": {"name": name},
            "spec": controller,
        }
    for item in expects.get("secrets", []):
        # A Secret without known keys is one whose keys its owner chooses, as the decryption keys.
        keys = item["keys"] or ["none"]
        yield {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": _substituted(item["name"], values), "namespace": item["namespace"]},
            "type": "kubernetes.io/tls" if set(keys) == {"tls.crt", "tls.key"} else "Opaque",
            "stringData": {key: secrets.token_hex(16) for key in keys},
        }
    for item in expects.get("objects", []):
        if item["apiVersion"] == "v1" and item["kind"] in _CONTENT:
            metadata = {"name": item["name"], "namespace": item["namespace"]}
            yield {"apiVersion": "v1", "kind": item["kind"], "metadata": metadata, **_CONTENT[item["kind"]]}
    named = (expects.get("variables") or {}).get("secret")
    if named:
        yield {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": named["name"], "namespace": named.get("namespace", flux_namespace)},
            "stringData": dict(values),
        }


def existing_sources(dist: DistCopy, provisions: list[Provision]) -> Iterator[Object]:
    """The chart sources that the cluster is expected to have, at the versions that the lab was told."""
    served = {(item.request.url, item.request.version): item for item in provisions}
    for item in dist.expects.get("sources", []):
        if item["kind"] == "GitRepository" or "url" not in item:
            continue
        spec: dict[str, Any] = {"interval": "24h", "url": item["url"]}
        if item["kind"] == "OCIRepository":
            provision = served.get((item["url"], item["version"]))
            spec["ref"] = (
                {"tag": provision.served_as} if provision and provision.served_as else {"semver": item["version"]}
            )
        yield {
            "apiVersion": "source.toolkit.fluxcd.io/v1",
            "kind": item["kind"],
            "metadata": {"name": item["name"], "namespace": item["namespace"]},
            "spec": spec,
        }


def existing_kustomizations(dist: DistCopy, git: str) -> Iterator[Object]:
    """The Kustomizations that the lab waits for: each applies one ConfigMap of its own."""
    for item in dist.expects.get("kustomizations", []):
        yield {
            "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
            "kind": "Kustomization",
            "metadata": {"name": item["name"], "namespace": item["namespace"]},
            "spec": {
                "interval": "10m",
                "path": f"./{BASE_FOLDER}/{item['name']}",
                "prune": True,
                "sourceRef": {"kind": "GitRepository", "name": git, "namespace": item["namespace"]},
            },
        }


def base_files(dist: DistCopy) -> dict[str, bytes]:
    """What those Kustomizations apply."""
    files = {}
    for item in dist.expects.get("kustomizations", []):
        folder = f"{BASE_FOLDER}/{item['name']}"
        metadata = {"name": f"base-{item['name']}", "namespace": item["namespace"]}
        files[f"{folder}/kustomization.yaml"] = b"resources: [object.yaml]\n"
        files[f"{folder}/object.yaml"] = yaml.safe_dump(
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata}
        ).encode()
    return files


def _substituted(name: str, values: Mapping[str, str]) -> str:
    """A Secret's name, in the two forms that expects.yaml has: as it is, or the domain with its first dot dashed."""
    for variable, value in values.items():
        name = name.replace(f"${{{variable}/./-}}", value.replace(".", "-", 1)).replace(f"${{{variable}}}", value)
    return name
