"""Schemas of Kubernetes' own kinds (tools/crd_imports/kubernetes.py): as generated, and true to their source."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import labs
from tests.judges import KUBERNETES, core_problems, is_custom
from tools.crd_imports import kubernetes
from tools.crd_imports.errors import SourceError
from tools.crd_imports.kubernetes_rules import CHECKS, WHOLES

FOLDER = Path(__file__).resolve().parent.parent / "imports" / "schemas" / "kubernetes"
RELEASES = tuple(re.sub(r"^(\d+\.\d+).*", r"\1", release) for release in KUBERNETES)
POD = {
    "serviceAccountName": "photos",
    "restartPolicy": "Always",
    "securityContext": {"runAsUser": 1000, "fsGroup": 1000, "seccompProfile": {"type": "RuntimeDefault"}},
    "initContainers": [{"name": "wait", "image": "docker.io/library/busybox:1.37", "args": ["true"]}],
    "containers": [
        {
            "name": "app",
            "image": "ghcr.io/me/photos:1.0.0",
            "ports": [{"name": "http", "containerPort": 8080, "protocol": "TCP"}],
            "envFrom": [{"secretRef": {"name": "photos"}}, {"configMapRef": {"name": "photos", "optional": True}}],
            "lifecycle": {"preStop": {"exec": {"command": ["sleep", "5"]}}},
            "livenessProbe": {"httpGet": {"path": "/", "port": "http"}, "periodSeconds": 10},
            "volumeMounts": [{"name": "data", "mountPath": "/data"}],
        }
    ],
    "volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "photos"}}],
}
WRITTEN_BY_HAND: list[dict[str, Any]] = [
    {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "photos", "labels": {"app": "photos"}},
        "spec": {
            "replicas": 1,
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 1}},
            "selector": {"matchLabels": {"app": "photos"}},
            "template": {"metadata": {"labels": {"app": "photos"}}, "spec": POD},
        },
    },
    {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": {"name": "photos"},
        "spec": {
            "schedule": "0 3 * * *",
            "concurrencyPolicy": "Forbid",
            "jobTemplate": {"spec": {"backoffLimit": 2, "template": {"spec": {**POD, "restartPolicy": "Never"}}}},
        },
    },
    {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "Ingress",
        "metadata": {"name": "photos", "annotations": {"example.org/note": "yes"}},
        "spec": {
            "ingressClassName": "traefik",
            "rules": [
                {
                    "host": "photos.example.org",
                    "http": {
                        "paths": [
                            {
                                "path": "/",
                                "pathType": "Prefix",
                                "backend": {"service": {"name": "photos", "port": {"number": 8080}}},
                            }
                        ]
                    },
                }
            ],
        },
    },
    {
        "apiVersion": "rbac.authorization.k8s.io/v1",
        "kind": "Role",
        "metadata": {"name": "photos"},
        "rules": [{"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"]}],
    },
]
OBJECTS = [
    *(item for items in labs.tree("committed").manifests.values() for item in items if not is_custom(item)),
    *WRITTEN_BY_HAND,
]
NEEDED_BESIDES = {
    # What the API server misses although no published schema asks for it.
    *("accessModes", "externalName", "image", "key", "name", "ports", "requests", "resources", "secretName", "spec"),
    "storage",
}


def document(release: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / f"v{release}.json").read_bytes())
    return loaded


def validator(release: str, definition: str) -> Any:
    registry = jsonschema_rs.Registry([("core", {"$id": "core", "$defs": document(release)["$defs"]})])
    return jsonschema_rs.Draft202012Validator({"$ref": f"core#/$defs/{definition}"}, registry=registry)


VALIDATORS = {
    (release, manifest["apiVersion"], manifest["kind"]): validator(
        release, document(release)["kinds"][manifest["apiVersion"]][manifest["kind"]]
    )
    for release in RELEASES
    for manifest in OBJECTS
}


def errors(manifest: dict[str, Any], release: str) -> list[Any]:
    judge = VALIDATORS[release, manifest["apiVersion"], manifest["kind"]]
    return list(judge.iter_errors(manifest))


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for inner in node.values():
            yield from nodes(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from nodes(inner)


# As generated -------------------------------------------------------------------------------------------------------


def test_committed_files_are_as_generated() -> None:
    fresh = kubernetes.schema_files()
    assert sorted(fresh) == [f"kubernetes/{path.name}" for path in sorted(FOLDER.iterdir())]
    stale = [name for name, text in fresh.items() if (FOLDER.parent / name).read_text("utf-8") != text]
    assert stale == []


@pytest.mark.parametrize("release", RELEASES)
def test_files_are_small_and_without_prose(release: str) -> None:
    assert (FOLDER / f"v{release}.json").stat().st_size < 400_000
    assert not any(isinstance(node.get("description"), str) for node in nodes(document(release)))


@pytest.mark.parametrize("release", RELEASES)
def test_files_hold_what_their_kinds_reach_and_no_more(release: str) -> None:
    made = document(release)
    waiting = [name for kinds in made["kinds"].values() for name in kinds.values() if name]
    reached = set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [
                node["$ref"].rpartition("/")[2]
                for node in nodes(made["$defs"][name])
                if isinstance(node.get("$ref"), str)
            ]
    assert reached == made["$defs"].keys()


@pytest.mark.parametrize(
    ("release", "served", "gone"),
    [
        (RELEASES[0], "flowcontrol.apiserver.k8s.io/v1beta3", "flowcontrol.apiserver.k8s.io/v1"),
        (RELEASES[1], "flowcontrol.apiserver.k8s.io/v1", "flowcontrol.apiserver.k8s.io/v1beta3"),
        (RELEASES[0], "policy/v1", "policy/v1beta1"),
        (RELEASES[1], "batch/v1", "extensions/v1beta1"),
    ],
)
def test_what_a_release_serves_can_be_told(release: str, served: str, gone: str) -> None:
    kinds = document(release)["kinds"]
    assert served in kinds
    assert gone not in kinds


def test_kinds_nobody_writes_are_named_without_a_schema() -> None:
    assert document(RELEASES[0])["kinds"]["v1"]["Node"] is None


@pytest.mark.parametrize("rules", [CHECKS, WHOLES], ids=["fields", "definitions"])
def test_rule_about_nothing_is_refused(rules: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rules, "io.k8s.api.core.v1.Contaner", {})
    with pytest.raises(SourceError, match=r"nothing is called io\.k8s\.api\.core\.v1\.Contaner"):
        kubernetes.schema_files()


def test_every_field_of_the_rules_exists() -> None:
    definitions = document(RELEASES[-1])["$defs"]
    unknown = [
        f"{name}.{field}"
        for name, fields in CHECKS.items()
        for field in fields
        if field not in definitions[name]["properties"]
    ]
    assert unknown == []


def test_unknown_release_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kubernetes, "OLDEST", "1.2")
    with pytest.raises(SourceError, match=r"no schemas of Kubernetes 1\.2$"):
        kubernetes.schema_files()


# True to their source -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("release", RELEASES)
def test_good_objects_are_good_here_and_there(release: str) -> None:
    assert [(item["kind"], problem) for item in OBJECTS for problem in core_problems(item, release)] == []
    assert [(item["kind"], error.message) for item in OBJECTS for error in errors(item, release)] == []


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from places(inner, (*path, key))


VALUES: list[Any] = [0, -1, 70000, 2.5, True, "", "x", "500m", [], ["x"], {}, {"x": "y"}, [{}], [{"name": "x"}]]


@st.composite
def broken_objects(draw: st.DrawFn) -> dict[str, Any]:
    """An object of the trees with one thing in it dropped, replaced or added."""
    manifest: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(OBJECTS)))
    kept = {("apiVersion",), ("kind",)}
    *way, last = draw(st.sampled_from([path for path in places(manifest) if path not in kept]))
    node: Any = manifest
    for step in way:
        node = node[step]
    match draw(st.sampled_from(["drop", "replace", "add"])):
        case "drop":
            del node[last]
        case "replace":
            node[last] = draw(st.sampled_from(VALUES))
        case _:
            inner = node[last]
            if isinstance(inner, dict):
                inner["notAField"] = draw(st.sampled_from(VALUES))
            elif isinstance(inner, list):
                inner.append(draw(st.sampled_from(VALUES)))
    return manifest


@settings(max_examples=400, deadline=None)
@given(manifest=broken_objects(), release=st.sampled_from(RELEASES))
def test_what_the_source_refuses_is_refused_and_the_rest_has_a_reason(manifest: dict[str, Any], release: str) -> None:
    theirs, ours = core_problems(manifest, release), errors(manifest, release)
    if theirs:
        assert ours, theirs
    for error in ours:
        if error.kind.name in ("type", "additionalProperties"):
            assert theirs, error.message
        elif error.kind.name == "required" and not theirs:
            assert error.kind.as_dict()["property"] in NEEDED_BESIDES


@pytest.mark.parametrize(
    ("kind", "path", "value", "rule"),
    [
        ("StatefulSet", "spec.replicas", -1, "minimum"),
        ("StatefulSet", "spec.replicas", 2**31, "maximum"),
        ("StatefulSet", "spec.podManagementPolicy", "Serial", "enum"),
        ("StatefulSet", "spec.template.spec.restartPolicy", "Sometimes", "enum"),
        ("StatefulSet", "spec.template.spec.containers.0.ports.0.containerPort", 70000, "maximum"),
        ("StatefulSet", "spec.template.spec.containers.0.resources.limits.memory", "1 GB", "pattern"),
        ("StatefulSet", "spec.template.spec.containers.0.readinessProbe", {"periodSeconds": 5}, "oneOf"),
        ("StatefulSet", "spec.template.spec.containers.0.env.0.valueFrom", {}, "minProperties"),
        ("StatefulSet", "spec.template.spec.volumes.0", {"name": "x"}, "minProperties"),
        ("PersistentVolumeClaim", "spec.accessModes", ["ReadWriteTwice"], "enum"),
        ("PersistentVolumeClaim", "spec.accessModes", [], "minItems"),
        ("PersistentVolumeClaim", "spec.resources", {"requests": {}}, "required"),
        ("Secret", "data", {"key": "not base64"}, "pattern"),
        ("Service", "spec.ports.0.port", 0, "minimum"),
        ("Service", "spec.type", "Ingress", "enum"),
        ("Service", "spec.type", "ExternalName", "required"),
        ("Job", "spec.backoffLimit", -1, "minimum"),
        ("Job", "spec.template", {}, "required"),
    ],
)
@pytest.mark.parametrize("release", RELEASES)
def test_what_the_api_server_asks_besides(release: str, kind: str, path: str, value: Any, rule: str) -> None:
    manifest = copy.deepcopy(next(item for item in OBJECTS if item["kind"] == kind))
    *way, last = path.split(".")
    node: Any = manifest
    for step in way:
        node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
    node[int(last) if isinstance(node, list) else last] = value
    assert rule in {error.kind.name for error in errors(manifest, release)}


@pytest.mark.parametrize(
    ("schedule", "good"),
    [
        ("0 3 * * *", True),
        ("*/5 8-18 * JAN-MAR mon,fri", True),
        ("@daily", True),
        ("@every 1h30m", True),
        ("0 3 * *", False),
        ("0 0 3 * * *", False),
        ("@noon", False),
        ("", False),
    ],
)
def test_schedules(schedule: str, good: bool) -> None:
    job = validator(RELEASES[0], "io.k8s.api.batch.v1.CronJobSpec")
    template = {"spec": {"template": {"spec": {"containers": [{"name": "x", "image": "y:1"}]}}}}
    assert job.is_valid({"schedule": schedule, "jobTemplate": template}) is good
