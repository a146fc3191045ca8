"""Good trees, and one thing broken in them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from homelab_constructs.proofs.finding import Finding, Unproven
from homelab_constructs.proofs.proof import Proof
from homelab_constructs.proofs.tree import Tree
from tests import labs

Files = dict[str, bytes]
Edit = Callable[[dict[str, Any]], object]


def good(name: str = "committed") -> Files:
    """The files of one of `labs.TREES`."""
    return dict(labs.tree(name).files)


def write(*objects: Mapping[str, Any]) -> bytes:
    """Objects as a file."""
    return yaml.safe_dump_all([dict(item) for item in objects], sort_keys=False, width=1 << 20).encode()


def edited(files: Mapping[str, bytes], target: str, edit: Edit) -> Files:
    """The files with one object changed in place.

    Args:
        files: the files.
        target: `<Kind>/<name>`; `expects.yaml` or `kustomization.yaml` by their path.
        edit: changes the object it is given.
    """
    kind, _, name = target.partition("/")
    hits = 0
    made = dict(files)
    for path, content in files.items():
        if path != target and name.encode() not in content:
            continue
        documents = [document for document in yaml.load_all(content, yaml.CSafeLoader) if document is not None]
        for document in documents:
            if path == target or (document.get("kind") == kind and document.get("metadata", {}).get("name") == name):
                edit(document)
                hits += 1
                made[path] = write(*documents)
    assert hits == 1, f"{hits} objects {target}"
    assert made != dict(files), f"{target} is as it was"
    return made


def put(dotted: str, value: Any) -> Edit:
    """An edit: the value at a dotted path of maps and list positions (`spec.containers.0.image`)."""

    def edit(item: dict[str, Any]) -> None:
        *way, last = dotted.split(".")
        node: Any = item
        for step in way:
            node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
        if isinstance(node, list):
            node[int(last)] = copy.deepcopy(value)
        else:
            node[last] = copy.deepcopy(value)

    return edit


def drop(dotted: str) -> Edit:
    """An edit: nothing at a dotted path any more."""

    def edit(item: dict[str, Any]) -> None:
        *way, last = dotted.split(".")
        node: Any = item
        for step in way:
            node = node[int(step)] if isinstance(node, list) else node[step]
        del node[int(last) if isinstance(node, list) else last]

    return edit


def findings(proof: Proof, files: Mapping[str, bytes], *, before: Mapping[str, bytes] | None = None) -> list[Finding]:
    """What one proof finds wrong."""
    tree = Tree.of(files, before=Tree.of(before) if before is not None else None)
    assert not tree.findings, tree.findings
    return [said for said in proof.find(tree) if isinstance(said, Finding)]


def left_open(proof: Proof, files: Mapping[str, bytes]) -> list[Unproven]:
    """What one proof leaves open."""
    return [said for said in proof.find(Tree.of(files)) if isinstance(said, Unproven)]
