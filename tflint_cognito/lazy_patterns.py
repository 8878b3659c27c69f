"""Regular expressions that are compiled when they are first used.

Most runs use a few of the hundred patterns of this package, and Python compiles each of them anew in every process.
To a type checker `pattern` is `re.compile`.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile as pattern
else:

    def pattern(text, flags=0):
        """What `re.compile` gives, made later."""
        return _Pattern(text, flags)


class _Pattern:
    """Stands for a compiled pattern. Its methods are those of the pattern from the first use on, at no further cost."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(_as_is_right(self._text), self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in dir(compiled) if not each.startswith("__")})
        return self.__dict__[name]


def _as_is_right(text: str | bytes) -> str | bytes:
    """`text`, with possessive groups made greedy ones on a Python that matches them wrongly, up to 3.11.4 (Debian 12
    has 3.11.2): of a group that has alternatives it goes back to a place where it never was. What our groups repeat is
    told apart by its first character, so that they match the same; only giving up takes longer.
    https://github.com/python/cpython/issues/106052
    """
    if sys.version_info >= (3, 11, 5):
        return text
    if isinstance(text, bytes):
        return _POSSESSIVE_BYTES.sub(rb")\1", text)
    return _POSSESSIVE.sub(r")\1", text)


_POSSESSIVE = re.compile(r"\)([*+?])\+")
_POSSESSIVE_BYTES = re.compile(rb"\)([*+?])\+")

__all__ = ["pattern"]
