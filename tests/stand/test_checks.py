"""What a stand asks of a lab at rest: each question is answered wrongly here in each way it is for."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, cast

import pytest

from homelab_constructs.stand.api import Api
from homelab_constructs.stand.checks.acceptance import check_kept
from homelab_constructs.stand.checks.inventory import Inventory
from homelab_constructs.stand.checks.pods import check_resources, needs
from homelab_constructs.stand.checks.references import check_references
from homelab_constructs.stand.checks.stillness import Snapshot, check_field_fights
from homelab_constructs.stand.lab import DistCopy

Object = dict[str, Any]


class Cluster:
    """An API server's answers, from a list of objects."""

    def __init__(self, *objects: Object) -> None:
        self.objects = list(objects)

    def kinds(self) -> list[tuple[str, str]]:
        return sorted({(item["apiVersion"], item["kind"]) for item in self.objects})

    def list(self, api_version: str, kind: str, namespace: str = "") -> Any:
        return [
            item
            for item in self.objects
            if (item["apiVersion"], item["kind"]) == (api_version, kind)
            and namespace in ("", item["metadata"].get("namespace", ""))
        ]

    @property
    def api(self) -> Api:
        """As the checks take it: they only list."""
        return cast(Api, self)


def made(api_version: str, kind: str, name: str, by: str = "kustomize-controller", **parts: Any) -> Object:
    """An object that a controller has applied."""
    metadata = {
        "name": name,
        "namespace": "default",
        "uid": f"uid-{name}",
        "generation": 1,
        **parts.pop("metadata", {}),
    }
    fields = {"manager": by, "fieldsV1": {"f:spec": {}}}
    return {"apiVersion": api_version, "kind": kind, "metadata": {"managedFields": [fields], **metadata}, **parts}


def secret(name: str, **keys: str) -> Object:
    """A Secret of the lab."""
    return made(
        "v1", "Secret", name, data={key: base64.b64encode(value.encode()).decode() for key, value in keys.items()}
    )


RESOURCES = {"requests": {"cpu": "100m", "memory": "1Gi"}, "limits": {"cpu": "1", "memory": "2Gi"}}


def workload(env: Any = (), **more: Any) -> Object:
    """A Deployment with one container."""
    container = {"name": "main", "image": "x", "env": list(env), "resources": RESOURCES, **more.pop("container", {})}
    pod = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [container], **more.pop("pod", {})}}
    return made("apps/v1", "Deployment", "web", spec={"replicas": 2, "template": pod, **more})


def service(name: str, port: int, selector: Mapping[str, str], target: Any = None) -> Object:
    """A Service."""
    ports = [{"port": port, "name": "http", **({"targetPort": target} if target else {})}]
    return made("v1", "Service", name, spec={"selector": dict(selector), "ports": ports})


POD = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "db-0", "namespace": "default", "labels": {"app": "db"}},
    "spec": {"containers": [{"name": "main", "ports": [{"name": "sql", "containerPort": 5432}]}]},
}
DEFAULT = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "default"}}
OTHER = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "other"}}
ACCOUNT = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "default", "namespace": "default"}}
DIST = DistCopy({"expects.yaml": b"secretsMadeLater:\n- {namespace: default, name: later, keys: [token]}\n"})


def findings(*objects: Object, dist: DistCopy = DIST) -> list[str]:
    """What following every reference finds."""
    inventory = Inventory(
        Cluster(*objects, POD, ACCOUNT, DEFAULT, OTHER, service("db", 5432, {"app": "db"}, "sql")).api
    )
    return [str(item) for item in check_references(inventory, dist).findings]


def from_secret(name: str, key: str) -> Object:
    """An env variable out of a Secret."""
    return {"name": "PASSWORD", "valueFrom": {"secretKeyRef": {"name": name, "key": key}}}


def value(text: str, name: str = "URL") -> Object:
    """An env variable in clear."""
    return {"name": name, "value": text}


