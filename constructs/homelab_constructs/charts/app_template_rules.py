"""What bjw-s app-template makes of its values, versions 4 and 5.

Read in the templates of 4.1.1 (its library `common`); what 5 changed is taken from the contract datastores, 3.1. Tests
compare with renders.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from ..proofs.chart_rules import Address, ChartRules, ConfigText, Release, SecretUse
from ..proofs.finding import Finding
from ..proofs.tree import mapping
from .app_template_pods import containers_of, controllers, defaults, env_lists, kind_of, names_of, pods, secret_items
from .merged_values import ChartValues, port, pull_secrets, tls_secrets
from .post_renderers import misdirected, patched

__all__ = ["APP_TEMPLATE_RULES"]

_LABEL = 63
# A StatefulSet stamps `<name>-<hash>` on its pods as a label, a CronJob gives its Jobs a suffix.
_LIMITS = {"StatefulSet": 52, "CronJob": 52}
_STRATEGIES = {"Deployment": ("Recreate", "RollingUpdate"), "StatefulSet": ("OnDelete", "RollingUpdate")}
_TOKEN_KEYS = ("token", "ca.crt", "namespace")
_EXTERNAL = "ExternalName"


_ASKS = ("exec", "grpc", "httpGet", "tcpSocket")
_PROBE = frozenset(_ASKS) | frozenset(
    """
    failureThreshold initialDelaySeconds periodSeconds successThreshold terminationGracePeriodSeconds timeoutSeconds
    """.split()
)
_HTTP_GET = frozenset("host httpHeaders path port scheme".split())


def _values(release: Release) -> ChartValues:
    return ChartValues.of(release, defaults)


# -- What it makes -----------------------------------------------------------------------------------------------------


def _services(release: Release) -> dict[str, tuple[int, ...]]:
    values = _values(release)
    made: dict[str, tuple[int, ...]] = {}
    for identifier, name in names_of(values, "service").items():
        ports = _ports(values.map(f"service.{identifier}"))
        made[name] = tuple(port(entry.get("port")) for entry in ports.values()) or (0,)
    return made


def _ports(service: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    ports = service.get("ports")
    found = ports if isinstance(ports, dict) else {}
    return {key: entry for key, entry in found.items() if isinstance(entry, dict) and entry.get("enabled", True)}


def _secrets(release: Release) -> dict[str, tuple[str, ...]]:
    values = _values(release)
    items = secret_items(values)
    made: dict[str, tuple[str, ...]] = {}
    for identifier, name in names_of(values, "secrets").items():
        item = items[identifier]
        keys = [key for block in ("stringData", "data") for key in mapping(item.get(block))]
        made[name] = tuple(map(str, keys)) or (_TOKEN_KEYS if "service-account-token" in str(item.get("type")) else ())
    return made


def _config_maps(release: Release) -> list[str]:
    return list(names_of(_values(release), "configMaps").values())


def _config_texts(release: Release) -> Iterator[ConfigText]:
    """Those of a ConfigMap that is switched off, too: they stand where everybody reads them."""
    values = _values(release)
    for identifier, item in values.map("configMaps").items():
        for name, text in mapping(mapping(item).get("data")).items():
            if isinstance(text, str):
                yield ConfigText(values.where(f"configMaps.{identifier}.data.{name}"), str(name), text)


def _claims(release: Release) -> dict[str, bool | None]:
    """The claims, each with whether it outlives the release: one that nothing is said of goes with it."""
    values = _values(release)
    persistence = values.map("persistence")
    made = {name: _kept(mapping(persistence.get(key))) for key, name in names_of(values, "persistence").items()}
    # Kubernetes makes those of a StatefulSet, and Helm knows nothing of them.
    return made | dict.fromkeys(_template_claims(values), True)


def _kept(item: Mapping[str, Any]) -> bool | None:
    """Whether Helm leaves a claim where it is; None where a variable decides."""
    if mapping(item.get("annotations")).get("helm.sh/resource-policy") == "keep":
        return True
    retain = item.get("retain")
    return None if isinstance(retain, str) else bool(retain)


def _template_claims(values: ChartValues) -> Iterator[str]:
    named = names_of(values, "controllers")
    for identifier, controller in controllers(values).items():
        templates = mapping(controller.get("statefulset")).get("volumeClaimTemplates")
        if kind_of(controller) != "StatefulSet" or identifier not in named or not isinstance(templates, list):
            continue
        replicas = controller.get("replicas")
        for entry in templates:
            for number in range(replicas if isinstance(replicas, int) else 1):
                if isinstance(entry, dict) and isinstance(entry.get("name"), str):
                    yield f"{entry['name']}-{named[identifier]}-{number}"


# -- What it names -----------------------------------------------------------------------------------------------------


def _uses(release: Release) -> Iterator[SecretUse]:
    values = _values(release)
    yield from _mounted(values)
    base = "defaultPodOptions.imagePullSecrets"
    yield from pull_secrets(values.where(base), values.items(base))
    for identifier, controller in controllers(values).items():
        path = f"controllers.{identifier}"
        yield from pull_secrets(
            values.where(f"{path}.pod.imagePullSecrets"), values.items(f"{path}.pod.imagePullSecrets")
        )
        for where, container in containers_of(path, controller):
            yield from _taken(values, where, container.get("envFrom"))
        defaults_at = f"{path}.defaultContainerOptions"
        yield from _taken(values, defaults_at, values.get(f"{defaults_at}.envFrom"))
    for identifier in names_of(values, "ingress"):
        path = f"ingress.{identifier}.tls"
        yield from tls_secrets(values.where(path), values.items(path))


def _mounted(values: ChartValues) -> Iterator[SecretUse]:
    for identifier, item in values.map("persistence").items():
        path = f"persistence.{identifier}"
        if not isinstance(item, dict) or not item.get("enabled", True):
            continue
        if item.get("type") == "secret" and item.get("name"):
            name = values.name(f"{path}.name")
            if name:
                yield SecretUse(values.where(f"{path}.name"), name, _keys(item.get("items")))
        elif item.get("type") == "custom":
            volume = mapping(item.get("volumeSpec"))
            yield from _volume(values, f"{path}.volumeSpec", volume)


def _volume(values: ChartValues, path: str, volume: Mapping[str, Any]) -> Iterator[SecretUse]:
    secret = mapping(volume.get("secret"))
    if isinstance(secret.get("secretName"), str):
        optional = secret.get("optional") is True
        keys = _keys(secret.get("items"))
        yield SecretUse(values.where(f"{path}.secret.secretName"), secret["secretName"], keys, optional)
    sources = mapping(volume.get("projected")).get("sources")
    for index, source in enumerate(sources if isinstance(sources, list) else ()):
        secret = mapping(mapping(source).get("secret"))
        if isinstance(secret.get("name"), str):
            where = values.where(f"{path}.projected.sources[{index}].secret.name")
            yield SecretUse(where, secret["name"], _keys(secret.get("items")), secret.get("optional") is True)


def _keys(items: Any) -> tuple[str, ...]:
    entries = items if isinstance(items, list) else ()
    return tuple(entry["key"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("key"), str))


def _taken(values: ChartValues, path: str, entries: Any) -> Iterator[SecretUse]:
    """Secrets whose keys all become variables: by a reference, or by the chart's own short form."""
    own = names_of(values, "secrets")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        where = values.where(f"{path}.envFrom[{index}]")
        short = mapping(entry).get("secret")
        reference = mapping(mapping(entry).get("secretRef"))
        if isinstance(short, str):
            name = values.template(short) if short not in own else None
            if name:
                yield SecretUse(f"{where}.secret", name)
        elif isinstance(reference.get("name"), str) and not reference.get("identifier"):
            name = values.template(reference["name"])
            if name:
                yield SecretUse(f"{where}.secretRef.name", name, (), reference.get("optional") is True)


