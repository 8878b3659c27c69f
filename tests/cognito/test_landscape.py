"""What of an architecture is drawn, and which ways lead through it."""

from __future__ import annotations

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.landscape import LAYERS, Landscape, landscape
from tflint_cognito.policy.examples import read_example
from tflint_cognito.policy.rule import Example

STACK = """
variable "pool" {}
variable "secret" {}
resource "aws_cognito_user_pool" "customers" {
  name              = "customers"
  mfa_configuration = "ON"
}
resource "aws_cognito_identity_provider" "google" {
  user_pool_id     = aws_cognito_user_pool.customers.id
  provider_name    = "Google"
  provider_type    = "Google"
  provider_details = { client_id = "web", client_secret = "hunter2" }
}
resource "aws_cognito_resource_server" "orders" {
  identifier   = "orders"
  name         = "orders"
  user_pool_id = aws_cognito_user_pool.customers.id
  scope {
    scope_name        = "read"
    scope_description = "Read orders"
  }
}
resource "aws_cognito_user_pool_client" "web" {
  name                                 = "web"
  user_pool_id                         = aws_cognito_user_pool.customers.id
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "orders/read"]
}
resource "aws_cognito_user_pool_client" "elsewhere" {
  name         = "elsewhere"
  user_pool_id = var.pool
}
resource "aws_api_gateway_authorizer" "orders" {
  name          = "orders"
  type          = "COGNITO_USER_POOLS"
  rest_api_id   = "api"
  provider_arns = [aws_cognito_user_pool.customers.arn]
}
resource "aws_cognito_identity_pool" "uploads" {
  identity_pool_name               = "uploads"
  allow_unauthenticated_identities = true
  cognito_identity_providers {
    client_id     = aws_cognito_user_pool_client.web.id
    provider_name = aws_cognito_user_pool.customers.endpoint
  }
}
resource "aws_iam_role" "uploader" {
  name               = "uploader"
  assume_role_policy = "{}"
}
resource "aws_iam_role" "unrelated" {
  name               = "unrelated"
  assume_role_policy = "{}"
}
resource "aws_cognito_identity_pool_roles_attachment" "uploads" {
  identity_pool_id = aws_cognito_identity_pool.uploads.id
  roles            = { authenticated = aws_iam_role.uploader.arn }
}
"""


def drawn() -> Landscape:
    [model], _ = read_example(Example("a stack", {"main.tf": STACK}))
    return landscape(Architecture(model))


def test_everything_stands_in_its_layer() -> None:
    layers: dict[str, list[str]] = {}
    for member in drawn().members:
        layers.setdefault(LAYERS[member.layer], []).append(member.title)
    assert layers == {
        "Sign-in sources": ["google"],
        "User pools": ["customers", "var.pool"],
        "App clients": ["web", "elsewhere"],
        "Resource servers": ["orders"],
        "Who accepts tokens": ["orders"],
        "Identity pools": ["uploads"],
        "IAM roles": ["uploader"],
    }


def test_ways_go_as_a_sign_in_does() -> None:
    pool, client = "aws_cognito_user_pool.customers", "aws_cognito_user_pool_client.web"
    assert {(way.source, way.target): way.certain for way in drawn().ways} == {
        ("aws_cognito_identity_provider.google", pool): True,
        (pool, client): True,
        (pool, "aws_cognito_resource_server.orders"): True,
        (client, "aws_cognito_resource_server.orders"): True,
        (pool, "aws_api_gateway_authorizer.orders"): True,
        (client, "aws_cognito_identity_pool.uploads"): True,
        ("aws_cognito_identity_pool.uploads", "aws_iam_role.uploader"): True,
        ("user pool var.pool", "aws_cognito_user_pool_client.elsewhere"): False,
    }


def test_a_box_tells_what_matters_and_never_a_secret() -> None:
    settings = {member.title: member.settings for member in drawn().members if member.kind != "resource server"}
    assert settings["customers"][0] == "MFA ON"
    assert settings["web"] == ("code", "openid, orders/read", "access tokens 1 hour", "refresh tokens 30 days")
    assert settings["elsewhere"][0] == "SDK sign-in"
    assert settings["uploads"] == ("guests allowed",)
    assert "hunter2" not in str(drawn())
