"""What can be set on a stack, and that it arrives at the datastore it is meant for."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs import (
    ClickHouseSettings,
    DatabaseSettings,
    HelmRepository,
    ObjectStoreSettings,
    PgPooler,
    PluginBackup,
    RedisSettings,
    RepositoryChart,
    Resources,
    RunPods,
    TriggerDevStack,
    Volume,
)
from tests.datastores import refused
from tests.trees import get
from tests.trigger_dev.stacks import VERSIONS, bare, values_of

SIZE = Resources(cpu="333m", memory="777Mi", cpu_limit=None, memory_limit="1111Mi")


def object_of(made: TriggerDevStack, component: str, kind: str) -> dict[str, Any]:
    """The one object of a kind in a component."""
    (found,) = (item for item in made.component(component).objects() if item["kind"] == kind)
    return found


def cluster(**changes: Any) -> dict[str, Any]:
    """The spec of the stack's Cluster."""
    spec: dict[str, Any] = object_of(bare(database=DatabaseSettings(**changes)), "postgresql", "Cluster")["spec"]
    return spec


# PostgreSQL ---------------------------------------------------------------------------------------------------------


def test_postgresql_17_is_the_default() -> None:
    """Trigger.dev advises 16 or 17, and a major version can never be lowered (contract trigger-chart, 4)."""
    assert cluster()["imageName"].rpartition(":")[2].startswith("17.")


def test_database_has_what_replication_needs() -> None:
    """R16, and the attribute that an owner does not have by itself."""
    spec = cluster()
    assert (
        spec["postgresql"]["parameters"].items()
        >= {
            "wal_level": "logical",
            "wal_sender_timeout": "60s",
            "max_replication_slots": "10",
            "max_wal_senders": "10",
        }.items()
    )
    (role,) = spec["managed"]["roles"]
    assert (role["name"], role["login"], role["replication"]) == ("trigger", True, True)
    assert (spec["bootstrap"]["initdb"]["database"], spec["bootstrap"]["initdb"]["owner"]) == ("trigger", "trigger")


def test_a_stopped_consumer_cannot_fill_the_wal_volume() -> None:
    spec = cluster()
    assert spec["walStorage"]["size"] == "10Gi"
    assert spec["postgresql"]["parameters"]["max_slot_wal_keep_size"] == "5120MB"


def test_no_extension_and_no_superuser_is_asked_for() -> None:
    """None of the migrations needs one (contract trigger-chart, 4)."""
    made = bare(database=DatabaseSettings())
    kinds = {item["kind"] for item in made.component("postgresql").objects()}
    assert kinds == {"Cluster", "Pooler", "Secret"}
    spec = object_of(made, "postgresql", "Cluster")["spec"]
    assert spec["enableSuperuserAccess"] is False
    assert "shared_preload_libraries" not in spec["postgresql"]


def test_publications_are_not_made_beforehand() -> None:
    """An empty one would be taken for a good one, and nothing be replicated (trigger.dev#2726)."""
    assert cluster()["bootstrap"]["initdb"].keys() == {"database", "owner", "secret", "dataChecksums"}


def test_parameters_of_ones_own_win() -> None:
    parameters = cluster(parameters={"max_connections": "300", "jit": "off"})["postgresql"]["parameters"]
    assert parameters["max_connections"] == "300"
    assert parameters["jit"] == "off"
    assert parameters["work_mem"] == "8MB"


@pytest.mark.parametrize("level", ["replica", "minimal", "logical"])
def test_the_wal_level_is_no_choice(level: str) -> None:
    with refused("parameters['wal_level']"):
        cluster(parameters={"wal_level": level})


def test_volumes_image_and_sizes_arrive() -> None:
    spec = cluster(
        image="ghcr.io/cloudnative-pg/postgresql:16.9",
        storage=Volume("50Gi", "fast"),
        wal_storage=None,
        resources=Resources(cpu="1", memory="2Gi", cpu_limit=None, memory_limit="3Gi"),
        backup=PluginBackup(object_store="backups"),
    )
    assert spec["imageName"] == "ghcr.io/cloudnative-pg/postgresql:16.9"
    assert spec["storage"] == {"size": "50Gi", "storageClass": "fast"}
    assert "walStorage" not in spec
    assert spec["resources"]["requests"] == {"cpu": "1", "memory": "2Gi"}
    assert spec["plugins"][0]["parameters"] == {"barmanObjectName": "backups"}


