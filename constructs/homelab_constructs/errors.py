"""The errors this library raises: each names what was given, and what would have been right."""

from __future__ import annotations

import re
from typing import NoReturn

__all__ = ["EXIT_MISSING", "HomelabError", "InvalidArgument", "LabError", "refuse"]

EXIT_MISSING = 69
"""Exit code of a command that could not begin because the machine lacks something (EX_UNAVAILABLE of sysexits.h)."""

# A URL may bring a password along, and a password may hold `/` and `@`: up to the last one of the word.
_USERINFO = re.compile(r"(?<=://)\S*@")


class HomelabError(ValueError):
    """Base of every error that homelab-constructs raises on purpose."""


class InvalidArgument(HomelabError):
    """An argument that cannot be built from: raised where it was written, before anything exists.

    Attributes:
        argument: name of the argument, with its path inside nested options.
        value: what was given; of a URL, without user and password.
        allowed: what would have been accepted.
    """

    def __init__(self, argument: str, value: object, allowed: str) -> None:
        self.argument = _without_userinfo(argument)
        self.value = _without_userinfo(value) if isinstance(value, str) else value
        self.allowed = _without_userinfo(allowed)
        super().__init__(f"{self.argument}={_without_userinfo(repr(value))}: {self.allowed}")


def _without_userinfo(text: str) -> str:
    return _USERINFO.sub("<hidden>@", text)


class LabError(HomelabError):
    """What only the whole lab can tell: raised by `Homelab.synth()`, with every finding at once.

    Attributes:
        findings: one line per problem, each naming its place.
    """

    def __init__(self, findings: list[str]) -> None:
        self.findings = tuple(findings)
        lines = "\n".join(f"  - {finding}" for finding in findings)
        super().__init__(f"the lab does not fit together, nothing was written:\n{lines}")


def refuse(argument: str, value: object, allowed: str) -> NoReturn:
    """Raise the error that every wrong argument gets.

    Args:
        argument: name of the argument, with its path inside nested options.
        value: what was given; its kind alone where it may be a secret.
        allowed: what would have been accepted.

    Raises:
        InvalidArgument: always.
    """
    raise InvalidArgument(argument, value, allowed)
