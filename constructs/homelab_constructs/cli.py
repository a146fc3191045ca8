"""The command line `homelab-constructs`: what can be asked of a dist that was synthesized."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from .errors import HomelabError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code.

    Args:
        arguments: the words behind the program's name; by default those it was called with.
    """
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except HomelabError as error:
        print(f"homelab-constructs: {error}", file=sys.stderr)
        return int(getattr(error, "exit_code", 1))
    except KeyboardInterrupt:
        return 130
    return code


def _graph(options: argparse.Namespace) -> int:
    from .graph.mermaid import mermaid
    from .graph.output import write_picture
    from .graph.reading import read_lab
    from .graph.svg import svg

    lab = read_lab(options.folder)
    named_svg = bool(options.output) and Path(options.output).suffix == ".svg"
    text = svg(lab) if (options.format or ("svg" if named_svg else "mermaid")) == "svg" else mermaid(lab)
    if options.output:
        write_picture(Path(options.output), text)
    else:
        sys.stdout.write(text)
    return 0


def _prove(options: argparse.Namespace) -> int:
    from .proofs.report import prove_folder

    well = prove_folder(
        Path(options.folder),
        against=options.against,
        charts=[Path(folder) for folder in options.charts],
        expects=Path(options.expects) if options.expects else None,
        say=sys.stdout,
    )
    return 0 if well else 1


def _adopt(options: argparse.Namespace) -> int:
    from .adoption.report import adopt_folder

    well = adopt_folder(
        Path(options.folder),
        Path(options.lab),
        charts=[Path(folder) for folder in options.charts],
        expects=[Path(file) for file in options.expects],
        apps=options.app,
        takes=options.takes,
        say=sys.stdout,
    )
    return 0 if well else 1


def _try(options: argparse.Namespace) -> int:
    from .stand.errors import Missing, MissingPrograms

    lacking = [name for name in ("kubernetes", "trustme") if find_spec(name) is None]
    if lacking:
        how = "pip install 'homelab-constructs[try]'"
        raise MissingPrograms(
            [Missing(f"the Python package {name}", "the stand is built on it", how) for name in lacking]
        )
    from .stand.lab import DistCopy
    from .stand.stand import StandOptions
    from .stand.trial import try_lab

    chosen = StandOptions(
        flux=options.flux,
        strict=options.strict,
        charts=Path(options.charts).resolve() if options.charts else None,
        stand_ins=tuple(options.stand_in),
    )
    picture = Path(options.picture) if options.picture else None
    well = try_lab(
        DistCopy.read(options.folder),
        chosen,
        say=sys.stdout,
        picture=picture,
        keep=options.keep,
        allowed=options.allow,
    )
    return 0 if well else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="homelab-constructs", description="Looks at what a lab has written.")
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    graph = commands.add_parser(
        "graph",
        help="draw the lab: what waits for what, as Mermaid or SVG",
        description="Draws the Kustomizations of each app, what they wait for and what they apply. A Mermaid flowchart "
        "is drawn by GitHub and GitLab in Markdown; an SVG, by any browser.",
    )
    graph.add_argument("folder", nargs="?", default="dist", metavar="DIR", help="the lab's dist (default: %(default)s)")
    graph.add_argument(
        "--format",
        choices=("mermaid", "svg"),
        help="default: svg where FILE ends in .svg, else mermaid. An SVG needs the extra `graph`",
    )
    graph.add_argument("--output", metavar="FILE", help="write it there instead of printing it")
    graph.set_defaults(run=_graph)
    prove = commands.add_parser(
        "prove",
        help="check that manifests fit together, ours or hand-written",
        description="Reads a folder of Flux manifests as Flux would, and says all that is wrong with them: what each "
        "names is there, every value is one that its kind, chart and operator take, and nothing loses data.",
        epilog="Exit code 0: nothing was found; 1: something was. What the cluster has besides stands in expects.yaml.",
    )
    prove.add_argument("folder", nargs="?", default="dist", metavar="DIR", help="the folder (default: %(default)s)")
    prove.add_argument(
        "--against",
        metavar="REVISION|DIR",
        help="what was there before: a Git revision of the same folder, or another folder",
    )
    prove.add_argument(
        "--charts",
        metavar="DIR",
        action="append",
        default=[],
        help="charts whose values are checked against themselves: unpacked, or as `helm pull` leaves them",
    )
    prove.add_argument("--expects", metavar="FILE", help="instead of DIR/expects.yaml")
    prove.set_defaults(run=_prove)
    adopt = commands.add_parser(
        "adopt",
        help="compare the lab with the hand-written manifests that it takes over from",
        description="Says object by object what becomes of an app that runs already when the lab is applied in the "
        "place of its manifests: what stays the same, what changes, what is renamed, and what would lose data.",
        epilog="Exit code 0: nothing would lose data or be refused; 1: something would. See docs/how-to/adopt.md.",
    )
    adopt.add_argument("folder", metavar="DIR", help="the manifests that run now, or the whole repository they lie in")
    adopt.add_argument("--lab", default="dist", metavar="DIR", help="the lab's dist (default: %(default)s)")
    adopt.add_argument(
        "--app",
        metavar="NAME",
        action="append",
        default=[],
        help="only this app of the lab; may be given several times",
    )
    adopt.add_argument(
        "--takes",
        metavar="KUSTOMIZATION",
        action="append",
        default=[],
        help="a Kustomization that the lab takes over, where names do not tell; may be given several times",
    )
    adopt.add_argument(
        "--charts",
        metavar="DIR",
        action="append",
        default=[],
        help="charts to know values of: unpacked, or as `helm pull` leaves them",
    )
    adopt.add_argument(
        "--expects",
        metavar="FILE",
        action="append",
        default=[],
        help="what the cluster has besides, instead of DIR/expects.yaml; may be given several times",
    )
    adopt.set_defaults(run=_adopt)
    trial = commands.add_parser(
        "try",
        help="reconcile the lab on a cluster of its own, on this machine",
        description="Starts a real API server, Flux and CloudNativePG's admission on loopback, lets them reconcile the "
        "lab from empty, and says what happened. Needs Go the first time: programs are built, some twenty minutes.",
        epilog="Exit code 0: all is well; 1: something is not; 69: the machine lacks something, which is named.",
    )
    trial.add_argument("folder", nargs="?", default="dist", metavar="DIR", help="the lab's dist (default: %(default)s)")
    trial.add_argument(
        "--charts",
        metavar="DIR",
        default=os.environ.get("CHARTS_DIR"),
        help="unpacked charts, dependencies in charts/; without it they come from their registries (env CHARTS_DIR)",
    )
    trial.add_argument(
        "--stand-in",
        metavar="CHART=VERSION",
        action="append",
        default=list(filter(None, os.environ.get("CHARTS_STAND_IN", "").split(","))),
        help="use that version from --charts where the lab's own is missing there (env CHARTS_STAND_IN, commas)",
    )
    trial.add_argument("--flux", choices=("2.6", "2.7"), default="2.6", help="the Flux line (default: %(default)s)")
    trial.add_argument("--strict", action="store_true", help="let Flux refuse variables without a value")
    trial.add_argument(
        "--allow",
        metavar="TEXT",
        action="append",
        default=[],
        help="bear findings that hold this text: they are printed, and do not count; may be given several times",
    )
    trial.add_argument("--picture", metavar="FILE", help="write what became ready when as an SVG")
    trial.add_argument(
        "--keep", action="store_true", help="leave it running afterwards, with a KUBECONFIG, until Ctrl-C"
    )
    trial.set_defaults(run=_try)
    return parser
