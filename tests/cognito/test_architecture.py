"""Links: from every way of referring to a resource, to the resource; and back."""

from dataclasses import replace

import pytest

from tests.cognito.architectures import (
    NOBODY_KNOWS,
    addresses,
    architecture,
    attribute_of,
    client,
    pool,
    resource,
    server,
    value,
)
from tflint_cognito.terraform.address import Reference, parse_address
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Change, Resource
from tflint_cognito.terraform.source import Range, Source, Step
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown, Value

CUSTOMERS = pool()
STAFF = pool("staff")
OF_CUSTOMERS = attribute_of("aws_cognito_user_pool.customers")
CLIENTS = ("aws_cognito_user_pool_client",)


def leads_to(of: Resource, *others: Resource, link: str = "user_pool") -> list[str]:
    """Where a link leads: addresses, or what stands there instead."""
    found = architecture(of, *others).targets(of, link)
    return [
        str(target.resource.address)
        if target.resource is not None
        else "?"
        if isinstance(target.value, Unknown)
        else str(getattr(target.value, "value", None))
        for target in found
    ]


def ending_in(text: str, value: Value) -> Unknown:
    return Unknown("a template", STRING, prefix=text, parts=(Known(text, STRING), value))


def test_a_reference_leads_to_its_resource() -> None:
    assert leads_to(client(user_pool_id=OF_CUSTOMERS), CUSTOMERS, STAFF) == ["aws_cognito_user_pool.customers"]


def test_an_instance_is_told_by_its_key() -> None:
    tenants = [pool('tenant["acme"]'), pool('tenant["globex"]')]
    web = client(user_pool_id=attribute_of('aws_cognito_user_pool.tenant["globex"]'))
    assert leads_to(web, *tenants) == ['aws_cognito_user_pool.tenant["globex"]']


def test_a_reference_without_a_key_leads_to_the_only_instance_and_may_mean_any_of_several() -> None:
    web = client(user_pool_id=attribute_of("aws_cognito_user_pool.tenant"))
    assert leads_to(web, pool("tenant[0]")) == ["aws_cognito_user_pool.tenant[0]"]
    assert leads_to(web, pool("tenant[0]"), pool("tenant[1]")) == ["?"]


def test_instances_that_cannot_be_told_are_led_to_by_any_key() -> None:
    possible = pool("tenant")
    web = client(user_pool_id=attribute_of("aws_cognito_user_pool.tenant[0]"))
    assert leads_to(web, possible) == ["aws_cognito_user_pool.tenant"]


def test_modules_have_user_pools_of_their_own() -> None:
    pools = [resource(f"module.{name}.aws_cognito_user_pool.this") for name in ("a", "b")]
    web = client(user_pool_id=attribute_of("module.b.aws_cognito_user_pool.this"))
    assert leads_to(web, *pools) == ["module.b.aws_cognito_user_pool.this"]


def test_a_text_leads_to_the_resource_whose_id_it_is() -> None:
    known = pool(id="eu-west-1_Abc", arn="arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Abc")
    authorizer = resource(
        "aws_api_gateway_authorizer.a",
        provider_arns=["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Abc"],
    )
    assert leads_to(client(user_pool_id="eu-west-1_Abc"), known) == ["aws_cognito_user_pool.customers"]
    assert leads_to(authorizer, known) == ["aws_cognito_user_pool.customers"]


def test_a_text_that_is_nobodys_id_leads_outside() -> None:
    assert leads_to(client(user_pool_id="eu-west-1_Xyz"), pool(id="eu-west-1_Abc")) == ["eu-west-1_Xyz"]


def test_a_known_value_leads_to_where_it_came_from() -> None:
    step = Step("pool.id", "resource", None, None, Reference(parse_address("aws_cognito_user_pool.customers"), "id"))
    web = client(user_pool_id=Known("eu-west-1_Abc", STRING, trail=(step,)))
    assert leads_to(web, CUSTOMERS) == ["aws_cognito_user_pool.customers"]