def test_names_of_a_database_that_runs_arrive() -> None:
    made = bare(
        database=DatabaseSettings(
            name="events-postgresql",
            database="events",
            owner="events_app",
            pg_hba=["host all all 10.0.0.0/8 scram-sha-256"],
            pooler=PgPooler(name="events-bouncer"),
            credentials_name="events-postgresql-user-app-owner",
            urls_name="events-urls",
            superuser=True,
            superuser_name="events-postgresql-superuser",
        )
    )
    spec = object_of(made, "postgresql", "Cluster")["spec"]
    assert spec["bootstrap"]["initdb"]["database"] == "events"
    assert spec["bootstrap"]["initdb"]["owner"] == "events_app"
    assert spec["bootstrap"]["initdb"]["secret"] == {"name": "events-postgresql-user-app-owner"}
    assert spec["superuserSecret"] == {"name": "events-postgresql-superuser"}
    assert spec["postgresql"]["pg_hba"] == ["host all all 10.0.0.0/8 scram-sha-256"]
    assert object_of(made, "postgresql", "Pooler")["metadata"]["name"] == "events-bouncer"
    assert made.postgres.host == "events-postgresql-rw.default.svc"
    assert made.postgres.direct_url.name == "events-urls"


@pytest.mark.parametrize("pooler", [{"type": "ro", "suffix": "pooler-ro"}, {"mode": "session"}], ids=str)
def test_the_pooler_takes_writes_in_transactions(pooler: dict[str, Any]) -> None:
    """On 4.5 all of Prisma's traffic goes through it (contract trigger-chart, 4.2 and 4.3)."""
    with refused("pooler", "transaction"):
        DatabaseSettings(pooler=PgPooler(**pooler))


# The others ---------------------------------------------------------------------------------------------------------


def test_redis_settings_arrive() -> None:
    made = bare(redis=RedisSettings(storage=Volume("7Gi", "fast"), resources=SIZE))
    claim = object_of(made, "redis", "PersistentVolumeClaim")["spec"]
    assert (claim["resources"]["requests"]["storage"], claim["storageClassName"]) == ("7Gi", "fast")
    values = object_of(made, "redis", "HelmRelease")["spec"]["values"]
    assert values["master"]["resources"]["limits"] == {"memory": "1111Mi"}


def test_names_of_a_redis_that_runs_arrive() -> None:
    index = HelmRepository(name="bitnami", url="https://charts.bitnami.com/bitnami")
    given = RedisSettings(
        name="queue",
        fullname="queue-redis",
        chart=RepositoryChart(repository=index, chart="redis", version="19.5.5"),
        image="docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
        auth_name="queue-auth",
        existing_claim="redis-data",
    )
    made = bare(redis=given)
    release = object_of(made, "redis", "HelmRelease")
    assert release["metadata"]["name"] == "queue"
    assert release["spec"]["chart"]["spec"]["version"] == "19.5.5"
    values = release["spec"]["values"]
    assert values["image"]["tag"] == "8.0.2-debian-12-r4"
    assert values["master"]["persistence"]["existingClaim"] == "redis-data"
    assert made.redis.host == "queue-redis-master.default.svc"
    assert made.redis.password is not None
    assert made.redis.password.name == "queue-auth"


def test_names_of_a_clickhouse_that_runs_arrive() -> None:
    given = ClickHouseSettings(
        name="events", user="curator", access_management=True, auth_name="events-auth", existing_claim="events-data"
    )
    made = bare(clickhouse=given)
    server = object_of(made, "clickhouse", "StatefulSet")
    assert server["metadata"]["name"] == "events"
    (container,) = server["spec"]["template"]["spec"]["containers"]
    assert {"name": "CLICKHOUSE_USER", "value": "curator"} in container["env"]
    assert {"name": "CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT", "value": "1"} in container["env"]
    assert "'claimName': 'events-data'" in str(server["spec"]["template"]["spec"]["volumes"])
    assert made.clickhouse.password.name == "events-auth"


def test_names_of_an_object_store_that_runs_arrive() -> None:
    given = ObjectStoreSettings(
        name="packets",
        root_user="admin",
        access_key="trigger",
        auth_name="packets-root",
        credentials_name="packets-keys",
        existing_claim="packets-data",
    )
    made = bare(object_store=given)
    release = object_of(made, "minio", "HelmRelease")
    assert release["metadata"]["name"] == "packets"
    assert release["spec"]["values"]["persistence"]["data"]["existingClaim"] == "packets-data"
    secrets = {
        item["metadata"]["name"]: item["stringData"]
        for item in made.component("minio").objects()
        if item["kind"] == "Secret"
    }
    assert secrets["packets-root"]["rootUser"] == "admin"
    assert secrets["packets-keys"]["access-key-id"] == "trigger"
    assert object_of(made, "minio", "Job")["metadata"]["name"] == "packets-create-bucket"


