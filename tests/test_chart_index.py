"""Indexes of charts: how they are made, that those which are kept hold facts only, and that they are what charts give.

The last needs the charts: ../shared has values and schemas of most, CHARTS_DIR may name a folder of whole ones.
"""

from __future__ import annotations

import io
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from homelab_constructs.errors import HomelabError
from homelab_constructs.proofs.charts.chart_errors import objections
from homelab_constructs.proofs.charts.chart_index import find_index, forget_charts, kept_names, use_charts
from homelab_constructs.proofs.charts.chart_keys import Place, Walk, placed
from homelab_constructs.proofs.charts.chart_schema import READ, SUBCHART, TEMPLATE, index_of
from homelab_constructs.proofs.charts.chart_source import ChartSource, charts_in
from homelab_constructs.proofs.charts.chart_templates import TemplateError, read_templates
from homelab_constructs.proofs.charts.chart_versions import accepts, nearest, newest, parse_version
from tests.judges import SHARED
from tools import index_charts

KEPT = index_charts.KEPT
VALUES_ONLY = SHARED / "data" / "charts"
WHOLE = Path(os.environ.get("CHARTS_DIR") or "/nowhere")

needs_values = pytest.mark.skipif(not VALUES_ONLY.is_dir(), reason="needs ../shared/data/charts, values of the charts")
needs_charts = pytest.mark.skipif(not WHOLE.is_dir(), reason="needs CHARTS_DIR, a folder of whole charts")


# Versions -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("4.0.5", "4.0.5", "4.0.6"),
        ("v4.0.5", "4.0.5", "4.0.4"),
        ("=4.0", "4.0.9", "4.1.0"),
        ("~4.0.0", "4.0.5", "4.1.0"),
        ("~>4.0.3", "4.0.5", "4.0.2"),
        ("~4", "4.9.0", "5.0.0"),
        ("^4.1.0", "4.9.0", "5.0.0"),
        ("^0.2.3", "0.2.9", "0.3.0"),
        ("^0.0.3", "0.0.3", "0.0.4"),
        ("^0.0", "0.0.7", "0.1.0"),
        ("^0", "0.9.0", "1.0.0"),
        ("4.x", "4.9.0", "5.0.0"),
        ("4.0.*", "4.0.9", "4.1.0"),
        ("*", "7.0.0", ""),
        ("", "7.0.0", ""),
        (">=18.0.0 <20", "19.5.5", "20.0.0"),
        (">=18.0.0, <20.0.0", "18.4.0", "17.9.9"),
        (">4.0", "4.1.0", "4.0.9"),
        (">4.0.0", "4.0.1", "4.0.0"),
        ("<=4.0", "4.0.9", "4.1.0"),
        ("=<4.0.0", "4.0.0", "4.0.1"),
        ("=>4.0.0", "4.0.0", "3.9.9"),
        ("<4", "3.9.9", "4.0.0"),
        ("!=4.0.1", "4.0.2", "4.0.1"),
        ("1.2 - 3", "3.9.0", "4.0.0"),
        ("~1.0.0 || ~3.0.0", "3.0.1", "2.0.0"),
    ],
)
def test_ranges_as_helm_reads_them(text: str, inside: str, outside: str) -> None:
    test = accepts(text)
    assert test is not None
    for version, expected in ((inside, True), (outside, False)):
        if version:
            number = parse_version(version)
            assert number is not None
            assert test(number) is expected


@pytest.mark.parametrize("text", ["latest", "main", "1.0.0 beta", ">=", "~", "1.a", "^1.0 || stable"])
def test_what_is_no_range(text: str) -> None:
    assert accepts(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("4.0.5", (4, 0, 5)), ("v1.2.3-rc.1+x", (1, 2, 3)), (" 1.2.3 ", (1, 2, 3)), ("1.2", None), ("~1.2.3", None)],
)
def test_full_versions(text: str, expected: Any) -> None:
    assert parse_version(text) == expected


