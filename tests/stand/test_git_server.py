"""The repository that Flux reads."""

from __future__ import annotations

import contextlib
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
