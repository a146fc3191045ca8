"""What becomes of one object: the verdict, each field, and what loses data."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs.adoption.comparing import Entry, Verdict
from homelab_constructs.adoption.effects import Effect
from homelab_constructs.proofs.finding import Harm
from tests.adoption.small import (
    ENCRYPTED,
    KEPT,
    claim,
    cluster,
    entries,
    folder,
    lab,
    one,
    release,
    secret,
    server,
    thing,
)

CLAIM, CLUSTER = "PersistentVolumeClaim/photos-data", "Cluster/photos-postgresql"


def effects(entry: Entry) -> dict[str, Effect]:
    return {change.path: change.effect for change in entry.changes}


def config(name: str = "photos", **data: str) -> Any:
    return thing("ConfigMap", name, marks=None, data=data)


# The same -----------------------------------------------------------------------------------------------------------


def test_what_does_not_differ_is_the_same() -> None:
    objects = [claim(), cluster(), secret(password="${SECRET_X}"), server()]
    found = entries(folder(*objects), lab(*objects))
    assert {entry.verdict for entry in found.values()} == {Verdict.SAME}
    assert not any(entry.notes or entry.findings for entry in found.values())


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (claim(size="1Gi"), claim(size="1024Mi")),
        (cluster(), cluster(enableSuperuserAccess=False, logLevel="info")),
        (thing("Secret", "a", stringData={"k": "v"}), thing("Secret", "a", type="Opaque", stringData={"k": "v"})),
        (config(k="${APP}-x"), config(k="photos-x")),
        ({**claim(), "metadata": {**claim()["metadata"], "namespace": "default"}}, claim()),
        (secret(password="${SECRET_X}"), secret(password="${quote}${SECRET_X}${quote}")),
    ],
)  # fmt: skip
def test_the_same_in_other_words_is_the_same(was: Any, now: Any) -> None:
    build: dict[str, Any] = {"postBuild": {"substitute": {"APP": "photos", "quote": '"'}}}
    (entry,) = entries(folder(was, **build), lab(now, **build)).values()
    assert entry.verdict is Verdict.SAME, entry


def test_two_variables_are_two_values() -> None:
    """Filled in with what is known of them here, they would be one."""
    entry = one(
        folder(config(k="${SECRET_TRIGGER_DEV_A}")), lab(config(k="${SECRET_TRIGGER_DEV_B}")), "ConfigMap/photos"
    )
    assert entry.verdict is Verdict.CHANGED


# Fields -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "path", "effect"),
    [
        (cluster(), cluster(logLevel="debug"), "spec.logLevel", Effect.HARMLESS),
        (cluster(), cluster(resources={"limits": {"cpu": "1"}}), "spec.resources", Effect.RESTARTS),
        (cluster(), cluster(instances=2), "spec.instances", Effect.LOOK),
        (cluster(), cluster(monitoring={"x": 1}), "spec.monitoring", Effect.LOOK),
        (cluster(), cluster(walStorage={"size": "1Gi"}), "spec.walStorage", Effect.RESTARTS),
        (claim(), claim(size="6Gi"), "spec.resources.requests.storage", Effect.HARMLESS),
        (claim(marks=None), claim(), "metadata.annotations.kustomize.toolkit.fluxcd.io/prune", Effect.HARMLESS),
        (claim(marks={"a/b": "c"}), claim(marks=None), "metadata.annotations.a/b", Effect.LOOK),
        (config(a="1"), config(a="2"), "data.a", Effect.RESTARTS),
        (server(), server(image="redis:8.1"), "spec.template.spec.containers[main].image", Effect.RESTARTS),
        (thing("Gateway", "g", "gw.io/v1", spec={"a": 1}), thing("Gateway", "g", "gw.io/v1", spec={"a": 2}), "spec.a",
         Effect.LOOK),
    ],
)  # fmt: skip
def test_each_field_is_told_with_what_comes_of_it(was: Any, now: Any, path: str, effect: Effect) -> None:
    old, new = folder(was, prune=False), lab(now, prune=False)
    (entry,) = entries(old, new).values()
    assert entry.verdict is Verdict.CHANGED
    assert effects(entry) == {path: effect}
    assert all(change.why for change in entry.changes)
    assert entry.harmless is (effect is Effect.HARMLESS)
    assert not entry.lost


def test_entries_of_a_list_are_compared_by_name() -> None:
    was, now = server(), server()
    containers = now["spec"]["template"]["spec"]["containers"]
    containers.insert(0, {"name": "first", "image": "busybox:1"})
    assert set(effects(one(folder(was), lab(now), "StatefulSet/photos"))) == {"spec.template.spec.containers[first]"}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("password", "hunter2"),
        ("apiToken", "hunter2"),
        ("url", "postgresql://me:hunter2@db/x"),
        ("args", "--password=hunter2"),
    ],
)
def test_no_secret_is_ever_shown(path: str, value: str) -> None:
    old = folder(release(auth={path: value}), secret(password="hunter2"))
    new = lab(release(auth={path: "other"}), secret(password="${SECRET_X}"))
    for entry in entries(old, new).values():
        assert "hunter2" not in repr([entry.changes, entry.findings, entry.notes, entry.remedy])


# Loss ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "harm"),
    [
        (claim(), claim(size="1Gi"), Harm.REFUSED),
        (cluster(), cluster(storage={"size": "1Gi", "storageClass": "fast"}), Harm.REFUSED),
        (cluster(), cluster(storage={"size": "5Gi", "storageClass": "slow"}), Harm.IDLE),
        (cluster(), cluster(imageName="ghcr.io/cloudnative-pg/postgresql:16.1"), Harm.REFUSED),
        (cluster(), cluster(imageName="ghcr.io/cloudnative-pg/postgresql:18.1"), Harm.ONE_WAY),
        (cluster(), cluster(bootstrap={"initdb": {"database": "other", "owner": "photos"}}), Harm.IDLE),
        (server(), {**server(), "spec": {**server()["spec"], "selector": {"matchLabels": {"app": "b"}}}}, Harm.REFUSED),
        (secret(password="a"), {**secret(password="a"), "type": "kubernetes.io/basic-auth"}, Harm.REFUSED),
        (release(data={"existingClaim": "a"}), release(data={"existingClaim": "b"}), Harm.LOST),
    ],
)  # fmt: skip
def test_what_the_proof_of_data_finds_is_told_with_what_becomes_of_it(was: Any, now: Any, harm: Harm) -> None:
    entry = next(iter(entries(folder(was), lab(now)).values()))
    assert [found.harm for found in entry.findings] == [harm]
    assert entry.lost is (harm in (Harm.LOST, Harm.ONE_WAY))
    assert entry.refused is (harm is Harm.REFUSED)
    assert "exemption" not in entry.findings[0].remedy


def test_a_field_that_loses_data_is_told_once() -> None:
    entry = one(folder(claim()), lab(claim(size="1Gi")), CLAIM)
    assert [found.path for found in entry.findings] == ["spec.resources.requests.storage"]
    assert entry.changes == ()


@pytest.mark.parametrize("item", [claim(), cluster()])
def test_what_holds_data_and_is_gone_is_lost(item: Any) -> None:
    (gone, _) = sorted(entries(folder(item, config()), lab(config())).values(), key=lambda entry: not entry.findings)
    assert (gone.verdict, gone.lost) == (Verdict.GONE, True)


@pytest.mark.parametrize(("marks", "lost"), [(None, True), ({"kustomize.toolkit.fluxcd.io/prune": "disabled"}, False)])
def test_data_is_protected_before_its_kustomization_changes_hands(marks: Any, lost: bool) -> None:
    """The old root may look first: it deletes the Kustomization, which deletes what it has applied."""
    entry = one(folder(claim(marks=marks)), lab(claim()), CLAIM)
    assert entry.lost is lost
    if lost:
        assert "changes hands" in entry.findings[0].problem
        assert "apps/photos/photos/objects.yaml" in entry.findings[0].remedy


def test_data_is_protected_before_it_goes_to_another_kustomization() -> None:
    entry = one(folder(claim(marks=None)), lab(claim(), name="photos-redis"), CLAIM)
    assert entry.lost
    assert "goes from Kustomization 'photos' to 'photos-redis'" in entry.findings[0].problem


def test_a_kustomization_that_deletes_nothing_needs_no_marks() -> None:
    assert not one(folder(claim(marks=None), prune=False), lab(claim(), prune=False), CLAIM).lost


@pytest.mark.parametrize(
    ("was", "now", "refused"),
    [
        ("redis:8.0.2", "redis:7.2.3", True),
        ("bitnamilegacy/redis:8.0.2-debian-12-r4", "docker.io/bitnamilegacy/redis:7.2.3-debian-11-r1", True),
        ("quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z", "minio:RELEASE.2024-01-01T00-00-00Z", True),
        ("redis:8.0.2", "redis:8.0", False),
        ("redis:8.0.2", "redis:8.1.0", False),
        ("redis:8.0.2", "valkey:7.2.3", False),
        ("redis:latest", "redis:7.2.3", False),
    ],
)
def test_an_older_server_on_data_of_a_newer_one_is_refused(was: str, now: str, refused: bool) -> None:
    entry = one(folder(claim(), server(image=was)), lab(claim(), server(image=now)), "StatefulSet/photos")
    assert entry.refused is refused


def test_what_the_lab_bears_is_told_and_does_not_count() -> None:
    exemption = {"proof": "data", "object": CLAIM, "path": "spec.resources", "reason": "made anew on Sunday"}
    new = lab(claim(size="1Gi"), expects={"exemptions": [exemption]})
    entry = one(folder(claim()), new, CLAIM)
    assert not entry.refused
    assert [reason for _, reason in entry.borne] == ["made anew on Sunday"]


# Secrets ------------------------------------------------------------------------------------------------------------


def changes_of(was: Any, now: Any, **expects: Any) -> dict[str, str]:
    (entry,) = entries(folder(was), lab(now, expects=expects or None)).values()
    return {change.path: f"{change.effect.value}: {change.why}" for change in entry.changes}


def test_a_value_that_comes_from_a_variable_now_has_to_be_put_into_it() -> None:
    told = changes_of(secret(encrypted=True, password="x"), secret(password="${quote}${SECRET_X}${quote}"))
    assert told == {"stringData.password": "look: the variable must hold the value that is there now"}


def test_a_variable_that_may_not_change_says_what_is_lost() -> None:
    keys = [{"name": "SECRET_X", "mayChange": False, "purpose": "encrypts all there is"}]
    told = changes_of(secret(encrypted=True, key="x"), secret(key="${SECRET_X}"), variables={"keys": keys})
    assert told["stringData.key"].endswith("; encrypts all there is")


def test_keys_that_come_and_go_are_told() -> None:
    told = changes_of(secret(password="${SECRET_X}"), secret(other="${SECRET_X}"))
    assert told["stringData.password"].startswith("look: ")
    assert told["stringData.other"].startswith("harmless: ")


def test_the_same_file_is_the_same_and_another_one_only_sops_can_tell() -> None:
    was = secret(encrypted=True, password="x")
    assert changes_of(was, was) == {}
    anew = {**was, "stringData": {"password": ENCRYPTED.replace("Zm9v", "YmFy")}}
    assert "only sops can tell" in changes_of(was, anew)["stringData.password"]


def test_the_remedy_names_the_file_that_there_is() -> None:
    was, now = secret("photos-clickhouse-auth", encrypted=True, password="x"), secret("photos-clickhouse-auth")
    now["stringData"] = {"clickhouse-password": "${SECRET_X}"}
    entry = one(folder(was), lab(now), "Secret/photos-clickhouse-auth")
    file = "cluster/apps/photos/photos/objects.yaml"
    assert entry.remedy == f'ClickHouseServer(auth=SopsSecret("{file}", keys={{"clickhouse-password": "password"}}))'


# Releases and what charts make --------------------------------------------------------------------------------------

VALUES: dict[str, Any] = {
    "architecture": "standalone",
    "master": {"persistence": {"existingClaim": "photos-redis-data"}},
}


def test_what_a_chart_makes_counts_too() -> None:
    found = entries(folder(release(**VALUES)), lab(release(**VALUES)))
    assert found.keys() >= {"HelmRelease/photos-redis", "Service/photos-redis-master", "Service/photos-redis-headless"}
    assert {entry.verdict for entry in found.values()} == {Verdict.SAME}


@pytest.mark.parametrize(
    ("was", "now", "effect"),
    [
        ("19.5.5", "19.6.0", Effect.RESTARTS),
        ("19.5.5", "22.0.7", Effect.LOOK),
        ("19.5.5", "18.4.0", Effect.LOOK),
        ("19.5.5", "~19.5.0", Effect.RESTARTS),
        ("19.5.5", "^19.1.0", Effect.RESTARTS),
        ("19.5.5", "~18.4.0", Effect.LOOK),
    ],
)
def test_another_chart_version_is_told_with_its_direction(was: str, now: str, effect: Effect) -> None:
    old, new = folder(release(version=was, **VALUES)), lab(release(version=now, **VALUES))
    assert effects(one(old, new, "HelmRelease/photos-redis"))["spec.chart"] is effect


def test_the_same_chart_from_another_source_is_harmless() -> None:
    new = release(**VALUES)
    new["spec"]["chart"]["spec"]["sourceRef"]["name"] = "other"
    assert effects(one(folder(release(**VALUES)), lab(new), "HelmRelease/photos-redis")) == {
        "spec.chart": Effect.HARMLESS
    }


def test_a_claim_that_a_chart_makes_no_more_is_lost() -> None:
    was = release(
        "notes", "app-template", "4.3.0", persistence={"data": {"type": "persistentVolumeClaim", "size": "1Gi"}}
    )
    now = release("notes", "app-template", "4.3.0", persistence={})
    found = entries(folder(was), lab(now))
    assert found["HelmRelease/notes"].lost
    assert found["PersistentVolumeClaim/notes"].verdict is Verdict.GONE


def app(name: str, fullname: str = "") -> Any:
    return release(
        name,
        "app-template",
        "4.3.0",
        **({"global": {"fullnameOverride": fullname}} if fullname else {}),
        controllers={"main": {"containers": {"main": {"image": {"repository": "a", "tag": "1"}}}}},
        service={"main": {"controller": "main", "ports": {"http": {"port": 80}}}},
    )


SERVICE = thing("Service", "photos", marks=None, spec={"ports": [{"port": 80}], "selector": {"app": "photos"}})


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        (app("photos"), SERVICE, "Helm takes it along by its name, and Flux makes it again at the next reconcile"),
        (SERVICE, app("photos"), "it is gone until the next upgrade of the release"),
        (app("other", fullname="photos"), app("photos"), "it is gone until the next upgrade of the second"),
    ],
)
def test_an_object_that_changes_its_maker_is_told(was: Any, now: Any, words: str) -> None:
    entry = one(folder(was), lab(now), "Service/photos")
    assert any(words in note for note in entry.notes)


@pytest.mark.parametrize(("marks", "lost"), [(None, True), (KEPT, False)])
def test_a_claim_that_a_chart_takes_over_needs_its_mark(marks: Any, lost: bool) -> None:
    """Helm takes it over, and the old Kustomization deletes what still bears its name."""
    chart = release(
        "photos", "app-template", "4.3.0", persistence={"data": {"type": "persistentVolumeClaim", "size": "5Gi"}}
    )
    entry = one(folder(claim("photos", marks=marks), config()), lab(chart, config()), "PersistentVolumeClaim/photos")
    assert entry.lost is lost


def test_what_a_chart_without_rules_may_have_stored_is_left_open() -> None:
    found = entries(folder(release("wiki", "unknown-chart"), config()), lab(config()))
    assert any("left open: claims of the release, which is gone" in note for note in found["HelmRelease/wiki"].notes)


# What the lab expects -----------------------------------------------------------------------------------------------


def test_a_claim_that_the_lab_uses_and_does_not_make_must_be_marked() -> None:
    """`existing_claim`: the claim stays in the old folder, which goes."""
    expected = {
        "objects": [
            {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "namespace": "default", "name": "photos-data"}
        ]
    }
    new = lab(server(), expects=expected)
    assert one(folder(claim(marks=None), server()), new, CLAIM).lost
    kept = one(folder(claim(), server()), new, CLAIM)
    assert not kept.lost
    assert "the lab expects it, and its mark keeps Flux from deleting it" in kept.notes[0]


def test_a_secret_that_the_lab_expects_goes_with_the_old_manifests() -> None:
    expected = {"secrets": [{"namespace": "default", "name": "photos-auth", "keys": ["redis-password"]}]}
    old = folder(secret(encrypted=True, **{"redis-password": "x"}), server())
    entry = one(old, lab(server(), expects=expected), "Secret/photos-auth")
    assert "the lab expects it, and Flux deletes it" in entry.notes[0]
    assert entry.remedy == 'BitnamiRedis(auth=SopsSecret("cluster/apps/photos/photos/objects.yaml"))'


def test_what_others_still_name_is_told() -> None:
    other = folder(config("other", host="redis://photos-redis-master:6379"), name="other", at="apps/other")
    found = one({**folder(release(**VALUES)), **other}, lab(config()), "Service/photos-redis-master")
    assert any("ConfigMap/other" in note for note in found.notes)
