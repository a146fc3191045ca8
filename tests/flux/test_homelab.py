"""The lab as a whole: what it writes, what it refuses, and that a refusal changes nothing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import (
    HEX_32,
    Component,
    ExistingSource,
    FluxApp,
    HelmRelease,
    HelmRepository,
    Homelab,
    InvalidArgument,
    LabError,
    OciChart,
    Placeholders,
    RepositoryChart,
    SecretContract,
    Variable,
    in_secret,
    provide_secret,
)
from homelab_constructs.flux.component import ComponentPart
from homelab_constructs.flux.dist import EXPECTS, HEADER
from homelab_constructs.flux.health import HealthGate
from tests.support import (
    assert_app_matches,
    config_map,
    documents,
    find,
    identities,
    kustomization,
    new_lab,
    plain_app,
    profile,
)

ROOT = Path(__file__).resolve().parent.parent.parent
OCI = OciChart(name="redis", url="oci://example.org/charts/redis", version="18.4.0")
CLASSIC = RepositoryChart(
    repository=HelmRepository(name="bjw-s", url="https://example.org/charts"), chart="app-template", version="4.3.0"
)


NOTES = OciChart(name="notes", url="oci://ghcr.io/example/notes", version="1.0.0")
"""A chart that nobody here has rules for: an app of it is good whatever its values are."""


def release(component: Component, chart: OciChart | RepositoryChart = OCI, **options: Any) -> HelmRelease:
    return HelmRelease(component, "release", chart=chart, **({"values": {}} | options))


def secret(component: Component, name: str, **more: str) -> SecretContract:
    """A rendered Secret with one password."""
    password = Variable(name=component.variable_name("PASSWORD"), format=HEX_32, purpose="a password")
    content = {"password": in_secret(password)} | more
    return provide_secret(component, "auth", Placeholders(name=name, content=content, variables=[password]), None)


WATCHED = ("[flux]", "[substitution]", "[names]")
"""The proofs that the small labs of this module are about; they are too bare for those that look at pods and charts."""


def findings(lab: Homelab) -> list[str]:
    """What a lab is refused for."""
    with pytest.raises(LabError) as caught:
        lab.prove()
    found = caught.value.findings
    return [finding for finding in found if finding.endswith(WATCHED) or not finding.endswith("]")]


def small_app(lab: Homelab) -> None:
    """A database of sorts, and an app that waits for it."""
    app = FluxApp(lab, "photos")
    store, front = app.component("redis"), app.component("app")
    auth = secret(store, "photos-redis")
    release(store, NOTES)
    front.depend_on(auth.provider)
    config_map(front, "photos", {"HOST": "photos.${SECRET_DOMAIN}"})


# What it writes -----------------------------------------------------------------------------------------------------


def test_a_small_app_as_it_stands_in_dist(yaml_snapshot: SnapshotAssertion) -> None:
    lab = new_lab(base_dependencies=["000-base"])
    small_app(lab)
    assert_app_matches(lab.files(), yaml_snapshot)


def test_every_app_has_a_folder_and_every_component_one_in_it() -> None:
    lab = new_lab()
    plain_app(lab, "photos", "db", "app")
    plain_app(lab, "wiki")
    assert list(lab.files()) == [
        "expects.yaml",
        "kustomization.yaml",
        "photos/app/ConfigMap.photos.yaml",
        "photos/app/kustomization.yaml",
        "photos/db/ConfigMap.photos-db.yaml",
        "photos/db/kustomization.yaml",
        "photos/ks.yaml",
        "wiki/app/ConfigMap.wiki.yaml",
        "wiki/app/kustomization.yaml",
        "wiki/ks.yaml",
    ]


def test_the_root_lists_sources_and_the_ks_yaml_of_every_app() -> None:
    lab = new_lab()
    release(plain_app(lab, "wiki").component("app"))
    plain_app(lab, "photos")
    (root,) = documents(lab.files()["kustomization.yaml"])
    assert root == {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": ["./photos/ks.yaml", "./sources/redis.yaml", "./wiki/ks.yaml"],
    }


def test_a_component_lists_its_files_and_no_other() -> None:
    lab = new_lab()
    component = plain_app(lab, "photos").component("app")
    component.carry("Secret", "mine", b"carried: true\n")
    release(component)
    files = lab.files()
    (listed,) = documents(files["photos/app/kustomization.yaml"])
    inside = [path.removeprefix("photos/app/") for path in files if path.startswith("photos/app/")]
    assert sorted(listed["resources"]) == sorted(f"./{path}" for path in inside if path != "kustomization.yaml")
    assert "./Secret.mine.sops.yaml" in listed["resources"]


def test_every_file_says_what_wrote_it_and_ends_with_a_newline() -> None:
    lab = new_lab()
    small_app(lab)
    for path, content in lab.files().items():
        assert content.startswith(HEADER.encode()), path
        assert HEADER.startswith("---\n# ")
        assert content.endswith(b"\n"), path
        assert not content.endswith(b"\n\n"), path
        assert documents(content), path


def test_a_carried_file_stays_as_it_is() -> None:
    lab = new_lab()
    content = b"kind: Secret\r\nmetadata: {name: mine}\n# no newline at the end, \xc3\xa4"
    FluxApp(lab, "photos").component("app").carry("Secret", "mine", content)
    assert lab.files()["photos/app/Secret.mine.sops.yaml"] == content


def test_expects_is_applied_by_nobody() -> None:
    lab = new_lab()
    small_app(lab)
    files = lab.files()
    assert not [path for path, content in files.items() if path != EXPECTS and EXPECTS.encode() in content]
    assert "apiVersion" not in documents(files[EXPECTS])[0]


def test_a_lab_knows_its_components() -> None:
    lab = new_lab()
    app = plain_app(lab, "photos", "db", "app")
    assert lab.components == app.components == (app.component("db"), app.component("app"))


def test_synth_writes_what_files_gives(tmp_path: Path) -> None:
    lab = Homelab(profile(), outdir=tmp_path / "dist")
    small_app(lab)
    lab.synth()
    written = {
        path.relative_to(tmp_path / "dist").as_posix(): path.read_bytes()
        for path in (tmp_path / "dist").rglob("*")
        if path.is_file()
    }
    assert written == lab.files()


def test_files_alone_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lab = Homelab(profile())
    small_app(lab)
    lab.files()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_called_dist_unless_told_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lab = Homelab(profile())
    plain_app(lab, "photos")
    lab.synth()
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


# The same bytes -----------------------------------------------------------------------------------------------------


def test_two_fresh_labs_give_the_same_bytes() -> None:
    first, second = new_lab(), new_lab()
    small_app(first)
    small_app(second)
    assert first.files() == second.files()


def test_the_order_in_which_things_were_made_leaves_no_trace() -> None:
    def make(lab: Homelab, apps: list[str], parts: list[str]) -> dict[str, bytes]:
        for name in apps:
            app = FluxApp(lab, name)
            for part in parts:
                config_map(app.component(part), f"{name}-{part}")
            for part in parts:
                app.component(part).depend_on({"a": f"{name}-b", "b": "000-base", "c": f"{name}-a"}[part])
            release(app.component("c"), OCI if name == "photos" else CLASSIC)
        return lab.files()

    assert make(new_lab(), ["photos", "wiki"], ["a", "b", "c"]) == make(new_lab(), ["wiki", "photos"], ["c", "a", "b"])


def test_files_can_be_asked_for_twice_and_kept_from_changes() -> None:
    lab = new_lab()
    small_app(lab)
    once = lab.files()
    once["kustomization.yaml"] = b"spoiled"
    assert lab.files()["kustomization.yaml"] != b"spoiled"


@pytest.mark.slow
def test_the_order_of_sets_leaves_no_trace() -> None:
    """Python orders a set of words anew in every process, unless told how."""
    script = (
        "import hashlib, tests.flux.test_homelab as t\n"
        "lab = t.new_lab(base_dependencies=['000-base', '001-more'])\n"
        "t.small_app(lab)\n"
        "print(hashlib.sha256(repr(lab.files()).encode()).hexdigest())\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert len(printed.pop().strip()) == len(hashlib.sha256().hexdigest())


# Names --------------------------------------------------------------------------------------------------------------


def test_a_lab_needs_a_profile() -> None:
    with pytest.raises(InvalidArgument) as caught:
        Homelab({"namespace": "default"})  # type: ignore[arg-type]
    assert str(caught.value) == "profile='dict': a ClusterProfile is needed"


@pytest.mark.parametrize("name", ["photos", "sources"])
def test_a_taken_name_of_an_app_is_refused(name: str) -> None:
    lab = new_lab()
    plain_app(lab, "photos")
    with pytest.raises(InvalidArgument, match=f"^app_name='{name}': the name is taken"):
        FluxApp(lab, name)


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        (("a", "b-c"), ("a-b", "c"), "a-b-c"),
        (("a-b", "app"), ("a", "b"), "a-b"),
        (("a", "b"), ("a-b", "app"), "a-b"),
    ],
)
def test_two_kustomizations_of_one_name_are_refused(first: tuple[str, str], second: tuple[str, str], name: str) -> None:
    lab = new_lab()
    plain_app(lab, *first)
    app = FluxApp(lab, second[0])
    with pytest.raises(InvalidArgument) as caught:
        app.component(second[1])
    assert (caught.value.argument, caught.value.value) == ("component", second[1])
    assert repr(name) in caught.value.allowed


@pytest.mark.parametrize("name", ["flux", "ks", "oci-redis", "helm-bjw-s", "source-redis", "kustomization", "expects"])
def test_an_app_may_have_any_other_name(name: str) -> None:
    """None is one that the lab uses inside: jsii would break off with a traceback."""
    lab = new_lab()
    release(plain_app(lab, name, "app", "ks", "flux", "sources").component("app"))
    release(plain_app(lab, "other").component("app"), CLASSIC)
    assert f"{name}/ks/ConfigMap.{name}-ks.yaml" in lab.files()


@pytest.mark.parametrize("name", ["${APP}", "${SECRET_DOMAIN/./-}-tls", "a:b", "a b", "a/b", ""])
def test_an_object_whose_name_is_no_file_name_is_refused(name: str) -> None:
    lab = new_lab()
    config_map(FluxApp(lab, "photos").component("app"), name)
    assert f"photos/app: ConfigMap/{name}: the name is no file name; write it out, without variables" in findings(lab)


# Owners -------------------------------------------------------------------------------------------------------------


def test_an_object_in_two_components_is_refused() -> None:
    lab = new_lab()
    app = FluxApp(lab, "photos")
    config_map(app.component("db"), "shared")
    config_map(app.component("app"), "shared")
    (finding,) = findings(lab)
    assert finding.startswith("photos/app: ConfigMap/shared: photos/db makes it too; give one of them another name")


def test_an_object_in_two_apps_of_one_namespace_is_refused() -> None:
    lab = new_lab()
    config_map(FluxApp(lab, "photos").component("app"), "shared")
    config_map(FluxApp(lab, "wiki").component("app"), "shared")
    (finding,) = findings(lab)
    assert finding.startswith("wiki/app: ConfigMap/shared: photos/app makes it too")


def test_an_object_that_is_twice_in_one_component_is_refused() -> None:
    lab = new_lab()
    component = FluxApp(lab, "photos").component("app")
    config_map(component, "shared")
    config_map(component, "shared")
    found = findings(lab)
    assert len(set(found)) == len(found) == 1, "said once"
    assert found[0].startswith("photos/app: ConfigMap/shared: photos/app makes it too")


def test_a_carried_secret_and_a_rendered_one_of_the_same_name_are_refused() -> None:
    lab = new_lab()
    app = FluxApp(lab, "photos")
    app.component("db").carry("Secret", "auth", b"apiVersion: v1\nkind: Secret\nmetadata:\n  name: auth\n")
    secret(app.component("app"), "auth")
    (finding,) = findings(lab)
    assert finding.startswith("photos/app: Secret/auth: photos/db makes it too")


def test_the_same_name_in_two_namespaces_is_fine() -> None:
    lab = new_lab()
    config_map(FluxApp(lab, "photos").component("app"), "shared")
    config_map(FluxApp(lab, "wiki", namespace="wiki").component("app"), "shared")
    assert {"photos/app/ConfigMap.shared.yaml", "wiki/app/ConfigMap.shared.yaml"} <= lab.files().keys()


def test_an_object_that_moved_to_another_version_of_its_group_is_still_the_same() -> None:
    lab = new_lab()
    app = FluxApp(lab, "photos")
    for name, version in (("db", "v1"), ("app", "v1beta1")):
        component = app.component(name)
        cdk8s.ApiObject(
            component,
            "job",
            api_version=f"batch/{version}",
            kind="CronJob",
            metadata=cdk8s.ApiObjectMetadata(name="clean"),
        )
    (finding,) = findings(lab)
    assert finding.startswith("photos/app: CronJob/clean: photos/db makes it too")


def test_two_kinds_of_one_word_in_different_groups_both_come_out() -> None:
    """`Cluster` is a kind of CloudNativePG and of others: neither may take the other's file."""
    lab = new_lab()
    component = FluxApp(lab, "photos").component("app")
    for index, group in enumerate(["postgresql.cnpg.io/v1", "cluster.x-k8s.io/v1beta1"]):
        cdk8s.ApiObject(
            component,
            f"cluster-{index}",
            api_version=group,
            kind="Cluster",
            metadata=cdk8s.ApiObjectMetadata(name="photos"),
        )
    written = {identity[0] for identity in identities(lab.files()) if identity[1] == "Cluster"}
    assert written == {"cluster.x-k8s.io/v1beta1", "postgresql.cnpg.io/v1"}


