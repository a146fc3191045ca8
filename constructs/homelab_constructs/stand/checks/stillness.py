"""Stillness: what is done again changes nothing, and no two controllers pull at the same field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..api import Api, Object, identity
from .finding import Finding
from .inventory import is_lab_made

__all__ = ["Snapshot", "check_field_fights"]

_VOLATILE = ("managedFields", "resourceVersion")
_ASKED = "reconcile.fluxcd.io/requestedAt"
_APPLIER = "kustomize-controller"


@dataclass(frozen=True)
class Snapshot:
    """Every object that a lab has made, by identity, with what must not change when nothing has changed.

    Attributes:
        objects: uid, generation and a digest of the content (status left out) of each.
        releases: the Secrets in which Helm keeps its revisions.
    """

    objects: Mapping[str, tuple[str, int, str]]
    releases: frozenset[str]

    @classmethod
    def take(cls, api: Api) -> Snapshot:
        """As the cluster stands now."""
        objects, releases = {}, set()
        for version, kind in api.kinds():
            for item in api.list(version, kind):
                if kind == "Secret" and item.get("type") == "helm.sh/release.v1":
                    releases.add(identity(item))
                elif is_lab_made(item):
                    metadata = item["metadata"]
                    objects[f"{item['apiVersion']} {identity(item)}"] = (
                        metadata["uid"],
                        metadata.get("generation", 0),
                        _digest(item),
                    )
        return cls(objects, frozenset(releases))

    def changes(self, later: Snapshot) -> list[Finding]:
        """What is another in a later snapshot."""
        findings = [Finding(name, "is gone") for name in self.objects.keys() - later.objects.keys()]
        findings += [Finding(name, "is new") for name in later.objects.keys() - self.objects.keys()]
        for name in self.objects.keys() & later.objects.keys():
            (uid, generation, digest), (uid_later, generation_later, digest_later) = (
                self.objects[name],
                later.objects[name],
            )
            if uid != uid_later:
                findings.append(Finding(name, "was deleted and made again"))
            elif generation != generation_later:
                findings.append(Finding(name, f"generation {generation} became {generation_later}"))
            elif digest != digest_later:
                findings.append(Finding(name, "its content changed"))
        findings += [Finding(name, "a new Helm revision") for name in later.releases - self.releases]
        return sorted(findings)

    def uids(self, *kinds: str) -> dict[str, str]:
        """The uid of each object of these kinds, by identity."""
        return {name: entry[0] for name, entry in self.objects.items() if name.split(" ")[1].split("/")[0] in kinds}


def check_field_fights(items: list[Object]) -> list[Finding]:
    """Fields that kustomize-controller applies and somebody else has written, too: the two take turns for ever."""
    findings = []
    for item in items:
        owned: dict[str, set[str]] = {}
        for entry in item["metadata"].get("managedFields", []):
            if not entry.get("subresource"):
                owned.setdefault(entry["manager"], set()).update(_leaves(entry.get("fieldsV1", {})))
        ours = owned.pop(_APPLIER, set())
        for manager, fields in owned.items():
            findings += [Finding(identity(item), f"{field} is set by {manager} as well") for field in ours & fields]
    return sorted(findings)


def _digest(item: Object) -> str:
    metadata = {key: value for key, value in item["metadata"].items() if key not in _VOLATILE}
    annotations = {key: value for key, value in metadata.pop("annotations", {}).items() if key != _ASKED}
    rest = {key: value for key, value in item.items() if key not in ("metadata", "status")}
    return hashlib.sha256(json.dumps([metadata, annotations, rest], sort_keys=True).encode()).hexdigest()


def _leaves(fields: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Paths of the fields in managedFields' own notation (`f:name` for a key, `k:{...}` for a list item)."""
    inner = {key: value for key, value in fields.items() if key != "."}
    if not inner:
        yield path
    for key, value in inner.items():
        yield from _leaves(value, f"{path}.{key.removeprefix('f:')}".lstrip("."))
