"""Pods: each would be admitted under Pod Security `restricted`, and each container says what it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..api import Api
from .finding import Finding
from .inventory import Inventory
from .quantity import quantity

__all__ = ["Needs", "check_pod_security", "check_resources", "needs"]

_LABEL = "pod-security.kubernetes.io/enforce"
# As the proof `pods` has it: no limit of cpu is a choice, no limit of memory takes the node down.
_WANTED = (("requests", "cpu"), ("requests", "memory"), ("limits", "memory"))


def check_pod_security(api: Api, namespaces: Iterable[str], *, level: str = "restricted") -> list[Finding]:
    """What the API server would say of the pods that run, were the level enforced: asked by a dry run of the label."""
    findings: list[Finding] = []
    for namespace in namespaces:
        labelled = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace, "labels": {_LABEL: level}}}
        warnings = api.apply(labelled, dry_run=True).warnings
        findings += [Finding(f"namespace {namespace} under {level}", warning) for warning in warnings]
    return findings


def check_resources(inventory: Inventory) -> list[Finding]:
    """Every container that leaves out a request, or the limit of memory."""
    return sorted(
        Finding(f"{workload.place}, container {container['name']}", f"no {part}.{resource}")
        for workload in inventory.workloads
        if not inventory.owner(workload.object)
        for container in workload.containers
        for part, resource in _WANTED
        if resource not in (container.get("resources") or {}).get(part, {})
    )


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What a lab asks of a cluster when all of it runs.

    Attributes:
        cpu: requested, in cores.
        memory: requested, in bytes.
        cpu_limit: in cores.
        memory_limit: in bytes.
        storage: claimed, in bytes.
    """

    cpu: Decimal
    memory: Decimal
    cpu_limit: Decimal
    memory_limit: Decimal
    storage: Decimal

    def __str__(self) -> str:
        gib = Decimal(2**30)
        return (
            f"requests {self.cpu.normalize():f} cores and {self.memory / gib:.1f} GiB, "
            f"limits {self.cpu_limit.normalize():f} cores and {self.memory_limit / gib:.1f} GiB, "
            f"volumes {self.storage / gib:.0f} GiB"
        )


def needs(inventory: Inventory) -> Needs:
    """The sum over everything that runs for good: Jobs come and go and are left out, databases are counted by what
    their Cluster and Pooler say, since their pods are simulated.
    """
    resources: list[tuple[int, dict[str, Any]]] = []
    storage = Decimal(0)
    for workload in inventory.workloads:
        if workload.object["kind"] not in ("Job", "CronJob") and not inventory.owner(workload.object):
            resources += [(workload.copies, item.get("resources") or {}) for item in workload.pod["spec"]["containers"]]
    for item in inventory.made:
        spec = item.get("spec", {})
        match item["kind"]:
            case "Cluster":
                resources.append((spec["instances"], spec.get("resources", {})))
                sizes = [spec["storage"]["size"], *([spec["walStorage"]["size"]] if "walStorage" in spec else [])]
                storage += spec["instances"] * sum((quantity(size) for size in sizes), Decimal(0))
            case "Pooler":
                containers = (spec.get("template") or {}).get("spec", {}).get("containers", [])
                resources += [(spec.get("instances", 1), container.get("resources", {})) for container in containers]
            case _:
                pass
    for claim in inventory.all("v1", "PersistentVolumeClaim"):
        storage += quantity(claim["spec"]["resources"]["requests"]["storage"])

    def total(part: str, name: str) -> Decimal:
        return sum((copies * quantity((item.get(part) or {}).get(name, 0)) for copies, item in resources), Decimal(0))

    return Needs(
        cpu=total("requests", "cpu"),
        memory=total("requests", "memory"),
        cpu_limit=total("limits", "cpu"),
        memory_limit=total("limits", "memory"),
        storage=storage,
    )
