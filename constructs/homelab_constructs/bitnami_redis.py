"""BitnamiRedis: one durable Redis server by Bitnami's chart."""

from __future__ import annotations

import re
from typing import Any

from . import checks, versions
from .claims import take_claim
from .connections import RedisConnection
from .errors import refuse
from .flux.component import Component, ComponentPart
from .flux.release import HelmRelease
from .flux.source import OciChart, RepositoryChart, is_exact_version
from .flux.variables import HEX_32, Variable, in_secret, in_url
from .images import Image
from .pods import container_security, pod_security
from .secrets.contract import SecretContract, SecretSource
from .secrets.provide import Placeholders, provide_secret
from .sizing import Resources, Volume
from .typed import typed_arguments

__all__ = ["REDIS_CHART", "BitnamiRedis"]

REDIS_CHART = OciChart(
    name="bitnami-redis", url="oci://registry-1.docker.io/bitnamicharts/redis", version=versions.REDIS_CHART
)
PORT = 6379
_DIGITS = re.compile(r"[0-9]+")
_USER = 1001
# Redis itself takes a few MiB; a slip such as "1" for "1Gi" would end in `maxmemory 0`, which means no bound.
_LEAST_MEMORY = 32
# A StatefulSet stamps `<name>-master-<hash>` on its pods as a label of at most 63 characters.
_LONGEST_NAME = 45
# From this chart on an image of another repository is refused unless allowed (contract datastores, 2.2).
_CHECKS_IMAGES = (20, 5)


