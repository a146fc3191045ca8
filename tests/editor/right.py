"""A lab that uses every public name as it is meant: no type checker has a word to say, and it is written and proved.

`assert_type` says what an editor knows of what constructs give back.
"""

from typing import Any, assert_type

from homelab_constructs import (
    ALPHANUMERIC,
    HEX_32,
    OAUTH_ID,
    TOKEN,
    USER_NAME,
    AppResources,
    BitnamiRedis,
    ChartSource,
    ClickHouseConnection,
    ClickHouseServer,
    ClickHouseSettings,
    ClusterProfile,
    CnpgDatabase,
    Component,
    ContainerRegistry,
    DatabaseSettings,
    DatabaseUrl,
    ExistingSecret,
    ExistingSource,
    FluxApp,
    GithubSignIn,
    HelmRelease,
    HelmRepository,
    Homelab,
    HomelabError,
    IngressHost,
    InvalidArgument,
    LabError,
    LogicalReplication,
    MinioStore,
    ObjectStoreConnection,
    ObjectStoreSettings,
    OciChart,
    PgPooler,
    Placeholders,
    PluginBackup,
    PostgresConnection,
    RedisConnection,
    RedisSettings,
    RepositoryChart,
    Resources,
    RoleAttributes,
    RunPods,
    SecretContract,
    SecretKey,
    SignIn,
    SopsSecret,
    TriggerDevStack,
    ValueFromSecret,
    Variable,
    VariableFormat,
    Volume,
    escape,
    in_json,
    in_secret,
    in_url,
    provide_secret,
)

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
formats: list[VariableFormat] = [ALPHANUMERIC, HEX_32, OAUTH_ID, TOKEN, USER_NAME]
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
by_registry: ChartSource = OciChart(name="web", url="oci://registry.example.org/charts/web", version="~1.2.0")

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
    CnpgDatabase(app.component("other"), "db", database="postgres", storage=Volume("1Gi"))
except InvalidArgument as error:
    assert_type(error.argument, str)
    refused: HomelabError = error
try:
    SopsSecret("no/such/file.yaml", keys={"password": "password"})
    lab.prove()
except LabError as error:
    assert_type(error.findings, tuple[str, ...])
