"""Encrypted files: carried byte for byte, and refused when they would leak or not fit."""

from __future__ import annotations

import base64
import traceback
from pathlib import Path
from typing import Any

import pytest

from homelab_constructs import (
    HEX_32,
    FluxApp,
    InvalidArgument,
    Placeholders,
    SopsSecret,
    Variable,
    in_secret,
    provide_secret,
)
from homelab_constructs.secrets.sops import read_encrypted
from tests.secrets.sample import AGE, DATA, FILE, HEAD, PLAIN, SOPS, encrypted
from tests.support import documents, identities, new_lab


def reading(tmp_path: Path, content: str | bytes, **options: Any) -> Any:
    path = tmp_path / "auth.sops.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    given: dict[str, Any] = {"needed": ["redis-password"], "namespace": "default", "kind": "Opaque"}
    return read_encrypted("auth", SopsSecret(path), **(given | options))


def refusal(tmp_path: Path, content: str | bytes, **options: Any) -> str:
    """Why a file is refused; proven to name argument and path, and no value of the file."""
    with pytest.raises(InvalidArgument) as caught:
        reading(tmp_path, content, **options)
    error = caught.value
    assert (error.argument, error.value) == ("auth", str(tmp_path / "auth.sops.yaml"))
    assert str(error).startswith(f"auth={str(tmp_path / 'auth.sops.yaml')!r}: ")
    # A YAML error quotes the line it is about: what was caught on the way is printed too.
    printed = str(error) + "".join(traceback.format_exception(error))
    for secret in (PLAIN, base64.b64encode(PLAIN.encode()).decode(), "ENC[", "BEGIN PGP"):
        assert secret not in printed, "a value of the file is in what is printed"
    return error.allowed


# What is taken ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        FILE,
        AGE,
        "---\n" + FILE,
        "# a comment of mine\n" + FILE,
        FILE.rstrip("\n"),
        FILE.replace("\n", "\r\n"),
        FILE.replace("stringData:", "data:"),
        HEAD + f"data:\n    username: {encrypted('a')}\n" + DATA.replace("    username", "    user") + SOPS,
        FILE.replace("photos-auth\n", "photos-auth\n    namespace: default\n"),
        FILE.replace(
            "photos-auth\n", "photos-auth\n    annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}\n"
        ),
        FILE + "---\n",
        FILE.replace(encrypted("photos"), encrypted("true", "bool")),
        FILE.replace(encrypted("photos"), encrypted("12", "int")),
    ],
    ids=range(13),
)
def test_a_file_of_sops_is_taken_byte_for_byte(tmp_path: Path, content: str) -> None:
    found = reading(tmp_path, content)
    assert found.content == content.encode()
    assert found.name == "photos-auth"
    assert {"redis-password"} < found.keys


def test_a_file_of_a_certain_type_is_taken_where_that_type_is_needed(tmp_path: Path) -> None:
    content = FILE.replace("type: Opaque", "type: kubernetes.io/basic-auth")
    assert reading(tmp_path, content, kind="kubernetes.io/basic-auth").content == content.encode()
    assert reading(tmp_path, content, kind="Opaque").content == content.encode()


# What is refused ----------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument) as caught:
        read_encrypted("auth", SopsSecret(tmp_path / "gone.yaml"), needed=[], namespace="default", kind="Opaque")
    assert str(caught.value) == (
        f"auth={str(tmp_path / 'gone.yaml')!r}: a readable YAML file is needed (FileNotFoundError)"
    )


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="a readable YAML file is needed"):
        read_encrypted("auth", SopsSecret(tmp_path), needed=[], namespace="default", kind="Opaque")


