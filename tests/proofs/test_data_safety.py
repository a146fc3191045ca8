"""The proof `data`: what is stored outlives every apply, prune, upgrade and change."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
import yaml

from homelab_constructs.errors import HomelabError
from homelab_constructs.proofs import chart_rules
from homelab_constructs.proofs.chart_rules import ChartRules, PodTemplate, Release
from homelab_constructs.proofs.data.data_safety import DATA
from homelab_constructs.proofs.declared import Declared
from homelab_constructs.proofs.finding import Finding, Harm, Unproven
from homelab_constructs.proofs.quantities import quantity
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import EXPECTS, Tree
from tests import labs
from tests.proofs.broken import Edit, Files, drop, edited, findings, good, left_open, put, write

FLUX = "kustomize.toolkit.fluxcd.io"
PRUNE, FORCE = f"metadata.annotations.{FLUX}/prune", f"metadata.annotations.{FLUX}/force"
CLAIM = "PersistentVolumeClaim/trigger-dev-redis-data"
CLUSTER = "Cluster/trigger-dev-postgresql"
STATEFUL_SET = "StatefulSet/trigger-dev-clickhouse"
REDIS = "HelmRelease/trigger-dev-redis"
APP = "HelmRelease/trigger-dev"


@pytest.mark.parametrize("name", labs.TREES)
def test_it_finds_nothing_in_a_good_lab(name: str) -> None:
    assert findings(DATA, good(name)) == []
    assert left_open(DATA, good(name)) == []


@pytest.mark.parametrize("name", labs.TREES)
def test_a_lab_that_stays_as_it_is_loses_nothing(name: str) -> None:
    assert findings(DATA, good(name), before=good(name)) == []


def test_the_newer_line_of_the_stack_loses_nothing() -> None:
    assert findings(DATA, good("line-4.5"), before=good()) == []


# Helpers ------------------------------------------------------------------------------------------------------------


def at(found: list[Finding], where: str, path: str, *words: str) -> Finding:
    """The one finding at an object and path."""
    (one,) = [said for said in found if (said.object, said.path) == (where, path)]
    for word in words:
        assert word in f"{one.problem} / {one.remedy}", one
    return one


def only(found: list[Finding], path: str, *words: str) -> Finding:
    """The one finding there is."""
    (one,) = found
    return at(found, one.object, path, *words)


def mark(item: dict[str, Any], word: str, value: str) -> None:
    item["metadata"].setdefault("annotations", {})[f"{FLUX}/{word}"] = value


def unprotect(item: dict[str, Any]) -> None:
    del item["metadata"]["annotations"]


def changed(target: str, *edits: Edit) -> list[Finding]:
    """What is found after a change of one object of the lab."""
    files = good()
    for edit in edits:
        files = edited(files, target, edit)
    return findings(DATA, files, before=good())


def without(path: str, files: Files | None = None) -> Files:
    """The files less one, and less its line in the kustomization.yaml beside it."""
    made = dict(files or good())
    del made[path]
    folder, _, name = path.rpartition("/")
    return edited(made, f"{folder}/kustomization.yaml", lambda item: item["resources"].remove(f"./{name}"))


def thing(kind: str, name: str, version: str = "v1", **more: Any) -> dict[str, Any]:
    metadata = more.pop("metadata", {})
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name, **metadata}, **more}


def owner(name: str = "app", **spec: Any) -> dict[str, Any]:
    settings = {"path": f"./cluster/apps/{name}", "targetNamespace": "apps", "prune": True, **spec}
    return thing("Kustomization", name, f"{FLUX}/v1", spec=settings)


def applied(*objects: Mapping[str, Any], **spec: Any) -> Files:
    """A hand-written component with these objects."""
    return {"apps/ks.yaml": write(owner(**spec)), "apps/app/objects.yaml": write(*objects)}


KEPT = {"annotations": {f"{FLUX}/prune": "disabled"}}


def claim(name: str = "data", mode: str = "ReadWriteOnce", **spec: Any) -> dict[str, Any]:
    whole = {"accessModes": [mode], "resources": {"requests": {"storage": "5Gi"}}, "storageClassName": "fast", **spec}
    return thing("PersistentVolumeClaim", name, metadata=KEPT, spec=whole)


def workload(kind: str = "Deployment", name: str = "app", claimed: str = "data", **spec: Any) -> dict[str, Any]:
    volumes = [{"name": "data", "persistentVolumeClaim": {"claimName": claimed}}]
    template = {"metadata": {"labels": {"app": name}}, "spec": {"containers": [{"name": "app"}], "volumes": volumes}}
    return thing(kind, name, "apps/v1", spec={"template": template, **spec})


def release(name: str = "cache", chart: str = "photos", **spec: Any) -> dict[str, Any]:
    source = {"spec": {"chart": chart, "version": "1.0.0", "sourceRef": {"kind": "HelmRepository", "name": "b"}}}
    return thing("HelmRelease", name, "helm.toolkit.fluxcd.io/v2", spec={"chart": source, **spec})


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart that makes a claim for its Deployment, and one for each pod of its StatefulSet."""

    def claims(made: Release) -> list[str]:
        alone = made.value("persistence.data", {})
        found = [] if alone.get("existingClaim") or not alone.get("enabled", True) else [f"{made.name}-data"]
        return found + ([f"queue-{made.name}-queue-0"] if made.value("queue") else [])

    def pods(made: Release) -> list[PodTemplate]:
        name = str(made.value("persistence.data.existingClaim") or f"{made.name}-data")
        volumes = [{"name": "data", "persistentVolumeClaim": {"claimName": name}}]
        strategy = str(made.value("app.strategy", "RollingUpdate"))
        app = PodTemplate(made.item, "spec.values.app", "Deployment", made.name, {"volumes": volumes}, strategy)
        return [app, PodTemplate(made.item, "spec.values.queue", "StatefulSet", f"{made.name}-queue", {})]

    known = {chart: ChartRules(chart=chart, claims=claims, pods=pods) for chart in ("photos", "music")}
    monkeypatch.setattr(chart_rules, "find_rules", lambda: known)


VALUES = {
    "app": {"strategy": "Recreate"},
    "persistence": {"data": {"size": "5Gi", "retain": True, "accessMode": "ReadWriteOnce", "storageClass": "fast"}},
}


def values(*edits: Edit) -> dict[str, Any]:
    made = copy.deepcopy(VALUES)
    for edit in edits:
        edit(made)
    return made


RETAINED = {"helm.sh/resource-policy": "keep"}
KEEP = "- {op: add, path: /metadata/annotations/helm.sh~1resource-policy, value: keep} # helm.sh/resource-policy"


# Pruning ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [CLAIM, CLUSTER])
def test_what_holds_data_is_protected_from_pruning(target: str) -> None:
    found = only(findings(DATA, edited(good(), target, unprotect)), PRUNE, "prune: true", f"{FLUX}/prune: disabled")
    assert found.object == target
    assert "nothing protects it" in found.problem


@pytest.mark.parametrize(("value", "fine"), [("disabled", True), ("Disabled", True), ("enabled", False), ("", False)])
def test_the_mark_has_one_value_in_upper_or_lower_case(value: str, fine: bool) -> None:
    found = findings(
        DATA, edited(good(), CLAIM, lambda item: mark(item, "prune", value)) if value != "disabled" else good()
    )
    assert [said.path for said in found] == ([] if fine else [PRUNE])
    if not fine:
        assert f"{value!r} does not protect it" in found[0].problem


HELD = [
    (thing("PersistentVolumeClaim", "a"), "its volume"),
    (thing("Cluster", "a", "postgresql.cnpg.io/v1"), "its databases"),
    (thing("Database", "a", "postgresql.cnpg.io/v1", spec={"databaseReclaimPolicy": "delete"}), "the database"),
    (thing("ObjectBucketClaim", "a", "objectbucket.io/v1alpha1"), "its bucket"),
    (thing("StatefulSet", "a", "apps/v1", spec={
        "volumeClaimTemplates": [{"metadata": {"name": "data"}}],
        "persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Delete"},
    }), "the claims of its pods"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "what"), HELD)
def test_every_kind_that_holds_data_is_known(item: dict[str, Any], what: str) -> None:
    only(findings(DATA, applied(item)), PRUNE, f"and once it leaves the folder it would be deleted, and {what} with it")


@pytest.mark.parametrize(
    "item",
    [
        thing("Database", "a", "postgresql.cnpg.io/v1", spec={}),
        thing("Cluster", "a", "cluster.x-k8s.io/v1beta1"),
        thing("StatefulSet", "a", "apps/v1", spec={"volumeClaimTemplates": [{"metadata": {"name": "data"}}]}),
        thing("StatefulSet", "a", "apps/v1", spec={"persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Delete"}}),
        thing("Secret", "a"),
    ],
)
def test_what_kubernetes_keeps_or_can_be_made_again_needs_no_mark(item: dict[str, Any]) -> None:
    assert findings(DATA, applied(item)) == []


