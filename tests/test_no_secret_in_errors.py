"""No error repeats what was typed in where a Secret belongs: errors reach terminals, logs of CI and bug reports."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import Any, get_args, get_type_hints

import pytest

import homelab_constructs as library
from homelab_constructs import (
    AppTemplate,
    Connection,
    DatabaseUrl,
    ExistingSecret,
    HelmRelease,
    InvalidArgument,
    OciChart,
    Options,
    Placeholders,
    SecretContract,
    SecretKey,
    SopsSecret,
    ValueFromSecret,
    Variable,
    VariableFormat,
)
from tests.test_wrong_types import ARGUMENTS, CONTAINER, TARGETS, Use, app, helm_app, hints, stack, template

SECRET = "hunter2"
URL = f"postgres://u:{SECRET}@h/d"
NAMES_ONE = (
    *(SecretContract, SecretKey, ExistingSecret, SopsSecret, ValueFromSecret),
    *(Variable, VariableFormat, Connection, DatabaseUrl),
)
"""What stands for a Secret, for a key of one, for what is in it, or for what it opens."""


def names_a_secret(hint: Any) -> bool:
    """Whether somebody may take this for the place of a secret: by the annotation, through options and collections."""
    if isinstance(hint, type) and issubclass(hint, NAMES_ONE):
        return True
    if isinstance(hint, type) and issubclass(hint, Options):
        return any(names_a_secret(inner) for inner in get_type_hints(hint.__init__).values())
    return any(names_a_secret(part) for part in get_args(hint))


def release(**options: Any) -> HelmRelease:
    """A release with all that is not tried."""
    chart = OciChart(name="wiki", url="oci://a.b/wiki", version="1.0.0")
    return HelmRelease(app().component("app"), "app", **{"chart": chart, "values": {}, **options})


CORE: dict[str, tuple[Any, Use]] = {
    "HelmRelease": (HelmRelease, release),
    "Placeholders": (
        Placeholders,
        lambda **options: Placeholders(**{"name": "a", "content": {"a": "b"}, "variables": [], **options}),
    ),
    "Variable": (
        Variable,
        lambda **options: Variable(**{"name": "SECRET_A", "format": library.HEX_32, "purpose": "a", **options}),
    ),
}
ALL = TARGETS | CORE
EVERYWHERE = [*ARGUMENTS, *((name, argument) for name, (kind, _) in CORE.items() for argument in sorted(hints(kind)))]
PLACES = [(name, argument) for name, argument in EVERYWHERE if names_a_secret(hints(ALL[name][0])[argument])]


class Wrapped:
    """Something of another library's that shows what it holds."""

    def __repr__(self) -> str:
        return f"Wrapped({SECRET})"


def shapes(word: str) -> Iterator[object]:
    """The word as people put it in: by itself, or as an entry of something."""
    for value in (word, word.encode(), Wrapped(), SecretContract, {"password": word}):
        yield from (value, [value], (value,), [[value]], {"KEY": value}, {"KEY": [value]}, {"KEY": {"KEY": value}})
    yield {word}


def told(error: BaseException | None) -> Iterator[str]:
    """What a traceback shows of an error and of those behind it."""
    while error is not None:
        yield f"{error} {error!r}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def leaks(use: Use, argument: str, values: Iterable[object]) -> list[str]:
    """What was told of the secret; some of the values have to be refused."""
    found: list[str] = []
    refused = 0
    for value in values:
        try:
            use(**{argument: value})
        except InvalidArgument as error:
            refused += 1
            found += [text for text in told(error) if SECRET in text]
    assert refused, "nothing was refused: nothing was tried"
    return found


def test_the_places_of_secrets_are_found() -> None:
    assert set(PLACES) > {
        *(("AppSecret", "keys"), ("AppSecret", "source"), ("BitnamiRedis", "auth"), ("MinioStore", "credentials")),
        *(("CnpgDatabase", name) for name in ("credentials", "superuser", "urls", "urls_secret", "bootstrap")),
        *(("AppTemplate", name) for name in ("uses", "volumes", "registry", "container", "controllers")),
        *(
            ("Container", "env"),
            ("Container", "env_from"),
            ("DatabaseImport", "source"),
            ("HelmRelease", "values_from"),
        ),
        *(("PostgresConnection", "password"), ("ContainerRegistry", "pull_secret"), ("SignIn", "github")),
    }
    assert not {("CnpgDatabase", "database"), ("Container", "image"), ("Volume", "size")} & set(PLACES)


@pytest.mark.parametrize(("name", "argument"), PLACES, ids=lambda word: word)
def test_what_is_put_where_a_secret_belongs_is_not_told(name: str, argument: str) -> None:
    use = ALL[name][1]
    words = (SECRET, URL, f"u:{SECRET}@h", f"{SECRET}${{", f"${{{SECRET}", f"{SECRET}$$", f"{SECRET}\x00")
    assert not leaks(use, argument, [value for word in words for value in shapes(word)])


@pytest.mark.parametrize(("name", "argument"), EVERYWHERE, ids=lambda word: word)
def test_the_password_of_a_url_is_told_nowhere(name: str, argument: str) -> None:
    values = [shape for word in (URL, f"oci://u:{SECRET}/a@b@h") for shape in (word, [word], {"KEY": word}, {word: 1})]
    assert not leaks(ALL[name][1], argument, [*values, object()] if hints(ALL[name][0])[argument] is str else values)


@pytest.mark.parametrize(
    ("use", "argument", "values"),
    [
        (template, "values", {"controllers": {"main": {"type": SECRET}}}),
        (template, "values", {"controllers": {"main": {"containers": {"main": {"image": SECRET}}}}}),
        (template, "values", {"controllers": SECRET}),
        (stack, "extra_values", {"webapp": {"env": {"P": SECRET}}}),
        (stack, "extra_values", {"postgres": {"password": SECRET}}),
        (stack, "extra_values", {"webapp": SECRET}),
        (helm_app, "values", {"password": Wrapped()}),
    ],
    ids=lambda part: part.__name__ if callable(part) else None,
)
def test_values_of_a_chart_are_told_by_their_path(use: Use, argument: str, values: dict[str, Any]) -> None:
    assert not leaks(use, argument, [values])


def test_a_value_that_an_app_sets_itself_is_told_by_its_path_and_kind() -> None:
    environment = {"main": {"containers": {"main": {"env": {"P": SECRET}}}}}
    with pytest.raises(InvalidArgument) as caught:
        AppTemplate(
            app().component("app"),
            "app",
            container=library.Container(**CONTAINER, env={"P": "given"}),
            values={"controllers": environment},
        )
    assert caught.value.argument == "values.controllers.main.containers.main.env.P"
    assert caught.value.value == "<str>"


def test_every_class_that_names_a_secret_is_known_to_the_type_checks() -> None:
    public = (getattr(library, name) for name in library.__all__)
    marked = {item for item in public if inspect.isclass(item) and getattr(item, "names_a_secret", False)}
    assert {item for item in marked if not issubclass(item, NAMES_ONE)} == set()
    assert marked >= set(NAMES_ONE)
