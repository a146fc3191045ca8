"""Keys that a chart has no use for: values walked along the chart's schema.

Where a schema offers a choice, a key is known if any alternative that the value may still be knows it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from .chart_schema import SUBCHART, TEMPLATE

__all__ = ["Place", "UnknownKey", "Walk", "placed"]

Place = tuple[str | int, ...]
"""Keys and list positions from the top of the values."""

Schema = dict[str, Any]

_MOST_LISTED = 8
_MOST_PLACES = 2
_DEEPEST = 100


def placed(place: Place) -> str:
    """A place as findings write it: `a.b[0].c`."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass(frozen=True)
class UnknownKey:
    """A key that the chart does not have there.

    Attributes:
        place: where it stands.
        remedy: what it may have been meant to be.
    """

    place: Place
    remedy: str


@dataclass
class _Shape:
    """What may stand in a map.

    Attributes:
        keys: the schemas of each key; several where a choice is open.
        patterns: the schemas of keys that match.
        rest: the schemas of all other keys.
        closed: whether there are no other keys.
    """

    keys: dict[str, list[Schema]] = field(default_factory=dict)
    patterns: list[tuple[str, Schema]] = field(default_factory=list)
    rest: list[Schema] = field(default_factory=list)
    closed: bool = False

    def of(self, key: str) -> list[Schema] | None:
        """The schemas of a key; None where it must not be there."""
        found = [
            *self.keys.get(key, ()),
            *(schema for pattern, schema in self.patterns if _compiled(pattern).search(key)),
        ]
        return found or self.rest or (None if self.closed else [])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error:  # a spelling of other engines: any key matches
        return re.compile("")


