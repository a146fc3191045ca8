"""AppTemplate: containers, ports, volumes and hosts become values of app-template, and what they use is waited for."""

from __future__ import annotations

from typing import Any, Literal

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import (
    AppTemplate,
    BitnamiRedis,
    Component,
    ConfigFiles,
    ContainerRegistry,
    Controller,
    ExistingClaim,
    ExistingSecret,
    FluxApp,
    Homelab,
    HttpProbe,
    IngressHost,
    LabError,
    Mount,
    OciChart,
    RedisConnection,
    RepositoryChart,
    Scratch,
    ServiceConnection,
    Volume,
    VolumeClaim,
)
from homelab_constructs.app_template_chart import APP_TEMPLATE
from homelab_constructs.proofs.chart_rules import releases_of
from homelab_constructs.proofs.tree import Tree
from tests.apps.samples import SMALL, app, container, controller, everything, told, values, worker
from tests.datastores import component, objects_of, refused, tree_of
from tests.support import assert_app_matches, kustomization, new_lab

HOST = IngressHost(host="shop.${SECRET_DOMAIN}")
OTHER = IngressHost(host="other.${SECRET_DOMAIN}")


# Snapshots ----------------------------------------------------------------------------------------------------------


def test_smallest_use(yaml_snapshot: SnapshotAssertion) -> None:
    part = app()
    assert_app_matches(tree_of(part).files, yaml_snapshot)
    part.component.lab.prove()


def test_everything_set(yaml_snapshot: SnapshotAssertion) -> None:
    lab = new_lab()
    everything(lab)
    lab.prove()
    assert_app_matches(lab.files(), yaml_snapshot)


# What is used is waited for -----------------------------------------------------------------------------------------


def depends(part: AppTemplate) -> list[str]:
    """What the component of an app waits for."""
    spec = kustomization(part.component.lab.files(), part.component.kustomization_name)
    return [entry["name"] for entry in spec.get("dependsOn", ())]


def test_a_secret_key_in_the_environment_makes_it_wait_for_who_makes_it() -> None:
    shop = FluxApp(new_lab(), "shop")
    cache = BitnamiRedis(shop.component("redis"), "cache")
    part = app(shop.component("app"), container=container(env={"PASSWORD": cache.connection.password}))
    assert depends(part) == ["shop-redis"]


def test_a_host_in_the_environment_makes_it_wait_for_who_answers() -> None:
    shop = FluxApp(new_lab(), "shop")
    server = app(shop.component("server"))
    part = app(shop.component("worker"), container=worker(env={"API": f"{server.connection.url}/api"}))
    assert server.connection.url == "http://shop-server.default.svc:8080"
    assert depends(part) == ["shop-server"]


def test_a_connection_that_is_used_makes_it_wait_and_expect() -> None:
    redis = RedisConnection(host="cache.other.svc", provider="cache", password=ExistingSecret("cache").key("pw"))
    part = app(uses=[redis])
    assert depends(part) == ["cache"]
    expected = part.component.lab.expectations
    assert ("v1", "Service", "other", "cache") in expected.objects
    assert expected.secrets["default", "cache"] == {"pw"}


RENAMED = ExistingSecret("old", {"SESSION_KEY": "session", "TOKEN": "TOKEN"})


def test_a_secret_that_calls_a_key_otherwise_is_taken_key_by_key() -> None:
    part = app(container=container(env_from=[RENAMED], env={"TOKEN": "mine"}))
    only = told(part)["controllers"]["main"]["containers"]["main"]
    assert "envFrom" not in only
    assert only["env"]["SESSION_KEY"] == {"valueFrom": {"secretKeyRef": {"name": "old", "key": "session"}}}
    assert only["env"]["TOKEN"] == "mine"
    assert part.component.lab.expectations.secrets["default", "old"] == {"session", "TOKEN"}


def test_a_secret_that_exists_is_taken_whole() -> None:
    part = app(container=container(env_from=[ExistingSecret("mine")]))
    assert told(part)["controllers"]["main"]["containers"]["main"]["envFrom"] == [{"secretRef": {"name": "mine"}}]
    part.component.lab.prove()


