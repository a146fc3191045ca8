"""What an editor can show of the public names: every argument, field and attribute is described, and no other.

How editors and type checkers take it from an installed wheel: tests/test_editor_in_a_wheel.py.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import pydoc
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any

import pytest

import homelab_constructs
from homelab_constructs.flux.component import ComponentPart
from tests.docstrings import sections

PUBLIC = {name: getattr(homelab_constructs, name) for name in homelab_constructs.__all__}
LIBRARY = Path(homelab_constructs.__file__).parent


def ours(kind: type) -> bool:
    """Whether a class is written here, neither generated nor somebody else's."""
    return kind.__module__.startswith("homelab_constructs") and "._imports" not in kind.__module__


def classes() -> list[type]:
    """The public classes and those of the library that they inherit from."""
    found = {base: None for kind in PUBLIC.values() if isinstance(kind, type) for base in kind.__mro__ if ours(base)}
    return sorted(found, key=lambda kind: kind.__qualname__)


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public functions, and the public methods that these classes have themselves."""
    for name, value in PUBLIC.items():
        if inspect.isfunction(value):
            yield name, value
    for kind in classes():
        for name, value in vars(kind).items():
            plain = value.__func__ if isinstance(value, staticmethod | classmethod) else value
            if inspect.isfunction(plain) and not name.startswith("_"):
                yield f"{kind.__name__}.{name}", plain


def properties() -> Iterator[tuple[str, property]]:
    for kind in classes():
        for name, value in vars(kind).items():
            if isinstance(value, property) and not name.startswith("_"):
                yield f"{kind.__name__}.{name}", value


def values() -> list[str]:
    """The public names that are neither classes nor functions."""
    return [name for name, value in PUBLIC.items() if not isinstance(value, type) and not inspect.isfunction(value)]


def over(kinds: Iterable[type]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", list(kinds), ids=lambda kind: kind.__name__)


def constructor(kind: type) -> Callable[..., Any] | None:
    """The constructor that a class writes itself."""
    return vars(kind).get("__init__") if not dataclasses.is_dataclass(kind) else None


each_class = over(classes())
each_dataclass = over(kind for kind in classes() if dataclasses.is_dataclass(kind))
each_plain_class = over(kind for kind in classes() if not dataclasses.is_dataclass(kind))
each_constructor = over(kind for kind in classes() if constructor(kind) and not issubclass(kind, Exception))
each_function = pytest.mark.parametrize("function", [pytest.param(value, id=name) for name, value in functions()])


def parameters(function: Callable[..., Any]) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]


def entries(documented: Any, section: str) -> dict[str, str]:
    return sections(documented.__doc__).get(section, {})


@cache
def syntax(thing: Any) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(thing))))


# Everything is described ----------------------------------------------------------------------------------------------


@each_class
def test_class_says_what_it_is(kind: type) -> None:
    """A docstring of its own: the one that a dataclass gets by itself is only its signature."""
    assert kind.__doc__
    assert not kind.__doc__.startswith(f"{kind.__name__}(")


@each_dataclass
def test_each_field_is_described_in_its_order(kind: Any) -> None:
    """Also those that it inherits: editors look no further than the class that is called."""
    order = [field.name for field in dataclasses.fields(kind)]
    assert sorted(entries(kind, "Attributes")) == sorted(order)
    own = [name for name in order if name in vars(kind).get("__annotations__", {})]
    assert [name for name in entries(kind, "Attributes") if name in own] == own


@each_constructor
def test_each_argument_of_the_constructor_is_described_in_its_order(kind: type) -> None:
    init = constructor(kind)
    assert init is not None
    assert list(entries(init, "Args")) == parameters(init)


def set_on_self(kind: type) -> set[str]:
    """The public attributes that a class sets on its instances."""
    targets = (
        target
        for node in ast.walk(syntax(kind))
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for one in (node.targets if isinstance(node, ast.Assign) else [node.target])
        for target in ast.walk(one)
    )
    return {
        target.attr
        for target in targets
        if isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id == "self"
        and not target.attr.startswith("_")
    }


@each_plain_class
def test_each_attribute_is_described(kind: type) -> None:
    assert set(entries(kind, "Attributes")) == set_on_self(kind)


@each_function
def test_each_argument_of_a_function_is_described_in_its_order(function: Callable[..., Any]) -> None:
    assert function.__doc__
    assert list(entries(function, "Args")) == parameters(function)


@pytest.mark.parametrize("prop", [pytest.param(value, id=name) for name, value in properties()])
def test_each_property_says_what_it_is(prop: property) -> None:
    assert prop.__doc__


@pytest.mark.parametrize("name", values())
def test_each_constant_and_alias_says_what_it_is(name: str) -> None:
    """By a text below it, which is where editors look."""
    (module,) = (module for module, names in homelab_constructs._HOMES.items() if name in names)
    body = ast.parse((LIBRARY / f"{module.replace('.', '/')}.py").read_text()).body
    (place,) = (
        number
        for number, node in enumerate(body)
        if (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name)
        or (isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name)
    )
    text = body[place + 1]
    assert isinstance(text, ast.Expr)
    assert isinstance(text.value, ast.Constant)
    assert isinstance(text.value.value, str)


def test_every_public_name_is_looked_at() -> None:
    kinds = {name for name, value in PUBLIC.items() if isinstance(value, type)}
    calls = {name for name, value in PUBLIC.items() if inspect.isfunction(value)}
    assert kinds | calls | set(values()) == set(homelab_constructs.__all__)
    assert {kind.__name__ for kind in classes()} >= kinds
    assert [
        value
        for name in values()
        if not isinstance(value := PUBLIC[name], homelab_constructs.VariableFormat | UnionType | str)
    ] == []


# Every refusal is described -------------------------------------------------------------------------------------------

REFUSING = ("checks", "Image")
"""What refuses by its methods: a call of one may end in an InvalidArgument."""


def refuses(function: Callable[..., Any]) -> bool:
    """Whether a function itself raises, refuses or checks something."""
    for node in ast.walk(syntax(function)):
        match node:
            case ast.Raise() | ast.Call(func=ast.Name(id="refuse")):
                return True
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name))) if name in REFUSING:
                return True
    return False


@each_class
def test_what_a_constructor_refuses_is_described(kind: type) -> None:
    for method, documented in (("__init__", constructor(kind)), ("__post_init__", kind)):
        if method in vars(kind) and documented is not None and refuses(vars(kind)[method]):
            assert entries(documented, "Raises"), f"{kind.__name__}.{method} refuses something"


@each_function
def test_what_a_function_refuses_is_described(function: Callable[..., Any]) -> None:
    if refuses(function):
        assert entries(function, "Raises")


@pytest.mark.parametrize(
    "documented",
    [*classes(), *(pytest.param(value, id=name) for name, value in functions())],
    ids=lambda it: it.__name__,
)
def test_what_is_said_to_be_raised_is_an_error_of_ours(documented: Any) -> None:
    for place in (documented, vars(documented).get("__init__") if isinstance(documented, type) else None):
        for name in entries(place, "Raises"):
            assert issubclass(PUBLIC[name], homelab_constructs.HomelabError)


# Editors find it ------------------------------------------------------------------------------------------------------


def described() -> Iterator[Any]:
    """Each docstring that describes arguments, with the name of one and what is said of it."""
    places: list[tuple[str, Any, str]] = [(name, value, "Args") for name, value in functions()]
    for kind in classes():
        places += [(kind.__name__, kind, "Attributes"), (f"{kind.__name__}()", constructor(kind), "Args")]
    for name, place, section in places:
        for argument, text in entries(place, section).items():
            yield pytest.param(place.__doc__, argument, text, id=f"{name}-{argument}")


@pytest.mark.parametrize(("docstring", "argument", "text"), list(described()))
def test_text_of_an_argument_is_the_first_after_its_name(docstring: str, argument: str, text: str) -> None:
    """pyright shows the first line that has the argument's name and a colon, wherever in the docstring that is."""
    first = next(line for line in docstring.splitlines() if f"{argument}:" in line)
    assert re.fullmatch(rf"\s*{re.escape(argument)}: (.+)", first)
    assert text.startswith(first.partition(": ")[2])


@over(kind for kind in classes() if "__init__" in vars(kind) and not issubclass(kind, Exception))
def test_signature_is_that_of_the_constructor(kind: type) -> None:
    """Also of the classes that jsii makes, whose metaclass hides it."""
    signature = inspect.signature(kind)
    own = [item for name, item in inspect.signature(vars(kind)["__init__"]).parameters.items() if name != "self"]
    assert list(signature.parameters.values()) == own


def test_signatures_of_jsii_are_hidden_without_it() -> None:
    """What the above relies on is needed: a class of cdk8s itself has none."""
    import cdk8s

    assert list(inspect.signature(cdk8s.Chart).parameters) == ["args", "kwargs"]
    assert "__signature__" in vars(ComponentPart)


@each_class
def test_help_shows_the_descriptions(kind: type) -> None:
    shown = " ".join(pydoc.plain(pydoc.render_doc(kind)).replace("|", " ").split())
    for place, section in ((kind, "Attributes"), (constructor(kind), "Args")):
        for argument, text in entries(place, section).items():
            assert f"{argument}: {text}" in shown
