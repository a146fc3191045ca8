"""The Kustomization of a component in ks.yaml: everything the target cluster asks for, on the field set of Flux 2.6."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs import HEX_32, FluxApp, Homelab, Placeholders, Variable, in_secret, provide_secret
from homelab_constructs.flux.health import READY, HealthGate
from tests.support import config_map, find, kustomization, new_lab, plain_app


def gate(kind: str, name: str, **options: Any) -> HealthGate:
    return HealthGate(api_version=options.pop("api_version", "apps/v1"), kind=kind, name=name, **options)


def two_components(lab: Homelab) -> FluxApp:
    """`photos` waits for `photos-db`."""
    app = plain_app(lab, "photos", "db", "app")
    app.component("app").depend_on("photos-db")
    return app


def test_a_kustomization_says_everything_itself() -> None:
    lab = new_lab()
    plain_app(lab, "photos")
    assert find(lab.files(), "Kustomization", "photos") == {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {"name": "photos", "namespace": "flux-system"},
        "spec": {
            "commonMetadata": {"labels": {"app.kubernetes.io/name": "photos"}},
            "decryption": {"provider": "sops", "secretRef": {"name": "sops-gpg"}},
            "interval": "30m",
            "path": "./dist/photos/app",
            "postBuild": {
                "substitute": {"APP": "photos"},
                "substituteFrom": [{"kind": "Secret", "name": "cluster-secrets"}],
            },
            "prune": True,
            "retryInterval": "1m",
            "sourceRef": {"kind": "GitRepository", "name": "flux-system"},
            "targetNamespace": "default",
            "timeout": "5m",
            "wait": False,
        },
    }


def test_the_profile_decides_what_differs_between_clusters() -> None:
    lab = new_lab(
        flux_namespace="gitops",
        git_repository="home",
        path_prefix="./kubernetes/dist",
        variables_secret="settings",
        decryption_secret="age",
        interval="1h",
        retry_interval="30s",
        namespace="apps",
    )
    plain_app(lab, "photos", "db")
    manifest = find(lab.files(), "Kustomization", "photos-db")
    spec = manifest["spec"]
    assert manifest["metadata"]["namespace"] == "gitops"
    assert spec["sourceRef"]["name"] == "home"
    assert spec["path"] == "./kubernetes/dist/photos/db"
    assert spec["postBuild"]["substituteFrom"] == [{"kind": "Secret", "name": "settings"}]
    assert spec["decryption"]["secretRef"] == {"name": "age"}
    assert (spec["interval"], spec["retryInterval"]) == ("1h", "30s")
    assert spec["targetNamespace"] == "apps"


def test_a_root_that_injects_them_leaves_no_room_for_variables_secret_and_decryption() -> None:
    lab = new_lab(root_injects=True)
    plain_app(lab, "photos")
    spec = kustomization(lab.files(), "photos")
    assert "decryption" not in spec
    assert spec["postBuild"] == {"substitute": {"APP": "photos"}}


def test_a_cluster_without_sops_has_no_decryption_but_variables() -> None:
    lab = new_lab(decryption_secret=None)
    plain_app(lab, "photos")
    files = lab.files()
    spec = kustomization(files, "photos")
    assert "decryption" not in spec
    assert spec["postBuild"]["substituteFrom"] == [{"kind": "Secret", "name": "cluster-secrets"}]
    assert b"sops" not in files["expects.yaml"]


def test_all_kustomizations_of_an_app_stand_in_one_file_by_name() -> None:
    lab = new_lab()
    plain_app(lab, "photos", "zoo", "app", "db")
    text = lab.files()["photos/ks.yaml"].decode()
    assert [line for line in text.splitlines() if line.startswith("  name: ")] == [
        "  name: photos",
        "  name: photos-db",
        "  name: photos-zoo",
    ]


# What waits for what ------------------------------------------------------------------------------------------------


def test_dependencies_are_the_base_and_what_is_used_sorted_and_once() -> None:
    lab = new_lab(base_dependencies=["002-extra", "001-base"])
    app = plain_app(lab, "photos", "db", "app")
    for name in ("photos-db", "elsewhere", "001-base"):
        app.component("app").depend_on(name)
    files = lab.files()
    assert [item["name"] for item in kustomization(files, "photos")["dependsOn"]] == [
        "001-base",
        "002-extra",
        "elsewhere",
        "photos-db",
    ]
    assert [item["name"] for item in kustomization(files, "photos-db")["dependsOn"]] == ["001-base", "002-extra"]


def test_nothing_to_wait_for_is_not_written() -> None:
    lab = new_lab()
    plain_app(lab, "photos")
    assert "dependsOn" not in kustomization(lab.files(), "photos")


def test_only_what_somebody_waits_for_is_gated() -> None:
    """A gate on a leaf would keep Flux from the very commit that repairs it until the timeout is over."""
    lab = new_lab()
    app = two_components(lab)
    app.component("db").gate(gate("StatefulSet", "photos-db", within=600))
    app.component("app").gate(gate("Deployment", "photos", within=900))
    files = lab.files()
    assert kustomization(files, "photos-db")["healthChecks"] == [
        {"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "photos-db", "namespace": "default"}
    ]
    leaf = kustomization(files, "photos")
    assert "healthChecks" not in leaf
    assert "healthCheckExprs" not in leaf
    assert leaf["timeout"] == "17m", "the time is given all the same"


def test_another_app_may_be_the_one_who_waits() -> None:
    lab = new_lab()
    plain_app(lab, "photos", "db").component("db").gate(gate("StatefulSet", "photos-db"))
    plain_app(lab, "wiki").component("app").depend_on("photos-db")
    assert kustomization(lab.files(), "photos-db")["healthChecks"][0]["name"] == "photos-db"


def test_a_check_looks_where_the_object_is() -> None:
    lab = new_lab()
    app = FluxApp(lab, "photos", namespace="media")
    config_map(app.component("db"), "x")
    app.component("db").gate(gate("StatefulSet", "photos-db"))
    config_map(app.component("app"), "y")
    app.component("app").depend_on("photos-db")
    assert kustomization(lab.files(), "photos-db")["healthChecks"][0]["namespace"] == "media"


def test_a_kind_that_flux_does_not_know_gets_an_expression_beside_its_check() -> None:
    lab = new_lab()
    app = two_components(lab)
    for name in ("one", "two"):
        app.component("db").gate(gate("Cluster", name, api_version="postgresql.cnpg.io/v1", current=READY))
    app.component("db").gate(gate("StatefulSet", "three"))
    spec = kustomization(lab.files(), "photos-db")
    assert [check["name"] for check in spec["healthChecks"]] == ["one", "two", "three"]
    assert spec["healthCheckExprs"] == [{"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", "current": READY}], (
        "one for a kind; no failed, which would trip while a database is still starting"
    )


def test_wait_stays_off_or_the_checks_would_be_ignored() -> None:
    lab = new_lab()
    two_components(lab).component("db").gate(gate("StatefulSet", "photos-db"))
    assert kustomization(lab.files(), "photos-db")["wait"] is False


@pytest.mark.parametrize(("within", "timeout"), [(300, "7m"), (60, "3m"), (45, "165s"), (3600, "62m")])
def test_the_timeout_is_longer_than_the_gates(within: int, timeout: str) -> None:
    lab = new_lab()
    two_components(lab).component("db").gate(gate("StatefulSet", "photos-db", within=within))
    assert kustomization(lab.files(), "photos-db")["timeout"] == timeout


# Variables ----------------------------------------------------------------------------------------------------------


def test_the_quote_is_defined_where_a_secret_uses_it() -> None:
    lab = new_lab()
    app = plain_app(lab, "photos", "db", "app")
    password = Variable(name="SECRET_P", format=HEX_32, purpose="p")
    held = Placeholders(name="auth", content={"p": in_secret(password)}, variables=[password])
    provide_secret(app.component("db"), "auth", held, None)
    files = lab.files()
    assert kustomization(files, "photos-db")["postBuild"]["substitute"] == {"APP": "photos-db", "quote": '"'}
    assert kustomization(files, "photos")["postBuild"]["substitute"] == {"APP": "photos"}
