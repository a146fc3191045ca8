"""The Job that makes buckets: what it is to Kubernetes, and its script, run by `sh` with an `mc` that takes notes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from homelab_constructs import ExistingSecret, MinioStore
from tests.datastores import component, objects_of, tree_of


def job() -> dict[str, Any]:
    """The Job of a store with two buckets."""
    part = MinioStore(component("minio"), "minio", buckets=["originals", "thumbnails"])
    found: dict[str, Any] = objects_of(part)["Job/shop-minio-create-bucket"]
    return found


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    found: dict[str, Any] = job()["spec"]
    return found


@pytest.fixture(scope="module")
def container(spec: dict[str, Any]) -> dict[str, Any]:
    (only,) = spec["template"]["spec"]["containers"]
    found: dict[str, Any] = only
    return found


@pytest.fixture(scope="module")
def script(container: dict[str, Any]) -> str:
    shell, flag, text = container["command"]
    assert (shell, flag) == ("/bin/sh", "-c")
    return str(text)


# What it is to Kubernetes -------------------------------------------------------------------------------------------


def test_flux_replaces_it_when_its_template_changes() -> None:
    """A Job's template is immutable: without this annotation a new image would fail the Kustomization."""
    assert job()["metadata"]["annotations"] == {"kustomize.toolkit.fluxcd.io/force": "enabled"}


def test_it_stays_when_it_is_done(spec: dict[str, Any]) -> None:
    """With a time to live Flux would make it again at every interval."""
    assert "ttlSecondsAfterFinished" not in spec


def test_it_gives_up_and_says_why(spec: dict[str, Any], container: dict[str, Any]) -> None:
    assert 1 <= spec["backoffLimit"] <= 6
    assert spec["template"]["spec"]["restartPolicy"] == "Never"
    assert container["terminationMessagePolicy"] == "FallbackToLogsOnError"


def test_mc_has_a_place_to_write_and_no_other(container: dict[str, Any], spec: dict[str, Any]) -> None:
    env = {item["name"]: item.get("value") for item in container["env"]}
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    (mount,) = container["volumeMounts"]
    assert mount["mountPath"] == env["MC_CONFIG_DIR"]
    (volume,) = spec["template"]["spec"]["volumes"]
    assert volume["name"] == mount["name"]
    assert "emptyDir" in volume


def test_passwords_come_from_secrets(container: dict[str, Any]) -> None:
    from_secrets = {item["name"]: item["valueFrom"]["secretKeyRef"] for item in container["env"] if "valueFrom" in item}
    assert from_secrets == {
        "ROOT_USER": {"name": "shop-minio-auth", "key": "rootUser"},
        "ROOT_PASSWORD": {"name": "shop-minio-auth", "key": "rootPassword"},
        "ACCESS_KEY": {"name": "shop-s3-credentials", "key": "access-key-id"},
        "SECRET_KEY": {"name": "shop-s3-credentials", "key": "secret-access-key"},
    }


def test_its_success_is_what_consumers_wait_for() -> None:
    part = MinioStore(component("minio"), "minio", buckets=["originals"])
    app = part.component.app.component("app")
    part.connection.used_by(app)
    secret = ExistingSecret("x")
    MinioStore(app, "other", name="other", buckets=["other"], auth=secret, credentials=secret, access_key="other")
    checks = tree_of(part).kustomization("shop-minio")["healthChecks"]
    assert ("batch/v1", "Job", "shop-minio-create-bucket") in {
        (item["apiVersion"], item["kind"], item["name"]) for item in checks
    }


# The script as text -------------------------------------------------------------------------------------------------


def test_neither_flux_nor_the_kubelet_reads_anything_in_it(script: str) -> None:
    """Flux replaces dollar-brace and collapses double dollars, the kubelet expands dollar-parenthesis."""
    for mark in ("${", "$(", "$$", "`"):
        assert mark not in script


def test_every_variable_in_it_is_given_or_its_own(script: str, container: dict[str, Any]) -> None:
    used = set(re.findall(r"\$([A-Za-z_][A-Za-z0-9_]*)", script))
    given = {item["name"] for item in container["env"]}
    assert used - given == {"bucket"}
    # MC_CONFIG_DIR is for mc itself as well.
    assert given <= used


def test_every_variable_in_it_is_quoted_but_the_list(script: str) -> None:
    for line in script.splitlines():
        for match in re.finditer(r"\$([A-Za-z_]+)", line):
            quoted = line[: match.start()].count('"') % 2 == 1
            assert quoted or match[1] == "BUCKETS", line


