"""Trees as people write them by hand: one component, its objects, and perhaps an expects.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.proofs.broken import Files, write

Object = dict[str, Any]


def home(*objects: Object, namespace: str = "media", expects: Mapping[str, Any] | None = None) -> Files:
    """A component that Flux puts into a namespace."""
    files = {
        "ks.yaml": write(
            {
                "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
                "kind": "Kustomization",
                "metadata": {"name": "photos", "namespace": "flux-system"},
                "spec": {
                    "path": "./photos",
                    "targetNamespace": namespace,
                    "postBuild": {"substitute": {"APP": "photos", "quote": '"'}},
                },
            }
        ),
        "photos/all.yaml": write(*objects),
    }
    return files if expects is None else files | {"expects.yaml": write(expects)}


def thing(kind: str, name: str, api: str = "v1", **content: Any) -> Object:
    """An object."""
    return {"apiVersion": api, "kind": kind, "metadata": {"name": name}, **content}


def secret(name: str, /, **data: str) -> Object:
    """A Secret; a double underscore in a key stands for a dash."""
    return thing("Secret", name, stringData={key.replace("__", "-"): text for key, text in data.items()})


def deployment(name: str = "photos", *, labels: Mapping[str, str] | None = None, **pod: Any) -> Object:
    """A Deployment with one container; `env`, `envFrom`, `args`, `ports`, `volumeMounts` are the container's."""
    of_container: Object = {
        key: pod.pop(key) for key in ("env", "envFrom", "args", "ports", "volumeMounts") if key in pod
    }
    container: Object = {"name": "app", "image": "ghcr.io/me/photos:1.0.0", **of_container}
    template: Object = {
        "metadata": {"labels": dict(labels) if labels else {"app": name}},
        "spec": {"containers": [container], **pod},
    }
    return thing("Deployment", name, "apps/v1", spec={"template": template})


def release(name: str = "grafana", chart: str = "grafana", **spec: Any) -> Object:
    """A HelmRelease of a chart from a HelmRepository."""
    source = {"kind": "HelmRepository", "name": "charts", "namespace": "flux-system"}
    of_chart = {"spec": {"chart": chart, "version": "1.0.0", "sourceRef": source}}
    return thing("HelmRelease", name, "helm.toolkit.fluxcd.io/v2", spec={"chart": of_chart, **spec})


def cluster(name: str = "photos-postgresql", **spec: Any) -> Object:
    """A PostgreSQL Cluster of CloudNativePG."""
    return thing("Cluster", name, "postgresql.cnpg.io/v1", spec={"instances": 1, **spec})


def from_secret(name: str, key: str, **more: Any) -> list[dict[str, Any]]:
    """An environment with one variable, which comes from a key."""
    return [{"name": "VALUE", "valueFrom": {"secretKeyRef": {"name": name, "key": key, **more}}}]
