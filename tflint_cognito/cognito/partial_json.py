"""JSON text as a value, read around what is unknown in it.

A text that a template or jsonencode makes has unknown pieces (an identity pool's id before the apply). Each stands
either inside quotes, as a part of a string, or by itself, as a JSON value: jsonencode writes no quotes around what it
does not know. The structure around them is known all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from tflint_cognito.cognito.fact import doubt
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, Type
from tflint_cognito.terraform.values import Absent, Known, Payload, Unknown, Value

#: Private use characters around the number of a piece: one inside quotes, and one that stands by itself.
_INSIDE: Final = "\ue000{}\ue001"
_ALONE: Final = "\ue002{}\ue003"
_MARKS: Final = pattern("\ue000(\\d+)\ue001")
_ONE_ALONE: Final = pattern("\ue002(\\d+)\ue003")
_OURS: Final = frozenset("\ue000\ue001\ue002\ue003")


def parse_json(text: Value, named: str) -> Value:
    """What the JSON in `text` says: objects as mappings, arrays as tuples, null as absent; all at the range of `text`,
    but for unknown pieces, which keep their own.

    Unknown where nothing is known of the text, where an unknown piece may change the structure (a key, a list that the
    piece may add to), and where it is no JSON: then the reason says so of `named`.
    """
    match text:
        case Known(value=str() as content):
            return _Reader((), text).read(content, named)
        case Unknown(type=type, parts=(_, *_) as parts) if type is STRING:
            pieces = tuple(part for part in parts if isinstance(part, Unknown))
            return _Reader(pieces, text).read(_marked(parts), named)
        case Unknown():
            return doubt(text, DYNAMIC)
        case Absent():
            return text
    return _unreadable(named, text)


def _marked(parts: Sequence[Value]) -> str:
    """The text with a mark for every unknown piece, which says whether the piece stands inside quotes."""
    marked, quoted, number = [], False, 0
    for part in parts:
        if isinstance(part, Known):
            content = str(part.value)
            if not _OURS.isdisjoint(content):
                return ""
            marked.append(content)
            quoted = _ends_inside(content, quoted)
        else:
            marked.append(_INSIDE.format(number) if quoted else f'"{_ALONE.format(number)}"')
            number += 1
    return "".join(marked)


def _ends_inside(content: str, quoted: bool) -> bool:
    """Whether JSON that begins inside quotes, or outside, ends inside them."""
    for _ in re.finditer(r'(?<!\\)(?:\\\\)*"', content):
        quoted = not quoted
    return quoted


class _Twice(ValueError):
    """An object has a key twice: readers differ in which of them counts."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """`pieces` are the unknown ones by their numbers, `text` what they are pieces of."""

    pieces: tuple[Unknown, ...]
    text: Known | Unknown

    def read(self, content: str, named: str) -> Value:
        try:
            decoded = json.loads(content, object_pairs_hook=_once, parse_float=Decimal)
        except (ValueError, RecursionError, ArithmeticError):
            return doubt(self.pieces[0], DYNAMIC) if self.pieces else _unreadable(named, self.text)
        return self._value(decoded)

    def _value(self, decoded: object) -> Value:
        match decoded:
            case str():
                return self._string(decoded)
            case bool():
                return self._known(decoded, BOOL)
            case int() | Decimal():
                return self._known(decoded, NUMBER)
            case list():
                return self._array(decoded)
            case dict():
                return self._object(decoded)
        return Absent(range=self.text.range)

    def _known(self, payload: Payload, type: Type = DYNAMIC) -> Known:
        return Known(payload, type, self.text.range, self.text.trail, self.text.sensitive)

    def _array(self, decoded: list[object]) -> Value:
        """A piece between an array's elements is one of them where it stands for one attribute; else it may be more."""
        alone = [self._alone(item) for item in decoded]
        several = [piece for piece in alone if piece is not None and piece.refers_to is None]
        items = tuple(self._value(item) for item, piece in zip(decoded, alone, strict=True) if piece not in several)
        return replace(doubt(several[0], DYNAMIC), parts=items) if several else self._known(items)

    def _object(self, decoded: Mapping[str, object]) -> Value:
        for key in decoded if self.pieces else ():
            for number in (*_MARKS.findall(key), *_ONE_ALONE.findall(key)):
                return doubt(self.pieces[int(number)], DYNAMIC)
        return self._known({key: self._value(item) for key, item in decoded.items()})

    def _alone(self, decoded: object) -> Unknown | None:
        """The piece that stands here by itself."""
        match = _ONE_ALONE.fullmatch(decoded) if self.pieces and isinstance(decoded, str) else None
        return self._piece(match[1]) if match else None

    def _piece(self, number: str) -> Unknown:
        piece = self.pieces[int(number)]
        return replace(piece, sensitive=piece.sensitive or self.text.sensitive)

    def _string(self, decoded: str) -> Value:
        if not self.pieces:
            return self._known(decoded, STRING)
        alone = self._alone(decoded)
        if alone is not None:
            return alone
        parts = tuple(self._parts(decoded))
        match parts:
            case ():
                return self._known("", STRING)
            case (Known(),):
                return parts[0]
            case (Unknown() as only,):
                return replace(only, type=STRING, not_null=True)
        unknown = next(part for part in parts if isinstance(part, Unknown))
        start = str(parts[0].value) if isinstance(parts[0], Known) else ""
        return replace(doubt(unknown), prefix=start, parts=parts, not_null=True)

    def _parts(self, decoded: str) -> Iterator[Known | Unknown]:
        for index, content in enumerate(_MARKS.split(decoded)):
            if index % 2:
                yield self._piece(content)
            elif content:
                yield self._known(content, STRING)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _Twice
    return members


def _unreadable(named: str, text: Value) -> Unknown:
    return Unknown(
        f"{named} is no JSON that can be read", decides="write valid JSON", range=text.range, trail=text.trail,
        sensitive=text.sensitive,
    )  # fmt: skip
