"""Arguments are checked against their own annotations, for callers who run no type checker."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    either: str | Sequence[str] | Sequence[Volume] = ""
    per_name: Mapping[str, str | Volume | Sequence[Volume]] | None = None
    secrets: Mapping[str, ExistingSecret | None] | None = None
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
def test_what_the_annotation_says_is_taken(argument: str, value: object) -> None:
    taken = getattr(Every(**{argument: value}), argument)  # type: ignore[arg-type]
    assert plain(taken) == plain(value)
    if not isinstance(value, list | dict):
        assert taken is value


def plain(value: object) -> object:
    """The same with lists for tuples."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


REFUSED: list[tuple[str, object, str]] = [
    *(("text", value, "text is needed") for value in [1, None, b"a", ["a"]]),
    *(("number", value, "a whole number is needed") for value in ["1", 1.0, True, None]),
    *(("ratio", value, "a number is needed") for value in ["0.5", False, None]),
    *(("flag", value, "True or False is needed") for value in [0, 1, "yes", None]),
    *(("maybe", value, "text or None is needed") for value in [1, ["a"]]),
    *(("path", value, "text or a Path is needed") for value in [None, 1, b"a"]),
    *(("word", value, "'rw' or 'ro' is needed") for value in ["RW", "", None, 1]),
    *(("volume", value, "a Volume or None is needed") for value in ["20Gi", {"size": "20Gi"}, Volume]),
    *(("names", value, "a list of text is needed") for value in ["abc", b"abc", {"a": "b"}, {"a"}, None]),
    *(("volumes", value, "a list of a Volume is needed") for value in ["1Gi", Volume("1Gi")]),
    ("pairs", {"a": "b"}, "a list of a tuple of text, text is needed"),
    *(("settings", value, "a map from text to text or None is needed") for value in [[("a", "b")], "a"]),
    ("nested", [1], "a map from text to a list of a whole number or None is needed"),
    ("labels", "a", "a list of text is needed"),
    *(("buckets", value, "a list of text is needed") for value in ["a", ["a"]]),
    ("either", [7], "text or a list of text or a list of a Volume is needed"),
]


@pytest.mark.parametrize(("argument", "value", "allowed"), REFUSED, ids=lambda part: repr(part)[:30])
def test_anything_else_is_refused_by_name_and_in_plain_words(argument: str, value: object, allowed: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        Every(**{argument: value})  # type: ignore[arg-type]
    assert (caught.value.argument, caught.value.value) == (argument, value)
    assert caught.value.allowed == allowed


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"names": ["a", None]}, "names[1]=None: text is needed"),
        ({"volumes": [Volume("1Gi"), "1Gi"]}, "volumes[1]='1Gi': a Volume is needed"),
        ({"pairs": ["ab"]}, "pairs[0]='ab': a tuple of text, text is needed"),
        ({"pairs": [("a", "b"), ("a",)]}, "pairs[1]=('a',): a tuple of text, text is needed"),
        ({"pairs": [("a", 1)]}, "pairs[0][1]=1: text is needed"),
        ({"settings": {"a": "b", "c": 1}}, "settings['c']=1: text is needed"),
        ({"settings": {"a": True}}, "settings['a']=True: text is needed; as text: \"true\""),
        ({"secrets": {7: None}}, "secrets=7: text is needed as a key"),
        ({"settings": {7: "a"}}, "settings=7: text is needed as a key"),
        ({"nested": {"a": "1"}}, "nested['a']='1': a list of a whole number is needed"),
        ({"nested": {"a": [1], "b": [2, True]}}, "nested['b'][1]=True: a whole number is needed"),
        ({"labels": frozenset({1})}, "labels=1: text is needed as a member"),
        ({"buckets": ("a", 1)}, "buckets[1]=1: text is needed"),
        ({"per_name": {"a": 1}}, "per_name['a']=1: text or a Volume or a list of a Volume is needed"),
        ({"per_name": {"a": [Volume("1Gi"), "b"]}}, "per_name['a'][1]='b': a Volume is needed"),
    ],
    ids=lambda part: repr(part)[:30],
)
def test_a_wrong_entry_is_refused_by_its_place(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        Every(**given)
    assert str(caught.value) == message


def test_what_the_caller_changes_later_changes_nothing() -> None:
    names, numbers, pairs = ["a"], [1], [("a", "b")]
    nested, anything = {"a": numbers}, {"a": {"b": [1]}}
    every = Every(names=names, nested=nested, pairs=pairs, anything=anything)
    names.append("b")
    numbers.append(2)
    pairs.clear()
    nested["b"] = [3]
    anything["a"]["b"].append(2)
    assert every == Every(names=("a",), nested={"a": (1,)}, pairs=(("a", "b"),), anything={"a": {"b": [1]}})


def test_what_was_taken_is_still_copied_and_stored() -> None:
    every = Every(names=["a"], nested={"a": [1]}, settings={"a": "b"})
    assert copy.deepcopy(every) == pickle.loads(pickle.dumps(every)) == replace(every, text="") == every


# Secrets ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Holder(Options):
    """Takes keys of Secrets, where somebody may put a secret by mistake."""

    key: SecretKey | None = None
    keys: Sequence[SecretKey] = ()


@pytest.mark.parametrize("value", ["hunter2", b"hunter2", 1234], ids=["str", "bytes", "int"])
@pytest.mark.parametrize("argument", ["key", "keys"])
def test_what_may_be_a_secret_is_told_by_its_kind_alone(argument: str, value: str | bytes | int) -> None:
    with pytest.raises(InvalidArgument) as caught:
        Holder(**{argument: value})  # type: ignore[arg-type]
    assert str(value) not in str(caught.value)
    assert str(caught.value).startswith(f"{argument}='<{type(value).__name__}>': ")
    assert "SecretKey" in caught.value.allowed


def test_what_cannot_be_a_secret_is_told() -> None:
    with pytest.raises(InvalidArgument, match=r"^key=True: "):
        Holder(key=True)  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument, match=r"^keys\[0\]=None: "):
        Holder(keys=[None])  # type: ignore[list-item]


@dataclass(frozen=True, kw_only=True)
class Tree(Options):
    """Holds others of its kind, and no secret."""

    branch: Tree | None = None


def test_options_may_hold_others_of_their_kind() -> None:
    with pytest.raises(InvalidArgument, match=r"^branch='twig': a Tree or None is needed$"):
        Tree(branch="twig")  # type: ignore[arg-type]


def test_what_holds_a_secrets_key_is_told_by_its_kind_alone() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Outer(Options):
        holder: Holder | None = None

    with pytest.raises(InvalidArgument, match=r"^holder='<str>': a Holder or None is needed$"):
        Outer(holder="hunter2")  # type: ignore[arg-type]


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


def test_a_constructor_gets_lists_of_its_own() -> None:
    class Keeper:
        @typed_arguments
        def __init__(self, *, names: Sequence[str], values: Mapping[str, Any]) -> None:
            self.names, self.values = names, values

    names, values = ["a"], {"a": {"b": 1}}
    keeper = Keeper(names=names, values=values)
    names.append("b")
    values["a"]["b"] = 2
    assert (keeper.names, keeper.values) == (("a",), {"a": {"b": 1}})


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
