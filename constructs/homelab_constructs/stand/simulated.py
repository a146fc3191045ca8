"""Simulation: the only place where a stand pretends. Everything else in it is the real program.

No container runs here, so nobody provisions volumes and CloudNativePG's operator is left to its webhooks. This module
does what those two would be seen to do, and no more; `SIMULATED` is the list for reports and docs.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from .api import Api, Object

__all__ = ["SIMULATED", "Simulation"]

SIMULATED: Final = (
    ("containers", "KWOK gives every pod a node, an address and readiness, and completes Jobs; no image runs"),
    ("volumes", "a claim is bound to an empty volume of its size and class as soon as it is there"),
    (
        "PostgreSQL clusters",
        "CloudNativePG's Services, Secrets and healthy status appear without a database behind them",
    ),
)

_CNPG = "postgresql.cnpg.io/v1"
# What a copy of a Cluster is opened with; nothing here reads more of them than that they are there.
_CERTIFICATES = {"replication": ("tls.crt", "tls.key"), "ca": ("ca.crt", "ca.key")}
_APP_KEYS = ("dbname", "fqdn-jdbc-uri", "fqdn-uri", "host", "jdbc-uri", "password", "pgpass", "port", "uri", "user")


class Simulation:
    """Runs in a thread of the harness until it is stopped.

    Attributes:
        database_delay: seconds from the creation of a Cluster to its healthy status; None holds it back for good.
        held: names of Clusters that are held back while they are in here.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._seen: dict[str, float] = {}
        self.database_delay: float | None = 1.0
        self.held: set[str] = set()
        self._failures: dict[str, tuple[int, str]] = {}

    def start(self) -> None:
        """Begin."""
        loops: tuple[Callable[[], None], ...] = (self._bind_claims, self._databases, self._poolers, self._declared)
        for loop in loops:
            thread = threading.Thread(target=self._repeat, args=(loop,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Leave everything as it is."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=5)

    def _repeat(self, loop: Callable[[], None]) -> None:
        while not self._stop.wait(0.5):
            try:
                loop()
                self._failures.pop(loop.__name__, None)
            except Exception as error:  # the API server may be away for a moment
                count, _ = self._failures.get(loop.__name__, (0, ""))
                self._failures[loop.__name__] = (count + 1, f"{type(error).__name__}: {str(error)[:300]}")
                self._stop.wait(0.5)

    @property
    def trouble(self) -> str:
        """What has failed twenty times in a row: no moment any more."""
        return next((words for count, words in self._failures.values() if count >= 20), "")

    def _bind_claims(self) -> None:
        for claim in self._api.list("v1", "PersistentVolumeClaim"):
            if claim["spec"].get("volumeName") or claim.get("status", {}).get("phase") != "Pending":
                continue
            self._api.apply(_volume(claim))

    def _databases(self) -> None:
        for cluster in self._api.list(_CNPG, "Cluster"):
            uid, instances = cluster["metadata"]["uid"], cluster["spec"]["instances"]
            appeared = self._seen.setdefault(uid, time.monotonic())
            if cluster["metadata"]["name"] in self.held or self.database_delay is None:
                continue
            if time.monotonic() - appeared < self.database_delay:
                continue
            if cluster.get("status", {}).get("readyInstances") == instances:
                continue
            for made in _database_objects(cluster):
                self._api.apply(made, manager="cloudnative-pg")
            primary = f"{cluster['metadata']['name']}-1"
            status = {
                "phase": "Cluster in healthy state",
                "instances": instances,
                "readyInstances": instances,
                "currentPrimary": primary,
                "targetPrimary": primary,
                "conditions": [_ready("ClusterIsReady", "Cluster is Ready")],
            }
            self._api.merge(cluster, {"status": status}, status=True)

    def _poolers(self) -> None:
        for pooler in self._api.list(_CNPG, "Pooler"):
            instances = pooler["spec"].get("instances", 1)
            if pooler.get("status", {}).get("instances") == instances or not self._is_healthy(pooler):
                continue
            name = pooler["metadata"]["name"]
            port = [{"name": "pgbouncer", "port": 5432, "targetPort": "pgbouncer"}]
            self._api.apply(_service(pooler, name, {"cnpg.io/poolerName": name}, port), manager="cloudnative-pg")
            self._api.merge(pooler, {"status": {"instances": instances}}, status=True)

    def _declared(self) -> None:
        for database in self._api.list(_CNPG, "Database"):
            generation = database["metadata"]["generation"]
            if database.get("status", {}).get("observedGeneration") != generation and self._is_healthy(database):
                status = {"applied": True, "observedGeneration": generation}
                self._api.merge(database, {"status": status}, status=True)

    def _is_healthy(self, dependent: Object) -> bool:
        cluster = self._api.get(
            _CNPG, "Cluster", dependent["spec"]["cluster"]["name"], dependent["metadata"]["namespace"]
        )
        return bool(cluster and cluster.get("status", {}).get("readyInstances"))


def _ready(reason: str, message: str) -> Object:
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return {"type": "Ready", "status": "True", "reason": reason, "message": message, "lastTransitionTime": now}


def _volume(claim: Object) -> Object:
    metadata = claim["metadata"]
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolume",
        "metadata": {"name": f"stand-{metadata['uid']}"},
        "spec": {
            "capacity": {"storage": claim["spec"]["resources"]["requests"]["storage"]},
            "accessModes": claim["spec"]["accessModes"],
            "storageClassName": claim["spec"].get("storageClassName", ""),
            "persistentVolumeReclaimPolicy": "Retain",
            "claimRef": {
                "apiVersion": "v1",
                "kind": "PersistentVolumeClaim",
                "name": metadata["name"],
                "namespace": metadata["namespace"],
                "uid": metadata["uid"],
            },
            "hostPath": {"path": "/nowhere"},
        },
    }


def _owned(owner: Object, name: str) -> Object:
    metadata = owner["metadata"]
    reference = {"apiVersion": owner["apiVersion"], "kind": owner["kind"], "name": metadata["name"]}
    return {
        "name": name,
        "namespace": metadata["namespace"],
        "ownerReferences": [{**reference, "uid": metadata["uid"], "controller": True}],
    }


def _service(owner: Object, name: str, selector: dict[str, str], ports: list[Object]) -> Object:
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": _owned(owner, name),
        "spec": {"selector": selector, "ports": ports},
    }


def _database_objects(cluster: Object) -> Iterator[Object]:
    """The Services of a Cluster, and the Secret of its application where it was given none."""
    name = cluster["metadata"]["name"]
    for role, selector in (
        ("rw", {"cnpg.io/instanceRole": "primary"}),
        ("ro", {"cnpg.io/instanceRole": "replica"}),
        ("r", {}),
    ):
        ports: list[Object] = [{"name": "postgres", "port": 5432, "targetPort": 5432}]
        yield _service(cluster, f"{name}-{role}", {"cnpg.io/cluster": name, **selector}, ports)
    for part, keys in _CERTIFICATES.items():
        yield _secret(cluster, f"{name}-{part}", keys, kind="Opaque")
    ways = [way for way in (cluster["spec"].get("bootstrap") or {}).values() if way is not None]
    if ways and not ways[0].get("secret"):
        yield _secret(cluster, f"{name}-app", (*_APP_KEYS, "username"), kind="kubernetes.io/basic-auth")


def _secret(owner: Object, name: str, keys: Sequence[str], *, kind: str) -> Object:
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "type": kind,
        "metadata": _owned(owner, name),
        "stringData": {key: secrets.token_hex(16) for key in keys},
    }
