"""CnpgDatabase: what it emits, what it promises, and every admission rule of the operator met at construction."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import (
    CnpgDatabase,
    Component,
    DatabaseUrl,
    ExistingSecret,
    InvalidArgument,
    LogicalReplication,
    PgPooler,
    PluginBackup,
    Resources,
    RoleAttributes,
    SopsSecret,
    Volume,
)
from tests.datastores import component, objects_of, one_odd, refused, tree_of, words
from tests.flux_replay import replay
from tests.judges import problems
from tests.labs import sops_file
from tests.support import assert_app_matches

CLUSTER, POOLER = "Cluster/shop-postgresql", "Pooler/shop-postgresql-pooler-rw"
PRUNE = "kustomize.toolkit.fluxcd.io/prune"


def database(scope: Component | None = None, **changes: Any) -> CnpgDatabase:
    """A database of the app `shop`."""
    options: dict[str, Any] = {"database": "shop", "storage": Volume("5Gi"), **changes}
    return CnpgDatabase(scope or component("postgresql"), "database", **options)


def cluster(**changes: Any) -> dict[str, Any]:
    """The spec of its Cluster."""
    spec: dict[str, Any] = objects_of(database(**changes))[CLUSTER]["spec"]
    return spec


# Snapshots ----------------------------------------------------------------------------------------------------------


def test_smallest_use(yaml_snapshot: SnapshotAssertion) -> None:
    assert_app_matches(tree_of(database()).files, yaml_snapshot)


def test_everything_set(yaml_snapshot: SnapshotAssertion) -> None:
    part = database(
        name="albums",
        database="photos",
        owner="curator",
        image="ghcr.io/cloudnative-pg/postgresql:18.1",
        storage=Volume("20Gi", "fast"),
        wal_storage=Volume("4Gi", "faster"),
        instances=3,
        resources=Resources(cpu="1", memory="2Gi", cpu_limit=None, memory_limit="3Gi"),
        parameters={"shared_buffers": "1GB", "max_wal_size": "2GB", "min_wal_size": "512MB", "pg_trgm.limit": "0.3"},
        shared_preload_libraries=["pg_stat_statements", "auto_explain"],
        extensions=["pg_trgm", "uuid-ossp"],
        post_init_sql=["DO $$ BEGIN RAISE NOTICE '${x}'; END $$"],
        post_init_application_sql=["CREATE SCHEMA albums"],
        owner_attributes=RoleAttributes(
            createdb=True, createrole=True, bypassrls=True, connection_limit=50, in_roles=["pg_read_all_data"]
        ),
        replication=LogicalReplication(slots=4, senders=5, kept_wal="1GB", sender_timeout="2min"),
        poolers=[
            PgPooler(
                clients=900,
                pool_size=20,
                instances=2,
                parameters={"ignore_startup_parameters": "search_path"},
                resources=Resources(cpu="50m", memory="32Mi", cpu_limit="1", memory_limit="64Mi"),
            ),
            PgPooler(suffix="readers", type="ro", mode="session"),
        ],
        credentials_name="curator",
        urls={
            "url": DatabaseUrl(query={"application_name": "a b&c"}),
            "pooled": DatabaseUrl(pooled=True, query={"pgbouncer": "true"}),
        },
        urls_secret_name="curator-urls",
        superuser=True,
        backup=PluginBackup(object_store="backups", schedule="0 30 2 * * 0", archive_wal=False, immediate=False),
        monitoring_queries=[("queries", "custom.yaml")],
    )
    assert_app_matches(tree_of(part).files, yaml_snapshot)


# What it emits ------------------------------------------------------------------------------------------------------


def test_cluster_is_never_pruned_and_says_who_may_log_in() -> None:
    item = objects_of(database())[CLUSTER]
    assert item["metadata"]["annotations"] == {PRUNE: "disabled"}
    assert item["spec"]["enableSuperuserAccess"] is False
    assert "superuserSecret" not in item["spec"]
    assert item["spec"]["bootstrap"]["initdb"] == {
        "database": "shop",
        "owner": "shop",
        "secret": {"name": "shop-db-app-user"},
        "dataChecksums": True,
    }


def test_deprecated_fields_are_never_emitted() -> None:
    """In-tree backups leave with operator 1.31, enablePodMonitor later (contract datastores, 1.1)."""
    spec = cluster(backup=PluginBackup(object_store="backups"), monitoring_queries=[("queries", "a.yaml")])
    assert "enablePodMonitor" not in spec["monitoring"]
    assert "backup" not in spec


def test_credentials_are_basic_auth_that_the_operator_takes_over() -> None:
    secret = objects_of(database(owner="curator"))["Secret/shop-db-app-user"]
    assert secret["type"] == "kubernetes.io/basic-auth"
    assert secret["metadata"]["labels"] == {"cnpg.io/reload": "true"}
    assert secret["metadata"]["annotations"] == {PRUNE: "disabled"}
    # It must equal the owner's name, or the operator refuses it.
    assert secret["stringData"]["username"] == "curator"
    assert secret["stringData"]["password"] == "${quote}${SECRET_SHOP_POSTGRESQL_PASSWORD}${quote}"


def test_role_is_managed_only_when_it_needs_more_than_login() -> None:
    assert "managed" not in cluster()
    (role,) = cluster(replication=LogicalReplication())["managed"]["roles"]
    assert role == {
        "name": "shop",
        "ensure": "present",
        "login": True,
        "replication": True,
        "passwordSecret": {"name": "shop-db-app-user"},
    }
    (role,) = cluster(owner_attributes=RoleAttributes(createdb=True))["managed"]["roles"]
    assert role["createdb"] is True
    assert "replication" not in role


def test_logical_replication_sets_what_electric_and_run_replication_need() -> None:
    parameters = cluster(replication=LogicalReplication(), storage=Volume("20Gi"))["postgresql"]["parameters"]
    assert parameters["wal_level"] == "logical"
    assert parameters["wal_sender_timeout"] == "60s"
    assert parameters["max_replication_slots"] == "10"
    assert parameters["max_wal_senders"] == "10"
    # Half of the volume: a slot that nobody reads must not fill it.
    assert parameters["max_slot_wal_keep_size"] == "10240MB"


def test_kept_wal_is_half_of_the_volume_that_the_wal_is_on() -> None:
    spec = cluster(replication=LogicalReplication(), storage=Volume("20Gi"), wal_storage=Volume("4Gi"))
    assert spec["postgresql"]["parameters"]["max_slot_wal_keep_size"] == "2048MB"


def test_without_replication_the_operators_defaults_stand() -> None:
    assert cluster()["postgresql"]["parameters"].keys() == {"shared_buffers"}


@pytest.mark.parametrize(("memory", "buffers"), [("512Mi", "128MB"), ("1Gi", "256MB"), ("1G", "238MB"), ("2Mi", "1MB")])
def test_shared_buffers_are_a_quarter_of_the_memory_asked_for(memory: str, buffers: str) -> None:
    resources = Resources(cpu="1", memory=memory, cpu_limit=None, memory_limit="4Gi")
    assert cluster(resources=resources)["postgresql"]["parameters"]["shared_buffers"] == buffers


def test_parameters_are_strings_in_the_file() -> None:
    text = tree_of(database(parameters={"max_connections": "300", "wal_compression": "on"})).files
    content = text["shop/postgresql/Cluster.shop-postgresql.yaml"].decode()
    assert 'max_connections: "300"' in content
    assert 'wal_compression: "on"' in content


def test_sql_arrives_as_it_was_written() -> None:
    """Flux collapses every double dollar and reads every dollar-brace (contract flux, 1.2)."""
    statements = ["DO $$ BEGIN PERFORM 1; END $$", "SELECT '${HOME}'", "SELECT '$1', '$(x)'", "SELECT $tag$ $$ $tag$"]
    part = database(post_init_sql=statements, post_init_application_sql=statements)
    applied = replay(objects_of(part)[CLUSTER], {})["spec"]["bootstrap"]["initdb"]
    assert applied["postInitSQL"] == statements
    assert applied["postInitApplicationSQL"] == statements
    assert tree_of(part).files


def test_volumes_take_the_profiles_class_unless_they_name_one() -> None:
    spec = cluster(wal_storage=Volume("1Gi", "fast"))
    assert spec["storage"] == {"size": "5Gi", "storageClass": "block"}
    assert spec["walStorage"] == {"size": "1Gi", "storageClass": "fast"}
    part = database(wal_storage=Volume("1Gi", "fast"))
    assert tree_of(part).expects["storageClasses"] == ["block", "fast"]


def test_expects_the_operator_in_the_version_it_was_written_for() -> None:
    operators = {item["name"]: item["version"] for item in tree_of(database()).expects["operators"]}
    assert operators["cloudnative-pg"] == ">=1.28"
    assert "plugin-barman-cloud" not in operators


# Poolers


def test_pooler_pools_transactions_and_leads_to_the_primary() -> None:
    spec = objects_of(database(poolers=[PgPooler()]))[POOLER]["spec"]
    assert (spec["type"], spec["instances"]) == ("rw", 1)
    assert spec["cluster"] == {"name": "shop-postgresql"}
    assert spec["pgbouncer"] == {
        "poolMode": "transaction",
        "parameters": {"max_client_conn": "500", "default_pool_size": "40"},
    }
    (container,) = spec["template"]["spec"]["containers"]
    # The operator merges it into its own pod by this name, and by no other.
    assert container["name"] == "pgbouncer"
    assert container["resources"]["limits"]["memory"] == "128Mi"
    # Its Service is named like the Pooler whatever a template says.
    assert "serviceTemplate" not in spec


def test_pooler_can_have_a_name_of_its_own() -> None:
    part = database(poolers=[PgPooler(name="shop-bouncer")])
    assert objects_of(part)["Pooler/shop-bouncer"]["spec"]["cluster"] == {"name": "shop-postgresql"}
    assert part.connection.pooled_host == "shop-bouncer.default.svc"
    assert "@shop-bouncer.default.svc:5432" in objects_of(part)["Secret/shop-postgres-urls"]["stringData"]["pooled-url"]


def test_lines_of_pg_hba_stand_in_the_cluster_as_they_are() -> None:
    lines = ["host all all 10.0.0.0/8 md5", "host all all ${nobody} reject"]
    spec = cluster(pg_hba=lines)
    assert spec["postgresql"]["pg_hba"] == [lines[0], "host all all $${nobody} reject"]
    assert "pg_hba" not in cluster()["postgresql"]


def test_pooler_has_its_gate() -> None:
    part = database(poolers=[PgPooler()])
    waits_for(part)
    spec = tree_of(part).kustomization("shop-postgresql")
    assert {item["kind"] for item in spec["healthChecks"]} == {"Cluster", "Pooler"}
    assert {item["kind"] for item in spec["healthCheckExprs"]} == {"Cluster", "Pooler"}


def waits_for(part: CnpgDatabase) -> None:
    """Something that uses the database: gates serve those who wait."""
    app = part.component.app.component("app")
    part.connection.used_by(app)
    CnpgDatabase(app, "other", name="other", database="other", storage=Volume("1Gi"), credentials="operator")


# Extensions, backups, superuser


def test_extensions_are_the_business_of_a_database_object() -> None:
    part = database(extensions=["pg_trgm", "uuid-ossp"])
    item = objects_of(part)["Database/shop-postgresql-shop"]
    assert item["metadata"]["annotations"] == {PRUNE: "disabled"}
    assert item["spec"]["databaseReclaimPolicy"] == "retain"
    assert item["spec"]["extensions"] == [
        {"name": "pg_trgm", "ensure": "present"},
        {"name": "uuid-ossp", "ensure": "present"},
    ]
    waits_for(part)
    spec = tree_of(part).kustomization("shop-postgresql")
    assert "Database" in {item["kind"] for item in spec["healthChecks"]}
    assert "Database" in {item["kind"] for item in spec["healthCheckExprs"]}


def test_backups_go_through_the_plugin_into_a_store_that_exists() -> None:
    part = database(backup=PluginBackup(object_store="backups"))
    objects = objects_of(part)
    (plugin,) = objects[CLUSTER]["spec"]["plugins"]
    assert plugin == {
        "name": "barman-cloud.cloudnative-pg.io",
        "isWALArchiver": True,
        "parameters": {"barmanObjectName": "backups"},
    }
    spec = objects["ScheduledBackup/shop-postgresql"]["spec"]
    assert spec["method"] == "plugin"
    assert spec["pluginConfiguration"] == {"name": "barman-cloud.cloudnative-pg.io"}
    assert spec["schedule"] == "0 0 3 * * *"
    assert spec["cluster"] == {"name": "shop-postgresql"}
    expects = tree_of(part).expects
    assert expects["objects"] == [
        {"apiVersion": "barmancloud.cnpg.io/v1", "kind": "ObjectStore", "namespace": "default", "name": "backups"}
    ]
    assert "plugin-barman-cloud" in {item["name"] for item in expects["operators"]}


def test_no_backup_unless_asked_for() -> None:
    assert not [name for name in objects_of(database()) if name.startswith("ScheduledBackup/")]


def test_superuser_access_has_a_secret_of_its_own() -> None:
    objects = objects_of(database(superuser=True))
    assert objects[CLUSTER]["spec"]["enableSuperuserAccess"] is True
    assert objects[CLUSTER]["spec"]["superuserSecret"] == {"name": "shop-db-superuser"}
    secret = objects["Secret/shop-db-superuser"]["stringData"]
    assert secret == {
        "username": "postgres",
        "password": "${quote}${SECRET_SHOP_POSTGRESQL_SUPERUSER_PASSWORD}${quote}",
    }


def test_superuser_secret_can_have_another_name() -> None:
    objects = objects_of(database(superuser=True, superuser_name="shop-postgresql-superuser"))
    assert objects[CLUSTER]["spec"]["superuserSecret"] == {"name": "shop-postgresql-superuser"}
    assert objects["Secret/shop-postgresql-superuser"]["stringData"]["username"] == "postgres"


def test_superuser_secret_can_be_one_that_exists() -> None:
    part = database(superuser=ExistingSecret("root"))
    assert objects_of(part)[CLUSTER]["spec"]["superuserSecret"] == {"name": "root"}
    assert {"namespace": "default", "name": "root", "keys": ["password", "username"]} in tree_of(part).expects[
        "secrets"
    ]


# What it promises ---------------------------------------------------------------------------------------------------


def test_connection_carries_what_consumers_need() -> None:
    part = database(poolers=[PgPooler()], replication=LogicalReplication())
    connection = part.connection
    assert connection.host == "shop-postgresql-rw.default.svc"
    assert connection.pooled_host == "shop-postgresql-pooler-rw.default.svc"
    assert (connection.port, connection.database, connection.user) == (5432, "shop", "shop")
    assert connection.logical_replication is True
    assert connection.provider == "shop-postgresql"
    assert connection.password is not None
    assert (connection.password.name, connection.password.key) == ("shop-db-app-user", "password")
    assert (connection.direct_url.name, connection.direct_url.key) == ("shop-postgres-urls", "direct-url")
    assert connection.pooled_url is not None
    assert connection.pooled_url.key == "pooled-url"


def test_urls_can_stand_in_the_secret_of_the_owner() -> None:
    part = database(credentials_name="shop-db", urls_secret_name="shop-db", urls={"dsn": DatabaseUrl()})
    secrets = {name: item for name, item in objects_of(part).items() if name.startswith("Secret/")}
    assert secrets.keys() == {"Secret/shop-db"}
    assert secrets["Secret/shop-db"]["stringData"].keys() == {"username", "password", "dsn"}
    assert secrets["Secret/shop-db"]["type"] == "kubernetes.io/basic-auth"
    assert (part.connection.direct_url.name, part.connection.direct_url.key) == ("shop-db", "dsn")


def test_urls_and_owner_can_share_a_sops_file(tmp_path: Path) -> None:
    file = SopsSecret(sops_file(tmp_path, "shop-db", "username", "password", "dsn", kind="kubernetes.io/basic-auth"))
    part = database(credentials=file, urls_secret=file, urls={"dsn": DatabaseUrl()})
    assert part.connection.direct_url.name == part.credentials.name == "shop-db"
    assert list(part.component.carried) == [("Secret", "shop-db")]


@pytest.mark.parametrize("key", ["username", "password"])
def test_a_url_beside_the_owners_keys_has_another_name(scope: Component, key: str) -> None:
    with refused("urls", "another key"):
        attempt(scope, credentials_name="shop-db", urls_secret_name="shop-db", urls={key: DatabaseUrl()})


def test_connection_without_pooler_has_no_pooled_end() -> None:
    connection = database().connection
    assert connection.pooled_host == ""
    assert connection.pooled_url is None
    assert connection.logical_replication is False


def test_urls_lead_where_they_say() -> None:
    part = database(
        owner="curator",
        poolers=[PgPooler()],
        urls={"a": DatabaseUrl(query={"schema": "public", "q": "a b&c=d/e"}), "b": DatabaseUrl(pooled=True)},
    )
    applied = replay(objects_of(part)["Secret/shop-postgres-urls"], {"SECRET_SHOP_POSTGRESQL_PASSWORD": "0" * 32})
    direct, pooled = (urlsplit(applied["stringData"][key]) for key in ("a", "b"))
    assert direct.hostname == "shop-postgresql-rw.default.svc"
    assert pooled.hostname == "shop-postgresql-pooler-rw.default.svc"
    for url in (direct, pooled):
        assert (url.scheme, url.username, url.password, url.port) == ("postgresql", "curator", "0" * 32, 5432)
        assert url.path == "/shop"
    assert parse_qs(direct.query) == {"schema": ["public"], "q": ["a b&c=d/e"]}
    assert pooled.query == ""


def test_credentials_of_the_operator_need_no_variable() -> None:
    """It generates `<cluster>-app` with a URL in it (contract datastores, 1.2)."""
    part = database(credentials="operator", replication=LogicalReplication())
    tree = tree_of(part)
    assert not list(tree.objects("Secret"))
    spec = tree.find("Cluster", "shop-postgresql")["spec"]
    assert "secret" not in spec["bootstrap"]["initdb"]
    (role,) = spec["managed"]["roles"]
    assert "passwordSecret" not in role
    assert role["replication"] is True
    assert (part.connection.direct_url.name, part.connection.direct_url.key) == ("shop-postgresql-app", "uri")
    assert [item["name"] for item in tree.expects["variables"]["keys"]] == ["SECRET_DOMAIN"]


def test_credentials_of_an_existing_secret_are_expected() -> None:
    part = database(credentials=ExistingSecret("mine"), urls_secret=ExistingSecret("my-urls", {"direct-url": "URL"}))
    tree = tree_of(part)
    assert not list(tree.objects("Secret"))
    assert tree.find("Cluster", "shop-postgresql")["spec"]["bootstrap"]["initdb"]["secret"] == {"name": "mine"}
    assert (part.connection.direct_url.name, part.connection.direct_url.key) == ("my-urls", "URL")
    wanted = {item["name"]: item["keys"] for item in tree.expects["secrets"]}
    assert wanted["mine"] == ["password", "username"]
    assert wanted["my-urls"] == ["URL"]


def test_credentials_of_a_sops_file_are_carried_as_they_are(tmp_path: Path) -> None:
    file = sops_file(tmp_path, "mine", "username", "password", kind="kubernetes.io/basic-auth")
    urls = sops_file(tmp_path, "my-urls", "direct-url")
    part = database(credentials=SopsSecret(file), urls_secret=SopsSecret(urls))
    files = tree_of(part).files
    assert files["shop/postgresql/Secret.mine.sops.yaml"] == file.read_bytes()
    assert files["shop/postgresql/Secret.my-urls.sops.yaml"] == urls.read_bytes()
    assert part.connection.direct_url.name == "my-urls"


# What it refuses ----------------------------------------------------------------------------------------------------

FIXED = """
archive_command archive_mode archive_cleanup_command allow_system_table_mods bonjour bonjour_name cluster_name
config_file data_directory data_sync_retry event_source external_pid_file hba_file hot_standby ident_file jit_provider
listen_addresses log_destination log_directory log_file_mode log_filename log_rotation_age log_rotation_size
log_truncate_on_rotation logging_collector pg_failover_slots.primary_dsn pg_failover_slots.standby_slot_names port
primary_conninfo primary_slot_name promote_trigger_file recovery_end_command recovery_min_apply_delay recovery_target
recovery_target_action recovery_target_inclusive recovery_target_lsn recovery_target_name recovery_target_time
recovery_target_timeline recovery_target_xid restart_after_crash restore_command ssl ssl_ca_file ssl_cert_file
ssl_ciphers ssl_crl_file ssl_dh_params_file ssl_ecdh_curve ssl_key_file ssl_max_protocol_version
ssl_min_protocol_version ssl_passphrase_command ssl_passphrase_command_supports_reload ssl_prefer_server_ciphers
stats_temp_directory synchronized_standby_slots synchronous_standby_names syslog_facility syslog_ident
syslog_sequence_numbers syslog_split_messages temp_tablespaces unix_socket_directories unix_socket_group
unix_socket_permissions
""".split()
"""Fixed and blocked parameters of operator 1.28.1 (contract datastores, 1.1), its patterns written out."""


@pytest.fixture(scope="module")
def scope() -> Component:
    """For what is refused before anything is made."""
    return component("postgresql")


def attempt(scope: Component, **changes: Any) -> CnpgDatabase:
    """A database in a component of its own within the module's lab: a lab is what costs time."""
    number = len(scope.app.components)
    return database(scope.app.component(f"c{number}"), **changes)


