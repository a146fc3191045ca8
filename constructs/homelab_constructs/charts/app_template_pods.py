"""The pods of app-template, and how it names what it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..proofs.chart_rules import PodTemplate
from .merged_values import ChartValues, Version, cut, overlaid, shown

__all__ = ["containers_of", "controllers", "defaults", "env_lists", "kind_of", "names_of", "pods", "secret_items"]

_KINDS = {
    "deployment": "Deployment",
    "statefulset": "StatefulSet",
    "daemonset": "DaemonSet",
    "cronjob": "CronJob",
    "job": "Job",
}
_CLAIM = "persistentVolumeClaim"
# Of a pod what proofs ask for; the chart knows more.
_OPTIONS = (
    "automountServiceAccountToken",
    "hostIPC",
    "hostNetwork",
    "hostPID",
    "hostUsers",
    "imagePullSecrets",
    "restartPolicy",
    "securityContext",
    "shareProcessNamespace",
)


def defaults(version: Version) -> dict[str, Any]:
    """The chart's defaults, as far as its rules ask for them."""
    return {
        "global": {},
        "defaultPodOptionsStrategy": "overwrite",
        "defaultPodOptions": {"automountServiceAccountToken": version < (5, 0, 0)},
    }


def _enabled(items: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        str(key): item
        for key, item in sorted(items.items(), key=str)
        if isinstance(item, dict) and item.get("enabled", True)
    }


def controllers(values: ChartValues) -> dict[str, dict[str, Any]]:
    """The enabled controllers by their identifiers."""
    return _enabled(values.map("controllers"))


def kind_of(controller: Mapping[str, Any]) -> str:
    """The kind of a controller; empty for a type that the chart does not know."""
    kind = controller.get("type") or "deployment"
    return _KINDS.get(kind, "") if isinstance(kind, str) else ""


def secret_items(values: ChartValues) -> dict[str, dict[str, Any]]:
    """The enabled Secrets, those for tokens of service accounts included."""
    made = _enabled(values.map("secrets"))
    for identifier, account in _enabled(values.map("serviceAccount")).items():
        if account.get("staticToken"):
            name = f"{identifier}-sa-token"
            made[name] = {"suffix": name, "type": "kubernetes.io/service-account-token"}
    return dict(sorted(made.items()))


def _items(values: ChartValues, kind: str) -> dict[str, dict[str, Any]]:
    if kind == "secrets":
        return secret_items(values)
    found = _enabled(values.map(kind))
    if kind != "persistence":
        return found
    return {
        key: item
        for key, item in found.items()
        if (item.get("type") or _CLAIM) == _CLAIM and not item.get("existingClaim")
    }


def names_of(values: ChartValues, kind: str) -> dict[str, str]:
    """The names of all objects of a kind, by their identifiers; those left out whose name is a template of its own.

    Args:
        values: the values.
        kind: controllers, ingress, persistence, secrets or service.
    """
    items = _items(values, kind)
    many = len(items) > 1 or values.on("global.alwaysAppendIdentifierToResourceName")
    named = {key: _name(values, key, item, many) for key, item in items.items()}
    return {key: name.lower() for key, name in named.items() if name}


def _fullname(values: ChartValues) -> str:
    override = values.text("global.fullnameOverride") or values.text("fullnameOverride")
    if override:
        return cut(override)
    # The chart takes the release's name for its own unless told otherwise.
    release = values.release_name
    name = cut(values.text("global.nameOverride") or release)
    return cut(release if name in release else f"{release}-{name}")


def _name(values: ChartValues, identifier: str, item: Mapping[str, Any], many: bool) -> str | None:
    name = _fullname(values)
    given = {key: values.template(shown(item.get(key))) for key in ("forceRename", "prefix", "suffix")}
    if None in given.values():
        return None
    if given["forceRename"]:
        return given["forceRename"]
    if given["prefix"] and given["prefix"] != name:
        name = f"{given['prefix']}-{name}"
    if many and not name.endswith(f"-{identifier}") and identifier != name:
        name = f"{name}-{identifier}"
    suffix = given["suffix"]
    if suffix and not name.endswith(f"-{suffix}"):
        name = f"{name}-{suffix}"
    return name


