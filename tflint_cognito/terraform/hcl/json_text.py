"""JSON text as values that know where they stand."""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # in C, and not in the stubs
from typing import NamedTuple, TypeAlias

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.hcl.fault import SyntaxFault

#: Arrays and objects inside each other beyond this depth are not read.
DEEPEST_JSON = 100


class JsonString(NamedTuple):
    """A string with its quotes. `value` is its text, escapes resolved."""

    start: int
    stop: int
    value: str

    @property
    def escaped(self) -> bool:
        """Whether the text does not stand in the source as it is."""
        return len(self.value) != self.stop - self.start - 2


class JsonNumber(NamedTuple):
    start: int
    stop: int


class JsonConstant(NamedTuple):
    start: int
    stop: int
    value: bool | None


class JsonArray(NamedTuple):
    start: int
    stop: int
    items: tuple[JsonValue, ...]


class JsonObject(NamedTuple):
    """An object; `members` in order, a name that is written twice is there twice."""

    start: int
    stop: int
    members: tuple[tuple[JsonString, JsonValue], ...]


JsonValue: TypeAlias = JsonString | JsonNumber | JsonConstant | JsonArray | JsonObject


def read_json_text(text: str) -> JsonValue:
    """The one value that a JSON text holds. Raises SyntaxFault."""
    reader = _Reader(text)
    value = reader.value()
    if (rest := reader.skip_blanks()) < len(text):
        raise SyntaxFault("the JSON goes on after its end", rest, rest + 1)
    return value


_BLANKS = pattern(r"[ \t\r\n]*+")
_SCALAR = pattern(r"(?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)|true|false|null")
_WORD = pattern(r"[\w.+-]+|.", re.DOTALL)
_CONSTANTS = {"true": True, "false": False, "null": None}


def _without_surrogates(value: str) -> str:
    """Half a surrogate pair stands for no character; Terraform puts U+FFFD in its place."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Open:
    """An array or object that is not closed yet."""

    __slots__ = ("items", "members", "name", "start")

    def __init__(self, start: int, is_object: bool) -> None:
        self.start = start
        self.items: list[JsonValue] = []
        self.members: list[tuple[JsonString, JsonValue]] | None = [] if is_object else None
        self.name: JsonString | None = None

    def add(self, value: JsonValue) -> None:
        if self.members is None:
            self.items.append(value)
        else:
            assert self.name is not None
            self.members.append((self.name, value))

    def closed(self, stop: int) -> JsonArray | JsonObject:
        if self.members is None:
            return JsonArray(self.start, stop, tuple(self.items))
        return JsonObject(self.start, stop, tuple(self.members))


class _Reader:
    """One pass over a text; what is open is kept in a list, not on Python's stack."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0
        self.open: list[_Open] = []

    def skip_blanks(self) -> int:
        if blanks := _BLANKS.match(self.text, self.offset):
            self.offset = blanks.end()
        return self.offset

    def value(self) -> JsonValue:
        while True:
            value = self._start()
            while value is not None:
                if not self.open:
                    return value
                self.open[-1].add(value)
                value = self._next()

    def _start(self) -> JsonValue | None:
        """The value that begins here; None where it is an array or object with something in it."""
        start = self.skip_blanks()
        character = self.text[start : start + 1]
        if character not in ("{", "["):
            return self._scalar(start, character)
        if len(self.open) >= DEEPEST_JSON:
            raise SyntaxFault(f"the JSON nests deeper than {DEEPEST_JSON} levels here", start, start + 1)
        self.open.append(_Open(start, character == "{"))
        self.offset += 1
        if self.text.startswith("}" if character == "{" else "]", self.skip_blanks()):
            return self._close()
        self._name()
        return None

    def _next(self) -> JsonValue | None:
        """After a value in an array or object: the whole of it if it ends here, None where another value follows."""
        start = self.skip_blanks()
        opener = self.open[-1]
        character = self.text[start : start + 1]
        if character == ("]" if opener.members is None else "}"):
            return self._close()
        if not character or character in "]}":
            raise self._unclosed()
        if character != ",":
            raise SyntaxFault("a comma is missing before this", start, start + 1)
        self.offset += 1
        self._name()
        return None

    def _name(self) -> None:
        """In an object, the name of the next member and its colon."""
        opener = self.open[-1]
        start = self.skip_blanks()
        if opener.members is None:
            return
        if self.text[start : start + 1] != '"':
            if start >= len(self.text):
                raise self._unclosed()
            raise SyntaxFault("a name in double quotes is expected here", start, start + 1)
        opener.name = self._string(start)
        colon = self.skip_blanks()
        if not self.text.startswith(":", colon):
            raise SyntaxFault("a colon is missing after this name", opener.name.start, opener.name.stop)
        self.offset += 1

    def _close(self) -> JsonArray | JsonObject:
        self.offset += 1
        return self.open.pop().closed(self.offset)

    def _scalar(self, start: int, character: str) -> JsonValue:
        if character == '"':
            return self._string(start)
        match = _SCALAR.match(self.text, start)
        word = self._word(start)
        if match is None or len(match[0]) < len(word):
            if not character:
                raise self._unclosed()
            raise SyntaxFault("this is no JSON value", start, start + len(word))
        self.offset = match.end()
        if match["number"]:
            return JsonNumber(start, self.offset)
        return JsonConstant(start, self.offset, _CONSTANTS[match[0]])

    def _string(self, start: int) -> JsonString:
        try:
            value, self.offset = scanstring(self.text, start + 1, True)
        except JSONDecodeError as error:
            what = "this string is never closed" if "Unterminated" in error.msg else "this is no JSON string"
            raise SyntaxFault(what, start if "Unterminated" in error.msg else error.pos, error.pos + 1) from None
        return JsonString(start, self.offset, value if value.isascii() else _without_surrogates(value))

    def _word(self, start: int) -> str:
        word = _WORD.match(self.text, start)
        return word[0] if word else ""

    def _unclosed(self) -> SyntaxFault:
        if not self.open:
            return SyntaxFault("the file holds no JSON", 0, 0)
        start = self.open[-1].start
        return SyntaxFault(f"this {self.text[start]} is never closed", start, start + 1)