def test_a_mounted_secrets_files_are_called_as_it_was_promised() -> None:
    mounts = {"keys": Mount(path="/run/keys/SESSION_KEY", sub_path="SESSION_KEY")}
    written = told(app(container=container(mounts=mounts), volumes={"keys": RENAMED}))["persistence"]["keys"]
    assert written["items"] == [{"key": "session", "path": "SESSION_KEY"}, {"key": "TOKEN", "path": "TOKEN"}]
    with refused("mounts", "one of the files: SESSION_KEY, TOKEN"):
        app(container=container(mounts={"keys": Mount(path="/x", sub_path="session")}), volumes={"keys": RENAMED})


def test_a_shared_claim_makes_it_wait_for_the_component_that_makes_it() -> None:
    shop = FluxApp(new_lab(), "shop")
    files = VolumeClaim(shop.component("files"), "all", volume=Volume("1Gi"))
    part = app(shop.component("app"), container=container(mounts={"files": "/data"}), volumes={"files": files})
    assert depends(part) == ["shop-files"]
    assert told(part)["persistence"]["files"]["existingClaim"] == "shop-files-all"


def test_others_wait_for_it_by_its_connection() -> None:
    shop = FluxApp(new_lab(), "shop")
    server = app(shop.component("server"))
    part = app(shop.component("client"), uses=[server.connection])
    assert depends(part) == ["shop-server"]
    (check,) = kustomization(part.component.lab.files(), "shop-server")["healthChecks"]
    assert (check["kind"], check["name"]) == ("HelmRelease", "shop-server")


@pytest.mark.parametrize("volume", [Volume("5Gi"), Volume("5Gi", "fast", "ReadWriteOnce")])
def test_a_volume_is_a_claim_that_is_never_pruned(volume: Volume) -> None:
    claim = objects_of(app(container=container(mounts={"data": "/data"}), volumes={"data": volume}))[
        "PersistentVolumeClaim/shop-data"
    ]
    assert claim["metadata"]["annotations"] == {"kustomize.toolkit.fluxcd.io/prune": "disabled"}
    assert claim["spec"]["accessModes"] == [volume.access_mode or "ReadWriteMany"]
    assert claim["spec"]["storageClassName"] == volume.storage_class or "files"


def test_an_existing_claim_is_expected_and_not_made() -> None:
    part = app(container=container(mounts={"data": "/data"}), volumes={"data": ExistingClaim(name="mine")})
    assert "PersistentVolumeClaim/mine" not in objects_of(part)
    (entry,) = expected_claims(part.component.lab)
    assert entry == {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "namespace": "default",
        "name": "mine",
        "accessMode": "ReadWriteOnce",
    }


def expected_claims(lab: Homelab) -> list[dict[str, str]]:
    """The claims in expects.yaml."""
    expects = yaml.safe_load(lab.files()["expects.yaml"])
    return [entry for entry in expects.get("objects", []) if entry["kind"] == "PersistentVolumeClaim"]


def two_apps(*claims: ExistingClaim, read_only: bool = False) -> Homelab:
    """Apps that mount a claim of the cluster, one each."""
    lab = new_lab()
    for number, claim in enumerate(claims):
        AppTemplate(
            FluxApp(lab, f"shop-{number}").component("app"),
            "app",
            container=container(mounts={"data": Mount(path="/data", read_only=read_only)}),
            volumes={"data": claim},
        )
    return lab


def test_two_apps_do_not_write_one_existing_claim() -> None:
    lab = two_apps(ExistingClaim(name="mine"), ExistingClaim(name="mine"))
    with pytest.raises(LabError, match=r"claim 'mine' is ReadWriteOnce, and .* mounts it too") as caught:
        lab.prove()
    assert "[data]" in str(caught.value)


@pytest.mark.parametrize("mode", ["ReadWriteMany", "ReadOnlyMany"])
def test_two_apps_share_one_that_many_may_mount(mode: Literal["ReadWriteMany", "ReadOnlyMany"]) -> None:
    claim = ExistingClaim(name="mine", access_mode=mode)
    lab = two_apps(claim, claim, read_only=True)
    lab.prove()
    assert [entry["accessMode"] for entry in expected_claims(lab)] == [mode]


def test_a_claim_has_one_access_mode() -> None:
    with refused("access_mode", "ReadWriteMany", "claim 'mine' is ReadWriteOnce elsewhere"):
        two_apps(ExistingClaim(name="mine"), ExistingClaim(name="mine", access_mode="ReadWriteMany"))


def test_a_claim_that_is_only_read_is_mounted_that_way() -> None:
    with refused("mounts", "/data", "read_only=True"):
        two_apps(ExistingClaim(name="mine", access_mode="ReadOnlyMany"))