@pytest.mark.parametrize("name", FIXED)
def test_refuses_a_parameter_that_the_operator_sets(scope: Component, name: str) -> None:
    with refused(f"parameters[{name!r}]", "operator"):
        attempt(scope, parameters={name: "x"})


def test_points_to_the_argument_for_preload_libraries(scope: Component) -> None:
    with refused("parameters['shared_preload_libraries']", "use the argument shared_preload_libraries"):
        attempt(scope, parameters={"shared_preload_libraries": "pg_stat_statements"})


@pytest.mark.parametrize("name", ["", "1st", "a-b", "a.b.c", "A", "ä", "a b", ".a", "a."])
def test_refuses_a_parameter_name_that_is_none(scope: Component, name: str) -> None:
    with pytest.raises(InvalidArgument, match="parameter"):
        attempt(scope, parameters={name: "x"})


@pytest.mark.parametrize("value", [1, True, None, 1.5, ["a"]])
def test_refuses_a_parameter_value_that_is_no_string(scope: Component, value: object) -> None:
    with pytest.raises(InvalidArgument, match="parameters"):
        attempt(scope, parameters={"max_connections": value})


@pytest.mark.parametrize("value", ["a\nb", "a\0b", "a\x1bb"])
def test_refuses_a_parameter_value_that_no_file_can_hold(scope: Component, value: str) -> None:
    with refused("parameters['search_path']"):
        attempt(scope, parameters={"search_path": value})


