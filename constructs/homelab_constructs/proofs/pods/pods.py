"""Pods: whatever runs may run under `restricted`, has room set aside, is asked whether it answers, and is pinned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..chart_rules import PodTemplate, releases_of
from ..finding import Finding, Unproven
from ..proof import Proof
from ..quantities import quantity
from ..tree import Item, Tree, get
from .pod_images import images
from .pod_security import unrestricted
from .pod_templates import containers_of, field_path, live, pod_templates

__all__ = ["PODS"]

Said = Iterator[Finding | Unproven]
_CNPG = "postgresql.cnpg.io"
_FLUX = "kustomize.toolkit.fluxcd.io"
_LONG_RUNNING = ("Deployment", "StatefulSet", "DaemonSet")
# As kustomize and generators end a name that follows the content.
_HASH = re.compile(r"-(?=[a-z]*[0-9])[a-z0-9]{8,}$")


def _find(tree: Tree) -> Said:
    for pod in pod_templates(tree):
        if pod.item.kind == "Pooler":
            yield from _pooler(pod)
            continue
        yield from unrestricted(pod)
        yield from _resources(pod)
        if pod.kind in _LONG_RUNNING:
            yield from _probes(pod)
        if pod.ours and pod.kind in ("Job", "CronJob"):
            yield from _restarts(pod)
        if pod.ours and pod.kind == "Job":
            yield from _again(pod.item)
    for item in tree.of_kind("Cluster", group=_CNPG):
        for field, problem, remedy in _lacking(get(live(item), "spec.resources"), None):
            yield item.finding(f"spec.{field}", f"each instance {problem}", remedy)
    yield from images(tree)
    yield from _unknown(tree)


PODS = Proof("pods", "every pod may run under `restricted`, has its resources, probes and a pinned image", _find)


def _unknown(tree: Tree) -> Iterator[Unproven]:
    """Releases of which nobody knows what they run."""
    known = {id(pod.item) for pod in pod_templates(tree)}
    for release in releases_of(tree):
        if id(release.item) not in known:
            chart = f"chart {release.chart!r}" if release.chart else "its chart"
            yield release.item.unproven("its pods", f"nothing here knows what {chart} makes of these values")


# -- resources ---------------------------------------------------------------------------------------------------------


def _resources(pod: PodTemplate) -> Iterator[Finding]:
    of = "" if pod.ours else f" of {pod.kind} {pod.name!r}"
    for path, container in containers_of(pod, "initContainers", "containers"):
        name = f"container {str(container.get('name'))!r}{of}"
        for field, problem, remedy in _lacking(container.get("resources"), pod.spec.get("resources")):
            yield pod.item.finding(field_path(pod, path, field), f"{name} {problem}", remedy)


def _pooler(pod: PodTemplate) -> Iterator[Finding]:
    """The operator writes all of a Pooler's pod but its resources."""
    if any(container.get("name") == "pgbouncer" for _, container in containers_of(pod, "containers")):
        yield from _resources(pod)
    else:
        yield pod.item.finding(
            "spec.template",
            "its pods have neither requests nor limits",
            "spec.containers in it, with one named pgbouncer that has resources",
        )


def _lacking(resources: Any, shared: Any) -> Iterator[tuple[str, str, str]]:
    """Field, problem and remedy of what resources lack; limits count as requests, and the pod's own for all in it."""

    def amounts(part: str) -> dict[str, Any]:
        own, of_pod = get(resources, part), get(shared, part)
        both = {**(of_pod if isinstance(of_pod, dict) else {}), **(own if isinstance(own, dict) else {})}
        return {key: value for key, value in both.items() if value is not None}

    requests, limits = amounts("requests"), amounts("limits")
    if not requests and not limits:
        yield "resources", "has neither requests nor limits", "requests of cpu and memory, and a limit of memory"
        return
    for kind in ("cpu", "memory"):
        if kind not in requests and kind not in limits:
            yield f"resources.requests.{kind}", f"requests no {kind}", "what it needs in ordinary times"
    if "memory" not in limits:
        yield "resources.limits.memory", "has no limit of memory", "the most that its node should give it"
    for kind, wanted in requests.items():
        low, high = quantity(wanted), quantity(limits.get(kind))
        if low is not None and high is not None and low > high:
            yield (
                f"resources.requests.{kind}",
                f"requests {wanted!r} of {kind}, more than its limit {limits[kind]!r}",
                "a request within the limit",
            )


