"""Wide: a lab of forty apps reconciles, and costs what it costs."""

from __future__ import annotations

import pytest

from e2e import labs
from e2e.conftest import OpenStand, Report, Settled, settled

pytestmark = pytest.mark.needs("go")

APPS = 40


@pytest.fixture(scope="module")
def wide(open_shared_stand: OpenStand, report: Report) -> Settled:
    """Forty apps, each with a database, a Redis and a web part that waits for both."""
    stand = open_shared_stand()
    idle = stand.memory()
    found = settled(stand, labs.many(APPS), seconds=540)
    kinds = len(found.dist.kustomizations), len(found.dist.of_kind("HelmRelease"))
    report.figures.append(
        f"{APPS} apps: {kinds[0]} Kustomizations, {kinds[1]} releases, ready {found.seconds:.0f} s after the commit, "
        f"{_mib(stand.memory())} MiB in all servers (idle {_mib(idle)})"
    )
    for name in stand.flux.names:
        report.figures.append(f"  {name}: {_mib(stand.processes.server(name).memory())} MiB with {APPS} apps")
    return found


def _mib(size: int) -> int:
    return round(size / 2**20)


def test_every_app_is_ready(wide: Settled) -> None:
    assert wide.stand.unready() == []
    ready = {entry.name for entry in wide.stand.flux_entries() if entry.kind == "HelmRelease" and entry.ready == "True"}
    assert {f"app-{number:02}" for number in range(APPS)} <= ready


def test_every_app_waited_for_its_own_datastores(wide: Settled) -> None:
    recorder = wide.stand.recorder
    for number in range(APPS):
        release = recorder.first("HelmRelease", f"app-{number:02}")
        database = recorder.first("Cluster", f"app-{number:02}-postgresql", ready="True")
        assert release
        assert database
        assert database.version < release.version, number
