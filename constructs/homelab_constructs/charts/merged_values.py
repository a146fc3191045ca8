"""ChartValues: a release's values as the templates of its chart see them, and what every chart's rules need of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..proofs.chart_rules import Release, SecretUse
from ..proofs.finding import Finding
from ..proofs.tree import get
from ..proofs.written import settled

__all__ = [
    "NEWEST",
    "PULL_KEY",
    "ChartValues",
    "Version",
    "cut",
    "newest_of",
    "overlaid",
    "port",
    "pull_secrets",
    "shown",
    "tls_secrets",
]

Version = tuple[int, int, int]

NEWEST = 999
"""A part of a version that a range leaves open: whatever is newest counts."""

PULL_KEY = ".dockerconfigjson"

# Stands where a value comes from a Secret or ConfigMap: it is there, and nobody here knows it.
_UNKNOWN = "(from valuesFrom)"
# What `tpl` can be replayed of: the two expressions that values use in names.
_EXPRESSION = re.compile(r"\{\{-?\s*\.Release\.(Name|Namespace)\s*-?\}\}")
_EXACT = re.compile(r"[v=]?(\d+)\.(\d+)\.(\d+)(?:[-+].*)?")
_OPEN = re.compile(r"([~^]?)\s*v?(\d+)(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?")
_BELOW = re.compile(r"<(=?)\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?")
_LONGEST_NAME = 63
_LONGEST_RELEASE = 53


def newest_of(text: str) -> Version:
    """The newest version that a tag or range may stand for, open parts as `NEWEST`.

    A range is always resolved to its newest version, so that is the one to judge by: `~4.5.0` means the last of 4.5.
    """
    text = text.strip()
    exact = _EXACT.fullmatch(text)
    if exact:
        return int(exact[1]), int(exact[2]), int(exact[3])
    below = _BELOW.search(text)
    if below:
        return _just_below(below)
    match = _OPEN.fullmatch(text)
    if match is None:
        return NEWEST, NEWEST, NEWEST
    major = int(match[2])
    minor = match[3]
    if match[1] == "^" or minor is None or not minor.isdigit():
        return major, NEWEST, NEWEST
    return major, int(minor), NEWEST


def _just_below(match: re.Match[str]) -> Version:
    major, minor, patch = int(match[2]), int(match[3] or 0), int(match[4] or 0)
    if match[1] or patch:
        return major, minor, patch if match[1] else patch - 1
    return (major, minor - 1, NEWEST) if minor else (major - 1, NEWEST, NEWEST)


def overlaid(defaults: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values over a chart's defaults, as Helm merges them: maps are joined, null takes a default away."""
    made = dict(defaults)
    for key, value in values.items():
        below = made.get(key)
        if value is None:
            made.pop(key, None)
        elif isinstance(below, dict):
            # Where the chart has a map and the values do not, templates would stumble; judge what is left.
            made[key] = overlaid(below, value) if isinstance(value, dict) else below
        else:
            made[key] = value
    return made


