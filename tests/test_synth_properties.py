"""Over the props of constructs: what synthesizes passes every proof, and what is refused leaves dist as it was."""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homelab_constructs import (
    AppTemplate,
    BitnamiRedis,
    ClickHouseServer,
    CnpgDatabase,
    CommandProbe,
    ConfigFiles,
    Container,
    Controller,
    DatabaseUrl,
    ExistingClaim,
    FluxApp,
    HelmApp,
    Homelab,
    HomelabError,
    HttpProbe,
    IngressHost,
    LogicalReplication,
    MinioStore,
    Mount,
    OciChart,
    PgPooler,
    Resources,
    RoleAttributes,
    Scratch,
    TcpProbe,
    Volume,
    escape,
)
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.tree import Tree
from tests.support import profile

Props = dict[str, Any]
FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
SIZES = st.sampled_from(["1Gi", "5Gi", "20Gi", "1Ti"])
VOLUMES = st.builds(Volume, SIZES, st.sampled_from([None, "fast-nvme"]))
DATABASES = st.sampled_from(["shop", "photos_2", "app"])
WIKI = OciChart(name="wiki", url="oci://registry.example.org/charts/wiki", version="1.2.3")
REDIS = OciChart(name="bitnami-redis", url="oci://registry-1.docker.io/bitnamicharts/redis", version="22.0.7")


def optional(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Props]:
    """Some of these arguments."""
    return st.fixed_dictionaries({}, optional=strategies)


GOOD: dict[str, tuple[Callable[..., object], st.SearchStrategy[Props]]] = {
    "CnpgDatabase": (
        CnpgDatabase,
        st.builds(
            lambda needed, more: needed | more,
            st.fixed_dictionaries({"database": DATABASES, "storage": VOLUMES}),
            optional(
                instances=st.sampled_from([1, 2, 3]),
                wal_storage=st.sampled_from([Volume("4Gi"), Volume("10Gi")]),
                owner=st.sampled_from(["curator", "app_owner"]),
                extensions=st.lists(st.sampled_from(["pg_trgm", "hstore", "uuid-ossp"]), unique=True),
                poolers=st.sampled_from([[], [PgPooler()], [PgPooler(), PgPooler(suffix="ro", type="ro")]]),
                urls=st.just({"url": DatabaseUrl(query={"sslmode": "disable"})}),
                replication=st.just(LogicalReplication(slots=4, senders=5)),
                owner_attributes=st.just(RoleAttributes(createdb=True, connection_limit=20)),
                parameters=st.sampled_from([{}, {"max_connections": "150"}, {"work_mem": "16MB"}]),
                post_init_sql=st.sampled_from([[], ["DO $$ BEGIN RAISE NOTICE '${x}'; END $$"]]),
            ),
        ),
    ),
    "BitnamiRedis": (
        BitnamiRedis,
        optional(
            storage=VOLUMES,
            name=NAMES,
            chart=st.just(REDIS),
            resources=st.just(Resources(cpu="50m", memory="128Mi", cpu_limit=None, memory_limit="256Mi")),
        ),
    ),
    "ClickHouseServer": (
        ClickHouseServer,
        optional(
            storage=VOLUMES,
            name=NAMES,
            user=st.sampled_from(["default", "curator"]),
            settings=st.sampled_from([{}, {"max_threads": "2"}]),
            access_management=st.booleans(),
        ),
    ),
    "MinioStore": (
        MinioStore,
        st.builds(
            lambda needed, more: needed | more,
            st.fixed_dictionaries(
                {"buckets": st.lists(st.sampled_from(["one", "two", "three"]), min_size=1, unique=True)}
            ),
            optional(
                storage=VOLUMES,
                name=NAMES,
                console=st.booleans(),
                ingress=st.just(IngressHost(host="s3.${SECRET_DOMAIN}")),
            ),
        ),
    ),
}

SMALL = Resources(cpu="10m", memory="64Mi", cpu_limit=None, memory_limit="128Mi")
PROBES = st.sampled_from([None, HttpProbe(path="/ok"), TcpProbe(), CommandProbe(command=["{{ok}}"])])
WORDS = st.text(alphabet="ab{} $'\"#:0", max_size=8).map(escape)
SOURCES = st.one_of(
    st.sampled_from([Volume("1Gi"), Volume("1Gi", "fast", "ReadWriteOnce"), Scratch(size="1Mi")]),
    st.builds(lambda text: ConfigFiles(files={"x": text}), WORDS),
    st.just(ExistingClaim(name="mine")),
)


