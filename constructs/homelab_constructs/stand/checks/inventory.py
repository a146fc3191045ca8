"""Inventory: every object in the cluster that a lab has brought there, through Flux or through Helm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..api import Api, Object, identity

__all__ = ["Inventory", "Workload", "is_lab_made"]

_APPLIERS = ("kustomize-controller", "helm-controller")
_TEMPLATES = ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job")


@dataclass(frozen=True)
class Workload:
    """Something that has a pod, or makes pods.

    Attributes:
        object: the Deployment, StatefulSet, DaemonSet, Job or CronJob.
        pod: its pod template.
    """

    object: Object
    pod: Object

    @property
    def place(self) -> str:
        """For messages."""
        return identity(self.object)

    @property
    def namespace(self) -> str:
        """Where its pods live."""
        namespace: str = self.object["metadata"]["namespace"]
        return namespace

    @property
    def containers(self) -> Iterator[Object]:
        """Init containers first, as they run."""
        yield from self.pod["spec"].get("initContainers", [])
        yield from self.pod["spec"].get("containers", [])

    @property
    def copies(self) -> int:
        """How many pods it runs at a time."""
        spec = self.object["spec"]
        return int(spec.get("replicas", spec.get("parallelism", 1)))


def is_lab_made(item: Object) -> bool:
    """Whether Flux or Helm has put it there. Labels alone would not tell: what a Service or a Deployment makes for
    itself bears copies of them.
    """
    return any(entry["manager"] in _APPLIERS for entry in item["metadata"].get("managedFields", []))


class Inventory:
    """A look at the cluster, taken when it is first asked and not renewed."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: dict[tuple[str, str], dict[tuple[str, str], Object]] = {}

    @cached_property
    def made(self) -> list[Object]:
        """Every object that the lab has brought, by identity."""
        found = [
            item for version, kind in self._api.kinds() for item in self._api.list(version, kind) if is_lab_made(item)
        ]
        return sorted(found, key=identity)

    @cached_property
    def workloads(self) -> list[Workload]:
        """Everything among them that makes pods."""
        found = [Workload(item, item["spec"]["template"]) for item in self.made if item["kind"] in _TEMPLATES]
        jobs = (item for item in self.made if item["kind"] == "CronJob")
        return found + [Workload(item, item["spec"]["jobTemplate"]["spec"]["template"]) for item in jobs]

    def get(self, api_version: str, kind: str, namespace: str, name: str) -> Object | None:
        """Any object of the cluster, the lab's or not."""
        known = self._known.get((api_version, kind))
        if known is None:
            known = {
                (item["metadata"].get("namespace", ""), item["metadata"]["name"]): item
                for item in self._api.list(api_version, kind)
            }
            self._known[api_version, kind] = known
        return known.get((namespace, name))

    def all(self, api_version: str, kind: str) -> list[Object]:
        """Every object of a kind in the cluster."""
        self.get(api_version, kind, "", "")
        return list(self._known[api_version, kind].values())

    def owner(self, item: Object) -> dict[str, Any]:
        """The controller that an object belongs to, empty for none."""
        owners = item["metadata"].get("ownerReferences", [])
        return next((owner for owner in owners if owner.get("controller")), {})
