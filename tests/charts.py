"""Real charts, where they are at hand: rendered by helm, and what the rules say of the same values."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from homelab_constructs.charts.merged_values import PULL_KEY
from homelab_constructs.proofs.chart_rules import Release, releases_of
from homelab_constructs.proofs.proof import Proof
from homelab_constructs.proofs.tree import Tree, walk
from homelab_constructs.stand.catalog import MODULES
from homelab_constructs.stand.programs import Programs, is_built
from tests.proofs.broken import write

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = re.compile(r"[^.\[\]]+")
_WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob")


def release_of(
    chart: str,
    version: str,
    values: Mapping[str, Any],
    *more: Mapping[str, Any],
    name: str = "lab",
    namespace: str = "apps",
    **spec: Any,
) -> Release:
    """A hand-written release in a tree with nothing else, or with a few objects more."""
    item = {
        "apiVersion": "helm.toolkit.fluxcd.io/v2",
        "kind": "HelmRelease",
        "metadata": {"name": name, "namespace": namespace},
        "spec": {
            "chart": {
                "spec": {"chart": chart, "version": version, "sourceRef": {"kind": "HelmRepository", "name": "x"}}
            },
            "values": dict(values),
            **spec,
        },
    }
    (release,) = (found for found in releases_of(Tree.of({"a.yaml": write(item, *more)})) if found.item.name == name)
    return release


@cache
def _program(module: str, name: str) -> str:
    if is_built(MODULES[module]):
        return str(Programs.build([module]).path(name))
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name}: `homelab-constructs try` builds one, or put one into PATH")
    return found


@cache
def folder(chart: str) -> Path:
    """An unpacked chart, or the test is skipped."""
    charts = os.environ.get("CHARTS_DIR")
    if not charts:
        pytest.skip("CHARTS_DIR names no folder of unpacked charts (redis-18.4.0, trigger-4.0.5, ...)")
    found = Path(charts, chart)
    if not (found / "Chart.yaml").is_file():
        pytest.skip(f"CHARTS_DIR has no {chart}")
    return found


def render(chart: str, release: Release) -> Render:
    """What Helm, and kustomize after it, make of a release.

    Raises:
        Refused: Helm does not take the values.
    """
    values = copy.deepcopy(release.values)
    for path in release.secret_paths:
        node = values
        for step in path.split(".")[:-1]:
            node = node.setdefault(step, {})
        node[path.rpartition(".")[2]] = "from-a-secret"
    command = [_program("helm", "helm"), "template", release.name, str(folder(chart)), "--namespace", release.namespace]
    command += ["--kube-version", "1.34", "--skip-schema-validation", "--no-hooks", "--values", "-"]
    done = subprocess.run(
        command, input=json.dumps(values, ensure_ascii=False), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(done.stderr)
    text = done.stdout
    for renderer in release.item.spec.get("postRenderers") or ():
        text = _kustomized(text, renderer["kustomize"])
    return Render([item for item in yaml.load_all(text, Loader=_LOADER) if item])


class Refused(Exception):
    """Helm does not take the values."""


def _kustomized(text: str, kustomize: Mapping[str, Any]) -> str:
    with tempfile.TemporaryDirectory() as place:
        Path(place, "all.yaml").write_text(text, "utf-8")
        Path(place, "kustomization.yaml").write_text(yaml.safe_dump({"resources": ["all.yaml"], **kustomize}), "utf-8")
        command = [_program("kubernetes", "kubectl"), "kustomize", place]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def refusal(chart: str, release: Release) -> str:
    """Why Helm does not render a release; empty where it does."""
    try:
        render(chart, release)
    except Refused as error:
        return str(error)
    return ""


@dataclass(frozen=True)
class Render:
    """What a chart has made.

    Attributes:
        objects: all of it but hooks.
    """

    objects: list[dict[str, Any]]

    def of(self, *kinds: str) -> list[dict[str, Any]]:
        """The objects of some kinds."""
        return [item for item in self.objects if item["kind"] in kinds]

    @property
    def services(self) -> dict[str, set[int]]:
        """Ports by the name of each Service."""
        return {
            item["metadata"]["name"]: {port["port"] for port in item["spec"].get("ports") or ()}
            for item in self.of("Service")
        }

    @property
    def secrets(self) -> dict[str, set[str]]:
        """Keys by the name of each Secret."""
        return {
            item["metadata"]["name"]: {*(item.get("data") or {}), *(item.get("stringData") or {})}
            for item in self.of("Secret")
        }

    @property
    def claims(self) -> set[str]:
        """Claims, those that StatefulSets make included."""
        made = {item["metadata"]["name"] for item in self.of("PersistentVolumeClaim")}
        for item in self.of("StatefulSet"):
            for claim in item["spec"].get("volumeClaimTemplates") or ():
                for number in range(item["spec"].get("replicas", 1) or 0):
                    made.add(f"{claim['metadata']['name']}-{item['metadata']['name']}-{number}")
        return made

    @property
    def names(self) -> set[str]:
        """The name of every object."""
        return {item["metadata"]["name"] for item in self.objects}

    def pods(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Kind, name, strategy and pod spec of every workload."""
        for item in self.of(*_WORKLOADS):
            spec = item["spec"]
            strategy = spec.get("strategy", {}).get("type", "RollingUpdate") if item["kind"] == "Deployment" else ""
            spec = spec["jobTemplate"]["spec"] if item["kind"] == "CronJob" else spec
            yield item["kind"], item["metadata"]["name"], strategy, spec["template"]["spec"]

    def env(self, container: str) -> Iterator[tuple[str, list[str]]]:
        """The workload and the names in the environment of every container of a name."""
        for _, name, _, pod in self.pods():
            for item in pod["containers"]:
                if item["name"] == container:
                    yield name, [entry["name"] for entry in item.get("env") or ()]

    def referred(self) -> dict[str, set[str]]:
        """Keys by the name of each Secret that a pod or an Ingress names; no keys where it is taken as a whole."""
        found: dict[str, set[str]] = {}
        for _, _, _, pod in self.pods():
            for name, keys in _referred(pod):
                found.setdefault(name, set()).update(keys)
        for item in self.of("Ingress"):
            for entry in item["spec"].get("tls") or ():
                if entry.get("secretName"):
                    found.setdefault(entry["secretName"], set()).update({"tls.crt", "tls.key"})
        return found


