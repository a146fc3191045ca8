"""Effects: what comes of a changed field, where nothing is lost by it and nothing refused.

What loses data or is refused the proof `data` finds; nothing of that is said a second time here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from ..proofs.tree import Item
from .things import FLUX_GROUP

__all__ = ["Change", "Effect", "effect_of"]


class Effect(Enum):
    """What a change of a field does, and the word for it."""

    HARMLESS = "harmless"
    RESTARTS = "restarts"
    LOOK = "look"


@dataclass(frozen=True)
class Change:
    """One field that is another.

    Attributes:
        path: where, from the top of the object.
        was: what was there, as it may be shown.
        now: what is there in the lab.
        effect: what it does.
        why: in words.
    """

    path: str
    was: str
    now: str
    effect: Effect
    why: str


_HELM, _CNPG = "helm.toolkit.fluxcd.io", "postgresql.cnpg.io"
_H, _R, _L = Effect.HARMLESS, Effect.RESTARTS, Effect.LOOK
_MARKS = r"(kustomize\.toolkit\.fluxcd\.io/|app\.kubernetes\.io/|helm\.sh/|cnpg\.io/reload)"
_PODS = "its pods come anew"
_READERS = "whoever reads it sees it when it starts again"
_CONNECTS = "whoever connects to it must fit"
# Group, kind (a pattern), field (the beginning of one), effect, and why. The first that fits counts.
_RULES: tuple[tuple[str, str, str, Effect, str], ...] = (
    (".*", ".*", rf"metadata\.(labels|annotations)\.{_MARKS}", _H, "a mark, or a label that nothing selects by"),
    (".*", ".*", r"metadata\.", _L, "whoever goes by this mark"),
    (".*", ".*", r"apiVersion$", _H, "the same kind in another version of its API"),
    (FLUX_GROUP, "Kustomization", r"spec\.path", _H, "where its manifests lie"),
    (FLUX_GROUP, "Kustomization",
     r"spec\.(interval|retryInterval|timeout|wait|healthChecks|healthCheckExprs|dependsOn)", _H,
     "when Flux looks, and what counts as ready"),
    (FLUX_GROUP, "Kustomization", r"spec\.(postBuild\.substituteFrom|decryption)", _H,
     "variables and keys come from itself instead of its root, or the other way round"),
    (FLUX_GROUP, "Kustomization", r"spec\.postBuild(\.substitute\.(APP|quote))?$", _H, "variables of its own"),
    (FLUX_GROUP, "Kustomization", r"spec\.commonMetadata(\.labels|$)", _H, "labels that nothing selects by"),
    (FLUX_GROUP, "Kustomization", r"spec\.(prune|deletionPolicy)", _H, "what Flux deletes with it; see its data"),
    (_HELM, "HelmRelease",
     r"spec\.(interval|timeout|maxHistory|install|upgrade|rollback|test|uninstall|driftDetection)", _H,
     "how Flux goes about it, not what it makes"),
    (_HELM, "HelmRelease", r"spec\.values\.(ingress|webapp\.ingress|service)\b", _L, _CONNECTS),
    (_HELM, "HelmRelease", r"spec\.(values|valuesFrom|postRenderers)", _R, "pods come anew where they differ"),
    (_CNPG, "Cluster", r"spec\.(logLevel|primaryUpdateStrategy|primaryUpdateMethod|startDelay|stopDelay)", _H,
     "how the operator goes about it"),
    (_CNPG, "Cluster", r"spec\.monitoring", _L, "who scrapes it"),
    (_CNPG, "Cluster", r"spec\.(enableSuperuserAccess|superuserSecret)", _L,
     "whether and how postgres may connect by network"),
    (_CNPG, "Cluster", r"spec\.managed\.roles", _L, "what its roles may do"),
    (_CNPG, "Cluster", r"spec\.(backup|plugins)", _L, "where its backups go"),
    (_CNPG, "Cluster", r"spec\.(storage|walStorage|tablespaces)", _R, "volumes grow, or come to it"),
    (_CNPG, "Cluster", r"spec\.bootstrap\.\w+\.secret", _L, "which Secret opens it from now on"),
    (_CNPG, "Cluster", r"spec\.instances", _L, "copies of the database come or go"),
    (_CNPG, "Cluster", r"spec\.postgresql\.pg_hba", _L, "who may connect"),
    (_CNPG, "Cluster", r"spec\.(postgresql|resources|affinity|env|imageName)", _R,
     "PostgreSQL reloads, or restarts where it must"),
    (_CNPG, "Pooler", r"spec\.", _R, "connections through it are cut once"),
    ("apps", ".*", r"spec\.template", _R, _PODS),
    ("apps", ".*", r"spec\.(strategy|updateStrategy|revisionHistoryLimit|minReadySeconds|progressDeadlineSeconds)", _H,
     "how pods are replaced"),
    ("apps", ".*", r"spec\.replicas", _L, "how many pods there are"),
    ("batch", "Job", r"spec\.", _R, "it runs again"),
    ("batch", "CronJob", r"spec\.", _L, "when it runs, and what"),
    ("", "Service", r"spec\.", _L, _CONNECTS),
    ("", "ConfigMap", r"(data|binaryData)", _R, _READERS),
    ("", "PersistentVolumeClaim", r"spec\.resources", _H, "the volume grows"),
    ("networking.k8s.io", "Ingress", r"spec\.", _L, _CONNECTS),
    ("source.toolkit.fluxcd.io", ".*", r"spec\.(interval|timeout)", _H, "when Flux looks"),
    ("source.toolkit.fluxcd.io", ".*", r"spec\.", _L, "which charts come of it, for everybody who uses it"),
)  # fmt: skip
_COMPILED = tuple((re.compile(group), re.compile(kind), re.compile(path), effect, why)
                  for group, kind, path, effect, why in _RULES)  # fmt: skip


def effect_of(item: Item, path: str) -> tuple[Effect, str]:
    """What a change of one field does, and why; of what nobody here knows, that somebody has to look."""
    for group, kind, pattern, effect, why in _COMPILED:
        if group.fullmatch(item.group) and kind.fullmatch(item.kind) and pattern.match(path):
            return effect, why
    return Effect.LOOK, "what comes of it is not known here"
