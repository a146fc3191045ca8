"""Fields: where two manifests of one object differ, told so that no secret shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..flux.variables import QUOTE
from ..proofs.quantities import quantity
from ..proofs.secrets.secret_names import Promise, promise_of
from ..proofs.tree import Item, mapping
from ..proofs.written import settled

__all__ = ["ABSENT", "arriving", "counted", "differences", "shown"]

ABSENT: Any = object()
"""Stands where a manifest has nothing."""

_MOST = 60
# What an absent field means, where a manifest of one hand writes it and one of another leaves it out.
_DEFAULTS: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("", "Secret"): {"type": "Opaque"},
    ("postgresql.cnpg.io", "Cluster"): {
        "spec.enableSuperuserAccess": False,
        "spec.instances": 1,
        "spec.logLevel": "info",
        "spec.primaryUpdateStrategy": "unsupervised",
    },
    ("postgresql.cnpg.io", "Pooler"): {"spec.instances": 1, "spec.type": "rw"},
    ("kustomize.toolkit.fluxcd.io", "Kustomization"): {"spec.wait": False, "spec.force": False, "spec.suspend": False},
}
_STEP = re.compile(r"[A-Za-z_][\w-]*")
# What may hold a password among other words.
_ASSIGNED = re.compile(r"(?i)(pass|secret|token|key)\w*[\"']?\s*[=:]\s*\S|://[^/\s:@]*:[^/\s@]+@")
_SIZES = re.compile(r"(cpu|memory|storage|size|ephemeral-storage|sizeLimit)$")


def arriving(item: Item, text: str) -> str:
    """A text with the variables that its own Kustomization sets, and without the quotes that only Flux needs."""
    return settled(item, text.replace(f"${{{QUOTE}}}", ""))


def differences(old: Item, new: Item) -> Iterator[tuple[str, Any, Any]]:
    """Path, value before and value after of everything that differs.

    Lists of maps with names are compared by name. The namespace is left out, where Flux has the last word.
    """
    was, now = (_plain(item) for item in (old, new))
    yield from _differ(was, now, "")


def _plain(item: Item) -> dict[str, Any]:
    data = _settle(item, item.data)
    written = {key: value for key, value in data.get("metadata", {}).items() if key not in ("name", "namespace")}
    marks = {block: mapping(written.get(block)) for block in ("labels", "annotations")}
    made = {**data, "metadata": {**written, **marks}}
    for path, value in _DEFAULTS.get((item.group, item.kind), {}).items():
        block, _, field = path.rpartition(".")
        node = mapping(made.get(block)) if block else made
        if block and block not in made:
            continue
        filled = {field: value, **node}
        made = {**made, block: filled} if block else filled
    return made


def _settle(item: Item, node: Any) -> Any:
    if isinstance(node, str):
        return arriving(item, node)
    if isinstance(node, dict):
        return {str(key): _settle(item, value) for key, value in node.items()}
    if isinstance(node, list):
        return [_settle(item, entry) for entry in node]
    return node


def _differ(was: Any, now: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(was, dict) and isinstance(now, dict):
        for key in [*was, *(key for key in now if key not in was)]:
            here = f"{path}.{key}" if path else key
            yield from _differ(was.get(key, ABSENT), now.get(key, ABSENT), here)
    elif isinstance(was, list) and isinstance(now, list) and (names := _named(was, now)):
        before, after = names
        for name in [*before, *(name for name in after if name not in before)]:
            yield from _differ(before.get(name, ABSENT), after.get(name, ABSENT), f"{path}[{name}]")
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now) and _maps(was) and _maps(now):
        for index, (before_, after_) in enumerate(zip(was, now, strict=True)):
            yield from _differ(before_, after_, f"{path}[{index}]")
    elif was != now and not _nothing(was, now) and not _same_size(path, was, now):
        yield path, was, now


def _nothing(was: Any, now: Any) -> bool:
    """Whether one says nothing and the other that there is nothing."""
    return all(value is ABSENT or value is None or value in ({}, []) for value in (was, now))


def _same_size(path: str, was: Any, now: Any) -> bool:
    if not _SIZES.search(path):
        return False
    sizes = quantity(was), quantity(now)
    return sizes[0] is not None and sizes[0] == sizes[1]


def _maps(node: list[Any]) -> bool:
    return bool(node) and all(isinstance(entry, dict) for entry in node)


def _named(was: list[Any], now: list[Any]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    found = []
    for node in (was, now):
        names = [entry.get("name") for entry in node if isinstance(entry, dict)]
        if len(names) < len(node) or not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
            return None
        found.append({str(entry["name"]): entry for entry in node})
    return (found[0], found[1]) if found[0] or found[1] else None


def shown(path: str, value: Any) -> str:
    """A value as a reader sees it: short, and never a secret."""
    if value is ABSENT or value is None:
        return "absent"
    if isinstance(value, Mapping):
        return f"{len(value)} fields" if len(value) != 1 else f"only {next(iter(value))}"
    if isinstance(value, list):
        plain = all(isinstance(entry, str | int | float) for entry in value)
        text = repr(value)
        return (
            text
            if plain and len(text) <= _MOST and not _hidden(path, text)
            else counted(len(value), "entry", "entries")
        )
    text = repr(value) if isinstance(value, str) else str(value)
    if isinstance(value, str) and "\n" in value:
        return counted(len(value.splitlines()), "line", "lines")
    if isinstance(value, str | int | float) and not isinstance(value, bool) and _hidden(path, str(value)):
        return "a value that is not shown"
    return text if len(text) <= _MOST else f"a text of {len(str(value))} letters"


def counted(number: int, one: str, many: str) -> str:
    """A number with its word."""
    return f"{number} {one if number == 1 else many}"


def _hidden(path: str, text: str) -> bool:
    """Whether a value may be a secret: by the names on its way, or by its own words. A variable alone is none."""
    if re.fullmatch(r"(\$\{\w+\})+", text):
        return False
    words = _STEP.findall(path)
    # `env[NAME].value` is called by what stands before.
    telling = words[-2:] if words[-1:] == ["value"] else words[-1:]
    promised = any(promise_of(word) is not Promise.NOTHING for word in telling)
    return promised or _ASSIGNED.search(text) is not None
