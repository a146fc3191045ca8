"""ClickHouseServer: one node, configured for little memory where the configuration counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import (
    ClickHouseServer,
    Component,
    ExistingSecret,
    InvalidArgument,
    Resources,
    SopsSecret,
    Volume,
)
from tests.datastores import component, objects_of, one_odd, refused, tree_of, words
from tests.judges import problems
from tests.labs import sops_file
from tests.support import assert_app_matches
from tests.trees import get

NAME = "shop-clickhouse"
GIB = 1024**3


def server(scope: Component | None = None, **changes: Any) -> ClickHouseServer:
    """A ClickHouse of the app `shop`."""
    return ClickHouseServer(scope or component("clickhouse"), "clickhouse", **changes)


def pod(**changes: Any) -> dict[str, Any]:
    """Its pod."""
    spec: dict[str, Any] = objects_of(server(**changes))[f"StatefulSet/{NAME}"]["spec"]["template"]["spec"]
    return spec


def container(**changes: Any) -> dict[str, Any]:
    """Its one container."""
    (only,) = pod(**changes)["containers"]
    found: dict[str, Any] = only
    return found


def config(**changes: Any) -> tuple[ElementTree.Element, ElementTree.Element]:
    """The server's file and the users' file."""
    data = objects_of(server(**changes))[f"ConfigMap/{NAME}-config"]["data"]
    assert data.keys() == {"homelab-server.xml", "homelab-users.xml"}
    return ElementTree.fromstring(data["homelab-server.xml"]), ElementTree.fromstring(data["homelab-users.xml"])


def number(tree: ElementTree.Element, path: str) -> int:
    """A whole number in a file."""
    return int(tree.findtext(path) or "missing")


# Snapshots ----------------------------------------------------------------------------------------------------------


def test_smallest_use(yaml_snapshot: SnapshotAssertion) -> None:
    assert_app_matches(tree_of(server()).files, yaml_snapshot)


def test_everything_set(yaml_snapshot: SnapshotAssertion) -> None:
    part = server(
        storage=Volume("100Gi", "fast", "ReadWriteOncePod"),
        name="events",
        image="docker.io/clickhouse/clickhouse-server:26.7.1.5-alpine@sha256:" + "a" * 64,
        user="curator",
        resources=Resources(cpu="1", memory="3Gi", cpu_limit=None, memory_limit="6Gi"),
        settings={"max_threads": "2", "max_block_size": "16384", "log_comment": "<a & b>"},
        merge_tree_settings={"allow_dimensions_outside_sorting_key": "1"},
        access_management=True,
        auth_name="events-login",
    )
    assert_app_matches(tree_of(part).files, yaml_snapshot)


# The pod ------------------------------------------------------------------------------------------------------------


def test_there_is_exactly_one_server() -> None:
    """Plain engines behind one Service would each know a part of the data (contract trigger-chart, 5)."""
    spec = objects_of(server())[f"StatefulSet/{NAME}"]["spec"]
    assert spec["replicas"] == 1
    assert spec["serviceName"] == f"{NAME}-headless"
    assert "volumeClaimTemplates" not in spec
    assert spec["selector"]["matchLabels"].items() <= spec["template"]["metadata"]["labels"].items()


def test_it_runs_as_the_images_user_with_nothing_more() -> None:
    context = pod()["securityContext"]
    assert (context["runAsUser"], context["runAsGroup"], context["fsGroup"]) == (101, 101, 101)
    assert context["runAsNonRoot"] is True
    # Otherwise every file of a large volume would change hands at every start.
    assert context["fsGroupChangePolicy"] == "OnRootMismatch"
    assert container()["securityContext"] == {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}


def test_users_d_stays_writable() -> None:
    """The entrypoint writes the user there: no read-only root, no ConfigMap over the folder."""
    assert "readOnlyRootFilesystem" not in container()["securityContext"]
    mounts = {item["mountPath"]: item for item in container()["volumeMounts"]}
    assert mounts.keys() == {
        "/var/lib/clickhouse",
        "/var/log/clickhouse-server",
        "/etc/clickhouse-server/config.d/homelab-server.xml",
        "/etc/clickhouse-server/users.d/homelab-users.xml",
    }
    for path, item in mounts.items():
        if path.startswith("/etc/"):
            assert path.endswith(f"/{item['subPath']}")
            assert item["readOnly"] is True


def test_probes_ask_the_server_itself() -> None:
    found = {name: container()[f"{name}Probe"] for name in ("startup", "readiness", "liveness")}
    assert {str(probe["httpGet"]) for probe in found.values()} == {str({"path": "/ping", "port": "http"})}
    startup = found["startup"]
    assert startup["periodSeconds"] * startup["failureThreshold"] >= 600
    assert all(probe["timeoutSeconds"] >= 5 for probe in found.values())


def test_it_stops_gracefully() -> None:
    """Longer than the server waits for queries itself."""
    assert pod()["terminationGracePeriodSeconds"] > number(config()[0], "shutdown_wait_unfinished")
    assert config()[0].findtext("shutdown_wait_unfinished_queries") == "1"


def test_a_user_and_a_password_are_always_set() -> None:
    """Without, newer images take the default user off the network."""
    env = {item["name"]: item for item in container()["env"]}
    assert env["CLICKHOUSE_USER"]["value"] == "default"
    assert env["CLICKHOUSE_PASSWORD"]["valueFrom"]["secretKeyRef"] == {
        "name": "shop-clickhouse-auth",
        "key": "clickhouse-password",
    }
    # A database made beforehand would stop the first migration (contract trigger-chart, 5).
    assert "CLICKHOUSE_DB" not in env
    assert "CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT" not in env


def test_access_management_is_given_on_demand() -> None:
    assert {"name": "CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT", "value": "1"} in container(access_management=True)["env"]


def test_both_services_lead_to_the_pod() -> None:
    objects = objects_of(server())
    labels = objects[f"StatefulSet/{NAME}"]["spec"]["template"]["metadata"]["labels"]
    for name, ip in ((NAME, None), (f"{NAME}-headless", "None")):
        spec = objects[f"Service/{name}"]["spec"]
        assert spec["selector"] == labels
        assert spec.get("clusterIP") == ip
        assert {(item["name"], item["port"], item["targetPort"]) for item in spec["ports"]} == {
            ("http", 8123, "http"),
            ("native", 9000, "native"),
        }
    assert {(item["name"], item["containerPort"]) for item in container()["ports"]} == {
        ("http", 8123),
        ("native", 9000),
    }


def test_a_changed_file_restarts_the_server() -> None:
    """Files that are mounted singly never change in a running pod."""

    def annotation(**changes: Any) -> object:
        item = objects_of(server(**changes))[f"StatefulSet/{NAME}"]
        return item["spec"]["template"]["metadata"]["annotations"]["checksum/config"]

    assert annotation() == annotation()
    assert annotation() != annotation(settings={"max_threads": "1"})
    assert annotation() != annotation(merge_tree_settings={"index_granularity": "4096"})


@pytest.mark.parametrize("tag", ["26.3", "25.10", "26.10.1.5-alpine"])
def test_tags_stay_text(tag: str) -> None:
    """25.10 as a number would be 25.1."""
    image = f"docker.io/clickhouse/clickhouse-server:{tag}"
    part = server(image=image)
    assert f"image: {image}\n" in tree_of(part).files[f"shop/clickhouse/StatefulSet.{NAME}.yaml"].decode()
    assert part.connection.version == ".".join(tag.split(".")[:2])


# The files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", ["1Gi", "2Gi", "4Gi", "16Gi"])
def test_the_server_keeps_below_the_containers_limit(limit: str) -> None:
    resources = Resources(cpu="1", memory="1Gi", cpu_limit=None, memory_limit=limit)
    room = resources.memory_limit_bytes
    server_file, users_file = config(resources=resources)
    assert number(server_file, "max_server_memory_usage") == room * 4 // 5
    assert number(users_file, "profiles/default/max_memory_usage") == room // 2
    # The default of 5 GB would be the whole of it.
    assert number(server_file, "mark_cache_size") <= min(524288000, room // 8)
    assert number(server_file, "index_mark_cache_size") < room // 8


def test_profile_settings_stand_where_they_count() -> None:
    """In config.d they have no effect (trigger.dev#4343)."""
    server_file, users_file = config(settings={"max_threads": "2"})
    assert server_file.find("profiles") is None
    profile = {item.tag: item.text for item in users_file.findall("profiles/default/*")}
    assert profile.items() >= {
        ("max_block_size", "8192"),
        ("max_download_threads", "1"),
        ("input_format_parallel_parsing", "0"),
        ("output_format_parallel_formatting", "0"),
        ("max_threads", "2"),
    }


def test_settings_of_ones_own_win() -> None:
    profile = config(settings={"max_block_size": "16384"})[1].findall("profiles/default/max_block_size")
    assert [item.text for item in profile] == ["16384"]


@pytest.mark.parametrize("value", ["<x/>", "a & b", "]]>", "'\"", "é", "$1", "1 < 2"])
def test_values_arrive_as_they_were_written(value: str) -> None:
    server_file, users_file = config(settings={"log_comment": value}, merge_tree_settings={"storage_policy": value})
    assert users_file.findtext("profiles/default/log_comment") == value
    assert server_file.findtext("merge_tree/storage_policy") == value


def test_merge_tree_settings_stand_in_the_servers_file() -> None:
    server_file, users_file = config(merge_tree_settings={"index_granularity": "4096"})
    assert server_file.findtext("merge_tree/index_granularity") == "4096"
    assert not list(users_file.iter("merge_tree"))
    assert config()[0].find("merge_tree") is None


SYSTEM_LOGS = """
query_thread_log processors_profile_log opentelemetry_span_log trace_log text_log metric_log asynchronous_metric_log
part_log session_log latency_log
""".split()
"""What fills the disk of a small node (contract datastores, 4.4)."""


@pytest.mark.parametrize("name", SYSTEM_LOGS)
def test_a_system_log_is_removed(name: str) -> None:
    (log,) = config()[0].findall(name)
    assert log.attrib == {"remove": "1"}
    assert len(log) == 0


def test_the_query_log_is_bounded() -> None:
    (log,) = config()[0].findall("query_log")
    assert "INTERVAL 7 DAY DELETE" in (log.findtext("ttl") or "")


# What it promises ---------------------------------------------------------------------------------------------------


def test_connection_carries_what_consumers_need() -> None:
    connection = server(user="curator", settings={"a": "1"}, merge_tree_settings={"b": "1"}).connection
    assert connection.host == f"{NAME}.default.svc"
    assert (connection.http_port, connection.native_port, connection.secure) == (8123, 9000, False)
    assert (connection.user, connection.version) == ("curator", "26.3")
    assert connection.settings == {"a", "b"}
    assert (connection.password.name, connection.password.key) == ("shop-clickhouse-auth", "clickhouse-password")
    assert connection.provider == NAME


def test_claim_and_password_are_kept() -> None:
    objects = objects_of(server())
    for name in (f"PersistentVolumeClaim/{NAME}-data", "Secret/shop-clickhouse-auth"):
        assert objects[name]["metadata"]["annotations"] == {"kustomize.toolkit.fluxcd.io/prune": "disabled"}
    assert objects[f"PersistentVolumeClaim/{NAME}-data"]["spec"]["accessModes"] == ["ReadWriteOnce"]


def test_an_existing_claim_is_used_and_expected() -> None:
    part = server(existing_claim="old")
    objects = objects_of(part)
    assert not [name for name in objects if name.startswith("PersistentVolumeClaim/")]
    volumes = objects[f"StatefulSet/{NAME}"]["spec"]["template"]["spec"]["volumes"]
    assert {"name": "data", "persistentVolumeClaim": {"claimName": "old"}} in volumes
    assert tree_of(part).expects["objects"][0]["name"] == "old"


def test_auth_can_be_a_secret_that_exists() -> None:
    part = server(auth=ExistingSecret("mine", {"clickhouse-password": "password"}))
    env = get(objects_of(part)[f"StatefulSet/{NAME}"], "spec.template.spec")["containers"][0]["env"]
    assert env[1]["valueFrom"]["secretKeyRef"] == {"name": "mine", "key": "password"}
    assert {"namespace": "default", "name": "mine", "keys": ["password"]} in tree_of(part).expects["secrets"]


def test_auth_can_be_a_sops_file(tmp_path: Path) -> None:
    file = sops_file(tmp_path, "mine", "clickhouse-password")
    part = server(auth=SopsSecret(file))
    assert tree_of(part).files["shop/clickhouse/Secret.mine.sops.yaml"] == file.read_bytes()
    assert part.connection.password.name == "mine"


# What it refuses ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scope() -> Component:
    return component("clickhouse")


def attempt(scope: Component, **changes: Any) -> ClickHouseServer:
    """A server in a component of its own within the module's lab."""
    number = len(scope.app.components)
    return server(scope.app.component(f"c{number}"), **{"auth_name": f"auth-{number}", **changes})


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("latest", "latest"),
        ("head", "version"),
        ("v26.3", "version"),
        ("26", "version"),
        ("alpine-26.3", "version"),
        ("٢٦.٣", "<registry>"),
        ("26.3\n", "<registry>"),
    ],
)
def test_refuses_an_image_that_names_no_version(scope: Component, tag: str, words: str) -> None:
    with refused("image", words):
        attempt(scope, image=f"docker.io/clickhouse/clickhouse-server:{tag}")


