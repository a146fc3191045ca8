"""What the chart is told: by both lines alike, and by the line that knows it."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs import ExistingSecret, IngressHost, InvalidArgument, PostgresConnection, TriggerDevStack
from tests.datastores import refused
from tests.judges import problems
from tests.support import new_lab
from tests.trees import get, walk
from tests.trigger_dev.stacks import (
    HOST,
    VERSIONS,
    bare,
    clickhouse,
    env_of,
    object_store,
    postgres,
    redis,
    registry,
    release_of,
    tree_of,
    values_of,
)

BOTH = pytest.mark.parametrize("line", VERSIONS)


def told(path: str, line: str = "4.0", **changes: Any) -> Any:
    """One value."""
    return get(values_of(bare(line, **changes)), path)


@BOTH
def test_every_datastore_is_outside_of_the_chart(line: str) -> None:
    for block in ("postgres", "redis", "clickhouse", "s3", "registry"):
        assert told(f"{block}.deploy", line) is False
    assert told("electric.deploy", line) is True


@BOTH
def test_nothing_empty_is_written(line: str) -> None:
    for path, node in walk(values_of(bare(line))):
        assert node not in ({}, [], None, ""), path


@BOTH
def test_the_full_name_is_the_apps(line: str) -> None:
    """The chart would make `jobs-trigger` of a release `jobs`."""
    assert told("fullnameOverride", line, name="jobs") == "jobs"


@BOTH
def test_three_equal_origins_with_tls(line: str) -> None:
    for name in ("appOrigin", "loginOrigin", "apiOrigin"):
        assert told(f"webapp.{name}", line) == f"https://{HOST}"


@BOTH
def test_ingress_has_class_host_and_tls(line: str) -> None:
    assert told("webapp.ingress", line) == {
        "enabled": True,
        "className": "traefik",
        "hosts": [{"host": HOST, "paths": [{"path": "/", "pathType": "Prefix"}]}],
        "tls": [{"secretName": "${SECRET_DOMAIN/./-}-tls", "hosts": [HOST]}],
    }


def test_ingress_can_have_another_certificate_and_middlewares() -> None:
    ingress = IngressHost(
        host=HOST, tls_secret="mine", middlewares=["a-b@kubernetescrd"], annotations=[("example.org/x", "y")]
    )
    found = told("webapp.ingress", ingress=ingress)
    assert found["tls"][0]["secretName"] == "mine"
    assert found["annotations"] == {
        "example.org/x": "y",
        "traefik.ingress.kubernetes.io/router.middlewares": "a-b@kubernetescrd",
    }


@BOTH
def test_first_start_has_time_for_its_migrations(line: str) -> None:
    """Ten seconds a try; the chart's own liveness would end it after 160 seconds (pitfall 13)."""
    probe = told("webapp.startupProbe", line)
    assert probe["enabled"] is True
    minutes = probe["failureThreshold"] * 10 / 60
    timeout = int(release_of(bare(line))["spec"]["timeout"].removesuffix("m"))
    assert 10 < minutes < timeout
    assert 15 <= timeout <= 30


# PostgreSQL ---------------------------------------------------------------------------------------------------------


@BOTH
def test_both_urls_lead_straight_to_the_server(line: str) -> None:
    """Electric and run replication read the first, migrations the second (contract trigger-chart, 4.1)."""
    pooled = ExistingSecret("pg").key("pooled")
    external = told("postgres.external", line, database=postgres(pooled_host="pool.example.org", pooled_url=pooled))
    assert external["existingSecret"] == "pg"
    assert external["secretKeys"] == {"databaseUrlKey": "direct", "directUrlKey": "direct"}


@BOTH
def test_the_database_is_waited_for_at_host_and_port(line: str) -> None:
    """A bare host is an argument error (pitfall 12)."""
    check = told("postgres.external.connectivityCheck", line, database=postgres(port=6543))
    assert check == {"host": "pg.example.org:6543"}


@pytest.mark.parametrize(
    ("line", "variable", "other"),
    [
        ("4.0", "DATABASE_READ_REPLICA_URL", "CONTROL_PLANE_DATABASE_URL"),
        ("4.5", "CONTROL_PLANE_DATABASE_URL", "DATABASE_READ_REPLICA_URL"),
    ],
)
def test_the_pooler_gets_what_each_line_can_send_through_one(line: str, variable: str, other: str) -> None:
    pooled = ExistingSecret("pg").key("pooled")
    env = env_of(bare(line, database=postgres(pooled_url=pooled)))
    assert env[variable] == {"name": "pg", "key": "pooled"}
    assert other not in env
    assert variable not in env_of(bare(line))


# Redis, ClickHouse, object store ------------------------------------------------------------------------------------


