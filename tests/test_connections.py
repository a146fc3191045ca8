"""Connections: what a consumer needs of a datastore, and what follows from using it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from homelab_constructs import (
    ClickHouseConnection,
    Component,
    ExistingSecret,
    FluxApp,
    InvalidArgument,
    ObjectStoreConnection,
    PostgresConnection,
    RedisConnection,
    SecretContract,
    SecretKey,
)
from homelab_constructs.connections import use_secret_key
from homelab_constructs.secrets.contract import SecretOrigin
from tests.support import new_lab

THEIRS = ExistingSecret("theirs")
OURS = SecretContract("ours", {"password": "password", "url": "url"}, SecretOrigin.PLACEHOLDERS, "photos-store")
OPERATORS = SecretContract("db-app", {"password": "password"}, SecretOrigin.OPERATOR, "photos-db")


def postgres(**changes: Any) -> PostgresConnection:
    given: dict[str, Any] = {"host": "db", "database": "photos", "user": "app", "direct_url": THEIRS.key("url")}
    return PostgresConnection(**(given | changes))


def redis(**changes: Any) -> RedisConnection:
    return RedisConnection(**({"host": "redis"} | changes))


def clickhouse(**changes: Any) -> ClickHouseConnection:
    given: dict[str, Any] = {"host": "clickhouse", "user": "default", "password": THEIRS.key("pw"), "version": "26.3"}
    return ClickHouseConnection(**(given | changes))


def store(**changes: Any) -> ObjectStoreConnection:
    given: dict[str, Any] = {
        "host": "minio",
        "endpoint": "http://minio:9000",
        "access_key": THEIRS.key("id"),
        "secret_key": THEIRS.key("key"),
    }
    return ObjectStoreConnection(**(given | changes))


MAKERS = {"postgres": postgres, "redis": redis, "clickhouse": clickhouse, "store": store}


@pytest.fixture
def component() -> Component:
    return FluxApp(new_lab(), "photos", namespace="media").component("app")


# What follows from using one ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_whoever_uses_a_connection_waits_for_its_provider(make: Any, component: Component) -> None:
    make(provider="photos-store").used_by(component)
    assert component.dependencies == {"photos-store"}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_connection_to_something_outside_flux_makes_nobody_wait(make: Any, component: Component) -> None:
    make(host="elsewhere.example.org").used_by(component)
    assert component.dependencies == frozenset()


def test_a_connection_within_the_same_component_makes_it_wait_for_nothing(component: Component) -> None:
    redis(provider=component.kustomization_name).used_by(component)
    assert component.dependencies == frozenset()


def test_secrets_that_exist_are_expected_with_the_keys_referred_to(component: Component) -> None:
    renamed = ExistingSecret("renamed", {"url": "DATABASE_URL"})
    postgres(direct_url=renamed.key("url"), password=THEIRS.key("pw")).used_by(component)
    store().used_by(component)
    assert component.lab.expectations.secrets == {
        ("media", "renamed"): {"DATABASE_URL"},
        ("media", "theirs"): {"pw", "id", "key"},
    }


def test_a_secret_that_another_component_brings_is_waited_for_and_not_expected(component: Component) -> None:
    redis(password=OURS.key("password")).used_by(component)
    postgres(direct_url=OURS.key("url"), password=OPERATORS.key("password")).used_by(component)
    assert component.dependencies == {"photos-store", "photos-db"}
    assert component.lab.expectations.secrets == {}


def test_a_secret_in_another_namespace_is_refused_because_no_pod_could_read_it(component: Component) -> None:
    there = SecretContract("auth", {"password": "password"}, SecretOrigin.PLACEHOLDERS, "wiki-redis", "wiki")
    with pytest.raises(InvalidArgument) as caught:
        redis(password=there.key("password")).used_by(component)
    assert (caught.value.argument, caught.value.value) == ("connection", "auth")
    for word in ("'wiki'", "'media'", "ExistingSecret"):
        assert word in caught.value.allowed
    here = dataclasses.replace(there, namespace="media")
    redis(password=here.key("password")).used_by(component)


@pytest.mark.parametrize("user", [None, "app", FluxApp], ids=["None", "text", "class"])
def test_a_connection_is_used_by_a_component(user: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        redis().used_by(user)  # type: ignore[arg-type]
    assert caught.value.argument == "component"
    assert "a Component is needed" in caught.value.allowed


def test_a_single_key_can_be_used_without_a_connection(component: Component) -> None:
    use_secret_key(component, OPERATORS.key("password"))
    use_secret_key(component, THEIRS.key("a"))
    assert component.dependencies == {"photos-db"}
    assert component.lab.expectations.secrets == {("media", "theirs"): {"a"}}


def test_every_secret_key_is_found_whatever_it_is_called() -> None:
    connection = postgres(password=THEIRS.key("pw"), pooled_url=THEIRS.key("pooled"), pooled_host="pooler")
    assert {key.key for key in connection.secret_keys()} == {"pw", "url", "pooled"}
    assert list(redis().secret_keys()) == []


# Defaults -----------------------------------------------------------------------------------------------------------


def test_ports_are_those_everybody_uses() -> None:
    assert postgres().port == 5432
    assert redis().port == 6379
    assert (clickhouse().http_port, clickhouse().native_port) == (8123, 9000)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_nobody_changes_a_connection_that_is_in_use(make: Any) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        make().host = "other"


@pytest.mark.parametrize("host", ["db-rw", "db-rw.data.svc.cluster.local", "db.${SECRET_DOMAIN}", "10.0.0.5"])
def test_a_host_is_a_name_an_address_or_below_the_domain(host: str) -> None:
    assert redis(host=host).host == host


@pytest.mark.parametrize("endpoint", ["http://minio:9000", "https://s3.example.org", "https://s3.${SECRET_DOMAIN}"])
def test_an_endpoint_has_a_scheme(endpoint: str) -> None:
    assert store(endpoint=endpoint).endpoint == endpoint


# What is refused ----------------------------------------------------------------------------------------------------

BAD = [
    *((name, "host", value) for name in MAKERS for value in ["", "Db", "db:5432", "http://db", "a/b", None]),
    *((name, "provider", value) for name in MAKERS for value in ["A", "a/b", None]),
    *(("postgres", "port", value) for value in [0, 65536, "5432", True, None]),
    *(("postgres", "database", value) for value in ["", "my-db", "A", None]),
    *(("postgres", "user", value) for value in ["", "app user", None]),
    *(("postgres", "direct_url", value) for value in ["postgresql://app:pw@db/photos", None]),
    *(("postgres", "pooled_url", value) for value in ["postgresql://app:pw@pooler/photos"]),
    *(("postgres", "password", value) for value in ["hunter2", THEIRS]),
    *(("postgres", "pooled_host", value) for value in ["Pooler", "pooler:5432", None]),
    *(("postgres", "logical_replication", value) for value in ["yes", 1, None]),
    *(("redis", "port", value) for value in [0, 65536, "6379"]),
    *(("redis", "password", value) for value in ["hunter2", THEIRS]),
    *(("redis", "tls", value) for value in ["yes", 1, None]),
    *(("clickhouse", "http_port", value) for value in [0, "8123"]),
    *(("clickhouse", "native_port", value) for value in [65536, None]),
    *(("clickhouse", "user", value) for value in ["", "a b", None]),
    *(("clickhouse", "password", value) for value in ["hunter2", None]),
    *(("clickhouse", "version", value) for value in ["26", "26.3.1", "v26.3", "٢٦.3", 26.3, None]),
    *(("clickhouse", "secure", value) for value in ["yes", 1]),
    *(
        ("store", "endpoint", value)
        for value in ["", "minio:9000", "s3://minio", "http://", "http://minio/x", "http:minio"]
    ),
    *(("store", "endpoint", value) for value in ["http://minio:", "http://minio:9000/", "http://u:p@minio", None]),
    *(("store", "access_key", value) for value in ["AKIA", None]),
    *(("store", "secret_key", value) for value in ["hunter2", None]),
    *(("store", "buckets", value) for value in ["packets", [1]]),
    *(("store", "region", value) for value in [None, 1]),
]


SECRETS = {
    *(("postgres", name) for name in ("direct_url", "pooled_url", "password")),
    *(("redis", "password"), ("clickhouse", "password"), ("store", "access_key"), ("store", "secret_key")),
}


@pytest.mark.parametrize(("name", "argument", "value"), BAD, ids=lambda value: repr(value)[:40])
def test_what_nobody_could_connect_to_is_refused(name: str, argument: str, value: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        MAKERS[name](**{argument: value})
    assert caught.value.argument.partition("[")[0] == argument
    hidden = (name, argument) in SECRETS or "@" in str(value)
    assert hidden or caught.value.value == value or str(caught.value.value) in str(value)
    assert caught.value.allowed


@pytest.mark.parametrize(("name", "argument"), sorted(SECRETS))
def test_a_secret_value_given_for_a_key_is_not_repeated_in_the_message(name: str, argument: str) -> None:
    """A traceback ends up in the log of a CI job, which more people read than may know the password."""
    with pytest.raises(InvalidArgument) as caught:
        MAKERS[name](**{argument: "hunter2"})
    assert "hunter2" not in str(caught.value)
    assert "SecretKey" in caught.value.allowed


def test_a_secret_key_is_what_existing_secrets_give() -> None:
    assert isinstance(THEIRS.key("a"), SecretKey)
    assert postgres(password=THEIRS.key("a")).password == THEIRS.key("a")