GOOD = [
    workload([from_secret("db-auth", "password"), value("postgresql://me:$(PASSWORD)@db:5432/x")]),
    secret("db-auth", password="one"),
]


class TestReferences:
    def test_a_lab_that_fits_together_is_silent(self) -> None:
        assert findings(*GOOD) == []

    @pytest.mark.parametrize(
        ("env", "words"),
        [
            ([from_secret("nowhere", "password")], "no Secret 'nowhere'"),
            ([from_secret("db-auth", "pass")], "no key 'pass'"),
            ([value("http://cache:6379")], "no Service 'cache'"),
            ([value("http://db:80")], "has no port 80"),
            ([value("http://db.other.svc:5432")], "no Service 'db' in other"),
            ([value("http://db.default.svc.cluster.local:81")], "has no port 81"),
            ([value("db:5433")], "has no port 5433"),
            ([value("db:5433", "WHATEVER")], "has no port 5433"),
            ([value("cache:6379", "REDIS_ADDR")], "no Service 'cache'"),
            ([value("redis://cache.other:6379")], "no Service 'cache' in other"),
            ([value("redis://cache.nowhere.svc:6379")], "no namespace 'nowhere'"),
            ([value("db", "DB_HOST"), value("1", "DB_PORT")], "has no port 1"),
            ([value("x"), value("y")], "stands there 2 times"),
            ([value("http://$(NOBODY)@db:5432")], "$(NOBODY) names no variable"),
            ([value("http://me:${CLICKHOUSE_PASSWORD}@db:5432")], "nothing expands this"),
        ],
    )
    def test_what_an_env_variable_names_is_not_there(self, env: list[Object], words: str) -> None:
        (found, *_) = findings(workload(env), GOOD[1])
        assert words in found

    @pytest.mark.parametrize(
        ("env"),
        [
            [from_secret("later", "token")],
            [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "no", "key": "x", "optional": True}}}],
            [value("https://example.org:443/x")],
            [value("http://localhost:1")],
            [value("just words: 5432 of them")],
            [value("08:30", "EVERY_DAY_AT")],
            [value("node:22", "IMAGE")],
            [value("1000:1000", "USER")],
            [value("https://cache.example.org:6379")],
        ],
    )
    def test_what_is_none_of_the_cluster_or_comes_later_is_left_alone(self, env: list[Object]) -> None:
        assert findings(workload(env)) == []

    @pytest.mark.parametrize(
        ("pod", "words"),
        [
            ({"volumes": [{"name": "a", "secret": {"secretName": "no"}}]}, "no Secret 'no'"),
            ({"volumes": [{"name": "a", "configMap": {"name": "no"}}]}, "no ConfigMap 'no'"),
            (
                {"volumes": [{"name": "a", "persistentVolumeClaim": {"claimName": "no"}}]},
                "no PersistentVolumeClaim 'no'",
            ),
            ({"imagePullSecrets": [{"name": "no"}]}, "no Secret 'no'"),
            ({"serviceAccountName": "no"}, "no ServiceAccount 'no'"),
        ],
    )
    def test_what_a_pod_names_is_not_there(self, pod: Object, words: str) -> None:
        (found,) = findings(workload(pod=pod))
        assert words in found

    def test_env_from_a_secret_that_is_not_there(self) -> None:
        (found,) = findings(workload(container={"envFrom": [{"secretRef": {"name": "no"}}]}))
        assert "no Secret 'no'" in found

    def test_a_command_that_names_no_variable(self) -> None:
        (found,) = findings(workload(container={"args": ["--user", "$(NOBODY)"]}))
        assert "word 1 of its command" in found

    def test_what_an_empty_release_would_have_made_is_left_out_and_a_missing_key_is_not(self) -> None:
        web = workload([value("http://cache-master:6379"), from_secret("cache-auth", "pass")])
        inventory = Inventory(Cluster(web, secret("cache-auth", password="x"), ACCOUNT, DEFAULT).api)
        found = check_references(inventory, DIST, empty_releases=["cache"])
        assert ["no Service 'cache-master'" in item.problem for item in found.left_out] == [True]
        assert ["no key 'pass'" in item.problem for item in found.findings] == [True]

    def test_an_ingress_that_leads_nowhere(self) -> None:
        backend = {"service": {"name": "web", "port": {"number": 80}}}
        spec = {
            "ingressClassName": "traefik",
            "rules": [{"http": {"paths": [{"backend": backend}]}}],
            "tls": [{"secretName": "no-tls"}],
        }
        found = " ".join(findings(made("networking.k8s.io/v1", "Ingress", "web", spec=spec)))
        for words in ("no Service 'web'", "no Secret 'no-tls'", "no IngressClass 'traefik'"):
            assert words in found

    @pytest.mark.parametrize(
        ("kind", "spec", "words"),
        [
            ("HelmRelease", {"valuesFrom": [{"kind": "Secret", "name": "no"}]}, "no Secret 'no'"),
            ("HelmRelease", {"values": {"redis": {"host": "cache:6379"}}}, "no Service 'cache'"),
            ("HelmRelease", {"values": {"env": [{"name": "A_URL", "value": "cache:6379"}]}}, "no Service 'cache'"),
            ("Cluster", {"bootstrap": {"initdb": {"secret": {"name": "no"}}}}, "no Secret 'no'"),
            ("Cluster", {"managed": {"roles": [{"passwordSecret": {"name": "no"}}]}}, "no Secret 'no'"),
            ("Pooler", {"cluster": {"name": "no"}}, "no Cluster 'no'"),
        ],
    )
    def test_what_an_object_of_flux_or_cloudnative_pg_names_is_not_there(
        self, kind: str, spec: Object, words: str
    ) -> None:
        (found,) = findings(made("example.org/v1", kind, "a", spec=spec))
        assert words in found

    def test_an_ingress_may_lead_to_something_else_than_a_service(self) -> None:
        resource = {"resource": {"apiGroup": "x", "kind": "Bucket", "name": "y"}}
        spec: Object = {"rules": [{"http": {"paths": [{"backend": resource}]}}], "ingressClassName": "c"}
        ingress_class = {"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass", "metadata": {"name": "c"}}
        assert findings(made("networking.k8s.io/v1", "Ingress", "web", spec=spec), ingress_class) == []
        backend = {"service": {"name": "no", "port": {"number": 1}}}
        spec = {"defaultBackend": backend, "ingressClassName": "c"}
        (found,) = findings(made("networking.k8s.io/v1", "Ingress", "web", spec=spec), ingress_class)
        assert "no Service 'no'" in found

    def test_a_service_without_pods_and_one_with_the_wrong_port(self) -> None:
        (lonely,) = findings(service("lonely", 80, {"app": "nobody"}))
        assert "finds no pod" in lonely
        (wrong,) = findings(service("wrong", 80, {"app": "db"}, "http"), workload([value("http://wrong:80")]))
        assert "'http' that none of its pods names" in wrong

    def test_a_variable_that_was_not_filled_in(self) -> None:
        dist = DistCopy({**DIST.files, "a.yaml": b"kind: A\nmetadata: {name: a}\nhost: ${SECRET_DOMAIN}\n"})
        left = made("v1", "ConfigMap", "a", data={"host": "x.${SECRET_DOMAIN}", "script": "echo ${OWN}"})
        (found,) = findings(left, dist=dist)
        assert "a variable was not filled in" in found

    def test_a_url_in_a_secret_is_followed(self) -> None:
        (found,) = findings(secret("urls", uri="postgresql://me:pw@db-rw:5432/x"))
        assert "no Service 'db-rw'" in found
        assert "pw" not in found.replace("db-rw", "")


