"""Who gets in: the patterns, read as each line of the app reads them, by the engine that reads them there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from homelab_constructs import ExistingSecret, GithubSignIn, InvalidArgument, SignIn, SopsSecret
from homelab_constructs.trigger_dev.sign_in import email_pattern
from tests.datastores import refused
from tests.flux_replay import substitute
from tests.labs import sops_file
from tests.trigger_dev.stacks import VERSIONS, bare, env_of, tree_of

NODE = os.environ.get("JSII_NODE") or shutil.which("node") or ""
DOMAINS = {"SECRET_DOMAIN": "lab.example.org"}

ADMITTED = {
    # An address is itself and nothing around it.
    ("me@example.org",): {
        "me@example.org": True,
        "me@example.org.evil.com": False,
        "me@example.orgevil": False,
        "notme@example.org": False,
        "me@example.org\n": False,
        "x\nme@example.org": False,
        "me@exampleXorg": False,
        "me@exampleaorg": False,
        "": False,
    },
    # A domain is everybody in it, and nobody below or beside it.
    ("@example.org",): {
        "me@example.org": True,
        "a.b+c@example.org": True,
        "me@sub.example.org": False,
        "me@notexample.org": False,
        "me@example.org.evil.com": False,
        "me@example.org@evil.com": False,
        "me@evil.com@example.org": False,
        "@example.org": False,
        "me@exampleXorg": False,
    },
    # Several are each of them.
    ("me@example.org", "@example.com"): {
        "me@example.org": True,
        "you@example.org": False,
        "you@example.com": True,
        "me@example.org|you@example.com": False,
    },
    # What a regular expression would read otherwise.
    ("a.b+c@x-y.example.org",): {
        "a.b+c@x-y.example.org": True,
        "aXb+c@x-y.example.org": False,
        "a.bbc@x-y.example.org": False,
        "a.b@x-y.example.org": False,
    },
    # A variable stands for its value, dots and all.
    ("me@${SECRET_DOMAIN}",): {
        "me@lab.example.org": True,
        "me@labxexample.org": False,
        "me@lab.exampleXorg": False,
        "me@lab.example.org.evil.com": False,
        "you@lab.example.org": False,
    },
    ("@mail.${SECRET_DOMAIN}", "@${SECRET_DOMAIN}"): {
        "me@mail.lab.example.org": True,
        "me@lab.example.org": True,
        "me@mailxlab.example.org": False,
        "me@labxexample.org": False,
        "me@other.lab.example.org": False,
    },
}

READERS = {
    # 4.0.4 looks for the pattern anywhere in an address.
    "4.0": "new RegExp(pattern).test(address)",
    # From 4.5.2 on it is held against the whole address (contract trigger-chart, 9).
    "4.5": "new RegExp('^(?:' + pattern + ')$').test(address)",
}


@pytest.fixture(scope="module")
def answers() -> dict[str, list[list[bool]]]:
    """Every pattern against every address, by the reader of each line: one start of node for all of them."""
    if not NODE:
        pytest.skip("node is not here")
    asked = [
        [substitute(email_pattern("emails", entries), DOMAINS), list(addresses)]
        for entries, addresses in ADMITTED.items()
    ]
    body = ", ".join(f"{json.dumps(line)}: (pattern, address) => {reader}" for line, reader in READERS.items())
    code = f"""
        const readers = {{{body}}}
        const asked = {json.dumps(asked)}
        const answers = {{}}
        for (const [line, admits] of Object.entries(readers))
            answers[line] = asked.map(([pattern, addresses]) => addresses.map(address => admits(pattern, address)))
        console.log(JSON.stringify(answers))
    """
    done = subprocess.run([NODE, "-e", code], check=True, capture_output=True, text=True)
    found: dict[str, list[list[bool]]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("line", READERS)
@pytest.mark.parametrize("number", range(len(ADMITTED)), ids=[" ".join(entries) for entries in ADMITTED])
def test_only_those_listed_get_in(answers: dict[str, list[list[bool]]], line: str, number: int) -> None:
    wanted = list(ADMITTED.values())[number]
    assert dict(zip(wanted, answers[line][number], strict=True)) == wanted


def test_the_readers_differ_where_a_pattern_is_not_anchored() -> None:
    """What 4.0 would make of the pattern that upstream's documentation shows: the reason for the anchors."""
    if not NODE:
        pytest.skip("node is not here")
    code = "const pattern = 'me@example.org', address = 'me@example.org.evil.com';"
    for line, admits in (("4.0", "true"), ("4.5", "false")):
        done = subprocess.run([NODE, "-p", f"{code} {READERS[line]}"], check=True, capture_output=True, text=True)
        assert done.stdout.strip() == admits


def test_nobody_listed_means_no_pattern() -> None:
    assert email_pattern("emails", []) == ""
    assert not {"WHITELISTED_EMAILS", "ADMIN_EMAILS"} & env_of(bare()).keys()


