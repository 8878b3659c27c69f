"""Where keys stand in a TOML file. The library that reads TOML does not tell, and a message without a line is half."""

from __future__ import annotations

from collections.abc import Sequence

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.policy.strict_yaml import Places

_TABLE = pattern(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = pattern(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_WORD = pattern(r"[\w-]+|\"([^\"]*)\"|'([^']*)'")


def toml_places(text: str, table: Sequence[str] = ()) -> Places:
    """Line and column of every key that stands at the beginning of a line, by its path below `table`.

    Keys inside inline tables and arrays have none of their own: whoever asks takes that of the key around them.
    """
    places: dict[tuple[str | int, ...], tuple[int, int]] = {(): (1, 1)}
    counts: dict[tuple[str | int, ...], int] = {}
    current: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = _TABLE.match(line)
        key = _KEY.match(line)
        if header:
            current = _resolved(_words(header[2]), counts, array=header[1] == "[[")
            places.setdefault(current, (number, line.index("[") + 1))
        elif key:
            path = (*current, *_words(key[1]))
            places.setdefault(path, (number, key.start(1) + 1))
    depth = len(table)
    inside = {path[depth:]: place for path, place in places.items() if path[:depth] == tuple(table)}
    return {**inside, (): inside.get((), (1, 1))}


def _resolved(words: Sequence[str], counts: dict[tuple[str | int, ...], int], *, array: bool) -> tuple[str | int, ...]:
    """The path of a table, with the index of each array of tables on the way."""
    path: tuple[str | int, ...] = ()
    for index, word in enumerate(words):
        path = (*path, word)
        last = index == len(words) - 1
        if last and array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _words(text: str) -> list[str]:
    return [match[1] or match[2] or match[0] for match in _WORD.finditer(text)]
