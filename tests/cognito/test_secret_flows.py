"""Where secrets of app clients, identity providers and users go. The rules' examples have the places."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.cognito.architectures import architecture, client, plain, resource
from tests.cognito.test_schema_faults import Found, model_of, said
from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.terraform.source import Range, Source
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


@pytest.mark.parametrize("kind", ["plan", "state"])
def test_where_a_secret_comes_from_is_not_told_by_a_plan_alone(kind: str) -> None:
    google = resource("aws_cognito_identity_provider.google", provider_details={"client_secret": "larkspur-1889"})
    ((words, certain),) = said(architecture(google, kind=kind).fact("secrets_in_variable_files", google))
    assert (words, certain) == ("a plan or state does not show which file a secret comes from", False)


def test_a_plan_with_its_source_shows_where_a_secret_comes_from() -> None:
    secret = Known("larkspur-1889", range=Range(Source("main.tf", "var.google_secret"), 0, 17), sensitive=True)
    google = resource("aws_cognito_identity_provider.google", provider_details={"client_secret": secret})
    assert said(architecture(google, kind="plan").fact("secrets_in_variable_files", google)) == []


SECRET = "1pqs7v9k2mq0l4c8"


def kept_in(kind: str, address: str, **attributes: Any) -> Found:
    web = client(client_secret=Known(SECRET, sensitive=True))
    place = resource(address, **attributes)
    return said(architecture(web, place, kind=kind).fact("clear_text_secrets", place))


@pytest.mark.parametrize("kind", ["plan", "state"])
def test_a_state_tells_a_secret_by_its_text(kind: str) -> None:
    variables = {"SECRET": SECRET, "URL": "https://shop.larkspur-books.com"}
    found = kept_in(kind, "aws_lambda_function.login", environment=[{"variables": variables}])
    assert found == [('environment.variables["SECRET"] takes client_secret of app client web', True)]
    parameter = {"type": "String", "value": f"Basic {SECRET}"}
    assert kept_in(kind, "aws_ssm_parameter.login", **parameter) == [
        ("value takes client_secret of app client web", True)
    ]
    assert kept_in(kind, "aws_ssm_parameter.login", **{**parameter, "type": "SecureString"}) == []
    assert kept_in(kind, "aws_ssm_parameter.login", **{**parameter, "value": "Basic"}) == []


def test_a_configuration_is_not_searched_for_the_text_of_secrets() -> None:
    assert kept_in("hcl", "aws_ssm_parameter.login", type="String", value=SECRET) == []


def test_user_data_in_base64_is_read() -> None:
    script = base64.b64encode(f"export SECRET={SECRET}".encode()).decode()
    found = kept_in("state", "aws_launch_template.shop", user_data=script)
    assert found == [("user_data takes client_secret of app client web", True)]


def test_user_data_that_is_hashed_may_hold_a_secret() -> None:
    found = kept_in("state", "aws_instance.shop", user_data="37ac0b4d94c7ad8fb3e7c0b3f4e0d4ef1a54ebb0")
    assert found == [("the provider keeps a hash in place of user_data", False)]


def test_a_secret_that_is_as_short_as_a_word_is_not_searched_for() -> None:
    user = resource("aws_cognito_user.ada", password="code")
    place = resource("aws_ssm_parameter.login", type="String", value="code")
    assert said(architecture(user, place, kind="state").fact("clear_text_secrets", place)) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("true", [("value takes client_secret of app client web", True)]),
        ("false", []),
        ("null", []),
        ("var.untyped", [("value takes client_secret of app client web", False)]),
    ],
)
def test_a_client_without_a_secret_gives_none_away(wanted: str, found: Found) -> None:
    text = CLIENT.replace("generate_secret = true", f"generate_secret = {wanted}")
    parameter = 'resource "aws_ssm_parameter" "it" {\n  type = "String"\n  value = local.secret\n}\n'
    output = 'output "it" {\n  value = nonsensitive(local.secret)\n}\n'
    architecture = Architecture(model_of(f"{text}\n{parameter}\n{output}"))
    kept = [one for one in architecture.resources if one.type == "aws_ssm_parameter"]
    assert [said(architecture.fact("clear_text_secrets", one)) for one in kept] == ([found] if kept else [])
    shown = said(architecture.fact("shown_secrets", architecture.outputs[0]))
    assert [certain for _, certain in shown] == [certain for _, certain in found]


@pytest.mark.parametrize("kind", ["plan", "state"])
def test_a_plan_and_a_state_do_not_tell_which_file_a_secret_came_from(kind: str) -> None:
    user = resource("aws_cognito_user.till", password="correct-Horse-1")
    found = architecture(user, kind=kind).fact("secrets_in_variable_files", user)
    assert [one["certain"] for one in plain(found)] == ["?"]
    assert plain(architecture(user).fact("secrets_in_variable_files", user)) == []