@BOTH
def test_redis_is_named_with_its_secret(line: str) -> None:
    assert told("redis.external", line, redis=redis(port=6380, tls=True)) == {
        "host": "redis.example.org",
        "port": 6380,
        "tls": {"enabled": True},
        "existingSecret": "redis",
        "existingSecretPasswordKey": "password",
    }


def test_redis_without_a_password_has_no_secret() -> None:
    external = told("redis.external", redis=redis(password=None))
    assert external == {"host": "redis.example.org", "port": 6379, "tls": {"enabled": False}}


def test_clickhouse_on_4_0_gets_its_password_as_a_value() -> None:
    """Chart 4.0 writes a shell form that nothing expands (pitfall 1); helm-controller puts it in (contract, 1.3)."""
    made = bare("4.0")
    assert told("clickhouse.external") == {
        "host": "ch.example.org",
        "httpPort": 8123,
        "nativePort": 9000,
        "username": "default",
        "secure": False,
    }
    assert release_of(made)["spec"]["valuesFrom"] == [
        {"kind": "Secret", "name": "ch", "valuesKey": "password", "targetPath": "clickhouse.external.password"}
    ]


def test_clickhouse_on_4_5_keeps_its_password_in_the_secret() -> None:
    made = bare("4.5")
    external = told("clickhouse.external", "4.5")
    assert (external["existingSecret"], external["existingSecretKey"]) == ("ch", "password")
    assert "password" not in external
    assert "valuesFrom" not in release_of(made)["spec"]


@BOTH
def test_clickhouse_is_reached_as_the_connection_says(line: str) -> None:
    external = told("clickhouse.external", line, clickhouse=clickhouse(http_port=8443, user="curator", secure=True))
    assert (external["httpPort"], external["username"], external["secure"]) == (8443, "curator", True)


@BOTH
def test_object_store_has_an_endpoint_without_a_path(line: str) -> None:
    assert told("s3.external", line) == {
        "endpoint": "https://s3.example.org",
        "existingSecret": "s3",
        "existingSecretAccessKeyIdKey": "id",
        "existingSecretSecretAccessKeyKey": "key",
    }
    # The chart's key is s3: in every version; minio: is read by nothing (pitfall 9).
    assert "minio" not in values_of(bare(line))


def test_a_region_is_passed_on() -> None:
    assert env_of(bare(object_store=object_store(region="eu-west-1")))["OBJECT_STORE_REGION"] == "eu-west-1"
    assert "OBJECT_STORE_REGION" not in env_of(bare())


# Registry -----------------------------------------------------------------------------------------------------------


@BOTH
def test_registry_has_no_credentials_in_the_values(line: str) -> None:
    """They can stand there in clear only; the supervisor is told the pull Secret instead (contract, 8)."""
    made = bare(line, registry=registry(public=False, host="registry.example.org:5050", namespace="a/b"))
    assert values_of(made)["registry"] == {
        "deploy": False,
        "repositoryNamespace": "a/b",
        "external": {"host": "registry.example.org:5050", "auth": {"enabled": False}},
    }
    assert env_of(made, "supervisor")["KUBERNETES_IMAGE_PULL_SECRETS"] == "trigger-dev-registry"


@BOTH
def test_a_public_registry_needs_no_pull_secret(line: str) -> None:
    made = bare(line)
    assert "KUBERNETES_IMAGE_PULL_SECRETS" not in env_of(made, "supervisor")
    assert not [item for item in made.component("app").objects() if item["metadata"]["name"].endswith("-registry")]


@pytest.mark.parametrize(
    ("argument", "changes"),
    [
        ("host", {"host": "https://registry.example.org"}),
        ("host", {"host": "registry.example.org/x"}),
        ("host", {"host": "registry.example.org:0"}),
        ("host", {"host": "registry.example.org:65536"}),
        ("host", {"host": "registry.example.org:"}),
        ("host", {"host": "registry.example.org:²"}),
        ("host", {"host": ""}),
        ("namespace", {"namespace": ""}),
        ("namespace", {"namespace": "/a"}),
        ("namespace", {"namespace": "a/"}),
        ("namespace", {"namespace": "A/b"}),
        ("namespace", {"namespace": "a//b"}),
        ("namespace", {"namespace": "a b"}),
        ("pull_secret", {"pull_secret": ExistingSecret("x"), "public": True}),
    ],
    ids=str,
)
def test_refuses_a_registry_that_no_image_could_name(argument: str, changes: dict[str, Any]) -> None:
    with refused(argument):
        registry(**changes)


def test_the_kubelet_reads_one_key_only() -> None:
    pull = ExistingSecret("pull", {".dockerconfigjson": "config"})
    with refused("registry.pull_secret", ".dockerconfigjson"):
        bare(registry=registry(public=False, pull_secret=pull))


