"""yamldecode, by the rules of go-cty-yaml: yes is true, 0o14 is 12, a date is a string.

PyYAML splits the text into events; what they mean is decided here. https://pkg.go.dev/github.com/zclconf/go-cty-yaml
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, go_quote, text
from tflint_cognito.terraform.evaluation.functions.timestamps import Timestamp, days_in, from_parts
from tflint_cognito.terraform.evaluation.numerals import format_number, parse_number
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, Budget
from tflint_cognito.terraform.types import DYNAMIC, STRING, ObjectOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Value, boolean, number

if TYPE_CHECKING:
    from yaml import events as yaml_events

    Events = Iterator[yaml_events.Event]

_TAG = "tag:yaml.org,2002:"
_TOO_DEEP = "a YAML document is nested too deeply"
_MAX_DEPTH = 100

_WORDS: dict[str, Value] = {
    **dict.fromkeys(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"], boolean(True)),
    **dict.fromkeys(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"], boolean(False)),
    **dict.fromkeys(["", "~", "null", "Null", "NULL"], Absent()),
    **dict.fromkeys([".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"], number(Decimal("Infinity"))),
    **dict.fromkeys(["-.inf", "-.Inf", "-.INF"], number(Decimal("-Infinity"))),
}
#: What a scalar that may be something else than a string begins with.
_HINTS = ("", *"+-0123456789yYnNtTfFoO~.")
_INTEGER = pattern(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = pattern(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_TIMESTAMP = pattern(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:[Tt]|( ))([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


def yamldecode_type(content: Value) -> Type:
    return _decoded(str(content.value)).type if isinstance(content, Known) else DYNAMIC


def yamldecode(call: Invocation, content: Value) -> Value:
    return _decoded(str(content.value)) if isinstance(content, Known) else call.unknown(content)


def _decoded(content: str) -> Value:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader(yaml.parse(content or "\n", Loader=loader)).document()
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in (error.problem or ""):  # a bound of libyaml's own, since PyYAML 6.0.4
            raise BoundExceeded(_TOO_DEEP) from error
        raise Failure(_complaint(error)) from error
    except yaml.YAMLError as error:
        raise Failure(str(error)) from error


def _complaint(error: object) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "invalid YAML syntax"
    return _at(mark.line, mark.column, problem) if mark is not None else str(problem)


def _at(line: int, column: int, message: str) -> str:
    """go-yaml names no place on the first line, and counts lines from there."""
    return f"on line {line}, column {column + 1}: {message}" if line else message


class _Reader:
    """Makes one value of the events of one document."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._anchors: dict[str, Value] = {}
        self._pending: set[str] = set()
        self._made = 0
        self._depth = 0

    def document(self) -> Value:
        self._next()  # the start of the stream
        if type(event := self._next()).__name__ != "DocumentStartEvent":
            raise _fault(event, "missing start of document")
        value = self._value(self._next())
        self._next()  # the end of the document
        if type(event := self._next()).__name__ == "DocumentStartEvent":
            raise _fault(event, "unexpected extra content after value")
        return value

    def _next(self) -> yaml_events.Event:
        return next(self._events)

    def _value(self, event: yaml_events.Event) -> Value:
        self._count(1)
        anchor = getattr(event, "anchor", None)
        if type(event).__name__ == "AliasEvent":
            return self._alias(event, str(anchor))
        if anchor is None:
            return self._content(event)
        self._pending.add(anchor)
        value = self._anchors[anchor] = self._content(event)
        self._pending.discard(anchor)
        return value

    def _count(self, made: int) -> None:
        """A few aliases of aliases can stand for billions of elements; count them as if they were written out."""
        self._made += made
        Budget().check_size(elements=self._made)

    def _alias(self, event: yaml_events.Event, anchor: str) -> Value:
        if anchor in self._pending:
            raise _fault(event, f"cannot refer to anchor {go_quote(anchor)} from inside its own definition")
        if anchor not in self._anchors:
            raise _fault(event, f"reference to undefined anchor {go_quote(anchor)}")
        value = self._anchors[anchor]
        self._count(_size(value))
        return value

    def _content(self, event: yaml_events.Event) -> Value:
        match type(event).__name__:
            case "MappingStartEvent":
                return self._nested(event, "mapping", "map")
            case "SequenceStartEvent":
                return self._nested(event, "sequence", "seq")
            case _:
                return _scalar(event)

    def _nested(self, event: yaml_events.Event, kind: str, tag: str) -> Value:
        given = getattr(event, "tag", None)
        if given not in (None, "!", _TAG + tag):
            raise _fault(event, f"can't interpret {kind} as {given}")
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise BoundExceeded(_TOO_DEEP)
        value = self._mapping() if kind == "mapping" else self._sequence()
        self._depth -= 1
        return value

    def _sequence(self) -> Value:
        elements: list[Value] = []
        while type(event := self._next()).__name__ != "SequenceEndEvent":
            elements.append(self._value(event))
        return Known(tuple(elements), TupleOf(tuple(element.type for element in elements)))

    def _mapping(self) -> Value:
        entries: dict[str, Value] = {}
        while type(event := self._next()).__name__ != "MappingEndEvent":
            if _is_merge(event):
                entries.update(_merged(event, self._value(self._next())))
                continue
            key = _key(event)
            entries[key] = self._value(self._next())
        return _object(entries)


