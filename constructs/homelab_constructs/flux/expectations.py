"""What a lab takes for granted in its cluster, collected while it is built and written to expects.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..errors import refuse
from .variables import Variable

__all__ = ["Expectations"]

_CLAIM = ("v1", "PersistentVolumeClaim")


@dataclass
class Expectations:
    """Grows while constructs are made; `document()` is what stands in dist/expects.yaml."""

    kustomizations: set[tuple[str, str]] = field(default_factory=set)
    sources: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)
    namespaces: set[str] = field(default_factory=set)
    storage_classes: set[str] = field(default_factory=set)
    ingress_classes: set[str] = field(default_factory=set)
    middlewares: set[str] = field(default_factory=set)
    operators: dict[str, str] = field(default_factory=dict)
    objects: set[tuple[str, str, str, str]] = field(default_factory=set)
    access_modes: dict[tuple[str, str], str] = field(default_factory=dict)
    secrets: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    purposes: dict[tuple[str, str], str] = field(default_factory=dict)
    made_later: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    variables: dict[str, Variable] = field(default_factory=dict)
    exemptions: set[tuple[str, str, str, str]] = field(default_factory=set)

    def secret(self, namespace: str, name: str, keys: Iterable[str], purpose: str = "") -> None:
        """A Secret with these keys."""
        self.secrets.setdefault((namespace, name), set()).update(keys)
        if purpose:
            self.purposes[namespace, name] = purpose

    def claim(self, namespace: str, name: str, access_mode: str = "") -> None:
        """A volume claim, and what it was claimed with where somebody knows; that is the same for all who mount it."""
        self.objects.add((*_CLAIM, namespace, name))
        if access_mode:
            known = self.access_modes.setdefault((namespace, name), access_mode)
            if known != access_mode:
                refuse("access_mode", access_mode, f"claim {name!r} is {known} elsewhere in this lab")

    def secret_made_later(self, namespace: str, name: str, key: str, purpose: str) -> None:
        """A Secret that a pod of the lab makes when it runs: nobody has to bring it, and nobody finds it at first."""
        self.made_later[namespace, name] = (key, purpose)

    def variable(self, variable: Variable) -> None:
        """A variable of the variables Secret; the same name must mean the same everywhere."""
        known = self.variables.setdefault(variable.name, variable)
        if known != variable:
            refuse("variable", variable.name, f"it is declared already with another meaning: {known.purpose}")

    def document(self, *, variables_secret: tuple[str, str] | None, root_injects: bool = False) -> dict[str, Any]:
        """The expectations as plain data, sorted, empty parts left out.

        Args:
            variables_secret: namespace and name of the Secret that every ks.yaml names, variables in it or not.
            root_injects: whether the cluster's root puts variables and decryption into every Kustomization.
        """
        secrets = [
            {
                "namespace": namespace,
                "name": name,
                "keys": sorted(keys),
                **({"purpose": self.purposes[namespace, name]} if (namespace, name) in self.purposes else {}),
            }
            for (namespace, name), keys in sorted(self.secrets.items())
        ]
        variables = [
            {
                "name": variable.name,
                "format": variable.format.name,
                "purpose": variable.purpose,
                "mayChange": variable.may_change,
                **({"generate": variable.format.generate} if variable.format.generate else {}),
            }
            for _, variable in sorted(self.variables.items())
        ]
        secret = dict(zip(("namespace", "name"), variables_secret, strict=True)) if variables_secret else {}
        document: dict[str, Any] = {
            "operators": [{"name": name, "version": f">={least}"} for name, least in sorted(self.operators.items())],
            "namespaces": sorted(self.namespaces),
            "kustomizations": [
                {"namespace": namespace, "name": name} for namespace, name in sorted(self.kustomizations)
            ],
            "sources": [
                {"kind": kind, "namespace": namespace, "name": name, **facts}
                for (kind, namespace, name), facts in sorted(self.sources.items())
            ],
            "storageClasses": sorted(self.storage_classes),
            "ingressClasses": sorted(self.ingress_classes),
            "middlewares": sorted(self.middlewares),
            "objects": [
                {
                    "apiVersion": api_version,
                    "kind": kind,
                    "namespace": namespace,
                    "name": name,
                    **self._access_mode(api_version, kind, namespace, name),
                }
                for api_version, kind, namespace, name in sorted(self.objects)
            ],
            "secrets": secrets,
            "secretsMadeLater": [
                {"namespace": namespace, "name": name, "keys": [key], "purpose": purpose}
                for (namespace, name), (key, purpose) in sorted(self.made_later.items())
            ],
            "exemptions": [
                {"proof": proof, "object": item, **({"path": path} if path else {}), "reason": reason}
                for proof, item, path, reason in sorted(self.exemptions)
            ],
            "rootInjects": root_injects,
            "variables": {key: value for key, value in (("secret", secret), ("keys", variables)) if value},
        }
        return {key: value for key, value in document.items() if value}

    def _access_mode(self, api_version: str, kind: str, namespace: str, name: str) -> dict[str, str]:
        mode = self.access_modes.get((namespace, name)) if (api_version, kind) == _CLAIM else None
        return {"accessMode": mode} if mode else {}
