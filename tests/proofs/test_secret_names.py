"""Names that promise a secret, and texts that are one."""

from __future__ import annotations

import pytest

from homelab_constructs.proofs.declared import Declared
from homelab_constructs.proofs.secrets.secret_names import Promise, is_literal, is_secret_variable, promise_of


@pytest.mark.parametrize(
    "name",
    """
    password PASSWORD dbPassword redis-password root_password SMTP_PASS passphrase accessToken API_TOKEN apiKey
    API_KEY encryptionKey SECRET_ACCESS_KEY secret-access-key SESSION_SECRET clientSecret magicLinkSecret requirepass
    PAPERLESS_DBPASS DBPASSWD DBPASSWORD dbpassword SMTPPASS smtppwd MQTT_ROOTPASS NGROK_AUTHTOKEN keypassphrase
    """.split(),
)
def test_names_of_secrets(name: str) -> None:
    assert promise_of(name) is Promise.SECRET


@pytest.mark.parametrize("name", ["key", "tls.key", "ENCRYPTION_KEY", "id.key", "secret"])
def test_in_a_secret_every_key_is_one(name: str) -> None:
    assert promise_of(name, of_a_secret=True) is Promise.SECRET


@pytest.mark.parametrize(
    "name",
    """
    username rootUser access-key-id ACCESS_KEY key public-key existingSecret existingSecretPasswordKey databaseUrlKey
    passwordKey usePasswordFiles PASSWORD_FILE tokenSyncer automountServiceAccountToken.enabled TOKEN_TTL secretName
    LLM_MAX_TOKEN MAX_TOKENS TOKEN_LIMIT PASSWORD_MIN_LENGTH TOKEN_EXPIRY minPassword token-count MIN_SECRET
    imagePullSecret tlsSecret KUBERNETES_IMAGE_PULL_SECRETS passwordSecret keyPrefix monkey compass 7
    COMPASS BYPASS BYPASS_AUTH TRESPASS AUTH_BYPASS underpass passive PASSIVE_FTP encompass MINPASSWORD forgotpassword
    RESETPASSWORD DBPASSES DBPASS_FILE dbpasswordfile pgpassfile
    """.split(),
)
def test_names_of_something_else(name: str) -> None:
    assert promise_of(name) is Promise.NOTHING


@pytest.mark.parametrize("name", ["secret", "adminSecret"])
def test_names_that_may_be_either(name: str) -> None:
    assert promise_of(name) is Promise.PERHAPS


@pytest.mark.parametrize("text", ["hunter2", "a/b+c==", "/AAECAwQF", "changeme", " x "])
def test_literals(text: str) -> None:
    assert is_literal(text)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "${X}", "$(X)", "$X", "{{ .Values.x }}", "ENC[AES256_GCM,data:a]", "/run/secrets/x", "True", "none"],
)
def test_no_literals(text: str) -> None:
    assert not is_literal(text)


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("SECRET_A_PASSWORD", True),
        ("SECRET_A_CLIENT_SECRET", True),
        ("SECRET_A_ENCRYPTION_KEY", True),
        ("A_TOKEN", True),
        ("SECRET_DOMAIN", False),
        ("SECRET_A_CLIENT_ID", False),
        ("SECRET_A_USERNAME", False),
        ("A_PUBLIC_KEY", False),
        ("SECRET_SERVER", False),
        ("LLM_MAX_TOKEN", False),
        ("SECRET_PAPERLESS_DBPASS", True),
        ("SMTPPASSWD", True),
        ("SECRET_COMPASS", False),
        ("AUTH_BYPASS", False),
        ("PWD", False),
        ("MINPASSWORD", False),
        ("RATE_LIMIT_API_TOKEN", True),
    ],
)
def test_variables_by_their_names(name: str, secret: bool) -> None:
    assert is_secret_variable(name, Declared()) is secret
