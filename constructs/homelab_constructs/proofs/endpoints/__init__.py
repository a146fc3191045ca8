"""Hosts and ports that something connects to."""
