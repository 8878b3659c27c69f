"""Which versions of the program may run with a configuration: `>=0.3,<1`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.lazy_patterns import pattern

_CLAUSE = pattern(r"\s*(>=|<=|==|!=|>|<|~=|)\s*v?(\d+(?:\.\d+)*)\s*")

Version = tuple[int, ...]
_COMPARE: dict[str, Callable[[Version, Version], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


def require(wanted: str, version: str, path: str) -> None:
    """CognitoLintError where `version` is none that `wanted` (of the configuration `path`) admits."""
    if not all(_admits(clause, version, wanted, path) for clause in wanted.split(",")):
        raise CognitoLintError(
            f"{path}: required-version is {wanted!r}, but this is cognito-lint {version}: install one that fits"
        )


def _admits(clause: str, version: str, wanted: str, path: str) -> bool:
    match = _CLAUSE.fullmatch(clause)
    if match is None:
        raise CognitoLintError(f"{path}: required-version is {wanted!r}, which cannot be read: write it as '>=0.3,<1'")
    word, bound = match[1], _numbers(match[2])
    own = _numbers(version)
    if word == "~=":  # compatible: at least this, and the same up to its last number
        return own >= bound and own[: len(bound) - 1] == bound[:-1]
    width = max(len(own), len(bound))
    return _COMPARE[word](_padded(own, width), _padded(bound, width))


def _numbers(text: str) -> Version:
    match = re.match(r"\d+(?:\.\d+)*", text)
    return tuple(int(part) for part in match[0].split(".")) if match else (0,)


def _padded(version: Version, width: int) -> Version:
    return (*version, *(0,) * (width - len(version)))
