"""Container and Controller: what an app runs, in the terms of app-template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .. import checks
from ..errors import refuse
from ..flux.substitution import references
from ..images import Image
from ..secrets.contract import ExistingSecret, SecretContract, SecretKey
from ..sizing import Resources
from ..typed import Options
from .probes import Probe, TcpProbe
from .volumes import Mount

__all__ = ["MAIN", "Container", "Controller", "EnvValue"]

MAIN = "main"
"""What the main container is called, and the controller of an app that has but one."""

_PORT_NAME = 15
# Of Linux 6.12, as Kubernetes writes them: without the prefix CAP_.
_CAPABILITIES = tuple(
    """
    AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER
    FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE
    NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE
    SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM
    """.split()
)
_ROOT = 0
_LONGEST_START = 3600
_START = 150

EnvValue: TypeAlias = str | int | SecretKey | None
"""Text (`${VARIABLES}` are filled in), a whole number, or a key of a Secret, whose value never enters the release.

None is what a connection has where it lacks a key, a pooled URL without a pooler for instance. It is refused by the
name of the variable, and no type checker need be told of every key that it is there.
"""


@dataclass(frozen=True, kw_only=True)
class Container(Options):
    """One container of an app.

    Attributes:
        image: `<registry>/<repository>:<tag>[@<digest>]`, pinned; the registry may be a host under `${SECRET_DOMAIN}`.
        resources: what it asks for and may use. There is no default: only the app knows its memory.
        port: the one port it listens on, called `http`.
        ports: all of them by name, the main one first, where there are several.
        env: environment variables. The value of a SecretKey is read by the kubelet; the app then waits for whoever
            makes the Secret.
        env_from: Secrets each of whose keys becomes a variable, by the name that this library promises it under.
        command: instead of the image's entrypoint.
        args: instead of the image's arguments.
        mounts: where the app's volumes appear: a path, or `Mount`s, by the name of the volume.
        probe: how it is asked whether it works, at start and ever after. By default a connection to its first port; a
            container without ports is asked nothing unless told how.
        readiness: asked instead of `probe` before requests are sent to it.
        liveness: asked instead of `probe` to find out that it hangs. Never a page that fails when a database is away:
            restarts would not bring it back.
        start_within: seconds until it must have answered for the first time; migrations count. It is not asked
            anything else before.
        read_only_root: whether its own file system may not be written to; give it `Scratch` volumes where it must.
        capabilities: what root in it may do, all else is dropped: an image that starts as root, gives folders to a user
            and goes on as that user needs CHOWN, DAC_OVERRIDE, FOWNER, SETGID and SETUID. Any but NET_BIND_SERVICE is
            more than Pod Security `restricted` allows, and proofs ask for an exemption.

    Raises:
        InvalidArgument: an image without tag, a name that Kubernetes would refuse, text that Flux would trip over, or
            options that contradict each other.
    """

    image: str
    resources: Resources
    port: int | None = None
    ports: Mapping[str, int] = field(default_factory=dict)
    env: Mapping[str, EnvValue] = field(default_factory=dict)
    env_from: Sequence[SecretContract | ExistingSecret] = ()
    command: Sequence[str] = ()
    args: Sequence[str] = ()
    mounts: Mapping[str, str | Mount | Sequence[Mount]] = field(default_factory=dict)
    probe: Probe | None = None
    readiness: Probe | None = None
    liveness: Probe | None = None
    start_within: int = _START
    read_only_root: bool = False
    capabilities: Sequence[str] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        Image.parse("image", self.image, variables=True)
        if self.port is not None:
            if self.ports:
                refuse("port", self.port, "either port or ports")
            object.__setattr__(self, "ports", {"http": self.port})
        for name, number in self.ports.items():
            checks.dns_label("ports", name, most=_PORT_NAME, letter_first=True)
            checks.integer(f"ports[{name!r}]", number, least=1, most=65535)
        if len(set(self.ports.values())) < len(self.ports):
            refuse("ports", dict(self.ports), "every port once")
        for name, value in self.env.items():
            checks.env_name("env", name)
            if value is None:
                refuse(
                    f"env[{name!r}]", None, "the connection has no such key; ask its datastore for it, or leave it out"
                )
            if isinstance(value, str):
                checks.env_text(f"env[{name!r}]", value)
        for contract in self.secrets_taken_whole:
            for key in contract.keys:
                checks.env_name("env_from", key)
        for argument in ("command", "args"):
            for word in getattr(self, argument):
                references(argument, checks.text(argument, word, allow_empty=True))
                if "{{" in word:
                    # app-template 4.1 takes them as they are; the templates of later ones were not read.
                    refuse(
                        argument, word, "no double braces: charts differ in what they make of them; use env or a file"
                    )
        for name in self.mounts:
            checks.dns_label("mounts", name)
            if not self.mounts_of(name):
                refuse(f"mounts[{name!r}]", [], "a path, or at least one Mount")
        for capability in self.capabilities:
            checks.one_of("capabilities", capability, _CAPABILITIES)
        checks.integer("start_within", self.start_within, least=5, most=_LONGEST_START)
        if self.start_within != _START and not self.probes:
            refuse(
                "start_within",
                self.start_within,
                "a port or a probe: nothing asks this container whether it has started",
            )

    def mounts_of(self, volume: str) -> tuple[Mount, ...]:
        """Where a volume appears in this container.

        Args:
            volume: its name among the app's volumes.
        """
        given = self.mounts.get(volume, ())
        if isinstance(given, str):
            return (Mount(path=given),)
        return (given,) if isinstance(given, Mount) else tuple(given)

    @property
    def probes(self) -> dict[Literal["liveness", "readiness", "startup"], Probe]:
        """What it is asked, by kind."""
        usual = self.probe or (TcpProbe() if self.ports else None)
        liveness, readiness = self.liveness or usual, self.readiness or usual
        found: dict[Literal["liveness", "readiness", "startup"], Probe] = {}
        if liveness:
            # Until this one has succeeded the others are not asked: a slow start is no reason for a restart.
            found |= {"liveness": liveness, "startup": liveness}
        if readiness:
            found["readiness"] = readiness
        return found

    @property
    def secrets_taken_whole(self) -> tuple[SecretContract, ...]:
        """The Secrets each of whose keys becomes a variable."""
        return tuple(item.contract() if isinstance(item, ExistingSecret) else item for item in self.env_from)

    def secret_keys(self) -> tuple[SecretKey, ...]:
        """The Secret keys that it reads."""
        whole = (contract.key(key) for contract in self.secrets_taken_whole for key in contract.keys)
        return (*(value for value in self.env.values() if isinstance(value, SecretKey)), *whole)


@dataclass(frozen=True, kw_only=True)
class Controller(Options):
    """One workload of an app: what keeps its pods running.

    Attributes:
        container: the main container.
        sidecars: further containers by name.
        init: containers that run before, to the end, one after the other in this order.
        kind: `cronjob` needs a schedule.
        schedule: five fields, in the time of the cluster (k3s: the node's).
        replicas: number of pods.
        strategy: by default `Recreate` where there is one replica with a claim (two pods on one volume hang or spoil
            the data), else `RollingUpdate`.
        user: uid of its processes. None takes the image's own, which must then be a number other than 0. Whether an
            image bears a user only its maker knows; 0 is root, which proofs refuse unless exempted, and which may do
            only what `Container.capabilities` names.
        group: gid of its processes and of its volumes; by default the user's number. Parts that share a claim need the
            same.

    Raises:
        InvalidArgument: a schedule without its kind or the reverse, an init container with ports or probes, a strategy
            that its kind does not know.
    """

    container: Container
    sidecars: Mapping[str, Container] = field(default_factory=dict)
    init: Mapping[str, Container] = field(default_factory=dict)
    kind: Literal["deployment", "statefulset", "daemonset", "cronjob"] = "deployment"
    schedule: str | None = None
    replicas: int = 1
    strategy: Literal["Recreate", "RollingUpdate", "OnDelete"] | None = None
    user: int | None = 1000
    group: int | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for argument, containers in (("sidecars", self.sidecars), ("init", self.init)):
            for name in containers:
                checks.dns_label(argument, name)
                if name == MAIN:
                    refuse(argument, name, "that is what the main container is called")
        for name in sorted(self.sidecars.keys() & self.init.keys()):
            refuse("init", name, "a sidecar has that name; every container of a pod needs one of its own")
        for name, container in self.init.items():
            if container.ports or container.probes:
                refuse("init", name, "an init container ends before anybody could ask it: no ports, no probes")
        if (self.kind == "cronjob") != (self.schedule is not None):
            refuse("schedule", self.schedule, "kind='cronjob' and a schedule go together")
        if self.schedule is not None:
            checks.cron("schedule", self.schedule, fields=5)
        checks.integer("replicas", self.replicas, least=1, most=100)
        if self.replicas > 1 and self.kind not in ("deployment", "statefulset"):
            refuse("replicas", self.replicas, f"a {self.kind} has no number of replicas")
        allowed = {"deployment": ("Recreate", "RollingUpdate"), "statefulset": ("OnDelete", "RollingUpdate")}
        if self.strategy is not None:
            checks.one_of("strategy", self.strategy, allowed.get(self.kind, ()))
        for name in ("user", "group"):
            if getattr(self, name) is not None:
                checks.integer(name, getattr(self, name), least=_ROOT, most=2**31 - 1)
        ports = self.ports
        if self.kind == "cronjob" and ports:
            refuse("container.ports", ports, "a CronJob's pods come and go: no Service leads to them")

    @property
    def containers(self) -> dict[str, Container]:
        """Main container and sidecars by name."""
        return {MAIN: self.container, **self.sidecars}

    @property
    def all_containers(self) -> dict[str, Container]:
        """Those that run before, too."""
        return {**self.containers, **self.init}

    @property
    def ports(self) -> dict[str, int]:
        """Every port of its Service: those of the main container first."""
        found: dict[str, int] = {}
        for name, container in self.containers.items():
            for port, number in container.ports.items():
                if port in found or number in found.values():
                    refuse(f"sidecars[{name!r}].ports", port, "another container of the pod has that name or number")
                found[port] = number
        return found

    @property
    def volumes(self) -> frozenset[str]:
        """Names of the volumes that its containers mount."""
        return frozenset(name for container in self.all_containers.values() for name in container.mounts)
