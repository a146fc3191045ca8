"""Arguments of another type than annotated are refused by name, never by jsii or by Python in the middle of something.

Callers need no type checker for that. What is wrong for an argument follows from its annotation, so that an argument
which is added tomorrow is covered today.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

import pytest
from constructs import Construct

import homelab_constructs as library
from homelab_constructs import (
    AppResources,
    AppSecret,
    AppTemplate,
    BitnamiRedis,
    ClickHouseServer,
    ClickHouseSettings,
    CnpgDatabase,
    CommandProbe,
    ConfigFiles,
    Container,
    Controller,
    DatabaseImport,
    DatabaseSettings,
    DatabaseUrl,
    ExistingClaim,
    ExistingSecret,
    FluxApp,
    GithubSignIn,
    HealthGate,
    HelmApp,
    Homelab,
    HttpProbe,
    IngressHost,
    InvalidArgument,
    LogicalReplication,
    MinioStore,
    Mount,
    ObjectStoreSettings,
    PgBaseBackup,
    PgPooler,
    PluginBackup,
    Recovery,
    RecoveryTarget,
    RedisSettings,
    Resources,
    RoleAttributes,
    RunPods,
    Scratch,
    SignIn,
    SopsSecret,
    TcpProbe,
    TriggerDevStack,
    Volume,
    VolumeClaim,
)
from tests.support import new_lab
from tests.trigger_dev import stacks

SIZE: dict[str, Any] = {"cpu": "1", "memory": "1Gi", "cpu_limit": "1", "memory_limit": "2Gi"}

WRONG: tuple[object, ...] = (
    *(None, True, False, 0, 7, 1.5, float("nan"), "", "word", b"word"),
    *([], ["word"], [7], [None], ("word",), [("a", "b", "c")], [("word", 7)], {"word"}),
    *({}, {"word": "word"}, {"word": 7}, {7: "word"}, {"word": None}),
    *(object(), int, len, Volume("1Gi"), Resources(**SIZE), PgPooler(), DatabaseUrl(), ExistingSecret("word")),
    *(ExistingSecret("word").key("key"), SignIn(), IngressHost(host="a.b"), Path("word")),
)


def conforms(value: object, hint: Any) -> bool:
    """Whether a value is of an annotated type. Stricter than Python: no bool for an int, no str for a list of str."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if hint in (None, type(None)):
        return value is None
    if origin in (Union, types.UnionType):
        return any(conforms(value, part) for part in parts)
    if origin is Literal:
        return value in parts and not isinstance(value, bool)
    if origin is None:
        return isinstance(value, hint) and (hint is bool or not isinstance(value, bool))
    if issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(
            conforms(key, parts[0]) and conforms(item, parts[1]) for key, item in value.items()
        )
    if origin is tuple and Ellipsis not in parts:
        return (
            isinstance(value, tuple)
            and len(value) == len(parts)
            and all(conforms(item, part) for item, part in zip(value, parts, strict=True))
        )
    if not issubclass(origin, Iterable):
        raise TypeError(f"no rule for {hint}")
    return (
        isinstance(value, origin)
        and not isinstance(value, str | bytes)
        and all(conforms(item, parts[0]) for item in value)
    )


@pytest.mark.parametrize(
    ("value", "hint", "right"),
    [
        (1, int, True),
        (True, int, False),
        (True, bool, True),
        (None, str | None, True),
        ("a", str | None, True),
        (1, str | None, False),
        ("rw", Literal["rw", "ro"], True),
        ("r", Literal["rw", "ro"], False),
        (["a"], Sequence[str], True),
        ("a", Sequence[str], False),
        ([1], Sequence[str], False),
        ({"a": "b"}, Mapping[str, str], True),
        ({"a": 1}, Mapping[str, str], False),
        ({"a": 1}, Mapping[str, Any], True),
        (("a", "b"), tuple[str, str], True),
        (("a",), tuple[str, str], False),
        (frozenset({"a"}), frozenset[str], True),
    ],
)
def test_the_judge_of_types(value: object, hint: Any, right: bool) -> None:
    assert conforms(value, hint) is right


