"""Arguments are checked against their own annotations, for callers who run no type checker."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from homelab_constructs import ExistingSecret, InvalidArgument, SecretKey, Volume
from homelab_constructs.typed import Options, typed_arguments


@dataclass(frozen=True, kw_only=True)
class Every(Options):
    """An annotation of each kind that the library uses."""

    text: str = ""
    number: int = 0
    ratio: float = 0.5
    flag: bool = False
    maybe: str | None = None
    path: str | Path = ""
    word: Literal["rw", "ro"] = "rw"
    volume: Volume | None = None
    secret: ExistingSecret | None = None
    names: Sequence[str] = ()
    volumes: Sequence[Volume] = ()
    pairs: Sequence[tuple[str, str]] = ()
    settings: Mapping[str, str] | None = None
    nested: Mapping[str, Sequence[int]] | None = None
    labels: frozenset[str] = frozenset()
    buckets: tuple[str, ...] = ()
    anything: Any = None


TAKEN: list[tuple[str, object]] = [
    ("text", "a"),
    ("number", -3),
    ("ratio", 0.25),
    ("flag", True),
    *(("maybe", value) for value in ["a", None]),
    *(("path", value) for value in ["a", Path("a")]),
    *(("word", value) for value in ["rw", "ro"]),
    *(("volume", value) for value in [Volume("1Gi"), None]),
    *(("names", value) for value in [[], ["a"], ("a", "b")]),
    ("volumes", [Volume("1Gi")]),
    *(("pairs", value) for value in [[], [("a", "b")]]),
    *(("settings", value) for value in [{}, {"a": "b"}, None]),
    *(("nested", value) for value in [{"a": [1, 2]}, {"a": ()}]),
    ("labels", frozenset({"a"})),
    ("buckets", ("a", "b")),
    *(("anything", value) for value in [object, {1: 2}, None]),
]


@pytest.mark.parametrize(("argument", "value"), TAKEN, ids=repr)
def test_what_the_annotation_says_is_taken_as_it_is(argument: str, value: object) -> None:
    assert getattr(Every(**{argument: value}), argument) is value  # type: ignore[arg-type]


REFUSED: list[tuple[str, object, str]] = [
    *(("text", value, "text is needed") for value in [1, None, b"a", ["a"]]),
    *(("number", value, "a whole number is needed") for value in ["1", 1.0, True, None]),
    *(("ratio", value, "a number is needed") for value in ["0.5", False, None]),
    *(("flag", value, "True or False is needed") for value in [0, 1, "yes", None]),
    *(("maybe", value, "text or None is needed") for value in [1, ["a"]]),
    *(("path", value, "text or a Path is needed") for value in [None, 1, b"a"]),
    *(("word", value, "'rw' or 'ro' is needed") for value in ["RW", "", None, 1]),
    *(("volume", value, "a Volume or None is needed") for value in ["20Gi", {"size": "20Gi"}, Volume]),
    *(
        ("names", value, "a list of text is needed")
        for value in ["abc", b"abc", [1], ["a", None], {"a": "b"}, {"a"}, None]
    ),
    *(("volumes", value, "a list of a Volume is needed") for value in ["1Gi", ["1Gi"], Volume("1Gi")]),
    *(
        ("pairs", value, "a list of a tuple of text, text is needed")
        for value in [{"a": "b"}, ["ab"], [("a",)], [["a", "b"]]]
    ),
    *(
        ("settings", value, "a map from text to text or None is needed")
        for value in [{"a": 1}, {1: "a"}, {"a": None}, [("a", "b")], "a"]
    ),
    *(
        ("nested", value, "a map from text to a list of a whole number or None is needed")
        for value in [{"a": 1}, {"a": "1"}]
    ),
    *(("labels", value, "a list of text is needed") for value in ["a", frozenset({1})]),
    *(("buckets", value, "a list of text is needed") for value in ["a", (1,), ["a"]]),
]


@pytest.mark.parametrize(("argument", "value", "allowed"), REFUSED, ids=lambda part: repr(part)[:30])
def test_anything_else_is_refused_by_name_and_in_plain_words(argument: str, value: object, allowed: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        Every(**{argument: value})  # type: ignore[arg-type]
    assert (caught.value.argument, caught.value.value) == (argument, value)
    assert caught.value.allowed == allowed


# Secrets ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Holder(Options):
    """Takes keys of Secrets, where somebody may put a secret by mistake."""

    key: SecretKey | None = None
    keys: Sequence[SecretKey] = ()


@pytest.mark.parametrize("value", ["hunter2", b"hunter2"], ids=["str", "bytes"])
@pytest.mark.parametrize("argument", ["key", "keys"])
def test_what_may_be_a_secret_is_told_by_its_kind_alone(argument: str, value: str | bytes) -> None:
    with pytest.raises(InvalidArgument) as caught:
        Holder(**{argument: value})  # type: ignore[arg-type]
    assert "hunter2" not in str(caught.value)
    assert str(caught.value).startswith(f"{argument}='<{type(value).__name__}>': ")
    assert "SecretKey" in caught.value.allowed


def test_what_cannot_be_a_secret_is_told() -> None:
    with pytest.raises(InvalidArgument, match=r"^key=7: "):
        Holder(key=7)  # type: ignore[arg-type]


# Constructors -------------------------------------------------------------------------------------------------------


class Thing:
    """Takes arguments as constructs do."""

    @typed_arguments
    def __init__(self, scope: object, id: str, *, size: str, count: int = 1, **rest: Any) -> None:
        """Says what was given."""
        self.given = (scope, id, size, count, rest)


def test_a_constructor_gets_what_it_was_given() -> None:
    assert Thing(None, "a", size="1Gi", extra=1).given == (None, "a", "1Gi", 1, {"extra": 1})
    assert Thing("scope", id="a", size="1Gi", count=2).given == ("scope", "a", "1Gi", 2, {})


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"size": 20}, "size=20: text is needed"), ({"count": "2"}, "count='2': a whole number is needed")],
)
def test_a_constructor_is_not_entered_with_the_wrong_kind(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        Thing(None, "a", **({"size": "1Gi"} | changes))
    assert str(caught.value) == message


def test_a_missing_or_unknown_argument_is_still_pythons_own_error() -> None:
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'size'"):
        Thing(None, "a")  # type: ignore[call-arg]


def test_a_constructor_keeps_its_signature_and_words() -> None:
    assert list(inspect.signature(Thing).parameters) == ["scope", "id", "size", "count", "rest"]
    assert Thing.__init__.__doc__ == "Says what was given."
