"""What a whole dist must be: the committed one, the same lab on the other chart line, a lab with everything in use, and
the committed one with those of the examples.

What app-template makes of its releases is looked at as if it stood in the dist (`app_template_replay.py`); that each of
these tests can fail for such an app shows `test_invariants_can_fail.py`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema_rs
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from yamllint import linter  # type: ignore[import-untyped]
from yamllint.config import YamlLintConfig  # type: ignore[import-untyped]

from homelab_constructs import BitnamiRedis, FluxApp, OciChart, VariableFormat
from homelab_constructs.flux import variables as formats
from tests import labs
from tests.flux_replay import parse, reserialise, substitute
from tests.judges import (
    KUBERNETES,
    LATEST_CRDS,
    ROOT,
    SHARED,
    api_problems,
    core_problems,
    crd_problems,
    is_custom,
    problems,
)
from tests.support import new_lab
from tests.trees import APP_SECRETS, REFERENCE, Pod, Tree, chart_of, get, is_app_template, pods, texts, walk, where
from tests.trigger_dev.reserved import RESERVED

CHARTS = SHARED / "data" / "charts"
needs_charts = pytest.mark.skipif(not CHARTS.is_dir(), reason="the charts' values lie in ../shared, which is not here")


@pytest.fixture(scope="module", params=labs.TREES)
def tree(request: pytest.FixtureRequest) -> Tree:
    return labs.tree(request.param)


def none(found: Iterator[str] | list[str]) -> None:
    """There is no finding; if there is, all of them are shown."""
    listed = list(found)
    assert not listed, "\n".join(listed)


# (a) It is what main.py writes --------------------------------------------------------------------------------------


def test_committed_dist_is_what_main_py_writes_now(tmp_path: Path) -> None:
    """By the command a user gives, in a process of its own: its exit code and its own folder count, too.

    The working directory is a fresh one, because `Homelab` writes below it and this test must not mend dist.
    """
    command = [sys.executable, str(ROOT / "main.py")]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written = labs.read_tree("main.py", tmp_path / "dist").files
    committed = labs.tree("committed").files
    assert sorted(written) == sorted(committed)
    none(f"{path}: dist is stale, run `make synth`" for path in committed if committed[path] != written[path])


def test_two_synths_give_the_same_bytes() -> None:
    assert labs.everything.__wrapped__() == labs.everything()


# (b) The cluster would take it --------------------------------------------------------------------------------------


def test_every_object_is_valid_in_the_target_cluster(tree: Tree) -> None:
    none(f"{path}: {problem}" for path, item in tree.objects() for problem in problems(item))


@pytest.mark.parametrize("version", KUBERNETES)
def test_core_objects_are_valid_in_the_oldest_and_the_newest_kubernetes(tree: Tree, version: str) -> None:
    core = [item for _, item in tree.objects() if not is_custom(item)]
    assert core
    none(f"{where(item)}: {problem}" for item in core for problem in core_problems(item, version))


@pytest.mark.skipif(not LATEST_CRDS.is_dir(), reason="the newest CRDs lie in ../shared, which is not here")
def test_custom_objects_are_valid_by_the_newest_crds(tree: Tree) -> None:
    custom = [item for _, item in tree.objects() if is_custom(item)]
    assert custom
    none(f"{where(item)}: {problem}" for item in custom for problem in crd_problems(item, latest=True))


@pytest.mark.parametrize("version", KUBERNETES)
def test_what_app_template_makes_is_valid_in_the_oldest_and_the_newest_kubernetes(tree: Tree, version: str) -> None:
    """With no variable but the domain: a release is no place for the others."""
    made = [replaced(item, {"SECRET_DOMAIN": "home.example.org"}) for _, item in tree.rendered()]
    assert made
    none(
        f"{where(item)}: {problem}" for item in made for problem in (*core_problems(item, version), *api_problems(item))
    )


API_VERSIONS = {
    *("source.toolkit.fluxcd.io/v1", "helm.toolkit.fluxcd.io/v2", "kustomize.toolkit.fluxcd.io/v1"),
    *("postgresql.cnpg.io/v1", "v1", "apps/v1", "batch/v1"),
}


def test_only_stable_api_versions(tree: Tree) -> None:
    none(f"{where(item)}: {item['apiVersion']}" for _, item in tree.objects() if item["apiVersion"] not in API_VERSIONS)


# (c) The charts know what they are told -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def app_template() -> Any:
    """Judges values by the library chart that app-template is: 4.1.1, which stands in for the pinned 4.3.0."""
    folder = CHARTS / "bjw-s-common-4.1.1"
    if not folder.is_dir():
        pytest.skip("the schema of app-template lies in ../shared, which is not here")
    schema = json.loads((folder / "values.schema.json").read_text("utf-8"))
    base = schema["$id"].rpartition("/")[0]
    parts = {
        f"{base}/schemas/{path.name}": json.loads(path.read_text("utf-8")) for path in folder.glob("schemas/*.json")
    }
    registry = jsonschema_rs.Registry([(url, {**part, "$id": url}) for url, part in parts.items()])
    return jsonschema_rs.Draft7Validator(schema, registry=registry)


def test_app_template_takes_its_values(tree: Tree, app_template: Any) -> None:
    releases = [item for _, item in tree.objects("HelmRelease") if is_app_template(item)]
    assert releases
    none(
        f"{where(item)}: {'.'.join(map(str, error.instance_path))}: {error.message}"
        for item in releases
        for error in app_template.iter_errors(item["spec"]["values"])
    )


@pytest.mark.parametrize(
    "values",
    [
        {"ingress": {"main": {"ingressClassName": "traefik"}}},
        {"ingress": {"main": {"tls": [{"secretName": "tls"}]}}},
        {"service": {"main": {"controler": "main"}}},
        {"controllers": {"main": {"containers": {"app": {"resource": {}}}}}},
        {"persistence": {"data": {"existingClam": "x"}}},
    ],
    ids=["ingressClassName", "tls without hosts", "service", "container", "persistence"],
)
def test_app_template_refuses_what_the_cluster_once_had_wrong(app_template: Any, values: dict[str, Any]) -> None:
    assert not app_template.is_valid(values)


@needs_charts
@pytest.mark.parametrize("version", ["18.4.0", "19.5.5", "23.1.1"])
def test_redis_charts_take_the_values_made_for_them(version: str) -> None:
    lab = new_lab()
    chart = OciChart(name="redis", url="oci://registry-1.docker.io/bitnamicharts/redis", version=version)
    BitnamiRedis(FluxApp(lab, "shop").component("redis"), "redis", chart=chart)
    (release,) = (item for _, item in Tree("redis", lab.files()).objects("HelmRelease"))
    values = release["spec"]["values"]
    folder = CHARTS / f"bitnami-redis-{version}"
    schema = json.loads((folder / "values.schema.json").read_text("utf-8"))
    validator = jsonschema_rs.validator_for(schema)
    none([str(error) for error in validator.iter_errors(values)])
    # The schema can say no.
    assert not validator.is_valid({**values, "architecture": 1})


# (d) The parts fit together -----------------------------------------------------------------------------------------


def test_every_secret_key_referred_to_is_made_or_expected(tree: Tree) -> None:
    there = {(secret.namespace, secret.name): secret.keys for secret in tree.secrets}
    references = list(tree.secret_references())
    assert len(references) > 20
    none(
        f"{place}: Secret {name}, key {key}"
        for place, namespace, name, key in references
        if (namespace, name) not in there or (key is not None and key not in there[namespace, name])
    )


def test_every_secret_that_is_made_is_used(tree: Tree) -> None:
    used = {(namespace, name) for _, namespace, name, _ in tree.secret_references()} | spare_urls(tree)
    none(
        f"{namespace}/{item['metadata']['name']}"
        for namespace, item in tree.in_components("Secret")
        if (namespace, item["metadata"]["name"]) not in used
    )


def spare_urls(tree: Tree) -> set[tuple[str, str]]:
    """The URLs of databases whose password somebody takes by itself: both ways in are offered, and one is enough."""
    takers: dict[tuple[str, str], set[str]] = {}
    for place, namespace, name, key in tree.secret_references():
        if key == "password":
            takers.setdefault((namespace, name), set()).add(place.partition(":")[0])
    spare: set[tuple[str, str]] = set()
    for folder in tree.components:
        for namespace, cluster in tree.in_components("Cluster", folder=folder):
            logins = [(namespace, get(way, "secret.name")) for way in cluster["spec"]["bootstrap"].values()]
            if any(takers.get(login, set()) - {where(cluster)} for login in logins):
                spare |= {
                    (namespace, item["metadata"]["name"])
                    for _, item in tree.in_components("Secret", folder=folder)
                    if all("://" in value for value in item["stringData"].values())
                }
    return spare


def expected(tree: Tree, kind: str) -> set[tuple[str, str]]:
    """Namespace and name of the objects of a kind that the cluster must have already."""
    return {(item["namespace"], item["name"]) for item in tree.expects.get("objects", []) if item["kind"] == kind}


def test_every_config_map_is_made_or_expected_and_every_one_made_is_used(tree: Tree) -> None:
    made = {
        (namespace, item["metadata"]["name"]): item["data"].keys() for namespace, item in tree.in_cluster("ConfigMap")
    }
    outside = expected(tree, "ConfigMap")
    references = list(tree.config_map_references())
    assert references
    none(
        f"{place}: ConfigMap {name}, key {key}"
        for place, namespace, name, key in references
        if (namespace, name) not in outside
        and ((namespace, name) not in made or (key is not None and key not in made[namespace, name]))
    )
    used = {(namespace, name) for _, namespace, name, _ in references}
    none(f"{name}: nobody takes it" for name in made.keys() - used)


def test_every_claim_is_made_or_expected_and_every_one_is_mounted(tree: Tree) -> None:
    there = {(namespace, item["metadata"]["name"]) for namespace, item in tree.in_cluster("PersistentVolumeClaim")}
    there |= expected(tree, "PersistentVolumeClaim")
    mounted = {(namespace, name): place for place, namespace, name in tree.claim_references()}
    none(f"{mounted[claim]}: no claim {claim}" for claim in mounted.keys() - there)
    none(f"{claim}: nobody mounts it" for claim in there - mounted.keys())


def test_every_address_inside_the_cluster_is_a_service_that_something_makes(tree: Tree) -> None:
    services = set(tree.services())
    addresses = list(tree.used_endpoints())
    assert len(addresses) > 8
    none(
        f"{place}: {name}.{namespace}:{port}"
        for place, namespace, name, port in addresses
        if not any((service, at) == (name, namespace) and port in (None, number) for at, service, number in services)
    )


def test_no_two_services_share_a_name(tree: Tree) -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for namespace, item in tree.in_components():
        for name in tree.services_of(item):
            owners.setdefault((namespace, name), set()).add(where(item))
    names = [(namespace, item["metadata"]["name"]) for namespace, item in tree.in_components("Service", "Pooler")]
    assert len(names) == len(set(names))
    none(f"{name}: {makers}" for name, makers in owners.items() if len(makers) > 1)


def test_no_object_is_made_twice_neither_by_a_component_nor_by_app_template(tree: Tree) -> None:
    names = [(namespace, where(item)) for namespace, item in tree.in_cluster()]
    none(f"{namespace}: {name}" for namespace, name in {*names} if names.count((namespace, name)) > 1)


def test_no_host_has_two_ingresses(tree: Tree) -> None:
    """Which of them answered would be the router's choice."""
    hosts = [rule["host"] for _, item in tree.in_cluster("Ingress") for rule in item["spec"]["rules"]]
    hosts += [host["host"] for _, values in trigger_releases(tree) for host in values["webapp"]["ingress"]["hosts"]]
    assert hosts
    none(host for host in {*hosts} if hosts.count(host) > 1)