# Names that the chart will choose -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("controllers", "expected"),
    [
        ({"main": controller()}, {"main": "shop"}),
        ({"web": controller(), "worker": controller(container=worker())}, {"web": "shop"}),
        ({"web": controller(), "api": controller()}, {"web": "shop-web", "api": "shop-api"}),
        ({"worker": controller(container=worker())}, {}),
    ],
    ids=["one", "one with a port", "two", "none"],
)
def test_services_are_called_as_the_charts_rules_say(
    controllers: dict[str, Controller], expected: dict[str, str]
) -> None:
    part = app(controllers=controllers)
    assert {key: found.host for key, found in part.connections.items()} == {
        key: f"{name}.default.svc" for key, name in expected.items()
    }
    (release,) = releases_of(Tree.of(part.component.lab.files()))
    assert release.rules is not None
    assert release.rules.services(release).keys() == set(expected.values())


@pytest.mark.parametrize("release", ["shop", "web", "shop-web", "api-web", "web-shop"])
@pytest.mark.parametrize("names", [("web",), ("web", "api"), ("web", "api", "shop")])
def test_services_are_called_so_whatever_the_release_is_called(release: str, names: tuple[str, ...]) -> None:
    part = app(name=release, controllers={name: controller() for name in names})
    (found,) = releases_of(Tree.of(part.component.lab.files()))
    assert found.rules is not None
    said = {connection.host.removesuffix(".default.svc") for connection in part.connections.values()}
    assert said == found.rules.services(found).keys()


@pytest.mark.parametrize(
    ("values", "argument"),
    [
        ({"global": {"fullnameOverride": "other"}}, "values.global.fullnameOverride"),
        ({"fullnameOverride": "other"}, "values.fullnameOverride"),
        ({"service": {"main": {"enabled": False}}}, "values.service.main.enabled"),
        ({"service": {"main": {"forceRename": "other"}}}, "values.service.main.forceRename"),
        ({"controllers": {"main": {"enabled": False}}}, "values.controllers.main.enabled"),
        ({"service": {"lan": {"controller": "main", "ports": {"http": {"port": 80}}}}}, "values.service.lan"),
    ],
)
def test_no_value_makes_the_chart_call_things_otherwise(values: dict[str, Any], argument: str) -> None:
    with refused(argument):
        app(values=values)


def test_a_service_may_be_of_another_type() -> None:
    assert (
        told(app(values={"service": {"main": {"type": "LoadBalancer"}}}))["service"]["main"]["type"] == "LoadBalancer"
    )


def test_a_connection_has_the_first_port() -> None:
    part = app(container=container(port=None, ports={"web": 80, "metrics": 9090}))
    assert part.connection == ServiceConnection(host="shop.default.svc", port=80, provider="shop")


@pytest.mark.parametrize(
    ("controllers", "word"),
    [({"worker": controller(container=worker())}, "no Service"), ({"a": controller(), "b": controller()}, "a, b")],
)
def test_the_one_connection_of_none_or_several_is_refused(controllers: dict[str, Controller], word: str) -> None:
    part = app(controllers=controllers)
    with refused("connection", word):
        _ = part.connection


# Volumes and their writers ------------------------------------------------------------------------------------------

ONE_WRITER = Volume("1Gi", "fast", "ReadWriteOnce")


@pytest.mark.parametrize(
    ("volume", "options", "strategy"),
    [
        (None, {}, "RollingUpdate"),
        (Volume("1Gi"), {}, "Recreate"),
        (Volume("1Gi"), {"replicas": 2}, "RollingUpdate"),
        (ONE_WRITER, {}, "Recreate"),
        (Volume("1Gi"), {"strategy": "RollingUpdate"}, "RollingUpdate"),
        (Scratch(), {}, "RollingUpdate"),
        (ONE_WRITER, {"kind": "statefulset"}, None),
    ],
)
def test_an_old_pod_goes_before_the_new_one_comes_where_they_would_share_data(
    volume: Any, options: dict[str, Any], strategy: str | None
) -> None:
    mounts = {"data": "/data"} if volume else {}
    part = controller(container=container(mounts=mounts), **options)
    written = values(controllers={"main": part}, volumes={"data": volume} if volume else {})
    assert written["controllers"]["main"].get("strategy") == strategy


