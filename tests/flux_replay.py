"""Flux's way with a file, replayed: build, write again, substitute in the whole text, parse (contract flux, 1).

Only so much of its substitution as the contract has measured; anything else is an error here, as most of it is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

_TOKEN = re.compile(
    r"\$\$"
    r"|\$\{(?P<name>[_A-Za-z][_A-Za-z0-9]*)"
    r"(?:/(?P<every>/)?(?P<old>[^/{}]+)/(?P<new>[^/{}]*)|:-(?P<default>[^{}]*))?\}"
    r"|(?P<bad>\$\{)"
)


class SubstitutionError(ValueError):
    """What fails the whole Kustomization."""


def substitute(text: str, variables: Mapping[str, str]) -> str:
    """The text as Flux makes it, in strict mode: an undefined variable without a default is an error."""

    def replace(match: re.Match[str]) -> str:
        if match["bad"]:
            raise SubstitutionError(f"missing closing brace or unknown form: {text[match.start() :][:40]!r}")
        if match["name"] is None:
            return "$"
        value = variables.get(match["name"])
        if value is None:
            if match["default"] is None:
                raise SubstitutionError(f'variable not set (strict mode): "{match["name"]}"')
            return match["default"]
        value = value.replace("\n", "")
        if match["old"] is None:
            return value
        return value.replace(match["old"], match["new"], -1 if match["every"] else 1)

    return _TOKEN.sub(replace, text)


class _FluxDumper(yaml.SafeDumper):
    """Writes as Go's YAML does: quotes only where a string would be read as something else, no folding."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _FluxLoader(yaml.CSafeLoader):
    """Reads numbers as Go's YAML does: an exponent needs neither dot nor sign, which PyYAML asks for."""


_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
for _kind in (_FluxDumper, _FluxLoader):
    _kind.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER, list("-+.0123456789"))


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_FluxDumper.add_representer(str, _text)


def reserialise(manifest: Mapping[str, Any]) -> str:
    """The text that is substituted in: the quotes of the source are gone."""
    return yaml.dump(dict(manifest), Dumper=_FluxDumper, width=float("inf"), allow_unicode=True)


def parse(text: str) -> Any:
    """What the API server is sent."""
    return yaml.load(text, _FluxLoader)


def replay(manifest: Mapping[str, Any], variables: Mapping[str, str]) -> Any:
    """A manifest as it reaches the API server."""
    return parse(substitute(reserialise(manifest), variables))
