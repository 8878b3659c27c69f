"""Where secrets of app clients, identity providers and users go. The rules' examples have the places."""

from __future__ import annotations

import pytest

from tests.cognito.test_schema_faults import Found, model_of, said
from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.terraform.values import Known, is_sensitive

CLIENT = """
variable "table" {
  type = string
}

variable "untyped" {}

resource "aws_cognito_user_pool_client" "web" {
  name            = "web"
  user_pool_id    = "eu-west-1_Customers"
  generate_secret = true
}

resource "aws_cognito_identity_provider" "google" {
  user_pool_id     = "eu-west-1_Customers"
  provider_name    = "Google"
  provider_type    = "Google"
  provider_details = { client_id = "481", client_secret = "larkspur-1889" }
}

locals {
  secret = aws_cognito_user_pool_client.web.client_secret
}
"""


def shown(value: str, more: str = "") -> Found:
    model = model_of(f'{CLIENT}\noutput "it" {{\n  value = {value}\n{more}\n}}\n')
    architecture = Architecture(model)
    return said(architecture.fact("shown_secrets", architecture.outputs[0]))


def kept(value: str, type: str = '"String"') -> Found:
    model = model_of(f'{CLIENT}\nresource "aws_ssm_parameter" "it" {{\n  type = {type}\n  value = {value}\n}}\n')
    (parameter,) = [one for one in model.resources if one.type == "aws_ssm_parameter"]
    return said(Architecture(model).fact("clear_text_secrets", parameter))


@pytest.mark.parametrize(
    "value",
    [
        "nonsensitive(aws_cognito_user_pool_client.web.client_secret)",
        "nonsensitive(local.secret)",
        '"Basic ${nonsensitive(local.secret)}"',
        "{ secret = nonsensitive(local.secret) }",
        "[for one in [local.secret] : nonsensitive(one)]",
    ],
)
def test_a_secret_that_was_made_visible_is_shown(value: str) -> None:
    assert shown(value) == [("the output shows client_secret of app client web", True)]


@pytest.mark.parametrize(
    "value",
    [
        "aws_cognito_identity_provider.google",
        "aws_cognito_identity_provider.google.provider_details",
        'aws_cognito_identity_provider.google.provider_details["client_secret"]',
    ],
)
def test_terraform_does_not_know_that_provider_details_are_secret(value: str) -> None:
    assert shown(value) == [("the output shows provider_details of identity provider google", True)]


@pytest.mark.parametrize(
    "value",
    [
        "local.secret",
        "aws_cognito_user_pool_client.web",
        "nonsensitive(aws_cognito_user_pool_client.web.id)",
        "aws_cognito_identity_provider.google.provider_details.client_id",
        "sensitive(aws_cognito_identity_provider.google.provider_details)",
        "var.untyped",
    ],
)
def test_what_terraform_hides_and_what_is_none_is_not_shown(value: str) -> None:
    assert shown(value) == []


def test_a_marked_output_shows_nothing_and_one_that_may_be_may() -> None:
    assert shown("nonsensitive(local.secret)", "sensitive = true") == []
    assert [certain for _, certain in shown("nonsensitive(local.secret)", "sensitive = var.untyped")] == [False]


def test_the_secret_itself_stays_under_the_mark() -> None:
    model = model_of(
        CLIENT + '\noutput "it" {\n  value = nonsensitive(aws_cognito_identity_provider.google.provider_details'
        '["client_secret"])\n}\n'
    )
    architecture = Architecture(model)
    value = architecture.fact("shown_secrets", architecture.outputs[0])
    assert isinstance(value, Known) and is_sensitive(value)
    assert "larkspur" not in repr([step for step in value.trail if step.value is not None])


def test_a_parameter_keeps_a_secret_in_clear_text_unless_it_is_a_secure_string() -> None:
    words = ("value takes client_secret of app client web", True)
    assert kept("local.secret") == [words]
    assert kept("jsonencode({ secret = local.secret, table = var.table })") == [words]
    assert kept("local.secret", '"SecureString"') == []
    assert [certain for _, certain in kept("local.secret", "var.untyped")] == [False]


@pytest.mark.parametrize(
    "value", ["var.table", "var.untyped", '"${var.table}-1"', "aws_cognito_user_pool_client.web.id"]
)
def test_what_comes_from_outside_is_no_secret_of_a_client(value: str) -> None:
    assert kept(value) == []


def test_what_is_made_of_a_secret_may_be_one() -> None:
    assert [certain for _, certain in kept("base64encode(local.secret)")] == [False]
