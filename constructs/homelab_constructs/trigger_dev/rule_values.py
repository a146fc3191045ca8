"""The defaults of Trigger.dev's chart, and which version brought what, as far as its rules ask for them."""

from __future__ import annotations

from typing import Any

from .. import versions
from ..charts.bitnami_redis_pods import defaults as redis_defaults
from ..charts.merged_values import NEWEST, ChartValues, Version, overlaid
from ..proofs.chart_rules import Release

__all__ = [
    "CHART",
    "CLICKHOUSE_SECRET",
    "DATASTORE_SECRET",
    "EXISTING_SECRET",
    "OWN_CLICKHOUSE",
    "PUBLISHED",
    "S2",
    "SIX_SECRETS",
    "bundled_redis",
    "fullname",
    "has_app_secrets",
    "has_s2",
    "values_of",
]

CHART = "trigger"

# Contract trigger-chart, 0.1; read again in the chart of every version from 4.0.1 to 4.5.12.
EXISTING_SECRET: Version = (4, 4, 4)
"""From here on `secrets.existingSecret` counts whether or not `secrets.enabled` does; Electric is 1.2.4."""
CLICKHOUSE_SECRET: Version = (4, 4, 5)
"""From here on the ClickHouse password may come from a Secret."""
S2: Version = (4, 5, 2)
"""From here on there is s2."""
SIX_SECRETS: Version = (4, 5, 6)
"""From here on two more secrets are asked for, and none has a published default."""
OWN_CLICKHOUSE: Version = (4, 5, 10)
"""From here on a bundled ClickHouse is the official image, not Bitnami's chart."""

DATASTORE_SECRET = "trigger-datastore"
"""The Secret that the chart makes for its bundled datastores, under this name in every namespace."""

PUBLISHED = "(published with the chart)"
"""Stands for a default that everybody can read in the chart: that there is one matters, not which."""

_REDIS: Version = (21, 2, 6)


def values_of(release: Release) -> ChartValues:
    """The values of a release over the chart's defaults."""
    return ChartValues.of(release, _defaults)


def fullname(values: ChartValues) -> str:
    """The name that all of the chart's own names begin with."""
    return values.fullname(CHART)


def has_app_secrets(values: ChartValues) -> bool:
    """Whether the templates pass the app its secrets."""
    existing = values.since(*EXISTING_SECRET) and values.on("secrets.existingSecret")
    return values.on("secrets.enabled") or existing


def has_s2(values: ChartValues) -> bool:
    """Whether the app is told of an s2."""
    return values.since(*S2) and (values.on("s2.deploy") or values.on("s2.external.endpoint"))


def bundled_redis(values: ChartValues) -> ChartValues:
    """The values of the Redis chart inside."""
    own: dict[str, Any] = {
        "architecture": "standalone",
        "auth": {"enabled": False},
        "image": {"repository": "bitnamilegacy/redis", "tag": "8.0.2-debian-12-r4"},
    }
    return values.inside("redis", overlaid(redis_defaults(_REDIS), own), _REDIS)


def _app(version: Version) -> str:
    if version < EXISTING_SECRET:
        return "v4.0.4"
    return f"v{versions.TRIGGER_DEV_CHART_4_5}" if NEWEST in version else "v" + ".".join(map(str, version))


def _probe(delay: int, period: int, timeout: int, failures: int, *, enabled: bool = True) -> dict[str, Any]:
    return {
        "enabled": enabled,
        "initialDelaySeconds": delay,
        "periodSeconds": period,
        "timeoutSeconds": timeout,
        "failureThreshold": failures,
        "successThreshold": 1,
    }


def _image(registry: str, repository: str, tag: str) -> dict[str, Any]:
    return {"registry": registry, "repository": repository, "tag": tag}


_LATE = _probe(0, 10, 5, 60, enabled=False)
_QUICK = _probe(10, 10, 5, 5)


