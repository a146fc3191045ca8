"""What a real cluster says of each mutation: API server, CloudNativePG's admission, Flux, charts at hand."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from homelab_constructs.errors import HomelabError
from homelab_constructs.stand.checks.acceptance import check_kept
from homelab_constructs.stand.checks.inventory import Inventory
from homelab_constructs.stand.checks.references import check_references
from homelab_constructs.stand.lab import DistCopy
from homelab_constructs.stand.stand import Stand, StandOptions
from homelab_constructs.stand.trial import empty_releases

from .mutation import Mutation

__all__ = ["Tried", "read_verdicts", "try_all"]

_PATIENCE = 15.0
"""Seconds until a lab that neither is ready nor says why counts as stuck."""
_QUIET = 1.5
_WORDS = 240
# Where a controller unpacked the commit this time.
_PLACE = re.compile(r"/\S*/kustomization-[0-9]+/")
_PASSING = (
    "dependency",
    "Reconciliation in progress",
    "Running health checks",
    "Running 'install'",
    "Running 'upgrade'",
)


@dataclass(frozen=True)
class Tried:
    """What became of one mutation.

    Attributes:
        name: the mutation.
        verdict: `refused` (an error in a status), `stuck` (not ready in time), `broken` (ready, and a check on the
            live objects finds what would fail in a pod or was dropped), or `accepted`.
        words: what the cluster or the check says.
    """

    name: str
    verdict: str
    words: str


def read_verdicts(file: Path) -> dict[str, Tried]:
    """Earlier verdicts, by the mutation's name."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    found = [Tried(**json.loads(line)) for line in lines]
    return {item.name: item for item in found}


def try_all(good: Mapping[str, bytes], mutations: Sequence[Mutation], file: Path, *, say: TextIO) -> None:
    """Send each mutation to one stand, one by one, the good dist between them wherever something went wrong.

    Args:
        good: the dist that all are made from.
        mutations: what is tried; what has a verdict in the file already is not tried again.
        file: where each verdict is added as a line of JSON.
        say: progress.
    """
    known = read_verdicts(file)
    waiting = [item for item in mutations if item.name not in known]
    while waiting:
        with Stand(StandOptions.from_environment()) as stand:
            trial = _Trial(stand, good)
            while waiting:
                tried = trial.of(waiting.pop(0))
                with file.open("a", encoding="utf-8") as lines:
                    lines.write(json.dumps(asdict(tried)) + "\n")
                print(f"{len(waiting):>4} left  {tried.verdict:<8} {tried.name}", file=say, flush=True)
                if not trial.recovered():
                    break  # another stand for the rest: this one does not come back


class _Trial:
    def __init__(self, stand: Stand, good: Mapping[str, bytes]) -> None:
        self._stand, self._good, self._clean = stand, dict(good), True
        self._dist = DistCopy(self._good)
        stand.commit(self._dist)
        stand.settle(240)
        self._empty = empty_releases(stand, self._dist)

    def of(self, mutation: Mutation) -> Tried:
        self._stand.spoil(mutation.files, mutation.name)
        verdict, words = self._wait()
        if verdict == "accepted":
            verdict, words = self._look(DistCopy(mutation.files))
        self._clean = verdict in ("accepted", "broken")
        return Tried(mutation.name, verdict, _PLACE.sub("", " ".join(words.split()))[:_WORDS])

    def recovered(self) -> bool:
        """Bring the good dist back where the last one left something behind."""
        if self._clean:
            return True
        self._stand.spoil(self._good, "good again")
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self._at_rest():
                return True
            time.sleep(0.3)
        return False

    def _at_rest(self) -> bool:
        recorder = self._stand.recorder
        last = max((entry.seconds for entry in recorder.entries), default=0.0)
        return not self._stand.unready() and recorder.now - last > _QUIET

    def _wait(self) -> tuple[str, str]:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if self._stand.broken():
                return "stuck", "; ".join(self._stand.broken())
            if self._at_rest():
                return "accepted", ""
            for entry in self._stand.flux_entries():
                # Older errors may stand there still: only what was said since the commit counts.
                if entry.ready == "False" and entry.seconds > self._stand.committed and not _passes(entry.message):
                    return "refused", f"{entry.kind}/{entry.name}: {entry.message}"
            time.sleep(0.3)
        return "stuck", "; ".join(self._stand.unready())

    def _look(self, dist: DistCopy) -> tuple[str, str]:
        """What the stand's checks say of the live objects: what would fail in a pod, and what was dropped."""
        inventory = Inventory(self._stand.api)
        try:
            found = [str(item) for item in check_references(inventory, dist, empty_releases=self._empty).findings]
            found += [str(item) for item in check_kept(inventory, dist, "default")]
        except (HomelabError, KeyError, TypeError, AttributeError) as error:
            return "accepted", f"(its checks cannot read it: {type(error).__name__})"
        return ("broken", "; ".join(found)) if found else ("accepted", "")


def _passes(message: str) -> bool:
    return not message or any(word in message for word in _PASSING)
