"""The operators: each breaks one kind of thing, wherever a dist has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .mutation import Mutation, Path, Place, Sample, dotted, text

__all__ = ["OF_RESTORES", "OPERATORS", "mutate"]

Operator = Callable[[Sample], Iterator[Mutation]]
_VARIABLE = re.compile(r"\$\{SECRET_[A-Z0-9_]+\}")
_PORT = re.compile(r":(\d{4,5})\b")
_IN_CLUSTER = re.compile(r"\b([a-z0-9-]+)\.default\.svc\b")
_PROTECTED = "kustomize.toolkit.fluxcd.io/prune"
_FORCED = "kustomize.toolkit.fluxcd.io/force"
_WORKLOADS = ("StatefulSet", "Job", "Deployment")


def leaves(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value that is neither map nor list, with its path."""
    if isinstance(node, dict):
        for key, item in node.items():
            yield from leaves(item, (*path, key))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from leaves(item, (*path, index))
    else:
        yield path, node


def nodes(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value with its path, maps and lists included."""
    yield path, node
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, item in items:
        yield from nodes(item, (*path, key))


def at(place: Place, *path: str | int) -> Any:
    """What stands at a path of an object; None where nothing does."""
    node: Any = place.data
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return node


def applied(sample: Sample) -> list[Place]:
    """The objects that components apply."""
    return [place for place in sample.objects if place.kind not in ("Kustomization", "OCIRepository", "HelmRepository")]


# Schema -------------------------------------------------------------------------------------------------------------


def unknown_field(sample: Sample) -> Iterator[Mutation]:
    """A field that the kind does not have."""
    for place in sample.objects:
        block = "spec" if "spec" in place.data else "data" if place.kind == "ConfigMap" else None
        path: Path = (block, "replicaz") if block == "spec" else ("replicaz",)
        yield sample.replaced("unknown field", place, path, 1)


def misspelt_field(sample: Sample) -> Iterator[Mutation]:
    """A field with a letter too many."""
    for place in sample.objects:
        for key in place.data.get("spec", {}):

            def change(data: Any, key: str = key) -> None:
                data["spec"][f"{key}s"] = data["spec"].pop(key)

            yield sample.changed("misspelt field", place, change, f"spec.{key} -> {key}s")


def deep_misspelt_field(sample: Sample) -> Iterator[Mutation]:
    """A field with a letter too many, deep inside of a spec that we write."""
    for place in sample.of_kind("StatefulSet", "Job", "Cluster", "Pooler"):
        for path, node in nodes(place.data.get("spec", {}), ("spec",)):
            if (
                isinstance(node, dict)
                and 2 < len(path) < 8
                and path[-1] not in ("parameters", "limits", "requests", "matchLabels")
            ):
                key = next(iter(node))
                if path[-1] in ("labels", "annotations"):
                    continue

                def change(data: Any, path: Path = path, key: str = key) -> None:
                    inner = data
                    for step in path:
                        inner = inner[step]
                    inner[f"{key}x"] = inner.pop(key)

                yield sample.changed("misspelt field, deep", place, change, f"{dotted((*path, key))} -> {key}x")


def wrong_type(sample: Sample) -> Iterator[Mutation]:
    """A number where a text belongs, and the other way round."""
    for place in sample.of_kind("Cluster", "Pooler", "Kustomization", "StatefulSet", "Job", "PersistentVolumeClaim"):
        wrong: dict[Path, Any] = {
            ("spec", "instances"): "one",
            ("spec", "replicas"): "one",
            ("spec", "postgresql", "parameters", "max_connections"): 200,
            ("spec", "pgbouncer", "parameters", "max_client_conn"): 500,
            ("spec", "prune"): "yes",
            ("spec", "interval"): 30,
            ("spec", "timeout"): "twelve minutes",
            ("spec", "dependsOn"): "trigger-dev",
            ("spec", "backoffLimit"): "two",
            ("spec", "accessModes"): "ReadWriteOnce",
            ("spec", "template", "spec", "containers", 0, "ports"): {"http": 8123},
        }
        for path, value in wrong.items():
            if at(place, *path) is not None:
                yield sample.replaced("wrong type", place, path, value)


def wrong_word(sample: Sample) -> Iterator[Mutation]:
    """A word that is none of those the kind knows."""
    words: dict[str, list[tuple[Path, str]]] = {
        "Cluster": [
            (("spec", "primaryUpdateStrategy"), "automatic"),
            (("spec", "logLevel"), "loud"),
            (("spec", "managed", "roles", 0, "ensure"), "there"),
        ],
        "Pooler": [(("spec", "type"), "write"), (("spec", "pgbouncer", "poolMode"), "transactions")],
        "Kustomization": [(("spec", "sourceRef", "kind"), "Git"), (("spec", "interval"), "30 minutes")],
        "HelmRelease": [(("spec", "interval"), "5minutes"), (("spec", "timeout"), "")],
        "Job": [(("spec", "template", "spec", "restartPolicy"), "Sometimes")],
        "Service": [(("spec", "ports", 0, "protocol"), "HTTP"), (("spec", "type"), "Internal")],
        "StatefulSet": [(("spec", "template", "spec", "containers", 0, "imagePullPolicy"), "Maybe")],
        "PersistentVolumeClaim": [(("spec", "resources", "requests", "storage"), "five gigs")],
    }
    for place in sample.objects:
        for path, word in words.get(place.kind, ()):
            if at(place, *path[:-1]) is not None:
                yield sample.replaced("wrong word", place, path, word)


def required_field(sample: Sample) -> Iterator[Mutation]:
    """A field that the kind cannot do without."""
    needed: dict[str, list[Path]] = {
        "Cluster": [("spec", "instances"), ("spec", "storage", "size"), ("spec", "bootstrap", "initdb", "owner")],
        "Pooler": [("spec", "cluster"), ("spec", "pgbouncer")],
        "Kustomization": [("spec", "interval"), ("spec", "prune"), ("spec", "sourceRef")],
        "HelmRelease": [("spec", "interval"), ("spec", "chartRef"), ("spec", "chart")],
        "OCIRepository": [("spec", "url"), ("spec", "interval")],
        "Job": [("spec", "template"), ("spec", "template", "spec", "restartPolicy")],
        "Service": [("spec", "ports", 0, "port")],
        "StatefulSet": [
            ("spec", "selector"),
            ("spec", "template", "spec", "containers", 0, "name"),
            ("spec", "template", "spec", "volumes", 0),
            ("spec", "template", "metadata", "labels"),
        ],
        "PersistentVolumeClaim": [("spec", "accessModes"), ("spec", "resources")],
    }
    for place in sample.objects:
        for path in needed.get(place.kind, ()):
            if at(place, *path) is not None:
                yield sample.replaced("required field", place, path, ...)


def api_version(sample: Sample) -> Iterator[Mutation]:
    """A version of the API that is gone, or never was."""
    old = {
        "Kustomization": "kustomize.toolkit.fluxcd.io/v1beta2",
        "HelmRelease": "helm.toolkit.fluxcd.io/v2beta1",
        "OCIRepository": "source.toolkit.fluxcd.io/v1beta2",
        "Cluster": "postgresql.cnpg.io/v1beta1",
        "Pooler": "postgresql.cnpg.io/v1alpha1",
        "StatefulSet": "apps/v1beta2",
        "Job": "batch/v2",
        "Service": "v2",
    }
    for place in sample.objects:
        if place.kind in old:
            yield sample.replaced("api version", place, ("apiVersion",), old[place.kind])


def newer_flux(sample: Sample) -> Iterator[Mutation]:
    """A field that only a newer Flux knows."""
    for place in sample.of_kind("Kustomization")[:2]:
        yield sample.replaced("newer Flux", place, ("spec", "dependsOn", 0, "readyExpr"), "true")
        yield sample.replaced("newer Flux", place, ("spec", "postBuild", "substituteStrategy"), "Always")
        yield sample.replaced("newer Flux", place, ("spec", "ignoreMissingComponents"), True)
    for place in sample.of_kind("HelmRelease")[:2]:
        yield sample.replaced("newer Flux", place, ("spec", "install", "strategy"), {"name": "RetryOnFailure"})


# Flux graph ---------------------------------------------------------------------------------------------------------


def depends_on(sample: Sample) -> Iterator[Mutation]:
    """A Kustomization waits for nobody, for itself, in a ring, or no longer for what it uses."""
    names = [place.name for place in sample.of_kind("Kustomization")]
    for place in sample.of_kind("Kustomization"):
        entries = at(place, "spec", "dependsOn") or []
        for index, entry in enumerate(entries):
            path: Path = ("spec", "dependsOn", index, "name")
            yield sample.replaced("depends on nobody", place, path, f"{entry['name']}-x")
            if entry["name"] in names:
                yield sample.replaced("waits no longer", place, ("spec", "dependsOn", index), ...)
                other = sample.find("Kustomization", entry["name"])
                ring = [*(at(other, "spec", "dependsOn") or []), {"name": place.name}]
                yield sample.replaced("ring", other, ("spec", "dependsOn"), ring, f"waits for {place.name}")
        yield sample.replaced("waits for itself", place, ("spec", "dependsOn", 0, "name"), place.name)


def flux_names(sample: Sample) -> Iterator[Mutation]:
    """A name in a Flux object leads nowhere."""
    paths: list[Path] = [
        ("spec", "sourceRef", "name"),
        ("spec", "path"),
        ("spec", "targetNamespace"),
        ("spec", "postBuild", "substituteFrom", 0, "name"),
        ("spec", "decryption", "secretRef", "name"),
        ("spec", "chartRef", "name"),
        ("spec", "chartRef", "namespace"),
        ("spec", "chart", "spec", "sourceRef", "name"),
        ("spec", "chart", "spec", "sourceRef", "namespace"),
        ("spec", "chart", "spec", "chart"),
        ("spec", "valuesFrom", 0, "name"),
        ("spec", "valuesFrom", 0, "valuesKey"),
        ("spec", "healthChecks", 0, "name"),
        ("spec", "healthChecks", 0, "namespace"),
        ("spec", "healthChecks", 0, "kind"),
        ("metadata", "namespace"),
    ]
    for place in sample.of_kind("Kustomization", "HelmRelease", "OCIRepository"):
        for path in paths:
            value = at(place, *path)
            if isinstance(value, str) and not (place.kind == "HelmRelease" and path[0] == "metadata"):
                yield sample.replaced("Flux name", place, path, f"{value}x")


def moved_by_target_namespace(sample: Sample) -> Iterator[Mutation]:
    """A namespace that Flux would overwrite, and a source in a component."""
    for place in applied(sample):
        yield sample.replaced("foreign namespace", place, ("metadata", "namespace"), "kube-system")
    for file, documents in sample.documents.items():
        if file.startswith("sources/"):
            folder = next(path.rpartition("/")[0] for path in sample.files if path.endswith("app/kustomization.yaml"))
            index = f"{folder}/kustomization.yaml"
            listed = {**sample.documents[index][0]}
            listed["resources"] = [*listed["resources"], "./source.yaml"]
            root = {**sample.documents["kustomization.yaml"][0]}
            root["resources"] = [entry for entry in root["resources"] if file not in entry]
            yield sample.with_files(
                "source in a component",
                f"{file} -> {folder}",
                {
                    f"{folder}/source.yaml": text(*documents),
                    index: text(listed),
                    "kustomization.yaml": text(root),
                    file: None,
                },
            )


def dropped_blocks(sample: Sample) -> Iterator[Mutation]:
    """A block of a Kustomization is gone that others count on."""
    blocks = ("healthChecks", "healthCheckExprs", "postBuild", "targetNamespace")
    for place in sample.of_kind("Kustomization"):
        for block in blocks:
            if at(place, "spec", block) is not None and not (block == "postBuild" and not at(place, "spec", block)):
                yield sample.replaced("dropped block", place, ("spec", block), ...)
        if at(place, "spec", "postBuild", "substitute", "quote"):
            yield sample.replaced("dropped block", place, ("spec", "postBuild", "substitute", "quote"), ...)
        if at(place, "spec", "postBuild", "substituteFrom"):
            yield sample.replaced("dropped block", place, ("spec", "postBuild", "substituteFrom"), ...)


def gates(sample: Sample) -> Iterator[Mutation]:
    """A readiness gate that opens at once, or never."""
    for place in sample.of_kind("Kustomization"):
        for index, entry in enumerate(at(place, "spec", "healthCheckExprs") or []):
            path: Path = ("spec", "healthCheckExprs", index)
            yield sample.replaced("gate", place, (*path, "current"), "status.conditions.exists(e, e.type ==")
            yield sample.replaced("gate", place, (*path, "kind"), "Nobody")
            yield sample.replaced(
                "gate",
                place,
                (*path, "failed"),
                "status.conditions.exists(e, e.type == 'Ready' && e.status == 'False')",
            )
            yield sample.replaced(
                "gate", place, ("spec", "healthCheckExprs", index), ..., f"without that of {entry['kind']}"
            )
        if at(place, "spec", "healthChecks"):
            yield sample.replaced("gate", place, ("spec", "wait"), True)
            yield sample.replaced("gate", place, ("spec", "timeout"), "30s")


def lists(sample: Sample) -> Iterator[Mutation]:
    """A file that a list no longer names, or names and is gone."""
    for file, (document, *_) in sample.documents.items():
        if file.endswith("kustomization.yaml"):
            for entry in document["resources"]:

                def change(data: Any, entry: str = entry) -> None:
                    data["resources"].remove(entry)

                yield sample.document("no longer listed", file, change, f"without {entry}")
            gone = f"{file.rpartition('/')[0]}/{document['resources'][0].removeprefix('./')}".lstrip("/")
            yield sample.with_files("file gone", gone, {gone: None})


def twice(sample: Sample) -> Iterator[Mutation]:
    """One object in two components."""
    for place in applied(sample):
        if place.kind in ("Secret", "PersistentVolumeClaim", "Service", "ConfigMap"):
            others = [
                path
                for path in sample.files
                if path.endswith("/kustomization.yaml") and not place.file.startswith(path.rpartition("/")[0] + "/")
            ]
            index = others[0]
            listed = {**sample.documents[index][0]}
            listed["resources"] = [*listed["resources"], "./copy.yaml"]
            folder = index.rpartition("/")[0]
            yield sample.with_files(
                "two owners",
                f"{place} in {folder} too",
                {f"{folder}/copy.yaml": text(dict(place.data)), index: text(listed)},
            )


# Secrets ------------------------------------------------------------------------------------------------------------


def secret_keys(sample: Sample) -> Iterator[Mutation]:
    """A Secret loses a key, or has it under another name, or is called otherwise."""
    for place in sample.of_kind("Secret"):
        for key in at(place, "stringData") or {}:

            def rename(data: Any, key: str = key) -> None:
                data["stringData"][f"{key}x"] = data["stringData"].pop(key)

            yield sample.replaced("Secret key gone", place, ("stringData", key), ...)
            yield sample.changed("Secret key renamed", place, rename, f"stringData.{key}")
        yield sample.replaced("Secret renamed", place, ("metadata", "name"), f"{place.name}-x")


def literals(sample: Sample) -> Iterator[Mutation]:
    """A password that stands there."""
    for place in sample.of_kind("Secret"):
        for key, value in (at(place, "stringData") or {}).items():
            if _VARIABLE.search(value):
                plain = value.replace("${quote}", "")
                plain = re.sub(r"\$\{SECRET_[A-Z_]*(PASSWORD|SECRET|KEY)\}", "correcthorsebattery", plain)
                if plain != value:
                    yield sample.replaced("literal", place, ("stringData", key), plain, "a literal")
    for place in sample.of_kind("HelmRelease"):
        for name, config in (at(place, "spec", "values", "configMaps") or {}).items():
            for file, content in (config.get("data") or {}).items():
                path: Path = ("spec", "values", "configMaps", name, "data", file)
                yield sample.replaced("literal", place, path, f"{content}\npassword: correcthorse\n", "a literal")
        if at(place, "spec", "values", "auth"):
            path = ("spec", "values", "commonConfiguration")
            yield sample.replaced("literal", place, path, "requirepass correcthorse", "a literal")
            yield sample.replaced("literal", place, ("spec", "values", "auth", "password"), "correcthorse", "a literal")


def second_home(sample: Sample) -> Iterator[Mutation]:
    """One password in two places."""
    held = [
        match[0]
        for place in sample.of_kind("Secret")
        for value in (at(place, "stringData") or {}).values()
        for match in _VARIABLE.finditer(value)
        if "${quote}" in value
    ]
    for place in sample.of_kind("ConfigMap"):
        for variable in held[:4]:
            yield sample.replaced("second home", place, ("data", "password"), f"x{variable}")
    for place in sample.of_kind("HelmRelease"):
        if at(place, "spec", "values", "clickhouse"):
            yield sample.replaced(
                "second home", place, ("spec", "values", "clickhouse", "external", "password"), held[0]
            )


def secret_uses(sample: Sample) -> Iterator[Mutation]:
    """Somebody names a Secret, a key, a claim or a ConfigMap that is not there."""
    words = ("name", "key", "secretName", "claimName", "existingClaim", "valuesKey")
    holders = ("secretKeyRef", "passwordSecret", "secret", "configMap", "persistentVolumeClaim")
    for place in applied(sample):
        for path, value in leaves(place.data):
            last = str(path[-1])
            inside = len(path) > 1 and path[-2] in holders and last in words
            named = last in words[2:] or last.startswith("existingSecret") or "secretKeys" in path
            if isinstance(value, str) and (inside or named):
                yield sample.replaced("use of nothing", place, path, f"{value}x")
    for place in sample.of_kind("HelmRelease"):
        for path, value in leaves(place.data):
            if value == "KUBERNETES_IMAGE_PULL_SECRETS":
                where: Path = (*path[:-1], "value")
                yield sample.replaced("use of nothing", place, where, f"{at(place, *where)}x")


# Endpoints ----------------------------------------------------------------------------------------------------------


def hosts_and_ports(sample: Sample) -> Iterator[Mutation]:
    """An address that nobody answers at."""
    for place in applied(sample):
        for path, value in leaves(place.data):
            if isinstance(value, str) and path[0] != "metadata" and (match := _IN_CLUSTER.search(value)):
                host = match[1]
                yield sample.replaced("host", place, path, value.replace(host, f"{host}x", 1))
                yield sample.replaced("host", place, path, value.replace(".default.svc", ".databases.svc", 1))
                if found := _PORT.search(value):
                    port = str(int(found[1]) + 1)
                    yield sample.replaced("port", place, path, value[: found.start(1)] + port + value[found.end(1) :])
            elif (
                path[-1] in ("port", "httpPort")
                and isinstance(value, int)
                and "values" in path
                and "probes" not in path
            ):
                yield sample.replaced("port", place, path, value + 1)
    for place in sample.of_kind("Service"):
        for index, entry in enumerate(at(place, "spec", "ports")):
            yield sample.replaced("port", place, ("spec", "ports", index, "port"), entry["port"] + 1)
            yield sample.replaced("port", place, ("spec", "ports", index, "targetPort"), "nobody")
        yield sample.replaced("host", place, ("metadata", "name"), f"{place.name}-x")
        label = next(iter(at(place, "spec", "selector")))
        yield sample.replaced("selector", place, ("spec", "selector", label), "nobody")
    for place in sample.of_kind("HelmRelease"):
        if at(place, "spec", "values", "fullnameOverride"):
            yield sample.replaced("host", place, ("spec", "values", "fullnameOverride"), f"{place.name}-x")
    for place in sample.of_kind("Cluster", "Pooler"):
        yield sample.replaced("host", place, ("metadata", "name"), f"{place.name}-x")


# Substitution -------------------------------------------------------------------------------------------------------


def variables(sample: Sample) -> Iterator[Mutation]:
    """A variable that nobody declares, that Flux cannot read, or that loses its quotes."""
    for place in applied(sample):
        for path, value in leaves(place.data):
            if not isinstance(value, str):
                continue
            if match := _VARIABLE.search(value):
                name = match[0]
                yield sample.replaced("variable", place, path, value.replace(name, name[:-1] + "X}"))
                yield sample.replaced("variable", place, path, value.replace(name, name[:-1], 1), "no brace")
                yield sample.replaced("variable", place, path, value.replace(name, name[:-1] + "-x}", 1), "${A-b}")
            if "${quote}" in value:
                yield sample.replaced("quotes lost", place, path, value.replace("${quote}", ""), "no quotes")
    for place in sample.of_kind("Job"):
        script: Path = ("spec", "template", "spec", "containers", 0, "command", 2)
        for extra in ("echo ${HOME}\n", "echo $$\n", "echo ${HOME:-x}\n", "echo ${#ENDPOINT\n"):
            yield sample.replaced("eaten text", place, script, at(place, *script) + extra, extra.strip())
    for place in sample.of_kind("Cluster"):
        sql: Path = ("spec", "bootstrap", "initdb", "postInitSQL")
        yield sample.replaced("eaten text", place, sql, ["DO $$ BEGIN NULL; END $$"], "$$ in SQL")
    for place in sample.of_kind("ConfigMap"):
        yield sample.replaced("eaten text", place, ("data", "a.conf"), "path=${PATH}")
        yield sample.replaced("eaten text", place, ("metadata", "labels"), {"a": "${NOBODY}"}, "label ${NOBODY}")


# Charts -------------------------------------------------------------------------------------------------------------


def values(sample: Sample) -> Iterator[Mutation]:
    """A value that the chart does not have."""
    for place in sample.of_kind("HelmRelease"):
        seen: set[Path] = set()
        for path, _ in leaves(at(place, "spec", "values"), ("spec", "values")):
            for length in range(3, len(path) + 1):
                inner = path[:length]
                # What lies below these is Kubernetes' own or free, and its turn comes elsewhere.
                free = {
                    "securityContext",
                    "podSecurityContext",
                    "containerSecurityContext",
                    "resources",
                    "env",
                    "extraEnvVars",
                }
                if inner in seen or isinstance(inner[-1], int) or free & set(map(str, inner[:-1])):
                    continue
                seen.add(inner)
                if any(word in inner[:-1] for word in ("controllers", "service", "persistence", "advancedMounts")):
                    names = {"main", "minio", "data", "http", "liveness", "readiness", "startup"}
                    if inner[-1] in names:
                        continue

                def rename(data: Any, inner: Path = inner) -> None:
                    node = data
                    for step in inner[:-1]:
                        node = node[step]
                    node[f"{inner[-1]}z"] = node.pop(inner[-1])

                yield sample.changed("misspelt value", place, rename, dotted(inner))


def keys_gone(sample: Sample) -> Iterator[Mutation]:
    """A key that somebody forgot, whatever it is: of values, and of what we write in full."""
    for place in sample.of_kind("HelmRelease", "Cluster", "Pooler", "StatefulSet", "Job", "PersistentVolumeClaim"):
        for path, _ in leaves(place.data.get("spec", {}), ("spec",)):
            if not isinstance(path[-1], int) and "patches" not in path:
                yield sample.replaced("key gone", place, path, ...)


def env_names(sample: Sample) -> Iterator[Mutation]:
    """An environment variable that is there already."""
    for place in applied(sample):
        for path, node in nodes(place.data):
            if path and path[-1] in ("env", "extraEnvVars") and isinstance(node, list):
                first = node[0]["name"]
                yield sample.replaced(
                    "env twice", place, path, [*node, {"name": first, "value": "x"}], f"{first} twice"
                )
                yield sample.replaced("env name", place, path, [*node, {"name": "A B", "value": "x"}], "'A B'")
                if path[-1] == "extraEnvVars":
                    for reserved in ("DATABASE_URL", "TRIGGER_API_URL", "APP_ORIGIN", "METRICS_PORT"):
                        entry = {"name": reserved, "value": "x"}
                        part = path[-2]
                        if (part == "webapp") == (reserved in ("DATABASE_URL", "APP_ORIGIN")):
                            yield sample.replaced("env reserved", place, path, [*node, entry], reserved)


def chart_versions(sample: Sample) -> Iterator[Mutation]:
    """A chart version that does not fit the values, or is none."""
    for place in sample.of_kind("OCIRepository"):
        yield sample.replaced("chart version", place, ("spec", "ref"), {"semver": "4.x.y.z"}, "no range")
    for place in sample.of_kind("HelmRelease"):
        if at(place, "spec", "chart"):
            yield sample.replaced("chart version", place, ("spec", "chart", "spec", "version"), 4.3, "a number")


def trigger(sample: Sample) -> Iterator[Mutation]:
    """What only Trigger.dev's chart minds."""
    for place in sample.of_kind("HelmRelease"):
        if not at(place, "spec", "values", "webapp"):
            continue
        base: Path = ("spec", "values")
        yield sample.replaced("trigger", place, (*base, "secrets", "enabled"), False)
        yield sample.replaced(
            "trigger", place, (*base, "clickhouse", "external", "existingSecret"), "trigger-dev-clickhouse-auth"
        )
        yield sample.replaced(
            "trigger", place, (*base, "postgres", "external", "secretKeys", "databaseUrlKey"), "postgres-pooled-url"
        )
        yield sample.replaced("trigger", place, (*base, "webapp", "apiOrigin"), "https://api.${SECRET_DOMAIN}")
        yield sample.replaced("trigger", place, (*base, "webapp", "ingress", "tls"), ...)
        yield sample.replaced("trigger", place, (*base, "webapp", "podSecurityContext", "fsGroup"), 1000)
        yield sample.replaced(
            "trigger",
            place,
            (*base, "postgres", "external", "connectivityCheck", "host"),
            "trigger-dev-postgresql-rw.default.svc",
        )
        yield sample.replaced("trigger", place, (*base, "redis", "external", "host"), "")
        yield sample.replaced("trigger", place, (*base, "clickhouse", "external", "username"), ...)
        yield sample.replaced("trigger", place, (*base, "s3", "external", "endpoint"), ...)
        yield sample.replaced(
            "trigger",
            place,
            ("spec", "postRenderers", 0, "kustomize", "patches", 0, "target", "name"),
            "trigger-webapp",
        )
        yield sample.replaced("trigger", place, ("spec", "postRenderers"), ...)
    for place in sample.of_kind("StatefulSet"):
        for version in ("25.4", "26.12"):
            image = f"docker.io/clickhouse/clickhouse-server:{version}"
            yield sample.replaced("trigger", place, ("spec", "template", "spec", "containers", 0, "image"), image)
    for place in sample.of_kind("Cluster"):
        yield sample.replaced("trigger", place, ("spec", "postgresql", "parameters", "wal_level"), "replica")
        yield sample.replaced("trigger", place, ("spec", "managed", "roles", 0, "replication"), ...)


# CloudNativePG ------------------------------------------------------------------------------------------------------


def database(sample: Sample) -> Iterator[Mutation]:
    """What CloudNativePG's webhook refuses."""
    for place in sample.of_kind("Cluster"):
        parameters: Path = ("spec", "postgresql", "parameters")
        changes: list[tuple[Path, Any]] = [
            ((*parameters, "shared_buffers"), "2GB"),
            ((*parameters, "port"), "5433"),
            ((*parameters, "archive_mode"), "on"),
            ((*parameters, "shared_preload_libraries"), "pg_stat_statements"),
            ((*parameters, "max_wal_size"), "20GB"),
            ((*parameters, "wal_level"), "minimal"),
            ((*parameters, "Wal Level"), "x"),
            (("metadata", "name"), "a" * 51),
            (("spec", "imageName"), "ghcr.io/cloudnative-pg/postgresql:latest"),
            (
                ("spec", "imageCatalogRef"),
                {"apiGroup": "postgresql.cnpg.io", "kind": "ImageCatalog", "name": "x", "major": 17},
            ),
            (("spec", "primaryUpdateStrategy"), "supervised"),
            (("spec", "instances"), 0),
            (("spec", "managed", "roles", 0, "name"), "pg_reader"),
            (("spec", "managed", "roles", 0, "connectionLimit"), -2),
            (("spec", "managed", "roles", 0, "disablePassword"), True),
            (("spec", "bootstrap", "recovery"), {"source": "x"}),
            (("spec", "resources", "requests", "memory"), "8Gi"),
            (("spec", "storage", "size"), "20Gigs"),
        ]
        for path, value in changes:
            yield sample.replaced("database", place, path, value)
    for place in sample.of_kind("Pooler"):
        yield sample.replaced("database", place, ("spec", "pgbouncer", "parameters", "listen_addr"), "*")
        yield sample.replaced("database", place, ("spec", "cluster", "name"), "nobody")
        yield sample.replaced("database", place, ("metadata", "name"), at(place, "spec", "cluster", "name"))
        yield sample.replaced("database", place, ("spec", "pgbouncer", "authQuery"), "SELECT 1")
        yield sample.replaced("database", place, ("spec", "template", "spec", "containers"), ...)


# Names and data -----------------------------------------------------------------------------------------------------


def names(sample: Sample) -> Iterator[Mutation]:
    """A name that Kubernetes does not take."""
    for place in sample.objects:
        yield sample.replaced("name", place, ("metadata", "name"), f"{place.name}_x".replace(".", ""))
    for place in sample.of_kind("StatefulSet", "Service", "HelmRelease", "Kustomization", "Job"):
        yield sample.replaced("name", place, ("metadata", "name"), "a" * 64, "64 letters")
    for place in sample.of_kind("ConfigMap"):
        yield sample.replaced("name", place, ("metadata", "labels"), {"a b": "x"}, "label 'a b'")
        yield sample.replaced("name", place, ("data", "a/b"), "x")


def data_loss(sample: Sample) -> Iterator[Mutation]:
    """Volumes shrink, lose their protection, change what cannot change, or vanish."""
    for place in applied(sample):
        if (at(place, "metadata", "annotations") or {}).get(_PROTECTED) and place.kind != "Secret":
            yield sample.replaced("unprotected", place, ("metadata", "annotations"), ...)
    for place in sample.of_kind("PersistentVolumeClaim"):
        yield sample.replaced("shrinks", place, ("spec", "resources", "requests", "storage"), "1Gi")
        yield sample.replaced("immutable", place, ("spec", "storageClassName"), "other")
        yield sample.replaced("immutable", place, ("spec", "accessModes"), ["ReadWriteOncePod"], "RWOP")
        yield sample.replaced("claim renamed", place, ("metadata", "name"), f"{place.name}-2")
    for place in sample.of_kind("Cluster"):
        yield sample.replaced("shrinks", place, ("spec", "storage", "size"), "5Gi")
        yield sample.replaced("shrinks", place, ("spec", "walStorage", "size"), "4Gi")
        yield sample.replaced("immutable", place, ("spec", "walStorage"), ...)
        yield sample.replaced("immutable", place, ("spec", "storage", "storageClass"), "other")
        yield sample.replaced("immutable", place, ("spec", "bootstrap", "initdb", "database"), "other")
        yield sample.replaced("immutable", place, ("spec", "imageName"), "ghcr.io/cloudnative-pg/postgresql:16.9")
    for place in sample.of_kind("StatefulSet"):
        yield sample.replaced("immutable", place, ("spec", "serviceName"), "other")
        yield sample.replaced("immutable", place, ("spec", "podManagementPolicy"), "Parallel")

        def relabel(data: Any) -> None:
            for labels in (data["spec"]["selector"]["matchLabels"], data["spec"]["template"]["metadata"]["labels"]):
                labels["app.kubernetes.io/name"] = "other"

        yield sample.changed("immutable", place, relabel, "selector and labels")
        yield sample.replaced("two writers", place, ("spec", "replicas"), 2)
        yield sample.replaced("forced", place, ("metadata", "annotations"), {_FORCED: "enabled"}, "force")
    for place in sample.of_kind("PersistentVolumeClaim", "Cluster"):
        annotations = {**(at(place, "metadata", "annotations") or {}), _FORCED: "enabled"}
        yield sample.replaced("forced", place, ("metadata", "annotations"), annotations, "force")


# Pods ---------------------------------------------------------------------------------------------------------------


def pods(sample: Sample) -> Iterator[Mutation]:
    """A pod that is not confined, not bounded, not probed."""
    dropped = {
        "allowPrivilegeEscalation",
        "runAsNonRoot",
        "seccompProfile",
        "capabilities",
        "resources",
        "livenessProbe",
        "readinessProbe",
    }
    for place in sample.of_kind(*_WORKLOADS, "HelmRelease"):
        for path, node in nodes(place.data):
            if not path or path[-1] not in dropped or "patch" in path:
                continue
            yield sample.replaced("pod", place, path, ...)
            if path[-1] == "allowPrivilegeEscalation":
                yield sample.replaced("pod", place, path, True)
            if path[-1] == "resources":
                for inner in (("limits", "memory"), ("requests", "cpu")):
                    if isinstance(node, dict) and inner[1] in node.get(inner[0], {}):
                        yield sample.replaced("pod", place, (*path, *inner), ...)
                if isinstance(node, dict) and "requests" in node:
                    yield sample.replaced("pod", place, (*path, "requests", "memory"), "64Gi")
        if at(place, "spec", "values", "controllers"):
            for probe in ("liveness", "readiness"):
                where: Path = ("spec", "values", "controllers", "main", "containers", "minio", "probes", probe)
                yield sample.replaced("pod", place, where, ...)
    for place in sample.of_kind(*_WORKLOADS):
        spec: Path = ("spec", "template", "spec")
        yield sample.replaced("pod", place, (*spec, "hostNetwork"), True)
        yield sample.replaced("pod", place, (*spec, "securityContext", "runAsUser"), 0)
        yield sample.replaced("pod", place, (*spec, "containers", 0, "securityContext", "privileged"), True)
        yield sample.replaced(
            "pod", place, (*spec, "volumes", 0), {"name": "data", "hostPath": {"path": "/"}}, "hostPath"
        )
        yield sample.replaced("pod shape", place, (*spec, "containers", 0, "volumeMounts", 0, "name"), "nobody")


def images(sample: Sample) -> Iterator[Mutation]:
    """An image that changes under its name, or that nobody serves any more."""
    for place in applied(sample):
        for path, value in leaves(place.data):
            if path[-1] in ("image", "imageName") and isinstance(value, str):
                name = value.rpartition(":")[0]
                yield sample.replaced("image", place, path, f"{name}:latest")
                yield sample.replaced("image", place, path, name)
            if path[-1] == "repository":
                tag: Path = (*path[:-1], "tag")
                yield sample.replaced("image", place, tag, "latest")
                yield sample.replaced("image", place, tag, 25.1)
            if path[-1] in ("image", "repository") and "minio" in str(value):
                gone = str(value).replace("quay.io/", "docker.io/")
                yield sample.replaced("image", place, path, gone)


def jobs(sample: Sample) -> Iterator[Mutation]:
    """A Job that cannot be applied again, or that comes back for ever."""
    for place in sample.of_kind("Job"):
        yield sample.replaced("Job", place, ("metadata", "annotations"), ...)
        yield sample.replaced("Job", place, ("spec", "ttlSecondsAfterFinished"), 60)


# Operation ----------------------------------------------------------------------------------------------------------


def operation(sample: Sample) -> Iterator[Mutation]:
    """What is deprecated, or cannot recover."""
    for place in sample.of_kind("Cluster"):
        yield sample.replaced(
            "operation", place, ("spec", "monitoring"), {"enablePodMonitor": True}, "enablePodMonitor"
        )
        yield sample.replaced(
            "operation",
            place,
            ("spec", "backup"),
            {"barmanObjectStore": {"destinationPath": "s3://x/y"}},
            "barmanObjectStore",
        )
        yield sample.replaced("operation", place, ("spec", "enableSuperuserAccess"), True)
    for place in sample.of_kind("HelmRelease"):
        yield sample.replaced("operation", place, ("spec", "install"), ...)
        yield sample.replaced("operation", place, ("spec", "maxHistory"), 1)


# Restores -----------------------------------------------------------------------------------------------------------


def restores(sample: Sample) -> Iterator[Mutation]:
    """A Cluster that begins with data and does not find them, reads the wrong ones, or writes where they lie."""
    origin: Path = ("spec", "externalClusters", 0)
    parameters: Path = ("spec", "plugins", 0, "parameters")
    for place in sample.of_kind("Cluster"):
        bootstrap = at(place, "spec", "bootstrap")
        (way,) = bootstrap
        yield sample.replaced("restore", place, ("spec", "externalClusters"), ...)
        if way == "recovery":
            target: Path = ("spec", "bootstrap", way, "recoveryTarget")
            server = at(place, *origin, "plugin", "parameters", "serverName")
            changes: list[tuple[Path, Any]] = [
                ((*parameters, "serverName"), ...),
                ((*parameters, "serverName"), server),
                ((*parameters, "barmanObjectName"), "nowhere"),
                ((*origin, "plugin", "parameters", "barmanObjectName"), ...),
                ((*origin, "plugin", "parameters", "barmanObjectName"), "nowhere"),
                (("spec", "bootstrap", way, "source"), ...),
                (("spec", "bootstrap", way, "source"), "nobody"),
                (("spec", "bootstrap", way, "postInitSQL"), ["SELECT 1"]),
                (("spec", "bootstrap", "initdb"), {"database": "letters"}),
                ((*target, "targetTime"), "yesterday at noon"),
                ((*target, "targetLSN"), "0/16B3748"),
                ((*target, "targetTLI"), "newest"),
            ]
        else:
            base: Path = ("spec", "bootstrap", way)
            archive = {"barmanObjectName": "backups", "serverName": "letters-postgresql-2"}
            shared = {"name": "barman-cloud.cloudnative-pg.io", "parameters": archive}
            changes = [
                ((*origin, "connectionParameters", "host"), ...),
                ((*origin, "connectionParameters", "host"), "nobody-rw.default.svc"),
                ((*origin, "connectionParameters", "host"), f"{place.name}-rw.default.svc"),
                (("spec", "imageName"), "ghcr.io/cloudnative-pg/postgresql:16.9"),
                (("spec", "plugins"), [shared]),
            ]
            if way == "pg_basebackup":
                changes += [
                    ((*base, "source"), "nobody"),
                    ((*base, "database"), "other"),
                    (("spec", "imageName"), "ghcr.io/cloudnative-pg/postgresql:18.1"),
                    ((*origin, "sslKey", "name"), "nobody-replication"),
                    ((*origin, "sslCert", "key"), "tls.pem"),
                ]
            else:
                changes += [
                    ((*base, "import", "source", "externalCluster"), "nobody"),
                    ((*base, "import", "databases"), ["letters", "more"]),
                    ((*base, "import", "roles"), ["reader"]),
                    ((*origin, "password", "name"), "nobody"),
                    ((*origin, "password", "key"), "pass"),
                ]
        for path, value in changes:
            yield sample.replaced("restore", place, path, value, "shared archive" if path[-1] == "plugins" else "")
    for place in sample.of_kind("Kustomization"):
        if len(at(place, "spec", "dependsOn") or []) == 1:
            yield sample.replaced("restore", place, ("spec", "dependsOn"), ...)


OPERATORS: tuple[Operator, ...] = (
    unknown_field,
    misspelt_field,
    deep_misspelt_field,
    wrong_type,
    wrong_word,
    required_field,
    api_version,
    newer_flux,
    depends_on,
    flux_names,
    moved_by_target_namespace,
    dropped_blocks,
    gates,
    lists,
    twice,
    secret_keys,
    literals,
    second_home,
    secret_uses,
    hosts_and_ports,
    variables,
    values,
    keys_gone,
    env_names,
    chart_versions,
    trigger,
    database,
    names,
    data_loss,
    pods,
    images,
    jobs,
    operation,
)


OF_RESTORES: tuple[Operator, ...] = (restores,)
"""For a dist whose databases begin with data, which the committed one has none of."""


def mutate(sample: Sample, operators: tuple[Operator, ...] = OPERATORS) -> list[Mutation]:
    """Every mutation of a dist; one that leaves it as it was, or repeats another, is left out."""
    found: dict[str, Mutation] = {}
    for operator in operators:
        for mutation in operator(sample):
            found.setdefault(mutation.name, mutation)
    return list(found.values())
