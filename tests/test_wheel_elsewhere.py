"""The library installed somewhere else: a wheel, a clean environment, and a repository with names of its own.

That repository has what a cdk8s project grows by itself: a package `imports`, in it an import of an API group that
the library has too, and a folder `constructs`. Needs uv and PyPI (or uv's cache), and no node beside the one that
the extra `node` brings.
"""

from __future__ import annotations

import io
import re
import tarfile
import textwrap
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.elsewhere import build_wheel, find_uv, install, run

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.slow


# What is in the wheel -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def uv() -> Path:
    return find_uv()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sources() -> dict[str, bytes]:
    """What has to be in a wheel: every file of the package, and every generated one below `_imports`."""
    package = ROOT / "constructs" / "homelab_constructs"
    places = {package: "homelab_constructs", ROOT / "imports": "homelab_constructs/_imports"}
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for folder, name in places.items()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and "_imports" not in path.relative_to(folder).parts
    }


def test_wheel_holds_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    packed = {name: data for name, data in contents(wheel).items() if ".dist-info/" not in name}
    expected = sources()
    assert sorted(packed) == sorted(expected)
    assert [name for name, data in packed.items() if data != expected[name]] == []


@pytest.mark.parametrize("pattern", [r"_imports/.+\.jsii\.tgz", r"_imports/schemas/.+\.json", r"py\.typed"])
def test_wheel_holds_what_is_not_python(wheel: Path, pattern: str) -> None:
    assert [name for name in contents(wheel) if re.fullmatch(f"homelab_constructs/{pattern}", name)]


