"""Which charts of a lab are real on a stand, and where they come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from homelab_constructs.stand.charts import ChartRequest, ChartSupply, chart_requests, read_charts, releases_of
from homelab_constructs.stand.errors import StandError

OCI = "oci://example.org/charts/redis"
INDEX = "https://example.org/index"


def chart(folder: Path, name: str, version: str, **more: str) -> None:
    """Writes an unpacked chart."""
    folder.mkdir(parents=True)
    (folder / "Chart.yaml").write_text(yaml.safe_dump({"name": name, "version": version, **more}))


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Two versions of one chart, one of another, a library, and a dependency inside a chart."""
    chart(tmp_path / "a", "redis", "18.4.0")
    chart(tmp_path / "b", "redis", "18.19.4")
    chart(tmp_path / "web", "app-template", "4.1.1")
    chart(tmp_path / "web/charts/common", "common", "4.1.1", type="library")
    chart(tmp_path / "a/charts/inner", "inner", "1.0.0")
    chart(tmp_path / "common", "common", "2.0.0", type="library")
    return tmp_path


def test_charts_are_found_and_their_dependencies_are_none_of_their_own(shelf: Path) -> None:
    found = [(item.name, item.version) for item in read_charts(shelf)]
    assert sorted(found) == [("app-template", "4.1.1"), ("redis", "18.19.4"), ("redis", "18.4.0")]


@pytest.mark.parametrize(
    ("wanted", "served"),
    [
        ("18.4.0", "18.4.0"),
        ("~18.4.0", "18.4.0"),
        ("^18.0.0", "18.19.4"),
        ("18.x", "18.19.4"),
        ("18.*", "18.19.4"),
        (">=18.0.0 <18.5.0", "18.4.0"),
        (">18.4.0", "18.19.4"),
        ("<=18.4.0", "18.4.0"),
        ("*", "18.19.4"),
    ],
)
def test_the_newest_that_fits_is_served(shelf: Path, wanted: str, served: str) -> None:
    (met,) = ChartSupply(shelf).provide([ChartRequest(OCI, "redis", wanted)])
    assert (met.how, met.served_as) == ("folder", served)
    assert met.is_real


@pytest.mark.parametrize("wanted", ["18.4.1", "~18.5.0", "^19.0.0", "19.x", ">18.19.4", "<18.4.0"])
def test_what_does_not_fit_is_empty_and_says_so(shelf: Path, wanted: str) -> None:
    (met,) = ChartSupply(shelf).provide([ChartRequest(OCI, "redis", wanted)])
    assert met.how == "empty"
    assert not met.is_real
    assert "not at hand" in str(met)


def test_a_stand_in_is_named_by_the_user_and_never_called_real(shelf: Path) -> None:
    asked = ChartRequest(INDEX, "app-template", "4.3.0")
    assert ChartSupply(shelf).provide([asked])[0].how == "empty"
    (met,) = ChartSupply(shelf, ["app-template=4.1.1"]).provide([asked])
    assert (met.how, met.served_as, met.is_real) == ("stand-in", "4.3.0", False)
    assert "4.1.1 stands in" in str(met)


@pytest.mark.parametrize("text", ["app-template", "=1", "app-template="])
def test_half_a_stand_in_is_refused(shelf: Path, text: str) -> None:
    with pytest.raises(StandError, match="<chart>=<version>"):
        ChartSupply(shelf, [text])


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StandError, match="no such folder"):
        ChartSupply(tmp_path / "nowhere")


def test_a_stand_in_that_is_not_at_hand_is_refused_with_what_is(shelf: Path) -> None:
    with pytest.raises(StandError, match=r"app-template=4\.2\.0: that version is not at hand \(there is 4\.1\.1\)"):
        ChartSupply(shelf, ["app-template=4.2.0"])
    with pytest.raises(StandError, match="a folder of charts has to be named"):
        ChartSupply(None, ["app-template=4.1.1"])


@pytest.mark.parametrize("version", ["v1.14.0", "1.14.0+build.5", "1.14.0-rc.1"])
def test_versions_are_read_as_helm_writes_them(tmp_path: Path, version: str) -> None:
    chart(tmp_path / "a", "cert-manager", version)
    (met,) = ChartSupply(tmp_path).provide([ChartRequest(INDEX, "cert-manager", "^1.0.0")])
    assert met.served_as == version


def release(name: str, **spec: Any) -> dict[str, Any]:
    """A HelmRelease."""
    return {"kind": "HelmRelease", "metadata": {"name": name}, "spec": spec}


LAB = [
    {
        "kind": "OCIRepository",
        "metadata": {"name": "own"},
        "spec": {"url": "oci://example.org/own", "ref": {"semver": "~1.0.0"}},
    },
    {"kind": "HelmRepository", "metadata": {"name": "index"}, "spec": {"url": INDEX}},
    {"kind": "ConfigMap", "metadata": {"name": "other"}},
    release("own", chartRef={"kind": "OCIRepository", "name": "own"}),
    release("cache", chartRef={"kind": "OCIRepository", "name": "redis"}),
    release(
        "web",
        chart={
            "spec": {
                "chart": "app-template",
                "version": "4.3.0",
                "sourceRef": {"kind": "HelmRepository", "name": "index"},
            }
        },
    ),
    release("foreign", chartRef={"kind": "OCIRepository", "name": "unknown"}),
]
EXISTING = [
    {"kind": "GitRepository", "name": "flux-system"},
    {"kind": "OCIRepository", "name": "redis", "url": OCI, "version": "18.4.0"},
]


def test_a_lab_asks_for_what_its_sources_and_its_releases_name() -> None:
    assert chart_requests(LAB, EXISTING) == [
        ChartRequest(INDEX, "app-template", "4.3.0"),
        ChartRequest(OCI, "redis", "18.4.0"),
        ChartRequest("oci://example.org/own", "own", "~1.0.0"),
    ]


def test_releases_are_told_apart_by_what_they_ask_for(shelf: Path) -> None:
    met = ChartSupply(shelf).provide(chart_requests(LAB, EXISTING))
    empty = [item for item in met if item.how == "empty"]
    assert releases_of(empty, LAB, EXISTING) == ["own", "web"]
    assert releases_of([item for item in met if item.is_real], LAB, EXISTING) == ["cache"]
