"""The one exception for what the user can put right, and the hint that most often goes with it."""

from __future__ import annotations

from collections.abc import Iterable


class CognitoLintError(Exception):
    """What is wrong, where, and what to do about it, in a sentence that ends up on the user's screen (exit code 2)."""


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """`; did you mean 'equals'?`, or nothing where no choice is near."""
    import difflib

    near = difflib.get_close_matches(word, list(choices), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
