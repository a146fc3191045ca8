"""Together: the lab and the three examples in one cluster, from empty."""

from __future__ import annotations

import pytest

from e2e.conftest import OpenStand, Report, Settled, settled
from homelab_constructs.stand.checks.acceptance import check_kept, check_warnings
from homelab_constructs.stand.checks.pods import check_pod_security, check_resources
from homelab_constructs.stand.checks.references import check_references
from homelab_constructs.stand.lab import DistCopy
from tests.together import all_together

pytestmark = pytest.mark.needs("go")

WAITS = [
    ("photos-machine-learning", "photos"),
    ("photos-postgresql", "photos"),
    ("photos-redis", "photos"),
    ("workflows-postgresql", "workflows-server"),
    ("workflows-server", "workflows-worker"),
    ("agents-postgresql", "agents"),
    ("agents-redis", "agents"),
    ("agents-minio", "agents"),
    ("agents", "agents-web"),
]
"""Who comes before whom, by the Kustomization's name."""


@pytest.fixture(scope="module")
def together(open_shared_stand: OpenStand, report: Report) -> Settled:
    """All four, at rest."""
    found = settled(open_shared_stand(strict=True), DistCopy(all_together()), 400)
    kinds = len(found.dist.kustomizations), len(found.dist.of_kind("HelmRelease"))
    report.figures.append(
        f"lab and examples: {kinds[0]} Kustomizations, {kinds[1]} releases, ready {found.seconds:.0f} s from the commit"
    )
    return found


def test_every_flux_object_is_ready(together: Settled) -> None:
    assert together.stand.unready() == []
    ready = {(entry.kind, entry.name) for entry in together.stand.flux_entries() if entry.ready == "True"}
    assert {("Kustomization", item["metadata"]["name"]) for item in together.dist.kustomizations} <= ready
    assert {("HelmRelease", item["metadata"]["name"]) for item in together.dist.of_kind("HelmRelease")} <= ready


def test_no_object_was_refused_and_no_field_dropped_or_overruled(together: Settled) -> None:
    """Two owners of one object would overrule each other."""
    assert check_kept(together.inventory, together.dist, "default") == []


def test_neither_the_api_server_nor_cloudnative_pg_warns(together: Settled, report: Report) -> None:
    if together.empty:
        report.left("warnings", f"what {', '.join(together.empty)} would install: no chart at hand")
    assert check_warnings(together.stand.api, together.inventory) == []


@pytest.mark.parametrize(("first", "then"), WAITS, ids=lambda name: name)
def test_who_waits_is_applied_after_whom_it_waits_for(together: Settled, first: str, then: str) -> None:
    recorder = together.stand.recorder
    gate = recorder.first("Kustomization", first, ready="True")
    release = recorder.first("HelmRelease", then)
    assert gate
    assert release
    assert gate.version < release.version


def test_every_secret_key_claim_service_and_port_that_is_named_exists(together: Settled, report: Report) -> None:
    found = check_references(together.inventory, together.dist, empty_releases=together.empty)
    if together.empty:
        report.left("references", f"those of {', '.join(together.empty)}: no chart at hand")
    assert found.findings == ()
    assert found.followed >= 20


def test_every_pod_would_be_admitted_under_restricted_and_says_what_it_needs(together: Settled, report: Report) -> None:
    assert together.stand.api.list("v1", "Pod", "default")
    if together.empty:
        report.left("Pod Security", f"pods of {', '.join(together.empty)}: no chart at hand")
    assert [*check_pod_security(together.stand.api, ["default"])] == []
    assert [*check_resources(together.inventory)] == []
