"""Container shape: what must fit together inside one container."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from ..quantities import quantity
from ..schemas.plain import Path, shown
from ..tree import entries, get, mapping

__all__ = ["Objection", "container_objections"]

Objection = tuple[Path, str, str]
"""The field, what is wrong with it, and what would be right."""
Map = dict[str, Any]

_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
_HANDLERS = ("httpGet", "tcpSocket")


def container_objections(path: Path, container: Map, *, host_network: bool) -> Iterator[Objection]:
    """Everything in a container that does not fit together.

    Args:
        path: where it stands.
        container: the container as plain JSON.
        host_network: whether its pod shares the node's network.
    """
    yield from _ports(path, container, host_network)
    yield from _probes(path, container)
    yield from _environment(path, container)
    yield from _paths(path, container)
    yield from _resources(path, container)
    security = mapping(container.get("securityContext"))
    if security.get("privileged") is True and security.get("allowPrivilegeEscalation") is False:
        yield (
            (*path, "securityContext", "allowPrivilegeEscalation"),
            "false contradicts privileged: true",
            "leave one of the two out",
        )


def _ports(path: Path, container: Map, host_network: bool) -> Iterator[Objection]:
    seen: set[str] = set()
    for index, port in entries(container.get("ports")):
        here = (*path, "ports", index)
        name = port.get("name")
        if name is not None and str(name) in seen:
            yield (*here, "name"), f"another port is called {shown(name)} too", "a name of its own"
        seen.add(str(name))
        host, inside = port.get("hostPort"), port.get("containerPort")
        if host_network and host and host != inside:
            yield (
                (*here, "hostPort"),
                f"{host} is not containerPort, {inside}: with hostNetwork they are one",
                f"{inside}, or none",
            )


def _probes(path: Path, container: Map) -> Iterator[Objection]:
    names = {str(port.get("name")) for _, port in entries(container.get("ports")) if port.get("name")}
    init = path[-2] == "initContainers" and container.get("restartPolicy") != "Always"
    for kind in _PROBES:
        probe = container.get(kind)
        if not isinstance(probe, dict):
            continue
        if init:
            yield (*path, kind), "an init container runs to its end: it has no probes", "leave it out"
        yield from _port_names((*path, kind), probe, names)
        times = probe.get("successThreshold")
        if kind != "readinessProbe" and isinstance(times, int) and times > 1:
            yield (*path, kind, "successThreshold"), f"{times} is for readiness only", "1, or none at all"
        if kind == "readinessProbe" and probe.get("terminationGracePeriodSeconds") is not None:
            yield (
                (*path, kind, "terminationGracePeriodSeconds"),
                "a readiness probe ends nothing",
                "leave it out, or set it at the livenessProbe",
            )
    for hook, handler in mapping(container.get("lifecycle")).items():
        if init:
            yield (*path, "lifecycle"), "an init container has no lifecycle hooks", "leave it out"
        yield from _port_names((*path, "lifecycle", hook), mapping(handler), names)


def _port_names(path: Path, handler: Map, names: set[str]) -> Iterator[Objection]:
    for kind in _HANDLERS:
        port = get(handler, f"{kind}.port")
        if isinstance(port, str) and not port.isdigit() and port not in names:
            near = get_close_matches(port, names, 1)
            known = ", ".join(sorted(names)) or "none has a name"
            yield (
                (*path, kind, "port"),
                f"the container has no port called {shown(port)}: every request fails",
                f"{near[0]!r}, if that was meant" if near else f"a number, or one of its ports: {known}",
            )


def _environment(path: Path, container: Map) -> Iterator[Objection]:
    for index, variable in entries(container.get("env")):
        if variable.get("value") not in (None, "") and variable.get("valueFrom") is not None:
            yield (
                (*path, "env", index),
                f"{shown(variable.get('name'))} has both value and valueFrom",
                "one of the two",
            )
        elif variable.get("name") is not None and not variable.keys() & {"value", "valueFrom"}:
            yield (
                (*path, "env", index),
                f"{shown(variable.get('name'))} has neither value nor valueFrom",
                'one of the two; value: "" where it is to be empty',
            )


def _paths(path: Path, container: Map) -> Iterator[Objection]:
    for index, mount in entries(container.get("volumeMounts")):
        here = (*path, "volumeMounts", index)
        for field in ("subPath", "subPathExpr"):
            text = mount.get(field)
            if isinstance(text, str) and (text.startswith("/") or ".." in text.split("/")):
                yield (*here, field), f"{text!r} leads out of the volume", "a path inside it, without / in front and .."
        if mount.get("subPath") and mount.get("subPathExpr"):
            yield here, "subPath and subPathExpr stand side by side", "one of the two"
        where = mount.get("mountPath")
        if isinstance(where, str) and ":" in where:
            yield (*here, "mountPath"), f"{where!r} has a colon", "a path without one"


def _resources(path: Path, container: Map) -> Iterator[Objection]:
    resources = mapping(container.get("resources"))
    limits = mapping(resources.get("limits"))
    for name, wanted in mapping(resources.get("requests")).items():
        low, high = quantity(wanted), quantity(limits.get(name))
        if low is not None and high is not None and low > high:
            yield (
                (*path, "resources", "requests", name),
                f"{shown(wanted)} is above the limit, {shown(limits[name])}",
                f"at most {limits[name]}",
            )
    for part in ("requests", "limits"):
        for name, amount in mapping(resources.get(part)).items():
            found = quantity(amount)
            if found is not None and found < 0:
                yield (*path, "resources", part, name), f"{shown(amount)} is below zero", "a quantity from 0 on"
