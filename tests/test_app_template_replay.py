"""The replay of app-template: what it says of values, and that the real chart says the same of every tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from homelab_constructs.proofs.chart_rules import releases_of
from homelab_constructs.proofs.tree import Tree as ProvedTree
from tests import labs
from tests.app_template_replay import NotRendered, Object, objects_of
from tests.charts import render
from tests.trees import is_app_template, where

IMAGE = {"image": {"repository": "ghcr.io/example/notes", "tag": "1.0"}}
PORT = {"ports": {"http": {"port": 80}}}
CLAIM = {"accessMode": "ReadWriteOnce", "size": "1Gi"}
PROBES = {"probes": {"liveness": {"enabled": True}}}


def made(controllers: dict[str, Any] | None = None, **values: Any) -> list[Object]:
    """What a release called notes becomes."""
    given = {"controllers": controllers or {"main": {"containers": {"app": IMAGE}}}, **values}
    return objects_of({"metadata": {"name": "notes"}, "spec": {"values": given}})


def one(kind: str, *args: Any, **values: Any) -> Object:
    """The one object of a kind."""
    (found,) = (item for item in made(*args, **values) if item["kind"] == kind)
    return found


def pod(container: dict[str, Any] | None = None, **values: Any) -> dict[str, Any]:
    """The pod of a release with one container."""
    workload = one("Deployment", {"main": {"containers": {"app": {**IMAGE, **(container or {})}}}}, **values)
    found: dict[str, Any] = workload["spec"]["template"]["spec"]
    return found


def app(container: dict[str, Any], **values: Any) -> dict[str, Any]:
    """That container."""
    (found,) = pod(container, **values)["containers"]
    assert isinstance(found, dict)
    return found


# The real chart -----------------------------------------------------------------------------------------------------

# Written by the chart into everything, or where nothing was said.
OF_THE_CHART = {
    "metadata": {"namespace", "labels", "annotations"},
    "spec": {
        *("revisionHistoryLimit", "podManagementPolicy", "suspend", "startingDeadlineSeconds"),
        *("successfulJobsHistoryLimit", "failedJobsHistoryLimit", "serviceAccountName", "dnsPolicy"),
    },
}


def differences(replayed: Any, real: Any, path: str = "", key: str = "") -> Iterator[str]:
    """Where the replay says something else than the chart."""
    if isinstance(replayed, dict) and isinstance(real, dict):
        for name in replayed.keys() | real.keys() - OF_THE_CHART.get(key, set()):
            yield from differences(replayed.get(name), real.get(name), f"{path}.{name}", name)
    elif isinstance(replayed, list) and isinstance(real, list) and len(replayed) == len(real):
        for index, (mine, other) in enumerate(zip(replayed, real, strict=True)):
            yield from differences(mine, other, f"{path}.{index}", key)
    # The chart cuts the last line break off the last file of a ConfigMap.
    elif replayed != real and not (".data." in path and str(replayed).removesuffix("\n") == real):
        yield f"{path}: {replayed!r}, but the chart makes {real!r}"


@pytest.mark.parametrize("name", labs.TREES)
def test_the_chart_makes_the_same_of_every_tree(name: str) -> None:
    tree = labs.tree(name)
    real = {release.name: release for release in releases_of(ProvedTree.of(tree.files))}
    releases = [item for _, item in tree.objects("HelmRelease") if is_app_template(item)]
    assert releases
    for release in releases:
        replayed = {where(item): item for item in objects_of(release)}
        rendered = {
            where(item): item for item in render("app-template-4.1.1", real[release["metadata"]["name"]]).objects
        }
        assert replayed.keys() == rendered.keys()
        assert [*differences(replayed, rendered)] == []


@pytest.mark.parametrize(
    ("replayed", "real"),
    [
        ({"spec": {"replicas": 1}}, {"spec": {"replicas": 2}}),
        ({"spec": {"replicas": 1}}, {"spec": {}}),
        ({"spec": {}}, {"spec": {"replicas": 1}}),
        ({"data": {"a": "x"}}, {"data": {"a": "y"}}),
        ([1], [1, 2]),
    ],
)
def test_a_difference_is_seen(replayed: Any, real: Any) -> None:
    assert [*differences(replayed, real)]


# What it says -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("services", "names"),
    [
        ({"web": PORT}, ["notes"]),
        ({"web": PORT, "api": PORT}, ["notes-api", "notes-web"]),
        ({"web": PORT, "api": {**PORT, "enabled": False}}, ["notes"]),
        ({"web": PORT, "notes": PORT}, ["notes", "notes-web"]),
    ],
)
def test_one_object_of_a_kind_is_called_like_the_release_and_several_by_what_they_are(
    services: dict[str, Any], names: list[str]
) -> None:
    assert [item["metadata"]["name"] for item in made(service=services) if item["kind"] == "Service"] == names


def test_the_kinds_are_counted_apart() -> None:
    both = {"web": {"containers": {"app": IMAGE}}, "work": {"type": "statefulset", "containers": {"app": IMAGE}}}
    files = {"files": {"data": {"a": "b"}}}
    found = made(both, service={"web": {**PORT, "controller": "web"}}, configMaps=files, persistence={"data": CLAIM})
    assert [where(item) for item in found] == [
        "Deployment/notes-web",
        "StatefulSet/notes-work",
        "Service/notes",
        "ConfigMap/notes",
        "PersistentVolumeClaim/notes",
    ]


def test_a_pod_may_use_the_api_unless_told_otherwise_and_its_own_options_count_for_more() -> None:
    assert pod()["automountServiceAccountToken"] is True
    assert pod(defaultPodOptions={"automountServiceAccountToken": False})["automountServiceAccountToken"] is False
    controller = {"containers": {"app": IMAGE}, "pod": {"securityContext": {"runAsUser": 1}}}
    shared = {"securityContext": {"runAsUser": 2, "fsGroup": 2}}
    workload = one("Deployment", {"main": controller}, defaultPodOptions=shared)
    assert workload["spec"]["template"]["spec"]["securityContext"] == {"runAsUser": 1}


def test_a_probe_that_does_not_say_asks_the_first_port_of_the_service_or_nothing() -> None:
    ports = {"web": {"port": 80, "targetPort": 8080}, "metrics": {"port": 9090}}
    assert app(PROBES, service={"main": {"ports": ports}})["livenessProbe"]["tcpSocket"] == {"port": 9090}
    assert "livenessProbe" not in app(PROBES)
    custom = {"probes": {"liveness": {"enabled": True, "custom": True, "spec": {"exec": {"command": ["{{ `{{` }}"]}}}}}
    assert app(custom)["livenessProbe"] == {"exec": {"command": ["{{"]}}
    assert "livenessProbe" not in app({"probes": {"liveness": {"custom": True, "spec": {"exec": {}}}}})


def test_text_is_evaluated_but_no_arguments() -> None:
    found = app({"env": {"A": "{{ `{{` }} x }}"}, "args": ["{{ x }}"]})
    assert found["env"] == [{"name": "A", "value": "{{ x }}"}]
    assert found["args"] == ["{{ x }}"]


def test_containers_stand_by_name_and_after_what_they_depend_on() -> None:
    init = {"a": {**IMAGE, "dependsOn": "z"}, "z": IMAGE, "m": {**IMAGE, "dependsOn": ["a", "z"]}}
    workload = one("Deployment", {"main": {"containers": {"app": IMAGE}, "initContainers": init}})
    assert [item["name"] for item in workload["spec"]["template"]["spec"]["initContainers"]] == ["z", "a", "m"]


@pytest.mark.parametrize(
    ("item", "here"),
    [
        ({}, True),
        ({"advancedMounts": {"main": {"app": [{"path": "/a"}]}}}, True),
        ({"advancedMounts": {"other": {"app": [{"path": "/a"}]}}}, False),
        ({"advancedMounts": {"other": {"app": [{"path": "/a"}]}}, "globalMounts": [{"path": "/b"}]}, True),
        ({"enabled": False}, False),
    ],
)
def test_a_volume_is_in_the_pods_that_mount_it(item: dict[str, Any], here: bool) -> None:
    controllers = {name: {"containers": {"app": IMAGE}} for name in ("main", "other")}
    found = made(controllers, persistence={"data": {"type": "emptyDir", **item}})
    (main,) = (item for item in found if where(item) == "Deployment/notes-main")
    assert ("volumes" in main["spec"]["template"]["spec"]) is here
    assert ("volumeMounts" in main["spec"]["template"]["spec"]["containers"][0]) is here


@pytest.mark.parametrize(
    "values",
    [
        {"global": {"fullnameOverride": "x"}},
        {"service": {"main": {**PORT, "forceRename": "x"}}},
        {"service": {"main": {**PORT, "controller": "other"}}},
        {"service": {"main": {"ports": {"http": {"port": 80, "enabled": False}}}}},
        {"ingress": {"main": {"hosts": [{"host": "a", "paths": [{"path": "/"}]}]}}},
        {"ingress": {"main": {"ingressClassName": "traefik", "hosts": []}}},
        {"persistence": {"data": {"type": "nfs"}}},
        {"persistence": {"data": {"type": "configMap", "identifier": "x"}}},
        {"persistence": {"data": {**CLAIM, "advancedMounts": {"other": {}}}}},
        {"controllers": {"main": {"type": "job", "containers": {"app": IMAGE}}}},
        {"controllers": {"main": {"containers": {}}}},
        {"controllers": {"main": {"containers": {"app": {**IMAGE, "env": {"A": 1}}}}}},
        {"controllers": {"main": {"containers": {"app": {**IMAGE, "env": {"A": "{{ .Release.Name }}"}}}}}},
        {"controllers": {"main": {"containers": {"app": {**IMAGE, "dependsOn": "app"}}}}},
        {"controllers": {"main": {"containers": {"app": {**IMAGE, "lifecycle": {}}}}}},
        {"defaultPodOptions": {"hostAliases": []}},
    ],
)
def test_what_it_does_not_know_or_the_chart_refuses_is_an_error(values: dict[str, Any]) -> None:
    with pytest.raises(NotRendered):
        made(**values)


def test_a_release_that_is_more_than_its_values_is_an_error() -> None:
    with pytest.raises(NotRendered, match="postRenderers"):
        objects_of({"metadata": {"name": "notes"}, "spec": {"values": {}, "postRenderers": []}})
