"""Trial: one lab on a stand from empty, every check, and a report. What `homelab-constructs try DIR` runs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from .catalog import FLUX_LINES, KUBERNETES, MODULES
from .charts import releases_of
from .checks.acceptance import check_kept, check_warnings
from .checks.finding import Finding
from .checks.inventory import Inventory
from .checks.pods import check_pod_security, check_resources, needs
from .checks.references import check_references
from .checks.stillness import Snapshot, check_field_fights
from .lab import DistCopy
from .recorder import not_ready
from .simulated import SIMULATED
from .stand import NotSettled, Stand, StandOptions
from .timeline import as_svg, as_text, bars

__all__ = ["Verdict", "empty_releases", "real_parts", "try_lab"]


@dataclass(frozen=True)
class Verdict:
    """The answer to one question.

    Attributes:
        question: what was asked.
        findings: what is wrong; none is good.
        remark: a figure worth knowing.
        left_out: why it was not asked, or not of everything.
        borne: findings that the user has said to bear.
    """

    question: str
    findings: Sequence[Finding | str] = ()
    remark: str = ""
    left_out: str = ""
    borne: Sequence[Finding | str] = ()

    def bearing(self, allowed: Sequence[str]) -> Verdict:
        """The same, without the findings that hold one of these texts."""
        borne = [item for item in self.findings if any(text in str(item) for text in allowed)]
        left = [item for item in self.findings if item not in borne]
        return replace(self, findings=left, borne=borne)


def real_parts(stand: Stand) -> list[str]:
    """What in a stand is the real program, with its version."""
    line = FLUX_LINES[stand.options.flux]
    parts = [f"Kubernetes {KUBERNETES} (API server, admission, Pod Security, workload controllers, scheduler)"]
    parts += [f"{module.path.rpartition('/')[2]} {module.version}" for module in line.modules]
    if line.remark:
        parts.append(f"  ({line.remark})")
    parts.append(f"CloudNativePG {MODULES['cloudnative-pg'].version} (its webhooks)")
    return parts + [str(item) for item in stand.provisions if item.is_real]


def pretended_parts(stand: Stand) -> list[str]:
    """What in a stand is not real."""
    parts = [f"{what}: {how}" for what, how in SIMULATED]
    parts += [str(item) for item in stand.provisions if not item.is_real]
    if stand.encrypted:
        parts.append(f"decryption: {len(stand.encrypted)} SOPS files got invented values under their own keys")
    return parts


def empty_releases(stand: Stand, dist: DistCopy) -> list[str]:
    """The lab's releases whose chart is not at hand: ready, and without content."""
    empty = [item for item in stand.provisions if item.how == "empty"]
    return releases_of(empty, dist.objects, dist.expects.get("sources", []))


def try_lab(
    dist: DistCopy,
    options: StandOptions,
    *,
    say: TextIO,
    picture: Path | None = None,
    keep: bool = False,
    allowed: Sequence[str] = (),
) -> bool:
    """Reconcile a lab from empty, ask everything, print a report.

    Args:
        dist: the lab.
        options: of the stand.
        say: where the report goes.
        picture: a file for the timeline as SVG.
        keep: leave the stand running until it is interrupted.
        allowed: texts of findings that are borne: printed, and not counted.

    Returns:
        Whether all is well.
    """
    with Stand(options) as stand:
        print(f"stand: up in {stand.started_in:.0f} s", file=say, flush=True)
        began = stand.recorder.now
        verdicts = [verdict.bearing(allowed) for verdict in _verdicts(stand, dist, say)]
        well = not any(verdict.findings for verdict in verdicts)
        if picture:
            picture.parent.mkdir(parents=True, exist_ok=True)
            title = "ready after, in seconds from the commit"
            picture.write_text(as_svg(bars(stand.recorder.entries, since=began), title), "utf-8")
        _report(stand, verdicts, say)
        if keep:
            _hold(stand, say)
        elif not well:
            folder = Path(tempfile.mkdtemp(prefix="homelab-stand-logs-"))
            stand.processes.keep_logs(folder)
            print(f"what the controllers said: {folder}", file=say, flush=True)
    return well


