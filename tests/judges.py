"""What a cluster would say of a manifest: CRD schemas, Kubernetes' own schemas, and the rules that neither holds.

A judge answers with a list of problems, empty for a good object. That each of them can object is shown in
`test_judges.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import kubernetes_validate
import yaml
from kubernetes_validate.utils import schema_contents

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Beside the repository where the project's contracts and data lie; absent on other machines."""
SCHEMAS = ROOT / "imports" / "schemas"
LATEST_CRDS = SHARED / "data" / "crds" / "latest"
KUBERNETES = ("1.28", kubernetes_validate.latest_version())

Manifest = Mapping[str, Any]


# Schemas ------------------------------------------------------------------------------------------------------------


def strict(schema: Any) -> Any:
    """The schema as server-side apply reads it: unknown fields are errors, numbers may stand for int-or-string."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("x-kubernetes-int-or-string"):
        return {"type": ["integer", "string"], **({"pattern": schema["pattern"]} if "pattern" in schema else {})}
    made = {
        key: {name: strict(item) for name, item in value.items()} if key == "properties" else strict(value)
        for key, value in schema.items()
    }
    open_ended = schema.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in schema
    if "properties" in schema and not open_ended:
        made["additionalProperties"] = False
    return made


def _errors(validator: Any, item: Any) -> list[str]:
    return [
        f"{'.'.join(str(step) for step in error.instance_path)}: {error.message}"
        for error in validator.iter_errors(item)
    ]


def _group_kind(manifest: Manifest) -> tuple[str, str]:
    group, _, version = manifest["apiVersion"].rpartition("/")
    return group, f"{manifest['kind']}.{version}"


def is_custom(manifest: Manifest) -> bool:
    """Whether its schema comes from a CRD: the groups of Flux and CloudNativePG."""
    return _group_kind(manifest)[0].endswith((".fluxcd.io", "cnpg.io"))


@lru_cache
def _own_validator(group: str, kind_version: str) -> Any:
    path = SCHEMAS / group / f"{kind_version}.json"
    return jsonschema_rs.Draft202012Validator(strict(json.loads(path.read_text("utf-8")))) if path.is_file() else None


@lru_cache
def _latest_validator(group: str, kind_version: str) -> Any:
    kind, _, version = kind_version.partition(".")
    for path in LATEST_CRDS.glob(f"{group}_*.yaml"):
        crd = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        if crd["spec"]["names"]["kind"] == kind:
            for served in crd["spec"]["versions"]:
                if served["name"] == version and served["served"]:
                    return jsonschema_rs.Draft202012Validator(strict(served["schema"]["openAPIV3Schema"]))
    return None


@lru_cache
def _core_validator(kind: str, api_version: str, version: str) -> Any:
    # kubernetes-validate's schemas in its strict set; its own validate() reads a megabyte of definitions every time.
    folder = f"kubernetes-json-schema/v{_full(version)}-local-strict"
    group_version = re.sub(r"^([^./]*)(?:\.[^/]*)?/", r"\1-", api_version)
    schema = schema_contents(f"{folder}/{kind.lower()}-{group_version}.json", version)
    definitions = schema_contents(f"{folder}/_definitions.json", version)
    registry = jsonschema_rs.Registry([(definitions["$id"], definitions)])
    return jsonschema_rs.Draft202012Validator(schema, registry=registry)


def _full(version: str) -> str:
    return version if version.count(".") == 2 else f"{version}.0"


def crd_problems(manifest: Manifest, *, latest: bool = False) -> list[str]:
    """What the CRD's schema says: of the versions that the target cluster runs, or of the newest ones."""
    validator = (_latest_validator if latest else _own_validator)(*_group_kind(manifest))
    return _errors(validator, manifest) if validator else [f"no CRD for {manifest['apiVersion']} {manifest['kind']}"]


def core_problems(manifest: Manifest, version: str) -> list[str]:
    """What Kubernetes' own schema of a version says."""
    return _errors(_core_validator(manifest["kind"], manifest["apiVersion"], version), manifest)


def schema_problems(manifest: Manifest) -> list[str]:
    """What the schemas of the target cluster say, whatever the kind."""
    return crd_problems(manifest) if is_custom(manifest) else core_problems(manifest, KUBERNETES[0])


# What schemas leave open --------------------------------------------------------------------------------------------

_SUBDOMAIN = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_LABEL_1035 = re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?")
_LABEL_VALUE = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")
_LABEL_KEY = re.compile(r"([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
_DATA_KEY = re.compile(r"[-._a-zA-Z0-9]{1,253}")
_ENV_NAME = re.compile(r"[-._a-zA-Z][-._a-zA-Z0-9]*")
_QUANTITY = re.compile(r"([0-9]+(?:\.[0-9]+)?)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?")
_IMAGE = re.compile(r"[a-z0-9.-]+(:[0-9]+)?/[a-z0-9._/-]+:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(@sha256:[0-9a-f]{64})?")
_UNIT = {"": Decimal(1), "m": Decimal("0.001")}
_UNIT |= {unit: Decimal(1000) ** power for power, unit in enumerate("kMGTPE", start=1)}
_UNIT |= {f"{unit}i": Decimal(1024) ** power for power, unit in enumerate("KMGTPE", start=1)}

# Longest name, and whether a letter must lead, where a kind asks for less than a subdomain of 253 characters.
_NAMES = {
    # RFC 1035 up to Kubernetes 1.33.
    "Service": (63, _LABEL_1035),
    # Its pods carry `<name>-<hash of 10>` as a label value.
    "StatefulSet": (52, _LABEL),
    "Job": (63, _LABEL),
    # Its Jobs are called `<name>-<minutes>`.
    "CronJob": (52, _SUBDOMAIN),
    "HelmRelease": (53, _SUBDOMAIN),
    # CloudNativePG's webhook (contract datastores, 1.1); the Pooler's name becomes a Service's.
    "Cluster": (50, _LABEL_1035),
    "Pooler": (63, _LABEL_1035),
}


def quantity(text: object) -> Decimal:
    """What a quantity stands for.

    Raises:
        ValueError: no quantity.
    """
    match = _QUANTITY.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f"no quantity: {text!r}")
    return Decimal(match[1]) * _UNIT[match[2] or ""]


