"""The picture of a lab, drawn from a dist alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from homelab_constructs import HomelabError, graph
from homelab_constructs.graph import mermaid, read_lab

ROOT = Path(__file__).resolve().parent.parent

KUSTOMIZATION = """\
---
kind: Kustomization
metadata:
  name: {name}
  namespace: flux-system
spec:
  path: ./some/prefix/{app}/{component}
  dependsOn: [{waits_for}]
"""


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def component(root: Path, app: str, name: str, files: list[str], waits_for: str = "") -> str:
    """Writes a component's folder and returns its document for ks.yaml."""
    for file in files:
        put(root / app / name / file, "---\n")
    put(root / app / name / "kustomization.yaml", f"resources: [{', '.join(f'./{file}' for file in files)}]\n")
    full = app if name == "app" else f"{app}-{name}"
    return KUSTOMIZATION.format(name=full, app=app, component=name, waits_for=waits_for)


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """Two apps: one with a database and something from outside the lab, one that waits for the other."""
    root = tmp_path / "dist"
    put(root / "expects.yaml", "---\n")
    put(root / "kustomization.yaml", "resources: [./sources/x.yaml, ./wiki/ks.yaml, ./end/ks.yaml]\n")
    put(
        root / "wiki" / "ks.yaml",
        component(root, "wiki", "db", ["Secret.a.yaml", "Secret.b.b.yaml", "Cluster.wiki.yaml"], "{name: 001-base}")
        + component(root, "wiki", "app", ["Deployment.wiki.yaml"], "{name: wiki-db}, {name: 001-base}"),
    )
    put(
        root / "end" / "ks.yaml",
        component(
            root, "end", "app", ["Job.end.yaml"], "{name: wiki, namespace: flux-system}, {name: vpn, namespace: net}"
        ),
    )
    return root


def test_picture(dist: Path) -> None:
    assert (
        mermaid(read_lab(dist))
        == """\
flowchart TB
  subgraph app_end["end"]
    ks_end["<b>end</b><br/>Job"]
  end
  subgraph app_wiki["wiki"]
    ks_wiki["<b>wiki</b><br/>Deployment"]
    ks_wiki_db["<b>wiki-db</b><br/>Cluster<br/>Secret x2"]
  end
  ks_001_base["001-base"]:::outside
  ks_netNvpn["net/vpn"]:::outside
  ks_end -.-> ks_netNvpn
  ks_end --> ks_wiki
  ks_wiki -.-> ks_001_base
  ks_wiki --> ks_wiki_db
  ks_wiki_db -.-> ks_001_base
  classDef outside stroke-dasharray: 5 5
"""
    )


def test_picture_without_anything_outside(tmp_path: Path) -> None:
    put(tmp_path / "expects.yaml", "---\n")
    put(tmp_path / "kustomization.yaml", "resources: [./a/ks.yaml]\n")
    put(tmp_path / "a" / "ks.yaml", component(tmp_path, "a", "app", ["Secret.a.yaml"]))
    assert "outside" not in mermaid(read_lab(tmp_path))


def test_order_of_files_and_documents_does_not_matter(dist: Path) -> None:
    before = mermaid(read_lab(dist))
    put(dist / "kustomization.yaml", "resources: [./end/ks.yaml, wiki/ks.yaml]\n")
    documents = (dist / "wiki" / "ks.yaml").read_text().split("---\n")[1:]
    put(dist / "wiki" / "ks.yaml", "".join(f"---\n{document}" for document in reversed(documents)))
    assert mermaid(read_lab(dist)) == before


def test_names_never_meet_in_one_id() -> None:
    names = ["a-b", "a.b", "a/b", "ab", "a--b", "a-.b"]
    assert len({graph._id("ks", name) for name in names}) == len(names)


def test_every_component_of_the_committed_lab_is_drawn() -> None:
    text = mermaid(read_lab(ROOT / "dist"))
    for name in ("trigger-dev", *(f"trigger-dev-{part}" for part in ("clickhouse", "minio", "postgresql", "redis"))):
        assert f"<b>{name}</b>" in text
    assert text.count(" --> ") == 4, "the app waits for its four datastores"


# What is no dist ------------------------------------------------------------------------------------------------


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


# What it costs --------------------------------------------------------------------------------------------------


def test_nothing_but_the_standard_library_and_pyyaml_is_loaded() -> None:
    """Neither the generated classes nor what a stand needs: a picture is there at once, and on any machine."""
    script = (
        "import sys; from homelab_constructs.cli import main; main(['graph', 'dist']); "
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    loaded = set(done.stderr.split())
    assert "yaml" in loaded
    assert not loaded & {"cdk8s", "constructs", "jsii", "kubernetes", "trustme", "urllib3"}
