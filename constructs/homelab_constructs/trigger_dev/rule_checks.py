"""What only Trigger.dev's chart knows of its values, beside names: what it refuses, and what fails when it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..charts.merged_values import ChartValues
from ..charts.post_renderers import misdirected, patched
from ..proofs.chart_rules import PodTemplate, Release
from ..proofs.finding import Finding
from ..proofs.tree import get
from .rule_bundles import minio_name
from .rule_datastores import check_datastores, redis_behind
from .rule_values import CLICKHOUSE_SECRET, EXISTING_SECRET, PUBLISHED, S2, fullname, values_of

__all__ = ["check"]

_ORIGINS = ("appOrigin", "loginOrigin", "apiOrigin")
_HOST_AND_PORT = re.compile(r"[^:/\s]+:[0-9]+")
_ENDPOINT = re.compile(r"https?://[^/\s]+/?")
_VARIABLE = re.compile(r"\$\{[^}]*\}")
_INLINE_SECRETS = ("sessionSecret", "magicLinkSecret", "encryptionKey", "managedWorkerSecret")
# Supervisor's address of the app is a full one from here on, so that pods of another namespace find it.
_FULL_ADDRESS = (4, 4, 6)
_ANCHORED_EMAILS = (4, 5, 2)
_ROUTER_TLS = "traefik.ingress.kubernetes.io/router.tls"
# What tells that somebody means a store of their own, and what becomes of it beside the one that the chart brings
# along (read in the templates of 4.0.5 and 4.5.12: they do not all prefer the same one).
_OWN_STORES: dict[str, tuple[tuple[str, ...], str]] = {
    "postgres": (
        ("existingSecret", "databaseUrl", "directUrl", "connectivityCheck.host"),
        "a PostgreSQL of its own beside yours, and the app waits for that one",
    ),
    "redis": (("host", "existingSecret"), "a Redis of its own beside yours"),
    "clickhouse": (("host", "existingSecret"), "a ClickHouse of its own beside yours, and sends the app to that one"),
    "s3": (
        ("endpoint", "existingSecret"),
        "a MinIO of its own beside your store, and gives the app the keys of that one",
    ),
    "electric": (("url",), "an Electric of its own beside yours, and sends the app to that one"),
    "registry": (("host",), "a registry of its own beside yours, and sends the app to that one"),
}
_DURATION = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?(?:ms|s|m|h))+")
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
# What the migrations of a first start may take (contract trigger-chart, 11), and what Flux gives Helm unasked.
_FIRST_START = 900.0
_HELM_TIMEOUT = "5m"
# How long the chart's own startup probe waits.
_STARTUP = 600


def check(release: Release, pods: Sequence[PodTemplate]) -> Iterator[Finding]:
    """Everything that is wrong in a release.

    Args:
        release: the release.
        pods: its pods before any post-renderer.
    """
    values = values_of(release)
    if not values.opaque:
        yield from _refused(values)
        yield from _app_secrets(values)
        yield from _origins(values)
        yield from _ingress(values)
        yield from _beside(values)
        yield from _passwords(values)
        yield from _registry_host(values)
        yield from _first_start(values, pods)
        yield from _users(values, pods)
    yield from _clickhouse_secret(values)
    yield from _contents(values)
    yield from _pods(values)
    yield from check_datastores(values)
    # The charts inside make Deployments of their own names; with one of them a name may be anybody's.
    if not any(values.on(f"{store}.deploy") for store in ("postgres", "clickhouse", "s3")):
        yield from misdirected(release, f"chart trigger {release.version}", pods, ("Deployment", "StatefulSet"))


# -- What the chart's own validation stops at --------------------------------------------------------------------------


def _refused(values: ChartValues) -> Iterator[Finding]:
    def needs(path: str, what: str) -> Finding:
        store = path.partition(".")[0]
        return values.finding(path, f"the chart refuses {store}.deploy: false without it", what)

    if not values.on("postgres.deploy") and not _any(values, "postgres.external", "databaseUrl", "existingSecret"):
        yield needs("postgres.external.existingSecret", "a Secret with the URLs")
    if not values.on("redis.deploy") and not values.on("redis.external.host"):
        yield needs("redis.external.host", "the host of your Redis")
    if not values.on("clickhouse.deploy"):
        for key in ("host", "username"):
            if not values.on(f"clickhouse.external.{key}"):
                yield needs(f"clickhouse.external.{key}", f"the {key} of your ClickHouse")
    if not values.on("s3.deploy"):
        if not values.on("s3.external.endpoint"):
            yield needs("s3.external.endpoint", "the endpoint of your object store")
        yield from _object_store_keys(values)
    if not values.on("electric.deploy") and not values.on("electric.external.url"):
        yield needs("electric.external.url", "the URL of your Electric, or electric.deploy: true")
    if not values.on("registry.deploy") and not values.on("registry.external.host"):
        yield needs("registry.external.host", "the host of the registry with task images")
    if values.since(*S2) and values.on("s2.deploy") and values.on("s2.external.endpoint"):
        yield values.finding(
            "s2.external.endpoint",
            "the chart refuses it beside s2.deploy: true",
            "one of the two: its own s2, or yours",
        )
    yield from _accounts(values)


def _any(values: ChartValues, block: str, *keys: str) -> bool:
    return any(values.on(f"{block}.{key}") for key in keys)


def _object_store_keys(values: ChartValues) -> Iterator[Finding]:
    block = "s3.external"
    if values.on(f"{block}.existingSecret"):
        return
    inline = [values.text(f"{block}.{key}") for key in ("accessKeyId", "secretAccessKey")]
    if not all(inline):
        yield values.finding(
            f"{block}.existingSecret", "the chart refuses s3.deploy: false without keys", "a Secret with both keys"
        )
    elif PUBLISHED in inline:
        yield values.finding(
            f"{block}.existingSecret",
            "without it the app is given the keys that this chart ships for everybody",
            "a Secret with both keys",
        )


def _accounts(values: ChartValues) -> Iterator[Finding]:
    if not values.since(*EXISTING_SECRET):
        return
    for block in ("webapp.serviceAccount", "supervisor.serviceAccount"):
        if not values.on(f"{block}.create") and not values.on(f"{block}.name"):
            yield values.finding(f"{block}.name", "the chart refuses create: false without it", "the account to use")


# -- What fails when it runs -------------------------------------------------------------------------------------------


def _app_secrets(values: ChartValues) -> Iterator[Finding]:
    version = values.release.version
    existing = values.on("secrets.existingSecret")
    if not values.on("secrets.enabled"):
        if not values.since(*EXISTING_SECRET):
            yield values.finding(
                "secrets.enabled",
                f"with {values.get('secrets.enabled')!r}, chart {version} passes the app no secret at all, not even "
                "those of secrets.existingSecret: it stops at its first start",
                "true, beside secrets.existingSecret too",
            )
        elif not existing:
            yield values.finding(
                "secrets.existingSecret",
                "neither it nor secrets.enabled is set: the app is passed no secret and stops at its first start",
                "a Secret with the app's secrets",
            )
    elif not existing and any(values.text(f"secrets.{key}") == PUBLISHED for key in _INLINE_SECRETS):
        yield values.finding(
            "secrets.existingSecret",
            f"without it the app is given secrets that chart {version} ships for everybody",
            "a Secret with the app's secrets",
        )


def _beside(values: ChartValues) -> Iterator[Finding]:
    """Stores of the chart's own that nobody has switched off."""
    for store, (keys, outcome) in _OWN_STORES.items():
        path = f"{store}.deploy"
        # A Secret with its URLs is one way to reach the PostgreSQL inside, where that one is asked for by name.
        if not values.on(path) or values.from_secret(path) or (store == "postgres" and values.written(path)):
            continue
        block = f"{store}.external"
        mine = next((f"{block}.{key}" for key in keys if _chosen(values, f"{block}.{key}")), "")
        if mine:
            state = "it is on" if values.written(path) else "it is not written, so on"
            yield values.finding(path, f"{state} beside {mine}: the chart runs {outcome}", f"false, or no {block}")