def _referred(pod: Mapping[str, Any]) -> Iterator[tuple[str, set[str]]]:
    for entry in pod.get("imagePullSecrets") or ():
        yield entry["name"], {PULL_KEY}
    for container in [*(pod.get("initContainers") or ()), *(pod.get("containers") or ())]:
        for entry in container.get("env") or ():
            key = (entry.get("valueFrom") or {}).get("secretKeyRef")
            if key:
                yield key["name"], {key["key"]}
            elif entry["name"] == "KUBERNETES_IMAGE_PULL_SECRETS":
                yield from ((name, {PULL_KEY}) for name in entry["value"].split(","))
        for entry in container.get("envFrom") or ():
            if "secretRef" in entry:
                yield entry["secretRef"]["name"], set()
    for volume in pod.get("volumes") or ():
        secret = volume.get("secret")
        if secret:
            yield secret["secretName"], {item["key"] for item in secret.get("items") or ()}


def differences(release: Release, made: Render) -> Iterator[str]:
    """Where the rules say something else than the render shows."""
    rules = release.rules
    assert rules is not None
    services = {name: set(ports) for name, ports in rules.services(release).items()}
    yield from _differ(
        "services", services, {n: (s if services.get(n) != {0} else {0}) for n, s in made.services.items()}
    )
    yield from _differ("secrets", {n: set(k) for n, k in rules.secrets(release).items()}, made.secrets)
    yield from _differ("claims", dict.fromkeys(rules.claims(release)), dict.fromkeys(made.claims))
    config_maps = rules.config_maps(release)
    if config_maps is not None:
        # The rules may know of one that only some values bring: none that is made may be missing.
        shown = {item["metadata"]["name"] for item in made.of("ConfigMap")}
        yield from (f"config maps: {name} is made" for name in sorted(shown - set(config_maps)))
    pods = {(pod.kind, pod.name): pod for pod in rules.pods(release)}
    yield from _differ("pods", dict.fromkeys(pods), {(kind, name): None for kind, name, _, _ in made.pods()})
    for kind, name, strategy, spec in made.pods():
        pod = pods.get((kind, name))
        if pod is not None:
            yield from _differ(f"{name} strategy", {"": pod.strategy}, {"": strategy})
            yield from _differ(name, _shape(pod.spec), _shape(spec))
    yield from (f"names: no object is called {name}" for name in rules.names(release) if name not in made.names)
    yield from _uses(release, made)
    yield from _environments(release, made)


def _uses(release: Release, made: Render) -> Iterator[str]:
    rules = release.rules
    assert rules is not None
    own = {*rules.secrets(release), *rules.made_later(release)}
    said: dict[str, set[str]] = {}
    for use in rules.uses(release):
        assert use.path.startswith("spec."), use
        if use.name not in own:
            said.setdefault(use.name, set()).update(use.keys)
    # References that read the same in every chart are no chart's business.
    for path, node in walk(release.values):
        if path.endswith("secretKeyRef"):
            said.setdefault(node["name"], set()).add(node["key"])
    shown = {name: keys for name, keys in made.referred().items() if name not in own}
    # Where a pod takes a Secret as a whole the render names no keys, and rules may know what is looked for in it.
    whole = {name for name in shown if not shown[name]}
    yield from _differ("uses", {n: set() if n in whole else keys for n, keys in said.items()}, shown)


