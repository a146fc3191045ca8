"""AppTemplate: an app by bjw-s app-template, written as containers, ports, volumes and hosts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import checks
from ..app_template_chart import APP_TEMPLATE, check_version
from ..claims import ExistingClaim, VolumeClaim, access_mode, claim_volume
from ..connections import Connection, ServiceConnection, use_secret_key
from ..errors import refuse
from ..flux.component import Component, ComponentPart
from ..flux.release import HelmRelease
from ..flux.source import ChartSource
from ..helm_values import beside
from ..ingress import IngressHost
from ..registry import ContainerRegistry
from ..secrets.contract import ExistingSecret, SecretContract, SecretKey, SecretOrigin
from ..sizing import Volume
from ..typed import typed_arguments
from .containers import MAIN, Container, Controller
from .helm_app import only, serve_ports
from .template_values import Claim, Way, template_values
from .volumes import AppVolume, ConfigFiles, Mount

__all__ = ["AppTemplate", "service_names"]

# A StatefulSet stamps `<name>-<hash>` on its pods, a CronJob gives its Jobs a suffix: labels of at most 63 characters.
_LONGEST_NAME = 52
_ONE_POD = ("ReadWriteOnce", "ReadWriteOncePod")
# By these the chart calls an object otherwise, or leaves it out.
_NAMING = frozenset(
    """
    alwaysAppendIdentifierToResourceName enabled forceRename fullnameOverride nameOverride prefix suffix
    """.split()
)


class AppTemplate(ComponentPart):
    """An app of containers that uses datastores, by bjw-s app-template 4 or 5.

    Its claims are never pruned. Pods run as Pod Security `restricted` wants it, without a token of the API server.

    Attributes:
        release: the HelmRelease.
        connections: what other apps and parts take, by the name of the controller.
        pull_secret: key of the Secret that pulls its images; give it to other parts as their `registry`.
    """

    @typed_arguments
    def __init__(
        self,
        scope: Component,
        id: str,
        *,
        container: Container | None = None,
        controllers: Mapping[str, Controller] | None = None,
        volumes: Mapping[str, AppVolume] | None = None,
        ingress: IngressHost | Mapping[str, IngressHost] | None = None,
        uses: Sequence[Connection] = (),
        registry: ContainerRegistry | SecretKey | None = None,
        values: Mapping[str, Any] | None = None,
        chart: ChartSource = APP_TEMPLATE,
        name: str | None = None,
        timeout: str = "5m",
    ) -> None:
        """Add an app.

        Args:
            scope: component to place it in.
            id: unique within the component.
            container: the container of an app that has but one; it becomes the controller `main`.
            controllers: the workloads by name, where there are several, or where the one is more than a container. Each
                with a port gets a Service: called like the release if it is the only one, else
                `<release>-<controller>`.
            volumes: what containers mount, by name; a `Volume` becomes the claim `<release>-<name>` of the data class.
            ingress: the host by which it is reached from outside; by controller where several have ports. It leads to
                the first port; `<controller>:<port name>` names another one.
            uses: connections whose keys do not stand in `env`: it waits for their providers. Secret keys in `env`,
                hosts of this lab in its text and mounted Secrets are noticed without it.
            registry: where its images lie, if they need a Secret to be pulled; or that Secret of another part.
            values: further values of the chart beside those written here, for what has no argument (node selectors,
                service accounts, annotations).
            chart: app-template 4 or 5.
            name: name of the release; by default the Kustomization's.
            timeout: time for an install or upgrade; longer than any container's `start_within`.

        Raises:
            InvalidArgument: a volume that nobody mounts or nobody has, one writer's volume with two, an Ingress of a
                controller without ports, values that are set already, or a bad name, version or duration.
        """
        super().__init__(scope, id)
        self._name = self.object_name(name, most=_LONGEST_NAME)
        parts = _controllers(container, controllers)
        check_version(scope.lab.source(chart)[0])
        _check_time(parts, checks.duration_seconds("timeout", timeout))
        found = {
            key: volume.contract() if isinstance(volume, ExistingSecret) else volume
            for key, volume in (volumes or {}).items()
        }
        _check_mounts(parts, found)
        claims = {key: self._claim(key, volume) for key, volume in found.items() if _is_claim(volume)}
        _check_writers(parts, claims)
        self.pull_secret = _pull_secret(scope, registry)
        services = service_names(self._name, [key for key, part in parts.items() if part.ports])
        written = template_values(
            parts,
            volumes=found,
            claims=claims,
            pull_secret=self.pull_secret,
            ingress={
                name: Way(controller, port, host.host, host.values(scope))
                for name, (controller, port, host) in _hosts(ingress, parts, list(services)).items()
            },
        )
        extra = checks.json_value("values", values or {})
        _refuse_other_names(extra, written)
        self.release = HelmRelease(
            scope,
            f"{id}-release",
            name=self._name,
            chart=chart,
            values=beside("values", written, extra, owner="AppTemplate"),
            timeout=timeout,
        )
        for connection in uses:
            connection.used_by(scope)
        self._use_secrets(parts, found)
        self.connections: dict[str, ServiceConnection] = {
            controller: serve_ports(scope, service, next(iter(parts[controller].ports.values())))
            for controller, service in services.items()
        }

    @property
    def connection(self) -> ServiceConnection:
        """The connection of an app with one Service.

        Raises:
            InvalidArgument: it has none, or several.
        """
        return only(self.connections)

    def _claim(self, key: str, volume: AppVolume) -> Claim:
        scope = self.component
        if isinstance(volume, VolumeClaim):
            volume.used_by(scope)
            return Claim(volume.claim_name, volume.access_mode)
        if isinstance(volume, ExistingClaim):
            volume.used_by(scope)
            return Claim(volume.name, volume.access_mode)
        assert isinstance(volume, Volume)
        name = checks.dns_subdomain(f"volumes[{key!r}]", f"{self._name}-{key}")
        return Claim(claim_volume(self, name, volume, kind="data"), access_mode(scope.lab.profile, volume, kind="data"))

    def _use_secrets(self, parts: Mapping[str, Controller], volumes: Mapping[str, AppVolume]) -> None:
        keys: list[SecretKey] = []
        for container in (container for part in parts.values() for container in part.all_containers.values()):
            keys += container.secret_keys()
            for contract in container.secrets_taken_whole:
                if contract.origin is SecretOrigin.EXISTING:
                    self.component.expect_secret(contract.name, contract.keys.values())
        keys += [
            volume.key(key) for volume in volumes.values() if isinstance(volume, SecretContract) for key in volume.keys
        ]
        if self.pull_secret:
            keys.append(self.pull_secret)
        for key in keys:
            use_secret_key(self.component, key)


def _controllers(container: Container | None, controllers: Mapping[str, Controller] | None) -> dict[str, Controller]:
    if (container is None) == (controllers is None):
        refuse("container", container and container.image, "either container or controllers")
    if container is not None:
        return {MAIN: Controller(container=container)}
    parts = dict(controllers or {})
    if not parts:
        refuse("controllers", {}, "at least one is needed")
    for name in parts:
        checks.dns_label("controllers", name)
    return parts


def _check_time(parts: Mapping[str, Controller], seconds: int) -> None:
    for name, part in parts.items():
        slowest = max((container.start_within for container in part.containers.values() if container.probes), default=0)
        if slowest >= seconds:
            refuse(
                "timeout",
                f"{seconds}s",
                f"more than start_within={slowest} of controller {name!r}: the release would be rolled back first",
            )


def _is_claim(volume: AppVolume) -> bool:
    return isinstance(volume, Volume | VolumeClaim | ExistingClaim)


def _check_mounts(parts: Mapping[str, Controller], volumes: Mapping[str, AppVolume]) -> None:
    mounted: set[str] = set()
    for part in parts.values():
        for container in part.all_containers.values():
            seen: set[str] = set()
            for volume in container.mounts:
                if volume not in volumes:
                    refuse("mounts", volume, f"one of the app's volumes: {', '.join(volumes) or 'it has none'}")
                mounted.add(volume)
                for mount in container.mounts_of(volume):
                    if mount.path in seen:
                        refuse("mounts", mount.path, "another volume is mounted there already")
                    seen.add(mount.path)
                    _check_mount(volume, mount, volumes[volume])
    for volume in volumes:
        checks.dns_label("volumes", volume)
        if volume not in mounted:
            refuse("volumes", volume, "no container mounts it: name it in a container's mounts")


def _check_mount(name: str, mount: Mount, volume: AppVolume) -> None:
    names = volume.files if isinstance(volume, ConfigFiles) else ()
    names = volume.keys if isinstance(volume, SecretContract) else names
    if names and mount.sub_path and mount.sub_path not in names:
        refuse("mounts", mount.sub_path, f"one of the files: {', '.join(names)}")
    if isinstance(volume, ExistingClaim) and volume.access_mode == "ReadOnlyMany" and not mount.read_only:
        refuse("mounts", mount.path, f"Mount(path={mount.path!r}, read_only=True): volume {name!r} is ReadOnlyMany")


def _check_writers(parts: Mapping[str, Controller], claims: Mapping[str, Claim]) -> None:
    """One pod at a time for what only one node or pod may mount."""
    for volume, claim in claims.items():
        if claim.access_mode not in _ONE_POD:
            continue
        users = [name for name, part in parts.items() if volume in part.volumes]
        # Pods of one node may share a ReadWriteOnce volume: whether they do is for the proof `data`, and for whoever
        # exempts it.
        if len(users) > 1 and claim.access_mode == "ReadWriteOncePod":
            refuse("volumes", volume, f"it is {claim.access_mode}, and controllers {' and '.join(users)} mount it")
        for name in users:
            part = parts[name]
            if part.replicas > 1 or part.kind == "daemonset":
                refuse("volumes", volume, f"it is {claim.access_mode}, and controller {name!r} has several pods")
            if part.kind == "deployment" and part.strategy == "RollingUpdate":
                refuse("strategy", part.strategy, f"Recreate: volume {volume!r} is {claim.access_mode}")


def _pull_secret(scope: Component, registry: ContainerRegistry | SecretKey | None) -> SecretKey | None:
    return registry.provide_pull_secret(scope) if isinstance(registry, ContainerRegistry) else registry


def service_names(release: str, controllers: Sequence[str]) -> dict[str, str]:
    """Names of the Services by controller, as the chart makes them: with the controller's name only where there are
    several, and not where the release is called like it or ends in it.

    Args:
        release: name of the release.
        controllers: those that have ports.
    """
    return {
        key: release
        if len(controllers) == 1 or release == key or release.endswith(f"-{key}")
        else checks.dns_label("controllers", f"{release}-{key}", letter_first=True)
        for key in controllers
    }


def _refuse_other_names(extra: Mapping[str, Any], written: Mapping[str, Any]) -> None:
    """No value by which the chart would call things otherwise than `connections` say, or leave them out."""
    for key in sorted(_NAMING & extra.keys()):
        refuse(f"values.{key}", extra[key], "the argument name says what the release and its Services are called")
    for key in sorted(_NAMING & _map(extra.get("global")).keys()):
        refuse(f"values.global.{key}", extra["global"][key], "the argument name says how things are called")
    for block in ("controllers", "service"):
        for key, item in _map(extra.get(block)).items():
            for word in sorted(_NAMING & _map(item).keys()):
                refuse(
                    f"values.{block}.{key}.{word}", item[word], "connections lead to what the chart makes without it"
                )
    for key in sorted(_map(extra.get("service")).keys() - _map(written.get("service")).keys()):
        refuse(
            f"values.service.{key}",
            key,
            "a further Service renames the others: add a port to a container, or `type` to the Service that is there "
            f"({', '.join(_map(written.get('service'))) or 'none'})",
        )


def _map(node: object) -> Mapping[str, Any]:
    return node if isinstance(node, dict) else {}


def _hosts(
    ingress: IngressHost | Mapping[str, IngressHost] | None, parts: Mapping[str, Controller], services: Sequence[str]
) -> dict[str, tuple[str, str, IngressHost]]:
    """Controller, port and host by the name of the Ingress in the values."""
    if ingress is None:
        return {}
    if isinstance(ingress, IngressHost):
        if len(services) != 1:
            has = f"a map by controller: {', '.join(services)} have ports" if services else "a container with a port"
            refuse("ingress", ingress.host, has)
        ingress = {services[0]: ingress}
    found: dict[str, tuple[str, str, IngressHost]] = {}
    for key, host in ingress.items():
        controller, _, port = key.partition(":")
        if controller not in services:
            refuse("ingress", key, f"a controller with ports: {', '.join(services) or 'there is none'}")
        ports = parts[controller].ports
        if port and port not in ports:
            refuse("ingress", key, f"one of its ports: {', '.join(ports)}")
        name = controller if port in ("", next(iter(ports))) else f"{controller}-{port}"
        if name in found:
            refuse("ingress", key, f"another entry has that port, or the Ingress name {name!r}: one host for each")
        if any(host.host == other.host for _, _, other in found.values()):
            refuse("ingress", host.host, "another Ingress of this app has that host; they would answer in turns")
        found[name] = controller, port or next(iter(ports)), host
    return found
