"""Real datastores: what the lab emits, as it arrived in the cluster, told to the servers that it is meant for."""

from __future__ import annotations

import base64
import contextlib
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import psycopg
import pytest

from e2e import labs
from e2e.conftest import OpenStand, Report, Settled, settled
from e2e.real import clickhouse
from e2e.real.minio import MODULES, Client, Ended, Minio
from e2e.real.pgbouncer import PgBouncer
from e2e.real.postgresql import PostgreSQL
from e2e.real.redis import Redis
from homelab_constructs.stand.api import Object
from homelab_constructs.stand.errors import StandError
from homelab_constructs.stand.ports import Ports
from homelab_constructs.stand.processes import Processes
from homelab_constructs.stand.programs import Programs
from homelab_constructs.stand.stand import Stand

pytestmark = pytest.mark.needs("go")

CNPG = "postgresql.cnpg.io/v1"


@pytest.fixture(scope="module")
def processes(request: pytest.FixtureRequest) -> Iterator[Processes]:
    """The datastores' processes, which end with this module."""
    failed = request.session.testsfailed
    with Processes() as running:
        yield running
        if request.session.testsfailed > failed:
            running.keep_logs(labs.ROOT / "build" / "e2e" / "logs" / "datastores")


@pytest.fixture(scope="module")
def ports() -> Iterator[Ports]:
    """Their ports."""
    with contextlib.closing(Ports()) as taken:
        yield taken


def live(stand: Stand, api_version: str, kind: str, name: str) -> Object:
    """An object as it stands in the cluster, variables filled in and defaults set."""
    found = stand.api.get(api_version, kind, name, "default")
    assert found, f"no {kind} {name}"
    return found


def secret(stand: Stand, name: str) -> dict[str, str]:
    """A Secret's keys in plain text."""
    data = live(stand, "v1", "Secret", name)["data"]
    return {key: base64.b64decode(value).decode() for key, value in data.items()}


def here(url: str, service: str, port: int) -> str:
    """A URL as libpq takes it: the Service is a port of this machine, and Prisma's own words are left out."""
    address = f"@{service}.default.svc:5432/"
    assert url.count(address) == 1
    return re.sub(r"\b(schema=[a-z]+|pgbouncer=true)&?", "", url.replace(address, f"@127.0.0.1:{port}/")).rstrip("?&")


# PostgreSQL and PgBouncer -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database(committed: Settled, processes: Processes, ports: Ports, report: Report) -> PostgreSQL:
    """The committed lab's database on a real server."""
    server = PostgreSQL(live(committed.stand, CNPG, "Cluster", "trigger-dev-postgresql"), processes, ports)
    server.bootstrap(secret(committed.stand, "trigger-dev-db-app-user")["password"])
    version = server.ask("SHOW server_version")[0][0]
    report.real[f"PostgreSQL {version}: parameters, role and SQL of the emitted Cluster"] = None
    return server


@pytest.fixture(scope="module")
def password(committed: Settled) -> str:
    """The owner's."""
    return secret(committed.stand, "trigger-dev-db-app-user")["password"]


