"""Component: one Flux Kustomization, one folder of manifests, one cdk8s Chart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import cdk8s
from constructs import Construct

from .. import checks
from ..errors import refuse
from ..typed import ConstructorSignature
from .health import HealthGate
from .origin import caller_line
from .variables import Variable

if TYPE_CHECKING:
    from .app import FluxApp

__all__ = ["Component", "ComponentPart"]

# `name`, or `name.namespace.svc`: with other dots it may be a domain of the world.
_SERVICE = re.compile(r"(?P<name>[a-z0-9-]+)(?:\.(?P<namespace>[a-z0-9-]+)\.svc(?:\.cluster\.local)?)?")
_LEEWAY = 120
# The convention of the target cluster for a component that waits for nothing.
_PLAIN_TIMEOUT = 300


class Component(cdk8s.Chart):
    """A part of an app that Flux applies, watches and prunes as one.

    Made by `FluxApp.component(name)`. Constructs placed in it tell it what they use, how their health shows and what
    they expect; `Homelab.synth()` turns that into the Kustomization in the app's ks.yaml. Objects in it carry no
    namespace: Flux's targetNamespace gives them one.

    Attributes:
        app: the app it belongs to.
        lab: the lab that the app belongs to.
        component_name: its name and its folder in dist.
        kustomization_name: name of its Kustomization: the app's own name for the component `app`, else
            `<app>-<component>`, unless `FluxApp.component` was given another.
        target_namespace: where its objects will live.
        line: where in the user's Python it was first asked for.
    """

    __signature__ = ConstructorSignature()

    def __init__(self, app: FluxApp, component_name: str, kustomization_name: str | None = None) -> None:
        """Add a component; `FluxApp.component(name)` is the way to call this.

        Args:
            app: the app it belongs to.
            component_name: a DNS label, unique in the app.
            kustomization_name: name of its Kustomization, where it is not made of the two.

        Raises:
            InvalidArgument: a name that is no DNS label, or that is taken.
        """
        checks.dns_label("component", component_name)
        self.app = app
        self.component_name = component_name
        usual = app.app_name if component_name == "app" else f"{app.app_name}-{component_name}"
        argument = "component" if kustomization_name is None else "kustomization_name"
        self.kustomization_name = checks.dns_label(
            argument, usual if kustomization_name is None else kustomization_name
        )
        self.target_namespace = app.target_namespace
        self.lab = app.lab
        self.line = caller_line()
        self.lab.enter(self)
        super().__init__(app, component_name, disable_resource_name_hashes=True)
        self._parts: dict[str, str] = {}
        self._carried: dict[tuple[str, str], bytes] = {}
        self._dependencies: set[str] = set()
        self._hosts: set[str] = set()
        self._generated_secrets: set[str] = set()
        self._gates: list[HealthGate] = []
        self._longest = 0

    def variable_name(self, thing: str) -> str:
        """Name of a variable by the cluster's convention: `SECRET_<APP>_<THING>`.

        Args:
            thing: what it holds, such as `POSTGRESQL_PASSWORD`; dashes become underscores.
        """
        return f"SECRET_{self.app.app_name}_{thing}".upper().replace("-", "_")

    def depend_on(self, kustomization: str) -> None:
        """Start only when this Kustomization is ready. A Connection calls it; there is seldom a reason to.

        Args:
            kustomization: its name; an empty one, or the component's own, is nothing to wait for.

        Raises:
            InvalidArgument: no name of an object.
        """
        self.lab.refuse_when_closed()
        if kustomization and kustomization != self.kustomization_name:
            self._dependencies.add(checks.dns_subdomain("kustomization", kustomization))

    def declare(self, variable: Variable) -> None:
        """Say what a variable that stands in this component may hold.

        Args:
            variable: the variable, with its format.
        """
        self.lab.refuse_when_closed()
        self.lab.expectations.variable(variable)

    def expect_secret(self, name: str, keys: Iterable[str], purpose: str = "") -> None:
        """Note that a Secret exists in the component's namespace.

        Args:
            name: the Secret's name.
            keys: the keys that are referred to.
            purpose: what it is for, in one line; stands in expects.yaml.
        """
        self.lab.refuse_when_closed()
        self.lab.expectations.secret(self.target_namespace, name, keys, purpose)

    def expect_host(self, host: str) -> None:
        """Note that a host of the cluster answers that this lab does not make; one outside is nobody's to expect.

        Args:
            host: `<service>` or `<service>.<namespace>.svc`; others are left alone.
        """
        self.lab.refuse_when_closed()
        match = _SERVICE.fullmatch(host)
        if match:
            namespace = match["namespace"] or self.target_namespace
            self.lab.expectations.namespaces.add(namespace)
            self.lab.expectations.objects.add(("v1", "Service", namespace, match["name"]))

    def gate(self, gate: HealthGate) -> None:
        """Hold dependents back until this object is healthy.

        Args:
            gate: the object, and how its health shows.
        """
        self.lab.refuse_when_closed()
        self._gates.append(gate)
        self.outlast(gate.within)

    def outlast(self, seconds: int) -> None:
        """Give the Kustomization more time than this: a release must end, well or badly, before its parent does.

        Args:
            seconds: the longest that something in here may take.
        """
        self._longest = max(self._longest, seconds)

    def carry(self, kind: str, name: str, content: bytes) -> None:
        """Put a file into the component as it is.

        Args:
            kind: of the object in it.
            name: of that object.
            content: the file, byte for byte.

        Raises:
            InvalidArgument: the component carries an object of that kind and name already.
        """
        self.lab.refuse_when_closed()
        if self._carried.get((kind, name), content) != content:
            refuse("name", name, f"component {self.kustomization_name!r} carries a {kind} of that name already")
        self._carried[kind, name] = content

    def add_part(self, part_id: str) -> None:
        """Reserve an id inside the component.

        Args:
            part_id: the id.

        Raises:
            InvalidArgument: no short name, or one that is taken.
        """
        self.lab.refuse_when_closed()
        if not isinstance(part_id, str) or not part_id or "/" in part_id:
            refuse("id", part_id, "a short name without '/' is needed")
        if part_id in self._parts:
            refuse("id", part_id, f"component {self.kustomization_name!r} has a construct of that id already")
        self._parts[part_id] = caller_line()

    def serve(self, host: str) -> None:
        """Say that something in here answers to a host. Whoever names it waits for this component.

        Args:
            host: the host, as consumers write it.
        """
        self._hosts.add(host)

    def generate_secret(self, name: str) -> None:
        """Say that an operator makes a Secret of what is in here. Whoever names it waits for this component.

        Args:
            name: the Secret's name.
        """
        self._generated_secrets.add(name)

    @property
    def generated_secrets(self) -> frozenset[str]:
        """The Secrets that operators make of what is in here."""
        return frozenset(self._generated_secrets)

    @property
    def services(self) -> frozenset[tuple[str, str]]:
        """Namespace and name of the Services that the hosts are."""
        found = (_SERVICE.fullmatch(host) for host in self._hosts)
        return frozenset((match["namespace"] or self.target_namespace, match["name"]) for match in found if match)

    @property
    def hosts(self) -> frozenset[str]:
        """What this component answers to inside the cluster."""
        return frozenset(self._hosts)

    @property
    def dependencies(self) -> frozenset[str]:
        """Names of the Kustomizations that what is in here uses."""
        return frozenset(self._dependencies)

    @property
    def gates(self) -> tuple[HealthGate, ...]:
        """What must be healthy before dependents start."""
        return tuple(self._gates)

    @property
    def timeout(self) -> int:
        """Seconds that the Kustomization may take: longer than the longest thing it waits for."""
        return self._longest + _LEEWAY if self._longest else _PLAIN_TIMEOUT

    @property
    def lines(self) -> Mapping[str, str]:
        """Where in the user's Python each part was placed, by its id."""
        return self._parts

    @property
    def carried(self) -> Mapping[tuple[str, str], bytes]:
        """Files carried as they are, by kind and name."""
        return self._carried

    def objects(self) -> list[dict[str, Any]]:
        """The objects emitted so far, as plain data. One crossing into jsii for all of them."""
        objects: list[dict[str, Any]] = self.to_json()
        return objects


