"""FluxApp: one application, a folder in dist with one ks.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from constructs import Construct

from .. import checks
from ..errors import refuse
from ..typed import ConstructorSignature
from .component import Component

if TYPE_CHECKING:
    from .homelab import Homelab

__all__ = ["FluxApp"]


class FluxApp(Construct):
    """An application made of components.

    Attributes:
        lab: the lab it belongs to.
        app_name: its name, its folder in dist and the prefix of its Kustomizations.
        target_namespace: where its objects live.
    """

    __signature__ = ConstructorSignature()

    def __init__(self, lab: Homelab, app_name: str, *, namespace: str | None = None) -> None:
        """Add an app.

        Args:
            lab: the lab.
            app_name: a DNS label, unique in the lab.
            namespace: another namespace than the profile's. It must exist, and what the cluster copies into
                namespaces (the TLS Secret) must reach it.

        Raises:
            InvalidArgument: a name or namespace that is no DNS label, or an app name that is taken.
        """
        from .homelab import Homelab

        if not isinstance(lab, Homelab):
            refuse("scope", type(lab).__name__, "a Homelab is needed")
        self.lab = lab
        self.app_name = checks.dns_label("app_name", app_name)
        self.target_namespace = checks.dns_label("namespace", lab.profile.namespace if namespace is None else namespace)
        lab.enter_app(self)
        super().__init__(lab, app_name)
        self._components: dict[str, Component] = {}

    def component(self, name: str, *, kustomization_name: str | None = None) -> Component:
        """The component of that name, made at the first call.

        Args:
            name: a DNS label, and its folder in dist; `app` for the app itself, whose Kustomization is named like the
                app.
            kustomization_name: name of its Kustomization, to take over one that runs under another name than
                `<app>-<component>`. Said at the first call; later ones may repeat it or leave it out.

        Raises:
            InvalidArgument: a name that is no DNS label, or whose Kustomization is named like another, or a second
                name for a Kustomization.
        """
        if name not in self._components:
            self._components[name] = Component(self, name, kustomization_name)
        found = self._components[name]
        if kustomization_name not in (None, found.kustomization_name):
            refuse("kustomization_name", kustomization_name, f"component {name!r} has {found.kustomization_name!r}")
        return found

    def find(self, name: str) -> Component | None:
        """The component of that name, or None: it is not made by asking.

        Args:
            name: the component's name.
        """
        return self._components.get(name)

    @property
    def components(self) -> tuple[Component, ...]:
        """The components, in the order they were made."""
        return tuple(self._components.values())
