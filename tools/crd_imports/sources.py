"""Where CRDs come from: the pinned URLs in cdk8s.yaml, or a folder of `<group>_<plural>.yaml` files."""

import urllib.request
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from .catalog import ApiGroup
from .errors import SourceError

Manifest = dict[str, Any]

# A release manifest is over a megabyte; without libyaml reading it takes seconds instead of tenths.
_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TIMEOUT_SECONDS = 60


def parse(text: str, origin: str) -> list[Manifest]:
    """The YAML documents of `text` that are objects; `origin` names the text in an error."""
    try:
        documents = list(yaml.load_all(text, Loader=_Loader))
    except yaml.YAMLError as error:
        raise SourceError(f"{origin}: not readable as YAML: {error}") from error
    return [document for document in documents if isinstance(document, dict)]


def pinned_urls(config: Path, groups: Iterable[ApiGroup]) -> dict[str, str]:
    """The URL of each alias, from `imports:` in `config`, which must name just the aliases of `groups`."""
    if not config.is_file():
        raise SourceError(f"{config.name}: missing; its `imports:` list holds the pinned sources")
    documents = parse(config.read_text(encoding="utf-8"), config.name)
    entries = documents[0].get("imports") if documents else None
    if not isinstance(entries, list):
        raise SourceError(f"{config.name}: `imports:` must be a list of alias:=url entries")
    urls: dict[str, str] = {}
    for entry in entries:
        alias, separator, url = str(entry).partition(":=")
        if not separator or not url.startswith("https://"):
            raise SourceError(f"{config.name}: imports entry {entry!r} must read alias:=https://...")
        if alias in urls:
            raise SourceError(f"{config.name}: alias {alias!r} stands twice in `imports:`")
        urls[alias] = url
    wanted = {group.alias for group in groups}
    if urls.keys() != wanted:
        raise SourceError(f"{config.name}: `imports:` has {sorted(urls)}, wanted are {sorted(wanted)}")
    return urls


def download(url: str) -> str:
    """The text behind an https URL."""
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT_SECONDS) as response:  # noqa: S310 (https, checked before)
            content: bytes = response.read()
        return content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:  # URLError and timeouts are OSErrors
        raise SourceError(f"{url}: {error}; without a network, give a folder of CRDs in CRD_DIR") from error


def from_urls(
    urls: Mapping[str, str], groups: Iterable[ApiGroup], fetch: Callable[[str], str] = download
) -> dict[str, list[Manifest]]:
    """The manifests of each alias, from its pinned URL."""
    return {group.alias: parse(fetch(urls[group.alias]), urls[group.alias]) for group in groups}


def from_folder(folder: Path, groups: Iterable[ApiGroup]) -> dict[str, list[Manifest]]:
    """The manifests of each alias, from the files of its API group in `folder`."""
    if not folder.is_dir():
        raise SourceError(f"CRD_DIR {folder}: no such folder")
    return {
        group.alias: [
            manifest
            for path in sorted(folder.glob(f"{group.group}_*.yaml"))
            for manifest in parse(path.read_text(encoding="utf-8"), path.name)
        ]
        for group in groups
    }
