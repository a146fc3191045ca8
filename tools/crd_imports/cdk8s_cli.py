"""The pinned cdk8s CLI from npm: installed when needed, run on one API group at a time."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .errors import GenerationError, ToolMissingError

_PACKAGE = "cdk8s-cli"
_TIMEOUT_SECONDS = 600


def ensure_installed(root: Path) -> None:
    """Makes `node_modules` hold the cdk8s CLI that package.json pins, with `npm ci` if it does not yet."""
    for program in ("node", "npm", "npx"):
        if shutil.which(program) is None:
            raise ToolMissingError(
                f"{program} is not on the PATH: {_PACKAGE}, which writes imports/, needs Node.js and npm"
            )
    pinned = json.loads((root / "package.json").read_text(encoding="utf-8"))["devDependencies"][_PACKAGE]
    if _installed_version(root) == pinned:
        return
    print(f"imports: installing {_PACKAGE} {pinned} (npm ci)", file=sys.stderr)
    result = _run(["npm", "ci", "--no-audit", "--no-fund"], root)
    if result.returncode != 0 or _installed_version(root) != pinned:
        raise ToolMissingError(f"{_PACKAGE} {pinned} is missing and `npm ci` failed:\n{_output(result)}")


def import_group(root: Path, alias: str, crds: Path, output: Path) -> None:
    """Runs `cdk8s import` for the CRDs of one API group; the package lands in `output/<alias>`."""
    command = ["npx", "--no-install", "cdk8s", "import", f"{alias}:={crds}"]
    command += ["--language", "python", "--output", str(output), "--no-save", "--no-check-upgrade"]
    result = _run(command, root)
    if result.returncode != 0:
        raise GenerationError(f"cdk8s import of {alias}: exit code {result.returncode}:\n{_output(result)}")
    assemblies = sorted((output / alias).rglob("*.jsii.tgz"))
    if len(assemblies) != 1:
        raise GenerationError(f"cdk8s import of {alias}: {len(assemblies)} packages:\n{_output(result)}")


def _installed_version(root: Path) -> str | None:
    manifest = root / "node_modules" / _PACKAGE / "package.json"
    if not manifest.is_file():
        return None
    version = json.loads(manifest.read_text(encoding="utf-8"))["version"]
    return str(version)


def _run(command: list[str], root: Path) -> subprocess.CompletedProcess[str]:
    # The CLI takes every option from CDK8S_* variables too; a caller's CDK8S_OUTPUT must not reach it.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CDK8S_")}
    try:
        return subprocess.run(
            command,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=_TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise GenerationError(f"{' '.join(command[:4])}: no end after {_TIMEOUT_SECONDS} seconds") from error


def _output(result: subprocess.CompletedProcess[str]) -> str:
    return f"{result.stdout}{result.stderr}".strip()
