"""Container, Controller, probes and mounts: what they become, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelab_constructs import CommandProbe, ConfigFiles, Container, ExistingSecret, HttpProbe, Mount, Scratch, TcpProbe
from homelab_constructs.apps.template_text import literal
from tests.apps.samples import container, controller, main, values, worker
from tests.datastores import refused

# Probes -------------------------------------------------------------------------------------------------------------


def asked(**changes: Any) -> dict[str, dict[str, Any]]:
    """What each probe asks."""
    return {name: probe["spec"] for name, probe in main(**changes).get("probes", {}).items()}


def test_a_server_is_asked_for_a_connection_unless_told_how() -> None:
    specs = asked()
    assert specs.keys() == {"liveness", "readiness", "startup"}
    assert {spec["tcpSocket"]["port"] for spec in specs.values()} == {8080}


def test_probes_are_written_out_in_full() -> None:
    """The chart's short form asks nothing, without a word, where the controller has no Service."""
    assert all(probe["enabled"] and probe["custom"] for probe in main()["probes"].values())


def test_a_worker_is_asked_nothing_unless_told_how() -> None:
    assert asked(port=None) == {}
    specs = asked(port=None, probe=CommandProbe(command=["alive"]))
    assert [spec["exec"]["command"] for spec in specs.values()] == [["alive"]] * 3


@pytest.mark.parametrize(("seconds", "failures"), [(5, 1), (150, 30), (151, 31), (600, 120)])
def test_a_start_may_take_as_long_as_it_was_given(seconds: int, failures: int) -> None:
    startup = asked(start_within=seconds, probe=TcpProbe()) if seconds < 300 else {}
    if not startup:
        with refused("timeout", str(seconds)):
            main(start_within=seconds)
        return
    spec = startup["startup"]
    assert spec["failureThreshold"] == failures
    assert spec["failureThreshold"] * spec["periodSeconds"] >= seconds


def test_readiness_and_liveness_may_differ() -> None:
    specs = asked(probe=HttpProbe(path="/live"), readiness=HttpProbe(path="/ready", timeout=2))
    assert specs["liveness"]["httpGet"]["path"] == specs["startup"]["httpGet"]["path"] == "/live"
    assert (specs["readiness"]["httpGet"]["path"], specs["readiness"]["timeoutSeconds"]) == ("/ready", 2)


# Text ---------------------------------------------------------------------------------------------------------------


def rendered(text: str) -> str:
    """What Helm makes of the raw strings that `literal` writes; all other braces would be a template."""
    parts = text.split("{{ `{{` }}")
    assert not any("{{" in part for part in parts)
    return "{{".join(parts)


@given(st.text(alphabet="{} `a.\"'\\$"))
def test_braces_arrive_as_they_were_written(text: str) -> None:
    assert rendered(literal(text)) == text


def test_a_key_of_a_secret_is_a_reference() -> None:
    assert main(env={"PASSWORD": ExistingSecret("mine").key("pw")})["env"] == {
        "PASSWORD": {"valueFrom": {"secretKeyRef": {"name": "mine", "key": "pw"}}}
    }


def test_numbers_are_written_as_text() -> None:
    assert main(env={"PORT": 8080, "BIG": 5_000_000})["env"] == {"PORT": "8080", "BIG": "5000000"}


# Order --------------------------------------------------------------------------------------------------------------


def test_init_containers_run_in_the_order_they_were_written() -> None:
    part = controller(init={"zero": worker(), "alpha": worker(), "beta": worker()})
    written = values(controllers={"main": part})["controllers"]["main"]["initContainers"]
    assert {name: item.get("dependsOn") for name, item in written.items()} == {
        "zero": None,
        "alpha": "zero",
        "beta": "alpha",
    }


# Users --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("user", "group", "expected"),
    [
        (1000, None, (True, 1000, 1000, 1000)),
        (1000, 100, (True, 1000, 100, 100)),
        (0, 1000, (False, 0, 1000, 1000)),
        (None, None, (True, None, None, None)),
        (None, 100, (True, None, 100, 100)),
        (None, 0, (True, None, 0, 0)),
    ],
)
def test_a_pod_has_a_user_and_a_group(user: int | None, group: int | None, expected: tuple[Any, ...]) -> None:
    part = controller(user=user, group=group)
    context = values(controllers={"main": part})["controllers"]["main"]["pod"]["securityContext"]
    names = ("runAsNonRoot", "runAsUser", "runAsGroup", "fsGroup")
    assert tuple(context.get(name) for name in names) == expected
    assert context["seccompProfile"] == {"type": "RuntimeDefault"}


