"""When an object answers for its spec as it stands."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs.stand.recorder import readiness

READY = [{"type": "Ready", "status": "True", "message": "well"}]


def ready(kind: str, status: dict[str, Any], spec: dict[str, Any] | None = None, generation: int = 2) -> str:
    """Whether it is."""
    return readiness({"kind": kind, "metadata": {"generation": generation}, "spec": spec or {}, "status": status})[0]


@pytest.mark.parametrize(
    ("kind", "status", "spec", "wanted"),
    [
        ("Kustomization", {"conditions": READY, "observedGeneration": 2}, {}, "True"),
        ("Kustomization", {"conditions": READY, "observedGeneration": 1}, {}, "Unknown"),
        ("HelmRelease", {"conditions": [{"type": "Ready", "status": "False"}], "observedGeneration": 2}, {}, "False"),
        ("HelmRelease", {}, {}, "Unknown"),
        ("Cluster", {"conditions": READY}, {}, "True"),  # CloudNativePG notes no generation
        ("StatefulSet", {"observedGeneration": 2, "readyReplicas": 1, "updatedReplicas": 1}, {"replicas": 1}, "True"),
        ("StatefulSet", {"observedGeneration": 1, "readyReplicas": 1, "updatedReplicas": 1}, {}, "Unknown"),
        ("Deployment", {"observedGeneration": 2, "readyReplicas": 1, "updatedReplicas": 0}, {}, "Unknown"),
        ("Deployment", {"observedGeneration": 2}, {"replicas": 0}, "True"),
        ("Job", {"conditions": [{"type": "Complete", "status": "True"}]}, {}, "True"),
        ("Job", {"conditions": [{"type": "Failed", "status": "True"}]}, {}, "False"),
        ("Job", {}, {}, "Unknown"),
        ("PersistentVolumeClaim", {"phase": "Bound"}, {}, "True"),
        ("PersistentVolumeClaim", {"phase": "Pending"}, {}, "Unknown"),
        ("Pooler", {"instances": 2}, {"instances": 2}, "True"),
        ("Pooler", {}, {"instances": 2}, "Unknown"),
        ("Database", {"applied": True}, {}, "True"),
        ("Database", {"applied": False}, {}, "Unknown"),
    ],
)
def test_readiness(kind: str, status: dict[str, Any], spec: dict[str, Any], wanted: str) -> None:
    assert ready(kind, status, spec) == wanted
