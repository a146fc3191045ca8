"""Readiness gates: whoever is waited for is Ready when it answers, not when it is applied (contract flux, 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..finding import Finding, Unproven
from ..pods.pod_templates import live
from ..tree import Item, Kustomization, Tree, entries, get

__all__ = ["gates"]

Said = Iterator[Finding | Unproven]
_CNPG = "postgresql.cnpg.io"
_HELM = "helm.toolkit.fluxcd.io"
# CloudNativePG's kinds, none of which Flux can read by itself, with what tells that they are there.
_EXPRESSIONS = {
    "Cluster": "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')",
    "Pooler": "status.instances >= spec.instances",
    "Database": "status.applied == true",
}
_WORKLOADS = frozenset(
    {
        (_HELM, "HelmRelease"),
        ("kustomize.toolkit.fluxcd.io", "Kustomization"),
        ("apps", "Deployment"),
        ("apps", "StatefulSet"),
        ("apps", "DaemonSet"),
        ("batch", "Job"),
        ("", "Pod"),
        *((_CNPG, kind) for kind in _EXPRESSIONS),
    }
)
"""Kinds that become ready some time after they are applied."""
_BY_CHARTS = ("Deployment", "StatefulSet", "DaemonSet", "Job", "Pod")
# Kinds that are as good as they get once they are applied. Of any other kind nobody knows here.
_AT_ONCE = frozenset(
    """
    Bucket ClusterRole ClusterRoleBinding ConfigMap CronJob CustomResourceDefinition Endpoints EndpointSlice
    GitRepository HelmChart HelmRepository HorizontalPodAutoscaler ImageCatalog ClusterImageCatalog Ingress IngressClass
    IngressRoute LimitRange Middleware Namespace NetworkPolicy OCIRepository PersistentVolume PersistentVolumeClaim
    PodDisruptionBudget PodMonitor PriorityClass PrometheusRule ResourceQuota Role RoleBinding ScheduledBackup Secret
    Service ServiceAccount ServiceMonitor StorageClass
    """.split()
)
# Of these a check tells only that they are there.
_NO_STATUS = frozenset(
    """
    ClusterRole ClusterRoleBinding ConfigMap Endpoints Ingress IngressClass LimitRange Namespace NetworkPolicy
    PriorityClass ResourceQuota Role RoleBinding Secret Service ServiceAccount StorageClass
    """.split()
)
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_DURATION = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?(?:ms|s|m|h))+")
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)")
# What Flux gives a Helm action that says nothing.
_HELM_TIMEOUT = "5m"
# From here on somebody looks at a failed gate and wonders when it is tried again.
_LONG = 300.0


def gates(tree: Tree) -> Said:
    """What is wrong with the gates of a tree's Kustomizations.

    Args:
        tree: what is proven.
    """
    waiters: dict[tuple[str, str], list[str]] = {}
    for kustomization in tree.kustomizations.values():
        for _, entry in entries(kustomization.item.spec.get("dependsOn")):
            key = str(entry.get("namespace") or kustomization.namespace), str(entry.get("name"))
            waiters.setdefault(key, []).append(kustomization.name)
    for key, kustomization in tree.kustomizations.items():
        yield from _Gate(tree, kustomization, waiters.get(key, [])).judged()


class _Gate:
    """One Kustomization's gate, for those who wait for it."""

    def __init__(self, tree: Tree, kustomization: Kustomization, waiters: list[str]) -> None:
        self._tree, self._kustomization, self._item = tree, kustomization, kustomization.item
        spec = self._item.spec
        self._wait = spec.get("wait") is True
        self._checks = [entry for _, entry in entries(spec.get("healthChecks"))]
        self._expressions = entries(spec.get("healthCheckExprs"))
        self._workloads = [item for item in kustomization.items if (item.group, item.kind) in _WORKLOADS]
        self._waiters = waiters
        self._who = _listed([repr(name) for name in waiters])

    def judged(self) -> Said:
        gated = self._wait or bool(self._checks)
        if self._wait and self._checks:
            yield self._item.finding(
                "spec.healthChecks",
                f"they name {self._named()}, and wait: true makes Flux ignore them",
                "wait: false with healthChecks, or wait: true alone",
            )
        if self._expressions and not gated:
            yield self._item.finding(
                "spec.healthCheckExprs",
                "nothing is checked by them: they say how to read a status, not whose",
                "healthChecks that name the objects, or wait: true",
            )
        elif self._waiters and not gated:
            yield from self._open()
        yield from self._readable()
        if gated:
            yield from self._time()
        if gated and self._waiters:
            if not self._wait:
                yield from self._coverage()
            yield from self._understood()
            yield from self._retry()

    def _named(self) -> str:
        return _listed([f"{check.get('kind')}/{check.get('name')}" for check in self._checks])

    # -- whether there is one --------------------------------------------------------------------------------------

    def _open(self) -> Said:
        if self._workloads:
            yield self._item.finding(
                "spec.healthChecks",
                f"{self._who} {_verb(self._waiters, 'wait')} for it, and it has no gate: it counts as ready once it is "
                f"applied, before {_names(self._workloads)} {_verb(self._workloads, 'answer')}",
                f"healthChecks that name {_names(self._workloads)}{self._beside()}",
            )
            return
        unknown = self._unknown()
        if unknown or not self._kustomization.items:
            yield self._item.unproven(
                f"what {self._who} {_verb(self._waiters, 'wait')} for",
                f"it has no gate, and nobody here knows when {_names(unknown)} {_verb(unknown, 'answer')}"
                if unknown
                else "it has no gate, and what it applies is not in this tree",
            )

    def _beside(self) -> str:
        """What the checks of CloudNativePG's kinds need beside them."""
        kinds = sorted({item.kind for item in self._workloads if item.group == _CNPG})
        return f", with healthCheckExprs for {_listed(kinds)}" if kinds else ""

    def _unknown(self) -> list[Item]:
        """What it applies of kinds of which nobody here knows whether they become ready later."""
        others = [item for item in self._kustomization.items if (item.group, item.kind) not in _WORKLOADS]
        return [item for item in others if item.kind not in _AT_ONCE]

    # -- whether it looks at what is served ------------------------------------------------------------------------

    def _coverage(self) -> Said:
        serves = self._workloads or self._unknown() or not self._kustomization.items
        if serves and all(str(check.get("kind")) in _NO_STATUS for check in self._checks):
            yield self._item.finding(
                "spec.healthChecks",
                f"they name {self._named()} alone, which is healthy as soon as it is there",
                _names(self._workloads) or "what becomes ready later",
            )
            return
        missed = [item for item in self._workloads if not any(self._names(check, item) for check in self._checks)]
        if missed and len(missed) == len(self._workloads) and not self._of_a_chart():
            yield self._item.finding(
                "spec.healthChecks",
                f"they name {self._named()}, and none of what {self._who} {_verb(self._waiters, 'wait')} for",
                _names(missed),
            )
            return
        for item in missed:
            if (item.group, item.kind) == (_CNPG, "Cluster"):
                yield self._item.finding(
                    "spec.healthChecks",
                    f"they name {self._named()}, and not Cluster/{item.name}, without which nothing of it answers",
                    f"a check of Cluster/{item.name} too",
                )
            else:
                yield self._item.unproven(
                    f"whether {item.kind}/{item.name} is ready for {self._who}", "healthChecks do not name it"
                )

    def _names(self, check: dict[str, Any], item: Item) -> bool:
        name, namespace = str(check.get("name")), check.get("namespace")
        same = "${" in name or name == item.name or ("$" in item.name and name == get(live(item), "metadata.name"))
        return check.get("kind") == item.kind and same and namespace in (None, "", item.namespace)

    def _of_a_chart(self) -> bool:
        """Whether a check names a workload that one of its releases may make."""
        has_release = any(item.kind == "HelmRelease" for item in self._workloads)
        return has_release and any(
            check.get("kind") in _BY_CHARTS
            and not any(self._names(check, item) for item in self._tree.of_kind(str(check.get("kind"))))
            for check in self._checks
        )

    # -- whether Flux can read the status --------------------------------------------------------------------------

    def _understood(self) -> Said:
        """CloudNativePG's kinds: without an expression an empty status passes for a healthy one."""
        if self._wait:
            checked = {item.kind for item in self._workloads if item.group == _CNPG}
        else:
            checked = {str(check.get("kind")) for check in self._checks if _group(check) == _CNPG} & _EXPRESSIONS.keys()
        read = {str(entry.get("kind")) for _, entry in self._expressions if _group(entry) == _CNPG}
        for kind in sorted(checked - read):
            yield self._item.finding(
                "spec.healthCheckExprs",
                f"there is none for {kind!r} of {_CNPG}: Flux takes its status for healthy while it is still empty",
                f"apiVersion: {_CNPG}/v1, kind: {kind}, current: {_EXPRESSIONS[kind]}",
            )

    def _readable(self) -> Said:
        for index, entry in self._expressions:
            path, current, failed = f"spec.healthCheckExprs[{index}]", entry.get("current"), entry.get("failed")
            if _group(entry) != _CNPG:
                continue
            if isinstance(current, str) and "status" not in current:
                yield self._item.finding(
                    f"{path}.current",
                    f"{current!r} does not look at the status",
                    _EXPRESSIONS.get(str(entry.get("kind")), _EXPRESSIONS["Cluster"]),
                )
            if isinstance(failed, str):
                if "Ready" in failed:
                    yield self._item.finding(
                        f"{path}.failed",
                        f"{failed!r} is true while CloudNativePG starts, when Ready is False: Flux gives up at once",
                        "leave it out: what is not yet current is waited for",
                    )
                else:
                    yield self._item.unproven(
                        f"{path}.failed: {failed!r}", "whether it is false during the first start"
                    )

    # -- whether there is time enough ------------------------------------------------------------------------------

    def _time(self) -> Said:
        spec = self._item.spec
        written = spec.get("timeout")
        own = _seconds(spec.get("interval") if written is None else written)
        releases = [
            item
            for item in self._workloads
            if item.kind == "HelmRelease" and (self._wait or any(self._names(check, item) for check in self._checks))
        ]
        if own is None or not releases:
            return
        longest = max(releases, key=lambda item: _helm_time(item)[0])
        seconds, text = _helm_time(longest)
        if own <= seconds:
            said = (
                f"it is {written!r}"
                if written is not None
                else f"it is not set, so interval {spec['interval']!r} counts"
            )
            yield self._item.finding(
                "spec.timeout",
                f"{said}: the gate is over before HelmRelease/{longest.name} is, which may take {text!r}",
                f"more than {text}",
            )

    def _retry(self) -> Said:
        interval = _seconds(self._item.spec.get("interval"))
        if self._item.spec.get("retryInterval") is None and interval is not None and interval > _LONG:
            yield self._item.unproven(
                "whether a gate that failed is tried again in time",
                f"no retryInterval is set, so it is tried after its interval, {self._item.spec['interval']}",
            )


def _helm_time(item: Item) -> tuple[float, str]:
    """The longest that a Helm action of a release may take."""
    times = [item.spec.get("timeout") or _HELM_TIMEOUT]
    times += [block.get("timeout") for block in map(item.spec.get, ("install", "upgrade")) if isinstance(block, dict)]
    known = [(seconds, str(time)) for time in times if (seconds := _seconds(time)) is not None]
    return max(known, default=(0.0, ""))


def _seconds(text: object) -> float | None:
    """A duration as Go writes it."""
    if not isinstance(text, str) or not _DURATION.fullmatch(text):
        return None
    return sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(text))


def _group(entry: dict[str, Any]) -> str:
    return str(entry.get("apiVersion", "")).rpartition("/")[0]


def _names(items: list[Item]) -> str:
    return _listed([f"{item.kind}/{item.name}" for item in items])


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _verb(who: list[Any], verb: str) -> str:
    return verb if len(who) > 1 else f"{verb}s"
