"""Programs in somebody else's environment: nothing is lent to them that this one has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def clean(**variables: str) -> dict[str, str]:
    """The environment without anything that this one would lend."""
    borrowed = ("JSII_", "PYTHON", "PYTEST_", "VIRTUAL_ENV", "CRD_DIR")
    return {name: value for name, value in os.environ.items() if not name.startswith(borrowed)} | variables


def run(*command: str | Path, cwd: Path = ROOT, **variables: str) -> str:
    """Runs a program in that environment, and returns what it printed."""
    done = subprocess.run(
        command, cwd=cwd, env=clean(**variables), check=False, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def find_uv() -> Path:
    """The program uv, which `make setup` brings; without it a test is skipped."""
    beside = Path(sys.executable).parent / "uv"
    found = beside if beside.exists() else Path(shutil.which("uv") or "")
    if not found.is_file():
        pytest.skip("needs uv: `make setup` brings it")
    return found


def build_wheel(folder: Path) -> Path:
    """The wheel of this library, built into a folder."""
    run(find_uv(), "build", "--quiet", "--wheel", "--out-dir", folder)
    (built,) = folder.glob("*.whl")
    return built


def install(wheel: Path, folder: Path, *, extra: str) -> Path:
    """Installs the wheel into a new environment in a folder, and returns its interpreter.

    The versions are those that are locked here, so that a release of somebody else's cannot turn a test red.
    """
    uv, locked = find_uv(), folder / "locked.txt"
    run(
        *(uv, "export", "--quiet", "--frozen", "--no-dev", "--extra", extra, "--no-emit-project", "--no-hashes"),
        *("--output-file", locked),
    )
    python = folder / ".venv" / "bin" / "python"
    run(uv, "venv", "--quiet", "--python", sys.executable, folder / ".venv", cwd=folder)
    run(
        *(uv, "pip", "install", "--quiet", "--python", python, "--constraint", locked),
        f"homelab-constructs[{extra}] @ {wheel.as_uri()}",
        cwd=folder,
    )
    return python