# What only 4.5 knows ------------------------------------------------------------------------------------------------


def test_4_5_keeps_events_in_clickhouse_and_talks_inside_the_cluster() -> None:
    env = env_of(bare("4.5", namespace="jobs"))
    assert env["EVENT_REPOSITORY_DEFAULT_STORE"] == "clickhouse_v2"
    assert env["INTERNAL_API_ORIGIN"] == "http://trigger-dev-webapp.jobs.svc.cluster.local:3030"
    assert env["INTERNAL_API_ORIGIN_ENABLED"] == "1"
    assert env_of(bare("4.5"), "supervisor")["KUBERNETES_RUNNER_SECURITY_CONTEXT"] == "restricted"


def test_4_0_is_not_told_what_it_does_not_know() -> None:
    assert env_of(bare("4.0")).keys() == {"NODE_MAX_OLD_SPACE_SIZE"}
    assert "s2" not in values_of(bare("4.0"))


def test_events_can_be_kept_elsewhere() -> None:
    env = env_of(bare("4.5", webapp_env={"EVENT_REPOSITORY_DEFAULT_STORE": "postgres"}))
    assert env["EVENT_REPOSITORY_DEFAULT_STORE"] == "postgres"


# What a caller adds -------------------------------------------------------------------------------------------------


@BOTH
def test_environment_can_be_text_or_a_secret_key(line: str) -> None:
    key = ExistingSecret("mail").key("password")
    made = bare(
        line,
        webapp_env={"SMTP_PASSWORD": key, "EMAIL_TRANSPORT": "smtp", "EMPTY": ""},
        supervisor_env={"A": key, "B": "1"},
        electric_env={"ELECTRIC_LOG_LEVEL": "warning"},
    )
    assert env_of(made).items() >= {"EMAIL_TRANSPORT": "smtp", "EMPTY": ""}.items()
    assert env_of(made)["SMTP_PASSWORD"] == {"name": "mail", "key": "password"}
    assert env_of(made, "supervisor")["A"] == {"name": "mail", "key": "password"}
    assert env_of(made, "electric") == {"ELECTRIC_LOG_LEVEL": "warning"}
    assert {"namespace": "default", "name": "mail", "keys": ["password"]} in tree_of(made).expects["secrets"]


@BOTH
@pytest.mark.parametrize("workload", ["webapp", "supervisor", "electric"])
@pytest.mark.parametrize("name", ["SMTP_PASSWORD", "RESEND_API_KEY", "GITHUB_TOKEN", "ALERT_SECRET", "SENTRY_DSN"])
def test_a_password_cannot_be_text(line: str, workload: str, name: str) -> None:
    """It would stand in dist; nor does the refusal repeat it."""
    with pytest.raises(InvalidArgument, match=f"{workload}_env.*{name}.*SecretKey") as caught:
        bare(line, **{f"{workload}_env": {name: "hunter2"}})
    assert "hunter2" not in str(caught.value)


@BOTH
def test_values_that_look_like_numbers_stay_text(line: str) -> None:
    """Helm would write 3145728 as 3.145728e+06 (contract trigger-chart, 12.3)."""
    made = bare(line, webapp_env={"LIMIT": "3145728", "FLAG": "true"})
    assert env_of(made)["LIMIT"] == "3145728"
    text = tree_of(made).files["trigger-dev/app/HelmRelease.trigger-dev.yaml"].decode()
    assert 'value: "3145728"' in text
    assert 'value: "true"' in text
    assert not problems(release_of(made))


@BOTH
def test_another_image_of_the_token_sidecar(line: str) -> None:
    """Its own is frozen (pitfall 15)."""
    image = {"registry": "docker.io", "repository": "alpine/k8s", "tag": "1.33.4"}
    made = bare(line, extra_values={"webapp": {"tokenSyncer": {"image": image}}})
    assert values_of(made)["webapp"]["tokenSyncer"] == {"image": image}


