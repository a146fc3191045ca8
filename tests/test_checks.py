"""What enters the library: accepted as it is, or refused with the argument, the value and what is allowed."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelab_constructs import HomelabError, InvalidArgument, LabError, Volume, checks

Check = Callable[[str, object], object]


def refusal(check: Callable[..., object], value: object, **options: Any) -> InvalidArgument:
    """The error by which a check refuses a value, proven to name argument and value."""
    with pytest.raises(InvalidArgument) as caught:
        check("some.argument", value, **options)
    error = caught.value
    assert (error.argument, error.value) == ("some.argument", value)
    assert str(error) == f"some.argument={value!r}: {error.allowed}"
    return error


# The errors ---------------------------------------------------------------------------------------------------------


def test_every_error_is_a_value_error_of_the_library() -> None:
    assert issubclass(InvalidArgument, HomelabError)
    assert issubclass(LabError, HomelabError)
    assert issubclass(HomelabError, ValueError)


def test_a_lab_error_lists_every_finding_on_a_line_of_its_own() -> None:
    error = LabError(["first", "second"])
    assert error.findings == ("first", "second")
    assert str(error).splitlines()[1:] == ["  - first", "  - second"]
    assert "nothing was written" in str(error)


# Text, numbers, words -----------------------------------------------------------------------------------------------


def test_text_is_taken_as_it_is() -> None:
    assert checks.text("a", " x ") == " x "
    assert checks.text("a", "", allow_empty=True) == ""
    assert checks.text("a", "SELECT 1;\n\tSELECT 2;\n") == "SELECT 1;\n\tSELECT 2;\n"


@pytest.mark.parametrize("value", ["", None, 1, b"x", ["x"]])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert "a string" in refusal(checks.text, value).allowed


@pytest.mark.parametrize("value", ["a\0", "\x1b[1m", "a\r\n", "\x7f"])
def test_text_with_control_characters_is_refused(value: str) -> None:
    assert refusal(checks.text, value).allowed == "no control characters"


@pytest.mark.parametrize("value", ["a\nb", "a\n", "a\tb"])
def test_a_line_is_one_line(value: str) -> None:
    assert checks.line("a", "x y") == "x y"
    assert refusal(checks.line, value).allowed == "a single line is needed"


def test_a_name_that_was_not_given_is_the_default_and_an_empty_one_was_given() -> None:
    assert checks.name_or("name", None, "default") == "default"
    assert checks.name_or("name", "mine", "default") == "mine"
    refusal(checks.name_or, "", default="default")
    assert "at most 3 characters" in refusal(checks.name_or, "abcd", default="x", most=3).allowed


@pytest.mark.parametrize("value", [1, 5, 10])
def test_a_whole_number_within_its_bounds_is_taken(value: int) -> None:
    assert checks.integer("a", value, least=1, most=10) == value


@pytest.mark.parametrize("value", [0, 11, -1, 1.0, "5", True, None])
def test_another_number_is_refused_with_the_bounds(value: object) -> None:
    assert refusal(checks.integer, value, least=1, most=10).allowed == "a whole number from 1 to 10 is needed"


def test_one_of_takes_the_words_it_lists_and_no_other() -> None:
    assert checks.one_of("a", "rw", ("rw", "ro")) == "rw"
    for value in ("RW", "", "r", None, 1, ["rw"]):
        assert refusal(checks.one_of, value, allowed=("rw", "ro")).allowed == "allowed: rw, ro"


# Names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["a", "0", "a-b", "002-infrastructure", "x" * 63])
def test_a_dns_label_is_taken(value: str) -> None:
    assert checks.dns_label("name", value) == value


@pytest.mark.parametrize(
    "value", ["", "-a", "a-", "A", "a.b", "a_b", "a b", "a\n", "ä", "٣", "x" * 64, "${APP}", None, 7]
)
def test_what_is_no_dns_label_is_refused(value: object) -> None:
    assert refusal(checks.dns_label, value).allowed == "lower-case letters, digits and '-', at most 63 characters"


def test_a_dns_label_may_be_asked_to_be_shorter_or_to_begin_with_a_letter() -> None:
    assert "at most 53 characters" in refusal(checks.dns_label, "x" * 54, most=53).allowed
    assert "a letter first" in refusal(checks.dns_label, "0a", letter_first=True).allowed
    assert checks.dns_label("name", "a0", letter_first=True) == "a0"


@pytest.mark.parametrize("value", ["a", "a.b", "a-b.c-d", "9.x", ".".join(["x" * 62] * 4)])
def test_a_name_with_dots_is_taken(value: str) -> None:
    assert checks.dns_subdomain("name", value) == value


@pytest.mark.parametrize("value", ["", ".", ".a", "a.", "a..b", "a.-b", "A.b", "a/b", "x" * 254, "a\n", "a.٣", None])
def test_another_name_with_dots_is_refused(value: object) -> None:
    assert "at most 253 characters" in refusal(checks.dns_subdomain, value).allowed


def test_a_name_may_hold_variables_only_where_that_is_said() -> None:
    assert checks.dns_subdomain("name", "${SECRET_DOMAIN/./-}-tls", references=True) == "${SECRET_DOMAIN/./-}-tls"
    refusal(checks.dns_subdomain, "${SECRET_DOMAIN/./-}-tls")
    refusal(checks.dns_subdomain, "-${SECRET_DOMAIN}", references=True)


@pytest.mark.parametrize("value", ["redis-password", ".dockerconfigjson", "A_b.C", "x" * 253])
def test_a_secret_key_is_taken(value: str) -> None:
    assert checks.secret_key("key", value) == value


@pytest.mark.parametrize("value", ["", "a b", "a/b", "a:b", "é", "x" * 254, "a\n", None])
def test_another_secret_key_is_refused(value: object) -> None:
    assert "a Secret key" in refusal(checks.secret_key, value).allowed


@pytest.mark.parametrize("value", [".", "..", "..data"])
def test_a_secret_key_that_kubernetes_reserves_is_refused(value: str) -> None:
    """A key is a file where the Secret is mounted: apimachinery's IsConfigMapKey refuses these three."""
    assert "a Secret key" in refusal(checks.secret_key, value).allowed