# Namespaces ---------------------------------------------------------------------------------------------------------


def test_a_foreign_namespace_is_refused_because_flux_would_overwrite_it() -> None:
    lab = new_lab()
    config_map(FluxApp(lab, "photos").component("app"), "a", namespace="kube-system")
    (finding,) = findings(lab)
    assert finding.startswith("photos/app: ConfigMap/a: metadata.namespace 'kube-system' would be overwritten with 'd")
    assert "leave it out" in finding


def test_the_namespace_that_flux_gives_may_be_written_out() -> None:
    lab = new_lab()
    config_map(FluxApp(lab, "photos", namespace="apps").component("app"), "a", namespace="apps")
    assert find(lab.files(), "ConfigMap", "a")["metadata"]["namespace"] == "apps"


# Variables ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("${NOBODY}", "variable NOBODY is declared by nobody"),
        ("a ${NOBODY/./-} b", "variable NOBODY is declared by nobody"),
        ("${HOME:-x}", "variable HOME is declared by nobody; Flux would write its default"),
        ("${HOME-x}", "'${HOME-x}' would break or vanish in Flux's substitution"),
        ("DO $$ BEGIN", "'$$' would break or vanish in Flux's substitution"),
        ("echo ${", "'${' would break or vanish in Flux's substitution"),
    ],
)
@pytest.mark.parametrize("place", ["data.key", "metadata.labels.a", "metadata.annotations.a"])
def test_text_that_flux_would_spoil_is_found_wherever_it_stands(text: str, finding: str, place: str) -> None:
    lab = new_lab()
    component = FluxApp(lab, "photos").component("app")
    if place == "data.key":
        config_map(component, "a", {"key": text})
    else:
        config_map(component, "a", **{place.split(".")[1]: {"a": text}})
    found = [told for told in findings(lab) if finding in told]
    assert found[0].startswith(f"photos/app: ConfigMap/a: {place}")


