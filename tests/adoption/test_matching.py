"""What is the same thing under another name, and what of a folder is the lab's business at all."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs.adoption.comparing import Verdict
from homelab_constructs.errors import HomelabError, InvalidArgument
from tests.adoption.small import (
    claim,
    cluster,
    entries,
    folder,
    kustomization,
    lab,
    one,
    release,
    scope_of,
    secret,
    server,
    thing,
)
from tests.proofs.broken import write

CONFIG = thing("ConfigMap", "photos", marks=None, data={"a": "b"})
REDIS: dict[str, Any] = {"architecture": "standalone", "master": {"persistence": {"existingClaim": "data"}}}


# Renamed ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ([claim("db-data"), server(claimed="db-data")], [claim("photos-data"), server(claimed="photos-data")],
         "redis serves from both"),
        ([claim("photos-storage")], [claim("photos-data")], "they ask for the same"),
        ([cluster("immich")], [cluster("photos-postgresql")], "both hold database 'photos' of 'photos'"),
        ([secret("immich-login", password="${A}")], [secret("photos-auth", password="${B}")],
         "both have the keys password"),
        ([release("cache", **REDIS)], [release("photos-redis", **REDIS)], "both are chart redis"),
    ],
)  # fmt: skip
def test_the_same_thing_under_another_name_is_found(was: list[Any], now: list[Any], why: str) -> None:
    old = folder(CONFIG, *was)
    entry = one(old, lab(CONFIG, *now), f"{was[0]['kind']}/{was[0]['metadata']['name']}")
    assert entry.verdict is Verdict.RENAMED
    assert entry.new is not None
    assert entry.new.name == now[0]["metadata"]["name"]
    assert why in entry.notes[0]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ([cluster("a", "one")], [cluster("b", "two")]),
        ([secret("a", x="${A}")], [secret("b", y="${A}")]),
        ([claim("a", "1Gi")], [cluster("b")]),
    ],
)
def test_what_does_not_look_alike_is_gone_and_new(was: list[Any], now: list[Any]) -> None:
    found = entries(folder(CONFIG, *was), lab(CONFIG, *now))
    verdicts = sorted(entry.verdict.name for entry in found.values() if entry.thing.kind != "ConfigMap")
    assert verdicts == ["GONE", "NEW"]


def test_of_two_that_fit_the_likelier_is_taken_and_each_once() -> None:
    old = folder(CONFIG, cluster("photos-db"), cluster("stats-db", "stats"))
    new = lab(CONFIG, cluster("stats-postgresql", "stats"), cluster("photos-postgresql"))
    found = entries(old, new)
    pairs = {entry.old.name: entry.new.name for entry in found.values() if entry.old and entry.new}
    assert pairs["photos-db"] == "photos-postgresql"
    assert pairs["stats-db"] == "stats-postgresql"


@pytest.mark.parametrize(
    ("was", "now", "remedy"),
    [
        (cluster("immich"), cluster(), 'CnpgDatabase(name="immich")'),
        (thing("Pooler", "bouncer", "postgresql.cnpg.io/v1", spec={"type": "rw", "cluster": {"name": "photos"}}),
         thing("Pooler", "photos-pooler", "postgresql.cnpg.io/v1", spec={"type": "rw", "cluster": {"name": "photos"}}),
         'CnpgDatabase(poolers=[PgPooler(name="bouncer")])'),
        (secret("old", **{"redis-password": "${A}"}), secret("photos-redis-auth", **{"redis-password": "${A}"}),
         'BitnamiRedis(auth_name="old")'),
        (secret("old", True, **{"redis-password": "x"}), secret("photos-redis-auth", **{"redis-password": "${A}"}),
         'BitnamiRedis(auth=SopsSecret("cluster/apps/photos/photos/objects.yaml"))'),
        (secret("old", rootUser="a", rootPassword="${A}"), secret("new", rootUser="a", rootPassword="${A}"),
         'MinioStore(auth_name="old")'),
        (secret("old", username="a", password="${A}"), secret("new", username="a", password="${A}"),
         'CnpgDatabase(credentials_name="old")'),
        (release("cache", **REDIS), release("photos-redis", **REDIS), 'BitnamiRedis(name="cache")'),
    ],
)  # fmt: skip
def test_the_remedy_is_what_to_write_in_python(was: Any, now: Any, remedy: str) -> None:
    entry = one(folder(CONFIG, was), lab(CONFIG, now), f"{was['kind']}/{was['metadata']['name']}")
    assert entry.verdict is Verdict.RENAMED
    assert (entry.remedy or entry.findings[0].remedy) == remedy


def test_a_claim_of_redis_is_kept_by_the_argument_for_it() -> None:
    was: dict[str, Any] = {**REDIS, "master": {"persistence": {"existingClaim": "old-data"}}}
    now: dict[str, Any] = {**REDIS, "master": {"persistence": {"existingClaim": "photos-redis-data"}}}
    old = folder(claim("old-data"), release(**was))
    new = lab(claim("photos-redis-data"), release(**now))
    found = entries(old, new)
    moved = found["PersistentVolumeClaim/old-data"]
    assert (moved.verdict, moved.lost) == (Verdict.RENAMED, True)
    assert moved.findings[0].remedy == 'BitnamiRedis(existing_claim="old-data"), or BitnamiRedis(name="old")'
    assert any("stay behind" in note for note in moved.notes)
    # The release that mounts it says it, too.
    assert found["HelmRelease/photos-redis"].lost


def test_a_claim_of_an_app_is_kept_by_the_argument_for_it() -> None:
    def app(claimed: str) -> Any:
        image = {"repository": "photos", "tag": "1"}
        values: dict[str, Any] = {
            "controllers": {"main": {"containers": {"main": {"image": image}}}},
            "persistence": {"files": {"existingClaim": claimed}},
        }
        return release("photos", "app-template", "4.3.0", **values)

    old, new = folder(claim("old"), app("old")), lab(claim("photos-files"), app("photos-files"))
    moved = one(old, new, "PersistentVolumeClaim/old")
    assert moved.verdict is Verdict.RENAMED
    assert moved.findings[0].remedy == 'AppTemplate(volumes={"...": ExistingClaim("old")})'


def test_a_secret_without_a_key_that_was_says_so() -> None:
    was = secret("old", username="a", password="${A}", dsn="${A}")
    entry = one(folder(CONFIG, was), lab(CONFIG, secret("old-user", username="a", password="${A}")), "Secret/old")
    assert entry.verdict is not Verdict.SAME


def test_a_service_of_another_name_is_another_host() -> None:
    found = entries(folder(CONFIG, release("cache", **REDIS)), lab(CONFIG, release("photos-redis", **REDIS)))
    entry = found["Service/cache-redis-master"]
    assert entry.verdict is Verdict.RENAMED
    assert "the host cache-redis-master is no more" in entry.notes[1]
    assert entry.remedy == 'BitnamiRedis(fullname="cache-redis")'


# What belongs to the lab --------------------------------------------------------------------------------------------


def names(old: Any, new: Any, **options: Any) -> tuple[set[str], set[str]]:
    scope = scope_of(old, new, **options)
    return {found.name for found in scope.taken}, {found.name for found in scope.touched}


OTHERS = {
    **folder(claim("music-data"), name="music", at="apps/music"),
    **folder(claim("photos-old-data"), name="photos-old", at="apps/archive"),
}


def test_a_kustomization_of_the_same_name_is_the_labs_and_what_is_beside_it_with_the_apps_name() -> None:
    thumbs = folder(claim("thumbs"), name="photos-thumbs")
    both = [kustomization(name, f"./apps/photos/{name}") for name in ("photos", "photos-thumbs")]
    old = {**OTHERS, **thumbs, **folder(claim()), "apps/photos/ks.yaml": write(*both)}
    taken, touched = names(old, lab(claim()))
    assert (taken, touched) == ({"photos", "photos-thumbs"}, set())


def test_what_else_is_in_the_folder_is_none_of_its_business() -> None:
    found = entries({**folder(claim()), **OTHERS}, lab(claim()))
    assert found.keys() == {"PersistentVolumeClaim/photos-data"}


def test_a_kustomization_of_another_name_is_the_labs_if_its_objects_are() -> None:
    assert names(folder(claim(), name="immich"), lab(claim())) == ({"immich"}, set())


def test_of_a_kustomization_with_much_else_only_the_labs_objects_count() -> None:
    old = folder(claim(), cluster("a"), cluster("b"), name="databases", at="apps/databases")
    assert names(old, lab(claim())) == (set(), {"databases"})
    found = entries(old, lab(claim()))
    assert found.keys() == {"PersistentVolumeClaim/photos-data"}
    assert any("Kustomization 'databases' applies it, and remains" in note for note in found.popitem()[1].notes)


def test_what_is_taken_over_can_be_named() -> None:
    old = folder(claim("a"), cluster("immich", "other"), name="immich", at="apps/immich")
    with pytest.raises(HomelabError, match="nothing in it is the lab's"):
        entries(old, lab(claim("b", "1Gi")))
    found = entries(old, lab(claim("b", "1Gi")), takes=["immich"])
    assert found["Cluster/immich"].lost
    assert found["PersistentVolumeClaim/a"].lost


def test_a_kustomization_that_is_not_there_cannot_be_taken_over() -> None:
    with pytest.raises(InvalidArgument, match=r"takes='immic': a Kustomization of DIR is needed: photos"):
        entries(folder(claim()), lab(claim()), takes=["immic"])


def test_one_app_of_the_lab_can_be_asked_about() -> None:
    old = {**folder(claim()), **folder(claim("music-data"), name="music", at="apps/music")}
    new = {**lab(claim()), **lab(claim("music-data", "1Gi"), name="music", app="music")}
    assert entries(old, new, apps=["photos"]).keys() == {"PersistentVolumeClaim/photos-data"}
    assert len(entries(old, new)) == 2
    with pytest.raises(InvalidArgument, match=r"app='photo': one of music, photos is needed"):
        entries(old, new, apps=["photo"])


def test_a_folder_without_kustomizations_is_all_the_labs() -> None:
    """As `kubectl apply` takes it."""
    old = folder(claim(), cluster("immich", "other"))
    plain = {"all.yaml": old["apps/photos/photos/objects.yaml"]}
    found = entries(plain, lab(claim()))
    assert found["PersistentVolumeClaim/photos-data"].verdict is Verdict.SAME
    assert found["Cluster/immich"].lost


def test_sources_that_remain_elsewhere_are_to_be_left_alone() -> None:
    source = thing("HelmRepository", "charts", "source.toolkit.fluxcd.io/v1", marks=None, spec={"url": "https://a.b"})
    source["metadata"]["namespace"] = "flux-system"
    files = folder(claim())
    old = {**files, "sources/charts.yaml": write(source)}
    entry = one(old, {**lab(claim()), "sources/charts.yaml": write(source)}, "HelmRepository/charts")
    assert 'ExistingSource(kind="HelmRepository", name="charts") leaves it to that' in entry.notes[0]
