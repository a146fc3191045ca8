"""README.md and docs/ say what is true: their Python runs, their YAML is what is written, their tables and links hold.

A code block says what becomes of it in the words behind its language:

- `python` runs, page by page in one namespace and one empty folder; with `refused` it must raise, and the block after
  it is the message; with `from=<file>` it is that file of the repository, whole; with `elsewhere` the folder is emptied
  first, as for a repository of its own;
- `sh` with `runs` is run in that folder, too, by the Python of these tests; other shell blocks are for a cluster;
- with `file=<file>` a block of any language is not run: the blocks below find it in their folder; `onto=<file>` adds it
  to one that is there;
- a block with `output`, of any language, is what the block before it printed; `text tree=<folder>` lists a folder of
  the repository;
- `yaml` is valid; with `from=<file>` or `wrote=<file>` its lines stand in that file of the repository, or in one that
  the page itself wrote.

A table whose first heading is "argument of X" or "field of X" is held against the signature of X.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

import homelab_constructs
from homelab_constructs import HomelabError, versions
from homelab_constructs.cli import main
from homelab_constructs.stand.catalog import FLUX_LINES, KUBERNETES, MODULES
from homelab_constructs.stand.simulated import SIMULATED

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md")), *sorted((ROOT / "examples").glob("**/README.md"))]
CONSTRUCT_PAGES = [page for page in sorted(DOCS.glob("*.md")) if page.name not in ("README.md", "how-we-know.md")]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


each_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


# Code blocks --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the words behind it, its text and the line it begins on."""

    language: str
    words: tuple[str, ...]
    text: str
    line: int

    def option(self, name: str) -> str | None:
        return next((word.partition("=")[2] for word in self.words if word.startswith(f"{name}=")), None)


def blocks(page: Path) -> Iterator[Block]:
    lines = page.read_text(encoding="utf-8").splitlines()
    start: int | None = None
    for number, line in enumerate(lines):
        if not line.startswith("```"):
            continue
        if start is None:
            start = number
            continue
        language, *words = lines[start].removeprefix("```").split() or [""]
        yield Block(language, tuple(words), "".join(f"{text}\n" for text in lines[start + 1 : number]), start + 1)
        start = None
    assert start is None, f"{name_of(page)}:{start}: a block is not closed"


class Reader:
    """Goes through the blocks of a page as a reader would who tries everything, in an empty folder."""

    def __init__(self, page: Path) -> None:
        self.page = page
        self.namespace: dict[str, Any] = {"__name__": "__main__"}
        self.printed = ""
        self.refusal: str | None = None

    def read(self, block: Block) -> None:
        if self.refusal is not None:
            assert (block.language, block.text.strip()) == ("text", self.refusal), "the message is another one"
            self.refusal = None
        elif file := block.option("file") or block.option("onto"):
            self.keep(block, Path(file))
        elif block.language == "python":
            self.run(block)
        elif block.language == "sh" and "runs" in block.words:
            self.run_shell(block)
        elif "output" in block.words:
            assert block.text == self.printed
        elif block.language == "text" and (folder := block.option("tree")):
            assert sorted(listed(block.text)) == sorted(
                path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()
            )
        if block.language == "yaml" and self.refusal is None:
            self.check_yaml(block)

    def keep(self, block: Block, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") + "\n\n" if block.option("onto") else ""
        file.write_text(before + block.text, encoding="utf-8")
        importlib.invalidate_caches()

    def run_shell(self, block: Block) -> None:
        # Of this run of pytest a page that starts one of its own must not know.
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env["PATH"]])
        done = subprocess.run(
            ["sh", "-euc", block.text], check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=env
        )
        assert done.returncode == 0, done.stdout + done.stderr
        self.printed = done.stdout

    def run(self, block: Block) -> None:
        if source := block.option("from"):
            assert block.text == (ROOT / source).read_text(encoding="utf-8"), f"{source} is another one"
        if "elsewhere" in block.words:
            for path in Path().iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        # What a finding says of the line that made an object is what it says to whoever keeps the code in a main.py.
        code = compile(block.text, "main.py", "exec", dont_inherit=True)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            if "refused" in block.words:
                with pytest.raises(HomelabError) as caught:
                    exec(code, self.namespace)
                self.refusal = str(caught.value)
            else:
                exec(code, self.namespace)
        self.printed = printed.getvalue()

    def check_yaml(self, block: Block) -> None:
        assert any(document for document in yaml.safe_load_all(textwrap.dedent(block.text)))
        for place, folder in (("from", ROOT), ("wrote", Path())):
            if file := block.option(place):
                written = "\n" + (folder / file).read_text(encoding="utf-8")
                assert f"\n{block.text}" in written, f"these lines do not stand in {file}"


