"""The app-template chart: where it comes from, and which versions this library's values are made for."""

from __future__ import annotations

import re

from . import versions
from .errors import refuse
from .flux.source import ChartSource, HelmRepository, OciChart, RepositoryChart
from .images import Image

__all__ = ["APP_TEMPLATE", "check_version", "image_values"]

APP_TEMPLATE = RepositoryChart(
    repository=HelmRepository(name="bjw-s", url="https://bjw-s-labs.github.io/helm-charts"),
    chart="app-template",
    version=versions.APP_TEMPLATE_CHART,
)
_MAJOR = re.compile(r"[~^=]?(\d+)\.")
_KNOWN = (4, 5)


def check_version(source: ChartSource) -> None:
    """Refuse a chart whose values are called otherwise.

    The values that this library writes are the same in 4 and 5 (contract datastores, 3.1); 3 has another shape.

    Raises:
        InvalidArgument: another chart, a version of another major, or a range that spans several.
    """
    name = source.url.rstrip("/").rpartition("/")[2] if isinstance(source, OciChart) else source.chart
    if name != APP_TEMPLATE.chart:
        refuse("chart", name, "app-template: these values mean nothing to another chart; HelmApp takes any")
    match = _MAJOR.match(source.version)
    if match is None or int(match[1]) not in _KNOWN:
        refuse("chart", source.version, 'app-template 4 or 5: a version such as "4.3.0", or a range within one major')


def image_values(image: Image) -> dict[str, str]:
    """An image as the chart takes it; the digest in the tag: 4.3 knows none of its own."""
    tag = f"{image.tag}@{image.digest}" if image.digest else image.tag
    return {"repository": f"{image.registry}/{image.repository}", "tag": tag}
