"""Scopes: what each is, which resource server has it, and whether that is made first."""

from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, client, plain, pool, server
from tflint_cognito.terraform.address import Reference, parse_address
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown

CUSTOMERS, STAFF = pool(), pool("staff")
OF_CUSTOMERS, OF_STAFF = (attribute_of(str(of.address)) for of in (CUSTOMERS, STAFF))
ORDERS = server("orders", "orders", "read", "write", user_pool_id=OF_CUSTOMERS)
PAYROLL = server("payroll", "payroll", "read", user_pool_id=OF_STAFF)
FROM_ORDERS = Reference(parse_address("aws_cognito_resource_server.orders"), "identifier")


def asking(*scopes: Any, of: Any = OF_CUSTOMERS, **more: Any) -> Resource:
    return client(allowed_oauth_scopes=list(scopes), user_pool_id=of, more=more)


def scopes(web: Resource, *others: Resource, gaps: tuple[Gap, ...] = ()) -> list[dict[str, Any]]:
    found = architecture(web, CUSTOMERS, STAFF, *others, gaps=gaps).fact("requested_scopes", web)
    if isinstance(found, Unknown):
        return [plain(part) for part in found.parts]
    parts: list[dict[str, Any]] = plain(found)
    return parts


@pytest.mark.parametrize(
    ("scope", "kind"),
    [
        ("openid", "standard"),
        ("aws.cognito.signin.user.admin", "standard"),
        ("aws.cognito/anything", "reserved"),
        ("orders/read", "custom"),
        ("https://api.example.com/orders/read", "custom"),
        ("offline_access", "malformed"),
        ("Email", "malformed"),
        ("", "malformed"),
        (NOBODY_KNOWS, "?"),
        (Unknown("a template", STRING, prefix="open"), "?"),
        (Unknown("a template", STRING, prefix="https://"), "custom"),
        (Unknown("a template", STRING, parts=(NOBODY_KNOWS, Known("/read", STRING))), "custom"),
        (attribute_of("aws_cognito_resource_server.orders", "scope_identifiers[0]"), "custom"),
        (attribute_of("aws_cognito_resource_server.orders", "name"), "?"),
    ],
)
def test_the_kind_of_a_scope(scope: Any, kind: str) -> None:
    (found,) = scopes(asking(scope))
    assert found["kind"] == kind


def test_a_custom_scope_is_split_at_its_last_slash() -> None:
    (found,) = scopes(asking("https://api.example.com/orders/read"))
    assert (found["identifier"], found["name"]) == ("https://api.example.com/orders", "read")


def test_an_unknown_list_made_of_a_servers_scopes_certainly_has_a_custom_one() -> None:
    every = attribute_of("aws_cognito_resource_server.orders", "scope_identifiers")
    found = scopes(
        client(allowed_oauth_scopes=Unknown("x", refers_to=every.refers_to), user_pool_id=OF_CUSTOMERS), ORDERS
    )
    assert [(scope["kind"], scope["declared"]) for scope in found] == [("custom", "here")]


@pytest.mark.parametrize(
    ("scope", "declared"),
    [("orders/read", "here"), ("orders/delete", "missing"), ("payroll/read", "elsewhere"), ("billing/read", "missing")],
)
def test_a_scope_is_declared_by_a_resource_server_of_the_same_user_pool(scope: str, declared: str) -> None:
    (found,) = scopes(asking(scope), ORDERS, PAYROLL)
    assert found["declared"] == declared


def test_an_unknown_identifier_may_be_the_one_asked_for() -> None:
    unknown = server("unknown", NOBODY_KNOWS, "read", user_pool_id=OF_CUSTOMERS)
    assert [scopes(asking(scope), ORDERS, unknown)[0]["declared"] for scope in ("billing/read", "billing/write")] == [
        "?",
        "missing",
    ]


def test_unknown_scopes_of_one_identifier_say_nothing_about_another() -> None:
    blocks = Unknown("var.scopes has no value here")
    dynamic = server("dynamic", "orders", user_pool_id=OF_CUSTOMERS)
    dynamic = Resource(dynamic.address, {**dynamic.attributes, "scope": blocks})
    assert [scopes(asking(scope), dynamic)[0]["declared"] for scope in ("orders/read", "billing/read")] == [
        "?",
        "missing",
    ]


