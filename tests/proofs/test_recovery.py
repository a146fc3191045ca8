"""The proof `recovery`: a Cluster that begins with data of another can read them, and keeps its archive to itself."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs.proofs.cnpg.cnpg_recovery import RECOVERY
from homelab_constructs.proofs.endpoints.endpoints import ENDPOINTS
from homelab_constructs.proofs.finding import Finding
from tests import labs
from tests.proofs.broken import Files, drop, edited, findings, good, left_open, put, write

BARMAN = "barman-cloud.cloudnative-pg.io"
OLD, NEW = "Cluster/photos", "Cluster/photos-new"


def barman(store: str = "backups", server: str | None = None, **more: Any) -> dict[str, Any]:
    """The plugin, with a store and perhaps a server's name."""
    parameters = {"barmanObjectName": store, **({"serverName": server} if server else {})}
    return {"name": BARMAN, "parameters": parameters, **more}


def cluster(
    name: str, bootstrap: dict[str, Any] | None = None, *origins: dict[str, Any], **spec: Any
) -> dict[str, Any]:
    return {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": "Cluster",
        "metadata": {"name": name},
        "spec": {
            "instances": 1,
            "imageName": "ghcr.io/cloudnative-pg/postgresql:17.6",
            "storage": {"size": "20Gi"},
            "bootstrap": bootstrap if bootstrap is not None else {"initdb": {"database": "photos", "owner": "photos"}},
            **({"externalClusters": list(origins)} if origins else {}),
            **spec,
        },
    }


def store(name: str = "backups", destination: str = "s3://backups/", **more: Any) -> dict[str, Any]:
    configuration = {"destinationPath": destination, **more}
    return {
        "apiVersion": "barmancloud.cnpg.io/v1",
        "kind": "ObjectStore",
        "metadata": {"name": name},
        "spec": {"configuration": configuration},
    }


def old(**spec: Any) -> dict[str, Any]:
    """A Cluster with its archive."""
    return cluster("photos", plugins=[barman()], **spec)


def recovered(name: str = "photos-new", **spec: Any) -> dict[str, Any]:
    """One that recovers from that archive and has one of its own."""
    recovery = {"recovery": {"source": "lost", "database": "photos", "owner": "photos"}}
    lost = {"name": "lost", "plugin": barman(server="photos")}
    return cluster(name, recovery, lost, **{"plugins": [barman()], **spec})


def copied(host: str = "photos-rw.default.svc", **spec: Any) -> dict[str, Any]:
    parameters = {"host": host, "user": "streaming_replica"}
    bootstrap = {"pg_basebackup": {"source": "old", "database": "photos", "owner": "photos"}}
    return cluster("photos-new", bootstrap, {"name": "old", "connectionParameters": parameters}, **spec)


def imported(host: str = "photos-rw.default.svc", **spec: Any) -> dict[str, Any]:
    source = {"type": "microservice", "databases": ["photos"], "source": {"externalCluster": "old"}}
    bootstrap = {"initdb": {"database": "photos", "owner": "photos", "import": source}}
    parameters = {"host": host, "user": "photos"}
    return cluster("photos-new", bootstrap, {"name": "old", "connectionParameters": parameters}, **spec)


def folder(*objects: dict[str, Any]) -> Files:
    return {"all.yaml": write(*objects)}


def only(files: Files, path: str, *words: str, before: Files | None = None) -> Finding:
    """The one finding there is."""
    (one,) = findings(RECOVERY, files, before=before)
    assert one.path == path
    for word in words:
        assert word in f"{one.problem} {one.remedy}", one
    return one


@pytest.mark.parametrize("name", labs.TREES)
def test_good_tree_gives_no_word(name: str) -> None:
    assert findings(RECOVERY, good(name)) == []
    assert left_open(RECOVERY, good(name)) == []


