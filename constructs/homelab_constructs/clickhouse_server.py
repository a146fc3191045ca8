"""ClickHouseServer: one ClickHouse node that is content with a small machine."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from . import checks, versions
from .claims import claim_volume
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

__all__ = ["ClickHouseServer"]

HTTP_PORT = 8123
NATIVE_PORT = 9000
# The uid of the official image, Ubuntu and Alpine alike.
_USER = 101
_ETC = "/etc/clickhouse-server"
_SETTING = re.compile(r"[a-z][a-z0-9_]*")
_VERSION = re.compile(r"(\d+\.\d+)([.-].*)?")


class ClickHouseServer(ComponentPart):
    """A single ClickHouse server: the official image in a StatefulSet, with a configuration that fits its memory.

    Why neither chart nor operator: docs/decisions. The claim and the password are never pruned.

    Attributes:
        auth: Secret with the password under `clickhouse-password`.
        connection: what consumers take.
    """

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
        self._name = checks.dns_label("name", name or scope.kustomization_name, most=52, letter_first=True)
        self._image = Image.parse("image", image)
        version = _VERSION.fullmatch(self._image.tag)
        if version is None:
            refuse("image", image, 'its tag must begin with the version, such as "26.3" or "26.3.2.3-alpine"')
        self._user = checks.identifier("user", user)
        self._access_management = checks.boolean("access_management", access_management)
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
                name=auth_name or f"{scope.app.app_name}-clickhouse-auth",
                content={"clickhouse-password": in_secret(password)},
                variables=[password],
            ),
            auth,
        )
        if existing_claim is None:
            self._claim = claim_volume(self, f"{self._name}-data", storage, kind="database")
        else:
            self._claim = checks.dns_subdomain("existing_claim", existing_claim)
            scope.lab.expectations.objects.add(
                ("v1", "PersistentVolumeClaim", scope.target_namespace, existing_claim)
            )
        self._emit()
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
        from cdk8s_plus_28 import k8s

        labels = {"app.kubernetes.io/name": "clickhouse", "app.kubernetes.io/instance": self._name}
        k8s.KubeConfigMap(
            self, "config", metadata=k8s.ObjectMeta(name=f"{self._name}-config"), data=dict(self._files)
        )
        port = k8s.IntOrString.from_string
        ports = [
            k8s.ServicePort(name="http", port=HTTP_PORT, target_port=port("http"), protocol="TCP"),
            k8s.ServicePort(name="native", port=NATIVE_PORT, target_port=port("native"), protocol="TCP"),
        ]
        headless = f"{self._name}-headless"
        for name, cluster_ip, service_id in ((self._name, None, "service"), (headless, "None", "headless")):
            k8s.KubeService(
                self,
                service_id,
                metadata=k8s.ObjectMeta(name=name),
                spec=k8s.ServiceSpec(cluster_ip=cluster_ip, type="ClusterIP", selector=labels, ports=ports),
            )
        k8s.KubeStatefulSet(
            self,
            "server",
            metadata=k8s.ObjectMeta(name=self._name),
            spec=k8s.StatefulSetSpec(
                # One: several plain servers behind one Service would each know a part of the data.
                replicas=1,
                service_name=headless,
                selector=k8s.LabelSelector(match_labels=labels),
                template=k8s.PodTemplateSpec(
                    metadata=k8s.ObjectMeta(
                        labels=labels,
                        # The files are mounted singly and so never change in a running pod; this restarts it.
                        annotations={"checksum/config": _checksum(self._files)},
                    ),
                    spec=self._pod(k8s),
                ),
            ),
        )
        self.component.gate(
            HealthGate(api_version="apps/v1", kind="StatefulSet", name=self._name, within=600)
        )

    def _pod(self, k8s):  # type: ignore[no-untyped-def]
        return k8s.PodSpec(
            automount_service_account_token=False,
            # A Service called `clickhouse` would otherwise set CLICKHOUSE_PORT in here.
            enable_service_links=False,
            # Running queries get 30 seconds (shutdown_wait_unfinished), then tables are flushed.
            termination_grace_period_seconds=90,
            security_context=k8s.PodSecurityContext(
                run_as_non_root=True,
                run_as_user=_USER,
                run_as_group=_USER,
                fs_group=_USER,
                fs_group_change_policy="OnRootMismatch",
                seccomp_profile=k8s.SeccompProfile(type="RuntimeDefault"),
            ),
            containers=[self._container(k8s)],
            volumes=[
                k8s.Volume(
                    name="data",
                    persistent_volume_claim=k8s.PersistentVolumeClaimVolumeSource(claim_name=self._claim),
                ),
                k8s.Volume(name="config", config_map=k8s.ConfigMapVolumeSource(name=f"{self._name}-config")),
                k8s.Volume(
                    name="logs",
                    empty_dir=k8s.EmptyDirVolumeSource(size_limit=k8s.Quantity.from_string("512Mi")),
                ),
            ],
        )

    def _container(self, k8s):  # type: ignore[no-untyped-def]
        values = self._resources.values()
        quantity = k8s.Quantity.from_string
        ping = k8s.HttpGetAction(path="/ping", port=k8s.IntOrString.from_string("http"))
        secret = k8s.SecretKeySelector(name=self.auth.name, key=self.auth.key("clickhouse-password").key)
        env = [
            k8s.EnvVar(name="CLICKHOUSE_USER", value=self._user),
            k8s.EnvVar(name="CLICKHOUSE_PASSWORD", value_from=k8s.EnvVarSource(secret_key_ref=secret)),
        ]
        if self._access_management:
            env.append(k8s.EnvVar(name="CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT", value="1"))
        return k8s.Container(
            name="clickhouse",
            image=str(self._image),
            image_pull_policy="IfNotPresent",
            env=env,
            ports=[
                k8s.ContainerPort(name="http", container_port=HTTP_PORT, protocol="TCP"),
                k8s.ContainerPort(name="native", container_port=NATIVE_PORT, protocol="TCP"),
            ],
            resources=k8s.ResourceRequirements(
                limits={key: quantity(text) for key, text in values["limits"].items()},
                requests={key: quantity(text) for key, text in values["requests"].items()},
            ),
            security_context=k8s.SecurityContext(
                allow_privilege_escalation=False, capabilities=k8s.Capabilities(drop=["ALL"])
            ),
            # Ten minutes to load the parts of a large volume; then a hung server is restarted within a minute.
            startup_probe=k8s.Probe(http_get=ping, period_seconds=10, timeout_seconds=5, failure_threshold=60),
            readiness_probe=k8s.Probe(http_get=ping, period_seconds=10, timeout_seconds=5, failure_threshold=3),
            liveness_probe=k8s.Probe(http_get=ping, period_seconds=15, timeout_seconds=10, failure_threshold=5),
            volume_mounts=[
                k8s.VolumeMount(name="data", mount_path="/var/lib/clickhouse"),
                k8s.VolumeMount(name="logs", mount_path="/var/log/clickhouse-server"),
                # Singly: a ConfigMap over the folder would hide docker_related_config.xml, and the server would listen
                # on localhost only; users.d must stay writable, the entrypoint puts the user there.
                k8s.VolumeMount(
                    name="config",
                    mount_path=f"{_ETC}/config.d/{SERVER_FILE}",
                    sub_path=SERVER_FILE,
                    read_only=True,
                ),
                k8s.VolumeMount(
                    name="config", mount_path=f"{_ETC}/users.d/{USERS_FILE}", sub_path=USERS_FILE, read_only=True
                ),
            ],
        )


def _settings(argument: str, settings: Mapping[str, str] | None) -> dict[str, str]:
    for name, value in (settings or {}).items():
        if not isinstance(name, str) or not _SETTING.fullmatch(name):
            refuse(argument, name, "the name of a ClickHouse setting is needed")
        if not isinstance(value, str):
            refuse(f"{argument}[{name!r}]", value, "a string is needed")
    return dict(settings or {})


def _checksum(files: Mapping[str, str]) -> str:
    return hashlib.sha256("\0".join(f"{name}\0{files[name]}" for name in sorted(files)).encode()).hexdigest()[:16]
