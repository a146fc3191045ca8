"""The hand-written Trigger.dev stack of the target cluster, and the lab that takes over from it."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from homelab_constructs.adoption.comparing import Entry, Verdict, compare
from homelab_constructs.adoption.handing_over import handovers
from homelab_constructs.adoption.report import read_old
from homelab_constructs.cli import main
from homelab_constructs.proofs.earlier import read_files
from homelab_constructs.proofs.tree import Tree
from tests.adoption.labs import APP, FOLDER, taken_over
from tests.adoption.small import KEPT, put_down, scope_of
from tests.proofs.broken import Files, edited

ROOT = Path(__file__).resolve().parent.parent.parent
CLAIMS = ("redis", "clickhouse", "minio")


def by_hand() -> Files:
    return dict(read_files(FOLDER))


def marked() -> Files:
    """The same after the first of the steps."""
    files = by_hand()
    for target in (
        *(f"PersistentVolumeClaim/trigger-dev-{name}-data" for name in CLAIMS),
        "Cluster/trigger-dev-postgresql",
    ):
        files = edited(files, target, lambda item: item["metadata"].update(annotations=dict(KEPT)))
    return files


def compared(old: Files) -> dict[str, Entry]:
    return {entry.thing.title: entry for entry in compare(scope_of(old, taken_over()))}


@pytest.fixture(scope="module")
def found() -> dict[str, Entry]:
    return compared(marked())


def test_every_name_is_met(found: dict[str, Entry]) -> None:
    assert [title for title, entry in found.items() if entry.verdict is Verdict.RENAMED] == []
    gone = [title for title, entry in found.items() if entry.verdict is Verdict.GONE]
    assert gone == ["HelmRelease/trigger-dev-clickhouse"], "ClickHouse is no release here (docs/decisions/0002)"


def test_nothing_is_lost_or_refused_once_the_marks_are_there(found: dict[str, Entry]) -> None:
    assert [title for title, entry in found.items() if entry.lost or entry.refused] == []


def test_without_them_it_is_what_holds_data(found: dict[str, Entry]) -> None:
    lost = {title for title, entry in compared(by_hand()).items() if entry.lost}
    assert lost == {
        "Cluster/trigger-dev-postgresql",
        *(f"PersistentVolumeClaim/trigger-dev-{name}-data" for name in CLAIMS),
    }


def test_claims_and_secrets_are_the_same_to_the_byte(found: dict[str, Entry]) -> None:
    kinds = ("PersistentVolumeClaim", "Secret")
    changed = {
        title for title, entry in found.items() if entry.thing.kind in kinds and entry.verdict is not Verdict.SAME
    }
    assert changed == {"Secret/trigger-dev-registry"}, "the pull Secret is new; everything else is there already"


def test_what_is_new_is_of_the_labs_own_making(found: dict[str, Entry]) -> None:
    assert {title for title, entry in found.items() if entry.verdict is Verdict.NEW} == {
        "ConfigMap/trigger-dev-clickhouse-config",
        "Secret/trigger-dev-registry",
        "Service/trigger-dev-clickhouse-headless",
        "StatefulSet/trigger-dev-clickhouse",
    }


def test_every_kustomization_keeps_its_name() -> None:
    assert all(handover.keeps_its_name for handover in handovers(scope_of(by_hand(), taken_over())))


def test_no_service_changes_its_address(found: dict[str, Entry]) -> None:
    services = {title: entry for title, entry in found.items() if entry.thing.kind == "Service" and entry.old}
    assert len(services) >= 6
    assert {entry.verdict for entry in services.values()} == {Verdict.SAME}


# The command line ---------------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The hand-written manifests with the lab's dist beside them, in one repository."""
    put_down(by_hand(), tmp_path)
    put_down(taken_over(), tmp_path / "dist")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_report(repository: Path, capsys: pytest.CaptureFixture[str], yaml_snapshot: SnapshotAssertion) -> None:
    assert main(["adopt", "cluster"]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert "---\nreport: |\n" + textwrap.indent(said.out, "  ") == yaml_snapshot


def test_with_the_marks_it_ends_well(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_down(marked(), repository)
    assert main(["adopt", "cluster"]) == 0
    assert "0 would lose data, 0 would be refused" in capsys.readouterr().out


def test_the_lab_in_the_same_repository_is_not_taken_for_the_old_manifests(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["adopt", "cluster"])
    of_cluster = capsys.readouterr().out
    main(["adopt", "."])
    of_all = capsys.readouterr().out
    assert of_cluster.replace(" in apps/", " in cluster/apps/").splitlines()[-1] == of_all.splitlines()[-1]
    assert "dist/" not in of_all.replace("(dist/", "(")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["cluster", "--lab", "nowhere"], "folder='nowhere': no such folder"),
        (["nowhere"], "folder='nowhere': no such folder"),
        (["empty"], "DIR='empty': no manifests are in it"),
        (["dist"], "that is the lab itself"),
        (["cluster", "--app", "trigger"], "app='trigger': one of trigger-dev is needed"),
        (["cluster", "--takes", "trigger"], "takes='trigger': a Kustomization of DIR is needed"),
        (["cluster", "--expects", "nowhere.yaml"], "expects='nowhere.yaml': cannot be read"),
        (["cluster/000-base"], "nothing in it is the lab's"),
    ],
)
def test_a_wrong_call_says_what_is_needed(
    repository: Path, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "empty").mkdir()
    assert main(["adopt", *words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert said.err.count("\n") == 1


def test_what_cannot_be_read_is_no_promise(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_down(marked(), repository)
    (repository / APP / "redis" / "data-pvc.yaml").write_text("a: b: c\n")
    assert main(["adopt", "cluster"]) == 1
    said = capsys.readouterr().out
    assert "cannot be read, and so not compared:" in said
    assert "redis/data-pvc.yaml: no YAML" in said


def test_what_only_kustomize_can_tell_is_left_open(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_down(marked(), repository)
    listing = repository / APP / "redis" / "kustomization.yaml"
    listing.write_text(listing.read_text() + "configMapGenerator:\n  - name: more\n")
    assert main(["adopt", "cluster"]) == 0
    assert "left open:\n" in (said := capsys.readouterr().out)
    assert "configMapGenerator of apps/default/trigger-dev/redis/kustomization.yaml" in said


def test_several_files_may_say_what_the_cluster_has(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = (
        "sources: [{kind: OCIRepository, namespace: flux-system, name: other, url: 'oci://a/redis', version: '1'}]\n"
    )
    (repository / "one.yaml").write_text(sources)
    (repository / "two.yaml").write_text(sources.replace("other", "another") + "namespaces: [default]\n")
    lab = Tree.of(taken_over())
    old = read_old(repository / "cluster", repository / "dist", lab, [repository / "one.yaml", repository / "two.yaml"])
    names = {name for _, _, name in old.declared.sources}
    assert names >= {"other", "another", "triggerdotdev-trigger"}
    assert old.declared.namespaces == {"default"}
    assert old.declared.variables == lab.declared.variables
