"""MinioStore: a server that can still be pulled, with buckets and a user who may use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from homelab_constructs import (
    Component,
    ExistingSecret,
    ExistingSource,
    FluxApp,
    IngressHost,
    InvalidArgument,
    MinioStore,
    Resources,
    SopsSecret,
    Volume,
)
from tests.datastores import component, objects_of, one_odd, refused, tree_of, words
from tests.judges import problems
from tests.labs import sops_file
from tests.support import assert_app_matches, new_lab

NAME = "shop-minio"
PRUNE = {"kustomize.toolkit.fluxcd.io/prune": "disabled"}


def store(scope: Component | None = None, **changes: Any) -> MinioStore:
    """An object store of the app `shop`."""
    return MinioStore(scope or component("minio"), "minio", **{"buckets": ["photos"], **changes})


def values(**changes: Any) -> dict[str, Any]:
    """What app-template is told."""
    told: dict[str, Any] = objects_of(store(**changes))[f"HelmRelease/{NAME}"]["spec"]["values"]
    return told


def server(**changes: Any) -> dict[str, Any]:
    """The one container of the release."""
    only: dict[str, Any] = values(**changes)["controllers"]["main"]["containers"]["minio"]
    return only


def job_env(part: MinioStore) -> dict[str, Any]:
    """The environment of the Job."""
    (job,) = (item for item in objects_of(part).values() if item["kind"] == "Job")
    (container,) = job["spec"]["template"]["spec"]["containers"]
    return {item["name"]: item.get("value", item.get("valueFrom")) for item in container["env"]}


# Snapshots ----------------------------------------------------------------------------------------------------------


def test_smallest_use(yaml_snapshot: SnapshotAssertion) -> None:
    assert_app_matches(tree_of(store()).files, yaml_snapshot)


def test_everything_set(yaml_snapshot: SnapshotAssertion) -> None:
    part = store(
        component("minio", ingress_middlewares=["kube-system-rfc1918@kubernetescrd"]),
        buckets=["originals", "thumb.nails", "originals"],
        storage=Volume("100Gi", "fast", "ReadWriteOnce"),
        name="objects",
        image="docker.io/pgsty/minio:RELEASE.2026-08-04T00-00-00Z@sha256:" + "a" * 64,
        client_image="docker.io/pgsty/mc:RELEASE.2026-09-16T00-00-00Z",
        resources=Resources(cpu="1", memory="1Gi", cpu_limit=None, memory_limit="2Gi"),
        root_user="keeper",
        access_key="shop.app_1",
        auth_name="objects-root",
        credentials_name="objects-app",
        console=True,
        ingress=IngressHost(host="s3.${SECRET_DOMAIN}", annotations=[("example.org/note", "yes")]),
    )
    assert_app_matches(tree_of(part).files, yaml_snapshot)


# What it emits ------------------------------------------------------------------------------------------------------


def test_images_come_from_where_they_still_are() -> None:
    """Docker Hub's minio/minio and minio/mc were deleted (contract datastores, 3.5)."""
    assert server()["image"] == {"repository": "quay.io/minio/minio", "tag": "RELEASE.2025-09-07T16-13-09Z"}
    (job,) = (item for item in objects_of(store()).values() if item["kind"] == "Job")
    assert job["spec"]["template"]["spec"]["containers"][0]["image"] == "quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z"


def test_one_server_and_the_old_one_goes_first() -> None:
    controller = values()["controllers"]["main"]
    assert (controller["type"], controller["replicas"], controller["strategy"]) == ("deployment", 1, "Recreate")
    # A second controller would rename the Deployment, a second service both.
    assert list(values()["controllers"]) == ["main"]
    assert list(values()["service"]) == ["main"]


def test_probes_ask_the_server_itself() -> None:
    probes = server()["probes"]
    assert probes.keys() == {"liveness", "readiness", "startup"}
    for name, probe in probes.items():
        assert (probe["enabled"], probe["custom"]) == (True, True)
        path = "/minio/health/ready" if name == "readiness" else "/minio/health/live"
        assert probe["spec"]["httpGet"] == {"path": path, "port": 9000, "scheme": "HTTP"}


def test_console_is_off_unless_asked_for() -> None:
    off, on = server(), server(console=True)
    assert off["env"]["MINIO_BROWSER"] == "off"
    assert off["args"] == ["server", "/data"]
    assert values()["service"]["main"]["ports"] == {"http": {"port": 9000}}
    assert "MINIO_BROWSER" not in on["env"]
    assert on["args"] == ["server", "/data", "--console-address", ":9001"]
    assert values(console=True)["service"]["main"]["ports"]["console"] == {"port": 9001}


