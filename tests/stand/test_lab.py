"""A dist as a stand takes it in."""

from __future__ import annotations

from pathlib import Path

import pytest

from homelab_constructs import HomelabError
from homelab_constructs.stand.lab import DistCopy

ROOT = Path(__file__).resolve().parent.parent.parent
REDIS = "trigger-dev/redis/HelmRelease.trigger-dev-redis.yaml"


@pytest.fixture(scope="module")
def dist() -> DistCopy:
    """The committed one."""
    return DistCopy.read(ROOT / "dist")


def test_it_holds_every_file_as_it_is(dist: DistCopy) -> None:
    assert dist.files[REDIS] == (ROOT / "dist" / REDIS).read_bytes()


def test_it_knows_its_kustomizations_and_where_it_lies(dist: DistCopy) -> None:
    names = [item["metadata"]["name"] for item in dist.kustomizations]
    assert names == sorted(names)
    assert len(names) == 5
    assert dist.prefix == "dist"


def test_every_variable_is_found(dist: DistCopy) -> None:
    declared = {item["name"] for item in dist.expects["variables"]["keys"]}
    assert declared <= dist.variables


def test_a_changed_copy_leaves_the_first_alone(dist: DistCopy) -> None:
    before = dist.files[REDIS]
    other = dist.changed(REDIS, "interval: 5m", "interval: 6m")
    assert dist.files[REDIS] == before
    assert b"interval: 6m" in other.files[REDIS]


@pytest.mark.parametrize("old", ["nowhere to be found", "name: "])
def test_a_change_that_is_not_one_is_refused(dist: DistCopy, old: str) -> None:
    with pytest.raises(HomelabError, match="once is needed"):
        dist.changed(REDIS, old, "x")


def test_without_an_app_its_files_and_its_line_are_gone(dist: DistCopy) -> None:
    left = dist.without("trigger-dev")
    assert not [path for path in left.files if path.startswith("trigger-dev/")]
    assert b"trigger-dev/ks.yaml" not in left.files["kustomization.yaml"]
    with pytest.raises(HomelabError, match="no app"):
        left.without("trigger-dev")


def test_a_broken_file_is_left_to_flux(dist: DistCopy) -> None:
    broken = dist.with_file(REDIS, "kind: [\n")
    assert list(broken.objects)
    assert broken.manifests[REDIS] == []


@pytest.mark.parametrize("found", ["", "kustomization.yaml"])
def test_a_folder_that_is_no_dist_is_refused(tmp_path: Path, found: str) -> None:
    if found:
        (tmp_path / found).write_text("resources: []\n")
    with pytest.raises(HomelabError, match=r"not what Homelab\.synth\(\) has written"):
        DistCopy.read(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HomelabError, match="no such folder"):
        DistCopy.read(tmp_path / "nowhere")


def test_sops_files_are_known(dist: DistCopy) -> None:
    assert dist.encrypted == []
    secret = "kind: Secret\nmetadata: {name: a}\nstringData:\n  key: ENC[AES256_GCM]\nsops: {mac: x}\n"
    assert dist.with_file("trigger-dev/app/Secret.a.sops.yaml", secret).encrypted == [
        "trigger-dev/app/Secret.a.sops.yaml"
    ]
