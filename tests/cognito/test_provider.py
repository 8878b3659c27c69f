import json

import pytest

from tflint_cognito.cognito.derived import domain_id, scope_identifiers
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.cognito.resource_types import CONSUMERS, TABLE
from tflint_cognito.terraform.remote import Hints
from tflint_cognito.terraform.types import BOOL, NUMBER
from tflint_cognito.terraform.values import Known, Unknown
from tools.provider_table import table

from .architectures import NOBODY_KNOWS, plain, server, value

CLIENT = PROVIDER.resource_types["aws_cognito_user_pool_client"]


def test_every_cognito_type_and_every_consumer_is_wanted() -> None:
    cognito = [name for name in PROVIDER.resource_types if name.startswith("aws_cognito_")]
    assert len(cognito) == 17
    assert all(PROVIDER.wants(name) for name in CONSUMERS)
    assert not PROVIDER.wants("aws_s3_bucket")


def test_the_table_knows_sets_blocks_and_types() -> None:
    assert {"callback_urls", "allowed_oauth_scopes"} <= CLIENT.sets
    assert "token_validity_units" in CLIENT.blocks
    assert CLIENT.types["access_token_validity"] == NUMBER
    assert CLIENT.types["enable_token_revocation"] == BOOL
    assert "scope" in PROVIDER.resource_types["aws_cognito_resource_server"].sets


def test_what_aws_fills_in_is_not_plain() -> None:
    pool = PROVIDER.resource_types["aws_cognito_user_pool"]
    assert "callback_urls" not in CLIENT.plain
    assert "generate_secret" in CLIENT.plain
    assert "password_policy" not in pool.plain
    assert "software_token_mfa_configuration" in pool.plain
    assert "inline_policy" not in PROVIDER.resource_types["aws_iam_role"].plain


@pytest.mark.parametrize(
    ("type", "path"),
    [
        ("aws_cognito_user_pool_client", "client_secret"),
        ("data.aws_cognito_user_pool_client", "client_secret"),
        ("aws_cognito_identity_provider", "provider_details.client_secret"),
        ("aws_cognito_identity_provider", "provider_details.private_key"),
        ("aws_cognito_user", "temporary_password"),
        ("aws_lb_listener", "default_action.authenticate_oidc.client_secret"),
    ],
)
def test_secrets_are_marked(type: str, path: str) -> None:
    assert path in PROVIDER.resource_types[type].secrets


def test_every_linked_attribute_is_one_that_its_type_has() -> None:
    maps = {"roles"}
    for link in LINKS.values():
        for type, paths in link.attributes.items():
            known = PROVIDER.resource_types[type]
            for path in paths:
                block, _, _ = path.rpartition(".")
                assert not block or block in known.blocks | maps, f"{type}.{path}"


@pytest.mark.parametrize(
    "text", ["cognito", "lgallard/cognito-user-pool/aws", "auth", "user_pool", "my-login", "sign_in"]
)
def test_a_module_that_may_hold_cognito_says_so(text: str) -> None:
    assert Hints(PROVIDER).at_module(text)


@pytest.mark.parametrize(
    "text",
    [
        "vpc",
        "author",
        "terraform-aws-modules/eks-pod-identity/aws",
        "github-oidc-provider",
        "terraform-aws-modules/eks/aws//modules/aws-auth",
        "authorizer-lambda-of-nothing",
    ],
)
def test_a_module_about_something_else_does_not(text: str) -> None:
    assert not Hints(PROVIDER).at_module(text)


def test_scope_identifiers_follow_from_identifier_and_names_in_their_order() -> None:
    orders = server("orders", "https://api.example.com", "write", "read")
    assert plain(scope_identifiers(orders.attributes)) == [
        "https://api.example.com/write",
        "https://api.example.com/read",
    ]


def test_a_server_without_scopes_has_no_identifiers() -> None:
    assert plain(scope_identifiers({"identifier": value("orders")})) == []


def test_one_unknown_name_leaves_the_other_scopes_known() -> None:
    orders = server("orders", "orders", "read", NOBODY_KNOWS)
    found = scope_identifiers(orders.attributes)
    assert plain(found) == ["orders/read", "?"]
    assert isinstance(found, Known) and isinstance(found.value, tuple)
    unknown = found.value[1]
    assert isinstance(unknown, Unknown)
    assert (unknown.prefix, unknown.because) == ("orders/", NOBODY_KNOWS.because)


def test_unknown_blocks_leave_the_scopes_that_are_certain() -> None:
    blocks = Unknown("var.scopes has no value here", parts=(value({"scope_name": "read"}),))
    found = scope_identifiers({"identifier": value("orders"), "scope": blocks})
    assert isinstance(found, Unknown)
    assert [plain(part) for part in found.parts] == ["orders/read"]
    assert found.because == blocks.because


def test_a_sensitive_identifier_makes_sensitive_scopes() -> None:
    found = scope_identifiers({"identifier": Known("orders", sensitive=True), "scope": value([{"scope_name": "read"}])})
    assert isinstance(found, Known) and isinstance(found.value, tuple)
    assert found.value[0].sensitive


def test_a_domains_id_is_the_domain() -> None:
    assert plain(domain_id({"domain": value("larkspur")})) == "larkspur"


def test_the_table_is_what_the_tool_makes_of_a_schema() -> None:
    block = {
        "attributes": {"name": {"type": "string", "required": True}, "arn": {"type": "string", "computed": True}},
        "block_types": {"schema": {"nesting_mode": "set", "block": {"attributes": {"mutable": {"type": "bool"}}}}},
    }
    schema = {
        "provider_schemas": {
            "registry.terraform.io/hashicorp/aws": {
                "resource_schemas": {"aws_cognito_user_pool": {"block": block}, "aws_vpc": {"block": {}}}
            }
        }
    }
    made = json.loads(table(schema, "6.0.0"))
    assert made == {
        "provider_version": "6.0.0",
        "resource_types": {
            "aws_cognito_user_pool": {
                "blocks": ["schema"],
                "bools": ["schema.mutable"],
                "plain": ["name", "schema.mutable"],
                "sets": ["schema"],
            }
        },
    }
    assert json.loads(TABLE.read_text(encoding="utf-8")).keys() == made.keys()
