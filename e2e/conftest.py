"""The scenarios' fixtures, what they need of the machine, and the report at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

from e2e import labs
from e2e.needs import NEEDS
from homelab_constructs.errors import EXIT_MISSING
from homelab_constructs.stand.checks.inventory import Inventory
from homelab_constructs.stand.errors import MissingPrograms
from homelab_constructs.stand.lab import DistCopy
from homelab_constructs.stand.stand import Stand, StandOptions
from homelab_constructs.stand.timeline import Bar, as_svg, as_text, bars
from homelab_constructs.stand.trial import empty_releases, pretended_parts, real_parts

OUT = labs.ROOT / "build" / "e2e"


# -- the report ------------------------------------------------------------------------------------------------------


@dataclass
class Report:
    """What a run has to say at its end, besides which scenarios passed.

    Attributes:
        real: programs and charts that were the real ones.
        simulated: what was not.
        left_out: checks that were not made, or not of everything, and why.
        figures: one line each.
        timeline: of the committed dist from empty.
    """

    real: dict[str, None] = field(default_factory=dict)
    simulated: dict[str, None] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)
    timeline: list[Bar] = field(default_factory=list)

    def saw(self, stand: Stand) -> None:
        """Remember what was real in a stand."""
        self.real.update(dict.fromkeys(real_parts(stand)))
        self.simulated.update(dict.fromkeys(pretended_parts(stand)))

    def left(self, what: str, why: str) -> None:
        """Remember a check that was not made."""
        self.left_out[f"{what} ({why})"] = None

    def as_plain(self) -> dict[str, Any]:
        """As a worker sends it."""
        return {
            "real": list(self.real),
            "simulated": list(self.simulated),
            "left_out": list(self.left_out),
            "figures": self.figures,
            "timeline": [astuple(bar) for bar in self.timeline],
        }

    def add(self, plain: dict[str, Any]) -> None:
        """Take in what a worker has sent."""
        self.real.update(dict.fromkeys(plain["real"]))
        self.simulated.update(dict.fromkeys(plain["simulated"]))
        self.left_out.update(dict.fromkeys(plain["left_out"]))
        self.figures += plain["figures"]
        self.timeline = self.timeline or [Bar(*entry) for entry in plain["timeline"]]


_REPORT = pytest.StashKey[Report]()


def pytest_addoption(parser: pytest.Parser) -> None:
    help_text = "say what this machine lacks for the scenarios that were chosen, and run none"
    parser.addoption("--check-machine", action="store_true", help=help_text)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_REPORT] = Report()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a worker: send the report."""
    sent: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if sent is not None:
        sent["report"] = session.config.stash[_REPORT].as_plain()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Where the workers report to: take it in."""
    plain = getattr(node, "workeroutput", {}).get("report")
    if plain:
        node.config.stash[_REPORT].add(plain)


@pytest.fixture(scope="session")
def report(request: pytest.FixtureRequest) -> Report:
    """Collects what the last lines say."""
    return request.config.stash[_REPORT]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if config.option.check_machine:
        return
    said = config.stash[_REPORT]
    write = terminalreporter.write_line
    if said.timeline:
        terminalreporter.section("from empty: what became ready when")
        write(as_text(said.timeline))
        OUT.mkdir(parents=True, exist_ok=True)
        picture = as_svg(said.timeline, "the committed dist from empty: what became ready when")
        (OUT / "timeline.svg").write_text(picture, encoding="utf-8")
        write(f"(as a picture: {(OUT / 'timeline.svg').relative_to(labs.ROOT)})")
    terminalreporter.section("what was real, what was simulated")
    for part in said.real:
        write(f"real       {part}")
    for part in said.simulated:
        write(f"simulated  {part}")
    if said.figures:
        terminalreporter.section("figures")
        for figure in said.figures:
            write(figure)
    terminalreporter.section("scenarios")
    for name, counts in sorted(_scenarios(terminalreporter).items()):
        passed, failed, skipped = (counts.get(kind, 0) for kind in ("passed", "failed", "skipped"))
        write(f"{passed:3} passed {failed:3} failed {skipped:3} left out  {name}")
    write(f"{len(said.left_out)} checks left something out{':' if said.left_out else ''}")
    for line in said.left_out:
        write(f"  {line}")


def _scenarios(reporter: Any) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for outcome, kind in (("passed", "passed"), ("failed", "failed"), ("error", "failed"), ("skipped", "skipped")):
        for entry in reporter.stats.get(outcome, []):
            if outcome == "passed" and entry.when != "call":
                continue
            name = _scenario(entry.nodeid.partition("::")[0])
            counts = found.setdefault(name, {})
            counts[kind] = counts.get(kind, 0) + 1
    return found


# -- what the machine must have --------------------------------------------------------------------------------------


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Before anything starts: all that is missing at once, with the command that installs it.

    E2E_LEAVE_OUT=1 leaves those scenarios out instead, by name; charts are a matter of course to be without.
    """
    said = config.stash[_REPORT]
    wanted: dict[str, list[pytest.Item]] = {}
    for item in items:
        for mark in item.iter_markers("needs"):
            for name in mark.args:
                wanted.setdefault(name, []).append(item)
    missing = {name: found for name in wanted if (found := NEEDS[name]())}
    lenient = os.environ.get("E2E_LEAVE_OUT") == "1"
    hard = [item for name, found in missing.items() if name != "charts" for item in found]
    if hard and not lenient and not config.option.collectonly:
        pytest.exit(
            f"{MissingPrograms(list(dict.fromkeys(hard)))}\n(E2E_LEAVE_OUT=1 leaves out what needs them)",
            returncode=EXIT_MISSING,
        )
    if config.option.check_machine:
        items.clear()
        return
    items.sort(key=lambda item: "wide" not in item.nodeid)  # the longest begins first
    for name, found in missing.items():
        for item in wanted[name]:
            lacking = ", ".join(entry.what for entry in found)
            item.add_marker(pytest.mark.skip(reason=f"this machine lacks {lacking}: {found[0].install}"))
            said.left(_short(item.nodeid), f"no {lacking}")


