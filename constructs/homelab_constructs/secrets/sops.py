"""Reads a SOPS-encrypted Secret and refuses one that would leak or not fit. Nothing is ever decrypted here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from .. import checks
from ..errors import InvalidArgument, refuse
from .contract import SopsSecret

__all__ = ["EncryptedSecret", "read_encrypted"]

_ENCRYPTED = re.compile(r"ENC\[AES256_GCM,data:[^,\]]*,iv:[^,\]]+,tag:[^,\]]+,type:[a-z]+\]")
# Anything else at the top level would be carried in clear, a misspelt `stringdata` above all.
_TOP_LEVEL = frozenset({"apiVersion", "data", "immutable", "kind", "metadata", "sops", "stringData", "type"})
# kubectl's copy of the whole object, values included.
_LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"


@dataclass(frozen=True)
class EncryptedSecret:
    """What stands in clear in an encrypted Secret.

    Attributes:
        name: its name.
        keys: its keys.
        content: the file, byte for byte.
    """

    name: str
    keys: frozenset[str]
    content: bytes


def read_encrypted(
    argument: str, source: SopsSecret, *, needed: Iterable[str], namespace: str, kind: str
) -> EncryptedSecret:
    """Read the file behind a `SopsSecret`.

    Args:
        argument: name of the argument, for errors.
        source: the file and its renamed keys.
        needed: keys, as they are called in the file, that the construct refers to.
        namespace: where the Secret will live; the file may name it or none.
        kind: Secret type that its reader insists on; Opaque where it does not care.

    Raises:
        InvalidArgument: see `SopsSecret`. The message never quotes a value of the file.
    """

    def bad(why: str) -> NoReturn:
        refuse(argument, str(source.path), why)

    content, document = _load(argument, source)
    if document.get("kind") != "Secret" or document.get("apiVersion") != "v1":
        bad("exactly one v1 Secret is needed in the file")
    unknown = sorted(document.keys() - _TOP_LEVEL)
    if unknown:
        bad(f"not part of a Secret, and not encrypted: {', '.join(unknown)}")
    name = _check_metadata(argument, source, document.get("metadata"), namespace)
    if kind != "Opaque" and document.get("type") != kind:
        bad(f"its type must be {kind}; the reader of this Secret takes no other")
    sops = document.get("sops")
    if not isinstance(sops, dict) or not sops.get("mac"):
        bad("it carries no sops block with a mac: encrypt it with sops first")
    keys: set[str] = set()
    plain: list[str] = []
    for block in ("data", "stringData"):
        part = document.get(block) or {}
        if not isinstance(part, dict):
            bad(f"{block} must be a map")
        plain += [key for key, value in part.items() if not _is_encrypted(value)]
        keys |= part.keys()
    if plain:
        bad(f"not encrypted: {', '.join(sorted(plain))}")
    missing = sorted(set(needed) - keys)
    if missing:
        bad(f"missing keys: {', '.join(missing)}")
    return EncryptedSecret(name, frozenset(keys), content)


class _OddKeyError(Exception):
    """A key that hides another, or that is no text."""


def _load(argument: str, source: SopsSecret) -> tuple[bytes, dict[str, Any]]:
    """The file and its one document, every key of it text and written once: a second one would hide the first."""
    import yaml  # late: a lab without encrypted files need not load it

    class Loader(yaml.SafeLoader):
        pass

    def mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
        keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
        if not all(isinstance(key, str) for key in keys) or len(set(keys)) != len(keys):
            raise _OddKeyError
        return loader.construct_mapping(node, deep=True)

    # A date stays text: an impossible one would end the reading with words of the file.
    Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    try:
        content = Path(source.path).read_bytes()
        documents = [document for document in yaml.load_all(content, Loader) if document is not None]
    except OSError as error:
        why = f"a readable YAML file is needed ({type(error).__name__})"
    except _OddKeyError:
        why = "every key must be text and stand once"
    except yaml.YAMLError as error:
        # Without its words, which would quote a line of the file.
        why = f"a readable YAML file is needed ({type(error).__name__})"
    else:
        if len(documents) == 1 and isinstance(documents[0], dict):
            return content, documents[0]
        why = "exactly one v1 Secret is needed in the file"
    raise InvalidArgument(argument, str(source.path), why) from None


def _check_metadata(argument: str, source: SopsSecret, metadata: object, namespace: str) -> str:
    parts = metadata if isinstance(metadata, dict) else {}
    try:
        name = checks.dns_subdomain(argument, parts.get("name"))
    except InvalidArgument:
        name = ""
    if not name:
        refuse(argument, str(source.path), "metadata.name must stand in clear; encrypt only data and stringData")
    if parts.get("namespace", namespace) != namespace:
        refuse(argument, str(source.path), f"its namespace must be {namespace!r} or absent")
    annotations = parts.get("annotations")
    if isinstance(annotations, dict) and _LAST_APPLIED in annotations:
        refuse(argument, str(source.path), f"the annotation {_LAST_APPLIED} holds every value in clear; remove it")
    return name


def _is_encrypted(value: object) -> bool:
    return isinstance(value, str) and _ENCRYPTED.fullmatch(value) is not None
