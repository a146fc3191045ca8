"""homelab-constructs: home clusters on Flux, written in Python."""

from ._node import use_packaged_node

use_packaged_node()

from .bitnami_redis import BitnamiRedis
from .clickhouse_server import ClickHouseServer
from .cnpg_database import CnpgDatabase, DatabaseUrl, LogicalReplication, PgPooler, PluginBackup, RoleAttributes
from .connections import ClickHouseConnection, ObjectStoreConnection, PostgresConnection, RedisConnection
from .errors import HomelabError, InvalidArgument, LabError
from .flux.app import FluxApp
from .flux.component import Component
from .flux.homelab import Homelab
from .flux.release import HelmRelease, ValueFromSecret
from .flux.source import ChartSource, ExistingSource, HelmRepository, OciChart, RepositoryChart
from .flux.substitution import escape
from .flux.variables import Variable, VariableFormat
from .ingress import IngressHost
from .minio_store import MinioStore
from .profile import ClusterProfile
from .registry import ContainerRegistry
from .secrets import ExistingSecret, SecretContract, SecretKey, SopsSecret
from .sizing import Resources, Volume
from .trigger_dev import (
    AppResources,
    ClickHouseSettings,
    DatabaseSettings,
    GithubSignIn,
    ObjectStoreSettings,
    RedisSettings,
    RunPods,
    SignIn,
    TriggerDevStack,
)

__all__ = [
    "AppResources",
    "BitnamiRedis",
    "ChartSource",
    "ClickHouseConnection",
    "ClickHouseServer",
    "ClickHouseSettings",
    "ClusterProfile",
    "CnpgDatabase",
    "Component",
    "ContainerRegistry",
    "DatabaseSettings",
    "DatabaseUrl",
    "ExistingSecret",
    "ExistingSource",
    "FluxApp",
    "GithubSignIn",
    "HelmRelease",
    "HelmRepository",
    "Homelab",
    "HomelabError",
    "IngressHost",
    "InvalidArgument",
    "LabError",
    "LogicalReplication",
    "MinioStore",
    "ObjectStoreConnection",
    "ObjectStoreSettings",
    "OciChart",
    "PgPooler",
    "PluginBackup",
    "PostgresConnection",
    "RedisConnection",
    "RedisSettings",
    "RepositoryChart",
    "Resources",
    "RoleAttributes",
    "RunPods",
    "SecretContract",
    "SecretKey",
    "SignIn",
    "SopsSecret",
    "TriggerDevStack",
    "ValueFromSecret",
    "Variable",
    "VariableFormat",
    "Volume",
    "escape",
]