def test_it_stops_at_the_first_error(script: str) -> None:
    assert script.startswith("set -eu\n")
    assert "|| true" not in script


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_finds_nothing(script: str) -> None:
    # SC2086: the list of buckets is split on purpose; SC2154: the variables come from the pod.
    command = ["shellcheck", "--shell=sh", "--exclude=SC2086,SC2154", "-"]
    done = subprocess.run(command, input=script, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


# The script in action -----------------------------------------------------------------------------------------------

STUB = """\
#!/bin/sh
# Notes one line of JSON-ish words per call; fails where FAIL is the beginning of it; keeps what it was asked to make.
words="$*"
printf '%s\\n' "$words" >>"$NOTES"
case "$words" in
  "$FAIL"*) [ -n "$FAIL" ] && { echo "mc: <ERROR> $FAIL" >&2; exit 1; } ;;
esac
case "$words" in
  "admin policy create"*) cp "$6" "$NOTES.policy" ;;
  "ping"*) printf '%s' "$MC_HOST_server" >"$NOTES.host" ;;
esac
exit 0
"""


@dataclass(frozen=True)
class Run:
    """What came of one run: the exit code, mc's calls, the policy it was handed and the host it was told."""

    code: int
    calls: list[str]
    policy: str
    host: str
    errors: str


@pytest.fixture
def stub(tmp_path: Path) -> Path:
    """A folder with an `mc` that takes notes."""
    folder = tmp_path / "bin"
    folder.mkdir()
    mc = folder / "mc"
    mc.write_text(STUB, "utf-8")
    mc.chmod(0o755)
    (tmp_path / "scratch").mkdir()
    return tmp_path


def run(folder: Path, script: str, container: dict[str, Any], *, fail: str = "", **changes: str) -> Run:
    """Run the script as the pod would: nothing in the environment but what it is given."""
    notes = folder / "notes"
    given = {item["name"]: item.get("value", f"of-{item['name'].lower()}") for item in container["env"]}
    env = {
        **given,
        **changes,
        "MC_CONFIG_DIR": str(folder / "scratch"),
        "PATH": f"{folder / 'bin'}:{os.defpath}",
        "NOTES": str(notes),
        "FAIL": fail,
    }
    done = subprocess.run(["sh", "-c", script], env=env, check=False, capture_output=True, text=True, timeout=20)
    policy, host = notes.with_suffix(".policy"), notes.with_suffix(".host")
    return Run(
        code=done.returncode,
        calls=notes.read_text("utf-8").splitlines() if notes.is_file() else [],
        policy=policy.read_text("utf-8") if policy.is_file() else "",
        host=host.read_text("utf-8") if host.is_file() else "",
        errors=done.stderr,
    )


ENDPOINT = "http://shop-minio.default.svc:9000"


def steps(folder: Path) -> list[str]:
    """The calls that a good run makes."""
    return [
        "ping --exit --interval 10 --error-count 18 server",
        f"alias set store {ENDPOINT} of-root_user of-root_password",
        "mb --ignore-existing store/originals",
        "mb --ignore-existing store/thumbnails",
        "admin user add store of-access_key of-secret_key",
        f"admin policy create store of-access_key {folder / 'scratch' / 'policy.json'}",
        "admin policy attach store of-access_key --user of-access_key",
    ]


def test_it_waits_then_logs_in_then_makes_buckets_then_the_user(
    stub: Path, script: str, container: dict[str, Any]
) -> None:
    done = run(stub, script, container)
    assert done.code == 0, done.errors
    assert done.calls == steps(stub)
    # It asks whether the server is there without credentials, so that only a login can fail for a password.
    assert done.host == ENDPOINT


def test_the_policy_arrives_as_it_was_written(stub: Path, script: str, container: dict[str, Any]) -> None:
    done = run(stub, script, container)
    written = next(item["value"] for item in container["env"] if item["name"] == "POLICY")
    assert done.policy == written
    assert json.loads(done.policy)["Version"] == "2012-10-17"


def test_a_second_run_does_the_same_and_succeeds(stub: Path, script: str, container: dict[str, Any]) -> None:
    assert run(stub, script, container).code == 0
    again = run(stub, script, container)
    assert again.code == 0
    assert again.calls == steps(stub) * 2


@pytest.mark.parametrize("step", range(7))
def test_a_failing_step_ends_it_with_an_error(stub: Path, script: str, container: dict[str, Any], step: int) -> None:
    """A server that is not there, a wrong password, a full disk: nothing runs after it, and the pod fails."""
    wanted = steps(stub)
    done = run(stub, script, container, fail=wanted[step])
    assert done.code != 0
    assert done.calls == wanted[: step + 1]
    assert "mc: <ERROR>" in done.errors


@pytest.mark.parametrize("password", ["a b", "$HOME", "*", "'", '"', "a;b", "`id`", "$(id)", "\\", "é"])
def test_passwords_reach_mc_in_one_piece(stub: Path, script: str, container: dict[str, Any], password: str) -> None:
    """A Secret of the user's may hold anything."""
    done = run(stub, script, container, ROOT_PASSWORD=password, SECRET_KEY=password)
    assert done.code == 0
    assert f"alias set store {ENDPOINT} of-root_user {password}" in done.calls
    assert f"admin user add store of-access_key {password}" in done.calls


def test_a_missing_variable_is_an_error_and_not_an_empty_word(
    stub: Path, script: str, container: dict[str, Any]
) -> None:
    short = {**container, "env": [item for item in container["env"] if item["name"] != "ROOT_PASSWORD"]}
    done = run(stub, script, short)
    assert done.code != 0
    assert [call.split()[0] for call in done.calls] == ["ping"]