@pytest.mark.parametrize(
    ("controllers", "argument", "word"),
    [
        ({"a": {"replicas": 2}}, "volumes", "several pods"),
        ({"a": {"kind": "daemonset"}}, "volumes", "several pods"),
        ({"a": {"strategy": "RollingUpdate"}}, "strategy", "Recreate"),
    ],
)
@pytest.mark.parametrize("volume", [ONE_WRITER, ExistingClaim(name="mine")])
def test_a_volume_of_one_writer_is_not_shared(
    controllers: dict[str, dict[str, Any]], argument: str, word: str, volume: Any
) -> None:
    parts = {
        name: controller(container=container(mounts={"data": "/data"}), **options)
        for name, options in controllers.items()
    }
    with refused(argument, word, "ReadWriteOnce"):
        app(controllers=parts, volumes={"data": volume})


def test_a_volume_of_one_pod_is_for_one_controller() -> None:
    parts = {name: controller(container=container(mounts={"data": "/data"})) for name in ("a", "b")}
    with refused("volumes", "a and b mount it"):
        app(controllers=parts, volumes={"data": Volume("1Gi", "fast", "ReadWriteOncePod")})


def test_a_volume_of_one_node_with_two_controllers_is_for_the_proofs_and_may_be_exempted() -> None:
    parts = {name: controller(container=container(mounts={"data": "/data"})) for name in ("a", "b")}
    lab = app(controllers=parts, volumes={"data": ONE_WRITER}).component.lab
    with pytest.raises(LabError, match=r"claim 'shop-data' is ReadWriteOnce, and Deployment 'shop-a' .* mounts it too"):
        lab.prove()
    lab = app(controllers=parts, volumes={"data": ONE_WRITER}).component.lab
    lab.exempt(proof="data", object="HelmRelease/shop", path="spec.values.controllers.b", reason="one node")
    lab.prove()


# What is refused ----------------------------------------------------------------------------------------------------


def test_a_claim_of_another_namespace_is_refused() -> None:
    lab = new_lab()
    files = VolumeClaim(FluxApp(lab, "files", namespace="files").component("app"), "all", volume=Volume("1Gi"))
    with refused("claim", "app's own namespace"):
        app(
            FluxApp(lab, "shop").component("app"),
            container=container(mounts={"files": "/data"}),
            volumes={"files": files},
        )


MAIN = "controllers['main'].main"
BOTH = {"container": container(), "controllers": {"main": controller()}}
TWO = {"web": controller(), "api": controller()}