# What can be called, and what turns it into something written -------------------------------------------------------

LAB = new_lab()
"""One lab for all attempts: each gets an app of its own in it."""
NUMBERS = count()
Use: TypeAlias = Callable[..., object]


def app() -> FluxApp:
    """A fresh app; its number is in its name."""
    return FluxApp(LAB, f"app-{next(NUMBERS)}")


def database(**options: Any) -> CnpgDatabase:
    """A database with all that is not tried."""
    given: dict[str, Any] = {"database": "shop", "storage": Volume("5Gi"), **options}
    return CnpgDatabase(app().component("db"), "db", **given)


def with_password() -> library.PostgresConnection:
    """A server to import from."""
    return stacks.postgres(password=ExistingSecret("pg").key("password"))


def recovered(**options: Any) -> CnpgDatabase:
    """A database that begins with a backup."""
    return database(bootstrap=Recovery(**{"object_store": "backups", "server_name": "shop", **options}))


def store(**options: Any) -> MinioStore:
    """An object store with all that is not tried."""
    return MinioStore(app().component("s3"), "s3", **{"buckets": ["photos"], **options})


def stack(**options: Any) -> TriggerDevStack:
    """A stack with all that is not tried; 4.5 looks at more arguments."""
    name = f"app-{next(NUMBERS)}"
    given = {"registry": stacks.registry(), "chart_version": "4.5.12", **stacks.connections(), **options}
    if isinstance(given.get("ingress"), IngressHost):
        given["host"] = given["ingress"].host
    return TriggerDevStack(LAB, name, **{"host": f"{name}.${{SECRET_DOMAIN}}", **given})


def gated(gate: HealthGate) -> HealthGate:
    """A gate of a component."""
    app().component("g").gate(gate)
    return gate


def option(kind: Callable[..., Any], use: Use, argument: str, /, *, many: bool = False, **base: Any) -> tuple[Any, Use]:
    """A dataclass of options: what counts is that making it, or else using it, refuses."""

    def make(**changes: Any) -> object:
        # Two Ingresses of one lab cannot have the same host.
        given = {key: value() if callable(value) else value for key, value in base.items()}
        made = kind(**{**given, **changes})
        return use(**{argument: [made] if many else made})

    return kind, make


CONTAINER: dict[str, Any] = {"image": "ghcr.io/a/b:1", "port": 80, "resources": Resources(**SIZE)}
WEB: dict[str, Any] = {"container": Container(**CONTAINER)}
CLAIM: dict[str, Any] = {"volume": Volume("1Gi")}
KEYS: dict[str, Any] = {"KEY": library.HEX_32}


def template(**options: Any) -> AppTemplate:
    """An app with all that is not tried."""
    given = options if {"container", "controllers"} & options.keys() else {**WEB, **options}
    return AppTemplate(app().component("app"), "app", **given)


def helm_app(**options: Any) -> HelmApp:
    """An app by its own chart, with all that is not tried."""
    chart = library.OciChart(name="wiki", url="oci://a.b/wiki", version="1.0.0")
    return HelmApp(app().component("app"), "app", **{"chart": chart, "values": {}, **options})


def probed(**options: Any) -> AppTemplate:
    """An app that is asked this way."""
    return template(container=Container(**CONTAINER, **options))


def mounted(volume: Any, mount: Any = "/data") -> AppTemplate:
    """An app that mounts this."""
    return template(container=Container(**CONTAINER, mounts={"it": mount}), volumes={"it": volume})


