"""What no message may show."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs.proofs.charts.chart_errors import objections as chart_objections
from homelab_constructs.proofs.schemas.schema import SCHEMA
from homelab_constructs.proofs.secrets.secret_cover import is_covered, uncovered
from homelab_constructs.proofs.tree import Tree
from tests.proofs.home import deployment, home, thing

HIDDEN = 13131313


@pytest.mark.parametrize(
    ("root", "path", "covered"),
    [
        ({"password": "x"}, ("password",), True),
        ({"auth": {"token": {"a": ["x"]}}}, ("auth", "token", "a", 0), True),
        ({"env": [{"name": "DB_PASSWORD", "value": 1}]}, ("env", 0, "value"), True),
        ({"env": [{"name": "DB_PASSWORD", "value": 1}]}, ("env", 0, "name"), False),
        ({"env": [{"name": "DB_HOST", "value": 1}]}, ("env", 0, "value"), False),
        ({"adminSecret": "x"}, ("adminSecret",), True),
        ({"secret": {"defaultMode": "x"}}, ("secret", "defaultMode"), False),
        ({"password": "${PASSWORD}"}, ("password",), False),
        ({"password": "x${PASSWORD}"}, ("password",), True),
        ({"automountServiceAccountToken": "yes"}, ("automountServiceAccountToken",), False),
        ({"password": True}, ("password",), False),
        ({"maxToken": 3}, ("maxToken",), False),
        ({"password": "x"}, (), False),
        ("x", ("password",), False),
        ([1], (7,), False),
    ],
)
def test_what_stands_under_the_name_of_a_secret(root: Any, path: tuple[str | int, ...], covered: bool) -> None:
    assert is_covered(root, path, of_a_secret=False) is covered


@pytest.mark.parametrize(("path", "covered"), [((), True), (("stringData", "a"), True), (("metadata", "name"), False)])
def test_all_of_a_secret_but_its_names(path: tuple[str, ...], covered: bool) -> None:
    assert is_covered({"stringData": {"a": "x"}}, path, of_a_secret=True) is covered


def test_a_map_is_shown_without_what_is_secret() -> None:
    given = {"a": [{"password": "x", "user": "me"}], "b": {"token": {"c": "x"}}, "args": ["y"]}
    assert repr(uncovered(given)) == "{'a': [{'password': ..., 'user': 'me'}], 'b': {'token': ...}, 'args': ['y']}"


@pytest.mark.parametrize(
    "item",
    [
        thing("ConfigMap", "a", data={"DB_PASSWORD": HIDDEN}),
        thing("ConfigMap", "a", data={"a": {"DB_PASSWORD": HIDDEN}}),
        thing("Secret", "a", stringData={"a": HIDDEN}),
        thing("Secret", "a", data={"a": "not base64 13131313"}),
        thing("Secret", "a", stringData=[HIDDEN]),
        thing("Other", "a", "example.org/v1") | {"metadata": {"name": "a", "annotations": {"api-token": HIDDEN}}},
        deployment(env=[{"name": "DB_PASSWORD", "value": HIDDEN}]),
        deployment(env={"DB_PASSWORD": HIDDEN}),
    ],
)
def test_schemas_show_no_secret(item: dict[str, Any]) -> None:
    said = [str(found) for found in SCHEMA.find(Tree.of(home(item)))]
    assert said
    assert not [text for text in said if str(HIDDEN) in text]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string"}, HIDDEN),
        ({"type": "boolean"}, "x13131313"),
        ({"enum": ["a", "b"]}, "x13131313"),
        ({"const": "a"}, "x13131313"),
        ({"pattern": "^a$"}, "x13131313"),
        ({"maxLength": 2}, "x13131313"),
        ({"not": {"type": "string"}}, "x13131313"),
        ({"type": "array"}, {"a": HIDDEN}),
    ],
)
def test_charts_show_no_secret(schema: dict[str, Any], value: Any) -> None:
    for name in ("password", "other"):
        values = {"auth": {name: value}}
        whole = {"type": "object", "properties": {"auth": {"type": "object", "properties": {name: schema}}}}
        said = [f"{found.problem} {found.remedy}" for found in chart_objections(whole, values, values)]
        assert said
        shown = [text for text in said if str(HIDDEN) in text]
        assert bool(shown) == (name == "other"), said


@pytest.mark.parametrize("schema", [{"type": "array"}, {"minProperties": 3}])
def test_charts_show_no_secret_inside_of_a_map(schema: dict[str, Any]) -> None:
    values = {"auth": {"user": "me", "password": HIDDEN}}
    (said,) = chart_objections({"properties": {"auth": schema}}, values, values)
    assert "'me'" in said.problem
    assert str(HIDDEN) not in said.problem
