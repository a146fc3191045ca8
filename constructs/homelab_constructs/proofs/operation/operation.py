"""Operation: what works on the first day goes on working: gates, retries, sources in their place, APIs still served."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Unproven
from ..proof import Proof
from ..tree import Item, Tree, entries, get
from .outdated import outdated
from .readiness_gates import gates

__all__ = ["OPERATION"]

Said = Iterator[Finding | Unproven]
_HELM = "helm.toolkit.fluxcd.io"
_SOURCE = "source.toolkit.fluxcd.io"


def _find(tree: Tree) -> Said:
    yield from gates(tree)
    yield from outdated(tree)
    patched = _patches_releases(tree)
    for item in tree.of_kind("HelmRelease", group=_HELM):
        yield from _install(item, patched)
        yield from _history(item)
    for item in tree.items:
        if item.group == _SOURCE:
            yield from _source(item)
        if item.group.endswith(".toolkit.fluxcd.io") and item.spec.get("suspend") is True:
            yield item.unproven("whether any of it is so in the cluster", "spec.suspend is true: Flux leaves it alone")


OPERATION = Proof("operation", "whoever waits waits for the right thing, and nothing is about to be dropped", _find)


def _patches_releases(tree: Tree) -> bool:
    """Whether a Kustomization patches remediation into the releases of others, as some repositories do at their top."""
    return any(
        "remediation" in (patch := str(entry.get("patch"))) or "RetryOnFailure" in patch
        for kustomization in tree.kustomizations.values()
        for _, entry in entries(kustomization.item.spec.get("patches"))
    )


def _install(item: Item, patched: bool) -> Said:
    """An install that failed is not tried again by itself."""
    retries = get(item.spec, "install.remediation.retries")
    if retries not in (None, 0) or get(item.spec, "install.strategy.name") == "RetryOnFailure":
        return
    if retries is None and patched:
        yield item.unproven("spec.install.remediation.retries", "a Kustomization's patch may set it")
        return
    said = "it is not set, which means none" if retries is None else "it is 0"
    yield item.finding(
        "spec.install.remediation.retries",
        f"{said}: an install that fails for a reason that passes, such as an image slow to come, stays failed",
        "3",
    )


def _history(item: Item) -> Said:
    """Helm never prunes the deployed revision, so today a rollback finds it even where only one is to be kept."""
    upgrade = get(item.spec, "upgrade.remediation")
    if not isinstance(upgrade, dict) or item.spec.get("maxHistory") != 1 or upgrade.get("strategy") == "uninstall":
        return
    if upgrade.get("retries") not in (None, 0) or upgrade.get("remediateLastFailure") is True:
        yield item.unproven(
            "whether a failed upgrade can be rolled back",
            "spec.maxHistory is 1: a rollback needs the revision before, which Helm keeps beyond that number, but does "
            "not promise to",
        )


def _source(item: Item) -> Iterator[Finding]:
    """A targetNamespace moves whatever lies below its path, and releases go on looking where the source was written."""
    written, owner = item.metadata.get("namespace"), item.owner
    if owner is None or not owner.target_namespace or written in (None, "", owner.target_namespace):
        return
    yield item.finding(
        "metadata.namespace",
        f"it is {written!r}, and targetNamespace of {owner.name!r} moves it to {owner.target_namespace!r}",
        "a folder that no targetNamespace reaches, such as the one with the other sources",
    )
