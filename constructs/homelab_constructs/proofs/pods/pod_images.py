"""Pod images: every image that a tree names is pinned, and lies where something still serves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..chart_rules import PodTemplate
from ..finding import Finding, Unproven
from ..tree import Item, Tree, entries, get, walk
from .pod_templates import containers_of, field_path, live, pod_templates, standing

__all__ = ["images"]

Said = Iterator[Finding | Unproven]
_CNPG = "postgresql.cnpg.io"
# Contract datastores, 2.1 and 3.5.
_GONE = {
    "docker.io/minio/minio": "quay.io/minio/minio",
    "docker.io/minio/mc": "quay.io/minio/mc",
}
_BITNAMI = "docker.io/bitnami/"
_WORD = r"[a-z0-9]+(?:[._-]+[a-z0-9]+)*"
_IMAGE = re.compile(
    rf"(?P<name>(?:[A-Za-z0-9.-]+(?::[0-9]+)?/)?{_WORD}(?:/{_WORD})*)"
    r"(?::(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
    r"(?:@(?P<digest>[a-z0-9]+:[0-9a-fA-F]{32,128}))?"
)
_LONGEST = 512
_MOVES = re.compile(r"(?:^|[-_.])latest(?:$|[-_.])")
# What also goes by the name of image: a picture on a dashboard.
_PICTURES = (".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_HUB = ("index.docker.io", "registry-1.docker.io", "registry.hub.docker.com")
_TAGS = ("tag", "imageTag", "image_tag", "version")
_PIN = "a version as its tag, or a digest"


@dataclass(frozen=True)
class _Image:
    """A reference taken apart.

    Attributes:
        name: registry and repository, in full.
        tag: empty where none stands.
        digest: empty where none stands.
        text: as it is written.
    """

    name: str
    tag: str
    digest: str
    text: str

    @property
    def place(self) -> str:
        """What becomes of a repository of which the contracts know that it is gone; empty for any other."""
        if self.name.startswith(_BITNAMI):
            # What is left there is a small set, as `latest` only.
            versioned = self.tag and not _MOVES.search(self.tag)
            return self.name.replace(_BITNAMI, "docker.io/bitnamilegacy/") if versioned else ""
        return _GONE.get(self.name, "")


def images(tree: Tree) -> Said:
    """What is wrong with the images of a tree.

    Args:
        tree: what is proven.
    """
    for item in tree.items:
        match item.kind:
            case "HelmRelease":
                yield from _values(item)
            case "Kustomization":
                yield from _replaced(item, "spec.images", item.spec.get("images"))
            case "Cluster" | "ImageCatalog" | "ClusterImageCatalog" if item.group == _CNPG:
                yield from _database(item)
            case _:
                pass
    for pod in pod_templates(tree):
        if pod.item.kind == "HelmRelease":
            yield from _of_chart(pod)
        else:
            yield from _of_pod(pod)


# -- what is asked of one image ----------------------------------------------------------------------------------------


def _parsed(text: object) -> _Image | None:
    match = _IMAGE.fullmatch(text) if isinstance(text, str) and len(text) <= _LONGEST else None
    if match is None:
        return None
    return _Image(_full(match["name"]), match["tag"] or "", match["digest"] or "", match[0])


def _full(name: str) -> str:
    """The name as a container runtime reads it: Docker Hub where no registry stands."""
    first, slash, rest = name.partition("/")
    if not slash:
        return f"docker.io/library/{name}"
    if first in _HUB:
        return f"docker.io/{rest}"
    return name if "." in first or ":" in first or first == "localhost" else f"docker.io/{name}"


def _judged(item: Item, path: str, image: _Image, *, tag_path: str = "", what: str = "image") -> Said:
    """Pinned, and still served.

    Args:
        item: where it stands.
        path: the field that names it.
        image: the image.
        tag_path: the field that holds its tag, where that is another one.
        what: what it is the image of.
    """
    if image.place:
        pinned = image.tag and not _MOVES.search(image.tag)
        yield item.finding(
            path,
            f"{what} {image.text!r} is gone: {image.name} is not served any more",
            f"{image.place} with {'the same tag' if pinned else _PIN}",
        )
    elif image.digest:
        if image.name.startswith(_BITNAMI):
            yield item.unproven(f"{path}: {image.text!r}", f"what is left of {_BITNAMI}* is not known image by image")
    elif not image.tag:
        yield item.finding(path, f"{what} {image.text!r} has no tag, which stands for 'latest'", _PIN)
    elif _MOVES.search(image.tag):
        yield item.finding(
            tag_path or path, f"{what} {image.text!r} moves: its tag {image.tag!r} is another one each day", _PIN
        )


def _open(item: Item, path: str, text: str) -> Unproven:
    return item.unproven(f"{path}: {text!r}", "the variable's value decides which image it is")


def _replacements(node: Any) -> frozenset[str]:
    """Names of the images that kustomize puts others in place of."""
    return frozenset(_full(str(entry["name"])) for _, entry in entries(node) if entry.get("name"))


def _replaced(item: Item, path: str, node: Any) -> Said:
    """What kustomize puts in place of images."""
    for index, entry in entries(node):
        name, tag, digest = entry.get("newName") or entry.get("name"), entry.get("newTag"), entry.get("digest")
        if not tag and not digest and not entry.get("newName"):
            continue
        where = f"{path}[{index}]"
        yield from _of_parts(
            item, where, str(name), tag, digest, ("newName" if entry.get("newName") else "name", "newTag")
        )


def _of_parts(item: Item, where: str, name: str, tag: Any, digest: Any, fields: tuple[str, str]) -> Said:
    """An image of which name and tag stand apart. One without a tag is left to whoever completes it."""
    if "${" in f"{name}{tag}{digest}":
        yield _open(item, where, f"{name}:{tag}" if tag else name)
        return
    image = _parsed(f"{name}{f':{tag}' if tag else ''}{f'@{digest}' if digest else ''}")
    if image is not None and (image.tag or image.digest or image.place):
        yield from _judged(item, f"{where}.{fields[0]}", image, tag_path=f"{where}.{fields[1]}")


# -- pods that stand in the tree ---------------------------------------------------------------------------------------


def _of_pod(pod: PodTemplate) -> Said:
    item = pod.item
    replaced = _replacements(item.owner.item.spec.get("images")) if item.owner is not None else frozenset[str]()
    for base, container in containers_of(pod):
        path, what = f"{base}.image", f"container {str(container.get('name'))!r}: image"
        written, text = standing(item.data, path), container.get("image")
        if isinstance(written, str) and "${" in written:
            yield _open(item, path, written)
        elif text is None:
            # The operator knows a Pooler's own.
            if pod.ours:
                yield item.finding(path, f"container {str(container.get('name'))!r} has no image", _PIN)
        elif (image := _parsed(text)) is not None:
            if image.name not in replaced:
                yield from _judged(item, path, image, what=what)
        elif isinstance(text, str):
            yield item.finding(path, f"{what} {text!r} is none", "<registry>/<repository>:<tag>")


def _database(item: Item) -> Said:
    spec = item.spec
    if item.kind == "Cluster":
        yield from _of_database(item, "spec.imageName", spec.get("imageName"))
    for index, entry in entries(spec.get("images")):
        yield from _of_database(item, f"spec.images[{index}].image", entry.get("image"))


def _of_database(item: Item, path: str, written: Any) -> Said:
    if isinstance(written, str) and "${" in written:
        yield _open(item, path, written)
        return
    image = _parsed(standing(live(item), path))
    if image is not None and image.digest and not image.tag:
        yield item.finding(
            path,
            f"image {image.text!r} has a digest and no tag: CloudNativePG reads PostgreSQL's version from the tag",
            "the tag, and the digest behind it",
        )
    elif image is not None:
        yield from _judged(item, path, image)


# -- pods of charts ----------------------------------------------------------------------------------------------------


def _of_chart(pod: PodTemplate) -> Said:
    """What the chart itself puts in: an image that its values name is judged where they do."""
    values = str(pod.item.spec.get("values"))
    replaced = frozenset[str]().union(
        *(_replacements(get(entry, "kustomize.images")) for _, entry in entries(pod.item.spec.get("postRenderers")))
    )
    for base, container in containers_of(pod):
        image = _parsed(container.get("image"))
        if image is None or image.name in replaced or (image.tag and image.name.partition("/")[2] in values):
            continue
        what = f"container {str(container.get('name'))!r} of {pod.kind} {pod.name!r}: image"
        yield from _judged(pod.item, field_path(pod, base, "image"), image, what=what)


def _values(item: Item) -> Said:
    """Images in a release's values, and in what kustomize makes of the chart."""
    for index, entry in entries(item.spec.get("postRenderers")):
        yield from _replaced(item, f"spec.postRenderers[{index}].kustomize.images", get(entry, "kustomize.images"))
    values = item.spec.get("values")
    mirror = get(values, "global.imageRegistry") or get(values, "global.image.registry")
    for path, node in walk(values, "spec.values"):
        if isinstance(node, dict):
            yield from _map(item, path, node, mirror)
            yield from _texts(item, path, node)


