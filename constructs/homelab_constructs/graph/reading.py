"""Reads a lab from its dist: which Kustomizations there are, what waits for what, and what lies in each folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from ..errors import HomelabError

__all__ = ["AppGraph", "LabGraph", "Part", "read_lab"]

# Safe either way; the one in C is some ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAME = re.compile(r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?")
# As the writer names files; a file carried into dist is named the same way.
_FILE = re.compile(r"(?P<kind>[A-Z][A-Za-z0-9]*)\.(?P<name>.+)\.ya?ml")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One Kustomization.

    Attributes:
        name: its name.
        waits_for: names of the Kustomizations in its dependsOn, sorted; one of another namespace is
            `<namespace>/<name>`.
        kinds: how many objects of each kind its folder lists, sorted by kind.
    """

    name: str
    waits_for: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class AppGraph:
    """One app: a folder of dist.

    Attributes:
        name: the folder's name.
        parts: its Kustomizations, sorted by name.
    """

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class LabGraph:
    """A whole lab.

    Attributes:
        apps: its apps, sorted by name.
    """

    apps: tuple[AppGraph, ...]

    @property
    def outside(self) -> tuple[str, ...]:
        """Kustomizations that somebody waits for and that the lab does not make, sorted."""
        parts = [part for app in self.apps for part in app.parts]
        return tuple(sorted({name for part in parts for name in part.waits_for} - {part.name for part in parts}))


def read_lab(folder: str | Path) -> LabGraph:
    """Read what Homelab.synth() has written.

    Args:
        folder: the dist folder.

    Raises:
        HomelabError: the folder is missing, was not written by homelab-constructs, is not whole, or has two
            Kustomizations of one name.
    """
    root = Path(folder)
    if not root.is_dir():
        raise HomelabError(f"{root}: there is no such folder; run the synth first, or name another one")
    if not (root / "expects.yaml").is_file() or not (root / "kustomization.yaml").is_file():
        raise HomelabError(f"{root}: no dist of homelab-constructs: it has no expects.yaml or no kustomization.yaml")
    listed = [PurePosixPath(name) for name in _resources(root / "kustomization.yaml")]
    apps = [_app(root, path) for path in listed if path.name == "ks.yaml"]
    counted = Counter(part.name for app in apps for part in app.parts)
    if twice := sorted(name for name, count in counted.items() if count > 1):
        raise HomelabError(f"{root}: more than one Kustomization is called {', '.join(twice)}; synthesize again")
    return LabGraph(apps=tuple(sorted(apps, key=lambda app: app.name)))


def _app(root: Path, ks: PurePosixPath) -> AppGraph:
    app = ks.parent.as_posix()
    parts = [_part(root, root / ks, document) for document in _documents(root / ks)]
    return AppGraph(name=_name(root / ks, app), parts=tuple(sorted(parts, key=lambda part: part.name)))


def _part(root: Path, file: Path, document: dict[str, Any]) -> Part:
    try:
        if document["kind"] != "Kustomization":
            raise HomelabError(f"{file}: {document['kind']}: only Kustomizations belong here")
        name, namespace = _name(file, document["metadata"]["name"]), document["metadata"].get("namespace")
        # Its prefix is the repository's affair; the last two parts are the folders below dist.
        folder = root.joinpath(*PurePosixPath(document["spec"]["path"]).parts[-2:])
        waits_for = {
            _name(file, item["name"])
            if item.get("namespace") in (None, namespace)
            else f"{_name(file, item['namespace'])}/{_name(file, item['name'])}"
            for item in document["spec"].get("dependsOn") or ()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise HomelabError(f"{file}: a Kustomization in it lacks its name, path or dependsOn ({error})") from error
    if name in waits_for:
        raise HomelabError(f"{file}: {name} waits for itself, and would never start")
    return Part(name=name, waits_for=tuple(sorted(waits_for)), kinds=tuple(sorted(Counter(_kinds(folder)).items())))


def _kinds(folder: Path) -> Iterator[str]:
    for name in _resources(folder / "kustomization.yaml"):
        match = _FILE.fullmatch(PurePosixPath(name).name)
        if match is None:
            raise HomelabError(f"{folder / name}: <Kind>.<name>.yaml is how files are called in a dist")
        if not (folder / name).is_file():
            raise HomelabError(f"{folder / name}: the file is listed but missing; synthesize again")
        yield match["kind"]


def _resources(file: Path) -> list[str]:
    documents = _documents(file)
    resources = documents[0].get("resources") if len(documents) == 1 else None
    if not isinstance(resources, list) or not all(isinstance(item, str) for item in resources):
        raise HomelabError(f"{file}: a list of resources is needed in it")
    return [item.removeprefix("./") for item in resources]


def _documents(file: Path) -> list[dict[str, Any]]:
    try:
        documents = list(yaml.load_all(file.read_bytes(), Loader=_LOADER))
    except OSError as error:
        raise HomelabError(f"{file}: cannot be read ({type(error).__name__}); synthesize again") from error
    except yaml.YAMLError as error:
        raise HomelabError(f"{file}: no YAML ({error.__class__.__name__})") from error
    if not all(isinstance(document, dict) for document in documents):
        raise HomelabError(f"{file}: manifests are needed in it")
    return documents


def _name(file: Path, value: object) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise HomelabError(f"{file}: {value!r} is no name of an app or Kustomization")
    return value
