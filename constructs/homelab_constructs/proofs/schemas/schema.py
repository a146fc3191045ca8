"""Schema: every object is what its kind's schema, and the rules in it, let through."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from ..finding import Finding, Unproven
from ..operators import declared_version
from ..pods.pod_templates import live
from ..proof import Proof
from ..secrets.secret_cover import is_covered, uncovered
from ..tree import Item, Tree
from . import cel_rules, flux_fields
from .certain import Certainty
from .objections import Objection, objections
from .plain import DeepError, at, dotted, plain, shown
from .schemas import CoreRelease, KindSchema, core_releases, custom_kind, custom_kinds, metadata_schema

__all__ = ["SCHEMA"]

Said = Iterator[Finding | Unproven]

_CNPG = "postgresql.cnpg.io"
_CNPG_SCHEMA = (1, 28)
# Kinds of the operator without a schema here.
_CNPG_OTHERS = (
    "Backup",
    "ClusterImageCatalog",
    "DatabaseRole",
    "FailoverQuorum",
    "ImageCatalog",
    "Publication",
    "Subscription",
)
# Groups that no release at hand serves any more.
_GONE_GROUPS = frozenset({"extensions"})
# Lists whose doubles the proof of pods names, as a pod's.
_LISTS_OF_A_POD = frozenset({"containers", "initContainers", "volumes"})
_SECRET_PARTS = frozenset({"data", "stringData"})
_HEALTH = ("current", "failed", "inProgress")
_SOPS = "ENC["
_SOPS_NO_TEXT = {"type:int]": "a whole number", "type:float]": "a number", "type:bool]": "true or false"}


def _find(tree: Tree) -> Said:
    cluster = _Cluster(tree)
    unread = 0
    for item in tree.items:
        look = _Look(cluster, item)
        yield from look.said()
        unread += look.rules_unread
    if unread:
        yield Unproven("", "", f"{unread} CEL rules and expressions", "the library cel-expr-python cannot be loaded")


SCHEMA = Proof("schema", "every object is what its kind's schema and the rules in it let through", _find)


class _Cluster:
    """What the cluster runs, as far as the tree says."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.flux = declared_version(tree, "flux", flux_fields.OLDEST)
        self.cnpg = declared_version(tree, "cloudnative-pg", _CNPG_SCHEMA)
        self.oldest, self.newest = core_releases()[0], core_releases()[-1]
        self.kubernetes = declared_version(tree, "kubernetes", self.oldest.number)
        self.groups = self.oldest.groups | self.newest.groups | _GONE_GROUPS
        self.has_cel = cel_rules.available()

    @property
    def releases(self) -> tuple[CoreRelease, CoreRelease]:
        """The two releases that a core kind is held against."""
        return self.oldest, self.newest


