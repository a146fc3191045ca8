"""The judges that other tests rely on can say no: a good manifest of each kind, and what breaks it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from tests.flux_replay import SubstitutionError, replay, reserialise, substitute
from tests.judges import KUBERNETES, LATEST_CRDS, api_problems, core_problems, crd_problems, is_custom, problems
from tests.labs import tree
from tests.support import find

COMMITTED = tree("committed").files
CLUSTER = find(COMMITTED, "Cluster", "trigger-dev-postgresql")
POOLER = find(COMMITTED, "Pooler", "trigger-dev-postgresql-pooler-rw")
RELEASE = find(COMMITTED, "HelmRelease", "trigger-dev")
KUSTOMIZATION = find(COMMITTED, "Kustomization", "trigger-dev")
SOURCE = find(COMMITTED, "OCIRepository", "triggerdotdev-trigger")
STATEFUL_SET = find(COMMITTED, "StatefulSet", "trigger-dev-clickhouse")
JOB = find(COMMITTED, "Job", "trigger-dev-minio-create-bucket")
SERVICE = find(COMMITTED, "Service", "trigger-dev-clickhouse")
SECRET = find(COMMITTED, "Secret", "trigger-dev-secrets")
CRON_JOB = {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "a" * 52}, "spec": {}}
CLAIM = find(COMMITTED, "PersistentVolumeClaim", "trigger-dev-minio-data")

CONTAINER = "spec.template.spec.containers.0"
DELETE = object()


def broken(manifest: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy with one thing changed."""
    copy = deepcopy(manifest)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    node: Any = copy
    for step in way:
        node = node[step]
    if value is DELETE:
        del node[last]
    else:
        node[last] = value
    return copy


def label(value: object) -> str:
    """How a sample is called in the list of tests."""
    return f"{value['kind']}" if isinstance(value, dict) and "kind" in value else "DELETE" if value is DELETE else ""


SCHEMA = [
    # Fields that nobody knows, at every depth.
    (CLUSTER, "spec.instance", 1),
    (CLUSTER, "spec.bootstrap.initdb.dataChecksum", True),
    (CLUSTER, "spec.managed.roles.0.replicate", True),
    (POOLER, "spec.template.spec.containers.0.resource", {}),
    (RELEASE, "spec.value", {}),
    (RELEASE, "spec.install.remediation.retry", 3),
    (KUSTOMIZATION, "postBuild", {}),
    (SOURCE, "spec.ref.version", "4.0.5"),
    (STATEFUL_SET, "spec.replica", 1),
    (STATEFUL_SET, f"{CONTAINER}.liveness", {}),
    (STATEFUL_SET, f"{CONTAINER}.securityContext.capabilities.dropped", ["ALL"]),
    (JOB, "spec.backoff", 3),
    (SERVICE, "spec.port", []),
    (SECRET, "stringdata", {}),
    (CLAIM, "spec.storageClass", "block"),
    # Fields that only a newer Flux knows (contract flux, 2.1).
    (KUSTOMIZATION, "spec.dependsOn.0.readyExpr", "true"),
    (KUSTOMIZATION, "spec.postBuild.substituteStrategy", "Always"),
    (RELEASE, "spec.install.strategy", {"name": "RetryOnFailure"}),
    (RELEASE, "spec.healthCheckExprs", []),
    (RELEASE, "spec.valuesFrom.0.literal", True),
    # Wrong types and words, and what is missing.
    (CLUSTER, "spec.instances", "1"),
    (CLUSTER, "spec.instances", 0),
    (CLUSTER, "spec.postgresql.parameters.max_connections", 200),
    (CLUSTER, "spec.instances", DELETE),
    (CLUSTER, "spec.primaryUpdateStrategy", "whenever"),
    (POOLER, "spec.pgbouncer.poolMode", "statement-wise"),
    (RELEASE, "spec.interval", "never"),
    (RELEASE, "spec.chartRef.kind", "GitRepository"),
    (KUSTOMIZATION, "spec.prune", "true"),
    (KUSTOMIZATION, "spec.sourceRef", DELETE),
    (SOURCE, "spec.url", "https://ghcr.io/x"),
    (STATEFUL_SET, "spec.replicas", "1"),
    (STATEFUL_SET, f"{CONTAINER}.env.0.value", 1),
    (STATEFUL_SET, "spec.selector", DELETE),
    (SERVICE, "spec.ports.0.port", "8123"),
    (SECRET, "stringData.SESSION_SECRET", 12),
    (JOB, "metadata.annotations", {"kustomize.toolkit.fluxcd.io/force": True}),
]


@pytest.mark.parametrize(("manifest", "path", "value"), SCHEMA, ids=label)
def test_schemas_refuse(manifest: dict[str, Any], path: str, value: object) -> None:
    sample = broken(manifest, path, value)
    for_versions = (
        [crd_problems(sample)] if is_custom(sample) else [core_problems(sample, version) for version in KUBERNETES]
    )
    assert all(for_versions), f"{path} passed"
    assert problems(sample)


ONLY_2_6 = {"readyExpr", "substituteStrategy", "strategy", "healthCheckExprs", "literal"}


