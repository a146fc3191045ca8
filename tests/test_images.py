"""Container images: pinned, and from a registry that still has them."""

from __future__ import annotations

import pytest

from homelab_constructs import InvalidArgument, versions
from homelab_constructs.images import Image

DIGEST = "sha256:" + "0a" * 32


@pytest.mark.parametrize(
    ("text", "image"),
    [
        ("docker.io/library/redis:7.4.1", Image("docker.io", "library/redis", "7.4.1")),
        ("quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z", Image("quay.io", "minio/mc", "RELEASE.2025-08-13T08-35-41Z")),
        ("registry.lan:5000/a:1", Image("registry.lan:5000", "a", "1")),
        ("localhost:5000/a/b/c:x_1", Image("localhost:5000", "a/b/c", "x_1")),
        (f"ghcr.io/a/b:1@{DIGEST}", Image("ghcr.io", "a/b", "1", DIGEST)),
    ],
)
def test_an_image_is_taken_apart_and_put_together_again(text: str, image: Image) -> None:
    assert Image.parse("image", text) == image
    assert str(image) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "redis", "redis:7", "library/redis:7", "localhost/redis:7", "docker.io/:7", "docker.io/Redis:7"),
        *(
            "https://docker.io/library/redis:7",
            "docker.io/library/redis:",
            "docker.io/library/redis: 7",
            "DOCKER.IO/a:1",
        ),
        *("docker.io/a:7\n", "docker.io/a:tägg", "docker.io/a:٣", "registry.lan:٣/a:1", "docker.io/a:" + "x" * 129),
        *("docker.io/a/:1", "docker.io/a:1@sha256:abc", "docker.io/a:1@md5:" + "0" * 32, "docker.io/a:-1"),
        *(None, 7, 18.4),
    ],
    ids=repr,
)
def test_what_is_no_image_is_refused_with_an_example(text: object) -> None:
    with pytest.raises(InvalidArgument) as caught:
        Image.parse("webapp.image", text)
    error = caught.value
    assert (error.argument, error.value) == ("webapp.image", text)
    assert error.allowed == "<registry>/<repository>:<tag> is needed, such as docker.io/library/redis:7.4.1"


@pytest.mark.parametrize("text", ["docker.io//redis:7", "docker.io/a//b:7", "docker.io/a/../b:7", "docker..io/a:7"])
def test_a_path_that_no_registry_has_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgument):
        Image.parse("image", text)


@pytest.mark.parametrize("text", ["docker.io/library/redis", f"docker.io/library/redis@{DIGEST}"])
def test_an_image_without_a_tag_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgument, match="a tag is needed: without one the newest image would be pulled"):
        Image.parse("image", text)


@pytest.mark.parametrize("text", ["docker.io/library/redis:latest", f"docker.io/library/redis:latest@{DIGEST}"])
def test_the_tag_latest_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgument, match="'latest' changes under a running lab"):
        Image.parse("image", text)


@pytest.mark.parametrize(
    ("gone", "instead"),
    [
        ("docker.io/minio/minio:RELEASE.2025-09-07T16-13-09Z", "quay.io/minio/minio"),
        ("docker.io/minio/mc:RELEASE.2025-08-13T08-35-41Z", "quay.io/minio/mc"),
    ],
)
def test_an_image_that_nobody_serves_any_more_is_refused_with_the_one_to_take(gone: str, instead: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        Image.parse("image", gone)
    assert "was deleted from its registry" in caught.value.allowed
    assert caught.value.allowed.endswith(f"use {instead}")


PINNED = {
    "POSTGRESQL_IMAGE": versions.POSTGRESQL_IMAGE,
    "CLICKHOUSE_IMAGE": versions.CLICKHOUSE_IMAGE,
    "MINIO_IMAGE": versions.MINIO_IMAGE,
    "MINIO_CLIENT_IMAGE": versions.MINIO_CLIENT_IMAGE,
    **{f"REDIS_IMAGES[{major}]": image for major, image in versions.REDIS_IMAGES.items()},
}


@pytest.mark.parametrize("name", PINNED)
def test_every_image_that_the_library_pins_is_one_it_takes(name: str) -> None:
    assert str(Image.parse(name, PINNED[name])) == PINNED[name]
