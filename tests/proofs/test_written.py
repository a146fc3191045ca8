"""Texts and pods in their written form."""

from __future__ import annotations

import pytest

from homelab_constructs.proofs.tree import Item, Tree
from homelab_constructs.proofs.written import UNKNOWN, nearest, readable, settled, variables_in, written_pods
from tests.proofs.home import deployment, home, thing

SUBSTITUTE = "kustomize.toolkit.fluxcd.io/substitute"
DOMAIN = {"name": "SECRET_DOMAIN", "format": "a DNS domain, lower case, with at least one dot"}


def item(**metadata: object) -> Item:
    """An object in a component that sets APP to `photos`."""
    return in_tree(**metadata)[1]


def in_tree(**metadata: object) -> tuple[Tree, Item]:
    """The same, with its tree."""
    plain = thing("ConfigMap", "a")
    plain["metadata"] |= metadata
    expects = {"variables": {"keys": [DOMAIN, {"name": "OTHER"}]}}
    tree = Tree.of(home(plain, expects=expects))
    (found,) = tree.of_kind("ConfigMap")
    return tree, found


def test_only_what_the_kustomization_sets_is_settled() -> None:
    assert settled(item(), "${APP}-${OTHER}-$${APP}-${APP/p/q}") == "photos-${OTHER}-$${APP}-${APP/p/q}"


def test_what_only_the_cluster_knows_is_marked_as_unknown() -> None:
    assert readable(item(), "${APP}.${SECRET_DOMAIN}/${OTHER:-x}") == f"photos.home.example.org/{UNKNOWN}"


def test_variables_come_with_their_defaults() -> None:
    assert variables_in(*in_tree(), "${APP} ${OTHER} ${MORE:=x} $${NOT}") == [("OTHER", ""), ("MORE", "x")]


@pytest.mark.parametrize("mark", ["annotations", "labels"])
def test_a_mark_switches_all_of_it_off(mark: str) -> None:
    other = {"labels": "annotations", "annotations": "labels"}[mark]
    marks = {mark: {SUBSTITUTE: "disabled"}, other: {SUBSTITUTE: "enabled"}}
    tree, off = in_tree(**marks)
    assert settled(off, "${APP}") == readable(off, "${APP}") == "${APP}"
    assert variables_in(tree, off, "${OTHER}") == []


@pytest.mark.parametrize(
    ("name", "near"),
    [("trigger-redis", "trigger-dev-redis"), ("password", "clickhouse-password"), ("user", "rootUser"), ("x", "")],
)
def test_the_name_that_was_meant(name: str, near: str) -> None:
    assert nearest(name, {"trigger-dev-redis", "clickhouse-password", "rootUser", "rootSecret"}) == near


def test_of_several_that_hold_the_name_none_is_guessed() -> None:
    assert nearest("data", {"trigger-dev-minio-data", "trigger-dev-redis-data"}) == ""


def test_pods_keep_their_variables_and_have_their_labels() -> None:
    (pod,) = written_pods(Tree.of(home(deployment(labels={"app": "${APP}"}, serviceAccountName="${OTHER}"))))
    assert (pod.path, pod.labels, pod.spec["serviceAccountName"]) == (
        "spec.template.spec",
        {"app": "${APP}"},
        "${OTHER}",
    )
    assert [path for path, _ in pod.containers()] == ["spec.template.spec.containers[0]"]
