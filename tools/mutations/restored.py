"""A small lab whose databases begin with data: the committed one has none, and so nothing of a restore to break."""

from __future__ import annotations

from homelab_constructs import (
    ClusterProfile,
    CnpgDatabase,
    DatabaseImport,
    FluxApp,
    Homelab,
    PgBaseBackup,
    PluginBackup,
    Recovery,
    RecoveryTarget,
    Volume,
)

__all__ = ["restored"]


def restored() -> dict[str, bytes]:
    """The files of a lab with a recovered database, a copy of it, and another that imports it."""
    lab = Homelab(ClusterProfile(database_storage_class="block", data_storage_class="files"), outdir="nowhere")
    letters = FluxApp(lab, "letters")
    first = CnpgDatabase(
        letters.component("postgresql"),
        "database",
        database="letters",
        storage=Volume("5Gi"),
        backup=PluginBackup(object_store="backups", server_name="letters-postgresql-2"),
        bootstrap=Recovery(
            object_store="backups",
            server_name="letters-postgresql",
            target=RecoveryTarget(time="2026-09-01T08:30:00Z"),
        ),
    )
    CnpgDatabase(
        letters.component("copy"),
        "database",
        database="letters",
        storage=Volume("5Gi"),
        credentials="operator",
        bootstrap=PgBaseBackup(cluster=first.cluster_name),
    )
    CnpgDatabase(
        letters.component("import"),
        "database",
        database="letters",
        storage=Volume("5Gi"),
        credentials="operator",
        bootstrap=DatabaseImport(source=first.connection),
    )
    return lab.files()
