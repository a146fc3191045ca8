"""What a real cluster says of each mutation: API server, CloudNativePG's admission, Flux, charts at hand."""

from __future__ import annotations

import json
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

from .judged import Judged

__all__ = ["Tried", "try_all"]

_PATIENCE = 25.0
"""Seconds until a lab that neither is ready nor says why counts as stuck."""
_QUIET = 1.5
_PASSING = (
    "dependency",
    "Reconciliation in progress",
    "Running health checks",
    "Running 'install'",
    "Running 'upgrade'",
)


@dataclass(frozen=True)
class Tried:
    """One mutation, judged by both.

    Attributes:
        name: the mutation.
        proofs: the proofs that object.
        verdict: `refused` (an error in a status), `stuck` (not ready in time), `broken` (ready, and a check on the
            live objects finds what would fail in a pod or was dropped), or `accepted`.
        words: what the cluster or the check says.
    """

    name: str
    proofs: tuple[str, ...]
    verdict: str
    words: str


def try_all(good: Mapping[str, bytes], judged: Sequence[Judged], file: Path, *, say: TextIO) -> list[Tried]:
    """Send each mutation to one stand, one by one, the good dist between them wherever something went wrong.

    Args:
        good: the dist that all are made from.
        judged: the mutations, with what the proofs say.
        file: where each verdict is added as a line of JSON; those that are in it already are not tried again.
        say: progress.
    """
    done = [Tried(**json.loads(line)) for line in file.read_text().splitlines()] if file.exists() else []
    known = {item.name for item in done}
    waiting = [item for item in judged if item.mutation.name not in known]
    while waiting:
        with Stand(StandOptions.from_environment()) as stand:
            trial = _Trial(stand, good)
            while waiting:
                item = waiting.pop(0)
                tried = trial.of(item)
                done.append(tried)
                with file.open("a") as lines:
                    lines.write(json.dumps(asdict(tried)) + "\n")
                print(
                    f"{len(done):>4}  {tried.verdict:<8} {','.join(tried.proofs) or '-':<24} {tried.name}",
                    file=say,
                    flush=True,
                )
                if not trial.recovered():
                    break  # a stand of its own for the rest: this one does not come back
    return done


class _Trial:
    def __init__(self, stand: Stand, good: Mapping[str, bytes]) -> None:
        self._stand, self._good, self._clean = stand, dict(good), True
        self._dist = DistCopy(self._good)
        stand.commit(self._dist)
        stand.settle(240)
        self._empty = empty_releases(stand, self._dist)

    def of(self, item: Judged) -> Tried:
        self._stand.spoil(item.mutation.files, item.mutation.name)
        verdict, words = self._wait()
        if verdict == "accepted":
            verdict, words = self._look(DistCopy(item.mutation.files))
        self._clean = verdict in ("accepted", "broken")
        return Tried(item.mutation.name, item.proofs, verdict, words)

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