class BitnamiRedis(ComponentPart):
    """A standalone Redis that keeps what it was told: append-only file, no eviction, a claim of its own.

    Made for queues and locks, where a lost key is a lost job. The claim and the password are never pruned.

    Attributes:
        auth: Secret with the password under `redis-password`, and with `redis-url` where asked for.
        connection: what consumers take.
    """

    @typed_arguments
    def __init__(
        self,
        scope: Component,
        id: str,
        *,
        storage: Volume = Volume("5Gi"),
        name: str | None = None,
        fullname: str | None = None,
        chart: OciChart | RepositoryChart = REDIS_CHART,
        image: str | None = None,
        resources: Resources = Resources(cpu="100m", memory="256Mi", cpu_limit="1", memory_limit="512Mi"),
        auth: SecretSource | None = None,
        auth_name: str | None = None,
        url: bool = False,
        existing_claim: str | None = None,
    ) -> None:
        """Add a Redis.

        Args:
            scope: component to place it in.
            id: unique within the component.
            storage: its volume; the profile's database class unless it names one.
            name: name of the release; by default the Kustomization's.
            fullname: what the chart's objects are called, where that is not the release's name: a chart left to itself
                calls those of a release `cache` `cache-redis`. The Service is `<fullname>-master`.
            chart: chart source; the values follow its version. Where the profile says that the cluster has an
                OCIRepository of that name, its version counts.
            image: by default the one that goes with the chart's major version (`versions.REDIS_IMAGES`).
            resources: Redis may use three quarters of the memory limit; the rest is for rewriting the append-only file.
            auth: a Secret of yours with `redis-password`; None renders one from SECRET_<APP>_<COMPONENT>_PASSWORD.
            auth_name: name of the rendered Secret; `<app>-redis-auth` by convention.
            url: whether the Secret also holds `redis-url`, for apps that take nothing else. It embeds the password, so
                a Secret of yours must then have that key, too.
            existing_claim: a volume claim that exists; `storage` is then without effect.

        Raises:
            InvalidArgument: a chart version other than 18.4 to 23, an image that cannot be pulled, a bad name or size.
        """
        super().__init__(scope, id)
        lab = scope.lab
        if resources.memory_limit_mib < _LEAST_MEMORY:
            refuse("resources.memory_limit", resources.memory_limit, f"at least {_LEAST_MEMORY}Mi")
        self._name = self.object_name(name, most=_LONGEST_NAME)
        self._fullname = (
            self._name
            if fullname is None
            else checks.dns_label("fullname", fullname, most=_LONGEST_NAME, letter_first=True)
        )
        source, _, _ = lab.source(chart)
        major, minor = _chart_version(source)
        if image is None and major not in versions.REDIS_IMAGES:
            refuse("chart", source.version, f"no image is known for chart {major}; name one with image=")
        pinned = Image.parse("image", versions.REDIS_IMAGES[major] if image is None else image)
        if not pinned.repository.rpartition("/")[0].rpartition("/")[2].startswith("bitnami"):
            refuse("image", image, "a Bitnami image is needed: the chart runs scripts that only those contain")
        password = Variable(
            name=scope.variable_name(f"{scope.component_name}_PASSWORD"),
            format=HEX_32,
            purpose=f"password of Redis {self._name}",
        )
        host = f"{self._fullname}-master.{scope.target_namespace}.svc"
        content = {"redis-password": in_secret(password)}
        if url:
            content["redis-url"] = f"redis://:{in_url(password)}@{host}:{PORT}"
        self.auth: SecretContract = provide_secret(
            scope,
            "auth",
            Placeholders(
                name=checks.name_or("auth_name", auth_name, f"{scope.app.app_name}-redis-auth"),
                content=content,
                variables=[password],
            ),
            auth,
        )
        claim = take_claim(self, f"{self._name}-data", storage, kind="database", existing_claim=existing_claim)
        HelmRelease(
            scope,
            f"{id}-release",
            name=self._name,
            chart=chart,
            values=self._values(pinned, resources, claim, allow_image=(major, minor) >= _CHECKS_IMAGES),
        )
        scope.serve(host)
        self.connection = RedisConnection(
            host=host,
            port=PORT,
            password=self.auth.key("redis-password"),
            url=self.auth.key("redis-url") if url else None,
            provider=scope.kustomization_name,
        )

    def _values(self, image: Image, resources: Resources, claim: str, *, allow_image: bool) -> dict[str, Any]:
        values: dict[str, Any] = {
            # The chart would derive `<release>-redis` for a release that is not called something with redis.
            "fullnameOverride": self._fullname,
            "architecture": "standalone",
            "image": {"registry": image.registry, "repository": image.repository, "tag": image.tag},
            "auth": {
                "enabled": True,
                "existingSecret": self.auth.name,
                "existingSecretPasswordKey": self.auth.key("redis-password").key,
            },
            "commonConfiguration": _configuration(resources),
            "master": {
                "count": 1,
                "persistence": {"enabled": True, "existingClaim": claim},
                "resources": resources.values(),
                "podSecurityContext": {"enabled": True, "fsGroup": _USER},
                "containerSecurityContext": {
                    "enabled": True,
                    **pod_security(_USER, fs_group=False),
                    **container_security(),
                },
            },
            # Standalone renders no replica in any chart; the chart's default of three would only mislead a reader.
            "replica": {"replicaCount": 0},
            "metrics": {"enabled": False},
            # Off in chart 18, on from 19: said here, so that a newer chart changes nothing unasked.
            "networkPolicy": {"enabled": False},
        }
        if image.digest:
            values["image"]["digest"] = image.digest
        if allow_image:
            values["global"] = {"security": {"allowInsecureImages": True}}
        return values


def _configuration(resources: Resources) -> str:
    """The chart's own two lines, and what it leaves to chance: an upper bound, and that nothing is ever evicted."""
    most = resources.memory_limit_mib * 3 // 4
    return f'appendonly yes\nsave ""\nmaxmemory {most}mb\nmaxmemory-policy noeviction\n'


def _chart_version(source: OciChart | RepositoryChart) -> tuple[int, int]:
    """Major and minor version of the chart, which its values depend on: a range must leave no doubt about the major."""
    text = source.version.lstrip("~^= ") if not is_exact_version(source.version) else source.version
    major, _, rest = text.partition(".")
    minor = rest.partition(".")[0]
    if not _DIGITS.fullmatch(major) or any(sign in source.version for sign in "<>"):
        refuse("chart", source.version, 'a version such as "18.4.0" or a range within one major such as "~18.4.0"')
    # `^20.1.0` may bring any later 20.x: what the newest of the major needs is harmless in the older ones.
    newest = source.version.startswith("^") or not _DIGITS.fullmatch(minor)
    version = (int(major), 999 if newest else int(minor))
    if version[0] < 18 or version[0] > 23:
        refuse("chart", source.version, "chart versions 18 to 23 are known to this library")
    return version
