"""Pod shape: what of a workload does not fit together."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs.proofs.pods.pod_shape import POD_SHAPE
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.proofs.broken import Files, drop, edited, findings, good, left_open, put, write

CONTAINERS = "spec.template.spec.containers"


def container(name: str = "app", **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "image": "ghcr.io/me/photos:1.0.0",
        "ports": [{"name": "http", "containerPort": 8080}],
        "volumeMounts": [{"name": "data", "mountPath": "/data"}],
        "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"cpu": "1", "memory": "128Mi"}},
        "readinessProbe": {"httpGet": {"path": "/", "port": "http"}},
        **more,
    }


def workload(kind: str = "Deployment", *, spec: dict[str, Any] | None = None, **pod: Any) -> dict[str, Any]:
    return {
        "apiVersion": "batch/v1" if kind == "Job" else "apps/v1",
        "kind": kind,
        "metadata": {"name": "photos"},
        "spec": {
            **({} if kind == "Job" else {"selector": {"matchLabels": {"app": "photos"}}}),
            **(spec or {}),
            "template": {
                "metadata": {"labels": {"app": "photos", "part": "web"}},
                "spec": {
                    "containers": [container()],
                    "volumes": [{"name": "data", "emptyDir": {}}],
                    **({"restartPolicy": "Never"} if kind == "Job" else {}),
                    **pod,
                },
            },
        },
    }


def folder(*objects: dict[str, Any]) -> Files:
    return {"all.yaml": write(*objects)}


def check(item: dict[str, Any], path: str, problem: str, remedy: str = "") -> None:
    said = findings(POD_SHAPE, folder(item))
    assert [(found.path, problem in found.problem, remedy in found.remedy) for found in said] == [(path, True, True)], (
        said
    )


@pytest.mark.parametrize("name", labs.TREES)
def test_good_tree_gives_no_word(name: str) -> None:
    assert list(POD_SHAPE.find(Tree.of(good(name)))) == []


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet", "DaemonSet", "Job"])
def test_good_workload_by_hand_gives_no_word(kind: str) -> None:
    assert list(POD_SHAPE.find(Tree.of(folder(workload(kind))))) == []


# Selector and strategy ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet", "DaemonSet"])
@pytest.mark.parametrize(
    ("selector", "path", "problem"),
    [
        ({"matchLabels": {"app": "fotos"}}, "spec.selector.matchLabels.app", "labels have 'photos'"),
        ({"matchLabels": {"tier": "web"}}, "spec.selector.matchLabels.tier", "labels lack it"),
        ({}, "spec.selector", "it selects every pod"),
        (
            {"matchExpressions": [{"key": "app", "operator": "In", "values": ["a", "b"]}]},
            "spec.selector.matchExpressions[0]",
            "does not select the pod's own labels",
        ),
        (
            {"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["photos"]}]},
            "spec.selector.matchExpressions[0]",
            "does not select",
        ),
        (
            {"matchExpressions": [{"key": "tier", "operator": "Exists"}]},
            "spec.selector.matchExpressions[0]",
            "does not select",
        ),
        (
            {"matchExpressions": [{"key": "app", "operator": "DoesNotExist"}]},
            "spec.selector.matchExpressions[0]",
            "does not select",
        ),
    ],
)
def test_selector_that_misses_its_own_pods(kind: str, selector: dict[str, Any], path: str, problem: str) -> None:
    check(workload(kind, spec={"selector": selector}), path, problem)


@pytest.mark.parametrize(
    "expression",
    [
        {"key": "app", "operator": "In", "values": ["photos", "b"]},
        {"key": "app", "operator": "NotIn", "values": ["b"]},
        {"key": "part", "operator": "Exists"},
        {"key": "tier", "operator": "DoesNotExist"},
    ],
)
def test_selector_that_finds_its_own_pods(expression: dict[str, Any]) -> None:
    assert findings(POD_SHAPE, folder(workload(spec={"selector": {"matchExpressions": [expression]}}))) == []


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet", "DaemonSet"])
def test_restart_policy_of_what_runs_for_ever(kind: str) -> None:
    check(workload(kind, restartPolicy="OnFailure"), "spec.template.spec.restartPolicy", "none for a", "Always")


@pytest.mark.parametrize(
    ("spec", "path", "problem"),
    [
        (
            {"strategy": {"type": "Recreate", "rollingUpdate": {"maxSurge": 1}}},
            "spec.strategy.rollingUpdate",
            "beside type 'Recreate'",
        ),
        (
            {"strategy": {"rollingUpdate": {"maxSurge": 0, "maxUnavailable": "0%"}}},
            "spec.strategy.rollingUpdate",
            "no pod may go and none may come",
        ),
        (
            {"minReadySeconds": 600, "progressDeadlineSeconds": 600},
            "spec.progressDeadlineSeconds",
            "600 is not above minReadySeconds, 600",
        ),
    ],
)
def test_strategy_that_cannot_work(spec: dict[str, Any], path: str, problem: str) -> None:
    check(workload(spec=spec), path, problem)


@pytest.mark.parametrize(
    ("spec", "path", "problem"),
    [
        ({"selector": {"matchLabels": {"app": "photos"}}}, "spec.selector", "makes a Job's selector itself"),
        ({"completionMode": "Indexed"}, "spec.completions", "how many"),
    ],
)
def test_jobs(spec: dict[str, Any], path: str, problem: str) -> None:
    check(workload("Job", spec=spec), path, problem)


# Names --------------------------------------------------------------------------------------------------------------


def test_two_containers_of_one_name() -> None:
    check(workload(containers=[container(), container()]), f"{CONTAINERS}[1].name", "'app' is the name of another")


def test_init_container_and_container_of_one_name() -> None:
    first = container(readinessProbe=None)
    item = workload(initContainers=[first])
    check(item, f"{CONTAINERS}[0].name", "'app' is the name of another")


def test_two_volumes_of_one_name() -> None:
    volumes = [{"name": "data", "emptyDir": {}}, {"name": "data", "emptyDir": {}}]
    check(workload(volumes=volumes), "spec.template.spec.volumes[1].name", "'data' is the name of another")


def test_two_claim_templates_of_one_name() -> None:
    claims = [{"metadata": {"name": "data"}}, {"metadata": {"name": "data"}}]
    item = workload("StatefulSet", spec={"volumeClaimTemplates": claims}, volumes=[])
    check(item, "spec.volumeClaimTemplates[1].metadata.name", "'data' is the name of another")


def test_two_ports_of_one_name() -> None:
    ports = [{"name": "http", "containerPort": 80}, {"name": "http", "containerPort": 81}]
    check(workload(containers=[container(ports=ports)]), f"{CONTAINERS}[0].ports[1].name", "called 'http' too")


def test_ports_of_two_containers_may_share_a_name() -> None:
    second = container("second", ports=[{"name": "http", "containerPort": 81}])
    assert findings(POD_SHAPE, folder(workload(containers=[container(), second]))) == []


# Volumes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", ["volumeMounts", "volumeDevices"])
def test_mount_of_a_volume_that_is_not_there(block: str) -> None:
    entry = {"name": "date", "mountPath" if block == "volumeMounts" else "devicePath": "/data"}
    mounts: dict[str, Any] = {block: [entry]}
    check(workload(containers=[container(**mounts)]), f"{CONTAINERS}[0].{block}[0].name", "'date'", "'data'")


def test_mount_without_any_volume() -> None:
    check(workload(volumes=[]), f"{CONTAINERS}[0].volumeMounts[0].name", "no volume 'data'", "there is none")


def test_mount_of_a_claim_template() -> None:
    claims = [{"metadata": {"name": "data"}}]
    item = workload("StatefulSet", spec={"volumeClaimTemplates": claims}, volumes=[])
    assert findings(POD_SHAPE, folder(item)) == []
    check(
        workload(spec={"volumeClaimTemplates": claims}, volumes=[]), f"{CONTAINERS}[0].volumeMounts[0].name", "'data'"
    )


@pytest.mark.parametrize(
    ("mount", "field", "problem"),
    [
        ({"subPath": "/a"}, ".subPath", "leads out of the volume"),
        ({"subPath": "a/../../b"}, ".subPath", "leads out of the volume"),
        ({"subPathExpr": "../$(POD)"}, ".subPathExpr", "leads out of the volume"),
        ({"subPath": "a", "subPathExpr": "b"}, "", "side by side"),
        ({"mountPath": "/a:/b"}, ".mountPath", "has a colon"),
    ],
)
def test_paths_of_mounts(mount: dict[str, Any], field: str, problem: str) -> None:
    mounts = [{"name": "data", "mountPath": "/data", **mount}]
    check(workload(containers=[container(volumeMounts=mounts)]), f"{CONTAINERS}[0].volumeMounts[0]{field}", problem)


# Ports, probes, variables -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("probe", ["livenessProbe", "readinessProbe", "startupProbe"])
@pytest.mark.parametrize("handler", ["httpGet", "tcpSocket"])
def test_probe_of_a_port_that_the_container_has_not(probe: str, handler: str) -> None:
    broken: dict[str, Any] = {probe: {handler: {"port": "htpp"}}}
    item = workload(containers=[container(**broken)])
    check(item, f"{CONTAINERS}[0].{probe}.{handler}.port", "no port called 'htpp'", "'http'")


def test_hook_of_a_port_that_the_container_has_not() -> None:
    item = workload(containers=[container(lifecycle={"preStop": {"httpGet": {"port": "admin"}}})])
    check(item, f"{CONTAINERS}[0].lifecycle.preStop.httpGet.port", "no port called 'admin'", "http")


def test_port_of_a_probe_by_number() -> None:
    for port in (8081, "8081"):
        item = workload(containers=[container(livenessProbe={"tcpSocket": {"port": port}})])
        assert findings(POD_SHAPE, folder(item)) == []


@pytest.mark.parametrize(
    ("more", "path", "problem"),
    [
        ({"livenessProbe": {"successThreshold": 2}}, "livenessProbe.successThreshold", "for readiness only"),
        ({"startupProbe": {"successThreshold": 2}}, "startupProbe.successThreshold", "for readiness only"),
        (
            {"readinessProbe": {"terminationGracePeriodSeconds": 5}},
            "readinessProbe.terminationGracePeriodSeconds",
            "ends nothing",
        ),
        (
            {"env": [{"name": "A", "value": "x", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}]},
            "env[0]",
            "'A' has both",
        ),
        (
            {"securityContext": {"privileged": True, "allowPrivilegeEscalation": False}},
            "securityContext.allowPrivilegeEscalation",
            "contradicts",
        ),
    ],
)
def test_what_contradicts_itself_in_a_container(more: dict[str, Any], path: str, problem: str) -> None:
    check(workload(containers=[container(**more)]), f"{CONTAINERS}[0].{path}", problem)


@pytest.mark.parametrize("more", [{"livenessProbe": {"exec": {"command": ["true"]}}}, {"lifecycle": {"preStop": {}}}])
def test_init_container_is_neither_probed_nor_hooked(more: dict[str, Any]) -> None:
    first = {"name": "wait", "image": "docker.io/library/busybox:1.37", **more}
    check(
        workload(initContainers=[first]),
        f"spec.template.spec.initContainers[0].{next(iter(more))}",
        "an init container",
    )
    assert findings(POD_SHAPE, folder(workload(initContainers=[{**first, "restartPolicy": "Always"}]))) == []


def test_port_of_the_node_is_that_of_the_container() -> None:
    ports = [{"name": "http", "containerPort": 8080, "hostPort": 80}]
    item = workload(containers=[container(ports=ports)])
    assert findings(POD_SHAPE, folder(item)) == []
    item["spec"]["template"]["spec"]["hostNetwork"] = True
    check(item, f"{CONTAINERS}[0].ports[0].hostPort", "80 is not containerPort, 8080")


def test_no_name_server() -> None:
    check(workload(dnsPolicy="None"), "spec.template.spec.dnsPolicy", "without a name server")
    item = workload(dnsPolicy="None", dnsConfig={"nameservers": ["192.0.2.1"]})
    assert findings(POD_SHAPE, folder(item)) == []


@pytest.mark.parametrize(
    ("toleration", "field", "problem"),
    [
        ({"effect": "NoSchedule"}, "operator", "without a key"),
        ({"key": "a", "operator": "Exists", "value": "b"}, "value", "asks for no value"),
        ({"key": "a", "tolerationSeconds": 5}, "effect", "evicted"),
    ],
)
def test_tolerations(toleration: dict[str, Any], field: str, problem: str) -> None:
    check(workload(tolerations=[toleration]), f"spec.template.spec.tolerations[0].{field}", problem)


# Quantities ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "most"),
    [("200m", "0.1"), ("1Gi", "1G"), (2, 1), ("1e3", "999"), ("129Mi", "128Mi"), ("1Ki", "1k")],
)
def test_request_above_its_limit(wanted: Any, most: Any) -> None:
    resources = {"requests": {"memory": wanted}, "limits": {"memory": most}}
    item = workload(containers=[container(resources=resources)])
    check(item, f"{CONTAINERS}[0].resources.requests.memory", "is above the limit", f"at most {most}")


@pytest.mark.parametrize(
    ("wanted", "most"), [("100m", "0.1"), ("1G", "1Gi"), ("1Gi", "1024Mi"), ("x", "1"), ("1", None)]
)
def test_request_within_its_limit_or_no_quantity(wanted: Any, most: Any) -> None:
    resources = {"requests": {"memory": wanted}, "limits": {"memory": most}}
    assert findings(POD_SHAPE, folder(workload(containers=[container(resources=resources)]))) == []


def test_quantity_below_zero() -> None:
    resources = {"limits": {"memory": "-1Gi"}}
    item = workload(containers=[container(resources=resources)])
    check(item, f"{CONTAINERS}[0].resources.limits.memory", "below zero")


# Where a pod stands, and what is not known --------------------------------------------------------------------------


def test_pod_and_cron_job() -> None:
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "x"},
        "spec": {"containers": [container()], "restartPolicy": "Never"},
    }
    check(pod, "spec.containers[0].volumeMounts[0].name", "no volume 'data'")
    cron = {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": {"name": "x"},
        "spec": {"jobTemplate": {"spec": {"template": {"spec": {"containers": [container()]}}}}},
    }
    check(cron, "spec.jobTemplate.spec.template.spec.containers[0].volumeMounts[0].name", "no volume 'data'")


def test_the_lab_itself_broken() -> None:
    files = edited(good(), "StatefulSet/trigger-dev-clickhouse", put(f"{CONTAINERS}.0.volumeMounts.0.name", "nowhere"))
    (said,) = findings(POD_SHAPE, files)
    assert said.place == "trigger-dev/clickhouse"
    assert said.path == f"{CONTAINERS}[0].volumeMounts[0].name"


def test_variable_of_unknown_value_is_left_open() -> None:
    item = workload(spec={"selector": {"matchLabels": {"app": "${NAME}"}}})
    files = {**folder(item), "expects.yaml": write({"variables": {"keys": [{"name": "NAME"}]}})}
    assert findings(POD_SHAPE, files) == []
    assert ["spec.selector.matchLabels.app" in said.what for said in left_open(POD_SHAPE, files)] == [True]


def test_same_variable_on_both_sides_fits() -> None:
    item = workload(spec={"selector": {"matchLabels": {"app": "${NAME}"}}})
    item["spec"]["template"]["metadata"]["labels"]["app"] = "${NAME}"
    files = {**folder(item), "expects.yaml": write({"variables": {"keys": [{"name": "NAME"}]}})}
    assert list(POD_SHAPE.find(Tree.of(files))) == []


ODD: list[Any] = [
    None,
    7,
    True,
    "x",
    [],
    ["x"],
    [None],
    {},
    {"x": None},
    {7: 8},
    [{}],
    [{"name": 7}],
    [{"name": ["x"]}],
]


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize(
    "path",
    [
        "spec",
        "spec.selector",
        "spec.selector.matchLabels",
        "spec.selector.matchExpressions",
        "spec.strategy",
        "spec.strategy.rollingUpdate",
        "spec.template",
        "spec.template.metadata.labels",
        "spec.template.spec.containers",
        "spec.template.spec.containers.0",
        "spec.template.spec.containers.0.env",
        "spec.template.spec.containers.0.lifecycle",
        "spec.template.spec.containers.0.ports",
        "spec.template.spec.containers.0.readinessProbe",
        "spec.template.spec.containers.0.readinessProbe.httpGet",
        "spec.template.spec.containers.0.resources",
        "spec.template.spec.containers.0.resources.requests",
        "spec.template.spec.containers.0.securityContext",
        "spec.template.spec.containers.0.volumeMounts",
        "spec.template.spec.dnsConfig",
        "spec.template.spec.tolerations",
        "spec.template.spec.volumes",
    ],
)
def test_any_shape_is_answered(path: str, value: Any) -> None:
    item = workload()
    put(path, value)(item)
    for said in POD_SHAPE.find(Tree.of(folder(item))):
        assert str(said)


def test_a_file_that_is_mounted_without_its_sub_path_is_found() -> None:
    files = edited(
        good(), "StatefulSet/trigger-dev-clickhouse", drop("spec.template.spec.containers.0.volumeMounts.2.subPath")
    )
    (found,) = findings(POD_SHAPE, files)
    assert found.path == "spec.template.spec.containers[0].volumeMounts[2]"
    assert "becomes a folder" in found.problem
    assert found.remedy == "subPath: homelab-server.xml"


def test_a_variable_without_a_value_is_found() -> None:
    files = edited(good(), "StatefulSet/trigger-dev-clickhouse", drop("spec.template.spec.containers.0.env.0.value"))
    (found,) = findings(POD_SHAPE, files)
    assert "'CLICKHOUSE_USER' has neither value nor valueFrom" in found.problem
