"""Secrets, and whatever else is named: it is there, with its keys, and nothing secret stands as text."""
