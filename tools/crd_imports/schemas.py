"""From a CRD to its schema file and to the pruned input of `cdk8s import`. Nothing is changed in place.

A schema and the data inside it look alike: `description` may be a keyword or the name of a field. So the
functions below follow the places where OpenAPI v3 has a schema, and leave the rest (enum, default) alone.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .catalog import ApiGroup
from .errors import SourceError

Schema = dict[str, Any]

_HOLDS_SCHEMA = ("items", "additionalProperties", "not")
_HOLDS_SCHEMA_LIST = ("allOf", "anyOf", "oneOf")


@dataclass(frozen=True, kw_only=True)
class KindSchema:
    """One kind in its storage version, with the schema as upstream wrote it."""

    group: str
    kind: str
    version: str
    names: dict[str, Any]
    scope: str
    schema: Schema


def select_kinds(manifests: Iterable[dict[str, Any]], group: ApiGroup) -> list[KindSchema]:
    """The kinds that `group` wants, sorted by name; raises when one is missing or there twice."""
    found: dict[str, KindSchema] = {}
    for manifest in manifests:
        if manifest.get("kind") != "CustomResourceDefinition":
            continue
        spec = manifest["spec"]
        kind = spec["names"]["kind"]
        if spec["group"] != group.group or kind not in group.kinds:
            continue
        if kind in found:
            raise SourceError(f"{group.group}: {kind} is defined twice in the source of {group.alias}")
        found[kind] = _storage_version(spec)
    missing = sorted(group.kinds - found.keys())
    if missing:
        raise SourceError(f"{group.group}: no CRD for {', '.join(missing)} in the source of {group.alias}")
    return [found[kind] for kind in sorted(found)]


def _storage_version(spec: dict[str, Any]) -> KindSchema:
    # The others are deprecated, and each version would bring a full set of classes.
    stored = [version for version in spec["versions"] if version.get("storage")]
    if len(stored) != 1:
        raise SourceError(f"{spec['group']}: {spec['names']['kind']} has {len(stored)} storage versions")
    return KindSchema(
        group=spec["group"],
        kind=spec["names"]["kind"],
        version=stored[0]["name"],
        names=spec["names"],
        scope=spec["scope"],
        schema=stored[0]["schema"]["openAPIV3Schema"],
    )


def without_descriptions(schema: Schema) -> Schema:
    """`schema` less its prose; the messages of CEL rules stay, they are what a failed rule says."""
    bare = _map_subschemas(schema, without_descriptions)
    bare.pop("description", None)
    return bare


def pruned(schema: Schema, free_form_fields: frozenset[str]) -> Schema:
    """What `cdk8s import` gets: no prose, no `status` (only operators write it), some fields free-form."""
    lean = _prune_fields(without_descriptions(schema), free_form_fields)
    lean.get("properties", {}).pop("status", None)
    return lean


def _prune_fields(schema: Schema, free_form_fields: frozenset[str]) -> Schema:
    lean = _map_subschemas(schema, lambda subschema: _prune_fields(subschema, free_form_fields))
    for name in free_form_fields & lean.get("properties", {}).keys():
        lean["properties"][name] = _free_form(lean["properties"][name])
    return lean


def _free_form(field: Schema) -> Schema:
    free_form = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
    match field.get("type"):
        case "object":
            return free_form
        case "array" if field["items"].get("type") == "object":
            return {"type": "array", "items": free_form}
        case _:  # a scalar costs nothing and is better typed
            return field


def _map_subschemas(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """A copy of `schema` (its `properties` too) with `change` applied to each schema directly inside it."""
    copy = dict(schema)
    for key in _HOLDS_SCHEMA:
        if isinstance(copy.get(key), dict):  # additionalProperties may be a boolean
            copy[key] = change(copy[key])
    for key in _HOLDS_SCHEMA_LIST:
        if key in copy:
            copy[key] = [change(subschema) for subschema in copy[key]]
    if "properties" in copy:
        copy["properties"] = {name: change(field) for name, field in copy["properties"].items()}
    return copy


def schema_files(kinds: Iterable[KindSchema]) -> dict[str, str]:
    """The full schemas: path -> text. A file is a pure schema; its path says of what."""
    return {
        f"{kind.group}/{kind.kind}.{kind.version}.json": _stable_json(without_descriptions(kind.schema))
        for kind in kinds
    }


def import_input(kinds: Iterable[KindSchema], free_form_fields: frozenset[str]) -> str:
    """The CRDs for one `cdk8s import`: a YAML stream of JSON documents, safe from quoting."""
    return "".join(f"---\n{_stable_json(_lean_crd(kind, free_form_fields))}" for kind in kinds)


def _lean_crd(kind: KindSchema, free_form_fields: frozenset[str]) -> dict[str, Any]:
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"{kind.names['plural']}.{kind.group}"},
        "spec": {
            "group": kind.group,
            "names": kind.names,
            "scope": kind.scope,
            "versions": [
                {
                    "name": kind.version,
                    "served": True,
                    "storage": True,
                    "schema": {"openAPIV3Schema": pruned(kind.schema, free_form_fields)},
                }
            ],
        },
    }


def _stable_json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
