"""Names: every name fits its kind with all that is appended to it, and no two objects have the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..chart_rules import Release, releases_of
from ..data.applied import arriving
from ..finding import Finding, Unproven
from ..pods.pod_templates import containers_of, pod_templates
from ..proof import Proof
from ..releases import name_path, release_name
from ..tree import CLUSTER_WIDE, Item, Tree, entries, get, mapping, walk
from .collisions import find_collisions
from .spelling import (
    ANNOTATION,
    CONTAINER,
    DATA_KEY,
    ENV,
    HELM_RELEASE,
    LABEL_KEY,
    LABEL_VALUE,
    NAMESPACE,
    PORT,
    SERVICE_PORT,
    Spelling,
    name_of,
)

__all__ = ["NAMES"]

_HELM, _FLUX, _SOURCE = "helm.toolkit.fluxcd.io", "kustomize.toolkit.fluxcd.io", "source.toolkit.fluxcd.io"
# Where metadata stands of what comes of an object, in kinds of these groups; others fill their templates in themselves.
_METADATA = (
    "spec.commonMetadata",
    "spec.inheritedMetadata",
    "spec.jobTemplate.metadata",
    "spec.jobTemplate.spec.template.metadata",
    "spec.serviceTemplate.metadata",
    "spec.template.metadata",
)
_TEMPLATING = ("", "apps", "batch", _FLUX, _HELM, "postgresql.cnpg.io")
_SELECTORS = ("spec.selector.matchLabels", "spec.podSelector.matchLabels", "spec.template.spec.nodeSelector")
_DATA_BLOCKS = {"ConfigMap": ("data", "binaryData"), "Secret": ("data", "stringData")}
_GROUPS = {"CronJob": "batch", "Deployment": "apps", "Job": "batch", "StatefulSet": "apps"}
Said = Iterator[Finding | Unproven]


def _find(tree: Tree) -> Said:
    for item in tree.items:
        yield from _judge(item, "metadata.name", item.name, name_of(item.group, item.kind))
        yield from _namespaces(item)
        yield from _metadata(item)
        yield from _data_keys(item)
        yield from _service_ports(item)
    yield from _pods(tree)
    for release in releases_of(tree):
        yield from _release(release)
    yield from find_collisions(tree)


NAMES = Proof("names", "every name fits its kind with all that is appended to it, and no two objects share one", _find)


def _judge(item: Item, path: str, word: Any, spelling: Spelling) -> Iterator[Finding]:
    """One word, as it will arrive; a number or a boolean where a word belongs is the schema's."""
    if not isinstance(word, str) or (item.encrypted and word.startswith("ENC[")):
        return
    arrived = arriving(item, word)
    objection = "" if arrived is None else spelling.objection(arrived)
    if objection:
        yield item.finding(path, objection, spelling.remedy)


def _namespaces(item: Item) -> Iterator[Finding]:
    written = item.metadata.get("namespace")
    yield from _judge(item, "metadata.namespace", written or None, NAMESPACE)
    if item.group in (_FLUX, _HELM):
        for field in ("targetNamespace", "storageNamespace"):
            yield from _judge(item, f"spec.{field}", item.spec.get(field) or None, NAMESPACE)
    target = item.owner.target_namespace if item.owner is not None else ""
    if not target or not isinstance(written, str) or not written or item.kind in CLUSTER_WIDE:
        return
    if item.group == _SOURCE:
        return  # operation tells of it, and what is right there is another folder
    if arriving(item, written) not in (target, None):
        yield item.finding(
            "",
            f"metadata.namespace {written!r} would be overwritten with {target!r} by Flux; leave it out",
            f"no metadata.namespace, or {target!r}: targetNamespace of Kustomization {_owner(item)!r} decides",
        )


def _owner(item: Item) -> str:
    return item.owner.name if item.owner is not None else ""


# Labels, annotations, keys ------------------------------------------------------------------------------------------


def _metadata(item: Item) -> Iterator[Finding]:
    blocks = [("metadata", item.data.get("metadata"))]
    blocks += [(path, get(item.data, path)) for path in (_METADATA if item.group in _TEMPLATING else ())]
    blocks += [
        (f"spec.volumeClaimTemplates[{index}].metadata", entry.get("metadata"))
        for index, entry in entries(item.spec.get("volumeClaimTemplates"))
    ]
    for path, block in blocks:
        yield from _labels(item, f"{path}.labels", mapping(block).get("labels"))
        yield from _annotations(item, f"{path}.annotations", mapping(block).get("annotations"))
    for path in _SELECTORS:
        yield from _labels(item, path, get(item.data, path))
    if item.kind == "Service" and not item.group:
        yield from _labels(item, "spec.selector", item.spec.get("selector"))


def _labels(item: Item, path: str, block: Any) -> Iterator[Finding]:
    for key, value in mapping(block).items():
        yield from _judge(item, f"{path}.{key}", str(key), LABEL_KEY)
        yield from _judge(item, f"{path}.{key}", value, LABEL_VALUE)


