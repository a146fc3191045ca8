"""Pods: confined, bounded, probed, and of one piece."""
