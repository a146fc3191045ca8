"""What Bitnami's Redis chart makes of its values, versions 18 to 23.

Read in the templates of 18.4.0, 19.5.5, 21.2.6 and 22.0.7 and in the chart's change log; tests compare with renders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..proofs.chart_rules import Address, ChartRules, ConfigText, PodTemplate, Release, SecretUse
from ..proofs.finding import Finding
from .bitnami_redis_pods import defaults, environments, follows_master, pods, workloads
from .merged_values import ChartValues, port, pull_secrets
from .post_renderers import misdirected, patched

__all__ = ["BITNAMI_REDIS_RULES", "redis_claims", "redis_names", "redis_pods", "redis_secrets", "redis_services"]

CHART = "redis"
_NO_LETTERS = re.compile(r"(-?[^a-z\d-])+-?")
# A StatefulSet stamps `<name>-<hash of ten letters>` on its pods as a label of at most 63 characters.
_STATEFUL, _LABEL = 52, 63
# Whose images the chart checks against the ones it was published with.
_IMAGES = ("image", "sentinel.image", "metrics.image", "volumePermissions.image", "kubectl.image", "sysctl.image")
_PULLING = ("image", "sentinel.image", "metrics.image", "volumePermissions.image", "sysctl.image")
_ORIGINALS = (
    "docker.io/bitnami/kubectl",
    "docker.io/bitnami/os-shell",
    "docker.io/bitnami/redis",
    "docker.io/bitnami/redis-exporter",
    "docker.io/bitnami/redis-sentinel",
)
_CONFIGURATIONS = {
    "commonConfiguration": "redis.conf",
    "master.configuration": "master.conf",
    "replica.configuration": "replica.conf",
    "sentinel.configuration": "sentinel.conf",
}
_LEGACY = "docker.io/bitnamilegacy/"


def _values(release: Release) -> ChartValues:
    return ChartValues.of(release, defaults)


def _fullname(values: ChartValues) -> str:
    """The name that all names begin with."""
    name = values.release_name
    if values.since(22):
        name = _NO_LETTERS.sub("-", name.lower())
    return values.fullname(CHART, release=name)


def _sentinel(values: ChartValues) -> bool:
    return values.text("architecture") == "replication" and values.on("sentinel.enabled")


# -- Services ----------------------------------------------------------------------------------------------------------


def redis_services(values: ChartValues) -> dict[str, tuple[int, ...]]:
    """Ports of every Service by its name."""
    name = _fullname(values)
    sentinel = values.on("sentinel.enabled")
    made = {f"{name}-headless": _headless(values, sentinel)}
    if not sentinel and values.number("master.count") > 0:
        made[f"{name}-master"] = _ports(values, "master.service")
    if values.on("metrics.enabled") and (not values.since(19) or values.on("metrics.service.enabled")):
        made[f"{name}-metrics"] = _metrics(values)
    if values.text("architecture") == "replication" and not sentinel:
        made[f"{name}-replicas"] = _ports(values, "replica.service")
    if _sentinel(values):
        made |= _sentinel_services(values, name)
    return made


def _headless(values: ChartValues, sentinel: bool) -> tuple[int, ...]:
    if not sentinel:
        return (values.port("master.service.ports.redis"),)
    extra = _extra(values, "sentinel.service.headless") if values.since(20, 11) else ()
    return (*_sentinel_ports(values), *extra)


def _sentinel_ports(values: ChartValues) -> tuple[int, int]:
    return values.port("sentinel.service.ports.redis"), values.port("sentinel.service.ports.sentinel")


def _extra(values: ChartValues, block: str) -> tuple[int, ...]:
    return tuple(port(entry.get("port")) for entry in values.maps(f"{block}.extraPorts"))


def _ports(values: ChartValues, block: str) -> tuple[int, ...]:
    return (values.port(f"{block}.ports.redis"), *_extra(values, block))


def _metrics(values: ChartValues) -> tuple[int, ...]:
    own = values.port("metrics.service.ports.http") if values.since(19) else 0
    return (own or values.port("metrics.service.port"), *_extra(values, "metrics.service"))


def _sentinel_services(values: ChartValues, name: str) -> dict[str, tuple[int, ...]]:
    # Behind node ports the chart looks for what it gave out before: any port may be it.
    fixed = values.text("sentinel.service.type") == "ClusterIP"
    ports: tuple[int, ...] = (*_sentinel_ports(values), *_extra(values, "sentinel.service"))
    made: dict[str, tuple[int, ...]] = {name: ports if fixed else (0,)}
    nodes = range(values.number("replica.replicaCount"))
    if values.text("sentinel.service.type") == "NodePort":
        made |= {f"{name}-node-{node}": (0,) for node in nodes}
    if follows_master(values):
        block = "sentinel.masterService" if values.on("sentinel.masterService.enabled") else "sentinel.service"
        plain = values.text(f"{block}.type") == "ClusterIP"
        made[f"{name}-master"] = _ports(values, block) if plain else (0,)
    if values.since(20, 11) and values.on("sentinel.externalAccess.enabled"):
        block = "sentinel.externalAccess.service"
        ports = (values.port(f"{block}.redisPort"), values.port(f"{block}.sentinelPort"))
        made |= {f"{name}-{node}-svc": ports for node in nodes}
    return made


# -- Secrets and claims ------------------------------------------------------------------------------------------------


def redis_secrets(values: ChartValues) -> dict[str, tuple[str, ...]]:
    """Keys of every Secret by its name."""
    name = _fullname(values)
    made: dict[str, tuple[str, ...]] = {}
    if values.on("auth.enabled") and not values.on("auth.existingSecret") and _password_from_secret(values):
        made[name] = ("redis-password",)
    if values.on("serviceBindings.enabled"):
        made[f"{name}-svcbind"] = ("provider", "type", "host", "port", "password", "uri")
    if values.on("tls.enabled") and values.on("tls.autoGenerated") and not _certificates(values):
        made[f"{name}-crt"] = ("tls.crt", "tls.key", "ca.crt")
    return made


def _password_from_secret(values: ChartValues) -> bool:
    files = values.on("auth.usePasswordFiles")
    return not files or not values.since(19) or values.on("auth.usePasswordFileFromSecret")


def _certificates(values: ChartValues) -> str:
    """The field that names the Secret with certificates; empty where none does."""
    return next((path for path in ("tls.existingSecret", "tls.certificatesSecret") if values.on(path)), "")


def redis_claims(values: ChartValues) -> Iterator[str]:
    """Claims that the chart, or a StatefulSet of it, makes."""
    name = _fullname(values)
    for load in workloads(values):
        if not values.on(f"{load.block}.persistence.enabled") or values.on(f"{load.block}.persistence.existingClaim"):
            continue
        if load.kind == "Deployment":
            if values.text("architecture") == "standalone":
                yield f"redis-data-{name}-{load.suffix}"
        elif load.kind == "StatefulSet":
            for number in range(load.replicas):
                yield f"redis-data-{name}-{load.suffix}-{number}"
                if load.suffix == "node" and values.on("sentinel.persistence.enabled"):
                    yield f"sentinel-data-{name}-{load.suffix}-{number}"


def _uses(values: ChartValues) -> Iterator[SecretUse]:
    """Secrets that values name."""
    # Before 20.11 the files were mounted even where nobody asks for a password.
    mounted = values.on("auth.usePasswordFiles") and not values.since(20, 11)
    if (values.on("auth.enabled") or mounted) and values.on("auth.existingSecret") and _password_from_secret(values):
        key = values.name("auth.existingSecretPasswordKey") or "redis-password"
        yield from _use(values, "auth.existingSecret", key)
    certificates = _certificates(values)
    if values.on("tls.enabled") and certificates:
        files = ("certFilename", "certKeyFilename", "certCAFilename", "dhParamsFilename")
        yield from _use(values, certificates, *filter(None, (values.text(f"tls.{file}") for file in files)))
    yield from pull_secrets(values.where("global.imagePullSecrets"), values.items("global.imagePullSecrets"))
    for image in _PULLING:
        yield from pull_secrets(values.where(f"{image}.pullSecrets"), values.items(f"{image}.pullSecrets"))
    for load in workloads(values):
        for block in (load.block, *(("sentinel",) if load.suffix == "node" else ())):
            yield from _use(values, f"{block}.extraEnvVarsSecret")
    if values.since(20, 12) and values.on("auth.acl.enabled") and values.on("auth.acl.userSecret"):
        users = (entry.get("username") for entry in values.maps("auth.acl.users"))
        yield from _use(values, "auth.acl.userSecret", *(user for user in users if isinstance(user, str)))


def _use(values: ChartValues, path: str, *keys: str) -> Iterator[SecretUse]:
    name = values.name(path)
    if name and not values.from_secret(path):
        yield SecretUse(values.where(path), name, keys)


# -- Pods, names, addresses --------------------------------------------------------------------------------------------


def redis_pods(values: ChartValues) -> list[PodTemplate]:
    """Every pod."""
    return pods(values, _fullname(values))


def redis_names(values: ChartValues) -> dict[str, int]:
    """How long each name may be."""
    name = _fullname(values)
    made = dict.fromkeys(redis_services(values), _LABEL)
    for load in workloads(values):
        made[f"{name}-{load.suffix}"] = _STATEFUL if load.kind == "StatefulSet" else _LABEL
    return made


def _addresses(release: Release) -> Iterator[Address]:
    values = _values(release)
    replicas = values.text("architecture") == "replication"
    if replicas and values.on("replica.externalMaster.enabled") and values.text("replica.externalMaster.host"):
        path = "replica.externalMaster"
        number = values.port(f"{path}.port") or None
        yield Address(values.where(f"{path}.host"), values.text(f"{path}.host"), number)


# -- What only this chart knows ----------------------------------------------------------------------------------------


def _check(release: Release) -> Iterator[Finding]:
    values = _values(release)
    yield from _refused(values)
    yield from _passwords(values)
    if values.dated:
        yield from _images(values)
        yield from _defaults(values)
    yield from misdirected(
        release, f"chart redis {release.version}", redis_pods(values), ("Deployment", "StatefulSet", "DaemonSet")
    )


def _refused(values: ChartValues) -> Iterator[Finding]:
    """What the chart's own validation stops at."""
    if values.on("sentinel.enabled") and values.text("architecture") == "standalone":
        yield values.finding(
            "sentinel.enabled",
            "the chart refuses sentinel on a standalone Redis",
            "architecture: replication, or false",
        )
    if values.on("tls.enabled") and not values.on("tls.autoGenerated") and not _certificates(values):
        yield values.finding(
            "tls.enabled",
            "the chart refuses TLS without certificates",
            "tls.existingSecret, or tls.autoGenerated: true",
        )


