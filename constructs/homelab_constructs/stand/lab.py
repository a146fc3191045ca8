"""DistCopy: a lab's dist as a stand takes it in: its files, where they belong in the repository, what they hold."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from ..errors import HomelabError
from .api import Object

__all__ = ["DistCopy"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EXPECTS = "expects.yaml"
_INDEX = "kustomization.yaml"
_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)")


@dataclass(frozen=True)
class DistCopy:
    """Files of a dist, never changed but by `with_file` and `without`, which give another copy.

    Attributes:
        files: content by path below dist.
    """

    files: Mapping[str, bytes] = field(repr=False)

    @classmethod
    def read(cls, folder: str | Path) -> DistCopy:
        """Read a dist from disk.

        Raises:
            HomelabError: there is no such folder, or nothing that `Homelab.synth()` has written.
        """
        root = Path(folder)
        if not root.is_dir():
            raise HomelabError(f"{folder}: there is no such folder")
        files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.y*ml"))}
        if _EXPECTS not in files or _INDEX not in files:
            raise HomelabError(f"{folder}: no {_EXPECTS} and {_INDEX}: this is not what Homelab.synth() has written")
        return cls(files)

    def with_file(self, path: str, content: str | bytes) -> DistCopy:
        """A copy in which one file is another."""
        return replace(self, files={**self.files, path: content.encode() if isinstance(content, str) else content})

    def changed(self, path: str, old: str, new: str) -> DistCopy:
        """A copy in which a text that stands in a file exactly once is another.

        Raises:
            HomelabError: it stands there never or more than once.
        """
        text = self.files[path].decode()
        if text.count(old) != 1:
            raise HomelabError(f"{path}: {old!r} stands there {text.count(old)} times, and once is needed")
        return self.with_file(path, text.replace(old, new))

    def without(self, app: str) -> DistCopy:
        """A copy without one app: its folder, and its line in the list of all."""
        kept = {path: content for path, content in self.files.items() if not path.startswith(f"{app}/")}
        if len(kept) == len(self.files):
            raise HomelabError(f"no app {app!r} in this dist")
        index = yaml.safe_load(kept[_INDEX])
        index["resources"] = [entry for entry in index["resources"] if not entry.startswith((f"{app}/", f"./{app}/"))]
        return DistCopy({**kept, _INDEX: yaml.safe_dump(index).encode()})

    @cached_property
    def manifests(self) -> dict[str, list[Object]]:
        """The objects of each file that Flux reads."""
        return {path: list(_objects(content)) for path, content in self.files.items() if _is_manifest(path)}

    @property
    def objects(self) -> Iterator[Object]:
        """All objects."""
        for objects in self.manifests.values():
            yield from objects

    def of_kind(self, kind: str) -> list[Object]:
        """All objects of a kind."""
        return [item for item in self.objects if item["kind"] == kind]

    @cached_property
    def expects(self) -> Mapping[str, Any]:
        """What the lab takes for granted in its cluster."""
        content: Mapping[str, Any] = yaml.safe_load(self.files[_EXPECTS]) or {}
        return content

    @cached_property
    def kustomizations(self) -> list[Object]:
        """Flux's Kustomizations, by name."""
        found = [item for item in self.of_kind("Kustomization") if item["apiVersion"].startswith("kustomize.toolkit")]
        return sorted(found, key=lambda item: str(item["metadata"]["name"]))

    @property
    def flux_namespace(self) -> str:
        """Where its Kustomizations live.

        Raises:
            HomelabError: in several namespaces.
        """
        found = sorted({item["metadata"]["namespace"] for item in self.kustomizations}) or ["flux-system"]
        if len(found) > 1:
            raise HomelabError(f"the Kustomizations are in several namespaces: {', '.join(found)}")
        name: str = found[0]
        return name

    @cached_property
    def prefix(self) -> str:
        """Where dist lies in its repository, as its Kustomizations have it.

        Raises:
            HomelabError: they do not agree, or point at no folder of this dist.
        """
        folders = {parent.as_posix() for path in self.files for parent in PurePosixPath(path).parents} - {"."}
        found = set()
        for item in self.kustomizations:
            path = PurePosixPath(item["spec"].get("path", ".")).as_posix()
            fitting = [name for name in folders if path == name or path.endswith(f"/{name}")]
            if not fitting:
                raise HomelabError(
                    f"Kustomization {item['metadata']['name']}: no folder for spec.path {path!r} in dist"
                )
            found.add(path.removesuffix(max(fitting, key=len)).strip("/"))
        if len(found) > 1:
            raise HomelabError(f"the Kustomizations do not agree where dist lies: {', '.join(sorted(found))}")
        return found.pop() if found else "dist"

    @cached_property
    def variables(self) -> frozenset[str]:
        """Every variable named anywhere in it."""
        return frozenset(name for content in self.files.values() for name in _REFERENCE.findall(content.decode()))

    @property
    def root_injects(self) -> bool:
        """Whether it counts on the cluster's root to add substituteFrom and decryption."""
        return not any((item["spec"].get("postBuild") or {}).get("substituteFrom") for item in self.kustomizations)

    @property
    def encrypted(self) -> list[str]:
        """Paths of its SOPS files."""
        return [path for path, objects in self.manifests.items() if any("sops" in item for item in objects)]


def _is_manifest(path: str) -> bool:
    return PurePosixPath(path).name != _INDEX and path != _EXPECTS


def _objects(content: bytes) -> Iterator[Object]:
    """Of a file that is no YAML, what can be read: it is Flux's to say what is wrong with it."""
    with contextlib.suppress(yaml.YAMLError):
        for document in yaml.load_all(content, _LOADER):
            if isinstance(document, dict) and "kind" in document:
                yield document
