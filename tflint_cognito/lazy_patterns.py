"""Regular expressions that are compiled when they are first used.

Most runs use a few of the hundred patterns of this package, and Python compiles each of them anew in every process.
To a type checker `pattern` is `re.compile`.
"""

from __future__ import annotations

import re
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
        compiled = re.compile(self._text, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in dir(compiled) if not each.startswith("__")})
        return self.__dict__[name]


__all__ = ["pattern"]
