"""The generated tree as a whole: building it, comparing it, and putting it in place all or nothing."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from shutil import copytree

from . import cdk8s_cli, kubernetes
from .catalog import ApiGroup
from .schemas import import_input, schema_files, select_kinds
from .sources import Manifest

SCHEMA_FOLDER = "schemas"


def build(
    root: Path,
    manifests: Mapping[str, list[Manifest]],
    groups: Iterable[ApiGroup],
    target: Path,
) -> None:
    """Writes everything that belongs into `imports/` to `target`, a folder that does not exist yet."""
    selected = {group: select_kinds(manifests[group.alias], group) for group in groups}
    target.mkdir()
    with tempfile.TemporaryDirectory(prefix="crds-") as scratch:
        for group, kinds in selected.items():
            crds = Path(scratch, f"{group.group}.yaml")
            crds.write_text(import_input(kinds, group.free_form_fields), encoding="utf-8")
            cdk8s_cli.import_group(root, group.alias, crds, target)
            write_schemas(schema_files(kinds), target)
    write_schemas(kubernetes.schema_files(), target)


def write_schemas(files: Mapping[str, str], target: Path) -> None:
    """Writes schema files below `target`."""
    for relative, text in files.items():
        path = target / SCHEMA_FOLDER / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def differences(committed: Path, fresh: Path) -> list[str]:
    """One line for each file that is missing, extra or changed in `committed`, measured by `fresh`."""
    old, new = _contents(committed), _contents(fresh)
    lines = []
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            lines.append(f"missing: {name}")
        elif name not in new:
            lines.append(f"extra:   {name}")
        elif old[name] != new[name]:
            lines.append(f"changed: {name}")
    return lines


def _contents(folder: Path) -> dict[str, bytes]:
    # Python leaves __pycache__ behind wherever the classes were imported from; it is no part of the tree.
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def replace(target: Path, fresh: Path) -> None:
    """Puts a copy of `fresh` in the place of `target`, so that nothing of the old tree is left.

    Copies first, beside the target (a rename works only within one file system), then swaps with two renames.
    A failure before them changes nothing, one between them is undone.
    """
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        incoming, outgoing = Path(scratch, "new"), Path(scratch, "old")
        copytree(fresh, incoming)
        existed = target.exists()
        if existed:
            target.rename(outgoing)
        try:
            incoming.rename(target)
        except OSError:
            if existed:
                outgoing.rename(target)
            raise
