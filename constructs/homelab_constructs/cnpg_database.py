"""CnpgDatabase: a PostgreSQL database run by the CloudNativePG operator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, urlencode

from . import checks, versions
from .cnpg_bootstrap import Bootstrap, DatabaseImport, PgBaseBackup, Recovery
from .cnpg_options import DatabaseUrl, LogicalReplication, PgPooler, PluginBackup, RoleAttributes
from .cnpg_rules import GENERATED_KEYS, check_parameters, check_role
from .connections import PostgresConnection, use_secret_key
from .errors import refuse
from .flux.component import Component, ComponentPart
from .flux.health import READY, HealthGate
from .flux.substitution import escape
from .flux.variables import HEX_32, Variable, in_secret, in_url
from .images import Image
from .secrets.contract import SecretContract, SecretKey, SecretOrigin, SecretSource
from .secrets.provide import Placeholders, provide_secret
from .sizing import Resources, Volume
from .typed import typed_arguments

if TYPE_CHECKING:
    from .cnpg_objects import ClusterPlan

__all__ = ["CnpgDatabase"]

API_VERSION = "postgresql.cnpg.io/v1"
OPERATOR = "cloudnative-pg"
# The operator's field set that this module was written against and tested on.
OPERATOR_LEAST = "1.28"
BARMAN_PLUGIN_LEAST = "0.5"
PORT = 5432

# A Pooler has no conditions: that its pods are asked for is all that its status tells.
_PODS_ASKED_FOR = "status.instances >= spec.instances"
_APPLIED = "status.applied == true && status.observedGeneration == metadata.generation"
_EXTENSION = re.compile(r"[a-z][a-z0-9_-]*")
_MEBI = 1024 * 1024
# What the operator makes for every Cluster, behind its name (1.28.1).
_GENERATED = ("ca", "replication", "server")


class CnpgDatabase(ComponentPart):
    """A CloudNativePG Cluster with one database, its owner and, where asked for, poolers in front of it.

    The Cluster is never pruned, nor is the Secret that opens it: taking the app out of the lab keeps the data.

    Attributes:
        cluster_name: name of the Cluster; the Service `<cluster_name>-rw` leads to its primary.
        credentials: Secret with `username` and `password` of the owner.
        urls: Secret with the ready-made URLs.
        connection: what consumers take.
    """

    @typed_arguments
    def __init__(
        self,
        scope: Component,
        id: str,
        *,
        database: str,
        storage: Volume,
        owner: str | None = None,
        name: str | None = None,
        image: str = versions.POSTGRESQL_IMAGE,
        instances: int = 1,
        wal_storage: Volume | None = None,
        resources: Resources = Resources(cpu="100m", memory="512Mi", cpu_limit="2", memory_limit="1Gi"),
        parameters: Mapping[str, str] | None = None,
        pg_hba: Sequence[str] = (),
        shared_preload_libraries: Sequence[str] = (),
        extensions: Sequence[str] = (),
        post_init_sql: Sequence[str] = (),
        post_init_application_sql: Sequence[str] = (),
        owner_attributes: RoleAttributes | None = None,
        replication: LogicalReplication | None = None,
        poolers: Sequence[PgPooler] = (),
        credentials: SecretSource | Literal["operator"] | None = None,
        credentials_name: str | None = None,
        urls: Mapping[str, DatabaseUrl] | None = None,
        urls_secret: SecretSource | None = None,
        urls_secret_name: str | None = None,
        superuser: SecretSource | bool = False,
        superuser_name: str | None = None,
        backup: PluginBackup | None = None,
        bootstrap: Bootstrap | None = None,
        monitoring_queries: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Add a database.

        Args:
            scope: component to place it in.
            id: unique within the component.
            database: name of the database.
            storage: volume of the data; the profile's database class unless it names one. It may grow, never shrink.
            owner: role that owns the database; by default named like it.
            name: name of the Cluster; by default the Kustomization's, `<app>-<component>`.
            image: PostgreSQL image. Its major version cannot be lowered later.
            instances: 1 by default: the storage class replicates already, and each further one is a full copy.
            wal_storage: a volume of its own for the WAL. Once set, it can never be taken away.
            resources: of each instance. shared_buffers is a quarter of the memory asked for unless given.
            parameters: PostgreSQL parameters, values as strings; those the operator manages are refused.
            pg_hba: lines of pg_hba.conf, between the operator's own first and last ones.
            shared_preload_libraries: libraries to load at start.
            extensions: extensions of the database, created by the operator's Database object, also later on.
            post_init_sql: statements run once, as superuser in the database `postgres`, when the cluster is made.
            post_init_application_sql: the same in the application's database.
            owner_attributes: attributes of the owner beyond LOGIN.
            replication: makes logical replication possible.
            poolers: PgBouncers; the first is the connection's pooled endpoint.
            credentials: a basic-auth Secret of yours with `username` (the owner) and `password`; "operator" lets the
                operator generate `<cluster>-app`; None renders one from the variable SECRET_<APP>_<COMPONENT>_PASSWORD.
            credentials_name: name of the rendered Secret; `<app>-db-app-user` by convention.
            urls: ready-made URLs by Secret key; by default `direct-url` and, with a pooler, `pooled-url`.
            urls_secret: where those URLs come from if the password is no variable: a URL embeds it.
            urls_secret_name: name of the rendered URL Secret; `<app>-postgres-urls` by convention. Where it is that of
                the owner's rendered Secret, the URLs stand in it beside `username` and `password`.
            superuser: network access for `postgres`, off unless asked for; True renders its Secret from a variable.
            superuser_name: name of that rendered Secret; `<app>-db-superuser` by convention.
            backup: off unless asked for.
            bootstrap: what it begins with: a `Recovery`, a `PgBaseBackup` or a `DatabaseImport`; None for an empty
                database. The operator looks at it when it makes the Cluster, and never again: take it out afterwards.
            monitoring_queries: (ConfigMap, key) pairs with further queries of the operator's exporter. For scraping
                make a PodMonitor of your own; the operator's `enablePodMonitor` is deprecated.

        Raises:
            InvalidArgument: whatever the operator's admission would refuse (1.28.1), and an image, name, size or SQL
                that cannot work.
        """
        super().__init__(scope, id)
        app = scope.app.app_name
        self.cluster_name = self.object_name(name, most=50)
        self._database = checks.identifier("database", database)
        if database in ("postgres", "template0", "template1"):
            refuse("database", database, "the name of PostgreSQL's own databases is taken")
        self._owner = check_role("owner", database if owner is None else owner)
        self._image = _server_image(image)
        self._instances = checks.integer("instances", instances, least=1, most=9)
        for argument, volume in (("storage", storage), ("wal_storage", wal_storage)):
            if volume is not None and volume.access_mode is not None:
                refuse(f"{argument}.access_mode", volume.access_mode, "the operator decides how it mounts its volumes")
        self._storage, self._wal_storage, self._resources = storage, wal_storage, resources
        self._replication = replication
        self._attributes = owner_attributes or (RoleAttributes() if replication else None)
        self._libraries = _distinct(
            "shared_preload_libraries",
            [checks.identifier("shared_preload_libraries", item) for item in shared_preload_libraries],
        )
        self._extensions = _distinct("extensions", [_extension(item) for item in extensions])
        self._poolers = tuple(poolers)
        self._pg_hba = [escape(checks.line("pg_hba", line)) for line in pg_hba]
        self._backup, self._bootstrap = backup, bootstrap
        self._queries = [
            (checks.dns_subdomain("monitoring_queries", config_map), checks.secret_key("monitoring_queries", key))
            for config_map, key in monitoring_queries
        ]
        self._parameters = self._all_parameters(dict(parameters or {}))
        self._post_init = [escape(checks.text("post_init_sql", item)) for item in post_init_sql]
        self._post_init_application = [
            escape(checks.text("post_init_application_sql", item)) for item in post_init_application_sql
        ]
        self._check_bootstrap(post_init_sql, post_init_application_sql)
        self._check_poolers()
        password = Variable(
            name=scope.variable_name(f"{scope.component_name}_PASSWORD"),
            format=HEX_32,
            purpose=f"password of PostgreSQL role {self._owner} in {self.cluster_name}",
        )
        credentials_name = checks.name_or("credentials_name", credentials_name, f"{app}-db-app-user")
        urls_name = checks.name_or("urls_secret_name", urls_secret_name, f"{app}-postgres-urls")
        generated = credentials == "operator" and not urls and urls_secret is None
        wanted = {} if generated else self._wanted_urls(urls)
        self._together = credentials is None and urls_secret is None and credentials_name == urls_name
        self.credentials = self._provide_credentials(credentials, credentials_name, password, wanted)
        superuser_name = checks.name_or("superuser_name", superuser_name, f"{app}-db-superuser")
        self._superuser = self._provide_superuser(superuser, superuser_name)
        self.urls, direct, pooled = (
            (self.credentials, self.credentials.key("uri"), None)
            if generated
            else self._provide_urls(wanted, urls_secret, urls_name, password)
        )
        self._emit()
        namespace = scope.target_namespace
        for host in self._hosts(namespace):
            scope.serve(host)
        self.connection = PostgresConnection(
            host=self._host("rw", namespace),
            port=PORT,
            database=self._database,
            user=self._owner,
            password=self.credentials.key("password"),
            direct_url=direct,
            pooled_host=f"{self._pooler_name(self._poolers[0])}.{namespace}.svc" if self._poolers else "",
            pooled_url=pooled,
            logical_replication=replication is not None,
            provider=scope.kustomization_name,
        )

    # -- what is checked ------------------------------------------------------------------------------------------

    def _all_parameters(self, given: dict[str, str]) -> dict[str, str]:
        parameters: dict[str, str] = {}
        request = int(checks.quantity_value("resources.memory", self._resources.memory))
        parameters["shared_buffers"] = f"{max(request // 4 // _MEBI, 1)}MB"
        volume = (self._wal_storage or self._storage).size
        if self._replication:
            room = int(checks.quantity_value("storage", volume))
            parameters |= {
                "max_replication_slots": str(self._replication.slots),
                "max_slot_wal_keep_size": self._replication.kept_wal or f"{max(room // 2 // _MEBI, 1)}MB",
                "max_wal_senders": str(self._replication.senders),
                "wal_level": "logical",
                "wal_sender_timeout": self._replication.sender_timeout,
            }
            for name in parameters.keys() & given.keys() - {"shared_buffers"}:
                refuse(
                    f"parameters[{name!r}]", given[name], "logical replication sets it; use the argument replication"
                )
        return check_parameters(
            {**parameters, **given},
            memory_request=self._resources.memory,
            wal_volume=volume,
            instances=self._instances,
        )

    def _check_bootstrap(self, post_init: Sequence[str], post_init_application: Sequence[str]) -> None:
        bootstrap, backup = self._bootstrap, self._backup
        if isinstance(bootstrap, Recovery | PgBaseBackup):
            sql = {"post_init_sql": post_init, "post_init_application_sql": post_init_application}
            for argument, statements in sql.items():
                if statements:
                    kind = type(bootstrap).__name__
                    refuse(
                        argument, list(statements), f"a {kind} runs none: it brings what was run before; leave it out"
                    )
        if isinstance(bootstrap, DatabaseImport) and post_init_application:
            refuse(
                "post_init_application_sql",
                list(post_init_application),
                "it would run before the import and stand in its way; DatabaseImport(post_import_sql=...) runs after",
            )
        if isinstance(bootstrap, PgBaseBackup) and bootstrap.cluster == self.cluster_name:
            refuse(
                "bootstrap.cluster", bootstrap.cluster, "a Cluster cannot be a copy of itself: another name is needed"
            )
        if isinstance(bootstrap, DatabaseImport) and bootstrap.source.host in self._hosts(
            self.component.target_namespace
        ):
            refuse(
                "bootstrap.source.host", bootstrap.source.host, "that is this Cluster itself: another name is needed"
            )
        if isinstance(bootstrap, Recovery) and backup and backup.object_store == bootstrap.object_store:
            server = backup.server_name or self.cluster_name
            if server == bootstrap.server_name:
                refuse(
                    "backup.server_name",
                    server,
                    "another name than that of the archive it recovers from: Barman begins in an empty folder only "
                    f'("Expected empty archive"); such as {server}-2, and it stays',
                )

    def _check_poolers(self) -> None:
        names = [self._pooler_name(pooler) for pooler in self._poolers]
        for name in names:
            checks.dns_label("poolers", name, letter_first=True)
            if names.count(name) > 1:
                refuse("poolers", name, "every pooler needs a suffix of its own")
            if name in {f"{self.cluster_name}-{service}" for service in ("rw", "ro", "r")}:
                refuse("poolers", name, "that is the name of a Service of the Cluster itself")

    def _pooler_name(self, pooler: PgPooler) -> str:
        return pooler.name or f"{self.cluster_name}-{pooler.suffix}"

    def _hosts(self, namespace: str) -> list[str]:
        services = [self._host(service, namespace) for service in ("rw", "ro", "r")]
        return services + [f"{self._pooler_name(pooler)}.{namespace}.svc" for pooler in self._poolers]

    def _host(self, service: str, namespace: str) -> str:
        return f"{self.cluster_name}-{service}.{namespace}.svc"

    # -- Secrets --------------------------------------------------------------------------------------------------

    def _provide_credentials(
        self,
        source: SecretSource | Literal["operator"] | None,
        name: str,
        password: Variable,
        urls: Mapping[str, DatabaseUrl],
    ) -> SecretContract:
        if source == "operator":
            return SecretContract(
                f"{self.cluster_name}-app",
                {key: key for key in GENERATED_KEYS},
                SecretOrigin.OPERATOR,
                self.component.kustomization_name,
                self.component.target_namespace,
            )
        beside = {key: self._url(url, password) for key, url in urls.items()} if self._together else {}
        for key in beside.keys() & {"username", "password"}:
            refuse("urls", key, "another key: in one Secret with the owner's own, which are called that")
        return self._basic_auth("credentials", name, self._owner, password, source, beside)

    def _provide_superuser(self, source: SecretSource | bool, name: str) -> SecretContract | None:
        if source is False:
            return None
        password = Variable(
            name=self.component.variable_name(f"{self.component.component_name}_SUPERUSER_PASSWORD"),
            format=HEX_32,
            purpose=f"password of the PostgreSQL superuser in {self.cluster_name}",
        )
        return self._basic_auth("superuser", name, "postgres", password, None if source is True else source)

    def _basic_auth(
        self,
        argument: str,
        name: str,
        user: str,
        password: Variable,
        source: SecretSource | None,
        beside: Mapping[str, str] = MappingProxyType({}),
    ) -> SecretContract:
        contract = provide_secret(
            self.component,
            argument,
            Placeholders(
                name=name,
                content={"username": user, "password": in_secret(password), **beside},
                variables=[password],
                type="kubernetes.io/basic-auth",
                # The operator takes over a new password when it sees this label.
                labels={"cnpg.io/reload": "true"},
            ),
            source,
        )
        for key in ("username", "password"):
            if contract.keys[key] != key:
                refuse(argument, contract.keys[key], f"the operator reads the key {key!r} only; it cannot be renamed")
        return contract

    def _wanted_urls(self, urls: Mapping[str, DatabaseUrl] | None) -> Mapping[str, DatabaseUrl]:
        if urls is None:
            urls = {"direct-url": DatabaseUrl(), **({"pooled-url": DatabaseUrl(pooled=True)} if self._poolers else {})}
        for key in urls:
            checks.secret_key("urls", key)
        if all(url.pooled for url in urls.values()):
            refuse("urls", sorted(urls), "at least one URL must lead straight to the server")
        pooled = [key for key, url in urls.items() if url.pooled]
        if pooled and not self._poolers:
            refuse("urls", pooled, "a pooled URL needs a pooler: poolers=[PgPooler()]")
        return urls

    def _provide_urls(
        self, urls: Mapping[str, DatabaseUrl], source: SecretSource | None, name: str, password: Variable
    ) -> tuple[SecretContract, SecretKey, SecretKey | None]:
        direct = [key for key, url in urls.items() if not url.pooled]
        pooled = [key for key, url in urls.items() if url.pooled]
        if source is None and self.credentials.origin is not SecretOrigin.PLACEHOLDERS:
            refuse(
                "urls_secret",
                source,
                f"the URLs embed the password, which is in Secret {self.credentials.name!r} of yours: hand in a Secret "
                f"with the keys {', '.join(urls)}",
            )
        contract = (
            self.credentials
            if self._together
            else provide_secret(
                self.component,
                "urls_secret",
                Placeholders(
                    name=name,
                    content={key: self._url(url, password) for key, url in urls.items()},
                    variables=[password],
                    keep=False,
                ),
                source,
            )
        )
        return contract, contract.key(direct[0]), contract.key(pooled[0]) if pooled else None

    def _url(self, url: DatabaseUrl, password: Variable) -> str:
        namespace = self.component.target_namespace
        host = f"{self._pooler_name(self._poolers[0])}.{namespace}.svc" if url.pooled else self._host("rw", namespace)
        query = f"?{urlencode(url.query, quote_via=quote)}" if url.query else ""
        return f"{url.scheme}://{self._owner}:{in_url(password)}@{host}:{PORT}/{self._database}{query}"

    # -- objects --------------------------------------------------------------------------------------------------

    def _emit(self) -> None:
        from .cnpg_objects import emit_cluster, emit_database, emit_pooler, emit_scheduled_backup

        component, name = self.component, self.cluster_name
        expected = component.lab.expectations
        expected.operators[OPERATOR] = OPERATOR_LEAST
        emit_cluster(self, self._plan())
        for part in (*_GENERATED, *(("app",) if self.credentials.origin is SecretOrigin.OPERATOR else ())):
            component.generate_secret(f"{name}-{part}")
        component.gate(HealthGate(api_version=API_VERSION, kind="Cluster", name=name, current=READY, within=600))
        for pooler in self._poolers:
            pooler_name = self._pooler_name(pooler)
            emit_pooler(self, name=pooler_name, cluster=name, pooler=pooler)
            component.gate(
                HealthGate(api_version=API_VERSION, kind="Pooler", name=pooler_name, current=_PODS_ASKED_FOR)
            )
        if self._extensions:
            database_name = checks.dns_subdomain("database", f"{name}-{self._database}".replace("_", "-"))
            emit_database(
                self,
                name=database_name,
                cluster=name,
                database=self._database,
                owner=self._owner,
                extensions=self._extensions,
            )
            component.gate(
                HealthGate(api_version=API_VERSION, kind="Database", name=database_name, current=_APPLIED, within=600)
            )
        self._expect_origin()
        for config_map, _ in self._queries:
            expected.objects.add(("v1", "ConfigMap", component.target_namespace, config_map))
        if self._backup:
            emit_scheduled_backup(self, cluster=name, backup=self._backup)
            self._expect_store(self._backup.object_store)

    def _expect_origin(self) -> None:
        """What the bootstrap reads must answer first, or be in the cluster already."""
        component = self.component
        match self._bootstrap:
            case Recovery(object_store=store):
                self._expect_store(store)
            case PgBaseBackup(cluster=cluster):
                host = f"{cluster}-rw.{component.target_namespace}.svc"
                # Whichever of the two comes first: what the lab makes is not expected in the end, but waited for.
                component.expect_host(host)
                component.expect_secret(f"{cluster}-replication", ["tls.crt", "tls.key"])
                component.expect_secret(f"{cluster}-ca", ["ca.crt"])
            case DatabaseImport(source=source):
                component.depend_on(source.provider)
                if not component.lab.makes(source.provider):
                    component.expect_host(source.host)
                if source.password:
                    use_secret_key(component, source.password)
            case None:
                pass

    def _expect_store(self, name: str) -> None:
        expected = self.component.lab.expectations
        expected.operators["plugin-barman-cloud"] = BARMAN_PLUGIN_LEAST
        expected.objects.add(("barmancloud.cnpg.io/v1", "ObjectStore", self.component.target_namespace, name))

    def _plan(self) -> ClusterPlan:
        from .cnpg_objects import ClusterPlan

        generated = self.credentials.origin is SecretOrigin.OPERATOR
        return ClusterPlan(
            name=self.cluster_name,
            image=self._image,
            instances=self._instances,
            storage=self._placed(self._storage),
            wal_storage=self._placed(self._wal_storage) if self._wal_storage else None,
            resources=self._resources,
            parameters=self._parameters,
            pg_hba=self._pg_hba,
            libraries=self._libraries,
            database=self._database,
            owner=self._owner,
            credentials=None if generated else self.credentials.name,
            attributes=self._attributes,
            replication=self._replication is not None,
            superuser=self._superuser.name if self._superuser else None,
            post_init=self._post_init,
            post_init_application=self._post_init_application,
            queries=self._queries,
            backup=self._backup,
            bootstrap=self._bootstrap,
            namespace=self.component.target_namespace,
        )

    def _placed(self, volume: Volume) -> tuple[str, str]:
        storage_class = volume.storage_class or self.component.lab.profile.database_storage_class
        self.component.lab.expectations.storage_classes.add(storage_class)
        return volume.size, storage_class


def _server_image(value: str) -> Image:
    image = Image.parse("image", value)
    if image.tag[0] not in "0123456789":
        refuse("image", value, "its tag must begin with the PostgreSQL version: the operator reads it from there")
    return image


def _distinct(argument: str, names: list[str]) -> list[str]:
    for name in names:
        if names.count(name) > 1:
            refuse(argument, name, "it stands in the list twice")
    return names


def _extension(name: str) -> str:
    if _EXTENSION.fullmatch(name):
        return name
    refuse("extensions", name, "the name of an extension is needed, such as pg_trgm or uuid-ossp")
