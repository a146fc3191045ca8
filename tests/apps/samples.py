"""Small apps to look at."""

from __future__ import annotations

from typing import Any

from homelab_constructs import (
    HEX_32,
    AppSecret,
    AppTemplate,
    BitnamiRedis,
    CnpgDatabase,
    CommandProbe,
    Component,
    ConfigFiles,
    Container,
    ContainerRegistry,
    Controller,
    ExistingClaim,
    FluxApp,
    Homelab,
    HttpProbe,
    IngressHost,
    MinioStore,
    Mount,
    OciChart,
    Resources,
    Scratch,
    SecretKey,
    TcpProbe,
    Volume,
    VolumeClaim,
)
from tests.datastores import component, objects_of

SMALL = Resources(cpu="10m", memory="64Mi", cpu_limit=None, memory_limit="128Mi")
CHART = OciChart(name="wiki", url="oci://registry.example.org/charts/wiki", version="1.2.3")
IMAGE = "ghcr.io/example/shop:1.2.3"


def container(**changes: Any) -> Container:
    """A web server, as short as it gets."""
    return Container(**{"image": IMAGE, "port": 8080, "resources": SMALL, **changes})


def worker(**changes: Any) -> Container:
    """A container that answers to nobody."""
    return container(port=None, **changes)


def controller(**changes: Any) -> Controller:
    """A workload with that server in it."""
    return Controller(**{"container": container(), **changes})


def app(scope: Component | None = None, **changes: Any) -> AppTemplate:
    """An app of that server; with `controllers` the caller's own."""
    given = changes if "controllers" in changes or "container" in changes else {"container": container(), **changes}
    return AppTemplate(scope or component("app"), "shop", **given)


def values(**changes: Any) -> dict[str, Any]:
    """What app-template is told."""
    return told(app(**changes))


def known(key: SecretKey | None) -> SecretKey:
    """A key that the datastore has."""
    assert key is not None
    return key


def told(part: AppTemplate) -> dict[str, Any]:
    """What app-template is told by this app."""
    found: dict[str, Any] = objects_of(part)[f"HelmRelease/{part.release.release_name}"]["spec"]["values"]
    return found


def main(**changes: Any) -> dict[str, Any]:
    """The one container of an app, as app-template is told."""
    only: dict[str, Any] = values(container=container(**changes))["controllers"]["main"]["containers"]["main"]
    return only


def everything(lab: Homelab) -> AppTemplate:
    """An app with all options in use, on every kind of datastore."""
    shop = FluxApp(lab, "shop")
    database = CnpgDatabase(shop.component("postgresql"), "db", database="shop", storage=Volume("5Gi")).connection
    cache = BitnamiRedis(shop.component("redis"), "cache", url=True).connection
    store = MinioStore(shop.component("minio"), "store", buckets=["photos"]).connection
    shared = VolumeClaim(shop.component("files"), "shared", volume=Volume("50Gi"))
    place = shop.component("app")
    keys = AppSecret(place, "keys", keys={"SESSION_KEY": HEX_32, "ADMIN_TOKEN": HEX_32})
    web = container(
        image=f"{IMAGE}@sha256:{'0a' * 32}",
        port=None,
        ports={"web": 8080, "metrics": 9090},
        env={
            "DATABASE_URL": database.direct_url,
            "REDIS_URL": known(cache.url),
            "S3_ENDPOINT": store.endpoint,
            "S3_SECRET": store.secret_key,
            "PUBLIC_URL": "https://shop.${SECRET_DOMAIN}",
            "TEMPLATE": "{{ .Name }} costs {{ .Price }}",
            "WORKERS": 4,
            "EMPTY": "",
        },
        env_from=[keys.contract],
        command=["/usr/bin/env", "shop"],
        args=["serve", "--workers=4"],
        mounts={
            "shared": [Mount(path="/data"), Mount(path="/thumbs", sub_path="thumbs", read_only=True)],
            "config": Mount(path="/etc/shop/shop.yaml", sub_path="shop.yaml", read_only=True),
            "tmp": "/tmp",
            "keys": "/run/keys",
        },
        probe=HttpProbe(path="/healthz", port="web"),
        readiness=TcpProbe(port="metrics", timeout=2),
        start_within=120,
        read_only_root=True,
    )
    return AppTemplate(
        place,
        "shop",
        controllers={
            "web": Controller(
                container=web,
                sidecars={"proxy": worker(liveness=CommandProbe(command=["proxy", "{{ok}}"]))},
                init={"wait": worker(args=["wait"]), "migrate": worker(args=["migrate"], mounts={"tmp": "/tmp"})},
                user=1001,
            ),
            "worker": controller(container=worker(args=["work"], mounts={"old": "/old"}), user=None),
            "search": controller(
                container=container(port=7700, mounts={"index": "/index"}), kind="statefulset", user=999
            ),
            "api": controller(container=container(port=3000), replicas=2),
            "cleanup": controller(container=worker(args=["clean"]), kind="cronjob", schedule="0 4 * * *"),
        },
        volumes={
            "shared": shared,
            "config": ConfigFiles(files={"shop.yaml": "greeting: '{{ hello }}'\nhost: shop.${SECRET_DOMAIN}\n"}),
            "tmp": Scratch(size="64Mi", in_memory=True),
            "keys": keys.contract,
            "old": ExistingClaim(name="shop-old"),
            "index": Volume("10Gi", "fast", "ReadWriteOnce"),
        },
        ingress={
            "web": IngressHost(host="shop.${SECRET_DOMAIN}"),
            "web:metrics": IngressHost(host="shop-metrics.${SECRET_DOMAIN}"),
            "api": IngressHost(host="shop-api.${SECRET_DOMAIN}", middlewares=()),
        },
        uses=[database],
        registry=ContainerRegistry(host="registry.${SECRET_DOMAIN}", namespace="homelab/shop"),
        values={
            "controllers": {"web": {"pod": {"nodeSelector": {"disk": "ssd"}}}},
            "defaultPodOptions": {"hostname": "shop"},
        },
        name="shop-front",
        timeout="10m",
    )