@pytest.mark.parametrize("line", VERSIONS)
def test_patterns_reach_the_web_app(line: str) -> None:
    made = bare(line, sign_in=SignIn(allowed_emails=["@example.org"], admin_emails=["me@example.org"]))
    env = env_of(made)
    assert re.fullmatch(env["WHITELISTED_EMAILS"], "you@example.org")
    assert re.fullmatch(env["ADMIN_EMAILS"], "me@example.org")
    assert not re.fullmatch(env["ADMIN_EMAILS"], "you@example.org")


def test_patterns_survive_flux_and_the_kubelet() -> None:
    """A lone dollar at the end is left alone; dollar-parenthesis would be expanded."""
    made = bare(sign_in=SignIn(allowed_emails=["me@${SECRET_DOMAIN}"]))
    tree = tree_of(made)
    pattern = env_of(made)["WHITELISTED_EMAILS"]
    assert "$(" not in pattern
    assert substitute(pattern, DOMAINS) == "^(me@lab[.]example[.]org)$"
    assert "SECRET_DOMAIN" in {item["name"] for item in tree.expects["variables"]["keys"]}


@pytest.mark.parametrize(
    "email",
    [
        *("", "me", "example.org", "me@", "@", "me@@example.org", "me@example.org,you@example.org", "me example@org"),
        *(
            "me@example.org ",
            "me@example.org\n",
            ".*",
            "^me@example.org$",
            "me@(example|other).org",
            "me@*.example.org",
        ),
        *("é@example.org", "me@-example.org", "<me@example.org>", "me@${SECRET", "me@${SECRET_DOMAIN/./-}", "$$@a.b"),
        *("me@example..org", "me@example.org.", "me@.example.org"),
    ],
)
@pytest.mark.parametrize("argument", ["allowed_emails", "admin_emails"])
def test_refuses_what_is_neither_address_nor_domain(argument: str, email: str) -> None:
    """A pattern of the user's own would be escaped and admit nobody, without a word."""
    with refused(argument):
        SignIn(**{argument: ["you@example.org", email]})  # type: ignore[arg-type]


@pytest.mark.parametrize("emails", ["me@example.org", None, 3, [3], [None], {"me@example.org": 1}, b"me@example.org"])
@pytest.mark.parametrize("argument", ["allowed_emails", "admin_emails"])
def test_refuses_what_is_no_list(argument: str, emails: object) -> None:
    with pytest.raises(InvalidArgument, match=argument):
        SignIn(**{argument: emails})  # type: ignore[arg-type]


# GitHub -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", VERSIONS)
def test_github_is_off_unless_given(line: str) -> None:
    assert not {name for name in env_of(bare(line)) if name.startswith("AUTH_GITHUB")}


def test_github_takes_its_secret_from_variables() -> None:
    made = bare(sign_in=SignIn(github=GithubSignIn()))
    env = env_of(made)
    assert env["AUTH_GITHUB_CLIENT_ID"] == {"name": "trigger-dev-github", "key": "client-id"}
    assert env["AUTH_GITHUB_CLIENT_SECRET"] == {"name": "trigger-dev-github", "key": "client-secret"}
    tree = tree_of(made)
    assert tree.find("Secret", "trigger-dev-github")["stringData"] == {
        "client-id": "${quote}${SECRET_TRIGGER_DEV_GITHUB_CLIENT_ID}${quote}",
        "client-secret": "${quote}${SECRET_TRIGGER_DEV_GITHUB_CLIENT_SECRET}${quote}",
    }
    declared = {item["name"] for item in tree.expects["variables"]["keys"]}
    assert {"SECRET_TRIGGER_DEV_GITHUB_CLIENT_ID", "SECRET_TRIGGER_DEV_GITHUB_CLIENT_SECRET"} <= declared


def test_github_can_use_a_secret_that_exists() -> None:
    secret = ExistingSecret("github", {"client-id": "id", "client-secret": "secret"})
    made = bare(sign_in=SignIn(github=GithubSignIn(secret=secret)))
    assert env_of(made)["AUTH_GITHUB_CLIENT_ID"] == {"name": "github", "key": "id"}
    assert {"namespace": "default", "name": "github", "keys": ["id", "secret"]} in tree_of(made).expects["secrets"]


def test_github_can_use_a_sops_file(tmp_path: Path) -> None:
    file = sops_file(tmp_path, "github", "client-id", "client-secret")
    made = bare(sign_in=SignIn(github=GithubSignIn(secret=SopsSecret(file))))
    assert env_of(made)["AUTH_GITHUB_CLIENT_SECRET"] == {"name": "github", "key": "client-secret"}
    assert tree_of(made).files["trigger-dev/app/Secret.github.sops.yaml"] == file.read_bytes()
