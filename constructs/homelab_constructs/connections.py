"""Connections: what a consumer needs of a datastore, whether this lab makes it or the cluster has it.

A consumer calls `connection.used_by(component)` once: the component then waits for whoever provides the datastore,
and Secrets that exist already are listed in expects.yaml with the keys referred to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar

from . import checks
from .errors import refuse
from .secrets.contract import SecretKey, SecretOrigin
from .typed import Options

_VERSION = re.compile(r"[0-9]{2}\.[0-9]{1,2}")

if TYPE_CHECKING:
    from .flux.component import Component

__all__ = [
    "ClickHouseConnection",
    "Connection",
    "ObjectStoreConnection",
    "PostgresConnection",
    "RedisConnection",
    "ServiceConnection",
    "use_secret_key",
]


def use_secret_key(component: Component, key: SecretKey) -> None:
    """Note that a component refers to a Secret key: wait for its provider, or expect it in the cluster.

    Raises:
        InvalidArgument: the Secret is made in another namespace, where no pod of this component could read it.
    """
    if key.secret.namespace not in ("", component.target_namespace):
        refuse(
            "connection",
            key.name,
            f"this Secret is in namespace {key.secret.namespace!r}, the component in {component.target_namespace!r}: "
            "put both into one, or hand in a copy as ExistingSecret",
        )
    component.depend_on(key.secret.provider)
    if key.secret.origin is SecretOrigin.EXISTING:
        component.expect_secret(key.name, [key.key])


@dataclass(frozen=True, kw_only=True)
class Connection(Options):
    """What all connections share; the base of one to a datastore that this library does not know.

    A field of type SecretKey is a credential: whoever uses the connection waits for the Secret's provider, or expects
    the Secret in the cluster.

    Attributes:
        host: name that the datastore answers to inside the cluster.
        provider: Kustomization whose readiness means that it answers; empty for one outside Flux.

    Raises:
        InvalidArgument: a host with scheme or path, a provider that is no name.
    """

    # Told to the type checks: text given in its place may be the secret itself.
    names_a_secret: ClassVar[bool] = True

    host: str
    provider: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.host("host", self.host)
        if self.provider:
            checks.dns_subdomain("provider", self.provider)

    def secret_keys(self) -> Iterator[SecretKey]:
        """Every Secret key that the connection carries."""
        for part in fields(self):
            value = getattr(self, part.name)
            if isinstance(value, SecretKey):
                yield value

    def hosts(self) -> Iterator[str]:
        """Every host that the connection leads to."""
        yield self.host

    def used_by(self, component: Component) -> None:
        """Note that a component uses this connection.

        Args:
            component: the one that does.

        Raises:
            InvalidArgument: no Component, or a Secret of the connection is in another namespace.
        """
        from .flux.component import Component

        if not isinstance(component, Component):
            refuse("component", component, "a Component is needed: app.component('app')")
        component.depend_on(self.provider)
        if not component.lab.makes(self.provider):
            for host in self.hosts():
                component.expect_host(host)
        for key in self.secret_keys():
            use_secret_key(component, key)


@dataclass(frozen=True, kw_only=True)
class PostgresConnection(Connection):
    """A PostgreSQL database.

    Attributes:
        host: name that the datastore answers to inside the cluster.
        provider: Kustomization whose readiness means that it answers; empty for one outside Flux.
        port: of the server itself.
        database: name of the database.
        user: role that owns it.
        password: the role's password.
        direct_url: a URL to the server itself, with its query parameters. Replication, migrations and LISTEN need it.
        pooled_host: host of a transaction pooler; empty without one.
        pooled_url: a URL through that pooler.
        logical_replication: whether the server runs with wal_level=logical and the role may replicate.

    Raises:
        InvalidArgument: a host, port, database or user that cannot be one.
    """

    port: int = 5432
    database: str
    user: str
    password: SecretKey | None = None
    direct_url: SecretKey
    pooled_host: str = ""
    pooled_url: SecretKey | None = None
    logical_replication: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.integer("port", self.port, least=1, most=65535)
        checks.identifier("database", self.database)
        checks.identifier("user", self.user)
        if self.pooled_host:
            checks.host("pooled_host", self.pooled_host)

    def hosts(self) -> Iterator[str]:
        """The server's host, and the pooler's."""
        yield from filter(None, (self.host, self.pooled_host))


@dataclass(frozen=True, kw_only=True)
class ServiceConnection(Connection):
    """A server of an app, as other apps and parts reach it inside the cluster.

    Attributes:
        host: name that it answers to inside the cluster.
        provider: Kustomization whose readiness means that it answers; empty for one outside Flux.
        port: its port.
        tls: whether the port speaks TLS.

    Raises:
        InvalidArgument: a host or port that cannot be one.
    """

    port: int
    tls: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.integer("port", self.port, least=1, most=65535)

    @property
    def url(self) -> str:
        """`http://<host>:<port>`, or https; for apps that are told where their server is."""
        return f"http{'s' if self.tls else ''}://{self.host}:{self.port}"


@dataclass(frozen=True, kw_only=True)
class RedisConnection(Connection):
    """A Redis server.

    Attributes:
        host: name that the datastore answers to inside the cluster.
        provider: Kustomization whose readiness means that it answers; empty for one outside Flux.
        port: plain-text or TLS port.
        password: the default user's password; None for a server without one.
        url: a URL with that password in it; None where no Secret holds one.
        tls: whether the port speaks TLS.

    Raises:
        InvalidArgument: a host or port that cannot be one.
    """

    port: int = 6379
    password: SecretKey | None = None
    url: SecretKey | None = None
    tls: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.integer("port", self.port, least=1, most=65535)


@dataclass(frozen=True, kw_only=True)
class ClickHouseConnection(Connection):
    """A ClickHouse server.

    Attributes:
        host: name that the datastore answers to inside the cluster.
        provider: Kustomization whose readiness means that it answers; empty for one outside Flux.
        http_port: port of the HTTP interface.
        native_port: port of the native protocol.
        user: user name.
        password: the user's password, of URL-safe characters: consumers put it into URLs without encoding.
        version: the server's version, such as "26.3"; consumers check it against what they can use.
        settings: server and profile settings beyond the defaults, by name, that consumers may depend on.
        secure: whether the HTTP interface speaks TLS.

    Raises:
        InvalidArgument: a host, port or user that cannot be one, or a version that is none.
    """

    http_port: int = 8123
    native_port: int = 9000
    user: str = "default"
    password: SecretKey
    version: str
    settings: frozenset[str] = frozenset()
    secure: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("http_port", "native_port"):
            checks.integer(name, getattr(self, name), least=1, most=65535)
        checks.identifier("user", self.user)
        if not _VERSION.fullmatch(self.version):
            refuse("version", self.version, 'a version such as "26.3" is needed')


@dataclass(frozen=True, kw_only=True)
class ObjectStoreConnection(Connection):
    """An S3-compatible object store.

    Attributes:
        host: name that the datastore answers to inside the cluster.
        provider: Kustomization whose readiness means that it answers; empty for one outside Flux.
        endpoint: scheme, host and port, no path: where everybody reaches it, presigned URLs included.
        cluster_endpoint: where it is reached inside the cluster, if that is another way.
        access_key: the access key id.
        secret_key: the secret access key.
        buckets: buckets that are there, or will be before a consumer starts.
        region: empty for a store without one.

    Raises:
        InvalidArgument: an endpoint that is no http:// or https:// address without a path.
    """

    endpoint: str
    cluster_endpoint: str = ""
    access_key: SecretKey
    secret_key: SecretKey
    buckets: tuple[str, ...] = ()
    region: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.cluster_endpoint:
            object.__setattr__(self, "cluster_endpoint", self.endpoint)
        for name in ("endpoint", "cluster_endpoint"):
            value = checks.text(name, getattr(self, name))
            scheme, separator, rest = value.partition("://")
            if scheme not in {"http", "https"} or not separator:
                refuse(
                    name,
                    "<str>" if "@" in value else value,
                    "http://<host>[:<port>] or https://<host>[:<port>] is needed",
                )
            checks.host(name, rest, port=True)

    @property
    def port(self) -> int:
        """Port of the endpoint inside the cluster, for apps that want it apart from the host."""
        scheme, _, rest = self.cluster_endpoint.partition("://")
        number = rest.rpartition(":")[2]
        return int(number) if number.isdecimal() and ":" in rest else {"http": 80, "https": 443}[scheme]
