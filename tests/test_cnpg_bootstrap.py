"""What a CnpgDatabase begins with: recoveries, copies and imports, and what of them cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import (
    CnpgDatabase,
    Component,
    DatabaseImport,
    DatabaseSettings,
    ExistingSecret,
    FluxApp,
    InvalidArgument,
    LabError,
    LogicalReplication,
    PgBaseBackup,
    PgPooler,
    PluginBackup,
    PostgresConnection,
    Recovery,
    RecoveryTarget,
    Volume,
)
from homelab_constructs.proofs.cnpg.cnpg_admission import CNPG_ADMISSION
from homelab_constructs.proofs.cnpg.cnpg_recovery import RECOVERY
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import Tree as ProvenTree
from tests.datastores import component, objects_of, refused, tree_of, words
from tests.flux_replay import replay
from tests.judges import problems
from tests.proofs.broken import write
from tests.support import assert_app_matches, new_lab
from tests.trees import Tree

CLUSTER = "Cluster/shop-postgresql"
LOST = Recovery(object_store="backups", server_name="shop-postgresql")
OLD = ExistingSecret("old-db-app")


def old_server(**changes: Any) -> PostgresConnection:
    """A server that somebody wrote by hand."""
    known: dict[str, Any] = {
        "host": "old-db-rw.default.svc",
        "database": "shop_v1",
        "user": "clerk",
        "password": OLD.key("password"),
        "direct_url": OLD.key("uri"),
    }
    return PostgresConnection(**(known | changes))


def database(scope: Component | None = None, **changes: Any) -> CnpgDatabase:
    """A database of the app `shop`."""
    options: dict[str, Any] = {"database": "shop", "storage": Volume("5Gi"), **changes}
    return CnpgDatabase(scope or component("postgresql"), "database", **options)


def cluster(**changes: Any) -> dict[str, Any]:
    """The spec of its Cluster."""
    spec: dict[str, Any] = objects_of(database(**changes))[CLUSTER]["spec"]
    return spec


# Snapshots ----------------------------------------------------------------------------------------------------------


def test_recovered(yaml_snapshot: SnapshotAssertion) -> None:
    part = database(
        owner="clerk",
        wal_storage=Volume("2Gi"),
        extensions=["pg_trgm"],
        replication=LogicalReplication(),
        poolers=[PgPooler()],
        superuser=True,
        backup=PluginBackup(object_store="backups", server_name="shop-postgresql-2"),
        bootstrap=Recovery(
            object_store="backups",
            server_name="shop-postgresql",
            target=RecoveryTarget(time="2026-09-01T08:30:00+02:00", backup_id="20260831T030000", exclusive=True),
        ),
    )
    assert_app_matches(tree_of(part).files, yaml_snapshot)


def test_copied(yaml_snapshot: SnapshotAssertion) -> None:
    part = database(credentials="operator", bootstrap=PgBaseBackup(cluster="old-db"))
    assert_app_matches(tree_of(part).files, yaml_snapshot)


def test_imported(yaml_snapshot: SnapshotAssertion) -> None:
    part = database(
        post_init_sql=["CREATE ROLE reader NOLOGIN"],
        bootstrap=DatabaseImport(
            source=old_server(port=5433),
            post_import_sql=["GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", "DO $$ BEGIN END $$"],
        ),
    )
    assert_app_matches(tree_of(part).files, yaml_snapshot)


# What it emits ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bootstrap", "way"),
    [
        (LOST, "recovery"),
        (PgBaseBackup(cluster="old-db"), "pg_basebackup"),
        (DatabaseImport(source=old_server()), "initdb"),
        (None, "initdb"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_database_owner_and_password_are_those_of_this_lab_whatever_it_begins_with(bootstrap: Any, way: str) -> None:
    """Left out, the operator would call both `app`, and leave the owner the password of the backup."""
    said = cluster(owner="clerk", bootstrap=bootstrap)["bootstrap"]
    assert said.keys() == {way}
    assert (said[way]["database"], said[way]["owner"]) == ("shop", "clerk")
    assert said[way]["secret"] == {"name": "shop-db-app-user"}


@pytest.mark.parametrize("bootstrap", [LOST, PgBaseBackup(cluster="old-db")], ids=lambda value: type(value).__name__)
def test_a_password_of_the_operators_is_left_to_it(bootstrap: Any) -> None:
    (said,) = cluster(credentials="operator", bootstrap=bootstrap)["bootstrap"].values()
    assert "secret" not in said


def test_an_empty_database_names_no_origin() -> None:
    assert "externalClusters" not in cluster()


@pytest.mark.parametrize(
    ("target", "written"),
    [
        (None, None),
        ({"time": "2026-09-01T08:30:00Z"}, {"targetTime": "2026-09-01T08:30:00Z"}),
        ({"time": "2026-09-01T08:30:00.5-01:30"}, {"targetTime": "2026-09-01T08:30:00.5-01:30"}),
        ({"lsn": "0/16B3748", "exclusive": True}, {"targetLSN": "0/16B3748", "exclusive": True}),
        (
            {"name": "before the migration", "backup_id": "20260901T030000"},
            {"targetName": "before the migration", "backupID": "20260901T030000"},
        ),
        (
            {"immediate": True, "backup_id": "20260901T030000"},
            {"targetImmediate": True, "backupID": "20260901T030000"},
        ),
        ({"backup_id": "20260901T030000"}, {"backupID": "20260901T030000"}),
    ],
    ids=str,
)
def test_targets(target: dict[str, Any] | None, written: dict[str, Any] | None) -> None:
    lost = Recovery(object_store="a", server_name="b", target=RecoveryTarget(**target) if target else None)
    assert cluster(bootstrap=lost)["bootstrap"]["recovery"].get("recoveryTarget") == written


def test_a_moment_arrives_as_text() -> None:
    """Without quotes YAML would make a date of it."""
    lost = Recovery(object_store="a", server_name="b", target=RecoveryTarget(time="2026-09-01T08:30:00Z"))
    item = objects_of(database(bootstrap=lost))[CLUSTER]
    target = replay(item, {})["spec"]["bootstrap"]["recovery"]["recoveryTarget"]
    assert target == {"targetTime": "2026-09-01T08:30:00Z"}


def test_a_copy_is_opened_by_the_operators_certificates_and_held_to_its_name() -> None:
    (origin,) = cluster(bootstrap=PgBaseBackup(cluster="old-db"))["externalClusters"]
    assert origin["connectionParameters"] == {
        "host": "old-db-rw.default.svc",
        "user": "streaming_replica",
        "sslmode": "verify-full",
    }
    assert "password" not in origin


def test_sql_after_an_import_arrives_as_it_was_written() -> None:
    sql = ["DO $$ BEGIN PERFORM 1; END $$", "SELECT '${HOME}'"]
    item = objects_of(database(bootstrap=DatabaseImport(source=old_server(), post_import_sql=sql)))[CLUSTER]
    assert replay(item, {})["spec"]["bootstrap"]["initdb"]["import"]["postImportApplicationSQL"] == sql


def test_an_archive_takes_the_clusters_name_unless_it_has_one_of_its_own() -> None:
    plain, named = PluginBackup(object_store="backups"), PluginBackup(object_store="backups", server_name="Old_1.a-b")
    assert cluster(backup=plain)["plugins"][0]["parameters"] == {"barmanObjectName": "backups"}
    assert cluster(backup=named)["plugins"][0]["parameters"]["serverName"] == "Old_1.a-b"


# What must be there first -------------------------------------------------------------------------------------------


def test_a_recovery_expects_the_plugin_and_its_store() -> None:
    part = database(
        bootstrap=Recovery(object_store="cold", server_name="shop"), backup=PluginBackup(object_store="hot")
    )
    expects = tree_of(part).expects
    assert "plugin-barman-cloud" in {item["name"] for item in expects["operators"]}
    assert {item["name"] for item in expects["objects"] if item["kind"] == "ObjectStore"} == {"cold", "hot"}


def test_a_copy_of_a_cluster_that_exists_expects_it_with_its_certificates() -> None:
    expects = tree_of(database(bootstrap=PgBaseBackup(cluster="old-db"))).expects
    assert {"apiVersion": "v1", "kind": "Service", "namespace": "default", "name": "old-db-rw"} in expects["objects"]
    assert {(item["name"], tuple(item["keys"])) for item in expects["secrets"]} >= {
        ("old-db-replication", ("tls.crt", "tls.key")),
        ("old-db-ca", ("ca.crt",)),
    }


def test_an_import_from_a_server_that_exists_expects_it_with_its_password_and_no_more() -> None:
    source = old_server(provider="databases", pooled_host="pooler.default.svc", pooled_url=OLD.key("pooled"))
    tree = tree_of(database(bootstrap=DatabaseImport(source=source)))
    assert {"apiVersion": "v1", "kind": "Service", "namespace": "default", "name": "old-db-rw"} in tree.expects[
        "objects"
    ]
    assert {"namespace": "default", "name": "old-db-app", "keys": ["password"]} in tree.expects["secrets"]
    assert "pooler" not in str(tree.expects)
    assert {"name": "databases"} in tree.kustomization("shop-postgresql")["dependsOn"]


@pytest.mark.parametrize("way", ["copy", "import"])
def test_one_of_the_same_lab_is_waited_for_and_expected_of_nobody(way: str) -> None:
    lab = new_lab()
    old = database(FluxApp(lab, "old").component("postgresql"))
    source = PgBaseBackup(cluster=old.cluster_name) if way == "copy" else DatabaseImport(source=old.connection)
    part = database(FluxApp(lab, "shop").component("postgresql"), bootstrap=source)
    tree = tree_of(part)
    assert {"name": "old-postgresql"} in tree.kustomization("shop-postgresql")["dependsOn"]
    assert "objects" not in tree.expects
    assert not {"old-postgresql-ca", "old-db-app-user"} & {item["name"] for item in tree.expects["secrets"]}
    # Whoever waits for it waits until it is there, not until it was applied.
    assert {item["name"] for item in tree.kustomization("old-postgresql")["healthChecks"]} == {"old-postgresql"}


@pytest.mark.parametrize("way", ["copy", "import"])
def test_it_may_be_constructed_before_the_one_that_it_begins_with(way: str) -> None:
    def files(*, source_first: bool) -> dict[str, bytes]:
        lab = new_lab()
        apps = [FluxApp(lab, name) for name in ("old", "shop")]
        secret = ExistingSecret("old-postgresql-app")
        server = PostgresConnection(
            host="old-postgresql-rw.default.svc",
            database="shop",
            user="shop",
            password=secret.key("password"),
            direct_url=secret.key("uri"),
        )
        source = PgBaseBackup(cluster="old-postgresql") if way == "copy" else DatabaseImport(source=server)

        def old() -> None:
            database(apps[0].component("postgresql"), credentials="operator")

        if source_first:
            old()
        database(apps[1].component("postgresql"), bootstrap=source)
        if not source_first:
            old()
        return lab.files()

    made = files(source_first=False)
    assert made == files(source_first=True)
    tree = Tree("lab", made)
    assert {"name": "old-postgresql"} in tree.kustomization("shop-postgresql")["dependsOn"]
    assert "objects" not in tree.expects
    assert not [item for item in tree.expects["secrets"] if item["name"].startswith("old-postgresql")]
    assert prove(ProvenTree.of(made)).findings == ()


@pytest.mark.parametrize(
    "bootstrap",
    [LOST, PgBaseBackup(cluster="old-db"), DatabaseImport(source=old_server())],
    ids=lambda v: type(v).__name__,
)
def test_the_whole_lab_is_proven(bootstrap: Any) -> None:
    part = database(
        extensions=["pg_trgm"],
        poolers=[PgPooler()],
        backup=PluginBackup(object_store="backups", server_name="shop-2"),
        bootstrap=bootstrap,
    )
    verdict = prove(ProvenTree.of(tree_of(part).files))
    assert verdict.findings == ()
    assert verdict.unproven == ()


def test_the_stack_passes_it_on() -> None:
    assert DatabaseSettings(bootstrap=LOST).bootstrap == LOST


# What cannot be -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scope() -> Component:
    """One app for many attempts."""
    return component("postgresql")


def attempt(scope: Component, **changes: Any) -> CnpgDatabase:
    """A database of one name in a component of its own: a lab is what costs time."""
    number = len(scope.app.components)
    return database(scope.app.component(f"c{number}"), **{"name": "shop-postgresql", **changes})


@pytest.mark.parametrize(
    ("argument", "said", "given"),
    [
        ("time", "a target is needed", {}),
        ("time", "a target is needed", {"exclusive": True}),
        ("lsn", "beside time", {"time": "2026-09-01T08:30:00Z", "lsn": "0/1"}),
        ("immediate", "beside name", {"name": "x", "immediate": True, "backup_id": "20260901T030000"}),
        ("time", "with its zone", {"time": "2026-09-01T08:30:00"}),
        ("time", "with its zone", {"time": "2026-09-01 08:30:00Z"}),
        ("time", "with its zone", {"time": "2026-09-01T08:30:00z"}),
        ("time", "with its zone", {"time": "2026-02-30T08:30:00Z"}),
        ("time", "with its zone", {"time": "2026-09-01T24:00:00Z"}),
        ("time", "with its zone", {"time": "2026-09-01T08:30:00+16:00"}),
        ("time", "with its zone", {"time": "2026-09-01T08:30:00.1234567Z"}),
        ("time", "with its zone", {"time": "2026-09-01T08:30:00Z\n"}),
        ("time", "with its zone", {"time": "٢026-09-01T08:30:00Z"}),
        ("time", "with its zone", {"time": ""}),
        ("lsn", "0/16B3748", {"lsn": "16B3748"}),
        ("lsn", "0/16B3748", {"lsn": "0/123456789"}),
        ("lsn", "0/16B3748", {"lsn": ""}),
        ("name", "restore point", {"name": "a'b", "backup_id": "20260901T030000"}),
        ("name", "restore point", {"name": "a" * 64, "backup_id": "20260901T030000"}),
        ("name", "restore point", {"name": "${x}", "backup_id": "20260901T030000"}),
        ("backup_id", "which backup", {"name": "x"}),
        ("backup_id", "which backup", {"immediate": True}),
        ("backup_id", "20260901T030000", {"backup_id": "monday"}),
        ("exclusive", "time and lsn only", {"immediate": True, "backup_id": "20260901T030000", "exclusive": True}),
        ("exclusive", "time and lsn only", {"backup_id": "20260901T030000", "exclusive": True}),
    ],
    ids=str,
)
def test_refuses_a_target_that_is_none(argument: str, said: str, given: dict[str, Any]) -> None:
    with refused(argument, said):
        RecoveryTarget(**given)


@pytest.mark.parametrize(
    ("argument", "kind", "given"),
    [
        ("object_store", Recovery, {"object_store": "Backups", "server_name": "a"}),
        ("server_name", Recovery, {"object_store": "backups", "server_name": ""}),
        ("server_name", Recovery, {"object_store": "backups", "server_name": "a/b"}),
        ("server_name", Recovery, {"object_store": "backups", "server_name": "${A}"}),
        ("target", Recovery, {"object_store": "backups", "server_name": "a", "target": "2026-09-01T08:30:00Z"}),
        ("server_name", PluginBackup, {"object_store": "backups", "server_name": ""}),
        ("server_name", PluginBackup, {"object_store": "backups", "server_name": "../a"}),
        ("cluster", PgBaseBackup, {"cluster": "Old"}),
        ("cluster", PgBaseBackup, {"cluster": "a" * 51}),
        ("cluster", PgBaseBackup, {"cluster": "old.default"}),
        ("source", DatabaseImport, {"source": "postgresql://old"}),
        ("source.password", DatabaseImport, {"source": old_server(password=None)}),
        ("post_import_sql", DatabaseImport, {"source": old_server(), "post_import_sql": [""]}),
        ("post_import_sql", DatabaseImport, {"source": old_server(), "post_import_sql": "SELECT 1"}),
    ],
    ids=lambda value: str(value)[:50],
)
def test_refuses_an_origin_that_is_none(argument: str, kind: type, given: dict[str, Any]) -> None:
    with refused(argument):
        kind(**given)


@pytest.mark.parametrize("argument", ["post_init_sql", "post_init_application_sql"])
@pytest.mark.parametrize("bootstrap", [LOST, PgBaseBackup(cluster="old-db")], ids=lambda value: type(value).__name__)
def test_sql_that_initdb_alone_runs_is_refused(scope: Component, bootstrap: Any, argument: str) -> None:
    with refused(argument, type(bootstrap).__name__, "leave it out"):
        attempt(scope, bootstrap=bootstrap, **{argument: ["SELECT 1"]})


def test_sql_that_would_run_before_an_import_is_refused(scope: Component) -> None:
    with refused("post_init_application_sql", "post_import_sql"):
        attempt(scope, bootstrap=DatabaseImport(source=old_server()), post_init_application_sql=["CREATE TABLE a ()"])


@pytest.mark.parametrize("archive_wal", [True, False])
@pytest.mark.parametrize("server", [None, "shop-postgresql"])
def test_a_restored_cluster_does_not_write_into_the_archive_that_it_recovers_from(
    scope: Component, server: str | None, archive_wal: bool
) -> None:
    """The plugin's restore asks for an empty folder, and the Job fails: "Expected empty archive"."""
    backup = PluginBackup(object_store="backups", server_name=server, archive_wal=archive_wal)
    with refused("backup.server_name", "'shop-postgresql'", "Expected empty archive", "shop-postgresql-2"):
        attempt(scope, bootstrap=LOST, backup=backup)


