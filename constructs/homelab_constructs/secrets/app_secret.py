"""AppSecret: the Secret of an app's own keys, one variable each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .. import checks
from ..errors import refuse
from ..flux.component import Component, ComponentPart
from ..flux.variables import Variable, VariableFormat, in_secret
from ..typed import typed_arguments
from .contract import SecretKey, SecretSource
from .provide import Placeholders, provide_secret

__all__ = ["AppSecret"]

_ODD = re.compile(r"[^A-Za-z0-9]+")


class AppSecret(ComponentPart):
    """A Secret that no datastore brings: session keys, tokens of other services, an administrator's password.

    Attributes:
        contract: its name and the keys it promises; give it to `Container(env_from=...)` or mount it.
    """

    @typed_arguments
    def __init__(
        self,
        scope: Component,
        id: str,
        *,
        keys: Mapping[str, VariableFormat | Variable],
        name: str | None = None,
        source: SecretSource | None = None,
        keep: bool | None = None,
    ) -> None:
        """Add a Secret.

        Args:
            scope: component to place it in.
            id: unique within the component.
            keys: what each key's value may look like: a format, or a Variable of yours with its name and purpose. Of a
                format the variable is called `SECRET_<APP>_<KEY>`.
            name: name of the rendered Secret; by default `<Kustomization>-<id>`.
            source: a Secret of yours with these keys; None renders one from variables.
            keep: whether it stays when the app is taken out; by default where one of its variables may not change:
                what that one opens stays, too.

        Raises:
            InvalidArgument: no key, a name that Kubernetes would refuse, or a format that a Secret's value cannot bear.
        """
        super().__init__(scope, id)
        if not keys:
            refuse("keys", {}, "at least one key is needed")
        secret = checks.name_or("name", name, f"{scope.kustomization_name}-{id}")
        variables = {checks.secret_key("keys", key): _variable(scope, secret, key, kind) for key, kind in keys.items()}
        self.contract = provide_secret(
            scope,
            "source",
            Placeholders(
                name=secret,
                content={key: in_secret(variable) for key, variable in variables.items()},
                variables=list(variables.values()),
                keep=any(not variable.may_change for variable in variables.values()) if keep is None else keep,
            ),
            source,
        )

    def key(self, key: str) -> SecretKey:
        """Refer to one of its keys, as a value of `Container.env`.

        Args:
            key: the key, as it was named here.

        Raises:
            InvalidArgument: the Secret does not promise that key.
        """
        return self.contract.key(key)


def _variable(scope: Component, secret: str, key: str, kind: VariableFormat | Variable) -> Variable:
    if isinstance(kind, Variable):
        return kind
    thing = _ODD.sub("_", key).strip("_").upper()
    # An app's own variables are often called after it: once is enough.
    own = f"{_ODD.sub('_', scope.app.app_name).upper()}_"
    thing = thing.removeprefix(own) or thing
    return Variable(name=scope.variable_name(thing), format=kind, purpose=f"key {key} of Secret {secret}")
