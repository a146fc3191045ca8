"""Probes: how the kubelet sees that a container has started, may be sent requests, and still works."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from .. import checks
from ..errors import refuse
from ..typed import Options
from .template_text import literal

__all__ = ["CommandProbe", "HttpProbe", "Probe", "TcpProbe", "probe_values"]

_PATH = re.compile(r"/[^\s{}]*")
_PERIOD = 10
_STARTUP_PERIOD = 5
# One slow answer is no reason to stop sending requests, let alone to kill a container.
_FAILURES = {"liveness": 5, "readiness": 3}


@dataclass(frozen=True, kw_only=True)
class HttpProbe(Options):
    """A GET that must be answered with a status from 200 to 399.

    Attributes:
        path: path and query, such as "/healthz".
        port: name of one of the container's ports; by default its first.
        timeout: seconds that an answer may take. Kubernetes gives one, which a busy interpreter misses.
        scheme: HTTPS for a server that speaks only that; its certificate is not looked at.

    Raises:
        InvalidArgument: no path that begins with "/", or a timeout outside 1 to 60.
    """

    path: str
    port: str | None = None
    timeout: int = 5
    scheme: Literal["HTTP", "HTTPS"] = "HTTP"

    def __post_init__(self) -> None:
        super().__post_init__()
        if not _PATH.fullmatch(self.path):
            refuse("path", self.path, "a path that begins with '/' is needed, without blanks and braces")
        checks.integer("timeout", self.timeout, least=1, most=60)


@dataclass(frozen=True, kw_only=True)
class TcpProbe(Options):
    """A connection that must be accepted: all that can be asked of a server without a health page.

    Attributes:
        port: name of one of the container's ports; by default its first.
        timeout: seconds that it may take.

    Raises:
        InvalidArgument: a timeout outside 1 to 60.
    """

    port: str | None = None
    timeout: int = 5

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.integer("timeout", self.timeout, least=1, most=60)


@dataclass(frozen=True, kw_only=True)
class CommandProbe(Options):
    """A command in the container that must end with 0; for workers, which answer to no port.

    Attributes:
        command: program and arguments; no shell unless it is named.
        timeout: seconds that it may take.

    Raises:
        InvalidArgument: no command, or a timeout outside 1 to 60.
    """

    command: Sequence[str]
    timeout: int = 10

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.command:
            refuse("command", self.command, "a program and its arguments are needed")
        for word in self.command:
            checks.text("command", word, allow_empty=True)
        checks.integer("timeout", self.timeout, least=1, most=60)


Probe: TypeAlias = HttpProbe | TcpProbe | CommandProbe
"""One of the three ways to ask."""


def probe_values(
    argument: str,
    probes: Mapping[Literal["liveness", "readiness", "startup"], Probe],
    ports: Mapping[str, int],
    *,
    start_within: int,
) -> dict[str, Any]:
    """Probes as app-template takes them.

    Written out in full (`custom`): the chart's own short form asks the first port of whichever Service is first, and
    asks nothing, without a word, where there is no Service.

    Args:
        argument: where they came from, for errors.
        probes: what is asked.
        ports: the container's ports by name.
        start_within: seconds until the startup probe gives up.

    Raises:
        InvalidArgument: a probe of a port that the container does not have.
    """
    return {
        kind: {"enabled": True, "custom": True, "spec": _spec(f"{argument}.{kind}", kind, probe, ports, start_within)}
        for kind, probe in probes.items()
    }


def _spec(argument: str, kind: str, probe: Probe, ports: Mapping[str, int], start_within: int) -> dict[str, Any]:
    starting = kind == "startup"
    period = _STARTUP_PERIOD if starting else _PERIOD
    return {
        **_asked(argument, probe, ports),
        "periodSeconds": period,
        "timeoutSeconds": probe.timeout,
        # Rounded up: no container gets less time than it was promised.
        "failureThreshold": -(-start_within // period) if starting else _FAILURES[kind],
    }


def _asked(argument: str, probe: Probe, ports: Mapping[str, int]) -> dict[str, Any]:
    if isinstance(probe, CommandProbe):
        return {"exec": {"command": [literal(word) for word in probe.command]}}
    if not ports:
        refuse(argument, probe, "the container has no port to ask; name one, or use a CommandProbe")
    if probe.port is not None and probe.port not in ports:
        refuse(f"{argument}.port", probe.port, f"one of the container's ports: {', '.join(ports)}")
    port = ports[probe.port] if probe.port is not None else next(iter(ports.values()))
    if isinstance(probe, TcpProbe):
        return {"tcpSocket": {"port": port}}
    return {"httpGet": {"path": probe.path, "port": port, "scheme": probe.scheme}}
