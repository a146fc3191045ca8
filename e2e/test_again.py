"""Again: what is done a second time changes nothing."""

from __future__ import annotations

import pytest

from e2e.conftest import Settled
from homelab_constructs.stand.checks.stillness import Snapshot, check_field_fights
from homelab_constructs.stand.stand import Stand

pytestmark = pytest.mark.needs("go")


def test_a_second_commit_of_the_same_changes_no_object(lab_at_rest: Settled) -> None:
    stand = lab_at_rest.stand
    before = Snapshot.take(stand.api)
    assert before.releases
    first = stand.revision
    assert stand.commit(lab_at_rest.dist, "the same again") != first
    stand.settle()
    assert before.changes(Snapshot.take(stand.api)) == []


def test_a_forced_reconcile_of_everything_changes_no_object(lab_at_rest: Settled) -> None:
    stand = lab_at_rest.stand
    before = Snapshot.take(stand.api)
    asked = [entry.key for entry in stand.flux_entries() if entry.kind != "HelmChart"]
    assert {kind for kind, _, _ in asked} >= {"Kustomization", "HelmRelease", "GitRepository"}
    stand.reconcile(*asked)
    assert stand.recorder.wait(lambda: _all_answered(stand, asked), seconds=90)
    stand.settle()
    assert before.changes(Snapshot.take(stand.api)) == []


def _all_answered(stand: Stand, asked: list[tuple[str, str, str]]) -> bool:
    """Whether each has noted in its status which request it saw last."""
    known = stand.recorder.last()
    objects = [known[key].object for key in asked]
    stamp = "reconcile.fluxcd.io/requestedAt"
    return all(
        item["metadata"].get("annotations", {}).get(stamp, "?") == item.get("status", {}).get("lastHandledReconcileAt")
        for item in objects
        if not (item["kind"] == "HelmRepository" and item["spec"].get("type") == "oci")
    )


def test_no_field_is_set_by_two_controllers(lab_at_rest: Settled) -> None:
    assert check_field_fights(lab_at_rest.inventory.made) == []
