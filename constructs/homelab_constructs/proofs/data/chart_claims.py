"""Chart claims: the claims that a chart makes by itself, and whether they outlive its release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..chart_rules import Release
from ..pods.pod_templates import pod_templates
from ..tree import entries, mapping, walk

__all__ = ["Block", "ChartClaim", "claims_of", "storage_blocks"]

_KEEP = "helm.sh/resource-policy"


@dataclass(frozen=True)
class Block:
    """Values below `persistence`, of which a chart makes a claim.

    Attributes:
        path: where they stand, from the top of the values.
        values: the block.
    """

    path: str
    values: Mapping[str, Any]

    @property
    def makes(self) -> bool:
        """Whether a claim comes of it: not where it is switched off, another kind of volume, or names a claim."""
        kind = self.values.get("type")
        return (
            self.values.get("enabled") is not False
            and kind in (None, "", "persistentVolumeClaim", "pvc")
            and not self.values.get("existingClaim")
        )

    @property
    def word(self) -> str:
        """The word that a claim of it is called by: its own, or that of the part it belongs to."""
        *before, last = self.path.split(".")
        return before[-1] if last == "persistence" and before else last

    @property
    def kept(self) -> bool | None:
        """What its values say of the claim's end; None where they say nothing."""
        for _, node in walk(self.values):
            if mapping(node).get(_KEEP) == "keep":
                return True
        retain = self.values.get("retain")
        return retain if isinstance(retain, bool) else None

    @property
    def modes(self) -> list[str]:
        """Access modes, as far as they are written."""
        found = self.values.get("accessModes") or self.values.get("accessMode")
        return [str(mode) for mode in (found if isinstance(found, list) else [found] if found else [])]


@dataclass(frozen=True)
class ChartClaim:
    """A claim that a chart makes.

    Attributes:
        name: its name, as written.
        path: the field that describes it; the values as a whole where none could be found.
        kept: whether it outlives the release; None where nobody here can tell.
        by_template: whether a StatefulSet makes it, so that nothing of it can be changed.
        modes: its access modes, as far as they are written.
    """

    name: str
    path: str
    kept: bool | None
    by_template: bool
    modes: tuple[str, ...] = ()


def storage_blocks(release: Release) -> list[Block]:
    """The blocks of values that describe storage: maps below a key `persistence` with a size or a claim's name."""
    return [
        Block(path, node)
        for path, node in walk(release.values)
        if isinstance(node, dict)
        and "persistence" in path.split(".")
        and node.keys() & {"size", "existingClaim", "storageClass", "accessMode", "accessModes", "retain"}
    ]


def claims_of(release: Release) -> Iterator[ChartClaim]:
    """The claims that a chart makes, by its rules.

    Rules that give a map say of each claim whether it outlives the release; of others, and of what a map leaves at
    None, the values tell, as far as they are written.
    """
    if release.rules is None:
        return
    blocks = [block for block in storage_blocks(release) if block.makes]
    sets = [pod.name for pod in pod_templates(release.tree) if pod.item is release.item and pod.kind == "StatefulSet"]
    doomed = _deleted_with_its_set(release)
    for name, kept in _by_rules(release.rules.claims(release)).items():
        by_template = any(f"-{owner}-" in name for owner in sets)
        block = _block_of(name, blocks)
        path = f"spec.values.{block.path}" if block else "spec.values"
        modes = tuple(block.modes) if block else ()
        if by_template:
            yield ChartClaim(name, doomed or path, not doomed, by_template, modes)
        else:
            said = block.kept if kept is None and block else kept
            yield ChartClaim(name, path, _unless_overruled(release, said), by_template, modes)


def _by_rules(made: Iterable[str]) -> dict[str, bool | None]:
    given = made.items() if isinstance(made, Mapping) else ((name, None) for name in made)
    return {str(name): kept if isinstance(kept, bool) else None for name, kept in given}


def _unless_overruled(release: Release, kept: bool | None) -> bool | None:
    """None for a claim that goes, where what nobody here reads may keep it: further values, or a post-renderer."""
    spec = release.item.spec
    further = any(
        source.get("targetPath")
        or source.get("kind") != "ConfigMap"
        or release.tree.find("ConfigMap", release.item.namespace, str(source.get("name"))) is None
        for _, source in entries(spec.get("valuesFrom"))
        if str(source.get("targetPath") or "retain").endswith("retain")
    )
    return None if kept is False and (further or _KEEP in str(spec.get("postRenderers"))) else kept


def _block_of(name: str, blocks: list[Block]) -> Block | None:
    words = name.split("-")
    fitting = [block for block in blocks if block.word in words] or blocks
    return fitting[0] if len(fitting) == 1 else None


def _deleted_with_its_set(release: Release) -> str:
    """The field by which Kubernetes deletes the claims of a StatefulSet with it; else it keeps them."""
    for path, node in walk(release.values, "spec.values"):
        policy = mapping(node) if path.endswith(".persistentVolumeClaimRetentionPolicy") else {}
        if policy.get("whenDeleted") == "Delete" and policy.get("enabled") is not False:
            return f"{path}.whenDeleted"
    return ""
