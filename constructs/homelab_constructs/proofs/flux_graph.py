"""Flux graph: whatever a Flux object names is there, and Flux gets from one end of it to the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from typing import Any

import yaml

from .chart_rules import releases_of
from .finding import Finding, Unproven
from .proof import Proof
from .tree import CLUSTER_WIDE, Item, Kustomization, Tree, entries, get

__all__ = ["FLUX_GRAPH", "Patched", "fills", "patched_into"]

_SOURCES = ("GitRepository", "OCIRepository", "HelmRepository", "HelmChart", "Bucket", "ExternalArtifact")
_HELM = "helm.toolkit.fluxcd.io"
Said = Iterator[Finding | Unproven]


def _find(tree: Tree) -> Said:
    yield from tree.findings
    yield from tree.unproven
    for kustomization in tree.kustomizations.values():
        yield from _Look(tree, kustomization.item, kustomization.namespace).kustomization(kustomization)
    for item in tree.of_kind("HelmRelease", group=_HELM):
        yield from _Look(tree, item, item.namespace).release()
    yield from _cycles(tree)


FLUX_GRAPH = Proof("flux", "whatever a Flux object names is there, in the namespace where Flux looks for it", _find)


@dataclass
class Patched:
    """What reaches a Kustomization from its parent's patches.

    Attributes:
        post_build: the blocks `postBuild`.
        decrypts: whether a decryption is among it.
    """

    post_build: list[Mapping[str, Any]] = field(default_factory=list)
    decrypts: bool = False

    @property
    def sources(self) -> list[dict[str, Any]]:
        """The entries of `substituteFrom`."""
        return [source for block in self.post_build for _, source in entries(block.get("substituteFrom"))]

    @property
    def inline(self) -> dict[str, str]:
        """The variables of `substitute`."""
        found: dict[str, str] = {}
        for block in self.post_build:
            substitute = block.get("substitute")
            found |= (
                {str(name): str(value) for name, value in substitute.items()} if isinstance(substitute, dict) else {}
            )
        return found


def patched_into(tree: Tree, kustomization: Kustomization) -> Patched:
    """What the parents in the tree patch into a Kustomization: those that apply its file."""
    known: dict[int, Patched] | None = tree.__dict__.get("_patched_into")
    if known is None:
        known = _all_patched(tree)
        tree.__dict__["_patched_into"] = known
    return known[id(kustomization)]


def _all_patched(tree: Tree) -> dict[int, Patched]:
    """For every Kustomization at once: a large lab has a thousand of them, and each parent looks at its own alone."""
    by_place: dict[tuple[str, ...], list[Kustomization]] = {}
    for kustomization in tree.kustomizations.values():
        by_place.setdefault(_place(kustomization.item), []).append(kustomization)
    known = {id(kustomization): Patched() for kustomization in tree.kustomizations.values()}
    for parent in tree.kustomizations.values():
        places = dict.fromkeys(map(_place, parent.items))
        for child in (child for place in places for child in by_place.get(place, ())):
            for patch in _patches(parent, child.name):
                found, block = known[id(child)], get(patch, "spec.postBuild")
                found.post_build += [block] if isinstance(block, dict) else []
                found.decrypts = found.decrypts or get(patch, "spec.decryption.provider") == "sops"
    return known


def fills(tree: Tree, item: Item) -> bool:
    """Whether Flux fills variables into an object: no mark forbids it, and its Kustomization knows a variable.

    Without `postBuild` kustomize-controller leaves every text alone, and so it does where no variable comes of it. What
    the cluster's own root applies counts as filled in.
    """
    owner = item.owner
    if not item.substituted or owner is None:
        return item.substituted
    patched = patched_into(tree, owner)
    own = owner.item.spec.get("postBuild")
    blocks = [block for block in (own, *patched.post_build) if isinstance(block, dict)]
    return tree.declared.root_injects or any(
        block.get("substitute") or block.get("substituteFrom") or block.get("substituteStrategy") == "Always"
        for block in blocks
    )


def _place(item: Item) -> tuple[str, ...]:
    """Where an object is written: the same for the one that is read and the one that is applied."""
    return item.kind, item.group, item.file, item.name


def _patches(parent: Kustomization, name: str) -> Iterator[Mapping[str, Any]]:
    """A parent's patches of a Kustomization of that name, each as the fields that it sets."""
    for _, patch in entries(parent.item.spec.get("patches")):
        text, target = patch.get("patch"), patch.get("target")
        if not isinstance(text, str) or not ("postBuild" in text or "decryption" in text):
            continue
        with suppress(yaml.YAMLError):
            found = yaml.safe_load(text)
            if isinstance(found, dict) and _is_meant(target or _named(found), name):
                yield found
            elif isinstance(found, list) and _is_meant(target, name):
                yield from (_set_by(step) for _, step in entries(found))


