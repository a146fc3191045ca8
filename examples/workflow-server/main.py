"""A workflow server in the manner of Prefect: a server on a pooled PostgreSQL, and a worker that waits for it."""

from homelab_constructs import AppTemplate, ClusterProfile, CnpgDatabase, Container, DatabaseUrl, ExistingSource
from homelab_constructs import FluxApp, Homelab, HttpProbe, IngressHost, PgPooler, Resources, Scratch, Volume

profile = ClusterProfile(
    database_storage_class="ceph-application-high-performance",
    data_storage_class="juicefs-application-compressed",
    base_dependencies=["002-infrastructure-extra"],
    existing_sources=[ExistingSource(kind="HelmRepository", name="bjw-s")],
    ingress_middlewares=["kube-system-rfc1918@kubernetescrd"],  # it has no login of its own: not for the internet
)
lab = Homelab(profile)
workflows = FluxApp(lab, "workflows")
database = CnpgDatabase(
    workflows.component("postgresql"),
    "db",
    database="workflows",
    storage=Volume("10Gi"),
    extensions=["pg_trgm"],
    # The driver prepares statements; PgBouncer carries them over its transactions if it may.
    poolers=[PgPooler(parameters={"max_prepared_statements": "200"})],
    urls={
        "url": DatabaseUrl(scheme="postgresql+asyncpg", pooled=True),
        "direct-url": DatabaseUrl(scheme="postgresql+asyncpg"),
    },
).connection
# renovate: datasource=docker depName=docker.io/prefecthq/prefect versioning=docker
image = "docker.io/prefecthq/prefect:3.4.25-python3.12"
home = {"PREFECT_HOME": "/prefect"}
server = AppTemplate(
    workflows.component("server"),
    "server",
    container=Container(
        image=image,
        args=["prefect", "server", "start", "--host", "0.0.0.0"],
        port=4200,
        env={
            **home,
            "PREFECT_API_DATABASE_CONNECTION_URL": database.pooled_url,
            "PREFECT_UI_API_URL": "https://workflows.${SECRET_DOMAIN}/api",
        },
        mounts={"home": "/prefect"},
        probe=HttpProbe(path="/api/health"),
        resources=Resources(cpu="100m", memory="512Mi", cpu_limit=None, memory_limit="1Gi"),
    ),
    volumes={"home": Scratch()},
    ingress=IngressHost(host="workflows.${SECRET_DOMAIN}"),
).connection

AppTemplate(
    workflows.component("worker"),
    "worker",
    container=Container(
        image=image,
        args=["prefect", "worker", "start", "--pool", "home", "--type", "process"],
        env={**home, "PREFECT_API_URL": f"{server.url}/api"},
        mounts={"home": "/prefect"},
        resources=Resources(cpu="100m", memory="512Mi", cpu_limit=None, memory_limit="2Gi"),
    ),
    volumes={"home": Scratch(size="5Gi")},
)
lab.synth()
