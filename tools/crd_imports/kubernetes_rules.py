"""What the API server asks beyond its published schemas, as far as a schema can say it.

That is words, bounds, and one of several fields. Read in Kubernetes' own validation; what is published holds types and
little else. An empty word stands wherever the API server takes it for the default; where the two releases differ, the
looser rule stands.
"""

from .schemas import Schema

__all__ = ["CHECKS", "WHOLES"]

_CORE = "io.k8s.api.core.v1."
_APPS = "io.k8s.api.apps.v1."
_BATCH = "io.k8s.api.batch.v1."
_NETWORK = "io.k8s.api.networking.v1."
_RBAC = "io.k8s.api.rbac.v1."
_SCALING = "io.k8s.api.autoscaling.v2."


def _words(text: str) -> Schema:
    return {"enum": text.split()}


def _default_or(text: str) -> Schema:
    return {"enum": ["", *text.split()]}


_NOT_NEGATIVE: Schema = {"minimum": 0}
_POSITIVE: Schema = {"minimum": 1}
_PORT: Schema = {"minimum": 1, "maximum": 65535}
_PORT_OR_NONE: Schema = {"minimum": 0, "maximum": 65535}
_ID: Schema = {"minimum": 0, "maximum": 2**31 - 1}
_FILE_MODE: Schema = {"minimum": 0, "maximum": 0o777}
_PROTOCOL = _default_or("TCP UDP SCTP")
_ACCESS_MODE = _words("ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod")
_VOLUME_MODE = _default_or("Filesystem Block")
_NOT_EMPTY: Schema = {"minLength": 1}
_CRON: Schema = {
    "pattern": r"^\s*(TZ=\S+\s+|CRON_TZ=\S+\s+)?"
    r"(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|@every\s+\S+|[0-9*/,\-?A-Za-z]+(\s+[0-9*/,\-?A-Za-z]+){4})\s*$"
}

