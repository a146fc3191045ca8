"""Small labs to build in, and what a test asks of what they write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import ClusterProfile, Component, FluxApp, Homelab

Identity = tuple[str, str, str, str]
"""apiVersion, kind, namespace (empty where targetNamespace gives one) and name."""


def profile(**changes: Any) -> ClusterProfile:
    """The target cluster's profile as far as it has no default, with what a test needs otherwise."""
    given: dict[str, Any] = {"database_storage_class": "block", "data_storage_class": "files"}
    return ClusterProfile(**(given | changes))


def new_lab(**changes: Any) -> Homelab:
    """A lab that nobody writes: read it with `files()`."""
    return Homelab(profile(**changes), outdir="nowhere")


def config_map(component: Component, name: str, data: Mapping[str, str] | None = None, **metadata: Any) -> None:
    """The smallest thing that a component can hold."""
    from cdk8s_plus_28 import k8s

    component_id = f"config-map-{name}-{len(component.node.children)}"
    k8s.KubeConfigMap(component, component_id, metadata=k8s.ObjectMeta(name=name, **metadata), data=dict(data or {}))


def plain_app(lab: Homelab, name: str, *components: str, **options: Any) -> FluxApp:
    """An app whose components hold a ConfigMap each, called like their Kustomization."""
    app = FluxApp(lab, name, **options)
    for component in components or ("app",):
        part = app.component(component)
        config_map(part, part.kustomization_name)
    return app


def documents(content: bytes) -> list[dict[str, Any]]:
    """The YAML documents of one file."""
    return [document for document in yaml.safe_load_all(content) if document is not None]


def identities(files: Mapping[str, bytes]) -> list[Identity]:
    """Every Kubernetes object in the files, sorted. Lists of resources and expects.yaml are none."""
    found = [document for content in files.values() for document in documents(content) if "metadata" in document]
    return sorted(
        (item["apiVersion"], item["kind"], item["metadata"].get("namespace", ""), item["metadata"]["name"])
        for item in found
    )


def find(files: Mapping[str, bytes], kind: str, name: str) -> dict[str, Any]:
    """The one object of that kind and name."""
    found = [
        document
        for content in files.values()
        for document in documents(content)
        if document.get("kind") == kind and document.get("metadata", {}).get("name") == name
    ]
    assert len(found) == 1, f"{len(found)} objects {kind}/{name} in {sorted(files)}"
    return found[0]


def kustomization(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """The spec of a component's Flux Kustomization."""
    spec: dict[str, Any] = find(files, "Kustomization", name)["spec"]
    return spec


def assert_app_matches(files: Mapping[str, bytes], yaml_snapshot: SnapshotAssertion) -> None:
    """Compare every file that `Homelab.files()` gives with a snapshot of its own, and all objects with a list.

    A file that is no longer written shows in the list: a snapshot that nobody reads is only reported as unused.
    """
    listed = "".join(f"- {' '.join(part or '-' for part in identity)}\n" for identity in identities(files))
    assert listed == yaml_snapshot(name="identities")
    for path, content in files.items():
        assert content.decode() == yaml_snapshot(name=path.removesuffix(".yaml").replace("/", "_"))
