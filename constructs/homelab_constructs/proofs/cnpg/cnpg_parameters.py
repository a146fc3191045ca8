"""CloudNativePG's parameters: what the operator refuses of PostgreSQL's settings and of the pod's resources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..pods.container_shape import Objection
from ..quantities import quantity
from ..schemas.plain import Path, shown
from ..tree import get

__all__ = ["image_tag", "major_version", "parameter_objections", "resource_objections"]

Map = dict[str, Any]

_PATH: Path = ("spec", "postgresql", "parameters")
# What the operator sets itself, with the value that it lets stand: it is the one that it sets. (operator 1.28.1)
_FIXED: dict[str, str | None] = dict.fromkeys(
    """
    allow_system_table_mods archive_cleanup_command archive_command archive_mode bonjour bonjour_name cluster_name
    config_file data_directory data_sync_retry event_source external_pid_file hba_file hot_standby ident_file
    jit_provider listen_addresses log_file_mode pg_failover_slots.primary_dsn pg_failover_slots.standby_slot_names
    port primary_conninfo primary_slot_name promote_trigger_file recovery_end_command recovery_min_apply_delay
    recovery_target recovery_target_action recovery_target_inclusive recovery_target_lsn recovery_target_name
    recovery_target_time recovery_target_timeline recovery_target_xid restart_after_crash restore_command
    shared_preload_libraries ssl ssl_ca_file ssl_cert_file ssl_crl_file ssl_dh_params_file ssl_ecdh_curve
    ssl_key_file ssl_passphrase_command ssl_passphrase_command_supports_reload ssl_prefer_server_ciphers
    stats_temp_directory synchronized_standby_slots synchronous_standby_names syslog_facility syslog_ident
    syslog_sequence_numbers syslog_split_messages temp_tablespaces unix_socket_directories unix_socket_group
    unix_socket_permissions
    """.split()
) | {
    "log_destination": "csvlog",
    "log_directory": "/controller/log",
    "log_filename": "postgres",
    "log_rotation_age": "0",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "false",
    "logging_collector": "on",
}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)*")
_LEVELS = ("logical", "replica", "minimal")
_TRUE = frozenset("1 on y ye yes t tr tru true".split())
_FALSE = frozenset("0 of off n no f fa fal fals false".split())
_BOOLEANS = ("hot_standby_feedback", "sync_replication_slots", "wal_log_hints")
_SIZES = {"min_wal_size": "80MB", "max_wal_size": "1GB"}
_SIZE = re.compile(r"(?P<number>[0-9]+(\.[0-9]+)?)(?P<unit>[kKMGTP]?)B")
_WAL_OFF = "cnpg.io/skipWalArchiving"
_DIGEST = re.compile(r"@sha256:[0-9A-Fa-f]+$")
_TAG = re.compile(r":([^/]+)$")
_VERSION = re.compile(r"\d+")
_DEFAULT_MAJOR = 18
_HUGE = "hugepages-"


def major_version(spec: Map) -> int | None:
    """PostgreSQL's major version of a Cluster; None where its image does not tell."""
    catalog = get(spec, "imageCatalogRef.major")
    if isinstance(catalog, int):
        return catalog
    image = spec.get("imageName")
    if not isinstance(image, str) or not image:
        return _DEFAULT_MAJOR
    number = _VERSION.match(image_tag(image))
    return int(number[0]) if number else None


def image_tag(image: str) -> str:
    """The tag of an image, beside a digest too; empty where it has none."""
    match = _TAG.search(_DIGEST.sub("", image))
    return match[1] if match else ""


def parameter_objections(data: Map) -> Iterator[Objection]:
    """Everything that the operator says against a Cluster's parameters."""
    found = get(data, "spec.postgresql.parameters")
    given: Map = found if isinstance(found, dict) else {}
    parameters = {name: value for name, value in given.items() if isinstance(value, str)}
    for name, value in parameters.items():
        if not _NAME.fullmatch(name):
            yield (*_PATH, name), f"{name!r} is no name of a PostgreSQL parameter", "letters, digits and '_'"
        elif name == "shared_preload_libraries":
            yield (*_PATH, name), "the operator sets it itself", "the list spec.postgresql.shared_preload_libraries"
        elif name in _FIXED and value != _FIXED[name]:
            yield (*_PATH, name), f"{shown(value)}: the operator sets {name} itself and refuses it here", "leave it out"
    yield from _wal_level(data, parameters)
    yield from _booleans(data, parameters)
    yield from _wal_sizes(data, parameters)


