"""A component to place a datastore in, and what tests of datastores ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import strategies as st

from homelab_constructs import Component, FluxApp, InvalidArgument
from homelab_constructs.flux.component import ComponentPart
from tests.support import new_lab
from tests.trees import Tree


def component(name: str, *, app: str = "shop", **profile: Any) -> Component:
    """A component of an app in a lab of its own."""
    return FluxApp(new_lab(**profile), app).component(name)


def tree_of(part: ComponentPart) -> Tree:
    """All files of the lab that a datastore was placed in."""
    return Tree(type(part).__name__, part.component.lab.files())


def objects_of(part: ComponentPart) -> dict[str, dict[str, Any]]:
    """What a datastore emits, by `Kind/name`, without the files around it: cheaper than a whole synth."""
    return {f"{item['kind']}/{item['metadata']['name']}": item for item in part.component.objects()}


@contextmanager
def refused(argument: str, *words: str) -> Iterator[None]:
    """Something is refused where it is written, by the name of the argument, saying what would be right."""
    with pytest.raises(InvalidArgument) as caught:
        yield
    assert caught.value.argument == argument, str(caught.value)
    assert caught.value.allowed
    for word in words:
        assert word in str(caught.value)


def one_odd(**options: tuple[st.SearchStrategy[Any], st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Arguments, some of them left out, of which one at most is odd: with more, next to nothing would get in.

    Args:
        options: by name, what is good and what may be refused.
    """

    def with_odd(odd: str | None) -> st.SearchStrategy[dict[str, Any]]:
        drawn: Mapping[str, st.SearchStrategy[Any]] = {name: good for name, (good, _) in options.items() if name != odd}
        needed = {} if odd is None else {odd: options[odd][1]}
        return st.fixed_dictionaries(needed, optional=dict(drawn))

    return (st.none() | st.sampled_from(sorted(options))).flatmap(with_odd)


def words(*values: Any) -> st.SearchStrategy[Any]:
    """One of these."""
    return st.sampled_from(values)
