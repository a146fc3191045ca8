"""Values of the chart that a caller may add: what the stack leaves alone, and nothing that could undo its promises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import checks
from ..errors import refuse
from ..helm_values import beside

__all__ = ["add_values"]

_PLACEMENT = frozenset({"affinity", "nodeSelector", "podAnnotations", "tolerations"})
_PROBES = frozenset({"livenessProbe", "readinessProbe"})
# By the chart's blocks. Datastores, secrets and registry are not among them: their wiring is the stack's business, and
# a password written there would stand in dist in clear.
_OPEN: Mapping[str, frozenset[str]] = {
    "global": frozenset({"imagePullSecrets", "imageRegistry", "security"}),
    "webapp": _PLACEMENT
    | _PROBES
    | {
        "clickhouse",
        "extraVolumeMounts",
        "extraVolumes",
        "gracefulShutdownTimeout",
        "image",
        "limits",
        "logLevel",
        "runReplication",
        "service",
        "serviceAccount",
        "serviceMonitor",
        "startupProbe",
        "tokenSyncer",
        "topologySpreadConstraints",
        "volumePermissions",
    },
    "supervisor": _PLACEMENT | _PROBES | {"config", "image", "service", "serviceAccount", "serviceMonitor"},
    "electric": _PLACEMENT | _PROBES | {"image", "service", "startupProbe"},
    "s2": _PLACEMENT | _PROBES | {"basin", "defaultStreamVersion", "image", "service"},
}


def add_values(values: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    """The stack's values with the caller's beside them.

    Raises:
        InvalidArgument: a block or key that is not open, a value that the stack sets itself, or one that Helm would not
            get as written.
    """
    merged = dict(values)
    for block, content in checks.json_value("extra_values", extra).items():
        if block not in _OPEN:
            refuse(f"extra_values.{block}", _kind(content), f"open are only: {', '.join(sorted(_OPEN))}")
        if not isinstance(content, dict):
            refuse(f"extra_values.{block}", _kind(content), "a map is needed")
        for key in content:
            if key not in _OPEN[block]:
                allowed = ", ".join(sorted(_OPEN[block]))
                refuse(f"extra_values.{block}.{key}", _kind(content[key]), f"open in {block} are only: {allowed}")
        if "namespace" in content.get("config", {}).get("kubernetes", {}):
            refuse(
                f"extra_values.{block}.config.kubernetes.namespace",
                content["config"]["kubernetes"]["namespace"],
                "runs start where the app is: their pull Secret is there",
            )
        merged[block] = beside(f"extra_values.{block}", merged.get(block, {}), content, owner="stack")
    return merged


def _kind(value: object) -> str:
    """What is told of a value that is not open: it may be a password in clear."""
    return f"<{type(value).__name__}>"
