"""A lab of many apps costs as much per app as a small one: counted, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from homelab_constructs import Homelab
from homelab_constructs.proofs.list import PROOFS
from homelab_constructs.proofs.tree import Tree
from tests.support import identities
from tools.many_apps import many_apps

FEW, MANY = 8, 32
GROWTH = 1.15
"""At most this many times the calls per app; a quadratic step would come near four."""


def calls(work: Callable[[], object]) -> int:
    """How many Python functions are called, generators that go on included."""
    count = 0

    def on_call(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(on_call)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def labs() -> dict[int, Homelab]:
    """A few apps and many."""
    return {count: many_apps(count, outdir="nowhere") for count in (FEW, MANY)}


@pytest.fixture(scope="module")
def files(labs: dict[int, Homelab]) -> dict[int, dict[str, bytes]]:
    return {count: lab.files() for count, lab in labs.items()}


def test_an_app_of_the_large_lab_has_some_two_dozen_objects(files: dict[int, dict[str, bytes]]) -> None:
    assert 22 <= len(identities(files[MANY])) / MANY <= 26


def test_building_and_writing_grows_with_the_apps() -> None:
    def synth(count: int) -> int:
        return calls(lambda: many_apps(count, outdir="nowhere").files())

    synth(1)  # what is imported once
    assert synth(MANY) / MANY <= GROWTH * synth(FEW) / FEW


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.name)
def test_each_proof_grows_with_the_apps(proof: Any, files: dict[int, dict[str, bytes]]) -> None:
    trees = {count: Tree.of(content) for count, content in files.items()}
    list(proof.find(Tree.of(files[FEW])))  # what is loaded and cached once
    cost = {count: calls(lambda tree=tree: list(proof.find(tree))) / count for count, tree in trees.items()}  # type: ignore[misc]
    assert cost[MANY] <= GROWTH * cost[FEW]
