"""The two lines of the Trigger.dev chart that this library knows, and what differs between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import refuse

__all__ = ["CHART_URL", "ELECTRIC_ENV", "LINES", "ChartLine", "chart_line"]

CHART_URL = "oci://ghcr.io/triggerdotdev/charts/trigger"

_NUMBER = r"(0|[1-9][0-9]*)"
_TILDE = re.compile(rf"~{_NUMBER}\.{_NUMBER}(?:\.{_NUMBER})?")
_EXACT = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}")

_APP_SECRETS = ("SESSION_SECRET", "MAGIC_LINK_SECRET", "ENCRYPTION_KEY", "MANAGED_WORKER_SECRET")
_WEBAPP_ENV = frozenset(
    """
    APP_ORIGIN LOGIN_ORIGIN API_ORIGIN ELECTRIC_ORIGIN DATABASE_URL DIRECT_URL DATABASE_HOST REDIS_HOST REDIS_PORT
    REDIS_PASSWORD REDIS_TLS_DISABLED APP_LOG_LEVEL DEV_OTEL_EXPORTER_OTLP_ENDPOINT DEPLOY_REGISTRY_HOST
    DEPLOY_REGISTRY_NAMESPACE OBJECT_STORE_BASE_URL OBJECT_STORE_ACCESS_KEY_ID OBJECT_STORE_SECRET_ACCESS_KEY
    GRACEFUL_SHUTDOWN_TIMEOUT TRIGGER_BOOTSTRAP_ENABLED TRIGGER_BOOTSTRAP_WORKER_GROUP_NAME
    TRIGGER_BOOTSTRAP_WORKER_TOKEN_PATH TASK_PAYLOAD_OFFLOAD_THRESHOLD TASK_PAYLOAD_MAXIMUM_SIZE
    BATCH_TASK_PAYLOAD_MAXIMUM_SIZE TASK_RUN_METADATA_MAXIMUM_SIZE DEFAULT_ENV_EXECUTION_CONCURRENCY_LIMIT
    DEFAULT_ORG_EXECUTION_CONCURRENCY_LIMIT SESSION_SECRET MAGIC_LINK_SECRET ENCRYPTION_KEY MANAGED_WORKER_SECRET
    INTERNAL_OTEL_TRACE_EXPORTER_URL INTERNAL_OTEL_TRACE_EXPORTER_AUTH_HEADERS INTERNAL_OTEL_TRACE_LOGGING_ENABLED
    INTERNAL_OTEL_TRACE_SAMPLING_RATE INTERNAL_OTEL_TRACE_INSTRUMENT_PRISMA_ENABLED INTERNAL_OTEL_TRACE_DISABLED
    INTERNAL_OTEL_LOG_EXPORTER_URL INTERNAL_OTEL_METRIC_EXPORTER_URL INTERNAL_OTEL_METRIC_EXPORTER_AUTH_HEADERS
    INTERNAL_OTEL_METRIC_EXPORTER_ENABLED INTERNAL_OTEL_METRIC_EXPORTER_INTERVAL_MS CLICKHOUSE_PASSWORD
    CLICKHOUSE_URL CLICKHOUSE_LOG_LEVEL RUN_REPLICATION_ENABLED RUN_REPLICATION_CLICKHOUSE_URL
    RUN_REPLICATION_LOG_LEVEL TRIGGER_TELEMETRY_DISABLED
    """.split()
)
_WEBAPP_ENV_4_5 = frozenset(
    """
    PROVIDER_SECRET COORDINATOR_SECRET REALTIME_STREAMS_DEFAULT_VERSION REALTIME_STREAMS_S2_ENDPOINT
    REALTIME_STREAMS_S2_BASIN REALTIME_STREAMS_S2_SKIP_ACCESS_TOKENS REALTIME_STREAMS_S2_ACCESS_TOKEN POSTGRES_PASSWORD
    """.split()
)
_SUPERVISOR_ENV = frozenset(
    """
    TRIGGER_API_URL TRIGGER_WORKER_TOKEN MANAGED_WORKER_SECRET TRIGGER_WORKER_INSTANCE_NAME KUBERNETES_NAMESPACE
    KUBERNETES_FORCE_ENABLED KUBERNETES_WORKER_NODETYPE_LABEL KUBERNETES_EPHEMERAL_STORAGE_SIZE_LIMIT
    KUBERNETES_EPHEMERAL_STORAGE_SIZE_REQUEST POD_CLEANER_ENABLED POD_CLEANER_BATCH_SIZE POD_CLEANER_INTERVAL_MS
    FAILED_POD_HANDLER_ENABLED FAILED_POD_HANDLER_RECONNECT_INTERVAL_MS TRIGGER_WORKLOAD_API_PROTOCOL
    TRIGGER_WORKLOAD_API_DOMAIN TRIGGER_WORKLOAD_API_PORT_EXTERNAL TRIGGER_WORKLOAD_API_PORT_INTERNAL
    TRIGGER_WORKLOAD_API_HOST_INTERNAL TRIGGER_WORKLOAD_API_ENABLED TRIGGER_DEQUEUE_ENABLED
    TRIGGER_DEQUEUE_INTERVAL_MS TRIGGER_DEQUEUE_MAX_RUN_COUNT TRIGGER_DEQUEUE_IDLE_INTERVAL_MS
    RUNNER_HEARTBEAT_INTERVAL_SECONDS RUNNER_SNAPSHOT_POLL_INTERVAL_SECONDS METRICS_ENABLED METRICS_COLLECT_DEFAULTS
    METRICS_HOST METRICS_PORT DEBUG OTEL_EXPORTER_OTLP_ENDPOINT
    """.split()
)
ELECTRIC_ENV = frozenset({"DATABASE_URL", "ELECTRIC_INSECURE", "ELECTRIC_USAGE_REPORTING", "POSTGRES_PASSWORD"})
"""Variables that the chart sets on electric, on either line."""
_SUPERVISOR_ENV_4_5 = frozenset({"KUBERNETES_RUNNER_TOLERATIONS", "KUBERNETES_ORG_PLACEMENT_OVERRIDES"})


@dataclass(frozen=True, kw_only=True)
class ChartLine:
    """What one line of the chart can and cannot do.

    Attributes:
        name: such as "4.0".
        least: the oldest patch release that this library takes; older ones lack what is relied on.
        most: the newest patch of a closed line; None while it goes on.
        source_name: name of its OCIRepository. One per line: the root applies sources before any component, so under
            one name the release would be upgraded with the other line's values first, and its new StatefulSet get
            claim templates that can never be changed (seen with 4.0.5 to 4.5.12). With a name of its own, chart and
            values change in the HelmRelease together.
        clickhouse_secret: whether the ClickHouse password can stay in its Secret. Chart 4.0 writes a shell form into
            the URL that nothing expands (trigger.dev#3449).
        pooled_variable: variable of the web app that takes a URL through a transaction pooler. DATABASE_URL cannot on
            either line: Electric and run replication read it.
        has_s2: whether the chart runs S2 for realtime streams.
        runner_security: whether run pods can be given a security context.
        internal_api: whether run pods can reach the API inside the cluster.
        clickhouse_events: whether task events can be kept in ClickHouse.
        app_secrets: keys that it reads from the Secret of the app's own secrets.
        webapp_env: variables that the chart sets on the web app; setting one again breaks server-side apply.
        supervisor_env: the same for the supervisor.
    """

    name: str
    least: int
    most: int | None
    source_name: str
    clickhouse_secret: bool
    pooled_variable: str
    has_s2: bool
    runner_security: bool
    internal_api: bool
    clickhouse_events: bool
    app_secrets: tuple[str, ...]
    webapp_env: frozenset[str]
    supervisor_env: frozenset[str]


LINES = {
    "4.0": ChartLine(
        name="4.0",
        # 4.0.1 and 4.0.2 call the web app's init container otherwise, and the patch would miss it.
        least=3,
        most=5,
        source_name="triggerdotdev-trigger",
        clickhouse_secret=False,
        pooled_variable="DATABASE_READ_REPLICA_URL",
        has_s2=False,
        runner_security=False,
        internal_api=False,
        clickhouse_events=False,
        app_secrets=_APP_SECRETS,
        webapp_env=_WEBAPP_ENV,
        supervisor_env=_SUPERVISOR_ENV,
    ),
    "4.5": ChartLine(
        name="4.5",
        least=12,
        most=None,
        source_name="triggerdotdev-trigger-4-5",
        clickhouse_secret=True,
        pooled_variable="CONTROL_PLANE_DATABASE_URL",
        has_s2=True,
        runner_security=True,
        internal_api=True,
        clickhouse_events=True,
        app_secrets=(*_APP_SECRETS, "PROVIDER_SECRET", "COORDINATOR_SECRET"),
        webapp_env=_WEBAPP_ENV | _WEBAPP_ENV_4_5,
        supervisor_env=_SUPERVISOR_ENV | _SUPERVISOR_ENV_4_5,
    ),
}


def chart_line(version: object) -> ChartLine:
    """The line that a tag or tilde range belongs to.

    Raises:
        InvalidArgument: a line this library does not know, a release of it that lacks what is relied on, or a range
            that could resolve to more than one line.
    """
    allowed = '"~4.0.0" (closed, it resolves to 4.0.5), an exact tag 4.0.3 to 4.0.5, "~4.5.0", or a tag from 4.5.12 on'
    match = (_TILDE.fullmatch(version) or _EXACT.fullmatch(version)) if isinstance(version, str) else None
    line = LINES.get(f"{match[1]}.{match[2]}") if match else None
    if line is None or match is None:
        refuse("chart_version", version, allowed)
    patch = int(match[3] or 0)
    assert isinstance(version, str)
    exact = not version.startswith("~")
    if (exact and patch < line.least) or (line.most is not None and patch > line.most):
        refuse("chart_version", version, allowed)
    return line
