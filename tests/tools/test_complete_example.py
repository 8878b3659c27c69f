"""Making an example plannable."""

from __future__ import annotations

from typing import Any

from tools.complete_example import complete, schemas_of

CLIENT: dict[str, Any] = {
    "attributes": {
        "name": {"type": "string", "required": True},
        "user_pool_id": {"type": "string", "required": True},
        "callback_urls": {"type": ["set", "string"], "optional": True},
    },
    "block_types": {
        "analytics_configuration": {
            "nesting_mode": "list",
            "block": {"attributes": {"application_id": {"type": "string", "required": True}}},
        }
    },
}
AUTHORIZER: dict[str, Any] = {
    "block_types": {
        "jwt_configuration": {
            "nesting_mode": "list",
            "min_items": 1,
            "block": {"attributes": {"audience": {"type": ["set", "string"], "required": True}}},
        }
    }
}
SCHEMAS = schemas_of(
    {
        "provider_schemas": {
            "aws": {
                "resource_schemas": {
                    "aws_cognito_user_pool_client": {"block": CLIENT},
                    "aws_authorizer": {"block": AUTHORIZER},
                },
                "data_source_schemas": {"aws_cognito_user_pool": {"block": {}}},
            }
        }
    }
)


def completed(text: str) -> dict[str, str]:
    return complete({"main.tf": text}, SCHEMAS)


def test_required_arguments_are_added() -> None:
    text = 'resource "aws_cognito_user_pool_client" "web" {\n  name = "web"\n}\n'
    assert completed(text)["main.tf"] == (
        'resource "aws_cognito_user_pool_client" "web" {\nuser_pool_id = "eu-west-1_Example1"\n\n  name = "web"\n\n}\n'
    )


def test_a_block_on_one_line_stays_valid() -> None:
    text = 'resource "aws_cognito_user_pool_client" "web" { name = "web" }'
    assert completed(text)["main.tf"].splitlines()[1:] == ['user_pool_id = "eu-west-1_Example1"', ' name = "web" ', "}"]


def test_required_arguments_of_nested_blocks_are_added() -> None:
    text = """resource "aws_cognito_user_pool_client" "web" {
  name         = "web"
  user_pool_id = "x"
  analytics_configuration {
  }
}
"""
    assert 'application_id = "example"' in completed(text)["main.tf"]


def test_required_blocks_are_added_but_not_beside_a_dynamic_one() -> None:
    assert 'audience = ["example"]' in completed('resource "aws_authorizer" "api" {\n}\n')["main.tf"]
    dynamic = 'resource "aws_authorizer" "api" {\n  dynamic "jwt_configuration" {\n    for_each = []\n  }\n}\n'
    assert completed(dynamic) == {"main.tf": dynamic}


def test_what_is_referred_to_and_not_declared_is_declared() -> None:
    text = """# aws_cognito_user_pool_client.comment
locals {
  client = aws_cognito_user_pool_client.web.id
  pool   = data.aws_cognito_user_pool.customers.arn
  other  = aws_unheard_of.thing.id
}
"""
    stubs = completed(text)["completed.tf"]
    assert 'resource "aws_cognito_user_pool_client" "web" {\nname = "example"' in stubs
    assert 'data "aws_cognito_user_pool" "customers" {' in stubs
    assert "comment" not in stubs
    assert "thing" not in stubs


def test_what_is_whole_is_left_alone() -> None:
    text = 'resource "aws_cognito_user_pool_client" "web" {\n  name = "a"\n  user_pool_id = "b"\n}\n'
    assert completed(text) == {"main.tf": text}
