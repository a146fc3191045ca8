"""Provides a Secret to a component: rendered from placeholders, carried from a SOPS file, or expected to exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .. import checks
from .._collector import collector_paused
from ..errors import refuse
from ..flux.metadata import KEEP
from ..flux.variables import Variable
from ..typed import Options
from .contract import ExistingSecret, SecretContract, SecretOrigin, SecretSource, SopsSecret
from .sops import read_encrypted

if TYPE_CHECKING:
    from ..flux.component import Component

__all__ = ["Placeholders", "provide_secret"]


@dataclass(frozen=True, kw_only=True)
class Placeholders(Options):
    """What a rendered Secret holds: text around variables, never a value that is secret itself.

    Attributes:
        name: the Secret's name.
        content: text per key; what is secret in it is a variable's reference.
        variables: the variables that stand in the content.
        type: Kubernetes' Secret type.
        labels: labels of the Secret.
        keep: never pruned. True for credentials that data depends on: the database outlives its release, so must
            the password that opens it.

    Raises:
        InvalidArgument: a name or key that Kubernetes would refuse, or no variable at all.
    """

    name: str
    content: Mapping[str, str]
    variables: Sequence[Variable]
    type: str = "Opaque"
    labels: Mapping[str, str] = field(default_factory=dict)
    keep: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_subdomain("name", self.name)
        for key in self.content:
            checks.secret_key("content", key)
        if not self.variables:
            refuse("variables", (), "at least one variable: a Secret of plain text would be no secret in dist")


def provide_secret(
    component: Component, argument: str, placeholders: Placeholders, source: SecretSource | None
) -> SecretContract:
    """Make sure that a Secret with these keys will be there, and say what it is called.

    Args:
        component: where it is emitted if it is.
        argument: the caller's argument that `source` came from, for errors.
        placeholders: what is rendered when the caller hands nothing in; its keys are what must be promised in any case.
        source: the caller's own Secret, or None.

    Raises:
        InvalidArgument: the SOPS file does not fit (see `SopsSecret`).
    """
    if source is None:
        return _render(component, placeholders)
    if isinstance(source, SopsSecret):
        return _carry(component, argument, placeholders, source)
    if not isinstance(source, ExistingSecret):
        refuse(argument, f"<{type(source).__name__}>", "an ExistingSecret or a SopsSecret is needed")
    contract = source.contract(placeholders.content)
    component.expect_secret(contract.name, contract.keys.values())
    return contract


def _render(component: Component, placeholders: Placeholders) -> SecretContract:
    with collector_paused():
        from cdk8s_plus_28 import k8s

    component.add_part(f"secret-{placeholders.name}")
    for variable in placeholders.variables:
        component.declare(variable)
    annotations = dict(KEEP) if placeholders.keep else None
    k8s.KubeSecret(
        component,
        f"secret-{placeholders.name}",
        metadata=k8s.ObjectMeta(
            name=placeholders.name, annotations=annotations, labels=dict(placeholders.labels) or None
        ),
        type=placeholders.type,
        string_data=dict(placeholders.content),
    )
    return SecretContract(
        placeholders.name,
        {key: key for key in placeholders.content},
        SecretOrigin.PLACEHOLDERS,
        component.kustomization_name,
        component.target_namespace,
    )


def _carry(component: Component, argument: str, placeholders: Placeholders, source: SopsSecret) -> SecretContract:
    renamed = {key: (source.keys or {}).get(key, key) for key in placeholders.content}
    if component.lab.profile.decryption_secret is None:
        refuse(argument, str(source.path), "the profile has no decryption_secret: nothing would decrypt the file")
    encrypted = read_encrypted(
        argument, source, needed=renamed.values(), namespace=component.target_namespace, kind=placeholders.type
    )
    component.carry("Secret", encrypted.name, encrypted.content)
    return SecretContract(
        encrypted.name, renamed, SecretOrigin.SOPS, component.kustomization_name, component.target_namespace
    )
