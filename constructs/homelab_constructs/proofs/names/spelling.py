"""Spelling: what Kubernetes takes for a name, a label, a key; and how long each kind's name may be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "ANNOTATION",
    "CONTAINER",
    "DATA_KEY",
    "ENV",
    "HELM_RELEASE",
    "LABEL_KEY",
    "LABEL_VALUE",
    "NAMESPACE",
    "PORT",
    "SERVICE_PORT",
    "Spelling",
    "name_of",
]

_SUBDOMAIN = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_LABEL_1035 = re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?")
_PATH = re.compile(r"(?!\.{1,2}$)[^/%]+")
_QUALIFIED = re.compile(
    r"([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
)
_VALUE = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?")
_DATA_KEY = re.compile(r"(?!\.$|\.\.)[-._a-zA-Z0-9]+")
_ENV = re.compile(r"(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*")
_PORT = re.compile(r"(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?")

_DOTS = "lower-case letters, digits, '-' and '.'"
_NO_DOTS = "lower-case letters, digits and '-', one of the first two at both ends"
_LETTER_FIRST = "a lower-case letter, then lower-case letters, digits and '-'"
_QUALIFIED_WORDS = "[<dns name>/]<word of letters, digits, '-', '_' and '.', at most 63>"


@dataclass(frozen=True)
class Spelling:
    """A rule for one word.

    Attributes:
        pattern: all of the word.
        words: the same for people.
        most: how many characters it may have.
        why: who takes no more of them; empty where that is plain Kubernetes.
        lowered: whether upper case is taken for lower case.
    """

    pattern: re.Pattern[str]
    words: str
    most: int
    why: str = ""
    lowered: bool = False

    def objection(self, word: str) -> str:
        """What is wrong with a word; empty where nothing is."""
        if not word and not self.pattern.fullmatch(word):
            return "it is empty"
        if len(word) > self.most:
            return f"{word!r} has {len(word)} characters" + (f"; {self.why}" if self.why else "")
        if not self.pattern.fullmatch(word.lower() if self.lowered else word):
            return f"{word!r} is not spelled as Kubernetes takes it"
        return ""

    @property
    def remedy(self) -> str:
        """What would be right."""
        return f"{self.words}; at most {self.most} characters"


_PLAIN = Spelling(_SUBDOMAIN, _DOTS, 253)
_OF_RBAC = Spelling(_PATH, "no '/' and no '%'", 253)
_CARRIED = "as a label"
_KINDS: Mapping[tuple[str, str], Spelling] = {
    ("", "Namespace"): Spelling(_LABEL, _NO_DOTS, 63),
    ("", "Service"): Spelling(_LABEL_1035, _LETTER_FIRST, 63),
    ("apps", "Deployment"): Spelling(_SUBDOMAIN, _DOTS, 242, "its ReplicaSets append a hash to it"),
    ("apps", "StatefulSet"): Spelling(_LABEL, _NO_DOTS, 52, "its pods carry it with a hash behind it as a label"),
    ("batch", "CronJob"): Spelling(_SUBDOMAIN, _DOTS, 52, "its Jobs append the time to it"),
    ("batch", "Job"): Spelling(_SUBDOMAIN, _DOTS, 63, f"its pods carry it {_CARRIED}"),
    ("helm.toolkit.fluxcd.io", "HelmRelease"): Spelling(
        _SUBDOMAIN, _DOTS, 63, f"every object of the release carries it {_CARRIED}"
    ),
    ("kustomize.toolkit.fluxcd.io", "Kustomization"): Spelling(
        _SUBDOMAIN, _DOTS, 63, f"every object that it applies carries it {_CARRIED}"
    ),
    ("postgresql.cnpg.io", "Cluster"): Spelling(
        _LABEL_1035, _LETTER_FIRST, 50, "CloudNativePG appends to it for Services, pods and claims"
    ),
    ("postgresql.cnpg.io", "Pooler"): Spelling(
        _LABEL_1035, _LETTER_FIRST, 63, "CloudNativePG makes a Service of that name"
    ),
    ("postgresql.cnpg.io", "ScheduledBackup"): Spelling(_SUBDOMAIN, _DOTS, 63, f"its Backups carry it {_CARRIED}"),
    **{
        ("rbac.authorization.k8s.io", kind): _OF_RBAC
        for kind in ("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding")
    },
}

ANNOTATION = Spelling(_QUALIFIED, _QUALIFIED_WORDS, 317, lowered=True)
CONTAINER = Spelling(_LABEL, _NO_DOTS, 63)
DATA_KEY = Spelling(_DATA_KEY, "letters, digits, '-', '_' and '.', not '.' alone nor '..' in front", 253)
ENV = Spelling(_ENV, "letters, digits, '_', '-' and '.', no digit first", 4096)
HELM_RELEASE = Spelling(_SUBDOMAIN, _DOTS, 53, "Helm takes 53: helm-controller would cut it and append a hash")
LABEL_KEY = Spelling(_QUALIFIED, _QUALIFIED_WORDS, 317)
LABEL_VALUE = Spelling(_VALUE, "letters, digits, '-', '_' and '.', a letter or digit at both ends, or nothing", 63)
NAMESPACE = _KINDS["", "Namespace"]
PORT = Spelling(_PORT, "lower-case letters, digits and single '-', at least one letter", 15)
SERVICE_PORT = Spelling(_LABEL, _NO_DOTS, 63)


def name_of(group: str, kind: str) -> Spelling:
    """The rule for the name of an object."""
    return _KINDS.get((group, kind), _PLAIN)
