"""HelmRelease: a chart in a component, with values as given, retries, and time enough."""

from __future__ import annotations

import re
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import (
    Component,
    FluxApp,
    HelmRelease,
    HelmRepository,
    InvalidArgument,
    OciChart,
    RepositoryChart,
    ValueFromSecret,
)
from homelab_constructs.checks import duration_seconds
from tests.support import assert_app_matches, config_map, find, kustomization, new_lab

OCI = OciChart(name="redis", url="oci://registry-1.docker.io/bitnamicharts/redis", version="~18.4.0")
CLASSIC = RepositoryChart(
    repository=HelmRepository(name="bjw-s", url="https://bjw-s-labs.github.io/helm-charts"),
    chart="app-template",
    version="4.3.0",
)
VALUES = {
    "fullnameOverride": "photos",
    "image": {"tag": "18.4.0", "repository": "example/photos"},
    "snake_case": {"camelCase": True, "UPPER": 0.5},
    "env": [{"name": "PORT", "value": "8080"}],
    "script": "set -eu\necho hello\n",
    "empty": {},
}


@pytest.fixture
def component() -> Component:
    return FluxApp(new_lab(), "photos").component("app")


def spec_of(release: HelmRelease) -> dict[str, Any]:
    (item,) = [item for item in release.component.objects() if item["kind"] == "HelmRelease"]
    spec: dict[str, Any] = item["spec"]
    return spec


def release(component: Component, **options: Any) -> HelmRelease:
    given: dict[str, Any] = {"chart": OCI, "values": {}}
    return HelmRelease(component, "release", **(given | options))


# As it stands in dist -----------------------------------------------------------------------------------------------


def test_a_release_of_an_oci_chart(yaml_snapshot: SnapshotAssertion) -> None:
    lab = new_lab()
    app = FluxApp(lab, "photos")
    release(
        app.component("redis"),
        values=VALUES,
        values_from=[ValueFromSecret(secret="photos-auth", key="password", target_path="auth.password")],
        patches=[("Deployment", "photos", "spec:\n  strategy:\n    type: Recreate\n")],
        timeout="10m",
        interval="1h",
        retries=5,
    )
    app.component("app").depend_on("photos-redis")
    config_map(app.component("app"), "photos")
    assert_app_matches(lab.files(), yaml_snapshot)


def test_a_release_of_a_repository_chart(yaml_snapshot: SnapshotAssertion) -> None:
    lab = new_lab()
    release(FluxApp(lab, "photos", namespace="media").component("app"), chart=CLASSIC, values=VALUES)
    assert_app_matches(lab.files(), yaml_snapshot)


# Chart and name -----------------------------------------------------------------------------------------------------


def test_an_oci_chart_is_referred_to_where_flux_keeps_it(component: Component) -> None:
    spec = spec_of(release(component))
    assert spec["chartRef"] == {"kind": "OCIRepository", "name": "redis", "namespace": "flux-system"}
    assert "chart" not in spec


def test_a_repository_chart_names_chart_version_and_index(component: Component) -> None:
    spec = spec_of(release(component, chart=CLASSIC, interval="7m"))
    assert spec["chart"]["spec"] == {
        "chart": "app-template",
        "interval": "7m",
        "sourceRef": {"kind": "HelmRepository", "name": "bjw-s", "namespace": "flux-system"},
        "version": "4.3.0",
    }
    assert "chartRef" not in spec


