"""MinIO: a real server, and the bucket Job's container run as a process against it."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from homelab_constructs.stand.ports import Ports
from homelab_constructs.stand.processes import Processes
from homelab_constructs.stand.programs import Programs

MODULES = ("minio", "minio-client")


class Minio:
    """A server with one drive.

    Attributes:
        endpoint: its address.
    """

    def __init__(self, root: tuple[str, str], processes: Processes, ports: Ports, programs: Programs) -> None:
        port, console = ports.take(), ports.take()
        self.endpoint = f"http://127.0.0.1:{port}"
        data = processes.folder / "minio-data"
        data.mkdir()
        processes.start(
            "minio",
            programs.path("minio"),
            "server",
            data,
            "--address",
            f"127.0.0.1:{port}",
            "--console-address",
            f"127.0.0.1:{console}",
            environment={
                "MINIO_ROOT_USER": root[0],
                "MINIO_ROOT_PASSWORD": root[1],
                "MINIO_CONFIG_ENV_FILE": "/dev/null",
                "HOME": str(processes.folder),
            },
        )
        processes.wait_for("MinIO", self._ready, seconds=60, of="minio")

    def _ready(self) -> bool:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self.endpoint}/minio/health/ready", timeout=2) as answer:
            return bool(answer.status == 200)


@dataclass(frozen=True)
class Ended:
    """How a run ended.

    Attributes:
        code: exit code.
        said: all it printed.
        seconds: how long it took.
    """

    code: int
    said: str
    seconds: float


class Client:
    """`mc` on the PATH of a shell."""

    def __init__(self, programs: Programs, scratch: Path) -> None:
        self._scratch = scratch
        self._path = f"{programs.path('mc').parent}:{os.defpath}"
        scratch.mkdir(parents=True, exist_ok=True)

    def run_container(self, container: Mapping[str, Any], values: Mapping[str, str]) -> Ended:
        """Run a container's very command with its own env.

        Args:
            container: of the Job.
            values: of what its env takes from Secrets, and of what a process must have otherwise (an address).
        """
        environment = {entry["name"]: values.get(entry["name"], entry.get("value", "")) for entry in container["env"]}
        environment |= {"MC_CONFIG_DIR": str(self._scratch), "PATH": self._path, "HOME": str(self._scratch)}
        began = time.monotonic()
        done = subprocess.run(
            [*container["command"], *container.get("args", [])],
            env=environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=240,
        )
        return Ended(done.returncode, done.stdout + done.stderr, time.monotonic() - began)

    def mc(self, endpoint: str, key: str, secret: str, *words: str, given: str = "") -> Ended:
        """One mc command with an alias `there` for an account."""
        host = endpoint.replace("://", f"://{key}:{secret}@")
        environment = {
            "MC_HOST_there": host,
            "MC_CONFIG_DIR": str(self._scratch),
            "PATH": self._path,
            "HOME": str(self._scratch),
        }
        done = subprocess.run(
            ["mc", *words], env=environment, input=given, check=False, capture_output=True, text=True, timeout=60
        )
        return Ended(done.returncode, done.stdout + done.stderr, 0.0)
