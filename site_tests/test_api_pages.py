"""The API reference says what the code says: names, arguments, defaults, and what raises."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import homelab_constructs
from site_tests.conftest import ROOT
from tools.docs_site.api import OTHERS, ApiPages, Undocumented

PUBLIC = {name: getattr(homelab_constructs, name) for name in homelab_constructs.__all__}
# An error is raised and not made: its page has attributes instead.
CLASSES = [
    name
    for name, item in PUBLIC.items()
    if inspect.isclass(item) and not issubclass(item, homelab_constructs.HomelabError)
]


@cache
def pages() -> Mapping[str, str]:
    return ApiPages(ROOT / "constructs").pages()


def arguments(page: str) -> dict[str, list[str]]:
    """Rows of the first table of arguments, by the argument."""
    _, _, after = page.partition("{.arguments}\n")
    rows: dict[str, list[str]] = {}
    for line in after.splitlines()[2:]:
        if not line.startswith("|"):
            break
        name, *cells = (cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1])
        rows[name.strip("`")] = cells
    return rows


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_has_its_place_and_a_word(name: str) -> None:
    row = re.search(
        rf"^\| \[`{name}`\]\(/reference/api/(.+?)\.md[^|]*\) \| (.+) \|$", pages()["index.md"], re.MULTILINE
    )
    if inspect.isclass(PUBLIC[name]):
        assert row is not None
        assert row[1] == name
        assert pages()[f"{name}.md"].startswith(f"# class {name}\n")
    else:
        assert f"\n## {name}\n" in pages()[f"{OTHERS}.md"]


@pytest.mark.parametrize("name", CLASSES)
def test_arguments_are_those_of_the_signature(name: str) -> None:
    signature = inspect.signature(PUBLIC[name].__init__)
    expected = {
        word: parameter
        for word, parameter in signature.parameters.items()
        # A class without a constructor has that of object, which takes anything and refuses it.
        if word != "self" and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    }
    rows = arguments(pages()[f"{name}.md"])
    assert list(rows) == list(expected)
    for word, (kind, default, meaning) in rows.items():
        assert kind, word
        assert meaning, word
        assert (default == "required") is (expected[word].default is inspect.Parameter.empty), word


def test_a_type_links_to_public_names() -> None:
    rows = arguments(pages()["CnpgDatabase.md"])
    assert rows["poolers"][0] == "`Sequence[`[`PgPooler`](/reference/api/PgPooler.md)`]`"


def test_a_version_is_shown_as_itself() -> None:
    assert arguments(pages()["CnpgDatabase.md"])["image"][1] == f'`"{homelab_constructs.versions.POSTGRESQL_IMAGE}"`'


def test_errors_and_methods_stand_on_the_page() -> None:
    page = pages()["Homelab.md"]
    assert "| [`InvalidArgument`](/reference/api/InvalidArgument.md) | `profile` is no ClusterProfile. |" in page
    assert "\n## synth()\n" in page
    assert "Raises [`LabError`](/reference/api/LabError.md): the parts do not fit together" in page


def test_guides_are_named() -> None:
    made = ApiPages(ROOT / "constructs", {"CnpgDatabase": ("docs/cnpg-database.md", "PostgreSQL")}).pages()
    assert "Guide with examples: [PostgreSQL](/docs/cnpg-database.md)." in made["CnpgDatabase.md"]


# What is not documented ---------------------------------------------------------------------------------------------

MODULE = '''
"""A package."""

from dataclasses import dataclass

__all__ = ["Box", "Lid", "close"]


class Box:
    """A box."""

    def __init__(self, size: int, colour: str = "red") -> None:
        """Make one.

        Args:
            size: in litres.
        """


@dataclass
class Lid:
    """A lid.

    Attributes:
        weight: in grams.
    """

    weight: int
    hinge: bool = False


def close(box: Box, lid: Lid) -> None:
    """Close it.

    Args:
        box: what to close.
    """
'''


def package(folder: Path, text: str) -> ApiPages:
    (folder / "homelab_constructs").mkdir()
    (folder / "homelab_constructs" / "__init__.py").write_text(text)
    return ApiPages(folder)


def test_a_type_that_is_not_public_is_written_out(tmp_path: Path) -> None:
    text = '''
from collections.abc import Sequence

__all__ = ["Box", "fill"]

DEEP = 7


class Box:
    """A box."""


Filling = Sequence[Box] | None


def fill(box: Box, filling: Filling = None, depth: int = DEEP) -> None:
    """Fill it.

    Args:
        box: what to fill.
        filling: with what.
        depth: how deep.
    """
'''
    rows = arguments(package(tmp_path, text).pages()[f"{OTHERS}.md"])
    link = "[`Box`](/reference/api/Box.md)"
    assert {name: cells[:2] for name, cells in rows.items()} == {
        "box": [link, "required"],
        "filling": [f"`Sequence[`{link}`] \\| None`", "`None`"],
        "depth": ["`int`", "`7`"],
    }


def test_an_argument_without_a_word_is_named(tmp_path: Path) -> None:
    with pytest.raises(Undocumented) as caught:
        package(tmp_path, MODULE).pages()
    assert str(caught.value).splitlines() == [
        "Box: its docstring says nothing of the argument colour",
        "Lid: its docstring says nothing of the argument hinge",
        "close: its docstring says nothing of the argument lid",
    ]
