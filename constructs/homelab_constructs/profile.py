"""ClusterProfile: what all apps of one cluster share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from . import checks
from .errors import refuse
from .flux.source import ExistingSource
from .flux.substitution import references
from .typed import Options

__all__ = ["ClusterProfile"]

_PATH = re.compile(r"\.(/[A-Za-z0-9._-]+)+")


@dataclass(frozen=True, kw_only=True)
class ClusterProfile(Options):
    """One cluster as its apps see it. Write it once, hand it to `Homelab`.

    Attributes:
        database_storage_class: class for databases, ReadWriteOnce block storage that bears heavy random writes.
        data_storage_class: class for files and objects.
        data_access_mode: access mode of volumes of the data class; ReadWriteMany by default, as shared file systems
            offer it.
        domain: the cluster's domain, usually a variable, so that dist names no domain.
        namespace: where apps live (Flux's targetNamespace); it must exist.
        ingress_class: class of Ingresses.
        tls_secret: wildcard TLS Secret for hosts under the domain, copied into every namespace. By default the domain
            with its first dot dashed and `-tls` behind it, as the copying convention of the target cluster names it.
        ingress_middlewares: Traefik middlewares of every Ingress, as `<namespace>-<name>@kubernetescrd`.
        flux: the Flux of the cluster, 2.6 to 2.9. What is written stays on the field set of 2.6; of objects that are
            placed in a component otherwise, proofs accept the fields of this one.
        flux_namespace: where Flux's own objects live.
        git_repository: the GitRepository that stands for this repository.
        path_prefix: folder of dist inside that repository.
        variables_secret: Secret with the values of `${...}` variables.
        decryption_secret: Secret with the keys that decrypt SOPS files; None for a cluster without SOPS.
        root_injects: True where the cluster's root Kustomization patches `substituteFrom` and `decryption` into
            every child; they are then left out of ks.yaml. False writes both: a lab that needs nothing from its root.
        base_dependencies: Kustomizations that every component waits for.
        existing_sources: chart sources that the cluster already has; constructs refer to them instead of emitting.
        interval: how often Flux looks at a component again without being asked.
        retry_interval: how soon a failed one is tried again; short, because a gate that ran out of time is a failure.

    Raises:
        InvalidArgument: a name, host or duration that Kubernetes or Flux would refuse.
    """

    database_storage_class: str
    data_storage_class: str
    data_access_mode: str = "ReadWriteMany"
    domain: str = "${SECRET_DOMAIN}"
    namespace: str = "default"
    ingress_class: str = "traefik"
    tls_secret: str = ""
    ingress_middlewares: Sequence[str] = ()
    flux: Literal["2.6", "2.7", "2.8", "2.9"] = "2.6"
    flux_namespace: str = "flux-system"
    git_repository: str = "flux-system"
    path_prefix: str = "./dist"
    variables_secret: str = "cluster-secrets"
    decryption_secret: str | None = "sops-gpg"
    root_injects: bool = False
    base_dependencies: Sequence[str] = ()
    existing_sources: Sequence[ExistingSource] = ()
    interval: str = "30m"
    retry_interval: str = "1m"

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.dns_subdomain("database_storage_class", self.database_storage_class)
        checks.dns_subdomain("data_storage_class", self.data_storage_class)
        checks.one_of("data_access_mode", self.data_access_mode, ("ReadWriteOnce", "ReadWriteMany"))
        checks.host("domain", self.domain)
        for name in ("namespace", "flux_namespace"):
            checks.dns_label(name, getattr(self, name))
        for name in ("ingress_class", "git_repository", "variables_secret"):
            checks.dns_subdomain(name, getattr(self, name))
        if self.decryption_secret is not None:
            checks.dns_subdomain("decryption_secret", self.decryption_secret)
        if not self.tls_secret:
            object.__setattr__(self, "tls_secret", _wildcard_secret(self.domain))
        checks.dns_subdomain("tls_secret", self.tls_secret, references=True)
        for name in ("interval", "retry_interval"):
            checks.duration(name, getattr(self, name))
        prefix = checks.text("path_prefix", self.path_prefix)
        if not _PATH.fullmatch(prefix) or ".." in prefix.split("/"):
            refuse("path_prefix", prefix, "a path from the repository's root is needed, such as ./dist")
        for middleware in self.ingress_middlewares:
            checks.middleware("ingress_middlewares", middleware)
        for dependency in self.base_dependencies:
            checks.dns_subdomain("base_dependencies", dependency)
        named = [(source.kind, source.name) for source in self.existing_sources]
        for source in self.existing_sources:
            if named.count((source.kind, source.name)) > 1:
                refuse("existing_sources", source.name, f"the profile names this {source.kind} twice")
        for argument in ("ingress_middlewares", "base_dependencies", "existing_sources"):
            object.__setattr__(self, argument, tuple(getattr(self, argument)))


def _wildcard_secret(domain: str) -> str:
    names = references("domain", domain)
    if domain == "".join(f"${{{name}}}" for name in names) and len(names) == 1:
        return f"${{{names[0]}/./-}}-tls"
    if names:
        refuse("tls_secret", "", f"cannot be derived from domain={domain!r}: give its name")
    return domain.replace(".", "-", 1) + "-tls"
