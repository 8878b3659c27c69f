"""What a comment tells the linter: `cognito-lint: ignore[ID, other-name] until=2027-06-30 key="acme" -- reason`.

Comments to other tools count where one of our rules covers theirs: `checkov:skip=ID:reason`, `trivy:ignore:ID`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.source import Range, Source

#: What a source must contain, one of them, for its comments to be read at all.
MARK: Final = "cognito-lint:"
MARKS: Final = (MARK, "checkov:skip=", "trivy:ignore:")


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile(r"(?:#+|//+|/\*+|\*)?\s*cognito-lint:\s*(?P<words>.*)", re.DOTALL)


@cache
def _ignore() -> re.Pattern[str]:
    options = r"(?P<options>(?:\s+\w+=(?:\"[^\"]*\"|\S+))*)"
    return re.compile(rf"ignore(?P<file>-file)?\s*\[(?P<rules>[^\]]*)\]{options}\s*(?:--(?P<reason>.*))?", re.DOTALL)


@cache
def _of_others() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How comments to other tools look.

    https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
    https://trivy.dev/latest/docs/configuration/filtering/#by-inline-comments
    """
    checkov = r"checkov:skip=(?P<id>[\w-]+)(?::(?P<reason>.*))?"
    trivy = r"trivy:ignore:(?P<id>[\w-]+)(?::exp:(?P<until>[\d-]+))?\s*(?P<reason>.*)"
    start = r"(?:#+|//+|/\*+)\s*"
    return tuple((tool, re.compile(start + rest, re.DOTALL)) for tool, rest in (("checkov", checkov), ("trivy", trivy)))


@dataclass(frozen=True, slots=True)
class Directive:
    """One comment that speaks to the linter. `rules` are the words in its brackets; None where it is not understood.

    `until` is the last day on which it holds, `key` that of the one instance that it is about, `tool` is set
    where the comment was written to another tool, and `whole_file` where it is about all of its file.
    """

    range: Range
    rules: tuple[str, ...] | None
    reason: str = ""
    until: str = ""
    key: str = ""
    tool: str = ""
    whole_file: bool = False


def directives(source: Source) -> list[Directive]:
    """Every comment of `source` that speaks to the linter, in order."""
    if not speaks(source.text):
        return []
    from tflint_cognito.terraform.hcl.comments import comments

    found = (_directive(range) for _, range in comments(source) if speaks(range.text))
    return [directive for directive in found if directive is not None]


def speaks(text: str) -> bool:
    """Whether there may be a comment in `text` that speaks to the linter."""
    return any(mark in text for mark in MARKS)


def _directive(range: Range) -> Directive | None:
    text = range.text.removesuffix("*/").strip()
    if MARK not in text:
        return _to_another_tool(range, text)
    addressed = _addressed().fullmatch(text)
    if addressed is None:
        return None  # the mark stands in the middle of a sentence
    ignore = _ignore().fullmatch(addressed["words"].strip())
    if ignore is None:
        return Directive(range, None)
    rules = tuple(word for word in (part.strip() for part in ignore["rules"].split(",")) if word)
    options = {
        name: quoted or plain
        for name, quoted, plain in re.findall(r"(\w+)=(?:\"([^\"]*)\"|(\S+))", ignore["options"] or "")
    }
    if not rules or not options.keys() <= {"until", "key", "ticket"} or not _is_day(options.get("until", "")):
        return Directive(range, None)
    until, key = options.get("until", ""), options.get("key", "")
    return Directive(range, rules, _words(ignore["reason"]), until, key, whole_file=ignore["file"] is not None)


def _options(text: str) -> dict[str, str]:
    """`until=2027-06-30 key="acme"` by name."""
    found: list[tuple[str, str, str]] = re.findall(r"(\w+)=(?:\"([^\"]*)\"|(\S+))", text)
    return {name: quoted or plain for name, quoted, plain in found}


def _to_another_tool(range: Range, text: str) -> Directive | None:
    for tool, pattern in _of_others():
        found = pattern.fullmatch(text)
        if found is not None:
            until = found.groupdict().get("until") or ""
            reason = _words(found["reason"]) or f"{tool} is told to skip {found['id']} here"
            return Directive(range, (found["id"],), reason, until if _is_day(until) else "", tool=tool)
    return None


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False
