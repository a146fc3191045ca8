"""BitnamiRedis: durable, bounded, and the same by every chart version it knows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import (
    BitnamiRedis,
    Component,
    ExistingSecret,
    ExistingSource,
    FluxApp,
    HelmRepository,
    InvalidArgument,
    OciChart,
    RepositoryChart,
    Resources,
    SopsSecret,
    Volume,
)
from tests.datastores import component, objects_of, one_odd, refused, tree_of, words
from tests.judges import problems
from tests.labs import sops_file
from tests.support import assert_app_matches, new_lab
from tests.trees import get

URL = "oci://registry-1.docker.io/bitnamicharts/redis"
BITNAMI = HelmRepository(name="bitnami", url="https://charts.bitnami.com/bitnami")
RELEASE = "HelmRelease/shop-redis"


def redis(scope: Component | None = None, **changes: Any) -> BitnamiRedis:
    """A Redis of the app `shop`."""
    return BitnamiRedis(scope or component("redis"), "redis", **changes)


def values(**changes: Any) -> dict[str, Any]:
    """What its chart is told."""
    release = next(item for item in objects_of(redis(**changes)).values() if item["kind"] == "HelmRelease")
    told: dict[str, Any] = release["spec"]["values"]
    return told


def oci(version: str) -> OciChart:
    """The chart at a version, from a source of this lab."""
    return OciChart(name="bitnami-redis", url=URL, version=version)


# Snapshots ----------------------------------------------------------------------------------------------------------


def test_smallest_use(yaml_snapshot: SnapshotAssertion) -> None:
    assert_app_matches(tree_of(redis()).files, yaml_snapshot)


def test_everything_set(yaml_snapshot: SnapshotAssertion) -> None:
    part = redis(
        storage=Volume("8Gi", "fast", "ReadWriteOncePod"),
        name="cache",
        chart=RepositoryChart(repository=BITNAMI, chart="redis", version="23.1.1"),
        image="docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4@sha256:" + "a" * 64,
        resources=Resources(cpu="250m", memory="1Gi", cpu_limit=None, memory_limit="2Gi"),
        auth_name="cache-login",
    )
    assert_app_matches(tree_of(part).files, yaml_snapshot)


# What it emits ------------------------------------------------------------------------------------------------------


def test_nothing_is_lost_and_nothing_is_evicted() -> None:
    """A queue's keys are jobs: append-only file, no snapshots beside it, a bound, and an error at the bound."""
    lines = values()["commonConfiguration"].splitlines()
    assert lines == ["appendonly yes", 'save ""', "maxmemory 384mb", "maxmemory-policy noeviction"]


@pytest.mark.parametrize(("limit", "most"), [("512Mi", 384), ("1Gi", 768), ("1G", 714), ("100Mi", 75)])
def test_three_quarters_of_the_limit_are_for_data(limit: str, most: int) -> None:
    resources = Resources(cpu="1", memory="64Mi", cpu_limit=None, memory_limit=limit)
    assert f"maxmemory {most}mb\n" in values(resources=resources)["commonConfiguration"]


def test_one_server_with_a_claim_of_its_own() -> None:
    told = values()
    assert told["architecture"] == "standalone"
    assert told["replica"] == {"replicaCount": 0}
    assert told["master"]["count"] == 1
    assert told["master"]["persistence"] == {"enabled": True, "existingClaim": "shop-redis-data"}
    claim = objects_of(redis())["PersistentVolumeClaim/shop-redis-data"]
    assert claim["metadata"]["annotations"] == {"kustomize.toolkit.fluxcd.io/prune": "disabled"}
    assert claim["spec"]["accessModes"] == ["ReadWriteOnce"]
    assert claim["spec"]["storageClassName"] == "block"
    assert claim["spec"]["resources"] == {"requests": {"storage": "5Gi"}}


def test_an_existing_claim_is_used_and_expected() -> None:
    part = redis(existing_claim="old-redis")
    assert not [name for name in objects_of(part) if name.startswith("PersistentVolumeClaim/")]
    assert objects_of(part)[RELEASE]["spec"]["values"]["master"]["persistence"]["existingClaim"] == "old-redis"
    assert tree_of(part).expects["objects"] == [
        {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "namespace": "default", "name": "old-redis"}
    ]


