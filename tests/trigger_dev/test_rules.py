"""The rules of Trigger.dev's chart: what it makes of values, what only it knows of them and of its datastores."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from homelab_constructs.proofs.chart_rules import Address, Release, SecretUse
from homelab_constructs.proofs.finding import Finding
from homelab_constructs.trigger_dev.rules import TRIGGER_DEV_RULES
from tests import charts, labs
from tests.charts import CHECKS, ask, checked, odd
from tests.proofs.broken import Edit, drop, edited, findings, good, put

APP = "HelmRelease/trigger-dev"
DB = "Cluster/trigger-dev-postgresql"
URLS = "Secret/trigger-dev-postgres-urls"
SERVER = "StatefulSet/trigger-dev-clickhouse"
VERSIONS = ("4.0.5", "~4.0.0", "4.4.4", "4.4.5", "4.5.0", "4.5.2", "4.5.6", "4.5.10", "4.5.12", "~4.5.0")
HOST = "trigger.example.org"
EXTERNAL: dict[str, Any] = {
    "fullnameOverride": "td",
    "secrets": {"existingSecret": "app"},
    "postgres": {"deploy": False, "external": {"existingSecret": "pg"}},
    "redis": {"deploy": False, "external": {"host": "kv", "existingSecret": "kv-auth"}},
    "clickhouse": {"deploy": False, "external": {"host": "ch", "username": "default", "password": "${SECRET_CH}"}},
    "s3": {"deploy": False, "external": {"endpoint": "http://minio:9000", "existingSecret": "s3"}},
    "registry": {"external": {"host": "registry.example.org"}},
    "webapp": {
        **dict.fromkeys(("appOrigin", "loginOrigin", "apiOrigin"), f"https://{HOST}"),
        "startupProbe": {"enabled": True},
        "ingress": {
            "enabled": True,
            "hosts": [{"host": HOST, "paths": [{"path": "/"}]}],
            "tls": [{"secretName": "tls", "hosts": [HOST]}],
        },
    },
}


def with_(**changes: Any) -> dict[str, Any]:
    """The values of a release by hand with some dotted ones changed, `__` between the words."""
    made: dict[str, Any] = {}
    _copy(EXTERNAL, made)
    for path, value in changes.items():
        *way, last = path.split("__")
        node = made
        for step in way:
            node = node.setdefault(step, {})
        node[last] = value
    return made


def _copy(below: Mapping[str, Any], made: dict[str, Any]) -> None:
    for key, value in below.items():
        made[key] = value
        if isinstance(value, dict):
            made[key] = {}
            _copy(value, made[key])


def release_of(chart: str, version: str, values: Mapping[str, Any], *more: Mapping[str, Any], **spec: Any) -> Release:
    """A release by hand with the patience that this chart needs."""
    return charts.release_of(chart, version, values, *more, **{"timeout": "20m", **spec})


def stack(version: str = "4.5.12", name: str = "lab", **changes: Any) -> Release:
    return release_of("trigger", version, with_(**changes), name=name)


def only(files: Mapping[str, bytes]) -> Finding:
    (found,) = findings(CHECKS, files)
    return found


@pytest.mark.parametrize("name", labs.TREES)
def test_they_object_to_nothing_in_a_good_lab(name: str) -> None:
    assert findings(CHECKS, good(name)) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_stack_written_by_hand_is_well(version: str) -> None:
    assert checked(stack(version)) == {}


# -- What it makes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("release", "override", "name"),
    [("trigger-dev", "", "trigger-dev"), ("lab", "", "lab-trigger"), ("lab", "td", "td"), ("trigger", "", "trigger")],
)
def test_names_follow_the_charts_rule(release: str, override: str, name: str) -> None:
    made = TRIGGER_DEV_RULES.services(stack("4.0.5", release, fullnameOverride=override))
    assert made == {f"{name}-webapp": (3030,), f"{name}-supervisor": (3000, 9088), f"{name}-electric": (3000,)}


@pytest.mark.parametrize(("version", "there"), [("4.0.5", False), ("4.5.1", False), ("4.5.2", True), ("~4.5.0", True)])
def test_s2_is_there_from_4_5_2_on(version: str, there: bool) -> None:
    assert ("td-s2" in TRIGGER_DEV_RULES.services(stack(version))) is there
    assert ("data-td-s2-0" in TRIGGER_DEV_RULES.claims(stack(version))) is there
    assert TRIGGER_DEV_RULES.names(stack(version)).get("td-s2", 52) == 52
    assert "td-s2" not in TRIGGER_DEV_RULES.services(stack(version, s2__deploy=False))


@pytest.mark.parametrize(("version", "own"), [("4.0.5", False), ("4.5.9", False), ("4.5.10", True)])
def test_datastores_inside_have_services_of_their_charts(version: str, own: bool) -> None:
    made = TRIGGER_DEV_RULES.services(release_of("trigger", version, {}))
    assert made["lab-postgres"] == made["lab-postgres-hl"] == (5432,)
    assert made["lab-redis-master"] == (6379,)
    assert made["lab-s3"] == (9000,)
    assert ("lab-trigger-clickhouse" in made) is own
    assert ("lab-clickhouse" in made) is not own
    secrets = TRIGGER_DEV_RULES.secrets(release_of("trigger", version, {}))
    assert ("trigger-datastore" in secrets) is (version != "4.0.5")


@pytest.mark.parametrize(("version", "count"), [("4.0.5", 4), ("4.5.5", 4), ("4.5.6", 6)])
def test_the_apps_secret_has_four_keys_or_six(version: str, count: int) -> None:
    made = TRIGGER_DEV_RULES.secrets(stack(version, secrets__existingSecret=""))
    used = next(use for use in TRIGGER_DEV_RULES.uses(stack(version)) if use.name == "app")
    assert set(made["td-secrets"]) == {*used.keys, "clickhouse-password"}
    assert len(used.keys) == count


def test_the_worker_token_is_made_later() -> None:
    assert list(TRIGGER_DEV_RULES.made_later(stack())) == ["td-worker-token"]
    token = {"secret": {"name": "token", "key": "t"}}
    without = stack(webapp__bootstrap={"enabled": False}, supervisor__bootstrap={"workerToken": token})
    assert list(TRIGGER_DEV_RULES.made_later(without)) == []
    path = "spec.values.supervisor.bootstrap.workerToken.secret.name"
    assert SecretUse(path, "token", ("t",)) in TRIGGER_DEV_RULES.uses(without)


def test_secrets_are_used_with_the_charts_default_keys() -> None:
    pull = [{"name": "KUBERNETES_IMAGE_PULL_SECRETS", "value": "one, two"}]
    uses = {
        use.path.removeprefix("spec.values."): use
        for use in TRIGGER_DEV_RULES.uses(stack(supervisor__extraEnvVars=pull))
    }
    assert uses["postgres.external.existingSecret"].keys == ("postgres-database-url", "postgres-direct-url")
    assert uses["redis.external.existingSecret"].keys == ("redis-password",)
    assert uses["s3.external.existingSecret"].keys == ("access-key-id", "secret-access-key")
    assert uses["webapp.ingress.tls[0].secretName"].keys == ("tls.crt", "tls.key")
    named = [
        use.name for use in TRIGGER_DEV_RULES.uses(stack(supervisor__extraEnvVars=pull)) if "extraEnvVars" in use.path
    ]
    assert named == ["one", "two"]


def test_an_empty_key_of_the_direct_url_means_the_other() -> None:
    keys = {"databaseUrlKey": "uri", "directUrlKey": ""}
    release = stack(postgres__external={"existingSecret": "pg-app", "secretKeys": keys})
    (use,) = (use for use in TRIGGER_DEV_RULES.uses(release) if use.name == "pg-app")
    assert use.keys == ("uri",)


def test_keys_in_values_have_to_be_in_the_apps_secret() -> None:
    inline = {"endpoint": "http://minio:9000", "accessKeyId": "a", "secretAccessKey": "${SECRET_S3}"}
    (use,) = (use for use in TRIGGER_DEV_RULES.uses(stack(s3__external=inline)) if use.name == "app")
    assert use.keys[-2:] == ("s3-access-key-id", "s3-secret-access-key")


def test_hosts_and_ports_of_their_own_values_are_addresses() -> None:
    release = stack(postgres__external={"existingSecret": "pg", "connectivityCheck": {"host": "db-rw:5432"}})
    assert list(TRIGGER_DEV_RULES.addresses(release)) == [
        Address("spec.values.redis.external.host", "kv", 6379),
        Address("spec.values.clickhouse.external.host", "ch", 8123),
        Address("spec.values.postgres.external.connectivityCheck.host", "db-rw", 5432),
    ]


@pytest.mark.parametrize(
    ("version", "changes", "name", "there"),
    [
        ("4.0.5", {}, "PROVIDER_SECRET", False),
        ("4.5.12", {}, "PROVIDER_SECRET", True),
        ("4.0.5", {}, "REALTIME_STREAMS_S2_ENDPOINT", False),
        ("4.5.12", {}, "REALTIME_STREAMS_S2_ENDPOINT", True),
        ("4.5.12", {"s2__deploy": False}, "REALTIME_STREAMS_S2_ENDPOINT", False),
        ("4.5.12", {}, "CLICKHOUSE_PASSWORD", False),
        ("4.5.12", {"clickhouse__external__existingSecret": "x"}, "CLICKHOUSE_PASSWORD", True),
        ("4.5.12", {}, "TRIGGER_TELEMETRY_DISABLED", False),
        ("4.5.12", {"telemetry__enabled": False}, "TRIGGER_TELEMETRY_DISABLED", True),
        ("4.5.12", {}, "DATABASE_HOST", False),
        ("4.5.12", {}, "NODE_MAX_OLD_SPACE_SIZE", False),
        ("4.0.5", {"secrets__enabled": False}, "SESSION_SECRET", False),
        ("4.5.12", {"secrets__enabled": False}, "SESSION_SECRET", True),
    ],
)
def test_the_environment_is_by_version_and_values(
    version: str, changes: dict[str, Any], name: str, there: bool
) -> None:
    assert (name in TRIGGER_DEV_RULES.environments(stack(version, **changes))["webapp.extraEnvVars"]) is there


def test_a_pull_secret_is_the_supervisors_own_where_the_chart_sets_none() -> None:
    login = {"enabled": True, "username": "u", "password": "p"}
    for external, there in (({"host": "r"}, False), ({"host": "r", "auth": login}, True)):
        release = stack(registry__external=external)
        names = TRIGGER_DEV_RULES.environments(release)["supervisor.extraEnvVars"]
        assert ("KUBERNETES_IMAGE_PULL_SECRETS" in names) is there
        assert ("td-registry-secret" in TRIGGER_DEV_RULES.secrets(release)) is there


# -- Pods --------------------------------------------------------------------------------------------------------------


def pods(release: Release) -> dict[str, Any]:
    return {pod.name: pod for pod in TRIGGER_DEV_RULES.pods(release)}


def test_the_web_app_rolls_on_a_single_writer_claim_unless_patched() -> None:
    bare = pods(stack())["td-webapp"]
    assert bare.strategy == "RollingUpdate"
    assert bare.spec["volumes"][0]["persistentVolumeClaim"] == {"claimName": "td-shared"}
    assert bare.spec["securityContext"] == {"fsGroup": 1000}
    names = [container["name"] for _, container in bare.containers]
    assert names == ["volume-permissions", "token-syncer", "webapp"]
    assert [path for path, _ in bare.containers] == ["spec.postRenderers", "spec.postRenderers", "spec.values.webapp"]
    patch = "kind: Deployment\nmetadata: {name: td-webapp}\nspec: {strategy: {type: Recreate, rollingUpdate: null}}\n"
    recreated = release_of(
        "trigger", "4.5.12", EXTERNAL, postRenderers=[{"kustomize": {"patches": [{"patch": patch}]}}]
    )
    assert pods(recreated)["td-webapp"].strategy == "Recreate"
    assert pods(recreated)["td-electric"].strategy == "RollingUpdate"


def test_patches_reach_what_values_do_not() -> None:
    (webapp,) = (pod for pod in TRIGGER_DEV_RULES.pods(_release(good("committed"))) if pod.name == "trigger-dev-webapp")
    assert webapp.strategy == "Recreate"
    for _, container in webapp.containers:
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert container["resources"]["limits"]["memory"]
    syncer = next(container for _, container in webapp.containers if container["name"] == "token-syncer")
    assert syncer["securityContext"]["runAsUser"] == 1000
    assert syncer["image"] == "docker.io/bitnamilegacy/kubectl:1.28"


def _release(files: Mapping[str, bytes]) -> Release:
    from homelab_constructs.proofs.chart_rules import releases_of
    from homelab_constructs.proofs.tree import Tree

    (found,) = (release for release in releases_of(Tree.of(files)) if release.chart == "trigger")
    return found


@pytest.mark.parametrize(
    ("patch", "strategy", "image"),
    [
        ("- {op: replace, path: /spec/strategy/type, value: Recreate}\n", "Recreate", None),
        ("- {op: add, path: /spec/strategy, value: {type: Recreate}}\n", "Recreate", None),
        ("- {op: remove, path: /spec/strategy}\n", "RollingUpdate", None),
        (
            "- {op: replace, path: /spec/template/spec/containers/1/image, value: mine/app:1}\n",
            "RollingUpdate",
            "mine/app:1",
        ),
        ("- {op: replace, path: /spec/template/spec/containers/7/image, value: x}\n", "RollingUpdate", None),
        (
            "spec: {template: {spec: {containers: [{name: token-syncer, $patch: delete}]}}}\n",
            "RollingUpdate",
            None,
        ),
        ("[", "RollingUpdate", None),
    ],
)
def test_patches_of_either_form_are_followed(patch: str, strategy: str, image: str | None) -> None:
    target = {"kind": "Deployment", "name": "td-web.*"}
    renderers = [{"kustomize": {"patches": [{"patch": patch, "target": target}]}}]
    pod = pods(release_of("trigger", "4.5.12", EXTERNAL, postRenderers=renderers))["td-webapp"]
    assert pod.strategy == strategy
    names = [container["name"] for container in pod.spec["containers"]]
    assert names == (["webapp"] if "delete" in patch else ["token-syncer", "webapp"])
    assert image is None or pod.spec["containers"][1]["image"] == image


def test_variables_that_the_kustomization_sets_are_filled_in() -> None:
    files = edited(good(), "Kustomization/trigger-dev", put("spec.postBuild.substitute.FULL", "trigger-dev"))
    files = edited(files, APP, put("spec.postRenderers.0.kustomize.patches.0.target.name", "${FULL}-webapp"))
    assert pods(_release(files))["trigger-dev-webapp"].strategy == "Recreate"
    named = edited(files, APP, put("spec.values.fullnameOverride", "${FULL}"))
    assert TRIGGER_DEV_RULES.services(_release(named)) == TRIGGER_DEV_RULES.services(_release(good()))
    assert findings(CHECKS, named) == []


def test_images_are_changed_as_kustomize_does() -> None:
    images = [
        {"name": "docker.io/bitnamilegacy/kubectl", "newName": "registry.lan/kubectl", "newTag": "1.34"},
        {"name": "docker.io/busybox", "digest": "sha256:ab"},
    ]
    pod = pods(release_of("trigger", "4.5.12", EXTERNAL, postRenderers=[{"kustomize": {"images": images}}]))[
        "td-webapp"
    ]
    assert pod.spec["containers"][0]["image"] == "registry.lan/kubectl:1.34"
    assert pod.spec["initContainers"][0]["image"] == "docker.io/busybox@sha256:ab"


# -- What the chart refuses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"postgres__external": {}}, "postgres.external.existingSecret"),
        ({"redis__external__host": ""}, "redis.external.host"),
        ({"clickhouse__external__host": ""}, "clickhouse.external.host"),
        ({"clickhouse__external__username": ""}, "clickhouse.external.username"),
        ({"s3__external__endpoint": ""}, "s3.external.endpoint"),
        ({"s3__external__existingSecret": ""}, "s3.external.existingSecret"),
        ({"electric": {"deploy": False}}, "electric.external.url"),
        ({"registry": {"external": {"host": ""}}}, "registry.external.host"),
        ({"s2": {"external": {"endpoint": "http://s2/v1"}}}, "s2.external.endpoint"),
        ({"webapp__serviceAccount": {"create": False}}, "webapp.serviceAccount.name"),
        ({"supervisor__serviceAccount": {"create": False}}, "supervisor.serviceAccount.name"),
    ],
)
def test_what_the_chart_refuses_is_named_first(changes: dict[str, Any], path: str) -> None:
    found = checked(stack(**changes))
    assert found.keys() == {path}
    assert "refuses" in found[path]


def test_what_comes_from_a_secret_is_there() -> None:
    values = with_(redis__external={}, clickhouse__external={"username": "default"})
    paths = ("redis.external.host", "clickhouse.external.host", "clickhouse.external.password", "webapp.apiOrigin")
    sources = [{"kind": "Secret", "name": "x", "targetPath": path} for path in paths]
    assert checked(release_of("trigger", "4.5.12", values, valuesFrom=sources)) == {}


def test_values_that_cannot_be_read_are_not_missing() -> None:
    assert checked(release_of("trigger", "4.5.12", {}, valuesFrom=[{"kind": "Secret", "name": "all"}])) == {}
    assert checked(release_of("trigger", "4.5.12", {})) != {}


# -- What fails when it runs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "broken"), [("4.0.5", True), ("~4.0.0", True), ("4.4.4", False), ("4.5.12", False)]
)
def test_r17_secrets_are_enabled_on_the_old_line(version: str, broken: bool) -> None:
    found = checked(stack(version, secrets__enabled=False))
    assert found.keys() == ({"secrets.enabled"} if broken else set())
    if broken:
        assert "no secret at all" in found["secrets.enabled"]
    none = checked(stack("4.5.12", secrets={"enabled": False}))
    assert none.keys() == {"secrets.existingSecret"}


@pytest.mark.parametrize(("version", "broken"), [("4.0.5", True), ("4.5.5", True), ("4.5.6", False)])
def test_secrets_that_everybody_can_read_are_none(version: str, broken: bool) -> None:
    found = checked(stack(version, secrets__existingSecret=""))
    assert found.keys() == ({"secrets.existingSecret"} if broken else set())
    inline = dict.fromkeys(("sessionSecret", "magicLinkSecret", "encryptionKey", "managedWorkerSecret"), "${SECRET_X}")
    assert checked(stack(version, secrets=inline)) == {}


@pytest.mark.parametrize(("version", "broken"), [("4.0.5", True), ("4.4.4", True), ("4.4.5", False), ("4.5.12", False)])
def test_the_clickhouse_secret_needs_4_4_5(version: str, broken: bool) -> None:
    found = checked(stack(version, clickhouse__external__existingSecret="ch-auth"))
    assert found.keys() == ({"clickhouse.external.existingSecret"} if broken else set())


def test_a_patched_url_makes_the_clickhouse_secret_work() -> None:
    patch = "- {op: add, path: /spec/template/spec/containers/1/env/-, value: {name: CLICKHOUSE_URL, value: x}}"
    target = {"kind": "Deployment", "name": "td-webapp"}
    values = with_(clickhouse__external__existingSecret="ch-auth")
    renderers = [{"kustomize": {"patches": [{"patch": patch, "target": target}]}}]
    assert checked(release_of("trigger", "4.0.5", values, postRenderers=renderers)) == {}


@pytest.mark.parametrize(
    ("edit", "path", "problem", "remedy"),
    [
        (
            put("spec.values.webapp.loginOrigin", "https://b.org"),
            "webapp.loginOrigin",
            "another than appOrigin",
            "three",
        ),
        (drop("spec.values.webapp.apiOrigin"), "webapp.apiOrigin", "not written", "public URL"),
        (put("spec.values.webapp.ingress.tls", []), "webapp.ingress.tls", "nobody could sign in", "secretName"),
        (drop("spec.values.webapp.ingress.tls.0.hosts"), "webapp.ingress.hosts[0].host", "no tls entry", "tls[].hosts"),
        (drop("spec.values.webapp.ingress.hosts"), "webapp.ingress.hosts", "'trigger.local'", "your host"),
        (
            put("spec.values.webapp.podSecurityContext.fsGroup", 1000),
            "webapp.podSecurityContext.fsGroup",
            "a second key",
            "nothing",
        ),
        (
            put("spec.values.supervisor.podSecurityContext.fsGroup", 1000),
            "supervisor.podSecurityContext.fsGroup",
            "a second key",
            "nothing",
        ),
        (
            put("spec.values.postgres.external.connectivityCheck.host", "trigger-dev-postgresql-rw"),
            "postgres.external.connectivityCheck.host",
            "has no port",
            "trigger-dev-postgresql-rw:5432",
        ),
        (
            put("spec.values.webapp.connectivityCheck", {"postgres": False}),
            "webapp.connectivityCheck.postgres",
            "taken for true",
            "connectivityCheck.host",
        ),
        (
            put("spec.values.s3.external.endpoint", "http://trigger-dev-minio:9000/packets"),
            "s3.external.endpoint",
            "drops any path",
            "http://minio:9000",
        ),
        (
            put("spec.values.s3.external.endpoint", "trigger-dev-minio:9000"),
            "s3.external.endpoint",
            "scheme",
            "http://minio:9000",
        ),
        (
            put("spec.values.registry.external.host", "registry.${SECRET_DOMAIN}/homelab"),
            "registry.external.host",
            "more than a host",
            "repositoryNamespace",
        ),
        (
            put("spec.values.supervisor.config.kubernetes.namespace", "runs"),
            "supervisor.config.kubernetes.namespace",
            "would not find the app",
            "4.4.6",
        ),
        (
            put("spec.values.webapp.extraEnvVars.0", {"name": "WHITELISTED_EMAILS", "value": "me@example.org"}),
            "webapp.extraEnvVars[0].value",
            "anywhere in an address",
            "^(...)$",
        ),
    ],
)
def test_a_broken_release_is_named(edit: Edit, path: str, problem: str, remedy: str) -> None:
    found = only(edited(good(), APP, edit))
    assert (found.object, found.path) == (APP, f"spec.values.{path}")
    assert problem in found.problem
    assert remedy in found.remedy


def test_plain_http_lets_nobody_sign_in() -> None:
    origins = dict.fromkeys(("appOrigin", "loginOrigin", "apiOrigin"), "http://trigger.lan")
    found = checked(stack(webapp={**origins, "startupProbe": {"enabled": True}}))
    assert found.keys() == {f"webapp.{key}" for key in origins}


def test_traefik_may_be_told_of_tls_by_an_annotation() -> None:
    annotations = {"traefik.ingress.kubernetes.io/router.tls": "true"}
    ingress = {"enabled": True, "hosts": [{"host": HOST}]}
    assert checked(stack(webapp__ingress={**ingress, "annotations": annotations})) == {}
    assert checked(stack(webapp__ingress=ingress)).keys() == {"webapp.ingress.tls"}
    manager = checked(stack(webapp__ingress={**ingress, "certManager": {"enabled": True}}))
    assert "asks for no certificate" in manager["webapp.ingress.tls"]


def test_a_wildcard_covers_its_hosts() -> None:
    tls = [{"secretName": "x", "hosts": ["*.example.org"]}]
    assert checked(stack(webapp__ingress__tls=tls)) == {}
    assert checked(stack(webapp__ingress__tls=[{"secretName": "x", "hosts": ["*.org"]}])).keys() == {
        "webapp.ingress.hosts[0].host"
    }


def test_anchored_patterns_and_newer_apps_are_well() -> None:
    for version, pattern in (("4.0.5", "^(me@example[.]org)$"), ("4.5.12", "me@example[.]org")):
        env = [{"name": "WHITELISTED_EMAILS", "value": pattern}]
        assert checked(stack(version, webapp__extraEnvVars=env)) == {}


def test_the_minio_inside_is_not_where_the_app_is_sent() -> None:
    found = checked(stack(s3={}))
    assert "'lab-minio'" in found["s3.deploy"]
    assert "'lab-s3'" in found["s3.deploy"]
    assert checked(stack(s3={"nameOverride": "minio"})) == {}


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ({"kind": "Deployment", "name": "trigger-webapp"}, "makes no Deployment 'trigger-webapp'"),
        ({"kind": "StatefulSet", "name": "trigger-dev-s2"}, "makes no StatefulSet 'trigger-dev-s2'"),
        (None, "makes no Deployment 'webapp'"),
    ],
)
def test_a_patch_that_hits_nothing_is_named(target: dict[str, str] | None, problem: str) -> None:
    patch: dict[str, Any] = {"patch": "kind: Deployment\nmetadata: {name: webapp}\nspec: {replicas: 2}\n"}
    if target:
        patch["target"] = target
    found = only(edited(good(), APP, put("spec.postRenderers.0.kustomize.patches.1", patch)))
    assert found.path == f"spec.postRenderers[0].kustomize.patches[1].{'target' if target else 'patch'}"
    assert problem in found.problem
    assert "nobody says so" in found.problem


def test_a_patch_of_a_container_that_is_not_there_is_named() -> None:
    patch = "spec: {template: {spec: {containers: [{name: syncer, resources: {}}]}}}\n"
    target = {"kind": "Deployment", "name": "trigger-dev-webapp"}
    change = put("spec.postRenderers.0.kustomize.patches.1", {"patch": patch, "target": target})
    found = only(edited(good(), APP, change))
    assert "no container 'syncer'" in found.problem
    assert "'token-syncer', 'webapp'" in found.remedy


@pytest.mark.parametrize(("version", "missed"), [("4.0.2", True), ("4.0.3", False), ("4.0.5", False)])
def test_the_oldest_charts_call_a_helper_otherwise(version: str, missed: bool) -> None:
    patch = "spec: {template: {spec: {initContainers: [{name: volume-permissions, resources: {}}]}}}\n"
    target = {"kind": "Deployment", "name": "td-webapp"}
    renderers = [{"kustomize": {"patches": [{"patch": patch, "target": target}]}}]
    found = checked(release_of("trigger", version, EXTERNAL, postRenderers=renderers))
    assert ["'init-shared'" in message for message in found.values()] == ([True] if missed else [])


def test_a_patch_by_labels_or_for_other_kinds_is_left_alone() -> None:
    elsewhere = ({"kind": "Ingress", "name": "x"}, {"name": "x"}, {"kind": "Deployment", "name": "${SECRET_X}"})
    for target in ({"kind": "Deployment", "labelSelector": "a=b"}, *elsewhere):
        patch = {"patch": "spec: {replicas: 2}\n", "target": target}
        assert findings(CHECKS, edited(good(), APP, put("spec.postRenderers.0.kustomize.patches.1", patch))) == []


# -- What somebody left out --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tree", ["committed", "line-4.5"])
@pytest.mark.parametrize(
    ("dropped", "path", "problem"),
    [
        ("values.redis.external.existingSecret", "values.redis.external.existingSecret", "'trigger-dev-redis'"),
        ("values.postgres.deploy", "values.postgres.deploy", "the app waits for that one"),
        ("values.redis.deploy", "values.redis.deploy", "a Redis of its own beside yours"),
        ("values.clickhouse.deploy", "values.clickhouse.deploy", "sends the app to that one"),
        ("values.s3.deploy", "values.s3.deploy", "the keys of that one"),
        ("values.registry.external.host", "values.registry.external.host", "'localhost:5001'"),
        ("values.registry", "values.registry.external.host", "pushed to nowhere"),
        ("values.webapp.ingress.enabled", "values.webapp.ingress.enabled", "no Ingress is made"),
        ("values.webapp.ingress.hosts.0.host", "values.webapp.ingress.hosts[0].host", "every host"),
        (
            "values.webapp.ingress.hosts.0.paths.0.path",
            "values.webapp.ingress.hosts[0].paths[0].path",
            "none is written",
        ),
        ("values.webapp.ingress.tls.0.secretName", "values.webapp.ingress.tls[0].secretName", "own certificate"),
        ("values.webapp.startupProbe.enabled", "values.webapp.startupProbe.enabled", "after 160 seconds"),
        ("values.webapp.startupProbe", "values.webapp.startupProbe.enabled", "migrations"),
        ("values.webapp.podSecurityContext.runAsUser", "values.webapp.podSecurityContext.runAsUser", "is a name"),
        (
            "values.supervisor.podSecurityContext.runAsUser",
            "values.supervisor.podSecurityContext.runAsUser",
            "is a name",
        ),
        ("values.electric.podSecurityContext.runAsUser", "values.electric.podSecurityContext.runAsUser", "means root"),
        ("timeout", "timeout", "it is not written, so 5m"),
    ],
)
def test_what_is_left_out_is_named(tree: str, dropped: str, path: str, problem: str) -> None:
    found = only(edited(good(tree), APP, drop(f"spec.{dropped}")))
    assert (found.object, found.path) == (APP, f"spec.{path}")
    assert problem in found.problem


@pytest.mark.parametrize(
    ("tree", "dropped", "path"),
    [
        ("committed", "valuesFrom", "clickhouse.external.password"),
        ("line-4.5", "values.clickhouse.external.existingSecret", "clickhouse.external.existingSecret"),
    ],
)
def test_clickhouse_without_any_password_is_named(tree: str, dropped: str, path: str) -> None:
    found = only(edited(good(tree), APP, drop(f"spec.{dropped}")))
    assert (found.object, found.path) == (APP, f"spec.values.{path}")
    assert "no password of ClickHouse at all" in found.problem


def test_a_password_may_come_in_other_ways() -> None:
    bare: dict[str, Any] = {"clickhouse__external": {"host": "ch", "username": "default"}}
    assert checked(stack(**bare)).keys() == {"clickhouse.external.existingSecret"}
    url = [{"name": "CLICKHOUSE_URL", "value": "http://default:${SECRET_CH}@ch:8123"}]
    assert checked(stack(**bare, webapp__extraEnvVars=url)) == {}
    assert checked(stack(clickhouse={"deploy": True})) == {}


def redis(**values: Any) -> dict[str, Any]:
    """A Redis by hand, as the host `kv-master` means it."""
    return {
        "apiVersion": "helm.toolkit.fluxcd.io/v2",
        "kind": "HelmRelease",
        "metadata": {"name": "kv", "namespace": "apps"},
        "spec": {
            "chart": {"spec": {"chart": "redis", "version": "19.5.5"}},
            "values": {"fullnameOverride": "kv", **values},
        },
    }


@pytest.mark.parametrize(
    ("external", "server", "broken"),
    [
        ({"host": "kv-master"}, redis(), True),
        ({"host": "kv-master.apps.svc.cluster.local"}, redis(auth={"existingSecret": "kv"}), True),
        ({"host": "kv-master"}, redis(auth={"enabled": False}), False),
        ({"host": "kv-master", "password": "${SECRET_KV}"}, redis(), False),
        ({"host": "kv-master", "existingSecret": "kv"}, redis(), False),
        ({"host": "kv-master.elsewhere"}, redis(), False),
        ({"host": "cache.example.org"}, redis(), False),
        ({"host": "${KV}"}, redis(), False),
    ],
)
def test_a_redis_of_the_tree_with_a_password_wants_it(
    external: dict[str, Any], server: dict[str, Any], broken: bool
) -> None:
    found = checked(release_of("trigger", "4.5.12", with_(redis__external=external), server))
    assert found.keys() == ({"redis.external.existingSecret"} if broken else set())


def test_the_password_of_redis_may_come_by_another_way() -> None:
    values = with_(redis__external={"host": "kv-master"})
    source = [{"kind": "Secret", "name": "kv", "targetPath": "redis.external.password"}]
    assert checked(release_of("trigger", "4.5.12", values, redis(), valuesFrom=source)) == {}
    variable = [{"name": "REDIS_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "kv", "key": "redis-password"}}}]
    by_hand = with_(redis__external={"host": "kv-master"}, webapp__extraEnvVars=variable)
    assert checked(release_of("trigger", "4.5.12", by_hand, redis())) == {}
    unread = redis()
    unread["spec"]["valuesFrom"] = [{"kind": "Secret", "name": "rest"}]
    assert checked(release_of("trigger", "4.5.12", values, unread)) == {}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"electric": {"external": {"url": "http://electric:3000"}}}, "electric.deploy"),
        ({"registry": {"deploy": True, "external": {"host": "registry.example.org"}}}, "registry.deploy"),
        ({"clickhouse__deploy": True}, "clickhouse.deploy"),
        ({"electric": {"external": {"url": ""}}}, ""),
        ({"electric": {"deploy": False, "external": {"url": "http://electric:3000"}}}, ""),
        ({"registry": {"deploy": True}}, ""),
        ({"redis": {}}, ""),
        ({"redis": {"external": {"port": 6379}}}, ""),
        # A PostgreSQL inside, asked for by name, with the URLs in a Secret of one's own.
        ({"postgres__deploy": True}, ""),
    ],
)
def test_a_store_inside_and_one_of_ones_own_exclude_each_other(changes: dict[str, Any], path: str) -> None:
    assert checked(stack(**changes)).keys() == ({path} if path else set())


def test_a_registry_that_somebody_chose_is_theirs() -> None:
    assert checked(stack(registry__external={"host": "localhost:5001"})) == {}


def test_an_ingress_may_leave_to_the_chart_what_it_fills_in() -> None:
    for entry in ({"host": HOST}, {"host": HOST, "paths": []}, {"host": HOST, "paths": [{"path": "/"}]}):
        assert checked(stack(webapp__ingress__hosts=[entry])) == {}
    assert checked(stack(webapp__ingress={})) == {}
    annotations = {"traefik.ingress.kubernetes.io/router.tls": "true"}
    unnamed = {"annotations": annotations, "enabled": True, "hosts": [{"host": HOST}], "tls": [{"hosts": [HOST]}]}
    assert checked(stack(webapp__ingress=unnamed)) == {}


def test_liveness_that_waits_long_enough_needs_no_startup_probe() -> None:
    for probe in ({"enabled": False}, {"initialDelaySeconds": 900}):
        assert checked(stack(webapp__startupProbe={}, webapp__livenessProbe=probe)) == {}
    assert checked(stack(webapp__startupProbe={"enabled": False})).keys() == {"webapp.startupProbe.enabled"}


def by_patch(container: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A post-renderer that adds to the web app's container."""
    spec = {"template": {"spec": {"containers": [{"name": "webapp", **container}]}}}
    target = {"kind": "Deployment", "name": "td-webapp"}
    return [{"kustomize": {"patches": [{"patch": yaml.safe_dump({"spec": spec}), "target": target}]}}]


