"""Where things may stand: the shape of the repository and what a module of the library may touch.

A rule is one row of `RULES`: what it looks for in a module's syntax tree, the modules it leaves alone, and samples
that prove that it can fail.
"""

from __future__ import annotations

import ast
import subprocess
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pins import pins

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "constructs" / "homelab_constructs"


# What the rules look for --------------------------------------------------------------------------------------------


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name that a module imports, written in full, with its line; leading dots stand for relative imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (f"{node.module}." if node.module else "")
            for alias in node.names:
                yield node.lineno, origin + alias.name
        elif isinstance(node, ast.Call) and called(node) in {"__import__", "import_module"}:
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value


def called(node: ast.Call) -> str:
    """The last word of what a call calls: `unlink` in `path.unlink()`."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def imports_of(*, first: str = "", part: str = "", exact: str = "") -> Callable[[ast.AST], Iterator[int]]:
    """Finds imports by their first word, by a word anywhere in them, or by the whole name."""

    def find(tree: ast.AST) -> Iterator[int]:
        for line, name in imported(tree):
            words = name.split(".")
            if (first and words[0] == first) or (part and part in words) or (exact and name == exact):
                yield line

    return find


def imports_of_any(*words: str) -> Callable[[ast.AST], Iterator[int]]:
    """Finds imports with any of these words in them."""

    def find(tree: ast.AST) -> Iterator[int]:
        for line, name in imported(tree):
            if set(words) & set(name.split(".")):
                yield line

    return find


CHANGES_A_FILE = frozenset(
    {
        *("write_text", "write_bytes", "touch", "mkdir", "makedirs", "chmod"),
        *("unlink", "rmdir", "rmtree", "remove", "removedirs", "rename", "renames"),
        *("symlink", "symlink_to", "link", "hardlink_to", "copyfile", "copytree", "copy2", "move"),
        *("mkdtemp", "mkstemp", "TemporaryDirectory", "TemporaryFile", "NamedTemporaryFile"),
    }
)
HAS_A_NAMESAKE = {
    "remove": "os",
    "rename": "os",
    "replace": "os",
    "link": "os",
    "move": "shutil",
    "copy": "shutil",
}
"""Methods that lists, strings or nodes have as well: they count only on the module that is named here."""


def file_changes(tree: ast.AST) -> Iterator[int]:
    """Finds calls that write, create, move or delete a file or a folder."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        owner = (
            node.func.value.id if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) else ""
        )
        if name == "open":
            if any(set(mode) & set("wax+") for mode in open_modes(node)):
                yield node.lineno
        elif name in HAS_A_NAMESAKE:
            if owner == HAS_A_NAMESAKE[name]:
                yield node.lineno
        elif name in CHANGES_A_FILE:
            yield node.lineno


def open_modes(node: ast.Call) -> Iterator[str]:
    """The mode of a call of `open`, or of `Path.open`; one that is not written out counts as writing."""
    position = 0 if isinstance(node.func, ast.Attribute) else 1
    given = [keyword.value for keyword in node.keywords if keyword.arg == "mode"] + node.args[position : position + 1]
    for mode in given:
        yield mode.value if isinstance(mode, ast.Constant) and isinstance(mode.value, str) else "w"


def pinned(tree: ast.AST) -> Iterator[int]:
    """Finds versions and images that are written out."""
    for pin in pins(tree):
        yield pin.line


