"""Small trees of hand-written manifests, and what comes of comparing two."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from homelab_constructs.adoption.belonging import Scope, find_scope
from homelab_constructs.adoption.comparing import Entry, compare
from homelab_constructs.adoption.report import adopt_folder
from homelab_constructs.adoption.steps import steps
from homelab_constructs.proofs.declared import Declared
from homelab_constructs.proofs.tree import Tree
from tests.proofs.broken import Files, write

FLUX = "kustomize.toolkit.fluxcd.io"
KEPT = {f"{FLUX}/prune": "disabled"}
ENCRYPTED = "ENC[AES256_GCM,data:Zm9v,iv:aXY=,tag:dGFn,type:str]"


def thing(kind: str, name: str, version: str = "v1", *, marks: Mapping[str, str] | None = KEPT, **more: Any) -> Any:
    """An object; protected from pruning unless told otherwise."""
    metadata: dict[str, Any] = {"name": name, **({"annotations": dict(marks)} if marks else {})}
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **more}


def claim(name: str = "photos-data", size: str = "5Gi", **more: Any) -> Any:
    """A claim for one writer."""
    spec = {
        "accessModes": ["ReadWriteOnce"],
        "resources": {"requests": {"storage": size}},
        "storageClassName": "fast",
    }
    return thing("PersistentVolumeClaim", name, spec=spec, **more)


def cluster(name: str = "photos-postgresql", database: str = "photos", **more: Any) -> Any:
    """A database."""
    marks = more.pop("marks", KEPT)
    spec = {
        "instances": 1,
        "imageName": "ghcr.io/cloudnative-pg/postgresql:17.5",
        "storage": {"size": "5Gi", "storageClass": "fast"},
        "bootstrap": {"initdb": {"database": database, "owner": database}},
        **more,
    }
    return thing("Cluster", name, "postgresql.cnpg.io/v1", marks=marks, spec=spec)


def secret(name: str = "photos-auth", encrypted: Any = False, **content: str) -> Any:
    """A Secret, of variables or encrypted."""
    if encrypted:
        return thing("Secret", name, marks=None, stringData=dict.fromkeys(content, ENCRYPTED), sops={"mac": ENCRYPTED})
    return thing("Secret", name, marks=None, stringData=content)


def server(
    name: str = "photos", claimed: str = "photos-data", image: str = "redis:8.0.2", kind: str = "StatefulSet"
) -> Any:
    """A server on a claim."""
    volumes = [{"name": "data", "persistentVolumeClaim": {"claimName": claimed}}]
    pod = {"containers": [{"name": "main", "image": image}], "volumes": volumes}
    spec = {
        "replicas": 1,
        "selector": {"matchLabels": {"app": name}},
        "template": {"metadata": {"labels": {"app": name}}, "spec": pod},
    }
    return thing(kind, name, "apps/v1", marks=None, spec=spec)


def release(name: str = "photos-redis", chart: str = "redis", version: str = "19.5.5", **values: Any) -> Any:
    """A release of a chart of Bitnami's or bjw-s'."""
    source = {"kind": "HelmRepository", "name": "charts", "namespace": "flux-system"}
    spec = {
        "interval": "5m",
        "chart": {"spec": {"chart": chart, "version": version, "sourceRef": source}},
        "values": values,
    }
    return thing("HelmRelease", name, "helm.toolkit.fluxcd.io/v2", marks=None, spec=spec)


def kustomization(name: str, path: str, **spec: Any) -> Any:
    """One of Flux's."""
    settings = {"path": path, "targetNamespace": "default", "prune": True, "interval": "30m", **spec}
    made = thing("Kustomization", name, f"{FLUX}/v1", marks=None, spec=settings)
    made["metadata"]["namespace"] = "flux-system"
    return made


def folder(*objects: Any, name: str = "photos", at: str = "apps/photos", **spec: Any) -> Files:
    """A component: its Kustomization, and what it applies."""
    return {
        f"{at}/ks.yaml": write(kustomization(name, f"./{at}/{name}", **spec)),
        f"{at}/{name}/objects.yaml": write(*objects),
    }


def lab(*objects: Any, name: str = "photos", app: str = "photos", expects: Any = None, **spec: Any) -> Files:
    """A component as a lab writes it."""
    files = folder(*objects, name=name, at=app, **spec)
    return {**files, **({"expects.yaml": write(expects)} if expects else {})}


def scope_of(old: Files, new: Files, *, apps: Sequence[str] = (), takes: Sequence[str] = ()) -> Scope:
    """What is compared with what, as the command line would have it."""
    tree = Tree.of(new)
    declared = Declared(variables=tree.declared.variables, sources=tree.declared.sources, given=True)
    given = Tree.of(old).declared
    if given.given:
        declared = replace(given, variables=tree.declared.variables)
    return find_scope(Tree.of(old, declared=declared), tree, apps=apps, takes=takes)


def entries(old: Files, new: Files, **options: Any) -> dict[str, Entry]:
    """What becomes of each object, by what it was called, or is."""
    found = compare(scope_of(old, new, **options), "cluster")
    made = {(entry.old or entry.thing).title: entry for entry in found}
    assert len(made) == len(found)
    return made


def one(old: Files, new: Files, title: str, **options: Any) -> Entry:
    """What becomes of one object."""
    return entries(old, new, **options)[title]


def steps_of(old: Files, new: Files, **options: Any) -> list[str]:
    """The steps, each with what it is about, as one text."""
    scope = scope_of(old, new, **options)
    return [" | ".join([step.text, *step.of]) for step in steps(scope, compare(scope, "cluster"))]


def put_down(files: Mapping[str, bytes], place: Path) -> Path:
    """Files in a folder."""
    for path, content in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    return place


def said(place: Path, old: Files, new: Files, **options: Any) -> tuple[bool, str]:
    """Whether all is well, and what the report says."""
    told = io.StringIO()
    well = adopt_folder(put_down(old, place / "cluster"), put_down(new, place / "dist"), say=told, **options)
    return well, told.getvalue()
