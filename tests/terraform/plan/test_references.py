"""Where an unknown value comes from, seen through variables, outputs, keys and for_each.

data/references.json is the plan of a configuration in which every resource refers in a way of its own.
"""

from __future__ import annotations

import pytest

from tests.terraform.plan.plans import block, change, constant, data, plan, read, refers, value
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.plan.references import specific, split, written
from tflint_cognito.terraform.values import Known, Unknown, Value, to_json

CLIENT = "aws_cognito_user_pool_client"
SERVER = "aws_cognito_resource_server.api"


def refers_to(found: Value) -> str:
    assert isinstance(found, Unknown), found
    return str(found.refers_to)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        (f"{CLIENT}.exact", "aws_cognito_user_pool.one.id"),
        (f"{CLIENT}.cat", "aws_cognito_user_pool.counted[0].id"),
        (f'{CLIENT}.each["b"]', 'aws_cognito_user_pool.many["b"].id'),
        (f'{CLIENT}.obj["web"]', 'aws_cognito_user_pool.many["a"].id'),
        (f'module.m["b"].{CLIENT}.c', 'aws_cognito_user_pool.many["b"].id'),
        (f"module.one.{CLIENT}.c", "aws_cognito_user_pool.one.id"),
        (f"module.one.{CLIENT}.d", "aws_cognito_user_pool.one.id"),
        ("aws_cognito_user_pool_domain.d", "aws_cognito_user_pool.one.id"),
        ('aws_cognito_user_pool_domain.e["b"]', 'aws_cognito_user_pool.many["b"].id'),
        ("aws_cognito_user_pool_domain.f", 'aws_cognito_user_pool.many["a"].id'),
    ],
    ids=[
        "directly",
        "in a conditional",
        "each.value of a resource",
        "by a constant key",
        "an object through each module",
        "an object through a module",
        "an id through a module",
        "an output",
        "each.value of a module",
        "an output by key",
    ],
)
def test_a_user_pool_is_found_however_it_is_referred_to(address: str, target: str) -> None:
    assert refers_to(value(data("references"), address, "user_pool_id")) == target


@pytest.mark.parametrize(
    ("address", "target"),
    [
        (f'{CLIENT}.key["b"]', 'aws_cognito_user_pool.many["b"]'),
        (f"{CLIENT}.idx[1]", "aws_cognito_user_pool.counted[1]"),
        (f'module.m["b"].{CLIENT}.d', 'aws_cognito_user_pool.many["b"]'),
    ],
    ids=["each.key", "count.index", "each.value of the module's call"],
)
def test_an_index_that_is_computed_gives_the_instance_with_the_same_key_but_loses_the_attribute(
    address: str, target: str
) -> None:
    assert refers_to(value(data("references"), address, "user_pool_id")) == target


def test_one_of_several_instances_is_not_guessed() -> None:
    match value(data("references"), f"{CLIENT}.el2", "user_pool_id"):
        case Unknown(because=because, refers_to=None, parts=()):
            assert because == (
                "user_pool_id depends on aws_cognito_user_pool.counted[0] and aws_cognito_user_pool.counted[1], "
                "known only after apply"
            )
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("key", ['["stock"]', '["stock"][0]', ".stock", ""])
def test_an_output_that_gives_a_resource_another_shape_leads_to_the_resource(key: str) -> None:
    server, client = "aws_cognito_resource_server.this", f"{CLIENT}.web"
    shaped = {
        "scopes": {"expression": refers(server)}
    }  # { for key, server in …this : key => server.scope_identifiers }
    call = {"module": {"outputs": shaped, "resources": [block(server)]}}
    reference = refers(f"module.api.scopes{key}", "module.api.scopes", "module.api")
    document = plan(
        {
            **change(f'module.api.{server}["stock"]', {"identifier": "stock"}, {"scope_identifiers": True}),
            "index": "stock",
        },
        change(client, {}, {"allowed_oauth_scopes": True}),
        configured={"module_calls": {"api": call}, "resources": [block(client, {"allowed_oauth_scopes": reference})]},
    )
    assert refers_to(value(read(document), client, "allowed_oauth_scopes")) == f'module.api.{server}["stock"]'


def test_several_references_are_all_kept_as_parts_of_a_set() -> None:
    found = value(data("references"), "aws_api_gateway_authorizer.x", "provider_arns")
    assert isinstance(found, Unknown)
    assert found.refers_to is None
    assert [refers_to(part) for part in found.parts] == [
        "aws_cognito_user_pool.one.arn",
        'aws_cognito_user_pool.many["a"].arn',
    ]
    assert found.because == (
        'provider_arns depends on aws_cognito_user_pool.one.arn and aws_cognito_user_pool.many["a"].arn, '
        "known only after apply"
    )


def test_what_is_known_beside_a_reference_does_not_hide_it() -> None:
    pool, client = "aws_cognito_user_pool.customers", f"{CLIENT}.web"
    document = plan(
        change(pool, {"name": "customers"}, {"id": True}),
        change(client, {}, {"user_pool_id": True}),
        configured=[
            block(client, {"user_pool_id": refers(f"{pool}.name", pool, f"{pool}.id", pool, "var.name", "path.module")})
        ],
    )
    assert refers_to(value(read(document), client, "user_pool_id")) == f"{pool}.id"


