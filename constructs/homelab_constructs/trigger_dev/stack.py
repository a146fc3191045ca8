"""TriggerDevStack: Trigger.dev v4 with everything it needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .. import checks, versions
from ..bitnami_redis import BitnamiRedis
from ..clickhouse_server import ClickHouseServer
from ..cnpg_database import CnpgDatabase
from ..cnpg_options import DatabaseUrl, LogicalReplication
from ..connections import (
    ClickHouseConnection,
    ObjectStoreConnection,
    PostgresConnection,
    RedisConnection,
    use_secret_key,
)
from ..errors import refuse
from ..flux.app import FluxApp
from ..flux.component import Component
from ..flux.homelab import Homelab
from ..flux.release import HelmRelease, ValueFromSecret
from ..flux.source import OciChart
from ..flux.variables import HEX_32, Variable, in_secret
from ..images import Image
from ..ingress import IngressHost
from ..minio_store import MinioStore
from ..registry import ContainerRegistry
from ..secrets.contract import SecretContract, SecretKey, SecretSource
from ..secrets.provide import Placeholders, provide_secret
from ..sizing import Volume
from ..typed import typed_arguments
from .chart_line import CHART_URL, ELECTRIC_ENV, ChartLine, chart_line
from .clickhouse_window import check_clickhouse, settings_for
from .extra_values import add_values
from .pods import patches
from .settings import (
    AppResources,
    ClickHouseSettings,
    DatabaseSettings,
    ObjectStoreSettings,
    RedisSettings,
    RunPods,
)
from .sign_in import CLIENT_ID, CLIENT_SECRET, SignIn, github_placeholders
from .values import Env, StackParts, chart_values

__all__ = ["TriggerDevStack"]

# Hard-coded in the app as the first element of every object's path.
BUCKET = "packets"
_DATABASE_URL, _DIRECT_URL, _POOLED_URL = "postgres-database-url", "postgres-direct-url", "postgres-pooled-url"
# More than the fifteen minutes that the web app has for its migrations: a release that times out is uninstalled.
_TIMEOUT = "20m"
_SECRET_NAME = re.compile(r"(PASSWORD|PASSWD|SECRET|TOKEN|API_KEY|PRIVATE_KEY|DSN)$")
_APP_SECRETS = {
    "SESSION_SECRET": ("signs sessions; a new value signs everybody out", True),
    "MAGIC_LINK_SECRET": ("signs login links; a new value voids those under way", True),
    "ENCRYPTION_KEY": ("encrypts stored variables and secrets; with a new value they are lost", False),
    "MANAGED_WORKER_SECRET": ("shared by web app and supervisor; a new value restarts both", True),
    # Chart 4.5 asks for these two; they are there on 4.0 already, so that changing the line needs no new secret.
    "PROVIDER_SECRET": ("asked for by chart 4.5", True),
    "COORDINATOR_SECRET": ("asked for by chart 4.5", True),
}


class TriggerDevStack(FluxApp):
    """Trigger.dev v4, self-hosted: PostgreSQL, Redis, ClickHouse, MinIO and the app, in five components.

    The app starts when all four datastores answer. Each of them can be one that exists: hand in its Connection.

    Attributes:
        line: the chart line, such as "4.0".
        postgres: connection to the database.
        redis: connection to Redis.
        clickhouse: connection to ClickHouse.
        object_store: connection to the object store.
    """

    @typed_arguments
    def __init__(
        self,
        lab: Homelab,
        app_name: str,
        *,
        host: str,
        registry: ContainerRegistry,
        chart_version: str = versions.TRIGGER_DEV_CHART,
        chart_source_name: str | None = None,
        namespace: str | None = None,
        database: DatabaseSettings | PostgresConnection = DatabaseSettings(),
        redis: RedisSettings | RedisConnection = RedisSettings(),
        clickhouse: ClickHouseSettings | ClickHouseConnection = ClickHouseSettings(),
        object_store: ObjectStoreSettings | ObjectStoreConnection = ObjectStoreSettings(),
        app_secrets: SecretSource | None = None,
        app_secrets_name: str | None = None,
        sign_in: SignIn = SignIn(),
        ingress: IngressHost | None = None,
        resources: AppResources = AppResources(),
        run_pods: RunPods = RunPods(),
        shared_storage: Volume = Volume("5Mi"),
        s2_storage: Volume = Volume("5Gi"),
        telemetry: bool = False,
        webapp_env: Env | None = None,
        supervisor_env: Env | None = None,
        electric_env: Env | None = None,
        extra_values: Mapping[str, Any] | None = None,
        allow_unmeasured_clickhouse: bool = False,
    ) -> None:
        """Add the stack.

        Args:
            lab: the lab.
            app_name: name of the app, of the release and of all that the chart makes.
            host: public host of the web app. Origins are made from it and must be final before the first use: they are
                stored in what users deploy.
            registry: registry that task images are pushed to and pulled from.
            chart_version: "~4.0.0" (closed at 4.0.5, gets no security releases) or the 4.5 line from 4.5.12 on. Values,
                Secrets and what is asked of the datastores follow.
            chart_source_name: name of the OCIRepository; by default `triggerdotdev-trigger`, on line 4.5 with `-4-5`
                behind it, so that chart and values change together.
            namespace: another namespace than the profile's. One of its own is safer: the web app's ServiceAccount may
                read and write every Secret beside it. Run pods of line 4.0 have no security context, so do not enforce
                Pod Security `restricted` where they run.
            database: settings of the stack's own PostgreSQL, or a connection to one that exists, with logical
                replication.
            redis: settings of the stack's own Redis, or a connection.
            clickhouse: settings of the stack's own ClickHouse, or a connection.
            object_store: settings of the stack's own MinIO, or a connection with the bucket `packets`.
            app_secrets: a Secret of yours with SESSION_SECRET, MAGIC_LINK_SECRET, ENCRYPTION_KEY (32 characters),
                MANAGED_WORKER_SECRET, on line 4.5 also PROVIDER_SECRET and COORDINATOR_SECRET; None renders one with
                all six, so that changing the line needs no new secret.
            app_secrets_name: name of the rendered Secret; `<app>-secrets` by convention.
            sign_in: who may sign in.
            ingress: TLS Secret, middlewares and annotations of the Ingress other than the profile's; its host must be
                `host`. TLS is not optional: the session cookie needs it.
            resources: requests and limits of the chart's containers.
            run_pods: disk of run pods.
            shared_storage: the claim `<app>-shared` of the chart, which holds one token file: of the database class,
                ReadWriteOnce, unless it says otherwise. A claim that is there already keeps what it was made with.
            s2_storage: volume for realtime streams, line 4.5 only.
            telemetry: whether the app reports usage upstream; off.
            webapp_env: further environment variables of the web app; text or a Secret key.
            supervisor_env: further environment variables of the supervisor.
            electric_env: further environment variables of electric.
            extra_values: values of the chart that this stack leaves alone, such as another image of the token sidecar:
                `{"webapp": {"tokenSyncer": {"image": {...}}}}`. They add to its own, and cannot reach what its promises
                rest on (datastores, secrets, security contexts, environment).
            allow_unmeasured_clickhouse: take a ClickHouse version outside the measured window, at your own risk.

        Raises:
            InvalidArgument: a chart version, ClickHouse version or connection that the stack cannot work with, an
                environment variable that the chart sets itself, a bad name, host or size.
        """
        self._line: ChartLine = chart_line(chart_version)
        self.line = self._line.name
        checks.host("host", host)
        if ingress is not None and ingress.host != host:
            refuse("ingress.host", ingress.host, f"the stack's host, {host!r}, is needed")
        # `<app>-postgresql` is the name of a Cluster, which the operator bounds at 50 characters; the chart's own
        # `<app>-supervisor` and the like are shorter, and Services, which begin with a letter.
        checks.dns_label("app_name", app_name, most=39, letter_first=True)
        webapp = _environment("webapp_env", webapp_env, self._line.webapp_env | _set_here(self._line))
        supervisor = _environment(
            "supervisor_env",
            supervisor_env,
            self._line.supervisor_env | {"KUBERNETES_IMAGE_PULL_SECRETS", "KUBERNETES_RUNNER_SECURITY_CONTEXT"},
        )
        electric = _environment("electric_env", electric_env, ELECTRIC_ENV)
        if s2_storage.access_mode not in (None, "ReadWriteOnce"):
            refuse("s2_storage.access_mode", s2_storage.access_mode, "s2 runs once, on a ReadWriteOnce claim")
        super().__init__(lab, app_name, namespace=namespace)
        chart = self._chart(chart_source_name or self._line.source_name, chart_version)
        self._unmeasured = allow_unmeasured_clickhouse
        self._direct_url_key = ""
        self.postgres = self._make_postgres(database)
        self.redis = self._make_redis(redis)
        self.clickhouse = self._make_clickhouse(clickhouse)
        self.object_store = self._make_object_store(object_store)

        component = self.component("app")
        for connection in (self.postgres, self.redis, self.clickhouse, self.object_store):
            connection.used_by(component)
        for value in (*webapp.values(), *supervisor.values(), *electric.values()):
            if isinstance(value, SecretKey):
                use_secret_key(component, value)
        for volume in (shared_storage, *((s2_storage,) if self._line.has_s2 else ())):
            lab.expectations.storage_classes.add(volume.storage_class or lab.profile.database_storage_class)
        lab.expectations.secret_made_later(
            self.target_namespace,
            f"{app_name}-worker-token",
            "token",
            "the web app's sidecar makes it for the supervisor",
        )
        parts = StackParts(
            name=app_name,
            namespace=self.target_namespace,
            line=self._line,
            host=host,
            ingress=(ingress or IngressHost(host=host)).values(component),
            secrets=_provide_app_secrets(component, self._line, app_secrets, app_secrets_name),
            postgres=self.postgres,
            direct_url_key=self._direct_url_key or self.postgres.direct_url.key,
            redis=self.redis,
            clickhouse=self.clickhouse,
            object_store=self.object_store,
            registry=registry,
            pull_secret=registry.provide_pull_secret(component),
            sign_in=sign_in,
            github=_provide_github(component, sign_in),
            resources=resources,
            run_pods=run_pods,
            storage_class=lab.profile.database_storage_class,
            shared_storage=shared_storage,
            s2_storage=s2_storage,
            telemetry=telemetry,
            webapp_env=webapp,
            supervisor_env=supervisor,
            electric_env=electric,
        )
        HelmRelease(
            component,
            "release",
            name=app_name,
            chart=chart,
            values=add_values(chart_values(parts), extra_values or {}),
            values_from=self._values_from(),
            patches=patches(app_name, resources),
            timeout=_TIMEOUT,
        )

    # -- datastores -----------------------------------------------------------------------------------------------

    def _make_postgres(self, given: DatabaseSettings | PostgresConnection) -> PostgresConnection:
        if isinstance(given, PostgresConnection):
            if not given.logical_replication:
                refuse("database.logical_replication", False, "Electric and run replication need wal_level=logical")
            return given
        # Nothing but these parameters: the agent's migrations hand every unknown one to the server, and end.
        query = {"schema": "public", "sslmode": "disable"}
        urls = {_DATABASE_URL: DatabaseUrl(query=query), _DIRECT_URL: DatabaseUrl(query=query)}
        if given.pooler:
            urls[_POOLED_URL] = DatabaseUrl(pooled=True, query={**query, "pgbouncer": "true"})
        database = CnpgDatabase(
            self.component("postgresql"),
            "database",
            name=given.name,
            database=given.database,
            owner=given.owner,
            image=given.image,
            storage=given.storage,
            wal_storage=given.wal_storage,
            resources=given.resources,
            parameters=given.all_parameters(),
            pg_hba=given.pg_hba,
            replication=LogicalReplication(),
            poolers=[given.pooler] if given.pooler else [],
            credentials=given.credentials,
            credentials_name=given.credentials_name,
            urls=urls,
            urls_secret=given.urls,
            urls_secret_name=given.urls_name,
            superuser=given.superuser,
            superuser_name=given.superuser_name,
            backup=given.backup,
            bootstrap=given.bootstrap,
        )
        self._direct_url_key = database.urls.key(_DIRECT_URL).key
        return database.connection

    def _make_redis(self, given: RedisSettings | RedisConnection) -> RedisConnection:
        if isinstance(given, RedisConnection):
            return given
        return BitnamiRedis(
            self.component("redis"),
            "redis",
            name=given.name,
            fullname=given.fullname,
            chart=given.chart,
            image=given.image,
            storage=given.storage,
            resources=given.resources,
            auth=given.auth,
            auth_name=given.auth_name,
            existing_claim=given.existing_claim,
        ).connection

    def _make_clickhouse(self, given: ClickHouseSettings | ClickHouseConnection) -> ClickHouseConnection:
        if isinstance(given, ClickHouseConnection):
            check_clickhouse(self._line, given, unmeasured=self._unmeasured)
            return given
        version = Image.parse("clickhouse.image", given.image).tag.partition("-")[0]
        needed = settings_for(self._line, version, unmeasured=self._unmeasured)
        for name, value in {**needed.profile, **needed.merge_tree}.items():
            if given.settings.get(name, value) != value:
                refuse(
                    f"clickhouse.settings[{name!r}]", given.settings[name], f"ClickHouse {version} needs {name}={value}"
                )
        return ClickHouseServer(
            self.component("clickhouse"),
            "clickhouse",
            name=given.name,
            user=given.user,
            image=given.image,
            storage=given.storage,
            resources=given.resources,
            settings={**needed.profile, **given.settings},
            merge_tree_settings=needed.merge_tree,
            access_management=given.access_management,
            auth=given.auth,
            auth_name=given.auth_name,
            existing_claim=given.existing_claim,
        ).connection

    def _make_object_store(self, given: ObjectStoreSettings | ObjectStoreConnection) -> ObjectStoreConnection:
        if isinstance(given, ObjectStoreConnection):
            if BUCKET not in given.buckets:
                refuse("object_store.buckets", given.buckets, f"the bucket {BUCKET!r} is needed; the app makes none")
            if given.access_key.name != given.secret_key.name:
                refuse("object_store.secret_key", given.secret_key.name, "the chart reads both keys from one Secret")
            return given
        return MinioStore(
            self.component("minio"),
            "minio",
            name=given.name,
            buckets=[BUCKET],
            storage=given.storage,
            resources=given.resources,
            ingress=IngressHost(host=given.public_host) if given.public_host else None,
            root_user=given.root_user,
            access_key=given.access_key,
            auth=given.auth,
            auth_name=given.auth_name,
            credentials=given.credentials,
            credentials_name=given.credentials_name,
            existing_claim=given.existing_claim,
        ).connection

    def _chart(self, name: str, version: str) -> OciChart:
        """The chart's source. One that the cluster has stands at its own version; it must be of the line asked for."""
        chart, _, _ = self.lab.source(OciChart(name=name, url=CHART_URL, version=version))
        if chart_line(chart.version).name != self.line:
            refuse(
                "chart_version",
                version,
                f"the profile says that OCIRepository {name!r} exists and stands at {chart.version}, of another line; "
                "name that version, or another chart_source_name",
            )
        return OciChart(name=name, url=CHART_URL, version=version)

    def _values_from(self) -> list[ValueFromSecret]:
        """Chart 4.0 takes the ClickHouse password as a value only; helm-controller reads it from the Secret."""
        if self._line.clickhouse_secret:
            return []
        password = self.clickhouse.password
        return [ValueFromSecret(secret=password.name, key=password.key, target_path="clickhouse.external.password")]


