"""CnpgAdmission: the CloudNativePG operator's own webhooks, without its reconciler."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import yaml

from .api import Refused
from .cluster import Cluster
from .ports import Ports
from .processes import Processes
from .programs import Programs

__all__ = ["CnpgAdmission"]

_NAMESPACE = "cnpg-system"
_SERVICE = "cnpg-webhook-service"


class CnpgAdmission:
    """The operator, run outside the cluster and watching a namespace that nothing uses: it defaults and validates, and
    leaves the pods that it cannot start to `simulated`.
    """

    def __init__(self, processes: Processes, programs: Programs, ports: Ports) -> None:
        self._processes, self._programs, self._ports = processes, programs, ports

    def install(self, cluster: Cluster) -> None:
        """Apply the operator's CRDs and what it looks for when it starts."""
        cluster.add_kinds(self._programs.files("cloudnative-pg", "config/crd/bases"))
        for manifest in _surroundings():
            cluster.api.apply(manifest)

    def start(self, cluster: Cluster) -> None:
        """Start the webhooks and wait until the API server gets an answer from them."""
        certificates = self._processes.folder / "cnpg"
        certificates.mkdir()
        issued = cluster.authority.issue_cert(f"{_SERVICE}.{_NAMESPACE}.svc")
        issued.private_key_pem.write_to_path(certificates / "apiserver.key")
        issued.cert_chain_pems[0].write_to_path(certificates / "apiserver.crt")
        port = self._ports.take()
        self._processes.start(
            "cnpg-operator",
            self._programs.path("cnpg-manager"),
            "controller",
            f"--webhook-port={port}",
            f"--metrics-bind-address=127.0.0.1:{self._ports.take()}",
            environment={
                "KUBECONFIG": str(cluster.kubeconfig),
                "OPERATOR_NAMESPACE": _NAMESPACE,
                "WATCH_NAMESPACE": "cnpg-watches-nothing",
                "WEBHOOK_CERT_DIR": str(certificates),
                "OPERATOR_IMAGE_NAME": "stand",
                "MONITORING_QUERIES_CONFIGMAP": "cnpg-default-monitoring",
                "POD_NAME": "stand",
                "PLUGIN_SOCKET_DIR": str(certificates),
            },
        )
        authority = base64.b64encode(cluster.authority.cert_pem.bytes()).decode()
        for hook in _hooks(self._programs.files("cloudnative-pg", "config/webhook"), authority, port):
            cluster.api.apply(hook)
        self._processes.wait_for(
            "CloudNativePG's webhooks", lambda: self._answers(cluster), seconds=60, of="cnpg-operator"
        )

    def _answers(self, cluster: Cluster) -> bool:
        """Whether a Cluster gets past admission: a webhook that does not answer refuses every one."""
        spec = {"instances": 1, "storage": {"size": "1Gi"}}
        metadata = {"name": "probe", "namespace": "default"}
        probe = {"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", "metadata": metadata, "spec": spec}
        try:
            answer = cluster.api.apply(probe, dry_run=True)
        except Refused:
            return False
        return "imageName" in answer.object["spec"]  # which the operator's defaults bring, not the schema


def _surroundings() -> list[dict[str, Any]]:
    """The objects that the operator wants to find: itself, above all."""
    named = {"namespace": _NAMESPACE}
    deployment = {
        "replicas": 0,
        "selector": {"matchLabels": {"app.kubernetes.io/name": "cloudnative-pg"}},
        "template": {
            "metadata": {"labels": {"app.kubernetes.io/name": "cloudnative-pg"}},
            "spec": {"containers": [{"name": "manager", "image": "none"}]},
        },
    }
    labels = {"app.kubernetes.io/name": "cloudnative-pg"}
    return [
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": _NAMESPACE}},
        {
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": {"name": "cnpg-controller-manager", "labels": labels, **named},
            "spec": deployment,
        },
        {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {"name": _SERVICE, **named},
            # The API server finds the operator on loopback, by the port in the webhook's configuration.
            "spec": {"type": "ExternalName", "externalName": "localhost"},
        },
        {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {"name": "cnpg-default-monitoring", **named},
            "data": {"queries": ""},
        },
    ]


def _hooks(folder: Path, authority: str, port: int) -> list[dict[str, Any]]:
    hooks = list(yaml.safe_load_all((folder / "manifests.yaml").read_text(encoding="utf-8")))
    for hook in hooks:
        hook["metadata"]["name"] = f"cnpg-{hook['metadata']['name']}"
        for webhook in hook["webhooks"]:
            webhook["clientConfig"]["caBundle"] = authority
            webhook["clientConfig"]["service"].update(name=_SERVICE, namespace=_NAMESPACE, port=port)
    return hooks
