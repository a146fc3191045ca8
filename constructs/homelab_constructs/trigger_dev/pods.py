"""What the chart leaves bare in its pods: by values where they reach, by one patch where they do not."""

from __future__ import annotations

from typing import Any

from ..flux.yaml_text import dump
from ..pods import container_security, pod_security
from ..sizing import Resources
from .settings import AppResources

__all__ = ["patches", "pod_values"]

# The images' users: webapp and supervisor run as node, electric's files belong to nobody, s2 is distroless.
_NODE, _NOBODY, _S2 = 1000, 65534, 65532


# As long as the release itself may take.
_PROGRESS_DEADLINE = 1200


def pod_values(resources: Resources, user: str) -> dict[str, Any]:
    """Security and resources of one of the chart's workloads.

    Args:
        resources: of its container.
        user: node, nobody or s2.
    """
    uid = {"node": _NODE, "nobody": _NOBODY, "s2": _S2}[user]
    # The chart writes fsGroup 1000 for webapp and supervisor itself: a second one would be a duplicate key.
    return {
        "podSecurityContext": pod_security(uid, fs_group=user == "s2"),
        "securityContext": container_security(),
        "resources": resources.values(),
    }


def patches(fullname: str, resources: AppResources) -> list[tuple[str, str, str]]:
    """Patches on rendered objects, each for something that no value of chart 4.0.5 or 4.5.12 reaches.

    On Deployment `<fullname>-webapp`: it mounts a claim that one node at a time can have, so the old pod must go before
    the new one comes (the chart leaves the strategy at RollingUpdate); its init container and its token sidecar have
    neither limits nor all that Pod Security `restricted` asks for.

    On both it and Deployment `<fullname>-supervisor`: a first start may take the web app's fifteen minutes of
    migrations, and the supervisor waits for the token that comes after them; at ten minutes Kubernetes would call both
    failed.
    """

    def container(name: str, size: Resources) -> dict[str, Any]:
        return {
            "name": name,
            "resources": size.values(),
            "securityContext": {**container_security(), "runAsNonRoot": True},
        }

    name = f"{fullname}-webapp"
    patch: dict[str, Any] = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": name},
        "spec": {
            "progressDeadlineSeconds": _PROGRESS_DEADLINE,
            "strategy": {"type": "Recreate", "rollingUpdate": None},
            "template": {
                "spec": {
                    "initContainers": [container("volume-permissions", resources.volume_permissions)],
                    "containers": [container("token-syncer", resources.token_syncer)],
                }
            },
        },
    }
    supervisor: dict[str, Any] = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": f"{fullname}-supervisor"},
        "spec": {"progressDeadlineSeconds": _PROGRESS_DEADLINE},
    }
    return [("Deployment", item["metadata"]["name"], dump([item])) for item in (patch, supervisor)]