@pytest.mark.parametrize("value", ["A", "_", "REDIS_TLS_DISABLED", "a1"])
def test_a_variable_name_is_taken(value: str) -> None:
    assert checks.env_name("env", value) == value


@pytest.mark.parametrize("value", ["", "1A", "A-B", "A.B", "A B", "É", "A\n", None])
def test_another_variable_name_is_refused(value: object) -> None:
    assert "no digit first" in refusal(checks.env_name, value).allowed


@pytest.mark.parametrize("value", ["app", "_x", "a1_b", "x" * 63])
def test_an_sql_identifier_is_taken(value: str) -> None:
    assert checks.identifier("user", value) == value


@pytest.mark.parametrize("value", ["", "1a", "App", "a-b", 'a"b', "a;b", "x" * 64, "a\n", None])
def test_an_identifier_that_would_need_quotes_is_refused(value: object) -> None:
    assert "at most 63 characters" in refusal(checks.identifier, value).allowed


@pytest.mark.parametrize("value", ["net-auth@kubernetescrd", "a@kubernetescrd", "x" * 127 + "@kubernetescrd"])
def test_a_middleware_is_named_as_an_ingress_names_it(value: str) -> None:
    assert checks.middleware("middlewares", value) == value


@pytest.mark.parametrize(
    "value",
    ["", "net-auth", "net-auth@file", "@kubernetescrd", "Net@kubernetescrd", "a.b@kubernetescrd", "a@b@kubernetescrd"],
)
def test_another_middleware_is_refused(value: str) -> None:
    assert refusal(checks.middleware, value).allowed == "<namespace>-<name>@kubernetescrd is needed"


@pytest.mark.parametrize("value", ["note", "a.b/c", "cert-manager.io/cluster-issuer", "a.b/C_d.e", "0", "x" * 63])
def test_the_name_of_an_annotation_is_taken(value: str) -> None:
    assert checks.annotation("annotations", value) == value


@pytest.mark.parametrize(
    "value", ["", "/a", "a/", "a.b/", "A.b/c", "a_b/c", "a/b/c", "a b", "-a", "a-", "x" * 64, "a\n"]
)
def test_another_name_of_an_annotation_is_refused(value: str) -> None:
    assert "<dns prefix>" in refusal(checks.annotation, value).allowed


# Hosts --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "a.b",
        "localhost",
        "trigger.${SECRET_DOMAIN}",
        "${SECRET_DOMAIN}",
        "${APP}.${SECRET_DOMAIN}",
        "${D/./-}.x",
        "1.2",
    ],
)
def test_a_host_is_taken(value: str) -> None:
    assert checks.host("host", value) == value


@pytest.mark.parametrize(
    "value",
    [
        *("", "https://a.b", "a.b/c", "${D}/c", "a_b.c", "A.b", "a b", ".a", "a.", "*.a", "a.b\n", "ä.b", "x." * 127),
        *("-${D}", "a..b"),
        *(None, 7),
    ],
)
def test_what_is_no_host_is_refused(value: object) -> None:
    assert "a host name" in refusal(checks.host, value).allowed


