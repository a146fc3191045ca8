"""app-template's way with its values, replayed: the objects that become of a release (contract datastores, 3.3).

Written from what the chart's templates do (4.1.1), not from what the library knows of them: a second opinion. Only so
much of the chart as the trees use; anything else is an error here, so that nothing is passed over in silence. Where
helm and the chart are at hand, `test_app_template_replay.py` compares it with what they render.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Object = dict[str, Any]


class NotRendered(ValueError):
    """What the chart refuses, or what this replay does not know."""


_KINDS = {"deployment": "Deployment", "statefulset": "StatefulSet", "daemonset": "DaemonSet", "cronjob": "CronJob"}
_BLOCKS = ("controllers", "defaultPodOptions", "service", "ingress", "persistence", "configMaps")
# What the chart writes into every pod that says nothing about it.
_POD_DEFAULTS = {
    "automountServiceAccountToken": True,
    "enableServiceLinks": False,
    "hostIPC": False,
    "hostNetwork": False,
    "hostPID": False,
}
_POD_OPTIONS = (*_POD_DEFAULTS, "securityContext", "imagePullSecrets", "hostname", "nodeSelector", "restartPolicy")
_PROBE_DEFAULTS = {"initialDelaySeconds": 0, "failureThreshold": 3, "timeoutSeconds": 1, "periodSeconds": 10}
_LITERAL = re.compile(r"\{\{ `([^`]*)` \}\}")


def objects_of(release: Mapping[str, Any]) -> list[Object]:
    """What Helm makes of a HelmRelease of app-template, without namespaces and the chart's own labels.

    Raises:
        NotRendered: values that the chart refuses or that this replay does not know.
    """
    spec = release["spec"]
    _only(
        spec,
        "spec",
        "chart install interval maxHistory timeout upgrade values",
    )
    values = spec["values"]
    _only(values, "values", " ".join(_BLOCKS))
    return list(_Chart(release["metadata"]["name"], values).objects())


def _only(node: Mapping[str, Any], place: str, keys: str) -> None:
    unknown = node.keys() - {*keys.split()}
    if unknown:
        raise NotRendered(f"{place}: no rule for {', '.join(sorted(unknown))}")


def _evaluated(node: Any) -> Any:
    """A value after Helm's `tpl`, which leaves text alone and turns {{ `x` }} into x."""
    if isinstance(node, dict):
        return {key: _evaluated(item) for key, item in node.items()}
    if isinstance(node, list):
        return [_evaluated(item) for item in node]
    if not isinstance(node, str):
        return node
    if "{{" in _LITERAL.sub("", node):
        raise NotRendered(f"a template of its own: {node!r}")
    return _LITERAL.sub(r"\1", node)


def _set(node: Mapping[str, Any]) -> Object:
    """Without what is empty, which the chart leaves out."""
    return {key: item for key, item in node.items() if isinstance(item, bool) or item not in (None, "", {}, [])}