PVC = thing("PersistentVolumeClaim", "a")


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({}, "prune: true"),
        ({"deletionPolicy": "Orphan"}, "prune: true"),
        ({"prune": False, "deletionPolicy": "Delete"}, "deletionPolicy: Delete"),
        ({"prune": False, "deletionPolicy": "WaitForTermination"}, "deletionPolicy: WaitForTermination"),
        ({"prune": False}, ""),
        ({"prune": False, "deletionPolicy": "MirrorPrune"}, ""),
        ({"prune": False, "deletionPolicy": "Orphan"}, ""),
        ({"commonMetadata": {"annotations": {f"{FLUX}/prune": "disabled"}}}, ""),
        ({"commonMetadata": {"labels": {f"{FLUX}/prune": "disabled"}}}, ""),
    ],
)
def test_a_kustomization_that_deletes_nothing_needs_no_mark(spec: dict[str, Any], expected: str) -> None:
    assert [expected in said.problem for said in findings(DATA, applied(PVC, **spec))] == ([True] if expected else [])


@pytest.mark.parametrize(("block", "word"), [("labels", "prune"), ("annotations", "reconcile")])
def test_flux_takes_the_mark_as_a_label_too_and_leaves_alone_what_it_does_not_reconcile(block: str, word: str) -> None:
    item = thing("PersistentVolumeClaim", "a", metadata={block: {f"{FLUX}/{word}": "disabled"}})
    assert findings(DATA, applied(item)) == []


def test_where_nobody_knows_who_applies_a_claim_its_protection_is_left_open() -> None:
    (left,) = left_open(DATA, {"claim.yaml": write(PVC)})
    assert (left.object, left.what) == ("PersistentVolumeClaim/a", "protection from pruning")
    assert left_open(DATA, {"claim.yaml": write(claim())}) == []


def test_a_namespace_that_would_be_pruned_takes_the_protected_along() -> None:
    namespace = thing("Namespace", "apps")
    found = only(findings(DATA, applied(namespace, claim())), PRUNE, "PersistentVolumeClaim/data", "protected or not")
    assert found.object == "Namespace/apps"
    assert findings(DATA, applied({**namespace, "metadata": {"name": "apps", **KEPT}}, claim())) == []
    assert findings(DATA, applied(thing("Namespace", "other"), claim())) == []
    assert findings(DATA, applied(namespace, claim(), prune=False)) == []


# Forcing ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "word"),
    [(CLAIM, "its volume would be lost"), (CLUSTER, "its databases would be lost"), (STATEFUL_SET, "all its pods end")],
)
@pytest.mark.parametrize("value", ["enabled", "Enabled"])
def test_what_holds_data_is_never_made_anew(target: str, word: str, value: str) -> None:
    found = findings(DATA, edited(good(), target, lambda item: mark(item, "force", value)))
    assert only(found, FORCE, word).object == target


def test_a_job_may_be_made_anew() -> None:
    assert f"{FLUX}/force: enabled" in good()["trigger-dev/minio/Job.trigger-dev-minio-create-bucket.yaml"].decode()


def test_a_kustomization_that_forces_all_is_found_where_it_holds_data() -> None:
    found = findings(DATA, edited(good(), "Kustomization/trigger-dev-redis", put("spec.force", True)))
    assert only(found, "spec.force", "PersistentVolumeClaim/trigger-dev-redis-data").object.startswith("Kustomization/")
    assert findings(DATA, applied(thing("ConfigMap", "a"), force=True)) == []


# One writer ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["ReadWriteOnce", "ReadWriteOncePod"])
@pytest.mark.parametrize("strategy", [{}, {"strategy": {"type": "RollingUpdate"}}, {"strategy": {}}])
def test_a_claim_for_one_writer_and_a_rolling_update_do_not_go_together(mode: str, strategy: dict[str, Any]) -> None:
    found = findings(DATA, applied(claim(mode=mode), workload(**strategy)))
    assert (
        only(found, "spec.strategy", f"claim 'data' is {mode}", "RollingUpdate", "Recreate").object == "Deployment/app"
    )


def declared(**more: str) -> Files:
    """An expects.yaml with a claim that the cluster has."""
    entry = {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "namespace": "apps", "name": "data", **more}
    return {EXPECTS: write({"objects": [entry]})}


def test_a_claim_of_the_cluster_has_the_mode_that_is_declared_for_it() -> None:
    two = applied(workload("StatefulSet"), workload("StatefulSet", "other"))
    (found,) = findings(DATA, two | declared(accessMode="ReadWriteOnce"))
    assert "claim 'data' is ReadWriteOnce, and StatefulSet" in found.problem
    assert findings(DATA, two | declared(accessMode="ReadWriteMany")) == []
    (left,) = left_open(DATA, two | declared())
    assert "accessMode" in left.why


def test_what_the_tree_makes_counts_more_than_what_is_declared() -> None:
    two = applied(claim(mode="ReadWriteMany"), workload("StatefulSet"), workload("StatefulSet", "other"))
    assert findings(DATA, two | declared(accessMode="ReadWriteOnce")) == []


def test_an_access_mode_is_one_of_those_that_there_are() -> None:
    with pytest.raises(HomelabError, match=r"'accessMode': one of ReadWriteOnce, .* 'RWO' is there"):
        Tree.of(applied(workload("StatefulSet")) | declared(accessMode="RWO"))


@pytest.mark.parametrize(
    "objects",
    [
        (claim(), workload(strategy={"type": "Recreate"})),
        (claim(), workload("StatefulSet")),
        (claim(mode="ReadWriteMany"), workload()),
        (claim(mode="ReadOnlyMany"), workload(replicas=3)),
        (claim(accessModes=["ReadWriteOnce", "ReadWriteMany"]), workload(replicas=3)),
        (claim(mode="ReadWriteMany"), workload(), workload(name="other")),
        (claim(), claim("more"), workload("StatefulSet"), workload("StatefulSet", "other", "more")),
    ],
)
def test_one_writer_at_a_time_is_fine_and_so_are_many_where_many_may(objects: tuple[dict[str, Any], ...]) -> None:
    files = applied(*objects)
    assert (findings(DATA, files), left_open(DATA, files)) == ([], [])


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet"])
def test_more_than_one_pod_of_a_claim_for_one_writer_is_found(kind: str) -> None:
    item = workload(kind, replicas=2, strategy={"type": "Recreate"})
    only(findings(DATA, applied(claim(), item)), "spec.replicas", f"{kind} 'app' has 2 pods")


def test_an_autoscaler_counts_by_its_most() -> None:
    scaler = thing("HorizontalPodAutoscaler", "a", "autoscaling/v2", spec={
        "maxReplicas": 4, "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "app"},
    })  # fmt: skip
    item = workload(strategy={"type": "Recreate"})
    only(findings(DATA, applied(claim(), item, scaler)), "spec.replicas", "has 4 pods")


def test_a_daemon_set_mounts_it_on_every_node() -> None:
    path = "spec.template.spec.volumes[0].persistentVolumeClaim.claimName"
    only(findings(DATA, applied(claim(), workload("DaemonSet"))), path, "every node")


def test_two_workloads_of_one_claim_are_found() -> None:
    files = applied(claim(), workload("StatefulSet"), workload("StatefulSet", "other"))
    path = "spec.template.spec.volumes[0].persistentVolumeClaim.claimName"
    found = only(findings(DATA, files), path, "StatefulSet 'app' of apps/app mounts it too")
    assert found.object == "StatefulSet/other"