class ComponentPart(Construct):
    """Base of what is placed in a component, such as a datastore, a release, or a construct of your own.

    A subclass calls `super().__init__(scope, id)` first, checks what it was given, emits objects with itself as their
    scope, and tells its component how their health shows (`component.gate`) and what they answer to
    (`component.serve`).

    Attributes:
        component: where it was placed.
    """

    __signature__ = ConstructorSignature()

    def __init__(self, component: Component, part_id: str) -> None:
        """Take a place in a component.

        Args:
            component: where to.
            part_id: unique within the component; it stands in no manifest.

        Raises:
            InvalidArgument: no Component, an id that is taken or has a slash in it.
            LabError: the lab is written already.
        """
        if not isinstance(component, Component):
            refuse("scope", type(component).__name__, "a Component is needed: FluxApp(lab, 'app').component('redis')")
        component.add_part(part_id)
        super().__init__(component, part_id)
        self.component = component

    def object_name(self, name: str | None, *, most: int = 63) -> str:
        """The name of what a construct emits: the one that was given, else the Kustomization's.

        Args:
            name: the construct's own argument `name`.
            most: characters it may have, fewer than 63 where something is appended to it later.

        Raises:
            InvalidArgument: no lower-case DNS label that begins with a letter, as Services ask, or too long a one.
        """
        return checks.dns_label(
            "name", self.component.kustomization_name if name is None else name, most=most, letter_first=True
        )