GIB = Resources(cpu="1", memory="1Gi", cpu_limit=None, memory_limit="2Gi")


@pytest.mark.parametrize("size", ["1024MB", "1GB", "1048576kB", "512MB"])
def test_shared_buffers_may_be_as_large_as_the_request(scope: Component, size: str) -> None:
    attempt(scope, resources=GIB, parameters={"shared_buffers": size})


@pytest.mark.parametrize("size", ["1025MB", "2GB", "1048577kB"])
def test_refuses_shared_buffers_above_the_request(scope: Component, size: str) -> None:
    with refused("parameters['shared_buffers']", "at most the memory request, 1Gi"):
        attempt(scope, resources=GIB, parameters={"shared_buffers": size})


@pytest.mark.parametrize("size", ["128", "128mb", "128 MB", "much", "-1", "1.5GB", "٣GB"])
def test_refuses_shared_buffers_that_do_not_parse(scope: Component, size: str) -> None:
    """A bare number means pages to PostgreSQL, megabytes to the operator."""
    with refused("parameters['shared_buffers']", "512MB"):
        attempt(scope, parameters={"shared_buffers": size})


@pytest.mark.parametrize(
    ("argument", "parameters"),
    [
        ("min_wal_size", {"min_wal_size": "2GB", "max_wal_size": "1GB"}),
        ("min_wal_size", {"min_wal_size": "1GB", "max_wal_size": "1GB"}),
        # Against PostgreSQL's own defaults, 80MB and 1GB.
        ("min_wal_size", {"min_wal_size": "1GB"}),
        ("min_wal_size", {"max_wal_size": "80MB"}),
        ("max_wal_size", {"max_wal_size": "4GB"}),
        ("max_wal_size", {"max_wal_size": "5GB"}),
        ("max_wal_size", {"max_wal_size": "a lot"}),
        ("min_wal_size", {"min_wal_size": "1000"}),
    ],
)
def test_refuses_wal_sizes_that_do_not_fit(scope: Component, argument: str, parameters: dict[str, str]) -> None:
    with refused(f"parameters[{argument!r}]"):
        attempt(scope, storage=Volume("50Gi"), wal_storage=Volume("4Gi"), parameters=parameters)


