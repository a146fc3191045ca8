"""Finding: one thing that is wrong in a tree; Harm: what a change does; Unproven: what nobody here can tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

__all__ = ["Finding", "Harm", "Unproven"]


class Harm(Enum):
    """What becomes of a change against what was there before.

    Attributes:
        LOST: data are deleted, left behind, or out of reach.
        ONE_WAY: nothing is lost yet, and there is no way back but a backup.
        REFUSED: the cluster takes it not, and nothing of its Kustomization or release with it.
        REMADE: what runs is taken away and made anew; what is stored stays.
        IDLE: what is there stays as it is, whatever is written.
    """

    LOST = "lost"
    ONE_WAY = "no way back"
    REFUSED = "refused"
    REMADE = "made anew"
    IDLE = "without effect"


@dataclass(frozen=True, order=True)
class Finding:
    """What a proof objects to.

    Attributes:
        place: the component (`<app>/<component>`), or the file where no Kustomization applies it.
        object: `<Kind>/<name>`; empty for a whole component or file.
        path: the field, from the top of the object; empty for the object as a whole.
        problem: what is wrong with the value, with the value.
        remedy: what would be right.
        proof: the proof's name; `prove()` fills it in.
        line: `<file>:<line>` of the Python that made the object, where it is known; `Homelab` fills it in.
        namespace: where the object will live; empty where it has none. Two of one name are told apart by it.
        harm: of a change against what was there before, what becomes of it; None where nothing is compared.
    """

    place: str
    object: str
    path: str
    problem: str
    remedy: str
    proof: str = ""
    line: str = ""
    namespace: str = ""
    harm: Harm | None = field(default=None, compare=False)

    def __str__(self) -> str:
        where = ": ".join(filter(None, (self.place, self.object, self.path)))
        made = f" (made in {self.line})" if self.line else ""
        name = f" [{self.proof}]" if self.proof else ""
        return f"{where}: {self.problem}{made}\n      right: {self.remedy}{name}"


@dataclass(frozen=True, order=True)
class Unproven:
    """What a proof leaves open, said aloud: it is no failure, and no promise either.

    Attributes:
        place: as in a finding.
        object: as in a finding.
        what: what was not looked at.
        why: what it would take.
        proof: the proof's name; `prove()` fills it in.
    """

    place: str
    object: str
    what: str
    why: str
    proof: str = ""

    def __str__(self) -> str:
        where = ": ".join(filter(None, (self.place, self.object)))
        name = f" [{self.proof}]" if self.proof else ""
        return f"{where}: {self.what}: {self.why}{name}"
