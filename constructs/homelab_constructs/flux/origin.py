"""Where in a user's Python an object was made: the first line outside this library and outside of any construct."""

from __future__ import annotations

import inspect
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .component import Component

__all__ = ["caller_line", "lines_of"]

_INNER = ("homelab_constructs", "jsii", "cdk8s", "constructs", "functools")


def caller_line() -> str:
    """`<file>:<line>` of whoever called into this library; empty where nobody outside did.

    A construct of the user's own counts as inside: what is wrong is mostly what it was given, so the line is the one
    that placed it, as with a construct of the library.
    """
    from .component import ComponentPart

    frame = inspect.currentframe()
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.partition(".")[0] not in _INNER and not isinstance(frame.f_locals.get("self"), ComponentPart):
            return f"{_shown(frame.f_code.co_filename)}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def _shown(file: str) -> str:
    """The file as seen from the working directory: a path of somebody's machine helps nobody else."""
    relative = os.path.relpath(file)
    return os.path.basename(file) if relative.startswith(os.pardir) else relative  # noqa: PTH119 - a text, no file


def lines_of(component: Component) -> dict[str, str]:
    """The line that made each object of a component, by `<Kind>/<name>`.

    Asks jsii about every node: for error messages, never on the way to a good dist.
    """
    import cdk8s

    found: dict[str, str] = {}
    for child in component.node.children:
        line = component.lines.get(child.node.id, component.line)
        for node in child.node.find_all():
            if cdk8s.ApiObject.is_api_object(node):
                item = cdk8s.ApiObject.of(node)
                found.setdefault(f"{item.kind}/{item.name}", line)
    return found