@pytest.mark.parametrize("value", ["user@a.b", "u:hunter2@a.b", "postgres://u:hunter2@a.b/c", "u:hunter2${@a.b"])
def test_a_host_with_user_and_password_is_refused_without_showing_them(value: str) -> None:
    with pytest.raises(InvalidArgument, match=r"^it='<str>': a host name without user and password is needed$"):
        checks.host("it", value)


@pytest.mark.parametrize("value", ["hunter2\x00", "hunter2${", "${hunter2", "hunter2$$"])
def test_text_of_a_variable_that_cannot_be_is_told_by_its_kind_alone(value: str) -> None:
    with pytest.raises(InvalidArgument, match=r"^env\['A'\]='<str>': ") as caught:
        checks.env_text("env['A']", value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("value", ["a.b:5050", "registry.${SECRET_DOMAIN}:1", "a:65535"])
def test_a_port_is_taken_where_it_belongs(value: str) -> None:
    assert checks.host("host", value, port=True) == value


@pytest.mark.parametrize("value", ["a.b:5050", "a.b:0", "a.b:x"])
def test_a_port_is_refused_where_it_does_not_belong(value: str) -> None:
    assert refusal(checks.host, value).allowed == "no port belongs here"


@pytest.mark.parametrize("port", ["0", "65536", "x", "-1", "5050x", "1:2", "²", "٣"])
def test_what_is_no_port_is_refused(port: str) -> None:
    assert refusal(checks.host, f"a.b:{port}", port=True).allowed == "a port from 1 to 65535 is needed after the colon"


@pytest.mark.parametrize("port", [True, False])
def test_a_colon_without_a_port_is_refused(port: bool) -> None:
    refusal(checks.host, "a.b:", port=port)


@pytest.mark.parametrize("value", ["${", "a.${D", "${D-x}", "a$$b", "${D:-x}"])
def test_a_host_with_what_flux_would_trip_over_is_refused(value: str) -> None:
    assert "Flux's substitution" in refusal(checks.host, value).allowed


# Quantities and durations -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1", Decimal(1)),
        ("500m", Decimal("0.5")),
        ("1.5", Decimal("1.5")),
        ("2k", Decimal(2000)),
        ("20Gi", Decimal(20 * 2**30)),
        ("1.5Gi", Decimal(3 * 2**29)),
        ("512Mi", Decimal(2**29)),
        ("3M", Decimal(3_000_000)),
        ("1Ti", Decimal(2**40)),
        ("1T", Decimal(10**12)),
        ("1Ki", Decimal(1024)),
    ],
)
def test_a_quantity_stands_for_a_number(value: str, number: Decimal) -> None:
    assert checks.quantity_value("size", value) == number
    assert checks.quantity("size", value) == value


@pytest.mark.parametrize(
    "value",
    ["", "Gi", "20 Gi", "20gi", "20GB", "-1", "+1", ".5", "1.", "1e3", "0x10", "1Gi\n", "٣Gi", 20, None],
)
def test_what_is_no_quantity_is_refused(value: object) -> None:
    assert "a quantity such as 20Gi" in refusal(checks.quantity, value).allowed


@pytest.mark.parametrize("value", ["0", "0Gi", "0.0m"])
def test_a_quantity_of_nothing_is_refused(value: str) -> None:
    assert "above zero" in refusal(checks.quantity, value).allowed


@pytest.mark.parametrize("value", ["512m", "1000m"])
def test_thousandths_of_a_byte_are_a_slip(value: str) -> None:
    assert "512Mi" in refusal(checks.size, value).allowed
    assert checks.size("memory", "512Mi") == "512Mi"


@pytest.mark.parametrize("value", ["2", "0.5", "250m"])
def test_cores_are_counted_whole_or_in_thousandths(value: str) -> None:
    assert checks.cpu("cpu", value) == value


@pytest.mark.parametrize("value", ["512Mi", "1k", "1Gi", "", "0", "a", 2, None])
def test_memory_in_place_of_cores_is_refused(value: object) -> None:
    refusal(checks.cpu, value)


@given(
    st.integers(1, 10**6),
    st.sampled_from(["", "m", "k", "M", "G", "T", "P", "Ki", "Mi", "Gi", "Ti", "Pi"]),
    st.integers(1, 10**6),
)
def test_quantities_of_one_unit_compare_like_their_numbers(one: int, suffix: str, other: int) -> None:
    left, right = (checks.quantity_value("size", f"{number}{suffix}") for number in (one, other))
    assert (left < right) == (one < other)