def test_a_key_is_text_too() -> None:
    lab = new_lab()
    config_map(FluxApp(lab, "photos").component("app"), "a", {"${NOBODY}": "x"})
    assert findings(lab)[0].startswith("photos/app: ConfigMap/a: data.${NOBODY}: variable NOBODY is declared by nobody")


@pytest.mark.parametrize(
    "chart",
    [
        OciChart(name="x", url="oci://example.org/${NOBODY}/x", version="1.0.0"),
        RepositoryChart(
            repository=HelmRepository(name="x", url="https://example.org/${NOBODY}"), chart="x", version="1.0.0"
        ),
    ],
    ids=["OciChart", "HelmRepository"],
)
def test_text_that_flux_would_spoil_is_found_in_a_source(chart: OciChart | RepositoryChart) -> None:
    lab = new_lab()
    release(FluxApp(lab, "photos").component("app"), chart)
    (found,) = findings(lab)
    assert found.startswith("sources/x.yaml: ")
    assert "spec.url: variable NOBODY is declared by nobody" in found


def test_what_was_declared_what_the_domain_names_and_what_every_ks_yaml_sets_may_be_used() -> None:
    lab = new_lab(domain="${SECRET_HOME}")
    component = FluxApp(lab, "photos").component("app")
    component.declare(Variable(name="SECRET_MINE", format=HEX_32, purpose="mine"))
    config_map(component, "a", {"a": "${SECRET_MINE} ${APP} www.${SECRET_HOME}", "b": "$${HOME} $HOME $(HOME)"})
    assert "photos/app/ConfigMap.a.yaml" in lab.files()


