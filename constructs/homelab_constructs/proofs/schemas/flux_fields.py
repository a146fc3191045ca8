"""Flux fields: what each release of Flux added to its kinds since 2.6, and which API versions it took away.

The generated schemas are those of 2.6. Read in the CRDs of the controllers' releases: kustomize-controller 1.6 to 1.9,
helm-controller 1.3 to 1.6, source-controller 1.6 to 1.9, and those of notification and images of the same dates.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

__all__ = ["KINDS", "NEWEST", "OLDEST", "RETIRED", "Retired", "since", "with_release"]

Release = tuple[int, int]
Schema = dict[str, Any]

OLDEST: Release = (2, 6)
"""The release of the generated schemas."""
NEWEST: Release = (2, 9)
"""The last release that this table knows."""

_HELM = "helm.toolkit.fluxcd.io"
_KUSTOMIZE = "kustomize.toolkit.fluxcd.io"
_SOURCE = "source.toolkit.fluxcd.io"
_NOTIFICATION = "notification.toolkit.fluxcd.io"
_IMAGE = "image.toolkit.fluxcd.io"

KINDS: dict[str, tuple[str, ...]] = {
    _HELM: ("HelmRelease",),
    _IMAGE: ("ImagePolicy", "ImageRepository", "ImageUpdateAutomation"),
    _KUSTOMIZE: ("Kustomization",),
    _NOTIFICATION: ("Alert", "Provider", "Receiver"),
    _SOURCE: ("Bucket", "ExternalArtifact", "GitRepository", "HelmChart", "HelmRepository", "OCIRepository"),
}
"""Flux's kinds by group."""


@dataclass(frozen=True)
class Retired:
    """An API version that Flux serves no more.

    Attributes:
        gone: from which release on.
        heir: what to write instead.
        heir_since: from which release on that can be written.
    """

    gone: Release
    heir: str
    heir_since: Release = OLDEST


RETIRED: dict[str, Retired] = {
    f"{_HELM}/v2beta1": Retired((2, 7), f"{_HELM}/v2"),
    f"{_HELM}/v2beta2": Retired((2, 8), f"{_HELM}/v2"),
    f"{_IMAGE}/v1alpha1": Retired((2, 0), f"{_IMAGE}/v1beta2"),
    f"{_IMAGE}/v1beta1": Retired((2, 7), f"{_IMAGE}/v1beta2"),
    f"{_IMAGE}/v1beta2": Retired((2, 9), f"{_IMAGE}/v1", (2, 7)),
    f"{_KUSTOMIZE}/v1beta1": Retired((2, 7), f"{_KUSTOMIZE}/v1"),
    f"{_KUSTOMIZE}/v1beta2": Retired((2, 8), f"{_KUSTOMIZE}/v1"),
    f"{_NOTIFICATION}/v1beta1": Retired((2, 7), f"{_NOTIFICATION}/v1beta3, of a Receiver v1"),
    f"{_NOTIFICATION}/v1beta2": Retired((2, 9), f"{_NOTIFICATION}/v1beta3, of a Receiver v1"),
    f"{_SOURCE}/v1beta1": Retired((2, 7), f"{_SOURCE}/v1"),
    f"{_SOURCE}/v1beta2": Retired((2, 8), f"{_SOURCE}/v1"),
}
"""By apiVersion."""


@dataclass(frozen=True)
class _Change:
    """What a release changed at one place.

    Attributes:
        release: the release.
        path: the field, `[]` for the items of a list.
        schema: of a new field.
        word: one more that an old field may hold.
        freed: a field below it that need not be given any more.
        rules: CEL rules that replace those of the place.
    """

    release: Release
    path: str
    schema: Schema | None = None
    word: str = ""
    freed: str = ""
    rules: tuple[tuple[str, str], ...] = field(default=())


