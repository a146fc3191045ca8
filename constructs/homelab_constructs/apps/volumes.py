"""Volumes of an app: what its containers mount besides claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from .. import checks
from ..claims import ExistingClaim, VolumeClaim
from ..errors import refuse
from ..secrets.contract import ExistingSecret, SecretContract
from ..sizing import Volume
from ..typed import Options

__all__ = ["AppVolume", "ConfigFiles", "Mount", "Scratch"]

_PATH = re.compile(r"(/[^/\s:{}]+)+/?")
_SUB_PATH = re.compile(r"[^/\s{}][^\s{}]*")
_FILE = re.compile(r"[-._a-zA-Z0-9]{1,253}")
# etcd takes objects up to 1.5 MiB; Kubernetes stops ConfigMaps at one (and the release keeps the values twice).
_MOST = 256 * 1024


@dataclass(frozen=True, kw_only=True)
class Scratch(Options):
    """An empty folder that lives as long as its pod.

    Attributes:
        size: most that it may hold; the pod is evicted above it. Unbounded, it could fill the node's disk.
        in_memory: whether it lies in memory and counts against the container's limit.

    Raises:
        InvalidArgument: the size is no quantity.
    """

    size: str = "1Gi"
    in_memory: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.size("size", self.size)


@dataclass(frozen=True, kw_only=True)
class ConfigFiles(Options):
    """Configuration files, kept in a ConfigMap of the release; pods are started anew when they change.

    `${VARIABLES}` in them are filled in, so they hold no secret: a ConfigMap is read by whoever may read the namespace.
    The chart cuts the last line break off the file whose name sorts last.

    Attributes:
        files: text by file name.

    Raises:
        InvalidArgument: no file, a name with a slash, or more than 256 KiB.
    """

    files: Mapping[str, str]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.files:
            refuse("files", self.files, "at least one file is needed")
        for name in self.files:
            if not _FILE.fullmatch(name) or name in (".", "..") or name.startswith(".."):
                refuse("files", name, "a file name of letters, digits, '-', '_' and '.' is needed")
        size = sum(len(text.encode("utf-8", "replace")) for text in self.files.values())
        if size > _MOST:
            refuse("files", f"{size} bytes", f"at most {_MOST} bytes in all; more belongs into an image or a volume")


AppVolume: TypeAlias = Volume | VolumeClaim | ExistingClaim | Scratch | ConfigFiles | SecretContract | ExistingSecret
"""What a container can mount.

A `Volume` becomes a claim of the app's own, a `VolumeClaim` is shared with other parts of the lab, an `ExistingClaim`
is in the cluster already, a `Scratch` goes with its pod, `ConfigFiles` and the keys of a Secret appear as files.
"""


@dataclass(frozen=True, kw_only=True)
class Mount(Options):
    """Where a volume appears in a container.

    Attributes:
        path: absolute path.
        sub_path: a folder or file of the volume instead of all of it. A file mounted this way (one of `ConfigFiles`, a
            key of a Secret) leaves what else lies in the folder visible.
        read_only: whether the container may not write.

    Raises:
        InvalidArgument: a path that is not absolute, or a sub path that is.
    """

    path: str
    sub_path: str = ""
    read_only: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if not _PATH.fullmatch(self.path) or ".." in self.path.split("/"):
            refuse("path", self.path, "an absolute path without '..', blanks and ':' is needed, and not the root")
        if self.sub_path and (not _SUB_PATH.fullmatch(self.sub_path) or ".." in self.sub_path.split("/")):
            refuse("sub_path", self.sub_path, "a relative path without '..' is needed")
