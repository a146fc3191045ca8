"""Values that the library sets although the chart's values.yaml does not list them, each with the reason.

By chart and version; a path stands for everything below it.
"""

from __future__ import annotations

_READ = "the template renders the whole map where it is set; values.yaml shows it as a comment only"
_OPEN = "the template renders the whole map (toYaml); values.yaml lists a few of its keys as defaults"

_PODS = {
    f"{workload}.{context}": _READ
    for workload in ("webapp", "supervisor", "electric")
    for context in ("podSecurityContext", "securityContext")
}

UNLISTED: dict[str, dict[str, str]] = {
    "trigger-4.0.5": _PODS,
    "trigger-4.5.12": {**_PODS, "s2.podSecurityContext": _OPEN, "s2.securityContext": _OPEN},
    "bitnami-redis-18.4.0": {},
    "bitnami-redis-19.5.5": {},
    "bitnami-redis-23.1.1": {},
}
