"""Quantity: an amount as Kubernetes writes it, as a number that can be compared and added up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kubernetes.utils.quantity import parse_quantity

__all__ = ["quantity"]


def quantity(text: Any) -> Decimal:
    """`250m` is 0.25, `1Gi` is 1073741824.

    Raises:
        ValueError: it is none.
    """
    parsed: Decimal = parse_quantity(text)  # type: ignore[no-untyped-call] # the client has no types
    return parsed