@dataclass(frozen=True)
class _Chart:
    name: str
    values: Mapping[str, Any]

    def enabled(self, block: str) -> dict[str, Object]:
        """The items of a block that are not switched off, in the chart's order."""
        return {key: item for key, item in sorted(self.values.get(block, {}).items()) if item.get("enabled", True)}

    def named(self, block: str) -> dict[str, tuple[str, Object]]:
        """Name and content of every object of a block: called like the release if it is the only one of its kind."""
        items = self.enabled(block)
        if block == "persistence":
            items = {key: item for key, item in items.items() if _is_own_claim(item)}
        return {key: (self._name(key, alone=len(items) == 1), item) for key, item in items.items()}

    def _name(self, key: str, *, alone: bool) -> str:
        full = self.name[:63].removesuffix("-")
        return (full if alone or key == full or full.endswith(f"-{key}") else f"{full}-{key}").lower()

    def objects(self) -> Iterator[Object]:
        for key, (name, item) in self.named("controllers").items():
            yield self._workload(key, name, item)
        for key, (name, item) in self.named("service").items():
            yield self._service(key, name, item)
        for key, (name, item) in self.named("ingress").items():
            yield self._ingress(key, name, item)
        for key, (name, item) in self.named("configMaps").items():
            _only(item, f"configMaps.{key}", "enabled data")
            yield {**_header("v1", "ConfigMap", name), "data": _evaluated(item["data"])}
        for name, item in self.named("persistence").values():
            yield _claim(name, item)

    # -- Services and hosts --------------------------------------------------------------------------------------------

    def _labels(self, controller: str) -> dict[str, str]:
        labels = {"controller": controller, "instance": self.name, "name": self.name}
        return {f"app.kubernetes.io/{key}": value for key, value in labels.items()}

    def _controller_of(self, place: str, service: Mapping[str, Any]) -> str:
        there = list(self.enabled("controllers"))
        found = service.get("controller") or (there[0] if len(there) == 1 else "")
        if found not in there:
            raise NotRendered(f"{place}: no controller {found!r} of {there}")
        return str(found)

    def _service(self, key: str, name: str, item: Object) -> Object:
        place = f"service.{key}"
        _only(item, place, "enabled controller ports type")
        ports = self._ports(item)
        if not ports:
            raise NotRendered(f"{place}: no port")
        return {
            **_header("v1", "Service", name),
            "spec": {
                "type": item.get("type", "ClusterIP"),
                "selector": self._labels(self._controller_of(place, item)),
                "ports": [
                    {"name": port, "port": number, "targetPort": target, "protocol": "TCP"}
                    for port, (number, target) in ports.items()
                ],
            },
        }

    @staticmethod
    def _ports(service: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
        """Port and target by name, in the chart's order."""
        found = {key: port for key, port in sorted(service["ports"].items()) if port.get("enabled", True)}
        for key, port in found.items():
            _only(port, f"ports.{key}", "enabled port targetPort")
        return {key: (port["port"], port.get("targetPort", port["port"])) for key, port in found.items()}

    def _ingress(self, key: str, name: str, item: Object) -> Object:
        place = f"ingress.{key}"
        _only(item, place, "enabled annotations className hosts tls")
        tls = [
            _set({"hosts": _evaluated(entry["hosts"]), "secretName": _evaluated(entry.get("secretName", ""))})
            for entry in item.get("tls", ())
        ]
        rules = [
            {
                "host": _evaluated(host["host"]),
                "http": {"paths": [self._path(place, path) for path in host["paths"]]},
            }
            for host in item["hosts"]
        ]
        header = _header("networking.k8s.io/v1", "Ingress", name)
        if item.get("annotations"):
            header["metadata"]["annotations"] = _evaluated(item["annotations"])
        return {**header, "spec": _set({"ingressClassName": item.get("className"), "tls": tls, "rules": rules})}

    def _path(self, place: str, path: Mapping[str, Any]) -> Object:
        _only(path, place, "path pathType service")
        services = self.named("service")
        service = path.get("service", {})
        _only(service, f"{place}.service", "identifier port")
        identifier = service.get("identifier") or (next(iter(services)) if len(services) == 1 else "")
        if identifier not in services:
            raise NotRendered(f"{place}: no service {identifier!r} of {sorted(services)}")
        name, item = services[identifier]
        ports, port = self._ports(item), service.get("port")
        if port is None:
            port = next(iter(ports.values()))[0]
        elif isinstance(port, str):
            if port not in ports:
                raise NotRendered(f"{place}: service {identifier!r} has no port {port!r}")
            port = ports[port][0]
        backend = {"service": {"name": name, "port": {"number": port}}}
        return {"path": _evaluated(path["path"]), "pathType": path.get("pathType", "Prefix"), "backend": backend}

    # -- Workloads -----------------------------------------------------------------------------------------------------

    def _workload(self, key: str, name: str, item: Object) -> Object:
        place = f"controllers.{key}"
        _only(item, place, "enabled type replicas strategy pod containers initContainers cronjob")
        kind = _KINDS.get(item.get("type", "deployment"))
        if kind is None:
            raise NotRendered(f"{place}: no rule for type {item['type']!r}")
        template = {"metadata": {"labels": self._labels(key)}, "spec": self._pod(key, item, kind)}
        if kind == "CronJob":
            cron = item["cronjob"]
            _only(cron, f"{place}.cronjob", "schedule concurrencyPolicy backoffLimit")
            job = {"backoffLimit": cron.get("backoffLimit", 6), "template": template}
            concurrency = cron.get("concurrencyPolicy", "Forbid")
            spec = {"schedule": cron["schedule"], "concurrencyPolicy": concurrency, "jobTemplate": {"spec": job}}
            return {**_header("batch/v1", kind, name), "spec": spec}
        spec = {"selector": {"matchLabels": self._labels(key)}, "template": template}
        if kind == "Deployment":
            spec |= {"replicas": item.get("replicas", 1), "strategy": {"type": item.get("strategy", "Recreate")}}
        if kind == "StatefulSet":
            spec |= {"replicas": item.get("replicas", 1), "serviceName": self.name}
            spec["updateStrategy"] = {"type": item.get("strategy", "RollingUpdate")}
        return {**_header("apps/v1", kind, name), "spec": spec}

    def _pod(self, controller: str, item: Object, kind: str) -> Object:
        shared, own = self.values.get("defaultPodOptions", {}), item.get("pod", {})
        _only(shared, "defaultPodOptions", " ".join(_POD_OPTIONS))
        _only(own, f"controllers.{controller}.pod", " ".join(_POD_OPTIONS))
        pod = {
            option: next(
                # A map of the pod's own takes the place of the shared one, even an empty one.
                (
                    given[option]
                    for given in (own, shared)
                    if isinstance(given.get(option), bool | dict) or given.get(option)
                ),
                _POD_DEFAULTS.get(option),
            )
            for option in _POD_OPTIONS
        }
        if kind == "CronJob":
            pod["restartPolicy"] = pod["restartPolicy"] or "Never"
        return _set(
            {
                **pod,
                "initContainers": self._containers(controller, item, "initContainers"),
                "containers": self._containers(controller, item, "containers"),
                "volumes": [self._volume(key, volume) for key, volume in self._volumes_of(controller)],
            }
        )

    def _containers(self, controller: str, item: Object, block: str) -> list[Object]:
        """In the order that the chart gives them: by name, each after those that it depends on."""
        waiting = {key: found for key, found in sorted(item.get(block, {}).items()) if found.get("enabled", True)}
        made: list[Object] = []
        while waiting:
            ready = [key for key, found in waiting.items() if not _named(found.get("dependsOn")) & waiting.keys()]
            if not ready:
                raise NotRendered(f"controllers.{controller}.{block}: each waits for another: {sorted(waiting)}")
            made.append(self._container(controller, ready[0], waiting.pop(ready[0])))
        if not made and block == "containers":
            raise NotRendered(f"controllers.{controller}: no container")
        return made

    def _container(self, controller: str, key: str, item: Object) -> Object:
        place = f"controllers.{controller}.containers.{key}"
        _only(item, place, "enabled dependsOn image command args env envFrom probes resources securityContext")
        _only(item["image"], f"{place}.image", "repository tag")
        return _set(
            {
                "name": key,
                "image": f"{item['image']['repository']}:{_evaluated(item['image']['tag'])}",
                # As they stand: the chart evaluates neither.
                "command": item.get("command"),
                "args": item.get("args"),
                "env": [_variable(place, name, value) for name, value in sorted(item.get("env", {}).items())],
                "envFrom": [self._env_from(place, entry) for entry in item.get("envFrom", ())],
                "resources": item.get("resources"),
                "securityContext": item.get("securityContext"),
                **self._probes(controller, place, item.get("probes", {})),
                "volumeMounts": list(self._mounts(controller, key)),
            }
        )

    @staticmethod
    def _env_from(place: str, entry: Mapping[str, Any]) -> Object:
        _only(entry, f"{place}.envFrom", "secretRef")
        _only(entry["secretRef"], f"{place}.envFrom.secretRef", "name")
        return {"secretRef": {"name": _evaluated(entry["secretRef"]["name"])}}

    def _probes(self, controller: str, place: str, probes: Mapping[str, Any]) -> Object:
        found: Object = {}
        for key, probe in probes.items():
            _only(probe, f"{place}.probes.{key}", "enabled custom spec")
            if probe.get("enabled") is not True:
                continue
            if probe.get("custom"):
                found[f"{key}Probe"] = _evaluated(probe["spec"])
            elif (port := self._first_port(controller)) is not None:
                found[f"{key}Probe"] = {**_PROBE_DEFAULTS, **probe.get("spec", {}), "tcpSocket": {"port": port}}
        return found

    def _first_port(self, controller: str) -> int | None:
        """What a probe asks that does not say: the first port of the first Service; nothing where there is none."""
        for key, service in self.enabled("service").items():
            if self._controller_of(f"service.{key}", service) == controller:
                return next(iter(self._ports(service).values()))[1]
        return None

    # -- Volumes -------------------------------------------------------------------------------------------------------

    def _volumes_of(self, controller: str) -> Iterator[tuple[str, Object]]:
        there = self.enabled("controllers")
        for key, item in self.enabled("persistence").items():
            mounts = item.get("advancedMounts", {})
            if strangers := mounts.keys() - there.keys():
                raise NotRendered(f"persistence.{key}: no controller {sorted(strangers)}")
            if item.get("globalMounts") or mounts.get(controller) or not mounts:
                yield key, item

    def _volume(self, key: str, item: Object) -> Object:
        place = f"persistence.{key}"
        mounts = "enabled type globalMounts advancedMounts"
        match item.get("type", "persistentVolumeClaim"):
            case "persistentVolumeClaim":
                if item.get("existingClaim"):
                    _only(item, place, f"{mounts} existingClaim")
                claim = item.get("existingClaim") or self.named("persistence")[key][0]
                return {"name": key, "persistentVolumeClaim": {"claimName": claim}}
            case "configMap":
                _only(item, place, f"{mounts} identifier")
                made = self.named("configMaps")
                if item["identifier"] not in made:
                    raise NotRendered(f"{place}: no ConfigMap {item['identifier']!r} of {sorted(made)}")
                return {"name": key, "configMap": {"name": made[item["identifier"]][0]}}
            case "secret":
                _only(item, place, f"{mounts} name")
                return {"name": key, "secret": {"secretName": _evaluated(item["name"])}}
            case "emptyDir":
                _only(item, place, f"{mounts} sizeLimit medium")
                bounds = {option: item.get(option) for option in ("sizeLimit", "medium")}
                return {"name": key, "emptyDir": _set(bounds)}
            case other:
                raise NotRendered(f"{place}: no rule for type {other!r}")

    def _mounts(self, controller: str, container: str) -> Iterator[Object]:
        for key, item in self._volumes_of(controller):
            advanced = item.get("advancedMounts", {})
            mounts = [*item.get("globalMounts", ()), *advanced.get(controller, {}).get(container, ())]
            if not item.get("globalMounts") and not advanced:
                mounts = [{"path": f"/{key}"}]
            for mount in mounts:
                _only(mount, f"persistence.{key}", "path subPath readOnly")
                yield {
                    "name": key,
                    "mountPath": mount["path"],
                    **_set({option: mount.get(option) for option in ("subPath", "readOnly")}),
                }


def _header(version: str, kind: str, name: str) -> Object:
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name}}


def _named(after: str | list[str] | None) -> set[str]:
    return {after} if isinstance(after, str) else {*(after or ())}


def _is_own_claim(item: Mapping[str, Any]) -> bool:
    return item.get("type", "persistentVolumeClaim") == "persistentVolumeClaim" and not item.get("existingClaim")


def _claim(name: str, item: Object) -> Object:
    _only(item, name, "enabled type accessMode size storageClass retain globalMounts advancedMounts")
    header = _header("v1", "PersistentVolumeClaim", name)
    if item.get("retain"):
        header["metadata"]["annotations"] = {"helm.sh/resource-policy": "keep"}
    spec = {"accessModes": [item["accessMode"]], "resources": {"requests": {"storage": item["size"]}}}
    return {**header, "spec": spec | _set({"storageClassName": item.get("storageClass")})}


def _variable(place: str, name: str, value: Any) -> Object:
    if isinstance(value, str):
        return {"name": name, "value": _evaluated(value)}
    if not isinstance(value, dict):
        raise NotRendered(f"{place}.env.{name}: {value!r} is no text, and Helm writes large numbers as 2e+07")
    _only(value, f"{place}.env.{name}", "valueFrom")
    return {"name": name, "valueFrom": _evaluated(value["valueFrom"])}