def _chosen(values: ChartValues, path: str) -> bool:
    return values.written(path) and values.on(path)


def _passwords(values: ChartValues) -> Iterator[Finding]:
    """Passwords that the app is given none of. What a patch or a variable of one's own hands over is left alone."""
    by_hand = f"{values.release.item.spec.get('postRenderers')}{values.items('webapp.extraEnvVars')}"
    block = "redis.external"
    if not values.on("redis.deploy") and not _any(values, block, "existingSecret", "password"):
        behind = redis_behind(values)
        if behind is not None and "REDIS_PASSWORD" not in by_hand:
            yield values.finding(
                f"{block}.existingSecret",
                f"neither it nor a password is written, and HelmRelease {behind.item.name!r} behind "
                f"{values.text(f'{block}.host')!r} asks for one: the app cannot log in",
                "the Secret with that password",
            )
    block = "clickhouse.external"
    if values.on("clickhouse.deploy") or _any(values, block, "existingSecret", "password"):
        return
    if "CLICKHOUSE_URL" not in by_hand:
        secret = values.since(*CLICKHOUSE_SECRET)
        yield values.finding(
            f"{block}.{'existingSecret' if secret else 'password'}",
            "the app is given no password of ClickHouse at all, neither in values nor by valuesFrom",
            "the Secret with the password" if secret else f"valuesFrom a Secret with targetPath {block}.password",
        )


