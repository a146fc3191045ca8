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
