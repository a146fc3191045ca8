"""The proof `charts`: a value that a chart version does not take, or that would not arrive as it was meant."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homelab_constructs.proofs.chart_rules import releases_of
from homelab_constructs.proofs.charts import chart_values
from homelab_constructs.proofs.charts.chart_index import ChartIndex, Judge, forget_charts, use_charts
from homelab_constructs.proofs.charts.chart_values import CHART_VALUES
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.proofs.broken import Edit, Files, drop, edited, findings, good, left_open, put, write

APP = "HelmRelease/trigger-dev"
REDIS = "HelmRelease/trigger-dev-redis"
STORE = "HelmRelease/trigger-dev-minio"
CONTAINER = "controllers.main.containers.minio"


@pytest.mark.parametrize("name", labs.TREES)
def test_it_finds_nothing_in_a_good_lab_and_leaves_nothing_open(name: str) -> None:
    assert list(CHART_VALUES.find(Tree.of(good(name)))) == []


def only(files: Files) -> tuple[str, str, str]:
    """Path, problem and remedy of the one finding."""
    (found,) = findings(CHART_VALUES, files)
    return found.path, found.problem, found.remedy


def value(dotted: str, content: Any) -> Edit:
    """An edit: a value of a release."""
    return put(f"spec.values.{dotted}", content)


# Keys ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "key", "where", "remedy"),
    [
        (APP, "webapp.apOrigin", "in webapp", "'appOrigin'"),
        (APP, "redis.external.hots", "in redis.external", "'host'"),
        (APP, "postgres.primary.persistance", "in postgres.primary", "'persistence'"),
        (APP, "webapp.resources.limit", "in webapp.resources", "'limits'"),
        (APP, "webapp.securityContext.runAsNonroot", "in webapp.securityContext", "'runAsNonRoot'"),
        (APP, "webapp.securityContext.capabilities.dropp", "in webapp.securityContext.capabilities", "'drop'"),
        (APP, "webapp.ingress.hosts.0.hots", "in webapp.ingress.hosts[0]", "'host'"),
        (APP, "webapp.ingress.tls.0.secretNme", "in webapp.ingress.tls[0]", "'secretName'"),
        (APP, "webapp.extraEnvVars.0.valueFron", "in webapp.extraEnvVars[0]", "'valueFrom'"),
        (APP, "minio", "at the top of its values", "'s3'"),
        (APP, "ingress", "at the top of its values", "registry.ingress or webapp.ingress"),
        (APP, "registry.external.port", "in registry.external", "one of 'auth', 'host'"),
        (APP, "s2", "at the top of its values", "leave it out, or a key that the chart's values.yaml shows"),
        (REDIS, "master.persistance", "in master", "'persistence'"),
        (REDIS, "master.livenessProbe.failureTreshold", "in master.livenessProbe", "'failureThreshold'"),
        (STORE, "controlers", "at the top of its values", "'controllers'"),
        (STORE, "something", "at the top of its values", "leave it out, or a key that the chart's values.yaml shows"),
        (STORE, "service.main.controler", "in service.main", "'controller'"),
        (STORE, "persistence.data.existingClam", "in persistence.data", "'existingClaim'"),
        (STORE, f"{CONTAINER}.resource", f"in {CONTAINER}", "'resources'"),
        (STORE, f"{CONTAINER}.env.MINIO_ROOT_USER.valueFrom.secretKeyReff", "valueFrom", "'secretKeyRef'"),
    ],
)
def test_a_key_that_the_chart_does_not_have(target: str, key: str, where: str, remedy: str) -> None:
    path, problem, right = only(edited(good(), target, value(key, {})))
    assert path == f"spec.values.{key}".replace(".0", "[0]")
    assert f"has no {key.rpartition('.')[2]!r} " in problem
    assert where in problem
    assert right == remedy


def test_r13_an_ingress_of_app_template_has_a_class_name() -> None:
    ingress = {"main": {"ingressClassName": "traefik", "hosts": [{"host": "a.example", "paths": [{"path": "/"}]}]}}
    path, problem, remedy = only(edited(good(), STORE, value("ingress", ingress)))
    assert path == "spec.values.ingress.main.ingressClassName"
    assert problem == "app-template 4.3.0 has no 'ingressClassName' in ingress.main"
    assert remedy == "'className'"


@pytest.mark.parametrize(
    ("target", "key", "content"),
    [
        # Rendered as they are, so any key goes.
        (APP, "webapp.nodeSelector", {"disk": "ssd"}),
        (APP, "webapp.podAnnotations", {"example.org/a": "b"}),
        (APP, "webapp.resources.limits", {"nvidia.com/gpu": 1, "cpu": 2, "hugepages-2Mi": "4Mi"}),
        (APP, "webapp.extraVolumes", [{"name": "a", "emptyDir": {}}]),
        # Read by the templates, and shown nowhere in values.yaml.
        (APP, "webapp.podSecurityContext", {"fsGroup": 1}),
        (APP, "supervisor.deploy", True),
        (REDIS, "namespaceOverride", "elsewhere"),
        # Of a sub-chart.
        (APP, "postgres.primary.nodeSelector", {"disk": "ssd"}),
        (APP, "redis.commonConfiguration", "save 60 1"),
        (APP, "global.storageClass", "fast"),
        # Null takes a default away.
        (APP, "webapp.livenessProbe", None),
        (REDIS, "master.resources", None),
        (STORE, "controllers.main.replicas", None),
        # Names that a lab chooses.
        (STORE, "service.other", {"controller": "main", "ports": {"x": {"port": 1}}}),
        (STORE, "configMaps", {"notes": {"data": {"a.conf": "b"}}}),
        (STORE, "configMapsFromFolder", {"enabled": True, "basePath": "files"}),
    ],
)
def test_what_the_chart_takes(target: str, key: str, content: Any) -> None:
    assert findings(CHART_VALUES, edited(good(), target, value(key, content))) == []


def test_a_target_path_is_a_key_too() -> None:
    path, problem, remedy = only(
        edited(good(), APP, put("spec.valuesFrom.0.targetPath", "clickhouse.external.pasword"))
    )
    assert path == "spec.valuesFrom[0].targetPath"
    assert problem == ("'clickhouse.external.pasword': trigger 4.0.5 has no 'pasword' in clickhouse.external")
    assert remedy == "'password'"


# Kinds --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "key", "content", "problem", "remedy"),
    [
        (APP, "postgres.deploy", "false", "'false' is a text, and any text but an empty one", "without quotes"),
        (APP, "webapp", ["a"], "['a'] is a list", "a map"),
        (APP, "webapp.image", "a/b:1", "'a/b:1' is a text", "a map"),
        (APP, "webapp.appOrigin", {"a": 1}, "{'a': 1} is a map", "a text"),
        (APP, "webapp.securityContext.runAsUser", "1000", "'1000' is a text", "a whole number, without quotes"),
        (APP, "webapp.podAnnotations", {"a": True}, "true is true or false, and a text is needed", 'quote it: "true"'),
        (APP, "webapp.nodeSelector", {"a": 1}, "1 is a number, and a text is needed", 'quote it: "1"'),
        (APP, "webapp.extraEnvVars.1.value", 3276, "3276 is a number, and a text is needed", 'quote it: "3276"'),
        (APP, "webapp.extraVolumeMounts", [{"name": "a"}], "'mountPath' is missing", "set it"),
        (REDIS, "architecture", "single", "'single' is none of the choices", "'standalone', 'replication'"),
        (REDIS, "replica.replicaCount", "0", "'0' is a text", "a whole number, without quotes"),
        (STORE, "controllers.main.type", "deploymnt", "'deploymnt' is none of the choices", "'deployment'"),
        (STORE, "controllers.main.replicas", "2", "'2' is a text", "a whole number"),
        (STORE, f"{CONTAINER}.command", 3, "3 is a number", "a list"),
        (STORE, "service.main.ports.http.port", [1], "[1] is a list", "a whole number or a text"),
        (STORE, "ingress", {"a": {"tls": [{"secretName": "x"}]}}, "'hosts' is missing", "set it"),
    ],
)
def test_a_value_of_the_wrong_kind(target: str, key: str, content: Any, problem: str, remedy: str) -> None:
    path, said, right = only(edited(good(), target, value(key, content)))
    assert path.startswith(f"spec.values.{key}".replace(".1.", "[1]."))
    assert problem in said
    assert remedy in right


def test_a_resource_that_kubernetes_does_not_know() -> None:
    path, problem, remedy = only(edited(good(), APP, value("webapp.resources.limits.memroy", "1Gi")))
    assert (path, remedy) == ("spec.values.webapp.resources.limits.memroy", "'memory'")
    assert "'memroy'" in problem


def test_keys_of_two_alternatives_do_not_go_together() -> None:
    """A claim that exists has no size; each of the keys is known."""
    path, problem, _ = only(edited(good(), STORE, value("persistence.data.size", "1Gi")))
    assert path == "spec.values.persistence.data"
    assert problem == "'size' does not go with the other keys here"


def test_of_several_alternatives_the_one_that_was_meant_is_told() -> None:
    reference = {"valueFrom": {"secretKeyRef": {"name": 3, "key": "b"}}}
    path, problem, _ = only(edited(good(), STORE, value(f"{CONTAINER}.env.A", reference)))
    assert path == f"spec.values.{CONTAINER}.env.A.valueFrom.secretKeyRef.name"
    assert problem == "3 is a number, and a text is needed"


def test_a_misspelt_key_is_told_once_even_where_it_was_required() -> None:
    reference = {"valueFrom": {"secretKeyRef": {"nme": "a", "key": "b"}}}
    path, _, remedy = only(edited(good(), STORE, value(f"{CONTAINER}.env.A", reference)))
    assert path.endswith("secretKeyRef.nme")
    assert remedy == "'name'"


@pytest.mark.parametrize(
    ("target", "key"),
    [
        (STORE, "controllers.main.replicas"),
        (STORE, "controllers.main.type"),
        (STORE, "service.main.ports.http.protocol"),
        (STORE, f"{CONTAINER}.probes.liveness.enabled"),
        (REDIS, "architecture"),
        (REDIS, "replica.replicaCount"),
        (APP, "webapp.securityContext.runAsUser"),
        (APP, "postgres.deploy"),
    ],
)
def test_a_variable_may_be_any_scalar(target: str, key: str) -> None:
    assert findings(CHART_VALUES, edited(good(), target, value(key, "${SECRET_SOMETHING}"))) == []


# Environments -------------------------------------------------------------------------------------------------------


def test_a_name_twice_in_one_environment() -> None:
    path, problem, remedy = only(edited(good(), APP, value("webapp.extraEnvVars.0.name", "NODE_MAX_OLD_SPACE_SIZE")))
    assert path == "spec.values.webapp.extraEnvVars[1].name"
    assert problem == "'NODE_MAX_OLD_SPACE_SIZE' stands in this list twice, first in webapp.extraEnvVars[0].name"
    assert "server-side apply" in remedy


def test_a_name_that_the_chart_sets_itself() -> None:
    path, problem, remedy = only(edited(good(), APP, value("webapp.extraEnvVars.0.name", "DATABASE_URL")))
    assert path == "spec.values.webapp.extraEnvVars[0].name"
    assert problem == "the chart sets 'DATABASE_URL' itself"
    assert "leave it out" in remedy


def test_environments_of_charts_that_nobody_knows_are_read_too() -> None:
    values = {"env": [{"name": "A", "value": "1"}, {"name": "A", "value": "2"}]}
    path, problem, _ = only(by_hand("unheard-of", "1.0.0", values))
    assert path == "spec.values.env[1].name"
    assert "'A' stands in this list twice" in problem


# Numbers and templates ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "key", "content", "problem", "remedy"),
    [
        (STORE, f"{CONTAINER}.image.tag", 25.1, "25.1 is a number: zeros at its end are lost", "quote it"),
        (STORE, f"{CONTAINER}.image.tag", 20260101, "the template gets 2.0260101e+07", "quote it"),
        (APP, "electric.image.tag", 1, "1 is a number: one with a dot in it, such as 1.10", "quote it"),
        (REDIS, "image.tag", 7.2, "7.2 is a number", "quote it"),
        (STORE, f"{CONTAINER}.env.A", 3145728, "3145728 is a number, and as text 3.145728e+06", 'quote it: "3145728"'),
        (STORE, f"{CONTAINER}.env.A.value", 10**6, "1000000 is a number, and as text 1e+06", "quote it"),
        (STORE, f"{CONTAINER}.env", [{"name": "A", "value": -5 * 10**6}], "as text -5e+06", "quote it"),
        (REDIS, "replica.replicaCount", 2**60 + 1, "1152921504606846977 loses digits", "quote it"),
        (STORE, f"{CONTAINER}.env.A", 10**400, "as text +Inf", "quote it"),
    ],
)
def test_r6_a_number_that_is_written_otherwise(target: str, key: str, content: Any, problem: str, remedy: str) -> None:
    found = findings(CHART_VALUES, edited(good(), target, value(key, content)))
    assert found
    assert all(said.path.startswith(f"spec.values.{key}") for said in found)
    assert problem in found[0].problem
    assert remedy in found[0].remedy


@pytest.mark.parametrize("content", [8080, 0.5, True, "3145728", None])
def test_other_values_of_an_environment_of_app_template(content: Any) -> None:
    assert findings(CHART_VALUES, edited(good(), STORE, value(f"{CONTAINER}.env.A", content))) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{{ .Values.x", "double braces are never closed"),
        ("a {{ b }} {{", "double braces are never closed"),
        ("{{ states('sensor.x') }}", "is nothing that a template may hold"),
        ("{{ if .a }}b", "'if' without an 'end'"),
        ("{{ end }}", "an 'end' too many"),
        ("{{ else }}", "an 'else' that belongs to nothing"),
        ("{{ (a }}", "a parenthesis is never closed"),
        ("{{ a | }}", "nothing stands where a value is needed"),
    ],
)
def test_a_text_that_helm_cannot_evaluate(text: str, problem: str) -> None:
    path, said, remedy = only(edited(good(), STORE, value(f"{CONTAINER}.env.A", text)))
    assert path == f"spec.values.{CONTAINER}.env.A"
    assert "is evaluated as a template, and is none" in said
    assert problem in said
    assert remedy.startswith("a template")


@pytest.mark.parametrize(
    ("target", "key", "text"),
    [
        (STORE, f"{CONTAINER}.env.A", '{{ .Release.Name | quote }} {{ "{{" }} }} {{- /* a }} */ -}}'),
        (STORE, f"{CONTAINER}.env.A", "{{ if eq .a `x` }}b{{ else if .c }}d{{ else }}e{{ end }}"),
        # This chart evaluates nothing of the kind.
        (APP, "webapp.logLevel", "{{"),
    ],
)
def test_double_braces_that_are_well(target: str, key: str, text: str) -> None:
    assert findings(CHART_VALUES, edited(good(), target, value(key, text))) == []


def test_only_what_a_chart_evaluates_is_a_template() -> None:
    assert findings(CHART_VALUES, edited(good(), REDIS, value("master.kind", "StatefulSet"))) == []
    path, problem, _ = only(edited(good(), REDIS, value("commonConfiguration", "x {{ y")))
    assert path == "spec.values.commonConfiguration"
    assert "double braces are never closed" in problem


# Which chart, and which version -------------------------------------------------------------------------------------


def by_hand(
    chart: str,
    version: str,
    values: Any,
    *,
    url: str = "https://charts.example",
    more: tuple[Any, ...] = (),
    **spec: Any,
) -> Files:
    """A release as people write them, with its repository."""
    repository = {
        "apiVersion": "source.toolkit.fluxcd.io/v1",
        "kind": "HelmRepository",
        "metadata": {"name": "charts", "namespace": "flux-system"},
        "spec": {"interval": "1h", "url": url},
    }
    release = {
        "apiVersion": "helm.toolkit.fluxcd.io/v2",
        "kind": "HelmRelease",
        "metadata": {"name": "it", "namespace": "apps"},
        "spec": {
            "interval": "1h",
            "chart": {
                "spec": {
                    "chart": chart,
                    "version": version,
                    "sourceRef": {
                        "kind": "HelmRepository",
                        "name": "charts",
                        "namespace": "flux-system",
                    },
                }
            },
            "values": values,
            **spec,
        },
    }
    return {"apps/it.yaml": write(repository, release, *more)}


BITNAMI = "https://charts.bitnami.com/bitnami"
BJW_S = "https://bjw-s-labs.github.io/helm-charts"


def test_values_of_another_version_are_judged_by_that_version() -> None:
    values = {"kubectl": {"image": {"tag": "1.2.3"}}}
    assert findings(CHART_VALUES, by_hand("redis", "22.0.7", values, url=BITNAMI)) == []
    path, problem, _ = only(by_hand("redis", "18.4.0", values, url=BITNAMI))
    assert path == "spec.values.kubectl"
    assert problem == "redis 18.4.0 has no 'kubectl' at the top of its values"


def test_a_version_that_is_not_kept_is_judged_by_the_nearest_and_said_so() -> None:
    files = by_hand("redis", "18.6.1", {"master": {"persistance": {}}}, url=BITNAMI)
    assert only(files)[0] == "spec.values.master.persistance"
    (left,) = left_open(CHART_VALUES, files)
    assert (left.what, left.why) == (
        "the very version",
        "judged by 18.4.0, the nearest to 18.6.1 of those that are kept",
    )


def test_what_another_version_of_the_line_takes_may_be_right_between_them() -> None:
    """Version 4.4 lies between two that are kept, of which only the newer one has these keys."""
    values = {"secretsFromFolder": {"enabled": True}}
    assert findings(CHART_VALUES, by_hand("app-template", "4.4.0", values, url=BJW_S)) == []
    assert only(by_hand("app-template", "4.3.0", values, url=BJW_S))[0] == "spec.values.secretsFromFolder"


@pytest.mark.parametrize(
    ("chart", "version", "url", "why"),
    [
        ("redis", "17.0.0", BITNAMI, "no index of redis '17.0.0' is kept, but of 18.4.0"),
        ("redis", "latest", BITNAMI, "no index of redis 'latest' is kept"),
        ("redis", "18.4.0", "https://dandydeveloper.github.io/charts", "what is kept is the chart of 'bitnami'"),
        ("unheard-of", "1.0.0", BITNAMI, "no index of a chart 'unheard-of' is kept"),
    ],
)
def test_what_nobody_here_knows_is_left_open(chart: str, version: str, url: str, why: str) -> None:
    files = by_hand(chart, version, {"bogus": 1}, url=url)
    assert findings(CHART_VALUES, files) == []
    (left,) = left_open(CHART_VALUES, files)
    assert left.what == "keys of its values"
    assert why in left.why


def test_a_release_whose_chart_nobody_names_is_left_open() -> None:
    files = edited(good(), APP, put("spec.chartRef", {"kind": "OCIRepository", "name": "elsewhere"}))
    assert [said.why for said in left_open(CHART_VALUES, files)] == ["nothing in the tree says which chart it installs"]


# Values from elsewhere ----------------------------------------------------------------------------------------------


def config_map(text: Any) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "more", "namespace": "apps"},
        "data": {"values.yaml": text},
    }


FROM_MAP = [{"kind": "ConfigMap", "name": "more"}]


def test_values_in_a_config_map_are_told_there() -> None:
    more = config_map("master:\n  persistance: {}\n  kind: Deploy\n")
    values = {"master": {"count": 1}}
    files = by_hand("redis", "18.4.0", values, url=BITNAMI, more=(more,), valuesFrom=FROM_MAP)
    assert [(said.object, said.path) for said in findings(CHART_VALUES, files)] == [
        ("ConfigMap/more", "data.values.yaml.master.persistance"),
        ("ConfigMap/more", "data.values.yaml.master.kind"),
    ]


def test_values_of_the_release_override_those_of_a_config_map() -> None:
    values = {"master": {"kind": "StatefulSet"}}
    more = config_map("master:\n  kind: Deploy\n")
    assert (
        findings(CHART_VALUES, by_hand("redis", "18.4.0", values, url=BITNAMI, more=(more,), valuesFrom=FROM_MAP)) == []
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [("a: [", "it is no YAML"), ("- a", "the values are a list"), (3, "it is no text"), (None, "it is no text")],
)
def test_a_config_map_without_values_that_can_be_read(text: Any, problem: str) -> None:
    files = by_hand("redis", "18.4.0", {}, url=BITNAMI, more=(config_map(text),), valuesFrom=FROM_MAP)
    (found,) = findings(CHART_VALUES, files)
    assert (found.object, found.path) == ("ConfigMap/more", "data.values.yaml")
    assert problem in found.problem


def test_a_date_that_no_calendar_has_costs_only_its_own_config_map() -> None:
    values = {"master": {"kind": "StatefulSet"}}
    more = config_map("since: 2026-02-30\n")
    files = by_hand("redis", "18.4.0", values, url=BITNAMI, more=(more,), valuesFrom=FROM_MAP)
    (release,) = releases_of(Tree.of(files))
    assert release.values == values


def test_values_that_are_not_in_the_tree_are_left_open() -> None:
    files = by_hand("redis", "18.4.0", {}, url=BITNAMI, valuesFrom=[{"kind": "Secret", "name": "hidden"}])
    (left,) = left_open(CHART_VALUES, files)
    assert left.what == "spec.valuesFrom[0]: values from Secret/hidden"


# Odd shapes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [["a"], "a", 3, True])
def test_values_that_are_no_map(values: Any) -> None:
    path, problem, remedy = only(edited(good(), APP, put("spec.values", values)))
    assert (path, remedy) == ("spec.values", "a map")
    assert problem.startswith("the values are ")


@pytest.mark.parametrize(
    "values",
    [
        {1: {2: 3}, None: [None], False: {}, date(2026, 1, 1): date(2026, 1, 1)},
        {"webapp": {"extraEnvVars": {"name": ["x"]}}, "redis": [], "s3": float("nan")},
        {"webapp": {"extraEnvVars": [None, 3, [], {"name": None}, {"value": 1}]}, "electric": {"image": None}},
        {"webapp": {"ingress": {"hosts": {"a": 1}, "tls": "x", "annotations": []}}},
    ],
)
def test_any_yaml_can_stand_in_values(values: Any) -> None:
    for said in CHART_VALUES.find(Tree.of(edited(good(), APP, put("spec.values", values)))):
        assert str(said)


@pytest.mark.parametrize("entries", [3, "a", {"a": 1}, [None], ["x"], [{"targetPath": 3}], [{"targetPath": "[x].a[0"}]])
def test_any_yaml_can_stand_in_values_from(entries: Any) -> None:
    for said in CHART_VALUES.find(Tree.of(edited(good(), APP, put("spec.valuesFrom", entries)))):
        assert str(said)


def test_values_that_hold_themselves_are_no_endless_loop() -> None:
    loop = b"""
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: it, namespace: apps}
spec:
  chart: {spec: {chart: redis, version: 18.4.0, sourceRef: {kind: HelmRepository, name: bitnami}}}
  values: &all {master: *all}