TARGETS: dict[str, tuple[Any, Use]] = {
    "CnpgDatabase": (CnpgDatabase, database),
    "BitnamiRedis": (BitnamiRedis, lambda **options: BitnamiRedis(app().component("r"), "r", **options)),
    "ClickHouseServer": (ClickHouseServer, lambda **options: ClickHouseServer(app().component("c"), "c", **options)),
    "MinioStore": (MinioStore, store),
    "TriggerDevStack": (TriggerDevStack, stack),
    "HelmApp": (HelmApp, helm_app),
    "AppTemplate": (AppTemplate, template),
    "VolumeClaim": (VolumeClaim, lambda **options: VolumeClaim(app().component("v"), "v", **{**CLAIM, **options})),
    "AppSecret": (AppSecret, lambda **options: AppSecret(app().component("k"), "k", **{"keys": KEYS, **options})),
    "Controller": option(Controller, lambda **options: template(controllers={"main": options["main"]}), "main", **WEB),
    "Container": option(Container, template, "container", **CONTAINER),
    "HttpProbe": option(HttpProbe, probed, "probe", path="/"),
    "TcpProbe": option(TcpProbe, probed, "probe"),
    "CommandProbe": option(CommandProbe, probed, "probe", command=["true"]),
    "Mount": option(Mount, lambda **options: mounted(Scratch(), options["mount"]), "mount", path="/data"),
    "Scratch": option(Scratch, lambda **options: mounted(options["volume"]), "volume"),
    "ConfigFiles": option(ConfigFiles, lambda **options: mounted(options["volume"]), "volume", files={"a": "b"}),
    "ExistingClaim": option(ExistingClaim, lambda **options: mounted(options["volume"]), "volume", name="mine"),
    "RoleAttributes": option(RoleAttributes, database, "owner_attributes"),
    "LogicalReplication": option(LogicalReplication, database, "replication"),
    "PgPooler": option(PgPooler, database, "poolers", many=True),
    "DatabaseUrl": option(DatabaseUrl, lambda **options: database(urls={"url": options["url"]}), "url"),
    "PluginBackup": option(PluginBackup, database, "backup", object_store="backups"),
    "Recovery": option(Recovery, database, "bootstrap", object_store="backups", server_name="shop"),
    "RecoveryTarget": option(RecoveryTarget, recovered, "target", time="2026-09-01T08:30:00Z"),
    "PgBaseBackup": option(PgBaseBackup, database, "bootstrap", cluster="old"),
    "DatabaseImport": option(DatabaseImport, database, "bootstrap", source=with_password),
    "DatabaseSettings": option(DatabaseSettings, stack, "database"),
    "RedisSettings": option(RedisSettings, stack, "redis"),
    "ClickHouseSettings": option(ClickHouseSettings, stack, "clickhouse"),
    "ObjectStoreSettings": option(ObjectStoreSettings, stack, "object_store"),
    "AppResources": option(AppResources, stack, "resources"),
    "RunPods": option(RunPods, stack, "run_pods"),
    "SignIn": option(SignIn, stack, "sign_in"),
    "GithubSignIn": option(GithubSignIn, lambda **options: stack(sign_in=SignIn(**options)), "github"),
    "IngressHost": option(IngressHost, stack, "ingress", host=lambda: f"host-{next(NUMBERS)}.${{SECRET_DOMAIN}}"),
    "ContainerRegistry": option(library.ContainerRegistry, stack, "registry", host="a.b", namespace="c/d"),
    "Volume": option(Volume, database, "storage", size="5Gi"),
    "Resources": option(Resources, database, "resources", **SIZE),
    "HealthGate": option(HealthGate, gated, "gate", api_version="batch/v1", kind="Job", name="word"),
    "ExistingSecret": option(ExistingSecret, store, "credentials", name="mine"),
    "SopsSecret": option(SopsSecret, store, "credentials", path="nowhere.yaml"),
    "PostgresConnection": (library.PostgresConnection, lambda **options: stack(database=stacks.postgres(**options))),
    "RedisConnection": (library.RedisConnection, lambda **options: stack(redis=stacks.redis(**options))),
    "ClickHouseConnection": (
        library.ClickHouseConnection,
        lambda **options: stack(clickhouse=stacks.clickhouse(**options)),
    ),
    "ServiceConnection": (
        library.ServiceConnection,
        lambda **options: template(
            uses=[library.ServiceConnection(**{"host": "a.b.svc", "port": 80, **options})],
        ),
    ),
    "ObjectStoreConnection": (
        library.ObjectStoreConnection,
        lambda **options: stack(object_store=stacks.object_store(**options)),
    ),
}
GIVEN_BY_POSITION = {"self", "scope", "id", "lab", "app_name"}