def test_the_charts_own_claim_can_be_what_it_was() -> None:
    shared = values_of(bare(shared_storage=Volume("1Gi", "nfs", "ReadWriteMany")))["persistence"]["shared"]
    assert shared == {
        "enabled": True, "size": "1Gi", "accessMode": "ReadWriteMany", "storageClass": "nfs", "retain": True,
    }  # fmt: skip


def test_the_apps_own_secret_can_be_called_what_it_was() -> None:
    made = bare(app_secrets_name="trigger-env")
    assert values_of(made)["secrets"]["existingSecret"] == "trigger-env"


def test_clickhouse_settings_arrive() -> None:
    resources = Resources(cpu="1", memory="1Gi", cpu_limit="2", memory_limit="2Gi")
    settings = ClickHouseSettings(storage=Volume("70Gi", "fast"), resources=resources, settings={"max_threads": "3"})
    made = bare(clickhouse=settings)
    claim = object_of(made, "clickhouse", "PersistentVolumeClaim")["spec"]
    assert (claim["resources"]["requests"]["storage"], claim["storageClassName"]) == ("70Gi", "fast")
    (container,) = object_of(made, "clickhouse", "StatefulSet")["spec"]["template"]["spec"]["containers"]
    assert container["resources"]["limits"] == {"cpu": "2", "memory": "2Gi"}
    assert "<max_threads>3</max_threads>" in str(object_of(made, "clickhouse", "ConfigMap")["data"])


def test_object_store_settings_arrive() -> None:
    made = bare(object_store=ObjectStoreSettings(storage=Volume("70Gi", "fast", "ReadWriteOnce"), resources=SIZE))
    claim = object_of(made, "minio", "PersistentVolumeClaim")["spec"]
    assert claim["accessModes"] == ["ReadWriteOnce"]
    values = object_of(made, "minio", "HelmRelease")["spec"]["values"]
    assert values["controllers"]["main"]["containers"]["minio"]["resources"]["limits"] == {"memory": "1111Mi"}


def test_the_bucket_of_the_app_is_made() -> None:
    """Its name is hard-coded, and nobody else makes it (contract trigger-chart, 7)."""
    made = bare(object_store=ObjectStoreSettings())
    (container,) = object_of(made, "minio", "Job")["spec"]["template"]["spec"]["containers"]
    assert {"name": "BUCKETS", "value": "packets"} in container["env"]
    assert made.object_store.buckets == ("packets",)


def test_a_public_host_is_for_callers_outside() -> None:
    """Presigned URLs carry the host they were made for."""
    inside = bare(object_store=ObjectStoreSettings())
    outside = bare(object_store=ObjectStoreSettings(public_host="s3.${SECRET_DOMAIN}"))
    assert get(values_of(inside), "s3.external.endpoint") == "http://trigger-dev-minio.default.svc:9000"
    assert get(values_of(outside), "s3.external.endpoint") == "https://s3.${SECRET_DOMAIN}"
    assert "ingress" not in object_of(inside, "minio", "HelmRelease")["spec"]["values"]
    ingress = object_of(outside, "minio", "HelmRelease")["spec"]["values"]["ingress"]["main"]
    assert ingress["tls"][0]["hosts"] == ["s3.${SECRET_DOMAIN}"]


@pytest.mark.parametrize("host", ["https://s3.example.org", "s3.example.org/path", "", "s3:9000", "S3.example.org"])
def test_refuses_a_public_host_that_is_none(host: str) -> None:
    """Any path in the endpoint is dropped by the app."""
    with pytest.raises(ValueError, match="host"):
        bare(object_store=ObjectStoreSettings(public_host=host))


# Run pods -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", VERSIONS)
def test_run_pods_take_as_much_disk_as_they_are_given(line: str) -> None:
    made = bare(line, run_pods=RunPods(ephemeral_storage="500Mi", ephemeral_storage_limit="4Gi"))
    assert values_of(made)["supervisor"]["config"]["kubernetes"] == {
        "ephemeralStorageSizeRequest": "500Mi",
        "ephemeralStorageSizeLimit": "4Gi",
    }


@pytest.mark.parametrize(
    ("argument", "changes"),
    [
        ("ephemeral_storage", {"ephemeral_storage": "20Gi"}),
        ("ephemeral_storage", {"ephemeral_storage": "0"}),
        ("ephemeral_storage", {"ephemeral_storage": "2GB"}),
        ("ephemeral_storage_limit", {"ephemeral_storage_limit": "0"}),
        ("ephemeral_storage_limit", {"ephemeral_storage_limit": "much"}),
        ("ephemeral_storage", {"ephemeral_storage": "3Gi", "ephemeral_storage_limit": "2Gi"}),
    ],
    ids=str,
)
def test_refuses_disk_sizes_that_cannot_be(argument: str, changes: dict[str, str]) -> None:
    with refused(argument):
        RunPods(**changes)
