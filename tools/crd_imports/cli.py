"""The command line: which CRDs to read, whether to write `imports/` or to compare with it."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import cdk8s_cli, sources, tree
from .catalog import API_GROUPS
from .errors import ImportsError

ROOT = Path(__file__).resolve().parents[2]

EXIT_DRIFT = 1

_DESCRIPTION = """\
Generates imports/ (typed classes and JSON schemas) from CRDs, with the cdk8s CLI that package.json pins.
The CRDs are the pinned upstream releases in cdk8s.yaml, or the <group>_<plural>.yaml files of a folder."""

_EXIT_CODES = """\
exit codes: 0 done, or no drift; 1 drift; 2 the CRDs cannot be read or lack a kind; 3 node, npm or the cdk8s
CLI is missing; 4 the cdk8s CLI failed"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options.crd_dir, check=options.check)
    except ImportsError as error:
        print(f"imports: {error}", file=sys.stderr)
        return error.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="generate_imports",
        description=_DESCRIPTION,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--crd-dir",
        type=Path,
        # Empty counts as unset: make passes variables that nobody set that way.
        default=Path(os.environ["CRD_DIR"]) if os.environ.get("CRD_DIR") else None,
        help="read CRDs from this folder instead of upstream (default: the variable CRD_DIR)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; list what differs from a fresh imports/ and exit 1",
    )
    return parser


def _run(crd_dir: Path | None, *, check: bool) -> int:
    if crd_dir is None:
        urls = sources.pinned_urls(ROOT / "cdk8s.yaml", API_GROUPS)
        manifests = sources.from_urls(urls, API_GROUPS)
    else:
        manifests = sources.from_folder(crd_dir, API_GROUPS)
    cdk8s_cli.ensure_installed(ROOT)
    with tempfile.TemporaryDirectory(prefix="imports-") as scratch:
        fresh = Path(scratch, "imports")
        tree.build(ROOT, manifests, API_GROUPS, fresh)
        drift = tree.differences(ROOT / "imports", fresh)
        if check:
            return _report(drift)
        tree.replace(ROOT / "imports", fresh)
    kinds = sum(len(group.kinds) for group in API_GROUPS)
    print(f"imports: {kinds} kinds of {len(API_GROUPS)} API groups written, {len(drift)} files changed")
    return 0


def _report(drift: Sequence[str]) -> int:
    if not drift:
        print("imports: as generated, no drift")
        return 0
    print(f"imports: {len(drift)} files differ from what the CRDs give; `make imports` regenerates them:")
    for line in drift:
        print(f"  {line}")
    return EXIT_DRIFT
