"""An upgrade is read in dist/: one version changed in versions.py changes the lines that hold it, and no other.

The library is imported anew for each, with the file as it is after the upgrade: defaults are settled at the import.
"""

from __future__ import annotations

import re
import runpy
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from homelab_constructs import versions
from tests.renovate import ROOT, bumped, hinted

VERSIONS = ROOT / "constructs" / "homelab_constructs" / "versions.py"
PACKAGE = "homelab_constructs"

Files = dict[str, str]


# A library with another versions.py ----------------------------------------------------------------------------------


def loaded() -> list[str]:
    """What is imported of the library, without the generated classes: they hold no version and are slow to load."""
    return [
        name
        for name in sys.modules
        if (name == PACKAGE or name.startswith(f"{PACKAGE}.")) and not name.startswith(f"{PACKAGE}._imports")
    ]


@contextmanager
def library(source: str) -> Iterator[None]:
    """While this lasts, an import of the library gives one whose versions.py reads like this."""
    kept = {name: sys.modules.pop(name) for name in loaded()}
    try:
        import homelab_constructs.versions as other

        assert other is not kept[f"{PACKAGE}.versions"]
        exec(compile(source, "versions.py", "exec"), vars(other))
        yield
    finally:
        for name in loaded():
            del sys.modules[name]
        sys.modules.update(kept)


# Labs, which import what they use ------------------------------------------------------------------------------------


def written(build: Callable[[Path], None]) -> Files:
    """What a lab writes."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        found = {path.relative_to(folder).as_posix(): path for path in sorted(Path(folder).rglob("*"))}
        return {name: path.read_text() for name, path in found.items() if path.is_file()}


@cache
def as_it_is(build: Callable[[Path], None]) -> Files:
    """What it writes with the versions of today."""
    return written(build)


def the_lab(folder: Path) -> None:
    """What this repository's main.py writes."""
    with chdir(folder):
        runpy.run_path(str(ROOT / "main.py"))


def _lab(folder: Path) -> Any:
    from homelab_constructs import ClusterProfile, Homelab

    return Homelab(
        ClusterProfile(database_storage_class="block", data_storage_class="files"), outdir=str(folder / "dist")
    )


def stack_of_the_newest_line(folder: Path) -> None:
    from homelab_constructs import ContainerRegistry, TriggerDevStack, versions

    lab = _lab(folder)
    TriggerDevStack(
        lab,
        "trigger-dev",
        host="trigger.${SECRET_DOMAIN}",
        registry=ContainerRegistry(host="registry.${SECRET_DOMAIN}", namespace="homelab/trigger"),
        chart_version=versions.TRIGGER_DEV_CHART_4_5,
    )
    lab.synth()


def a_redis(folder: Path) -> None:
    """With a chart source of the lab's own."""
    from homelab_constructs import BitnamiRedis, FluxApp

    lab = _lab(folder)
    BitnamiRedis(FluxApp(lab, "shop").component("redis"), "cache")
    lab.synth()


def a_redis_of_chart(major: int) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        from homelab_constructs import BitnamiRedis, FluxApp, OciChart

        lab = _lab(folder)
        chart = OciChart(name="redis", url="oci://registry.example.org/charts/redis", version=f"~{major}.0.0")
        BitnamiRedis(FluxApp(lab, "shop").component("redis"), "cache", chart=chart)
        lab.synth()

    return build


# The upgrades --------------------------------------------------------------------------------------------------------

