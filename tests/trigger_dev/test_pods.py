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


def patch_of(line: str, **changes: Any) -> tuple[dict[str, str], dict[str, Any]]:
    """Target and content of the one patch."""
    (renderer,) = release_of(bare(line, **changes))["spec"]["postRenderers"]
    (patch,) = renderer["kustomize"]["patches"]
    content: dict[str, Any] = yaml.safe_load(patch["patch"])
    return patch["target"], content


@pytest.mark.parametrize("line", VERSIONS)
@pytest.mark.parametrize("name", ["trigger-dev", "jobs"])
def test_the_patch_meets_the_web_app(line: str, name: str) -> None:
    """A selector that matches nothing is silently without effect: the full name is written out for the chart."""
    target, content = patch_of(line, name=name)
    assert target == {"kind": "Deployment", "name": f"{name}-webapp"}
    assert (content["apiVersion"], content["kind"]) == ("apps/v1", "Deployment")
    assert content["metadata"] == {"name": f"{name}-webapp"}
    assert values_of(bare(line, name=name))["fullnameOverride"] == name


@pytest.mark.parametrize("line", VERSIONS)
def test_the_web_app_is_not_rolled(line: str) -> None:
    """It mounts a claim that one node at a time can have. The rollingUpdate must go, or the API refuses both."""
    _, content = patch_of(line)
    assert content["spec"]["strategy"] == {"type": "Recreate", "rollingUpdate": None}


@pytest.mark.parametrize("line", VERSIONS)
def test_the_containers_beside_the_web_app_are_bounded(line: str) -> None:
    _, content = patch_of(line)
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
    _, content = patch_of("4.0", resources=AppResources(token_syncer=SIZE, volume_permissions=SIZE))
    pod = content["spec"]["template"]["spec"]
    for container in (*pod["initContainers"], *pod["containers"]):
        assert container["resources"]["requests"] == {"cpu": "333m", "memory": "777Mi"}


@pytest.mark.parametrize("line", VERSIONS)
def test_the_patch_survives_flux(line: str) -> None:
    assert "$" not in release_of(bare(line))["spec"]["postRenderers"][0]["kustomize"]["patches"][0]["patch"]


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
