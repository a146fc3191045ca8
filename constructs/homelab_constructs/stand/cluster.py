"""Cluster: etcd, the API server and its controllers, with one node that KWOK plays."""

from __future__ import annotations

import secrets
from pathlib import Path

import trustme
import yaml

from .api import Api, condition
from .ports import Ports
from .processes import Processes
from .programs import Programs

__all__ = ["Cluster"]

_LOOPBACK = "127.0.0.1"
# Of kube-controller-manager: the node controllers would drain a node without a kubelet, the rest need a cloud.
_CONTROLLERS_OFF = (
    "cloud-node-lifecycle-controller",
    "node-ipam-controller",
    "node-lifecycle-controller",
    "node-route-controller",
    "service-lb-controller",
    "taint-eviction-controller",
)
_CAPACITY = {"cpu": "128", "memory": "512Gi", "pods": "2000", "ephemeral-storage": "4Ti"}


class Cluster:
    """A running API server with everything that belongs to Kubernetes itself.

    Attributes:
        kubeconfig: for kubectl and for the controllers; cluster-admin.
        api: the client of the harness.
        authority: signs whatever in the stand speaks TLS.
    """

    def __init__(self, processes: Processes, programs: Programs, ports: Ports) -> None:
        self._processes, self._programs, self._ports = processes, programs, ports
        self.authority = trustme.CA(organization_name="homelab-constructs stand")
        self.kubeconfig = processes.folder / "kubeconfig"
        self._start()
        self.api = processes.wait_for("the API server", self._connect, seconds=60, of="kube-apiserver")

    def add_kinds(self, folder: Path) -> None:
        """Apply every CRD in a folder and wait until the API server serves their kinds: a controller that starts
        before that ends at once.
        """
        definitions = [
            document
            for file in sorted(folder.glob("*.yaml"))
            for document in yaml.safe_load_all(file.read_text(encoding="utf-8"))
            if document
        ]
        for definition in definitions:
            self.api.apply(definition)

        def served() -> bool:
            names = [definition["metadata"]["name"] for definition in definitions]
            live = [self.api.get("apiextensions.k8s.io/v1", "CustomResourceDefinition", name) for name in names]
            return all(item and condition(item, "Established").get("status") == "True" for item in live)

        self._processes.wait_for(f"the kinds of {folder}", served, seconds=60, of="kube-apiserver")

    def start_workloads(self) -> None:
        """Start what gives Deployments pods and pods a life, on one node."""
        start, program, take = self._processes.start, self._programs.path, self._ports.take
        start(
            "kube-controller-manager",
            program("kube-controller-manager"),
            f"--kubeconfig={self.kubeconfig}",
            "--leader-elect=false",
            f"--service-account-private-key-file={self._key}",
            f"--bind-address={_LOOPBACK}",
            f"--secure-port={take()}",
            f"--cert-dir={self._processes.folder / 'controller-manager'}",
            f"--controllers=*,{','.join(f'-{name}' for name in _CONTROLLERS_OFF)}",
        )
        start(
            "kube-scheduler",
            program("kube-scheduler"),
            f"--kubeconfig={self.kubeconfig}",
            "--leader-elect=false",
            f"--bind-address={_LOOPBACK}",
            f"--secure-port={take()}",
            f"--cert-dir={self._processes.folder / 'scheduler'}",
        )
        node = {
            "apiVersion": "v1",
            "kind": "Node",
            "metadata": {
                "name": "node-1",
                "annotations": {"kwok.x-k8s.io/node": "fake"},
                "labels": {
                    "kubernetes.io/hostname": "node-1",
                    "kubernetes.io/os": "linux",
                    "kubernetes.io/arch": "amd64",
                },
            },
        }
        self.api.apply(node)
        self.api.merge(node, {"status": {"allocatable": _CAPACITY, "capacity": _CAPACITY}}, status=True)
        # Admission marks a new node not-ready, and the controller that would lift it is off.
        self.api.merge(node, {"spec": {"taints": None}})
        start(
            "kwok",
            program("kwok"),
            f"--kubeconfig={self.kubeconfig}",
            "--manage-all-nodes=true",
            "--cidr=10.244.0.0/16",
            f"--node-ip={_LOOPBACK}",
            f"--server-address={_LOOPBACK}:{take()}",
        )

    def _start(self) -> None:
        folder = self._processes.folder
        client, peer, secure = (self._ports.take() for _ in range(3))
        url = f"http://{_LOOPBACK}"
        self._processes.start(
            "etcd",
            self._programs.path("etcd"),
            f"--data-dir={folder / 'etcd'}",
            f"--listen-client-urls={url}:{client}",
            f"--advertise-client-urls={url}:{client}",
            f"--listen-peer-urls={url}:{peer}",
            f"--initial-advertise-peer-urls={url}:{peer}",
            f"--initial-cluster=default={url}:{peer}",
            "--unsafe-no-fsync",  # the data does not outlive the stand
            "--log-level=warn",
        )
        certificate = self.authority.issue_cert(_LOOPBACK, "localhost", "kubernetes.default.svc")
        chain, self._key = folder / "apiserver.crt", folder / "apiserver.key"
        certificate.private_key_pem.write_to_path(self._key)
        chain.write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
        authority = folder / "authority.crt"
        self.authority.cert_pem.write_to_path(authority)
        token = secrets.token_hex(16)
        tokens = folder / "tokens.csv"
        tokens.touch(mode=0o600)
        tokens.write_text(f'{token},stand,stand,"system:masters"\n', encoding="utf-8")
        self._processes.start(
            "kube-apiserver",
            self._programs.path("kube-apiserver"),
            f"--etcd-servers={url}:{client}",
            f"--bind-address={_LOOPBACK}",
            f"--advertise-address={_LOOPBACK}",
            f"--secure-port={secure}",
            f"--tls-cert-file={chain}",
            f"--tls-private-key-file={self._key}",
            f"--service-account-key-file={self._key}",
            f"--service-account-signing-key-file={self._key}",
            "--service-account-issuer=https://stand",
            "--service-cluster-ip-range=10.96.0.0/16",
            f"--token-auth-file={tokens}",
            "--authorization-mode=RBAC",
            "--endpoint-reconciler-type=none",
        )
        self._write_kubeconfig(f"https://{_LOOPBACK}:{secure}", authority, token)

    def _write_kubeconfig(self, server: str, authority: Path, token: str) -> None:
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "stand",
            "clusters": [{"name": "stand", "cluster": {"server": server, "certificate-authority": str(authority)}}],
            "users": [{"name": "stand", "user": {"token": token}}],
            "contexts": [{"name": "stand", "context": {"cluster": "stand", "user": "stand"}}],
        }
        self.kubeconfig.touch(mode=0o600)
        self.kubeconfig.write_text(yaml.safe_dump(config), encoding="utf-8")

    def _connect(self) -> Api | None:
        api = Api(self.kubeconfig, self._processes.folder)
        # The namespace is made by the server itself when it is up: an answer about it is an answer about all.
        return api if api.get("v1", "Namespace", "default") else None