def test_wheel_holds_no_link(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert [entry.filename for entry in archive.infolist() if (entry.external_attr >> 28) == 0o12] == []


def test_wheel_from_the_sdist_is_the_same(uv: Path, wheel: Path, tmp_path: Path) -> None:
    run(uv, "build", "--quiet", "--sdist", "--out-dir", tmp_path)
    (sdist,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        assert [member.name for member in archive.getmembers() if not (member.isfile() or member.isdir())] == []
    run(uv, "build", "--quiet", "--wheel", "--out-dir", tmp_path, sdist)
    assert contents(tmp_path / wheel.name) == contents(wheel)


# The other repository -----------------------------------------------------------------------------------------------

THEIR_MAIN = """
    # First ours: it finds the node from PyPI before jsii looks for one.
    from homelab_constructs import (
        BitnamiRedis, ClusterProfile, CnpgDatabase, ContainerRegistry, FluxApp, Homelab, TriggerDevStack, Volume,
    )

    import sys
    from pathlib import Path

    import cdk8s
    import constructs
    import homelab_constructs
    import imports
    from imports.io.fluxcd.toolkit import kustomize as theirs

    HERE = Path(__file__).resolve().parent
    sys.path.insert(0, str(HERE / "constructs"))
    import house

    # Nobody took anybody's place.
    assert Path(imports.__file__) == HERE / "imports" / "__init__.py", imports.__file__
    assert imports.OURS == house.OURS == "kept"
    for module in (constructs, homelab_constructs):
        assert Path(module.__file__).is_relative_to(sys.prefix), module.__file__

    # Their own chart, of their own generated class.
    app = cdk8s.App(outdir="theirs")
    theirs.Kustomization(
        cdk8s.Chart(app, "theirs"),
        "ks",
        metadata=cdk8s.ApiObjectMetadata(name="theirs"),
        spec=theirs.KustomizationSpec(
            interval="1h",
            prune=True,
            source_ref=theirs.KustomizationSpecSourceRef(
                kind=theirs.KustomizationSpecSourceRefKind.GIT_REPOSITORY, name="theirs"
            ),
        ),
    )
    app.synth()

    # A lab of their own, out of the library's parts and in the same process.
    lab = Homelab(
        ClusterProfile(
            domain="${SECRET_DOMAIN}",
            database_storage_class="fast",
            data_storage_class="shared",
        )
    )
    photos = FluxApp(lab, "photos")
    CnpgDatabase(photos.component("postgresql"), "db", database="photos", storage=Volume("20Gi"))
    BitnamiRedis(photos.component("redis"), "cache")
    TriggerDevStack(
        lab,
        "trigger-dev",
        host="trigger.${SECRET_DOMAIN}",
        registry=ContainerRegistry(host="registry.${SECRET_DOMAIN}", namespace="house/trigger"),
    )
    lab.synth()
"""


def renamed(text: str) -> str:
    """Takes the library's alias out of a generated file, which leaves the names that an import without one has."""
    return re.sub(r"homelab_kustomize[-._]", "", text)


def write_import_of_their_own(folder: Path) -> None:
    """Writes what `cdk8s import` gives for the same CRD in a project that uses no alias.

    The CLI is an npm package, so this takes the library's own generated package and strips the alias from the
    module, from the jsii assembly and from the file names. What the CLI writes differs from it in hashes (names of
    type stubs, the assembly's fingerprint) and in the source map that JavaScript carries, and in nothing else.
    """
    (package,) = (ROOT / "imports" / "homelab_kustomize").glob("**/kustomize")
    for path in (path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        target = folder / renamed(path.relative_to(package).as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".tgz":
            target.write_text(renamed(path.read_text()))
            continue
        with tarfile.open(path) as old, tarfile.open(target, "w:gz") as new:
            for member in old.getmembers():
                file = old.extractfile(member)
                assert file is not None, f"{member.name} is no plain file"
                data = renamed(file.read().decode()).encode()
                member.name, member.size = renamed(member.name), len(data)
                new.addfile(member, io.BytesIO(data))


@dataclass(frozen=True)
class Elsewhere:
    """A repository of somebody else, and the interpreter of its environment."""

    folder: Path
    python: Path


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    folder = tmp_path_factory.mktemp("elsewhere")
    files = {
        "imports/__init__.py": "OURS = 'kept'\n",
        "constructs/house/__init__.py": "OURS = 'kept'\n",
        "main.py": textwrap.dedent(THEIR_MAIN),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    write_import_of_their_own(folder / "imports" / "io" / "fluxcd" / "toolkit" / "kustomize")

    python = install(wheel, folder, extra="node")
    nowhere = folder / "empty-path"
    nowhere.mkdir()
    run(python, "main.py", cwd=folder, PATH=str(nowhere))
    return Elsewhere(folder, python)


def identities(folder: Path) -> set[tuple[str, str]]:
    documents = [doc for path in sorted(folder.rglob("*.yaml")) for doc in yaml.safe_load_all(path.read_text())]
    assert all(isinstance(doc, dict) for doc in documents)
    return {(doc["kind"], doc["metadata"]["name"]) for doc in documents if "metadata" in doc}


def test_their_own_import_still_works(elsewhere: Elsewhere) -> None:
    assert identities(elsewhere.folder / "theirs") == {("Kustomization", "theirs")}


@pytest.mark.parametrize("app", ["photos", "trigger-dev"])
def test_their_lab_comes_out(elsewhere: Elsewhere, app: str) -> None:
    found = identities(elsewhere.folder / "dist" / app)
    assert {kind for kind, _ in found} >= {"Kustomization", "Cluster", "HelmRelease", "Secret"}
    assert [name for kind, name in found if kind == "Kustomization" and name.startswith(app)]


def test_their_lab_is_listed_for_flux(elsewhere: Elsewhere) -> None:
    root = yaml.safe_load((elsewhere.folder / "dist" / "kustomization.yaml").read_text())
    assert {"photos/ks.yaml", "trigger-dev/ks.yaml"} <= {name.removeprefix("./") for name in root["resources"]}


def test_command_is_installed(elsewhere: Elsewhere) -> None:
    assert "homelab-constructs" in run(elsewhere.python.parent / "homelab-constructs", "--help", cwd=elsewhere.folder)
