"""The tree: who applies what, and into which namespace."""

from __future__ import annotations

import pytest

from homelab_constructs import HomelabError
from homelab_constructs.proofs.tree import Tree
from tests.proofs.broken import write


def thing(name: str, kind: str = "ConfigMap", **metadata: object) -> dict[str, object]:
    return {"apiVersion": "v1", "kind": kind, "metadata": {"name": name, **metadata}}


def kustomization(name: str, path: str, **spec: object) -> dict[str, object]:
    return {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {"name": name, "namespace": "flux-system"},
        "spec": {"path": path, "targetNamespace": "apps", **spec},
    }


def listed(*resources: str, **more: object) -> dict[str, object]:
    return {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": list(resources),
        **more,
    }


def applied(tree: Tree) -> dict[str, str]:
    """The owner of each object that is no Kustomization; `-` for the tree's own top."""
    return {item.name: item.owner.name if item.owner else "-" for item in tree.items if item.kind != "Kustomization"}


def test_a_list_says_what_is_applied_and_nothing_else_is() -> None:
    tree = Tree.of(
        {
            "ks.yaml": write(kustomization("a", "./dist/a")),
            "a/kustomization.yaml": write(listed("./one.yaml", "sub")),
            "a/one.yaml": write(thing("one")),
            "a/default.yaml": write(thing("left-out")),
            "a/sub/kustomization.yaml": write(listed("two.yaml")),
            "a/sub/two.yaml": write(thing("two")),
        }
    )
    assert applied(tree) == {"one": "a", "two": "a"}
    assert not tree.findings


def test_without_a_list_every_file_below_is_applied_and_a_list_further_down_ends_that() -> None:
    tree = Tree.of(
        {
            "ks.yaml": write(kustomization("a", "a")),
            "a/one.yaml": write(thing("one"), thing("two")),
            "a/deep/three.yml": write(thing("three")),
            "a/listed/kustomization.yaml": write(listed("four.yaml")),
            "a/listed/four.yaml": write(thing("four")),
            "a/listed/five.yaml": write(thing("left-out")),
        }
    )
    assert applied(tree) == dict.fromkeys(("one", "two", "three", "four"), "a")


def test_where_the_tree_lies_is_one_answer_for_all_its_kustomizations() -> None:
    """A path that is misspelt further up is not taken for a folder that happens to be called like its end."""
    tree = Tree.of(
        {
            "ks.yaml": write(
                kustomization("web", "./cluster/apps/web"),
                kustomization("db", "./cluster/apps/db"),
                kustomization("redis", "./cluster/typo/redis"),
            ),
            "web/a.yaml": write(thing("a")),
            "db/b.yaml": write(thing("b")),
            "redis/c.yaml": write(thing("c")),
        }
    )
    folders = {name: item.folder for (_, name), item in tree.kustomizations.items()}
    assert folders == {"web": "web", "db": "db", "redis": None}


@pytest.mark.parametrize("path", ["./", "", ".", None])
def test_a_kustomization_of_the_whole_tree_applies_all_of_it(path: str | None) -> None:
    tree = Tree.of({"flux-system/ks.yaml": write(kustomization("all", path)), "a.yaml": write(thing("a"))})  # type: ignore[arg-type]
    assert applied(tree) == {"a": "all"}
    assert not tree.findings


@pytest.mark.parametrize(
    "kind", ["ClusterSecretStore", "GatewayClass", "VolumeSnapshotClass", "CiliumLoadBalancerIPPool"]
)
def test_kinds_without_a_namespace_have_none(kind: str) -> None:
    tree = Tree.of(
        {"ks.yaml": write(kustomization("a", "a")), "a/x.yaml": write(thing("x", kind), thing("y", "Cluster"))}
    )
    assert {item.name: item.namespace for item in tree.items if item.owner} == {"x": "", "y": "apps"}


@pytest.mark.parametrize("path", ["./cluster/apps/web", "cluster/apps/web", "apps/web/", "./web"])
def test_the_tree_may_be_a_part_of_the_repository(path: str) -> None:
    tree = Tree.of({"ks.yaml": write(kustomization("web", path)), "web/a.yaml": write(thing("a"))})
    assert applied(tree) == {"a": "web"}


def test_kustomizations_may_be_applied_by_another_one() -> None:
    tree = Tree.of(
        {
            "base/apps.yaml": write(kustomization("apps", "./cluster/apps", targetNamespace=None)),
            "cluster/apps/default/kustomization.yaml": write(listed("./web/ks.yaml")),
            "cluster/apps/default/web/ks.yaml": write(kustomization("web", "./cluster/apps/default/web/app")),
            "cluster/apps/default/web/app/a.yaml": write(thing("a")),
        }
    )
    assert applied(tree) == {"a": "web"}
    assert {name for _, name in tree.kustomizations} == {"apps", "web"}


def test_one_that_lies_in_its_own_path_keeps_itself() -> None:
    """As `flux bootstrap` leaves it."""
    tree = Tree.of({"cluster/flux-system/gotk-sync.yaml": write(kustomization("flux-system", "./cluster"))})
    assert list(tree.kustomizations) == [("flux-system", "flux-system")]


def test_what_nobody_applies_is_switched_off_and_said() -> None:
    tree = Tree.of(
        {
            "kustomization.yaml": write(listed("./one/ks.yaml")),
            "one/ks.yaml": write(kustomization("one", "./one/app")),
            "one/app/a.yaml": write(thing("a")),
            "two/ks.yaml": write(kustomization("two", "./two/app")),
            "two/app/b.yaml": write(thing("b")),
        }
    )
    assert applied(tree) == {"a": "one"}
    (said,) = tree.unproven
    assert said.object == "Kustomization/two"
    assert "switched off" in said.why