def _addresses(release: Release) -> Iterator[Address]:
    values = _values(release)
    for identifier in names_of(values, "service"):
        service = values.map(f"service.{identifier}")
        if service.get("type") == _EXTERNAL and isinstance(service.get("externalName"), str):
            yield Address(values.where(f"service.{identifier}.externalName"), service["externalName"])


def _environments(release: Release) -> dict[str, tuple[str, ...]]:
    """The templates add nothing of their own to what values list."""
    return dict.fromkeys(env_lists(_values(release)), ())


def _names(release: Release) -> dict[str, int]:
    values = _values(release)
    made = dict.fromkeys(names_of(values, "service").values(), _LABEL)
    named = names_of(values, "controllers")
    for identifier, controller in controllers(values).items():
        made[named[identifier]] = _LIMITS.get(kind_of(controller), _LABEL)
    return made


# -- What only this chart knows ----------------------------------------------------------------------------------------


def _check(release: Release) -> Iterator[Finding]:
    """What templates stop at and the chart's schema lets pass; the schema is the proof `charts`."""
    values = _values(release)
    for identifier, controller in controllers(values).items():
        yield from _controller(values, f"controllers.{identifier}", controller)
    for identifier in names_of(values, "service"):
        yield from _service(values, f"service.{identifier}", values.map(f"service.{identifier}"))
    for identifier in names_of(values, "ingress"):
        yield from _ingress(values, f"ingress.{identifier}.hosts")
    for identifier, item in values.map("persistence").items():
        if isinstance(item, dict) and item.get("enabled", True):
            yield from _mounts(values, f"persistence.{identifier}.advancedMounts", mapping(item.get("advancedMounts")))
    known = ("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob")
    yield from misdirected(release, f"app-template {release.version}", pods(values), known)