# -- Pods --------------------------------------------------------------------------------------------------------------


def containers_of(path: str, controller: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path in the values and content of every enabled container of a controller, as written."""
    for block in ("initContainers", "containers"):
        found = controller.get(block)
        for name, container in _enabled(found if isinstance(found, dict) else {}).items():
            yield f"{path}.{block}.{name}", container


def env_lists(values: ChartValues) -> Iterator[str]:
    """The values that list variables: a list may name one twice, a map cannot."""
    for identifier, controller in controllers(values).items():
        for where, container in containers_of(f"controllers.{identifier}", controller):
            if isinstance(container.get("env"), list):
                yield f"{where}.env"


def pods(values: ChartValues) -> list[PodTemplate]:
    """The pods, before any post-renderer."""
    named = names_of(values, "controllers")
    return [
        _pod(values, identifier, controller, named[identifier])
        for identifier, controller in controllers(values).items()
        if identifier in named and kind_of(controller)
    ]


def _pod(values: ChartValues, identifier: str, controller: Mapping[str, Any], name: str) -> PodTemplate:
    kind = kind_of(controller)
    own = controller.get("pod")
    options = {key: _option(values, own if isinstance(own, dict) else {}, key) for key in _OPTIONS}
    spec = {key: value for key, value in options.items() if value not in (None, "", [], {})}
    if kind in ("Job", "CronJob"):
        spec["restartPolicy"] = spec.get("restartPolicy") or "Never"
    path = f"controllers.{identifier}"
    paths: dict[str, str] = {}
    for block in ("initContainers", "containers"):
        made: list[dict[str, Any]] = []
        for key, container in _ordered(controller.get(block)):
            rendered = _container(values, identifier, key, container, controller, init=block == "initContainers")
            mounts = list(_mounts(values, identifier, key))
            if mounts:
                rendered["volumeMounts"] = mounts
            made.append(rendered)
            paths[str(rendered["name"])] = values.where(f"{path}.{block}.{key}")
        if made:
            spec[block] = made
    volumes = list(_volumes(values, identifier))
    if volumes:
        spec["volumes"] = volumes
    strategy = shown(controller.get("strategy")) or "Recreate"
    return PodTemplate(
        item=values.release.item,
        path=values.where(path),
        kind=kind,
        name=name,
        spec=spec,
        strategy=strategy if kind == "Deployment" else "",
        container_paths=paths,
        ours=False,
        reached=bool(_services(values, identifier)),
    )


def _option(values: ChartValues, pod: Mapping[str, Any], key: str) -> Any:
    value = values.get(f"defaultPodOptions.{key}")
    own = pod.get(key)
    if isinstance(own, dict):
        joined = values.text("defaultPodOptionsStrategy") == "merge"
        return overlaid(value, own) if joined and isinstance(value, dict) else own
    return own if own or isinstance(own, bool) else value


def _ordered(found: Any) -> list[tuple[str, dict[str, Any]]]:
    """Containers in the order in which the chart writes them: by name, and after those that they depend on."""
    waiting = _enabled(found if isinstance(found, dict) else {})
    made: list[tuple[str, dict[str, Any]]] = []
    while waiting:
        ready = (key for key, container in waiting.items() if not _before(container) & waiting.keys())
        key = next(ready, next(iter(waiting)))
        made.append((key, waiting.pop(key)))
    return made


def _before(container: Mapping[str, Any]) -> set[str]:
    after = container.get("dependsOn")
    return set(map(str, after)) if isinstance(after, list) else {shown(after)}


def _container(
    values: ChartValues, controller: str, key: str, own: Mapping[str, Any], block: Mapping[str, Any], *, init: bool
) -> dict[str, Any]:
    container = _with_defaults(own, block, init=init)
    image = container.get("image")
    made: dict[str, Any] = {"name": values.template(shown(container.get("nameOverride")) or key) or key}
    if isinstance(image, dict):
        made["image"] = _image(values, image)
    for field in ("securityContext", "resources", "lifecycle", "restartPolicy", "ports"):
        if container.get(field):
            made[field] = container[field]
    return made | dict(_probes(values, controller, container.get("probes")))


def _with_defaults(own: Mapping[str, Any], block: Mapping[str, Any], *, init: bool) -> dict[str, Any]:
    shared = block.get("defaultContainerOptions")
    if not isinstance(shared, dict) or (
        init and block.get("applyDefaultContainerOptionsToInitContainers", True) is not True
    ):
        return dict(own)
    if block.get("defaultContainerOptionsStrategy") == "merge":
        return overlaid(shared, own)
    return {**own, **{key: own.get(key) or value for key, value in shared.items()}}


def _image(values: ChartValues, image: Mapping[str, Any]) -> str:
    tag = values.template(shown(image.get("tag"))) or shown(image.get("tag"))
    name = shown(image.get("repository")) + (f":{tag}" if tag else "")
    digest = shown(image.get("digest"))
    return f"{name}@{digest}" if digest and values.since(4, 4) else name


def _probes(values: ChartValues, controller: str, probes: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, probe in (probes if isinstance(probes, dict) else {}).items():
        if not isinstance(probe, dict) or not probe.get("enabled"):
            continue
        spec = probe.get("spec")
        if probe.get("custom"):
            if isinstance(spec, dict) and spec:
                yield f"{name}Probe", spec
            continue
        # Without a Service there is no port to ask, and the chart leaves the probe out.
        target = _primary_port(values, controller)
        if target is not None:
            yield f"{name}Probe", {**(spec if isinstance(spec, dict) else {}), "tcpSocket": {"port": target}}


def _services(values: ChartValues, controller: str) -> list[dict[str, Any]]:
    """The Services that lead to a controller."""
    only = len(controllers(values)) == 1
    return [
        service
        for service in _enabled(values.map("service")).values()
        if service.get("controller") == controller or (only and not service.get("controller"))
    ]


def _primary_port(values: ChartValues, controller: str) -> Any:
    for service in sorted(_services(values, controller), key=lambda service: not service.get("primary")):
        ports = _enabled(service["ports"] if isinstance(service.get("ports"), dict) else {})
        for port in sorted(ports.values(), key=lambda port: not port.get("primary")):
            return port.get("targetPort") or port.get("port")
    return None


def _mounts(values: ChartValues, controller: str, container: str) -> Iterator[dict[str, Any]]:
    """Where a container has the volumes of its pod."""
    for identifier, item in _enabled(values.map("persistence")).items():
        everywhere, advanced = item.get("globalMounts"), item.get("advancedMounts")
        here = advanced.get(controller) if isinstance(advanced, dict) else None
        own = here.get(container) if isinstance(here, dict) else None
        listed = [*(everywhere if isinstance(everywhere, list) else ()), *(own if isinstance(own, list) else ())]
        # Without a word about where, the chart mounts it everywhere, under its own name.
        for mount in listed or ([{"path": f"/{identifier}"}] if not everywhere and not advanced else ()):
            if isinstance(mount, dict):
                place = {"mountPath": mount.get("path") or f"/{identifier}", "subPath": mount.get("subPath")}
                read_only = {"readOnly": True} if mount.get("readOnly") else {}
                yield {"name": identifier} | {key: value for key, value in place.items() if value} | read_only


def _volumes(values: ChartValues, controller: str) -> Iterator[dict[str, Any]]:
    made = names_of(values, "persistence")
    for identifier, item in _enabled(values.map("persistence")).items():
        everywhere, advanced = item.get("globalMounts"), item.get("advancedMounts")
        here = advanced.get(controller) if isinstance(advanced, dict) else None
        if not everywhere and advanced and not here:
            continue
        kind = item.get("type") or _CLAIM
        if kind == _CLAIM:
            claim = shown(item.get("existingClaim")) or made.get(identifier)
            if claim:
                yield {"name": identifier, _CLAIM: {"claimName": claim}}
        elif kind == "custom":
            spec = item.get("volumeSpec")
            yield {**(spec if isinstance(spec, dict) else {}), "name": identifier}
        elif kind == "hostPath":
            yield {"name": identifier, "hostPath": {"path": item.get("hostPath")}}
        elif kind == "nfs":
            yield {"name": identifier, "nfs": {"server": item.get("server"), "path": item.get("path")}}
        elif kind in ("configMap", "secret", "emptyDir"):
            yield {"name": identifier, kind: {}}
