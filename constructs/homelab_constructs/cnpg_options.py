"""Options of a CnpgDatabase: role, replication, poolers, URLs, backups."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from . import checks
from .cnpg_rules import check_duration, check_pooler_parameters, check_server_name, postgres_memory
from .errors import refuse
from .sizing import Resources
from .typed import Options

__all__ = ["DatabaseUrl", "LogicalReplication", "PgPooler", "PluginBackup", "RoleAttributes"]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")


@dataclass(frozen=True, kw_only=True)
class RoleAttributes(Options):
    """Attributes of the owner role beyond LOGIN. What is left out is taken away, as the operator does it.

    Attributes:
        createdb: may create databases.
        createrole: may create roles.
        bypassrls: is not bound by row-level security.
        connection_limit: most connections at a time; -1 for no limit.
        in_roles: roles it is a member of.

    Raises:
        InvalidArgument: a role that is no identifier, or a limit out of range.
    """

    createdb: bool = False
    createrole: bool = False
    bypassrls: bool = False
    connection_limit: int = -1
    in_roles: Sequence[str] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.integer("connection_limit", self.connection_limit, least=-1, most=10_000)
        object.__setattr__(self, "in_roles", tuple(checks.identifier("in_roles", role) for role in self.in_roles))


@dataclass(frozen=True, kw_only=True)
class LogicalReplication(Options):
    """What a consumer of changes (Electric, a change feed) needs: wal_level=logical and REPLICATION for the owner.

    Attributes:
        slots: most replication slots.
        senders: most WAL senders; every slot in use takes one.
        kept_wal: most WAL that a slot nobody reads may hold back, such as "5GB". By default half of the volume the WAL
            is on: a consumer that stopped must cost its own slot, not the disk of everybody.
        sender_timeout: silence after which a consumer is cut off, in one of PostgreSQL's units (ms, s, min, h, d). The
            operator's default of 5s is too short for an event loop that is busy (electric-sql/electric#3194).

    Raises:
        InvalidArgument: a number out of range, or a size or time in no unit of PostgreSQL's.
    """

    slots: int = 10
    senders: int = 10
    kept_wal: str | None = None
    sender_timeout: str = "60s"

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.integer("slots", self.slots, least=1, most=262_143)
        checks.integer("senders", self.senders, least=1, most=262_143)
        check_duration("sender_timeout", self.sender_timeout)
        if self.kept_wal is not None:
            postgres_memory("kept_wal", self.kept_wal)


@dataclass(frozen=True, kw_only=True)
class PgPooler(Options):
    """A PgBouncer in front of the database, run by the operator.

    Attributes:
        suffix: its name is `<cluster>-<suffix>`, and so is its Service's; the operator ignores any other.
        name: its name where it is not made of the Cluster's, for a Pooler that runs already.
        type: rw leads to the primary, ro to replicas.
        instances: number of pods.
        mode: `transaction` (the operator's default is `session`, which pools little). It breaks LISTEN, session locks,
            replication, and prepared statements unless max_prepared_statements is set.
        clients: most client connections.
        pool_size: connections to the server per user and database.
        parameters: further PgBouncer parameters on the operator's allow-list, as strings.
        resources: PgBouncer is small; 64Mi serve hundreds of clients.

    Raises:
        InvalidArgument: a number out of range, a parameter that the operator does not allow, or one that an argument
            sets.
    """

    suffix: str = "pooler-rw"
    name: str | None = None
    type: Literal["rw", "ro"] = "rw"
    instances: int = 1
    mode: Literal["transaction", "session"] = "transaction"
    clients: int = 500
    pool_size: int = 40
    parameters: Mapping[str, str] = field(default_factory=dict)
    resources: Resources = Resources(cpu="25m", memory="64Mi", cpu_limit="500m", memory_limit="128Mi")

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_label("suffix", self.suffix)
        if self.name is not None:
            checks.dns_label("name", self.name, letter_first=True)
        checks.integer("instances", self.instances, least=1, most=10)
        checks.integer("clients", self.clients, least=1, most=100_000)
        checks.integer("pool_size", self.pool_size, least=1, most=10_000)
        check_pooler_parameters("parameters", self.parameters)
        for name, argument in (("max_client_conn", "clients"), ("default_pool_size", "pool_size")):
            if name in self.parameters:
                refuse("parameters", name, f"the argument {argument} sets it")


@dataclass(frozen=True, kw_only=True)
class DatabaseUrl(Options):
    """One ready-made connection URL in the URL Secret.

    Attributes:
        pooled: through the first pooler instead of straight to the server.
        query: query parameters, percent-encoded as needed.
        scheme: `postgresql`, or what the app's driver wants to be called by: `postgres`, `postgresql+asyncpg`.

    Raises:
        InvalidArgument: a scheme that is none, or a parameter of several lines.
    """

    # Told to the type checks: text given in its place may be the secret itself.
    names_a_secret: ClassVar[bool] = True

    pooled: bool = False
    query: Mapping[str, str] = field(default_factory=dict)
    scheme: str = "postgresql"

    def __post_init__(self) -> None:
        super().__post_init__()
        if not _SCHEME.fullmatch(self.scheme):
            refuse("scheme", self.scheme, "a scheme without '://' is needed, such as postgresql or postgresql+asyncpg")
        for key, value in self.query.items():
            checks.line("query", key)
            checks.line(f"query[{key!r}]", value)


@dataclass(frozen=True, kw_only=True)
class PluginBackup(Options):
    """Backups by the Barman Cloud plugin into an ObjectStore that the cluster has.

    Attributes:
        object_store: name of the ObjectStore in the database's namespace.
        server_name: the folder in it; by default the Cluster's name. A Cluster that begins anew under its old name
            needs another, for good: Barman starts an archive in an empty folder only.
        schedule: six fields, seconds first, in UTC; by default every night at three.
        archive_wal: also archive WAL continuously, which makes point-in-time recovery possible.
        immediate: take one backup at once.

    Raises:
        InvalidArgument: no name, or a schedule of other than six fields.
    """

    object_store: str
    server_name: str | None = None
    schedule: str = "0 0 3 * * *"
    archive_wal: bool = True
    immediate: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_subdomain("object_store", self.object_store)
        if self.server_name is not None:
            check_server_name("server_name", self.server_name)
        checks.cron("schedule", self.schedule, fields=6)