def test_two_that_are_held_on_one_node_are_left_open_unless_one_pod_may_mount_it() -> None:
    near = workload("StatefulSet", "other")
    rule = {"podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "node"}]}}
    put("spec.template.spec.affinity", rule)(near)
    files = applied(claim(), workload("StatefulSet"), near)
    assert findings(DATA, files) == []
    assert "node" in left_open(DATA, files)[0].why
    assert findings(DATA, applied(claim(mode="ReadWriteOncePod"), workload("StatefulSet"), near))


def test_a_claim_of_which_no_mode_is_known_is_left_open_where_it_matters() -> None:
    (left,) = left_open(DATA, applied(workload()))
    assert "'data'" in left.what
    assert left_open(DATA, applied(workload(strategy={"type": "Recreate"}))) == []


def test_names_with_variables_are_compared_as_they_arrive() -> None:
    files = applied(claim("photos-data"), workload(claimed="${APP}-data"), postBuild={"substitute": {"APP": "photos"}})
    only(findings(DATA, files), "spec.strategy", "'photos-data'")


def test_the_pods_of_the_labs_charts_have_one_writer() -> None:
    """MinIO's claim is for many here: with a block volume the strategy begins to matter."""
    files = edited(good(), "PersistentVolumeClaim/trigger-dev-minio-data", put("spec.accessModes", ["ReadWriteOnce"]))
    assert findings(DATA, files) == []
    path = "spec.values.controllers.main"
    rolling = edited(files, "HelmRelease/trigger-dev-minio", put(f"{path}.strategy", "RollingUpdate"))
    only(findings(DATA, rolling), path, "'trigger-dev-minio-data' is ReadWriteOnce")
    many = edited(files, "HelmRelease/trigger-dev-minio", put(f"{path}.replicas", 2))
    only(findings(DATA, many), f"{path}.replicas", "2 pods")


def test_the_stack_without_its_post_renderer_rolls_on_a_claim_for_one_writer() -> None:
    found = findings(DATA, edited(good(), APP, drop("spec.postRenderers")))
    only(found, "spec.values.webapp", "'trigger-dev-shared' is ReadWriteOnce", "RollingUpdate")


# Claims of charts ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("rules")
def test_a_claim_that_the_chart_retains_is_fine() -> None:
    kept = values(
        drop("persistence.data.retain"), put("persistence.data.annotations", {"helm.sh/resource-policy": "keep"})
    )
    for good_one in (values(), kept):
        files = applied(release(values=good_one))
        assert (findings(DATA, files), left_open(DATA, files)) == ([], [])


@pytest.mark.usefixtures("rules")
def test_a_claim_that_goes_with_its_release_is_found() -> None:
    files = applied(release(values=values(put("persistence.data.retain", False))))
    only(findings(DATA, files), "spec.values.persistence.data", "claim 'cache-data'", "prune: true", "existingClaim")
    kept = {**release(values=values(put("persistence.data.retain", False)))}
    kept["metadata"] = {"name": "cache", **KEPT}
    assert findings(DATA, applied(kept)) == []


@pytest.mark.usefixtures("rules")
def test_a_claim_of_which_the_values_do_not_tell_is_left_open() -> None:
    (left,) = left_open(DATA, applied(release(values=values(drop("persistence.data.retain")))))
    assert "claim 'cache-data'" in left.what
    assert "resource-policy" in left.why
    assert left_open(DATA, applied(release(values=values(drop("persistence.data.retain"))), prune=False)) == []


def notes(*edits: Edit, **spec: Any) -> dict[str, Any]:
    """A release of a chart with rules of its own, which deletes a claim that nothing is said of."""
    made = {"persistence": {"data": {"type": "persistentVolumeClaim", "size": "5Gi", "accessMode": "ReadWriteOnce"}}}
    for edit in edits:
        edit(made)
    return release("notes", "app-template", values=made, **spec)


def test_a_claim_that_goes_by_the_charts_default_is_found() -> None:
    only(findings(DATA, applied(notes())), "spec.values.persistence.data", "claim 'notes'", "deletes it", "prune: true")
    for kept in (put("persistence.data.retain", True), put("persistence.data.annotations", RETAINED)):
        files = applied(notes(kept))
        assert (findings(DATA, files), left_open(DATA, files)) == ([], [])


def test_a_claim_that_is_retained_no_more_is_found_against_what_was_there() -> None:
    retained = put("persistence.data.retain", True)
    found = findings(DATA, applied(notes()), before=applied(notes(retained)))
    only(found, "spec.values.persistence.data", "deletes it with the release")


@pytest.mark.parametrize(
    ("edit", "spec"),
    [
        (put("persistence.data.retain", "${RETAIN}"), {}),
        (put("persistence.data.size", "5Gi"), {"valuesFrom": [{"kind": "Secret", "name": "more"}]}),
        (put("persistence.data.size", "5Gi"), {"valuesFrom": [{"kind": "ConfigMap", "name": "elsewhere"}]}),
        (put("persistence.data.size", "5Gi"), {"postRenderers": [{"kustomize": {"patches": [{"patch": KEEP}]}}]}),
    ],
)
def test_where_something_unread_may_retain_a_claim_it_is_left_open(edit: Edit, spec: dict[str, Any]) -> None:
    files = applied(notes(edit, **spec))
    assert findings(DATA, files) == []
    assert any("claim 'notes'" in left.what for left in left_open(DATA, files))


def test_the_stack_retains_its_shared_claim_unless_told_otherwise() -> None:
    path = "spec.values.persistence.shared"
    files = edited(good(), APP, drop(f"{path}.retain"))
    assert (findings(DATA, files), left_open(DATA, files)) == ([], [])
    at(findings(DATA, edited(good(), APP, put(f"{path}.retain", None))), APP, path, "deletes it with the release")


@pytest.mark.usefixtures("rules")
def test_kubernetes_keeps_the_claim_of_a_template_unless_told_otherwise() -> None:
    queue = values(put("queue", {"persistence": {"size": "1Gi"}}))
    assert findings(DATA, applied(release(values=queue))) == []
    put("queue.persistentVolumeClaimRetentionPolicy", {"enabled": True, "whenDeleted": "Delete"})(queue)
    path = "spec.values.queue.persistentVolumeClaimRetentionPolicy.whenDeleted"
    only(findings(DATA, applied(release(values=queue))), path, "'queue-cache-queue-0'")


@pytest.mark.usefixtures("rules")
def test_a_release_that_is_uninstalled_when_it_fails_is_found() -> None:
    path = "spec.upgrade.remediation.strategy"
    item = release(values=values(put("persistence.data.retain", False)))
    put(path, "uninstall")(item)
    only(findings(DATA, applied(item, prune=False)), path, "'cache-data'", "rollback")


def test_a_chart_without_rules_is_left_open() -> None:
    (left,) = left_open(DATA, applied(release(chart="unknown-chart")))
    assert "'unknown-chart'" in left.why


@pytest.mark.usefixtures("rules")
def test_a_claim_of_a_chart_has_one_writer_too() -> None:
    files = applied(release(values=values(put("app.strategy", "RollingUpdate"))))
    only(findings(DATA, files), "spec.values.app", "'cache-data' is ReadWriteOnce")


# What is gone -------------------------------------------------------------------------------------------------------

CLAIM_FILE = "trigger-dev/redis/PersistentVolumeClaim.trigger-dev-redis-data.yaml"
CLUSTER_FILE = "trigger-dev/postgresql/Cluster.trigger-dev-postgresql.yaml"


@pytest.mark.parametrize(("file", "target"), [(CLAIM_FILE, CLAIM), (CLUSTER_FILE, CLUSTER)])
def test_a_protected_object_that_is_gone_stays_as_nobodys(file: str, target: str) -> None:
    found = findings(DATA, without(file), before=good())
    one = at(
        found,
        target,
        "",
        "its mark keeps Flux from deleting it",
        "as nobody's",
        f"exemption of proof 'data', object '{target}'",
    )
    assert one.place == file.rpartition("/")[0]


@pytest.mark.parametrize(
    ("target", "edit", "harm"),
    [
        (CLAIM, put("spec.resources.requests.storage", "1Gi"), Harm.REFUSED),
        (CLUSTER, put("spec.bootstrap.initdb.database", "other"), Harm.IDLE),
        (CLUSTER, put("spec.imageName", "ghcr.io/cloudnative-pg/postgresql:18.1"), Harm.ONE_WAY),
        (CLUSTER, put("spec.imageName", "ghcr.io/cloudnative-pg/postgresql:16.1"), Harm.REFUSED),
        (REDIS, put("spec.values.master.persistence.existingClaim", "other"), Harm.LOST),
        (REDIS, put("spec.releaseName", "other"), Harm.REMADE),
    ],
)
def test_a_change_is_told_with_what_becomes_of_it(target: str, edit: Edit, harm: Harm) -> None:
    assert {found.harm for found in changed(target, edit)} == {harm}


def test_a_finding_about_the_tree_alone_has_no_harm_to_tell() -> None:
    assert {found.harm for found in findings(DATA, edited(good(), CLAIM, unprotect))} == {None}


def test_an_unprotected_one_would_be_deleted() -> None:
    before = edited(good(), CLAIM, unprotect)
    at(
        findings(DATA, without(CLAIM_FILE), before=before),
        CLAIM,
        "",
        "Flux would delete it (prune: true)",
        "its volume",
    )
    kept = edited(before, "Kustomization/trigger-dev-redis", put("spec.prune", False))
    at(findings(DATA, without(CLAIM_FILE), before=kept), CLAIM, "", "nothing deletes it")


def test_what_stood_in_no_kustomization_may_be_deleted_by_whoever_applies_it() -> None:
    found = findings(DATA, {"other.yaml": write(thing("ConfigMap", "a"))}, before={"claim.yaml": write(PVC)})
    only(found, "", "whoever applies it")


def test_a_renamed_one_looks_like_two_and_the_likely_new_one_is_named() -> None:
    for target in (CLAIM, CLUSTER):
        new = f"{target}-2"
        found = changed(target, put("metadata.name", new.partition("/")[2]))
        at(found, target, "", f"{new} of trigger-dev/", "begins empty")


def test_a_stateful_set_that_is_gone_leaves_claims_that_nobody_mounts() -> None:
    sets = thing("StatefulSet", "a", "apps/v1", spec={"volumeClaimTemplates": [{"metadata": {"name": "data"}}]})
    found = findings(DATA, applied(thing("ConfigMap", "a")), before=applied(thing("ConfigMap", "a"), sets))
    only(found, "", "claims that nobody mounts")


def test_what_holds_nothing_may_go() -> None:
    assert findings(DATA, without("trigger-dev/clickhouse/Service.trigger-dev-clickhouse.yaml"), before=good()) == []


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("retain", "spec", "word"),
    [
        (True, {}, "outlives it as nobody's"),
        (False, {}, "would be deleted with it"),
        (None, {}, "may go with it"),
        (False, {"prune": False}, "stays with the release"),
    ],
)
def test_a_release_that_is_gone_takes_its_claims_along_or_leaves_them(
    retain: bool | None, spec: dict[str, Any], word: str
) -> None:
    before = applied(thing("ConfigMap", "a"), release(values=values(put("persistence.data.retain", retain))), **spec)
    found = findings(DATA, applied(thing("ConfigMap", "a"), **spec), before=before)
    only(found, "", "claim 'cache-data'", word)


