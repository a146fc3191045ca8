"""The invariants of whole trees can say no: each is shown a good tree with one thing broken in it.

For what an app-template app brings: its pods, Services, hosts, volumes and Secrets, and who waits for whom. What else
they hold is broken in `test_judges.py` and by the mutations of the proofs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests import test_dist as dist
from tests import test_requirements as requirements
from tests.flux_replay import SubstitutionError
from tests.judges import KUBERNETES
from tests.proofs.broken import Edit, drop, edited, good, put
from tests.trees import Tree

Invariant = Callable[[Tree], None]

SHOP = "HelmRelease/shop-front"
CONTROLLERS = "spec.values.controllers"
WEB = f"{CONTROLLERS}.web.containers.main"
MAIN = f"{CONTROLLERS}.main.containers.main"
PERSISTENCE = "spec.values.persistence"


def valid_in_kubernetes(tree: Tree) -> None:
    dist.test_what_app_template_makes_is_valid_in_the_oldest_and_the_newest_kubernetes(tree, KUBERNETES[0])


def both(*edits: Edit) -> Edit:
    """Several edits of one object."""

    def edit(item: dict[str, Any]) -> None:
        for each in edits:
            each(item)

    return edit


def no_dependency(name: str) -> Edit:
    """An edit: a component does not wait for another any more."""

    def edit(item: dict[str, Any]) -> None:
        item["spec"]["dependsOn"] = [entry for entry in item["spec"]["dependsOn"] if entry["name"] != name]

    return edit


SCRIPT = {"enabled": True, "custom": True, "spec": {"exec": {"command": ["true"]}}}
OTHER_PORT = {"tcpSocket": {"port": 9999}, "periodSeconds": 10, "failureThreshold": 3}
CLAIM = {"accessMode": "ReadWriteOnce", "size": "1Gi", "advancedMounts": {"api": {"main": [{"path": "/more"}]}}}
FILE = [{"path": "/run/key", "subPath": "NO_SUCH_KEY"}]
SHARED_INDEX = {"search": {"main": [{"path": "/index"}]}, "cleanup": {"main": [{"path": "/index"}]}}
OVERLAP = both(
    put(f"{PERSISTENCE}.index.advancedMounts", {"cleanup": {"main": [{"path": "/index"}]}}),
    put(f"{CONTROLLERS}.cleanup.cronjob.concurrencyPolicy", "Allow"),
)
GATE = {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "name": "photos-library-files", "namespace": "default"}
TLS_OF_NOBODY = [{"hosts": ["shop.${SECRET_DOMAIN}"], "secretName": "nobodys"}]
SAME_HOST = [{"host": "agents-api.${SECRET_DOMAIN}", "paths": [{"path": "/", "service": {"identifier": "main"}}]}]

BROKEN: list[tuple[str, str, Invariant, str, Edit]] = [
    # What the API server would say of what becomes of a release.
    ("everything", "a variable's name", valid_in_kubernetes, SHOP, put(f"{WEB}.env", {"A B": "x"})),
    ("everything", "an unknown field", valid_in_kubernetes, SHOP, put(f"{WEB}.securityContext.privilegd", False)),
    ("everything", "a label too long", valid_in_kubernetes, SHOP, put("metadata.name", "a" * 60)),
    ("everything", "a Secret's variable", valid_in_kubernetes, SHOP, put(f"{WEB}.env.A", "${SECRET_SHOP_SESSION_KEY}")),
    (
        "everything",
        "two mounts at one path",
        valid_in_kubernetes,
        SHOP,
        put(f"{PERSISTENCE}.tmp.advancedMounts.web.main.0.path", "/data"),
    ),
    # Secrets.
    (
        "everything",
        "a whole Secret that is not there",
        dist.test_every_secret_key_referred_to_is_made_or_expected,
        SHOP,
        put(f"{WEB}.envFrom.0.secretRef.name", "nobodys"),
    ),
    (
        "everything",
        "a mounted Secret that is not there",
        dist.test_every_secret_key_referred_to_is_made_or_expected,
        SHOP,
        put(f"{PERSISTENCE}.keys.name", "nobodys"),
    ),
    (
        "everything",
        "a file that is no key",
        dist.test_every_secret_key_referred_to_is_made_or_expected,
        SHOP,
        put(f"{PERSISTENCE}.keys.advancedMounts.web.main", FILE),
    ),
    (
        "everything",
        "a pull Secret that is none",
        dist.test_every_secret_key_referred_to_is_made_or_expected,
        SHOP,
        put("spec.values.defaultPodOptions.imagePullSecrets.0.name", "shop-keys"),
    ),
    (
        "everything",
        "a certificate that is not there",
        dist.test_every_secret_key_referred_to_is_made_or_expected,
        SHOP,
        put("spec.values.ingress.web.tls", TLS_OF_NOBODY),
    ),
    (
        "everything",
        "a key of an init container",
        dist.test_every_secret_key_referred_to_is_made_or_expected,
        SHOP,
        put(
            f"{CONTROLLERS}.web.initContainers.migrate.env.A.valueFrom.secretKeyRef", {"name": "shop-keys", "key": "no"}
        ),
    ),
    (
        "together",
        "a Secret that nobody takes whole any more",
        dist.test_every_secret_that_is_made_is_used,
        "HelmRelease/agents",
        drop(f"{MAIN}.envFrom"),
    ),
    (
        "together",
        "URLs that nobody needs, nor their password",
        dist.test_every_secret_that_is_made_is_used,
        "HelmRelease/photos",
        put(f"{MAIN}.env.DB_PASSWORD.valueFrom.secretKeyRef", {"name": "photos-redis-auth", "key": "redis-password"}),
    ),
    (
        "together",
        "URLs that nobody uses where nobody takes the password",
        dist.test_every_secret_that_is_made_is_used,
        "HelmRelease/workflows-server",
        drop(f"{MAIN}.env.PREFECT_API_DATABASE_CONNECTION_URL"),
    ),
    # ConfigMaps and claims.
    (
        "everything",
        "a file that the ConfigMap has not",
        dist.test_every_config_map_is_made_or_expected_and_every_one_made_is_used,
        SHOP,
        put(f"{PERSISTENCE}.config.advancedMounts.web.main.0.subPath", "other.yaml"),
    ),
    (
        "everything",
        "a ConfigMap that nobody mounts",
        dist.test_every_config_map_is_made_or_expected_and_every_one_made_is_used,
        SHOP,
        drop(f"{PERSISTENCE}.config"),
    ),
    (
        "together",
        "a claim that is not there",
        dist.test_every_claim_is_made_or_expected_and_every_one_is_mounted,
        "HelmRelease/photos",
        put(f"{PERSISTENCE}.library.existingClaim", "photos"),
    ),
    (
        "together",
        "a claim that nobody mounts",
        dist.test_every_claim_is_made_or_expected_and_every_one_is_mounted,
        "HelmRelease/photos-machine-learning",
        drop(f"{PERSISTENCE}.models"),
    ),
    # Services and hosts.
    (
        "together",
        "another port in a URL",
        dist.test_every_address_inside_the_cluster_is_a_service_that_something_makes,
        "HelmRelease/workflows-worker",
        put(f"{MAIN}.env.PREFECT_API_URL", "http://workflows-server.default.svc:4201/api"),
    ),
    (
        "together",
        "another port in a variable of its own",
        dist.test_every_address_inside_the_cluster_is_a_service_that_something_makes,
        "HelmRelease/agents",
        put(f"{MAIN}.env.S3_PORT", "9001"),
    ),
    (
        "together",
        "a second Service renames the first",
        dist.test_every_address_inside_the_cluster_is_a_service_that_something_makes,
        "HelmRelease/workflows-server",
        put("spec.values.service.metrics", {"ports": {"metrics": {"port": 9090}}}),
    ),
    (
        "together",
        "two Services of one name",
        dist.test_no_two_services_share_a_name,
        "HelmRelease/agents",
        put("spec.values.service.web", {"controller": "main", "ports": {"http": {"port": 80}}}),
    ),
    (
        "together",
        "two Deployments of one name",
        dist.test_no_object_is_made_twice_neither_by_a_component_nor_by_app_template,
        "HelmRelease/agents",
        put(f"{CONTROLLERS}.web.containers.main.image", {"repository": "ghcr.io/example/web", "tag": "1"}),
    ),
    (
        "everything",
        "a Service of a CronJob",
        dist.test_every_service_leads_to_the_pods_of_one_workload_that_keeps_running,
        SHOP,
        put("spec.values.service.api.controller", "cleanup"),
    ),
    (
        "together",
        "a Service of nobody",
        dist.test_every_service_leads_to_the_pods_of_one_workload_that_keeps_running,
        "Service/trigger-dev-clickhouse",
        put("spec.selector", {"app.kubernetes.io/name": "nobody"}),
    ),
    (
        "everything",
        "an Ingress to a port that is not there",
        dist.test_every_ingress_of_app_template_leads_to_a_port_that_a_service_has,
        SHOP,
        put("spec.values.ingress.web.hosts.0.paths.0.service.port", 8081),
    ),
    (
        "together",
        "two Ingresses of one host",
        dist.test_no_host_has_two_ingresses,
        "HelmRelease/agents-web",
        put("spec.values.ingress.main.hosts", SAME_HOST),
    ),
    # Pods.
    (
        "everything",
        "an init container without sizes",
        dist.test_every_container_has_requests_and_a_memory_limit,
        SHOP,
        drop(f"{CONTROLLERS}.web.initContainers.migrate.resources"),
    ),
    (
        "everything",
        "a sidecar without a limit",
        dist.test_every_container_has_requests_and_a_memory_limit,
        SHOP,
        put(f"{CONTROLLERS}.web.containers.proxy.resources.limits", {"cpu": "1"}),
    ),
    *(
        (
            "everything",
            f"probes: {what}",
            dist.test_every_server_has_all_three_probes_and_nothing_that_ends_has_one,
            SHOP,
            edit,
        )
        for what, edit in (
            ("a server without one", drop(f"{WEB}.probes.readiness")),
            ("one that is not enabled", put(f"{CONTROLLERS}.search.containers.main.probes.startup.enabled", False)),
            ("a sidecar that is killed while it starts", drop(f"{CONTROLLERS}.web.containers.proxy.probes.startup")),
            ("an init container", put(f"{CONTROLLERS}.web.initContainers.wait.probes.startup", SCRIPT)),
            ("a CronJob", put(f"{CONTROLLERS}.cleanup.containers.main.probes.startup", SCRIPT)),
            ("a port of nobody", put(f"{WEB}.probes.liveness.spec", OTHER_PORT)),
        )
    ),
    (
        "committed",
        "probes: a container with ports",
        dist.test_every_server_has_all_three_probes_and_nothing_that_ends_has_one,
        "StatefulSet/trigger-dev-clickhouse",
        drop("spec.template.spec.containers.0.livenessProbe"),
    ),
    (
        "committed",
        "probes: a datastore of app-template",
        dist.test_every_server_has_all_three_probes_and_nothing_that_ends_has_one,
        "HelmRelease/trigger-dev-minio",
        drop(f"{CONTROLLERS}.main.containers.minio.probes.startup"),
    ),
    *(
        ("everything", f"restricted: {what}", dist.test_every_pod_passes_pod_security_restricted, SHOP, edit)
        for what, edit in (
            ("a sidecar's rights", drop(f"{CONTROLLERS}.web.containers.proxy.securityContext.capabilities")),
            ("an init container's rights", drop(f"{CONTROLLERS}.web.initContainers.wait.securityContext")),
            ("root", put(f"{CONTROLLERS}.api.pod.securityContext.runAsUser", 0)),
            ("no user", drop(f"{CONTROLLERS}.api.pod.securityContext.runAsUser")),
            ("root by the image", drop(f"{CONTROLLERS}.worker.pod.securityContext.runAsNonRoot")),
            ("an exception that is none", put(f"{CONTROLLERS}.worker.pod.securityContext.runAsUser", 1000)),
            ("the host's network", put("spec.values.defaultPodOptions.hostNetwork", True)),
        )
    ),
    (
        "everything",
        "one pod with a token",
        dist.test_pods_get_no_token_for_the_api_and_no_service_variables,
        SHOP,
        put(f"{CONTROLLERS}.cleanup.pod.automountServiceAccountToken", True),
    ),
    # Data.
    *(
        ("everything", f"writers: {what}", dist.test_nothing_that_holds_a_single_writer_claim_is_rolled, SHOP, edit)
        for what, edit in (
            ("files for one server are rolled", put(f"{CONTROLLERS}.web.strategy", "RollingUpdate")),
            ("a claim of unknown mode is rolled", put(f"{CONTROLLERS}.worker.strategy", "RollingUpdate")),
            ("a claim of unknown mode, twice", put(f"{CONTROLLERS}.worker.replicas", 2)),
            ("two pods of a StatefulSet", put(f"{CONTROLLERS}.search.replicas", 2)),
            ("a pod on each node", put(f"{CONTROLLERS}.search.type", "daemonset")),
            ("two workloads", put(f"{PERSISTENCE}.index.advancedMounts", SHARED_INDEX)),
            ("runs that overlap", OVERLAP),
        )
    ),
    (
        "together",
        "a kept key",
        dist.test_data_and_what_opens_it_are_never_pruned,
        "Secret/agents-keys",
        drop("metadata.annotations"),
    ),
    (
        "everything",
        "a claim of the release's own",
        dist.test_data_and_what_opens_it_are_never_pruned,
        SHOP,
        put(f"{PERSISTENCE}.more", CLAIM),
    ),
    # Order.
    *(
        ("together", f"gates: {what}", invariant, target, edit)
        for invariant in (
            dist.test_whoever_is_waited_for_is_gated_on_what_answers,
            requirements.test_r1_depends_on_means_ready,
        )
        for what, target, edit in (
            ("none for an app", "Kustomization/workflows-server", drop("spec.healthChecks")),
            ("one for a claim", "Kustomization/photos-library", put("spec.healthChecks", [GATE])),
        )
    ),
    (
        "together",
        "a server that takes too long",
        dist.test_no_pod_may_take_longer_to_start_than_its_release_waits,
        "HelmRelease/photos",
        put(f"{MAIN}.probes.startup.spec.failureThreshold", 100),
    ),
    (
        "together",
        "a worker that does not wait for its server",
        dist.test_an_app_waits_for_everything_it_talks_to,
        "Kustomization/workflows-worker",
        no_dependency("workflows-server"),
    ),
    *(
        (
            tree,
            f"waits for {other} no more",
            dist.test_an_app_waits_for_whoever_makes_what_its_pods_take,
            f"Kustomization/{name}",
            no_dependency(other),
        )
        for tree, name, other in (
            ("together", "photos", "photos-library"),
            ("together", "agents-web", "agents"),
            ("everything", "shop", "shop-files"),
            ("everything", "shop", "shop-postgresql"),
            ("everything", "letters-copy", "letters-postgresql"),
        )
    ),
    # Text.
    *(
        (
            "together",
            f"a password in a URL: {name}",
            dist.test_no_value_looks_like_a_secret,
            f"Secret/{name}",
            put(f"stringData.{key}", value),
        )
        for name, key, value in (
            (
                "workflows-postgres-urls",
                "url",
                "postgresql+asyncpg://me:hunter2@workflows-postgresql-rw.default.svc:5432/x",
            ),
            ("agents-redis-auth", "redis-url", "redis://:hunter2@agents-redis-master.default.svc:6379"),
        )
    ),
    (
        "together",
        "a password as a variable",
        dist.test_no_value_looks_like_a_secret,
        "HelmRelease/agents",
        put(f"{MAIN}.env.S3_SECRET_KEY", "hunter2"),
    ),
    (
        "committed",
        "a password as a variable of a pod",
        dist.test_no_value_looks_like_a_secret,
        "StatefulSet/trigger-dev-clickhouse",
        put("spec.template.spec.containers.0.env.1", {"name": "CLICKHOUSE_PASSWORD", "value": "hunter2"}),
    ),
    *(
        (
            "together",
            f"a URL: {what}",
            dist.test_flux_puts_every_value_where_it_belongs_and_as_text,
            "Secret/workflows-postgres-urls",
            put("stringData.url", f"{url}/workflows"),
        )
        for what, url in (
            ("scheme", "mysql://me:${SECRET_WORKFLOWS_POSTGRESQL_PASSWORD}@workflows-postgresql-rw.default.svc:5432"),
            ("port", "postgresql+asyncpg://me:${SECRET_WORKFLOWS_POSTGRESQL_PASSWORD}@pg.default.svc:6379"),
            ("host", "postgresql+asyncpg://me:${SECRET_WORKFLOWS_POSTGRESQL_PASSWORD}@pg.example.org:5432"),
        )
    ),
    # The requirements.
    (
        "together",
        "a server with files is rolled",
        requirements.test_r2_single_writer_volumes_are_never_rolled,
        "HelmRelease/photos",
        put(f"{CONTROLLERS}.main.strategy", "RollingUpdate"),
    ),
    (
        "together",
        "MinIO without a probe",
        requirements.test_r3_clickhouse_and_minio_are_probed_bounded_and_confined,
        "HelmRelease/agents-minio",
        drop(f"{CONTROLLERS}.main.containers.minio.probes.liveness"),
    ),
    (
        "everything",
        "an Ingress of no class",
        requirements.test_r13_ingresses_have_a_class_name,
        SHOP,
        drop("spec.values.ingress.api.className"),
    ),
    (
        "everything",
        "TLS of another host",
        requirements.test_r14_tls_has_hosts,
        SHOP,
        put("spec.values.ingress.api.tls.0.hosts", ["other.${SECRET_DOMAIN}"]),
    ),
]


@pytest.mark.parametrize(
    ("name", "invariant", "target", "edit"),
    [pytest.param(name, *case, id=what) for name, what, *case in BROKEN],
)
def test_what_is_broken_is_seen(name: str, invariant: Invariant, target: str, edit: Edit) -> None:
    broken = Tree(name, edited(good(name), target, edit))
    with pytest.raises((AssertionError, SubstitutionError)):
        invariant(broken)
