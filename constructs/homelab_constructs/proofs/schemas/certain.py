"""Certain: whether what stands in an object is known here, or only in the cluster, by a variable or by SOPS."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ..replay import SubstitutionError, references
from ..tree import Item
from .plain import MISSING, Path, at

__all__ = ["Certainty"]

_VARIABLE = "${"
_SOPS = "ENC["


class Certainty:
    """What of an object is certain. A variable that the Kustomization sets itself has a known value.

    Args:
        item: the object.
    """

    def __init__(self, item: Item) -> None:
        self._item = item

    def encrypted(self, path: Sequence[str | int]) -> bool:
        """Whether SOPS has encrypted what stands at a place."""
        written = at(self._item.data, path)
        return self._item.encrypted and isinstance(written, str) and written.startswith(_SOPS)

    def varies(self, path: Path) -> bool:
        """Whether a variable of an unknown value stands at a place, or may have made the place itself."""
        if not self._substituted:
            return False
        written = at(self._item.data, path)
        if written is MISSING:
            parent = at(self._item.data, path[:-1])
            return isinstance(parent, dict) and any(_VARIABLE in str(key) for key in parent)
        return not isinstance(written, dict | list) and self._depends(str(written))

    def _depends(self, text: str) -> bool:
        try:
            names = {name for name, _ in references(text)}
        except SubstitutionError:
            return True
        return not names <= self._inline

    @cached_property
    def _substituted(self) -> bool:
        try:
            return self._item.substituted
        except TypeError:  # its labels or annotations are no map, which is told elsewhere
            return True

    @cached_property
    def _inline(self) -> set[str]:
        return set(self._item.owner.inline) if self._item.owner is not None else set()