def test_password_stays_in_its_secret() -> None:
    part = redis()
    assert objects_of(part)[RELEASE]["spec"]["values"]["auth"] == {
        "enabled": True,
        "existingSecret": "shop-redis-auth",
        "existingSecretPasswordKey": "redis-password",
    }
    secret = objects_of(part)["Secret/shop-redis-auth"]
    assert secret["stringData"] == {"redis-password": "${quote}${SECRET_SHOP_REDIS_PASSWORD}${quote}"}
    assert secret["metadata"]["annotations"] == {"kustomize.toolkit.fluxcd.io/prune": "disabled"}


def test_network_policy_is_a_choice_and_not_the_charts() -> None:
    """Off in chart 18, on from 19."""
    for version in ("18.4.0", "19.5.5", "23.1.1"):
        assert values(chart=oci(version))["networkPolicy"] == {"enabled": False}


@pytest.mark.parametrize(
    ("version", "allowed"),
    [
        ("18.4.0", False),
        ("19.5.5", False),
        ("20.4.1", False),
        ("20.5.0", True),
        ("21.2.6", True),
        ("23.1.1", True),
        ("~18.4.0", False),
        ("~20.4.0", False),
        ("~20.5.0", True),
        # A range that may end beyond 20.5.
        ("^20.1.0", True),
        ("~20", True),
        ("20.x", True),
    ],
)
def test_another_repositorys_image_is_allowed_where_the_chart_asks(version: str, allowed: bool) -> None:
    assert (get(values(chart=oci(version)), "global.security.allowInsecureImages") is True) is allowed


@pytest.mark.parametrize(
    ("version", "tag"),
    [("18.4.0", "7.2.3-debian-11-r1"), ("18.19.4", "7.2.3-debian-11-r1"), ("19.5.5", "8.0.2-debian-12-r4")],
)
def test_the_image_goes_with_the_charts_major_version(version: str, tag: str) -> None:
    assert values(chart=oci(version))["image"] == {
        "registry": "docker.io",
        "repository": "bitnamilegacy/redis",
        "tag": tag,
    }


def test_an_image_of_ones_own_keeps_its_digest() -> None:
    digest = "sha256:" + "a" * 64
    told = values(image=f"registry.example.org:5000/mirror/bitnami/redis:7.4@{digest}")["image"]
    assert told == {
        "registry": "registry.example.org:5000",
        "repository": "mirror/bitnami/redis",
        "tag": "7.4",
        "digest": digest,
    }


def test_the_source_is_emitted_once_with_its_tag() -> None:
    lab = new_lab()
    for app in ("shop", "blog"):
        redis(FluxApp(lab, app).component("redis"))
    sources = [path for path in lab.files() if path.startswith("sources/")]
    assert sources == ["sources/bitnami-redis.yaml"]


def test_an_existing_source_decides_on_the_version() -> None:
    """The values follow what the cluster has, whatever the default is."""
    there = ExistingSource(kind="OCIRepository", name="bitnami-redis", version="21.2.6")
    part = redis(component("redis", existing_sources=[there]))
    tree = tree_of(part)
    assert not [path for path in tree.files if path.startswith("sources/")]
    assert get(objects_of(part)[RELEASE], "spec.values.global.security.allowInsecureImages") is True
    assert {item["name"]: item.get("version") for item in tree.expects["sources"]}["bitnami-redis"] == "21.2.6"


def test_a_classic_repository_serves_as_well() -> None:
    part = redis(chart=RepositoryChart(repository=BITNAMI, chart="redis", version="19.5.5"))
    spec = objects_of(part)[RELEASE]["spec"]
    assert "chartRef" not in spec
    assert spec["chart"]["spec"]["version"] == "19.5.5"
    assert spec["chart"]["spec"]["sourceRef"] == {
        "kind": "HelmRepository",
        "name": "bitnami",
        "namespace": "flux-system",
    }
    assert "sources/bitnami.yaml" in tree_of(part).files


