"""The generator of imports/ (tools/crd_imports) on small CRDs, and what is committed in imports/.

That imports/ is what a fresh run gives is `make imports-check`: it needs npm, so it is no test here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.crd_imports import cdk8s_cli, cli, sources, tree
from tools.crd_imports.catalog import API_GROUPS, FREE_FORM_CNPG_FIELDS, ApiGroup
from tools.crd_imports.errors import SourceError, ToolMissingError
from tools.crd_imports.schemas import import_input, pruned, schema_files, select_kinds, without_descriptions

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = ROOT / "imports"
CLUSTER_CRDS = ROOT.parent / "shared" / "data" / "crds" / "cluster"

FREE_FORM = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
PONDS = ApiGroup(alias="test_ponds", group="ponds.example", kinds=frozenset({"Duck", "Frog"}))

needs_cluster_crds = pytest.mark.skipif(
    not CLUSTER_CRDS.is_dir(), reason="needs ../shared/data/crds/cluster, the CRDs of the target cluster"
)


def crd(kind: str, *, group: str = "ponds.example", **versions: Any) -> dict[str, Any]:
    """A CRD whose versions are given as name=schema; the first is the one stored."""
    schemas = versions or {"v1": {"type": "object"}}
    return {
        "kind": "CustomResourceDefinition",
        "spec": {
            "group": group,
            "names": {"kind": kind, "plural": f"{kind.lower()}s"},
            "scope": "Namespaced",
            "versions": [
                {"name": name, "storage": place == 0, "schema": {"openAPIV3Schema": schema}}
                for place, (name, schema) in enumerate(schemas.items())
            ],
        },
    }


def obj(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


# Which kinds and versions -----------------------------------------------------------------------------------


def test_selects_the_wanted_kinds_in_their_storage_version() -> None:
    manifests = [
        {"kind": "Deployment", "spec": {}},
        crd("Frog", v2={"type": "object", "title": "new"}, v1={"type": "object", "title": "old"}),
        crd("Heron"),
        crd("Duck", group="barns.example", v9={"type": "object"}),
        crd("Duck"),
    ]
    chosen = select_kinds(manifests, PONDS)
    assert [(kind.group, kind.kind, kind.version) for kind in chosen] == [
        ("ponds.example", "Duck", "v1"),
        ("ponds.example", "Frog", "v2"),
    ]
    assert chosen[1].schema["title"] == "new"


def test_missing_kind_is_named() -> None:
    with pytest.raises(SourceError, match=r"ponds\.example: no CRD for Frog in the source of test_ponds"):
        select_kinds([crd("Duck")], PONDS)


def test_kind_defined_twice_is_refused() -> None:
    with pytest.raises(SourceError, match="Duck is defined twice"):
        select_kinds([crd("Duck"), crd("Frog"), crd("Duck")], PONDS)


def test_crd_without_storage_version_is_refused() -> None:
    broken = crd("Duck")
    broken["spec"]["versions"][0]["storage"] = False
    with pytest.raises(SourceError, match="Duck has 0 storage versions"):
        select_kinds([broken, crd("Frog")], PONDS)


# What is left out -------------------------------------------------------------------------------------------


def test_descriptions_go_wherever_a_schema_is() -> None:
    prose = {"type": "string", "description": "prose"}
    schema = {
        **obj(one=prose, many={"type": "array", "items": prose}, keyed={"additionalProperties": prose}),
        "description": "prose",
        "anyOf": [prose],
        "allOf": [{"not": prose}],
        "oneOf": [prose],
    }
    assert "prose" in json.dumps(schema)
    assert "prose" not in json.dumps(without_descriptions(schema))


def test_what_only_looks_like_a_description_stays() -> None:
    schema = {
        **obj(description={"type": "string", "default": "d"}, rules={"enum": ["description"]}),
        "default": {"description": "a value"},
        "additionalProperties": True,
        "x-kubernetes-validations": [{"rule": "self.a > 0", "message": "a must be positive"}],
    }
    assert without_descriptions(schema) == schema


@pytest.mark.parametrize(
    ("field", "becomes"),
    [
        (obj(deep=obj(deeper={"type": "string"})), FREE_FORM),
        ({"type": "array", "items": obj(name={"type": "string"})}, {"type": "array", "items": FREE_FORM}),
        ({"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "string"}}),
        ({"type": "string"}, {"type": "string"}),
    ],
    ids=["object", "list of objects", "list of texts", "text"],
)
def test_free_form_fields(field: dict[str, Any], becomes: dict[str, Any]) -> None:
    schema = obj(spec=obj(nested={"type": "array", "items": obj(template=field)}, other=field))
    lean = pruned(schema, frozenset({"template"}))
    assert lean == obj(spec=obj(nested={"type": "array", "items": obj(template=becomes)}, other=field))


def test_only_the_status_of_the_object_itself_goes() -> None:
    schema = obj(spec=obj(status={"type": "string"}), status=obj(ready={"type": "boolean"}))
    assert pruned(schema, frozenset()) == obj(spec=obj(status={"type": "string"}))


def test_pruning_leaves_its_input_alone() -> None:
    schema = obj(spec=obj(template=obj(a={"description": "prose"})), status={"type": "object"})
    before = json.dumps(schema)
    pruned(schema, frozenset({"template"}))
    assert json.dumps(schema) == before


# What is written --------------------------------------------------------------------------------------------


def test_schema_files_are_full_and_stable() -> None:
    schema = obj(status={"description": "prose", "type": "object"}, spec=obj(template=obj(b={}, a={})))
    duck = crd("Duck", v1={"x-b": "ü", **schema})
    files = schema_files(select_kinds([duck, crd("Frog")], PONDS))
    assert list(files) == ["ponds.example/Duck.v1.json", "ponds.example/Frog.v1.json"]
    text = files["ponds.example/Duck.v1.json"]
    assert json.loads(text) == {
        **obj(status={"type": "object"}, spec=obj(template=obj(a={}, b={}))),
        "x-b": "ü",
    }
    assert text == canonical(text)
    assert '"ü"' in text


def test_import_input_is_one_document_a_kind() -> None:
    schema = obj(spec=obj(template=obj(a={"type": "string"})))
    text = import_input(select_kinds([crd("Frog"), crd("Duck", v1=schema)], PONDS), frozenset({"template"}))
    duck, frog = yaml.safe_load_all(text)
    assert (duck["spec"]["names"]["kind"], frog["spec"]["names"]["kind"]) == ("Duck", "Frog")
    assert duck["metadata"]["name"] == "ducks.ponds.example"
    assert [version["schema"]["openAPIV3Schema"] for version in duck["spec"]["versions"]] == [
        obj(spec=obj(template=FREE_FORM))
    ]


# Where CRDs come from ---------------------------------------------------------------------------------------


def test_cdk8s_yaml_pins_one_release_for_each_group() -> None:
    urls = sources.pinned_urls(ROOT / "cdk8s.yaml", API_GROUPS)
    assert len(set(urls.values())) == len(API_GROUPS)
    for url in urls.values():
        assert re.search(r"/v\d+\.\d+\.\d+/", url), f"{url} names no release"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("app: x\n", "`imports:` must be a list"),
        ("", "`imports:` must be a list"),
        ("imports: [https://a.example/x.yaml]\n", r"must read alias:=https"),
        ("imports: ['test_ponds:=http://a.example/x.yaml']\n", r"must read alias:=https"),
        ("imports: ['test_ponds:=https://a.example/x', 'test_ponds:=https://a.example/y']\n", "stands twice"),
        ("imports: ['ponds:=https://a.example/x']\n", r"has \['ponds'\], wanted are \['test_ponds'\]"),
        ("imports: [\n", "cdk8s.yaml: not readable as YAML"),
    ],
)
def test_unusable_pins_are_refused(tmp_path: Path, text: str, complaint: str) -> None:
    config = tmp_path / "cdk8s.yaml"
    config.write_text(text)
    with pytest.raises(SourceError, match=complaint):
        sources.pinned_urls(config, [PONDS])


def test_missing_pins_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cdk8s\.yaml: missing"):
        sources.pinned_urls(tmp_path / "cdk8s.yaml", [PONDS])


def test_reads_each_group_from_its_url() -> None:
    pages = {
        "https://a.example/x": "kind: A\n---\n# nothing\n---\nkind: B\n",
        "https://a.example/y": "kind: C\n",
    }
    barns = ApiGroup(alias="test_barns", group="barns.example", kinds=frozenset())
    urls = {"test_ponds": "https://a.example/x", "test_barns": "https://a.example/y"}
    assert sources.from_urls(urls, [PONDS, barns], pages.__getitem__) == {
        "test_ponds": [{"kind": "A"}, {"kind": "B"}],
        "test_barns": [{"kind": "C"}],
    }


def test_reads_only_the_files_of_a_group_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "ponds.example_frogs.yaml").write_text("kind: B\n")
    (tmp_path / "ponds.example_ducks.yaml").write_text("---\nkind: A\n")
    (tmp_path / "barns.example_cows.yaml").write_text("kind: C\n")
    assert sources.from_folder(tmp_path, [PONDS]) == {"test_ponds": [{"kind": "A"}, {"kind": "B"}]}


def test_missing_folder_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--check", "--crd-dir", str(tmp_path / "nowhere")]) == SourceError.exit_code
    assert "no such folder" in capsys.readouterr().err


def test_folder_comes_from_the_environment_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRD_DIR", str(tmp_path / "elsewhere"))
    assert cli.main(["--check"]) == SourceError.exit_code
    assert f"{tmp_path / 'elsewhere'}: no such folder" in capsys.readouterr().err


def test_missing_npm_has_its_own_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissingError, match="node is not on the PATH"):
        cdk8s_cli.ensure_installed(ROOT)
    assert cli.main(["--crd-dir", str(tmp_path)]) == ToolMissingError.exit_code
    assert capsys.readouterr().err.startswith("imports: node is not on the PATH")


def test_lockfile_pins_the_cli_and_names_no_registry() -> None:
    pinned = json.loads((ROOT / "package.json").read_text())["devDependencies"]["cdk8s-cli"]
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert packages["node_modules/cdk8s-cli"]["version"] == pinned
    assert [name for name, package in packages.items() if "resolved" in package] == []


# Comparing and replacing ------------------------------------------------------------------------------------


def write_files(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__in__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_differences(tmp_path: Path) -> None:
    old = write_files(tmp_path / "old", same="1", a__in__changed="1", extra="1", __pycache____in__x="1")
    new = write_files(tmp_path / "new", same="1", a__in__changed="2", missing="1")
    assert tree.differences(old, new) == ["changed: a/changed", "extra:   extra", "missing: missing"]
    assert tree.differences(new, new) == []
    assert tree.differences(tmp_path / "none", new) != []


def test_replacing_leaves_nothing_of_the_old_tree(tmp_path: Path) -> None:
    target = write_files(tmp_path / "imports", gone__in__deep="1", kept="1")
    fresh = write_files(tmp_path / "fresh", kept="2", added__in__deep="2")
    tree.replace(target, fresh)
    assert sorted(path.relative_to(target).as_posix() for path in target.rglob("*")) == [
        "added",
        "added/deep",
        "kept",
    ]
    assert (target / "kept").read_text() == "2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh", "imports"]


def test_failed_replacement_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = write_files(tmp_path / "imports", kept="1")
    fresh = write_files(tmp_path / "fresh", kept="2")
    rename = Path.rename

    def fail_on_new(path: Path, to: Path) -> Path:
        if path.name == "new":
            raise OSError("disk on fire")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail_on_new)
    with pytest.raises(OSError, match="disk on fire"):
        tree.replace(target, fresh)
    assert (target / "kept").read_text() == "1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh", "imports"]


def test_check_reports_drift_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(root: Path, manifests: object, groups: object, target: Path) -> None:
        write_files(target, generated="fresh")

    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.setattr(cdk8s_cli, "ensure_installed", lambda root: None)
    monkeypatch.setattr(tree, "build", build)
    write_files(tmp_path / "imports", generated="stale")
    arguments = ["--crd-dir", str(tmp_path)]

    assert cli.main([*arguments, "--check"]) == cli.EXIT_DRIFT
    assert "changed: generated" in capsys.readouterr().out
    assert (tmp_path / "imports" / "generated").read_text() == "stale"

    assert cli.main(arguments) == 0
    assert (tmp_path / "imports" / "generated").read_text() == "fresh"
    assert cli.main([*arguments, "--check"]) == 0


# What is committed ------------------------------------------------------------------------------------------


def canonical(text: str) -> str:
    return json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def schema_paths() -> list[Path]:
    """The schemas of CRDs; those of Kubernetes' own kinds are another matter (tests/test_core_schemas.py)."""
    return [path for path in sorted((IMPORTS / "schemas").rglob("*.json")) if path.parent.name != "kubernetes"]


