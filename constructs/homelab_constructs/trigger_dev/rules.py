"""What Trigger.dev's chart makes of its values."""

from __future__ import annotations

from ..proofs.chart_rules import ChartRules

__all__ = ["TRIGGER_DEV_RULES"]

TRIGGER_DEV_RULES = ChartRules(chart="trigger")
