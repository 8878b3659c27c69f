"""What a comment tells the linter: `cognito-lint: ignore[ID, other-name] -- reason`."""

from __future__ import annotations

import re
from typing import Final

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.source import Range, Source

#: What a source must contain for its comments to be read at all.
MARK: Final = "cognito-lint:"

_ADDRESSED = re.compile(r"(?:#+|//+|/\*+|\*)?\s*cognito-lint:\s*(?P<words>.*)", re.DOTALL)
_IGNORE = re.compile(r"ignore\s*\[(?P<rules>[^\]]*)\]\s*(?:--(?P<reason>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Directive:
    """One comment that speaks to the linter. `rules` are the words in its brackets; None where it is not understood."""

    range: Range
    rules: tuple[str, ...] | None
    reason: str = ""


def directives(source: Source) -> list[Directive]:
    """Every comment of `source` that speaks to the linter, in order."""
    if MARK not in source.text:
        return []
    from tflint_cognito.terraform.hcl.comments import comments

    found = (_directive(range) for _, range in comments(source) if MARK in range.text)
    return [directive for directive in found if directive is not None]


def _directive(range: Range) -> Directive | None:
    text = range.text.removesuffix("*/").strip()
    addressed = _ADDRESSED.fullmatch(text)
    if addressed is None:
        return None  # the mark stands in the middle of a sentence
    ignore = _IGNORE.fullmatch(addressed["words"].strip())
    if ignore is None:
        return Directive(range, None)
    rules = tuple(word for word in (part.strip() for part in ignore["rules"].split(",")) if word)
    reason = " ".join((ignore["reason"] or "").split())
    return Directive(range, rules or None, reason)
