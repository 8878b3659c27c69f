"""The files that a pattern of fileset means: `*`, `?`, `[a-z]`, `{a,b}` and `**`.

https://developer.hashicorp.com/terraform/language/functions/fileset
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator

from tflint_cognito.terraform.evaluation.functions.invocation import Failure
from tflint_cognito.terraform.evaluation.functions.patterns import NotInstalled, compiled
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, Budget
from tflint_cognito.terraform.seen import Seen

#: Each `**` more multiplies the ways in which a long path may match.
MOST_ANY_DEPTH = 3


class Unsure(Exception):
    """What the pattern matches cannot be told; the message says why."""


class Malformed(Exception):
    """The pattern is none: a bracket or brace is not closed."""


def found(folder: str, pattern: str, budget: Budget, seen: Seen) -> list[str]:
    """The regular files below `folder` that match, relative to it and with `/`."""
    cleaned = posixpath.normpath(pattern.lstrip("/") or ".")
    if cleaned == ".." or cleaned.startswith("../"):
        raise Unsure("leads out of its own folder")
    if not os.path.isdir(folder):
        seen.names(folder)
        return []
    try:
        expressions = [_expression(part) for part in cleaned.split("/")]
    except Malformed:
        if "/" in cleaned:  # refused only where Terraform gets as far as that part
            raise Unsure("has a pattern that is not worked out here") from None
        raise
    if expressions.count(None) > MOST_ANY_DEPTH:
        raise Unsure("has a pattern that is not worked out here")
    matches: list[str] = []
    for name in _files(folder, "", len(expressions) if None not in expressions else None, budget, seen):
        budget.check_size(elements=len(matches) + 1)
        if _matches(name.split("/"), expressions):
            matches.append(name)
    return matches


def _files(folder: str, below: str, depth: int | None, budget: Budget, seen: Seen) -> Iterator[str]:
    """The regular files below a folder, no deeper than the pattern can match."""
    seen.names(os.path.join(folder, below))
    try:
        entries = sorted(os.scandir(os.path.join(folder, below)), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        budget.spend()
        name = posixpath.join(below, entry.name)
        if entry.is_symlink() and (entry.is_dir() or depth is None):
            raise Unsure("meets a symbolic link")
        if entry.is_dir(follow_symlinks=False):
            if depth is None or name.count("/") + 1 < depth:
                yield from _files(folder, name, depth, budget, seen)
        elif entry.is_file():
            yield name


def _matches(names: list[str], expressions: list[re.Pattern[str] | None]) -> bool:
    """Whether a path matches; None in the pattern is `**`, any number of folders (and, at the end, a file)."""
    if not expressions:
        return not names
    first, rest = expressions[0], expressions[1:]
    if first is None:
        if not rest:
            return bool(names)
        return any(_matches(names[skipped:], rest) for skipped in range(len(names) + 1))
    return bool(names) and first.fullmatch(names[0]) is not None and _matches(names[1:], rest)


def _expression(part: str) -> re.Pattern[str] | None:
    if part == "**":
        return None
    if "**" in part or "\\" in part:
        raise Unsure("has a pattern that is not worked out here")
    translated = re.sub(r"\[\^?[^\]]+\]|\{[^{}]*\}|.", lambda match: _translated(match[0]), part, flags=re.DOTALL)
    try:
        return compiled(f"(?s){translated}", None)  # RE2's, which a pattern of many stars does not keep busy
    except (NotInstalled, Failure, BoundExceeded):
        raise Unsure("has a pattern that is not worked out here") from None


def _translated(token: str) -> str:
    if token == "*":
        return "[^/]*"
    if token == "?":
        return "[^/]"
    if len(token) > 1 and token.startswith("["):
        inner = token[1:-1].replace("[", r"\[").replace("&&", r"\&&")
        return f"[{inner}]"
    if len(token) > 1:
        alternatives = [re.sub(r".", lambda match: _translated(match[0]), each) for each in token[1:-1].split(",")]
        return f"(?:{'|'.join(alternatives)})"
    if token in "[{":
        raise Malformed
    return re.escape(token)
