"""Small dist folders, written by hand."""

from __future__ import annotations

from pathlib import Path

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


def two_apps(root: Path) -> Path:
    """Two apps: one with a database and something from outside the lab, one that waits for the other."""
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
