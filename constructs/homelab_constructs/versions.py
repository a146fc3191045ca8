"""Every pinned chart and image, one a line, and above it how an upgrade of it is found.

`# renovate: datasource=... depName=...` directly above a constant is what the custom manager in `renovate.json` reads.
`# frozen: <why>` says that nothing looks for a newer one, and why not. Each constant has one of the two; tests hold it.
"""

from __future__ import annotations

# PostgreSQL 17, decided for the first lab: Trigger.dev advises 16 or 17. CloudNativePG's own build, Debian trixie.
# Tags of another build or another Debian have another suffix, and to `docker` that makes them no upgrade.
# renovate: datasource=docker depName=ghcr.io/cloudnative-pg/postgresql versioning=docker
POSTGRESQL_IMAGE = "ghcr.io/cloudnative-pg/postgresql:17.10-system-trixie"

# frozen: the target cluster has this version, and the public registry of Bitnami's charts ended on 2025-08-28
REDIS_CHART = "18.4.0"
# By the major version of the chart: the one that chart 18 was released with, which the lab decided on; from 19 on the
# newest that is known to be there and to run.
# frozen: versioned Bitnami images live on, unpatched, under bitnamilegacy, which gets no newer ones
REDIS_IMAGES = {
    18: "docker.io/bitnamilegacy/redis:7.2.3-debian-11-r1",
    19: "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
    20: "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
    21: "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
    22: "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
    23: "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
}

# The LTS line that passes the migrations of both Trigger.dev lines without a setting.
# renovate: datasource=docker depName=clickhouse/clickhouse-server versioning=docker
CLICKHOUSE_IMAGE = "docker.io/clickhouse/clickhouse-server:26.3"

# renovate: datasource=helm depName=app-template versioning=helm registryUrl=https://bjw-s-labs.github.io/helm-charts
APP_TEMPLATE_CHART = "4.3.0"

# frozen: the last community build that quay.io serves; Docker Hub's minio/* was deleted on 2026-09-12
MINIO_IMAGE = "quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z"
# frozen: as the server's image
MINIO_CLIENT_IMAGE = "quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z"

# frozen: the line the lab asked for is closed, and this range resolves to 4.0.5 for ever
TRIGGER_DEV_CHART = "~4.0.0"
# An OCI chart, so its versions are tags of a container registry, and semantic versions all the same.
# renovate: datasource=docker depName=ghcr.io/triggerdotdev/charts/trigger versioning=semver
TRIGGER_DEV_CHART_4_5 = "4.5.12"