def test_the_newest_in_a_range() -> None:
    test = accepts("~4.0.0")
    assert test is not None
    assert newest(["4.0.9", "4.0.10", "4.1.0", "odd"], test) == "4.0.10"
    assert newest(["4.1.0"], test) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18.6.1", "18.5.2"),
        ("18.3.9", "18.4.0"),
        (">=18.5.1 <19", "18.5.2"),
        ("19.0.0", ""),
        ("latest", ""),
        ("0.2.9", "0.2.1"),
    ],
)
def test_the_nearest_of_the_same_line(text: str, expected: str) -> None:
    assert nearest(["18.4.0", "18.5.2", "20.0.0", "0.1.0", "0.2.1"], text) == expected


# Templates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "read"),
    [
        ("{{ .Values.a.b }}", "a a.b"),
        (
            "{{- if and .Values.a (not .Values.b.c) -}}x{{ else if .Values.d }}{{ else }}{{ .Values.e }}{{ end }}",
            "a b b.c d e",
        ),
        ("{{ with .Values.a }}{{ .b }}{{ $.Values.c }}{{ end }}", "a a.b c"),
        ("{{ range .Values.a }}{{ .b }}{{ end }}", "a a.*.b"),
        ("{{ range $k, $v := .Values.a }}{{ $v.b }}{{ end }}", "a a.*.b"),
        ("{{ $x := .Values.a }}{{ if .Values.b }}{{ $x = .Values.c }}{{ end }}{{ $x.d }}", "a a.d b c c.d"),
        ('{{ index .Values "a" "b-c" }}{{ get .Values.d `e` }}', "a a.b-c d d.e"),
        ('{{ hasKey .Values.a "b" }}{{ dig "c" "d" "none" .Values.a }}', "a a.b a.c a.c.d"),
        ("{{ ((.Values.a).b).c }}", "a a.b a.b.c"),
        ('{{ include "f" (dict "x" .Values.a "y" $) }}{{ define "f" }}{{ .x.b }}{{ .y.Values.c }}{{ end }}', "a a.b c"),
        ('{{ template "f" .Values.a }}{{ define "f" }}{{ .b }}{{ $.c }}{{ end }}', "a a.b a.c"),
        ('{{ block "f" .Values.a }}{{ .b }}{{ end }}', "a a.b"),
        ("{{ range list .Values.a .Values.b }}{{ .c }}{{ end }}", "a a.c b b.c"),
        ("{{ (default .Values.a .Values.b).c }}{{ .Values.d | coalesce .Values.e | quote }}", "a a.c b b.c d e"),
        ('{{ $d := dict }}{{ $_ := set $d "k" .Values.a }}{{ $d.k.b }}', "a a.b"),
        ('{{/* .Values.a */}}{{ "}} .Values.b" }}{{ `{{ .Values.c }}` }}', ""),
        ('{{ include "f" . }}{{ define "f" }}{{ include "f" . }}{{ .Values.a }}{{ end }}', "a"),
        ('{{ pluck "b" .Values.a }}{{ first .Values.c }}{{ (first .Values.c).d }}', "a a.b c c.*.d"),
    ],
)
def test_what_templates_read(template: str, read: str) -> None:
    assert {".".join(path) for path in read_templates([template]).read} == set(read.split())


def test_what_becomes_of_what_they_read() -> None:
    reads = read_templates(
        [
            "{{ toYaml .Values.a | nindent 2 }}{{ tpl .Values.b $ }}{{ range .Values.c }}{{ . }}{{ end }}",
            '{{ if kindIs "map" .Values.d }}{{ end }}{{ unheardOf .Values.e }}{{ quote .Values.f }}',
            "{{ omit .Values.g `x` | toYaml }}{{ index .Values.h $.Values.i }}{{ .Files.Get .Values.j }}",
            '{{ include "lent" (dict "v" .Values.k) }}',
        ],
        ['{{ define "lent" }}{{ toYaml .v.deep }}{{ end }}{{ .Values.own }}'],
    )
    texts = {
        name: {".".join(path) for path in getattr(reads, name)} for name in ("whole", "evaluated", "ranged", "any_kind")
    }
    assert texts == {
        "whole": {"a", "e", "g", "j", "k.deep"},
        "evaluated": {"b"},
        "ranged": {"c", "h"},
        "any_kind": {"d"},
    }


