"""Trigger.dev v4: the stack, per line of its chart."""

from .settings import (
    AppResources,
    ClickHouseSettings,
    DatabaseSettings,
    ObjectStoreSettings,
    RedisSettings,
    RunPods,
)
from .sign_in import GithubSignIn, SignIn
from .stack import TriggerDevStack

__all__ = [
    "AppResources",
    "ClickHouseSettings",
    "DatabaseSettings",
    "GithubSignIn",
    "ObjectStoreSettings",
    "RedisSettings",
    "RunPods",
    "SignIn",
    "TriggerDevStack",
]
