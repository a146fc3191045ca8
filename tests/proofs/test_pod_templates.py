"""Pod templates: every pod that a tree describes, whoever describes it."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs.proofs import chart_rules
from homelab_constructs.proofs.chart_rules import ChartRules, PodTemplate, Release
from homelab_constructs.proofs.pods.pod_templates import pod_templates
from homelab_constructs.proofs.tree import Tree
from tests.proofs.broken import edited, good, put, write

POD = {"containers": [{"name": "main", "image": "docker.io/library/nginx:1.29.1"}]}


def workload(kind: str, spec: dict[str, Any], api_version: str = "apps/v1") -> dict[str, Any]:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": "photos"}, "spec": spec}


def only(*objects: dict[str, Any]) -> PodTemplate:
    (found,) = pod_templates(Tree.of({"objects.yaml": write(*objects)}))
    return found


@pytest.mark.parametrize(
    ("kind", "api_version", "spec", "path"),
    [
        ("Deployment", "apps/v1", {"template": {"spec": POD}}, "spec.template.spec"),
        ("StatefulSet", "apps/v1", {"template": {"spec": POD}}, "spec.template.spec"),
        ("DaemonSet", "apps/v1", {"template": {"spec": POD}}, "spec.template.spec"),
        ("Job", "batch/v1", {"template": {"spec": POD}}, "spec.template.spec"),
        (
            "CronJob",
            "batch/v1",
            {"jobTemplate": {"spec": {"template": {"spec": POD}}}},
            "spec.jobTemplate.spec.template.spec",
        ),
        ("Pod", "v1", POD, "spec"),
        ("Deployment", "extensions/v1beta1", {"template": {"spec": POD}}, "spec.template.spec"),
    ],
)
def test_workloads_of_every_kind(kind: str, api_version: str, spec: dict[str, Any], path: str) -> None:
    found = only(workload(kind, spec, api_version))
    assert (found.kind, found.name, found.path, found.spec) == (kind, "photos", path, POD)
    assert found.ours
    assert found.containers == [(f"{path}.containers[0]", POD["containers"][0])]


def test_a_deployment_rolls_unless_it_says_otherwise() -> None:
    assert only(workload("Deployment", {"template": {"spec": POD}})).strategy == "RollingUpdate"
    assert (
        only(workload("Deployment", {"strategy": {"type": "Recreate"}, "template": {"spec": POD}})).strategy
        == "Recreate"
    )
    assert only(workload("StatefulSet", {"template": {"spec": POD}})).strategy == ""


def test_kinds_of_other_groups_are_none() -> None:
    other = workload("Job", {"template": {"spec": POD}}, "batch.volcano.sh/v1alpha1")
    assert pod_templates(Tree.of({"objects.yaml": write(other)})) == []


def test_a_pooler_makes_a_deployment_that_is_not_written_here() -> None:
    pod = {"containers": [{"name": "pgbouncer", "resources": {}}]}
    found = only(workload("Pooler", {"template": {"spec": pod}}, "postgresql.cnpg.io/v1"))
    assert (found.kind, found.strategy, found.ours, found.spec) == ("Deployment", "RollingUpdate", False, pod)
    bare = only(workload("Pooler", {"deploymentStrategy": {"type": "Recreate"}}, "postgresql.cnpg.io/v1"))
    assert (bare.strategy, bare.spec) == ("Recreate", {})


def test_variables_are_filled_in() -> None:
    files = edited(
        good(), "StatefulSet/trigger-dev-clickhouse", put("spec.template.spec.hostname", "clickhouse-${APP}")
    )
    (found,) = (pod for pod in pod_templates(Tree.of(files)) if pod.item.kind == "StatefulSet")
    assert found.spec["hostname"] == "clickhouse-trigger-dev-clickhouse"


def test_the_pods_of_a_chart_come_from_its_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    def pods(release: Release) -> list[PodTemplate]:
        return [PodTemplate(release.item, "spec.values.redis", "StatefulSet", f"{release.name}-master", POD)]

    monkeypatch.setattr(chart_rules, "find_rules", lambda: {"redis": ChartRules(chart="redis", pods=pods)})
    found = [pod for pod in pod_templates(Tree.of(good())) if pod.item.kind == "HelmRelease"]
    assert [(pod.name, pod.ours) for pod in found] == [("trigger-dev-redis-master", False)]


def test_pods_are_gathered_once() -> None:
    tree = Tree.of(good())
    assert pod_templates(tree) is pod_templates(tree)


@pytest.mark.parametrize("odd", [None, 5, "text", [], [5], {"spec": 5}, {"spec": None}, {"spec": []}])
def test_what_is_no_pod_is_left_out(odd: Any) -> None:
    broken = [workload("Deployment", {"template": odd}), workload("Job", odd, "batch/v1"), workload("CronJob", odd)]
    assert pod_templates(Tree.of({"objects.yaml": write(*broken)})) == []


@pytest.mark.parametrize("odd", [None, 5, "text", {"a": {}}])
def test_what_is_no_list_of_containers_is_left_out(odd: Any) -> None:
    pod = {"containers": odd, "initContainers": odd, "hostNetwork": True}
    found = only(workload("Deployment", {"strategy": odd, "template": {"spec": pod}}))
    assert found.spec == {"hostNetwork": True}
    assert found.containers == []
    assert found.strategy == "RollingUpdate"


def test_labels_that_are_no_map_leave_an_object_as_it_is_written() -> None:
    odd = workload("Pod", {"hostname": "${APP}", **POD}, "v1")
    odd["metadata"]["labels"] = ["a"]
    assert only(odd).spec["hostname"] == "${APP}"
