"""Runs every proof over a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .declared import Exemption
from .finding import Finding, Unproven
from .proof import Proof
from .tree import Tree

__all__ = ["Verdict", "prove"]


@dataclass(frozen=True)
class Verdict:
    """What came of it.

    Attributes:
        findings: what is wrong.
        borne: what would be, but for an exemption that stands beside it.
        unproven: what nobody here can tell.
        idle: exemptions that nothing needs.
    """

    findings: tuple[Finding, ...]
    borne: tuple[tuple[Finding, Exemption], ...]
    unproven: tuple[Unproven, ...]
    idle: tuple[Exemption, ...]

    @property
    def stale(self) -> tuple[Exemption, ...]:
        """Exemptions to be taken out, or to be corrected.

        Not those of `data`, which hold for one change, nor of `charts`: `prove` may be given charts that a synth does
        not know.
        """
        return tuple(item for item in self.idle if item.proof not in ("charts", "data"))


def prove(tree: Tree, proofs: Sequence[Proof] | None = None) -> Verdict:
    """Ask every proof, and sort what they say.

    Args:
        tree: what is proven.
        proofs: instead of all of them.
    """
    if proofs is None:
        from .list import PROOFS  # late: proofs import this package's frame

        proofs = PROOFS
    findings: dict[Finding, None] = {}
    unproven: dict[Unproven, None] = {}
    for proof in proofs:
        for said in proof.find(tree):
            if isinstance(said, Finding):
                findings[replace(said, proof=proof.name)] = None
            else:
                unproven[replace(said, proof=proof.name)] = None
    for unread in tree.before.findings if tree.before is not None else ():
        problem = f"what was there before cannot be read: {unread.problem}"
        findings[Finding(unread.place, "", "", problem, "the file as it was (git checkout), then again", "data")] = None
    exemptions = tree.declared.exemptions
    borne = {found: exemption for found in findings for exemption in exemptions if exemption.covers(found)}
    return Verdict(
        findings=tuple(found for found in findings if found not in borne),
        borne=tuple(borne.items()),
        unproven=tuple(unproven),
        idle=tuple(item for item in exemptions if item not in borne.values()),
    )
