"""Variables: what a format allows, and that every place bears all of it on the way through Flux.

The way is Flux's own: the file is parsed, its objects are written again, which loses the quotes, variables are put into
that text, and the result is parsed (contract flux, 1.1).
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from homelab_constructs import (
    ALPHANUMERIC,
    HEX_32,
    TOKEN,
    USER_NAME,
    InvalidArgument,
    Variable,
    VariableFormat,
    in_json,
    in_secret,
    in_url,
)
from homelab_constructs.flux.dist import HEADER
from homelab_constructs.flux.variables import DOMAIN, OAUTH_ID, QUOTE
from homelab_constructs.flux.yaml_text import dump
from tests.flux_replay import parse, reserialise, substitute

FORMATS = {
    "HEX_32": HEX_32,
    "ALPHANUMERIC": ALPHANUMERIC,
    "TOKEN": TOKEN,
    "USER_NAME": USER_NAME,
    "OAUTH_ID": OAUTH_ID,
    "DOMAIN": DOMAIN,
}
PLACES: dict[str, Callable[[Variable], str]] = {"in_secret": in_secret, "in_url": in_url, "in_json": in_json}
WRITERS: dict[str, Callable[[dict[str, Any]], str]] = {
    "as Go writes": reserialise,
    "as PyYAML writes": lambda manifest: str(yaml.safe_dump(manifest, allow_unicode=True)),
}


def variable(form: VariableFormat, name: str = "SECRET_PHOTOS_THING") -> Variable:
    return Variable(name=name, format=form, purpose="a test")


def arrives(text: str, values: dict[str, str]) -> set[object]:
    """What a key of a Secret holds in the cluster, by whoever writes the YAML again on the way."""
    manifest = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "stringData": {"key": text}}
    written = yaml.load(HEADER + dump([manifest]), yaml.CSafeLoader)
    inline = {QUOTE: '"', "APP": "photos"}
    return {
        parse(substitute(writer(written), values | inline))["stringData"]["key"]  # an inline value beats the Secret's
        for writer in WRITERS.values()
    }


# Values of a format, those in front that YAML takes for something else.
TRICKY = [
    *(
        "0",
        "1",
        "00",
        "1e5",
        "1E5",
        "0e0",
        "9e999",
        "0x1",
        "0b1",
        "0o7",
        "017",
        "1_0",
        "_1",
        "-1",
        "+1",
        "1.5",
        ".5",
        "5.",
    ),
    *(
        "true",
        "no",
        "null",
        "nan",
        ".nan",
        ".inf",
        "~",
        "-",
        "--",
        "---",
        "...",
        "2024-01-01",
        "12",
        "@a",
        "a@b.c",
        "=",
    ),
]


def of_format(form: VariableFormat) -> st.SearchStrategy[str]:
    """Any value of a format: tricky beginnings, tricky endings, one character again and again, and what comes."""
    alphabet = sorted(form.alphabet)
    beginnings = [text for text in TRICKY if set(text) <= form.alphabet and len(text) <= form.longest] or [""]
    filler = st.sampled_from(sorted(form.alphabet & set("0123456789_-.")) or alphabet)

    def filled(begin: str, fill: str, size: int, front: bool) -> str:
        body = fill * max(0, min(size, form.longest) - len(begin))
        return begin + body if front else body + begin

    sizes = st.integers(form.shortest, min(form.longest, form.shortest + 40))
    tricky = st.builds(filled, st.sampled_from(beginnings), filler, sizes, st.booleans())
    return tricky | st.text(alphabet, min_size=form.shortest, max_size=form.longest)


# Formats and names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_format_says_what_its_values_look_like(form: VariableFormat) -> None:
    assert form.name
    assert form.alphabet
    assert 1 <= form.shortest <= form.longest
    assert {ord(letter) for letter in form.alphabet} <= set(range(33, 127))


@pytest.mark.parametrize("name", ["HEX_32", "ALPHANUMERIC", "TOKEN", "USER_NAME", "OAUTH_ID"])
def test_the_words_of_a_format_are_what_it_allows(name: str) -> None:
    form = FORMATS[name]
    lengths = [int(number) for number in re.findall("[0-9]+", form.name)]
    assert (form.shortest, form.longest) == (lengths[0], lengths[-1])
    signs = {letter for letter in form.alphabet if not letter.isalnum()}
    assert signs == set(re.findall("'(.)'", form.name))
    letters = "abcdef" if name == "HEX_32" else string.ascii_letters
    assert form.alphabet - signs == set(letters + string.digits)


@pytest.mark.parametrize("form", [HEX_32, ALPHANUMERIC], ids=["HEX_32", "ALPHANUMERIC"])
def test_what_the_command_of_a_format_prints_is_of_that_format(form: VariableFormat) -> None:
    assert form.generate == "openssl rand -hex 16"
    printed = "0123456789abcdef" * 2
    assert set(printed) <= form.alphabet
    assert form.shortest <= len(printed) <= form.longest


@pytest.mark.parametrize("name", ["SECRET_DOMAIN", "A", "A1_", "SECRET_TRIGGER_DEV_REDIS_PASSWORD"])
def test_a_variable_is_referred_to_by_its_name(name: str) -> None:
    assert variable(HEX_32, name).reference == f"${{{name}}}"


@pytest.mark.parametrize("name", ["", "a", "secret_x", "1A", "_A", "A-B", "A.B", "A B", "É", "A\n", "${A}"])
def test_a_variable_is_upper_case_by_convention(name: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        variable(HEX_32, name)
    assert (caught.value.argument, caught.value.value) == ("name", name)
    assert "upper-case letters, digits and '_'" in caught.value.allowed


def test_a_variable_cannot_be_called_as_what_every_ks_yaml_sets_itself() -> None:
    """An inline substitute beats the variables Secret: the value of such a variable would never arrive."""
    with pytest.raises(InvalidArgument) as caught:
        variable(HEX_32, "APP")
    assert (caught.value.argument, caught.value.value) == ("name", "APP")


# Places -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_secret_gets_any_value_as_text(name: str, data: st.DataObject) -> None:
    value = data.draw(of_format(FORMATS[name]))
    assert arrives(in_secret(variable(FORMATS[name])), {"SECRET_PHOTOS_THING": value}) == {value}


@pytest.mark.parametrize(
    "value",
    [
        *("0" * 32, "1" * 32, "12345678901234567890123456789012", "1e5" + "0" * 29, "0e" + "9" * 30, "1e" + "0" * 30),
        *("0" * 31 + "7", "00000000000000000000000000000e10", "deadbeef" * 4),
    ],
)
def test_hexadecimal_that_looks_like_a_number_stays_text(value: str) -> None:
    assert arrives(in_secret(variable(HEX_32)), {"SECRET_PHOTOS_THING": value}) == {value}


def test_without_the_quote_variable_it_would_not() -> None:
    """Proves that the model of Flux loses quotes, and so that the tests around this one can fail."""
    bare = variable(HEX_32).reference
    assert all(isinstance(found, float | int) for found in arrives(bare, {"SECRET_PHOTOS_THING": "1e5" + "0" * 29}))
    assert "0" * 32 not in arrives(bare, {"SECRET_PHOTOS_THING": "0" * 32})


@pytest.mark.parametrize("name", ["HEX_32", "ALPHANUMERIC", "TOKEN", "OAUTH_ID"])
@settings(max_examples=25)
@given(data=st.data())
def test_a_url_gets_any_value_in_its_user_part(name: str, data: st.DataObject) -> None:
    form = FORMATS[name]
    user, password = variable(form, "SECRET_USER"), variable(form, "SECRET_PASSWORD")
    values = {"SECRET_USER": data.draw(of_format(form)), "SECRET_PASSWORD": data.draw(of_format(form))}
    text = f"postgresql://{in_url(user)}:{in_url(password)}@photos-db-rw:5432/photos?sslmode=require"
    for found in arrives(text, values):
        url = urlsplit(str(found))
        assert (url.username, url.password) == (values["SECRET_USER"], values["SECRET_PASSWORD"])
        assert unquote(url.password or "") == values["SECRET_PASSWORD"]
        assert (url.scheme, url.hostname, url.port, url.path) == ("postgresql", "photos-db-rw", 5432, "/photos")
        assert url.query == "sslmode=require"


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")], ids=["compact", "spaced"])
@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25)
@given(data=st.data())
def test_json_gets_any_value_as_text(name: str, separators: tuple[str, str], data: st.DataObject) -> None:
    form = FORMATS[name]
    user, password = variable(form, "SECRET_USER"), variable(form, "SECRET_PASSWORD")
    values = {"SECRET_USER": data.draw(of_format(form)), "SECRET_PASSWORD": data.draw(of_format(form))}
    credentials = {"username": in_json(user), "password": in_json(password)}
    text = json.dumps({"auths": {"registry.example.org:5050": credentials}}, separators=separators)
    for found in arrives(text, values):
        assert isinstance(found, str)
        assert json.loads(found) == {
            "auths": {
                "registry.example.org:5050": {
                    "username": values["SECRET_USER"],
                    "password": values["SECRET_PASSWORD"],
                }
            }
        }


ANY_FORMAT = st.frozensets(st.sampled_from(string.printable + "äß€🚀\u00a0\u2028\x85"), min_size=1).map(
    lambda alphabet: VariableFormat(name="any", alphabet=alphabet, shortest=1, longest=12)
)


@given(st.data())
def test_a_place_refuses_a_format_or_bears_every_value_of_it(data: st.DataObject) -> None:
    form = data.draw(ANY_FORMAT)
    place = data.draw(st.sampled_from(sorted(PLACES)))
    try:
        text = PLACES[place](variable(form))
    except InvalidArgument:
        assume(False)
    value = data.draw(of_format(form))
    around = {"in_secret": "{}", "in_url": "redis://:{}@host:6379/0", "in_json": '{{"a":"{}"}}'}[place]
    found = arrives(around.format(text), {"SECRET_PHOTOS_THING": value})
    assert found == {around.format(value)}
    if place == "in_url":
        assert urlsplit(around.format(value)).password == unquote(value) == value
    if place == "in_json":
        assert json.loads(around.format(value)) == {"a": value}


@pytest.mark.parametrize(
    ("place", "unsafe", "where"),
    [
        *((place, letter, "a quoted YAML string") for place in ["in_secret"] for letter in "\"'\\$#{}` \n\tä"),
        *((place, letter, "a URL") for place in ["in_url"] for letter in '@/:?#[]%+=&"$ \n'),
        *((place, letter, "a JSON string") for place in ["in_json"] for letter in "\"'\\$ \n"),
    ],
)
def test_a_place_names_the_characters_it_cannot_bear(place: str, unsafe: str, where: str) -> None:
    form = VariableFormat(name="odd", alphabet=frozenset({"a", unsafe}), shortest=1, longest=9)
    with pytest.raises(InvalidArgument) as caught:
        PLACES[place](variable(form))
    assert str(caught.value).startswith("variable='SECRET_PHOTOS_THING': its format allows ")
    assert repr(unsafe) in caught.value.allowed
    assert where in caught.value.allowed


@pytest.mark.parametrize("form", [USER_NAME], ids=["USER_NAME"])
def test_a_name_with_signs_does_not_go_into_a_url(form: VariableFormat) -> None:
    with pytest.raises(InvalidArgument, match="a URL without percent-encoding"):
        in_url(variable(form))