@pytest.mark.parametrize("new", [recovered(), copied(), imported()], ids=["recovered", "copied", "imported"])
def test_every_way_to_begin_with_the_data_of_another(new: dict[str, Any]) -> None:
    files = folder(old(), new)
    assert findings(RECOVERY, files) == []
    assert left_open(RECOVERY, files) == []
    # Alone it is as good: the other one is gone, or lives elsewhere.
    assert findings(RECOVERY, folder(new)) == []


# The archive --------------------------------------------------------------------------------------------------------

SERVER = "spec.plugins[0].parameters.serverName"


@pytest.mark.parametrize(
    "new",
    [
        recovered("photos"),
        recovered(plugins=[barman(server="photos")]),
        recovered("photos", plugins=[barman(isWALArchiver=False)]),
    ],
    ids=["the old name", "the old server", "backups only"],
)
def test_a_recovered_cluster_must_not_write_into_the_archive_it_recovers_from(new: dict[str, Any]) -> None:
    only(folder(new), SERVER, "'photos' in 'backups'", "Expected empty archive", "such as photos-2")


@pytest.mark.parametrize(
    "new",
    [
        recovered("photos", plugins=[barman(server="photos-2")]),
        recovered("photos", plugins=[barman("elsewhere")]),
        recovered("photos", plugins=[barman(enabled=False)]),
        recovered("photos", plugins=[]),
        recovered("photos", plugins=[{"name": "another", "parameters": {"barmanObjectName": "backups"}}]),
    ],
    ids=["another server", "another store", "switched off", "none", "another plugin"],
)
def test_it_may_write_elsewhere(new: dict[str, Any]) -> None:
    assert findings(RECOVERY, folder(new)) == []


def test_without_a_name_the_plugin_recovers_from_the_clusters_own_whatever_the_source_is_called() -> None:
    """As the plugin does it (0.5 to 0.14); the operator's pages say that it were the external cluster's name."""
    new = recovered("photos")
    del new["spec"]["externalClusters"][0]["plugin"]["parameters"]["serverName"]
    only(folder(new), SERVER, "'photos' in 'backups'")


def test_the_check_can_be_switched_off_and_the_harm_is_another() -> None:
    new = recovered("photos")
    new["metadata"]["annotations"] = {"cnpg.io/skipEmptyWalArchiveCheck": "enabled"}
    only(folder(new), SERVER, "its WAL would lie among the old one's")


def test_two_stores_of_one_place_are_one() -> None:
    new = recovered(plugins=[barman("mine", "photos")])
    apart = folder(new, store("backups", "s3://backups/old"), store("mine", "s3://backups/new"))
    assert findings(RECOVERY, apart) == []
    only(folder(new, store("backups", "s3://backups"), store("mine", "s3://backups/")), SERVER, "'s3://backups'")
    elsewhere = folder(new, store("backups"), store("mine", endpointURL="https://s3.example.org"))
    assert findings(RECOVERY, elsewhere) == []


def test_the_operators_own_archive_is_one_too() -> None:
    place = {"destinationPath": "s3://backups/", "s3Credentials": {}}
    lost = {"name": "photos", "barmanObjectStore": place}
    bootstrap = {"recovery": {"source": "photos"}}
    new = cluster("photos", bootstrap, lost, backup={"barmanObjectStore": place})
    only(folder(new), "spec.backup.barmanObjectStore.serverName", "'photos' in 's3://backups'")
    new["spec"]["backup"] = {"barmanObjectStore": {**place, "serverName": "photos-2"}}
    assert findings(RECOVERY, folder(new)) == []
    # It may be read by the plugin as well.
    migrated = recovered("photos", plugins=[], backup={"barmanObjectStore": place})
    only(folder(migrated, store()), "spec.backup.barmanObjectStore.serverName", "'photos' in 's3://backups'")


