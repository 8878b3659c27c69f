"""jsonencode and jsondecode, to the byte as Terraform writes and reads JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NoReturn, TypeGuard

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, go_quote, text
from tflint_cognito.terraform.evaluation.numerals import number_text, parse_number
from tflint_cognito.terraform.evaluation.scope import BoundExceeded
from tflint_cognito.terraform.evaluation.structures import whole
from tflint_cognito.terraform.types import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    MapOf,
    ObjectOf,
    SetOf,
    TupleOf,
    Type,
)
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, boolean, is_whole, number

#: What no later character combines with, of those that come before an unknown piece (see templates.NEVER_COMBINED).
_NEVER_COMBINED = tuple("-_:;/\\,.(){}[]|?!~ @#$%^&*+\"'")
#: Go escapes what could end a script element or a JavaScript line.
_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def jsonencode(call: Invocation, value: Value) -> Value:
    """Of a value with unknown parts, the text around them is known, and which attribute each part comes from."""
    pieces = _joined(written(replace(value, refers_to=None) if isinstance(value, Unknown) else value))
    if is_whole(value):
        (whole,) = pieces
        return whole
    start = _start(pieces)
    if isinstance(value, Known):
        return replace(call.unknown(value, parts=pieces, prefix=start), compares=1)
    # Of what is unknown as a whole Terraform tells the first character, if it is certainly not null.
    opening = _opening(value.type) if isinstance(value, Unknown) and value.not_null else ""
    return call.unknown(value, parts=pieces, prefix=opening)


def _opening(type: Type) -> str:
    match type:
        case ObjectOf() | MapOf():
            return "{"
        case TupleOf() | ListOf() | SetOf():
            return "["
    return '"' if type is STRING else ""


def written(value: Value) -> Iterator[str | Unknown]:
    """`value` as JSON: pieces of text, and in between what is unknown."""
    value = whole(value)
    match value:
        case Unknown(type=type, parts=(_, *_) as parts, not_null=True) if type is STRING and _is_template(parts):
            yield '"'
            for part in parts:
                yield _bare(part) if isinstance(part, Unknown) else quoted(str(part.value))[1:-1]
            yield '"'
        case Unknown():
            # It stands there as JSON, quoted or not, so nothing is known of its text.
            yield _bare(value)
        case Absent():
            yield "null"
        case Known(value=str() as content):
            yield quoted(content)
        case Known(value=bool() as truth):
            yield "true" if truth else "false"
        case Known(value=int() | Decimal() as amount):
            if isinstance(amount, Decimal) and amount.is_infinite():
                raise Failure("cannot serialize infinity as JSON")
            yield number_text(amount)
        case Known(value=tuple() as elements):
            yield from _surrounded("[", (written(element) for element in elements), "]")
        case Known(value=Mapping() as entries):
            yield from _surrounded("{", (_entry(key, entries[key]) for key in sorted(entries)), "}")


def _is_template(parts: tuple[Value, ...]) -> TypeGuard[tuple[Known | Unknown, ...]]:
    """Whether these are texts and what is unknown between them, so that quotes stand around them."""
    unknown = [part for part in parts if isinstance(part, Unknown)]
    return bool(unknown) and all(isinstance(part, Known | Unknown) for part in parts)


def _bare(unknown: Unknown) -> Unknown:
    return replace(unknown, prefix="", parts=())


def _entry(key: str, value: Value) -> Iterator[str | Unknown]:
    yield quoted(key) + ":"
    yield from written(value)


def _surrounded(opening: str, items: Iterator[Iterator[str | Unknown]], closing: str) -> Iterator[str | Unknown]:
    before = opening
    for item in items:
        yield before
        yield from item
        before = ","
    yield opening + closing if before == opening else closing


def quoted(content: str) -> str:
    return json.dumps(content, ensure_ascii=False).translate(_ESCAPES)


def _joined(pieces: Iterator[str | Unknown]) -> list[Value]:
    """Neighbouring texts as one, so that unknowns and texts take turns."""
    joined: list[Value] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        if run:
            joined.append(text("".join(run)))
        joined.append(piece)
        run = []
    return [*joined, text("".join(run))] if run else joined


def _start(pieces: list[Value]) -> str:
    """What the text surely starts with: its first piece, less a last character that may combine with what follows."""
    first = pieces[0]
    start = str(first.value) if isinstance(first, Known) else ""
    return start if len(pieces) == 1 or start.endswith(_NEVER_COMBINED) else start[:-1]


def jsondecode_type(content: Value) -> Type:
    """What a certain beginning tells: a quote begins a string, a digit a number."""
    if isinstance(content, Known):
        try:
            return _parsed(str(content.value)).type
        except _Ambiguous:
            return DYNAMIC
    start = content.prefix.strip()[:1] if isinstance(content, Unknown) else ""
    if start and start not in '{["tfn-0123456789.':
        raise Failure(f"a JSON document cannot begin with the character '{start}'", 0)
    return (
        STRING
        if start == '"'
        else BOOL
        if start in ("t", "f")
        else NUMBER
        if start in "-.0123456789" and start
        else DYNAMIC
    )


def jsondecode(call: Invocation, content: Value) -> Value:
    if not isinstance(content, Known):
        return call.unknown(content)
    try:
        return _parsed(str(content.value))
    except _Ambiguous:
        return call.unforeseeable("the JSON text gives values of different types to one key")


class _Ambiguous(Exception):
    """One key has values of different types. Newer versions of Terraform refuse that, older ones convert them."""


def _parsed(content: str) -> Value:
    try:
        raw, end = _decoder().raw_decode(content, len(content) - len(content.lstrip(_SPACES)))
    except json.JSONDecodeError as error:
        raise Failure(_complaint(content, error)) from error
    except RecursionError:
        raise BoundExceeded("a JSON document is nested too deeply") from None
    if content[end:].lstrip(_SPACES)[:1] not in ("", "]", "}"):
        raise Failure("extraneous data after JSON object")
    return _value(raw)


_SPACES = " \t\r\n"


@cache
def _decoder() -> json.JSONDecoder:
    """Makes Values of objects, and numbers at Terraform's precision; the rest is left to _value."""
    return json.JSONDecoder(
        object_pairs_hook=_pairs, parse_float=parse_number, parse_int=parse_number, parse_constant=_constant
    )


