"""TriggerDevStack as a whole: five components or fewer, its Secrets from anywhere, and none of the known pitfalls."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import (
    ClickHouseSettings,
    DatabaseSettings,
    ExistingSecret,
    GithubSignIn,
    IngressHost,
    InvalidArgument,
    LabError,
    ObjectStoreSettings,
    RedisSettings,
    SecretKey,
    SignIn,
    SopsSecret,
    TriggerDevStack,
)
from homelab_constructs.flux.variables import HEX_32
from homelab_constructs.secrets.contract import SecretContract, SecretOrigin
from tests.datastores import one_odd, refused, words
from tests.flux_replay import replay
from tests.judges import problems
from tests.labs import everything, sops_file
from tests.support import assert_app_matches, new_lab
from tests.trees import APP_SECRETS, Tree, get
from tests.trigger_dev.reserved import RESERVED
from tests.trigger_dev.stacks import (
    HOST,
    VERSIONS,
    bare,
    clickhouse,
    connections,
    env_of,
    object_store,
    postgres,
    redis,
    registry,
    release_of,
    stack,
    tree_of,
    values_of,
)

BOTH = pytest.mark.parametrize("line", VERSIONS)
DATASTORES = {"postgresql": "database", "redis": "redis", "clickhouse": "clickhouse", "minio": "object_store"}
"""Component and argument."""


@pytest.fixture(scope="module", params=VERSIONS)
def whole(request: pytest.FixtureRequest) -> Tree:
    """A stack of each line with everything of its own and a private registry."""
    return tree_of(stack(request.param, registry=registry(public=False)))


# Snapshots ----------------------------------------------------------------------------------------------------------


@BOTH
def test_smallest_use(yaml_snapshot: SnapshotAssertion, line: str) -> None:
    assert_app_matches(tree_of(stack(line)).files, yaml_snapshot)


@BOTH
def test_all_datastores_outside(yaml_snapshot: SnapshotAssertion, line: str) -> None:
    assert_app_matches(tree_of(bare(line)).files, yaml_snapshot)


def test_everything_set(yaml_snapshot: SnapshotAssertion) -> None:
    """Both lines in one lab, beside an app of another kind: the lab that whole-tree tests look at.

    But for the shop in it, whose snapshots lie beside the tests of its parts.
    """
    files = {path: content for path, content in everything().items() if not path.startswith("shop/")}
    assert_app_matches(files, yaml_snapshot)


# Components and order -----------------------------------------------------------------------------------------------


def test_five_components_and_the_app_waits_for_the_others(whole: Tree) -> None:
    assert whole.components.keys() == {f"trigger-dev/{name}" for name in ("app", *DATASTORES)}
    waits = whole.kustomization("trigger-dev")["dependsOn"]
    assert [entry["name"] for entry in waits] == [f"trigger-dev-{name}" for name in sorted(DATASTORES)]


@BOTH
@pytest.mark.parametrize("component", DATASTORES)
def test_a_datastore_can_be_one_that_exists(line: str, component: str) -> None:
    """No component, nobody waits, its Secret is expected; the other three stay."""
    argument = DATASTORES[component]
    made = stack(line, **{argument: connections()[argument]})
    tree = tree_of(made)
    assert f"trigger-dev/{component}" not in tree.components
    assert len(tree.components) == 4
    waits = {entry["name"] for entry in tree.kustomization("trigger-dev")["dependsOn"]}
    assert waits == {f"trigger-dev-{name}" for name in DATASTORES if name != component}
    secret = {"postgresql": "pg", "redis": "redis", "clickhouse": "ch", "minio": "s3"}[component]
    expected = {item["name"]: item["keys"] for item in tree.expects["secrets"]}
    assert secret in expected
    used = {key for _, _, name, key in tree.secret_references() if name == secret}
    assert used <= set(expected[secret])


@BOTH
def test_a_datastore_of_another_app_is_waited_for(line: str) -> None:
    """Its Connection says which Kustomization provides it."""
    made = bare(line, redis=redis(provider="shop-redis"), database=postgres(provider="shop-postgresql"))
    tree = tree_of(made)
    waits = {entry["name"] for entry in tree.kustomization("trigger-dev")["dependsOn"]}
    assert waits == {"shop-redis", "shop-postgresql"}
    assert {item["name"] for item in tree.expects["kustomizations"]} == waits


@BOTH
def test_with_all_datastores_outside_only_the_app_is_left(line: str) -> None:
    tree = tree_of(bare(line))
    assert tree.components.keys() == {"trigger-dev/app"}
    assert "dependsOn" not in tree.kustomization("trigger-dev")
    assert {item["name"] for item in tree.expects["secrets"]} >= {"pg", "redis", "ch", "s3"}
    assert "cloudnative-pg" not in {item["name"] for item in tree.expects["operators"]}


def test_another_namespace_takes_everything_along() -> None:
    tree = tree_of(stack("4.5", namespace="jobs", registry=registry(public=False)))
    assert {item["spec"]["targetNamespace"] for item in tree.kustomizations.values()} == {"jobs"}
    for item in tree.kustomizations.values():
        assert {check["namespace"] for check in item["spec"].get("healthChecks", [])} <= {"jobs"}
    assert {namespace for _, namespace, _, _ in tree.used_endpoints()} == {"jobs"}
    assert tree.expects["namespaces"] == ["flux-system", "jobs"]
    # The certificate must reach it.
    assert {item["namespace"] for item in tree.expects["secrets"] if item["name"].endswith("-tls")} == {"jobs"}


def test_two_stacks_share_a_lab() -> None:
    lab = new_lab()
    for line, name in (("4.0", "old-trigger"), ("4.5", "new-trigger")):
        stack(line, lab=lab, name=name, registry=registry(public=False))
    tree = Tree("two", lab.files())
    assert len(tree.components) == 10
    variables = [item["name"] for item in tree.expects["variables"]["keys"]]
    assert len(variables) == len(set(variables))
    assert "SECRET_OLD_TRIGGER_ENCRYPTION_KEY" in variables
    assert "SECRET_NEW_TRIGGER_ENCRYPTION_KEY" in variables


# One argument switches the line -------------------------------------------------------------------------------------


def test_one_argument_switches_the_line() -> None:
    old, new = (tree_of(stack(line, registry=registry(public=False))) for line in VERSIONS)
    assert {path for path in old.files if path.startswith("sources/")} != {
        path for path in new.files if path.startswith("sources/")
    }
    changed = {path for path in old.files.keys() & new.files.keys() if old.files[path] != new.files[path]}
    # Data stays where it is and opens with what it opened with.
    assert changed == {"kustomization.yaml", "trigger-dev/app/HelmRelease.trigger-dev.yaml"}


@BOTH
def test_the_default_line_is_4_0(line: str) -> None:
    made = TriggerDevStack(new_lab(), "trigger-dev", host=HOST, registry=registry(), **connections())
    assert made.line == "4.0"
    assert stack(line, **connections()).line == line


# Secrets from anywhere ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """A Secret of the stack: what it is called when rendered, its keys, and how another one is handed in."""

    rendered: str
    folder: str
    keys: tuple[str, ...]
    hand_in: Callable[[Any], dict[str, Any]]
    kind: str = "Opaque"
    renamable: bool = True


URL_KEYS = ("postgres-database-url", "postgres-direct-url", "postgres-pooled-url")
PLACES = {
    "credentials": Place(
        "trigger-dev-db-app-user",
        "postgresql",
        ("username", "password"),
        lambda secret: {"database": DatabaseSettings(credentials=secret, urls=ExistingSecret("urls"))},
        kind="kubernetes.io/basic-auth",
        renamable=False,
    ),
    "urls": Place(
        "trigger-dev-postgres-urls",
        "postgresql",
        URL_KEYS,
        lambda secret: {"database": DatabaseSettings(urls=secret)},
    ),
    "redis": Place(
        "trigger-dev-redis-auth",
        "redis",
        ("redis-password",),
        lambda secret: {"redis": RedisSettings(auth=secret)},
    ),
    "clickhouse": Place(
        "trigger-dev-clickhouse-auth",
        "clickhouse",
        ("clickhouse-password",),
        lambda secret: {"clickhouse": ClickHouseSettings(auth=secret)},
    ),
    "minio root": Place(
        "trigger-dev-minio-auth",
        "minio",
        ("rootUser", "rootPassword"),
        lambda secret: {"object_store": ObjectStoreSettings(auth=secret)},
    ),
    "s3": Place(
        "trigger-dev-s3-credentials",
        "minio",
        ("access-key-id", "secret-access-key"),
        lambda secret: {"object_store": ObjectStoreSettings(credentials=secret)},
    ),
    "app": Place(
        "trigger-dev-secrets", "app", tuple(APP_SECRETS), lambda secret: {"app_secrets": secret}, renamable=False
    ),
    "registry": Place(
        "trigger-dev-registry",
        "app",
        (".dockerconfigjson",),
        lambda secret: {"registry": registry(public=False, pull_secret=secret)},
        kind="kubernetes.io/dockerconfigjson",
        renamable=False,
    ),
    "github": Place(
        "trigger-dev-github",
        "app",
        ("client-id", "client-secret"),
        lambda secret: {"sign_in": SignIn(github=GithubSignIn(secret=secret))},
    ),
}
ANYWHERE = pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))


def promised(place: Place, line: str) -> tuple[str, ...]:
    """The keys that a Secret of the caller's must have: of the app's own, those that the line reads."""
    later = ("PROVIDER_SECRET", "COORDINATOR_SECRET") if line == "4.0" else ()
    return tuple(key for key in place.keys if key not in later)


def used_keys(tree: Tree, name: str) -> set[str | None]:
    """The keys of a Secret that something refers to."""
    return {key for _, _, secret, key in tree.secret_references() if secret == name}


def with_secret(place: Place, secret: object, line: str) -> Tree:
    """A stack in which one Secret is the caller's; datastores that it does not concern are outside."""
    defaults = {"registry": registry(public=False), "sign_in": SignIn(github=GithubSignIn())}
    return tree_of(bare(line, **{**defaults, **place.hand_in(secret)}))


