"""Rotating: every variable that may change gets a new value, as docs/how-to/rotate-a-secret.md goes about it."""

from __future__ import annotations

import base64
import re
import secrets
import subprocess
import time
from collections.abc import Callable

import pytest

from e2e import labs
from e2e.conftest import OpenStand, settled
from homelab_constructs.stand.api import Object
from homelab_constructs.stand.stand import Stand

pytestmark = pytest.mark.needs("go")

JOB = ("batch/v1", "Job", "trigger-dev-minio-create-bucket", "default")
CLICKHOUSE = ("apps/v1", "StatefulSet", "trigger-dev-clickhouse", "default")
RESTARTED = "kubectl.kubernetes.io/restartedAt"


def until(question: Callable[[], bool], *, seconds: float = 60) -> bool:
    """Whether a question is answered with yes in time."""
    end = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.5)
    return answer


class Rotated:
    """The committed lab at rest, before and after new values and a reconcile of its Kustomizations.

    Attributes:
        stand: where it runs.
        values: the cluster's variables, the new ones among them.
        changed: names of those that are new.
        pods: uid of each pod before, by name.
    """

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        settled(stand, labs.committed())
        self.pods = self.uids()
        variables = labs.committed().expects["variables"]
        self.changed = {item["name"] for item in variables["keys"] if item["mayChange"] and "generate" in item}
        new = {name: secrets.token_hex(16) for name in self.changed}
        where = variables["secret"]
        known = stand.api.get("v1", "Secret", where["name"], where["namespace"])
        assert known
        stand.api.merge(known, {"stringData": new})
        self.values = {**decoded(known), **new}
        stand.reconcile(*(("Kustomization", "flux-system", name) for name in self.kustomizations))
        assert until(lambda: self.stale() == []), self.stale()

    @property
    def kustomizations(self) -> list[str]:
        return [item["metadata"]["name"] for item in labs.committed().kustomizations]

    def uids(self) -> dict[str, str]:
        return {
            item["metadata"]["name"]: item["metadata"]["uid"] for item in self.stand.api.list("v1", "Pod", "default")
        }

    def stale(self) -> list[str]:
        """Keys of the lab's Secrets that are not what the variables say now."""
        found = []
        for written in labs.committed().of_kind("Secret"):
            name = written["metadata"]["name"]
            live = self.stand.api.get("v1", "Secret", name, "default")
            assert live
            for key, text in written["stringData"].items():
                if decoded(live)[key] != self.filled(text):
                    found.append(f"{name}.{key}")
        return found

    def filled(self, text: str) -> str:
        """The text of a manifest with the variables in it."""
        return re.sub(r"\$\{(\w+)\}", lambda match: {**self.values, "quote": ""}[match[1]], text)


def decoded(secret: Object) -> dict[str, str]:
    return {key: base64.b64decode(value).decode() for key, value in secret["data"].items()}


def template(stand: Stand, *which: str) -> Object:
    """The pod template of a workload."""
    found = stand.api.get(*which)
    assert found
    pod: Object = found["spec"]["template"]
    return pod


@pytest.fixture(scope="module")
def rotated(open_shared_stand: OpenStand) -> Rotated:
    return Rotated(open_shared_stand())


def test_every_secret_follows_in_one_step_and_the_urls_with_their_passwords(rotated: Rotated) -> None:
    """What is waited for is that none is stale; that many embed a new value shows that this says something."""
    embedding = [
        f"{item['metadata']['name']}.{key}"
        for item in labs.committed().of_kind("Secret")
        for key, text in item["stringData"].items()
        if any(f"${{{name}}}" in text for name in rotated.changed)
    ]
    assert len(embedding) >= len(rotated.changed)
    assert {"trigger-dev-postgres-urls.postgres-direct-url", "trigger-dev-db-app-user.password"} <= set(embedding)
    assert rotated.stale() == []


