"""What the proofs say of each mutation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from homelab_constructs.errors import HomelabError
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import Tree

from .mutation import Mutation

__all__ = ["Judged", "judge", "table"]


@dataclass(frozen=True)
class Judged:
    """A mutation, and who objects to it.

    Attributes:
        mutation: what was broken.
        proofs: names of the proofs that object; empty where none does.
        first: the first finding.
    """

    mutation: Mutation
    proofs: tuple[str, ...]
    first: str

    @property
    def caught(self) -> bool:
        """Whether a proof objects."""
        return bool(self.proofs)


def judge(good: Mapping[str, bytes], mutations: Iterable[Mutation], *, new: bool = False) -> Iterator[Judged]:
    """Ask the proofs about each mutation, with the good dist as what was there before.

    Args:
        good: the dist that all are made from.
        mutations: what is judged.
        new: nothing was there before: a mistake counts that was made from the beginning.
    """
    before = None if new else Tree.of(good)
    for mutation in mutations:
        try:
            findings = prove(Tree.of(mutation.files, before=before)).findings
        except HomelabError as error:
            yield Judged(mutation, ("reading",), str(error))
            continue
        proofs = tuple(dict.fromkeys(finding.proof for finding in findings))
        yield Judged(mutation, proofs, str(findings[0]) if findings else "")


def table(judged: Iterable[Judged]) -> list[str]:
    """Lines of a Markdown table: each operator, how many of its mutations were caught, and by which proofs."""
    rows: dict[str, list[Judged]] = defaultdict(list)
    for item in judged:
        rows[item.mutation.operator].append(item)
    lines = ["| broken | mutations | caught | by |", "|---|---|---|---|"]
    for operator, items in rows.items():
        caught = [item for item in items if item.caught]
        by = Counter(proof for item in caught for proof in item.proofs)
        names = ", ".join(f"{name} {count}" for name, count in by.most_common())
        lines.append(f"| {operator} | {len(items)} | {len(caught)} | {names} |")
    return lines
