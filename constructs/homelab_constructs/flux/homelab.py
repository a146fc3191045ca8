"""Homelab: the cdk8s App. It holds one profile and many apps, and writes dist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cdk8s

from .. import checks
from .._collector import collector_paused
from ..errors import HomelabError, LabError, refuse
from ..profile import ClusterProfile
from ..typed import ConstructorSignature, typed_arguments
from .app import FluxApp
from .component import Component
from .dist import EXPECTS, HEADER, read_dist, satisfy_cdk8s_cli, write_dist
from .expectations import Expectations
from .kustomization import emit_kustomization
from .origin import lines_of
from .source import ChartSource, HelmRepository, OciChart, RepositoryChart, emit_source
from .substitution import references, strings
from .variables import DOMAIN, QUOTE, Variable
from .yaml_text import dump

if TYPE_CHECKING:
    from ..proofs.finding import Finding
    from ..proofs.run import Verdict

__all__ = ["Homelab"]

_SERVICE_HOST = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+\.svc")
# Where manifests and charts name a Secret: secretKeyRef.name, existingSecret, imagePullSecrets[0].name and the like.
_SECRET_PATH = re.compile(r"(?:[Ss]ecret\w*(?:\[\d+\])?(?:\.name)?|valuesFrom\[\d+\]\.name)$")
_OBJECT = re.compile(r"[A-Za-z0-9]+/\S+")
_FILE_NAME = re.compile(r"[A-Za-z0-9._-]+")


class Homelab(cdk8s.App):
    """One cluster: its profile and its apps.

    Attributes:
        profile: what all apps share.
        expectations: what the lab takes for granted in the cluster; grows while constructs are made.
    """

    __signature__ = ConstructorSignature()

    def __init__(self, profile: ClusterProfile, *, outdir: str | Path = "dist") -> None:
        """Begin a lab.

        Args:
            profile: the cluster.
            outdir: folder to write, owned as a whole by this library. Not cdk8s.yaml's `output`, which the cdk8s CLI
                removes before it runs the app.

        Raises:
            InvalidArgument: `profile` is no ClusterProfile.
        """
        if not isinstance(profile, ClusterProfile):
            refuse("profile", type(profile).__name__, "a ClusterProfile is needed")
        super().__init__(outdir=str(outdir))
        self.profile = profile
        self.expectations = Expectations()
        self._outdir = Path(outdir)
        self._apps: dict[str, FluxApp] = {}
        self._components: dict[str, Component] = {}
        self._sources: dict[tuple[str, str], OciChart | HelmRepository] = {}
        self._hosts: dict[str, str] = {}
        self._used: dict[str, set[str]] = {}
        self._files: dict[str, bytes] | None = None
        self._odd: list[str] = []
        self._classes: set[str] = set()
        self._refusal: LabError | None = None

    # -- what constructs call -------------------------------------------------------------------------------------

    def enter_app(self, app: FluxApp) -> None:
        """Take an app in; its name is a folder of dist.

        Args:
            app: the app.

        Raises:
            InvalidArgument: the name is taken.
        """
        self.refuse_when_closed()
        if app.app_name in self._apps or app.app_name == "sources":
            refuse("app_name", app.app_name, "the name is taken; every app is a folder of its own in dist")
        self._apps[app.app_name] = app

    def enter(self, component: Component) -> None:
        """Take a component in; its Kustomization's name is unique in the cluster.

        Args:
            component: the component.

        Raises:
            InvalidArgument: another component has that Kustomization.
        """
        self.refuse_when_closed()
        name = component.kustomization_name
        if name in self._components:
            refuse("component", component.component_name, f"another component has the Kustomization name {name!r}")
        self._components[name] = component

    def refuse_when_closed(self) -> None:
        """Refuse additions once the files are made: they would be lost without a word.

        Raises:
            LabError: the files are made.
        """
        if self._files is not None or self._refusal is not None:
            raise LabError(["synth() or files() was called already; add everything before"])

    def claim_host(self, host: str, kustomization: str) -> None:
        """Take a public host for a component: two Ingresses of one host would answer in turns.

        Args:
            host: the host.
            kustomization: name of the component's Kustomization.

        Raises:
            InvalidArgument: another component has an Ingress of that host.
        """
        owner = self._hosts.setdefault(host, kustomization)
        if owner != kustomization:
            refuse("host", host, f"Kustomization {owner!r} has an Ingress of that host already")

    def source(self, source: ChartSource) -> tuple[ChartSource, str, str]:
        """Make sure that a chart source will be there.

        Args:
            source: the source that a release names.

        Returns:
            The source as it will be (an existing OCIRepository has a version of its own), its object's kind and name.

        Raises:
            InvalidArgument: the lab has another source of that kind and name.
        """
        emitted = source.repository if isinstance(source, RepositoryChart) else source
        kind = "OCIRepository" if isinstance(emitted, OciChart) else "HelmRepository"
        for existing in self.profile.existing_sources:
            if (existing.kind, existing.name) == (kind, emitted.name):
                facts = {"version": existing.version} if existing.version else {}
                facts["url"] = emitted.url
                self.expectations.sources[kind, self.profile.flux_namespace, existing.name] = facts
                if isinstance(source, OciChart):
                    source = OciChart(name=source.name, url=source.url, version=existing.version)
                return source, kind, emitted.name
        known = self._sources.setdefault((kind, emitted.name), emitted)
        if known != emitted:
            refuse("source", emitted.name, f"the lab has another {kind} of that name: {known}")
        return source, kind, emitted.name

    # -- what a user calls ----------------------------------------------------------------------------------------

    @property
    def components(self) -> tuple[Component, ...]:
        """All components of all apps."""
        return tuple(self._components.values())

    def makes(self, kustomization: str) -> bool:
        """Whether one of the components so far has this Kustomization.

        Args:
            kustomization: its name.
        """
        return kustomization in self._components

    @typed_arguments
    def expect(self, *, api_version: str, kind: str, name: str, namespace: str = "") -> None:
        """Note that the cluster has an object that this lab names and does not make. It stands in expects.yaml.

        Secrets, and hosts of Services, are better told to the component that uses them: `Component.expect_secret` and
        `Component.expect_host`.

        Args:
            api_version: of the object, such as `v1`.
            kind: of the object, such as `ConfigMap`; `Namespace` and `StorageClass` count as what they are.
            name: of the object.
            namespace: of the object; the profile's by default.

        Raises:
            InvalidArgument: a name that Kubernetes would refuse.
        """
        self.refuse_when_closed()
        checks.line("api_version", api_version)
        checks.line("kind", kind)
        checks.dns_subdomain("name", name)
        if kind == "Namespace":
            self.expectations.namespaces.add(name)
        elif kind == "StorageClass":
            self.expectations.storage_classes.add(name)
        elif kind == "IngressClass":
            self.expectations.ingress_classes.add(name)
        else:
            where = checks.dns_label("namespace", namespace or self.profile.namespace)
            self.expectations.objects.add((api_version, kind, where, name))

    @typed_arguments
    def exempt(self, *, proof: str, object: str, reason: str, path: str = "") -> None:
        """Bear what a proof finds at one object, by name. It stands in expects.yaml, for whoever reviews the lab.

        Args:
            proof: name of the proof, as it stands behind its finding and in docs/proofs.
            object: `<Kind>/<name>`, as the finding has it.
            reason: why; one line.
            path: the field, or the beginning of it, as the finding has it; by default the whole object.

        Raises:
            InvalidArgument: no proof of that name, no object of that form, or no reason.
        """
        from ..proofs.list import PROOFS

        self.refuse_when_closed()
        checks.one_of("proof", proof, tuple(known.name for known in PROOFS))
        if not _OBJECT.fullmatch(object):
            refuse("object", object, "<Kind>/<name> is needed, as the finding has it")
        checks.line("reason", reason)
        checks.line("path", path, allow_empty=True)
        self.expectations.exemptions.add((proof, object, path, reason))

    def synth(self) -> None:
        """Prove the whole lab and write dist: everything, or nothing if anything is wrong.

        What lies in the folder already is what was there before: a change that would lose data is refused.

        Raises:
            LabError: the parts do not fit together; every finding is named.
        """
        self._judge(read_dist(self._outdir))
        write_dist(self._outdir, self.files())
        satisfy_cdk8s_cli()

    def prove(self) -> None:
        """Ask every proof, as `synth()` does before it writes, and write nothing.

        Raises:
            LabError: the parts do not fit together; every finding is named.
        """
        self._judge(read_dist(self._outdir))

    def files(self) -> dict[str, bytes]:
        """What `synth()` writes, unproven: content by path below dist. The lab takes no additions afterwards."""
        if self._files is None:
            self._files = self._make_files()
        return dict(self._files)

    # -- how dist is made -----------------------------------------------------------------------------------------

    def _make_files(self) -> dict[str, bytes]:
        findings: list[str] = []
        files: dict[str, bytes] = {}
        manifests = {component.kustomization_name: component.objects() for component in self.components}
        self._used = self._find_uses(manifests)
        for component in self.components:
            folder = f"{component.app.app_name}/{component.component_name}"
            files |= _component_files(folder, component, manifests[component.kustomization_name], findings)
        for path, objects in self._flux_objects(manifests).items():
            files[path] = _text(objects)
        entries = sorted(path for path in files if path.startswith("sources/") or path.endswith("/ks.yaml"))
        files["kustomization.yaml"] = _text([_kustomize(entries)])
        files[EXPECTS] = _text([self._expectations(manifests)])
        self._odd = findings
        return dict(sorted(files.items()))

    def _judge(self, before: Mapping[str, bytes]) -> None:
        if self._refusal is not None:
            raise self._refusal
        with collector_paused():
            verdict = self._verdict(before)
        lines: dict[str, dict[str, str]] = {}
        found = [*self._odd, *(str(self._with_line(finding, lines)) for finding in verdict.findings)]
        found += [
            f"exempt(proof={item.proof!r}, object={item.object!r}, path={item.path!r}): nothing is found there; "
            "take it out, or correct it"
            for item in verdict.stale
        ]
        if found:
            self._refusal = LabError(found)
            raise self._refusal

    def _verdict(self, before: Mapping[str, bytes]) -> Verdict:
        # Late: whoever only builds objects (a test, another library) need not load what judges them.
        from ..proofs.run import prove
        from ..proofs.tree import Tree

        files = self.files()
        try:
            # Against itself nothing can be lost.
            earlier = Tree.of(before) if before and before != files else None
        except HomelabError as error:
            way_out = f"restore it (git checkout {self._outdir.name}), or remove the folder if nothing of it runs"
            raise LabError([f"{self._outdir.name}, as it lies there: {error}; {way_out}"]) from error
        return prove(Tree.of(files, before=earlier))

    def _with_line(self, found: Finding, lines: dict[str, dict[str, str]]) -> Finding:
        """The finding with the line of Python that made its object."""
        app, _, name = found.place.partition("/")
        component = self._apps[app].find(name) if app in self._apps else None
        if component is None:
            return found
        if found.place not in lines:
            lines[found.place] = lines_of(component)
        # What is there no more was made by no line.
        return replace(found, line=lines[found.place].get(found.object, "" if found.object else component.line))

    def _flux_objects(self, manifests: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
        """Kustomizations and chart sources by the file they belong to.

        All in one Chart, for one crossing into jsii; its id begins with a dot, which no app's name can.
        """
        chart = cdk8s.Chart(self, ".flux", disable_resource_name_hashes=True)
        waited_for = {name for component in self.components for name in self._depends_on(component)}
        for component in sorted(self.components, key=lambda component: component.kustomization_name):
            emit_kustomization(
                chart,
                component,
                path=f"{self.profile.path_prefix}/{component.app.app_name}/{component.component_name}",
                depends_on=self._depends_on(component),
                gated=component.kustomization_name in waited_for,
                quotes=_uses_quote(manifests[component.kustomization_name]),
            )
        for _, source in sorted(self._sources.items()):
            emit_source(chart, source, self.profile.flux_namespace)
        files: dict[str, list[dict[str, Any]]] = {}
        for item in chart.to_json():
            name = item["metadata"]["name"]
            is_kustomization = item["kind"] == "Kustomization"
            path = f"{self._components[name].app.app_name}/ks.yaml" if is_kustomization else f"sources/{name}.yaml"
            files.setdefault(path, []).append(item)
        return files

    def _depends_on(self, component: Component) -> list[str]:
        own = component.kustomization_name
        return sorted({*self.profile.base_dependencies, *component.dependencies, *self._used.get(own, ())} - {own})

    def _find_uses(self, manifests: dict[str, list[dict[str, Any]]]) -> dict[str, set[str]]:
        """Who names a Secret or a host that another component makes, whether it said so or not."""
        makers: dict[tuple[str, str], str] = {}
        for component in self.components:
            name, namespace = component.kustomization_name, component.target_namespace
            makers |= {(namespace, secret): name for secret in _secrets(component, manifests[name])}
            makers |= {("", host): name for host in component.hosts}
        used: dict[str, set[str]] = {}
        # Named in an object that no construct of ours made: the profile says that the cluster has it.
        classes = {self.profile.database_storage_class, self.profile.data_storage_class}
        for component in self.components:
            found = used.setdefault(component.kustomization_name, set())
            for item in manifests[component.kustomization_name]:
                for path, text in strings(item):
                    if text in classes:
                        self._classes.add(text)
                    names = [("", host) for host in _SERVICE_HOST.findall(text)]
                    if _SECRET_PATH.search(path):
                        names.append((component.target_namespace, text))
                    found |= {makers[name] for name in names if name in makers}
        return used

    def _expectations(self, manifests: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
        profile, expected = self.profile, self.expectations
        # What a construct counts on may be made by another one of the lab.
        for component in self.components:
            own, namespace = manifests[component.kustomization_name], component.target_namespace
            expected.objects -= {
                (item["apiVersion"], item["kind"], namespace, item["metadata"]["name"]) for item in own
            }
            expected.objects -= {("v1", "Service", *service) for service in component.services}
            for name in _secrets(component, own):
                expected.secrets.pop((namespace, name), None)
        domain = references("domain", profile.domain)
        for name in domain:
            expected.variables.setdefault(
                name,
                Variable(name=name, format=DOMAIN, purpose="domain of the cluster", may_change=False),
            )
        expected.operators["flux"] = profile.flux
        expected.storage_classes |= self._classes
        expected.sources["GitRepository", profile.flux_namespace, profile.git_repository] = {}
        expected.namespaces |= {profile.flux_namespace, *(app.target_namespace for app in self._apps.values())}
        wanted = {name for component in self.components for name in self._depends_on(component)}
        expected.kustomizations |= {(profile.flux_namespace, name) for name in wanted - self._components.keys()}
        flux = profile.flux_namespace
        if profile.decryption_secret is not None:
            expected.secret(flux, profile.decryption_secret, (), "keys that decrypt SOPS files")
        return expected.document(variables_secret=(flux, profile.variables_secret), root_injects=profile.root_injects)


def _secrets(component: Component, objects: list[dict[str, Any]]) -> set[str]:
    """The Secrets that are there once a component is, by whomever."""
    written = {item["metadata"]["name"] for item in objects if item["kind"] == "Secret"}
    return written | {name for kind, name in component.carried if kind == "Secret"} | component.generated_secrets


def _component_files(
    folder: str, component: Component, objects: list[dict[str, Any]], findings: list[str]
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    groups: dict[str, str] = {}

    def put(kind: str, name: str, content: bytes, suffix: str = "yaml", group: str = "") -> None:
        path = f"{folder}/{kind}.{name}.{suffix}"
        if groups.setdefault(path, group) != group:
            # Some other group has a kind of the same word.
            path = f"{folder}/{kind}.{name}.{group}.{suffix}"
        if not _FILE_NAME.fullmatch(name):
            findings.append(f"{folder}: {kind}/{name}: the name is no file name; write it out, without variables")
        # What stands there already is kept beside it: that one object is made twice is for a proof to say.
        files[path] = files.get(path, b"") + content

    for item in objects:
        put(item["kind"], item["metadata"]["name"], _text([item]), group=item["apiVersion"].rpartition("/")[0])
    for (kind, name), content in component.carried.items():
        # Named so that linters leave alone what sops has written.
        put(kind, name, content, "sops.yaml")
    files[f"{folder}/kustomization.yaml"] = _text([_kustomize(sorted(path.rpartition("/")[2] for path in files))])
    return files


def _kustomize(resources: list[str]) -> dict[str, Any]:
    return {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": [f"./{path}" for path in resources],
    }


def _uses_quote(objects: list[dict[str, Any]]) -> bool:
    mark = f"${{{QUOTE}}}"
    return any(mark in text for item in objects for _, text in strings(item))


def _text(documents: list[dict[str, Any]]) -> bytes:
    return (HEADER + dump(documents)).encode()