@pytest.mark.parametrize(
    "template", ["{{ if }", "{{ end }}", "{{ range .Values.a }}", "{{ define }}{{ end }}", "{{ a := }}"]
)
def test_what_is_no_template(template: str) -> None:
    with pytest.raises(TemplateError):
        read_templates([template])


# From a chart to its index ------------------------------------------------------------------------------------------


def source(values: str = "", schema: Any = None, about: str = "", **files: str) -> ChartSource:
    texts = {
        "Chart.yaml": f"apiVersion: v2\nname: notes\nversion: 1.0.0\n{about}",
        "values.yaml": values,
        **{path.replace("__", "/"): text for path, text in files.items()},
    }
    if schema is not None:
        texts["values.schema.json"] = json.dumps(schema)
    return ChartSource("notes", {path: text.encode() for path, text in texts.items()})


def unknown(chart: ChartSource, values: Any) -> list[str]:
    """Keys of some values that a chart does not have."""
    return [placed(found.place) for found in Walk(index_of(chart)["schema"]).walk(values).unknown]


def against(chart: ChartSource, values: Any) -> list[str]:
    """Places of some values that a chart's schema objects to."""
    return sorted(placed(found.place) for found in objections(index_of(chart)["schema"], values, values))


def test_a_map_is_closed_unless_a_template_renders_it_whole() -> None:
    values = "a: {b: 1}\nc: {d: 1}\ne: {}\n"
    chart = source(values, templates__a="{{ .Values.a.b }}{{ toYaml .Values.c }}{{ .Values.a.f }}")
    assert unknown(chart, {"a": {"b": 1, "f": 1, "x": 1}, "c": {"x": {"y": 1}}, "e": {"x": 1}, "g": 1}) == ["a.x", "g"]


def test_without_templates_names_tell_what_is_passed_on() -> None:
    chart = source("nodeSelector: {a: b}\nupdateStrategy: {type: x}\nservice: {port: 1}\n")
    values = {"nodeSelector": {"x": "y"}, "updateStrategy": {"rollingUpdate": {}}, "service": {"x": 1}}
    assert unknown(chart, values) == ["service.x"]


def test_a_key_that_yaml_takes_for_true_is_a_text_to_helm() -> None:
    assert unknown(source("on: 1\n"), {"true": 1, "on": 1}) == ["on"]


def test_elements_that_a_template_walks_through_are_closed() -> None:
    chart = source(
        "hosts: []\n",
        templates__a="{{ range .Values.hosts }}{{ .host }}{{ range .paths }}{{ .path }}{{ end }}{{ end }}",
    )
    values = {"hosts": [{"host": 1, "paths": [{"path": 1, "x": 1}], "y": 1}]}
    assert unknown(chart, values) == ["hosts[0].paths[0].x", "hosts[0].y"]


def test_values_that_a_template_walks_through_by_any_name() -> None:
    chart = source("a: {}\n", templates__a="{{ range $k, $v := .Values }}{{ end }}")
    assert unknown(chart, {"whatever": 1}) == []


def test_kinds_come_from_defaults() -> None:
    chart = source(
        "enabled: true\ntext: ''\nmany: []\nmap: {a: 1}\n",
        templates__a="{{ range .Values.many }}{{ end }}{{ .Values.map.a }}",
    )
    assert against(chart, {"enabled": False, "text": 3, "many": ["x"], "map": {"a": "b"}}) == []
    assert against(chart, {"enabled": "no", "text": [], "many": "x", "map": "y"}) == ["enabled", "many", "map", "text"]


def test_a_value_of_which_a_template_asks_the_kind_may_be_any() -> None:
    chart = source(
        "secret: ''\n", templates__a='{{ if kindIs "map" .Values.secret }}{{ .Values.secret.name }}{{ end }}'
    )
    assert unknown(chart, {"secret": {"name": 1}}) == []
    assert against(chart, {"secret": {"name": 1}}) == []


