"""Schemas: what the API server would refuse is told before, with the field and what would be right."""

from __future__ import annotations

import sys
from typing import Any

import pytest
import yaml

from homelab_constructs.proofs.finding import Finding, Unproven
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.schemas.flux_fields import NEWEST, OLDEST, RETIRED, since
from homelab_constructs.proofs.schemas.schema import SCHEMA
from homelab_constructs.proofs.schemas.schemas import core_releases, custom_kind
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.judges import LATEST_CRDS, strict
from tests.proofs.broken import Edit, Files, drop, edited, findings, good, left_open, put, write

KUSTOMIZATION = "Kustomization/trigger-dev"
RELEASE = "HelmRelease/trigger-dev"
CLUSTER = "Cluster/trigger-dev-postgresql"
POOLER = "Pooler/trigger-dev-postgresql-pooler-rw"
STATEFUL_SET = "StatefulSet/trigger-dev-clickhouse"
CLAIM = "PersistentVolumeClaim/trigger-dev-minio-data"
SECRET = "Secret/trigger-dev-secrets"
JOB = "Job/trigger-dev-minio-create-bucket"
SERVICE = "Service/trigger-dev-clickhouse"
POD = "spec.template.spec"
CONTAINER = "spec.template.spec.containers"


def one(said: list[Finding]) -> Finding:
    assert len(said) == 1, said
    return said[0]


def alone(target: str) -> Files:
    """The file of the committed lab that has an object, as a folder of its own."""
    name = "ks.yaml" if target.startswith("Kustomization/") else f"{target.replace('/', '.')}.yaml"
    return {name: next(content for path, content in good().items() if path.endswith(f"/{name}"))}


def by_hand(*objects: dict[str, Any], expects: dict[str, Any] | None = None) -> Files:
    """A folder that somebody wrote: one file of objects, applied by whoever applies the folder."""
    files = {"all.yaml": write(*objects)}
    if expects is not None:
        files["expects.yaml"] = write(expects)
    return files


def made_by(**spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {"name": "photos", "namespace": "flux-system"},
        "spec": {
            "interval": "30m",
            "prune": True,
            "path": "./photos",
            "sourceRef": {"kind": "GitRepository", "name": "flux-system"},
            **spec,
        },
    }


def deployment(**pod: Any) -> dict[str, Any]:
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "photos"},
        "spec": {
            "selector": {"matchLabels": {"app": "photos"}},
            "template": {
                "metadata": {"labels": {"app": "photos"}},
                "spec": {"containers": [{"name": "app", "image": "ghcr.io/me/photos:1.0.0"}], **pod},
            },
        },
    }


def config_map(**data: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "photos"}, "data": data}


def flux(version: str) -> dict[str, Any]:
    return {"operators": [{"name": "flux", "version": version}]}


# Good trees ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", labs.TREES)
def test_good_tree_gives_no_word(name: str) -> None:
    assert list(SCHEMA.find(Tree.of(good(name)))) == []


def test_good_objects_by_hand_give_no_word() -> None:
    objects = [made_by(), deployment(volumes=[{"name": "tmp", "emptyDir": {}}]), config_map(a="b")]
    assert list(SCHEMA.find(Tree.of(by_hand(*objects)))) == []


