"""One rule on one resource."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from tflint_cognito.policy.answer import Place
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass

if TYPE_CHECKING:
    from tflint_cognito.terraform.model import Resource


class Outcome(Enum):
    PASS = "pass"
    FAIL = "fail"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `rule` says of `resource`. Because, place and related are those of the answer that decided it."""

    rule: Rule
    resource: Resource
    outcome: Outcome
    severity: Severity
    because: str
    place: Place
    decides: str = ""
    related: tuple[Place, ...] = ()
    assumed: bool = False