def test_a_release_of_an_unknown_chart_that_is_gone_is_left_open() -> None:
    tree = Tree.of(applied(thing("ConfigMap", "a")))
    tree.before = Tree.of(applied(thing("ConfigMap", "a"), release(chart="unknown-chart")))
    (left,) = [said for said in DATA.find(tree) if isinstance(said, Unproven)]
    assert (left.object, "'unknown-chart'" in left.why) == ("HelmRelease/cache", True)


def test_a_namespace_that_is_gone_takes_all_along() -> None:
    before = applied(thing("Namespace", "apps"), claim())
    found = findings(DATA, applied(claim()), before=before)
    assert only(found, "", "PersistentVolumeClaim/data", "protected or not").object == "Namespace/apps"
    assert (
        findings(DATA, applied(claim(), prune=False), before=applied(thing("Namespace", "apps"), claim(), prune=False))
        == []
    )


# Kustomizations -----------------------------------------------------------------------------------------------------


def two(first: list[dict[str, Any]], second: list[dict[str, Any]], **spec: Any) -> Files:
    """Two components; one without objects is not there at all."""
    owners = [owner(name, **spec) for name, held in (("a", first), ("b", second)) if held]
    files = {"apps/ks.yaml": write(*owners)}
    return {**files, **{f"apps/{name}/o.yaml": write(*held) for name, held in (("a", first), ("b", second)) if held}}


FILLER = thing("ConfigMap", "filler")


def test_a_kustomization_that_is_gone_with_unprotected_data_is_found() -> None:
    found = findings(DATA, two([], [FILLER]), before=two([PVC], [FILLER]))
    at(found, "Kustomization/a", "", "it had prune: true", "PersistentVolumeClaim/a")
    at(found, "PersistentVolumeClaim/a", "", "Flux would delete it")
    orphans = findings(DATA, two([], [FILLER], prune=False), before=two([PVC], [FILLER], deletionPolicy="Orphan"))
    assert [said.object for said in orphans] == ["PersistentVolumeClaim/a"]
    assert "nothing deletes it" in orphans[0].problem


def test_a_kustomization_that_is_gone_with_protected_data_leaves_them() -> None:
    found = findings(DATA, two([], [FILLER]), before=two([claim()], [FILLER]))
    assert [said.object for said in found] == ["PersistentVolumeClaim/data"]


def test_an_app_without_data_may_go() -> None:
    assert (
        findings(DATA, two([], [FILLER]), before=two([thing("ConfigMap", "a"), thing("Secret", "a")], [FILLER])) == []
    )


def test_data_that_go_from_one_kustomization_to_another_are_protected_first() -> None:
    moved = findings(DATA, two([FILLER], [PVC]), before=two([FILLER, PVC], []))
    at(moved, "PersistentVolumeClaim/a", "", "from Kustomization 'a' to 'b'", "prune: true", "commit before")
    assert findings(DATA, two([FILLER], [claim()]), before=two([FILLER, claim()], [])) == []


def test_a_folder_may_be_called_otherwise() -> None:
    files = {path.replace("apps/app/", "apps/new/"): content for path, content in applied(claim()).items()}
    files["apps/ks.yaml"] = write(owner(path="./lab/apps/new"))
    assert Tree.of(files).items
    assert findings(DATA, files, before=applied(claim())) == []


def test_another_target_namespace_begins_empty_and_is_said_once() -> None:
    found = changed("Kustomization/trigger-dev-redis", put("spec.targetNamespace", "other"))
    only(found, "spec.targetNamespace", "it was 'default' and is 'other'", CLAIM)
    moved = findings(DATA, applied(FILLER, targetNamespace="other"), before=applied(FILLER))
    assert moved == []


def test_an_object_that_moved_by_its_own_namespace_is_gone_where_it_was() -> None:
    def placed(namespace: str) -> Files:
        item = claim()
        item["metadata"]["namespace"] = namespace
        return applied(item, targetNamespace="")

    only(findings(DATA, placed("new"), before=placed("old")), "", "PersistentVolumeClaim/data of apps/app is new")


# Claims and StatefulSets --------------------------------------------------------------------------------------------

SIZE = "spec.resources.requests.storage"


@pytest.mark.parametrize("size", ["4Gi", "4.9Gi", "5G", "5368709119", 5, "512Mi", "1e9"])
def test_a_claim_never_shrinks(size: str | int) -> None:
    only(changed(CLAIM, put(SIZE, size)), SIZE, f"it was '5Gi' and is {size!r}", "never shrinks", f"path {SIZE!r}")


@pytest.mark.parametrize("size", ["6Gi", "5120Mi", "1Ti", "5368709120", 5368709120, "6e9", "0.006Ti"])
def test_a_claim_may_grow_and_be_written_otherwise(size: str | int) -> None:
    assert changed(CLAIM, put(SIZE, size)) == []


def test_a_size_that_only_the_cluster_knows_is_left_open() -> None:
    tree = Tree.of(edited(good(), CLAIM, put(SIZE, "${SIZE}")))
    tree.before = Tree.of(good())
    (left,) = DATA.find(tree)
    assert isinstance(left, Unproven)
    assert "'${SIZE}'" in left.what


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("storageClassName", "other"),
        ("accessModes", ["ReadWriteMany"]),
        ("volumeMode", "Block"),
        ("selector", {"matchLabels": {"a": "b"}}),
        ("dataSource", {"name": "a", "kind": "VolumeSnapshot"}),
    ],
)
def test_what_a_claim_keeps_for_life_is_found(field: str, value: Any) -> None:
    only(changed(CLAIM, put(f"spec.{field}", value)), f"spec.{field}", "keeps it for life")


def test_what_stands_for_itself_is_no_change() -> None:
    assert changed(CLAIM, put("spec.volumeMode", "Filesystem")) == []
    only(changed(CLAIM, drop("spec.storageClassName")), "spec.storageClassName", "is absent")


def test_a_class_that_the_cluster_chose_may_be_written_out_and_nobody_knows_whether_it_is_that() -> None:
    tree = Tree.of(applied(claim()))
    bare = claim()
    del bare["spec"]["storageClassName"]
    tree.before = Tree.of(applied(bare))
    (left,) = DATA.find(tree)
    assert isinstance(left, Unproven)
    assert "'fast'" in left.what


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("spec.selector.matchLabels", {"app": "other"}),
        ("spec.serviceName", "other"),
        ("spec.podManagementPolicy", "Parallel"),
    ],
)
def test_fixed_fields_of_a_stateful_set_are_found(path: str, value: Any) -> None:
    (found,) = changed(STATEFUL_SET, put(path, value))
    assert path.startswith(found.path)
    assert "cannot change once the object is there" in found.problem


def test_what_may_change_in_a_stateful_set_may() -> None:
    for path, value in (
        ("spec.replicas", 0),
        ("spec.minReadySeconds", 5),
        ("spec.podManagementPolicy", "OrderedReady"),
    ):
        assert changed(STATEFUL_SET, put(path, value)) == []


