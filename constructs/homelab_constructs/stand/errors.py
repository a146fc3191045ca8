"""What can go wrong with a stand itself, apart from what it finds in a lab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import EXIT_MISSING, HomelabError

__all__ = ["Missing", "MissingPrograms", "StandError"]


class StandError(HomelabError):
    """The stand broke: a program would not start, or ended by itself. The message has the end of its log."""


@dataclass(frozen=True)
class Missing:
    """One thing that the machine lacks.

    Attributes:
        what: its name and the version that is needed.
        why: what cannot be done without it.
        install: a command that brings it.
    """

    what: str
    why: str
    install: str


class MissingPrograms(StandError):
    """Programs that the machine lacks: all of them at once, each with the command that installs it.

    Attributes:
        missing: what is not there.
        exit_code: of a command that ends with it.
    """

    exit_code = EXIT_MISSING

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = tuple(missing)
        lines = "\n".join(f"  - {item.what} ({item.why}): {item.install}" for item in missing)
        super().__init__(f"this machine lacks what the stand needs:\n{lines}")