def test_connection_leads_to_the_service_that_the_chart_makes() -> None:
    """`<fullname>-master`; the full name is written out, so that a release without `redis` in its name has it, too."""
    part = redis(name="cache")
    assert part.connection.host == "cache-master.default.svc"
    assert part.connection.port == 6379
    assert part.connection.tls is False
    assert part.connection.provider == "shop-redis"
    assert objects_of(part)["HelmRelease/cache"]["spec"]["values"]["fullnameOverride"] == "cache"
    assert ("default", "cache-master", 6379) in set(tree_of(part).services())


def test_a_release_that_runs_keeps_what_its_chart_has_called_things() -> None:
    """Bitnami's chart calls the objects of a release without `redis` in its name `<release>-redis`."""
    part = redis(name="cache", fullname="cache-redis")
    assert part.connection.host == "cache-redis-master.default.svc"
    assert objects_of(part)["HelmRelease/cache"]["spec"]["values"]["fullnameOverride"] == "cache-redis"
    assert ("default", "cache-redis-master", 6379) in set(tree_of(part).services())


@pytest.mark.parametrize("name", ["", "Cache", "1cache", "a" * 46])
def test_refuses_a_full_name_that_no_service_could_have(scope: Component, name: str) -> None:
    with refused("fullname"):
        attempt(scope, fullname=name)


# Secrets of one's own -----------------------------------------------------------------------------------------------


def test_auth_can_be_a_secret_that_exists() -> None:
    part = redis(auth=ExistingSecret("mine", {"redis-password": "password"}))
    told = objects_of(part)[RELEASE]["spec"]["values"]["auth"]
    assert (told["existingSecret"], told["existingSecretPasswordKey"]) == ("mine", "password")
    assert part.connection.password is not None
    assert (part.connection.password.name, part.connection.password.key) == ("mine", "password")
    tree = tree_of(part)
    assert not list(tree.objects("Secret"))
    assert {"namespace": "default", "name": "mine", "keys": ["password"]} in tree.expects["secrets"]


def test_auth_can_be_a_sops_file(tmp_path: Path) -> None:
    file = sops_file(tmp_path, "mine", "redis-password")
    part = redis(auth=SopsSecret(file))
    assert tree_of(part).files["shop/redis/Secret.mine.sops.yaml"] == file.read_bytes()
    assert objects_of(part)[RELEASE]["spec"]["values"]["auth"]["existingSecret"] == "mine"


# What it refuses ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scope() -> Component:
    return component("redis")


def attempt(scope: Component, **changes: Any) -> BitnamiRedis:
    """A Redis in a component of its own within the module's lab."""
    number = len(scope.app.components)
    options = {"auth_name": f"auth-{number}", **changes}
    return redis(scope.app.component(f"c{number}"), **options)


@pytest.mark.parametrize(
    "version", ["17.0.0", "24.0.0", "99", "1.0.0", ">=18.4.0 <20", ">18", "<19", ">=18.4.0", "0.1.0"]
)
def test_refuses_chart_versions_whose_values_it_does_not_know(scope: Component, version: str) -> None:
    with refused("chart", version):
        attempt(scope, chart=OciChart(name=f"r{len(scope.app.components)}", url=URL, version=version))


def test_refuses_an_existing_source_that_is_too_new() -> None:
    there = ExistingSource(kind="OCIRepository", name="bitnami-redis", version="24.0.1")
    with refused("chart", "24.0.1"):
        redis(component("redis", existing_sources=[there]))


@pytest.mark.parametrize(
    ("image", "words"),
    [
        ("docker.io/bitnamilegacy/redis:latest", "latest"),
        ("docker.io/bitnamilegacy/redis", "a tag is needed"),
        ("docker.io/bitnamilegacy/redis@sha256:" + "a" * 64, "a tag is needed"),
        ("bitnamilegacy/redis:7.2.3", "<registry>/<repository>:<tag>"),
        ("redis:7", "<registry>/<repository>:<tag>"),
        ("", "<registry>/<repository>:<tag>"),
        ("docker.io/Bitnami/redis:7", "<registry>/<repository>:<tag>"),
        # The chart runs scripts that only its own images contain.
        ("docker.io/library/redis:7.4.1", "Bitnami"),
        ("docker.io/bitnami:7.4.1", "Bitnami"),
        ("ghcr.io/me/redis:7.4.1", "Bitnami"),
    ],
)
def test_refuses_an_image_that_is_not_pinned(scope: Component, image: str, words: str) -> None:
    with refused("image", words):
        attempt(scope, image=image)


