"""Stand: a cluster on loopback that reconciles a lab's dist, for as long as its `with` block lasts.

It is told a dist by `commit()`, and waited for by `settle()`; in between `recorder` writes down what happens.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .admission import CnpgAdmission
from .api import Api, Object
from .catalog import FLUX_LINES
from .charts import ChartSupply, Provision, chart_requests
from .cluster import Cluster
from .errors import MissingPrograms, StandError
from .flux import FluxControllers
from .git_server import GitServer, missing_tools
from .lab import DistCopy
from .ports import Ports
from .processes import Processes
from .programs import Programs
from .recorder import FLUX_KINDS, Entry, Recorder, not_ready
from .registry import ChartRegistry
from .simulated import Simulation
from .surroundings import Variables, base_files, existing_kustomizations, existing_sources, surroundings

__all__ = ["NotSettled", "Stand", "StandOptions"]

_ROOT = "cluster-apps"
_BASE_MODULES = ("etcd", "kubernetes", "cloudnative-pg", "kwok", "helm", "registry")


class NotSettled(StandError):
    """The lab did not come to rest in time.

    Attributes:
        findings: what was not ready, each with its own words.
    """

    def __init__(self, seconds: float, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        lines = "\n".join(f"  - {finding}" for finding in findings)
        super().__init__(f"not ready after {seconds:.0f} s:\n{lines}")


@dataclass(frozen=True, kw_only=True)
class StandOptions:
    """How a stand is set up.

    Attributes:
        flux: the Flux line, one of `catalog.FLUX_LINES`.
        strict: whether a variable without a value is an error; off in Flux unless a feature gate says otherwise.
        charts: a folder of unpacked charts; None takes charts from their registries.
        stand_ins: `<chart>=<version>`, for a chart whose version the folder lacks.
    """

    flux: str = "2.6"
    strict: bool = False
    charts: Path | None = None
    stand_ins: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls) -> StandOptions:
        """From `FLUX`, `CHARTS_DIR` and `CHARTS_STAND_IN` (several are separated by commas)."""
        folder = os.environ.get("CHARTS_DIR")
        line = os.environ.get("FLUX") or "2.6"
        if line not in FLUX_LINES:
            raise StandError(f"FLUX={line}: one of {', '.join(FLUX_LINES)} is needed")
        stand_ins = tuple(filter(None, os.environ.get("CHARTS_STAND_IN", "").split(",")))
        return cls(flux=line, charts=Path(folder).resolve() if folder else None, stand_ins=stand_ins)

    @property
    def modules(self) -> tuple[str, ...]:
        """The Go modules that such a stand needs."""
        return (*_BASE_MODULES, *(module.name for module in FLUX_LINES[self.flux].modules))


class Stand:
    """A running cluster and what belongs to it.

    Attributes:
        options: how it was set up.
        processes: its servers.
        recorder: everything that happened.
        simulation: what is pretended, and how slowly.
        provisions: how each chart that was asked for is met.
        encrypted: paths of the lab's SOPS files, which got invented values.
        revision: the newest commit.
        committed: when that was, on the recorder's clock.
        started_in: seconds from nothing to all controllers ready.
    """

    def __init__(self, options: StandOptions) -> None:
        self.options = options
        self._supply = ChartSupply(options.charts, options.stand_ins)
        if missing := missing_tools():
            raise MissingPrograms(missing)
        self._programs = Programs.build(options.modules)
        self.processes = Processes()
        self._ports = Ports()
        self._variables = Variables()
        self.provisions: list[Provision] = []
        self.revision = ""
        self.committed = 0.0
        self.encrypted: list[str] = []
        self._dist: DistCopy | None = None
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Stand:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End everything that was started, and leave nothing behind."""
        with contextlib.ExitStack() as ending:  # each is asked, whatever the others do; last named, first asked
            ending.callback(self._ports.close)
            ending.callback(self.processes.close)
            for name in ("_charts", "git", "recorder", "simulation"):
                owner = getattr(self, name, None)
                if owner is not None:
                    ending.callback(owner.stop)

    @property
    def unserved(self) -> list[str]:
        """Addresses that a controller asked for and that no chart from a folder answers to."""
        return sorted(self._charts.missing) if self._charts else []

    def _start(self) -> None:
        began = time.monotonic()
        self.cluster = Cluster(self.processes, self._programs, self._ports)
        self._charts: ChartRegistry | None = None
        environment: dict[str, str] = {}
        if not self._supply.online:
            self._charts = ChartRegistry(self.cluster.authority, self.processes, self._programs, self._ports)
            environment = self._charts.environment
        self.flux = FluxControllers(FLUX_LINES[self.options.flux], self.processes, self._programs, self._ports)
        self.flux.install(self.cluster)
        admission = CnpgAdmission(self.processes, self._programs, self._ports)
        admission.install(self.cluster)
        self.cluster.start_workloads()
        self.git = GitServer(self.processes.folder, self._ports.take())
        self.flux.start(self.cluster.kubeconfig, strict=self.options.strict, environment=environment)
        admission.start(self.cluster)
        self.recorder = Recorder(self.api)
        self.recorder.start()
        self.simulation = Simulation(self.api)
        self.simulation.start()
        self.started_in = time.monotonic() - began

    @property
    def api(self) -> Api:
        """Its API server."""
        return self.cluster.api

    def program(self, name: str) -> Path:
        """Where one of its programs lies, such as kubectl."""
        return self._programs.path(name)

    def memory(self) -> int:
        """Resident memory of all its servers, in bytes."""
        return sum(self.processes.memory().values())

    # -- a lab ----------------------------------------------------------------------------------------------------

    def commit(self, dist: DistCopy, message: str = "the lab", *, supply: bool = True) -> str:
        """Put a dist into the repository, and what it expects into the cluster; the first time, Flux begins.

        Args:
            dist: the lab.
            message: of the commit.
            supply: whether charts that it asks for newly are put on the shelf; a fault asks for one that is nowhere.

        Returns:
            The commit that Flux will report.
        """
        provisions = self._supply.provide(chart_requests(dist.objects, dist.expects.get("sources", [])))
        fresh = [item for item in provisions if supply and item not in self.provisions]
        if self._charts:
            self._charts.stock(fresh)
        self.provisions += fresh
        values = self._variables.of(dist)
        self.encrypted = dist.encrypted
        decrypted = {path: _without_sops(dist.manifests[path]) for path in self.encrypted}
        self.api.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": dist.flux_namespace}})
        for manifest in surroundings(dist, values, dist.flux_namespace):
            self.api.apply(manifest)
        files = {f"{dist.prefix}/{path}": content for path, content in {**dist.files, **decrypted}.items()}
        self._record({**files, **base_files(dist)}, message)
        self._dist = dist
        for manifest in existing_sources(dist, provisions):
            self.api.apply(manifest)
        for manifest in self._roots(dist):
            self.api.apply(manifest)
        self.reconcile(("GitRepository", dist.flux_namespace, self._git_name(dist)))
        return self.revision

    def spoil(self, files: Mapping[str, bytes], message: str) -> None:
        """Commit other files in the place of the dist that was committed last; what surrounds it stays as it is.

        Args:
            files: content by path below dist. They need not be anything that this library could read.
            message: of the commit.
        """
        if self._dist is None:
            raise StandError("nothing was committed yet that could be spoilt")
        placed = {f"{self._dist.prefix}/{path}": content for path, content in files.items()}
        self._record({**placed, **base_files(self._dist)}, message)
        self.reconcile(("GitRepository", self._dist.flux_namespace, self._git_name(self._dist)))

    def _record(self, files: Mapping[str, bytes], message: str) -> None:
        self.committed = self.recorder.now
        self.revision = self.git.commit(files, message)

    def forget(self, variable: str) -> None:
        """Leave a variable out of the cluster's Secret from now on, as an owner does who has overlooked it."""
        self._variables.forget(variable)

    def _git_name(self, dist: DistCopy) -> str:
        named = [item["name"] for item in dist.expects.get("sources", []) if item["kind"] == "GitRepository"]
        return named[0] if named else "flux-system"

    def _roots(self, dist: DistCopy) -> Iterable[Object]:
        """What a cluster's owner has set up by hand: the repository, and the Kustomization that applies dist."""
        name = self._git_name(dist)
        spec: dict[str, Any] = {"interval": "1m", "url": self.git.url, "ref": {"branch": "main"}}
        yield {
            "apiVersion": "source.toolkit.fluxcd.io/v1",
            "kind": "GitRepository",
            "metadata": {"name": name, "namespace": dist.flux_namespace},
            "spec": spec,
        }
        yield from existing_kustomizations(dist, name)
        variables = (dist.expects.get("variables") or {}).get("secret")
        substitute = [{"kind": "Secret", "name": variables["name"]}] if variables else []
        root: dict[str, Any] = {
            "interval": "10m",
            "retryInterval": "10s",
            "path": f"./{dist.prefix}",
            "prune": True,
            "wait": False,
            "sourceRef": {"kind": "GitRepository", "name": name},
        }
        if dist.root_injects and substitute:
            patch = {
                "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
                "kind": "Kustomization",
                "metadata": {"name": "every"},
                "spec": {"postBuild": {"substituteFrom": substitute}},
            }
            target = {"group": "kustomize.toolkit.fluxcd.io", "kind": "Kustomization"}
            root["patches"] = [{"patch": yaml.safe_dump(patch), "target": target}]
        yield {
            "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
            "kind": "Kustomization",
            "metadata": {"name": _ROOT, "namespace": dist.flux_namespace},
            "spec": root,
        }

    def reconcile(self, *keys: tuple[str, str, str]) -> None:
        """Ask controllers to look at objects (kind, namespace, name) at once, as `flux reconcile` does."""
        versions = {kind: api_version for api_version, kind in FLUX_KINDS}
        for kind, namespace, name in keys:
            item: Object = {
                "apiVersion": versions[kind],
                "kind": kind,
                "metadata": {"name": name, "namespace": namespace},
            }
            stamp = {"reconcile.fluxcd.io/requestedAt": str(time.time_ns())}
            self.api.merge(item, {"metadata": {"annotations": stamp}})

    # -- waiting ----------------------------------------------------------------------------------------------------

    def settle(self, seconds: float = 180, *, quiet: float = 3.0) -> float:
        """Wait until every Flux object is ready at the newest commit, and stays so.

        Args:
            seconds: how long at most.
            quiet: for how long nothing may change at the end.

        Returns:
            Seconds from the newest commit to the last change.

        Raises:
            NotSettled: something was not ready in time.
            StandError: one of the stand's own servers has ended.
        """
        self.recorder.wait(lambda: bool(self.broken()) or self._at_rest(quiet), seconds=seconds)
        if broken := self.broken():
            raise StandError("\n".join(broken))
        if not self._at_rest(quiet):
            raise NotSettled(seconds, self.unready() or ["objects go on changing"])
        return max(entry.seconds for entry in self.flux_entries()) - self.committed

    def flux_entries(self) -> list[Entry]:
        """The newest state of every Flux object."""
        kinds = {kind for _, kind in FLUX_KINDS}
        return [entry for entry in self.recorder.last().values() if entry.kind in kinds]

    def unready(self) -> list[str]:
        """What is not ready at the newest commit, each with its own words; empty when all is well."""
        entries = self.flux_entries()
        there = {(entry.kind, entry.name) for entry in entries}
        wanted = {
            ("Kustomization", item["metadata"]["name"]) for item in (self._dist.kustomizations if self._dist else ())
        }
        findings = not_ready(entries)
        findings += [f"{kind}/{name}: it was not made" for kind, name in sorted(wanted - there)]
        for entry in entries:
            if entry.kind == "Kustomization" and entry.ready == "True":
                applied = entry.object.get("status", {}).get("lastAppliedRevision", "")
                if not applied.endswith(self.revision):
                    findings.append(f"Kustomization/{entry.name}: has not seen the newest commit")
        return findings

    def broken(self) -> list[str]:
        """What of the stand itself has failed: servers that ended by themselves, with their last words."""
        found = [
            f"{item.name} ended with {item.process.returncode}:\n{item.log_end()}" for item in self.processes.ended()
        ]
        return found + (
            [f"the simulation goes on failing: {self.simulation.trouble}"] if self.simulation.trouble else []
        )

    def _at_rest(self, quiet: float) -> bool:
        return not self.unready() and self._still_for(quiet)

    def _still_for(self, seconds: float) -> bool:
        return self.recorder.now - max((entry.seconds for entry in self.recorder.entries), default=0) > seconds


def _without_sops(objects: Sequence[Object]) -> bytes:
    """SOPS files are encrypted for keys that only their cluster has: their keys stay, their values are invented."""
    pull = '{"auths": {}}'  # the API server reads this one
    plain = []
    for item in objects:
        kept = {key: value for key, value in item.items() if key not in ("sops", "data", "stringData")}
        keys = [key for part in ("data", "stringData") for key in item.get(part, {})]
        plain.append(
            {
                **kept,
                "stringData": {key: pull if key == ".dockerconfigjson" else f"invented-{key}".lower() for key in keys},
            }
        )
    return yaml.safe_dump_all(plain).encode()
