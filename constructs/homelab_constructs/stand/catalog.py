"""Which programs a stand is made of, each pinned: the one list that building, reports and docs read.

All are built from published Go modules. A module whose own go.mod replaces others cannot be installed by name, so each
has a module of ours around it, in `modules/`, that carries the same replacements and every checksum.

Upgrades are found as in `versions.py`; after one, `tools/pin_programs.py` writes those modules anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["FLUX_LINES", "KUBERNETES", "MODULES", "FluxLine", "Module"]

# renovate: datasource=go depName=k8s.io/kubernetes
KUBERNETES: Final = "v1.34.2"
_MAJOR, _MINOR, _ = KUBERNETES.removeprefix("v").split(".")
_KUBERNETES_FLAGS = " ".join(
    f"-X k8s.io/component-base/version.{name}={value}"
    for name, value in (("gitVersion", KUBERNETES), ("gitMajor", _MAJOR), ("gitMinor", _MINOR))
)


@dataclass(frozen=True, kw_only=True)
class Module:
    """A Go module and the programs built from it.

    Attributes:
        name: the folder in `modules/`.
        path: the published module.
        version: of the module.
        programs: name of each program and the package it is built from.
        seconds: what a build takes on two cores with an empty Go build cache; only for the estimate.
        role: what it does in a stand, for the report.
        flags: for the linker.
        files: folders of the module that a stand reads (CRDs, webhooks), kept beside the programs.
        edits: what is built otherwise than published, as (file of the module, text that stands there once, its
            replacement): for what a program has no flag for.
    """

    name: str
    path: str
    version: str
    programs: tuple[tuple[str, str], ...]
    seconds: int
    role: str
    flags: str = ""
    files: tuple[str, ...] = ()
    edits: tuple[tuple[str, str, str], ...] = ()


def _flux(controller: str, version: str, seconds: int, role: str) -> Module:
    path = f"github.com/fluxcd/{controller}"
    return Module(
        name=f"{controller}-{version}",
        path=path,
        version=version,
        programs=((controller, path),),
        seconds=seconds,
        role=role,
        files=("config/crd/bases",),
    )


_GIT = "fetches Git, OCI artifacts and chart repositories"
_BUILD = "builds, substitutes and applies Kustomizations"
_HELM = "installs and upgrades Helm releases"


@dataclass(frozen=True, kw_only=True)
class FluxLine:
    """The controllers of one Flux line, as far as they can be had as Go modules.

    Attributes:
        line: of Flux, as a user names it.
        modules: source-, kustomize- and helm-controller.
        remark: what of it is not of that line.
    """

    line: str
    modules: tuple[Module, Module, Module]
    remark: str = ""


# frozen: the newest of each Flux line that is published as a module; a new line is added by hand
FLUX_LINES: Final = {
    line.line: line
    for line in (
        FluxLine(
            line="2.6",
            modules=(
                _flux("source-controller", "v1.7.3", 140, _GIT),
                _flux("kustomize-controller", "v1.6.0", 100, _BUILD),
                _flux("helm-controller", "v1.4.3", 70, _HELM),
            ),
            remark="source-controller 1.6 and helm-controller 1.3 are not published as modules: theirs are of Flux 2.7",
        ),
        FluxLine(
            line="2.7",
            modules=(
                _flux("source-controller", "v1.7.3", 140, _GIT),
                _flux("kustomize-controller", "v1.7.3", 100, _BUILD),
                _flux("helm-controller", "v1.4.3", 70, _HELM),
            ),
        ),
    )
}

MODULES: Final = {
    module.name: module
    for module in (
        Module(
            name="etcd",
            path="go.etcd.io/etcd/server/v3",
            # renovate: datasource=go depName=go.etcd.io/etcd/server/v3
            version="v3.6.16",
            programs=(("etcd", "go.etcd.io/etcd/server/v3"),),
            seconds=40,
            role="the API server's store",
        ),
        Module(
            name="kubernetes",
            path="k8s.io/kubernetes",
            version=KUBERNETES,
            programs=tuple(
                (name, f"k8s.io/kubernetes/cmd/{name}")
                for name in ("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl")
            ),
            seconds=200,
            role="API server, admission, Pod Security, workload controllers, scheduler",
            flags=_KUBERNETES_FLAGS,
        ),
        Module(
            name="cloudnative-pg",
            path="github.com/cloudnative-pg/cloudnative-pg",
            # renovate: datasource=go depName=github.com/cloudnative-pg/cloudnative-pg
            version="v1.28.1",
            programs=(("cnpg-manager", "github.com/cloudnative-pg/cloudnative-pg/cmd/manager"),),
            seconds=70,
            role="defaulting and validating webhooks of Cluster, Pooler, Database",
            files=("config/crd/bases", "config/webhook"),
            # The operator's webhooks have a flag for their port and none for their address: all of them, then.
            edits=(
                (
                    "internal/cmd/manager/controller/controller.go",
                    "WebhookServer: webhook.NewServer(webhook.Options{",
                    'WebhookServer: webhook.NewServer(webhook.Options{\n\t\t\tHost: "127.0.0.1",',
                ),
            ),
        ),
        Module(
            name="kwok",
            path="sigs.k8s.io/kwok",
            # renovate: datasource=go depName=sigs.k8s.io/kwok
            version="v0.7.0",
            programs=(("kwok", "sigs.k8s.io/kwok/cmd/kwok"),),
            seconds=60,
            role="gives pods and nodes a life without containers",
        ),
        Module(
            name="helm",
            path="helm.sh/helm/v3",
            # renovate: datasource=go depName=helm.sh/helm/v3
            version="v3.22.0",
            programs=(("helm", "helm.sh/helm/v3/cmd/helm"),),
            seconds=50,
            role="packages charts from folders and pushes them to the registry",
        ),
        Module(
            name="registry",
            path="github.com/google/go-containerregistry",
            # renovate: datasource=go depName=github.com/google/go-containerregistry
            version="v0.22.1",
            programs=(("crane", "github.com/google/go-containerregistry/cmd/crane"),),
            seconds=10,
            role="the OCI registry that holds charts from folders",
        ),
        Module(
            name="minio",
            path="github.com/minio/minio",
            # frozen: a commit, since names of MinIO releases are no Go versions
            version="v0.0.0-20260212201848-7aac2a2c5b7c",
            programs=(("minio", "github.com/minio/minio"),),
            seconds=90,
            role="the object store that the bucket script talks to",
        ),
        Module(
            name="minio-client",
            path="github.com/minio/mc",
            # frozen: a commit, as the server's
            version="v0.0.0-20250313080218-cf909e1063a9",
            programs=(("mc", "github.com/minio/mc"),),
            seconds=20,
            role="the client that the bucket script runs",
        ),
        *(module for line in FLUX_LINES.values() for module in line.modules),
    )
}
