"""The pods of Trigger.dev's chart, and what its templates set in their environment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..charts.merged_values import ChartValues
from ..proofs.chart_rules import PodTemplate
from .rule_values import OWN_CLICKHOUSE, S2, SIX_SECRETS, fullname, has_app_secrets, has_s2

__all__ = ["environments", "pods"]

_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
# What no value reaches: a finding there is mended in the post-renderers.
_BY_PATCH = "spec.postRenderers"


def pods(values: ChartValues) -> list[PodTemplate]:
    """The pods that the chart writes itself, before any post-renderer."""
    made = [_webapp(values), _supervisor(values)]
    if values.on("electric.deploy"):
        made.append(_pod(values, "electric", "Deployment"))
    if values.since(*S2) and values.on("s2.deploy"):
        made.append(_pod(values, "s2", "StatefulSet"))
    if values.on("registry.deploy"):
        made.append(_registry(values))
    if values.since(*OWN_CLICKHOUSE) and values.on("clickhouse.deploy"):
        made.append(_clickhouse(values))
    return made


def _pod(
    values: ChartValues,
    block: str,
    kind: str,
    *,
    image: str = "",
    before: Iterable[dict[str, Any]] = (),
    beside: Iterable[dict[str, Any]] = (),
    volumes: Iterable[dict[str, Any]] = (),
    security: dict[str, Any] | None = None,
) -> PodTemplate:
    own = {
        "name": block,
        "image": image or _image(values, f"{block}.image"),
        "securityContext": values.map(f"{block}.securityContext"),
        "resources": values.map(f"{block}.resources"),
        **{
            probe: {"periodSeconds": values.number(f"{block}.{probe}.periodSeconds")}
            for probe in _enabled(values, block)
        },
    }
    spec: dict[str, Any] = {
        "securityContext": values.map(f"{block}.podSecurityContext") if security is None else security,
        "initContainers": list(before),
        "containers": [*beside, own],
        "volumes": list(volumes),
    }
    helpers = [entry["name"] for part in ("initContainers", "containers") for entry in spec[part] if entry is not own]
    return PodTemplate(
        item=values.release.item,
        path=values.where(block),
        kind=kind,
        name=f"{fullname(values)}-{block}",
        spec={key: value for key, value in spec.items() if value},
        strategy="RollingUpdate" if kind == "Deployment" else "",
        container_paths={block: values.where(block), **dict.fromkeys(helpers, _BY_PATCH)},
        ours=False,
    )


def _enabled(values: ChartValues, block: str) -> list[str]:
    return [probe for probe in _PROBES if values.on(f"{block}.{probe}.enabled")]


def _image(values: ChartValues, path: str, *, shared: bool = False) -> str:
    """An image; only some of the chart's honour the registry that all should share."""
    registry = (shared and values.text("global.imageRegistry")) or values.text(f"{path}.registry")
    name = "/".join(filter(None, (registry, values.text(f"{path}.repository"))))
    digest = values.text(f"{path}.digest")
    return f"{name}:{values.text(f'{path}.tag')}" + (f"@{digest}" if digest else "")


def _with_group(values: ChartValues, block: str) -> dict[str, Any]:
    """The chart writes fsGroup itself, the values beside it."""
    return {"fsGroup": 1000, **values.map(f"{block}.podSecurityContext")}


def _shared_volume(values: ChartValues) -> dict[str, Any]:
    if values.on("persistence.shared.enabled"):
        return {"name": "shared", "persistentVolumeClaim": {"claimName": f"{fullname(values)}-shared"}}
    return {"name": "shared", "emptyDir": {}}


