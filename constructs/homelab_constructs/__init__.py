"""homelab-constructs: home clusters on Flux, written in Python.

The public names, each loaded when it is first asked for: what an app does not use (the largest generated classes above
all) is not imported, and the command line starts without jsii.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._collector import collector_paused
from ._node import use_packaged_node

if TYPE_CHECKING:
    from .apps.app_template import AppTemplate
    from .apps.containers import Container, Controller
    from .apps.helm_app import HelmApp
    from .apps.probes import CommandProbe, HttpProbe, TcpProbe
    from .apps.volumes import ConfigFiles, Mount, Scratch
    from .bitnami_redis import BitnamiRedis
    from .claims import ExistingClaim, VolumeClaim, take_claim
    from .clickhouse_server import ClickHouseServer
    from .cnpg_bootstrap import DatabaseImport, PgBaseBackup, Recovery, RecoveryTarget
    from .cnpg_database import CnpgDatabase
    from .cnpg_options import DatabaseUrl, LogicalReplication, PgPooler, PluginBackup, RoleAttributes
    from .connections import (
        ClickHouseConnection,
        Connection,
        ObjectStoreConnection,
        PostgresConnection,
        RedisConnection,
        ServiceConnection,
    )
    from .errors import HomelabError, InvalidArgument, LabError, refuse
    from .flux.app import FluxApp
    from .flux.component import Component, ComponentPart
    from .flux.health import READY, HealthGate
    from .flux.homelab import Homelab
    from .flux.release import HelmRelease, ValueFromSecret
    from .flux.source import ChartSource, ExistingSource, HelmRepository, OciChart, RepositoryChart
    from .flux.substitution import escape
    from .flux.variables import (
        ALPHANUMERIC,
        HEX_32,
        HEX_64,
        OAUTH_ID,
        TOKEN,
        USER_NAME,
        Variable,
        VariableFormat,
        in_json,
        in_secret,
        in_url,
    )
    from .images import Image
    from .ingress import IngressHost
    from .minio_store import MinioStore
    from .pods import container_security, k8s_container_security, k8s_pod_security, k8s_resources, pod_security
    from .profile import ClusterProfile
    from .registry import ContainerRegistry
    from .secrets.app_secret import AppSecret
    from .secrets.contract import ExistingSecret, SecretContract, SecretKey, SecretSource, SopsSecret
    from .secrets.provide import Placeholders, provide_secret
    from .sizing import Resources, Volume
    from .trigger_dev.settings import (
        AppResources,
        ClickHouseSettings,
        DatabaseSettings,
        ObjectStoreSettings,
        RedisSettings,
        RunPods,
    )
    from .trigger_dev.sign_in import GithubSignIn, SignIn
    from .trigger_dev.stack import TriggerDevStack
    from .typed import Options, typed_arguments

__all__ = [
    "ALPHANUMERIC",
    "HEX_32",
    "HEX_64",
    "OAUTH_ID",
    "READY",
    "TOKEN",
    "USER_NAME",
    "AppResources",
    "AppSecret",
    "AppTemplate",
    "BitnamiRedis",
    "ChartSource",
    "ClickHouseConnection",
    "ClickHouseServer",
    "ClickHouseSettings",
    "ClusterProfile",
    "CnpgDatabase",
    "CommandProbe",
    "Component",
    "ComponentPart",
    "ConfigFiles",
    "Connection",
    "Container",
    "ContainerRegistry",
    "Controller",
    "DatabaseImport",
    "DatabaseSettings",
    "DatabaseUrl",
    "ExistingClaim",
    "ExistingSecret",
    "ExistingSource",
    "FluxApp",
    "GithubSignIn",
    "HealthGate",
    "HelmApp",
    "HelmRelease",
    "HelmRepository",
    "Homelab",
    "HomelabError",
    "HttpProbe",
    "Image",
    "IngressHost",
    "InvalidArgument",
    "LabError",
    "LogicalReplication",
    "MinioStore",
    "Mount",
    "ObjectStoreConnection",
    "ObjectStoreSettings",
    "OciChart",
    "Options",
    "PgBaseBackup",
    "PgPooler",
    "Placeholders",
    "PluginBackup",
    "PostgresConnection",
    "Recovery",
    "RecoveryTarget",
    "RedisConnection",
    "RedisSettings",
    "RepositoryChart",
    "Resources",
    "RoleAttributes",
    "RunPods",
    "Scratch",
    "SecretContract",
    "SecretKey",
    "SecretSource",
    "ServiceConnection",
    "SignIn",
    "SopsSecret",
    "TcpProbe",
    "TriggerDevStack",
    "ValueFromSecret",
    "Variable",
    "VariableFormat",
    "Volume",
    "VolumeClaim",
    "container_security",
    "escape",
    "in_json",
    "in_secret",
    "in_url",
    "k8s_container_security",
    "k8s_pod_security",
    "k8s_resources",
    "pod_security",
    "provide_secret",
    "refuse",
    "take_claim",
    "typed_arguments",
]

_HOMES = {
    "apps.app_template": ("AppTemplate",),
    "apps.containers": ("Container", "Controller"),
    "apps.helm_app": ("HelmApp",),
    "apps.probes": ("CommandProbe", "HttpProbe", "TcpProbe"),
    "apps.volumes": ("ConfigFiles", "Mount", "Scratch"),
    "bitnami_redis": ("BitnamiRedis",),
    "claims": ("ExistingClaim", "VolumeClaim", "take_claim"),
    "clickhouse_server": ("ClickHouseServer",),
    "cnpg_bootstrap": (
        "DatabaseImport",
        "PgBaseBackup",
        "Recovery",
        "RecoveryTarget",
    ),
    "cnpg_database": ("CnpgDatabase",),
    "cnpg_options": (
        "DatabaseUrl",
        "LogicalReplication",
        "PgPooler",
        "PluginBackup",
        "RoleAttributes",
    ),
    "connections": (
        "ClickHouseConnection",
        "Connection",
        "ObjectStoreConnection",
        "PostgresConnection",
        "RedisConnection",
        "ServiceConnection",
    ),
    "errors": (
        "HomelabError",
        "InvalidArgument",
        "LabError",
        "refuse",
    ),
    "flux.app": ("FluxApp",),
    "flux.component": (
        "Component",
        "ComponentPart",
    ),
    "flux.health": (
        "READY",
        "HealthGate",
    ),
    "flux.homelab": ("Homelab",),
    "flux.release": (
        "HelmRelease",
        "ValueFromSecret",
    ),
    "flux.source": (
        "ChartSource",
        "ExistingSource",
        "HelmRepository",
        "OciChart",
        "RepositoryChart",
    ),
    "flux.substitution": ("escape",),
    "flux.variables": (
        "ALPHANUMERIC",
        "HEX_32",
        "HEX_64",
        "OAUTH_ID",
        "TOKEN",
        "USER_NAME",
        "Variable",
        "VariableFormat",
        "in_json",
        "in_secret",
        "in_url",
    ),
    "images": ("Image",),
    "ingress": ("IngressHost",),
    "minio_store": ("MinioStore",),
    "pods": (
        "container_security",
        "k8s_container_security",
        "k8s_pod_security",
        "k8s_resources",
        "pod_security",
    ),
    "profile": ("ClusterProfile",),
    "registry": ("ContainerRegistry",),
    "secrets.app_secret": ("AppSecret",),
    "secrets.contract": (
        "ExistingSecret",
        "SecretContract",
        "SecretKey",
        "SecretSource",
        "SopsSecret",
    ),
    "secrets.provide": (
        "Placeholders",
        "provide_secret",
    ),
    "sizing": (
        "Resources",
        "Volume",
    ),
    "trigger_dev.settings": (
        "AppResources",
        "ClickHouseSettings",
        "DatabaseSettings",
        "ObjectStoreSettings",
        "RedisSettings",
        "RunPods",
    ),
    "trigger_dev.sign_in": (
        "GithubSignIn",
        "SignIn",
    ),
    "trigger_dev.stack": ("TriggerDevStack",),
    "typed": (
        "Options",
        "typed_arguments",
    ),
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

# Before anything imports cdk8s, which starts node.
use_packaged_node()


if not TYPE_CHECKING:  # to a type checker it would say that any name may be imported

    def __getattr__(name: str) -> Any:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        with collector_paused():
            return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
