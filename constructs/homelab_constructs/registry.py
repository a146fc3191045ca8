"""ContainerRegistry: where images of an app's own lie, and the Secret that pulls them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from . import checks
from .errors import refuse
from .flux.component import Component
from .flux.variables import TOKEN, USER_NAME, Variable, in_json
from .images import REPOSITORY
from .secrets.contract import SecretKey, SecretSource
from .secrets.provide import Placeholders, provide_secret
from .typed import Options

__all__ = ["ContainerRegistry"]

_NAMESPACE = re.compile(REPOSITORY)
PULL_KEY = ".dockerconfigjson"


@dataclass(frozen=True, kw_only=True)
class ContainerRegistry(Options):
    """A registry that exists. The defaults fit a GitLab registry with a deploy token.

    Attributes:
        host: host and port, no scheme, no path.
        namespace: path of the images below the host. In GitLab an existing project, `group/project`: images lie only
            below one.
        pull_secret: a Secret of yours with `.dockerconfigjson`; None renders one from the variables
            SECRET_<APP>_REGISTRY_USERNAME and SECRET_<APP>_REGISTRY_PASSWORD (a deploy token with read_registry).
        public: True for images that anybody may pull; there is no Secret then.

    Raises:
        InvalidArgument: a host with scheme or path, or a namespace that no image reference could have.
    """

    host: str
    namespace: str
    pull_secret: SecretSource | None = None
    public: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.host("host", self.host, port=True)
        if not _NAMESPACE.fullmatch(self.namespace):
            refuse("namespace", self.namespace, "a path such as group/project, in lower case, is needed")
        if self.public and self.pull_secret is not None:
            refuse("pull_secret", self.pull_secret, "a public registry needs none")

    def provide_pull_secret(self, component: Component) -> SecretKey | None:
        """Make sure that the pull Secret will be there; None for a public registry.

        Args:
            component: the one whose pods pull.

        Raises:
            InvalidArgument: a Secret of yours that has the credentials under another key.
        """
        if self.public:
            return None
        user = Variable(
            name=component.variable_name("REGISTRY_USERNAME"),
            format=USER_NAME,
            purpose=f"user name of a deploy token that reads {self.host}/{self.namespace}",
        )
        password = Variable(
            name=component.variable_name("REGISTRY_PASSWORD"), format=TOKEN, purpose="that deploy token's password"
        )
        credentials = {"username": in_json(user), "password": in_json(password)}
        contract = provide_secret(
            component,
            "registry.pull_secret",
            Placeholders(
                name=f"{component.app.app_name}-registry",
                content={PULL_KEY: json.dumps({"auths": {self.host: credentials}}, separators=(",", ":"))},
                variables=[user, password],
                type="kubernetes.io/dockerconfigjson",
                keep=False,
            ),
            self.pull_secret,
        )
        key = contract.key(PULL_KEY)
        if key.key != PULL_KEY:
            refuse("registry.pull_secret", key.key, f"the kubelet reads the key {PULL_KEY!r} only")
        return key