def _passwords(values: ChartValues) -> Iterator[Finding]:
    given = ("auth.existingSecret", "auth.password", "global.redis.password")
    if values.on("auth.enabled") and not values.opaque and not any(values.on(path) for path in given):
        yield values.finding(
            "auth.existingSecret",
            "without it the chart makes up a password, which is in no Secret of yours and new when the release is",
            "auth.existingSecret: a Secret with the password, or auth.enabled: false",
        )


def _images(values: ChartValues) -> Iterator[Finding]:
    replaced = [path for path in _IMAGES if _repository(values, path) not in _ORIGINALS]
    if values.since(20, 5) and not values.on("global.security.allowInsecureImages") and not values.opaque:
        # Since 22.0.7 a warning where nothing but bitnamilegacy is put in place.
        legacy = all(_repository(values, path).startswith(_LEGACY) for path in replaced)
        if replaced and not (legacy and values.since(22, 0, 7)):
            yield values.finding(
                "global.security.allowInsecureImages",
                f"chart {values.release.version} refuses {_repository(values, replaced[0])!r}: none of its own images",
                "true",
            )


def _repository(values: ChartValues, path: str) -> str:
    registry = values.text("global.imageRegistry") or values.text(f"{path}.registry")
    return "/".join(filter(None, (registry, values.text(f"{path}.repository"))))


