"""A chart as its author published it: a folder, or the archive that `helm pull` writes; both are read in memory."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from ...errors import HomelabError
from .chart_json import plain

__all__ = ["ChartSource", "charts_in"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Helm's own bounds: it refuses to read more.
_LARGEST_FILE = 5 << 20
_LARGEST_CHART = 100 << 20
_MOST_FILES = 10_000
_DEEPEST = 5


@dataclass(frozen=True, eq=False)
class ChartSource:
    """The files of one chart.

    Attributes:
        label: the folder or archive, for messages.
        files: content by path from the chart's top.
        depth: how many charts it lies in.
    """

    label: str
    files: Mapping[str, bytes]
    depth: int = 0

    @cached_property
    def about(self) -> dict[str, Any]:
        """Chart.yaml."""
        return self._map("Chart.yaml")

    @property
    def name(self) -> str:
        """The chart's name."""
        return str(self.about.get("name") or "")

    @property
    def version(self) -> str:
        """The chart's version."""
        return str(self.about.get("version") or "")

    @property
    def is_library(self) -> bool:
        """Whether it only lends templates to other charts."""
        return self.about.get("type") == "library"

    @property
    def values(self) -> dict[str, Any]:
        """values.yaml."""
        values: dict[str, Any] = plain(self._map("values.yaml"))
        return values

    @property
    def dependencies(self) -> list[dict[str, Any]]:
        """What Chart.yaml, or requirements.yaml of old, lists as sub-charts."""
        listed = self.about.get("dependencies") or self._map("requirements.yaml").get("dependencies")
        return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []

    @property
    def templates(self) -> dict[str, str]:
        """Texts of its templates, by path."""
        return {
            path: content.decode("utf-8", "replace")
            for path, content in sorted(self.files.items())
            if path.startswith("templates/")
        }

    @cached_property
    def subcharts(self) -> dict[str, ChartSource]:
        """The charts inside of it, by name."""
        folders: dict[str, dict[str, bytes]] = {}
        found: dict[str, ChartSource] = {}
        if self.depth >= _DEEPEST:
            return found
        for path, content in self.files.items():
            head, _, rest = path.partition("/")
            name, _, inner = rest.partition("/")
            if head == "charts" and inner:
                folders.setdefault(name, {})[inner] = content
            elif head == "charts" and name.endswith(".tgz"):
                folders[name] = _unpacked(content, f"{self.label}/{path}")
        for name, files in folders.items():
            chart = ChartSource(f"{self.label}/charts/{name}", files, self.depth + 1)
            found[chart.name] = chart
        return found

    def _map(self, path: str) -> dict[str, Any]:
        content = self.files.get(path)
        if content is None:
            return {}
        try:
            loaded = yaml.load(content, Loader=_LOADER)  # noqa: S506 - a SafeLoader
        except (yaml.YAMLError, ValueError) as error:
            raise HomelabError(f"{self.label}/{path}: no YAML ({type(error).__name__})") from error
        return loaded if isinstance(loaded, dict) else {}


def charts_in(folder: Path) -> Iterator[ChartSource]:
    """The charts of a folder: it is one itself, or holds unpacked charts and archives.

    Raises:
        HomelabError: it is no folder, or holds a chart that cannot be read.
    """
    if not folder.is_dir():
        raise HomelabError(f"{folder}: a folder with charts is needed, unpacked or as `helm pull` writes them (.tgz)")
    if (folder / "Chart.yaml").is_file():
        yield _from_folder(folder)
        return
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and (entry / "Chart.yaml").is_file():
            yield _from_folder(entry)
        elif entry.is_file() and entry.name.endswith((".tgz", ".tar.gz")):
            yield ChartSource(entry.name, _unpacked(entry.read_bytes(), entry.name))


def _from_folder(folder: Path) -> ChartSource:
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            _bounded(folder.name, len(files), path.stat().st_size, 0)
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return ChartSource(folder.name, files)


def _unpacked(archive: bytes, name: str) -> dict[str, bytes]:
    """Regular files of an archive, without the folder that they all lie in; nothing touches the disk."""
    files: dict[str, bytes] = {}
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as opened:
            for member in opened:
                total += member.size
                _bounded(name, len(files), member.size, total)
                content = opened.extractfile(member) if member.isfile() else None
                parts = PurePosixPath(member.name).parts
                if content is not None and len(parts) > 1 and ".." not in parts:
                    files["/".join(parts[1:])] = content.read()
    except (tarfile.TarError, EOFError, OSError) as error:
        raise HomelabError(f"{name}: no archive of a chart ({type(error).__name__})") from error
    if "Chart.yaml" not in files:
        raise HomelabError(f"{name}: no archive of a chart: there is no Chart.yaml in it")
    return files


def _bounded(name: str, count: int, size: int, total: int) -> None:
    if size > _LARGEST_FILE or total > _LARGEST_CHART or count > _MOST_FILES:
        raise HomelabError(f"{name}: larger than Helm takes a chart to be (100 MiB, 5 MiB a file)")