def test_another_domain_than_the_profiles_is_declared_by_nobody() -> None:
    lab = new_lab(domain="home.example.org")
    config_map(FluxApp(lab, "photos").component("app"), "a", {"host": "www.${SECRET_DOMAIN}"})
    (finding,) = findings(lab)
    assert finding.startswith("photos/app: ConfigMap/a: data.host: variable SECRET_DOMAIN is declared by nobody")


def test_the_quote_is_defined_wherever_it_is_used() -> None:
    """Undefined it would be nothing, or from Flux 2.9 on an error that stops the component."""
    lab = new_lab()
    app = FluxApp(lab, "photos")
    config_map(app.component("app"), "a", {"key": "${quote}1${quote}"})
    config_map(app.component("db"), "b", {"key": "1"})
    files = lab.files()
    assert kustomization(files, "photos")["postBuild"]["substitute"].get("quote") == '"'
    assert "quote" not in kustomization(files, "photos-db")["postBuild"]["substitute"]


# All at once, or nothing --------------------------------------------------------------------------------------------


def break_in_many_ways(lab: Homelab) -> None:
    app = FluxApp(lab, "photos")
    config_map(app.component("a"), "x", {"one": "${NOBODY}", "two": "$$", "three": "${A} ${B}"})
    config_map(app.component("b"), "x", namespace="other")
    config_map(app.component("b"), "n:n")
    app.component("empty")


