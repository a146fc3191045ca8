"""Pictures of a lab: its dependency graph as Mermaid and as SVG, drawn from its dist alone.

Reads files only. Nothing here imports cdk8s, so that a picture needs neither node nor the lab's Python.
"""
