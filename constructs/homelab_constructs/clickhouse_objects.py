"""A ClickHouse server's objects. Apart from `clickhouse_server`, so that core kinds load when a server is made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from cdk8s_plus_28 import k8s

from .clickhouse_config import SERVER_FILE, USERS_FILE
from .flux.component import ComponentPart
from .images import Image
from .pods import k8s_container_security, k8s_pod_security, k8s_resources, port_name, quantity
from .secrets.contract import SecretKey
from .sizing import Resources

__all__ = ["ServerPlan", "emit_server"]

# The uid of the official image, Ubuntu and Alpine alike.
_USER = 101
_ETC = "/etc/clickhouse-server"


@dataclass(frozen=True, kw_only=True)
class ServerPlan:
    """A server whose every part has been checked.

    Attributes:
        name: of the StatefulSet and its Service.
        image: server image.
        user: user name.
        password: the user's password.
        access_management: whether the user may manage users.
        resources: of the container.
        files: configuration files by name.
        claim: the claim with the data.
        http_port: port of the HTTP interface.
        native_port: port of the native protocol.
    """

    name: str
    image: Image
    user: str
    password: SecretKey
    access_management: bool
    resources: Resources
    files: Mapping[str, str]
    claim: str
    http_port: int
    native_port: int

    @property
    def config(self) -> str:
        """Name of the ConfigMap."""
        return f"{self.name}-config"

    @property
    def labels(self) -> dict[str, str]:
        """What Services find the pod by. Never to be changed: a StatefulSet's selector is immutable."""
        return {"app.kubernetes.io/name": "clickhouse", "app.kubernetes.io/instance": self.name}


def emit_server(part: ComponentPart, plan: ServerPlan) -> None:
    """Emit ConfigMap, Services and StatefulSet."""
    k8s.KubeConfigMap(part, "config", metadata=k8s.ObjectMeta(name=plan.config), data=dict(plan.files))
    headless = f"{plan.name}-headless"
    _service(part, plan, plan.name, cluster_ip=None)
    _service(part, plan, headless, cluster_ip="None")
    k8s.KubeStatefulSet(
        part,
        "server",
        metadata=k8s.ObjectMeta(name=plan.name),
        spec=k8s.StatefulSetSpec(
            # One: several plain servers behind one Service would each know a part of the data.
            replicas=1,
            service_name=headless,
            selector=k8s.LabelSelector(match_labels=plan.labels),
            template=k8s.PodTemplateSpec(
                metadata=k8s.ObjectMeta(
                    labels=plan.labels,
                    # The files are mounted singly and so never change in a running pod; this restarts it.
                    annotations={"checksum/config": _checksum(plan.files)},
                ),
                spec=_pod(plan),
            ),
        ),
    )


def _service(part: ComponentPart, plan: ServerPlan, name: str, *, cluster_ip: str | None) -> None:
    k8s.KubeService(
        part,
        f"service-{name}",
        metadata=k8s.ObjectMeta(name=name),
        spec=k8s.ServiceSpec(
            cluster_ip=cluster_ip,
            type="ClusterIP",
            selector=plan.labels,
            ports=[
                k8s.ServicePort(name="http", port=plan.http_port, target_port=port_name("http"), protocol="TCP"),
                k8s.ServicePort(name="native", port=plan.native_port, target_port=port_name("native"), protocol="TCP"),
            ],
        ),
    )


def _pod(plan: ServerPlan) -> k8s.PodSpec:
    claim = k8s.PersistentVolumeClaimVolumeSource(claim_name=plan.claim)
    logs = k8s.EmptyDirVolumeSource(size_limit=quantity("512Mi"))
    return k8s.PodSpec(
        automount_service_account_token=False,
        # A Service called `clickhouse` would otherwise set CLICKHOUSE_PORT in here.
        enable_service_links=False,
        # Running queries get 30 seconds (shutdown_wait_unfinished), then tables are flushed.
        termination_grace_period_seconds=90,
        security_context=k8s_pod_security(_USER),
        containers=[_container(plan)],
        volumes=[
            k8s.Volume(name="data", persistent_volume_claim=claim),
            k8s.Volume(name="config", config_map=k8s.ConfigMapVolumeSource(name=plan.config)),
            k8s.Volume(name="logs", empty_dir=logs),
        ],
    )


def _container(plan: ServerPlan) -> k8s.Container:
    ping = k8s.HttpGetAction(path="/ping", port=port_name("http"))
    return k8s.Container(
        name="clickhouse",
        image=str(plan.image),
        image_pull_policy="IfNotPresent",
        env=_env(plan),
        ports=[
            k8s.ContainerPort(name="http", container_port=plan.http_port, protocol="TCP"),
            k8s.ContainerPort(name="native", container_port=plan.native_port, protocol="TCP"),
        ],
        resources=k8s_resources(plan.resources),
        security_context=k8s_container_security(),
        # Ten minutes to load the parts of a large volume; then a hung server is restarted within a minute.
        startup_probe=k8s.Probe(http_get=ping, period_seconds=10, timeout_seconds=5, failure_threshold=60),
        readiness_probe=k8s.Probe(http_get=ping, period_seconds=10, timeout_seconds=5, failure_threshold=3),
        liveness_probe=k8s.Probe(http_get=ping, period_seconds=15, timeout_seconds=10, failure_threshold=5),
        volume_mounts=[
            k8s.VolumeMount(name="data", mount_path="/var/lib/clickhouse"),
            k8s.VolumeMount(name="logs", mount_path="/var/log/clickhouse-server"),
            # Singly: a ConfigMap over the folder would hide docker_related_config.xml, and the server would listen on
            # localhost only; users.d must stay writable, the entrypoint puts the user there.
            _file(SERVER_FILE, "config.d"),
            _file(USERS_FILE, "users.d"),
        ],
    )


def _file(name: str, folder: str) -> k8s.VolumeMount:
    return k8s.VolumeMount(name="config", mount_path=f"{_ETC}/{folder}/{name}", sub_path=name, read_only=True)


def _env(plan: ServerPlan) -> list[k8s.EnvVar]:
    secret = k8s.SecretKeySelector(name=plan.password.name, key=plan.password.key)
    env = [
        k8s.EnvVar(name="CLICKHOUSE_USER", value=plan.user),
        k8s.EnvVar(name="CLICKHOUSE_PASSWORD", value_from=k8s.EnvVarSource(secret_key_ref=secret)),
    ]
    if plan.access_management:
        env.append(k8s.EnvVar(name="CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT", value="1"))
    return env


def _checksum(files: Mapping[str, str]) -> str:
    return hashlib.sha256("\0".join(f"{name}\0{files[name]}" for name in sorted(files)).encode()).hexdigest()[:16]
