"""A language server as an editor talks to it: over standard input and output, by the Language Server Protocol."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

_PATIENCE = 300
"""Seconds after which a server that says nothing is ended."""


class LanguageServer:
    """One server over one folder. Positions are told by the text before them, which stands in the file once."""

    def __init__(self, command: Sequence[str | Path], folder: Path, python: Path) -> None:
        self._command, self._folder, self._python = command, folder, python
        self._asked = 0

    def __enter__(self) -> LanguageServer:
        self._process = subprocess.Popen(
            self._command, cwd=self._folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._watch = threading.Timer(_PATIENCE, self._process.kill)
        self._watch.start()
        self._ask(
            "initialize",
            processId=None,
            rootUri=self._folder.as_uri(),
            workspaceFolders=[{"uri": self._folder.as_uri(), "name": "lab"}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {
                    "hover": {"contentFormat": ["markdown"]},
                    "signatureHelp": {"signatureInformation": {"documentationFormat": ["markdown"]}},
                },
            },
        )
        self._send({"method": "initialized", "params": {}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._ask("shutdown")
            self._send({"method": "exit"})
        else:
            self._process.kill()
        self._process.wait()
        self._watch.cancel()

    def open(self, path: Path) -> Document:
        """Open a file, as an editor would."""
        text = path.read_text(encoding="utf-8")
        item = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        return Document(self, path.as_uri(), text)

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and wait for its answer."""
        return self._ask(method, **params)

    def _ask(self, method: str, **params: Any) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._receive()
            if "method" in message:
                self._answer(message)
            elif message.get("id") == self._asked:
                assert "error" not in message, message["error"]
                return message["result"]

    def _answer(self, message: dict[str, Any]) -> None:
        """Servers ask, too: for settings above all."""
        if "id" not in message:
            return
        result = None
        if message["method"] == "workspace/configuration":
            settings = {"python": {"pythonPath": str(self._python)}}
            result = [settings.get(item.get("section")) for item in message["params"]["items"]]
        self._send({"id": message["id"], "result": result})

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message


class Document:
    """An open file, and what an editor shows at a place in it."""

    def __init__(self, server: LanguageServer, uri: str, text: str) -> None:
        self._server, self._uri, self._text = server, uri, text

    def completions(self, before: str) -> dict[str, dict[str, Any]]:
        """What is offered behind this text, by its label."""
        answer = self._at("textDocument/completion", before)
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: item for item in items}

    def definition(self, before: str) -> list[str]:
        """Where the word that this text ends with is defined: addresses of files."""
        found = self._at("textDocument/definition", before, back=1)
        return [item["uri"] for item in ([found] if isinstance(found, dict) else found or [])]

    def hover(self, before: str, *, back: int = 1) -> str:
        """What is shown of the word that this text ends with, or that stands some characters before its end."""
        answer = self._at("textDocument/hover", before, back=back)
        return str(answer["contents"]["value"]) if answer else ""

    def signature(self, before: str) -> dict[str, Any]:
        """The call that this text stands in: its label, its documentation, its parameters and which of them is next."""
        answer = self._at("textDocument/signatureHelp", before)
        found: dict[str, Any] = answer["signatures"][answer.get("activeSignature") or 0]
        return found | {"activeParameter": found.get("activeParameter", answer.get("activeParameter"))}

    def _at(self, method: str, before: str, *, back: int = 0) -> Any:
        assert self._text.count(before) == 1, f"{before!r} stands {self._text.count(before)} times in the file"
        lines = self._text[: self._text.index(before) + len(before) - back].split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        return self._server.ask(method, textDocument={"uri": self._uri}, position=position)