def _object(entries: Mapping[str, Value]) -> Value:
    ordered = {key: entries[key] for key in sorted(entries)}
    return Known(ordered, ObjectOf({key: value.type for key, value in ordered.items()}))


def _size(value: Value) -> int:
    match value:
        case Known(value=tuple() as elements):
            return 1 + sum(map(_size, elements))
        case Known(value=Mapping() as entries):
            return 1 + sum(map(_size, entries.values()))
    return 1


def _fault(event: yaml_events.Event, message: str) -> Failure:
    mark = event.start_mark
    return Failure(message if mark is None else _at(mark.line, mark.column, message))


def _is_merge(event: yaml_events.Event) -> bool:
    tag, content = getattr(event, "tag", None), getattr(event, "value", None)
    return tag == _TAG + "merge" or (tag is None and content == "<<")


def _merged(event: yaml_events.Event, value: Value) -> Mapping[str, Value]:
    """The entries that `<<` brings in."""
    match value:
        case Known(value=tuple()):
            # https://github.com/zclconf/go-cty-yaml/blob/main/CHANGELOG.md
            raise Failure("some versions of Terraform cannot merge a sequence into a mapping", disputed=True)
        case Known(value=Mapping() as entries):
            return entries
    raise _fault(event, f"cannot merge {value.type} into mapping")


def _key(event: yaml_events.Event) -> str:
    if type(event).__name__ != "ScalarEvent":
        raise _fault(event, "only strings are allowed as mapping keys")
    match _scalar(event):
        case Known(value=bool() as truth):
            return "true" if truth else "false"
        case Known(value=int() | Decimal() as amount):
            return format_number(amount)
        case Known(value=str() as content):
            return content
    raise _fault(event, "mapping key cannot be null")


def _scalar(event: yaml_events.Event) -> Value:
    tag, content, style = getattr(event, "tag", None), getattr(event, "value", ""), getattr(event, "style", None)
    assert isinstance(content, str)
    tag = "" if tag in (None, "!") else str(tag)
    if style in ("'", '"') and (tag == "" or content[:1] in _HINTS):
        return text(content)
    try:
        value = _resolved(tag, content)
    except Failure as failure:
        raise _fault(event, failure.message) from None
    # A block is a string, but what it says is made sense of first: "yes" in one is "true".
    return convert(value, STRING) if style in ("|", ">") and tag == "" else value


def _resolved(tag: str, content: str) -> Value:
    kind = tag.removeprefix(_TAG)
    if kind not in ("", "str", "bool", "int", "float", "null", "timestamp", "binary"):
        raise Failure(f"unsupported tag {go_quote(tag)}")
    if kind == "str":
        return text(content)
    if kind == "binary":
        return _binary(content, tag)
    if content in _WORDS and (kind != "bool" or isinstance(_WORDS[content], Known)):
        return _WORDS[content]
    if kind == "" and content in (".nan", ".NaN", ".NAN"):
        raise Failure("floating point NaN is not supported")
    if kind in ("", "timestamp") and (moment := _timestamp(content)) is not None:
        return text(str(moment))
    if kind in ("int", "float") or (kind == "" and _looks_numeric(content)):
        return _number(content, tag or _TAG + "float")
    if kind == "null":
        return Absent()
    if kind:
        raise Failure(f"cannot parse {go_quote(content)} as {tag}")
    return text(content)


def _looks_numeric(content: str) -> bool:
    return bool(_INTEGER.fullmatch(content) or _FLOAT.fullmatch(content))


def _number(content: str, tag: str) -> Value:
    plain = content.replace("_", "")
    parsed = parse_number(plain)
    if parsed is None and re.fullmatch(r"[-+]?0[xX][0-9a-fA-F]+|[-+]?0[oO][0-7]+|[-+]?0[bB][01]+", plain):
        parsed = int(plain, 0)
    if parsed is None:
        raise Failure(f"cannot parse {go_quote(content)} as {tag}")
    return number(parsed)


def _binary(content: str, tag: str) -> Value:
    try:
        base64.b64decode(content.replace("\r", "").replace("\n", ""), validate=True)
    except binascii.Error:
        raise Failure(f"cannot parse {go_quote(content)} as {tag}: not valid base64") from None
    return text(content)


def _timestamp(content: str) -> Timestamp | None:
    """A date, or a date with a time: with T and a zone, or with a space and none."""
    match = _TIMESTAMP.fullmatch(content)
    if match is None:
        return None
    space, zone = match[4], match[9]
    if match[5] is not None and bool(space) == bool(zone):
        return None
    date = int(match[1]), int(match[2]), int(match[3])
    time = int(match[5] or 0), int(match[6] or 0), int(match[7] or 0)
    if not 1 <= date[1] <= 12 or not 1 <= date[2] <= days_in(date[0], date[1]):
        return None
    if time[0] > 23 or time[1] > 59 or time[2] > 59:
        return None
    offset = 0 if zone in (None, "Z") else (int(zone[1:3]) * 60 + int(zone[4:])) * (-60 if zone[0] == "-" else 60)
    return from_parts(date, time, (match[8] or "")[:9].ljust(9, "0"), offset)
