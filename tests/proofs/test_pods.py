"""The proof of pods: Pod Security, resources, probes, images, Jobs."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from homelab_constructs.proofs import chart_rules
from homelab_constructs.proofs.chart_rules import ChartRules, PodTemplate, Release
from homelab_constructs.proofs.finding import Finding, Unproven
from homelab_constructs.proofs.pods.pods import PODS
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.judges import ROOT
from tests.proofs.broken import Edit, Files, drop, edited, findings, good, left_open, put, write

SERVER = "StatefulSet/trigger-dev-clickhouse"
JOB = "Job/trigger-dev-minio-create-bucket"
DATABASE = "Cluster/trigger-dev-postgresql"
POOLER = "Pooler/trigger-dev-postgresql-pooler-rw"
REDIS = "HelmRelease/trigger-dev-redis"
MINIO = "HelmRelease/trigger-dev-minio"
POD = "spec.template.spec"
MAIN = f"{POD}.containers[0]"


def broken(target: str, edit: Edit) -> list[Finding]:
    return findings(PODS, edited(good(), target, edit))


def one(target: str, edit: Edit) -> Finding:
    (found,) = broken(target, edit)
    assert found.object == target
    assert found.remedy
    return found


def alone(target: str) -> Files:
    """The file of one object of the good tree."""
    kind, _, name = target.partition("/")
    return {path: content for path, content in good().items() if path.endswith(f"/{kind}.{name}.yaml")}


def dotted(path: str) -> str:
    """A finding's path as an edit's."""
    return path.replace("[", ".").replace("]", "")


@pytest.mark.parametrize("name", labs.TREES)
def test_good_trees_have_no_findings(name: str) -> None:
    # One release of that lab has values of an image and a port only, on purpose: that is rightly found once its chart
    # is known.
    bare = {"HelmRelease/photos"} if name == "everything" else set[str]()
    assert {found.object for found in findings(PODS, good(name))} <= bare


def test_releases_that_nobody_knows_are_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_rules, "find_rules", dict)
    said = [item for item in left_open(PODS, good()) if item.object == REDIS]
    assert [(item.what, "'redis'" in item.why) for item in said] == [("its pods", True)]


# -- Pod Security ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", ["hostNetwork", "hostPID", "hostIPC"])
def test_namespaces_of_the_node(block: str) -> None:
    found = one(SERVER, put(f"{POD}.{block}", True))
    assert found.path == f"{POD}.{block}"
    assert f"{block} is True" in found.problem


@pytest.mark.parametrize("kind", ["hostPath", "nfs", "iscsi", "gitRepo"])
def test_volumes_of_the_node_and_of_elsewhere(kind: str) -> None:
    found = one(SERVER, put(f"{POD}.volumes.2", {"name": "logs", kind: {"path": "/"}}))
    assert found.path == f"{POD}.volumes[2].{kind}"
    assert f"volume 'logs' is of kind '{kind}'" in found.problem


@pytest.mark.parametrize("kind", ["csi", "ephemeral", "projected", "downwardAPI", "image"])
def test_volumes_that_restricted_allows(kind: str) -> None:
    assert broken(SERVER, put(f"{POD}.volumes.2", {"name": "logs", kind: {}})) == []


@pytest.mark.parametrize("value", [{"hostPath": None}, {"hostPath": None, "emptyDir": {}}])
def test_a_volume_of_no_kind_is_an_empty_directory(value: dict[str, Any]) -> None:
    assert broken(SERVER, put(f"{POD}.volumes.2", {"name": "logs", **value})) == []


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("securityContext.privileged", True, "privileged"),
        ("securityContext.procMount", "Unmasked", "'Unmasked'"),
        ("securityContext.allowPrivilegeEscalation", True, "allowPrivilegeEscalation is True"),
        ("securityContext.allowPrivilegeEscalation", None, "allowPrivilegeEscalation is not set"),
        ("securityContext.capabilities.drop", ["NET_RAW"], "drop is ['NET_RAW']"),
        ("securityContext.capabilities.drop", None, "drop is not set"),
        ("securityContext.runAsNonRoot", False, "runAsNonRoot is False"),
        ("securityContext.runAsUser", 0, "user 0"),
        ("securityContext.seccompProfile", {"type": "Unconfined"}, "'Unconfined'"),
        ("securityContext.appArmorProfile", {"type": "Unconfined"}, "'Unconfined'"),
        ("securityContext.seLinuxOptions", {"type": "spc_t"}, "'spc_t'"),
        ("securityContext.seLinuxOptions", {"user": "root"}, "user 'root'"),
        ("securityContext.seLinuxOptions", {"role": "sysadm_r"}, "role 'sysadm_r'"),
        ("securityContext.windowsOptions", {"hostProcess": True}, "process of its node"),
        ("livenessProbe.httpGet.host", "192.168.1.1", "'192.168.1.1'"),
        ("readinessProbe.tcpSocket", {"host": "router", "port": 1}, "'router'"),
        ("lifecycle.preStop.httpGet.host", "router", "'router'"),
    ],
)
@pytest.mark.parametrize("block", ["containers", "initContainers", "ephemeralContainers"])
def test_what_no_container_may_have(block: str, field: str, value: Any, word: str) -> None:
    def edit(item: dict[str, Any]) -> None:
        pod = item["spec"]["template"]["spec"]
        if block != "containers":
            pod[block] = copy.deepcopy(pod["containers"])
        put(f"{block}.0.{field}", value)(pod)

    found = one(SERVER, edit)
    assert found.path.startswith(f"{POD}.{block}[0].{field}")
    assert "container 'clickhouse'" in found.problem
    assert word in found.problem


def test_added_capabilities() -> None:
    found = one(SERVER, put(f"{dotted(MAIN)}.securityContext.capabilities.add", ["NET_BIND_SERVICE", "SYS_ADMIN"]))
    assert found.path == f"{MAIN}.securityContext.capabilities.add[1]"
    assert "'SYS_ADMIN'" in found.problem


def test_ports_of_the_node() -> None:
    found = one(SERVER, put(f"{dotted(MAIN)}.ports.1.hostPort", 9000))
    assert found.path == f"{MAIN}.ports[1].hostPort"
    assert "port 9000 of its node" in found.problem


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("runAsNonRoot", False, "runAsNonRoot is False"),
        ("runAsUser", 0, "user 0"),
        ("seccompProfile", {"type": "Unconfined"}, "'Unconfined'"),
        ("seLinuxOptions", {"type": "spc_t"}, "'spc_t'"),
        ("appArmorProfile", {"type": "Unconfined"}, "'Unconfined'"),
    ],
)
def test_what_no_pod_may_have(field: str, value: Any, word: str) -> None:
    found = one(SERVER, put(f"{POD}.securityContext.{field}", value))
    assert found.path.startswith(f"{POD}.securityContext.{field}")
    assert "the pod" in found.problem
    assert word in found.problem


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seLinuxOptions", {"type": "container_t", "level": "s0:c1,c2"}),
        ("appArmorProfile", {"type": "RuntimeDefault"}),
        ("sysctls", [{"name": "net.ipv4.ip_unprivileged_port_start", "value": "0"}]),
    ],
)
def test_what_a_pod_may_have(field: str, value: Any) -> None:
    assert broken(SERVER, put(f"{POD}.securityContext.{field}", value)) == []


def test_sysctls_of_the_node() -> None:
    found = one(SERVER, put(f"{POD}.securityContext.sysctls", [{"name": "kernel.msgmax", "value": "1"}]))
    assert found.path == f"{POD}.securityContext.sysctls[0].name"
    assert "'kernel.msgmax'" in found.problem


def test_app_armor_by_annotation() -> None:
    key = "container.apparmor.security.beta.kubernetes.io/clickhouse"

    def edit(value: str) -> Edit:
        return put("spec.template.metadata.annotations", {key: value})

    found = one(SERVER, edit("unconfined"))
    assert found.path == f"spec.template.metadata.annotations.{key}"
    assert "'unconfined'" in found.problem
    assert broken(SERVER, edit("localhost/mine")) == []


@pytest.mark.parametrize(("field", "value"), [("runAsNonRoot", True), ("seccompProfile", {"type": "RuntimeDefault"})])
def test_what_pod_or_containers_must_say(field: str, value: Any) -> None:
    found = one(SERVER, drop(f"{POD}.securityContext.{field}"))
    assert found.path.startswith(f"{POD}.securityContext.{field}")
    assert "neither the pod nor its container 'clickhouse' sets" in found.problem

    def by_the_container(item: dict[str, Any]) -> None:
        drop(f"{POD}.securityContext.{field}")(item)
        put(f"{dotted(MAIN)}.securityContext.{field}", value)(item)

    assert broken(SERVER, by_the_container) == []


def test_a_container_overrides_what_its_pod_says() -> None:
    assert one(SERVER, put(f"{dotted(MAIN)}.securityContext.runAsNonRoot", False)).path.startswith(MAIN)


def test_windows_pods_are_let_off_what_they_cannot_have() -> None:
    def windows(item: dict[str, Any]) -> None:
        pod = item["spec"]["template"]["spec"]
        pod["os"] = {"name": "windows"}
        pod["securityContext"] = {"runAsNonRoot": True}
        del pod["containers"][0]["securityContext"]

    assert broken(SERVER, windows) == []


def test_a_pod_without_any_context() -> None:
    def bare(item: dict[str, Any]) -> None:
        pod = item["spec"]["template"]["spec"]
        del pod["securityContext"], pod["containers"][0]["securityContext"]

    assert [found.path for found in broken(SERVER, bare)] == [
        f"{MAIN}.securityContext.allowPrivilegeEscalation",
        f"{MAIN}.securityContext.capabilities.drop",
        f"{POD}.securityContext.runAsNonRoot",
        f"{POD}.securityContext.seccompProfile.type",
    ]


def test_an_exemption_bears_a_finding() -> None:
    files = edited(good(), SERVER, put(f"{POD}.hostNetwork", True))
    line = {
        "proof": "pods",
        "object": SERVER,
        "path": f"{POD}.hostNetwork",
        "reason": "it answers on the node's address",
    }
    exempted = edited(files, "expects.yaml", put("exemptions", [line]))
    assert len(prove(Tree.of(files), [PODS]).findings) == 1
    verdict = prove(Tree.of(exempted), [PODS])
    assert verdict.findings == ()
    assert [exemption.reason for _, exemption in verdict.borne] == [line["reason"]]


# -- resources ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "path", "word"),
    [
        (drop(f"{dotted(MAIN)}.resources"), "resources", "neither requests nor limits"),
        (put(f"{dotted(MAIN)}.resources", {"limits": {}}), "resources", "neither requests nor limits"),
        (drop(f"{dotted(MAIN)}.resources.limits.memory"), "resources.limits.memory", "no limit of memory"),
        (drop(f"{dotted(MAIN)}.resources.limits"), "resources.limits.memory", "no limit of memory"),
        (
            put(f"{dotted(MAIN)}.resources", {"requests": {"memory": "1Gi"}, "limits": {"memory": "1Gi"}}),
            "resources.requests.cpu",
            "requests no cpu",
        ),
        (
            put(f"{dotted(MAIN)}.resources.requests.memory", "5000Mi"),
            "resources.requests.memory",
            "'5000Mi' of memory, more than its limit '4Gi'",
        ),
        (put(f"{dotted(MAIN)}.resources.requests.cpu", "2500m"), "resources.requests.cpu", "more than its limit '2'"),
    ],
)
def test_room_is_set_aside_for_every_container(edit: Edit, path: str, word: str) -> None:
    found = one(SERVER, edit)
    assert found.path == f"{MAIN}.{path}"
    assert word in found.problem


@pytest.mark.parametrize(
    "edit",
    [
        drop(f"{dotted(MAIN)}.resources.limits.cpu"),
        drop(f"{dotted(MAIN)}.resources.requests"),
        put(f"{dotted(MAIN)}.resources.requests.memory", "4Gi"),
        put(f"{dotted(MAIN)}.resources.requests.memory", 4e9),
    ],
    ids=["no limit of cpu", "limits stand for requests", "as much as the limit", "in bytes"],
)
def test_what_is_room_enough(edit: Edit) -> None:
    assert broken(SERVER, edit) == []


def test_a_pod_may_set_aside_room_as_a_whole() -> None:
    def edit(item: dict[str, Any]) -> None:
        pod = item["spec"]["template"]["spec"]
        pod["resources"] = pod["containers"][0].pop("resources")

    assert broken(SERVER, edit) == []


def test_jobs_and_what_runs_first_need_room_too() -> None:
    assert one(JOB, drop(f"{dotted(MAIN)}.resources")).path == f"{MAIN}.resources"
    first = {
        "name": "prepare",
        "image": "docker.io/library/busybox:1.37.0",
        "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
    }
    assert one(SERVER, put(f"{POD}.initContainers", [first])).path == f"{POD}.initContainers[0].resources"


def test_databases_and_poolers_need_room() -> None:
    assert one(DATABASE, drop("spec.resources")).path == "spec.resources"
    assert one(DATABASE, drop("spec.resources.limits.memory")).path == "spec.resources.limits.memory"
    assert one(POOLER, drop("spec.template")).path == "spec.template"
    assert one(POOLER, put(f"{dotted(MAIN)}.name", "other")).path == "spec.template"
    assert one(POOLER, drop(f"{dotted(MAIN)}.resources.limits")).path == f"{MAIN}.resources.limits.memory"


# -- probes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("probe", ["readinessProbe", "livenessProbe"])
def test_long_running_containers_are_asked(probe: str) -> None:
    found = one(SERVER, drop(f"{dotted(MAIN)}.{probe}"))
    assert found.path == f"{MAIN}.{probe}"
    assert f"container 'clickhouse' has no {probe}" in found.problem


def test_what_serves_nobody_is_not_asked() -> None:
    assert broken(SERVER, drop(f"{dotted(MAIN)}.startupProbe")) == []

    def beside(**more: Any) -> Edit:
        def edit(item: dict[str, Any]) -> None:
            containers = item["spec"]["template"]["spec"]["containers"]
            side = copy.deepcopy(containers[0])
            for key in ("ports", "readinessProbe", "livenessProbe"):
                del side[key]
            containers.insert(0, {**side, "name": "exporter", **more})

        return edit

    assert broken(SERVER, beside()) == []
    assert broken(SERVER, lambda item: (beside()(item), drop(f"{POD}.containers.1.ports")(item))) == []
    listening = broken(SERVER, beside(ports=[{"containerPort": 9363}]))
    assert [found.path for found in listening] == [f"{MAIN}.readinessProbe", f"{MAIN}.livenessProbe"]


def test_a_lone_container_is_asked_even_if_it_names_no_port() -> None:
    def edit(item: dict[str, Any]) -> None:
        for key in ("ports", "livenessProbe"):
            del item["spec"]["template"]["spec"]["containers"][0][key]

    assert one(SERVER, edit).path == f"{MAIN}.livenessProbe"


def test_of_helpers_alone_one_is_asked() -> None:
    def edit(item: dict[str, Any]) -> None:
        containers = item["spec"]["template"]["spec"]["containers"]
        for key in ("ports", "livenessProbe"):
            del containers[0][key]
        containers.append({**containers[0], "name": "helper"})

    found = one(SERVER, edit)
    assert found.path == POD
    assert "none of the containers 'clickhouse', 'helper' has a livenessProbe" in found.problem


# -- images ------------------------------------------------------------------------------------------------------------

DIGEST = "sha256:" + "0a" * 32


@pytest.mark.parametrize(
    ("image", "word"),
    [
        ("docker.io/clickhouse/clickhouse-server:latest", "moves"),
        ("clickhouse/clickhouse-server:latest-alpine", "moves"),
        ("docker.io/clickhouse/clickhouse-server", "no tag"),
        ("registry.example.org:5000/clickhouse-server", "no tag"),
        ("minio/minio:RELEASE.2025-09-07T16-13-09Z", "gone"),
        (f"docker.io/minio/minio@{DIGEST}", "gone"),
        ("index.docker.io/minio/mc:latest", "gone"),
        ("bitnami/redis:7.2.3-debian-11-r1", "gone"),
        ("docker.io/bitnami/redis:latest", "moves"),
        ("docker.io/ClickHouse/Server:26.3", "is none"),
        ("nginx:", "is none"),
    ],
)
def test_images_are_pinned_and_still_served(image: str, word: str) -> None:
    found = one(SERVER, put(f"{dotted(MAIN)}.image", image))
    assert found.path == f"{MAIN}.image"
    assert repr(image) in found.problem
    assert word in found.problem


@pytest.mark.parametrize(
    "image",
    [
        "nginx:1.29.1",
        f"nginx@{DIGEST}",
        f"nginx:latest@{DIGEST}",
        "registry.example.org:5000/a/b.c/d_e:v1",
        "docker.io/bitnamilegacy/redis:7.2.3-debian-11-r1",
        "quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z",
        "ghcr.io/bitnami/redis:7.2.3",
    ],
)
def test_images_that_stay_the_same(image: str) -> None:
    assert broken(SERVER, put(f"{dotted(MAIN)}.image", image)) == []


def test_where_gone_images_are_to_be_had() -> None:
    assert "quay.io/minio/mc" in one(JOB, put(f"{dotted(MAIN)}.image", "minio/mc:v1")).remedy
    bitnami = one(SERVER, put(f"{dotted(MAIN)}.image", "docker.io/bitnami/clickhouse:25.7.5"))
    assert "docker.io/bitnamilegacy/clickhouse" in bitnami.remedy


def test_a_container_without_an_image() -> None:
    assert "has no image" in one(SERVER, drop(f"{dotted(MAIN)}.image")).problem
    assert broken(POOLER, drop(f"{dotted(MAIN)}.name"))[0].path == "spec.template"


def test_images_that_a_variable_decides_are_left_open() -> None:
    files = edited(good(), SERVER, put(f"{dotted(MAIN)}.image", "ghcr.io/me/${APP}:1"))
    assert findings(PODS, files) == []
    assert any("ghcr.io/me/${APP}:1" in item.what for item in left_open(PODS, files))
    redis = edited(good(), REDIS, put("spec.values.image.tag", "${TAG}"))
    assert findings(PODS, redis) == []
    assert any("${TAG}" in item.what for item in left_open(PODS, redis))


def test_what_is_left_of_bitnami_by_digest_is_left_open() -> None:
    files = edited(good(), SERVER, put(f"{dotted(MAIN)}.image", f"docker.io/bitnami/redis@{DIGEST}"))
    assert findings(PODS, files) == []
    assert any("bitnami" in item.what for item in left_open(PODS, files))


@pytest.mark.parametrize(
    ("edit", "path", "word"),
    [
        (put("spec.values.image.tag", "latest"), "spec.values.image.tag", "moves"),
        (put("spec.values.image.repository", "bitnami/redis"), "spec.values.image.repository", "gone"),
        (put("spec.values.metrics.image", {"repository": "minio/mc", "tag": "v1"}), "metrics.image.repository", "gone"),
        (put("spec.values.metrics.image", {"repository": "minio/mc"}), "metrics.image.repository", "gone"),
        (put("spec.values.metrics.image", "ghcr.io/me/exporter"), "spec.values.metrics.image", "no tag"),
        (put("spec.values.metrics.image", "ghcr.io/me/exporter:latest"), "spec.values.metrics.image", "moves"),
        (put("spec.values.metrics", {"image": "exporter", "imageTag": "latest"}), "spec.values.metrics.image", "moves"),
        (put("spec.values.metrics.helperImage", "busybox:latest"), "spec.values.metrics.helperImage", "moves"),
        (put("spec.values.list", [{"image": {"repository": "a/b", "tag": "latest"}}]), "list[0].image.tag", "moves"),
        (
            put("spec.postRenderers", [{"kustomize": {"images": [{"name": "a/b", "newTag": "latest"}]}}]),
            "spec.postRenderers[0].kustomize.images[0].newTag",
            "moves",
        ),
        (
            put("spec.postRenderers", [{"kustomize": {"images": [{"name": "a/b", "newName": "minio/mc"}]}}]),
            "spec.postRenderers[0].kustomize.images[0].newName",
            "gone",
        ),
    ],
)
def test_images_in_the_values_of_any_release(edit: Edit, path: str, word: str) -> None:
    found = one(REDIS, edit)
    assert found.path.endswith(path)
    assert word in found.problem


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org/logo",
        "pictures/background.png",
        {"repository": "https://github.com/me/dotfiles", "tag": "latest"},
        {"repository": "ghcr.io/me/exporter", "pullPolicy": "Always"},
        {"repository": "ghcr.io/me/exporter", "tag": ""},
        {"repository": "ghcr.io/me/exporter", "tag": 26.3},
        {"repository": "ghcr.io/me/exporter", "tag": "latest", "digest": DIGEST},
        {"repository": ["a"], "tag": "latest"},
    ],
)
def test_values_that_are_no_image_or_that_the_chart_completes(value: Any) -> None:
    assert broken(REDIS, put("spec.values.metrics.image", value)) == []


def test_a_bare_word_is_left_open() -> None:
    files = edited(good(), REDIS, put("spec.values.metrics.image", "exporter"))
    assert findings(PODS, files) == []
    assert any("'exporter'" in item.what for item in left_open(PODS, files))


def test_a_mirror_of_ones_own_may_still_have_them() -> None:
    def edit(item: dict[str, Any]) -> None:
        item["spec"]["values"]["global"] = {"imageRegistry": "registry.example.org"}
        item["spec"]["values"]["image"] = {"repository": "bitnami/redis", "tag": "7.2.3"}

    assert not [found for found in broken(REDIS, edit) if "image" in found.path]


@pytest.mark.parametrize(
    ("image", "word"),
    [
        ("ghcr.io/cloudnative-pg/postgresql:latest", "moves"),
        ("ghcr.io/cloudnative-pg/postgresql", "no tag"),
        (f"ghcr.io/cloudnative-pg/postgresql@{DIGEST}", "reads PostgreSQL's version from the tag"),
        ("docker.io/bitnami/postgresql:17.1", "gone"),
    ],
)
def test_images_of_databases(image: str, word: str) -> None:
    found = one(DATABASE, put("spec.imageName", image))
    assert found.path == "spec.imageName"
    assert word in found.problem
    assert broken(DATABASE, put("spec.imageName", f"ghcr.io/cloudnative-pg/postgresql:17.5@{DIGEST}")) == []


def test_images_of_catalogues_and_poolers() -> None:
    catalogue = {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": "ImageCatalog",
        "metadata": {"name": "mine", "namespace": "default"},
        "spec": {"images": [{"major": 17, "image": "ghcr.io/cloudnative-pg/postgresql:17-latest"}]},
    }
    (found,) = findings(PODS, {"catalogue.yaml": write(catalogue)})
    assert (found.path, "moves" in found.problem) == ("spec.images[0].image", True)
    assert one(POOLER, put(f"{dotted(MAIN)}.image", "me/pgbouncer:latest")).path == f"{MAIN}.image"


def test_images_that_kustomize_puts_in_place_of_others() -> None:
    files = edited(good(), SERVER, put(f"{dotted(MAIN)}.image", "clickhouse"))

    def with_images(*images: dict[str, str]) -> Files:
        return edited(files, "Kustomization/trigger-dev-clickhouse", put("spec.images", list(images)))

    assert findings(PODS, with_images({"name": "clickhouse", "newName": "a/b", "newTag": "26.3"})) == []
    (found,) = findings(PODS, with_images({"name": "clickhouse", "newTag": "latest"}))
    assert (found.object, found.path) == ("Kustomization/trigger-dev-clickhouse", "spec.images[0].newTag")


# -- pods of charts ----------------------------------------------------------------------------------------------------

CHART_POD: dict[str, Any] = {
    "securityContext": {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
    "containers": [
        {
            "name": "redis",
            "image": "docker.io/bitnamilegacy/redis:7.2.3-debian-11-r1",
            "ports": [{"containerPort": 6379}],
            "resources": {"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"memory": "1Gi"}},
            "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
            "readinessProbe": {},
            "livenessProbe": {},
        }
    ],
}


def of_chart(
    monkeypatch: pytest.MonkeyPatch, edit: Callable[[dict[str, Any]], object], kind: str = "StatefulSet"
) -> list[Finding]:
    """What is found where the Redis chart makes this pod."""
    pod = copy.deepcopy(CHART_POD)
    edit(pod)

    def pods(release: Release) -> list[PodTemplate]:
        where = {"redis": "spec.values.master"}
        return [PodTemplate(release.item, "spec.values", kind, "the-master", pod, container_paths=where)]

    monkeypatch.setattr(chart_rules, "find_rules", lambda: {"redis": ChartRules(chart="redis", pods=pods)})
    found = findings(PODS, good())
    assert all(item.object == REDIS for item in found)
    return found


def nothing(_: dict[str, Any]) -> None:
    """No edit."""


def test_pods_of_charts_are_judged_by_what_their_rules_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert of_chart(monkeypatch, nothing) == []
    (found,) = of_chart(monkeypatch, drop("securityContext.runAsNonRoot"))
    assert found.path == "spec.values"
    assert "the pod of StatefulSet 'the-master'" in found.problem


def test_a_field_of_a_chart_is_named_where_the_values_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = of_chart(monkeypatch, drop("containers.0.resources.limits"))
    assert found.path == "spec.values.master.resources.limits.memory"
    assert "container 'redis' of StatefulSet 'the-master'" in found.problem
    (found,) = of_chart(monkeypatch, drop("containers.0.livenessProbe"))
    assert found.path == "spec.values.master"
    assert "livenessProbe" in found.problem


def test_jobs_of_charts_are_helms_to_apply(monkeypatch: pytest.MonkeyPatch) -> None:
    assert of_chart(monkeypatch, nothing, "Job") == []


def test_images_that_a_chart_has_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = of_chart(monkeypatch, put("containers.0.image", "docker.io/bitnami/os-shell:11"))
    assert found.path == "spec.values.master"
    assert "'docker.io/bitnami/os-shell:11' is gone" in found.problem


def test_images_in_values_are_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert of_chart(monkeypatch, put("containers.0.image", "docker.io/bitnamilegacy/redis:latest")) == []


# -- Jobs --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "path", "word"),
    [
        (drop("metadata.annotations"), "metadata.annotations.kustomize.toolkit.fluxcd.io/force", "it is not set"),
        (
            put("metadata.annotations", {"kustomize.toolkit.fluxcd.io/force": "true"}),
            "metadata.annotations.kustomize.toolkit.fluxcd.io/force",
            "it is 'true'",
        ),
        (put("spec.ttlSecondsAfterFinished", 600), "spec.ttlSecondsAfterFinished", "600"),
        (drop("spec.template.spec.restartPolicy"), "spec.template.spec.restartPolicy", "not set"),
        (put("spec.template.spec.restartPolicy", "Always"), "spec.template.spec.restartPolicy", "'Always'"),
        (drop("spec.backoffLimit"), "spec.backoffLimit", "not set"),
    ],
)
def test_jobs_can_be_applied_again(edit: Edit, path: str, word: str) -> None:
    found = one(JOB, edit)
    assert found.path == path
    assert word in found.problem


@pytest.mark.parametrize(
    "annotations",
    [
        {"kustomize.toolkit.fluxcd.io/force": "Enabled"},
        {"kustomize.toolkit.fluxcd.io/ssa": "IfNotPresent"},
        {"kustomize.toolkit.fluxcd.io/ssa": "Ignore"},
    ],
)
def test_other_ways_to_apply_a_job_again(annotations: dict[str, str]) -> None:
    assert broken(JOB, put("metadata.annotations", annotations)) == []


def test_the_whole_component_may_be_forced() -> None:
    files = edited(good(), JOB, drop("metadata.annotations"))
    assert findings(PODS, edited(files, "Kustomization/trigger-dev-minio", put("spec.force", True))) == []


def test_a_name_that_follows_the_content_is_left_open() -> None:
    def edit(item: dict[str, Any]) -> None:
        item["metadata"] = {"name": "create-bucket-7h5k2m9f4t"}

    files = edited(good(), JOB, edit)
    assert findings(PODS, files) == []
    assert any("applied again" in item.what for item in left_open(PODS, files))


# -- manifests of any hand ---------------------------------------------------------------------------------------------


def test_a_hand_written_deployment() -> None:
    deployment = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "photos", "namespace": "default"},
        "spec": {
            "template": {
                "spec": {
                    "containers": [{"name": "app", "image": "minio/minio:latest", "ports": [{"containerPort": 9000}]}]
                }
            }
        },
    }
    said = [
        (found.place, found.path.rpartition(".")[2]) for found in findings(PODS, {"photos.yaml": write(deployment)})
    ]
    assert said == [
        ("photos.yaml", "allowPrivilegeEscalation"),
        ("photos.yaml", "drop"),
        ("photos.yaml", "runAsNonRoot"),
        ("photos.yaml", "type"),
        ("photos.yaml", "resources"),
        ("photos.yaml", "readinessProbe"),
        ("photos.yaml", "livenessProbe"),
        ("photos.yaml", "image"),
    ]


def test_a_hand_written_cron_job() -> None:
    job = {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": {"name": "backup", "namespace": "default"},
        "spec": {
            "schedule": "0 3 * * *",
            "jobTemplate": {
                "spec": {
                    "ttlSecondsAfterFinished": 3600,
                    "template": {"spec": {**CHART_POD, "restartPolicy": "OnFailure"}},
                }
            },
        },
    }
    assert findings(PODS, {"backup.yaml": write(job)}) == []
    del job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["restartPolicy"]  # type: ignore[index]
    (found,) = findings(PODS, {"backup.yaml": write(job)})
    assert found.path == "spec.jobTemplate.spec.template.spec.restartPolicy"


ODD: list[Any] = [None, 5, True, "text", [], [5, None, [], {"name": 5}, {"a": None}], {"a": []}]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("target", "path"),
    [
        (SERVER, "metadata.annotations"),
        (SERVER, "spec"),
        (SERVER, POD),
        (SERVER, f"{POD}.containers"),
        (SERVER, f"{POD}.volumes"),
        (SERVER, f"{POD}.securityContext"),
        (SERVER, f"{POD}.securityContext.sysctls"),
        (SERVER, f"{POD}.securityContext.seLinuxOptions"),
        (SERVER, f"{POD}.containers.0.name"),
        (SERVER, f"{POD}.containers.0.image"),
        (SERVER, f"{POD}.containers.0.ports"),
        (SERVER, f"{POD}.containers.0.resources"),
        (SERVER, f"{POD}.containers.0.resources.limits"),
        (SERVER, f"{POD}.containers.0.resources.limits.memory"),
        (SERVER, f"{POD}.containers.0.securityContext.capabilities"),
        (SERVER, f"{POD}.containers.0.securityContext.capabilities.add"),
        (SERVER, f"{POD}.containers.0.securityContext.runAsUser"),
        (SERVER, "spec.template.metadata.annotations"),
        (JOB, "spec"),
        (JOB, "spec.template.spec.restartPolicy"),
        (DATABASE, "spec"),
        (DATABASE, "spec.imageName"),
        (DATABASE, "spec.resources"),
        (POOLER, "spec.template"),
        (REDIS, "spec.values"),
        (REDIS, "spec.postRenderers"),
        (REDIS, "spec.values.image"),
        (REDIS, "spec.values.image.tag"),
    ],
)
def test_odd_shapes_are_survived(target: str, path: str, odd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # What rules make of odd values is asked in their own tests.
    monkeypatch.setattr(chart_rules, "find_rules", dict)
    for said in PODS.find(Tree.of(edited(alone(target), target, put(path, odd)))):
        assert isinstance(said, Finding | Unproven)


@pytest.mark.parametrize("odd", ODD)
def test_odd_images_of_a_kustomization_are_survived(odd: Any) -> None:
    files = edited(good(), "Kustomization/trigger-dev-clickhouse", put("spec.images", odd))
    assert findings(PODS, files) == []


def test_the_page_shows_what_is_printed() -> None:
    page = Path(ROOT, "docs/proofs/pods.md").read_text("utf-8")
    files = edited(good(), SERVER, put(f"{dotted(MAIN)}.image", "minio/minio:latest"))
    (found,) = prove(Tree.of(files), [PODS]).findings
    assert f"```text\n{found}\n```" in page
