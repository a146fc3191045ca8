"""Leaving and coming back: the app taken out of the lab, and put in again."""

from __future__ import annotations

import pytest

from e2e import labs
from e2e.conftest import OpenStand, settled
from homelab_constructs.stand.checks.stillness import Snapshot
from homelab_constructs.stand.stand import Stand

pytestmark = pytest.mark.needs("go")

NAMES = ["trigger-dev", *(f"trigger-dev-{name}" for name in labs.DATASTORES)]


# What the README promises to stay: databases and claims, and the Secrets that open them. The two others are made of
# those, or of variables that anybody can read again.
PROMISED = ("Cluster", "PersistentVolumeClaim", "Secret")
MADE_AGAIN = ("trigger-dev-postgres-urls", "trigger-dev-registry")


def promised() -> set[str]:
    """What stays, as `apiVersion kind/namespace/name`: by its kind, whatever the lab has marked."""
    return {
        f"{item['apiVersion']} {item['kind']}/default/{item['metadata']['name']}"
        for item in labs.committed().objects
        if item["kind"] in PROMISED and item["metadata"]["name"] not in MADE_AGAIN
    }


class Left:
    """The lab before the app left, and after.

    Attributes:
        before: every object as it was.
        after: what was there when it had gone.
    """

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        settled(stand, labs.committed())
        self.before = Snapshot.take(stand.api)
        stand.commit(labs.committed().without(labs.APP), "the app leaves")
        gone = stand.recorder.wait(lambda: not (self._flux() | self._pods()), seconds=120)
        assert gone, f"still there: {', '.join(sorted(self._flux() | self._pods()))}"
        self.after = Snapshot.take(stand.api)

    def _flux(self) -> set[str]:
        last = self.stand.recorder.last()
        return {
            f"{kind}/{name}" for kind, _, name in last if kind in ("Kustomization", "HelmRelease") and name in NAMES
        }

    def _pods(self) -> set[str]:
        return {f"Pod/{item['metadata']['name']}" for item in self.stand.api.list("v1", "Pod", "default")}


@pytest.fixture(scope="module")
def left(open_shared_stand: OpenStand) -> Left:
    """The committed lab without its app."""
    return Left(open_shared_stand())


def test_every_workload_is_pruned(left: Left) -> None:
    kinds = ("Deployment", "StatefulSet", "Job", "Service", "Ingress", "HelmRelease", "Pooler")
    assert left.before.uids(*kinds)
    # The database's own Services belong to its Cluster, which stays.
    assert left.after.uids(*kinds) == {}


def test_what_was_promised_to_stay_is_there_untouched(left: Left) -> None:
    assert len(promised()) == 1 + 3 + 6
    for name in promised():
        assert left.after.objects.get(name, ("gone",))[0] == left.before.objects[name][0], name


# Where the chart is at hand: a claim that it keeps by Helm's own word, and the ConfigMap of a hook, which no uninstall
# takes away (a hook is none of the release's objects).
LEFT_BY_HELM = {
    "v1 PersistentVolumeClaim/default/trigger-dev-shared",
    "v1 ConfigMap/default/trigger-dev-external-config-validation",
}


def test_nothing_else_of_the_app_stays(left: Left) -> None:
    app = {name for name in left.after.objects if "trigger-dev" in name}
    assert app - promised() <= LEFT_BY_HELM


def test_put_back_it_takes_over_what_it_had(left: Left) -> None:
    back = settled(left.stand, labs.committed())
    now = Snapshot.take(left.stand.api)
    for name in promised():
        assert now.objects[name][0] == left.before.objects[name][0], f"{name} is another one"
    assert now.objects.keys() == left.before.objects.keys()
    assert not back.stand.unready()
