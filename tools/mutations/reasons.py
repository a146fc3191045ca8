"""Why a mutation does no harm, or why no proof can see the harm: each with its reason, none passed over."""

from __future__ import annotations

import re
from functools import cache

from .mutation import Mutation

__all__ = ["harmless", "reasons", "unseen"]

_PROBE = r"(liveness|readiness|startup)(Probe)?\b.*"
_HARMLESS: dict[str, tuple[str, ...]] = {
    "the chart's own default is the same": (
        r"pod: HelmRelease/trigger-dev-redis spec\.values\.master\.containerSecurityContext",
        r"key gone: HelmRelease/trigger-dev-redis spec\.values\.auth\.(enabled|existingSecretPasswordKey)",
        r"key gone: HelmRelease/trigger-dev-redis spec\.values\.image\.(registry|tag)",
        r"key gone: HelmRelease/trigger-dev-redis spec\.values\.(architecture|commonConfiguration|fullnameOverride)",
        r"key gone: HelmRelease/trigger-dev-redis spec\.values\.(master|metrics|networkPolicy|replica)\.",
        r"key gone: HelmRelease/trigger-dev-minio spec\.values\.controllers\.main\.(replicas|strategy|type)",
        r"key gone: HelmRelease/trigger-dev-minio spec\.values\.(persistence\.data|service\.main\.controller)",
        r"key gone: HelmRelease/trigger-dev-minio spec\.values\.defaultPodOptions\.(automount|enableServiceLinks)",
        r"key gone: HelmRelease/trigger-dev spec\.values\.(clickhouse|postgres|redis|s3)\.external\.",
        r"key gone: HelmRelease/trigger-dev spec\.values\.(electric|registry)\.deploy",
        r"key gone: HelmRelease/trigger-dev spec\.values\.(fullnameOverride|persistence\.shared\.|secrets\.enabled)",
        r"key gone: HelmRelease/trigger-dev spec\.values\.(registry\.external\.auth|registry\.repositoryNamespace)",
        r"key gone: HelmRelease/trigger-dev spec\.values\.supervisor\.config\.",
        r"key gone: HelmRelease/trigger-dev spec\.values\.webapp\.(ingress\.className|startupProbe\.failureThreshold)",
        r"key gone: HelmRelease/trigger-dev spec\.values\.webapp\.ingress\..*\.pathType",
    ),
    "a matter of taste, and off by default the other way round": (
        r"key gone: .*\b(telemetry\.enabled|MINIO_BROWSER)\b",
    ),
    "Kubernetes has a default that serves": (
        r"key gone: .*\.(imagePullPolicy|protocol|terminationMessagePolicy|terminationGracePeriodSeconds|sizeLimit)\b",
        r"key gone: .*\.(automountServiceAccountToken|enableServiceLinks|readOnly|readOnlyRootFilesystem)\b",
        r"key gone: .*\b" + _PROBE + r"(failureThreshold|periodSeconds|timeoutSeconds|scheme|custom)\b",
        r"key gone: .*\bprobes\.startup\.enabled",
        r"key gone: .*[sS]ecurityContext\.(fsGroupChangePolicy|runAsGroup)\b",
        r"key gone: StatefulSet/\S+ spec\.replicas",
        r"key gone: Job/\S+ spec\.backoffLimit",
    ),
    "Kubernetes takes the limit where no request stands, and no CPU limit is fine": (
        r"(pod|key gone): .*resources\.(requests\.(cpu|memory)|limits\.cpu) -> gone",
    ),
    "its CRD or its operator has the same default": (
        r"(required field|key gone): Cluster/\S+ spec\.(instances|logLevel)",
        r"key gone: Cluster/\S+ spec\.(enableSuperuserAccess|primaryUpdateStrategy)",
        r"key gone: Cluster/\S+ spec\.managed\.roles\[0\]\.ensure",
        r"key gone: Cluster/\S+ spec\.postgresql\.parameters\.(wal_level|max_wal_senders|max_replication_slots)",
        r"key gone: Pooler/\S+ spec\.(instances|type)",
    ),
    "PostgreSQL and PgBouncer run with their defaults, if not as well": (
        r"key gone: Cluster/\S+ spec\.postgresql\.parameters\.",
        r"key gone: Pooler/\S+ spec\.pgbouncer\.(parameters\.|poolMode)",
    ),
    "Flux has a default that serves": (
        r"key gone: HelmRelease/\S+ spec\.(maxHistory|upgrade\.|chart\.spec\.interval)",
        r"key gone: HelmRelease/trigger-dev-(minio|redis) spec\.timeout",
        r"operation: HelmRelease/\S+ spec\.maxHistory",
        r"gate: Kustomization/\S+ spec\.timeout",
    ),
    "read from chart line 4.5 on only": (
        r"Secret key (gone|renamed): Secret/trigger-dev-secrets stringData\.(COORDINATOR|PROVIDER)_SECRET",
    ),
    "nobody connects there": (
        r"port: Service/trigger-dev-clickhouse-headless",
        r"port: Service/trigger-dev-clickhouse spec\.ports\[1\]\.port",
    ),
    "the next change of the configuration needs a restart by hand": (r"key gone: .*annotations\.checksum/config",),
}
_UNSEEN: dict[str, tuple[str, ...]] = {
    "only the image knows its user, and the group that its files need": (
        r"key gone: .*[sS]ecurityContext\.(runAsUser|fsGroup) ",
    ),
    "only the application knows which path answers": (r"key gone: .*\b" + _PROBE + r"httpGet\.path",),
}


def reasons() -> set[str]:
    """Every reason there is."""
    return _HARMLESS.keys() | _UNSEEN.keys()


@cache
def _patterns(*, of_harm: bool) -> list[tuple[re.Pattern[str], str]]:
    reasons = _UNSEEN if of_harm else _HARMLESS
    return [(re.compile(pattern), reason) for reason, patterns in reasons.items() for pattern in patterns]


def harmless(mutation: Mutation) -> str:
    """Why this one does no harm; empty where it does."""
    return next((why for pattern, why in _patterns(of_harm=False) if pattern.match(mutation.name)), "")


def unseen(mutation: Mutation) -> str:
    """Why no proof can see the harm of this one; empty where one should, or where there is none."""
    if harmless(mutation):
        return ""
    return next((why for pattern, why in _patterns(of_harm=True) if pattern.match(mutation.name)), "")