def test_wal_sizes_fit_below_the_volume(scope: Component) -> None:
    attempt(scope, wal_storage=Volume("4Gi"), parameters={"min_wal_size": "1GB", "max_wal_size": "4095MB"})


def test_without_a_wal_volume_the_data_volume_counts(scope: Component) -> None:
    with refused("parameters['max_wal_size']", "5Gi"):
        attempt(scope, storage=Volume("5Gi"), parameters={"max_wal_size": "5GB"})


@pytest.mark.parametrize("kept", ["4GB", "10GB"])
def test_refuses_slots_that_may_fill_the_wal_volume(scope: Component, kept: str) -> None:
    with pytest.raises(InvalidArgument, match="4Gi"):
        attempt(scope, wal_storage=Volume("4Gi"), replication=LogicalReplication(kept_wal=kept))


@pytest.mark.parametrize("level", ["minimal", "archive", "LOGICAL"])
def test_refuses_an_unknown_or_minimal_wal_level(scope: Component, level: str) -> None:
    with refused("parameters['wal_level']", "logical, replica"):
        attempt(scope, parameters={"wal_level": level})


@pytest.mark.parametrize("level", ["replica", "logical"])
def test_replication_sets_the_wal_level_itself(scope: Component, level: str) -> None:
    with refused("parameters['wal_level']", "use the argument replication"):
        attempt(scope, replication=LogicalReplication(), parameters={"wal_level": level})