def _annotations(item: Item, path: str, block: Any) -> Iterator[Finding]:
    for key in map(str, mapping(block)):
        yield from _judge(item, f"{path}.{key}", key, ANNOTATION)


def _data_keys(item: Item) -> Iterator[Finding]:
    blocks = _DATA_BLOCKS.get(item.kind, ()) if not item.group else ()
    seen: set[str] = set()
    for block in blocks:
        for key in map(str, mapping(item.data.get(block))):
            yield from _judge(item, f"{block}.{key}", key, DATA_KEY)
            if key in seen and item.kind == "ConfigMap":
                yield item.finding(f"{block}.{key}", f"{key!r} stands in data too", "each key in one of the two")
            seen.add(key)


def _service_ports(item: Item) -> Iterator[Finding]:
    if item.kind != "Service" or item.group:
        return
    ports = entries(item.spec.get("ports"))
    seen: set[str] = set()
    for index, port in ports:
        path, name = f"spec.ports[{index}]", port.get("name")
        yield from _judge(item, f"{path}.name", name, SERVICE_PORT)
        yield from _judge(item, f"{path}.targetPort", port.get("targetPort"), PORT)
        if name is None and len(ports) > 1:
            yield item.finding(f"{path}.name", f"one of {len(ports)} ports has no name", "a name for each of them")
        if name is not None and str(name) in seen:
            yield item.finding(f"{path}.name", f"another port is called {name!r} too", "a name for each of them")
        seen.add(str(name))


# Pods ---------------------------------------------------------------------------------------------------------------


def _pods(tree: Tree) -> Iterator[Finding]:
    for pod in pod_templates(tree):
        if pod.item.group == _HELM:
            continue  # what a chart's pods hold stands in values, and is looked at there
        for index, volume in entries(pod.spec.get("volumes")):
            yield from _judge(pod.item, f"{pod.path}.volumes[{index}].name", volume.get("name"), CONTAINER)
        for path, container in containers_of(pod):
            yield from _judge(pod.item, f"{path}.name", container.get("name"), CONTAINER)
            for index, port in entries(container.get("ports")):
                yield from _judge(pod.item, f"{path}.ports[{index}].name", port.get("name") or None, PORT)
            for index, variable in entries(container.get("env")):
                yield from _judge(pod.item, f"{path}.env[{index}].name", variable.get("name"), ENV)
            for index, source in entries(container.get("envFrom")):
                yield from _judge(pod.item, f"{path}.envFrom[{index}].prefix", source.get("prefix") or None, ENV)


# Releases -----------------------------------------------------------------------------------------------------------


def _release(release: Release) -> Said:
    item = release.item
    if item.spec.get("releaseName") or item.spec.get("targetNamespace"):
        yield from _judge(item, name_path(item), release_name(item), HELM_RELEASE)
    elif len(item.name) <= name_of(item.group, item.kind).most:  # a longer one is told already
        yield from _judge(item, "metadata.name", item.name, HELM_RELEASE)
    yield from _environment(release)
    if release.rules is None:
        yield item.unproven(
            "names of what its chart makes",
            f"no rules of chart {release.chart!r} are known" if release.chart else "its chart is unknown",
        )
        return
    path = _naming_path(release)
    told: set[str] = set()
    for name, most in release.rules.names(release).items():
        arrived = arriving(item, str(name))
        if arrived is not None and len(arrived) > most:
            told.add(name)
            yield item.finding(path, f"the chart makes {arrived!r} of it: {len(arrived)} characters", f"at most {most}")
    made = [("", "Service", name) for name in release.rules.services(release)]
    made += [("", "PersistentVolumeClaim", name) for name in release.rules.claims(release)]
    made += [(_GROUPS.get(pod.kind, ""), pod.kind, pod.name) for pod in release.rules.pods(release)]
    for group, kind, name in made:
        if name not in told:
            for found in _judge(item, path, name, name_of(group, kind)):
                told.add(name)
                yield item.finding(path, f"the chart makes {kind} {found.problem}", found.remedy)


def _naming_path(release: Release) -> str:
    for dotted in ("fullnameOverride", "global.fullnameOverride", "nameOverride"):
        if release.value(dotted):
            return f"spec.values.{dotted}"
    return name_path(release.item)


def _environment(release: Release) -> Iterator[Finding]:
    """Names of variables in values: below a key that says `env`, a list of names with values, or a map by name."""
    for path, node in walk(release.item.spec.get("values"), "spec.values"):
        word = path.rpartition(".")[2].lower()
        if "env" not in word or "[" in word:
            continue
        for index, entry in entries(node):
            if "value" in entry or "valueFrom" in entry:
                yield from _judge(release.item, f"{path}[{index}].name", entry.get("name"), ENV)
        if word == "env":
            for name, value in mapping(node).items():
                if not isinstance(value, dict) or value.keys() & {"value", "valueFrom"}:
                    yield from _judge(release.item, f"{path}.{name}", str(name), ENV)
