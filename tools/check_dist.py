"""Says whether the dist/ that git knows is what a synth writes today, and shows the diff when it is not.

The synth runs in a copy of the work tree, so that the check changes nothing here. A command may be given
in place of `python main.py`: `check_dist.py npx --no-install cdk8s synth`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINKED = (".venv", "node_modules")
"""What a command may need beside the sources and git does not carry."""


def files_git_knows(*options: str) -> list[Path]:
    """The files and links that `git ls-files` names and that are there, relative to the root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", *options], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    names = [Path(name) for name in sorted(set(listing.split("\0"))) if name]
    return [name for name in names if (ROOT / name).is_symlink() or (ROOT / name).is_file()]


def copy(names: list[Path], to: Path) -> None:
    """Copies files of the work tree to the same places under another folder; a link stays a link."""
    for name in names:
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target, follow_symlinks=False)


def main(command: list[str]) -> int:
    """Runs the synth in a copy and compares; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="check-dist-") as folder:
        scratch = Path(folder)
        copy(
            [name for name in files_git_knows("-co", "--exclude-standard") if name.parts[0] != "dist"],
            scratch,
        )
        for name in LINKED:
            if (ROOT / name).is_dir():
                (scratch / name).symlink_to(ROOT / name, target_is_directory=True)

        synth = subprocess.run(command, cwd=scratch, check=False, stdin=subprocess.DEVNULL)
        if synth.returncode != 0:
            print(f"check_dist: `{' '.join(command)}` ended with {synth.returncode}", file=sys.stderr)
            return 1

        known = scratch / "known-to-git"
        copy(files_git_knows("-c", "dist"), known)
        for side in (known / "dist", scratch / "dist"):
            side.mkdir(parents=True, exist_ok=True)
        diff = subprocess.run(
            [
                "git",
                "diff",
                "--no-index",
                "--no-ext-diff",
                "--no-color",
                "--no-prefix",
                "known-to-git/dist",
                "dist",
            ],
            cwd=scratch,
            check=False,
            capture_output=True,
            text=True,
        )
        if diff.returncode == 0:
            count = sum(1 for path in (scratch / "dist").rglob("*") if path.is_file())
            if count == 0:
                print("check_dist: the synth wrote no file", file=sys.stderr)
                return 1
            print(f"dist/ is up to date ({count} files)")
            return 0
        print(diff.stdout, diff.stderr, sep="", end="")
        print(
            "check_dist: dist/ is stale: run `make synth`, read the change, and `git add dist`",
            file=sys.stderr,
        )
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:] or [sys.executable, "main.py"]))