def test_root_may_do_what_is_named_and_nothing_else() -> None:
    assert main()["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    some = main(capabilities=["CHOWN", "SETUID"])["securityContext"]
    assert some == {"allowPrivilegeEscalation": False, "capabilities": {"add": ["CHOWN", "SETUID"], "drop": ["ALL"]}}


# What is refused ----------------------------------------------------------------------------------------------------

REFUSED: list[tuple[Callable[..., object], dict[str, Any], str, str]] = [
    (container, {"image": "shop:latest"}, "image", "<registry>"),
    (container, {"image": "ghcr.io/a/b"}, "image", "tag"),
    (container, {"ports": {"web": 80}}, "port", "either"),
    (container, {"port": 0}, "ports['http']", "65535"),
    (worker, {"ports": {"Web": 80}}, "ports", "lower-case"),
    (worker, {"ports": {"a-name-that-is-too-long": 80}}, "ports", "15"),
    (worker, {"ports": {"a": 80, "b": 80}}, "ports", "once"),
    (container, {"env": {"9": "x"}}, "env", "no digit first"),
    (container, {"env": {"A": None}}, "env['A']", "no such key"),
    (container, {"env": {"A": "${A"}}, "env['A']", "escape()"),
    (container, {"env": {"A": "a\x00"}}, "env['A']", "control"),
    (container, {"args": ["{{ .Dir }}"]}, "args", "no double braces"),
    (container, {"args": ["$$x"]}, "args", "escape()"),
    (container, {"mounts": {"Data": "/x"}}, "mounts", "lower-case"),
    (container, {"mounts": {"data": "x"}}, "path", "absolute"),
    (container, {"start_within": 4}, "start_within", "from 5"),
    (container, {"capabilities": ["CHWON"]}, "capabilities", "CHOWN"),
    (container, {"env_from": [ExistingSecret("a", {"tls.crt": "tls.crt"})]}, "env_from", "no digit first"),
    (container, {"mounts": {"data": []}}, "mounts['data']", "at least one"),
    (worker, {"start_within": 300}, "start_within", "nothing asks"),
    (controller, {"group": -1}, "group", "from 0"),
    (controller, {"sidecars": {"main": worker()}}, "sidecars", "main container"),
    (controller, {"sidecars": {"a": worker()}, "init": {"a": worker()}}, "init", "of its own"),
    (controller, {"sidecars": {"a": container()}}, "sidecars['a'].ports", "has that name or number"),
    (controller, {"init": {"a": container()}}, "init", "no ports"),
    (controller, {"init": {"a": worker(probe=CommandProbe(command=["x"]))}}, "init", "no probes"),
    (controller, {"kind": "cronjob"}, "schedule", "go together"),
    (controller, {"schedule": "0 4 * * *"}, "schedule", "go together"),
    (controller, {"kind": "cronjob", "schedule": "daily"}, "schedule", "5 fields"),
    (controller, {"kind": "cronjob", "schedule": "0 4 * * *"}, "container.ports", "no Service"),
    (controller, {"replicas": 0}, "replicas", "from 1"),
    (controller, {"kind": "daemonset", "replicas": 2}, "replicas", "daemonset"),
    (controller, {"kind": "statefulset", "strategy": "Recreate"}, "strategy", "OnDelete"),
    (controller, {"kind": "daemonset", "strategy": "RollingUpdate"}, "strategy", "allowed"),
    (controller, {"user": -1}, "user", "from 0"),
    (HttpProbe, {"path": "healthz"}, "path", "begins with '/'"),
    (HttpProbe, {"path": "/{{x}}"}, "path", "braces"),
    (HttpProbe, {"path": "/", "timeout": 0}, "timeout", "from 1"),
    (TcpProbe, {"timeout": 61}, "timeout", "60"),
    (CommandProbe, {"command": []}, "command", "program"),
    (Mount, {"path": "/"}, "path", "not the root"),
    (Mount, {"path": "/a/../b"}, "path", "without '..'"),
    (Mount, {"path": "/a", "sub_path": "/b"}, "sub_path", "relative"),
    (Mount, {"path": "/a", "sub_path": "b/../c"}, "sub_path", "without '..'"),
    (Scratch, {"size": "much"}, "size", "quantity"),
    (ConfigFiles, {"files": {}}, "files", "at least one"),
    (ConfigFiles, {"files": {"a/b": ""}}, "files", "file name"),
    (ConfigFiles, {"files": {"a": "x" * 300_000}}, "files", "262144 bytes"),
]


@pytest.mark.parametrize(
    ("make", "given_", "argument", "word"), REFUSED, ids=lambda item: item if isinstance(item, str) else ""
)
def test_what_cannot_be_is_refused_by_name(
    make: Callable[..., object], given_: dict[str, Any], argument: str, word: str
) -> None:
    with refused(argument, word):
        make(**given_)


def test_the_smallest_container_needs_three_words() -> None:
    small = container()
    assert small == Container(image=small.image, port=8080, resources=small.resources)
