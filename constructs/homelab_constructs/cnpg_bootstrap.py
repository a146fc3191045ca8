"""How a CnpgDatabase begins with what exists: from a backup, as a copy of a Cluster, or with the content of a database.

A bootstrap runs once, when the operator makes the Cluster. On a Cluster that is there it does nothing, so that it can
be taken out again once the data have arrived (docs/how-to/restore.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from . import checks
from .cnpg_rules import check_server_name
from .connections import PostgresConnection
from .errors import refuse
from .typed import Options

__all__ = ["Bootstrap", "DatabaseImport", "PgBaseBackup", "Recovery", "RecoveryTarget"]

# What webhook and PostgreSQL both read, with the zone that neither asks for: without one they take it for UTC.
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-](0\d|1[0-5]):[0-5]\d)", re.ASCII)
_LSN = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}")
_BACKUP_ID = re.compile(r"\d{8}T\d{6}", re.ASCII)
# PostgreSQL keeps 63 characters; the operator puts the name between quotes without a look at what is in it.
_RESTORE_POINT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_ .:@+-]{0,62}")


@dataclass(frozen=True, kw_only=True)
class RecoveryTarget(Options):
    """Where a recovery stops; without one it goes on to the end of the archive.

    One of `time`, `lsn`, `name` and `immediate`, or `backup_id` alone, which chooses the backup to begin with.

    Attributes:
        time: the moment, RFC 3339 with a zone: `2026-09-01T08:30:00Z`. Something must have been written after it: a
            recovery that runs out of WAL before it has reached its target fails.
        lsn: a location in the write-ahead log, such as `0/16B3748`.
        name: a restore point that was made with `pg_create_restore_point()`.
        immediate: as soon as the backup is consistent.
        backup_id: Barman's id of the backup to begin with, such as `20260901T030000`. For a time or LSN the operator
            finds the last one before it; for `name` and `immediate` it asks for this (1.28.1).
        exclusive: stop before the target instead of behind it; for `time` and `lsn` only, as PostgreSQL has it.

    Raises:
        InvalidArgument: more than one target, none at all, or one in a form that the operator does not read.
    """

    time: str | None = None
    lsn: str | None = None
    name: str | None = None
    immediate: bool = False
    backup_id: str | None = None
    exclusive: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        given = [word for word in ("time", "lsn", "name", "immediate") if getattr(self, word) not in (None, False)]
        if len(given) > 1:
            refuse(given[1], getattr(self, given[1]), f"it stands beside {given[0]}: a recovery stops at one target")
        if not given and self.backup_id is None:
            refuse(
                "time", None, "a target is needed: time, lsn, name, immediate or backup_id; leave it out for the end"
            )
        if self.time is not None and not _is_moment(self.time):
            refuse("time", self.time, "a moment with its zone is needed, such as 2026-09-01T08:30:00Z")
        if self.lsn is not None and not _LSN.fullmatch(self.lsn):
            refuse("lsn", self.lsn, "a location in the log is needed, such as 0/16B3748")
        if self.name is not None and not _RESTORE_POINT.fullmatch(self.name):
            refuse("name", self.name, "the name of a restore point is needed: up to 63 letters, digits, blanks, _.:@+-")
        if self.backup_id is not None and not _BACKUP_ID.fullmatch(self.backup_id):
            refuse("backup_id", self.backup_id, "the id of a backup is needed, such as 20260901T030000")
        if given and given[0] in ("name", "immediate") and self.backup_id is None:
            refuse("backup_id", None, f"{given[0]} does not say which backup to begin with: its id is needed")
        if self.exclusive and given not in (["time"], ["lsn"]):
            refuse("exclusive", True, "PostgreSQL heeds it beside time and lsn only")


@dataclass(frozen=True, kw_only=True)
class Recovery(Options):
    """From a backup that the Barman Cloud plugin made, and the WAL behind it.

    Attributes:
        object_store: name of the ObjectStore in the database's namespace that holds the backup.
        server_name: under which name it lies there: the lost Cluster's name, unless its `PluginBackup` said otherwise.
        target: where to stop; None takes everything that was archived.

    Raises:
        InvalidArgument: a name that the operator or the plugin would refuse.
    """

    object_store: str
    server_name: str
    target: RecoveryTarget | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_subdomain("object_store", self.object_store)
        check_server_name("server_name", self.server_name)


@dataclass(frozen=True, kw_only=True)
class PgBaseBackup(Options):
    """As a physical copy of a running CloudNativePG Cluster: all its databases and roles, byte for byte.

    It comes from the same namespace, since the operator's own certificates open it (the Secrets `<cluster>-replication`
    and `<cluster>-ca`): a password opens no physical replication there. What is written to the old Cluster after the
    copy began is not in the new one.

    Attributes:
        cluster: name of the Cluster. It must run the same major version of PostgreSQL.

    Raises:
        InvalidArgument: no name of a Cluster.
    """

    cluster: str

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_label("cluster", self.cluster, most=50, letter_first=True)


@dataclass(frozen=True, kw_only=True)
class DatabaseImport(Options):
    """With what `pg_dump` takes from a database elsewhere, of the same major version of PostgreSQL or an older one.

    Tables, their content and extensions come along and belong to the owner; roles, grants and other databases do not
    (the operator's import of type `microservice`). The dump lies in the data volume while it is read, and what is
    written to the source after it began is not in it.

    Attributes:
        source: the database to read, as its owner or a superuser, with its password. A URL is not used.
        post_import_sql: statements run once, as superuser in the new database, when the content is in, such as grants.

    Raises:
        InvalidArgument: a source without a password, or a statement that is none.
    """

    source: PostgresConnection
    post_import_sql: Sequence[str] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.source.password is None:
            refuse("source.password", None, "pg_dump needs a password: a key of a Secret in the database's namespace")
        for statement in self.post_import_sql:
            checks.text("post_import_sql", statement)
        object.__setattr__(self, "post_import_sql", tuple(self.post_import_sql))


Bootstrap: TypeAlias = Recovery | PgBaseBackup | DatabaseImport
"""What a database begins with; without one it begins empty."""


def _is_moment(value: str) -> bool:
    if not _TIME.fullmatch(value):
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:  # no such day, hour or minute
        return False
