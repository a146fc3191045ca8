"""Stacks for tests: made of as little as a test needs."""

from __future__ import annotations

from typing import Any

from homelab_constructs import (
    ClickHouseConnection,
    ContainerRegistry,
    ExistingSecret,
    Homelab,
    ObjectStoreConnection,
    PostgresConnection,
    RedisConnection,
    TriggerDevStack,
)
from tests.support import new_lab
from tests.trees import Tree

HOST = "trigger.${SECRET_DOMAIN}"
VERSIONS = {"4.0": "~4.0.0", "4.5": "4.5.12"}
"""A chart version of each line."""


def registry(**changes: Any) -> ContainerRegistry:
    """A registry that anybody may pull from."""
    return ContainerRegistry(**{"host": "registry.example.org", "namespace": "lab/trigger", "public": True, **changes})


def postgres(**changes: Any) -> PostgresConnection:
    """A database that exists."""
    options: dict[str, Any] = {
        "host": "pg.example.org",
        "database": "trigger",
        "user": "trigger",
        "direct_url": ExistingSecret("pg").key("direct"),
        "logical_replication": True,
    }
    return PostgresConnection(**{**options, **changes})


def redis(**changes: Any) -> RedisConnection:
    """A Redis that exists."""
    return RedisConnection(
        **{"host": "redis.example.org", "password": ExistingSecret("redis").key("password"), **changes}
    )


def clickhouse(**changes: Any) -> ClickHouseConnection:
    """A ClickHouse that exists."""
    options: dict[str, Any] = {
        "host": "ch.example.org",
        "password": ExistingSecret("ch").key("password"),
        "version": "26.3",
    }
    return ClickHouseConnection(**{**options, **changes})


def object_store(**changes: Any) -> ObjectStoreConnection:
    """An object store that exists."""
    options: dict[str, Any] = {
        "host": "s3.example.org",
        "endpoint": "https://s3.example.org",
        "access_key": ExistingSecret("s3").key("id"),
        "secret_key": ExistingSecret("s3").key("key"),
        "buckets": ("packets",),
    }
    return ObjectStoreConnection(**{**options, **changes})


def connections() -> dict[str, Any]:
    """All four datastores outside of the lab: the cheapest stack."""
    return {"database": postgres(), "redis": redis(), "clickhouse": clickhouse(), "object_store": object_store()}


def stack(
    line: str = "4.0", *, lab: Homelab | None = None, name: str = "trigger-dev", **changes: Any
) -> TriggerDevStack:
    """A stack of a line with everything of its own."""
    # Two Ingresses of one lab cannot have the same host.
    host = HOST if lab is None else f"{name}.${{SECRET_DOMAIN}}"
    options: dict[str, Any] = {"host": host, "registry": registry(), "chart_version": VERSIONS[line], **changes}
    return TriggerDevStack(lab or new_lab(), name, **options)


def bare(line: str = "4.0", **changes: Any) -> TriggerDevStack:
    """A stack whose datastores all exist."""
    return stack(line, **{**connections(), **changes})


def tree_of(made: TriggerDevStack) -> Tree:
    """All files of its lab."""
    return Tree(made.line, made.lab.files())


def release_of(made: TriggerDevStack) -> dict[str, Any]:
    """The HelmRelease of its app, without the synth of everything else."""
    (found,) = (item for item in made.component("app").objects() if item["kind"] == "HelmRelease")
    return found


def values_of(made: TriggerDevStack) -> dict[str, Any]:
    """What the chart is told."""
    told: dict[str, Any] = release_of(made)["spec"]["values"]
    return told


def env_of(made: TriggerDevStack, workload: str = "webapp") -> dict[str, Any]:
    """The further environment of a workload by name: text, or Secret and key."""
    return {
        item["name"]: item.get("value", item.get("valueFrom", {}).get("secretKeyRef"))
        for item in values_of(made)[workload].get("extraEnvVars", [])
    }
