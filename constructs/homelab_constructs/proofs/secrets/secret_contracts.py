"""Secret contracts: what is named is there, with its keys; and no secret stands where everybody reads it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import partial

from ..finding import Finding, Unproven
from ..makers import Part, may_come_from_kustomize, may_make
from ..proof import Proof
from ..tree import Item, Tree, mapping
from ..written import UNKNOWN, nearest, settled
from .secret_literals import literals
from .secret_needs import BASIC_AUTH, PULL_KEY, PULL_TYPE, Key, Need, needs_of
from .secret_stock import Held, Stock

__all__ = ["SECRETS"]

Said = Iterator[Finding | Unproven]

_PARTS: dict[str, Part] = {"Secret": "secrets", "PersistentVolumeClaim": "claims", "ConfigMap": "config_maps"}
_DECLARED_AS = {"Secret": "a line under secrets in expects.yaml"}
_VARIABLE = re.compile(r"\$\{[^{}]*\}")
_OLD_PULL_TYPE = "kubernetes.io/dockercfg"


def _find(tree: Tree) -> Said:
    stock = Stock.of(tree)
    look = _Look(tree, stock)
    told: dict[Finding | Unproven, None] = {}
    for need in needs_of(tree):
        told |= dict.fromkeys(look.need(need))
    told |= dict.fromkeys(literals(tree, partial(_is_known, stock)))
    yield from told


SECRETS = Proof(
    "secrets",
    "whatever names a Secret, a key of it, a ConfigMap, a claim or a ServiceAccount finds it in its own namespace, and "
    "no password stands as text",
    _find,
)


def _is_known(stock: Stock, namespace: str, name: str) -> bool:
    return stock.find("Secret", namespace, name) is not None


class _Look:
    """Compares what is needed with what will be there."""

    def __init__(self, tree: Tree, stock: Stock) -> None:
        self._tree, self._stock = tree, stock

    def need(self, need: Need) -> Said:
        held = self._stock.find(need.kind, need.namespace, need.name)
        if held is None:
            yield self._missing(need)
            return
        for key in need.keys:
            yield from self._key(need, key, held)
        if held.item is not None and held.item.kind == "Secret":
            yield from self._type(need, held.item)
            yield from self._user(need, held.item)

    # -- the object ------------------------------------------------------------------------------------------------

    def _missing(self, need: Need) -> Finding | Unproven:
        what = f"{need.path}: {need.kind} {need.name!r}"
        if UNKNOWN in need.name:
            return need.item.unproven(f"{need.path}: which {need.kind}", "the chart's templates make its name")
        if "${" in need.namespace or _VARIABLE.fullmatch(need.name):
            return need.item.unproven(what, "only the cluster knows what its variable holds")
        alike = self._stock.may_be(need.kind, need.namespace, need.name)
        if alike:
            return need.item.unproven(what, f"it may be {alike!r}, with the variable filled in")
        maker = may_make(self._tree, _PARTS.get(need.kind, ""), need.namespace, need.name, need.item) or (
            may_come_from_kustomize(self._tree, need.item, need.kind)
        )
        if maker:
            return need.item.unproven(what, maker)
        others = self._stock.namespaces(need.kind, need.name)
        elsewhere = f"; there is one in namespace {', '.join(map(repr, others))}" if others else ""
        return need.item.finding(
            need.path, f"no {need.kind} {need.name!r} in namespace {need.namespace!r}{elsewhere}", self._remedy(need)
        )

    def _remedy(self, need: Need) -> str:
        near = nearest(need.name, self._stock.names(need.kind, need.namespace))
        if near:
            return f"{near!r}, which is there"
        declared = _DECLARED_AS.get(need.kind, "a line under objects in expects.yaml")
        keys = " and ".join(repr(key.name) for key in need.keys)
        return f"a {need.kind} in {need.namespace!r}{f' with {keys}' if keys else ''}, or {declared} if one is there"

    # -- its content -----------------------------------------------------------------------------------------------

    def _key(self, need: Need, key: Key, held: Held) -> Said:
        if held.keys is None or key.name in held.keys:
            return
        if held.item is not None and key.name == PULL_KEY and held.item.data.get("type") == _OLD_PULL_TYPE:
            return
        if "${" in key.name or UNKNOWN in key.name or any("${" in known for known in held.keys):
            yield need.item.unproven(f"{key.path}: key {key.name!r} of {need.kind} {need.name!r}", "variables name it")
            return
        known = sorted(held.keys)
        near = nearest(key.name, known)
        yield need.item.finding(
            key.path,
            f"{need.kind} {need.name!r} has no key {key.name!r} (it has {', '.join(known) or 'none'})",
            f"{near!r}, which is there" if near else f"one of its keys, or {key.name!r} in that {need.kind}",
        )

    def _type(self, need: Need, secret: Item) -> Said:
        found = secret.data.get("type") or "Opaque"
        fitting = (need.secret_type, _OLD_PULL_TYPE) if need.secret_type == PULL_TYPE else (need.secret_type,)
        if need.secret_type and found not in fitting:
            who = "pulls images with it" if need.secret_type == PULL_TYPE else "takes a user and a password from it"
            yield secret.finding(
                "type", f"{need.item.kind}/{need.item.name} {who}, and its type is {found!r}", need.secret_type
            )

    def _user(self, need: Need, secret: Item) -> Said:
        """The operator refuses a Secret whose user is another than the role that it is for."""
        if not need.user or need.secret_type != BASIC_AUTH:
            return
        path, found = _text_of(secret, "username")
        if not path:
            return
        name = settled(secret, found)
        if secret.encrypted or "${" in name or "${" in need.user:
            if secret.encrypted or name != need.user:
                yield secret.unproven(f"{path}: that it is {need.user!r}", "nobody here can read it")
        elif name != need.user:
            taker = f"{need.item.kind}/{need.item.name}"
            yield secret.finding(
                path, f"the user is {name!r}, and {taker} takes the password of {need.user!r} from it", repr(need.user)
            )


def _text_of(secret: Item, key: str) -> tuple[str, str]:
    """Path and text of a key; both empty where it cannot be read."""
    plain = mapping(secret.data.get("stringData")).get(key)
    if isinstance(plain, str):
        return f"stringData.{key}", plain
    coded = mapping(secret.data.get("data")).get(key)
    if not isinstance(coded, str):
        return "", ""
    try:
        return f"data.{key}", base64.b64decode(coded, validate=True).decode()
    except (binascii.Error, ValueError):
        return (f"data.{key}", coded) if secret.encrypted else ("", "")