def test_its_own_schema_goes_first() -> None:
    schema = {
        "description": "words",
        "properties": {
            "port": {"type": "integer", "default": 3, "minimum": 1, "title": "words"},
            "kind": {"enum": ["a"]},
        },
        "required": ["port", "kind"],
    }
    chart = source("port: 80\nname: x\n", schema)
    assert against(chart, {"port": 0, "kind": "b"}) == ["kind", "port"]
    # What values.yaml has need not be said again.
    assert against(chart, {"kind": "a"}) == []
    assert against(chart, {}) == [""]
    assert unknown(chart, {"name": 1, "x": 1}) == ["x"]
    assert "words" not in json.dumps(index_of(chart))


def test_schemas_in_further_files_are_found_wherever_they_are_said_to_be() -> None:
    parts = {
        "thing": {"type": "object", "additionalProperties": False, "properties": {"a": {"$ref": "#/number"}}},
        "number": {"type": "integer"},
    }
    chart = source(
        "",
        {
            "$schema": "http://json-schema.org/draft-07/schema",
            "properties": {
                "near": {"$ref": "schemas/parts.json#/thing"},
                "far": {"$ref": "https://example.org/notes/schemas/parts.json#/thing"},
                "gone": {"$ref": "https://example.org/nowhere.json#/x"},
            },
        },
        schemas__parts="",
        **{"schemas__parts.json": json.dumps(parts)},
    )
    assert unknown(chart, {"near": {"b": 1}, "far": {"b": 1}, "gone": {"b": 1}}) == ["near.b", "far.b"]
    assert against(chart, {"near": {"a": "x"}, "far": {"a": "x"}, "gone": 3}) == ["far.a", "near.a"]


def test_a_chart_that_is_nothing_but_its_library() -> None:
    library = {
        "$schema": "http://json-schema.org/draft-07/schema",
        "properties": {"main": {"anyOf": [{"type": "string"}]}},
    }
    chart = source(
        "",
        {"$ref": "https://example.org/charts/lib/values.schema.json"},
        about="dependencies: [{name: lib}]\n",
        **{
            "charts__lib__Chart.yaml": "name: lib\ntype: library\nversion: 1.0.0\n",
            "charts__lib__values.yaml": "shown: {}\n",
            "charts__lib__values.schema.json": json.dumps(library),
        },
    )
    assert unknown(chart, {"main": 1, "shown": 1, "lib": {}, "x": 1}) == ["x"]
    assert against(chart, {"main": 1}) == ["main"]


def test_sub_charts_take_values_below_their_alias() -> None:
    redis = "{name: redis, alias: cache, condition: 'cache.enabled,global.cache'}"
    about = f"dependencies: [{redis}, {{name: gone}}, {{name: common}}]\n"
    files = {
        "charts__redis__Chart.yaml": "name: redis\nversion: 1.0.0\n",
        "charts__redis__values.yaml": "size: 1Gi\nauth: {enabled: true}\nglobal: {shared: 1}\n",
        "charts__redis__templates__a": "{{ .Values.size }}",
        "templates__a": "{{ .Values.cache.host }}{{ .Values.global.own }}",
    }
    values = {
        "cache": {"size": 1, "auth": {"enabled": True, "x": 1}, "host": 1, "enabled": True, "y": 1},
        "gone": {"z": 1},
        "common": {},
    }
    assert unknown(source("cache: {host: x}\n", about=about, **files), values) == ["cache.auth.x", "cache.y"]
    # The values of one that is not there, and what it shares, are anybody's guess.
    assert unknown(source("", about=about), {"cache": {"x": 1}, "global": {"x": 1}, "redis": {}}) == ["redis"]


def test_types_of_kubernetes_are_known_by_name_where_they_are_rendered_whole() -> None:
    names = "resources tolerations affinity podSecurityContext securityContext livenessProbe extraEnvVars podLabels"
    chart = source(
        "resources: {}\n", templates__a="".join(f"{{{{ toYaml .Values.{name} }}}}" for name in names.split())
    )
    values = {
        "resources": {"limits": {}, "x": 1},
        "tolerations": [{"key": "a", "x": 1}],
        "affinity": {"nodeAffinity": {}, "x": 1},
        "podSecurityContext": {"fsGroup": 1, "x": 1},
        "securityContext": {"privileged": True, "fsGroup": 1, "x": 1},
        "livenessProbe": {"httpGet": {}, "x": 1},
        "extraEnvVars": [{"name": "a", "x": 1}],
        "podLabels": {"x": "y"},
    }
    assert unknown(chart, values) == [
        *("resources.x", "tolerations[0].x", "affinity.x", "podSecurityContext.x", "securityContext.x"),
        *("livenessProbe.x", "extraEnvVars[0].x"),
    ]


