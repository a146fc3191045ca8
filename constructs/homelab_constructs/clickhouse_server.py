"""ClickHouseServer: one ClickHouse node that is content with a small machine."""

from __future__ import annotations

import re
from collections.abc import Mapping

from . import checks, versions
from .claims import take_claim
from .clickhouse_config import SERVER_FILE, USERS_FILE, server_config, users_config
from .connections import ClickHouseConnection
from .errors import refuse
from .flux.component import Component, ComponentPart
from .flux.health import HealthGate
from .flux.variables import HEX_32, Variable, in_secret
from .images import Image
from .secrets.contract import SecretContract, SecretSource
from .secrets.provide import Placeholders, provide_secret
from .sizing import Resources, Volume
from .typed import typed_arguments

__all__ = ["ClickHouseServer"]

HTTP_PORT = 8123
NATIVE_PORT = 9000
_SETTING = re.compile(r"[a-z][a-z0-9_]*")
_VERSION = re.compile(r"([0-9]+\.[0-9]+)([.-].*)?")


class ClickHouseServer(ComponentPart):
    """A single ClickHouse server: the official image in a StatefulSet, with a configuration that fits its memory.

    Why neither chart nor operator: docs/decisions. The claim and the password are never pruned.

    Attributes:
        auth: Secret with the password under `clickhouse-password`.
        connection: what consumers take.
    """

    @typed_arguments
    def __init__(
        self,
        scope: Component,
        id: str,
        *,
        storage: Volume = Volume("20Gi"),
        name: str | None = None,
        image: str = versions.CLICKHOUSE_IMAGE,
        user: str = "default",
        resources: Resources = Resources(cpu="500m", memory="2Gi", cpu_limit="2", memory_limit="4Gi"),
        settings: Mapping[str, str] | None = None,
        merge_tree_settings: Mapping[str, str] | None = None,
        access_management: bool = False,
        auth: SecretSource | None = None,
        auth_name: str | None = None,
        existing_claim: str | None = None,
    ) -> None:
        """Add a ClickHouse server.

        Args:
            scope: component to place it in.
            id: unique within the component.
            storage: its volume; the profile's database class unless it names one.
            name: name of the StatefulSet and its Service; by default the Kustomization's.
            image: server image. Newer is not better: consumers know which versions they can use.
            user: user name; another than `default` removes that user.
            resources: the server keeps to four fifths of the memory limit, one query to half. Upstream's minimum is one
                core and 2 GB.
            settings: settings of the default profile, as strings, over the small-memory ones.
            merge_tree_settings: MergeTree settings, as strings. A name that a version does not know stops the server.
            access_management: whether the user may manage users and grants; an app's user need not.
            auth: a Secret of yours with `clickhouse-password`; None renders one from SECRET_<APP>_<COMPONENT>_PASSWORD.
            auth_name: name of the rendered Secret; `<app>-clickhouse-auth` by convention.
            existing_claim: a volume claim that exists; `storage` is then without effect.

        Raises:
            InvalidArgument: an image without a version as tag, a setting that is no name or no string, less memory than
                ClickHouse starts with, a bad name or size.
        """
        super().__init__(scope, id)
        self._name = self.object_name(name, most=52)
        self._image = Image.parse("image", image)
        version = _VERSION.fullmatch(self._image.tag)
        if version is None:
            refuse("image", image, 'its tag must begin with the version, such as "26.3" or "26.3.2.3-alpine"')
        self._user = checks.identifier("user", user)
        self._access_management = access_management
        if resources.memory_limit_mib < 1024:
            refuse("resources.memory_limit", resources.memory_limit, "at least 1Gi; ClickHouse does little with less")
        self._resources = resources
        merge_tree = _settings("merge_tree_settings", merge_tree_settings)
        profile = _settings("settings", settings)
        self._files = {
            SERVER_FILE: server_config(memory_limit=resources.memory_limit_bytes, merge_tree=merge_tree),
            USERS_FILE: users_config(memory_limit=resources.memory_limit_bytes, settings=profile),
        }
        password = Variable(
            name=scope.variable_name(f"{scope.component_name}_PASSWORD"),
            # Hexadecimal only: consumers put it into URLs as it is, the image's entrypoint into XML.
            format=HEX_32,
            purpose=f"password of ClickHouse user {user} in {self._name}",
        )
        self.auth: SecretContract = provide_secret(
            scope,
            "auth",
            Placeholders(
                name=checks.name_or("auth_name", auth_name, f"{scope.app.app_name}-clickhouse-auth"),
                content={"clickhouse-password": in_secret(password)},
                variables=[password],
            ),
            auth,
        )
        self._claim = take_claim(self, f"{self._name}-data", storage, kind="database", existing_claim=existing_claim)
        self._emit()
        scope.serve(f"{self._name}.{scope.target_namespace}.svc")
        self.connection = ClickHouseConnection(
            host=f"{self._name}.{scope.target_namespace}.svc",
            http_port=HTTP_PORT,
            native_port=NATIVE_PORT,
            user=user,
            password=self.auth.key("clickhouse-password"),
            version=version[1],
            settings=frozenset({*profile, *merge_tree}),
            provider=scope.kustomization_name,
        )

    def _emit(self) -> None:
        from .clickhouse_objects import ServerPlan, emit_server

        emit_server(
            self,
            ServerPlan(
                name=self._name,
                image=self._image,
                user=self._user,
                password=self.auth.key("clickhouse-password"),
                access_management=self._access_management,
                resources=self._resources,
                files=self._files,
                claim=self._claim,
                http_port=HTTP_PORT,
                native_port=NATIVE_PORT,
            ),
        )
        self.component.gate(HealthGate(api_version="apps/v1", kind="StatefulSet", name=self._name, within=600))


def _settings(argument: str, settings: Mapping[str, str] | None) -> dict[str, str]:
    for name, value in (settings or {}).items():
        if not _SETTING.fullmatch(name):
            refuse(argument, name, "the name of a ClickHouse setting is needed")
        checks.line(f"{argument}[{name!r}]", value)
    return dict(settings or {})
