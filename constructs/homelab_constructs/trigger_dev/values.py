"""The chart's values for a stack whose datastores are all outside of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..connections import ClickHouseConnection, ObjectStoreConnection, PostgresConnection, RedisConnection
from ..registry import ContainerRegistry
from ..secrets.contract import SecretContract, SecretKey
from ..sizing import Volume
from .chart_line import ChartLine
from .pods import pod_values
from .settings import AppResources, RunPods
from .sign_in import SignIn, email_pattern

__all__ = ["Env", "StackParts", "chart_values"]

Env: TypeAlias = Mapping[str, str | SecretKey]

# Migrations run before the web app listens, 700 to 819 of them on a first start: fifteen minutes, then it is stuck.
_STARTUP_TRIES = 90


@dataclass(frozen=True, kw_only=True)
class StackParts:
    """Everything that the values are made of.

    Attributes:
        name: release name, and the prefix of all that the chart makes.
        namespace: where the release lives.
        line: the chart line.
        host: public host of the web app.
        ingress: the ingress block without hosts.
        secrets: Secret with the app's own secrets.
        postgres: the database.
        direct_url_key: key of the direct URL beside `postgres.direct_url`.
        redis: Redis.
        clickhouse: ClickHouse.
        object_store: the object store.
        registry: where task images lie.
        pull_secret: Secret that pulls them; None for a public registry.
        sign_in: who may sign in.
        github: client id and secret of the GitHub application; None without it.
        resources: of the chart's containers.
        run_pods: of run pods.
        storage_class: class of the shared claim and of s2.
        shared_storage: the chart's claim with the worker token.
        s2_storage: volume of s2.
        telemetry: whether the app reports usage upstream.
        webapp_env: further variables of the web app.
        supervisor_env: further variables of the supervisor.
        electric_env: further variables of electric.
    """

    name: str
    namespace: str
    line: ChartLine
    host: str
    ingress: Mapping[str, Any]
    secrets: SecretContract
    postgres: PostgresConnection
    direct_url_key: str
    redis: RedisConnection
    clickhouse: ClickHouseConnection
    object_store: ObjectStoreConnection
    registry: ContainerRegistry
    pull_secret: SecretKey | None
    sign_in: SignIn
    github: tuple[SecretKey, SecretKey] | None
    resources: AppResources
    run_pods: RunPods
    storage_class: str
    shared_storage: Volume
    s2_storage: Volume
    telemetry: bool
    webapp_env: Env
    supervisor_env: Env
    electric_env: Env


def chart_values(parts: StackParts) -> dict[str, Any]:
    """The values. Keys that one line knows and the other ignores are written for the line that knows them."""
    values: dict[str, Any] = {
        # The chart would name things `<release>-trigger` for a release without that word in its name.
        "fullnameOverride": parts.name,
        # True on 4.0 even with a Secret of one's own: False leaves every secret variable out (trigger.dev#2859).
        "secrets": {"enabled": True, "existingSecret": parts.secrets.name},
        "postgres": _postgres(parts),
        "redis": _redis(parts.redis),
        "clickhouse": _clickhouse(parts.clickhouse, parts.line),
        "s3": _object_store(parts.object_store),
        "electric": _electric(parts),
        "registry": {
            "deploy": False,
            "repositoryNamespace": parts.registry.namespace,
            # Its own credentials would stand in the values; the pull Secret goes to the supervisor instead.
            "external": {"host": parts.registry.host, "auth": {"enabled": False}},
        },
        "persistence": {
            "shared": {
                "enabled": True,
                "size": parts.shared_storage.size,
                "accessMode": parts.shared_storage.access_mode or "ReadWriteOnce",
                "storageClass": parts.shared_storage.storage_class or parts.storage_class,
                "retain": True,
            }
        },
        "telemetry": {"enabled": parts.telemetry},
        "webapp": _webapp(parts),
        "supervisor": _supervisor(parts),
    }
    if parts.line.has_s2:
        values["s2"] = {
            "deploy": True,
            "persistence": {
                "enabled": True,
                "size": parts.s2_storage.size,
                "accessMode": "ReadWriteOnce",
                "storageClass": parts.s2_storage.storage_class or parts.storage_class,
            },
            **pod_values(parts.resources.s2, "s2"),
        }
    return values


def _postgres(parts: StackParts) -> dict[str, Any]:
    postgres = parts.postgres
    return {
        "deploy": False,
        "external": {
            "existingSecret": postgres.direct_url.name,
            # Both straight to the server: Electric and run replication read the first, migrations the second.
            "secretKeys": {"databaseUrlKey": postgres.direct_url.key, "directUrlKey": parts.direct_url_key},
            "connectivityCheck": {"host": f"{postgres.host}:{postgres.port}"},
        },
    }


def _redis(redis: RedisConnection) -> dict[str, Any]:
    external: dict[str, Any] = {"host": redis.host, "port": redis.port, "tls": {"enabled": redis.tls}}
    if redis.password:
        external |= {"existingSecret": redis.password.name, "existingSecretPasswordKey": redis.password.key}
    return {"deploy": False, "external": external}


def _clickhouse(clickhouse: ClickHouseConnection, line: ChartLine) -> dict[str, Any]:
    external: dict[str, Any] = {
        "host": clickhouse.host,
        "httpPort": clickhouse.http_port,
        "nativePort": clickhouse.native_port,
        "username": clickhouse.user,
        "secure": clickhouse.secure,
    }
    if line.clickhouse_secret:
        external |= {"existingSecret": clickhouse.password.name, "existingSecretKey": clickhouse.password.key}
    return {"deploy": False, "external": external}


def _object_store(store: ObjectStoreConnection) -> dict[str, Any]:
    return {
        "deploy": False,
        "external": {
            "endpoint": store.endpoint,
            "existingSecret": store.access_key.name,
            "existingSecretAccessKeyIdKey": store.access_key.key,
            "existingSecretSecretAccessKeyKey": store.secret_key.key,
        },
    }


def _webapp(parts: StackParts) -> dict[str, Any]:
    origin = f"https://{parts.host}"
    paths = [{"path": "/", "pathType": "Prefix"}]
    return {
        **dict.fromkeys(("appOrigin", "loginOrigin", "apiOrigin"), origin),
        "ingress": {**parts.ingress, "hosts": [{"host": parts.host, "paths": paths}]},
        # Liveness alone would kill a first start in mid-migration after 160 seconds, for good (Prisma P3009).
        "startupProbe": {"enabled": True, "failureThreshold": _STARTUP_TRIES},
        **pod_values(parts.resources.webapp, "node"),
        **_extra_env({**_webapp_env(parts), **parts.webapp_env}),
    }


def _webapp_env(parts: StackParts) -> dict[str, str | SecretKey]:
    line = parts.line
    env: dict[str, str | SecretKey] = {"NODE_MAX_OLD_SPACE_SIZE": str(parts.resources.webapp.memory_limit_mib * 4 // 5)}
    if parts.postgres.pooled_url:
        env[line.pooled_variable] = parts.postgres.pooled_url
    if line.clickhouse_events:
        env["EVENT_REPOSITORY_DEFAULT_STORE"] = "clickhouse_v2"
    if line.internal_api:
        env["INTERNAL_API_ORIGIN"] = f"http://{parts.name}-webapp.{parts.namespace}.svc.cluster.local:3030"
        env["INTERNAL_API_ORIGIN_ENABLED"] = "1"
    if parts.object_store.region:
        env["OBJECT_STORE_REGION"] = parts.object_store.region
    for name, emails in (
        ("WHITELISTED_EMAILS", parts.sign_in.allowed_emails),
        ("ADMIN_EMAILS", parts.sign_in.admin_emails),
    ):
        if emails:
            env[name] = email_pattern(name, emails)
    if parts.github:
        env["AUTH_GITHUB_CLIENT_ID"], env["AUTH_GITHUB_CLIENT_SECRET"] = parts.github
    return env


def _electric(parts: StackParts) -> dict[str, Any]:
    return {
        "deploy": True,
        **pod_values(parts.resources.electric, "nobody"),
        **_extra_env(parts.electric_env),
    }


def _supervisor(parts: StackParts) -> dict[str, Any]:
    env: dict[str, str | SecretKey] = {}
    if parts.pull_secret:
        env["KUBERNETES_IMAGE_PULL_SECRETS"] = parts.pull_secret.name
    if parts.line.runner_security:
        env["KUBERNETES_RUNNER_SECURITY_CONTEXT"] = "restricted"
    return {
        **pod_values(parts.resources.supervisor, "node"),
        "config": {
            "kubernetes": {
                "ephemeralStorageSizeRequest": parts.run_pods.ephemeral_storage,
                "ephemeralStorageSizeLimit": parts.run_pods.ephemeral_storage_limit,
            }
        },
        **_extra_env({**env, **parts.supervisor_env}),
    }


def _extra_env(env: Env) -> dict[str, Any]:
    items = [
        {"name": name, "value": value} if isinstance(value, str) else {"name": name, **value.as_env()}
        for name, value in sorted(env.items())
    ]
    return {"extraEnvVars": items} if items else {}