def test_data_is_on_a_claim_of_its_own() -> None:
    persistence = values()["persistence"]["data"]
    assert persistence == {
        "type": "persistentVolumeClaim",
        "existingClaim": f"{NAME}-data",
        "advancedMounts": {"main": {"minio": [{"path": "/data"}]}},
    }
    claim = objects_of(store())[f"PersistentVolumeClaim/{NAME}-data"]
    assert claim["metadata"]["annotations"] == PRUNE
    assert claim["spec"]["storageClassName"] == "files"
    assert claim["spec"]["accessModes"] == ["ReadWriteMany"]


def test_the_profile_tells_how_data_volumes_are_mounted() -> None:
    part = store(component("minio", data_access_mode="ReadWriteOnce"))
    assert objects_of(part)[f"PersistentVolumeClaim/{NAME}-data"]["spec"]["accessModes"] == ["ReadWriteOnce"]


def test_an_existing_claim_is_used_and_expected() -> None:
    part = store(existing_claim="old")
    assert not [name for name in objects_of(part) if name.startswith("PersistentVolumeClaim/")]
    assert tree_of(part).expects["objects"][0]["name"] == "old"


def test_the_administrator_and_the_app_have_logins_of_their_own() -> None:
    objects = objects_of(store())
    root, app = (objects[f"Secret/shop-{name}"] for name in ("minio-auth", "s3-credentials"))
    assert root["metadata"]["annotations"] == app["metadata"]["annotations"] == PRUNE
    assert root["stringData"] == {
        "rootUser": "root",
        "rootPassword": "${quote}${SECRET_SHOP_MINIO_ROOT_PASSWORD}${quote}",
    }
    assert app["stringData"] == {
        "access-key-id": "shop",
        "secret-access-key": "${quote}${SECRET_SHOP_S3_SECRET_ACCESS_KEY}${quote}",
    }
    env = server()["env"]
    assert env["MINIO_ROOT_USER"] == {"valueFrom": {"secretKeyRef": {"name": "shop-minio-auth", "key": "rootUser"}}}
    assert env["MINIO_ROOT_PASSWORD"]["valueFrom"]["secretKeyRef"]["key"] == "rootPassword"


def test_the_app_may_use_its_buckets_and_nothing_else() -> None:
    policy = json.loads(job_env(store(buckets=["one", "two"]))["POLICY"])
    resources = {resource for statement in policy["Statement"] for resource in statement["Resource"]}
    assert resources == {f"arn:aws:s3:::{name}{rest}" for name in ("one", "two") for rest in ("", "/*")}
    actions = {action for statement in policy["Statement"] for action in statement["Action"]}
    assert {"s3:GetObject", "s3:PutObject"} <= actions
    assert not any("*" in action for action in actions)
    assert {statement["Effect"] for statement in policy["Statement"]} == {"Allow"}


def test_buckets_reach_the_job_once_each_and_in_order() -> None:
    part = store(buckets=["b-2", "b-1", "b-2"])
    assert job_env(part)["BUCKETS"] == "b-2 b-1"
    assert part.connection.buckets == ("b-2", "b-1")


def test_the_job_looks_for_the_server_where_its_service_is() -> None:
    part = store(name="objects")
    assert job_env(part)["ENDPOINT"] == "http://objects.default.svc:9000"
    assert ("default", "objects", 9000) in set(tree_of(part).services())


def test_ingress_has_class_and_tls_with_hosts() -> None:
    part = store(
        component("minio", ingress_middlewares=["kube-system-rfc1918@kubernetescrd"]),
        ingress=IngressHost(host="s3.${SECRET_DOMAIN}"),
    )
    ingress = objects_of(part)[f"HelmRelease/{NAME}"]["spec"]["values"]["ingress"]["main"]
    assert ingress["className"] == "traefik"
    assert ingress["tls"] == [{"secretName": "${SECRET_DOMAIN/./-}-tls", "hosts": ["s3.${SECRET_DOMAIN}"]}]
    assert ingress["annotations"] == {
        "traefik.ingress.kubernetes.io/router.middlewares": "kube-system-rfc1918@kubernetescrd"
    }
    ((host,),) = [ingress["hosts"]]
    assert host["paths"] == [{"path": "/", "pathType": "Prefix", "service": {"identifier": "main", "port": "http"}}]
    expects = tree_of(part).expects
    assert expects["ingressClasses"] == ["traefik"]
    assert expects["middlewares"] == ["kube-system-rfc1918@kubernetescrd"]


def test_without_ingress_nothing_is_open_to_the_outside() -> None:
    assert "ingress" not in values()
    assert "ingressClasses" not in tree_of(store()).expects


# What it promises ---------------------------------------------------------------------------------------------------