@pytest.mark.parametrize(
    "content", [f"password: [{PLAIN}", f"a: {PLAIN}: {PLAIN}", f"\t{PLAIN}", b"\x80" + PLAIN.encode()]
)
def test_what_is_no_yaml_is_refused_without_quoting_it(tmp_path: Path, content: str | bytes) -> None:
    assert refusal(tmp_path, content).startswith("a readable YAML file is needed (")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "---\n",
        f"- {PLAIN}\n",
        PLAIN,
        f"password: {PLAIN}\n" + SOPS,
        FILE.replace("kind: Secret", "kind: ConfigMap"),
        FILE.replace("apiVersion: v1", "apiVersion: v2"),
        FILE.replace("kind: Secret", f"kind: {encrypted('Secret')}"),
        FILE + "---\n" + FILE,
    ],
    ids=range(9),
)
def test_what_is_not_exactly_one_secret_is_refused(tmp_path: Path, content: str) -> None:
    assert refusal(tmp_path, content) == "exactly one v1 Secret is needed in the file"


@pytest.mark.parametrize(
    "metadata", ["metadata: {}", "metadata:", "metadata: {name: 7}", f"metadata: {encrypted('x')}", "metadata: [a]"]
)
def test_a_secret_without_a_name_in_clear_is_refused(tmp_path: Path, metadata: str) -> None:
    content = FILE.replace("metadata:\n    name: photos-auth", metadata)
    assert "metadata.name must stand in clear" in refusal(tmp_path, content)


def test_a_name_that_was_encrypted_too_is_refused(tmp_path: Path) -> None:
    content = FILE.replace("name: photos-auth", f"name: {encrypted('photos-auth')}")
    assert "metadata.name must stand in clear" in refusal(tmp_path, content)


@pytest.mark.parametrize("name", ["Photos", "a/b", "a b", "${APP}-auth"])
def test_a_name_that_no_secret_has_is_refused(tmp_path: Path, name: str) -> None:
    refusal(tmp_path, FILE.replace("name: photos-auth", f"name: {name}"))


@pytest.mark.parametrize("namespace", ["media", "''", "7"])
def test_another_namespace_is_refused(tmp_path: Path, namespace: str) -> None:
    content = FILE.replace("photos-auth\n", f"photos-auth\n    namespace: {namespace}\n")
    assert refusal(tmp_path, content) == "its namespace must be 'default' or absent"


@pytest.mark.parametrize("content", [FILE, FILE.replace("type: Opaque\n", "")], ids=["Opaque", "absent"])
def test_another_type_than_its_reader_takes_is_refused(tmp_path: Path, content: str) -> None:
    told = refusal(tmp_path, content, kind="kubernetes.io/dockerconfigjson")
    assert told.startswith("its type must be kubernetes.io/dockerconfigjson")


@pytest.mark.parametrize(
    "block",
    ["", "sops:\n", "sops: {}\n", "sops: {mac: ''}\n", "sops: true\n", SOPS.replace("    mac:", "    max:")],
    ids=range(6),
)
def test_a_file_without_the_block_of_sops_is_refused(tmp_path: Path, block: str) -> None:
    assert "encrypt it with sops first" in refusal(tmp_path, HEAD + DATA + block)


def test_a_file_that_was_never_encrypted_is_refused(tmp_path: Path) -> None:
    refusal(tmp_path, HEAD + f"stringData:\n    username: photos\n    redis-password: {PLAIN}\n")


PLAINTEXTS = [
    PLAIN,
    f'"{PLAIN}"',
    f"ENC[{PLAIN}]",
    f"{encrypted(PLAIN)} {PLAIN}",
    f"ENC[AES256_GCM,data:{PLAIN}]",
    base64.b64encode(PLAIN.encode()).decode(),
    "12345",
    "true",
    "''",
    "null",
    f"[{PLAIN}]",
    f"{{a: {PLAIN}}}",
    "2024-01-01",
    "2024-99-99",
    f"|\n        {PLAIN}\n        more",
]


@pytest.mark.parametrize("block", ["data", "stringData"])
@pytest.mark.parametrize("value", PLAINTEXTS, ids=range(len(PLAINTEXTS)))
def test_a_value_that_is_not_encrypted_is_refused_by_its_key(tmp_path: Path, value: str, block: str) -> None:
    content = HEAD + DATA.replace("stringData", block) + f"    forgotten: {value}\n" + SOPS
    assert refusal(tmp_path, content) == "not encrypted: forgotten"


