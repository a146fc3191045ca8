"""Breaks the committed dist in every way it knows, one thing at a time, and says which of it the proofs catch.

    python tools/run_mutations.py [--only WORD] [--list]

With `--stand` the same mutations also go, one by one, to a cluster of this machine (docs/how-we-know.md), and their
verdicts stand beside those of the proofs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from mutations.judged import Judged, judge, table
from mutations.mutation import Sample
from mutations.operators import mutate
from mutations.tolerated import tolerated

ROOT = Path(__file__).resolve().parent.parent
GOAL = 0.95
"""Share of the mutations that matter which the proofs must catch."""


def committed() -> dict[str, bytes]:
    """The dist that git knows."""
    dist = ROOT / "dist"
    return {path.relative_to(dist).as_posix(): path.read_bytes() for path in sorted(dist.rglob("*")) if path.is_file()}


def report(judged: Sequence[Judged]) -> list[str]:
    """The lines to print."""
    matter = [item for item in judged if not tolerated(item.mutation)]
    missed = [item for item in matter if not item.caught]
    by = Counter(item.proofs[0] for item in matter if item.caught)
    lines = [*table(judged), ""]
    lines.append(f"{len(judged)} mutations, {len(judged) - len(matter)} of them without harm")
    lines.append("caught by the first proof that objects: " + ", ".join(f"{name} {n}" for name, n in by.most_common()))
    share = 1 - len(missed) / len(matter) if matter else 1.0
    lines.append(f"caught of those that matter: {len(matter) - len(missed)} of {len(matter)} ({share:.1%})")
    if missed:
        lines += ["", "not caught:", *(f"  {item.mutation.name}" for item in missed)]
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and fail below the goal."""
    parser = argparse.ArgumentParser(prog="run_mutations", description="What the proofs catch of a broken dist.")
    parser.add_argument("--only", metavar="WORD", default="", help="mutations whose name holds this word")
    parser.add_argument("--list", action="store_true", help="print each mutation with the finding that catches it")
    parser.add_argument("--stand", metavar="FILE", help="send them to a stand too, and write its verdicts to FILE")
    options = parser.parse_args(arguments)
    good = committed()
    mutations = [item for item in mutate(Sample(good)) if options.only in item.name]
    judged = list(judge(good, mutations))
    if options.list:
        for item in judged:
            print(f"{'caught' if item.caught else 'MISSED'}  {item.mutation.name}\n        {item.first}")
    print("\n".join(report(judged)))
    if options.stand:
        from mutations.reality import try_all

        try_all(good, judged, Path(options.stand), say=sys.stdout)
    matter = [item for item in judged if not tolerated(item.mutation)]
    return 0 if sum(item.caught for item in matter) >= GOAL * len(matter) else 1


if __name__ == "__main__":
    raise SystemExit(main())