def _webapp(values: ChartValues) -> PodTemplate:
    # Until 4.0.2 both helpers were fixed, and the first had another name.
    chosen = values.since(4, 0, 3)
    prepare = {
        "name": "volume-permissions" if chosen else "init-shared",
        "image": _image(values, "webapp.volumePermissions.image", shared=True) if chosen else "busybox:1.35",
        "securityContext": {"runAsUser": 1000},
    }
    syncer = {
        "name": "token-syncer",
        "image": _image(values, "webapp.tokenSyncer.image", shared=True) if chosen else "bitnami/kubectl:1.28",
        "securityContext": {"runAsUser": 1000, "runAsNonRoot": True},
    }
    return _pod(
        values,
        "webapp",
        "Deployment",
        image=_image(values, "webapp.image", shared=True),
        before=[prepare],
        beside=[syncer],
        volumes=[_shared_volume(values), *values.maps("webapp.extraVolumes")],
        security=_with_group(values, "webapp"),
    )


def _supervisor(values: ChartValues) -> PodTemplate:
    alone = not values.on("webapp.bootstrap.enabled")
    prepare = {"name": "init-shared", "image": "busybox:1.35", "securityContext": {"runAsUser": 1000}}
    return _pod(
        values,
        "supervisor",
        "Deployment",
        image=_image(values, "supervisor.image", shared=True),
        before=[prepare] if alone else [],
        volumes=[_shared_volume(values)] if alone else [],
        security=_with_group(values, "supervisor"),
    )


def _registry(values: ChartValues) -> PodTemplate:
    claim = values.text("registry.persistence.existingClaim")
    mounted = values.on("registry.persistence.enabled") and claim
    name = values.text("registry.persistence.volumeName")
    volumes = [{"name": name, "persistentVolumeClaim": {"claimName": claim}}] if mounted else []
    return _pod(values, "registry", "StatefulSet", volumes=volumes)


def _clickhouse(values: ChartValues) -> PodTemplate:
    claim = values.text("clickhouse.persistence.existingClaim")
    owner = {
        "name": "volume-permissions",
        "image": _image(values, "clickhouse.volumePermissions.image", shared=True),
        "securityContext": {"runAsUser": 0, "runAsNonRoot": False},
    }
    mounted = values.on("clickhouse.persistence.enabled") and claim
    return _pod(
        values,
        "clickhouse",
        "StatefulSet",
        image=_image(values, "clickhouse.image", shared=True),
        before=[owner] if claim or values.on("clickhouse.volumePermissions.enabled") else [],
        volumes=[{"name": "data", "persistentVolumeClaim": {"claimName": claim}}] if mounted else [],
    )


# -- Environment -------------------------------------------------------------------------------------------------------

_ALWAYS = """
    APP_ORIGIN LOGIN_ORIGIN API_ORIGIN ELECTRIC_ORIGIN DATABASE_URL DIRECT_URL REDIS_HOST REDIS_PORT REDIS_TLS_DISABLED
    APP_LOG_LEVEL DEV_OTEL_EXPORTER_OTLP_ENDPOINT DEPLOY_REGISTRY_HOST DEPLOY_REGISTRY_NAMESPACE OBJECT_STORE_BASE_URL
    GRACEFUL_SHUTDOWN_TIMEOUT CLICKHOUSE_URL CLICKHOUSE_LOG_LEVEL RUN_REPLICATION_ENABLED RUN_REPLICATION_CLICKHOUSE_URL
    RUN_REPLICATION_LOG_LEVEL
    """.split()
