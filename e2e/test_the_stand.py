"""The stand: it keeps to itself, and leaves nothing behind."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from e2e import labs
from e2e.conftest import OpenStand
from homelab_constructs.stand.stand import Stand, StandOptions

pytestmark = pytest.mark.needs("go")

LISTENS = "0A"
LOOPBACK = {"0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"}
"""127.0.0.1, ::1 and ::ffff:127.0.0.1 as the kernel writes them."""


def addresses(pid: int) -> set[str]:
    """On which addresses a process listens, as the kernel writes them."""
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            inodes.add(link.readlink().name.removeprefix("socket:[").removesuffix("]"))
    rows = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]
    ]
    return {row[1].partition(":")[0] for row in rows if row[3] == LISTENS and row[9] in inodes}


def test_no_server_of_it_listens_beyond_loopback(open_stand: OpenStand) -> None:
    stand = open_stand()
    listening = {name: addresses(stand.processes.server(name).process.pid) for name in stand.processes.names()}
    assert listening["kube-apiserver"], "it would say so of nobody"
    assert {name: found - LOOPBACK for name, found in listening.items() if found - LOOPBACK} == {}


def test_two_at_a_time_do_not_meet_and_leave_nothing_behind(options: StandOptions) -> None:
    dist = labs.with_sql()
    with Stand(options) as first, Stand(options) as second:
        for stand in (first, second):
            stand.commit(dist)
        for stand in (first, second):
            stand.settle(120)
        assert first.git.url != second.git.url
        claims = [
            {item["metadata"]["uid"] for item in stand.api.list("v1", "Secret", "default")} for stand in (first, second)
        ]
        assert claims[0]
        assert claims[0].isdisjoint(claims[1])
        pids = [
            stand.processes.server(name).process.pid for stand in (first, second) for name in stand.processes.names()
        ]
        folders = [stand.processes.folder for stand in (first, second)]
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
    assert [folder for folder in folders if folder.exists()] == []
