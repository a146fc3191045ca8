"""What all tests share: snapshots that are YAML files, one a snapshot, to be read in a diff."""

from __future__ import annotations

import pytest
from hypothesis import settings
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

import homelab_constructs  # noqa: F401  (before cdk8s: it finds the node that jsii starts)

pytest.register_assert_rewrite("tests.support")

# No time limit for one example: machines that build something else at the same time are slow.
settings.register_profile("patient", settings(), deadline=None)
settings.load_profile("patient")


class YamlFiles(SingleFileSnapshotExtension):
    """A snapshot is a text, written as it is to a file of its own."""

    file_extension = "yaml"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(YamlFiles)


@pytest.fixture
def yaml_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """One YAML file a snapshot; `support.assert_app_matches` compares a whole app by it."""
    return snapshot
