"""Pinned versions and images in Python: where they stand, and what the comments above them say of upgrades."""

from __future__ import annotations

import ast
import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass

_VERSION = re.compile(r"[v~^=]*\d+\.\d+\.\d+[\w.+-]*")
_IMAGE = re.compile(
    r"(oci://)?(?:[a-zA-Z0-9._-]+(?::\d+)?/)+[a-zA-Z0-9._-]+(?::\w[\w.-]*|@sha256:[0-9a-f]{64}|:\w[\w.-]*@sha256:[0-9a-f]{64})"
)
_NAMED = re.compile(r"([a-z0-9]+_)*(chart|image|tag|version)|([A-Z0-9]+_)*(CHART|IMAGE|TAG|VERSION)(_[0-9]+)*")
_SHORT = re.compile(r"(?!v\d+((alpha|beta)\d+)?$)[\w.:~^-]*\d[\w.:~^-]*")
"""What may be a tag or a version, and is no version of an API."""
_MARK = re.compile(r"\s*# (renovate|frozen): ?(.*)")


@dataclass(frozen=True)
class Pin:
    """A text that pins something: its value, its line, and the lines of all that it stands in, the nearest first."""

    value: str
    line: int
    within: tuple[int, ...]

    def mark(self, source: str) -> tuple[str, str] | None:
        """`renovate` or `frozen` and what follows it, from the nearest comment right above the pin or around it."""
        lines = source.splitlines()
        marks = (_MARK.fullmatch(lines[line - 2]) for line in (self.line, *self.within) if line > 1)
        return next(((mark[1], mark[2]) for mark in marks if mark), None)


def pins(tree: ast.AST) -> Iterator[Pin]:
    """Every text that is a version of three numbers or an image with a tag, or is called one by its name.

    Not in docstrings, nor inside a longer text: a message may say what a version looks like. Addresses are no versions.
    """
    yield from _pins(tree, "", ())


def _pins(node: ast.AST, name: str, within: tuple[int, ...]) -> Iterator[Pin]:
    match node:
        case ast.Constant(value=str(value), lineno=line):
            if _pinned(name, value):
                yield Pin(value, line, within)
            return
        case ast.Expr(value=ast.Constant()) | ast.JoinedStr():
            return  # a docstring; a text with gaps
    around = (node.lineno, *within) if isinstance(node, ast.expr | ast.stmt | ast.keyword) else within
    for called, child in _children(node):
        yield from _pins(child, called, around)


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What stands in a node, with the name that it has there."""
    match node:
        case ast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                yield (str(key.value) if isinstance(key, ast.Constant) else ""), value
        case ast.keyword(arg=arg, value=value):
            yield arg or "", value
        case ast.Assign(targets=[ast.Name(id=target)], value=value):
            yield target, value
        case ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value):
            yield target, value
        case _:
            for child in ast.iter_child_nodes(node):
                yield "", child


def _pinned(name: str, value: str) -> bool:
    if _IMAGE.fullmatch(value):
        return True
    if _VERSION.fullmatch(value):
        try:
            ipaddress.ip_address(value)
        except ValueError:
            return True
        return False
    return bool(_NAMED.fullmatch(name) and _SHORT.fullmatch(value))
