"""ClusterProfile: defaults of the target cluster, and what no cluster has."""

from __future__ import annotations

import dataclasses

import pytest

from homelab_constructs import ClusterProfile, ExistingSource, InvalidArgument
from tests.support import profile


def test_two_storage_classes_are_enough() -> None:
    cluster = ClusterProfile(database_storage_class="block", data_storage_class="files")
    assert dataclasses.asdict(cluster) == {
        "database_storage_class": "block",
        "data_storage_class": "files",
        "data_access_mode": "ReadWriteMany",
        "domain": "${SECRET_DOMAIN}",
        "namespace": "default",
        "ingress_class": "traefik",
        "tls_secret": "${SECRET_DOMAIN/./-}-tls",
        "ingress_middlewares": (),
        "flux": "2.6",
        "flux_namespace": "flux-system",
        "git_repository": "flux-system",
        "path_prefix": "./dist",
        "variables_secret": "cluster-secrets",
        "decryption_secret": "sops-gpg",
        "root_injects": False,
        "base_dependencies": (),
        "existing_sources": (),
        "interval": "30m",
        "retry_interval": "1m",
    }


def test_nobody_changes_a_profile_that_is_in_use() -> None:
    dependencies = ["000-base"]
    cluster = profile(base_dependencies=dependencies)
    dependencies.append("later")
    assert cluster.base_dependencies == ("000-base",)
    with pytest.raises(dataclasses.FrozenInstanceError):
        cluster.namespace = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("domain", "secret"),
    [
        ("${SECRET_DOMAIN}", "${SECRET_DOMAIN/./-}-tls"),
        ("${HOME_DOMAIN}", "${HOME_DOMAIN/./-}-tls"),
        ("example.org", "example-org-tls"),
        ("home.example.co.uk", "home-example.co.uk-tls"),
        ("lan", "lan-tls"),
    ],
)
def test_the_wildcard_secret_is_named_by_the_domain_with_its_first_dot_dashed(domain: str, secret: str) -> None:
    assert profile(domain=domain).tls_secret == secret


def test_the_wildcard_secret_may_have_another_name() -> None:
    assert profile(tls_secret="wildcard").tls_secret == "wildcard"
    assert profile(domain="home.${SECRET_DOMAIN}", tls_secret="home-tls").tls_secret == "home-tls"


def test_a_domain_that_is_more_than_a_variable_needs_the_name_of_its_secret() -> None:
    with pytest.raises(InvalidArgument) as caught:
        profile(domain="home.${SECRET_DOMAIN}")
    assert caught.value.argument == "tls_secret"
    assert caught.value.allowed == "cannot be derived from domain='home.${SECRET_DOMAIN}': give its name"


def test_lists_are_taken_from_any_sequence() -> None:
    source = ExistingSource(kind="HelmRepository", name="bjw-s")
    cluster = profile(existing_sources=(source,), ingress_middlewares=["network-auth@kubernetescrd"])
    assert cluster.existing_sources == (source,)
    assert cluster.ingress_middlewares == ("network-auth@kubernetescrd",)


BAD = [
    *(("database_storage_class", value) for value in ["", "Fast", "a b", None]),
    *(("data_storage_class", value) for value in ["", "a_b", 7]),
    *(("data_access_mode", value) for value in ["", "RWX", "ReadWriteOncePod", None]),
    *(("domain", value) for value in ["", "https://example.org", "example.org/x", "example.org:443", "${D:-x}", None]),
    *(("namespace", value) for value in ["", "a.b", "Default", None]),
    *(("flux_namespace", value) for value in ["", "a.b", None]),
    *(("ingress_class", value) for value in ["", "Traefik", None]),
    *(("tls_secret", value) for value in ["a/b", "Wild", None]),
    *(("git_repository", value) for value in ["", "a/b", None]),
    *(("variables_secret", value) for value in ["", "A", None]),
    *(("decryption_secret", value) for value in ["", "A", 7]),
    *(("root_injects", value) for value in ["yes", 1, None]),
    *(("interval", value) for value in ["", "30", "never", 30, None]),
    *(("retry_interval", value) for value in ["", "0s", "1d", None]),
    *(("path_prefix", value) for value in ["", "dist", "/dist", "./", "./dist/", "./../dist", "./a/../b", None]),
    *(("path_prefix", value) for value in ["./a//b", "./a b", "./dist\n", "./${X}"]),
    *(
        ("ingress_middlewares", value)
        for value in ["a-b@kubernetescrd", ["a-b"], ["a-b@file"], ["A@kubernetescrd"], [7]]
    ),
    *(("base_dependencies", value) for value in ["000-base", ["A"], [""], [7], {"a": "b"}, None]),
    *(("existing_sources", value) for value in ["bjw-s", ["bjw-s"], None]),
]


@pytest.mark.parametrize(("argument", "value"), BAD, ids=repr)
def test_what_no_cluster_has_is_refused(argument: str, value: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        profile(**{argument: value})
    assert caught.value.argument.partition("[")[0] == argument
    assert caught.value.value == value or str(caught.value.value) in str(value), "the value, or the wrong part of it"
    assert caught.value.allowed


def test_one_source_cannot_stand_at_two_versions() -> None:
    sources = [ExistingSource(kind="OCIRepository", name="redis", version=version) for version in ("18.4.0", "20.1.0")]
    with pytest.raises(InvalidArgument) as caught:
        profile(existing_sources=sources)
    assert caught.value.argument == "existing_sources"
