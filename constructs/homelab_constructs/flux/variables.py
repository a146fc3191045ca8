"""Variables: `${SECRET_...}` placeholders that Flux replaces from the cluster's variables Secret. Never a value."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import ClassVar

from ..errors import refuse
from ..typed import Options

__all__ = [
    "ALPHANUMERIC",
    "APP",
    "DOMAIN",
    "HEX_32",
    "HEX_64",
    "OAUTH_ID",
    "QUOTE",
    "TOKEN",
    "USER_NAME",
    "Variable",
    "VariableFormat",
    "in_json",
    "in_secret",
    "in_url",
]

_LOWER_HEX = frozenset("0123456789abcdef")
_ALPHANUMERIC = frozenset(string.ascii_letters + string.digits)
# Characters that stand for themselves in the userinfo part of a URL (RFC 3986, unreserved).
_URL_SAFE = _ALPHANUMERIC | frozenset("-._~")
# Between quotes, whatever kind Flux's writer chooses: nothing that ends, escapes or starts anything.
_QUOTED_SAFE = _ALPHANUMERIC | frozenset("-._~+@/=:,")
_VARIABLE_NAME = re.compile(r"[A-Z][A-Z0-9_]*")

APP = "APP"
"""Name of the substitute that every ks.yaml defines as its own name, by the convention of the target cluster."""

QUOTE = "quote"
"""Name of the substitute that every ks.yaml with placeholders defines as a double quote (see `in_secret`)."""


@dataclass(frozen=True, kw_only=True)
class VariableFormat(Options):
    """What a variable's value may look like: every place it lands in must bear all of it.

    Attributes:
        name: the word for it in expects.yaml.
        alphabet: the characters a value may have.
        shortest: fewest characters.
        longest: most characters.
        generate: a command that prints a fitting value, empty where nobody invents it (a domain, a client id).
    """

    # Told to the type checks: text given in its place may be the secret itself.
    names_a_secret: ClassVar[bool] = True

    name: str
    alphabet: frozenset[str]
    shortest: int
    longest: int
    generate: str = ""


HEX_32 = VariableFormat(
    name="32 hexadecimal characters, lower case",
    alphabet=_LOWER_HEX,
    shortest=32,
    longest=32,
    generate="openssl rand -hex 16",
)
"""The safest secret: the same in a URL, in XML, in JSON and in YAML, and exactly 32 bytes long."""

HEX_64 = VariableFormat(
    name="64 hexadecimal characters, lower case",
    alphabet=_LOWER_HEX,
    shortest=64,
    longest=64,
    generate="openssl rand -hex 32",
)
"""The same, twice as long: 32 bytes where an app decodes it, as many ask of a key to encrypt with."""

ALPHANUMERIC = VariableFormat(
    name="letters and digits, 16 to 40 characters",
    alphabet=_ALPHANUMERIC,
    shortest=16,
    longest=40,
    generate="openssl rand -hex 16",
)
"""A password that someone may have chosen already; at most 40 characters, as MinIO's secret keys."""

TOKEN = VariableFormat(
    name="letters, digits, '-', '_' and '.', 8 to 255 characters",
    alphabet=_ALPHANUMERIC | frozenset("-_."),
    shortest=8,
    longest=255,
)
"""A token that another system issues, such as a GitLab deploy token."""

USER_NAME = VariableFormat(
    name="letters, digits, '-', '_', '.', '+' and '@', 1 to 255 characters",
    alphabet=_ALPHANUMERIC | frozenset("-_.+@"),
    shortest=1,
    longest=255,
)
"""A user name that another system issues, such as `gitlab+deploy-token-1`."""

OAUTH_ID = VariableFormat(
    name="letters, digits, '-', '_' and '.', 8 to 255 characters",
    alphabet=_ALPHANUMERIC | frozenset("-_."),
    shortest=8,
    longest=255,
)
"""A client id or client secret of an OAuth application."""

DOMAIN = VariableFormat(
    name="a DNS domain, lower case, with at least one dot",
    alphabet=frozenset(string.ascii_lowercase + string.digits + "-."),
    shortest=4,
    longest=200,
)
"""The cluster's domain."""


@dataclass(frozen=True, kw_only=True)
class Variable(Options):
    """A `${NAME}` that Flux replaces from the variables Secret (`cluster-secrets`).

    Attributes:
        name: upper-case name, `SECRET_<APP>_<THING>` by the convention of the target cluster.
        format: what its value may look like.
        purpose: what it is for, in one line; stands in expects.yaml.
        may_change: whether a new value is taken over without loss; if not, `purpose` says what is lost.

    Raises:
        InvalidArgument: the name is not upper case, or (in the functions of this module) the format allows characters
            that the place cannot bear.
    """

    # Told to the type checks: text given in its place may be the secret itself.
    names_a_secret: ClassVar[bool] = True

    name: str
    format: VariableFormat
    purpose: str
    may_change: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.name == APP:
            refuse("name", self.name, "another name is needed: every ks.yaml sets this one itself")
        if not _VARIABLE_NAME.fullmatch(self.name):
            refuse("name", self.name, "a variable name of upper-case letters, digits and '_' is needed")

    @property
    def reference(self) -> str:
        """The bare text `${NAME}`: only for places that this module's functions do not cover."""
        return f"${{{self.name}}}"


def _fits(variable: Variable, safe: frozenset[str], place: str) -> str:
    unsafe = "".join(sorted(variable.format.alphabet - safe))
    if unsafe:
        refuse("variable", variable.name, f"its format allows {unsafe!r}, which {place} cannot bear")
    return variable.reference


def in_secret(variable: Variable) -> str:
    """The whole value of a Secret key.

    Flux drops the quotes of the file before it substitutes, so that a password of digits, `1e5` or `true` would arrive
    as a number or boolean and the Secret be refused. The documented way around it is a variable that holds the quote.

    Args:
        variable: the variable.

    Raises:
        InvalidArgument: its format allows what a quoted YAML string cannot bear.
    """
    return f"${{{QUOTE}}}{_fits(variable, _QUOTED_SAFE, 'a quoted YAML string')}${{{QUOTE}}}"


def in_url(variable: Variable) -> str:
    """Inside the user part of a URL: the scheme keeps YAML from reading a number, the alphabet needs no escape.

    Args:
        variable: the variable.

    Raises:
        InvalidArgument: its format allows what a URL would have to encode.
    """
    return _fits(variable, _URL_SAFE, "a URL without percent-encoding")


def in_json(variable: Variable) -> str:
    """Inside a JSON string that is itself a YAML string.

    Args:
        variable: the variable.

    Raises:
        InvalidArgument: its format allows what a JSON string would have to escape.
    """
    return _fits(variable, _QUOTED_SAFE, "a JSON string inside a YAML string")