@st.composite
def apps(draw: st.DrawFn) -> Props:
    """An app of one to three controllers, some with ports; the first mounts what there is."""
    volumes = draw(st.dictionaries(st.sampled_from(["one", "two"]), SOURCES, max_size=2))

    def container(*, ports: bool = False, mounts: bool = False) -> Container:
        return Container(
            image="ghcr.io/example/shop:1.0.0",
            resources=SMALL,
            ports=draw(st.sampled_from([{"http": 80}, {"web": 8080, "metrics": 9090}])) if ports else {},
            env=draw(st.dictionaries(st.sampled_from(["A", "B_2"]), WORDS | st.integers(0, 99), max_size=2)),
            args=draw(st.lists(WORDS.filter(lambda word: "{{" not in word), max_size=2)),
            mounts={name: f"/{name}" if draw(st.booleans()) else Mount(path=f"/{name}") for name in volumes}
            if mounts
            else {},
            probe=draw(PROBES) if ports else None,
            read_only_root=draw(st.booleans()),
        )

    names = draw(st.lists(st.sampled_from(["web", "api", "worker"]), min_size=1, max_size=3, unique=True))
    controllers = {
        name: Controller(
            container=container(ports=name != "worker", mounts=number == 0),
            init={"first": container()} if draw(st.booleans()) else {},
            kind=draw(st.sampled_from(["deployment", "statefulset"])),
            user=draw(st.sampled_from([1000, None])),
        )
        for number, name in enumerate(names)
    }
    return {"controllers": controllers, "volumes": volumes, **draw(optional(name=NAMES, timeout=st.just("10m")))}


GOOD["AppTemplate"] = (AppTemplate, apps())
GOOD["HelmApp"] = (
    HelmApp,
    st.builds(
        lambda values, services: {"chart": WIKI, "values": values, "services": services},
        st.dictionaries(st.sampled_from(["replicas", "title"]), st.integers(0, 9) | WORDS, max_size=2),
        st.dictionaries(st.sampled_from(["wiki", "wiki-metrics"]), st.integers(1, 65535), max_size=2),
    ),
)

ODD = st.one_of(
    st.none(),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.text(max_size=12),
    st.sampled_from(["${X", "$$", "a" * 300, "Upper", "latest", "-1Gi", "0", "a b", "é", "\n"]),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)


@cache
def _before() -> dict[str, bytes]:
    lab = Homelab(profile(), outdir="nowhere")
    BitnamiRedis(FluxApp(lab, "old").component("redis"), "redis")
    return lab.files()


def on_disk(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lab_of(part: Callable[..., object], props: Props, outdir: Path) -> Homelab:
    lab = Homelab(profile(), outdir=outdir)
    if outdir.exists():
        lab.exempt(proof="data", object="PersistentVolumeClaim/old-redis-data", reason="another lab was there")
    part(FluxApp(lab, "shop").component("store"), "store", **props)
    return lab


def refused(synth: Callable[[], object]) -> str | None:
    """The words of a refusal, by an error of this library; any other error is a failure of the test."""
    try:
        synth()
    except HomelabError as error:
        return str(error)
    return None


@pytest.mark.parametrize("name", GOOD)
def test_what_constructs_and_synthesizes_passes_every_proof(name: str) -> None:
    part, strategy = GOOD[name]

    @FEW
    @given(strategy)
    def holds(props: Props) -> None:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "dist")
            try:
                lab = lab_of(part, props, out)
            except HomelabError:
                return  # refused where it was written
            lab.synth()
            assert prove(Tree.of(on_disk(out), before=Tree.of(on_disk(out)))).findings == ()

    holds()


@pytest.mark.parametrize("name", GOOD)
def test_what_is_refused_is_refused_by_this_library_and_leaves_dist_as_it_was(name: str) -> None:
    part, strategy = GOOD[name]
    known = inspect.signature(part).parameters.keys()
    arguments = st.dictionaries(
        st.sampled_from(
            "storage name database instances image resources buckets user urls".split()
            + "controllers container volumes ingress uses values services timeout secret_values".split()
        ),
        ODD,
        min_size=1,
        max_size=2,
    )

    @FEW
    @given(strategy, arguments)
    def holds(props: Props, odd: Props) -> None:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "dist")
            for path, content in _before().items():
                (out / path).parent.mkdir(parents=True, exist_ok=True)
                (out / path).write_bytes(content)
            given_props = props | {key: value for key, value in odd.items() if key in known}
            refusal = refused(lambda: lab_of(part, given_props, out).synth())
            if refusal is None:
                assert prove(Tree.of(on_disk(out))).findings == ()
            else:
                assert "jsii" not in refusal.lower()
                assert on_disk(out) == _before()

    holds()