def _map(item: Item, path: str, node: Mapping[Any, Any], mirror: Any) -> Said:
    """A map of registry, repository, tag and digest."""
    repository = node.get("repository")
    named = path.rpartition(".")[2].lower().endswith("image")
    if not isinstance(repository, str) or not (named or "tag" in node):
        return
    registry = node.get("registry") or mirror
    name = f"{registry}/{repository}" if isinstance(registry, str) else repository
    yield from _of_parts(item, path, name, node.get("tag"), node.get("digest"), ("repository", "tag"))


def _texts(item: Item, path: str, node: Mapping[Any, Any]) -> Said:
    """Whole references, under a key that ends in `image`."""
    for key, text in node.items():
        if not isinstance(text, str) or not str(key).lower().endswith("image") or text.endswith(_PICTURES):
            continue
        where = f"{path}.{key}"
        tag = next((str(node[name]) for name in _TAGS if node.get(name)), "")
        whole = f"{text}:{tag}" if tag and _parsed(f"{text}:{tag}") else text
        if "${" in whole:
            yield _open(item, where, whole)
            continue
        image = _parsed(whole)
        if image is None:
            continue
        if image.tag or image.digest or image.place or ("/" in text and key == "image"):
            yield from _judged(item, where, image)
        elif key == "image":
            yield item.unproven(f"{where}: {text!r}", "the chart may put a registry before it and a tag behind it")
