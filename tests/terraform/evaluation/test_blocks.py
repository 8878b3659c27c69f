"""Nested blocks become lists of mappings, whoever makes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.tree import CLIENT, SERVER, USER_POOL, errors, model, plain, reading
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import SetOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, is_sensitive


def pool(folder: Path, body: str, before: str = "") -> Resource:
    return model(folder, f'{before}\nresource "{USER_POOL}" "this" {{\n{body}\n}}\n').resources[0]


def test_a_block_is_a_mapping_at_its_header(tmp_path: Path) -> None:
    found = pool(tmp_path, "  password_policy {\n    minimum_length = 8\n  }").attributes["password_policy"]
    assert plain(found) == [{"minimum_length": 8}]
    assert isinstance(found, Known) and isinstance(found.value, tuple)
    (block,) = found.value
    assert block.range is not None and block.range.text == "password_policy"


def test_blocks_of_one_type_keep_their_order(tmp_path: Path) -> None:
    body = """
    schema { name = "email" }
    dynamic "schema" {
      for_each = ["tenant", "plan"]
      content { name = "${schema.key}-${schema.value}" }
    }
    schema { name = "phone" }
    """.replace("{ name = ", "{\n name = ").replace(" }", "\n }")
    found = pool(tmp_path, body).attributes["schema"]
    assert plain(found) == [{"name": "email"}, {"name": "0-tenant"}, {"name": "1-plan"}, {"name": "phone"}]


def test_the_iterator_may_have_another_name(tmp_path: Path) -> None:
    body = """
    dynamic "schema" {
      for_each = { email = "String" }
      iterator = attribute
      content {
        name = attribute.key
        attribute_data_type = attribute.value
      }
    }
    """
    assert plain(pool(tmp_path, body).attributes["schema"]) == [{"name": "email", "attribute_data_type": "String"}]


def test_dynamic_blocks_nest(tmp_path: Path) -> None:
    body = """
    dynamic "account_recovery_setting" {
      for_each = [["verified_email", "admin_only"]]
      content {
        dynamic "recovery_mechanism" {
          for_each = account_recovery_setting.value
          content {
            name     = recovery_mechanism.value
            priority = recovery_mechanism.key + 1
          }
        }
      }
    }
    """
    mechanisms = [{"name": "verified_email", "priority": 1}, {"name": "admin_only", "priority": 2}]
    found = pool(tmp_path, body).attributes["account_recovery_setting"]
    assert plain(found) == [{"recovery_mechanism": mechanisms}]


def test_a_dynamic_block_that_makes_none_is_not_written(tmp_path: Path) -> None:
    body = 'dynamic "password_policy" {\n  for_each = []\n  content {}\n}'
    found = pool(tmp_path, body).attributes["password_policy"]
    assert isinstance(found, Absent)
    assert found.range is not None and found.range.text == 'dynamic "password_policy"'


def test_an_unknown_for_each_leaves_the_certain_blocks(tmp_path: Path) -> None:
    dynamic = 'dynamic "schema" {\n  for_each = var.more\n  content {\n    name = schema.value\n  }\n}'
    body = f'schema {{\n  name = "email"\n}}\n{dynamic}'
    found = pool(tmp_path, body, 'variable "more" {}').attributes["schema"]
    assert isinstance(found, Unknown) and found.because == "var.more has no value here"
    assert [plain(part) for part in found.parts] == [{"name": "email"}]


def test_json_mixes_blocks_and_dynamic_blocks_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """
    {"resource": {"aws_cognito_user_pool": {"this": {
      "dynamic": {"schema": {"for_each": ["a"], "content": {"name": "${schema.value}"}}},
      "schema": {"name": "b"},
      "schema": [{"name": "c"}]
    }}}}
    """
    (pool,) = reading(tmp_path, {"main.tf.json": text}).models[0].resources
    assert plain(pool.attributes["schema"]) == [{"name": "a"}, {"name": "b"}, {"name": "c"}]


def test_an_iterator_is_an_object_of_its_own(tmp_path: Path) -> None:
    body = """
    dynamic "schema" {
      for_each = ["email"]
      iterator = one
      content {
        name                = jsonencode(one)
        attribute_data_type = try(one.nothing, "String")
      }
    }
    """
    expected = {"name": '{"key":0,"value":"email"}', "attribute_data_type": "String"}
    assert plain(pool(tmp_path, body).attributes["schema"]) == [expected]


def test_all_arguments_of_a_block_made_from_a_secret_are_secrets(tmp_path: Path) -> None:
    content = "content {\n    name     = schema.value\n    required = true\n  }"
    body = f'dynamic "schema" {{\n  for_each = sensitive(["email"])\n  {content}\n}}'
    found = pool(tmp_path, body).attributes["schema"]
    assert isinstance(found, Known) and isinstance(found.value, tuple)
    (block,) = found.value
    assert isinstance(block, Known) and isinstance(block.value, dict)
    assert [value.sensitive for value in block.value.values()] == [True, True]


@pytest.mark.parametrize(
    ("header", "inner", "said"),
    [
        ('dynamic "schema"', "for_each = []", "one content block"),
        ('dynamic "schema"', "for_each = []\n content {}\n content {}", "one content block"),
        ('dynamic "schema"', 'for_each = []\n content "a" {}', "without a label"),
        ('dynamic "schema"', "for_each = []\n other {}\n content {}", "only content in it"),
        ('dynamic "schema"', "content {}", "needs for_each"),
        ('dynamic "schema"', 'for_each = []\n labels = ["a"]\n content {}', "no argument labels"),
        ('dynamic "schema"', 'for_each = []\n iterator = "one"\n content {}', "a single variable name"),
        ('dynamic "schema"', "for_each = []\n iterator = a.b\n content {}", "a single variable name"),
        ('dynamic "schema" "a"', "for_each = []\n content {}", "one label"),
        ("dynamic", "for_each = []\n content {}", "one label"),
        ('dynamic "schema"', 'for_each = "a"\n content {}', "for_each needs a collection"),
        ('dynamic "schema"', "for_each = var.name\n content {}", "for_each needs a collection"),
    ],
)
def test_a_dynamic_block_that_terraform_refuses_is_an_error(tmp_path: Path, header: str, inner: str, said: str) -> None:
    text = f'variable "name" {{\n type = string\n}}\nresource "{USER_POOL}" "this" {{\n{header} {{\n{inner}\n}}\n}}\n'
    found = reading(tmp_path, {"main.tf": text})
    assert [said in fault.message for fault in found.diagnostics] == [True]


def test_what_the_provider_keeps_as_a_set_is_one(tmp_path: Path) -> None:
    text = f'resource "{SERVER}" "api" {{\n  scope {{\n    scope_name = "read"\n  }}\n}}\n'
    found = model(tmp_path, text).resources[0].attributes["scope"]
    assert isinstance(found.type, SetOf)


def test_an_attribute_takes_the_type_that_the_provider_gives_it(tmp_path: Path) -> None:
    text = f'resource "{CLIENT}" "web" {{\n  access_token_validity = "60"\n  generate_secret = "true"\n}}\n'
    web = model(tmp_path, text).resources[0]
    assert plain(web.get("access_token_validity")) == 60
    assert plain(web.get("generate_secret")) is True


def test_a_secret_inside_a_map_is_marked_and_the_rest_is_not(tmp_path: Path) -> None:
    text = """
    variable "details" {
      default = { client_id = "abc", client_secret = "hidden" }
    }
    resource "aws_cognito_identity_provider" "google" {
      provider_details = var.details
    }
    """
    details = model(tmp_path, text).resources[0].attributes["provider_details"]
    assert isinstance(details, Known) and isinstance(details.value, dict)
    assert is_sensitive(details.value["client_secret"])
    assert not is_sensitive(details.value["client_id"])
    for value in (details, details.value["client_id"]):
        assert all(step.value is None or step.value.sensitive for step in value.trail)


def test_what_terraform_itself_reads_is_no_attribute(tmp_path: Path) -> None:
    body = """
    name       = "customers"
    provider   = aws.west
    depends_on = [aws_sns_topic.calls, data.aws_region.here, module.network]
    lifecycle {
      ignore_changes = [tags["team"], schema[0].name, password_policy]
    }
    """
    found = pool(tmp_path, body)
    assert list(found.attributes) == ["name"]
    assert found.ignore_changes == ("tags", "schema", "password_policy")
    assert list(map(str, found.depends_on)) == ["aws_sns_topic.calls", "data.aws_region.here"]
    assert found.depends_on_modules == (("network",),)


def test_all_changes_may_be_ignored(tmp_path: Path) -> None:
    assert pool(tmp_path, "lifecycle {\n  ignore_changes = all\n}").ignore_changes == ("all",)


def test_a_fault_in_an_attribute_leaves_the_others(tmp_path: Path) -> None:
    text = f'resource "{USER_POOL}" "this" {{\n  name = upper()\n  mfa_configuration = "ON"\n}}\n'
    found = reading(tmp_path, {"main.tf": text})
    assert errors(found)
    assert plain(found.models[0].resources[0].get("name")) is ...
    assert plain(found.models[0].resources[0].get("mfa_configuration")) == "ON"


def test_a_block_that_cannot_be_read_as_a_whole_leaves_the_resource_in_doubt(tmp_path: Path) -> None:
    text = f'resource "{USER_POOL}" "this" {{\n  name = "a"\n  mfa_configuration "ON"\n  tags = {{}}\n}}\n'
    found = reading(tmp_path, {"main.tf": text})
    assert errors(found)
    assert all(one.possible is not None for one in found.models[0].resources)


JSON = """
{
  "resource": {
    "aws_cognito_user_pool": {
      "customers": {
        "name": "${upper(\\"customers\\")}",
        "password_policy": {"minimum_length": 8},
        "tags": {"team": "login"},
        "schema": [{"name": "email"}, {"name": "tenant"}],
        "lifecycle": {"ignore_changes": ["schema"]},
        "dynamic": {
          "lambda_config": {
            "for_each": ["arn:aws:lambda:eu-west-1:1:function:sign-up"],
            "content": {"pre_sign_up": "${lambda_config.value}"}
          }
        }
      }
    }
  }
}
"""


def test_json_syntax_has_blocks_where_the_provider_says_so(tmp_path: Path) -> None:
    (customers,) = reading(tmp_path, {"main.tf.json": JSON}).models[0].resources
    assert plain(customers.attributes["name"]) == "CUSTOMERS"
    assert plain(customers.attributes["password_policy"]) == [{"minimum_length": 8}]
    assert plain(customers.attributes["tags"]) == {"team": "login"}
    assert plain(customers.attributes["schema"]) == [{"name": "email"}, {"name": "tenant"}]
    assert plain(customers.get("lambda_config.pre_sign_up")) == "arn:aws:lambda:eu-west-1:1:function:sign-up"
    assert customers.ignore_changes == ("schema",)


def test_an_iterator_has_a_key_and_a_value_and_nothing_else(tmp_path: Path) -> None:
    body = 'dynamic "schema" {\n  for_each = ["email"]\n  content {\n    name = schema.name\n  }\n}'
    found = reading(tmp_path, {"main.tf": f'resource "{USER_POOL}" "this" {{\n{body}\n}}\n'})
    assert errors(found) == ["Terraform refuses this: schema is to be followed by .key or .value"]
