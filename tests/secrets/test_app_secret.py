"""AppSecret: an app's own keys, one variable each, or a Secret that holds them already."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs import (
    HEX_32,
    OAUTH_ID,
    AppSecret,
    Component,
    ExistingSecret,
    Variable,
    VariableFormat,
)
from tests.datastores import component, objects_of, refused


def secret(scope: Component | None = None, **changes: Any) -> AppSecret:
    return AppSecret(scope or component("app"), "keys", **{"keys": {"SESSION_KEY": HEX_32}, **changes})


def test_each_key_is_a_variable_named_after_it() -> None:
    part = secret(keys={"SHOP_SESSION_KEY": HEX_32, "oauth.client-id": OAUTH_ID})
    item = objects_of(part)["Secret/shop-keys"]
    assert item["stringData"] == {
        "SHOP_SESSION_KEY": "${quote}${SECRET_SHOP_SESSION_KEY}${quote}",
        "oauth.client-id": "${quote}${SECRET_SHOP_OAUTH_CLIENT_ID}${quote}",
    }
    declared = part.component.lab.expectations.variables
    assert declared["SECRET_SHOP_SESSION_KEY"].purpose == "key SHOP_SESSION_KEY of Secret shop-keys"
    assert declared["SECRET_SHOP_OAUTH_CLIENT_ID"].format == OAUTH_ID


def test_a_variable_of_ones_own_keeps_its_name_and_purpose() -> None:
    mine = Variable(name="SECRET_MASTER", format=HEX_32, purpose="encrypts everything", may_change=False)
    part = secret(keys={"MASTER": mine})
    assert part.component.lab.expectations.variables == {"SECRET_MASTER": mine}


@pytest.mark.parametrize("keep", [True, False, None])
@pytest.mark.parametrize("may_change", [True, False])
def test_it_goes_with_its_app_unless_something_that_stays_depends_on_it(keep: bool | None, may_change: bool) -> None:
    variable = Variable(name="SECRET_MASTER", format=HEX_32, purpose="encrypts everything", may_change=may_change)
    metadata = objects_of(secret(keys={"MASTER": variable}, keep=keep))["Secret/shop-keys"]["metadata"]
    kept = "kustomize.toolkit.fluxcd.io/prune" in metadata.get("annotations", {})
    assert kept is (not may_change if keep is None else keep)


def test_a_secret_that_exists_is_expected_with_these_keys() -> None:
    part = secret(source=ExistingSecret("mine", {"SESSION_KEY": "session"}))
    assert "Secret/shop-keys" not in objects_of(part)
    assert part.key("SESSION_KEY").key == "session"
    assert part.component.lab.expectations.secrets["default", "mine"] == {"session"}
    assert part.component.lab.expectations.variables == {}


ANYTHING = VariableFormat(name="anything", alphabet=frozenset('a"$'), shortest=1, longest=9)


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"keys": {}}, "keys"),
        ({"keys": {"a b": HEX_32}}, "keys"),
        ({"keys": {"A": ANYTHING}}, "variable"),
        ({"name": "Keys"}, "name"),
        ({"keys": {"_": HEX_32}}, "keys"),
        ({"keys": {"a.b": HEX_32, "a-b": HEX_32}}, "keys['a-b']"),
        ({"source": ExistingSecret("mine"), "name": "keys"}, "name"),
        ({"source": ExistingSecret("mine"), "keep": True}, "keep"),
        ({"plain": {"SESSION_KEY": "x"}}, "plain"),
        ({"plain": {"user": "${x"}}, "plain['user']"),
    ],
)
def test_what_cannot_be_is_refused_by_name(given: dict[str, Any], argument: str) -> None:
    with refused(argument):
        secret(**given)


def test_a_key_that_was_not_promised_is_refused() -> None:
    with refused("key", "SESSION_KEY"):
        secret().key("OTHER")


def test_what_is_no_secret_may_stand_beside_it() -> None:
    part = secret(keys={"password": HEX_32}, plain={"username": "me"})
    assert objects_of(part)["Secret/shop-keys"]["stringData"]["username"] == "me"
    assert (part.key("username").key, part.name) == ("username", "shop-keys")
    part.component.lab.prove()


def test_a_variable_that_another_secret_has_is_refused_by_the_key() -> None:
    shop = component("app")
    AppSecret(shop, "first", keys={"TOKEN": HEX_32})
    with refused("keys['TOKEN']", "key TOKEN of Secret shop-first", "another name"):
        AppSecret(shop, "second", keys={"TOKEN": HEX_32})