def api_problems(manifest: Manifest) -> list[str]:
    """What the API server's and the operator's own checks would say beyond the schema: names, keys, sizes, images."""
    return [
        *_metadata_problems(manifest),
        *(
            f"{block}: {key!r} is no key"
            for block in ("data", "stringData")
            for key in manifest.get(block, {})
            if not _DATA_KEY.fullmatch(key)
        ),
        *_service_problems(manifest),
        *_tree_problems(manifest, ""),
    ]


def _metadata_problems(manifest: Manifest) -> Iterator[str]:
    metadata = manifest["metadata"]
    longest, pattern = _NAMES.get(manifest["kind"], (253, _SUBDOMAIN))
    name = metadata["name"]
    if len(name) > longest or not pattern.fullmatch(name):
        yield f"metadata.name: {name!r} is no name of a {manifest['kind']}"
    for key, value in metadata.get("labels", {}).items():
        if not _LABEL_KEY.fullmatch(key) or not _LABEL_VALUE.fullmatch(value):
            yield f"metadata.labels: {key}: {value!r}"
    for key in metadata.get("annotations", {}):
        if not _LABEL_KEY.fullmatch(key):
            yield f"metadata.annotations: {key!r}"


def _twice(names: list[Any]) -> set[Any]:
    return {name for name in names if names.count(name) > 1}


def _service_problems(manifest: Manifest) -> Iterator[str]:
    if manifest["kind"] != "Service":
        return
    ports = manifest["spec"]["ports"]
    for field in ("name", "port"):
        yield from (
            f"spec.ports: {field} {value!r} stands twice" for value in _twice([port.get(field) for port in ports])
        )
    names = [port["name"] for port in ports if "name" in port]
    yield from (f"spec.ports: {name!r} is no name" for name in names if len(name) > 63 or not _LABEL.fullmatch(name))


def _pod_problems(pod: Mapping[str, Any], path: str) -> Iterator[str]:
    containers = [*pod["containers"], *pod.get("initContainers", ())]
    volumes = [volume["name"] for volume in pod.get("volumes", ())]
    for what, names in (("container", [container["name"] for container in containers]), ("volume", volumes)):
        yield from (f"{path}: {what} {name} stands twice" for name in _twice(names))
        yield from (
            f"{path}: {what} {name!r} is no name" for name in names if len(name) > 63 or not _LABEL.fullmatch(name)
        )
    for container in containers:
        mounts = container.get("volumeMounts", ())
        place = f"{path}: {container['name']}"
        yield from (f"{place}: two mounts at {at}" for at in _twice([mount["mountPath"] for mount in mounts]))
        yield from (f"{place}: no volume {mount['name']}" for mount in mounts if mount["name"] not in volumes)


def _tree_problems(node: Any, path: str) -> Iterator[str]:
    if isinstance(node, list):
        names = [item.get("name") for item in node if isinstance(item, dict)]
        if path.endswith((".env", ".extraEnvVars")):
            yield from (f"{path}: {name} stands twice" for name in _twice(names))
            yield from (f"{path}: {name!r} is no name" for name in names if not _ENV_NAME.fullmatch(str(name)))
        for index, item in enumerate(node):
            yield from _tree_problems(item, f"{path}[{index}]")
    elif isinstance(node, dict):
        if isinstance(node.get("containers"), list):
            yield from _pod_problems(node, path)
        for key, value in node.items():
            here = f"{path}.{key}" if path else str(key)
            if key == "resources" and isinstance(value, dict):
                yield from _resource_problems(value, here)
            if key in {"image", "imageName"} and isinstance(value, str) and not _IMAGE.fullmatch(value):
                yield f"{here}: {value!r} is no pinned image"
            yield from _tree_problems(value, here)
    elif isinstance(node, str) and any(ord(letter) < 32 and letter not in "\n\t" for letter in node):
        yield f"{path}: a control character"


def _resource_problems(resources: dict[str, Any], path: str) -> Iterator[str]:
    sizes: dict[str, dict[str, Decimal]] = {"requests": {}, "limits": {}}
    for block, found in sizes.items():
        for name, text in (resources.get(block) or {}).items():
            try:
                found[name] = quantity(text)
            except ValueError as error:
                yield f"{path}.{block}.{name}: {error}"
    for name in sizes["requests"].keys() & sizes["limits"].keys():
        if sizes["requests"][name] > sizes["limits"][name]:
            yield f"{path}: the request of {name} is above its limit"


def problems(manifest: Manifest) -> list[str]:
    """All that the target cluster would say."""
    place = f"{manifest['kind']}/{manifest['metadata']['name']}"
    return [f"{place}: {problem}" for problem in (*schema_problems(manifest), *api_problems(manifest))]