def test_templates_that_cannot_be_understood_count_for_nothing() -> None:
    assert index_of(source("a: 1\n", templates__a="{{ if }"))["madeFrom"] == ["values.yaml"]


@pytest.mark.parametrize("schema", ["[]", "{", '{"$ref": "#"}', '{"$ref": 3}', '{"properties": {"a": false}}'])
def test_odd_schemas(schema: str) -> None:
    made = index_of(ChartSource("notes", {"values.schema.json": schema.encode(), "values.yaml": b"a: 1"}))
    assert jsonschema_rs.validator_for(made["schema"]) is not None


# Folders and archives -----------------------------------------------------------------------------------------------


def archive(path: Path, members: Mapping[str, bytes | None]) -> None:
    """A .tgz; None makes a link out of it."""
    with tarfile.open(path, "w:gz") as opened:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            if content is None:
                member.type, member.linkname = tarfile.SYMTYPE, "/etc/hostname"
                opened.addfile(member)
            else:
                member.size = len(content)
                opened.addfile(member, io.BytesIO(content))


ABOUT = b"name: notes\nversion: 1.0.0\n"


def test_an_archive_is_read_in_memory_and_only_its_files(tmp_path: Path) -> None:
    inner = tmp_path / "inner.tgz"
    archive(inner, {"sub/Chart.yaml": b"name: sub\nversion: 2.0.0\n"})
    archive(
        tmp_path / "notes.tgz",
        {
            "notes/Chart.yaml": ABOUT,
            "notes/link": None,
            "notes/../../escape": b"x",
            "top": b"x",
            "notes/charts/sub-2.0.0.tgz": inner.read_bytes(),
        },
    )
    inner.unlink()
    (chart,) = charts_in(tmp_path)
    assert sorted(chart.files) == ["Chart.yaml", "charts/sub-2.0.0.tgz"]
    assert chart.subcharts["sub"].version == "2.0.0"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.tgz"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no archive", "notes.tgz: no archive of a chart"),
        ({"notes/values.yaml": b""}, "there is no Chart.yaml in it"),
        ({"notes/Chart.yaml": ABOUT, "notes/big": b"\0" * (6 << 20)}, "larger than Helm takes"),
    ],
)
def test_archives_that_are_none(tmp_path: Path, content: Any, message: str) -> None:
    path = tmp_path / "notes.tgz"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        archive(path, content)
    with pytest.raises(HomelabError, match=message):
        list(charts_in(tmp_path))


def test_folders_without_a_chart(tmp_path: Path) -> None:
    with pytest.raises(HomelabError, match="no chart is in it"):
        use_charts(tmp_path)
    with pytest.raises(HomelabError, match="a folder with charts is needed"):
        use_charts(tmp_path / "nowhere")
    (tmp_path / "Chart.yaml").write_text("name: [")
    with pytest.raises(HomelabError, match=r"Chart\.yaml: no YAML"):
        use_charts(tmp_path)


def test_a_chart_that_is_given_is_judged_by_its_version(tmp_path: Path) -> None:
    archive(tmp_path / "a.tgz", {"notes/Chart.yaml": ABOUT})
    archive(tmp_path / "b.tgz", {"notes/Chart.yaml": ABOUT.replace(b"1.0.0", b"1.4.0")})
    archive(tmp_path / "c.tgz", {"lib/Chart.yaml": b"name: lib\ntype: library\nversion: 1.0.0\n"})
    try:
        assert use_charts(tmp_path) == ["notes 1.0.0", "notes 1.4.0"]
        assert str(find_index("notes", "^1.0.0").index) == "notes 1.4.0"
        judge = find_index("notes", "1.1.0")
        assert str(judge.index) == "notes 1.0.0"
        assert [str(other) for other in judge.others] == ["notes 1.4.0"]
        assert find_index("lib", "1.0.0").index is None
    finally:
        forget_charts()
    assert find_index("notes", "1.0.0").index is None


