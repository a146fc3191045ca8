"""HelmApp: a release of any chart, which waits for what it uses and says where it answers."""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import (
    BitnamiRedis,
    CnpgDatabase,
    Component,
    ExistingClaim,
    ExistingSecret,
    FluxApp,
    HelmApp,
    RedisConnection,
    ServiceConnection,
    Volume,
    VolumeClaim,
)
from tests.apps.samples import CHART
from tests.datastores import component, objects_of, refused, tree_of
from tests.support import assert_app_matches, kustomization, new_lab


def wiki(scope: Component | None = None, **changes: Any) -> HelmApp:
    """An app by its own chart."""
    return HelmApp(scope or component("app"), "wiki", **{"chart": CHART, "values": {}, **changes})


def test_smallest_use(yaml_snapshot: SnapshotAssertion) -> None:
    assert_app_matches(tree_of(wiki(values={"replicas": 1})).files, yaml_snapshot)


def test_everything_set(yaml_snapshot: SnapshotAssertion) -> None:
    lab = new_lab()
    shop = FluxApp(lab, "shop")
    database = CnpgDatabase(shop.component("postgresql"), "db", database="wiki", storage=Volume("5Gi"))
    cache = BitnamiRedis(shop.component("redis"), "cache").connection
    assert cache.password is not None
    part = wiki(
        shop.component("app"),
        values={"postgres": {"host": database.connection.host, "existingSecret": database.credentials.name}},
        uses=[database.connection],
        secret_values={"redis.password": cache.password, "admin.token": ExistingSecret("admin").key("token")},
        services={"wiki": 80, "wiki-metrics": 9090},
        name="wiki",
        patches=[("Deployment", "wiki", "spec: {replicas: 1}")],
        timeout="10m",
        interval="15m",
        retries=5,
    )
    assert part.connections["wiki-metrics"].port == 9090
    assert_app_matches(lab.files(), yaml_snapshot)


def test_it_waits_for_the_makers_of_its_connections_and_secret_values() -> None:
    shop = FluxApp(new_lab(), "shop")
    cache = BitnamiRedis(shop.component("redis"), "cache").connection
    outside = RedisConnection(host="queue.other.svc", provider="queue")
    wiki(shop.component("app"), uses=[outside], secret_values={"redis.password": cache.password})
    entries = kustomization(shop.lab.files(), "shop")["dependsOn"]
    assert [entry["name"] for entry in entries] == ["queue", "shop-redis"]


def test_a_claim_that_its_values_name_makes_it_wait() -> None:
    shop = FluxApp(new_lab(), "shop")
    claim = VolumeClaim(shop.component("files"), "data", volume=Volume("1Gi"))
    wiki(shop.component("app"), values={"claim": claim.claim_name}, uses=[claim, ExistingClaim(name="old")])
    assert [entry["name"] for entry in kustomization(shop.lab.files(), "shop")["dependsOn"]] == ["shop-files"]
    assert ("v1", "PersistentVolumeClaim", "default", "old") in {entry[:4] for entry in shop.lab.expectations.objects}


def test_a_claim_of_another_namespace_is_refused() -> None:
    lab = new_lab()
    claim = VolumeClaim(FluxApp(lab, "files", namespace="files").component("app"), "data", volume=Volume("1Gi"))
    with refused("claim", "app's own namespace"):
        wiki(FluxApp(lab, "shop").component("app"), uses=[claim])


def test_a_secret_value_stands_nowhere_and_its_secret_is_expected() -> None:
    part = wiki(secret_values={"admin.token": ExistingSecret("admin").key("token")})
    spec = objects_of(part)["HelmRelease/shop"]["spec"]
    assert spec["valuesFrom"] == [
        {"kind": "Secret", "name": "admin", "valuesKey": "token", "targetPath": "admin.token"}
    ]
    assert part.component.lab.expectations.secrets["default", "admin"] == {"token"}


def test_others_use_its_service() -> None:
    part = wiki(services={"wiki": 8080})
    assert part.connection == ServiceConnection(host="wiki.default.svc", port=8080, provider="shop")
    assert part.connection.url == "http://wiki.default.svc:8080"


@pytest.mark.parametrize(("services", "word"), [({}, "no Service"), ({"a": 1, "b": 2}, "a, b")])
def test_the_one_connection_of_none_or_several_is_refused(services: dict[str, int], word: str) -> None:
    part = wiki(services=services)
    with refused("connection", word):
        _ = part.connection


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"services": {"Wiki": 80}}, "services"),
        ({"services": {"wiki": 0}}, "port"),
        ({"values": {"x": {1, 2}}}, "values.x"),
        ({"values": {"x": [ExistingSecret("a").key("b")]}}, "values.x[0]"),
        ({"secret_values": {"": ExistingSecret("a").key("b")}}, "target_path"),
    ],
)
def test_what_cannot_be_is_refused_by_name(given: dict[str, Any], argument: str) -> None:
    with refused(argument):
        wiki(**given)
