"""What a scenario needs of the machine, by the name in its `needs` mark."""

from __future__ import annotations

import os
from collections.abc import Callable

from e2e.real import clickhouse, minio, pgbouncer, postgresql, redis
from homelab_constructs.stand.catalog import MODULES
from homelab_constructs.stand.charts import ChartSupply
from homelab_constructs.stand.errors import Missing
from homelab_constructs.stand.git_server import missing_tools
from homelab_constructs.stand.programs import is_built, missing_go
from homelab_constructs.stand.stand import StandOptions

_CHARTS = Missing("charts", "this scenario is about what they make", "CHARTS_DIR=<folder of unpacked charts> make e2e")


def _go() -> list[Missing]:
    """Go is needed as long as something has to be built."""
    wanted = [*StandOptions.from_environment().modules, *minio.MODULES]
    unbuilt = [MODULES[name] for name in wanted if not is_built(MODULES[name])]
    return missing_tools() + (missing_go(unbuilt) if unbuilt else [])


def _charts() -> list[Missing]:
    return [] if os.environ.get("CHARTS_DIR") or ChartSupply(None).online else [_CHARTS]


NEEDS: dict[str, Callable[[], list[Missing]]] = {
    "go": _go,
    "charts": _charts,
    "postgresql": postgresql.missing,
    "pgbouncer": pgbouncer.missing,
    "redis-server": redis.missing,
    "chdb": clickhouse.missing,
}
