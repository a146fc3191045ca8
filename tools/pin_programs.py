"""Writes the Go modules in the stand's `modules/` from its catalog: run it after a version was changed there.

The go.mod of each takes over what upstream's own go.mod replaces (a folder in upstream's repository becomes the module
published for it) and starts from upstream's go.sum; a build then fills in what is missing, and both are committed.
Needs Go and its module proxy.

    python tools/pin_programs.py [MODULE...]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from homelab_constructs.stand.catalog import MODULES, Module

HERE = Path(__file__).resolve().parent.parent / "constructs/homelab_constructs/stand/modules"


def go(*words: str, folder: Path | None = None) -> str:
    """What a go command prints."""
    environment = {**os.environ, "GOTOOLCHAIN": "local", "GOFLAGS": "-buildvcs=false"}
    return subprocess.run(
        ["go", *words], cwd=folder, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def upstream(module: Module) -> tuple[dict[str, Any], str]:
    """The published module's go.mod, parsed, and its go.sum."""
    with tempfile.TemporaryDirectory() as empty:
        where = json.loads(go("mod", "download", "-json", f"{module.path}@{module.version}", folder=Path(empty)))
        parsed = json.loads(go("mod", "edit", "-json", where["GoMod"], folder=Path(empty)))
    return parsed, (Path(where["Dir"]) / "go.sum").read_text()


def go_mod(module: Module, theirs: dict[str, Any]) -> str:
    """Our go.mod around theirs."""
    lines = [f"module homelab-constructs/stand/{module.name}", "", f"go {theirs['Go']}", ""]
    lines += [f"tool {package}" for _, package in module.programs]
    lines += ["", f"require {module.path} {module.version}", ""]
    for replaced in theirs.get("Replace") or []:
        new = replaced["New"]
        if "Version" in new:
            lines.append(f"replace {replaced['Old']['Path']} => {new['Path']} {new['Version']}")
    for required in theirs.get("Require") or []:
        # Kubernetes asks for its own parts as v0.0.0, which only folders of its repository answer to.
        if required["Version"] == "v0.0.0" and module.name == "kubernetes":
            lines.append(f"replace {required['Path']} => {required['Path']} v0.{module.version.removeprefix('v1.')}")
    return "\n".join(lines) + "\n"


def pin(module: Module) -> None:
    """Write one module and build it once, which completes both files."""
    folder = HERE / module.name
    folder.mkdir(parents=True, exist_ok=True)
    theirs, sums = upstream(module)
    (folder / "go.mod").write_text(go_mod(module, theirs))
    (folder / "go.sum").write_text(sums)
    with tempfile.TemporaryDirectory() as scratch:
        go("build", "-mod=mod", "-o", f"{scratch}/", *(package for _, package in module.programs), folder=folder)


def main(names: list[str]) -> None:
    """Pin the named modules, or all."""
    for name in names or MODULES:
        print(f"{name} {MODULES[name].version}", flush=True)
        pin(MODULES[name])


if __name__ == "__main__":
    main(sys.argv[1:])