def test_a_post_renderer_may_add_what_values_lack() -> None:
    probe = by_patch({"startupProbe": {"httpGet": {"path": "/healthcheck", "port": 3000}, "failureThreshold": 90}})
    values = with_(webapp__startupProbe={})
    assert checked(release_of("trigger", "4.5.12", values, postRenderers=probe)) == {}
    user = by_patch({"securityContext": {"runAsUser": 1000}})
    values = with_(webapp__podSecurityContext={"runAsNonRoot": True})
    assert checked(release_of("trigger", "4.5.12", values, postRenderers=user)) == {}


@pytest.mark.parametrize("block", ["webapp", "supervisor", "electric"])
@pytest.mark.parametrize(
    ("outer", "inner", "path"),
    [
        ({"runAsNonRoot": True}, {}, "podSecurityContext.runAsUser"),
        ({}, {"runAsNonRoot": True}, "securityContext.runAsUser"),
        ({"runAsNonRoot": True}, {"runAsUser": 1000}, ""),
        ({"runAsUser": 1000}, {"runAsNonRoot": True}, ""),
        ({"runAsNonRoot": True}, {"runAsNonRoot": False}, ""),
        ({"seccompProfile": {"type": "RuntimeDefault"}}, {}, ""),
    ],
)
def test_a_user_other_than_root_has_a_number(
    block: str, outer: dict[str, Any], inner: dict[str, Any], path: str
) -> None:
    changes: dict[str, Any] = {f"{block}__podSecurityContext": outer, f"{block}__securityContext": inner}
    found = checked(stack(**changes))
    assert found.keys() == ({f"{block}.{path}"} if path else set())


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        ({"timeout": "5m"}, "spec.timeout"),
        ({"timeout": "14m59s"}, "spec.timeout"),
        ({"timeout": "20m", "install": {"timeout": "10m"}}, "spec.install.timeout"),
        ({"timeout": "15m"}, ""),
        ({"timeout": "1h"}, ""),
        ({"timeout": "5m", "install": {"timeout": "0.5h"}}, ""),
        ({"timeout": "5m", "install": {"disableWait": True}}, ""),
        ({"timeout": "${PATIENCE}"}, ""),
        ({"timeout": 900}, ""),
        ({"timeout": "20m", "install": []}, ""),
    ],
)
def test_helm_waits_for_the_migrations_of_a_first_start(spec: dict[str, Any], path: str) -> None:
    assert checked(release_of("trigger", "4.5.12", EXTERNAL, **spec)).keys() == ({path} if path else set())


