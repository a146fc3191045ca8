"""ContainerRegistry: where an app's own images lie, and the Secret that pulls them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelab_constructs import (
    TOKEN,
    USER_NAME,
    Component,
    ContainerRegistry,
    ExistingSecret,
    FluxApp,
    InvalidArgument,
    SopsSecret,
)
from homelab_constructs.secrets.contract import SecretOrigin
from tests.flux_replay import replay
from tests.support import new_lab

CONTENT = {"host": "registry.${SECRET_DOMAIN}", "namespace": "homelab/photos"}


def registry(**changes: Any) -> ContainerRegistry:
    return ContainerRegistry(**(CONTENT | changes))


@pytest.fixture
def component() -> Component:
    return FluxApp(new_lab(), "my-photos").component("app")


def pull_secret(component: Component, **changes: Any) -> dict[str, Any]:
    """The Secret that is rendered."""
    assert registry(**changes).provide_pull_secret(component) is not None
    (item,) = component.objects()
    return item


# The Secret that is rendered ----------------------------------------------------------------------------------------


def test_a_pull_secret_is_rendered_from_variables_of_the_app(component: Component) -> None:
    assert pull_secret(component) == {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "my-photos-registry"},
        "type": "kubernetes.io/dockerconfigjson",
        "stringData": {
            ".dockerconfigjson": (
                '{"auths":{"registry.${SECRET_DOMAIN}":{"username":"${SECRET_MY_PHOTOS_REGISTRY_USERNAME}",'
                '"password":"${SECRET_MY_PHOTOS_REGISTRY_PASSWORD}"}}}'
            )
        },
    }, "prunable: no data depends on it"


def test_its_variables_are_declared_with_what_they_are_for(component: Component) -> None:
    pull_secret(component)
    declared = component.lab.expectations.variables
    assert {name: variable.format for name, variable in declared.items()} == {
        "SECRET_MY_PHOTOS_REGISTRY_USERNAME": USER_NAME,
        "SECRET_MY_PHOTOS_REGISTRY_PASSWORD": TOKEN,
    }
    assert "registry.${SECRET_DOMAIN}/homelab/photos" in declared["SECRET_MY_PHOTOS_REGISTRY_USERNAME"].purpose


@cache
def rendered() -> dict[str, Any]:
    return pull_secret(FluxApp(new_lab(), "my-photos").component("app"))


@settings(max_examples=40)
@given(
    st.sampled_from(["gitlab+deploy-token-1", "1", "1e5", "true", "a@b.c", "-", "0x1"])
    | st.text(sorted(USER_NAME.alphabet), min_size=1, max_size=60),
    st.sampled_from(["12345678", "1e500000", "________", "--------"])
    | st.text(sorted(TOKEN.alphabet), min_size=8, max_size=80),
)
def test_the_kubelet_reads_whatever_user_and_token_are(user: str, token: str) -> None:
    secret = replay(
        rendered(),
        {
            "SECRET_DOMAIN": "example.org",
            "SECRET_MY_PHOTOS_REGISTRY_USERNAME": user,
            "SECRET_MY_PHOTOS_REGISTRY_PASSWORD": token,
        },
    )
    assert json.loads(secret["stringData"][".dockerconfigjson"]) == {
        "auths": {"registry.example.org": {"username": user, "password": token}}
    }


# Other ways to one --------------------------------------------------------------------------------------------------


def test_whoever_pulls_refers_to_the_key_the_kubelet_reads(component: Component) -> None:
    key = registry().provide_pull_secret(component)
    assert key is not None
    assert (key.name, key.key, key.secret.origin) == (
        "my-photos-registry",
        ".dockerconfigjson",
        SecretOrigin.PLACEHOLDERS,
    )


def test_a_public_registry_needs_no_secret(component: Component) -> None:
    assert registry(public=True).provide_pull_secret(component) is None
    assert component.objects() == []
    assert component.lab.expectations.variables == {}


def test_a_secret_that_exists_is_expected_and_nothing_rendered(component: Component) -> None:
    key = registry(pull_secret=ExistingSecret("gitlab-pull")).provide_pull_secret(component)
    assert key is not None
    assert (key.name, key.key) == ("gitlab-pull", ".dockerconfigjson")
    assert component.objects() == []
    assert component.lab.expectations.secrets == {("default", "gitlab-pull"): {".dockerconfigjson"}}
    assert component.lab.expectations.variables == {}


def test_another_key_is_refused_because_the_kubelet_reads_one_only(component: Component) -> None:
    other = ExistingSecret("gitlab-pull", {".dockerconfigjson": "config.json"})
    with pytest.raises(InvalidArgument) as caught:
        registry(pull_secret=other).provide_pull_secret(component)
    assert (caught.value.argument, caught.value.value) == ("registry.pull_secret", "config.json")
    assert "'.dockerconfigjson' only" in caught.value.allowed


def test_a_file_that_cannot_be_read_is_refused_by_the_argument_it_came_from(
    component: Component, tmp_path: Path
) -> None:
    with pytest.raises(InvalidArgument, match=r"^registry\.pull_secret='.*nothing\.yaml': "):
        registry(pull_secret=SopsSecret(tmp_path / "nothing.yaml")).provide_pull_secret(component)


# What is refused ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("namespace", ["homelab", "homelab/photos", "a/b.c/d_e", "a/b-c/d__e", "0/1"])
@pytest.mark.parametrize("host", ["registry.example.org", "registry.example.org:5050", "localhost:5000"])
def test_a_host_and_a_path_are_taken(host: str, namespace: str) -> None:
    made = registry(host=host, namespace=namespace)
    assert (made.host, made.namespace) == (host, namespace)


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        *(("host", value) for value in ["", "https://r.org", "r.org/group", "R.org", "r.org:", "r.org:x", None]),
        *(
            ("namespace", value)
            for value in ["", "/", "/a", "a/", "a//b", "A/b", "a b", "a/-b", "a/b:1", "a..b", None, 7]
        ),
        *(("public", value) for value in ["yes", 1, None]),
        *(("pull_secret", value) for value in ["gitlab-pull", {"name": "x"}]),
    ],
    ids=repr,
)
def test_what_no_image_could_lie_in_is_refused(argument: str, value: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        registry(**{argument: value})
    assert caught.value.argument == argument
    assert caught.value.value == value or argument == "pull_secret", "of a Secret the kind is enough"
    assert caught.value.allowed


def test_a_public_registry_with_a_secret_is_a_contradiction() -> None:
    with pytest.raises(InvalidArgument) as caught:
        registry(public=True, pull_secret=ExistingSecret("gitlab-pull"))
    assert caught.value.argument == "pull_secret"
    assert caught.value.allowed == "a public registry needs none"