def shown(value: Any) -> str:
    """A value as a template prints it; nothing for what is no plain value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else ""


def port(value: Any) -> int:
    """A port; 0 where it cannot be known, which stands for any."""
    text = shown(value)
    return int(text) if text.isdigit() else 0


def cut(name: str) -> str:
    """A name as charts cut it to the length of a DNS label."""
    return name[:_LONGEST_NAME].removesuffix("-")


@dataclass(frozen=True)
class ChartValues:
    """Values of a chart, or of a chart inside another, over the chart's defaults.

    Attributes:
        release: the release.
        data: the values, the defaults below them.
        version: the chart's version: what it says, or the newest that its range allows.
        prefix: where these values stand in those of the release, with a dot at its end; empty for the chart's own.
    """

    release: Release
    data: Mapping[str, Any]
    version: Version
    prefix: str = ""

    @classmethod
    def of(cls, release: Release, defaults: Callable[[Version], Mapping[str, Any]]) -> ChartValues:
        """The values of a release, read once.

        Args:
            release: the release.
            defaults: the chart's defaults in a version, as far as rules ask for them.
        """
        found: ChartValues | None = release.__dict__.get("_chart_values")
        if found is None:
            version = newest_of(release.version)
            data = overlaid(defaults(version), release.values)
            for path in release.secret_paths:
                _fill(data, path)
            found = release.__dict__["_chart_values"] = cls(release, data, version)
        return found

    def inside(self, key: str, defaults: Mapping[str, Any], version: Version) -> ChartValues:
        """The values of a chart that this one brings along."""
        shared = self.map("global")
        data = overlaid(defaults, self.map(key))
        data["global"] = overlaid(data.get("global") or {}, shared)
        return ChartValues(self.release, data, version, f"{self.prefix}{key}.")

    def since(self, *version: int) -> bool:
        """Whether the chart is of this version or newer."""
        return self.version >= version

    @property
    def dated(self) -> bool:
        """Whether the chart's version is known, so that what changed with one can be held against it."""
        return any(sign.isdigit() for sign in self.release.version.partition("${")[0])

    def get(self, path: str) -> Any:
        """What stands at a dotted path; None where nothing does."""
        return get(self.data, path)

    def on(self, path: str) -> bool:
        """Whether a template's `if` takes it for true."""
        return bool(self.get(path))

    def text(self, path: str) -> str:
        """A value as a template prints it, with the variables that its Kustomization sets."""
        return settled(self.release.item, shown(self.get(path)))

    def map(self, path: str) -> dict[str, Any]:
        """A map; an empty one for anything else."""
        found = self.get(path)
        return found if isinstance(found, dict) else {}

    def items(self, path: str) -> list[Any]:
        """A list; an empty one for anything else."""
        found = self.get(path)
        return found if isinstance(found, list) else []

    def maps(self, path: str) -> list[dict[str, Any]]:
        """The maps in a list."""
        return [item for item in self.items(path) if isinstance(item, dict)]

    def port(self, path: str) -> int:
        """A port; 0 where it cannot be known."""
        return port(self.get(path))

    def number(self, path: str) -> int:
        """A whole number; 0 for anything else."""
        return port(self.get(path))

    def name(self, path: str) -> str | None:
        """A name that the chart treats as a template; None where that cannot be replayed."""
        return self.template(self.text(path))

    def template(self, text: str) -> str | None:
        """A text after Helm's `tpl`; None where that cannot be replayed."""
        if "{{" not in text:
            return text
        known = {"Name": self.release_name, "Namespace": self.release.namespace}
        made = _EXPRESSION.sub(lambda match: known[match[1]], text)
        return None if "{{" in made else made

    def where(self, path: str) -> str:
        """The field of the object that holds a value."""
        return f"spec.values.{self.prefix}{path}"

    def finding(self, path: str, problem: str, remedy: str) -> Finding:
        """Something wrong in a value."""
        return self.release.item.finding(self.where(path), problem, remedy)

    @cached_property
    def opaque(self) -> bool:
        """Whether a part of the values cannot be read here: what seems absent may be in it."""
        sources = self.release.item.spec.get("valuesFrom")
        for source in sources if isinstance(sources, list) else ():
            if isinstance(source, dict) and not source.get("targetPath"):
                name = str(source.get("name"))
                config = self.release.tree.find("ConfigMap", self.release.item.namespace, name)
                if source.get("kind") != "ConfigMap" or config is None:
                    return True
        return False

    def written(self, path: str) -> bool:
        """Whether somebody has chosen this value, or may have where it cannot be seen."""
        path = self.prefix + path
        if self.opaque or get(self.release.values, path) is not None:
            return True
        return any(known == path or known.startswith(f"{path}.") for known in self.release.secret_paths)

    def from_secret(self, path: str) -> bool:
        """Whether helm-controller sets this value from a Secret."""
        return self.text(path) == _UNKNOWN

    @property
    def release_name(self) -> str:
        """The name that helm-controller gives the release: target namespace before it, a digest where it is long."""
        item = self.release.item
        name = shown(item.spec.get("releaseName"))
        if not name:
            target = shown(item.spec.get("targetNamespace"))
            name = f"{target}-{item.name}" if target else item.name
        name = settled(item, name)
        if len(name) <= _LONGEST_RELEASE:
            return name
        import hashlib

        return f"{name[:40]}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"

    def fullname(self, chart: str, *, release: str | None = None) -> str:
        """The name that most charts build all their names on.

        Args:
            chart: the chart's name, or its alias inside another chart.
            release: the release's name as this chart reads it.
        """
        if self.on("fullnameOverride"):
            return cut(self.text("fullnameOverride"))
        release = self.release_name if release is None else release
        name = self.text("nameOverride") or chart
        return cut(release if name in release else f"{release}-{name}")


def _fill(data: dict[str, Any], path: str) -> None:
    """Mark a value that comes from elsewhere as there; the defaults around it are shared and stay as they are."""
    *way, last = path.split(".")
    node = data
    for step in way:
        below = node.get(step)
        node[step] = dict(below) if isinstance(below, dict) else {}
        node = node[step]
    node[last] = _UNKNOWN


def pull_secrets(path: str, entries: Any) -> Iterator[SecretUse]:
    """The Secrets that pull images, by name or as maps with a name."""
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        name, where = (
            (entry.get("name"), f"{path}[{index}].name") if isinstance(entry, dict) else (entry, f"{path}[{index}]")
        )
        if isinstance(name, str) and name and "{{" not in name:
            yield SecretUse(where, name, (PULL_KEY,))


def tls_secrets(path: str, entries: Any) -> Iterator[SecretUse]:
    """The Secrets that hold an Ingress's certificates."""
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        name = entry.get("secretName") if isinstance(entry, dict) else None
        if isinstance(name, str) and name and "{{" not in name:
            yield SecretUse(f"{path}[{index}].secretName", name, ("tls.crt", "tls.key"))
