"""The proof `waits`: dependsOn follows use."""

from __future__ import annotations

import pytest

from homelab_constructs.proofs.waits import WAITS
from tests import labs
from tests.proofs.broken import Edit, edited, findings, good, put

KS = "Kustomization/trigger-dev"


@pytest.mark.parametrize("name", labs.TREES)
def test_it_finds_nothing_in_a_good_lab(name: str) -> None:
    assert findings(WAITS, good(name)) == []


def without(name: str) -> Edit:
    def edit(item: dict[str, object]) -> None:
        spec = item["spec"]
        assert isinstance(spec, dict)
        spec["dependsOn"] = [entry for entry in spec["dependsOn"] if entry["name"] != name]

    return edit


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("trigger-dev-postgresql", "trigger-dev-postgres"),
        ("trigger-dev-redis", "trigger-dev-redis"),
        ("trigger-dev-clickhouse", "trigger-dev-clickhouse"),
        ("trigger-dev-minio", "trigger-dev-"),
    ],
)
def test_an_app_that_does_not_wait_for_a_datastore_is_found(name: str, used: str) -> None:
    (found,) = findings(WAITS, edited(good(), KS, without(name)))
    assert found.path == "spec.dependsOn"
    assert used in found.problem
    assert found.remedy == f"name: {name}"


def test_waiting_by_way_of_another_one_is_enough() -> None:
    """The app waits for ClickHouse, which waits for PostgreSQL."""
    files = edited(good(), KS, without("trigger-dev-postgresql"))
    other = [{"name": "trigger-dev-postgresql"}]
    assert findings(WAITS, edited(files, "Kustomization/trigger-dev-clickhouse", put("spec.dependsOn", other))) == []


def test_a_host_alone_is_a_use() -> None:
    files = edited(
        good(),
        "Job/trigger-dev-minio-create-bucket",
        put("spec.template.spec.containers.0.env.0.value", "http://trigger-dev-clickhouse.default.svc:8123"),
    )
    (found,) = findings(WAITS, files)
    assert "Job/trigger-dev-minio-create-bucket uses Service 'trigger-dev-clickhouse'" in found.problem


def test_a_further_service_of_a_database_is_made_by_its_component() -> None:
    service = {"selectorType": "rw", "serviceTemplate": {"metadata": {"name": "trigger-dev-db"}}}
    files = edited(
        good(), "Cluster/trigger-dev-postgresql", put("spec.managed", {"services": {"additional": [service]}})
    )
    target = "Job/trigger-dev-minio-create-bucket"
    path = "spec.template.spec.containers.0.env.0.value"
    (found,) = findings(WAITS, edited(files, target, put(path, "postgresql://trigger-dev-db.default.svc:5432/x")))
    assert "uses Service 'trigger-dev-db'" in found.problem
    assert found.remedy == "name: trigger-dev-postgresql"
