"""Processes: the servers of a stand, which end with it whatever happens to it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from . import leash
from .errors import StandError

__all__ = ["Processes", "Server"]

_T = TypeVar("_T")
_LOG_LINES = 25


@dataclass
class Server:
    """One running program.

    Attributes:
        name: in logs and messages.
        command: what was started.
        environment: its environment.
        log: the file that has all it says.
        process: the process, which leads a group of its own.
    """

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes]

    def memory(self) -> int:
        """Resident memory in bytes; 0 where the kernel does not tell."""
        with contextlib.suppress(OSError, ValueError, StopIteration):
            lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
            return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) * 1024
        return 0

    def log_end(self, lines: int = _LOG_LINES) -> str:
        """The last lines of its log."""
        with contextlib.suppress(OSError):
            text = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
            return "\n".join(f"    {line[:400]}" for line in text[-lines:])
        return ""


class Processes:
    """Starts servers, and ends them: on `close()`, or by the leash when this process is gone without one.

    Attributes:
        folder: a folder of its own for logs and data, removed at the end.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="homelab-stand-"))
        self.folder.chmod(0o711)  # PostgreSQL runs as somebody else and reads its own folder in here
        self._servers: dict[str, Server] = {}
        self._told: set[str] = set()
        self._leash = subprocess.Popen(
            [sys.executable, "-I", leash.__file__, str(self.folder)], stdin=subprocess.PIPE, start_new_session=True
        )

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, name: str, *command: str | Path, environment: Mapping[str, str] | None = None) -> Server:
        """Start a server.

        Args:
            name: unique in the stand.
            command: program and arguments.
            environment: added to that of this process.
        """
        words = tuple(str(word) for word in command)
        full = {**os.environ, **(environment or {})}
        self._servers[name] = self._run(name, words, full)
        return self._servers[name]

    def restart(self, name: str) -> Server:
        """Start a server again that was stopped, as it was."""
        old = self._servers[name]
        self._servers[name] = self._run(name, old.command, old.environment)
        self._told.discard(name)
        return self._servers[name]

    def stop(self, name: str, *, grace: float = 5.0) -> None:
        """End a server: asked first, killed when the grace (seconds) is over; with 0 it is killed at once."""
        server = self._servers[name]
        self._told.add(name)
        if grace:
            server.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.process.wait(grace)
        leash.end_groups({server.process.pid}, 0.5) if server.process.poll() is None else None
        server.process.wait()
        self._tell("-", server.process.pid)

    def server(self, name: str) -> Server:
        """One of the servers."""
        return self._servers[name]

    def names(self) -> Sequence[str]:
        """All servers, in the order of their start."""
        return tuple(self._servers)

    def memory(self) -> dict[str, int]:
        """Resident memory of each server in bytes."""
        return {name: server.memory() for name, server in self._servers.items()}

    def wait_for(self, what: str, question: Callable[[], _T | None], *, seconds: float, of: str = "") -> _T:
        """Ask until there is an answer.

        Args:
            what: what is waited for, for the message.
            question: gives None (or False) as long as there is no answer; an error counts as none.
            seconds: how long at most.
            of: the server whose end makes waiting pointless.

        Raises:
            StandError: no answer came, or the server ended; with the end of its log.
        """
        end = time.monotonic() + seconds
        problem = ""
        while time.monotonic() < end:
            try:
                answer = question()
            except Exception as error:  # a server that starts refuses in many ways
                answer, problem = None, f" ({type(error).__name__}: {str(error)[:300]})"
            if answer:
                return answer
            if of and self._servers[of].process.poll() is not None:
                code = self._servers[of].process.returncode
                raise StandError(f"{of} ended with {code} while waiting for {what}:\n{self._servers[of].log_end()}")
            time.sleep(0.1)
        log = f"\n  end of {of}'s log:\n{self._servers[of].log_end()}" if of else ""
        raise StandError(f"{what}: not within {seconds:.0f} s{problem}{log}")

    def keep_logs(self, folder: Path) -> None:
        """Copy every log out of the folder that `close()` removes."""
        folder.mkdir(parents=True, exist_ok=True)
        for server in self._servers.values():
            shutil.copy(server.log, folder / server.log.name)

    def ended(self) -> list[Server]:
        """Servers that have ended without being told to."""
        mine = (server for name, server in self._servers.items() if name not in self._told)
        return [server for server in mine if server.process.poll() is not None]

    def close(self) -> None:
        """End everything and remove the folder: a second to say good-bye, since nothing of it is needed any more."""
        leash.end_groups({item.process.pid for item in self._servers.values() if item.process.poll() is None}, 1.0)
        for server in self._servers.values():
            server.process.wait()
        if self._leash.stdin and not self._leash.stdin.closed:
            self._leash.stdin.close()
        self._leash.wait()

    def _run(self, name: str, command: tuple[str, ...], environment: dict[str, str]) -> Server:
        log = self.folder / f"{name}.log"
        with log.open("ab") as file:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environment, start_new_session=True
            )
        self._tell("+", process.pid)
        return Server(name, command, environment, log, process)

    def _tell(self, sign: str, number: int) -> None:
        if self._leash.stdin:
            self._leash.stdin.write(f"{sign} {number}\n".encode())
            self._leash.stdin.flush()