def _defaults(version: Version) -> dict[str, Any]:
    made = {
        "global": {"imageRegistry": "", "imagePullSecrets": []},
        "secrets": {"enabled": True, **({} if version >= SIX_SECRETS else _PUBLISHED_SECRETS)},
        "webapp": _webapp(version),
        "supervisor": _supervisor(version),
        "postgres": _postgres(version),
        "redis": _redis(),
        "electric": _electric(version),
        "clickhouse": _clickhouse(version),
        "s3": _s3(version),
        "registry": _registry(version),
        "persistence": {"shared": {"enabled": True, "accessMode": "ReadWriteOnce"}},
        "telemetry": {"enabled": True},
    }
    if version >= S2:
        made["s2"] = _s2()
    return made


_PUBLISHED_SECRETS = dict.fromkeys(
    ("sessionSecret", "magicLinkSecret", "encryptionKey", "managedWorkerSecret"), PUBLISHED
)


def _webapp(version: Version) -> dict[str, Any]:
    return {
        "image": _image("ghcr.io", "triggerdotdev/trigger.dev", _app(version)),
        "volumePermissions": {"image": _image("docker.io", "busybox", "1.35")},
        "tokenSyncer": {"image": _image("docker.io", "bitnamilegacy/kubectl", "1.28")},
        **dict.fromkeys(("appOrigin", "loginOrigin", "apiOrigin"), "http://localhost:3040"),
        "service": {"port": 3030, "targetPort": 3000},
        "bootstrap": {"enabled": True},
        "serviceAccount": {"create": True},
        "limits": {
            "taskPayloadOffloadThreshold": 524288,
            "taskPayloadMaximumSize": 3145728,
            "batchTaskPayloadMaximumSize": 1000000,
            "taskRunMetadataMaximumSize": 262144,
            "defaultEnvExecutionConcurrencyLimit": 100,
            "defaultOrgExecutionConcurrencyLimit": 300,
        },
        "observability": {"tracing": {}, "logging": {}, "metrics": {}},
        "livenessProbe": _probe(10, 30, 10, 5),
        "readinessProbe": _probe(10, 30, 10, 5),
        "startupProbe": _LATE,
        "ingress": {
            "enabled": False,
            "className": "traefik",
            "hosts": [{"host": "trigger.local", "paths": [{"path": "/", "pathType": "Prefix"}]}],
            "tls": [],
        },
    }


def _supervisor(version: Version) -> dict[str, Any]:
    return {
        "image": _image("ghcr.io", "triggerdotdev/supervisor", _app(version)),
        "service": {"ports": {"workload": 3000, "metrics": 9088}},
        "config": {"kubernetes": {}},
        "serviceAccount": {"create": True},
        "bootstrap": {"workerToken": {"secret": {}}},
        "livenessProbe": _probe(30, 10, 5, 3),
        "readinessProbe": _probe(15, 10, 5, 3),
        "startupProbe": _LATE,
    }


def _electric(version: Version) -> dict[str, Any]:
    tag = "1.2.4" if version >= EXISTING_SECRET else "1.0.24"
    return {
        "deploy": True,
        "image": _image("docker.io", "electricsql/electric", tag),
        "service": {"port": 3000},
        "external": {"url": ""},
        "livenessProbe": _QUICK,
        "readinessProbe": _QUICK,
        "startupProbe": _LATE,
    }


def _postgres(version: Version) -> dict[str, Any]:
    auth: dict[str, Any] = {"username": "postgres"}
    if version >= SIX_SECRETS:
        auth["existingSecret"] = DATASTORE_SECRET
    else:
        auth["password"] = PUBLISHED
    return {
        "deploy": True,
        "auth": auth,
        "external": {
            "connectivityCheck": {"host": ""},
            "secretKeys": {"databaseUrlKey": "postgres-database-url", "directUrlKey": "postgres-direct-url"},
        },
    }


