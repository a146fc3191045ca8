"""An app: a folder of dist, made of components."""

from __future__ import annotations

import cdk8s
import pytest

from homelab_constructs import FluxApp, InvalidArgument
from tests.support import find, kustomization, new_lab, plain_app


def test_an_app_lives_where_the_profile_says() -> None:
    lab = new_lab(namespace="apps")
    assert plain_app(lab, "photos").target_namespace == "apps"
    assert kustomization(lab.files(), "photos")["targetNamespace"] == "apps"


def test_an_app_may_live_elsewhere_and_the_rest_stays() -> None:
    lab = new_lab(namespace="apps")
    plain_app(lab, "photos", "db", "app", namespace="media")
    plain_app(lab, "wiki")
    files = lab.files()
    namespaces = {name: kustomization(files, name)["targetNamespace"] for name in ("photos", "photos-db", "wiki")}
    assert namespaces == {"photos": "media", "photos-db": "media", "wiki": "apps"}
    assert find(files, "Kustomization", "photos")["metadata"]["namespace"] == "flux-system"
    assert b"- media\n" in files["expects.yaml"]


def test_a_component_is_made_at_the_first_call_and_the_same_at_the_next() -> None:
    app = FluxApp(new_lab(), "photos")
    first = app.component("db")
    assert app.component("db") is first
    assert app.component("app") is not first
    assert app.components == (first, app.component("app"))


def test_a_component_may_take_over_a_kustomization_of_another_name() -> None:
    lab = new_lab()
    app = plain_app(lab, "photos")
    data = app.component("data", kustomization_name="immich-db")
    cdk8s.ApiObject(data, "a", api_version="v1", kind="ConfigMap", metadata={"name": "a"})
    assert app.component("data") is data
    assert app.component("data", kustomization_name="immich-db") is data
    spec = kustomization(lab.files(), "immich-db")
    assert spec["path"] == "./dist/photos/data"
    assert spec["postBuild"]["substitute"]["APP"] == "immich-db"


@pytest.mark.parametrize("name", ["", "Immich", "a.b", 7])
def test_a_kustomization_name_that_is_no_label_is_refused(name: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        FluxApp(new_lab(), "photos").component("data", kustomization_name=name)  # type: ignore[arg-type]
    assert (caught.value.argument, caught.value.value) == ("kustomization_name", name)


def test_a_component_has_one_kustomization() -> None:
    app = FluxApp(new_lab(), "photos")
    app.component("data")
    with pytest.raises(InvalidArgument, match="component 'data' has 'photos-data'"):
        app.component("data", kustomization_name="immich-db")


@pytest.mark.parametrize("name", ["", "Photos", "a.b", "a_b", "-a", "a/b", "x" * 64, "sources/x", None, 7])
def test_a_name_that_is_no_label_is_refused(name: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        FluxApp(new_lab(), name)  # type: ignore[arg-type]
    assert (caught.value.argument, caught.value.value) == ("app_name", name)
    assert "at most 63 characters" in caught.value.allowed


@pytest.mark.parametrize("name", ["", "Media", "a.b", 7])
def test_a_namespace_that_is_no_label_is_refused(name: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        FluxApp(new_lab(), "photos", namespace=name)  # type: ignore[arg-type]
    assert (caught.value.argument, caught.value.value) == ("namespace", name)


@pytest.mark.parametrize("scope", [None, "lab", cdk8s.App], ids=["None", "text", "App"])
def test_an_app_needs_a_lab(scope: object) -> None:
    given = scope() if isinstance(scope, type) else scope
    with pytest.raises(InvalidArgument) as caught:
        FluxApp(given, "photos")  # type: ignore[arg-type]
    assert str(caught.value) == f"scope={type(given).__name__!r}: a Homelab is needed"


def test_an_app_that_was_refused_leaves_its_name_free() -> None:
    lab = new_lab()
    with pytest.raises(InvalidArgument):
        FluxApp(lab, "photos", namespace="No")
    plain_app(lab, "photos")
    assert "photos/ks.yaml" in lab.files()


def test_an_app_without_components_writes_no_ks_yaml_that_the_root_would_miss() -> None:
    lab = new_lab()
    FluxApp(lab, "empty")
    plain_app(lab, "photos")
    files = lab.files()
    assert [path for path in files if path.startswith("empty/")] == []
    assert b"empty" not in files["kustomization.yaml"]
