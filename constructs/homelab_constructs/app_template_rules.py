"""What bjw-s app-template makes of its values."""

from __future__ import annotations

from .proofs.chart_rules import ChartRules

__all__ = ["APP_TEMPLATE_RULES"]

APP_TEMPLATE_RULES = ChartRules(chart="app-template")
