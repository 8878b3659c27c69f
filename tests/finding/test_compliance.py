"""What may be said of a control, and that nothing is said to be met which was not looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.finding.samples import ERRORS
from tflint_cognito.finding.compliance import Evidence, Status, assess
from tflint_cognito.policy.framework import Framework
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.terraform.address import Address

HOUSE = Framework(
    "house", "House rules", "the wiki", "all", {"H.1": "Doors are shut", "H.2": "Windows are shut"}, "whole"
)
DOOR = replace(ERRORS, controls={"house": ("H.1",)})
POOL = Address((), "aws_cognito_user_pool", "customers")


def evidence(*outcomes: Outcome) -> list[Evidence]:
    return [Evidence(DOOR, POOL, "infra", outcome) for outcome in outcomes]


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ([], Status.NOT_APPLICABLE),
        ([Outcome.PASS], Status.MET),
        ([Outcome.PASS, Outcome.UNDETERMINED], Status.UNDETERMINED),
        ([Outcome.PASS, Outcome.UNDETERMINED, Outcome.FAIL], Status.NOT_MET),
    ],
)
def test_the_worst_verdict_decides(outcomes: list[Outcome], status: Status) -> None:
    door, _ = assess(HOUSE, [DOOR], [DOOR.id], evidence(*outcomes), complete=True)
    assert (door.control, door.title, door.status) == ("H.1", "Doors are shut", status)


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ([Outcome.PASS], Status.SUPPORTED),
        ([Outcome.PASS, Outcome.UNDETERMINED], Status.UNDETERMINED),
        ([Outcome.PASS, Outcome.FAIL], Status.NOT_MET),
        ([], Status.NOT_APPLICABLE),
    ],
)
def test_what_asks_for_more_than_a_configuration_shows_is_never_met(outcomes: list[Outcome], status: Status) -> None:
    door, _ = assess(replace(HOUSE, proof="part"), [DOOR], [DOOR.id], evidence(*outcomes), complete=True)
    assert door.status is status


def test_a_control_without_a_rule_is_never_met() -> None:
    _, window = assess(HOUSE, [DOOR], [DOOR.id], evidence(Outcome.PASS), complete=True)
    assert (window.control, window.status) == ("H.2", Status.NO_RULE)


def test_a_control_whose_rule_did_not_run_is_undetermined() -> None:
    door, _ = assess(HOUSE, [DOOR], [], [], complete=True)
    assert door.status is Status.UNDETERMINED


def test_nothing_is_met_where_not_everything_could_be_read() -> None:
    door, _ = assess(HOUSE, [DOOR], [DOOR.id], evidence(Outcome.PASS), complete=False)
    assert door.status is Status.UNDETERMINED


def test_an_ignored_fault_is_a_fault_to_an_auditor() -> None:
    [fault] = evidence(Outcome.FAIL)
    door, _ = assess(HOUSE, [DOOR], [DOOR.id], [replace(fault, ignored=True)], complete=True)
    assert door.status is Status.NOT_MET