def led_to(tree: Tree, namespace: str, service: Mapping[str, Any]) -> list[Pod]:
    """The pods that a Service's selector finds."""
    wanted = service["spec"]["selector"].items()
    return [pod for pod in pods(tree) if pod.namespace == namespace and wanted <= pod.labels.items()]


def test_every_service_leads_to_the_pods_of_one_workload_that_keeps_running(tree: Tree) -> None:
    found = [(where(item), led_to(tree, namespace, item)) for namespace, item in tree.in_cluster("Service")]
    assert len(found) > 2
    none(f"{place}: {[pod.place for pod in led]}" for place, led in found if len(led) != 1 or led[0].ends)


def test_every_ingress_of_app_template_leads_to_a_port_that_a_service_has(tree: Tree) -> None:
    services = set(tree.services())
    for namespace, item in tree.in_cluster("Ingress"):
        for rule in item["spec"]["rules"]:
            for path in rule["http"]["paths"]:
                backend = path["backend"]["service"]
                assert (namespace, backend["name"], backend["port"]["number"]) in services, where(item)


def trigger_releases(tree: Tree) -> Iterator[tuple[str, dict[str, Any]]]:
    """Chart line and values of every Trigger.dev release."""
    for _, release in tree.objects("HelmRelease"):
        if chart_of(release) == "trigger":
            source = release["spec"]["chartRef"]["name"]
            yield "4.5" if source.endswith("-4-5") else "4.0", release["spec"]["values"]


