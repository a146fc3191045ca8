"""Remedies: what to write in Python so that a lab meets what runs, in the words of the constructs' own arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..proofs.chart_rules import releases_of
from ..proofs.data.keeping import CNPG
from ..proofs.tree import Kustomization, Tree, get
from .things import Thing

__all__ = ["Remedies"]

_BY_KEYS: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"redis-password"}), "redis", "auth"),
    (frozenset({"clickhouse-password"}), "clickhouse", "auth"),
    (frozenset({"rootUser", "rootPassword"}), "store", "auth"),
    (frozenset({"access-key-id", "secret-access-key"}), "store", "credentials"),
    (frozenset({"username", "password"}), "database", "credentials"),
    (frozenset({"SESSION_SECRET"}), "stack", "app_secrets"),
    (frozenset({".dockerconfigjson"}), "registry", "pull_secret"),
    (frozenset({"client-id", "client-secret"}), "github", "secret"),
)
# What takes the arguments: the construct itself, and in a TriggerDevStack the settings of the same words.
_TAKERS: Mapping[str, tuple[str, str]] = {
    "redis": ("BitnamiRedis", "RedisSettings"),
    "clickhouse": ("ClickHouseServer", "ClickHouseSettings"),
    "store": ("MinioStore", "ObjectStoreSettings"),
    "database": ("CnpgDatabase", "DatabaseSettings"),
    "stack": ("TriggerDevStack", "TriggerDevStack"),
    "registry": ("ContainerRegistry", "ContainerRegistry"),
    "github": ("GithubSignIn", "GithubSignIn"),
    "app": ("AppTemplate", "AppTemplate"),
    "release": ("HelmRelease", "HelmRelease"),
}
_NAMELESS = ("registry", "github")


@dataclass(frozen=True)
class _Field:
    """A field whose value an argument decides.

    Attributes:
        path: the field, or the beginning of it.
        argument: the argument, with a gap for each value.
        values: where in the old object the values stand.
    """

    path: str
    argument: str
    values: tuple[str, ...] = ()


_STORAGE = ("size", "storageClass")
_FIELDS: Mapping[str, tuple[_Field, ...]] = {
    "Cluster": (
        _Field("spec.storage", "storage=Volume({}, {})", tuple(f"spec.storage.{field}" for field in _STORAGE)),
        _Field(
            "spec.walStorage", "wal_storage=Volume({}, {})", tuple(f"spec.walStorage.{field}" for field in _STORAGE)
        ),
        _Field("spec.imageName", "image={}", ("spec.imageName",)),
        _Field("spec.bootstrap.initdb.database", "database={}", ("spec.bootstrap.initdb.database",)),
        _Field("spec.bootstrap.initdb.owner", "owner={}", ("spec.bootstrap.initdb.owner",)),
    ),
    "PersistentVolumeClaim": (
        _Field(
            "spec",
            "storage=Volume({}, {}, {})",
            ("spec.resources.requests.storage", "spec.storageClassName", "spec.accessModes"),
        ),
    ),
    "HelmRelease": (
        _Field(
            "spec.values.persistence.shared",
            "shared_storage=Volume({}, {}, {})",
            tuple(f"spec.values.persistence.shared.{field}" for field in ("size", "storageClass", "accessMode")),
        ),
        _Field(
            "spec.values.master.persistence.existingClaim",
            "existing_claim={}",
            ("spec.values.master.persistence.existingClaim",),
        ),
        _Field(
            "spec.values.persistence.data.existingClaim",
            "existing_claim={}",
            ("spec.values.persistence.data.existingClaim",),
        ),
        _Field("spec.releaseName", "release_name={}", ("spec.releaseName",)),
    ),
}


class Remedies:
    """Knows which construct of a lab makes what.

    Args:
        lab: the lab.
        folder: where the old manifests lie.
    """

    def __init__(self, lab: Tree, folder: str = "") -> None:
        self._folder = folder.rstrip("/")
        self._charts = {id(release.item): release.chart for release in releases_of(lab)}
        self._stacks = {self._app(release.item.owner) for release in releases_of(lab) if release.chart == "trigger"}

    def name(self, old: Thing, new: Thing | None) -> str:
        """How the lab calls a thing what it was called."""
        argument, part = self._naming(old, new)
        if not argument:
            return "the name it had"
        taker = self._taker(part, new)
        if not taker:
            return argument
        stem = old.name.removesuffix("-data")
        # A construct calls its claim after itself.
        also = f', or {taker}(name="{stem}")' if argument.startswith("existing_claim") and stem != old.name else ""
        return f"{taker}({_in_words_of(taker, argument)}){also}"

    def field(self, old: Thing, new: Thing, path: str) -> str:
        """The argument that decides on a field, with what was there; empty where none is known."""
        part = self._part(new)
        for field in _FIELDS.get(new.kind, ()):
            if path == field.path or path.startswith((f"{field.path}.", f"{field.path}[")):
                taker = self._taker("stack" if field.argument.startswith("shared_storage") else part, new)
                values = [_literal(get(old.item.data, where)) for where in field.values]
                return f"{taker}({field.argument.format(*values)})" if taker else ""
        return ""

    def keep(self, old: Thing, new: Thing | None = None) -> str:
        """How the lab carries a Secret of the old manifests itself."""
        argument, part = _of_keys(new.keys if new is not None else old.keys)
        taker = self._taker(part, new) if part else ""
        if not old.item.encrypted:
            return "the Secret rendered from variables, which is the default, or a file that SOPS encrypts"
        given = f"{argument}={self._sops(old, new)}" if argument else self._sops(old, new)
        return f"{taker}({given})" if taker else given

    def _sops(self, old: Thing, new: Thing | None) -> str:
        """The file, and the key that is called otherwise in it where there is but one of it."""
        path = f"{self._folder}/{old.item.file}" if self._folder not in ("", ".") else old.item.file
        wanted = sorted(new.keys - old.keys) if new is not None else []
        there = sorted(old.keys - new.keys) if new is not None else []
        keys = f', keys={{"{wanted[0]}": "{there[0]}"}}' if len(wanted) == len(there) == 1 else ""
        return f'SopsSecret("{path}"{keys})'

    def _naming(self, old: Thing, new: Thing | None) -> tuple[str, str]:
        part = self._part(new) if new is not None else ""
        match old.group, old.kind:
            case "", "PersistentVolumeClaim":
                if part == "app":
                    return f'volumes={{"...": ExistingClaim("{old.name}")}}', part
                return f'existing_claim="{old.name}"', part
            case "", "Secret":
                keys, of = _of_keys(new.keys if new is not None and new.keys else old.keys)
                if old.item.encrypted and keys:
                    return f"{keys}={self._sops(old, new)}", of
                if not keys:
                    return f'urls_secret_name="{old.name}"' if part == "database" else "", part
                return (f'{keys}_name="{old.name}"' if of not in _NAMELESS else ""), of
            case "postgresql.cnpg.io", "Pooler":
                return f'poolers=[PgPooler(name="{old.name}")]', "database"
            case "", "Service":
                for suffix in ("-master", "-headless"):
                    if part == "redis" and old.name.endswith(suffix):
                        return f'fullname="{old.name.removesuffix(suffix)}"', part
                return f'name="{old.name}"', part
            case ("postgresql.cnpg.io", "Cluster") | ("apps", _) | (_, "HelmRelease"):
                return f'name="{old.name}"', part
            case _:
                return "", part

    def _taker(self, part: str, new: Thing | None) -> str:
        if part not in _TAKERS:
            return ""
        in_stack = new is not None and self._app(new.owner) in self._stacks
        return _TAKERS[part][1 if in_stack else 0]

    def _part(self, thing: Thing) -> str:
        """Which construct it comes from, by what stands in its component."""
        owner = thing.owner
        items = owner.items if owner is not None else [thing.item]
        charts = {self._charts.get(id(item), "") for item in items}
        kinds = {(item.group, item.kind) for item in items}
        if thing.group == CNPG or (CNPG, "Cluster") in kinds:
            return "database"
        if "trigger" in charts:
            return "stack"
        if "redis" in charts:
            return "redis"
        if ("apps", "StatefulSet") in kinds:
            return "clickhouse"
        if "app-template" in charts:
            return "store" if ("batch", "Job") in kinds else "app"
        return "release" if thing.kind == "HelmRelease" else ""

    @staticmethod
    def _app(owner: Kustomization | None) -> str:
        return (owner.folder or "").partition("/")[0] if owner is not None else ""


def _literal(value: object) -> str:
    """As Python has it; of a list the one value in it."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return f'"{value}"' if isinstance(value, str) else "None" if value is None else str(value)


def _in_words_of(taker: str, argument: str) -> str:
    """The settings of a stack have one database, and so shorter words."""
    if taker != "DatabaseSettings":
        return argument
    return argument.replace("urls_secret", "urls").replace("poolers=[", "pooler=").replace(")]", ")")


def _of_keys(keys: frozenset[str]) -> tuple[str, str]:
    """Argument and part by the keys of a Secret; empty where they tell nothing."""
    for known, part, argument in _BY_KEYS:
        if known <= keys:
            return argument, part
    return "", ""
