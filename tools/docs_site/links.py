"""What a check of external links comes to, from what Sphinx's linkcheck writes down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Judgement", "judge", "read_results"]

_FOUND = ("working", "redirected")
_LOST = ("broken", "timeout")


@dataclass(frozen=True)
class Judgement:
    """What is to be said of all external links.

    Attributes:
        found: how many lead somewhere.
        lost: one line for each that does not: where it stands, where it leads, why not.
        cut_off: nobody answered at all, not even to refuse: this machine is cut off, and nothing is known.
    """

    found: int
    lost: tuple[str, ...]
    cut_off: bool


def read_results(folder: Path) -> list[dict[str, Any]]:
    """The results of one run, a link each."""
    lines = (folder / "output.json").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def judge(results: Iterable[Mapping[str, Any]]) -> Judgement:
    """Tell dead links from a machine without a way out: of a host that was reached, a status code is known."""
    external = [result for result in results if str(result["uri"]).startswith(("http://", "https://"))]
    found = [result for result in external if result["status"] in _FOUND]
    lost = [result for result in external if result["status"] in _LOST]
    answered = any(result["code"] for result in lost)
    return Judgement(
        found=len(found),
        lost=tuple(f"{item['filename']}:{item['lineno']}: {item['uri']}: {item['info']}" for item in lost),
        cut_off=bool(lost) and not found and not answered,
    )
