"""The proof `endpoints`: hosts and ports in the cluster, backends, selectors and classes."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from homelab_constructs.proofs.endpoints.endpoints import ENDPOINTS
from homelab_constructs.proofs.finding import Finding
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.proofs.broken import Edit, Files, drop, edited, findings, good, left_open, put, write
from tests.proofs.home import Object, cluster, deployment, from_secret, home, release, secret, thing

APP = "HelmRelease/trigger-dev"
JOB = "Job/trigger-dev-minio-create-bucket"
CLICKHOUSE = "Service/trigger-dev-clickhouse"
URLS = "Secret/trigger-dev-postgres-urls"
ENV = "spec.template.spec.containers[0].env"


@pytest.mark.parametrize("name", labs.TREES)
def test_it_finds_nothing_in_a_good_lab_and_leaves_nothing_open(name: str) -> None:
    assert list(ENDPOINTS.find(Tree.of(good(name)))) == []


def only(files: Files) -> Finding:
    """The one finding."""
    (found,) = findings(ENDPOINTS, files)
    return found


def opened(files: Files) -> tuple[str, str]:
    """What is left open and why, where that is one thing."""
    assert findings(ENDPOINTS, files) == []
    (left,) = left_open(ENDPOINTS, files)
    return left.what, left.why


# -- the lab, broken -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "edit", "path", "problem", "remedy"),
    [
        (
            JOB,
            put("spec.template.spec.containers.0.env.0.value", "http://trigger-dev-mino.default.svc:9000"),
            f"{ENV}[0].value",
            "no Service 'trigger-dev-mino' in namespace 'default'",
            "'trigger-dev-minio', which is there",
        ),
        (
            JOB,
            put("spec.template.spec.containers.0.env.0.value", "http://trigger-dev-minio.default.svc:9001"),
            f"{ENV}[0].value",
            "Service 'trigger-dev-minio' has no port 9001 (it has 9000)",
            "port 9000",
        ),
        (
            JOB,
            put("spec.template.spec.containers.0.env.0.value", "http://trigger-dev-minio.default.svc"),
            f"{ENV}[0].value",
            "Service 'trigger-dev-minio' has no port 80 (it has 9000)",
            "port 9000",
        ),
        (
            JOB,
            put("spec.template.spec.containers.0.env.0.value", "http://trigger-dev-minio.defualt.svc:9000"),
            f"{ENV}[0].value",
            "no namespace 'defualt' is made or declared",
            "'default', which is there",
        ),
        (
            JOB,
            put("spec.template.spec.containers.0.command.2", "curl http://elsewhere:9001/login\nexit\n"),
            "spec.template.spec.containers[0].command[2]",
            "no Service 'elsewhere'",
            "objects in expects.yaml",
        ),
        (
            APP,
            put("spec.values.redis.external.host", "trigger-dev-redis"),
            "spec.values.redis.external.host",
            "no Service 'trigger-dev-redis'",
            "'trigger-dev-redis-",
        ),
        (
            APP,
            put("spec.values.redis.external.port", 6380),
            "spec.values.redis.external.host",
            "Service 'trigger-dev-redis-master' has no port 6380 (it has 6379)",
            "port 6379",
        ),
        (
            APP,
            put("spec.values.clickhouse.external.httpPort", 8124),
            "spec.values.clickhouse.external.host",
            "has no port 8124 (it has 8123 (http), 9000 (native))",
            "one of its ports",
        ),
        (
            APP,
            put("spec.values.postgres.external.connectivityCheck.host", "trigger-dev-postgresql-rw:5433"),
            "spec.values.postgres.external.connectivityCheck.host",
            "has no port 5433 (it has 5432 (postgres))",
            "port 5432",
        ),
        (
            APP,
            put("spec.values.s3.external.endpoint", "http://trigger-dev-minio.flux-system.svc:9000"),
            "spec.values.s3.external.endpoint",
            "in namespace 'flux-system'; there is one in namespace 'default'",
            "trigger-dev-minio.default.svc",
        ),
        (
            URLS,
            put(
                "stringData.postgres-pooled-url", "postgresql://trigger:${X}@trigger-dev-postgresql-pooler:5432/trigger"
            ),
            "stringData.postgres-pooled-url",
            "no Service 'trigger-dev-postgresql-pooler'",
            "'trigger-dev-postgresql-pooler-rw'",
        ),
        (
            CLICKHOUSE,
            put("spec.ports.0.targetPort", "web"),
            "spec.ports[0].targetPort",
            "no container of its pods names a port 'web'",
            "one of http, native",
        ),
        (
            CLICKHOUSE,
            put("spec.selector", {"app.kubernetes.io/name": "clickhouse", "app.kubernetes.io/instance": "clickhouse"}),
            "spec.selector",
            "no pod has app.kubernetes.io/name: 'clickhouse', app.kubernetes.io/instance: 'clickhouse'",
            "StatefulSet/trigger-dev-clickhouse has",
        ),
        (
            "StatefulSet/trigger-dev-clickhouse",
            put("spec.serviceName", "trigger-dev-clickhouse-head"),
            "spec.serviceName",
            "no Service 'trigger-dev-clickhouse-head'",
            "'trigger-dev-clickhouse-headless'",
        ),
        (
            "Pooler/trigger-dev-postgresql-pooler-rw",
            put("spec.cluster.name", "trigger-dev-postgres"),
            "spec.cluster.name",
            "no Cluster 'trigger-dev-postgres' in namespace 'default'",
            "'trigger-dev-postgresql', which is there",
        ),
        (
            "Cluster/trigger-dev-postgresql",
            put("spec.plugins", [{"name": "barman-cloud.cloudnative-pg.io", "parameters": {"barmanObjectName": "b"}}]),
            "spec.plugins[0].parameters.barmanObjectName",
            "no ObjectStore 'b'",
            "under objects in expects.yaml",
        ),
        (
            "PersistentVolumeClaim/trigger-dev-redis-data",
            put("spec.storageClassName", "ceph"),
            "spec.storageClassName",
            "no storage class 'ceph' is declared",
            "'ceph-application-high-performance', which is there",
        ),
        (
            "Cluster/trigger-dev-postgresql",
            put("spec.walStorage.storageClass", "local-path"),
            "spec.walStorage.storageClass",
            "no storage class 'local-path' is declared",
            "under storageClasses in expects.yaml",
        ),
        (
            APP,
            put("spec.values.webapp.ingress.className", "nginx"),
            "spec.values.webapp.ingress.className",
            "no Ingress class 'nginx' is declared",
            "under ingressClasses in expects.yaml",
        ),
        (
            APP,
            put(
                "spec.values.webapp.ingress.annotations",
                {"traefik.ingress.kubernetes.io/router.middlewares": "kube-system-lan@kubernetescrd"},
            ),
            "spec.values.webapp.ingress.annotations.traefik.ingress.kubernetes.io/router.middlewares",
            "no middleware 'kube-system-lan@kubernetescrd'",
            "under middlewares in expects.yaml",
        ),
    ],
)
def test_what_leads_nowhere(target: str, edit: Edit, path: str, problem: str, remedy: str) -> None:
    found = only(edited(good(), target, edit))
    assert (found.object, found.path) == (target, path)
    assert problem in found.problem
    assert remedy in found.remedy


@pytest.mark.parametrize(
    ("target", "edit", "who"),
    [
        (CLICKHOUSE, put("metadata.name", "clickhouse"), {APP}),
        (CLICKHOUSE, put("spec.ports.0.port", 8124), {APP}),
        ("Service/trigger-dev-clickhouse-headless", put("metadata.name", "c"), {"StatefulSet/trigger-dev-clickhouse"}),
        (
            "Cluster/trigger-dev-postgresql",
            put("metadata.name", "postgres"),
            {APP, URLS, "Pooler/trigger-dev-postgresql-pooler-rw"},
        ),
        ("Pooler/trigger-dev-postgresql-pooler-rw", put("metadata.name", "pooler"), {URLS}),
        ("HelmRelease/trigger-dev-redis", put("spec.values.fullnameOverride", "cache"), {APP}),
        ("HelmRelease/trigger-dev-minio", put("spec.values.service.main.ports.http.port", 9001), {APP, JOB}),
        (
            "StatefulSet/trigger-dev-clickhouse",
            put("spec.template.spec.containers.0.ports.0.name", "web"),
            {CLICKHOUSE, "Service/trigger-dev-clickhouse-headless"},
        ),
        (
            "StatefulSet/trigger-dev-clickhouse",
            drop("spec.template.metadata.labels"),
            {CLICKHOUSE, "Service/trigger-dev-clickhouse-headless"},
        ),
    ],
)
def test_whoever_connects_to_what_was_changed_says_so(target: str, edit: Edit, who: set[str]) -> None:
    assert {found.object for found in findings(ENDPOINTS, edited(good(), target, edit))} == who


# -- hand-written --------------------------------------------------------------------------------------------------

WEB = thing("Service", "web", spec={"ports": [{"port": 80, "name": "http"}], "selector": {"app": "photos"}})
PODS = deployment(ports=[{"containerPort": 80, "name": "http"}])


def asks(value: str, name: str = "UPSTREAM_URL") -> Object:
    """A Deployment with one variable."""
    return deployment("asks", env=[{"name": name, "value": value}])


@pytest.mark.parametrize(
    ("text", "namespace"),
    [
        ("http://web", "media"),
        ("http://web:80", "media"),
        ("http://web.default", "default"),
        ("http://web.media.svc/path", "media"),
        ("web:80", "media"),
        ("web.media.svc.cluster.local:80", "media"),
    ],
)
def test_every_way_to_write_a_host(text: str, namespace: str) -> None:
    assert findings(ENDPOINTS, home(WEB, PODS, asks(text), namespace=namespace)) == []
    found = only(home(PODS, asks(text), namespace=namespace))
    assert found.problem == f"no Service 'web' in namespace '{namespace}'"
    other = WEB | {"spec": {"ports": [{"port": 81}]}}
    assert (
        only(home(other, PODS, asks(text), namespace=namespace)).problem == "Service 'web' has no port 80 (it has 81)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "https://photos.${SECRET_DOMAIN}",
        "http://localhost:8080",
        "http://127.0.0.1:3000",
        "s3://bucket/prefix",
        "08:30",
        "/var/lib/photos",
    ],
)
def test_what_leads_out_of_the_cluster_or_nowhere_at_all(text: str) -> None:
    assert list(ENDPOINTS.find(Tree.of(home(PODS, asks(text))))) == []


@pytest.mark.parametrize(("text", "name"), [("node:22", "IMAGE"), ("photos", "HOSTNAME"), ("1000:1000", "OWNER")])
def test_what_only_looks_like_a_host(text: str, name: str) -> None:
    assert list(ENDPOINTS.find(Tree.of(home(PODS, asks(text, name))))) == []


def test_hosts_and_ports_in_two_variables() -> None:
    def pair(port: str) -> Object:
        return deployment("asks", env=[{"name": "WEB_HOST", "value": "web"}, {"name": "WEB_PORT", "value": port}])

    assert findings(ENDPOINTS, home(WEB, PODS, pair("80"))) == []
    found = only(home(WEB, PODS, pair("8080")))
    assert (found.path, found.problem) == (f"{ENV}[0].value", "Service 'web' has no port 8080 (it has 80 (http))")


def test_hosts_and_ports_in_a_map_of_values_and_in_configurations() -> None:
    values = {"cache": {"host": "web", "port": 8080}}
    assert only(home(WEB, PODS, release(values=values))).path == "spec.values.cache.host"
    config = thing("ConfigMap", "a", data={"WEB_HOST": "web", "WEB_PORT": "8080"})
    assert only(home(WEB, PODS, config)).path == "data.WEB_HOST"
    config = thing("ConfigMap", "a", data={"app.yaml": "a: 1\nweb_server: web:8080\n"})
    assert only(home(WEB, PODS, config)).path == "data.app.yaml"


def test_texts_in_secrets_are_read_plain_and_coded_and_not_when_encrypted() -> None:
    url = "http://me:${A_PASSWORD}@gone:80"
    coded = base64.b64encode(b"http://gone:80").decode()
    assert only(home(secret("a", url=url))).path == "stringData.url"
    assert only(home(thing("Secret", "a", data={"url": coded}))).path == "data.url"
    encrypted = {**secret("a", url="ENC[http://gone:80]"), "sops": {"version": "3"}}
    assert list(ENDPOINTS.find(Tree.of(home(encrypted)))) == []


def test_a_password_in_a_url_is_not_shown() -> None:
    assert "hunter2" not in str(only(home(secret("a", url="http://me:hunter2@gone:80"))))


@pytest.mark.parametrize(
    ("env", "path"),
    [
        ([{"name": "A", "value": "gone"}, {"name": "URL", "value": "http://$(A):80"}], f"{ENV}[1].value"),
        ([*from_secret("parts", "place"), {"name": "URL", "value": "http://$(VALUE):80"}], f"{ENV}[1].value"),
    ],
)
def test_what_the_kubelet_puts_together(env: list[dict[str, Any]], path: str) -> None:
    found = only(home(secret("parts", place="gone"), deployment(env=env)))
    assert (found.path, found.problem) == (path, "no Service 'gone' in namespace 'media'")


def test_arguments_with_and_without_an_equals_sign() -> None:
    for args, place in ((["--redis-addr=gone:1234"], 0), (["--redis-addr", "gone:1234"], 1)):
        found = only(home(deployment(args=args)))
        assert found.path == f"spec.template.spec.containers[0].args[{place}]"
    env = [{"name": "PLACE", "value": "gone"}]
    assert only(home(deployment(env=env, args=["--addr=$(PLACE):80"]))).path.endswith("args[0]")


def test_names_are_read_with_the_variables_of_the_kustomization() -> None:
    service = WEB | {"metadata": {"name": "${APP}-web"}}
    assert findings(ENDPOINTS, home(service, PODS, asks("http://${APP}-web.media.svc:80"))) == []
    assert "no Service 'photos-webb'" in only(home(service, PODS, asks("http://${APP}-webb:80"))).problem


def test_what_a_variable_decides_is_left_open() -> None:
    what, why = opened(home(asks("http://${REDIS_HOST}:6379")))
    assert what == f"{ENV}[0].value: where it leads"
    assert "variable" in why
    assert opened(home(asks("http://${NAME}.media.svc:80")))[0] == what


# -- who makes Services --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("maker", "host", "port"),
    [
        (cluster("db"), "db-rw", 5432),
        (cluster("db"), "db-r", 5432),
        (cluster("db", managed={"services": {"disabledDefaultServices": ["r"]}}), "db-ro", 5432),
        (
            cluster(
                "db", managed={"services": {"additional": [{"serviceTemplate": {"metadata": {"name": "db-lan"}}}]}}
            ),
            "db-lan",
            5432,
        ),
        (thing("Pooler", "pool", "postgresql.cnpg.io/v1", spec={}), "pool", 5432),
        (release("cache", "redis", values={}), "cache-redis-master", 6379),
        (release(values={"extra": [thing("Service", "own", spec={"ports": [{"port": 99}]})]}), "own", 99),
    ],
)
def test_services_that_are_made(maker: Object, host: str, port: int) -> None:
    assert findings(ENDPOINTS, home(maker, asks(f"tcp://{host}:{port}"))) == []
    assert f"Service '{host}' has no port 1 (" in only(home(maker, asks(f"tcp://{host}:1"))).problem


@pytest.mark.parametrize("suffix", ["ro", "r"])
def test_a_disabled_service_is_not_there(suffix: str) -> None:
    database = cluster("db", managed={"services": {"disabledDefaultServices": ["ro", "r"]}})
    assert f"no Service 'db-{suffix}'" in only(home(database, asks(f"tcp://db-{suffix}:5432"))).problem


def test_a_declared_service_has_every_port() -> None:
    files = home(asks("tcp://mqtt.media.svc:1883"))
    assert "no Service 'mqtt'" in only(files).problem
    expects = {"objects": [{"kind": "Service", "namespace": "media", "name": "mqtt"}]}
    assert findings(ENDPOINTS, home(asks("tcp://mqtt.media.svc:1883"), expects=expects)) == []


def test_services_of_kubernetes_itself_and_external_ones() -> None:
    external = thing("Service", "out", spec={"type": "ExternalName", "externalName": "example.org"})
    texts = (
        "http://webhook-receiver.flux-system.svc",
        "https://kubernetes.default.svc",
        "tcp://kube-dns.kube-system.svc:53",
        "tcp://out:1234",
    )
    for text in texts:
        assert findings(ENDPOINTS, home(external, asks(text))) == []


def test_behind_a_headless_service_every_port_of_its_pods_is_reached() -> None:
    headless = thing(
        "Service", "web", spec={"clusterIP": "None", "selector": {"app": "photos"}, "ports": [{"port": 1}]}
    )
    assert findings(ENDPOINTS, home(headless, PODS, asks("http://photos-0.web.media.svc:80"))) == []
    assert "has no port 81" in only(home(headless, PODS, asks("http://photos-0.web.media.svc:81"))).problem


@pytest.mark.parametrize("maker", [release(), thing("Grafana", "grafana", "integreatly.org/v1beta1", spec={})])
def test_what_somebody_unknown_may_make_is_left_open(maker: Object) -> None:
    what, why = opened(home(maker, asks("http://grafana-server:3000")))
    assert "Service 'grafana-server'" in what
    assert "grafana may make it" in why
    assert "no Service 'loki'" in only(home(maker, asks("http://loki:3100"))).problem


def test_a_release_may_mean_a_chart_inside_its_own() -> None:
    asked = release("loki-stack", values={"url": "http://loki-headless:3100"})
    assert "HelmRelease/loki-stack may make it" in opened(home(asked))[1]
    assert "no Service 'loki-headless'" in only(home(release("loki-stack"), asks("http://loki-headless:3100"))).problem


def test_services_of_operators_are_left_open() -> None:
    assert "operators" in opened(home(asks("http://prometheus-operated:9090")))[1]


def test_what_only_kustomize_could_bring_is_left_open() -> None:
    files = edited(home(asks("http://web")), "Kustomization/photos", put("spec.components", ["../shared"]))
    assert "only kustomize can tell" in opened(files)[1]


def test_a_generator_of_config_maps_brings_no_service() -> None:
    parts = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "resources": ["./all.yaml"]}
    files = home(asks("http://web"), ingress("web", {"number": 80}))
    files["photos/kustomization.yaml"] = write({**parts, "configMapGenerator": [{"name": "web"}]})
    assert [found.object for found in findings(ENDPOINTS, files)] == ["Deployment/asks", "Ingress/web"]


AUTH = "nginx.ingress.kubernetes.io/auth-url"


def asking(url: str) -> Object:
    """An Ingress that asks somebody who its visitors are."""
    item = ingress("web", {"number": 80})
    item["metadata"]["annotations"] = {AUTH: url, "example.org/note": "http://photos.example.org and media.svc"}
    return item


def test_hosts_in_annotations_are_followed() -> None:
    found = only(home(WEB, PODS, asking("http://authelia.media.svc.cluster.local/api/verify")))
    assert (found.path, found.problem) == (
        f"metadata.annotations.{AUTH}",
        "no Service 'authelia' in namespace 'media'",
    )
    assert "has no port 81" in only(home(WEB, PODS, asking("http://web.media.svc:81/api/verify"))).problem
    assert list(ENDPOINTS.find(Tree.of(home(WEB, PODS, asking("http://web.media.svc/api/verify"))))) == []
    assert "only the cluster knows" in opened(home(WEB, PODS, asking("http://${X}.media.svc/api/verify")))[1]


def test_hosts_in_annotations_of_values_and_pods_are_followed() -> None:
    values = {
        "ingress": {"main": {"annotations": {AUTH: "http://{{ .Release.Name }}-x.media.svc, http://a.media.svc"}}}
    }
    found = only(home(release(values=values)))
    assert found.path == f"spec.values.ingress.main.annotations.{AUTH}"
    pods = deployment(labels={"app": "photos"})
    pods["spec"]["template"]["metadata"]["annotations"] = {"example.org/hook": "http://a.media.svc"}
    assert only(home(pods)).path == "spec.template.metadata.annotations.example.org/hook"


def test_labels_are_no_hosts() -> None:
    assert list(ENDPOINTS.find(Tree.of(home(release(values={"syslog": {"labels": {"host": "gate"}}}))))) == []


def test_namespaces_of_others() -> None:
    """Without an expects.yaml nobody can say which there are."""
    _, why = opened(home(asks("http://prometheus.monitoring.svc:9090")))
    assert "nothing of this tree" in why
    files = home(asks("http://prometheus.monitoring.svc:9090"), expects={"namespaces": ["media"]})
    assert only(files).problem == "no namespace 'monitoring' is made or declared"


def test_a_domain_that_is_called_like_a_namespace_is_left_open() -> None:
    _, why = opened(home(asks("http://nas.home:80"), expects={"namespaces": ["home", "media"]}))
    assert "domain" in why


def test_a_release_asks_from_where_its_pods_live() -> None:
    values = {"url": "http://web:80"}
    files = home(WEB, PODS, release(targetNamespace="games", values=values))
    assert only(files).problem == "no Service 'web' in namespace 'games'; there is one in namespace 'media'"
    assert findings(ENDPOINTS, home(WEB, PODS, release(values=values))) == []


def test_templates_in_values_are_read_as_far_as_the_release_decides() -> None:
    values = {"url": "http://{{ .Release.Name }}.{{ .Release.Namespace }}.svc:80"}
    assert findings(ENDPOINTS, home(WEB, PODS, release("web", values=values))) == []
    assert opened(home(release("web", values={"url": "http://{{ .Values.host }}:80"})))[0].startswith("spec.values.url")


# -- backends ------------------------------------------------------------------------------------------------------


def ingress(service: str, port: dict[str, Any]) -> Object:
    backend = {"service": {"name": service, "port": port}}
    rules = [{"host": "web", "http": {"paths": [{"path": "/", "backend": backend}]}}]
    return thing("Ingress", "web", "networking.k8s.io/v1", spec={"rules": rules})


def route(service: dict[str, Any]) -> Object:
    return thing("IngressRoute", "web", "traefik.io/v1alpha1", spec={"routes": [{"services": [service]}]})


@pytest.mark.parametrize(
    ("item", "path", "problem"),
    [
        (ingress("wep", {"number": 80}), "spec.rules[0].http.paths[0].backend.service.name", "no Service 'wep'"),
        (ingress("web", {"number": 81}), "spec.rules[0].http.paths[0].backend.service.port", "has no port 81"),
        (ingress("web", {"name": "https"}), "spec.rules[0].http.paths[0].backend.service.port", "has no port 'https'"),
        (route({"name": "wep", "port": 80}), "spec.routes[0].services[0].name", "no Service 'wep'"),
        (route({"name": "web", "port": "htp"}), "spec.routes[0].services[0].port", "has no port 'htp'"),
        (
            route({"name": "web", "namespace": "flux-system", "port": 80}),
            "spec.routes[0].services[0].name",
            "there is one",
        ),
        (
            thing(
                "HTTPRoute", "web", "gateway.networking.k8s.io/v1", spec={"rules": [{"backendRefs": [{"name": "wep"}]}]}
            ),
            "spec.rules[0].backendRefs[0].name",
            "no Service 'wep'",
        ),
        (
            thing("Middleware", "a", "traefik.io/v1alpha1", spec={"errors": {"service": {"name": "wep", "port": 80}}}),
            "spec.errors.service.name",
            "no Service 'wep'",
        ),
        (
            thing("Middleware", "a", "traefik.io/v1alpha1", spec={"forwardAuth": {"address": "http://auth:9091/"}}),
            "spec.forwardAuth.address",
            "no Service 'auth'",
        ),
    ],
)
def test_traffic_from_outside_is_led_to_a_service(item: Object, path: str, problem: str) -> None:
    found = only(home(WEB, PODS, item))
    assert found.path == path
    assert problem in found.problem


@pytest.mark.parametrize(
    "item",
    [
        ingress("web", {"number": 80}),
        ingress("web", {"name": "http"}),
        route({"name": "web", "port": 80}),
        route({"name": "web", "port": "http"}),
        route({"name": "api@internal", "kind": "TraefikService"}),
    ],
)
def test_traffic_that_arrives(item: Object) -> None:
    assert list(ENDPOINTS.find(Tree.of(home(WEB, PODS, item)))) == []


def test_the_name_of_a_chart_s_port_is_left_open() -> None:
    what, _ = opened(home(release("cache", "redis", values={}), ingress("cache-redis-master", {"name": "tcp-redis"})))
    assert "port 'tcp-redis'" in what


# -- Services and their pods ---------------------------------------------------------------------------------------


def test_pods_of_others_are_left_open() -> None:
    assert "no pod of namespace 'media'" in opened(home(WEB))[1]
    service = WEB | {"spec": {"selector": {"app.kubernetes.io/instance": "grafana"}}}
    assert "pods of HelmRelease/grafana" in opened(home(service, PODS, release()))[1]
    service = WEB | {"spec": {"selector": {"cnpg.io/cluster": "db", "role": "primary"}}}
    assert "operator" in opened(home(service, PODS, cluster("db")))[1]


def test_a_selector_of_another_s_database_finds_no_pod() -> None:
    service = WEB | {"spec": {"selector": {"cnpg.io/cluster": "db"}}}
    assert only(home(service, PODS, cluster("other"))).path == "spec.selector"


def test_a_number_that_no_container_names_is_left_open() -> None:
    service = WEB | {"spec": {"ports": [{"port": 80, "targetPort": 8080}], "selector": {"app": "photos"}}}
    assert opened(home(service, PODS))[0] == "spec.ports[0].targetPort: port 8080"


# -- classes -------------------------------------------------------------------------------------------------------

CLAIM = thing("PersistentVolumeClaim", "data", spec={"storageClassName": "fast"})
MIDDLEWARES = "traefik.ingress.kubernetes.io/router.middlewares"


def guarded(names: str) -> Object:
    """An Ingress behind middlewares."""
    item = ingress("web", {"number": 80})
    item["metadata"]["annotations"] = {MIDDLEWARES: names}
    return item


def test_classes_are_followed_where_something_is_declared() -> None:
    assert list(ENDPOINTS.find(Tree.of(home(CLAIM)))) == []
    assert "says nothing of storageClasses" in opened(home(CLAIM, expects={"namespaces": ["media"]}))[1]
    assert "no storage class 'fast'" in only(home(CLAIM, expects={"storageClasses": ["slow"]})).problem
    assert findings(ENDPOINTS, home(CLAIM, expects={"storageClasses": ["fast"]})) == []
    own = thing("StorageClass", "fast", "storage.k8s.io/v1")
    assert findings(ENDPOINTS, home(CLAIM, own, expects={"storageClasses": ["slow"]})) == []


@pytest.mark.parametrize("name", ["", "-", "${CLASS}"])
def test_no_class_the_default_one_and_one_that_a_variable_names(name: str) -> None:
    claim = thing("PersistentVolumeClaim", "data", spec={"storageClassName": name})
    assert findings(ENDPOINTS, home(claim, expects={"storageClasses": ["slow"]})) == []


def test_what_is_declared_one_by_one_is_there_too() -> None:
    def expected(kind: str, name: str, **more: str) -> Object:
        return {"apiVersion": "x/v1", "kind": kind, "name": name, **more}

    objects = [expected("StorageClass", "fast"), expected("Middleware", "lan", namespace="media")]
    objects += [expected("Namespace", "games"), expected("Service", "web", namespace="games")]
    files = home(WEB, PODS, CLAIM, guarded("media-lan@kubernetescrd"), asks("http://web.games.svc"))
    files["expects.yaml"] = write(
        {"storageClasses": ["slow"], "middlewares": ["a-b@kubernetescrd"], "objects": objects}
    )
    assert list(ENDPOINTS.find(Tree.of(files))) == []


def test_a_remedy_says_how_to_declare_in_python_and_by_hand() -> None:
    class_ = only(home(CLAIM, expects={"storageClasses": ["slow"]})).remedy
    assert "ClusterProfile(data_storage_class=" in class_
    assert "storageClasses in expects.yaml" in class_
    host = only(home(asks("http://elsewhere:1"))).remedy
    assert "component.expect_host(host)" in host
    assert "objects in expects.yaml" in host
    pooler = only(home(thing("Pooler", "a", "postgresql.cnpg.io/v1", spec={"cluster": {"name": "db"}}))).remedy
    assert "lab.expect(api_version=..., kind='Cluster', namespace='media', name='db')" in pooler


def test_the_class_of_an_ingress() -> None:
    item = ingress("web", {"number": 80})
    item["spec"]["ingressClassName"] = "nginx"
    expects = {"ingressClasses": ["traefik"]}
    assert only(home(WEB, PODS, item, expects=expects)).path == "spec.ingressClassName"
    item["spec"]["ingressClassName"] = "traefik"
    assert findings(ENDPOINTS, home(WEB, PODS, item, expects=expects)) == []
    item["metadata"]["annotations"] = {"kubernetes.io/ingress.class": "nginx"}
    assert "no Ingress class 'nginx'" in only(home(WEB, PODS, item, expects=expects)).problem


def test_middlewares_are_declared_or_in_the_tree() -> None:
    own = thing("Middleware", "lan", "traefik.io/v1alpha1", spec={})
    expects = {"middlewares": ["kube-system-lan@kubernetescrd"]}
    both = guarded("media-lan@kubernetescrd, kube-system-lan@kubernetescrd")
    assert list(ENDPOINTS.find(Tree.of(home(WEB, PODS, own, both, expects=expects)))) == []
    assert "no middleware 'media-lan@kubernetescrd'" in only(home(WEB, PODS, both, expects=expects)).problem
    assert "declares nothing" in opened(home(WEB, PODS, guarded("media-lan@kubernetescrd")))[1]
    assert "none of Kubernetes" in opened(home(WEB, PODS, guarded("lan@file"), expects=expects))[1]


def test_middlewares_of_a_route() -> None:
    item = route({"name": "web", "port": 80})
    item["spec"]["routes"][0]["middlewares"] = [{"name": "lan"}]
    expects = {"middlewares": ["kube-system-lan@kubernetescrd"]}
    assert only(home(WEB, PODS, item, expects=expects)).path == "spec.routes[0].middlewares[0].name"
    item["spec"]["routes"][0]["middlewares"][0]["namespace"] = "kube-system"
    assert findings(ENDPOINTS, home(WEB, PODS, item, expects=expects)) == []


# -- odd shapes and exceptions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("odd", [None, 7, True, 1.5, "x", [], {}, [None], [1], {"name": ["x"]}, {1: 2}, [[]]])
@pytest.mark.parametrize(
    ("target", "place"),
    [
        (CLICKHOUSE, "spec.selector"),
        (CLICKHOUSE, "spec.ports"),
        (CLICKHOUSE, "spec.ports.0.targetPort"),
        (CLICKHOUSE, "metadata.annotations"),
        (JOB, "spec.template.spec.containers"),
        (JOB, "spec.template.spec.containers.0.env"),
        (JOB, "spec.template.spec.containers.0.command"),
        (APP, "spec.values.redis"),
        ("Cluster/trigger-dev-postgresql", "spec.managed"),
        ("Pooler/trigger-dev-postgresql-pooler-rw", "spec.serviceTemplate"),
        (URLS, "stringData"),
        ("StatefulSet/trigger-dev-clickhouse", "spec.template.metadata.labels"),
    ],
)
def test_any_shape_is_read_without_a_crash(target: str, place: str, odd: object) -> None:
    for said in ENDPOINTS.find(Tree.of(edited(good(), target, put(place, odd)))):
        assert said.object


def test_an_exemption_bears_a_finding() -> None:
    expects = {
        "exemptions": [
            {"proof": "endpoints", "object": "Deployment/asks", "path": f"{ENV}[0]", "reason": "a host of the LAN"}
        ]
    }
    verdict = prove(Tree.of(home(asks("http://nas:5000"), expects=expects)), [ENDPOINTS])
    assert verdict.findings == ()
    assert [found.path for found, _ in verdict.borne] == [f"{ENV}[0].value"]


def test_services_of_two_namespaces_are_kept_apart() -> None:
    other = {**WEB, "metadata": {"name": "web", "namespace": "games"}, "spec": {"ports": [{"port": 81}]}}
    files = home(WEB, PODS, asks("http://web.games.svc:81"), asks("http://web:80") | {"kind": "DaemonSet"})
    assert findings(ENDPOINTS, files | {"elsewhere.yaml": write(other)}) == []
