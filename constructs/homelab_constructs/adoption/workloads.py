"""Workloads: which pods run what image on which claim, whoever makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..proofs.data.applied import distinct
from ..proofs.finding import Finding, Harm
from ..proofs.pods.pod_templates import pod_templates
from ..proofs.tree import Item, Tree, get, listing

__all__ = ["Workload", "older_servers", "workloads_of"]

# `8.0.2-debian-12-r4` and `RELEASE.2025-09-07T16-13-09Z` alike: MinIO's releases are called by their day.
_VERSION = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True)
class Workload:
    """Something that makes pods.

    Attributes:
        item: the object of the tree, or the HelmRelease whose chart makes it.
        kind: such as StatefulSet.
        namespace: where it lives.
        name: what it is called.
        claims: the claims that its pods mount.
        images: image by container.
        ours: whether it stands in the tree itself.
    """

    item: Item
    kind: str
    namespace: str
    name: str
    claims: frozenset[str]
    images: dict[str, str]
    ours: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """Kind, namespace and name."""
        return self.kind, self.namespace, self.name

    @property
    def servers(self) -> frozenset[str]:
        """What its images are called, without registry, path and tag."""
        return frozenset(_last(image) for image in self.images.values())


def workloads_of(tree: Tree) -> list[Workload]:
    """Every workload of a tree, those of charts as far as their rules tell."""
    return [
        Workload(
            pod.item,
            pod.kind,
            pod.item.namespace if pod.ours else str(pod.item.spec.get("targetNamespace") or pod.item.namespace),
            distinct(pod.item, pod.name),
            frozenset(
                distinct(pod.item, name)
                for volume in listing(pod.spec.get("volumes"))
                if isinstance(name := get(volume, "persistentVolumeClaim.claimName"), str)
            ),
            {
                str(container.get("name")): image
                for _, container in pod.containers
                if isinstance(image := container.get("image"), str)
            },
            pod.ours,
        )
        for pod in pod_templates(tree)
    ]


def older_servers(before: Tree, tree: Tree) -> Iterator[Finding]:
    """Servers that would start on data which a newer one of theirs has written.

    Args:
        before: as it was.
        tree: as it is.
    """
    users: dict[tuple[str, str], list[Workload]] = {}
    for new in workloads_of(tree):
        for claim in new.claims:
            users.setdefault((new.namespace, claim), []).append(new)
    for old in workloads_of(before):
        shared = [(name, new) for name in sorted(old.claims) for new in users.get((old.namespace, name), ())]
        for name, new in shared:
            for was in old.images.values():
                for now in new.images.values():
                    if _last(was) == _last(now) and _is_older(now, was):
                        yield new.item.finding(
                            "",
                            f"{_last(now)} {_tag(now)} in place of {_tag(was)}, on claim {name!r}: an older server "
                            "refuses, as a rule, what a newer one has written",
                            f"{_tag(was)} or newer",
                            Harm.REFUSED,
                        )


def _last(image: str) -> str:
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0]


def _tag(image: str) -> str:
    return image.partition("@")[0].rpartition("/")[2].partition(":")[2]


def _is_older(now: str, was: str) -> bool:
    shorter = min(len(_numbers(now)), len(_numbers(was)))
    return _numbers(now)[:shorter] < _numbers(was)[:shorter]


def _numbers(image: str) -> list[int]:
    """The version that a tag begins with; two are compared as far as both go. Empty where it begins with none."""
    match = _VERSION.match(_tag(image).removeprefix("RELEASE.").replace("-", "."))
    return [int(part) for part in match[0].split(".")][:3] if match else []
