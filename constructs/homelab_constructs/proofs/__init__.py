"""Proofs: checks over a finished tree, each in a module of its own.

They take the tree (components and plain objects), return findings, know nothing of cdk8s, and never change anything.
`list.py` has them in one list; adding one is a file, a line there and a test.
"""
