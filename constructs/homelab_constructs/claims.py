"""Volume claims that outlive whatever uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from . import checks
from .errors import refuse
from .flux.component import Component, ComponentPart
from .flux.metadata import KEEP
from .pods import quantity
from .profile import ClusterProfile
from .sizing import Volume
from .typed import Options, typed_arguments

__all__ = ["ExistingClaim", "VolumeClaim", "access_mode", "claim_volume", "expect_claim", "take_claim"]

Kind = Literal["database", "data"]


@dataclass(frozen=True, kw_only=True)
class ExistingClaim(Options):
    """A volume claim that the cluster has in the namespace of whoever mounts it; it stands in expects.yaml.

    Attributes:
        name: its name.
        access_mode: what it was claimed with, the same wherever the lab mounts it. With ReadWriteOnce the app's old pod
            must go before the new one comes, and no second app may mount it; with ReadOnlyMany every mount is
            `read_only`.

    Raises:
        InvalidArgument: a name that Kubernetes would refuse.
    """

    name: str
    access_mode: Literal["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"] = "ReadWriteOnce"

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_subdomain("name", self.name)

    def used_by(self, component: Component) -> None:
        """Note that a component mounts it.

        Args:
            component: whose pods do.

        Raises:
            InvalidArgument: somebody else in the lab says that it was claimed with another mode.
        """
        expect_claim(component, self.name, self.access_mode)


class VolumeClaim(ComponentPart):
    """A claim of its own, for files that several parts of an app share. Flux never prunes it.

    Attributes:
        claim_name: its name.
        access_mode: what it is claimed with.
    """

    @typed_arguments
    def __init__(
        self, scope: Component, id: str, *, volume: Volume, name: str | None = None, kind: Kind = "data"
    ) -> None:
        """Add a claim.

        Args:
            scope: component to place it in; whoever mounts it waits for that component.
            id: unique within the component.
            volume: its size, and its class and access mode unless the profile's for this kind.
            name: its name; by default `<Kustomization>-<id>`.
            kind: `data` takes the profile's class for files, `database` its block storage.

        Raises:
            InvalidArgument: a name that Kubernetes would refuse.
        """
        super().__init__(scope, id)
        self.claim_name = claim_volume(
            self, checks.name_or("name", name, f"{scope.kustomization_name}-{id}"), volume, kind=kind
        )
        self.access_mode = access_mode(scope.lab.profile, volume, kind=kind)

    def used_by(self, component: Component) -> None:
        """Note that a component mounts it: it waits for the one that makes it.

        Args:
            component: whose pods do.

        Raises:
            InvalidArgument: a component of another namespace.
        """
        if self.component.target_namespace != component.target_namespace:
            refuse("claim", self.claim_name, "a claim in the app's own namespace is needed")
        component.depend_on(self.component.kustomization_name)


def access_mode(profile: ClusterProfile, volume: Volume, *, kind: Kind) -> str:
    """What a volume is claimed with: its own mode, or the one of its kind."""
    return volume.access_mode or ("ReadWriteOnce" if kind == "database" else profile.data_access_mode)


@typed_arguments
def take_claim(part: ComponentPart, name: str, volume: Volume, *, kind: Kind, existing_claim: str | None) -> str:
    """The claim that a construct mounts: one that exists, noted in expects.yaml, or a new one that is never pruned.

    Args:
        part: construct that needs it.
        name: name of the new claim.
        volume: the new claim's size, and its class and access mode unless the profile's for this kind.
        kind: `database` takes ReadWriteOnce block storage, `data` the profile's data class and access mode.
        existing_claim: the construct's own argument of that name; None makes a new claim.

    Returns:
        The claim's name.

    Raises:
        InvalidArgument: `existing_claim` is no name, or `kind` neither of the two.
    """
    if existing_claim is None:
        return claim_volume(part, name, volume, kind=kind)
    claim = checks.dns_subdomain("existing_claim", existing_claim)
    expect_claim(part.component, claim)
    return claim


def expect_claim(component: Component, claim: str, mode: str = "") -> None:
    """Note that a claim is in the component's namespace already.

    Args:
        component: who mounts it.
        claim: its name.
        mode: what it was claimed with; empty where nobody said.

    Raises:
        InvalidArgument: somebody else in the lab says that it was claimed with another mode.
    """
    component.lab.expectations.claim(component.target_namespace, claim, mode)


def claim_volume(part: ComponentPart, name: str, volume: Volume, *, kind: Kind) -> str:
    """Emit a claim that Flux never prunes.

    Apart from the workload: a StatefulSet's or chart's own claim could be neither named nor protected, and would go or
    stay as the chart pleases.

    Args:
        part: construct that needs it.
        name: name of the claim.
        volume: its size, and its class and access mode unless the profile's for this kind.
        kind: `database` takes ReadWriteOnce block storage, `data` the profile's data class and access mode.

    Returns:
        The claim's name.
    """
    from cdk8s_plus_28 import k8s

    component: Component = part.component
    profile = component.lab.profile
    storage_class = volume.storage_class or (
        profile.database_storage_class if kind == "database" else profile.data_storage_class
    )
    component.lab.expectations.storage_classes.add(storage_class)
    k8s.KubePersistentVolumeClaim(
        part,
        f"claim-{name}",
        metadata=k8s.ObjectMeta(name=name, annotations=dict(KEEP)),
        spec=k8s.PersistentVolumeClaimSpec(
            access_modes=[access_mode(profile, volume, kind=kind)],
            storage_class_name=storage_class,
            resources=k8s.ResourceRequirements(requests={"storage": quantity(volume.size)}),
        ),
    )
    return name