def _one_of(there: Collection[str], what: str) -> str:
    return f"one of {', '.join(there)}" if there else f"a {what}, and its name here"


def _controller(values: ChartValues, path: str, controller: Mapping[str, Any]) -> Iterator[Finding]:
    allowed = _STRATEGIES.get(kind_of(controller))
    strategy = controller.get("strategy")
    if allowed and isinstance(strategy, str) and strategy and strategy not in allowed:
        yield values.finding(
            f"{path}.strategy",
            f"the chart refuses {strategy!r} for a {kind_of(controller)}",
            " or ".join(allowed),
        )
    found = list(containers_of(path, controller))
    if not any(where.startswith(f"{path}.containers.") for where, _ in found):
        yield values.finding(f"{path}.containers", "no container is enabled, which the chart refuses", "at least one")
    for where, container in found:
        yield from _probes(values, where, mapping(container.get("probes")))
    shared = mapping(mapping(controller.get("defaultContainerOptions")).get("image"))
    for where, container in found:
        image = {**shared, **mapping(container.get("image"))}
        if not image.get("repository") and not isinstance(container.get("image"), str):
            yield values.finding(
                f"{where}.image.repository", "the image has none, which the chart refuses", "the image's repository"
            )


def _probes(values: ChartValues, path: str, probes: Mapping[str, Any]) -> Iterator[Finding]:
    """A custom probe goes into the pod as it is, and neither the chart nor its schema looks at it."""
    for kind, probe in probes.items():
        spec = mapping(mapping(probe).get("spec"))
        if not mapping(probe).get("custom") or not mapping(probe).get("enabled", True):
            continue
        where = f"{path}.probes.{kind}.spec"
        for part, (node, known) in {"": (spec, _PROBE), ".httpGet": (mapping(spec.get("httpGet")), _HTTP_GET)}.items():
            for key in sorted(map(str, node.keys() - known)):
                near = get_close_matches(key, sorted(known), n=1)
                right = repr(near[0]) if near else f"one of {', '.join(sorted(known))}"
                yield values.finding(f"{where}{part}.{key}", f"a probe has no field {key!r}", right)
        if not spec.keys() & _ASKS:
            yield values.finding(where, "it asks nothing: the API server refuses it", f"one of {', '.join(_ASKS)}")
        elif isinstance(spec.get("httpGet"), dict) and "port" not in spec["httpGet"]:
            yield values.finding(f"{where}.httpGet", "it has no port", "port: the port's number or name")


def _service(values: ChartValues, path: str, service: Mapping[str, Any]) -> Iterator[Finding]:
    there = controllers(values)
    controller = service.get("controller")
    if not controller and len(there) != 1:
        yield values.finding(
            f"{path}.controller",
            f"none is named, and with {len(there)} controllers the chart does not guess",
            _one_of(there, "controller"),
        )
    elif controller and str(controller) not in there:
        yield values.finding(
            f"{path}.controller", f"no controller {controller!r} is enabled", _one_of(there, "controller")
        )
    if service.get("type") != _EXTERNAL and not _ports(service):
        yield values.finding(f"{path}.ports", "no port is enabled, which the chart refuses", "at least one")


def _ingress(values: ChartValues, path: str) -> Iterator[Finding]:
    there = names_of(values, "service")
    for number, host in enumerate(values.items(path)):
        routes = mapping(host).get("paths")
        for index, route in enumerate(routes if isinstance(routes, list) else ()):
            where = f"{path}[{number}].paths[{index}].service"
            service = mapping(mapping(route).get("service"))
            identifier = service.get("identifier")
            if service.get("name"):
                continue
            if identifier and str(identifier) not in there:
                yield values.finding(
                    f"{where}.identifier", f"no service {identifier!r} is enabled", _one_of(there, "service")
                )
            elif not identifier and len(there) != 1:
                yield values.finding(
                    where,
                    f"no service is named, and with {len(there)} services the chart does not guess",
                    f"identifier: {_one_of(there, 'service')}",
                )


def _mounts(values: ChartValues, path: str, mounts: Mapping[str, Any]) -> Iterator[Finding]:
    there = controllers(values)
    for controller in mounts:
        if str(controller) not in there:
            yield values.finding(
                f"{path}.{controller}", f"no controller {controller!r} is enabled", _one_of(there, "controller")
            )


APP_TEMPLATE_RULES = ChartRules(
    chart="app-template",
    publishers=("bjw-s",),
    services=_services,
    secrets=_secrets,
    claims=_claims,
    config_maps=_config_maps,
    config_texts=_config_texts,
    uses=_uses,
    addresses=_addresses,
    environments=_environments,
    pods=lambda release: patched(release, pods(_values(release))),
    names=_names,
    check=_check,
)