@BOTH
@ANYWHERE
def test_a_secret_is_rendered_from_variables(line: str, place: Place) -> None:
    hand_in = PLACES["urls"].hand_in if place.rendered == "trigger-dev-db-app-user" else place.hand_in
    tree = with_secret(replace(place, hand_in=hand_in), None, line)
    assert tree.find("Secret", place.rendered)["stringData"].keys() == set(place.keys)
    assert used_keys(tree, place.rendered) <= set(place.keys)


@BOTH
@ANYWHERE
def test_a_secret_can_be_one_that_exists(line: str, place: Place) -> None:
    tree = with_secret(place, ExistingSecret("mine"), line)
    names = {item["metadata"]["name"] for _, item in tree.objects("Secret")}
    assert not {place.rendered, "mine"} & names
    expected = {item["name"]: item for item in tree.expects["secrets"]}
    assert expected["mine"]["namespace"] == "default"
    assert set(expected["mine"]["keys"]) == set(promised(place, line))
    assert used_keys(tree, "mine")
    assert used_keys(tree, "mine") <= set(place.keys)
    assert not used_keys(tree, place.rendered)


@BOTH
@ANYWHERE
def test_a_secret_can_be_a_sops_file(tmp_path: Path, line: str, place: Place) -> None:
    file = sops_file(tmp_path, "mine", *place.keys, kind=place.kind)
    tree = with_secret(place, SopsSecret(file), line)
    assert tree.files[f"trigger-dev/{place.folder}/Secret.mine.sops.yaml"] == file.read_bytes()
    assert "./Secret.mine.sops.yaml" in str(
        yaml.safe_load(tree.files[f"trigger-dev/{place.folder}/kustomization.yaml"])
    )
    assert used_keys(tree, "mine")
    assert used_keys(tree, "mine") <= set(place.keys)
    assert "mine" not in {item["name"] for item in tree.expects["secrets"]}