@pytest.mark.needs("postgresql")
class TestPostgreSQL:
    def test_it_runs_with_every_emitted_parameter(self, committed: Settled, database: PostgreSQL) -> None:
        emitted = next(item for item in committed.dist.of_kind("Cluster"))["spec"]["postgresql"]["parameters"]
        rows = database.ask("SELECT name, applied, error FROM pg_file_settings WHERE sourcefile LIKE '%custom.conf'")
        assert {name for name, _, _ in rows} == set(database.parameters) >= set(emitted)
        assert [(name, error) for name, applied, error in rows if error or not applied] == []

    def test_logical_decoding_is_on(self, database: PostgreSQL) -> None:
        assert database.ask("SHOW wal_level") == [("logical",)]
        assert database.ask("SHOW data_checksums") == [("on",)]

    def test_the_owner_is_no_superuser_and_may_replicate(self, database: PostgreSQL) -> None:
        (row,) = database.ask(
            "SELECT rolsuper, rolcanlogin, rolreplication, rolcreatedb, rolcreaterole, rolbypassrls "
            f"FROM pg_roles WHERE rolname = '{database.owner}'"
        )
        assert row == (False, True, True, False, False, False)

    def test_the_owner_makes_tables_a_publication_for_them_and_a_slot(
        self, database: PostgreSQL, password: str
    ) -> None:
        with database.connect(password) as connection:
            connection.execute("CREATE TABLE runs (id int PRIMARY KEY, note text)")
            connection.execute("CREATE PUBLICATION changes FOR TABLE runs")
            connection.execute("SELECT pg_create_logical_replication_slot('feed', 'pgoutput')")
            connection.execute("INSERT INTO runs VALUES (1, 'one')")
            read = "SELECT count(*) FROM pg_logical_slot_get_binary_changes('feed', NULL, NULL, {})"
            options = "'proto_version', '1', 'publication_names', 'changes'"
            (count,) = connection.execute(read.format(options).encode()).fetchone() or (0,)
            connection.execute("SELECT pg_drop_replication_slot('feed')")
        assert count >= 3, "begin, insert, commit"

    def test_the_owner_may_not_publish_all_tables(self, database: PostgreSQL, password: str) -> None:
        """The reason why the contract says `named tables`."""
        with database.connect(password) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE PUBLICATION everything FOR ALL TABLES")

    def test_a_wrong_password_is_refused(self, database: PostgreSQL, password: str) -> None:
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            database.connect(f"{password}x")

    def test_the_urls_in_the_secret_lead_in(self, committed: Settled, database: PostgreSQL) -> None:
        """User, password, database and query of each URL; the host is the cluster's."""
        urls = secret(committed.stand, "trigger-dev-postgres-urls")
        for key in ("postgres-database-url", "postgres-direct-url"):
            url = here(urls[key], "trigger-dev-postgresql-rw", database.port)
            with psycopg.connect(url) as connection:
                answer = connection.execute("SELECT current_user, current_database()").fetchone()
            assert answer == (database.owner, database.database), key


@pytest.mark.needs("postgresql")
def test_emitted_extensions_and_sql_do_what_they_say(
    open_stand: OpenStand, processes: Processes, tmp_path: Path
) -> None:
    """With the dollars of a DO block, on their way through Flux."""
    stand = settled(open_stand(), labs.with_sql()).stand
    ports = Ports()
    with contextlib.closing(ports), Processes() as own:
        server = PostgreSQL(live(stand, CNPG, "Cluster", "notes-postgresql"), own, ports)
        password = secret(stand, "notes-db-app-user")["password"]
        server.bootstrap(password, stand.api.list(CNPG, "Database", "default"))
        with server.connect(password) as connection:
            assert connection.execute("SELECT similarity('word', 'words') > 0.5").fetchone() == (True,)
            assert connection.execute("SELECT note FROM made_at_first").fetchone() == ("costs $5, says ${nobody}",)
        extensions = {name for (name,) in server.ask("SELECT extname FROM pg_extension", database="notes")}
        assert {"pg_trgm", "hstore", "pg_stat_statements"} <= extensions
        assert server.ask("SHOW shared_preload_libraries") == [("pg_stat_statements",)]


@pytest.fixture(scope="module")
def pooler(
    committed: Settled, database: PostgreSQL, password: str, processes: Processes, ports: Ports, report: Report
) -> PgBouncer:
    """The committed lab's pooler in front of it."""
    manifest = live(committed.stand, CNPG, "Pooler", "trigger-dev-postgresql-pooler-rw")
    found = PgBouncer(manifest, database, password, processes, ports)
    report.real[f"{found.show('VERSION')[0]['version']}: settings of the emitted Pooler"] = None
    return found