def test_every_finding_is_told_at_once() -> None:
    lab = new_lab()
    break_in_many_ways(lab)
    found = findings(lab)
    for part in (
        "photos/a: ConfigMap/x: data.one: variable NOBODY",
        "photos/a: ConfigMap/x: data.two: '$$' would break",
        "photos/a: ConfigMap/x: data.three: variable A ",
        "photos/a: ConfigMap/x: data.three: variable B ",
        "photos/b: ConfigMap/x: metadata.namespace 'other'",
        "photos/b: ConfigMap/x: photos/a makes it too",
        "photos/b: ConfigMap/n:n: the name is no file name",
        "photos/empty: the component is empty",
    ):
        assert [finding for finding in found if finding.startswith(part)], f"{part!r} is not among {found}"
    assert len(found) == 9, "the name n:n is no file's, and no ConfigMap's either"


def test_a_refused_lab_leaves_dist_and_the_folder_of_the_cli_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = Homelab(profile(), outdir=tmp_path / "dist")
    small_app(good)
    good.synth()
    before = {path: path.stat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]}
    monkeypatch.setenv("CDK8S_OUTDIR", str(tmp_path / ".cdk8s"))
    bad = Homelab(profile(), outdir=tmp_path / "dist")
    break_in_many_ways(bad)
    with pytest.raises(LabError, match="nothing was written"):
        bad.synth()
    assert {path: path.stat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]} == before