def stateful(template: Mapping[str, Any] | None = None, **spec: Any) -> dict[str, Any]:
    whole = {"metadata": {"name": "data"}, "spec": claim()["spec"]}
    templates = [whole if template is None else template]
    return thing("StatefulSet", "a", "apps/v1", spec={"replicas": 3, "volumeClaimTemplates": templates, **spec})


def templates_changed(*edits: Edit) -> list[Finding]:
    item = copy.deepcopy(stateful())
    for edit in edits:
        edit(item)
    return findings(DATA, applied(item), before=applied(stateful()))


def test_claim_templates_cannot_change() -> None:
    path = "spec.volumeClaimTemplates"
    size = f"{path}[0].spec.resources.requests.storage"
    where = f"{path}.0.spec.resources.requests.storage"
    only(templates_changed(put(where, "1Gi")), size, "never shrinks")
    only(templates_changed(put(where, "9Gi")), size, "any change of a claim template", "grow the claims")
    only(templates_changed(put(f"{path}.0.spec.storageClassName", "b")), f"{path}[0].spec.storageClassName", "for life")
    renamed = templates_changed(put(f"{path}.0.metadata.name", "b"))
    assert ["'data' is gone" in said.problem or "'b' is new" in said.problem for said in renamed] == [True, True]
    assert {said.path for said in templates_changed(drop(path))} == {path}


def test_fewer_pods_lose_their_claims_where_kubernetes_is_told_to_delete_them() -> None:
    def scaled(replicas: int, policy: str) -> dict[str, Any]:
        return stateful(replicas=replicas, persistentVolumeClaimRetentionPolicy={"whenScaled": policy})

    found = findings(DATA, applied(scaled(1, "Delete")), before=applied(scaled(3, "Delete")))
    only(found, "spec.replicas", "whenScaled: Delete")
    assert findings(DATA, applied(scaled(1, "Retain")), before=applied(scaled(3, "Retain"))) == []
    assert findings(DATA, applied(scaled(3, "Delete")), before=applied(scaled(1, "Delete"))) == []


# Other fixed fields -------------------------------------------------------------------------------------------------

RBAC = "rbac.authorization.k8s.io/v1"
SELECTOR = {"selector": {"matchLabels": {"a": "b"}}}
FIXED = [
    (thing("Deployment", "a", "apps/v1", spec=SELECTOR), "spec.selector.matchLabels.a"),
    (thing("DaemonSet", "a", "apps/v1", spec=SELECTOR), "spec.selector.matchLabels.a"),
    (thing("Job", "a", "batch/v1", spec={"template": {"spec": {"containers": [{"image": "b"}]}}}),
     "spec.template.spec.containers.0.image"),
    (thing("Secret", "a", type="Opaque"), "type"),
    (thing("RoleBinding", "a", RBAC, roleRef={"kind": "Role", "name": "b"}), "roleRef.name"),
    (thing("ClusterRoleBinding", "a", RBAC, roleRef={"kind": "ClusterRole", "name": "b"}), "roleRef.name"),
    (thing("Service", "a", spec={"clusterIP": "10.0.0.1"}), "spec.clusterIP"),
    (thing("Pooler", "a", "postgresql.cnpg.io/v1", spec={"cluster": {"name": "b"}}), "spec.cluster.name"),
    (thing("Database", "a", "postgresql.cnpg.io/v1", spec={"name": "b"}), "spec.name"),
    (thing("StorageClass", "a", "storage.k8s.io/v1", provisioner="b"), "provisioner"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "path"), FIXED)
def test_a_field_that_cannot_change_is_found(item: dict[str, Any], path: str) -> None:
    new = copy.deepcopy(item)
    put(path, "other")(new)
    (found,) = findings(DATA, applied(new), before=applied(item))
    assert path.startswith(found.path)
    assert "exemption of proof 'data'" in found.remedy


@pytest.mark.parametrize(
    ("item", "path"), [entry for entry in FIXED if entry[0]["kind"] in ("Deployment", "Job", "Service")]
)
def test_what_flux_makes_anew_may_change(item: dict[str, Any], path: str) -> None:
    new = copy.deepcopy(item)
    put(path, "other")(new)
    mark(new, "force", "enabled")
    assert findings(DATA, applied(new), before=applied(item)) == []
    del new["metadata"]["annotations"]
    assert findings(DATA, applied(new, force=True), before=applied(item)) == []


def test_a_job_of_the_lab_may_change_and_without_its_mark_may_not() -> None:
    job = "Job/trigger-dev-minio-create-bucket"
    change = put("spec.template.spec.containers.0.image", "quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z-cpuv1")
    assert changed(job, change) == []
    bare = edited(good(), job, unprotect)
    found = findings(DATA, edited(bare, job, change), before=bare)
    only(found, "spec.template", "cannot change", f"{FLUX}/force: enabled")
    going = edited(bare, job, put("spec.ttlSecondsAfterFinished", 60))
    assert findings(DATA, edited(going, job, change), before=going) == []


@pytest.mark.parametrize(
    ("was", "now", "word"),
    [(None, "None", "it was absent and is 'None'"), ("None", None, "stays without an address"), ("10.0.0.1", None, "")],
)
def test_the_address_of_a_service_stays(was: str | None, now: str | None, word: str) -> None:
    found = findings(
        DATA,
        applied(thing("Service", "a", spec={"clusterIP": now})),
        before=applied(thing("Service", "a", spec={"clusterIP": was})),
    )
    assert [word in said.problem and said.path == "spec.clusterIP" for said in found] == ([True] if word else [])


def test_what_is_immutable_stays_as_it_is() -> None:
    frozen = thing("ConfigMap", "a", immutable=True, data={"a": "b"})
    assert findings(DATA, applied({**frozen, "data": {"a": "b"}}), before=applied(frozen)) == []
    only(findings(DATA, applied({**frozen, "data": {"a": "c"}}), before=applied(frozen)), "data", "immutable")
    only(findings(DATA, applied({**frozen, "immutable": False}), before=applied(frozen)), "immutable", "it was True")


def test_an_encrypted_secret_may_be_encrypted_again() -> None:
    def secret(value: str, key: str = "a") -> dict[str, Any]:
        return {**thing("Secret", "a", immutable=True, stringData={key: value}), "sops": {"mac": value}}

    assert findings(DATA, applied(secret("ENC[1]")), before=applied(secret("ENC[2]"))) == []
    only(findings(DATA, applied(secret("ENC[1]", "b")), before=applied(secret("ENC[2]"))), "stringData", "immutable")


# CloudNativePG ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", ["storage", "walStorage"])
def test_the_storage_of_a_cluster_never_shrinks_and_stays_where_it_is(block: str) -> None:
    only(changed(CLUSTER, put(f"spec.{block}.size", "1Gi")), f"spec.{block}.size", "never shrinks")
    only(changed(CLUSTER, put(f"spec.{block}.storageClass", "b")), f"spec.{block}.storageClass", "stay where they are")
    assert changed(CLUSTER, put(f"spec.{block}.size", "50Gi")) == []


def test_the_volume_of_the_write_ahead_log_stays() -> None:
    only(changed(CLUSTER, drop("spec.walStorage")), "spec.walStorage", "refuses to take away")
    bare = edited(good(), CLUSTER, drop("spec.walStorage"))
    assert findings(DATA, good(), before=bare) == []


def test_tablespaces_stay_and_never_shrink() -> None:
    whole = edited(good(), CLUSTER, put("spec.tablespaces", [{"name": "a", "storage": {"size": "5Gi"}}]))
    only(findings(DATA, good(), before=whole), "spec.tablespaces", "'a' is gone")
    small = edited(whole, CLUSTER, put("spec.tablespaces.0.storage.size", "1Gi"))
    only(findings(DATA, small, before=whole), "spec.tablespaces[0].storage.size", "never shrinks")


@pytest.mark.parametrize(("field", "value"), [("database", "b"), ("owner", "b"), ("postInitSQL", ["SELECT 1"])])
def test_a_bootstrap_has_no_effect_on_a_cluster_that_is_there(field: str, value: Any) -> None:
    path = f"spec.bootstrap.initdb.{field}"
    only(changed(CLUSTER, put(path, value)), path, "runs once")


def test_another_way_to_bootstrap_has_none_either_and_another_password_secret_has() -> None:
    only(changed(CLUSTER, put("spec.bootstrap", {"recovery": {"source": "a"}})), "spec.bootstrap", "by 'initdb'")
    assert changed(CLUSTER, put("spec.bootstrap.initdb.secret", {"name": "other"})) == []


RECOVERY = {"source": "a", "database": "trigger", "owner": "trigger"}
"""What the committed Cluster would begin with, had it been restored."""


