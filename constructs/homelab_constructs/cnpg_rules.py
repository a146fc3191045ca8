"""CloudNativePG's admission rules, so that they are met here and not in the cluster (operator 1.28.1; contract
datastores, 1.1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from . import checks
from .errors import refuse

__all__ = [
    "GENERATED_KEYS",
    "POOLER_PARAMETERS",
    "check_duration",
    "check_parameters",
    "check_pooler_parameters",
    "check_role",
    "check_server_name",
    "postgres_memory",
]

GENERATED_KEYS = (
    "username", "user", "password", "dbname", "host", "port", "pgpass", "uri", "jdbc-uri", "fqdn-uri", "fqdn-jdbc-uri",
)  # fmt: skip
"""Keys of a Secret with credentials that the operator makes (contract datastores, 1.2)."""
_GUC = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?")
_FIXED = frozenset(
    """
    allow_system_table_mods archive_cleanup_command archive_command archive_mode bonjour bonjour_name cluster_name
    config_file data_directory data_sync_retry event_source external_pid_file hba_file hot_standby ident_file
    jit_provider listen_addresses log_destination log_directory log_file_mode log_filename log_rotation_age
    log_rotation_size log_truncate_on_rotation logging_collector pg_failover_slots.primary_dsn
    pg_failover_slots.standby_slot_names port primary_conninfo primary_slot_name promote_trigger_file
    recovery_end_command recovery_min_apply_delay restart_after_crash restore_command ssl stats_temp_directory
    synchronized_standby_slots synchronous_standby_names temp_tablespaces
    """.split()
)
_FIXED_PREFIXES = ("recovery_target", "ssl_", "syslog_", "unix_socket_")
_WAL_LEVELS = ("logical", "replica")
_SERVER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,252}")
_ROLES_OF_THE_OPERATOR = ("postgres", "streaming_replica")
_ROLE_PREFIXES_OF_THE_OPERATOR = ("pg_", "cnpg_")
_MEMORY = re.compile(r"([0-9]+)(kB|MB|GB|TB)")
_DURATION = re.compile(r"[1-9][0-9]*(ms|s|min|h|d)")
_MEMORY_UNIT = {"kB": 1024, "MB": 1024**2, "GB": 1024**3, "TB": 1024**4}

POOLER_PARAMETERS = frozenset(
    """
    application_name_add_host auth_type autodb_idle_timeout cancel_wait_timeout client_idle_timeout
    client_login_timeout client_tls_sslmode default_pool_size disable_pqexec dns_max_ttl dns_nxdomain_ttl
    idle_transaction_timeout ignore_startup_parameters listen_backlog log_connections log_disconnections
    log_pooler_errors log_stats max_client_conn max_db_connections max_packet_size max_prepared_statements
    max_user_connections min_pool_size pkt_buf query_timeout query_wait_timeout reserve_pool_size
    reserve_pool_timeout sbuf_loopcnt server_check_delay server_check_query server_connect_timeout
    server_fast_close server_idle_timeout server_lifetime server_login_retry server_reset_query
    server_reset_query_always server_round_robin server_tls_ciphers server_tls_protocols server_tls_sslmode
    stats_period suspend_timeout tcp_defer_accept tcp_keepalive tcp_keepcnt tcp_keepidle tcp_keepintvl
    tcp_socket_buffer tcp_user_timeout track_extra_parameters verbose
    """.split()
)


def postgres_memory(argument: str, value: str) -> Decimal:
    """Bytes of a PostgreSQL memory setting. A unit is asked for: bare numbers mean pages here and megabytes there."""
    match = _MEMORY.fullmatch(value)
    if match is None:
        refuse(argument, value, "a size with unit is needed, such as 512MB")
    return Decimal(match[1]) * _MEMORY_UNIT[match[2]]


def check_duration(argument: str, value: str) -> str:
    """A PostgreSQL duration: one number, one of its units."""
    if not _DURATION.fullmatch(value):
        refuse(argument, value, "a number with one of PostgreSQL's units is needed, such as 60s or 5min")
    return value


def check_role(argument: str, name: str) -> str:
    """A role name that the operator leaves to users."""
    checks.identifier(argument, name)
    if name in _ROLES_OF_THE_OPERATOR or name.startswith(_ROLE_PREFIXES_OF_THE_OPERATOR):
        refuse(argument, name, "postgres, streaming_replica, pg_* and cnpg_* belong to PostgreSQL and the operator")
    return name


def check_server_name(argument: str, name: str) -> str:
    """The name under which Barman keeps the backups and the WAL of one server: a folder of the object store."""
    if not _SERVER_NAME.fullmatch(name):
        refuse(argument, name, "letters, digits, '.', '_' and '-' are needed, a letter or digit first")
    return name


def check_parameters(
    parameters: Mapping[str, str], *, memory_request: str | None, wal_volume: str, instances: int
) -> dict[str, str]:
    """PostgreSQL parameters that the operator accepts.

    Args:
        parameters: name to value, values as strings.
        memory_request: what the pod asks for; shared_buffers must fit into it.
        wal_volume: size of the volume that holds the WAL.
        instances: number of instances.

    Raises:
        InvalidArgument: a parameter that the operator sets itself, a value that is no string, or sizes that do not fit.
    """
    for name, value in parameters.items():
        argument = f"parameters[{name!r}]"
        if not isinstance(name, str) or not _GUC.fullmatch(name):
            refuse("parameters", name, "a PostgreSQL parameter name is needed")
        if not isinstance(value, str):
            refuse(argument, value, "a string is needed: YAML would turn on into true and 1e3 into a number")
        checks.line(argument, value, allow_empty=True)
        if name == "shared_preload_libraries":
            refuse(argument, value, "use the argument shared_preload_libraries; the operator manages this parameter")
        if name in _FIXED or name.startswith(_FIXED_PREFIXES):
            refuse(argument, value, "the operator sets this parameter itself and refuses it here")
    level = parameters.get("wal_level")
    if level is not None:
        checks.one_of("parameters['wal_level']", level, _WAL_LEVELS)
    _check_memory(parameters, memory_request)
    _check_wal(parameters, wal_volume)
    return dict(parameters)


def _check_memory(parameters: Mapping[str, str], memory_request: str | None) -> None:
    buffers = parameters.get("shared_buffers")
    if buffers is None:
        return
    size = postgres_memory("parameters['shared_buffers']", buffers)
    if memory_request is not None and size > checks.quantity_value("resources.memory", memory_request):
        refuse("parameters['shared_buffers']", buffers, f"at most the memory request, {memory_request}")


def _check_wal(parameters: Mapping[str, str], volume: str) -> None:
    sizes = {
        name: postgres_memory(f"parameters[{name!r}]", parameters[name])
        for name in ("min_wal_size", "max_wal_size")
        if name in parameters
    }
    room = checks.quantity_value("storage", volume)
    # PostgreSQL's own defaults stand in for what is not given: 80MB and 1GB.
    least, most = sizes.get("min_wal_size", Decimal(80 * 1024**2)), sizes.get("max_wal_size", Decimal(1024**3))
    if sizes and least >= most:
        refuse("parameters['min_wal_size']", parameters.get("min_wal_size", "80MB"), "it must be below max_wal_size")
    if "max_wal_size" in sizes and most >= room:
        refuse("parameters['max_wal_size']", parameters["max_wal_size"], f"it must be below the WAL's volume, {volume}")
    kept = parameters.get("max_slot_wal_keep_size")
    if kept not in (None, "-1") and postgres_memory("parameters['max_slot_wal_keep_size']", str(kept)) >= room:
        refuse("parameters['max_slot_wal_keep_size']", kept, f"it must be below the WAL's volume, {volume}")


def check_pooler_parameters(argument: str, parameters: Mapping[str, str]) -> dict[str, str]:
    """PgBouncer parameters on the operator's allow-list."""
    for name, value in parameters.items():
        if name not in POOLER_PARAMETERS:
            refuse(argument, name, "not among the PgBouncer parameters that the operator lets through")
        checks.line(f"{argument}[{name!r}]", value)
    return dict(parameters)
