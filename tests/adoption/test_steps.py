"""Who hands over to whom, and what is to be done in which order."""

from __future__ import annotations

from typing import Any

from homelab_constructs.adoption.handing_over import handovers, missing_variables, successions
from tests.adoption.small import (
    KEPT,
    claim,
    cluster,
    folder,
    kustomization,
    lab,
    release,
    scope_of,
    secret,
    server,
    steps_of,
    thing,
)
from tests.proofs.broken import Files, write

MARK = "kustomize.toolkit.fluxcd.io/prune: disabled"


def under(root: str, files: Files) -> Files:
    """The same below a Kustomization that applies every ks.yaml."""
    listed = [path.removeprefix("apps/") for path in files if path.endswith("/ks.yaml")]
    return {
        "roots.yaml": write(kustomization(root, "./apps", targetNamespace="")),
        "apps/kustomization.yaml": write({"resources": listed}),
        **files,
    }


def test_a_kustomization_that_keeps_its_name_and_one_that_does_not() -> None:
    old = under("all", {**folder(claim()), **folder(cluster("db"), name="immich-db", at="apps/immich")})
    new = {**lab(claim()), **lab(cluster("db"), name="photos-postgresql", app="stats")}
    found = {handover.old.name: handover for handover in handovers(scope_of(old, new))}
    assert found.keys() == {"photos", "immich-db"}
    same, other = found["photos"], found["immich-db"]
    assert (same.keeps_its_name, same.root, same.shared, same.rest) == (True, "all", 1, 0)
    assert [change.path for change in same.changes] == ["spec.path"]
    assert other.new is not None
    assert (other.keeps_its_name, other.new.name, other.changes) == (False, "photos-postgresql", ())


def test_marks_come_first_and_only_where_they_are_missing() -> None:
    first, *_ = steps_of(folder(claim(marks=None), cluster()), lab(claim(), cluster()))
    assert MARK in first
    assert "PersistentVolumeClaim/photos-data in apps/photos/photos/objects.yaml" in first
    assert "Kustomization/photos in apps/photos/ks.yaml" in first
    assert "Cluster/" not in first


def test_with_every_mark_in_place_there_is_one_commit_left() -> None:
    marked = kustomization("photos", "./apps/photos/photos")
    marked["metadata"]["annotations"] = dict(KEPT)
    old = {**folder(claim()), "apps/photos/ks.yaml": write(marked)}
    assert steps_of(old, lab(claim())) == [
        "in one commit, put the lab's dist in, and | take apps/photos/ks.yaml out of what applies it"
    ]


def test_a_kustomization_of_another_name_is_suspended_before_and_deleted_after() -> None:
    old = folder(claim(), thing("ConfigMap", "rest", marks=None), name="immich")
    told = steps_of(old, lab(claim()))
    commit = next(index for index, text in enumerate(told) if text.startswith("in one commit"))
    assert told[commit - 1] == "flux -n flux-system suspend kustomization immich"
    assert told[commit + 1].startswith("when all is ready: kubectl -n flux-system delete kustomization immich")
    assert told[commit + 2] == "delete by hand what nobody applies any more: | ConfigMap/rest"


def test_two_servers_never_share_a_claim() -> None:
    old = folder(claim(), server(kind="Deployment"))
    new = lab(claim(), server())
    (found,) = successions(scope_of(old, new))
    assert (found.claim, found.old.kind, found.new.kind) == ("photos-data", "Deployment", "StatefulSet")
    (told,) = [text for text in steps_of(old, new) if "must not start beside" in text]
    assert told.startswith("in a commit of its own, take these out")
    assert successions(scope_of(folder(claim(), server()), lab(claim(), server()))) == []


def test_a_chart_that_gives_way_to_a_server_of_ones_own_ends_first() -> None:
    values: dict[str, Any] = {
        "controllers": {"main": {"containers": {"main": {"image": {"repository": "a/redis", "tag": "8"}}}}},
        "service": {"main": {"controller": "main", "ports": {"http": {"port": 80}}}},
        "persistence": {"data": {"existingClaim": "photos-data"}},
    }
    old = folder(claim(), release("photos", "app-template", "4.3.0", **values))
    (told,) = [text for text in steps_of(old, lab(claim(), server())) if "must not start beside" in text]
    assert "HelmRelease/photos: StatefulSet/photos serves from its claim photos-data" in told
    assert "beside Deployment/photos" in told


CHART: dict[str, Any] = {
    "controllers": {"main": {"containers": {"main": {"image": {"repository": "a", "tag": "1"}}}}},
    "service": {"main": {"controller": "main", "ports": {"http": {"port": 80}}}},
}
SERVICE = thing("Service", "photos", marks=None, spec={"ports": [{"port": 80}], "selector": {"app": "photos"}})


def test_a_release_that_would_take_something_of_the_labs_along_goes_first() -> None:
    (told,) = [text for text in steps_of(folder(release("photos", "app-template", "4.3.0", **CHART)), lab(SERVICE))
               if "of its own" in text]  # fmt: skip
    assert (
        "HelmRelease/photos: Helm takes along by its name what the lab has taken over, such as Service/photos" in told
    )


def test_what_a_release_takes_over_is_made_again_afterwards() -> None:
    told = steps_of(folder(SERVICE), lab(release("photos", "app-template", "4.3.0", **CHART)))
    assert told[-1].endswith("flux -n default reconcile helmrelease photos --force")


def test_variables_that_the_cluster_has_not_are_named() -> None:
    old = folder(secret(encrypted=True, password="x", other="x"))
    values = thing("Secret", "cluster-secrets", marks=None, stringData={"SECRET_A": "ENC"}, sops={"mac": "x"})
    values["metadata"]["namespace"] = "flux-system"
    keys = [{"name": "SECRET_A"}, {"name": "SECRET_B"}, {"name": "SECRET_OF_ANOTHER_APP"}]
    variables = {"secret": {"namespace": "flux-system", "name": "cluster-secrets"}, "keys": keys}
    new = lab(secret(password="${SECRET_A}", other="${SECRET_B}"), expects={"variables": variables})
    with_values = {**old, "base/values.yaml": write(values)}
    assert missing_variables(scope_of(with_values, new)) == ["SECRET_B"]
    assert missing_variables(scope_of(old, new)) == []
    told = steps_of(with_values, new)
    assert told[0] == "add to Secret flux-system/cluster-secrets: | SECRET_B (the value that runs)"
    assert told[1].endswith("hold the values that run: | SECRET_A")


def test_a_secret_that_the_lab_expects_is_marked_too() -> None:
    expected = {"secrets": [{"namespace": "default", "name": "photos-auth", "keys": ["password"]}]}
    first, *_ = steps_of(folder(secret(password="x"), server()), lab(server(), expects=expected))
    assert "Secret/photos-auth in apps/photos/photos/objects.yaml" in first


def test_what_remains_with_its_kustomization_is_told() -> None:
    old = folder(claim(), cluster("a"), cluster("b"), name="databases", at="apps/databases")
    told = steps_of(old, lab(claim()))
    assert (
        "take the lab's 1 object out of apps/databases/databases; Kustomization databases keeps the other 2"
        in (told[-1])
    )
