"""What a chart version takes: a JSON Schema made of its values.yaml, its own schema, its templates and its sub-charts.

It holds facts only (keys, kinds, choices, what is required): no default, no description.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

from .chart_source import ChartSource
from .chart_templates import ANY, Path, Reads, TemplateError, read_templates
from .chart_types import TYPES, is_passed_on, type_of

__all__ = ["READ", "SUBCHART", "TEMPLATE", "index_of"]

READ = "x-read"
"""Marks a key that only the templates show."""

TEMPLATE = "x-template"
"""Marks a value that the chart evaluates as a template."""

SUBCHART = "x-subchart"
"""Marks the values of a sub-chart, with its name: its alias may be another."""

Schema = dict[str, Any]

# What a chart that only lends templates is called: one that is not at hand cannot be asked.
_LIBRARIES = ("common", "library")
_SCALAR: Schema = {"$ref": "#/$defs/scalar"}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ABSENT: Any = object()
_MAPS = frozenset({"properties", "patternProperties", "dependentSchemas", "dependencies"})
_LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_SCHEMAS = frozenset(
    """
    additionalItems additionalProperties contains else if items not propertyNames then unevaluatedItems
    unevaluatedProperties
    """.split()
)
_FACTS = frozenset(
    """
    const dependentRequired enum exclusiveMaximum exclusiveMinimum format maxItems maxLength maxProperties maximum
    minItems minLength minProperties minimum multipleOf pattern required type uniqueItems
    """.split()
)
# A schema with one of these says all there is to say; values.yaml adds nothing to it.
_SETTLED = frozenset({"$ref", "allOf", "anyOf", "oneOf", "if", "not", "unevaluatedProperties"})


def index_of(chart: ChartSource, *, name: str = "", publisher: str = "", evaluated: bool = False) -> dict[str, Any]:
    """The document that is kept of a chart version.

    Args:
        chart: its files.
        name: the chart that it stands for, where that is another (a library that a chart consists of).
        publisher: a word in the addresses of those who publish it: charts of one name have many makers.
        evaluated: whether it takes every text for a template.
    """
    composer = _Composer(chart)
    schema = composer.schema()
    if name and name != chart.name:
        schema["properties"].setdefault(chart.name, {SUBCHART: chart.name})
    sources = ["values.yaml", *composer.sources]
    return {
        "chart": name or chart.name,
        "version": chart.version,
        "publisher": publisher,
        "evaluated": evaluated,
        "madeFrom": sorted(sources),
        "schema": schema,
    }


class _Composer:
    """Puts one chart's schema together."""

    def __init__(self, chart: ChartSource) -> None:
        self._chart = chart
        self._own, self._definitions, self._dialect, library = _own_schema(chart)
        self._values = (library or chart).values
        # A schema that refers and chooses was written by hand: templates tell nothing more.
        self._by_hand = bool(self._definitions) or bool(_SETTLED & _words(self._own))
        self._reads = None if self._by_hand else _reads(chart)
        self._types: set[str] = set()
        self.sources = [
            *(["values.schema.json"] if self._own else []),
            *(["templates"] if self._reads else []),
            *(["charts"] if any(not sub.is_library for sub in chart.subcharts.values()) else []),
        ]

    def schema(self) -> Schema:
        root = self._node((), self._values, self._own)
        root["type"] = "object"
        if not (self._reads and () in self._reads.ranged):
            root["additionalProperties"] = False
        properties: dict[str, Schema] = root.setdefault("properties", {})
        definitions = dict(self._definitions)
        self._add_subcharts(properties, definitions)
        properties.setdefault("global", {})
        definitions |= {kind: TYPES[kind] for kind in self._types}
        definitions["scalar"] = {"type": ["string", "number", "boolean"]}
        used = _reachable(root, definitions)
        return {"$schema": self._dialect, **root, **({"$defs": used} if used else {})}

    # -- sub-charts ------------------------------------------------------------------------------------------------

    def _add_subcharts(self, properties: dict[str, Schema], definitions: dict[str, Schema]) -> None:
        for dependency in self._chart.dependencies:
            name = str(dependency.get("name") or "")
            alias = str(dependency.get("alias") or name)
            chart = self._chart.subcharts.get(name)
            for condition in str(dependency.get("condition") or "").split(","):
                _allow(properties, condition.strip().split("."))
            if dependency.get("tags"):
                properties.setdefault("tags", {})
            if chart is None and not name.endswith(_LIBRARIES):
                properties[alias], properties["global"] = {SUBCHART: name}, {}
            elif chart is None or chart.is_library:
                properties.setdefault(alias, {SUBCHART: name})
            else:
                below = _Composer(chart).schema()
                definitions |= below.pop("$defs", {})
                shared: Schema = below["properties"]["global"]
                properties[alias] = {**_united(properties.get(alias, {}), below), SUBCHART: name}
                properties["global"] = _united(properties.get("global", shared), shared)

    # -- values ----------------------------------------------------------------------------------------------------

    def _node(self, path: Path, default: Any, own: Schema, *, free: bool = False) -> Schema:
        """The schema of one value.

        Args:
            path: where it stands.
            default: what values.yaml has there.
            own: what the chart's own schema says of it.
            free: whether a map around it is rendered as it is.
        """
        if _SETTLED & own.keys():
            return own
        free = free or self._is_free(path, default)
        defaults = default if isinstance(default, dict) else {}
        below = self._keys_below(path)
        names = sorted({*own.get("properties", {}), *defaults, *below})
        if not names:
            made = self._leaf(path, default, own, free=free)
        else:
            made = {**own, **self._map(path, names, defaults, own, free=free)}
            if isinstance(default, (str, int, float)) or (isinstance(default, list) and "items" not in made):
                made.pop("additionalProperties", None)  # a template takes it for a map at times
        if default is _ABSENT and not own and path and path[-1] != ANY:
            made[READ] = True
        if self._reads and path in self._reads.evaluated:
            made[TEMPLATE] = True
        return made

    def _map(self, path: Path, names: Iterable[str], defaults: Mapping[str, Any], own: Schema, *, free: bool) -> Schema:
        known = own.get("properties", {})
        made: Schema = {
            "properties": {
                name: self._node((*path, name), defaults.get(name, _ABSENT), known.get(name, {}), free=free)
                for name in names
            }
        }
        if defaults and "type" not in own and not self._is_any_kind(path):
            made["type"] = "object"
        required = [name for name in own.get("required", ()) if defaults.get(name) is None]
        if "required" in own:
            made["required"] = required
        kind = self._type(path, {}, free=free)
        if kind:
            made |= _of_type(kind)
        elif self._reads and path in self._reads.ranged:
            made["additionalProperties"] = own.get("additionalProperties", self._element(path, ()))
        elif defaults and not free and "additionalProperties" not in own and (own or not self._by_hand):
            made["additionalProperties"] = False
        return made

    def _leaf(self, path: Path, default: Any, own: Schema, *, free: bool) -> Schema:
        made = dict(own)
        if isinstance(default, list):
            made.setdefault("items", self._element(path, default))
            if not made["items"]:
                del made["items"]
        elif self._reads and path in self._reads.ranged and default in ({}, None, _ABSENT):
            element = self._element(path, ())
            made |= {"additionalProperties": element, "items": element} if element else {}
        kind = "" if own else self._type(path, default, free=free)
        if kind:
            return _of_type(kind)
        if "type" in own or free or self._is_any_kind(path):
            return made
        if isinstance(default, bool):
            made["type"] = "boolean"
        elif isinstance(default, (str, int, float)):
            made |= _SCALAR
        elif isinstance(default, list) and self._reads and path in self._reads.ranged:
            made["type"] = ["array", "object"]
        return made

    def _element(self, path: Path, defaults: Iterable[Any]) -> Schema:
        """The schema of what a template walks through."""
        below = (*path, ANY)
        if self._reads is None or self._is_free(path, _ABSENT) or below in self._reads.whole:
            return {}
        names = self._keys_below(below)
        for item in defaults:
            names |= item.keys() if isinstance(item, dict) else set()
        if not names:
            inner = self._element(below, ()) if below in self._reads.ranged else {}
            return {"items": inner} if inner else {}
        return {
            "properties": {name: self._node((*below, name), _ABSENT, {}) for name in sorted(names)},
            "additionalProperties": False,
        }

    # -- what the templates say --------------------------------------------------------------------------------------

    def _keys_below(self, path: Path) -> set[str]:
        depth = len(path)
        reads = self._reads.read if self._reads else set()
        return {way[depth] for way in reads if len(way) > depth and way[:depth] == path and way[depth] != ANY}

    def _is_free(self, path: Path, default: Any) -> bool:
        if not path:
            return False
        if self._reads is None:
            return default in ({}, [], None) or is_passed_on(path[-1])
        return path in self._reads.whole

    def _is_any_kind(self, path: Path) -> bool:
        return self._reads is not None and path in self._reads.any_kind

    def _type(self, path: Path, default: Any, *, free: bool) -> str:
        """The Kubernetes type that a value is rendered as; empty where none is known."""
        if not free or not path or self._by_hand or isinstance(default, (str, int, float)):
            return ""
        if self._reads is not None and path not in self._reads.whole:
            return ""
        kind = type_of(path[-1])
        if isinstance(default, list) and (default or "items" not in TYPES.get(kind, {})):
            return ""
        if kind:
            self._types.add(kind)
        return kind


