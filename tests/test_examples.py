"""The examples, each as the repository it is: the built wheel in an environment of its own, and their own tests.

Nothing of this repository is on their path. Needs uv and PyPI (or uv's cache).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.elsewhere import clean, find_uv, run
from tests.together import EXAMPLES, ROOT

pytestmark = pytest.mark.slow

LONGEST_MAIN = 66
"""Lines: an app is a screen or two of Python. About sixty is the aim."""


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel of this library, and the versions that are locked here."""
    uv = find_uv()
    folder = tmp_path_factory.mktemp("wheels")
    run(uv, "build", "--quiet", "--wheel", "--out-dir", folder)
    run(
        *(uv, "export", "--quiet", "--frozen", "--all-groups", "--extra", "node", "--no-emit-project", "--no-hashes"),
        *("--output-file", folder / "locked.txt"),
    )
    return folder


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest, wheels: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of an example, far from this repository, and its Python, with the wheel as its pyproject.toml asks."""
    uv, folder = find_uv(), tmp_path / str(request.param)
    shutil.copytree(ROOT / "examples" / str(request.param), folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    python = folder / ".venv" / "bin" / "python"
    run(uv, "venv", "--quiet", "--python", sys.executable, folder / ".venv", cwd=folder)
    run(
        *(uv, "pip", "install", "--quiet", "--python", python, "--find-links", wheels),
        *("--constraint", wheels / "locked.txt", "--requirement", "pyproject.toml", "--group", "test"),
        cwd=folder,
    )
    return folder, python


def test_its_own_tests_pass(example: tuple[Path, Path]) -> None:
    folder, python = example
    where = run(python, "-c", "import homelab_constructs; print(homelab_constructs.__file__)", cwd=folder)
    assert Path(where.strip()).is_relative_to(folder), "it must be the wheel that is tested"
    assert "2 passed" in run(python, "-m", "pytest", cwd=folder)


def test_its_tests_notice_a_dist_that_is_stale(example: tuple[Path, Path]) -> None:
    folder, python = example
    main = folder / "main.py"
    main.write_text(main.read_text(encoding="utf-8").replace('"10Gi"', '"11Gi"'), encoding="utf-8")
    done = subprocess.run(
        [python, "-m", "pytest"], cwd=folder, env=clean(), check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "+" in done.stdout
    assert "11Gi" in done.stdout


def test_it_passes_the_proofs_of_the_installed_command(example: tuple[Path, Path]) -> None:
    folder, python = example
    assert "0 findings" in run(python.parent / "homelab-constructs", "prove", "dist", cwd=folder)


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_main_is_short_and_holds_no_manifest(name: str) -> None:
    text = (ROOT / "examples" / name / "main.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MAIN
    for word in ("apiVersion", "kind:", "metadata", "valueFrom", "k8s"):
        assert word not in text
