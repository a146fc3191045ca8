"""Timeline: what became ready when, as text for a terminal and as an SVG for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from .recorder import Entry

__all__ = ["Bar", "as_svg", "as_text", "bars"]

_SHOWN = (
    "OCIRepository",
    "HelmRepository",
    "Kustomization",
    "HelmRelease",
    "Cluster",
    "StatefulSet",
    "Deployment",
    "Job",
)
_COLOURS = {"Kustomization": "#4c72b0", "HelmRelease": "#55a868", "Cluster": "#c44e52"}
_OTHER = "#8c8c8c"
_FONT = 'font-family="sans-serif" font-size="12"'


@dataclass(frozen=True)
class Bar:
    """One object's way.

    Attributes:
        kind: of the object.
        name: of the object.
        appeared: seconds from the commit to its first sight.
        ready: seconds from the commit to its first being ready; None if it never was.
    """

    kind: str
    name: str
    appeared: float
    ready: float | None


def bars(entries: Iterable[Entry], *, since: float = 0.0) -> list[Bar]:
    """The ways of all objects, in the order in which they became ready.

    Args:
        entries: what a recorder has.
        since: the recorder's time of the commit.
    """
    first: dict[tuple[str, str, str], Entry] = {}
    ready: dict[tuple[str, str, str], Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.version):
        if entry.kind in _SHOWN and entry.seconds >= since:
            first.setdefault(entry.key, entry)
            if entry.ready == "True":
                ready.setdefault(entry.key, entry)
    found = [
        Bar(key[0], key[2], entry.seconds - since, ready[key].seconds - since if key in ready else None)
        for key, entry in first.items()
    ]
    return sorted(
        found, key=lambda bar: (bar.ready if bar.ready is not None else 1e9, bar.appeared, bar.kind, bar.name)
    )


def as_text(found: list[Bar], *, width: int = 48) -> str:
    """A line for each: its bar reaches from its first sight to its being ready."""
    end = max([bar.ready or bar.appeared for bar in found], default=1.0) or 1.0
    lines = []
    for bar in found:
        start = round(bar.appeared / end * width)
        stop = max(start + 1, round((end if bar.ready is None else bar.ready) / end * width))
        drawn = " " * start + ("." if bar.ready is None else "=") * (stop - start)
        when = "   never" if bar.ready is None else f"{bar.ready:6.1f} s"
        lines.append(f"{when} |{drawn:<{width + 1}}| {bar.kind}/{bar.name}")
    return "\n".join(lines)


def as_svg(found: list[Bar], title: str) -> str:
    """The same as a picture: no script, no font of its own, readable on light and dark ground."""
    end = max([bar.ready or bar.appeared for bar in found], default=1.0) or 1.0
    label, width, line = 330, 460, 18
    height = 40 + line * len(found) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {label + width + 70} {height}" role="img" {_FONT}>',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" fill="#fff"/><text x="8" y="20" font-weight="bold">{escape(title)}</text>',
    ]
    step = _step(end)
    for tick in range(int(end // step) + 1):
        x = label + tick * step / end * width
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="30" y2="{height - 18}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{height - 5}" text-anchor="middle" fill="#555">{tick * step:g} s</text>')
    for number, bar in enumerate(found):
        y = 34 + number * line
        start = label + bar.appeared / end * width
        length = max(2.0, ((end if bar.ready is None else bar.ready) - bar.appeared) / end * width)
        colour = _COLOURS.get(bar.kind, _OTHER)
        style = f'fill="{colour}"' if bar.ready is not None else f'fill="none" stroke="{colour}" stroke-dasharray="3"'
        when = "never" if bar.ready is None else f"{bar.ready:.1f}"
        parts.append(f'<text x="{label - 6}" y="{y + 10}" text-anchor="end">{escape(f"{bar.kind}/{bar.name}")}</text>')
        parts.append(f'<rect x="{start:.1f}" y="{y}" width="{length:.1f}" height="12" rx="2" {style}/>')
        parts.append(f'<text x="{start + length + 4:.1f}" y="{y + 10}" fill="#555">{when}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _step(end: float) -> float:
    """The distance of the marks: at most ten of them."""
    return next((step for step in (1, 2, 5, 10, 20, 50, 100) if end / step <= 10), 200.0)
