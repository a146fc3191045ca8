"""The operator's objects, as CloudNativePG 1.28 takes them.

Apart from `cnpg_database` so that the generated classes, the largest import of all, load when a database is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cdk8s

from ._imports.homelab_cnpg.io.cnpg import postgresql as cnpg
from .cnpg_bootstrap import Bootstrap, DatabaseImport, PgBaseBackup, Recovery, RecoveryTarget
from .cnpg_options import PgPooler, PluginBackup, RoleAttributes
from .flux.component import ComponentPart
from .flux.metadata import KEEP
from .flux.substitution import escape
from .images import Image
from .sizing import Resources

__all__ = ["ClusterPlan", "emit_cluster", "emit_database", "emit_pooler", "emit_scheduled_backup"]

BARMAN_PLUGIN = "barman-cloud.cloudnative-pg.io"
# What a Cluster calls the place that its data come from; nobody else sees it.
_ORIGIN = "origin"


@dataclass(frozen=True, kw_only=True)
class ClusterPlan:
    """A Cluster whose every part has been checked.

    Attributes:
        name: of the Cluster.
        image: PostgreSQL image.
        instances: number of instances.
        storage: size and class of the data volume.
        wal_storage: size and class of the WAL volume, or None.
        resources: of each instance.
        parameters: PostgreSQL parameters.
        pg_hba: lines of pg_hba.conf.
        libraries: shared_preload_libraries.
        database: name of the database.
        owner: its owner.
        credentials: the owner's Secret; None lets the operator generate it.
        attributes: of the owner; None leaves it as initdb makes it.
        replication: whether the owner may replicate.
        superuser: Secret of `postgres`, or None for no access.
        post_init: statements for the database postgres.
        post_init_application: statements for the app's database.
        queries: ConfigMaps and keys with exporter queries.
        backup: backups by the plugin, or None.
        bootstrap: what it begins with; None for an empty database.
        namespace: where it will live.
    """

    name: str
    image: Image
    instances: int
    storage: tuple[str, str]
    wal_storage: tuple[str, str] | None
    resources: Resources
    parameters: Mapping[str, str]
    pg_hba: Sequence[str]
    libraries: Sequence[str]
    database: str
    owner: str
    credentials: str | None
    attributes: RoleAttributes | None
    replication: bool
    superuser: str | None
    post_init: Sequence[str]
    post_init_application: Sequence[str]
    queries: Sequence[tuple[str, str]]
    backup: PluginBackup | None
    bootstrap: Bootstrap | None
    namespace: str


def emit_cluster(part: ComponentPart, plan: ClusterPlan) -> None:
    """Emit the Cluster."""
    size, storage_class = plan.storage
    cnpg.Cluster(
        part,
        "cluster",
        metadata=cdk8s.ApiObjectMetadata(name=plan.name, annotations=dict(KEEP)),
        spec=cnpg.ClusterSpec(
            instances=plan.instances,
            image_name=str(plan.image),
            primary_update_strategy=cnpg.ClusterSpecPrimaryUpdateStrategy.UNSUPERVISED,
            log_level=cnpg.ClusterSpecLogLevel.INFO,
            enable_superuser_access=plan.superuser is not None,
            superuser_secret=cnpg.ClusterSpecSuperuserSecret(name=plan.superuser) if plan.superuser else None,
            storage=cnpg.ClusterSpecStorage(size=size, storage_class=storage_class),
            wal_storage=cnpg.ClusterSpecWalStorage(size=plan.wal_storage[0], storage_class=plan.wal_storage[1])
            if plan.wal_storage
            else None,
            resources=_resources(plan.resources),
            bootstrap=_bootstrap(plan),
            external_clusters=_external_clusters(plan),
            managed=_managed(plan),
            monitoring=_monitoring(plan.queries),
            plugins=_plugins(plan.backup),
            postgresql=cnpg.ClusterSpecPostgresql(
                parameters=dict(plan.parameters),
                pg_hba=list(plan.pg_hba) or None,
                shared_preload_libraries=list(plan.libraries) or None,
            ),
        ),
    )


def _bootstrap(plan: ClusterPlan) -> cnpg.ClusterSpecBootstrap:
    """Every way names database and owner: the operator gives the owner this lab's password once the data are there."""
    match plan.bootstrap:
        case Recovery() as recovery:
            secret = cnpg.ClusterSpecBootstrapRecoverySecret(name=plan.credentials) if plan.credentials else None
            return cnpg.ClusterSpecBootstrap(
                recovery=cnpg.ClusterSpecBootstrapRecovery(
                    source=_ORIGIN,
                    database=plan.database,
                    owner=plan.owner,
                    secret=secret,
                    recovery_target=_target(recovery.target) if recovery.target else None,
                )
            )
        case PgBaseBackup():
            copied = cnpg.ClusterSpecBootstrapPgBasebackupSecret(name=plan.credentials) if plan.credentials else None
            return cnpg.ClusterSpecBootstrap(
                pg_basebackup=cnpg.ClusterSpecBootstrapPgBasebackup(
                    source=_ORIGIN, database=plan.database, owner=plan.owner, secret=copied
                )
            )
        case DatabaseImport() as given:
            return cnpg.ClusterSpecBootstrap(initdb=_initdb(plan, given))
        case None:
            return cnpg.ClusterSpecBootstrap(initdb=_initdb(plan, None))


