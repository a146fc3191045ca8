"""Secrets as contracts: a name and the keys it promises, whether rendered, encrypted, existing or an operator's."""

from .contract import ExistingSecret, SecretContract, SecretKey, SecretOrigin, SecretSource, SopsSecret

__all__ = ["ExistingSecret", "SecretContract", "SecretKey", "SecretOrigin", "SecretSource", "SopsSecret"]
