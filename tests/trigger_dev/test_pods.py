"""No pod of the chart is left as the chart leaves it: by values where they reach, by one patch where they do not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from homelab_constructs import AppResources, Resources, Volume
from tests.datastores import refused
from tests.trigger_dev.stacks import VERSIONS, bare, release_of, tree_of, values_of

USERS = {"webapp": 1000, "supervisor": 1000, "electric": 65534, "s2": 65532}
"""What the images run as (contract trigger-chart, 12.1)."""
WORKLOADS = [(line, name) for line in VERSIONS for name in USERS if name != "s2" or line == "4.5"]
SIZE = Resources(cpu="333m", memory="777Mi", cpu_limit=None, memory_limit="1111Mi")


@pytest.mark.parametrize(("line", "workload"), WORKLOADS)
def test_every_workload_passes_restricted(line: str, workload: str) -> None:
    values = values_of(bare(line))[workload]
    pod = values["podSecurityContext"]
    # The images' users are named, which the kubelet cannot compare: a number is asked for.
    assert (pod["runAsNonRoot"], pod["runAsUser"], pod["runAsGroup"]) == (True, USERS[workload], USERS[workload])
    assert pod["seccompProfile"] == {"type": "RuntimeDefault"}
    assert values["securityContext"] == {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}


@pytest.mark.parametrize(("line", "workload"), WORKLOADS)
def test_only_s2_needs_a_group_for_its_volume(line: str, workload: str) -> None:
    """The chart writes fsGroup 1000 for webapp and supervisor itself: a second one is a duplicate key (pitfall 17)."""
    pod = values_of(bare(line))[workload]["podSecurityContext"]
    assert ("fsGroup" in pod) is (workload == "s2")


@pytest.mark.parametrize(("line", "workload"), WORKLOADS)
def test_every_workload_has_sizes_and_takes_others(line: str, workload: str) -> None:
    assert values_of(bare(line))[workload]["resources"].keys() == {"requests", "limits"}
    made = bare(line, resources=AppResources(**{workload: SIZE}))
    assert values_of(made)[workload]["resources"] == {
        "requests": {"cpu": "333m", "memory": "777Mi"},
        "limits": {"memory": "1111Mi"},
    }


@pytest.mark.parametrize(
    ("limit", "heap"), [("2Gi", "1638"), ("4Gi", "3276"), ("1Gi", "819"), ("1000Mi", "800"), ("2G", "1525")]
)
@pytest.mark.parametrize("line", VERSIONS)
def test_nodes_heap_is_four_fifths_of_the_limit(line: str, limit: str, heap: str) -> None:
    """The image asks for 8 GiB whatever the limit is."""
    webapp = Resources(cpu="1", memory="512Mi", cpu_limit=None, memory_limit=limit)
    env = values_of(bare(line, resources=AppResources(webapp=webapp)))["webapp"]["extraEnvVars"]
    assert {"name": "NODE_MAX_OLD_SPACE_SIZE", "value": heap} in env


# The patch ----------------------------------------------------------------------------------------------------------


def patches_of(line: str, **changes: Any) -> dict[str, dict[str, Any]]:
    """Contents of the patches by the workload they are for; each names the object that it is aimed at."""
    made = bare(line, **changes)
    (renderer,) = release_of(made)["spec"]["postRenderers"]
    found: dict[str, dict[str, Any]] = {}
    for patch in renderer["kustomize"]["patches"]:
        content = yaml.safe_load(patch["patch"])
        assert (content["apiVersion"], content["kind"]) == ("apps/v1", "Deployment")
        assert patch["target"] == {"kind": "Deployment", "name": content["metadata"]["name"]}
        found[content["metadata"]["name"].removeprefix(f"{made.app_name}-")] = content
    return found


@pytest.mark.parametrize("line", VERSIONS)
@pytest.mark.parametrize("name", ["trigger-dev", "jobs"])
def test_the_patches_meet_their_deployments(line: str, name: str) -> None:
    """A selector that matches nothing is silently without effect: the full name is written out for the chart."""
    assert patches_of(line, name=name).keys() == {"webapp", "supervisor"}
    assert values_of(bare(line, name=name))["fullnameOverride"] == name


@pytest.mark.parametrize("line", VERSIONS)
def test_deployments_have_the_time_that_migrations_take(line: str) -> None:
    """At ten minutes Kubernetes would call them failed, and Helm with it; the supervisor waits for the web app."""
    minutes = int(release_of(bare(line))["spec"]["timeout"].removesuffix("m"))
    startup = values_of(bare(line))["webapp"]["startupProbe"]["failureThreshold"] * 10
    for patch in patches_of(line).values():
        assert startup < patch["spec"]["progressDeadlineSeconds"] <= minutes * 60


@pytest.mark.parametrize("line", VERSIONS)
def test_the_web_app_is_not_rolled(line: str) -> None:
    """It mounts a claim that one node at a time can have. The rollingUpdate must go, or the API refuses both."""
    content = patches_of(line)["webapp"]
    assert content["spec"]["strategy"] == {"type": "Recreate", "rollingUpdate": None}


@pytest.mark.parametrize("line", VERSIONS)
def test_the_containers_beside_the_web_app_are_bounded(line: str) -> None:
    content = patches_of(line)["webapp"]
    pod = content["spec"]["template"]["spec"]
    assert pod.keys() == {"initContainers", "containers"}
    for containers, name in ((pod["initContainers"], "volume-permissions"), (pod["containers"], "token-syncer")):
        (container,) = containers
        assert container["name"] == name
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "capabilities": {"drop": ["ALL"]},
            "runAsNonRoot": True,
        }
        assert {"cpu", "memory"} <= container["resources"]["requests"].keys()
        assert "memory" in container["resources"]["limits"]


def test_sizes_reach_the_patch() -> None:
    content = patches_of("4.0", resources=AppResources(token_syncer=SIZE, volume_permissions=SIZE))["webapp"]
    pod = content["spec"]["template"]["spec"]
    for container in (*pod["initContainers"], *pod["containers"]):
        assert container["resources"]["requests"] == {"cpu": "333m", "memory": "777Mi"}


@pytest.mark.parametrize("line", VERSIONS)
def test_the_patches_survive_flux(line: str) -> None:
    assert "$" not in str(release_of(bare(line))["spec"]["postRenderers"])


# Claims -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", VERSIONS)
def test_the_shared_claim_has_a_class_and_is_kept(line: str) -> None:
    made = bare(line)
    assert values_of(made)["persistence"]["shared"] == {
        "enabled": True,
        "size": "5Mi",
        "accessMode": "ReadWriteOnce",
        "storageClass": "block",
        "retain": True,
    }
    assert tree_of(made).expects["storageClasses"] == ["block"]


def test_s2_is_of_4_5_alone() -> None:
    assert "s2" not in values_of(bare("4.0"))
    made = bare("4.5", s2_storage=Volume("9Gi", "fast"))
    assert values_of(made)["s2"]["deploy"] is True
    assert values_of(made)["s2"]["persistence"] == {
        "enabled": True,
        "size": "9Gi",
        "accessMode": "ReadWriteOnce",
        "storageClass": "fast",
    }
    assert tree_of(made).expects["storageClasses"] == ["block", "fast"]


def test_s2_takes_one_writer_only() -> None:
    with refused("s2_storage.access_mode"):
        bare("4.5", s2_storage=Volume("9Gi", access_mode="ReadWriteMany"))


@pytest.mark.parametrize("line", VERSIONS)
def test_run_pods_are_restricted_where_they_can_be(line: str) -> None:
    """Line 4.0 gives them no security context at all."""
    env = {item["name"]: item.get("value") for item in values_of(bare(line))["supervisor"].get("extraEnvVars", [])}
    assert env.get("KUBERNETES_RUNNER_SECURITY_CONTEXT") == ("restricted" if line == "4.5" else None)
