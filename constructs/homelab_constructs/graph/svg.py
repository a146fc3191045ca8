"""The dependency graph as SVG: no script, no font of its own, readable on light and on dark ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from .drawing import BoxStyle, Drawing, drawings
from .layout import LINE, NAME_SIZE, PADDING, ROW_SIZE, TITLE_LINE, PlacedArrow, PlacedBox, place, text_width
from .reading import LabGraph

__all__ = ["svg", "svg_of"]

MARGIN = 16
# A list of monospaced fonts: `layout` reckons with no wider one, so no text leaves its box.
_FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"
# Under a class of the picture's own, so that a page that takes it in as it is keeps its style. Colours are written out
# for both grounds: a viewer that knows no custom properties shows the picture, too.
_STYLE = f"""\
.lab-graph{{font-family:{_FONTS};font-size:{ROW_SIZE}px}}
.lab-graph .ground{{fill:#fff}}
.lab-graph .frame{{fill:#f3f5f8;stroke:#d0d7de}}
.lab-graph .title{{fill:#59636e;font-weight:600;font-size:{NAME_SIZE}px}}
.lab-graph .title{{paint-order:stroke;stroke:#f3f5f8;stroke-width:5px;stroke-linejoin:round}}
.lab-graph .box{{fill:#fff;stroke:#4c72b0;stroke-width:1.3}}
.lab-graph .name{{fill:#1f2328;font-weight:600;font-size:{NAME_SIZE}px}}
.lab-graph .row{{fill:#59636e}}
.lab-graph .arrow{{fill:none;stroke:#59636e;stroke-width:1.4}}
.lab-graph .head{{fill:#59636e;stroke:none}}
.lab-graph .outside .box{{stroke:#818b98;stroke-dasharray:6 4}}
.lab-graph .elsewhere .box{{stroke:#4c72b0;stroke-dasharray:1.5 3;stroke-linecap:round}}
.lab-graph .outside.arrow{{stroke:#818b98;stroke-dasharray:6 4}}
.lab-graph .outside.head{{fill:#818b98}}
.lab-graph .elsewhere.arrow{{stroke-dasharray:1.5 3;stroke-linecap:round}}
@media (prefers-color-scheme:dark){{
.lab-graph .ground{{fill:#0d1117}}
.lab-graph .frame{{fill:#171d26;stroke:#3d444d}}
.lab-graph .title{{fill:#9da7b3;stroke:#171d26}}
.lab-graph .box{{fill:#0d1117;stroke:#6d94d6}}
.lab-graph .name{{fill:#f0f6fc}}
.lab-graph .row{{fill:#9da7b3}}
.lab-graph .arrow{{stroke:#9da7b3}}
.lab-graph .head{{fill:#9da7b3}}
.lab-graph .outside .box,.lab-graph .outside.arrow{{stroke:#7d8794}}
.lab-graph .elsewhere .box{{stroke:#6d94d6}}
.lab-graph .outside.head{{fill:#7d8794}}
}}
"""
_LEGEND: tuple[tuple[BoxStyle, str], ...] = (
    ("part", "waits for"),
    ("outside", "belongs to the cluster"),
    ("elsewhere", "stands in another app"),
)
_SAMPLE = 30
"""Length of the line beside a word of the legend."""


def svg(lab: LabGraph) -> str:
    """The lab as SVG: arrows lead from what waits to what it waits for; what is dashed belongs to the cluster.

    The same lab gives the same bytes wherever the same version of Graphviz is installed.

    Raises:
        GraphvizMissing: the package pygraphviz is not installed.
    """
    parts = sum(len(app.parts) for app in lab.apps)
    title = f"Dependencies of {_counted(len(lab.apps), 'app')} with {_counted(parts, 'Kustomization')}"
    return svg_of(drawings(lab), title=title, description=_described(lab))


def svg_of(what: Sequence[Drawing], *, title: str, description: str, waits: bool = True) -> str:
    """Any drawings as one SVG.

    Args:
        what: the drawings.
        title: what it shows, in a line.
        description: the same for who cannot see it.
        waits: whether an arrow means that one waits for the other; a legend says so then.

    Raises:
        GraphvizMissing: the package pygraphviz is not installed.
    """
    placed = place(what)
    used = {arrow.style for drawing in what for arrow in drawing.arrows}
    legend: list[tuple[BoxStyle, str]] = [(style, text) for style, text in _LEGEND if waits and style in used]
    words = [_SAMPLE + 10 + text_width(text, ROW_SIZE) for _, text in legend]
    width = _number(max([placed.width, *words]) + 2 * MARGIN)
    height = _number(placed.height + 2 * MARGIN + (len(legend) * LINE + 12 if legend else 0))
    begin = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lab-graph" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="lab-graph-title lab-graph-desc">'
    )
    lines = [
        begin,
        f'<title id="lab-graph-title">{escape(title)}</title>',
        f'<desc id="lab-graph-desc">{escape(description)}</desc>',
        f"<style>\n{_STYLE}</style>",
        '<rect class="ground" width="100%" height="100%" rx="6"/>',
        f'<g transform="translate({MARGIN} {MARGIN})">',
    ]
    lines += [
        f'<rect class="frame" {_place_of(frame.x, frame.y, frame.width, frame.height)} rx="8"/>'
        for frame in placed.frames
    ]
    for arrow in placed.arrows:
        lines += _arrow(arrow, "waits for" if waits else "leads to")
    for box in placed.boxes:
        lines += _box(box)
    # Last, with a rim in the colour of the frame: an arrow into a frame may pass below its heading.
    for frame in placed.frames:
        x, y = _number(frame.x + PADDING + 4), _number(frame.y + TITLE_LINE - 5)
        lines.append(f'<text class="title" x="{x}" y="{y}">{escape(frame.name)}</text>')
    for number, (style, text) in enumerate(legend):
        lines += _legend(style, text, placed.height + 12 + LINE * (number + 0.5))
    return "\n".join([*lines, "</g>", "</svg>"]) + "\n"


def _box(placed: PlacedBox) -> Iterator[str]:
    x = _number(placed.x + PADDING)
    yield f'<g class="{placed.box.style}">'
    yield f'<rect class="box" {_place_of(placed.x, placed.y, placed.width, placed.height)} rx="5"/>'
    for number, text in enumerate((placed.box.name, *placed.box.rows)):
        y = _number(placed.y + PADDING - 2 + LINE * number + NAME_SIZE)
        yield f'<text class="{"row" if number else "name"}" x="{x}" y="{y}">{escape(text)}</text>'
    yield "</g>"


def _arrow(placed: PlacedArrow, verb: str) -> Iterator[str]:
    start, *rest = (f"{_number(x)} {_number(y)}" for x, y in placed.points)
    style = placed.arrow.style
    said = f"{escape(placed.arrow.tail)} {verb} {escape(placed.arrow.head)}"
    yield f'<path class="{style} arrow" d="M{start}C{" ".join(rest)}"><title>{said}</title></path>'
    (x, y), (tip_x, tip_y) = placed.points[-1], placed.tip
    # A head as wide as it is long, less a third.
    side_x, side_y = (tip_y - y) / 3, (x - tip_x) / 3
    corners = ((tip_x, tip_y), (x + side_x, y + side_y), (x - side_x, y - side_y))
    yield f'<path class="{style} head" d="M{"L".join(f"{_number(a)} {_number(b)}" for a, b in corners)}Z"/>'


def _legend(style: BoxStyle, text: str, y: float) -> Iterator[str]:
    yield f'<path class="{style} arrow" d="M0 {_number(y)}h{_SAMPLE - 7}"/>'
    yield f'<path class="{style} head" d="M{_SAMPLE} {_number(y)}l-7 -2.5v5Z"/>'
    yield f'<text class="row" x="{_SAMPLE + 10}" y="{_number(y + 4)}">{text}</text>'


def _described(lab: LabGraph) -> str:
    waits = [
        f"{part.name} waits for {', '.join(part.waits_for)}."
        for app in lab.apps
        for part in app.parts
        if part.waits_for
    ]
    if not lab.outside:
        return " ".join(waits)
    return " ".join([*waits, f"What belongs to the cluster and not to the lab: {', '.join(lab.outside)}."])


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _place_of(x: float, y: float, width: float, height: float) -> str:
    return f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'


def _number(value: float) -> str:
    """A tenth is finer than a screen; the rest is noise of the machine's arithmetic."""
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 100_000 else f"{value:.0f}"
