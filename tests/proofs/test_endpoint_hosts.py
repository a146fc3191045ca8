"""What in a text is an address, and where it leads."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs.proofs.endpoints.endpoint_hosts import Found, Target, addresses, pairs, target_of
from homelab_constructs.proofs.written import UNKNOWN


def said(text: str, name: str = "data") -> list[tuple[str, int | None]]:
    """Host and port of every address that can be nothing else."""
    return sorted({(found.host, found.port) for found in addresses(text, name) if found.sure}, key=str)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("http://web:8080/path", [("web", 8080)]),
        ("http://web", [("web", 80)]),
        ("https://web/", [("web", 443)]),
        ("redis://:secret@cache:6380/0", [("cache", 6380)]),
        ("postgresql://me:a:b@db-rw/app?sslmode=disable", [("db-rw", 5432)]),
        ("postgresql+asyncpg://me@db-rw:5432/app", [("db-rw", 5432)]),
        ("jdbc:postgresql://db-rw:5432/app", [("db-rw", 5432)]),
        ("mongodb://a:27017,b:27017/app", [("a", 27017), ("b", 27017)]),
        ("https://192.0.2.1:32400,http://web:8080,http://cache", [("cache", 80), ("web", 8080)]),
        ("wait for http://web:80; then tcp://db:5432.", [("db", 5432), ("web", 80)]),
        ("nats://queue,", [("queue", 4222)]),
    ],
)
def test_urls(text: str, found: list[tuple[str, int | None]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "s3://bucket/key",
        "file:///etc/passwd",
        "oci://registry/chart",
        "git@github.com:me/repo.git",
        "http://$HOST:80/",
        "http://[::1]:80/",
        "http://127.0.0.1:80/",
        "# see http://example for more\nnext line",
        "docker://Alpine:3",
    ],
)
def test_what_looks_like_a_url_and_names_no_host_of_ours(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("db.media.svc:5432", [("db.media.svc", 5432)]),
        ("nc -z db.media.svc.cluster.local 5432", [("db.media.svc.cluster.local", None)]),
        ("servers = a.media.svc:1, b.media.svc:2\n", [("a.media.svc", 1), ("b.media.svc", 2)]),
        ("db-0.db.media.svc", [("db-0.db.media.svc", None)]),
        ("$name.media.svc", []),
        (f"{UNKNOWN}-rw.media.svc", []),
        (".svc,.media.svc,*.media.svc", []),
        ("db.media.svcs", []),
    ],
)
def test_full_names_anywhere(text: str, found: list[tuple[str, int | None]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("db:5432", "DATABASE_HOST", [("db", 5432)]),
        ("db:5432", "address", [("db", 5432)]),
        ("a:9092,b:9092", "KAFKA_BROKERS", [("a", 9092), ("b", 9092)]),
        ("db", "POSTGRES_HOST", [("db", None)]),
        ("db", "host", [("db", None)]),
        ("db", "dbHostname", [("db", None)]),
        ("--redis-addr=cache:6379", "args", [("cache", 6379)]),
        ("redis_addr: cache:6379\nport: 80\n", "app.yaml", [("cache", 6379)]),
        ("REDIS_ADDR=cache:6379\nIMAGE=node:22\n", "env", [("cache", 6379)]),
        ("08:30", "BACKUP_SERVER", []),
        ("node:22", "image", []),
        ("1000:1000", "owner", []),
        ("photos", "HOSTNAME", []),
        ("photos", "HOST", []),
        ("photos", "VIRTUAL_HOST", []),
        ("photos", "PUBLIC_HOST", []),
        ("photos", "server", []),
        ("Photos App", "DB_HOST", []),
    ],
)
def test_hosts_where_the_name_says_so(text: str, name: str, found: list[tuple[str, int | None]]) -> None:
    assert said(text, name) == found


def test_a_host_and_port_under_another_name_is_one_only_if_there_is_such_a_service() -> None:
    assert list(addresses("cache:6379", "args")) == [Found("cache", 6379, sure=False)]


def test_a_host_that_a_variable_decides_is_told() -> None:
    assert list(addresses(UNKNOWN, "DB_HOST")) == [Found(UNKNOWN, None)]
    assert list(addresses(f"http://{UNKNOWN}:80/", "url")) == [Found(f"{UNKNOWN}:80", None)]
    assert list(addresses(UNKNOWN, "title")) == []


@pytest.mark.parametrize(
    ("host", "target"),
    [
        ("db", Target("media", "db")),
        ("db.default", Target("default", "db")),
        ("db.games.svc", Target("games", "db")),
        ("db.nowhere.svc", Target("nowhere", "db")),
        ("db.games.svc.cluster.local.", Target("games", "db")),
        ("db-0.db.games.svc", Target("games", "db")),
        ("app.home", Target("home", "app", sure=False)),
        ("db.nowhere", None),
        ("www.example.org", None),
        ("localhost", None),
        ("127.0.0.1", None),
    ],
)
def test_where_a_host_leads(host: str, target: Target | None) -> None:
    assert target_of(host, "media", {"media", "games", "home", "default"}) == target


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"REDIS_HOST": "cache", "REDIS_PORT": "6379"}, [("REDIS_HOST", "cache", 6379)]),
        ({"host": "cache", "port": 6379}, [("host", "cache", 6379)]),
        ({"dbHost": "db", "dbPort": 5432, "port": 80}, [("dbHost", "db", 5432)]),
        ({"DB_HOSTNAME": "db", "DB_PORT": 5432}, [("DB_HOSTNAME", "db", 5432)]),
        ({"REDIS_HOST": "cache", "DB_PORT": "5432"}, []),
        ({"host": "0.0.0.0", "port": 80}, []),
        ({"host": "cache", "port": True}, []),
        ({"host": ["cache"], "port": 80}, []),
        ({"host": "cache", "port": "http"}, []),
        ({1: 2}, []),
    ],
)
def test_hosts_with_their_ports_beside_them(values: dict[Any, Any], found: list[tuple[str, str, int]]) -> None:
    assert [(key, said.host, said.port) for key, said in pairs(values)] == found


def test_a_host_that_may_be_the_app_s_own_is_one_only_if_there_is_such_a_service() -> None:
    assert list(pairs({"HOST": "photos", "PORT": "80"})) == [("HOST", Found("photos", 80, sure=False))]
