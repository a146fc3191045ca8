"""Hints as Renovate's custom manager reads them: by the patterns of a configuration, with RE2, the engine it uses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import re2

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "renovate.json"
APP = ROOT / "renovate" / "homelab-app.json"
TRIGGER_DEV = ROOT / "renovate" / "trigger-dev.json"


@dataclass(frozen=True)
class Hinted:
    """What a hint and the line below it say.

    Attributes:
        fields: named as Renovate names them, without those that are not said.
        text: hint and line, from the hint to the closing quote.
    """

    fields: dict[str, str]
    text: str


def config(path: Path) -> dict[str, Any]:
    """A configuration, or a preset."""
    loaded: dict[str, Any] = json.loads(path.read_text())
    return loaded


def hinted(source: str, path: Path = OWN) -> list[Hinted]:
    """What the custom managers of a configuration find in a file."""
    return [
        Hinted({name: value for name, value in match.groupdict().items() if value}, match.group())
        for manager in config(path)["customManagers"]
        for pattern in manager["matchStrings"]
        for match in re2.compile(pattern).finditer(source)
    ]


def files(path: Path = OWN) -> Iterator[Path]:
    """The files of this repository that those managers look into."""
    for manager in config(path)["customManagers"]:
        for pattern in manager["managerFilePatterns"]:
            yield from sorted(ROOT.glob(pattern))


def bumped(source: str, found: Hinted, value: str) -> str:
    """The file after an upgrade: Renovate puts the new version wherever the old one stands in the text it matched."""
    assert source.count(found.text) == 1, f"these lines stand more than once:\n{found.text}"
    return source.replace(found.text, found.text.replace(found.fields["currentValue"], value))
