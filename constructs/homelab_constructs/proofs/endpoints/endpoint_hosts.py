"""Hosts: what in a text is an address, and where in the cluster it leads."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..written import UNKNOWN

__all__ = ["Found", "Target", "addresses", "pairs", "says_host", "target_of"]

_URL = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://([^\s/?#\"'<>`\\|()\[\]{}]+)(/[^\s\"'<>]*)?")
_NEXT_URL = re.compile(r",(?=[a-zA-Z][a-zA-Z0-9+.-]*://)")
_IN_CLUSTER = re.compile(
    r"(?<![\w$}).\-"
    + UNKNOWN
    + r"])([a-z0-9-]+(?:\.[a-z0-9-]+)+\.svc(?:\.cluster\.local)?\.?)(?::(\d{1,5}))?(?![\w.-])"
)
_HOST_PORT = re.compile(r"([a-z][a-z0-9.-]*):(\d{1,5})")
_LABEL = r"[a-z]([-a-z0-9]*[a-z0-9])?"
_NAME = re.compile(_LABEL)
_HOST = re.compile(rf"{_LABEL}(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?")
_LINE = re.compile(
    r"^[ \t]*-?[ \t]*[\"']?([\w.-]+)[\"']?[ \t]*[:=][ \t]*[\"']?([^\s\"']+)[\"']?[ \t]*[,;]?[ \t]*$", re.M
)
_OPTION = re.compile(r"--?([A-Za-z][\w.-]*)=(\S+)")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# Ports that clients take where a URL names none.
_PORTS = {
    "amqp": 5672,
    "amqps": 5671,
    "http": 80,
    "https": 443,
    "ldap": 389,
    "mongodb": 27017,
    "mqtt": 1883,
    "mysql": 3306,
    "nats": 4222,
    "postgres": 5432,
    "postgresql": 5432,
    "redis": 6379,
    "rediss": 6379,
    "valkey": 6379,
    "ws": 80,
    "wss": 443,
}
# What else is spoken between pods; of other schemes (s3://bucket, oci://registry) a name need not be a host.
_SPOKEN = frozenset("clickhouse elasticsearch grpc grpcs mariadb memcached smtp smtps tcp tls udp".split())
_LOOPBACK = frozenset({"localhost", "host", "ip6-localhost", "kubernetes"})
_ADDRESS_WORDS = frozenset(
    """
    addr address addresses addrs backend broker brokers dsn endpoint endpoints host hostname hosts nodes origin peer
    peers server servers target uri uris url urls upstream upstreams
    """.split()
)
_HOST_WORDS = frozenset({"host", "hostname"})
# Words of a name whose host is the app's own, or one that browsers know.
_OWN = frozenset(
    """
    allowed bind cors external header http ingress listen local own public route self server trusted virtual vhost web
    """.split()
)
_PORT_OF = {"HOST": "PORT", "Host": "Port", "host": "port"}
_HOST_KEY = re.compile(r"(.*?)(HOST|Host|host)(NAME|Name|name)?")
# Endings of real domains that people call namespaces by, too.
_ALSO_DOMAINS = frozenset(
    """
    ai app apps blog chat cloud dev email games home internal io lan local media money network news photos security
    social store systems tools video work
    """.split()
)


@dataclass(frozen=True)
class Found:
    """An address in a text.

    Attributes:
        host: the host.
        port: the port; None where none stands there and none goes without saying.
        sure: whether it can only be an address; else it is one if a Service of that name is there.
    """

    host: str
    port: int | None
    sure: bool = True


@dataclass(frozen=True)
class Target:
    """A Service that a host leads to.

    Attributes:
        namespace: its namespace.
        name: its name.
        sure: whether the host can be nothing else; `app.home` may be a domain as well as a namespace.
    """

    namespace: str
    name: str
    sure: bool = True


def target_of(host: str, here: str, namespaces: Container[str]) -> Target | None:
    """Where a host leads: `name`, `name.namespace`, `name.namespace.svc`; None outside the cluster.

    Args:
        host: the host.
        here: the namespace of whoever connects.
        namespaces: those that are known.
    """
    host = host.rstrip(".").removesuffix(".cluster.local")
    labels = host.split(".")
    if labels[-1] == "svc" and len(labels) > 2:
        # A pod of a headless Service stands before it.
        return Target(labels[-2], labels[-3])
    if host in _LOOPBACK or not _NAME.fullmatch(labels[0]):
        return None
    if len(labels) == 1:
        return Target(here, host)
    if len(labels) == 2 and labels[1] in namespaces:
        return Target(labels[1], labels[0], labels[1] not in _ALSO_DOMAINS)
    return None


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(name))


@lru_cache(maxsize=4096)
def says_address(name: str) -> bool:
    """Whether a name says that an address stands under it."""
    words = _words(name)
    return bool(words) and words[-1] in _ADDRESS_WORDS


@lru_cache(maxsize=4096)
def says_host(name: str) -> bool:
    """Whether a name says that another's host stands under it, be it without a port."""
    words = _words(name)
    own = bool(_OWN & set(words)) or (len(words) == 1 and name != "host")
    return bool(words) and words[-1] in _HOST_WORDS and not own