# The rules ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """One thing that modules must not do, unless `allowed_in` (files or folders of the package) names them.

    With `within` it is asked of some folders only.
    """

    name: str
    reason: str
    find: Callable[[ast.AST], Iterator[int]]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    allowed_in: tuple[str, ...] = ()
    within: str | tuple[str, ...] = ""

    def broken_by(self, module: str, source: str) -> list[str]:
        """The places where a module breaks the rule, as `module:line`."""
        if any(module == place or module.startswith(f"{place}/") for place in self.allowed_in):
            return []
        if not module.startswith(self.within):
            return []
        return [f"{module}:{line}" for line in self.find(ast.parse(source))]


RULES = (
    Rule(
        name="no top-level imports package",
        reason="whoever installs the library has an `imports` of their own: go through homelab_constructs._imports",
        find=imports_of(first="imports"),
        bad=(
            "import imports",
            "import imports.homelab_helm as helm",
            "from imports import homelab_helm",
            "from imports.homelab_helm import HelmRelease",
            "import importlib\nimportlib.import_module('imports.homelab_helm')",
        ),
        good=(
            "from .imports import x",
            "from homelab_constructs._imports import homelab_helm",
            "imports = 1",
        ),
    ),
    Rule(
        name="no Testing from cdk8s",
        reason="pytest takes the class for tests: `import cdk8s`, then `cdk8s.Testing`",
        find=imports_of(exact="cdk8s.Testing"),
        bad=("from cdk8s import Testing", "from cdk8s import App, Testing as T"),
        good=("import cdk8s\ncdk8s.Testing.app()", "from cdk8s import App"),
    ),
    Rule(
        name="generated classes stay below",
        reason="only flux and the modules that emit objects know the generated classes",
        find=imports_of(part="_imports"),
        allowed_in=("flux", "cnpg_objects.py"),
        bad=(
            "from homelab_constructs._imports.homelab_cnpg import Cluster",
            "from ._imports import homelab_cnpg",
            "from .. import _imports",
            "import homelab_constructs._imports",
        ),
        good=("from .flux import HelmRelease",),
    ),
    Rule(
        name="nothing below knows Trigger.dev",
        reason="dependencies point down: the stack knows the datastores, they do not know the stack",
        find=imports_of(part="trigger_dev"),
        allowed_in=("__init__.py", "trigger_dev"),
        bad=("from .trigger_dev import TriggerDevStack", "from homelab_constructs import trigger_dev"),
        good=("from .connections import RedisConnection",),
    ),
    Rule(
        name="nobody but the command line knows the stand",
        reason="what is tried out must not decide what is written, and the library does not need what a stand needs",
        find=imports_of(part="stand"),
        allowed_in=("cli.py", "stand"),
        bad=("from .stand.stand import Stand", "import homelab_constructs.stand", "from .. import stand"),
        good=("from .flux import standing",),
    ),
    Rule(
        name="proofs and adoption know nothing of cdk8s",
        reason="they judge files, ours or hand-written, and must not wait for jsii to start",
        find=imports_of_any("cdk8s", "cdk8s_plus_28", "constructs", "jsii", "_imports", "component", "homelab"),
        within=("proofs/", "adoption/"),
        bad=(
            "import cdk8s",
            "from constructs import Construct",
            "from .._imports import homelab_cnpg",
            "from ..flux.component import Component",
        ),
        good=("from ..flux.variables import HEX_32", "import yaml"),
    ),
    Rule(
        name="proofs and adoption know no chart",
        reason="what one chart does stands in its rules, which entry points find: anybody may add some",
        find=imports_of_any("app_template_rules", "bitnami_redis_rules", "trigger_dev", "minio_store", "bitnami_redis"),
        within=("proofs/", "adoption/"),
        bad=("from ..charts.app_template_rules import X", "from ...trigger_dev import rules"),
        good=("from .chart_rules import ChartRules",),
    ),
    Rule(
        name="versions stand in one place",
        reason="an upgrade is one line of versions.py or the stand's catalog; elsewhere stands only what charts bring",
        find=pinned,
        allowed_in=(
            "versions.py",
            "stand/catalog.py",
            # The defaults of charts, as they were read in the versions that the rules compare with.
            "charts/bitnami_redis_pods.py",
            "trigger_dev/rule_pods.py",
            "trigger_dev/rule_values.py",
        ),
        bad=(
            "VERSION = '26.3'",
            "CHART: Final = '~4.0.0'",
            "REDIS = {18: 'docker.io/bitnamilegacy/redis:7.2.3-debian-11-r1'}",
            "store(client_image='quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z')",
            "def store(image='ghcr.io/x/y@sha256:" + "0" * 64 + "'): ...",
            "RepositoryChart(chart='app-template', version='4')",
            "values = {'image': {'repository': 'x', 'tag': '1.35'}}",
            "modules = ('kwok', 'v0.7.0')",
            "source = 'oci://ghcr.io/triggerdotdev/charts/trigger:4.5.12'",
        ),
        good=(
            "def chart():\n    'Read in the chart of 4.0.5.'",
            "refuse('image', image, 'a tag is needed, such as docker.io/library/redis:7.4.1')",
            "WINDOWS = {'4.5': ((26, 2), (26, 5))}",
            "LINES = ('4.0', '4.5')",
            "address = '127.0.0.1'",
            "kube(api_version='batch/v1', version='v1beta1')",
            "image = f'{registry}/{name}:{tag}'",
            "image = versions.MINIO_IMAGE",
        ),
    ),
    Rule(
        name="nobody but the command line knows adoption",
        reason="what is compared must not decide what is written, nor what a proof finds",
        find=imports_of(part="adoption"),
        allowed_in=("cli.py", "adoption"),
        bad=("from .adoption.report import adopt_folder", "import homelab_constructs.adoption"),
        good=("from .proofs.report import prove_folder",),
    ),
    Rule(
        name="only the writer changes files",
        reason="flux/dist.py writes, all or nothing; everybody else hands it objects (pictures and stands: their own)",
        find=file_changes,
        allowed_in=("flux/dist.py", "graph/output.py", "stand"),
        bad=(
            "open('a', 'w')",
            "open('a', mode='ab')",
            "open('a', how)",
            "Path('a').open('x')",
            "Path('a').write_text('')",
            "path.unlink()",
            "os.replace(a, b)",
            "os.remove(a)",
            "shutil.rmtree(a)",
            "tempfile.TemporaryDirectory()",
        ),
        good=(
            "open('a')",
            "open('a', 'rb')",
            "Path('a').open()",
            "Path('a').read_text()",
            "name.replace('a', 'b')",
            "names.remove('a')",
        ),
    ),
)


def modules(folder: Path) -> dict[str, str]:
    """Every Python module under a folder by its relative path, without the generated ones and those of npm packages."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.py"))}
    return {
        name: path.read_text()
        for name, path in found.items()
        if not name.startswith("_imports/") and "node_modules" not in path.parts
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
class TestRule:
    def test_holds_in_the_library(self, rule: Rule) -> None:
        library = modules(PACKAGE)
        assert library, "no module of the library was found"
        broken = [place for name, source in library.items() for place in rule.broken_by(name, source)]
        assert not broken, f"{rule.name}: {rule.reason}"

    def test_finds_every_bad_sample(self, rule: Rule) -> None:
        missed = [sample for sample in rule.bad if not rule.broken_by("proofs/sample.py", sample)]
        assert rule.bad
        assert not missed

    def test_leaves_good_samples_alone(self, rule: Rule) -> None:
        assert not [sample for sample in rule.good if rule.broken_by("proofs/sample.py", sample)]

    def test_leaves_alone_what_it_allows(self, rule: Rule) -> None:
        for place in rule.allowed_in:
            module = place if place.endswith(".py") else f"{place}/sample.py"
            assert not rule.broken_by(module, rule.bad[0])
            assert rule.broken_by(f"proofs/{module}", rule.bad[0]), "an exemption must not spread to namesakes"


def test_no_test_or_tool_takes_testing_from_cdk8s() -> None:
    rule = next(rule for rule in RULES if rule.name == "no Testing from cdk8s")
    ours = modules(ROOT / "tests") | modules(ROOT / "tools")
    assert not [place for name, source in ours.items() for place in rule.broken_by(name, source)]


# The repository -----------------------------------------------------------------------------------------------------


def test_constructs_is_a_source_root_and_no_package() -> None:
    """With an __init__.py the folder would hide the installed package `constructs`, and cdk8s could not start."""
    assert not (ROOT / "constructs" / "__init__.py").exists()
    assert sorted(path.name for path in (ROOT / "constructs").iterdir() if path.name != "__pycache__") == [PACKAGE.name]


def test_generated_classes_are_linked_into_the_package() -> None:
    link = PACKAGE / "_imports"
    assert link.is_symlink()
    assert link.readlink() == Path("../../imports")
    assert list(link.glob("**/*.jsii.tgz"))


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


@pytest.mark.parametrize(
    "name", ["dist/kustomization.yaml", "dist/new/Secret.x.yaml", "imports/x/_jsii/x@0.0.0.jsii.tgz"]
)
def test_git_ignores_nothing_that_is_committed(name: str) -> None:
    """A stock ignore list for Python hides dist/, and so does the file that `uv build` leaves there."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    answer = subprocess.run(
        ["git", "check-ignore", "--no-index", "-v", name], cwd=ROOT, check=False, capture_output=True
    )
    assert answer.returncode == 1, textwrap.dedent(answer.stdout.decode() or answer.stderr.decode())