# Fields -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "edit", "path", "problem", "remedy"),
    [
        # Flux and CloudNativePG, from the schemas of their CRDs.
        (KUSTOMIZATION, put("spec.intervall", "5m"), "spec.intervall", "no field 'intervall' in spec", "'interval'"),
        (KUSTOMIZATION, put("postBuild", {"substitute": {}}), "postBuild", "no field 'postBuild'", "spec.postBuild"),
        (KUSTOMIZATION, put("spec.prune", "yes"), "spec.prune", "'yes' is text", "true or false"),
        (KUSTOMIZATION, put("spec.interval", "5 minutes"), "spec.interval", "'5 minutes'", "such as 30s, 5m"),
        (KUSTOMIZATION, drop("spec.sourceRef"), "spec.sourceRef", "'sourceRef' is missing in spec", "a map"),
        (KUSTOMIZATION, drop("spec"), "spec", "'spec' is missing in the object", "a map"),
        (KUSTOMIZATION, put("spec.deletionPolicy", "delete"), "spec.deletionPolicy", "'delete'", "'Delete'; allowed"),
        (RELEASE, put("spec.maxHistory", 1.5), "spec.maxHistory", "1.5 is a number", "a whole number"),
        (RELEASE, put("spec.install", ["a"]), "spec.install", "['a'] is a list", "a map"),
        (CLUSTER, put("spec.instances", 0), "spec.instances", "0 is too small", "at least 1"),
        (CLUSTER, put("spec.startDelay", 2**31), "spec.startDelay", "too large", "at most 2147483647"),
        (
            CLUSTER,
            put("spec.postgresql.parameters.max_connections", 300),
            "spec.postgresql.parameters.max_connections",
            "300 is a number",
            "text, in quotes",
        ),
        (CLUSTER, put("spec.resources.limits.cpu", 0.5), "spec.resources.limits.cpu", "0.5", "text, in quotes"),
        (CLUSTER, put("spec.resources.limits.cpu", "half"), "spec.resources.limits.cpu", "'half'", "a quantity"),
        (CLUSTER, put("spec.plugins", [{"enabled": True}]), "spec.plugins[0].name", "'name' is missing", "text"),
        (POOLER, put("spec.type", "rwx"), "spec.type", "'rwx' is not known", "allowed: rw, ro"),
        (CLUSTER, put("metadata.labels", {"a": True}), "metadata.labels.a", "True is a boolean", "text, in quotes"),
        (CLUSTER, put("metadata.nmespace", "x"), "metadata.nmespace", "no field 'nmespace'", "'namespace'"),
        # Kubernetes' own kinds.
        (STATEFUL_SET, put("spec.replica", 1), "spec.replica", "no field 'replica' in spec", "'replicas'"),
        (STATEFUL_SET, put("spec.replicas", -1), "spec.replicas", "-1 is too small", "at least 0"),
        (STATEFUL_SET, put("spec.replicas", "1"), "spec.replicas", "'1' is text", "a whole number"),
        (STATEFUL_SET, drop(CONTAINER), CONTAINER, "'containers' is missing", "a list"),
        (STATEFUL_SET, put(CONTAINER, []), CONTAINER, "it is empty", "something in it"),
        (STATEFUL_SET, put(f"{CONTAINER}.0.image", 26.3), f"{CONTAINER}[0].image", "26.3 is a number", "in quotes"),
        (STATEFUL_SET, put(f"{POD}.restartPolicy", "always"), f"{POD}.restartPolicy", "'always'", "'Always'; allowed"),
        (
            STATEFUL_SET,
            put(f"{CONTAINER}.0.ports.0.containerPort", 70000),
            f"{CONTAINER}[0].ports[0].containerPort",
            "70000 is too large",
            "at most 65535",
        ),
        (
            STATEFUL_SET,
            put(f"{CONTAINER}.0.livenessProbe", {"periodSeconds": 5}),
            f"{CONTAINER}[0].livenessProbe",
            "none of exec, grpc, httpGet, tcpSocket",
            "exactly one of",
        ),
        (
            STATEFUL_SET,
            put(f"{CONTAINER}.0.livenessProbe.exec", {"command": ["true"]}),
            f"{CONTAINER}[0].livenessProbe",
            "'exec' and 'httpGet' stand side by side",
            "exactly one of",
        ),
        (
            STATEFUL_SET,
            put(f"{CONTAINER}.0.env.0", {"name": "CLICKHOUSE_PASSWORD", "value": "x"}),
            f"{CONTAINER}[0].env[1]",
            "name 'CLICKHOUSE_PASSWORD' stands in this list twice",
            "each once",
        ),
        (
            STATEFUL_SET,
            put(f"{POD}.volumes.0", {"name": "config"}),
            f"{POD}.volumes[0]",
            "says too little",
            "one source",
        ),
        (
            STATEFUL_SET,
            put(f"{POD}.volumes.0", {"name": "config", "emptyDir": {}, "secret": {"secretName": "x"}}),
            f"{POD}.volumes[0]",
            "says more than one thing",
            "one source",
        ),
        (CLAIM, put("spec.accessModes", ["RWO"]), "spec.accessModes[0]", "'RWO'", "ReadWriteOnce"),
        (CLAIM, drop("spec.resources"), "spec.resources", "'resources' is missing in spec", "a map"),
        (CLAIM, put("spec.resources.requests.storage", "20 GB"), "spec.resources.requests.storage", "'20 GB'", "20Gi"),
        (JOB, put("spec.backoffLimit", "10"), "spec.backoffLimit", "'10' is text", "a whole number"),
        (SERVICE, put("spec.ports.0.port", 0), "spec.ports[0].port", "0 is too small", "at least 1"),
        (SERVICE, drop("spec.ports"), "spec.ports", "'ports' is missing in spec", "a list"),
        (SERVICE, put("spec.type", "Balancer"), "spec.type", "'Balancer'", "LoadBalancer"),
    ],
)
def test_fields_the_api_server_would_refuse(target: str, edit: Edit, path: str, problem: str, remedy: str) -> None:
    said = one(findings(SCHEMA, edited(alone(target), target, edit)))
    assert (said.object, said.path) == (target, path)
    assert problem in said.problem
    assert remedy in said.remedy