_BOOTSTRAP = (
    "TRIGGER_BOOTSTRAP_ENABLED",
    "TRIGGER_BOOTSTRAP_WORKER_GROUP_NAME",
    "TRIGGER_BOOTSTRAP_WORKER_TOKEN_PATH",
)
# By the value that brings each.
_OPTIONAL = {
    "webapp.limits.taskPayloadOffloadThreshold": "TASK_PAYLOAD_OFFLOAD_THRESHOLD",
    "webapp.limits.taskPayloadMaximumSize": "TASK_PAYLOAD_MAXIMUM_SIZE",
    "webapp.limits.batchTaskPayloadMaximumSize": "BATCH_TASK_PAYLOAD_MAXIMUM_SIZE",
    "webapp.limits.taskRunMetadataMaximumSize": "TASK_RUN_METADATA_MAXIMUM_SIZE",
    "webapp.limits.defaultEnvExecutionConcurrencyLimit": "DEFAULT_ENV_EXECUTION_CONCURRENCY_LIMIT",
    "webapp.limits.defaultOrgExecutionConcurrencyLimit": "DEFAULT_ORG_EXECUTION_CONCURRENCY_LIMIT",
}
_OBSERVED = {
    "webapp.observability.tracing.exporterUrl": "INTERNAL_OTEL_TRACE_EXPORTER_URL",
    "webapp.observability.tracing.exporterAuthHeaders": "INTERNAL_OTEL_TRACE_EXPORTER_AUTH_HEADERS",
    "webapp.observability.logging.exporterUrl": "INTERNAL_OTEL_LOG_EXPORTER_URL",
    "webapp.observability.metrics.exporterUrl": "INTERNAL_OTEL_METRIC_EXPORTER_URL",
    "webapp.observability.metrics.exporterAuthHeaders": "INTERNAL_OTEL_METRIC_EXPORTER_AUTH_HEADERS",
}
_ALWAYS_OBSERVED = (
    "INTERNAL_OTEL_TRACE_LOGGING_ENABLED",
    "INTERNAL_OTEL_TRACE_SAMPLING_RATE",
    "INTERNAL_OTEL_TRACE_INSTRUMENT_PRISMA_ENABLED",
    "INTERNAL_OTEL_TRACE_DISABLED",
    "INTERNAL_OTEL_METRIC_EXPORTER_ENABLED",
    "INTERNAL_OTEL_METRIC_EXPORTER_INTERVAL_MS",
)
_SUPERVISOR = """
    TRIGGER_API_URL TRIGGER_WORKER_TOKEN TRIGGER_WORKER_INSTANCE_NAME KUBERNETES_NAMESPACE KUBERNETES_FORCE_ENABLED
    KUBERNETES_WORKER_NODETYPE_LABEL KUBERNETES_EPHEMERAL_STORAGE_SIZE_LIMIT KUBERNETES_EPHEMERAL_STORAGE_SIZE_REQUEST
    POD_CLEANER_ENABLED POD_CLEANER_BATCH_SIZE POD_CLEANER_INTERVAL_MS FAILED_POD_HANDLER_ENABLED
    FAILED_POD_HANDLER_RECONNECT_INTERVAL_MS TRIGGER_WORKLOAD_API_PROTOCOL TRIGGER_WORKLOAD_API_DOMAIN
    TRIGGER_WORKLOAD_API_PORT_EXTERNAL TRIGGER_WORKLOAD_API_PORT_INTERNAL TRIGGER_WORKLOAD_API_HOST_INTERNAL
    TRIGGER_WORKLOAD_API_ENABLED TRIGGER_DEQUEUE_ENABLED TRIGGER_DEQUEUE_INTERVAL_MS TRIGGER_DEQUEUE_MAX_RUN_COUNT
    TRIGGER_DEQUEUE_IDLE_INTERVAL_MS RUNNER_HEARTBEAT_INTERVAL_SECONDS RUNNER_SNAPSHOT_POLL_INTERVAL_SECONDS
    METRICS_ENABLED METRICS_COLLECT_DEFAULTS METRICS_HOST METRICS_PORT DEBUG OTEL_EXPORTER_OTLP_ENDPOINT
    """.split()
_SECRETS = ("SESSION_SECRET", "MAGIC_LINK_SECRET", "ENCRYPTION_KEY", "MANAGED_WORKER_SECRET")
_MORE_SECRETS = ("PROVIDER_SECRET", "COORDINATOR_SECRET")


def environments(values: ChartValues) -> dict[str, tuple[str, ...]]:
    """The names that templates set beside the lists of further ones."""
    made = {
        "webapp.extraEnvVars": tuple(_webapp_env(values)),
        "supervisor.extraEnvVars": tuple(_supervisor_env(values)),
    }
    if values.on("electric.deploy"):
        made["electric.extraEnvVars"] = tuple(_electric_env(values))
    if values.on("registry.deploy"):
        login = ("REGISTRY_AUTH", "REGISTRY_AUTH_HTPASSWD_REALM", "REGISTRY_AUTH_HTPASSWD_PATH")
        made["registry.extraEnvVars"] = login if values.on("registry.auth.enabled") else ()
    return made


