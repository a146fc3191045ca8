"""Breaks the committed dist in every way it knows, one thing at a time, and says which of it the proofs catch.

With `--stand` mutations also go, one by one, to a cluster on this machine (docs/how-we-know.md); its verdicts are kept.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from .judged import Judged, judge, table
from .mutation import Mutation, Sample
from .operators import OF_RESTORES, mutate
from .reality import read_verdicts, try_all
from .reasons import harmless, unseen
from .restored import restored

ROOT = Path(__file__).resolve().parent.parent.parent
VERDICTS = ROOT / "tests" / "proofs" / "verdicts.jsonl"
"""What a stand made of mutations, one line each; kept, so that the proofs are held against it without a stand."""

PAGE = ROOT / "docs" / "proofs" / "mutations.md"

GOAL = 0.95
"""Share of the mutations that matter which the proofs must catch."""


def committed() -> dict[str, bytes]:
    """The dist that git knows."""
    dist = ROOT / "dist"
    return {path.relative_to(dist).as_posix(): path.read_bytes() for path in sorted(dist.rglob("*")) if path.is_file()}


def spread(mutations: Sequence[Mutation], most: int) -> list[Mutation]:
    """At most so many mutations of each operator, evenly from its first to its last."""
    by: dict[str, list[Mutation]] = defaultdict(list)
    for mutation in mutations:
        by[mutation.operator].append(mutation)
    return [
        items[index * len(items) // min(most, len(items))]
        for items in by.values()
        for index in range(min(most, len(items)))
    ]


def matters(item: Judged) -> bool:
    """Whether a proof should catch it: whatever one catches does, and all else that has no reason to be harmless."""
    return item.caught or not harmless(item.mutation)


def report(judged: Sequence[Judged]) -> list[str]:
    """The lines to print."""
    matter = [item for item in judged if matters(item)]
    missed = [item for item in matter if not item.caught]
    by = Counter(item.proofs[0] for item in matter if item.caught)
    lines = [*table(judged), ""]
    lines.append(f"{len(judged)} mutations, {len(judged) - len(matter)} of them without harm")
    lines.append("caught by the first proof that objects: " + ", ".join(f"{name} {n}" for name, n in by.most_common()))
    share = 1 - len(missed) / len(matter) if matter else 1.0
    lines.append(f"caught of those that matter: {len(matter) - len(missed)} of {len(matter)} ({share:.1%})")
    if missed:
        lines += ["", "not caught:"]
        lines += [f"  {item.mutation.name}: {unseen(item.mutation) or 'NOBODY KNOWS WHY'}" for item in missed]
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and fail below the goal."""
    parser = argparse.ArgumentParser(prog="run_mutations", description="What the proofs catch of a broken dist.")
    parser.add_argument("--only", metavar="WORD", default="", help="mutations whose name holds this word")
    parser.add_argument("--list", action="store_true", help="print each mutation with the finding that catches it")
    parser.add_argument("--stand", action="store_true", help="send those that have no verdict yet to a stand first")
    parser.add_argument("--each", metavar="N", type=int, default=12, help="to a stand: at most so many of a kind")
    parser.add_argument("--page", action="store_true", help="write docs/proofs/mutations.md")
    options = parser.parse_args(arguments)
    good = committed()
    mutations = [item for item in mutate(Sample(good)) if options.only in item.name]
    if options.stand:
        try_all(good, spread(mutations, options.each), VERDICTS, say=sys.stdout)
    judged = list(judge(good, mutations))
    begun = restored()
    restores = [item for item in mutate(Sample(begun), OF_RESTORES) if options.only in item.name]
    judged += judge(begun, restores, new=True)
    if options.list:
        for item in judged:
            print(f"{'caught' if item.caught else 'MISSED'}  {item.mutation.name}\n        {item.first}")
    print("\n".join(report(judged)))
    if options.page:
        from .page import page

        PAGE.write_text(page(judged, read_verdicts(VERDICTS)), "utf-8")
    matter = [item for item in judged if matters(item)]
    return 0 if sum(item.caught for item in matter) >= GOAL * len(matter) else 1