@pytest.mark.skipif(not LATEST_CRDS.is_dir(), reason="the newest CRDs lie in ../shared, which is not here")
@pytest.mark.parametrize(
    ("manifest", "path", "value"), [sample for sample in SCHEMA if is_custom(sample[0])], ids=label
)
def test_the_newest_crds_refuse_too_but_for_their_own_fields(
    manifest: dict[str, Any], path: str, value: object
) -> None:
    known_by_now = path.rpartition(".")[2] in ONLY_2_6
    assert bool(crd_problems(broken(manifest, path, value), latest=True)) is not known_by_now


@pytest.mark.parametrize(
    ("manifest", "path", "value"),
    [
        (SERVICE, "metadata.name", "1st"),
        (SERVICE, "metadata.name", "a" * 64),
        (SECRET, "metadata.name", "Upper"),
        (SECRET, "metadata.name", "under_score"),
        (STATEFUL_SET, "metadata.name", "a" * 53),
        (CLUSTER, "metadata.name", "a" * 51),
        (CLUSTER, "metadata.name", "1a"),
        (RELEASE, "metadata.name", "a" * 54),
        (CLAIM, "metadata.labels", {"a": "-"}),
        (CLAIM, "metadata.annotations", {"a b": ""}),
        (SECRET, "stringData", {"a b": "x"}),
        (CLAIM, "spec.resources.requests.storage", "20GB"),
        (CLAIM, "spec.resources.requests.storage", "٣Gi"),
        (STATEFUL_SET, f"{CONTAINER}.resources.requests.memory", "5Gi"),
        (STATEFUL_SET, f"{CONTAINER}.env.1.name", "CLICKHOUSE_USER"),
        (STATEFUL_SET, f"{CONTAINER}.env.1.name", "A B"),
        (STATEFUL_SET, f"{CONTAINER}.image", "clickhouse/clickhouse-server"),
        (CLUSTER, "spec.imageName", "ghcr.io/x/postgresql@sha256:" + "0" * 64),
        (RELEASE, "spec.values.webapp.extraEnvVars.0.name", "NODE_MAX_OLD_SPACE_SIZE"),
        (CLUSTER, "spec.postgresql.parameters.work_mem", "8MB\0"),
        (CRON_JOB, "metadata.name", "a" * 53),
        (SERVICE, "spec.ports.1.name", "http"),
        (SERVICE, "spec.ports.1.port", 8123),
        (SERVICE, "spec.ports.1.name", "Native"),
        (STATEFUL_SET, f"{CONTAINER}.name", "Server"),
        (STATEFUL_SET, "spec.template.spec.initContainers", [{"name": "clickhouse"}]),
        (STATEFUL_SET, f"{CONTAINER}.volumeMounts.1.mountPath", "/var/lib/clickhouse"),
        (STATEFUL_SET, "spec.template.spec.volumes.1.name", "other"),
        (STATEFUL_SET, "spec.template.spec.volumes.1.name", "data"),
    ],
    ids=label,
)
def test_rules_beyond_schemas_refuse(manifest: dict[str, Any], path: str, value: object) -> None:
    assert not api_problems(manifest)
    assert api_problems(broken(manifest, path, value)), f"{path}={value!r} passed"


# The replay of Flux: what the contract has seen (flux, 1.2) ---------------------------------------------------------

DOMAIN = {"SECRET_DOMAIN": "home.example.co.uk", "V": "value", "quote": '"'}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("${SECRET_DOMAIN/./-}-tls", "home-example.co.uk-tls"),
        ("${SECRET_DOMAIN//./-}", "home-example-co-uk"),
        ("$${X}", "${X}"),
        ("$$(X)", "$(X)"),
        ("a$$b", "a$b"),
        ("$VAR $(VAR) $ {{ }}", "$VAR $(VAR) $ {{ }}"),
        ("${U:-d}", "d"),
        ("${V}", "value"),
    ],
)
def test_replay_substitutes_as_the_contract_saw_it(text: str, result: str) -> None:
    assert substitute(text, DOMAIN) == result


@pytest.mark.parametrize("text", ["${U}", "${U-d}", "${arr[@]}", "${foo.bar}", "${", "${}", "${V"])
def test_replay_fails_where_strict_flux_does(text: str) -> None:
    with pytest.raises(SubstitutionError):
        substitute(text, DOMAIN)


@pytest.mark.parametrize(
    ("written", "value", "arrives"),
    [
        ("${V}", "123", 123),
        ("${V}", "true", True),
        ("${V}", "1e5", 1e5),
        ("${quote}${V}${quote}", "1e5", "1e5"),
        ("${V}", "004", 4),
        ("${quote}${V}${quote}", "123", "123"),
        ("${quote}${V}${quote}", "true", "true"),
        ("x ${V}", "123", "x 123"),
        ("${V}", "a\nb", "ab"),
    ],
)
def test_replay_loses_the_quotes_of_the_source(written: str, value: str, arrives: object) -> None:
    manifest = {"stringData": {"key": written}}
    assert '"' not in reserialise(manifest)
    assert replay(manifest, {"V": value, "quote": '"'}) == {"stringData": {"key": arrives}}
