"""What becomes of the repository's Markdown on its way to the site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from homelab_constructs.graph.mermaid import mermaid
from homelab_constructs.graph.reading import read_lab
from site_tests.conftest import ROOT
from tools.build_site import build, fill
from tools.docs_site.markdown import escaped, outside_code, table
from tools.docs_site.source import SiteError, site_source


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one page, one lab and the library's code."""
    (tmp_path / "constructs").symlink_to(ROOT / "constructs")
    shutil.copytree(ROOT / "dist", tmp_path / "dist")
    (tmp_path / "README.md").write_text("# Read me\n")
    (tmp_path / "docs").mkdir()
    return tmp_path


def readme(repository: Path, text: str) -> str:
    (repository / "README.md").write_text(f"# Read me\n\n{text}")
    return site_source(repository)["README.md"].removeprefix("# Read me\n\n")


def test_pages_keep_their_place_and_their_words(repository: Path) -> None:
    text = "A [page](docs/a.md#there), [elsewhere](https://example.org/x.py) ...\n"
    (repository / "docs" / "a.md").write_text("# A\n\n## There\n")
    assert readme(repository, text) == text
    assert site_source(repository)["docs/a.md"] == "# A\n\n## There\n"


def test_a_link_to_a_source_file_leads_to_a_page_that_shows_it(repository: Path) -> None:
    (repository / "main.py").write_text("x = '```'\n")
    assert readme(repository, "All of [main.py](main.py).\n") == "All of [main.py](/files/main.py.md).\n"
    assert "````python\nx = '```'\n````" in site_source(repository)["files/main.py.md"]


def test_a_link_to_a_folder_leads_to_its_files_or_to_its_readme(repository: Path) -> None:
    (repository / "tools").mkdir()
    (repository / "tools" / "a.py").write_text("")
    (repository / "docs" / "proofs").mkdir()
    (repository / "docs" / "proofs" / "README.md").write_text("# Proofs\n")
    found = readme(repository, "[tools](tools), [proofs](docs/proofs)\n")
    assert found == "[tools](/files/tools.md), [proofs](/docs/proofs/README.md)\n"
    assert "\na.py\n" in site_source(repository)["files/tools.md"]


@pytest.mark.parametrize("link", ["gone.py", "../outside"])
def test_a_link_to_nothing_is_refused(repository: Path, link: str) -> None:
    with pytest.raises(SiteError, match=f"README.md: a link to {link}, which is not there"):
        readme(repository, f"[x]({link})\n")


def test_code_is_left_as_it_is(repository: Path) -> None:
    text = "```python\nx = '[main.py](gone.py)'\n```\n\n````text\n```\n[x](gone.py)\n```\n````\n"
    assert readme(repository, text) == text


def test_the_mermaid_picture_of_a_lab_becomes_its_svg(repository: Path) -> None:
    found = readme(repository, f"```mermaid\n{mermaid(read_lab(ROOT / 'dist'))}```\n")
    assert found.startswith("```{figure} /pictures/lab.svg\n")
    assert "mermaid" not in found
    assert site_source(repository)["pictures/lab.svg"].startswith("<svg ")


def test_an_example_ends_with_its_picture(repository: Path) -> None:
    example = repository / "examples" / "wiki"
    shutil.copytree(ROOT / "dist", example / "dist")
    shutil.rmtree(repository / "dist")
    (example / "README.md").write_text("# Wiki\n")
    files = site_source(repository)
    assert "```{figure} /pictures/wiki.svg\n" in files["examples/wiki/README.md"]
    assert files["pictures/wiki.svg"].startswith("<svg ")


ROOMS = """flowchart TB
  subgraph house["house"]
    kitchen["<b>kitchen</b><br/>stove"]
  end
  hall["hall"]
  road["road"]:::outside
  hall --> kitchen
  hall -.-> road
  classDef outside stroke-dasharray: 5 5
"""


