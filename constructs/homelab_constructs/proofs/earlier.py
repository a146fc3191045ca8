"""Files of a tree: those in a folder as it is, and those that were in it at a Git revision."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

from ..errors import HomelabError
from .tree import Tree

__all__ = ["read_files", "tree_at"]

_MANIFEST = (".yaml", ".yml")
_LIST = "Kustomization"  # kustomize's third name for its file, without an ending
_BLOBS = ("100644", "100755")


def read_files(folder: Path) -> dict[str, bytes]:
    """The manifests below a folder, content by path.

    What Flux does not see is left out: files and folders whose name begins with a dot, and links of any kind
    (source-controller packs neither).

    Args:
        folder: where to look; a link to a folder is one.

    Raises:
        HomelabError: it is no folder, or something in it cannot be read.
    """
    if not folder.is_dir():
        raise HomelabError(f"folder={str(folder)!r}: no such folder")
    found: dict[str, bytes] = {}
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(place, name)
            path = file.relative_to(folder).as_posix()
            if _is_manifest(path) and file.is_file() and not file.is_symlink():
                try:
                    found[path] = file.read_bytes()
                except OSError as error:
                    _refuse(error)
    return dict(sorted(found.items()))


def tree_at(folder: Path, revision: str) -> Tree:
    """What was there before.

    Args:
        folder: the folder that is proven.
        revision: another folder, or a revision of the Git repository that `folder` lies in.

    Raises:
        HomelabError: it is neither, or both; or nothing was there.
    """
    other = Path(revision).expanduser()
    if revision.startswith((".", "~", "/")) or revision.endswith("/"):
        return _tree_in(other, revision)
    try:
        commit = _commit(folder, revision)
    except HomelabError:
        # No repository, or no git: a folder needs neither.
        if not revision or not other.is_dir():
            raise
        commit = ""
    if commit and other.is_dir():
        raise HomelabError(
            f"against={revision!r} is a folder here and a revision of the repository; write './{revision}' for the "
            f"folder, 'refs/heads/{revision}' for the branch"
        )
    if commit:
        return Tree.of(_some(_files_at(folder, commit), f"revision {revision!r} of folder {str(folder)!r}"))
    if revision and other.is_dir():
        return _tree_in(other, revision)
    raise HomelabError(
        f"against={revision!r} is no revision of the repository that {str(folder)!r} lies in, and no folder; a clone "
        "of one commit has no other (in CI: fetch the base branch first)"
    )


def _tree_in(folder: Path, name: str) -> Tree:
    return Tree.of(_some(read_files(folder), f"folder {name!r}"))


def _some(files: dict[str, bytes], what: str) -> dict[str, bytes]:
    """The files; to compare with nothing by mistake would let every change pass."""
    if not files:
        raise HomelabError(f"{what} holds no manifests; there is nothing to compare with")
    return files


def _refuse(error: OSError) -> None:
    raise HomelabError(f"file={str(error.filename)!r} cannot be read: {error.strerror}") from error


def _is_manifest(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return (path.endswith(_MANIFEST) or parts[-1] == _LIST) and not any(part.startswith(".") for part in parts)


def _commit(folder: Path, revision: str) -> str:
    """The commit's id; empty where there is none of that name. A dash in front would be read as an option."""
    if not revision or revision.startswith("-"):
        return ""
    if not folder.is_dir():
        raise HomelabError(f"folder={str(folder)!r}: no such folder")
    _git(folder, "rev-parse", "--git-dir")  # says why, where the folder is in no repository
    done = _run(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return done.stdout.decode().strip() if done.returncode == 0 else ""


def _files_at(folder: Path, commit: str) -> dict[str, bytes]:
    """The manifests below the folder in a commit, read from Git's own store: no work tree is touched."""
    ids: dict[str, str] = {}
    for entry in _git(folder, "ls-tree", "-r", "-z", commit).split(b"\0"):
        facts, _, name = entry.partition(b"\t")
        mode, _, blob = facts.decode().partition(" blob ")
        path = os.fsdecode(name)
        if mode in _BLOBS and _is_manifest(path):
            ids[path] = blob
    wanted = "".join(f"{blob}\n" for blob in ids.values()).encode()
    contents = _blobs(_git(folder, "cat-file", "--batch", given=wanted)) if ids else []
    return dict(sorted(zip(ids, contents, strict=True)))


def _blobs(stream: bytes) -> list[bytes]:
    """Contents, each behind a line that ends in its length."""
    found: list[bytes] = []
    start = 0
    while start < len(stream):
        end = stream.index(b"\n", start)
        length = stream[start:end].rpartition(b" ")[2]
        if not length.isdigit():
            raise HomelabError(f"git has no content for {stream[start:end].decode()!r}: the clone is not complete")
        start = end + 1 + int(length)
        found.append(stream[end + 1 : start])
        start += 1  # the line feed behind a content
    return found


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    done = _run(folder, *words, given=given)
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit code {done.returncode}"]
        raise HomelabError(f"git {words[0]} in {str(folder)!r}: {said[0]}")
    return done.stdout


def _run(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # In a hook GIT_DIR and its like name the repository that runs the hook, not the one of the folder.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        return subprocess.run(  # noqa: S603 - a revision is refused where it could be read as an option
            ["git", "-C", str(folder), *words],  # noqa: S607 - the git that the user has
            input=given,
            env=kept,
            check=False,
            capture_output=True,
        )
    except FileNotFoundError as error:
        raise HomelabError(
            "git is needed to read an earlier revision, and there is none; a folder serves too"
        ) from error
