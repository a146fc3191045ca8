"""What can be set on a TriggerDevStack beyond its host and registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .. import checks, versions
from ..bitnami_redis import REDIS_CHART
from ..cnpg_bootstrap import Bootstrap
from ..cnpg_options import PgPooler, PluginBackup
from ..errors import refuse
from ..flux.source import OciChart, RepositoryChart
from ..secrets.contract import SecretSource
from ..sizing import Resources, Volume
from ..typed import Options

__all__ = [
    "AppResources",
    "ClickHouseSettings",
    "DatabaseSettings",
    "ObjectStoreSettings",
    "RedisSettings",
    "RunPods",
]

# Room for the app's 45 or so connections several times over, memory settings for a gigabyte of request, planner
# settings for replicated NVMe, early vacuum for tables that are used like queues.
_PARAMETERS = {
    "autovacuum_analyze_scale_factor": "0.05",
    "autovacuum_vacuum_scale_factor": "0.05",
    "checkpoint_completion_target": "0.9",
    "checkpoint_timeout": "15min",
    "effective_cache_size": "2GB",
    "effective_io_concurrency": "256",
    "log_min_duration_statement": "1000",
    "maintenance_work_mem": "256MB",
    "max_connections": "200",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "shared_buffers": "512MB",
    "wal_compression": "on",
    "work_mem": "8MB",
}


@dataclass(frozen=True, kw_only=True)
class DatabaseSettings(Options):
    """The stack's own PostgreSQL; see `CnpgDatabase`.

    Attributes:
        name: name of the Cluster; `<app>-postgresql` by default.
        database: name of the database. It is made once: say what it is called where it is there already.
        owner: role that owns it; by default named like it.
        image: PostgreSQL 17 by default; Trigger.dev advises 16 or 17.
        storage: 20Gi by default.
        wal_storage: a volume for the WAL alone, so that a stopped consumer of changes cannot fill the data volume. It
            can never be taken away again.
        resources: Trigger.dev asks for one core and 2 GB at least.
        parameters: over the stack's own.
        pg_hba: lines of pg_hba.conf.
        pooler: a transaction pooler for the traffic that can use one; None for none.
        credentials: a basic-auth Secret of yours for the owner; `urls` is needed then, too.
        credentials_name: name of the rendered Secret; `<app>-db-app-user` by default.
        urls: a Secret of yours with `postgres-database-url`, `postgres-direct-url` and, with a pooler,
            `postgres-pooled-url`.
        urls_name: name of the rendered Secret; `<app>-postgres-urls` by default.
        superuser: network access for `postgres`, which the app does not need; True renders its Secret.
        superuser_name: name of that Secret; `<app>-db-superuser` by default.
        backup: see `PluginBackup`.
        bootstrap: what the database begins with, see `CnpgDatabase`; for a restore.

    Raises:
        InvalidArgument: a pooler that only reads, or that keeps sessions.
    """

    name: str | None = None
    database: str = "trigger"
    owner: str | None = None
    image: str = versions.POSTGRESQL_IMAGE
    storage: Volume = Volume("20Gi")
    wal_storage: Volume | None = Volume("10Gi")
    resources: Resources = Resources(cpu="250m", memory="1Gi", cpu_limit="4", memory_limit="4Gi")
    parameters: Mapping[str, str] = field(default_factory=dict)
    pg_hba: Sequence[str] = ()
    pooler: PgPooler | None = PgPooler()
    credentials: SecretSource | None = None
    credentials_name: str | None = None
    urls: SecretSource | None = None
    urls_name: str | None = None
    superuser: SecretSource | bool = False
    superuser_name: str | None = None
    backup: PluginBackup | None = None
    bootstrap: Bootstrap | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        pooler = self.pooler
        if pooler and (pooler.type != "rw" or pooler.mode != "transaction"):
            refuse("pooler", f"{pooler.type}, {pooler.mode}", "the app writes through it, in transaction mode: rw only")

    def all_parameters(self) -> dict[str, str]:
        """The stack's parameters with one's own over them."""
        return {**_PARAMETERS, **self.parameters}


@dataclass(frozen=True, kw_only=True)
class RedisSettings(Options):
    """The stack's own Redis; see `BitnamiRedis`.

    Attributes:
        name: name of the release; `<app>-redis` by default.
        fullname: what the chart's objects are called where that is not the release's name.
        chart: the chart's source; values follow its version.
        image: by default the one that goes with the chart's major version.
        storage: 5Gi by default.
        resources: Trigger.dev asks for half a core and 1 GB at least; queues rarely need the memory at once.
        auth: a Secret of yours with `redis-password`.
        auth_name: name of the rendered Secret; `<app>-redis-auth` by default.
        existing_claim: a volume claim that exists; `storage` is then without effect.
    """

    name: str | None = None
    fullname: str | None = None
    chart: OciChart | RepositoryChart = REDIS_CHART
    image: str | None = None
    storage: Volume = Volume("5Gi")
    resources: Resources = Resources(cpu="100m", memory="256Mi", cpu_limit="1", memory_limit="1Gi")
    auth: SecretSource | None = None
    auth_name: str | None = None
    existing_claim: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClickHouseSettings(Options):
    """The stack's own ClickHouse; see `ClickHouseServer`.

    Attributes:
        name: name of the StatefulSet and its Service; `<app>-clickhouse` by default.
        user: user name.
        image: 26.3 (LTS) by default, which serves both chart lines; the measured window is enforced.
        storage: 20Gi by default.
        resources: Trigger.dev asks for one core and 2 GB at least.
        settings: settings of the default profile, over those that the version needs.
        access_management: whether the user may manage users; the app need not.
        auth: a Secret of yours with `clickhouse-password` (hexadecimal, or URL-safe at least).
        auth_name: name of the rendered Secret; `<app>-clickhouse-auth` by default.
        existing_claim: a volume claim that exists; `storage` is then without effect.
    """

    name: str | None = None
    user: str = "default"
    image: str = versions.CLICKHOUSE_IMAGE
    storage: Volume = Volume("20Gi")
    resources: Resources = Resources(cpu="500m", memory="2Gi", cpu_limit="2", memory_limit="4Gi")
    settings: Mapping[str, str] = field(default_factory=dict)
    access_management: bool = False
    auth: SecretSource | None = None
    auth_name: str | None = None
    existing_claim: str | None = None


@dataclass(frozen=True, kw_only=True)
class ObjectStoreSettings(Options):
    """The stack's own MinIO; see `MinioStore`.

    Attributes:
        name: name of the release and its Service; `<app>-minio` by default.
        storage: 20Gi of the data class by default.
        resources: of the server.
        public_host: a host by which the S3 API is reached from outside, with TLS. Trigger.dev hands out presigned URLs
            for payloads over 128 KB, and they carry the host they were made for. Without a public host only run pods
            can follow them: the dev CLI and callers outside the cluster cannot. With one, everybody goes through the
            ingress, run pods included, and the store's login is reachable from wherever the ingress is.
        root_user: administrator's name, where the Secret is rendered.
        access_key: name of the app's user, where the Secret is rendered; by default the app's name.
        auth: a Secret of yours with `rootUser` and `rootPassword`.
        auth_name: name of the rendered Secret; `<app>-minio-auth` by default.
        credentials: a Secret of yours with `access-key-id` and `secret-access-key`.
        credentials_name: name of the rendered Secret; `<app>-s3-credentials` by default.
        existing_claim: a volume claim that exists; `storage` is then without effect.

    Raises:
        InvalidArgument: a public host that is none.
    """

    name: str | None = None
    storage: Volume = Volume("20Gi")
    resources: Resources = Resources(cpu="100m", memory="512Mi", cpu_limit="1", memory_limit="1Gi")
    public_host: str | None = None
    root_user: str = "root"
    access_key: str | None = None
    auth: SecretSource | None = None
    auth_name: str | None = None
    credentials: SecretSource | None = None
    credentials_name: str | None = None
    existing_claim: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.public_host is not None:
            checks.host("public_host", self.public_host)


@dataclass(frozen=True, kw_only=True)
class AppResources(Options):
    """Requests and limits of the chart's own containers; the chart sets none.

    Attributes:
        webapp: one core and 2 GB are upstream's minimum. Node's heap is set to four fifths of the memory limit: the
            image asks for 8 GiB whatever the limit is, and would be killed before it collects garbage.
        supervisor: starts and watches run pods; small.
        electric: follows the database; 1Gi for its shape cache.
        s2: realtime streams, chart 4.5 only.
        token_syncer: a shell loop with two kubectl processes, every 30 seconds. Each may read the cluster's whole
            OpenAPI description, 90 MiB and more with many CRDs; killed, it would make the web app's pod unready.
        volume_permissions: one mkdir.
    """

    webapp: Resources = Resources(cpu="500m", memory="2Gi", cpu_limit="2", memory_limit="4Gi")
    supervisor: Resources = Resources(cpu="200m", memory="256Mi", cpu_limit="1", memory_limit="1Gi")
    electric: Resources = Resources(cpu="100m", memory="256Mi", cpu_limit="1", memory_limit="1Gi")
    s2: Resources = Resources(cpu="50m", memory="128Mi", cpu_limit="500m", memory_limit="512Mi")
    token_syncer: Resources = Resources(cpu="10m", memory="64Mi", cpu_limit="500m", memory_limit="512Mi")
    volume_permissions: Resources = Resources(cpu="10m", memory="16Mi", cpu_limit="100m", memory_limit="64Mi")


@dataclass(frozen=True, kw_only=True)
class RunPods(Options):
    """What every run's pod takes of a node's disk, beside the CPU and memory of its machine preset.

    Attributes:
        ephemeral_storage: asked for; upstream's 2Gi by default. Lower it on small nodes: it bounds how many runs fit.
        ephemeral_storage_limit: most; upstream's 10Gi by default.

    Raises:
        InvalidArgument: no size, or more asked for than the limit.
    """

    ephemeral_storage: str = "2Gi"
    ephemeral_storage_limit: str = "10Gi"

    def __post_init__(self) -> None:
        super().__post_init__()
        least = checks.quantity_value("ephemeral_storage", checks.size("ephemeral_storage", self.ephemeral_storage))
        most = checks.size("ephemeral_storage_limit", self.ephemeral_storage_limit)
        if least > checks.quantity_value("ephemeral_storage_limit", most):
            refuse("ephemeral_storage", self.ephemeral_storage, f"at most the limit, {self.ephemeral_storage_limit}")
