"""What `homelab-constructs prove` says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import yaml

from ..errors import HomelabError
from .charts.chart_index import use_charts
from .declared import Declared
from .earlier import read_files, tree_at
from .list import PROOFS
from .run import Verdict, prove
from .tree import Tree

__all__ = ["prove_folder"]


def prove_folder(
    folder: Path,
    *,
    against: str | None = None,
    charts: Sequence[Path] = (),
    expects: Path | None = None,
    say: TextIO,
) -> bool:
    """Prove a folder of manifests, and say what came of it.

    Args:
        folder: the folder.
        against: a Git revision of it, or another folder: what was there before.
        charts: folders of charts.
        expects: a file instead of the folder's own expects.yaml.
        say: where to.

    Returns:
        Whether nothing was found, and no exemption is stale.

    Raises:
        HomelabError: there is nothing to prove, or to compare with.
    """
    for place in charts:
        use_charts(place)
    files = read_files(folder)
    if not files:
        raise HomelabError(f"DIR={str(folder)!r}: no manifests are in it; a folder with YAML files is needed")
    before = tree_at(folder, against) if against else None
    declared = _declared(expects) if expects else None
    tree = Tree.of(files, before=before, declared=declared)
    known = [proof.name for proof in PROOFS]
    for exemption in tree.declared.exemptions:
        if exemption.proof not in known:
            raise HomelabError(f"expects.yaml: exemptions: {exemption.proof!r}: one of {', '.join(known)} is needed")
    verdict = prove(tree)
    _say(verdict, len(tree.items), say)
    return not verdict.findings and not verdict.stale


def _declared(file: Path) -> Declared:
    try:
        return Declared.read(yaml.safe_load(file.read_bytes()))
    except (OSError, yaml.YAMLError) as error:
        raise HomelabError(f"expects={str(file)!r}: cannot be read ({type(error).__name__})") from error


def _say(verdict: Verdict, objects: int, say: TextIO) -> None:
    for finding in verdict.findings:
        say.write(f"{finding}\n")
    if verdict.borne:
        say.write("\nborne:\n")
        for finding, exemption in verdict.borne:
            say.write(f"  {finding}\n      because: {exemption.reason}\n")
    if verdict.idle:
        say.write("\nexempted, and nothing found there:\n")
        for exemption in verdict.idle:
            say.write(f"  {exemption.proof}: {exemption.object}: {exemption.path}\n")
    if verdict.unproven:
        say.write("\nleft open:\n")
        for item in verdict.unproven:
            say.write(f"  {item}\n")
    say.write(
        f"\n{objects} objects: {len(verdict.findings)} findings, {len(verdict.borne)} borne, "
        f"{len(verdict.unproven)} left open\n"
    )
