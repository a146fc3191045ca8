"""A Secret that will be there: rendered from placeholders, carried from a file, or expected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from homelab_constructs import (
    HEX_32,
    Component,
    ExistingSecret,
    FluxApp,
    InvalidArgument,
    Placeholders,
    SecretContract,
    SopsSecret,
    Variable,
    in_secret,
    in_url,
    provide_secret,
)
from homelab_constructs.secrets.contract import SecretOrigin
from tests.flux_replay import replay
from tests.secrets.sample import FILE, PLAIN
from tests.support import find, kustomization, new_lab

PASSWORD = Variable(name="SECRET_PHOTOS_PASSWORD", format=HEX_32, purpose="password")


@pytest.fixture
def component() -> Component:
    return FluxApp(new_lab(), "photos", namespace="media").component("redis")


def placeholders(**changes: Any) -> Placeholders:
    given: dict[str, Any] = {
        "name": "photos-auth",
        "content": {
            "redis-password": in_secret(PASSWORD),
            "url": f"redis://:{in_url(PASSWORD)}@photos-redis:6379",
            "user": "photos",
        },
        "variables": [PASSWORD],
    }
    return Placeholders(**(given | changes))


# Rendered -----------------------------------------------------------------------------------------------------------


def test_a_secret_is_rendered_and_kept_when_it_disappears_from_dist(component: Component) -> None:
    contract = provide_secret(component, "auth", placeholders(), None)
    assert component.objects() == [
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": "photos-auth", "annotations": {"kustomize.toolkit.fluxcd.io/prune": "disabled"}},
            "type": "Opaque",
            "stringData": {
                "redis-password": "${quote}${SECRET_PHOTOS_PASSWORD}${quote}",
                "url": "redis://:${SECRET_PHOTOS_PASSWORD}@photos-redis:6379",
                "user": "photos",
            },
        }
    ]
    assert contract == SecretContract(
        "photos-auth",
        {"redis-password": "redis-password", "url": "url", "user": "user"},
        SecretOrigin.PLACEHOLDERS,
        "photos-redis",
        "media",
    )
    assert component.lab.expectations.variables == {"SECRET_PHOTOS_PASSWORD": PASSWORD}
    assert component.lab.expectations.secrets == {}


def test_a_secret_may_have_a_type_labels_and_an_end(component: Component) -> None:
    provide_secret(
        component,
        "auth",
        placeholders(type="kubernetes.io/basic-auth", labels={"cnpg.io/reload": "true"}, keep=False),
        None,
    )
    (item,) = component.objects()
    assert item["type"] == "kubernetes.io/basic-auth"
    assert item["metadata"] == {"name": "photos-auth", "labels": {"cnpg.io/reload": "true"}}


@pytest.mark.parametrize("password", ["0" * 32, "1e5" + "0" * 29, "deadbeef" * 4])
def test_what_is_rendered_reaches_the_cluster_as_text(component: Component, password: str) -> None:
    provide_secret(component, "auth", placeholders(), None)
    files = component.lab.files()
    inline = kustomization(files, "photos-redis")["postBuild"]["substitute"]
    arrived = replay(find(files, "Secret", "photos-auth"), {"SECRET_PHOTOS_PASSWORD": password} | inline)
    assert arrived["stringData"] == {
        "redis-password": password,
        "url": f"redis://:{password}@photos-redis:6379",
        "user": "photos",
    }


def test_two_secrets_of_one_name_in_a_component_are_refused(component: Component) -> None:
    provide_secret(component, "auth", placeholders(), None)
    with pytest.raises(InvalidArgument) as caught:
        provide_secret(component, "auth", placeholders(), None)
    assert "photos-auth" in str(caught.value)
    assert "already" in caught.value.allowed


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        *(("name", value) for value in ["", "Auth", "a/b", None]),
        *(("content", value) for value in [{"a b": "x"}, {"": "x"}, {"a": 1}, {"a": None}, "a", [("a", "b")]]),
        *(("variables", value) for value in ["SECRET_A", ["SECRET_A"], PASSWORD, None, ()]),
        *(("labels", value) for value in [{"a": True}, "a"]),
        *(("type", value) for value in [None, 7]),
        *(("keep", value) for value in ["no", 1]),
    ],
    ids=lambda value: "a variable" if isinstance(value, Variable) else repr(value),
)
def test_placeholders_that_no_secret_could_hold_are_refused(argument: str, value: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        placeholders(**{argument: value})
    assert caught.value.argument.partition("[")[0] == argument
    assert caught.value.allowed


# Expected -----------------------------------------------------------------------------------------------------------


def test_a_secret_that_exists_is_expected_with_the_keys_it_is_asked_for(component: Component) -> None:
    contract = provide_secret(component, "auth", placeholders(), ExistingSecret("theirs", {"redis-password": "pw"}))
    assert component.objects() == []
    assert contract.key("redis-password").key == "pw"
    assert contract.key("url").key == "url"
    assert contract.provider == ""
    assert component.lab.expectations.secrets == {("media", "theirs"): {"pw", "url", "user"}}
    assert component.lab.expectations.variables == {}, "nobody has to invent a password"


# Carried ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "auth.sops.yaml"
    path.write_text(FILE)
    return path


def test_a_file_is_carried_and_promises_its_keys(component: Component, file: Path) -> None:
    wanted = placeholders(content={"redis-password": "unused", "user": "unused"})
    contract = provide_secret(component, "auth", wanted, SopsSecret(file, {"user": "username"}))
    assert dict(component.carried) == {("Secret", "photos-auth"): FILE.encode()}
    assert component.objects() == []
    assert contract == SecretContract(
        "photos-auth",
        {"redis-password": "redis-password", "user": "username"},
        SecretOrigin.SOPS,
        "photos-redis",
        "media",
    )
    assert component.lab.expectations.variables == {}
    assert component.lab.expectations.secrets == {}


def test_a_file_that_lacks_a_key_is_refused_by_what_it_is_called_there(component: Component, file: Path) -> None:
    wanted = placeholders(content={"redis-password": "unused", "user": "unused"})
    with pytest.raises(InvalidArgument, match=r"^credentials='.*': missing keys: login$"):
        provide_secret(component, "credentials", wanted, SopsSecret(file, {"user": "login"}))


def test_a_file_must_be_of_the_type_that_its_reader_takes(component: Component, file: Path) -> None:
    wanted = placeholders(content={"redis-password": "unused"}, type="kubernetes.io/basic-auth")
    with pytest.raises(InvalidArgument, match=r"its type must be kubernetes.io/basic-auth"):
        provide_secret(component, "auth", wanted, SopsSecret(file))


def test_a_file_must_live_where_the_component_does(component: Component, file: Path) -> None:
    file.write_text(FILE.replace("photos-auth\n", "photos-auth\n    namespace: default\n"))
    with pytest.raises(InvalidArgument, match="its namespace must be 'media' or absent"):
        provide_secret(component, "auth", placeholders(content={"redis-password": ""}), SopsSecret(file))


def test_a_cluster_that_decrypts_nothing_takes_no_file(file: Path) -> None:
    component = FluxApp(new_lab(decryption_secret=None), "photos").component("redis")
    with pytest.raises(InvalidArgument) as caught:
        provide_secret(component, "auth", placeholders(content={"redis-password": ""}), SopsSecret(file))
    assert caught.value.argument == "auth"
    assert "decryption_secret" in caught.value.allowed


def test_one_file_may_hold_what_two_arguments_ask_for(component: Component, file: Path) -> None:
    wanted = placeholders(content={"redis-password": ""})
    first = provide_secret(component, "auth", wanted, SopsSecret(file))
    assert provide_secret(component, "more", wanted, SopsSecret(file)) == first
    assert len(component.carried) == 1


def test_two_files_of_one_secret_are_refused(component: Component, file: Path, tmp_path: Path) -> None:
    wanted = placeholders(content={"redis-password": ""})
    provide_secret(component, "auth", wanted, SopsSecret(file))
    other = tmp_path / "other.sops.yaml"
    other.write_text(FILE + "\n")
    with pytest.raises(InvalidArgument, match="'photos-redis' carries a Secret of that name already"):
        provide_secret(component, "auth", wanted, SopsSecret(other))


def test_a_relative_path_is_meant_from_where_the_program_runs(
    component: Component, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    provide_secret(component, "auth", placeholders(content={"redis-password": ""}), SopsSecret(file.name))
    assert ("Secret", "photos-auth") in component.carried


@pytest.mark.parametrize("source", ["theirs", {"name": "theirs"}, PLAIN], ids=["name", "map", "value"])
def test_what_is_no_source_of_a_secret_is_refused_by_its_argument(component: Component, source: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        provide_secret(component, "auth", placeholders(), source)  # type: ignore[arg-type]
    assert caught.value.argument == "auth"
    for word in ("ExistingSecret", "SopsSecret"):
        assert word in caught.value.allowed
    assert PLAIN not in str(caught.value)