def _of_type(kind: str) -> Schema:
    closed = {"unevaluatedProperties": False} if "properties" in TYPES[kind] else {}
    return {"$ref": f"#/$defs/{kind}", **closed}


def _reads(chart: ChartSource) -> Reads | None:
    """What the templates read; None where there are none, or none that can be understood."""
    if not chart.templates:
        return None
    lent = [text for sub in chart.subcharts.values() for text in sub.templates.values()]
    try:
        return read_templates(list(chart.templates.values()), lent)
    except (TemplateError, RecursionError):
        return None


def _allow(properties: dict[str, Schema], way: list[str]) -> None:
    """Let a condition's value be set."""
    for step in way[:-1]:
        node = properties.setdefault(step, {})
        if not node:
            return
        properties = node.setdefault("properties", {})
    if way[-1]:
        properties.setdefault(way[-1], {READ: True})


def _united(one: Schema, other: Schema) -> Schema:
    """What a chart and its sub-chart take together: whoever takes more counts."""
    if not one or not other:
        return {}
    if "properties" not in one or "properties" not in other:
        return other if "properties" not in one else one
    properties = dict(one["properties"])
    for name, schema in other["properties"].items():
        properties[name] = _united(properties[name], schema) if name in properties else schema
    closed = all(schema.get("additionalProperties") is False for schema in (one, other))
    rest = {key: value for key, value in other.items() if key not in ("additionalProperties", "$schema", "required")}
    return {**rest, "properties": properties, **({"additionalProperties": False} if closed else {})}


