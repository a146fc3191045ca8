"""The committed dist is what main.py writes, and holds these objects and no others: a review reads both as a diff."""

from __future__ import annotations

import difflib
import runpy
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
OBJECTS = ROOT / "tests" / "objects.txt"


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What main.py writes in a folder where nothing was before."""
    folder = tmp_path_factory.mktemp("lab")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        runpy.run_path(str(ROOT / "main.py"), run_name="__main__")
    return files(folder / "dist")


def test_dist_is_what_main_writes(written: dict[str, str]) -> None:
    committed = files(ROOT / "dist")
    changed = [path for path in sorted(committed | written) if committed.get(path) != written.get(path)]
    diff = [
        line
        for path in changed
        for line in difflib.unified_diff(
            committed.get(path, "").splitlines(), written.get(path, "").splitlines(), f"dist/{path}", path, lineterm=""
        )
    ]
    assert not changed, "run `python main.py` and read the diff of dist/:\n" + "\n".join(diff)


def test_it_holds_these_objects(written: dict[str, str]) -> None:
    documents = [item for path, text in written.items() for item in yaml.safe_load_all(text) if "metadata" in item]
    found = sorted(f"{item['kind']}/{item['metadata']['name']}" for item in documents)
    assert found == OBJECTS.read_text().splitlines()
