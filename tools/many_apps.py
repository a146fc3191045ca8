"""A lab of many apps: what a large home cluster would be, for benchmarks.

Run as a program it builds, synthesizes and proves a lab of as many apps as it is told, and prints the seconds of CPU
that each step took, the objects, and the most memory that Python and its node used at a time, as JSON.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from homelab_constructs import (
    HEX_32,
    AppSecret,
    AppTemplate,
    BitnamiRedis,
    ClusterProfile,
    CnpgDatabase,
    Container,
    FluxApp,
    Homelab,
    HttpProbe,
    IngressHost,
    MinioStore,
    PgPooler,
    Resources,
    Volume,
)

_SMALL = Resources(cpu="10m", memory="64Mi", cpu_limit=None, memory_limit="128Mi")
_IMAGE = "ghcr.io/example/app:1.0.0"
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def many_apps(count: int, outdir: str = "dist") -> Homelab:
    """A lab of apps, each with a database and its pooler, a Redis, an object store, and three parts."""
    profile = ClusterProfile(database_storage_class="fast", data_storage_class="shared")
    lab = Homelab(profile, outdir=outdir)
    for number in range(count):
        _app(lab, f"app-{number:03}")
    return lab


def _app(lab: Homelab, name: str) -> None:
    app = FluxApp(lab, name)
    database = CnpgDatabase(
        app.component("postgresql"),
        "db",
        database="data",
        storage=Volume("5Gi"),
        extensions=["pg_trgm"],
        poolers=[PgPooler()],
    ).connection
    cache = BitnamiRedis(app.component("redis"), "cache", url=True).connection
    public = IngressHost(host=f"s3-{name}.${{SECRET_DOMAIN}}")
    store = MinioStore(app.component("minio"), "store", buckets=["files"], ingress=public).connection
    place = app.component("app")
    keys = AppSecret(place, "keys", keys={"SESSION_KEY": HEX_32})
    env = {"REDIS_URL": cache.url, "S3_URL": store.endpoint, "S3_KEY": store.access_key, "S3_SECRET": store.secret_key}
    server = AppTemplate(
        place,
        "server",
        container=Container(
            image=_IMAGE,
            port=8080,
            env={"DATABASE_URL": database.pooled_url, **env},
            env_from=[keys.contract],
            mounts={"files": "/data"},
            probe=HttpProbe(path="/healthz"),
            resources=_SMALL,
        ),
        volumes={"files": Volume("1Gi")},
        ingress=IngressHost(host=f"{name}.${{SECRET_DOMAIN}}"),
    ).connection
    AppTemplate(
        app.component("worker"),
        "worker",
        container=Container(
            image=_IMAGE, args=["work"], env={"API": server.url, "DATABASE_URL": database.direct_url}, resources=_SMALL
        ),
    )
    AppTemplate(
        app.component("web"),
        "web",
        container=Container(image=_IMAGE, port=8080, resources=_SMALL),
        uses=[server],
        ingress=IngressHost(host=f"www-{name}.${{SECRET_DOMAIN}}"),
    )


def _peak(status: Path) -> float:
    """The most memory that a process had at a time, in MiB; 0 where the system does not tell."""
    match = _PEAK.search(status.read_text(encoding="utf-8")) if status.is_file() else None
    return int(match[1]) / 1024 if match else 0.0


def _children() -> list[str]:
    found = Path("/proc/self/task").glob("*/children")
    return [child for listing in found for child in listing.read_text(encoding="utf-8").split()]


def _cpu() -> float:
    """CPU seconds of this process and of the node that it talks to: what else runs on the machine does not count."""
    total = time.process_time()
    for child in _children():
        fields = Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / 100
    return total


def main(count: int) -> None:
    """Build, synthesize, prove, and say what it took."""
    started = _cpu()
    lab = many_apps(count)
    built = _cpu()
    files = lab.files()
    made = _cpu()
    lab.prove()
    proven = _cpu()
    objects = sum(content.count(b"\nkind: ") for path, content in files.items() if path != "expects.yaml")
    lists = sum(path.endswith("kustomization.yaml") for path in files)
    print(
        json.dumps(
            {
                "objects": objects - lists,
                "files": len(files),
                "synth": made - started,
                "prove": proven - made,
                "build": built - started,
                "python": _peak(Path("/proc/self/status")),
                "node": sum(_peak(Path(f"/proc/{child}/status")) for child in _children()),
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
