"""Objections: what a schema says against an object, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ..secrets.secret_cover import is_covered, uncovered
from .plain import Path, dotted, shown
from .schemas import KindSchema

__all__ = ["Objection", "objections"]

_KEYS = "x-kubernetes-list-map-keys"
_MOST_NAMES = 12
_SOURCE = "one source, such as secretKeyRef for a variable, or persistentVolumeClaim for a volume"
_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "a map",
    "string": "text",
}
# What a pattern stands for, by a part of it that no other has.
_PATTERNS = {
    "(ms|s|m|h)": "a duration such as 30s, 5m or 1h30m",
    "KMGTPE": "a quantity such as 500m, 512Mi or 20Gi",
    "+/\r\n": "base64, as data asks for; clear text belongs in stringData",
    "@every": "a cron schedule of five fields, such as '0 3 * * *'",
}


@dataclass(frozen=True)
class Objection:
    """One thing that a schema says against an object.

    Attributes:
        path: the field that it is about; a field that is missing too.
        rule: the keyword of the schema.
        problem: what is wrong.
        remedy: what would be right.
        value: what stands there.
    """

    path: Path
    rule: str
    problem: str
    remedy: str
    value: Any = None

    @property
    def key(self) -> tuple[Path, str]:
        """The same objection of another release has the same."""
        return self.path, self.rule


def objections(kind: KindSchema, value: Any, *, of_a_secret: bool = False) -> Iterator[Objection]:
    """Everything that a kind's schema says against an object.

    Args:
        kind: the kind.
        value: the object as plain JSON.
        of_a_secret: whether it is a Secret, of which no message may show the values.
    """
    for error in kind.validator.iter_errors(value):
        covered = is_covered(value, tuple(error.instance_path), of_a_secret=of_a_secret)
        yield from _Words(kind, error, covered).said()


class _Words:
    """The words for one error of the validator."""

    def __init__(self, kind: KindSchema, error: Any, covered: bool) -> None:
        self._kind, self._rule = kind, str(error.kind.name)
        self._facts: dict[str, Any] = error.kind.as_dict()
        self._place: Path = tuple(error.instance_path)
        self._value = error.instance
        self._message = str(error.message)
        # The validator's own words hold the value; they are taken only where all of it may be shown.
        self._open = not covered and repr(uncovered(self._value)) == repr(self._value)
        self._shown = "the value" if covered else shown(uncovered(self._value))

    def said(self) -> Iterator[Objection]:
        match self._rule:
            case "additionalProperties":
                for name in self._facts["unexpected"]:
                    yield self._unknown(str(name))
            case "required":
                yield self._missing(str(self._facts["property"]))
            case "oneOf" | "anyOf":
                if isinstance(self._value, dict):  # else its type is said
                    yield self._alternatives()
            case "x-kubernetes-list-map-keys":
                yield self._twice(int(self._message))
            case _:
                yield self._objection(*self._value_words())

    def _objection(self, problem: str, remedy: str, *below: str | int) -> Objection:
        return Objection((*self._place, *below), self._rule, problem, remedy, self._value)

    def _unknown(self, name: str) -> Objection:
        known = sorted(self._kind.below(self._place).get("properties", {}))
        near = get_close_matches(name, known, 1)
        if near:
            remedy = f"{near[0]!r}, or leave it out"
        elif not self._place and name in self._kind.below(("spec",)).get("properties", {}):
            remedy = f"put it below spec: spec.{name}"
        else:
            more = len(known) - _MOST_NAMES
            remedy = f"one of {', '.join(known[:_MOST_NAMES])}{f' and {more} more' if more > 0 else ''}"
        problem = f"there is no field {name!r} in {self._where()}; the API server refuses what it does not know"
        made = self._objection(problem, remedy, name)
        return Objection(made.path, made.rule, made.problem, made.remedy, self._value.get(name))

    def _missing(self, name: str) -> Objection:
        words = _wanted(self._kind.below((*self._place, name)))
        return self._objection(f"{name!r} is missing in {self._where()}", f"{name}: {words}", name)

    def _where(self) -> str:
        return dotted(self._place) or "the object"

    def _alternatives(self) -> Objection:
        branches = self._kind.below(self._place).get(self._rule, ())
        names = [name for branch in branches for name in branch.get("required", ())]
        given = [name for name in names if name in self._value]
        count = "exactly one" if self._rule == "oneOf" else "one"
        said = (
            f"{' and '.join(map(repr, given))} stand side by side" if given else f"none of {', '.join(names)} is given"
        )
        return self._objection(said, f"{count} of {', '.join(names)}")

    def _twice(self, index: int) -> Objection:
        keys = self._kind.below(self._place).get(_KEYS, ())
        entry = self._value[index]
        name = ", ".join(f"{key} {entry[key]!r}" for key in keys if key in entry)
        return self._objection(
            f"{name} stands in this list twice", "each once: server-side apply refuses the list", index
        )

    def _value_words(self) -> tuple[str, str]:
        facts, value = self._facts, self._shown
        match self._rule:
            case "type":
                return f"{value} is {_noun(self._value)}", _wanted({"type": facts["types"]}, self._value)
            case "enum":
                words = [word for word in facts["options"] if word != ""]
                near = get_close_matches(str(self._value), [str(word) for word in words], 1)
                meant = f"{near[0]!r}; " if near else ""
                return f"{value} is not known here", f"{meant}allowed: {', '.join(map(str, words))}"
            case "pattern":
                return f"{value} has another form than this field takes", _form(str(facts["pattern"]))
            case "minimum":
                return f"{value} is too small", f"at least {facts['limit']}"
            case "maximum":
                return f"{value} is too large", f"at most {facts['limit']}"
            case "minLength" | "minItems" | "minProperties" if not self._value:
                return "it is empty", "something in it"
            case "minProperties":
                return f"{value} says too little: one more field is needed", _SOURCE
            case "maxProperties":
                return f"{value} says more than one thing", _SOURCE
            case "format":
                return f"{value} is no {facts['format']}", "such as 2030-01-31T12:00:00Z"
            case _:
                return (self._message if self._open else f"{value} is refused"), "what the schema asks for"


def _noun(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "a boolean"
        case str():
            return "text"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case _:
            return "a map"


def _wanted(schema: dict[str, Any], value: Any = None) -> str:
    types = schema.get("type", [])
    words = " or ".join(_TYPES.get(name, name) for name in ([types] if isinstance(types, str) else types))
    if "enum" in schema:
        return f"one of {', '.join(str(word) for word in schema['enum'] if word != '')}"
    if "pattern" in schema:
        return _form(schema["pattern"])
    if "string" in types and isinstance(value, bool | int | float):
        return f"{words}, in quotes"
    return words or ("a map" if "properties" in schema or "$ref" in schema else "a value")


def _form(pattern: str) -> str:
    return next((words for part, words in _PATTERNS.items() if part in pattern), f"text of the form {pattern}")