@pytest.mark.parametrize("way", ["recovery", "pg_basebackup"])
def test_what_a_cluster_began_with_may_be_taken_out_when_the_data_are_there(way: str) -> None:
    before = edited(good(), CLUSTER, put("spec.bootstrap", {way: RECOVERY}))
    assert findings(DATA, good(), before=before) == []


def test_so_may_an_import_and_only_that_way_around() -> None:
    imported = edited(good(), CLUSTER, put("spec.bootstrap.initdb.import", {"type": "microservice"}))
    assert findings(DATA, good(), before=imported) == []
    path = "spec.bootstrap.initdb.import"
    said = only(findings(DATA, imported, before=good()), path, "runs once")
    assert "nothing is restored into one that is there" in said.remedy


@pytest.mark.parametrize("field", ["database", "owner"])
def test_with_it_the_database_and_its_owner_must_stay(field: str) -> None:
    before = edited(good(), CLUSTER, put("spec.bootstrap", {"recovery": {**RECOVERY, field: "other"}}))
    said = findings(DATA, good(), before=before)
    only(said, f"spec.bootstrap.initdb.{field}", "it was 'other' and is 'trigger'")


def test_without_any_the_operator_takes_the_database_for_another() -> None:
    before = edited(good(), CLUSTER, put("spec.bootstrap", {"recovery": RECOVERY}))
    said = findings(DATA, edited(good(), CLUSTER, drop("spec.bootstrap")), before=before)
    assert [found.path for found in said] == ["spec.bootstrap.initdb.database", "spec.bootstrap.initdb.owner"]


@pytest.mark.parametrize(
    "now",
    [{"pg_basebackup": RECOVERY}, {"initdb": {"database": "trigger", "import": {"type": "microservice"}}}],
)
def test_one_way_to_begin_in_place_of_another_has_no_effect(now: dict[str, Any]) -> None:
    before = edited(good(), CLUSTER, put("spec.bootstrap", {"recovery": RECOVERY}))
    said = findings(DATA, edited(good(), CLUSTER, put("spec.bootstrap", now)), before=before)
    assert "deleted first" in only(said, "spec.bootstrap", "runs once").remedy


@pytest.mark.parametrize("field", ["source", "recoveryTarget"])
def test_another_target_has_none_either(field: str) -> None:
    before = edited(good(), CLUSTER, put("spec.bootstrap", {"recovery": RECOVERY}))
    now = edited(good(), CLUSTER, put("spec.bootstrap", {"recovery": {**RECOVERY, field: "other"}}))
    assert "deleted first" in only(findings(DATA, now, before=before), f"spec.bootstrap.recovery.{field}").remedy


def archiving(**parameters: str) -> Files:
    plugin = {"name": "barman-cloud.cloudnative-pg.io", "parameters": {"barmanObjectName": "backups", **parameters}}
    return edited(good(), CLUSTER, put("spec.plugins", [{"name": "another"}, plugin]))


@pytest.mark.parametrize(
    ("parameters", "field", "change"),
    [
        ({"serverName": "x"}, "serverName", "it was 'trigger-dev-postgresql' and is 'x'"),
        ({"barmanObjectName": "new"}, "barmanObjectName", "it was 'backups' and is 'new'"),
    ],
)
def test_another_archive_is_told(parameters: dict[str, str], field: str, change: str) -> None:
    said = findings(DATA, archiving(**parameters), before=archiving())
    only(said, f"spec.plugins[1].parameters.{field}", change)


def test_the_same_archive_said_aloud_is_none_and_neither_is_the_first() -> None:
    assert findings(DATA, archiving(serverName="trigger-dev-postgresql"), before=archiving()) == []
    assert findings(DATA, archiving(), before=good()) == []


def test_a_cluster_that_begins_anew_is_told_once_with_its_archive() -> None:
    now = edited(archiving(serverName="x"), CLUSTER, put("spec.bootstrap", {"recovery": RECOVERY}))
    only(findings(DATA, now, before=archiving()), "spec.bootstrap", "runs once")


IMAGE = "spec.imageName"


@pytest.mark.parametrize(
    ("image", "word"),
    [
        ("ghcr.io/cloudnative-pg/postgresql:16.9", "PostgreSQL 16 in place of 17: it cannot read"),
        ("registry:5000/postgresql:9.6@sha256:0", "PostgreSQL 9 in place of 17: it cannot read"),
        ("ghcr.io/cloudnative-pg/postgresql:18.1-system-trixie", "PostgreSQL 18 in place of 17: CloudNativePG 1.26"),
        ("ghcr.io/tensorchord/cloudnative-vectorchord:18-0.4.3", "PostgreSQL 18 in place of 17: CloudNativePG 1.26"),
    ],
)
def test_another_major_version_of_postgresql_is_said_by_name(image: str, word: str) -> None:
    only(changed(CLUSTER, put(IMAGE, image)), IMAGE, word)


def test_a_minor_version_may_change_and_so_may_the_registry() -> None:
    assert changed(CLUSTER, put(IMAGE, "registry:5000/pg:17.11@sha256:0")) == []


def test_a_catalog_tells_the_version_and_an_image_without_a_number_does_not() -> None:
    catalog = put("spec.imageCatalogRef", {"name": "a", "kind": "ImageCatalog", "major": 16})
    only(changed(CLUSTER, catalog, drop(IMAGE)), "spec.imageCatalogRef.major", "in place of 17")
    tree = Tree.of(edited(good(), CLUSTER, put(IMAGE, "ghcr.io/me/postgresql:stable")))
    tree.before = Tree.of(good())
    (left,) = DATA.find(tree)
    assert isinstance(left, Unproven)
    assert "which major version" in left.why


# Releases -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("spec.releaseName", "other", "it was 'trigger-dev-redis' and is 'other'"),
        ("spec.targetNamespace", "other", "it was 'default' and is 'other'"),
        ("spec.storageNamespace", "other", "it was 'default' and is 'other'"),
        ("spec.chartRef.name", "triggerdotdev-trigger", "it was 'redis' and is 'trigger'"),
    ],
)
def test_what_a_release_is_known_by_stays(path: str, value: str, words: str) -> None:
    one = at(changed(REDIS, put(path, value)), REDIS, path, words, "uninstalls the release")
    assert f"path {path!r}" in one.remedy


def test_a_name_that_is_written_out_is_the_same() -> None:
    assert changed(REDIS, put("spec.releaseName", "trigger-dev-redis")) == []
    assert changed(REDIS, put("spec.storageNamespace", "default")) == []


def test_a_chart_from_another_place_is_the_same_chart() -> None:
    source = {"chart": "redis", "version": "18.4.0", "sourceRef": {"kind": "HelmRepository", "name": "bitnami"}}
    assert changed(REDIS, drop("spec.chartRef"), put("spec.chart.spec", source)) == []


@pytest.mark.usefixtures("rules")
def test_what_goes_with_a_release_is_named() -> None:
    old = release(values=values(put("persistence.data.retain", False)))
    new = copy.deepcopy(old)
    put("spec.chart.spec.chart", "music")(new)
    found = findings(DATA, applied(new, prune=False), before=applied(old, prune=False))
    only(found, "spec.chart.spec.chart", "installs another, and 'cache-data' goes with it")


def test_a_claim_that_the_values_name_stays_mounted() -> None:
    path = "spec.values.master.persistence.existingClaim"
    other = changed(REDIS, put(path, "other"))
    at(other, REDIS, path, "'trigger-dev-redis-data' is mounted no more; 'other' is, and has none")
    for edit in (drop(path), put(path, ""), put("spec.values.master.persistence", {"enabled": False})):
        at(changed(REDIS, edit), REDIS, path, "mounted no more; none is")


def test_a_claim_may_be_named_at_another_place_of_the_values() -> None:
    moved = changed(
        "HelmRelease/trigger-dev-minio",
        drop("spec.values.persistence.data"),
        put(
            "spec.values.persistence.storage",
            {"existingClaim": "trigger-dev-minio-data", "advancedMounts": {"main": {"minio": [{"path": "/data/"}]}}},
        ),
    )
    assert moved == []


