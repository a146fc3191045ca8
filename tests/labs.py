"""The labs that whole-tree tests look at, each built once in a run."""

from __future__ import annotations

import runpy
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import homelab_constructs
from homelab_constructs import (
    AppResources,
    BitnamiRedis,
    ClickHouseServer,
    ClickHouseSettings,
    CnpgDatabase,
    ContainerRegistry,
    DatabaseImport,
    DatabaseSettings,
    DatabaseUrl,
    ExistingSecret,
    FluxApp,
    GithubSignIn,
    HelmRelease,
    HelmRepository,
    Homelab,
    IngressHost,
    LogicalReplication,
    MinioStore,
    ObjectStoreSettings,
    PgBaseBackup,
    PgPooler,
    PluginBackup,
    Recovery,
    RecoveryTarget,
    RedisSettings,
    RepositoryChart,
    Resources,
    RoleAttributes,
    RunPods,
    SignIn,
    SopsSecret,
    TriggerDevStack,
    Volume,
)
from homelab_constructs.app_template_chart import APP_TEMPLATE
from tests.apps import samples as apps
from tests.judges import ROOT
from tests.support import new_lab
from tests.together import all_together
from tests.trees import Tree

TREES = ("committed", "line-4.5", "everything", "together")
"""The dist that git knows, what main.py writes with the other chart line, a lab with every option in use, and the
committed dist with those of the examples."""

_ENCRYPTED = "ENC[AES256_GCM,data:c2VjcmV0,iv:aXY=,tag:dGFn,type:str]"


@cache
def tree(name: str) -> Tree:
    """One of `TREES`."""
    if name == "committed":
        return read_tree(name, ROOT / "dist")
    if name == "line-4.5":
        with tempfile.TemporaryDirectory() as folder, _in_place_of_the_stack(chart_version="4.5.12"), chdir(folder):
            runpy.run_path(str(ROOT / "main.py"))
            return read_tree(name, Path(folder, "dist"))
    return Tree(name, all_together() if name == "together" else everything())


def read_tree(name: str, dist: Path) -> Tree:
    """A dist on disk."""
    files = {path.relative_to(dist).as_posix(): path.read_bytes() for path in sorted(dist.rglob("*")) if path.is_file()}
    assert files, f"{dist} holds nothing"
    return Tree(name, files)


@contextmanager
def _in_place_of_the_stack(**changes: Any) -> Iterator[None]:
    """While this lasts, a stack is made with other arguments than main.py writes: the same lab but for them."""
    stack = homelab_constructs.TriggerDevStack
    homelab_constructs.TriggerDevStack = partial(stack, **changes)  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        homelab_constructs.TriggerDevStack = stack  # type: ignore[misc]


def sops_file(folder: Path, name: str, *keys: str, kind: str = "Opaque") -> Path:
    """A Secret as SOPS leaves it: names in clear, values not."""
    lines = [
        "apiVersion: v1",
        "kind: Secret",
        "metadata:",
        f"    name: {name}",
        f"type: {kind}",
        "stringData:",
        *(f"    {key}: {_ENCRYPTED}" for key in keys),
        "sops:",
        f"    mac: {_ENCRYPTED}",
        "    version: 3.11.0",
    ]
    path = folder / f"{name}.sops.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@cache
def everything() -> dict[str, bytes]:
    """Two stacks, one of each line, and an app of its own: all options in use somewhere."""
    lab = new_lab(
        namespace="apps",
        ingress_middlewares=["kube-system-rfc1918@kubernetescrd"],
        base_dependencies=["002-infrastructure-extra"],
    )
    with tempfile.TemporaryDirectory() as folder:
        _stack_4_5(lab, Path(folder))
        _stack_4_0(lab)
        _photos(lab)
        _letters(lab)
    apps.everything(lab)
    return lab.files()