def _short(nodeid: str) -> str:
    """`upgrades: the volumes grew` of a test's address."""
    file, *_, name = nodeid.split("::")
    return f"{_scenario(file)}: {name.removeprefix('test_').replace('_', ' ')}"


def _scenario(file: str) -> str:
    return Path(file).stem.removeprefix("test_").replace("_", " ")


# What looks at the same stands at rest, and so stays together in one worker, each on its own where it runs alone.
_AT_REST = ("test_from_empty.py", "test_again.py", "test_pod_security.py", "test_references.py")


class _ByStand(LoadFileScheduling):  # type: ignore[misc] # xdist has no types
    """A file is one piece of work, the files that share stands are one together."""

    def _split_scope(self, nodeid: str) -> str:
        file = Path(nodeid.partition("::")[0]).name
        return "at rest" if file in _AT_REST else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling:
    """How xdist hands out work."""
    return _ByStand(config, log)


# -- stands ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settled:
    """A lab at rest on a stand.

    Attributes:
        stand: the stand.
        dist: the lab.
        seconds: from the commit to the last change.
    """

    stand: Stand
    dist: DistCopy
    seconds: float

    @property
    def inventory(self) -> Inventory:
        """A fresh look at the cluster."""
        return Inventory(self.stand.api)

    @property
    def empty(self) -> list[str]:
        """Releases whose chart is not at hand."""
        return empty_releases(self.stand, self.dist)


OpenStand = Callable[..., Stand]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Keep the controllers' logs of a scenario that failed, and show their ends."""
    outcome: Any = yield
    stands: list[Stand] = item.session.stash.get(_OPEN, [])
    if outcome.failed and stands:
        folder = OUT / "logs" / item.name.replace("/", "-")[:80]
        for number, stand in enumerate(stands):
            stand.processes.keep_logs(folder / str(number))
            for name in (*stand.flux.names, "cnpg-operator"):
                if name in stand.processes.names():
                    server = stand.processes.server(name)
                    said = [line for line in server.log_end(400).splitlines() if '"level":"error"' in line][-5:]
                    if server.process.poll() is not None:
                        said = [f"    it ended with {server.process.returncode}", server.log_end()]
                    if said:
                        outcome.sections.append((f"errors in {name}'s log", "\n".join(said)))
        outcome.sections.append(("logs", f"all of them in {folder.relative_to(labs.ROOT)}"))
    return outcome


_OPEN = pytest.StashKey[list[Stand]]()


@pytest.fixture(scope="session")
def options() -> StandOptions:
    """From the environment: FLUX, CHARTS_DIR, CHARTS_STAND_IN."""
    return StandOptions.from_environment()


def _opener(request: pytest.FixtureRequest, report: Report, options: StandOptions) -> Iterator[OpenStand]:
    stands = request.session.stash.setdefault(_OPEN, [])
    with ExitStack() as stack:

        def open_stand(**changes: Any) -> Stand:
            merged = StandOptions(**{**vars(options), **changes})
            stand = stack.enter_context(Stand(merged))
            stands.append(stand)
            stack.callback(stands.remove, stand)
            stack.callback(report.saw, stand)
            return stand

        yield open_stand


@pytest.fixture
def open_stand(request: pytest.FixtureRequest, report: Report, options: StandOptions) -> Iterator[OpenStand]:
    """Starts stands that end with the test."""
    yield from _opener(request, report, options)


@pytest.fixture(scope="session")
def open_shared_stand(request: pytest.FixtureRequest, report: Report, options: StandOptions) -> Iterator[OpenStand]:
    """Starts stands that end with the run."""
    yield from _opener(request, report, options)


def settled(stand: Stand, dist: DistCopy, seconds: float = 240) -> Settled:
    """Commit a lab and wait until it is at rest."""
    stand.commit(dist)
    return Settled(stand, dist, stand.settle(seconds))


@pytest.fixture(scope="session")
def committed(open_shared_stand: OpenStand, report: Report) -> Settled:
    """The committed dist, reconciled from empty. Tests that take this look at it and leave it as it is."""
    found = settled(open_shared_stand(), labs.committed())
    report.timeline = bars(found.stand.recorder.entries, since=found.stand.committed)
    report.figures.append(
        f"committed dist: {len(labs.committed().kustomizations)} Kustomizations, ready {found.seconds:.1f} s after the "
        f"commit; stand up in {found.stand.started_in:.1f} s; {found.stand.memory() / 2**20:.0f} MiB in all servers"
    )
    return found


@pytest.fixture(scope="session")
def line_4_5(open_shared_stand: OpenStand, report: Report) -> Settled:
    """The same lab on chart line 4.5, from empty, with Flux refusing variables without a value."""
    found = settled(open_shared_stand(strict=True), labs.stack(chart_version="4.5.12"))
    report.figures.append(f"line 4.5 from empty: ready {found.seconds:.1f} s after the commit")
    return found


@pytest.fixture(params=["committed", "line_4_5"])
def lab_at_rest(request: pytest.FixtureRequest) -> Settled:
    """Each chart line, from empty, at rest."""
    found: Settled = request.getfixturevalue(request.param)
    return found
