"""Sizes: requests, limits and volumes."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs import InvalidArgument, Resources, Volume


def resources(**changes: Any) -> Resources:
    given: dict[str, Any] = {"cpu": "250m", "memory": "512Mi", "cpu_limit": "1", "memory_limit": "1Gi"}
    return Resources(**(given | changes))


def test_resources_are_written_as_charts_and_pods_take_them() -> None:
    assert resources().values() == {
        "limits": {"cpu": "1", "memory": "1Gi"},
        "requests": {"cpu": "250m", "memory": "512Mi"},
    }


def test_no_limit_of_cpu_is_written_as_none() -> None:
    assert resources(cpu_limit=None).values()["limits"] == {"memory": "1Gi"}


@pytest.mark.parametrize(
    ("limit", "size", "mebi"),
    [("1Gi", 2**30, 1024), ("1.5Gi", 3 * 2**29, 1536), ("1G", 10**9, 953), ("800Mi", 838860800, 800)],
)
def test_the_memory_limit_is_known_as_a_number(limit: str, size: int, mebi: int) -> None:
    assert (resources(memory_limit=limit).memory_limit_bytes, resources(memory_limit=limit).memory_limit_mib) == (
        size,
        mebi,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"cpu": "1", "cpu_limit": "1000m"},
        {"cpu": "1000m", "cpu_limit": "1"},
        {"memory": "1Gi", "memory_limit": "1024Mi"},
        {"memory": "1G", "memory_limit": "1Gi"},
        {"cpu": "64", "cpu_limit": None},
    ],
)
def test_a_request_may_reach_its_limit(changes: dict[str, str | None]) -> None:
    made = resources(**changes)
    assert {name: getattr(made, name) for name in changes} == changes


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"memory": "2Gi"}, "memory='2Gi': at most memory_limit='1Gi'"),
        ({"memory": "1025Mi"}, "memory='1025Mi': at most memory_limit='1Gi'"),
        ({"memory": "1Gi", "memory_limit": "1G"}, "memory='1Gi': at most memory_limit='1G'"),
        ({"cpu": "1001m"}, "cpu='1001m': at most cpu_limit='1'"),
        ({"cpu": "2", "cpu_limit": "1999m"}, "cpu='2': at most cpu_limit='1999m'"),
    ],
)
def test_a_request_above_its_limit_is_refused(changes: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        resources(**changes)
    assert str(caught.value) == message


@pytest.mark.parametrize("field", ["cpu", "memory", "cpu_limit", "memory_limit"])
@pytest.mark.parametrize("value", ["", "1 Gi", "a lot", "-1", "0", 1, 0.5])
def test_what_is_no_quantity_is_refused(field: str, value: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        resources(**{field: value})
    assert (caught.value.argument, caught.value.value) == (field, value)


@pytest.mark.parametrize("field", ["memory", "memory_limit"])
def test_thousandths_of_a_byte_are_refused_as_a_slip(field: str) -> None:
    with pytest.raises(InvalidArgument, match=f"^{field}='512m': .*thousandths of a byte"):
        resources(**{field: "512m"})


@pytest.mark.parametrize("field", ["cpu", "cpu_limit"])
def test_memory_in_place_of_cores_is_refused_as_a_slip(field: str) -> None:
    with pytest.raises(InvalidArgument, match=f"^{field}='512Mi': "):
        resources(**{field: "512Mi"})


def test_memory_always_has_a_limit() -> None:
    with pytest.raises(InvalidArgument, match=r"^memory_limit=None: "):
        resources(memory_limit=None)


# Volumes ------------------------------------------------------------------------------------------------------------


def test_a_volume_leaves_class_and_mode_to_the_profile() -> None:
    assert (Volume("20Gi").storage_class, Volume("20Gi").access_mode) == (None, None)


@pytest.mark.parametrize("mode", ["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"])
def test_a_volume_may_name_a_class_and_a_mode(mode: str) -> None:
    assert Volume("20Gi", "fast.ssd", mode) == Volume(size="20Gi", storage_class="fast.ssd", access_mode=mode)


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        *(("size", value) for value in ["", "0", "0Gi", "20GB", "20 Gi", "-1Gi", "500m", 20, None]),
        *(("storage_class", value) for value in ["", "Fast", "a_b", "a/b", 7]),
        *(("access_mode", value) for value in ["", "ReadOnlyMany", "RWO", "readwriteonce", 7]),
    ],
    ids=repr,
)
def test_another_volume_is_refused(argument: str, value: object) -> None:
    given: dict[str, Any] = {"size": "20Gi", argument: value}
    with pytest.raises(InvalidArgument) as caught:
        Volume(**given)
    assert (caught.value.argument, caught.value.value) == (argument, value)
    assert caught.value.allowed