def _verdicts(stand: Stand, dist: DistCopy, say: TextIO) -> Iterator[Verdict]:
    stand.commit(dist)
    began = stand.committed
    try:
        seconds = stand.settle(300)
    except NotSettled as error:
        yield Verdict("everything becomes ready from empty", error.findings)
        return
    print(as_text(bars(stand.recorder.entries, since=began)), file=say, flush=True)
    # Workloads that no gate looks at as well: Flux is content when they were applied.
    flux = {entry.key for entry in stand.flux_entries()}
    idle = not_ready(entry for key, entry in stand.recorder.last().items() if key not in flux)
    yield Verdict("everything becomes ready from empty", idle, remark=f"{seconds:.1f} s after the commit")
    namespaces = sorted({item["spec"].get("targetNamespace", "default") for item in dist.kustomizations})
    inventory, empty = Inventory(stand.api), empty_releases(stand, dist)
    without = f"the content of {', '.join(empty)}: no chart at hand" if empty else ""
    references = check_references(inventory, dist, empty_releases=empty)
    led = ", ".join(str(item) for item in references.left_out) or "none"
    left_out = f"{without}; references that may lead there: {led}" if empty else ""
    yield Verdict("whatever is named is there", references.findings, f"{references.followed} references", left_out)
    findings = check_kept(inventory, dist, namespaces[0])
    yield Verdict("every field of dist arrived", findings, f"{sum(map(len, dist.manifests.values()))} objects")
    yield Verdict("neither API server nor CloudNativePG warns", check_warnings(stand.api, inventory), left_out=without)
    yield Verdict(
        "every pod passes Pod Security `restricted`", check_pod_security(stand.api, namespaces), left_out=without
    )
    yield Verdict(
        "every container has requests and limits", check_resources(inventory), str(needs(inventory)), left_out=without
    )
    yield Verdict("no two controllers set the same field", check_field_fights(inventory.made))
    before = Snapshot.take(stand.api)
    stand.commit(dist, "the same again")
    try:
        stand.settle(120)
        yield Verdict("a second commit of the same changes nothing", before.changes(Snapshot.take(stand.api)))
    except NotSettled as error:
        yield Verdict("a second commit of the same changes nothing", error.findings)


def _report(stand: Stand, verdicts: Sequence[Verdict], say: TextIO) -> None:
    lines = ["", "real:", *(f"  {part}" for part in real_parts(stand))]
    lines += ["simulated:", *(f"  {part}" for part in pretended_parts(stand)), ""]
    for verdict in verdicts:
        remark = f" ({verdict.remark})" if verdict.remark else ""
        lines.append(f"{'no ' if verdict.findings else 'yes'}  {verdict.question}{remark}")
        lines += [f"       {finding}" for finding in verdict.findings]
        lines += [f"       (borne) {finding}" for finding in verdict.borne]
    left_out = [verdict for verdict in verdicts if verdict.left_out]
    if left_out:
        lines += ["", f"{len(left_out)} checks left something out:"]
        lines += [f"  {verdict.question}: {verdict.left_out}" for verdict in left_out]
    if stand.unserved:
        lines += ["", "asked for, and in no folder of charts:", *(f"  {address}" for address in stand.unserved)]
    bad = sum(bool(verdict.findings) for verdict in verdicts)
    lines += ["", f"{len(verdicts) - bad} of {len(verdicts)} questions answered well"]
    print("\n".join(lines), file=say, flush=True)


def _hold(stand: Stand, say: TextIO) -> None:
    kubectl = stand.program("kubectl")
    print(
        f"\nThe stand stays until you press Ctrl-C. In another terminal:\n\n"
        f"  export KUBECONFIG={stand.cluster.kubeconfig}\n"
        f"  {kubectl} get kustomizations,helmreleases -A\n"
        f"  {kubectl} get pods,pvc,svc\n\n"
        f"Logs of the controllers lie in {stand.processes.folder}.\n"
        f"The repository that Flux reads is at {stand.git.url}: clone it, change it, push, and watch.",
        file=say,
        flush=True,
    )
    try:
        while not stand.processes.ended():
            time.sleep(1)
    except KeyboardInterrupt:
        print("stand: ending", file=say)