def test_everything_is_told_at_once() -> None:
    files = edited(good(), CLUSTER, put("spec.instances", 0))
    files = edited(files, CLUSTER, put("spec.instanses", 1))
    files = edited(files, JOB, put("spec.backoffLimit", "10"))
    assert {said.path for said in findings(SCHEMA, files)} == {"spec.instances", "spec.instanses", "spec.backoffLimit"}


def test_unknown_field_names_some_that_are_known() -> None:
    said = one(findings(SCHEMA, by_hand(config_map(a="b") | {"payload": {}})))
    assert said.path == "payload"
    assert said.remedy == "one of apiVersion, binaryData, data, immutable, kind, metadata, status"


def test_what_the_api_server_fills_in_is_not_missing() -> None:
    # The operator's schema asks for the number of instances and has a default for it.
    assert findings(SCHEMA, edited(alone(CLUSTER), CLUSTER, drop("spec.instances"))) == []


def test_value_of_a_secret_is_never_shown() -> None:
    for edit in (put("data", {"key": "s3cr3t!"}), put("stringData.SESSION_SECRET", 12345678)):
        said = one(findings(SCHEMA, edited(alone(SECRET), SECRET, edit)))
        assert "the value" in said.problem
        assert "s3cr3t" not in str(said)
        assert "12345678" not in str(said)


def test_doubled_containers_and_volumes_are_left_to_the_proof_of_pods() -> None:
    container = {"name": "app", "image": "ghcr.io/me/photos:1.0.0"}
    assert findings(SCHEMA, by_hand(deployment(containers=[container, container]))) == []


def test_claim_inside_a_stateful_set_needs_neither_kind_nor_version() -> None:
    claim = {
        "metadata": {"name": "data"},
        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}},
    }
    item = deployment() | {"kind": "StatefulSet"}
    item["spec"] |= {"serviceName": "photos", "volumeClaimTemplates": [claim]}
    assert list(SCHEMA.find(Tree.of(by_hand(item)))) == []
    claim["spec"].pop("resources")  # type: ignore[attr-defined]
    assert one(findings(SCHEMA, by_hand(item))).path == "spec.volumeClaimTemplates[0].spec.resources"


def test_ports_are_told_apart_by_number_and_protocol() -> None:
    ports = [{"containerPort": 53, "name": "a"}, {"containerPort": 53, "name": "b", "protocol": "UDP"}]
    container = {"name": "app", "image": "ghcr.io/me/photos:1.0.0", "ports": ports}
    assert findings(SCHEMA, by_hand(deployment(containers=[container]))) == []
    ports[1]["protocol"] = "TCP"
    said = one(findings(SCHEMA, by_hand(deployment(containers=[container]))))
    assert said.path == "spec.template.spec.containers[0].ports[1]"
    assert "containerPort 53" in said.problem


# Variables, and what SOPS holds -------------------------------------------------------------------------------------


def components(item: dict[str, Any], *, substitute: dict[str, str] | None = None) -> Files:
    """A component with one object, its variables from the Kustomization and from a Secret of the cluster."""
    build = {"substituteFrom": [{"kind": "Secret", "name": "cluster-secrets"}], "substitute": substitute or {}}
    known = {"keys": [{"name": name} for name in ("ALBUMS", "PHOTOS", "REPLICAS")]}
    return {
        "ks.yaml": write(made_by(postBuild=build)),
        "photos/all.yaml": write(item),
        "expects.yaml": write({"variables": known}),
    }


def test_value_in_a_variable_of_the_cluster_is_left_open() -> None:
    item = deployment()
    item["spec"]["replicas"] = "${REPLICAS}"
    files = components(item)
    assert findings(SCHEMA, files) == []
    assert [said.what for said in left_open(SCHEMA, files)] == ["spec.replicas: '${REPLICAS}'"]


@pytest.mark.parametrize(("value", "count"), [("3", 0), ("three", 1)])
def test_value_in_a_variable_of_the_kustomization_is_judged(value: str, count: int) -> None:
    item = deployment()
    item["spec"]["replicas"] = "${REPLICAS}"
    files = components(item, substitute={"REPLICAS": value})
    assert len(findings(SCHEMA, files)) == count
    assert left_open(SCHEMA, files) == []


def test_empty_variable_is_no_missing_field() -> None:
    item = made_by(interval="${UNKNOWN}")
    files = {"ks.yaml": write(item), "photos/all.yaml": write(config_map(a="b"))}
    assert findings(SCHEMA, files) == []
    assert [said.what for said in left_open(SCHEMA, files)] == ["spec.interval: '${UNKNOWN}'"]


def test_text_of_an_object_without_substitution_is_what_it_is() -> None:
    item = deployment()
    item["metadata"]["annotations"] = {"kustomize.toolkit.fluxcd.io/substitute": "disabled"}
    item["spec"]["replicas"] = "${REPLICAS}"
    assert one(findings(SCHEMA, components(item))).path == "spec.replicas"