def test_all_keys_that_are_not_encrypted_are_named(tmp_path: Path) -> None:
    content = HEAD + DATA + f"    b: {PLAIN}\n    a: {PLAIN}\n" + f"data:\n    c: {PLAIN}\n" + SOPS
    assert refusal(tmp_path, content) == "not encrypted: a, b, c"


@pytest.mark.parametrize("key", ["1234", "on", "1.5", "2024-01-01", "null"])
def test_a_key_that_yaml_reads_as_something_else_is_refused_all_the_same(tmp_path: Path, key: str) -> None:
    content = HEAD + DATA + f"    {key}: {PLAIN}\n" + SOPS
    refusal(tmp_path, content)


@pytest.mark.parametrize(
    "block",
    [
        # The later of two blocks or keys wins in Python, and the earlier is still in the file.
        f"data:\n    redis-password: {base64.b64encode(PLAIN.encode()).decode()}\n" + DATA,
        f"stringData:\n    redis-password: {PLAIN}\n" + DATA,
        DATA.replace("stringData:\n", f"stringData:\n    redis-password: {PLAIN}\n"),
    ],
    ids=["the other block", "the block twice", "the key twice"],
)
def test_a_value_that_hides_behind_an_encrypted_one_is_refused(tmp_path: Path, block: str) -> None:
    refusal(tmp_path, HEAD + block + SOPS)


@pytest.mark.parametrize(
    "more",
    [
        f"stringdata:\n    redis-password: {PLAIN}\n",
        f"password: {PLAIN}\n",
    ],
    ids=["misspelt", "outside"],
)
def test_a_value_outside_of_the_data_is_refused(tmp_path: Path, more: str) -> None:
    """The API server would drop the field, and the repository would keep it."""
    refusal(tmp_path, HEAD + more + DATA + SOPS)


def test_what_kubectl_last_applied_is_refused_because_it_holds_every_value(tmp_path: Path) -> None:
    note = f'    annotations:\n        kubectl.kubernetes.io/last-applied-configuration: \'{{"a":"{PLAIN}"}}\'\n'
    refusal(tmp_path, FILE.replace("photos-auth\n", "photos-auth\n" + note))


@pytest.mark.parametrize("block", ["data: [a]", f"data: {PLAIN}", f"stringData: {encrypted('all')}"])
def test_data_that_is_no_map_is_refused(tmp_path: Path, block: str) -> None:
    content = HEAD + block + "\n" + (DATA if block.startswith("data") else "") + SOPS
    assert refusal(tmp_path, content) == f"{block.partition(':')[0]} must be a map"


def test_a_promised_key_that_is_missing_is_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, FILE, needed=["redis-password", "url", "pooled-url"])
    assert told == "missing keys: pooled-url, url"


def test_a_file_without_any_data_lacks_every_key(tmp_path: Path) -> None:
    assert refusal(tmp_path, HEAD + SOPS) == "missing keys: redis-password"


# In a lab -----------------------------------------------------------------------------------------------------------


def test_in_dist_the_file_is_the_users_own_byte_for_byte(tmp_path: Path) -> None:
    content = ("# mine\n" + FILE).replace("\n", "\r\n").encode()
    (tmp_path / "auth.yaml").write_bytes(content)
    lab = new_lab()
    component = FluxApp(lab, "photos").component("redis")
    unused = Variable(name="UNUSED", format=HEX_32, purpose="unused")
    wanted = Placeholders(name="photos-redis", content={"redis-password": in_secret(unused)}, variables=[unused])
    contract = provide_secret(component, "auth", wanted, SopsSecret(tmp_path / "auth.yaml"))
    files = lab.files()
    assert files["photos/redis/Secret.photos-auth.sops.yaml"] == content
    assert b"UNUSED" not in b"".join(files.values())
    (listed,) = documents(files["photos/redis/kustomization.yaml"])
    assert listed["resources"] == ["./Secret.photos-auth.sops.yaml"]
    assert ("v1", "Secret", "", "photos-auth") in identities(files)
    assert ("v1", "Secret", "", "photos-redis") not in identities(files)
    assert contract.key("redis-password").name == "photos-auth"
