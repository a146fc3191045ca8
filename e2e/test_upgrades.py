"""Upgrades: the lab changes under its data, and the data objects stay the same objects."""

from __future__ import annotations

import pytest

from e2e import labs
from e2e.conftest import OpenStand, Report, Settled, settled
from homelab_constructs import DatabaseSettings, Volume
from homelab_constructs.stand.checks.stillness import Snapshot, check_field_fights
from homelab_constructs.stand.lab import DistCopy
from homelab_constructs.stand.stand import Stand
from homelab_constructs.trigger_dev.settings import ClickHouseSettings, ObjectStoreSettings

pytestmark = pytest.mark.needs("go")

DATA = ("Cluster", "PersistentVolumeClaim")
JOB = "trigger-dev-minio-create-bucket"


class Upgraded:
    """A lab before and after one commit.

    Attributes:
        after: the lab at rest.
        before: every object as it was.
        now: every object as it is.
    """

    def __init__(self, stand: Stand, before: Snapshot, after: Settled) -> None:
        self.stand, self.before, self.after = stand, before, after
        self.now = Snapshot.take(stand.api)

    def replaced(self, *kinds: str) -> list[str]:
        """Objects of these kinds that are not the ones they were."""
        then, now = self.before.uids(*kinds), self.now.uids(*kinds)
        assert then, f"there was no {' or '.join(kinds)}"
        return sorted(name for name, uid in then.items() if now.get(name) != uid)

    def troubles(self) -> list[str]:
        """What any Flux object has complained of since the commit, were it for a moment."""
        entries = [entry for entry in self.stand.recorder.entries if entry.seconds > self.stand.committed]
        # A dependency that is not ready yet is how waiting is spelled.
        return sorted(
            {
                f"{entry.kind}/{entry.name}: {entry.message}"
                for entry in entries
                if entry.ready == "False" and "dependency" not in entry.message and entry.event != "DELETED"
            }
        )


def _upgrade(stand: Stand, dist: DistCopy) -> Upgraded:
    before = Snapshot.take(stand.api)
    return Upgraded(stand, before, settled(stand, dist))


# From 4.0 to 4.5 ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stand(open_shared_stand: OpenStand) -> Stand:
    """A stand with the committed lab at rest, for the upgrades, one after the other."""
    found = open_shared_stand()
    settled(found, labs.committed())
    return found


@pytest.fixture(scope="module")
def line_change(stand: Stand, report: Report) -> Upgraded:
    """The lab's one argument, `chart_version`, changed from "~4.0.0" to "4.5.12"."""
    found = _upgrade(stand, labs.stack(chart_version="4.5.12"))
    report.figures.append(f"chart line 4.0 to 4.5 in place: ready {found.after.seconds:.1f} s after the commit")
    return found


class TestFrom40To45:
    def test_no_claim_and_no_database_is_another(self, line_change: Upgraded) -> None:
        assert line_change.replaced(*DATA) == []

    def test_nothing_had_to_be_tried_twice(self, line_change: Upgraded) -> None:
        assert line_change.troubles() == []

    def test_it_is_one_helm_upgrade(self, line_change: Upgraded) -> None:
        new = {name.rpartition("/")[2] for name in line_change.now.releases - line_change.before.releases}
        assert new == {"sh.helm.release.v1.trigger-dev.v2"}

    def test_the_datastores_are_left_alone(self, line_change: Upgraded) -> None:
        changed = [str(finding) for finding in line_change.before.changes(line_change.now)]
        about = ("trigger-dev-redis", "trigger-dev-clickhouse", "trigger-dev-minio", "trigger-dev-postgresql")
        # Kustomizations apart: each notes the new commit.
        assert [line for line in changed if any(name in line for name in about) and "Kustomization/" not in line] == []

    def test_the_bucket_job_stays(self, line_change: Upgraded) -> None:
        assert line_change.replaced("Job") == []

    @pytest.mark.needs("charts")
    def test_the_new_line_is_what_runs(self, line_change: Upgraded) -> None:
        stand = line_change.stand
        deployment = stand.api.get("apps/v1", "Deployment", "trigger-dev-webapp", "default")
        assert deployment
        images = [item["image"] for item in deployment["spec"]["template"]["spec"]["containers"]]
        assert any(image.endswith("trigger.dev:v4.5.12") for image in images), images
        assert stand.api.get("apps/v1", "StatefulSet", "trigger-dev-s2", "default")

    def test_no_source_of_the_old_line_is_left(self, line_change: Upgraded) -> None:
        sources = line_change.stand.api.list("source.toolkit.fluxcd.io/v1", "OCIRepository")
        assert sorted(item["metadata"]["name"] for item in sources) == ["bitnami-redis", "triggerdotdev-trigger-4-5"]


