"""What a construct outside of this library is made of: it is checked, named and traced like those in it."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from homelab_constructs import (
    Component,
    ComponentPart,
    FluxApp,
    HealthGate,
    InvalidArgument,
    LabError,
    Resources,
    Volume,
    in_secret,
    k8s_container_security,
    k8s_pod_security,
    k8s_resources,
    pod_security,
    provide_secret,
    take_claim,
    typed_arguments,
)
from homelab_constructs.flux.variables import HEX_32, Variable
from homelab_constructs.secrets.provide import Placeholders
from tests.support import new_lab


class Store(ComponentPart):
    """A construct as a user would write it: a Secret, a claim, and a ConfigMap that names a host nobody has."""

    @typed_arguments
    def __init__(self, scope: Component, id: str, *, name: str | None = None, storage: Volume = Volume("1Gi")) -> None:
        super().__init__(scope, id)
        self.name = self.object_name(name, most=20)
        key = Variable(name=scope.variable_name("KEY"), format=HEX_32, purpose="opens it")
        provide_secret(
            scope, "auth", Placeholders(name=self.name, content={"key": in_secret(key)}, variables=[key]), None
        )
        take_claim(self, self.name, storage, kind="data", existing_claim=None)
        self._emit()

    def _emit(self) -> None:
        from cdk8s_plus_28 import k8s

        metadata = k8s.ObjectMeta(name=self.name)
        k8s.KubeConfigMap(self, "config", metadata=metadata, data={"url": "http://nowhere.default.svc"})


def component() -> Component:
    return FluxApp(new_lab(), "notes").component("store")


# Arguments ----------------------------------------------------------------------------------------------------------


def test_an_object_is_named_by_its_kustomization_unless_it_is_named() -> None:
    assert Store(component(), "store").name == "notes-store"
    assert Store(component(), "store", name="mine").name == "mine"


@pytest.mark.parametrize("name", ["", "7store", "a" * 21, "Store", "a.b"])
def test_a_name_that_the_construct_cannot_have_is_refused(name: str) -> None:
    with pytest.raises(InvalidArgument, match=r"^name=.*at most 20 characters"):
        Store(component(), "store", name=name)


def test_its_arguments_are_checked_against_their_annotations() -> None:
    with pytest.raises(InvalidArgument, match=r"^storage='1Gi': a Volume is needed"):
        Store(component(), "store", storage="1Gi")  # type: ignore[arg-type]


def test_annotations_are_understood_where_they_were_written() -> None:
    """Also in a script that is no module of its own: the names are those that the function itself sees."""
    script = """
from __future__ import annotations
from homelab_constructs import typed_arguments

class Here:
    pass

@typed_arguments
def take(*, here: Here) -> None:
    pass
"""
    names: dict[str, Any] = {"__name__": "no_such_module"}
    exec(compile(script, "main.py", "exec", dont_inherit=True), names)
    names["take"](here=names["Here"]())
    with pytest.raises(InvalidArgument, match=r"^here='there': a Here is needed"):
        names["take"](here="there")


@pytest.mark.parametrize("kind", ["files", "Data", None])
def test_a_claim_is_for_a_database_or_for_data(kind: Any) -> None:
    with pytest.raises(InvalidArgument, match=r"^kind="):
        take_claim(ComponentPart(component(), "part"), "data", Volume("1Gi"), kind=kind, existing_claim=None)


@pytest.mark.parametrize(
    ("wrong", "argument"),
    [
        ({"name": "Not-a-name"}, "name"),
        ({"api_version": ""}, "api_version"),
        ({"kind": "Two\nlines"}, "kind"),
        ({"current": "two\nlines"}, "current"),
        ({"within": 0}, "within"),
        ({"within": 3601}, "within"),
    ],
)
def test_a_gate_that_flux_could_not_ask_is_refused(wrong: dict[str, Any], argument: str) -> None:
    given: dict[str, Any] = {"api_version": "apps/v1", "kind": "StatefulSet", "name": "store", **wrong}
    with pytest.raises(InvalidArgument) as caught:
        HealthGate(**given)
    assert caught.value.argument == argument


# Pods ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("security", [pod_security, k8s_pod_security])
@pytest.mark.parametrize("user", [-1, 2**31, True, "1000"])
def test_no_pod_runs_as_nobody_knows_whom(security: Any, user: Any) -> None:
    with pytest.raises(InvalidArgument, match=r"^user="):
        security(user)


def test_a_pod_of_ones_own_is_bounded_and_confined() -> None:
    """The helpers give what the proof `pods` asks for; the page on adding a datastore lets it judge a whole one."""
    from cdk8s_plus_28 import k8s

    place = component()
    resources = k8s_resources(Resources(cpu="1", memory="1Gi", cpu_limit=None, memory_limit="2Gi"))
    container = k8s.Container(
        name="a", resources=resources, security_context=k8s_container_security(read_only_root=True)
    )
    k8s.KubePod(
        place,
        "pod",
        metadata=k8s.ObjectMeta(name="pod"),
        spec=k8s.PodSpec(containers=[container], security_context=k8s_pod_security(1000)),
    )
    (pod,) = place.objects()
    assert pod["spec"]["securityContext"] == pod_security(1000)
    assert pod["spec"]["containers"][0] == {
        "name": "a",
        "resources": {"limits": {"memory": "2Gi"}, "requests": {"cpu": "1", "memory": "1Gi"}},
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "capabilities": {"drop": ["ALL"]},
            "readOnlyRootFilesystem": True,
        },
    }


# Where it was placed ------------------------------------------------------------------------------------------------


def line_here() -> int:
    frame = inspect.currentframe()
    assert frame is not None
    assert frame.f_back is not None
    return frame.f_back.f_lineno


def test_a_finding_names_the_line_that_placed_the_construct_and_not_one_inside_it() -> None:
    place = component()
    Store(place, "store")
    placed = line_here() - 1
    with pytest.raises(LabError, match=rf"ConfigMap/notes-store: .* \(made in tests/test_toolkit.py:{placed}\)"):
        place.lab.prove()


def test_so_does_one_about_a_secret_that_the_construct_provides() -> None:
    place = component()
    Store(place, "store", name="same")
    placed = line_here() - 1
    assert place.lines["secret-same"] == place.lines["store"] == f"tests/test_toolkit.py:{placed}"
