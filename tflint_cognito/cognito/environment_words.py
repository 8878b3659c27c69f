"""The words that name an environment, in addresses and in names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass

#: Words that name an environment, beside those that its own name has.
USUAL: Final = frozenset(
    (
        *("dev", "devel", "develop", "development", "sandbox", "sbx", "test", "testing", "qa", "int", "preview"),
        *("stage", "staging", "stg", "uat", "preprod", "prod", "prd", "production", "live"),
    )
)
#: What stands in place of such a word.
MARK: Final = "…"
_WORD: Final = pattern(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an environment is called: its name (or the path to it), and the words of it that others do not have."""

    name: str
    own: frozenset[str]

    def neutral(self, text: str) -> str:
        """`text` without the environment's own words: auth_dev is auth_…"""
        return _without(neutral(text, self.name), self.own)

    def plain(self, text: str) -> str:
        """The same without the words that environments usually have: auth_sandbox is auth_…"""
        return _without(self.neutral(text), USUAL)

    def rest(self, text: str) -> tuple[str, ...]:
        """The words of `text` that name no environment."""
        return tuple(word.lower() for word in _WORD.findall(self.plain(text)))


def vocabularies(names: Sequence[str]) -> list[Vocabulary]:
    """One for each environment. A number or a letter alone names none: it tells instances apart."""
    found = [[word.lower() for word in _WORD.findall(name)] for name in names]
    words = [frozenset(word for word in each if len(word) > 1 and not word.isdigit()) for each in found]
    common = frozenset.intersection(*words) if len(words) > 1 else frozenset()
    return [Vocabulary(name, own - common) for name, own in zip(names, words, strict=True)]


def neutral(text: str, name: str) -> str:
    """`text` without the name of its environment, where that is a word of its own: customers-dev is customers-…"""
    if len(name) < 2:
        return text
    return re.sub(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", MARK, text, flags=re.IGNORECASE)


def _without(text: str, words: frozenset[str]) -> str:
    return _WORD.sub(lambda word: MARK if word[0].lower() in words else word[0], text)