def _stack_4_5(lab: Homelab, folder: Path) -> None:
    pull = sops_file(folder, "pull-me", ".dockerconfigjson", kind="kubernetes.io/dockerconfigjson")
    mail = ExistingSecret("mail")
    TriggerDevStack(
        lab,
        "trigger-dev",
        host="trigger.${SECRET_DOMAIN}",
        chart_version="4.5.12",
        registry=ContainerRegistry(
            host="registry.example.org:5050", namespace="a/b.c/d_e", pull_secret=SopsSecret(pull)
        ),
        database=DatabaseSettings(
            storage=Volume("50Gi", "fast"),
            parameters={"max_connections": "300"},
            pooler=PgPooler(clients=900, parameters={"ignore_startup_parameters": "search_path"}),
            backup=PluginBackup(object_store="backups"),
        ),
        redis=RedisSettings(auth=ExistingSecret("redis-of-mine", {"redis-password": "password"})),
        clickhouse=ClickHouseSettings(
            image="docker.io/clickhouse/clickhouse-server:26.7.1.5-alpine", settings={"max_threads": "2"}
        ),
        object_store=ObjectStoreSettings(public_host="s3.${SECRET_DOMAIN}"),
        app_secrets=ExistingSecret("trigger-dev-app"),
        sign_in=SignIn(
            allowed_emails=["@example.org", "me@${SECRET_DOMAIN}"],
            admin_emails=["me@example.org"],
            github=GithubSignIn(secret=ExistingSecret("github", {"client-id": "id", "client-secret": "secret"})),
        ),
        ingress=IngressHost(
            host="trigger.${SECRET_DOMAIN}", tls_secret="trigger-tls", annotations=[("example.org/note", "yes")]
        ),
        resources=AppResources(
            webapp=Resources(cpu="1", memory="3Gi", cpu_limit=None, memory_limit="3Gi"),
        ),
        run_pods=RunPods(ephemeral_storage="500Mi", ephemeral_storage_limit="4Gi"),
        s2_storage=Volume("8Gi", "fast"),
        telemetry=True,
        webapp_env={
            "SMTP_PASSWORD": mail.key("password"),
            "EMAIL_TRANSPORT": "smtp",
            "FROM_EMAIL": "a@${SECRET_DOMAIN}",
        },
        supervisor_env={"KUBERNETES_RUNNER_LABEL": "home"},
        extra_values={"webapp": {"tokenSyncer": {"image": {"tag": "1.33.4"}}, "nodeSelector": {"disk": "ssd"}}},
    )


def _stack_4_0(lab: Homelab) -> None:
    TriggerDevStack(
        lab,
        "jobs-trigger",
        namespace="jobs",
        host="jobs.${SECRET_DOMAIN}",
        registry=ContainerRegistry(host="ghcr.io", namespace="me/jobs"),
        database=DatabaseSettings(wal_storage=None, pooler=None),
        clickhouse=ClickHouseSettings(image="docker.io/clickhouse/clickhouse-server:25.8"),
        sign_in=SignIn(github=GithubSignIn()),
    )


_PHOTOS: dict[str, Any] = {
    "image": {"repository": "ghcr.io/me/photos", "tag": "1.0.0"},
    "probes": {probe: {"enabled": True} for probe in ("liveness", "readiness", "startup")},
    "resources": {"requests": {"cpu": "10m", "memory": "64Mi"}, "limits": {"memory": "128Mi"}},
    "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
}