def _registry_host(values: ChartValues) -> Iterator[Finding]:
    path = "registry.external.host"
    if not values.on("registry.deploy") and values.on(path) and not values.written(path):
        yield values.finding(
            path,
            f"it is not written, and the chart's own is {values.text(path)!r}: deployments are pushed to nowhere",
            "the host of the registry with task images",
        )


def _first_start(values: ChartValues, pods: Sequence[PodTemplate]) -> Iterator[Finding]:
    """The migrations run before the app listens: neither the kubelet nor Helm may be tired of waiting by then."""
    own = _container(values, pods, "webapp")[1]
    if own and not own.get("startupProbe") and own.get("livenessProbe") and _patience(values) < _STARTUP:
        yield values.finding(
            "webapp.startupProbe.enabled",
            f"it is not on: liveness ends the app after {_patience(values)} seconds, in the midst of the migrations of "
            "its first start, and what they leave half done has to be mended by hand",
            "true, with a failureThreshold of 90 or so",
        )
    spec = values.release.item.spec
    if get(spec, "install.disableWait") is True:
        return
    path = "install.timeout" if get(spec, "install.timeout") is not None else "timeout"
    written = get(spec, path)
    given = _seconds(_HELM_TIMEOUT if written is None else written)
    if given is not None and given < _FIRST_START:
        said = f"it is not written, so {_HELM_TIMEOUT}" if written is None else repr(written)
        yield values.release.item.finding(
            f"spec.{path}",
            f"{said}: the app's first start with its migrations may take longer, and Helm then gives the release up",
            "15m or more",
        )


def _patience(values: ChartValues) -> int:
    """Seconds that liveness leaves the app to answer."""
    probe = "webapp.livenessProbe"
    delay, period, failures = (
        values.number(f"{probe}.{key}") for key in ("initialDelaySeconds", "periodSeconds", "failureThreshold")
    )
    return delay + period * failures


def _seconds(text: Any) -> float | None:
    """A duration as Go writes it; None for anything else, a variable too."""
    if not isinstance(text, str) or not _DURATION.fullmatch(text):
        return None
    return sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(text))


def _container(
    values: ChartValues, pods: Sequence[PodTemplate], block: str
) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """Pod and container of a part of the app, as post-renderers leave them; empty where there is none."""
    made = (pod for pod in pods if pod.name == f"{fullname(values)}-{block}")
    for pod in patched(values.release, made):
        for _, container in pod.containers:
            if container.get("name") == block:
                return pod.spec, container
    return {}, {}


def _users(values: ChartValues, pods: Sequence[PodTemplate]) -> Iterator[Finding]:
    """Images whose user the kubelet cannot tell from root."""
    for block, image in (
        ("webapp", "the image's user is a name"),
        ("supervisor", "the image's user is a name"),
        ("electric", "the image names no user, which means root"),
    ):
        outer, inner = (part.get("securityContext") for part in _container(values, pods, block))
        outer, inner = (found if isinstance(found, dict) else {} for found in (outer, inner))
        if {**outer, **inner}.get("runAsNonRoot") is True and {**outer, **inner}.get("runAsUser") is None:
            context = "securityContext" if inner.get("runAsNonRoot") is True else "podSecurityContext"
            user = 65534 if block == "electric" else 1000
            yield values.finding(
                f"{block}.{context}.runAsUser",
                f"it is not written beside runAsNonRoot: true, and {image}: the kubelet refuses to start it",
                str(user),
            )


