"""Misspelt names: which of the right ones someone meant."""

from __future__ import annotations

import re
from collections.abc import Iterable


def meant(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` is a slip of: other cases or separators, a letter or two too many, too few, wrong or
    swapped. None where none is, and where only digits differ: "V4_0" is no slip of "V3_0"."""
    near = sorted((_distance(_bare(word), _bare(choice)), choice) for choice in choices if _letters(choice, word))
    allowed = 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0
    return near[0][1] if near and near[0][0] <= allowed else None


def _bare(word: str) -> str:
    return re.sub(r"[-_ .]", "", word).casefold()


def _letters(choice: str, word: str) -> bool:
    """Whether more than digits differ."""
    return choice != word and (choice.casefold() == word.casefold() or _no_digits(choice) != _no_digits(word))


def _no_digits(word: str) -> str:
    return re.sub(r"\d", "", word)


def _distance(one: str, other: str) -> int:
    """How many single letters to change, add, leave out or swap with the next (optimal string alignment)."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before, above, row = [], list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = above, row, [i]
        for j, wanted in enumerate(other, 1):
            costs = [above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted)]
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                costs.append(before[j - 2] + 1)
            row.append(min(costs))
    return row[-1]
