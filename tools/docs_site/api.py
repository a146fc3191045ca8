"""The API reference: a page for each public class, one for functions and constants, from signatures and docstrings.

The code is read and not imported, so that a type or a default stands on the page as it does in the code, and no node is
started. An argument without a word in its docstring fails the build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

import griffe

from tools.docs_site.markdown import escaped, table

__all__ = ["ApiPages", "Undocumented"]

PACKAGE = "homelab_constructs"
OTHERS = "functions-and-constants"
"""The page of what is no class."""

Group = Literal["Constructs", "Options and values", "Connections", "Errors", "Functions", "Constants and types"]


class Undocumented(Exception):
    """Public arguments without a word in their docstrings, one a line."""


@dataclass
class ApiPages:
    """Writes the pages.

    Attributes:
        source: folder that holds the package.
        guides: for some public names the page that explains them: its path below the site's source, and its title.
    """

    source: Path
    guides: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])

    def __post_init__(self) -> None:
        package = griffe.load(
            PACKAGE, search_paths=[self.source], docstring_parser="google", allow_inspection=False, resolve_aliases=True
        )
        assert isinstance(package, griffe.Module)
        self._package = package
        names = sorted(str(name) for name in package.exports or ())
        self._public: dict[str, griffe.Object] = {name: _target(package[name]) for name in names}
        self._name_of = {item.canonical_path: name for name, item in self._public.items()}
        self._lacking: list[str] = []

    def pages(self) -> dict[str, str]:
        """Every page by its file name.

        Raises:
            Undocumented: an argument has no word in its docstring.
        """
        self._lacking.clear()
        found = {"index.md": self._index()}
        for name, item in self._public.items():
            if isinstance(item, griffe.Class):
                found[f"{name}.md"] = "\n".join(self._class(name, item)) + "\n"
        found[f"{OTHERS}.md"] = "\n".join(self._others()) + "\n"
        if self._lacking:
            raise Undocumented("\n".join(self._lacking))
        return found

    # -- pages ----------------------------------------------------------------------------------------------------

    def _index(self) -> str:
        groups: dict[Group, list[str]] = {group: [] for group in get_args(Group)}
        for name, item in self._public.items():
            groups[_group(item)].append(name)
        words = f"Every public name of `{PACKAGE}`, as the code has it: types, defaults and their reasons, errors."
        lines = ["# API", "", words, "What is not listed here may change in any version.", ""]
        for group, names in groups.items():
            rows = [[self._link(name), escaped(_summary(self._public[name]))] for name in names]
            lines += [f"## {group}", "", *table(["name", "is"], rows), ""]
        classes = [f"{name} <{name}>" for name, item in self._public.items() if isinstance(item, griffe.Class)]
        lines += ["```{toctree}", ":hidden:", "", *classes, OTHERS, "```", ""]
        return "\n".join(lines)

    def _class(self, name: str, item: griffe.Class) -> Iterator[str]:
        # Another heading than that of the guide, which a search finds as well.
        yield from (f"# class {name}", "", f"```{{py:class}} {PACKAGE}.{name}", ":no-typesetting:", "```", "")
        yield from _text(item)
        yield from self._facts(name, item)
        yield from self._arguments(name, item)
        yield from self._attributes(item)
        for member in self._members(item):
            yield from self._member(name, member)

    def _others(self) -> Iterator[str]:
        yield from ("# Functions and constants", "")
        for name, item in self._public.items():
            if isinstance(item, griffe.Function):
                yield from (f"## {name}", "", f"```{{py:function}} {PACKAGE}.{name}", ":no-typesetting:", "```", "")
                yield from self._function(name, item)
        for name, item in self._public.items():
            if isinstance(item, griffe.Attribute):
                yield from (f"## {name}", "", f"```{{py:data}} {PACKAGE}.{name}", ":no-typesetting:", "```", "")
                yield from _text(item)
                if item.value is not None:
                    yield from (f"{self._type(item.value)}", "")

    # -- what a page is made of -----------------------------------------------------------------------------------

    def _facts(self, name: str, item: griffe.Class) -> Iterator[str]:
        bases = [self._type(base) for base in item.bases if not _is_plumbing(base)]
        if bases:
            yield from (f"A kind of {', '.join(bases)}.", "")
        if guide := self.guides.get(name):
            path, title = guide
            yield from (f"Guide with examples: [{title}](/{path}).", "")

    def _arguments(self, name: str, item: griffe.Class) -> Iterator[str]:
        made = _target(item.all_members["__init__"]) if "__init__" in item.all_members else None
        if "dataclass" in item.labels:
            described, raised = _described(item), _section(item, "raises")
            parameters = list(item.parameters)
        elif isinstance(made, griffe.Function) and made.docstring is not None:
            # What becomes an attribute of the same name may be described there.
            described = {
                entry.name: entry.description
                for entry in (*_section(item, "attributes"), *_section(made, "parameters"))
            }
            raised = [*_section(made, "raises"), *_section(item, "raises")]
            parameters = list(made.parameters)
        else:  # an error, which nobody makes
            return
        yield from ("## Arguments", "")
        yield from self._parameters(name, parameters, described)
        if raised:
            rows = [[self._type(entry.annotation), escaped(entry.description)] for entry in raised]
            yield from ("## Raises", "", *table(["error", "when"], rows), "")

    def _parameters(
        self,
        owner: str,
        parameters: Iterable[griffe.Parameter],
        described: Mapping[str, str],
    ) -> Iterator[str]:
        rows: list[list[str]] = []
        positional: list[str] = []
        for parameter in parameters:
            if parameter.name in ("self", "cls"):
                continue
            if not described.get(parameter.name, "").strip():
                self._lacking.append(f"{owner}: its docstring says nothing of the argument {parameter.name}")
            if parameter.kind is griffe.ParameterKind.positional_or_keyword:
                positional.append(parameter.name)
            default = "required" if parameter.default is None else self._default(parameter.default)
            rows.append(
                [
                    f"`{parameter.name}`",
                    self._type(parameter.annotation) if parameter.annotation is not None else "",
                    default,
                    escaped(described.get(parameter.name, "")),
                ]
            )
        if not rows:
            return
        if len(rows) > len(positional):
            by_place = " and ".join(f"`{name}`" for name in positional)
            yield (f"{by_place} by place, all others by name." if by_place else "All by name.")
            yield ""
        yield "{.arguments}"
        yield from table(["argument", "type", "default", "meaning"], rows)
        yield ""

    def _attributes(self, item: griffe.Class) -> Iterator[str]:
        if "dataclass" in item.labels:
            return
        entries = _section(item, "attributes")
        if not entries:
            return
        rows = [[f"`{entry.name}`", escaped(entry.description)] for entry in entries]
        yield from ("## Attributes", "", *table(["attribute", "is"], rows), "")

    def _members(self, item: griffe.Class) -> list[griffe.Function | griffe.Attribute]:
        """Public methods and properties, those of our own base classes included."""
        listed = {entry.name for entry in _section(item, "attributes")} | {
            parameter.name for parameter in item.parameters if "dataclass" in item.labels
        }
        found: list[griffe.Function | griffe.Attribute] = []
        for name, member in sorted(item.all_members.items()):
            target = _target(member)
            if name.startswith("_") or name in listed or not target.canonical_path.startswith(f"{PACKAGE}."):
                continue
            is_property = isinstance(target, griffe.Attribute) and "property" in target.labels
            if (isinstance(target, griffe.Function) or is_property) and target.docstring is not None:
                found.append(target)  # type: ignore[arg-type]
        return found

    def _member(self, owner: str, member: griffe.Function | griffe.Attribute) -> Iterator[str]:
        kind = "method" if isinstance(member, griffe.Function) else "property"
        heading = f"{member.name}()" if kind == "method" else member.name
        yield from (
            f"## {heading}",
            "",
            f"```{{py:{kind}}} {PACKAGE}.{owner}.{member.name}",
            ":no-typesetting:",
            "```",
            "",
        )
        if isinstance(member, griffe.Function):
            yield from self._function(f"{owner}.{member.name}", member)
        else:
            if member.annotation is not None:
                yield from (f"Type: {self._type(member.annotation)}", "")
            yield from _text(member)

    def _function(self, name: str, item: griffe.Function) -> Iterator[str]:
        yield from _text(item)
        described = {entry.name: entry.description for entry in _section(item, "parameters")}
        yield from self._parameters(name, item.parameters, described)
        returned = _section(item, "returns")
        if item.returns is not None and str(item.returns) != "None":
            words = escaped(" ".join(entry.description for entry in returned))
            yield from (f"Returns {self._type(item.returns)}{': ' + words if words else '.'}", "")
        for entry in _section(item, "raises"):
            yield from (f"Raises {self._type(entry.annotation)}: {escaped(entry.description)}", "")

    # -- words ----------------------------------------------------------------------------------------------------

    def _link(self, name: str) -> str:
        if isinstance(self._public[name], griffe.Class):
            return f"[`{name}`](/reference/api/{name}.md)"
        return f"[`{name}`](/reference/api/{OTHERS}.md#{name.lower()})"

    def _type(self, annotation: str | griffe.Expr) -> str:
        """A type as code, in which public names are links, and names of ours that are not public are written out."""
        pieces: list[str] = []
        for piece in _flat(annotation, self._expanded):
            if isinstance(piece, griffe.ExprName) and (name := self._name_of.get(self._home(piece))):
                pieces.append(self._link(name))
            elif pieces and pieces[-1].endswith("`") and not pieces[-1].endswith("]"):
                pieces[-1] = f"{pieces[-1][:-1]}{piece}`"
            else:
                pieces.append(f"`{piece}`")
        return "".join(pieces)

    def _default(self, value: str | griffe.Expr) -> str:
        """A default as code; a constant of ours that is not public, such as a version, as its value."""
        if isinstance(value, griffe.Expr):
            constant = self._find(value.canonical_path)
            if (
                isinstance(constant, griffe.Attribute)
                and constant.value is not None
                and constant.path not in self._name_of
            ):
                value = constant.value
        text = "{}" if str(value) == "dict()" else str(value)
        if '"' not in text:
            text = text.replace("'", '"')
        return f"`{text}`"

    def _home(self, name: griffe.ExprName) -> str:
        item = self._find(name.canonical_path)
        return item.canonical_path if item is not None else name.canonical_path

    def _find(self, path: str) -> griffe.Object | None:
        first, _, rest = path.partition(".")
        if first != PACKAGE or not rest:
            return None
        try:
            return _target(self._package[rest])
        except (KeyError, griffe.AliasResolutionError):
            return None

    def _expanded(self, name: griffe.ExprName) -> str | griffe.Expr | None:
        item = self._find(name.canonical_path)
        if isinstance(item, griffe.Attribute) and item.canonical_path not in self._name_of:
            return item.value
        return None


def _target(item: griffe.Object | griffe.Alias) -> griffe.Object:
    return item.final_target if isinstance(item, griffe.Alias) else item


def _group(item: griffe.Object) -> Group:
    if isinstance(item, griffe.Function):
        return "Functions"
    if not isinstance(item, griffe.Class):
        return "Constants and types"
    if item.name.endswith("Connection"):
        return "Connections"
    if "errors" in item.canonical_path.split("."):
        return "Errors"
    return "Options and values" if "dataclass" in item.labels else "Constructs"


def _is_plumbing(base: str | griffe.Expr) -> bool:
    return str(base).rpartition(".")[2] in ("Options", "ComponentPart", "Construct")


def _section(item: griffe.Object, kind: str) -> list[Any]:
    """The entries of a docstring's section."""
    if item.docstring is None:
        return []
    return [entry for section in item.docstring.parsed if section.kind.value == kind for entry in section.value]


