"""What a chart's templates read of its values: found by walking them as Helm would, with places in place of values.

Every branch is walked. A value that a template renders whole (`toYaml`), evaluates (`tpl`) or hands to a function that
is not known here may hold anything; one of which only some keys are read holds those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["ANY", "Path", "Reads", "TemplateError", "read_templates", "syntax_problem"]

Path = tuple[str, ...]
"""Where a value stands, key by key."""

ANY = "*"
"""In a path: each element of a list, each entry of a map."""


class TemplateError(ValueError):
    """Text that Go's template parser refuses."""


@dataclass
class Reads:
    """What templates do with values.

    Attributes:
        read: places that are looked at, each with everything on the way to it.
        whole: places that are rendered as they are, or handed on to who knows whom.
        evaluated: texts that are templates themselves.
        ranged: lists and maps that are walked through.
        any_kind: places of which a template asks what kind of value stands there.
    """

    read: set[Path] = field(default_factory=set)
    whole: set[Path] = field(default_factory=set)
    evaluated: set[Path] = field(default_factory=set)
    ranged: set[Path] = field(default_factory=set)
    any_kind: set[Path] = field(default_factory=set)


def read_templates(templates: Iterable[str], libraries: Iterable[str] = ()) -> Reads:
    """What some templates do with the values of their chart.

    Args:
        templates: the text of each file.
        libraries: templates of other charts, which lend definitions only.
    """
    definitions: dict[str, list[Any]] = {}
    bodies = [_parse(text, definitions) for text in (*libraries, *templates)]
    walker = _Walker(definitions)
    for body in bodies[len(tuple(libraries)) :]:
        walker.walk_file(body)
    return walker.reads


def syntax_problem(text: str) -> str:
    """What Go's template parser would not understand in a text; empty where it would."""
    try:
        _parse(text, {})
    except TemplateError as error:
        return str(error)
    return ""


# Text to tokens -----------------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r'|(?P<text>"(?:\\.|[^"\\\n])*"|`[^`]*`)'
    r"|(?P<number>[+-]?\d[\w.]*|'(?:\\[^']+|[^'\\])')"
    r"|(?P<variable>\$\w*)"
    r"|(?P<field>\.\w+)"
    r"|(?P<dot>\.)"
    r"|(?P<word>\w+)"
    r"|(?P<mark>:=|[=|(),])"
)
_OPENED = re.compile(r"\{\{(?:-(?=\s))?")
_COMMENT = re.compile(r"\{\{(?:-\s)?\s*/\*.*?\*/(?:\s+-|\s*)\}\}", re.DOTALL)
_END = re.compile(r"(?:\s+-|\s*)\}\}")


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    joined: bool
    """Whether it stands right behind the token before it: `.a.b` is one operand, `.a .b` are two."""


def _actions(text: str) -> Iterator[list[_Token]]:
    """What stands between each pair of double braces."""
    position = 0
    while opened := _OPENED.search(text, position):
        comment = _COMMENT.match(text, opened.start())
        if comment:
            position = comment.end()
            continue
        tokens, position = _action(text, opened.end())
        yield tokens


def _action(text: str, position: int) -> tuple[list[_Token], int]:
    tokens: list[_Token] = []
    joined = False
    while not (end := _END.match(text, position)):
        match = _TOKEN.match(text, position)
        if match is None:
            rest = text[position : position + 20].partition("\n")[0]
            raise TemplateError(
                f"{rest!r} is nothing that a template may hold" if rest else "double braces are never closed"
            )
        if match.lastgroup != "space":
            tokens.append(_Token(str(match.lastgroup), match.group(), joined))
        joined = match.lastgroup != "space"
        position = match.end()
    return tokens, end.end()


# Tokens to statements -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Operand:
    kind: str
    text: str
    fields: tuple[str, ...] = ()
    group: _Pipe | None = None


@dataclass(frozen=True)
class _Pipe:
    variables: tuple[str, ...]
    commands: tuple[tuple[_Operand, ...], ...]