@pytest.mark.parametrize("timeout", ["1m", "1h30m", "60", "0s", "-1s", "60 s", ""])
def test_refuses_a_timeout_that_postgresql_does_not_read(timeout: str) -> None:
    """Its units are ms, s, min, h and d: a minute is no `1m`."""
    with refused("sender_timeout"):
        LogicalReplication(sender_timeout=timeout)


@pytest.mark.parametrize("name", ["postgres", "streaming_replica", "pg_monitor", "pg_x", "cnpg_pooler_pgbouncer"])
def test_refuses_a_role_of_the_operator(scope: Component, name: str) -> None:
    with refused("owner", "belong to PostgreSQL and the operator"):
        attempt(scope, owner=name)


def test_database_gives_the_owner_its_name_and_its_limits(scope: Component) -> None:
    with refused("owner"):
        attempt(scope, database="pg_shop")
    attempt(scope, database="pg_shop", owner="shop")


@pytest.mark.parametrize("name", ["postgres", "template0", "template1"])
def test_refuses_postgresqls_own_databases(scope: Component, name: str) -> None:
    with refused("database"):
        attempt(scope, database=name, owner="shop")


@pytest.mark.parametrize("name", ["", "Shop", "my-shop", "1shop", "a b", "a" * 64, 'a"b', "shöp", "a;b"])
@pytest.mark.parametrize("argument", ["database", "owner"])
def test_refuses_identifiers_that_need_quotes(scope: Component, argument: str, name: str) -> None:
    with refused(argument):
        attempt(scope, **{"database": "shop", argument: name})


