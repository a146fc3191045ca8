"""What a chart's schema says against values, in words; and what it cannot say because a variable stands there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..secrets.secret_cover import is_covered, uncovered
from .chart_keys import Place

__all__ = ["Objection", "kind_of", "objections", "shown"]

Schema = dict[str, Any]

_LONGEST = 60
_MOST = 3
_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "nothing",
    "number": "a number",
    "object": "a map",
    "string": "a text",
}
_CHOICES = frozenset({"oneOf", "anyOf"})
# An alternative that fails by one of these was not meant, whatever else it objects to.
_NOT_MEANT = frozenset({"const", "enum", "type"})


@dataclass(frozen=True)
class Objection:
    """One thing that a schema objects to.

    Attributes:
        place: where.
        rule: the word of the schema that it breaks.
        problem: what is wrong.
        remedy: what would be right.
    """

    place: Place
    rule: str
    problem: str
    remedy: str


def objections(schema: Schema, values: Any, written: Any) -> Iterator[Objection]:
    """What a schema says against values.

    Args:
        schema: of the chart.
        values: as they reach Helm, with samples in place of variables.
        written: the same as written: what is a variable there may be any scalar.

    Raises:
        ValueError: it is no schema that can be used.
    """
    import jsonschema_rs

    validator: Any = jsonschema_rs.validator_for(_narrowed(schema, values))
    seen: set[Objection] = set()
    for error in validator.iter_errors(values):
        for real in _real(error, written)[:_MOST]:
            objection = _in_words(real, values)
            if objection not in seen:
                seen.add(objection)
                yield objection


def shown(value: Any) -> str:
    """A value in a message."""
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _narrowed(schema: Schema, values: Any) -> Schema:
    """The schema without the keys that the values do not have: a chart has hundreds, a release sets a few."""
    properties = schema.get("properties")
    if not isinstance(properties, dict) or not isinstance(values, dict):
        return schema
    kept = {key: _narrowed(item, values[key]) for key, item in properties.items() if key in values}
    # What is not listed any more would count as additional.
    return {**schema, "properties": kept}


def _real(error: Any, written: Any) -> list[Any]:
    """What an error comes down to: those of the alternative most likely meant; none where a variable stands."""
    kind = error.kind
    if kind.name in _CHOICES and all(kind.context):  # an alternative without errors: more than one of them fits
        branches = [(branch, [real for item in branch for real in _real(item, written)]) for branch in kind.context]
        if any(not real for _, real in branches):
            return []
        return min(branches, key=lambda branch: _strangeness(branch[0], list(error.instance_path)))[1]
    value = _at(written, error.instance_path)
    return [] if value is None or (isinstance(value, str) and "${" in value) else [error]


def _strangeness(branch: list[Any], place: list[Any]) -> tuple[int, int]:
    """How unlikely it is that an alternative was meant."""
    wrong_kind = sum(
        (item.kind.name == "type" and list(item.instance_path) == place) * 2
        + (item.kind.name in _NOT_MEANT and len(item.instance_path) == len(place) + 1)
        for item in branch
    )
    return wrong_kind, len(branch)


def _at(node: Any, place: Any) -> Any:
    for step in place:
        if isinstance(node, dict):
            node = node.get(step, node)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
    return node


def _in_words(error: Any, values: Any) -> Objection:
    place = tuple(error.instance_path)
    covered = is_covered(values, place, of_a_secret=False)
    problem, remedy = _problem(error.kind, error.instance, error.message, covered)
    if error.kind.name == "propertyNames":
        place = (*place, str(getattr(error.kind.error, "instance", "")))
    return Objection(place, error.kind.name, problem, remedy)


def _problem(kind: Any, value: Any, message: str, covered: bool) -> tuple[str, str]:
    said = "the value" if covered else shown(uncovered(value))
    match kind.name:
        case "type":
            return _wrong_kind(value, kind.types, said, covered)
        case "required":
            return f"{kind.property!r} is missing", "set it"
        case "enum":
            return f"{said} is none of the choices", ", ".join(map(shown, kind.options))
        case "const":
            return f"{said} cannot stand here", shown(kind.expected_value)
        case "pattern":
            return f"{said} is not spelled as the chart takes it", f"what matches {kind.pattern}"
        case "additionalProperties" | "unevaluatedProperties":
            return f"{', '.join(map(repr, kind.unexpected))} does not go with the other keys here", "leave it out"
        case "propertyNames":
            return _wrong_name(kind.error)
        case "not":
            keys = ", ".join(map(repr, value)) if isinstance(value, dict) else said
            return f"these do not go together: {keys}", "leave out what excludes the rest"
        case "oneOf":
            return f"{said} may be read in more than one way", "say which, such as by its type"
        case _:
            # The validator's own words hold the value; they are taken only where all of it may be shown.
            told = not covered and repr(uncovered(value)) == repr(value)
            return _cut(message) if told else f"{said} is refused", "what the chart's values.schema.json asks for"


def _wrong_name(error: Any) -> tuple[str, str]:
    name = str(error.instance)
    choices = re.findall(r"[\w-]+(?=[|)])", str(getattr(error.kind, "pattern", "")))
    near = difflib.get_close_matches(name, choices, n=1)
    return f"{name!r} is no name that may stand here", repr(near[0]) if near else ", ".join(choices) or "another name"


def _wrong_kind(value: Any, types: list[str], said: str, covered: bool) -> tuple[str, str]:
    wanted = " or ".join(_KINDS.get(kind, kind) for kind in types if kind != "null")
    if isinstance(value, str) and types and set(types) <= {"boolean", "null"}:
        return f"{said} is a text, and any text but an empty one counts as true", "true or false, without quotes"
    if isinstance(value, (bool, int, float)) and "string" in types:
        text = said if covered else str(value).lower()
        return f"{text} is {kind_of(value)}, and {wanted} is needed", "quote it" if covered else f'quote it: "{text}"'
    unquoted = ", without quotes" if isinstance(value, str) and {"integer", "number"} & {*types} else ""
    return f"{said} is {kind_of(value)}", f"{wanted}{unquoted}"


def kind_of(value: Any) -> str:
    """A value's kind in words."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "a map"


def _cut(text: str) -> str:
    return text if len(text) <= 2 * _LONGEST else f"{text[: 2 * _LONGEST - 3]}..."
