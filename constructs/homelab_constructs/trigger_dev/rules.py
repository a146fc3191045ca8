"""What Trigger.dev's chart makes of its values, versions 4.0.1 to 4.0.5, 4.4.4 to 4.4.6 and 4.5.

Read in the templates of every version; tests compare with renders.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..charts.bitnami_redis_rules import (
    redis_claims,
    redis_config_texts,
    redis_names,
    redis_pods,
    redis_secrets,
    redis_services,
)
from ..charts.merged_values import PULL_KEY, ChartValues, pull_secrets, tls_secrets
from ..charts.post_renderers import patched
from ..proofs.chart_rules import Address, ChartRules, ConfigText, PodTemplate, Release, SecretUse
from ..proofs.tree import get
from .rule_bundles import bundled_claims, bundled_secrets, bundled_services
from .rule_checks import check
from .rule_pods import environments, pods
from .rule_values import (
    CHART,
    S2,
    SIX_SECRETS,
    bundled_redis,
    fullname,
    has_app_secrets,
    values_of,
)

__all__ = ["TRIGGER_DEV_RULES"]

_SECRETS = ("SESSION_SECRET", "MAGIC_LINK_SECRET", "ENCRYPTION_KEY", "MANAGED_WORKER_SECRET")
_MORE_SECRETS = ("PROVIDER_SECRET", "COORDINATOR_SECRET")
# A StatefulSet stamps `<name>-<hash>` on its pods as a label of at most 63 characters.
_STATEFUL, _LABEL = 52, 63


def _services(release: Release) -> dict[str, tuple[int, ...]]:
    values = values_of(release)
    name = fullname(values)
    ports = "supervisor.service.ports"
    made: dict[str, tuple[int, ...]] = {
        f"{name}-webapp": (values.port("webapp.service.port"),),
        f"{name}-supervisor": (values.port(f"{ports}.workload"), values.port(f"{ports}.metrics")),
    }
    if values.on("electric.deploy"):
        made[f"{name}-electric"] = (values.port("electric.service.port"),)
    if values.since(*S2) and values.on("s2.deploy"):
        made[f"{name}-s2"] = (values.port("s2.service.port"),)
    if values.on("registry.deploy"):
        made |= dict.fromkeys(
            (f"{name}-registry", f"{name}-registry-headless"), (values.port("registry.service.port"),)
        )
    if values.on("redis.deploy"):
        made |= redis_services(bundled_redis(values))
    return made | bundled_services(values)


def _secrets(release: Release) -> dict[str, tuple[str, ...]]:
    values = values_of(release)
    name = fullname(values)
    made: dict[str, tuple[str, ...]] = {}
    if values.on("secrets.enabled") and not values.on("secrets.existingSecret"):
        made[f"{name}-secrets"] = tuple(_app_keys(values))
    if values.on("registry.deploy") and values.on("registry.auth.enabled"):
        made[f"{name}-registry-auth"] = ("htpasswd", "password") if values.since(*SIX_SECRETS) else ("htpasswd",)
        made[f"{name}-registry-secret"] = (PULL_KEY,)
    elif not values.on("registry.deploy") and values.on("registry.external.auth.enabled"):
        made[f"{name}-registry-secret"] = (PULL_KEY,)
    if values.on("redis.deploy"):
        made |= redis_secrets(bundled_redis(values))
    return made | bundled_secrets(values)


def _app_keys(values: ChartValues) -> Iterator[str]:
    """The keys of the Secret that the chart makes for the app."""
    yield from _SECRETS
    if values.since(*SIX_SECRETS):
        yield from _MORE_SECRETS
    if values.on("s3.external.accessKeyId") and not values.on("s3.external.existingSecret"):
        yield from ("s3-access-key-id", "s3-secret-access-key")
    if values.on("s3.deploy") and not values.on("s3.auth.existingSecret"):
        yield from ("s3-auth-access-key-id", "s3-auth-secret-access-key")
    if values.on("postgres.external.databaseUrl") and not values.on("postgres.external.existingSecret"):
        yield from ("postgres-database-url", "postgres-direct-url")
    for store in ("redis", "clickhouse"):
        block = f"{store}.external"
        if values.on(f"{block}.host") and values.on(f"{block}.password") and not values.on(f"{block}.existingSecret"):
            yield f"{store}-password"


def _made_later(release: Release) -> Iterator[str]:
    values = values_of(release)
    if values.on("webapp.bootstrap.enabled"):
        yield f"{fullname(values)}-worker-token"


def _claims(release: Release) -> dict[str, bool | None]:
    """The claims, each with whether it outlives the release; None where the charts inside decide that."""
    values = values_of(release)
    made: dict[str, bool | None] = {}
    if values.on("persistence.shared.enabled"):
        retain = get(release.values, "persistence.shared.retain", True)
        made[f"{fullname(values)}-shared"] = None if isinstance(retain, str) else bool(retain)
    return made | dict.fromkeys(_other_claims(values))


def _other_claims(values: ChartValues) -> Iterator[str]:
    name = fullname(values)
    if values.since(*S2) and values.on("s2.deploy") and values.on("s2.persistence.enabled"):
        yield f"data-{name}-s2-0"
    if values.on("registry.deploy") and values.on("registry.persistence.enabled"):
        yield f"{values.text('registry.persistence.volumeName')}-{name}-registry-0"
    if values.on("redis.deploy"):
        yield from redis_claims(bundled_redis(values))
    yield from bundled_claims(values)


# -- What values name --------------------------------------------------------------------------------------------------


def _uses(release: Release) -> Iterator[SecretUse]:
    values = values_of(release)
    yield from _app_secret(values)
    yield from _datastores(values)
    if not values.on("webapp.bootstrap.enabled"):
        token = "supervisor.bootstrap.workerToken.secret"
        yield from _use(values, f"{token}.name", values.text(f"{token}.key"))
    external = values.since(*S2) and not values.on("s2.deploy") and values.on("s2.external.endpoint")
    if external and values.on("s2.external.existingSecret"):
        yield from _use(values, "s2.external.existingSecret", values.text("s2.external.existingSecretAccessTokenKey"))
    yield from pull_secrets(values.where("global.imagePullSecrets"), values.items("global.imagePullSecrets"))
    yield from _run_pods(values)
    for block in ("webapp", *(("registry",) if values.on("registry.deploy") else ())):
        if values.on(f"{block}.ingress.enabled"):
            yield from tls_secrets(values.where(f"{block}.ingress.tls"), values.items(f"{block}.ingress.tls"))


def _use(values: ChartValues, path: str, *keys: str) -> Iterator[SecretUse]:
    name = values.text(path)
    if name and not values.from_secret(path):
        yield SecretUse(values.where(path), name, tuple(filter(None, keys)))


def _app_secret(values: ChartValues) -> Iterator[SecretUse]:
    if not has_app_secrets(values):
        return
    keys = [*_SECRETS, *(_MORE_SECRETS if values.since(*SIX_SECRETS) else ())]
    if values.on("s3.deploy"):
        if not values.on("s3.auth.existingSecret"):
            keys += ["s3-auth-access-key-id", "s3-auth-secret-access-key"]
    elif values.on("s3.external.accessKeyId") and not values.on("s3.external.existingSecret"):
        keys += ["s3-access-key-id", "s3-secret-access-key"]
    yield from _use(values, "secrets.existingSecret", *keys)


def _datastores(values: ChartValues) -> Iterator[SecretUse]:
    base = "postgres.external"
    url = values.text(f"{base}.secretKeys.databaseUrlKey")
    direct = values.text(f"{base}.secretKeys.directUrlKey") or url
    yield from _use(values, f"{base}.existingSecret", *dict.fromkeys((url, direct)))
    if values.on("redis.external.host"):
        key = values.text("redis.external.existingSecretPasswordKey")
        yield from _use(values, "redis.external.existingSecret", key)
    if values.on("clickhouse.external.host"):
        key = values.text("clickhouse.external.existingSecretKey")
        yield from _use(values, "clickhouse.external.existingSecret", key)
    if values.since(*SIX_SECRETS) and values.on("clickhouse.deploy"):
        key = values.text("clickhouse.auth.existingSecretKey") or "clickhouse-admin-password"
        yield from _use(values, "clickhouse.auth.existingSecret", key)
    if not has_app_secrets(values):
        return
    if values.on("s3.deploy"):
        keys = (values.text("s3.auth.accessKeyIdSecretKey"), values.text("s3.auth.secretAccessKeySecretKey"))
        yield from _use(values, "s3.auth.existingSecret", *keys)
    else:
        base = "s3.external.existingSecret"
        yield from _use(values, base, values.text(f"{base}AccessKeyIdKey"), values.text(f"{base}SecretAccessKeyKey"))


def _run_pods(values: ChartValues) -> Iterator[SecretUse]:
    """The Secrets that pull task images, where runs start beside the release."""
    elsewhere = values.text("supervisor.config.kubernetes.namespace")
    if elsewhere and elsewhere != values.release.namespace:
        return
    for index, entry in enumerate(values.items("supervisor.extraEnvVars")):
        if isinstance(entry, dict) and entry.get("name") == "KUBERNETES_IMAGE_PULL_SECRETS":
            for name in str(entry.get("value") or "").split(","):
                if name.strip():
                    where = values.where(f"supervisor.extraEnvVars[{index}].value")
                    yield SecretUse(where, name.strip(), (PULL_KEY,))


def _addresses(release: Release) -> Iterator[Address]:
    values = values_of(release)
    for path, number in (("redis.external", "port"), ("clickhouse.external", "httpPort")):
        if values.text(f"{path}.host") and not values.from_secret(f"{path}.host"):
            port = values.port(f"{path}.{number}") or None
            yield Address(values.where(f"{path}.host"), values.text(f"{path}.host"), port)
    check_at = "postgres.external.connectivityCheck.host"
    if not values.on("postgres.deploy") and not values.from_secret(check_at):
        host, _, digits = values.text(check_at).partition(":")
        if host:
            yield Address(values.where(check_at), host, int(digits) if digits.isdigit() else None)


def _pods(release: Release) -> list[PodTemplate]:
    values = values_of(release)
    inside = redis_pods(bundled_redis(values)) if values.on("redis.deploy") else []
    return [*pods(values), *inside]


def _names(release: Release) -> dict[str, int]:
    values = values_of(release)
    made = dict.fromkeys(_services(release), _LABEL)
    for pod in pods(values):
        made[pod.name] = _STATEFUL if pod.kind == "StatefulSet" else _LABEL
    return made | (redis_names(bundled_redis(values)) if values.on("redis.deploy") else {})


_BUNDLED = ("postgres", "redis", "clickhouse", "s3", "registry")


def _config_maps(release: Release) -> list[str] | None:
    values = values_of(release)
    if any(values.on(f"{bundle}.deploy") for bundle in _BUNDLED):
        return None  # its sub-charts bring some of their own
    suffixes = ["external-config-validation", *(["s2-spec"] if values.since(*S2) and values.on("s2.deploy") else [])]
    return [f"{fullname(values)}-{suffix}" for suffix in suffixes]


def _config_texts(release: Release) -> Iterator[ConfigText]:
    """Those of the Redis inside; what else is configured goes into env."""
    yield from redis_config_texts(bundled_redis(values_of(release)))


TRIGGER_DEV_RULES = ChartRules(
    chart=CHART,
    publishers=("triggerdotdev",),
    services=_services,
    secrets=_secrets,
    made_later=_made_later,
    claims=_claims,
    config_maps=_config_maps,
    config_texts=_config_texts,
    uses=_uses,
    addresses=_addresses,
    environments=lambda release: environments(values_of(release)),
    pods=lambda release: patched(release, _pods(release)),
    names=_names,
    check=lambda release: check(release, _pods(release)),
)
