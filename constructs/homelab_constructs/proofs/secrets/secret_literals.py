"""Literals: no password, token or key stands as text; its variable stands in one key of a Secret and nowhere else.

What is found is never shown: only how long it is.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..chart_rules import ConfigText, releases_of
from ..finding import Finding, Unproven
from ..tree import Item, Tree, entries, get, leaves, mapping
from ..written import settled, variables_in, written_pods
from .secret_names import Promise, is_literal, is_secret_variable, promise_of
from .secret_needs import PULL_KEY

__all__ = ["literals", "secret_texts"]

Said = Iterator[Finding | Unproven]
IsKnown = Callable[[str, str], bool]

_USERINFO = re.compile(r"[a-z][a-z0-9+.-]*://[^/\s:@\"'<>]*:([^/\s@\"'<>]+)@")
# A variable of a shell, a template or a format; or stars.
_STANDS_FOR_ONE = re.compile(r"[${]|%\(|^(%s|\*+)$")
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
_OPTION = re.compile(r"--?([A-Za-z][\w.-]*)(?:=(.*))?", re.DOTALL)
# A line of a properties, INI, YAML or JSON file, with one word for its value.
_LINE = re.compile(
    r"\s*(?:export\s+|-\s+)?[\"']?([A-Za-z][\w.-]*)[\"']?\s*[=:]\s*(\"[^\"\s]+\"|'[^'\s]+'|[^\s\"',;]+)\s*[,;]?\s*"
)
# The same where blanks part the two: `requirepass x`, `sentinel auth-pass mymaster x`.
_BLANK_LINE = re.compile(
    r"\s*(?:sentinel\s+)?([A-Za-z][\w.-]*)(?:\s+[\w.-]+)?\s+(\"[^\"\s]+\"|'[^'\s]+'|[^\s\"'#]+)\s*", re.IGNORECASE
)
_IN_A_SHELL = re.compile(r"(?<!\S)(?:--?)?([A-Za-z][\w.-]*)=(\"[^\"]*\"|'[^']*'|[^\s\"';|&)]+)")
# No literal: a variable of whatever kind, a call, a gap to fill in, stars.
_COMPUTED = re.compile(r"[$`{(\[<]|%\(|^(%\w|\*+|\.+)$")
# Files in which a name beside a word assigns what another name holds.
_PROGRAMS = tuple(".go .html .js .lua .md .php .pl .py .rb .rs .sql .tf .tpl .ts".split())
_ALONE = re.compile(r"\$\{[^{}]*\}")
_OBJECT_NAME = re.compile(r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?")
_NAMES_A_SECRET = re.compile(r"existingSecret.*|secret(Name|Ref)|\w+ExistingSecret(Name)?")
_COMMANDS = ("command", "args")
_WAY_OUT = "a variable that Flux fills in, in a Secret; or a Secret that SOPS encrypts"
_REFERENCE = "secretKeyRef or existingSecret, or valuesFrom with a targetPath where a chart takes only the value"


def literals(tree: Tree, is_known: IsKnown) -> Said:
    """What stands as text, or where everybody reads it, or twice.

    Args:
        tree: the tree.
        is_known: whether there is a Secret in a namespace, of a name.
    """
    holders = _holders(tree)
    for held in holders.values():
        yield from _more_than_once(held, tree)
    for release in releases_of(tree):
        look = _Look(tree, release.item, holders, is_known)
        for text in release.rules.config_texts(release) if release.rules is not None else ():
            yield from look.config_text(text)
    for item in tree.items:
        if not item.encrypted:
            yield from _Look(tree, item, holders, is_known).object()
    for pod in written_pods(tree):
        look = _Look(tree, pod.item, holders, is_known)
        for path, container in pod.containers():
            yield from look.container(container, path)


def secret_texts(item: Item) -> Iterator[tuple[str, str, str]]:
    """Path, key and text of everything in a Secret that can be read."""
    if item.encrypted:
        return
    for key, text in mapping(item.data.get("stringData")).items():
        if isinstance(text, str):
            yield f"stringData.{key}", str(key), text
    for key, coded in mapping(item.data.get("data")).items():
        if isinstance(coded, str) and "${" in coded:
            yield f"data.{key}", str(key), coded
        elif isinstance(coded, str):
            try:
                text = base64.b64decode(coded, validate=True).decode(errors="replace")
            except binascii.Error:
                continue
            yield f"data.{key}", str(key), text


# -- variables -----------------------------------------------------------------------------------------------------

Holder = tuple[Item, str, str, str]
"""A Secret, the path and the key in it, and the variable that stands there by itself."""

Holders = Mapping[tuple[str, str], list[Holder]]
"""Holders by namespace and variable."""


def _holders(tree: Tree) -> Holders:
    found: dict[tuple[str, str], list[Holder]] = {}
    for item in tree.of_kind("Secret"):
        for path, key, text in secret_texts(item) if item.group == "" else ():
            names = variables_in(tree, item, text)
            if len(names) == 1 and _ALONE.fullmatch(settled(item, text).strip("\"' \n")):
                found.setdefault((item.namespace, names[0][0]), []).append((item, path, key, names[0][0]))
    return found


def _more_than_once(held: list[Holder], tree: Tree) -> Iterator[Finding]:
    """Within a namespace one key is enough: whoever needs the value refers to it."""
    first, _, key, variable = held[0]
    for item, path, _, _ in held[1:] if is_secret_variable(variable, tree.declared) else ():
        yield item.finding(
            path,
            f"${{{variable}}} is held by Secret/{first.name} already, as {key!r}",
            f"no second copy: whoever needs it refers to key {key!r} of Secret {first.name!r}",
        )


# -- one object ----------------------------------------------------------------------------------------------------


class _Look:
    """Looks through one object."""

    def __init__(self, tree: Tree, item: Item, holders: Holders, is_known: IsKnown) -> None:
        self._tree, self._item, self._holders, self._is_known = tree, item, holders, is_known
        self._namespace = item.namespace

    def variables(self, text: str) -> list[tuple[str, str]]:
        return variables_in(self._tree, self._item, text)

    def object(self) -> Said:
        item = self._item
        match item.kind, item.group:
            case "Secret", "":
                yield from self.secret()
                return
            case "ConfigMap", "":
                for name, text in mapping(item.data.get("data")).items():
                    yield from self.named(str(name), text, f"data.{name}")
                    yield from self.variable(text, f"data.{name}")
                    if isinstance(text, str):
                        yield from self.lines(text, str(name), f"data.{name}")
            case "HelmRelease", _:
                self._namespace = str(item.spec.get("targetNamespace") or item.namespace)
                yield from self.values(item.spec.get("values"), "spec.values")
            case "Kustomization", group if group.endswith("toolkit.fluxcd.io"):
                for name, text in mapping(get(item.spec, "postBuild.substitute")).items():
                    yield from self.named(str(name), text, f"spec.postBuild.substitute.{name}")
            case _:
                pass
        for path, text in leaves(item.data):
            yield from self.anywhere(text, path)

    def secret(self) -> Said:
        for path, key, text in secret_texts(self._item):
            if key == PULL_KEY:
                yield from self.pull_secret(text, path)
            elif _PRIVATE_KEY.search(text):
                yield from self.anywhere(text, path)
            else:
                yield from self.named(key, text, path, of_a_secret=True)
                yield from self.anywhere(text, path)

    def config_text(self, text: ConfigText) -> Said:
        """A value of a release that becomes a file; its name and its variables are found as those of any value are."""
        yield from self.lines(text.text, text.file, text.path, _BLANK_LINE if text.blanks else _LINE)

    def lines(self, text: str, file: str, path: str, form: re.Pattern[str] = _LINE) -> Said:
        """`key=value` and `key: value` in a file of a ConfigMap; what a program computes is none of it."""
        for number, line in enumerate(() if file.endswith(_PROGRAMS) else text.splitlines(), 1):
            if match := form.fullmatch(line):
                yield from self.assigned(match[1], match[2], path, f"line {number}: ")

    def assigned(self, name: str, value: str, path: str, where: str = "") -> Said:
        """A value inside a text, under a name that can only be a secret's."""
        value = value.strip("\"'")
        if promise_of(name) is Promise.SECRET and is_literal(value) and not _COMPUTED.search(value):
            problem = f"a text of {len(value)} letters stands here as it is, and {name!r} is the name of a secret"
            yield self._item.finding(path, f"{where}{problem}", _WAY_OUT)

    def pull_secret(self, text: str, path: str) -> Said:
        try:
            registries = mapping(mapping(json.loads(text)).get("auths"))
        except ValueError:
            return
        for registry, entry in registries.items():
            for field in ("password", "auth"):
                value = mapping(entry).get(field)
                if isinstance(value, str) and is_literal(value):
                    yield self._item.finding(
                        path, f"{field!r} for {registry!r} is a text of {len(value)} letters as it is", _WAY_OUT
                    )

    def anywhere(self, text: str, path: str) -> Said:
        """What is a secret whatever it is called."""
        if "://" in text and "@" in text:
            for password in _USERINFO.findall(text):
                if is_literal(password) and not _STANDS_FOR_ONE.search(password):
                    yield self._item.finding(
                        path, f"the URL carries a password of {len(password)} letters as it is", _WAY_OUT
                    )
        if "PRIVATE KEY" in text and _PRIVATE_KEY.search(text):
            yield self._item.finding(path, f"a private key of {len(text)} letters stands here as it is", _WAY_OUT)

    # -- names and values ------------------------------------------------------------------------------------------

    def named(self, name: str, value: Any, path: str, *, of_a_secret: bool = False) -> Said:
        """A value under a name that says it is a secret."""
        promise = promise_of(name, of_a_secret=of_a_secret)
        if promise is Promise.NOTHING or isinstance(value, bool) or not isinstance(value, str | int):
            return
        text = str(value)
        for variable, default in self.variables(text):
            if is_literal(default):
                yield self._item.finding(
                    path, f"the default of ${{{variable}}} is a text of {len(default)} letters", "no default"
                )
        if not is_literal(text):
            return
        if promise is Promise.PERHAPS and _OBJECT_NAME.fullmatch(text):
            if not self._is_known(self._namespace, text):
                yield self._item.unproven(path, "by its name it may be a secret, or the name of a Secret")
            return
        yield self._item.finding(
            path, f"a text of {len(text)} letters stands here as it is, and {name!r} is the name of a secret", _WAY_OUT
        )

    def variable(self, value: Any, path: str) -> Said:
        """A variable that holds a secret, where a reference to its Secret belongs."""
        if not isinstance(value, str):
            return
        for name in dict.fromkeys(name for name, _ in self.variables(value)):
            if not is_secret_variable(name, self._item.declared):
                continue
            held = self._holders.get((self._namespace, name))
            where = f"; key {held[0][2]!r} of Secret/{held[0][0].name} holds it already" if held else ""
            yield self._item.finding(
                path,
                f"${{{name}}} is filled in here for everybody to read{where}",
                f"a reference to {'that key' if held else 'a key of a Secret'}: {_REFERENCE}",
            )

    def values(self, node: Any, path: str) -> Said:
        """The values of a release."""
        if isinstance(node, list):
            for index, entry in enumerate(node):
                yield from self.values(entry, f"{path}[{index}]")
        elif isinstance(node, dict):
            for key, value in node.items():
                here = f"{path}.{key}"
                yield from self.value(node, str(key), value, here)
                yield from self.values(value, here)
        else:
            yield from self.variable(node, path)

    def value(self, node: Mapping[Any, Any], key: str, value: Any, path: str) -> Said:
        if key in _COMMANDS:
            yield from self.command(value, path)
        elif key == "value" and isinstance(node.get("name"), str):
            yield from self.named(node["name"], value, path)
        elif not _is_name_of_a_key(node, key) and ".envFrom[" not in path:
            yield from self.named(key, value, path)

    # -- pods ------------------------------------------------------------------------------------------------------

    def container(self, container: Mapping[str, Any], path: str) -> Said:
        for index, entry in entries(container.get("env")):
            here = f"{path}.env[{index}].value"
            yield from self.named(str(entry.get("name")), entry.get("value"), here)
            yield from self.variable(entry.get("value"), here)
        for field in _COMMANDS:
            words = container.get(field)
            yield from self.command(words, f"{path}.{field}")
            for index, word in enumerate(words if isinstance(words, list) else ()):
                yield from self.variable(word, f"{path}.{field}[{index}]")

    def command(self, words: Any, path: str) -> Said:
        """`--password=text`, also within a line for a shell, and `--password` with the text as the next word."""
        if isinstance(words, str):
            yield from self.shell(words, path)
        before = ""
        for index, word in enumerate(words if isinstance(words, list) else ()):
            option = _OPTION.fullmatch(word) if isinstance(word, str) else None
            if isinstance(word, str) and option is None and promise_of(before) is Promise.NOTHING:
                yield from self.shell(word, f"{path}[{index}]")
            if before and option is None:
                yield from self.named(before, word, f"{path}[{index}]")
            elif option is not None and option[2] is not None:
                yield from self.named(option[1], option[2], f"{path}[{index}]")
            before = option[1] if option is not None and option[2] is None else ""

    def shell(self, line: str, path: str) -> Said:
        for name, value in _IN_A_SHELL.findall(line):
            yield from self.assigned(name, value, path)


def _is_name_of_a_key(node: Mapping[Any, Any], key: str) -> bool:
    """Whether the Secret's own name stands beside it: `existingSecret: x` with `secretKey: y`."""
    return key.lower().endswith(("key", "secret")) and any(
        _NAMES_A_SECRET.fullmatch(str(other)) and value for other, value in node.items() if other != key
    )