def test_no_environment_name_twice_nor_one_that_the_chart_sets(tree: Tree) -> None:
    releases = list(trigger_releases(tree))
    assert releases
    for line, values in releases:
        for workload, reserved in RESERVED[line].items():
            names = [variable["name"] for variable in values[workload].get("extraEnvVars", [])]
            assert len(names) == len(set(names))
            assert not reserved.intersection(names)


def images(tree: Tree) -> Iterator[tuple[str, object, object]]:
    """Place, repository and tag of every image that is written down."""
    for _, item in tree.objects():
        for path, node in walk(item):
            place = f"{where(item)}: {'.'.join(str(step) for step in path)}"
            if path and path[-1] in {"image", "imageName"} and isinstance(node, str):
                repository, _, tag = node.partition("@")[0].rpartition(":")
                yield place, repository, tag
            elif path and path[-1] == "image" and isinstance(node, dict) and "repository" in node:
                yield place, "/".join(filter(None, (node.get("registry"), node["repository"]))), node.get("tag")


def test_images_are_pinned_by_a_tag_that_is_text(tree: Tree) -> None:
    found = list(images(tree))
    assert len(found) > 4
    none(
        f"{place}: {repository}:{tag!r}"
        for place, repository, tag in found
        if not isinstance(tag, str) or tag in {"", "latest"} or not isinstance(repository, str) or "." not in repository
    )


def test_images_come_from_registries_that_still_have_them(tree: Tree) -> None:
    gone = ("docker.io/minio/", "docker.io/bitnami/", "docker.io/bitnamilegacy/clickhouse")
    none(f"{place}: {repository}" for place, repository, _ in images(tree) if str(repository).startswith(gone))


# Pods


def containers(tree: Tree) -> Iterator[tuple[str, dict[str, Any]]]:
    """Place and container of every pod that is ours to write, app-template's among them."""
    for pod in pods(tree):
        for container in pod.containers:
            yield f"{pod.place}: {container['name']}", container


def chart_resources(tree: Tree) -> Iterator[tuple[str, Any]]:
    """Place and resources of every container of a chart."""
    for _, release in tree.objects("HelmRelease"):
        values = release["spec"]["values"]
        match chart_of(release):
            case "redis":
                yield f"{where(release)}: master", get(values, "master.resources")
            case "trigger":
                for workload in ("webapp", "supervisor", "electric", *(["s2"] if "s2" in values else [])):
                    yield f"{where(release)}: {workload}", get(values, f"{workload}.resources")
                for name, container in patched_containers(release):
                    yield f"{where(release)}: {name}", container.get("resources")