@pytest.mark.parametrize("chart", ["oci://example.org/redis", None, CLASSIC.repository], ids=["text", "None", "index"])
def test_what_is_no_chart_is_refused(component: Component, chart: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        release(component, chart=chart)
    assert (caught.value.argument, caught.value.value) == ("chart", chart)
    assert "OciChart" in caught.value.allowed
    assert "RepositoryChart" in caught.value.allowed


def test_a_release_is_called_like_its_kustomization_unless_told_otherwise() -> None:
    app = FluxApp(new_lab(), "photos")
    assert release(app.component("redis")).release_name == "photos-redis"
    assert release(app.component("app"), name="front").release_name == "front"


def test_a_helm_release_may_have_another_name_than_its_object(component: Component) -> None:
    made = release(component, name="front", release_name="old")
    assert made.release_name == "old"
    assert spec_of(made)["releaseName"] == "old"
    assert component.gates[-1].name == "front"
    other = FluxApp(new_lab(), "photos").component("app")
    assert "releaseName" not in spec_of(release(other, name="front", release_name="front"))


@pytest.mark.parametrize("name", ["", "Old", "a.b", "x" * 54, 7])
def test_a_release_name_that_helm_would_refuse_is_refused(component: Component, name: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        release(component, release_name=name)
    assert (caught.value.argument, caught.value.value) == ("release_name", name)


@pytest.mark.parametrize("name", ["", "Front", "a.b", "x" * 54, 7])
def test_a_name_that_helm_would_refuse_is_refused(component: Component, name: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        release(component, name=name)
    assert (caught.value.argument, caught.value.value) == ("name", name)


def test_a_kustomization_too_long_for_a_release_is_refused_by_the_argument_that_helps() -> None:
    component = FluxApp(new_lab(), "x" * 50).component("redis")
    with pytest.raises(InvalidArgument, match=r"^name='x+-redis': .*at most 53 characters$"):
        release(component)
    assert HelmRelease(component, "again", chart=OCI, values={}, name="short").release_name == "short"


def test_two_releases_of_one_id_are_refused(component: Component) -> None:
    release(component)
    with pytest.raises(InvalidArgument, match=r"^id='release': component 'photos' has a construct of that id already$"):
        release(component)


# Values -------------------------------------------------------------------------------------------------------------


def test_values_arrive_as_given_key_case_and_all() -> None:
    lab = new_lab()
    release(FluxApp(lab, "photos").component("app"), values=VALUES)
    assert find(lab.files(), "HelmRelease", "photos")["spec"]["values"] == VALUES


def test_values_are_taken_as_they_were_when_given(component: Component) -> None:
    values: dict[str, Any] = {"list": ["a"], "map": {"a": 1}}
    made = release(component, values=values)
    values["list"].append("b")
    values["map"]["b"] = 2
    assert spec_of(made)["values"] == {"list": ["a"], "map": {"a": 1}}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"a": {"b": [object]}}, "values.a.b[0]='<type>': strings, numbers, booleans, lists and maps only"),
        ({"a": {1: 2}}, "values.a=1: keys must be strings"),
        ({"size": 3_145_728}, "values.size=3145728: a number from 0.0001 to below a million is needed"),
    ],
)
def test_a_value_that_helm_would_not_get_as_written_is_refused_with_its_path(
    component: Component, values: object, message: str
) -> None:
    with pytest.raises(InvalidArgument, match=re.escape(message)):
        release(component, values=values)


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"image": {"repository": "a", "tag": "latest"}}, "values.image.tag"),
        ({"containers": [{"image": "docker.io/a/b:latest"}]}, "values.containers[0].image"),
        ({"image": "a:latest"}, "values.image"),
    ],
)
def test_an_image_by_the_tag_latest_is_refused_with_its_path(
    component: Component, values: dict[str, Any], path: str
) -> None:
    with pytest.raises(InvalidArgument, match="'latest' changes under a running lab") as caught:
        release(component, values=values)
    assert caught.value.argument == path


def test_the_word_latest_may_stand_elsewhere(component: Component) -> None:
    values = {"channel": "latest", "image": {"tag": "1.0-latest"}, "imageNote": "a:latest"}
    assert spec_of(release(component, values=values))["values"] == values


