"""Names, attributes and elements, and the ways their values came."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json, type_as_json
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.values import Unknown, Value

MODULE = Surroundings(
    """
    variable "more" {}
    variable "clients" { type = list(object({ name = string })) }
    variable "flows" { default = ["code", "implicit"] }
    variable "client" { default = { name = "web", urls = ["https://a", "https://b"] } }
    variable "tags" {
      type    = map(string)
      default = { "env" = "prod" }
    }
    variable "secrets" {
      default   = { web = "hunter2" }
      sensitive = true
    }
    locals {
      copy   = var.client
      merged = merge(var.client, { kind = "spa" })
      listed = [var.client.name, "mobile"]
    }
    resource "terraform_data" "later" {}
    """
)


def ways(value: Value) -> list[tuple[str, str]]:
    return [(step.subject, step.range.text if step.range else "") for step in value.trail]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("var.client.name", "web"),
        ('var.client["name"]', "web"),
        ("var.client.urls[1]", "https://b"),
        ("var.client.urls.1", "https://b"),
        ('var.flows["0"]', "code"),
        ('var.tags["env"]', "prod"),
        ("var.tags.env", "prod"),
        ("{ a = [1] }.a[0]", {"__number__": "1"}),
    ],
)
def test_an_element_is_found(expression: str, value: object) -> None:
    found = MODULE.evaluate(expression)
    assert as_json(found) == value
    assert found.range is not None and found.range.text == expression


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("var.client.nam", 'This object does not have an attribute named "nam"'),
        ("var.tags.team", 'This map does not have an element with the key "team"'),
        ('"a".b', "Can't access attributes on a primitive-typed value (string)"),
        ("null.a", "This value is null, so it does not have any attributes"),
        ("null[0]", "This value is null, so it does not have any indices"),
        ("var.flows[null]", "Can't use a null value as an indexing key"),
        ('toset(["a"])[0]', "Elements of a set are identified only by their value"),
        ("var.flows[2]", "the given index is greater than or equal to the length of the collection"),
        ("var.flows[-1]", "a negative number is not a valid index for a sequence"),
        ("var.flows[0.5]", "indexing a sequence requires a whole number"),
        ('var.flows["a"]', "a number is required"),
        ("var.client[0]", "An object only supports looking up attributes by name, not by numeric index"),
        ("1[0]", "This value does not have any indices"),
    ],
)
def test_an_element_that_is_not_there_is_refused(expression: str, message: str) -> None:
    with pytest.raises(EvaluationError) as refusal:
        MODULE.evaluate(expression)
    assert message in refusal.value.message


@pytest.mark.parametrize(
    ("expression", "type"),
    [
        ("var.more.name", "dynamic"),
        ("var.clients[0]", ["object", {"name": "string"}]),
        ("var.clients[0].name", "string"),
        ("var.flows[var.more]", "dynamic"),
        ("tolist(var.flows)[tonumber(var.more)]", "string"),
    ],
)
def test_an_element_of_something_unknown_is_unknown_for_the_same_reason(expression: str, type: object) -> None:
    found = MODULE.evaluate(expression)
    assert isinstance(found, Unknown)
    assert "has no value here" in found.because
    assert type_as_json(found.type) == type


def test_an_attribute_that_the_type_of_something_unknown_lacks_is_refused() -> None:
    with pytest.raises(EvaluationError):
        MODULE.evaluate("var.clients[0].flows")


def test_an_element_of_what_refers_to_a_resource_refers_to_a_part_of_it() -> None:
    found = MODULE.evaluate('terraform_data.later.output.endpoints[0]["web"]')
    assert isinstance(found, Unknown)
    assert found.refers_to is None
    found = MODULE.evaluate("jsondecode(terraform_data.later.id).name")
    assert isinstance(found, Unknown)


def test_the_trail_of_an_element_leads_to_where_the_element_is_written() -> None:
    assert ways(MODULE.evaluate("var.client.urls[1]")) == [("var.client.urls[1]", '"https://b"')]
    assert ways(MODULE.evaluate("local.copy.name")) == [("local.copy.name", "var.client"), ("var.client.name", '"web"')]


def test_an_element_takes_only_those_steps_of_the_whole_that_it_came() -> None:
    assert ways(MODULE.evaluate("local.merged.kind")) == [("local.merged.kind", '"spa"')]
    assert ways(MODULE.evaluate("local.listed[1]")) == [("local.listed[1]", '"mobile"')]
    assert ways(MODULE.evaluate("local.listed[0]")) == [
        ("local.listed[0]", "var.client.name"),
        ("var.client.name", '"web"'),
    ]


@pytest.mark.parametrize(
    "expression", ["var.secrets.web", 'var.secrets["web"]', "var.flows[var.secrets == {} ? 0 : 1]"]
)
def test_an_element_of_a_secret_is_one_and_so_is_one_picked_by_a_secret(expression: str) -> None:
    found = MODULE.evaluate(expression)
    assert found.sensitive


def test_no_step_shows_an_element_of_a_secret() -> None:
    found = MODULE.evaluate("var.secrets.web")
    assert [step.value.sensitive for step in found.trail if step.value is not None] == [True]