def hints(kind: Any) -> dict[str, Any]:
    """The arguments by name, with their types."""
    names = inspect.signature(kind.__init__).parameters.keys() - GIVEN_BY_POSITION
    found = get_type_hints(kind.__init__)
    return {name: found[name] for name in names if name in found}


ARGUMENTS = [(name, argument) for name, (kind, _) in TARGETS.items() for argument in sorted(hints(kind))]


def test_every_public_option_is_tried() -> None:
    """What takes arguments and is public stands above, or is the business of tests of the core."""
    core = "ChartSource ClusterProfile Component ComponentPart Connection ExistingSource FluxApp HelmRelease "
    core += "HelmRepository Homelab Image OciChart Options Placeholders RepositoryChart SecretContract SecretKey "
    core += "ValueFromSecret Variable VariableFormat"
    public = {
        name
        for name in library.__all__
        if inspect.isclass(getattr(library, name)) and not issubclass(getattr(library, name), Exception)
    }
    assert public - set(core.split()) == TARGETS.keys()


@pytest.mark.parametrize("name", sorted(TARGETS.keys() - {"SopsSecret"}))
def test_with_nothing_wrong_it_is_made(name: str) -> None:
    """Else it would be refused for another reason in all that follows. A SOPS file has to exist."""
    assert TARGETS[name][1]()


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS, ids=lambda word: word)
def test_a_value_of_another_type_is_refused_by_name(name: str, argument: str) -> None:
    kind, make = TARGETS[name]
    hint = hints(kind)[argument]
    wrong = [value for value in WRONG if not conforms(value, hint)]
    assert wrong
    slipped: list[str] = []
    for value in wrong:
        try:
            make(**{argument: value})
        except InvalidArgument as error:
            if argument not in error.argument:
                slipped.append(f"{value!r}: refused as {error}")
        except Exception as error:
            slipped.append(f"{value!r}: {type(error).__name__}: {str(error).strip().splitlines()[:1]}")
        else:
            slipped.append(f"{value!r}: accepted")
    assert not slipped, f"{name}({argument}: {hint})\n" + "\n".join(slipped)


SCOPED: dict[str, Callable[[Any, Any], Construct]] = {
    "CnpgDatabase": lambda scope, ident: CnpgDatabase(scope, ident, database="shop", storage=Volume("5Gi")),
    "BitnamiRedis": BitnamiRedis,
    "ClickHouseServer": ClickHouseServer,
    "MinioStore": lambda scope, ident: MinioStore(scope, ident, buckets=["photos"]),
    "AppTemplate": lambda scope, ident: AppTemplate(scope, ident, **WEB),
    "VolumeClaim": lambda scope, ident: VolumeClaim(scope, ident, **CLAIM),
    "AppSecret": lambda scope, ident: AppSecret(scope, ident, keys=KEYS),
    "TriggerDevStack": lambda scope, name: TriggerDevStack(scope, name, host="a.b", registry=stacks.registry()),
}


@pytest.mark.parametrize("name", SCOPED)
def test_a_scope_or_name_of_another_type_is_refused(name: str) -> None:
    scope: object = LAB if name == "TriggerDevStack" else app().component("c")
    for value in WRONG:
        if not isinstance(value, Homelab):
            with pytest.raises(InvalidArgument):
                SCOPED[name](value, "name")
        if not isinstance(value, str) or not value:
            with pytest.raises(InvalidArgument):
                SCOPED[name](scope, value)
