"""Secrets as contracts: a name, the keys it promises, and what they are called there."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from homelab_constructs import ExistingSecret, InvalidArgument, SecretContract, SecretKey, SopsSecret
from homelab_constructs.secrets.contract import SecretOrigin

CONTRACT = SecretContract("auth", {"user": "username", "password": "password"}, SecretOrigin.OPERATOR, "photos-db")


def test_a_promised_key_is_referred_to_by_what_it_is_called_there() -> None:
    key = CONTRACT.key("user")
    assert key == SecretKey(CONTRACT, "username")
    assert (key.name, key.key, key.secret.provider) == ("auth", "username", "photos-db")


@pytest.mark.parametrize("key", ["username", "Password", "", "url"])
def test_a_key_that_was_not_promised_is_refused_with_those_that_were(key: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        CONTRACT.key(key)
    assert (caught.value.argument, caught.value.value) == ("key", key)
    assert caught.value.allowed == "Secret 'auth' promises only: password, user"


def test_a_key_stands_in_an_environment_as_charts_take_it() -> None:
    assert CONTRACT.key("user").as_env() == {"valueFrom": {"secretKeyRef": {"name": "auth", "key": "username"}}}


# Secrets that exist -------------------------------------------------------------------------------------------------


def test_a_secret_that_exists_promises_what_is_asked_of_it() -> None:
    contract = ExistingSecret("theirs").contract(["password", "url"])
    assert contract == SecretContract("theirs", {"password": "password", "url": "url"}, SecretOrigin.EXISTING)
    assert contract.provider == "", "nobody has to be waited for"


def test_what_is_called_otherwise_there_is_asked_for_by_our_name() -> None:
    secret = ExistingSecret("theirs", {"password": "pw", "extra": "more"})
    assert dict(secret.contract(["password", "url"]).keys) == {"password": "pw", "extra": "more", "url": "url"}
    assert secret.key("password") == SecretKey(secret.contract(["password"]), "pw")
    assert secret.key("other").key == "other"


def test_it_promises_nothing_by_itself() -> None:
    assert ExistingSecret("theirs").contract().keys == {}


def test_a_key_of_it_says_where_it_is_from() -> None:
    key = ExistingSecret("theirs").key("password")
    assert (key.name, key.key, key.secret.origin) == ("theirs", "password", SecretOrigin.EXISTING)


@pytest.mark.parametrize("name", ["", "Auth", "a/b", "${APP}-auth", None, 7])
def test_a_name_that_no_secret_has_is_refused(name: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        ExistingSecret(name)  # type: ignore[arg-type]
    assert (caught.value.argument, caught.value.value) == ("name", name)


@pytest.mark.parametrize(
    "keys",
    [{"a b": "a"}, {"a": "a b"}, {"": "a"}, {"a": ""}, {"a": None}, {1: "a"}, "password", ["password"], 7],
    ids=repr,
)
@pytest.mark.parametrize("kind", [ExistingSecret, SopsSecret])
def test_keys_that_no_secret_has_are_refused(kind: type, keys: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        kind("some", keys)
    assert caught.value.argument.partition("[")[0] == "keys"
    assert caught.value.allowed


@pytest.mark.parametrize("kind", [ExistingSecret, SopsSecret])
def test_a_map_of_keys_that_was_taken_for_one_of_values_tells_none(kind: type) -> None:
    with pytest.raises(InvalidArgument, match=r"^keys\['password'\]='<str>': a Secret key: "):
        kind("some", {"password": "hunter2!"})


@pytest.mark.parametrize("key", ["", "a b", "a/b", "..", None])
def test_a_key_that_no_secret_has_is_refused(key: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        ExistingSecret("theirs").key(key)  # type: ignore[arg-type]
    assert (caught.value.argument, caught.value.value) == ("key", key)


# Encrypted files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["secrets/auth.sops.yaml", Path("secrets/auth.sops.yaml")])
def test_an_encrypted_file_is_named_by_its_path_and_read_later(path: str | Path) -> None:
    assert SopsSecret(path).path == path


@pytest.mark.parametrize("path", [None, 7, b"auth.yaml", ["auth.yaml"]])
def test_what_is_no_path_is_refused(path: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        SopsSecret(path)  # type: ignore[arg-type]
    assert (caught.value.argument, caught.value.value) == ("path", path)


@pytest.mark.parametrize("secret", [CONTRACT, ExistingSecret("a"), SopsSecret("a"), CONTRACT.key("user")])
def test_nobody_changes_a_secret_that_is_in_use(secret: object) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        secret.name = "other"  # type: ignore[attr-defined]
