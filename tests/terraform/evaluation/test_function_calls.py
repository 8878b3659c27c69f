"""`try`, `can`, and how arguments reach functions."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.values import Unknown

MODULE = Surroundings(
    """
    variable "more" {}
    variable "flows" { default = ["code", "implicit"] }
    resource "terraform_data" "later" {}
    """
)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('try(var.flows[5], "none")', "none"),
        ('try(var.flows[0], "none")', "code"),
        ("try(null, 1)", None),
        ("can(var.flows[5])", False),
        ("can(var.flows[0])", True),
        ('core::upper("a")', "A"),
        ("concat([var.flows, [\"x\"]]...)", ["code", "implicit", "x"]),
        ("max(1, tolist([3, 2])...)", {"__number__": "3"}),
    ],
)  # fmt: skip
def test_a_call_has_a_value(expression: str, value: object) -> None:
    assert as_json(MODULE.evaluate(expression)) == value


@pytest.mark.parametrize("expression", ["can(var.more)", "can([var.more])", "try([var.more], 1)", "try(var.more.a, 1)"])
def test_what_is_not_wholly_known_may_still_fail(expression: str) -> None:
    found = MODULE.evaluate(expression)
    assert isinstance(found, Unknown)
    assert found.because == "var.more has no value here"


def test_a_reference_survives_try() -> None:
    found = MODULE.evaluate("try(terraform_data.later.id, null)")
    assert isinstance(found, Unknown)
    assert str(found.refers_to) == "terraform_data.later.id"
    assert found.range is not None and found.range.text == "try(terraform_data.later.id, null)"


def test_elements_of_what_try_may_not_keep_are_certain_nevertheless() -> None:
    found = MODULE.evaluate('try(["a", var.more], [])')
    assert isinstance(found, Unknown)
    assert [as_json(part) for part in found.parts] == ["a", {"__unknown__": True}]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("try()", 'Call to function "try" failed: at least one argument is required'),
        ("try(var.flows[5])", 'Call to function "try" failed: no expression succeeded: '),
        ("can()", 'Function "can" expects 1 argument(s)'),
        ("nosuch(1)", 'There is no function named "nosuch"'),
        ("max(null...)", "The expanding argument (indicated by ...) must not be null"),
        ("max({}...)", "The expanding argument (indicated by ...) must be of a tuple, list, or set type"),
    ],
)
def test_a_wrong_call_is_refused(expression: str, message: str) -> None:
    with pytest.raises(EvaluationError) as refusal:
        MODULE.evaluate(expression)
    assert refusal.value.message.startswith(message)


def test_an_argument_that_expands_into_nobody_knows_how_many_makes_the_result_unknown() -> None:
    assert isinstance(MODULE.evaluate("max(var.more...)"), Unknown)


def test_a_function_of_a_provider_is_unknown_with_a_reason() -> None:
    found = MODULE.evaluate('provider::aws::arn_parse("arn:aws:iam::1:role/x")')
    assert isinstance(found, Unknown)
    assert found.because == "provider::aws::arn_parse is a function of a provider"


def test_expanded_elements_keep_their_ways() -> None:
    found = MODULE.evaluate("coalesce(var.flows...)")
    assert [step.subject for step in found.trail][:1] == ["var.flows[0]"]