def test_the_cli_finds_its_folder_after_a_synth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDK8S_OUTDIR", str(tmp_path / ".cdk8s"))
    lab = Homelab(profile(), outdir=tmp_path / "dist")
    plain_app(lab, "photos")
    lab.synth()
    assert list((tmp_path / ".cdk8s").iterdir()) == []


def test_a_refused_lab_is_refused_again_with_the_same_findings() -> None:
    lab = new_lab()
    break_in_many_ways(lab)
    assert findings(lab) == findings(lab)


ADDITIONS: dict[str, Callable[[Homelab, Component], object]] = {
    "an app": lambda lab, _: FluxApp(lab, "late"),
    "a component": lambda _, component: component.app.component("late"),
    "a release": lambda _, component: release(component),
    "a part": lambda _, component: ComponentPart(component, "late"),
    "a Secret": lambda _, component: secret(component, "late"),
    "a file": lambda _, component: component.carry("Secret", "late", b""),
    "a dependency": lambda _, component: component.depend_on("late"),
    "a gate": lambda _, component: component.gate(HealthGate(api_version="v1", kind="Late", name="late")),
    "a variable": lambda _, component: component.declare(Variable(name="LATE", format=HEX_32, purpose="late")),
    "an expected Secret": lambda _, component: component.expect_secret("late", ["a"]),
}


@pytest.mark.parametrize("add", ADDITIONS.values(), ids=ADDITIONS)
@pytest.mark.parametrize("good", [True, False], ids=["written", "refused"])
def test_what_comes_after_synth_is_refused_because_it_would_be_lost(
    add: Callable[[Homelab, Component], object], good: bool
) -> None:
    lab = new_lab()
    component = plain_app(lab, "photos").component("app")
    if not good:
        config_map(component, "bad", {"a": "${NOBODY}"})
        findings(lab)
    else:
        lab.files()
    with pytest.raises(LabError, match="add everything before"):
        add(lab, component)


def test_a_variable_that_stands_alone_is_refused_where_digits_would_become_a_number() -> None:
    lab = new_lab()
    component = FluxApp(lab, "photos").component("app")
    component.declare(Variable(name="SECRET_MINE", format=HEX_32, purpose="mine"))
    config_map(
        component, "a", {"bare": "${SECRET_MINE}", "url": "redis://${SECRET_MINE}@a", "host": "${SECRET_DOMAIN}"}
    )
    (finding,) = findings(lab)
    assert finding.startswith("photos/app: ConfigMap/a: data.bare: ${SECRET_MINE} stands alone")
    assert "in_secret(variable)" in finding


# What waits for what ------------------------------------------------------------------------------------------------


def test_a_base_dependency_that_the_lab_makes_itself_does_not_wait_for_itself() -> None:
    lab = new_lab(base_dependencies=["000-base", "infra"])
    plain_app(lab, "infra")
    plain_app(lab, "photos")
    files = lab.files()
    assert kustomization(files, "infra")["dependsOn"] == [{"name": "000-base"}]
    assert kustomization(files, "photos")["dependsOn"] == [{"name": "000-base"}, {"name": "infra"}]
    (expected,) = documents(files[EXPECTS])
    assert expected["kustomizations"] == [{"name": "000-base", "namespace": "flux-system"}]


def test_a_base_dependency_that_the_lab_makes_itself_is_gated_for_all_who_wait_for_it() -> None:
    lab = new_lab(base_dependencies=["infra"])
    release(plain_app(lab, "infra").component("app"))
    plain_app(lab, "photos")
    assert [check["name"] for check in kustomization(lab.files(), "infra")["healthChecks"]] == ["infra"]


