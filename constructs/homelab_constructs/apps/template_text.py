"""Text on its way through app-template, which evaluates some of its values as Helm templates."""

from __future__ import annotations

from .. import checks
from ..flux.substitution import references

__all__ = ["literal", "template_text"]


def literal(text: str) -> str:
    """Text that comes out of Helm's `tpl` as it went in.

    A raw string in backquotes: YAML leaves it alone in every style it may choose.
    """
    return text.replace("{{", "{{ `{{` }}")


def template_text(argument: str, value: str) -> str:
    """Text of a user's, for a value that the chart evaluates: braces arrive as they are, `${VARIABLES}` are filled in.

    Raises:
        InvalidArgument: control characters, or a `${` or `$$` that Flux would trip over or eat.
    """
    references(argument, checks.text(argument, value, allow_empty=True))
    return literal(value)
