"""`for` expressions."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json, type_as_json
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, Budget, EvaluationError
from tflint_cognito.terraform.values import Known, Unknown, Value

MODULE = Surroundings(
    """
    variable "more" {}
    variable "listed" { type = list(string) }
    variable "flows" { default = ["code", "implicit"] }
    variable "clients" { default = [{ name = "web" }, { name = "mobile" }] }
    variable "ages" { default = { web = 1, mobile = 2 } }
    variable "secrets" {
      default   = ["hunter2"]
      sensitive = true
    }
    """
)


def elements(value: Value) -> tuple[Value, ...]:
    assert isinstance(value, Known) and isinstance(value.value, tuple)
    return value.value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("[for f in var.flows : upper(f)]", ["CODE", "IMPLICIT"]),
        ("[for i, f in var.flows : \"${i}-${f}\"]", ["0-code", "1-implicit"]),
        ("[for k, v in var.ages : k]", ["mobile", "web"]),
        ("[for k, v in toset([\"b\", \"a\"]) : \"${k}${v}\"]", ["aa", "bb"]),
        ("[for f in var.flows : f if f != \"implicit\"]", ["code"]),
        ("{ for c in var.clients : c.name => upper(c.name) }", {"mobile": "MOBILE", "web": "WEB"}),
        ("{ for f in [\"a\", \"b\", \"a\"] : f => \"x\"... }", {"a": ["x", "x"], "b": ["x"]}),
        ("{ for i, f in var.flows : i => f }", {"0": "code", "1": "implicit"}),
        ("[for f in [] : f]", []),
    ],
)  # fmt: skip
def test_every_element_has_its_turn(expression: str, value: object) -> None:
    assert as_json(MODULE.evaluate(expression)) == value


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("[for x in null : x]", "A null value cannot be used as the collection in a 'for' expression"),
        ("[for x in 1 : x]", "A value of type number cannot be used as the collection in a 'for' expression"),
        ("[for x in var.flows : x if null]", "The value of the 'if' clause must not be null"),
        ("[for x in var.flows : x if x]", "The 'if' clause value is invalid: a bool is required"),
        ("[for x in [] : x if []]", "The 'if' clause value is invalid: bool required, but have tuple"),
        ("{ for x in var.flows : null => x }", "Key expression in 'for' expression must not produce a null value"),
        ("{ for x in [[]] : x => x }", "The key expression produced an invalid result: string required, but have"),
        ('{ for x in var.flows : "a" => x }', "Two different items produced the key \"a\" in this 'for' expression"),
        ("{ for x in var.flows : var.secrets[0] => x }", "Two different items produced a sensitive key"),
    ],
)
def test_what_terraform_refuses_is_refused(expression: str, message: str) -> None:
    with pytest.raises(EvaluationError) as refusal:
        MODULE.evaluate(expression)
    assert refusal.value.message.startswith(message)


@pytest.mark.parametrize(
    "expression",
    [
        "[for x in var.more : x]",
        "{ for x in var.more : x => x }",
        "[for x in var.flows : x if x == var.more]",
        "{ for x in var.flows : \"${x}${var.more}\" => x }",
    ],
)  # fmt: skip
def test_not_knowing_the_elements_the_condition_or_a_key_leaves_all_unknown(expression: str) -> None:
    found = MODULE.evaluate(expression)
    assert isinstance(found, Unknown)
    assert found.because == "var.more has no value here"
    assert type_as_json(found.type) == "dynamic"


def test_an_unknown_element_leaves_the_others_known() -> None:
    assert as_json(MODULE.evaluate('[for x in ["a", var.more] : x]')) == ["a", {"__unknown__": True}]


def test_elements_that_are_certain_stay_so_in_an_unknown_result() -> None:
    found = MODULE.evaluate('[for x in concat(["a", "b"], var.listed) : upper(x) if x != "b"]')
    assert isinstance(found, Unknown)
    assert [as_json(part) for part in found.parts] == ["A"]


def test_an_element_leads_to_where_it_is_written() -> None:
    first, _ = elements(MODULE.evaluate("[for f in var.flows : f]"))
    assert first.range is not None and first.range.text == "f"
    assert [(step.subject, step.how, step.range.text) for step in first.trail if step.range] == [
        ("var.flows[0]", "default", '"code"')
    ]


def test_an_element_that_is_written_in_the_loop_itself_has_the_loops_name() -> None:
    (only,) = elements(MODULE.evaluate('[for flow in ["implicit"] : flow]'))
    assert [(step.subject, step.how, step.range.text) for step in only.trail if step.range] == [
        ("flow", "each", '"implicit"')
    ]


def test_an_attribute_of_an_element_leads_on_too() -> None:
    _, second = elements(MODULE.evaluate("[for c in var.clients : c.name]"))
    assert [step.subject for step in second.trail] == ["var.clients[1].name"]


def test_a_secret_collection_makes_a_secret_result_and_its_steps_show_nothing() -> None:
    found = MODULE.evaluate("[for s in var.secrets : upper(s)]")
    assert found.sensitive
    (only,) = elements(found)
    assert only.sensitive
    assert all(step.value is None or step.value.sensitive for step in only.trail)


def test_loops_in_loops_end_at_the_bound() -> None:
    class SmallBudget(Budget):
        MAX_STEPS = 10_000

    with pytest.raises(BoundExceeded):
        MODULE.evaluate("[for a in range(100) : [for b in range(100) : [for c in range(100) : c]]]", SmallBudget())