def test_a_reason_names_the_reference() -> None:
    found = value(data("references"), f"{CLIENT}.exact", "user_pool_id")
    assert isinstance(found, Unknown)
    assert found.because == "aws_cognito_user_pool.one.id is known only after apply"
    assert found.decides == "lint the configuration, or the state after apply"


# What can be worked out


def test_the_scopes_of_a_new_resource_server_are_worked_out() -> None:
    assert to_json(value(data("references"), SERVER, "scope_identifiers")) == ["api/read"]


def test_on_update_they_are_worked_out_afresh_for_the_plan_keeps_the_old_ones() -> None:
    assert to_json(value(data("change_mix"), SERVER, "scope_identifiers")) == ["api/admin", "api/read"]


@pytest.mark.parametrize("client", ["exact", "cat"])
def test_scopes_made_from_them_have_them_as_parts_for_a_plan_hides_what_is_added(client: str) -> None:
    # `scope_identifiers` and `concat(["openid"], scope_identifiers)` are one and the same in a plan.
    match value(data("references"), f"{CLIENT}.{client}", "allowed_oauth_scopes"):
        case Unknown(refers_to=Reference() as reference, parts=(Known(value="api/read", trail=(step,)),)):
            assert str(reference) == f"{SERVER}.scope_identifiers"
            assert (step.subject, step.how) == (f"{SERVER}.scope_identifiers", "resource")
        case other:
            raise AssertionError(other)


def test_one_of_them_beside_a_literal_is_an_unknown_element() -> None:
    match value(data("references"), f"{CLIENT}.el2", "allowed_oauth_scopes"):
        case Known(value=(Known(value="openid", trail=()), Unknown() as element)):
            assert refers_to(element) == f"{SERVER}.scope_identifiers[0]"
        case other:
            raise AssertionError(other)


def test_resources_that_follow_from_each_other_in_a_circle_end() -> None:
    expressions = {"scope": [{"scope_name": refers(f"{SERVER}.scope_identifiers", SERVER)}]}
    after, unknown = {"identifier": "api", "scope": [{}]}, {"scope": [{"scope_name": True}], "scope_identifiers": True}
    model = read(plan(change(SERVER, after, unknown), configured=[block(SERVER, expressions)]))
    assert refers_to(value(model, SERVER, "scope.0.scope_name")) == f"{SERVER}.scope_identifiers"


# Known values


def test_a_known_value_has_the_attribute_that_it_is_made_from_on_its_trail() -> None:
    client = f"{CLIENT}.web"
    expressions = {"allowed_oauth_scopes": refers(f"{SERVER}.identifier", SERVER)}
    document = plan(
        change(SERVER, {"identifier": "api"}),
        change(client, {"allowed_oauth_scopes": ["api/read", "openid"]}),
        configured=[block(SERVER), block(client, expressions)],
    )
    match value(read(document), client, "allowed_oauth_scopes"):
        case Known(value=(Known(trail=(first,)), Known(trail=())), trail=(whole,)):
            assert str(first.reference) == str(whole.reference) == f"{SERVER}.identifier"
        case other:
            raise AssertionError(other)


# Outputs


def test_outputs_refer_to_what_they_give_out() -> None:
    outputs = data("references").outputs
    assert refers_to(outputs["secret"]) == f"{CLIENT}.exact.client_secret"
    assert outputs["secret"].sensitive
    match outputs["obj"]:
        case Known(value={"a": Unknown() as pool, "b": Known(value="lit")}):
            assert refers_to(pool) == "aws_cognito_user_pool.one.id"
        case other:
            raise AssertionError(other)


# Documents that lead nowhere


def test_modules_that_call_each_other_without_end_are_left() -> None:
    expression = {"pool": refers("var.pool", "module.a.pool", "module.a")}
    output = {"pool": {"expression": refers("module.a.pool", "module.a")}}
    client = f"module.a.{CLIENT}.web"
    module = {"resources": [block(f"{CLIENT}.web", {"user_pool_id": refers("var.pool")})], "outputs": output}
    module["module_calls"] = {"a": {"expressions": expression, "module": dict(module)}}
    document = plan(
        change(client, {}, {"user_pool_id": True}),
        configured={"module_calls": {"a": {"expressions": expression, "module": module}}},
    )
    found = value(read(document), client, "user_pool_id")
    assert isinstance(found, Unknown)
    assert found.refers_to is None


@pytest.mark.parametrize("reference", ["", "var", "module.gone.id", "aws.", "[0]", "x y", "each.value.id"])
def test_references_of_no_known_shape_give_no_reference(reference: str) -> None:
    client = f"{CLIENT}.web"
    configured = [block(client, {"name": refers(reference), "user_pool_id": constant("us-east-1_A")})]
    model = read(plan(change(client, {}, {"name": True}, actions="update"), configured=configured))
    found = value(model, client, "name")
    assert isinstance(found, Unknown)
    assert found.refers_to is None


def test_references_without_their_prefixes() -> None:
    texts = ("aws_lb.a[0].arn", "aws_lb.a[0]", "aws_lb.a", "aws_lb.ab", "var.name", "aws_lb.a")
    assert specific(texts) == ["aws_lb.a[0].arn", "aws_lb.ab", "var.name", "aws_lb.a"]


@pytest.mark.parametrize("text", ["module.m", 'aws_lb.a["x.y"].tags["k"]', "a.b[0].c", 'a.b["say \\"hi\\""].c'])
def test_a_reference_can_be_split_and_written_again(text: str) -> None:
    assert written(split(text)) == text