class Walk:
    """One walk through values.

    Attributes:
        unknown: keys that the chart does not have.
        templates: texts, or maps and lists with texts, that the chart evaluates as templates.
    """

    def __init__(self, schema: Schema) -> None:
        self._root = schema
        self.unknown: list[UnknownKey] = []
        self.templates: list[Place] = []

    def walk(self, values: Any) -> Walk:
        """Walk through all values."""
        self._node([self._root], values, ())
        return self

    def _node(self, schemas: list[Schema], value: Any, place: Place) -> None:
        if not schemas or len(place) > _DEEPEST:
            return
        if any(schema.get(TEMPLATE) for schema in schemas):
            self.templates.append(place)
        if isinstance(value, dict):
            shape = _either([self._shape(schema, value) for schema in self._fitting(schemas, value)])
            for key, item in value.items():
                below = shape.of(key)
                if below is None:
                    self.unknown.append(UnknownKey((*place, key), self._remedy(key, place, shape)))
                else:
                    self._node(below, item, (*place, key))
        elif isinstance(value, list):
            items = [item for schema in schemas for item in self._items(schema, 0)]
            for position, item in enumerate(value):
                self._node(items, item, (*place, position))

    # -- what a schema allows ----------------------------------------------------------------------------------------

    def _resolved(self, schema: Any) -> Schema:
        """The schema that a reference means, if it is nothing but one."""
        for _ in range(_DEEPEST):
            if not isinstance(schema, dict):
                return {}
            if schema.keys() != {"$ref"}:
                return schema
            schema = self._target(schema["$ref"])
        return {}

    def _target(self, reference: str) -> Any:
        return self._root.get("$defs", {}).get(reference.removeprefix("#/$defs/"), {})

    def _shape(self, schema: Any, value: dict[str, Any], depth: int = 0) -> _Shape:
        schema = self._resolved(schema)
        if depth > _DEEPEST:
            return _Shape()
        additional = schema.get("additionalProperties")
        own = _Shape(
            keys={key: [item] for key, item in schema.get("properties", {}).items()},
            patterns=list(schema.get("patternProperties", {}).items()),
            rest=[additional] if isinstance(additional, dict) else [],
            closed=additional is False,
        )
        parts = [own]
        if "$ref" in schema:
            parts.append(self._shape({"$ref": schema["$ref"]}, value, depth + 1))
        parts += [self._shape(part, value, depth + 1) for part in schema.get("allOf", ())]
        parts += [self._shape(schema[word], value, depth + 1) for word in ("then", "else") if word in schema]
        parts += [self._shape(part, value, depth + 1) for key, part in _dependent(schema) if key in value]
        for word in ("oneOf", "anyOf"):
            if word in schema:
                parts.append(
                    _either([self._shape(part, value, depth + 1) for part in self._fitting(schema[word], value)])
                )
        together = _both(parts)
        if schema.get("unevaluatedProperties") is False and not together.rest:
            together.closed = True
        return together

    def _items(self, schema: Any, depth: int) -> Iterator[Schema]:
        schema = self._resolved(schema)
        if depth > _DEEPEST:
            return
        if isinstance(schema.get("items"), dict):
            yield schema["items"]
        parts = [*([{"$ref": schema["$ref"]}] if "$ref" in schema else []), *schema.get("allOf", ())]
        for part in (*parts, *schema.get("oneOf", ()), *schema.get("anyOf", ())):
            yield from self._items(part, depth + 1)

    def _fitting(self, schemas: list[Schema], value: dict[str, Any]) -> list[Schema]:
        """The alternatives that a map may still be; all of them where it fits none."""
        if len(schemas) < 2:
            return schemas
        return [schema for schema in schemas if self._fits(schema, value)] or schemas

    def _fits(self, schema: Any, value: dict[str, Any]) -> bool:
        schema = self._resolved(schema)
        if "object" not in _listed(schema.get("type", "object")):
            return False
        for key, item in schema.get("properties", {}).items():
            chosen = value.get(key)
            choices = (
                [*item.get("enum", ()), *([item["const"]] if "const" in item else ())] if isinstance(item, dict) else []
            )
            if isinstance(chosen, str) and choices and chosen not in choices:
                return False
        return all(self._fits(part, value) for part in schema.get("allOf", ()))

    # -- what may have been meant ------------------------------------------------------------------------------------

    def _remedy(self, key: str, place: Place, shape: _Shape) -> str:
        near = _nearest(key, shape.keys, 0.75)
        if near:
            return repr(near)
        alias = next((name for name, item in self._top() if not place and item.get(SUBCHART) == key), "")
        if alias:
            return repr(alias)
        elsewhere = [placed(found) for found in self._elsewhere(key)]
        if 0 < len(elsewhere) <= _MOST_PLACES:
            return " or ".join(elsewhere)
        near = _nearest(key, shape.keys, 0.6)
        if near:
            return repr(near)
        names = sorted(shape.keys)
        if 0 < len(names) <= _MOST_LISTED:
            return f"one of {', '.join(map(repr, names))}"
        return "leave it out, or a key that the chart's values.yaml shows"

    def _elsewhere(self, key: str) -> Iterator[Place]:
        """Places at which the chart itself, no sub-chart of it, has such a key: those near the top first."""
        level: list[tuple[Place, Schema]] = [((name,), item) for name, item in self._top() if SUBCHART not in item]
        for _ in range(3):
            level = [
                ((*place, name), item)
                for place, schema in level
                for name, item in schema.get("properties", {}).items()
                if isinstance(item, dict)
            ]
            yield from (place for place, _ in level if place[-1] == key)

    def _top(self) -> list[tuple[str, Schema]]:
        return [(name, item) for name, item in self._root.get("properties", {}).items() if isinstance(item, dict)]


def _both(parts: list[_Shape]) -> _Shape:
    """What all of some schemas allow."""
    closing = [part for part in parts if part.closed]
    together = _Shape(closed=bool(closing))
    for key in dict.fromkeys(key for part in closing or parts for key in part.keys):
        said = [_one_of(part.keys[key]) for part in parts if key in part.keys]
        together.keys[key] = said if len(said) == 1 else [{"allOf": said}]
    for part in closing or parts:
        together.patterns += part.patterns
        together.rest += part.rest
    return together


def _one_of(schemas: list[Schema]) -> Schema:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _either(alternatives: list[_Shape]) -> _Shape:
    """What any of some schemas allows."""
    if len(alternatives) == 1:
        return alternatives[0]
    together = _Shape(closed=all(shape.closed for shape in alternatives))
    for shape in alternatives:
        for key, schemas in shape.keys.items():
            together.keys.setdefault(key, []).extend(schemas)
        together.patterns += shape.patterns
        together.rest += shape.rest
    return together


def _dependent(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Schemas that count where a key stands."""
    for word in ("dependentSchemas", "dependencies"):
        for key, part in schema.get(word, {}).items():
            if isinstance(part, dict):
                yield key, part


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _nearest(key: str, names: Iterable[str], cutoff: float) -> str:
    by_lower = {name.lower(): name for name in names}
    found = difflib.get_close_matches(key.lower(), by_lower, n=1, cutoff=cutoff)
    return by_lower[found[0]] if found else ""