def test_cluster_names_have_at_most_50_characters(scope: Component) -> None:
    assert attempt(scope, name="a" * 50).cluster_name == "a" * 50
    with refused("name", "at most 50 characters"):
        attempt(scope, name="a" * 51)


@pytest.mark.parametrize("name", ["", "1st", "-a", "a-", "a.b", "A", "a_b", "ä"])
def test_refuses_a_cluster_name_that_is_no_label(scope: Component, name: str) -> None:
    with refused("name", "a letter first"):
        attempt(scope, name=name)


def test_derived_names_are_checked_as_well() -> None:
    with refused("name", "at most 50 characters"):
        database(component("postgresql", app="a" * 40))
    with refused("name", "a letter first"):
        database(component("postgresql", app="1st"))


@pytest.mark.parametrize(
    ("image", "words"),
    [
        ("ghcr.io/cloudnative-pg/postgresql:latest", "latest"),
        ("ghcr.io/cloudnative-pg/postgresql", "a tag is needed"),
        ("ghcr.io/cloudnative-pg/postgresql@sha256:" + "0" * 64, "a tag is needed"),
        ("ghcr.io/cloudnative-pg/postgresql:main", "version"),
        ("ghcr.io/cloudnative-pg/postgresql:v17", "version"),
        ("postgresql:17", "<registry>/<repository>:<tag>"),
        ("17", "<registry>/<repository>:<tag>"),
        ("ghcr.io/cloudnative-pg/postgresql:17\n", "<registry>/<repository>:<tag>"),
    ],
)
def test_refuses_an_image_that_names_no_version(scope: Component, image: str, words: str) -> None:
    with refused("image", words):
        attempt(scope, image=image)


def test_a_tag_with_a_digest_is_a_version() -> None:
    image = "ghcr.io/cloudnative-pg/postgresql:17.10@sha256:" + "a" * 64
    assert cluster(image=image)["imageName"] == image


