"""The values of a release, piece by piece: what its HelmRelease holds, and what ConfigMaps of the tree add to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from ..chart_rules import Release, merged
from ..finding import Finding, Unproven
from ..tree import Item, get
from .chart_errors import kind_of
from .chart_json import plain
from .chart_keys import Place, placed

__all__ = ["Document", "Values", "target_place", "values_of"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Document:
    """One piece of a release's values.

    Attributes:
        item: the object that holds it.
        field: where in it.
        live: as it reaches Helm, with samples in place of variables.
        written: as it is written.
    """

    item: Item
    field: str
    live: dict[str, Any]
    written: dict[str, Any]

    def finding(self, place: Place, problem: str, remedy: str) -> Finding:
        """Something wrong in it."""
        return self.item.finding(".".join(filter(None, (self.field, placed(place)))), problem, remedy)

    def has(self, place: Place) -> bool:
        """Whether a place is one of it."""
        node: Any = self.live
        for step in place:
            if isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
                continue
            if not isinstance(node, dict) or step not in node:
                return False
            node = node[step]
        return True


@dataclass(frozen=True)
class Values:
    """The values of a release.

    Attributes:
        documents: pieces, those first that others override.
        said: what is wrong with a piece as a whole, and which are not to be had.
        sound: whether every piece has the shape that helm-controller reads.
    """

    documents: tuple[Document, ...]
    said: tuple[Finding | Unproven, ...]
    sound: bool

    def merged(self, form: str) -> dict[str, Any]:
        """All of them, as Helm merges them; `form` is `live` or `written`."""
        together: dict[str, Any] = {}
        for document in self.documents:
            together = merged(together, getattr(document, form))
        return together

    def document_of(self, place: Place) -> Document:
        """The piece that decides a place: the last of those that have most of it."""
        return max(
            reversed(self.documents),
            key=lambda document: sum(document.has(place[:end]) for end in range(len(place) + 1)),
        )


def values_of(release: Release) -> Values:
    """The values of a release, whatever shape they have."""
    item = release.item
    documents: list[Document] = []
    said: list[Finding | Unproven] = []
    sources = item.spec.get("valuesFrom")
    entries = sources if isinstance(sources, list) else []
    for index, source in enumerate(entries):
        if isinstance(source, dict) and not source.get("targetPath"):
            found = _of_source(release, source, f"spec.valuesFrom[{index}]")
            if isinstance(found, Document):
                documents.append(found)
            else:
                said.append(found)
    inline = get(item.live, "spec.values")
    if inline is None or isinstance(inline, dict):
        written = get(item.data, "spec.values")
        documents.append(
            Document(item, "spec.values", plain(inline or {}), plain(written if isinstance(written, dict) else {}))
        )
    else:
        said.append(item.finding("spec.values", f"the values are {kind_of(inline)}", "a map"))
    sound = sources is None or (isinstance(sources, list) and all(isinstance(entry, dict) for entry in entries))
    return Values(tuple(documents), tuple(said), sound and not any(isinstance(item, Finding) for item in said))


def _of_source(release: Release, source: dict[Any, Any], field: str) -> Document | Finding | Unproven:
    """The values of a `valuesFrom` entry that takes all of a ConfigMap or Secret."""
    kind, name = str(source.get("kind")), str(source.get("name"))
    key = str(source.get("valuesKey") or "values.yaml")
    found = release.tree.find(kind, release.item.namespace, name)
    if kind != "ConfigMap" or found is None:
        return release.item.unproven(f"{field}: values from {kind}/{name}", "they are not in the tree in clear")
    parsed: list[dict[str, Any]] = []
    for form in (found.live, found.data):
        data = form.get("data")
        text = data.get(key) if isinstance(data, dict) else None
        if not isinstance(text, str):
            return found.finding(
                f"data.{key}", "it is no text, and a HelmRelease takes values from it", "a map in YAML"
            )
        try:
            loaded = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a SafeLoader
        except (yaml.YAMLError, ValueError):
            return found.finding(
                f"data.{key}", "it is no YAML, and a HelmRelease takes values from it", "a map in YAML"
            )
        if not isinstance(loaded, dict | None):
            return found.finding(f"data.{key}", f"the values are {kind_of(loaded)}", "a map")
        parsed.append(plain(loaded or {}))
    return Document(found, f"data.{key}", *parsed)


def target_place(text: str) -> Place:
    """The place that Helm sets for a `targetPath`: `a.b[0].c`, a dot in a key behind a backslash."""
    place: list[str | int] = []
    for part in text.replace("\\.", "\0").split("."):
        key, *positions = part.replace("\0", ".").split("[")
        if key:
            place.append(key)
        place += [int(position[:-1]) for position in positions if position[:-1].isdecimal()]
    return tuple(place)