@pytest.mark.parametrize(
    "clusters",
    [
        (old(), cluster("photos-new", plugins=[barman(server="photos")])),
        (old(), cluster("photos-new", plugins=[{"name": "another"}, barman(server="photos")])),
    ],
    ids=["first", "second plugin"],
)
def test_two_clusters_do_not_write_into_one_archive(clusters: tuple[dict[str, Any], ...]) -> None:
    index = len(clusters[1]["spec"]["plugins"]) - 1
    one = only(folder(*clusters), f"spec.plugins[{index}].parameters.serverName", "Cluster/photos of all.yaml", "too")
    assert (one.object, "such as photos-new-2" in one.remedy) == (NEW, True)


def test_stores_of_one_name_in_two_namespaces_are_two() -> None:
    other = old()
    other["metadata"]["namespace"] = "elsewhere"
    assert findings(RECOVERY, folder(old(), other)) == []


def test_what_a_variable_decides_is_left_open() -> None:
    files = folder(recovered(plugins=[barman(server="${NAME}")]))
    assert findings(RECOVERY, files) == []
    (open_,) = left_open(RECOVERY, files)
    assert open_.what.startswith(SERVER)
    assert left_open(RECOVERY, folder(recovered(plugins=[barman("${STORE}", "mine")]))) == []


# What it reads ------------------------------------------------------------------------------------------------------


def test_a_recovery_names_something_to_recover_from() -> None:
    only(folder(cluster("photos", {"recovery": {"database": "photos"}})), "spec.bootstrap.recovery", "names nothing")
    snapshot = {"recovery": {"volumeSnapshots": {"storage": {"name": "a"}}}}
    for good_one in ({"recovery": {"backup": {"name": "a"}}}, snapshot):
        assert findings(RECOVERY, folder(cluster("photos", good_one))) == []


def test_the_plugin_is_told_its_store() -> None:
    new = recovered()
    del new["spec"]["externalClusters"][0]["plugin"]["parameters"]["barmanObjectName"]
    only(folder(new), "spec.externalClusters[0].plugin.parameters.barmanObjectName", "it is missing")


def test_an_import_has_its_external_cluster() -> None:
    """The webhook looks at the sources of recovery and pg_basebackup only."""
    files = edited(folder(imported()), NEW, put("spec.bootstrap.initdb.import.source.externalCluster", "older"))
    only(files, "spec.bootstrap.initdb.import.source.externalCluster", "'older' is none of externalClusters")


@pytest.mark.parametrize(("new", "way"), [(copied(), "a copy"), (imported(), "an import")])
def test_what_connects_has_a_host(new: dict[str, Any], way: str) -> None:
    files = edited(folder(new), NEW, drop("spec.externalClusters.0.connectionParameters.host"))
    only(files, "spec.externalClusters[0].connectionParameters.host", f"{way} connects to the server itself")
    only_a_store = edited(folder(new), NEW, put("spec.externalClusters.0", {"name": "old", "plugin": barman()}))
    only(only_a_store, "spec.externalClusters[0].connectionParameters.host", "it is missing")


@pytest.mark.parametrize("host", ["photos-new-rw", "photos-new-r.default", "photos-new-ro.default.svc.cluster.local"])
def test_nobody_begins_with_oneself(host: str) -> None:
    for new in (copied(host), imported(host)):
        only(folder(new), "spec.externalClusters[0].connectionParameters.host", "is the Cluster itself")


@pytest.mark.parametrize(
    ("new", "word"),
    [(recovered(), "the archive 'photos' in 'backups' is of Cluster/photos"), (copied(), "a copy of Cluster/photos")],
    ids=["recovered", "copied"],
)
@pytest.mark.parametrize("tag", ["16.9", "18.1-system-trixie"])
def test_files_are_read_by_their_own_major_version_only(new: dict[str, Any], word: str, tag: str) -> None:
    files = edited(folder(old(), new), NEW, put("spec.imageName", f"ghcr.io/cloudnative-pg/postgresql:{tag}"))
    only(files, "spec.imageName", f"PostgreSQL {tag[:2]}, and", word, "an image of 17")


