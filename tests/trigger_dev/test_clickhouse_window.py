"""Which ClickHouse each chart line runs on: the measured window, the settings that widen it, the way around it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from homelab_constructs import ClickHouseSettings, InvalidArgument, TriggerDevStack
from homelab_constructs.trigger_dev.chart_line import LINES
from homelab_constructs.trigger_dev.clickhouse_window import settings_for
from tests.datastores import refused
from tests.trigger_dev.stacks import bare, clickhouse, connections

TEXT_INDEX = {"enable_full_text_index": "1"}
DIMENSIONS = {"allow_dimensions_outside_sorting_key": "1"}

PLAIN = {
    "4.0": ["25.5", "25.6", "25.8", "25.12", "26.1", "26.2", "26.3", "26.5", "26.6", "26.7", "26.9"],
    "4.5": ["26.2", "26.3", "26.4", "26.5"],
}
"""Measured, or between two measured points that both pass (contract reality, 3)."""
REFUSED = {
    "4.0": ["24.8", "25.4", "26.10", "27.1", "99.1"],
    "4.5": ["25.5", "25.8", "25.12", "26.6", "26.10", "27.1"],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Line and version."""
    return [(line, version) for line, versions in table.items() for version in versions]


@pytest.mark.parametrize(("line", "version"), cases(PLAIN))
def test_inside_the_window_nothing_is_needed(line: str, version: str) -> None:
    needed = settings_for(LINES[line], version, unmeasured=False)
    assert (needed.profile, needed.merge_tree) == ({}, {})


@pytest.mark.parametrize(
    ("version", "profile", "merge_tree"),
    [("26.1", TEXT_INDEX, {}), *((version, {}, DIMENSIONS) for version in ("26.7", "26.8", "26.9"))],
)
def test_a_setting_widens_the_window_of_4_5(version: str, profile: dict[str, str], merge_tree: dict[str, str]) -> None:
    needed = settings_for(LINES["4.5"], version, unmeasured=False)
    assert (needed.profile, needed.merge_tree) == (profile, merge_tree)


@pytest.mark.parametrize(("line", "version"), cases(REFUSED))
def test_outside_the_window_is_refused_and_says_what_was_measured(line: str, version: str) -> None:
    with refused("clickhouse.version", f"Trigger.dev {line}", "26.3 (LTS) serves both lines", "allow_unmeasured"):
        settings_for(LINES[line], version, unmeasured=False)


@pytest.mark.parametrize(("line", "version"), cases(REFUSED))
def test_the_risk_can_be_taken_by_name(line: str, version: str) -> None:
    """Without settings: one that a version does not know stops the server."""
    needed = settings_for(LINES[line], version, unmeasured=True)
    assert (needed.profile, needed.merge_tree) == ({}, {})


@pytest.mark.parametrize("version", ["", "26", "x", "26.x", "v26.3", "٢٦.٣", ".3", "latest"])
def test_refuses_what_is_no_version(version: str) -> None:
    with refused("clickhouse.version"):
        settings_for(LINES["4.0"], version, unmeasured=True)


# By way of the stack ------------------------------------------------------------------------------------------------


def image(tag: str) -> ClickHouseSettings:
    """The stack's own server at a version."""
    return ClickHouseSettings(image=f"docker.io/clickhouse/clickhouse-server:{tag}")


def files(made: TriggerDevStack) -> tuple[ElementTree.Element, ElementTree.Element]:
    """The server's file and the users' file."""
    (config,) = (item for item in made.component("clickhouse").objects() if item["kind"] == "ConfigMap")
    return tuple(ElementTree.fromstring(config["data"][f"homelab-{name}.xml"]) for name in ("server", "users"))  # type: ignore[return-value]


@pytest.mark.parametrize("tag", ["26.1", "26.1.3.52-alpine"])
def test_the_needed_profile_setting_is_set(tag: str) -> None:
    _, users = files(bare("4.5", clickhouse=image(tag)))
    assert users.findtext("profiles/default/enable_full_text_index") == "1"


@pytest.mark.parametrize("tag", ["26.7", "26.9.1.1"])
def test_the_needed_merge_tree_setting_is_set(tag: str) -> None:
    server, _ = files(bare("4.5", clickhouse=image(tag)))
    assert server.findtext("merge_tree/allow_dimensions_outside_sorting_key") == "1"


@pytest.mark.parametrize("line", LINES)
def test_the_default_serves_both_lines_plainly(line: str) -> None:
    made = bare(line, clickhouse=ClickHouseSettings())
    server, users = files(made)
    assert made.clickhouse.version == "26.3"
    assert server.find("merge_tree") is None
    assert users.find("profiles/default/enable_full_text_index") is None


def test_settings_are_only_set_where_the_line_needs_them() -> None:
    server, users = files(bare("4.0", clickhouse=image("26.7")))
    assert server.find("merge_tree") is None
    assert users.find("profiles/default/enable_full_text_index") is None


def test_a_needed_setting_cannot_be_switched_off() -> None:
    settings = ClickHouseSettings(
        image="docker.io/clickhouse/clickhouse-server:26.1", settings={"enable_full_text_index": "0"}
    )
    with refused("clickhouse.settings['enable_full_text_index']", "needs"):
        bare("4.5", clickhouse=settings)


@pytest.mark.parametrize(("line", "version"), [("4.0", "25.4"), ("4.5", "25.8"), ("4.5", "26.6")])
def test_an_image_outside_the_window_is_refused_unless_forced(line: str, version: str) -> None:
    with refused("clickhouse.version"):
        bare(line, clickhouse=image(version))
    made = bare(line, clickhouse=image(version), allow_unmeasured_clickhouse=True)
    assert made.clickhouse.version == version


@pytest.mark.parametrize("tag", ["latest", "head", "alpine"])
def test_an_image_without_a_version_is_refused(tag: str) -> None:
    with pytest.raises(InvalidArgument):
        bare(clickhouse=image(tag))


def test_a_server_that_exists_is_held_to_the_same() -> None:
    with refused("clickhouse.version"):
        bare("4.5", clickhouse=clickhouse(version="25.8"))
    bare("4.5", clickhouse=clickhouse(version="25.8"), allow_unmeasured_clickhouse=True)
    bare("4.0", clickhouse=clickhouse(version="25.8"))


@pytest.mark.parametrize(
    ("version", "setting"), [("26.1", "enable_full_text_index"), ("26.7", "allow_dimensions_outside_sorting_key")]
)
def test_a_server_that_exists_must_say_that_it_has_the_needed_setting(version: str, setting: str) -> None:
    with refused("clickhouse.settings", setting):
        bare("4.5", clickhouse=clickhouse(version=version))
    bare("4.5", clickhouse=clickhouse(version=version, settings=frozenset({setting})))
    assert connections()["clickhouse"].settings == frozenset()
