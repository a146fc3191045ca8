"""Account: servers that refuse to run as root get the account that owns nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_NOBODY = 65534


def as_nobody(*command: str | Path) -> tuple[str | Path, ...]:
    """A command that runs as `nobody` where we are root, and as it is elsewhere."""
    if os.geteuid() != 0:
        return command
    return ("setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", *command)


def give_to_nobody(folder: Path) -> Path:
    """Make a folder, for that account."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(folder, _NOBODY, _NOBODY)
    return folder
