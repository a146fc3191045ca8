"""Hand-written manifests in the style of the target cluster: silence on good ones, and each of its defects is reported.

The numbers are those of the target cluster's conventions (contract cluster-conventions, 16).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from homelab_constructs.proofs.earlier import read_files
from homelab_constructs.proofs.report import prove_folder
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import Tree
from tests.proofs.broken import Files, drop, edited, put, write

FOLDER = Path(__file__).parent / "by_hand"
APP = "cluster/apps/default/trigger-dev"


def by_hand() -> Files:
    return dict(read_files(FOLDER))


def found(files: Files) -> list[tuple[str, str, str, str]]:
    """Proof, object, path and problem of every finding."""
    return [(said.proof, said.object, said.path, said.problem) for said in prove(Tree.of(files)).findings]


def test_nothing_is_found_in_good_manifests() -> None:
    said = io.StringIO()
    assert prove_folder(FOLDER, say=said), said.getvalue()


def replaced(path: str, old: str, new: str) -> Callable[[], Files]:
    """One text of a file in the place of another."""

    def change() -> Files:
        files = by_hand()
        name = f"{APP}/{path}" if f"{APP}/{path}" in files else path
        text = files[name].decode()
        assert old in text, f"{name} has no {old!r}"
        return {**files, name: text.replace(old, new, 1).encode()}

    return change


def with_edit(target: str, edit: Any) -> Callable[[], Files]:
    return lambda: edited(by_hand(), target, edit)


def source_beside_the_app() -> Files:
    """R19: moved into the component that uses it."""
    files = by_hand()
    source = files.pop("cluster/000-base/repositories/oci/triggerdotdev-trigger.yaml")
    files[f"{APP}/app/source.yaml"] = source
    return edited(files, f"{APP}/app/kustomization.yaml", lambda item: item["resources"].append("./source.yaml"))


def password_twice() -> Files:
    """R7: once in a Secret, once in the values."""
    files = edited(by_hand(), "HelmRelease/trigger-dev", drop("spec.valuesFrom"))
    password = put("spec.values.clickhouse.external.password", "${SECRET_TRIGGER_DEV_POSTGRESQL_PASSWORD}x")
    return edited(files, "HelmRelease/trigger-dev", password)


PLANTED: dict[str, tuple[Callable[[], Files], str, str]] = {
    "R1 no health checks": (
        with_edit("Kustomization/trigger-dev-redis", drop("spec.healthChecks")),
        "operation",
        "Kustomization/trigger-dev-redis",
    ),
    "R1 a check without an expression": (
        with_edit("Kustomization/trigger-dev-postgresql", drop("spec.healthCheckExprs")),
        "operation",
        "Kustomization/trigger-dev-postgresql",
    ),
    "R2 a rolling update on a single-writer claim": (
        with_edit("HelmRelease/trigger-dev-clickhouse", put("spec.values.controllers.main.strategy", "RollingUpdate")),
        "data",
        "HelmRelease/trigger-dev-clickhouse",
    ),
    "R3 no probes": (
        with_edit("HelmRelease/trigger-dev-minio", drop("spec.values.controllers.main.containers.minio.probes")),
        "pods",
        "HelmRelease/trigger-dev-minio",
    ),
    "R3 no resources": (
        with_edit(
            "HelmRelease/trigger-dev-clickhouse", drop("spec.values.controllers.main.containers.clickhouse.resources")
        ),
        "pods",
        "HelmRelease/trigger-dev-clickhouse",
    ),
    "R3 no securityContext": (
        with_edit("HelmRelease/trigger-dev-clickhouse", drop("spec.values.defaultPodOptions")),
        "pods",
        "HelmRelease/trigger-dev-clickhouse",
    ),
    "R4 latest, from a place that is gone": (
        replaced("minio/create-bucket-job.yaml", "quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z", "minio/mc:latest"),
        "pods",
        "Job/trigger-dev-minio-create-bucket",
    ),
    "R5 a ClickHouse that does not fit the chart": (
        replaced("clickhouse/helm-release.yaml", 'tag: "26.3"', 'tag: "25.4"'),
        "chart-rules",
        "HelmRelease/trigger-dev-clickhouse",
    ),
    "R6 an unquoted tag": (
        replaced("clickhouse/helm-release.yaml", 'tag: "26.3"', "tag: 25.10"),
        "charts",
        "HelmRelease/trigger-dev-clickhouse",
    ),
    "R7 a password in two places": (password_twice, "secrets", "HelmRelease/trigger-dev"),
    "R8 text that Flux would eat": (
        replaced("minio/create-bucket-job.yaml", '"$ROOT_PASSWORD"', '"${ROOT_PASSWORD}"'),
        "substitution",
        "Job/trigger-dev-minio-create-bucket",
    ),
    "R9 no resources of Redis": (
        with_edit("HelmRelease/trigger-dev-redis", drop("spec.values.master.resources")),
        "",
        "HelmRelease/trigger-dev-redis",
    ),
    "R9 no choice of network policy": (
        with_edit("HelmRelease/trigger-dev-redis", drop("spec.values.networkPolicy")),
        "chart-rules",
        "HelmRelease/trigger-dev-redis",
    ),
    "R10 a beta of a source": (
        replaced("cluster/000-base/repositories/helm/bjw-s.yaml", "toolkit.fluxcd.io/v1", "toolkit.fluxcd.io/v1beta1"),
        "",
        "HelmRepository/bjw-s",
    ),
    "R11 enablePodMonitor": (
        with_edit("Cluster/trigger-dev-postgresql", put("spec.monitoring", {"enablePodMonitor": True})),
        "operation",
        "Cluster/trigger-dev-postgresql",
    ),
    "R11 superuser": (
        with_edit("Cluster/trigger-dev-postgresql", put("spec.enableSuperuserAccess", True)),
        "operation",
        "Cluster/trigger-dev-postgresql",
    ),
    "R12 a Job that cannot be applied again": (
        with_edit("Job/trigger-dev-minio-create-bucket", drop("metadata.annotations")),
        "pods",
        "Job/trigger-dev-minio-create-bucket",
    ),
    "R13 ingressClassName": (
        replaced("minio/helm-release.yaml", "className: traefik", "ingressClassName: traefik"),
        "charts",
        "HelmRelease/trigger-dev-minio",
    ),
    "R14 tls without hosts": (
        with_edit("HelmRelease/trigger-dev-minio", drop("spec.values.ingress.main.tls.0.hosts")),
        "charts",
        "HelmRelease/trigger-dev-minio",
    ),
    "R15 postBuild outside of spec": (
        with_edit("Kustomization/trigger-dev-redis", lambda item: item.update(postBuild=item["spec"].pop("postBuild"))),
        "schema",
        "Kustomization/trigger-dev-redis",
    ),
    "R16 wal_level for Electric": (
        with_edit("Cluster/trigger-dev-postgresql", put("spec.postgresql.parameters.wal_level", "replica")),
        "chart-rules",
        "Cluster/trigger-dev-postgresql",
    ),
    "R17 secrets.enabled": (
        with_edit("HelmRelease/trigger-dev", put("spec.values.secrets.enabled", False)),
        "chart-rules",
        "HelmRelease/trigger-dev",
    ),
    "R18 a copied namespace": (
        with_edit("PersistentVolumeClaim/trigger-dev-redis-data", put("metadata.namespace", "other-app")),
        "names",
        "PersistentVolumeClaim/trigger-dev-redis-data",
    ),
    "R19 a source beside the app": (source_beside_the_app, "", "OCIRepository/triggerdotdev-trigger"),
    "R20 a reserved env name": (
        with_edit(
            "HelmRelease/trigger-dev",
            put("spec.values.webapp.extraEnvVars", [{"name": "DATABASE_URL", "value": "x"}]),
        ),
        "charts",
        "HelmRelease/trigger-dev",
    ),
    "R20 an env name twice": (
        with_edit(
            "Job/trigger-dev-minio-create-bucket",
            lambda item: item["spec"]["template"]["spec"]["containers"][0]["env"].append(
                {"name": "ROOT_USER", "value": "x"}
            ),
        ),
        "",
        "Job/trigger-dev-minio-create-bucket",
    ),
    "R20 an impossible name": (
        with_edit("PersistentVolumeClaim/trigger-dev-redis-data", put("metadata.name", "Trigger_Data")),
        "names",
        "PersistentVolumeClaim/Trigger_Data",
    ),
    "R20 a Secret key that is not there": (
        replaced("clickhouse/helm-release.yaml", "key: password", "key: clickhouse-password"),
        "secrets",
        "HelmRelease/trigger-dev-clickhouse",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_each_planted_defect_is_reported(name: str) -> None:
    change, proof, target = PLANTED[name]
    reported = found(change())
    assert [said for said in reported if said[1] == target and proof in ("", said[0])], reported


def test_all_twenty_are_planted() -> None:
    assert {name.partition(" ")[0] for name in PLANTED} == {f"R{number}" for number in range(1, 21)}


def test_two_pooled_kustomizations_of_one_folder_own_it_twice() -> None:
    """A copied ks.yaml whose path was forgotten."""
    files = by_hand()
    ks = files[f"{APP}/ks.yaml"].decode().replace("trigger-dev/redis", "trigger-dev/minio", 1)
    reported = found({**files, f"{APP}/ks.yaml": ks.encode()})
    assert [said for said in reported if "makes it too" in said[3]]


def test_odd_documents_are_findings_and_no_crash() -> None:
    for odd in (
        ["x"],
        {"kind": "HelmRelease"},
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}, "spec": 3},
    ):
        files = by_hand()
        files[f"{APP}/redis/data-pvc.yaml"] = write(odd) if isinstance(odd, dict) else b"- x\n"
        assert found(files)
