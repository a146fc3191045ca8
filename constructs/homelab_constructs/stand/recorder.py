"""Recorder: what happened in a stand, in the order in which the API server wrote it down."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from .api import Api, Object, condition

__all__ = ["FLUX_KINDS", "Entry", "Recorder"]

FLUX_KINDS: Final = (
    ("source.toolkit.fluxcd.io/v1", "GitRepository"),
    ("source.toolkit.fluxcd.io/v1", "OCIRepository"),
    ("source.toolkit.fluxcd.io/v1", "HelmRepository"),
    ("source.toolkit.fluxcd.io/v1", "HelmChart"),
    ("kustomize.toolkit.fluxcd.io/v1", "Kustomization"),
    ("helm.toolkit.fluxcd.io/v2", "HelmRelease"),
)
_WORKLOAD_KINDS: Final = (
    ("postgresql.cnpg.io/v1", "Cluster"),
    ("postgresql.cnpg.io/v1", "Pooler"),
    ("postgresql.cnpg.io/v1", "Database"),
    ("apps/v1", "StatefulSet"),
    ("apps/v1", "Deployment"),
    ("batch/v1", "Job"),
    ("v1", "PersistentVolumeClaim"),
)


@dataclass(frozen=True)
class Entry:
    """One state of one object.

    Attributes:
        seconds: since the recorder began.
        version: the API server's resourceVersion: a single order over all objects of the cluster.
        event: ADDED, MODIFIED or DELETED.
        kind: of the object.
        namespace: of the object.
        name: of the object.
        ready: `True`, `False` or `Unknown`, as its kind says it; see `readiness`.
        message: what its status says about that.
        generation: of its spec.
        object: all of it.
    """

    seconds: float
    version: int
    event: str
    kind: str
    namespace: str
    name: str
    ready: str
    message: str
    generation: int
    object: Object

    @property
    def key(self) -> tuple[str, str, str]:
        """Which object."""
        return self.kind, self.namespace, self.name


def readiness(item: Object) -> tuple[str, str]:
    """Whether an object answers for its spec as it stands, as `True`, `False` or `Unknown`, and what it says."""
    status, spec = item.get("status", {}), item.get("spec", {})
    match item["kind"]:
        case "StatefulSet" | "Deployment":
            wanted = spec.get("replicas", 1)
            current = status.get("observedGeneration", 0) >= item["metadata"]["generation"]
            done = status.get("updatedReplicas", 0) == status.get("readyReplicas", 0) == wanted
            return ("True" if current and done else "Unknown"), f"{status.get('readyReplicas', 0)} of {wanted} ready"
        case "Job":
            if condition(item, "Failed").get("status") == "True":
                return "False", condition(item, "Failed").get("message", "")
            return ("True" if condition(item, "Complete").get("status") == "True" else "Unknown"), ""
        case "PersistentVolumeClaim":
            return ("True" if status.get("phase") == "Bound" else "Unknown"), status.get("phase", "")
        case "Pooler":
            return ("True" if status.get("instances") == spec.get("instances", 1) else "Unknown"), ""
        case "Database":
            return ("True" if status.get("applied") else "Unknown"), status.get("message", "")
        case _:
            ready = condition(item, "Ready")
            seen = max(status.get("observedGeneration", 0), ready.get("observedGeneration", 0))
            known = seen >= item["metadata"].get("generation", 0) or item["kind"] == "Cluster"
            return (ready.get("status", "Unknown") if known else "Unknown"), ready.get("message", "")


class Recorder:
    """Watches every kind that a lab consists of.

    Attributes:
        entries: all states, as they came.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._stop = threading.Event()
        self._changed = threading.Condition()
        self._began = time.monotonic()
        self._last: dict[tuple[str, str, str], Entry] = {}
        self.entries: list[Entry] = []

    def start(self) -> None:
        """Begin: the clock as well."""
        self._began = time.monotonic()
        for api_version, kind in (*FLUX_KINDS, *_WORKLOAD_KINDS):
            threading.Thread(target=self._follow, args=(api_version, kind), daemon=True).start()

    def stop(self) -> None:
        """Add nothing more."""
        self._stop.set()

    @property
    def now(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began

    def of(self, kind: str, name: str) -> list[Entry]:
        """All states of one object, in the order of their versions."""
        with self._changed:
            found = [entry for entry in self.entries if entry.kind == kind and entry.name == name]
        return sorted(found, key=lambda entry: entry.version)

    def first(self, kind: str, name: str, *, ready: str = "") -> Entry | None:
        """The first state of an object, or the first in which it was ready (`True`) or not (`False`)."""
        return next((entry for entry in self.of(kind, name) if not ready or entry.ready == ready), None)

    def last(self) -> dict[tuple[str, str, str], Entry]:
        """The newest state of every object that is there."""
        with self._changed:
            return dict(self._last)

    def wait(self, question: Callable[[], bool], *, seconds: float) -> bool:
        """Wait until the answer is yes; asked again after every change, and every second besides."""
        end = time.monotonic() + seconds
        while not question():
            if time.monotonic() > end:
                return False
            with self._changed:
                self._changed.wait(min(1.0, max(0.01, end - time.monotonic())))
        return True

    def messages(self, kind: str, name: str) -> list[str]:
        """What an object's conditions have said, each message once, in order."""
        said: list[str] = []
        for entry in self.of(kind, name):
            for item in entry.object.get("status", {}).get("conditions", []):
                if item.get("message") and item["message"] not in said:
                    said.append(item["message"])
        return said

    def _follow(self, api_version: str, kind: str) -> None:
        for event, item in self._api.watch(api_version, kind, self._stop):
            if event in ("ADDED", "MODIFIED", "DELETED"):
                self._add(event, {"apiVersion": api_version, "kind": kind, **item})

    def _add(self, event: str, item: Object) -> None:
        metadata: dict[str, Any] = item["metadata"]
        ready, message = readiness(item)
        entry = Entry(
            seconds=self.now,
            version=int(metadata["resourceVersion"]),
            event=event,
            kind=item["kind"],
            namespace=metadata.get("namespace", ""),
            name=metadata["name"],
            ready=ready,
            message=message,
            generation=metadata.get("generation", 0),
            object=item,
        )
        with self._changed:
            known = self._last.get(entry.key)
            if known and known.version >= entry.version and event != "DELETED":
                return  # told again after a broken watch
            self.entries.append(entry)
            if event == "DELETED":
                self._last.pop(entry.key, None)
            else:
                self._last[entry.key] = entry
            self._changed.notify_all()


def not_ready(entries: Iterable[Entry]) -> list[str]:
    """One line for each that is not ready, with what its status says."""
    return [
        f"{entry.kind}/{entry.name}: {entry.ready}: {said(entry)}"
        for entry in sorted(entries, key=lambda entry: entry.key)
        if entry.ready != "True"
    ]


def said(entry: Entry) -> str:
    """What an object says of itself: of its Ready condition, or of what it is busy with."""
    busy = condition(entry.object, "Reconciling")
    return entry.message or busy.get("message", "") or "nothing in its status"