def _pairs(pairs: list[tuple[str, object]]) -> Mapping[str, Value]:
    """Of equal keys, the last one counts."""
    found: dict[str, Value] = {}
    for key, raw in pairs:
        value = _value(raw)
        if key in found and found[key].type != value.type:
            raise _Ambiguous
        found[key] = value
    return {key: found[key] for key in sorted(found)}


def _value(raw: object) -> Value:
    match raw:
        case None:
            return Absent()
        case bool():
            return boolean(raw)
        case str():
            return text(raw if raw.isascii() else _without_surrogates(raw))
        case int() | Decimal():
            return number(raw)
        case list():
            elements = tuple(map(_value, raw))
            return Known(elements, TupleOf(tuple(element.type for element in elements)))
        case Mapping():
            return Known(raw, ObjectOf({key: value.type for key, value in raw.items()}))
    raise AssertionError(raw)


def _without_surrogates(content: str) -> str:
    """Half a surrogate pair stands for no character; Go puts U+FFFD in its place."""
    return content.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _constant(name: str) -> NoReturn:
    raise Failure(f"invalid character '{name[0]}' looking for beginning of value")


def _complaint(content: str, error: json.JSONDecodeError) -> str:
    """Go's words for the commonest of Python's complaints."""
    if error.pos >= len(content.rstrip(_SPACES)):
        return "EOF"
    at = go_quote(content[error.pos])[1:-1].replace("'", "\\'").replace('\\"', '"')
    where = {"Expecting value": " looking for beginning of value", "Invalid control character at": " in string literal"}
    return f"invalid character '{at}'{where.get(error.msg, '')}"
