"""PgBouncer: a real one, with the settings of a Pooler manifest, in front of a real server."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from typing import Any

import psycopg

from e2e.real.account import as_nobody, give_to_nobody
from e2e.real.postgresql import PostgreSQL
from homelab_constructs.stand.errors import Missing
from homelab_constructs.stand.ports import Ports
from homelab_constructs.stand.processes import Processes

# What the operator sets whatever a Pooler says (CloudNativePG 1.28.1), as far as it bears on clients.
_OPERATOR = {"auth_type": "scram-sha-256", "ignore_startup_parameters": "extra_float_digits,options"}


def missing() -> list[Missing]:
    """PgBouncer comes from the distribution."""
    if _program():
        return []
    return [Missing("pgbouncer", "serves with the emitted pool settings", "apt-get install pgbouncer")]


def _program() -> str | None:
    return shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")


class PgBouncer:
    """A pooler.

    Attributes:
        port: on loopback.
    """

    def __init__(
        self, pooler: Mapping[str, Any], server: PostgreSQL, password: str, processes: Processes, ports: Ports
    ) -> None:
        spec = pooler["spec"]["pgbouncer"]
        self.port, self._server, self._password = ports.take(), server, password
        folder = give_to_nobody(processes.folder / "pgbouncer")
        settings = {
            **_OPERATOR,
            "pool_mode": spec["poolMode"],
            **spec.get("parameters", {}),
            "listen_addr": "127.0.0.1",
            "listen_port": self.port,
            "unix_socket_dir": "",
            "auth_file": folder / "users.txt",
            "admin_users": server.owner,
        }
        (folder / "users.txt").write_text(f'"{server.owner}" "{password}"\n', encoding="utf-8")
        lines = [f"{name} = {value}" for name, value in settings.items()]
        text = "\n".join(["[databases]", f"* = host=127.0.0.1 port={server.port}", "[pgbouncer]", *lines, ""])
        (folder / "pgbouncer.ini").write_text(text, encoding="utf-8")
        processes.start("pgbouncer", *as_nobody(str(_program()), folder / "pgbouncer.ini"))
        processes.wait_for("PgBouncer", lambda: bool(self.show("VERSION")), seconds=20, of="pgbouncer")

    def show(self, what: str) -> list[dict[str, Any]]:
        """Rows of `SHOW what` in its console."""
        with psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            dbname="pgbouncer",
            user=self._server.owner,
            password=self._password,
            autocommit=True,
            connect_timeout=5,
        ) as connection:
            # The console speaks the simple protocol only.
            cursor = psycopg.ClientCursor(connection)
            rows = cursor.execute(f"SHOW {what}".encode()).fetchall()
            names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in rows]
