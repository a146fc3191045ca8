"""What Sphinx reads: the Markdown of the repository, and the pages that are made of its code and its labs.

A page keeps its place, so that a link that works on GitHub works on the site. In the copy

- a link to what is no page (a source file, a folder) leads to a page that shows it;
- a picture in a line of its own becomes a figure, which a phone can scroll;
- a Mermaid block becomes the SVG of the lab that it shows, or of what else it shows; each example ends with its own;
- a README.md below the root leads on to the pages beside it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from homelab_constructs.graph.mermaid import mermaid
from homelab_constructs.graph.reading import read_lab
from homelab_constructs.graph.svg import svg, svg_of
from tools.docs_site.api import ApiPages
from tools.docs_site.flowchart import UnreadFlowchart, flowchart
from tools.docs_site.markdown import outside_code

__all__ = ["SECTIONS", "SiteError", "site_source"]

HERE = Path(__file__).resolve().parent
API = "reference/api"


@dataclass(frozen=True)
class Section:
    """A part of the navigation.

    Attributes:
        caption: its heading.
        says: what one finds there.
        patterns: its pages; what one of them names in full is not taken by another section's pattern.
    """

    caption: str
    says: str
    patterns: tuple[str, ...]


SECTIONS = (
    Section("Start", "What this is, and what it writes.", ("README.md", "docs/README.md")),
    Section("Tutorial", "From a machine with nothing to the first app.", ("docs/tutorial/*.md",)),
    Section("How-to guides", "One task each, step by step.", ("docs/how-to/*.md",)),
    Section("Examples", "Repositories of their own, to copy.", ("examples/*.md", "examples/*/README.md")),
    Section(
        "Reference",
        "Every construct, argument, proof and command.",
        ("docs/*.md", "docs/proofs/README.md", "reference/command-line.md", f"{API}/index.md"),
    ),
    Section(
        "Explanation",
        "How it works, how we know, and why it is so.",
        ("docs/explanation/*.md", "docs/how-we-know.md", "docs/decisions/README.md"),
    ),
    Section("Project", "Take part, and what has changed.", ("*.md",)),
)

SHORT_TITLES = {"README.md": "Overview", "docs/README.md": "All pages, and words"}
"""What a page is called in the navigation where its heading says too little."""

FOLDER_TITLES = {"docs/decisions": "Decisions"}
"""Headings of folders that have no README.md."""

_LANGUAGES = {".py": "python", ".yaml": "yaml", ".yml": "yaml", ".toml": "toml", ".json": "json", ".sh": "sh"}
_LINK = re.compile(r"(?<!!)(\[(?:[^\]\\]|\\.)*\])\(([^)\s#]+)(#[^)\s]*)?\)")
_PICTURE = re.compile(r"^!\[([^\]]*)\]\(([^)\s]+\.svg)\)$", flags=re.MULTILINE)
_MERMAID = re.compile(r"^```mermaid\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)
_EXPLAINS = re.compile(r"^\| (?:argument|field) of `(\w+)`", flags=re.MULTILINE)


class SiteError(Exception):
    """What keeps the site from being built, and where."""


def site_source(root: Path) -> dict[str, str]:
    """Every file of the site's source by its path.

    Args:
        root: the repository.

    Raises:
        SiteError: a page links to what is not there, shows a Mermaid picture that cannot be drawn, or has no place in
            the navigation.
        Undocumented: a public argument has no word in its docstring.
        HomelabError: a dist is not what the library writes.
    """
    markdown = sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md"), *root.glob("examples/**/README.md")])
    pages = {page.relative_to(root).as_posix(): page.read_text(encoding="utf-8") for page in markdown}
    labs = _labs(root)
    files = {f"pictures/{name}.svg": picture for name, picture in labs.values()}
    for path, text in pages.items():
        copy = _Copy(root=root, path=path, pages=pages, labs=labs)
        files[path] = copy.of(text)
        files |= copy.more
    guides = {name: (path, _title(path, text)) for path, text in pages.items() for name in _EXPLAINS.findall(text)}
    files |= {f"{API}/{name}": text for name, text in ApiPages(root / "constructs", guides).pages().items()}
    files["reference/command-line.md"] = (HERE / "command-line.md").read_text(encoding="utf-8")
    _lead_on(files)
    files["index.md"] = _index(files, labs)
    return files


# Pages of the repository ---------------------------------------------------------------------------------------------

Labs = Mapping[str, tuple[str, str]]
"""By their Mermaid text: a name, and the SVG."""


def _labs(root: Path) -> Labs:
    """Every lab of the repository: its own, and those of the examples."""
    found: dict[str, tuple[str, str]] = {}
    for dist in (root / "dist", *sorted(root.glob("examples/*/dist"))):
        if (dist / "expects.yaml").is_file():
            lab = read_lab(dist)
            found[mermaid(lab)] = ("lab" if dist.parent == root else dist.parent.name, svg(lab))
    return found


@dataclass
class _Copy:
    """One page on its way to the site.

    Attributes:
        root: the repository.
        path: of the page, below it.
        pages: every page of the repository.
        labs: what its Mermaid blocks may show.
        more: files that the copy needs.
    """

    root: Path
    path: str
    pages: Mapping[str, str]
    labs: Labs
    more: dict[str, str] = field(default_factory=dict[str, str])

    def of(self, text: str) -> str:
        """The text as Sphinx reads it."""
        text = _MERMAID.sub(self._lab, text)
        for name, picture in self.labs.values():
            if self.path == f"examples/{name}/README.md":
                words = f"Dependency graph of {name}"
                text += f"\n## What waits for what\n\n{_figure(f'/pictures/{name}.svg', words, picture)}\n"
        return outside_code(text, lambda line: _LINK.sub(self._link, _PICTURE.sub(self._picture, line)))

    def _lab(self, block: re.Match[str]) -> str:
        if block[1] in self.labs:
            name, picture = self.labs[block[1]]
            return _figure(f"/pictures/{name}.svg", "Dependency graph of the lab", picture)
        # Not a lab, but drawn from something else that a program knows.
        try:
            drawing = flowchart(block[1])
        except UnreadFlowchart as error:
            raise SiteError(f"{self.path}: a Mermaid block with a line that is not drawn: {error}") from error
        title = f"Flowchart of {_title(self.path, self.pages[self.path])}"
        names = {
            box.key: box.name for box in (*drawing.boxes, *(box for frame in drawing.frames for box in frame.boxes))
        }
        said = " ".join(f"{names[arrow.tail]} leads to {names[arrow.head]}." for arrow in drawing.arrows)
        path = f"pictures/{hashlib.sha256(block[1].encode()).hexdigest()[:12]}.svg"
        self.more[path] = svg_of([drawing], title=title, description=said, waits=False)
        return _figure(f"/{path}", title, self.more[path])

    def _picture(self, match: re.Match[str]) -> str:
        target = self._target(match[2])
        self.more[target] = (self.root / target).read_text(encoding="utf-8")
        return _figure(f"/{target}", match[1], self.more[target])

    def _link(self, match: re.Match[str]) -> str:
        words, link, anchor = match[1], match[2], match[3] or ""
        if ":" in link:
            return match[0]
        target = self._target(link)
        if target in self.pages:
            return match[0]
        if (readme := f"{target}/README.md") in self.pages:
            return f"{words}(/{readme}{anchor})"
        shown = f"files/{target}.md"
        self.more[shown] = _shown(self.root / target, target)
        return f"{words}(/{shown})"

    def _target(self, link: str) -> str:
        target = Path(os.path.normpath((self.root / self.path).parent / link))
        if not target.exists() or not target.is_relative_to(self.root):
            raise SiteError(f"{self.path}: a link to {link}, which is not there")
        return target.relative_to(self.root).as_posix()


def _figure(path: str, words: str, picture: str) -> str:
    """A picture at its own width, so that its text is as large as that of the page; a phone scrolls it."""
    element = re.search(r"<svg\b[^>]*>", picture)
    sizes = dict(re.findall(r'\b(width|viewBox)="([^"]+)"', element[0] if element else ""))
    if not sizes:
        raise SiteError(f"{path}: a picture without a width")
    width = sizes.get("width") or sizes["viewBox"].split()[2]
    return f"```{{figure}} {path}\n:alt: {words}\n:width: {width}px\n:figclass: picture\n```"


def _shown(file: Path, path: str) -> str:
    """A page for a file of the repository, or for what is in a folder of it."""
    if file.is_dir():
        names = sorted(item.relative_to(file).as_posix() for item in file.rglob("*") if item.is_file())
        language, text = "text", "".join(f"{name}\n" for name in names if "__pycache__" not in name)
    else:
        language, text = _LANGUAGES.get(file.suffix, "text"), file.read_text(encoding="utf-8")
    return f"---\norphan: true\n---\n\n# {path}\n\n````{language}\n{text}````\n"


def _title(path: str, text: str) -> str:
    match = re.search(r"^# (.+)$", text, flags=re.MULTILINE)
    if match is None:
        raise SiteError(f"{path}: a page needs a heading")
    return match[1]


# Navigation ----------------------------------------------------------------------------------------------------------


def _lead_on(files: dict[str, str]) -> None:
    """Give each folder below docs/ and examples/ that has, or gets, a README.md its pages as children."""
    for folder, title in FOLDER_TITLES.items():
        if any(PurePosixPath(path).parent == PurePosixPath(folder) for path in files):
            files.setdefault(f"{folder}/README.md", f"# {title}\n")
    for path in [path for path in files if _is_parent(path)]:
        beside = [_document(other) for other in sorted(files) if _parent(other, files) == path]
        if beside:
            visible = "" if "](" in files[path] else "\n:maxdepth: 1"
            files[path] += _toctree(beside, visible or "\n:hidden:")


def _is_parent(path: str) -> bool:
    folder = PurePosixPath(path).parent
    return path.endswith("/README.md") and folder.as_posix() != "docs" and folder.parts[0] == "docs"


def _parent(path: str, files: Mapping[str, str]) -> str | None:
    """The README.md that leads to a page."""
    readme = f"{PurePosixPath(path).parent}/README.md"
    return readme if path.endswith(".md") and path != readme and readme in files and _is_parent(readme) else None


def _index(files: Mapping[str, str], labs: Labs) -> str:
    """The first page: what it is, a picture, what is where; and the navigation."""
    lines = [(HERE / "index.md").read_text(encoding="utf-8")]
    name, picture = next(iter(labs.values()))
    lines += [_figure(f"/pictures/{name}.svg", "Dependency graph of the lab", picture), ""]
    placed = _placed(files)
    lines += ["::::{container} cards", ""]
    for section in SECTIONS:
        if pages := placed[section]:
            links = " · ".join(f"[{SHORT_TITLES.get(page) or _title(page, files[page])}](/{page})" for page in pages)
            lines += [":::{container} card", f"**{section.caption}.** {section.says}", "", links, ":::", ""]
    lines += ["::::", ""]
    for section in SECTIONS:
        if pages := placed[section]:
            lines.append(_toctree([_document(page) for page in pages], f"\n:hidden:\n:caption: {section.caption}"))
    return "\n".join(lines)


def _placed(files: Mapping[str, str]) -> dict[Section, list[str]]:
    """Which pages stand in which section, in the order of its patterns."""
    pages = [
        path
        for path in sorted(files)
        if path.endswith(".md")
        and not path.startswith("files/")
        and (not path.startswith(f"{API}/") or path == f"{API}/index.md")
        and _parent(path, files) is None
    ]
    named = {pattern for section in SECTIONS for pattern in section.patterns if "*" not in pattern}
    found: dict[Section, list[str]] = {section: [] for section in SECTIONS}
    for section in SECTIONS:
        for pattern in section.patterns:
            taken = [page for page in pages if page == pattern or (page not in named and _matches(page, pattern))]
            found[section] += taken
    lost = set(pages) - {page for taken in found.values() for page in taken}
    if lost:
        raise SiteError(
            f"{', '.join(sorted(lost))}: no section of the navigation takes it (SECTIONS in {Path(__file__).name})"
        )
    return found


def _matches(page: str, pattern: str) -> bool:
    """As a shell would: a star does not reach into a folder."""
    return page.count("/") == pattern.count("/") and fnmatchcase(page, pattern)


def _document(page: str) -> str:
    name = f"/{page.removesuffix('.md')}"
    return f"{SHORT_TITLES[page]} <{name}>" if page in SHORT_TITLES else name


def _toctree(documents: list[str], options: str) -> str:
    entries = "\n".join(documents)
    return f"\n```{{toctree}}{options}\n\n{entries}\n```\n"
