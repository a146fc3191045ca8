"""Post-renderers: what the kustomize patches of a HelmRelease make of the pods that its chart renders."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ..proofs.chart_rules import PodTemplate, Release
from ..proofs.finding import Finding
from ..proofs.tree import Item, mapping
from ..proofs.written import settled
from .merged_values import shown

__all__ = ["misdirected", "patched"]

# By which key kustomize tells the entries of a list apart; other lists are replaced as a whole.
_MERGE_KEYS = {
    "containers": "name",
    "env": "name",
    "ephemeralContainers": "name",
    "hostAliases": "ip",
    "imagePullSecrets": "name",
    "initContainers": "name",
    "ports": "containerPort",
    "volumeMounts": "mountPath",
    "volumes": "name",
}
_SELECTORS = ("labelSelector", "annotationSelector")
_CRON = "CronJob"


@dataclass(frozen=True)
class _Patch:
    """One patch.

    Attributes:
        path: the field that holds it.
        target: what it is meant for; empty where the patch itself says so.
        text: the patch.
    """

    path: str
    target: Mapping[str, str]
    text: str

    @cached_property
    def bodies(self) -> list[Any] | None:
        """The documents in it; None where it is no YAML."""
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            return [body for body in yaml.load_all(self.text, Loader=loader) if body is not None]
        except yaml.YAMLError:
            return None

    @property
    def selects(self) -> bool:
        """Whether it is meant for objects by their labels, which are not known here."""
        return any(self.target.get(key) for key in _SELECTORS)

    def kind(self) -> str:
        """The kind that it is meant for; empty for any."""
        return str(self.target.get("kind") or self._of_body("kind") or "")

    def name(self) -> str:
        """The name, or the expression for names, that it is meant for; empty for any."""
        metadata = self._of_body("metadata")
        own = metadata.get("name") if isinstance(metadata, dict) and not self.target else ""
        return str(self.target.get("name") or own or "")

    def _of_body(self, key: str) -> Any:
        if self.target:
            return None
        return next((body.get(key) for body in self.bodies or () if isinstance(body, dict)), None)

    def meets(self, kind: str, name: str) -> bool:
        """Whether an object is meant."""
        if self.selects or (self.kind() and self.kind() != kind):
            return False
        wanted = self.name()
        try:
            return not wanted or re.fullmatch(wanted, name) is not None
        except re.error:
            return wanted == name


@dataclass(frozen=True)
class _Renderer:
    """One post-renderer: its patches come first, its image changes after them."""

    patches: tuple[_Patch, ...]
    images: Any


def _renderers(release: Release) -> list[_Renderer]:
    found: list[_Renderer] | None = release.__dict__.get("_post_renderers")
    if found is None:
        found = release.__dict__["_post_renderers"] = list(_read(release.item))
    return found


def _read(item: Item) -> Iterator[_Renderer]:
    renderers = item.spec.get("postRenderers")
    for index, renderer in enumerate(renderers if isinstance(renderers, list) else ()):
        kustomize = renderer.get("kustomize") if isinstance(renderer, dict) else None
        if isinstance(kustomize, dict):
            path = f"spec.postRenderers[{index}].kustomize"
            yield _Renderer(tuple(_patches(item, path, kustomize.get("patches"))), kustomize.get("images"))


def _patches(item: Item, path: str, found: Any) -> Iterator[_Patch]:
    for index, entry in enumerate(found if isinstance(found, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("patch"), str):
            yield _Patch(f"{path}.patches[{index}]", _target(item, entry), settled(item, entry["patch"]))


def _target(item: Item, patch: Mapping[str, Any]) -> dict[str, str]:
    return {key: settled(item, shown(value)) for key, value in mapping(patch.get("target")).items()}


def patched(release: Release, pods: Iterable[PodTemplate]) -> Iterator[PodTemplate]:
    """The pods after the post-renderers: strategy, containers and volumes as patches and image changes leave them."""
    for pod in pods:
        made = pod
        for renderer in _renderers(release):
            for patch in renderer.patches:
                if patch.meets(pod.kind, pod.name):
                    made = _applied(made, patch)
            made = _renamed(made, renderer.images)
        yield made


def _applied(pod: PodTemplate, patch: _Patch) -> PodTemplate:
    template: dict[str, Any] = {"template": {"spec": copy.deepcopy(dict(pod.spec))}}
    spec: dict[str, Any] = {"jobTemplate": {"spec": template}} if pod.kind == _CRON else template
    if pod.strategy:
        spec["strategy"] = {"type": pod.strategy}
    whole: dict[str, Any] = {"kind": pod.kind, "metadata": {"name": pod.name}, "spec": spec}
    for body in patch.bodies or ():
        if isinstance(body, dict):
            whole = _merged(whole, body)
        elif isinstance(body, list):
            for step in body:
                if isinstance(step, dict):
                    _step(whole, step)
    spec = mapping(whole.get("spec"))
    strategy = mapping(spec.get("strategy")).get("type", "RollingUpdate") if pod.strategy else ""
    if pod.kind == _CRON:
        spec = mapping(mapping(spec.get("jobTemplate")).get("spec"))
    return replace(pod, spec=mapping(mapping(spec.get("template")).get("spec")), strategy=str(strategy))


def _merged(base: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """A strategic merge: maps are joined, null takes away, lists with a merge key are joined by it."""
    if patch.get("$patch") == "replace":
        return {key: value for key, value in patch.items() if key != "$patch"}
    made = dict(base)
    for key, value in patch.items():
        below = made.get(key)
        if value is None or (isinstance(value, dict) and value.get("$patch") == "delete"):
            made.pop(key, None)
        elif isinstance(value, dict):
            made[key] = _merged(mapping(below), value)
        elif isinstance(value, list) and key in _MERGE_KEYS and isinstance(below, list):
            made[key] = _joined(below, value, _MERGE_KEYS[key])
        else:
            made[key] = value
    return made


def _joined(base: list[Any], patch: list[Any], key: str) -> list[Any]:
    made = list(base)
    for entry in patch:
        identity = entry.get(key) if isinstance(entry, dict) else None
        at = next((i for i, old in enumerate(made) if isinstance(old, dict) and old.get(key) == identity), None)
        if not isinstance(entry, dict) or identity is None:
            continue
        if entry.get("$patch") == "delete":
            made = [old for old in made if not (isinstance(old, dict) and old.get(key) == identity)]
        elif at is None:
            made.append(entry)
        else:
            made[at] = _merged(made[at], entry)
    return made


def _step(whole: dict[str, Any], step: Mapping[str, Any]) -> None:
    """One step of a JSON patch; one that leads where nothing is known is left out."""
    *way, last = [part.replace("~1", "/").replace("~0", "~") for part in str(step.get("path", "")).split("/")[1:]] or [
        ""
    ]
    node: Any = whole
    for part in way:
        if isinstance(node, list) and part.isdigit() and int(part) < len(node):
            node = node[int(part)]
        elif isinstance(node, dict) and part in node:
            node = node[part]
        else:
            return
    remove = step.get("op") == "remove"
    if step.get("op") not in ("add", "replace", "remove"):
        return
    if isinstance(node, dict):
        node.pop(last, None)
        if not remove:
            node[last] = step.get("value")
    elif isinstance(node, list) and last == "-" and not remove:
        node.append(step.get("value"))
    elif isinstance(node, list) and last.isdigit() and int(last) < len(node):
        if step.get("op") != "add":
            del node[int(last)]
        if not remove:
            node.insert(int(last), step.get("value"))


def _renamed(pod: PodTemplate, images: Any) -> PodTemplate:
    changes = {
        entry["name"]: entry
        for entry in (images if isinstance(images, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    }
    if not changes:
        return pod
    spec = copy.deepcopy(dict(pod.spec))
    for block in ("initContainers", "containers"):
        for container in spec.get(block) or ():
            if isinstance(container, dict) and isinstance(container.get("image"), str):
                container["image"] = _image(container["image"], changes)
    return replace(pod, spec=spec)


def _image(image: str, changes: Mapping[str, Mapping[str, Any]]) -> str:
    name, _, _ = image.partition("@")
    if ":" in name.rpartition("/")[2]:
        name = name.rpartition(":")[0]
    change = changes.get(name)
    if change is None:
        return image
    rest = image.removeprefix(name)
    if change.get("digest"):
        rest = f"@{change['digest']}"
    elif change.get("newTag"):
        rest = f":{change['newTag']}"
    return f"{change.get('newName') or name}{rest}"


def misdirected(
    release: Release, chart: str, pods: Collection[PodTemplate], kinds: Collection[str]
) -> Iterator[Finding]:
    """Patches that miss what they are meant for: kustomize drops them without a word.

    Args:
        release: the release.
        chart: the chart with its version, for the message.
        pods: the pods that the chart makes.
        kinds: kinds of which every object that the chart makes is among the pods.
    """
    for renderer in _renderers(release):
        for patch in renderer.patches:
            if patch.bodies is None:
                yield release.item.finding(f"{patch.path}.patch", "it is no YAML", "a merge patch or a JSON patch")
            elif patch.kind() in kinds and not patch.selects:
                yield from _missed(release, chart, patch, pods)


def _missed(release: Release, chart: str, patch: _Patch, pods: Collection[PodTemplate]) -> Iterator[Finding]:
    kind = patch.kind()
    if "${" in patch.name():
        return
    hit = [pod for pod in pods if patch.meets(pod.kind, pod.name)]
    if not hit:
        there = ", ".join(repr(pod.name) for pod in pods if pod.kind == kind) or "none at all"
        yield release.item.finding(
            f"{patch.path}.target" if patch.target else f"{patch.path}.patch",
            f"{chart} makes no {kind} {patch.name()!r}: the patch changes nothing, and nobody says so",
            f"the name of a {kind} that this version makes: {there}",
        )
    for pod in hit:
        yield from _new_containers(release, chart, patch, pod)


def _new_containers(release: Release, chart: str, patch: _Patch, pod: PodTemplate) -> Iterator[Finding]:
    for body in patch.bodies or ():
        spec = mapping(mapping(mapping(mapping(body).get("spec")).get("template")).get("spec"))
        for block in ("initContainers", "containers"):
            there = {str(entry.get("name")) for entry in pod.spec.get(block) or () if isinstance(entry, dict)}
            entries = spec.get(block)
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, dict) and str(entry.get("name")) not in there and not entry.get("image"):
                    yield release.item.finding(
                        f"{patch.path}.patch",
                        f"{pod.kind} {pod.name!r} of {chart} has no container {entry.get('name')!r} in {block}: "
                        "the patch would add one without an image",
                        f"a container that is there: {', '.join(map(repr, sorted(there))) or 'there is none'}",
                    )
