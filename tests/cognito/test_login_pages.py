from typing import Any

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, client, plain, pool, resource
from tflint_cognito.terraform.address import parse_address
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource

POOL = attribute_of("aws_cognito_user_pool.customers")
WEB = attribute_of("aws_cognito_user_pool_client.web")
DOMAIN = "aws_cognito_user_pool_domain.sign_in"


def style(label: str, of: Any = WEB, more: Any = None) -> Resource:
    return resource(f"aws_cognito_managed_login_branding.{label}", more, client_id=of)


def again(*others: Resource, gaps: Any = ()) -> Any:
    own = style("web")
    return plain(architecture(own, client(), client("mobile"), *others, gaps=gaps).fact("styled_again", own))


def test_another_style_of_the_same_app_client_is_one_too_many() -> None:
    assert again(style("autumn")) == "aws_cognito_managed_login_branding.autumn"
    assert again(style("mobile", attribute_of("aws_cognito_user_pool_client.mobile"))) is None
    assert again() is None


def test_a_style_that_may_be_of_the_same_app_client_may_be_one_too_many() -> None:
    assert again(style("autumn", NOBODY_KNOWS)) == "?"
    assert again(style("autumn", WEB, {"possible": NOBODY_KNOWS})) == "?"
    assert again(gaps=[Gap("module.auth is not downloaded", "run terraform init")]) == "?"


def first(domain: bool = True, more: Any = None) -> Any:
    pages = resource("aws_cognito_user_pool_ui_customization.customers", more, user_pool_id=POOL)
    domains = [resource(DOMAIN, user_pool_id=POOL)] if domain else []
    return plain(architecture(pages, pool(), *domains).fact("domain_comes_first", pages))


def test_a_domain_comes_first_where_something_waits_for_it() -> None:
    assert first(more={"depends_on": (parse_address(DOMAIN),)}) is True
    assert first() is False
    assert first(domain=False) is None


def test_a_plan_does_not_always_show_what_waits() -> None:
    assert first(more={"order_is_shown": False}) == "?"
