"""Servers of a stand end with it, whatever happens to it; ports are nobody else's."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from homelab_constructs.stand.errors import StandError
from homelab_constructs.stand.ports import Ports
from homelab_constructs.stand.processes import Processes


def alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be noticed does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pids: list[int], folder: Path, seconds: float = 15) -> bool:
    """Waits until none of them runs and the folder is removed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(map(alive, pids)) and not folder.exists():
            return True
        time.sleep(0.05)
    return False


def test_closing_ends_every_server_and_removes_the_folder() -> None:
    with Processes() as processes:
        server = processes.start("sleeper", "sleep", "60")
        assert alive(server.process.pid)
    assert gone([server.process.pid], processes.folder, 1)


def test_a_server_that_does_not_listen_is_killed() -> None:
    with Processes() as processes:
        server = processes.start("stubborn", "sh", "-c", "trap '' TERM; echo up; sleep 60; sleep 60")
        processes.wait_for("it", lambda: "up" in server.log_end(), seconds=10)
        processes.stop("stubborn", grace=0.2)
        assert not alive(server.process.pid)


HARNESS = """
import sys, time
from homelab_constructs.stand.processes import Processes
processes = Processes()
pids = [processes.start(f"s{n}", "sh", "-c", "sleep 60 & sleep 60").process.pid for n in range(2)]
print(processes.folder, *pids, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_harness_that_is_killed_leaves_nothing_behind(number: signal.Signals) -> None:
    """Neither the servers, nor what they started, nor the folder."""
    with subprocess.Popen([sys.executable, "-c", HARNESS], stdout=subprocess.PIPE, text=True) as harness:
        assert harness.stdout
        folder, *numbers = harness.stdout.readline().split()
        pids = [int(number) for number in numbers]
        groups = set(pids)
        assert all(map(alive, pids))
        os.kill(harness.pid, number)
        harness.wait(10)
        assert gone(pids, Path(folder))
    members = [
        pid
        for pid in map(int, filter(str.isdigit, (path.name for path in Path("/proc").iterdir())))
        if group_of(pid) in groups
    ]
    assert [pid for pid in members if alive(pid)] == []


def group_of(pid: int) -> int:
    """The process group, 0 where the process is gone."""
    with contextlib.suppress(OSError):
        return os.getpgid(pid)
    return 0


def test_whoever_waits_for_a_server_that_ended_hears_its_last_words() -> None:
    with Processes() as processes:
        processes.start("broken", "sh", "-c", "echo no such flag >&2; exit 3")
        with pytest.raises(StandError, match=r"(?s)broken ended with 3 .*no such flag"):
            processes.wait_for("an answer", lambda: None, seconds=20, of="broken")


def test_waiting_has_an_end() -> None:
    with Processes() as processes:
        processes.start("quiet", "sleep", "60")
        with pytest.raises(StandError, match="an answer: not within 0 s"):
            processes.wait_for("an answer", lambda: None, seconds=0.2, of="quiet")


def test_a_server_that_was_stopped_starts_again_as_it_was() -> None:
    with Processes() as processes:
        processes.start("shell", "sh", "-c", "echo $WORD; sleep 60", environment={"WORD": "hello"})
        processes.wait_for("it", lambda: "hello" in processes.server("shell").log_end(), seconds=10)
        processes.stop("shell", grace=0)
        again = processes.restart("shell")
        processes.wait_for("it", lambda: again.log_end().count("hello") == 2, seconds=10)


def test_logs_can_be_kept(tmp_path: Path) -> None:
    with Processes() as processes:
        processes.start("speaker", "sh", "-c", "echo word; sleep 60")
        processes.wait_for("it", lambda: "word" in processes.server("speaker").log_end(), seconds=10)
        processes.keep_logs(tmp_path / "kept")
    assert (tmp_path / "kept" / "speaker.log").read_text() == "word\n"


def test_two_stands_get_no_port_twice() -> None:
    with contextlib.closing(Ports()) as first, contextlib.closing(Ports()) as second:
        taken = [ports.take() for _ in range(200) for ports in (first, second)]
    assert len(set(taken)) == len(taken)
    assert min(taken) >= 20000
