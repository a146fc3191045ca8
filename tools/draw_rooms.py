"""Puts the picture of the library's rooms into docs/explanation/flow.md: who imports whom, read from the code.

With --check it says whether the picture is there and current. Arrows that others imply are left out, and so are modules
that import nothing but each other: `checks`, `errors`, `typed`, and CloudNativePG's rules as plain functions.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from homelab_constructs.errors import HomelabError

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "constructs" / "homelab_constructs"
PAGE = ROOT / "docs" / "explanation" / "flow.md"
BEGIN = "<!-- picture of the rooms: `make picture` writes it -->"
END = "<!-- end of picture -->"

ROOMS: Mapping[str, tuple[str, ...]] = {
    "trigger_dev": ("trigger_dev/",),
    "apps": ("apps/",),
    "datastores": (
        *("bitnami_redis.py", "bucket_job.py", "clickhouse_config.py", "clickhouse_objects.py", "clickhouse_server.py"),
        *("cnpg_bootstrap.py", "cnpg_database.py", "cnpg_objects.py", "cnpg_options.py", "minio_store.py"),
    ),
    "shared": (
        *(
            "app_template_chart.py",
            "claims.py",
            "connections.py",
            "helm_values.py",
            "images.py",
            "ingress.py",
            "pods.py",
            "registry.py",
        ),
        *("sizing.py", "versions.py"),
    ),
    "secrets": ("secrets/",),
    "flux": ("flux/", "profile.py"),
    "generated": ("_imports/",),
    "adoption": ("adoption/",),
    "proofs": ("proofs/",),
    "charts": ("charts/",),
    "stand": ("stand/",),
    "cli": ("cli.py", "graph/"),
    "": ("__init__.py", "_collector.py", "_node.py", "checks.py", "cnpg_rules.py", "errors.py", "typed.py"),
}
"""Every module of the library by its room; those under the empty name are left out."""
WORDS: Mapping[str, str] = {
    "trigger_dev": "trigger_dev/<br/>one stack",
    "apps": "apps/<br/>any app",
    "datastores": "datastores<br/>one module each",
    "shared": "connections, claims,<br/>ingress, sizes, versions",
    "secrets": "secrets/<br/>where a Secret comes from",
    "flux": "flux/<br/>lab, components, dist",
    "generated": "imports/<br/>generated classes",
    "adoption": "adoption/<br/>what runs already",
    "proofs": "proofs/<br/>what must hold",
    "charts": "charts/<br/>what single charts do",
    "stand": "stand/<br/>real controllers",
    "cli": "command line",
}


def room_of(module: str) -> str:
    """The room of a module, given as its path below the package."""
    for room, places in ROOMS.items():
        if any(module == place or (place.endswith("/") and module.startswith(place)) for place in places):
            return room
    raise HomelabError(f"{module} is in no room: name it in tools/draw_rooms.py")


def modules() -> list[str]:
    """Every module of the library, without the generated ones."""
    found = (path.relative_to(PACKAGE).as_posix() for path in sorted(PACKAGE.rglob("*.py")))
    return [module for module in found if not module.startswith("_imports/")]


def imported(module: str) -> Iterator[str]:
    """What a module imports of the library, as paths below the package."""
    package = module.split("/")[:-1]
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        base = package[: len(package) - node.level + 1]
        for name in [node.module] if node.module else [alias.name for alias in node.names]:
            words = [*base, *name.split(".")]
            # `from .. import checks` names a module, `from ..flux import app` one of a folder.
            yield f"{words[0]}/" if (PACKAGE / words[0]).is_dir() else f"{words[0]}.py"


def arrows() -> set[tuple[str, str]]:
    """Which room imports from which."""
    found = {(room_of(module), room_of(target)) for module in modules() for target in imported(module)}
    return {(one, other) for one, other in found if one and other and one != other}


def plain(every: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The arrows that no detour implies; those of a circle all stay."""

    def leads(start: str, end: str, without: tuple[str, str]) -> bool:
        seen, ahead = {start}, [start]
        while ahead:
            here = ahead.pop()
            for one, other in every - {without}:
                if one == here and other not in seen:
                    seen.add(other)
                    ahead.append(other)
        return end in seen

    def in_a_circle(arrow: tuple[str, str]) -> bool:
        return leads(arrow[1], arrow[0], arrow)

    return sorted(arrow for arrow in every if in_a_circle(arrow) or not leads(*arrow, without=arrow))


def picture() -> str:
    """The rooms as Mermaid."""
    lines = ["flowchart TB", *(f'  {room}["{text}"]' for room, text in WORDS.items())]
    return "\n".join([*lines, *(f"  {one} --> {other}" for one, other in plain(arrows())), ""])


def redrawn(text: str) -> str:
    """The page with the picture between its marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise HomelabError(f"the marks {BEGIN} and {END} are needed, in this order")
    return f"{before}{begin}\n\n```mermaid\n{picture()}```\n\n{end}{after}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws or checks; returns the exit code."""
    parser = argparse.ArgumentParser(prog="draw_rooms", description="The picture of the rooms in docs.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when the picture is stale")
    check = parser.parse_args(arguments).check
    old = PAGE.read_text(encoding="utf-8")
    new = redrawn(old)
    if new == old:
        print(f"the picture in {PAGE.name} is up to date")
        return 0
    if check:
        print(f"draw_rooms: the picture in {PAGE.name} is stale: run `make picture`", file=sys.stderr)
        return 1
    PAGE.write_text(new, encoding="utf-8")
    print(f"the picture in {PAGE.name} was redrawn")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