@pytest.mark.needs("postgresql", "pgbouncer")
class TestPgBouncer:
    def test_it_has_the_emitted_settings(self, committed: Settled, pooler: PgBouncer) -> None:
        spec = live(committed.stand, CNPG, "Pooler", "trigger-dev-postgresql-pooler-rw")["spec"]["pgbouncer"]
        settings = {row["key"]: row["value"] for row in pooler.show("CONFIG")}
        wanted = {"pool_mode": spec["poolMode"], **spec["parameters"]}
        assert {name: settings[name] for name in wanted} == wanted

    def test_clients_share_the_pool_and_wait_where_it_is_full(
        self, committed: Settled, database: PostgreSQL, pooler: PgBouncer, password: str
    ) -> None:
        spec = live(committed.stand, CNPG, "Pooler", "trigger-dev-postgresql-pooler-rw")["spec"]["pgbouncer"]
        size = int(spec["parameters"]["default_pool_size"])
        with contextlib.ExitStack() as stack, ThreadPoolExecutor(1) as other:
            clients = [stack.enter_context(database.connect(password, port=pooler.port)) for _ in range(size + 1)]
            *busy, late = clients
            backends = {_begin(client) for client in busy}
            assert len(backends) == size
            answer = other.submit(_begin, late)
            assert soon(lambda: self._pool(pooler, database)["cl_waiting"] == 1)
            busy[0].execute("COMMIT")
            assert answer.result(20) in backends, "it goes on with what somebody has given back"

    @staticmethod
    def _pool(pooler: PgBouncer, database: PostgreSQL) -> dict[str, Any]:
        return next(row for row in pooler.show("POOLS") if row["database"] == database.database)

    def test_the_pooled_url_in_the_secret_leads_through_it(
        self, committed: Settled, database: PostgreSQL, pooler: PgBouncer
    ) -> None:
        urls = secret(committed.stand, "trigger-dev-postgres-urls")
        url = here(urls["postgres-pooled-url"], "trigger-dev-postgresql-pooler-rw", pooler.port)
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT current_user").fetchone() == (database.owner,)

    def test_what_the_pooler_keeps_open_fits_into_the_server(self, committed: Settled, database: PostgreSQL) -> None:
        spec = live(committed.stand, CNPG, "Pooler", "trigger-dev-postgresql-pooler-rw")["spec"]["pgbouncer"]
        (most,) = database.ask("SHOW max_connections")
        assert int(spec["parameters"]["default_pool_size"]) < int(most[0])


def _begin(client: psycopg.Connection[tuple[Any, ...]]) -> int:
    """Begin a transaction; which of the server's processes serves it."""
    client.execute("BEGIN")
    (pid,) = client.execute("SELECT pg_backend_pid()").fetchone() or (0,)
    return int(pid)


def soon(question: Callable[[], bool], seconds: float = 20) -> bool:
    """Ask until the answer is yes."""
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


# Redis --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def redis(committed: Settled, processes: Processes, ports: Ports, report: Report) -> Redis:
    """A server that reads what the chart has made of the lab's values."""
    files = live(committed.stand, "v1", "ConfigMap", "trigger-dev-redis-configuration")["data"]
    server = Redis(files, secret(committed.stand, "trigger-dev-redis-auth")["redis-password"], processes, ports)
    version = next(line for line in server.ask("INFO", "server").splitlines() if line.startswith("redis_version"))
    report.real[f"Redis {version.partition(':')[2]}: the configuration that the chart renders"] = None
    return server


@pytest.mark.needs("redis-server", "charts")
class TestRedis:
    def test_it_forgets_nothing_when_memory_is_short(self, redis: Redis) -> None:
        assert redis.setting("maxmemory-policy") == "noeviction"

    def test_it_writes_an_append_only_file(self, redis: Redis) -> None:
        assert redis.setting("appendonly") == "yes"
        assert redis.ask("SET", "job", "1") == "OK"
        assert "aof_enabled:1" in redis.ask("INFO", "persistence")

    def test_it_wants_the_password_of_the_secret(self, redis: Redis) -> None:
        assert redis.ask("PING") == "PONG"
        assert redis.ask("PING", password="").startswith("NOAUTH")
        assert "WRONGPASS" in redis.ask("PING", password="wrong") + redis.ask("AUTH", "wrong", password="")

    def test_the_chart_reads_that_secret(self, committed: Settled) -> None:
        """The server above got the password from the harness: in the pod it comes from the Secret, by key."""
        pod = live(committed.stand, "apps/v1", "StatefulSet", "trigger-dev-redis-master")["spec"]["template"]["spec"]
        env = {entry["name"]: entry for entry in pod["containers"][0]["env"]}
        reference = env["REDIS_PASSWORD"]["valueFrom"]["secretKeyRef"]
        assert reference == {"name": "trigger-dev-redis-auth", "key": "redis-password"}


