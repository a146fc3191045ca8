"""The repository that Flux reads."""

from __future__ import annotations

import contextlib
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from homelab_constructs.stand.git_server import GitServer
from homelab_constructs.stand.ports import Ports


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GitServer]:
    """One on loopback."""
    with contextlib.closing(Ports()) as ports:
        found = GitServer(tmp_path, ports.take())
        yield found
        found.stop()


def clone(server: GitServer, folder: Path) -> subprocess.CompletedProcess[str]:
    """What anybody does with its address."""
    return subprocess.run(["git", "clone", "-q", server.url, folder], check=False, capture_output=True, text=True)


def test_a_commit_is_the_whole_content_byte_for_byte(server: GitServer, tmp_path: Path) -> None:
    server.commit({"dist/a.yaml": b"a: 1\r\n", "dist/old.yaml": b"old"}, "first")
    commit = server.commit({"dist/a.yaml": b"a: 2\n\x00", ".gitignore": b"*\n"}, "second")
    folder = tmp_path / "clone"
    assert clone(server, folder).returncode == 0
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {name: text for name, text in found.items() if not name.startswith(".git/")} == {
        "dist/a.yaml": b"a: 2\n\x00",
        ".gitignore": b"*\n",
    }
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True)
    assert head.stdout.strip() == commit


def test_the_same_again_is_a_commit_of_its_own(server: GitServer) -> None:
    assert server.commit({"a": b"1"}, "one") != server.commit({"a": b"1"}, "two")


def test_it_can_be_away_and_come_back(server: GitServer, tmp_path: Path) -> None:
    server.commit({"a": b"1"}, "one")
    server.stop()
    assert clone(server, tmp_path / "away").returncode != 0
    server.start()
    assert clone(server, tmp_path / "back").returncode == 0


def test_a_stand_started_from_a_git_hook_leaves_that_repository_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook has GIT_DIR and GIT_INDEX_FILE in its environment: every git below it would work on the user's."""
    mine = tmp_path / "mine"
    subprocess.run(["git", "init", "-q", mine], check=True)
    monkeypatch.setenv("GIT_DIR", str(mine / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(mine))
    monkeypatch.setenv("GIT_INDEX_FILE", str(mine / ".git" / "index"))
    (mine / "mine.txt").write_text("mine")
    stand = tmp_path / "stand"
    stand.mkdir()
    with contextlib.closing(Ports()) as ports:
        found = GitServer(stand, ports.take())
        found.commit({"a": b"1"}, "one")
        found.stop()
    assert (mine / "mine.txt").exists()
    assert not list((mine / ".git" / "refs" / "heads").iterdir())


def test_hooks_and_settings_of_the_user_have_no_part_in_it(
    server: GitServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (hooks / "pre-commit").chmod(0o755)
    settings = tmp_path / "gitconfig"
    settings.write_text(f"[core]\n  hooksPath = {hooks}\n[commit]\n  gpgsign = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert server.commit({"a": b"1"}, "one")


@pytest.mark.parametrize("size", [10, 3_000_000], ids=["small", "in chunks"])
def test_who_looks_at_it_may_push(server: GitServer, tmp_path: Path, size: int) -> None:
    server.commit({"a": b"1"}, "one")
    folder = tmp_path / "clone"
    assert clone(server, folder).returncode == 0
    (folder / "b").write_bytes(random.Random(1).randbytes(size))
    who = ["-c", "user.name=me", "-c", "user.email=me@localhost"]
    for words in (["add", "b"], [*who, "commit", "-qm", "two"], ["push", "-q"]):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
    again = tmp_path / "again"
    assert clone(server, again).returncode == 0
    assert (again / "b").stat().st_size == size
