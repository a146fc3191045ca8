"""What Trigger.dev asks of the datastores that its values lead to, where the tree has them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..charts.bitnami_redis_pods import defaults as redis_defaults
from ..charts.merged_values import ChartValues, Version
from ..errors import InvalidArgument
from ..proofs.chart_rules import Release, releases_of
from ..proofs.finding import Finding
from ..proofs.tree import Item, get

__all__ = ["check_datastores", "redis_behind"]

_URL = re.compile(r"://(?:(?P<user>[^:@/?]*)(?::[^@/?]*)?@)?(?P<host>[^:/?@]+)")
_TAG = re.compile(r"(?P<name>[^/:@]+):(?P<version>[0-9]+\.[0-9]+)[^/]*$")
# Parameters of Prisma's own: what else reads these URLs passes them on to the server, which refuses them.
_PRISMA = re.compile(r"[?&](pgbouncer|connection_limit|pool_timeout)=")
_READ_ONLY = ("-ro", "-r")
_CNPG = "postgresql.cnpg.io"
# The lines whose ClickHouse was measured, by the versions that they are of; and the floor that upstream states between.
_LINE_4_0: Version = (4, 1, 0)
_LINE_4_5: Version = (4, 5, 12)
_FLOOR_FROM: Version = (4, 5, 0)
_FLOOR = (25, 8)
# A number without a unit is one of milliseconds.
_SENDER_TIMEOUT = re.compile(r"([0-9]+(?:\.[0-9]+)?) *(us|ms|s|min|h|d)?")
_UNITS = {"us": 1e-6, "": 1e-3, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
_SHORTEST_TIMEOUT = 60.0


def check_datastores(values: ChartValues) -> Iterator[Finding]:
    """PostgreSQL and ClickHouse, as far as they stand in the same tree."""
    if not values.on("postgres.deploy"):
        yield from _database(values)
    if not values.dated:
        return
    if values.on("clickhouse.deploy"):
        yield from _bundled_clickhouse(values)
    else:
        for server in _servers(values):
            yield from _judged(values, server)


def redis_behind(values: ChartValues) -> Release | None:
    """The Redis of the same tree that redis.external.host leads to, where that one asks for a password."""
    host = values.text("redis.external.host")
    if not host or values.from_secret("redis.external.host"):
        return None
    namespace, name = _place(values, host)
    for other in releases_of(values.release.tree):
        if other.chart != "redis" or other.rules is None or other.namespace != namespace:
            continue
        theirs = ChartValues.of(other, redis_defaults)
        certain = not theirs.from_secret("auth.enabled") and (
            not theirs.opaque or get(other.values, "auth.enabled") is not None
        )
        if certain and theirs.on("auth.enabled") and name in other.rules.services(other):
            return other
    return None


def _place(values: ChartValues, host: str) -> tuple[str, str]:
    """Namespace and name of the Service that a host means inside the cluster."""
    name, _, rest = host.partition(".")
    return rest.partition(".")[0] or values.release.namespace, name


# -- PostgreSQL --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Url:
    """A URL of the database.

    Attributes:
        path: the value that leads to it.
        what: where it stands.
        text: the URL.
    """

    path: str
    what: str
    text: str


def _urls(values: ChartValues) -> Iterator[_Url]:
    base = "postgres.external"
    secret = values.text(f"{base}.existingSecret")
    if not secret:
        for key in ("databaseUrl", "directUrl"):
            if values.on(f"{base}.{key}") and not values.from_secret(f"{base}.{key}"):
                yield _Url(f"{base}.{key}", "the URL", values.text(f"{base}.{key}"))
        return
    found = values.release.tree.find("Secret", values.release.namespace, secret)
    for key in ("databaseUrlKey", "directUrlKey"):
        path = f"{base}.secretKeys.{key}"
        name = values.text(path)
        text = _content(found, name) if found is not None else ""
        if text:
            yield _Url(path, f"key {name!r} of Secret {secret!r}", text)


def _content(secret: Item, key: str) -> str:
    if secret.encrypted:
        return ""
    for block in ("stringData", "data"):
        content = secret.data.get(block)
        content = content.get(key) if isinstance(content, dict) else None
        if isinstance(content, str):
            return content if block == "stringData" else _decoded(content)
    return ""


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


def _database(values: ChartValues) -> Iterator[Finding]:
    clusters: dict[str, tuple[Item, str]] = {}
    for url in _urls(values):
        match = _URL.search(url.text)
        if match is None:
            continue
        namespace, name = _place(values, match["host"])
        yield from _direct(values, url, namespace, name)
        cluster = _cluster(values, namespace, name)
        if cluster is not None:
            clusters.setdefault(cluster.name, (cluster, match["user"] or ""))
    if not clusters:
        cluster = _cluster_otherwise(values)
        if cluster is not None:
            clusters[cluster.name] = (cluster, "")
    for cluster, user in clusters.values():
        yield from _replication(values, cluster, user)


def _direct(values: ChartValues, url: _Url, namespace: str, name: str) -> Iterator[Finding]:
    pooler = values.release.tree.find("Pooler", namespace, name)
    if pooler is not None and pooler.group == _CNPG:
        cluster = get(pooler.spec, "cluster.name", "<cluster>")
        yield values.finding(
            url.path,
            f"{url.what} leads through Pooler {name!r}, where neither Electric nor run replication nor migrations work",
            f"a URL to {cluster}-rw; the pooler's goes to DATABASE_READ_REPLICA_URL or CONTROL_PLANE_DATABASE_URL",
        )
    for suffix in _READ_ONLY:
        cluster_name = name.removesuffix(suffix)
        known = values.release.tree.find("Cluster", namespace, cluster_name)
        if cluster_name != name and known is not None and known.group == _CNPG:
            yield values.finding(
                url.path, f"{url.what} leads to {name!r}, which is for reading", f"a URL to {cluster_name}-rw"
            )
    parameter = _PRISMA.search(url.text)
    if parameter is not None and values.since(4, 5, 0):
        yield values.finding(
            url.path,
            f"{url.what} carries {parameter[1]!r}, which the agent's migrations hand to the server: it refuses them",
            "a URL without parameters of Prisma's own",
        )


def _cluster(values: ChartValues, namespace: str, service: str) -> Item | None:
    found = values.release.tree.find("Cluster", namespace, service.removesuffix("-rw"))
    if found is not None and found.group == _CNPG and service.endswith("-rw"):
        return found
    pooler = values.release.tree.find("Pooler", namespace, service)
    name = get(pooler.spec, "cluster.name") if pooler is not None else None
    return values.release.tree.find("Cluster", namespace, name) if isinstance(name, str) else None


def _cluster_otherwise(values: ChartValues) -> Item | None:
    """Where no URL can be read: by the Secret that the operator makes, or by the host that the app waits for."""
    secret = values.text("postgres.external.existingSecret")
    if secret.endswith("-app"):
        found = values.release.tree.find("Cluster", values.release.namespace, secret.removesuffix("-app"))
        if found is not None and found.group == _CNPG:
            return found
    host = values.text("postgres.external.connectivityCheck.host").partition(":")[0]
    return _cluster(values, *_place(values, host)) if host else None


def _replication(values: ChartValues, cluster: Item, user: str) -> Iterator[Finding]:
    release = values.release.item.name
    level = get(cluster.spec, "postgresql.parameters.wal_level")
    if level is not None and level != "logical":
        yield cluster.finding(
            "spec.postgresql.parameters.wal_level",
            f"{level!r}: Electric and run replication of HelmRelease {release!r} need logical decoding",
            "logical, which is CloudNativePG's default",
        )
    yield from _senders(cluster, release)
    owner = get(cluster.spec, "bootstrap.initdb.owner", "app")
    role = user if user and "${" not in user else owner
    initdb = get(cluster.spec, "bootstrap.initdb")
    if not isinstance(role, str) or not isinstance(initdb, dict) or _may_replicate(values, cluster, role, initdb):
        return
    yield cluster.finding(
        "spec.managed.roles",
        f"role {role!r} may not replicate, and Electric and run replication of HelmRelease {release!r} do so as it",
        f"an entry with name: {role}, login: true and replication: true",
    )


def _senders(cluster: Item, release: str) -> Iterator[Finding]:
    """What holds for whoever reads the log: how long the server bears silence, and how much it keeps for them."""
    base = "postgresql.parameters"
    timeout = get(cluster.spec, f"{base}.wal_sender_timeout")
    seconds = 5.0 if timeout is None else _sender_timeout(timeout)
    # 0 switches it off.
    if seconds is not None and 0 < seconds < _SHORTEST_TIMEOUT:
        said = "it is not written, and CloudNativePG's default is '5s'" if timeout is None else repr(timeout)
        yield cluster.finding(
            f"spec.{base}.wal_sender_timeout",
            f"{said}: too short for Electric and run replication of HelmRelease {release!r}, which the server then "
            "cuts off",
            "60s or more",
        )
    if get(cluster.spec, f"{base}.max_slot_wal_keep_size") is None:
        yield cluster.finding(
            f"spec.{base}.max_slot_wal_keep_size",
            "it is not written, so there is no limit: once Electric or run replication of HelmRelease "
            f"{release!r} stops, the log that is kept for it fills the volume",
            "half the volume of the log, such as 5GB",
        )


def _sender_timeout(value: Any) -> float | None:
    """Seconds; None for what cannot be told, such as a variable."""
    match = _SENDER_TIMEOUT.fullmatch(str(value).strip())
    return float(match[1]) * _UNITS[match[2] or ""] if match else None


def _may_replicate(values: ChartValues, cluster: Item, role: str, initdb: Mapping[str, Any]) -> bool:
    if role == "postgres":
        return True
    roles = get(cluster.spec, "managed.roles")
    for entry in roles if isinstance(roles, list) else ():
        if isinstance(entry, dict) and entry.get("name") == role and entry.get("ensure") != "absent":
            return entry.get("replication") is True or entry.get("superuser") is True
    for item in values.release.tree.of_kind("DatabaseRole", group=_CNPG):
        if get(item.spec, "name") == role and get(item.spec, "cluster.name") == cluster.name:
            return get(item.spec, "replication") is True or get(item.spec, "superuser") is True
    # SQL of one's own may grant it; what lies in a ConfigMap is not looked at.
    sql = [value for key, value in initdb.items() if str(key).startswith("postInit")]
    return "replication" in str(sql).lower() or "Refs" in str(list(initdb))


# -- ClickHouse --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Server:
    """A container of ClickHouse.

    Attributes:
        item: the object that describes it.
        path: its image.
        image: the image.
        settings: all text that may hold the server's settings.
    """

    item: Item
    path: str
    image: str
    settings: str


def _servers(values: ChartValues) -> Iterator[_Server]:
    host = values.text("clickhouse.external.host")
    if not host or values.from_secret("clickhouse.external.host"):
        return
    namespace, name = _place(values, host)
    tree = values.release.tree
    config = "".join(str(item.data) for item in tree.of_kind("ConfigMap", group="") if item.namespace == namespace)
    service = tree.find("Service", namespace, name)
    selector = service.spec.get("selector") if service is not None else None
    if isinstance(selector, dict) and selector:
        for item in tree.of_kind("StatefulSet", "Deployment", "DaemonSet", group="apps"):
            labels = get(item.spec, "template.metadata.labels")
            if item.namespace == namespace and isinstance(labels, dict) and selector.items() <= labels.items():
                containers = get(item.spec, "template.spec.containers")
                for index, container in enumerate(containers if isinstance(containers, list) else ()):
                    image = container.get("image") if isinstance(container, dict) else None
                    if isinstance(image, str):
                        yield _Server(item, f"spec.template.spec.containers[{index}].image", image, config)
    for other in releases_of(tree):
        if other.rules is None or other.namespace != namespace or name not in other.rules.services(other):
            continue
        for pod in other.rules.pods(other):
            for path, container in pod.containers:
                image = container.get("image")
                if isinstance(image, str):
                    yield _Server(other.item, f"{path}.image.tag", image, config + str(other.values))


def _bundled_clickhouse(values: ChartValues) -> Iterator[Finding]:
    """The one that the chart brings along: only a tag that somebody chose is judged."""
    if values.written("clickhouse.image.tag") and not values.from_secret("clickhouse.image.tag"):
        image = f"clickhouse:{values.text('clickhouse.image.tag')}"
        yield from _judged(
            values, _Server(values.release.item, values.where("clickhouse.image.tag"), image, str(values.data))
        )


def _judged(values: ChartValues, server: _Server) -> Iterator[Finding]:
    match = _TAG.search(server.image)
    if match is None or "clickhouse" not in match["name"] or "keeper" in match["name"]:
        return
    version = match["version"]
    users = f"Trigger.dev {values.release.version} of HelmRelease {values.release.item.name!r}"
    line = "4.0" if values.version < _LINE_4_0 else "4.5" if values.since(*_LINE_4_5) else ""
    if not line:
        year, _, month = version.partition(".")
        if values.since(*_FLOOR_FROM) and (int(year), int(month)) < _FLOOR:
            yield server.item.finding(
                server.path, f"ClickHouse {version} is too old for {users}", "25.8 or newer; 26.3 is the LTS line"
            )
        return
    from .chart_line import LINES
    from .clickhouse_window import settings_for

    try:
        needed = settings_for(LINES[line], version, unmeasured=False)
    except InvalidArgument as error:
        allowed = error.allowed.partition(";")[0] if line == "4.0" else error.allowed.rpartition(". ")[0]
        yield server.item.finding(server.path, f"ClickHouse {version} does not serve {users}", allowed)
        return
    for name, value in {**needed.profile, **needed.merge_tree}.items():
        if name not in server.settings:
            yield server.item.finding(
                server.path,
                f"ClickHouse {version} serves {users} only with {name}={value}, which stands in no configuration here",
                "the setting, or 26.3, which needs none",
            )
