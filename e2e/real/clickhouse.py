"""ClickHouse: the engine of several versions, in a process of its own each, told the very files that the lab emits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from homelab_constructs.stand.errors import Missing, StandError
from homelab_constructs.stand.programs import cache_folder


@dataclass(frozen=True)
class Engine:
    """One version of the engine as it is published for Python.

    Attributes:
        version: of ClickHouse, year and month.
        requirement: the package that has it.
    """

    version: str
    requirement: str


# The version that the library takes by default, and those at hand nearest to both ends of what it allows.
ENGINES: Final = (
    Engine("25.5", "chdb==3.6.0"),
    Engine("26.3", "chdb-core==26.3.0"),
    Engine("26.9", "chdb-core==26.9.0"),
)
_INSTALLER: Final = Path(sys.executable).with_name("uv")


def missing() -> list[Missing]:
    """The engines come from PyPI, by uv."""
    if all(_folder(engine).exists() for engine in ENGINES) or _INSTALLER.exists() or shutil.which("uv"):
        return []
    return [Missing("uv", "installs ClickHouse's engine, several versions of it", "pip install uv")]


def _folder(engine: Engine) -> Path:
    return cache_folder() / engine.requirement.replace("==", "-")


def _installed(engine: Engine) -> Path:
    folder = _folder(engine)
    if not folder.exists():
        scratch = folder.with_name(f"{folder.name}.{os.getpid()}")
        installer = _INSTALLER if _INSTALLER.exists() else "uv"
        command = [installer, "pip", "install", "--quiet", "--python", sys.executable, "--target", scratch]
        try:
            subprocess.run([*command, engine.requirement], check=True)
            if not folder.exists():  # another run may have been quicker
                scratch.rename(folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return folder


_SCRIPT = """\
import json, sys
import chdb
asked = json.load(sys.stdin)
address = asked["folder"] + ("?config-file=" + asked["config"] if asked["config"] else "")
connection = chdb.connect(address)
answers = []
for statement in asked["statements"]:
    answer = connection.query(statement, "JSONEachRow")
    text = answer.bytes().decode() if answer is not None and answer.bytes() else ""
    answers.append([json.loads(line) for line in text.splitlines()])
json.dump(answers, open(asked["answers"], "w"))
"""


def ask(engine: Engine, scratch: Path, *statements: str, config: str = "") -> list[list[dict[str, Any]]]:
    """Rows for each statement.

    Args:
        engine: which version.
        scratch: a folder for its data.
        statements: in order, on one connection.
        config: a server configuration in XML.

    Raises:
        StandError: the engine refused one; with its own words.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    # Not `config.xml`: the engine reads one of that name by itself.
    file, answers = scratch / "server.xml", scratch / "answers.json"
    file.write_text(config, encoding="utf-8")
    asked = {
        "folder": str(scratch / "data"),
        "config": str(file) if config else "",
        "statements": statements,
        "answers": str(answers),
    }
    environment = {**os.environ, "PYTHONPATH": str(_installed(engine)), "HOME": str(scratch)}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        input=json.dumps(asked),
        env=environment,
        cwd=scratch,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if done.returncode:
        raise StandError(f"ClickHouse {engine.version}: {done.stderr.strip()[-800:]}")
    rows: list[list[dict[str, Any]]] = json.loads(answers.read_text())
    return rows