@pytest.mark.parametrize("limit", ["512Mi", "1023Mi", "1G", "1"])
def test_refuses_too_little_memory(scope: Component, limit: str) -> None:
    with refused("resources.memory_limit", "at least 1Gi"):
        attempt(scope, resources=Resources(cpu="1", memory="1", cpu_limit=None, memory_limit=limit))


@pytest.mark.parametrize("argument", ["settings", "merge_tree_settings"])
@pytest.mark.parametrize("name", ["", "A", "a-b", "1a", "a b", "a>b", "é", "a.b"])
def test_refuses_what_is_no_name_of_a_setting(scope: Component, argument: str, name: str) -> None:
    with pytest.raises(InvalidArgument, match=argument):
        attempt(scope, **{argument: {name: "1"}})


@pytest.mark.parametrize("argument", ["settings", "merge_tree_settings"])
@pytest.mark.parametrize("value", [1, True, None, 1.5, "\0", "a\x1b"])
def test_refuses_a_value_that_is_no_text(scope: Component, argument: str, value: object) -> None:
    with pytest.raises(InvalidArgument, match=argument):
        attempt(scope, **{argument: {"max_threads": value}})


def test_names_leave_room_for_the_hash_of_its_pods(scope: Component) -> None:
    attempt(scope, name="a" * 52)
    with refused("name", "52"):
        attempt(scope, name="a" * 53)


