"""Checks arguments against their own type annotations, for callers who run no type checker.

Without it a wrong kind of value would surface deep inside, as an AttributeError or a jsii traceback, and a lone string
where a list belongs would be taken apart into letters.
"""

from __future__ import annotations

import functools
import inspect
import sys
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields
from types import SimpleNamespace
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from .errors import refuse

__all__ = ["ConstructorSignature", "Options", "typed_arguments"]

_F = TypeVar("_F", bound=Callable[..., Any])
_WORDS: dict[Any, str] = {str: "text", int: "a whole number", float: "a number", bool: "True or False", None: "None"}


def typed_arguments(function: _F) -> _F:
    """Decorate a constructor: every keyword-only argument is checked against its annotation before anything happens.

    A wrong one raises InvalidArgument with the argument's name. Sequences, mappings, unions, Literal and classes are
    understood; a lone string is no sequence of strings, and True is no whole number.

    To a type checker it stays the very same function, so that an editor finds what the docstring says of an argument;
    a signature copied by ParamSpec leads nowhere.

    Args:
        function: the `__init__` of a construct, or any function with keyword-only arguments.
    """
    # A default that was not replaced is of the right kind: it need not be looked at.
    defaults = {
        name: item.default
        for name, item in inspect.signature(function).parameters.items()
        if item.kind is inspect.Parameter.KEYWORD_ONLY
    }

    names: dict[str, Any] = cast(types.FunctionType, function).__globals__

    @functools.wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:
        for name, value in kwargs.items():
            if name in defaults and value is not defaults[name]:
                _check(name, value, _hint(function, names, name))
        return function(*args, **kwargs)

    return cast(_F, checked)


class ConstructorSignature:
    """The `__signature__` of classes that jsii makes: `help()` and notebooks would show `*args, **kwargs` instead.

    A metaclass that has a `__call__`, as jsii's, hides a class's constructor from `inspect.signature`.
    """

    def __get__(self, instance: object, owner: type) -> inspect.Signature:
        """Read from a class: what its constructor takes."""
        constructor = inspect.signature(owner.__init__)  # type: ignore[misc]
        return constructor.replace(
            parameters=list(constructor.parameters.values())[1:], return_annotation=inspect.Signature.empty
        )


class Options:
    """Base of dataclasses that users fill in: every field is checked against its annotation.

    Subclasses are `@dataclass(frozen=True, kw_only=True)`; one with a `__post_init__` of its own calls this one first.
    """

    def __post_init__(self) -> None:
        """Check every field.

        Raises:
            InvalidArgument: a value of another type than the field's annotation.
        """
        for item in fields(self):  # type: ignore[arg-type]
            value = getattr(self, item.name)
            if value is not item.default:
                owner = next(kind for kind in type(self).__mro__ if item.name in vars(kind).get("__annotations__", ()))
                _check(item.name, value, _hint(owner, vars(sys.modules[owner.__module__]), item.name))


_HINTS: dict[tuple[object, str], Any] = {}


def _hint(annotated: Any, names: dict[str, Any], name: str) -> Any:
    """One annotation, resolved when it is first needed: that takes longer than the check, and defaults need none."""
    if (annotated, name) not in _HINTS:
        one = SimpleNamespace(__annotations__={name: annotated.__annotations__[name]})
        _HINTS[annotated, name] = get_type_hints(one, names)[name]
    return _HINTS[annotated, name]


def _check(argument: str, value: object, hint: Any) -> None:
    if not _conforms(value, hint):
        # Where a Secret's key belongs, a wrong value may be the secret itself: it must not reach a log.
        shown = f"<{type(value).__name__}>" if isinstance(value, Collection) and _names_a_secret(hint) else value
        refuse(argument, shown, f"{_describe(hint)} is needed")


def _names_a_secret(hint: Any) -> bool:
    return getattr(hint, "names_a_secret", False) is True or any(_names_a_secret(part) for part in get_args(hint))


def _conforms(value: object, hint: Any) -> bool:
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if hint is None or hint is type(None):
        return value is None
    if origin in (Union, types.UnionType):
        return any(_conforms(value, part) for part in parts)
    if origin is Literal:
        return any(type(value) is type(part) and value == part for part in parts)
    if origin is None:
        # A bool is an int to Python, and to nobody else.
        return isinstance(value, hint) and (hint is bool or not isinstance(value, bool) or hint is object)
    if issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(
            _conforms(key, parts[0]) and _conforms(item, parts[1]) for key, item in value.items()
        )
    if origin is tuple and Ellipsis not in parts:
        return (
            isinstance(value, tuple)
            and len(value) == len(parts)
            and all(_conforms(item, part) for item, part in zip(value, parts, strict=True))
        )
    if isinstance(value, str) or not isinstance(value, origin):
        return False
    return isinstance(value, Collection) and all(_conforms(item, parts[0]) for item in value)


def _with_article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"


def _describe(hint: Any) -> str:
    origin, parts = get_origin(hint), get_args(hint)
    if hint is type(None):
        return "None"
    if origin in (Union, types.UnionType):
        return " or ".join(_describe(part) for part in parts)
    if origin is Literal:
        return " or ".join(repr(part) for part in parts)
    if origin is None:
        return _WORDS.get(hint, _with_article(hint.__name__) if isinstance(hint, type) else str(hint))
    if issubclass(origin, Mapping):
        return f"a map from {_describe(parts[0])} to {_describe(parts[1])}"
    if origin is tuple and Ellipsis not in parts:
        return f"a tuple of {', '.join(_describe(part) for part in parts)}"
    if issubclass(origin, Sequence | frozenset):
        return f"a list of {_describe(parts[0])}"
    return str(hint)