@pytest.mark.parametrize(
    "changes",
    [
        {"backup": PluginBackup(object_store="backups", server_name="shop-postgresql-2")},
        {"backup": PluginBackup(object_store="others")},
        {"backup": PluginBackup(object_store="backups"), "name": "shop-restored"},
        {},
    ],
    ids=["another server", "another store", "another Cluster", "no backup"],
)
def test_it_may_write_anywhere_else(scope: Component, changes: dict[str, Any]) -> None:
    part = attempt(scope, bootstrap=LOST, **changes)
    assert objects_of(part)[f"Cluster/{part.cluster_name}"]["spec"]["bootstrap"].keys() == {"recovery"}


def test_a_cluster_is_no_copy_of_itself(scope: Component) -> None:
    with refused("bootstrap.cluster", "itself"):
        attempt(scope, bootstrap=PgBaseBackup(cluster="shop-postgresql"))
    with refused("bootstrap.source.host", "itself"):
        source = old_server(host="shop-postgresql-ro.default.svc")
        attempt(scope, bootstrap=DatabaseImport(source=source))


def test_the_password_is_in_the_databases_own_namespace() -> None:
    lab = new_lab()
    old = database(FluxApp(lab, "old", namespace="elsewhere").component("postgresql"))
    with refused("connection", "'elsewhere'"):
        database(FluxApp(lab, "shop").component("postgresql"), bootstrap=DatabaseImport(source=old.connection))