@pytest.mark.parametrize("attribute", ["id", "endpoint"])
def test_an_issuer_made_by_a_template_leads_to_the_user_pool_that_it_ends_in(attribute: str) -> None:
    issuer = ending_in("https://", attribute_of("aws_cognito_user_pool.customers", attribute))
    authorizer = resource("aws_apigatewayv2_authorizer.a", jwt_configuration=[{"issuer": issuer}])
    assert leads_to(authorizer, CUSTOMERS) == ["aws_cognito_user_pool.customers"]


def test_another_attribute_of_a_user_pool_does_not_stand_for_it() -> None:
    assert leads_to(client(user_pool_id=attribute_of("aws_cognito_user_pool.customers", "name")), CUSTOMERS) == ["?"]


def test_a_data_source_leads_outside() -> None:
    assert leads_to(client(user_pool_id=attribute_of("data.aws_cognito_user_pool.customers")), CUSTOMERS) == ["?"]


def test_an_authorizer_leads_to_each_of_its_user_pools() -> None:
    arns = [attribute_of(f"aws_cognito_user_pool.{name}", "arn") for name in ("customers", "staff")]
    authorizer = resource("aws_api_gateway_authorizer.a", provider_arns=[*arns, NOBODY_KNOWS])
    expected = ["aws_cognito_user_pool.customers", "aws_cognito_user_pool.staff", "?"]
    assert leads_to(authorizer, CUSTOMERS, STAFF) == expected


def test_a_web_acl_on_a_load_balancer_leads_to_no_user_pool() -> None:
    acl = resource("aws_wafv2_web_acl_association.lb", resource_arn=attribute_of("aws_lb.web", "arn"))
    literal = resource(
        "aws_wafv2_web_acl_association.lb", resource_arn="arn:aws:elasticloadbalancing:eu-west-1:1:lb/web"
    )
    assert leads_to(acl, CUSTOMERS) == []
    assert leads_to(literal, CUSTOMERS) == []


def test_a_load_balancers_actions_are_all_looked_through() -> None:
    action = {"authenticate_cognito": [{"user_pool_client_id": attribute_of("aws_cognito_user_pool_client.web")}]}
    listener = resource("aws_lb_listener.web", default_action=[{"type": "forward"}, action])
    assert leads_to(listener, client(), link="client") == ["aws_cognito_user_pool_client.web"]


def test_nothing_written_leads_nowhere() -> None:
    assert leads_to(client(), CUSTOMERS) == []


def test_sources_are_those_that_lead_here() -> None:
    clients = [
        client("web", user_pool_id=OF_CUSTOMERS),
        client("intranet", user_pool_id=attribute_of(str(STAFF.address))),
    ]
    found = architecture(CUSTOMERS, STAFF, *clients).sources(CUSTOMERS, CLIENTS, "user_pool")
    assert addresses(found.certain) == ["aws_cognito_user_pool_client.web"]
    assert found.possible == ()
    assert found.gap is None


def test_an_unknown_link_may_lead_here() -> None:
    found = architecture(CUSTOMERS, client(user_pool_id=NOBODY_KNOWS)).sources(CUSTOMERS, CLIENTS, "user_pool")
    assert [(str(source.address), reason.because) for source, reason in found.possible] == [
        ("aws_cognito_user_pool_client.web", NOBODY_KNOWS.because)
    ]


def test_a_literal_may_be_an_id_that_is_not_known_but_not_one_that_is() -> None:
    web = client(user_pool_id="eu-west-1_Abc")
    assert architecture(CUSTOMERS, web).sources(CUSTOMERS, CLIENTS, "user_pool").possible
    other = pool(id="eu-west-1_Xyz")
    assert not architecture(other, web).sources(other, CLIENTS, "user_pool").possible


def test_a_literal_is_no_id_of_what_a_plan_is_about_to_make() -> None:
    new = replace(CUSTOMERS, change=Change(("create",)))
    web = client(user_pool_id="eu-west-1_Abc")
    assert not architecture(new, web, kind="plan").sources(new, CLIENTS, "user_pool").possible


def test_a_source_that_may_not_be_there_is_possible() -> None:
    doubt = Unknown("var.with_web has no value here")
    web = client(more={"possible": doubt}, user_pool_id=OF_CUSTOMERS)
    found = architecture(CUSTOMERS, web).sources(CUSTOMERS, CLIENTS, "user_pool")
    assert (found.certain, found.possible) == ((), ((web, doubt),))


