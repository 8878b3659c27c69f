"""What is compared of each resource, in full, and what is left aside because each environment has its own."""

from __future__ import annotations

import pytest

from tests.cognito.test_posture import environment, side_by_side
from tflint_cognito.cognito.posture import UNKNOWN, Row
from tflint_cognito.cognito.urls import without_host

FUNCTION = "arn:aws:lambda:eu-west-1:111111111111:function:{}"


def resource(type: str, body: str) -> str:
    return f'variable "unknown" {{}}\nresource "aws_cognito_{type}" "this" {{\n{body}\n}}\n'


def compared(type: str, one: str, other: str) -> dict[str, Row]:
    """The rows by attribute of one resource that is written so in one environment, and so in the other."""
    environments = [[environment(resource(type, body))] for body in (one, other)]
    return {row.attribute: row for row in side_by_side(("dev", "prod"), *environments)}


def differing(type: str, one: str, other: str) -> dict[str, tuple[str | None, ...]]:
    return {name: row.cells for name, row in compared(type, one, other).items() if row.differs}


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://shop.dev.larkspur-books.com/callback?x=1", "https://…/callback?x=1"),
        ("HTTPS://user@shop.larkspur-books.com:8443/callback", "https://…/callback"),
        ("https://shop.larkspur-books.com", "https://…/"),
        ("http://localhost:3000/callback", "http://localhost:3000/callback"),
        ("http://[::1]:3000/callback", "http://[::1]:3000/callback"),
        ("larkspur://signed-in", "larkspur://signed-in"),
        ("orders/read", "orders/read"),
    ],
)
def test_a_host_is_of_its_environment(url: str, shown: str) -> None:
    assert without_host(url) == shown


def test_urls_are_compared_by_scheme_path_and_count() -> None:
    dev = 'callback_urls = ["https://dev.larkspur-books.com/a", "https://admin.dev.larkspur-books.com/a"]'
    assert differing("user_pool_client", dev, dev.replace("dev", "www")) == {}
    found = differing("user_pool_client", dev, 'callback_urls = ["https://larkspur-books.com/a"]')
    assert found == {"callback_urls": ('["https://…/a", "https://…/a"]', '["https://…/a"]')}
    assert "callback_urls" in differing("user_pool_client", dev, dev.replace("/a", "/b"))
    assert "callback_urls" in differing("user_pool_client", dev, dev.replace("https", "http"))


def test_the_order_of_a_list_makes_no_difference() -> None:
    assert differing("user_pool_client", 'callback_urls = ["a:/1", "b:/2"]', 'callback_urls = ["b:/2", "a:/1"]') == {}


def test_values_are_compared_whole_however_long() -> None:
    one = "allowed_oauth_scopes = [{}]".format(
        ", ".join(f'"https://api.larkspur-books.com/orders/{n}"' for n in range(9))
    )
    found = differing("user_pool_client", one, one.replace("/8", "/write"))
    assert len(found["allowed_oauth_scopes"][0] or "") > 190


def test_an_identity_provider_is_compared_without_its_secrets_and_ids() -> None:
    body = """
      provider_name     = "Staff"
      provider_type     = "OIDC"
      attribute_mapping = { email = "email" }
      provider_details = {
        client_id                 = "dev-id"
        client_secret             = "hunter2"
        authorize_scopes          = "openid email"
        attributes_request_method = "GET"
        oidc_issuer               = "https://dev.login.larkspur-books.com/staff"
      }
    """
    own = body.replace("dev", "www").replace("hunter2", "hunter3").replace("openid email", "email openid")
    assert differing("identity_provider", body, own) == {}
    found = differing(
        "identity_provider",
        body,
        body.replace('"GET"', '"POST"').replace("/staff", "/all").replace('email = "email"', 'email = "mail"'),
    )
    assert set(found) == {
        "attribute_mapping",
        "provider_details.attributes_request_method",
        "provider_details.oidc_issuer",
    }
    assert "hunter" not in str(compared("identity_provider", body, own))


def test_the_kind_of_a_domain_is_compared_and_not_its_name() -> None:
    prefix, custom = 'domain = "larkspur-{}"', 'domain = "login.larkspur-books.com"\n certificate_arn = "arn:aws:acm:x"'
    assert differing("user_pool_domain", prefix.format("dev"), prefix.format("prod")) == {}
    assert differing("user_pool_domain", prefix, custom) == {
        "domain": ("prefix domain", "custom domain"),
        "certificate_arn": ("not written", "set"),
    }


def test_the_scopes_of_a_resource_server_are_compared_by_name() -> None:
    body = 'identifier = "https://dev.larkspur-books.com/api"\nname = "api"\n{}'
    scope = 'scope {{\n scope_name = "{}"\n scope_description = "{}"\n}}\n'
    one = body.format(scope.format("read", "Read") + scope.format("write", "Write"))
    other = body.format(scope.format("write", "w") + scope.format("read", "r")).replace("dev", "www")
    assert differing("resource_server", one, other) == {}
    assert differing("resource_server", one, body.format(scope.format("read", ""))) == {
        "scope": ('["read", "write"]', '["read"]')
    }


def test_triggers_are_compared_by_what_they_are_for() -> None:
    trigger = 'lambda_config {{\n {} = "{}"\n}}'
    one = trigger.format("pre_sign_up", FUNCTION.format("dev"))
    assert differing("user_pool", one, one.replace("dev", "prod")) == {}
    other = trigger.format("post_authentication", FUNCTION.format("dev"))
    assert differing("user_pool", one, other) == {"lambda_config": ('["pre_sign_up"]', '["post_authentication"]')}
    unknown = compared("user_pool", one, trigger.format("pre_sign_up", "x").replace('"x"', "var.unknown"))
    assert (unknown["lambda_config"].cells, unknown["lambda_config"].differs) == (('["pre_sign_up"]', UNKNOWN), False)


def test_recovery_is_compared() -> None:
    block = 'account_recovery_setting {{\n recovery_mechanism {{\n name = "{}"\n priority = 1\n}}\n}}'
    found = differing("user_pool", block.format("admin_only"), block.format("verified_email"))
    assert set(found) == {"account_recovery_setting.recovery_mechanism"}