def test_of_values_that_cannot_be_read_nothing_is_left_out() -> None:
    hidden = [{"kind": "Secret", "name": "rest"}]
    absent: list[dict[str, Any]] = [
        {"clickhouse__external": {"host": "ch", "username": "default"}},
        {"clickhouse": {"external": {"host": "ch"}}},
        {"registry": {}},
        {"webapp__ingress__enabled": False},
        {"webapp__startupProbe": {}},
        {"webapp__podSecurityContext": {"runAsNonRoot": True}},
    ]
    for changes in absent:
        assert checked(stack(**changes)) != {}
        assert checked(release_of("trigger", "4.5.12", with_(**changes), valuesFrom=hidden)) == {}


# -- PostgreSQL --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tree", ["committed", "line-4.5"])
def test_r16_the_database_decodes_its_log(tree: str) -> None:
    found = only(edited(good(tree), DB, put("spec.postgresql.parameters.wal_level", "replica")))
    assert (found.object, found.path) == (DB, "spec.postgresql.parameters.wal_level")
    assert "'replica'" in found.problem
    assert "Electric" in found.problem
    assert found.remedy.startswith("logical")


@pytest.mark.parametrize(
    "edit",
    [
        drop("spec.managed"),
        put("spec.managed.roles.0.replication", False),
        put("spec.managed.roles.0.name", "another"),
        put("spec.managed.roles.0.ensure", "absent"),
    ],
)
def test_the_apps_role_may_replicate(edit: Edit) -> None:
    found = only(edited(good(), DB, edit))
    assert (found.object, found.path) == (DB, "spec.managed.roles")
    assert "role 'trigger' may not replicate" in found.problem
    assert "replication: true" in found.remedy


