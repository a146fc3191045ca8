"""A lab that uses every public name as it is meant: no type checker has a word to say, and it is written and proved.

`assert_type` says what an editor knows of what constructs give back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, assert_type

from homelab_constructs import (
    ALPHANUMERIC,
    HEX_32,
    HEX_64,
    OAUTH_ID,
    READY,
    TOKEN,
    USER_NAME,
    AppResources,
    AppSecret,
    AppTemplate,
    BitnamiRedis,
    ChartSource,
    ClickHouseConnection,
    ClickHouseServer,
    ClickHouseSettings,
    ClusterProfile,
    CnpgDatabase,
    CommandProbe,
    Component,
    ComponentPart,
    ConfigFiles,
    Connection,
    Container,
    ContainerRegistry,
    Controller,
    DatabaseImport,
    DatabaseSettings,
    DatabaseUrl,
    ExistingClaim,
    ExistingSecret,
    ExistingSource,
    FluxApp,
    GithubSignIn,
    HealthGate,
    HelmApp,
    HelmRelease,
    HelmRepository,
    Homelab,
    HomelabError,
    HttpProbe,
    Image,
    IngressHost,
    InvalidArgument,
    LabError,
    LogicalReplication,
    MinioStore,
    Mount,
    ObjectStoreConnection,
    ObjectStoreSettings,
    OciChart,
    Options,
    PgBaseBackup,
    PgPooler,
    Placeholders,
    PluginBackup,
    PostgresConnection,
    Recovery,
    RecoveryTarget,
    RedisConnection,
    RedisSettings,
    RepositoryChart,
    Resources,
    RoleAttributes,
    RunPods,
    Scratch,
    SecretContract,
    SecretKey,
    SecretSource,
    ServiceConnection,
    SignIn,
    SopsSecret,
    TcpProbe,
    TriggerDevStack,
    ValueFromSecret,
    Variable,
    VariableFormat,
    Volume,
    VolumeClaim,
    container_security,
    escape,
    in_json,
    in_secret,
    in_url,
    k8s_container_security,
    k8s_pod_security,
    k8s_resources,
    pod_security,
    provide_secret,
    refuse,
    take_claim,
    typed_arguments,
)

# isort: split
from cdk8s_plus_28 import k8s

lab = Homelab(
    ClusterProfile(
        domain="${SECRET_DOMAIN}",
        database_storage_class="block",
        data_storage_class="files",
        flux="2.7",
        base_dependencies=["infrastructure"],
        existing_sources=(ExistingSource(kind="HelmRepository", name="bjw-s"),),
    ),
    outdir="dist",
)
lab.expect(api_version="v1", kind="ConfigMap", name="queries")

# An app of one's own -------------------------------------------------------------------------------------------------

app = FluxApp(lab, "web")
part = app.component("postgresql")
assert_type(part, Component)
assert_type(app.find("nothing"), Component | None)

small = Resources(cpu="10m", memory="64Mi", cpu_limit=None, memory_limit="128Mi")
db = CnpgDatabase(
    part,
    "db",
    database="web",
    storage=Volume("20Gi", storage_class="block"),
    wal_storage=Volume(size="5Gi"),
    instances=2,
    resources=Resources(cpu="1", memory="1Gi", cpu_limit="2", memory_limit="2Gi"),
    parameters={"max_connections": "100"},
    extensions=["pg_trgm"],
    post_init_application_sql=("SELECT 1",),
    owner_attributes=RoleAttributes(createdb=True, in_roles=["pg_monitor"]),
    replication=LogicalReplication(slots=4),
    poolers=[PgPooler(mode="transaction", resources=small)],
    urls={"url": DatabaseUrl(pooled=True, query={"schema": "public"}), "direct": DatabaseUrl()},
    superuser=True,
    backup=PluginBackup(object_store="backups"),
    monitoring_queries=[("queries", "custom")],
)
assert_type(db.connection, PostgresConnection)
assert_type(db.connection.host, str)
assert_type(db.connection.port, int)
assert_type(db.connection.password, SecretKey | None)
assert_type(db.credentials, SecretContract)
assert_type(db.component, Component)

beginnings = (
    Recovery(object_store="backups", server_name="lost", target=RecoveryTarget(time="2026-09-01T08:30:00Z")),
    PgBaseBackup(cluster="running"),
    DatabaseImport(source=db.connection),
)
restored = CnpgDatabase(
    app.component("restored"),
    "db",
    database="web",
    storage=Volume("20Gi"),
    credentials_name="restored-user",
    urls_secret_name="restored-urls",
    bootstrap=beginnings[0],
)
assert_type(restored.connection, PostgresConnection)

cache = BitnamiRedis(app.component("redis"), "cache", storage=Volume("1Gi"))
assert_type(cache.connection, RedisConnection)
events = ClickHouseServer(app.component("clickhouse"), "events", settings={"max_threads": "4"})
assert_type(events.connection, ClickHouseConnection)
files = MinioStore(
    app.component("minio"), "files", buckets=["uploads"], ingress=IngressHost(host="s3.${SECRET_DOMAIN}")
)
assert_type(files.connection, ObjectStoreConnection)
assert_type(files.connection.buckets, tuple[str, ...])

main = app.component("app")
for connection in (db.connection, cache.connection, events.connection, files.connection):
    connection.used_by(main)

session = Variable(name="SECRET_WEB_SESSION", format=HEX_32, purpose="signs sessions")
formats: list[VariableFormat] = [ALPHANUMERIC, HEX_32, HEX_64, OAUTH_ID, TOKEN, USER_NAME]
settings = provide_secret(
    main,
    "settings",
    Placeholders(
        name="web-settings",
        content={
            "session": in_secret(session),
            "url": f"redis://:{in_url(session)}@host",
            "json": f'{{"key": "{in_json(session)}"}}',
            "script": escape("echo ${HOME}"),
        },
        variables=[session],
    ),
    None,
)
assert_type(settings.key("session"), SecretKey)
assert_type(settings.key("session").as_env(), dict[str, Any])

chart: ChartSource = RepositoryChart(
    repository=HelmRepository(name="charts", url="https://charts.example.org"), chart="web", version="1.2.3"
)
release = HelmRelease(
    main,
    "web",
    chart=chart,
    values={"host": db.connection.host, "password": settings.key("session").as_env()},
    values_from=[ValueFromSecret(secret=settings.name, key="session", target_path="session")],
)
assert_type(release.release_name, str)
by_registry: ChartSource = OciChart(name="feed", url="oci://registry.example.org/charts/feed", version="~1.2.0")

# Apps by app-template, and by a chart of their own -------------------------------------------------------------------

blog = FluxApp(lab, "blog")
keys = AppSecret(blog.component("app"), "keys", keys={"session": HEX_32})
assert_type(keys.contract, SecretContract)
assert_type(keys.key("session"), SecretKey)
pictures = VolumeClaim(blog.component("app"), "pictures", volume=Volume("10Gi"))
server = AppTemplate(
    blog.component("app"),
    "blog",
    controllers={
        "web": Controller(
            container=Container(
                image="registry.example.org/blog:1.4.2",
                port=8080,
                env={"SESSION": keys.key("session"), "PORT": 8080, "REDIS": cache.connection.host},
                mounts={"pictures": "/pictures", "config": [Mount(path="/etc/blog", read_only=True)], "tmp": "/tmp"},
                probe=HttpProbe(path="/healthz"),
                readiness=TcpProbe(),
                resources=small,
            ),
            strategy="Recreate",
        ),
        "worker": Controller(
            container=Container(
                image="registry.example.org/blog:1.4.2",
                command=["worker"],
                probe=CommandProbe(command=["worker", "--alive"]),
                mounts={"old": "/old"},
                resources=small,
            )
        ),
    },
    volumes={
        "pictures": pictures,
        "config": ConfigFiles(files={"blog.toml": "title = 'Blog'"}),
        "tmp": Scratch(in_memory=True),
        "old": ExistingClaim(name="old-pictures"),
    },
    ingress=IngressHost(host="blog.${SECRET_DOMAIN}"),
    uses=[files.connection],
)
assert_type(server.connections["web"], ServiceConnection)
assert_type(server.connections["web"].url, str)
feed = HelmApp(
    blog.component("feed"),
    "feed",
    chart=by_registry,
    values={"blog": server.connections["web"].url},
    secret_values={"session": keys.key("session")},
    services={"feed": 80},
    uses=[server.connections["web"]],
)
assert_type(feed.release, HelmRelease)

# A construct of one's own --------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Tuning(Options):
    """Options of the construct below."""

    threads: int = 2

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.threads > 8:
            refuse("threads", self.threads, "at most 8")


@dataclass(frozen=True, kw_only=True)
class SearchConnection(Connection):
    """What its consumers take."""

    port: int = 7700
    key: SecretKey


class SearchServer(ComponentPart):
    """A server with a Secret and a claim."""

    @typed_arguments
    def __init__(
        self,
        scope: Component,
        id: str,
        *,
        image: str = "docker.io/getmeili/meilisearch:v1.42.1",
        tuning: Tuning = Tuning(),
        storage: Volume = Volume("5Gi"),
        auth: SecretSource | None = None,
        existing_claim: str | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        name = self.object_name(name, most=52)
        key = Variable(name=scope.variable_name("SEARCH_KEY"), format=HEX_32, purpose="opens the search")
        placeholders = Placeholders(name=f"{name}-auth", content={"key": in_secret(key)}, variables=[key])
        self.auth = provide_secret(scope, "auth", placeholders, auth)
        claim = take_claim(self, f"{name}-data", storage, kind="database", existing_claim=existing_claim)
        port = k8s.IntOrString.from_number(7700)
        probe = k8s.Probe(tcp_socket=k8s.TcpSocketAction(port=port))
        secret = k8s.SecretKeySelector(name=self.auth.name, key=self.auth.key("key").key)
        container = k8s.Container(
            name="server",
            image=str(Image.parse("image", image)),
            args=[f"--threads={tuning.threads}"],
            env=[k8s.EnvVar(name="KEY", value_from=k8s.EnvVarSource(secret_key_ref=secret))],
            ports=[k8s.ContainerPort(container_port=7700)],
            resources=k8s_resources(small),
            security_context=k8s_container_security(),
            readiness_probe=probe,
            liveness_probe=probe,
            volume_mounts=[k8s.VolumeMount(name="data", mount_path="/data")],
        )
        volume = k8s.PersistentVolumeClaimVolumeSource(claim_name=claim)
        labels = {"app.kubernetes.io/instance": name}
        k8s.KubeStatefulSet(
            self,
            "server",
            metadata=k8s.ObjectMeta(name=name),
            spec=k8s.StatefulSetSpec(
                service_name=name,
                selector=k8s.LabelSelector(match_labels=labels),
                template=k8s.PodTemplateSpec(
                    metadata=k8s.ObjectMeta(labels=labels),
                    spec=k8s.PodSpec(
                        containers=[container],
                        security_context=k8s_pod_security(1000),
                        volumes=[k8s.Volume(name="data", persistent_volume_claim=volume)],
                    ),
                ),
            ),
        )
        k8s.KubeService(
            self,
            "service",
            metadata=k8s.ObjectMeta(name=name),
            spec=k8s.ServiceSpec(selector=labels, ports=[k8s.ServicePort(port=7700)]),
        )
        scope.gate(HealthGate(api_version="apps/v1", kind="StatefulSet", name=name))
        host = f"{name}.{scope.target_namespace}.svc"
        scope.serve(host)
        self.connection = SearchConnection(host=host, key=self.auth.key("key"), provider=scope.kustomization_name)


search = SearchServer(blog.component("search"), "search", tuning=Tuning(threads=4))
assert_type(search.component, Component)
assert_type(search.connection.key, SecretKey)
search.connection.used_by(blog.component("feed"))
operated = HealthGate(api_version="example.org/v1", kind="Store", name="store", current=READY)
assert_type(operated.within, int)
in_values: dict[str, Any] = {**pod_security(1000), "containers": [container_security()]}

# Trigger.dev ---------------------------------------------------------------------------------------------------------

stack = TriggerDevStack(
    lab,
    "trigger-dev",
    host="trigger.${SECRET_DOMAIN}",
    registry=ContainerRegistry(host="registry.${SECRET_DOMAIN}", namespace="lab/trigger"),
    database=DatabaseSettings(storage=Volume("10Gi"), pooler=None),
    redis=RedisSettings(auth=ExistingSecret("redis", {"redis-password": "password"})),
    clickhouse=ClickHouseSettings(),
    object_store=ObjectStoreSettings(),
    sign_in=SignIn(allowed_emails=["@example.org"], github=GithubSignIn()),
    resources=AppResources(electric=small),
    run_pods=RunPods(ephemeral_storage="1Gi"),
)
assert_type(stack.postgres, PostgresConnection)
assert_type(stack.line, str)

# Refusals ------------------------------------------------------------------------------------------------------------

try:
    CnpgDatabase(part, "other", database="postgres", storage=Volume("1Gi"))
except InvalidArgument as error:
    assert_type(error.argument, str)
    refused: HomelabError = error
source = SopsSecret("no/such/file.yaml", keys={"password": "password"})
assert_type(source.keys, Mapping[str, str] | None)
try:
    lab.synth()
except LabError as error:
    assert_type(error.findings, tuple[str, ...])
    raise
