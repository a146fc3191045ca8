"""Trigger.dev v4: the stack, per line of its chart."""
