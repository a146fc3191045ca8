"""Container images: pinned by a tag or digest, always a string."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .errors import refuse
from .flux.substitution import without_references

__all__ = ["Image"]

_WORD = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
REPOSITORY = rf"{_WORD}(?:/{_WORD})*"
"""A path of words, as registries take it."""
_REFERENCE = re.compile(
    r"(?P<registry>[a-z0-9]+([.-]+[a-z0-9]+)*(?::[0-9]+)?)/"
    rf"(?P<repository>{REPOSITORY})"
    r"(?::(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
    r"(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)
# Contract datastores, 2.1 and 3.5: what no registry serves any more.
_GONE = {
    "docker.io/minio/minio": "quay.io/minio/minio",
    "docker.io/minio/mc": "quay.io/minio/mc",
}


@dataclass(frozen=True)
class Image:
    """A reference to a container image, taken apart.

    Attributes:
        registry: host, such as docker.io.
        repository: path below it.
        tag: never `latest`.
        digest: `sha256:...`, empty where the tag alone pins it.
    """

    registry: str
    repository: str
    tag: str
    digest: str = ""

    @staticmethod
    def parse(argument: str, value: object, *, variables: bool = False) -> Image:
        """Read `<registry>/<repository>:<tag>[@<digest>]`.

        Args:
            argument: where it came from, for errors.
            value: the text.
            variables: whether the registry may hold `${VARIABLES}`, as a registry under the cluster's domain does.

        Raises:
            InvalidArgument: not a string, no registry, no tag, the tag `latest`, or a repository known to be gone.
        """
        plain = without_references(argument, value) if variables and isinstance(value, str) else value
        match = _REFERENCE.fullmatch(plain) if isinstance(plain, str) else None
        if (
            match is None
            or ".." in match["registry"]
            or ("." not in match["registry"] and ":" not in match["registry"])
        ):
            refuse(argument, value, "<registry>/<repository>:<tag> is needed, such as docker.io/library/redis:7.4.1")
        if not match["tag"]:
            refuse(argument, value, "a tag is needed: without one the newest image would be pulled")
        if match["tag"] == "latest":
            refuse(argument, value, "a fixed tag is needed: 'latest' changes under a running lab")
        source = f"{match['registry']}/{match['repository']}"
        if source in _GONE:
            refuse(argument, value, f"{source} was deleted from its registry; use {_GONE[source]}")
        assert isinstance(value, str)
        behind = match.string[match.end("registry") :]
        if not value.endswith(behind):
            refuse(
                argument, value, "variables only in the registry: what is pulled stands in the repository and the tag"
            )
        return Image(value.removesuffix(behind), match["repository"], match["tag"], match["digest"] or "")

    def __str__(self) -> str:
        return f"{self.registry}/{self.repository}:{self.tag}" + (f"@{self.digest}" if self.digest else "")