CHECKS: dict[str, dict[str, Schema]] = {
    f"{_CORE}Container": {
        "imagePullPolicy": _default_or("Always IfNotPresent Never"),
        "name": _NOT_EMPTY,
        "terminationMessagePolicy": _default_or("File FallbackToLogsOnError"),
    },
    f"{_CORE}ContainerPort": {"containerPort": _PORT, "hostPort": _PORT_OR_NONE, "protocol": _PROTOCOL},
    f"{_CORE}Probe": {
        "failureThreshold": _NOT_NEGATIVE,
        "initialDelaySeconds": _NOT_NEGATIVE,
        "periodSeconds": _NOT_NEGATIVE,
        "successThreshold": _NOT_NEGATIVE,
        "timeoutSeconds": _NOT_NEGATIVE,
    },
    f"{_CORE}HTTPGetAction": {"scheme": _default_or("HTTP HTTPS")},
    f"{_CORE}EnvVar": {"name": _NOT_EMPTY},
    f"{_CORE}VolumeMount": {
        "mountPath": _NOT_EMPTY,
        "mountPropagation": _default_or("None HostToContainer Bidirectional"),
        "name": _NOT_EMPTY,
    },
    f"{_CORE}SeccompProfile": {"type": _words("Localhost RuntimeDefault Unconfined")},
    f"{_CORE}SecurityContext": {
        "procMount": _default_or("Default Unmasked"),
        "runAsGroup": _ID,
        "runAsUser": _ID,
    },
    f"{_CORE}PodSecurityContext": {
        "fsGroup": _ID,
        "fsGroupChangePolicy": _words("Always OnRootMismatch"),
        "runAsGroup": _ID,
        "runAsUser": _ID,
        "supplementalGroups": _ID,
    },
    f"{_CORE}PodSpec": {
        "activeDeadlineSeconds": _POSITIVE,
        "dnsPolicy": _default_or("ClusterFirst ClusterFirstWithHostNet Default None"),
        "preemptionPolicy": _default_or("PreemptLowerPriority Never"),
        "restartPolicy": _default_or("Always OnFailure Never"),
        "terminationGracePeriodSeconds": _NOT_NEGATIVE,
    },
    f"{_CORE}Toleration": {
        "effect": _default_or("NoSchedule PreferNoSchedule NoExecute"),
        # Lt and Gt are of newer releases, behind a gate.
        "operator": _default_or("Exists Equal Lt Gt"),
    },
    f"{_CORE}TopologySpreadConstraint": {
        "maxSkew": _POSITIVE,
        "whenUnsatisfiable": _words("DoNotSchedule ScheduleAnyway"),
    },
    f"{_CORE}NodeSelectorRequirement": {"operator": _words("In NotIn Exists DoesNotExist Gt Lt")},
    f"{_CORE}PreferredSchedulingTerm": {"weight": {"minimum": 1, "maximum": 100}},
    f"{_CORE}WeightedPodAffinityTerm": {"weight": {"minimum": 1, "maximum": 100}},
    f"{_CORE}KeyToPath": {"mode": _FILE_MODE},
    f"{_CORE}ConfigMapVolumeSource": {"defaultMode": _FILE_MODE},
    f"{_CORE}SecretVolumeSource": {"defaultMode": _FILE_MODE},
    f"{_CORE}ProjectedVolumeSource": {"defaultMode": _FILE_MODE},
    f"{_CORE}DownwardAPIVolumeSource": {"defaultMode": _FILE_MODE},
    f"{_CORE}HostPathVolumeSource": {
        "type": _default_or("DirectoryOrCreate Directory FileOrCreate File Socket CharDevice BlockDevice")
    },
    f"{_CORE}PersistentVolumeClaimSpec": {"accessModes": _ACCESS_MODE, "volumeMode": _VOLUME_MODE},
    f"{_CORE}PersistentVolumeSpec": {
        "accessModes": _ACCESS_MODE,
        "persistentVolumeReclaimPolicy": _default_or("Retain Delete Recycle"),
        "volumeMode": _VOLUME_MODE,
    },
    f"{_CORE}ServiceSpec": {
        "externalTrafficPolicy": _default_or("Cluster Local"),
        "internalTrafficPolicy": _words("Cluster Local"),
        "ipFamilies": _words("IPv4 IPv6"),
        "ipFamilyPolicy": _words("SingleStack PreferDualStack RequireDualStack"),
        "sessionAffinity": _default_or("None ClientIP"),
        "type": _default_or("ClusterIP NodePort LoadBalancer ExternalName"),
    },
    f"{_CORE}ServicePort": {"nodePort": _PORT_OR_NONE, "port": _PORT, "protocol": _PROTOCOL},
    f"{_APPS}DeploymentSpec": {
        "minReadySeconds": _NOT_NEGATIVE,
        "progressDeadlineSeconds": _NOT_NEGATIVE,
        "replicas": _NOT_NEGATIVE,
        "revisionHistoryLimit": _NOT_NEGATIVE,
    },
    f"{_APPS}DeploymentStrategy": {"type": _default_or("Recreate RollingUpdate")},
    f"{_APPS}StatefulSetSpec": {
        "minReadySeconds": _NOT_NEGATIVE,
        "podManagementPolicy": _default_or("OrderedReady Parallel"),
        "replicas": _NOT_NEGATIVE,
        "revisionHistoryLimit": _NOT_NEGATIVE,
    },
    f"{_APPS}StatefulSetUpdateStrategy": {"type": _default_or("OnDelete RollingUpdate")},
    f"{_APPS}StatefulSetPersistentVolumeClaimRetentionPolicy": {
        "whenDeleted": _default_or("Delete Retain"),
        "whenScaled": _default_or("Delete Retain"),
    },
    f"{_APPS}DaemonSetSpec": {"minReadySeconds": _NOT_NEGATIVE, "revisionHistoryLimit": _NOT_NEGATIVE},
    f"{_APPS}DaemonSetUpdateStrategy": {"type": _default_or("OnDelete RollingUpdate")},
    f"{_BATCH}JobSpec": {
        "activeDeadlineSeconds": _NOT_NEGATIVE,
        "backoffLimit": _NOT_NEGATIVE,
        "completionMode": _words("NonIndexed Indexed"),
        "completions": _NOT_NEGATIVE,
        "parallelism": _NOT_NEGATIVE,
        "ttlSecondsAfterFinished": _NOT_NEGATIVE,
    },
    f"{_BATCH}CronJobSpec": {
        "concurrencyPolicy": _default_or("Allow Forbid Replace"),
        "failedJobsHistoryLimit": _NOT_NEGATIVE,
        "schedule": _CRON,
        "startingDeadlineSeconds": _NOT_NEGATIVE,
        "successfulJobsHistoryLimit": _NOT_NEGATIVE,
    },
    f"{_NETWORK}HTTPIngressPath": {"pathType": _words("Exact Prefix ImplementationSpecific")},
    f"{_NETWORK}IngressServiceBackend": {"name": _NOT_EMPTY},
    f"{_NETWORK}ServiceBackendPort": {"number": _PORT_OR_NONE},
    f"{_NETWORK}NetworkPolicySpec": {"policyTypes": _words("Ingress Egress")},
    f"{_NETWORK}NetworkPolicyPort": {"endPort": _PORT, "protocol": _PROTOCOL},
    f"{_RBAC}RoleRef": {"apiGroup": _default_or("rbac.authorization.k8s.io"), "kind": _words("Role ClusterRole")},
    f"{_RBAC}Subject": {"kind": _words("User Group ServiceAccount")},
    f"{_SCALING}HorizontalPodAutoscalerSpec": {"maxReplicas": _POSITIVE, "minReplicas": _NOT_NEGATIVE},
    "io.k8s.api.policy.v1.PodDisruptionBudgetSpec": {
        "unhealthyPodEvictionPolicy": _words("IfHealthyBudget AlwaysAllow")
    },
    "io.k8s.api.scheduling.v1.PriorityClass": {"preemptionPolicy": _default_or("PreemptLowerPriority Never")},
    "io.k8s.api.storage.v1.StorageClass": {
        "reclaimPolicy": _words("Delete Retain"),
        "volumeBindingMode": _words("Immediate WaitForFirstConsumer"),
    },
    "io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement": {
        "operator": _words("In NotIn Exists DoesNotExist")
    },
}
"""By definition and field; a check on a list or map is one on what is in it."""


