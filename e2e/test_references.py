"""Live references: whatever an object in the cluster names is there."""

from __future__ import annotations

import pytest

from e2e.conftest import Report, Settled
from homelab_constructs.stand.checks.references import References, check_references

pytestmark = pytest.mark.needs("go")


@pytest.fixture
def references(lab_at_rest: Settled, report: Report) -> References:
    """Every reference in the cluster, followed."""
    found = check_references(lab_at_rest.inventory, lab_at_rest.dist, empty_releases=lab_at_rest.empty)
    if lab_at_rest.empty:
        names = ", ".join(lab_at_rest.empty)
        report.left("references", f"those of {names}: no chart at hand; {len(found.left_out)} more lead there")
    return found


def test_every_secret_key_claim_service_and_port_that_is_named_exists(references: References) -> None:
    assert references.findings == ()


def test_it_looked_at_more_than_a_handful(references: References, lab_at_rest: Settled) -> None:
    assert references.followed >= (10 if lab_at_rest.empty else 40)


def test_the_secret_that_a_pod_makes_later_is_the_only_one_missing(lab_at_rest: Settled) -> None:
    later = lab_at_rest.dist.expects["secretsMadeLater"]
    assert [item["name"] for item in later] == ["trigger-dev-worker-token"]
    if "trigger-dev" not in lab_at_rest.empty:
        used = [
            entry["valueFrom"]["secretKeyRef"]["name"]
            for workload in lab_at_rest.inventory.workloads
            for container in workload.containers
            for entry in container.get("env", [])
            if "secretKeyRef" in entry.get("valueFrom", {})
        ]
        assert "trigger-dev-worker-token" in used, "expects.yaml names a Secret that nobody reads"
