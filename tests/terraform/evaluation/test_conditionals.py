"""Which branch a conditional takes, and what its value says about why."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json, type_as_json
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.values import Absent, Unknown

MODULE = Surroundings(
    """
    variable "errors" { default = "LEGACY" }
    variable "legacy" { default = true }
    variable "more" {}
    variable "password" {
      default   = "hunter2"
      sensitive = true
    }
    resource "terraform_data" "later" {}
    """
)


@pytest.mark.parametrize(
    ("expression", "value", "type"),
    [
        ('true ? 1 : "a"', "1", "string"),
        ("true ? [1, 2] : []", [{"__number__": "1"}, {"__number__": "2"}], ["list", "number"]),
        ("true ? { a = 1 } : { b = 2 }", {"a": {"__number__": "1"}}, ["map", "number"]),
        ("false ? null : 1", {"__number__": "1"}, "number"),
        ('"true" ? "a" : "b"', "a", "string"),
        ('true ? "a" : [][0]', "a", "string"),
        ('true ? 1 : "x" + 1', {"__number__": "1"}, "number"),
        ('true ? 1 : "a-${[]}"', "1", "string"),
    ],
)
def test_the_chosen_branch_has_the_type_of_both(expression: str, value: object, type: object) -> None:
    found = MODULE.evaluate(expression)
    assert as_json(found) == value
    assert type_as_json(found.type) == type


def test_an_unknown_condition_makes_the_result_unknown_for_its_reason() -> None:
    found = MODULE.evaluate('var.more ? "a" : "a"')
    assert isinstance(found, Unknown)
    assert (found.because, type_as_json(found.type), found.not_null) == ("var.more has no value here", "string", True)
    assert found.parts == ()


def test_two_nulls_need_no_condition() -> None:
    assert isinstance(MODULE.evaluate("var.more ? null : null"), Absent)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("null ? 1 : 2", "The condition value is null. Conditions must either be true or false"),
        ('"a" ? 1 : 2', "The condition expression must be of type bool"),
        ("true ? [][0] : 1", "The given key does not identify an element in this collection value: the collection has "
         "no elements"),
        ("true ? 1 : {}", "The true and false result expressions must have consistent types. The 'true' value is "
         "number, but the 'false' value is object"),
    ],
)  # fmt: skip
def test_what_terraform_refuses_is_refused(expression: str, message: str) -> None:
    with pytest.raises(EvaluationError) as refusal:
        MODULE.evaluate(expression)
    assert refusal.value.message == message


def test_the_trail_names_the_condition_after_what_the_branch_came_through() -> None:
    found = MODULE.evaluate('var.legacy ? var.errors : "ENABLED"')
    assert found.range is not None and found.range.text == 'var.legacy ? var.errors : "ENABLED"'
    assert [(step.subject, step.how) for step in found.trail] == [
        ("var.errors", "default"),
        ("var.legacy", "condition"),
        ("var.legacy", "default"),
    ]


def test_a_reference_survives_a_known_condition() -> None:
    found = MODULE.evaluate("var.legacy ? terraform_data.later.id : null")
    assert isinstance(found, Unknown)
    assert str(found.refers_to) == "terraform_data.later.id"


@pytest.mark.parametrize(
    "expression", ['var.password == "a" ? 1 : 2', "true ? 1 : var.password", "true ? var.password : 1"]
)
def test_a_secret_anywhere_makes_the_result_secret(expression: str) -> None:
    assert MODULE.evaluate(expression).sensitive