def spec_of(path: str) -> dict[str, Any]:
    schema = json.loads((IMPORTS / "schemas" / path).read_text(encoding="utf-8"))
    spec: dict[str, Any] = schema["properties"]["spec"]
    return spec


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object anywhere in a JSON value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def generated_files() -> Iterator[tuple[str, bytes]]:
    """Every file below imports/, and every file inside its archives."""
    for path in sorted(IMPORTS.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        name = path.relative_to(IMPORTS).as_posix()
        yield name, path.read_bytes()
        if path.suffix == ".tgz":
            with tarfile.open(path) as archive:
                for member in archive:
                    content = archive.extractfile(member)
                    yield f"{name}:{member.name}", content.read() if content else b""


def test_imports_holds_exactly_the_catalog() -> None:
    assert {path.name for path in IMPORTS.iterdir()} - {"__pycache__"} == {
        "schemas",
        *(group.alias for group in API_GROUPS),
    }
    written = {(path.parent.name, path.name.split(".")[0]) for path in schema_paths()}
    assert written == {(group.group, kind) for group in API_GROUPS for kind in group.kinds}


def test_imports_is_no_package_of_its_own() -> None:
    # With an __init__.py it would take the name `imports` from a consumer's own generated classes.
    for folder in (IMPORTS, IMPORTS / "schemas", *(IMPORTS / group.alias for group in API_GROUPS)):
        assert folder.is_dir()
        assert not (folder / "__init__.py").exists()


@pytest.mark.parametrize("path", schema_paths(), ids=lambda path: path.stem)
def test_schemas_are_canonical_and_without_prose(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == canonical(text)
    # A field may be called `description`; then it is an object, and prose is text.
    assert not any(isinstance(node.get("description"), str) for node in nodes(json.loads(text)))


def test_schemas_keep_what_proofs_need() -> None:
    cluster = spec_of("postgresql.cnpg.io/Cluster.v1.json")
    assert cluster["required"] == ["instances"]
    assert cluster["properties"]["instances"]["minimum"] == 1
    assert cluster["properties"]["primaryUpdateStrategy"]["enum"] == ["unsupervised", "supervised"]
    assert cluster["properties"]["plugins"]["items"]["required"] == ["name"]
    limits = cluster["properties"]["resources"]["properties"]["limits"]["additionalProperties"]
    assert limits["x-kubernetes-int-or-string"] is True
    assert limits["pattern"]

    affinity = cluster["properties"]["affinity"]["properties"]
    assert affinity["tolerations"]["items"]["properties"]["operator"] == {"type": "string"}
    pod_template = spec_of("postgresql.cnpg.io/Pooler.v1.json")["properties"]["template"]
    assert "containers" in pod_template["properties"]["spec"]["properties"]

    database = spec_of("postgresql.cnpg.io/Database.v1.json")
    assert {"rule": "self == oldSelf", "message": "name is immutable"} in database["properties"]["name"][
        "x-kubernetes-validations"
    ]

    release = spec_of("helm.toolkit.fluxcd.io/HelmRelease.v2.json")
    assert release["properties"]["interval"]["pattern"]
    assert release["properties"]["values"]["x-kubernetes-preserve-unknown-fields"] is True
    assert release["x-kubernetes-validations"]


def test_assemblies_carry_our_aliases_and_are_unique() -> None:
    names = []
    for group in API_GROUPS:
        package = package_of(group)
        loader = (package / "_jsii" / "__init__.py").read_text(encoding="utf-8")
        found = re.search(r'JSIIAssembly\.load\(\s*"([^"]+)",\s*"([^"]+)"', loader)
        assert found, f"{group.alias}: no assembly"
        name, version = found.groups()
        assert name.startswith(f"{group.alias}_")
        assert (package / "_jsii" / f"{name}@{version}.jsii.tgz").is_file()
        classes = (package / "__init__.py").read_text(encoding="utf-8")
        types = {found.casefold() for found in re.findall(rf'jsii_type="{re.escape(name)}\.(\w+)"', classes)}
        assert types >= {kind.casefold() for kind in group.kinds}  # OCIRepository becomes OciRepository
        names.append(name)
    assert len(set(names)) == len(API_GROUPS)


def package_of(group: ApiGroup) -> Path:
    return IMPORTS.joinpath(group.alias, *reversed(group.group.split(".")))


def test_free_form_fields_have_no_classes() -> None:
    cnpg = next(group for group in API_GROUPS if group.free_form_fields)
    module = (package_of(cnpg) / "__init__.py").read_text(encoding="utf-8")
    classes = re.findall(r"^class (\w+)", module, re.MULTILINE)
    assert "ClusterSpecExternalClusters" in classes
    for word in (
        "Affinity",
        "PodTemplate",
        "PoolerSpecTemplate",
        "PvcTemplate",
        "BarmanObjectStore",
        "Status",
    ):
        assert [name for name in classes if word in name] == []


def test_no_generated_file_holds_a_path_of_the_machine_that_made_it() -> None:
    foreign = re.compile(rb"(?<![\w.*-])/(?:tmp|home|root|work|usr|var|private|opt|mnt|Users)/\w+")
    leaks = {name: found.group() for name, content in generated_files() if (found := foreign.search(content))}
    assert leaks == {}
    assert foreign.search(b'"/tmp/imports-1/x"')


@needs_cluster_crds
def test_committed_schemas_are_those_of_the_cluster() -> None:
    manifests = sources.from_folder(CLUSTER_CRDS, API_GROUPS)
    expected = {}
    for group in API_GROUPS:
        expected.update(schema_files(select_kinds(manifests[group.alias], group)))
    schemas = IMPORTS / "schemas"
    committed = {path.relative_to(schemas).as_posix(): path.read_text("utf-8") for path in schema_paths()}
    stale = sorted(name for name in committed | expected if committed.get(name) != expected.get(name))
    assert stale == []


@needs_cluster_crds
def test_every_free_form_field_exists() -> None:
    manifests = sources.from_folder(CLUSTER_CRDS, API_GROUPS)
    fields: set[str] = set()
    for kind in select_kinds(manifests[API_GROUPS[0].alias], API_GROUPS[0]):
        for node in nodes(kind.schema):
            fields.update(node.get("properties", {}))
    assert FREE_FORM_CNPG_FIELDS - fields == set()


# All packages in one process, beside each other; a free-form field keeps its keys as they are. Not in the
# process of the tests: jsii maps a type to the class loaded last, and the library loads them by another path.
USE_ALL = """
import json
import cdk8s
from imports.homelab_cnpg.io.cnpg.postgresql import Cluster, ClusterSpec, ClusterSpecStorage
from imports.homelab_helm.io.fluxcd.toolkit.helm import HelmRelease, HelmReleaseSpec
from imports.homelab_kustomize.io.fluxcd.toolkit.kustomize import Kustomization
from imports.homelab_source.io.fluxcd.toolkit.source import GitRepository, HelmRepository, OciRepository

chart = cdk8s.Chart(cdk8s.App(), "c")
affinity = {"nodeSelector": {"a_b": "c"}, "enablePodAntiAffinity": True}
storage = ClusterSpecStorage(size="1Gi", pvc_template={"storageClassName": "fast"})
Cluster(chart, "d", metadata={"name": "d"}, spec=ClusterSpec(instances=1, storage=storage, affinity=affinity))
HelmRelease(chart, "h", metadata={"name": "h"}, spec=HelmReleaseSpec(interval="1h", values={"some_Key": [1]}))
print(json.dumps([thing["spec"] for thing in chart.to_json()]))
"""


@pytest.mark.slow
def test_generated_packages_work_beside_each_other() -> None:
    command = [sys.executable, "-c", USE_ALL]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [
        {
            "affinity": {"nodeSelector": {"a_b": "c"}, "enablePodAntiAffinity": True},
            "instances": 1,
            "storage": {"pvcTemplate": {"storageClassName": "fast"}, "size": "1Gi"},
        },
        {"interval": "1h", "values": {"some_Key": [1]}},
    ]
