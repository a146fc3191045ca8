"""What is read of a dist, and what is no dist."""

from __future__ import annotations

from pathlib import Path

import pytest

from homelab_constructs import HomelabError
from homelab_constructs.graph.reading import read_lab
from tests.graph.dists import put, two_apps


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return two_apps(tmp_path / "dist")


def test_apps_parts_and_waits(dist: Path) -> None:
    lab = read_lab(dist)
    assert [(app.name, [part.name for part in app.parts]) for app in lab.apps] == [
        ("end", ["end"]),
        ("wiki", ["wiki", "wiki-db"]),
    ]
    (end,), (wiki, database) = (app.parts for app in lab.apps)
    assert end.waits_for == ("net/vpn", "wiki")
    assert wiki.waits_for == ("001-base", "wiki-db")
    assert database.kinds == (("Cluster", 1), ("Secret", 2))
    assert lab.outside == ("001-base", "net/vpn")


@pytest.mark.parametrize("missing", ["expects.yaml", "kustomization.yaml"])
def test_folder_of_somebody_else_is_refused(dist: Path, missing: str) -> None:
    (dist / missing).unlink()
    with pytest.raises(HomelabError, match="no dist of homelab-constructs"):
        read_lab(dist)


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(HomelabError, match="nowhere: there is no such folder"):
        read_lab(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("wiki/ks.yaml", "kind: [", "no YAML"),
        ("wiki/ks.yaml", "- a list\n", "manifests are needed"),
        ("wiki/ks.yaml", "kind: Secret\n", "Secret: only Kustomizations belong here"),
        ("wiki/ks.yaml", "kind: Kustomization\n", "lacks its name, path or dependsOn"),
        ("wiki/ks.yaml", "kind: Kustomization\nmetadata: {name: A_b}\n", "'A_b' is no name"),
        (
            "wiki/ks.yaml",
            "kind: Kustomization\nmetadata: {name: a}\nspec: {path: ./x/wiki/app, dependsOn: [{name: a}]}\n",
            "a waits for itself",
        ),
        ("wiki/app/kustomization.yaml", "resources: x\n", "a list of resources is needed"),
        ("wiki/app/kustomization.yaml", "resources: [Secret.gone.yaml]\n", "listed but missing"),
        ("wiki/app/kustomization.yaml", "resources: [secret.yaml]\n", "<Kind>.<name>.yaml"),
    ],
)
def test_damaged_dist_is_refused_with_the_place(dist: Path, file: str, text: str, message: str) -> None:
    put(dist / file, text)
    with pytest.raises(HomelabError, match=message) as caught:
        read_lab(dist)
    assert file.rpartition("/")[0] in str(caught.value)


def test_missing_ks_is_refused(dist: Path) -> None:
    (dist / "wiki" / "ks.yaml").unlink()
    with pytest.raises(HomelabError, match=r"ks\.yaml: cannot be read"):
        read_lab(dist)


def test_two_kustomizations_of_one_name_are_refused(dist: Path) -> None:
    put(dist / "end" / "ks.yaml", (dist / "wiki" / "ks.yaml").read_text())
    with pytest.raises(HomelabError, match="more than one Kustomization is called wiki, wiki-db"):
        read_lab(dist)