def test_a_dump_is_read_by_newer_ones_too() -> None:
    older, newer = (
        edited(folder(old(), imported()), NEW, put("spec.imageName", f"ghcr.io/cloudnative-pg/postgresql:{tag}"))
        for tag in ("16.9", "18.1")
    )
    only(older, "spec.imageName", "PostgreSQL 16, and Cluster/photos runs 17", "17 or newer")
    assert findings(RECOVERY, newer) == []


@pytest.mark.parametrize("image", ["registry.example.org/postgresql:main", "registry.example.org/postgresql"])
def test_versions_that_nobody_tells_are_not_compared(image: str) -> None:
    for new in (recovered(), copied(), imported()):
        assert findings(RECOVERY, edited(folder(old(), new), NEW, put("spec.imageName", image))) == []


def test_the_cluster_that_was_lost_is_known_by_what_was_there_before() -> None:
    """Under its old name, with another archive, in another version: the old one stands only where git remembers it."""
    again = recovered("photos", plugins=[barman(server="photos-2")])
    again["spec"]["imageName"] = "ghcr.io/cloudnative-pg/postgresql:18.1"
    assert findings(RECOVERY, folder(again)) == []
    only(folder(again), "spec.imageName", "which runs 17", before=folder(old()))


@pytest.mark.parametrize(
    ("new", "way"), [(recovered(), "recovery"), (copied(), "pg_basebackup")], ids=["recovered", "copied"]
)
def test_a_database_that_the_data_do_not_have_would_be_made_empty(new: dict[str, Any], way: str) -> None:
    path = f"spec.bootstrap.{way}.database"
    other = edited(folder(old(), new), NEW, put(path, "photo"))
    only(other, path, "no database 'photo'", "empty", "one of photos")
    only(edited(folder(old(), new), NEW, drop(path)), path, "no database 'app'")
    # One that a Database object made.
    made = {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": "Database",
        "metadata": {"name": "more"},
        "spec": {"name": "photo", "owner": "photos", "cluster": {"name": "photos"}},
    }
    assert findings(RECOVERY, edited(folder(old(), new, made), NEW, put(path, "photo"))) == []
    # One that came with several others, whatever they are called.
    monolith = {"initdb": {"import": {"type": "monolith", "databases": ["*"], "source": {"externalCluster": "x"}}}}
    several = edited(other, OLD, put("spec.bootstrap", monolith))
    assert [found.object for found in findings(RECOVERY, several)] == [OLD]


@pytest.mark.parametrize("odd", [None, [], "x", 7, [{}], [[]], {"a": None}])
@pytest.mark.parametrize(
    "path",
    [
        "spec.bootstrap",
        "spec.bootstrap.recovery",
        "spec.bootstrap.recovery.source",
        "spec.externalClusters",
        "spec.externalClusters.0.plugin",
        "spec.externalClusters.0.plugin.parameters",
        "spec.plugins",
        "spec.plugins.0.parameters",
        "spec.plugins.0.parameters.serverName",
        "spec.backup",
    ],
)
def test_odd_shapes_are_borne(path: str, odd: Any) -> None:
    files = edited(folder(old(), recovered()), NEW, put(path, odd))
    for found in findings(RECOVERY, files, before=files):
        assert found.object == NEW


# What it names is there (the proof `endpoints`) ---------------------------------------------------------------------


def expecting(files: Files, *objects: tuple[str, str]) -> Files:
    expected = [{"apiVersion": "v1", "kind": kind, "namespace": "default", "name": name} for kind, name in objects]
    return {**files, "expects.yaml": write({"objects": expected, "namespaces": ["default"]})}


def test_the_store_of_a_recovery_is_there_or_expected() -> None:
    new = cluster("photos", recovered()["spec"]["bootstrap"], {"name": "lost", "plugin": barman(server="old")})
    (one,) = findings(ENDPOINTS, folder(new))
    assert one.path == "spec.externalClusters[0].plugin.parameters.barmanObjectName"
    assert "no ObjectStore 'backups' in namespace 'default'" in one.problem
    assert findings(ENDPOINTS, folder(new, store())) == []
    assert findings(ENDPOINTS, expecting(folder(new), ("ObjectStore", "backups"))) == []


