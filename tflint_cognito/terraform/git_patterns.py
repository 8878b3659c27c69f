"""The patterns of a .gitignore file.

https://git-scm.com/docs/gitignore#_pattern_format; what that leaves open is as in git's wildmatch.c and dir.c.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from tflint_cognito.lazy_patterns import pattern

#: `**` between slashes: any number of folders.
ANY_FOLDERS = None
#: No path is longer than this on Linux, and nobody writes such a line.
LONGEST = 4096


class Pattern(NamedTuple):
    """One line. `segments` match the parts of a path one by one; a single one without a slash matches any name."""

    keeps: bool  # it starts with !
    folders_only: bool
    only_name: bool
    segments: tuple[re.Pattern[str] | None, ...]


class Patterns:
    """The patterns of one file, for paths relative to the folder that it stands in."""

    __slots__ = ("_any_name", "_names", "_patterns")

    def __init__(self, data: bytes) -> None:
        # git compares bytes: as Latin-1 each of them is one character.
        lines = data.removeprefix(b"\xef\xbb\xbf").decode("latin-1").split("\n")
        self._patterns = [pattern for line in lines if (pattern := read_pattern(line.removesuffix("\r"))) is not None]
        # Most names end none of the patterns: one look at all of these tells.
        last = [pattern.segments[-1] for pattern in self._patterns]
        names = {segment.pattern for segment in last if segment is not None}
        self._names = re.compile("|".join(sorted(names)) or r"(?!)", re.DOTALL)
        self._any_name = None in last

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def leaves_out(self, path: str, is_folder: bool) -> bool | None:
        """What the last pattern that matches says of a path with `/`; None if none does."""
        path = path if path.isascii() else os.fsencode(path).decode("latin-1")
        if not self._any_name and self._names.fullmatch(path, path.rfind("/") + 1) is None:
            return None
        parts = path.split("/")
        for each in reversed(self._patterns):
            if (is_folder or not each.folders_only) and matches(each, parts):
                return not each.keeps
        return None


def read_pattern(line: str) -> Pattern | None:
    """What a line says; None for a comment, an empty line, and a pattern that matches nothing."""
    if line.startswith("#") or len(line) > LONGEST:
        return None
    line = _trimmed(line)
    keeps, line = line.startswith("!"), line.removeprefix("!")
    folders_only, line = line.endswith("/"), line.removesuffix("/")
    if not line:
        return None
    try:
        segments = tuple(map(_segment, _split(line.removeprefix("/"))))
    except (_NeverMatches, re.error):
        return None
    only_name = "/" not in line
    # Without a slash `**` is two stars, that is one.
    return Pattern(keeps, folders_only, only_name, (_ANY_NAME,) if only_name and segments == (None,) else segments)


def matches(pattern: Pattern, parts: Sequence[str]) -> bool:
    """Whether a pattern matches a path in parts: as globs do, going back to the last `**` only."""
    segments = pattern.segments
    if pattern.only_name:
        name = segments[0]
        return name is not None and name.fullmatch(parts[-1]) is not None
    at = part = 0
    star = resume = -1
    while part < len(parts):
        segment = segments[at] if at < len(segments) else _NOTHING
        if segment is ANY_FOLDERS:
            if at == len(segments) - 1:
                return True  # at the end it is all that is inside
            star, resume, at = at, part, at + 1
        elif segment.fullmatch(parts[part]):
            at, part = at + 1, part + 1
        elif star >= 0:
            resume += 1
            at, part = star + 1, resume
        else:
            return False
    return at == len(segments)


_ANY_NAME = pattern(r".*", re.DOTALL)
_NOTHING = pattern(r"(?!)")
_CLASS = pattern(r"\[[!^]?+\]?+(?:\[:[^\]]*:\]|\\.|[^\\\]])*+\]|\\.|.", re.DOTALL)
_POSIX = {
    "alnum": "A-Za-z0-9", "alpha": "A-Za-z", "blank": " \t", "cntrl": "\x00-\x1f\x7f", "digit": "0-9",
    "graph": "!-~", "lower": "a-z", "print": " -~", "punct": "!-/:-@\\[-`{-~", "space": " \t-\r", "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}  # fmt: skip


def _trimmed(line: str) -> str:
    """A line without the spaces at its end; one after a backslash stays."""
    bare = line.rstrip(" ")
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return bare + " " if bare != line and backslashes % 2 else bare


class _NeverMatches(Exception):
    """A pattern that is broken, and therefore matches nothing."""


def _split(pattern: str) -> list[list[str]]:
    """The tokens of a pattern, by the slashes outside of brackets."""
    segments: list[list[str]] = [[]]
    for token in _CLASS.findall(pattern):
        if token in ("/", "\\/"):
            segments.append([])
        else:
            segments[-1].append(token)
    return segments


def _segment(tokens: Sequence[str]) -> re.Pattern[str] | None:
    if len(tokens) > 1 and set(tokens) == {"*"}:
        return ANY_FOLDERS
    chunks = [""]
    for token in tokens:
        if token == "*":
            chunks.append("")
        else:
            chunks[-1] += _translate(token)
    first, *others = chunks
    # A chunk between two stars is taken where it is first found: that is always right, and takes no time to go back.
    last = f".*{others.pop()}" if others else ""
    return re.compile(first + "".join(f"(?>.*?{chunk})" for chunk in others if chunk) + last, re.DOTALL)


def _translate(token: str) -> str:
    if token == "?":
        return "."
    if token in ("[", "\\"):
        raise _NeverMatches
    if token[0] == "[":
        return _bracket(token[1:-1])
    return re.escape(token[-1])


_MEMBER = pattern(r"\[:([^\]]*):\]|(\\.|.)(?:-(\\.|[^\]]))?", re.DOTALL)


def _bracket(inner: str) -> str:
    negated = inner.startswith(("!", "^"))
    members = []
    for posix, low, high in _MEMBER.findall(inner[1:] if negated else inner):
        if not low:
            if posix not in _POSIX:
                raise _NeverMatches
            members.append(_POSIX[posix])
        elif not high:
            members.append(re.escape(low[-1]))
        elif low[-1] <= high[-1]:
            members.append(f"{re.escape(low[-1])}-{re.escape(high[-1])}")
    body = "".join(members)
    if not body:
        return "." if negated else r"(?!)"
    return f"[^{body}]" if negated else f"[{body}]"
