"""Running the proofs: everything at once, exemptions by name, what is left open, and the command line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from homelab_constructs import HomelabError, InvalidArgument, LabError
from homelab_constructs.cli import main
from homelab_constructs.proofs.finding import Finding, Unproven
from homelab_constructs.proofs.list import PROOFS
from homelab_constructs.proofs.proof import Proof
from homelab_constructs.proofs.report import prove_folder
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.flux.test_homelab import NOTES, release
from tests.proofs.broken import Files, edited, good, put, write
from tests.support import config_map, new_lab, plain_app


@pytest.mark.parametrize("name", labs.TREES)
def test_a_good_lab_passes_every_proof(name: str) -> None:
    assert prove(Tree.of(good(name))).findings == ()


@pytest.mark.parametrize("name", labs.TREES)
def test_a_lab_loses_nothing_against_itself(name: str) -> None:
    assert prove(Tree.of(good(name), before=Tree.of(good(name)))).findings == ()


def test_the_newer_chart_line_loses_nothing_against_the_older_one() -> None:
    assert prove(Tree.of(good("line-4.5"), before=Tree.of(good("committed")))).findings == ()


def test_proofs_have_names_of_their_own_and_a_page_each() -> None:
    names = [proof.name for proof in PROOFS]
    assert len(set(names)) == len(names)
    pages = Path(__file__).resolve().parent.parent.parent / "docs" / "proofs"
    assert [name for name in names if not (pages / f"{name}.md").is_file()] == []


def test_a_proof_changes_nothing() -> None:
    """Neither the files nor the objects that were read from them."""
    tree = Tree.of(good("everything"), before=Tree.of(good("everything")))
    shown = [yaml.safe_dump(item.data) for item in tree.items]
    prove(tree)
    assert [yaml.safe_dump(item.data) for item in tree.items] == shown


# Exemptions ---------------------------------------------------------------------------------------------------------


def _picky(tree: Tree) -> Iterator[Finding | Unproven]:
    for item in tree.items:
        yield item.finding("spec.a.b", "it is called a", "b")
        yield item.finding("spec.a.bc", "it is called a", "b")
        yield item.unproven("whether it likes that", "nobody asked")


PICKY = Proof("picky", "nothing is called a", _picky)


def exempted(**changes: Any) -> Files:
    exemption = {"proof": "picky", "object": "ConfigMap/a", "path": "spec.a.b", "reason": "we like it", **changes}
    return {
        "expects.yaml": write({"exemptions": [exemption]}),
        "a.yaml": write({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}),
    }


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({}, ["spec.a.bc"]),
        ({"path": "spec.a"}, []),
        ({"path": ""}, []),
        ({"path": "spec.a.b.c"}, ["spec.a.b", "spec.a.bc"]),
        ({"object": "ConfigMap/b"}, ["spec.a.b", "spec.a.bc"]),
        ({"object": "Secret/a"}, ["spec.a.b", "spec.a.bc"]),
        ({"proof": "names"}, ["spec.a.b", "spec.a.bc"]),
        ({"namespace": "default"}, ["spec.a.bc"]),
        ({"namespace": "media"}, ["spec.a.b", "spec.a.bc"]),
    ],
)
def test_an_exemption_bears_what_it_names_and_no_more(changes: dict[str, str], left: list[str]) -> None:
    verdict = prove(Tree.of(exempted(**changes)), [PICKY])
    assert [found.path for found in verdict.findings] == left
    assert len(verdict.borne) == 2 - len(left)
    assert len(verdict.idle) == (len(left) == 2)
    assert [said.proof for said in verdict.unproven] == ["picky"]


def test_one_finding_is_told_once() -> None:
    twice = Proof("picky", "x", lambda tree: [*_picky(tree), *_picky(tree)])
    assert len(prove(Tree.of(exempted(object="x/y")), [twice]).findings) == 2


def test_a_lab_bears_what_it_exempts_by_name_and_says_so_in_expects_yaml() -> None:
    def lab(*, bearing: bool) -> Any:
        made = new_lab()
        config_map(plain_app(made, "photos").component("app"), "a", {"key": "${NOBODY}"})
        if bearing:
            made.exempt(proof="substitution", object="ConfigMap/a", path="data.key", reason="it is a test")
        return made

    with pytest.raises(LabError, match="NOBODY is declared by nobody"):
        lab(bearing=False).prove()
    good_one = lab(bearing=True)
    good_one.prove()
    (exemption,) = yaml.safe_load(good_one.files()["expects.yaml"])["exemptions"]
    assert exemption == {
        "proof": "substitution",
        "object": "ConfigMap/a",
        "path": "data.key",
        "reason": "it is a test",
    }


@pytest.mark.parametrize(
    ("argument", "given"),
    [
        ("proof", {"proof": "everything"}),
        ("object", {"object": "ConfigMap"}),
        ("object", {"object": "a b/c"}),
        ("reason", {"reason": ""}),
        ("path", {"path": "a\nb"}),
        ("proof", {"proof": 3}),
    ],
)
def test_an_exemption_that_means_nothing_is_refused(argument: str, given: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument) as caught:
        new_lab().exempt(**({"proof": "pods", "object": "Job/a", "reason": "x"} | given))
    assert caught.value.argument == argument


# At synth -----------------------------------------------------------------------------------------------------------


def test_a_finding_names_the_line_of_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lab = new_lab()
    component = plain_app(lab, "photos").component("app")
    release(component, NOTES, values={"text": "a ${NOBODY}"})
    with pytest.raises(
        LabError, match=r"HelmRelease/photos: spec.values.text: .* \(made in tests/flux/test_homelab.py:\d+\)"
    ):
        lab.prove()


def test_synth_compares_with_the_dist_on_disk_and_an_exemption_lets_a_loss_pass(tmp_path: Path) -> None:
    from homelab_constructs import BitnamiRedis, FluxApp, Homelab, Volume
    from tests.support import profile

    def synth(size: str, *, bearing: bool = False) -> None:
        lab = Homelab(profile(), outdir=tmp_path / "dist")
        BitnamiRedis(FluxApp(lab, "photos").component("redis"), "redis", storage=Volume(size))
        if bearing:
            lab.exempt(
                proof="data",
                object="PersistentVolumeClaim/photos-redis-data",
                path="spec.resources.requests.storage",
                reason="it was never used",
            )
        lab.synth()

    synth("5Gi")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    with pytest.raises(LabError, match=r"PersistentVolumeClaim/photos-redis-data: spec\.resources\.requests\.storage"):
        synth("1Gi")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before
    synth("8Gi")
    synth("1Gi", bearing=True)
    assert b"storage: 1Gi" in (tmp_path / "dist/photos/redis/PersistentVolumeClaim.photos-redis-data.yaml").read_bytes()


def test_an_exemption_that_nothing_needs_is_refused_and_one_for_data_is_not() -> None:
    """What was lost once is lost: the next synth finds nothing any more, and must not fail for that."""
    lab = new_lab()
    plain_app(lab, "photos")
    lab.exempt(proof="data", object="ConfigMap/photos", reason="done last week")
    lab.prove()
    lab = new_lab()
    plain_app(lab, "photos")
    lab.exempt(proof="names", object="ConfigMap/fotos", reason="misspelt")
    with pytest.raises(LabError, match="nothing is found there"):
        lab.prove()


def test_an_earlier_dist_that_nobody_can_read_is_no_reason_to_lose_data(tmp_path: Path) -> None:
    """A merge conflict in a file, or in expects.yaml."""
    from homelab_constructs import BitnamiRedis, FluxApp, Homelab, Volume
    from tests.support import profile

    def synth(size: str) -> None:
        lab = Homelab(profile(), outdir=tmp_path / "dist")
        BitnamiRedis(FluxApp(lab, "photos").component("redis"), "redis", storage=Volume(size))
        lab.synth()

    synth("5Gi")
    claim = tmp_path / "dist/photos/redis/PersistentVolumeClaim.photos-redis-data.yaml"
    good_claim = claim.read_bytes()
    claim.write_bytes(b"<<<<<<< HEAD\n" + good_claim)
    with pytest.raises(LabError, match="what was there before cannot be read"):
        synth("1Gi")
    claim.write_bytes(good_claim)
    expects = tmp_path / "dist/expects.yaml"
    expects.write_bytes(b"<<<<<<< HEAD\n" + expects.read_bytes())
    with pytest.raises(LabError, match="dist, as it lies there"):
        synth("5Gi")


def test_prove_compares_with_the_dist_on_disk_as_synth_does(tmp_path: Path) -> None:
    from homelab_constructs import BitnamiRedis, FluxApp, Homelab, Volume
    from tests.support import profile

    def lab(size: str) -> Homelab:
        made = Homelab(profile(), outdir=tmp_path / "dist")
        BitnamiRedis(FluxApp(made, "photos").component("redis"), "redis", storage=Volume(size))
        return made

    lab("5Gi").synth()
    with pytest.raises(LabError, match=r"\[data\]"):
        lab("1Gi").prove()


@pytest.mark.parametrize(
    ("api_version", "kind", "name", "expected"),
    [
        ("v1", "ConfigMap", "a", ["ConfigMap", "default", "a"]),
        ("v1", "Namespace", "media", "media"),
        ("storage.k8s.io/v1", "StorageClass", "nvme", "nvme"),
        ("networking.k8s.io/v1", "IngressClass", "nginx", "nginx"),
    ],
)
def test_what_the_cluster_has_besides_can_be_said(api_version: str, kind: str, name: str, expected: object) -> None:
    lab = new_lab()
    plain_app(lab, "photos")
    lab.expect(api_version=api_version, kind=kind, name=name)
    document = yaml.safe_load(lab.files()["expects.yaml"])
    parts = [document.get(part, []) for part in ("objects", "namespaces", "storageClasses", "ingressClasses")]
    shown = [
        [item["kind"], item["namespace"], item["name"]] if isinstance(item, dict) else item
        for part in parts
        for item in part
    ]
    assert expected in shown


def test_a_class_of_the_profile_that_values_name_is_expected() -> None:
    lab = new_lab()
    release(plain_app(lab, "photos").component("app"), NOTES, values={"storageClass": "files"})
    assert yaml.safe_load(lab.files()["expects.yaml"])["storageClasses"] == ["files"]


# The command line ---------------------------------------------------------------------------------------------------


def lay(folder: Path, files: Files) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_prove_says_all_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = edited(good(), "Secret/trigger-dev-redis-auth", put("metadata.name", "elsewhere"))
    files = edited(files, "PersistentVolumeClaim/trigger-dev-redis-data", put("spec.accessModes", "ReadWriteOnce"))
    assert main(["prove", str(lay(tmp_path, files))]) == 1
    said = capsys.readouterr().out
    assert "no Secret 'trigger-dev-redis-auth' in namespace 'default'" in said
    assert "[schema]" in said
    assert f"\n{len(list(Tree.of(files).items))} objects: " in said


def test_prove_is_content_with_a_good_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", str(lay(tmp_path, good("everything")))]) == 0
    assert "0 findings" in capsys.readouterr().out


def test_prove_against_another_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = lay(tmp_path / "old", good())
    new = lay(
        tmp_path / "new",
        edited(good(), "PersistentVolumeClaim/trigger-dev-redis-data", put("spec.resources.requests.storage", "1Gi")),
    )
    assert main(["prove", str(new)]) == 0
    assert main(["prove", str(new), "--against", str(old)]) == 1
    assert "PersistentVolumeClaim/trigger-dev-redis-data" in capsys.readouterr().out


def test_prove_takes_what_is_expected_from_another_file(tmp_path: Path) -> None:
    files = good()
    expects = tmp_path / "cluster.yaml"
    expects.write_bytes(files.pop("expects.yaml"))
    folder = lay(tmp_path / "dist", files)
    assert main(["prove", str(folder)]) == 1
    assert main(["prove", str(folder), "--expects", str(expects)]) == 0


def test_prove_prints_what_is_borne_what_is_idle_and_what_is_open(tmp_path: Path) -> None:
    files = edited(good(), "Job/trigger-dev-minio-create-bucket", put("metadata.annotations", {"a": "b"}))
    exemptions = [
        {"proof": "pods", "object": "Job/trigger-dev-minio-create-bucket", "reason": "never changed"},
        {"proof": "pods", "object": "Job/other", "reason": "long gone"},
    ]
    files = edited(files, "expects.yaml", put("exemptions", exemptions))
    said = io.StringIO()
    assert not prove_folder(lay(tmp_path, files), say=said), "an exemption for nothing hides what comes later"
    assert "0 findings, 1 borne" in said.getvalue()
    assert "because: never changed" in said.getvalue()
    assert "exempted, and nothing found there:\n  pods: Job/other" in said.getvalue()


def test_an_exemption_of_a_proof_that_does_not_exist_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exemptions = [{"proof": "everything", "object": "Job/a", "reason": "x"}]
    folder = lay(tmp_path, edited(good(), "expects.yaml", put("exemptions", exemptions)))
    assert main(["prove", str(folder)]) == 1
    assert "'everything': one of schema, " in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["nowhere"], ["{empty}"], ["{good}", "--against", "no-such-thing"], ["{good}", "--expects", "gone.yaml"]]
)
def test_what_cannot_be_proven_is_refused_in_one_line(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    places = {"empty": str(tmp_path / "empty"), "good": str(lay(tmp_path / "good", good()))}
    assert main(["prove", *(word.format(**places) for word in words)]) == 1
    assert capsys.readouterr().err.startswith("homelab-constructs: ")


def test_no_package_with_rules_is_an_error_and_not_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    from homelab_constructs.proofs import chart_rules

    chart_rules.find_rules.cache_clear()
    monkeypatch.setattr(chart_rules, "entry_points", lambda **_: ())
    with pytest.raises(HomelabError, match="must be installed"):
        chart_rules.find_rules()
    chart_rules.find_rules.cache_clear()
