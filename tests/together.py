"""Several labs in one cluster: their dists laid into one, and the examples of this repository."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from homelab_constructs.flux.dist import HEADER
from homelab_constructs.flux.yaml_text import dump

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("photo-library", "workflow-server", "agent-server")


@cache
def example(name: str) -> dict[str, bytes]:
    """The committed dist of an example."""
    return files(ROOT / "examples" / name / "dist")


def files(dist: Path) -> dict[str, bytes]:
    """Content by path below a dist."""
    found = {path.relative_to(dist).as_posix(): path.read_bytes() for path in sorted(dist.rglob("*")) if path.is_file()}
    assert found, f"{dist} holds nothing"
    return found


@cache
def all_together() -> dict[str, bytes]:
    """The lab of this repository and the examples, as one cluster has them."""
    return together(files(ROOT / "dist"), *map(example, EXAMPLES))


def together(*dists: Mapping[str, bytes]) -> dict[str, bytes]:
    """One dist of several.

    What two of them write must be the same, and what they expect is expected once: a variable of one name has one
    meaning, a source of one name one version.
    """
    merged: dict[str, bytes] = {}
    for dist in dists:
        for path, content in dist.items():
            if path not in ("kustomization.yaml", "expects.yaml"):
                assert merged.setdefault(path, content) == content, f"{path} is written twice, with different content"
    indexes = [yaml.safe_load(dist["kustomization.yaml"]) for dist in dists]
    entries = sorted({entry for index in indexes for entry in index["resources"]})
    merged["kustomization.yaml"] = _text({**indexes[0], "resources": entries})
    expected = _joined([yaml.safe_load(dist["expects.yaml"]) for dist in dists])
    merged["expects.yaml"] = _text(expected)
    return merged


def _text(document: dict[str, Any]) -> bytes:
    return (HEADER + dump([document])).encode()


def _joined(documents: list[Any]) -> Any:
    """What stands in any of them: lists joined by the names of their entries, everything else the same in all."""
    first = documents[0]
    if isinstance(first, dict):
        keys = {key: None for document in documents for key in document}
        return {key: _joined([document[key] for document in documents if key in document]) for key in keys}
    if isinstance(first, list):
        named: dict[str, Any] = {}
        for entry in (entry for document in documents for entry in document):
            known = named.setdefault(_name(entry), entry)
            if isinstance(entry, dict):  # one of the two may say more, such as what a claim was claimed with
                both = known.keys() & entry.keys()
                assert all(known[key] == entry[key] for key in both), f"two meanings of one name: {entry}"
                named[_name(entry)] = {**known, **entry}
        return list(named.values())
    assert all(document == first for document in documents), f"two answers to one question: {documents}"
    return first


def _name(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    return " ".join(str(entry.get(key)) for key in ("apiVersion", "kind", "namespace", "name"))