def _wal_level(data: Map, parameters: dict[str, str]) -> Iterator[Objection]:
    level, path = parameters.get("wal_level"), (*_PATH, "wal_level")
    if level is None:
        return
    if level not in _LEVELS:
        yield path, f"{level!r} is no level of PostgreSQL's", f"one of {', '.join(_LEVELS)}"
    elif level == "minimal":
        annotations = get(data, "metadata.annotations")
        archived = not (isinstance(annotations, dict) and annotations.get(_WAL_OFF) == "enabled")
        if archived or _instances(data) > 1:
            yield path, "'minimal' is too little for archiving and for more than one instance", "logical or replica"
        elif parameters.get("max_wal_senders") != "0":
            yield (*_PATH, "max_wal_senders"), "wal_level 'minimal' leaves nothing to send", "'0'"


def _booleans(data: Map, parameters: dict[str, str]) -> Iterator[Objection]:
    for name in _BOOLEANS:
        value = parameters.get(name)
        if value is not None and value.lower() not in _TRUE | _FALSE:
            yield (*_PATH, name), f"{value!r} is neither on nor off", "'on' or 'off'"
    hints = parameters.get("wal_log_hints")
    if hints is not None and hints.lower() in _FALSE and _instances(data) > 1:
        yield (*_PATH, "wal_log_hints"), f"{hints!r} with more than one instance", "'on': pg_rewind needs it"


def _wal_sizes(data: Map, parameters: dict[str, str]) -> Iterator[Objection]:
    sizes: dict[str, Decimal] = {}
    for name, default in (*_SIZES.items(), ("shared_buffers", "")):
        value = parameters.get(name) or default
        size = _bytes(value) if value else None
        if size is not None:
            sizes[name] = size
        elif value:
            yield (*_PATH, name), f"{value!r} is no size of PostgreSQL's", "a number with kB, MB, GB or TB behind it"
    least, most = sizes.get("min_wal_size"), sizes.get("max_wal_size")
    if least and most and least >= most:
        name = "min_wal_size" if parameters.get("min_wal_size") else "max_wal_size"
        low, high = (parameters.get(size) or default for size, default in _SIZES.items())
        yield (*_PATH, name), f"min_wal_size ({low}) is not below max_wal_size ({high})", "the smaller below the larger"
    volume = get(data, "spec.walStorage.size") or get(data, "spec.walStorage.pvcTemplate.resources.requests.storage")
    room = quantity(volume)
    for name in _SIZES:
        if room and parameters.get(name) and name in sizes and sizes[name] >= room:
            yield (
                (*_PATH, name),
                f"{parameters[name]!r} does not fit into walStorage, {shown(volume)}",
                f"less than {volume}, or a larger volume",
            )


def _bytes(value: str) -> Decimal | None:
    """A size as the operator reads it: powers of 1024, a bare number counts megabytes."""
    text = value if not value.isdigit() else f"{value}MB"
    match = _SIZE.fullmatch(text.replace(" ", ""))
    if match is None:
        return None
    return Decimal(match["number"]) * Decimal(1024) ** ("KMGTP".find(match["unit"].upper() or "-") + 1)


def _instances(data: Map) -> int:
    found = get(data, "spec.instances")
    return found if isinstance(found, int) else 1


# Resources ----------------------------------------------------------------------------------------------------------


def resource_objections(data: Map) -> Iterator[Objection]:
    """Everything that the operator says against a Cluster's resources."""
    path: Path = ("spec", "resources")
    requests, limits = (_amounts(data, part) for part in ("requests", "limits"))
    for name, (text, low) in requests.items():
        if name not in limits:
            continue
        most, high = limits[name]
        if name.startswith(_HUGE) and low != high:
            yield (*path, "requests", name), f"{shown(text)} is not its limit, {shown(most)}", "the same for both"
        elif low > high:
            yield (*path, "requests", name), f"{shown(text)} is above its limit, {shown(most)}", f"at most {most}"
    huge = {name: high for found in (requests, limits) for name, (_, high) in found.items() if name.startswith(_HUGE)}
    if huge and not {"cpu", "memory"} & (requests.keys() | limits.keys()):
        yield path, "hugepages need cpu or memory beside them", "a request of cpu and memory"
    yield from _buffers(data, requests, huge)


def _buffers(data: Map, requests: dict[str, tuple[Any, Decimal]], huge: dict[str, Decimal]) -> Iterator[Objection]:
    value = get(data, "spec.postgresql.parameters.shared_buffers")
    size = _bytes(value) if isinstance(value, str) and value else None
    if size is None or "memory" not in requests:
        return
    text, memory = requests["memory"]
    if memory and size > memory and not any(size <= pages for pages in huge.values()):
        yield (
            (*_PATH, "shared_buffers"),
            f"{value!r} is more than the request of memory, {shown(text)}",
            f"at most {text}, or a larger spec.resources.requests.memory",
        )


def _amounts(data: Map, part: str) -> dict[str, tuple[Any, Decimal]]:
    found = get(data, f"spec.resources.{part}")
    amounts = {name: (text, quantity(text)) for name, text in (found.items() if isinstance(found, dict) else ())}
    return {name: (text, amount) for name, (text, amount) in amounts.items() if amount is not None}