@dataclass
class _Block:
    """A statement with a body: `if`, `with`, `range`, and `otherwise` for what follows its `else`."""

    word: str
    pipe: _Pipe
    body: list[Any] = field(default_factory=list)
    otherwise: list[Any] = field(default_factory=list)


_OPENING = frozenset({"if", "with", "range"})
_NO_PIPE = _Pipe((), ())


def _parse(text: str, definitions: dict[str, list[Any]]) -> list[Any]:
    """Statements of a file; its definitions go into a map."""
    top: list[Any] = []
    bodies: list[list[Any]] = [top]
    open_blocks: list[tuple[str, _Block | None, int]] = []
    for tokens in _actions(text):
        word = tokens[0].text if tokens and tokens[0].kind == "word" else ""
        if word in _OPENING:
            block = _Block(word, _pipe(tokens[1:]))
            bodies[-1].append(block)
            open_blocks.append((word, block, len(bodies)))
            bodies.append(block.body)
        elif word in ("define", "block"):
            body = definitions.setdefault(_name(tokens), [])
            body.clear()
            if word == "block":
                bodies[-1].append(_call(tokens))
            open_blocks.append((word, None, len(bodies)))
            bodies.append(body)
        elif word == "else":
            _otherwise(tokens, bodies, open_blocks)
        elif word == "end":
            if not open_blocks:
                raise TemplateError("an 'end' too many")
            del bodies[open_blocks.pop()[2] :]
        elif word == "template":
            bodies[-1].append(_call(tokens))
        elif tokens and word not in ("break", "continue"):
            bodies[-1].append(_pipe(tokens))
    if open_blocks:
        raise TemplateError(f"{open_blocks[-1][0]!r} without an 'end'")
    return top


def _otherwise(
    tokens: list[_Token], bodies: list[list[Any]], open_blocks: list[tuple[str, _Block | None, int]]
) -> None:
    block = open_blocks[-1][1] if open_blocks else None
    if block is None:
        raise TemplateError("an 'else' that belongs to nothing")
    bodies.pop()
    if len(tokens) == 1:
        bodies.append(block.otherwise)
        return
    further = _Block(tokens[1].text, _pipe(tokens[2:]))
    block.otherwise.append(further)
    open_blocks[-1] = (open_blocks[-1][0], further, open_blocks[-1][2])
    bodies.append(further.body)


def _name(tokens: list[_Token]) -> str:
    if len(tokens) < 2 or tokens[1].kind != "text":
        raise TemplateError(f"{tokens[0].text!r} without a name")
    return tokens[1].text[1:-1]


def _call(tokens: list[_Token]) -> _Pipe:
    """`template "x" .` as the call of `include` that it amounts to."""
    inner = _pipe(tokens[2:])
    name = _Operand("text", _name(tokens))
    argument = (_Operand("group", "", (), inner),) if inner.commands else ()
    return _Pipe((), ((_Operand("word", "include"), name, *argument),))


def _pipe(tokens: list[_Token]) -> _Pipe:
    if not tokens:
        return _NO_PIPE
    pipe, rest = _read_pipe(tokens, 0)
    if rest < len(tokens):
        raise TemplateError(f"{tokens[rest].text!r} where nothing of the kind may stand")
    return pipe


def _read_pipe(tokens: list[_Token], at: int) -> tuple[_Pipe, int]:
    variables, at = _declared(tokens, at)
    commands: list[tuple[_Operand, ...]] = []
    operands: list[_Operand] = []
    while at < len(tokens) and tokens[at].text != ")":
        token = tokens[at]
        if token.text == "|":
            commands.append(tuple(operands))
            operands = []
            at += 1
        elif token.kind == "mark" and token.text != "(":
            raise TemplateError(f"{token.text!r} where nothing of the kind may stand")
        else:
            operand, at = _operand(tokens, at)
            operands.append(operand)
    commands.append(tuple(operands))
    if not all(commands):
        raise TemplateError("nothing stands where a value is needed")
    return _Pipe(variables, tuple(commands)), at


