"""Schemas: what the API server knows of a kind, compiled when first asked for: CRDs, and Kubernetes' own kinds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path as FilePath
from typing import Any

from .flux_fields import OLDEST, with_release
from .plain import Path

__all__ = ["CoreRelease", "KindSchema", "Outline", "core_releases", "custom_kind", "custom_kinds", "metadata_schema"]

Schema = dict[str, Any]

_FOLDER = FilePath(__file__).resolve().parents[2] / "_imports" / "schemas"
_CORE = "kubernetes"
_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
_KEYS = "x-kubernetes-list-map-keys"
_BOUNDS = {
    "int32": {"minimum": -(2**31), "maximum": 2**31 - 1},
    "int64": {"minimum": -(2**63), "maximum": 2**63 - 1},
}
# Keys of lists that have a default, so that an entry may leave them out.
_KEY_DEFAULTS = {"protocol": "TCP"}


@dataclass(frozen=True)
class Outline:
    """The part of a schema that gives defaults and holds CEL rules; nothing below where there is neither.

    Attributes:
        defaults: by field.
        rules: `x-kubernetes-validations`, as they stand there.
        fields: of a map with known fields.
        values: of every other field of a map.
        items: of a list.
        keys: fields by which a list's items are told apart.
    """

    defaults: Mapping[str, Any] = field(default_factory=dict)
    rules: Sequence[Mapping[str, Any]] = ()
    fields: Mapping[str, Outline] = field(default_factory=dict)
    values: Outline | None = None
    items: Outline | None = None
    keys: tuple[str, ...] = ()

    @classmethod
    def of(cls, schema: Schema) -> Outline | None:
        """What is in a schema; None where there is nothing of that kind."""
        properties: dict[str, Schema] = schema.get("properties", {})
        fields = {name: found for name, inner in properties.items() if (found := cls.of(inner)) is not None}
        made = cls(
            defaults={name: inner["default"] for name, inner in properties.items() if "default" in inner},
            rules=tuple(rule for rule in schema.get("x-kubernetes-validations", ()) if isinstance(rule, dict)),
            fields=fields,
            values=cls._inner(schema.get("additionalProperties")),
            items=cls._inner(schema.get("items")),
            keys=tuple(schema.get(_KEYS, ())),
        )
        return made if made.defaults or made.rules or fields or made.values or made.items else None

    @classmethod
    def _inner(cls, schema: object) -> Outline | None:
        return cls.of(schema) if isinstance(schema, dict) else None

    def filled(self, node: Any) -> Any:
        """A value with the defaults that the API server writes into it before it validates."""
        if isinstance(node, dict):
            made = {**{name: value for name, value in self.defaults.items() if name not in node}, **node}
            for name, value in made.items():
                inner = self.fields.get(name, self.values)
                if inner is not None:
                    made[name] = inner.filled(value)
            return made
        if isinstance(node, list) and self.items is not None:
            return [self.items.filled(value) for value in node]
        return node

    def places(
        self, node: Any, before: Any = None, path: Path = ()
    ) -> Iterator[tuple[Path, Mapping[str, Any], Any, Any]]:
        """Place, rule, value and earlier value (None where there was none) of every rule that applies to a value."""
        for rule in self.rules:
            yield path, rule, node, before
        if isinstance(node, dict):
            earlier = before if isinstance(before, dict) else {}
            for name, value in node.items():
                inner = self.fields.get(name, self.values)
                if inner is not None:
                    yield from inner.places(value, earlier.get(name), (*path, name))
        elif isinstance(node, list) and self.items is not None:
            for index, value in enumerate(node):
                yield from self.items.places(value, self._same(value, before), (*path, index))

    def _same(self, value: Any, before: Any) -> Any:
        if not self.keys or not isinstance(value, dict) or not isinstance(before, list):
            return None
        key = [value.get(name) for name in self.keys]
        return next(
            (item for item in before if isinstance(item, dict) and [item.get(k) for k in self.keys] == key), None
        )


@dataclass(frozen=True, eq=False)
class KindSchema:
    """One kind in one version.

    Attributes:
        schema: in strict form: what is not in it is refused.
        definitions: what it refers to.
        release: the Kubernetes release it is of; empty for a CRD.
    """

    schema: Schema
    definitions: CoreRelease
    release: str = ""

    @cached_property
    def validator(self) -> Any:
        """Its validator."""
        return self.definitions.compiled(self.schema)

    @cached_property
    def outline(self) -> Outline:
        """Its defaults and rules."""
        return Outline.of(self.schema) or Outline()

    def below(self, path: Sequence[str | int]) -> Schema:
        """The schema of a place; empty where anything may stand."""
        node = self._resolved(self.schema)
        for step in path:
            inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
            if inner is None:
                inner = node.get("additionalProperties")
            node = self._resolved(inner) if isinstance(inner, dict) else {}
        return node

    def _resolved(self, schema: Schema) -> Schema:
        reference = schema.get("$ref")
        return self.definitions.definitions[str(reference).rpartition("/")[2]] if reference else schema


@dataclass(frozen=True, eq=False)
class CoreRelease:
    """Kubernetes' own kinds in one release.

    Attributes:
        release: such as `1.28`.
        definitions: schemas by name.
        kinds: the name of each kind's schema by apiVersion and kind; None for a kind without one here.
    """

    release: str
    definitions: dict[str, Schema]
    kinds: dict[str, dict[str, str | None]]

    @property
    def number(self) -> tuple[int, int]:
        """The release in numbers."""
        major, minor = self.release.split(".")
        return int(major), int(minor)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The API groups that it serves."""
        return frozenset(version.rpartition("/")[0] for version in self.kinds)

    def kind(self, api_version: str, kind: str) -> KindSchema | None:
        """A kind's schema, if one is here."""
        name = self.kinds.get(api_version, {}).get(kind)
        return self._kind(name) if name is not None else None

    @cached_property
    def _made(self) -> dict[str, KindSchema]:
        return {}

    def _kind(self, name: str) -> KindSchema:
        if name not in self._made:
            self._made[name] = KindSchema({"$ref": f"core#/$defs/{name}"}, self, self.release)
        return self._made[name]

    @cached_property
    def metadata(self) -> KindSchema:
        """The schema of every object's metadata."""
        return self._kind(_META)

    @cached_property
    def _registry(self) -> Any:
        import jsonschema_rs

        return jsonschema_rs.Registry([("core", {"$id": "core", "$defs": self.definitions})])

    def compiled(self, schema: Schema) -> Any:
        """A validator for a schema that may refer to the definitions."""
        import jsonschema_rs

        keywords: Any = {_KEYS: _Distinct}
        return jsonschema_rs.Draft202012Validator(
            schema, registry=self._registry, keywords=keywords, validate_formats=True
        )