def test_a_flowchart_of_something_else_is_drawn_as_well(repository: Path) -> None:
    found = readme(repository, f"```mermaid\n{ROOMS}```\n")
    match = re.match(r"```{figure} /(pictures/[0-9a-f]{12}\.svg)\n:alt: Flowchart of Read me\n", found)
    assert match is not None
    picture = site_source(repository)[match[1]]
    assert re.findall(r"<text[^>]*>([^<]+)<", picture) == ["kitchen", "stove", "hall", "road", "house"]
    assert "hall leads to kitchen. hall leads to road." in picture
    assert "waits for" not in picture


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("flowchart LR", "only a flowchart TB is drawn"),
        ("flowchart TB\n  a[one]", "no program here writes such a line"),
        ("flowchart TB\n  end", "no program here writes such a line"),
        ('flowchart TB\n  a["one"]\n  a --> b', "b: an arrow to a box that is not there"),
    ],
)
def test_a_flowchart_with_words_that_are_not_drawn_is_refused(repository: Path, line: str, problem: str) -> None:
    with pytest.raises(SiteError, match=problem):
        readme(repository, f"```mermaid\n{line}\n```\n")


def test_a_picture_is_shown_in_the_size_of_its_text(repository: Path) -> None:
    (repository / "docs" / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 438"/>')
    found = readme(repository, "![Words](docs/x.svg)\n")
    assert found.startswith("```{figure} /docs/x.svg\n:alt: Words\n:width: 860px\n")


def test_a_page_that_the_navigation_has_no_place_for_is_named(repository: Path) -> None:
    (repository / "docs" / "odd").mkdir()
    (repository / "docs" / "odd" / "x.md").write_text("# X\n")
    with pytest.raises(SiteError, match=r"docs/odd/x\.md: no section of the navigation takes it"):
        site_source(repository)


def test_a_readme_leads_to_the_pages_beside_it(repository: Path) -> None:
    for name in ("README", "b", "a"):
        file = repository / "docs" / "proofs" / f"{name}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"# {name}\n")
    assert "\n/docs/proofs/a\n/docs/proofs/b\n" in site_source(repository)["docs/proofs/README.md"]


def test_pages_that_others_add_appear_in_their_section(repository: Path) -> None:
    for path, title in (("docs/tutorial/first.md", "First"), ("docs/how-to/rotate.md", "Rotate"), ("docs/x.md", "X")):
        file = repository / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"# {title}\n")
    index = site_source(repository)["index.md"]
    assert ":caption: Tutorial\n\n/docs/tutorial/first\n" in index
    assert ":caption: How-to guides\n\n/docs/how-to/rotate\n" in index
    assert "[X](/docs/x.md)" in index


def test_sections_without_a_page_are_left_out(repository: Path) -> None:
    assert "Tutorial" not in site_source(repository)["index.md"]


# Markdown -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a `b_c` d_e", "a `b_c` d\\_e"),
        ("SECRET_<APP>", "SECRET\\_\\<APP>"),
        ("two\n   lines", "two lines"),
        ("`<app>` *x* [y]", "`<app>` \\*x\\* \\[y\\]"),
    ],
)
def test_a_sentence_of_a_docstring(text: str, written: str) -> None:
    assert escaped(text) == written


def test_a_table_has_no_empty_column_and_no_stray_bar() -> None:
    assert list(table(["a", "b", "c"], [["x|y", "", "z"], ["1", "", "2"]])) == [
        "| a | c |",
        "|---|---|",
        "| x\\|y | z |",
        "| 1 | 2 |",
    ]


def test_only_lines_outside_of_code_change() -> None:
    assert outside_code("a\n```x\na\n```\na\n", str.upper) == "A\n```x\na\n```\nA\n"


# The folder ---------------------------------------------------------------------------------------------------------


def test_the_folder_holds_what_was_given_and_no_more(tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": "1", "x/b.md": "2"})
    before = (tmp_path / "a.md").stat().st_mtime_ns
    fill(tmp_path, {"a.md": "1", "c.md": "3"})
    assert sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.md")) == ["a.md", "c.md"]
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


# The build ----------------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning", "ignore::DeprecationWarning")  # of MyST in Sphinx
@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("[x](other.md#there)", False),
        ("[x](other.md#gone)", True),
        ("[x](gone.md)", True),
        ("[x](#gone)", True),
        ("> [!NOTE]\n> An alert, as GitHub writes it.", False),
        ("![x](gone.png)", True),
    ],
)
def test_what_leads_nowhere_fails_the_build(text: str, fails: bool, tmp_path: Path) -> None:
    files = {
        "index.md": f"# Index\n\n{text}\n\n```{{toctree}}\nother\n```\n",
        "other.md": "# Other\n\n## There\n",
    }
    fill(tmp_path / "site-source", files)
    assert bool(build(tmp_path)) is fails
    assert ("admonition note" in (tmp_path / "site" / "index.html").read_text()) is ("NOTE" in text)
