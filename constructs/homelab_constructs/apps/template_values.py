"""The values of app-template: what a typed app becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..app_template_chart import image_values
from ..images import Image
from ..pods import container_security, pod_security
from ..secrets.contract import SecretContract, SecretKey
from .containers import Container, Controller, EnvValue
from .probes import probe_values
from .template_text import template_text
from .volumes import AppVolume, ConfigFiles, Mount, Scratch

__all__ = ["Claim", "Way", "template_values"]


@dataclass(frozen=True)
class Claim:
    """A claim that the app mounts.

    Attributes:
        name: its name.
        access_mode: what it was claimed with.
    """

    name: str
    access_mode: str


@dataclass(frozen=True)
class Way:
    """A way in from outside.

    Attributes:
        controller: where it leads.
        port: name of the port there.
        host: the host.
        shared: what charts share of an Ingress.
    """

    controller: str
    port: str
    host: str
    shared: Mapping[str, Any]


def template_values(
    parts: Mapping[str, Controller],
    *,
    volumes: Mapping[str, AppVolume],
    claims: Mapping[str, Claim],
    pull_secret: SecretKey | None,
    ingress: Mapping[str, Way],
) -> dict[str, Any]:
    """The values.

    Args:
        parts: the controllers by name.
        volumes: what they mount, by name.
        claims: the claims among those volumes.
        pull_secret: the Secret that pulls the images.
        ingress: the Ingresses by their names in the values.
    """
    options: dict[str, Any] = {"automountServiceAccountToken": False, "enableServiceLinks": False}
    if pull_secret:
        options["imagePullSecrets"] = [{"name": pull_secret.name}]
    values: dict[str, Any] = {
        "defaultPodOptions": options,
        "controllers": {name: _controller(name, part, claims) for name, part in parts.items()},
    }
    blocks: dict[str, dict[str, Any]] = {
        "service": {
            name: {"controller": name, "ports": {port: {"port": number} for port, number in part.ports.items()}}
            for name, part in parts.items()
            if part.ports
        },
        "configMaps": {
            name: {"data": {file: template_text(f"files[{file!r}]", text) for file, text in volume.files.items()}}
            for name, volume in volumes.items()
            if isinstance(volume, ConfigFiles)
        },
        "persistence": {
            name: {**_source(name, volume, claims), "advancedMounts": _mounts(name, parts)}
            for name, volume in volumes.items()
        },
        "ingress": {name: _ingress(way) for name, way in ingress.items()},
    }
    return values | {name: block for name, block in blocks.items() if block}


def _controller(name: str, part: Controller, claims: Mapping[str, Claim]) -> dict[str, Any]:
    written: dict[str, Any] = {
        "type": part.kind,
        "pod": {"securityContext": _security(part.user, part.group)},
        "containers": {
            key: _container(f"controllers[{name!r}].{key}", container) for key, container in part.containers.items()
        },
    }
    if part.kind in ("deployment", "statefulset"):
        written["replicas"] = part.replicas
    strategy = part.strategy or _strategy(part, claims)
    if strategy:
        written["strategy"] = strategy
    if part.schedule:
        # A run that is late takes the place of none: two at a time are seldom what a job was written for.
        written["cronjob"] = {"schedule": part.schedule, "concurrencyPolicy": "Forbid", "backoffLimit": 3}
    if part.init:
        written["initContainers"] = dict(_in_order(name, part.init))
    return written


def _security(user: int | None, group: int | None) -> dict[str, Any]:
    if user is not None:
        return pod_security(user, group=group)
    # The image's own user: Kubernetes only sees to it that it is not root.
    without = {"runAsUser"} if group is not None else {"runAsUser", "runAsGroup"}
    shared = pod_security(1, group=group, fs_group=group is not None)
    return {key: value for key, value in shared.items() if key not in without}


def _strategy(part: Controller, claims: Mapping[str, Claim]) -> str:
    if part.kind != "deployment":
        return ""
    return "Recreate" if part.replicas == 1 and part.volumes & claims.keys() else "RollingUpdate"


def _in_order(name: str, containers: Mapping[str, Container]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Init containers, each after the one before it: the chart would sort them by name."""
    before = ""
    for key, container in containers.items():
        written = _container(f"controllers[{name!r}].{key}", container)
        yield key, {**written, "dependsOn": before} if before else written
        before = key


def _container(argument: str, container: Container) -> dict[str, Any]:
    written: dict[str, Any] = {
        "image": image_values(Image.parse("image", container.image, variables=True)),
        "resources": container.resources.values(),
        "securityContext": container_security(container.capabilities)
        | ({"readOnlyRootFilesystem": True} if container.read_only_root else {}),
    }
    # A Secret that calls a key otherwise cannot be taken whole: the variable would be called so, too.
    taken = container.secrets_taken_whole
    renamed = [contract for contract in taken if _is_renamed(contract)]
    lists: dict[str, Any] = {
        "command": list(container.command),
        "args": list(container.args),
        "env": {
            **{key: contract.key(key).as_env() for contract in renamed for key in contract.keys},
            **{key: _env(f"env[{key!r}]", value) for key, value in container.env.items()},
        },
        "envFrom": [{"secretRef": {"name": contract.name}} for contract in taken if contract not in renamed],
        "probes": probe_values(argument, container.probes, container.ports, start_within=container.start_within),
    }
    return written | {key: value for key, value in lists.items() if value}


def _is_renamed(contract: SecretContract) -> bool:
    return any(promised != real for promised, real in contract.keys.items())


def _env(argument: str, value: EnvValue) -> Any:
    if isinstance(value, SecretKey):
        return value.as_env()
    return template_text(argument, value) if isinstance(value, str) else str(value)


def _source(name: str, volume: AppVolume, claims: Mapping[str, Claim]) -> dict[str, Any]:
    if name in claims:
        return {"type": "persistentVolumeClaim", "existingClaim": claims[name].name}
    if isinstance(volume, ConfigFiles):
        return {"type": "configMap", "identifier": name}
    if isinstance(volume, SecretContract):
        items = [{"key": real, "path": promised} for promised, real in volume.keys.items()]
        return {"type": "secret", "name": volume.name, **({"items": items} if _is_renamed(volume) else {})}
    assert isinstance(volume, Scratch)
    return {"type": "emptyDir", "sizeLimit": volume.size, **({"medium": "Memory"} if volume.in_memory else {})}


def _mounts(volume: str, parts: Mapping[str, Controller]) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for name, part in parts.items():
        for key, container in part.all_containers.items():
            mounts = [_mount(mount) for mount in container.mounts_of(volume)]
            if mounts:
                found.setdefault(name, {})[key] = mounts
    return found


def _mount(mount: Mount) -> dict[str, Any]:
    return {
        "path": mount.path,
        **({"subPath": mount.sub_path} if mount.sub_path else {}),
        **({"readOnly": True} if mount.read_only else {}),
    }


def _ingress(way: Way) -> dict[str, Any]:
    paths = [{"path": "/", "pathType": "Prefix", "service": {"identifier": way.controller, "port": way.port}}]
    return {**way.shared, "hosts": [{"host": way.host, "paths": paths}]}
