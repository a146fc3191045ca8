"""The rules of Bitnami's Redis chart: what it makes of values, and what only it knows of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from homelab_constructs.charts.bitnami_redis_rules import BITNAMI_REDIS_RULES
from homelab_constructs.proofs.chart_rules import Release, SecretUse
from tests import labs
from tests.charts import CHECKS, ask, checked, odd, release_of
from tests.proofs.broken import Edit, drop, edited, findings, good, put

REDIS = "HelmRelease/trigger-dev-redis"
LEGACY = {"repository": "bitnamilegacy/redis", "tag": "8.0.2-debian-12-r4"}
GOOD: dict[str, Any] = {
    "architecture": "standalone",
    "image": LEGACY,
    "auth": {"existingSecret": "cache-auth"},
    "master": {"resources": {"limits": {"memory": "512Mi"}}, "persistence": {"existingClaim": "cache-data"}},
    "networkPolicy": {"enabled": False},
}
ALLOWED = {"global": {"security": {"allowInsecureImages": True}}}


def redis(version: str = "19.5.5", name: str = "cache", **values: Any) -> Release:
    return written(values, version, name)


def written(values: Mapping[str, Any], version: str = "19.5.5", name: str = "cache") -> Release:
    return release_of("redis", version, values, name=name)


@pytest.mark.parametrize("name", labs.TREES)
def test_they_object_to_nothing_in_a_good_lab(name: str) -> None:
    assert findings(CHECKS, good(name)) == []


@pytest.mark.parametrize("version", ["18.4.0", "~18.4.0", "19.5.5", "^20.1.0", "21.2.6", "22.0.7", "23.1.1", ""])
def test_a_standalone_server_written_by_hand_is_well(version: str) -> None:
    assert checked(written({**GOOD, **ALLOWED}, version)) == {}


# -- Names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("release", "values", "name"),
    [
        ("trigger-dev-redis", {}, "trigger-dev-redis"),
        ("cache", {}, "cache-redis"),
        ("redis", {}, "redis"),
        ("cache", {"fullnameOverride": "kv"}, "kv"),
        ("cache", {"nameOverride": "kv"}, "cache-kv"),
        ("my-kv-1", {"nameOverride": "kv"}, "my-kv-1"),
        ("cache", {"fullnameOverride": None}, "cache-redis"),
    ],
)
def test_names_follow_the_charts_rule(release: str, values: dict[str, Any], name: str) -> None:
    made = BITNAMI_REDIS_RULES.services(redis(name=release, architecture="standalone", **values))
    assert made == {f"{name}-headless": (6379,), f"{name}-master": (6379,)}


def test_a_release_is_named_as_helm_controller_names_it() -> None:
    moved = release_of("redis", "19.5.5", {"architecture": "standalone"}, name="redis", targetNamespace="data")
    assert "data-redis-master" in BITNAMI_REDIS_RULES.services(moved)
    named = release_of("redis", "19.5.5", {}, name="redis", targetNamespace="data", releaseName="redis")
    assert "redis-master" in BITNAMI_REDIS_RULES.services(named)
    long = BITNAMI_REDIS_RULES.services(release_of("redis", "19.5.5", {}, name="redis-" + "x" * 60))
    assert all(len(name) <= len("-headless") + 53 for name in long)


def test_replication_is_the_default_and_has_a_service_for_reading() -> None:
    release = redis(replica={"replicaCount": 2})
    assert BITNAMI_REDIS_RULES.services(release)["cache-redis-replicas"] == (6379,)
    assert {pod.name for pod in BITNAMI_REDIS_RULES.pods(release)} == {"cache-redis-master", "cache-redis-replicas"}
    assert list(BITNAMI_REDIS_RULES.claims(release)) == [
        "redis-data-cache-redis-master-0",
        "redis-data-cache-redis-replicas-0",
        "redis-data-cache-redis-replicas-1",
    ]


def test_sentinel_has_one_service_for_all_nodes() -> None:
    made = BITNAMI_REDIS_RULES.services(redis(sentinel={"enabled": True}))
    assert made == {"cache-redis-headless": (6379, 26379), "cache-redis": (6379, 26379)}


def test_ports_and_metrics_are_as_written() -> None:
    service = {"ports": {"redis": 6380}, "extraPorts": [{"name": "tls", "port": 6390}]}
    release = redis(architecture="standalone", master={"service": service}, metrics={"enabled": True})
    made = BITNAMI_REDIS_RULES.services(release)
    assert made["cache-redis-master"] == (6380, 6390)
    assert made["cache-redis-metrics"] == (9121,)


def test_a_port_that_only_the_cluster_knows_is_any_port() -> None:
    release = redis(architecture="standalone", master={"service": {"ports": {"redis": "${PORT}"}}})
    assert BITNAMI_REDIS_RULES.services(release)["cache-redis-master"] == (0,)


def test_names_have_the_lengths_that_kubernetes_allows() -> None:
    names = BITNAMI_REDIS_RULES.names(redis(fullnameOverride="c", metrics={"enabled": True}))
    assert names == {"c-headless": 63, "c-master": 52, "c-metrics": 63, "c-replicas": 52}


# -- Secrets -----------------------------------------------------------------------------------------------------------


def test_without_a_secret_the_chart_makes_one() -> None:
    assert BITNAMI_REDIS_RULES.secrets(redis()) == {"cache-redis": ("redis-password",)}
    assert BITNAMI_REDIS_RULES.secrets(redis(auth={"existingSecret": "mine"})) == {}
    assert BITNAMI_REDIS_RULES.secrets(redis(auth={"enabled": False})) == {}


@pytest.mark.parametrize(
    ("auth", "keys"),
    [
        ({"existingSecret": "mine"}, ("redis-password",)),
        ({"existingSecret": "mine", "existingSecretPasswordKey": "pw"}, ("pw",)),
    ],
)
def test_a_named_secret_is_used_with_its_key(auth: dict[str, Any], keys: tuple[str, ...]) -> None:
    assert list(BITNAMI_REDIS_RULES.uses(redis(auth=auth))) == [
        SecretUse("spec.values.auth.existingSecret", "mine", keys)
    ]


def test_a_name_that_is_a_template_is_filled_in_or_left_alone() -> None:
    (use,) = BITNAMI_REDIS_RULES.uses(redis(auth={"existingSecret": "{{ .Release.Name }}-auth"}))
    assert use.name == "cache-auth"
    assert list(BITNAMI_REDIS_RULES.uses(redis(auth={"existingSecret": "{{ include 'x' . }}"}))) == []


def test_certificates_and_pull_secrets_are_used() -> None:
    tls = {"enabled": True, "existingSecret": "certs", "certFilename": "a.crt", "certKeyFilename": "a.key"}
    uses = list(
        BITNAMI_REDIS_RULES.uses(
            redis(
                auth={"enabled": False}, tls=tls, image={"pullSecrets": ["one"]}, master={"extraEnvVarsSecret": "env"}
            )
        )
    )
    assert uses == [
        SecretUse("spec.values.tls.existingSecret", "certs", ("a.crt", "a.key")),
        SecretUse("spec.values.image.pullSecrets[0]", "one", (".dockerconfigjson",)),
        SecretUse("spec.values.master.extraEnvVarsSecret", "env"),
    ]


def test_the_environment_is_by_version_and_values() -> None:
    old = BITNAMI_REDIS_RULES.environments(redis("18.4.0", architecture="standalone"))["master.extraEnvVars"]
    new = BITNAMI_REDIS_RULES.environments(redis("22.0.7", architecture="standalone"))["master.extraEnvVars"]
    assert set(old) ^ set(new) == {"REDIS_PASSWORD", "REDIS_PASSWORD_FILE"}
    assert "REDIS_PORT" in old


# -- Pods --------------------------------------------------------------------------------------------------------------


def test_a_pod_is_what_defaults_and_values_make_of_it() -> None:
    context = {"runAsUser": 999}
    (pod,) = BITNAMI_REDIS_RULES.pods(written({**GOOD, "master": {"containerSecurityContext": context}}, "18.4.0"))
    assert (pod.kind, pod.name, pod.strategy) == ("StatefulSet", "cache-redis-master", "")
    assert pod.spec["securityContext"] == {"fsGroup": 1001}
    ((path, container),) = pod.containers
    assert path == "spec.values.master"
    assert container["image"] == "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4"
    assert container["securityContext"]["runAsUser"] == 999
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert container["resources"] == {"limits": {}, "requests": {}}
    assert {"livenessProbe", "readinessProbe"} <= container.keys()


@pytest.mark.parametrize(
    ("version", "preset", "memory"),
    [("18.4.0", None, None), ("19.5.5", None, "192Mi"), ("19.5.5", "small", "768Mi"), ("22.0.7", "none", None)],
)
def test_presets_size_a_pod_from_chart_19_on(version: str, preset: str | None, memory: str | None) -> None:
    values: dict[str, Any] = {"resourcesPreset": preset} if preset else {}
    (pod,) = BITNAMI_REDIS_RULES.pods(redis(version, architecture="standalone", master=values))
    limits = pod.spec["containers"][0].get("resources", {}).get("limits", {})
    assert limits.get("memory") == memory


def test_a_deployment_on_a_single_writer_claim_is_seen_to_roll() -> None:
    release = redis(architecture="standalone", master={"kind": "Deployment"})
    (pod,) = BITNAMI_REDIS_RULES.pods(release)
    assert (pod.kind, pod.strategy) == ("Deployment", "RollingUpdate")
    (volume,) = pod.spec["volumes"]
    assert volume["persistentVolumeClaim"] == {"claimName": "redis-data-cache-redis-master"}
    assert list(BITNAMI_REDIS_RULES.claims(release)) == ["redis-data-cache-redis-master"]


# -- What only this chart knows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "path", "problem", "remedy"),
    [
        (put("spec.values.sentinel", {"enabled": True}), "sentinel.enabled", "refuses sentinel", "replication"),
        (put("spec.values.tls", {"enabled": True}), "tls.enabled", "without certificates", "tls.existingSecret"),
        (drop("spec.values.auth.existingSecret"), "auth.existingSecret", "makes up a password", "a Secret"),
    ],
)
def test_a_broken_release_is_named(edit: Edit, path: str, problem: str, remedy: str) -> None:
    (found,) = findings(CHECKS, edited(good(), REDIS, edit))
    assert (found.object, found.path) == (REDIS, f"spec.values.{path}")
    assert problem in found.problem
    assert remedy in found.remedy


def test_a_password_from_a_secret_is_none_that_the_chart_makes_up() -> None:
    values_from = [{"kind": "Secret", "name": "x", "targetPath": "auth.password", "valuesKey": "pw"}]
    values = {**GOOD, "auth": {"enabled": True}}
    assert checked(release_of("redis", "19.5.5", values, valuesFrom=values_from)) == {}


def test_without_a_password_none_is_asked_for() -> None:
    assert checked(written({**GOOD, "auth": {"enabled": False}})) == {}


@pytest.mark.parametrize(
    ("version", "refused"),
    [("18.4.0", False), ("19.5.5", False), ("20.4.1", False), ("20.5.0", True), ("~20.5.0", True), ("^20.0.0", True)],
)
def test_images_of_others_must_be_allowed_from_20_5_on(version: str, refused: bool) -> None:
    found = checked(written(GOOD, version))
    assert found.keys() == ({"global.security.allowInsecureImages"} if refused else set())
    assert checked(written({**GOOD, **ALLOWED}, version)) == {}


def test_frozen_images_alone_are_a_warning_from_22_0_7_on() -> None:
    assert checked(written(GOOD, "22.0.7")) == {}
    copied = {**GOOD, "image": {"registry": "registry.lan", "repository": "redis", "tag": "8.0.2"}}
    assert "'registry.lan/redis'" in checked(written(copied, "22.0.7"))["global.security.allowInsecureImages"]


def test_any_image_of_the_chart_counts_even_one_that_is_not_used() -> None:
    values = {**GOOD, "image": {"repository": "bitnami/redis", "tag": "latest"}}
    assert checked(written(values, "21.2.6")) == {}
    values["kubectl"] = {"image": {"repository": "mine/kubectl"}}
    assert checked(written(values, "21.2.6")).keys() == {"global.security.allowInsecureImages"}


@pytest.mark.parametrize(("version", "asked"), [("18.4.0", False), ("18.11.0", True), ("19.5.5", True), ("", False)])
def test_the_network_policy_is_chosen_where_its_default_changed(version: str, asked: bool) -> None:
    values = {key: value for key, value in GOOD.items() if key != "networkPolicy"}
    assert ("networkPolicy.enabled" in checked(written({**values, **ALLOWED}, version))) is asked


@pytest.mark.parametrize(("version", "asked"), [("18.4.0", False), ("19.5.5", True)])
def test_resources_are_chosen_where_a_preset_would_step_in(version: str, asked: bool) -> None:
    values = {**GOOD, "master": {}}
    found = checked(written(values, version))
    assert found.keys() == ({"master.resources"} if asked else set())
    if asked:
        assert "192Mi" in found["master.resources"]
    assert checked(written({**GOOD, "master": {"resourcesPreset": "small"}}, version)) == {}
    replicas = checked(written({**GOOD, "architecture": "replication"}, version))
    assert replicas.keys() == ({"replica.resources"} if asked else set())


def test_a_patch_that_hits_nothing_is_named() -> None:
    patch = "kind: StatefulSet\nmetadata:\n  name: cache-master\nspec:\n  replicas: 1\n"
    renderers = [
        {"kustomize": {"patches": [{"patch": patch, "target": {"kind": "StatefulSet", "name": "cache-master"}}]}}
    ]
    found = checked(release_of("redis", "19.5.5", GOOD, name="cache", postRenderers=renderers))
    (message,) = found.values()
    assert "makes no StatefulSet 'cache-master'" in message
    assert "'cache-redis-master'" in message


def test_values_that_cannot_be_read_are_not_missing() -> None:
    values = {key: value for key, value in GOOD.items() if key in ("architecture", "image")}
    unread = release_of("redis", "22.0.7", values, valuesFrom=[{"kind": "Secret", "name": "rest"}])
    assert checked(unread) == {}
    assert checked(release_of("redis", "22.0.7", values)) != {}


def test_values_of_a_config_map_count() -> None:
    config = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "rest", "namespace": "apps"},
        "data": {"values.yaml": "auth:\n  existingSecret: mine\n"},
    }
    release = release_of("redis", "18.4.0", {}, config, valuesFrom=[{"kind": "ConfigMap", "name": "rest"}])
    assert [use.name for use in BITNAMI_REDIS_RULES.uses(release)] == ["mine"]


@pytest.mark.parametrize("version", ["18.4.0", "22.0.7"])
def test_no_shape_of_values_is_too_odd(version: str) -> None:
    whole = {
        **GOOD,
        "tls": {"enabled": True, "existingSecret": "x"},
        "metrics": {"enabled": True, "service": {"extraPorts": [{"port": 1}]}},
        "global": {"imagePullSecrets": [{"name": "a"}]},
        "sentinel": {"enabled": True},
        "volumePermissions": {"enabled": True},
    }
    for values in (whole, {**whole, "architecture": "replication"}):
        for made in odd(values):
            ask(release_of("redis", version, made))