def listed(tree: str) -> Iterator[str]:
    """The files of a drawn tree: folders end in a slash, two blanks begin a remark."""
    folders: list[str] = []
    for line in tree.splitlines():
        entry = re.split(r"\s{2,}", line.strip())[0]
        folders = folders[: (len(line) - len(line.lstrip())) // 2]
        if entry.endswith("/"):
            folders.append(entry)
        else:
            yield "".join([*folders, entry])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that is the current one; modules in it can be imported, and are forgotten afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]


@each_page
@pytest.mark.usefixtures("folder")
def test_code_does_what_the_page_says(page: Path) -> None:
    reader = Reader(page)
    for block in blocks(page):
        try:
            reader.read(block)
        except (Exception, pytest.fail.Exception) as error:
            raise AssertionError(f"{name_of(page)}:{block.line}: {error}") from error
    assert reader.refusal is None, "a refused block needs its message below"


@pytest.mark.parametrize("page", CONSTRUCT_PAGES, ids=name_of)
def test_page_of_a_construct_begins_with_an_example(page: Path) -> None:
    before, _, _ = page.read_text(encoding="utf-8").partition("\n## ")
    assert "```python" in before


def test_values_for_a_new_cluster_can_be_made_as_the_readme_says() -> None:
    """Every variable that somebody invents, and no other, in a form that YAML reads as text."""
    if not all(map(shutil.which, ("sh", "awk", "openssl"))):
        pytest.skip("needs sh, awk and openssl")
    (block,) = (block for block in blocks(ROOT / "README.md") if "openssl rand" in block.text)
    printed = subprocess.run(
        ["sh", "-euc", block.text], cwd=ROOT, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
    ).stdout
    made = yaml.safe_load(printed)
    assert made.keys() == {variable["name"] for variable in expected_variables() if "generate" in variable}
    assert all(isinstance(value, str) and re.fullmatch("[0-9a-f]{32}", value) for value in made.values())


# Tables -------------------------------------------------------------------------------------------------------------


