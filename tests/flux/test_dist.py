"""The writer: everything or nothing, and nothing at all when nothing changed."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from homelab_constructs import HomelabError
from homelab_constructs.flux.dist import EXPECTS, satisfy_cdk8s_cli, write_dist

OLD = {EXPECTS: b"old\n", "photos/ks.yaml": b"old ks\n", "photos/app/Secret.gone.yaml": b"gone\n"}
NEW = {EXPECTS: b"new\n", "photos/ks.yaml": b"old ks\n", "wiki/app/ConfigMap.a.yaml": b"\xff\x00 any bytes"}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """What changes about a file or folder when it is touched: the time, and which one it is."""
    found = [folder, *folder.rglob("*")]
    return {path.as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino) for path in found}


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A dist that was written before."""
    write_dist(tmp_path / "dist", OLD)
    assert tree(tmp_path / "dist") == OLD
    return tmp_path / "dist"


# What it writes -----------------------------------------------------------------------------------------------------


def test_the_first_write_makes_the_folder_and_those_above_it(tmp_path: Path) -> None:
    outdir = tmp_path / "not" / "there" / "dist"
    write_dist(outdir, NEW)
    assert tree(outdir) == NEW
    assert names(outdir.parent) == ["dist"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    write_dist(tmp_path / "dist", NEW)
    assert tree(tmp_path / "dist") == NEW


def test_what_is_no_longer_written_vanishes_with_its_folders(dist: Path) -> None:
    write_dist(dist, NEW)
    assert tree(dist) == NEW
    assert not (dist / "photos" / "app").exists()
    assert names(dist.parent) == ["dist"]


def test_a_file_that_somebody_edited_is_put_right(dist: Path) -> None:
    (dist / "photos" / "ks.yaml").write_bytes(b"edited")
    write_dist(dist, OLD)
    assert tree(dist) == OLD


def test_a_file_that_somebody_added_is_removed(dist: Path) -> None:
    (dist / "photos" / "by-hand.yaml").write_bytes(b"added")
    write_dist(dist, OLD)
    assert tree(dist) == OLD


def test_a_link_that_leads_nowhere_does_not_stop_it(dist: Path) -> None:
    (dist / "photos" / "dangling.yaml").symlink_to("nowhere")
    write_dist(dist, OLD)
    assert tree(dist) == OLD
    assert not (dist / "photos" / "dangling.yaml").is_symlink()


def test_a_relative_folder_is_meant_from_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_dist(Path("dist"), NEW)
    assert tree(tmp_path / "dist") == NEW


def test_folders_and_files_can_be_read_by_others_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_dist(tmp_path / "dist", NEW)
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in [tmp_path / "dist", *(tmp_path / "dist").rglob("*")]}
    assert modes == {0o755, 0o644}


# Nothing when nothing changed ---------------------------------------------------------------------------------------


def test_nothing_is_touched_when_nothing_changed(dist: Path) -> None:
    before = marks(dist.parent)
    write_dist(dist, dict(reversed(OLD.items())))
    assert marks(dist.parent) == before


# Nothing when something fails ---------------------------------------------------------------------------------------


class Failure(Exception):
    pass


def fail_at(monkeypatch: pytest.MonkeyPatch, method: str, call: int) -> None:
    """Let the n-th call of a method of Path fail, from 1."""
    real, calls = getattr(Path, method), iter(range(1, 1000))

    def failing(self: Path, *args: Any) -> Any:
        if next(calls) == call:
            raise Failure(f"{method} {self}")
        return real(self, *args)

    monkeypatch.setattr(Path, method, failing)


STEPS = [("write_bytes", 1), ("write_bytes", 2), ("write_bytes", 3), ("rename", 1), ("rename", 2)]


@pytest.mark.parametrize(("method", "call"), STEPS, ids=[f"{method} {call}" for method, call in STEPS])
def test_a_write_that_fails_leaves_the_old_tree_and_nothing_else(
    dist: Path, monkeypatch: pytest.MonkeyPatch, method: str, call: int
) -> None:
    with monkeypatch.context() as patched:
        fail_at(patched, method, call)
        with pytest.raises(Failure):
            write_dist(dist, NEW)
    assert tree(dist) == OLD
    assert names(dist.parent) == ["dist"]
    write_dist(dist, NEW)
    assert tree(dist) == NEW


