"""Reads a SOPS-encrypted Secret and refuses one that would leak or not fit. Nothing is ever decrypted here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..errors import refuse
from .contract import SopsSecret

__all__ = ["EncryptedSecret", "read_encrypted"]

_ENCRYPTED = re.compile(r"ENC\[AES256_GCM,data:[^,\]]*,iv:[^,\]]+,tag:[^,\]]+,type:[a-z]+\]")


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
    import yaml  # late: a lab without encrypted files need not load it

    path = Path(source.path)
    try:
        content = path.read_bytes()
        documents = [document for document in yaml.safe_load_all(content) if document is not None]
    except (OSError, yaml.YAMLError) as error:
        refuse(argument, str(source.path), f"a readable YAML file is needed ({type(error).__name__})")
    document = documents[0] if len(documents) == 1 else None
    if not isinstance(document, dict) or document.get("kind") != "Secret" or document.get("apiVersion") != "v1":
        refuse(argument, str(source.path), "exactly one v1 Secret is needed in the file")
    metadata = document.get("metadata")
    name = metadata.get("name") if isinstance(metadata, dict) else None
    if not isinstance(name, str) or not isinstance(metadata, dict):
        refuse(argument, str(source.path), "metadata.name must stand in clear; encrypt only data and stringData")
    if metadata.get("namespace", namespace) != namespace:
        refuse(argument, str(source.path), f"its namespace must be {namespace!r} or absent")
    if kind != "Opaque" and document.get("type") != kind:
        refuse(argument, str(source.path), f"its type must be {kind}; the reader of this Secret takes no other")
    sops = document.get("sops")
    if not isinstance(sops, dict) or not sops.get("mac"):
        refuse(argument, str(source.path), "it carries no sops block with a mac: encrypt it with sops first")
    values: dict[str, object] = {}
    for block in ("data", "stringData"):
        part = document.get(block) or {}
        if not isinstance(part, dict):
            refuse(argument, str(source.path), f"{block} must be a map")
        values.update(part)
    plain = sorted(key for key, value in values.items() if not _is_encrypted(value))
    if plain:
        refuse(argument, str(source.path), f"not encrypted: {', '.join(plain)}")
    missing = sorted(set(needed) - values.keys())
    if missing:
        refuse(argument, str(source.path), f"missing keys: {', '.join(missing)}")
    return EncryptedSecret(name, frozenset(values), content)


def _is_encrypted(value: object) -> bool:
    return isinstance(value, str) and _ENCRYPTED.fullmatch(value) is not None