@BOTH
@pytest.mark.parametrize(
    "place", [place for place in PLACES.values() if place.renamable], ids=lambda place: place.rendered
)
def test_keys_of_a_secret_of_ones_own_can_be_called_otherwise(line: str, place: Place) -> None:
    renamed = {key: f"my.{number}" for number, key in enumerate(place.keys)}
    tree = with_secret(place, ExistingSecret("mine", renamed), line)
    expected = {item["name"]: set(item["keys"]) for item in tree.expects["secrets"]}
    assert expected["mine"] == set(renamed.values())
    assert used_keys(tree, "mine") == set(renamed.values())


@pytest.mark.parametrize(
    "place", [place for place in PLACES.values() if not place.renamable], ids=lambda place: place.rendered
)
def test_keys_that_something_else_reads_cannot(place: Place) -> None:
    with pytest.raises(InvalidArgument, match=r"cannot be renamed|reads the key"):
        with_secret(place, ExistingSecret("mine", {place.keys[0]: "other"}), "4.0")


@ANYWHERE
def test_a_sops_file_without_a_promised_key_is_refused(tmp_path: Path, place: Place) -> None:
    keys = promised(place, "4.0")
    file = sops_file(tmp_path, "mine", *keys[:-1], "other", kind=place.kind)
    with pytest.raises(InvalidArgument, match=re.escape(f"missing keys: {keys[-1]}")):
        with_secret(place, SopsSecret(file), "4.0")