def _described(item: griffe.Class) -> dict[str, str]:
    """What a dataclass and its bases say of each field, the nearest word first."""
    found: dict[str, str] = {}
    for each in (item, *(_target(base) for base in item.mro())):
        for entry in _section(each, "attributes"):
            found.setdefault(entry.name, entry.description)
    return found


def _text(item: griffe.Object) -> Iterator[str]:
    """The sentences of a docstring, paragraph by paragraph."""
    if item.docstring is None:
        return
    for section in item.docstring.parsed:
        if section.kind is griffe.DocstringSectionKind.text:
            for paragraph in re.split(r"\n\s*\n", section.value):
                yield from (escaped(paragraph), "")


def _summary(item: griffe.Object) -> str:
    if item.docstring is None:
        return ""
    paragraph = item.docstring.value.strip().split("\n\n")[0]
    return " ".join(paragraph.split())


def _flat(
    annotation: object, expanded: Callable[[griffe.ExprName], str | griffe.Expr | None]
) -> Iterator[str | griffe.ExprName]:
    """An annotation as it is written, name by name."""
    if isinstance(annotation, griffe.ExprName):
        more = expanded(annotation)
        if more is None:
            yield annotation
        else:
            yield from _flat(more, expanded)
    elif isinstance(annotation, griffe.ExprAttribute):
        # Of `cdk8s.Size` only the whole is a name.
        yield str(annotation)
    elif isinstance(annotation, griffe.Expr):
        for piece in annotation.iterate(flat=False):
            yield from _flat(piece, expanded)
    else:
        yield str(annotation)
