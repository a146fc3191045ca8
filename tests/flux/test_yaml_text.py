"""YAML that reads the same to every reader, passes the linter and pleases whoever reviews it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from yamllint import linter  # type: ignore[import-untyped]
from yamllint.config import YamlLintConfig  # type: ignore[import-untyped]

from homelab_constructs.flux.dist import HEADER
from homelab_constructs.flux.yaml_text import dump

ROOT = Path(__file__).resolve().parent.parent.parent

# What one YAML or another takes for something else than a string, or cannot bear unquoted.
MISREAD = [
    *("y", "Y", "n", "yes", "Yes", "NO", "on", "OFF", "true", "False", "null", "Null", "~", "", "nan", ".nan", ".inf"),
    *("0", "1", "-1", "+1", "007", "0o17", "0x1F", "0b11", "1_000", "1e3", "1E5", "1e-5", "1.5", "1.", ".5", "-.5e+3"),
    *("12:30", "12:30:45", "190:20:30", "2024-01-01", "2024-01-01T00:00:00Z", "2024-1-1 1:1:1", "18.4.0", "004"),
    *("30m", "1h30m", "20Gi", "512Mi", "0s", "08h", "100m", "1e5m"),
    *(" a", "a ", "\ta", "a\t", " ", "\n", "a: b", "a:", ":a", "a :b", "a #b", "#a", "a#b", "- a", "-a", "-", "--- a"),
    *("? a", "?", "!a", "&a", "*a", "%a", "@a", "`a", "{a}", "[a]", ">a", "|a", "'a'", '"a"', "a,b", "a\\b", "<<", "="),
    *(
        "---",
        "...",
        "--- ",
        "${A}",
        "${quote}${A}${quote}",
        "$(A)",
        "ä",
        "日本",
        "🚀",
        "a\u00a0b",
        "a\u2028b",
        "a\x85b",
    ),
    *(
        "a\x85b",
        "\ufeffa",
        "a\x7f",
        "a\x9f",
        "\x00",
        "\x1b[0m",
        "\ufffe",
        "\uffff",
        "\U0001fffe",
        "a\r\nb",
        "a\rb",
        "a\x0cb",
    ),
    *("a\nb", "a\nb\n", "a\n\nb\n", "a\n\n", "\na", " a\nb", "a\n  b\n", "a\n b ", "a\n\tb\n", "# a\nb\n", "---\na\n"),
    *("a\n\n\n\n\nb\n", "a: b\nc: d\n", "a\nb\x85c\n", "a\n${B}\n", "%YAML 1.1\na\n", "a\n...\nb\n", "long " * 60),
]
STRINGS = st.sampled_from(MISREAD) | st.text(max_size=30) | st.text("ab:#- \n\t'\"0123456789ex_.$", max_size=30)
JSON = st.recursive(
    STRINGS
    | st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(STRINGS, inner, max_size=4),
    max_leaves=8,
)
DOCUMENTS = st.lists(st.dictionaries(STRINGS, JSON, min_size=1, max_size=4), min_size=1, max_size=2)


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema: fewer words mean something, and other digits are numbers."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  (PyYAML's own attribute)


def _integer(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    text = loader.construct_scalar(node)
    return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)


CORE = {
    "null": r"^(null|Null|NULL|~|)$",
    "bool": r"^(true|True|TRUE|false|False|FALSE)$",
    "int": r"^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$",
    "float": r"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$",
}
for _name, _pattern in CORE.items():
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(_pattern), None)
CoreLoader.add_constructor("tag:yaml.org,2002:int", _integer)

READERS: dict[str, type[yaml.SafeLoader | yaml.CSafeLoader]] = {
    "YAML 1.1": yaml.SafeLoader,
    "YAML 1.1 in C": yaml.CSafeLoader,
    "YAML 1.2": CoreLoader,
}


def read(text: str, reader: str) -> list[Any]:
    return list(yaml.load_all(text, READERS[reader]))


def same(left: Any, right: Any) -> bool:
    """Equal as JSON: 1 is not True, and 1 is 1.0."""
    if isinstance(left, int | float) and isinstance(right, int | float):
        return isinstance(left, bool) is isinstance(right, bool) and float(left) == float(right)
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(item, right[key]) for key, item in left.items())
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


LINT = YamlLintConfig(file=str(ROOT / ".yamllint.yaml"))


def lint(text: str) -> list[str]:
    return [f"{problem.line}: {problem.desc} ({problem.rule})" for problem in linter.run(text, LINT)]


# Every reader reads what was meant ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", MISREAD, ids=ascii)
def test_a_string_stays_that_string_wherever_it_stands(text: str) -> None:
    document = {"value": text, "list": [text, [text], {"k": text}], text: {"inner": text, text: 1}}
    for reader in READERS:
        assert same(read(dump([document]), reader), [document]), reader


@given(DOCUMENTS)
@example([{"small": 1e-5, "large": 1e16, "larger": 1.5e300, "least": 5e-324, "zero": -0.0}])
@example([{"a": {}, "b": [], "c": [{}, [], [[]], [{"d": []}]]}, {"e": None}])
def test_any_data_comes_back_as_it_was(documents: list[dict[str, Any]]) -> None:
    text = (HEADER + dump(documents)).encode().decode()
    for reader in READERS:
        assert same(read(text, reader), documents), reader


@pytest.mark.slow
def test_any_string_comes_back_from_the_reader_that_javascript_uses(tmp_path: Path) -> None:
    """The npm package `yaml`, an independent reader, on the strings that are misread most easily."""
    node, package = os.environ.get("JSII_NODE") or shutil.which("node"), ROOT / "node_modules" / "yaml"
    if node is None or not package.is_dir():
        pytest.skip("needs node and the npm package yaml, which `make imports` installs")
    document = {"values": MISREAD, "keys": {text: index for index, text in enumerate(MISREAD)}}
    (tmp_path / "some.yaml").write_text(dump([document]))
    script = (
        f"const yaml = require({json.dumps(str(package))}), text = require('fs').readFileSync(process.argv[1], 'utf8');"
        "process.stdout.write(JSON.stringify(['1.1', '1.2'].map(version => yaml.parse(text, {version}))))"
    )
    done = subprocess.run([node, "-e", script, tmp_path / "some.yaml"], check=True, capture_output=True)
    assert json.loads(done.stdout) == [document, document]


# Linter and reviewer ------------------------------------------------------------------------------------------------


@given(DOCUMENTS)
@example([{"a": "a\n\n\n\n\nb\n"}])
@example([{"a": [[["x"], []], {"b": [{"c": 1}]}], "on": {"y": "no"}}])
def test_the_linter_has_nothing_to_say(documents: list[dict[str, Any]]) -> None:
    text = HEADER + dump(documents)
    assert lint(text) == []


def test_the_linter_would_say_something() -> None:
    assert lint("a: yes\nb:\n- 007\nb: {}")


@settings(max_examples=40)
@given(DOCUMENTS)
def test_nothing_is_folded_and_no_anchor_is_made(documents: list[dict[str, Any]]) -> None:
    text = dump([*documents, *documents])
    assert text == dump(documents) + "---\n" + dump(documents)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@settings(max_examples=40)
@given(DOCUMENTS)
def test_the_order_in_which_keys_were_given_leaves_no_trace(documents: list[dict[str, Any]]) -> None:
    def turned(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: turned(node[key]) for key in reversed(node)}
        return [turned(item) for item in node] if isinstance(node, list) else node

    assert dump(turned(documents)) == dump(documents)


def test_a_manifest_reads_as_people_write_it() -> None:
    manifest = {
        "spec": {
            "ports": [{"port": 80, "name": "http"}, {"port": 443}],
            "command": ["sh", "-c", "set -eu\nfor i in 1 2; do\n  echo $i\ndone\n"],
            "empty": {},
            "none": [],
            "nested": [["a", "b"], [{"c": "d"}]],
            "no": "no",
            "version": "18.4.0",
            "size": "20Gi",
            "url": "https://example.org/a?b=c",
            "ratio": 0.5,
            "on": True,
        },
        "metadata": {"name": "x", "annotations": {"a.b/c": "true"}},
        "kind": "Some",
        "apiVersion": "v1",
        "data": {"apiVersion": "not first here", "Zebra": "z", "ant": "a"},
    }
    assert dump([manifest, {"kind": "Second"}]) == (
        """\
apiVersion: v1
kind: Some
metadata:
  annotations:
    a.b/c: "true"
  name: x
data:
  Zebra: z
  ant: a
  apiVersion: not first here
spec:
  command:
    - sh
    - "-c"
    - |
      set -eu
      for i in 1 2; do
        echo $i
      done
  empty: {}
  nested:
    - - a
      - b
    - - c: d
  "no": "no"
  none: []
  "on": true
  ports:
    - name: http
      port: 80
    - port: 443
  ratio: 0.5
  size: 20Gi
  url: "https://example.org/a?b=c"
  version: "18.4.0"
---
kind: Second
"""
    )


@pytest.mark.parametrize(
    "text", ["ReadWriteOnce", "flux-system", "./dist/app", "30m", "1h30m", "20Gi", "a b", "oci://a"]
)
def test_a_plain_word_has_no_quotes(text: str) -> None:
    assert dump([{"a": text}]) == f"a: {text}\n"


@pytest.mark.parametrize(
    "text", ["${A}", "18.4.0", "004", "yes", "y", "N", "off", "1e3", "0s", "a: b", "a #b", "", "-"]
)
def test_anything_else_has_them(text: str) -> None:
    assert dump([{"a": text}]) == f'a: "{text}"\n'
