"""The pods of Bitnami's Redis chart, as values and the chart's defaults decide them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..proofs.chart_rules import PodTemplate
from .merged_values import ChartValues, Version, overlaid

__all__ = ["Workload", "defaults", "environments", "follows_master", "pods", "workloads"]

_USER = 1001


@dataclass(frozen=True)
class Workload:
    """One of the chart's workloads.

    Attributes:
        block: the values that describe it.
        suffix: what its name ends in.
        kind: its kind.
        replicas: how many pods it has.
    """

    block: str
    suffix: str
    kind: str
    replicas: int


def _probe(enabled: bool, delay: int, period: int, timeout: int, failures: int) -> dict[str, Any]:
    return {
        "enabled": enabled,
        "initialDelaySeconds": delay,
        "periodSeconds": period,
        "timeoutSeconds": timeout,
        "successThreshold": 1,
        "failureThreshold": failures,
    }


def _server(*, kind: str, count: Mapping[str, int], startup: dict[str, Any], hardened: bool) -> dict[str, Any]:
    service: dict[str, Any] = {"type": "ClusterIP", "ports": {"redis": 6379}}
    return {
        "kind": kind,
        **count,
        "containerPorts": {"redis": 6379},
        "startupProbe": startup,
        "livenessProbe": _probe(True, 20, 5, 5, 5),
        "readinessProbe": _probe(True, 20, 5, 1, 5),
        "persistence": {"enabled": True, "path": "/data"},
        "updateStrategy": {"type": "RollingUpdate"},
        "podSecurityContext": _pod_security(hardened),
        "containerSecurityContext": _container_security(hardened),
        "service": service,
        **_sizes(hardened),
    }


def _sizes(hardened: bool) -> dict[str, Any]:
    if hardened:
        return {"resourcesPreset": "nano", "resources": {}}
    return {"resourcesPreset": "none", "resources": {"limits": {}, "requests": {}}}


def _pod_security(hardened: bool) -> dict[str, Any]:
    added: dict[str, Any] = {"fsGroupChangePolicy": "Always", "sysctls": [], "supplementalGroups": []}
    return {"enabled": True, "fsGroup": _USER, **(added if hardened else {})}


def _container_security(hardened: bool) -> dict[str, Any]:
    added: dict[str, Any] = {"seLinuxOptions": {}, "runAsGroup": _USER, "readOnlyRootFilesystem": True}
    return {
        "enabled": True,
        "runAsUser": _USER,
        "runAsGroup": 0,
        "runAsNonRoot": True,
        "allowPrivilegeEscalation": False,
        "seccompProfile": {"type": "RuntimeDefault"},
        "capabilities": {"drop": ["ALL"]},
        **(added if hardened else {}),
    }


# Tags of the charts that were read; between two of them the newest read before.
_TAGS: tuple[tuple[Version, dict[str, str]], ...] = (
    (
        (22, 0, 0),
        {
            "redis": "8.2.1-debian-12-r0",
            "redis-sentinel": "8.2.1-debian-12-r0",
            "redis-exporter": "1.76.0-debian-12-r0",
            "os-shell": "12-debian-12-r51",
            "kubectl": "1.33.4-debian-12-r0",
        },
    ),
    (
        (19, 0, 0),
        {
            "redis": "7.2.5-debian-12-r0",
            "redis-sentinel": "7.2.5-debian-12-r0",
            "redis-exporter": "1.61.0-debian-12-r0",
            "os-shell": "12-debian-12-r22",
            "kubectl": "1.30.2-debian-12-r0",
        },
    ),
    (
        (0, 0, 0),
        {
            "redis": "7.2.3-debian-11-r1",
            "redis-sentinel": "7.2.3-debian-11-r1",
            "redis-exporter": "1.55.0-debian-11-r2",
            "os-shell": "11-debian-11-r91",
            "kubectl": "1.30.2-debian-12-r0",
        },
    ),
)


def defaults(version: Version) -> dict[str, Any]:
    """The chart's defaults, as far as its rules ask for them."""
    # Chart 19 hardened the defaults; 18.x has the settings already, but off.
    hardened = version >= (19, 0, 0)
    tags = next(tags for first, tags in _TAGS if version >= first)

    def image(name: str) -> dict[str, Any]:
        return {"image": {"registry": "docker.io", "repository": f"bitnami/{name}", "tag": tags[name]}}

    helper: dict[str, Any] = {"enabled": False, **image("os-shell"), **_sizes(hardened)}
    return {
        "architecture": "replication",
        **image("redis"),
        "auth": {
            "enabled": True,
            "usePasswordFiles": version >= (20, 10, 0),
            "usePasswordFileFromSecret": True,
        },
        "tls": {"enabled": False, "authClients": True},
        "master": _server(
            kind="StatefulSet", count={"count": 1}, startup=_probe(False, 20, 5, 5, 5), hardened=hardened
        ),
        "replica": _server(
            kind="StatefulSet", count={"replicaCount": 3}, startup=_probe(True, 10, 10, 5, 22), hardened=hardened
        ),
        "sentinel": {
            "enabled": False,
            **image("redis-sentinel"),
            "containerPorts": {"sentinel": 26379},
            "startupProbe": _probe(True, 10, 10, 5, 22),
            "livenessProbe": _probe(True, 20, 10, 5, 6),
            "readinessProbe": _probe(True, 20, 5, 1, 6),
            "persistence": {"enabled": False},
            "containerSecurityContext": _container_security(hardened),
            "service": {"type": "ClusterIP", "ports": {"redis": 6379, "sentinel": 26379}},
            "masterService": {"enabled": False, "type": "ClusterIP", "ports": {"redis": 6379}},
            "externalAccess": {"enabled": False, "service": {"redisPort": 6379, "sentinelPort": 26379}},
            **_sizes(hardened),
        },
        "metrics": {
            "enabled": False,
            **image("redis-exporter"),
            "startupProbe": _probe(False, 10, 10, 5, 5),
            "livenessProbe": _probe(True, 10, 10, 5, 5),
            "readinessProbe": _probe(True, 5, 10, 1, 3),
            "containerSecurityContext": _container_security(hardened),
            "service": {"enabled": True, "port": 0 if hardened else 9121, "ports": {"http": 9121}},
            **_sizes(hardened),
        },
        "volumePermissions": {
            **helper,
            "containerSecurityContext": {**({"seLinuxOptions": {}} if hardened else {}), "runAsUser": 0},
        },
        "sysctl": helper,
        "kubectl": {
            **image("kubectl"),
            "containerSecurityContext": _container_security(True),
            "resources": {"limits": {}, "requests": {}},
        },
    }


