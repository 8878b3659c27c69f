"""Releases of the AWS provider: which is the newest that a configuration may be used with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.pins import LOCK_FILE, Pin
from tflint_cognito.terraform.values import Known

SOURCE: Final = "hashicorp/aws"

#: The last minor release of each major one that is finished (https://releases.hashicorp.com/terraform-provider-aws/).
_LAST: Final = {1: 60, 2: 70, 3: 76, 4: 67, 5: 100}
_CONSTRAINT: Final = r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d{1,4}(?:\.\d{1,4}){0,2})\s*"


class Release(NamedTuple):
    """A release by its major and minor number: what an argument appears with. Patches bring none."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest release that may be used, and `said`, what says so: ".terraform.lock.hcl has 5.31.0"."""

    release: Release
    said: str


def release(text: str) -> Release:
    """The release of a version in numbers, such as "5.98.0"."""
    major, minor, *_ = (*(int(part) for part in text.split(".")), 0)
    return Release(major, minor)


def newest(pin: Pin | None) -> Newest | None:
    """The newest release that may be used; None where nothing sets a bound, or what does cannot be read.

    A lock file decides. Without one `terraform init` takes the newest that all constraints allow.
    """
    if pin is None:
        return None
    if pin.locked is not None:
        found = _numbers(str(pin.locked.value))
        return None if found is None else Newest(release(found), f"{LOCK_FILE} has {found}")
    bounds = [bound for constraint in pin.constraints for bound in _bounds(constraint)]
    return min(bounds, key=lambda bound: bound.release, default=None)


def _numbers(text: str) -> str | None:
    match = re.fullmatch(r"\s*v?(\d{1,4}\.\d{1,4}\.\d{1,4})(?:[-+].*)?\s*", text)
    return match[1] if match else None


def _bounds(constraint: Known) -> Iterator[Newest]:
    """What each part of a constraint ("> 3.0, < 5") allows at most. https://developer.hashicorp.com/terraform/language/
    expressions/version-constraints"""
    text = str(constraint.value)
    said = f'"{text[:24]}" is asked for'
    for part in text.split(","):
        match = re.fullmatch(_CONSTRAINT, part)
        most = _most(match[1] or "=", match[2]) if match else None
        if most is not None:
            yield Newest(most, said)


def _most(operator: str, version: str) -> Release | None:
    numbers = [int(part) for part in version.split(".")]
    major, minor, patch = (*numbers, 0, 0)[:3]
    match operator:
        case "=" | "<=":
            return Release(major, minor)
        case "<":
            return Release(major, minor) if patch else _before(major, minor)
        case "~>" if len(numbers) == 3:
            return Release(major, minor)
        case "~>" if len(numbers) == 2:
            return _before(major + 1, 0)
    return None


def _before(major: int, minor: int) -> Release | None:
    """The release before one; None where nobody knows yet how far a major one will go."""
    if minor:
        return Release(major, minor - 1)
    return Release(major - 1, _LAST[major - 1]) if major - 1 in _LAST else None
