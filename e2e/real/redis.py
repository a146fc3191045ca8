"""Redis: a real server with the configuration that the chart renders."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from homelab_constructs.stand.errors import Missing
from homelab_constructs.stand.ports import Ports
from homelab_constructs.stand.processes import Processes


def missing() -> list[Missing]:
    """Redis comes from the distribution."""
    if shutil.which("redis-server") and shutil.which("redis-cli"):
        return []
    return [
        Missing("redis-server", "runs with the configuration that the chart renders", "apt-get install redis-server")
    ]


class Redis:
    """A server that reads the files of the chart's ConfigMap in the order in which the image's own script names them.

    Only the folder of the data and the port differ from what a container would have.
    """

    def __init__(self, files: Mapping[str, str], password: str, processes: Processes, ports: Ports) -> None:
        self._password, self._port = password, ports.take()
        folder = processes.folder / "redis"
        data = folder / "data"
        data.mkdir(parents=True)
        text = "".join(f"{files[name]}\n" for name in ("redis.conf", "master.conf"))
        text = re.sub(r"(?m)^dir .*$", f"dir {data}", text)
        # The image's script gives these two on the command line.
        text += f"requirepass {password}\nport {self._port}\nbind 127.0.0.1\n"
        self.configuration: Path = folder / "redis.conf"
        self.configuration.write_text(text, encoding="utf-8")
        processes.start("redis", str(shutil.which("redis-server")), self.configuration)
        processes.wait_for("Redis", lambda: self.ask("PING") == "PONG", seconds=20, of="redis")

    def ask(self, *words: str, password: str | None = None) -> str:
        """What a command answers; with another password, or none (""), if it is given."""
        given = self._password if password is None else password
        environment = {"REDISCLI_AUTH": given} if given else {}
        command = ["redis-cli", "-h", "127.0.0.1", "-p", str(self._port), *words]
        return subprocess.run(command, env=environment, check=False, capture_output=True, text=True).stdout.strip()

    def setting(self, name: str) -> str:
        """A setting as the server has it."""
        return self.ask("CONFIG", "GET", name).partition("\n")[2]
