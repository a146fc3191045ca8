"""Declared: what the cluster has besides the tree, as expects.yaml says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..errors import HomelabError
from ..flux.variables import ALPHANUMERIC, DOMAIN, HEX_32, HEX_64, OAUTH_ID, TOKEN, USER_NAME, VariableFormat
from .finding import Finding

__all__ = ["TEXT", "Declared", "Exemption"]

TEXT = VariableFormat(
    name="any text without characters that YAML reads",
    alphabet=ALPHANUMERIC.alphabet | frozenset("-_./@+~=,"),
    shortest=1,
    longest=255,
)
"""What is taken of a variable of which only the name is known."""

_FORMATS = {item.name: item for item in (ALPHANUMERIC, DOMAIN, HEX_32, HEX_64, OAUTH_ID, TOKEN, USER_NAME)}

_MODES = ("ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany")
_PARTS = frozenset(
    """
    exemptions ingressClasses kustomizations middlewares namespaces objects operators rootInjects secrets
    secretsMadeLater sources storageClasses variables
    """.split()
)


@dataclass(frozen=True)
class Exemption:
    """A finding that somebody bears, by name and with a reason.

    Attributes:
        proof: name of the proof.
        object: `<Kind>/<name>`.
        path: the field, or the beginning of it; empty for any.
        reason: why, for whoever reads it later.
        namespace: where the object lives, for two of one name; empty for any.
    """

    proof: str
    object: str
    path: str
    reason: str
    namespace: str = ""

    def covers(self, found: Finding) -> bool:
        """Whether a finding is meant."""
        path = found.path
        within = path == self.path or not self.path or path.startswith((f"{self.path}.", f"{self.path}["))
        return (
            (self.proof, self.object) == (found.proof, found.object)
            and within
            and self.namespace in ("", found.namespace)
        )


@dataclass(frozen=True)
class Declared:
    """The document in expects.yaml. Everything is empty where a folder has none.

    Attributes:
        secrets: keys by namespace and name.
        made_later: Secrets that a pod of the lab makes when it runs.
        sources: facts (url, version) by kind, namespace and name.
        kustomizations: namespace and name.
        objects: kind, namespace and name of other objects.
        access_modes: what a volume claim among them was claimed with, by namespace and name, where somebody said.
        namespaces: namespaces.
        storage_classes: storage classes.
        ingress_classes: classes of Ingresses.
        middlewares: `<namespace>-<name>@kubernetescrd`.
        operators: the versions that the tree is for, by the operator's name: `>=2.6`.
        variables: what a variable's value may look like, by its name.
        variables_secret: namespace and name of the Secret that holds them; empty where nobody said.
        root_injects: whether who applies the tree patches `substituteFrom` and `decryption` into every Kustomization.
        exemptions: findings that are borne.
        given: whether there is such a document at all.
    """

    secrets: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    made_later: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    sources: Mapping[tuple[str, str, str], Mapping[str, str]] = field(default_factory=dict)
    kustomizations: frozenset[tuple[str, str]] = frozenset()
    objects: frozenset[tuple[str, str, str]] = frozenset()
    access_modes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    namespaces: frozenset[str] = frozenset()
    storage_classes: frozenset[str] = frozenset()
    ingress_classes: frozenset[str] = frozenset()
    middlewares: frozenset[str] = frozenset()
    operators: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, VariableFormat] = field(default_factory=dict)
    variables_secret: tuple[str, str] = ("", "")
    root_injects: bool = False
    exemptions: tuple[Exemption, ...] = ()
    given: bool = False

    @cached_property
    def samples(self) -> Mapping[str, str]:
        """An ordinary value for every declared variable."""
        return {name: _sample(name, form.alphabet, form.shortest) for name, form in self.variables.items()}

    @classmethod
    def read(cls, document: object) -> Declared:
        """Understand an expects.yaml.

        Raises:
            HomelabError: a part of it has another shape than docs/proofs/README.md shows.
        """
        if not isinstance(document, dict) or not document.keys() <= _PARTS:
            unknown = sorted(map(str, document.keys() - _PARTS)) if isinstance(document, dict) else []
            raise HomelabError(
                f"expects.yaml: {', '.join(unknown) or 'the document'}: a map of {', '.join(sorted(_PARTS))} is needed"
            )
        try:
            return cls._read(document)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise HomelabError(f"expects.yaml: a part of it lacks or mistakes {error}") from error

    @classmethod
    def _read(cls, document: Mapping[str, Any]) -> Declared:
        variables = document.get("variables") or {}
        secret = variables.get("secret") or {}
        return cls(
            secrets={
                (_text(item, "namespace"), _text(item, "name")): frozenset(_words(item.get("keys"), "keys"))
                for item in _maps(document, "secrets")
            },
            made_later={
                (_text(item, "namespace"), _text(item, "name")): frozenset(_words(item.get("keys"), "keys"))
                for item in _maps(document, "secretsMadeLater")
            },
            sources={
                (_text(item, "kind"), _text(item, "namespace"), _text(item, "name")): {
                    str(key): str(value) for key, value in item.items()
                }
                for item in _maps(document, "sources")
            },
            kustomizations=frozenset(
                (_text(item, "namespace"), _text(item, "name")) for item in _maps(document, "kustomizations")
            ),
            objects=frozenset(
                (_text(item, "kind"), _text(item, "namespace", ""), _text(item, "name"))
                for item in _maps(document, "objects")
            ),
            access_modes={
                (_text(item, "namespace"), _text(item, "name")): _mode(item)
                for item in _maps(document, "objects")
                if item.get("kind") == "PersistentVolumeClaim" and "accessMode" in item
            },
            namespaces=frozenset(_words(document.get("namespaces"), "namespaces")),
            storage_classes=frozenset(_words(document.get("storageClasses"), "storageClasses")),
            ingress_classes=frozenset(_words(document.get("ingressClasses"), "ingressClasses")),
            middlewares=frozenset(_words(document.get("middlewares"), "middlewares")),
            operators={_text(item, "name"): str(item.get("version", "")) for item in _maps(document, "operators")},
            variables={
                _text(item, "name"): _FORMATS.get(_text(item, "format", ""), TEXT) for item in _maps(variables, "keys")
            },
            variables_secret=(_text(secret, "namespace", ""), _text(secret, "name", "")),
            root_injects=document.get("rootInjects") is True,
            exemptions=tuple(
                Exemption(
                    _text(item, "proof"),
                    _text(item, "object"),
                    _text(item, "path", ""),
                    _text(item, "reason"),
                    _text(item, "namespace", ""),
                )
                for item in _maps(document, "exemptions")
            ),
            given=True,
        )


def _text(item: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = item.get(key, default)
    if not isinstance(value, str) or (not value and default is None):
        raise ValueError(f"{key!r}: a text is needed, and {value!r} is there")
    return value


def _mode(item: Mapping[str, Any]) -> str:
    mode = _text(item, "accessMode")
    if mode not in _MODES:
        raise ValueError(f"'accessMode': one of {', '.join(_MODES)} is needed, and {mode!r} is there")
    return mode


def _words(node: Any, what: str) -> list[str]:
    if node is None:
        return []
    if not isinstance(node, list) or not all(isinstance(word, str) for word in node):
        raise ValueError(f"{what!r}: a list of texts is needed")
    return node


def _maps(document: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    node = document.get(key)
    if node is None:
        return []
    if not isinstance(node, list) or not all(isinstance(entry, dict) for entry in node):
        raise ValueError(f"{key!r}: a list of maps is needed")
    return node


def _sample(name: str, alphabet: frozenset[str], shortest: int) -> str:
    if "." in alphabet and "_" not in alphabet and "A" not in alphabet:
        return "home.example.org"
    word = "".join(letter for letter in name.lower() if letter in alphabet and letter.isalnum()) or "a"
    return ("ab" + word + "0c" * shortest)[: max(shortest, 12)]