def _named(patch: Mapping[str, Any]) -> dict[str, Any]:
    """The target of a patch without one: what it is called itself."""
    found = {"kind": patch.get("kind"), "name": get(patch, "metadata.name")}
    return {key: value for key, value in found.items() if value}


def _is_meant(target: Any, name: str) -> bool:
    """Whether a target names a Kustomization; its labels are taken for fitting."""
    if not isinstance(target, dict):
        return True
    wanted = ((target.get("kind"), "Kustomization"), (target.get("name"), name))
    try:
        return all(not pattern or re.fullmatch(str(pattern), value) for pattern, value in wanted)
    except re.error:
        return True


def _set_by(step: Mapping[str, Any]) -> dict[str, Any]:
    """One step of a JSON patch, as the fields that it sets."""
    if step.get("op") not in ("add", "replace"):
        return {}
    made = step.get("value")
    for word in reversed(str(step.get("path")).strip("/").split("/")):
        made = [made] if word == "-" or word.isdigit() else {word: made}
    return made if isinstance(made, dict) else {}


class _Look:
    """Follows what one object names."""

    def __init__(self, tree: Tree, item: Item, namespace: str) -> None:
        self._tree, self._item, self._namespace = tree, item, namespace

    # -- Kustomizations --------------------------------------------------------------------------------------------

    def kustomization(self, kustomization: Kustomization) -> Said:
        spec = self._item.spec
        patched = patched_into(self._tree, kustomization)
        if kustomization.folder is None:
            yield from self._no_folder(spec)
        elif not kustomization.items:
            yield Finding(
                kustomization.place, "", "", "the component is empty; Flux would refuse its folder", "an object"
            )
        known = self._tree.kustomizations.keys(), self._tree.declared.kustomizations
        for index, target in enumerate(kustomization.depends_on):
            if target == kustomization.key:
                yield self._item.finding(f"spec.dependsOn[{index}]", "it waits for itself", "leave it out")
            elif not any(target in there for there in known):
                names = {name for there in known for _, name in there}
                yield self._missing(f"spec.dependsOn[{index}].name", "Kustomization", target, names)
        yield from self._source("spec.sourceRef", spec.get("sourceRef"))
        yield from self._health(kustomization)
        yield from self._substitute_from(spec, patched)
        yield from self._decryption(kustomization, patched)
        yield from self._target_namespace(kustomization)

    def _no_folder(self, spec: Mapping[str, Any]) -> Said:
        path, here = spec.get("path"), spec.get("sourceRef")
        found = {
            str(other.item.spec.get("sourceRef"))
            for other in self._tree.kustomizations.values()
            if other.folder is not None
        }
        if found and str(here) not in found:
            yield self._item.unproven(f"what lies in {path!r}", "it comes from another source than this tree")
        else:
            yield self._item.finding(
                "spec.path", f"no folder {path!r} is in this tree", "the folder's path from the repository's root"
            )

    def _health(self, kustomization: Kustomization) -> Said:
        for index, check in entries(self._item.spec.get("healthChecks")):
            kind, name = str(check.get("kind")), str(check.get("name"))
            namespace = str(check.get("namespace") or kustomization.target_namespace or self._namespace)
            group = str(check.get("apiVersion", "")).rpartition("/")[0]
            path = f"spec.healthChecks[{index}]"
            found = self._tree.find(kind, namespace, name)
            if found is not None and found.group == group:
                continue
            if found is not None:
                yield self._item.finding(
                    f"{path}.apiVersion",
                    f"{kind} {name!r} is of {found.api_version!r}, not of {check.get('apiVersion')!r}",
                    found.api_version,
                )
            elif (kind, namespace, name) in self._tree.declared.objects or self._made_by_a_chart(kind, namespace, name):
                continue
            elif self._is_of_a_chart(kind, namespace):
                yield self._item.unproven(f"{path}: {kind} {name!r}", "a chart without rules may make it")
            else:
                yield self._elsewhere(f"{path}.name", kind, namespace, name)

    def _made_by_a_chart(self, kind: str, namespace: str, name: str) -> bool:
        for release in releases_of(self._tree):
            if release.rules is not None and release.namespace == namespace:
                made = {(pod.kind, pod.name) for pod in release.rules.pods(release)}
                made |= {("Service", service) for service in release.rules.services(release)}
                made |= {("PersistentVolumeClaim", claim) for claim in release.rules.claims(release)}
                if (kind, name) in made:
                    return True
        return False

    def _is_of_a_chart(self, kind: str, namespace: str) -> bool:
        workload = kind in {"Deployment", "StatefulSet", "DaemonSet", "Job", "Service"}
        return workload and any(
            release.rules is None and release.namespace == namespace for release in releases_of(self._tree)
        )

    def _substitute_from(self, spec: Mapping[str, Any], patched: Patched) -> Said:
        sources = entries(get(spec, "postBuild.substituteFrom"))
        for index, source in sources:
            kind, name = str(source.get("kind")), str(source.get("name"))
            if source.get("optional") is True:
                continue
            if not self._has(kind, self._namespace, name):
                yield self._elsewhere(f"spec.postBuild.substituteFrom[{index}].name", kind, self._namespace, name)
        expected = self._tree.declared.variables_secret
        if self._tree.declared.given and expected[1] and not self._tree.declared.root_injects:
            named = {(self._namespace, str(source.get("name"))) for _, source in sources}
            named |= {(self._namespace, str(source.get("name"))) for source in patched.sources}
            if expected not in named and self._names_a_variable(spec):
                yield self._item.finding(
                    "spec.postBuild.substituteFrom",
                    f"Secret {expected[1]!r} with the variables is not named",
                    f"kind: Secret, name: {expected[1]}",
                )

    def _names_a_variable(self, spec: Mapping[str, Any]) -> bool:
        kustomization = self._tree.kustomizations.get((self._namespace, self._item.name))
        content = str([item.data for item in kustomization.items]) if kustomization else ""
        return any(f"${{{name}" in content for name in self._tree.declared.variables)

    def _decryption(self, kustomization: Kustomization, patched: Patched) -> Said:
        secret = get(self._item.spec, "decryption.secretRef.name")
        if isinstance(secret, str) and not self._has("Secret", self._namespace, secret):
            yield self._elsewhere("spec.decryption.secretRef.name", "Secret", self._namespace, secret)
        encrypted = [item for item in kustomization.items if item.encrypted]
        given = self._tree.declared.root_injects or patched.decrypts
        if encrypted and not given and get(self._item.spec, "decryption.provider") != "sops":
            yield self._item.finding(
                "spec.decryption",
                f"{encrypted[0].kind}/{encrypted[0].name} is encrypted, and nothing decrypts it",
                "provider: sops, with the Secret that holds the keys",
            )

    def _target_namespace(self, kustomization: Kustomization) -> Said:
        target, declared = kustomization.target_namespace, self._tree.declared
        if target:
            if declared.given and target not in declared.namespaces and not self._tree.find("Namespace", "", target):
                yield self._item.finding(
                    "spec.targetNamespace",
                    f"no namespace {target!r}; Flux does not make it",
                    self._near(target, declared.namespaces) or "a Namespace object, or a line in expects.yaml",
                )
            return
        for item in kustomization.items:
            if item.kind not in CLUSTER_WIDE and not item.metadata.get("namespace"):
                yield item.finding(
                    "metadata.namespace",
                    f"Kustomization {kustomization.name!r} has no targetNamespace, and none stands here",
                    "targetNamespace in the Kustomization",
                )

    # -- HelmReleases ----------------------------------------------------------------------------------------------

    def release(self) -> Said:
        spec = self._item.spec
        yield from self._source("spec.chartRef", spec.get("chartRef"))
        yield from self._source("spec.chart.spec.sourceRef", get(spec, "chart.spec.sourceRef"))
        for index, entry in entries(spec.get("dependsOn")):
            target = str(entry.get("namespace") or self._namespace), str(entry.get("name"))
            if (
                self._tree.find("HelmRelease", *target) is None
                and ("HelmRelease", *target) not in self._tree.declared.objects
            ):
                known = {item.name for item in self._tree.of_kind("HelmRelease")}
                yield self._missing(f"spec.dependsOn[{index}].name", "HelmRelease", target, known)

    # -- what is named ---------------------------------------------------------------------------------------------

    def _source(self, path: str, reference: Any) -> Said:
        if not isinstance(reference, dict):
            return
        kind, name = str(reference.get("kind")), str(reference.get("name"))
        namespace = str(reference.get("namespace") or self._namespace)
        if kind in _SOURCES and not self._has(kind, namespace, name):
            yield self._elsewhere(f"{path}.name", kind, namespace, name)

    def _has(self, kind: str, namespace: str, name: str) -> bool:
        declared = self._tree.declared
        return (
            self._tree.find(kind, namespace, name) is not None
            or (kind, namespace, name) in declared.sources
            or (kind, namespace, name) in declared.objects
            or (
                kind == "Secret"
                and ((namespace, name) in declared.secrets or (namespace, name) == declared.variables_secret)
            )
        )

    def _known(self, kind: str) -> Iterator[tuple[str, str]]:
        yield from ((item.namespace, item.name) for item in self._tree.of_kind(kind))
        declared = self._tree.declared
        yield from ((where, name) for of, where, name in (*declared.sources, *declared.objects) if of == kind)
        if kind == "Secret":
            yield from (*declared.secrets, declared.variables_secret)

    def _elsewhere(self, path: str, kind: str, namespace: str, name: str) -> Finding:
        """Not where it is looked for; perhaps in another namespace, or under a name that looks like it."""
        known = [entry for entry in self._known(kind) if entry[1]]
        others = sorted({where for where, found in known if found == name})
        if others:
            return self._item.finding(
                path,
                f"no {kind} {name!r} in namespace {namespace!r}; it is in {', '.join(map(repr, others))}",
                f"namespace: {others[0]}" if kind in _SOURCES else f"the {kind} in namespace {namespace!r}",
            )
        return self._missing(path, kind, (namespace, name), {found for where, found in known if where == namespace})

    def _missing(self, path: str, kind: str, target: tuple[str, str], known: set[str]) -> Finding:
        near = self._near(target[1], known)
        return self._item.finding(
            path,
            f"no {kind} {target[1]!r} in namespace {target[0]!r}",
            near or f"a {kind} of the tree, or one that expects.yaml names",
        )

    @staticmethod
    def _near(name: str, known: Any) -> str:
        near = get_close_matches(name, sorted(known), n=1)
        return f"{near[0]!r}, which is there" if near else ""