@pytest.mark.parametrize(
    ("argument", "changes"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "1st"}),
        ("name", {"name": "a.b"}),
        ("user", {"user": ""}),
        ("user", {"user": "a-b"}),
        ("user", {"user": "<b>"}),
        ("auth_name", {"auth_name": "Upper"}),
        ("existing_claim", {"existing_claim": "under_score"}),
        ("access_management", {"access_management": 1}),
        ("storage", {"storage": "20Gi"}),
        ("auth", {"auth": "mine"}),
    ],
    ids=str,
)
def test_refuses(scope: Component, argument: str, changes: dict[str, Any]) -> None:
    with refused(argument):
        attempt(scope, **changes)


PLAIN = words("1", "<x>", "a & b", "]]>", "'\"", "é", "$1", " a ")
ODD = words("\x0b", "\ud800", "\ufffe", "\0", "a\rb", "") | st.text(max_size=5)
SETTINGS = (
    st.dictionaries(words("max_threads", "a", "b_1"), PLAIN, max_size=2),
    st.dictionaries(words("max_threads", "A", "", "a b"), PLAIN | ODD, max_size=2),
)
LABEL = words("events", "a", "a" * 52, "true"), words("a" * 53, "1a", "", "A", "a.b", "é")
MEMORY = words("1Gi", "8Gi", "2G", "1.5Gi"), words("900Mi", "1e9", "", "0", "٣Gi", "2000m")
TAG = words("26.3", "25.10", "26.3.2.3-alpine", "26.3-lts"), words("26", "x", "26.3-٣", "", "latest", "26.3\n")


