"""Quoted strings and heredocs."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json, type_as_json
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, Budget, EvaluationError
from tflint_cognito.terraform.values import Known, Unknown

MODULE = Surroundings(
    """
    variable "host" {}
    variable "hosts" { type = list(string) }
    variable "name" { default = "web" }
    variable "password" {
      default   = "hunter2"
      sensitive = true
    }
    resource "terraform_data" "later" {}
    """
)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('""', ""),
        (r'"a\tb\"\\\u00e9"', 'a\tb"\\é'),
        ('"$${a} %%{b}"', "${a} %{b}"),
        ('"a-${1 + 1}-${true}"', "a-2-true"),
        ('"%{ if var.name == "web" }yes%{ else }no%{ endif }"', "yes"),
        ('"%{ for k, v in { a = 1, b = 2 } }${k}${v},%{ endfor }"', "a1,b2,"),
        ('"%{ for x in [] }${x}%{ endfor }."', "."),
        ('"%{ if true }${[][*] == []}%{ endif }"', "true"),
        ("<<EOT\none\n  ${var.name}\nEOT\n", "one\n  web\n"),
        ("<<-EOT\n    one\n      two \\n\n  EOT\n", "one\n  two \\n\n"),
        ('"e\u0301"', "\u00e9"),
    ],
)
def test_a_template_is_a_string(expression: str, text: str) -> None:
    found = MODULE.evaluate(expression)
    assert as_json(found) == text
    assert type_as_json(found.type) == "string"


def test_a_lone_interpolation_has_the_value_that_is_in_it() -> None:
    found = MODULE.evaluate('"${[1]}"')
    assert type_as_json(found.type) == ["tuple", ["number"]]
    reference = MODULE.evaluate('"${terraform_data.later.id}"')
    assert isinstance(reference, Unknown)
    assert str(reference.refers_to) == "terraform_data.later.id"
    assert reference.range is not None and reference.range.text == '"${terraform_data.later.id}"'


def test_what_is_certain_of_an_unknown_string_is_kept() -> None:
    found = MODULE.evaluate('"https://${var.host}/cb"')
    assert isinstance(found, Unknown)
    assert found.because == "var.host has no value here"
    assert found.prefix == "https://"
    assert [as_json(part) for part in found.parts] == ["https://", {"__unknown__": True}, "/cb"]
    assert found.not_null
    assert found.refers_to is None


def test_the_last_letter_of_a_prefix_may_yet_combine_with_what_follows() -> None:
    found = MODULE.evaluate('"cafe${var.host}"')
    assert isinstance(found, Unknown)
    assert found.prefix == "caf"


@pytest.mark.parametrize(
    "expression",
    [
        '"a-%{ if var.host == "x" }b%{ endif }"',
        '"a-%{ for x in var.hosts }${x}%{ endfor }"',
        '"a-%{ for x in ["b", var.host] }${x}%{ endfor }"',
        '"a-${"b-${var.host}"}"',
    ],
)
def test_an_unknown_part_leaves_what_stands_before_it_known(expression: str) -> None:
    found = MODULE.evaluate(expression)
    assert isinstance(found, Unknown)
    assert (found.prefix, type_as_json(found.type)) == ("a-", "string")


def test_parts_of_a_template_in_a_template_stand_in_order() -> None:
    found = MODULE.evaluate('"a-%{ for x in ["b", var.host] }${x}.%{ endfor }c"')
    assert isinstance(found, Unknown)
    assert [as_json(part) for part in found.parts] == ["a-", "b.", {"__unknown__": True}, ".", "c"]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ('"a${null}"', "The expression result is null. Cannot include a null value in a string template"),
        ('"a${[]}"', "Cannot include the given value in a string template: string required, but have tuple"),
        ('"%{ if null }%{ endif }"', "The condition value is null. Conditions must either be true or false"),
        ('"%{ for x in null }%{ endfor }"', "A null value cannot be used as the collection in a 'for' expression"),
    ],
)
def test_what_terraform_refuses_is_refused(expression: str, message: str) -> None:
    with pytest.raises(EvaluationError) as refusal:
        MODULE.evaluate(expression)
    assert refusal.value.message == message


@pytest.mark.parametrize("expression", ['"a-${var.password}"', '"%{ for x in [1] }${var.password}%{ endfor }"'])
def test_a_secret_makes_the_string_secret(expression: str) -> None:
    assert MODULE.evaluate(expression).sensitive


def test_the_trail_of_a_template_is_that_of_what_is_in_it() -> None:
    found = MODULE.evaluate('"${var.name}-client"')
    assert found.range is not None and found.range.text == '"${var.name}-client"'
    assert [step.subject for step in found.trail] == ["var.name"]


def test_a_string_that_grows_beyond_the_bound_is_given_up() -> None:
    class SmallBudget(Budget):
        MAX_CHARACTERS = 1_000

    with pytest.raises(BoundExceeded):
        MODULE.evaluate('"%{ for x in range(101) }0123456789%{ endfor }"', SmallBudget())


def test_a_literal_is_where_it_is_written() -> None:
    found = MODULE.evaluate('"implicit"')
    assert isinstance(found, Known)
    assert found.range is not None and found.range.text == '"implicit"'
    assert found.trail == ()