@pytest.mark.parametrize("name", ["credentials", "registry"])
def test_a_sops_file_of_the_wrong_type_is_refused(tmp_path: Path, name: str) -> None:
    """The kubelet takes pull Secrets of one type only, the operator basic-auth; the type stands in clear."""
    place = PLACES[name]
    file = sops_file(tmp_path, "mine", *place.keys)
    with pytest.raises(InvalidArgument, match=place.kind):
        with_secret(place, SopsSecret(file), "4.0")


def test_credentials_of_ones_own_need_urls_of_ones_own() -> None:
    """A URL embeds the password."""
    with refused("urls_secret", *URL_KEYS):
        stack(database=DatabaseSettings(credentials=ExistingSecret("mine")))


def test_a_database_with_credentials_of_the_operator() -> None:
    """`<cluster>-app` has the whole URL under `uri` (contract datastores, 1.2)."""
    secret = SecretContract("pg-app", {"uri": "uri"}, SecretOrigin.OPERATOR, "shop-postgresql")
    tree = tree_of(bare(database=postgres(direct_url=SecretKey(secret, "uri"))))
    external = get(tree.find("HelmRelease", "trigger-dev"), "spec.values.postgres.external")
    assert external["secretKeys"] == {"databaseUrlKey": "uri", "directUrlKey": "uri"}
    # The operator makes it, so it is waited for and not expected.
    assert {entry["name"] for entry in tree.kustomization("trigger-dev")["dependsOn"]} == {"shop-postgresql"}
    assert "pg-app" not in {item["name"] for item in tree.expects["secrets"]}


# What it refuses ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "Trigger", "trigger_dev", "-a", "a.b", "1st-trigger", "a" * 64, "é"])
def test_refuses_a_name_that_the_charts_services_could_not_have(name: str) -> None:
    with refused("app_name"):
        bare(name=name)


def test_names_leave_room_for_the_longest_that_is_derived() -> None:
    """A Cluster `<name>-postgresql` of 50 characters, and `<name>-supervisor` of the chart."""
    assert stack(name="a" * 39, **connections()).app_name == "a" * 39
    tree = tree_of(stack("4.5", name="a" * 39))
    assert all(len(name) <= 63 for _, name, _ in tree.services())
    with refused("app_name"):
        bare(name="a" * 53)


@pytest.mark.parametrize(
    "host", ["https://trigger.example.org", "trigger.example.org/x", "", "a b", "Trigger.example.org", "a:1", "a..b"]
)
def test_refuses_a_host_that_is_none(host: str) -> None:
    with refused("host"):
        bare(host=host)


def test_the_ingress_is_for_the_stacks_host() -> None:
    with refused("ingress.host", HOST):
        bare(ingress=IngressHost(host="other.${SECRET_DOMAIN}"))


