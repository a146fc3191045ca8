"""Finding: one thing that is wrong, and where."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True, order=True)
class Finding:
    """One line of a report.

    Attributes:
        place: the object, and the container or field in it.
        problem: what is wrong there.
    """

    place: str
    problem: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"
