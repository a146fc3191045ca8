"""HelmApp: a release of any chart that uses datastores, and that others may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import checks
from ..claims import ExistingClaim, VolumeClaim
from ..connections import Connection, ServiceConnection, use_secret_key
from ..errors import refuse
from ..flux.component import Component, ComponentPart
from ..flux.release import HelmRelease, ValueFromSecret
from ..flux.source import ChartSource
from ..secrets.contract import SecretKey
from ..typed import typed_arguments

__all__ = ["HelmApp", "serve_ports"]


class HelmApp(ComponentPart):
    """An app by its own chart: a HelmRelease that knows whom it waits for and where it answers.

    Attributes:
        release: the HelmRelease.
        connections: what other apps and parts take, by the name of the Service.
    """

    @typed_arguments
    def __init__(
        self,
        scope: Component,
        id: str,
        *,
        chart: ChartSource,
        values: Mapping[str, Any],
        uses: Sequence[Connection | VolumeClaim | ExistingClaim] = (),
        secret_values: Mapping[str, SecretKey] | None = None,
        services: Mapping[str, int] | None = None,
        name: str | None = None,
        patches: Sequence[tuple[str, str, str]] = (),
        timeout: str = "5m",
        interval: str = "5m",
        retries: int = 3,
    ) -> None:
        """Add an app.

        Args:
            scope: component to place it in.
            id: unique within the component.
            chart: where the chart comes from.
            values: the chart's values, kept as given. Hosts, Secret names and ports come from connections and
                contracts: `database.connection.host`, `database.credentials.name`.
            uses: connections of the app, and claims that stand in its values. It waits for their providers, and what
                exists already is expected.
            secret_values: values that are secret, by their path in the values, such as `auth.password`; helm-controller
                reads them, they stand nowhere. Better, where the chart can read the Secret itself: its name as a value.
            services: the port by name of each Service of the chart that others may use; the names are the chart's.
            name: name of the release; by default the Kustomization's.
            patches: see `HelmRelease`.
            timeout: see `HelmRelease`.
            interval: see `HelmRelease`.
            retries: see `HelmRelease`.

        Raises:
            InvalidArgument: values that Helm would not get as written, or a bad name, port, version or duration.
        """
        super().__init__(scope, id)
        keys = dict(secret_values or {})
        self.release = HelmRelease(
            scope,
            f"{id}-release",
            chart=chart,
            values=values,
            name=name,
            values_from=[
                ValueFromSecret(secret=key.name, key=key.key, target_path=path) for path, key in sorted(keys.items())
            ],
            patches=patches,
            timeout=timeout,
            interval=interval,
            retries=retries,
        )
        for used in uses:
            used.used_by(scope)
        for key in keys.values():
            use_secret_key(scope, key)
        self.connections = {
            checks.dns_label("services", service): serve_ports(scope, service, port)
            for service, port in (services or {}).items()
        }

    @property
    def connection(self) -> ServiceConnection:
        """The connection of an app with one Service.

        Raises:
            InvalidArgument: it has none, or several.
        """
        return only(self.connections)


def serve_ports(component: Component, service: str, port: int) -> ServiceConnection:
    """Say that a Service of this component answers, and how to reach it."""
    host = f"{service}.{component.target_namespace}.svc"
    component.serve(host)
    return ServiceConnection(host=host, port=port, provider=component.kustomization_name)


def only(connections: Mapping[str, ServiceConnection]) -> ServiceConnection:
    """The one connection there is.

    Raises:
        InvalidArgument: there is none, or a choice.
    """
    if len(connections) != 1:
        has = f"choose one of connections: {', '.join(connections)}" if connections else "the app has no Service"
        refuse("connection", len(connections), has)
    return next(iter(connections.values()))