class _Distinct:
    """Server-side apply takes no list in which two entries have the same key."""

    def __init__(self, _parent: object, keys: list[str], _path: object) -> None:
        self._keys = keys

    def validate(self, node: Any) -> None:
        """Checks a list.

        Raises:
            ValueError: its message is the position of the second of two entries.
        """
        seen: set[tuple[str, ...]] = set()
        for index, item in enumerate(node if isinstance(node, list) else ()):
            if isinstance(item, dict):
                key = tuple(repr(item.get(name, _KEY_DEFAULTS.get(name))) for name in self._keys)
                if key in seen:
                    raise ValueError(str(index))
                seen.add(key)


@cache
def core_releases() -> tuple[CoreRelease, ...]:
    """The releases at hand, the oldest first."""
    found: list[CoreRelease] = []
    for path in (_FOLDER / _CORE).glob("v*.json"):
        document = json.loads(path.read_bytes())
        found.append(CoreRelease(path.stem.removeprefix("v"), document["$defs"], document["kinds"]))
    return tuple(sorted(found, key=lambda release: release.number))


def metadata_schema() -> KindSchema:
    """What every object's metadata may hold."""
    return core_releases()[0].metadata


@cache
def custom_kinds() -> dict[str, dict[str, str]]:
    """The CRDs at hand: versions by group and kind."""
    found: dict[str, dict[str, str]] = {}
    for path in _FOLDER.glob("*/*.json"):
        if path.parent.name != _CORE:
            kind, _, version = path.stem.partition(".")
            found.setdefault(path.parent.name, {})[kind] = version
    return found


@cache
def custom_kind(group: str, kind: str, version: str, flux: tuple[int, int] = OLDEST) -> KindSchema | None:
    """The schema of a CRD, if it is at hand.

    Args:
        group: its group.
        kind: its kind.
        version: its version.
        flux: the release of Flux whose fields are wanted.
    """
    if custom_kinds().get(group, {}).get(kind) != version:
        return None
    schema: Schema = json.loads((_FOLDER / group / f"{kind}.{version}.json").read_bytes())
    core = core_releases()[0]
    made = _strict(with_release(schema, group, kind, flux))
    # A CRD's schema leaves these two to the API server.
    made["properties"]["metadata"] = {"$ref": f"core#/$defs/{_META}"}
    made["properties"]["status"] = {}
    made["required"] = sorted({*made.get("required", ()), "metadata", "spec"})
    return KindSchema(made, core)


def _strict(schema: Schema) -> Schema:
    """The schema as server-side apply reads it: what it does not name is refused."""
    if schema.get("x-kubernetes-int-or-string"):
        return {"type": ["integer", "string"], **_kept(schema, "pattern", "default")}
    made = dict(schema)
    if "properties" in schema:
        made["properties"] = {name: _strict(inner) for name, inner in schema["properties"].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            made[key] = _strict(schema[key])
    if made.get("format") in _BOUNDS:
        made = {**_BOUNDS[made.pop("format")], **made}
    elif made.get("format") != "date-time":
        made.pop("format", None)
    open_ended = schema.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in schema
    if "properties" in schema and not open_ended:
        made["additionalProperties"] = False
    return made


def _kept(schema: Schema, *keys: str) -> Schema:
    return {key: schema[key] for key in keys if key in schema}
