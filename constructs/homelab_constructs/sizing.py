"""Sizes: what a container asks for and may use, and how large a volume is."""

from __future__ import annotations

from dataclasses import dataclass

from . import checks
from .errors import refuse
from .typed import Options

__all__ = ["Resources", "Volume"]

_MEBI = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Resources(Options):
    """Requests and limits of one container.

    Attributes:
        cpu: cores asked for, such as "250m".
        memory: memory asked for, such as "512Mi".
        cpu_limit: most cores; None leaves CPU unlimited.
        memory_limit: most memory. It is always set: a container without one takes its node down with it.

    Raises:
        InvalidArgument: not a quantity, or a request above its limit (CloudNativePG and Kubernetes refuse that).
    """

    cpu: str
    memory: str
    cpu_limit: str | None
    memory_limit: str

    def __post_init__(self) -> None:
        super().__post_init__()
        memory = checks.quantity_value("memory", checks.size("memory", self.memory))
        limit = checks.quantity_value("memory_limit", checks.size("memory_limit", self.memory_limit))
        if memory > limit:
            refuse("memory", self.memory, f"at most memory_limit={self.memory_limit!r}")
        cpu = checks.quantity_value("cpu", checks.cpu("cpu", self.cpu))
        if self.cpu_limit is not None and cpu > checks.quantity_value(
            "cpu_limit", checks.cpu("cpu_limit", self.cpu_limit)
        ):
            refuse("cpu", self.cpu, f"at most cpu_limit={self.cpu_limit!r}")

    @property
    def memory_limit_bytes(self) -> int:
        """The memory limit in bytes."""
        return int(checks.quantity_value("memory_limit", self.memory_limit))

    @property
    def memory_limit_mib(self) -> int:
        """The memory limit in whole MiB."""
        return self.memory_limit_bytes // _MEBI

    def values(self) -> dict[str, dict[str, str]]:
        """As Helm charts and pod templates write it."""
        limits = {"memory": self.memory_limit}
        if self.cpu_limit is not None:
            limits["cpu"] = self.cpu_limit
        return {"limits": limits, "requests": {"cpu": self.cpu, "memory": self.memory}}


@dataclass(frozen=True)
class Volume(Options):
    """A volume to be claimed.

    Attributes:
        size: such as "20Gi"; may grow later, never shrink.
        storage_class: None takes the profile's class for this kind of data.
        access_mode: None takes ReadWriteOnce for databases and the profile's mode for other data. Name it together with
            a class that offers another one.

    Raises:
        InvalidArgument: the size is no quantity, the class no name, or the mode none that a workload can use.
    """

    size: str
    storage_class: str | None = None
    access_mode: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.size("size", self.size)
        if self.storage_class is not None:
            checks.dns_subdomain("storage_class", self.storage_class)
        if self.access_mode is not None:
            checks.one_of("access_mode", self.access_mode, ("ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"))
