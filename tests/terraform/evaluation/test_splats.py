"""Splats."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json, type_as_json
from tflint_cognito.terraform.address import Address, Reference
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.traversals import attribute
from tflint_cognito.terraform.source import Range, Source
from tflint_cognito.terraform.values import Known, Unknown

MODULE = Surroundings(
    """
    variable "more" {}
    variable "listed" { type = list(object({ name = string })) }
    variable "client" { default = { name = "web", urls = ["a", "b"] } }
    variable "clients" {
      type    = list(object({ name = string, flows = list(string) }))
      default = [{ name = "web", flows = ["code"] }, { name = "mobile", flows = [] }]
    }
    """
)


@pytest.mark.parametrize(
    ("expression", "value", "type"),
    [
        ("var.clients[*].name", ["web", "mobile"], ["list", "string"]),
        ("var.clients.*.name", ["web", "mobile"], ["list", "string"]),
        ("var.clients[*].flows[*]", [["code"], []], ["list", ["list", "string"]]),
        ("var.client[*].name", ["web"], ["tuple", ["string"]]),
        ("var.client.urls[*]", ["a", "b"], ["tuple", ["string", "string"]]),
        ("null[*].name", [], ["tuple", []]),
        ("tolist([])[*]", [], ["list", "dynamic"]),
    ],
)
def test_the_same_is_done_with_every_element(expression: str, value: object, type: object) -> None:
    found = MODULE.evaluate(expression)
    assert as_json(found) == value
    assert type_as_json(found.type) == type


@pytest.mark.parametrize("expression", ["var.clients[*].size", "tolist(null)[*]", "var.listed[*].size"])
def test_what_terraform_refuses_is_refused(expression: str) -> None:
    with pytest.raises(EvaluationError):
        MODULE.evaluate(expression)


def test_of_something_unknown_it_is_unknown_and_its_type_is_known_as_far_as_can_be() -> None:
    found = MODULE.evaluate("var.listed[*].name")
    assert isinstance(found, Unknown)
    assert type_as_json(found.type) == ["list", "string"]
    assert found.not_null
    assert type_as_json(MODULE.evaluate("var.more[*].name").type) == "dynamic"


def test_elements_lead_to_where_they_are_written() -> None:
    found = MODULE.evaluate("var.client.urls[*]")
    assert isinstance(found, Known) and isinstance(found.value, tuple)
    assert [[step.subject for step in element.trail] for element in found.value] == [
        ["var.client.urls[0]"],
        ["var.client.urls[1]"],
    ]
    assert [step.subject for step in found.trail] == ["var.client.urls"]


def test_an_attribute_of_all_instances_that_nobody_can_count_is_that_of_the_block() -> None:
    block = Unknown("var.enabled has no value here", refers_to=Reference(Address((), "aws_x", "this")))
    place = Range(Source("main.tf", "aws_x.this.id"), 0, 13)
    found = attribute(block, "id", place)
    assert isinstance(found, Unknown)
    assert str(found.refers_to) == "aws_x.this.id"
