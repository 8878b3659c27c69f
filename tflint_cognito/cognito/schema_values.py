"""Values that the provider refuses: of another type than it takes, not among those that it takes, or out of range."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from tflint_cognito.cognito.fact import doubt
from tflint_cognito.cognito.provider_schema import Argument
from tflint_cognito.cognito.slips import meant
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.notation import notation, quote, shorten
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

#: The kinds of faults: rules of their own are about each.
REFUSED: Final = "refused"
NEWER: Final = "newer"
REMOVED: Final = "removed"

#: The longest value, and list of values, that a message has room for.
_ROOM: Final = 24
_PATH_ROOM: Final = 36
_LIST_ROOM: Final = 40
_NOUNS: Final = {"string": "a text", "number": "a number", "bool": "true or false", "list": "a list", "map": "a map"}
_KINDS: Final = {"scalar": "one value", "list": "a list", "map": "an object"}
_SCALARS: Final = ("string", "number", "bool")
#: How one value is written: a text, a number, true or false.
_SCALAR: Final = r'"|<<|[0-9]|(true|false)\b'
_WHOLE_RESOURCE: Final = r"(data\.)?(?!(var|local|module|each|count|data)\.)[a-z]\w+\.[\w-]+"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing of a `kind` that is wrong, in words; with a `doubt`, one that may be. `attribute` is its path, None for
    the resource as a whole, and `value` what is written there."""

    kind: str
    words: str
    attribute: str | None
    value: Value
    range: Range | None
    doubt: Unknown | None = None


def faults_of_value(argument: Argument, path: str, value: Value, is_closed: bool, indexed: bool) -> Iterator[Fault]:
    """What is wrong with the value of an argument. `is_closed`: the release that is used is not newer than the table,
    so that its values are all there are; `indexed`: the path of an element has its index."""
    match value:
        case Absent():
            return
        case Unknown(because=because) if because.startswith("Terraform refuses"):
            return  # which is an error already
    if _shape(value) not in (None, _wanted(argument.type)) and _wanted(argument.type) is not None:
        yield from _of_type(argument, path, value)
    elif argument.values:
        for at, item in _items(path, value, indexed):
            yield from _of_values(argument, at, item, is_closed)
    elif argument.range is not None:
        yield from _of_range(argument.range, path, value)


def said(path: str) -> str:
    """As much of a path, from its end, as a message has room for."""
    while len(path) > _PATH_ROOM and "." in path:
        path = path.partition(".")[2]
    return path


def joined(words: Sequence[str]) -> str:
    """`"OFF", "ON" or "OPTIONAL"`."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def _shape(value: Value) -> str | None:
    """scalar, list or map, by how the value is written; None of what does not show it, such as a variable: that has a
    type of its own, and may be anything where it is unknown."""
    text = value.range.text if value.range is not None else ""
    if text.startswith("["):
        return "list"
    if text.startswith("{") or re.fullmatch(_WHOLE_RESOURCE, text):
        return "map"
    return "scalar" if re.match(_SCALAR, text) and not text.startswith('"${') else None


def _kind(value: Value) -> str | None:
    """scalar, list or map; None where it is unknown."""
    match value:
        case Known(value=tuple()):
            return "list"
        case Known(value=Mapping()):
            return "map"
        case Known():
            return "scalar"
    return None


def _wanted(type: str) -> str | None:
    return "scalar" if type in _SCALARS else type if type in ("list", "map") else None


def _of_type(argument: Argument, path: str, value: Value) -> Iterator[Fault]:
    kind = _kind(value)
    if isinstance(value, Unknown):
        yield _doubtful(path, value)
    elif kind is not None and kind != _wanted(argument.type):
        words = f"{said(path)} is {_KINDS[kind]}, and takes {_NOUNS[argument.type]}"
        yield Fault(REFUSED, words, path, value, value.range)


def _items(path: str, value: Value, indexed: bool) -> Iterator[tuple[str, Value]]:
    match value:
        case Known(value=tuple() as items) | Unknown(parts=items) if items:
            for index, item in enumerate(items):
                yield (f"{path}[{index}]" if indexed else path), item
            if isinstance(value, Unknown):
                yield path, doubt(value)
        case _:
            yield path, value


def _of_values(argument: Argument, path: str, value: Value, is_closed: bool) -> Iterator[Fault]:
    match value:
        case Unknown():
            yield _doubtful(path, value)
        case Known(value=str() as text) if text and text not in argument.values:
            near = meant(text, argument.values)
            fact = f"{said(path)} is {notation(value, _ROOM)}"
            if near is not None or is_closed or not argument.grows:
                yield Fault(REFUSED, f"{fact}{_instead(argument, near)}", path, value, value.range)
            else:
                because = f"{fact}, which is newer than this tool's table of values, or misspelt"
                unsure = Unknown(because, decides="correct it, or pin the provider's version", range=value.range)
                yield Fault(REFUSED, because, path, value, value.range, unsure)


def _instead(argument: Argument, near: str | None) -> str:
    if near is not None:
        return f" (did you mean {quote(near)}?)"
    listed = joined([quote(one) for one in argument.values])
    return f", and takes {shorten(listed, _LIST_ROOM) if len(listed) > _LIST_ROOM else listed}"


def _of_range(range: tuple[int, int], path: str, value: Value) -> Iterator[Fault]:
    least, most = range
    match value:
        case Unknown():
            yield _doubtful(path, value)
        case Known(value=bool()):
            return
        case Known(value=int() | Decimal() as number) if not least <= number <= most:
            words = f"{said(path)} is {notation(value, _ROOM)}, and takes {least} to {most}"
            yield Fault(REFUSED, words, path, value, value.range)


def _doubtful(path: str, value: Unknown) -> Fault:
    return Fault(REFUSED, value.because, path, value, value.range, doubt(value))
