"""The datastores that Trigger.dev's chart brings along: PostgreSQL, ClickHouse and MinIO. Redis has rules of its own.

Of the charts inside only names, ports and keys are followed, not their pods.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..charts.merged_values import ChartValues, cut
from .rule_values import DATASTORE_SECRET, OWN_CLICKHOUSE, SIX_SECRETS, fullname

__all__ = ["bundled_claims", "bundled_secrets", "bundled_services", "minio_name"]

_POSTGRES: dict[str, Any] = {
    "architecture": "standalone",
    "primary": {"name": "primary", "service": {"ports": {"postgresql": 5432}}, "persistence": {"enabled": True}},
    "readReplicas": {"name": "read", "replicaCount": 1, "persistence": {"enabled": True}},
}
_CLICKHOUSE: dict[str, Any] = {
    "service": {"ports": {"http": 8123, "tcp": 9000, "mysql": 9004, "postgresql": 9005, "interserver": 9009}},
}
_MINIO: dict[str, Any] = {
    "mode": "standalone",
    "service": {"ports": {"api": 9000}},
    "console": {"enabled": True, "service": {"ports": {"http": 9090}}},
}
_NO_VERSION = (0, 0, 0)


def _inside(values: ChartValues, key: str, defaults: dict[str, Any]) -> ChartValues:
    return values.inside(key, defaults, _NO_VERSION)


def _bitnami_clickhouse(values: ChartValues) -> bool:
    return values.on("clickhouse.deploy") and not values.since(*OWN_CLICKHOUSE)


def minio_name(values: ChartValues) -> str:
    """The Service of the MinIO inside."""
    return _inside(values, "s3", _MINIO).fullname("s3")


def bundled_services(values: ChartValues) -> dict[str, tuple[int, ...]]:
    """Ports of every Service by its name."""
    made: dict[str, tuple[int, ...]] = {}
    if values.on("postgres.deploy"):
        made |= _postgres_services(_inside(values, "postgres", _POSTGRES))
    if _bitnami_clickhouse(values):
        inner = _inside(values, "clickhouse", _CLICKHOUSE)
        name = inner.fullname("clickhouse")
        ports = tuple(inner.port(f"service.ports.{port}") for port in _CLICKHOUSE["service"]["ports"])
        made |= {name: ports, f"{name}-headless": ports}
    elif values.on("clickhouse.deploy"):
        ports = (values.port("clickhouse.service.ports.http"), values.port("clickhouse.service.ports.native"))
        made[f"{fullname(values)}-clickhouse"] = ports
    if values.on("s3.deploy"):
        inner = _inside(values, "s3", _MINIO)
        made[minio_name(values)] = (inner.port("service.ports.api"),)
        if inner.on("console.enabled"):
            made[cut(f"{minio_name(values)}-console")] = (inner.port("console.service.ports.http"),)
    return made


def _postgres_services(inner: ChartValues) -> dict[str, tuple[int, ...]]:
    port = inner.port("global.postgresql.service.ports.postgresql") or inner.port("primary.service.ports.postgresql")
    names = [_primary(inner), *([_readers(inner)] if _replicated(inner) else [])]
    return {cut(f"{name}{suffix}"): (port,) for name in names for suffix in ("", "-hl")}


def _primary(inner: ChartValues) -> str:
    name = inner.fullname("postgres")
    return cut(f"{name}-{inner.text('primary.name')}") if _replicated(inner) else name


def _readers(inner: ChartValues) -> str:
    return cut(f"{inner.fullname('postgres')}-{inner.text('readReplicas.name')}")


def _replicated(inner: ChartValues) -> bool:
    return inner.text("architecture") == "replication"


def bundled_secrets(values: ChartValues) -> dict[str, tuple[str, ...]]:
    """Keys of every Secret by its name."""
    if values.since(*SIX_SECRETS):
        return _datastore_secret(values) | _own_secrets(values)
    return _own_secrets(values)


def _datastore_secret(values: ChartValues) -> dict[str, tuple[str, ...]]:
    keys: list[str] = []
    if values.on("postgres.deploy"):
        keys += ["postgres-password", "password"]
    if values.on("clickhouse.deploy"):
        keys.append("clickhouse-admin-password")
    if values.on("s3.deploy"):
        keys += ["minio-root-user", "minio-root-password"]
    return {DATASTORE_SECRET: tuple(keys)} if keys else {}


def _own_secrets(values: ChartValues) -> dict[str, tuple[str, ...]]:
    """Those that the charts inside make where no Secret is named to them."""
    made: dict[str, tuple[str, ...]] = {}
    if values.on("postgres.deploy") and not values.on("postgres.auth.existingSecret"):
        inner = _inside(values, "postgres", _POSTGRES)
        own = ("password",) if inner.text("auth.username") not in ("", "postgres") else ()
        more = ("replication-password",) if _replicated(inner) else ()
        made[inner.fullname("postgres")] = ("postgres-password", *own, *more)
    if _bitnami_clickhouse(values) and not values.on("clickhouse.auth.existingSecret"):
        made[_inside(values, "clickhouse", _CLICKHOUSE).fullname("clickhouse")] = ("admin-password",)
    if values.on("s3.deploy") and not values.on("s3.auth.existingSecret"):
        made[minio_name(values)] = ("root-user", "root-password")
    return made


def bundled_claims(values: ChartValues) -> Iterator[str]:
    """Claims that the charts inside, or their StatefulSets, make."""
    inner = _inside(values, "postgres", _POSTGRES)
    kept = inner.on("primary.persistence.enabled") and not inner.on("primary.persistence.existingClaim")
    if values.on("postgres.deploy") and kept:
        yield f"data-{_primary(inner)}-0"
    if values.on("postgres.deploy") and _replicated(inner) and inner.on("readReplicas.persistence.enabled"):
        yield from (f"data-{_readers(inner)}-{number}" for number in range(inner.number("readReplicas.replicaCount")))
    made_here = not values.on("clickhouse.persistence.existingClaim")
    if made_here and values.on("clickhouse.deploy") and values.on("clickhouse.persistence.enabled"):
        own = values.since(*OWN_CLICKHOUSE)
        inner = _inside(values, "clickhouse", _CLICKHOUSE)
        name = f"{fullname(values)}-clickhouse" if own else f"{inner.fullname('clickhouse')}-shard0"
        yield f"data-{name}-0"
    if values.on("s3.deploy") and values.on("s3.persistence.enabled") and not values.on("s3.persistence.existingClaim"):
        yield minio_name(values)
