"""Checks arguments against their own type annotations, for callers who run no type checker.

Without it a wrong kind of value would surface deep inside, as an AttributeError or a jsii traceback, and a lone string
where a list belongs would be taken apart into letters.
"""

from __future__ import annotations

import functools
import inspect
import sys
import types
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from types import SimpleNamespace
from typing import Any, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from .errors import refuse

__all__ = ["ConstructorSignature", "Options", "typed_arguments"]

_F = TypeVar("_F", bound=Callable[..., Any])
_WORDS: dict[Any, str] = {str: "text", int: "a whole number", float: "a number", bool: "True or False", None: "None"}


def typed_arguments(function: _F) -> _F:
    """Decorate a constructor: every keyword-only argument is checked against its annotation before anything happens.

    A wrong one raises InvalidArgument with the argument's name and the place of a wrong entry. Sequences, mappings,
    unions, Literal and classes are understood; a lone string is no sequence of strings, and True is no whole number.

    The function gets maps and lists of its own: what the caller changes in theirs later was never checked.

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
                kwargs[name] = _checked(name, value, _hint(function, names, name))
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

    Maps and lists are copied, those inside of them, too: what the caller changes in theirs later was never checked. A
    field that is annotated as a Sequence holds a tuple.

    Subclasses are `@dataclass(frozen=True, kw_only=True)`; one with a `__post_init__` of its own calls this one first.
    """

    def __post_init__(self) -> None:
        """Check every field, and make its maps and lists the object's own.

        Raises:
            InvalidArgument: a value of another type than the field's annotation.
        """
        for item in fields(self):  # type: ignore[arg-type]
            value = getattr(self, item.name)
            if value is not item.default:
                own = _checked(item.name, value, _field_hint(type(self), item.name))
                if own is not value:
                    object.__setattr__(self, item.name, own)


_HINTS: dict[tuple[object, str], Any] = {}


def _hint(annotated: Any, names: dict[str, Any], name: str) -> Any:
    """One annotation, resolved when it is first needed: that takes longer than the check, and defaults need none."""
    if (annotated, name) not in _HINTS:
        one = SimpleNamespace(__annotations__={name: annotated.__annotations__[name]})
        _HINTS[annotated, name] = get_type_hints(one, names)[name]
    return _HINTS[annotated, name]


def _field_hint(kind: type, name: str) -> Any:
    owner = next(base for base in kind.__mro__ if name in vars(base).get("__annotations__", ()))
    return _hint(owner, vars(sys.modules[owner.__module__]), name)


def _checked(argument: str, value: object, hint: Any) -> Any:
    """The value with maps and lists of its own.

    Raises:
        InvalidArgument: the value, or an entry of it, is of another type than its annotation.
    """
    if not _conforms(value, hint):
        place, wrong, needed, is_key = _offender(argument, value, hint)
        # The key of a map is a name, whatever stands behind it.
        refuse(place, wrong if is_key else _shown(wrong, hint), needed)
    return _own(value, hint)


def _shown(value: object, hint: Any) -> object:
    """Where a Secret or something that names one belongs, a wrong value may be the secret itself: its kind, no more."""
    plain = value is None or isinstance(value, bool | type)
    return value if plain or not _names_a_secret(hint) else f"<{type(value).__name__}>"


def _names_a_secret(hint: Any, seen: frozenset[Any] = frozenset()) -> bool:
    """Whether a secret might be put there by mistake: the place of what is marked so, or of options that hold it."""
    if getattr(hint, "names_a_secret", False) is True:
        return True
    inner = list(get_args(hint))
    # Options may hold others of their own kind.
    if isinstance(hint, type) and issubclass(hint, Options) and is_dataclass(hint) and hint not in seen:
        seen |= {hint}
        inner += [_field_hint(hint, item.name) for item in fields(hint)]
    return any(_names_a_secret(part, seen) for part in inner)


_KEY, _ITEM, _ELEMENT, _MEMBER = "key", "item of a map", "element of a list", "member of a set"
_SAID = {_KEY: " as a key", _MEMBER: " as a member"}


class _Entry(NamedTuple):
    """One entry of a map, list, tuple or set: where it stands, what it is there, and the annotation for it."""

    place: str
    role: str
    value: object
    hint: Any


def _entries(value: Any, hint: Any) -> list[_Entry] | None:
    """The entries of what is a map, list, tuple or set as the annotation asks for; None of anything else."""
    origin, parts = get_origin(hint), get_args(hint)
    if not isinstance(origin, type) or origin is types.UnionType or isinstance(value, str | bytes | bytearray):
        return None
    if not isinstance(value, origin) or not isinstance(value, Collection):
        return None
    if issubclass(origin, Mapping):
        return [
            entry
            for key, item in cast(Mapping[Any, Any], value).items()
            for entry in (_Entry("", _KEY, key, parts[0]), _Entry(f"[{key!r}]", _ITEM, item, parts[1]))
        ]
    if origin is tuple and Ellipsis not in parts:
        if len(value) != len(parts):
            return None
        return [
            _Entry(f"[{at}]", _ELEMENT, item, part) for at, (item, part) in enumerate(zip(value, parts, strict=True))
        ]
    if isinstance(value, Sequence):
        return [_Entry(f"[{at}]", _ELEMENT, item, parts[0]) for at, item in enumerate(value)]
    return [_Entry("", _MEMBER, item, parts[0]) for item in value]


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
    entries = _entries(value, hint)
    return entries is not None and all(_conforms(entry.value, entry.hint) for entry in entries)


def _offender(argument: str, value: object, hint: Any, role: str = "") -> tuple[str, object, str, bool]:
    """What does not conform, as deep inside as can be told: its place, itself, what is needed, and if it is a key."""
    union = get_origin(hint) in (Union, types.UnionType)
    kinds = [found for part in (get_args(hint) if union else (hint,)) if (found := _entries(value, part)) is not None]
    # Where a union allows several kinds of lists, nobody knows which of them was meant.
    if len(kinds) == 1:
        wrong = next(entry for entry in kinds[0] if not _conforms(entry.value, entry.hint))
        place = f"{argument}{wrong.place}"
        return _offender(place, wrong.value, wrong.hint, wrong.role)
    needed = f"{_describe(hint)} is needed" + _SAID.get(role, "")
    # In a map of settings a switch was meant, which has to be written as text.
    if isinstance(value, bool) and role == _ITEM and _conforms("", hint):
        needed += f'; as text: "{str(value).lower()}"'
    return argument, value, needed, role == _KEY


def _own(value: Any, hint: Any) -> Any:
    """A copy of the maps and lists in a value that conforms; what cannot be changed is taken as it is."""
    if hint is Any:
        if isinstance(value, dict):
            return {key: _own(item, Any) for key, item in value.items()}
        return [_own(item, Any) for item in value] if isinstance(value, list) else value
    if get_origin(hint) in (Union, types.UnionType):
        return _own(value, next(part for part in get_args(hint) if _conforms(value, part)))
    entries = _entries(value, hint)
    if entries is None:
        return value
    own = [_own(entry.value, entry.hint) for entry in entries]
    if isinstance(value, Mapping):
        return dict(zip(own[::2], own[1::2], strict=True))
    same = all(mine is entry.value for mine, entry in zip(own, entries, strict=True))
    if same and isinstance(value, tuple | frozenset):
        return value
    if isinstance(value, Set):
        return set(own) if get_origin(hint) is set else frozenset(own)
    return own if get_origin(hint) is list else tuple(own)


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
