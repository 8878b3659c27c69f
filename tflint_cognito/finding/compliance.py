"""How the architecture stands to the controls of a framework, and what that rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import Enum

from tflint_cognito.policy.framework import Framework
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.address import Address


class Status(Enum):
    """What can be said of one control. The worst of its verdicts decides; without one, nothing is said to be met.

    SUPPORTED is as much as rules can say of a control that asks for more than a configuration shows: nothing that they
    looked at speaks against it.
    """

    NOT_MET = "not met"
    UNDETERMINED = "undetermined"
    MET = "met"
    SUPPORTED = "supported"
    NOT_APPLICABLE = "not applicable"
    NO_RULE = "no rule"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One verdict behind a control. An ignored fault is a fault to an auditor all the same."""

    rule: Rule
    address: Address
    root: str
    outcome: Outcome
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """One control of a framework: its own title, the rules that answer for it, and the verdicts of those that ran."""

    framework: Framework
    control: str
    status: Status
    rules: tuple[Rule, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def title(self) -> str:
        return self.framework.title_of(self.control)

    def with_outcome(self, outcome: Outcome) -> list[Evidence]:
        return [one for one in self.evidence if one.outcome is outcome]


def assess(
    framework: Framework, rules: Iterable[Rule], ran: Collection[str], evidence: Sequence[Evidence], complete: bool
) -> list[Assessment]:
    """Every control of `framework`, in its order. `ran` are the ids of the rules that ran; where not everything could
    be read (`complete` is false), no control is said to be met."""
    by_control: dict[str, list[Rule]] = {}
    for rule in rules:
        for control in rule.controls.get(framework.name, ()):
            by_control.setdefault(control, []).append(rule)
    controls = dict.fromkeys((*framework.controls, *by_control))
    return [_assess(framework, control, by_control.get(control, []), ran, evidence, complete) for control in controls]


def _assess(
    framework: Framework,
    control: str,
    rules: Sequence[Rule],
    ran: Collection[str],
    evidence: Sequence[Evidence],
    complete: bool,
) -> Assessment:
    ids = {rule.id for rule in rules}
    behind = tuple(one for one in evidence if one.rule.id in ids)
    status = _status(ids, ran, behind, complete)
    if status is Status.MET and framework.proof != "whole":
        status = Status.SUPPORTED
    return Assessment(framework, control, status, tuple(rules), behind)


def _status(ids: Collection[str], ran: Collection[str], behind: Sequence[Evidence], complete: bool) -> Status:
    outcomes = {one.outcome for one in behind}
    if not ids:
        return Status.NO_RULE
    if Outcome.FAIL in outcomes:
        return Status.NOT_MET
    if Outcome.UNDETERMINED in outcomes or not complete or not set(ids) <= set(ran):
        return Status.UNDETERMINED
    return Status.MET if Outcome.PASS in outcomes else Status.NOT_APPLICABLE