def _cycles(tree: Tree) -> Iterator[Finding]:
    """Nobody waits for somebody who waits for them: Flux would apply neither."""
    graphs: dict[str, tuple[dict[Any, list[Any]], dict[Any, Item]]] = {
        "Kustomizations": (
            {key: kustomization.depends_on for key, kustomization in tree.kustomizations.items()},
            {key: kustomization.item for key, kustomization in tree.kustomizations.items()},
        ),
        "HelmReleases": (
            {
                (item.namespace, item.name): [
                    (str(entry.get("namespace") or item.namespace), str(entry.get("name")))
                    for _, entry in entries(item.spec.get("dependsOn"))
                ]
                for item in tree.of_kind("HelmRelease", group=_HELM)
            },
            {(item.namespace, item.name): item for item in tree.of_kind("HelmRelease", group=_HELM)},
        ),
    }
    for what, (graph, items) in graphs.items():
        loops = {key: [target for target in targets if target != key] for key, targets in graph.items()}
        try:
            TopologicalSorter(loops).prepare()
        except CycleError as error:
            ring = error.args[1]
            yield items[ring[0]].finding(
                "spec.dependsOn",
                f"{what} wait for each other: {' -> '.join(name for _, name in ring)}",
                "one of them waits for nobody in the ring",
            )
