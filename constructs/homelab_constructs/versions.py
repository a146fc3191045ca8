"""Every pinned chart and image, one a line, each with the hint by which an update bot finds it.

The hints have the form that a custom Renovate manager is set up for: `# renovate: datasource=... depName=...` directly
above a constant.
Frozen images carry none: there is nothing newer to find.
"""

from __future__ import annotations

# PostgreSQL 17, decided for the first lab: Trigger.dev advises 16 or 17. CloudNativePG's own build, Debian trixie.
# renovate: datasource=docker depName=ghcr.io/cloudnative-pg/postgresql versioning=redhat
POSTGRESQL_IMAGE = "ghcr.io/cloudnative-pg/postgresql:17.10-system-trixie"

# Bitnami's chart as the target cluster has it; the public registry of its charts is frozen since 2025-08-28.
REDIS_CHART = "18.4.0"
# Versioned Bitnami images live on, unpatched, under bitnamilegacy. By the major version of the chart: the one that
# chart 18 was released with, which the lab decided on; from 19 on the newest that is known to be there and to run.
REDIS_IMAGES = {
    18: "docker.io/bitnamilegacy/redis:7.2.3-debian-11-r1",
    19: "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
    20: "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
    21: "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
    22: "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
    23: "docker.io/bitnamilegacy/redis:8.0.2-debian-12-r4",
}

# The LTS line that passes the migrations of both Trigger.dev lines without a setting.
# renovate: datasource=docker depName=clickhouse/clickhouse-server
CLICKHOUSE_IMAGE = "docker.io/clickhouse/clickhouse-server:26.3"

# renovate: datasource=helm depName=app-template registryUrl=https://bjw-s-labs.github.io/helm-charts
APP_TEMPLATE_CHART = "4.3.0"

# The last community builds that quay.io serves; Docker Hub's minio/* was deleted on 2026-09-12.
MINIO_IMAGE = "quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z"
MINIO_CLIENT_IMAGE = "quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z"

# The line the lab asked for; closed, it resolves to 4.0.5 for ever.
TRIGGER_DEV_CHART = "~4.0.0"
# renovate: datasource=docker depName=ghcr.io/triggerdotdev/charts/trigger
TRIGGER_DEV_CHART_4_5 = "4.5.12"
