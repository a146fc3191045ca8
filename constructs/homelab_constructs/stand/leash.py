"""The leash: a process that outlives its stand by a moment, to end what the stand had started.

    python leash.py FOLDER

It reads lines `+ PID` and `- PID` (process groups that began and ended). When its input closes, which the kernel sees
to even when the stand was killed, it ends every group that is left and removes the folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path

_GRACE = 5.0


def main(folder: Path) -> None:
    """Wait for the end of the input, then clean up."""
    groups: set[int] = set()
    for line in sys.stdin:
        sign, _, number = line.strip().partition(" ")
        (groups.add if sign == "+" else groups.discard)(int(number))
    end_groups(groups, _GRACE)
    shutil.rmtree(folder, ignore_errors=True)


def end_groups(groups: set[int], grace: float) -> None:
    """Ask every process group to end, wait, and kill what is left: helm-controller would wait for an install."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for group in groups:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(group, number)
        end = time.monotonic() + grace
        while time.monotonic() < end and any(map(_alive, groups)):
            time.sleep(0.05)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    # A group of zombies answers, too: they wait for their parent only.
    try:
        return "Z" not in Path(f"/proc/{group}/stat").read_text().rpartition(")")[2].split()[:1]
    except OSError:
        return False


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    main(Path(sys.argv[1]))
