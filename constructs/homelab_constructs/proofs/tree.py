"""Tree: a folder of Flux manifests as Flux would see it: which Kustomization applies what, and where to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from ..errors import HomelabError
from .declared import Declared
from .finding import Finding, Harm, Unproven
from .replay import SubstitutionError, parse, substitute, write_again

__all__ = ["EXPECTS", "Item", "Kustomization", "Tree", "entries", "get", "leaves", "listing", "mapping", "walk"]

EXPECTS = "expects.yaml"
if TYPE_CHECKING:
    from yaml import SafeLoader as _SafeLoader
else:
    _SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FLUX = "kustomize.toolkit.fluxcd.io"
_KUSTOMIZE = "kustomize.config.k8s.io"
_LISTS = ("kustomization.yaml", "kustomization.yml", "Kustomization")
# What proofs follow of a kustomize file; anything else changes objects in ways that only kustomize knows.
_UNDERSTOOD = frozenset({"apiVersion", "kind", "metadata", "resources", "namespace"})
_SUBSTITUTE = f"{_FLUX}/substitute"


class _Loader(_SafeLoader):
    """Refuses a key that stands twice in one map, as kustomize does: the second would hide the first."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if key.tag != "tag:yaml.org,2002:merge"]
        if len(keys) != len({str(key) for key in keys}):
            twice = next(key for index, key in enumerate(keys) if key in keys[:index])
            raise yaml.constructor.ConstructorError(None, None, f"{twice!r} stands twice in one map", node.start_mark)
        return super().construct_mapping(node, deep)


class _ClusterWide:
    """Kinds without a namespace, as far as anybody can tell without their CRD."""

    _NAMES = frozenset(
        """
        APIService CSIDriver CSINode CustomResourceDefinition FlowSchema MutatingAdmissionPolicy
        MutatingAdmissionPolicyBinding MutatingWebhookConfiguration Namespace Node PersistentVolume
        PriorityLevelConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding
        ValidatingWebhookConfiguration VolumeAttachment
        CiliumBGPAdvertisement CiliumBGPClusterConfig CiliumBGPPeerConfig CiliumBGPPeeringPolicy
        CiliumClusterwideNetworkPolicy CiliumL2AnnouncementPolicy CiliumLoadBalancerIPPool
        """.split()
    )

    def __contains__(self, kind: object) -> bool:
        # `ClusterRole`, `ClusterIssuer`, `StorageClass`, `GatewayClass`: the names say so. `Cluster` alone does not.
        name = str(kind)
        return name in self._NAMES or name.endswith("Class") or (name.startswith("Cluster") and name != "Cluster")


CLUSTER_WIDE: Container[str] = _ClusterWide()
"""Kinds without a namespace."""


def get(node: Any, dotted: str, default: Any = None) -> Any:
    """What stands at a dotted path of maps."""
    for key in dotted.split("."):
        if not isinstance(node, dict) or key not in node:
            return default
        node = node[key]
    return node


def mapping(node: Any) -> dict[str, Any]:
    """The map, or an empty one where something else stands."""
    return node if isinstance(node, dict) else {}


def listing(node: Any) -> list[Any]:
    """The list, or an empty one where something else stands."""
    return node if isinstance(node, list) else []


def entries(node: Any) -> list[tuple[int, dict[str, Any]]]:
    """The maps of a list, each with its position; nothing where no list stands."""
    return [(index, entry) for index, entry in enumerate(listing(node)) if isinstance(entry, dict)]


