"""The Mermaid flowchart of a lab."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from homelab_constructs.graph.mermaid import _id, mermaid
from homelab_constructs.graph.reading import read_lab
from tests.graph.dists import component, put, two_apps

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return two_apps(tmp_path / "dist")


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
    assert len({_id("ks", name) for name in names}) == len(names)


def test_every_component_of_the_committed_lab_is_drawn() -> None:
    text = mermaid(read_lab(ROOT / "dist"))
    for name in ("trigger-dev", *(f"trigger-dev-{part}" for part in ("clickhouse", "minio", "postgresql", "redis"))):
        assert f"<b>{name}</b>" in text
    assert text.count(" --> ") == 4, "the app waits for its four datastores"


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
