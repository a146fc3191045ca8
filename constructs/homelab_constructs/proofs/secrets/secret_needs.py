"""Needs: the Secrets, ConfigMaps, claims and ServiceAccounts that objects of a tree name, and the keys they take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..chart_rules import Release, releases_of
from ..tree import Item, Tree, entries, get, mapping, walk
from ..values_in import chart_text
from ..written import WrittenPod, settled, written_pods

__all__ = ["BASIC_AUTH", "PULL_KEY", "PULL_TYPE", "Key", "Need", "needs_of"]

BASIC_AUTH = "kubernetes.io/basic-auth"
PULL_TYPE = "kubernetes.io/dockerconfigjson"
PULL_KEY = ".dockerconfigjson"
_CNPG = ("postgresql.cnpg.io", "barmancloud.cnpg.io")
_TRAEFIK = ("traefik.io", "traefik.containo.us")
_TLS = ("tls.crt", "tls.key")
_TOOLKIT_REFERENCES = ("secretRef", "certSecretRef", "proxySecretRef")
# Where CloudNativePG and its plugin take one key of a Secret, by the field's name.
_KEYED = frozenset(
    """
    accessKeyId applicationCredentials connectionString customQueriesSecret endpointCA password region secretAccessKey
    sessionToken sslCert sslKey sslRootCert storageAccount storageKey storageSasToken
    """.split()
)
_INDEX = re.compile(r"\[\d+\]$")


@dataclass(frozen=True)
class Key:
    """A key that is taken, and the field that names it."""

    name: str
    path: str


@dataclass(frozen=True)
class Need:
    """Something that an object names and that must be there.

    Attributes:
        item: the object.
        kind: Secret, ConfigMap, PersistentVolumeClaim or ServiceAccount.
        namespace: where it is looked for.
        name: its name, settled.
        path: the field that names it.
        keys: what must be in it.
        secret_type: the type that a Secret must have; empty for any.
        user: what its `username` must say; empty for anything.
    """

    item: Item
    kind: str
    namespace: str
    name: str
    path: str
    keys: tuple[Key, ...] = ()
    secret_type: str = ""
    user: str = ""


def needs_of(tree: Tree) -> Iterator[Need]:
    """Everything that objects of a tree need; what may be absent is left out."""
    for pod in written_pods(tree):
        yield from _Reader(pod.item, pod.item.namespace).pod(pod)
    for item in tree.items:
        yield from _Reader(item, item.namespace).object()
    for release in releases_of(tree):
        yield from _of_release(release)


class _Reader:
    """Reads what one object names."""

    def __init__(self, item: Item, namespace: str) -> None:
        self._item, self._namespace = item, namespace

    def need(
        self,
        kind: str,
        name: Any,
        path: str,
        keys: Iterable[Key] = (),
        *,
        secret_type: str = "",
        user: str = "",
    ) -> Iterator[Need]:
        """One need; none where no name stands."""
        if isinstance(name, str) and name:
            taken = tuple(Key(settled(self._item, key.name), key.path) for key in keys)
            yield Need(self._item, kind, self._namespace, settled(self._item, name), path, taken, secret_type, user)

    def reference(self, kind: str, node: Any, path: str, keys: Iterable[Key] = ()) -> Iterator[Need]:
        """A map with a name, and perhaps with a key and the word that it may be absent."""
        found = mapping(node)
        if found.get("optional") is not True:
            key = found.get("key")
            own = [Key(key, f"{path}.key")] if isinstance(key, str) and key else []
            yield from self.need(kind, found.get("name"), f"{path}.name", [*own, *keys])

    # -- pods ------------------------------------------------------------------------------------------------------

    def pod(self, pod: WrittenPod) -> Iterator[Need]:
        spec, path = pod.spec, pod.path
        yield from self.pull_secrets(spec.get("imagePullSecrets"), f"{path}.imagePullSecrets")
        yield from self.need("ServiceAccount", spec.get("serviceAccountName"), f"{path}.serviceAccountName")
        volumes = entries(spec.get("volumes"))
        for index, volume in volumes:
            yield from self.volume(volume, f"{path}.volumes[{index}]")
        by_name: dict[str, Mapping[str, Any]] = {str(volume.get("name")): volume for _, volume in volumes}
        for where, container in pod.containers():
            yield from self.container(container, where)
            for index, mount in entries(container.get("volumeMounts")):
                mounted = by_name.get(str(mount.get("name")), {})
                yield from self.mounted_file(mounted, mount, f"{where}.volumeMounts[{index}].subPath")

    def pull_secrets(self, node: Any, path: str) -> Iterator[Need]:
        """A list of pull Secrets, each as a map or by its name alone."""
        for index, entry in enumerate(node if isinstance(node, list) else ()):
            where = f"{path}[{index}]"
            name, at = (entry.get("name"), f"{where}.name") if isinstance(entry, dict) else (entry, where)
            yield from self.need("Secret", name, at, [Key(PULL_KEY, at)], secret_type=PULL_TYPE)

    def volume(self, volume: Mapping[str, Any], path: str) -> Iterator[Need]:
        sources: list[tuple[str, Mapping[str, Any]]] = [(path, volume)]
        for index, projected in entries(get(volume, "projected.sources")):
            sources.append((f"{path}.projected.sources[{index}]", projected))
        for where, source in sources:
            for field, kind in (("secret", "Secret"), ("configMap", "ConfigMap")):
                found = mapping(source.get(field))
                if found.get("optional") is True:
                    continue
                name = "secretName" if "secretName" in found else "name"
                keys = [
                    Key(item["key"], f"{where}.{field}.items[{index}].key")
                    for index, item in entries(found.get("items"))
                    if isinstance(item.get("key"), str)
                ]
                yield from self.need(kind, found.get(name), f"{where}.{field}.{name}", keys)
        claim = get(volume, "persistentVolumeClaim.claimName")
        yield from self.need("PersistentVolumeClaim", claim, f"{path}.persistentVolumeClaim.claimName")
        for driver, content in volume.items():
            for field in ("secretRef", "nodePublishSecretRef"):
                yield from self.reference("Secret", mapping(content).get(field), f"{path}.{driver}.{field}")

    def container(self, container: Mapping[str, Any], path: str) -> Iterator[Need]:
        for index, entry in entries(container.get("env")):
            source = mapping(entry.get("valueFrom"))
            where = f"{path}.env[{index}].valueFrom"
            yield from self.reference("Secret", source.get("secretKeyRef"), f"{where}.secretKeyRef")
            yield from self.reference("ConfigMap", source.get("configMapKeyRef"), f"{where}.configMapKeyRef")
        yield from self.whole_environments(container.get("envFrom"), f"{path}.envFrom")

    def whole_environments(self, node: Any, path: str) -> Iterator[Need]:
        for index, entry in entries(node):
            yield from self.reference("Secret", entry.get("secretRef"), f"{path}[{index}].secretRef")
            yield from self.reference("ConfigMap", entry.get("configMapRef"), f"{path}[{index}].configMapRef")

    def mounted_file(self, volume: Mapping[str, Any], mount: Mapping[str, Any], path: str) -> Iterator[Need]:
        """A subPath is a key of the mounted object: where there is none the container gets an empty folder."""
        sub_path = mount.get("subPath")
        for field, kind, word in (("secret", "Secret", "secretName"), ("configMap", "ConfigMap", "name")):
            found = mapping(volume.get(field))
            listed = [str(item.get("path")) for _, item in entries(found.get("items"))]
            if found and isinstance(sub_path, str) and sub_path and not listed and found.get("optional") is not True:
                yield from self.need(kind, found.get(word), path, [Key(sub_path.split("/")[0], path)])

    # -- other objects ---------------------------------------------------------------------------------------------

    def object(self) -> Iterator[Need]:
        item = self._item
        match item.kind, item.group:
            case "Ingress", _:
                for index, entry in entries(item.spec.get("tls")):
                    yield from self.certificate(entry.get("secretName"), f"spec.tls[{index}].secretName")
            case ("IngressRoute" | "IngressRouteTCP", group) if group in _TRAEFIK:
                yield from self.certificate(get(item.spec, "tls.secretName"), "spec.tls.secretName")
            case ("Middleware", group) if group in _TRAEFIK:
                for field in ("basicAuth", "digestAuth"):
                    path = f"spec.{field}.secret"
                    yield from self.need("Secret", get(item.spec, f"{field}.secret"), path)
            case "ServiceAccount", "":
                yield from self.pull_secrets(item.data.get("imagePullSecrets"), "imagePullSecrets")
            case ("Cluster" | "Pooler" | "ObjectStore", group) if group in _CNPG:
                yield from self.postgres()
            case "Kustomization", _:
                pass  # what a Kustomization names is the Flux graph's business
            case (_, group) if group.endswith("toolkit.fluxcd.io"):
                yield from self.toolkit()
            case _:
                yield from self.keys_anywhere()

    def certificate(self, name: Any, path: str) -> Iterator[Need]:
        yield from self.need("Secret", name, path, [Key(key, path) for key in _TLS])

    def toolkit(self) -> Iterator[Need]:
        spec = self._item.spec
        for path, node in walk(spec, "spec"):
            field = path.rpartition(".")[2]
            if field in _TOOLKIT_REFERENCES and not path.startswith("spec.values"):
                pull = self._item.kind == "OCIRepository" and field == "secretRef"
                keys = [Key(PULL_KEY, f"{path}.name")] if pull else []
                yield from self.need("Secret", mapping(node).get("name"), f"{path}.name", keys)
        yield from self.need("ServiceAccount", spec.get("serviceAccountName"), "spec.serviceAccountName")
        for index, source in entries(spec.get("valuesFrom") if self._item.kind == "HelmRelease" else None):
            kind, path = source.get("kind"), f"spec.valuesFrom[{index}]"
            if kind in ("Secret", "ConfigMap") and source.get("optional") is not True:
                key = Key(str(source.get("valuesKey") or "values.yaml"), f"{path}.valuesKey")
                yield from self.need(str(kind), source.get("name"), f"{path}.name", [key])

    def keys_anywhere(self) -> Iterator[Need]:
        """References to one key, which every kind writes alike; a namespace beside them is where they lead."""
        for path, node in walk(self._item.spec, "spec"):
            field = path.rpartition(".")[2]
            if field in ("secretKeyRef", "configMapKeyRef") and isinstance(node, dict):
                namespace = node.get("namespace")
                reader = _Reader(self._item, namespace) if isinstance(namespace, str) and namespace else self
                yield from reader.reference("Secret" if field[0] == "s" else "ConfigMap", node, path)

    # -- CloudNativePG ---------------------------------------------------------------------------------------------

    def postgres(self) -> Iterator[Need]:
        spec = self._item.spec
        for method, content in mapping(spec.get("bootstrap")).items():
            found = mapping(content)
            owner = found.get("owner") or found.get("database") or "app"
            user = str(owner) if method == "initdb" or "owner" in found else ""
            yield from self.credentials(found.get("secret"), f"spec.bootstrap.{method}.secret", user)
        yield from self.credentials(spec.get("superuserSecret"), "spec.superuserSecret", "postgres")
        for index, role in entries(get(spec, "managed.roles")):
            path = f"spec.managed.roles[{index}].passwordSecret"
            yield from self.credentials(role.get("passwordSecret"), path, str(role.get("name") or ""))
        path = "spec.pgbouncer.authQuerySecret"
        yield from self.credentials(get(spec, "pgbouncer.authQuerySecret"), path, "")
        yield from self.pull_secrets(spec.get("imagePullSecrets"), "spec.imagePullSecrets")
        yield from self.container(spec, "spec")
        for field, name in mapping(spec.get("certificates")).items():
            if str(field).endswith("Secret"):
                yield from self.need("Secret", name, f"spec.certificates.{field}")
        yield from self.single_keys()

    def credentials(self, node: Any, path: str, user: str) -> Iterator[Need]:
        keys = [Key(key, f"{path}.name") for key in ("username", "password")]
        name = mapping(node).get("name")
        yield from self.need(
            "Secret", name, f"{path}.name", keys, secret_type=BASIC_AUTH, user=settled(self._item, user)
        )

    def single_keys(self) -> Iterator[Need]:
        for path, node in walk(self._item.spec, "spec"):
            if isinstance(node, dict) and "key" in node:
                field = _INDEX.sub("", path).rpartition(".")[2]
                if field in _KEYED:
                    yield from self.reference("Secret", node, path)
                elif field == "customQueriesConfigMap":
                    yield from self.reference("ConfigMap", node, path)


# -- Helm values ---------------------------------------------------------------------------------------------------


def _of_release(release: Release) -> Iterator[Need]:
    """What values name: as the chart's rules say, and as every chart writes it; what both see is one need."""
    reader = _Reader(release.item, release.namespace)
    found: dict[tuple[str, str, str], Need] = {}
    read = [*_Values(reader).node(release.values, "spec.values"), *_by_rules(release, reader)]
    for need in read:
        name = chart_text(release, need.name)
        place = need.kind, need.path, name
        keys = {key.name: key for key in (*need.keys, *(found[place].keys if place in found else ()))}
        found[place] = Need(
            need.item,
            need.kind,
            need.namespace,
            name,
            need.path,
            tuple(keys.values()),
            secret_type=need.secret_type,
            user=need.user,
        )
    yield from found.values()


