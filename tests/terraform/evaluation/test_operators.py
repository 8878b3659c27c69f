"""Operators, with operands that are known, unknown, null and secret."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json, type_as_json
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.values import Unknown

MODULE = Surroundings(
    """
    variable "more" {}
    variable "minutes" { default = 60 }
    variable "password" {
      default   = "hunter2"
      sensitive = true
    }
    resource "terraform_data" "later" {}
    """
)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3", 7),
        ("-7 % 3", -1),
        ("5 % 0", 5),
        ("2 % 0.1", 0),
        ('"5" - 1', 4),
        ("7 / 2 == 3.5", True),
        ("0.1 + 0.2 == 0.3", True),
        ("1.1 + 2.2 == 3.3", False),
        ("!false && true", True),
        ('"true" || false', True),
        ('1 == "1"', False),
        ("[1] == tolist([1])", False),
        ("null == null", True),
        ("3 >= 3", True),
        ("-(2 - 5)", 3),
    ],
)
def test_known_operands_give_a_known_result(expression: str, value: object) -> None:
    found = as_json(MODULE.evaluate(expression))
    assert found == ({"__number__": str(value)} if type(value) is int else value)


@pytest.mark.parametrize(
    ("expression", "type"),
    [
        ("var.more + 1", "number"),
        ("-var.more", "number"),
        ("var.more && false", "bool"),
        ("true || var.more", "bool"),
        ("var.more == 1", "bool"),
        ("1 < var.more", "bool"),
    ],
)
def test_one_unknown_operand_makes_the_result_unknown_but_not_its_type(expression: str, type: str) -> None:
    found = MODULE.evaluate(expression)
    assert isinstance(found, Unknown)
    assert type_as_json(found.type) == type
    assert found.not_null
    assert (found.because, found.decides) == ("var.more has no value here", "give it with --var")


def test_what_is_never_null_does_not_equal_null() -> None:
    assert as_json(MODULE.evaluate("terraform_data.later.id == null")) is False
    assert isinstance(MODULE.evaluate("var.more == null"), Unknown)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("1 + null", "Error during operation: argument must not be null"),
        ("var.more && null", "Error during operation: argument must not be null"),
        ('1 + "a"', "Unsuitable value for right operand: a number is required"),
        ("!1", "Unsuitable value for unary operand: bool required, but have number"),
        ("0 / 0", "Error during operation: can't divide zero by zero or infinity by infinity"),
        ("1 / 0 - 1 / 0", "Error during operation: can't subtract infinity from itself"),
    ],
)
def test_operands_that_do_not_fit_are_refused(expression: str, message: str) -> None:
    with pytest.raises(EvaluationError) as refusal:
        MODULE.evaluate(expression)
    assert refusal.value.message == message


def test_the_result_stands_at_the_whole_operation_and_came_the_operands_ways() -> None:
    found = MODULE.evaluate("1 + var.minutes")
    assert found.range is not None and found.range.text == "1 + var.minutes"
    assert [step.subject for step in found.trail] == ["var.minutes"]


@pytest.mark.parametrize("expression", ['var.password == "a"', "var.password != var.more", "[var.password] == []"])
def test_a_secret_operand_makes_the_result_secret(expression: str) -> None:
    assert MODULE.evaluate(expression).sensitive