def patched_containers(release: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Containers in the post-renderer's patches."""
    for renderer in release["spec"]["postRenderers"]:
        for patch in renderer["kustomize"]["patches"]:
            pod = get(yaml.safe_load(patch["patch"]), "spec.template.spec", {})
            for container in (*pod.get("containers", []), *pod.get("initContainers", [])):
                yield container["name"], container


def test_every_container_has_requests_and_a_memory_limit(tree: Tree) -> None:
    found = [*((place, item.get("resources")) for place, item in containers(tree)), *chart_resources(tree)]
    found += [(where(item), item["spec"].get("resources")) for _, item in tree.objects("Cluster")]
    for _, item in tree.objects("Pooler"):
        (pgbouncer,) = item["spec"]["template"]["spec"]["containers"]
        found.append((where(item), pgbouncer.get("resources")))
    assert len(found) > 8
    none(
        f"{place}: {resources}"
        for place, resources in found
        if not resources
        or not {"cpu", "memory"} <= set(resources["requests"])
        or not {"memory"} <= set(resources["limits"])
    )


PROBES = ("startupProbe", "livenessProbe", "readinessProbe")


def served(tree: Tree) -> dict[str, set[int | str]]:
    """The ports of each pod, by number or name, that a Service leads to."""
    found: dict[str, set[int | str]] = {}
    for namespace, service in tree.in_cluster("Service"):
        for pod in led_to(tree, namespace, service):
            targets = {port.get("targetPort", port["port"]) for port in service["spec"]["ports"]}
            found.setdefault(f"{namespace}/{pod.place}", set()).update(targets)
    return found


def probe_problems(pod: Pod, ports: set[int | str]) -> Iterator[str]:
    """What is wrong with how a pod is asked whether it works, if Services lead to these ports of it.

    A worker without ports has nothing to ask. Which of several containers answers to a port nobody can tell from
    outside, so one of them must be asked everything; a container that names its ports always.
    """
    serving = [container for container in pod.spec["containers"] if all(probe in container for probe in PROBES)]
    if ports and not serving:
        yield "Services lead to it, and no container has all three probes"
    for container in pod.containers:
        asked = [probe for probe in PROBES if probe in container]
        if asked and (pod.ends or container not in pod.spec["containers"]):
            yield f"{container['name']}: ends before {asked} could ask"
        if "ports" in container and container not in serving:
            yield f"{container['name']}: has ports, but only {asked}"
        if "livenessProbe" in asked and "startupProbe" not in asked:
            yield f"{container['name']}: a slow start would be taken for a failure"
        for probe in asked:
            handler = container[probe].get("httpGet") or container[probe].get("tcpSocket")
            if handler and handler["port"] not in ports:
                yield f"{container['name']}: {probe} asks {handler['port']}, which no Service leads to"


def test_every_server_has_all_three_probes_and_nothing_that_ends_has_one(tree: Tree) -> None:
    ports = served(tree)
    assert len(ports) > 1
    none(
        f"{pod.place}: {problem}"
        for pod in pods(tree)
        for problem in probe_problems(pod, ports.get(f"{pod.namespace}/{pod.place}", set()))
    )


VOLUMES = {"configMap", "emptyDir", "persistentVolumeClaim", "secret"}


def restricted(pod: dict[str, Any], containers: list[dict[str, Any]]) -> Iterator[str]:
    """What Pod Security `restricted` would object to, with a numeric user asked for on top (named users need it)."""
    context = pod.get("securityContext") or {}
    if context.get("runAsNonRoot") is not True or context.get("runAsUser") == 0:
        yield "root"
    if "runAsUser" not in context:
        yield "user"
    if get(context, "seccompProfile.type") != "RuntimeDefault":
        yield "seccompProfile"
    if any(pod.get(option) for option in ("hostIPC", "hostNetwork", "hostPID")):
        yield "host"
    for volume in pod.get("volumes", []):
        if not VOLUMES & volume.keys():
            yield f"volume {volume['name']}"
    for container in containers:
        own = container.get("securityContext") or {}
        if own.get("allowPrivilegeEscalation") is not False:
            yield f"{container.get('name')}: allowPrivilegeEscalation"
        if get(own, "capabilities.drop") != ["ALL"] or get(own, "capabilities.add"):
            yield f"{container.get('name')}: capabilities"
        if own.get("privileged") or own.get("runAsUser") == 0 or own.get("runAsNonRoot") is False:
            yield f"{container.get('name')}: rights"
        if get(own, "seccompProfile.type", "RuntimeDefault") != "RuntimeDefault":
            yield f"{container.get('name')}: seccompProfile"


OWN_USER = {("everything", "Deployment/shop-front-worker: user")}
"""Pods that leave the user to the image (`Controller(user=None)`), which `restricted` itself allows: only who made the
image knows its number."""


def test_every_pod_passes_pod_security_restricted(tree: Tree) -> None:
    found = [(pod.place, pod.spec, pod.containers) for pod in pods(tree)]
    for _, release in tree.objects("HelmRelease"):
        values = release["spec"]["values"]
        if chart_of(release) == "redis":
            # The chart splits it: the user stands with the container, the group with the pod.
            container = values["master"]["containerSecurityContext"]
            found.append((where(release), {"securityContext": container}, [{"securityContext": container}]))
        elif chart_of(release) == "trigger":
            patched = [container for _, container in patched_containers(release)]
            for workload in ("webapp", "supervisor", "electric", *(["s2"] if "s2" in values else [])):
                pod = {"securityContext": values[workload].get("podSecurityContext")}
                found.append((f"{where(release)}: {workload}", pod, [values[workload], *patched]))
    assert len(found) > 6
    objections = {f"{place}: {problem}" for place, pod, items in found for problem in restricted(pod, items)}
    # As many as there are: an exception that is none any more is taken out.
    none(sorted(objections ^ {place for name, place in OWN_USER if name == tree.name}))


@pytest.mark.parametrize(
    ("pod", "container"),
    [
        ({}, {}),
        ({"runAsNonRoot": True}, {}),
        ({"runAsUser": 0}, {}),
        ({"seccompProfile": {"type": "Unconfined"}}, {}),
        ({}, {"allowPrivilegeEscalation": True}),
        ({}, {"capabilities": {"drop": ["NET_RAW"]}}),
        ({}, {"capabilities": {"drop": ["ALL"], "add": ["SYS_ADMIN"]}}),
        ({}, {"privileged": True}),
        ({}, {"runAsUser": 0}),
        ({}, {"seccompProfile": {"type": "Unconfined"}}),
    ],
)
def test_the_judge_of_pods_can_say_no(pod: dict[str, Any], container: dict[str, Any]) -> None:
    good_pod = {"runAsNonRoot": True, "runAsUser": 1, "seccompProfile": {"type": "RuntimeDefault"}}
    good_container = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}
    assert not list(restricted({"securityContext": good_pod}, [{"securityContext": good_container}]))
    if pod or container:
        pod, container = {**good_pod, **pod}, {**good_container, **container}
    if pod == good_pod | {"runAsNonRoot": True} and container == good_container:
        pod.pop("runAsUser")
    assert list(restricted({"securityContext": pod}, [{"securityContext": container}]))