@pytest.mark.parametrize(
    "edits",
    [
        [put("spec.managed.roles.0", {"name": "trigger", "superuser": True})],
        [drop("spec.managed"), put("spec.bootstrap.initdb.postInitSQL", ["ALTER ROLE trigger WITH REPLICATION"])],
        [drop("spec.managed"), put("spec.bootstrap.initdb.postInitSQLRefs", {"configMapRefs": [{"name": "a"}]})],
        [drop("spec.managed"), put("spec.bootstrap", {"recovery": {"source": "old"}})],
    ],
)
def test_the_right_may_come_in_other_ways(edits: list[Edit]) -> None:
    def all_of_them(item: dict[str, Any]) -> None:
        for edit in edits:
            edit(item)

    assert findings(CHECKS, edited(good(), DB, all_of_them)) == []


@pytest.mark.parametrize("tree", ["committed", "line-4.5"])
@pytest.mark.parametrize(
    ("name", "problem", "remedy"),
    [
        ("wal_sender_timeout", "default is '5s'", "60s or more"),
        ("max_slot_wal_keep_size", "fills the volume", "half the volume"),
    ],
)
def test_readers_of_the_log_need_parameters_that_are_no_default(
    tree: str, name: str, problem: str, remedy: str
) -> None:
    found = only(edited(good(tree), DB, drop(f"spec.postgresql.parameters.{name}")))
    assert (found.object, found.path) == (DB, f"spec.postgresql.parameters.{name}")
    assert problem in found.problem
    assert remedy in found.remedy


