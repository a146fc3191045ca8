"""A server for coding agents in the manner of Happy: PostgreSQL, Redis, two buckets, a server and a web part."""

from homelab_constructs import HEX_32, AppSecret, AppTemplate, BitnamiRedis, ClusterProfile, CnpgDatabase, Container
from homelab_constructs import ContainerRegistry, ExistingSource, FluxApp, Homelab, HttpProbe, IngressHost, MinioStore
from homelab_constructs import Resources, Variable, Volume

redis_chart = ExistingSource(kind="OCIRepository", name="bitnami-redis", version="18.4.0")
app_template = ExistingSource(kind="HelmRepository", name="bjw-s")
profile = ClusterProfile(
    database_storage_class="ceph-application-high-performance",
    data_storage_class="juicefs-application-compressed",
    base_dependencies=["002-infrastructure-extra"],
    existing_sources=[redis_chart, app_template],
)
lab = Homelab(profile)
agents = FluxApp(lab, "agents")
database = CnpgDatabase(agents.component("postgresql"), "db", database="agents", storage=Volume("10Gi")).connection
cache = BitnamiRedis(agents.component("redis"), "cache", url=True).connection
public = IngressHost(host="s3-agents.${SECRET_DOMAIN}")
store = MinioStore(agents.component("minio"), "store", buckets=["agents", "agent-logs"], ingress=public).connection
app = agents.component("app")
lost = "all keys are derived from it: with another one nobody can sign in"
master = Variable(name="SECRET_AGENTS_MASTER_SECRET", format=HEX_32, purpose=lost, may_change=False)
keys = AppSecret(app, "keys", keys={"HANDY_MASTER_SECRET": master})
api = "agents-api.${SECRET_DOMAIN}"
images = "registry.${SECRET_DOMAIN}/homelab/agents"
server = AppTemplate(
    app,
    "server",
    container=Container(
        image=f"{images}/server:1.4.0",
        port=3005,
        env={
            "DATABASE_URL": database.direct_url,
            "REDIS_URL": cache.url,
            "S3_HOST": store.host,
            "S3_PORT": store.port,
            "S3_USE_SSL": "false",
            "S3_ACCESS_KEY": store.access_key,
            "S3_SECRET_KEY": store.secret_key,
            "S3_BUCKET": store.buckets[0],
            "S3_LOG_BUCKET": store.buckets[1],
            "S3_PUBLIC_URL": f"{store.endpoint}/{store.buckets[0]}",
        },
        env_from=[keys.contract],
        probe=HttpProbe(path="/health"),
        resources=Resources(cpu="100m", memory="256Mi", cpu_limit=None, memory_limit="1Gi"),
    ),
    ingress=IngressHost(host=api),
    registry=ContainerRegistry(host="registry.${SECRET_DOMAIN}", namespace="homelab/agents"),
)
small = Resources(cpu="10m", memory="32Mi", cpu_limit=None, memory_limit="64Mi")
AppTemplate(
    agents.component("web"),
    "web",
    container=Container(image=f"{images}/web:1.4.0", port=8080, env={"SERVER_URL": f"https://{api}"}, resources=small),
    uses=[server.connection],
    ingress=IngressHost(host="agents.${SECRET_DOMAIN}"),
    registry=server.pull_secret,
)
lab.synth()