@pytest.mark.parametrize(
    "more", [{"hostNetwork": True}, {"hostPID": True}, {"volumes": [{"name": "disk", "hostPath": {"path": "/srv"}}]}]
)
def test_the_judge_of_pods_sees_the_host(more: dict[str, Any]) -> None:
    good = {"runAsNonRoot": True, "runAsUser": 1, "seccompProfile": {"type": "RuntimeDefault"}}
    assert len(list(restricted({"securityContext": good, **more}, []))) == 1


def test_pods_get_no_token_for_the_api_and_no_service_variables(tree: Tree) -> None:
    none(
        pod.place
        for pod in pods(tree)
        if pod.spec.get("automountServiceAccountToken") is not False or pod.spec.get("enableServiceLinks") is not False
    )


ONE_NODE = {"ReadWriteOnce", "ReadWriteOncePod"}


def writer_problems(pod: Pod, modes: Mapping[tuple[str, str], set[str]]) -> Iterator[str]:
    """What lets two pods of one workload onto one claim.

    A single server with a claim is not rolled even where several nodes may mount it: it takes the files for its own.
    Whoever runs several at a time has said that they share. A claim of unknown mode may be a single writer's.
    """
    spec = pod.workload["spec"]
    rolled = pod.workload["kind"] == "Deployment" and spec["strategy"]["type"] != "Recreate"
    mounts = [mount for container in pod.containers for mount in container.get("volumeMounts", ())]
    for volume, claim in pod.claims.items():
        alone = not modes.get((pod.namespace, claim), ONE_NODE) - ONE_NODE
        written = any(not mount.get("readOnly") for mount in mounts if mount["name"] == volume)
        if rolled and (alone or (written and pod.replicas == 1)):
            yield f"{claim}: the new pod comes before the old one has gone"
        if alone and pod.replicas != 1:
            yield f"{claim}: {pod.replicas or 'many'} pods"
        if alone and spec.get("concurrencyPolicy") == "Allow":
            yield f"{claim}: runs may overlap"


def test_nothing_that_holds_a_single_writer_claim_is_rolled(tree: Tree) -> None:
    assert not list(tree.objects("Deployment"))
    modes = {
        (namespace, item["metadata"]["name"]): {*item["spec"]["accessModes"]}
        for namespace, item in tree.in_cluster("PersistentVolumeClaim")
    }
    assert any(pod.claims for pod in pods(tree))
    none(f"{pod.place}: {problem}" for pod in pods(tree) for problem in writer_problems(pod, modes))
    writers: dict[tuple[str, str], set[str]] = {}
    for place, namespace, name in tree.claim_references():
        writers.setdefault((namespace, name), set()).add(place.partition(":")[0])
    none(
        f"{claim}: {places}"
        for claim, places in writers.items()
        if len(places) > 1 and not modes.get(claim, ONE_NODE) - ONE_NODE
    )
    for _, release in tree.objects("HelmRelease"):
        values = release["spec"]["values"]
        if chart_of(release) == "trigger":
            assert values["persistence"]["shared"]["accessMode"] == "ReadWriteOnce"
            name = f"{values['fullnameOverride']}-webapp"
            patches = [
                patch for renderer in release["spec"]["postRenderers"] for patch in renderer["kustomize"]["patches"]
            ]
            (patch,) = (patch for patch in patches if patch["target"] == {"kind": "Deployment", "name": name})
            written = yaml.safe_load(patch["patch"])
            assert (written["kind"], written["metadata"]["name"]) == ("Deployment", name)
            assert written["spec"]["strategy"] == {"type": "Recreate", "rollingUpdate": None}


# What must outlive

PRUNE = "kustomize.toolkit.fluxcd.io/prune"
DATA_DEPENDS_ON = {
    *("password", "redis-password", "clickhouse-password", "rootPassword", "secret-access-key", "ENCRYPTION_KEY"),
}


def test_data_and_what_opens_it_are_never_pruned(tree: Tree) -> None:
    kept = [item for _, item in tree.in_components("PersistentVolumeClaim", "Cluster", "Database")]
    kept += [item for _, item in tree.in_components("Secret") if DATA_DEPENDS_ON & item["stringData"].keys()]
    assert len(kept) > 8
    # What an app has said of its own keys: with another value what it has stored is lost.
    fixed = {item["name"] for item in tree.expects["variables"]["keys"] if not item["mayChange"]} - {"SECRET_DOMAIN"}
    kept += [item for _, item in tree.in_components("Secret") if fixed & {*REFERENCE.findall(str(item["stringData"]))}]
    none(where(item) for item in kept if item["metadata"].get("annotations", {}).get(PRUNE) != "disabled")
    # A claim that a release makes goes with it.
    none(where(item) for _, item in tree.rendered() if item["kind"] == "PersistentVolumeClaim")
    for _, values in trigger_releases(tree):
        assert values["persistence"]["shared"]["retain"] is True


def test_claims_and_clusters_name_a_storage_class_that_is_expected(tree: Tree) -> None:
    found: list[object] = [item["spec"]["storageClassName"] for _, item in tree.in_components("PersistentVolumeClaim")]
    for _, item in tree.in_components("Cluster"):
        found += [
            item["spec"][volume]["storageClass"] for volume in ("storage", "walStorage") if volume in item["spec"]
        ]
    for _, values in trigger_releases(tree):
        found.append(values["persistence"]["shared"]["storageClass"])
        found += [values["s2"]["persistence"]["storageClass"]] if "s2" in values else []
    assert sorted({str(name) for name in found}) == tree.expects["storageClasses"]


# Order


def seconds(duration: str) -> int:
    """Seconds of a Flux duration."""
    return sum(
        int(number) * {"h": 3600, "m": 60, "s": 1}[unit] for number, unit in re.findall(r"(\d+)([hms])", duration)
    )