@pytest.mark.parametrize("instances", [0, -1, 10, True, "1", 1.0])
def test_refuses_a_number_of_instances_that_is_none(scope: Component, instances: object) -> None:
    with refused("instances"):
        attempt(scope, instances=instances)


@pytest.mark.parametrize("limit", [-2, 10_001, True])
def test_refuses_a_connection_limit_below_unlimited(limit: int) -> None:
    with refused("connection_limit"):
        RoleAttributes(connection_limit=limit)
    assert RoleAttributes(connection_limit=-1).connection_limit == -1


def test_volumes_cannot_choose_an_access_mode(scope: Component) -> None:
    """The operator mounts its claims as it must; a mode would be dropped without a word."""
    for argument in ("storage", "wal_storage"):
        with refused(f"{argument}.access_mode"):
            attempt(scope, **{argument: Volume("5Gi", access_mode="ReadWriteMany")})


POOLER_PARAMETERS = """
application_name_add_host auth_type autodb_idle_timeout cancel_wait_timeout client_idle_timeout client_login_timeout
client_tls_sslmode disable_pqexec dns_max_ttl dns_nxdomain_ttl idle_transaction_timeout ignore_startup_parameters
listen_backlog log_connections log_disconnections log_pooler_errors log_stats max_db_connections max_packet_size
max_prepared_statements max_user_connections min_pool_size pkt_buf query_timeout query_wait_timeout reserve_pool_size
reserve_pool_timeout sbuf_loopcnt server_check_delay server_check_query server_connect_timeout server_fast_close
server_idle_timeout server_lifetime server_login_retry server_reset_query server_reset_query_always server_round_robin
server_tls_ciphers server_tls_protocols server_tls_sslmode stats_period suspend_timeout tcp_defer_accept tcp_keepalive
tcp_keepcnt tcp_keepidle tcp_keepintvl tcp_socket_buffer tcp_user_timeout track_extra_parameters verbose
""".split()
"""The operator's allow-list (contract datastores, 1.1), without the two that have arguments."""


@pytest.mark.parametrize("name", POOLER_PARAMETERS)
def test_pooler_takes_what_the_operator_lets_through(name: str) -> None:
    assert PgPooler(parameters={name: "1"}).parameters == {name: "1"}


@pytest.mark.parametrize("name", ["pool_mode", "auth_query", "auth_user", "listen_port", "logfile", "admin_users", ""])
def test_pooler_refuses_what_the_operator_does_not_let_through(name: str) -> None:
    with refused("parameters", "operator"):
        PgPooler(parameters={name: "1"})


@pytest.mark.parametrize(("name", "argument"), [("default_pool_size", "pool_size"), ("max_client_conn", "clients")])
def test_pooler_parameters_with_an_argument_are_set_by_it(name: str, argument: str) -> None:
    with refused("parameters", argument):
        PgPooler(parameters={name: "1"})


@pytest.mark.parametrize(
    "changes",
    [
        {"instances": 0},
        {"clients": 0},
        {"pool_size": 0},
        {"type": "r"},
        {"mode": "statement"},
        {"suffix": ""},
        {"suffix": "A"},
        {"suffix": "-a"},
        {"parameters": {"verbose": 1}},
    ],
    ids=str,
)
def test_refuses_a_pooler_that_cannot_be(changes: dict[str, Any]) -> None:
    (argument,) = changes
    with pytest.raises(InvalidArgument, match=argument):
        PgPooler(**changes)


def test_a_pooler_cannot_take_the_name_of_the_cluster_or_its_services(scope: Component) -> None:
    for suffix in ("rw", "ro", "r"):
        with refused("poolers", "Service of the Cluster"):
            attempt(scope, poolers=[PgPooler(suffix=suffix)])


def test_poolers_have_suffixes_of_their_own(scope: Component) -> None:
    with refused("poolers", "suffix"):
        attempt(scope, poolers=[PgPooler(), PgPooler(type="ro")])


def test_pooler_names_are_those_of_services(scope: Component) -> None:
    """63 characters at most."""
    attempt(scope, name="a" * 50, poolers=[PgPooler(suffix="b" * 12)])
    with refused("poolers", "63"):
        attempt(scope, name="a" * 50, poolers=[PgPooler(suffix="b" * 13)])


@pytest.mark.parametrize("schedule", ["0 3 * * *", "daily", "", "* * * * * * *"])
def test_refuses_a_schedule_without_seconds(schedule: str) -> None:
    """The operator's cron has six fields; five would mean something else."""
    with refused("schedule", "6 fields"):
        PluginBackup(object_store="backups", schedule=schedule)