def _map(required: str = "", **fields: Schema) -> Schema:
    return {
        "type": "object",
        "properties": fields,
        "additionalProperties": False,
        **({"required": required.split()} if required else {}),
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(*words: str) -> Schema:
    return {"type": "string", "enum": list(words)}


_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_NAMED = _map("name", name=_TEXT)
_TEXTS: Schema = {"type": "object", "additionalProperties": _TEXT}
_DURATION: Schema = {"type": "string", "pattern": r"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$"}
_STRATEGY = _map("name", name=_one_of("RemediateOnFailure", "RetryOnFailure"), retryInterval=_DURATION) | {
    "x-kubernetes-validations": [
        {
            "message": "a retryInterval belongs to RetryOnFailure only",
            "rule": "!has(self.retryInterval) || self.name == 'RetryOnFailure'",
        }
    ]
}
_APPLY = _one_of("enabled", "disabled", "auto")
_ONE_KUBECONFIG = "one of configMapRef and secretRef is needed"
_TARGET = _map(
    annotationSelector=_TEXT, group=_TEXT, kind=_TEXT, labelSelector=_TEXT, name=_TEXT, namespace=_TEXT, version=_TEXT
)
_KUBECONFIG = (
    _Change((2, 7), "spec.kubeConfig.configMapRef", _map("name", name=_TEXT)),
    _Change(
        (2, 7),
        "spec.kubeConfig",
        freed="secretRef",
        rules=(("has(self.configMapRef) != has(self.secretRef)", _ONE_KUBECONFIG),),
    ),
)
_OWN_ACCOUNT = "serviceAccountName needs a provider that knows it: azure, from Flux 2.9 on aws"

_CHANGES: dict[tuple[str, str], tuple[_Change, ...]] = {
    (_HELM, "HelmRelease"): (
        *_KUBECONFIG,
        _Change((2, 7), "spec.chartRef.kind", word="ExternalArtifact"),
        _Change((2, 7), "spec.commonMetadata", _map(annotations=_TEXTS, labels=_TEXTS)),
        _Change((2, 7), "spec.dependsOn[].readyExpr", _TEXT),
        _Change((2, 7), "spec.install.strategy", _STRATEGY),
        _Change((2, 7), "spec.upgrade.strategy", _STRATEGY),
        _Change(
            (2, 8),
            "spec.healthCheckExprs",
            _list(
                _map(
                    "apiVersion current kind",
                    apiVersion=_TEXT,
                    current=_TEXT,
                    failed=_TEXT,
                    inProgress=_TEXT,
                    kind=_TEXT,
                )
            ),
        ),
        _Change((2, 8), "spec.install.serverSideApply", _FLAG),
        _Change((2, 8), "spec.rollback.serverSideApply", _APPLY),
        _Change((2, 8), "spec.upgrade.serverSideApply", _APPLY),
        _Change((2, 8), "spec.waitStrategy", _map("name", name=_one_of("poller", "legacy"))),
        _Change((2, 9), "spec.healthCheckExprs[]", freed="kind"),
        _Change((2, 9), "spec.postRenderStrategy", _one_of("nohooks", "combined", "separate")),
        _Change((2, 9), "spec.upgrade.chartNameChangeStrategy", _one_of("InPlaceUpdate", "Reinstall")),
        _Change((2, 9), "spec.valuesFrom[].literal", _FLAG),
    ),
    (_KUSTOMIZE, "Kustomization"): (
        *_KUBECONFIG,
        _Change((2, 7), "spec.dependsOn[].readyExpr", _TEXT),
        _Change((2, 7), "spec.ignoreMissingComponents", _FLAG),
        _Change((2, 7), "spec.sourceRef.kind", word="ExternalArtifact"),
        _Change((2, 9), "spec.buildMetadata", _list(_one_of("originAnnotations", "transformerAnnotations"))),
        _Change((2, 9), "spec.healthCheckExprs[]", freed="kind"),
        _Change((2, 9), "spec.ignore", _list(_map("paths", paths=_list(_TEXT), target=_TARGET))),
        _Change((2, 9), "spec.postBuild.substituteStrategy", _one_of("WithVariables", "Always")),
    ),
    (_SOURCE, "GitRepository"): (
        _Change((2, 7), "spec.serviceAccountName", _TEXT),
        _Change(
            (2, 7),
            "spec",
            rules=(
                ("!has(self.serviceAccountName) || (has(self.provider) && self.provider == 'azure')", _OWN_ACCOUNT),
            ),
        ),
        _Change((2, 9), "spec.provider", word="aws"),
        _Change(
            (2, 9),
            "spec",
            rules=(
                (
                    "!has(self.serviceAccountName) || (has(self.provider) && self.provider in ['aws', 'azure'])",
                    _OWN_ACCOUNT,
                ),
            ),
        ),
    ),
    (_SOURCE, "OCIRepository"): (_Change((2, 9), "spec.verify.trustedRootSecretRef", _NAMED),),
}


def since(group: str, kind: str, path: str, word: object = None) -> Release | None:
    """The release that brought a field, or a word that it may hold; None where no release is known to have.

    Args:
        group: the kind's group.
        kind: the kind.
        path: the field, `[]` for the items of a list.
        word: what it holds, where the field is older than the word.
    """
    for change in _CHANGES.get((group, kind), ()):
        if change.path == path and (change.schema is not None if word is None else change.word == word):
            return change.release
    return None


def with_release(schema: Schema, group: str, kind: str, release: Release) -> Schema:
    """A kind's schema as a later release has it; the same where nothing came since 2.6."""
    changes = [change for change in _CHANGES.get((group, kind), ()) if change.release <= release]
    if not changes:
        return schema
    made = copy.deepcopy(schema)
    for change in changes:
        *way, last = change.path.replace("[]", ".[]").split(".")
        parent = made
        for step in way:
            parent = _below(parent, step)
        if change.schema is not None:
            parent["properties"][last] = copy.deepcopy(change.schema)
            continue
        node = _below(parent, last)
        if change.word:
            node["enum"] = [*node["enum"], change.word]
        if change.freed:
            left = [name for name in node.pop("required") if name != change.freed]
            node.update({"required": left} if left else {})
        if change.rules:
            node["x-kubernetes-validations"] = [{"rule": rule, "message": text} for rule, text in change.rules]
    return made


def _below(schema: Schema, step: str) -> Schema:
    inner: Schema = schema["items"] if step == "[]" else schema["properties"][step]
    return inner
