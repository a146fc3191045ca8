"""ChartRules: what one Helm chart makes of its values, as far as proofs ask; Release: a HelmRelease and its chart.

A chart's rules are written beside the construct that uses it and found by the entry point group `RULES`: nothing here
knows a chart, and a package of yours can bring rules for its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import entry_points
from typing import Any

import yaml

from ..errors import HomelabError
from .finding import Finding
from .releases import release_name
from .tree import Item, Tree, entries, get, mapping

__all__ = [
    "RULES",
    "Address",
    "ChartRules",
    "ConfigText",
    "PodTemplate",
    "Release",
    "SecretUse",
    "find_rules",
    "merged",
    "releases_of",
]

RULES = "homelab_constructs.chart_rules"
"""Entry point group: each entry is a `ChartRules`."""


@dataclass(frozen=True)
class SecretUse:
    """A Secret that something needs, and the keys of it.

    Attributes:
        path: the field that names it.
        name: the Secret.
        keys: what must be in it; empty where the Secret as a whole is taken.
        optional: whether it may be absent.
    """

    path: str
    name: str
    keys: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Address:
    """A host and port that something connects to.

    Attributes:
        path: the field that holds the host.
        host: the host as written.
        port: the port; None where any will do.
    """

    path: str
    host: str
    port: int | None = None


@dataclass(frozen=True)
class ConfigText:
    """A value that becomes a file of a ConfigMap.

    Attributes:
        path: the field that holds it.
        file: the file's name.
        text: what is in the file.
        blanks: whether blanks part a name from its value, as in `redis.conf`, where other files have `=` or `:`.
    """

    path: str
    file: str
    text: str
    blanks: bool = False


@dataclass(frozen=True)
class PodTemplate:
    """A pod that an object or a chart makes.

    Attributes:
        item: the object of the tree that it comes from.
        path: the field below which it is described.
        kind: the workload's kind (Deployment, StatefulSet, DaemonSet, Job, CronJob, Pod).
        name: the workload's name, as it will be.
        spec: the pod's spec; for a chart only what its values decide.
        strategy: a Deployment's strategy type; empty where the kind has none.
        container_paths: the field that describes a container, by its name; `path` where it is not named.
        ours: whether the pod is written here in full; of a chart's pod only what values say is known.
        reached: whether a Service leads to it; None where nobody here knows.
    """

    item: Item
    path: str
    kind: str
    name: str
    spec: Mapping[str, Any]
    strategy: str = ""
    container_paths: Mapping[str, str] = field(default_factory=dict)
    ours: bool = True
    reached: bool | None = None

    @property
    def containers(self) -> list[tuple[str, dict[str, Any]]]:
        """Path and content of every container, those that run first included."""
        found: list[tuple[str, dict[str, Any]]] = []
        for block in ("initContainers", "containers"):
            listed = self.spec.get(block)
            for index, container in enumerate(listed if isinstance(listed, list) else ()):
                if isinstance(container, dict):
                    path = self.container_paths.get(str(container.get("name")), f"{self.path}.{block}[{index}]")
                    found.append((path, container))
        return found


@dataclass(frozen=True)
class Release:
    """A HelmRelease whose chart is known.

    Attributes:
        item: the object.
        tree: where it stands.
        chart: the chart's name, such as `redis`.
        version: the version or range that its source names; empty where nobody says.
        rules: the chart's rules; None where there are none.
    """

    item: Item
    tree: Tree
    chart: str
    version: str
    rules: ChartRules | None

    @property
    def name(self) -> str:
        """The Helm release's name, as helm-controller makes it."""
        return release_name(self.item)

    @property
    def namespace(self) -> str:
        """Where its objects go."""
        return str(self.item.spec.get("targetNamespace") or self.item.namespace)

    @cached_property
    def values(self) -> dict[str, Any]:
        """The values as written, `${...}` and all; those from ConfigMaps of the tree below them."""
        together: dict[str, Any] = {}
        for _, source in entries(self.item.spec.get("valuesFrom")):
            if source.get("kind") == "ConfigMap" and not source.get("targetPath"):
                together = merged(together, self._config_map(source))
        return merged(together, mapping(self.item.spec.get("values")))

    def _config_map(self, source: Mapping[str, Any]) -> dict[str, Any]:
        found = self.tree.find("ConfigMap", self.item.namespace, str(source.get("name")))
        content = found.data.get("data") if found is not None else None
        text = content.get(str(source.get("valuesKey") or "values.yaml")) if isinstance(content, dict) else None
        try:
            loaded = yaml.safe_load(text) if isinstance(text, str) else None
        except (yaml.YAMLError, ValueError):  # the second: a date that no calendar has
            return {}  # helm-controller says so by itself, and nothing here knows what was meant
        return loaded if isinstance(loaded, dict) else {}

    def value(self, dotted: str, default: Any = None) -> Any:
        """The value at a dotted path; the default too where it is null."""
        found = get(self.values, dotted, default)
        return default if found is None else found

    @property
    def secret_paths(self) -> dict[str, tuple[str, str]]:
        """Secret and key by the value that helm-controller sets from it."""
        return {
            str(source["targetPath"]): (str(source.get("name")), str(source.get("valuesKey", "values.yaml")))
            for _, source in entries(self.item.spec.get("valuesFrom"))
            if source.get("targetPath")
        }

    def finding(self, path: str, problem: str, remedy: str) -> Finding:
        """Something wrong in its values."""
        return self.item.finding(f"spec.values.{path}" if path else "spec", problem, remedy)


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two pieces of a release's values, the second over the first; a null stays, for Helm to act on."""
    made = dict(below)
    for key, value in above.items():
        old = made.get(key)
        made[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return made


def _nothing(_: Release) -> tuple[()]:
    return ()


def _no_names(_: Release) -> dict[str, Any]:
    return {}


def _unknown(_: Release) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class ChartRules:
    """What one chart makes of its values. Every part but the name may be left out.

    Attributes:
        chart: the chart's name, the last word of its OCI URL.
        publishers: words of which one stands in the address of its source: charts of one name have several makers.
            Without any, every chart of that name is meant.
        services: ports by the name of each Service that it makes; a port 0 stands for any.
        secrets: keys by the name of each Secret that it makes.
        made_later: names of Secrets that its pods make when they run.
        claims: names of the claims that it makes by itself; as a map, each with whether it outlives the release.
        config_maps: names of the ConfigMaps that it makes; None where nobody knows all of them.
        config_texts: values that become files of its ConfigMaps, so that secrets in them are found.
        uses: Secrets that its values name.
        addresses: hosts and ports that stand in different values.
        environments: names that its templates set themselves, by the value that holds a list of further ones.
        pods: the pods that it makes, as far as values decide.
        names: names that it gives to its objects, with the most letters that each may have.
        check: what only this chart knows, beside all the above.
    """

    chart: str
    publishers: tuple[str, ...] = ()
    services: Callable[[Release], Mapping[str, Iterable[int]]] = _no_names
    secrets: Callable[[Release], Mapping[str, Iterable[str]]] = _no_names
    made_later: Callable[[Release], Iterable[str]] = _nothing
    claims: Callable[[Release], Iterable[str]] = _nothing
    config_maps: Callable[[Release], Iterable[str] | None] = _unknown
    config_texts: Callable[[Release], Iterable[ConfigText]] = _nothing
    uses: Callable[[Release], Iterable[SecretUse]] = _nothing
    addresses: Callable[[Release], Iterable[Address]] = _nothing
    environments: Callable[[Release], Mapping[str, Iterable[str]]] = _no_names
    pods: Callable[[Release], Iterable[PodTemplate]] = _nothing
    names: Callable[[Release], Mapping[str, int]] = _no_names
    check: Callable[[Release], Iterable[Finding]] = _nothing


@cache
def find_rules() -> dict[str, ChartRules]:
    """The rules of every chart that an installed package brings, by the chart's name.

    Raises:
        HomelabError: there are none at all: this library was copied, not installed.
    """
    found: dict[str, ChartRules] = {}
    for entry in entry_points(group=RULES):
        rules = entry.load()
        found[rules.chart] = rules
    if not found:
        raise HomelabError(
            "the rules of no chart are known: homelab-constructs must be installed (pip, uv), not copied, so that its "
            "entry points are there"
        )
    return found


def releases_of(tree: Tree) -> list[Release]:
    """Every HelmRelease of a tree; its chart's name is empty where nothing tells."""
    found: list[Release] | None = tree.__dict__.get("_releases")
    if found is None:
        found = [_release(tree, item) for item in tree.of_kind("HelmRelease", group="helm.toolkit.fluxcd.io")]
        tree.__dict__["_releases"] = found
    return found


def _release(tree: Tree, item: Item) -> Release:
    spec = item.spec
    inner = get(spec, "chart.spec", {})
    if isinstance(inner, dict) and inner.get("chart"):
        chart, version = str(inner["chart"]), str(inner.get("version") or "")
        url, _ = _source(tree, item, inner.get("sourceRef"))
        if get(inner, "sourceRef.kind") == "GitRepository":
            chart = chart.rstrip("/").rpartition("/")[2]
    else:
        url, version = _source(tree, item, spec.get("chartRef"))
        chart = url.rstrip("/").rpartition("/")[2]
    rules = find_rules().get(chart)
    if rules is not None and url and rules.publishers and not any(word in url.lower() for word in rules.publishers):
        rules = None  # somebody else's chart of that name
    return Release(item, tree, chart, version, rules)


def _source(tree: Tree, item: Item, reference: Any) -> tuple[str, str]:
    """Address and version of a chart's source; empty where nobody says."""
    if not isinstance(reference, dict):
        return "", ""
    key = str(reference.get("kind")), str(reference.get("namespace") or item.namespace), str(reference.get("name"))
    source = tree.find(*key)
    if source is None:
        facts = tree.declared.sources.get(key, {})
        return facts.get("url", ""), facts.get("version", "")
    semver, tag = get(source.data, "spec.ref.semver"), get(source.data, "spec.ref.tag")
    return str(source.spec.get("url") or ""), str(semver or tag or "")
