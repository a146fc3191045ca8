"""What holds for every lab: against itself all is the same, and whatever is another is told."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from homelab_constructs.adoption.belonging import find_scope
from homelab_constructs.adoption.comparing import Entry, Verdict, compare
from homelab_constructs.adoption.handing_over import handovers
from homelab_constructs.adoption.things import is_source
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.proofs.broken import Files, good, write

IGNORED = ("metadata.namespace", "metadata.name", "apiVersion", "kind")


def compared(old: Files, new: Files) -> list[Entry]:
    tree = Tree.of(new)
    return compare(find_scope(Tree.of(old, declared=tree.declared), tree))


@pytest.mark.parametrize("name", labs.TREES)
def test_a_lab_against_itself_is_all_the_same(name: str) -> None:
    found = compared(good(name), good(name))
    assert found
    assert {entry.verdict for entry in found} == {Verdict.SAME}
    # Chart sources are nobody's app: whoever applies them now goes on doing so, and that is said.
    assert [entry for entry in found if (entry.notes and not is_source(entry.thing.item)) or entry.findings] == []


def test_its_kustomizations_are_the_same_too() -> None:
    tree = Tree.of(good("everything"))
    found = handovers(find_scope(tree, tree))
    assert len(found) == len(tree.kustomizations)
    assert all(handover.keeps_its_name and not handover.changes and not handover.rest for handover in found)


def test_the_newer_line_loses_nothing_of_the_older_one() -> None:
    found = compared(good(), good("line-4.5"))
    assert [entry.thing.title for entry in found if entry.lost or entry.refused] == []


# One thing changed --------------------------------------------------------------------------------------------------


def leaves(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything that is neither map nor list."""
    if isinstance(node, dict):
        return [found for key, item in node.items() for found in leaves(item, (*path, key))]
    if isinstance(node, list):
        return [found for index, item in enumerate(node) for found in leaves(item, (*path, index))]
    return [path]


@cache
def places() -> list[tuple[str, int, tuple[Any, ...]]]:
    """File, document and path of every value of the lab with everything in it."""
    found = []
    for path, content in sorted(good("everything").items()):
        if path.endswith("kustomization.yaml") or path == "expects.yaml" or ".sops." in path:
            continue
        for number, item in enumerate(yaml.safe_load_all(content)):
            found += [
                (path, number, leaf)
                for leaf in leaves(item)
                if ".".join(map(str, leaf)) not in IGNORED and item["kind"] != "Kustomization"
            ]
    return found


def another(value: Any) -> Any:
    """A value of the same kind that says something else."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 7
    return f"{value}x" if isinstance(value, str) else "something"


@settings(max_examples=40)
@given(st.data())
def test_whatever_is_another_is_told(data: st.DataObject) -> None:
    path, number, leaf = data.draw(st.sampled_from(places()))
    files = good("everything")
    documents = list(yaml.safe_load_all(files[path]))
    before = copy.deepcopy(documents[number])
    node = documents[number]
    for step in leaf[:-1]:
        node = node[step]
    node[leaf[-1]] = another(node[leaf[-1]])
    found = compared({**files, path: write(*documents)}, files)
    title = f"{before['kind']}/{before['metadata']['name']}"
    told = [entry for entry in found if entry.verdict is not Verdict.SAME]
    assert any(title in {side.title for side in (entry.old, entry.new) if side} for entry in told), (path, leaf)


@cache
def holders() -> list[tuple[str, str]]:
    """File and title of everything that holds data."""
    found = []
    for path, content in sorted(good("everything").items()):
        for item in yaml.safe_load_all(content):
            kind, group = str(item.get("kind")), str(item.get("apiVersion")).partition("/")[0]
            if kind == "PersistentVolumeClaim" or (kind, group) == ("Cluster", "postgresql.cnpg.io"):
                found.append((path, f"{kind}/{item['metadata']['name']}"))
    return found


def test_there_is_enough_that_holds_data() -> None:
    assert len(holders()) >= 8


@pytest.mark.parametrize(("path", "title"), holders())
@pytest.mark.parametrize("renamed", [False, True], ids=["dropped", "renamed"])
def test_a_claim_or_a_database_that_the_lab_has_not_is_always_lost(path: str, title: str, renamed: bool) -> None:
    """The old manifests have it under a name that the lab does not know, or the lab has none at all."""
    files = good("everything")
    (item,) = yaml.safe_load_all(files[path])
    old = dict(files)
    if renamed:
        item["metadata"]["name"] = "by-hand"
        old[path] = write(item)
        title = f"{item['kind']}/by-hand"
        new = files
    else:
        new = dict(files)
        folder, _, name = path.rpartition("/")
        listing = yaml.safe_load(new[f"{folder}/kustomization.yaml"])
        listing["resources"].remove(f"./{name}")
        new[f"{folder}/kustomization.yaml"] = write(listing)
        del new[path]
    (entry,) = [entry for entry in compared(old, new) if entry.old and entry.old.title == title]
    assert entry.verdict in (Verdict.GONE, Verdict.RENAMED)
    assert entry.lost
