"""Regular expressions, with the semantics of RE2 that Terraform has: linear time, no look-around.

https://github.com/google/re2/wiki/Syntax
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, text
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, Budget
from tflint_cognito.terraform.types import DYNAMIC, STRING, ListOf, ObjectOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

if TYPE_CHECKING:
    Pattern = re.Pattern[str]
    Match = re.Match[str]

NOT_INSTALLED = "regular expressions need the package google-re2, which is not installed"
#: Most memory that one compiled pattern may take. RE2 takes a moment to find out that it is too little.
MAX_PATTERN_BYTES = 2 * 1024 * 1024
#: Reading one takes RE2 memory that MAX_PATTERN_BYTES does not hold.
LONGEST_PATTERN = 20_000

#: How Go words what RE2 finds wrong.
_COMPLAINTS = (
    ("missing ]", "missing closing ]"),
    ("missing )", "missing closing )"),
    ("unexpected )", "unexpected )"),
    ("no argument for repetition operator", "missing argument to repetition operator"),
    ("bad repetition operator", "invalid nested repetition operator"),
    ("invalid repetition size", "invalid repeat count"),
    ("invalid perl operator", "invalid or unsupported Perl syntax"),
    ("invalid named capture group", "invalid named capture"),
    ("duplicate capture group name", "duplicate capture group name"),
    ("invalid character class range", "invalid character class range"),
    ("invalid character class", "invalid character class"),
    ("trailing \\", "trailing backslash at end of expression"),
    ("invalid escape sequence", "invalid escape sequence"),
)


class NotInstalled(Exception):
    """google-re2 is not there."""


@lru_cache(maxsize=256)
def compiled(pattern: str, argument: int | None) -> Pattern:
    """RE2's pattern, which has the interface of Python's. Failure for one that RE2 refuses."""
    if len(pattern) > LONGEST_PATTERN:
        raise BoundExceeded(f"a regular expression of more than {LONGEST_PATTERN:,} characters")
    try:
        import re2
    except ImportError:
        raise NotInstalled from None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MAX_PATTERN_BYTES
    try:
        return cast("Pattern", re2.compile(pattern, options))
    except re2.error as error:
        raise _complaint(error, argument) from None


def _complaint(error: Exception, argument: int | None) -> Exception:
    raw = error.args[0] if error.args else ""
    said = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
    if "too large" in said:
        return BoundExceeded("a regular expression is too large")
    code, _, expression = said.partition(": ")
    code = next((go for re2, go in _COMPLAINTS if code.startswith(re2)), code)
    return Failure(f"invalid regexp pattern: {code} in {expression}", argument)


def _match_type(pattern: Pattern) -> Type:
    """A string without groups, else a tuple of them, or an object if they are named."""
    if not pattern.groups:
        return STRING
    names = pattern.groupindex
    if not names:
        return TupleOf((STRING,) * pattern.groups)
    if len(names) < pattern.groups:
        raise Failure("invalid regexp pattern: cannot mix both named and unnamed capture groups", 0)
    return ObjectOf(dict.fromkeys(sorted(names), STRING))


def regex_type(pattern: Value, content: Value) -> Type:
    if not isinstance(pattern, Known):
        return DYNAMIC
    try:
        return _match_type(compiled(str(pattern.value), 0))
    except NotInstalled:
        return DYNAMIC


def regexall_type(pattern: Value, content: Value) -> Type:
    return ListOf(regex_type(pattern, content))


def regex(call: Invocation, pattern: Value, content: Value) -> Value:
    if not isinstance(pattern, Known) or not isinstance(content, Known):
        return call.unknown(pattern, content)
    try:
        expression = compiled(str(pattern.value), 0)
    except NotInstalled:
        return call.unforeseeable(NOT_INSTALLED, "install google-re2")
    match = expression.search(str(content.value))
    if match is None:
        raise Failure("pattern did not match any part of the given string")
    return _matched(match, call.type)


def regexall(call: Invocation, pattern: Value, content: Value) -> Value:
    if not isinstance(pattern, Known) or not isinstance(content, Known):
        return call.unknown(pattern, content)
    try:
        expression = compiled(str(pattern.value), 0)
    except NotInstalled:
        return call.unforeseeable(NOT_INSTALLED, "install google-re2")
    assert isinstance(call.type, ListOf)
    found: list[Value] = []
    for match in _matches(expression, str(content.value)):
        call.budget.check_size(elements=len(found) + 1)
        found.append(_matched(match, call.type.element))
    return Known(tuple(found), call.type)


def _matches(pattern: Pattern, content: str) -> Iterator[Match]:
    """All matches that do not overlap; none that is empty right behind another (Go's FindAll)."""
    at, before = 0, -1
    while at <= len(content) and (match := pattern.search(content, at)) is not None:
        empty = match.end() == at
        if not empty or match.start() != before:
            yield match
        before = match.end()
        at = at + 1 if empty else match.end()


def _matched(match: Match, kind: Type) -> Value:
    match kind:
        case ObjectOf(attributes):
            return Known({name: _group(match.group(name)) for name in attributes}, kind)
        case TupleOf():
            return Known(tuple(map(_group, match.groups())), kind)
        case _:
            return text(match.group(0))


def _group(content: str | None) -> Value:
    return Absent(STRING) if content is None else text(content)


def replace_(content: str, part: str, replacement: str) -> Value:
    """A `part` between slashes is a regular expression, and then `replacement` may hold $1 and ${name}."""
    if len(part) > 1 and part.startswith("/") and part.endswith("/"):
        return _replace_matches(content, part[1:-1], replacement)
    Budget().check_size(characters=len(content) + content.count(part) * len(replacement))
    return text(content.replace(part, replacement))


def _replace_matches(content: str, source: str, replacement: str) -> Value:
    try:
        pattern = compiled(source, None)
    except NotInstalled:
        return Unknown(NOT_INSTALLED, STRING, "install google-re2")
    except Failure as failure:
        code, _, expression = failure.message.removeprefix("invalid regexp pattern: ").partition(" in ")
        raise Failure(f"error parsing regexp: {code}: `{expression}`") from None
    made: list[str] = []
    size, at, last = 0, 0, 0
    while at <= len(content) and (match := pattern.search(content, at)) is not None:
        made.append(content[last : match.start()])
        if match.end() > last or match.start() == 0:
            made.append(_expanded(replacement, match))
        size += len(made[-1]) + len(content[last : match.start()])
        Budget().check_size(characters=size)
        last = match.end()
        at = max(at + 1, last)
    return text("".join(made) + content[last:])


_REFERENCE = pattern(r"\$(?:(\$)|(\w+)|\{(\w+)\})")


def _expanded(template: str, match: Match) -> str:
    """Go's Expand: $name takes all letters, digits and underscores that follow; a missing group is empty."""

    def expand(reference: re.Match[str]) -> str:
        if reference[1]:
            return "$"
        name = reference[2] or reference[3]
        if name.isdecimal():
            number = int(name)
            return match.group(number) or "" if number <= match.re.groups else ""
        return match.group(name) or "" if name in match.re.groupindex else ""

    return _REFERENCE.sub(expand, template)
