"""Type checkers and a language server over a repository that has the library as a wheel.

tests/editor/ holds what is meant and what is mistaken; everything else is asked of the signatures and docstrings, so
that an argument that is added is looked for, too.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import homelab_constructs
from tests.docstrings import sections
from tests.elsewhere import build_wheel, install, run
from tests.language_server import LanguageServer

SAMPLES = Path(__file__).resolve().parent / "editor"
PROGRAMS = Path(sys.executable).parent

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Repository:
    """Somebody's repository, and the interpreter of its environment."""

    folder: Path
    python: Path


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("editor")
    for sample in SAMPLES.glob("*.py"):
        shutil.copy(sample, folder)
    (folder / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict"}))
    (folder / "mypy.ini").write_text("[mypy]\nstrict = True\n")
    return Repository(folder, install(build_wheel(folder), folder, extra="node"))


# Type checkers --------------------------------------------------------------------------------------------------------

Said = set[tuple[int, str]]
"""Line and code of each complaint."""


def by_mypy(theirs: Repository, file: str) -> Said:
    program = (sys.executable, "-m", "mypy", "--python-executable", theirs.python)
    done = subprocess.run([*program, file], cwd=theirs.folder, check=False, capture_output=True, text=True)
    found = re.findall(rf"^{file}:(\d+): error: .*\[([a-z-]+)\]$", done.stdout, re.MULTILINE)
    assert len(found) == done.stdout.count("error:"), done.stdout + done.stderr
    assert re.search(r"^(Found \d+ errors?|Success)", done.stdout, re.MULTILINE), done.stdout + done.stderr
    return {(int(line), code) for line, code in found}


def by_pyright(theirs: Repository, file: str) -> Said:
    program = (PROGRAMS / "basedpyright", "--pythonpath", theirs.python, "--outputjson")
    done = subprocess.run([*program, file], cwd=theirs.folder, check=False, capture_output=True, text=True)
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"] == 1, done.stdout
    return {
        (item["range"]["start"]["line"] + 1, item.get("rule", item["message"])) for item in report["generalDiagnostics"]
    }


CHECKERS = {"mypy": by_mypy, "pyright": by_pyright}
each_checker = pytest.mark.parametrize("checker", CHECKERS)


@each_checker
def test_what_is_meant_passes(theirs: Repository, checker: str) -> None:
    assert CHECKERS[checker](theirs, "right.py") == set()


def test_what_is_meant_can_be_built(theirs: Repository) -> None:
    run(theirs.python, "right.py", cwd=theirs.folder)


def test_what_is_meant_uses_every_public_name() -> None:
    text = (SAMPLES / "right.py").read_text()
    code = text.partition("\n)\n")[2]
    assert [name for name in homelab_constructs.__all__ if not re.search(rf"\b{name}\b", code)] == []


@each_checker
def test_each_mistake_is_named_where_it_stands(theirs: Repository, checker: str) -> None:
    expected = set()
    for number, line in enumerate((SAMPLES / "wrong.py").read_text().splitlines(), start=1):
        if mark := re.search(r"# E: (\S+) \| (\S+)$", line):
            expected.add((number, mark[1 if checker == "mypy" else 2]))
    assert len(expected) > 30
    assert CHECKERS[checker](theirs, "wrong.py") == expected


# A language server ----------------------------------------------------------------------------------------------------

PUBLIC = {name: getattr(homelab_constructs, name) for name in homelab_constructs.__all__}


def calls() -> dict[str, list[str]]:
    """Each public class that takes arguments by name, with those arguments."""
    found = {}
    for name, kind in PUBLIC.items():
        if isinstance(kind, type) and not issubclass(kind, Exception):
            taken = inspect.signature(kind).parameters.values()
            found[name] = [item.name for item in taken if item.kind is not inspect.Parameter.VAR_KEYWORD]
    return {name: arguments for name, arguments in found.items() if arguments}


def described(name: str) -> dict[str, str]:
    """What is said of the arguments of a class: a dataclass's are its fields, also those that it inherits."""
    kind = PUBLIC[name]
    said: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        said |= sections(base.__doc__).get("Attributes", {})
    return said | sections(kind.__init__.__doc__).get("Args", {})


@pytest.fixture(scope="module")
def server(theirs: Repository) -> Iterator[LanguageServer]:
    with LanguageServer([PROGRAMS / "basedpyright-langserver", "--stdio"], theirs.folder, theirs.python) as running:
        yield running


def document(theirs: Repository, server: LanguageServer, text: str) -> Any:
    path = theirs.folder / f"file_{len(list(theirs.folder.glob('file_*.py')))}.py"
    path.write_text(text)
    return server.open(path)


def test_it_is_the_wheel_that_is_read(theirs: Repository, server: LanguageServer) -> None:
    opened = document(theirs, server, "from homelab_constructs import CnpgDatabase\n")
    (found,) = opened.definition("import CnpgDatabase")
    assert Path(found.removeprefix("file://")).is_relative_to(theirs.python.parent.parent)


def test_public_names_are_offered(theirs: Repository, server: LanguageServer) -> None:
    offered = document(theirs, server, "from homelab_constructs import \n").completions("import ")
    assert set(homelab_constructs.__all__) <= offered.keys()


@pytest.mark.parametrize("name", calls())
def test_arguments_are_offered(theirs: Repository, server: LanguageServer, name: str) -> None:
    offered = document(theirs, server, f"from homelab_constructs import {name}\n\n{name}()\n").completions(f"\n{name}(")
    assert [argument for argument in calls()[name] if f"{argument}=" not in offered] == []


LAB = """
from homelab_constructs import BitnamiRedis, ClusterProfile, CnpgDatabase, FluxApp, Homelab, MinioStore, Volume

lab = Homelab(ClusterProfile(database_storage_class="block", data_storage_class="files"))
app = FluxApp(lab, "web")
db = CnpgDatabase(app.component("postgresql"), "db", database="web", storage=Volume("20Gi"))
cache = BitnamiRedis(app.component("redis"), "cache")
files = MinioStore(app.component("minio"), "files", buckets=["uploads"])
"""


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("db.connection", "PostgresConnection"),
        ("cache.connection", "RedisConnection"),
        ("files.connection", "ObjectStoreConnection"),
        ("db.credentials", "SecretContract"),
        ("db.connection.direct_url", "SecretKey"),
        ("lab.profile", "ClusterProfile"),
        ("db.component", "Component"),
    ],
)
def test_what_constructs_give_back_is_offered(
    theirs: Repository, server: LanguageServer, expression: str, kind: str
) -> None:
    offered = document(theirs, server, f"{LAB}\n{expression}.\n").completions(f"\n{expression}.")
    members = {name for name in dir(PUBLIC[kind]) if not name.startswith("_")}
    members |= {field.name for field in dataclasses.fields(PUBLIC[kind])} if kind != "Component" else {"lab", "app"}
    assert members <= offered.keys()


