"""Names that promise a secret, and texts that are one: told apart from names of Secrets, of keys and of files."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from ...flux.variables import DOMAIN, USER_NAME
from ..declared import TEXT, Declared

__all__ = ["Promise", "is_literal", "is_secret_variable", "is_switch", "promise_of"]


class Promise(Enum):
    """What a name says of its value."""

    SECRET = "a secret"
    PERHAPS = "a secret, or the name of a Secret"
    NOTHING = "neither"


_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PASSWORDS = frozenset(
    """
    apikey masterauth pass passphrase passwd password privatekey pwd requirepass secretkey token
    """.split()
)
# The word before `key` where the key itself follows, and not the name of one.
_KEYS = frozenset(
    """
    account api app auth crypt encrypt encryption hmac jwt license master private root secret session shared signing
    """.split()
)
# The word before `secret` where a secret follows.
_OWN_SECRETS = frozenset(
    """
    api app auth client cookie csrf encryption hmac jwt link oauth session shared signing webhook
    """.split()
)
# The word before `secret` where the name of a Secret follows.
_NAMED_SECRETS = frozenset("ca cert certificate certificates image key password pull registry tls vars".split())
# Words that are written together: what the first part may be before a short ending, which other words have, too.
_OWNERS = (
    "access admin amqp api app auth basic bind bot cert client database db email ftp git http imap influx influxdb "
    "key keystore ldap login mail maria mariadb minio mongo mongodb mqtt my mysql pg pgsql postgres postgresql proxy "
    "rabbit rabbitmq redis refresh root rpc s3 samba server service sftp smb smtp sql ssh ssl tls truststore user "
    "vnc wifi"
)
_GLUED = re.compile(rf"({'|'.join(_OWNERS.split())})(pass|pwd|token)|(.+)(passphrase|passwd|password)")
# Before the word in one piece with it, they make something else of it: an address, or a switch.
_ABOUT = frozenset("allow change forgot forgotten has lost no require reset show update use".split())
# A number about secrets, where one of these stands right before the word; after it, the word is not the last any more.
_NUMBERS = frozenset(
    """
    age count expiration expire expires expiry length lifetime limit limits max maximum min minimum num number size
    timeout ttl
    """.split()
)
_SECRET_VARIABLE = re.compile(r"(PASSWORD|PASSWD|PASSPHRASE|_PASS|_PW|_PWD|_SECRET|(?<!PUBLIC)_KEY|TOKEN)$")
_NO_SECRET_VARIABLE = re.compile(r"_(ID|USER|USERNAME|EMAIL|HOST)$")
_SWITCHES = frozenset("true false yes no on off none null enabled disabled".split())
# Read elsewhere, and so no secret themselves.
_LEADS_ELSEWHERE = ("ENC[", "$", "file:", "env:", "vault:", "ref+", "op://", "!")
_FILE = re.compile(r"\.{0,2}(/[\w.-]+){2,}/?")


@lru_cache(maxsize=4096)
def promise_of(name: str, *, of_a_secret: bool = False) -> Promise:
    """What the name of a value says.

    Args:
        name: the key, the environment variable, the argument.
        of_a_secret: whether it is a key of a Secret, where any `key` is one.
    """
    words = [word.lower() for word in _WORD.findall(name)]
    if not words or "existing" in words:
        return Promise.NOTHING
    words[-1:] = _parted(words[-1])
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if before in _NUMBERS:
        return Promise.NOTHING
    if last in _PASSWORDS:
        return Promise.SECRET
    if last == "key":
        mine = of_a_secret and before != "public"
        told = before in _KEYS or (before == "access" and "secret" in words[:-2])
        return Promise.SECRET if mine or told else Promise.NOTHING
    if last != "secret" or before in _NAMED_SECRETS:
        return Promise.NOTHING
    if of_a_secret or before in _OWN_SECRETS or (name.isupper() and before):
        return Promise.SECRET
    return Promise.PERHAPS


def _parted(word: str) -> list[str]:
    """`dbpass` as `db` and `pass`; what merely ends like that (`compass`) in one piece."""
    match = _GLUED.fullmatch(word)
    if match is None or word in _PASSWORDS or match[3] in _ABOUT:
        return [word]
    return [part for part in match.groups() if part]


def is_literal(text: str) -> bool:
    """Whether a text is itself the value: no variable, no template, no file, no switch."""
    text = text.strip()
    elsewhere = "${" in text or "{{" in text or text.startswith(_LEADS_ELSEWHERE)
    return bool(text) and not elsewhere and not is_switch(text) and not _FILE.fullmatch(text)


def is_switch(text: str) -> bool:
    """Whether a text only says yes, no or nothing."""
    return text.strip().lower() in _SWITCHES


def is_secret_variable(name: str, declared: Declared) -> bool:
    """Whether a variable holds a secret, by the format that is declared for it or else by its name."""
    if _NO_SECRET_VARIABLE.search(name):
        return False
    form = declared.variables.get(name, TEXT)
    if form not in (DOMAIN, USER_NAME, TEXT):
        return True
    *words, last = name.lower().split("_")
    parts = _parted(last)
    words += parts
    promised = len(parts) > 1 or _SECRET_VARIABLE.search(name) is not None
    return promised and not (len(words) > 1 and words[-2] in _NUMBERS)
