"""The rules of app-template: what it makes of values, and what only it knows of them."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs.charts.app_template_rules import APP_TEMPLATE_RULES
from homelab_constructs.proofs.chart_rules import Address, Release, SecretUse
from tests import labs
from tests.charts import CHECKS, ask, checked, odd, release_of
from tests.proofs.broken import Edit, drop, edited, findings, good, put

MINIO = "HelmRelease/trigger-dev-minio"
IMAGE = {"image": {"repository": "ghcr.io/me/app", "tag": "1.0"}}
MAIN = {"main": {"containers": {"app": IMAGE}}}
HTTP = {"ports": {"http": {"port": 80}}}


def app(version: str = "4.3.0", name: str = "notes", **values: Any) -> Release:
    return release_of("app-template", version, {"controllers": MAIN, **values}, name=name)


@pytest.mark.parametrize("name", labs.TREES)
def test_they_object_to_nothing_in_a_good_lab(name: str) -> None:
    assert findings(CHECKS, good(name)) == []


@pytest.mark.parametrize("version", ["4.1.1", "4.3.0", "5.2.1", "4.x", ""])
def test_an_app_written_by_hand_is_well(version: str) -> None:
    ingress = {
        "className": "traefik",
        "hosts": [{"host": "notes.${SECRET_DOMAIN}", "paths": [{"path": "/", "service": {"identifier": "app"}}]}],
        "tls": [{"secretName": "${SECRET_DOMAIN/./-}-tls", "hosts": ["notes.${SECRET_DOMAIN}"]}],
    }
    data = {"accessMode": "ReadWriteOnce", "size": "1Gi"}
    release = app(version, service={"app": HTTP}, ingress={"app": ingress}, persistence={"data": data})
    assert checked(release) == {}


# -- Names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({"service": {"main": HTTP}}, ["notes"]),
        ({"service": {"web": HTTP, "api": HTTP}}, ["notes-api", "notes-web"]),
        ({"service": {"web": HTTP, "notes": HTTP}}, ["notes", "notes-web"]),
        ({"service": {"web": HTTP, "api": {**HTTP, "enabled": False}}}, ["notes"]),
        ({"service": {"web": {**HTTP, "forceRename": "{{ .Release.Name }}-x"}}}, ["notes-x"]),
        ({"service": {"web": {**HTTP, "prefix": "a"}}}, ["a-notes"]),
        ({"service": {"web": {**HTTP, "suffix": "z"}}}, ["notes-z"]),
        ({"service": {"web": {**HTTP, "suffix": "{{ .Values.x }}"}}}, []),
        ({"service": {"web": HTTP}, "global": {"alwaysAppendIdentifierToResourceName": True}}, ["notes-web"]),
        ({"service": {"web": HTTP}, "global": {"fullnameOverride": "Big"}}, ["big"]),
        ({"service": {"web": HTTP}, "fullnameOverride": "other"}, ["other"]),
        ({"service": {"web": HTTP}, "global": {"nameOverride": "kit"}}, ["notes-kit"]),
    ],
)
def test_services_are_named_by_the_charts_rule(values: dict[str, Any], names: list[str]) -> None:
    assert sorted(APP_TEMPLATE_RULES.services(app(**values))) == names


def test_ports_are_those_that_are_enabled() -> None:
    ports = {"http": {"port": 80, "targetPort": 8080}, "old": {"port": 81, "enabled": False}, "any": {"port": "${P}"}}
    assert APP_TEMPLATE_RULES.services(app(service={"main": {"ports": ports}})) == {"notes": (80, 0)}


def test_a_second_controller_renames_the_first() -> None:
    both = {**MAIN, "worker": {"type": "cronjob", "containers": {"app": IMAGE}}}
    pods = {(pod.kind, pod.name) for pod in APP_TEMPLATE_RULES.pods(app(controllers=both))}
    assert pods == {("Deployment", "notes-main"), ("CronJob", "notes-worker")}
    assert APP_TEMPLATE_RULES.names(app(controllers=both)) == {"notes-main": 63, "notes-worker": 52}


def test_a_service_outside_is_an_address() -> None:
    outside = {"type": "ExternalName", "externalName": "db.data.svc.cluster.local"}
    release = app(service={"db": outside})
    assert APP_TEMPLATE_RULES.services(release) == {"notes": (0,)}
    assert list(APP_TEMPLATE_RULES.addresses(release)) == [
        Address("spec.values.service.db.externalName", "db.data.svc.cluster.local")
    ]


def test_claims_are_made_where_none_exists() -> None:
    size = {"accessMode": "ReadWriteOnce", "size": "1Gi"}
    template = {"name": "data", **size}
    stateful = {"replicas": 2, "statefulset": {"volumeClaimTemplates": [template]}}
    controllers = {"main": {"type": "statefulset", **stateful, "containers": {"app": IMAGE}}}
    persistence = {"files": size, "cache": {"type": "emptyDir"}, "old": {"existingClaim": "mine"}}
    release = app(controllers=controllers, persistence=persistence)
    assert list(APP_TEMPLATE_RULES.claims(release)) == ["notes", "data-notes-0", "data-notes-1"]


# -- Secrets -----------------------------------------------------------------------------------------------------------


def test_secrets_are_made_with_their_keys() -> None:
    secrets = {"one": {"stringData": {"A": "x", "B": "y"}}, "two": {"enabled": False}}
    assert APP_TEMPLATE_RULES.secrets(app(secrets=secrets)) == {"notes": ("A", "B")}
    tokens = APP_TEMPLATE_RULES.secrets(app(secrets=secrets, serviceAccount={"bot": {"staticToken": True}}))
    assert tokens == {"notes-bot-sa-token": ("token", "ca.crt", "namespace"), "notes-one": ("A", "B")}


def test_secrets_are_used_in_the_charts_own_ways() -> None:
    taken = [
        {"secret": "own"},
        {"secret": "other"},
        {"secretRef": {"name": "third"}},
        {"secretRef": {"identifier": "own"}},
    ]
    uses = list(
        APP_TEMPLATE_RULES.uses(
            app(
                secrets={"own": {"stringData": {"A": "x"}}},
                controllers={"main": {"containers": {"app": {**IMAGE, "envFrom": taken}}}},
                defaultPodOptions={"imagePullSecrets": [{"name": "pull"}]},
                persistence={"cert": {"type": "secret", "name": "certs", "items": [{"key": "a.crt", "path": "a"}]}},
                ingress={"main": {"tls": [{"secretName": "tls", "hosts": ["a"]}]}},
            )
        )
    )
    container = "spec.values.controllers.main.containers.app"
    assert uses == [
        SecretUse("spec.values.persistence.cert.name", "certs", ("a.crt",)),
        SecretUse("spec.values.defaultPodOptions.imagePullSecrets[0].name", "pull", (".dockerconfigjson",)),
        SecretUse(f"{container}.envFrom[1].secret", "other"),
        SecretUse(f"{container}.envFrom[2].secretRef.name", "third"),
        SecretUse("spec.values.ingress.main.tls[0].secretName", "tls", ("tls.crt", "tls.key")),
    ]


def test_a_volume_of_ones_own_names_secrets_too() -> None:
    sources = [{"secret": {"name": "a", "items": [{"key": "k", "path": "p"}]}}, {"configMap": {"name": "b"}}]
    custom = {"type": "custom", "volumeSpec": {"projected": {"sources": sources}}}
    (use,) = APP_TEMPLATE_RULES.uses(app(persistence={"all": custom}))
    assert use == SecretUse("spec.values.persistence.all.volumeSpec.projected.sources[0].secret.name", "a", ("k",))


def test_only_lists_of_variables_can_repeat_a_name() -> None:
    containers = {"app": {**IMAGE, "env": {"A": "1"}}, "side": {**IMAGE, "env": [{"name": "A", "value": "1"}]}}
    made = APP_TEMPLATE_RULES.environments(app(controllers={"main": {"containers": containers}}))
    assert made == {"controllers.main.containers.side.env": ()}


# -- Pods --------------------------------------------------------------------------------------------------------------


def test_a_pod_is_what_options_and_defaults_make_of_it() -> None:
    controller = {
        "pod": {"securityContext": {"fsGroup": 1}},
        "defaultContainerOptions": {"resources": {"limits": {"memory": "1Gi"}}},
        "containers": {"app": {**IMAGE, "probes": {"liveness": {"enabled": True}, "readiness": {"enabled": False}}}},
        "initContainers": {"first": IMAGE},
    }
    options = {"securityContext": {"runAsUser": 5}, "hostNetwork": True}
    (pod,) = APP_TEMPLATE_RULES.pods(
        app(controllers={"main": controller}, service={"main": HTTP}, defaultPodOptions=options)
    )
    assert (pod.kind, pod.name, pod.strategy) == ("Deployment", "notes", "Recreate")
    assert pod.spec["securityContext"] == {"fsGroup": 1}
    assert pod.spec["hostNetwork"] is True
    assert [path for path, _ in pod.containers] == [
        "spec.values.controllers.main.initContainers.first",
        "spec.values.controllers.main.containers.app",
    ]
    container = pod.spec["containers"][0]
    assert container["image"] == "ghcr.io/me/app:1.0"
    assert container["resources"] == {"limits": {"memory": "1Gi"}}
    assert container["livenessProbe"]["tcpSocket"] == {"port": 80}
    assert "readinessProbe" not in container


def test_options_of_a_pod_are_joined_where_that_is_asked_for() -> None:
    controller = {"pod": {"securityContext": {"fsGroup": 1}}, "containers": {"app": IMAGE}}
    (pod,) = APP_TEMPLATE_RULES.pods(
        app(
            controllers={"main": controller},
            defaultPodOptions={"securityContext": {"runAsUser": 5}},
            defaultPodOptionsStrategy="merge",
        )
    )
    assert pod.spec["securityContext"] == {"runAsUser": 5, "fsGroup": 1}


def test_a_probe_without_a_service_is_none() -> None:
    controller = {"containers": {"app": {**IMAGE, "probes": {"liveness": {"enabled": True}}}}}
    (pod,) = APP_TEMPLATE_RULES.pods(app(controllers={"main": controller}))
    assert "livenessProbe" not in pod.spec["containers"][0]


def test_a_claim_is_in_the_pods_that_mount_it() -> None:
    both = {"main": {"containers": {"app": IMAGE}}, "side": {"strategy": "RollingUpdate", "containers": {"app": IMAGE}}}
    mounts = {"side": {"app": [{"path": "/data"}]}}
    pods = APP_TEMPLATE_RULES.pods(
        app(controllers=both, persistence={"data": {"existingClaim": "mine", "advancedMounts": mounts}})
    )
    found = {pod.name: (pod.strategy, pod.spec.get("volumes")) for pod in pods}
    claim = [{"name": "data", "persistentVolumeClaim": {"claimName": "mine"}}]
    assert found == {"notes-main": ("Recreate", None), "notes-side": ("RollingUpdate", claim)}


@pytest.mark.parametrize(("version", "mounted"), [("4.3.0", True), ("5.2.1", None)])
def test_tokens_are_mounted_by_default_until_5(version: str, mounted: bool | None) -> None:
    (pod,) = APP_TEMPLATE_RULES.pods(app(version))
    assert (pod.spec.get("automountServiceAccountToken") or None) is mounted


# -- What only this chart knows ----------------------------------------------------------------------------------------

MAIN_AT = "spec.values.controllers.main"
ELSEWHERE: dict[str, Any] = {"hosts": [{"host": "a", "paths": [{"path": "/", "service": {"identifier": "web"}}]}]}
INGRESS: dict[str, Any] = {"hosts": [{"host": "a", "paths": [{"path": "/"}]}], "tls": [{"hosts": ["a"]}]}


@pytest.mark.parametrize(
    ("edit", "path", "problem", "remedy"),
    [
        (put(f"{MAIN_AT}.strategy", "Rolling"), "controllers.main.strategy", "'Rolling' for a Deployment", "Recreate"),
        (
            put(f"{MAIN_AT}.containers.minio.enabled", False),
            "controllers.main.containers",
            "no container is enabled",
            "at least one",
        ),
        (
            drop(f"{MAIN_AT}.containers.minio.image.repository"),
            "controllers.main.containers.minio.image.repository",
            "has none",
            "repository",
        ),
        (put("spec.values.service.main.controller", "web"), "service.main.controller", "no controller 'web'", "main"),
        (put("spec.values.service.main.ports", {}), "service.main.ports", "no port is enabled", "at least one"),
        (
            put("spec.values.ingress", {"main": ELSEWHERE}),
            "ingress.main.hosts[0].paths[0].service.identifier",
            "no service 'web'",
            "main",
        ),
        (
            put("spec.values.persistence.data.advancedMounts", {"server": {}}),
            "persistence.data.advancedMounts.server",
            "no controller 'server'",
            "main",
        ),
    ],
)
def test_a_broken_release_is_named(edit: Edit, path: str, problem: str, remedy: str) -> None:
    (found,) = findings(CHECKS, edited(good(), MINIO, edit))
    assert (found.object, found.path) == (MINIO, f"spec.values.{path}")
    assert problem in found.problem
    assert remedy in found.remedy


def test_a_service_names_its_controller_where_there_are_two() -> None:
    both = {**MAIN, "job": {"type": "job", "containers": {"app": IMAGE}}}
    found = checked(app(controllers=both, service={"main": HTTP}))
    assert found.keys() == {"service.main.controller"}
    assert "one of job, main" in found["service.main.controller"]
    assert checked(app(controllers=both, service={"main": {**HTTP, "controller": "main"}})) == {}


def test_a_path_names_its_service_where_there_are_two() -> None:
    both = {"web": HTTP, "api": HTTP}
    found = checked(app(service=both, ingress={"main": INGRESS}))
    assert found.keys() == {"ingress.main.hosts[0].paths[0].service"}


@pytest.mark.parametrize(("version", "image"), [("5.2.1", "ghcr.io/me/app@sha256:ab"), ("4.3.0", "ghcr.io/me/app")])
def test_a_digest_is_known_to_newer_charts(version: str, image: str) -> None:
    pinned = {"image": {"repository": "ghcr.io/me/app", "digest": "sha256:ab"}}
    (pod,) = APP_TEMPLATE_RULES.pods(app(version, controllers={"main": {"containers": {"app": pinned}}}))
    assert pod.spec["containers"][0]["image"] == image


def test_strategies_are_those_of_the_kind() -> None:
    stateful = {"main": {"type": "statefulset", "strategy": "Recreate", "containers": {"app": IMAGE}}}
    assert checked(app(controllers=stateful)).keys() == {"controllers.main.strategy"}
    stateful["main"]["strategy"] = "OnDelete"
    assert checked(app(controllers=stateful)) == {}


def test_what_is_switched_off_is_not_judged() -> None:
    off = {"enabled": False}
    assert checked(app(ingress={"main": {**off, "tls": [{}]}}, persistence={"a": off}, service={"b": off})) == {}


def test_no_shape_of_values_is_too_odd() -> None:
    values = {
        "global": {"fullnameOverride": "x"},
        "controllers": {"main": {"type": "deployment", "containers": {"app": {**IMAGE, "env": [{"name": "A"}]}}}},
        "service": {"main": {"controller": "main", **HTTP}},
        "ingress": {"main": INGRESS},
        "persistence": {"data": {"type": "secret", "name": "x", "advancedMounts": {"main": {"app": []}}}},
        "secrets": {"one": {"stringData": {"A": "x"}}},
        "defaultPodOptions": {"securityContext": {"runAsUser": 1}},
    }
    for made in odd(values):
        ask(release_of("app-template", "4.3.0", made))


# Probes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "path", "problem"),
    [
        ({"httpGet": {"path": "/", "port": 80}, "perodSeconds": 3}, ".perodSeconds", "no field 'perodSeconds'"),
        ({"httpGet": {"pth": "/", "port": 80}}, ".httpGet.pth", "no field 'pth'"),
        ({"httpGet": {"path": "/"}}, ".httpGet", "it has no port"),
        ({"periodSeconds": 3}, "", "it asks nothing"),
        ({"httpgets": {"port": 80}}, ".httpgets", "no field 'httpgets'"),
    ],
)
def test_a_custom_probe_that_the_api_server_would_refuse_is_found(spec: Any, path: str, problem: str) -> None:
    probes = {"liveness": {"enabled": True, "custom": True, "spec": spec}}
    container = {"image": {"repository": "a/b", "tag": "1"}, "probes": probes}
    release = release_of("app-template", "4.3.0", {"controllers": {"main": {"containers": {"app": container}}}})
    found = list(APP_TEMPLATE_RULES.check(release))
    at = "spec.values.controllers.main.containers.app.probes.liveness.spec"
    assert [said for said in found if said.path == f"{at}{path}" and problem in said.problem], found