# Everything else at once --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bumped(line_change: Upgraded, report: Report) -> Upgraded:
    """A newer Redis chart, larger volumes, another ClickHouse image, another client in the bucket Job."""
    dist = labs.stack(
        chart_version="4.5.12",
        redis="22.0.7",
        database=DatabaseSettings(storage=Volume("40Gi"), wal_storage=Volume("20Gi")),
        clickhouse=ClickHouseSettings(image="docker.io/clickhouse/clickhouse-server:26.5", storage=Volume("30Gi")),
        object_store=ObjectStoreSettings(storage=Volume("50Gi")),
    )
    old, new = "RELEASE.2025-08-13T08-35-41Z", "RELEASE.2025-09-01T00-00-00Z"
    found = _upgrade(line_change.stand, dist.changed(f"trigger-dev/minio/Job.{JOB}.yaml", old, new))
    report.figures.append(f"Redis chart, volumes, images at once: ready {found.after.seconds:.1f} s after the commit")
    return found


class TestNewerParts:
    def test_no_claim_and_no_database_is_another(self, bumped: Upgraded) -> None:
        assert bumped.replaced(*DATA) == []

    def test_no_immutable_field_was_in_the_way(self, bumped: Upgraded) -> None:
        assert bumped.troubles() == []

    def test_the_volumes_grew(self, bumped: Upgraded) -> None:
        sizes = {
            item["metadata"]["name"]: item["spec"]["resources"]["requests"]["storage"]
            for item in bumped.stand.api.list("v1", "PersistentVolumeClaim", "default")
        }
        assert sizes["trigger-dev-clickhouse-data"] == "30Gi"
        assert sizes["trigger-dev-minio-data"] == "50Gi"
        cluster = bumped.stand.api.get("postgresql.cnpg.io/v1", "Cluster", "trigger-dev-postgresql", "default")
        assert cluster
        assert (cluster["spec"]["storage"]["size"], cluster["spec"]["walStorage"]["size"]) == ("40Gi", "20Gi")

    def test_the_new_clickhouse_runs(self, bumped: Upgraded) -> None:
        pod = bumped.stand.api.get("v1", "Pod", "trigger-dev-clickhouse-0", "default")
        assert pod
        assert pod["spec"]["containers"][0]["image"].endswith(":26.5")

    @pytest.mark.needs("charts")
    def test_redis_came_from_the_newer_chart_and_keeps_its_claim(self, bumped: Upgraded) -> None:
        redis = bumped.stand.api.get("apps/v1", "StatefulSet", "trigger-dev-redis-master", "default")
        assert redis
        assert redis["metadata"]["labels"]["helm.sh/chart"].startswith("redis-22.0.7")
        volumes = redis["spec"]["template"]["spec"]["volumes"]
        claims = [item["persistentVolumeClaim"]["claimName"] for item in volumes if "persistentVolumeClaim" in item]
        assert claims == ["trigger-dev-redis-data"]

    def test_the_changed_bucket_job_ran_again(self, bumped: Upgraded) -> None:
        assert bumped.replaced("Job") == [f"batch/v1 Job/default/{JOB}"]
        job = bumped.stand.recorder.last()["Job", "default", JOB]
        assert job.ready == "True"

    def test_no_field_is_set_by_two_controllers(self, bumped: Upgraded) -> None:
        assert check_field_fights(bumped.after.inventory.made) == []


def test_a_smaller_volume_is_refused_and_said(stand: Stand, bumped: Upgraded) -> None:
    """The API server and CloudNativePG keep what is there: the lab says so only in the cluster, so far."""
    dist = labs.stack(chart_version="4.5.12", redis="22.0.7", clickhouse=ClickHouseSettings(storage=Volume("1Gi")))
    stand.commit(dist)

    def refused(component: str, words: str) -> bool:
        return words in " ".join(stand.recorder.messages("Kustomization", f"trigger-dev-{component}"))

    assert stand.recorder.wait(lambda: refused("clickhouse", "can not be less than"), seconds=60)
    assert stand.recorder.wait(lambda: refused("postgresql", "can't shrink"), seconds=60)
    assert bumped.replaced(*DATA) == []
