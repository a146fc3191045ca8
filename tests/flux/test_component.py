"""A component: what constructs tell it, and what it refuses to be told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from homelab_constructs import HEX_32, Component, FluxApp, InvalidArgument, Variable, VariableFormat
from homelab_constructs.flux.component import ComponentPart
from homelab_constructs.flux.health import HealthGate
from tests.support import config_map, new_lab


@pytest.fixture
def component() -> Component:
    return FluxApp(new_lab(), "my-photos", namespace="media").component("redis")


# Names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"), [("app", "my-photos"), ("redis", "my-photos-redis"), ("my-photos", "my-photos-my-photos")]
)
def test_the_component_app_is_called_like_the_app_and_every_other_behind_it(name: str, expected: str) -> None:
    component = FluxApp(new_lab(), "my-photos").component(name)
    assert (component.component_name, component.kustomization_name) == (name, expected)


@pytest.mark.parametrize("name", ["", "Redis", "a.b", "a_b", "../a", "x" * 64, None])
def test_a_name_that_is_no_label_is_refused(name: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        FluxApp(new_lab(), "photos").component(name)  # type: ignore[arg-type]
    assert (caught.value.argument, caught.value.value) == ("component", name)


def test_a_name_that_makes_the_kustomizations_too_long_is_refused() -> None:
    app = FluxApp(new_lab(), "x" * 60)
    assert app.component("ab").kustomization_name == "x" * 60 + "-ab"
    with pytest.raises(InvalidArgument, match="at most 63 characters"):
        app.component("abc")


def test_a_variable_is_named_by_the_convention_of_the_cluster(component: Component) -> None:
    assert component.variable_name("REDIS_PASSWORD") == "SECRET_MY_PHOTOS_REDIS_PASSWORD"
    assert component.variable_name("redis-cache_password") == "SECRET_MY_PHOTOS_REDIS_CACHE_PASSWORD"


# What it uses -------------------------------------------------------------------------------------------------------


def test_a_component_waits_for_what_it_depends_on_once_each(component: Component) -> None:
    for name in ("photos-db", "002-infrastructure-extra", "photos-db"):
        component.depend_on(name)
    assert component.dependencies == {"photos-db", "002-infrastructure-extra"}


def test_a_component_waits_neither_for_itself_nor_for_nobody(component: Component) -> None:
    component.depend_on(component.kustomization_name)
    component.depend_on("")
    assert component.dependencies == frozenset()


@pytest.mark.parametrize("name", ["Photos", "a/b", "${APP}"])
def test_what_no_kustomization_is_called_is_refused(component: Component, name: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        component.depend_on(name)
    assert (caught.value.argument, caught.value.value) == ("kustomization", name)


def test_a_variable_means_the_same_everywhere(component: Component) -> None:
    variable = Variable(name="SECRET_X", format=HEX_32, purpose="one thing")
    component.declare(variable)
    component.declare(Variable(name="SECRET_X", format=HEX_32, purpose="one thing"))
    for other in (
        Variable(name="SECRET_X", format=HEX_32, purpose="another thing"),
        Variable(name="SECRET_X", format=HEX_32, purpose="one thing", may_change=False),
        Variable(
            name="SECRET_X",
            format=VariableFormat(name="odd", alphabet=frozenset("a"), shortest=1, longest=2),
            purpose="one thing",
        ),
    ):
        with pytest.raises(InvalidArgument) as caught:
            component.declare(other)
        assert str(caught.value) == ("variable='SECRET_X': it is declared already with another meaning: one thing")
    assert component.lab.expectations.variables == {"SECRET_X": variable}


def test_a_secret_is_expected_in_the_namespace_of_the_component_with_all_keys_referred_to(
    component: Component,
) -> None:
    component.expect_secret("theirs", ["b"], "first use")
    component.expect_secret("theirs", ["a", "b"])
    assert component.lab.expectations.secrets == {("media", "theirs"): {"a", "b"}}
    assert component.lab.expectations.purposes == {("media", "theirs"): "first use"}


# How long it takes --------------------------------------------------------------------------------------------------


def test_a_component_that_waits_for_nothing_gets_the_five_minutes_of_the_cluster(component: Component) -> None:
    assert component.timeout == 300


def test_a_component_gets_longer_than_the_longest_thing_in_it(component: Component) -> None:
    component.outlast(600)
    component.outlast(60)
    assert component.timeout > 600
    component.gate(HealthGate(api_version="v1", kind="A", name="a", within=1200))
    assert component.timeout > 1200
    before = component.timeout
    component.gate(HealthGate(api_version="v1", kind="A", name="b", within=30))
    assert component.timeout == before


def test_gates_are_kept_in_the_order_they_came(component: Component) -> None:
    gates = [HealthGate(api_version="v1", kind="A", name=name) for name in ("b", "a")]
    for gate in gates:
        component.gate(gate)
    assert component.gates == tuple(gates)


# What it holds ------------------------------------------------------------------------------------------------------


def test_a_file_is_carried_once(component: Component) -> None:
    component.carry("Secret", "a", b"1")
    component.carry("ConfigMap", "a", b"2")
    component.carry("Secret", "a", b"1")
    assert dict(component.carried) == {("Secret", "a"): b"1", ("ConfigMap", "a"): b"2"}
    with pytest.raises(InvalidArgument) as caught:
        component.carry("Secret", "a", b"3")
    assert (caught.value.argument, caught.value.value) == ("name", "a")
    assert "'my-photos-redis' carries a Secret of that name already" in caught.value.allowed


def test_objects_are_given_as_plain_data_without_a_namespace(component: Component) -> None:
    config_map(component, "a", {"k": "v"})
    assert component.objects() == [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"k": "v"}}
    ]


def test_an_object_that_was_given_no_name_has_one_that_stays(component: Component) -> None:
    from cdk8s_plus_28 import k8s

    k8s.KubeConfigMap(component, "mine")
    (item,) = component.objects()
    assert item["metadata"]["name"] == "my-photos-redis-mine", "without the hash that cdk8s puts behind it"


def test_a_part_knows_where_it_is(component: Component) -> None:
    assert ComponentPart(component, "part").component is component


def test_two_parts_of_one_id_are_refused(component: Component) -> None:
    ComponentPart(component, "part")
    with pytest.raises(InvalidArgument) as caught:
        ComponentPart(component, "part")
    assert (caught.value.argument, caught.value.value) == ("id", "part")
    assert "'my-photos-redis' has a construct of that id already" in caught.value.allowed


@pytest.mark.parametrize("part_id", ["", "a/b", None, 7])
def test_an_id_that_jsii_would_choke_on_is_refused(component: Component, part_id: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        ComponentPart(component, part_id)  # type: ignore[arg-type]
    assert (caught.value.argument, caught.value.value) == ("id", part_id)


@pytest.mark.parametrize(
    "scope",
    [lambda component: component.app, lambda component: component.lab, lambda component: None],
    ids=["FluxApp", "Homelab", "None"],
)
def test_a_part_needs_a_component_and_the_way_to_one_is_shown(
    component: Component, scope: Callable[[Component], object]
) -> None:
    with pytest.raises(InvalidArgument) as caught:
        ComponentPart(scope(component), "part")  # type: ignore[arg-type]
    assert caught.value.argument == "scope"
    assert "FluxApp(lab, 'app').component('redis')" in caught.value.allowed
