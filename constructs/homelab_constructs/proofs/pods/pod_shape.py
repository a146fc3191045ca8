"""Pod shape: the parts of a workload fit together: selector and labels, volumes and mounts, ports and probes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from ..chart_rules import PodTemplate
from ..finding import Finding, Unproven
from ..proof import Proof
from ..schemas.certain import Certainty
from ..schemas.plain import DeepError, Path, dotted, plain, shown
from ..tree import Tree, get, listing, mapping
from .container_shape import Objection, container_objections
from .pod_templates import live, pod_templates

__all__ = ["POD_SHAPE"]

Map = dict[str, Any]

_SELECTING = ("Deployment", "StatefulSet", "DaemonSet")
_BLOCKS = ("initContainers", "containers")
_CLAIMS = ("spec", "volumeClaimTemplates")


def _find(tree: Tree) -> Iterator[Finding | Unproven]:
    for pod in pod_templates(tree):
        if not pod.ours:
            continue
        certain = Certainty(pod.item)
        for path, problem, remedy in (*_told(pod), *_files(tree, pod)):
            if certain.varies(path):
                yield pod.item.unproven(f"{dotted(path)}: {problem}", "only the cluster knows the variable's value")
            else:
                yield pod.item.finding(dotted(path), problem, remedy)


POD_SHAPE = Proof("pod-shape", "the parts of every workload fit together as the API server and the kubelet ask", _find)


def _files(tree: Tree, pod: PodTemplate) -> Iterator[Objection]:
    """A file of a ConfigMap or Secret that is mounted as one has a subPath: without it a folder takes its place."""
    base: Path = tuple(pod.path.split("."))
    keys: dict[str, set[str]] = {}
    for volume in listing(pod.spec.get("volumes")):
        for kind, name in (("ConfigMap", get(volume, "configMap.name")), ("Secret", get(volume, "secret.secretName"))):
            found = tree.find(kind, pod.item.namespace, str(name))
            if found is not None:
                blocks = (mapping(found.data.get(block)) for block in ("data", "stringData", "binaryData"))
                keys[str(get(volume, "name"))] = {str(key) for block in blocks for key in block}
    for block in _BLOCKS:
        for number, container in enumerate(listing(pod.spec.get(block))):
            for index, mount in enumerate(listing(get(container, "volumeMounts"))):
                where = str(get(mount, "mountPath", ""))
                file = where.rpartition("/")[2]
                if file in keys.get(str(get(mount, "name")), ()) and not get(mount, "subPath"):
                    yield (
                        (*base, block, number, "volumeMounts", index),
                        f"{where!r} becomes a folder with every file of the volume in it, and {file!r} is one of them",
                        f"subPath: {file}",
                    )


def _told(pod: PodTemplate) -> list[Objection]:
    try:
        return list(_objections(pod))
    except DeepError:
        return []  # it holds itself: the proof of schemas says so


def _objections(pod: PodTemplate) -> Iterator[Objection]:
    workload = plain(live(pod.item))
    base: Path = tuple(pod.path.split("."))
    spec = plain(dict(pod.spec))
    if pod.kind in _SELECTING:
        yield from _selector(workload)
        yield from _restarts(pod.kind, spec, base)
    if pod.kind == "Deployment":
        yield from _strategy(workload)
    if pod.kind == "Job":
        yield from _job(workload)
    containers: list[tuple[Path, Map]] = [
        ((*base, block, index), container)
        for block in _BLOCKS
        for index, container in enumerate(listing(spec.get(block)))
        if isinstance(container, dict)
    ]
    yield from _doubles(((*path, "name"), container.get("name")) for path, container in containers)
    volumes = _volumes(spec, base)
    yield from _doubles(volumes)
    claims = _claims(workload) if pod.kind == "StatefulSet" else []
    yield from _doubles(claims)
    names = {str(name) for _, name in (*volumes, *claims)}
    for path, container in containers:
        yield from _mounts(path, container, names)
        yield from container_objections(path, container, host_network=spec.get("hostNetwork") is True)
    yield from _tolerations(spec, base)
    if spec.get("dnsPolicy") == "None" and not get(spec, "dnsConfig.nameservers"):
        yield (*base, "dnsPolicy"), "'None' leaves the pod without a name server", "nameservers in dnsConfig"


# The workload -------------------------------------------------------------------------------------------------------


def _selector(workload: Map) -> Iterator[Objection]:
    selector, path = get(workload, "spec.selector"), ("spec", "selector")
    if not isinstance(selector, dict):
        return  # it is missing or no map: the schema's business
    labels = mapping(get(workload, "spec.template.metadata.labels"))
    wanted, expressions = mapping(selector.get("matchLabels")), listing(selector.get("matchExpressions"))
    if not wanted and not expressions:
        yield path, "it selects every pod; the API server refuses that", "matchLabels that the pod's labels have"
    for name, value in wanted.items():
        if labels.get(name) != value:
            has = f"have {shown(labels[name])}" if name in labels else "lack it"
            yield (
                (*path, "matchLabels", name),
                f"it selects {name} {shown(value)}, and the pod's own labels {has}",
                "the same label in spec.template.metadata.labels",
            )
    for index, expression in enumerate(expressions):
        if isinstance(expression, dict) and not _matches(expression, labels):
            yield (
                (*path, "matchExpressions", index),
                f"{shown(expression)} does not select the pod's own labels, {shown(labels)}",
                "an expression that holds for spec.template.metadata.labels",
            )


def _matches(expression: Map, labels: Map) -> bool:
    name, values = str(expression.get("key")), listing(expression.get("values"))
    match expression.get("operator"):
        case "In":
            return labels.get(name) in values
        case "NotIn":
            return labels.get(name) not in values
        case "Exists":
            return name in labels
        case "DoesNotExist":
            return name not in labels
        case _:
            return True  # no operator at all: the schema's business


def _restarts(kind: str, spec: Map, base: Path) -> Iterator[Objection]:
    policy = spec.get("restartPolicy")
    if policy in ("OnFailure", "Never"):
        yield (*base, "restartPolicy"), f"{policy!r} is none for a {kind}", "Always, or none at all"


def _strategy(workload: Map) -> Iterator[Objection]:
    strategy, path = mapping(get(workload, "spec.strategy")), ("spec", "strategy")
    rolling = strategy.get("rollingUpdate")
    if strategy.get("type") == "Recreate" and rolling is not None:
        yield (*path, "rollingUpdate"), "it stands beside type 'Recreate'", "leave it out, or type RollingUpdate"
    if isinstance(rolling, dict):
        unavailable, surge = rolling.get("maxUnavailable"), rolling.get("maxSurge")
        if unavailable in (0, "0%") and surge in (0, "0%"):
            yield (*path, "rollingUpdate"), "no pod may go and none may come: nothing could ever roll", "one above 0"
    least, most = get(workload, "spec.minReadySeconds"), get(workload, "spec.progressDeadlineSeconds")
    if isinstance(least, int) and isinstance(most, int) and most <= least:
        yield (
            ("spec", "progressDeadlineSeconds"),
            f"{most} is not above minReadySeconds, {least}: every rollout would fail",
            f"more than {least}",
        )


def _job(workload: Map) -> Iterator[Objection]:
    spec = mapping(workload.get("spec"))
    if spec.get("selector") is not None and spec.get("manualSelector") is not True:
        yield ("spec", "selector"), "the API server makes a Job's selector itself", "leave it out"
    if spec.get("completionMode") == "Indexed" and spec.get("completions") is None:
        yield ("spec", "completions"), "completionMode 'Indexed' needs to know how many", "completions: <number>"


# The pod ------------------------------------------------------------------------------------------------------------


def _volumes(spec: Map, base: Path) -> list[tuple[Path, Any]]:
    return [
        ((*base, "volumes", index, "name"), volume.get("name"))
        for index, volume in enumerate(listing(spec.get("volumes")))
        if isinstance(volume, dict)
    ]


def _claims(workload: Map) -> list[tuple[Path, Any]]:
    return [
        ((*_CLAIMS, index, "metadata", "name"), get(claim, "metadata.name"))
        for index, claim in enumerate(listing(get(workload, "spec.volumeClaimTemplates")))
        if isinstance(claim, dict)
    ]


def _doubles(names: Any) -> Iterator[Objection]:
    seen: set[str] = set()
    for path, name in names:
        if name is not None and str(name) in seen:
            yield path, f"{shown(name)} is the name of another one too", "a name of its own"
        seen.add(str(name))


def _mounts(path: Path, container: Map, volumes: set[str]) -> Iterator[Objection]:
    for block in ("volumeMounts", "volumeDevices"):
        for index, mount in enumerate(listing(container.get(block))):
            name = mount.get("name") if isinstance(mount, dict) else None
            if name is not None and str(name) not in volumes:
                near = get_close_matches(str(name), volumes, 1)
                known = ", ".join(sorted(volumes)) or "there is none"
                yield (
                    (*path, block, index, "name"),
                    f"the pod has no volume {shown(name)}",
                    f"{near[0]!r}, if that was meant" if near else f"one of its volumes: {known}",
                )


def _tolerations(spec: Map, base: Path) -> Iterator[Objection]:
    for index, toleration in enumerate(listing(spec.get("tolerations"))):
        path = (*base, "tolerations", index)
        if not isinstance(toleration, dict):
            continue
        if not toleration.get("key") and toleration.get("operator") != "Exists":
            yield (*path, "operator"), "without a key it must tolerate whatever there is", "Exists, or a key"
        if toleration.get("operator") == "Exists" and toleration.get("value"):
            yield (*path, "value"), "'Exists' asks for no value", "leave it out, or operator Equal"
        if toleration.get("tolerationSeconds") is not None and toleration.get("effect") != "NoExecute":
            yield (*path, "effect"), "tolerationSeconds is for pods that are evicted", "NoExecute"
