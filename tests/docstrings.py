"""Google-style docstrings taken apart: sections and their entries."""

from __future__ import annotations

import inspect
import re

_SECTION = re.compile(r"(Args|Attributes|Raises|Returns|Yields):")
_ENTRY = re.compile(r"    (\*{0,2}\w+): (.+)")


def sections(docstring: str | None) -> dict[str, dict[str, str]]:
    """By section, the text of each entry by its name; what `Returns` and `Yields` say has no name."""
    found: dict[str, dict[str, str]] = {}
    entries: dict[str, str] | None = None
    last = ""
    for line in inspect.cleandoc(docstring or "").splitlines():
        if header := _SECTION.fullmatch(line):
            entries = found[header[1]] = {}
            last = ""
        elif entries is not None and line and not line.startswith("    "):
            entries = None  # prose again
        elif entries is not None and (entry := _ENTRY.fullmatch(line)):
            last = entry[1]
            assert last not in entries, f"{last} is described twice"
            entries[last] = entry[2]
        elif entries is not None and line:
            entries[last] = f"{entries.get(last, '')} {line.strip()}".strip()
    return found
