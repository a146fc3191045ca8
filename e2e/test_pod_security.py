"""Pod Security: every pod would be admitted under `restricted`, and says what it needs."""

from __future__ import annotations

import pytest

from e2e.conftest import Report, Settled
from homelab_constructs.stand.checks.pods import check_pod_security, check_resources, needs

pytestmark = pytest.mark.needs("go")

EXCEPTIONS: dict[str, str] = {}
"""Part of a finding, and why it is borne: none so far."""


def _without_exceptions(findings: list[object]) -> list[str]:
    return [str(finding) for finding in findings if not any(part in str(finding) for part in EXCEPTIONS)]


def test_every_pod_would_be_admitted_under_restricted(lab_at_rest: Settled, report: Report) -> None:
    pods = lab_at_rest.stand.api.list("v1", "Pod", "default")
    assert pods
    if lab_at_rest.empty:
        report.left("Pod Security", f"pods of {', '.join(lab_at_rest.empty)}: no chart at hand")
    assert _without_exceptions([*check_pod_security(lab_at_rest.stand.api, ["default"])]) == []


def test_a_pod_that_is_not_restricted_would_be_named(committed: Settled) -> None:
    """The question above is answered by silence: this is what it sounds like otherwise."""
    container = {"name": "main", "image": "none"}
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "careless", "namespace": "default"},
        "spec": {"containers": [container]},
    }
    committed.stand.api.apply(pod)
    try:
        findings = " ".join(map(str, check_pod_security(committed.stand.api, ["default"])))
    finally:
        committed.stand.api.delete("v1", "Pod", "careless", "default")
    assert "careless" in findings
    assert "allowPrivilegeEscalation" in findings


def test_every_container_has_requests_and_limits(lab_at_rest: Settled, report: Report) -> None:
    inventory = lab_at_rest.inventory
    report.figures.append(f"the lab {lab_at_rest.dist.prefix} asks for: {needs(inventory)}")
    assert _without_exceptions([*check_resources(inventory)]) == []
