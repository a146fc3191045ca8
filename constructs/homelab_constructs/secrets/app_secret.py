"""AppSecret: the Secret of an app's own keys, one variable each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .. import checks
from ..errors import refuse
from ..flux.component import Component, ComponentPart
from ..flux.substitution import references
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
        plain: Mapping[str, str] | None = None,
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
            plain: further keys with what is no secret, such as the user name that a chart wants beside a password. It
                stands in dist as it is.
            name: name of the rendered Secret; by default `<Kustomization>-<id>`.
            source: a Secret of yours with all these keys; None renders one from variables.
            keep: whether it stays when the app is taken out; by default where one of its variables may not change:
                what that one opens stays, too.

        Raises:
            InvalidArgument: no key, a name that Kubernetes would refuse, a format that a Secret's value cannot bear,
                two keys of one variable, or a name or a fate for a Secret that is not rendered here.
        """
        super().__init__(scope, id)
        if not keys:
            refuse("keys", {}, "at least one key is needed")
        for argument, given in (("name", name), ("keep", keep)):
            if source is not None and given is not None:
                refuse(argument, given, "the Secret in source has a name and a fate of its own")
        for key in plain or {}:
            if key in keys:
                refuse("plain", key, "keys has it, too")
        secret = checks.name_or("name", name, f"{scope.kustomization_name}-{id}")
        variables: dict[str, Variable] = {}
        for key, kind in keys.items():
            variable = _variable(scope, secret, checks.secret_key("keys", key), kind)
            if variable.name in {other.name for other in variables.values()}:
                refuse(f"keys[{key!r}]", variable.name, "another key has that variable: give one a Variable of yours")
            variables[key] = variable
        self.contract = provide_secret(
            scope,
            "source",
            Placeholders(
                name=secret,
                content={
                    **{key: _plain(key, text) for key, text in (plain or {}).items()},
                    **{key: in_secret(variable) for key, variable in variables.items()},
                },
                variables=list(variables.values()),
                keep=any(not variable.may_change for variable in variables.values()) if keep is None else keep,
            ),
            source,
        )

    @property
    def name(self) -> str:
        """The Secret's name, for charts that take one."""
        return self.contract.name

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
    if not thing:
        refuse("keys", key, "a key with a letter or digit, or a Variable of yours for it")
    variable = Variable(name=scope.variable_name(thing), format=kind, purpose=f"key {key} of Secret {secret}")
    known = scope.lab.expectations.variables.get(variable.name)
    if known is not None and known != variable:
        refuse(
            f"keys[{key!r}]",
            variable.name,
            f"that variable is taken ({known.purpose}): give this key a Variable of yours, with another name",
        )
    return variable


def _plain(key: str, text: str) -> str:
    references(f"plain[{key!r}]", checks.line(f"plain[{key!r}]", text))
    return text