class TestKept:
    FILE = b"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {one: '1', two: 1000m}\n"

    KS = (
        b"apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a, namespace: default}\n"
        b"spec: {path: dist/a/b}\n"
    )

    def lost(self, **data: Any) -> list[str]:
        dist = DistCopy({"a/ks.yaml": self.KS, "a/b/ConfigMap.a.yaml": self.FILE})
        ks = made("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "a", spec={"path": "dist/a/b"})
        objects = [made("v1", "ConfigMap", "a", data=data)] if data else []
        inventory = Inventory(Cluster(ks, *objects).api)
        return [str(item) for item in check_kept(inventory, dist, "default")]

    def test_what_arrived_is_silent(self) -> None:
        assert self.lost(one="1", two="1000m", three="the server's own") == []

    def test_another_writing_of_an_amount_is_the_same(self) -> None:
        assert self.lost(one="1", two="1") == []

    def test_a_dropped_field(self) -> None:
        assert self.lost(two="1") == ["a/b/ConfigMap.a.yaml: data.one: written, and not in the cluster"]

    def test_an_overruled_field(self) -> None:
        assert self.lost(one="2", two="1") == ["a/b/ConfigMap.a.yaml: data.one: '1' was written, '2' is there"]

    def test_an_object_that_is_not_there(self) -> None:
        assert self.lost() == ["a/b/ConfigMap.a.yaml: ConfigMap a is not in the cluster"]


class TestResources:
    def test_a_container_that_says_nothing_is_named_three_times(self) -> None:
        found = check_resources(Inventory(Cluster(workload(container={"resources": {}})).api))
        assert len(found) == 3
        assert str(found[0]).startswith("Deployment/default/web, container main: no ")

    def test_the_sum_counts_copies_and_databases(self) -> None:
        database = made(
            "postgresql.cnpg.io/v1",
            "Cluster",
            "db",
            spec={"instances": 2, "storage": {"size": "5Gi"}, "walStorage": {"size": "1Gi"}, "resources": RESOURCES},
        )
        claim = made("v1", "PersistentVolumeClaim", "c", spec={"resources": {"requests": {"storage": "3Gi"}}})
        total = needs(Inventory(Cluster(workload(), database, claim).api))
        assert str(total) == "requests 0.4 cores and 4.0 GiB, limits 4 cores and 8.0 GiB, volumes 15 GiB"


class TestStillness:
    def changes(self, *later: Object) -> list[str]:
        before = Snapshot.take(Cluster(made("v1", "ConfigMap", "a", data={"x": "1"})).api)
        return [str(item) for item in before.changes(Snapshot.take(Cluster(*later).api))]

    def test_the_same_is_silent_whoever_looked_at_it(self) -> None:
        again = made("v1", "ConfigMap", "a", data={"x": "1"}, metadata={"resourceVersion": "9"})
        again["metadata"]["annotations"] = {"reconcile.fluxcd.io/requestedAt": "now"}
        assert self.changes(again) == []

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"data": {"x": "2"}}, "its content changed"),
            ({"data": {"x": "1"}, "metadata": {"generation": 2}}, "generation 1 became 2"),
            ({"data": {"x": "1"}, "metadata": {"uid": "other"}}, "was deleted and made again"),
        ],
    )
    def test_a_change_is_named(self, change: Object, words: str) -> None:
        (found,) = self.changes(made("v1", "ConfigMap", "a", **change))
        assert words in found

    def test_what_is_gone_new_or_a_new_revision_is_named(self) -> None:
        revision = {
            "apiVersion": "v1",
            "kind": "Secret",
            "type": "helm.sh/release.v1",
            "metadata": {"name": "sh.helm.release.v1.a.v2", "namespace": "default"},
        }
        found = " ".join(self.changes(made("v1", "ConfigMap", "b"), revision))
        assert "a: is gone" in found
        assert "b: is new" in found
        assert "a new Helm revision" in found

    def test_a_field_of_two_controllers_is_named(self) -> None:
        item = made("v1", "ConfigMap", "a")
        item["metadata"]["managedFields"] = [
            {"manager": manager, "fieldsV1": {"f:data": {"f:x": {}, f"f:{manager}": {}}}}
            for manager in ("kustomize-controller", "somebody")
        ]
        (found,) = check_field_fights([item])
        assert str(found) == "ConfigMap/default/a: data.x is set by somebody as well"