def _clickhouse_secret(values: ChartValues) -> Iterator[Finding]:
    block = "clickhouse.external"
    if values.since(*CLICKHOUSE_SECRET) or not values.on(f"{block}.existingSecret"):
        return
    # A patch of the URL is the one way to use such a Secret with an older chart.
    if "CLICKHOUSE_URL" not in str(values.release.item.spec.get("postRenderers")):
        yield values.finding(
            f"{block}.existingSecret",
            f"chart {values.release.version} writes the password's variable into the URL in a form that nothing "
            "expands: the app stops with 'invalid userinfo'",
            "chart 4.4.5 or newer, or valuesFrom a Secret with targetPath clickhouse.external.password instead",
        )


def _origins(values: ChartValues) -> Iterator[Finding]:
    first = values.text("webapp.appOrigin")
    for key in _ORIGINS:
        path = f"webapp.{key}"
        origin = values.text(path)
        if not values.written(path):
            yield values.finding(path, f"it is not written, and the chart's own is {origin!r}", "the app's public URL")
        elif values.from_secret(path):
            continue
        elif origin.startswith("http://"):
            yield values.finding(
                path,
                f"{origin!r}: the session cookie is only sent over https, so nobody could sign in",
                "an https URL",
            )
        elif origin != first and not values.from_secret("webapp.appOrigin") and values.written("webapp.appOrigin"):
            yield values.finding(
                path, f"{origin!r} is another than appOrigin {first!r}", "the same URL in all three origins"
            )


def _ingress(values: ChartValues) -> Iterator[Finding]:
    block = "webapp.ingress"
    if not values.on(f"{block}.enabled"):
        if _chosen(values, f"{block}.hosts"):
            yield values.finding(f"{block}.enabled", "hosts are written, and no Ingress is made for them", "true")
        return
    if not values.written(f"{block}.hosts"):
        yield values.finding(f"{block}.hosts", "none is written, and the chart's own is 'trigger.local'", "your host")
    tls = values.maps(f"{block}.tls")
    annotated = str(values.map(f"{block}.annotations").get(_ROUTER_TLS)).lower() == "true"
    if not tls and not annotated:
        issuer = ", and certManager alone asks for no certificate" if values.on(f"{block}.certManager.enabled") else ""
        yield values.finding(
            f"{block}.tls",
            f"it is empty{issuer}: the session cookie is only sent over https, so nobody could sign in",
            "secretName and hosts",
        )
    for index, entry in enumerate(values.items(f"{block}.tls")):
        if isinstance(entry, dict) and not entry.get("secretName") and not annotated:
            yield values.finding(
                f"{block}.tls[{index}].secretName",
                "no Secret is named: who comes gets the ingress controller's own certificate, which neither run pods "
                "nor the CLI trust",
                "the Secret with the certificate",
            )
    listed = [entry["hosts"] for entry in tls if isinstance(entry.get("hosts"), list)]
    covered = [host for hosts in listed for host in hosts if isinstance(host, str)]
    for index, entry in enumerate(values.items(f"{block}.hosts") if values.written(f"{block}.hosts") else ()):
        host = entry.get("host") if isinstance(entry, dict) else None
        if isinstance(entry, dict) and not host:
            yield values.finding(
                f"{block}.hosts[{index}].host", "none is written: the Ingress answers for every host", "your host"
            )
        paths = entry.get("paths") if isinstance(entry, dict) else None
        for number, path in enumerate(paths if isinstance(paths, list) else ()):
            if isinstance(path, dict) and not path.get("path"):
                yield values.finding(
                    f"{block}.hosts[{index}].paths[{number}].path", "none is written, and the cluster wants one", "/"
                )
        if tls and isinstance(host, str) and not _covers(covered, host):
            yield values.finding(
                f"{block}.hosts[{index}].host",
                f"{host!r} is in the hosts of no tls entry",
                "the host in tls[].hosts too",
            )


