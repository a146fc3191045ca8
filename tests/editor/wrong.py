"""Mistakes, each with what mypy and pyright say of its line; of no other line they say anything.

Written as `# E: <code of mypy> | <rule of pyright>`. Strict, pyright would also say what follows from a mistake.
"""

# pyright: standard

from homelab_constructs import (
    BitnamiRedis,
    ClusterProfile,
    CnpgDatabase,
    ContainerRegistry,
    ExistingSource,
    FluxApp,
    HelmRelease,
    Homelab,
    IngressHost,
    MinioStore,
    PgPooler,
    PostgresConnection,
    Resources,
    TriggerDevStack,
    Volume,
    in_url,
)

from homelab_constructs import CnpgDatabse  # E: attr-defined | reportAttributeAccessIssue

profile = ClusterProfile(database_storage_class="block", data_storage_class="files")
lab = Homelab(profile)
app = FluxApp(lab, "web")
part = app.component("postgresql")
size = Volume("20Gi")
db = CnpgDatabase(part, "db", database="web", storage=size)
cache = BitnamiRedis(app.component("redis"), "cache")

# Keywords
CnpgDatabase(part, "a", database="web", storage=size, extension=["pg_trgm"])  # E: call-arg | reportCallIssue
CnpgDatabase(part, "b", database="web")  # E: call-arg | reportCallIssue
CnpgDatabase(part, "c", "web", size)  # E: call-arg | reportCallIssue
ClusterProfile(database_storage_class="block")  # E: call-arg | reportCallIssue
ClusterProfile(database_storage_class="x", data_storage_class="y", zone="z")  # E: call-arg | reportCallIssue
Resources("1", "1Gi", "2", "2Gi")  # E: call-arg | reportCallIssue
TriggerDevStack(lab, "trigger-dev", host="trigger.example.org")  # E: call-arg | reportCallIssue
MinioStore(part, "files")  # E: call-arg | reportCallIssue
lab.expect(kind="Secret", name="x")  # E: call-arg | reportCallIssue

# Kinds of values
CnpgDatabase(part, "d", database="web", storage="20Gi")  # E: arg-type | reportArgumentType
CnpgDatabase(part, "e", database="web", storage=size, instances="2")  # E: arg-type | reportArgumentType
CnpgDatabase(part, "f", database="web", storage=size, parameters={"x": 100})  # E: dict-item | reportArgumentType
CnpgDatabase(part, "g", database="web", storage=size, poolers=PgPooler())  # E: arg-type | reportArgumentType
CnpgDatabase(app, "h", database="web", storage=size)  # E: arg-type | reportArgumentType
BitnamiRedis(lab, "i")  # E: arg-type | reportArgumentType
Homelab("dist")  # E: arg-type | reportArgumentType
HelmRelease(part, "j", chart="app-template", values={})  # E: arg-type | reportArgumentType
IngressHost(host=8080)  # E: arg-type | reportArgumentType
ContainerRegistry(host="r.example.org", namespace="web", pull_secret="x")  # E: arg-type | reportArgumentType
ClusterProfile(database_storage_class=None, data_storage_class="files")  # E: arg-type | reportArgumentType
in_url("${SECRET_WEB}")  # E: arg-type | reportArgumentType

# One of a few words
PgPooler(mode="statement")  # E: arg-type | reportArgumentType
ExistingSource(kind="GitRepository", name="x")  # E: arg-type | reportArgumentType
ClusterProfile(database_storage_class="x", data_storage_class="y", flux="2.5")  # E: arg-type | reportArgumentType
CnpgDatabase(part, "k", database="web", storage=size, credentials="x")  # E: arg-type | reportArgumentType

# What constructs give back
print(db.connection.hostname)  # E: attr-defined | reportAttributeAccessIssue
print(cache.connection.database)  # E: attr-defined | reportAttributeAccessIssue
print(db.connection.password.name)  # E: union-attr | reportOptionalMemberAccess
db.connection.host = "elsewhere"  # E: misc | reportAttributeAccessIssue
url: str = db.urls.key("direct-url")  # E: assignment | reportAssignmentType
postgres: PostgresConnection = cache.connection  # E: assignment | reportAssignmentType
db.connection.used_by("app")  # E: arg-type | reportArgumentType
app.component()  # E: call-arg | reportCallIssue
