"""IngressHost: a host under the cluster's domain by which something is reached from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import checks
from .errors import refuse
from .flux.component import Component
from .typed import Options

__all__ = ["IngressHost"]

MIDDLEWARES = "traefik.ingress.kubernetes.io/router.middlewares"


@dataclass(frozen=True, kw_only=True)
class IngressHost(Options):
    """One host by which something is reached from outside the cluster, always with TLS.

    Attributes:
        host: such as `app.${SECRET_DOMAIN}`.
        tls_secret: by default the profile's wildcard Secret.
        middlewares: by default the profile's; `()` for none.
        annotations: further annotations of the Ingress.

    Raises:
        InvalidArgument: no host, or a name, middleware or annotation that Kubernetes or Traefik would refuse.
    """

    host: str
    tls_secret: str | None = None
    middlewares: Sequence[str] | None = None
    annotations: Sequence[tuple[str, str]] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.host("host", self.host)
        if self.tls_secret is not None:
            checks.dns_subdomain("tls_secret", self.tls_secret, references=True)
        for middleware in self.middlewares or ():
            checks.middleware("middlewares", middleware)
        for name, value in self.annotations:
            if checks.annotation("annotations", name) == MIDDLEWARES:
                refuse("annotations", name, "the argument middlewares sets it")
            checks.line("annotations", value, allow_empty=True)

    def values(self, component: Component) -> dict[str, Any]:
        """What charts with a plain `ingress` block share: class, annotations and TLS; records what it expects.

        Args:
            component: the one with the Ingress.

        Raises:
            InvalidArgument: the wildcard certificate does not cover the host, or another component has it.
        """
        profile, expected = component.lab.profile, component.lab.expectations
        if self.tls_secret is None and not _covered(self.host, profile.domain):
            refuse("host", self.host, f"one label below {profile.domain}, as its certificate has it; else tls_secret")
        component.lab.claim_host(self.host, component.kustomization_name)
        secret = self.tls_secret or profile.tls_secret
        middlewares = profile.ingress_middlewares if self.middlewares is None else tuple(self.middlewares)
        expected.ingress_classes.add(profile.ingress_class)
        expected.middlewares |= set(middlewares)
        component.expect_secret(secret, ("tls.crt", "tls.key"), "certificate of the hosts under the domain")
        annotations = dict(self.annotations)
        if middlewares:
            annotations[MIDDLEWARES] = ",".join(middlewares)
        return {
            "enabled": True,
            "className": profile.ingress_class,
            **({"annotations": annotations} if annotations else {}),
            # Hosts are always written: app-template refuses TLS without them.
            "tls": [{"secretName": secret, "hosts": [self.host]}],
        }


def _covered(host: str, domain: str) -> bool:
    """Whether a wildcard certificate of the domain covers a host, as far as the text tells.

    A host written out beside a domain that is a variable, or the reverse, may well be below it: nobody here knows.
    """
    if ("${" in host) != ("${" in domain):
        return "." in host
    label, _, rest = host.partition(".")
    return host == domain or (bool(label) and rest == domain)