def _initdb(plan: ClusterPlan, given: DatabaseImport | None) -> cnpg.ClusterSpecBootstrapInitdb:
    return cnpg.ClusterSpecBootstrapInitdb(
        database=plan.database,
        owner=plan.owner,
        secret=cnpg.ClusterSpecBootstrapInitdbSecret(name=plan.credentials) if plan.credentials else None,
        data_checksums=True,
        post_init_sql=list(plan.post_init) or None,
        post_init_application_sql=list(plan.post_init_application) or None,
        import_=cnpg.ClusterSpecBootstrapInitdbImport(
            type=cnpg.ClusterSpecBootstrapInitdbImportType.MICROSERVICE,
            databases=[given.source.database],
            source=cnpg.ClusterSpecBootstrapInitdbImportSource(external_cluster=_ORIGIN),
            post_import_application_sql=[escape(statement) for statement in given.post_import_sql] or None,
        )
        if given
        else None,
    )


def _target(target: RecoveryTarget) -> cnpg.ClusterSpecBootstrapRecoveryRecoveryTarget:
    return cnpg.ClusterSpecBootstrapRecoveryRecoveryTarget(
        target_time=target.time,
        target_lsn=target.lsn,
        target_name=target.name,
        target_immediate=target.immediate or None,
        backup_id=target.backup_id,
        exclusive=target.exclusive or None,
    )


def _external_clusters(plan: ClusterPlan) -> list[cnpg.ClusterSpecExternalClusters] | None:
    """Where the data come from."""
    match plan.bootstrap:
        case Recovery(object_store=store, server_name=server):
            parameters = {"barmanObjectName": store, "serverName": server}
            plugin = cnpg.ClusterSpecExternalClustersPlugin(name=BARMAN_PLUGIN, parameters=parameters)
            return [cnpg.ClusterSpecExternalClusters(name=_ORIGIN, plugin=plugin)]
        case PgBaseBackup(cluster=cluster):
            certificate, authority = f"{cluster}-replication", f"{cluster}-ca"
            return [
                cnpg.ClusterSpecExternalClusters(
                    name=_ORIGIN,
                    connection_parameters={
                        "host": f"{cluster}-rw.{plan.namespace}.svc",
                        "user": "streaming_replica",
                        # One that the server's certificate is written for, so that it can be held to its name.
                        "sslmode": "verify-full",
                    },
                    ssl_cert=cnpg.ClusterSpecExternalClustersSslCert(name=certificate, key="tls.crt"),
                    ssl_key=cnpg.ClusterSpecExternalClustersSslKey(name=certificate, key="tls.key"),
                    ssl_root_cert=cnpg.ClusterSpecExternalClustersSslRootCert(name=authority, key="ca.crt"),
                )
            ]
        case DatabaseImport(source=source):
            password = source.password
            return [
                cnpg.ClusterSpecExternalClusters(
                    name=_ORIGIN,
                    connection_parameters={"host": source.host, "port": str(source.port), "user": source.user},
                    password=cnpg.ClusterSpecExternalClustersPassword(name=password.name, key=password.key)
                    if password
                    else None,
                )
            ]
        case None:
            return None


def _resources(resources: Resources) -> cnpg.ClusterSpecResources:
    values = resources.values()
    limit, request = cnpg.ClusterSpecResourcesLimits.from_string, cnpg.ClusterSpecResourcesRequests.from_string
    return cnpg.ClusterSpecResources(
        limits={key: limit(text) for key, text in values["limits"].items()},
        requests={key: request(text) for key, text in values["requests"].items()},
    )


