"""The proof `substitution`: what Flux makes of every text."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from homelab_constructs.proofs.replay import SubstitutionError, parse, references, substitute, write_again
from homelab_constructs.proofs.substitution import SUBSTITUTION
from tests import flux_replay, labs
from tests.proofs.broken import Files, edited, findings, good, left_open, put, write

CONFIG = "ConfigMap/trigger-dev-clickhouse-config"


@pytest.mark.parametrize("name", labs.TREES)
def test_it_finds_nothing_in_a_good_lab(name: str) -> None:
    assert findings(SUBSTITUTION, good(name)) == []


def problems(files: Files) -> list[tuple[str, str]]:
    return [(found.path, found.problem) for found in findings(SUBSTITUTION, files)]


def with_text(text: str) -> Files:
    return edited(good(), CONFIG, put("data.extra", text))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("${NOBODY}", "variable NOBODY is declared by nobody; Flux would write an empty text"),
        ("echo ${HOME:-/root}", "variable HOME is declared by nobody; Flux would write its default"),
        ("${SECRET_TRIGGER_DEV_REDIS_PASWORD}", "SECRET_TRIGGER_DEV_REDIS_PASWORD is declared by nobody"),
        ("${SECRET_DOMAIN-x}", "'${SECRET_DOMAIN-x}' would break"),
        ("${SECRET_DOMAIN", "'${SECRET_DOMAIN' would break"),
        ("${}", "'${}' would break"),
        ("${a.b}", "'${a.b}' would break"),
        ("${names[@]}", "'${names[@]}' would break"),
        ("DO $$ BEGIN END $$", "'$$' would break or vanish"),
        ("a$$$b", "'$$' would break or vanish"),
    ],
)
def test_text_that_flux_would_spoil_is_found(text: str, problem: str) -> None:
    found = problems(with_text(text))
    assert [said for said in found if said[0] == "data.extra" and problem in said[1]], found


@pytest.mark.parametrize(
    "text",
    [
        "$HOME $(HOME) {{ x }} $",
        "$${HOME}",
        "a $$$$ b",
        "https://x.${SECRET_DOMAIN}",
        "${SECRET_DOMAIN/./-}-tls",
        "${APP}-x",
    ],
)
def test_text_that_comes_out_right_is_not(text: str) -> None:
    assert problems(with_text(text)) == []


@pytest.mark.parametrize(
    ("target", "path", "text"),
    [
        ("Secret/trigger-dev-redis-auth", "stringData.redis-password", "${SECRET_TRIGGER_DEV_REDIS_PASSWORD}"),
        ("HelmRelease/trigger-dev-redis", "spec.values.image.tag", "${SECRET_TRIGGER_DEV_REDIS_PASSWORD}"),
    ],
)
def test_a_variable_that_stands_alone_is_found(target: str, path: str, text: str) -> None:
    ((where, problem),) = problems(edited(good(), target, put(path, text)))
    assert where == path
    assert "stands alone, and a value such as digits would arrive as a number" in problem


def test_a_value_that_may_begin_with_a_mark_of_yaml_is_found() -> None:
    """`@` and `-` lead user names that other systems issue; at the beginning of a plain text YAML reads them."""
    files = edited(
        good(), "Secret/trigger-dev-registry", put("stringData.user", "${SECRET_TRIGGER_DEV_REGISTRY_USERNAME} x")
    )
    ((path, problem),) = problems(files)
    assert "YAML" in problem or path == "stringData.user"


def test_a_variable_in_a_url_must_not_need_an_escape() -> None:
    text = "amqp://${SECRET_TRIGGER_DEV_REGISTRY_USERNAME}:x@mq"
    found = problems(edited(good(), "Secret/trigger-dev-registry", put("stringData.url", text)))
    assert [said for said in found if "which a URL cannot bear" in said[1]]


def test_the_quotes_variable_is_needed_where_it_is_used() -> None:
    files = edited(
        good(), "Kustomization/trigger-dev-redis", put("spec.postBuild.substitute", {"APP": "trigger-dev-redis"})
    )
    assert [said for said in problems(files) if "variable quote is declared by nobody" in said[1]]


def test_a_kustomization_that_names_no_variables_has_none() -> None:
    files = edited(good(), "Kustomization/trigger-dev-redis", put("spec.postBuild.substituteFrom", []))
    assert [said for said in problems(files) if "SECRET_TRIGGER_DEV_REDIS_PASSWORD is declared by nobody" in said[1]]


def test_a_variable_where_substitution_is_switched_off_is_found() -> None:
    off = {"kustomize.toolkit.fluxcd.io/substitute": "disabled"}
    files = edited(good(), "Secret/trigger-dev-redis-auth", put("metadata.annotations", off))
    assert "stays as it is" in problems(files)[0][1]


# By hand ------------------------------------------------------------------------------------------------------------


def by_hand(text: str, *more: dict[str, Any], **post_build: Any) -> Files:
    kustomization = {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {"name": "web", "namespace": "flux-system"},
        "spec": {"path": "./web", "targetNamespace": "default", "postBuild": post_build},
    }
    config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"a": text}}
    return {"ks.yaml": write(kustomization, *more), "web/a.yaml": write(config)}


def variables(kind: str, block: str) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": kind,
        "metadata": {"name": "vars", "namespace": "flux-system"},
        block: {"HOST": "x"},
    }


@pytest.mark.parametrize(("kind", "block"), [("Secret", "stringData"), ("Secret", "data"), ("ConfigMap", "data")])
def test_variables_of_an_object_in_the_tree_are_known(kind: str, block: str) -> None:
    named = [{"kind": kind, "name": "vars"}]
    assert problems(by_hand("http://${HOST}", variables(kind, block), substituteFrom=named)) == []
    assert problems(by_hand("http://${HOTS}", variables(kind, block), substituteFrom=named))
    assert problems(by_hand("http://${HOST}", variables(kind, block), substitute={"APP": "web"}))


def test_a_default_needs_its_variable_all_the_same() -> None:
    assert problems(by_hand("http://${HOST:-web}", substitute={"HOST": "x"})) == []
    assert problems(by_hand("http://${HOST:-web}", substitute={"APP": "web"}))


def test_a_value_that_stands_in_the_kustomization_is_judged_as_it_is() -> None:
    assert problems(by_hand("${PORT}", substitute={"PORT": "web"})) == []
    ((path, problem),) = problems(by_hand("${PORT}", substitute={"PORT": "8080"}))
    assert (path, "would arrive as a number" in problem) == ("data.a", True)


def test_what_sops_encrypted_is_left_open() -> None:
    files = by_hand("x", substitute={"APP": "web"})
    files["web/s.yaml"] = write(
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": "s"},
            "stringData": {"a": "ENC[x]"},
            "sops": {"mac": "x"},
        }
    )
    assert "encrypted" in left_open(SUBSTITUTION, files)[0].why


SCRIPT = "cd ${HOME} && test -n ${PATH:-x} && kill $$ && echo ${names[@]}"
DECLARED = {"expects.yaml": write({"variables": {"keys": [{"name": "HOST"}, {"name": "TIMEZONE"}]}})}


@pytest.mark.parametrize("post_build", [{}, {"substitute": {}}, {"substituteFrom": []}])
def test_text_that_flux_does_not_look_at_is_nobodys_business(post_build: dict[str, Any]) -> None:
    assert problems(by_hand(SCRIPT, **post_build)) == []
    assert problems(by_hand(SCRIPT, substitute={"APP": "web"}))


def test_a_declared_variable_without_post_build_stays_as_it_is() -> None:
    ((path, problem),) = problems(by_hand("http://${HOST/x/y} ${HOME}") | DECLARED)
    assert (path, "no postBuild in Kustomization 'web'" in problem) == ("data.a", True)
    assert "${HOST} stays as it is" in problem


def test_a_parent_may_bring_the_variables() -> None:
    patch = "spec: {postBuild: {substituteFrom: [{kind: Secret, name: vars}], substitute: {MORE: x}}}"
    files = by_hand("http://${HOST}/${MORE}/${HOME}", variables("Secret", "stringData"))
    child = {"apps/web.yaml": files["ks.yaml"], "web/a.yaml": files["web/a.yaml"]}
    parent = {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {"name": "apps", "namespace": "flux-system"},
        "spec": {"path": "./apps", "patches": [{"patch": patch, "target": {"kind": "Kustomization"}}]},
    }
    ((_, problem),) = problems({"ks.yaml": write(parent), **child})
    assert "variable HOME is declared by nobody" in problem
    parent["spec"]["patches"][0]["target"]["name"] = "other"  # type: ignore[index]
    assert problems({"ks.yaml": write(parent), **child}) == []


@pytest.mark.parametrize("mark", ["labels", "annotations"])
def test_either_mark_switches_it_off(mark: str) -> None:
    key = "kustomize.toolkit.fluxcd.io/substitute"
    files = by_hand(SCRIPT, substitute={"APP": "web"})
    both = {"labels": {key: "enabled"}, "annotations": {key: "enabled"}} | {mark: {key: "disabled"}}
    assert problems(edited(files, "ConfigMap/a", put("metadata", {"name": "a", **both}))) == []


# Nothing of a secret ------------------------------------------------------------------------------------------------


def secret_of(text: str, kind: str = "Secret", key: str = "password") -> Files:
    block = "stringData" if kind == "Secret" else "data"
    files = by_hand("x", substitute={"APP": "web", "quote": '"'}) | DECLARED
    files["web/s.yaml"] = write({"apiVersion": "v1", "kind": kind, "metadata": {"name": "s"}, block: {key: text}})
    return files


@pytest.mark.parametrize(
    "text",
    [
        "hunter2$$topsecret",
        "x${hunter2",
        "x${hunter2-topsecret}",
        "${HOST-hunter2}",
        "${}hunter2",
    ],
)
@pytest.mark.parametrize(("kind", "key"), [("Secret", "password"), ("Secret", "conf"), ("ConfigMap", "DB_PASSWORD")])
def test_what_a_secret_holds_is_not_shown(text: str, kind: str, key: str) -> None:
    found = findings(SUBSTITUTION, secret_of(text, kind, key))
    assert found
    assert not [said for said in found if "hunter2" in str(said) or "topsecret" in str(said)]


def test_a_text_that_would_be_a_number_is_not_shown() -> None:
    files = edited(secret_of("7741${N}"), "Kustomization/web", put("spec.postBuild.substitute.N", "1"))
    ((path, problem),) = problems(files)
    assert (path, problem) == ("stringData.password", "the text would arrive as a number with some values")


def test_of_an_expression_in_a_secret_a_known_name_is_shown() -> None:
    ((_, problem),) = problems(secret_of("${APP-hunter2}"))
    assert problem == "what begins with '${APP' would break or vanish in Flux's substitution"


def test_a_line_with_a_password_in_a_file_is_not_shown() -> None:
    ((_, problem),) = problems(secret_of("a: 1\nsmtp_password: hunter2$$x\nb: 2", "ConfigMap", "app.yaml"))
    assert problem == "'$$' would break or vanish in Flux's substitution"
    ((_, problem),) = problems(secret_of("a: 1\nsmtp_password: x${hunter2-a}", "ConfigMap", "app.yaml"))
    assert problem == "an expression that begins with '${' would break or vanish in Flux's substitution"
    ((_, problem),) = problems(secret_of("password: hunter2\nb: x$$y", "ConfigMap", "app.yaml"))
    assert problem.endswith(": 'b: x$$y'")


# Numbers that may be meant ------------------------------------------------------------------------------------------


def holding(item: dict[str, Any]) -> Files:
    named = [{"kind": "Secret", "name": "vars"}]
    found = by_hand("x", variables("Secret", "stringData"), substituteFrom=named, substitute={"PORT": "8080"})
    return found | {"web/b.yaml": write(item)}


def deployment(env: str = "x", label: str = "x", replicas: Any = 1) -> dict[str, Any]:
    pod = {"containers": [{"name": "a", "image": "a", "env": [{"name": "TZ", "value": env}]}]}
    template = {"metadata": {"labels": {"a": label}}, "spec": pod}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "b"},
        "spec": {"replicas": replicas, "template": template},
    }


RELEASE: dict[str, Any] = {
    "apiVersion": "helm.toolkit.fluxcd.io/v2",
    "kind": "HelmRelease",
    "metadata": {"name": "b"},
    "spec": {"values": {"env": {"TZ": "${HOST}"}, "list": [{"name": "A", "value": "${HOST}"}], "port": "${PORT}"}},
}


@pytest.mark.parametrize(
    ("item", "path"),
    [
        (deployment(env="${HOST}"), "spec.template.spec.containers[0].env[0].value"),
        (deployment(env="${PORT}"), "spec.template.spec.containers[0].env[0].value"),
        (deployment(label="${HOST}"), "spec.template.metadata.labels.a"),
        ({**RELEASE, "metadata": {"name": "b", "annotations": {"a": "${HOST}"}}, "spec": {}}, "metadata.annotations.a"),
        (
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "b"}, "stringData": {"a": "${HOST}"}},
            "stringData.a",
        ),
    ],
)
def test_where_only_text_is_taken_a_variable_must_not_stand_alone(item: dict[str, Any], path: str) -> None:
    ((where, problem),) = problems(holding(item))
    assert (where, "stands alone" in problem) == (path, True)


def test_where_a_number_may_be_meant_it_is_left_open() -> None:
    files = holding(RELEASE)
    assert problems(files) == []
    assert [said.what for said in left_open(SUBSTITUTION, files)] == [
        "spec.values.env.TZ: ${HOST} stands alone",
        "spec.values.list[0].value: ${HOST} stands alone",
    ]
    assert problems(holding(deployment(replicas="${HOST}"))) == []
    assert left_open(SUBSTITUTION, holding(deployment(replicas="${HOST}")))


def test_a_key_that_is_no_text_is_no_crash() -> None:
    files = by_hand("x", substitute={"APP": "web"})
    config = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "b"},
        "data": {8080: "${APP}-x", None: "$$$$"},
    }
    assert problems(files | {"web/b.yaml": write(config)}) == []


# The replay ---------------------------------------------------------------------------------------------------------

TEXTS = st.lists(
    st.sampled_from(
        ["${A}", "${B/./-}", "${B//./-}", "${C:-d}", "$$", "$", "x", ": ", "#", "1", "true", " ", "-", "'", '"']
    )
).map("".join)
VALUES = st.sampled_from(["1e5", "a.b.c", "true", "0x1f", "x y", "@a", "007"])


@given(st.dictionaries(st.sampled_from("abc"), TEXTS, min_size=1), st.tuples(VALUES, VALUES, VALUES))
def test_it_replays_as_the_judge_of_the_tests_does(data: dict[str, str], given_values: tuple[str, str, str]) -> None:
    """Two replays, written apart from the same facts."""
    values = dict(zip("ABC", given_values, strict=True))
    manifest = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": data}
    try:
        expected = flux_replay.replay(manifest, values)
    except (flux_replay.SubstitutionError, yaml.YAMLError):
        with pytest.raises((SubstitutionError, yaml.YAMLError)):
            parse(substitute(write_again(manifest), values))
        return
    assert parse(substitute(write_again(manifest), values)) == expected


@pytest.mark.parametrize("text", ["${", "${A", "${A-b}", "${A[0]}", "${1}", "${A:b"])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(SubstitutionError):
        list(references(text))
    with pytest.raises(SubstitutionError):
        substitute(text, {})
