"""Releases: what helm-controller takes a HelmRelease's name and places for."""

from __future__ import annotations

from .tree import Item

__all__ = ["name_path", "release_name", "storage_namespace"]


def release_name(item: Item) -> str:
    """The Helm release's name: with a target namespace, that in front."""
    target = item.spec.get("targetNamespace")
    return str(item.spec.get("releaseName") or (f"{target}-{item.name}" if target else item.name))


def name_path(item: Item) -> str:
    """The field that decides the release's name."""
    for field in ("releaseName", "targetNamespace"):
        if item.spec.get(field):
            return f"spec.{field}"
    return "metadata.name"


def storage_namespace(item: Item) -> str:
    """Where Helm keeps what it knows of the release."""
    return str(item.spec.get("storageNamespace") or item.namespace)
