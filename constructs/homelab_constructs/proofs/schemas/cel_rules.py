"""CEL: the rules that a CRD carries, evaluated; the expressions that Flux evaluates, parsed as Flux parses them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib import import_module
from typing import Any

__all__ = ["available", "evaluated", "is_transition", "parse_problem", "unknown_names"]

_LIBRARY = "cel_expr_python.cel"
_OLD = re.compile(r"\boldSelf\b")
# How a rule writes a field whose name is a word of CEL, or holds a dot or a dash.
_ESCAPED = re.compile(r"\.__\w+__|__(dot|dash|slash|underscores)__")
_ERROR = re.compile(r"<input>:(?P<line>\d+):(?P<column>\d+): (?P<text>[^\n]*?)(?: expecting \{.*)?(?:\n|$)")
_UNDECLARED = re.compile(r"undeclared reference to '([A-Za-z_]\w*)")
# Libraries of functions that Flux has and this one has not: their names look like variables.
_LIBRARIES = frozenset({"base64", "cel", "math", "optional", "sets", "strings"})


def available() -> bool:
    """Whether the library is there."""
    try:
        import_module(_LIBRARY)
    except ImportError:
        return False
    return True


def is_transition(rule: str) -> bool:
    """Whether a rule is about a change: it holds only where the object was there before."""
    return _OLD.search(rule) is not None


def evaluated(rule: str, value: Any, before: Any) -> bool | str:
    """Whether a rule holds for a value; text where that cannot be told, and why.

    Args:
        rule: the rule.
        value: what stands at its place.
        before: what stood there, for a rule about a change.
    """
    if _ESCAPED.search(rule):
        return "it names fields in CEL's escaped form"
    program = _compiled(rule)
    if isinstance(program, str):
        return program
    try:
        result = program.eval(data={"self": value, "oldSelf": before})
    except (RuntimeError, TypeError, ValueError) as error:
        return _first(str(error))
    answer = result.value()
    return answer if isinstance(answer, bool) else _first(str(answer))


def parse_problem(expression: str) -> str:
    """Why an expression is no CEL; empty where it is."""
    try:
        _environment().compile(expression, disable_check=True)
    except RuntimeError as error:
        return _first(str(error))
    return ""


def unknown_names(expression: str, known: Collection[str]) -> list[str]:
    """Variables of an expression that are none of the known ones; it must parse.

    Args:
        expression: the expression.
        known: the fields at the top of the object that it is evaluated on.
    """
    try:
        _environment(*sorted(known)).compile(expression)
    except RuntimeError as error:
        names = dict.fromkeys(_UNDECLARED.findall(str(error)))
        # What is called is a function, and Flux may know more of those.
        return [name for name in names if name not in _LIBRARIES and not re.search(rf"\b{name}\s*\(", expression)]
    return []


@cache
def _environment(*variables: str) -> Any:
    cel: Any = import_module(_LIBRARY)
    extensions = [
        getattr(import_module(f"cel_expr_python.ext.ext_{name}"), f"Ext{name.title()}")()
        for name in ("encoders", "optional", "strings")
    ]
    return cel.NewEnv(variables=dict.fromkeys(variables, cel.Type.DYN), extensions=extensions)


@cache
def _compiled(rule: str) -> Any:
    try:
        return _environment("self", "oldSelf").compile(rule)
    except RuntimeError as error:
        return _first(str(error))


def _first(message: str) -> str:
    """The first complaint of the library, less its picture of the place."""
    match = _ERROR.search(message)
    if match is None:
        return message.partition("\n")[0]
    return f"{match['text']} (line {match['line']}, column {match['column']})"
