"""Acceptance: the API server and the admission webhooks took every object as it was written, without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..api import Api, Object, Refused, identity
from ..lab import DistCopy
from .finding import Finding
from .inventory import Inventory
from .quantity import quantity

__all__ = ["check_kept", "check_warnings"]

_SERVER_OWNED = ("creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid")


def check_kept(inventory: Inventory, dist: DistCopy, namespace: str) -> list[Finding]:
    """Every field of dist that is not in the cluster: dropped because its kind does not know it, or overruled.

    Args:
        inventory: of the cluster.
        dist: what was committed.
        namespace: where an object without a namespace went, unless its Kustomization says otherwise.
    """
    targets = {
        item["spec"]["path"].removeprefix("./"): item["spec"].get("targetNamespace", namespace)
        for item in dist.kustomizations
    }
    findings: list[Finding] = []
    for path, objects in dist.manifests.items():
        folder = f"{dist.prefix}/{path}".rpartition("/")[0]
        for item in objects:
            target = targets.get(folder) or item["metadata"].get("namespace", "")
            if "${" in item["metadata"]["name"]:
                continue
            live = inventory.get(item["apiVersion"], item["kind"], target, item["metadata"]["name"])
            if live is None:
                findings.append(Finding(path, f"{item['kind']} {item['metadata']['name']} is not in the cluster"))
            else:
                findings += [Finding(path, problem) for problem in _lost(_as_stored(item), live)]
    return findings


def check_warnings(api: Api, inventory: Inventory) -> list[Finding]:
    """What the API server and the webhooks say when each object is applied once more, without effect.

    Asked for what Helm has brought, too: a chart's deprecated field is the lab's to know about.
    """
    findings = []
    for item in inventory.made:
        if inventory.owner(item):
            continue
        metadata = {key: value for key, value in item["metadata"].items() if key not in _SERVER_OWNED}
        again = {key: value for key, value in item.items() if key != "status"} | {"metadata": metadata}
        try:
            warnings = api.apply(again, dry_run=True).warnings
        except Refused as error:
            warnings = (str(error),)
        findings += [Finding(identity(item), warning) for warning in warnings]
    return sorted(set(findings))


def _as_stored(item: Object) -> Object:
    """As the API server keeps it: what a Secret gives as stringData is in its data, encoded."""
    metadata = {key: value for key, value in item["metadata"].items() if key != "namespace"}
    kept = {**item, "metadata": metadata}
    if item["kind"] == "Secret":
        given = kept.pop("stringData", {})
        kept["data"] = {**kept.get("data", {}), **dict.fromkeys(given, "${encoded}")}
        kept.pop("sops", None)
    return kept


def _lost(sent: Any, live: Any, path: str = "") -> Iterator[str]:
    """Where what was sent and what is there differ; a text with variables in it is only asked to be there."""
    if isinstance(sent, Mapping):
        if not isinstance(live, Mapping):
            yield f"{path}: an object was written, {live!r} is there"
            return
        for key, value in sent.items():
            if key in live:
                yield from _lost(value, live[key], f"{path}.{key}".lstrip("."))
            elif value not in ({}, [], None):
                yield f"{path}.{key}: written, and not in the cluster".lstrip(".")
    elif isinstance(sent, list):
        if not isinstance(live, list) or len(live) < len(sent):
            there = len(live) if isinstance(live, list) else repr(live)
            yield f"{path}: {len(sent)} entries were written, {there} are there"
            return
        for index, value in enumerate(sent):
            yield from _lost(value, live[index], f"{path}[{index}]")
    elif isinstance(sent, str) and "${" in sent:
        return
    elif sent != live and not _same_quantity(sent, live):
        yield f"{path}: {sent!r} was written, {live!r} is there"


def _same_quantity(sent: Any, live: Any) -> bool:
    """`1000m` is stored as `1`, `30s` as `30s`: another writing of the same amount, or duration."""
    try:
        return quantity(sent) == quantity(live)
    except (ValueError, TypeError):
        return False
