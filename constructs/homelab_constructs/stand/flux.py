"""FluxControllers: source-, kustomize- and helm-controller of one Flux line."""

from __future__ import annotations

import urllib.request
from collections.abc import Mapping
from pathlib import Path

from .catalog import FluxLine
from .cluster import Cluster
from .ports import Ports
from .processes import Processes
from .programs import Programs

__all__ = ["FLUX_NAMESPACE", "FluxControllers"]

FLUX_NAMESPACE = "flux-system"
_LOOPBACK = "127.0.0.1"


class FluxControllers:
    """The controllers, running outside the cluster they work for.

    They run as Flux's own manifests start them (all namespaces, no leader election needed for one), but for two things
    that only change how long a run takes: eight workers instead of four, and a dependency that is not ready is asked
    for again after 2 s instead of 30 s.
    """

    names = ("source-controller", "kustomize-controller", "helm-controller")

    def __init__(self, line: FluxLine, processes: Processes, programs: Programs, ports: Ports) -> None:
        self.line = line
        self._processes, self._programs, self._ports = processes, programs, ports
        self._health: dict[str, int] = {}

    def install(self, cluster: Cluster) -> None:
        """Apply the CRDs of exactly these controllers."""
        cluster.api.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": FLUX_NAMESPACE}})
        for module in self.line.modules:
            cluster.add_kinds(self._programs.files(module.name, "config/crd/bases"))

    def start(self, kubeconfig: Path, *, strict: bool, environment: Mapping[str, str]) -> None:
        """Start them and wait until they are ready.

        Args:
            kubeconfig: of the cluster.
            strict: whether an undefined variable is an error (feature gate StrictPostBuildSubstitutions).
            environment: of those that fetch something: where a registry is found, whom to trust.
        """
        storage = self._processes.folder / "artifacts"
        address = f"{_LOOPBACK}:{self._ports.take()}"
        strictly = ["--feature-gates=StrictPostBuildSubstitutions=true"] if strict else []
        own: dict[str, list[str]] = {
            "source-controller": [
                f"--storage-path={storage}",
                f"--storage-addr={address}",
                f"--storage-adv-addr={address}",
            ],
            "kustomize-controller": ["--requeue-dependency=2s", *strictly],
            "helm-controller": ["--requeue-dependency=2s"],
        }
        storage.mkdir()
        base = {"KUBECONFIG": str(kubeconfig), "RUNTIME_NAMESPACE": FLUX_NAMESPACE}
        for name in self.names:
            self._health[name] = self._ports.take()
            self._processes.start(
                name,
                self._programs.path(name),
                "--enable-leader-election=false",
                "--watch-all-namespaces=true",
                "--events-addr=",
                "--log-level=info",
                "--concurrent=8",
                f"--metrics-addr={_LOOPBACK}:{self._ports.take()}",
                f"--health-addr={_LOOPBACK}:{self._health[name]}",
                *own[name],
                environment={**environment, **base} if name != "kustomize-controller" else base,
            )
        for name in self.names:
            self.wait(name)

    def wait(self, name: str) -> None:
        """Wait until a controller says that it is ready."""
        self._processes.wait_for(f"{name} to be ready", lambda: self._ready(name), seconds=60, of=name)

    def _ready(self, name: str) -> bool:
        url = f"http://{_LOOPBACK}:{self._health[name]}/readyz"
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=2) as answer:
            return bool(answer.status == 200)
