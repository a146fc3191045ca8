"""Where charts come from: what a source may be called, which versions and URLs there are, and what is emitted."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs import (
    ExistingSource,
    FluxApp,
    HelmRelease,
    HelmRepository,
    InvalidArgument,
    OciChart,
    RepositoryChart,
)
from homelab_constructs.flux.source import is_exact_version
from tests.support import find, new_lab

REPOSITORY = HelmRepository(name="bjw-s", url="https://bjw-s-labs.github.io/helm-charts")
EXACT = ["18.4.0", "v1.16.2", "0.0.1", "4.5.12", "1.2.3-rc.1", "1.0.0-alpha-2"]
RANGES = ["~4.0.0", "^20.1.0", ">=1.2.3", ">=1.2.3 <2.0.0", "4.x", "18.4", "18", "4.0.x", "~ 4.0.0", "=4.0.5"]
NO_VERSIONS = [
    "",
    "latest",
    "v1",
    "vv1.0.0",
    "1.2.3.4",
    "1.0.0 || 2.0.0",
    "*",
    "01.2.3",
    "1.02.3",
    "٣.0.0",
    "1.0.0\n",
    18,
    None,
]


def oci(**changes: Any) -> OciChart:
    given: dict[str, Any] = {
        "name": "redis",
        "url": "oci://registry-1.docker.io/bitnamicharts/redis",
        "version": "18.4.0",
    }
    return OciChart(**(given | changes))


def classic(**changes: Any) -> RepositoryChart:
    given: dict[str, Any] = {"repository": REPOSITORY, "chart": "app-template", "version": "4.3.0"}
    return RepositoryChart(**(given | changes))


# Versions and URLs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", EXACT)
def test_one_release_is_an_exact_version(version: str) -> None:
    assert is_exact_version(version)
    assert oci(version=version).version == classic(version=version).version == version


@pytest.mark.parametrize("version", RANGES)
def test_a_range_is_none(version: str) -> None:
    assert not is_exact_version(version)
    assert oci(version=version).version == classic(version=version).version == version


@pytest.mark.parametrize("version", NO_VERSIONS, ids=repr)
@pytest.mark.parametrize("make", [oci, classic], ids=["OciChart", "RepositoryChart"])
def test_what_is_neither_is_refused(make: Any, version: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        make(version=version)
    assert (caught.value.argument, caught.value.value) == ("version", version)
    assert "~4.0.0" in caught.value.allowed or "text is needed" in caught.value.allowed


@pytest.mark.parametrize("url", ["oci://ghcr.io/me/chart", "oci://registry.example.org:5000/a"])
def test_an_oci_chart_has_an_oci_url(url: str) -> None:
    assert oci(url=url).url == url


@pytest.mark.parametrize(
    "url", ["", "ghcr.io/me/chart", "https://ghcr.io/me/chart", "oci:/ghcr.io/a", "oci://", "oci://A_B/c", None]
)
def test_another_url_is_refused(url: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        oci(url=url)
    assert (caught.value.argument, caught.value.value) in {("url", url), ("url", "A_B"), ("url", "")}


@pytest.mark.parametrize("url", ["oci://ghcr.io", "oci://ghcr.io/", "oci://ghcr.io/a b", "oci://ghcr.io/a/\n"])
def test_an_oci_url_that_names_no_chart_is_refused(url: str) -> None:
    """The CRD takes it, and source-controller then fails in the cluster."""
    with pytest.raises(InvalidArgument, match="url="):
        oci(url=url)


@pytest.mark.parametrize("url", ["oci://ghcr.io/me", "ftp://example.org", "example.org", "", "https://", None])
def test_an_index_has_a_web_url(url: object) -> None:
    assert HelmRepository(name="a", url="http://charts.lan:8080/stable").url == "http://charts.lan:8080/stable"
    with pytest.raises(InvalidArgument, match="url="):
        HelmRepository(name="a", url=url)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "Redis", "a/b", "a_b", "${APP}", None])
def test_a_source_is_named_like_an_object(name: object) -> None:
    for make in (
        lambda: oci(name=name),
        lambda: HelmRepository(name=name, url="https://a.org"),  # type: ignore[arg-type]
        lambda: ExistingSource(kind="HelmRepository", name=name),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidArgument) as caught:
            make()
        assert (caught.value.argument, caught.value.value) == ("name", name)


@pytest.mark.parametrize("chart", ["", "App", "a/b", "charts/app", None])
def test_a_chart_is_named_without_a_path(chart: object) -> None:
    with pytest.raises(InvalidArgument, match="chart="):
        classic(chart=chart)


def test_a_chart_of_an_index_needs_the_index() -> None:
    with pytest.raises(InvalidArgument, match="repository='https://a\\.org'"):
        classic(repository="https://a.org")


# Existing sources ---------------------------------------------------------------------------------------------------


def test_an_existing_oci_source_stands_at_a_version() -> None:
    assert ExistingSource(kind="OCIRepository", name="redis", version="~18.4.0").version == "~18.4.0"
    with pytest.raises(InvalidArgument, match="version="):
        ExistingSource(kind="OCIRepository", name="redis")


def test_an_existing_index_stands_at_none() -> None:
    with pytest.raises(InvalidArgument) as caught:
        ExistingSource(kind="HelmRepository", name="bjw-s", version="1.0.0")
    assert "the release names one" in caught.value.allowed


@pytest.mark.parametrize("kind", ["GitRepository", "helmrepository", "", None])
def test_an_existing_source_is_of_one_of_two_kinds(kind: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        ExistingSource(kind=kind, name="a", version="1.0.0")  # type: ignore[arg-type]
    assert caught.value.argument == "kind"
    for word in ("OCIRepository", "HelmRepository"):
        assert word in caught.value.allowed


# What is emitted ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "ref"), [("18.4.0", {"tag": "18.4.0"}), ("~4.0.0", {"semver": "~4.0.0"}), ("18.4", {"semver": "18.4"})]
)
def test_an_oci_source_names_a_tag_or_a_range(version: str, ref: dict[str, str]) -> None:
    lab = new_lab(flux_namespace="gitops")
    HelmRelease(FluxApp(lab, "photos").component("app"), "r", chart=oci(version=version), values={})
    assert find(lab.files(), "OCIRepository", "redis") == {
        "apiVersion": "source.toolkit.fluxcd.io/v1",
        "kind": "OCIRepository",
        "metadata": {"name": "redis", "namespace": "gitops"},
        "spec": {"interval": "24h", "ref": ref, "url": "oci://registry-1.docker.io/bitnamicharts/redis"},
    }


def test_a_tag_is_quoted_so_that_an_update_bot_and_yaml_read_the_same() -> None:
    lab = new_lab()
    HelmRelease(FluxApp(lab, "photos").component("app"), "r", chart=oci(), values={})
    assert b'    tag: "18.4.0"\n' in lab.files()["sources/redis.yaml"]


def test_an_index_is_emitted_with_its_url() -> None:
    lab = new_lab()
    HelmRelease(FluxApp(lab, "photos").component("app"), "r", chart=classic(), values={})
    assert find(lab.files(), "HelmRepository", "bjw-s") == {
        "apiVersion": "source.toolkit.fluxcd.io/v1",
        "kind": "HelmRepository",
        "metadata": {"name": "bjw-s", "namespace": "flux-system"},
        "spec": {"interval": "24h", "url": "https://bjw-s-labs.github.io/helm-charts"},
    }
