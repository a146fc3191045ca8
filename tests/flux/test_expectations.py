"""expects.yaml: what a lab takes for granted in its cluster."""

from __future__ import annotations

from typing import Any

from homelab_constructs import (
    HEX_32,
    ExistingSecret,
    ExistingSource,
    FluxApp,
    HelmRelease,
    IngressHost,
    OciChart,
    RedisConnection,
    Variable,
    VariableFormat,
    Volume,
)
from homelab_constructs.claims import claim_volume
from homelab_constructs.flux.component import ComponentPart
from homelab_constructs.flux.expectations import Expectations
from tests.support import config_map, documents, new_lab, plain_app


def expected(files: dict[str, bytes]) -> dict[str, Any]:
    (document,) = documents(files["expects.yaml"])
    return document


def test_an_empty_part_is_left_out() -> None:
    assert Expectations().document(variables_secret=None) == {}


def test_a_small_lab_expects_what_every_lab_does() -> None:
    lab = new_lab()
    plain_app(lab, "photos")
    assert expected(lab.files()) == {
        "namespaces": ["default", "flux-system"],
        "operators": [{"name": "flux", "version": ">=2.6"}],
        "secrets": [
            {
                "keys": [],
                "name": "sops-gpg",
                "namespace": "flux-system",
                "purpose": "keys that decrypt SOPS files",
            }
        ],
        "sources": [{"kind": "GitRepository", "name": "flux-system", "namespace": "flux-system"}],
        "variables": {
            "keys": [
                {
                    "format": "a DNS domain, lower case, with at least one dot",
                    "mayChange": False,
                    "name": "SECRET_DOMAIN",
                    "purpose": "domain of the cluster",
                }
            ],
            "secret": {"name": "cluster-secrets", "namespace": "flux-system"},
        },
    }


def test_the_variables_secret_is_expected_even_where_nothing_is_asked_of_it() -> None:
    """Every ks.yaml refers to it, and Flux fails where it is missing."""
    lab = new_lab(domain="home.example.org")
    plain_app(lab, "photos")
    variables = expected(lab.files())["variables"]
    assert variables["secret"] == {"name": "cluster-secrets", "namespace": "flux-system"}
    assert not variables.get("keys")


def test_everything_a_lab_uses_and_does_not_make_is_listed_sorted() -> None:
    lab = new_lab(
        base_dependencies=["002-extra"],
        ingress_class="nginx",
        ingress_middlewares=["net-chain@kubernetescrd"],
        existing_sources=[ExistingSource(kind="OCIRepository", name="redis", version="20.1.0")],
        flux_namespace="gitops",
        git_repository="home",
        variables_secret="settings",
    )
    app = FluxApp(lab, "photos", namespace="media")
    front, store = app.component("app"), app.component("redis")
    claim_volume(ComponentPart(store, "data"), "photos-data", Volume("1Gi"), kind="data")
    claim_volume(ComponentPart(store, "rows"), "photos-rows", Volume("1Gi", "fast"), kind="database")
    HelmRelease(
        store, "redis", chart=OciChart(name="redis", url="oci://example.org/redis", version="18.4.0"), values={}
    )
    IngressHost(host="photos.${SECRET_DOMAIN}").values(front)
    front.declare(Variable(name="SECRET_PHOTOS_KEY", format=HEX_32, purpose="signs", may_change=False))
    given = VariableFormat(name="given", alphabet=frozenset("ab"), shortest=1, longest=2)
    front.declare(Variable(name="SECRET_PHOTOS_ID", format=given, purpose="an id"))
    theirs = ExistingSecret("theirs", {"password": "redis-pw"})
    RedisConnection(host="redis.other", provider="other-redis", password=theirs.key("password")).used_by(front)
    front.depend_on("photos-redis")
    config_map(front, "photos")
    lab.expectations.operators["cloudnative-pg"] = "1.28"
    lab.expectations.secret_made_later("media", "photos-token", "token", "a pod makes it")
    lab.expectations.objects.add(("barmancloud.cnpg.io/v1", "ObjectStore", "media", "backups"))
    plain_app(lab, "wiki")

    assert expected(lab.files()) == {
        "ingressClasses": ["nginx"],
        "kustomizations": [
            {"name": "002-extra", "namespace": "gitops"},
            {"name": "other-redis", "namespace": "gitops"},
        ],
        "middlewares": ["net-chain@kubernetescrd"],
        "namespaces": ["default", "gitops", "media"],
        "objects": [
            {
                "apiVersion": "barmancloud.cnpg.io/v1",
                "kind": "ObjectStore",
                "name": "backups",
                "namespace": "media",
            }
        ],
        "operators": [{"name": "cloudnative-pg", "version": ">=1.28"}, {"name": "flux", "version": ">=2.6"}],
        "secrets": [
            {"keys": [], "name": "sops-gpg", "namespace": "gitops", "purpose": "keys that decrypt SOPS files"},
            {
                "keys": ["tls.crt", "tls.key"],
                "name": "${SECRET_DOMAIN/./-}-tls",
                "namespace": "media",
                "purpose": "certificate of the hosts under the domain",
            },
            {"keys": ["redis-pw"], "name": "theirs", "namespace": "media"},
        ],
        "secretsMadeLater": [
            {"keys": ["token"], "name": "photos-token", "namespace": "media", "purpose": "a pod makes it"}
        ],
        "sources": [
            {"kind": "GitRepository", "name": "home", "namespace": "gitops"},
            {
                "kind": "OCIRepository",
                "name": "redis",
                "namespace": "gitops",
                "url": "oci://example.org/redis",
                "version": "20.1.0",
            },
        ],
        "storageClasses": ["fast", "files"],
        "variables": {
            "keys": [
                {
                    "format": "a DNS domain, lower case, with at least one dot",
                    "mayChange": False,
                    "name": "SECRET_DOMAIN",
                    "purpose": "domain of the cluster",
                },
                {"format": "given", "mayChange": True, "name": "SECRET_PHOTOS_ID", "purpose": "an id"},
                {
                    "format": "32 hexadecimal characters, lower case",
                    "generate": "openssl rand -hex 16",
                    "mayChange": False,
                    "name": "SECRET_PHOTOS_KEY",
                    "purpose": "signs",
                },
            ],
            "secret": {"name": "settings", "namespace": "gitops"},
        },
    }


def test_a_kustomization_of_the_lab_itself_is_not_expected() -> None:
    lab = new_lab()
    plain_app(lab, "photos", "db", "app").component("app").depend_on("photos-db")
    assert "kustomizations" not in expected(lab.files())


def test_a_domain_that_was_declared_with_another_meaning_keeps_it() -> None:
    lab = new_lab()
    component = plain_app(lab, "photos").component("app")
    mine = Variable(
        name="SECRET_DOMAIN",
        format=VariableFormat(name="mine", alphabet=frozenset("a."), shortest=3, longest=9),
        purpose="mine",
    )
    component.declare(mine)
    assert expected(lab.files())["variables"]["keys"][0]["purpose"] == "mine"
