"""The tree: who applies what, and into which namespace."""
