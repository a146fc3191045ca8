"""The labs that the scenarios apply: the committed one, the same with other arguments, and many apps at once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from homelab_constructs import (
    BitnamiRedis,
    ClickHouseSettings,
    ClusterProfile,
    CnpgDatabase,
    ContainerRegistry,
    DatabaseImport,
    ExistingSource,
    FluxApp,
    HelmRelease,
    Homelab,
    IngressHost,
    PgBaseBackup,
    PluginBackup,
    Resources,
    TriggerDevStack,
    Volume,
)
from homelab_constructs.app_template_chart import APP_TEMPLATE
from homelab_constructs.stand.lab import DistCopy

ROOT = Path(__file__).resolve().parent.parent
APP = "trigger-dev"
DATASTORES = ("postgresql", "redis", "clickhouse", "minio")


@cache
def committed() -> DistCopy:
    """The dist that git knows."""
    return DistCopy.read(ROOT / "dist")


def _profile(redis: str) -> ClusterProfile:
    return ClusterProfile(
        domain="${SECRET_DOMAIN}",
        database_storage_class="ceph-application-high-performance",
        data_storage_class="juicefs-application-compressed",
        base_dependencies=["002-infrastructure-extra"],
        existing_sources=[
            ExistingSource(kind="OCIRepository", name="bitnami-redis", version=redis),
            ExistingSource(kind="HelmRepository", name="bjw-s"),
        ],
    )


def stack(*, redis: str = "18.4.0", **changes: Any) -> DistCopy:
    """The lab of main.py with other arguments.

    Args:
        redis: the version at which the cluster's `bitnami-redis` stands.
        changes: arguments of TriggerDevStack.
    """
    lab = Homelab(_profile(redis), outdir="nowhere")
    TriggerDevStack(
        lab,
        APP,
        host="trigger.${SECRET_DOMAIN}",
        registry=ContainerRegistry(host="registry.${SECRET_DOMAIN}", namespace="homelab/trigger"),
        **changes,
    )
    return DistCopy(lab.files())


@cache
def with_sql() -> DistCopy:
    """A lab of one database with extensions, a library to load, and SQL full of what Flux would read."""
    lab = Homelab(_profile("18.4.0"), outdir="nowhere")
    app = FluxApp(lab, "notes")
    CnpgDatabase(
        app.component("postgresql"),
        "database",
        database="notes",
        storage=Volume("5Gi"),
        shared_preload_libraries=["pg_stat_statements"],
        parameters={"pg_stat_statements.max": "1000"},
        extensions=["pg_trgm", "hstore"],
        post_init_sql=["CREATE ROLE reader NOLOGIN"],
        post_init_application_sql=[
            "CREATE EXTENSION pg_stat_statements",
            "CREATE TABLE made_at_first (note text)",
            "DO $$ BEGIN INSERT INTO made_at_first VALUES ('costs $5, says ${nobody}'); END $$",
            "ALTER TABLE made_at_first OWNER TO notes",
        ],
    )
    return DistCopy(lab.files())


def letters(**changes: Any) -> DistCopy:
    """A lab of a database with backups, and of two that begin with its data: a copy, and an import that waits for both.

    Args:
        changes: arguments of the first CnpgDatabase.
    """
    lab = Homelab(_profile("18.4.0"), outdir="nowhere")
    app = FluxApp(lab, "letters")
    options: dict[str, Any] = {"backup": PluginBackup(object_store="backups"), **changes}
    first = CnpgDatabase(
        app.component("postgresql"),
        "database",
        database="letters",
        storage=Volume("5Gi"),
        extensions=["pg_trgm"],
        **options,
    )
    second = CnpgDatabase(
        app.component("copy"),
        "database",
        database="letters",
        storage=Volume("5Gi"),
        credentials="operator",
        bootstrap=PgBaseBackup(cluster=first.cluster_name),
    )
    third = app.component("import")
    CnpgDatabase(
        third,
        "database",
        database="letters",
        storage=Volume("5Gi"),
        credentials="operator",
        bootstrap=DatabaseImport(source=first.connection, post_import_sql=["ANALYZE"]),
    )
    second.connection.used_by(third)
    return DistCopy(lab.files())


@cache
def clickhouse_files(*, chart_version: str, clickhouse: str) -> dict[str, str]:
    """The configuration files for a ClickHouse of another version.

    Raises:
        ValueError: that chart does not run on it.
    """
    image = f"docker.io/clickhouse/clickhouse-server:{clickhouse}"
    lab = stack(chart_version=chart_version, clickhouse=ClickHouseSettings(image=image))
    (config,) = (item for item in lab.of_kind("ConfigMap") if item["metadata"]["name"].endswith("clickhouse-config"))
    files: dict[str, str] = config["data"]
    return files


@cache
def many(count: int) -> DistCopy:
    """A lab of many small apps, each with a database, a Redis and a web part that waits for both."""
    lab = Homelab(_profile("18.4.0"), outdir="nowhere")
    for number in range(count):
        app = FluxApp(lab, f"app-{number:02}")
        database = CnpgDatabase(app.component("postgresql"), "database", database="data", storage=Volume("5Gi"))
        cache_ = BitnamiRedis(app.component("redis"), "cache", storage=Volume("1Gi"))
        web = app.component("app")
        for connection in (database.connection, cache_.connection):
            connection.used_by(web)
        host = f"app-{number:02}." + "${SECRET_DOMAIN}"
        HelmRelease(web, f"app-{number:02}", chart=APP_TEMPLATE, values=_web(database, cache_, host, web))
    return DistCopy(lab.files())


def _web(database: CnpgDatabase, cache_: BitnamiRedis, host: str, web: Any) -> dict[str, Any]:
    needs = Resources(cpu="50m", memory="128Mi", cpu_limit="1", memory_limit="256Mi")
    container = {
        "image": {"repository": "registry.example.org/web", "tag": "1.0.0"},
        "env": {"DATABASE_URL": database.connection.direct_url.as_env(), "REDIS_HOST": cache_.connection.host},
        "resources": {
            "requests": {"cpu": needs.cpu, "memory": needs.memory},
            "limits": {"cpu": needs.cpu_limit, "memory": needs.memory_limit},
        },
    }
    backend = {"path": "/", "service": {"identifier": "main", "port": "http"}}
    return {
        "controllers": {"main": {"containers": {"main": container}}},
        "service": {"main": {"controller": "main", "ports": {"http": {"port": 8080}}}},
        "ingress": {"main": {**IngressHost(host=host).values(web), "hosts": [{"host": host, "paths": [backend]}]}},
    }