def _letters(lab: Homelab) -> None:
    """Databases that begin with data: from a backup, as a copy of that one, and with the content of it."""
    letters = FluxApp(lab, "letters")
    recovered = CnpgDatabase(
        letters.component("postgresql"),
        "database",
        database="letters",
        storage=Volume("5Gi"),
        extensions=["pg_trgm"],
        backup=PluginBackup(object_store="backups", server_name="letters-postgresql-2"),
        bootstrap=Recovery(
            object_store="backups",
            server_name="letters-postgresql",
            target=RecoveryTarget(time="2026-09-01T08:30:00Z", backup_id="20260831T030000", exclusive=True),
        ),
    )
    CnpgDatabase(
        letters.component("copy"),
        "database",
        database="letters",
        storage=Volume("5Gi"),
        credentials="operator",
        bootstrap=PgBaseBackup(cluster=recovered.cluster_name),
    )
    CnpgDatabase(
        letters.component("import"),
        "database",
        database="letters",
        storage=Volume("5Gi"),
        image="ghcr.io/cloudnative-pg/postgresql:18.1",
        credentials="operator",
        post_init_sql=["CREATE ROLE reader NOLOGIN"],
        bootstrap=DatabaseImport(
            source=recovered.connection,
            post_import_sql=["DO $$ BEGIN EXECUTE 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader'; END $$"],
        ),
    )


def _photos(lab: Homelab) -> None:
    photos = FluxApp(lab, "photos")
    database = CnpgDatabase(
        photos.component("postgresql"),
        "database",
        name="albums",
        database="photos",
        owner="curator",
        image="ghcr.io/cloudnative-pg/postgresql:18.1",
        storage=Volume("20Gi"),
        wal_storage=Volume("4Gi"),
        instances=3,
        parameters={"max_wal_size": "2GB"},
        shared_preload_libraries=["pg_stat_statements"],
        extensions=["pg_trgm", "uuid-ossp"],
        post_init_sql=["DO $$ BEGIN RAISE NOTICE '${x}'; END $$"],
        post_init_application_sql=["CREATE SCHEMA albums"],
        owner_attributes=RoleAttributes(createdb=True, connection_limit=50, in_roles=["pg_read_all_data"]),
        replication=LogicalReplication(slots=4, senders=5, kept_wal="1GB"),
        poolers=[PgPooler(), PgPooler(suffix="readers", type="ro", mode="session", instances=2)],
        urls={"url": DatabaseUrl(query={"sslmode": "disable"}), "pooled": DatabaseUrl(pooled=True)},
        superuser=True,
        backup=PluginBackup(object_store="backups", schedule="0 30 2 * * 0", archive_wal=False, immediate=False),
        monitoring_queries=[("queries", "custom.yaml")],
    )
    cache = BitnamiRedis(
        photos.component("redis"),
        "cache",
        name="thumbnails",
        chart=RepositoryChart(
            repository=HelmRepository(name="bitnami", url="https://charts.bitnami.com/bitnami"),
            chart="redis",
            version="19.5.5",
        ),
    )
    events = ClickHouseServer(
        photos.component("clickhouse"),
        "events",
        user="curator",
        settings={"max_threads": "1"},
        merge_tree_settings={"index_granularity": "4096"},
        access_management=True,
        existing_claim="old-events",
    )
    store = MinioStore(
        photos.component("minio"),
        "store",
        buckets=["originals", "thumbnails"],
        storage=Volume("100Gi", "block", "ReadWriteOnce"),
        console=True,
        ingress=IngressHost(host="s3-photos.${SECRET_DOMAIN}", middlewares=()),
    )
    app = photos.component("app")
    for connection in (database.connection, cache.connection, events.connection, store.connection):
        connection.used_by(app)
    env = {
        "DATABASE_URL": apps.known(database.connection.pooled_url).as_env(),
        "S3_ACCESS_KEY": store.connection.access_key.as_env(),
        "S3_SECRET_KEY": store.connection.secret_key.as_env(),
    }
    HelmRelease(
        app,
        "photos",
        chart=APP_TEMPLATE,
        values={
            "controllers": {"main": {"containers": {"app": {**_PHOTOS, "env": env}}}},
            "defaultPodOptions": {
                "automountServiceAccountToken": False,
                "securityContext": {
                    "runAsNonRoot": True,
                    "runAsUser": 1000,
                    "seccompProfile": {"type": "RuntimeDefault"},
                },
            },
            "service": {"main": {"controller": "main", "ports": {"http": {"port": 8080}}}},
        },
    )