def test_what_is_made_under_one_condition_is_there_together() -> None:
    text = Source("main.tf", "var.enabled ? 1 : 0\nvar.enabled ? 1 : 0\nvar.other ? 1 : 0")
    first, second, third = (
        Unknown("var.enabled has no value here", range=Range(text, start, stop))
        for start, stop in ((0, 19), (20, 39), (40, 57))
    )
    customers = replace(CUSTOMERS, possible=first)
    for doubt, certain in ((second, True), (third, False)):
        web = client(more={"possible": doubt}, user_pool_id=OF_CUSTOMERS)
        found = architecture(customers, web).sources(customers, CLIENTS, "user_pool")
        assert bool(found.certain) is certain


@pytest.mark.parametrize(
    ("types", "hides"),
    [(frozenset[str](), True), (frozenset(CLIENTS), True), (frozenset(("aws_cognito_user_pool_domain",)), False)],
)
def test_a_gap_hides_what_may_be_in_it(types: frozenset[str], hides: bool) -> None:
    gap = Gap("module.auth is not downloaded", types=types)
    found = architecture(CUSTOMERS, gaps=[gap]).sources(CUSTOMERS, CLIENTS, "user_pool")
    assert found.gap == (gap if hides else None)


def test_siblings_share_a_user_pool_that_is_declared_here() -> None:
    web = client(user_pool_id=OF_CUSTOMERS)
    orders = server("orders", "orders", user_pool_id=OF_CUSTOMERS)
    found = architecture(CUSTOMERS, web, orders).siblings(web, ("aws_cognito_resource_server",), "user_pool")
    assert addresses(found.certain) == ["aws_cognito_resource_server.orders"]


def test_siblings_share_a_user_pool_from_elsewhere_by_its_id_or_by_the_same_words() -> None:
    text = Source("main.tf", "var.user_pool_id var.user_pool_id each.value each.value")
    first, second = (Unknown("var.user_pool_id has no value here", range=Range(text, at, at + 16)) for at in (0, 17))
    each, other = (Unknown("for_each is unknown", range=Range(text, at, at + 10)) for at in (34, 45))
    for mine, theirs, certain in (("eu-west-1_A",) * 2 + (True,), (first, second, True), (each, other, False)):
        web = client(user_pool_id=value(mine))
        orders = server("orders", "orders", user_pool_id=value(theirs))
        found = architecture(web, orders).siblings(web, ("aws_cognito_resource_server",), "user_pool")
        assert bool(found.certain) is certain
        assert bool(found.possible) is not certain
        assert found.gap is not None


def test_siblings_of_another_literal_pool_are_none() -> None:
    web = client(user_pool_id="eu-west-1_A")
    orders = server("orders", "orders", user_pool_id="eu-west-1_B")
    found = architecture(web, orders).siblings(web, ("aws_cognito_resource_server",), "user_pool")
    assert (found.certain, found.possible) == ((), ())


def test_the_user_pool_of_a_domain_is_that_of_what_takes_its_id_from_the_domain() -> None:
    sign_in = resource(
        "aws_cognito_user_pool_domain.sign_in", user_pool_id=attribute_of("aws_cognito_user_pool.customers")
    )
    passed = attribute_of("aws_cognito_user_pool_domain.sign_in", "user_pool_id")
    pages = resource("aws_cognito_user_pool_ui_customization.customers", user_pool_id=passed)
    found = architecture(pool(), sign_in, pages)
    (target,) = found.targets(pages, "user_pool")
    assert target.resource is not None and str(target.resource.address) == "aws_cognito_user_pool.customers"
    assert addresses(found.siblings(pages, ("aws_cognito_user_pool_domain",), "user_pool").certain) == [
        str(sign_in.address)
    ]


def test_links_that_go_in_a_circle_lead_nowhere() -> None:
    one, other = "aws_cognito_user_pool_domain.one", "aws_cognito_user_pool_domain.other"
    domains = [resource(a, user_pool_id=attribute_of(b, "user_pool_id")) for a, b in ((one, other), (other, one))]
    (target,) = architecture(*domains).targets(domains[0], "user_pool")
    assert target.resource is None