@pytest.mark.parametrize(
    ("domain", "host"),
    [
        ("${SECRET_DOMAIN}", "a.b.${SECRET_DOMAIN}"),
        ("${SECRET_DOMAIN}", "trigger-${SECRET_DOMAIN}"),
        ("example.org", "a.b.example.org"),
        ("example.org", "trigger.example.com"),
        ("example.org", "triggerexample.org"),
    ],
)
def test_a_host_needs_a_certificate(domain: str, host: str) -> None:
    """The wildcard covers one label below the domain; for another host the Secret has to be named."""
    with refused("host", "tls_secret"):
        bare(lab=new_lab(domain=domain), host=host)
    made = bare(lab=new_lab(domain=domain), host=host, ingress=IngressHost(host=host, tls_secret="mine"))
    assert values_of(made)["webapp"]["ingress"]["tls"] == [{"secretName": "mine", "hosts": [host]}]


def test_two_stacks_cannot_have_one_host() -> None:
    """Two Ingresses of one host would answer in turns."""
    lab = new_lab()
    bare(lab=lab, name="one", host=HOST)
    with refused("host", HOST, "'one'"):
        bare(lab=lab, name="two", host=HOST)


def test_a_secret_made_in_another_namespace_is_refused() -> None:
    """No pod could read it there."""
    lab = new_lab()
    first = stack(lab=lab, name="one", namespace="here")
    with refused("connection", "'here'", "'there'"):
        bare(lab=lab, name="two", namespace="there", redis=first.redis)
    assert bare(lab=lab, name="three", namespace="here", redis=first.redis).redis == first.redis


def test_a_lab_is_needed_to_put_it_in() -> None:
    with pytest.raises(InvalidArgument, match="Homelab"):
        TriggerDevStack("lab", "trigger-dev", host="a.b", registry=registry())  # type: ignore[arg-type]


# The pitfalls of the contract (trigger-chart, 10) -------------------------------------------------------------------


def test_pitfall_1_clickhouse_secret_on_4_0() -> None:
    """`existingSecret` there ends in a crash loop: the password goes in as a value, from the Secret."""
    release = release_of(stack("4.0"))["spec"]
    assert "existingSecret" not in release["values"]["clickhouse"]["external"]
    (value,) = release["valuesFrom"]
    assert value["targetPath"] == "clickhouse.external.password"
    # Helm's --set reads commas and braces, the chart puts it into a URL as it is: the format has neither.
    assert HEX_32.alphabet == set("0123456789abcdef")
    release = release_of(stack("4.5"))["spec"]
    assert release["values"]["clickhouse"]["external"]["existingSecret"] == "trigger-dev-clickhouse-auth"
    assert "valuesFrom" not in release


@BOTH
def test_pitfall_2_secrets_stay_enabled(line: str) -> None:
    assert values_of(stack(line))["secrets"] == {"enabled": True, "existingSecret": "trigger-dev-secrets"}


def test_pitfall_3_runs_are_replicated(whole: Tree) -> None:
    """The direct URL, REPLICATION, a patient sender, and a ClickHouse that takes the client's settings."""
    urls = whole.find("Secret", "trigger-dev-postgres-urls")["stringData"]
    for key in ("postgres-database-url", "postgres-direct-url"):
        assert "@trigger-dev-postgresql-rw.default.svc:5432/trigger?" in urls[key]
    assert "@trigger-dev-postgresql-pooler-rw." in urls["postgres-pooled-url"]
    spec = whole.find("Cluster", "trigger-dev-postgresql")["spec"]
    assert spec["managed"]["roles"][0]["replication"] is True
    assert spec["postgresql"]["parameters"]["wal_sender_timeout"] == "60s"
    image = get(whole.find("StatefulSet", "trigger-dev-clickhouse"), "spec.template.spec")["containers"][0]["image"]
    assert image.endswith("/clickhouse-server:26.3")


def test_pitfall_3_urls_carry_no_more_than_every_client_reads(whole: Tree) -> None:
    """The agent's migrations hand every unknown one to the server (contract, 4.3); only Prisma knows pgbouncer."""
    urls = whole.find("Secret", "trigger-dev-postgres-urls")["stringData"]
    for key, url in urls.items():
        query = set(url.partition("?")[2].split("&"))
        wanted = {"schema=public", "sslmode=disable"}
        assert query == (wanted | {"pgbouncer=true"} if "pooled" in key else wanted), key


