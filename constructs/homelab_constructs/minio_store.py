"""MinioStore: one MinIO server with its buckets and one user that may use them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from . import checks, versions
from .app_template_chart import APP_TEMPLATE, image_values
from .bucket_job import emit_bucket_job
from .claims import take_claim
from .connections import ObjectStoreConnection
from .errors import refuse
from .flux.component import Component, ComponentPart
from .flux.release import HelmRelease
from .flux.source import ChartSource
from .flux.variables import ALPHANUMERIC, Variable, in_secret
from .images import Image
from .ingress import IngressHost
from .pods import container_security, pod_security
from .secrets.contract import SecretSource
from .secrets.provide import Placeholders, provide_secret
from .sizing import Resources, Volume
from .typed import typed_arguments

__all__ = ["MinioStore"]

API_PORT = 9000
CONSOLE_PORT = 9001
_USER = 1000
# The Job is called `<name>-create-bucket`, and its pods carry that as a label of at most 63 characters.
_LONGEST_NAME = 49
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_ADDRESS = re.compile(r"[0-9]+(\.[0-9]+){3}")
_ACCESS_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{2,19}")


class MinioStore(ComponentPart):
    """A MinIO server, its claim, and a Job that makes buckets and a user with rights on them alone.

    The claim and both Secrets are never pruned.

    Attributes:
        auth: Secret with the administrator's `rootUser` and `rootPassword`.
        credentials: Secret with `access-key-id` and `secret-access-key` of the user for apps.
        connection: what consumers take.
    """

    @typed_arguments
    def __init__(
        self,
        scope: Component,
        id: str,
        *,
        buckets: Sequence[str],
        storage: Volume = Volume("20Gi"),
        name: str | None = None,
        chart: ChartSource = APP_TEMPLATE,
        image: str = versions.MINIO_IMAGE,
        client_image: str = versions.MINIO_CLIENT_IMAGE,
        resources: Resources = Resources(cpu="100m", memory="512Mi", cpu_limit="1", memory_limit="1Gi"),
        root_user: str = "root",
        access_key: str | None = None,
        auth: SecretSource | None = None,
        auth_name: str | None = None,
        credentials: SecretSource | None = None,
        credentials_name: str | None = None,
        console: bool = False,
        ingress: IngressHost | None = None,
        existing_claim: str | None = None,
    ) -> None:
        """Add an object store.

        Args:
            scope: component to place it in.
            id: unique within the component.
            buckets: buckets to make; one taken off the list stays as it is.
            storage: its volume; the profile's data class unless it names one.
            name: name of the release and its Service; by default the Kustomization's.
            chart: bjw-s app-template 4.x.
            image: server image. Docker Hub's minio/minio was deleted on 2026-09-12.
            client_image: image with `mc` and a shell, for the Job.
            resources: of the server.
            root_user: administrator's name; no secret.
            access_key: name of the user for apps, 3 to 20 characters; by default the app's name.
            auth: a Secret of yours with `rootUser` and `rootPassword`; None renders one.
            auth_name: name of the rendered Secret; `<app>-minio-auth` by convention.
            credentials: a Secret of yours with `access-key-id` and `secret-access-key`; None renders one.
            credentials_name: name of the rendered Secret; `<app>-s3-credentials` by convention.
            console: whether the web console runs; off, because its last useful release is older than the pinned one.
            ingress: a public host for the S3 API. Presigned URLs carry the host they were made for: without one they
                work inside the cluster only.
            existing_claim: a volume claim that exists; `storage` is then without effect.

        Raises:
            InvalidArgument: no bucket, a name that S3 or MinIO would refuse, an image nobody serves, a bad size.
        """
        super().__init__(scope, id)
        app = scope.app.app_name
        self._name = self.object_name(name, most=_LONGEST_NAME)
        self._buckets = _buckets(buckets)
        self._image = Image.parse("image", image)
        self._console = console
        self._resources = resources
        self._root_user = _user_name("root_user", root_user)
        self._access_key = _user_name("access_key", _default_key(app, root_user) if access_key is None else access_key)
        if self._access_key == self._root_user:
            refuse("access_key", self._access_key, "another name than the administrator's is needed")
        self._provide_secrets(
            auth,
            checks.name_or("auth_name", auth_name, f"{app}-minio-auth"),
            credentials,
            checks.name_or("credentials_name", credentials_name, f"{app}-s3-credentials"),
        )
        claim = take_claim(self, f"{self._name}-data", storage, kind="data", existing_claim=existing_claim)
        HelmRelease(scope, f"{id}-release", name=self._name, chart=chart, values=self._values(claim, ingress))
        host = f"{self._name}.{scope.target_namespace}.svc"
        emit_bucket_job(
            self,
            name=f"{self._name}-create-bucket",
            image=Image.parse("client_image", client_image),
            endpoint=f"http://{host}:{API_PORT}",
            buckets=self._buckets,
            policy=json.dumps(_policy(self._buckets), separators=(",", ":")),
            admin=(self.auth.key("rootUser"), self.auth.key("rootPassword")),
            user=(self.credentials.key("access-key-id"), self.credentials.key("secret-access-key")),
        )
        scope.serve(host)
        self.connection = ObjectStoreConnection(
            host=host,
            endpoint=f"https://{ingress.host}" if ingress else f"http://{host}:{API_PORT}",
            cluster_endpoint=f"http://{host}:{API_PORT}",
            access_key=self.credentials.key("access-key-id"),
            secret_key=self.credentials.key("secret-access-key"),
            buckets=self._buckets,
            provider=scope.kustomization_name,
        )

    def _provide_secrets(
        self, auth: SecretSource | None, auth_name: str, credentials: SecretSource | None, credentials_name: str
    ) -> None:
        scope = self.component
        root = Variable(
            name=scope.variable_name(f"{scope.component_name}_ROOT_PASSWORD"),
            format=ALPHANUMERIC,
            purpose=f"password of MinIO's administrator in {self._name}",
        )
        prefix = "" if scope.component_name == "minio" else f"{scope.component_name}_"
        key = Variable(
            name=scope.variable_name(f"{prefix}S3_SECRET_ACCESS_KEY"),
            format=ALPHANUMERIC,
            purpose=f"secret access key of user {self._access_key} in {self._name}",
        )
        self.auth = provide_secret(
            scope,
            "auth",
            Placeholders(
                name=auth_name,
                content={"rootUser": self._root_user, "rootPassword": in_secret(root)},
                variables=[root],
            ),
            auth,
        )
        self.credentials = provide_secret(
            scope,
            "credentials",
            Placeholders(
                name=credentials_name,
                content={"access-key-id": self._access_key, "secret-access-key": in_secret(key)},
                variables=[key],
            ),
            credentials,
        )

    def _values(self, claim: str, ingress: IngressHost | None) -> dict[str, Any]:
        probe = {"scheme": "HTTP", "port": API_PORT}
        args = ["server", "/data"]
        env: dict[str, Any] = {
            "MINIO_ROOT_USER": self.auth.key("rootUser").as_env(),
            "MINIO_ROOT_PASSWORD": self.auth.key("rootPassword").as_env(),
        }
        ports: dict[str, Any] = {"http": {"port": API_PORT}}
        if self._console:
            args += ["--console-address", f":{CONSOLE_PORT}"]
            ports["console"] = {"port": CONSOLE_PORT}
        else:
            env["MINIO_BROWSER"] = "off"
        values: dict[str, Any] = {
            "defaultPodOptions": {
                "automountServiceAccountToken": False,
                "enableServiceLinks": False,
                "securityContext": pod_security(_USER),
            },
            "controllers": {
                "main": {
                    "type": "deployment",
                    # One data directory, one server: a rolling update would start the second beside the first.
                    "strategy": "Recreate",
                    "replicas": 1,
                    "containers": {
                        "minio": {
                            "image": image_values(self._image),
                            "args": args,
                            "env": env,
                            "probes": {
                                "liveness": _probe("/minio/health/live", probe, failures=5),
                                "readiness": _probe("/minio/health/ready", probe, failures=3),
                                "startup": _probe("/minio/health/live", probe, failures=30),
                            },
                            "resources": self._resources.values(),
                            "securityContext": container_security(),
                        }
                    },
                }
            },
            # One service with its ports: a second one would rename both.
            "service": {"main": {"controller": "main", "ports": ports}},
            "persistence": {
                "data": {
                    "type": "persistentVolumeClaim",
                    "existingClaim": claim,
                    "advancedMounts": {"main": {"minio": [{"path": "/data"}]}},
                }
            },
        }
        if ingress:
            paths = [{"path": "/", "pathType": "Prefix", "service": {"identifier": "main", "port": "http"}}]
            values["ingress"] = {
                "main": {**ingress.values(self.component), "hosts": [{"host": ingress.host, "paths": paths}]}
            }
        return values


def _probe(path: str, base: dict[str, Any], *, failures: int) -> dict[str, Any]:
    http = {"path": path, **base}
    spec = {"httpGet": http, "periodSeconds": 10, "timeoutSeconds": 5, "failureThreshold": failures}
    return {"enabled": True, "custom": True, "spec": spec}


def _default_key(app: str, root_user: str) -> str:
    """The app's name, made to fit MinIO's rule for user names."""
    name = app[:20].rstrip("-")
    return name if len(name) > 2 and name != root_user else f"{app[:16].rstrip('-')}-app"


def _buckets(buckets: Sequence[str]) -> tuple[str, ...]:
    if not buckets:
        refuse("buckets", buckets, "a list with at least one bucket name is needed")
    for bucket in buckets:
        if not _BUCKET.fullmatch(bucket) or ".." in bucket or _ADDRESS.fullmatch(bucket):
            refuse(
                "buckets", bucket, "3 to 63 lower-case letters, digits, '.' and '-', with a letter or digit at each end"
            )
    return tuple(dict.fromkeys(buckets))


def _user_name(argument: str, value: str) -> str:
    if not _ACCESS_KEY.fullmatch(value):
        refuse(argument, value, "3 to 20 letters, digits, '-', '_' and '.' (MinIO's rule for user names)")
    return value


def _policy(buckets: Sequence[str]) -> dict[str, Any]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
                "Resource": [f"arn:aws:s3:::{bucket}" for bucket in buckets],
            },
            {
                "Effect": "Allow",
                "Action": [
                    "s3:AbortMultipartUpload",
                    "s3:DeleteObject",
                    "s3:GetObject",
                    "s3:ListMultipartUploadParts",
                    "s3:PutObject",
                ],
                "Resource": [f"arn:aws:s3:::{bucket}/*" for bucket in buckets],
            },
        ],
    }
