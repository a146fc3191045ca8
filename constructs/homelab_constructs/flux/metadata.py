"""Annotations by which Flux is told how to treat one object (values compared as contract flux, 3.3, says)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["FORCE", "KEEP"]

KEEP: Mapping[str, str] = MappingProxyType({"kustomize.toolkit.fluxcd.io/prune": "disabled"})
"""Data outlives releases: Flux leaves the object alone when it disappears from dist."""

FORCE: Mapping[str, str] = MappingProxyType({"kustomize.toolkit.fluxcd.io/force": "enabled"})
"""Flux replaces the object when an immutable field changes (a Job's pod template)."""
