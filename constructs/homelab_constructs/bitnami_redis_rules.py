"""What Bitnami's Redis chart makes of its values."""

from __future__ import annotations

from .proofs.chart_rules import ChartRules

__all__ = ["BITNAMI_REDIS_RULES"]

BITNAMI_REDIS_RULES = ChartRules(chart="redis")