def encrypted(**values: str) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "mail"},
        "data": {name: f"ENC[AES256_GCM,data:c2VjcmV0,iv:aXY=,tag:dGFn,type:{kind}]" for name, kind in values.items()},
        "sops": {"version": "3.11.0"},
    }


def test_what_sops_has_encrypted_is_left_open() -> None:
    files = by_hand(encrypted(password="str"))
    assert findings(SCHEMA, files) == []
    assert [said.what for said in left_open(SCHEMA, files)] == ["the values that SOPS has encrypted"]


def test_number_that_sops_gives_back_as_a_number() -> None:
    item = encrypted(password="int")
    item["stringData"] = item.pop("data")
    said = one(findings(SCHEMA, by_hand(item)))
    assert said.path == "stringData.password"
    assert "a whole number" in said.problem


# Kinds and API versions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "edit", "path", "problem", "remedy"),
    [
        (STATEFUL_SET, put("apiVersion", "apps/v1beta1"), "apiVersion", "no Kubernetes from 1.28 to", "apps/v1"),
        (STATEFUL_SET, put("apiVersion", "app/v1"), "apiVersion", "no API group 'app'", "'apps'"),
        (STATEFUL_SET, put("apiVersion", "zoo/v1"), "apiVersion", "no API group 'zoo'", "a CRD's group has a dot"),
        (STATEFUL_SET, put("apiVersion", "v1"), "apiVersion", "serves a StatefulSet in 'v1'", "apps/v1"),
        (STATEFUL_SET, put("kind", "StatefullSet"), "apiVersion", "serves a StatefullSet", "StatefulSet"),
        (KUSTOMIZATION, put("kind", "Kustomisation"), "kind", "has no Kustomisation", "Kustomization"),
        (
            KUSTOMIZATION,
            put("apiVersion", "kustomize.toolkit.fluxcd.io/v1beta1"),
            "apiVersion",
            "Flux 2.7 has removed",
            "kustomize.toolkit.fluxcd.io/v1",
        ),
        (
            RELEASE,
            put("apiVersion", "helm.toolkit.fluxcd.io/v2beta2"),
            "apiVersion",
            "Flux 2.8 has removed",
            "helm.toolkit.fluxcd.io/v2",
        ),
        (
            RELEASE,
            put("apiVersion", "helm.toolkit.fluxcd.io/v3"),
            "apiVersion",
            "no 'v3' of HelmRelease",
            "fluxcd.io/v2",
        ),
        (
            CLUSTER,
            put("apiVersion", "postgresql.cnpg.io/v2"),
            "apiVersion",
            "no 'v2' of Cluster",
            "postgresql.cnpg.io/v1",
        ),
        (CLUSTER, put("kind", "Clusters"), "kind", "postgresql.cnpg.io has no Clusters", "Cluster"),
    ],
)
def test_kinds_and_versions_nobody_serves(target: str, edit: Edit, path: str, problem: str, remedy: str) -> None:
    files = edited(alone(target), target, edit)
    said = [item for item in findings(SCHEMA, files) if item.path == path]
    assert problem in one(said).problem
    assert remedy in one(said).remedy


@pytest.mark.parametrize(
    ("api_version", "kind", "heir"),
    [
        ("extensions/v1beta1", "Ingress", "networking.k8s.io/v1"),
        ("networking.k8s.io/v1beta1", "Ingress", "networking.k8s.io/v1"),
        ("policy/v1beta1", "PodDisruptionBudget", "policy/v1"),
        ("batch/v1beta1", "CronJob", "batch/v1"),
        ("autoscaling/v2beta2", "HorizontalPodAutoscaler", "autoscaling/v1 or autoscaling/v2"),
        ("rbac.authorization.k8s.io/v1beta1", "Role", "rbac.authorization.k8s.io/v1"),
    ],
)
def test_removed_versions_of_kubernetes(api_version: str, kind: str, heir: str) -> None:
    said = one(findings(SCHEMA, by_hand({"apiVersion": api_version, "kind": kind, "metadata": {"name": "x"}})))
    assert (said.path, said.remedy) == ("apiVersion", heir)


def retired(api_version: str, kind: str) -> dict[str, Any]:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": "x"}, "spec": {}}


@pytest.mark.parametrize(
    ("api_version", "kind"),
    [
        ("source.toolkit.fluxcd.io/v1beta1", "HelmRepository"),
        ("source.toolkit.fluxcd.io/v1beta2", "OCIRepository"),
        ("notification.toolkit.fluxcd.io/v1beta2", "Alert"),
        ("image.toolkit.fluxcd.io/v1beta1", "ImagePolicy"),
    ],
)
def test_removed_versions_of_flux(api_version: str, kind: str) -> None:
    said = one(findings(SCHEMA, by_hand(retired(api_version, kind))))
    gone = ".".join(map(str, RETIRED[api_version].gone))
    assert said.problem == f"Flux {gone} has removed {api_version!r}"


