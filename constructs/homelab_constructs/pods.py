"""What Pod Security `restricted` asks of every pod, in one place."""

from __future__ import annotations

from typing import Any

__all__ = ["container_security", "pod_security"]


def pod_security(user: int, *, fs_group: bool = True) -> dict[str, Any]:
    """A pod's securityContext: one unprivileged user, the runtime's own seccomp profile, volumes given to its group.

    Args:
        user: uid and gid that the image runs as.
        fs_group: False where a chart writes fsGroup itself and a second one would be a duplicate key.
    """
    context: dict[str, Any] = {
        "runAsNonRoot": True,
        "runAsUser": user,
        "runAsGroup": user,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    if fs_group:
        # OnRootMismatch: changing the owner of every file at every start takes minutes on a large volume.
        context |= {"fsGroup": user, "fsGroupChangePolicy": "OnRootMismatch"}
    return context


def container_security() -> dict[str, Any]:
    """A container's securityContext: no way to more rights than it starts with."""
    return {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}
