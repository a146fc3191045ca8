"""Volume claims that outlive whatever uses them."""

from __future__ import annotations

from typing import Literal

from . import checks
from .flux.component import Component, ComponentPart
from .flux.metadata import KEEP
from .pods import quantity
from .sizing import Volume

__all__ = ["claim_volume", "take_claim"]


def take_claim(
    part: ComponentPart, name: str, volume: Volume, *, kind: Literal["database", "data"], existing_claim: str | None
) -> str:
    """The claim that a construct mounts: one that exists, noted in expects.yaml, or a new one.

    Raises:
        InvalidArgument: `existing_claim` is no name.
    """
    if existing_claim is None:
        return claim_volume(part, name, volume, kind=kind)
    claim = checks.dns_subdomain("existing_claim", existing_claim)
    component = part.component
    component.lab.expectations.objects.add(("v1", "PersistentVolumeClaim", component.target_namespace, claim))
    return claim


def claim_volume(part: ComponentPart, name: str, volume: Volume, *, kind: Literal["database", "data"]) -> str:
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
    by_kind = "ReadWriteOnce" if kind == "database" else profile.data_access_mode
    component.lab.expectations.storage_classes.add(storage_class)
    k8s.KubePersistentVolumeClaim(
        part,
        f"claim-{name}",
        metadata=k8s.ObjectMeta(name=name, annotations=dict(KEEP)),
        spec=k8s.PersistentVolumeClaimSpec(
            access_modes=[volume.access_mode or by_kind],
            storage_class_name=storage_class,
            resources=k8s.ResourceRequirements(requests={"storage": quantity(volume.size)}),
        ),
    )
    return name