def test_connection_stays_in_the_cluster_unless_there_is_a_public_host() -> None:
    inside, outside = store().connection, store(ingress=IngressHost(host="s3.${SECRET_DOMAIN}")).connection
    assert inside.endpoint == "http://shop-minio.default.svc:9000"
    assert outside.endpoint == "https://s3.${SECRET_DOMAIN}"
    for connection in (inside, outside):
        assert connection.host == "shop-minio.default.svc"
        assert connection.buckets == ("photos",)
        assert connection.provider == NAME
        assert (connection.access_key.name, connection.access_key.key) == ("shop-s3-credentials", "access-key-id")
        assert connection.secret_key.key == "secret-access-key"


def test_secrets_can_be_ones_that_exist() -> None:
    part = store(
        auth=ExistingSecret("root", {"rootUser": "user", "rootPassword": "password"}),
        credentials=ExistingSecret("app", {"access-key-id": "id"}),
    )
    assert not [name for name in objects_of(part) if name.startswith("Secret/")]
    env = job_env(part)
    assert env["ROOT_USER"]["secretKeyRef"] == {"name": "root", "key": "user"}
    assert env["ROOT_PASSWORD"]["secretKeyRef"] == {"name": "root", "key": "password"}
    assert env["ACCESS_KEY"]["secretKeyRef"] == {"name": "app", "key": "id"}
    assert env["SECRET_KEY"]["secretKeyRef"] == {"name": "app", "key": "secret-access-key"}
    wanted = {item["name"]: item["keys"] for item in tree_of(part).expects["secrets"]}
    assert wanted["root"] == ["password", "user"]
    assert wanted["app"] == ["id", "secret-access-key"]


def test_secrets_can_be_sops_files(tmp_path: Path) -> None:
    root = sops_file(tmp_path, "root", "rootUser", "rootPassword")
    app = sops_file(tmp_path, "app", "access-key-id", "secret-access-key")
    files = tree_of(store(auth=SopsSecret(root), credentials=SopsSecret(app))).files
    assert files["shop/minio/Secret.root.sops.yaml"] == root.read_bytes()
    assert files["shop/minio/Secret.app.sops.yaml"] == app.read_bytes()


def test_the_chart_source_is_the_clusters_where_it_has_one() -> None:
    there = ExistingSource(kind="HelmRepository", name="bjw-s")
    part = store(component("minio", existing_sources=[there]))
    assert "sources/bjw-s.yaml" not in tree_of(part).files
    assert "sources/bjw-s.yaml" in tree_of(store()).files


@pytest.mark.parametrize(("app", "key"), [("s3", "s3-app"), ("a", "a-app"), ("root", "root-app"), ("a" * 30, "a" * 20)])
def test_the_apps_name_becomes_a_user_name_that_minio_takes(app: str, key: str) -> None:
    """3 to 20 characters, and not the administrator's."""
    part = MinioStore(FluxApp(new_lab(), app).component("minio"), "minio", buckets=["photos"])
    assert objects_of(part)[f"Secret/{app}-s3-credentials"]["stringData"]["access-key-id"] == key


# What it refuses ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scope() -> Component:
    return component("minio")


def attempt(scope: Component, **changes: Any) -> MinioStore:
    """A store in a component of its own within the module's lab."""
    number = len(scope.app.components)
    options = {"auth_name": f"auth-{number}", "credentials_name": f"app-{number}", **changes}
    # The variable of the app's key is named after the app alone: another user in it needs a Secret of its own.
    options.setdefault("credentials", ExistingSecret("app"))
    return store(scope.app.component(f"c{number}"), **options)


@pytest.mark.parametrize(
    "bucket",
    ["", "ab", "a" * 64, "Photos", "pho_tos", "-ab", "ab-", ".ab", "a..b", "a b", "192.168.1.1", "ä-b", "a/b", "a\n-b"],
)
def test_refuses_a_bucket_name_that_s3_would_refuse(scope: Component, bucket: str) -> None:
    with refused("buckets"):
        attempt(scope, buckets=["photos", bucket])


@pytest.mark.parametrize("bucket", ["abc", "a" * 63, "a.b-c", "123"])
def test_takes_a_bucket_name_that_s3_takes(scope: Component, bucket: str) -> None:
    assert attempt(scope, buckets=[bucket]).connection.buckets == (bucket,)


@pytest.mark.parametrize("buckets", [[], (), "photos", None, 3, [3], [None], {"photos": "x"}])
def test_refuses_what_is_no_list_of_buckets(scope: Component, buckets: object) -> None:
    with pytest.raises(InvalidArgument, match="buckets"):
        attempt(scope, buckets=buckets)