_ENV: Mapping[str, tuple[str | tuple[str, ...], str]] = {
    "electric.extraEnvVars": ("-electric", "electric"),
    "master.extraEnvVars": ("-master", "redis"),
    "metrics.extraEnvVars": ("", "metrics"),
    "registry.extraEnvVars": ("-registry", "registry"),
    "replica.extraEnvVars": (("-replicas", "-node"), "redis"),
    "sentinel.extraEnvVars": ("-node", "sentinel"),
    "supervisor.extraEnvVars": ("-supervisor", "supervisor"),
    "webapp.extraEnvVars": ("-webapp", "webapp"),
}


def _environments(release: Release, made: Render) -> Iterator[str]:
    """Names that the templates set, each list with those that the values add."""
    rules = release.rules
    assert rules is not None
    for path, names in rules.environments(release).items():
        if path not in _ENV:
            continue
        suffix, container = _ENV[path]
        added = [entry["name"] for entry in release.value(path, ())]
        found = [env for name, env in made.env(container) if name.endswith(suffix)]
        if not found:
            yield f"{path}: no pod has such a container"
        for env in found:
            yield from _differ(path, dict.fromkeys([*names, *added]), dict.fromkeys(env))
            if len(env) != len([*names, *added]):
                yield f"{path}: {len(env)} names in the render, {len([*names, *added])} in the rules"


def _differ(what: str, rules: Mapping[Any, Any], render: Mapping[Any, Any]) -> Iterator[str]:
    for key in sorted({*rules, *render}, key=str):
        if key not in rules:
            yield f"{what}: {key} ({render[key]}) only in the render"
        elif key not in render:
            yield f"{what}: {key} ({rules[key]}) only in the rules"
        elif rules[key] != render[key]:
            yield f"{what}: {key}: rules {rules[key]}, render {render[key]}"


_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
_SHARED = ("securityContext", "hostNetwork", "hostPID", "hostIPC")


def _shape(spec: Mapping[str, Any]) -> dict[str, Any]:
    """What proofs ask of a pod."""
    made: dict[str, Any] = {key: spec[key] for key in _SHARED if spec.get(key)}
    for block in ("initContainers", "containers"):
        for container in spec.get(block) or ():
            at = f"{block}.{container['name']}"
            made[f"{at}.image"] = container["image"]
            made[f"{at}.securityContext"] = container.get("securityContext") or {}
            resources = container.get("resources") or {}
            made[f"{at}.resources"] = {key: value for key, value in resources.items() if value}
            made[f"{at}.probes"] = [probe for probe in _PROBES if probe in container]
        names = [container["name"] for container in spec.get(block) or ()]
        made[block] = names
    for volume in spec.get("volumes") or ():
        claim = volume.get("persistentVolumeClaim")
        if claim:
            made[f"volume {volume['name']}"] = claim["claimName"]
        elif "hostPath" in volume:
            made[f"volume {volume['name']}"] = "hostPath"
    return made


# -- Rules, asked by themselves ----------------------------------------------------------------------------------------

CHECKS = Proof(
    "rules",
    "nothing that only a chart's own rules know is wrong",
    lambda tree: (found for release in releases_of(tree) if release.rules for found in release.rules.check(release)),
)
"""What the rules of the charts check, as a proof."""

_ODD: tuple[Any, ...] = (
    None,
    [],
    {},
    "",
    "x",
    0,
    -1,
    3.5,
    True,
    [None],
    [1, "a"],
    [{}],
    [[]],
    {"a": None},
    {1: 2},
    "${X}",
)


def checked(release: Release) -> dict[str, str]:
    """What the rules object to: the message by the path, less `spec.values.` at its beginning."""
    assert release.rules is not None
    found: dict[str, str] = {}
    for finding in release.rules.check(release):
        assert finding.problem
        assert finding.remedy
        found[finding.path.removeprefix("spec.values.")] = f"{finding.problem}; {finding.remedy}"
    return found


def ask(release: Release) -> None:
    """Ask the rules everything, as proofs do."""
    rules = release.rules
    assert rules is not None
    for named in (rules.services, rules.secrets, rules.environments, rules.names):
        for name, content in named(release).items():
            assert isinstance(name, str)
            assert content is not None
    for name in (*rules.made_later(release), *rules.claims(release)):
        assert isinstance(name, str)
    for use in rules.uses(release):
        assert isinstance(use.name, str)
        assert all(isinstance(key, str) for key in use.keys)
    for address in rules.addresses(release):
        assert isinstance(address.host, str)
    for pod in rules.pods(release):
        assert all(isinstance(container, dict) for _, container in pod.containers)
    for finding in rules.check(release):
        assert str(finding)


def odd(values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The values with something that does not belong there in place of each of their parts, one at a time."""
    for path, _ in walk(values):
        steps = _STEP.findall(path)
        for shape in _ODD if steps else ():
            made = copy.deepcopy(dict(values))
            node: Any = made
            for step in steps[:-1]:
                node = node[int(step)] if isinstance(node, list) else node[step]
            node[int(steps[-1]) if isinstance(node, list) else steps[-1]] = copy.deepcopy(shape)
            yield made
