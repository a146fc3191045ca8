"""The picture in the README: drawn between two marks, and known to be stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from homelab_constructs import HomelabError
from tools.draw_readme import BEGIN, END, main, redrawn

ROOT = Path(__file__).resolve().parent.parent


def test_only_what_is_between_the_marks_changes() -> None:
    text = f"# Title\n\n{BEGIN}\nold\n{END}\n\nmore\n"
    drawn = redrawn(text, "flowchart TB\n")
    assert drawn == f"# Title\n\n{BEGIN}\n\n```mermaid\nflowchart TB\n```\n\n{END}\n\nmore\n"
    assert redrawn(drawn, "flowchart TB\n") == drawn


@pytest.mark.parametrize("text", ["", BEGIN, END + BEGIN, BEGIN + END + END, BEGIN + BEGIN + END])
def test_text_without_its_marks_is_refused(text: str) -> None:
    with pytest.raises(HomelabError, match="once each"):
        redrawn(text, "")


def test_stale_picture_is_shown_and_then_redrawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{BEGIN}\n{END}\n")
    options = ["--readme", str(readme), "--dist", str(ROOT / "dist")]
    assert main(["--check", *options]) == 1
    assert "+flowchart TB" in capsys.readouterr().out
    assert readme.read_text() == f"{BEGIN}\n{END}\n"
    assert main(options) == 0
    assert main(["--check", *options]) == 0