def test_words_that_are_allowed_are_offered(theirs: Repository, server: LanguageServer) -> None:
    text = 'from homelab_constructs import PgPooler\n\nPgPooler(mode="")\n'
    offered = document(theirs, server, text).completions('mode="')
    assert {label.strip("\"'") for label in offered} >= {"transaction", "session"}


def called(name: str) -> tuple[str, list[str]]:
    """A call with every argument by its name, and the text that ends with each of those names."""
    arguments = calls()[name]
    text = f"from homelab_constructs import {name}\n\n{name}(\n" + "".join(f"    {item}=...,\n" for item in arguments)
    return f"{text})\n", [f"\n    {item}" for item in arguments]


def shown(text: str) -> str:
    """What an editor shows, as plain words: markdown keeps what it would else read as a mark behind a backslash."""
    return " ".join(re.sub(r"\\(?=[^A-Za-z0-9\s])", "", text.replace("&nbsp;", " ")).split())


@pytest.mark.parametrize("name", [name for name in calls() if not dataclasses.is_dataclass(PUBLIC[name])])
def test_text_of_an_argument_shows_over_its_name(theirs: Repository, server: LanguageServer, name: str) -> None:
    text, places = called(name)
    opened = document(theirs, server, text)
    for argument, place in zip(calls()[name], places, strict=True):
        first = described(name)[argument]
        assert f"{argument}: {first}"[:80] in shown(opened.hover(f"{place}=", back=2)), argument


@pytest.mark.parametrize("name", calls())
def test_text_of_an_argument_shows_while_it_is_written(theirs: Repository, server: LanguageServer, name: str) -> None:
    text, places = called(name)
    opened = document(theirs, server, text)
    for argument, place in zip(calls()[name], places, strict=True):
        signature = opened.signature(f"{place}=")
        active = signature["parameters"][signature["activeParameter"]]
        assert active["label"].startswith(argument)
        assert f"{argument}: {described(name)[argument]}"[:80] in shown(active["documentation"]["value"]), argument


@pytest.mark.parametrize("name", calls())
def test_text_of_a_class_shows_over_its_name(theirs: Repository, server: LanguageServer, name: str) -> None:
    over = shown(document(theirs, server, f"from homelab_constructs import {name}\n\n{name}\n").hover(f"\n{name}"))
    kind = PUBLIC[name]
    summaries = [inspect.cleandoc(text or "").partition("\n\n")[0] for text in (kind.__doc__, kind.__init__.__doc__)]
    assert any(shown(summary) in over for summary in summaries if summary)
