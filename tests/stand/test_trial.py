"""What `try` says at its end."""

from __future__ import annotations

from homelab_constructs.stand.checks.finding import Finding
from homelab_constructs.stand.trial import Verdict

FINDINGS = (Finding("Deployment/default/web, container main", "no limits.cpu"), Finding("Pod/default/web", "no name"))


def test_a_finding_that_is_borne_does_not_count_and_is_still_said() -> None:
    verdict = Verdict("well?", FINDINGS, "2 looked at").bearing(["no limits.cpu"])
    assert list(verdict.findings) == [FINDINGS[1]]
    assert list(verdict.borne) == [FINDINGS[0]]
    assert verdict.remark == "2 looked at"


def test_what_nobody_allows_counts() -> None:
    assert list(Verdict("well?", FINDINGS).bearing(["no limits.memory"]).findings) == list(FINDINGS)
    assert list(Verdict("well?", FINDINGS).bearing([]).findings) == list(FINDINGS)