@pytest.mark.parametrize(("method", "call"), STEPS[:4], ids=[f"{method} {call}" for method, call in STEPS[:4]])
def test_a_first_write_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, call: int
) -> None:
    fail_at(monkeypatch, method, call)
    with pytest.raises(Failure):
        write_dist(tmp_path / "dist", NEW)
    assert names(tmp_path) == []


def test_an_interrupt_between_the_two_renames_puts_the_old_tree_back(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.Failure", KeyboardInterrupt)
    with monkeypatch.context() as patched:
        fail_at(patched, "rename", 2)
        with pytest.raises(KeyboardInterrupt):
            write_dist(dist, NEW)
    assert tree(dist) == OLD
    assert names(dist.parent) == ["dist"]


def test_a_file_and_a_folder_of_one_name_leave_the_old_tree(dist: Path) -> None:
    with pytest.raises(OSError, match=r"exists|directory"):
        write_dist(dist, {EXPECTS: b"", "photos": b"a file", "photos/ks.yaml": b"in a folder"})
    assert tree(dist) == OLD
    assert names(dist.parent) == ["dist"]


# What it does not own -----------------------------------------------------------------------------------------------


def test_a_folder_of_somebody_else_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.py").write_bytes(b"precious")
    with pytest.raises(HomelabError) as caught:
        write_dist(tmp_path / "src", NEW)
    assert "outdir='src'" in str(caught.value)
    assert f"no {EXPECTS}" in str(caught.value)
    assert "choose an empty or absent folder" in str(caught.value)
    assert tree(tmp_path) == {"src/main.py": b"precious"}


def test_a_folder_of_somebody_else_is_refused_when_all_it_holds_lies_deeper(tmp_path: Path) -> None:
    (tmp_path / "src" / "deep" / "er").mkdir(parents=True)
    (tmp_path / "src" / "deep" / "er" / EXPECTS).write_bytes(b"precious")
    with pytest.raises(HomelabError, match="'src'"):
        write_dist(tmp_path / "src", NEW)
    assert tree(tmp_path) == {f"src/deep/er/{EXPECTS}": b"precious"}


def test_a_file_in_place_of_the_folder_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"precious")
    with pytest.raises(HomelabError, match=r"README\.md"):
        write_dist(tmp_path / "README.md", NEW)
    assert tree(tmp_path) == {"README.md": b"precious"}


# Links --------------------------------------------------------------------------------------------------------------


def test_behind_a_link_the_folder_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    write_dist(tmp_path / "elsewhere" / "real", OLD)
    (tmp_path / "dist").symlink_to("elsewhere/real")
    write_dist(tmp_path / "dist", NEW)
    assert (tmp_path / "dist").readlink() == Path("elsewhere/real")
    assert tree(tmp_path / "elsewhere" / "real") == NEW
    assert names(tmp_path) == ["dist", "elsewhere"]
    assert names(tmp_path / "elsewhere") == ["real"]


def test_behind_a_link_that_leads_nowhere_the_folder_is_made(tmp_path: Path) -> None:
    (tmp_path / "dist").symlink_to("elsewhere/real")
    write_dist(tmp_path / "dist", NEW)
    assert (tmp_path / "dist").is_symlink()
    assert tree(tmp_path / "elsewhere" / "real") == NEW


def test_a_link_inside_to_a_folder_outside_loses_the_link_and_not_the_folder(dist: Path) -> None:
    (dist.parent / "outside").mkdir()
    (dist.parent / "outside" / "file").write_bytes(b"precious")
    (dist / "photos" / "link").symlink_to("../../outside")
    write_dist(dist, NEW)
    assert tree(dist) == NEW
    assert tree(dist.parent / "outside") == {"file": b"precious"}


# cdk8s synth --------------------------------------------------------------------------------------------------------


def test_the_folder_that_the_cli_asks_for_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDK8S_OUTDIR", str(tmp_path / ".cdk8s" / "out"))
    satisfy_cdk8s_cli()
    satisfy_cdk8s_cli()
    assert names(tmp_path / ".cdk8s" / "out") == []


@pytest.mark.parametrize("output", [None, ""])
def test_without_the_cli_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str | None) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CDK8S_OUTDIR", raising=False)
    if output is not None:
        monkeypatch.setenv("CDK8S_OUTDIR", output)
    satisfy_cdk8s_cli()
    assert names(tmp_path) == []
