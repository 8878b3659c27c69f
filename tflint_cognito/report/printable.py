"""Text from anyone's files, made safe and measurable for a terminal."""

from __future__ import annotations

import unicodedata
from typing import Final

TAB: Final = 4

#: What turns the direction of text (CVE-2021-42574), or cannot be seen at all.
_HIDDEN: Final = frozenset({*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF})


def printable(text: str) -> str:
    """`text` without anything that a terminal would obey: control and direction characters show as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if _is_harmless(character) else _escape(character) for character in text)


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def unfold_tabs(text: str) -> str:
    """`text` with each tab as a fixed number of spaces, so that what stands below it can be aligned."""
    return text.replace("\t", " " * TAB)


def pad(text: str, width: int) -> str:
    return text + " " * max(0, width - cells(text))


def _is_harmless(character: str) -> bool:
    return ord(character) not in _HIDDEN and unicodedata.category(character) not in ("Cc", "Cs")


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
