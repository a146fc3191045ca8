"""Who may make what stands nowhere in a tree."""

from __future__ import annotations

import pytest

from homelab_constructs.proofs.makers import may_come_from_kustomize, may_have_pods, may_make
from homelab_constructs.proofs.tree import Tree
from tests.proofs.broken import write
from tests.proofs.home import home, release, thing


@pytest.mark.parametrize("name", ["grafana", "grafana-admin"])
def test_a_chart_without_rules_may_make_whatever_begins_with_its_release(name: str) -> None:
    assert "HelmRelease/grafana" in may_make(Tree.of(home(release())), "secrets", "media", name)


def test_full_names_count_too() -> None:
    tree = Tree.of(home(release(values={"fullnameOverride": "boards"})))
    assert may_make(tree, "services", "media", "boards-web")


def test_nobody_makes_it_elsewhere_or_under_another_name() -> None:
    tree = Tree.of(home(release()))
    assert may_make(tree, "secrets", "games", "grafana") == ""
    assert may_make(tree, "secrets", "media", "loki") == ""


@pytest.mark.parametrize("part", ["services", "secrets", "claims", ""])
def test_what_rules_do_not_name_a_chart_does_not_make(part: str) -> None:
    tree = Tree.of(home(release("cache", "redis", values={})))
    assert may_make(tree, part, "media", "cache-other") == ""  # type: ignore[arg-type]


def test_kinds_that_are_understood_make_nothing_else() -> None:
    tree = Tree.of(
        home(thing("Certificate", "web", "cert-manager.io/v1"), thing("Ingress", "b", "networking.k8s.io/v1"))
    )
    assert may_make(tree, "secrets", "media", "web-other") == ""
    assert may_make(tree, "secrets", "media", "b") == ""


def test_pods_carry_the_name_of_their_release() -> None:
    tree = Tree.of(home(release()))
    assert "HelmRelease/grafana" in may_have_pods(tree, "media", {"grafana", "x"})
    assert may_have_pods(tree, "media", {"grafana-x"}) == ""


def built_with(**fields: object) -> Tree:
    """A component that kustomize builds."""
    parts = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "resources": ["./all.yaml"]}
    return Tree.of({**home(thing("ConfigMap", "a")), "photos/kustomization.yaml": write({**parts, **fields})})


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"configMapGenerator": []}, ["ConfigMap"]),
        ({"secretGenerator": []}, ["Secret"]),
        ({"configMapGenerator": [], "secretGenerator": []}, ["ConfigMap", "Secret"]),
        ({"configMapGenerator": [], "generatorOptions": {}}, ["ConfigMap"]),
        ({"generators": []}, ["ConfigMap", "Secret", "Service"]),
        ({"components": []}, ["ConfigMap", "Secret", "Service"]),
        ({"helmCharts": []}, ["ConfigMap", "Secret", "Service"]),
        ({"resources": ["./all.yaml", "https://example.org/x"]}, ["ConfigMap", "Secret", "Service"]),
        ({"patches": []}, []),
    ],
)
def test_a_generator_brings_objects_of_its_kind_alone(fields: dict[str, object], kinds: list[str]) -> None:
    tree = built_with(**fields)
    item = next(item for item in tree.items if item.name == "a")
    assert [kind for kind in ("ConfigMap", "Secret", "Service") if may_come_from_kustomize(tree, item, kind)] == kinds
    assert bool(may_come_from_kustomize(tree, item)) is bool(kinds)
