"""Checks of what enters the library. Each returns the value it accepts and refuses every other by name."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from .errors import InvalidArgument, refuse
from .flux.substitution import references, without_references

__all__ = [
    "annotation",
    "cpu",
    "cron",
    "dns_label",
    "dns_subdomain",
    "duration",
    "duration_seconds",
    "env_name",
    "env_text",
    "host",
    "identifier",
    "integer",
    "json_value",
    "line",
    "middleware",
    "name_or",
    "one_of",
    "quantity",
    "quantity_value",
    "secret_key",
    "size",
    "text",
]

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_LABEL_1035 = re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?")
_SUBDOMAIN = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_QUANTITY = re.compile(r"(?P<number>[0-9]+(\.[0-9]+)?)(?P<suffix>m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?")
_DECIMAL: dict[str, Decimal] = {s: Decimal(1000) ** p for p, s in enumerate(("k", "M", "G", "T", "P"), start=1)}
_BINARY: dict[str, Decimal] = {s: Decimal(1024) ** p for p, s in enumerate(("Ki", "Mi", "Gi", "Ti", "Pi"), start=1)}
_SUFFIX: dict[str, Decimal] = {"": Decimal(1), "m": Decimal("0.001"), **_DECIMAL, **_BINARY}
_DURATION = re.compile(r"([0-9]+h)?([0-9]+m)?([0-9]+s)?")
_SECRET_KEY = re.compile(r"[-._a-zA-Z0-9]{1,253}")
_ANNOTATION = re.compile(r"[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
_ENV_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*")
_CRON_ENTRY = re.compile(
    r"(?P<first>[*?]|[0-9]{1,2}|[A-Za-z]{3})(-(?P<last>[0-9]{1,2}|[A-Za-z]{3}))?(/(?P<step>[0-9]{1,2}))?"
)
_MONTHS = tuple("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())
_DAYS = tuple("SUN MON TUE WED THU FRI SAT".split())
# As robfig/cron 3 reads them, for Kubernetes and CloudNativePG alike: Sunday is 0, and 7 is none.
_CRON_FIELDS: tuple[tuple[str, int, int, tuple[str, ...]], ...] = (
    ("second", 0, 59, ()),
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 6, _DAYS),
)
_PORT = re.compile(r"[0-9]{1,5}")
# Line breaks and tabs are for SQL and scripts; no other control character belongs anywhere, nor half a character.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Helm reads values as float64: from a million on, a number is rendered as 1e+06 (contract: flux, 6).
_LARGEST_PLAIN_NUMBER = 1_000_000
_SMALLEST_PLAIN_NUMBER = 0.0001


def text(argument: str, value: object, *, allow_empty: bool = False) -> str:
    """A string, not empty."""
    if not isinstance(value, str):
        refuse(argument, value, "a string is needed")
    if not value and not allow_empty:
        refuse(argument, value, "a string that is not empty is needed")
    if _CONTROL.search(value):
        refuse(argument, value, "no control characters")
    return value


def env_text(argument: str, value: str) -> str:
    """Text of an environment variable, `${VARIABLES}` in it. It may be a password, though none belongs there: an error
    tells its kind alone.
    """
    if _CONTROL.search(value):
        refuse(argument, "<str>", "no control characters")
    try:
        references(argument, value)
    except InvalidArgument:
        wrong = "a `${` or `$$` in it would break or vanish in Flux's substitution"
        # Not `from`: the error behind this one has the text.
        raise InvalidArgument(
            argument, "<str>", f"{wrong}: write ${{NAME}} for a variable, or pass the text through escape() to keep it"
        ) from None
    return value


def line(argument: str, value: object, *, allow_empty: bool = False) -> str:
    """A string of one line, not empty."""
    if "\n" in text(argument, value, allow_empty=allow_empty) or "\t" in str(value):
        refuse(argument, value, "a single line is needed")
    assert isinstance(value, str)
    return value


def name_or(argument: str, value: object, default: str, *, most: int = 253) -> str:
    """The name of an object if one was given, else the default; an empty one was given."""
    return dns_subdomain(argument, default if value is None else value, most=most)


def integer(argument: str, value: object, *, least: int, most: int) -> int:
    """A whole number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        refuse(argument, value, f"a whole number from {least} to {most} is needed")
    return value