SHORT: tuple[object, ...] = ("5s", "59s", "30000ms", "30000", 30000, "0.5min", "1 s")
LONG: tuple[object, ...] = ("60s", "1min", "60000", 60000, "1h", "0", 0, "${TIMEOUT}", "soon", [], {})


@pytest.mark.parametrize(("value", "short"), [*((value, True) for value in SHORT), *((value, False) for value in LONG)])
def test_the_server_bears_a_minute_of_silence(value: object, short: bool) -> None:
    found = findings(CHECKS, edited(good(), DB, put("spec.postgresql.parameters.wal_sender_timeout", value)))
    assert [item.path for item in found] == (["spec.postgresql.parameters.wal_sender_timeout"] if short else [])


def pooled(secret: dict[str, Any]) -> None:
    content = secret["stringData"]
    content["postgres-database-url"] = content["postgres-database-url"].replace("-rw", "-pooler-rw", 1)


def test_the_databases_url_goes_straight_to_the_server() -> None:
    found = only(edited(good(), URLS, pooled))
    assert (found.object, found.path) == (APP, "spec.values.postgres.external.secretKeys.databaseUrlKey")
    assert "Pooler 'trigger-dev-postgresql-pooler-rw'" in found.problem
    assert "trigger-dev-postgresql-rw" in found.remedy


