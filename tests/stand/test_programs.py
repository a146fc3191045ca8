"""Programs are built once, and what a machine lacks for it is said with the command that brings it."""

from __future__ import annotations

import io
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from homelab_constructs.errors import EXIT_MISSING
from homelab_constructs.stand import programs
from homelab_constructs.stand.catalog import FLUX_LINES, MODULES
from homelab_constructs.stand.errors import MissingPrograms, StandError
from homelab_constructs.stand.programs import Programs

FAKE_GO = """\
#!/bin/sh
# Notes its calls; `build -o FILE` makes FILE, `env` names a version.
echo "$*" >>"$NOTES"
case "$1" in
  env) echo "$GO_VERSION" ;;
  build) [ -z "$GO_FAILS" ] || { echo "undefined: x" >&2; exit 1; }; shift 3; echo program >"$1" ;;
  list) echo "{\\"Dir\\": \\"$SOURCE\\"}" ;;
esac
"""


@pytest.fixture
def go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `go` that takes notes, an empty cache, and a module's sources."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "go").write_text(FAKE_GO)
    (folder / "go").chmod(0o755)
    source = tmp_path / "source" / "config" / "crd" / "bases"
    source.mkdir(parents=True)
    (source / "crd.yaml").write_text("kind: CustomResourceDefinition\n")
    (source / "crd.yaml").chmod(0o444)
    notes = tmp_path / "notes"
    notes.touch()
    for name, value in {
        "PATH": f"{folder}:/usr/bin:/bin",
        "NOTES": str(notes),
        "GO_VERSION": "go1.99.0",
        "GO_FAILS": "",
        "SOURCE": str(tmp_path / "source"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)
    return notes


KUSTOMIZE = "kustomize-controller-v1.6.0"


def test_a_second_time_nothing_is_built_and_nothing_is_said(go: Path) -> None:
    first, second = io.StringIO(), io.StringIO()
    Programs.build([KUSTOMIZE], say=first)
    calls = go.read_text()
    found = Programs.build([KUSTOMIZE], say=second)
    assert "build" in calls
    assert go.read_text() == calls
    assert second.getvalue() == ""
    assert found.path("kustomize-controller").read_text() == "program\n"
    assert (found.files(KUSTOMIZE, "config/crd/bases") / "crd.yaml").exists()


def test_what_will_be_built_and_how_long_it_takes_is_said_first(go: Path) -> None:
    said = io.StringIO()
    Programs.build([KUSTOMIZE, "etcd"], say=said)
    lines = said.getvalue().splitlines()
    assert "building 2 of 2 Go modules" in lines[0]
    assert "about 2 min" in lines[0]
    assert "[1/2] github.com/fluxcd/kustomize-controller v1.6.0" in lines[1]
    assert "built in" in lines[2]


def test_the_pinned_versions_are_built_and_no_other(go: Path) -> None:
    """-mod=readonly: a go.mod or go.sum that does not say everything fails instead of being completed."""
    folder = next(iter(Programs.build([KUSTOMIZE], say=io.StringIO()).folders.values()))
    stamp = json.loads((folder / "built.json").read_text())
    assert (stamp["module"], stamp["version"]) == ("github.com/fluxcd/kustomize-controller", "v1.6.0")
    assert (folder / "module" / "go.sum").stat().st_size


def test_files_of_the_read_only_module_cache_can_be_removed(go: Path) -> None:
    folder = next(iter(Programs.build([KUSTOMIZE], say=io.StringIO()).folders.values()))
    for path in folder.rglob("*"):
        assert path.stat().st_mode & stat.S_IWUSR


def test_a_build_that_fails_leaves_nothing_and_repeats_the_compiler(go: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GO_FAILS", "yes")
    with pytest.raises(StandError, match=r"(?s)could not be built.*undefined: x"):
        Programs.build([KUSTOMIZE], say=io.StringIO())
    assert [path.name for path in programs.cache_folder().iterdir() if not path.name.startswith(".")] == []


def test_without_go_it_is_named_with_a_command(go: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPrograms, match=r"Go 1\.\d+ or newer .*https://go\.dev/doc/install") as raised:
        Programs.build([KUSTOMIZE], say=io.StringIO())
    assert raised.value.exit_code == EXIT_MISSING == 69


def test_an_older_go_is_named_as_such(go: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GO_VERSION", "go1.19.3")
    with pytest.raises(MissingPrograms, match="or newer"):
        Programs.build([KUSTOMIZE], say=io.StringIO())


def test_an_edit_is_built_in_and_one_that_does_not_fit_is_refused(go: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = "config/crd/bases/crd.yaml"
    fits = replace(MODULES[KUSTOMIZE], edits=((file, "CustomResourceDefinition", "Other"),))
    monkeypatch.setitem(MODULES, KUSTOMIZE, fits)
    folder = Programs.build([KUSTOMIZE], say=io.StringIO()).folders[KUSTOMIZE]
    assert "replace github.com/fluxcd/kustomize-controller => ../source" in (folder / "module" / "go.mod").read_text()
    monkeypatch.setitem(MODULES, KUSTOMIZE, replace(fits, edits=((file, "no such text", "x"),)))
    with pytest.raises(StandError, match="not what the catalog takes it for"):
        Programs.build([KUSTOMIZE], say=io.StringIO())


def test_what_is_built_needs_no_go_any_more(go: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Programs.build([KUSTOMIZE], say=io.StringIO())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Programs.build([KUSTOMIZE], say=io.StringIO()).path("kustomize-controller").exists()


def test_another_version_is_another_build(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {programs._digest(module) for module in MODULES.values()}
    assert len(names) == len(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_is_pinned_by_files_of_ours(name: str) -> None:
    module = MODULES[name]
    folder = Path(programs.__file__).parent / "modules" / name
    text = (folder / "go.mod").read_text()
    assert f"{module.path} {module.version}" in text
    assert f"{module.path} {module.version} h1:" in (folder / "go.sum").read_text()
    assert "=> ../" not in text
    assert "=> ./" not in text


def test_every_flux_line_has_its_three_controllers() -> None:
    for line in FLUX_LINES.values():
        names = [program for module in line.modules for program, _ in module.programs]
        assert names == ["source-controller", "kustomize-controller", "helm-controller"]