@pytest.mark.parametrize("values", [[], "a: b", None, 1])
def test_values_are_a_map(component: Component, values: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        release(component, values=values)
    assert (caught.value.argument, caught.value.value) == ("values", values)


def test_secret_values_are_read_in_the_cluster(component: Component) -> None:
    made = release(component, values_from=[ValueFromSecret(secret="auth", key="pw", target_path="auth.password")])
    assert spec_of(made)["valuesFrom"] == [
        {"kind": "Secret", "name": "auth", "valuesKey": "pw", "targetPath": "auth.password"}
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [("secret", "Auth"), ("secret", ""), ("key", "a b"), ("key", ""), ("target_path", ""), ("target_path", "a\nb")],
)
def test_a_secret_value_that_nobody_could_read_is_refused(field: str, value: str) -> None:
    given = {"secret": "auth", "key": "pw", "target_path": "auth.password", field: value}
    with pytest.raises(InvalidArgument) as caught:
        ValueFromSecret(**given)
    assert (caught.value.argument, caught.value.value) == (field, value)


def test_a_patch_goes_through_a_post_renderer(component: Component) -> None:
    made = release(component, patches=[("Deployment", "photos", "spec: {}"), ("Service", "web", "x: y")])
    assert spec_of(made)["postRenderers"] == [
        {
            "kustomize": {
                "patches": [
                    {"patch": "spec: {}", "target": {"kind": "Deployment", "name": "photos"}},
                    {"patch": "x: y", "target": {"kind": "Service", "name": "web"}},
                ]
            }
        }
    ]


def test_without_secret_values_and_patches_nothing_is_written_of_them(component: Component) -> None:
    assert spec_of(release(component)).keys() == {
        *("chartRef", "install", "interval", "maxHistory", "timeout", "upgrade", "values")
    }


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("values_from", "auth"),
        ("values_from", [{"secret": "a"}]),
        ("patches", "spec: {}"),
        ("patches", [("Deployment", "spec: {}")]),
        ("patches", [["Deployment", "photos", 1]]),
        ("retries", "3"),
        ("retries", -1),
        ("retries", 21),
        ("retries", True),
        ("timeout", "5"),
        ("timeout", 300),
        ("interval", "never"),
    ],
)
def test_another_bad_option_is_refused_by_name(component: Component, option: str, value: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        release(component, **{option: value})
    assert caught.value.argument.partition("[")[0] == option
    if option == "values_from":
        assert caught.value.value in ("<str>", "<dict>"), "the kind of what may be a secret"
    elif caught.value.argument == option:
        assert caught.value.value == value
    else:
        assert str(caught.value.value) in str(value), "the wrong part of it"


# Failure and time ---------------------------------------------------------------------------------------------------


def test_install_and_upgrade_are_tried_again(component: Component) -> None:
    spec = spec_of(release(component))
    assert spec["install"] == {"remediation": {"retries": 3}}
    assert spec["upgrade"] == {"cleanupOnFail": True, "remediation": {"retries": 3}}
    assert spec["maxHistory"] > 1, "a rollback needs the release before"


def test_retries_can_be_none(component: Component) -> None:
    assert spec_of(release(component, retries=0))["install"] == {"remediation": {"retries": 0}}


@pytest.mark.parametrize("timeout", ["30s", "5m", "20m", "1h"])
def test_the_kustomization_outlasts_the_release(timeout: str) -> None:
    lab = new_lab()
    app = FluxApp(lab, "photos")
    release(app.component("redis"), timeout=timeout)
    release(app.component("app"), timeout=timeout)
    app.component("app").depend_on("photos-redis")
    files = lab.files()
    for name in ("photos", "photos-redis"):
        parent = duration_seconds("timeout", kustomization(files, name)["timeout"])
        assert parent > duration_seconds("timeout", find(files, "HelmRelease", name)["spec"]["timeout"])


def test_dependents_wait_for_the_release() -> None:
    lab = new_lab()
    app = FluxApp(lab, "photos")
    release(app.component("redis"), name="cache")
    release(app.component("app"))
    app.component("app").depend_on("photos-redis")
    files = lab.files()
    assert kustomization(files, "photos-redis")["healthChecks"] == [
        {"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "name": "cache", "namespace": "default"}
    ]
    assert "healthCheckExprs" not in kustomization(files, "photos-redis"), "Flux knows its own kind"