def test_whoever_is_waited_for_is_gated_on_what_answers(tree: Tree) -> None:
    awaited = {entry["name"] for item in tree.kustomizations.values() for entry in item["spec"].get("dependsOn", [])}
    ours = awaited & tree.kustomizations.keys()
    assert len(ours) >= 4
    for name in ours:
        spec = tree.kustomizations[name]["spec"]
        folder = spec["path"].removeprefix("./dist/")
        inside = [item for path, item in tree.objects() if path.startswith(f"{folder}/")]
        checked = {(item["apiVersion"], item["kind"], item["name"]) for item in spec.get("healthChecks", [])}
        gates = {"HelmRelease", "StatefulSet", "Job", "Cluster", "Pooler", "Database"}
        answering = {
            (item["apiVersion"], item["kind"], item["metadata"]["name"]) for item in inside if item["kind"] in gates
        }
        assert checked == answering, name
        # What only holds things is there once it is applied. A claim may even be bound only when somebody mounts it,
        # who would wait for it.
        assert answering or {item["kind"] for item in inside} <= {"ConfigMap", "PersistentVolumeClaim", "Secret"}, name
        assert spec["wait"] is False, name
        assert all(item["namespace"] == spec["targetNamespace"] for item in spec.get("healthChecks", []))
        # Flux knows no health of CloudNativePG's kinds: it takes an empty status for healthy unless told how to look.
        blind = {(api, kind) for api, kind, _ in checked if api.startswith("postgresql.cnpg.io/")}
        told = {(item["apiVersion"], item["kind"]) for item in spec.get("healthCheckExprs", [])}
        assert told == blind, name
        assert not any("failed" in item for item in spec.get("healthCheckExprs", []))


def test_a_kustomization_outlasts_the_releases_in_it(tree: Tree) -> None:
    for path, release in tree.objects("HelmRelease"):
        spec = tree.components[path.rpartition("/")[0]]["spec"]
        assert seconds(spec["timeout"]) > seconds(release["spec"]["timeout"]), path
        assert release["spec"]["install"]["remediation"]["retries"] > 0
        assert release["spec"]["upgrade"]["remediation"]["retries"] > 0


def test_no_pod_may_take_longer_to_start_than_its_release_waits(tree: Tree) -> None:
    """Else Helm would undo what was about to work: a migration, in the worst case."""
    started = 0
    for path, release in tree.objects("HelmRelease"):
        for pod in pods(tree, path.rpartition("/")[0]):
            for container in pod.containers:
                if probe := container.get("startupProbe"):
                    started += 1
                    longest = probe["periodSeconds"] * probe["failureThreshold"]
                    place = f"{pod.place}: {container['name']}"
                    assert longest <= seconds(release["spec"]["timeout"]), place
    assert started


def test_dependencies_exist_and_run_in_no_circle(tree: Tree) -> None:
    there = {*tree.kustomizations, *(item["name"] for item in tree.expects["kustomizations"])}
    waits = {
        name: {entry["name"] for entry in item["spec"].get("dependsOn", [])}
        for name, item in tree.kustomizations.items()
    }
    assert {name for names in waits.values() for name in names} <= there
    done: set[str] = there - waits.keys()
    while ready := {name for name, names in waits.items() if name not in done and names <= done}:
        done |= ready
    assert done == there


def test_an_app_waits_for_everything_it_talks_to(tree: Tree) -> None:
    folder_of = {
        (namespace, name): folder for folder in tree.components for namespace, name, _ in tree.services(folder)
    }
    for folder in tree.components:
        for place, namespace, name, _ in tree.used_endpoints(folder):
            assert waits_for(tree, folder, folder_of[namespace, name]), place


def test_an_app_waits_for_whoever_makes_what_its_pods_take(tree: Tree) -> None:
    """Secrets, ConfigMaps and claims of another component: without them its pods would not start."""
    owners = tree.owners("Secret", "ConfigMap", "PersistentVolumeClaim")
    owners |= {
        (namespace, "Secret", f"{name}-{part}"): folder
        for (namespace, _, name), folder in tree.owners("Cluster").items()
        # What CloudNativePG makes for its clusters.
        for part in ("app", "ca", "replication")
    }
    elsewhere = 0
    for folder in tree.components:
        found = [(place, (at, "Secret", name)) for place, at, name, _ in tree.secret_references(folder)]
        found += [(place, (at, "ConfigMap", name)) for place, at, name, _ in tree.config_map_references(folder)]
        found += [(place, (at, "PersistentVolumeClaim", name)) for place, at, name in tree.claim_references(folder)]
        for place, taken in found:
            # What no component makes the cluster has; other tests ask for that.
            owner = owners.get(taken, folder)
            elsewhere += owner != folder
            assert waits_for(tree, folder, owner), f"{place}: {taken}"
    assert elsewhere > 4


def waits_for(tree: Tree, folder: str, owner: str) -> bool:
    """Whether a component is another one or depends on it."""
    waits = {entry["name"] for entry in tree.components[folder]["spec"].get("dependsOn", [])}
    return owner == folder or tree.components[owner]["metadata"]["name"] in waits


# Text


def test_no_value_looks_like_a_secret(tree: Tree) -> None:
    reference = r"(\$\{quote\})?\$\{SECRET_[A-Z0-9_]+\}(\$\{quote\})?"
    url = rf"(postgresql(\+[a-z0-9]+)?://[a-z_0-9]+|redis://):{reference}@[^@]+"
    open_keys = {"username", "rootUser", "access-key-id"}
    for _, item in tree.in_components("Secret"):
        for key, value in item["stringData"].items():
            if key == ".dockerconfigjson" and "ENC[" not in value:
                found = [auth for auths in json.loads(value)["auths"].values() for auth in auths.values()]
            else:
                found = [value]
            for text in found:
                good = (
                    key in open_keys or re.fullmatch(rf"{reference}|{url}", text) or text.startswith("ENC[AES256_GCM")
                )
                assert good, f"{where(item)}: {key}"
    named = re.compile(r"(?i)(password|passwd|token|secretaccesskey|accesskeyid|apikey)$")
    for _, item in tree.objects():
        if item["kind"] == "Secret":
            continue
        for path, text in texts(item):
            place = f"{where(item)}: {'.'.join(str(step) for step in path)}"
            assert not (named.search(str(path[-1])) and text), place
            assert not re.search(r"(?<!sha256:)\b[0-9a-f]{32,}\b", text), place
            assert not re.search(r"://[^/\s:@]+:[^/\s:@$]+@", text), place
    variables = re.compile(r"(?i)(password|passwd|secret|token|(access|api|secret|session|signing)_?key)$")
    for place, container in containers(tree):
        for variable in container.get("env", []):
            assert not (variables.search(variable["name"]) and "value" in variable), f"{place}: {variable['name']}"