class _Look:
    """Looks at one object."""

    def __init__(self, cluster: _Cluster, item: Item) -> None:
        self._cluster, self._item = cluster, item
        self._certain = Certainty(item)
        self.rules_unread = 0
        self._of_a_secret = item.kind == "Secret"

    def said(self) -> Said:
        try:
            value = plain(live(self._item))
        except (DeepError, RecursionError):
            yield self._item.finding("", "it is nested without end: an alias holds itself", "a tree of maps and lists")
            return
        group = self._item.group
        if group in self._cluster.groups:
            yield from self._core(value)
        elif group in custom_kinds() or group in flux_fields.KINDS:
            yield from self._custom(value)
        elif "." not in group:
            near = get_close_matches(group, self._cluster.groups, 1)
            remedy = f"{near[0]!r}, if that was meant" if near else "a CRD's group has a dot"
            yield self._item.finding("apiVersion", f"Kubernetes has no API group {group!r}", remedy)
        else:
            yield from self._stranger(value)
        yield from self._sops()

    # -- Kubernetes' own kinds -------------------------------------------------------------------------------------

    def _core(self, value: Any) -> Said:
        item, cluster = self._item, self._cluster
        lacking = [release for release in cluster.releases if not _serves(release, item)]
        if len(lacking) == len(cluster.releases):
            yield self._unserved()
            return
        for release in lacking:
            what = f"Kubernetes {release.release} serves no {item.kind} in {item.api_version}"
            yield from self._of_one_release(release, "apiVersion", what, _elsewhere(release, item))
        kinds = [kind for release in cluster.releases if (kind := release.kind(item.api_version, item.kind))]
        if not kinds:
            yield from self._stranger(value)
            return
        found = {kind.release: {said.key: said for said in self._objections(kind, value)} for kind in kinds}
        for kind in kinds:
            others = [said for release, said in found.items() if release != kind.release]
            for key, said in found[kind.release].items():
                alone = all(key not in other for other in others)
                if others and alone:
                    problem = f"{said.problem} (Kubernetes {kind.release})"
                    yield from self._told(
                        said, self._of_one_release(kind.definitions, dotted(said.path), problem, said.remedy)
                    )
                elif kind is kinds[0]:
                    yield from self._told(said, iter([item.finding(dotted(said.path), said.problem, said.remedy)]))

    def _of_one_release(self, release: CoreRelease, path: str, problem: str, remedy: str) -> Said:
        """What only one release objects to: the older one counts as long as the tree is for it."""
        item, wanted = self._item, self._cluster.kubernetes
        if release is self._cluster.newest or wanted <= release.number:
            yield item.finding(path, problem, remedy)
        elif wanted < self._cluster.newest.number:
            version = ".".join(map(str, wanted))
            yield item.unproven(f"{path}: {problem}", f"no schema of Kubernetes {version} is at hand")

    def _unserved(self) -> Finding:
        item, releases = self._item, self._cluster.releases
        span = f"{releases[0].release} to {releases[-1].release}"
        return item.finding(
            "apiVersion",
            f"no Kubernetes from {span} serves a {item.kind} in {item.api_version!r}",
            _elsewhere(releases[-1], item),
        )

    # -- custom kinds ----------------------------------------------------------------------------------------------

    def _custom(self, value: Any) -> Said:
        item, group, kind = self._item, self._item.group, self._item.kind
        known = {*flux_fields.KINDS.get(group, ()), *custom_kinds().get(group, ())}
        known |= {*_CNPG_OTHERS} if group == _CNPG else set()
        if kind not in known:
            near = get_close_matches(kind, known, 1)
            yield item.finding(
                "kind", f"{group} has no {kind}", near[0] if near else f"one of {', '.join(sorted(known))}"
            )
            return
        retired = flux_fields.RETIRED.get(item.api_version)
        if retired is not None and self._cluster.flux >= retired.heir_since:
            yield item.finding(
                "apiVersion", f"Flux {_release(retired.gone)} has removed {item.api_version!r}", retired.heir
            )
            return
        version = item.api_version.rpartition("/")[2]
        found = custom_kind(group, kind, version, self._cluster.flux)
        right = custom_kinds().get(group, {}).get(kind)
        if found is not None:
            yield from self._judged(found, value)
        elif right is None:
            yield from self._stranger(value)
        else:
            yield item.finding("apiVersion", f"there is no {version!r} of {kind}", f"{group}/{right}")

    def _judged(self, kind: KindSchema, value: Any) -> Said:
        filled = kind.outline.filled(value)
        found = list(self._objections(kind, filled))
        for said in found:
            yield from self._told(said, self._of_a_release(said))
        yield from self._rules(kind, filled, bool(found))
        if self._item.group in flux_fields.KINDS:
            yield from self._expressions(filled)

    def _of_a_release(self, said: Objection) -> Said:
        """An objection, or that only a later release of the operator would not make it."""
        item, cluster, path = self._item, self._cluster, dotted(said.path)
        if said.rule in ("additionalProperties", "enum"):
            place = dotted(tuple("[]" if isinstance(step, int) else step for step in said.path)).replace(".[]", "[]")
            word = said.value if said.rule == "enum" else None
            later = flux_fields.since(item.group, item.kind, place, word)
            if later is not None:
                yield item.finding(
                    path,
                    f"Flux {_release(cluster.flux)} does not know {shown(word or said.path[-1])}: "
                    f"it came with {_release(later)}",
                    f"leave it out, or say that the cluster runs it: ClusterProfile(flux='{_release(later)}'), or in "
                    f"expects.yaml operators: [{{name: flux, version: '>={_release(later)}'}}]",
                )
                return
            declared, newest = (
                (cluster.cnpg, _CNPG_SCHEMA) if item.group == _CNPG else (cluster.flux, flux_fields.NEWEST)
            )
            if declared > newest:
                yield item.unproven(f"{path}: {said.problem}", f"no schema of {_release(declared)} is at hand")
                return
        yield item.finding(path, said.problem, said.remedy)

    def _stranger(self, value: Any) -> Said:
        """A kind without a schema here: its metadata is like everybody's."""
        metadata = value.get("metadata") if isinstance(value, dict) else None
        for said in objections(metadata_schema(), metadata):
            placed = Objection(("metadata", *said.path), said.rule, said.problem, said.remedy, said.value)
            yield from self._told(placed, iter([self._item.finding(dotted(placed.path), said.problem, said.remedy)]))
        yield self._item.unproven(
            f"the fields of {self._item.api_version} {self._item.kind}", "no schema of this kind is at hand"
        )

    # -- CEL -------------------------------------------------------------------------------------------------------

    def _rules(self, kind: KindSchema, value: Any, broken: bool) -> Said:
        places = list(kind.outline.places(value, self._before(kind)))
        if not self._cluster.has_cel:
            self.rules_unread += len(places)
            return
        for path, entry, node, before in places:
            rule = str(entry.get("rule"))
            if cel_rules.is_transition(rule) and before is None:
                continue
            answer = cel_rules.evaluated(rule, node, before)
            if answer is True:
                continue
            text = str(entry.get("message") or rule)
            if answer is False and not self._certain.varies(path):
                shape = "was there before and may not become that" if cel_rules.is_transition(rule) else "breaks a rule"
                covered = is_covered(value, path, of_a_secret=self._of_a_secret)
                known = before is not None and not covered
                was = f"{_shown(before)} {shape}: {_shown(node)}" if known else f"it {shape} of its kind"
                yield self._item.finding(dotted(path), f"{was} ({text})", f"what the rule asks: {rule}")
            elif not broken:  # else the schema has said why it cannot be evaluated
                why = "its value is in a variable" if answer is False else str(answer)
                yield self._item.unproven(f"{dotted(path)}: the rule {rule!r}", why)

    def _before(self, kind: KindSchema) -> Any:
        earlier = self._cluster.tree.before
        found = earlier.find(self._item.kind, self._item.namespace, self._item.name) if earlier is not None else None
        if found is None or found.group != self._item.group:
            return None
        try:
            return kind.outline.filled(plain(live(found)))
        except (DeepError, RecursionError):
            return None

    def _expressions(self, value: Any) -> Said:
        """The expressions by which Flux tells whether an object is healthy."""
        checks = at(value, ("spec", "healthCheckExprs"))
        for index, check in enumerate(checks if isinstance(checks, list) else ()):
            for name in _HEALTH:
                expression = check.get(name) if isinstance(check, dict) else None
                if not isinstance(expression, str):
                    continue
                if not self._cluster.has_cel:
                    self.rules_unread += 1
                    continue
                yield from self._expression(f"spec.healthCheckExprs[{index}].{name}", expression, check)

    def _expression(self, path: str, expression: str, check: dict[str, Any]) -> Said:
        problem = cel_rules.parse_problem(expression)
        if problem:
            yield self._item.finding(
                path,
                f"{shown(expression)} is no CEL: {problem}; the check fails for good",
                "an expression such as status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')",
            )
            return
        group, _, version = str(check.get("apiVersion")).rpartition("/")
        kind = custom_kind(group, str(check.get("kind")), version)
        if kind is not None:
            fields = kind.below(())["properties"]
            for name in cel_rules.unknown_names(expression, fields):
                yield self._item.finding(
                    path,
                    f"{shown(expression)} reads {name!r}; a {check.get('kind')} has no such field: it is never true",
                    f"one of {', '.join(sorted(fields))}, such as status.{name}",
                )

    # -- what is certain -------------------------------------------------------------------------------------------

    def _objections(self, kind: KindSchema, value: Any) -> Iterator[Objection]:
        for said in objections(kind, value, of_a_secret=self._of_a_secret):
            of_a_pod = kind.release and said.rule.startswith("x-") and said.path[-2] in _LISTS_OF_A_POD
            if not of_a_pod:
                yield said

    def _told(self, said: Objection, certain: Said) -> Said:
        """The finding, unless what stands there is only known in the cluster."""
        if self._certain.encrypted(said.path):
            yield self._item.unproven("the values that SOPS has encrypted", "only who holds the key can read them")
        elif self._certain.varies(said.path):
            written = at(self._item.data, said.path)
            covered = is_covered(self._item.data, said.path, of_a_secret=self._of_a_secret)
            what = shown(written) if isinstance(written, str) and not covered else "what stands there"
            yield self._item.unproven(f"{dotted(said.path)}: {what}", "only the cluster knows the variable's value")
        else:
            yield from certain

    def _sops(self) -> Said:
        if self._item.kind != "Secret" or not self._item.encrypted:
            return
        for part in sorted(_SECRET_PARTS):
            values = self._item.data.get(part)
            for name, text in values.items() if isinstance(values, dict) else ():
                for ending, noun in _SOPS_NO_TEXT.items():
                    if isinstance(text, str) and text.startswith(_SOPS) and text.endswith(ending):
                        yield self._item.finding(
                            f"{part}.{name}",
                            f"SOPS encrypted {noun} here, and that is what it gives back",
                            "text, in quotes",
                        )


def _shown(value: Any) -> str:
    return shown(uncovered(value))


def _serves(release: CoreRelease, item: Item) -> bool:
    return item.kind in release.kinds.get(item.api_version, {})


def _elsewhere(release: CoreRelease, item: Item) -> str:
    """Where a release has a kind, or what it has instead."""
    versions = [version for version, kinds in release.kinds.items() if item.kind in kinds]
    if versions:
        return " or ".join(versions)
    kinds = release.kinds.get(item.api_version, {})
    near = get_close_matches(item.kind, kinds, 1)
    return near[0] if near else "an apiVersion and kind that belong together"


def _release(number: tuple[int, int]) -> str:
    return ".".join(map(str, number))