def test_a_server_that_may_belong_to_the_user_pool_may_have_the_scope() -> None:
    loose = server("loose", "billing", "read", user_pool_id=NOBODY_KNOWS)
    assert scopes(asking("billing/read"), ORDERS, loose)[0]["declared"] == "?"
    assert scopes(asking("billing/write"), ORDERS, loose)[0]["declared"] == "missing"


def test_what_could_not_be_read_may_have_the_scope() -> None:
    assert scopes(asking("billing/read"), ORDERS, gaps=(Gap("module.apis is not downloaded"),))[0]["declared"] == "?"


def test_the_scopes_of_a_user_pool_from_elsewhere_cannot_be_told() -> None:
    assert scopes(asking("orders/read", of="eu-west-1_Other"))[0]["declared"] == "?"


def test_a_scope_that_aws_refuses_is_declared_only_where_a_server_here_has_it() -> None:
    spaced = server("spaced", "the orders", "read", user_pool_id=OF_CUSTOMERS)
    (found,) = scopes(asking("the orders/read"), spaced)
    assert (found["well_formed"], found["declared"]) == (False, "here")
    (found,) = scopes(asking("orders/read all"), ORDERS)
    assert (found["well_formed"], found["declared"]) == (False, None)


def test_a_scope_name_with_a_slash_is_still_its_servers() -> None:
    slashed = server("slashed", "api", "orders/read", user_pool_id=OF_CUSTOMERS)
    assert scopes(asking("api/orders/read"), slashed)[0]["declared"] == "here"


def test_text_alone_orders_nothing() -> None:
    assert scopes(asking("orders/read"), ORDERS)[0]["ordered"] is False


def test_a_reference_in_any_attribute_orders() -> None:
    step = Step("orders.identifier", "resource", None, None, FROM_ORDERS)
    assert scopes(asking(Known("orders/read", STRING, trail=(step,))), ORDERS)[0]["ordered"] is True
    named = Resource(
        asking("x").address, {**asking("orders/read").attributes, "name": Known("x", STRING, trail=(step,))}
    )
    assert scopes(named, ORDERS)[0]["ordered"] is True


def test_depends_on_orders_also_through_another_resource() -> None:
    web = asking("orders/read", depends_on=(ORDERS.address,))
    assert scopes(web, ORDERS)[0]["ordered"] is True
    between = pool("between")
    between = Resource(between.address, between.attributes, depends_on=(ORDERS.address,))
    web = asking("orders/read", depends_on=(between.address,))
    assert scopes(web, ORDERS, between)[0]["ordered"] is True


def test_depending_on_the_module_of_the_resource_server_orders() -> None:
    orders = server("orders", "orders", "read", user_pool_id=OF_CUSTOMERS)
    orders = Resource(parse_address("module.apis.module.orders.aws_cognito_resource_server.this"), orders.attributes)
    for module, ordered in ((("apis",), True), (("apis", "orders"), True), (("network",), False)):
        assert scopes(asking("orders/read", depends_on_modules=(module,)), orders)[0]["ordered"] is ordered


def test_depending_on_what_is_not_in_the_model_cannot_be_told() -> None:
    web = asking("orders/read", depends_on=(parse_address("time_sleep.wait"),))
    assert scopes(web, ORDERS)[0]["ordered"] == "?"


def test_where_not_every_reference_is_shown_the_order_cannot_be_told() -> None:
    assert scopes(asking("orders/read", order_is_shown=False), ORDERS)[0]["ordered"] == "?"
    between = pool("between")
    between = Resource(between.address, between.attributes, order_is_shown=False)
    web = asking("orders/read", depends_on=(between.address,))
    assert scopes(web, ORDERS, between)[0]["ordered"] == "?"


def test_what_a_plan_says_an_expression_refers_to_orders() -> None:
    web = asking("orders/read", refers_to=(ORDERS.address,), order_is_shown=False)
    assert scopes(web, ORDERS)[0]["ordered"] is True


def test_there_is_no_order_to_what_is_not_declared_here() -> None:
    assert scopes(asking("billing/read"), ORDERS)[0]["ordered"] is None
    assert scopes(asking("orders/read", of="eu-west-1_Other"), PAYROLL)[0]["ordered"] is None
