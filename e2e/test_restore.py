"""Restore: a database that was lost begins with its backup under its old name, and what it began with is taken out."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from e2e import labs
from e2e.conftest import OpenStand, Settled, settled
from homelab_constructs import PluginBackup, Recovery, RecoveryTarget
from homelab_constructs.proofs.cnpg.cnpg_admission import CNPG_ADMISSION
from homelab_constructs.proofs.finding import Finding
from homelab_constructs.proofs.tree import Tree
from homelab_constructs.stand.api import Object, Refused
from homelab_constructs.stand.checks.acceptance import check_kept
from homelab_constructs.stand.checks.references import check_references
from homelab_constructs.stand.stand import Stand

pytestmark = pytest.mark.needs("go")

CNPG = "postgresql.cnpg.io/v1"
LETTERS = "letters-postgresql"
NEW_ARCHIVE = PluginBackup(object_store="backups", server_name="letters-postgresql-2")
LOST = Recovery(
    object_store="backups",
    server_name=LETTERS,
    target=RecoveryTarget(time="2026-09-01T08:30:00+02:00", backup_id="20260831T030000", exclusive=True),
)


def cluster(stand: Stand, name: str = LETTERS) -> Object:
    """A Cluster, as it stands in the cluster."""
    found = stand.api.get(CNPG, "Cluster", name, "default")
    assert found is not None
    return found


class Restored:
    """A lab whose database was lost and came back.

    Attributes:
        stand: the stand.
        lost: the Cluster before.
        recovered: the Cluster that began with the backup, and the lab around it.
    """

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        settled(stand, labs.letters())
        self.lost = cluster(stand)
        # What is lost with a disk is deleted by hand: nothing of Flux's does it. Until the commit nobody makes it anew.
        stand.api.delete(CNPG, "Cluster", LETTERS, "default")
        self.lab = settled(stand, labs.letters(backup=NEW_ARCHIVE, bootstrap=LOST))
        self.recovered = cluster(stand)


@pytest.fixture(scope="module")
def restored(open_shared_stand: OpenStand) -> Restored:
    """The lab after the restore."""
    return Restored(open_shared_stand())


def test_the_webhook_takes_a_recovery_a_copy_and_an_import_as_they_are_written(restored: Restored) -> None:
    assert restored.recovered["metadata"]["uid"] != restored.lost["metadata"]["uid"]
    ways = {
        name: cluster(restored.stand, name)["spec"]["bootstrap"] for name in (LETTERS, "letters-copy", "letters-import")
    }
    assert [sorted(way) for way in ways.values()] == [["recovery"], ["pg_basebackup"], ["initdb"]]
    assert ways[LETTERS]["recovery"]["recoveryTarget"] == {
        "targetTime": "2026-09-01T08:30:00+02:00",
        "backupID": "20260831T030000",
        "exclusive": True,
    }
    assert ways["letters-import"]["initdb"]["import"]["databases"] == ["letters"]


def test_nothing_was_dropped_and_whatever_is_named_is_there(restored: Restored) -> None:
    lab = restored.lab
    assert check_kept(lab.inventory, lab.dist, "default") == []
    assert check_references(lab.inventory, lab.dist, empty_releases=lab.empty).findings == ()


def test_whoever_copies_waits_for_the_original(restored: Restored) -> None:
    first: dict[str, float] = {}
    for entry in restored.stand.recorder.entries:
        if entry.kind == "Kustomization" and entry.ready == "True":
            first.setdefault(entry.name, entry.seconds)
    assert first[LETTERS] < first["letters-copy"] < first["letters-import"]


@pytest.fixture(scope="module")
def plain(restored: Restored) -> Settled:
    """The lab after the commit that took `bootstrap` out again."""
    return settled(restored.stand, labs.letters(backup=NEW_ARCHIVE))


class TestAfterwards:
    def test_it_is_the_same_cluster(self, restored: Restored, plain: Settled) -> None:
        assert cluster(plain.stand)["metadata"]["uid"] == restored.recovered["metadata"]["uid"]

    def test_nothing_of_the_recovery_is_left_and_the_new_archive_is(self, plain: Settled) -> None:
        spec = cluster(plain.stand)["spec"]
        assert spec["bootstrap"].keys() == {"initdb"}
        assert "externalClusters" not in spec
        assert spec["plugins"][0]["parameters"]["serverName"] == "letters-postgresql-2"

    def test_it_says_whose_database_it_is_as_before(self, restored: Restored, plain: Settled) -> None:
        """The operator goes on reading it: by that it knows whose password to set."""
        was, now = (
            restored.recovered["spec"]["bootstrap"]["recovery"],
            cluster(plain.stand)["spec"]["bootstrap"]["initdb"],
        )
        fields = ("database", "owner", "secret")
        assert [was[field] for field in fields] == [now[field] for field in fields]

    def test_flux_had_nothing_to_complain_of(self, plain: Settled) -> None:
        told = [
            f"{entry.name}: {entry.message}"
            for entry in plain.stand.recorder.entries
            if entry.seconds > plain.stand.committed
            and entry.ready == "False"
            and entry.event != "DELETED"
            and "dependency" not in entry.message
        ]
        assert told == []

    def test_a_recovery_written_into_it_would_be_taken_without_a_word(self, plain: Settled) -> None:
        """Which is why the proof of data says something: nothing is restored into a Cluster that is there."""
        (wanted,) = (
            item
            for item in labs.letters(backup=NEW_ARCHIVE, bootstrap=LOST).of_kind("Cluster")
            if item["metadata"]["name"] == LETTERS
        )
        wanted["metadata"]["namespace"] = "default"
        applied = plain.stand.api.apply(wanted, dry_run=True, manager="kustomize-controller")
        assert applied.warnings == ()


# What the webhook refuses -------------------------------------------------------------------------------------------

SNAPSHOT = {"apiGroup": "snapshot.storage.k8s.io", "kind": "VolumeSnapshot", "name": "a"}
CLAIM = "PersistentVolumeClaim"
REFUSED: dict[str, dict[str, Any]] = {
    "no zone separator": {"recoveryTarget": {"targetTime": "2026-01-02T03:04:05+0200"}},
    "a small z": {"recoveryTarget": {"targetTime": "2026-01-02T03:04:05z"}},
    "no seconds": {"recoveryTarget": {"targetTime": "2026-01-02T03:04Z"}},
    "no such day": {"recoveryTarget": {"targetTime": "2026-02-30T03:04:05Z"}},
    "no time": {"recoveryTarget": {"targetTime": "yesterday"}},
    "no location": {"recoveryTarget": {"targetLSN": "xyz"}},
    "a name alone": {"recoveryTarget": {"targetName": "before"}},
    "two targets": {"recoveryTarget": {"targetTime": "2026-01-02", "targetLSN": "0/1"}},
    "timeline 0": {"recoveryTarget": {"targetTLI": "0"}},
    "unknown source": {"source": "nobody"},
    "source without a store": {"source": "server"},
    "snapshot of nothing": {"source": None, "volumeSnapshots": {"storage": {**SNAPSHOT, "kind": "Volume"}}},
    "claim without a group": {"source": None, "volumeSnapshots": {"storage": {"kind": CLAIM, "name": "a"}}},
    "log without a volume": {"source": None, "volumeSnapshots": {"storage": SNAPSHOT, "walStorage": SNAPSHOT}},
}
TAKEN: dict[str, dict[str, Any]] = {
    "everything": {},
    "no zone": {"recoveryTarget": {"targetTime": "2026-01-02T03:04:05"}},
    "a day": {"recoveryTarget": {"targetTime": "2026-01-02"}},
    "a blank": {"recoveryTarget": {"targetTime": "2026-01-02 03:04:05.5+02"}},
    "nanoseconds": {"recoveryTarget": {"targetTime": "2026-01-02T03:04:05.123456789Z"}},
    "location": {"recoveryTarget": {"targetLSN": "0/16b3748"}},
    "name": {"recoveryTarget": {"targetName": "before", "backupID": "20260101T000000"}},
    "timeline": {"recoveryTarget": {"targetTLI": "2"}},
    "snapshot": {"source": None, "volumeSnapshots": {"storage": SNAPSHOT}},
    "claim": {"source": None, "volumeSnapshots": {"storage": {"apiGroup": "", "kind": CLAIM, "name": "a"}}},
}


@pytest.mark.parametrize("name", [*REFUSED, *TAKEN])
def test_the_proof_and_the_webhook_say_the_same_of_a_recovery(restored: Restored, name: str) -> None:
    recovery = {"source": "store", **(REFUSED | TAKEN)[name]}
    plugin = {"name": "barman-cloud.cloudnative-pg.io", "parameters": {"barmanObjectName": "a", "serverName": "b"}}
    item = {
        "apiVersion": CNPG,
        "kind": "Cluster",
        "metadata": {"name": "asked", "namespace": "default"},
        "spec": {
            "instances": 1,
            "imageName": "ghcr.io/cloudnative-pg/postgresql:17.6",
            "storage": {"size": "1Gi"},
            "bootstrap": {"recovery": {key: value for key, value in recovery.items() if value is not None}},
            "externalClusters": [
                {"name": "store", "plugin": plugin},
                {"name": "server", "connectionParameters": {"host": "x"}},
            ],
        },
    }
    said = CNPG_ADMISSION.find(Tree.of({"cluster.yaml": yaml.safe_dump(item).encode()}))
    assert any(isinstance(found, Finding) for found in said) is (name in REFUSED)
    if name in REFUSED:
        with pytest.raises(Refused):
            restored.stand.api.apply(item, dry_run=True)
    else:
        restored.stand.api.apply(item, dry_run=True)