@BOTH
def test_pitfall_4_no_name_of_the_environment_twice(line: str) -> None:
    """Every reserved name is refused in test_chart_line.py; here: nothing the stack sets itself is among them."""
    sign_in = SignIn(allowed_emails=["a@b.c"], admin_emails=["a@b.c"], github=GithubSignIn())
    made = stack(line, registry=registry(public=False), sign_in=sign_in)
    for workload, reserved in RESERVED[line].items():
        assert not reserved & env_of(made, workload).keys()


def test_pitfall_5_all_six_app_secrets_are_there(whole: Tree) -> None:
    """4.5 refuses to install without the last two; on 4.0 they are there already."""
    secret = whole.find("Secret", "trigger-dev-secrets")["stringData"]
    assert secret.keys() == set(APP_SECRETS)
    formats = {item["name"]: item for item in whole.expects["variables"]["keys"]}
    for key in APP_SECRETS:
        assert formats[f"SECRET_TRIGGER_DEV_{key}"]["format"] == HEX_32.name
    # Exactly 32 bytes, and never another: what it encrypted would be lost.
    assert (HEX_32.shortest, HEX_32.longest) == (32, 32)
    assert formats["SECRET_TRIGGER_DEV_ENCRYPTION_KEY"]["mayChange"] is False


def test_pitfall_6_the_low_memory_profile_applies(whole: Tree) -> None:
    data = whole.find("ConfigMap", "trigger-dev-clickhouse-config")["data"]
    assert "<profiles>" in data["homelab-users.xml"]
    assert "<profiles>" not in data["homelab-server.xml"]
    mounts = get(whole.find("StatefulSet", "trigger-dev-clickhouse"), "spec.template.spec")["containers"][0]
    paths = {item["subPath"]: item["mountPath"] for item in mounts["volumeMounts"] if "subPath" in item}
    assert paths["homelab-users.xml"].startswith("/etc/clickhouse-server/users.d/")
    assert paths["homelab-server.xml"].startswith("/etc/clickhouse-server/config.d/")


@BOTH
def test_pitfall_7_the_official_image_in_a_measured_version(line: str) -> None:
    with refused("clickhouse.version"):
        stack(line, clickhouse=ClickHouseSettings(image="docker.io/bitnamilegacy/clickhouse:25.4.1"))
    assert stack(line).clickhouse.version == "26.3"


@BOTH
def test_pitfall_9_only_keys_of_the_charts_values(line: str) -> None:
    """The web docs of 4.0.5 show others, which are read by nothing; test_dist.py holds all of them to the values."""
    values = values_of(stack(line))
    assert not {"minio", "config", "ingress", "objectStore"} & values.keys()
    assert "port" not in values["clickhouse"]["external"]
    assert "port" not in values["registry"]["external"]
    assert "objectStore" not in values["secrets"]


def test_pitfall_10_one_clickhouse(whole: Tree) -> None:
    assert whole.find("StatefulSet", "trigger-dev-clickhouse")["spec"]["replicas"] == 1


@BOTH
def test_pitfall_12_the_host_that_is_waited_for_has_a_port(line: str) -> None:
    check = values_of(stack(line))["postgres"]["external"]["connectivityCheck"]["host"]
    assert check == "trigger-dev-postgresql-rw.default.svc:5432"


@BOTH
def test_pitfall_13_a_first_boot_is_not_killed(line: str) -> None:
    probe = values_of(stack(line))["webapp"]["startupProbe"]
    assert probe["enabled"] is True
    assert probe["failureThreshold"] >= 60


@BOTH
def test_pitfall_14_login_needs_tls(line: str) -> None:
    ingress = values_of(stack(line))["webapp"]["ingress"]
    assert ingress["tls"] == [{"secretName": "${SECRET_DOMAIN/./-}-tls", "hosts": [HOST]}]
    assert values_of(stack(line))["webapp"]["loginOrigin"].startswith("https://")


@BOTH
def test_pitfall_15_the_token_sidecars_image_can_be_another(line: str) -> None:
    extra = {"webapp": {"tokenSyncer": {"image": {"repository": "alpine/k8s", "tag": "1.33.4"}}}}
    assert values_of(bare(line, extra_values=extra))["webapp"]["tokenSyncer"] == extra["webapp"]["tokenSyncer"]