def test_every_variable_is_declared_and_every_declared_one_is_used(tree: Tree) -> None:
    used = {
        name
        for path, content in tree.files.items()
        if path != "expects.yaml"
        for name in REFERENCE.findall(re.sub(r"(?:\$\$)+\{", "", content.decode()))
    }
    assert used - {"quote"} == {item["name"] for item in tree.expects["variables"]["keys"]}


def test_whoever_uses_the_quote_defines_it(tree: Tree) -> None:
    for folder, item in tree.components.items():
        text = b"".join(content for path, content in tree.files.items() if path.startswith(f"{folder}/")).decode()
        substitute = item["spec"]["postBuild"]["substitute"]
        assert ("${quote}" in text) is ("quote" in substitute), folder
        assert substitute.get("quote", '"') == '"'
        assert substitute["APP"] == item["metadata"]["name"]


def test_strings_with_variables_are_quoted(tree: Tree) -> None:
    for path, content in tree.files.items():
        for event in yaml.parse(content, yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent) and "${" in event.value:
                assert event.style in {'"', "'", "|"}, f"{path}: {event.value!r}"


def carried(tree: Tree, path: str) -> bool:
    """Whether a file is a SOPS file of the user's, which stays as it is."""
    return b"\nsops:\n" in tree.files[path]


def test_files_begin_with_a_document_start_and_say_what_wrote_them(tree: Tree) -> None:
    for path, content in tree.files.items():
        if not carried(tree, path):
            first, second, third = content.decode().split("\n")[:3]
            assert first == "---", path
            assert second.startswith("# Written by homelab-constructs"), path
            assert not third.startswith("#"), path
        assert content.endswith(b"\n"), path
        assert not content.endswith(b"\n\n"), path


def test_files_are_named_by_kind_and_name(tree: Tree) -> None:
    for path, items in tree.manifests.items():
        folder, _, file = path.rpartition("/")
        if file == "ks.yaml":
            assert {item["kind"] for item in items} == {"Kustomization"}
            names = [item["metadata"]["name"] for item in items]
            assert names == sorted(names)
            assert {item["metadata"]["namespace"] for item in items} == {"flux-system"}
        elif folder == "sources":
            assert {f"{item['metadata']['name']}.yaml" for item in items} == {file}
        else:
            (item,) = items
            suffix = "sops.yaml" if carried(tree, path) else "yaml"
            assert file == f"{item['kind']}.{item['metadata']['name']}.{suffix}"
            assert folder in tree.components
            assert "namespace" not in item["metadata"]


def test_every_folder_lists_exactly_what_is_in_it(tree: Tree) -> None:
    lists = {
        path.removesuffix("kustomization.yaml"): content
        for path, content in tree.files.items()
        if path.endswith("kustomization.yaml")
    }
    assert {f"{folder}/" for folder in tree.components} | {""} == lists.keys()
    for folder, content in lists.items():
        document = yaml.safe_load(content)
        assert list(document) == ["apiVersion", "kind", "resources"]
        assert document["apiVersion"] == "kustomize.config.k8s.io/v1beta1"
        inside = {path.removeprefix(folder) for path in tree.files if path.startswith(folder)}
        if not folder:
            inside = {path for path in inside if path.startswith("sources/") or path.endswith("/ks.yaml")}
        assert document["resources"] == [f"./{path}" for path in sorted(inside - {"kustomization.yaml"})]


def test_names_carry_no_hash(tree: Tree) -> None:
    none(where(item) for _, item in tree.objects() if re.search(r"-(c8)?[0-9a-f]{8,}$", item["metadata"]["name"]))


def test_sources_stand_in_the_central_folder_and_are_used(tree: Tree) -> None:
    kinds = ("OCIRepository", "HelmRepository", "GitRepository")
    sources = {(item["kind"], item["metadata"]["name"]): path for path, item in tree.objects(*kinds)}
    assert all(path.startswith("sources/") for path in sources.values())
    assert {item["metadata"]["namespace"] for _, item in tree.objects(*kinds)} <= {"flux-system"}
    used = set()
    for _, release in tree.objects("HelmRelease"):
        reference = release["spec"].get("chartRef") or release["spec"]["chart"]["spec"]["sourceRef"]
        assert reference["namespace"] == "flux-system"
        used.add((reference["kind"], reference["name"]))
    expected = {(item["kind"], item["name"]) for item in tree.expects["sources"]}
    assert sources.keys() <= used
    assert used <= sources.keys() | expected
    assert not sources.keys() & expected


def test_yaml_passes_yamllint(tree: Tree) -> None:
    config = YamlLintConfig((ROOT / ".yamllint.yaml").read_text("utf-8"))
    none(
        f"{path}:{problem.line}: {problem.desc}"
        for path, content in tree.files.items()
        if not carried(tree, path)
        for problem in linter.run(content.decode(), config)
    )


@pytest.mark.parametrize("text", ["a: 1\n", "---\na:\n- 1\n", "---\na: yes\n", "---\na: 1", "---\na:  1\n"])
def test_yamllint_can_say_no(text: str) -> None:
    assert list(linter.run(text, YamlLintConfig((ROOT / ".yamllint.yaml").read_text("utf-8"))))