@pytest.mark.parametrize(
    ("value", "seconds"), [("30s", 30), ("5m", 300), ("1h", 3600), ("1h30m", 5400), ("1h0m5s", 3605), ("90m", 5400)]
)
def test_a_duration_stands_for_seconds(value: str, seconds: int) -> None:
    assert checks.duration_seconds("timeout", value) == seconds
    assert checks.duration("timeout", value) == value


@pytest.mark.parametrize(
    "value", ["", "5", "m", "5M", "1d", "5 m", "30m1h", "-5m", "1.5h", "500ms", "5m\n", "٣m", "never", 300, None]
)
def test_what_is_no_duration_is_refused(value: object) -> None:
    assert "a duration such as 30s, 5m or 1h30m" in refusal(checks.duration, value).allowed


@pytest.mark.parametrize("value", ["0s", "0h0m"])
def test_a_duration_of_nothing_is_refused(value: str) -> None:
    assert "above zero" in refusal(checks.duration, value).allowed


# Schedules ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "fields"),
    [("0 3 * * *", 5), ("*/5 0-6 1,15 * MON", 5), ("0 0 3 * * *", 6), ("@daily", 6), ("@hourly", 5)],
)
def test_a_schedule_is_taken(value: str, fields: int) -> None:
    assert checks.cron("schedule", value, fields=fields) == value


@pytest.mark.parametrize("value", ["", "0 3 * * *", "0 0 3 * * * *", "@often", None])
def test_another_schedule_is_refused_with_the_number_of_its_fields(value: object) -> None:
    assert refusal(checks.cron, value, fields=6).allowed == "a schedule of 6 fields is needed (seconds first)"


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("60 * * * *", "minute"),
        ("0 24 * * *", "hour"),
        ("0 4 0 * *", "day of the month"),
        ("0 4 1-32 * *", "day of the month"),
        ("0 4 * 13 *", "month"),
        ("0 4 * FOO *", "month"),
        ("0 4 * * 7", "day of the week"),
        ("0 4 * * ;", "day of the week"),
        ("*/0 4 * * *", "minute"),
        ("30-10 4 * * *", "minute"),
        ("1,,2 4 * * *", "minute"),
    ],
)
def test_a_field_out_of_bounds_is_named(value: str, field: str) -> None:
    assert refusal(checks.cron, value, fields=5).allowed.startswith(f"its {field}, ")


def test_five_fields_have_no_seconds() -> None:
    assert refusal(checks.cron, "0 0 3 * * *", fields=5).allowed == "a schedule of 5 fields is needed"


# Values of charts ---------------------------------------------------------------------------------------------------

PLAIN = st.recursive(
    st.booleans() | st.text() | st.integers(-999_999, 999_999) | st.floats(1e-3, 999_999) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(PLAIN)
def test_plain_data_is_kept_as_given(value: Any) -> None:
    assert checks.json_value("values", value) == value


def test_a_tuple_becomes_a_list() -> None:
    assert checks.json_value("values", {"a": (1, ("b",))}) == {"a": [1, ["b"]]}


class Colour(enum.Enum):
    RED = "red"


@pytest.mark.parametrize(
    "value",
    [{1}, b"x", Decimal(1), object(), Colour.RED, Volume("1Gi"), re.compile("x"), 1j, range(3)],
    ids=lambda value: type(value).__name__,
)
def test_another_type_is_refused_with_its_path(value: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        checks.json_value("values", {"server": {"env": ["x", value]}})
    assert caught.value.argument == "values.server.env[1]"
    assert caught.value.value == f"<{type(value).__name__}>", "it may hold a password"
    assert caught.value.allowed == "strings, numbers, booleans, lists and maps only"


@pytest.mark.parametrize("value", [1_000_000, -1_000_000, 3_145_728, 1e6, 2**63, float("inf"), float("nan")], ids=repr)
def test_a_number_that_helm_would_not_print_as_written_is_refused(value: float) -> None:
    assert "write others as a string" in refusal(checks.json_value, value).allowed


@pytest.mark.parametrize("value", [0.00001, -0.00009, 1e-300], ids=repr)
def test_a_number_so_small_that_helm_prints_an_exponent_is_refused(value: float) -> None:
    """Go prints float64 as %g: 0.0001 as it is, 0.00001 as 1e-05."""
    refusal(checks.json_value, value)


@pytest.mark.parametrize("value", [999_999, -999_999, 0, 0.0, 0.0001, 0.5], ids=repr)
def test_a_number_that_helm_prints_as_written_is_kept(value: float) -> None:
    assert checks.json_value("values", value) == value


def test_a_key_that_is_no_string_is_refused() -> None:
    with pytest.raises(InvalidArgument, match=re.escape("values.ports=8080: keys must be strings")):
        checks.json_value("values", {"ports": {8080: "http"}})
