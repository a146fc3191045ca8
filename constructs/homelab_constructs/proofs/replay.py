"""Flux's way with an object, replayed: written again without its quotes, substituted, parsed (contract flux, 1).

What Flux reads is the text after its own YAML writer, so that is what is made here: quotes stand only where a plain
word would be read as something else, and a variable counts as a plain word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import yaml

__all__ = ["Reference", "SubstitutionError", "parse", "references", "substitute", "write_again"]

if TYPE_CHECKING:
    from yaml import SafeDumper as _Dumper
    from yaml import SafeLoader as _Loader
else:
    _Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NAME = r"[_A-Za-z][_A-Za-z0-9]*"
_TOKEN = re.compile(
    r"(?P<dollars>\$\$)"
    r"|\$\{(?P<name>" + _NAME + r")"
    r"(?:/(?P<every>/)?(?P<old>[^/{}]+)/(?P<new>[^/{}]*)|:?=(?P<set>[^{}]*)|:-(?P<default>[^{}]*))?\}"
    r"|(?P<bad>\$\{[^}\n]*\}?)"
)
# Numbers as Go's YAML reads them: an exponent needs neither dot nor sign, which PyYAML asks for.
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")


class Reference(tuple[str, bool]):
    """A variable's name, and whether a default stands beside it."""

    __slots__ = ()


class SubstitutionError(ValueError):
    """Text that would fail the whole Kustomization."""


class _Writer(_Dumper):
    """Writes as Go's YAML does: no anchors, no folding, quotes only where needed."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Reader(_Loader):
    """Reads as the API server's YAML does."""


def _text(writer: Any, value: str) -> yaml.Node:
    node: yaml.Node = writer.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)
    return node


def _as_written(_: Any, node: Any) -> str:
    return str(node.value)


def _number(reader: Any, node: Any) -> float:
    # PyYAML's own reading stumbles over numbers that it would not have called so.
    return float(node.value) if _NUMBER.match(node.value) else yaml.SafeLoader.construct_yaml_float(reader, node)


for _kind in (_Writer, _Reader):
    _kind.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER, list("-+.0123456789"))
_Writer.add_representer(str, _text)
# A date stays text in an object: the API server knows none.
_Reader.add_constructor("tag:yaml.org,2002:timestamp", _as_written)
_Reader.add_constructor("tag:yaml.org,2002:float", _number)


def references(text: str) -> Iterator[Reference]:
    """The variables in a text.

    Raises:
        SubstitutionError: at the first `${` that Flux cannot read, or of a form that is not known to work.
    """
    for match in _TOKEN.finditer(text):
        if match["bad"]:
            raise SubstitutionError(match["bad"])
        if match["name"]:
            yield Reference((match["name"], match["default"] is not None or match["set"] is not None))


def substitute(text: str, variables: Mapping[str, str]) -> str:
    """The text as Flux makes it; a variable that is not there is empty, as without strict mode.

    Raises:
        SubstitutionError: as `references`.
    """

    def replace(match: re.Match[str]) -> str:
        if match["bad"]:
            raise SubstitutionError(match["bad"])
        if match["dollars"]:
            return "$"
        default = match["default"] if match["default"] is not None else match["set"]
        value = variables.get(match["name"]) or default or ""
        value = value.replace("\n", "")
        if match["old"] is None:
            return value
        return value.replace(match["old"], match["new"], -1 if match["every"] else 1)

    return _TOKEN.sub(replace, text)


def write_again(data: Mapping[str, Any]) -> str:
    """The text that Flux substitutes in."""
    text: str = yaml.dump(dict(data), Dumper=_Writer, width=1 << 30, allow_unicode=True)
    return text


def parse(text: str) -> Any:
    """What the API server is sent.

    Raises:
        yaml.YAMLError: it is no YAML any more.
    """
    return yaml.load(text, Loader=_Reader)  # noqa: S506 - a SafeLoader