@pytest.mark.parametrize(
    ("target", "edit", "words"),
    [
        (
            "HelmRelease/trigger-dev-minio",
            put("spec.values.persistence.data.advancedMounts.main.minio.0.path", "/dta"),
            ("container 'minio'", "'trigger-dev-minio-data' at '/data'", "at '/dta' now"),
        ),
        (
            "HelmRelease/trigger-dev-minio",
            put("spec.values.persistence.data.advancedMounts", {"main": {"helper": [{"path": "/data"}]}}),
            ("container 'minio'", "has it no more"),
        ),
        (
            "HelmRelease/trigger-dev-minio",
            put("spec.values.persistence.data.advancedMounts.main.minio.0.readOnly", True),
            ("container 'minio'", "has it no more"),
        ),
        (
            STATEFUL_SET,
            put("spec.template.spec.containers.0.volumeMounts.0.mountPath", "/var/lib/clickhous"),
            ("container 'clickhouse'", "'/var/lib/clickhouse'", "gone with its pod"),
        ),
    ],
    ids=["a slip in the path", "another container has it", "read only", "a workload of ours"],
)
def test_a_container_that_wrote_to_a_claim_writes_to_it_still(target: str, edit: Edit, words: tuple[str, ...]) -> None:
    found = [said for said in changed(target, edit) if "goes" not in said.problem]
    (one,) = [said for said in found if "had claim" in said.problem]
    for word in words:
        assert word in one.problem


def test_a_mount_that_was_only_read_may_go() -> None:
    read_only = edited(
        good(),
        "HelmRelease/trigger-dev-minio",
        put(
            "spec.values.persistence.data.advancedMounts.main.minio",
            [{"path": "/data"}, {"path": "/old", "readOnly": True}],
        ),
    )
    assert findings(DATA, good(), before=read_only) == []


def chart_changed(*edits: Edit, retain: bool | None = True, queue: bool = False) -> list[Finding]:
    def made(*more: Edit) -> Files:
        base = values(put("persistence.data.retain", retain))
        if queue:
            base["queue"] = {"persistence": {"size": "1Gi"}}
        for edit in more:
            edit(base)
        return applied(release(values=base), prune=False)

    return findings(DATA, made(*edits), before=made())


@pytest.mark.usefixtures("rules")
def test_the_storage_that_a_chart_claims_never_shrinks_and_stays_where_it_is() -> None:
    path = "persistence.data"
    only(chart_changed(put(f"{path}.size", "1Gi")), f"spec.values.{path}.size", "never shrinks")
    only(chart_changed(put(f"{path}.storageClass", "b")), f"spec.values.{path}.storageClass", "'fast' and is 'b'")
    only(chart_changed(put(f"{path}.accessMode", "ReadWriteMany")), f"spec.values.{path}.accessMode", "for life")
    assert chart_changed(put(f"{path}.size", "9Gi")) == []


@pytest.mark.usefixtures("rules")
def test_a_claim_template_of_a_chart_cannot_even_grow() -> None:
    path = "queue.persistence.size"
    only(
        chart_changed(put(path, "2Gi"), queue=True), f"spec.values.{path}", "the upgrade fails", "grow the claim itself"
    )


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("retain", "word"), [(True, "stays as nobody's"), (False, "Helm deletes it at"), (None, "Helm may delete it at")]
)
def test_a_claim_that_a_chart_makes_no_more_is_found(retain: bool | None, word: str) -> None:
    found = chart_changed(put("persistence.data.enabled", False), retain=retain)
    only(found, "spec.values.persistence.data", "'cache-data' no more", word)


@pytest.mark.usefixtures("rules")
def test_a_retained_claim_may_be_named_from_now_on_and_another_is_lost_by_it() -> None:
    named = put("persistence.data", {"existingClaim": "cache-data"})
    assert chart_changed(named) == []
    only(chart_changed(named, retain=False), "spec.values.persistence.data", "though the values name it now")


def test_the_shared_claim_of_the_stack_is_one_of_them() -> None:
    path = "spec.values.persistence.shared"
    at(changed(APP, put(f"{path}.enabled", False)), APP, path, "'trigger-dev-shared' no more; it stays as nobody's")
    at(changed(APP, put(f"{path}.size", "1Mi")), APP, f"{path}.size", "never shrinks")
    at(findings(DATA, edited(good(), APP, put(f"{path}.retain", False))), APP, path, "deletes it with the release")


# Who mounts, who speaks to whom -------------------------------------------------------------------------------------


def test_another_claim_of_a_workload_is_found() -> None:
    path = "spec.template.spec.volumes.0.persistentVolumeClaim.claimName"
    found = changed(STATEFUL_SET, put(path, "trigger-dev-other-data"))
    only(
        found,
        path.replace(".0.", "[0]."),
        "'trigger-dev-clickhouse-data' is mounted no more; 'trigger-dev-other-data' is",
    )
    emptied = changed(STATEFUL_SET, put("spec.template.spec.volumes.0", {"name": "data", "emptyDir": {}}))
    only(emptied, "spec.template.spec.volumes", "none is in its place")


def test_volumes_may_change_places() -> None:
    assert changed(STATEFUL_SET, lambda item: item["spec"]["template"]["spec"]["volumes"].reverse()) == []


def clusters() -> Files:
    """The lab with a second Cluster beside the first."""
    path = "trigger-dev/postgresql"
    item = yaml.safe_load(good()[CLUSTER_FILE])
    item["metadata"]["name"] = "second"
    files = {**good(), f"{path}/second.yaml": write(item)}
    return edited(files, f"{path}/kustomization.yaml", lambda listed: listed["resources"].append("./second.yaml"))


@pytest.mark.parametrize(
    ("target", "path", "value"),
    [
        ("Secret/trigger-dev-postgres-urls", "stringData.postgres-direct-url", "postgresql://a@{}.default.svc:5432/b"),
        (APP, "spec.values.postgres.external.connectivityCheck.host", "{}.default.svc:5432"),
        (STATEFUL_SET, "spec.template.spec.containers.0.env.0.value", "{}:5432"),
    ],
)
def test_an_app_that_speaks_to_another_database_is_found(target: str, path: str, value: str) -> None:
    before = edited(clusters(), target, put(path, value.format("trigger-dev-postgresql-rw")))
    whole = [key for key in ("postgres-database-url", "postgres-pooled-url") if target.startswith("Secret")]
    after = before
    for edit in (put(path, value.format("second-rw")), *(put(f"stringData.{key}", "x") for key in whole)):
        after = edited(after, target, edit)
    found = findings(DATA, after, before=before)
    at(
        found,
        target,
        path.replace(".0.", "[0].", 1).replace(".0.", "[0]."),
        "'trigger-dev-postgresql' was behind it and 'second' is",
    )


def test_a_cluster_that_is_gone_is_told_once_and_not_by_everybody_who_named_it() -> None:
    found = changed(CLUSTER, put("metadata.name", "second"))
    assert [said.object for said in found] == [CLUSTER]


# Variables ----------------------------------------------------------------------------------------------------------

KEY = "SECRET_TRIGGER_DEV_ENCRYPTION_KEY"


def variables(edit: Callable[[list[dict[str, Any]]], object]) -> Files:
    return edited(good(), "expects.yaml", lambda item: edit(item["variables"]["keys"]))