def test_yaml_has_no_anchors_no_nulls_and_no_empty_maps(tree: Tree) -> None:
    for path, item in tree.objects():
        for at, node in walk(item):
            assert node is not None, f"{path}: {at}"
            assert node not in ({}, []), f"{path}: {at}"
        assert not re.search(r"(^|\s)[&*][A-Za-z0-9]+(\s|$)", reserialise(item)), path
    assert all(b" &" not in content or b" &&" in content for content in tree.files.values())


# (e) What Flux makes of it ------------------------------------------------------------------------------------------

FORMATS: dict[str, VariableFormat] = {
    item.name: item for item in vars(formats).values() if isinstance(item, VariableFormat)
}
# Values of each alphabet that YAML reads as something else than text, that look like paths, options or URLs.
ADVERSARIAL = [
    *("1" * 64, "0" * 63 + "1", "1" * 60 + "e100"),
    *("0" * 32, "1" * 32, "1" * 28 + "e100", "0" * 31 + "1", "e" * 32, "deadbeef" * 4),
    *("0x" + "1" * 14, "1" * 16, "0b" + "1" * 14, "1E" + "1" * 14, "0o" + "7" * 14),
    *(
        "1",
        "y",
        "-",
        "+1",
        ".5",
        "1e5",
        "true",
        "null",
        "no",
        "~",
        "@me",
        "-x",
        "1_000",
        "2001-01-01",
        ".inf",
        "_",
        "=",
    ),
    *("--------", "1_000_000", "20010101", "-1234567", "12345.678", "00000000"),
    *("example.org", "home.example.co.uk", "12.34", "1.2.3.4", "0.00", "a-b.c1"),
]


def fits(form: VariableFormat, value: str) -> bool:
    """Whether a value has the format."""
    return form.shortest <= len(value) <= form.longest and set(value) <= form.alphabet


def values_of(form: VariableFormat) -> st.SearchStrategy[str]:
    """Adversarial and other values of a format."""
    nasty = [value for value in ADVERSARIAL if fits(form, value)]
    if form is formats.DOMAIN:
        return st.sampled_from([value for value in nasty if re.fullmatch(r"[a-z0-9.-]*\.[a-z0-9-]+", value)])
    letters = st.sampled_from(sorted(form.alphabet))
    free = st.text(letters, min_size=form.shortest, max_size=max(form.shortest, min(form.longest, 40)))
    return st.sampled_from(nasty) | free if nasty else free


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name.partition(",")[0])
def test_every_format_has_values_that_yaml_would_misread(form: VariableFormat) -> None:
    """Otherwise the replay below would prove nothing for it."""
    assert any(not isinstance(parse(value), str) for value in ADVERSARIAL if fits(form, value))


def rewritten(tree: Tree) -> list[tuple[dict[str, Any], str]]:
    """Every object that holds a variable, beside the text that Flux substitutes in."""
    found = [item for _, item in tree.objects() if any("$" in text for _, text in texts(item))]
    return [(item, reserialise(item)) for item in found]


def test_flux_puts_every_value_where_it_belongs_and_as_text(tree: Tree) -> None:
    found = rewritten(tree)
    declared = {item["name"]: FORMATS[item["format"]] for item in tree.expects["variables"]["keys"]}
    assert len(found) > 7

    @settings(max_examples=40, deadline=None)
    @given(st.fixed_dictionaries({name: values_of(form) for name, form in declared.items()}))
    def play(values: dict[str, str]) -> None:
        given_to_flux = {**values, "quote": '"', "APP": "app"}
        for item, text in found:
            applied = parse(substitute(text, given_to_flux))
            assert applied == replaced(item, {**values, "quote": "", "APP": "app"}), where(item)
            if item["kind"] == "Secret":
                check_secret(applied, values)

    play()


def replaced(node: Any, values: dict[str, str]) -> Any:
    """The manifest with every variable replaced by its value inside the strings: what is meant."""
    if isinstance(node, dict):
        return {key: replaced(item, values) for key, item in node.items()}
    if isinstance(node, list):
        return [replaced(item, values) for item in node]
    return substitute(node, values) if isinstance(node, str) else node


PORTS = {"postgresql": 5432, "redis": 6379}
"""By the scheme of a URL, without the driver behind a plus (`postgresql+asyncpg`)."""


def check_secret(secret: dict[str, Any], values: dict[str, str]) -> None:
    """URLs and JSON in a Secret still say what they said."""
    for key, value in secret["stringData"].items():
        assert isinstance(value, str), f"{where(secret)}: {key}"
        if "://" in value:
            url = urlsplit(value)
            assert url.password in values.values(), key
            assert PORTS.get(url.scheme.partition("+")[0]) == url.port, key
            assert url.hostname is not None
            assert url.hostname.endswith(".svc")
            assert not url.fragment
            assert parse_qs(url.query, strict_parsing=True) if url.query else True
        if key == ".dockerconfigjson" and not value.startswith("ENC["):
            for login in json.loads(value)["auths"].values():
                assert {login["username"], login["password"]} <= {*values.values()}


def test_alphabets_bear_every_place_a_secret_lands_in() -> None:
    """XML for ClickHouse's entrypoint, a URL for PostgreSQL, Helm's --set for chart 4.0, a shell word for nobody."""
    for name in ("HEX_32", "ALPHANUMERIC"):
        alphabet = getattr(formats, name).alphabet
        assert not alphabet & set("<>&'\"`\\${},=:/@?#% \n"), name


def test_app_secrets_carry_all_keys_of_both_lines(tree: Tree) -> None:
    names = {values["secrets"]["existingSecret"] for _, values in trigger_releases(tree)}
    for secret in tree.secrets:
        if secret.name in names:
            assert secret.keys >= set(APP_SECRETS)