def _set_here(line: ChartLine) -> frozenset[str]:
    """Variables with an argument of their own; those of switched-off features stay free."""
    names = {"NODE_MAX_OLD_SPACE_SIZE", "WHITELISTED_EMAILS", "ADMIN_EMAILS", "AUTH_GITHUB_CLIENT_ID"}
    names |= {"AUTH_GITHUB_CLIENT_SECRET", "OBJECT_STORE_REGION", line.pooled_variable}
    if line.internal_api:
        names |= {"INTERNAL_API_ORIGIN", "INTERNAL_API_ORIGIN_ENABLED"}
    return frozenset(names)


def _environment(argument: str, env: Env | None, reserved: frozenset[str]) -> dict[str, str | SecretKey]:
    for name, value in (env or {}).items():
        checks.env_name(argument, name)
        if name in reserved:
            refuse(argument, name, "the chart or this stack sets it already; a second one breaks server-side apply")
        if isinstance(value, str) and _SECRET_NAME.search(name):
            refuse(f"{argument}[{name!r}]", "<str>", "a SecretKey: text would stand in dist in clear")
        if isinstance(value, str):
            checks.env_text(f"{argument}[{name!r}]", value)
    return dict(env or {})


def _provide_app_secrets(
    component: Component, line: ChartLine, source: SecretSource | None, name: str | None
) -> SecretContract:
    variables = {
        key: Variable(
            name=component.variable_name(key), format=HEX_32, purpose=f"{key}: {purpose}", may_change=may_change
        )
        for key, (purpose, may_change) in _APP_SECRETS.items()
        # A Secret that is there has what its line reads, and need not have more.
        if source is None or key in line.app_secrets
    }
    contract = provide_secret(
        component,
        "app_secrets",
        Placeholders(
            name=checks.name_or("app_secrets_name", name, f"{component.app.app_name}-secrets"),
            content={key: in_secret(variable) for key, variable in variables.items()},
            variables=tuple(variables.values()),
        ),
        source,
    )
    for key, name in contract.keys.items():
        if key in _APP_SECRETS and key != name:
            refuse("app_secrets", name, f"the chart reads the key {key!r} only; it cannot be renamed")
    return contract


def _provide_github(component: Component, sign_in: SignIn) -> tuple[SecretKey, SecretKey] | None:
    if sign_in.github is None:
        return None
    contract = provide_secret(
        component,
        "sign_in.github.secret",
        github_placeholders(
            component.app.app_name,
            component.variable_name("GITHUB_CLIENT"),
            f"{component.app.app_name}-github",
        ),
        sign_in.github.secret,
    )
    return contract.key(CLIENT_ID), contract.key(CLIENT_SECRET)
