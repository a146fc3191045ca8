"""What Flux reads as a variable, what it would trip over, and how text is kept from it."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from homelab_constructs import InvalidArgument, escape
from homelab_constructs.flux.substitution import references, strings, without_references
from tests.flux_replay import substitute

# Text in which everything that Flux looks at is frequent.
PIECES = [
    *("$", "$$", "${", "}", "{", "/", "//", ":", "-", "X", "Y", "1", "a.b", " ", "\n", "é", "\\", '"', "'"),
    *("${X}", "${Y}", "${X/./-}", "${X/a/}", "${X//b/}", "${X//b}", "$${X}", "$X", "$(X)", "{{ }}", "${X:-d}", "${1}"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text()


# References ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("plain $VAR $(VAR) $ {{ .Values }}", ()),
        ("${A}", ("A",)),
        ("https://${A}.${B_1}/${A}", ("A", "B_1", "A")),
        ("${SECRET_DOMAIN/./-}-tls", ("SECRET_DOMAIN",)),
        ("${A/x/}", ("A",)),
        ("${A//x/y}", ("A",)),
        ("$${A}", ()),
        ("$$$$", ()),
        ("$$$${A}", ()),
        ("$$$$${A}", ("A",)),
        ("${A}$${B}${C}", ("A", "C")),
    ],
)
def test_variables_are_found_in_order(text: str, names: tuple[str, ...]) -> None:
    assert references("value", text) == names


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("a ${", "${"),
        ("${}", "${}"),
        ("${A", "${A"),
        ("${1A}", "${1A}"),
        ("${a.b}", "${a.b}"),
        ("${A-d}", "${A-d}"),
        ("${A:-d}", "${A:-d}"),
        ("${#A}", "${#A}"),
        ("${A///y}", "${A///y}"),
        ("${A//x}", "${A//x}"),
        ("${A/x}", "${A/x}"),
        ("${É}", "${É}"),
        ("DO $$ BEGIN", "$$"),
        ("a$$b", "$$"),
        ("$$$", "$$"),
    ],
)
def test_what_flux_would_trip_over_or_eat_is_refused_with_the_way_out(text: str, bad: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        references("post_init_sql", text)
    error = caught.value
    assert (error.argument, error.value) == ("post_init_sql", text)
    assert error.allowed.startswith(repr(bad))
    assert "${NAME}" in error.allowed
    assert "escape()" in error.allowed


@given(TEXTS)
@example("${X//b}")
@example("$$$${X")
def test_what_is_accepted_passes_flux_and_names_every_variable_that_flux_replaces(text: str) -> None:
    try:
        names = references("value", text)
    except InvalidArgument:
        assume(False)
    replaced = substitute(text, {name: f"<{index}>" for index, name in enumerate(dict.fromkeys(names))})
    assert replaced.count("<") - text.count("<") == len(names)


@given(TEXTS)
def test_what_is_accepted_loses_no_dollar_that_was_not_doubled_for_it(text: str) -> None:
    try:
        references("value", text)
    except InvalidArgument:
        assume(False)
    plain = without_references("value", text)
    assert escape(substitute(plain, {})) == plain


@pytest.mark.parametrize(
    ("text", "left"),
    [("a.${D}", "a.x"), ("${D/./-}-tls", "x-tls"), ("${A}${B}", "xx"), ("plain", "plain"), ("$(A)", "$(A)")],
)
def test_a_letter_stands_for_each_variable_in_what_is_left_to_check(text: str, left: str) -> None:
    assert without_references("host", text) == left


def test_what_is_left_to_check_is_not_given_for_text_that_flux_would_refuse() -> None:
    with pytest.raises(InvalidArgument, match=re.escape("host='a.${'")):
        without_references("host", "a.${")


# Escape -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("echo ${HOME}", "echo $${HOME}"),
        ("DO $$ BEGIN END $$", "DO $$$$ BEGIN END $$$$"),
        ("^a$", "^a$"),
        ("$HOME $(HOME) $1", "$HOME $(HOME) $1"),
        ("$$$", "$$$$$$"),
        ("$${", "$$$${"),
        ("", ""),
    ],
)
def test_escape_doubles_only_the_dollars_that_flux_would_look_at(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(TEXTS)
def test_escaped_text_comes_out_of_flux_as_it_went_in(text: str) -> None:
    assert substitute(escape(text), {}) == text


@given(TEXTS)
def test_escaped_text_is_accepted_and_holds_no_variable(text: str) -> None:
    assert references("value", escape(text)) == ()


@given(TEXTS, TEXTS)
def test_escaped_text_can_stand_beside_a_variable(before: str, after: str) -> None:
    text = f"{escape(before)} ${{NAME}} {escape(after)}"
    assert references("value", text) == ("NAME",)
    assert substitute(text, {"NAME": "$$value${X}"}) == f"{before} $$value${{X}} {after}"


# Strings of a manifest ----------------------------------------------------------------------------------------------


def test_every_string_of_a_manifest_is_found_with_its_path_keys_included() -> None:
    manifest = {"kind": "X", "spec": {"a b": [{"c": "1"}, ["2", 3, None, True]], "n": 1}}
    assert list(strings(manifest)) == [
        ("kind", "kind"),
        ("kind", "X"),
        ("spec", "spec"),
        ("spec.a b", "a b"),
        ("spec.a b[0].c", "c"),
        ("spec.a b[0].c", "1"),
        ("spec.a b[1][0]", "2"),
        ("spec.n", "n"),
    ]