def test_version_without_an_heir_in_the_declared_flux_is_right() -> None:
    item = retired("image.toolkit.fluxcd.io/v1beta2", "ImagePolicy")
    assert findings(SCHEMA, by_hand(item)) == []
    assert one(findings(SCHEMA, by_hand(item, expects=flux(">=2.7")))).path == "apiVersion"


def test_kind_of_somebody_else_is_left_open_but_for_its_metadata() -> None:
    item = {
        "apiVersion": "cert-manager.io/v1",
        "kind": "Certificate",
        "metadata": {"name": "x", "labels": {"a": 1}},
        "spec": {"anything": True},
    }
    files = by_hand(item)
    assert one(findings(SCHEMA, files)).path == "metadata.labels.a"
    assert [said.what for said in left_open(SCHEMA, files)] == ["the fields of cert-manager.io/v1 Certificate"]


@pytest.mark.parametrize(
    ("api_version", "kind"),
    [
        ("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
        ("postgresql.cnpg.io/v1", "ImageCatalog"),
        ("source.toolkit.fluxcd.io/v1", "Bucket"),
    ],
)
def test_known_kind_without_a_schema_here_is_left_open(api_version: str, kind: str) -> None:
    files = by_hand({"apiVersion": api_version, "kind": kind, "metadata": {"name": "x"}})
    assert findings(SCHEMA, files) == []
    assert [said.why for said in left_open(SCHEMA, files)] == ["no schema of this kind is at hand"]


# Two releases of Kubernetes -----------------------------------------------------------------------------------------


def with_new_field() -> dict[str, Any]:
    """A Pod field that came after 1.28."""
    return deployment(hostnameOverride="photos")


def kubernetes(version: str) -> dict[str, Any]:
    return {"operators": [{"name": "kubernetes", "version": version}]}


def test_field_of_a_newer_kubernetes_names_the_release_without_it() -> None:
    said = one(findings(SCHEMA, by_hand(with_new_field())))
    assert said.path == "spec.template.spec.hostnameOverride"
    assert said.problem.endswith("(Kubernetes 1.28)")


def test_field_of_a_newer_kubernetes_in_a_tree_for_it() -> None:
    newest = core_releases()[-1].release
    assert list(SCHEMA.find(Tree.of(by_hand(with_new_field(), expects=kubernetes(f">={newest}"))))) == []


def test_release_in_between_is_left_open() -> None:
    files = by_hand(with_new_field(), expects=kubernetes(">=1.30"))
    assert findings(SCHEMA, files) == []
    assert "Kubernetes 1.30" in left_open(SCHEMA, files)[0].why


def test_version_that_only_the_newest_kubernetes_lacks() -> None:
    item = {
        "apiVersion": "flowcontrol.apiserver.k8s.io/v1beta3",
        "kind": "FlowSchema",
        "metadata": {"name": "x"},
    }
    said = one(findings(SCHEMA, by_hand(item)))
    assert f"Kubernetes {core_releases()[-1].release} serves no FlowSchema" in said.problem
    assert said.remedy == "flowcontrol.apiserver.k8s.io/v1"


# Flux by release ----------------------------------------------------------------------------------------------------

LATER_FIELDS: list[tuple[str, str, Any, str]] = [
    (KUSTOMIZATION, "spec.dependsOn.0.readyExpr", "true", "2.7"),
    (KUSTOMIZATION, "spec.ignoreMissingComponents", True, "2.7"),
    (KUSTOMIZATION, "spec.sourceRef.kind", "ExternalArtifact", "2.7"),
    (KUSTOMIZATION, "spec.buildMetadata", ["originAnnotations"], "2.9"),
    (KUSTOMIZATION, "spec.ignore", [{"paths": ["/spec/replicas"], "target": {"kind": "Deployment"}}], "2.9"),
    (KUSTOMIZATION, "spec.postBuild.substituteStrategy", "Always", "2.9"),
    (RELEASE, "spec.chartRef.kind", "ExternalArtifact", "2.7"),
    (RELEASE, "spec.commonMetadata", {"labels": {"a": "b"}}, "2.7"),
    (RELEASE, "spec.install.strategy", {"name": "RetryOnFailure", "retryInterval": "5m"}, "2.7"),
    (RELEASE, "spec.upgrade", {"strategy": {"name": "RemediateOnFailure"}}, "2.7"),
    (RELEASE, "spec.install.serverSideApply", True, "2.8"),
    (RELEASE, "spec.waitStrategy", {"name": "legacy"}, "2.8"),
    (RELEASE, "spec.postRenderStrategy", "combined", "2.9"),
    (RELEASE, "spec.valuesFrom", [{"kind": "Secret", "name": "x", "targetPath": "a", "literal": True}], "2.9"),
    (
        RELEASE,
        "spec.healthCheckExprs",
        [{"apiVersion": "apps/v1", "kind": "Deployment", "current": "status.replicas > 0"}],
        "2.8",
    ),
]


@pytest.mark.parametrize(("target", "path", "value", "release"), LATER_FIELDS)
def test_field_of_a_later_flux_says_from_which_on(target: str, path: str, value: Any, release: str) -> None:
    files = edited(alone(target), target, put(path, value))
    said = one(findings(SCHEMA, files))
    assert "Flux 2.6 does not know" in said.problem
    assert said.problem.endswith(f"it came with {release}")
    assert f"version: '>={release}'" in said.remedy
    assert findings(SCHEMA, {**files, "expects.yaml": write(flux(f">={release}"))}) == []


def test_field_of_a_later_flux_is_judged_there() -> None:
    files = edited(alone(RELEASE), RELEASE, put("spec.install.strategy", {"name": "Retry"}))
    said = one(findings(SCHEMA, {**files, "expects.yaml": write(flux(">=2.9"))}))
    assert said.path == "spec.install.strategy.name"


def test_rule_of_a_later_flux_is_asked_there() -> None:
    strategy = {"name": "RemediateOnFailure", "retryInterval": "5m"}
    files = edited(alone(RELEASE), RELEASE, put("spec.install.strategy", strategy))
    said = one(findings(SCHEMA, {**files, "expects.yaml": write(flux(">=2.7"))}))
    assert (said.path, "RetryOnFailure" in said.problem) == ("spec.install.strategy", True)


@pytest.mark.parametrize(("version", "found"), [(">=2.6", 1), (">=2.7", 0)])
def test_kubeconfig_from_a_config_map(version: str, found: int) -> None:
    files = edited(alone(KUSTOMIZATION), KUSTOMIZATION, put("spec.kubeConfig", {"configMapRef": {"name": "x"}}))
    said = findings(SCHEMA, {**files, "expects.yaml": write(flux(version))})
    assert len([item for item in said if item.path == "spec.kubeConfig.configMapRef"]) == found
    assert len(said) == 2 * found  # 2.6 asks for the Secret besides


def test_flux_newer_than_the_table_is_left_open() -> None:
    files = edited(alone(KUSTOMIZATION), KUSTOMIZATION, put("spec.brandNew", True))
    files["expects.yaml"] = write(flux(">=2.12"))
    assert findings(SCHEMA, files) == []
    assert ["Flux" in said.why or "2.12" in said.why for said in left_open(SCHEMA, files)] == [True]


def test_operator_newer_than_its_schema_is_left_open() -> None:
    files = edited(alone(CLUSTER), CLUSTER, put("spec.podSelectorRefs", [{"name": "x"}]))
    assert one(findings(SCHEMA, files)).path == "spec.podSelectorRefs"
    files["expects.yaml"] = write({"operators": [{"name": "cloudnative-pg", "version": ">=1.30"}]})
    assert findings(SCHEMA, files) == []
    assert ["1.30" in said.why for said in left_open(SCHEMA, files)] == [True]


@pytest.mark.parametrize("version", [None, "", "latest", 7, [], {"a": 1}])
def test_odd_version_counts_as_none(version: Any) -> None:
    files = edited(alone(KUSTOMIZATION), KUSTOMIZATION, put("spec.ignoreMissingComponents", True))
    files["expects.yaml"] = write({"operators": [{"name": "flux", "version": version}]})
    assert bool(findings(SCHEMA, files)) is (version != 7)  # a 7 alone would be Flux 7


def shape(schema: Any) -> Any:
    """What a schema lets through: less its words, its rules, and the order of what may stand there."""
    if not isinstance(schema, dict):
        return sorted(schema, key=str) if isinstance(schema, list) else schema
    left_out = {"x-kubernetes-validations", *({"description"} if isinstance(schema.get("description"), str) else ())}
    return {key: shape(value) for key, value in schema.items() if key not in left_out}


@pytest.mark.skipif(not LATEST_CRDS.is_dir(), reason="needs ../shared/data/crds/latest")
@pytest.mark.parametrize(
    ("group", "kind", "version", "plural"),
    [
        ("helm", "HelmRelease", "v2", "helmreleases"),
        ("kustomize", "Kustomization", "v1", "kustomizations"),
        ("source", "GitRepository", "v1", "gitrepositories"),
        ("source", "HelmRepository", "v1", "helmrepositories"),
        ("source", "OCIRepository", "v1", "ocirepositories"),
    ],
)
def test_the_table_of_fields_makes_the_newest_schemas(group: str, kind: str, version: str, plural: str) -> None:
    crd = yaml.safe_load((LATEST_CRDS / f"{group}.toolkit.fluxcd.io_{plural}.yaml").read_text("utf-8"))
    newest = next(item for item in crd["spec"]["versions"] if item["name"] == version)
    made = custom_kind(f"{group}.toolkit.fluxcd.io", kind, version, NEWEST)
    assert made is not None
    theirs = strict(newest["schema"]["openAPIV3Schema"])["properties"]["spec"]
    assert shape(made.schema["properties"]["spec"]) == shape(theirs)


# CEL ----------------------------------------------------------------------------------------------------------------


def test_rules_of_a_crd_are_asked() -> None:
    chart = {"spec": {"chart": "x", "sourceRef": {"kind": "HelmRepository", "name": "x"}}}
    said = one(findings(SCHEMA, edited(alone(RELEASE), RELEASE, put("spec.chart", chart))))
    assert said.path == "spec"
    assert "either chart or chartRef must be set" in said.problem
    assert "has(self.chart)" in said.remedy


def test_rule_of_the_operator_about_images() -> None:
    catalog = {"apiGroup": "postgresql.cnpg.io", "kind": "ImageCatalog", "name": "x", "major": 17}
    said = one(findings(SCHEMA, edited(alone(CLUSTER), CLUSTER, put("spec.imageCatalogRef", catalog))))
    assert (said.path, "mutually exclusive" in said.problem) == ("spec", True)


def database(**spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": "Database",
        "metadata": {"name": "photos"},
        "spec": {"cluster": {"name": "photos"}, "name": "photos", "owner": "photos", **spec},
    }


def test_rule_about_a_change_needs_what_was_there_before() -> None:
    now, before = by_hand(database(name="albums")), by_hand(database())
    assert findings(SCHEMA, now) == []
    said = one(findings(SCHEMA, now, before=before))
    assert said.path == "spec.name"
    assert "'photos' was there before and may not become that: 'albums' (name is immutable)" in said.problem


def test_rule_about_a_change_leaves_alone_what_stays_or_is_new() -> None:
    assert findings(SCHEMA, by_hand(database()), before=by_hand(database())) == []
    assert findings(SCHEMA, by_hand(database(encoding="UTF8")), before=by_hand(config_map(a="b"))) == []


def test_rule_about_a_change_with_variables_is_left_open() -> None:
    now, before = components(database(name="${ALBUMS}")), components(database(name="${PHOTOS}"))
    tree = Tree.of(now, before=Tree.of(before))
    said = list(SCHEMA.find(tree))
    assert ["spec.name: the rule" in item.what for item in said if isinstance(item, Unproven)] == [True]
    assert len(said) == 1


@pytest.mark.parametrize("schema", [{"ensure": "present", "name": "x"}, {"name": ""}])
def test_rules_inside_lists(schema: dict[str, Any]) -> None:
    usages = [{"name": schema["name"] or "", "type": "grant"}]
    item = database(fdws=[{"name": "wrapper", "usage": usages}])
    found = findings(SCHEMA, by_hand(item))
    assert [said.path for said in found if "rule" in said.problem] == (
        [] if schema["name"] else ["spec.fdws[0].usage[0].name"]
    )


def test_rule_that_the_library_cannot_read_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = custom_kind("postgresql.cnpg.io", "Database", "v1", OLDEST)
    assert kind is not None
    outline = kind.outline.fields["spec"].fields["name"]
    monkeypatch.setitem(outline.__dict__, "rules", ({"rule": "isURL(self)"}, {"rule": "self.size() > 'a'"}))
    files = by_hand(database())
    assert findings(SCHEMA, files) == []
    assert [said.what for said in left_open(SCHEMA, files)] == [
        "spec.name: the rule 'isURL(self)'",
        "spec.name: the rule \"self.size() > 'a'\"",
    ]


def test_without_the_library_all_rules_are_left_open_and_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cel_expr_python.cel", None)
    files = edited(
        good(), RELEASE, put("spec.chart", {"spec": {"chart": "x", "sourceRef": {"kind": "a", "name": "b"}}})
    )
    assert ["cel-expr-python" in said.why for said in left_open(SCHEMA, files) if "CEL" in said.what] == [True]
    assert not any("rule" in item.problem for item in findings(SCHEMA, files))


# Health expressions -------------------------------------------------------------------------------------------------


def health(**expressions: str) -> Files:
    check = {"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", **expressions}
    return by_hand(made_by(healthCheckExprs=[check])) | {"photos/all.yaml": write(config_map(a="b"))}


@pytest.mark.parametrize(
    "expression",
    [
        "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')",
        "status.conditions.filter(e, e.type == 'Ready').all(e, e.status == 'True')",
        "status.?phase.orValue('') == 'healthy' && has(spec.instances)",
        "sets.contains(['a'], [metadata.name]) || status.phase.startsWith('x')",
    ],
)
def test_good_health_expressions(expression: str) -> None:
    assert list(SCHEMA.find(Tree.of(health(current=expression)))) == []


@pytest.mark.parametrize("name", ["current", "inProgress", "failed"])
@pytest.mark.parametrize(
    "expression",
    ["status.ready ==", "status.phase = 'x'", "status.phase in ('a', 'b')", "status.ready AND true", "has(x)", "'a"],
)
def test_health_expression_that_does_not_parse(name: str, expression: str) -> None:
    said = one(findings(SCHEMA, health(**{"current": "true", name: expression})))
    assert said.path == f"spec.healthCheckExprs[0].{name}"
    assert repr(expression) in said.problem
    assert "fails for good" in said.problem


def test_health_expression_about_a_field_that_no_object_of_the_kind_has() -> None:
    said = one(findings(SCHEMA, health(current="conditions.exists(e, e.status == 'True')")))
    assert "reads 'conditions'" in said.problem
    assert "status.conditions" in said.remedy


def test_health_expression_about_a_kind_without_schema_is_read_only() -> None:
    check = {"apiVersion": "ceph.rook.io/v1", "kind": "CephCluster", "current": "anything.goes"}
    files = by_hand(made_by(healthCheckExprs=[check])) | {"photos/all.yaml": write(config_map(a="b"))}
    assert findings(SCHEMA, files) == []


# Odd shapes ---------------------------------------------------------------------------------------------------------

ODD = [None, 7, True, "x", [], ["x"], [None], {}, {"x": None}, {7: 8}]


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize(
    ("target", "path"),
    [
        (KUSTOMIZATION, "spec"),
        (KUSTOMIZATION, "spec.healthCheckExprs"),
        (KUSTOMIZATION, "spec.dependsOn"),
        (RELEASE, "spec.chartRef"),
        (CLUSTER, "metadata.labels"),
        (CLUSTER, "spec.postgresql"),
        (STATEFUL_SET, "spec"),
        (STATEFUL_SET, "spec.template.spec.containers"),
        (STATEFUL_SET, "spec.template.spec.containers.0.env"),
        (SECRET, "stringData"),
    ],
)
def test_any_shape_is_answered(target: str, path: str, value: Any) -> None:
    files = edited(alone(target), target, put(path, value))
    for said in SCHEMA.find(Tree.of(files)):
        assert str(said)


def test_null_counts_as_not_given() -> None:
    files = edited(good(), KUSTOMIZATION, put("spec.dependsOn", None))
    assert findings(SCHEMA, edited(files, STATEFUL_SET, put("metadata.creationTimestamp", None))) == []
    assert one(findings(SCHEMA, edited(alone(STATEFUL_SET), STATEFUL_SET, put(CONTAINER, None)))).path == CONTAINER


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("data: {8080: x, true: y}", []),
        ("data: {a: 2024-01-31}", []),
        ("data: {a: 2024-01-31T10:00:00Z}", []),
        ("data: {a: .nan}", []),
        ("data: {a: 99999999999999999999}", ["data.a"]),
        ("data: {a: !!binary aGk=}", []),
        ("data: {a: !!set {x, y}}", ["data.a"]),
        ("data: {a: ü}", []),
    ],
)
def test_what_yaml_knows_and_json_does_not(text: str, paths: list[str]) -> None:
    head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n"
    assert [said.path for said in findings(SCHEMA, {"all.yaml": f"{head}{text}\n".encode()})] == paths