def one_of(argument: str, value: object, allowed: Sequence[str]) -> str:
    """One of a few words."""
    if not isinstance(value, str) or value not in allowed:
        refuse(argument, value, f"allowed: {', '.join(allowed)}")
    return value


def dns_label(argument: str, value: object, *, most: int = 63, letter_first: bool = False) -> str:
    """A name as Kubernetes takes it for Services and most objects (RFC 1123; RFC 1035 where a letter must lead)."""
    pattern = _LABEL_1035 if letter_first else _LABEL
    if not isinstance(value, str) or len(value) > most or not pattern.fullmatch(value):
        lead = "a letter first, then " if letter_first else ""
        refuse(argument, value, f"{lead}lower-case letters, digits and '-', at most {most} characters")
    return value


def dns_subdomain(argument: str, value: object, *, references: bool = False, most: int = 253) -> str:
    """An object name with dots (RFC 1123 subdomain); `references` allows `${...}` parts."""
    plain = without_references(argument, value) if references and isinstance(value, str) else value
    if not isinstance(plain, str) or len(plain) > most or not _SUBDOMAIN.fullmatch(plain):
        refuse(argument, value, f"lower-case letters, digits, '-' and '.', at most {most} characters")
    assert isinstance(value, str)
    return value


def host(argument: str, value: object, *, port: bool = False) -> str:
    """A DNS host without scheme or path; `${VARIABLE}` may stand for a part of it; `port` allows `:<port>`."""
    if not isinstance(value, str):
        refuse(argument, value, "a host name is needed")
    if "@" in value:
        # What stands before it is a user, and often a password.
        refuse(argument, "<str>", "a host name without user and password is needed")
    if "://" in value or "/" in without_references(argument, value):
        refuse(argument, value, "a host name without scheme and path is needed, such as app.${SECRET_DOMAIN}")
    name, colon, number = without_references(argument, value).partition(":")
    if colon:
        if not port:
            refuse(argument, value, "no port belongs here")
        if not _PORT.fullmatch(number) or not 1 <= int(number) <= 65535:
            refuse(argument, value, "a port from 1 to 65535 is needed after the colon")
    if len(name) > 253 or not _SUBDOMAIN.fullmatch(name):
        refuse(argument, value, "a host name of lower-case letters, digits, '-' and '.' is needed")
    return value


def quantity_value(argument: str, value: object) -> Decimal:
    """The number a Kubernetes quantity stands for: bytes for memory and storage, cores for CPU."""
    match = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        refuse(argument, value, "a quantity such as 20Gi, 512Mi or 500m, as a string, is needed")
    return Decimal(match["number"]) * _SUFFIX[match["suffix"] or ""]


def quantity(argument: str, value: object) -> str:
    """A Kubernetes quantity above zero, as text."""
    if quantity_value(argument, value) <= 0:
        refuse(argument, value, "a quantity above zero is needed")
    assert isinstance(value, str)
    return value


def cpu(argument: str, value: object) -> str:
    """A quantity of CPU, as text: cores or thousandths of one."""
    if isinstance(value, str) and value and value[-1] not in "0123456789m":
        refuse(argument, value, "cores such as 2 or 0.5, or thousandths such as 250m, as a string, are needed")
    return quantity(argument, value)


def size(argument: str, value: object) -> str:
    """A quantity of memory or storage, as text; thousandths of a byte are a slip for Mi."""
    if isinstance(value, str) and value.endswith("m"):
        refuse(argument, value, "a size such as 20Gi or 512Mi is needed; 'm' means thousandths of a byte here")
    return quantity(argument, value)


