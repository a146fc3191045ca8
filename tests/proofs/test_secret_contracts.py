"""The proof `secrets`: names and keys of Secrets and their like, and secrets that stand as text."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

import pytest

from homelab_constructs import (
    AppTemplate,
    ClusterProfile,
    ConfigFiles,
    Container,
    FluxApp,
    Homelab,
    LabError,
)
from homelab_constructs.proofs.finding import Finding
from homelab_constructs.proofs.run import prove
from homelab_constructs.proofs.secrets.secret_contracts import SECRETS
from homelab_constructs.proofs.tree import Tree
from tests import labs
from tests.apps.samples import SMALL
from tests.proofs.broken import Edit, Files, drop, edited, findings, good, left_open, put, write
from tests.proofs.home import Object, cluster, deployment, from_secret, home, release, secret, thing

CLICKHOUSE = "StatefulSet/trigger-dev-clickhouse"
POSTGRES = "Cluster/trigger-dev-postgresql"
JOB = "Job/trigger-dev-minio-create-bucket"
POD = "spec.template.spec"
ENV = f"{POD}.containers[0].env"


@pytest.mark.parametrize("name", labs.TREES)
def test_it_finds_nothing_in_a_good_lab_and_leaves_nothing_open(name: str) -> None:
    assert list(SECRETS.find(Tree.of(good(name)))) == []


def only(files: Files) -> Finding:
    """The one finding."""
    (found,) = findings(SECRETS, files)
    return found


def renamed(name: str) -> Edit:
    return put("metadata.name", name)


# -- names and keys ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "edit", "where", "path", "problem", "remedy"),
    [
        (
            CLICKHOUSE,
            put("spec.template.spec.containers.0.env.1.valueFrom.secretKeyRef.name", "trigger-dev-clickhouse"),
            CLICKHOUSE,
            f"{ENV}[1].valueFrom.secretKeyRef.name",
            "no Secret 'trigger-dev-clickhouse' in namespace 'default'",
            "'trigger-dev-clickhouse-auth'",
        ),
        (
            CLICKHOUSE,
            put("spec.template.spec.containers.0.env.1.valueFrom.secretKeyRef.key", "password"),
            CLICKHOUSE,
            f"{ENV}[1].valueFrom.secretKeyRef.key",
            "has no key 'password' (it has clickhouse-password)",
            "'clickhouse-password'",
        ),
        (
            CLICKHOUSE,
            put("spec.template.spec.containers.0.envFrom", [{"secretRef": {"name": "absent"}}]),
            CLICKHOUSE,
            f"{POD}.containers[0].envFrom[0].secretRef.name",
            "no Secret 'absent'",
            "under secrets in expects.yaml",
        ),
        (
            CLICKHOUSE,
            put(
                "spec.template.spec.initContainers", [{"name": "a", "envFrom": [{"configMapRef": {"name": "absent"}}]}]
            ),
            CLICKHOUSE,
            f"{POD}.initContainers[0].envFrom[0].configMapRef.name",
            "no ConfigMap 'absent'",
            "under objects in expects.yaml",
        ),
        (
            CLICKHOUSE,
            put("spec.template.spec.volumes.0.persistentVolumeClaim.claimName", "trigger-dev-data"),
            CLICKHOUSE,
            f"{POD}.volumes[0].persistentVolumeClaim.claimName",
            "no PersistentVolumeClaim 'trigger-dev-data'",
            "'trigger-dev-",
        ),
        (
            CLICKHOUSE,
            put("spec.template.spec.containers.0.volumeMounts.2.subPath", "homelab.xml"),
            CLICKHOUSE,
            f"{POD}.containers[0].volumeMounts[2].subPath",
            "has no key 'homelab.xml'",
            "'homelab-",
        ),
        (
            CLICKHOUSE,
            put("spec.template.spec.serviceAccountName", "clickhouse"),
            CLICKHOUSE,
            f"{POD}.serviceAccountName",
            "no ServiceAccount 'clickhouse'",
            "a ServiceAccount in 'default'",
        ),
        (
            JOB,
            put("spec.template.spec.imagePullSecrets", [{"name": "ghcr"}]),
            JOB,
            f"{POD}.imagePullSecrets[0].name",
            "no Secret 'ghcr'",
            "'.dockerconfigjson'",
        ),
        (
            JOB,
            put(
                "spec.template.spec.volumes.0",
                {"name": "scratch", "projected": {"sources": [{"secret": {"name": "absent"}}]}},
            ),
            JOB,
            f"{POD}.volumes[0].projected.sources[0].secret.name",
            "no Secret 'absent'",
            "a Secret in 'default'",
        ),
        (
            "HelmRelease/trigger-dev",
            put("spec.valuesFrom.0.valuesKey", "password"),
            "HelmRelease/trigger-dev",
            "spec.valuesFrom[0].valuesKey",
            "has no key 'password'",
            "'clickhouse-password'",
        ),
        (
            "HelmRelease/trigger-dev-redis",
            put("spec.values.auth.existingSecret", "trigger-redis-auth"),
            "HelmRelease/trigger-dev-redis",
            "spec.values.auth.existingSecret",
            "no Secret 'trigger-redis-auth'",
            "'trigger-dev-redis-auth'",
        ),
        (
            "HelmRelease/trigger-dev-redis",
            put("spec.values.auth.existingSecretPasswordKey", "password"),
            "HelmRelease/trigger-dev-redis",
            "spec.values.auth.existingSecretPasswordKey",
            "has no key 'password'",
            "'redis-password'",
        ),
        (
            "HelmRelease/trigger-dev-redis",
            put("spec.values.master.persistence.existingClaim", "data"),
            "HelmRelease/trigger-dev-redis",
            "spec.values.master.persistence.existingClaim",
            "no PersistentVolumeClaim 'data'",
            "a PersistentVolumeClaim in 'default'",
        ),
        (
            "HelmRelease/trigger-dev",
            put("spec.values.postgres.external.secretKeys.directUrlKey", "direct-url"),
            "HelmRelease/trigger-dev",
            "spec.values.postgres.external.secretKeys.directUrlKey",
            "has no key 'direct-url'",
            "'postgres-direct-url'",
        ),
        (
            "HelmRelease/trigger-dev",
            put("spec.values.webapp.ingress.tls.0.secretName", "tls"),
            "HelmRelease/trigger-dev",
            "spec.values.webapp.ingress.tls[0].secretName",
            "no Secret 'tls'",
            "'${SECRET_DOMAIN/./-}-tls', which is there",
        ),
        (
            "HelmRelease/trigger-dev-minio",
            put("spec.values.controllers.main.containers.minio.env.MINIO_ROOT_USER.valueFrom.secretKeyRef.key", "user"),
            "HelmRelease/trigger-dev-minio",
            "spec.values.controllers.main.containers.minio.env.MINIO_ROOT_USER.valueFrom.secretKeyRef.key",
            "has no key 'user' (it has rootPassword, rootUser)",
            "'rootUser'",
        ),
        (
            POSTGRES,
            put("spec.bootstrap.initdb.secret.name", "trigger-dev-db-user"),
            POSTGRES,
            "spec.bootstrap.initdb.secret.name",
            "no Secret 'trigger-dev-db-user'",
            "'trigger-dev-db-app-user'",
        ),
        (
            POSTGRES,
            put("spec.superuserSecret", {"name": "trigger-dev-postgres-urls"}),
            POSTGRES,
            "spec.superuserSecret.name",
            "has no key 'username'",
            "one of its keys",
        ),
        (
            POSTGRES,
            put("spec.bootstrap.initdb.owner", "app"),
            "Secret/trigger-dev-db-app-user",
            "stringData.username",
            "the user is 'trigger', and Cluster/trigger-dev-postgresql takes the password of 'app'",
            "'app'",
        ),
        (
            "Secret/trigger-dev-db-app-user",
            put("type", "Opaque"),
            "Secret/trigger-dev-db-app-user",
            "type",
            "its type is 'Opaque'",
            "kubernetes.io/basic-auth",
        ),
        (
            "Pooler/trigger-dev-postgresql-pooler-rw",
            put("spec.pgbouncer.authQuerySecret", {"name": "pooler-auth"}),
            "Pooler/trigger-dev-postgresql-pooler-rw",
            "spec.pgbouncer.authQuerySecret.name",
            "no Secret 'pooler-auth'",
            "'username' and 'password'",
        ),
        (
            "OCIRepository/triggerdotdev-trigger",
            put("spec.secretRef", {"name": "ghcr"}),
            "OCIRepository/triggerdotdev-trigger",
            "spec.secretRef.name",
            "no Secret 'ghcr' in namespace 'flux-system'",
            "'.dockerconfigjson'",
        ),
    ],
)
def test_a_name_or_key_that_is_not_there(
    target: str, edit: Edit, where: str, path: str, problem: str, remedy: str
) -> None:
    found = [said for said in findings(SECRETS, edited(good(), target, edit)) if said.path == path]
    assert {said.object for said in found} == {where}
    assert problem in found[0].problem
    assert remedy in found[0].remedy


@pytest.mark.parametrize(
    ("target", "edit", "paths"),
    [
        (
            "Secret/trigger-dev-postgres-urls",
            renamed("trigger-dev-postgres-url"),
            {
                "spec.values.postgres.external.existingSecret",
                "spec.values.webapp.extraEnvVars[0].valueFrom.secretKeyRef.name",
            },
        ),
        (
            "Secret/trigger-dev-s3-credentials",
            drop("stringData.access-key-id"),
            {f"{ENV}[6].valueFrom.secretKeyRef.key", "spec.values.s3.external.existingSecretAccessKeyIdKey"},
        ),
        (
            "ConfigMap/trigger-dev-clickhouse-config",
            renamed("trigger-dev-clickhouse-conf"),
            {
                f"{POD}.volumes[1].configMap.name",
                f"{POD}.containers[0].volumeMounts[2].subPath",
                f"{POD}.containers[0].volumeMounts[3].subPath",
            },
        ),
        (
            "PersistentVolumeClaim/trigger-dev-minio-data",
            renamed("trigger-dev-minio"),
            {"spec.values.persistence.data.existingClaim"},
        ),
        (
            "Secret/trigger-dev-registry",
            renamed("trigger-dev-registry-pull"),
            {"spec.values.supervisor.extraEnvVars[0].value"},
        ),
    ],
)
def test_whoever_needs_what_was_renamed_says_so(target: str, edit: Edit, paths: set[str]) -> None:
    assert {found.path for found in findings(SECRETS, edited(good(), target, edit))} == paths


def test_a_secret_of_another_namespace_does_not_count() -> None:
    elsewhere = {**secret("auth", password="${X_PASSWORD}"), "metadata": {"name": "auth", "namespace": "games"}}
    files = home(deployment(env=from_secret("auth", "password"))) | {"elsewhere.yaml": write(elsewhere)}
    assert only(files).problem == "no Secret 'auth' in namespace 'media'; there is one in namespace 'games'"


def test_what_a_chart_s_rules_say_is_needed_is_needed() -> None:
    files = edited(good(), "Secret/trigger-dev-secrets", drop("stringData.ENCRYPTION_KEY"))
    found = only(files)
    assert found.object == "HelmRelease/trigger-dev"
    assert found.path == "spec.values.secrets.existingSecret"
    assert "'ENCRYPTION_KEY'" in found.problem


def test_rules_and_the_plain_reading_tell_one_thing_once() -> None:
    files = edited(good(), "HelmRelease/trigger-dev-redis", put("spec.values.auth.existingSecret", "absent"))
    assert only(files).problem == "no Secret 'absent' in namespace 'default'"


# -- who else makes Secrets ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key", "spec"),
    [
        ("photos-postgresql-app", "uri", {}),
        ("photos-postgresql-app", "fqdn-jdbc-uri", {"bootstrap": {"initdb": {"database": "a", "owner": "a"}}}),
        ("photos-postgresql-superuser", "password", {"enableSuperuserAccess": True}),
        ("photos-postgresql-ca", "ca.crt", {}),
        ("photos-postgresql-server", "tls.key", {}),
        ("photos-postgresql-replication", "tls.crt", {}),
    ],
)
def test_what_cloudnativepg_makes_is_there(name: str, key: str, spec: dict[str, Any]) -> None:
    assert findings(SECRETS, home(cluster(**spec), deployment(env=from_secret(name, key)))) == []


@pytest.mark.parametrize(
    ("name", "key", "spec", "problem"),
    [
        ("photos-postgresql-app", "url", {}, "has no key 'url'"),
        ("photos-postgresql-superuser", "password", {}, "no Secret 'photos-postgresql-superuser'"),
        (
            "photos-postgresql-superuser",
            "password",
            {"enableSuperuserAccess": True, "superuserSecret": {"name": "own"}},
            "no Secret 'photos-postgresql-superuser'",
        ),
        (
            "photos-postgresql-app",
            "uri",
            {"bootstrap": {"initdb": {"owner": "photos", "secret": {"name": "own"}}}},
            "no Secret 'photos-postgresql-app'",
        ),
    ],
)
def test_what_cloudnativepg_does_not_make_is_missed(name: str, key: str, spec: dict[str, Any], problem: str) -> None:
    own = {**secret("own", username="postgres", password="${PHOTOS_PASSWORD}"), "type": "kubernetes.io/basic-auth"}
    if "bootstrap" in spec:
        own["stringData"]["username"] = "photos"
    assert problem in only(home(cluster(**spec), own, deployment(env=from_secret(name, key)))).problem


CERTIFICATE = thing("Certificate", "web", "cert-manager.io/v1", spec={"secretName": "web-tls"})
ISSUED = {"cert-manager.io/cluster-issuer": "letsencrypt"}


@pytest.mark.parametrize(
    ("maker", "name", "key"),
    [
        (CERTIFICATE, "web-tls", "ca.crt"),
        (
            thing("ExternalSecret", "api", "external-secrets.io/v1", spec={"data": [{"secretKey": "token"}]}),
            "api",
            "token",
        ),
        (
            thing("ExternalSecret", "api", "external-secrets.io/v1", spec={"target": {"name": "b"}, "dataFrom": [{}]}),
            "b",
            "anything",
        ),
        (thing("SealedSecret", "sealed", "bitnami.com/v1alpha1", spec={"encryptedData": {"a": "AgB"}}), "sealed", "a"),
        (thing("Secret", "account", type="kubernetes.io/service-account-token"), "account", "token"),
        (
            thing("Pooler", "pool", "postgresql.cnpg.io/v1", spec={"cluster": {"name": "db"}, "type": "rw"}),
            "db-pooler",
            "tls.crt",
        ),
    ],
)
def test_what_controllers_make_is_there(maker: Object, name: str, key: str) -> None:
    assert findings(SECRETS, home(maker, deployment(env=from_secret(name, key)))) == []


def test_a_copied_secret_is_in_every_namespace() -> None:
    original = secret("mail", password="${MAIL_PASSWORD}")
    original["metadata"] = {"name": "mail", "namespace": "games", "annotations": {"kubed.appscode.com/sync": ""}}
    files = home(deployment(env=from_secret("mail", "password"))) | {"elsewhere.yaml": write(original)}
    assert findings(SECRETS, files) == []


def test_a_certificate_that_the_ingress_asks_for_is_there() -> None:
    ingress = thing("Ingress", "web", "networking.k8s.io/v1", spec={"tls": [{"secretName": "web-tls"}]})
    assert only(home(ingress)).path == "spec.tls[0].secretName"
    ingress["metadata"]["annotations"] = ISSUED
    assert findings(SECRETS, home(ingress)) == []
    values = {"ingress": {"annotations": ISSUED, "tls": [{"secretName": "web-tls"}]}}
    assert findings(SECRETS, home(release(values=values))) == []


def test_what_a_redis_chart_makes_is_there() -> None:
    values = {"auth": {"enabled": True}, "fullnameOverride": "cache"}
    files = home(release("cache", "redis", values=values), deployment(env=from_secret("cache", "redis-password")))
    assert findings(SECRETS, files) == []
    files = home(release("cache", "redis", values=values), deployment(env=from_secret("cache", "password")))
    assert "has no key 'password' (it has redis-password)" in only(files).problem


def test_what_a_stateful_set_claims_is_there_by_its_number() -> None:
    claim = {"metadata": {"name": "data"}}
    stateful = thing("StatefulSet", "db", "apps/v1", spec={"volumeClaimTemplates": [claim], "template": {}})

    def reader(name: str) -> Object:
        return deployment(volumes=[{"name": "a", "persistentVolumeClaim": {"claimName": name}}])

    assert findings(SECRETS, home(stateful, reader("data-db-0"))) == []
    assert "no PersistentVolumeClaim 'data-db'" in only(home(stateful, reader("data-db"))).problem


@pytest.mark.parametrize(
    "expects",
    [
        {"secrets": [{"namespace": "media", "name": "auth", "keys": ["password"]}]},
        {"secrets": [{"namespace": "media", "name": "auth", "keys": []}]},
        {"secretsMadeLater": [{"namespace": "media", "name": "auth", "keys": ["password"]}]},
        {"objects": [{"kind": "Secret", "namespace": "media", "name": "auth"}]},
    ],
)
def test_what_is_declared_is_there(expects: dict[str, Any]) -> None:
    files = home(deployment(env=from_secret("auth", "password")), expects=expects)
    assert findings(SECRETS, files) == []


def test_a_declared_secret_has_the_keys_that_are_declared() -> None:
    expects = {"secrets": [{"namespace": "media", "name": "auth", "keys": ["token"]}]}
    assert "(it has token)" in only(home(deployment(env=from_secret("auth", "password")), expects=expects)).problem


@pytest.mark.parametrize("kind", ["ConfigMap", "PersistentVolumeClaim", "ServiceAccount"])
def test_other_objects_are_declared_under_objects(kind: str) -> None:
    pods: dict[str, dict[str, Any]] = {
        "ConfigMap": {"envFrom": [{"configMapRef": {"name": "given"}}]},
        "PersistentVolumeClaim": {"volumes": [{"name": "a", "persistentVolumeClaim": {"claimName": "given"}}]},
        "ServiceAccount": {"serviceAccountName": "given"},
    }
    pod = pods[kind]
    assert f"no {kind} 'given'" in only(home(deployment(**pod))).problem
    expects = {"objects": [{"kind": kind, "namespace": "media", "name": "given"}]}
    assert findings(SECRETS, home(deployment(**pod), expects=expects)) == []


def test_what_may_be_absent_is_not_missed() -> None:
    env = [
        {"name": "A", "valueFrom": {"secretKeyRef": {"name": "absent", "key": "a", "optional": True}}},
        {"name": "B", "valueFrom": {"configMapKeyRef": {"name": "absent", "key": "a", "optional": True}}},
    ]
    volumes = [{"name": "a", "secret": {"secretName": "absent", "optional": True}}]
    mounts = [{"name": "a", "subPath": "x", "mountPath": "/x"}]
    assert findings(SECRETS, home(deployment(env=env, volumes=volumes, volumeMounts=mounts))) == []


def test_what_every_namespace_has_is_there() -> None:
    volumes = [{"name": "ca", "configMap": {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "a"}]}}]
    assert findings(SECRETS, home(deployment(serviceAccountName="default", volumes=volumes))) == []


# -- names with variables ------------------------------------------------------------------------------------------


def test_a_name_is_read_with_the_variables_of_its_kustomization() -> None:
    made = secret("${APP}-auth", password="${PHOTOS_PASSWORD}")
    assert findings(SECRETS, home(made, deployment(env=from_secret("photos-auth", "password")))) == []
    assert findings(SECRETS, home(made, deployment(env=from_secret("${APP}-auth", "password")))) == []
    assert "no Secret 'music-auth'" in only(home(made, deployment(env=from_secret("music-auth", "password")))).problem


def test_the_same_variable_is_the_same_name_and_another_spelling_may_be() -> None:
    expects = {"secrets": [{"namespace": "media", "name": "${SECRET_DOMAIN/./-}-tls", "keys": ["tls.crt", "tls.key"]}]}

    def ingress(name: str) -> Files:
        spec = {"tls": [{"secretName": name}]}
        return home(thing("Ingress", "web", "networking.k8s.io/v1", spec=spec), expects=expects)

    assert list(SECRETS.find(Tree.of(ingress("${SECRET_DOMAIN/./-}-tls")))) == []
    assert findings(SECRETS, ingress("example-org-tls")) == []
    (left,) = left_open(SECRETS, ingress("example-org-tls"))
    assert "it may be '${SECRET_DOMAIN/./-}-tls'" in left.why


# -- what nobody can tell ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("maker", [release(), thing("Grafana", "grafana", "integreatly.org/v1beta1", spec={})])
def test_what_somebody_unknown_may_make_is_left_open(maker: Object) -> None:
    files = home(maker, deployment(env=from_secret("grafana-admin", "password")))
    assert findings(SECRETS, files) == []
    (left,) = left_open(SECRETS, files)
    assert "'grafana-admin'" in left.what
    assert "grafana may make it" in left.why
    assert "no Secret 'admin'" in only(home(maker, deployment(env=from_secret("admin", "password")))).problem


@pytest.mark.parametrize(
    "content",
    [
        {"components": ["../shared"]},
        {"secretGenerator": [{"name": "auth", "literals": ["password=x"]}]},
        {"resources": ["./all.yaml", "https://example.org/more.yaml"]},
    ],
)
def test_what_only_kustomize_could_bring_is_left_open(content: dict[str, Any]) -> None:
    built = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "resources": ["./all.yaml"]}
    files = home(deployment(env=from_secret("auth", "password"))) | {
        "photos/kustomization.yaml": write(built | content),
    }
    assert findings(SECRETS, files) == []
    assert "only kustomize can tell" in left_open(SECRETS, files)[0].why


def test_components_of_the_flux_kustomization_may_bring_it_too() -> None:
    files = edited(
        home(deployment(env=from_secret("auth", "password"))),
        "Kustomization/photos",
        put("spec.components", ["../shared"]),
    )
    assert findings(SECRETS, files) == []
    assert "spec.components of Kustomization/photos" in left_open(SECRETS, files)[0].why


@pytest.mark.parametrize("name", ["${AUTH}", "{{ .Values.auth }}"])
def test_a_name_that_only_the_cluster_knows_is_left_open(name: str) -> None:
    files = home(release(values={"existingSecret": name}))
    assert findings(SECRETS, files) == []
    assert len(left_open(SECRETS, files)) == 1


def test_the_key_that_flux_bootstrap_makes_is_there() -> None:
    source = thing(
        "GitRepository", "flux-system", "source.toolkit.fluxcd.io/v1", spec={"secretRef": {"name": "flux-system"}}
    )
    assert findings(SECRETS, home(source, namespace="flux-system")) == []


def test_a_user_name_that_is_encrypted_is_left_open() -> None:
    encrypted = {
        **secret("own", username="ENC[AES256_GCM,data:a]", password="ENC[AES256_GCM,data:a]"),
        "type": "kubernetes.io/basic-auth",
        "sops": {"version": "3.11.0"},
    }
    database = cluster(bootstrap={"initdb": {"owner": "photos", "secret": {"name": "own"}}})
    assert findings(SECRETS, home(encrypted, database)) == []
    (left,) = left_open(SECRETS, home(encrypted, database))
    assert left.what == "stringData.username: that it is 'photos'"


# -- CloudNativePG's users -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "user"),
    [
        ({"bootstrap": {"initdb": {"database": "photos", "secret": {"name": "own"}}}}, "photos"),
        ({"bootstrap": {"initdb": {"secret": {"name": "own"}}}}, "app"),
        ({"bootstrap": {"recovery": {"owner": "photos", "secret": {"name": "own"}}}}, "photos"),
        ({"enableSuperuserAccess": True, "superuserSecret": {"name": "own"}}, "postgres"),
        ({"managed": {"roles": [{"name": "reader", "passwordSecret": {"name": "own"}}]}}, "reader"),
    ],
)
def test_the_user_of_a_basic_auth_secret_is_the_role_s(spec: dict[str, Any], user: str) -> None:
    own = {**secret("own", username=user, password="${PHOTOS_PASSWORD}"), "type": "kubernetes.io/basic-auth"}
    assert findings(SECRETS, home(own, cluster(**spec))) == []
    own["stringData"]["username"] = "other"
    assert f"the password of '{user}'" in only(home(own, cluster(**spec))).problem


def test_a_user_name_in_data_is_read_too() -> None:
    own = {
        **thing("Secret", "own", data={"username": _coded("other"), "password": "${PHOTOS_PASSWORD_BASE64}"}),
        "type": "kubernetes.io/basic-auth",
    }
    database = cluster(bootstrap={"initdb": {"owner": "photos", "secret": {"name": "own"}}})
    found = only(home(own, database))
    assert (found.object, found.path) == ("Secret/own", "data.username")


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("content", "good_type"),
    [(".dockerconfigjson", "kubernetes.io/dockerconfigjson"), (".dockercfg", "kubernetes.io/dockercfg")],
)
def test_a_pull_secret_has_a_type_that_the_kubelet_reads(content: str, good_type: str) -> None:
    pull = {**thing("Secret", "pull", stringData={content: "${PULL_SECRET_JSON}"}), "type": good_type}
    assert findings(SECRETS, home(pull, deployment(imagePullSecrets=[{"name": "pull"}]))) == []
    pull["type"] = "Opaque"
    types = {found.path for found in findings(SECRETS, home(pull, deployment(imagePullSecrets=[{"name": "pull"}])))}
    assert "type" in types


# -- values of charts that nobody here knows -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "paths"),
    [
        ({"auth": {"existingSecret": "x"}}, ["auth.existingSecret"]),
        ({"existingSecretName": "x"}, ["existingSecretName"]),
        ({"auth": {"rootExistingSecret": "x"}}, ["auth.rootExistingSecret"]),
        ({"existingPasswordSecret": "x"}, ["existingPasswordSecret"]),
        ({"existingSecret": {"name": "x", "key": "a"}}, ["existingSecret.name"]),
        ({"db": {"secretName": "x", "passwordKey": "a"}}, ["db.secretName"]),
        ({"db": {"secretName": "x", "secretKey": "a"}}, ["db.secretName"]),
        ({"volumes": [{"name": "v", "secret": {"secretName": "x"}}]}, ["volumes[0].secret.secretName"]),
        ({"ingress": {"tls": [{"secretName": "x"}]}}, ["ingress.tls[0].secretName"]),
        (
            {"env": {"A": {"valueFrom": {"secretKeyRef": {"name": "x", "key": "a"}}}}},
            ["env.A.valueFrom.secretKeyRef.name"],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "x", "key": "a"}}}]},
            ["env[0].valueFrom.secretKeyRef.name"],
        ),
        (
            {"envFrom": [{"secretRef": {"name": "x"}}, {"configMapRef": {"name": "y"}}]},
            ["envFrom[0].secretRef.name", "envFrom[1].configMapRef.name"],
        ),
        ({"image": {"pullSecrets": ["x"]}}, ["image.pullSecrets[0]"]),
        ({"imagePullSecrets": [{"name": "x"}]}, ["imagePullSecrets[0].name"]),
        ({"data": {"existingClaim": "x"}}, ["data.existingClaim"]),
        ({"volumes": [{"persistentVolumeClaim": {"claimName": "x"}}]}, ["volumes[0].persistentVolumeClaim.claimName"]),
        ({"existingConfigmap": "x"}, ["existingConfigmap"]),
        ({"serviceAccount": {"create": False, "name": "x"}}, ["serviceAccount.name"]),
    ],
)
def test_values_name_what_must_be_there(values: dict[str, Any], paths: list[str]) -> None:
    found = findings(SECRETS, home(release(values=values)))
    assert [said.path for said in found] == [f"spec.values.{path}" for path in paths]
    assert all(said.problem.startswith("no ") for said in found)


@pytest.mark.parametrize(
    "values",
    [
        {"auth": {"enabled": False, "existingSecret": "x"}},
        {"auth": {"existingSecret": ""}},
        {"secretName": "the-chart-makes-it"},
        {"db": {"create": True, "secretName": "x", "passwordKey": "a"}},
        {"serviceAccount": {"create": True, "name": "x"}},
        {"env": {"A": {"valueFrom": {"secretKeyRef": {"name": "x", "key": "a", "optional": True}}}}},
    ],
)
def test_values_that_name_nothing_that_must_be_there(values: dict[str, Any]) -> None:
    assert findings(SECRETS, home(release(values=values))) == []


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"existingSecret": "auth", "existingSecretPasswordKey": "b"}, "existingSecretPasswordKey"),
        ({"existingSecret": "auth", "existingSecretKey": "b"}, "existingSecretKey"),
        ({"existingSecret": "auth", "userKey": "a", "passwordKey": "b"}, "passwordKey"),
        ({"existingSecret": "auth", "rootUserSecretKey": "b"}, "rootUserSecretKey"),
        ({"existingSecret": "auth", "secretKeys": {"adminPasswordKey": "b"}}, "secretKeys.adminPasswordKey"),
        ({"secretName": "auth", "secretKey": "b"}, "secretKey"),
        ({"rootExistingSecret": "auth", "rootExistingSecretKey": "b"}, "rootExistingSecretKey"),
    ],
)
def test_keys_beside_a_name_must_be_in_that_secret(values: dict[str, Any], path: str) -> None:
    files = home(secret("auth", a="${PHOTOS_PASSWORD}"), release(values=values))
    found = only(files)
    assert found.path == f"spec.values.{path}"
    assert found.problem == "Secret 'auth' has no key 'b' (it has a)"


def test_names_that_the_chart_s_templates_make() -> None:
    values = {"existingSecret": "{{ .Release.Name }}-auth", "existingClaim": "{{ include `name` . }}"}
    files = home(secret("grafana-auth", password="${PHOTOS_PASSWORD}"), release(values=values))
    assert findings(SECRETS, files) == []
    assert ["the chart's templates make its name" in left.why for left in left_open(SECRETS, files)] == [True]


def test_values_from_a_config_map_are_read_too() -> None:
    config = thing("ConfigMap", "more", data={"values.yaml": "auth: {existingSecret: absent}"})
    found = only(home(config, release(valuesFrom=[{"kind": "ConfigMap", "name": "more"}])))
    assert (found.path, found.problem) == (
        "spec.values.auth.existingSecret",
        "no Secret 'absent' in namespace 'media'",
    )


def test_objects_inside_values_are_made() -> None:
    inner = thing("Secret", "{{ .Release.Name }}-own", stringData={"a": "b"})
    files = home(release("other", values={"extraObjects": [inner]}), deployment(env=from_secret("other-own", "a")))
    assert findings(SECRETS, files) == []


def test_a_release_looks_for_its_values_at_home_and_its_pods_for_secrets_where_they_are() -> None:
    files = home(
        secret("values", a="x: 1"),
        release(
            targetNamespace="games",
            valuesFrom=[{"kind": "Secret", "name": "values", "valuesKey": "a"}],
            values={"existingSecret": "values"},
        ),
    )
    assert only(files).problem == "no Secret 'values' in namespace 'games'; there is one in namespace 'media'"


# -- Traefik, Flux and other kinds ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "path"),
    [
        (thing("IngressRoute", "a", "traefik.io/v1alpha1", spec={"tls": {"secretName": "x"}}), "spec.tls.secretName"),
        (thing("Middleware", "a", "traefik.io/v1alpha1", spec={"basicAuth": {"secret": "x"}}), "spec.basicAuth.secret"),
        (
            thing("GitRepository", "a", "source.toolkit.fluxcd.io/v1", spec={"secretRef": {"name": "x"}}),
            "spec.secretRef.name",
        ),
        (
            thing("HelmRepository", "a", "source.toolkit.fluxcd.io/v1", spec={"certSecretRef": {"name": "x"}}),
            "spec.certSecretRef.name",
        ),
        (release(serviceAccountName="x"), "spec.serviceAccountName"),
        (thing("ServiceAccount", "a", imagePullSecrets=[{"name": "x"}]), "imagePullSecrets[0].name"),
        (
            thing(
                "Issuer",
                "a",
                "cert-manager.io/v1",
                spec={"dns": {"apiKeySecretRef": {}, "b": {"secretKeyRef": {"name": "x", "key": "y"}}}},
            ),
            "spec.dns.b.secretKeyRef.name",
        ),
        (
            cluster(externalClusters=[{"name": "old", "password": {"name": "x", "key": "password"}}]),
            "spec.externalClusters[0].password.name",
        ),
        (
            cluster(monitoring={"customQueriesConfigMap": [{"name": "x", "key": "y"}]}),
            "spec.monitoring.customQueriesConfigMap[0].name",
        ),
        (cluster(certificates={"serverCASecret": "x"}), "spec.certificates.serverCASecret"),
        (cluster(imagePullSecrets=[{"name": "x"}]), "spec.imagePullSecrets[0].name"),
        (
            deployment(volumes=[{"name": "a", "csi": {"nodePublishSecretRef": {"name": "x"}}}]),
            f"{POD}.volumes[0].csi.nodePublishSecretRef.name",
        ),
    ],
)
def test_other_kinds_name_secrets_too(item: Object, path: str) -> None:
    found = only(home(item))
    assert found.path == path
    assert "'x' in namespace 'media'" in found.problem


# -- literals ------------------------------------------------------------------------------------------------------

FLUX = "kustomize.toolkit.fluxcd.io/v1"
HIDDEN = "hunter2hunter2"


def registry(**entry: str) -> str:
    """The content of a pull Secret."""
    return json.dumps({"auths": {"ghcr.io": entry}})


def silent_about_it(found: Finding) -> Finding:
    """The same, once it is sure that it does not show what it found."""
    assert HIDDEN not in str(found)
    assert _coded(HIDDEN) not in str(found)
    return found


@pytest.mark.parametrize(
    ("item", "path", "problem"),
    [
        (secret("a", password=HIDDEN), "stringData.password", "a text of 14 letters"),
        (secret("a", redis__password=HIDDEN), "stringData.redis-password", "a text of 14 letters"),
        (secret("a", SESSION_SECRET=HIDDEN), "stringData.SESSION_SECRET", "a text of 14 letters"),
        (secret("a", key=HIDDEN), "stringData.key", "a text of 14 letters"),
        (thing("Secret", "a", data={"password": _coded(HIDDEN)}), "data.password", "a text of 14 letters"),
        (secret("a", password="${X_PASSWORD:-hunter2hunter2}"), "stringData.password", "the default of ${X_PASSWORD}"),
        (secret("a", url=f"postgresql://me:{HIDDEN}@db:5432/a"), "stringData.url", "a password of 14 letters"),
        (
            secret("a", config="-----BEGIN RSA PRIVATE KEY-----\nabc"),
            "stringData.config",
            "a private key of 35 letters",
        ),
        (
            secret("a", **{".dockerconfigjson": registry(password=HIDDEN)}),
            "stringData..dockerconfigjson",
            "'password' for 'ghcr.io' is a text of 14 letters",
        ),
        (
            thing("Secret", "a", data={".dockerconfigjson": _coded(registry(auth=HIDDEN))}),
            "data..dockerconfigjson",
            "'auth' for 'ghcr.io'",
        ),
        (thing("ConfigMap", "a", data={"DB_PASSWORD": HIDDEN}), "data.DB_PASSWORD", "'DB_PASSWORD' is the name"),
        (
            thing("ConfigMap", "a", data={"app.ini": f"url = redis://:{HIDDEN}@cache:6379"}),
            "data.app.ini",
            "a password of 14 letters",
        ),
        (deployment(env=[{"name": "API_TOKEN", "value": HIDDEN}]), f"{ENV}[0].value", "a text of 14 letters"),
        (deployment(env=[{"name": "URL", "value": f"amqp://me:{HIDDEN}@mq"}]), f"{ENV}[0].value", "a password of"),
        (deployment(args=[f"--db-password={HIDDEN}"]), f"{POD}.containers[0].args[0]", "'db-password'"),
        (deployment(args=["--requirepass", HIDDEN]), f"{POD}.containers[0].args[1]", "'requirepass'"),
        (release(values={"auth": {"password": HIDDEN}}), "spec.values.auth.password", "a text of 14 letters"),
        (release(values={"auth": {"password": 12345678}}), "spec.values.auth.password", "a text of 8 letters"),
        (release(values={"oidc": {"clientSecret": HIDDEN}}), "spec.values.oidc.clientSecret", "a text of 14"),
        (release(values={"encryptionKey": HIDDEN}), "spec.values.encryptionKey", "a text of 14"),
        (release(values={"tokenSecret": "Not A Name!"}), "spec.values.tokenSecret", "a text of 11"),
        (release(values={"env": {"DB_PASS": HIDDEN}}), "spec.values.env.DB_PASS", "a text of 14"),
        (release(values={"env": [{"name": "DB_PASS", "value": HIDDEN}]}), "spec.values.env[0].value", "'DB_PASS'"),
        (deployment(env=[{"name": "PAPERLESS_DBPASS", "value": "hunter2"}]), f"{ENV}[0].value", "'PAPERLESS_DBPASS'"),
        (release(values={"args": ["--token", HIDDEN]}), "spec.values.args[1]", "'token'"),
        (thing("ConfigMap", "a", data={"a.ini": f"[a]\n  smtp_password = {HIDDEN}\n"}), "data.a.ini", "line 2: a text"),
        (thing("ConfigMap", "a", data={"a.yaml": f"a:\n  - apiKey: '{HIDDEN}'"}), "data.a.yaml", "line 2: a text"),
        (thing("ConfigMap", "a", data={"a.json": f'{{\n "token": "{HIDDEN}",\n}}'}), "data.a.json", "'token'"),
        (thing("ConfigMap", "a", data={"env": f"export DB_PASSWORD={HIDDEN}"}), "data.env", "line 1: a text of 14"),
        (deployment(args=["sh", "-c", f"mc --password={HIDDEN} ls"]), f"{POD}.containers[0].args[2]", "a text of 14"),
        (deployment(args=["sh", "-c", f"DB_PASS='{HIDDEN}' run"]), f"{POD}.containers[0].args[2]", "'DB_PASS'"),
        (release(values={"command": f"run --api-key={HIDDEN}"}), "spec.values.command", "'api-key'"),
        (
            thing("Kustomization", "b", FLUX, spec={"path": "b", "postBuild": {"substitute": {"A_PASSWORD": HIDDEN}}}),
            "spec.postBuild.substitute.A_PASSWORD",
            "a text of 14",
        ),
    ],
)  # fmt: skip
def test_a_secret_stands_as_text(item: Object, path: str, problem: str) -> None:
    found = silent_about_it(only(home(item)))
    assert found.path == path
    assert problem in found.problem


def of_chart(chart: str, publisher: str, values: Mapping[str, Any], **spec: Any) -> Files:
    """A release of a chart that has rules."""
    repository = thing(
        "HelmRepository",
        "charts",
        "source.toolkit.fluxcd.io/v1",
        spec={"url": f"https://charts.example.org/{publisher}"},
    )
    repository["metadata"]["namespace"] = "flux-system"
    return home(repository, release(chart=chart, values=values, **spec))


@pytest.mark.parametrize(
    ("chart", "publisher", "path", "text", "problem"),
    [
        ("app-template", "bjw-s", "configMaps.c.data.x.yaml", f"a: b\npassword: {HIDDEN}\n", "line 2: a text of 14"),
        ("app-template", "bjw-s", "configMaps.c.data.y.ini", f"db_password={HIDDEN}", "'db_password'"),
        ("app-template", "bjw-s", "configMaps.c.data.DB_PASSWORD", HIDDEN, "'DB_PASSWORD' is the name"),
        ("app-template", "bjw-s", "configMaps.c.data.z", f"url = redis://:{HIDDEN}@cache:6379", "the URL carries"),
        ("app-template", "bjw-s", "configMaps.c.data.w", "token: ${A_TOKEN}", "${A_TOKEN} is filled in here"),
        ("redis", "bitnami", "commonConfiguration", f"appendonly yes\nrequirepass {HIDDEN}", "line 2: a text of 14"),
        ("redis", "bitnami", "replica.configuration", f'masterauth "{HIDDEN}"', "'masterauth'"),
        ("redis", "bitnami", "sentinel.configuration", f"sentinel auth-pass mymaster {HIDDEN}", "'auth-pass'"),
        ("trigger", "triggerdotdev", "redis.commonConfiguration", f"requirepass {HIDDEN}", "'requirepass'"),
    ],
)
def test_a_secret_stands_in_a_text_that_a_chart_makes_a_config_map_of(
    chart: str, publisher: str, path: str, text: str, problem: str
) -> None:
    files = of_chart(chart, publisher, _nested(path, text))
    found = silent_about_it(only(files))
    assert (found.object, found.path) == ("HelmRelease/grafana", f"spec.values.{path}")
    assert problem in found.problem


def _nested(path: str, text: str) -> dict[str, Any]:
    """Values with a text at a path; below `data` one key is left, which may hold dots."""
    above, data, key = path.rpartition(".data.")
    steps = [*above.split("."), "data", key] if data else path.split(".")
    made: Any = text
    for step in reversed(steps):
        made = {step: made}
    return dict(made)


def test_a_text_for_a_config_map_may_name_secrets() -> None:
    data = {
        "a.yaml": "password: $(A_PASSWORD)\napiKey: {{ .Values.key }}\nmax_tokens: 4096\npassword_file: /run/a",
        "a.py": "password = args.password",
        "DB_HOST": "db",
    }
    redis = {
        "commonConfiguration": "# requirepass x\nappendonly yes\nrename-command FLUSHALL ''\naof-use-rdb-preamble yes"
    }
    assert findings(SECRETS, of_chart("app-template", "bjw-s", {"configMaps": {"c": {"data": data}}})) == []
    assert findings(SECRETS, of_chart("redis", "bitnami", redis)) == []


def test_a_text_for_a_config_map_may_come_from_another() -> None:
    values = write({"configMaps": {"c": {"data": {"x.yaml": f"password: {HIDDEN}\n"}}}})
    source = {"kind": "ConfigMap", "name": "values", "valuesKey": "values.yaml"}
    files = of_chart("app-template", "bjw-s", {}, valuesFrom=[source])
    files["photos/values.yaml"] = write(thing("ConfigMap", "values", data={"values.yaml": values.decode()}))
    assert silent_about_it(only(files)).path == "spec.values.configMaps.c.data.x.yaml"


def test_config_files_of_an_app_hold_no_secret() -> None:
    lab = Homelab(ClusterProfile(database_storage_class="block", data_storage_class="files"))
    app = FluxApp(lab, "notes")
    AppTemplate(
        app.component("app"),
        "notes",
        container=Container(image="ghcr.io/me/notes:1.0.0", resources=SMALL, mounts={"c": "/config"}),
        volumes={"c": ConfigFiles(files={"x.yaml": f"password: {HIDDEN}\n", "y.ini": f"db_password={HIDDEN}\n"})},
    )
    with pytest.raises(LabError) as caught:
        lab.prove()
    assert "configMaps.c.data.x.yaml: line 1: a text of 14 letters" in str(caught.value)
    assert "configMaps.c.data.y.ini: line 1: a text of 14 letters" in str(caught.value)
    assert HIDDEN not in str(caught.value)


@pytest.mark.parametrize(
    "item",
    [
        secret("a", username="admin", host="db", **{"access-key-id": "me"}),
        secret("a", password=""),
        secret("a", password="${quote}${A_PASSWORD}${quote}"),
        thing(
            "ConfigMap",
            "a",
            data={
                "a.py": "password = args.password",
                "a.sh": "PASSWORD=$(cat /a)\nTOKEN=`get`\nMAX_TOKEN=4096\n# password: of me\nAPI_KEY=$KEY\npassword=",
                "a.ini": "password = %(x)s\n; token\npassword_file = /a\nuse_token = true\nsecret: name",
                "a.yaml": "password: {{ .Values.password }}\ntoken: !secret token\nkey: a\napiKey: <own>\npassword: *",
            },
        ),
        deployment(args=["sh", "-c", "run --password=$PASSWORD --token=${TOKEN_A:-} --max-token=3 --key=a"]),
        secret("a", url="postgresql://me:${A_PASSWORD}@db.example.org:5432/a"),
        secret("a", **{"passwordFile": "/run/secrets/password", "ssh.pub": "ssh-ed25519 AAAA", "public-key": "AAAA"}),
        {**secret("a", password="ENC[AES256_GCM,data:abc]"), "sops": {"version": "3.11.0"}},
        thing("ConfigMap", "a", data={"a.ini": "url = redis://user:$PASSWORD@cache", "PASSWORD_FILE": "/run/a/b"}),
        thing(
            "ConfigMap",
            "a",
            data={"a.yml": "rtsp://me:{CAMERA_PASSWORD}@camera/ or redis://me:%(password)s@b or c://me:***@d"},
        ),
        deployment(
            env=[{"name": "PASSWORD", "value": "$(DB_PASSWORD)"}, {"name": "DISABLE_PASSWORD", "value": "true"}]
        ),
        deployment(env=[{"name": "AUTH_TOKEN_TTL", "value": "3600"}, {"name": "TOKEN", "value": "/run/secrets/token"}]),
        deployment(args=["--password-file=/run/a", "--token", "$(TOKEN)", "--password", "--verbose"]),
        release(values={"tokenSyncer": {"image": {"tag": "1.28"}}, "automountServiceAccountToken": False}),
        release(values={"auth": {"password": "", "usePasswordFiles": True, "token": None}}),
        release(values={"password": "{{ .Values.other }}", "maxTokens": "100", "keyPrefix": "photos"}),
        release(values={"tlsSecret": "photos-tls", "tolerations": [{"key": "node", "value": "big"}]}),
    ],
)
def test_what_is_no_literal_secret(item: Object) -> None:
    assert findings(SECRETS, home(item)) == []


def test_names_of_keys_are_no_secrets() -> None:
    values = {"existingSecret": "auth", "secretKey": "a-key", "existingSecretPasswordKey": "a-key"}
    assert findings(SECRETS, home(secret("auth", **{"a-key": "${A_KEY}"}), release(values=values))) == []


def test_a_name_of_a_secret_under_the_word_secret() -> None:
    known = secret("login", token="${A_TOKEN}")
    assert list(SECRETS.find(Tree.of(home(known, release(values={"auth": {"secret": "login"}}))))) == []
    (left,) = left_open(SECRETS, home(release(values={"auth": {"secret": "abcdef"}})))
    assert left.what == "spec.values.auth.secret"


# -- one variable, one key -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "path"),
    [
        (release(values={"auth": {"password": "${A_PASSWORD}"}}), "spec.values.auth.password"),
        (release(values={"url": "redis://:${A_PASSWORD}@cache"}), "spec.values.url"),
        (deployment(env=[{"name": "DB", "value": "${A_PASSWORD}"}]), f"{ENV}[0].value"),
        (deployment(args=["--auth", "${A_PASSWORD}"]), f"{POD}.containers[0].args[1]"),
        (thing("ConfigMap", "a", data={"b": "x=${A_PASSWORD}"}), "data.b"),
    ],
)
def test_a_secret_variable_stands_where_a_reference_belongs(item: Object, path: str) -> None:
    found = only(home(item, secret("auth", password="${quote}${A_PASSWORD}${quote}")))
    assert found.path == path
    assert "key 'password' of Secret/auth holds it already" in found.problem
    assert "that key" in found.remedy
    assert "a key of a Secret" in only(home(item)).remedy


def test_a_second_key_that_holds_the_same_variable() -> None:
    files = home(
        secret("auth", password="${A_PASSWORD}"),
        secret("copy", DB_PASSWORD="${A_PASSWORD}"),
        secret("url", url="redis://:${A_PASSWORD}@cache.example.org"),
    )
    found = only(files)
    assert (found.object, found.path) == ("Secret/copy", "stringData.DB_PASSWORD")
    assert "held by Secret/auth already, as 'password'" in found.problem


def test_a_copy_for_another_namespace_is_none_too_many() -> None:
    elsewhere = {**secret("auth", password="${A_PASSWORD}"), "metadata": {"name": "auth", "namespace": "games"}}
    files = home(secret("auth", password="${A_PASSWORD}")) | {"elsewhere.yaml": write(elsewhere)}
    assert findings(SECRETS, files) == []


@pytest.mark.parametrize("name", ["SECRET_DOMAIN", "A_USER", "A_CLIENT_ID", "SSH_PUBLIC_KEY", "A_TOKEN_TTL"])
def test_other_variables_stand_anywhere(name: str) -> None:
    files = home(
        release(values={"a": f"${{{name}}}", "url": f"https://app.${{{name}}}"}),
        secret("b", one=f"${{{name}}}", two=f"${{{name}}}"),
    )
    assert findings(SECRETS, files) == []


def test_a_declared_format_says_that_a_variable_is_secret() -> None:
    form = "32 hexadecimal characters, lower case"
    expects = {"variables": {"keys": [{"name": "SECRET_SALT", "format": form}, {"name": "SECRET_SERVER"}]}}
    files = home(release(values={"a": "${SECRET_SALT}", "b": "${SECRET_SERVER}"}), expects=expects)
    assert only(files).path == "spec.values.a"


def test_a_value_from_a_secret_key_is_the_way_for_charts_without_references() -> None:
    source = {"kind": "Secret", "name": "auth", "valuesKey": "password", "targetPath": "auth.password"}
    files = home(secret("auth", password="${A_PASSWORD}"), release(valuesFrom=[source]))
    assert findings(SECRETS, files) == []


def test_without_post_build_flux_fills_nothing_in() -> None:
    files = home(thing("ConfigMap", "a", data={"b": "echo ${A_PASSWORD}"}))
    assert only(files).path == "data.b"
    plain = edited(files, "Kustomization/photos", drop("spec.postBuild"))
    assert findings(SECRETS, plain) == []
    injected = plain | {"expects.yaml": write({"rootInjects": True})}
    assert only(injected).path == "data.b"


def test_text_that_flux_does_not_fill_in_is_no_variable() -> None:
    item = thing("ConfigMap", "a", data={"b": "echo ${A_PASSWORD}"})
    item["metadata"]["annotations"] = {"kustomize.toolkit.fluxcd.io/substitute": "disabled"}
    assert findings(SECRETS, home(item)) == []


# -- odd shapes and exceptions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("odd", [None, 7, True, 1.5, "x", [], {}, [None], [1], {"name": ["x"]}, {1: 2}, [[]]])
@pytest.mark.parametrize(
    ("target", "place"),
    [
        (CLICKHOUSE, "spec.template.spec.volumes"),
        (CLICKHOUSE, "spec.template.spec.containers.0.env"),
        (CLICKHOUSE, "spec.template.spec.containers.0.volumeMounts"),
        (CLICKHOUSE, "spec.template.metadata"),
        (CLICKHOUSE, "spec.volumeClaimTemplates"),
        (POSTGRES, "spec.bootstrap"),
        (POSTGRES, "spec.bootstrap.initdb.secret"),
        (POSTGRES, "spec.managed.roles"),
        ("HelmRelease/trigger-dev", "spec.valuesFrom"),
        ("HelmRelease/trigger-dev-minio", "spec.values.controllers"),
        ("Secret/trigger-dev-redis-auth", "stringData"),
        ("Secret/trigger-dev-redis-auth", "data"),
        ("Secret/trigger-dev-redis-auth", "metadata.annotations"),
        ("ConfigMap/trigger-dev-clickhouse-config", "data"),
    ],
)
def test_any_shape_is_read_without_a_crash(target: str, place: str, odd: object) -> None:
    for said in SECRETS.find(Tree.of(edited(good(), target, put(place, odd)))):
        assert said.object


def test_an_exemption_bears_a_finding() -> None:
    expects = {
        "exemptions": [
            {"proof": "secrets", "object": "Deployment/photos", "path": f"{ENV}[0]", "reason": "made by hand at first"}
        ]
    }
    verdict = prove(Tree.of(home(deployment(env=from_secret("auth", "a")), expects=expects)), [SECRETS])
    assert verdict.findings == ()
    assert [found.path for found, _ in verdict.borne] == [f"{ENV}[0].valueFrom.secretKeyRef.name"]
