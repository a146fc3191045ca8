"""Variable changes: a value that must stay what it was, asked for under another name or no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import yaml

from ...flux.variables import DOMAIN
from ..finding import Finding
from ..replay import SubstitutionError, references
from ..tree import EXPECTS, Item, Tree, entries, get, mapping
from .field_changes import meant

__all__ = ["Lasting", "facts_of_variables", "variables_changed"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCKS = ("data", "stringData")


def variables_changed(tree: Tree, before: Tree) -> Iterator[Finding]:
    """Variables that may not change, and are not asked for any more."""
    now, then = facts_of_variables(tree), facts_of_variables(before)
    for name, facts in then.items():
        if facts.get("mayChange") is not False or name in now:
            continue
        likely = _likely(name, facts, {new: now[new] for new in now if new not in then})
        at = f"Variable/{name}"
        instead = (
            f"the name it had; {likely} is new, and if it is the same renamed, it needs the old value"
            if likely
            else ("the variable as it was")
        )
        purpose = facts.get("purpose") or "what it opens is lost"
        yield Finding(
            EXPECTS,
            at,
            "",
            f"{name!r} may not change, and nobody asks for it any more: {purpose}",
            f"{instead}; if it is meant, an exemption of proof 'data', object {at!r}",
        )


def _likely(name: str, facts: Mapping[str, Any], fresh: Mapping[str, Mapping[str, Any]]) -> str:
    same = [new for new, other in fresh.items() if facts.get("purpose") and other.get("purpose") == facts["purpose"]]
    return next(iter(same or get_close_matches(name, sorted(fresh), n=1)), "")


def facts_of_variables(tree: Tree) -> dict[str, Mapping[str, Any]]:
    """What expects.yaml says of each variable; the file has been read once already, and is readable."""
    try:
        document = yaml.load(tree.files.get(EXPECTS, b""), Loader=_LOADER)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError:
        return {}
    return {str(entry.get("name")): entry for _, entry in entries(get(document, "variables.keys"))}


class Lasting:
    """The variables that must keep their values, a cluster's domain apart: that stands in hosts, and opens nothing."""

    def __init__(self, tree: Tree, before: Tree) -> None:
        now = facts_of_variables(tree)
        self._names = {
            name
            for name, facts in facts_of_variables(before).items()
            if facts.get("mayChange") is False and name in now and before.declared.variables.get(name) != DOMAIN
        }

    def changed(self, old: Item, new: Item) -> Iterator[Finding]:
        """Keys of a Secret that held such a variable, and hold another thing now.

        Args:
            old: as it was.
            new: as it is.
        """
        if not self._names or (new.group, new.kind) != ("", "Secret") or new.encrypted:
            return
        for block in _BLOCKS:
            now = mapping(new.data.get(block))
            for key, text in mapping(old.data.get(block)).items():
                lost = (_names_in(text) & self._names) - _names_in(now.get(key))
                if lost:
                    path, name = f"{block}.{key}", min(lost)
                    yield new.finding(
                        path,
                        f"it held {name}, whose value may not change, and holds it no more",
                        meant(new, path, f"${{{name}}}"),
                    )


def _names_in(text: Any) -> set[str]:
    try:
        return {name for name, _ in references(text)} if isinstance(text, str) else set()
    except SubstitutionError:
        return set()
