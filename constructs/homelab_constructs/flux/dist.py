"""Writes dist: all of it or nothing. The only module of the library that writes a file."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..errors import HomelabError

__all__ = ["EXPECTS", "HEADER", "read_dist", "satisfy_cdk8s_cli", "write_dist"]

HEADER = "---\n# Written by homelab-constructs: change the Python and synthesize again, never this file.\n"
EXPECTS = "expects.yaml"


def write_dist(outdir: Path, files: Mapping[str, bytes]) -> None:
    """Make `outdir` hold exactly these files.

    The new tree is written beside the old one and takes its place by renaming, so that an interrupted or failing synth
    leaves the old tree whole. Nothing is touched when nothing changed.

    Args:
        outdir: the folder that this library owns.
        files: content by path below it.

    Raises:
        HomelabError: the folder is a file, or holds files but was not written by this library; it would be emptied by
            mistake.
    """
    outdir = Path(os.path.realpath(outdir))
    if outdir.exists() and not outdir.is_dir():
        raise HomelabError(f"outdir={outdir.name!r} is a file; a folder, or none yet, is needed")
    current = _read(outdir)
    if current == dict(files):
        return
    if current and EXPECTS not in current:
        raise HomelabError(
            f"outdir={outdir.name!r} holds files but no {EXPECTS}: it was not written by homelab-constructs and would "
            "be replaced as a whole; choose an empty or absent folder"
        )
    outdir.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{outdir.name}-", dir=outdir.parent))
    try:
        fresh = scratch / "new"
        for path, content in files.items():
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        _swap(fresh, outdir, scratch / "old")
    finally:
        # Kept if neither tree could be put in place: it then holds the only copy of the old one.
        if outdir.exists() or not (scratch / "old").exists():
            shutil.rmtree(scratch, ignore_errors=True)


def read_dist(outdir: Path) -> dict[str, bytes]:
    """What an earlier synth has left there: content by path; nothing where it was not this library that wrote it."""
    found = _read(Path(os.path.realpath(outdir)))
    return found if EXPECTS in found else {}


def satisfy_cdk8s_cli() -> None:
    """Leave the folder that `cdk8s synth` asks for: the CLI removes it, runs the app, and fails where it is missing."""
    if output := os.environ.get("CDK8S_OUTDIR"):
        Path(output).mkdir(parents=True, exist_ok=True)


def _read(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    # A link that leads nowhere counts as an empty file: present, and not what is wanted.
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() if file.exists() else b""
        for file in folder.rglob("*")
        if not file.is_dir()
    }


def _swap(fresh: Path, outdir: Path, old: Path) -> None:
    if not outdir.exists():
        fresh.rename(outdir)
        return
    outdir.rename(old)
    try:
        fresh.rename(outdir)
    except BaseException:
        old.rename(outdir)
        raise