@settings(max_examples=80)
@given(
    options=one_odd(
        name=LABEL,
        settings=SETTINGS,
        merge_tree_settings=SETTINGS,
        memory=MEMORY,
        user=(words("default", "true", "x1", "_"), words("X", "", "a-b", "<a>")),
        tag=TAG,
        access_management=(st.booleans(), st.none()),
    )
)
def test_what_is_accepted_is_valid_and_the_rest_is_refused_by_name(scope: Component, options: dict[str, Any]) -> None:
    changes = dict(options)
    try:
        part = attempt(
            scope,
            image=f"docker.io/clickhouse/clickhouse-server:{changes.pop('tag', '26.3')}",
            resources=Resources(cpu="1", memory="512Mi", cpu_limit=None, memory_limit=changes.pop("memory", "1Gi")),
            **changes,
        )
    except InvalidArgument:
        return
    objects = objects_of(part)
    assert not [problem for item in objects.values() for problem in problems(item)]
    (files,) = (item["data"] for item in objects.values() if item["kind"] == "ConfigMap")
    trees = {name: ElementTree.fromstring(text) for name, text in files.items()}
    for name, value in changes.get("settings", {}).items():
        assert trees["homelab-users.xml"].findtext(f"profiles/default/{name}") == value
    for name, value in changes.get("merge_tree_settings", {}).items():
        assert trees["homelab-server.xml"].findtext(f"merge_tree/{name}") == value
