"""CloudNativePG's admission: what its webhook refuses is told before."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from homelab_constructs.proofs.cnpg.cnpg_admission import CNPG_ADMISSION
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.proofs.broken import Files, drop, edited, findings, good, left_open, put, write

CLUSTER = "Cluster/trigger-dev-postgresql"
PARAMETERS = "spec.postgresql.parameters"


def cluster(name: str = "photos", **spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": "Cluster",
        "metadata": {"name": name},
        "spec": {"instances": 1, "storage": {"size": "20Gi"}, **spec},
    }


def with_parameters(**parameters: str) -> dict[str, Any]:
    return cluster(postgresql={"parameters": parameters})


def other(kind: str, name: str = "photos-extra", **spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": kind,
        "metadata": {"name": name},
        "spec": {"cluster": {"name": "photos"}, **spec},
    }


def folder(*objects: dict[str, Any]) -> Files:
    return {"all.yaml": write(*objects)}


def check(item: dict[str, Any], path: str, problem: str, remedy: str = "") -> None:
    said = findings(CNPG_ADMISSION, folder(item))
    assert [(found.path, problem in found.problem, remedy in found.remedy) for found in said] == [(path, True, True)], (
        said
    )


def check_good(item: dict[str, Any]) -> None:
    assert list(CNPG_ADMISSION.find(Tree.of(folder(item)))) == []


@pytest.mark.parametrize("name", labs.TREES)
def test_good_tree_gives_no_word(name: str) -> None:
    assert list(CNPG_ADMISSION.find(Tree.of(good(name)))) == []


# Name and image -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a" * 51, "1st-photos", "my.photos", "photos-"])
def test_names(name: str) -> None:
    check(cluster(name), "metadata.name", f"{name!r}, {len(name)} characters", "at most 50")
    check_good(cluster("a" * 50))


@pytest.mark.parametrize(
    ("image", "problem"),
    [
        ("ghcr.io/cloudnative-pg/postgresql", "it has no tag"),
        ("registry.example.org:5000/postgresql", "it has no tag"),
        ("ghcr.io/cloudnative-pg/postgresql:latest", "no version in tag 'latest'"),
        ("ghcr.io/cloudnative-pg/postgresql:bookworm", "no version in tag 'bookworm'"),
        (f"ghcr.io/cloudnative-pg/postgresql@sha256:{'0' * 64}", "it has only a digest"),
        ("ghcr.io/cloudnative-pg/postgresql:12.1", "PostgreSQL 12 is older"),
    ],
)
def test_images_without_a_version(image: str, problem: str) -> None:
    check(cluster(imageName=image), "spec.imageName", problem)


@pytest.mark.parametrize(
    "image",
    [
        "ghcr.io/cloudnative-pg/postgresql:17",
        "ghcr.io/cloudnative-pg/postgresql:18.1-system-trixie",
        "registry.example.org:5000/postgresql:17.7",
        f"ghcr.io/cloudnative-pg/postgresql:17.7@sha256:{'0' * 64}",
    ],
)
def test_images_with_a_version(image: str) -> None:
    check_good(cluster(imageName=image))


def test_policy_of_pulling() -> None:
    check(cluster(imagePullPolicy="Sometimes"), "spec.imagePullPolicy", "'Sometimes'", "IfNotPresent")


# Bootstrap ----------------------------------------------------------------------------------------------------------


SOURCES = [
    {"name": "old", "connectionParameters": {"host": "old.example.org"}},
    {"name": "store", "plugin": {"name": "barman-cloud.cloudnative-pg.io"}},
]


SNAPSHOT = {"apiGroup": "snapshot.storage.k8s.io", "kind": "VolumeSnapshot", "name": "monday"}


@pytest.mark.parametrize(
    ("bootstrap", "path", "problem"),
    [
        ({"initdb": {}, "recovery": {"source": "store"}}, "", "initdb and recovery stand side by side"),
        ({"initdb": {"owner": "me"}}, ".initdb.database", "the database would be called 'app'"),
        ({"initdb": {"walSegmentSize": 48}}, ".initdb.walSegmentSize", "48 is no power of two"),
        (
            {"initdb": {"import": {"type": "microservice", "databases": ["a", "b"]}}},
            ".initdb.import.databases",
            "microservice imports one",
        ),
        (
            {"initdb": {"import": {"type": "microservice", "databases": ["a*"]}}},
            ".initdb.import.databases",
            "microservice imports one",
        ),
        (
            {"initdb": {"import": {"type": "microservice", "databases": ["a"], "roles": ["b"]}}},
            ".initdb.import.roles",
            "no roles",
        ),
        (
            {"initdb": {"import": {"type": "monolith", "databases": ["a", "*"]}}},
            ".initdb.import.databases",
            "['a', '*']",
        ),
        (
            {"initdb": {"import": {"type": "monolith", "databases": ["*"], "roles": ["a", "*"]}}},
            ".initdb.import.roles",
            "means all",
        ),
        (
            {"initdb": {"import": {"type": "monolith", "databases": ["*"], "postImportApplicationSQL": ["x"]}}},
            ".initdb.import.postImportApplicationSQL",
            "no SQL",
        ),
        ({"pg_basebackup": {"source": "older"}}, ".pg_basebackup.source", "'older' is none of externalClusters"),
        ({"recovery": {"source": "old"}}, ".recovery.source", "neither plugin nor barmanObjectStore"),
        (
            {"recovery": {"source": "store", "recoveryTarget": {"targetTime": "2030-01-01", "targetLSN": "0/1"}}},
            ".recovery.recoveryTarget",
            "targetLSN and targetTime stand side by side",
        ),
        (
            {"recovery": {"source": "store", "recoveryTarget": {"targetName": "x"}}},
            ".recovery.recoveryTarget.backupID",
            "missing beside targetName",
        ),
        (
            {"recovery": {"source": "store", "recoveryTarget": {"targetTLI": "0"}}},
            ".recovery.recoveryTarget.targetTLI",
            "'0' is no timeline",
        ),
        (
            {"recovery": {"volumeSnapshots": {"storage": SNAPSHOT}, "backup": {"name": "x"}}},
            ".recovery.backup",
            "beside volumeSnapshots",
        ),
        (
            {"recovery": {"volumeSnapshots": {"storage": {"kind": "Volume", "name": "x"}}}},
            ".recovery.volumeSnapshots.storage",
            "a Volume is nothing to recover from",
        ),
        (
            {"recovery": {"volumeSnapshots": {"storage": SNAPSHOT, "walStorage": SNAPSHOT}}},
            ".recovery.volumeSnapshots.walStorage",
            "no volume for its log",
        ),
        (
            {"recovery": {"volumeSnapshots": {"storage": {"kind": "PersistentVolumeClaim", "name": "x"}}}},
            ".recovery.volumeSnapshots.storage.apiGroup",
            "it is missing",
        ),
        (
            {"recovery": {"source": "store", "recoveryTarget": {"targetLSN": "xyz"}}},
            ".recovery.recoveryTarget.targetLSN",
            "'xyz' is no location in the log",
        ),
    ],
)
def test_bootstrap(bootstrap: dict[str, Any], path: str, problem: str) -> None:
    check(cluster(bootstrap=bootstrap, externalClusters=SOURCES), f"spec.bootstrap{path}", problem)


@pytest.mark.parametrize(
    "bootstrap",
    [
        {"initdb": {"database": "photos", "owner": "me", "walSegmentSize": 64}},
        {"initdb": {"database": "photos"}},
        {"initdb": {"import": {"type": "monolith", "databases": ["*"], "roles": ["*"]}}},
        {"recovery": {"source": "store", "recoveryTarget": {"targetTLI": "latest", "targetTime": "2030-01-01"}}},
        {"recovery": {"source": "store", "recoveryTarget": {"targetLSN": "0/16b3748"}}},
        {"recovery": {"volumeSnapshots": {"storage": SNAPSHOT}}},
        {"recovery": {"volumeSnapshots": {"storage": {"apiGroup": "", "kind": "PersistentVolumeClaim", "name": "x"}}}},
        {"pg_basebackup": {"source": "old"}},
    ],
)
def test_good_bootstrap(bootstrap: dict[str, Any]) -> None:
    check_good(cluster(bootstrap=bootstrap, externalClusters=SOURCES))


# Each was sent to the webhook of 1.28.1 (e2e/test_restore.py does so again).
READ_BY_THE_WEBHOOK = (
    "2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.123456789+02:00",
    "2026-01-02T03:04:05",
    "2026-01-02 03:04:05",
    "2026-01-02 03:04:05Z",
    "2026-01-02 03:04:05.5+02",
    "2026-01-02",
)
NOT_READ_BY_THE_WEBHOOK = (
    "yesterday",
    "2026-01-02T03:04:05z",
    "2026-13-02T03:04:05Z",
    "2026-02-30T03:04:05Z",
    "2026-01-02T24:00:00Z",
    "2026-01-02T03:04Z",
    "2026-01-02T03:04:05+0200",
    "02.01.2026",
)


def recovered_to(time: str) -> dict[str, Any]:
    target = {"source": "store", "recoveryTarget": {"targetTime": time}}
    return cluster(bootstrap={"recovery": target}, externalClusters=SOURCES)


@pytest.mark.parametrize("time", READ_BY_THE_WEBHOOK)
def test_moments_that_the_operator_reads(time: str) -> None:
    check_good(recovered_to(time))


@pytest.mark.parametrize("time", NOT_READ_BY_THE_WEBHOOK)
def test_moments_that_it_does_not_read(time: str) -> None:
    check(recovered_to(time), "spec.bootstrap.recovery.recoveryTarget.targetTime", f"{time!r} is no moment")


def test_external_clusters() -> None:
    check(cluster(externalClusters=[{"name": "x"}]), "spec.externalClusters[0]", "does not say how to reach it")
    check(
        cluster(externalClusters=[SOURCES[0], SOURCES[0]]), "spec.externalClusters[1].name", "'old' stands here twice"
    )


# Instances and storage ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "path", "problem"),
    [
        ({"primaryUpdateStrategy": "supervised"}, "spec.primaryUpdateStrategy", "there is one only"),
        ({"maxSyncReplicas": 1}, "spec.maxSyncReplicas", "1 is not from 0 to below instances, 1"),
        ({"instances": 3, "minSyncReplicas": 2, "maxSyncReplicas": 1}, "spec.minSyncReplicas", "maxSyncReplicas, 1"),
        (
            {"postgresql": {"synchronous": {"method": "any", "number": 1}}},
            "spec.postgresql.synchronous.number",
            "1 is not below",
        ),
        (
            {"instances": 3, "maxSyncReplicas": 1, "postgresql": {"synchronous": {"method": "any", "number": 1}}},
            "spec.postgresql.synchronous",
            "beside minSyncReplicas",
        ),
        (
            {
                "instances": 3,
                "postgresql": {"synchronous": {"number": 1, "standbyNamesPre": ["a"], "failoverQuorum": True}},
            },
            "spec.postgresql.synchronous.number",
            "not above the named standbys",
        ),
        ({"storage": {}}, "spec.storage.size", "no size is given"),
        ({"storage": {"size": "20 GB"}}, "spec.storage.size", "'20 GB' is no quantity"),
        ({"walStorage": {"storageClass": "fast"}}, "spec.walStorage.size", "no size is given"),
        ({"tablespaces": [{"name": "a", "storage": {}}]}, "spec.tablespaces[0].storage.size", "no size is given"),
        (
            {"tablespaces": [{"name": "pg_a", "storage": {"size": "1Gi"}}]},
            "spec.tablespaces[0].name",
            "'pg_a' is no name of a tablespace",
        ),
        (
            {"tablespaces": [{"name": name, "storage": {"size": "1Gi"}} for name in ("a", "A")]},
            "spec.tablespaces[1].name",
            "'A' stands here twice",
        ),
        (
            {"backup": {"volumeSnapshot": {"tablespaceClassName": {"b": "fast"}}}},
            "spec.backup.volumeSnapshot.tablespaceClassName.b",
            "none of spec.tablespaces",
        ),
        (
            {"ephemeralVolumeSource": {}, "ephemeralVolumesSizeLimit": {"temporaryData": "1Gi"}},
            "spec.ephemeralVolumeSource",
            "temporaryData",
        ),
    ],
)
def test_instances_and_storage(spec: dict[str, Any], path: str, problem: str) -> None:
    check(cluster(**spec), path, problem)


def test_size_from_a_claim_template() -> None:
    check_good(cluster(storage={"pvcTemplate": {"resources": {"requests": {"storage": "20Gi"}}}}))


# Parameters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "port",
        "archive_command",
        "ssl_cert_file",
        "unix_socket_group",
        "recovery_target_xid",
        "syslog_ident",
        "hba_file",
    ],
)
def test_parameters_of_the_operator(name: str) -> None:
    check(
        with_parameters(**{name: "x"}), f"{PARAMETERS}.{name}", f"'x': the operator sets {name} itself", "leave it out"
    )


def test_preload_libraries_have_a_list_of_their_own() -> None:
    check(
        with_parameters(shared_preload_libraries="pgaudit"),
        f"{PARAMETERS}.shared_preload_libraries",
        "the operator sets it itself",
        "spec.postgresql.shared_preload_libraries",
    )


@pytest.mark.parametrize(
    "parameters",
    [
        {"ssl_max_protocol_version": "TLSv1.3"},
        {"ssl_min_protocol_version": "TLSv1.2"},
        {"log_destination": "csvlog", "logging_collector": "on"},
        {"max_connections": "300", "work_mem": "16MB", "pg_stat_statements.max": "10000"},
        {"wal_level": "replica"},
        {"shared_buffers": "1GB", "min_wal_size": "1GB", "max_wal_size": "2 GB"},
        {"hot_standby_feedback": "ON", "wal_log_hints": "off"},
    ],
)
def test_parameters_that_the_operator_takes(parameters: dict[str, str]) -> None:
    check_good(with_parameters(**parameters))


@pytest.mark.parametrize(
    ("parameters", "name", "problem"),
    [
        ({"work mem": "1MB"}, "work mem", "no name of a PostgreSQL parameter"),
        ({"wal_level": "logic"}, "wal_level", "'logic' is no level"),
        ({"wal_level": "minimal"}, "wal_level", "too little for archiving"),
        ({"hot_standby_feedback": "perhaps"}, "hot_standby_feedback", "neither on nor off"),
        ({"shared_buffers": "512Mi"}, "shared_buffers", "'512Mi' is no size"),
        ({"max_wal_size": "lots"}, "max_wal_size", "'lots' is no size"),
        ({"min_wal_size": "2GB"}, "min_wal_size", "min_wal_size (2GB) is not below max_wal_size (1GB)"),
        ({"max_wal_size": "64MB"}, "max_wal_size", "min_wal_size (80MB) is not below max_wal_size (64MB)"),
    ],
)
def test_values_of_parameters(parameters: dict[str, str], name: str, problem: str) -> None:
    check(with_parameters(**parameters), f"{PARAMETERS}.{name}", problem)


def test_minimal_wal_without_archiving() -> None:
    item = with_parameters(wal_level="minimal", max_wal_senders="0")
    item["metadata"]["annotations"] = {"cnpg.io/skipWalArchiving": "enabled"}
    check_good(item)
    item["spec"]["postgresql"]["parameters"]["max_wal_senders"] = "5"
    check(item, f"{PARAMETERS}.max_wal_senders", "leaves nothing to send", "'0'")


def test_hints_are_needed_by_more_than_one_instance() -> None:
    item = with_parameters(wal_log_hints="off")
    item["spec"]["instances"] = 2
    check(item, f"{PARAMETERS}.wal_log_hints", "more than one instance")


def test_wal_that_does_not_fit_into_its_volume() -> None:
    item = with_parameters(max_wal_size="4GB")
    item["spec"]["walStorage"] = {"size": "4Gi"}
    check(item, f"{PARAMETERS}.max_wal_size", "does not fit into walStorage, '4Gi'")
    item["spec"]["walStorage"] = {"size": "5Gi"}
    check_good(item)


@pytest.mark.parametrize(
    ("buffers", "memory", "fits"),
    [
        ("512MB", "512Mi", True),
        ("513MB", "512Mi", False),
        ("1GB", "1G", False),
        ("512", "512Mi", True),
        ("1kB", "1Ki", True),
    ],
)
def test_buffers_and_the_request_of_memory(buffers: str, memory: str, fits: bool) -> None:
    item = with_parameters(shared_buffers=buffers)
    item["spec"]["resources"] = {"requests": {"memory": memory}}
    if fits:
        check_good(item)
    else:
        check(item, f"{PARAMETERS}.shared_buffers", f"{buffers!r} is more than the request of memory, {memory!r}")


@pytest.mark.parametrize(
    ("resources", "path", "problem"),
    [
        ({"requests": {"cpu": "2"}, "limits": {"cpu": "1500m"}}, ".requests.cpu", "'2' is above its limit, '1500m'"),
        ({"requests": {"hugepages-2Mi": "1Gi"}, "limits": {"hugepages-2Mi": "2Gi", "cpu": 1}}, None, "not its limit"),
        ({"limits": {"hugepages-2Mi": "2Gi"}}, "", "cpu or memory beside them"),
    ],
)
def test_resources(resources: dict[str, Any], path: str | None, problem: str) -> None:
    where = ".requests.hugepages-2Mi" if path is None else path
    check(cluster(resources=resources), f"spec.resources{where}", problem)


def test_buffers_in_huge_pages() -> None:
    item = with_parameters(shared_buffers="1GB")
    item["spec"]["resources"] = {"requests": {"memory": "512Mi"}, "limits": {"hugepages-2Mi": "2Gi"}}
    check_good(item)


# Roles, Services and the rest ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "path", "problem"),
    [
        ({"managed": {"roles": [{"name": "a"}, {"name": "a"}]}}, "spec.managed.roles[1].name", "stands here twice"),
        ({"managed": {"roles": [{"name": "postgres"}]}}, "spec.managed.roles[0].name", "belongs to PostgreSQL"),
        ({"managed": {"roles": [{"name": "cnpg_x"}]}}, "spec.managed.roles[0].name", "belongs to PostgreSQL"),
        (
            {"managed": {"roles": [{"name": "a", "connectionLimit": -2}]}},
            "spec.managed.roles[0].connectionLimit",
            "-2 is no limit",
        ),
        (
            {"managed": {"roles": [{"name": "a", "disablePassword": True, "passwordSecret": {"name": "x"}}]}},
            "spec.managed.roles[0].disablePassword",
            "beside passwordSecret",
        ),
        (
            {"managed": {"services": {"disabledDefaultServices": ["rw"]}}},
            "spec.managed.services.disabledDefaultServices",
            "cannot be left out",
        ),
        (
            {"managed": {"services": {"additional": [{"serviceTemplate": {"metadata": {"name": "photos-rw"}}}]}}},
            "spec.managed.services.additional[0].serviceTemplate.metadata.name",
            "'photos-rw' is taken",
        ),
        (
            {"managed": {"services": {"additional": [{"serviceTemplate": {}}]}}},
            "spec.managed.services.additional[0].serviceTemplate.metadata.name",
            "is missing",
        ),
        (
            {
                "managed": {
                    "services": {
                        "additional": [
                            {"serviceTemplate": {"metadata": {"name": "x"}, "spec": {"selector": {"a": "b"}}}}
                        ]
                    }
                }
            },
            "spec.managed.services.additional[0].serviceTemplate.spec.selector",
            "the operator sets it itself",
        ),
        ({"env": [{"name": "PGDATA", "value": "x"}]}, "spec.env[0].name", "'PGDATA' belongs to the operator"),
        ({"affinity": {"podAntiAffinityType": "must"}}, "spec.affinity.podAntiAffinityType", "'must'"),
        (
            {"affinity": {"tolerations": [{"key": "a", "operator": "Exist"}]}},
            "spec.affinity.tolerations[0].operator",
            "'Exist' is no operator",
        ),
        (
            {"affinity": {"tolerations": [{"key": "a", "effect": "NoRun"}]}},
            "spec.affinity.tolerations[0].effect",
            "'NoRun' is no effect",
        ),
        (
            {"plugins": [{"name": name, "isWALArchiver": True} for name in ("a", "b")]},
            "spec.plugins",
            "would all archive",
        ),
        (
            {"backup": {"barmanObjectStore": {"destinationPath": "s3://x"}}},
            "spec.backup.barmanObjectStore",
            "no credentials",
        ),
        ({"replica": {"source": "x"}}, "spec.replica.source", "'x' is none of externalClusters"),
        (
            {"replica": {"source": "old", "enabled": True}, "externalClusters": SOURCES},
            "spec.bootstrap",
            "a replica begins as a copy",
        ),
        (
            {
                "imageName": "ghcr.io/cloudnative-pg/postgresql:16.4",
                "replicationSlots": {"highAvailability": {"synchronizeLogicalDecoding": True}},
            },
            "spec.replicationSlots.highAvailability.synchronizeLogicalDecoding",
            "PostgreSQL 16 has no such slots",
        ),
        (
            {
                "replicationSlots": {"highAvailability": {"synchronizeLogicalDecoding": True}},
                "postgresql": {"parameters": {"hot_standby_feedback": "on"}},
            },
            f"{PARAMETERS}.sync_replication_slots",
            "synchronizeLogicalDecoding needs it",
        ),
        ({"superuserSecret": {"name": ""}}, "spec.superuserSecret.name", "it is empty"),
        ({"certificates": {"serverTLSSecret": "x"}}, "spec.certificates.serverCASecret", "missing beside"),
        ({"certificates": {"replicationTLSSecret": "x"}}, "spec.certificates.clientCASecret", "missing beside"),
        ({"postgresql": {"ldap": {"port": 389}}}, "spec.postgresql.ldap.server", "is missing"),
        (
            {"postgresql": {"syncReplicaElectionConstraint": {"enabled": True}}},
            "spec.postgresql.syncReplicaElectionConstraint.nodeLabelsAntiAffinity",
            "missing beside enabled",
        ),
        (
            {"postgresql": {"extensions": [{"name": "a_b"}, {"name": "a-b"}]}},
            "spec.postgresql.extensions[1].name",
            "stands here twice",
        ),
    ],
)
def test_the_rest_of_a_cluster(spec: dict[str, Any], path: str, problem: str) -> None:
    check(cluster(**spec), path, problem)


def test_hibernation() -> None:
    item = cluster()
    item["metadata"]["annotations"] = {"cnpg.io/hibernation": "yes please"}
    check(item, "metadata.annotations.cnpg.io/hibernation", "neither on nor off")


# Poolers, Databases, ScheduledBackups -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "spec", "path", "problem"),
    [
        ("photos", {"pgbouncer": {}}, "metadata.name", "is the name of its Cluster too"),
        ("x", {"pgbouncer": {}, "cluster": {"name": ""}}, "spec.cluster.name", "it is empty"),
        ("x", {"pgbouncer": {"authQuery": "SELECT 1"}}, "spec.pgbouncer.authQuerySecret", "authQuery stands alone"),
        (
            "x",
            {"pgbouncer": {"authQuerySecret": {"name": "y"}}},
            "spec.pgbouncer.authQuery",
            "authQuerySecret stands alone",
        ),
        (
            "x",
            {"pgbouncer": {"parameters": {"listen_port": "5432"}}},
            "spec.pgbouncer.parameters.listen_port",
            "'listen_port' is not among",
        ),
    ],
)
def test_poolers(name: str, spec: dict[str, Any], path: str, problem: str) -> None:
    check(other("Pooler", name, **spec), path, problem)


def test_good_pooler() -> None:
    check_good(other("Pooler", pgbouncer={"poolMode": "transaction", "parameters": {"max_client_conn": "500"}}))


@pytest.mark.parametrize(
    ("spec", "path", "problem"),
    [
        ({"extensions": [{"name": "a"}, {"name": "a"}]}, "spec.extensions[1].name", "'a' stands in extensions twice"),
        ({"schemas": [{"name": "a"}, {"name": "a"}]}, "spec.schemas[1].name", "twice"),
        ({"servers": [{"name": "a", "fdw": "b"}]}, "spec.servers[0].fdw", "'b' is not in spec.fdws"),
        (
            {"fdws": [{"name": "a", "options": [{"name": "o"}, {"name": "o"}]}]},
            "spec.fdws[0].options[1].name",
            "'o' stands here twice",
        ),
    ],
)
def test_databases(spec: dict[str, Any], path: str, problem: str) -> None:
    check(other("Database", **spec), path, problem)


def test_server_with_its_wrapper() -> None:
    check_good(other("Database", fdws=[{"name": "b"}], servers=[{"name": "a", "fdw": "b"}]))


@pytest.mark.parametrize(
    ("schedule", "problem"),
    [
        ("0 3 * * *", "reads the first as seconds"),
        ("0 3", "is no schedule"),
        ("0 0 3 * * * *", "is no schedule"),
        ("0 0 3 * * !", "is no schedule"),
        ("@nightly", "is no schedule"),
    ],
)
def test_schedules(schedule: str, problem: str) -> None:
    check(other("ScheduledBackup", schedule=schedule, method="plugin"), "spec.schedule", problem)


@pytest.mark.parametrize("schedule", ["0 0 3 * * *", "@daily", "@every 6h", "0 30 2 * * 0"])
def test_good_schedules(schedule: str) -> None:
    check_good(other("ScheduledBackup", schedule=schedule, method="plugin"))


@pytest.mark.parametrize("method", ["barmanObjectStore", None])
def test_online_is_for_snapshots(method: str | None) -> None:
    spec: dict[str, Any] = {"schedule": "@daily", "online": True, **({"method": method} if method else {})}
    check(other("ScheduledBackup", **spec), "spec.online", "volumeSnapshot only")


# The lab, variables, odd shapes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "path"),
    [
        (put("spec.imageName", "ghcr.io/cloudnative-pg/postgresql:latest"), "spec.imageName"),
        (put(f"{PARAMETERS}.shared_buffers", "64GB"), f"{PARAMETERS}.shared_buffers"),
        (put("spec.primaryUpdateStrategy", "supervised"), "spec.primaryUpdateStrategy"),
        (drop("spec.storage.size"), "spec.storage.size"),
        (put("spec.resources.requests.memory", "64Gi"), "spec.resources.requests.memory"),
    ],
)
def test_the_lab_itself_broken(edit: Any, path: str) -> None:
    (said,) = findings(CNPG_ADMISSION, edited(good(), CLUSTER, edit))
    assert (said.place, said.object, said.path) == ("trigger-dev/postgresql", CLUSTER, path)


def test_variable_of_unknown_value_is_left_open() -> None:
    item = cluster(imageName="ghcr.io/cloudnative-pg/postgresql:${PG}")
    files = {**folder(item), "expects.yaml": write({"variables": {"keys": [{"name": "PG"}]}})}
    assert findings(CNPG_ADMISSION, files) == []
    assert [said.what.startswith("spec.imageName") for said in left_open(CNPG_ADMISSION, files)] == [True]


def test_validation_that_is_switched_off_is_said() -> None:
    item = cluster("1st", primaryUpdateStrategy="supervised")
    item["metadata"]["annotations"] = {"cnpg.io/validation": "disabled"}
    assert findings(CNPG_ADMISSION, folder(item)) == []
    assert ["cnpg.io/validation" in said.why for said in left_open(CNPG_ADMISSION, folder(item))] == [True]


def test_cluster_of_another_group_is_another_thing() -> None:
    item = cluster("1st")
    item["apiVersion"] = "cluster.x-k8s.io/v1beta1"
    check_good(item)


FULL: dict[str, Any] = {
    "affinity": {"tolerations": [{"key": "a"}]},
    "backup": {"barmanObjectStore": {"s3Credentials": {}}, "volumeSnapshot": {"tablespaceClassName": {}}},
    "bootstrap": {"initdb": {"import": {"type": "monolith", "databases": ["*"]}}, "recovery": {"recoveryTarget": {}}},
    "certificates": {},
    "env": [{"name": "A"}],
    "externalClusters": [{"name": "a"}],
    "managed": {
        "roles": [{"name": "a"}],
        "services": {"additional": [{"serviceTemplate": {"metadata": {"name": "a"}}}]},
    },
    "plugins": [{"name": "a"}],
    "postgresql": {"parameters": {"a": "b"}, "synchronous": {"number": 1}, "extensions": [{"name": "a"}], "ldap": {}},
    "replica": {"source": "a"},
    "resources": {"requests": {"memory": "1Gi"}, "limits": {"memory": "1Gi"}},
    "tablespaces": [{"name": "a", "storage": {"size": "1Gi"}}],
    "walStorage": {"size": "1Gi"},
}


def paths(node: Any, path: str = "spec") -> list[str]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(found for key, value in inner for found in paths(value, f"{path}.{key}"))]


@pytest.mark.parametrize("path", paths(FULL))
def test_any_shape_is_answered(path: str) -> None:
    values: list[Any] = [None, 7, True, "x", [], ["x"], [None], {}, {"x": None}, {7: 8}, [{}], [{"name": ["x"]}], -0.5]
    for value in values:
        item = copy.deepcopy(cluster(**FULL))
        put(path, value)(item)
        for said in CNPG_ADMISSION.find(Tree.of(folder(item))):
            assert str(said)


@pytest.mark.parametrize("kind", ["Pooler", "Database", "ScheduledBackup"])
@pytest.mark.parametrize("value", [None, 7, "x", [], ["x"], [None], {"x": None}, [{}]], ids=repr)
def test_any_shape_of_the_other_kinds_is_answered(kind: str, value: Any) -> None:
    for path in ("spec", "spec.cluster", "spec.pgbouncer", "spec.pgbouncer.parameters", "spec.schedule", "spec.fdws"):
        item = other(kind, pgbouncer={"parameters": {}}, fdws=[{"name": "a", "options": []}])
        put(path, value)(item)
        for said in CNPG_ADMISSION.find(Tree.of(folder(item))):
            assert str(said)


def test_a_role_with_a_password_that_may_not_log_in_is_found() -> None:
    (found,) = findings(
        CNPG_ADMISSION, edited(good(), "Cluster/trigger-dev-postgresql", drop("spec.managed.roles.0.login"))
    )
    assert found.path == "spec.managed.roles[0].login"