def _declared(tokens: list[_Token], at: int) -> tuple[tuple[str, ...], int]:
    """`$key, $value :=` at the beginning."""
    names: list[str] = []
    place = at
    while place + 1 < len(tokens) and tokens[place].kind == "variable":
        names.append(tokens[place].text)
        if tokens[place + 1].text in (":=", "="):
            return tuple(names), place + 2
        if tokens[place + 1].text != ",":
            break
        place += 2
    return (), at


def _operand(tokens: list[_Token], at: int) -> tuple[_Operand, int]:
    token = tokens[at]
    group: _Pipe | None = None
    kind, text, fields = token.kind, token.text, []
    if text == "(" and kind == "mark":
        group, at = _read_pipe(tokens, at + 1)
        if at >= len(tokens):
            raise TemplateError("a parenthesis is never closed")
        kind = "group"
    elif kind == "text":
        text = text[1:-1]
    elif kind == "field":
        kind = "dot"
        fields.append(text[1:])
    at += 1
    while at < len(tokens) and tokens[at].kind == "field" and tokens[at].joined:
        fields.append(tokens[at].text[1:])
        at += 1
    return _Operand(kind, text, tuple(fields), group), at


# Statements to reads ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """A value of the chart."""

    path: Path


@dataclass(frozen=True)
class _Word:
    """A text of the template itself."""

    text: str


@dataclass(eq=False)
class _Made:
    """A map or list that a template puts together; elements of a list stand under `ANY`."""

    fields: dict[str, tuple[Any, ...]]


_Values = tuple[Any, ...]
"""What may stand somewhere: several, where a template chooses."""

_WHOLE = frozenset(
    """
    mustToJson mustToPrettyJson mustToRawJson toJson toPrettyJson toRawJson toToml toYaml toYamlPretty
    """.split()
)
_ONE_OF = frozenset(
    """
    and append coalesce compact concat deepCopy default initial merge mergeOverwrite mustAppend mustCompact
    mustConcat mustDeepCopy mustInitial mustMerge mustMergeOverwrite mustPrepend mustRest mustReverse mustSlice
    mustUniq mustWithout omit or pick prepend required rest reverse slice sortAlpha ternary uniq without
    """.split()
)
_ELEMENT = frozenset({"first", "last", "mustFirst", "mustLast", "values"})
_ASK_KIND = frozenset({"kindIs", "kindOf", "typeIs", "typeIsLike", "typeOf"})
# What these give is neither a value nor a part of one.
_PLAIN = frozenset(
    """
    abbrev add add1 add1f addf adler32sum ago atoi b32dec b32enc b64dec b64enc base bcrypt camelcase cat ceil clean
    contains date dateInZone dateModify date_in_zone deepEqual dir div divf duration empty eq ext fail float64 floor
    fromJson fromJsonArray fromYaml fromYamlArray ge genCA genCAWithKey genPrivateKey genSelfSignedCert
    genSignedCert getHostByName gt has hasPrefix hasSuffix htmlDate htpasswd indent int int64 isAbs join kebabcase
    keys le len lookup lower lt max maxf min minf mod mul mulf mustDateModify mustHas mustRegexFind mustRegexMatch
    mustRegexReplaceAll mustToDate ne nindent nospace not now print printf println quote randAlpha randAlphaNum
    randAscii randBytes randInt randNumeric regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll
    regexReplaceAllLiteral regexSplit repeat replace round semver semverCompare sha1sum sha256sum sha512sum
    snakecase split splitList splitn squote sub subf substr swapcase title toDate toDecimal toString toStrings trim
    trimAll trimPrefix trimSuffix trimall trunc unixEpoch until untilStep untitle upper urlJoin urlParse urlquery
    uuidv4
    """.split()
)
_DEEPEST = 40