def test_whoever_names_a_secret_of_another_component_waits_for_it() -> None:
    lab = new_lab()
    app = FluxApp(lab, "photos")
    secret(app.component("redis"), "photos-redis-auth")
    app.component("mail").carry("Secret", "photos-mail", b"---\n")
    front = app.component("app")
    release(front, values={"auth": {"existingSecret": "photos-redis-auth"}, "env": [{"secret": "photos-mail"}]})
    files = lab.files()
    assert kustomization(files, "photos")["dependsOn"] == [{"name": "photos-mail"}, {"name": "photos-redis"}]
    assert "dependsOn" not in kustomization(files, "photos-redis")


def test_a_secret_of_that_name_in_another_namespace_is_another_one() -> None:
    lab = new_lab()
    secret(FluxApp(lab, "photos", namespace="media").component("app"), "shared-auth")
    release(FluxApp(lab, "wiki").component("app"), values={"existingSecret": "shared-auth"})
    assert "dependsOn" not in kustomization(lab.files(), "wiki")


@pytest.mark.parametrize("text", ["http://photos-db.media.svc:9000", "photos-db.media.svc", "a,photos-db.media.svc.b"])
def test_whoever_names_a_host_that_another_component_serves_waits_for_it(text: str) -> None:
    lab = new_lab()
    app = plain_app(lab, "photos", "db", namespace="media")
    app.component("db").serve("photos-db.media.svc")
    config_map(FluxApp(lab, "wiki").component("app"), "wiki", {"endpoint": text})
    assert kustomization(lab.files(), "wiki")["dependsOn"] == [{"name": "photos-db"}]
    assert app.component("db").hosts == {"photos-db.media.svc"}


def test_a_component_that_names_its_own_secret_and_host_does_not_wait_for_itself() -> None:
    lab = new_lab()
    component = FluxApp(lab, "photos").component("app")
    component.serve("photos.default.svc")
    secret(component, "photos-auth", url="http://photos.default.svc")
    release(component, values={"existingSecret": "photos-auth"})
    assert "dependsOn" not in kustomization(lab.files(), "photos")


def test_a_word_that_happens_to_be_the_name_of_a_secret_makes_nobody_wait() -> None:
    """A database `photos` has nothing to do with a Secret `photos`, and waiting for it would close a ring."""
    lab = new_lab()
    app = FluxApp(lab, "photos")
    config_map(app.component("db"), "photos-db", {"database": "photos"})
    secret(app.component("app"), "photos")
    app.component("app").depend_on("photos-db")
    assert "dependsOn" not in kustomization(lab.files(), "photos-db")


@pytest.mark.parametrize("ring", [["a", "b"], ["a", "b", "c"], ["c", "a", "d", "b"]])
def test_components_that_wait_for_each_other_are_refused_and_the_ring_is_shown(ring: list[str]) -> None:
    lab = new_lab()
    app = plain_app(lab, "photos", *ring, "beside")
    for name, next_one in zip(ring, [*ring[1:], ring[0]], strict=True):
        app.component(name).depend_on(f"photos-{next_one}")
    app.component("beside").depend_on("photos-a")
    (finding,) = findings(lab)
    shown = (
        finding.partition("Kustomizations wait for each other: ")[2]
        .partition(" (made")[0]
        .partition("\n")[0]
        .split(" -> ")
    )
    assert shown[0] == shown[-1]
    assert sorted(shown[1:]) == sorted(f"photos-{name}" for name in ring)


def test_what_every_component_waits_for_cannot_wait_for_one_of_them() -> None:
    lab = new_lab(base_dependencies=["infra"])
    plain_app(lab, "infra").component("app").depend_on("photos")
    plain_app(lab, "photos")
    (finding,) = findings(lab)
    assert "infra" in finding
    assert "photos" in finding


def test_a_chain_is_no_ring() -> None:
    lab = new_lab(base_dependencies=["000-base"])
    app = plain_app(lab, "photos", "a", "b", "c")
    app.component("a").depend_on("photos-b")
    app.component("a").depend_on("photos-c")
    app.component("b").depend_on("photos-c")
    assert "photos/ks.yaml" in lab.files()


# Chart sources ------------------------------------------------------------------------------------------------------