@pytest.mark.parametrize("argument", ["image", "client_image"])
@pytest.mark.parametrize(
    ("image", "words"),
    [
        ("docker.io/minio/minio:RELEASE.2025-09-07T16-13-09Z", "deleted"),
        ("docker.io/minio/mc:RELEASE.2025-08-13T08-35-41Z", "quay.io/minio/mc"),
        ("quay.io/minio/minio:latest", "latest"),
        ("quay.io/minio/minio", "a tag is needed"),
        ("minio/minio:RELEASE.2025-09-07T16-13-09Z", "<registry>"),
    ],
)
def test_refuses_an_image_that_nobody_serves_or_pins(scope: Component, argument: str, image: str, words: str) -> None:
    with refused(argument, words):
        attempt(scope, **{argument: image})


@pytest.mark.parametrize("argument", ["root_user", "access_key"])
@pytest.mark.parametrize("name", ["", "ab", "a" * 21, "-abc", "a b c", "äbc", "a:b", "abc\n"])
def test_refuses_a_user_name_that_minio_would_refuse(scope: Component, argument: str, name: str) -> None:
    with refused(argument, "3 to 20"):
        attempt(scope, **{argument: name})


def test_the_app_is_not_the_administrator(scope: Component) -> None:
    with refused("access_key", "administrator"):
        attempt(scope, access_key="keeper", root_user="keeper")


@pytest.mark.parametrize(
    ("argument", "changes"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "1st"}),
        ("name", {"name": "a" * 54}),
        ("auth_name", {"auth_name": "Upper"}),
        ("credentials_name", {"credentials_name": "under_score"}),
        ("existing_claim", {"existing_claim": "-"}),
        ("console", {"console": "yes"}),
        ("ingress", {"ingress": "s3.example.org"}),
        ("storage", {"storage": 20}),
        ("chart", {"chart": "4.3.0"}),
        ("auth", {"auth": "root"}),
    ],
    ids=str,
)
def test_refuses(scope: Component, argument: str, changes: dict[str, Any]) -> None:
    with refused(argument):
        attempt(scope, **changes)


@pytest.mark.parametrize(
    "host", ["https://s3.example.org", "s3.example.org/x", "", "S3.example.org", "s3.example.org:1"]
)
def test_refuses_a_public_host_that_is_none(host: str) -> None:
    with refused("host"):
        IngressHost(host=host)


@pytest.mark.parametrize("middleware", ["rfc1918", "a@b", "A-b@kubernetescrd", "@kubernetescrd", "a b@kubernetescrd"])
def test_refuses_a_middleware_as_the_profile_does(middleware: str) -> None:
    with refused("middlewares"):
        IngressHost(host="s3.example.org", middlewares=[middleware])


@pytest.mark.parametrize("name", ["", "a b", "-a", "a/b/c", "ä", "traefik.ingress.kubernetes.io/router.middlewares"])
def test_refuses_an_annotation_that_kubernetes_or_the_ingress_would_not_take(name: str) -> None:
    """The middlewares have an argument of their own, which would win without a word."""
    with pytest.raises(InvalidArgument, match="annotations"):
        IngressHost(host="s3.example.org", annotations=[(name, "x")])


ODD = words("a" * 254, "", "A/b", "é", "-a", "a b", "٣", "ab\n")
LABEL = words("objects", "a", "true", "a" * 40), ODD | words("1a", "a.b", "A", "a" * 60)
SECRET = words("objects", "1a", "a.b", "true"), ODD | words("A", "a_b")
USER = words("keeper", "1e5", "true", "a.b_c-d", "ABC"), ODD | words("ab", "a" * 21, "root")
BUCKET = words("photos", "a.b-c", "123", "a" * 63)


@settings(max_examples=60)
@given(
    options=one_odd(
        name=LABEL,
        root_user=(words("root", "keeper2"), USER[1]),
        access_key=USER,
        auth_name=SECRET,
        credentials_name=SECRET,
        existing_claim=SECRET,
        console=(st.booleans(), st.none()),
        buckets=(st.lists(BUCKET, min_size=1, max_size=3), st.lists(ODD | BUCKET, max_size=2)),
        size=(words("1Gi", "1.5Ti", "20G"), words("500m", "0", "", "2GB", "٣Gi")),
    )
)
def test_what_is_accepted_is_valid_and_the_rest_is_refused_by_name(scope: Component, options: dict[str, Any]) -> None:
    changes = {"buckets": ["photos"], **options}
    try:
        part = attempt(scope, storage=Volume(changes.pop("size", "1Gi")), **changes)
    except InvalidArgument:
        return
    assert not [problem for item in objects_of(part).values() for problem in problems(item)]