def entry(keys: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(key for key in keys if key["name"] == name)


def test_a_variable_that_may_not_change_is_not_asked_for_by_another_name() -> None:
    files = variables(lambda keys: entry(keys, KEY).update(name="SECRET_TRIGGER_KEY"))
    found = at(
        findings(DATA, files, before=good()), f"Variable/{KEY}", "", "may not change", "SECRET_TRIGGER_KEY is new"
    )
    assert "encrypts stored variables" in found.problem
    assert found.place == "expects.yaml"


def test_a_variable_that_may_not_change_does_not_vanish_and_others_may() -> None:
    gone = variables(lambda keys: keys.remove(entry(keys, KEY)))
    at(findings(DATA, gone, before=good()), f"Variable/{KEY}", "", "nobody asks for it any more")
    for name in ("SECRET_TRIGGER_DEV_SESSION_SECRET", "SECRET_TRIGGER_DEV_REGISTRY_USERNAME"):
        free = variables(lambda keys, name=name: keys.remove(entry(keys, name)))  # type: ignore[misc]
        assert findings(DATA, free, before=good()) == []


def test_the_key_of_a_secret_keeps_the_variable_that_may_not_change() -> None:
    path = "stringData.ENCRYPTION_KEY"
    secret = "Secret/trigger-dev-secrets"
    only(changed(secret, put(path, "${SECRET_TRIGGER_DEV_SESSION_SECRET}")), path, f"it held {KEY}")
    only(changed(secret, drop(path)), path, "holds it no more")
    assert changed(secret, put(path, f"${{{KEY}}}")) == []


def test_a_host_may_be_written_out_though_its_domain_may_not_change() -> None:
    assert changed("Secret/trigger-dev-registry", put("stringData", {".dockerconfigjson": "{}"})) == []


# Exemptions, odd shapes ---------------------------------------------------------------------------------------------


NAMED = {"variables": {"keys": [{"name": "NAME", "format": "letters and digits"}]}}


@pytest.mark.parametrize(("was", "now"), [({}, NAMED), (NAMED, {}), (None, NAMED)])
def test_an_object_is_the_same_whatever_is_declared_of_the_variables_in_its_name(
    was: dict[str, Any] | None, now: dict[str, Any]
) -> None:
    files = applied(claim("a-${NAME}"), workload(claimed="a-${NAME}", strategy={"type": "Recreate"}))
    before = files if was is None else {**files, EXPECTS: write(was)}
    assert findings(DATA, {**files, EXPECTS: write(now)}, before=before) == []


def test_what_is_declared_for_the_new_tree_alone_counts_for_both() -> None:
    files = applied(claim("a-${NAME}"))
    declared = Declared.read(NAMED)
    assert list(DATA.find(Tree.of(files, before=Tree.of(files), declared=declared))) == []


def test_a_change_passes_that_the_lab_names() -> None:
    files = edited(good(), CLAIM, put(SIZE, "1Gi"))
    borne = {"proof": "data", "object": CLAIM, "path": SIZE, "reason": "nothing is in it yet"}
    for exemptions, expected in (([borne], 0), ([{**borne, "object": CLUSTER}], 1)):
        tree = Tree.of(edited(files, "expects.yaml", put("exemptions", exemptions)), before=Tree.of(good()))
        assert len(prove(tree, [DATA]).findings) == expected


ODD: list[Any] = [None, 5, True, "text", [], {}, [1, None, "x"], {"a": [1]}, [[{}]], {1: 2}]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("kind", "version", "path"),
    [
        ("PersistentVolumeClaim", "v1", "spec"),
        ("PersistentVolumeClaim", "v1", "spec.accessModes"),
        ("PersistentVolumeClaim", "v1", "spec.resources.requests"),
        ("PersistentVolumeClaim", "v1", "metadata.annotations"),
        ("PersistentVolumeClaim", "v1", "metadata.labels"),
        ("StatefulSet", "apps/v1", "spec.volumeClaimTemplates"),
        ("StatefulSet", "apps/v1", "spec.volumeClaimTemplates.0.spec"),
        ("StatefulSet", "apps/v1", "spec.replicas"),
        ("Deployment", "apps/v1", "spec.template.spec.volumes"),
        ("Deployment", "apps/v1", "spec.strategy"),
        ("Cluster", "postgresql.cnpg.io/v1", "spec.storage"),
        ("Cluster", "postgresql.cnpg.io/v1", "spec.bootstrap"),
        ("Cluster", "postgresql.cnpg.io/v1", "spec.bootstrap.initdb"),
        ("Cluster", "postgresql.cnpg.io/v1", "spec.tablespaces"),
        ("Cluster", "postgresql.cnpg.io/v1", "spec.imageName"),
        ("HelmRelease", "helm.toolkit.fluxcd.io/v2", "spec.values"),
        ("HelmRelease", "helm.toolkit.fluxcd.io/v2", "spec.values.persistence"),
        ("HelmRelease", "helm.toolkit.fluxcd.io/v2", "spec.upgrade"),
        ("HorizontalPodAutoscaler", "autoscaling/v2", "spec"),
        ("Service", "v1", "spec.clusterIP"),
        ("ConfigMap", "v1", "data"),
    ],
)
def test_odd_shapes_are_borne_before_and_after(kind: str, version: str, path: str, odd: Any) -> None:
    plain = workload(kind)["spec"] | {"volumeClaimTemplates": stateful()["spec"]["volumeClaimTemplates"]}
    item = thing(kind, "a", version, spec=plain, immutable=True)
    strange = copy.deepcopy(item)
    put(path, odd)(strange)
    for old, new in ((item, strange), (strange, item), (strange, strange)):
        for found in findings(DATA, applied(new), before=applied(old)):
            assert found.object == f"{kind}/a"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1), ("1Ki", 1024), ("1.5Gi", 1536 * 1024**2), ("2M", 2_000_000), ("1e3", 1000), ("1E3", 1000),
        ("1E", 10**18), ("1Ei", 1024**6), ("500m", "0.5"), ("1n", "1e-9"), (".5", "0.5"), ("+1k", 1000), (7, 7),
        (True, None), ("", None), ("1 Gi", None), ("Gi", None), ("1gi", None), ("${A}", None), (None, None), ([], None),
    ],
)  # fmt: skip
def test_a_quantity_is_the_number_that_kubernetes_reads(text: Any, number: Any) -> None:
    assert quantity(text) == (None if number is None else Decimal(number))


def test_an_image_that_is_left_to_the_operator_is_found() -> None:
    files = edited(good(), "Cluster/trigger-dev-postgresql", drop("spec.imageName"))
    (found,) = findings(DATA, files, before=good())
    assert found.path == "spec.imageName"
    assert "the operator chooses the image" in found.problem


# Backups ------------------------------------------------------------------------------------------------------------

BACKUP = "ScheduledBackup/photos-postgresql"


def backed_up(*, schedule: bool | None = True, archive: bool | None = True, name: str = "photos-postgresql") -> Files:
    """A database; None leaves the schedule out, or the plugin; False suspends it, or switches archiving off."""
    plugin = {
        "name": "barman-cloud.cloudnative-pg.io",
        "isWALArchiver": archive,
        "parameters": {"barmanObjectName": "backups"},
    }
    spec = {"instances": 1, "storage": {"size": "1Gi"}, **({} if archive is None else {"plugins": [plugin]})}
    api, keep = "postgresql.cnpg.io/v1", {"annotations": {f"{FLUX}/prune": "disabled"}}
    cluster = thing("Cluster", "photos-postgresql", api, spec=spec, metadata=keep)
    when = {"cluster": {"name": "photos-postgresql"}, "schedule": "0 0 3 * * *", "suspend": schedule is False}
    return applied(cluster, *([] if schedule is None else [thing("ScheduledBackup", name, api, spec=when)]))


@pytest.mark.parametrize(
    ("now", "where", "path", "words"),
    [
        (
            backed_up(schedule=None, archive=None),
            "Cluster/photos-postgresql",
            "spec.plugins",
            "it had backups (by ScheduledBackup/photos-postgresql, of its write-ahead log) and has none",
        ),
        (backed_up(archive=None), "Cluster/photos-postgresql", "spec.plugins", "it had backups (of its write-ahead"),
        (backed_up(schedule=None), BACKUP, "", "Cluster 'photos-postgresql' had backups by it and has none: it takes"),
        (backed_up(schedule=False), BACKUP, "spec.suspend", "had backups by it and has none: it is suspended"),
        (
            backed_up(archive=False),
            "Cluster/photos-postgresql",
            "spec.plugins[0].isWALArchiver",
            "its write-ahead log was archived and is no more",
        ),
        (
            backed_up(schedule=False, archive=False),
            "Cluster/photos-postgresql",
            "spec.plugins",
            "it had backups (by ScheduledBackup/photos-postgresql, of its write-ahead log) and has none",
        ),
    ],
)
def test_backups_that_are_taken_away_are_told(now: Files, where: str, path: str, words: str) -> None:
    (found,) = findings(DATA, now, before=backed_up())
    assert (found.object, found.path, found.harm) == (where, path, Harm.ONE_WAY)
    assert words in found.problem
    assert f"object '{where}'" in found.remedy


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (backed_up(), backed_up(name="nightly")),  # another schedule takes its place
        (backed_up(schedule=None, archive=None), backed_up()),
        (backed_up(schedule=False, archive=False), backed_up()),
        (backed_up(schedule=False), backed_up(schedule=None)),
        (backed_up(archive=False), backed_up(archive=False)),
    ],
)
def test_backups_that_stay_or_begin_are_not(before: Files, now: Files) -> None:
    assert findings(DATA, now, before=before) == []


def test_barman_of_the_operator_itself_may_give_way_to_the_plugin_and_not_to_nothing() -> None:
    before = edited(backed_up(archive=None), "Cluster/photos-postgresql", put("spec.backup", {"barmanObjectStore": {}}))
    assert findings(DATA, backed_up(), before=before) == []
    only(findings(DATA, backed_up(archive=None), before=before), "spec.backup.barmanObjectStore", "it had backups")


def test_a_cluster_that_is_gone_with_its_backups_is_told_once() -> None:
    (found,) = findings(DATA, applied(thing("ConfigMap", "a", data={})), before=backed_up())
    assert found.object == "Cluster/photos-postgresql"


def test_backups_may_end_by_an_exemption() -> None:
    exemption = {"proof": "data", "object": BACKUP, "reason": "moved to another site"}
    now = backed_up(schedule=None) | {EXPECTS: write({"exemptions": [exemption]})}
    verdict = prove(Tree.of(now, before=Tree.of(backed_up())), (DATA,))
    assert (verdict.findings, len(verdict.borne)) == ((), 1)
