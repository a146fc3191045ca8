"""Pod templates: every pod that a tree describes, whoever describes it: a workload, CloudNativePG's Pooler, a chart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..chart_rules import PodTemplate, releases_of
from ..tree import Item, Tree, get

__all__ = ["containers_of", "field_path", "live", "pod_templates", "standing"]

_POD_SPECS = {
    "Deployment": "spec.template.spec",
    "StatefulSet": "spec.template.spec",
    "DaemonSet": "spec.template.spec",
    "Job": "spec.template.spec",
    "CronJob": "spec.jobTemplate.spec.template.spec",
    "Pod": "spec",
}
# Groups of Kubernetes itself, gone ones included: a Job of another group is another thing.
_GROUPS = frozenset({"", "apps", "batch", "extensions"})
_CNPG = "postgresql.cnpg.io"
_BLOCKS = ("initContainers", "containers", "ephemeralContainers")
_STEP = re.compile(r"[^.\[\]]+")


def pod_templates(tree: Tree) -> list[PodTemplate]:
    """Every pod of a tree, as it reaches the API server.

    An object whose pod is no map has none here: what is wrong with it is its schema's business. A Pooler's pod is one
    of a Deployment of the Pooler's name; like a chart's it is not ours: the operator writes most of it.

    Args:
        tree: what is proven; the pods are gathered once.
    """
    found: list[PodTemplate] | None = tree.__dict__.get("_pod_templates")
    if found is None:
        found = [*_written(tree), *_of_charts(tree)]
        tree.__dict__["_pod_templates"] = found
    return found


def live(item: Item) -> dict[str, Any]:
    """`item.live`, also of an object whose labels or annotations are no maps: that one as it is written."""
    marks = (item.metadata.get("annotations"), item.metadata.get("labels"))
    return item.live if all(mark is None or isinstance(mark, dict) for mark in marks) else item.data


def containers_of(pod: PodTemplate, *blocks: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path and content of the containers in some blocks of a pod; in all three where none is named."""
    for block in blocks or _BLOCKS:
        for index, container in enumerate(pod.spec.get(block) or ()):
            if isinstance(container, dict):
                name = str(container.get("name"))
                yield pod.container_paths.get(name, f"{pod.path}.{block}[{index}]"), container


def field_path(pod: PodTemplate, base: str, field: str) -> str:
    """Where a field of a pod is written.

    A chart's values need not look like the pod that it makes: there the field is named only where it stands below the
    base, and else the base alone.

    Args:
        pod: the pod.
        base: the pod's path, or that of one of its containers.
        field: the field below it.
    """
    whole = f"{base}.{field}"
    first = _STEP.findall(field)[0]
    return whole if pod.ours or standing(pod.item.data, f"{base}.{first}") is not None else base


def standing(node: Any, path: str) -> Any:
    """What stands at a path such as `spec.containers[0].image`; None where nothing does."""
    for step in _STEP.findall(path):
        if isinstance(node, list) and step.isdigit() and int(step) < len(node):
            node = node[int(step)]
        elif isinstance(node, dict):
            node = node.get(step)
        else:
            return None
    return node


def _written(tree: Tree) -> Iterator[PodTemplate]:
    for item in tree.items:
        path = _POD_SPECS.get(item.kind)
        if path is not None and item.group in _GROUPS:
            data = live(item)
            spec = get(data, path)
            if isinstance(spec, dict):
                strategy = _strategy(get(data, "spec.strategy")) if item.kind == "Deployment" else ""
                yield PodTemplate(item, path, item.kind, item.name, _tidy(spec), strategy)
        elif item.kind == "Pooler" and item.group == _CNPG:
            data = live(item)
            path, spec = "spec.template.spec", get(data, "spec.template.spec")
            strategy = _strategy(get(data, "spec.deploymentStrategy"))
            pod = _tidy(spec) if isinstance(spec, dict) else {}
            yield PodTemplate(item, path, "Deployment", item.name, pod, strategy, ours=False)


def _of_charts(tree: Tree) -> Iterator[PodTemplate]:
    for release in releases_of(tree):
        for pod in release.rules.pods(release) if release.rules is not None else ():
            yield replace(pod, spec=_tidy(pod.spec), ours=False)


def _strategy(node: Any) -> str:
    return str(get(node, "type") or "RollingUpdate")


def _tidy(spec: Any) -> dict[str, Any]:
    """The pod without what stands where its containers belong and is no list of them."""
    return {key: value for key, value in spec.items() if key not in _BLOCKS or isinstance(value, list)}
