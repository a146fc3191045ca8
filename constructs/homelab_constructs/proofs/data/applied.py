"""Applied: what becomes of an object's texts, marks and identity when Flux applies it."""

from __future__ import annotations

from ...flux.variables import QUOTE
from ..replay import SubstitutionError, references, substitute
from ..tree import Item, mapping

__all__ = ["FLUX", "Identity", "arriving", "distinct", "identity", "marked"]

FLUX = "kustomize.toolkit.fluxcd.io"
Identity = tuple[str, str, str, str, str]
"""Cluster (empty for Flux's own), group, kind, namespace and name: two of the same are one object."""


def marked(item: Item, word: str, value: str) -> bool:
    """Whether Flux finds that mark on the object: an annotation or a label, its own or one that its owner gives to all.

    Args:
        item: the object.
        word: what stands behind the slash, such as `prune`.
        value: upper or lower case (contract flux, 3.3).
    """
    key = f"{FLUX}/{word}"
    for block in ("annotations", "labels"):
        common = mapping(item.owner.item.spec.get("commonMetadata")).get(block) if item.owner is not None else None
        found = {**mapping(item.metadata.get(block)), **mapping(common)}.get(key)
        if isinstance(found, str) and found.lower() == value:
            return True
    return False


def arriving(item: Item, text: str) -> str | None:
    """A text as it reaches the API server, variables filled in with ordinary values.

    None where nobody here can tell: a variable that nobody declared, or a `${` that Flux cannot read. The substitution
    proof speaks of both.
    """
    if "$" not in text or not item.substituted:
        return text
    values = _values(item)
    try:
        if any(name not in values and not has_default for name, has_default in references(text)):
            return None
        return substitute(text, values)
    except SubstitutionError:
        return None


def distinct(item: Item, text: str) -> str:
    """A text to compare others with: variables filled in as far as they are known, the others as they are written."""
    if "$" not in text or not item.substituted:
        return text
    values = _values(item)
    try:
        unknown = {name: f"${{{name}}}" for name, has_default in references(text) if not has_default}
        return substitute(text, {**unknown, **values})
    except SubstitutionError:
        return text


def _values(item: Item) -> dict[str, str]:
    return {**(item.owner.samples if item.owner is not None else item.declared.samples), QUOTE: ""}


def identity(item: Item) -> Identity:
    """Which object of which cluster it is, variables in its name filled in as far as they are known."""
    group, kind, namespace, name = item.identity
    elsewhere = item.owner.item.spec.get("kubeConfig") if item.owner is not None else None
    return str(elsewhere or ""), group, kind, namespace, distinct(item, name)
