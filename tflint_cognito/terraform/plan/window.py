"""The text of a large JSON file, a part at a time: values are parsed one by one, and what was parsed is let go of."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import BinaryIO

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.plan.document import Json, decoder, without_half_surrogates

#: How much is read at first. A value that is larger makes the window grow.
_PART = 1 << 22
_STUMP = pattern(r"(?:[-\w+.]{0,5}|\\u?[0-9a-fA-F]{0,4})\Z")
_SPACE = pattern(r"[ \t\r\n]*")


class BrokenOff(Exception):
    """The JSON is right up to the end of the file, and only the rest of it is missing."""


class NotJson(Exception):
    """The file is not JSON, from this line and column (from 1) on."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.line = line
        self.column = column


class Window:
    """A part of the text of `file` (UTF-8, read from where it stands), and a place in it.

    Parsing raises BrokenOff, NotJson, UnicodeDecodeError, RecursionError, and ValueError for a number that is none.
    """

    def __init__(self, file: BinaryIO, part: int = _PART) -> None:
        self.text = ""
        self.at = 0
        self._file = file
        self._part = part
        self._decoder: JSONDecoder = decoder()
        self._bytes = codecs.getincrementaldecoder("utf-8")()
        self._ended = False
        self._line, self._column = 1, 1
        #: A place in the text whose place in the file is known: characters, bytes.
        self._known = (0, file.tell())
        self._fill()

    def value(self) -> Json:
        """The value that starts here, and goes on behind it."""
        while True:
            try:
                value: Json
                value, end = self._decoder.raw_decode(self.text, self.at)
            except JSONDecodeError as error:
                if not _breaks_off(self.text, error.pos, error.msg):
                    raise self._fault(error.pos) from None
                if self._ended:
                    raise BrokenOff from None
            else:
                if end < len(self.text) or self._ended:  # else a number may go on
                    self.at = end
                    return value
            self._fill()

    def names(self) -> Iterator[str]:
        """The names in the object that starts here. Whoever iterates takes the value behind each."""
        self._take("{")
        if self.next() == "}":
            self.at += 1
            return
        while True:
            if self.next() != '"':
                raise self._fault(self.at)
            name = self.value()
            self._take(":")
            self.next()
            yield str(name)
            if self._is_last("}"):
                return

    def elements(self) -> Iterator[int]:
        """The elements, by their indexes, of the list that starts here. Whoever iterates takes each."""
        self._take("[")
        if self.next() == "]":
            self.at += 1
            return
        index = 0
        while True:
            self.next()
            yield index
            if self._is_last("]"):
                return
            index += 1

    def next(self) -> str:
        """The next character that is no white space, and goes to it. BrokenOff where there is none."""
        if self.at < len(self.text) and self.text[self.at] > " ":
            return self.text[self.at]
        while True:
            space = _SPACE.match(self.text, self.at)
            self.at = space.end() if space is not None else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if self._ended:
                raise BrokenOff
            self._fill()

    def place(self) -> int:
        """Where this is in the file, in bytes."""
        characters, place = self._known
        if self.text.isascii():
            return place + self.at - characters
        place += len(self.text[characters : self.at].encode())
        self._known = (self.at, place)
        return place

    def rest(self, most: int) -> str:
        """At most `most` characters from here on."""
        while len(self.text) - self.at < most and not self._ended:
            self._fill()
        return self.text[self.at : self.at + most]

    def _take(self, character: str) -> None:
        if self.next() != character:
            raise self._fault(self.at)
        self.at += 1

    def _is_last(self, closing: str) -> bool:
        character = self.next()
        if character not in (",", closing):
            raise self._fault(self.at)
        self.at += 1
        return character == closing

    def _fill(self) -> None:
        """Lets go of what was parsed, and reads as much again as is left, so that a large value is not tried often."""
        place = self.place()
        gone = self.text[: self.at]
        lines = gone.count("\n")
        self._line += lines
        self._column = len(gone) - gone.rfind("\n") if lines else self._column + len(gone)
        left = self.text[self.at :]
        data = self._file.read(max(self._part, len(left)))
        self._ended = not data
        text = left + self._bytes.decode(data, final=self._ended)
        self.text, self.at = without_half_surrogates(text, self._ended), 0
        self._known = (0, place)

    def _fault(self, at: int) -> NotJson:
        before = self.text[:at]
        lines = before.count("\n")
        column = at - before.rfind("\n") if lines else self._column + at
        return NotJson(self._line + lines, column)


def _breaks_off(text: str, at: int, message: str) -> bool:
    """Whether JSON is right up to where the text ends: only the rest of it is missing."""
    return message.startswith("Unterminated string") or bool(_STUMP.match(text.rstrip(), at))
