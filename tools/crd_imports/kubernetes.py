"""Kubernetes' own kinds: compact schemas of two releases, cut out of the dev dependency `kubernetes-validate`.

That package holds over a hundred megabytes and no home lab wants to install it; a file written here holds one release:
which kinds it serves in which API version, and of those that a home lab applies the schema, without prose, with what
the API server checks besides (see `kubernetes_rules`) written into it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from kubernetes_validate.utils import VersionNotSupportedError, latest_version, schema_contents

from .errors import SourceError
from .kubernetes_rules import CHECKS, WHOLES
from .schemas import Schema, without_descriptions

FOLDER = "kubernetes"
OLDEST = "1.28"
"""What a cluster of this library runs at least; the other release is the newest that the package knows."""

_GROUPS = frozenset(
    """
    apps autoscaling batch discovery.k8s.io networking.k8s.io node.k8s.io policy rbac.authorization.k8s.io
    scheduling.k8s.io storage.k8s.io
    """.split()
) | {""}
# What only the cluster writes, or nobody keeps in Git.
_NOT_WRITTEN = frozenset(
    """
    Binding CSINode CSIStorageCapacity ComponentStatus ControllerRevision Event Eviction IPAddress Node PodTemplate
    ReplicationController Scale VolumeAttachment
    """.split()
)
_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
_QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity"
_INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"
_SPECIAL: dict[str, Schema] = {
    _QUANTITY: {
        "type": ["string", "number"],
        "pattern": r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",
    },
    _INT_OR_STRING: {"type": ["integer", "string"]},
}
_FORMATS: dict[str, Schema] = {
    "int32": {"minimum": -(2**31), "maximum": 2**31 - 1},
    "int64": {"minimum": -(2**63), "maximum": 2**63 - 1},
    "byte": {"pattern": "^([A-Za-z0-9+/\r\n]{4})*([A-Za-z0-9+/\r\n]{2}==|[A-Za-z0-9+/\r\n]{3}=)?[\r\n]*$"},
    "date-time": {"format": "date-time"},
    "double": {},
}
_DEFINITION = "#/$defs/"


def schema_files() -> dict[str, str]:
    """The compact files: path -> text."""
    newest = re.match(r"\d+\.\d+", latest_version())
    if newest is None:
        raise SourceError(f"kubernetes-validate: {latest_version()!r} is no release")
    return {f"{FOLDER}/v{release}.json": _text(_compact(release)) for release in (OLDEST, newest[0])}


def _compact(release: str) -> dict[str, Any]:
    path = f"kubernetes-json-schema/v{release}.0-local-strict/_definitions.json"
    try:
        definitions: dict[str, Schema] = schema_contents(path, release)["$defs"]
    except (FileNotFoundError, VersionNotSupportedError) as error:
        raise SourceError(f"kubernetes-validate: it has no schemas of Kubernetes {release}") from error
    kinds: dict[str, dict[str, str | None]] = {}
    wanted: dict[str, Schema] = {}
    for name, group, version, kind in _served(definitions):
        kept = group in _GROUPS and kind not in _NOT_WRITTEN and "alpha" not in version
        kinds.setdefault(f"{group}/{version}".lstrip("/"), {})[kind] = name if kept else None
        if kept:
            _reach(name, definitions, wanted)
    unknown = sorted((CHECKS.keys() | WHOLES.keys()) - wanted.keys())
    # The newest release may have moved what a rule is about: then the rule is stale, and this is how one learns.
    if unknown:
        raise SourceError(f"kubernetes-validate {release}: nothing is called {', '.join(unknown)}")
    return {"$defs": wanted, "kinds": kinds}


def _served(definitions: dict[str, Schema]) -> Iterator[tuple[str, str, str, str]]:
    """Definition, group, version and kind of everything that can be applied: lists and requests are no objects."""
    for name, definition in sorted(definitions.items()):
        versions = definition.get("x-kubernetes-group-version-kind", ())
        metadata = definition.get("properties", {}).get("metadata", {}).get("$ref", "")
        if len(versions) == 1 and metadata.endswith(f"/{_META}"):
            found = versions[0]
            yield name, found["group"], found["version"], found["kind"]


def _reach(name: str, definitions: dict[str, Schema], reached: dict[str, Schema]) -> None:
    """Adds a definition and all that it refers to."""
    if name in reached:
        return
    reached[name] = {}
    made = _SPECIAL.get(name) or _strict(without_descriptions(definitions[name]))
    fields: dict[str, Schema] = made.get("properties", {})
    if "metadata" in fields and "apiVersion" in fields:
        # Nobody writes a status, but what was read from a cluster has one.
        fields["status"] = {}
    if "required" in definitions.get(fields.get("spec", {}).get("$ref", "").rpartition("/")[2], {}):
        # Left out it counts as empty, and then lacks what it must hold.
        made["required"] = sorted({*made.get("required", ()), "spec"})
    for field, check in CHECKS.get(name, {}).items():
        if field in fields:  # else it is one of a newer release
            fields[field] = _with(fields[field], check)
    made.update(WHOLES.get(name, {}))
    reached[name] = made
    for other in _references(made):
        _reach(other, definitions, reached)


def _strict(schema: Schema) -> Schema:
    """Less null (a field that is null counts as not given), formats as bounds and patterns, no other extensions."""
    made: Schema = {}
    for key, value in schema.items():
        if key == "type":
            types = [value] if isinstance(value, str) else [item for item in value if item != "null"]
            made["type"] = types[0] if len(types) == 1 else types
        elif key == "properties":
            made[key] = {name: _strict(item) for name, item in value.items()}
        elif key in ("items", "additionalProperties") and isinstance(value, dict):
            made[key] = _strict(value)
        elif key == "format":
            made.update(_FORMATS[value])
        elif key == "$ref":
            made[key] = _DEFINITION + value.rpartition("/")[2]
        elif key in ("required", "enum", "additionalProperties", "x-kubernetes-list-map-keys"):
            made[key] = value
        elif key == "x-kubernetes-patch-merge-key" and schema["x-kubernetes-patch-strategy"].startswith("merge"):
            # Older than the lists of keys, and read as one by server-side apply.
            made.setdefault("x-kubernetes-list-map-keys", [value])
        elif not key.startswith("x-kubernetes-"):
            raise SourceError(f"kubernetes-validate: nobody here knows what {key!r} means in a schema")
    return made


def _with(schema: Schema, check: Schema) -> Schema:
    """A field's schema with a check: on the items of a list, on the values of a map."""
    for inner in ("items", "additionalProperties"):
        if isinstance(schema.get(inner), dict):
            return {**schema, inner: _with(schema[inner], check)}
    return {**schema, **check}


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "$ref" and isinstance(value, str):
                yield value.removeprefix(_DEFINITION)
            else:
                yield from _references(value)


def _text(document: dict[str, Any]) -> str:
    # One definition a line: small, and a difference can still be read.
    lines = [
        f"{json.dumps(name)}: {json.dumps(part, sort_keys=True, separators=(',', ':'))}"
        for name, part in sorted(document["$defs"].items())
    ]
    served = [
        f"{json.dumps(version)}: {json.dumps(part, sort_keys=True, separators=(',', ':'))}"
        for version, part in sorted(document["kinds"].items())
    ]
    return '{"$defs": {\n' + ",\n".join(lines) + '\n}, "kinds": {\n' + ",\n".join(served) + "\n}}\n"