def workloads(values: ChartValues) -> list[Workload]:
    """The workloads that the chart makes."""
    replication = values.text("architecture") == "replication"
    if replication and values.on("sentinel.enabled"):
        return [Workload("replica", "node", "StatefulSet", values.number("replica.replicaCount"))]
    made: list[Workload] = []
    if values.number("master.count") > 0:
        made.append(Workload("master", "master", values.text("master.kind"), values.number("master.count")))
    if replication:
        made.append(Workload("replica", "replicas", values.text("replica.kind"), values.number("replica.replicaCount")))
    return made


def pods(values: ChartValues, fullname: str) -> list[PodTemplate]:
    """The pods, before any post-renderer."""
    return [_pod(values, load, f"{fullname}-{load.suffix}") for load in workloads(values)]


def _pod(values: ChartValues, load: Workload, name: str) -> PodTemplate:
    block = load.block
    containers = [_container(values, "redis", block, "image")]
    if load.suffix == "node":
        containers.append(_container(values, "sentinel", "sentinel", "sentinel.image"))
    if values.on("metrics.enabled"):
        containers.append(_container(values, "metrics", "metrics", "metrics.image"))
    if load.suffix == "node" and follows_master(values):
        containers.append(_container(values, "kubectl-shared", "kubectl", "kubectl.image"))
    containers += values.maps(f"{block}.sidecars")
    spec: dict[str, Any] = {
        "initContainers": list(_init_containers(values, block)),
        "containers": containers,
        "volumes": list(_volumes(values, load, name)),
    }
    if values.on(f"{block}.podSecurityContext.enabled"):
        spec["securityContext"] = _context(values, f"{block}.podSecurityContext")
    more = "sentinel" if load.suffix == "node" else block
    if values.since(20, 2):
        spec = overlaid(spec, values.map(f"{more}.extraPodSpec"))
    strategy = values.text(f"{block}.updateStrategy.type") or "RollingUpdate"
    return PodTemplate(
        item=values.release.item,
        path=values.where(block),
        kind=load.kind,
        name=name,
        spec={key: value for key, value in spec.items() if value != []},
        strategy=strategy if load.kind == "Deployment" else "",
        container_paths=_paths(values, block),
        ours=False,
    )


def follows_master(values: ChartValues) -> bool:
    """Whether a sidecar marks the master, so that a Service can follow it."""
    return values.since(18, 19) and (
        values.on("sentinel.masterService.enabled") or values.on("sentinel.service.createMaster")
    )


def _paths(values: ChartValues, block: str) -> dict[str, str]:
    known = {
        "redis": block,
        "sentinel": "sentinel",
        "metrics": "metrics",
        "kubectl-shared": "kubectl",
        "volume-permissions": "volumePermissions",
        "init-sysctl": "sysctl",
    }
    for part in ("sidecars", "initContainers"):
        for index, entry in enumerate(values.items(f"{block}.{part}")):
            if isinstance(entry, dict):
                known[str(entry.get("name"))] = f"{block}.{part}[{index}]"
    return {name: values.where(path) for name, path in known.items()}


