"""What a pattern of a configuration matches: addresses, and paths of files."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.excluded import read_patterns


def address_matches(pattern: str, address: str) -> bool:
    """Whether an address fits: `*` stands for anything within a name or a key, `**` for any number of names.

    A name without a key fits every instance; one that ends in a module call fits everything in that module.
    """
    return _fits(_names(pattern), _names(address))


#: One name of an address with its key, which may hold dots: `tenant["eu.west"]`.
_NAME = pattern(r'(?:[^.\[\]]|\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\])+')


@cache
def _names(text: str) -> tuple[str, ...]:
    return tuple(_NAME.findall(text))


def _fits(patterns: Sequence[str], names: Sequence[str]) -> bool:
    if not patterns:
        return not names
    first, *rest = patterns
    if first == "**":
        return any(_fits(rest, names[skipped:]) for skipped in range(len(names) + 1))
    if not names or not _one_fits(first, names[0]):
        return False
    if first == "module" and len(rest) == 1 and rest[0] != "**":
        return len(names) > 1 and _one_fits(rest[0], names[1])
    return _fits(rest, names[1:])


def _one_fits(pattern: str, name: str) -> bool:
    wanted, bracket, key = pattern.partition("[")
    given, _, own_key = name.partition("[")
    return _wild(wanted).fullmatch(given) is not None and (not bracket or _wild(key).fullmatch(own_key) is not None)


@cache
def _wild(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split("*"))), re.DOTALL)


def path_matches(folder: Path, patterns: Sequence[str], path: str, working_directory: str) -> bool:
    """Whether the file at `path` fits one of `patterns`, as .gitignore in `folder` would have it."""
    absolute = os.path.normpath(os.path.join(working_directory, path))
    relative = os.path.relpath(absolute, os.path.realpath(folder)).replace(os.sep, "/")
    if relative.startswith("../"):
        return False
    matches = read_patterns(tuple(patterns))
    return matches is not None and matches(relative)
