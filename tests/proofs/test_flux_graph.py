"""The proof `flux`: what Flux objects name is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from homelab_constructs.proofs.flux_graph import FLUX_GRAPH
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.proofs.broken import Edit, Files, drop, edited, findings, good, left_open, put, write

KS = "Kustomization/trigger-dev"
DB = "Kustomization/trigger-dev-postgresql"


@pytest.mark.parametrize("name", labs.TREES)
def test_it_finds_nothing_in_a_good_lab(name: str) -> None:
    assert findings(FLUX_GRAPH, good(name)) == []


def only(files: Files) -> tuple[str, str, str]:
    """Path, problem and remedy of the one finding."""
    (found,) = findings(FLUX_GRAPH, files)
    return found.path, found.problem, found.remedy


@pytest.mark.parametrize(
    ("target", "edit", "path", "problem", "remedy"),
    [
        (
            KS,
            put("spec.dependsOn.3.name", "trigger-dev-postgres"),
            "spec.dependsOn[3].name",
            "no Kustomization 'trigger-dev-postgres' in namespace 'flux-system'",
            "'trigger-dev-postgresql'",
        ),
        (
            KS,
            put("spec.dependsOn.0.namespace", "elsewhere"),
            "spec.dependsOn[0].name",
            "namespace 'elsewhere'",
            "is there",
        ),
        (KS, put("spec.dependsOn.0.name", "trigger-dev"), "spec.dependsOn[0]", "waits for itself", "leave it out"),
        (
            KS,
            put("spec.sourceRef.name", "flux-sistem"),
            "spec.sourceRef.name",
            "no GitRepository 'flux-sistem'",
            "'flux-system'",
        ),
        (
            KS,
            put("spec.sourceRef.namespace", "default"),
            "spec.sourceRef.name",
            "it is in 'flux-system'",
            "namespace: flux-system",
        ),
        (
            DB,
            put("spec.healthChecks.0.name", "trigger-dev-postgres"),
            "spec.healthChecks[0].name",
            "no Cluster 'trigger-dev-postgres' in namespace 'default'",
            "'trigger-dev-postgresql'",
        ),
        (
            DB,
            put("spec.healthChecks.0.namespace", "flux-system"),
            "spec.healthChecks[0].name",
            "it is in 'default'",
            "in namespace 'flux-system'",
        ),
        (
            DB,
            put("spec.healthChecks.0.apiVersion", "cnpg.io/v1"),
            "spec.healthChecks[0].apiVersion",
            "is of 'postgresql.cnpg.io/v1', not of 'cnpg.io/v1'",
            "postgresql.cnpg.io/v1",
        ),
        (
            DB,
            put("spec.postBuild.substituteFrom.0.name", "cluster-secret"),
            "spec.postBuild.substituteFrom[0].name",
            "no Secret 'cluster-secret' in namespace 'flux-system'",
            "'cluster-secrets'",
        ),
        (
            DB,
            drop("spec.postBuild.substituteFrom"),
            "spec.postBuild.substituteFrom",
            "'cluster-secrets' with the variables is not named",
            "name: cluster-secrets",
        ),
        (
            DB,
            put("spec.decryption.secretRef.name", "sops-age"),
            "spec.decryption.secretRef.name",
            "no Secret 'sops-age'",
            "'sops-gpg'",
        ),
        (
            DB,
            put("spec.targetNamespace", "databases"),
            "spec.targetNamespace",
            "no namespace 'databases'; Flux does not make it",
            "a Namespace object",
        ),
        (
            "HelmRelease/trigger-dev",
            put("spec.chartRef.name", "triggerdotdev-triger"),
            "spec.chartRef.name",
            "no OCIRepository 'triggerdotdev-triger' in namespace 'flux-system'",
            "'triggerdotdev-trigger'",
        ),
        (
            "HelmRelease/trigger-dev",
            drop("spec.chartRef.namespace"),
            "spec.chartRef.name",
            "no OCIRepository 'triggerdotdev-trigger' in namespace 'default'; it is in 'flux-system'",
            "namespace: flux-system",
        ),
        (
            "HelmRelease/trigger-dev-minio",
            put("spec.chart.spec.sourceRef.name", "bjws"),
            "spec.chart.spec.sourceRef.name",
            "no HelmRepository 'bjws'",
            "'bjw-s'",
        ),
        (
            "HelmRelease/trigger-dev",
            put("spec.dependsOn", [{"name": "trigger-dev-mini"}]),
            "spec.dependsOn[0].name",
            "no HelmRelease 'trigger-dev-mini'",
            "'trigger-dev-minio'",
        ),
        (
            KS,
            put("spec.path", "./dist/trigger-dev/ap"),
            "spec.path",
            "no folder './dist/trigger-dev/ap'",
            "repository's root",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_found(target: str, edit: Edit, path: str, problem: str, remedy: str) -> None:
    found = [said for said in findings(FLUX_GRAPH, edited(good(), target, edit)) if said.path == path]
    assert len(found) == 1
    assert problem in found[0].problem
    assert remedy in found[0].remedy


def test_a_ring_is_shown() -> None:
    files = edited(good(), DB, put("spec.dependsOn.0.name", "trigger-dev"))
    path, problem, _ = only(files)
    assert path == "spec.dependsOn"
    assert (
        "trigger-dev -> trigger-dev-postgresql -> trigger-dev" in problem or "postgresql -> trigger-dev ->" in problem
    )


def test_releases_that_wait_for_each_other_are_found() -> None:
    files = edited(good(), "HelmRelease/trigger-dev", put("spec.dependsOn", [{"name": "trigger-dev-redis"}]))
    files = edited(files, "HelmRelease/trigger-dev-redis", put("spec.dependsOn", [{"name": "trigger-dev"}]))
    assert "HelmReleases wait for each other" in only(files)[1]


def test_a_source_that_nobody_lists_is_not_there() -> None:
    files = edited(
        good(), "kustomization.yaml", lambda item: item["resources"].remove("./sources/triggerdotdev-trigger.yaml")
    )
    assert "no OCIRepository 'triggerdotdev-trigger'" in only(files)[1]


def test_a_file_that_is_gone_and_still_listed_is_found() -> None:
    files = {
        path: content for path, content in good().items() if not path.endswith("Secret.trigger-dev-redis-auth.yaml")
    }
    assert [found.problem for found in Tree.of(files).findings if "Secret.trigger-dev-redis-auth.yaml" in found.problem]


def test_without_a_target_namespace_every_object_needs_its_own() -> None:
    found = findings(FLUX_GRAPH, edited(good(), DB, drop("spec.targetNamespace")))
    needing = {said.object for said in found if said.path == "metadata.namespace"}
    assert "Cluster/trigger-dev-postgresql" in needing
    assert "Secret/trigger-dev-db-app-user" in needing


def kustomization(**spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {"name": "web", "namespace": "flux-system"},
        "spec": {"path": "./web", "targetNamespace": "default", **spec},
    }


def secret(**more: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "auth"}, "stringData": {"a": "ENC[x]"}, **more}


def test_an_encrypted_file_needs_decryption() -> None:
    files = {"ks.yaml": write(kustomization()), "web/auth.yaml": write(secret(sops={"mac": "x"}))}
    assert "is encrypted, and nothing decrypts it" in only(files)[1]


VARIABLES = "postBuild: {substituteFrom: [{kind: Secret, name: vars}]}"
DECRYPTION = "decryption: {provider: sops}"


def child_of(patch: str, *, target: Any = None, path: str = "./cluster") -> Files:
    """An encrypted Secret with a variable beside it, in a component whose parent patches it."""
    parent = kustomization(path=path, patches=[{"patch": patch, **({"target": target} if target else {})}])
    web = secret(sops={"mac": "x"})
    config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"a": "x-${HOST}"}}
    expects = {
        "namespaces": ["default"],
        "variables": {"secret": {"namespace": "flux-system", "name": "vars"}, "keys": [{"name": "HOST"}]},
    }
    return {
        "top.yaml": write({**parent, "metadata": {"name": "apps", "namespace": "flux-system"}}),
        "cluster/web.yaml": write(kustomization()),
        "other/x.yaml": write({**config, "metadata": {"name": "other"}}),
        "web/auth.yaml": write(web, config),
        "expects.yaml": write(expects),
    }


def lacking(files: Files) -> set[str]:
    """What the component is said to lack."""
    found = [said for said in findings(FLUX_GRAPH, files) if said.object == "Kustomization/web"]
    return {said.path.split(".")[1] for said in found if "decrypt" in said.problem or "is not named" in said.problem}


@pytest.mark.parametrize(
    ("patch", "still"),
    [
        (f"spec: {{{VARIABLES}, {DECRYPTION}}}", set()),
        (f"spec: {{{VARIABLES}}}", {"decryption"}),
        (f"spec: {{{DECRYPTION}}}", {"postBuild"}),
        ("spec: {interval: 1h, prune: true}", {"decryption", "postBuild"}),
        ("[{op: add, path: /spec/decryption, value: {provider: sops}}]", {"postBuild"}),
        ("[{op: add, path: /spec/postBuild/substituteFrom/-, value: {kind: Secret, name: vars}}]", {"decryption"}),
        ("[{op: remove, path: /spec/decryption}, 7]", {"decryption", "postBuild"}),
        ("decryption: {", {"decryption", "postBuild"}),
    ],
)
def test_what_the_parent_patches_in_need_not_stand_there(patch: str, still: set[str]) -> None:
    assert lacking(child_of(patch)) == still


@pytest.mark.parametrize(
    ("target", "is_meant"),
    [
        ({"kind": "Kustomization"}, True),
        ({"kind": "HelmRelease"}, False),
        ({"kind": "Kustomization", "name": "we.*"}, True),
        ({"kind": "Kustomization", "name": "apps"}, False),
        ("x", True),
    ],
)
def test_a_patch_is_for_what_its_target_names(target: Any, is_meant: bool) -> None:
    assert (lacking(child_of(f"spec: {{{VARIABLES}, {DECRYPTION}}}", target=target)) == set()) == is_meant


def test_a_parent_patches_its_own_children_only() -> None:
    files = child_of(f"spec: {{{VARIABLES}, {DECRYPTION}}}", path="./other")
    files["web.yaml"] = files.pop("cluster/web.yaml")
    assert lacking(files) == {"decryption", "postBuild"}


def test_what_the_root_patches_in_need_not_stand_there() -> None:
    files = child_of("x: y")
    files["expects.yaml"] = write({"rootInjects": True, "namespaces": ["default"]})
    assert lacking(files) == set()


def test_an_empty_component_is_found() -> None:
    files = {
        "ks.yaml": write(kustomization()),
        "web/kustomization.yaml": write({"apiVersion": "kustomize.config.k8s.io/v1beta1", "resources": []}),
    }
    assert "the component is empty" in only(files)[1]


def test_a_folder_of_another_repository_is_left_open() -> None:
    files = {
        "ks.yaml": write(
            kustomization(sourceRef={"kind": "GitRepository", "name": "here"}),
            {
                **kustomization(path="./infra", sourceRef={"kind": "GitRepository", "name": "there"}),
                "metadata": {"name": "infra", "namespace": "flux-system"},
            },
        ),
        "web/a.yaml": write(secret()),
        "expects.yaml": write(
            {
                "namespaces": ["default"],
                "sources": [
                    {"kind": "GitRepository", "namespace": "flux-system", "name": name} for name in ("here", "there")
                ],
            }
        ),
    }
    assert findings(FLUX_GRAPH, files) == []
    assert "another source" in left_open(FLUX_GRAPH, files)[0].why


def test_a_workload_that_a_chart_without_rules_may_make_is_left_open() -> None:
    release = {
        "apiVersion": "helm.toolkit.fluxcd.io/v2",
        "kind": "HelmRelease",
        "metadata": {"name": "web"},
        "spec": {"chart": {"spec": {"chart": "unheard-of"}}},
    }
    check = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "namespace": "default"}
    files = {"ks.yaml": write(kustomization(healthChecks=[check])), "web/a.yaml": write(release)}
    assert findings(FLUX_GRAPH, files) == []
    assert "without rules" in left_open(FLUX_GRAPH, files)[0].why


ODD: list[Callable[[], dict[str, Any]]] = [
    lambda: kustomization(dependsOn="x", healthChecks={"a": 1}, postBuild=[1], decryption="x", sourceRef="x"),
    lambda: kustomization(dependsOn=["x", None], healthChecks=[None, 3], postBuild={"substituteFrom": "x"}),
    lambda: kustomization(patches={"a": "b"}, path=7),
    lambda: {**kustomization(), "spec": None},
    lambda: {**kustomization(), "spec": ["x"]},
]


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_shape_is_no_crash(odd: Callable[[], dict[str, Any]]) -> None:
    list(FLUX_GRAPH.find(Tree.of({"ks.yaml": write(odd()), "web/a.yaml": write(secret())})))
