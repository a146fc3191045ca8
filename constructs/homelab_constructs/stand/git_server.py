"""GitServer: one repository over Git's smart HTTP protocol on loopback, through git's own http-backend."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from .errors import Missing, MissingPrograms

__all__ = ["GitServer", "missing_tools"]

_BRANCH = "main"


def missing_tools() -> list[Missing]:
    """What a stand needs besides its programs."""
    found = []
    if sys.platform != "linux":
        found.append(Missing("Linux", "processes, ports and pods are those of Linux", "a virtual machine, or CI"))
    if not shutil.which("git"):
        found.append(Missing("git", "serves the lab to Flux", "apt-get install git"))
    return found


def _environment() -> dict[str, str]:
    """Without whatever points git at a repository of the user's (a hook has GIT_DIR set), and without their settings:
    a signing key, a path of hooks.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


class GitServer:
    """A repository that Flux reads.

    Attributes:
        url: for a GitRepository.
    """

    def __init__(self, folder: Path, port: int) -> None:
        if missing := missing_tools():
            raise MissingPrograms(missing)
        self._work, self._bare, self._port = folder / "work", folder / "served" / "lab.git", port
        self.url = f"http://127.0.0.1:{port}/lab.git"
        for words in (["--bare", self._bare], [self._work]):
            subprocess.run(["git", "init", "-q", "-b", _BRANCH, *words], env=_environment(), check=True)
        # Whoever looks at a stand that was left running may push to it.
        receive = ["git", "config", "http.receivepack", "true"]
        subprocess.run(receive, cwd=self._bare, env=_environment(), check=True)
        self._server: http.server.ThreadingHTTPServer | None = None
        self.start()

    def commit(self, files: Mapping[str, bytes], message: str) -> str:
        """Make these files the whole content of the repository.

        Returns:
            The commit.
        """
        for entry in self._work.iterdir():
            if entry.name != ".git":
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        for name, content in files.items():
            path = self._work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self._git("add", "--all", "--force")
        self._git("commit", "-q", "--allow-empty", "-m", message)
        self._git("push", "-q", "--force", str(self._bare), _BRANCH)
        return self._git("rev-parse", "HEAD")

    def start(self) -> None:
        """Serve; again, after `stop()`."""
        handler = type("Handler", (_Backend,), {"root": str(self._bare.parent)})
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Go away, as a Git host does now and then."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _git(self, *words: str) -> str:
        identity = ("-c", "user.name=stand", "-c", "user.email=stand@localhost")
        done = subprocess.run(
            ["git", *identity, *words], cwd=self._work, env=_environment(), check=True, capture_output=True, text=True
        )
        return done.stdout.strip()


class _Backend(http.server.BaseHTTPRequestHandler):
    root = ""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
        """The controllers' logs say what was asked."""

    def _body(self) -> bytes:
        """What came with the request; git sends a large push in chunks (RFC 9112, 7.1)."""
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _answer(self) -> None:
        asked = urlsplit(self.path)
        body = self._body()
        environment = {
            **_environment(),
            "GIT_PROJECT_ROOT": self.root,
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": asked.path,
            "QUERY_STRING": asked.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "stand",
        }
        answer = subprocess.run(
            ["git", "http-backend"], input=body, env=environment, check=False, capture_output=True
        ).stdout
        head, _, content = answer.partition(b"\r\n\r\n")
        headers = [line.partition(": ")[::2] for line in head.decode().splitlines()]
        status = next((value for name, value in headers if name.lower() == "status"), "200")
        self.send_response(int(status.split()[0]))
        for name, value in headers:
            if name.lower() != "status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