def test_one_object_in_the_paths_of_two_kustomizations_has_two_owners() -> None:
    """A path without a list takes everything below it: what another Kustomization applies there as well."""
    tree = Tree.of(
        {
            "top/kustomization.yaml": write(listed("ks.yaml")),
            "top/ks.yaml": write(kustomization("outer", "./apps"), kustomization("inner", "./apps/web")),
            "apps/web/a.yaml": write(thing("a")),
        }
    )
    assert sorted(item.owner.name for item in tree.items if item.name == "a" and item.owner) == ["inner", "outer"]


def test_the_target_namespace_overrides_what_is_written() -> None:
    tree = Tree.of(
        {
            "ks.yaml": write(kustomization("a", "a"), kustomization("b", "b", targetNamespace=None)),
            "a/x.yaml": write(thing("x", namespace="elsewhere"), thing("n", "Namespace")),
            "b/y.yaml": write(thing("y", namespace="own")),
            "b/z.yaml": write(thing("z")),
        }
    )
    namespaces = {item.name: item.namespace for item in tree.items if item.owner}
    assert namespaces == {"x": "apps", "n": "", "y": "own", "z": "default"}


def test_a_list_can_give_a_namespace() -> None:
    tree = Tree.of({"kustomization.yaml": write(listed("a.yaml", namespace="web")), "a.yaml": write(thing("a"))})
    assert [item.namespace for item in tree.items] == ["web"]


@pytest.mark.parametrize("extra", [{"patches": []}, {"configMapGenerator": []}, {"namePrefix": "x-"}])
def test_what_only_kustomize_understands_is_said(extra: dict[str, object]) -> None:
    tree = Tree.of({"kustomization.yaml": write(listed("a.yaml", **extra)), "a.yaml": write(thing("a"))})
    (said,) = tree.unproven
    assert next(iter(extra)) in said.what


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"kustomization.yaml": write(listed("./gone.yaml"))}, "lists './gone.yaml', and no such file"),
        ({"a.yaml": b"a: [1\nb: 2"}, "no YAML in line 2"),
        ({"a.yaml": b"a: 1"}, "no Kubernetes object"),
        ({"a.yaml": b"- 1\n- 2"}, "no Kubernetes object"),
        ({"a.yaml": b"apiVersion: v1\nkind: ConfigMap\nmetadata: [x]"}, "no Kubernetes object"),
        ({"a.yaml": b"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: 12"}, "no Kubernetes object"),
        ({"kustomization.yaml": b"- a\n"}, "one kustomize document"),
        ({"a.yaml": b"a: 1\nb: 2\na: 3\n"}, "'a' stands twice in one map"),
        (
            {"a.yaml": write(kustomization("x", "a")), "b.yaml": write(kustomization("x", "b"))},
            "Kustomization 'x' stands in a.yaml too",
        ),
    ],
)
def test_what_kustomize_would_not_build_is_a_finding(files: dict[str, bytes], problem: str) -> None:
    assert [found for found in Tree.of(files).findings if problem in found.problem]


def test_a_list_object_is_taken_apart() -> None:
    tree = Tree.of({"a.yaml": write({"apiVersion": "v1", "kind": "List", "items": [thing("a"), thing("b")]})})
    assert [item.name for item in tree.items] == ["a", "b"]


def test_a_file_that_sops_wrote_counts_without_its_block() -> None:
    secret = {**thing("auth", "Secret"), "stringData": {"password": "ENC[...]"}, "sops": {"mac": "x"}}
    (item,) = Tree.of({"secret.sops.yaml": write(secret)}).items
    assert item.encrypted
    assert "sops" not in item.data


def test_live_is_the_object_with_its_variables_filled_in() -> None:
    files = {
        "expects.yaml": write({"variables": {"keys": [{"name": "SECRET_PORT"}]}}),
        "ks.yaml": write(kustomization("a", "a", postBuild={"substitute": {"PORT": "8080"}})),
        "a/a.yaml": write(
            {**thing("a"), "data": {"bare": "${PORT}", "url": "http://x:${PORT}", "s": "${SECRET_PORT}"}}
        ),
        "a/b.yaml": write(
            {
                **thing("b", annotations={"kustomize.toolkit.fluxcd.io/substitute": "disabled"}),
                "data": {"bare": "${PORT}"},
            }
        ),
    }
    live = {item.name: item.live for item in Tree.of(files).items if item.owner}
    assert live["a"]["data"]["bare"] == 8080, "quotes are lost, and so is the text"
    assert live["a"]["data"]["url"] == "http://x:8080"
    assert live["a"]["data"]["s"].startswith("ab")
    assert live["b"]["data"]["bare"] == "${PORT}"


@pytest.mark.parametrize(
    "content",
    [
        b"- a",
        b"nonsense: 1",
        b"secrets: {a: b}",
        b"secrets: [{name: x}]",
        b"exemptions: [{proof: data}]",
        b"variables: [x]",
        b"variables: {keys: [{name: 2024}]}",
        b"variables: {secret: {name: x, namespace: {a: 1}}}",
        b"storageClasses: local-path",
        b"namespaces: default",
        b"a: [",
    ],
)
def test_an_expects_yaml_that_nobody_can_read_is_refused(content: bytes) -> None:
    with pytest.raises(HomelabError, match=r"expects\.yaml"):
        Tree.of({"expects.yaml": content})