def test_the_owners_secret_tells_the_operator_to_look(rotated: Rotated) -> None:
    live = rotated.stand.api.get("v1", "Secret", "trigger-dev-db-app-user", "default")
    assert live
    assert live["metadata"]["labels"]["cnpg.io/reload"] == "true"


def test_no_pod_is_restarted_by_it(rotated: Rotated) -> None:
    assert rotated.pods
    assert rotated.uids() == rotated.pods


@pytest.mark.needs("charts")
def test_on_line_4_0_the_release_takes_the_password_of_clickhouse_over_and_restarts_the_web_app(
    rotated: Rotated,
) -> None:
    stand = rotated.stand
    before = template(stand, "apps/v1", "Deployment", "trigger-dev-webapp", "default")
    stand.reconcile(("HelmRelease", "default", "trigger-dev"))

    def taken_over() -> bool:
        return template(stand, "apps/v1", "Deployment", "trigger-dev-webapp", "default") != before

    assert until(taken_over)
    pod = template(stand, "apps/v1", "Deployment", "trigger-dev-webapp", "default")
    (webapp,) = (item for item in pod["spec"]["containers"] if item["name"] == "webapp")
    (url,) = (item["value"] for item in webapp["env"] if item["name"] == "CLICKHOUSE_URL")
    assert rotated.values["SECRET_TRIGGER_DEV_CLICKHOUSE_PASSWORD"] in url


def test_the_bucket_job_runs_again_once_it_is_deleted(rotated: Rotated) -> None:
    stand = rotated.stand
    before = stand.api.get(*JOB)
    assert before
    stand.api.delete(*JOB)
    stand.reconcile(("Kustomization", "flux-system", "trigger-dev-minio"))

    def complete() -> bool:
        job = stand.api.get(*JOB)
        return bool(job and job["metadata"]["uid"] != before["metadata"]["uid"] and job["status"].get("succeeded"))

    assert until(complete)


def restart(stand: Stand, name: str) -> None:
    """As somebody at a shell would."""
    config = f"--kubeconfig={stand.cluster.kubeconfig}"
    command = [str(stand.program("kubectl")), config, "--namespace=default", "rollout", "restart", name]
    subprocess.run(command, check=True, capture_output=True)


def test_a_restart_by_kubectl_of_what_flux_applies_is_taken_back_which_is_a_second_restart(rotated: Rotated) -> None:
    """So the page says to delete the pod."""
    stand = rotated.stand
    restart(stand, "statefulset/trigger-dev-clickhouse")
    assert RESTARTED in template(stand, *CLICKHOUSE)["metadata"]["annotations"]
    stand.reconcile(("Kustomization", "flux-system", "trigger-dev-clickhouse"))
    assert until(lambda: RESTARTED not in template(stand, *CLICKHOUSE)["metadata"]["annotations"])


@pytest.mark.needs("charts")
def test_a_restart_by_kubectl_of_what_helm_applies_stays(rotated: Rotated) -> None:
    """helm-controller does not look for drift unless it is told to."""
    stand = rotated.stand
    restart(stand, "deployment/trigger-dev-minio")
    stand.reconcile(
        ("Kustomization", "flux-system", "trigger-dev-minio"), ("HelmRelease", "default", "trigger-dev-minio")
    )
    pod = template(stand, "apps/v1", "Deployment", "trigger-dev-minio", "default")
    assert RESTARTED in pod["metadata"]["annotations"]


def test_a_deleted_pod_comes_back_with_the_same_template(rotated: Rotated) -> None:
    stand = rotated.stand
    before = template(stand, *CLICKHOUSE)
    uid = rotated.uids()["trigger-dev-clickhouse-0"]
    stand.api.delete("v1", "Pod", "trigger-dev-clickhouse-0", "default")
    assert until(lambda: rotated.uids().get("trigger-dev-clickhouse-0", uid) != uid, seconds=150)
    assert template(stand, *CLICKHOUSE) == before
