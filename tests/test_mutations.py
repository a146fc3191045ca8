"""The proofs against a broken dist, and against what a real cluster said of the same breakage."""

from __future__ import annotations

from functools import cache

import pytest

from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import Tree
from tools.mutations.cli import GOAL, VERDICTS, committed, matters
from tools.mutations.harm import HARM
from tools.mutations.judged import Judged, judge
from tools.mutations.mutation import Mutation, Sample
from tools.mutations.operators import OF_RESTORES, mutate
from tools.mutations.reality import read_verdicts
from tools.mutations.reasons import harmless, reasons, unseen
from tools.mutations.restored import restored


@cache
def mutations() -> list[Mutation]:
    return mutate(Sample(committed()))


@cache
def restores() -> list[Mutation]:
    return mutate(Sample(restored()), OF_RESTORES)


def judged(chosen: list[Mutation]) -> list[Judged]:
    return list(judge(committed(), chosen))


def test_every_mutation_has_a_name_of_its_own_and_says_what_its_harm_would_be() -> None:
    every = [*mutations(), *restores()]
    names = [item.name for item in every]
    assert len(set(names)) == len(names)
    assert {item.operator for item in every} == HARM.keys()


def test_every_reason_is_needed() -> None:
    """A reason for nothing would hide a mutation that comes later."""
    used = {harmless(item) or unseen(item) for item in mutations()} - {""}
    assert used == reasons()


def test_nothing_that_a_real_cluster_refuses_passes_the_proofs() -> None:
    verdicts = read_verdicts(VERDICTS)
    assert len(verdicts) > 200
    bad = [item for item in mutations() if item.name in verdicts and verdicts[item.name].verdict != "accepted"]
    assert len(bad) > 100
    passed = [item.mutation.name for item in judged(bad) if not item.caught and not harmless(item.mutation)]
    assert passed == []


def test_a_restore_that_does_not_find_its_data_or_mixes_them_is_caught() -> None:
    begun = restored()
    assert prove(Tree.of(begun)).findings == ()
    found = list(judge(begun, restores(), new=True))
    assert len(found) > 30
    assert [item.mutation.name for item in found if not item.caught] == []


@pytest.mark.slow
def test_the_share_that_is_caught_is_the_goal_or_better_and_the_rest_has_reasons() -> None:
    matter = [item for item in judged(mutations()) if matters(item)]
    missed = [item.mutation for item in matter if not item.caught]
    assert len(missed) <= (1 - GOAL) * len(matter)
    assert [item.name for item in missed if not unseen(item)] == []