@pytest.mark.parametrize(
    ("kind", "recovery", "path"),
    [
        ("Backup", {"backup": {"name": "monday"}}, "backup.name"),
        (
            "VolumeSnapshot",
            {"volumeSnapshots": {"storage": {"kind": "VolumeSnapshot", "name": "monday"}}},
            "volumeSnapshots.storage.name",
        ),
    ],
)
def test_so_is_a_backup_or_a_snapshot(kind: str, recovery: dict[str, Any], path: str) -> None:
    files = folder(cluster("photos", {"recovery": recovery}))
    (one,) = findings(ENDPOINTS, files)
    assert (one.path, f"no {kind} 'monday'" in one.problem) == (f"spec.bootstrap.recovery.{path}", True)
    assert findings(ENDPOINTS, expecting(files, (kind, "monday"))) == []


# Imports ------------------------------------------------------------------------------------------------------------


def pooler(mode: str | None = "transaction", name: str = "photos-pooler") -> dict[str, Any]:
    """A pooler of the old Cluster; None leaves the mode to the operator, which takes `session`."""
    pgbouncer = {"poolMode": mode} if mode else {}
    return {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": "Pooler",
        "metadata": {"name": name},
        "spec": {"cluster": {"name": "photos"}, "pgbouncer": pgbouncer},
    }


def database_of(group: str = "postgresql.cnpg.io") -> dict[str, Any]:
    """A second database of the old Cluster, or something else of that kind."""
    return {
        "apiVersion": f"{group}/v1",
        "kind": "Database",
        "metadata": {"name": "music"},
        "spec": {"name": "music", "owner": "photos", "cluster": {"name": "photos"}},
    }


MUSIC = put("spec.bootstrap.initdb.import.databases", ["music"])
HOST = "spec.externalClusters[0].connectionParameters.host"


def test_an_import_of_a_database_that_the_source_does_not_have_fails() -> None:
    files = edited(folder(old(), imported()), NEW, MUSIC)
    only(files, "spec.bootstrap.initdb.import.databases[0]", "no database 'music'", "one of photos")
    assert findings(RECOVERY, edited(folder(old(), imported(), database_of()), NEW, MUSIC)) == []


@pytest.mark.parametrize("name", ["*", "postgres", "${NAME}"])
def test_what_every_server_has_or_nobody_knows_may_be_imported(name: str) -> None:
    files = edited(folder(old(), imported()), NEW, put("spec.bootstrap.initdb.import.databases", [name]))
    assert findings(RECOVERY, files) == []


def test_a_database_of_another_operator_is_none_of_the_cluster() -> None:
    files, before = edited(folder(old(), imported()), NEW, MUSIC), folder(old(), database_of("db.example.org"))
    only(files, "spec.bootstrap.initdb.import.databases[0]", "no database 'music'", before=before)
    assert findings(RECOVERY, files, before=folder(old(), database_of())) == []


@pytest.mark.parametrize("host", ["photos-pooler", "photos-pooler.default", "photos-pooler.default.svc.cluster.local"])
def test_nothing_is_dumped_through_a_pooler_by_transaction(host: str) -> None:
    found = only(folder(old(), pooler(), imported(host)), HOST, "Pooler/photos-pooler", "photos-rw.default.svc")
    assert "pg_dump" in found.problem


@pytest.mark.parametrize("mode", ["session", None])
def test_a_pooler_by_session_is_looked_through(mode: str | None) -> None:
    objects = old(), pooler(mode), imported("photos-pooler.default.svc")
    assert findings(RECOVERY, folder(*objects)) == []
    only(edited(folder(*objects), NEW, MUSIC), "spec.bootstrap.initdb.import.databases[0]", "'music'")
