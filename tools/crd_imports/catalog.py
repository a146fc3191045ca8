"""What is wanted of each API group: the kinds, and the fields that stay untyped."""

from dataclasses import dataclass

# Fields of CloudNativePG that embed whole core Kubernetes types: pod templates, affinity, volumes and more.
# They become free-form objects in the generated classes, because typed they are most of the module: importing
# it then costs 1.3 times `import cdk8s`, and 0.3 times without them. Callers write such a field as a plain
# dict with the keys of the Kubernetes API; the schema files keep it in full, so that it can still be checked.
# A name counts wherever it holds an object or a list of objects; a text of the same name (`template` of a
# Database) stays typed.
FREE_FORM_CNPG_FIELDS = frozenset(
    {
        "affinity",
        "barmanObjectStore",
        "env",
        "envFrom",
        "ephemeralVolumeSource",
        "podSecurityContext",
        "projectedVolumeTemplate",
        "pvcTemplate",
        "seccompProfile",
        "securityContext",
        "serviceTemplate",
        "tablespaces",
        "template",
        "topologySpreadConstraints",
    }
)


@dataclass(frozen=True, kw_only=True)
class ApiGroup:
    """One API group, hence one `cdk8s import`: two imports of one group would overwrite each other."""

    alias: str
    """Names the generated package and its jsii assembly; must be unique among all that a process may load."""
    group: str
    kinds: frozenset[str]
    free_form_fields: frozenset[str] = frozenset()


API_GROUPS = (
    ApiGroup(
        alias="homelab_cnpg",
        group="postgresql.cnpg.io",
        kinds=frozenset({"Cluster", "Database", "Pooler", "ScheduledBackup"}),
        free_form_fields=FREE_FORM_CNPG_FIELDS,
    ),
    ApiGroup(
        alias="homelab_kustomize",
        group="kustomize.toolkit.fluxcd.io",
        kinds=frozenset({"Kustomization"}),
    ),
    ApiGroup(
        alias="homelab_helm",
        group="helm.toolkit.fluxcd.io",
        kinds=frozenset({"HelmRelease"}),
    ),
    ApiGroup(
        alias="homelab_source",
        group="source.toolkit.fluxcd.io",
        kinds=frozenset({"GitRepository", "HelmRepository", "OCIRepository"}),
    ),
)