def _one_of(text: str) -> Schema:
    return {"oneOf": [{"required": [name]} for name in text.split()]}


def _is(field: str, word: str) -> Schema:
    return {"properties": {field: {"const": word}}, "required": [field]}


WHOLES: dict[str, Schema] = {
    f"{_CORE}ConfigMapKeySelector": {"required": ["key", "name"]},
    f"{_CORE}Container": {"required": ["image", "name"]},
    f"{_CORE}EnvFromSource": _one_of("configMapRef secretRef"),
    f"{_CORE}EnvVarSource": {"maxProperties": 1, "minProperties": 1},
    f"{_CORE}LifecycleHandler": _one_of("exec httpGet sleep tcpSocket"),
    f"{_CORE}PersistentVolumeClaim": {
        "allOf": [
            {
                "properties": {
                    "spec": {
                        "properties": {
                            "accessModes": {"minItems": 1},
                            "resources": {
                                "properties": {"requests": {"required": ["storage"]}},
                                "required": ["requests"],
                            },
                        },
                        "required": ["accessModes", "resources"],
                    }
                }
            }
        ],
        "required": ["spec"],
    },
    f"{_CORE}PodSpec": {"allOf": [{"properties": {"containers": {"minItems": 1}}}]},
    f"{_CORE}Probe": _one_of("exec grpc httpGet tcpSocket"),
    f"{_CORE}ConfigMapVolumeSource": {"required": ["name"]},
    f"{_CORE}SecretKeySelector": {"required": ["key", "name"]},
    f"{_CORE}SecretVolumeSource": {"required": ["secretName"]},
    f"{_CORE}ServiceSpec": {
        "allOf": [
            # Ports are what a Service is for, unless it is but a name.
            {
                "if": {"not": {"anyOf": [_is("type", "ExternalName"), _is("clusterIP", "None")]}},
                "then": {"properties": {"ports": {"minItems": 1}}, "required": ["ports"]},
            },
            {"if": _is("type", "ExternalName"), "then": {"required": ["externalName"]}},
        ]
    },
    # Its name and one source.
    f"{_CORE}Volume": {"maxProperties": 2, "minProperties": 2},
    f"{_NETWORK}IngressBackend": _one_of("resource service"),
    f"{_NETWORK}IngressSpec": {"anyOf": [{"required": ["rules"]}, {"required": ["defaultBackend"]}]},
    f"{_NETWORK}ServiceBackendPort": _one_of("name number"),
}
"""By definition: keywords beside its own."""