# MinIO --------------------------------------------------------------------------------------------------------------


class Bucket:
    """The bucket Job as it stands in the cluster, with everything that its container needs."""

    def __init__(self, stand: Stand, processes: Processes, ports: Ports, programs: Programs) -> None:
        job = live(stand, "batch/v1", "Job", "trigger-dev-minio-create-bucket")
        (self.container,) = job["spec"]["template"]["spec"]["containers"]
        self.values = {
            entry["name"]: secret(stand, reference["name"])[reference["key"]]
            for entry in self.container["env"]
            if (reference := entry.get("valueFrom", {}).get("secretKeyRef"))
        }
        root = (self.values["ROOT_USER"], self.values["ROOT_PASSWORD"])
        self.server = Minio(root, processes, ports, programs)
        self.client = Client(programs, processes.folder / "mc")

    def run(self, **changes: str) -> Ended:
        """The container, once."""
        values = {**self.values, "ENDPOINT": self.server.endpoint, **changes}
        return self.client.run_container(self.container, values)

    def as_app(self, *words: str, given: str = "") -> Ended:
        """Runs mc with the app's own key."""
        key, value = self.values["ACCESS_KEY"], self.values["SECRET_KEY"]
        return self.client.mc(self.server.endpoint, key, value, *words, given=given)


@pytest.fixture(scope="module")
def bucket(committed: Settled, processes: Processes, ports: Ports, report: Report) -> Bucket:
    """A server on which the Job has run once."""
    found = Bucket(committed.stand, processes, ports, Programs.build(MODULES))
    report.real["MinIO and mc: the script of the emitted bucket Job"] = None
    first = found.run()
    assert first.code == 0, first.said
    return found


class TestMinio:
    def test_the_bucket_is_there_and_the_app_reads_and_writes_it(self, bucket: Bucket) -> None:
        written = bucket.as_app("pipe", "there/packets/a.txt", given="content")
        assert written.code == 0, written.said
        assert bucket.as_app("cat", "there/packets/a.txt").said == "content"

    def test_a_second_run_changes_nothing_and_succeeds(self, bucket: Bucket) -> None:
        bucket.as_app("pipe", "there/packets/kept.txt", given="kept")
        again = bucket.run()
        assert again.code == 0, again.said
        assert bucket.as_app("cat", "there/packets/kept.txt").said == "kept"

    def test_the_app_makes_no_bucket_of_its_own(self, bucket: Bucket) -> None:
        refused = bucket.as_app("mb", "there/other")
        assert refused.code != 0
        assert "Access Denied" in refused.said

    def test_a_wrong_password_ends_it_and_it_says_why(self, bucket: Bucket) -> None:
        ended = bucket.run(ROOT_PASSWORD="wrong-password")
        assert ended.code != 0
        assert "signature" in ended.said.lower() or "access key" in ended.said.lower(), ended.said
        assert ended.seconds < 30
        assert "wrong-password" not in ended.said


# ClickHouse ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def clickhouse_files(committed: Settled) -> dict[str, str]:
    """The configuration files that the lab emits."""
    data: dict[str, str] = live(committed.stand, "v1", "ConfigMap", "trigger-dev-clickhouse-config")["data"]
    assert len(data) == 2
    return data


def _file(files: dict[str, str], part: str) -> str:
    (found,) = (text for name, text in files.items() if part in name)
    return found


def _server_settings(text: str) -> dict[str, str]:
    """Settings of the server itself: leaves of the root. What has parts of its own is another section."""
    root = ElementTree.fromstring(text)
    return {entry.tag: str(entry.text) for entry in root if len(entry) == 0 and not entry.attrib}


