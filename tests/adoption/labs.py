"""The stack of `by_hand`, as a lab has it that takes over from it."""

from __future__ import annotations

from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Any

from homelab_constructs import (
    ClickHouseSettings,
    ClusterProfile,
    ContainerRegistry,
    DatabaseSettings,
    ExistingSource,
    HelmRepository,
    Homelab,
    ObjectStoreSettings,
    RedisSettings,
    RepositoryChart,
    SopsSecret,
    TriggerDevStack,
    Volume,
)

FOLDER = Path(__file__).parent / "by_hand"
"""A stack written by hand in the style of the target cluster (contract cluster-conventions, 2 to 12), its slips too."""

APP = "cluster/apps/default/trigger-dev"
BITNAMI = HelmRepository(name="bitnami", url="https://charts.bitnami.com/bitnami")


def profile(**changes: Any) -> ClusterProfile:
    """The target cluster."""
    options: dict[str, Any] = {
        "database_storage_class": "ceph-application-high-performance",
        "data_storage_class": "juicefs-application-compressed",
        "base_dependencies": ["002-infrastructure-extra"],
        "existing_sources": [
            ExistingSource(kind="OCIRepository", name="triggerdotdev-trigger", version="4.0.5"),
            ExistingSource(kind="HelmRepository", name="bitnami"),
            ExistingSource(kind="HelmRepository", name="bjw-s"),
        ],
    }
    return ClusterProfile(**{**options, **changes})


def settings() -> dict[str, Any]:
    """What the stack is told so that it meets what runs."""
    return {
        "chart_version": "4.0.5",
        "app_secrets": SopsSecret(f"{APP}/app/secret.sops.yaml"),
        "database": DatabaseSettings(
            image="ghcr.io/cloudnative-pg/postgresql:18.1-system-trixie",
            storage=Volume("20Gi"),
            wal_storage=None,
            pooler=None,
            parameters={"max_connections": "300", "work_mem": "16MB"},
            credentials=SopsSecret(f"{APP}/postgresql/app-user.sops.yaml"),
            urls=SopsSecret(f"{APP}/postgresql/urls.sops.yaml"),
            superuser=SopsSecret(f"{APP}/postgresql/superuser.sops.yaml"),
        ),
        "redis": RedisSettings(
            chart=RepositoryChart(repository=BITNAMI, chart="redis", version="19.5.5"),
            storage=Volume("5Gi"),
            auth=SopsSecret(f"{APP}/redis/secret.sops.yaml"),
        ),
        "clickhouse": ClickHouseSettings(
            storage=Volume("20Gi"),
            access_management=True,
            auth=SopsSecret(f"{APP}/clickhouse/secret.sops.yaml", keys={"clickhouse-password": "password"}),
        ),
        "object_store": ObjectStoreSettings(
            storage=Volume("20Gi", "ceph-application-high-performance", "ReadWriteOnce"),
            auth=SopsSecret(f"{APP}/minio/auth.sops.yaml"),
            credentials=SopsSecret(f"{APP}/minio/s3.sops.yaml"),
        ),
    }


def files_of(made: Homelab) -> dict[str, bytes]:
    """What a lab writes, proven."""
    made.prove()
    return made.files()


@cache
def taken_over() -> dict[str, bytes]:
    """The lab."""
    with chdir(FOLDER):
        lab = Homelab(profile(), outdir="nowhere")
        TriggerDevStack(
            lab,
            "trigger-dev",
            host="trigger.${SECRET_DOMAIN}",
            registry=ContainerRegistry(host="registry.${SECRET_DOMAIN}", namespace="homelab/trigger"),
            **settings(),
        )
        return files_of(lab)
