"""Which chart versions there are, and what each line sets itself."""

from __future__ import annotations

import re
from typing import Any

import pytest

from homelab_constructs import ExistingSource, InvalidArgument, TriggerDevStack
from homelab_constructs.trigger_dev.chart_line import LINES, chart_line
from tests.datastores import refused
from tests.judges import SHARED
from tests.support import find, new_lab
from tests.trees import get
from tests.trigger_dev.reserved import RESERVED
from tests.trigger_dev.stacks import VERSIONS, bare, connections, stack, tree_of, values_of

CONTRACT = SHARED / "contracts" / "trigger-chart.md"


@pytest.mark.parametrize(
    ("version", "line"),
    [
        *((version, "4.0") for version in ("~4.0", "~4.0.0", "~4.0.1", "~4.0.5", "4.0.3", "4.0.4", "4.0.5")),
        *((version, "4.5") for version in ("~4.5", "~4.5.0", "~4.5.12", "4.5.12", "4.5.13", "4.5.100")),
    ],
)
def test_a_version_belongs_to_a_line(version: str, line: str) -> None:
    assert chart_line(version).name == line


@pytest.mark.parametrize(
    "version",
    [
        # Never released, or without what is relied on.
        *("4.0.0", "4.0.6", "~4.0.6", "4.4.4", "~4.4.0", "4.5.0", "4.5.11", "4.6.0", "~4.6.0", "3.9.9", "5.0.0"),
        # More than one line, or none.
        *("^4.0.0", "4", "~4", "4.x", ">=4.0.0", ">=4.0.0 <4.6.0", "*", "", "latest", "4.5"),
        # No version at all.
        *("v4.5.12", "4.5.12-rc1", "4.5.012", "04.0.5", "4.5.١٢", "~4.5.12.1", " 4.0.5", "4.0.5\n", "helm-v4.0.5"),
    ],
)
def test_refuses_another_version(version: str) -> None:
    with refused("chart_version", "4.0.5", "4.5.12"):
        chart_line(version)


@pytest.mark.parametrize("version", [4.0, 4, None, True, ["4.0.5"], b"4.0.5"])
def test_refuses_what_is_no_text(version: object) -> None:
    """4.5 without quotes is a number."""
    with pytest.raises(InvalidArgument, match="chart_version"):
        stack(chart_version=version, **connections())


def test_a_tag_is_pinned_and_a_range_is_followed() -> None:
    for version, reference in (
        ("~4.0.0", {"semver": "~4.0.0"}),
        ("4.0.5", {"tag": "4.0.5"}),
        ("4.5.12", {"tag": "4.5.12"}),
        ("~4.5.12", {"semver": "~4.5.12"}),
    ):
        files = tree_of(bare(chart_version=version)).files
        (path,) = (path for path in files if path.startswith("sources/"))
        spec = find(files, "OCIRepository", path.removeprefix("sources/").removesuffix(".yaml"))["spec"]
        assert spec["ref"] == reference
        assert spec["url"] == "oci://ghcr.io/triggerdotdev/charts/trigger"
        # The chart's first layer is what Flux takes anyway (contract flux, 6).
        assert "layerSelector" not in spec


def test_the_two_lines_have_sources_of_their_own() -> None:
    """So that a release changes its chart and its values in one step."""
    lab = new_lab()
    for line, name in (("4.0", "old-trigger"), ("4.5", "new-trigger")):
        stack(line, lab=lab, name=name, **connections())
    assert sorted(path for path in lab.files() if path.startswith("sources/")) == [
        "sources/triggerdotdev-trigger-4-5.yaml",
        "sources/triggerdotdev-trigger.yaml",
    ]


def test_two_versions_of_a_line_need_sources_of_their_own() -> None:
    lab = new_lab()
    stack("4.5", lab=lab, name="one", **connections())
    with refused("source", "triggerdotdev-trigger-4-5"):
        stack("4.5", lab=lab, name="two", chart_version="4.5.13", **connections())
    stack("4.5", lab=lab, name="three", chart_version="4.5.13", chart_source_name="newer", **connections())
    assert "sources/newer.yaml" in lab.files()


def existing(version: str, **changes: Any) -> TriggerDevStack:
    """A stack in a cluster that has the chart's source already, as the target cluster does (conventions, 1)."""
    there = ExistingSource(kind="OCIRepository", name="triggerdotdev-trigger", version=version)
    return bare(lab=new_lab(existing_sources=[there]), **changes)


def test_an_existing_source_of_the_same_line_is_used() -> None:
    made = existing("4.0.5")
    tree = tree_of(made)
    assert not [path for path in tree.files if path.startswith("sources/")]
    assert {item["name"]: item.get("version") for item in tree.expects["sources"]}["triggerdotdev-trigger"] == "4.0.5"
    reference = get(tree.find("HelmRelease", "trigger-dev"), "spec.chartRef")
    assert reference == {"kind": "OCIRepository", "name": "triggerdotdev-trigger", "namespace": "flux-system"}


def test_an_existing_source_of_the_other_line_is_refused() -> None:
    """The chart would be of one line and its values of the other."""
    with refused("chart_version", "4.5.12", "triggerdotdev-trigger"):
        existing("4.5.12")