# -- probes ------------------------------------------------------------------------------------------------------------


_PROBES = {
    "readinessProbe": "it is sent requests before it can answer any",
    "livenessProbe": "nothing starts it again when it hangs",
}


def _probes(pod: PodTemplate) -> Said:
    """Long-running containers are asked. One that names no port may be a helper: of those it takes one for the pod.

    A worker that nothing leads to gets no requests, and often has nothing that could be asked whether it hangs.
    """
    containers = list(containers_of(pod, "containers"))
    of = "" if pod.ours else f" of {pod.kind} {pod.name!r}"
    listening = [(path, container) for path, container in containers if container.get("ports")]
    if pod.reached is False and not listening:
        if all(container.get("livenessProbe") is None for _, container in containers):
            yield pod.item.unproven(f"whether {pod.kind} {pod.name!r} works", "it has no port and no livenessProbe")
        return
    for probe, harm in _PROBES.items():
        if listening or len(containers) == 1:
            for path, container in listening or containers:
                if container.get(probe) is None:
                    name = f"container {str(container.get('name'))!r}{of}"
                    yield pod.item.finding(field_path(pod, path, probe), f"{name} has no {probe}: {harm}", f"a {probe}")
        elif containers and all(container.get(probe) is None for _, container in containers):
            names = ", ".join(repr(str(container.get("name"))) for _, container in containers)
            yield pod.item.finding(
                pod.path,
                f"none of the containers {names}{of} has a {probe}: {harm}",
                f"a {probe} for the one that does the work",
            )


# -- Jobs --------------------------------------------------------------------------------------------------------------


def _restarts(pod: PodTemplate) -> Iterator[Finding]:
    policy = pod.spec.get("restartPolicy")
    if policy not in ("Never", "OnFailure"):
        yield pod.item.finding(
            f"{pod.path}.restartPolicy",
            f"{_is('restartPolicy', policy)}; a Job may not have the default, Always",
            "Never or OnFailure",
        )


def _again(item: Item) -> Said:
    """A Job cannot be changed: whoever applies it again must be told to make it anew."""
    annotations = item.metadata.get("annotations")
    marks: Mapping[Any, Any] = annotations if isinstance(annotations, dict) else {}
    forced = str(marks.get(f"{_FLUX}/force")).lower() == "enabled"
    left = str(marks.get(f"{_FLUX}/ssa")).lower() in ("ifnotpresent", "ignore")
    if not forced and not left and not (item.owner is not None and item.owner.item.spec.get("force") is True):
        if _HASH.search(item.name):
            yield item.unproven(
                "whether it can be applied again", "its name would have to change whenever its content does"
            )
        else:
            yield item.finding(
                f"metadata.annotations.{_FLUX}/force",
                f"{_is('it', marks.get(f'{_FLUX}/force'))}: a Job's template cannot be changed, so the first change of "
                "image or script fails the whole Kustomization",
                "enabled",
            )
    ttl, backoff = item.spec.get("ttlSecondsAfterFinished"), item.spec.get("backoffLimit")
    if ttl is not None:
        yield item.finding(
            "spec.ttlSecondsAfterFinished",
            f"it is {ttl!r}: once the Job is gone, Flux makes and runs it again, at every interval",
            "leave it out",
        )
    if backoff is None:
        yield item.finding(
            "spec.backoffLimit",
            "it is not set: the default of 6 tries, with longer and longer pauses, outlasts most gates",
            "how often it may fail before somebody has to look, such as 2",
        )


def _is(what: str, value: Any) -> str:
    return f"{what} is not set" if value is None else f"{what} is {value!r}"
