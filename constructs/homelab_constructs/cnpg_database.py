"""CnpgDatabase: a PostgreSQL database run by the CloudNativePG operator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urlencode

import cdk8s

from . import checks, versions
from .cnpg_rules import check_parameters, check_pooler_parameters, check_role
from .connections import PostgresConnection
from .errors import refuse
from .flux.component import Component, ComponentPart
from .flux.health import READY, HealthGate
from .flux.metadata import KEEP
from .flux.substitution import escape
from .flux.variables import HEX_32, Variable, in_secret, in_url
from .images import Image
from .secrets.contract import SecretContract, SecretKey, SecretOrigin, SecretSource
from .secrets.provide import Placeholders, provide_secret
from .sizing import Resources, Volume

__all__ = ["CnpgDatabase", "DatabaseUrl", "LogicalReplication", "PgPooler", "PluginBackup", "RoleAttributes"]

API_VERSION = "postgresql.cnpg.io/v1"
OPERATOR = "cloudnative-pg"
# The operator's field set that this module was written against and tested on.
OPERATOR_LEAST = "1.28"
BARMAN_PLUGIN = "barman-cloud.cloudnative-pg.io"
PORT = 5432

_GENERATED_KEYS = (
    "username", "user", "password", "dbname", "host", "port", "pgpass", "uri", "jdbc-uri", "fqdn-uri", "fqdn-jdbc-uri",
)  # fmt: skip
_MEBI = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class RoleAttributes:
    """Attributes of the owner role beyond LOGIN. What is left out is taken away, as the operator does it.

    Attributes:
        createdb: may create databases.
        createrole: may create roles.
        bypassrls: is not bound by row-level security.
        connection_limit: most connections at a time; -1 for no limit.
        in_roles: roles it is a member of.
    """

    createdb: bool = False
    createrole: bool = False
    bypassrls: bool = False
    connection_limit: int = -1
    in_roles: Sequence[str] = ()

    def __post_init__(self) -> None:
        for name in ("createdb", "createrole", "bypassrls"):
            checks.boolean(name, getattr(self, name))
        checks.integer("connection_limit", self.connection_limit, least=-1, most=10_000)
        object.__setattr__(self, "in_roles", tuple(checks.identifier("in_roles", role) for role in self.in_roles))


@dataclass(frozen=True, kw_only=True)
class LogicalReplication:
    """What a consumer of changes (Electric, a change feed) needs: wal_level=logical and REPLICATION for the owner.

    Attributes:
        slots: most replication slots.
        senders: most WAL senders; every slot in use takes one.
        kept_wal: most WAL that a slot nobody reads may hold back, such as "5GB". By default half of the volume the WAL
            is on: a consumer that stopped must cost its own slot, not the disk of everybody.
        sender_timeout: silence after which a consumer is cut off. The operator's default of 5s is too short for an
            event loop that is busy (electric-sql/electric#3194).
    """

    slots: int = 10
    senders: int = 10
    kept_wal: str | None = None
    sender_timeout: str = "60s"

    def __post_init__(self) -> None:
        checks.integer("slots", self.slots, least=1, most=262_143)
        checks.integer("senders", self.senders, least=1, most=262_143)
        checks.duration("sender_timeout", self.sender_timeout)


@dataclass(frozen=True, kw_only=True)
class PgPooler:
    """A PgBouncer in front of the database, run by the operator.

    Attributes:
        suffix: its name is `<cluster>-<suffix>`, and so is its Service's; the operator ignores any other.
        type: rw leads to the primary, ro to replicas.
        instances: number of pods.
        mode: `transaction` (the operator's default is `session`, which pools little). It breaks LISTEN, session locks,
            replication, and prepared statements unless max_prepared_statements is set.
        clients: most client connections.
        pool_size: connections to the server per user and database.
        parameters: further PgBouncer parameters on the operator's allow-list, as strings.
        resources: PgBouncer is small; 64Mi serve hundreds of clients.
    """

    suffix: str = "pooler-rw"
    type: Literal["rw", "ro"] = "rw"
    instances: int = 1
    mode: Literal["transaction", "session"] = "transaction"
    clients: int = 500
    pool_size: int = 40
    parameters: Mapping[str, str] = field(default_factory=dict)
    resources: Resources = Resources(cpu="25m", memory="64Mi", cpu_limit="500m", memory_limit="128Mi")

    def __post_init__(self) -> None:
        checks.dns_label("suffix", self.suffix)
        checks.one_of("type", self.type, ("rw", "ro"))
        checks.one_of("mode", self.mode, ("transaction", "session"))
        checks.integer("instances", self.instances, least=1, most=10)
        checks.integer("clients", self.clients, least=1, most=100_000)
        checks.integer("pool_size", self.pool_size, least=1, most=10_000)
        check_pooler_parameters("parameters", self.parameters)


@dataclass(frozen=True, kw_only=True)
class DatabaseUrl:
    """One ready-made connection URL in the URL Secret.

    Attributes:
        pooled: through the first pooler instead of straight to the server.
        query: query parameters, percent-encoded as needed.
    """

    pooled: bool = False
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PluginBackup:
    """Backups by the Barman Cloud plugin into an ObjectStore that the cluster has.

    Attributes:
        object_store: name of the ObjectStore in the database's namespace.
        schedule: six fields, seconds first, in UTC; by default every night at three.
        archive_wal: also archive WAL continuously, which makes point-in-time recovery possible.
        immediate: take one backup at once.
    """

    object_store: str
    schedule: str = "0 0 3 * * *"
    archive_wal: bool = True
    immediate: bool = True

    def __post_init__(self) -> None:
        checks.dns_subdomain("object_store", self.object_store)
        checks.cron("schedule", self.schedule, fields=6)


class CnpgDatabase(ComponentPart):
    """A CloudNativePG Cluster with one database, its owner and, where asked for, poolers in front of it.

    The Cluster is never pruned, nor is the Secret that opens it: taking the app out of the lab keeps the data.

    Attributes:
        cluster_name: name of the Cluster; the Service `<cluster_name>-rw` leads to its primary.
        credentials: Secret with `username` and `password` of the owner.
        connection: what consumers take.
    """

    def __init__(
        self,
        scope: Component,
        id: str,
        *,
        database: str,
        storage: Volume,
        owner: str | None = None,
        name: str | None = None,
        image: str = versions.POSTGRESQL_IMAGE,
        instances: int = 1,
        wal_storage: Volume | None = None,
        resources: Resources = Resources(cpu="100m", memory="512Mi", cpu_limit="2", memory_limit="1Gi"),
        parameters: Mapping[str, str] | None = None,
        shared_preload_libraries: Sequence[str] = (),
        extensions: Sequence[str] = (),
        post_init_sql: Sequence[str] = (),
        post_init_application_sql: Sequence[str] = (),
        owner_attributes: RoleAttributes | None = None,
        replication: LogicalReplication | None = None,
        poolers: Sequence[PgPooler] = (),
        credentials: SecretSource | Literal["operator"] | None = None,
        credentials_name: str | None = None,
        urls: Mapping[str, DatabaseUrl] | None = None,
        urls_secret: SecretSource | None = None,
        urls_secret_name: str | None = None,
        superuser: SecretSource | bool = False,
        backup: PluginBackup | None = None,
        monitoring_queries: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Add a database.

        Args:
            scope: component to place it in.
            id: unique within the component.
            database: name of the database.
            storage: volume of the data; the profile's database class unless it names one. It may grow, never shrink.
            owner: role that owns the database; by default named like it.
            name: name of the Cluster; by default the Kustomization's, `<app>-<component>`.
            image: PostgreSQL image. Its major version cannot be lowered later.
            instances: 1 by default: the storage class replicates already, and each further one is a full copy.
            wal_storage: a volume of its own for the WAL. Once set, it can never be taken away.
            resources: of each instance. shared_buffers is a quarter of the memory asked for unless given.
            parameters: PostgreSQL parameters, values as strings; those the operator manages are refused.
            shared_preload_libraries: libraries to load at start.
            extensions: extensions of the database, created by the operator's Database object, also later on.
            post_init_sql: statements run once, as superuser in the database `postgres`, when the cluster is made.
            post_init_application_sql: the same in the application's database.
            owner_attributes: attributes of the owner beyond LOGIN.
            replication: makes logical replication possible.
            poolers: PgBouncers; the first is the connection's pooled endpoint.
            credentials: a basic-auth Secret of yours with `username` (the owner) and `password`; "operator" lets the
                operator generate `<cluster>-app`; None renders one from the variable SECRET_<APP>_<COMPONENT>_PASSWORD.
            credentials_name: name of the rendered Secret; `<app>-db-app-user` by convention.
            urls: ready-made URLs by Secret key; by default `direct-url` and, with a pooler, `pooled-url`.
            urls_secret: where those URLs come from if the password is no variable: a URL embeds it.
            urls_secret_name: name of the rendered URL Secret; `<app>-postgres-urls` by convention.
            superuser: network access for `postgres`, off unless asked for; True renders its Secret from a variable.
            backup: off unless asked for.
            monitoring_queries: (ConfigMap, key) pairs with further queries of the operator's exporter. For scraping
                make a PodMonitor of your own; the operator's `enablePodMonitor` is deprecated.

        Raises:
            InvalidArgument: whatever the operator's admission would refuse (1.28.1), and an image, name, size or SQL
                that cannot work.
        """
        super().__init__(scope, id)
        app = scope.app.app_name
        self.cluster_name = checks.dns_label("name", name or scope.kustomization_name, most=50, letter_first=True)
        self._database = checks.identifier("database", database)
        if database in ("postgres", "template0", "template1"):
            refuse("database", database, "the name of PostgreSQL's own databases is taken")
        self._owner = check_role("owner", owner or database)
        self._image = _server_image(image)
        self._instances = checks.integer("instances", instances, least=1, most=9)
        self._storage, self._wal_storage, self._resources = storage, wal_storage, resources
        self._replication = replication
        self._attributes = owner_attributes or (RoleAttributes() if replication else None)
        self._libraries = [checks.identifier("shared_preload_libraries", item) for item in shared_preload_libraries]
        self._extensions = [_extension(item) for item in extensions]
        self._poolers = tuple(poolers)
        self._backup = backup
        self._queries = [
            (checks.dns_subdomain("monitoring_queries", config_map), checks.secret_key("monitoring_queries", key))
            for config_map, key in monitoring_queries
        ]
        self._parameters = self._all_parameters(dict(parameters or {}))
        self._post_init = [escape(checks.text("post_init_sql", item)) for item in post_init_sql]
        self._post_init_application = [
            escape(checks.text("post_init_application_sql", item)) for item in post_init_application_sql
        ]
        self._check_poolers()
        password = Variable(
            name=scope.variable_name(f"{scope.component_name}_PASSWORD"),
            format=HEX_32,
            purpose=f"password of PostgreSQL role {self._owner} in {self.cluster_name}",
        )
        self.credentials = self._provide_credentials(credentials, credentials_name or f"{app}-db-app-user", password)
        self._superuser = self._provide_superuser(superuser, f"{app}-db-superuser")
        direct, pooled = self._provide_urls(
            urls, urls_secret, urls_secret_name or f"{app}-postgres-urls", password
        )
        self._emit()
        namespace = scope.target_namespace
        self.connection = PostgresConnection(
            host=self._host("rw", namespace),
            port=PORT,
            database=self._database,
            user=self._owner,
            password=self.credentials.key("password"),
            direct_url=direct,
            pooled_host=f"{self._pooler_name(self._poolers[0])}.{namespace}.svc" if self._poolers else "",
            pooled_url=pooled,
            logical_replication=replication is not None,
            provider=scope.kustomization_name,
        )

    # -- what is checked ------------------------------------------------------------------------------------------

    def _all_parameters(self, given: dict[str, str]) -> dict[str, str]:
        parameters: dict[str, str] = {}
        request = int(checks.quantity_value("resources.memory", self._resources.memory))
        parameters["shared_buffers"] = f"{max(request // 4 // _MEBI, 1)}MB"
        volume = (self._wal_storage or self._storage).size
        if self._replication:
            room = int(checks.quantity_value("storage", volume))
            parameters |= {
                "max_replication_slots": str(self._replication.slots),
                "max_slot_wal_keep_size": self._replication.kept_wal or f"{max(room // 2 // _MEBI, 1)}MB",
                "max_wal_senders": str(self._replication.senders),
                "wal_level": "logical",
                "wal_sender_timeout": self._replication.sender_timeout,
            }
            for name in parameters.keys() & given.keys() - {"shared_buffers"}:
                refuse(f"parameters[{name!r}]", given[name], "logical replication sets it; use the argument replication")
        return check_parameters(
            {**parameters, **given},
            memory_request=self._resources.memory,
            wal_volume=volume,
            instances=self._instances,
        )

    def _check_poolers(self) -> None:
        names = [self._pooler_name(pooler) for pooler in self._poolers]
        for name in names:
            checks.dns_label("poolers", name, letter_first=True)
            if names.count(name) > 1:
                refuse("poolers", name, "every pooler needs a suffix of its own")
            if name in {f"{self.cluster_name}-{service}" for service in ("rw", "ro", "r")}:
                refuse("poolers", name, "that is the name of a Service of the Cluster itself")

    def _pooler_name(self, pooler: PgPooler) -> str:
        return f"{self.cluster_name}-{pooler.suffix}"

    def _host(self, service: str, namespace: str) -> str:
        return f"{self.cluster_name}-{service}.{namespace}.svc"

    # -- Secrets --------------------------------------------------------------------------------------------------

    def _provide_credentials(
        self, source: SecretSource | Literal["operator"] | None, name: str, password: Variable
    ) -> SecretContract:
        if source == "operator":
            return SecretContract(
                f"{self.cluster_name}-app",
                {key: key for key in _GENERATED_KEYS},
                SecretOrigin.OPERATOR,
                self.component.kustomization_name,
            )
        return self._basic_auth("credentials", name, self._owner, password, source)

    def _provide_superuser(self, source: SecretSource | bool, name: str) -> SecretContract | None:
        if source is False:
            return None
        password = Variable(
            name=self.component.variable_name(f"{self.component.component_name}_SUPERUSER_PASSWORD"),
            format=HEX_32,
            purpose=f"password of the PostgreSQL superuser in {self.cluster_name}",
        )
        return self._basic_auth("superuser", name, "postgres", password, None if source is True else source)

    def _basic_auth(
        self, argument: str, name: str, user: str, password: Variable, source: SecretSource | None
    ) -> SecretContract:
        contract = provide_secret(
            self.component,
            argument,
            Placeholders(
                name=name,
                content={"username": user, "password": in_secret(password)},
                variables=[password],
                type="kubernetes.io/basic-auth",
                # The operator takes over a new password when it sees this label.
                labels={"cnpg.io/reload": "true"},
            ),
            source,
        )
        for key in ("username", "password"):
            if contract.keys[key] != key:
                refuse(argument, contract.keys[key], f"the operator reads the key {key!r} only; it cannot be renamed")
        return contract

    def _provide_urls(
        self,
        urls: Mapping[str, DatabaseUrl] | None,
        source: SecretSource | None,
        name: str,
        password: Variable,
    ) -> tuple[SecretKey, SecretKey | None]:
        if self.credentials.origin is SecretOrigin.OPERATOR and not urls and source is None:
            return self.credentials.key("uri"), None
        if urls is None:
            urls = {"direct-url": DatabaseUrl(), **({"pooled-url": DatabaseUrl(pooled=True)} if self._poolers else {})}
        direct = [key for key, url in urls.items() if not url.pooled]
        pooled = [key for key, url in urls.items() if url.pooled]
        if not direct:
            refuse("urls", sorted(urls), "at least one URL must lead straight to the server")
        if pooled and not self._poolers:
            refuse("urls", pooled, "a pooled URL needs a pooler: poolers=[PgPooler()]")
        if source is None and self.credentials.origin is not SecretOrigin.PLACEHOLDERS:
            refuse(
                "urls_secret",
                source,
                f"the URLs embed the password, which is in Secret {self.credentials.name!r} of yours: hand in a Secret "
                f"with the keys {', '.join(urls)}",
            )
        contract = provide_secret(
            self.component,
            "urls_secret",
            Placeholders(
                name=name,
                content={key: self._url(url, password) for key, url in urls.items()},
                variables=[password],
                keep=False,
            ),
            source,
        )
        return contract.key(direct[0]), contract.key(pooled[0]) if pooled else None

    def _url(self, url: DatabaseUrl, password: Variable) -> str:
        namespace = self.component.target_namespace
        host = f"{self._pooler_name(self._poolers[0])}.{namespace}.svc" if url.pooled else self._host("rw", namespace)
        query = f"?{urlencode(url.query, quote_via=quote)}" if url.query else ""
        return f"postgresql://{self._owner}:{in_url(password)}@{host}:{PORT}/{self._database}{query}"

    # -- objects --------------------------------------------------------------------------------------------------

    def _emit(self) -> None:
        from ._imports.homelab_cnpg.io.cnpg import postgresql as api

        lab, namespace = self.component.lab, self.component.target_namespace
        lab.expectations.operators[OPERATOR] = OPERATOR_LEAST
        storage_class = self._storage.storage_class or lab.profile.database_storage_class
        lab.expectations.storage_classes.add(storage_class)
        wal = None
        if self._wal_storage:
            wal_class = self._wal_storage.storage_class or lab.profile.database_storage_class
            lab.expectations.storage_classes.add(wal_class)
            wal = api.ClusterSpecWalStorage(size=self._wal_storage.size, storage_class=wal_class)
        if self._backup:
            lab.expectations.operators["plugin-barman-cloud"] = "0.5"
            lab.expectations.objects.add(
                ("barmancloud.cnpg.io/v1", "ObjectStore", namespace, self._backup.object_store)
            )
        generated = self.credentials.origin is SecretOrigin.OPERATOR
        api.Cluster(
            self,
            "cluster",
            metadata=cdk8s.ApiObjectMetadata(name=self.cluster_name, annotations=dict(KEEP)),
            spec=api.ClusterSpec(
                instances=self._instances,
                image_name=str(self._image),
                primary_update_strategy=api.ClusterSpecPrimaryUpdateStrategy.UNSUPERVISED,
                log_level=api.ClusterSpecLogLevel.INFO,
                enable_superuser_access=self._superuser is not None,
                superuser_secret=api.ClusterSpecSuperuserSecret(name=self._superuser.name) if self._superuser else None,
                storage=api.ClusterSpecStorage(size=self._storage.size, storage_class=storage_class),
                wal_storage=wal,
                resources=self._cluster_resources(api),
                bootstrap=api.ClusterSpecBootstrap(
                    initdb=api.ClusterSpecBootstrapInitdb(
                        database=self._database,
                        owner=self._owner,
                        secret=None if generated else api.ClusterSpecBootstrapInitdbSecret(name=self.credentials.name),
                        data_checksums=True,
                        post_init_sql=self._post_init or None,
                        post_init_application_sql=self._post_init_application or None,
                    )
                ),
                managed=self._managed(api),
                monitoring=self._monitoring(api),
                plugins=self._plugins(api),
                postgresql=api.ClusterSpecPostgresql(
                    parameters=self._parameters, shared_preload_libraries=self._libraries or None
                ),
            ),
        )
        self.component.gate(
            HealthGate(api_version=API_VERSION, kind="Cluster", name=self.cluster_name, current=READY, within=600)
        )
        for pooler in self._poolers:
            self._emit_pooler(api, pooler)
        if self._extensions:
            self._emit_database(api)
        if self._backup:
            self._emit_scheduled_backup(api, self._backup)

    def _cluster_resources(self, api):  # type: ignore[no-untyped-def]
        values = self._resources.values()
        return api.ClusterSpecResources(
            limits={key: api.ClusterSpecResourcesLimits.from_string(text) for key, text in values["limits"].items()},
            requests={
                key: api.ClusterSpecResourcesRequests.from_string(text) for key, text in values["requests"].items()
            },
        )

    def _managed(self, api):  # type: ignore[no-untyped-def]
        """The owner as a managed role: `initdb.owner` alone gives LOGIN and nothing else."""
        if self._attributes is None:
            return None
        generated = self.credentials.origin is SecretOrigin.OPERATOR
        return api.ClusterSpecManaged(
            roles=[
                api.ClusterSpecManagedRoles(
                    name=self._owner,
                    ensure=api.ClusterSpecManagedRolesEnsure.PRESENT,
                    login=True,
                    replication=True if self._replication else None,
                    createdb=self._attributes.createdb or None,
                    createrole=self._attributes.createrole or None,
                    bypassrls=self._attributes.bypassrls or None,
                    connection_limit=None
                    if self._attributes.connection_limit == -1
                    else self._attributes.connection_limit,
                    in_roles=list(self._attributes.in_roles) or None,
                    password_secret=None
                    if generated
                    else api.ClusterSpecManagedRolesPasswordSecret(name=self.credentials.name),
                )
            ]
        )

    def _monitoring(self, api):  # type: ignore[no-untyped-def]
        if not self._queries:
            return None
        return api.ClusterSpecMonitoring(
            custom_queries_config_map=[
                api.ClusterSpecMonitoringCustomQueriesConfigMap(name=name, key=key) for name, key in self._queries
            ]
        )

    def _plugins(self, api):  # type: ignore[no-untyped-def]
        if not self._backup:
            return None
        return [
            api.ClusterSpecPlugins(
                name=BARMAN_PLUGIN,
                is_wal_archiver=self._backup.archive_wal,
                parameters={"barmanObjectName": self._backup.object_store},
            )
        ]

    def _emit_pooler(self, api, pooler: PgPooler) -> None:  # type: ignore[no-untyped-def]
        name = self._pooler_name(pooler)
        api.Pooler(
            self,
            f"pooler-{pooler.suffix}",
            metadata=cdk8s.ApiObjectMetadata(name=name),
            spec=api.PoolerSpec(
                cluster=api.PoolerSpecCluster(name=self.cluster_name),
                instances=pooler.instances,
                type=api.PoolerSpecType[pooler.type.upper()],
                pgbouncer=api.PoolerSpecPgbouncer(
                    pool_mode=api.PoolerSpecPgbouncerPoolMode[pooler.mode.upper()],
                    parameters={
                        **pooler.parameters,
                        "default_pool_size": str(pooler.pool_size),
                        "max_client_conn": str(pooler.clients),
                    },
                ),
                # A free-form field of the generated classes: the operator merges it into its own pod by this name.
                template={"spec": {"containers": [{"name": "pgbouncer", "resources": pooler.resources.values()}]}},
            ),
        )
        self.component.gate(
            # A Pooler has no conditions: that its pods are asked for is all that its status tells.
            HealthGate(api_version=API_VERSION, kind="Pooler", name=name, current="status.instances >= spec.instances")
        )

    def _emit_database(self, api) -> None:  # type: ignore[no-untyped-def]
        name = f"{self.cluster_name}-{self._database}".replace("_", "-")
        api.Database(
            self,
            "database",
            metadata=cdk8s.ApiObjectMetadata(name=checks.dns_subdomain("database", name), annotations=dict(KEEP)),
            spec=api.DatabaseSpec(
                name=self._database,
                owner=self._owner,
                cluster=api.DatabaseSpecCluster(name=self.cluster_name),
                database_reclaim_policy=api.DatabaseSpecDatabaseReclaimPolicy.RETAIN,
                extensions=[
                    api.DatabaseSpecExtensions(name=extension, ensure=api.DatabaseSpecExtensionsEnsure.PRESENT)
                    for extension in self._extensions
                ],
            ),
        )
        self.component.gate(
            HealthGate(
                api_version=API_VERSION,
                kind="Database",
                name=name,
                current="status.applied == true && status.observedGeneration == metadata.generation",
                within=600,
            )
        )

    def _emit_scheduled_backup(self, api, backup: PluginBackup) -> None:  # type: ignore[no-untyped-def]
        api.ScheduledBackup(
            self,
            "backup",
            metadata=cdk8s.ApiObjectMetadata(name=self.cluster_name),
            spec=api.ScheduledBackupSpec(
                cluster=api.ScheduledBackupSpecCluster(name=self.cluster_name),
                schedule=backup.schedule,
                immediate=backup.immediate,
                # Backups belong to the Cluster, not to the schedule: they survive a change of plans.
                backup_owner_reference=api.ScheduledBackupSpecBackupOwnerReference.CLUSTER,
                method=api.ScheduledBackupSpecMethod.PLUGIN,
                plugin_configuration=api.ScheduledBackupSpecPluginConfiguration(name=BARMAN_PLUGIN),
            ),
        )


def _server_image(value: str) -> Image:
    image = Image.parse("image", value)
    if not image.tag[0].isdigit():
        refuse("image", value, "its tag must begin with the PostgreSQL version: the operator reads it from there")
    return image


def _extension(name: object) -> str:
    if isinstance(name, str) and name.replace("-", "_").isidentifier() and name == name.lower():
        return name
    refuse("extensions", name, "the name of an extension is needed, such as pg_trgm or uuid-ossp")

