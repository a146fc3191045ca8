"""An encrypted Secret as sops leaves it, in shape: the base64 is invented and nothing is behind it."""

from __future__ import annotations

import base64
import hashlib

PLAIN = "hunter2-correct-horse"
"""What would be behind one of the values, and may show up nowhere."""


def encrypted(text: str, kind: str = "str") -> str:
    """What sops makes of a value, as far as its shape goes; nothing is behind it."""

    def some(part: str, size: int) -> str:
        return base64.b64encode(hashlib.sha512(f"{part} {text}".encode()).digest()[:size]).decode()

    return f"ENC[AES256_GCM,data:{some('data', len(text))},iv:{some('iv', 32)},tag:{some('tag', 16)},type:{kind}]"


MESSAGE = "\n".join(
    "            " + base64.b64encode(hashlib.sha384(bytes([line])).digest()).decode() for line in range(4)
)
SOPS = f"""\
sops:
    lastmodified: "2026-10-03T08:15:30Z"
    mac: {encrypted("mac of the whole file")}
    pgp:
        - created_at: "2026-10-03T08:15:30Z"
          enc: |-
            -----BEGIN PGP MESSAGE-----

{MESSAGE}
            =kX3p
            -----END PGP MESSAGE-----
          fp: 0123456789ABCDEF0123456789ABCDEF01234567
    encrypted_regex: ^(data|stringData)$
    version: 3.10.2
"""
HEAD = """\
apiVersion: v1
kind: Secret
metadata:
    name: photos-auth
type: Opaque
"""
DATA = f"""\
stringData:
    username: {encrypted("photos")}
    redis-password: {encrypted(PLAIN)}
"""
FILE = HEAD + DATA + SOPS
AGE = FILE.replace(
    SOPS[SOPS.index("    pgp:") : SOPS.index("    encrypted_regex")],
    """\
    age:
        - recipient: age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
          enc: |
            -----BEGIN AGE ENCRYPTED FILE-----
            YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOQ==
            -----END AGE ENCRYPTED FILE-----
""",
)