"""
    assert findings(CHART_VALUES, {"it.yaml": loop})[0].path.startswith("spec.values.master.master")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("${X}") | st.just("{{ x"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "value", "image", "tag", "enabled", "env", "main", "resources"]), inner
        )
    ),
    max_leaves=8,
)
TRIGGER = "oci://ghcr.io/triggerdotdev/charts"
PLACES = st.sampled_from(
    [
        ("app-template", "4.3.0", BJW_S, "controllers"),
        ("app-template", "4.3.0", BJW_S, "controllers.main"),
        ("app-template", "4.3.0", BJW_S, CONTAINER),
        ("app-template", "4.3.0", BJW_S, f"{CONTAINER}.env"),
        ("app-template", "5.1.0", BJW_S, "persistence.data"),
        ("app-template", "5.1.0", BJW_S, "service.main.ports"),
        ("redis", "18.4.0", BITNAMI, "master"),
        ("redis", "23.1.1", BITNAMI, "image"),
        ("trigger", "4.0.5", TRIGGER, "webapp"),
        ("trigger", "4.0.5", TRIGGER, "webapp.extraEnvVars"),
        ("trigger", "4.5.12", TRIGGER, "webapp.ingress.hosts"),
        ("trigger", "4.5.12", TRIGGER, "postgres"),
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=PLACES, content=JSON)
def test_whatever_stands_at_a_place_the_proof_has_an_answer(place: tuple[str, str, str, str], content: Any) -> None:
    chart, version, url, key = place
    values: dict[str, Any] = {}
    value(key, content)({"spec": {"values": values}})
    for said in CHART_VALUES.find(Tree.of(by_hand(chart, version, values, url=url))):
        assert str(said)


# Charts that are given ----------------------------------------------------------------------------------------------


@pytest.fixture
def given_charts() -> Iterator[None]:
    yield
    forget_charts()


def a_chart(**files: str) -> dict[str, str]:
    return {
        "Chart.yaml": "apiVersion: v2\nname: notes\nversion: 1.2.0\n",
        "values.yaml": "image: {repository: a/notes, tag: ''}\nenv: {}\nport: 80\n",
        "templates/app.yaml": "a: {{ .Values.port }}\nb: {{ .Values.image.repository }}\n{{ toYaml .Values.env }}\n",
        **files,
    }


def packed(files: dict[str, str]) -> bytes:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as opened:
        for path, text in files.items():
            member = tarfile.TarInfo(f"notes/{path}")
            member.size = len(text.encode())
            opened.addfile(member, io.BytesIO(text.encode()))
    return archive.getvalue()


@pytest.mark.usefixtures("given_charts")
@pytest.mark.parametrize("form", ["folder", "archive", "folder of charts"])
def test_a_chart_that_is_given_judges(tmp_path: Path, form: str) -> None:
    files = by_hand("notes", "~1.2.0", {"prt": 8080, "env": {"A": "b"}})
    assert findings(CHART_VALUES, files) == []
    if form == "archive":
        (tmp_path / "notes-1.2.0.tgz").write_bytes(packed(a_chart()))
    else:
        folder = tmp_path / "notes" if form == "folder of charts" else tmp_path
        for path, text in a_chart().items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
    assert use_charts(tmp_path) == ["notes 1.2.0"]
    assert only(files) == ("spec.values.prt", "notes 1.2.0 has no 'prt' at the top of its values", "'port'")


@pytest.mark.usefixtures("given_charts")
def test_a_given_chart_goes_before_a_kept_one_whoever_published_it(tmp_path: Path) -> None:
    chart = a_chart(**{"Chart.yaml": "apiVersion: v2\nname: redis\nversion: 18.4.0\n"})
    (tmp_path / "redis.tgz").write_bytes(packed(chart))
    use_charts(tmp_path)
    assert only(by_hand("redis", "18.4.0", {"master": {}}))[0] == "spec.values.master"


@pytest.mark.usefixtures("given_charts")
def test_a_schema_that_cannot_be_used_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "notes.tgz").write_bytes(
        packed(a_chart(**{"values.schema.json": '{"properties": {"port": {"type": 3}}}'}))
    )
    use_charts(tmp_path)
    (left,) = left_open(CHART_VALUES, by_hand("notes", "1.2.0", {"port": 1}))
    assert left.what == "kinds of its values"


def test_an_alternative_decides_by_the_values_that_choose_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two alternatives with one key each, only that of the type which stands there counts."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "additionalProperties": {
            "oneOf": [
                {"additionalProperties": False, "properties": {"kind": {"const": "a"}, "of_a": {}}},
                {"additionalProperties": False, "properties": {"kind": {"const": "b"}, "of_b": {}}},
            ]
        },
    }
    judge = Judge(ChartIndex("notes", "1.0.0", "", evaluated=False, schema=schema))
    monkeypatch.setattr(chart_values, "find_index", lambda *_: judge)
    path, _, remedy = only(by_hand("notes", "1.0.0", {"x": {"kind": "b", "of_a": 1}, "y": {"of_a": 1}}))
    assert path == "spec.values.x.of_a"
    assert remedy == "'of_b'"


@pytest.mark.parametrize(
    ("target", "edit", "path", "problem"),
    [
        (
            "HelmRelease/trigger-dev",
            drop("spec.values.supervisor.extraEnvVars.0.value"),
            "spec.values.supervisor.extraEnvVars[0]",
            "has neither value nor valueFrom",
        ),
        (
            "HelmRelease/trigger-dev",
            drop("spec.values.webapp.extraEnvVars.0.valueFrom.secretKeyRef.key"),
            "spec.values.webapp.extraEnvVars[0].valueFrom.secretKeyRef",
            "it has no key",
        ),
        (
            "HelmRelease/trigger-dev-minio",
            drop("spec.values.controllers.main.containers.minio.env.MINIO_ROOT_USER.valueFrom.secretKeyRef.name"),
            "spec.values.controllers.main.containers.minio.env.MINIO_ROOT_USER.valueFrom.secretKeyRef",
            "it has no name",
        ),
        (
            "HelmRelease/trigger-dev",
            drop("spec.valuesFrom.0.targetPath"),
            "spec.valuesFrom[0]",
            "without targetPath it is read as a whole values file",
        ),
        ("HelmRelease/trigger-dev-minio", drop("spec.chart.spec.version"), "spec.chart.spec.version", "no version"),
        ("HelmRelease/trigger-dev-minio", put("spec.chart.spec.version", "*"), "spec.chart.spec.version", "'*'"),
        ("OCIRepository/triggerdotdev-trigger", drop("spec.ref"), "spec.ref", "the tag `latest`"),
    ],
)
def test_what_is_left_out_and_matters_is_found(target: str, edit: Edit, path: str, problem: str) -> None:
    found = findings(CHART_VALUES, edited(good(), target, edit))
    assert [said for said in found if said.path == path and problem in said.problem], found


def test_a_number_under_the_name_of_a_secret_is_not_shown() -> None:
    number = 98765432109876543211
    files = edited(good(), REDIS, put("spec.values.auth.password", number))
    found = [said for said in findings(CHART_VALUES, files) if said.path == "spec.values.auth.password"]
    assert found
    assert str(number) not in str(found)
    files = edited(good(), STORE, value(f"{CONTAINER}.env.DB_PASSWORD", 13131313))
    found = [said for said in findings(CHART_VALUES, files) if "DB_PASSWORD" in said.path]
    assert found
    assert "13131313" not in str(found)
