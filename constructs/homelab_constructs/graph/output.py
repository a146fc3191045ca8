"""Writes a picture to a file, once it is whole."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import HomelabError

__all__ = ["write_picture"]


def write_picture(file: Path, text: str) -> None:
    """Put the text in the place of what the file held.

    Args:
        file: in a folder that exists. What is no plain file (a pipe, /dev/stdout) is written to.
        text: the whole content.

    Raises:
        HomelabError: the file cannot be written; what it held is still there.
    """
    try:
        if file.exists() and not file.is_file():
            file.write_text(text, encoding="utf-8")
            return
        target = Path(os.path.realpath(file))
        fresh = target.with_name(f".{target.name}.new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(target)
    except OSError as error:
        raise HomelabError(f"--output {file}: it cannot be written ({error.strerror})") from error
