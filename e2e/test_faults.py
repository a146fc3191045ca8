"""Faults: what breaks is named, the rest goes on, nothing is pruned, and the mended commit is all it takes."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator

import pytest

from e2e import labs
from e2e.conftest import OpenStand, Report, Settled, settled
from homelab_constructs.stand.checks.acceptance import check_kept
from homelab_constructs.stand.checks.references import check_references
from homelab_constructs.stand.checks.stillness import Snapshot
from homelab_constructs.stand.lab import DistCopy
from homelab_constructs.stand.stand import Stand

pytestmark = pytest.mark.needs("go")

TRIGGER = "trigger-dev/app/HelmRelease.trigger-dev.yaml"
SOURCE = "sources/triggerdotdev-trigger.yaml"
REDIS = "trigger-dev/redis/HelmRelease.trigger-dev-redis.yaml"
CLICKHOUSE = "trigger-dev/clickhouse/StatefulSet.trigger-dev-clickhouse.yaml"


@pytest.fixture(scope="module")
def shared(open_shared_stand: OpenStand) -> Settled:
    """One stand for the faults that are committed, mended after each."""
    return settled(open_shared_stand(), labs.committed())


class Fault:
    """One fault on a lab that was at rest."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.before = Snapshot.take(stand.api)

    def shows(self, kind: str, name: str, *words: str, seconds: float = 60) -> None:
        """Wait until an object's status has these words since the fault."""
        heard: list[str] = []

        def said() -> bool:
            entries = [item for item in self.stand.recorder.of(kind, name) if item.seconds > self.stand.committed]
            conditions = [entry for item in entries for entry in item.object.get("status", {}).get("conditions", [])]
            heard[:] = list(dict.fromkeys(entry.get("message", "") for entry in conditions))
            return any(all(word in message for word in words) for message in heard)

        assert self.stand.recorder.wait(said, seconds=seconds), f"{kind}/{name} says: {heard}"

    def applied(self, *names: str, seconds: float = 60) -> None:
        """Wait until these Kustomizations have applied the newest commit: the fault is not theirs."""

        def done() -> bool:
            last = self.stand.recorder.last()
            status = [last["Kustomization", "flux-system", name].object.get("status", {}) for name in names]
            return all(item.get("lastAppliedRevision", "").endswith(self.stand.revision) for item in status)

        assert self.stand.recorder.wait(done, seconds=seconds), self.stand.unready()

    def nothing_is_gone(self) -> None:
        """No object was pruned or made anew."""
        lost = [str(item) for item in self.before.changes(Snapshot.take(self.stand.api))]
        assert [line for line in lost if "is gone" in line or "made again" in line] == []


@pytest.fixture
def fault(shared: Settled) -> Iterator[Callable[[DistCopy], Fault]]:
    """Commits a broken lab; afterwards the good one, which has to recover without a hand."""
    stand = shared.stand

    def commit(dist: DistCopy) -> Fault:
        found = Fault(stand)
        stand.commit(dist, "a fault", supply=False)
        return found

    yield commit
    before = Snapshot.take(stand.api)
    stand.commit(labs.committed(), "mended")
    stand.settle(120)
    gone = [str(item) for item in before.changes(Snapshot.take(stand.api)) if "Secret/" not in str(item)]
    assert [line for line in gone if "is gone" in line and "HelmChart" not in line] == []


OTHERS = ("trigger-dev-postgresql", "trigger-dev-clickhouse", "trigger-dev-minio")


def test_a_chart_version_that_is_not_there(fault: Callable[[DistCopy], Fault]) -> None:
    found = fault(labs.committed().changed(SOURCE, '"~4.0.0"', '"~4.9.0"'))
    found.shows("OCIRepository", "triggerdotdev-trigger", "~4.9.0")
    found.applied(*OTHERS, "trigger-dev-redis", "trigger-dev")
    found.nothing_is_gone()


def test_a_broken_file_in_one_component(fault: Callable[[DistCopy], Fault]) -> None:
    found = fault(labs.committed().with_file(REDIS, "kind: HelmRelease\nmetadata: [\n"))
    found.shows("Kustomization", "trigger-dev-redis", "HelmRelease.trigger-dev-redis.yaml")
    found.shows("Kustomization", "trigger-dev", "trigger-dev-redis' is not ready")
    found.applied(*OTHERS)
    found.nothing_is_gone()


def test_a_field_that_the_kind_does_not_have(fault: Callable[[DistCopy], Fault]) -> None:
    found = fault(labs.committed().changed(REDIS, "  interval: 5m\n", "  interval: 5m\n  intervall: 5m\n"))
    found.shows("Kustomization", "trigger-dev-redis", "intervall")
    found.applied(*OTHERS)
    found.nothing_is_gone()


