"""Mutation: a dist in which one thing is wrong; Sample: a good dist, with ways to change one place of it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

__all__ = ["Mutation", "Place", "Sample"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Mutation:
    """One thing broken.

    Attributes:
        operator: what kind of thing, in a few words.
        target: the file, object and field that were changed.
        files: the whole dist with the change.
    """

    operator: str
    target: str
    files: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """Unique among the mutations of one sample."""
        return f"{self.operator}: {self.target}"


@dataclass(frozen=True)
class Place:
    """An object of the sample.

    Attributes:
        file: the file it stands in.
        index: which of the file's documents.
        data: the object.
    """

    file: str
    index: int
    data: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """Its kind."""
        return str(self.data["kind"])

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.data["metadata"]["name"])

    def __str__(self) -> str:
        return f"{self.kind}/{self.name}"


class Sample:
    """A good dist."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)

    @cached_property
    def documents(self) -> dict[str, list[Any]]:
        """The documents of every file."""
        return {path: list(yaml.load_all(content, Loader=_LOADER)) for path, content in self.files.items()}

    @property
    def objects(self) -> Iterator[Place]:
        """Its Kubernetes objects; neither lists of resources nor expects.yaml."""
        for file, documents in self.documents.items():
            for index, data in enumerate(documents):
                if "metadata" in data and "kind" in data:
                    yield Place(file, index, data)

    def of_kind(self, *kinds: str) -> list[Place]:
        """The objects of some kinds."""
        return [place for place in self.objects if place.kind in kinds]

    def find(self, kind: str, name: str) -> Place:
        """One object."""
        (found,) = (place for place in self.of_kind(kind) if place.name == name)
        return found

    def changed(self, operator: str, place: Place, change: Callable[[Any], object], what: str) -> Mutation:
        """The dist with one object changed in place.

        Args:
            operator: see `Mutation`.
            place: the object.
            change: changes the copy that it is given.
            what: the field, and the new value where it helps.
        """
        data = copy.deepcopy(dict(place.data))
        change(data)
        return Mutation(operator, f"{place} {what}".rstrip(), self._with(place.file, place.index, data))

    def replaced(self, operator: str, place: Place, path: Path, value: Any, note: str = "") -> Mutation:
        """The dist with another value at one path of an object; `...` takes the value away."""

        def change(data: Any) -> None:
            node = data
            for step in path[:-1]:
                node = node[step] if not isinstance(node, dict) or step in node else node.setdefault(step, {})
            if value is ...:
                del node[path[-1]]
            else:
                node[path[-1]] = value

        shown = note or ("gone" if value is ... else repr(value) if isinstance(value, str | int | bool) else "other")
        return self.changed(operator, place, change, f"{dotted(path)} -> {shown}")

    def document(self, operator: str, file: str, change: Callable[[Any], object], what: str) -> Mutation:
        """The dist with the first document of a file changed in place."""
        data = copy.deepcopy(self.documents[file][0])
        change(data)
        return Mutation(operator, f"{file} {what}", self._with(file, 0, data))

    def with_files(self, operator: str, what: str, files: Mapping[str, bytes | None]) -> Mutation:
        """The dist with other files; None takes one away."""
        made = {path: content for path, content in {**self.files, **files}.items() if content is not None}
        return Mutation(operator, what, made)

    def _with(self, file: str, index: int, data: Any) -> dict[str, bytes]:
        documents = list(self.documents[file])
        documents[index] = data
        return {**self.files, file: text(*documents)}


def text(*documents: Any) -> bytes:
    """Documents as a file."""
    made: bytes = yaml.dump_all(documents, Dumper=_DUMPER, sort_keys=False, width=1 << 30, encoding="utf-8")
    return made


def dotted(path: Path) -> str:
    """A path as findings write it."""
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}"
    return shown.lstrip(".")