def duration_seconds(argument: str, value: object) -> int:
    """Seconds of a duration."""
    match = _DURATION.fullmatch(value) if isinstance(value, str) and value else None
    if match is None:
        refuse(argument, value, "a duration such as 30s, 5m or 1h30m is needed")
    hours, minutes, seconds = (int((part or "0x")[:-1]) for part in match.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if total <= 0:
        refuse(argument, value, "a duration above zero is needed")
    return total


def duration(argument: str, value: object) -> str:
    """A duration in hours, minutes and seconds, as Flux reads it."""
    duration_seconds(argument, value)
    assert isinstance(value, str)
    return value


def secret_key(argument: str, value: object) -> str:
    """A key inside a Secret."""
    if not isinstance(value, str) or not _SECRET_KEY.fullmatch(value) or value == "." or value.startswith(".."):
        refuse(argument, value, "a Secret key: letters, digits, '-', '_' and '.', not '.' alone nor '..' in front")
    return value


def env_name(argument: str, value: object) -> str:
    """A name of an environment variable."""
    if not isinstance(value, str) or not _ENV_NAME.fullmatch(value):
        refuse(argument, value, "a variable name: letters, digits and '_', no digit first")
    return value


def identifier(argument: str, value: object, *, most: int = 63) -> str:
    """An SQL identifier that needs no quotes (PostgreSQL cuts longer ones at 63 bytes)."""
    if not isinstance(value, str) or len(value) > most or not _IDENTIFIER.fullmatch(value):
        refuse(argument, value, f"lower-case letters, digits and '_', no digit first, at most {most} characters")
    return value


def cron(argument: str, value: object, *, fields: int) -> str:
    """A cron schedule with a given number of fields, or a descriptor such as @daily."""
    if isinstance(value, str):
        if value in {"@hourly", "@daily", "@weekly", "@monthly", "@yearly"}:
            return value
        parts = value.split()
        if len(parts) == fields:
            for part, (name, least, most, words) in zip(parts, _CRON_FIELDS[-fields:], strict=True):
                if not all(_cron_entry(entry, least, most, words) for entry in part.split(",")):
                    refuse(argument, value, f"its {name}, {part!r}, must lie between {least} and {most}")
            return value
    refuse(argument, value, f"a schedule of {fields} fields is needed" + (" (seconds first)" if fields == 6 else ""))


def _cron_entry(entry: str, least: int, most: int, words: Sequence[str]) -> bool:
    """Whether one entry of a list is a number, a range, a star, or a step of these, within bounds."""
    match = _CRON_ENTRY.fullmatch(entry)
    if match is None:
        return False
    ends = [end.upper() for end in (match["first"], match["last"]) if end not in (None, "*", "?")]
    if not all(end.isdecimal() or end in words for end in ends):
        return False
    numbers = [words.index(end) + least if end in words else int(end) for end in ends]
    within = all(least <= number <= most for number in numbers) and numbers == sorted(numbers)
    return within and (match["step"] is None or int(match["step"]) > 0)


def middleware(argument: str, value: str) -> str:
    """A Traefik middleware as an Ingress names it."""
    name, _, provider = value.partition("@")
    if provider != "kubernetescrd" or len(name) > 127 or not _LABEL.fullmatch(name):
        refuse(argument, value, "<namespace>-<name>@kubernetescrd is needed")
    return value


def annotation(argument: str, name: str) -> str:
    """The name of an annotation: an optional DNS prefix and a word."""
    prefix, slash, word = name.rpartition("/")
    if not _ANNOTATION.fullmatch(word) or (slash and not _SUBDOMAIN.fullmatch(prefix)):
        refuse(argument, name, "[<dns prefix>/]<word of letters, digits, '-', '_' and '.'> is needed")
    return name


def json_value(argument: str, value: object) -> Any:
    """A value as Helm takes it: plain strings, numbers, booleans, lists and maps with string keys.

    Refused with the path of the offender: other Python types (jsii would fail without naming the place), numbers
    that Helm renders in scientific notation, and numbers that JSON has no word for.
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        if not math.isfinite(value) or abs(value) >= _LARGEST_PLAIN_NUMBER or 0 < abs(value) < _SMALLEST_PLAIN_NUMBER:
            refuse(argument, value, "a number from 0.0001 to below a million is needed; write others as a string")
        return value
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                refuse(argument, key, "keys must be strings")
        return {key: json_value(f"{argument}.{key}", item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(f"{argument}[{index}]", item) for index, item in enumerate(value)]
    if hasattr(value, "as_env"):
        way = "a Secret's key stands in values as .as_env(), or by its .name and .key; HelmApp takes secret_values, too"
        refuse(argument, f"<{type(value).__name__}>", way)
    # Chart values may hold a password: what it is is known by its kind.
    refuse(argument, f"<{type(value).__name__}>", "strings, numbers, booleans, lists and maps only")
