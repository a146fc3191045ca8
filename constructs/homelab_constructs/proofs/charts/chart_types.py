"""Types of Kubernetes that charts pass on as they are, by the names that charts give them."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["TYPES", "is_passed_on", "type_of"]

Schema = dict[str, Any]


def _keys(names: str, **known: Schema) -> Schema:
    return {"properties": {name: known.get(name, {}) for name in sorted(set(names.split()))}}


_TEXT: Schema = {"type": ["string", "null"]}
_WHOLE_NUMBER: Schema = {"type": ["integer", "null"]}
_SWITCH: Schema = {"type": ["boolean", "null"]}
_TEXT_MAP: Schema = {"additionalProperties": _TEXT}
_QUANTITIES: Schema = {
    # A name without a slash is one of Kubernetes' own.
    "propertyNames": {"pattern": "^(cpu|memory|storage|ephemeral-storage|pods|hugepages-.+|.+/.+)$"}
}
_CAPABILITIES: Schema = {**_keys("add drop"), "additionalProperties": False}
_SECURITY: dict[str, Schema] = {
    "runAsUser": _WHOLE_NUMBER,
    "runAsGroup": _WHOLE_NUMBER,
    "runAsNonRoot": _SWITCH,
    "fsGroup": _WHOLE_NUMBER,
    "allowPrivilegeEscalation": _SWITCH,
    "privileged": _SWITCH,
    "readOnlyRootFilesystem": _SWITCH,
    "capabilities": _CAPABILITIES,
    "seccompProfile": {**_keys("type localhostProfile", type=_TEXT), "additionalProperties": False},
}
_POD_SECURITY = (
    "appArmorProfile fsGroup fsGroupChangePolicy runAsGroup runAsNonRoot runAsUser seLinuxChangePolicy seLinuxOptions "
    "seccompProfile supplementalGroups supplementalGroupsPolicy sysctls windowsOptions"
)
_CONTAINER_SECURITY = (
    "allowPrivilegeEscalation appArmorProfile capabilities privileged procMount readOnlyRootFilesystem runAsGroup "
    "runAsNonRoot runAsUser seLinuxOptions seccompProfile windowsOptions"
)
_SOURCE: Schema = {
    **_keys("secretKeyRef configMapKeyRef fieldRef resourceFieldRef fileKeyRef"),
    "additionalProperties": False,
}

TYPES: dict[str, Schema] = {
    "resources": {
        "type": ["object", "null"],
        **_keys("limits requests claims", limits=_QUANTITIES, requests=_QUANTITIES),
    },
    "podSecurityContext": _keys(_POD_SECURITY, **_SECURITY),
    "containerSecurityContext": _keys(_CONTAINER_SECURITY, **_SECURITY),
    # Charts give this name to either.
    "securityContext": _keys(f"{_POD_SECURITY} {_CONTAINER_SECURITY}", **_SECURITY),
    "probe": _keys(
        "exec failureThreshold grpc httpGet initialDelaySeconds periodSeconds successThreshold tcpSocket "
        "terminationGracePeriodSeconds timeoutSeconds"
    ),
    "environment": {
        "items": {
            **_keys("name value valueFrom", name=_TEXT, value=_TEXT, valueFrom=_SOURCE),
            "required": ["name"],
            "additionalProperties": False,
        }
    },
    "environmentFrom": {"items": {**_keys("configMapRef prefix secretRef"), "additionalProperties": False}},
    "mounts": {
        "items": {
            **_keys("mountPath mountPropagation name readOnly recursiveReadOnly subPath subPathExpr"),
            "required": ["name", "mountPath"],
            "additionalProperties": False,
        }
    },
    "tolerations": {
        "items": {**_keys("effect key operator tolerationSeconds value", value=_TEXT), "additionalProperties": False}
    },
    "updateStrategy": _keys("rollingUpdate type"),
    "affinity": _keys("nodeAffinity podAffinity podAntiAffinity"),
    "texts": _TEXT_MAP,
}
"""What is known of each type; keys that are not listed are for the place that names it to allow or not."""

_NAMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"resources", "resources"),
        (r"podSecurityContext", "podSecurityContext"),
        (r"containerSecurityContext", "containerSecurityContext"),
        (r"securityContext", "securityContext"),
        (r"(custom)?([lL]iveness|[rR]eadiness|[sS]tartup)Probe", "probe"),
        (r"(extraEnv|extraEnvVars|envVars)", "environment"),
        (r"(extraEnvFrom|envFrom)", "environmentFrom"),
        (r"(extraVolumeMounts|volumeMounts)", "mounts"),
        (r"tolerations", "tolerations"),
        (r"affinity", "affinity"),
        (r"(update|deployment)Strategy", "updateStrategy"),
        (r"(nodeSelector|.*[aA]nnotations|.*[lL]abels)", "texts"),
    )
)
# Maps that charts usually pass on, beside those whose type is known.
_PASSED_ON = re.compile(
    r".*[sS]elector|.*[sS]trategy|dataSource.*|.*Config|.*Spec|lifecycle.*|.*Hooks|configmap|config|data"
    r"|.*[mM]atchLabels|extra.*|custom.*|basicAuth|tls[cC]onfig|parameters|args|env|params"
)


def type_of(name: str) -> str:
    """The Kubernetes type of a value by its key; empty where the key tells none."""
    return next((kind for pattern, kind in _NAMES if pattern.fullmatch(name)), "")


def is_passed_on(name: str) -> bool:
    """Whether a chart that nobody has looked into is likely to render a map of that name as it is."""
    return bool(type_of(name) or _PASSED_ON.fullmatch(name))
