"""Who may sign in to Trigger.dev, and who is an administrator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import refuse
from ..flux.substitution import without_references
from ..flux.variables import OAUTH_ID, Variable, in_secret
from ..secrets.contract import SecretSource
from ..secrets.provide import Placeholders
from ..typed import Options

__all__ = ["GithubSignIn", "SignIn", "email_pattern", "github_placeholders"]

CLIENT_ID, CLIENT_SECRET = "client-id", "client-secret"
_PLAIN_REFERENCE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")
_ADDRESS = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9._%+-]*)?@[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*"
)


@dataclass(frozen=True, kw_only=True)
class GithubSignIn(Options):
    """Sign-in by a GitHub OAuth application whose callback is `https://<host>/auth/github/callback`.

    Attributes:
        secret: a Secret of yours with `client-id` and `client-secret`; None renders one from the variables
            SECRET_<APP>_GITHUB_CLIENT_ID and SECRET_<APP>_GITHUB_CLIENT_SECRET.
    """

    secret: SecretSource | None = None


@dataclass(frozen=True, kw_only=True)
class SignIn(Options):
    """How people get in. The magic link is always on; without mail delivery it stands in the log of container `webapp`.

    Attributes:
        allowed_emails: addresses (`me@example.org`) or whole domains (`@example.org`) that may sign in, by any method.
            Empty lets everybody in who can reach the host and read the log, or has a GitHub account.
        admin_emails: addresses that become administrators, only when their account is first made by a magic link:
            make that the first login.
        github: GitHub sign-in, off unless given.

    Raises:
        InvalidArgument: an entry that is neither an address nor `@domain`.
    """

    allowed_emails: Sequence[str] = ()
    admin_emails: Sequence[str] = ()
    github: GithubSignIn | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for argument in ("allowed_emails", "admin_emails"):
            email_pattern(argument, getattr(self, argument))


def email_pattern(argument: str, emails: Sequence[str]) -> str:
    """One regular expression for a list of addresses and domains; empty for none.

    Anchored at both ends: Trigger.dev 4.0 looks for the pattern anywhere in an address, so that an unanchored
    `me@example.org` would also let `me@example.org.evil.com` in; 4.5 takes the same pattern.
    """
    parts: list[str] = []
    for email in emails:
        if not _ADDRESS.fullmatch(without_references(argument, email)):
            refuse(argument, email, "an address such as me@example.org, or a domain such as @example.org")
        literal = "".join(_literal(argument, piece) for piece in re.split(r"(\$\{[^}]*\})", email))
        parts.append(f"[^@]+{literal}" if email.startswith("@") else literal)
    return f"^({'|'.join(parts)})$" if parts else ""


def _literal(argument: str, piece: str) -> str:
    """A piece of an address that matches nothing but itself: Flux brackets the dots of a variable while it substitutes.

    With bare dots the domain lab.example.org would also let labxexample.org in, which anybody can register.
    """
    if not piece.startswith("${"):
        return re.escape(piece)
    if not _PLAIN_REFERENCE.fullmatch(piece):
        refuse(argument, piece, "a plain ${NAME} is needed inside an address")
    return f"{piece[:-1]}//./[.]}}"


def github_placeholders(app: str, variable_name: str, secret_name: str) -> Placeholders:
    """The Secret of a GitHub OAuth application.

    Args:
        app: the app's name, for the variables' purpose.
        variable_name: prefix of the two variables, without the last word.
        secret_name: name of the Secret.
    """
    client_id = Variable(
        name=f"{variable_name}_ID", format=OAUTH_ID, purpose=f"client id of the GitHub OAuth application of {app}"
    )
    client_secret = Variable(name=f"{variable_name}_SECRET", format=OAUTH_ID, purpose="its client secret")
    return Placeholders(
        name=secret_name,
        content={CLIENT_ID: in_secret(client_id), CLIENT_SECRET: in_secret(client_secret)},
        variables=[client_id, client_secret],
        keep=False,
    )
