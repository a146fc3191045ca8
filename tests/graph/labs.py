"""Labs to draw: as Hypothesis invents them, and large ones."""

from __future__ import annotations

from hypothesis import strategies as st

from homelab_constructs.graph.reading import AppGraph, LabGraph, Part

_WORDS = st.sampled_from(
    ["db", "web", "photos", "m", "home-assistant", "a-very-long-name-of-a-component-of-an-application"]
)
_KINDS = st.dictionaries(
    st.sampled_from(["Secret", "HelmRelease", "PersistentVolumeClaim", "Job", "MutatingWebhookConfiguration"]),
    st.integers(1, 12),
    max_size=4,
)
_OUTSIDE = ["001-base", "net/vpn", "002-infrastructure-extra"]


@st.composite
def labs(draw: st.DrawFn, *, circles: bool = False) -> LabGraph:
    """A lab of up to ten apps; without circles, a part waits only for those that were made before it."""
    names: list[str] = []
    apps: list[AppGraph] = []
    for number in range(draw(st.integers(1, 10))):
        parts = []
        own = [f"{draw(_WORDS)}-{number}-{index}" for index in range(draw(st.integers(1, 6)))]
        for name in own:
            anybody = [*_OUTSIDE, *names, *(own if circles else ())]
            waits_for = draw(st.sets(st.sampled_from(anybody), max_size=4)) - {name}
            parts.append(Part(name=name, waits_for=tuple(sorted(waits_for)), kinds=tuple(sorted(draw(_KINDS).items()))))
            names.append(name)
        apps.append(AppGraph(name=f"{draw(_WORDS)}-{number}", parts=tuple(sorted(parts, key=lambda part: part.name))))
    return LabGraph(apps=tuple(sorted(apps, key=lambda app: app.name)))


def many_apps(count: int, *, shared: bool = False) -> LabGraph:
    """Apps of five parts, each with its own datastores; with `shared` they also wait for one app of the lab."""
    kinds = (("HelmRelease", 1), ("PersistentVolumeClaim", 1), ("Secret", 2))
    apps = []
    for number in range(count):
        name = f"app-{number:03}"
        stores = [f"{name}-{store}" for store in ("clickhouse", "minio", "postgresql", "redis")]
        waits_for = sorted(["001-base", *stores, *(["sign-in"] if shared else [])])
        parts = [Part(name=name, waits_for=tuple(waits_for), kinds=kinds)]
        parts += [Part(name=store, waits_for=("001-base",), kinds=kinds) for store in stores]
        apps.append(AppGraph(name=name, parts=tuple(parts)))
    if shared:
        apps.append(AppGraph(name="sign-in", parts=(Part(name="sign-in", waits_for=("001-base",), kinds=kinds),)))
    return LabGraph(apps=tuple(apps))