def _container(values: ChartValues, name: str, block: str, image: str) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "image": _image(values, image)}
    if values.on(f"{block}.containerSecurityContext.enabled"):
        made["securityContext"] = _context(values, f"{block}.containerSecurityContext")
    made |= _resources(values, block)
    if not values.on("diagnosticMode.enabled"):
        made |= _probes(values, block)
    return made


def _image(values: ChartValues, path: str) -> str:
    registry = values.text("global.imageRegistry") or values.text(f"{path}.registry")
    name = "/".join(filter(None, (registry, values.text(f"{path}.repository"))))
    digest = values.text(f"{path}.digest")
    return f"{name}@{digest}" if digest else f"{name}:{values.text(f'{path}.tag')}"


def _context(values: ChartValues, path: str) -> dict[str, Any]:
    return {key: value for key, value in values.map(path).items() if key != "enabled"}


def _probes(values: ChartValues, block: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        custom = values.map(f"{block}.custom{probe[0].upper()}{probe[1:]}")
        if custom:
            yield probe, custom
        elif values.on(f"{block}.{probe}.enabled"):
            made = {key: value for key, value in values.map(f"{block}.{probe}").items() if key != "enabled"}
            yield probe, made


# CPU and memory asked for and at most; by the chart's own names.
_PRESETS = {
    "nano": ("100m", "128Mi", "150m", "192Mi"),
    "micro": ("250m", "256Mi", "375m", "384Mi"),
    "small": ("500m", "512Mi", "750m", "768Mi"),
    "medium": ("500m", "1024Mi", "750m", "1536Mi"),
    "large": ("1.0", "2048Mi", "1.5", "3072Mi"),
    "xlarge": ("1.0", "3072Mi", "3.0", "6144Mi"),
    "2xlarge": ("1.0", "3072Mi", "6.0", "12288Mi"),
}


def _resources(values: ChartValues, block: str) -> dict[str, Any]:
    own = values.map(f"{block}.resources")
    if own:
        return {"resources": own}
    preset = _PRESETS.get(values.text(f"{block}.resourcesPreset"))
    if preset is None:
        return {}
    scratch = "2Gi" if values.since(20) else "1024Mi"
    cpu, memory, most_cpu, most_memory = preset
    return {
        "resources": {
            "requests": {"cpu": cpu, "memory": memory, "ephemeral-storage": "50Mi"},
            "limits": {"cpu": most_cpu, "memory": most_memory, "ephemeral-storage": scratch},
        }
    }


def _init_containers(values: ChartValues, block: str) -> Iterator[dict[str, Any]]:
    yield from values.maps(f"{block}.initContainers")
    needed = ("persistence.enabled", "podSecurityContext.enabled", "containerSecurityContext.enabled")
    if values.on("volumePermissions.enabled") and all(values.on(f"{block}.{part}") for part in needed):
        context = dict(values.map("volumePermissions.containerSecurityContext"))
        if context.get("runAsUser") == "auto":
            del context["runAsUser"]
        yield {
            "name": "volume-permissions",
            "image": _image(values, "volumePermissions.image"),
            "securityContext": context,
            **_resources(values, "volumePermissions"),
        }
    if values.on("sysctl.enabled"):
        yield {
            "name": "init-sysctl",
            "image": _image(values, "sysctl.image"),
            "securityContext": {"privileged": True, "runAsUser": 0},
            **_resources(values, "sysctl"),
        }


def _volumes(values: ChartValues, load: Workload, name: str) -> Iterator[dict[str, Any]]:
    """Those that values decide: the data, and whatever is added."""
    block = load.block
    claim = values.name(f"{block}.persistence.existingClaim")
    if not values.on(f"{block}.persistence.enabled") or load.kind == "DaemonSet":
        yield {"name": "redis-data", "emptyDir": {}}
    elif claim:
        yield {"name": "redis-data", "persistentVolumeClaim": {"claimName": claim}}
    elif load.kind == "Deployment":
        yield {"name": "redis-data", "persistentVolumeClaim": {"claimName": f"redis-data-{name}"}}
    if values.on("sysctl.mountHostSys"):
        yield {"name": "host-sys", "hostPath": {"path": "/sys"}}
    yield from values.maps(f"{block}.extraVolumes")
    yield from values.maps("metrics.extraVolumes")
    if load.suffix == "node":
        yield from values.maps("sentinel.extraVolumes")


# -- Environment -------------------------------------------------------------------------------------------------------


def environments(values: ChartValues) -> dict[str, tuple[str, ...]]:
    """The names that templates set beside the lists of further ones."""
    made: dict[str, tuple[str, ...]] = {}
    for load in workloads(values):
        path = f"{load.block}.extraEnvVars"
        if load.suffix == "node":
            made[path] = tuple(_node_env(values))
            made["sentinel.extraEnvVars"] = tuple(_sentinel_env(values))
        else:
            made[path] = tuple(_server_env(values, replica=load.suffix == "replicas"))
        if values.on("metrics.enabled"):
            made["metrics.extraEnvVars"] = tuple(_metrics_env(values))
    return {f"{values.prefix}{path}": names for path, names in made.items()}


def _password_env(values: ChartValues, *names: str) -> Iterator[str]:
    if values.on("auth.enabled"):
        suffix = "_FILE" if values.on("auth.usePasswordFiles") else ""
        yield from (f"{name}{suffix}" for name in names)


def _tls_env(values: ChartValues, before: str, port_name: str, plain: str) -> Iterator[str]:
    yield f"{before}_TLS_ENABLED"
    if not values.on("tls.enabled"):
        yield plain
        return
    yield from (f"{before}_TLS_{part}" for part in (port_name, "AUTH_CLIENTS", "CERT_FILE", "KEY_FILE"))
    if _has_authority(values):
        yield f"{before}_TLS_CA_FILE"
    if values.on("tls.dhParamsFilename"):
        yield f"{before}_TLS_DH_PARAMS_FILE"


def _has_authority(values: ChartValues) -> bool:
    """Older charts always name a file of the authority, newer ones where there is one."""
    made_here = values.on("tls.autoGenerated") and not (
        values.on("tls.existingSecret") or values.on("tls.certificatesSecret")
    )
    return made_here or not values.since(20) or values.on("tls.certCAFilename")


def _server_env(values: ChartValues, *, replica: bool) -> Iterator[str]:
    yield from ("BITNAMI_DEBUG", "REDIS_REPLICATION_MODE", "ALLOW_EMPTY_PASSWORD")
    if replica:
        yield from ("REDIS_MASTER_HOST", "REDIS_MASTER_PORT_NUMBER")
        yield from _password_env(values, "REDIS_PASSWORD", "REDIS_MASTER_PASSWORD")
    else:
        yield from _password_env(values, "REDIS_PASSWORD")
    yield from _tls_env(values, "REDIS", "PORT", "REDIS_PORT")


def _pod_name(values: ChartValues) -> tuple[str, ...]:
    return ("POD_NAME",) if values.since(20, 11) else ()


def _node_env(values: ChartValues) -> Iterator[str]:
    yield from _pod_name(values)
    yield from ("BITNAMI_DEBUG", "REDIS_MASTER_PORT_NUMBER", "ALLOW_EMPTY_PASSWORD", "REDIS_DATA_DIR")
    yield from _password_env(values, "REDIS_PASSWORD", "REDIS_MASTER_PASSWORD")
    yield from _tls_env(values, "REDIS", "PORT", "REDIS_PORT")
    yield from _tls_env(values, "REDIS_SENTINEL", "PORT_NUMBER", "REDIS_SENTINEL_PORT")
    if values.on("replica.externalMaster.enabled"):
        yield from ("REDIS_EXTERNAL_MASTER_HOST", "REDIS_EXTERNAL_MASTER_PORT")


def _sentinel_env(values: ChartValues) -> Iterator[str]:
    yield from _pod_name(values)
    yield "BITNAMI_DEBUG"
    if values.on("auth.enabled"):
        yield from _password_env(values, "REDIS_PASSWORD")
    else:
        yield "ALLOW_EMPTY_PASSWORD"
    yield from _tls_env(values, "REDIS_SENTINEL", "PORT_NUMBER", "REDIS_SENTINEL_PORT")
    if values.on("sentinel.externalMaster.enabled"):
        yield from ("REDIS_EXTERNAL_MASTER_HOST", "REDIS_EXTERNAL_MASTER_PORT")


def _metrics_env(values: ChartValues) -> Iterator[str]:
    yield "REDIS_ALIAS"
    if values.since(19):
        yield "REDIS_EXPORTER_WEB_LISTEN_ADDRESS"
    if values.on("auth.enabled"):
        yield "REDIS_USER"
        if not values.on("auth.usePasswordFiles"):
            yield "REDIS_PASSWORD"
        elif values.since(20, 11):
            yield "REDIS_PASSWORD_FILE"
    if values.on("tls.enabled"):
        yield "REDIS_ADDR"
        if values.on("tls.authClients"):
            yield from ("REDIS_EXPORTER_TLS_CLIENT_KEY_FILE", "REDIS_EXPORTER_TLS_CLIENT_CERT_FILE")
        if _has_authority(values):
            yield "REDIS_EXPORTER_TLS_CA_CERT_FILE"
