"""Keeping: which objects hold data, and what keeps Flux from deleting them."""

from __future__ import annotations

from ..tree import Item, Kustomization, Tree, entries, get
from .applied import marked

__all__ = ["CNPG", "claim_templates", "deleted_by", "held_in", "is_claim", "kept", "pruned_by", "volumes_of"]

CNPG = "postgresql.cnpg.io"


def is_claim(item: Item) -> bool:
    """Whether it is a PersistentVolumeClaim."""
    return item.kind == "PersistentVolumeClaim" and not item.group


def claim_templates(item: Item) -> list[tuple[int, dict[str, object]]]:
    """A StatefulSet's templates of claims, each with its position."""
    if (item.group, item.kind) != ("apps", "StatefulSet"):
        return []
    return entries(item.spec.get("volumeClaimTemplates"))


def held_in(item: Item) -> str:
    """What is gone when the object is deleted; empty where that is nothing that cannot be made again."""
    match item.group, item.kind:
        case "", "PersistentVolumeClaim":
            return "its volume"
        case "postgresql.cnpg.io", "Cluster":
            return "its databases"
        case "postgresql.cnpg.io", "Database":
            return "the database" if item.spec.get("databaseReclaimPolicy") == "delete" else ""
        case "objectbucket.io", "ObjectBucketClaim":
            return "its bucket"
        case "apps", "StatefulSet":
            policy = get(item.data, "spec.persistentVolumeClaimRetentionPolicy.whenDeleted")
            return "the claims of its pods" if policy == "Delete" and claim_templates(item) else ""
        case _:
            return ""


def kept(item: Item) -> bool:
    """Whether a mark on the object keeps Flux from deleting it."""
    return marked(item, "prune", "disabled") or marked(item, "reconcile", "disabled")


def pruned_by(owner: Kustomization | None) -> str:
    """The setting by which Flux deletes what leaves the folder; empty where none does.

    A deletion policy is for the end of the Kustomization itself, and does not count here.
    """
    return "prune: true" if owner is not None and owner.item.spec.get("prune") is True else ""


def deleted_by(owner: Kustomization | None) -> str:
    """The setting by which Flux deletes the objects with their Kustomization; empty where none does."""
    if owner is None:
        return ""
    policy = owner.item.spec.get("deletionPolicy")
    if policy in ("Delete", "WaitForTermination"):
        return f"deletionPolicy: {policy}"
    return pruned_by(owner) if policy in (None, "MirrorPrune") else ""


def volumes_of(tree: Tree, namespace: str) -> list[Item]:
    """The objects in a namespace that hold data."""
    return [item for item in tree.items if item.namespace == namespace and (held_in(item) or claim_templates(item))]