APP = "dist/trigger-dev"
BUMPS: Mapping[str, tuple[Callable[[Path], None], dict[str, int]]] = {
    "POSTGRESQL_IMAGE": (the_lab, {f"{APP}/postgresql/Cluster.trigger-dev-postgresql.yaml": 1}),
    "REDIS_CHART": (a_redis, {"dist/sources/bitnami-redis.yaml": 1}),
    "REDIS_IMAGES[18]": (the_lab, {f"{APP}/redis/HelmRelease.trigger-dev-redis.yaml": 1}),
    **{
        f"REDIS_IMAGES[{major}]": (a_redis_of_chart(major), {"dist/shop/redis/HelmRelease.shop-redis.yaml": 1})
        for major in versions.REDIS_IMAGES
        if major != 18
    },
    "CLICKHOUSE_IMAGE": (the_lab, {f"{APP}/clickhouse/StatefulSet.trigger-dev-clickhouse.yaml": 1}),
    "APP_TEMPLATE_CHART": (the_lab, {f"{APP}/minio/HelmRelease.trigger-dev-minio.yaml": 1}),
    "MINIO_IMAGE": (the_lab, {f"{APP}/minio/HelmRelease.trigger-dev-minio.yaml": 1}),
    "MINIO_CLIENT_IMAGE": (the_lab, {f"{APP}/minio/Job.trigger-dev-minio-create-bucket.yaml": 1}),
    "TRIGGER_DEV_CHART": (the_lab, {"dist/sources/triggerdotdev-trigger.yaml": 1}),
    "TRIGGER_DEV_CHART_4_5": (stack_of_the_newest_line, {"dist/sources/triggerdotdev-trigger-4-5.yaml": 1}),
}
"""By constant: a lab that uses it, and how many lines of which files hold the version."""


def current(name: str) -> str:
    """The value of a constant, or of an entry of one."""
    value: str = eval(name, vars(versions))
    return value


def version_in(value: str) -> str:
    """The tag of an image; a chart's version is all there is."""
    return value.rpartition(":")[2]


def next_of(version: str) -> str:
    """The version with its first row of numbers one higher."""
    return re.sub(r"(\d+\.)*\d+", lambda row: raised(row.group()), version, count=1)


def raised(row: str) -> str:
    before, dot, last = row.rpartition(".")
    return f"{before}{dot}{int(last) + 1}"


def after_the_bump(name: str) -> str:
    """versions.py with the next version of one constant: by the hint where it has one, by hand where it has none."""
    source, old = VERSIONS.read_text(), version_in(current(name))
    for found in hinted(source):
        if re.search(rf"^{re.escape(name)} = ", found.text, re.MULTILINE):
            return bumped(source, found, next_of(old))
    key = re.fullmatch(r"\w+\[(\d+)\]", name)
    line = re.search(rf"^ +{key[1]}: .*$" if key else rf"^{name} = .*$", source, re.MULTILINE)
    assert line is not None
    return source.replace(line.group(), line.group().replace(old, next_of(old)))


def changed_lines(before: Files, after: Files) -> dict[str, list[tuple[str, str]]]:
    """The lines that differ, by file. A bump adds and removes none."""
    assert before.keys() == after.keys()
    pairs = {
        file: [
            (old, new)
            for old, new in zip(before[file].splitlines(), after[file].splitlines(), strict=True)
            if old != new
        ]
        for file in before
    }
    return {file: lines for file, lines in pairs.items() if lines}


def test_every_constant_is_tried() -> None:
    constants = {name: value for name, value in vars(versions).items() if name.isupper()}
    names = {
        f"{name}[{key}]" if isinstance(value, dict) else name
        for name, value in constants.items()
        for key in (value if isinstance(value, dict) else [None])
    }
    assert names == BUMPS.keys()


@pytest.mark.parametrize("name", BUMPS)
def test_a_bump_changes_the_lines_that_hold_the_version(name: str) -> None:
    build, expected = BUMPS[name]
    old = version_in(current(name))
    before = as_it_is(build)
    with library(after_the_bump(name)):
        after = written(build)
    changed = changed_lines(before, after)
    assert {file: len(lines) for file, lines in changed.items()} == expected
    for lines in changed.values():
        for was, now in lines:
            assert old in was
            assert now == was.replace(old, next_of(old))


def test_the_library_is_the_same_afterwards() -> None:
    value = versions.MINIO_IMAGE
    with library(after_the_bump("MINIO_IMAGE")):
        import homelab_constructs.versions as other

        assert value != other.MINIO_IMAGE
    import homelab_constructs.versions as again

    assert again is versions
    assert value == again.MINIO_IMAGE