def _redis() -> dict[str, Any]:
    return {
        "deploy": True,
        "external": {
            "host": "",
            "port": 6379,
            "tls": {"enabled": False},
            "existingSecret": "",
            "existingSecretPasswordKey": "redis-password",
        },
    }


def _clickhouse(version: Version) -> dict[str, Any]:
    auth: dict[str, Any] = {"username": "default"}
    if version >= SIX_SECRETS:
        auth |= {"existingSecret": DATASTORE_SECRET, "existingSecretKey": "clickhouse-admin-password"}
    made: dict[str, Any] = {
        "deploy": True,
        "auth": auth,
        "external": {
            "host": "",
            "httpPort": 8123,
            "username": "",
            "existingSecret": "",
            "existingSecretKey": "clickhouse-password",
        },
        "persistence": {"enabled": True},
    }
    if version >= OWN_CLICKHOUSE:
        made |= {
            "image": _image("docker.io", "clickhouse/clickhouse-server", "26.2"),
            "podSecurityContext": {"fsGroup": 101, "fsGroupChangePolicy": "OnRootMismatch"},
            "securityContext": {"runAsNonRoot": True, "runAsUser": 101, "runAsGroup": 101},
            "volumePermissions": {"enabled": False, "image": _image("docker.io", "busybox", "1.35")},
            "service": {"ports": {"http": 8123, "native": 9000}},
            "resources": {
                "requests": {"cpu": "1000m", "memory": "3Gi"},
                "limits": {"cpu": "3000m", "memory": "6Gi"},
            },
            "livenessProbe": _QUICK,
            "readinessProbe": _probe(5, 10, 5, 5),
            "startupProbe": _probe(5, 10, 5, 60),
        }
    return made


def _s3(version: Version) -> dict[str, Any]:
    external = {
        "endpoint": "",
        "existingSecret": "",
        "existingSecretAccessKeyIdKey": "access-key-id",
        "existingSecretSecretAccessKeyKey": "secret-access-key",
    }
    if version >= SIX_SECRETS:
        auth = {
            "rootUser": "admin",
            "existingSecret": DATASTORE_SECRET,
            "accessKeyIdSecretKey": "minio-root-user",
            "secretAccessKeySecretKey": "minio-root-password",
        }
    else:
        auth = {
            "rootUser": "admin",
            "rootPassword": PUBLISHED,
            "accessKeyIdSecretKey": "access-key-id",
            "secretAccessKeySecretKey": "secret-access-key",
        }
        external |= {"accessKeyId": "admin", "secretAccessKey": PUBLISHED}
    return {"deploy": True, "auth": auth, "external": external, "persistence": {"enabled": True}}


def _s2() -> dict[str, Any]:
    digest = "sha256:d6ded5ca7dd619fa7c946f06e39a98f9c95c6883c8bb884e5eaa129f232c920c"
    return {
        "deploy": True,
        "image": {**_image("ghcr.io", "s2-streamstore/s2", "latest"), "digest": digest},
        "podSecurityContext": {"fsGroup": 65532},
        "securityContext": {"runAsNonRoot": True, "runAsUser": 65532, "runAsGroup": 65532},
        "service": {"port": 80},
        "persistence": {"enabled": True},
        "basin": "trigger-realtime",
        "livenessProbe": _QUICK,
        "readinessProbe": _probe(5, 10, 5, 5),
        "external": {"endpoint": "", "existingSecret": "", "existingSecretAccessTokenKey": "access-token"},
    }


def _registry(version: Version) -> dict[str, Any]:
    return {
        "deploy": False,
        "image": _image("docker.io", "registry", "2"),
        "auth": {"enabled": True, "username": "registry-user"},
        "external": {"host": "localhost:5001", "auth": {"enabled": False}},
        "persistence": {"enabled": True, "volumeName": "data"},
        "service": {"port": 5000},
        "livenessProbe": _QUICK,
        "readinessProbe": _QUICK,
        "startupProbe": _LATE,
        "ingress": {"enabled": False},
    }