# The chart's own schema ---------------------------------------------------------------------------------------------


def _own_schema(chart: ChartSource) -> tuple[Schema, dict[str, Schema], str, ChartSource | None]:
    """Its facts, the definitions they refer to, the dialect, and the library that it is nothing but, if it is."""
    content = chart.files.get("values.schema.json")
    loaded = _json(content) if content is not None else None
    if not isinstance(loaded, dict):
        return {}, {}, _DIALECT, None
    reader = _SchemaReader(chart)
    root = reader.root(loaded)
    library: ChartSource | None = None
    if root.keys() == {"$ref"}:
        name = str(root["$ref"]).removeprefix("#/$defs/")
        root = reader.definitions[name] if reader.definitions.get(name) != root else {}
        parts = name.split(".")  # charts.<library>.values.schema
        library = chart.subcharts.get(parts[1]) if parts[0] == "charts" else None
    return root, reader.definitions, reader.dialect if _SETTLED & _words(root) else _DIALECT, library


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _words(node: Any) -> set[str]:
    """Every key in it."""
    if isinstance(node, dict):
        return {*node, *(word for item in node.values() for word in _words(item))}
    return {word for item in node for word in _words(item)} if isinstance(node, list) else set()


class _SchemaReader:
    """Takes the facts out of a schema, and those of the files that it refers to, however it names them."""

    def __init__(self, chart: ChartSource) -> None:
        self._files = {
            path: content for path, content in chart.files.items() if path.endswith(".json") and "/charts/" not in path
        }
        self._documents: dict[str, Any] = {}
        self.definitions: dict[str, Schema] = {}
        self.dialect = _DIALECT

    def root(self, schema: Schema) -> Schema:
        """The schema of the values as a whole; it, or the one that it refers to, names the dialect."""
        file = self._file(str(schema.get("$ref")).partition("#")[0], "") if "$ref" in schema else None
        for document in (schema, self._document(file) if file else None):
            if isinstance(document, dict) and isinstance(document.get("$schema"), str):
                self.dialect = document["$schema"]
        return self.facts(schema, "values.schema.json")

    def facts(self, schema: Any, file: str) -> Schema:
        """A schema, without what is only said of it."""
        if not isinstance(schema, dict):
            return {} if schema is not False else {"not": {}}
        if isinstance(schema.get("$ref"), str) and "draft-07" in self.dialect:
            schema = {"$ref": schema["$ref"]}  # its siblings count for nothing
        made: Schema = {}
        for key, value in schema.items():
            if key == "$ref" and isinstance(value, str):
                made |= self._reference(value, file)
            elif key in _MAPS and isinstance(value, dict):
                made[key] = {
                    name: self.facts(item, file) if isinstance(item, (dict, bool)) else item
                    for name, item in value.items()
                }
            elif key in _LISTS and isinstance(value, list):
                made[key] = [self.facts(item, file) for item in value]
            elif key in _SCHEMAS:
                made[key] = value if isinstance(value, bool) else self.facts(value, file)
            elif key in _FACTS:
                made[key] = value
        return made

    def _reference(self, reference: str, file: str) -> Schema:
        address, _, fragment = reference.partition("#")
        target = self._file(address, file)
        if target is None:
            return {}
        file_name = target.rpartition("schemas/")[2].removesuffix(".json")
        name = f"{file_name}{fragment.replace('/$defs', '')}".replace("/", ".")
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] |= self.facts(_pointed(self._document(target), fragment), target)
        return {"$ref": f"#/$defs/{name}"}

    def _file(self, address: str, file: str) -> str | None:
        """The file of the chart, or of its library, that an address means."""
        if not address:
            return file
        if "://" not in address:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(file), address))
            return path if path in self._files else None
        parts = address.partition("://")[2].split("/")
        for start in range(1, len(parts)):
            tail = "/".join(parts[start:])
            for path in (tail, f"charts/{tail}"):
                if path in self._files:
                    return path
        return None

    def _document(self, file: str) -> Any:
        if file not in self._documents:
            self._documents[file] = _json(self._files[file])
        return self._documents[file]


def _pointed(document: Any, fragment: str) -> Any:
    """What a JSON pointer means."""
    for step in fragment.strip("/").split("/") if fragment.strip("/") else ():
        key = step.replace("~1", "/").replace("~0", "~")
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _reachable(root: Schema, definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """The definitions that are referred to, directly or by another one."""
    found: dict[str, Schema] = {}
    waiting = [root]
    while waiting:
        for reference in _references(waiting.pop()):
            name = reference.removeprefix("#/$defs/")
            if name not in found and name in definitions:
                found[name] = definitions[name]
                waiting.append(definitions[name])
    return dict(sorted(found.items()))


def _references(node: Any) -> Iterable[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for item in node:
            yield from _references(item)
