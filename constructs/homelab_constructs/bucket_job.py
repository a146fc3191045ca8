"""The Job that makes buckets, and a user who may use them, in a MinIO server."""

from __future__ import annotations

from collections.abc import Sequence

from .flux.component import ComponentPart
from .flux.health import HealthGate
from .flux.metadata import FORCE
from .images import Image
from .pods import k8s_container_security, k8s_pod_security, k8s_resources, quantity
from .secrets.contract import SecretKey
from .sizing import Resources

__all__ = ["emit_bucket_job"]

_USER = 1000
_SCRATCH = "/scratch"
_RESOURCES = Resources(cpu="10m", memory="64Mi", cpu_limit="500m", memory_limit="256Mi")

# `$NAME` only: Flux reads `${`, the kubelet reads `$(`. Every step may be repeated. First the server, asked without
# credentials for three minutes; then a wrong password ends the pod at once, with mc's own words in its status. Three
# attempts take less than the ten minutes that the gate gives them: the Job has ended before the Kustomization gives up.
SCRIPT = """\
set -eu
MC_HOST_server="$ENDPOINT" mc ping --exit --interval 10 --error-count 18 server
mc alias set store "$ENDPOINT" "$ROOT_USER" "$ROOT_PASSWORD"
for bucket in $BUCKETS; do
  mc mb --ignore-existing "store/$bucket"
done
mc admin user add store "$ACCESS_KEY" "$SECRET_KEY"
printf '%s' "$POLICY" >"$MC_CONFIG_DIR/policy.json"
mc admin policy create store "$ACCESS_KEY" "$MC_CONFIG_DIR/policy.json"
mc admin policy attach store "$ACCESS_KEY" --user "$ACCESS_KEY"
"""


def emit_bucket_job(
    part: ComponentPart,
    *,
    name: str,
    image: Image,
    endpoint: str,
    buckets: Sequence[str],
    policy: str,
    admin: tuple[SecretKey, SecretKey],
    user: tuple[SecretKey, SecretKey],
) -> None:
    """Emit the Job.

    Flux replaces it when its template changes (a Job's is immutable), and it has no time to live: a Job that vanished
    by itself would be made again at every interval. Failed pods stay, so that their log can be read; a Job that has
    failed for good is made again by deleting it.
    """
    from cdk8s_plus_28 import k8s

    def from_secret(variable: str, key: SecretKey) -> k8s.EnvVar:
        selector = k8s.SecretKeySelector(name=key.name, key=key.key)
        return k8s.EnvVar(name=variable, value_from=k8s.EnvVarSource(secret_key_ref=selector))

    scratch = k8s.EmptyDirVolumeSource(size_limit=quantity("16Mi"))
    container = k8s.Container(
        name="mc",
        image=str(image),
        image_pull_policy="IfNotPresent",
        command=["/bin/sh", "-c", SCRIPT],
        env=[
            k8s.EnvVar(name="ENDPOINT", value=endpoint),
            k8s.EnvVar(name="BUCKETS", value=" ".join(buckets)),
            k8s.EnvVar(name="POLICY", value=policy),
            k8s.EnvVar(name="MC_CONFIG_DIR", value=_SCRATCH),
            from_secret("ROOT_USER", admin[0]),
            from_secret("ROOT_PASSWORD", admin[1]),
            from_secret("ACCESS_KEY", user[0]),
            from_secret("SECRET_KEY", user[1]),
        ],
        resources=k8s_resources(_RESOURCES),
        security_context=k8s_container_security(read_only_root=True),
        termination_message_policy="FallbackToLogsOnError",
        volume_mounts=[k8s.VolumeMount(name="scratch", mount_path=_SCRATCH)],
    )
    k8s.KubeJob(
        part,
        "buckets",
        metadata=k8s.ObjectMeta(name=name, annotations=dict(FORCE)),
        spec=k8s.JobSpec(
            backoff_limit=2,
            template=k8s.PodTemplateSpec(
                spec=k8s.PodSpec(
                    restart_policy="Never",
                    automount_service_account_token=False,
                    enable_service_links=False,
                    security_context=k8s_pod_security(_USER),
                    containers=[container],
                    volumes=[k8s.Volume(name="scratch", empty_dir=scratch)],
                )
            ),
        ),
    )
    part.component.gate(HealthGate(api_version="batch/v1", kind="Job", name=name, within=600))
