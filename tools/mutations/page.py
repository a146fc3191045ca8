"""The page that says how good the proofs are, from what was counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .harm import HARM
from .judged import Judged, table
from .reality import Tried
from .reasons import harmless, unseen

__all__ = ["page"]

_BAD = ("refused", "stuck", "broken")
_HOW = """\
Written by `make mutations ARGS=--page`: the committed `dist/` is broken in every way that `tools/mutations/` knows, one
thing at a time, and the proofs are asked with the good one as what was there before. "Restore" breaks a small lab whose
databases begin with a backup, a copy and an import, as somebody would who writes it for the first time.
"""
_REAL = """\
Some of the same mutations went, one by one, to [a stand](../how-we-know.md) on which the good lab ran: real API server,
Flux 2.6, CloudNativePG's admission and the real charts (Trigger.dev 4.0.5, Redis 18.4.0, app-template 4.1.1 for 4.3.0).
*Refused*: a status said so. *Stuck*: not ready in fifteen seconds. *Broken*: all ready, and the stand's own checks find
a reference that leads nowhere or a field that was dropped. *Accepted*: nothing objected, which does not mean that it
works.
"""


def _share(caught: int, matter: int, harmless_ones: int) -> str:
    share = f"{caught / matter:.1%}"
    return f"**{caught} of {matter}** mutations that matter are caught ({share}); {harmless_ones} more do no harm."


def page(judged: Sequence[Judged], verdicts: Mapping[str, Tried]) -> str:
    """The page as Markdown.

    Args:
        judged: every mutation, with what the proofs say.
        verdicts: what a stand made of some of them, by name.
    """
    matter = [item for item in judged if item.caught or not harmless(item.mutation)]
    missed = [item for item in matter if not item.caught]
    lines = [
        "# How good the proofs are",
        "",
        *_HOW.splitlines(),
        "",
        _share(len(matter) - len(missed), len(matter), len(judged) - len(matter)),
        "",
        *table(judged),
        "",
        "## Not caught",
        "",
        *(_by_reason((item, unseen(item.mutation) or "nobody knows why yet") for item in missed) or ["Nothing."]),
        "",
        "## Without harm",
        "",
        *_by_reason((item, harmless(item.mutation)) for item in judged if item not in matter),
        "",
        "## Against reality",
        "",
        *_reality(judged, verdicts),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _why(item: Judged) -> str:
    return harmless(item.mutation) or unseen(item.mutation) or "nobody knows why yet"


def _by_reason(items: Iterable[tuple[Judged, str]]) -> list[str]:
    found: dict[str, list[str]] = defaultdict(list)
    for item, reason in items:
        found[reason].append(item.mutation.name.partition(": ")[2].removesuffix(" -> gone"))
    lines: list[str] = []
    for reason, names in found.items():
        shown = ", ".join(f"`{name}`" for name in names[:4])
        more = f" and {len(names) - 4} more" if len(names) > 4 else ""
        lines.append(f"- {reason} ({len(names)}): {shown}{more}")
    return lines


def _reality(judged: Sequence[Judged], verdicts: Mapping[str, Tried]) -> list[str]:
    both = [(item, verdicts[item.mutation.name]) for item in judged if item.mutation.name in verdicts]
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for item, tried in both:
        rows[item.mutation.operator][tried.verdict] += 1
        rows[item.mutation.operator]["caught"] += item.caught
    lines = [
        *_REAL.splitlines(),
        "",
        f"Tried: {len(both)}.",
        "",
        "| broken | tried | refused | stuck | broken | accepted | caught by proofs |",
        "|---|---|---|---|---|---|---|",
    ]
    for operator, counted in rows.items():
        tried_all = sum(counted[verdict] for verdict in (*_BAD, "accepted"))
        cells = [str(counted[verdict]) for verdict in (*_BAD, "accepted")]
        lines.append(f"| {operator} | {tried_all} | {' | '.join(cells)} | {counted['caught']} |")
    only_reality = [(item, tried) for item, tried in both if tried.verdict in _BAD and not item.caught]
    lines += ["", "### Refused there, and passed by the proofs", ""]
    lines += [f"- `{item.mutation.name}`: {tried.verdict}; {_why(item)}" for item, tried in only_reality] or [
        "Nothing."
    ]
    only_proofs: dict[str, int] = Counter(
        item.mutation.operator for item, tried in both if tried.verdict == "accepted" and item.caught
    )
    lines += [
        "",
        "### Accepted there, and refused by the proofs",
        "",
        "What a cluster takes without a word does its harm later:",
        "",
        "| broken | accepted | the harm |",
        "|---|---|---|",
        *(f"| {operator} | {count} | {HARM[operator]} |" for operator, count in only_proofs.items()),
    ]
    return lines