@pytest.mark.parametrize(
    "extra",
    [
        # What would be a second answer to something the stack decides.
        {"secrets": {"enabled": False}},
        {"secrets": {"existingSecret": "x"}},
        {"fullnameOverride": "x"},
        {"webapp": {"apiOrigin": "https://x"}},
        {"webapp": {"extraEnvVars": [{"name": "A", "value": "b"}]}},
        {"supervisor": {"extraEnvVars": [{"name": "DEBUG", "value": "1"}]}},
        {"electric": {"extraEnvVars": [{"name": "DATABASE_URL", "value": "x"}]}},
        {"webapp": {"startupProbe": {"enabled": False}}},
        {"webapp": {"resources": {}}},
        {"persistence": {"shared": {"accessMode": "ReadWriteMany"}}},
        {"postgres": {"deploy": True}},
        {"webapp": {"ingress": {"enabled": False}}},
        # Pitfall 17: a duplicate key.
        {"webapp": {"podSecurityContext": {"fsGroup": 1}}},
        {"supervisor": {"podSecurityContext": {"fsGroup": 1}}},
        # Pitfall 1.
        {"clickhouse": {"external": {"existingSecret": "x"}}},
        # Several servers on one data directory, or on one migration.
        {"webapp": {"replicaCount": 2}},
        # Run pods where their pull Secret is not.
        {"supervisor": {"config": {"kubernetes": {"namespace": "runs"}}}},
        # Passwords in clear.
        {"clickhouse": {"external": {"password": "hunter2"}}},
        {"redis": {"external": {"password": "hunter2"}}},
        {"postgres": {"external": {"databaseUrl": "postgresql://a:hunter2@b/c"}}},
        {"s3": {"external": {"secretAccessKey": "hunter2"}}},
        {"registry": {"external": {"auth": {"password": "hunter2"}}}},
        {"s2": {"external": {"accessToken": "hunter2"}}},
        {"supervisor": {"bootstrap": {"workerToken": {"value": "hunter2"}}}},
        # Objects of any kind, outside of every check.
        {"extraManifests": [{"kind": "Secret"}]},
        # What Helm would not get as written.
        {"webapp": {"limits": {"taskPayloadMaximumSize": 3145728}}},
        {"webapp": {"image": {"tag": float("nan")}}},
        {"webapp": {1: "x"}},
        {"webapp": {"nodeSelector": {"a": object()}}},
        {"webapp": "x"},
    ],
    # No address in a name: workers that collect the same tests must call them the same.
    ids=lambda extra: str(extra).partition(" at 0x")[0][:60],
)
@BOTH
def test_extra_values_cannot_undo_a_promise(line: str, extra: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument, match="extra_values"):
        bare(line, extra_values=extra)


# Connections that the stack cannot work with ------------------------------------------------------------------------


def test_refuses_a_database_without_logical_replication() -> None:
    with refused("database.logical_replication", "wal_level=logical"):
        bare(database=postgres(logical_replication=False))


def test_refuses_an_object_store_without_the_bucket() -> None:
    with refused("object_store.buckets", "packets"):
        bare(object_store=object_store(buckets=("packages", "my-packets")))


def test_refuses_credentials_from_two_secrets() -> None:
    """The chart reads both keys from one."""
    with refused("object_store.secret_key", "one Secret"):
        bare(object_store=object_store(secret_key=ExistingSecret("other").key("key")))


@pytest.mark.parametrize(
    "endpoint",
    [
        "s3.example.org",
        "ftp://s3.example.org",
        "https://s3.example.org/path",
        "https://",
        "https://a b",
        "http://h:",
        "",
    ],
)
def test_refuses_an_endpoint_with_a_path_or_without_a_scheme(endpoint: str) -> None:
    with pytest.raises(InvalidArgument, match="endpoint"):
        object_store(endpoint=endpoint)


@pytest.mark.parametrize(
    ("argument", "changes"),
    [
        ("host", {"host": "https://pg"}),
        ("host", {"host": "pg:5432"}),
        ("host", {"host": ""}),
        ("port", {"port": 0}),
        ("port", {"port": 65536}),
        ("database", {"database": "my-db"}),
        ("user", {"user": "a b"}),
        ("pooled_host", {"pooled_host": "a:1"}),
        ("direct_url", {"direct_url": "postgresql://a:b@c/d"}),
        ("password", {"password": "hunter2"}),
        ("pooled_url", {"pooled_url": "postgresql://a:b@c/d"}),
        ("logical_replication", {"logical_replication": "yes"}),
        ("provider", {"provider": "Not A Name"}),
    ],
    ids=str,
)
def test_refuses_a_database_that_cannot_be(argument: str, changes: dict[str, Any]) -> None:
    with refused(argument):
        postgres(**changes)


@pytest.mark.parametrize(
    ("argument", "changes"),
    [
        ("version", {"version": 26.3}),
        ("version", {"version": "latest"}),
        ("version", {"version": ""}),
        ("user", {"user": "a:b"}),
        ("http_port", {"http_port": "8123"}),
        ("settings", {"settings": "enable_full_text_index"}),
        ("password", {"password": None}),
    ],
    ids=str,
)
def test_refuses_a_clickhouse_that_cannot_be(argument: str, changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument, match=argument):
        bare(clickhouse=clickhouse(**changes))


def test_all_external_needs_no_component_but_the_app() -> None:
    made: TriggerDevStack = bare(lab=new_lab())
    assert [component.component_name for component in made.components] == ["app"]
    assert isinstance(made.postgres, PostgresConnection)