def test_a_kept_index_of_the_very_version_goes_before_a_given_chart_of_another(tmp_path: Path) -> None:
    archive(tmp_path / "a.tgz", {"redis/Chart.yaml": b"name: redis\nversion: 18.9.0\n"})
    try:
        use_charts(tmp_path)
        judge = find_index("redis", "18.4.0", ["https://charts.bitnami.com/bitnami"])
        assert (str(judge.index), judge.note) == ("redis 18.4.0", "")
        judge = find_index("redis", "18.9.9", ["https://charts.bitnami.com/bitnami"])
        assert (str(judge.index), judge.note) == (
            "redis 18.9.0",
            "judged by 18.9.0, the nearest to 18.9.9 of those that are given",
        )
    finally:
        forget_charts()


# Those that are kept ------------------------------------------------------------------------------------------------

FILES = sorted(path.name for path in KEPT.glob("*.json"))


def kept(file: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((KEPT / file).read_text("utf-8"))
    return document


NAMED = ("properties", "$defs", "patternProperties", "dependencies", "dependentSchemas")


def words_of(node: Any, *, names: bool = False) -> Iterator[str]:
    """The words of a schema: every key that is not a name in `properties` or `$defs`."""
    if isinstance(node, dict):
        for key, value in node.items():
            if not names:
                yield key
            yield from words_of(value, names=not names and key in NAMED)
    elif isinstance(node, list):
        for item in node:
            yield from words_of(item)


WORDS = frozenset(
    f"""
    $schema $defs $ref {READ} {SUBCHART} {TEMPLATE} type properties additionalProperties unevaluatedProperties
    patternProperties propertyNames items required enum const pattern format minimum maximum minLength maxLength
    minItems maxItems uniqueItems allOf anyOf oneOf not if then else dependencies dependentRequired dependentSchemas
    minProperties maxProperties
    """.split()
)


@pytest.mark.parametrize("file", FILES)
def test_a_kept_index_holds_facts_only(file: str) -> None:
    """No default, which might be a password, and no description, which is somebody's text."""
    document = kept(file)
    assert document.keys() == {"chart", "version", "publisher", "evaluated", "madeFrom", "schema"}
    assert file == f"{document['chart']}-{document['version']}.json"
    assert document["version"] in kept_names()[document["chart"]]
    assert set(words_of(document["schema"])) <= WORDS
    assert document["publisher"]
    assert jsonschema_rs.validator_for(document["schema"]) is not None
    assert (KEPT / file).read_text("utf-8") == index_charts.text_of(document)


def test_every_chart_that_the_library_uses_has_one() -> None:
    assert kept_names().keys() == {"app-template", "redis", "trigger"}
    for chart, version, origin in (
        ("trigger", "~4.0.0", "oci://ghcr.io/triggerdotdev/charts/trigger"),
        ("trigger", "4.5.12", "oci://ghcr.io/triggerdotdev/charts/trigger"),
        ("redis", "18.4.0", "oci://registry-1.docker.io/bitnamicharts/redis"),
        ("app-template", "4.3.0", "https://bjw-s-labs.github.io/helm-charts"),
    ):
        judge = find_index(chart, version, [origin])
        assert judge.index is not None
        assert judge.note == ""


def keys_of(schema: Any, place: Place = ()) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Every key of a schema's own properties, those of sub-charts left out."""
    for name, item in schema.get("properties", {}).items():
        if SUBCHART not in item:
            yield (*place, name), item
            yield from keys_of(item, (*place, name))


@cache
def indexes_of(folder: Path) -> dict[str, dict[str, Any]]:
    """What the charts of a folder give."""
    return index_charts.indexes([folder])


@needs_values
@pytest.mark.parametrize("file", FILES)
def test_kept_keys_are_those_of_the_charts_values(file: str) -> None:
    """What the values and the schema give is all there; what is there besides, only the templates show."""
    made = indexes_of(VALUES_ONLY)
    if file not in made:
        pytest.skip(f"the chart of {file} is not in {VALUES_ONLY}")
    document = kept(file)
    if document["madeFrom"] == made[file]["madeFrom"]:
        assert document == made[file]
    subcharts = {name for name, item in document["schema"]["properties"].items() if SUBCHART in item}
    own = {place for place, _ in keys_of(made[file]["schema"]) if place[0] not in subcharts | {"global"}}
    there = {place: item for place, item in keys_of(document["schema"]) if place[0] != "global"}
    assert own <= there.keys()
    assert not {
        place for place in there.keys() - own if not any(READ in there[place[:end]] for end in range(1, len(place) + 1))
    }


@needs_charts
@pytest.mark.parametrize("file", FILES)
def test_a_kept_index_is_what_its_whole_chart_gives(file: str) -> None:
    made = indexes_of(WHOLE)
    if file not in made:
        pytest.skip(f"the chart of {file} is not in {WHOLE}")
    assert kept(file) == made[file]


@pytest.mark.parametrize("folder", [VALUES_ONLY, WHOLE], ids=["values", "charts"])
def test_a_chart_takes_the_values_that_it_comes_with(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip("the charts are not here")
    judged = 0
    for path in sorted(folder.glob("*/*values*.yaml")):
        (chart,) = charts_in(path.parent)
        file = f"{chart.name}-{chart.version}.json"
        if file in FILES:
            values = yaml.safe_load(path.read_text("utf-8")) or {}
            schema = kept(file)["schema"]
            assert [placed(found.place) for found in Walk(schema).walk(values).unknown] == []
            assert list(objections(schema, values, values)) == []
            judged += 1
    assert judged


# The tool -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def charts(tmp_path: Path) -> Path:
    """A folder with one chart of the catalogue and one that is in none."""
    for name in ("redis", "unheard-of"):
        folder = tmp_path / "charts" / name
        folder.mkdir(parents=True)
        (folder / "Chart.yaml").write_text(f"name: {name}\nversion: 1.0.0\n")
        (folder / "values.yaml").write_text("password: default\n")
    return tmp_path / "charts"


def test_the_tool_writes_and_checks(
    charts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(index_charts, "KEPT", tmp_path / "kept")
    assert index_charts.main(["--check", str(charts)]) == 1
    assert "redis-1.0.0.json: not what its chart gives" in capsys.readouterr().err
    assert not (tmp_path / "kept").exists()
    assert index_charts.main([str(charts)]) == 0
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["redis-1.0.0.json"]
    assert "default" not in (tmp_path / "kept" / "redis-1.0.0.json").read_text()
    assert index_charts.main(["--check", str(charts)]) == 0


def test_the_tool_takes_the_chart_that_has_more_of_itself(charts: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole" / "redis"
    (whole / "templates").mkdir(parents=True)
    for name in ("Chart.yaml", "values.yaml"):
        (whole / name).write_bytes((charts / "redis" / name).read_bytes())
    (whole / "templates" / "a.yaml").write_text("{{ .Values.read }}")
    for order in ([charts, tmp_path / "whole"], [tmp_path / "whole", charts]):
        (document,) = index_charts.indexes(order).values()
        assert document["madeFrom"] == ["templates", "values.yaml"]
        assert document["schema"]["properties"]["read"] == {READ: True}


def test_the_tool_makes_no_index_poorer(
    charts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(index_charts, "KEPT", tmp_path)
    document = index_of(source("a: 1\n", templates__a="{{ .Values.b }}"))
    (tmp_path / "redis-1.0.0.json").write_text(index_charts.text_of(document))
    for arguments in ([str(charts)], ["--check", str(charts)]):
        assert index_charts.main(arguments) == 0
        assert "made from more of the chart than these folders hold" in capsys.readouterr().out
    assert json.loads((tmp_path / "redis-1.0.0.json").read_text()) == document


def test_the_tool_says_when_there_is_nothing_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        index_charts.main([str(tmp_path)])
    assert "no chart of the catalogue" in capsys.readouterr().err
