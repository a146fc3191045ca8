"""The lab and the examples fit into one cluster: nothing of one meets anything of another but on purpose."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
import yaml

from homelab_constructs.proofs.endpoints.service_stock import Services
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import Tree
from tests.support import identities
from tests.together import EXAMPLES, ROOT, all_together, example, files, together

LABS = {"the lab": files(ROOT / "dist"), **{name: example(name) for name in EXAMPLES}}
PAIRS = list(combinations(LABS, 2))
SHARED_VARIABLES = {"SECRET_DOMAIN"}


def variables(dist: dict[str, bytes]) -> set[str]:
    """The variables that a lab expects."""
    keys: list[dict[str, Any]] = yaml.safe_load(dist["expects.yaml"])["variables"]["keys"]
    return {key["name"] for key in keys}


def test_together_they_pass_every_proof() -> None:
    assert [str(found) for found in prove(Tree.of(all_together())).findings] == []


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_object_is_made_twice(one: str, other: str) -> None:
    assert set(identities(LABS[one])) & set(identities(LABS[other])) == set()


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_variable_is_shared_but_the_domain(one: str, other: str) -> None:
    assert variables(LABS[one]) & variables(LABS[other]) <= SHARED_VARIABLES


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_service_is_made_twice_neither_by_an_object_nor_by_a_chart(one: str, other: str) -> None:
    made = [set(Services(Tree.of(LABS[name])).names("default")) - {"kubernetes"} for name in (one, other)]
    assert all(made)
    assert made[0] & made[1] == set()


def test_what_two_labs_write_otherwise_is_noticed() -> None:
    """Else the tests above could not fail."""
    photos = example("photo-library")
    changed = {path: content.replace(b"500Gi", b"400Gi") for path, content in photos.items()}
    with pytest.raises(AssertionError, match="written twice"):
        together(photos, changed)