def walk(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every node with its path, from the top down: `spec.containers[0].image`."""
    yield path, node
    if isinstance(node, dict):
        for key, item in node.items():
            yield from walk(item, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from walk(item, f"{path}[{index}]")


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text that is a value."""
    return ((where, item) for where, item in walk(node, path) if isinstance(item, str))


@dataclass(frozen=True, eq=False)
class Item:
    """One object of the tree.

    Attributes:
        data: as it is written; less the block that SOPS adds, which Flux takes away when it decrypts.
        file: where, from the top of the tree.
        owner: the Kustomization that applies it; None for what the cluster's own root applies.
        encrypted: whether SOPS has encrypted its values: names and keys are true, values are not.
        declared: what the cluster has besides the tree.
    """

    data: dict[str, Any]
    file: str
    owner: Kustomization | None = None
    encrypted: bool = False
    declared: Declared = field(default_factory=Declared)

    @property
    def kind(self) -> str:
        """Its kind."""
        return str(self.data["kind"])

    @property
    def api_version(self) -> str:
        """Its apiVersion."""
        return str(self.data["apiVersion"])

    @property
    def group(self) -> str:
        """Its API group; empty for core kinds."""
        return self.api_version.rpartition("/")[0]

    @property
    def name(self) -> str:
        """Its name, as written."""
        return str(self.data["metadata"]["name"])

    @property
    def metadata(self) -> dict[str, Any]:
        """Its metadata."""
        metadata: dict[str, Any] = self.data["metadata"]
        return metadata

    @property
    def annotations(self) -> dict[str, Any]:
        """Its annotations."""
        return mapping(self.metadata.get("annotations"))

    @property
    def spec(self) -> dict[str, Any]:
        """Its spec; an empty map where it has none."""
        return mapping(self.data.get("spec"))

    @property
    def namespace(self) -> str:
        """Where it will live: Flux's targetNamespace overrides what is written; empty for what has no namespace."""
        if self.kind in CLUSTER_WIDE:
            return ""
        if self.owner is not None and self.owner.target_namespace:
            return self.owner.target_namespace
        return str(self.metadata.get("namespace") or "default")

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """Group, kind, namespace and name: two of the same are one object in the cluster."""
        return self.group, self.kind, self.namespace, self.name

    @property
    def place(self) -> str:
        """Where a reader looks for it: its component, or its file where no Kustomization applies it."""
        return self.owner.place if self.owner is not None else self.file

    def finding(self, path: str, problem: str, remedy: str, harm: Harm | None = None) -> Finding:
        """Something wrong in it."""
        return Finding(
            self.place, f"{self.kind}/{self.name}", path, problem, remedy, namespace=self.namespace, harm=harm
        )

    def unproven(self, what: str, why: str) -> Unproven:
        """Something in it that nobody here can tell."""
        return Unproven(self.place, f"{self.kind}/{self.name}", what, why)

    @property
    def substituted(self) -> bool:
        """Whether Flux looks for variables in it."""
        marks = (self.annotations, mapping(self.metadata.get("labels")))
        return not any(mark.get(_SUBSTITUTE) == "disabled" for mark in marks)

    @cached_property
    def rewritten(self) -> str:
        """As kustomize-controller writes it again before it fills variables in."""
        return write_again(self.data)

    @cached_property
    def live(self) -> dict[str, Any]:
        """As it reaches the API server, every variable filled in with an ordinary value of its format.

        Where that cannot be done (the substitution proof says why) it is the object as written.
        """
        if not self.substituted or "$" not in str(self.data):
            return self.data
        variables = self.owner.samples if self.owner is not None else self.declared.samples
        try:
            made = parse(substitute(self.rewritten, variables))
        except (SubstitutionError, yaml.YAMLError):
            return self.data
        return made if isinstance(made, dict) else self.data


@dataclass(eq=False)
class Kustomization:
    """A Flux Kustomization of the tree.

    Attributes:
        item: its object.
        folder: the folder that it applies, from the top of the tree; None where the tree has none such.
        items: what it applies.
    """

    item: Item
    folder: str | None = None
    items: list[Item] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name."""
        return self.item.name

    @property
    def namespace(self) -> str:
        """Its own namespace."""
        return self.item.namespace

    @property
    def key(self) -> tuple[str, str]:
        """Namespace and name."""
        return self.namespace, self.name

    @property
    def place(self) -> str:
        """The folder, as findings name it."""
        return self.folder or self.item.file  # a Kustomization of the top is found by its file

    @property
    def target_namespace(self) -> str:
        """Where its objects go; empty where they keep what is written."""
        return str(self.item.spec.get("targetNamespace") or "")

    @property
    def depends_on(self) -> list[tuple[str, str]]:
        """Namespace and name of the Kustomizations it waits for."""
        return [
            (str(entry.get("namespace") or self.namespace), str(entry.get("name")))
            for _, entry in entries(self.item.spec.get("dependsOn"))
        ]

    @property
    def inline(self) -> dict[str, str]:
        """The variables that it sets itself."""
        found = mapping(get(self.item.data, "spec.postBuild.substitute"))
        return {str(name): str(value) for name, value in found.items()}

    @cached_property
    def samples(self) -> dict[str, str]:
        """An ordinary value for every variable: what comes of each, without being a secret."""
        return {**self.item.declared.samples, **self.inline}


@dataclass(eq=False)
class Tree:
    """What is proven: files, the objects in them, who applies which, and what is declared to exist besides.

    Attributes:
        files: content by path, `/` between folders.
        declared: what the cluster has besides.
        before: what was there before, for proofs that compare; None where nothing is known.
        findings: what kept the files from being read as Flux would.
        unproven: what of them only kustomize itself could tell.
    """

    files: Mapping[str, bytes]
    declared: Declared = field(default_factory=Declared)
    before: Tree | None = None
    findings: list[Finding] = field(default_factory=list)
    unproven: list[Unproven] = field(default_factory=list)

    @classmethod
    def of(cls, files: Mapping[str, bytes], *, before: Tree | None = None, declared: Declared | None = None) -> Tree:
        """Read files as Flux would.

        Args:
            files: content by path.
            before: what was there before.
            declared: instead of the files' own expects.yaml.

        Raises:
            HomelabError: an expects.yaml that nobody can read.
        """
        tree = cls(files, before=before)
        if declared is None and EXPECTS in files:
            try:
                declared = Declared.read(yaml.load(files[EXPECTS], Loader=_Loader))  # noqa: S506 - a SafeLoader
            except yaml.YAMLError as error:
                raise HomelabError(f"{EXPECTS}: no YAML ({type(error).__name__})") from error
        tree.declared = declared or Declared()
        _Reader(tree).read()
        return tree

    items: list[Item] = field(default_factory=list)
    """Every object that is applied: by the tree's Kustomizations, or by whoever applies its top."""

    kustomizations: dict[tuple[str, str], Kustomization] = field(default_factory=dict)
    """The Flux Kustomizations by namespace and name."""

    def of_kind(self, *kinds: str, group: str | None = None) -> Iterator[Item]:
        """The objects of some kinds, kind by kind."""
        for kind in kinds:
            for item in self._by_kind.get(kind, ()):
                if group in (None, item.group):
                    yield item

    @cached_property
    def _by_kind(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.kind, []).append(item)
        return found

    @cached_property
    def _by_name(self) -> dict[tuple[str, str, str], Item]:
        return {(item.kind, item.namespace, item.name): item for item in self.items}

    def find(self, kind: str, namespace: str, name: str) -> Item | None:
        """The object of that kind and name, or None."""
        return self._by_name.get((kind, namespace, name))

    def part(self, keep: Callable[[Item], bool]) -> Tree:
        """The same tree with some of its objects only, Kustomizations among them."""
        made = Tree(self.files, self.declared, self.before, self.findings, self.unproven)
        made.items = [item for item in self.items if keep(item)]
        made.kustomizations = {key: found for key, found in self.kustomizations.items() if keep(found.item)}
        return made

    @property
    def in_components(self) -> Iterator[Item]:
        """The objects that Kustomizations of the tree apply."""
        return (item for item in self.items if item.owner is not None)


class _Reader:
    """Finds out which file is applied by whom, as kustomize-controller does (contract flux, 4)."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._files = tree.files
        self._folders = {"", *(folder.as_posix() for path in tree.files for folder in PurePosixPath(path).parents)} - {
            "."
        }
        self._parsed: dict[str, list[Item]] = {}
        self._reached: set[str] = set()

    def read(self) -> None:
        found = self._find_components()
        self._place(found)
        folders = frozenset(kustomization.folder for kustomization in found if kustomization.folder)
        # The tree's top is applied by somebody outside, who leaves the components to their Kustomizations; unless one
        # of them has the top for its path.
        if not any(kustomization.folder == "" for kustomization in found):
            self._apply("", None, folders)
        waiting = list(found)
        while ready := [kustomization for kustomization in waiting if self._is_applied(kustomization)]:
            waiting = [kustomization for kustomization in waiting if kustomization not in ready]
            for kustomization in ready:
                self._tree.kustomizations[kustomization.key] = kustomization
                if kustomization.folder is not None:
                    self._apply(kustomization.folder, kustomization, frozenset())
        for kustomization in waiting:
            self._tree.unproven.append(
                kustomization.item.unproven(
                    "all of it", "nothing in the tree applies its file: it counts as switched off"
                )
            )
        self._tree.findings[:] = list(dict.fromkeys(self._tree.findings))
        self._tree.unproven[:] = list(dict.fromkeys(self._tree.unproven))

    def _apply(self, folder: str, owner: Kustomization | None, skipped: frozenset[str]) -> None:
        for path, namespace in self._applied(folder, skipped):
            self._reached.add(path)
            for item in self._objects(path):
                data = item.data
                if namespace and item.kind not in CLUSTER_WIDE:
                    data = {**data, "metadata": {**item.metadata, "namespace": namespace}}
                made = Item(data, path, owner, item.encrypted, self._tree.declared)
                self._tree.items.append(made)
                if owner is not None:
                    owner.items.append(made)

    def _is_applied(self, kustomization: Kustomization) -> bool:
        # One that lies in its own path was applied by hand once and keeps itself, as `flux bootstrap` leaves it.
        file = kustomization.item.file
        own = f"{kustomization.folder}/" if kustomization.folder else ""
        return file in self._reached or (kustomization.folder is not None and file.startswith(own))

    def _find_components(self) -> list[Kustomization]:
        """The Flux Kustomizations in any file, and the folder of each."""
        found: dict[tuple[str, str], Kustomization] = {}
        for path in self._files:
            # Every Kustomization carries the word; files without it need no reading yet.
            if not path.endswith((".yaml", ".yml")) or path == EXPECTS or _FLUX.encode() not in self._files[path]:
                continue
            for item in self._objects(path):
                if item.kind == "Kustomization" and item.group == _FLUX:
                    kustomization = Kustomization(item)
                    known = found.setdefault(kustomization.key, kustomization)
                    if known is not kustomization:
                        self._bad(path, f"Kustomization {item.name!r} stands in {known.item.file} too", "keep one")
        return list(found.values())

    def _place(self, found: list[Kustomization]) -> None:
        """Find the folder of each: a path from the repository's root, of which the tree may be a part."""
        paths = {id(item): PurePosixPath(str(item.item.spec.get("path") or "./")).parts for item in found}
        # Where the tree lies in its repository is one answer for all of them: the one that most of them agree on.
        prefixes = Counter(
            parts[:start]
            for parts in paths.values()
            for start in range(len(parts))
            if "/".join(parts[start:]) in self._folders
        )
        prefix = min(prefixes, key=lambda entry: (-prefixes[entry], len(entry)), default=())
        for kustomization in found:
            parts = paths[id(kustomization)]
            folder = "/".join(parts[len(prefix) :])
            if parts[: len(prefix)] == prefix and (not folder or folder in self._folders):
                kustomization.folder = folder

    def _applied(self, folder: str, skipped: frozenset[str]) -> list[tuple[str, str]]:
        """The files that kustomize would build from a folder, each with the namespace that a list gives it."""
        prefix = f"{folder}/" if folder else ""
        listed = next((f"{prefix}{name}" for name in _LISTS if f"{prefix}{name}" in self._files), "")
        if listed:
            return self._listed(listed, folder)
        found: list[tuple[str, str]] = []
        for path in self._files:
            rest = path.removeprefix(prefix)
            if path.startswith(prefix) and "/" not in rest and rest.endswith((".yaml", ".yml")) and path != EXPECTS:
                found.append((path, ""))
        for child in sorted(self._folders):
            if child and child.startswith(prefix) and "/" not in child.removeprefix(prefix) and child not in skipped:
                found += self._applied(child, skipped)
        return found

    def _listed(self, file: str, folder: str) -> list[tuple[str, str]]:
        document = self._document(file)
        place = folder or file
        odd = sorted(map(str, document.keys() - _UNDERSTOOD))
        if odd:
            self._tree.unproven.append(
                Unproven(place, "", f"{', '.join(odd)} of {file}", "only kustomize can tell what it changes")
            )
        found: list[tuple[str, str]] = []
        resources = document.get("resources")
        for entry in resources if isinstance(resources, list) else ():
            path = _joined(folder, str(entry))
            if path in self._files:
                found.append((path, ""))
            elif path in self._folders and path != folder:
                found += self._applied(path, frozenset())
            elif "://" in str(entry) or path.startswith("../"):
                self._tree.unproven.append(Unproven(place, "", f"resource {entry}", "it lies elsewhere"))
            else:
                self._bad(place, f"{file} lists {entry!r}, and no such file is there", "list what is there")
        over = str(document.get("namespace") or "")
        return [(path, over or namespace) for path, namespace in found]

    def _document(self, file: str) -> dict[str, Any]:
        documents = self._yaml(file)
        if len(documents) == 1 and isinstance(documents[0], dict):
            return documents[0]
        self._bad(file, "one kustomize document is needed in it", "apiVersion, kind: Kustomization and resources")
        return {}

    def _yaml(self, file: str) -> list[Any]:
        try:
            return [item for item in yaml.load_all(self._files[file], Loader=_Loader) if item is not None]
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            where = f" in line {mark.line + 1}" if mark else ""
            self._bad(file, f"no YAML{where}: {getattr(error, 'problem', None) or type(error).__name__}", "valid YAML")
            return []

    def _objects(self, file: str) -> list[Item]:
        if file not in self._parsed:
            self._parsed[file] = self._parse(file)
        return self._parsed[file]

    def _parse(self, file: str) -> list[Item]:
        found: list[Item] = []
        for document in self._yaml(file):
            documents = document.get("items") if isinstance(document, dict) and document.get("kind") == "List" else None
            for data in documents if isinstance(documents, list) else [document]:
                metadata = data.get("metadata") if isinstance(data, dict) else None
                if (
                    not isinstance(metadata, dict)
                    or not isinstance(metadata.get("name"), str)
                    or not all(isinstance(data.get(key), str) for key in ("apiVersion", "kind"))
                ):
                    if isinstance(data, dict) and str(data.get("apiVersion", "")).startswith(_KUSTOMIZE):
                        continue
                    self._bad(file, "no Kubernetes object", "apiVersion, kind and metadata.name, each as text")
                    continue
                clear = {key: value for key, value in data.items() if key != "sops"}
                found.append(Item(clear, file, None, len(clear) < len(data), self._tree.declared))
        return found

    def _bad(self, place: str, problem: str, remedy: str) -> None:
        self._tree.findings.append(Finding(place, "", "", problem, remedy))


def _joined(folder: str, entry: str) -> str:
    parts: list[str] = [part for part in folder.split("/") if part]
    for part in entry.split("/"):
        if part == "..":
            if not parts:
                return f"../{entry}"
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