def _bundled_password(values: ChartValues) -> Iterator[str]:
    if values.since(*SIX_SECRETS) and values.on("postgres.deploy"):
        yield "POSTGRES_PASSWORD"


def _webapp_env(values: ChartValues) -> Iterator[str]:
    yield from _ALWAYS
    yield from _bundled_password(values)
    if values.on("postgres.deploy") or values.on("postgres.external.connectivityCheck.host"):
        yield "DATABASE_HOST"
    if _redis_password(values):
        yield "REDIS_PASSWORD"
    if has_s2(values):
        yield from _s2_env(values)
    if values.on("webapp.bootstrap.enabled"):
        yield from _BOOTSTRAP
    yield from (name for path, name in _OPTIONAL.items() if values.on(path))
    if has_app_secrets(values):
        yield from _SECRETS
        if values.since(*SIX_SECRETS):
            yield from _MORE_SECRETS
    if _object_store_keys(values):
        yield from ("OBJECT_STORE_ACCESS_KEY_ID", "OBJECT_STORE_SECRET_ACCESS_KEY")
    if values.on("webapp.observability"):
        yield from _ALWAYS_OBSERVED
        yield from (name for path, name in _OBSERVED.items() if values.on(path))
    if _clickhouse_password(values):
        yield "CLICKHOUSE_PASSWORD"
    if not values.on("telemetry.enabled"):
        yield "TRIGGER_TELEMETRY_DISABLED"


def _redis_password(values: ChartValues) -> bool:
    if values.on("redis.external.host"):
        return values.on("redis.external.existingSecret") or values.on("redis.external.password")
    return values.on("redis.deploy") and values.on("redis.auth.password")


def _s2_env(values: ChartValues) -> Iterator[str]:
    yield from (
        "REALTIME_STREAMS_DEFAULT_VERSION",
        "REALTIME_STREAMS_S2_ENDPOINT",
        "REALTIME_STREAMS_S2_BASIN",
        "REALTIME_STREAMS_S2_SKIP_ACCESS_TOKENS",
    )
    external = values.on("s2.external.endpoint") and values.on("s2.external.existingSecret")
    if external or values.on("s2.external.accessToken"):
        yield "REALTIME_STREAMS_S2_ACCESS_TOKEN"


def _object_store_keys(values: ChartValues) -> bool:
    if not has_app_secrets(values):
        return False
    external = values.on("s3.external.existingSecret") or values.on("s3.external.accessKeyId")
    return values.on("s3.deploy") or external


def _clickhouse_password(values: ChartValues) -> bool:
    if values.on("clickhouse.external.host") and values.on("clickhouse.external.existingSecret"):
        return True
    return values.since(*SIX_SECRETS) and values.on("clickhouse.deploy")


def _supervisor_env(values: ChartValues) -> Iterator[str]:
    yield from _SUPERVISOR
    if has_app_secrets(values):
        yield "MANAGED_WORKER_SECRET"
    block = "registry.auth" if values.on("registry.deploy") else "registry.external.auth"
    if values.on(f"{block}.enabled"):
        yield "KUBERNETES_IMAGE_PULL_SECRETS"
    if values.since(*OWN_CLICKHOUSE) and values.on("supervisor.config.kubernetes.runnerTolerations"):
        yield "KUBERNETES_RUNNER_TOLERATIONS"
    if values.since(4, 5, 12) and values.on("supervisor.config.kubernetes.orgPlacementOverrides"):
        yield "KUBERNETES_ORG_PLACEMENT_OVERRIDES"


def _electric_env(values: ChartValues) -> Iterator[str]:
    yield from ("DATABASE_URL", "ELECTRIC_INSECURE", "ELECTRIC_USAGE_REPORTING")
    yield from _bundled_password(values)
