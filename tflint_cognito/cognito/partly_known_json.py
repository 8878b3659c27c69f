"""JSON as Go writes it, of values that are known in part: pieces of text, and in between what is unknown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from tflint_cognito.records import replace
from tflint_cognito.terraform.values import Unknown


def written(value: object, newline: str) -> Iterator[str | Unknown]:
    """JSON as Go writes it: pieces of text, and in between what is unknown. No `newline`: without any space."""
    inner = f"{newline}  " if newline else ""
    match value:
        case Unknown():
            yield replace(value, prefix="", parts=())
        case dict() if value:
            yield from _surrounded(
                "{",
                ((_quoted(key) + (": " if newline else ":"), one) for key, one in value.items()),
                "}",
                newline,
                inner,
            )
        case list() if value:
            yield from _surrounded("[", (("", one) for one in value), "]", newline, inner)
        case str():
            yield _quoted(value)
        case _:
            yield json.dumps(value)


def _surrounded(
    opening: str, items: Iterable[tuple[str, object]], closing: str, newline: str, inner: str
) -> Iterator[str | Unknown]:
    before = opening
    for start, item in items:
        yield f"{before}{inner}{start}"
        yield from written(item, inner)
        before = ","
    yield f"{newline}{closing}"


#: Go escapes what could end a script element or a JavaScript line.
_ESCAPES: Final = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPES)


def joined(pieces: Iterable[str | Unknown]) -> Iterator[str | Unknown]:
    run = ""
    for piece in pieces:
        if isinstance(piece, str):
            run += piece
            continue
        if run:
            yield run
        yield piece
        run = ""
    if run:
        yield run
