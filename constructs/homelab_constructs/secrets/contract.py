"""SecretContract: the name of a Secret and the keys it promises, wherever it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from .. import checks
from ..errors import InvalidArgument, refuse
from ..typed import Options

__all__ = ["ExistingSecret", "SecretContract", "SecretKey", "SecretOrigin", "SecretSource", "SopsSecret"]

Keys: TypeAlias = Iterable[str] | Mapping[str, str]


class SecretOrigin(Enum):
    """Who brings a Secret into the cluster."""

    PLACEHOLDERS = "placeholders"
    SOPS = "sops"
    OPERATOR = "operator"
    EXISTING = "existing"


@dataclass(frozen=True)
class SecretKey:
    """One key of one Secret, as a consumer refers to it.

    Attributes:
        secret: the contract that promises it.
        key: the key as it is called in the Secret.
    """

    # Told to the type checks: text given in its place may be the secret itself.
    names_a_secret: ClassVar[bool] = True

    secret: SecretContract
    key: str

    @property
    def name(self) -> str:
        """The Secret's name."""
        return self.secret.name

    def as_env(self) -> dict[str, Any]:
        """What stands beside `name` in an environment variable of a container, in chart values."""
        return {"valueFrom": {"secretKeyRef": {"name": self.name, "key": self.key}}}


@dataclass(frozen=True)
class SecretContract:
    """A Secret's name and what it promises.

    Attributes:
        name: the Secret's name.
        keys: what each promised key is called in it: the name this library uses, then the name in the Secret.
        origin: who brings it.
        provider: Kustomization that creates it; empty where it is in the cluster already.
        namespace: where it is created; empty where it is in the cluster already, then in its user's namespace.
    """

    # Told to the type checks: text given in its place may be the secret itself.
    names_a_secret: ClassVar[bool] = True

    name: str
    keys: Mapping[str, str]
    origin: SecretOrigin
    provider: str = ""
    namespace: str = ""

    def key(self, key: str) -> SecretKey:
        """Refer to a promised key.

        Args:
            key: the name that this library uses for it.

        Raises:
            InvalidArgument: the Secret does not promise that key.
        """
        if key not in self.keys:
            refuse("key", key, f"Secret {self.name!r} promises only: {', '.join(sorted(self.keys))}")
        return SecretKey(self, self.keys[key])


def _keys(argument: str, keys: object) -> dict[str, str]:
    if isinstance(keys, Mapping):
        named = dict(keys)
    elif isinstance(keys, str) or not isinstance(keys, Iterable):
        refuse(argument, keys, "a list of keys, or a map from the key meant to the key in the Secret, is needed")
    else:
        named = {key: key for key in keys}
    for meant, key in named.items():
        checks.secret_key(argument, meant)
        if meant != key:
            try:
                checks.secret_key(argument, key)
            except InvalidArgument as error:
                # Somebody may have taken a map of keys for one of values.
                raise InvalidArgument(f"{argument}[{meant!r}]", f"<{type(key).__name__}>", error.allowed) from None
    return named


@dataclass(frozen=True)
class ExistingSecret(Options):
    """A Secret that is in the cluster already, in the namespace of whoever uses it.

    It is not emitted; expects.yaml lists it with every key that the lab refers to.

    Attributes:
        name: its name.
        keys: what is called otherwise there, for instance `{"clickhouse-password": "password"}`; every key not named
            is expected under the construct's own name for it.

    Raises:
        InvalidArgument: a name or key that Kubernetes would refuse.
    """

    # Told to the type checks: text given in its place may be the secret itself.
    names_a_secret: ClassVar[bool] = True

    name: str
    keys: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_subdomain("name", self.name)
        _keys("keys", self.keys or {})

    def contract(self, promised: Iterable[str] = ()) -> SecretContract:
        """What it promises once a construct has said which keys it needs.

        Args:
            promised: the keys, by the construct's own names for them.
        """
        renamed = _keys("keys", self.keys or {})
        return SecretContract(
            self.name,
            {**renamed, **{key: renamed.get(key, key) for key in promised}},
            SecretOrigin.EXISTING,
        )

    def key(self, key: str) -> SecretKey:
        """Refer to one of its keys, for a Connection to something that exists.

        Args:
            key: the construct's own name for it; `keys` may call it otherwise.

        Raises:
            InvalidArgument: a key that Kubernetes would refuse.
        """
        return self.contract((checks.secret_key("key", key),)).key(key)


@dataclass(frozen=True)
class SopsSecret(Options):
    """A SOPS-encrypted Secret manifest of yours, carried into dist byte for byte.

    Put the annotation `kustomize.toolkit.fluxcd.io/substitute: disabled` on it if a value may contain `$`: Flux
    substitutes in decrypted Secrets too.

    Attributes:
        path: the file, relative to the working directory or absolute.
        keys: what is called otherwise in it; see `ExistingSecret.keys`.

    Raises:
        InvalidArgument: when a construct takes it: the file cannot be read, is no Secret, has a value that is not
            encrypted, or lacks a promised key.
    """

    # Told to the type checks: text given in its place may be the secret itself.
    names_a_secret: ClassVar[bool] = True

    path: str | Path
    keys: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _keys("keys", self.keys or {})


SecretSource: TypeAlias = ExistingSecret | SopsSecret
"""Where a Secret comes from when not from placeholders."""