def tables(page: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Heading and rows of every table."""
    lines = iter([*page.read_text(encoding="utf-8").splitlines(), ""])
    for line in lines:
        if not line.startswith("|"):
            continue
        rows = [cells(line)]
        for more in lines:
            if not more.startswith("|"):
                break
            rows.append(cells(more))
        yield rows[0], rows[2:]


def cells(row: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def code_of(cell: str) -> str | None:
    match = re.fullmatch(r"`([^`]+)`", cell)
    return match[1] if match else None


def expected_variables() -> list[dict[str, Any]]:
    variables: list[dict[str, Any]] = yaml.safe_load((ROOT / "dist" / "expects.yaml").read_text())["variables"]["keys"]
    return variables


def test_readme_names_the_variables_that_dist_expects() -> None:
    (rows,) = (rows for heading, rows in tables(ROOT / "README.md") if heading[0] == "variable")
    said = {code_of(name): (code_of(made_by), may_change) for name, made_by, may_change, _ in rows}
    assert said == {
        variable["name"]: (variable.get("generate"), "yes" if variable["mayChange"] else "no")
        for variable in expected_variables()
    }
    assert list(said) == sorted(said, key=str)


def test_how_to_rotate_is_said_of_every_variable_that_somebody_invents_or_gets_issued() -> None:
    (rows,) = (rows for heading, rows in tables(DOCS / "how-to" / "rotate-a-secret.md") if heading[0] == "variable")
    said = {str(code_of(row[0])): row[-1] for row in rows}
    assert said.keys() == {variable["name"] for variable in expected_variables()} - {"SECRET_DOMAIN"}
    fixed = {variable["name"] for variable in expected_variables() if not variable["mayChange"]} - {"SECRET_DOMAIN"}
    assert {name for name, restart in said.items() if "not to be changed" in restart} == fixed


def test_readme_names_what_the_cluster_must_have() -> None:
    expects = yaml.safe_load((ROOT / "dist" / "expects.yaml").read_text())
    (rows,) = (rows for heading, rows in tables(ROOT / "README.md") if heading == ["what", "which"])
    text = " ".join(cell for row in rows for cell in row)
    words = [
        *(operator["version"].removeprefix(">=") for operator in expects["operators"]),
        *(item["name"] for item in (*expects["kustomizations"], *expects["secrets"])),
        *(source["name"] for source in expects["sources"]),
        *(source["version"] for source in expects["sources"] if "version" in source),
        *expects["storageClasses"],
        *expects["ingressClasses"],
        expects["variables"]["secret"]["name"],
    ]
    assert [word for word in words if word not in text] == []


def documented() -> Iterator[Any]:
    for page in PAGES:
        for heading, rows in tables(page):
            if match := re.fullmatch(r"(argument|field) of `(\w+)`", heading[0]):
                yield pytest.param(match[2], rows, id=f"{page.stem}-{match[2]}")


@pytest.mark.parametrize(("name", "rows"), list(documented()))
def test_arguments_and_defaults_are_those_of_the_code(name: str, rows: list[list[str]]) -> None:
    """A default in code is the default, `required` says that there is none, other words that it is worked out."""
    kind = getattr(homelab_constructs, name)
    # That of a jsii class itself is its metaclass's.
    parameters = inspect.signature(kind.__init__ if inspect.isclass(kind) else kind).parameters
    fields = getattr(kind, "__dataclass_fields__", {})
    known = {public: getattr(homelab_constructs, public) for public in homelab_constructs.__all__}
    for argument, said, *_ in rows:
        word = code_of(argument) or ""
        assert word in parameters, f"{name} has no {argument}"
        default = parameters[word].default
        if word in fields and callable(factory := fields[word].default_factory):
            default = factory()
        if said == "required":
            assert default is inspect.Parameter.empty, f"{name}.{word} has a default"
        elif code := code_of(said):
            assert eval(code, {**known, "versions": versions}) == default, f"{name}.{word}: its default is {default!r}"
        else:
            assert not default, f"{name}.{word}: its default is {default!r}"


def test_every_dependency_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    named = [
        *project["project"]["dependencies"],
        *(entry for extra in project["project"]["optional-dependencies"].values() for entry in extra),
        *(entry for group in project["dependency-groups"].values() for entry in group),
    ]
    names = {re.split(r"[\[<>=~]", entry)[0].lower() for entry in named}
    (page,) = DOCS.glob("decisions/*-dependencies.md")
    said = {code_of(row[0]) for _, rows in tables(page) for row in rows}
    assert said == {name if name != "pyyaml" else "PyYAML" for name in names} - {"types-pyyaml"} | {"types-PyYAML"}


# How we know --------------------------------------------------------------------------------------------------------

HOW = DOCS / "how-we-know.md"


def column(heading: str) -> list[list[str]]:
    """Rows of the table on that page whose first heading this is."""
    return next(rows for head, rows in tables(HOW) if head[0] == heading)


def test_what_is_simulated_is_listed_as_the_code_has_it() -> None:
    assert [(row[0], row[1]) for row in column("simulated")] == list(SIMULATED)


def test_what_is_real_is_listed_with_the_versions_that_are_built() -> None:
    text = " ".join(" ".join(row) for row in column("real"))
    assert KUBERNETES in text
    for name in ("cloudnative-pg", *(module.name for line in FLUX_LINES.values() for module in line.modules)):
        assert MODULES[name].version in text, name


def test_every_scenario_is_described() -> None:
    files = sorted(path.stem.removeprefix("test_").replace("_", " ") for path in (ROOT / "e2e").glob("test_*.py"))
    assert sorted(row[0] for row in column("scenario")) == files


def test_every_option_of_try_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["try", "--help"])
    offered = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert {str(code_of(row[0])).split()[0] for row in column("option")} == offered


# Links --------------------------------------------------------------------------------------------------------------


def prose(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """What GitHub makes of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


def test_every_page_is_in_the_index() -> None:
    index = prose(DOCS / "README.md")
    pages = [page.relative_to(DOCS).as_posix() for page in sorted(DOCS.rglob("*.md")) if page != DOCS / "README.md"]
    assert [page for page in pages if f"({page})" not in index] == []


def test_decisions_are_numbered_without_a_gap_and_short() -> None:
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    assert [page.name[:4] for page in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    for page in decisions:
        text = page.read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == [
            "Context",
            "Decision",
            "Alternatives",
            "Consequences",
        ], page.name
        assert len(text.splitlines()) <= 70, f"{page.name} is longer than a page"