def test_a_url_for_reading_is_no_url_of_the_app() -> None:
    def reading(secret: dict[str, Any]) -> None:
        content = secret["stringData"]
        content["postgres-direct-url"] = content["postgres-direct-url"].replace("-rw", "-ro")

    found = only(edited(good(), URLS, reading))
    assert found.path.endswith("directUrlKey")
    assert "'trigger-dev-postgresql-ro'" in found.problem


@pytest.mark.parametrize(("tree", "broken"), [("committed", False), ("line-4.5", True)])
def test_parameters_of_prisma_stop_the_newer_app(tree: str, broken: bool) -> None:
    def with_parameter(secret: dict[str, Any]) -> None:
        secret["stringData"]["postgres-direct-url"] += "&pgbouncer=true"

    found = findings(CHECKS, edited(good(tree), URLS, with_parameter))
    assert ["'pgbouncer'" in item.problem for item in found] == ([True] if broken else [])


def test_urls_are_read_where_they_stand_in_data_too() -> None:
    def encoded(secret: dict[str, Any]) -> None:
        pooled(secret)
        content = secret.pop("stringData")
        secret["data"] = {key: base64.b64encode(text.encode()).decode() for key, text in content.items()}

    assert "Pooler" in only(edited(good(), URLS, encoded)).problem


