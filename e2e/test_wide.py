"""Wide: a lab of forty apps reconciles, and costs what it costs."""

from __future__ import annotations

import pytest

from e2e import labs
from e2e.conftest import OpenStand, Report, Settled
from homelab_constructs.stand.stand import Stand

pytestmark = pytest.mark.needs("go")

APPS = 40
NAMES = [f"app-{number:02}" for number in range(APPS)]
SLOW = NAMES[7]


@pytest.fixture(scope="module")
def wide(open_shared_stand: OpenStand, report: Report) -> Settled:
    """Forty apps, each with a database, a Redis and a web part that waits for both."""
    stand = open_shared_stand()
    idle = stand.memory()
    stand.simulation.held.add(f"{SLOW}-postgresql")
    stand.commit(labs.many(APPS))
    # The slow one's database comes when a quarter of the others are through.
    assert stand.recorder.wait(lambda: _running(stand) >= APPS // 4, seconds=300), stand.unready()
    stand.simulation.held.clear()
    found = Settled(stand, labs.many(APPS), stand.settle(540))
    kinds = len(found.dist.kustomizations), len(found.dist.of_kind("HelmRelease"))
    report.figures.append(
        f"{APPS} apps: {kinds[0]} Kustomizations, {kinds[1]} releases, ready {found.seconds:.0f} s after the commit, "
        f"{_mib(stand.memory())} MiB in all servers (idle {_mib(idle)})"
    )
    for name in stand.flux.names:
        report.figures.append(f"  {name}: {_mib(stand.processes.server(name).memory())} MiB with {APPS} apps")
    return found


def _running(stand: Stand) -> int:
    """How many apps are released and ready."""
    return sum(
        entry.ready == "True" and entry.kind == "HelmRelease" and entry.name in NAMES for entry in stand.flux_entries()
    )


def _mib(size: int) -> int:
    return round(size / 2**20)


def test_every_app_is_ready(wide: Settled) -> None:
    assert wide.stand.unready() == []
    ready = {entry.name for entry in wide.stand.flux_entries() if entry.kind == "HelmRelease" and entry.ready == "True"}
    assert set(NAMES) <= ready


def test_an_app_waits_for_its_own_database_and_nobody_else_does(wide: Settled) -> None:
    recorder = wide.stand.recorder
    database = recorder.first("Cluster", f"{SLOW}-postgresql", ready="True")
    own = recorder.first("HelmRelease", SLOW)
    assert database
    assert own
    assert database.version < own.version
    others = [recorder.first("HelmRelease", name, ready="True") for name in NAMES if name != SLOW]
    assert sum(entry is not None and entry.version < database.version for entry in others) >= APPS // 4
