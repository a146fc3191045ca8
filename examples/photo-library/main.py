"""A photo library in the manner of Immich: vector search in PostgreSQL, a queue in Redis, one folder of files."""

from homelab_constructs import AppTemplate, BitnamiRedis, ClusterProfile, CnpgDatabase, Container, ExistingSource
from homelab_constructs import FluxApp, Homelab, HttpProbe, IngressHost, Resources, Volume, VolumeClaim

redis_chart = ExistingSource(kind="OCIRepository", name="bitnami-redis", version="18.4.0")
app_template = ExistingSource(kind="HelmRepository", name="bjw-s")
profile = ClusterProfile(
    database_storage_class="ceph-application-high-performance",
    data_storage_class="juicefs-application-compressed",
    base_dependencies=["002-infrastructure-extra"],
    existing_sources=[redis_chart, app_template],
)
lab = Homelab(profile)
photos = FluxApp(lab, "photos")
database = CnpgDatabase(
    photos.component("postgresql"),
    "db",
    database="photos",
    storage=Volume("20Gi"),
    # renovate: datasource=docker depName=ghcr.io/tensorchord/cloudnative-vectorchord versioning=docker
    image="ghcr.io/tensorchord/cloudnative-vectorchord:17.5-0.4.3",
    shared_preload_libraries=["vchord"],
    post_init_application_sql=["CREATE EXTENSION vchord CASCADE", "CREATE EXTENSION earthdistance CASCADE"],
).connection
cache = BitnamiRedis(photos.component("redis"), "cache").connection
files = VolumeClaim(photos.component("library"), "files", volume=Volume("500Gi"))
learning = AppTemplate(
    photos.component("machine-learning"),
    "learning",
    container=Container(
        # renovate: datasource=docker depName=ghcr.io/immich-app/immich-machine-learning
        image="ghcr.io/immich-app/immich-machine-learning:v2.3.1",
        port=3003,
        mounts={"models": "/cache"},
        probe=HttpProbe(path="/ping"),
        resources=Resources(cpu="100m", memory="1Gi", cpu_limit=None, memory_limit="4Gi"),
    ),
    volumes={"models": Volume("10Gi")},
)
AppTemplate(
    photos.component("app"),
    "server",
    container=Container(
        # renovate: datasource=docker depName=ghcr.io/immich-app/immich-server
        image="ghcr.io/immich-app/immich-server:v2.3.1",
        port=2283,
        env={
            "DB_HOSTNAME": database.host,
            "DB_DATABASE_NAME": database.database,
            "DB_USERNAME": database.user,
            "DB_PASSWORD": database.password,
            "REDIS_HOSTNAME": cache.host,
            "REDIS_PASSWORD": cache.password,
            "IMMICH_MACHINE_LEARNING_URL": learning.connection.url,
        },
        mounts={"library": "/data"},
        probe=HttpProbe(path="/api/server/ping"),
        start_within=240,  # migrations of a large library
        resources=Resources(cpu="100m", memory="512Mi", cpu_limit=None, memory_limit="2Gi"),
    ),
    volumes={"library": files},
    ingress=IngressHost(host="photos.${SECRET_DOMAIN}"),
)
lab.synth()