PARAMETERS = {"wal_sender_timeout": "60s", "max_slot_wal_keep_size": "5GB"}


def cluster(**spec: Any) -> dict[str, Any]:
    owner = {
        "bootstrap": {"initdb": {"database": "trigger", "owner": "trigger"}},
        "postgresql": {"parameters": PARAMETERS},
    }
    return {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": "Cluster",
        "metadata": {"name": "db", "namespace": "apps"},
        "spec": {"instances": 1, **owner, **spec},
    }


@pytest.mark.parametrize(
    "external",
    [
        {"existingSecret": "db-app", "secretKeys": {"databaseUrlKey": "uri", "directUrlKey": "uri"}},
        {"databaseUrl": "postgresql://trigger:${SECRET_X}@db-rw.apps.svc:5432/trigger"},
        {"existingSecret": "sealed", "connectivityCheck": {"host": "db-rw:5432"}},
    ],
)
def test_the_cluster_is_found_however_the_release_names_it(external: dict[str, Any]) -> None:
    values = with_(postgres__external=external)
    release = release_of("trigger", "4.5.12", values, cluster())
    (found,) = TRIGGER_DEV_RULES.check(release)
    assert (found.object, found.path) == ("Cluster/db", "spec.managed.roles")
    roles = {"roles": [{"name": "trigger", "login": True, "replication": True}]}
    assert checked(release_of("trigger", "4.5.12", values, cluster(managed=roles))) == {}


