"""What comes before a resource, as far as a plan shows it."""

from __future__ import annotations

from typing import Any

from tests.terraform.plan.plans import block, change, constant, plan, read, refers, resource
from tflint_cognito.terraform.model import Resource

CLIENT, SERVER = "aws_cognito_user_pool_client.web", "aws_cognito_resource_server.api"


def client(expressions: dict[str, Any] | None = None, after: dict[str, Any] | None = None, **more: Any) -> Resource:
    """The client of a plan with a resource server, whose block has `expressions`."""
    planned = [change(SERVER, {"identifier": "api"}, {"id": True}), change(CLIENT, after or {"name": "web"})]
    return resource(read(plan(*planned, configured=[block(SERVER), block(CLIENT, expressions, **more)])), CLIENT)


def in_a_module(call: dict[str, Any], expressions: dict[str, Any], **more: Any) -> Resource:
    """The client of a module that the root module calls in that way."""
    inner = {"resources": [block(CLIENT, expressions, **more)]}
    configured = {"resources": [block(SERVER)], "module_calls": {"login": {"module": inner, **call}}}
    planned = [change(SERVER, {"identifier": "api"}, {"id": True}), change(f"module.login.{CLIENT}", {"name": "web"})]
    return resource(read(plan(*planned, configured=configured)), f"module.login.{CLIENT}")


def names(addresses: tuple[Any, ...]) -> list[str]:
    return [str(address) for address in addresses]


def test_constants_come_after_nothing() -> None:
    found = client({"name": constant("web"), "allowed_oauth_scopes": constant(["api/read"])})
    assert (found.refers_to, found.order_is_shown) == ((), True)


def test_a_reference_anywhere_in_the_block_orders() -> None:
    found = client({"token_validity_units": [{"access_token": refers(f"{SERVER}.identifier", SERVER)}]})
    assert names(found.refers_to) == [SERVER]


def test_what_a_local_refers_to_is_not_shown() -> None:
    assert not client({"allowed_oauth_scopes": refers("local.scopes")}).order_is_shown


def test_count_and_for_each_order_as_well() -> None:
    found = client({"name": constant("web")}, count_expression=refers(f"{SERVER}.id", SERVER))
    assert names(found.refers_to) == [SERVER]
    assert not client({}, for_each_expression=refers("local.clients")).order_is_shown


def test_blocks_of_a_dynamic_are_made_of_what_nobody_sees() -> None:
    assert not client({"name": constant("web")}, after={"analytics_configuration": [{"role_arn": "x"}]}).order_is_shown


def test_an_argument_of_the_call_leads_out_of_the_module() -> None:
    call = {"expressions": {"scopes": refers(f"{SERVER}.scope_identifiers", SERVER)}}
    assert names(in_a_module(call, {"allowed_oauth_scopes": refers("var.scopes")}).refers_to) == [SERVER]
    assert in_a_module(call, {"name": constant("web")}).refers_to == ()


def test_the_call_of_the_module_orders_all_in_it() -> None:
    found = in_a_module({"depends_on": [SERVER, "module.apis"]}, {})
    assert names(found.depends_on) == [SERVER]
    assert found.depends_on_modules == (("apis",),)
    assert names(in_a_module({"count_expression": refers(f"{SERVER}.id", SERVER)}, {}).refers_to) == [SERVER]


def test_depends_on_may_name_a_module() -> None:
    assert client({}, depends_on=["module.apis", "module.many[0]"]).depends_on_modules == (("apis",), ("many",))


def test_without_its_configuration_nothing_is_shown() -> None:
    document = plan(change(CLIENT, {"name": "web"}), configured=[])
    assert not resource(read(document), CLIENT).order_is_shown
