"""The operator's objects, as CloudNativePG 1.28 takes them.

Apart from `cnpg_database` so that the generated classes, the largest import of all, load when a database is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cdk8s

from ._imports.homelab_cnpg.io.cnpg import postgresql as cnpg
from .cnpg_options import PgPooler, PluginBackup, RoleAttributes
from .flux.component import ComponentPart
from .flux.metadata import KEEP
from .images import Image
from .sizing import Resources

__all__ = ["ClusterPlan", "emit_cluster", "emit_database", "emit_pooler", "emit_scheduled_backup"]

BARMAN_PLUGIN = "barman-cloud.cloudnative-pg.io"


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
    """

    name: str
    image: Image
    instances: int
    storage: tuple[str, str]
    wal_storage: tuple[str, str] | None
    resources: Resources
    parameters: Mapping[str, str]
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
            bootstrap=cnpg.ClusterSpecBootstrap(initdb=_initdb(plan)),
            managed=_managed(plan),
            monitoring=_monitoring(plan.queries),
            plugins=_plugins(plan.backup),
            postgresql=cnpg.ClusterSpecPostgresql(
                parameters=dict(plan.parameters), shared_preload_libraries=list(plan.libraries) or None
            ),
        ),
    )


def _initdb(plan: ClusterPlan) -> cnpg.ClusterSpecBootstrapInitdb:
    return cnpg.ClusterSpecBootstrapInitdb(
        database=plan.database,
        owner=plan.owner,
        secret=cnpg.ClusterSpecBootstrapInitdbSecret(name=plan.credentials) if plan.credentials else None,
        data_checksums=True,
        post_init_sql=list(plan.post_init) or None,
        post_init_application_sql=list(plan.post_init_application) or None,
    )


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
            parameters={"barmanObjectName": backup.object_store},
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
