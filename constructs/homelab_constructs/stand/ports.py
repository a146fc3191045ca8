"""Ports: numbers on loopback that no other stand and no outgoing connection can take."""

from __future__ import annotations

import contextlib
import random
import socket
from pathlib import Path

from .errors import StandError

__all__ = ["Ports"]

_FIRST = 20000
_EPHEMERAL = Path("/proc/sys/net/ipv4/ip_local_port_range")
_TRIES = 500


class Ports:
    """The ports of one stand.

    A server is told its port before it opens it, and in between somebody else could. So a number is taken from below
    the range that the kernel hands out, and held, for as long as the stand lives, by a name in Linux's abstract socket
    namespace, which other stands ask for first. The name goes with the process: nothing is left behind.
    """

    def __init__(self) -> None:
        self._held: list[socket.socket] = []
        self._last = 32767
        with contextlib.suppress(OSError, ValueError):
            self._last = max(_FIRST + 1000, int(_EPHEMERAL.read_text().split()[0]) - 1)

    def take(self) -> int:
        """A free port.

        Raises:
            StandError: none was found; something on this machine listens on nearly all of them.
        """
        for _ in range(_TRIES):
            port = random.randint(_FIRST, self._last)  # noqa: S311 - a draw, no secret
            if self._hold(port) and _is_free(port):
                return port
        raise StandError(f"no free port on loopback between {_FIRST} and {self._last}")

    def close(self) -> None:
        """Let go of all."""
        for held in self._held:
            held.close()
        self._held.clear()

    def _hold(self, port: int) -> bool:
        name = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            name.bind(f"\0homelab-constructs-stand-port-{port}")
        except OSError:
            name.close()
            return False
        self._held.append(name)
        return True


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