def test_refuses_what_is_no_way_to_begin(scope: Component) -> None:
    with refused("bootstrap", "Recovery or a PgBaseBackup or a DatabaseImport"):
        attempt(scope, bootstrap="recovery")


def test_two_databases_that_would_share_an_archive_are_refused_by_the_lab() -> None:
    lab = new_lab()
    for app in ("one", "two"):
        database(FluxApp(lab, app).component("postgresql"), backup=PluginBackup(object_store="all", server_name="same"))
    with pytest.raises(LabError, match="writes into the archive 'same' in 'all' too"):
        lab.synth()


# Whatever is accepted is valid --------------------------------------------------------------------------------------

MOMENTS = st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat()) | st.text(max_size=25)
LOCATIONS = st.from_regex(r"[0-9A-F]{1,9}/[0-9A-F]{1,9}", fullmatch=True) | st.text(max_size=8)
NAMES = words("before", "a b", "x'", "", "a\\b", "$") | st.text(max_size=8)


@settings(max_examples=150)
@given(
    target=st.fixed_dictionaries(
        {},
        optional={
            "time": MOMENTS,
            "lsn": LOCATIONS,
            "name": NAMES,
            "immediate": st.booleans(),
            "backup_id": words("20260901T030000", "x"),
            "exclusive": st.booleans(),
        },
    )
)
def test_what_is_accepted_of_targets_the_operator_takes(target: dict[str, Any]) -> None:
    try:
        made = RecoveryTarget(**target)
    except InvalidArgument:
        return
    item = objects_of(database(bootstrap=Recovery(object_store="a", server_name="b", target=made)))[CLUSTER]
    assert problems(item) == []
    tree = ProvenTree.of({"cluster.yaml": write(item)})
    assert [*CNPG_ADMISSION.find(tree), *RECOVERY.find(tree)] == []