def _by_rules(release: Release, reader: _Reader) -> Iterator[Need]:
    for use in release.rules.uses(release) if release.rules is not None else ():
        if not use.optional:
            path = use.path if use.path.startswith("spec.") else f"spec.values.{use.path}"
            yield from reader.need("Secret", use.name, path, [Key(key, path) for key in use.keys])


_EXISTING = re.compile(r"existingSecret(Name)?|\w+ExistingSecret(Name)?|existing\w+Secret")
_OF_EXISTING = re.compile(
    r"existingSecret\w*Key|\w*Secret(Key)?Key|\w*([uU]ser(name)?|[pP]assword|[tT]oken|[uU]r[li])Key"
)
_KEY_NAME = re.compile(r"[-._a-zA-Z0-9]+")


class _Values:
    """Reads what values name, in the shapes that charts have in common."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader

    def node(self, node: Any, path: str, *, issued: bool = False) -> Iterator[Need]:
        if isinstance(node, list):
            for index, entry in enumerate(node):
                yield from self.node(entry, f"{path}[{index}]", issued=issued)
        # What is switched off makes nothing that could need anything.
        elif isinstance(node, dict) and node.get("enabled") is not False:
            issued = issued or _asks_for_a_certificate(node)
            for key, value in node.items():
                here = f"{path}.{key}"
                yield from self.entry(node, str(key), value, path, issued=issued)
                yield from self.node(value, here, issued=issued)

    def entry(self, node: Mapping[str, Any], key: str, value: Any, path: str, *, issued: bool) -> Iterator[Need]:
        here, reader = f"{path}.{key}", self._reader
        match key:
            case "secretKeyRef":
                yield from reader.reference("Secret", value, here)
            case "configMapKeyRef":
                yield from reader.reference("ConfigMap", value, here)
            case "envFrom" | "extraEnvFrom":
                yield from reader.whole_environments(value, here)
            case "imagePullSecrets" | "pullSecrets":
                yield from reader.pull_secrets(value, here)
            case "existingClaim":
                yield from reader.need("PersistentVolumeClaim", value, here)
            case "persistentVolumeClaim":
                yield from reader.need("PersistentVolumeClaim", mapping(value).get("claimName"), f"{here}.claimName")
            case "existingConfigMap" | "existingConfigmap":
                yield from reader.need("ConfigMap", value, here)
            case "serviceAccount" if mapping(value).get("create") is False:
                yield from reader.need("ServiceAccount", mapping(value).get("name"), f"{here}.name")
            case "secretName":
                yield from self.secret_name(node, value, path, issued=issued)
            case _ if _EXISTING.fullmatch(key):
                if isinstance(value, dict):
                    yield from reader.reference("Secret", value, here)
                else:
                    yield from reader.need("Secret", value, here, _keys_beside(node, path, key))
            case _:
                pass

    def secret_name(self, node: Mapping[str, Any], name: Any, path: str, *, issued: bool) -> Iterator[Need]:
        """A Secret by its name alone: a certificate, a volume, or one whose keys stand beside it."""
        field = _INDEX.sub("", path).rpartition(".")[2]
        keys = _keys_beside(node, path, "secretName")
        if field == "tls":
            if not issued:
                yield from self._reader.certificate(name, f"{path}.secretName")
        elif (keys or field == "secret") and node.get("create") is not True and node.get("optional") is not True:
            yield from self._reader.need("Secret", name, f"{path}.secretName", keys)


def _keys_beside(node: Mapping[str, Any], path: str, named_by: str) -> list[Key]:
    """The names of keys beside the name of their Secret: `existingSecretPasswordKey`, `secretKeys.userPasswordKey`."""
    places = [(f"{path}.{key}", str(key), value) for key, value in node.items()]
    for key, value in mapping(node.get("secretKeys")).items():
        places.append((f"{path}.secretKeys.{key}", str(key), value))
    others = [key for key in node if key != named_by and _EXISTING.fullmatch(str(key))]
    return [
        Key(value, where)
        for where, key, value in places
        if isinstance(value, str)
        and (where.startswith(f"{path}.secretKeys.") or _is_key_of(key, named_by))
        and not any(key.startswith(str(other)) for other in others)
        and _KEY_NAME.fullmatch(value)
    ]


def _is_key_of(key: str, named_by: str) -> bool:
    if key == "secretKey":  # beside `existingSecret` it is as often a literal as a name
        return named_by == "secretName"
    return bool(_OF_EXISTING.fullmatch(key)) or key == f"{named_by}Key"


def _asks_for_a_certificate(node: Mapping[str, Any]) -> bool:
    """Whether cert-manager makes the Secret of what is described here."""
    marks = mapping(node.get("annotations"))
    return mapping(node.get("certManager")).get("enabled") is True or any(
        str(mark).startswith("cert-manager.io/") for mark in marks
    )