@pytest.mark.needs("chdb")
@pytest.mark.parametrize("engine", clickhouse.ENGINES, ids=lambda engine: engine.version)
class TestClickHouse:
    def test_every_server_setting_exists_and_is_accepted(
        self, clickhouse_files: dict[str, str], engine: clickhouse.Engine, tmp_path: Path, report: Report
    ) -> None:
        text = _file(clickhouse_files, "server")
        emitted = _server_settings(text)
        assert "max_server_memory_usage" in emitted
        version, rows = clickhouse.ask(
            engine,
            tmp_path,
            "SELECT version() AS v",
            "SELECT name, value, type FROM system.server_settings",
            config=text,
        )
        report.real[f"ClickHouse {version[0]['v']} (engine): the emitted configuration"] = None
        known = {row["name"]: row for row in rows}
        assert sorted(emitted.keys() - known.keys()) == []
        assert {known[name]["type"] for name in emitted} == {"UInt64", "Bool"}
        assert all(value.isdigit() for value in emitted.values())
        # This one is shown as a running server has it set, and the engine alone is none.
        shown = {name: value for name, value in emitted.items() if name != "concurrent_threads_soft_limit_num"}
        assert {name: known[name]["value"] for name in shown} == shown

    def test_every_profile_setting_exists_and_is_accepted(
        self, clickhouse_files: dict[str, str], engine: clickhouse.Engine, tmp_path: Path
    ) -> None:
        profile = ElementTree.fromstring(_file(clickhouse_files, "users")).find("profiles/default")
        assert profile is not None
        emitted = {entry.tag: str(entry.text) for entry in profile}
        assert "max_memory_usage" in emitted
        changes = [f"SET {name} = '{value}'" for name, value in emitted.items()]
        *_, rows = clickhouse.ask(engine, tmp_path, *changes, "SELECT name, value FROM system.settings")
        known = {row["name"]: row["value"] for row in rows}
        assert {name: known.get(name) for name in emitted} == emitted


def test_what_is_no_setting_is_known_by_name(clickhouse_files: dict[str, str]) -> None:
    """Sections that no engine can be asked about: the logger, and the tables in which the server writes."""
    root = ElementTree.fromstring(_file(clickhouse_files, "server"))
    sections = {entry.tag for entry in root if len(entry) or entry.attrib}
    assert sections
    assert [name for name in sections if not name.endswith("_log") and name not in ("logger", "merge_tree")] == []


@pytest.mark.needs("chdb")
def test_the_setting_for_newer_engines_is_a_merge_tree_setting_and_lets_tables_be_made(tmp_path: Path) -> None:
    newest = clickhouse.ENGINES[-1]
    text = _file(labs.clickhouse_files(chart_version="4.5.12", clickhouse=newest.version), "server")
    section = ElementTree.fromstring(text).find("merge_tree")
    assert section is not None
    emitted = {entry.tag: str(entry.text) for entry in section}
    known, _ = clickhouse.ask(
        newest,
        tmp_path,
        "SELECT name, value FROM system.merge_tree_settings",
        "CREATE DATABASE d",
        config=text,
    )
    values = {row["name"]: row["value"] for row in known}
    assert {name: values.get(name) for name in emitted} == emitted


@pytest.mark.needs("chdb")
def test_an_engine_says_so_when_a_setting_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(StandError, match="no_such_setting"):
        clickhouse.ask(clickhouse.ENGINES[1], tmp_path, "SET no_such_setting = 1")


def test_every_engine_at_hand_is_in_the_window_or_at_its_ends() -> None:
    """Read together with the window: the ends of 4.0 are the first and the last engine here."""
    for engine in (clickhouse.ENGINES[0], clickhouse.ENGINES[-1]):
        assert labs.clickhouse_files(chart_version="~4.0.0", clickhouse=engine.version)
    for outside in ("25.4", "26.10"):
        with pytest.raises(ValueError, match="clickhouse"):
            labs.clickhouse_files(chart_version="~4.0.0", clickhouse=outside)