def addresses(text: str, name: str) -> Iterator[Found]:
    """Every address in a text.

    Args:
        text: the text, its variables filled in.
        name: what it stands under: a key, an environment variable.
    """
    if "://" in text:
        for scheme, authority, _ in _URL.findall(_NEXT_URL.sub(" ", text)):
            yield from _of_url(scheme.lower(), authority, plain="\n" not in text)
    if ".svc" in text:
        for host, port in _IN_CLUSTER.findall(text):
            yield Found(host, int(port) if port else None)
    if "\n" in text:
        yield from _of_lines(text)
    elif "://" not in text:
        option = _OPTION.fullmatch(text)
        yield from _of_value(*((option[2], option[1]) if option else (text, name)))


def _of_url(scheme: str, authority: str, *, plain: bool) -> Iterator[Found]:
    for part in authority.rpartition("@")[2].rstrip(",;.").split(","):
        host, _, port = part.partition(":")
        if UNKNOWN in part:
            yield Found(part, None)
        elif _HOST.fullmatch(host) and (not port or port.isdigit()):
            spoken = scheme in _PORTS or scheme in _SPOKEN or scheme.rpartition("+")[0] in _PORTS
            # In a script or a configuration a name without a port may be anything: an upstream, an example.
            if port or "." in host or (spoken and plain):
                yield Found(host, int(port) if port else _PORTS.get(scheme), sure=spoken or bool(port))


def _of_lines(text: str) -> Iterator[Found]:
    for name, value in _LINE.findall(text):
        if says_address(name) and "://" not in value:
            match = _HOST_PORT.fullmatch(value)
            if match:
                yield Found(match[1], int(match[2]))


def _of_value(text: str, name: str) -> Iterator[Found]:
    """`host:port`, some of them, or a host alone: where the name says so."""
    if UNKNOWN in text:
        if says_host(name) or (says_address(name) and ":" in text):
            yield Found(text, None)
        return
    parts = text.split(",") if "," in text else [text]
    for part in parts:
        match = _HOST_PORT.fullmatch(part.strip())
        if match:
            # `node:22` is an image and `user:1000` an owner, unless a Service is called so.
            yield Found(match[1], int(match[2]), sure=says_address(name))
        elif says_host(name) and _HOST.fullmatch(part.strip()):
            yield Found(part.strip(), None)


def pairs(values: Mapping[Any, Any]) -> Iterator[tuple[str, Found]]:
    """Hosts with their ports beside them: `REDIS_HOST` and `REDIS_PORT`, `host` and `port`."""
    for key, value in values.items():
        match = _HOST_KEY.fullmatch(key) if isinstance(key, str) else None
        if match is None or not isinstance(value, str) or not value:
            continue
        port = values.get(f"{match[1]}{_PORT_OF[match[2]]}")
        if isinstance(port, str) and port.isdigit():
            port = int(port)
        if isinstance(port, int) and not isinstance(port, bool) and _HOST.fullmatch(value):
            yield key, Found(value, port, sure=says_host(key))
