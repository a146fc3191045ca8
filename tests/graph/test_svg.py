"""The picture as a file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from homelab_constructs.cli import main
from homelab_constructs.graph import layout
from homelab_constructs.graph.drawing import Box, Drawing, drawings
from homelab_constructs.graph.reading import LabGraph, read_lab
from homelab_constructs.graph.svg import svg, svg_of
from tests.graph.dists import two_apps
from tests.graph.labs import labs

pytest.importorskip("pygraphviz", reason="needs the extra graph")

ROOT = Path(__file__).resolve().parent.parent.parent
SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_names_kinds_and_the_legend_stand_in_it(tmp_path: Path) -> None:
    found = texts(svg(read_lab(two_apps(tmp_path))))
    assert {
        "end",
        "wiki",
        "wiki-db",
        "001-base",
        "net/vpn",
        "Deployment",
        "Cluster",
        "Secret \N{MULTIPLICATION SIGN}2",
    } <= set(found)
    assert found[-2:] == ["waits for", "belongs to the cluster"]


def test_the_legend_explains_what_is_drawn_and_nothing_else() -> None:
    lonely = Drawing(frames=(), boxes=(Box(key="a", name="a"),), arrows=())
    assert texts(svg_of([lonely], title="t", description="d")) == ["a"]


def test_who_cannot_see_it_is_told_who_waits_for_whom(tmp_path: Path) -> None:
    root = ElementTree.fromstring(svg(read_lab(two_apps(tmp_path))))
    assert root.get("role") == "img"
    labels = [root.find(f"{SVG}*[@id='{name}']") for name in (root.get("aria-labelledby") or "").split()]
    title, description = (label.text if label is not None else None for label in labels)
    assert title == "Dependencies of 2 apps with 3 Kustomizations"
    assert description == (
        "end waits for net/vpn, wiki. wiki waits for 001-base, wiki-db. wiki-db waits for 001-base. "
        "What belongs to the cluster and not to the lab: 001-base, net/vpn."
    )


def test_names_of_anybody_do_not_break_the_file() -> None:
    odd = Drawing(frames=(), boxes=(Box(key="<&\"'>", name="<b>&\"'", rows=("]]>",)),), arrows=())
    assert texts(svg_of([odd], title="<&>", description="&")) == ["<b>&\"'", "]]>"]


@given(labs(circles=False) | labs(circles=True))
@settings(max_examples=20)
def test_any_lab_is_one_whole_file(lab: LabGraph) -> None:
    root = ElementTree.fromstring(svg(lab))
    kinds = sum(len(part.kinds) for app in lab.apps for part in app.parts)
    assert len([element for element in root.iter(f"{SVG}text") if element.get("class") == "row"]) >= kinds
    assert "nan" not in svg(lab)


def test_same_bytes_in_every_process() -> None:
    """Neither the order of a set nor what was drawn before has a say."""
    script = "from homelab_constructs.cli import main; main(['graph', 'dist', '--format', 'svg'])"
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            check=True,
            capture_output=True,
        ).stdout
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("2", "C"))
    ]
    assert runs[0].startswith(b"<svg ")
    assert set(runs) == {svg(read_lab(ROOT / "dist")).encode()}


def test_fonts_of_the_machine_have_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Graphviz gets sizes; a text in it would be measured with whatever font is found."""
    seen: list[str] = []
    pygraphviz = layout._graphviz()

    class Watched(pygraphviz.AGraph):  # type: ignore[misc, name-defined]
        def layout(self, prog: str) -> None:
            seen.append(self.to_string())
            super().layout(prog=prog)

    monkeypatch.setattr(pygraphviz, "AGraph", Watched)
    lab = read_lab(ROOT / "dist")
    layout.place(drawings(lab))
    assert seen
    assert not [name for text in seen for app in lab.apps for part in app.parts if (name := part.name) in text]


# The command --------------------------------------------------------------------------------------------------------


def test_command_prints_what_the_function_gives(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(ROOT / "dist"), "--format", "svg"]) == 0
    assert capsys.readouterr().out == svg(read_lab(ROOT / "dist"))


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [
        ("lab.svg", [], "<svg "),
        ("lab.mmd", [], "flowchart TB"),
        ("lab.txt", ["--format", "svg"], "<svg "),
        ("lab.svg", ["--format", "mermaid"], "flowchart TB"),
    ],
)
def test_command_writes_the_format_that_was_asked_for_or_that_the_file_is_named_for(
    name: str, options: list[str], begins: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["graph", str(ROOT / "dist"), "--output", str(tmp_path / name), *options]) == 0
    assert (tmp_path / name).read_text().startswith(begins)
    assert capsys.readouterr().out == ""
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(ROOT / "dist"), "--output", str(tmp_path / "no" / "lab.svg")]) == 1
    assert "no/lab.svg: it cannot be written (No such file or directory)" in capsys.readouterr().err


def test_what_is_no_file_is_written_to() -> None:
    written = subprocess.run(
        [sys.executable, "-c", "from homelab_constructs.cli import main; main()", "graph", "--output", "/dev/stdout"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert written.stdout.startswith("flowchart TB")


def test_a_dist_that_is_refused_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "lab.svg"
    file.write_text("old")
    assert main(["graph", str(tmp_path), "--output", str(file)]) == 1
    assert file.read_text() == "old"


def test_without_graphviz_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    assert main(["graph", str(ROOT / "dist")]) == 0
    capsys.readouterr()
    assert main(["graph", str(ROOT / "dist"), "--format", "svg"]) == 69
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "pip install 'homelab-constructs[graph]'" in printed.err
