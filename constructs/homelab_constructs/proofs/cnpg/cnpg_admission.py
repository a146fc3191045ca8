"""CloudNativePG's admission: what its webhook refuses of Clusters, Poolers, Databases and ScheduledBackups.

Read in operator 1.28.1 (contract datastores, 1.1); newer ones ask the same. What the schemas hold is not repeated here,
and what may not change against what was there before is the proof of data's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ...cnpg_rules import POOLER_PARAMETERS
from ..finding import Finding, Unproven
from ..pods.container_shape import Objection
from ..pods.pod_templates import live
from ..proof import Proof
from ..schemas.certain import Certainty
from ..schemas.plain import DeepError, dotted, plain, shown
from ..tree import Item, Tree, entries, get
from .cnpg_cluster import cluster_objections

__all__ = ["CNPG_ADMISSION"]

Map = dict[str, Any]

_GROUP = "postgresql.cnpg.io"
_VALIDATION = "cnpg.io/validation"
_DESCRIPTORS = frozenset("@yearly @annually @monthly @weekly @daily @midnight @hourly".split())
_CRON_FIELD = re.compile(r"[0-9*/,\-?A-Za-z]+")


def _find(tree: Tree) -> Iterator[Finding | Unproven]:
    for item in tree.of_kind(*_CHECKS, group=_GROUP):
        yield from _said(item)


CNPG_ADMISSION = Proof(
    "cnpg", "CloudNativePG's webhook takes every Cluster, Pooler, Database and ScheduledBackup", _find
)


def _said(item: Item) -> Iterator[Finding | Unproven]:
    try:
        data = plain(live(item))
    except (DeepError, RecursionError):
        return  # the proof of schemas says so
    annotations = get(data, "metadata.annotations")
    if isinstance(annotations, dict) and annotations.get(_VALIDATION) == "disabled":
        yield item.unproven("what the operator would refuse", f"{_VALIDATION}: disabled, so that it refuses nothing")
        return
    certain = Certainty(item)
    for path, problem, remedy in _CHECKS[item.kind](data):
        if certain.varies(path):
            yield item.unproven(f"{dotted(path)}: {problem}", "only the cluster knows the variable's value")
        else:
            yield item.finding(dotted(path), problem, remedy)


# Poolers ------------------------------------------------------------------------------------------------------------


def _pooler(data: Map) -> Iterator[Objection]:
    name, cluster = get(data, "metadata.name"), get(data, "spec.cluster.name")
    if cluster == "":
        yield ("spec", "cluster", "name"), "it is empty", "the name of the Cluster"
    elif cluster == name:
        yield (
            ("metadata", "name"),
            f"{shown(name)} is the name of its Cluster too: the Services would be mixed up",
            f"another name, such as {name}-pooler-rw",
        )
    bouncer, path = get(data, "spec.pgbouncer"), ("spec", "pgbouncer")
    if not isinstance(bouncer, dict):
        return
    secret = get(bouncer, "authQuerySecret.name") or get(bouncer, "serverTLSSecret.name")
    if secret and not bouncer.get("authQuery"):
        yield (*path, "authQuery"), "authQuerySecret stands alone", "authQuery beside it, or neither"
    if bouncer.get("authQuery") and not secret:
        yield (*path, "authQuerySecret"), "authQuery stands alone", "authQuerySecret beside it, or neither"
    parameters = bouncer.get("parameters")
    for parameter in parameters if isinstance(parameters, dict) else ():
        if parameter not in POOLER_PARAMETERS:
            yield (
                (*path, "parameters", parameter),
                f"{parameter!r} is not among PgBouncer's parameters that the operator lets through",
                "leave it out",
            )


# Databases ----------------------------------------------------------------------------------------------------------


def _database(data: Map) -> Iterator[Objection]:
    wrappers: set[str] = set()
    for block in ("extensions", "schemas", "fdws", "servers"):
        seen: set[str] = set()
        for index, entry in entries(get(data, f"spec.{block}")):
            path = ("spec", block, index)
            name = str(entry.get("name"))
            if name in seen:
                yield (*path, "name"), f"{name!r} stands in {block} twice", "each once"
            seen.add(name)
            for part in ("options", "usages") if block in ("fdws", "servers") else ():
                yield from _twice((*path, part), entry.get(part))
            wrapper = entry.get("fdw")
            if block == "servers" and entry.get("ensure") != "absent" and str(wrapper) not in wrappers:
                yield (*path, "fdw"), f"{shown(wrapper)} is not in spec.fdws", f"one of {', '.join(sorted(wrappers))}"
        wrappers = seen if block == "fdws" else wrappers


def _twice(path: tuple[str | int, ...], node: Any) -> Iterator[Objection]:
    seen: set[str] = set()
    for index, entry in entries(node):
        name = str(entry.get("name"))
        if name in seen:
            yield (*path, index, "name"), f"{name!r} stands here twice", "each once"
        seen.add(name)


# Scheduled backups --------------------------------------------------------------------------------------------------


def _scheduled_backup(data: Map) -> Iterator[Objection]:
    schedule, path = get(data, "spec.schedule"), ("spec", "schedule")
    right = "six fields, seconds first, such as '0 0 3 * * *'"
    if isinstance(schedule, str) and not schedule.startswith("@every "):
        fields = schedule.split()
        if schedule.startswith("@"):
            if schedule not in _DESCRIPTORS:
                yield path, f"{schedule!r} is no schedule", f"one of {', '.join(sorted(_DESCRIPTORS))}"
        elif len(fields) not in (5, 6) or not all(_CRON_FIELD.fullmatch(field) for field in fields):
            yield path, f"{schedule!r} is no schedule", right
        elif len(fields) == 5:
            yield (
                path,
                f"{schedule!r} has five fields: the operator reads the first as seconds, the next as minutes",
                right,
            )
    if get(data, "spec.method", "barmanObjectStore") == "barmanObjectStore":
        for field in ("online", "onlineConfiguration"):
            if get(data, f"spec.{field}") is not None:
                yield ("spec", field), "it is for method volumeSnapshot only", "leave it out"


_CHECKS: dict[str, Callable[[Map], Iterator[Objection]]] = {
    "Cluster": cluster_objections,
    "Database": _database,
    "Pooler": _pooler,
    "ScheduledBackup": _scheduled_backup,
}