def _defaults(values: ChartValues) -> Iterator[Finding]:
    """Where the chart's defaults changed, and nothing is written."""
    if values.since(18, 11) and not values.written("networkPolicy.enabled"):
        yield values.finding(
            "networkPolicy.enabled",
            "it is not written, and the chart's default changed: off until 18.10, on since",
            "true or false, so that a chart update changes nothing unasked",
        )
    if not values.since(19):
        return
    for block in dict.fromkeys(load.block for load in workloads(values)):
        chosen = values.written(f"{block}.resources") or values.written(f"{block}.resourcesPreset")
        if not chosen and values.text(f"{block}.resourcesPreset") == "nano":
            yield values.finding(
                f"{block}.resources",
                "nothing is written, so the chart's preset 'nano' ends Redis at 192Mi of memory",
                "requests and limits of your own",
            )


def redis_config_maps(values: ChartValues) -> Iterator[str]:
    """Names of the ConfigMaps."""
    name = _fullname(values)
    suffixes = ("health", "scripts") if values.on("existingConfigmap") else ("configuration", "health", "scripts")
    yield from (
        f"{name}-{suffix}"
        for suffix in (*suffixes, *(("kubectl-scripts", "ports-configmap") if _sentinel(values) else ()))
    )


def redis_config_texts(values: ChartValues) -> Iterator[ConfigText]:
    """What is written into the configuration of the servers and of sentinel."""
    for path, file in _CONFIGURATIONS.items():
        text = values.get(path)
        if isinstance(text, str):
            yield ConfigText(values.where(path), file, text, blanks=True)


BITNAMI_REDIS_RULES = ChartRules(
    chart=CHART,
    publishers=("bitnami",),
    services=lambda release: redis_services(_values(release)),
    secrets=lambda release: redis_secrets(_values(release)),
    claims=lambda release: redis_claims(_values(release)),
    config_maps=lambda release: list(redis_config_maps(_values(release))),
    config_texts=lambda release: redis_config_texts(_values(release)),
    uses=lambda release: _uses(_values(release)),
    addresses=_addresses,
    environments=lambda release: environments(_values(release)),
    pods=lambda release: patched(release, redis_pods(_values(release))),
    names=lambda release: redis_names(_values(release)),
    check=_check,
)
