"""What Pod Security `restricted` asks of every pod, in one place."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import checks
from .sizing import Resources

if TYPE_CHECKING:
    from cdk8s_plus_28 import k8s

__all__ = [
    "container_security",
    "k8s_container_security",
    "k8s_pod_security",
    "k8s_resources",
    "pod_security",
    "port_name",
    "quantity",
]

# Kubernetes takes no larger uid.
_LAST_USER = 2**31 - 1


def pod_security(user: int, *, group: int | None = None, fs_group: bool = True) -> dict[str, Any]:
    """A pod's securityContext for chart values: one unprivileged user, the runtime's own seccomp profile, volumes given
    to its group. With `container_security()` on each container the pod passes Pod Security `restricted`.

    Args:
        user: uid that the image runs as. 0 is root, which proofs refuse unless exempted.
        group: gid of its processes and of its volumes; by default the user's number.
        fs_group: False where a chart writes fsGroup itself and a second one would be a duplicate key.

    Raises:
        InvalidArgument: no uid, or no gid.
    """
    checks.integer("user", user, least=0, most=_LAST_USER)
    gid = user if group is None else checks.integer("group", group, least=0, most=_LAST_USER)
    context: dict[str, Any] = {
        "runAsNonRoot": user != 0,
        "runAsUser": user,
        "runAsGroup": gid,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    if fs_group:
        # OnRootMismatch: changing the owner of every file at every start takes minutes on a large volume.
        context |= {"fsGroup": gid, "fsGroupChangePolicy": "OnRootMismatch"}
    return context


def container_security(capabilities: Sequence[str] = ()) -> dict[str, Any]:
    """A container's securityContext for chart values: no way to more rights than it starts with.

    Args:
        capabilities: what root in the container may do all the same, such as `CHOWN`; all else is dropped.
    """
    added = {"add": list(capabilities)} if capabilities else {}
    return {"allowPrivilegeEscalation": False, "capabilities": {**added, "drop": ["ALL"]}}


def k8s_pod_security(user: int) -> k8s.PodSecurityContext:
    """`pod_security` for pods that a construct writes itself.

    Args:
        user: uid and gid that the image runs as, also the group of its volumes. 0 is root, which proofs refuse unless
            exempted.

    Raises:
        InvalidArgument: no uid.
    """
    checks.integer("user", user, least=0, most=_LAST_USER)
    from cdk8s_plus_28 import k8s

    return k8s.PodSecurityContext(
        run_as_non_root=user != 0,
        run_as_user=user,
        run_as_group=user,
        fs_group=user,
        fs_group_change_policy="OnRootMismatch",
        seccomp_profile=k8s.SeccompProfile(type="RuntimeDefault"),
    )


def k8s_container_security(*, read_only_root: bool = False) -> k8s.SecurityContext:
    """`container_security` for containers that a construct writes itself.

    Args:
        read_only_root: whether the image's own files are read-only; whatever the program writes then needs a volume.
    """
    from cdk8s_plus_28 import k8s

    return k8s.SecurityContext(
        allow_privilege_escalation=False,
        capabilities=k8s.Capabilities(drop=["ALL"]),
        read_only_root_filesystem=True if read_only_root else None,
    )


def k8s_resources(resources: Resources) -> k8s.ResourceRequirements:
    """Requests and limits for containers that a construct writes itself.

    Args:
        resources: what the container asks for and may use.
    """
    from cdk8s_plus_28 import k8s

    values = resources.values()
    return k8s.ResourceRequirements(
        limits={key: quantity(text) for key, text in values["limits"].items()},
        requests={key: quantity(text) for key, text in values["requests"].items()},
    )


@functools.cache
def quantity(text: str) -> k8s.Quantity:
    """A quantity as the generated classes take it; each text crosses into jsii once."""
    from cdk8s_plus_28 import k8s

    return k8s.Quantity.from_string(text)


@functools.cache
def port_name(text: str) -> k8s.IntOrString:
    """A named port as the generated classes take it; each name crosses into jsii once."""
    from cdk8s_plus_28 import k8s

    return k8s.IntOrString.from_string(text)
