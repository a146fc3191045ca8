"""Pod security: what keeps a pod from being admitted under the Pod Security level `restricted`.

The published standard in full, each control as the newest Kubernetes has it: what it allows beyond older releases is
said where it matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..chart_rules import PodTemplate
from ..finding import Finding
from ..tree import entries, get
from .pod_templates import containers_of, field_path, live, standing

__all__ = ["unrestricted"]

_VOLUMES = (
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
)
# The last four from Kubernetes 1.29 on, tcp_rmem and tcp_wmem from 1.32 on.
_SYSCTLS = (
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ping_group_range",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.tcp_wmem",
)
_SELINUX_TYPES = (None, "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t")
_PROFILES = ("RuntimeDefault", "Localhost")
_APPARMOR = "container.apparmor.security.beta.kubernetes.io/"
# Where a container may name a host to be called: pods may not make the kubelet call others (Kubernetes 1.34).
_CALLS = tuple(
    f"{caller}.{way}.host"
    for caller in ("livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop")
    for way in ("httpGet", "tcpSocket")
)


def unrestricted(pod: PodTemplate) -> Iterator[Finding]:
    """Everything about a pod that `restricted` forbids."""
    return _Look(pod).findings()


class _Look:
    """Asks one pod."""

    def __init__(self, pod: PodTemplate) -> None:
        self._pod = pod
        self._of = "" if pod.ours else f" of {pod.kind} {pod.name!r}"
        self._containers = list(containers_of(pod))
        # A Windows pod cannot have what these controls ask for, and is let off them.
        self._linux = get(pod.spec, "os.name") != "windows"

    def findings(self) -> Iterator[Finding]:
        pod, spec = self._pod, self._pod.spec
        yield from self._host(spec)
        yield from self._volumes(spec.get("volumes"))
        yield from self._sysctls(get(spec, "securityContext.sysctls"))
        yield from self._annotations()
        yield from self._context(pod.path, f"the pod{self._of}", spec)
        for path, container in self._containers:
            name = f"container {str(container.get('name'))!r}{self._of}"
            yield from self._context(path, name, container)
            yield from self._container(path, name, container)
        yield from self._somewhere("runAsNonRoot", "true")
        if self._linux:
            yield from self._somewhere("seccompProfile.type", "RuntimeDefault")

    def _finding(self, base: str, field: str, problem: str, remedy: str) -> Finding:
        return self._pod.item.finding(field_path(self._pod, base, field), problem, remedy)

    # -- the pod as a whole ----------------------------------------------------------------------------------------

    def _host(self, spec: Mapping[str, Any]) -> Iterator[Finding]:
        for field in ("hostNetwork", "hostPID", "hostIPC"):
            if spec.get(field) not in (None, False):
                yield self._finding(
                    self._pod.path,
                    field,
                    f"the pod{self._of} shares a namespace of its node: {field} is {spec[field]!r}",
                    "leave it out",
                )

    def _volumes(self, volumes: Any) -> Iterator[Finding]:
        for index, volume in entries(volumes):
            sources = [key for key, content in volume.items() if key != "name" and content is not None]
            if any(source in _VOLUMES for source in sources):
                continue
            for source in sources:  # of one without any the API server makes an emptyDir
                yield self._finding(
                    self._pod.path,
                    f"volumes[{index}].{source}",
                    f"volume {str(volume.get('name'))!r}{self._of} is of kind {str(source)!r}",
                    "a persistentVolumeClaim, or another of " + ", ".join(_VOLUMES),
                )

    def _sysctls(self, sysctls: Any) -> Iterator[Finding]:
        for index, entry in enumerate(sysctls if isinstance(sysctls, list) else ()):
            name = entry.get("name") if isinstance(entry, dict) else entry
            if name not in _SYSCTLS:
                yield self._finding(
                    self._pod.path,
                    f"securityContext.sysctls[{index}].name",
                    f"the pod{self._of} sets {name!r} of the kernel",
                    "one of " + ", ".join(_SYSCTLS),
                )

    def _annotations(self) -> Iterator[Finding]:
        """AppArmor as it was asked for before Kubernetes 1.30."""
        if not self._pod.ours:
            return
        path = f"{self._pod.path.removesuffix('spec')}metadata.annotations"
        annotations = standing(live(self._pod.item), path)
        for key, value in annotations.items() if isinstance(annotations, dict) else ():
            allowed = value in (None, "", "runtime/default") or str(value).startswith("localhost/")
            if str(key).startswith(_APPARMOR) and not allowed:
                yield self._pod.item.finding(
                    f"{path}.{key}", f"the AppArmor profile is {value!r}", "runtime/default or localhost/<profile>"
                )

    # -- pod and container alike -----------------------------------------------------------------------------------

    def _context(self, base: str, what: str, node: Mapping[str, Any]) -> Iterator[Finding]:
        def at(field: str) -> Any:
            return get(node, f"securityContext.{field}")

        def found(field: str, problem: str, remedy: str) -> Finding:
            return self._finding(base, f"securityContext.{field}", f"{what} {problem}", remedy)

        if at("windowsOptions.hostProcess") not in (None, False):
            yield found("windowsOptions.hostProcess", "runs as a process of its node", "leave it out")
        if at("seLinuxOptions.type") not in _SELINUX_TYPES:
            types = ", ".join(str(item) for item in _SELINUX_TYPES if item)
            yield found(
                "seLinuxOptions.type", f"has the SELinux type {at('seLinuxOptions.type')!r}", f"one of {types}, or none"
            )
        for part in ("user", "role"):
            if at(f"seLinuxOptions.{part}") not in (None, ""):
                yield found(
                    f"seLinuxOptions.{part}", f"has the SELinux {part} {at(f'seLinuxOptions.{part}')!r}", "leave it out"
                )
        if isinstance(at("appArmorProfile"), dict) and at("appArmorProfile.type") not in _PROFILES:
            yield found(
                "appArmorProfile.type",
                f"has the AppArmor profile {at('appArmorProfile.type')!r}",
                " or ".join(_PROFILES),
            )
        if isinstance(at("seccompProfile"), dict) and at("seccompProfile.type") not in _PROFILES:
            yield found(
                "seccompProfile.type", f"has the seccomp profile {at('seccompProfile.type')!r}", " or ".join(_PROFILES)
            )
        if at("runAsNonRoot") not in (None, True):
            yield found("runAsNonRoot", f"may run as root: runAsNonRoot is {at('runAsNonRoot')!r}", "true")
        # 0 is False to Python, and False is no user.
        if at("runAsUser") == 0 and not isinstance(at("runAsUser"), bool):
            yield found("runAsUser", "runs as user 0, which is root", "another user, one that the image is made for")

    # -- containers ------------------------------------------------------------------------------------------------

    def _container(self, path: str, name: str, container: Mapping[str, Any]) -> Iterator[Finding]:
        def at(field: str) -> Any:
            return get(container, field)

        if at("securityContext.privileged") not in (None, False):
            yield self._finding(path, "securityContext.privileged", f"{name} is privileged", "leave it out")
        if at("securityContext.procMount") not in (None, "", "Default"):
            yield self._finding(
                path,
                "securityContext.procMount",
                f"{name} sees /proc unmasked: procMount is {at('securityContext.procMount')!r}",
                "leave it out",
            )
        for call in _CALLS:
            if at(call) not in (None, ""):
                yield self._finding(
                    path,
                    call,
                    f"{name} has its node call the host {at(call)!r}, which Kubernetes 1.34 and newer refuse",
                    "leave it out: the pod itself is called",
                )
        for index, port in entries(at("ports")):
            if port.get("hostPort") not in (None, 0):
                yield self._finding(
                    path,
                    f"ports[{index}].hostPort",
                    f"{name} takes port {port['hostPort']!r} of its node",
                    "a Service",
                )
        if self._linux:
            yield from self._rights(path, name, container)

    def _rights(self, path: str, name: str, container: Mapping[str, Any]) -> Iterator[Finding]:
        gains = get(container, "securityContext.allowPrivilegeEscalation")
        if gains is not False:
            yield self._finding(
                path,
                "securityContext.allowPrivilegeEscalation",
                f"{name} may gain rights while it runs: allowPrivilegeEscalation {_is(gains)}",
                "false",
            )
        dropped = get(container, "securityContext.capabilities.drop")
        if not isinstance(dropped, list) or "ALL" not in dropped:
            yield self._finding(
                path,
                "securityContext.capabilities.drop",
                f"{name} keeps capabilities of root: drop {_is(dropped)}",
                "[ALL]",
            )
        added = get(container, "securityContext.capabilities.add")
        for index, capability in enumerate(added if isinstance(added, list) else ()):
            if capability != "NET_BIND_SERVICE":
                yield self._finding(
                    path,
                    f"securityContext.capabilities.add[{index}]",
                    f"{name} is given the capability {capability!r}",
                    "leave it out: NET_BIND_SERVICE alone may be added",
                )

    def _somewhere(self, field: str, right: str) -> Iterator[Finding]:
        """What has to be said once for the pod, or by each of its containers."""
        if get(self._pod.spec, f"securityContext.{field}") is not None:
            return
        silent = [
            str(container.get("name"))
            for _, container in self._containers
            if get(container, f"securityContext.{field}") is None
        ]
        if silent:
            names = ", ".join(map(repr, silent))
            sets = f"containers {names} set" if len(silent) > 1 else f"container {names} sets"
            yield self._finding(
                self._pod.path,
                f"securityContext.{field}",
                f"neither the pod{self._of} nor its {sets} {field}",
                f"{right}, here or in the securityContext of each container",
            )


def _is(value: Any) -> str:
    return "is not set" if value is None else f"is {value!r}"
