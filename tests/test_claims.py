"""Volume claims: apart from the workload, never pruned."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from homelab_constructs import Component, FluxApp, LabError, Volume
from homelab_constructs.claims import claim_volume
from homelab_constructs.flux.component import ComponentPart
from tests.support import new_lab

Kind = Literal["database", "data"]
KINDS: tuple[Kind, ...] = ("database", "data")


def component(**profile: Any) -> Component:
    return FluxApp(new_lab(**profile), "photos").component("store")


def claimed(volume: Volume, kind: Kind, **profile: Any) -> tuple[Component, dict[str, Any]]:
    place = component(**profile)
    assert claim_volume(ComponentPart(place, "part"), "photos-data", volume, kind=kind) == "photos-data"
    (item,) = place.objects()
    return place, item


@pytest.mark.parametrize(
    ("kind", "storage_class", "mode"), [("database", "block", "ReadWriteOnce"), ("data", "files", "ReadWriteMany")]
)
def test_a_claim_is_what_the_profile_says_for_its_kind(kind: Kind, storage_class: str, mode: str) -> None:
    place, item = claimed(Volume("20Gi"), kind)
    assert item == {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": "photos-data", "annotations": {"kustomize.toolkit.fluxcd.io/prune": "disabled"}},
        "spec": {
            "accessModes": [mode],
            "resources": {"requests": {"storage": "20Gi"}},
            "storageClassName": storage_class,
        },
    }
    assert place.lab.expectations.storage_classes == {storage_class}


@pytest.mark.parametrize("kind", KINDS)
def test_a_volume_may_name_class_and_mode(kind: Kind) -> None:
    place, item = claimed(Volume("1Ti", "special", "ReadWriteOncePod"), kind)
    assert item["spec"] == {
        "accessModes": ["ReadWriteOncePod"],
        "resources": {"requests": {"storage": "1Ti"}},
        "storageClassName": "special",
    }
    assert place.lab.expectations.storage_classes == {"special"}


def test_the_mode_of_data_is_the_profiles_and_that_of_databases_is_not() -> None:
    assert claimed(Volume("1Gi"), "data", data_access_mode="ReadWriteOnce")[1]["spec"]["accessModes"] == [
        "ReadWriteOnce"
    ]
    assert claimed(Volume("1Gi"), "database", data_access_mode="ReadWriteMany")[1]["spec"]["accessModes"] == [
        "ReadWriteOnce"
    ]


@pytest.mark.parametrize("size", ["20Gi", "1.5Gi", "500M", "1Ti", "5368709120"])
def test_a_size_is_written_as_it_was_given(size: str) -> None:
    assert claimed(Volume(size), "data")[1]["spec"]["resources"] == {"requests": {"storage": size}}


def test_one_part_may_claim_several_volumes() -> None:
    place = component()
    part = ComponentPart(place, "part")
    for name in ("photos-a", "photos-b"):
        claim_volume(part, name, Volume("1Gi"), kind="data")
    assert {item["metadata"]["name"] for item in place.objects()} == {"photos-a", "photos-b"}


def test_two_parts_that_claim_the_same_volume_are_refused_at_synth() -> None:
    place = component()
    for part_id in ("one", "two"):
        claim_volume(ComponentPart(place, part_id), "photos-data", Volume("1Gi"), kind="data")
    with pytest.raises(LabError, match="PersistentVolumeClaim/photos-data: photos/store makes it too"):
        place.lab.prove()