def test_a_database_elsewhere_is_nobodys_business() -> None:
    external = {"databaseUrl": "postgresql://trigger:${SECRET_X}@db.example.org:5432/trigger"}
    assert checked(release_of("trigger", "4.5.12", with_(postgres__external=external), cluster())) == {}


# -- ClickHouse --------------------------------------------------------------------------------------------------------

IMAGE = "spec.template.spec.containers.0.image"


@pytest.mark.parametrize(
    ("tree", "version", "problem"),
    [
        ("committed", "25.4", "does not serve Trigger.dev ~4.0.0"),
        ("committed", "25.5", ""),
        ("committed", "26.9", ""),
        ("line-4.5", "25.7", "does not serve Trigger.dev 4.5.12"),
        ("line-4.5", "25.8.3.1", "does not serve Trigger.dev 4.5.12"),
        ("line-4.5", "26.2", ""),
        ("line-4.5", "26.6", "does not serve"),
        ("line-4.5", "26.7", "allow_dimensions_outside_sorting_key=1"),
        ("line-4.5", "26.1-alpine", "enable_full_text_index=1"),
        ("line-4.5", "latest", ""),
    ],
)
def test_r5_clickhouse_is_of_a_version_that_serves_the_line(tree: str, version: str, problem: str) -> None:
    image = f"docker.io/clickhouse/clickhouse-server:{version}"
    found = findings(CHECKS, edited(good(tree), SERVER, put(IMAGE, image)))
    assert [problem in item.problem for item in found] == ([True] if problem else [])
    for item in found:
        assert (item.object, item.path) == (SERVER, "spec.template.spec.containers[0].image")
        assert "26." in item.remedy


def clickhouse_app(tag: object, **values: Any) -> dict[str, Any]:
    """ClickHouse in app-template, as the hand-written cluster has it."""
    container = {"image": {"repository": "clickhouse/clickhouse-server", "tag": tag}}
    return {
        "apiVersion": "helm.toolkit.fluxcd.io/v2",
        "kind": "HelmRelease",
        "metadata": {"name": "ch", "namespace": "apps"},
        "spec": {
            "chart": {"spec": {"chart": "app-template", "version": "4.3.0"}},
            "values": {
                "controllers": {"main": {"containers": {"server": container}}},
                "service": {"main": {"ports": {"http": {"port": 8123}}}},
                **values,
            },
        },
    }


@pytest.mark.parametrize(
    ("version", "tag", "problem"),
    [
        ("4.0.5", "25.7", ""),
        ("4.0.5", "25.3", "does not serve"),
        ("4.4.5", "25.3", ""),
        ("4.5.0", "25.7", "too old"),
        ("4.5.0", "25.8", ""),
        ("4.5.12", "25.8", "does not serve"),
        ("4.5.12", "26.3", ""),
        ("4.5.12", "26.8", "allow_dimensions_outside_sorting_key"),
    ],
)
def test_a_server_of_another_chart_is_judged_alike(version: str, tag: str, problem: str) -> None:
    found = list(TRIGGER_DEV_RULES.check(release_of("trigger", version, EXTERNAL, clickhouse_app(tag))))
    assert [problem in item.problem for item in found] == ([True] if problem else [])
    for item in found:
        path = "spec.values.controllers.main.containers.server.image.tag"
        assert (item.object, item.path) == ("HelmRelease/ch", path)


def test_a_setting_in_the_servers_values_counts() -> None:
    files = {
        "config": {"data": {"a.xml": "<allow_dimensions_outside_sorting_key>1</allow_dimensions_outside_sorting_key>"}}
    }
    release = release_of("trigger", "4.5.12", EXTERNAL, clickhouse_app("26.8", configMaps=files))
    assert list(TRIGGER_DEV_RULES.check(release)) == []


@pytest.mark.parametrize("version", ["", "*", "${CHART_VERSION}"])
def test_nothing_is_held_against_a_version_that_nobody_knows(version: str) -> None:
    assert list(TRIGGER_DEV_RULES.check(release_of("trigger", version, EXTERNAL, clickhouse_app("25.3")))) == []


def test_a_bundled_server_is_judged_by_a_tag_of_ones_own() -> None:
    assert checked(stack(clickhouse={})) == {}
    found = checked(stack(clickhouse={"image": {"tag": "25.8"}}))
    assert found.keys() == {"clickhouse.image.tag"}


# -- Odd shapes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["4.0.5", "4.5.12"])
def test_no_shape_of_values_is_too_odd(version: str) -> None:
    whole = with_(
        global__imagePullSecrets=[{"name": "a"}],
        webapp__extraEnvVars=[{"name": "WHITELISTED_EMAILS", "value": "a"}],
        supervisor__extraEnvVars=[{"name": "KUBERNETES_IMAGE_PULL_SECRETS", "value": "a"}],
        s2__external={"endpoint": ""},
    )
    for values in odd(whole):
        ask(release_of("trigger", version, values, cluster(), clickhouse_app("26.3")))


PATCHES: list[Any] = [
    *({"patch": text} for text in ("", "7", "- 7", "[[", "spec: []", "kind: [a]", 7)),
    {"patch": "spec: {}", "target": []},
    {"patch": "spec: {}", "target": {"name": "("}},
    {"patch": "spec: {}", "target": {"kind": 3}},
]
RENDERERS: list[Any] = [
    *(None, 7, "x", [None], [{"kustomize": []}], [{"kustomize": {"patches": {}, "images": 3}}], [{"kustomize": {}}]),
    *([{"kustomize": {"patches": [patch]}}] for patch in PATCHES),
]


@pytest.mark.parametrize("renderers", RENDERERS, ids=str)
def test_no_post_renderer_is_too_odd(renderers: Any) -> None:
    ask(release_of("trigger", "4.5.12", EXTERNAL, postRenderers=renderers))
