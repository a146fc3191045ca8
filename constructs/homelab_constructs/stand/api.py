"""Api: a stand's API server as the harness uses it, in plain objects, on the official Kubernetes client."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kubernetes
from kubernetes.client.exceptions import ApiException
from kubernetes.dynamic import DynamicClient
from kubernetes.dynamic.exceptions import DynamicApiError, NotFoundError, ResourceNotFoundError
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from .errors import StandError

__all__ = ["Api", "Applied", "Object", "Refused", "condition", "identity"]

Object = dict[str, Any]
MANAGER = "stand"
# Seconds for one answer: whoever waits for something must not wait for ever for a server that hangs.
_PATIENCE = 30
# Kinds that the API server answers for without keeping them, or that are only its own diary.
_NOT_STORED = ("ComponentStatus", "Event")


class Refused(StandError):
    """The API server, or an admission webhook behind it, refused an object."""


@dataclass(frozen=True)
class Applied:
    """What came of an apply.

    Attributes:
        object: as the API server has it now, or would have it after a dry run.
        warnings: what the API server and the admission webhooks said about it.
    """

    object: Object
    warnings: tuple[str, ...]


def identity(manifest: Mapping[str, Any]) -> str:
    """`kind/namespace/name`, or `kind/name` for what has no namespace: how messages name an object."""
    metadata = manifest["metadata"]
    return "/".join(filter(None, (manifest["kind"], metadata.get("namespace"), metadata["name"])))


class Api:
    """Plain objects in, plain objects out."""

    def __init__(self, kubeconfig: Path, folder: Path) -> None:
        configuration = kubernetes.client.Configuration()
        kubernetes.config.load_kube_config(str(kubeconfig), client_configuration=configuration)  # type: ignore[no-untyped-call]
        configuration.proxy = None  # loopback; an environment's proxy is not for it
        # Whoever waits asks again. A 429 (the server sets up the storage of a new kind just now) names its own time.
        configuration.retries = Retry(
            total=None, connect=0, read=0, redirect=0, other=0, status=30, status_forcelist=(429,), allowed_methods=None
        )
        self._discovery = str(folder / "discovery.json")
        client = kubernetes.client.ApiClient(configuration)
        self._client: Any = DynamicClient(client, cache_file=self._discovery)  # type: ignore[no-untyped-call]
        self._resources: dict[tuple[str, str], Any] = {}
        self._discovering = threading.Lock()

    def apply(self, manifest: Mapping[str, Any], *, dry_run: bool = False, manager: str = MANAGER) -> Applied:
        """Server-side apply.

        Raises:
            Refused: by the API server or a webhook; the message is theirs.
        """
        resource = self._resource(manifest["apiVersion"], manifest["kind"])
        try:
            answer = resource.server_side_apply(
                body=dict(manifest),
                namespace=manifest["metadata"].get("namespace"),
                field_manager=manager,
                force_conflicts=True,
                serialize=False,
                _request_timeout=_PATIENCE,
                **({"dry_run": "All"} if dry_run else {}),
            )
        except DynamicApiError as error:
            raise Refused(f"{identity(manifest)}: {_message(error)}") from None
        return Applied(json.loads(answer.data), tuple(_warnings(answer.headers)))

    def get(self, api_version: str, kind: str, name: str, namespace: str = "") -> Object | None:
        """One object, or None."""
        try:
            answer = self._resource(api_version, kind).get(
                name=name, namespace=namespace or None, serialize=False, _request_timeout=_PATIENCE
            )
        except (NotFoundError, ResourceNotFoundError):
            return None
        found: Object = json.loads(answer.data)
        return found

    def list(self, api_version: str, kind: str, namespace: str = "", *, labels: str = "") -> Sequence[Object]:
        """All objects of a kind, of one namespace or of all; none where the cluster does not know the kind."""
        try:
            answer = self._resource(api_version, kind).get(
                namespace=namespace or None, label_selector=labels or None, serialize=False, _request_timeout=_PATIENCE
            )
        except ResourceNotFoundError:
            return []
        # The items of a list name neither, and everybody here asks them.
        return [{"apiVersion": api_version, "kind": kind, **item} for item in json.loads(answer.data)["items"]]

    def kinds(self) -> Sequence[tuple[str, str]]:
        """Every kind that can be listed, as (apiVersion, kind), each once: in the version the server prefers."""
        found: dict[tuple[str, str], str] = {}
        with self._discovering:
            self._client.resources.invalidate_cache()  # CRDs come while the stand runs
            for resource in self._client.resources.search():
                if resource.kind.endswith("List") or not resource.preferred:
                    continue  # the client counts the list of a kind as a kind
                if "list" in resource.verbs and resource.kind not in _NOT_STORED:
                    found.setdefault((resource.group, resource.kind), resource.group_version)
        return sorted((version, kind) for (_, kind), version in found.items())

    def merge(self, manifest: Mapping[str, Any], change: Mapping[str, Any], *, status: bool = False) -> None:
        """Merge a change into an object, or into its status. An object that is gone meanwhile is left gone."""
        resource = self._resource(manifest["apiVersion"], manifest["kind"])
        target = resource.subresources["status"] if status else resource
        metadata = manifest["metadata"]
        with contextlib.suppress(NotFoundError):
            target.patch(
                body=dict(change),
                name=metadata["name"],
                namespace=metadata.get("namespace"),
                content_type="application/merge-patch+json",
                serialize=False,
            )

    def delete(self, api_version: str, kind: str, name: str, namespace: str = "") -> None:
        """Delete one object; nothing where it is not there."""
        with contextlib.suppress(NotFoundError):
            self._resource(api_version, kind).delete(name=name, namespace=namespace or None, serialize=False)

    def watch(self, api_version: str, kind: str, stop: threading.Event) -> Iterator[tuple[str, Object]]:
        """Every object of a kind that is there, then every change, as (event type, object), until told to stop.

        Begins anew after a broken connection: an event may then come twice, none is lost that still stands.
        """
        while not stop.is_set():
            watcher = kubernetes.watch.Watch()  # type: ignore[no-untyped-call]
            with contextlib.suppress(ApiException, DynamicApiError, OSError, ValueError, HTTPError):
                resource = self._resource(api_version, kind)
                for event in self._client.watch(resource, timeout=3600, watcher=watcher):
                    if stop.is_set():
                        return
                    yield event["type"], event["raw_object"]
            stop.wait(0.5)

    def _resource(self, api_version: str, kind: str) -> Any:
        """What the client needs to know of a kind. Its discovery is not made for several threads at once."""
        known = self._resources.get((api_version, kind))
        if known is None:
            with self._discovering:
                known = self._client.resources.get(api_version=api_version, kind=kind)
            self._resources[api_version, kind] = known
        return known


def condition(item: Object, kind: str) -> Object:
    """A condition of an object's status, empty where it has none."""
    found = (entry for entry in item.get("status", {}).get("conditions", []) if entry["type"] == kind)
    return next(found, {})


def _message(error: DynamicApiError) -> str:
    try:
        return str(json.loads(error.body or "")["message"])
    except (ValueError, KeyError, TypeError):
        return str(error)


def _warnings(headers: Any) -> Iterator[str]:
    """`Warning: 299 - "text"`, as the API server writes it (RFC 7234, 5.5)."""
    values: Callable[[str], list[str]] | None = getattr(headers, "getlist", None)
    for header in values("Warning") if values else [headers.get("Warning", "")]:
        text = header.partition('"')[2].rpartition('"')[0]
        if text:
            yield text.replace('\\"', '"')