def _covers(hosts: Sequence[str], host: str) -> bool:
    return any(known == host or (known.startswith("*.") and host.partition(".")[2] == known[2:]) for known in hosts)


# -- What a value must look like ---------------------------------------------------------------------------------------


def _contents(values: ChartValues) -> Iterator[Finding]:
    yield from _connectivity(values)
    endpoint = values.text("s3.external.endpoint")
    known = endpoint and not values.on("s3.deploy") and not values.from_secret("s3.external.endpoint")
    if known and not endpoint.startswith("${") and not _ENDPOINT.fullmatch(_VARIABLE.sub("x", endpoint)):
        yield values.finding(
            "s3.external.endpoint",
            f"{endpoint!r}: the app takes scheme, host and port, and drops any path",
            "such as http://minio:9000",
        )
    registry = values.text("registry.external.host")
    if not values.on("registry.deploy") and "/" in _VARIABLE.sub("x", registry):
        yield values.finding(
            "registry.external.host",
            f"{registry!r} is more than a host: image names begin with it",
            "the host alone; the path goes to registry.repositoryNamespace",
        )
    if values.since(*S2) and values.on("s2.deploy") and len(values.text("s2.basin")) < 8:
        basin = values.text("s2.basin")
        yield values.finding("s2.basin", f"{basin!r} is too short: s2 wants eight characters", "a longer name")
    runs = values.text("supervisor.config.kubernetes.namespace")
    if runs and runs != values.release.namespace and not values.since(*_FULL_ADDRESS):
        yield values.finding(
            "supervisor.config.kubernetes.namespace",
            f"runs in {runs!r} would not find the app: chart {values.release.version} gives them its short name",
            f"{values.release.namespace!r}, or chart 4.4.6 or newer",
        )
    if values.on("s3.deploy") and not values.opaque:
        yield from _bundled_minio(values)
    yield from _emails(values)


def _connectivity(values: ChartValues) -> Iterator[Finding]:
    path = "postgres.external.connectivityCheck.host"
    host = values.text(path)
    if values.on("postgres.deploy") or not host or values.from_secret(path):
        return
    if not _HOST_AND_PORT.fullmatch(_VARIABLE.sub("x", host)):
        yield values.finding(path, f"{host!r} has no port, and the app waits for host and port", f"{host}:5432")
    if values.get("webapp.connectivityCheck.postgres") is False:
        yield values.finding(
            "webapp.connectivityCheck.postgres",
            "false is taken for true by every version of this chart",
            f"no {path} where the app shall not wait",
        )


def _bundled_minio(values: ChartValues) -> Iterator[Finding]:
    asked, made = f"{values.release_name}-minio", minio_name(values)
    if asked != made and not values.on("s3.external.endpoint"):
        yield values.finding(
            "s3.deploy",
            f"the app is sent to Service {asked!r}, and the MinIO that the chart brings along is called {made!r}",
            "s3.nameOverride: minio, or an object store of your own with s3.external",
        )


def _emails(values: ChartValues) -> Iterator[Finding]:
    if values.since(*_ANCHORED_EMAILS):
        return
    for index, entry in enumerate(values.items("webapp.extraEnvVars")):
        if not isinstance(entry, dict) or entry.get("name") not in ("WHITELISTED_EMAILS", "ADMIN_EMAILS"):
            continue
        pattern = entry.get("value")
        if isinstance(pattern, str) and pattern and not (pattern.startswith("^") and pattern.endswith("$")):
            yield values.finding(
                f"webapp.extraEnvVars[{index}].value",
                f"{pattern!r} is looked for anywhere in an address, so that others than yours match",
                "^(...)$",
            )


def _pods(values: ChartValues) -> Iterator[Finding]:
    for block in ("webapp", "supervisor"):
        context: dict[str, Any] = values.map(f"{block}.podSecurityContext")
        if "fsGroup" in context:
            yield values.finding(
                f"{block}.podSecurityContext.fsGroup",
                f"the chart writes fsGroup itself, so that {context['fsGroup']!r} makes a second key of that name",
                "nothing: it is 1000 anyway",
            )
