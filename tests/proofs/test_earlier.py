"""What was there before: a folder, or a Git revision of one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from homelab_constructs.errors import HomelabError
from homelab_constructs.proofs.earlier import read_files, tree_at

CONFIG = b"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %s\n"


def put(folder: Path, path: str, content: bytes = CONFIG % b"a") -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def git(folder: Path, *words: str) -> None:
    settings = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *settings, *words], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "change")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits, and the work tree a step further; the tests stand in its top folder."""
    top = tmp_path / "repository"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    put(top, "lab/a.yaml", CONFIG % b"first")
    put(top, "elsewhere/b.yaml")
    commit(top)
    put(top, "lab/a.yaml", CONFIG % b"second")
    put(top, "lab/deep/c.yml", CONFIG % b"c")
    commit(top)
    put(top, "lab/a.yaml", CONFIG % b"third")
    monkeypatch.chdir(top)
    return top


def names(folder: Path, revision: str) -> set[str]:
    return {item.name for item in tree_at(folder, revision).items}


# Folders ------------------------------------------------------------------------------------------------------------


def test_every_manifest_below_a_folder_is_read(tmp_path: Path) -> None:
    for path in ("b.yaml", "a.yml", "deep/down/c.yaml", "deep/Kustomization", "expects.yaml"):
        put(tmp_path, path, path.encode())
    put(tmp_path, "README.md")
    put(tmp_path, "deep/values.json")
    files = read_files(tmp_path)
    assert files == {path: path.encode() for path in files}
    assert list(files) == ["a.yml", "b.yaml", "deep/Kustomization", "deep/down/c.yaml", "expects.yaml"]


def test_what_is_hidden_is_no_manifest(tmp_path: Path) -> None:
    put(tmp_path, ".git/config.yaml")
    put(tmp_path, ".sops.yaml")
    put(tmp_path, "app/.github/ci.yaml")
    put(tmp_path, "app/a.yaml")
    assert list(read_files(tmp_path)) == ["app/a.yaml"]