@pytest.mark.parametrize("name", ["", "Cache", "1cache", "a_b", "-a", "a.b", "é"])
def test_refuses_a_name_that_no_service_could_have(scope: Component, name: str) -> None:
    with refused("name"):
        attempt(scope, name=name)


def test_names_leave_room_for_what_the_chart_appends(scope: Component) -> None:
    """`<name>-master-<10 of a hash>` is a label of its pods: at most 63 characters."""
    longest = "a" * 45
    assert attempt(scope, name=longest).connection.host.startswith(f"{longest}-master.")
    with refused("name", "45"):
        attempt(scope, name="a" * 46)


@pytest.mark.parametrize(
    ("argument", "changes"),
    [
        ("auth_name", {"auth_name": "Upper"}),
        ("auth_name", {"auth_name": "a" * 254}),
        ("auth_name", {"auth_name": ""}),
        ("existing_claim", {"existing_claim": "Upper"}),
        ("existing_claim", {"existing_claim": ""}),
        ("storage", {"storage": "5Gi"}),
        ("chart", {"chart": "18.4.0"}),
        ("auth", {"auth": "my-secret"}),
    ],
)
def test_refuses(scope: Component, argument: str, changes: dict[str, Any]) -> None:
    with refused(argument):
        attempt(scope, **changes)


@pytest.mark.parametrize("limit", ["1", "512k", "1Mi"])
def test_refuses_so_little_memory_that_there_would_be_no_bound(scope: Component, limit: str) -> None:
    """Three quarters of it are less than a megabyte, and `maxmemory 0` is no bound at all."""
    with pytest.raises(InvalidArgument, match="memory"):
        attempt(scope, resources=Resources(cpu="1", memory="1", cpu_limit=None, memory_limit=limit))


def test_two_in_one_app_need_names_of_their_own() -> None:
    scope = component("redis")
    redis(scope)
    with pytest.raises(InvalidArgument):
        BitnamiRedis(scope, "second")


NAMES = words("cache", "a", "a" * 45, "redis", "true"), words("a" * 46, "1a", "", "A", "a.b", "é", "a" * 254)
SIZES = words("1Gi", "640Mi", "2G", "0.5Gi"), words("512m", "1", "0", "", "2GB", "1e9", "٣Gi", "1Mi")


@settings(max_examples=60)
@given(
    options=one_odd(
        name=NAMES,
        auth_name=NAMES,
        existing_claim=NAMES,
        size=SIZES,
        memory=(words("64Mi", "256Mi"), words("0", "", "1e3", "3Gi", "512m", "٣Mi")),
        limit=SIZES,
        version=(
            words("18.4.0", "19.5.5", "^20.0.0", "20", "~20.5.0", "21.x"),
            words("٢٠.1.0", "24.0.0", "", "latest", "<19", "18.04.0"),
        ),
        image=(
            words("docker.io/bitnamilegacy/redis:8.0.2", "a.b:5000/bitnami/redis:1.0@sha256:" + "a" * 64),
            words("redis:7", "docker.io/x/y:latest", "docker.io/x/y", "", "docker.io/x/y:é"),
        ),
    )
)
def test_what_is_accepted_is_valid_and_the_rest_is_refused_by_name(scope: Component, options: dict[str, Any]) -> None:
    changes = dict(options)
    version = changes.pop("version", "18.4.0")
    try:
        part = attempt(
            scope,
            storage=Volume(changes.pop("size", "1Gi")),
            resources=Resources(
                cpu="1",
                memory=changes.pop("memory", "64Mi"),
                cpu_limit=None,
                memory_limit=changes.pop("limit", "1Gi"),
            ),
            chart=OciChart(name=f"r{len(scope.app.components)}", url=URL, version=version),
            **changes,
        )
    except InvalidArgument:
        return
    objects = objects_of(part).values()
    assert not [problem for item in objects for problem in problems(item)]
    (release,) = (item for item in objects if item["kind"] == "HelmRelease")
    # Zero would mean no bound at all.
    assert re.search(r"^maxmemory [1-9][0-9]*mb$", release["spec"]["values"]["commonConfiguration"], re.MULTILINE)
