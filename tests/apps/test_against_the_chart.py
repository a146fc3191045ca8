"""What AppTemplate writes, through the real chart: rendered by helm where CHARTS_DIR has one and helm is built."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homelab_constructs import AppTemplate, ConfigFiles, Mount, Volume
from homelab_constructs.proofs.chart_rules import releases_of
from homelab_constructs.proofs.tree import Tree
from tests.apps.samples import app, container, controller, everything, worker
from tests.charts import Render, render
from tests.support import new_lab

CHART = "app-template-4.1.1"


def rendered(part: AppTemplate) -> Render:
    """What the chart makes of an app."""
    tree = Tree.of(part.component.lab.files())
    (release,) = (found for found in releases_of(tree) if found.name == part.release.release_name)
    return render(CHART, release)


def one(made: Render, kind: str, name: str) -> dict[str, Any]:
    """The one object of that kind and name."""
    (found,) = (item for item in made.objects if (item["kind"], item["metadata"]["name"]) == (kind, name))
    return found


def first_container(workload: dict[str, Any]) -> dict[str, Any]:
    """The container called main."""
    (found,) = (item for item in workload["spec"]["template"]["spec"]["containers"] if item["name"] == "main")
    assert isinstance(found, dict)
    return found


# Printable, and nothing that Flux would read: its references are tested elsewhere. Blanks only between characters:
# at the end of a line the YAML on the way may lose them.
TEXT = st.text(
    alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="$") | st.just(" ")
).map(str.strip)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, TEXT.map(lambda text: f"{text}\n{{{{ x{text}\n"))
def test_text_arrives_as_it_was_written(line: str, page: str) -> None:
    made = rendered(
        app(
            container=container(
                env={"LINE": line, "BRACES": "{{ .Values }} {{`x`}} }}", "PAGE": page},
                args=[line.replace("{", "(")],
                mounts={"config": Mount(path="/etc/shop.conf", sub_path="shop.conf")},
            ),
            volumes={"config": ConfigFiles(files={"shop.conf": page, "line": line})},
        )
    )
    main = first_container(one(made, "Deployment", "shop"))
    env = {entry["name"]: entry.get("value", "") for entry in main["env"]}
    assert env == {"LINE": line, "BRACES": "{{ .Values }} {{`x`}} }}", "PAGE": page}
    assert main["args"] == [line.replace("{", "(")]
    data = one(made, "ConfigMap", "shop")["data"]
    # The chart cuts the last line break off whatever comes last in a ConfigMap.
    assert data == {"shop.conf": page.removesuffix("\n"), "line": line} or data == {"shop.conf": page, "line": line}


def test_everything_becomes_what_was_meant() -> None:
    made = rendered(everything(new_lab()))
    assert sorted((item["kind"], item["metadata"]["name"]) for item in made.objects) == [
        ("ConfigMap", "shop-front"),
        ("CronJob", "shop-front-cleanup"),
        ("Deployment", "shop-front-api"),
        ("Deployment", "shop-front-web"),
        ("Deployment", "shop-front-worker"),
        ("Ingress", "shop-front-api"),
        ("Ingress", "shop-front-web"),
        ("Ingress", "shop-front-web-metrics"),
        ("Service", "shop-front-api"),
        ("Service", "shop-front-search"),
        ("Service", "shop-front-web"),
        ("StatefulSet", "shop-front-search"),
    ]
    web = one(made, "Deployment", "shop-front-web")
    main = first_container(web)
    mounts = {mount["mountPath"]: mount for mount in main["volumeMounts"]}
    assert mounts.keys() == {"/data", "/thumbs", "/etc/shop/shop.yaml", "/tmp", "/run/keys"}
    assert (mounts["/thumbs"]["subPath"], mounts["/thumbs"]["readOnly"]) == ("thumbs", True)
    assert [item["name"] for item in web["spec"]["template"]["spec"]["initContainers"]] == ["wait", "migrate"]
    paths = one(made, "Ingress", "shop-front-web-metrics")["spec"]["rules"][0]["http"]["paths"]
    assert paths[0]["backend"]["service"] == {"name": "shop-front-web", "port": {"number": 9090}}
    volumes = {volume["name"]: volume for volume in web["spec"]["template"]["spec"]["volumes"]}
    assert volumes["tmp"]["emptyDir"] == {"medium": "Memory", "sizeLimit": "64Mi"}
    assert volumes["shared"]["persistentVolumeClaim"] == {"claimName": "shop-files-shared"}
    assert volumes["keys"]["secret"]["secretName"] == "shop-keys"


@pytest.mark.parametrize("kind", ["deployment", "statefulset", "daemonset", "cronjob"])
def test_every_kind_of_workload_renders(kind: str) -> None:
    cron = {"schedule": "0 4 * * *"} if kind == "cronjob" else {}
    part = controller(container=worker(mounts={"data": "/data"}), kind=kind, **cron)
    made = rendered(app(controllers={"main": part}, volumes={"data": Volume("1Gi")}))
    assert [item["kind"].lower() for item in made.objects] == [kind]