def test_links_are_not_followed_as_flux_packs_none(tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.yaml")
    lab = tmp_path / "lab"
    put(lab, "a.yaml")
    (lab / "file.yaml").symlink_to(tmp_path / "outside/secret.yaml")
    (lab / "folder").symlink_to(tmp_path / "outside")
    (lab / "nowhere.yaml").symlink_to(tmp_path / "nothing")
    (lab / "round").symlink_to(lab)
    assert list(read_files(lab)) == ["a.yaml"]


def test_the_folder_itself_may_be_a_link_or_lie_below_a_hidden_one(tmp_path: Path) -> None:
    put(tmp_path, ".cache/lab/a.yaml")
    (tmp_path / "lab").symlink_to(tmp_path / ".cache/lab")
    assert list(read_files(tmp_path / "lab")) == list(read_files(tmp_path / ".cache/lab")) == ["a.yaml"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(HomelabError, match=r"nothing'.*no such folder"):
        read_files(tmp_path / "nothing")
    with pytest.raises(HomelabError, match=r"a\.yaml'.*no such folder"):
        read_files(put(tmp_path, "a.yaml"))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "deep/a.yaml")

    def refuse(file: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(HomelabError, match=r"deep/a\.yaml' cannot be read: Permission denied"):
        read_files(tmp_path)


# Revisions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("revision", "expected"),
    [("HEAD", {"second", "c"}), ("HEAD~1", {"first"}), ("main", {"second", "c"}), ("main^", {"first"})],
)
def test_a_revision_is_what_git_holds_of_that_folder(repository: Path, revision: str, expected: set[str]) -> None:
    assert names(repository / "lab", revision) == expected


def test_the_work_tree_stays_as_it_is(repository: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in repository.rglob("*")}
    tree_at(repository / "lab", "HEAD~1")
    assert {file: file.stat().st_mtime_ns for file in repository.rglob("*")} == before


def test_the_whole_repository_may_be_the_folder(repository: Path) -> None:
    assert names(repository, "HEAD") == {"second", "c", "a"}


def test_a_path_with_odd_letters_and_any_content_come_out_as_they_are(repository: Path) -> None:
    content = b"# blob 7\n\r\n" + CONFIG % b"x"
    put(repository, "lab/gr\u00fc\u00dfe an\talle.yaml", content)
    put(repository, "lab/empty.yaml", b"")
    commit(repository)
    files = tree_at(repository / "lab", "HEAD").files
    assert files["gr\u00fc\u00dfe an\talle.yaml"] == content
    assert files["empty.yaml"] == b""


def test_links_and_hidden_files_of_a_revision_are_left_out(repository: Path) -> None:
    (repository / "lab/link.yaml").symlink_to("a.yaml")
    put(repository, "lab/.hidden/d.yaml")
    put(repository, "lab/.sops.yaml")
    commit(repository)
    assert set(tree_at(repository / "lab", "HEAD").files) == {"a.yaml", "deep/c.yml"}


def test_what_git_was_told_about_another_repository_does_not_count(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a hook, which has GIT_DIR set."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "another.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert names(repository / "lab", "HEAD~1") == {"first"}


@pytest.mark.parametrize("revision", ["no-such-branch", "", "--all", "-n", "HEAD:lab", "HEAD~9"])
def test_what_is_no_revision_is_refused_by_name(repository: Path, revision: str) -> None:
    with pytest.raises(HomelabError) as error:
        tree_at(repository / "lab", revision)
    assert repr(revision) in str(error.value)
    assert "fetch the base branch" in str(error.value)


def test_a_folder_that_was_not_there_then_is_said_so_and_not_compared_with_nothing(repository: Path) -> None:
    put(repository, "new/a.yaml")
    with pytest.raises(HomelabError, match=r"revision 'HEAD' of folder .*new' holds no manifests"):
        tree_at(repository / "new", "HEAD")


def test_outside_any_repository_git_says_why(tmp_path: Path) -> None:
    put(tmp_path, "lab/a.yaml")
    with pytest.raises(HomelabError, match=r"git rev-parse in .*lab': .*not a git repository"):
        tree_at(tmp_path / "lab", "HEAD")


def test_without_git_a_revision_is_refused_and_a_folder_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "lab/a.yaml")
    put(tmp_path, "old/a.yaml", CONFIG % b"old")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(HomelabError, match="git is needed"):
        tree_at(tmp_path / "lab", "HEAD")
    assert names(tmp_path / "lab", "old") == {"old"}


# Folder or revision -------------------------------------------------------------------------------------------------


def test_another_folder_is_what_was_there_before(repository: Path, tmp_path: Path) -> None:
    put(tmp_path, "old/a.yaml", CONFIG % b"old")
    for revision in (str(tmp_path / "old"), "../old", "elsewhere/", "elsewhere"):
        assert names(repository / "lab", revision) == ({"a"} if "elsewhere" in revision else {"old"})


def test_a_folder_outside_any_repository_serves_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "lab/a.yaml")
    put(tmp_path, "old/a.yaml", CONFIG % b"old")
    monkeypatch.chdir(tmp_path)
    assert names(Path("lab"), "old") == {"old"}


def test_a_name_that_is_both_is_refused_with_both_ways_to_write_it(repository: Path) -> None:
    put(repository, "main/a.yaml", CONFIG % b"folder")
    with pytest.raises(HomelabError, match=r"write './main' for the folder, 'refs/heads/main' for the branch"):
        tree_at(repository / "lab", "main")
    assert names(repository / "lab", "./main") == {"folder"}
    assert names(repository / "lab", "refs/heads/main") == {"second", "c"}


def test_a_folder_without_manifests_is_nothing_to_compare_with(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(HomelabError, match="holds no manifests"):
        tree_at(repository / "lab", str(tmp_path / "empty"))
    with pytest.raises(HomelabError, match="no such folder"):
        tree_at(repository / "lab", "./nothing")