class _Walker:
    def __init__(self, definitions: Mapping[str, list[Any]]) -> None:
        self._definitions = definitions
        self._walked: set[Any] = set()
        self._depth = 0
        self.reads = Reads()

    def walk_file(self, body: list[Any]) -> None:
        root = _Made({"Values": (_Place(()),)})
        self._body(body, (root,), {"$": (root,)})

    # -- statements ------------------------------------------------------------------------------------------------

    def _body(self, body: list[Any], dot: _Values, variables: dict[str, _Values]) -> None:
        for statement in body:
            if isinstance(statement, _Pipe):
                self._pipe(statement, dot, variables)
            else:
                self._block(statement, dot, variables)

    def _block(self, block: _Block, dot: _Values, variables: dict[str, _Values]) -> None:
        inner = dict(variables)
        if block.word == "range":
            self._body(block.body, self._range(block.pipe, dot, inner), inner)
        else:
            found = self._pipe(block.pipe, dot, inner)
            self._body(block.body, found if block.word == "with" else dot, inner)
        self._body(block.otherwise, dot, inner)
        for name in variables:
            variables[name] = inner[name]

    def _range(self, pipe: _Pipe, dot: _Values, variables: dict[str, _Values]) -> _Values:
        elements: list[Any] = []
        for value in self._pipe(_Pipe((), pipe.commands), dot, variables):
            if isinstance(value, _Place):
                self.reads.ranged.add(value.path)
            elements += self._element(value)
        found = _each(elements)
        for name in pipe.variables[-1:]:
            variables[name] = found
        for name in pipe.variables[:-1]:
            variables[name] = ()
        return found

    # -- values ----------------------------------------------------------------------------------------------------

    def _pipe(self, pipe: _Pipe, dot: _Values, variables: dict[str, _Values]) -> _Values:
        found: _Values | None = None
        for command in pipe.commands:
            found = self._command(command, found, dot, variables)
        for name in pipe.variables:
            variables[name] = _each((*variables.get(name, ()), *(found or ())))
        return found or ()

    def _command(
        self, command: tuple[_Operand, ...], piped: _Values | None, dot: _Values, variables: dict[str, _Values]
    ) -> _Values:
        first, *rest = command
        arguments = [self._value(operand, dot, variables) for operand in rest]
        if piped is not None:
            arguments.append(piped)
        if first.kind == "word" and first.text not in ("true", "false", "nil"):
            return self._fields(self._function(first.text, arguments), first.fields)
        for value in arguments:  # of a method such as .Files.Get
            self._whole(value)
        return self._value(first, dot, variables)

    def _value(self, operand: _Operand, dot: _Values, variables: dict[str, _Values]) -> _Values:
        match operand.kind:
            case "dot":
                base = dot
            case "variable":
                base = variables.get(operand.text, ())
            case "group":
                base = self._pipe(operand.group or _NO_PIPE, dot, variables)
            case "text":
                base = (_Word(operand.text),)
            case "word":
                base = self._function(operand.text, [])
            case _:
                base = ()
        return self._fields(base, operand.fields)

    def _fields(self, values: _Values, names: Iterable[str]) -> _Values:
        for name in names:
            values = _each(found for value in values for found in self._field(value, name))
        return values

    def _field(self, value: Any, name: str) -> _Values:
        if isinstance(value, _Place):
            path = (*value.path, name)
            self.reads.read.add(path)
            return (_Place(path),)
        if isinstance(value, _Made):
            return value.fields.get(name, value.fields.get(ANY, ()))
        return ()

    def _element(self, value: Any) -> _Values:
        if isinstance(value, _Place):
            return (_Place((*value.path, ANY)),)
        if isinstance(value, _Made):
            return _each(found for values in value.fields.values() for found in values)
        return ()

    # -- functions -------------------------------------------------------------------------------------------------

    def _function(self, name: str, arguments: list[_Values]) -> _Values:
        special = getattr(self, f"_call_{name}", None)
        everything = _each(value for values in arguments for value in values)
        if special is not None:
            found: _Values = special(arguments)
            return found
        if name in _WHOLE:
            self._whole(everything)
            return everything
        if name in _ONE_OF:
            return everything
        if name in _ELEMENT:
            return _each(found for value in everything for found in self._element(value))
        if name in _ASK_KIND:
            self.reads.any_kind.update(value.path for value in everything if isinstance(value, _Place))
        elif name not in _PLAIN:
            self._whole(everything)
        return ()

    def _whole(self, values: _Values) -> None:
        for value in values:
            if isinstance(value, _Place):
                self.reads.whole.add(value.path)
            elif isinstance(value, _Made):
                # Not the context as such, which many functions get to see.
                self._whole(_each(found for key, item in value.fields.items() if key != "Values" for found in item))

    def _call_dict(self, arguments: list[_Values]) -> _Values:
        made = _Made({})
        for names, values in zip(arguments[::2], arguments[1::2], strict=False):
            for name in _words(names) or (ANY,):
                made.fields[name] = _each((*made.fields.get(name, ()), *values))
        return (made,)

    def _call_list(self, arguments: list[_Values]) -> _Values:
        return (_Made({ANY: _each(value for values in arguments for value in values)}),)

    _call_tuple = _call_list

    def _call_set(self, arguments: list[_Values]) -> _Values:
        target, names, *values = (*arguments, (), (), ())[:3]
        for made in target:
            if isinstance(made, _Made):
                for name in _words(names) or (ANY,):
                    made.fields[name] = _each((*made.fields.get(name, ()), *(values[0] if values else ())))
        return target

    def _call_get(self, arguments: list[_Values]) -> _Values:
        if not arguments:
            return ()
        base, *keys = arguments
        for key in keys:
            words = _words(key)
            if words:
                base = _each(found for value in base for word in words for found in self._field(value, word))
            else:
                # A key that only a render knows, or an element's number; at the top it is a key that is there anyhow.
                self.reads.ranged.update(value.path for value in base if isinstance(value, _Place) and value.path)
                base = _each(found for value in base for found in self._element(value))
        return base

    _call_index = _call_get
    _call_hasKey = _call_get  # noqa: N815 - Helm's word
    _call_unset = _call_get

    def _call_dig(self, arguments: list[_Values]) -> _Values:
        if len(arguments) < 2:
            return ()
        *keys, default, base = arguments
        return _each((*self._call_get([base, *keys]), *default))

    def _call_pluck(self, arguments: list[_Values]) -> _Values:
        if not arguments:
            return ()
        key, *maps = arguments
        return _each(found for base in maps for found in self._call_get([base, key]))

    def _call_tpl(self, arguments: list[_Values]) -> _Values:
        text = arguments[0] if arguments else ()
        self.reads.evaluated.update(value.path for value in text if isinstance(value, _Place))
        return text

    def _call_include(self, arguments: list[_Values]) -> _Values:
        names, dot = (*arguments, (), ())[:2]
        for name in _words(names):
            key = (name, _frozen(dot))
            if name in self._definitions and key not in self._walked and self._depth < _DEEPEST:
                self._walked.add(key)
                self._depth += 1
                self._body(self._definitions[name], dot, {"$": dot})
                self._depth -= 1
        return ()


def _each(values: Iterable[Any]) -> _Values:
    """Each once, in order."""
    return tuple(dict.fromkeys(values))


def _words(values: _Values) -> list[str]:
    return [value.text for value in values if isinstance(value, _Word)]


def _frozen(values: _Values, depth: int = 6) -> Any:
    """What tells one argument from another: the same body with the same argument reads the same."""
    if not depth:
        return ()
    return frozenset(
        tuple((key, _frozen(item, depth - 1)) for key, item in sorted(value.fields.items()))
        if isinstance(value, _Made)
        else value
        for value in values
    )