@pytest.mark.needs("charts")
def test_a_values_key_that_its_secret_does_not_have(fault: Callable[[DistCopy], Fault]) -> None:
    found = fault(labs.committed().changed(TRIGGER, "valuesKey: clickhouse-password", "valuesKey: no-such-key"))
    found.shows("HelmRelease", "trigger-dev", "trigger-dev-clickhouse-auth", "no-such-key")
    found.applied(*OTHERS, "trigger-dev-redis")
    found.nothing_is_gone()


def test_a_malformed_reference(fault: Callable[[DistCopy], Fault]) -> None:
    """One stops its Kustomization whole."""
    found = fault(labs.committed().changed(REDIS, "  interval: 5m\n", '  interval: "${5m"\n'))
    found.shows("Kustomization", "trigger-dev-redis", "variable substitution failed")
    found.applied(*OTHERS)
    found.nothing_is_gone()


def test_the_git_server_is_away(shared: Settled) -> None:
    stand = shared.stand
    found = Fault(stand)
    stand.git.stop()
    try:
        stand.reconcile(("GitRepository", "flux-system", "flux-system"))
        found.shows("GitRepository", "flux-system", "connection refused")
        others = [entry for entry in stand.flux_entries() if entry.kind in ("Kustomization", "HelmRelease")]
        assert [entry.name for entry in others if entry.ready != "True"] == []
        assert found.before.changes(Snapshot.take(stand.api)) == []
    finally:
        stand.git.start()
    stand.settle(120)


@pytest.mark.parametrize("controller", ["source-controller", "kustomize-controller", "helm-controller"])
def test_a_controller_is_killed_in_the_middle_and_comes_back(open_stand: OpenStand, controller: str) -> None:
    stand = open_stand()
    stand.commit(labs.committed())
    busy = stand.recorder.wait(lambda: stand.recorder.first("HelmRelease", "trigger-dev-minio") is not None, seconds=60)
    assert busy, stand.unready()
    assert stand.unready(), "it is the middle"
    stand.processes.stop(controller, grace=0)
    stand.processes.restart(controller)
    stand.flux.wait(controller)
    stand.settle(300)
    entries = stand.recorder.last().values()
    assert [entry.name for entry in entries if entry.kind == "HelmRelease" and entry.ready != "True"] == []


# What Flux does not tell: recorded here, for the proofs to look for before anything is written -------------------


VARIABLE = "SECRET_TRIGGER_DEV_REDIS_PASSWORD"


def test_a_missing_variable_becomes_an_empty_password_and_all_is_ready(open_stand: OpenStand, report: Report) -> None:
    stand = open_stand()
    stand.forget(VARIABLE)
    stand.commit(labs.committed())
    stand.settle(240)
    password = stand.api.get("v1", "Secret", "trigger-dev-redis-auth", "default")
    assert password
    assert base64.b64decode(password["data"]["redis-password"]) == b""
    report.figures.append(f"Flux does not tell: without {VARIABLE} the password is empty and everything is Ready")


def test_a_missing_variable_is_an_error_where_flux_is_strict(open_stand: OpenStand) -> None:
    stand = open_stand(strict=True)
    stand.forget(VARIABLE)
    stand.commit(labs.committed())
    fault = Fault(stand)
    fault.shows("Kustomization", "trigger-dev-redis", "variable not set (strict mode)", VARIABLE)


def test_a_missing_key_of_a_secret_is_seen_by_the_stand_and_not_by_flux(
    fault: Callable[[DistCopy], Fault], shared: Settled, report: Report
) -> None:
    broken = labs.committed().changed(CLICKHOUSE, "key: clickhouse-password", "key: no-such-key")
    found = fault(broken)
    found.stand.settle(120)
    references = check_references(shared.inventory, broken, empty_releases=shared.empty)
    (finding,) = references.findings
    assert finding.place == "StatefulSet/default/trigger-dev-clickhouse, container clickhouse, env CLICKHOUSE_PASSWORD"
    assert finding.problem.startswith("Secret 'trigger-dev-clickhouse-auth' has no key 'no-such-key'")
    report.figures.append("Flux does not tell: a Secret key that is not there shows only in a pod that cannot start")


def test_a_field_that_a_core_kind_does_not_have_is_dropped_and_seen_by_the_stand(
    fault: Callable[[DistCopy], Fault], shared: Settled, report: Report
) -> None:
    broken = labs.committed().changed(CLICKHOUSE, "enableServiceLinks: false", "enableServiceLinkz: false")
    found = fault(broken)
    found.stand.settle(120)
    (problem,) = check_kept(shared.inventory, broken, "default")
    assert problem.place == CLICKHOUSE
    assert "enableServiceLinkz: written, and not in the cluster" in problem.problem
    report.figures.append("Flux does not tell: a field that a core kind does not have is dropped, and all is Ready")
