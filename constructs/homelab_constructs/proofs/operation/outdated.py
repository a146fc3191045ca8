"""Outdated: API versions that are gone, and fields that are about to go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..finding import Finding
from ..tree import Item, Tree, entries, get, walk

__all__ = ["outdated"]

_CNPG = "postgresql.cnpg.io"
_FLUX = "toolkit.fluxcd.io"
_CLASS = "kubernetes.io/ingress.class"
_IN_TREE = "the Barman Cloud plugin: spec.plugins and an ObjectStore"

# By apiVersion: since when it is gone, what to write instead, and which kinds, where others of it are still served.
_GONE: dict[str, tuple[str, str, tuple[str, ...]]] = {
    f"source.{_FLUX}/v1beta1": ("Flux 2.7", f"source.{_FLUX}/v1", ()),
    f"source.{_FLUX}/v1beta2": ("Flux 2.8", f"source.{_FLUX}/v1", ()),
    f"kustomize.{_FLUX}/v1beta1": ("Flux 2.7", f"kustomize.{_FLUX}/v1", ()),
    f"kustomize.{_FLUX}/v1beta2": ("Flux 2.8", f"kustomize.{_FLUX}/v1", ()),
    f"helm.{_FLUX}/v2beta1": ("Flux 2.7", f"helm.{_FLUX}/v2", ()),
    f"helm.{_FLUX}/v2beta2": ("Flux 2.8", f"helm.{_FLUX}/v2", ()),
    f"notification.{_FLUX}/v1beta1": ("Flux 2.7", f"notification.{_FLUX}/v1beta3, for a Receiver v1", ()),
    f"notification.{_FLUX}/v1beta2": ("Flux 2.8", f"notification.{_FLUX}/v1beta3, for a Receiver v1", ()),
    f"image.{_FLUX}/v1beta1": ("Flux 2.7", f"image.{_FLUX}/v1beta2, from Flux 2.7 on v1", ()),
    "extensions/v1beta1": ("Kubernetes 1.22", "apps/v1; for an Ingress or a NetworkPolicy networking.k8s.io/v1", ()),
    "apps/v1beta1": ("Kubernetes 1.16", "apps/v1", ()),
    "apps/v1beta2": ("Kubernetes 1.16", "apps/v1", ()),
    "autoscaling/v2beta1": ("Kubernetes 1.25", "autoscaling/v2", ()),
    "autoscaling/v2beta2": ("Kubernetes 1.26", "autoscaling/v2", ()),
    "batch/v1beta1": ("Kubernetes 1.25", "batch/v1", ()),
    "batch/v2alpha1": ("Kubernetes 1.21", "batch/v1", ()),
    "policy/v1beta1": ("Kubernetes 1.25", "policy/v1; a PodSecurityPolicy has no successor", ()),
    "networking.k8s.io/v1beta1": ("Kubernetes 1.22", "networking.k8s.io/v1", ("Ingress", "IngressClass")),
    "rbac.authorization.k8s.io/v1alpha1": ("Kubernetes 1.22", "rbac.authorization.k8s.io/v1", ()),
    "rbac.authorization.k8s.io/v1beta1": ("Kubernetes 1.22", "rbac.authorization.k8s.io/v1", ()),
    "apiextensions.k8s.io/v1beta1": ("Kubernetes 1.22", "apiextensions.k8s.io/v1", ()),
    "apiregistration.k8s.io/v1beta1": ("Kubernetes 1.22", "apiregistration.k8s.io/v1", ()),
    "admissionregistration.k8s.io/v1beta1": (
        "Kubernetes 1.22",
        "admissionregistration.k8s.io/v1",
        ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"),
    ),
    "storage.k8s.io/v1beta1": (
        "Kubernetes 1.22",
        "storage.k8s.io/v1",
        ("CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"),
    ),
    "scheduling.k8s.io/v1beta1": ("Kubernetes 1.22", "scheduling.k8s.io/v1", ()),
    "coordination.k8s.io/v1beta1": ("Kubernetes 1.22", "coordination.k8s.io/v1", ("Lease",)),
    "discovery.k8s.io/v1beta1": ("Kubernetes 1.25", "discovery.k8s.io/v1", ()),
    "events.k8s.io/v1beta1": ("Kubernetes 1.25", "events.k8s.io/v1", ()),
    "node.k8s.io/v1beta1": ("Kubernetes 1.25", "node.k8s.io/v1", ()),
    "flowcontrol.apiserver.k8s.io/v1beta1": ("Kubernetes 1.26", "flowcontrol.apiserver.k8s.io/v1", ()),
    "flowcontrol.apiserver.k8s.io/v1beta2": ("Kubernetes 1.29", "flowcontrol.apiserver.k8s.io/v1", ()),
    "flowcontrol.apiserver.k8s.io/v1beta3": ("Kubernetes 1.32", "flowcontrol.apiserver.k8s.io/v1", ()),
    "traefik.containo.us/v1alpha1": ("Traefik 3", "traefik.io/v1alpha1", ()),
}


def outdated(tree: Tree) -> Iterator[Finding]:
    """What a next release of something will refuse, or has refused for long.

    Args:
        tree: what is proven.
    """
    for item in tree.items:
        yield from _version(item, "apiVersion", item.api_version, item.kind)
        match item.group, item.kind:
            case "kustomize.toolkit.fluxcd.io", "Kustomization":
                for index, check in entries(item.spec.get("healthChecks")):
                    path = f"spec.healthChecks[{index}].apiVersion"
                    yield from _version(item, path, check.get("apiVersion"), check.get("kind"))
            case "helm.toolkit.fluxcd.io", "HelmRelease":
                yield from _values(item)
            case _, "Ingress":
                yield from _class(item, "metadata.annotations", item.metadata.get("annotations"))
            case _, ("Middleware" | "MiddlewareTCP") if item.group.startswith("traefik."):
                yield from _middleware(item)
            case "postgresql.cnpg.io", _:
                yield from _database(tree, item)
            case _:
                pass


def _version(item: Item, path: str, version: Any, kind: Any) -> Iterator[Finding]:
    since, instead, kinds = _GONE.get(str(version), ("", "", ()))
    if since and (not kinds or kind in kinds):
        yield item.finding(path, f"{version!r} of {kind} is not served any more since {since}", instead)


def _class(item: Item, path: str, annotations: Any) -> Iterator[Finding]:
    if isinstance(annotations, dict) and _CLASS in annotations:
        yield item.finding(
            f"{path}.{_CLASS}",
            f"the annotation with {annotations[_CLASS]!r} gave way to a field long ago",
            "ingressClassName of the Ingress, or the chart's value for it",
        )


def _values(item: Item) -> Iterator[Finding]:
    for path, node in walk(item.spec.get("values"), "spec.values"):
        if isinstance(node, dict) and "ingress" in path.lower():
            yield from _class(item, path, node)


def _middleware(item: Item) -> Iterator[Finding]:
    if item.spec.get("ipWhiteList") is not None:
        yield item.finding(
            "spec.ipWhiteList", "the field is deprecated in Traefik 3", "ipAllowList, with the same content"
        )


def _database(tree: Tree, item: Item) -> Iterator[Finding]:
    spec = item.spec
    if get(spec, "monitoring.enablePodMonitor") not in (None, False):
        yield item.finding(
            "spec.monitoring.enablePodMonitor",
            f"it is {get(spec, 'monitoring.enablePodMonitor')!r}; CloudNativePG is about to drop the field",
            "leave it out; a PodMonitor of your own",
        )
    if item.kind == "Cluster":
        yield from _cluster(tree, item)
    elif item.kind in ("Backup", "ScheduledBackup") and spec.get("method") in (None, "barmanObjectStore"):
        said = "is not set, which means 'barmanObjectStore'" if spec.get("method") is None else "is 'barmanObjectStore'"
        yield item.finding(
            "spec.method", f"it {said}; CloudNativePG 1.31 does not have it any more", "plugin or volumeSnapshot"
        )


def _cluster(tree: Tree, item: Item) -> Iterator[Finding]:
    spec = item.spec
    places = [("spec.backup", spec.get("backup"))]
    places += [(f"spec.externalClusters[{index}]", entry) for index, entry in entries(spec.get("externalClusters"))]
    for path, block in places:
        if get(block, "barmanObjectStore") is not None:
            yield item.finding(
                f"{path}.barmanObjectStore", "CloudNativePG 1.31 does not have the field any more", _IN_TREE
            )
    if spec.get("enableSuperuserAccess") is True and not get(spec, "superuserSecret.name"):
        made = f"{item.name}-superuser"
        if not any(made in str(other.data) for other in tree.items if other is not item):
            yield item.finding(
                "spec.enableSuperuserAccess",
                f"it is True, which opens the superuser to the network, and nothing here reads the Secret {made!r} "
                "that the operator makes for it",
                "false; or a superuserSecret for whoever needs it",
            )
