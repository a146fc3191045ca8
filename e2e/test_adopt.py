"""Adoption: apps that run from hand-written manifests are taken over by a lab, and what is stored stays what it was.

One is taken over under the names of its Kustomizations, one under others; and one without the marks that
`homelab-constructs adopt` asks for, to see what it warns of come true.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from e2e.conftest import OpenStand, Report
from homelab_constructs import BitnamiRedis, ClusterProfile, CnpgDatabase, FluxApp, Homelab, Volume
from homelab_constructs.adoption.belonging import find_scope
from homelab_constructs.adoption.comparing import compare
from homelab_constructs.proofs.tree import Tree
from homelab_constructs.stand.checks.stillness import Snapshot
from homelab_constructs.stand.lab import DistCopy
from homelab_constructs.stand.stand import Stand

pytestmark = pytest.mark.needs("go")

FLUX = "kustomize.toolkit.fluxcd.io"
MARK = {f"{FLUX}/prune": "disabled"}
SAME, OTHER = "notes", "mail"
"""An app whose Kustomizations keep their names, and one whose have others in the lab."""

DATA = tuple(f"{kind}/default/{app}-{name}" for app in (SAME, OTHER) for kind, name in (
    ("Cluster", "postgresql"), ("PersistentVolumeClaim", "redis-data"),
))  # fmt: skip
Files = dict[str, bytes]


# The manifests ------------------------------------------------------------------------------------------------------


@cache
def lab() -> DistCopy:
    """The lab that takes over."""
    made = Homelab(
        ClusterProfile(database_storage_class="fast", data_storage_class="shared", path_prefix="./cluster/lab"),
        outdir="nowhere",
    )
    for name in (SAME, OTHER):
        app = FluxApp(made, name)
        CnpgDatabase(app.component("postgresql"), "database", database=name, storage=Volume("5Gi"))
        BitnamiRedis(app.component("redis"), "redis", storage=Volume("1Gi"))
    return DistCopy(made.files())


def _kustomization(name: str, path: str, **spec: Any) -> dict[str, Any]:
    settings = {
        "interval": "30m",
        "retryInterval": "10s",
        "path": f"./cluster/{path}",
        "prune": True,
        "sourceRef": {"kind": "GitRepository", "name": "flux-system"},
        "postBuild": {"substituteFrom": [{"kind": "Secret", "name": "cluster-secrets"}]},
        **spec,
    }
    metadata = {"name": name, "namespace": "flux-system"}
    return {"apiVersion": f"{FLUX}/v1", "kind": "Kustomization", "metadata": metadata, "spec": settings}


def _listing(*names: str) -> bytes:
    return yaml.safe_dump({"resources": [f"./{name}" for name in names]}).encode()


def _by_hand(app: str) -> dict[str, list[dict[str, Any]]]:
    """An app as somebody writes it: the objects of each component, none of them protected."""
    cluster = {
        "instances": 1,
        "storage": {"size": "5Gi", "storageClass": "fast"},
        "bootstrap": {"initdb": {"database": app, "owner": app, "secret": {"name": f"{app}-db-app-user"}}},
    }
    user = {"username": app, "password": f"${{SECRET_{app.upper()}_POSTGRESQL_PASSWORD}}x"}
    claim = {
        "accessModes": ["ReadWriteOnce"],
        "storageClassName": "fast",
        "resources": {"requests": {"storage": "1Gi"}},
    }
    release = {
        "interval": "5m",
        "chartRef": {"kind": "OCIRepository", "name": "bitnami-redis", "namespace": "flux-system"},
        "values": {"architecture": "standalone", "master": {"persistence": {"existingClaim": f"{app}-redis-data"}}},
    }

    def thing(version: str, kind: str, name: str, **more: Any) -> dict[str, Any]:
        return {"apiVersion": version, "kind": kind, "metadata": {"name": f"{app}-{name}"}, **more}

    return {
        "postgresql": [
            thing("v1", "Secret", "db-app-user", type="kubernetes.io/basic-auth", stringData=user),
            thing("v1", "ConfigMap", "left-over", data={"nobody": "needs it"}),
            thing("postgresql.cnpg.io/v1", "Cluster", "postgresql", spec=cluster),
        ],
        "redis": [
            thing("v1", "PersistentVolumeClaim", "redis-data", spec=claim),
            thing("helm.toolkit.fluxcd.io/v2", "HelmRelease", "redis", spec=release),
        ],
    }


def _names(app: str) -> dict[str, str]:
    """The hand-written Kustomizations by component."""
    return {name: f"{app}-{name}" if app == SAME else f"{app}-old-{name}" for name in ("postgresql", "redis")}


def old(*apps: str, marked: bool) -> Files:
    """The hand-written manifests of some apps, below `old/`."""
    files: Files = {
        # A source belongs to nobody's app, and neither root may be without an object.
        "old/source.yaml": lab().files["sources/bitnami-redis.yaml"],
        "old/kustomization.yaml": _listing("source.yaml", *(f"{app}/ks.yaml" for app in apps)),
    }
    for app in apps:
        kustomizations = []
        for component, objects in _by_hand(app).items():
            held = [{**item, "metadata": dict(item["metadata"])} for item in objects]
            made = _kustomization(_names(app)[component], f"old/{app}/{component}", targetNamespace="default")
            if marked:
                for item in (made, *(item for item in held if item["kind"] in ("Cluster", "PersistentVolumeClaim"))):
                    item["metadata"]["annotations"] = MARK
            kustomizations.append(made)
            files[f"old/{app}/{component}/kustomization.yaml"] = _listing("all.yaml")
            files[f"old/{app}/{component}/all.yaml"] = yaml.safe_dump_all(held).encode()
        files[f"old/{app}/ks.yaml"] = yaml.safe_dump_all(kustomizations).encode()
    return files


def repository(by_hand: Files, *, with_lab: bool) -> DistCopy:
    """What is committed: the hand-written manifests under a root of theirs, the lab under another."""
    roots = [_kustomization("by-hand", "old")]
    files = dict(by_hand)
    if with_lab:
        roots.append(_kustomization("homelab", "lab"))
        # The source is in the cluster already: `ExistingSource` would leave it out.
        kept = [path for path in lab().files if path.endswith("ks.yaml")]
        files |= {f"lab/{path}": content for path, content in lab().files.items() if not path.startswith("sources/")}
        files["lab/kustomization.yaml"] = _listing(*kept)
        del files["lab/expects.yaml"]
    files["roots.yaml"] = yaml.safe_dump_all(roots).encode()
    files["kustomization.yaml"] = _listing("roots.yaml")
    return DistCopy({**files, "expects.yaml": lab().files["expects.yaml"]})


def warned_of(by_hand: Files) -> set[str]:
    """What `adopt` says would lose data, as `kind/namespace/name`."""
    there = {path: content for path, content in by_hand.items() if path != "old/source.yaml"}
    scope = find_scope(Tree.of(there, declared=Tree.of(lab().files).declared), Tree.of(lab().files))
    return {f"{entry.thing.kind}/{entry.thing.namespace}/{entry.thing.name}" for entry in compare(scope) if entry.lost}


# Taking over --------------------------------------------------------------------------------------------------------


class Adopted:
    """Two apps before and after.

    Attributes:
        before: every object while the hand-written manifests were applied.
        after: every object once the lab had taken over.
    """

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        stand.commit(repository(old(SAME, OTHER, marked=False), with_lab=False), "by hand")
        stand.settle()
        self.before = Snapshot.take(stand.api)
        # The steps of docs/how-to/adopt.md.
        stand.commit(repository(old(SAME, OTHER, marked=True), with_lab=False), "marks")
        stand.settle()
        for name in _names(OTHER).values():
            stand.api.merge(_kustomization(name, ""), {"spec": {"suspend": True}})
        stand.commit(repository(old(marked=True), with_lab=True), "the lab takes over")
        assert stand.recorder.wait(lambda: not self._waiting(), seconds=180), self._waiting()
        self.during = Snapshot.take(stand.api)
        for name in _names(OTHER).values():
            stand.api.delete(f"{FLUX}/v1", "Kustomization", name, "flux-system")
        stand.settle()
        self.after = Snapshot.take(stand.api)

    def _waiting(self) -> list[str]:
        """What is not ready, the suspended ones left out."""
        return [said for said in self.stand.unready() if f"/{OTHER}-old-" not in said]


@pytest.fixture(scope="module")
def adopted(open_shared_stand: OpenStand, report: Report) -> Adopted:
    """Both apps, taken over by the steps."""
    return Adopted(open_shared_stand())


def uid(snapshot: Snapshot, name: str) -> str:
    """The uid of the one object of that `kind/namespace/name`."""
    (found,) = [facts[0] for key, facts in snapshot.objects.items() if key.partition(" ")[2] == name]
    return found


def owner(stand: Stand, kind: str, name: str) -> str:
    """The Kustomization whose name an object bears."""
    version = "postgresql.cnpg.io/v1" if kind == "Cluster" else "v1"
    item = stand.api.get(version, kind, name, "default")
    assert item is not None
    return str(item["metadata"]["labels"][f"{FLUX}/name"])


def test_adopt_warns_of_what_holds_data_until_it_is_marked() -> None:
    assert warned_of(old(SAME, OTHER, marked=False)) == set(DATA)
    assert warned_of(old(SAME, OTHER, marked=True)) == set()


@pytest.mark.parametrize("name", DATA)
def test_what_is_stored_is_the_same_object(adopted: Adopted, name: str) -> None:
    assert uid(adopted.after, name) == uid(adopted.before, name)


@pytest.mark.parametrize("app", [SAME, OTHER])
def test_releases_are_upgraded_and_not_installed_anew(adopted: Adopted, app: str) -> None:
    name = f"HelmRelease/default/{app}-redis"
    assert uid(adopted.after, name) == uid(adopted.before, name)
    revisions = {entry.rpartition("/")[2] for entry in adopted.after.releases if f".{app}-redis." in entry}
    assert f"sh.helm.release.v1.{app}-redis.v1" in revisions


@pytest.mark.parametrize("app", [SAME, OTHER])
def test_the_lab_owns_it_afterwards(adopted: Adopted, app: str) -> None:
    assert owner(adopted.stand, "Cluster", f"{app}-postgresql") == f"{app}-postgresql"
    assert owner(adopted.stand, "PersistentVolumeClaim", f"{app}-redis-data") == f"{app}-redis"


def test_kustomizations_that_keep_their_name_are_never_deleted(adopted: Adopted) -> None:
    for name in _names(SAME).values():
        assert uid(adopted.after, f"Kustomization/flux-system/{name}") == uid(
            adopted.before, f"Kustomization/flux-system/{name}"
        )


def test_the_others_are_gone_and_took_nothing_along(adopted: Adopted) -> None:
    left = {key.rpartition("/")[2] for key in adopted.after.objects if " Kustomization/" in key}
    assert not left & set(_names(OTHER).values())
    assert left >= {f"{OTHER}-postgresql", f"{OTHER}-redis", f"{SAME}-postgresql", f"{SAME}-redis", "homelab"}


def test_what_the_lab_has_not_is_pruned_under_the_same_name_and_left_under_another(adopted: Adopted) -> None:
    """A suspended Kustomization deletes nothing: what only it applied is for a hand to delete, as `adopt` says."""
    there = {key.partition(" ")[2] for key in adopted.after.objects}
    assert f"ConfigMap/default/{SAME}-left-over" not in there
    assert f"ConfigMap/default/{OTHER}-left-over" in there


def test_marks_of_the_kustomizations_are_gone_with_the_manifests_that_bore_them(adopted: Adopted) -> None:
    for name in _names(SAME).values():
        item = adopted.stand.api.get(f"{FLUX}/v1", "Kustomization", name, "flux-system")
        assert item is not None
        assert f"{FLUX}/prune" not in item["metadata"].get("annotations", {})


def test_the_commit_undone_brings_the_manifests_back_and_keeps_what_is_stored(adopted: Adopted) -> None:
    """The last of this scenario: "Go back" of docs/how-to/adopt.md."""
    stand, suspended = adopted.stand, ("homelab", f"{OTHER}-postgresql", f"{OTHER}-redis")
    for name in suspended:
        stand.api.merge(_kustomization(name, ""), {"spec": {"suspend": True}})
    stand.commit(repository(old(SAME, OTHER, marked=True), with_lab=False), "undone")

    def waiting() -> list[str]:
        return [said for said in stand.unready() if said.partition(":")[0].rpartition("/")[2] not in suspended]

    assert stand.recorder.wait(lambda: not waiting(), seconds=120), waiting()
    for name in suspended:
        stand.api.delete(f"{FLUX}/v1", "Kustomization", name, "flux-system")
    stand.settle()
    back = Snapshot.take(stand.api)
    for name in _names(SAME).values():
        key = f"Kustomization/flux-system/{name}"
        assert uid(back, key) == uid(adopted.before, key)
    for name in DATA:
        assert uid(back, name) == uid(adopted.before, name), f"{name} is another one"
    assert owner(stand, "Cluster", f"{OTHER}-postgresql") == f"{OTHER}-old-postgresql"


# What it warns of ---------------------------------------------------------------------------------------------------


class Lost:
    """The same without marks, and the old root was first."""

    def __init__(self, stand: Stand) -> None:
        stand.commit(repository(old(SAME, marked=False), with_lab=False), "by hand")
        stand.settle()
        self.before = Snapshot.take(stand.api)
        stand.commit(repository(old(marked=False), with_lab=False), "the old root looks first")
        gone = stand.recorder.wait(lambda: not self._there(stand), seconds=120)
        assert gone, self._there(stand)
        stand.settle()
        stand.commit(repository(old(marked=False), with_lab=True), "and then the lab")
        stand.settle()
        self.after = Snapshot.take(stand.api)

    @staticmethod
    def _there(stand: Stand) -> list[str]:
        named = ((kind, name) for kind, _, name in stand.recorder.last() if kind == "Kustomization")
        return [f"{kind}/{name}" for kind, name in named if name in _names(SAME).values()]


@pytest.fixture(scope="module")
def lost(open_shared_stand: OpenStand) -> Lost:
    """One app, taken over without any of the steps."""
    return Lost(open_shared_stand())


def test_what_adopt_warned_of_has_come_true(lost: Lost) -> None:
    warned = warned_of(old(SAME, marked=False))
    assert warned
    for name in warned:
        assert uid(lost.after, name) != uid(lost.before, name), f"{name} is still the same"


# From a chart to an object of its own -------------------------------------------------------------------------------

_CHART = {
    "Chart.yaml": "apiVersion: v2\nname: app-template\nversion: 4.3.0\n",
    "templates/service.yaml": (
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n"
        "spec:\n  ports:\n    - port: 80\n  selector:\n    app: {{ .Release.Name }}\n"
    ),
}


def events(*, old: str = "", new: str = "") -> DistCopy:
    """A Service `events` in the hand-written manifests and in the lab: by a release of a name, or `itself`; or not.

    A second release keeps the chart on the shelf.
    """
    service = {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "events", "namespace": "default"},
        "spec": {"ports": [{"port": 80}], "selector": {"app": "events"}},
    }

    def by(who: str) -> list[dict[str, Any]]:
        return [] if not who else [service] if who == "itself" else [_release(who)]

    def kept(name: str) -> dict[str, Any]:
        return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": "default"}}

    source = {
        "apiVersion": "source.toolkit.fluxcd.io/v1",
        "kind": "HelmRepository",
        "metadata": {"name": "bjw-s", "namespace": "flux-system"},
        "spec": {"interval": "24h", "url": "https://bjw-s-labs.github.io/helm-charts"},
    }
    roots = [_kustomization("by-hand", "old"), _kustomization("homelab", "lab")]
    files = {
        "old/all.yaml": yaml.safe_dump_all([kept("kept"), source, _release("anchor"), *by(old)]).encode(),
        "lab/all.yaml": yaml.safe_dump_all([kept("also-kept"), *by(new)]).encode(),
        "roots.yaml": yaml.safe_dump_all(roots).encode(),
        "kustomization.yaml": _listing("roots.yaml"),
        "old/kustomization.yaml": _listing("all.yaml"),
        "lab/kustomization.yaml": _listing("all.yaml"),
        "expects.yaml": lab().files["expects.yaml"],
    }
    return DistCopy(files)


def _release(name: str) -> dict[str, Any]:
    source = {"kind": "HelmRepository", "name": "bjw-s", "namespace": "flux-system"}
    return {
        "apiVersion": "helm.toolkit.fluxcd.io/v2",
        "kind": "HelmRelease",
        "metadata": {"name": name, "namespace": "default"},
        "spec": {
            "interval": "5m",
            "chart": {"spec": {"chart": "app-template", "version": "4.3.0", "sourceRef": source}},
        },
    }


@pytest.fixture(scope="module")
def with_chart(open_shared_stand: OpenStand, tmp_path_factory: pytest.TempPathFactory) -> Stand:
    """A stand that knows a chart with a Service in it, at rest with a release of it."""
    folder = tmp_path_factory.mktemp("charts") / "app-template"
    for name, text in _CHART.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return open_shared_stand(charts=folder.parent)


def settle(stand: Stand, message: str, **who: str) -> None:
    """Commit the Service that way, and wait."""
    stand.commit(events(**who), message)
    stand.settle()


def _service(stand: Stand) -> str:
    """The uid of the Service; empty where there is none."""
    found = stand.api.get("v1", "Service", "events", "default")
    return str(found["metadata"]["uid"]) if found else ""


def is_gone(stand: Stand) -> bool:
    """Whether the Service goes within a while."""
    return stand.recorder.wait(lambda: not _service(stand), seconds=60)


@pytest.fixture
def at_first(with_chart: Stand) -> Stand:
    """The stand without the Service."""
    settle(with_chart, "none of it")
    assert is_gone(with_chart)
    return with_chart


def test_helm_takes_along_by_name_what_the_lab_applies_itself(at_first: Stand) -> None:
    """What `adopt` says of an object that changes from a chart to the lab: Flux makes it again, later."""
    settle(at_first, "by hand", old="events")
    before = _service(at_first)
    settle(at_first, "both", old="events", new="itself")
    assert _service(at_first) == before != "", "the lab takes over the object that is there"
    settle(at_first, "the release goes", new="itself")
    assert is_gone(at_first), "Helm left it"
    at_first.reconcile(("Kustomization", "flux-system", "homelab"))
    assert at_first.recorder.wait(lambda: bool(_service(at_first)), seconds=60)


def test_with_the_release_gone_first_nothing_is_taken_along(at_first: Stand) -> None:
    settle(at_first, "by hand", old="events")
    settle(at_first, "the release goes first")
    assert is_gone(at_first)
    settle(at_first, "and then the lab comes", new="itself")
    made = _service(at_first)
    assert made
    at_first.reconcile(("Kustomization", "flux-system", "by-hand"))
    at_first.settle()
    assert _service(at_first) == made


def test_helm_takes_over_what_stood_by_itself_and_flux_deletes_it_afterwards(at_first: Stand) -> None:
    """helm-controller takes ownership since 1.2; the labels of the old Kustomization stay, and so it prunes."""
    settle(at_first, "by hand", old="itself")
    before = _service(at_first)
    settle(at_first, "both", old="itself", new="events")
    assert _service(at_first) == before != "", "Helm takes over the object that is there"
    settle(at_first, "the old one goes", new="events")
    assert is_gone(at_first), "Flux left it"
    at_first.reconcile(("HelmRelease", "default", "events"))
    at_first.settle()
    assert not _service(at_first), "a release that nothing has changed is not upgraded"
