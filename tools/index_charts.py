"""Writes the indexes of charts that the library keeps: which values each chart version takes.

    python tools/index_charts.py [--check] FOLDER [FOLDER...]

A FOLDER holds unpacked charts, or archives as `helm pull` writes them; where two hold one version, the one that has
more of it counts (templates, sub-charts). Charts that are not in the catalogue below are left alone; so are indexes
whose chart is in no folder, or in none with as much of it as the index was made from. `--check` writes nothing, and
fails when an index is not what its chart gives.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from homelab_constructs.proofs.charts.chart_schema import index_of
from homelab_constructs.proofs.charts.chart_source import ChartSource, charts_in

KEPT = Path(__file__).resolve().parent.parent / "constructs/homelab_constructs/charts/index"
WIDTH = 110


@dataclass(frozen=True)
class Chart:
    """A chart of which indexes are kept.

    Attributes:
        name: the chart's name.
        publisher: a word in the addresses of its publisher, lower case.
        library: the name of the chart that it consists of, where that is to be indexed in its place.
        evaluated: whether it takes every text for a template.
    """

    name: str
    publisher: str
    library: str = ""
    evaluated: bool = False


CATALOG = (
    Chart("trigger", publisher="triggerdotdev"),
    Chart("redis", publisher="bitnami"),
    Chart("app-template", publisher="bjw-s", library="common", evaluated=True),
)


def indexes(folders: list[Path]) -> dict[str, dict[str, Any]]:
    """The documents of every chart in some folders that is in the catalogue, by file name."""
    found: dict[str, dict[str, Any]] = {}
    for source in (source for folder in folders for source in charts_in(folder)):
        chart = next((chart for chart in CATALOG if _is(source, chart)), None)
        if chart is None:
            continue
        document = index_of(source, name=chart.name, publisher=chart.publisher, evaluated=chart.evaluated)
        file = f"{chart.name}-{document['version']}.json"
        if file not in found or len(document["madeFrom"]) > len(found[file]["madeFrom"]):
            found[file] = document
    return found


def _is(source: ChartSource, chart: Chart) -> bool:
    if not source.is_library:
        return source.name == chart.name
    return source.name == chart.library and chart.publisher in str(source.about.get("home"))


def text_of(document: dict[str, Any]) -> str:
    """A document as it is kept: what fits on a line stands on one."""
    return _text(document, 0) + "\n"


def _text(node: Any, depth: int) -> str:
    plain = json.dumps(node, sort_keys=True, ensure_ascii=False)
    if len(plain) + depth <= WIDTH or not isinstance(node, (dict, list)):
        return plain
    inner, outer = "\n" + " " * (depth + 1), "\n" + " " * depth
    if isinstance(node, list):
        return "[" + inner + f",{inner}".join(_text(item, depth + 1) for item in node) + outer + "]"
    entries = (f"{json.dumps(key)}: {_text(node[key], depth + 1)}" for key in sorted(node))
    return "{" + inner + f",{inner}".join(entries) + outer + "}"


def main(arguments: list[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Write the indexes of charts that the library keeps.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="folder of charts")
    parser.add_argument("--check", action="store_true", help="fail when an index is not what its chart gives")
    options = parser.parse_args(arguments)
    documents = indexes(options.folders)
    if not documents:
        parser.error("no chart of the catalogue is in these folders")
    for file in [file for file, document in documents.items() if _is_poorer(document, _kept(file))]:
        print(f"{file}: made from more of the chart than these folders hold; left as it is")
        del documents[file]
    stale = [file for file, document in documents.items() if _kept(file) != text_of(document)]
    if options.check:
        for file in stale:
            print(f"{file}: not what its chart gives; run tools/index_charts.py with the same folders", file=sys.stderr)
        return 1 if stale else 0
    KEPT.mkdir(exist_ok=True)
    for file in stale:
        (KEPT / file).write_text(text_of(documents[file]), "utf-8")
        print(f"wrote {file}")
    return 0


def _kept(file: str) -> str:
    path = KEPT / file
    return path.read_text("utf-8") if path.is_file() else ""


def _is_poorer(document: dict[str, Any], kept: str) -> bool:
    return bool(kept) and set(document["madeFrom"]) < set(json.loads(kept)["madeFrom"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