def test_object_that_holds_itself_is_told() -> None:
    content = b"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: &a {b: *a}\n"
    tree = Tree({})
    tree.items = Tree.of({"all.yaml": write(config_map(a="b"))}).items
    tree.items[0].data["data"] = yaml.safe_load(content)["data"]
    (said,) = SCHEMA.find(tree)
    assert isinstance(said, Finding)
    assert "an alias holds itself" in said.problem


def test_value_of_any_length_makes_a_short_message() -> None:
    said = one(findings(SCHEMA, edited(alone(STATEFUL_SET), STATEFUL_SET, put("spec.replicas", "x" * 1000))))
    assert len(said.problem) < 120


# Exceptions ---------------------------------------------------------------------------------------------------------


def test_finding_is_borne_by_name_and_reason() -> None:
    item = {**config_map(a="b"), "payload": {}}
    exemption = {"proof": "schema", "object": "ConfigMap/photos", "path": "payload", "reason": "a test"}
    verdict = prove(Tree.of(by_hand(item, expects={"exemptions": [exemption]})), [SCHEMA])
    assert verdict.findings == ()
    assert [found.path for found, _ in verdict.borne] == ["payload"]


def test_release_of_a_field_that_nobody_changed_is_unknown() -> None:
    assert since("kustomize.toolkit.fluxcd.io", "Kustomization", "spec.path") is None
    assert since("kustomize.toolkit.fluxcd.io", "Kustomization", "spec.ignore") == (2, 9)
