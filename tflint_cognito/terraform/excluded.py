"""Which paths `--exclude` leaves out: patterns as in `.gitignore`, relative to the working directory."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

#: Answers for a path relative to the working directory, with `/`.
Excluded = Callable[[str], bool]

#: Folders that hold copies, dependencies or version control, never a user's own configuration.
NOT_READ = frozenset({".terraform", ".git", ".terragrunt-cache", "node_modules"})


def read_patterns(patterns: Sequence[str]) -> Excluded | None:
    """What the patterns leave out; the last one that matches a path or a folder above it decides. None without any.

    https://git-scm.com/docs/gitignore#_pattern_format
    """
    if not patterns:
        return None
    compiled = [(not pattern.startswith("!"), _compile(pattern.removeprefix("!"))) for pattern in patterns]

    def excluded(path: str) -> bool:
        matching = [leaves_out for leaves_out, pattern in compiled if pattern.match(path)]
        return bool(matching) and matching[-1]

    return excluded


def _compile(pattern: str) -> re.Pattern[str]:
    body = pattern.removeprefix("./").strip("/")
    anchored = "/" in pattern.strip("/").removeprefix("./") or pattern.startswith(("/", "./"))
    inner = "".join(_translate(token) for token in re.findall(r"\*\*/|/\*\*$|\*+|\?|\[!?[^\]]+\]|\\.|.", body))
    below = "/.+" if pattern.endswith("/") else "(/.*)?"
    return re.compile(("" if anchored else "(.*/)?") + inner + below + r"\Z", re.DOTALL)


def _translate(token: str) -> str:
    if token == "**/":
        return "(.*/)?"
    if token == "/**":
        return "/.+"
    if token.startswith("*"):
        return "[^/]*"
    if token == "?":
        return "[^/]"
    if token.startswith("[") and token.endswith("]"):
        return token.replace("[!", "[^", 1)
    return re.escape(token[1:] if token.startswith("\\") and len(token) == 2 else token)