def test_an_existing_source_at_a_version_that_nobody_knows_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="chart_version"):
        existing("4.1.0")


def test_the_other_line_ignores_an_existing_source_of_the_first() -> None:
    made = existing("4.0.5", chart_version="4.5.12")
    assert "sources/triggerdotdev-trigger-4-5.yaml" in tree_of(made).files


# What the chart sets itself -----------------------------------------------------------------------------------------

NAMES = [
    (line, workload, name)
    for line, workloads in RESERVED.items()
    for workload, names in workloads.items()
    for name in sorted(names)
]


@pytest.mark.parametrize(("line", "workload", "name"), NAMES)
def test_refuses_a_variable_that_the_chart_sets(line: str, workload: str, name: str) -> None:
    """A name that stands twice fails server-side apply (trigger.dev#3363)."""
    with refused(f"{workload}_env", name):
        stack(line, lab=LAB, **environment(workload, name))


def environment(workload: str, name: str) -> dict[str, Any]:
    """The argument that gives a workload one more variable."""
    return {f"{workload}_env": {name: "x"}}


LAB = new_lab()
"""Nothing is ever added to it: all that is tried with it is refused first."""


@pytest.mark.parametrize("line", VERSIONS)
def test_the_lists_are_complete(line: str) -> None:
    assert LINES[line].webapp_env >= RESERVED[line]["webapp"]
    assert LINES[line].supervisor_env >= RESERVED[line]["supervisor"]


@pytest.mark.skipif(not CONTRACT.is_file(), reason="the contract lies in ../shared, which is not here")
def test_these_lists_are_the_contracts() -> None:
    section = CONTRACT.read_text("utf-8").partition("### 2.5")[2].partition("\n---")[0]
    found = {
        title: set(re.findall(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b", names)) - {"PG"}
        for title, names in re.findall(r"^- \*\*([^*]+?):?\*\*(.*)$", section, flags=re.MULTILINE)
    }
    assert found["webapp, both"] == RESERVED["4.0"]["webapp"]
    assert found["webapp, 4.5.12 adds"] == RESERVED["4.5"]["webapp"] - RESERVED["4.0"]["webapp"]
    assert found["supervisor, both"] == RESERVED["4.0"]["supervisor"]
    conditional = RESERVED["4.5"]["supervisor"] - RESERVED["4.0"]["supervisor"]
    assert found["supervisor, conditional"] == conditional | {"KUBERNETES_IMAGE_PULL_SECRETS"}
    assert found["electric, both"] == RESERVED["4.5"]["electric"]


SET_HERE = {
    "4.0": {"DATABASE_READ_REPLICA_URL"},
    "4.5": {"CONTROL_PLANE_DATABASE_URL", "INTERNAL_API_ORIGIN", "INTERNAL_API_ORIGIN_ENABLED"},
}
ALWAYS = {"NODE_MAX_OLD_SPACE_SIZE", "WHITELISTED_EMAILS", "ADMIN_EMAILS", "OBJECT_STORE_REGION"}
ALWAYS |= {"AUTH_GITHUB_CLIENT_ID", "AUTH_GITHUB_CLIENT_SECRET"}


@pytest.mark.parametrize("line", VERSIONS)
def test_refuses_a_variable_that_has_an_argument(line: str) -> None:
    for name in sorted(ALWAYS | SET_HERE[line]):
        with refused("webapp_env", name):
            stack(line, lab=LAB, webapp_env={name: "x"})
    for name in ("KUBERNETES_IMAGE_PULL_SECRETS", "KUBERNETES_RUNNER_SECURITY_CONTEXT"):
        with refused("supervisor_env", name):
            stack(line, lab=LAB, supervisor_env={name: "x"})


FREE = """
DATABASE_CONNECTION_LIMIT EMAIL_TRANSPORT SMTP_HOST SMTP_PORT FROM_EMAIL REPLY_TO_EMAIL
OBJECT_STORE_SERVICE REDIS_USERNAME DEPLOY_REGISTRY_USERNAME EVENT_REPOSITORY_DEFAULT_STORE
RUN_REPLICATION_LEGACY_DATABASE_URL SESSION_REPLICATION_ENABLED STREAM_ORIGIN SKIP_POSTGRES_MIGRATIONS
NODE_EXTRA_CA_CERTS ALERT_FROM_EMAIL
""".split()
"""Some of what neither chart sets (contract trigger-chart, 2.1)."""


@pytest.mark.parametrize("line", VERSIONS)
def test_takes_what_nobody_sets_and_each_name_stands_once(line: str) -> None:
    made = bare(line, webapp_env=dict.fromkeys(FREE, "x"))
    names = [item["name"] for item in values_of(made)["webapp"]["extraEnvVars"]]
    assert set(FREE) <= set(names)
    assert len(names) == len(set(names))
    assert names == sorted(names)


@pytest.mark.parametrize("workload", ["webapp", "supervisor", "electric"])
@pytest.mark.parametrize("name", ["", "1A", "A-B", "A B", "A=B", "Ä", "a.b"])
def test_refuses_what_is_no_name_of_a_variable(workload: str, name: str) -> None:
    with refused(f"{workload}_env"):
        stack(lab=LAB, **environment(workload, name))
