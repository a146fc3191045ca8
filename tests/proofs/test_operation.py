"""The proof of operation: gates, retries, sources in their place, APIs still served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from homelab_constructs.proofs.finding import Finding, Unproven
from homelab_constructs.proofs.operation.operation import OPERATION
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.judges import ROOT
from tests.proofs.broken import Edit, Files, drop, edited, findings, good, left_open, put, write

POSTGRESQL = "Kustomization/trigger-dev-postgresql"
REDIS = "Kustomization/trigger-dev-redis"
MINIO = "Kustomization/trigger-dev-minio"
CLICKHOUSE = "Kustomization/trigger-dev-clickhouse"
DATABASE = "Cluster/trigger-dev-postgresql"
RELEASE = "HelmRelease/trigger-dev-redis"
CNPG = "postgresql.cnpg.io/v1"


def one(target: str, *edits: Edit) -> Finding:
    """The one finding after edits of one object."""
    (found,) = findings(OPERATION, after(target, *edits))
    assert found.object == target
    assert found.remedy
    return found


def after(target: str, *edits: Edit) -> Files:
    def all_of_them(item: dict[str, Any]) -> None:
        for edit in edits:
            edit(item)

    return edited(good(), target, all_of_them)


def unproven(files: Files, target: str) -> str:
    (said,) = left_open(OPERATION, files)
    assert said.object == target
    return f"{said.what}: {said.why}"


def obj(api_version: str, kind: str, name: str, spec: Any = None, **metadata: Any) -> dict[str, Any]:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": name, **metadata}, "spec": spec or {}}


def kustomization(name: str, **spec: Any) -> dict[str, Any]:
    base = {"path": f"./{name}", "prune": True, "interval": "5m", "sourceRef": {"kind": "GitRepository", "name": "a"}}
    return obj("kustomize.toolkit.fluxcd.io/v1", "Kustomization", name, {**base, **spec}, namespace="flux-system")


def waited_for(*objects: dict[str, Any], **spec: Any) -> Files:
    """A hand-written component `store` with these objects, and an app that waits for it."""
    app = kustomization("app", dependsOn=[{"name": "store"}])
    return {
        "ks.yaml": write(kustomization("store", **spec), app),
        "store/all.yaml": write(*objects),
        "app/all.yaml": write(obj("v1", "ConfigMap", "app", namespace="default")),
    }


@pytest.mark.parametrize("name", labs.TREES)
def test_good_trees_have_no_findings_and_nothing_open(name: str) -> None:
    assert list(OPERATION.find(Tree.of(good(name)))) == []


# -- gates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [REDIS, MINIO, CLICKHOUSE])
def test_whoever_is_waited_for_has_a_gate(target: str) -> None:
    found = one(target, drop("spec.healthChecks"))
    assert found.path == "spec.healthChecks"
    assert "'trigger-dev' waits for it" in found.problem
    assert target.partition("/")[2] in found.remedy


def test_a_database_without_a_gate_needs_checks_and_expressions() -> None:
    found = one(POSTGRESQL, drop("spec.healthChecks"), drop("spec.healthCheckExprs"))
    assert "Cluster/trigger-dev-postgresql" in found.remedy
    assert "healthCheckExprs for Cluster and Pooler" in found.remedy


def test_nobody_needs_a_gate_that_nobody_waits_for() -> None:
    assert findings(OPERATION, after("Kustomization/trigger-dev", drop("spec.dependsOn"))) == []
    alone = edited(good(), "Kustomization/trigger-dev", drop("spec.dependsOn"))
    assert findings(OPERATION, edited(alone, REDIS, drop("spec.healthChecks"))) == []


def test_waiting_for_everything_is_a_gate() -> None:
    assert findings(OPERATION, after(REDIS, drop("spec.healthChecks"), put("spec.wait", True))) == []


def test_waiting_for_everything_ignores_named_checks() -> None:
    found = one(REDIS, put("spec.wait", True))
    assert found.path == "spec.healthChecks"
    assert "HelmRelease/trigger-dev-redis" in found.problem
    assert "ignore" in found.problem


def test_expressions_alone_check_nothing() -> None:
    found = one(POSTGRESQL, drop("spec.healthChecks"))
    assert found.path == "spec.healthCheckExprs"
    assert "nothing is checked" in found.problem


@pytest.mark.parametrize(("index", "kind"), [(0, "Cluster"), (1, "Pooler")])
def test_databases_need_an_expression_for_each_kind(index: int, kind: str) -> None:
    found = one(POSTGRESQL, drop(f"spec.healthCheckExprs.{index}"))
    assert found.path == "spec.healthCheckExprs"
    assert repr(kind) in found.problem
    assert f"kind: {kind}, current: status." in found.remedy
    everything = one(
        POSTGRESQL, drop("spec.healthChecks"), put("spec.wait", True), drop(f"spec.healthCheckExprs.{index}")
    )
    assert (everything.path, everything.problem) == (found.path, found.problem)


def test_an_expression_of_another_group_is_none() -> None:
    found = one(POSTGRESQL, put("spec.healthCheckExprs.0.apiVersion", "cluster.x-k8s.io/v1"))
    assert "'Cluster'" in found.problem


def test_database_objects_need_an_expression_too() -> None:
    files = waited_for(obj(CNPG, "Database", "photos", namespace="default"), wait=True)
    (found,) = findings(OPERATION, files)
    assert "'Database'" in found.problem


def test_an_expression_that_fails_while_the_database_starts() -> None:
    failed = "status.conditions.exists(e, e.type == 'Ready' && e.status == 'False')"
    found = one(POSTGRESQL, put("spec.healthCheckExprs.0.failed", failed))
    assert found.path == "spec.healthCheckExprs[0].failed"
    assert failed in found.problem
    phase = after(POSTGRESQL, put("spec.healthCheckExprs.0.failed", "status.phase == 'Unrecoverable'"))
    assert findings(OPERATION, phase) == []
    assert "first start" in unproven(phase, POSTGRESQL)


def test_an_expression_that_is_always_true() -> None:
    found = one(POSTGRESQL, put("spec.healthCheckExprs.1.current", "true"))
    assert found.path == "spec.healthCheckExprs[1].current"
    assert "'true' does not look at the status" in found.problem


@pytest.mark.parametrize("kind", ["ConfigMap", "Secret", "Service"])
def test_what_has_no_status_is_no_gate(kind: str) -> None:
    check = {"apiVersion": "v1", "kind": kind, "name": "trigger-dev-clickhouse", "namespace": "default"}
    found = one(CLICKHOUSE, put("spec.healthChecks", [check]))
    assert found.path == "spec.healthChecks"
    assert f"{kind}/trigger-dev-clickhouse alone" in found.problem
    assert "StatefulSet/trigger-dev-clickhouse" in found.remedy


def test_a_gate_looks_at_what_is_waited_for() -> None:
    found = one(CLICKHOUSE, put("spec.healthChecks.0.name", "another"))
    assert "StatefulSet/another, and none of what 'trigger-dev' waits for" in found.problem
    claim = {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "name": "trigger-dev-clickhouse-data"}
    assert "none of what" in one(CLICKHOUSE, put("spec.healthChecks", [claim])).problem


def test_a_gate_on_the_pooler_alone_forgets_the_database() -> None:
    found = one(POSTGRESQL, drop("spec.healthChecks.0"))
    assert "and not Cluster/trigger-dev-postgresql" in found.problem


def test_what_a_gate_leaves_out_is_said() -> None:
    files = after(MINIO, drop("spec.healthChecks.1"))
    assert findings(OPERATION, files) == []
    assert "Job/trigger-dev-minio-create-bucket" in unproven(files, MINIO)


def test_a_gate_may_name_what_a_chart_makes() -> None:
    check = {"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "trigger-dev-redis-master", "namespace": "default"}
    assert findings(OPERATION, after(REDIS, put("spec.healthChecks", [check]))) == []


def test_names_are_compared_as_they_arrive() -> None:
    release = obj("helm.toolkit.fluxcd.io/v2", "HelmRelease", "${APP}", {"install": {"remediation": {"retries": 3}}})
    check = {"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "name": "store", "namespace": "default"}
    spec = {"targetNamespace": "default", "timeout": "10m", "postBuild": {"substitute": {"APP": "store"}}}
    assert findings(OPERATION, waited_for(release, healthChecks=[check], **spec)) == []


def test_what_is_ready_once_applied_needs_no_gate() -> None:
    assert list(OPERATION.find(Tree.of(waited_for(obj("v1", "ConfigMap", "a"), obj("v1", "Secret", "b"))))) == []


def test_kinds_that_nobody_here_knows_are_left_open() -> None:
    files = waited_for(obj("clickhouse.altinity.com/v1", "ClickHouseInstallation", "events"))
    assert findings(OPERATION, files) == []
    assert "ClickHouseInstallation/events" in unproven(files, "Kustomization/store")
    service = {"apiVersion": "v1", "kind": "Service", "name": "events"}
    gated = waited_for(obj("clickhouse.altinity.com/v1", "ClickHouseInstallation", "events"), healthChecks=[service])
    assert "Service/events alone" in findings(OPERATION, gated)[0].problem


def test_what_lies_elsewhere_is_left_open() -> None:
    files = waited_for(obj("v1", "ConfigMap", "a"), path="./elsewhere")
    assert findings(OPERATION, files) == []
    assert "not in this tree" in unproven(files, "Kustomization/store")


def test_layers_of_kustomizations_wait_for_each_other() -> None:
    (found,) = findings(OPERATION, waited_for(kustomization("inner")))
    assert "before Kustomization/inner answers" in found.problem


@pytest.mark.parametrize(
    ("edits", "word"),
    [
        ([put("spec.timeout", "5m")], "it is '5m'"),
        ([put("spec.timeout", "300s")], "it is '300s'"),
        ([drop("spec.timeout"), put("spec.interval", "4m30s")], "interval '4m30s' counts"),
        ([put("spec.timeout", "90s"), drop("spec.healthChecks"), put("spec.wait", True)], "it is '90s'"),
    ],
)
def test_a_gate_lasts_longer_than_what_it_waits_for(edits: list[Edit], word: str) -> None:
    found = one(REDIS, *edits)
    assert found.path == "spec.timeout"
    assert word in found.problem
    assert "HelmRelease/trigger-dev-redis" in found.problem


def test_the_longest_action_of_a_release_counts() -> None:
    files = edited(good(), RELEASE, put("spec.upgrade.timeout", "1h"))
    (found,) = findings(OPERATION, files)
    assert (found.object, found.path) == (REDIS, "spec.timeout")
    assert "'1h'" in found.problem
    assert findings(OPERATION, edited(files, REDIS, put("spec.timeout", "1h0m1s"))) == []


def test_a_release_without_a_timeout_has_five_minutes() -> None:
    files = edited(good(), RELEASE, drop("spec.timeout"))
    assert findings(OPERATION, files) == []
    assert "'5m'" in findings(OPERATION, edited(files, REDIS, put("spec.timeout", "5m")))[0].problem


def test_without_a_gate_nobody_waits_for_a_release() -> None:
    assert findings(OPERATION, after("Kustomization/trigger-dev", put("spec.timeout", "5m"))) == []


def test_a_gate_that_is_not_soon_tried_again_is_said() -> None:
    files = after(REDIS, drop("spec.retryInterval"))
    assert findings(OPERATION, files) == []
    assert "after its interval, 30m" in unproven(files, REDIS)


# -- what is outdated --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("api_version", "kind", "since"),
    [
        ("source.toolkit.fluxcd.io/v1beta1", "HelmRepository", "Flux 2.7"),
        ("source.toolkit.fluxcd.io/v1beta2", "OCIRepository", "Flux 2.8"),
        ("helm.toolkit.fluxcd.io/v2beta1", "HelmRelease", "Flux 2.7"),
        ("helm.toolkit.fluxcd.io/v2beta2", "HelmRelease", "Flux 2.8"),
        ("kustomize.toolkit.fluxcd.io/v1beta2", "Kustomization", "Flux 2.8"),
        ("notification.toolkit.fluxcd.io/v1beta1", "Alert", "Flux 2.7"),
        ("extensions/v1beta1", "Ingress", "Kubernetes 1.22"),
        ("networking.k8s.io/v1beta1", "Ingress", "Kubernetes 1.22"),
        ("policy/v1beta1", "PodDisruptionBudget", "Kubernetes 1.25"),
        ("batch/v1beta1", "CronJob", "Kubernetes 1.25"),
        ("autoscaling/v2beta1", "HorizontalPodAutoscaler", "Kubernetes 1.25"),
        ("autoscaling/v2beta2", "HorizontalPodAutoscaler", "Kubernetes 1.26"),
        ("traefik.containo.us/v1alpha1", "Middleware", "Traefik 3"),
    ],
)
def test_apis_that_are_gone(api_version: str, kind: str, since: str) -> None:
    spec = {"install": {"remediation": {"retries": 3}}}
    (found,) = findings(OPERATION, {"old.yaml": write(obj(api_version, kind, "old", spec, namespace="default"))})
    assert (found.place, found.object, found.path) == ("old.yaml", f"{kind}/old", "apiVersion")
    assert repr(api_version) in found.problem
    assert since in found.problem


@pytest.mark.parametrize(
    ("api_version", "kind"),
    [
        ("networking.k8s.io/v1beta1", "ServiceCIDR"),
        ("admissionregistration.k8s.io/v1beta1", "ValidatingAdmissionPolicy"),
        ("storage.k8s.io/v1beta1", "VolumeAttributesClass"),
        ("image.toolkit.fluxcd.io/v1beta2", "ImagePolicy"),
        ("notification.toolkit.fluxcd.io/v1beta3", "Alert"),
        ("gateway.networking.k8s.io/v1beta1", "ReferenceGrant"),
    ],
)
def test_betas_that_are_served(api_version: str, kind: str) -> None:
    assert findings(OPERATION, {"new.yaml": write(obj(api_version, kind, "new", namespace="default"))}) == []


def test_checks_of_apis_that_are_gone() -> None:
    found = one(REDIS, put("spec.healthChecks.0.apiVersion", "helm.toolkit.fluxcd.io/v2beta1"))
    assert found.path == "spec.healthChecks[0].apiVersion"
    assert "Flux 2.7" in found.problem


@pytest.mark.parametrize("target", [DATABASE, "Pooler/trigger-dev-postgresql-pooler-rw"])
def test_pod_monitors_of_the_operator(target: str) -> None:
    assert one(target, put("spec.monitoring.enablePodMonitor", True)).path == "spec.monitoring.enablePodMonitor"
    assert findings(OPERATION, after(target, put("spec.monitoring.enablePodMonitor", False))) == []


def test_backups_in_the_operator() -> None:
    store = {"destinationPath": "s3://backups"}
    assert one(DATABASE, put("spec.backup.barmanObjectStore", store)).path == "spec.backup.barmanObjectStore"
    elsewhere = put("spec.externalClusters", [{"name": "a"}, {"name": "b", "barmanObjectStore": store}])
    found = one(DATABASE, elsewhere)
    assert found.path == "spec.externalClusters[1].barmanObjectStore"
    assert "1.31" in found.problem


@pytest.mark.parametrize(
    ("spec", "word"), [({}, "not set"), ({"method": None}, "not set"), ({"method": "barmanObjectStore"}, "is 'barman")]
)
@pytest.mark.parametrize("kind", ["Backup", "ScheduledBackup"])
def test_backups_by_the_operator(kind: str, spec: dict[str, Any], word: str) -> None:
    (found,) = findings(OPERATION, {"a.yaml": write(obj(CNPG, kind, "nightly", spec, namespace="default"))})
    assert found.path == "spec.method"
    assert word in found.problem
    plugin = obj(CNPG, kind, "nightly", {"method": "plugin"}, namespace="default")
    assert findings(OPERATION, {"a.yaml": write(plugin)}) == []


def test_superusers_that_nobody_needs() -> None:
    found = one(DATABASE, put("spec.enableSuperuserAccess", True))
    assert found.path == "spec.enableSuperuserAccess"
    assert "'trigger-dev-postgresql-superuser'" in found.problem
    needed = after(DATABASE, put("spec.enableSuperuserAccess", True), put("spec.superuserSecret", {"name": "a"}))
    assert findings(OPERATION, needed) == []


def test_a_superuser_that_something_reads() -> None:
    files = after(DATABASE, put("spec.enableSuperuserAccess", True))
    env = [
        {"name": "PGPASSWORD", "valueFrom": {"secretKeyRef": {"name": "trigger-dev-postgresql-superuser", "key": "a"}}}
    ]
    job = "Job/trigger-dev-minio-create-bucket"
    assert findings(OPERATION, edited(files, job, put("spec.template.spec.containers.0.env", env))) == []


def test_classes_of_ingresses_by_annotation() -> None:
    mark = {"kubernetes.io/ingress.class": "traefik"}
    ingress = obj("networking.k8s.io/v1", "Ingress", "photos", namespace="default", annotations=mark)
    (found,) = findings(OPERATION, {"ingress.yaml": write(ingress)})
    assert found.path == "metadata.annotations.kubernetes.io/ingress.class"
    assert "'traefik'" in found.problem
    values = one(RELEASE, put("spec.values.ingress", {"main": {"annotations": mark}}))
    assert values.path == "spec.values.ingress.main.annotations.kubernetes.io/ingress.class"
    # Traefik's own kinds have no other way to name their class.
    route = obj("traefik.io/v1alpha1", "IngressRoute", "photos", namespace="default", annotations=mark)
    assert findings(OPERATION, {"route.yaml": write(route)}) == []


@pytest.mark.parametrize("kind", ["Middleware", "MiddlewareTCP"])
def test_white_lists(kind: str) -> None:
    lan = obj("traefik.io/v1alpha1", kind, "lan", {"ipWhiteList": {"sourceRange": ["10.0.0.0/8"]}}, namespace="default")
    (found,) = findings(OPERATION, {"lan.yaml": write(lan)})
    assert found.path == "spec.ipWhiteList"
    assert "ipAllowList" in found.remedy


# -- sources -----------------------------------------------------------------------------------------------------------

SOURCES = ["OCIRepository", "HelmRepository", "GitRepository", "HelmChart", "Bucket"]


def with_source(kind: str, namespace: str | None) -> Files:
    source = obj("source.toolkit.fluxcd.io/v1", kind, "charts", **({"namespace": namespace} if namespace else {}))
    files = edited(
        good(), "trigger-dev/redis/kustomization.yaml", lambda item: item["resources"].append("./charts.yaml")
    )
    return files | {"trigger-dev/redis/charts.yaml": write(source)}


@pytest.mark.parametrize("kind", SOURCES)
def test_sources_in_components_are_moved(kind: str) -> None:
    (found,) = findings(OPERATION, with_source(kind, "flux-system"))
    assert (found.place, found.object, found.path) == ("trigger-dev/redis", f"{kind}/charts", "metadata.namespace")
    assert "'flux-system'" in found.problem
    assert "'default'" in found.problem


@pytest.mark.parametrize("namespace", [None, "default"])
def test_sources_beside_their_release_stay(namespace: str | None) -> None:
    assert findings(OPERATION, with_source("OCIRepository", namespace)) == []


# -- releases ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (drop("spec.install"), "not set"),
        (put("spec.install", {"crds": "CreateReplace"}), "not set"),
        (put("spec.install.remediation.retries", 0), "it is 0"),
    ],
)
def test_installs_are_tried_again(edit: Edit, word: str) -> None:
    found = one(RELEASE, edit)
    assert found.path == "spec.install.remediation.retries"
    assert word in found.problem


@pytest.mark.parametrize(
    "edit",
    [
        put("spec.install.remediation.retries", -1),
        put("spec.install", {"strategy": {"name": "RetryOnFailure"}}),
        drop("spec.upgrade"),
    ],
)
def test_other_ways_to_try_again(edit: Edit) -> None:
    assert list(OPERATION.find(Tree.of(after(RELEASE, edit)))) == []


def test_retries_that_a_patch_may_bring_are_left_open() -> None:
    patch = {"target": {"kind": "HelmRelease"}, "patch": "spec: {install: {remediation: {retries: 3}}}"}
    files = edited(after(RELEASE, drop("spec.install")), REDIS, put("spec.patches", [patch]))
    assert findings(OPERATION, files) == []
    assert "patch may set it" in unproven(files, RELEASE)


def test_a_history_of_one_and_rollbacks() -> None:
    files = after(RELEASE, put("spec.maxHistory", 1))
    assert findings(OPERATION, files) == []
    assert "maxHistory is 1" in unproven(files, RELEASE)
    for edit in (
        put("spec.maxHistory", 0),
        put("spec.upgrade", {"remediation": {"strategy": "uninstall", "retries": 1}}),
        put("spec.upgrade", {"remediation": {"retries": 0}}),
        drop("spec.upgrade"),
    ):
        assert list(OPERATION.find(Tree.of(after(RELEASE, put("spec.maxHistory", 1), edit)))) == []


@pytest.mark.parametrize("target", [RELEASE, "Kustomization/trigger-dev", "OCIRepository/triggerdotdev-trigger"])
def test_what_is_suspended_is_left_open(target: str) -> None:
    files = after(target, put("spec.suspend", True))
    assert findings(OPERATION, files) == []
    assert "suspend" in unproven(files, target)


# -- manifests of any hand ---------------------------------------------------------------------------------------------


def test_hand_written_datastores_with_the_known_defects() -> None:
    database = obj(CNPG, "Cluster", "photos", {"enableSuperuserAccess": True, "monitoring": {"enablePodMonitor": True}})
    cache = obj("helm.toolkit.fluxcd.io/v2", "HelmRelease", "cache", {"maxHistory": 1, "timeout": "30m"})
    repository = obj("source.toolkit.fluxcd.io/v1beta1", "HelmRepository", "charts", namespace="flux-system")
    files = waited_for(database, cache, repository, targetNamespace="default", wait=False)
    said = {(found.object, found.path) for found in findings(OPERATION, files)}
    assert said == {
        ("Kustomization/store", "spec.healthChecks"),
        ("Cluster/photos", "spec.enableSuperuserAccess"),
        ("Cluster/photos", "spec.monitoring.enablePodMonitor"),
        ("HelmRelease/cache", "spec.install.remediation.retries"),
        ("HelmRepository/charts", "apiVersion"),
        ("HelmRepository/charts", "metadata.namespace"),
    }


def test_a_hand_written_component_in_good_order() -> None:
    database = obj(CNPG, "Cluster", "photos")
    expression = {"apiVersion": CNPG, "kind": "Cluster", "current": "status.phase == 'Cluster in healthy state'"}
    spec = {"targetNamespace": "default", "wait": True, "timeout": "10m", "healthCheckExprs": [expression]}
    assert list(OPERATION.find(Tree.of(waited_for(database, **spec)))) == []


ODD: list[Any] = ["odd", 5, None, [], [5, None, [], {"name": 5}, {"kind": {}}], {"a": []}]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "path",
    [
        "spec.healthChecks",
        "spec.healthChecks.0.kind",
        "spec.healthChecks.0.apiVersion",
        "spec.healthCheckExprs",
        "spec.healthCheckExprs.0.current",
        "spec.healthCheckExprs.0.failed",
        "spec.healthCheckExprs.0.kind",
        "spec.wait",
        "spec.timeout",
        "spec.interval",
        "spec.retryInterval",
        "spec.patches",
        "spec.suspend",
    ],
)
def test_odd_kustomizations_are_survived(path: str, odd: Any) -> None:
    spec = {
        "healthChecks": [{"apiVersion": CNPG, "kind": "Cluster", "name": "photos"}],
        "healthCheckExprs": [{"apiVersion": CNPG, "kind": "Cluster", "current": "status.phase == 'a'"}],
        "patches": [{}],
    }
    release = obj("helm.toolkit.fluxcd.io/v2", "HelmRelease", "cache")
    files = waited_for(obj(CNPG, "Cluster", "photos"), release, targetNamespace="default", **spec)
    survives(edited(files, "Kustomization/store", put(path, odd)))


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("path", ["spec", "spec.dependsOn", "metadata.annotations", "metadata.namespace"])
@pytest.mark.parametrize(
    "kind", ["Cluster", "ScheduledBackup", "Ingress", "Middleware", "HelmRelease", "OCIRepository"]
)
def test_odd_objects_are_survived(kind: str, path: str, odd: Any) -> None:
    groups = {
        "Cluster": CNPG,
        "ScheduledBackup": CNPG,
        "Ingress": "networking.k8s.io/v1",
        "Middleware": "traefik.io/v1alpha1",
        "HelmRelease": "helm.toolkit.fluxcd.io/v2",
        "OCIRepository": "source.toolkit.fluxcd.io/v1",
    }
    item = obj(groups[kind], kind, "odd")
    put(path, odd)(item)
    survives({"odd.yaml": write(item)})
    survives(waited_for(item, healthChecks=[{"kind": kind, "name": "odd"}], targetNamespace="default"))


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("target", "path"),
    [
        (RELEASE, "spec.install"),
        (RELEASE, "spec.install.remediation"),
        (RELEASE, "spec.install.remediation.retries"),
        (RELEASE, "spec.upgrade"),
        (RELEASE, "spec.upgrade.remediation"),
        (RELEASE, "spec.timeout"),
        (RELEASE, "spec.values"),
        (DATABASE, "spec.monitoring"),
        (DATABASE, "spec.backup"),
        (DATABASE, "spec.externalClusters"),
        (DATABASE, "spec.enableSuperuserAccess"),
        (DATABASE, "spec.superuserSecret"),
    ],
)
def test_odd_fields_are_survived(target: str, path: str, odd: Any) -> None:
    kind, _, name = target.partition("/")
    files = {path: content for path, content in good().items() if path.endswith(f"/{kind}.{name}.yaml")}
    survives(edited(files, target, put(path, odd)))


def survives(files: Files) -> None:
    for said in OPERATION.find(Tree.of(files)):
        assert isinstance(said, Finding | Unproven)


def test_the_page_shows_what_is_printed() -> None:
    page = Path(ROOT, "docs/proofs/operation.md").read_text("utf-8")
    (found,) = prove(Tree.of(after(REDIS, drop("spec.healthChecks"))), [OPERATION]).findings
    assert f"```text\n{found}\n```" in page