@pytest.mark.parametrize(
    ("given", "argument", "word"),
    [
        (BOTH, "container", "either"),
        ({"container": None}, "container", "either"),
        ({"controllers": {}}, "controllers", "at least one"),
        ({"controllers": {"Web": controller()}}, "controllers", "lower-case"),
        ({"name": "s" * 53}, "name", "at most 52"),
        ({"name": "9shop"}, "name", "letter first"),
        ({"volumes": {"data": Volume("1Gi")}}, "volumes", "no container mounts it"),
        ({"container": container(mounts={"data": "/data"})}, "mounts", "it has none"),
        (
            {
                "container": container(mounts={"a": "/data", "b": "/data"}),
                "volumes": {"a": Scratch(), "b": Scratch()},
            },
            "mounts",
            "mounted there already",
        ),
        (
            {
                "container": container(mounts={"a": Mount(path="/x", sub_path="b.yaml")}),
                "volumes": {"a": ConfigFiles(files={"a.yaml": ""})},
            },
            "mounts",
            "one of the files: a.yaml",
        ),
        ({"container": worker(), "ingress": HOST}, "ingress", "a container with a port"),
        ({"controllers": TWO, "ingress": HOST}, "ingress", "web, api have ports"),
        ({"ingress": {"api": HOST}}, "ingress", "a controller with ports: main"),
        ({"ingress": {"main:metrics": HOST}}, "ingress", "one of its ports: http"),
        ({"controllers": TWO, "ingress": {"web": HOST, "web:http": OTHER}}, "ingress", "another entry"),
        ({"controllers": TWO, "ingress": {"web": HOST, "api": HOST}}, "ingress", "answer in turns"),
        (
            {
                "controllers": {
                    "web": controller(container=container(port=None, ports={"http": 80, "metrics": 90})),
                    "web-metrics": controller(),
                },
                "ingress": {"web:metrics": HOST, "web-metrics": OTHER},
            },
            "ingress",
            "Ingress name 'web-metrics'",
        ),
        ({"timeout": "2m"}, "timeout", "more than start_within=150"),
        ({"timeout": "soon"}, "timeout", "5m"),
        ({"values": {"controllers": {"main": {"replicas": 2}}}}, "values.controllers.main.replicas", "argument"),
        ({"values": {"x": object()}}, "values.x", "strings, numbers"),
        ({"values": {"big": 2_000_000}}, "values.big", "below a million"),
        (
            {"container": container(probe=HttpProbe(path="/", port="web"))},
            "controllers['main'].main.liveness.port",
            "http",
        ),
        ({"container": worker(probe=HttpProbe(path="/"))}, "controllers['main'].main.liveness", "no port to ask"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_work_is_refused_where_it_is_written(given: dict[str, Any], argument: str, word: str) -> None:
    with refused(argument, word):
        app(**given)


@pytest.mark.parametrize(
    "chart",
    [
        RepositoryChart(repository=APP_TEMPLATE.repository, chart="nginx", version="5.1.0"),
        OciChart(name="redis", url="oci://registry-1.docker.io/bitnamicharts/redis", version="5.2.3"),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_another_chart_is_refused(chart: Any) -> None:
    with refused("chart", "HelmApp takes any"):
        app(chart=chart)


@pytest.mark.parametrize("version", ["3.7.3", "6.0.0", ">=4.0.0", "18.4.0", "x"])
def test_another_major_of_the_chart_is_refused(version: str) -> None:
    if version == "x":
        chart: Any = OciChart(name="t", url="oci://ghcr.io/bjw-s-labs/helm/app-template", version="3.0.0")
    else:
        chart = RepositoryChart(repository=APP_TEMPLATE.repository, chart="app-template", version=version)
    with refused("chart", "app-template 4 or 5"):
        app(chart=chart)


def test_an_existing_sources_version_counts() -> None:
    from homelab_constructs import ExistingSource

    chart = OciChart(name="app-template", url="oci://ghcr.io/bjw-s-labs/helm/app-template", version="4.3.0")
    old = ExistingSource(kind="OCIRepository", name="app-template", version="3.7.3")
    with refused("chart", "3.7.3"):
        app(component("app", existing_sources=[old]), chart=chart)


# Images of one's own ------------------------------------------------------------------------------------------------


def test_the_pull_secret_of_one_part_serves_the_others() -> None:
    shop = FluxApp(new_lab(), "shop")
    first = app(shop.component("server"), registry=ContainerRegistry(host="registry.a.b", namespace="c/d"))
    second = app(shop.component("worker"), container=worker(), registry=first.pull_secret)
    for part in (first, second):
        assert told(part)["defaultPodOptions"]["imagePullSecrets"] == [{"name": "shop-registry"}]
    assert depends(second) == ["shop-server"]


def test_a_public_registry_needs_no_secret() -> None:
    part = app(registry=ContainerRegistry(host="ghcr.io", namespace="a/b", public=True))
    assert part.pull_secret is None
    assert "imagePullSecrets" not in told(part)["defaultPodOptions"]


# Pods ---------------------------------------------------------------------------------------------------------------


def test_root_is_written_out_and_refused_by_the_proofs() -> None:
    part = app(controllers={"main": controller(user=0)})
    context = told(part)["controllers"]["main"]["pod"]["securityContext"]
    assert (context["runAsNonRoot"], context["runAsUser"]) == (False, 0)
    with pytest.raises(ValueError, match="runs as user 0"):
        part.component.lab.prove()


def test_pods_get_no_token_and_no_variables_of_services() -> None:
    assert values()["defaultPodOptions"] == {"automountServiceAccountToken": False, "enableServiceLinks": False}


def place(**profile: Any) -> Component:
    return component("app", **profile)


def test_an_ingress_is_what_the_profile_says() -> None:
    part = app(place(ingress_middlewares=["kube-system-lan@kubernetescrd"]), ingress=HOST)
    ingress = told(part)["ingress"]["main"]
    assert ingress["className"] == "traefik"
    assert ingress["tls"] == [{"secretName": "${SECRET_DOMAIN/./-}-tls", "hosts": [HOST.host]}]
    assert ingress["hosts"][0]["paths"][0]["service"] == {"identifier": "main", "port": "http"}


def test_resources_are_asked_for() -> None:
    assert values()["controllers"]["main"]["containers"]["main"]["resources"] == SMALL.values()