def _managed(plan: ClusterPlan) -> cnpg.ClusterSpecManaged | None:
    """The owner as a managed role: `initdb.owner` alone gives LOGIN and nothing else."""
    attributes = plan.attributes
    if attributes is None:
        return None
    return cnpg.ClusterSpecManaged(
        roles=[
            cnpg.ClusterSpecManagedRoles(
                name=plan.owner,
                ensure=cnpg.ClusterSpecManagedRolesEnsure.PRESENT,
                login=True,
                replication=plan.replication or None,
                createdb=attributes.createdb or None,
                createrole=attributes.createrole or None,
                bypassrls=attributes.bypassrls or None,
                connection_limit=None if attributes.connection_limit == -1 else attributes.connection_limit,
                in_roles=list(attributes.in_roles) or None,
                password_secret=cnpg.ClusterSpecManagedRolesPasswordSecret(name=plan.credentials)
                if plan.credentials
                else None,
            )
        ]
    )


def _monitoring(queries: Sequence[tuple[str, str]]) -> cnpg.ClusterSpecMonitoring | None:
    if not queries:
        return None
    return cnpg.ClusterSpecMonitoring(
        custom_queries_config_map=[
            cnpg.ClusterSpecMonitoringCustomQueriesConfigMap(name=name, key=key) for name, key in queries
        ]
    )


def _plugins(backup: PluginBackup | None) -> list[cnpg.ClusterSpecPlugins] | None:
    if backup is None:
        return None
    return [
        cnpg.ClusterSpecPlugins(
            name=BARMAN_PLUGIN,
            is_wal_archiver=backup.archive_wal,
            parameters={
                "barmanObjectName": backup.object_store,
                **({"serverName": backup.server_name} if backup.server_name else {}),
            },
        )
    ]


def emit_pooler(part: ComponentPart, *, name: str, cluster: str, pooler: PgPooler) -> None:
    """Emit a Pooler."""
    cnpg.Pooler(
        part,
        f"pooler-{pooler.suffix}",
        metadata=cdk8s.ApiObjectMetadata(name=name),
        spec=cnpg.PoolerSpec(
            cluster=cnpg.PoolerSpecCluster(name=cluster),
            instances=pooler.instances,
            type=cnpg.PoolerSpecType[pooler.type.upper()],
            pgbouncer=cnpg.PoolerSpecPgbouncer(
                pool_mode=cnpg.PoolerSpecPgbouncerPoolMode[pooler.mode.upper()],
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


def emit_database(
    part: ComponentPart, *, name: str, cluster: str, database: str, owner: str, extensions: Sequence[str]
) -> None:
    """Emit a Database, which keeps extensions in step later on, too; initdb's SQL runs only once."""
    cnpg.Database(
        part,
        "database",
        metadata=cdk8s.ApiObjectMetadata(name=name, annotations=dict(KEEP)),
        spec=cnpg.DatabaseSpec(
            name=database,
            owner=owner,
            cluster=cnpg.DatabaseSpecCluster(name=cluster),
            database_reclaim_policy=cnpg.DatabaseSpecDatabaseReclaimPolicy.RETAIN,
            extensions=[
                cnpg.DatabaseSpecExtensions(name=extension, ensure=cnpg.DatabaseSpecExtensionsEnsure.PRESENT)
                for extension in extensions
            ],
        ),
    )


def emit_scheduled_backup(part: ComponentPart, *, cluster: str, backup: PluginBackup) -> None:
    """Emit a ScheduledBackup."""
    cnpg.ScheduledBackup(
        part,
        "backup",
        metadata=cdk8s.ApiObjectMetadata(name=cluster),
        spec=cnpg.ScheduledBackupSpec(
            cluster=cnpg.ScheduledBackupSpecCluster(name=cluster),
            schedule=backup.schedule,
            immediate=backup.immediate,
            # Backups belong to the Cluster, not to the schedule: they survive a change of plans.
            backup_owner_reference=cnpg.ScheduledBackupSpecBackupOwnerReference.CLUSTER,
            method=cnpg.ScheduledBackupSpecMethod.PLUGIN,
            plugin_configuration=cnpg.ScheduledBackupSpecPluginConfiguration(name=BARMAN_PLUGIN),
        ),
    )
