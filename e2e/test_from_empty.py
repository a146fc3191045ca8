"""From empty: everything becomes ready, in the order that the lab promises."""

from __future__ import annotations

import pytest

from e2e import labs
from e2e.conftest import OpenStand, Report, Settled
from homelab_constructs.stand.checks.acceptance import check_kept, check_warnings
from homelab_constructs.stand.recorder import Recorder
from homelab_constructs.stand.stand import Stand

pytestmark = pytest.mark.needs("go")


def test_the_lab_of_these_scenarios_is_the_committed_one() -> None:
    """Scenarios change its arguments: that says something about the committed dist only as long as this holds."""
    assert labs.stack().files == labs.committed().files


def test_every_flux_object_is_ready(lab_at_rest: Settled) -> None:
    ready = {(entry.kind, entry.name) for entry in lab_at_rest.stand.flux_entries() if entry.ready == "True"}
    dist = lab_at_rest.dist
    wanted = {("Kustomization", item["metadata"]["name"]) for item in dist.kustomizations}
    wanted |= {
        (item["kind"], item["metadata"]["name"])
        for item in dist.objects
        if item["kind"] in ("HelmRelease", "OCIRepository", "HelmRepository")
    }
    assert wanted
    assert wanted <= ready
    assert not lab_at_rest.stand.unready()


def test_every_database_workload_and_job_is_ready(lab_at_rest: Settled) -> None:
    entries = [entry for entry in lab_at_rest.stand.recorder.last().values() if entry.namespace == "default"]
    kinds = {entry.kind for entry in entries}
    assert {"Cluster", "Pooler", "StatefulSet", "Job", "PersistentVolumeClaim"} <= kinds
    assert [f"{entry.kind}/{entry.name}: {entry.message}" for entry in entries if entry.ready != "True"] == []


def test_no_object_was_refused_and_no_field_dropped_or_overruled(lab_at_rest: Settled) -> None:
    assert check_kept(lab_at_rest.inventory, lab_at_rest.dist, "default") == []


def test_neither_the_api_server_nor_cloudnative_pg_warns(lab_at_rest: Settled, report: Report) -> None:
    if lab_at_rest.empty:
        report.left("warnings", f"what {', '.join(lab_at_rest.empty)} would install: no chart at hand")
    assert check_warnings(lab_at_rest.stand.api, lab_at_rest.inventory) == []


@pytest.mark.parametrize("datastore", labs.DATASTORES)
def test_the_app_is_released_only_after_each_datastore_answers(lab_at_rest: Settled, datastore: str) -> None:
    """By resourceVersion: the order in which the API server wrote things down, whatever a clock says."""
    recorder = lab_at_rest.stand.recorder
    release = recorder.first("HelmRelease", labs.APP)
    answered = _answer(recorder, datastore)
    gate = recorder.first("Kustomization", f"{labs.APP}-{datastore}", ready="True")
    assert release
    assert gate
    assert answered < gate.version < release.version


def _answer(recorder: Recorder, datastore: str) -> int:
    """When a datastore was first ready itself: its Cluster, its StatefulSet, or its release."""
    kind = {"postgresql": "Cluster", "clickhouse": "StatefulSet"}.get(datastore, "HelmRelease")
    entry = recorder.first(kind, f"{labs.APP}-{datastore}", ready="True")
    assert entry, f"{kind} of {datastore} was never ready"
    return entry.version


def test_the_app_waits_for_a_slow_database(open_stand: OpenStand) -> None:
    stand = open_stand()
    stand.simulation.database_delay = 20
    stand.commit(labs.committed())
    stand.settle(180)
    healthy = stand.recorder.first("Cluster", f"{labs.APP}-postgresql", ready="True")
    release = stand.recorder.first("HelmRelease", labs.APP)
    assert healthy
    assert release
    assert healthy.seconds - stand.committed >= 20
    assert healthy.version < release.version


@pytest.fixture(scope="module")
def without_database(open_shared_stand: OpenStand) -> Stand:
    """The lab when everything is ready but the database, which never will be."""
    stand = open_shared_stand()
    stand.simulation.database_delay = None
    stand.commit(labs.committed())
    others = [f"{labs.APP}-{name}" for name in labs.DATASTORES if name != "postgresql"]
    ready = stand.recorder.wait(
        lambda: all(stand.recorder.first("Kustomization", name, ready="True") for name in others), seconds=120
    )
    assert ready, stand.unready()
    # The app asks for its dependencies every 2 s: time to do the wrong thing.
    stand.recorder.wait(lambda: stand.recorder.first("HelmRelease", labs.APP) is not None, seconds=10)
    return stand


def test_the_app_is_not_applied_while_the_database_never_comes(without_database: Stand) -> None:
    assert without_database.recorder.first("HelmRelease", labs.APP) is None
    assert without_database.api.get("v1", "Secret", f"{labs.APP}-secrets", "default") is None


def test_its_status_says_why(without_database: Stand) -> None:
    said = " ".join(without_database.recorder.messages("Kustomization", labs.APP))
    assert f"dependency 'flux-system/{labs.APP}-postgresql' is not ready" in said
    waiting = " ".join(without_database.recorder.messages("Kustomization", f"{labs.APP}-postgresql"))
    assert "health check" in waiting.lower()