def test_a_source_is_emitted_once_however_many_use_it() -> None:
    lab = new_lab()
    for name in ("photos", "wiki"):
        release(FluxApp(lab, name).component("app"))
    listed = [identity for identity in identities(lab.files()) if identity[1] == "OCIRepository"]
    assert listed == [("source.toolkit.fluxcd.io/v1", "OCIRepository", "flux-system", "redis")]


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (OciChart(name="redis", url=OCI.url, version="19.0.0"), "OCIRepository"),
        (OciChart(name="redis", url="oci://elsewhere.org/redis", version="18.4.0"), "OCIRepository"),
        (
            RepositoryChart(
                repository=HelmRepository(name="bjw-s", url="https://elsewhere.org"), chart="x", version="1.0.0"
            ),
            "HelmRepository",
        ),
    ],
    ids=["version", "url", "repository"],
)
def test_two_sources_of_one_name_that_differ_are_refused(other: OciChart | RepositoryChart, kind: str) -> None:
    lab = new_lab()
    release(FluxApp(lab, "photos").component("app"))
    release(FluxApp(lab, "wiki").component("app"), CLASSIC)
    late = FluxApp(lab, "late").component("app")
    with pytest.raises(InvalidArgument) as caught:
        release(late, other)
    assert caught.value.argument == "source"
    assert f"the lab has another {kind} of that name" in caught.value.allowed


def test_charts_of_one_repository_share_it() -> None:
    lab = new_lab()
    release(FluxApp(lab, "photos").component("app"), CLASSIC)
    more = RepositoryChart(repository=CLASSIC.repository, chart="other", version="1.0.0")
    release(FluxApp(lab, "wiki").component("app"), more)
    assert [path for path in lab.files() if path.startswith("sources/")] == ["sources/bjw-s.yaml"]


def test_an_oci_and_a_classic_source_may_share_a_name() -> None:
    lab = new_lab()
    release(FluxApp(lab, "photos").component("app"))
    same = RepositoryChart(repository=HelmRepository(name="redis", url="https://a.org"), chart="x", version="1.0.0")
    release(FluxApp(lab, "wiki").component("app"), same)
    files = lab.files()
    assert {item["kind"] for item in documents(files["sources/redis.yaml"])} == {"OCIRepository", "HelmRepository"}
    assert files["sources/redis.yaml"].count(HEADER.encode()) == 1


def test_a_source_that_the_cluster_has_is_referred_to_and_expected() -> None:
    lab = new_lab(
        existing_sources=[
            ExistingSource(kind="OCIRepository", name="redis", version="20.1.0"),
            ExistingSource(kind="HelmRepository", name="bjw-s"),
            ExistingSource(kind="HelmRepository", name="unused"),
        ]
    )
    first = release(FluxApp(lab, "photos").component("app"))
    second = release(FluxApp(lab, "wiki").component("app"), CLASSIC)
    files = lab.files()
    assert not [path for path in files if path.startswith("sources/")]
    assert find(files, "HelmRelease", "photos")["spec"]["chartRef"]["name"] == "redis"
    assert find(files, "HelmRelease", "wiki")["spec"]["chart"]["spec"]["sourceRef"]["name"] == "bjw-s"
    (expected,) = documents(files[EXPECTS])
    assert expected["sources"] == [
        {"kind": "GitRepository", "name": "flux-system", "namespace": "flux-system"},
        {"kind": "HelmRepository", "name": "bjw-s", "namespace": "flux-system", "url": "https://example.org/charts"},
        {
            "kind": "OCIRepository",
            "name": "redis",
            "namespace": "flux-system",
            "url": "oci://example.org/charts/redis",
            "version": "20.1.0",
        },
    ]
    assert isinstance(first.chart, OciChart)
    assert first.chart.version == "20.1.0", "the values follow what the cluster has"
    assert second.chart == CLASSIC


def test_a_source_of_another_kind_and_the_same_name_is_still_emitted() -> None:
    lab = new_lab(existing_sources=[ExistingSource(kind="HelmRepository", name="redis")])
    release(FluxApp(lab, "photos").component("app"))
    assert "sources/redis.yaml" in lab.files()
