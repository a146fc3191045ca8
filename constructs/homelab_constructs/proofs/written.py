"""What stands in a tree in its written form: texts as far as the tree itself decides them, and pods."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ..flux.variables import DOMAIN
from .flux_graph import fills
from .pods.pod_templates import pod_templates
from .tree import Item, Tree, entries, get, mapping

__all__ = ["UNKNOWN", "WrittenPod", "nearest", "readable", "settled", "variables_in", "written_pods"]

UNKNOWN = "\ue000"
"""Stands where a value is that only the cluster knows; a private character, so no name and no host can hold it."""

_SAMPLE_DOMAIN = "home.example.org"
_PLAIN = re.compile(r"(?<!\$)\$\{([_A-Za-z][_A-Za-z0-9]*)\}")
_ANY = re.compile(r"(?<!\$)\$\{([_A-Za-z][_A-Za-z0-9]*)(?::?[-=]([^{}]*)|[^{}]*)\}")


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was most likely meant; empty if none looks like it."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    if near:
        return near[0]
    word = name.lower()
    holding = [other for other in names if word in other.lower() or other.lower() in word]
    return holding[0] if len(holding) == 1 else ""


def settled(item: Item, text: str) -> str:
    """With the variables that the object's Kustomization sets itself; the others stay as they are written.

    Two names are the same where this gives the same text, so that references compare in the written form.
    """
    if "${" not in text or item.owner is None or not item.substituted:
        return text
    inline = item.owner.inline
    return _PLAIN.sub(lambda match: inline.get(match[1], match[0]), text)


def readable(item: Item, text: str) -> str:
    """With every variable filled in: a domain by a domain, and by `UNKNOWN` what nobody here can tell."""
    if "${" not in text or not item.substituted:
        return text
    inline = item.owner.inline if item.owner is not None else {}

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in inline:
            return inline[name]
        return _SAMPLE_DOMAIN if item.declared.variables.get(name) == DOMAIN else UNKNOWN

    return _ANY.sub(value, text)


def variables_in(tree: Tree, item: Item, text: str) -> list[tuple[str, str]]:
    """The variables that Flux fills in, each with its default; those that the Kustomization sets itself left out.

    Args:
        tree: the tree.
        item: where the text stands.
        text: the text.
    """
    if "${" not in text or not fills(tree, item):
        return []
    inline = item.owner.inline if item.owner is not None else {}
    return [(match[1], match[2] or "") for match in _ANY.finditer(text) if match[1] not in inline]


@dataclass(frozen=True)
class WrittenPod:
    """A pod that an object of the tree describes, with its variables still in it.

    Attributes:
        item: the object.
        path: where the pod's spec stands.
        spec: that spec.
        labels: the pod's labels.
        ours: whether it stands there in full.
    """

    item: Item
    path: str
    spec: Mapping[str, Any]
    labels: Mapping[str, Any]
    ours: bool

    def containers(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Path and content of every container."""
        for block in ("initContainers", "containers", "ephemeralContainers"):
            for index, container in entries(self.spec.get(block)):
                yield f"{self.path}.{block}[{index}]", container


def written_pods(tree: Tree) -> list[WrittenPod]:
    """The pods that objects of the tree describe; those of charts are not among them."""
    found: list[WrittenPod] | None = tree.__dict__.get("_written_pods")
    if found is None:
        found = []
        for pod in pod_templates(tree):
            spec = get(pod.item.data, pod.path)
            if pod.item.kind != "HelmRelease" and isinstance(spec, dict):
                above = pod.path.removesuffix("spec").rstrip(".")
                template = get(pod.item.data, above) if above else pod.item.data
                labels = mapping(get(template, "metadata.labels"))
                found.append(WrittenPod(pod.item, pod.path, spec, labels, pod.ours))
        tree.__dict__["_written_pods"] = found
    return found
