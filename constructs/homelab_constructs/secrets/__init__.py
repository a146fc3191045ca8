"""Secrets as contracts: a name and the keys it promises, whether rendered, encrypted, existing or an operator's."""
