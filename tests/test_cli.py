"""The command line: what it prints, where, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from homelab_constructs.cli import main

ROOT = Path(__file__).resolve().parent.parent


def test_graph_of_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(ROOT / "dist")]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("flowchart TB\n")
    assert printed.err == ""


def test_graph_reads_dist_unless_told_otherwise(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["graph"]) == 0
    unasked = capsys.readouterr().out
    assert main(["graph", "dist"]) == 0
    assert capsys.readouterr().out == unasked


def test_graph_of_something_else(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["graph", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("homelab-constructs: ")
    assert printed.err.count("\n") == 1
    assert "no dist of homelab-constructs" in printed.err


@pytest.mark.parametrize("words", [[], ["draw"], ["graph", "a", "b"]])
def test_wrong_call_says_how_it_is_called(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: homelab-constructs" in capsys.readouterr().err


# try: what can be said without a stand -------------------------------------------------------------------------------


def test_try_of_something_else(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["try", str(tmp_path)]) == 1
    assert "not what Homelab.synth() has written" in capsys.readouterr().err


def test_try_with_charts_that_are_not_there_says_so_before_it_builds_anything(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["try", str(ROOT / "dist"), "--charts", str(tmp_path / "nowhere")]) == 1
    assert "there is no such folder" in capsys.readouterr().err


def test_try_without_go_names_it_and_has_an_exit_code_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "git").symlink_to("/bin/true")
    assert main(["try", str(ROOT / "dist")]) == 69
    said = capsys.readouterr().err
    assert "Go 1." in said
    assert "https://go.dev/doc/install" in said


def test_try_without_its_packages_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("homelab_constructs.cli.find_spec", lambda name: None)
    assert main(["try", str(ROOT / "dist")]) == 69
    assert "pip install 'homelab-constructs[try]'" in capsys.readouterr().err