def test_pitfall_16_no_service_is_called_electric(whole: Tree) -> None:
    """Kubernetes would set ELECTRIC_PORT to a URL in every pod beside it."""
    assert "electric" not in {name for _, name, _ in whole.services()}
    for name in ("electric", "electric-postgresql"):
        assert "electric" not in {service for _, service, _ in tree_of(stack("4.5", name=name)).services()}


@BOTH
@pytest.mark.parametrize("workload", ["webapp", "supervisor"])
def test_pitfall_17_no_second_fs_group(line: str, workload: str) -> None:
    assert "fsGroup" not in values_of(bare(line))[workload]["podSecurityContext"]
    with pytest.raises(InvalidArgument, match="extra_values"):
        bare(line, extra_values={workload: {"podSecurityContext": {"fsGroup": 1000}}})


# What it says about itself ------------------------------------------------------------------------------------------


@BOTH
def test_it_hands_out_the_connections_it_uses(line: str) -> None:
    made = stack(line)
    assert made.postgres.host == "trigger-dev-postgresql-rw.default.svc"
    assert made.redis.host == "trigger-dev-redis-master.default.svc"
    assert made.clickhouse.host == "trigger-dev-clickhouse.default.svc"
    assert made.object_store.endpoint == "http://trigger-dev-minio.default.svc:9000"
    given = bare(line)
    assert (given.redis, given.clickhouse) == (redis(), clickhouse())
    assert (given.postgres, given.object_store) == (postgres(), object_store())


# Whatever is accepted is valid, whatever is not is refused by name --------------------------------------------------

HOST_NAMES = (
    words("trigger.${SECRET_DOMAIN}", "x-1.${SECRET_DOMAIN}", "${SECRET_DOMAIN}"),
    words(
        "", "A.b", "a.b", "a b", "x.y.${SECRET_DOMAIN}", "${X", "${UNKNOWN}", "${SECRET_DOMAIN//./-}", "a.b:x", "٣.b"
    ),
)
ODD_TEXT = words("${UNKNOWN}", "$$", "a\nb", "\0", "${SECRET_DOMAIN", "\ud800") | st.text(max_size=4)
ENV = (
    st.dictionaries(words("A", "SMTP_HOST", "_x"), words("1", "true", "", "${SECRET_DOMAIN}", "{{ x }}", "é", " ")),
    st.dictionaries(words("A", "REDIS_HOST", "DEBUG", "ELECTRIC_INSECURE", "a-b", ""), ODD_TEXT, max_size=2),
)
LABEL = words("trigger-dev", "jobs", "a" * 39, "true"), words("a" * 54, "1a", "", "A", "a.b")


@settings(max_examples=50)
@given(
    line=words(*VERSIONS),
    options=one_odd(
        name=LABEL,
        host=HOST_NAMES,
        registry=HOST_NAMES,
        namespace=LABEL,
        chart_source_name=LABEL,
        webapp_env=ENV,
        supervisor_env=ENV,
        electric_env=ENV,
        telemetry=(st.booleans(), st.none()),
        emails=(
            st.lists(words("me@a.b", "@a.b", "@${SECRET_DOMAIN}"), max_size=2),
            st.lists(words("", "me", "@${X", "$$@a.b", "a@b@c") | ODD_TEXT, min_size=1, max_size=2),
        ),
    ),
)
def test_what_is_accepted_is_valid_and_the_rest_is_refused_by_name(line: str, options: dict[str, Any]) -> None:
    changes = {"host": HOST, **options}
    try:
        changes["sign_in"] = SignIn(allowed_emails=changes.pop("emails", ()))
        changes["registry"] = registry(public=False, host=changes.pop("registry", "a.b"))
        made = bare(line, **changes)
        made.lab.prove()
    except (InvalidArgument, LabError):
        return
    tree = tree_of(made)
    assert not [problem for _, item in tree.objects() for problem in problems(item)]
    variables = {item["name"]: "a.b" for item in tree.expects["variables"]["keys"]}
    for _, item in tree.in_components():
        applied = replay(item, {**variables, "quote": '"', "APP": "x"})
        assert applied["metadata"] == item["metadata"]
