"""ClickHouse's configuration files for a small machine."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

__all__ = ["SERVER_FILE", "USERS_FILE", "server_config", "users_config"]

SERVER_FILE = "homelab-server.xml"
USERS_FILE = "homelab-users.xml"

# Tables in which the server writes about itself. On an idle home server they are most of the disk writes and merges
# (trigger.dev#4343, #4487, #4546), so they are removed but for the query log, which answers "what was slow last week".
_REMOVED_LOGS = (
    "asynchronous_insert_log",
    "asynchronous_metric_log",
    "backup_log",
    "blob_storage_log",
    "error_log",
    "latency_log",
    "metric_log",
    "opentelemetry_span_log",
    "part_log",
    "processors_profile_log",
    "query_metric_log",
    "query_thread_log",
    "query_views_log",
    "session_log",
    "text_log",
    "trace_log",
    "zookeeper_log",
)
_QUERY_LOG_DAYS = 7
_MEBI = 1024 * 1024


def xml(value: str) -> str:
    """Text of an XML element, as `xml.sax.saxutils` would make it, which loads urllib and http for that."""
    return escape(value, quote=False)


def server_config(*, memory_limit: int, merge_tree: Mapping[str, str]) -> str:
    """The file for `config.d`.

    Args:
        memory_limit: the container's memory limit in bytes. The server keeps to four fifths: what the allocator and the
            page cache need on top would otherwise end in an OOM kill instead of an error for one query.
        merge_tree: MergeTree settings by name.
    """
    logs = "".join(f'\n  <{name} remove="1"/>' for name in _REMOVED_LOGS)
    tables = "".join(f"\n    <{name}>{xml(value)}</{name}>" for name, value in sorted(merge_tree.items()))
    merge_tree_block = f"\n  <merge_tree>{tables}\n  </merge_tree>" if tables else ""
    return f"""\
<clickhouse>
  <logger>
    <level>warning</level>
    <console>1</console>
    <size>50M</size>
    <count>2</count>
  </logger>
  <max_server_memory_usage>{memory_limit * 4 // 5}</max_server_memory_usage>
  <mark_cache_size>{min(500 * _MEBI, memory_limit // 8)}</mark_cache_size>
  <index_mark_cache_size>{64 * _MEBI}</index_mark_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <mmap_cache_size>128</mmap_cache_size>
  <concurrent_threads_soft_limit_num>1</concurrent_threads_soft_limit_num>
  <shutdown_wait_unfinished_queries>1</shutdown_wait_unfinished_queries>
  <shutdown_wait_unfinished>30</shutdown_wait_unfinished>{merge_tree_block}
  <query_log>
    <ttl>event_date + INTERVAL {_QUERY_LOG_DAYS} DAY DELETE</ttl>
  </query_log>{logs}
</clickhouse>
"""


def users_config(*, memory_limit: int, settings: Mapping[str, str]) -> str:
    """The file for `users.d`: settings of the default profile have no effect anywhere else (trigger.dev#4343).

    Args:
        memory_limit: the container's memory limit in bytes; one query may use half of it.
        settings: profile settings by name, over those of this file.
    """
    profile = {
        "max_block_size": "8192",
        "max_download_threads": "1",
        "input_format_parallel_parsing": "0",
        "output_format_parallel_formatting": "0",
        "max_memory_usage": str(memory_limit // 2),
        **settings,
    }
    lines = "".join(f"\n      <{name}>{xml(value)}</{name}>" for name, value in profile.items())
    return f"""\
<clickhouse>
  <profiles>
    <default>{lines}
    </default>
  </profiles>
</clickhouse>
"""
