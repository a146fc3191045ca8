"""Secret changes: keys that come and go, and where their values come from; never a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from ..proofs.tree import Item, mapping
from .effects import Change, Effect
from .fields import arriving

__all__ = ["TAKEN_OVER", "secret_changed"]

TAKEN_OVER = "the variable must hold the value that is there now"
"""Where a value that runs comes from a variable in the lab."""

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)")
_BLOCKS = ("data", "stringData")
Facts: TypeAlias = Mapping[str, Mapping[str, Any]]


def secret_changed(old: Item, new: Item, facts: Facts) -> Iterator[Change]:
    """What of a Secret is another, key by key.

    Args:
        old: as it was.
        new: as it is.
        facts: what the lab says of its variables, by name: `mayChange` and `purpose` count.
    """
    was, now = dict(_values(old)), dict(_values(new))
    for key in sorted(was.keys() - now.keys()):
        yield Change(f"stringData.{key}", "a key", "absent", Effect.LOOK, "whoever reads that key finds it no more")
    for key in sorted(now.keys() - was.keys()):
        yield Change(f"stringData.{key}", "absent", "a key", Effect.HARMLESS, "one key more")
    for key in sorted(was.keys() & now.keys()):
        change = _value_changed(old, new, key, was[key], now[key], facts)
        if change is not None:
            yield change


def _values(item: Item) -> list[tuple[str, Any]]:
    return [(str(key), value) for block in _BLOCKS for key, value in mapping(item.data.get(block)).items()]


def _value_changed(old: Item, new: Item, key: str, was: Any, now: Any, facts: Facts) -> Change | None:
    path = f"stringData.{key}"
    if old.encrypted and new.encrypted:
        if was == now:
            return None
        return Change(
            path, "encrypted", "encrypted anew", Effect.LOOK, "only sops can tell whether it is the same value"
        )
    texts = ["" if item.encrypted else arriving(item, str(value)) for item, value in ((old, was), (new, now))]
    names = [sorted(set(_VARIABLE.findall(text))) for text in texts]
    if not old.encrypted and not new.encrypted and texts[0] == texts[1]:
        return None
    if new.encrypted:
        return Change(path, _source(old, names[0]), "encrypted", Effect.LOOK, "the file must hold the value that was")
    if names[0] and names[0] == names[1]:
        why = "the same variables in other words; whoever reads it sees it when it starts again"
        return Change(path, ", ".join(names[0]), "the same", Effect.RESTARTS, why)
    if not names[1]:
        return Change(path, _source(old, names[0]), "text", Effect.LOOK, "it must be what it was")
    lasting = [facts[name].get("purpose") for name in names[1] if facts.get(name, {}).get("mayChange") is False]
    why = f"{TAKEN_OVER}; {lasting[0]}" if lasting else TAKEN_OVER
    return Change(path, _source(old, names[0]), ", ".join(names[1]), Effect.LOOK, why)


def _source(item: Item, names: list[str]) -> str:
    return "encrypted" if item.encrypted else ", ".join(names) or "text"
