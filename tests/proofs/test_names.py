"""The proof `names`: spelling, lengths, and nobody's name twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from homelab_constructs.proofs import chart_rules
from homelab_constructs.proofs.chart_rules import ChartRules, PodTemplate, Release
from homelab_constructs.proofs.finding import Finding
from homelab_constructs.proofs.names.names import NAMES
from homelab_constructs.proofs.operation.operation import OPERATION
from tests import labs
from tests.proofs.broken import Edit, Files, drop, edited, findings, good, left_open, put, write

CLUSTER = "Cluster/trigger-dev-postgresql"
SERVICE = "Service/trigger-dev-clickhouse"
STATEFUL_SET = "StatefulSet/trigger-dev-clickhouse"
RELEASE = "HelmRelease/trigger-dev-redis"
CONFIG = "ConfigMap/trigger-dev-clickhouse-config"
SECRET = "Secret/trigger-dev-redis-auth"
POD = "spec.template.spec"


@pytest.mark.parametrize("name", labs.TREES)
def test_it_finds_nothing_in_a_good_lab(name: str) -> None:
    assert findings(NAMES, good(name)) == []


def only(files: Files) -> Finding:
    """The one thing that is found."""
    (found,) = findings(NAMES, files)
    return found


def broken(target: str, *edits: Edit) -> list[Finding]:
    files = good()
    for edit in edits:
        files = edited(files, target, edit)
    return findings(NAMES, files)


def at(found: list[Finding], path: str, *words: str) -> Finding:
    """The one finding at a path."""
    (one,) = [said for said in found if said.path == path]
    for word in words:
        assert word in f"{one.problem} {one.remedy}", one
    return one


def applied(*objects: Mapping[str, Any], target: str | None = "apps", **more: Any) -> Files:
    """A hand-written component with these objects."""
    spec = {"path": "./cluster/apps/app", "prune": True, "sourceRef": {"kind": "GitRepository", "name": "flux-system"}}
    if target:
        spec["targetNamespace"] = target
    return {
        "apps/ks.yaml": write(thing("Kustomization", "app", "kustomize.toolkit.fluxcd.io/v1", spec={**spec, **more})),
        "apps/app/objects.yaml": write(*objects),
        "apps/kustomization.yaml": write({"kind": "Kustomization", "resources": ["./ks.yaml"]} | KUSTOMIZE),
    }


KUSTOMIZE = {"apiVersion": "kustomize.config.k8s.io/v1beta1"}


def thing(kind: str, name: str, version: str = "v1", **more: Any) -> dict[str, Any]:
    metadata = more.pop("metadata", {})
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name, **metadata}, **more}


# Names and lengths --------------------------------------------------------------------------------------------------

KINDS = [
    ("v1", "ConfigMap", 253),
    ("v1", "Namespace", 63),
    ("v1", "Service", 63),
    ("apps/v1", "Deployment", 242),
    ("apps/v1", "DaemonSet", 253),
    ("apps/v1", "StatefulSet", 52),
    ("batch/v1", "Job", 63),
    ("batch/v1", "CronJob", 52),
    ("helm.toolkit.fluxcd.io/v2", "HelmRelease", 53),
    ("kustomize.toolkit.fluxcd.io/v1", "Kustomization", 63),
    ("postgresql.cnpg.io/v1", "Cluster", 50),
    ("postgresql.cnpg.io/v1", "Pooler", 63),
    ("postgresql.cnpg.io/v1", "ScheduledBackup", 63),
    ("cluster.x-k8s.io/v1beta1", "Cluster", 253),
]


@pytest.mark.parametrize(("version", "kind", "most"), KINDS)
def test_a_name_may_be_as_long_as_its_kind_bears_and_no_longer(version: str, kind: str, most: int) -> None:
    assert findings(NAMES, applied(thing(kind, "a" * most, version))) == []
    found = only(applied(thing(kind, "a" * (most + 1), version)))
    assert found.object == f"{kind}/{'a' * (most + 1)}"
    assert found.path == "metadata.name"
    assert f"has {most + 1} characters" in found.problem
    assert f"at most {most}" in found.remedy


@pytest.mark.parametrize(
    ("version", "kind", "word"),
    [
        ("apps/v1", "StatefulSet", "label"),
        ("batch/v1", "CronJob", "Jobs append"),
        ("postgresql.cnpg.io/v1", "Cluster", "Services, pods and claims"),
        ("helm.toolkit.fluxcd.io/v2", "HelmRelease", "helm-controller would cut it"),
    ],
)
def test_a_length_that_something_appended_decides_is_explained(version: str, kind: str, word: str) -> None:
    assert word in only(applied(thing(kind, "a" * 60, version))).problem


@pytest.mark.parametrize("name", ["Upper", "a_b", "-a", "a-", "a..b", ".a", "a b", "ä", ""])
def test_a_name_that_kubernetes_does_not_take_is_found(name: str) -> None:
    found = only(applied(thing("ConfigMap", name)))
    assert (found.path, "lower-case letters" in found.remedy) == ("metadata.name", True)
    assert repr(name) in found.problem or "it is empty" in found.problem


@pytest.mark.parametrize(
    ("version", "kind", "name"),
    [
        ("v1", "Service", "1st"),
        ("v1", "Service", "a.b"),
        ("postgresql.cnpg.io/v1", "Cluster", "9photos"),
        ("postgresql.cnpg.io/v1", "Cluster", "photos.db"),
        ("postgresql.cnpg.io/v1", "Pooler", "1-pooler"),
        ("apps/v1", "StatefulSet", "a.b"),
        ("v1", "Namespace", "a.b"),
    ],
)
def test_what_becomes_a_host_has_no_dot_and_mostly_a_letter_first(version: str, kind: str, name: str) -> None:
    assert repr(name) in only(applied(thing(kind, name, version))).problem


def test_names_of_roles_are_freer_than_others() -> None:
    rbac = "rbac.authorization.k8s.io/v1"
    assert findings(NAMES, applied(thing("ClusterRole", "system:photos", rbac))) == []
    assert "no '/'" in only(applied(thing("Role", "a/b", rbac))).remedy


@pytest.mark.parametrize("target", [CLUSTER, SERVICE, STATEFUL_SET])
def test_a_name_of_the_lab_that_became_too_long_is_found(target: str) -> None:
    name = target.partition("/")[2] + "-" + "x" * 50
    assert name in at(broken(target, put("metadata.name", name)), "metadata.name").problem


# Variables in names -------------------------------------------------------------------------------------------------


def test_a_name_with_variables_is_judged_as_it_arrives() -> None:
    substitute = {"substitute": {"APP": "photos", "BAD": "Photos", "quote": '"'}}
    for name in ("${APP}-auth", "${quote}${APP}${quote}", "${BAD/P/p}"):
        assert findings(NAMES, applied(thing("ConfigMap", name), postBuild=substitute)) == []
    found = only(applied(thing("ConfigMap", "${BAD}-auth"), postBuild=substitute))
    assert "'Photos-auth'" in found.problem


@pytest.mark.parametrize("name", ["${NOBODY}-auth", "${broken", "${quote"])
def test_a_variable_that_nobody_knows_is_the_matter_of_another_proof(name: str) -> None:
    assert findings(NAMES, applied(thing("ConfigMap", name))) == []


def test_without_substitution_a_dollar_stays_and_is_no_letter_of_a_name() -> None:
    off = {"annotations": {"kustomize.toolkit.fluxcd.io/substitute": "disabled"}}
    assert "'${APP}'" in only(applied(thing("ConfigMap", "${APP}", metadata=off))).problem


# Namespaces ---------------------------------------------------------------------------------------------------------


def test_a_namespace_that_flux_would_overwrite_is_found() -> None:
    found = only(edited(good(), CONFIG, put("metadata.namespace", "kube-system")))
    assert found.problem == (
        "metadata.namespace 'kube-system' would be overwritten with 'default' by Flux; leave it out"
    )
    assert found.path == ""
    assert "trigger-dev-clickhouse" in found.remedy


def test_a_source_that_flux_would_move_is_told_once_and_elsewhere() -> None:
    """What is right for it is another folder, not another namespace: the proof operation says so."""
    source = thing("HelmRepository", "charts", "source.toolkit.fluxcd.io/v1", metadata={"namespace": "flux-system"})
    assert findings(NAMES, applied(source)) == []
    assert [found.path for found in findings(OPERATION, applied(source))] == ["metadata.namespace"]


def test_the_namespace_that_flux_gives_may_be_written_out() -> None:
    assert broken(CONFIG, put("metadata.namespace", "default")) == []
    assert findings(NAMES, applied(thing("ClusterRole", "a", metadata={"namespace": "other"}))) == []
    assert findings(NAMES, applied(thing("ConfigMap", "a", metadata={"namespace": "other"}), target=None)) == []


@pytest.mark.parametrize("namespace", ["Photos", "a.b", "x" * 64])
def test_a_namespace_is_spelled_as_one(namespace: str) -> None:
    found = findings(NAMES, applied(thing("ConfigMap", "a", metadata={"namespace": namespace}), target=None))
    assert [said.path for said in found] == ["metadata.namespace"]
    files = applied(thing("HelmRelease", "a", "helm.toolkit.fluxcd.io/v2", spec={"storageNamespace": namespace}))
    assert [said.path for said in findings(NAMES, files)] == ["spec.storageNamespace"]
    assert "spec.targetNamespace" in {
        said.path for said in findings(NAMES, applied(thing("Pod", "a"), target=namespace))
    }


# Labels, annotations, keys ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "metadata.labels",
        "spec.template.metadata.labels",
        "spec.selector.matchLabels",
        "spec.template.spec.nodeSelector",
    ],
)
def test_a_label_is_spelled_as_one_wherever_it_stands(path: str) -> None:
    for key, value in (("a b", "x"), ("/a", "x"), ("a/b/c", "x"), ("Example.org/a", "x"), ("x" * 64, "x")):
        at(broken(STATEFUL_SET, put(path, {key: value})), f"{path}.{key}", "spelled", "<dns name>")
    for value in ("a b", "-a", "a/b", "https://x", "x" * 64):
        at(broken(STATEFUL_SET, put(path, {"a": value})), f"{path}.a", repr(value))
    good_ones = {"a": "", "example.org/A_b": "V1.0_x-Y", "b": "x" * 63, "c": None, "d": 1}
    assert broken(STATEFUL_SET, put(path, good_ones)) == []


def test_a_services_selector_and_a_kustomizations_labels_are_labels() -> None:
    at(broken(SERVICE, put("spec.selector", {"app": "a b"})), "spec.selector.app", "'a b'")
    found = broken("Kustomization/trigger-dev-redis", put("spec.commonMetadata.labels", {"a": "b/c"}))
    at(found, "spec.commonMetadata.labels.a", "'b/c'")


def test_an_annotation_has_a_key_and_any_text() -> None:
    found = broken(CONFIG, put("metadata.annotations", {"a b": "x", "ok/": "x", "x/y/z": "x", "t": "a b/c\nd"}))
    assert {said.path.removeprefix("metadata.annotations.") for said in found} == {"a b", "ok/", "x/y/z"}
    assert broken(CONFIG, put("metadata.annotations", {"Example.org/Key": "x"})) == []


def test_what_other_controllers_fill_in_themselves_is_let_be() -> None:
    template = {"metadata": {"labels": {"team": "{{ .team }}"}}}
    assert (
        findings(NAMES, applied(thing("ApplicationSet", "a", "argoproj.io/v1alpha1", spec={"template": template})))
        == []
    )


def test_labels_of_claim_templates_are_labels() -> None:
    template = {"metadata": {"name": "data", "labels": {"a": "b c"}}}
    found = broken(STATEFUL_SET, put("spec.volumeClaimTemplates", [template]))
    at(found, "spec.volumeClaimTemplates[0].metadata.labels.a", "'b c'")


@pytest.mark.parametrize("key", ["a/b", "a b", "..", ".", "..data", "ä", "x" * 254, ""])
def test_a_key_of_a_secret_or_config_map_is_spelled_as_one(key: str) -> None:
    at(broken(SECRET, put("stringData", {key: "x"})), f"stringData.{key}")
    at(broken(CONFIG, put("data", {key: "x"})), f"data.{key}")
    assert broken(CONFIG, put("data", {".dockerconfigjson": "x", "a..b": "y", "A_1": "z"})) == []


def test_a_key_in_both_parts_of_a_config_map_is_found() -> None:
    at(
        broken(CONFIG, put("binaryData", {"homelab-server.xml": "eA=="})),
        "binaryData.homelab-server.xml",
        "in data too",
    )


def test_what_sops_encrypted_is_not_judged() -> None:
    secret = thing("Secret", "a", metadata={"labels": {"a": "ENC[AES256_GCM,data:eA==]"}}, stringData={"k": "ENC[x]"})
    assert findings(NAMES, applied({**secret, "sops": {"mac": "x"}})) == []


# Pods and ports -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("containers.0.name", "Click", "containers[0].name"),
        ("containers.0.name", "x" * 64, "containers[0].name"),
        ("volumes.0.name", "a.b", "volumes[0].name"),
        ("containers.0.ports.0.name", "much-too-long-name", "containers[0].ports[0].name"),
        ("containers.0.ports.0.name", "8123", "containers[0].ports[0].name"),
        ("containers.0.ports.0.name", "a--b", "containers[0].ports[0].name"),
        ("containers.0.env.0.name", "1ST", "containers[0].env[0].name"),
        ("containers.0.env.0.name", "A B", "containers[0].env[0].name"),
        ("containers.0.env.0.name", "A=B", "containers[0].env[0].name"),
        ("containers.0.envFrom", [{"prefix": "1_", "secretRef": {"name": "a"}}], "containers[0].envFrom[0].prefix"),
    ],
)
def test_what_is_named_in_a_pod_is_spelled_as_kubernetes_takes_it(path: str, value: Any, expected: str) -> None:
    at(broken(STATEFUL_SET, put(f"{POD}.{path}", value)), f"{POD}.{expected}")


def test_variables_with_dots_and_dashes_are_taken() -> None:
    for name in ("a.b-c", "_X", "-x"):
        assert broken(STATEFUL_SET, put(f"{POD}.containers.0.env.0.name", name)) == []


@pytest.mark.parametrize(
    ("ports", "path", "word"),
    [
        ([{"port": 80}, {"port": 81, "name": "b"}], "spec.ports[0].name", "no name"),
        ([{"port": 80, "name": "a"}, {"port": 81, "name": "a"}], "spec.ports[1].name", "'a' too"),
        ([{"port": 80, "name": "A"}], "spec.ports[0].name", "'A'"),
        ([{"port": 80, "targetPort": "8123"}], "spec.ports[0].targetPort", "'8123'"),
    ],
)
def test_the_ports_of_a_service_can_be_told_apart(ports: Any, path: str, word: str) -> None:
    at(broken(SERVICE, put("spec.ports", ports)), path, word)


def test_one_port_needs_no_name() -> None:
    assert broken(SERVICE, put("spec.ports", [{"port": 80, "targetPort": 8123}])) == []


# Releases -----------------------------------------------------------------------------------------------------------


def test_the_name_of_a_helm_release_has_53_characters_at_most() -> None:
    at(broken(RELEASE, put("spec.releaseName", "a" * 54)), "spec.releaseName", "54 characters", "at most 53")
    assert broken(RELEASE, put("spec.releaseName", "a" * 53)) == []


def test_a_target_namespace_goes_in_front_of_the_release_name() -> None:
    found = at(broken(RELEASE, put("spec.targetNamespace", "n" * 45)), "spec.targetNamespace", "at most 53")
    assert f"'{'n' * 45}-trigger-dev-redis' has 63" in found.problem
    assert broken(RELEASE, put("spec.targetNamespace", "n" * 45), put("spec.releaseName", "redis")) == []


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"extraEnvVars": [{"name": "1X", "value": "a"}]}, "extraEnvVars[0].name"),
        ({"webapp": {"extraEnv": [{"name": "A B", "valueFrom": {}}]}}, "webapp.extraEnv[0].name"),
        ({"controllers": {"main": {"containers": {"app": {"env": {"A B": "x"}}}}}},
         "controllers.main.containers.app.env.A B"),
        ({"env": {"9": {"valueFrom": {}}}}, "env.9"),
    ],
)  # fmt: skip
def test_names_of_variables_in_values_are_spelled_as_such(values: Any, path: str) -> None:
    at(broken(RELEASE, put("spec.values", values)), f"spec.values.{path}")


def test_what_is_no_list_of_variables_is_let_be() -> None:
    values = {"env": {"my app": {"a": 1}}, "environments": [{"name": "a b"}], "extraEnv": "x", "envFrom": [{"name": 1}]}
    assert broken(RELEASE, put("spec.values", values)) == []


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """One chart that names all that it makes after its release."""

    def pods(release: Release) -> list[PodTemplate]:
        return [PodTemplate(release.item, "spec.values", "StatefulSet", f"{release.name}-set", {})]

    known = ChartRules(
        chart="photos",
        services=lambda release: {f"{release.name}-master": [6379]},
        secrets=lambda release: {str(release.value("fullnameOverride") or release.name): ["redis-password"]},
        claims=lambda release: [f"{release.name}-claim", f"data-{release.name}-set-0"],
        names=lambda release: {f"{release.name}-master": 52},
        pods=pods,
    )
    monkeypatch.setattr(chart_rules, "find_rules", lambda: {"photos": known})


PHOTOS = {
    "chart": {"spec": {"chart": "photos", "version": "1.0.0", "sourceRef": {"kind": "HelmRepository", "name": "b"}}}
}


def release(name: str = "cache", **spec: Any) -> dict[str, Any]:
    return thing("HelmRelease", name, "helm.toolkit.fluxcd.io/v2", spec={**PHOTOS, **spec})


@pytest.mark.usefixtures("rules")
def test_what_a_chart_makes_of_its_name_is_measured() -> None:
    assert findings(NAMES, applied(release("c" * 45))) == []
    found = findings(NAMES, applied(release("c" * 46)))
    assert [said.path for said in found] == ["metadata.name"]
    assert f"makes '{'c' * 46}-master' of it: 53 characters" in found[0].problem
    found = findings(NAMES, applied(release("c" * 49, values={"fullnameOverride": "x"})))
    assert {said.path for said in found} == {"spec.values.fullnameOverride"}
    assert any("StatefulSet" in said.problem and "53 characters" in said.problem for said in found)


@pytest.mark.usefixtures("rules")
def test_a_name_of_a_chart_is_spelled_as_its_kind_asks() -> None:
    found = findings(NAMES, applied(release("1cache")))
    assert ["chart makes Service '1cache-master'" in said.problem for said in found] == [True]


@pytest.mark.usefixtures("rules")
def test_without_rules_the_names_of_a_chart_are_left_open() -> None:
    chart = {"spec": {"chart": "music", "sourceRef": {"kind": "HelmRepository", "name": "b"}}}
    (left,) = left_open(NAMES, applied(release(chart=chart)))
    assert (left.object, "'music'" in left.why) == ("HelmRelease/cache", True)
    assert left_open(NAMES, applied(release())) == []


# Owners -------------------------------------------------------------------------------------------------------------


def test_an_object_of_two_components_is_found() -> None:
    files = good()
    path = "trigger-dev/redis/Secret.trigger-dev-redis-auth.yaml"
    files["trigger-dev/minio/more.yaml"] = files[path]
    files = edited(files, "trigger-dev/minio/kustomization.yaml", lambda item: item["resources"].append("./more.yaml"))
    found = only(files)
    assert str(found).startswith(
        "trigger-dev/redis: Secret/trigger-dev-redis-auth: trigger-dev/minio makes it too; "
        "give one of them another name\n"
    )


def test_what_an_app_repeats_of_its_parts_is_told_at_the_app() -> None:
    files = applied(thing("ConfigMap", "a"))
    spec = {"path": "./cluster/apps/db", "targetNamespace": "apps"}
    files["apps/ks.yaml"] += b"---\n" + write(
        thing("Kustomization", "app-db", "kustomize.toolkit.fluxcd.io/v1", spec=spec)
    )
    files["apps/db/objects.yaml"] = write(thing("ConfigMap", "a"))
    found = only(files)
    assert (found.place, found.problem[:22]) == ("apps/app", "apps/db makes it too; ")


def test_an_object_twice_in_one_component_is_found_and_said_once() -> None:
    found = only(applied(thing("ConfigMap", "a"), thing("ConfigMap", "a")))
    assert (found.place, found.problem[:25]) == ("apps/app", "apps/app makes it too; gi")


def test_the_version_of_a_kind_makes_no_other_object_and_its_group_does() -> None:
    only(applied(thing("CronJob", "a", "batch/v1"), thing("CronJob", "a", "batch/v1beta1")))
    two = (thing("Cluster", "a", "postgresql.cnpg.io/v1"), thing("Cluster", "a", "cluster.x-k8s.io/v1beta1"))
    assert findings(NAMES, applied(*two)) == []


def test_one_folder_applied_by_two_kustomizations_is_found_unless_into_two_namespaces() -> None:
    def second(namespace: str) -> Files:
        files = applied(thing("ConfigMap", "a"))
        spec = {"path": "./cluster/apps/app", "targetNamespace": namespace}
        files["apps/ks.yaml"] += b"---\n" + write(
            thing("Kustomization", "b", "kustomize.toolkit.fluxcd.io/v1", spec=spec)
        )
        return files

    only(second("apps")).problem.startswith("Kustomization 'app' makes it too")
    assert findings(NAMES, second("other")) == []


def test_names_with_variables_are_one_where_they_arrive_as_one() -> None:
    same = (thing("ConfigMap", "${APP}-x"), thing("ConfigMap", "photos-x"))
    only(applied(*same, postBuild={"substitute": {"APP": "photos"}}))
    assert findings(NAMES, applied(*same, postBuild={"substitute": {"APP": "music"}})) == []
    other = (thing("ConfigMap", "${APP}-${NOBODY}"), thing("ConfigMap", "b-${NOBODY}"))
    assert findings(NAMES, applied(*other, postBuild={"substitute": {"APP": "a"}})) == []
    only(applied(*other, postBuild={"substitute": {"APP": "b"}}))


def test_two_releases_of_one_helm_name_in_one_namespace_are_found() -> None:
    found = only(applied(release("a", releaseName="cache"), release("cache")))
    assert (found.object, found.path) == ("HelmRelease/cache", "metadata.name")
    assert "'cache' in namespace 'apps' is that of apps/app: HelmRelease/a too" in found.problem
    assert findings(NAMES, applied(release("a", releaseName="cache", storageNamespace="b"), release("cache"))) == []


# What operators and charts make -------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["rw", "ro", "r"])
def test_a_service_that_cloudnative_pg_makes_too_is_found(word: str) -> None:
    name = f"trigger-dev-postgresql-{word}"
    found = at(broken(SERVICE, put("metadata.name", name)), "metadata.name")
    assert found.object == CLUSTER
    assert f"makes Service {name!r}, and trigger-dev/clickhouse: Service/{name} stands there already" in found.problem


def test_a_service_that_cloudnative_pg_was_told_not_to_make_is_free() -> None:
    files = edited(good(), CLUSTER, put("spec.managed.services.disabledDefaultServices", ["ro", "r"]))
    assert findings(NAMES, edited(files, SERVICE, put("metadata.name", "trigger-dev-postgresql-ro"))) == []


def test_a_pooler_is_not_called_as_a_service_of_its_cluster() -> None:
    found = at(broken("Pooler/trigger-dev-postgresql-pooler-rw", put("metadata.name", "trigger-dev-postgresql-rw")),
               "metadata.name")  # fmt: skip
    assert f"{CLUSTER} makes one too" in found.problem


def test_a_further_service_of_a_cluster_is_named_like_no_other() -> None:
    service = {"selectorType": "rw", "serviceTemplate": {"metadata": {"name": "trigger-dev-clickhouse"}}}
    path = "spec.managed.services.additional"
    at(broken(CLUSTER, put(path, [service])), f"{path}[0].serviceTemplate.metadata.name", SERVICE)


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("kind", "name"), [("Service", "cache-master"), ("Secret", "cache"), ("PersistentVolumeClaim", "cache-claim")]
)
def test_an_object_that_a_chart_makes_too_is_found(kind: str, name: str) -> None:
    found = only(applied(thing(kind, name), release()))
    assert found.object == "HelmRelease/cache"
    assert f"chart 'photos' makes {kind} {name!r}, and apps/app: {kind}/{name} stands there already" in found.problem
    assert findings(NAMES, applied(thing(kind, name), release(targetNamespace="other", releaseName="cache"))) == []


@pytest.mark.usefixtures("rules")
def test_the_claim_of_a_claim_template_may_be_there_before() -> None:
    assert findings(NAMES, applied(thing("PersistentVolumeClaim", "data-cache-set-0"), release())) == []


@pytest.mark.usefixtures("rules")
def test_two_releases_that_make_one_object_are_found() -> None:
    found = only(
        applied(release("a", values={"fullnameOverride": "x"}), release("b", values={"fullnameOverride": "x"}))
    )
    assert "makes Secret 'x', and apps/app: HelmRelease/a makes one too" in found.problem


# Hosts --------------------------------------------------------------------------------------------------------------


def ingress(name: str, host: str, path: str = "/", **spec: Any) -> dict[str, Any]:
    rules = [{"host": host, "http": {"paths": [{"path": path}]}}]
    return thing("Ingress", name, "networking.k8s.io/v1", spec={"rules": rules, **spec})


def beside(files: Files, *objects: Mapping[str, Any]) -> Files:
    """The files with a second component."""
    root = "./dist" if "trigger-dev/ks.yaml" in files else "./cluster"
    spec = {"path": f"{root}/apps/more", "targetNamespace": "apps"}
    more = write(thing("Kustomization", "more", "kustomize.toolkit.fluxcd.io/v1", spec=spec))
    (listed,) = [path for path in files if path.endswith("/ks.yaml")]
    return {**files, listed: files[listed] + b"---\n" + more, "apps/more/objects.yaml": write(*objects)}


HOST = "photos.${SECRET_DOMAIN}"


def test_one_host_in_ingresses_of_two_components_is_found() -> None:
    found = only(beside(applied(ingress("a", HOST)), ingress("b", HOST.replace("p", "P"))))
    assert (found.object, found.path) == ("Ingress/b", "spec.rules[0].host")
    assert f"host {HOST.lower().replace('secret_domain', 'SECRET_DOMAIN')!r}, path '/'".lower() in found.problem.lower()
    assert "apps/app: Ingress/a too" in found.problem


VALUES = [
    ({"ingress": {"main": {"className": "traefik", "hosts": [{"host": HOST, "paths": [{"path": "/"}]}]}}},
     "ingress.main.hosts[0].host"),
    ({"webapp": {"ingress": {"enabled": True, "hosts": [{"host": HOST}]}}}, "webapp.ingress.hosts[0].host"),
    ({"ingress": {"hosts": [HOST]}}, "ingress.hosts[0]"),
    ({"ingress": {"host": HOST}}, "ingress.host"),
    ({"ingress": {"hostname": HOST}}, "ingress.hostname"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "path"), VALUES)
def test_a_host_in_the_values_of_a_release_is_one_too(values: Any, path: str) -> None:
    found = only(beside(applied(ingress("a", HOST, ingressClassName="traefik")), release(values=values)))
    assert (found.object, found.path) == ("HelmRelease/cache", f"spec.values.{path}")


def test_the_lab_has_one_ingress_of_its_host() -> None:
    files = beside(good(), ingress("b", "trigger.${SECRET_DOMAIN}"))
    found = only(files)
    assert (found.object, found.path) == ("HelmRelease/trigger-dev", "spec.values.webapp.ingress.hosts[0].host")
    assert "'trigger.home.example.org', path '/' is that of apps/more: Ingress/b too" in found.problem


@pytest.mark.parametrize(
    "other",
    [
        ingress("b", HOST, "/api"),
        ingress("b", "music.${SECRET_DOMAIN}"),
        ingress("b", HOST, ingressClassName="internal"),
        release(values={"ingress": {"main": {"enabled": False, "hosts": [{"host": HOST}]}}}),
    ],
)
def test_another_path_host_or_class_is_nobodys_but_its_own(other: Mapping[str, Any]) -> None:
    assert findings(NAMES, beside(applied(ingress("a", HOST, ingressClassName="traefik")), other)) == []


def test_one_component_may_split_a_host_as_it_likes() -> None:
    assert findings(NAMES, applied(ingress("a", HOST), ingress("b", HOST))) == []


# Odd shapes ---------------------------------------------------------------------------------------------------------

ODD: list[Any] = [None, 5, True, "text", [], {}, [1, None, "x"], {"a": [1]}, [[{}]], {1: 2}]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("kind", "version", "path"),
    [
        ("Deployment", "apps/v1", "spec"),
        ("Deployment", "apps/v1", "spec.template"),
        ("Deployment", "apps/v1", "spec.template.spec"),
        ("Deployment", "apps/v1", "spec.template.spec.volumes"),
        ("Deployment", "apps/v1", "spec.template.metadata"),
        ("Deployment", "apps/v1", "metadata.labels"),
        ("Deployment", "apps/v1", "metadata.namespace"),
        ("StatefulSet", "apps/v1", "spec.volumeClaimTemplates"),
        ("Service", "v1", "spec.ports"),
        ("Service", "v1", "spec.selector"),
        ("ConfigMap", "v1", "data"),
        ("Secret", "v1", "stringData"),
        ("HelmRelease", "helm.toolkit.fluxcd.io/v2", "spec.values"),
        ("HelmRelease", "helm.toolkit.fluxcd.io/v2", "spec.values.ingress"),
        ("HelmRelease", "helm.toolkit.fluxcd.io/v2", "spec.targetNamespace"),
        ("Ingress", "networking.k8s.io/v1", "spec.rules"),
        ("Cluster", "postgresql.cnpg.io/v1", "spec.managed"),
        ("Cluster", "postgresql.cnpg.io/v1", "spec.managed.services.additional"),
    ],
)
def test_odd_shapes_are_borne(kind: str, version: str, path: str, odd: Any) -> None:
    item = thing(kind, "a", version)
    put(path, odd)(item)
    for found in findings(NAMES, applied(item)):
        assert found.object == f"{kind}/a"


def test_what_no_kustomization_applies_is_judged_too() -> None:
    files = {
        "a.yaml": write(thing("ConfigMap", "A")),
        "b.yaml": write(thing("ConfigMap", "b"), thing("ConfigMap", "b")),
    }
    assert [(said.place, said.object) for said in findings(NAMES, files)] == [
        ("a.yaml", "ConfigMap/A"),
        ("b.yaml", "ConfigMap/b"),
    ]


def test_a_list_that_lost_its_selector_is_not_an_ingress() -> None:
    assert findings(NAMES, edited(good(), SERVICE, drop("spec.selector"))) == []
