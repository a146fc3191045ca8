"""Quantities as Kubernetes reads them: `20Gi`, `500m`, `1e3`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

__all__ = ["quantity"]

_QUANTITY = re.compile(
    r"(?P<number>[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30}))"
    r"(?:(?P<suffix>[numkMGTPE]|[KMGTPE]i)|[eE](?P<exponent>[+-]?[0-9]{1,2}))?"
)
_SMALL = {"n": Decimal("1e-9"), "u": Decimal("1e-6"), "m": Decimal("1e-3"), "k": Decimal(1000)}
_LARGE = "KMGTPE"


def quantity(value: Any) -> Decimal | None:
    """The number that a quantity stands for; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    match = _QUANTITY.fullmatch(str(value))
    if match is None:
        return None
    suffix = match["suffix"] or ""
    if match["exponent"]:
        factor = Decimal(10) ** int(match["exponent"])
    elif suffix.endswith("i"):
        factor = Decimal(1024) ** (_LARGE.index(suffix[0]) + 1)
    else:
        factor = _SMALL.get(suffix) or Decimal(1000) ** (_LARGE.find(suffix or "-") + 1)
    return Decimal(match["number"]) * factor
