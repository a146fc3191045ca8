"""Single writer: a claim that one node, or one pod, may mount is never asked of two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..chart_rules import PodTemplate, releases_of
from ..finding import Finding, Unproven
from ..pods.pod_templates import live, pod_templates, standing
from ..tree import Item, Tree, entries, get
from .applied import distinct
from .chart_claims import claims_of
from .keeping import is_claim

__all__ = ["find_second_writers"]

_MANY = frozenset({"ReadOnlyMany", "ReadWriteMany"})
_REPLICAS = ("replicas", "replicaCount")
Said = Iterator[Finding | Unproven]
Claim = tuple[str, str]


@dataclass(frozen=True)
class _Use:
    """A pod that mounts a claim."""

    pod: PodTemplate
    path: str
    claim: Claim

    @property
    def who(self) -> str:
        return f"{self.pod.kind} {self.pod.name!r}"


def find_second_writers(tree: Tree) -> Said:
    """Every claim for one writer that could get two."""
    modes = dict(_modes(tree))
    scaled = dict(_scaled(tree))
    users: dict[Claim, _Use] = {}
    for use in _uses(tree):
        known = modes.get(use.claim)
        more = _more_than_one(use, scaled.get((_namespace(use.pod), use.pod.kind, use.pod.name), 1))
        first = users.setdefault(use.claim, use)
        shared = first is not use and (first.pod.item, first.pod.name) != (use.pod.item, use.pod.name)
        if known is None:
            if more or shared:
                yield use.pod.item.unproven(
                    f"{use.path}: claim {use.claim[1]!r}",
                    "its access mode stands neither in the tree nor in expects.yaml (accessMode); for one writer it "
                    "would be one too many",
                )
        elif not _MANY & set(known):
            if more:
                yield use.pod.item.finding(more[0], _problem(use, known, more[1]), more[2])
            if shared:
                yield from _shared(use, first, known)


def _problem(use: _Use, modes: list[str], what: str) -> str:
    return f"claim {use.claim[1]!r} is {', '.join(modes)}, and {what}"


def _shared(use: _Use, first: _Use, modes: list[str]) -> Said:
    affinity = "affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution"
    if "ReadWriteOncePod" not in modes and (get(use.pod.spec, affinity) or get(first.pod.spec, affinity)):
        yield use.pod.item.unproven(
            f"{use.path}: claim {use.claim[1]!r} that {first.who} mounts too",
            "on the node that their affinity names both may write at once; only they know whether that is meant",
        )
        return
    yield use.pod.item.finding(
        use.path,
        _problem(use, modes, f"{first.who} of {first.pod.item.place} mounts it too"),
        "a claim for each, or one workload that mounts it; ReadWriteMany where the storage can do it",
    )


def _more_than_one(use: _Use, scaled: int) -> tuple[str, str, str] | None:
    """Path, problem and remedy where more than one pod would mount the claim at a time."""
    pod = use.pod
    if pod.kind == "DaemonSet":
        return use.path, f"{use.who} mounts it on every node", "a Deployment or StatefulSet of one pod"
    path, count = _replicas(pod)
    if max(count, scaled) > 1 and pod.kind in ("Deployment", "StatefulSet", "ReplicaSet"):
        return path, f"{use.who} has {max(count, scaled)} pods", "one pod, or a claim template of a StatefulSet"
    if pod.kind == "Deployment" and pod.strategy in ("", "RollingUpdate"):
        field = "spec.strategy" if pod.ours else pod.path
        what = f"{use.who} starts the next pod before the last one is gone (RollingUpdate)"
        return field, what, "strategy type Recreate, or a StatefulSet"
    return None


def _replicas(pod: PodTemplate) -> tuple[str, int]:
    if pod.ours:
        count = get(live(pod.item), "spec.replicas")
        return "spec.replicas", count if isinstance(count, int) else 1
    for word in _REPLICAS:
        count = standing(pod.item.data, f"{pod.path}.{word}")
        if isinstance(count, int):
            return f"{pod.path}.{word}", count
    return pod.path, 1


def _uses(tree: Tree) -> Iterator[_Use]:
    for pod in pod_templates(tree):
        for index, volume in entries(pod.spec.get("volumes")):
            name = get(volume, "persistentVolumeClaim.claimName")
            if isinstance(name, str):
                path = f"{pod.path}.volumes[{index}].persistentVolumeClaim.claimName" if pod.ours else pod.path
                yield _Use(pod, path, (_namespace(pod), distinct(pod.item, name)))


def _namespace(pod: PodTemplate) -> str:
    return str(pod.item.spec.get("targetNamespace") or pod.item.namespace) if not pod.ours else pod.item.namespace


def _modes(tree: Tree) -> Iterator[tuple[Claim, list[str]]]:
    """By claim; what the tree makes counts more than what somebody declared."""
    yield from ((claim, [mode]) for claim, mode in tree.declared.access_modes.items())
    for release in releases_of(tree):
        for claim in claims_of(release):
            if claim.modes:
                yield (release.namespace, distinct(release.item, claim.name)), list(claim.modes)
    for item in tree.items:
        modes = get(live(item), "spec.accessModes") if is_claim(item) else None
        if isinstance(modes, list) and modes:
            yield (item.namespace, distinct(item, item.name)), [str(mode) for mode in modes]


def _scaled(tree: Tree) -> Iterator[tuple[tuple[str, str, str], int]]:
    """How many pods an autoscaler may make of a workload."""
    for item in tree.of_kind("HorizontalPodAutoscaler", group="autoscaling"):
        target, most = _target(item), item.spec.get("maxReplicas")
        if isinstance(most, int):
            yield (item.namespace, *target), most


def _target(item: Item) -> tuple[str, str]:
    return str(get(item.data, "spec.scaleTargetRef.kind")), str(get(item.data, "spec.scaleTargetRef.name"))