@pytest.mark.parametrize(
    ("argument", "changes"),
    [
        ("urls", {"urls": {}}),
        ("urls", {"urls": {"a": DatabaseUrl(pooled=True)}, "poolers": [PgPooler()]}),
        ("urls", {"urls": {"a": DatabaseUrl(), "b": DatabaseUrl(pooled=True)}}),
        ("urls", {"urls": {"a b": DatabaseUrl()}}),
        ("urls_secret", {"credentials": ExistingSecret("mine")}),
        ("urls_secret", {"credentials": "operator", "urls": {"a": DatabaseUrl()}}),
        ("credentials", {"credentials": ExistingSecret("mine", {"password": "pw"})}),
        ("superuser", {"superuser": ExistingSecret("mine", {"username": "user"})}),
        ("superuser", {"superuser": None}),
        ("credentials", {"credentials": "generated"}),
        ("credentials_name", {"credentials_name": "Upper"}),
        ("credentials_name", {"credentials_name": "a" * 254}),
        ("urls_secret_name", {"urls_secret_name": "under_score"}),
        ("extensions", {"extensions": ["é"]}),
        ("extensions", {"extensions": ["pg_trgm; DROP"]}),
        ("extensions", {"extensions": ["Pg_trgm"]}),
        ("extensions", {"extensions": ["pg_trgm", "pg_trgm"]}),
        ("shared_preload_libraries", {"shared_preload_libraries": ["a-b"]}),
        ("shared_preload_libraries", {"shared_preload_libraries": ["a", "a"]}),
        ("post_init_sql", {"post_init_sql": [""]}),
        ("monitoring_queries", {"monitoring_queries": [("queries", "a b")]}),
        ("monitoring_queries", {"monitoring_queries": [("Queries", "a")]}),
        ("storage", {"storage": "5Gi"}),
    ],
    ids=lambda value: str(value)[:60],
)
def test_refuses(scope: Component, argument: str, changes: dict[str, Any]) -> None:
    with refused(argument):
        attempt(scope, **changes)


def test_a_derived_url_says_which_keys_a_secret_of_ones_own_needs(scope: Component) -> None:
    with refused("urls_secret", "direct-url, pooled-url", "'mine'"):
        attempt(scope, credentials=ExistingSecret("mine"), poolers=[PgPooler()])


# Whatever is accepted is valid, whatever is not is refused by name --------------------------------------------------

ODD = words("a" * 51, "a-b", "a_b", "1a", "", "é", "x y", "A", "postgres", "pg_x", "٣")
SIZE = words("5Gi", "20Gi", "8000M", "2.5Gi"), words("0", "-1Gi", "5", "5GB", "", "1e3", "٣Gi", "100m")
IDENTIFIER = words("shop", "a", "true", "null", "_x", "a1"), ODD
LABEL = words("shop", "a", "true", "a" * 50, "a-b", "x1"), ODD
TEXT = st.text(max_size=8) | words("DO $$ x $$", "${X}", "a\nb", "\0", "'", '"x"', "\u2028")
PARAMETERS = (
    st.dictionaries(words("work_mem", "a.b", "jit"), words("8MB", "1GB", "on", "200", "'", '"x"', "$1"), max_size=2),
    st.dictionaries(words("ssl", "A", "min_wal_size", "max_wal_size", "shared_buffers"), TEXT, max_size=2),
)


@settings(max_examples=80)
@given(
    options=one_odd(
        database=IDENTIFIER,
        owner=IDENTIFIER,
        name=LABEL,
        suffix=LABEL,
        credentials_name=LABEL,
        urls_secret_name=LABEL,
        size=SIZE,
        wal=SIZE,
        instances=(st.integers(1, 9), st.integers(-1, 11)),
        parameters=PARAMETERS,
        extensions=(st.lists(words("pg_trgm", "uuid-ossp"), max_size=2, unique=True), st.lists(TEXT, max_size=2)),
        shared_preload_libraries=(st.lists(words("a", "b"), max_size=2, unique=True), st.lists(TEXT, max_size=2)),
        post_init_sql=(st.lists(words("SELECT 1", "DO $$ x $$", "${X}"), max_size=2), st.lists(TEXT, max_size=2)),
        query=(st.dictionaries(words("a", "b"), words("1", "a b&c", "é/="), max_size=2), st.dictionaries(TEXT, TEXT)),
        schedule=(words("0 0 3 * * *", "@daily"), words("0 3 * * *", "", "* * * * * ;")),
    )
)
def test_what_is_accepted_is_valid_and_the_rest_is_refused_by_name(scope: Component, options: dict[str, Any]) -> None:
    changes = dict(options)
    try:
        changes["storage"] = Volume(changes.pop("size", "5Gi"))
        if "wal" in changes:
            changes["wal_storage"] = Volume(changes.pop("wal"))
        if "suffix" in changes:
            changes["poolers"] = [PgPooler(suffix=changes.pop("suffix"))]
        if "query" in changes:
            changes["urls"] = {"url": DatabaseUrl(query=changes.pop("query"))}
        if "schedule" in changes:
            changes["backup"] = PluginBackup(object_store="backups", schedule=changes.pop("schedule"))
        part = attempt(scope, **changes)
    except InvalidArgument:
        return
    objects = objects_of(part).values()
    assert not [problem for item in objects for problem in problems(item)]
    # It also comes out of Flux as it went in.
    (item,) = (item for item in objects if item["kind"] == "Cluster")
    variables = dict.fromkeys(part.component.lab.expectations.variables, "0" * 32)
    assert replay(item, variables)["spec"]["bootstrap"]["initdb"].get("postInitSQL", []) == changes.get(
        "post_init_sql", []
    )
