"""IngressHost: class, annotations and TLS as charts take them, and what the cluster must have for it."""

from __future__ import annotations

from typing import Any

import pytest

from homelab_constructs import Component, FluxApp, IngressHost, InvalidArgument
from tests.support import new_lab

HOST = "photos.${SECRET_DOMAIN}"
MIDDLEWARES = "traefik.ingress.kubernetes.io/router.middlewares"


def component(**profile: Any) -> Component:
    return FluxApp(new_lab(**profile), "photos", namespace="media").component("app")


def test_a_host_is_all_it_takes() -> None:
    assert IngressHost(host=HOST).values(component()) == {
        "enabled": True,
        "className": "traefik",
        "tls": [{"secretName": "${SECRET_DOMAIN/./-}-tls", "hosts": [HOST]}],
    }


def test_class_secret_and_middlewares_are_the_profiles() -> None:
    given = component(
        domain="example.org", ingress_class="nginx", ingress_middlewares=["net-a@kubernetescrd", "net-b@kubernetescrd"]
    )
    assert IngressHost(host="photos.example.org").values(given) == {
        "enabled": True,
        "className": "nginx",
        "annotations": {MIDDLEWARES: "net-a@kubernetescrd,net-b@kubernetescrd"},
        "tls": [{"secretName": "example-org-tls", "hosts": ["photos.example.org"]}],
    }


def test_a_host_may_have_its_own() -> None:
    host = IngressHost(
        host=HOST,
        tls_secret="photos-tls",
        middlewares=["media-auth@kubernetescrd"],
        annotations=[("a.b/c", "true")],
    )
    values = host.values(component(ingress_middlewares=["net-a@kubernetescrd"]))
    assert values["tls"] == [{"secretName": "photos-tls", "hosts": [HOST]}]
    assert values["annotations"] == {"a.b/c": "true", MIDDLEWARES: "media-auth@kubernetescrd"}


def test_no_middlewares_at_all_can_be_asked_for() -> None:
    values = IngressHost(host=HOST, middlewares=()).values(component(ingress_middlewares=["net-a@kubernetescrd"]))
    assert "annotations" not in values


@pytest.mark.parametrize("host", ["photos.example.org", "example.org"])
def test_the_wildcard_covers_one_label_below_the_domain(host: str) -> None:
    assert IngressHost(host=host).values(component(domain="example.org"))["tls"][0]["hosts"] == [host]


@pytest.mark.parametrize("host", ["a.b.example.org", "photos.example.com", "photosexample.org", "org"])
def test_another_host_needs_a_certificate_of_its_own(host: str) -> None:
    place = component(domain="example.org")
    with pytest.raises(InvalidArgument) as caught:
        IngressHost(host=host).values(place)
    assert (caught.value.argument, caught.value.value) == ("host", host)
    assert "example.org" in caught.value.allowed
    assert IngressHost(host=host, tls_secret="own").values(place)["tls"] == [{"secretName": "own", "hosts": [host]}]


def test_two_components_of_one_host_are_refused_because_they_would_answer_in_turns() -> None:
    lab = new_lab()
    first, second = FluxApp(lab, "photos").component("app"), FluxApp(lab, "wiki").component("app")
    host = IngressHost(host=HOST)
    assert host.values(first) == host.values(first), "asked twice by the same"
    with pytest.raises(InvalidArgument) as caught:
        host.values(second)
    assert str(caught.value) == f"host={HOST!r}: Kustomization 'photos' has an Ingress of that host already"


def test_what_it_needs_is_expected_in_the_namespace_of_the_component() -> None:
    given = component(ingress_middlewares=["net-a@kubernetescrd"])
    IngressHost(host=HOST).values(given)
    expected = given.lab.expectations
    assert expected.ingress_classes == {"traefik"}
    assert expected.middlewares == {"net-a@kubernetescrd"}
    assert expected.secrets == {("media", "${SECRET_DOMAIN/./-}-tls"): {"tls.crt", "tls.key"}}
    assert expected.purposes[("media", "${SECRET_DOMAIN/./-}-tls")] == "certificate of the hosts under the domain"


def test_an_annotation_may_be_empty() -> None:
    assert IngressHost(host=HOST, annotations=[("a", "")]).values(component())["annotations"] == {"a": ""}


def test_a_middleware_that_is_not_used_is_not_expected() -> None:
    given = component(ingress_middlewares=["net-a@kubernetescrd"])
    IngressHost(host=HOST, middlewares=()).values(given)
    assert given.lab.expectations.middlewares == set()


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        *(("host", value) for value in ["", "https://a.b", "a.b/c", "a.b:443", "A.b", "*.a.b", "a.${", None, 7]),
        *(("tls_secret", value) for value in ["", "A", "a/b", "${", 7]),
        *(("middlewares", value) for value in ["net-a@kubernetescrd", ["net-a"], ["net-a@file"], [""], [7]]),
        *(("annotations", value) for value in [{"a": "b"}, "a", [("a",)], [("a", 1)], [("a", "b", "c")]]),
        *(("annotations", [pair]) for pair in [("a b", "c"), ("A.b/c", "d"), ("a", "b\nc"), (MIDDLEWARES, "x")]),
    ],
    ids=repr,
)
def test_what_no_ingress_could_have_is_refused(argument: str, value: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        IngressHost(**{"host": HOST, argument: value})  # type: ignore[arg-type]
    assert caught.value.argument.partition("[")[0] == argument
    assert caught.value.value == value or repr(caught.value.value) in str(value)
    assert caught.value.allowed
