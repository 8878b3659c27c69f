"""What a plan does, to which resources; and what it does not show."""

from __future__ import annotations

from typing import Any

from tests.terraform.plan.plans import block, change, constant, data, plan, read, refers, resource, value
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.values import Known, Unknown, to_json

POOL = "aws_cognito_user_pool.customers"


def addresses(name: str) -> set[str]:
    return {str(found.address) for found in data(name).resources}


def test_what_is_deleted_or_forgotten_is_not_there() -> None:
    assert addresses("change_mix") == {
        "aws_cognito_resource_server.api",
        "aws_cognito_user_pool.this",
        "aws_cognito_user_pool_client.added",
        "aws_cognito_user_pool_client.new_name",
        "aws_cognito_user_pool_client.public_to_secret",
        "aws_cognito_user_pool_client.untouched",
        "aws_cognito_user_pool_domain.this",
    }


def test_what_is_left_of_a_failed_replacement_is_not_there() -> None:
    document = plan({**change(POOL, {"name": "old"}), "deposed": "ab12cd34"}, change(POOL, {"name": "new"}))
    assert to_json(value(read(document), POOL, "name")) == "new"


def test_a_change_has_its_actions_the_values_before_and_what_forces_it() -> None:
    found = resource(data("change_mix"), "aws_cognito_user_pool_domain.this").change
    assert found is not None
    assert found.actions == ("delete", "create")
    assert to_json(found.before["domain"]) == "mix-login"
    assert found.replaced_because == ("domain",)


def test_paths_into_blocks_are_written_with_indexes() -> None:
    document = plan(change(POOL, actions="delete create", replace_paths=[["schema", 0, "name"], ["tags", "team"]]))
    found = resource(read(document), POOL).change
    assert found is not None
    assert found.replaced_because == ("schema[0].name", "tags.team")


def test_values_before_are_sensitive_where_they_are_marked_or_secret() -> None:
    client = "aws_cognito_user_pool_client.web"
    before = {"client_secret": "canary", "name": "canary"}
    document = plan(change(client, actions="update", before=before, before_sensitive={"name": True}))
    found = resource(read(document), client).change
    assert found is not None
    assert [found.before[name].sensitive for name in ("client_secret", "name")] == [True, True]


def test_a_pointer_leads_to_the_planned_values() -> None:
    assert resource(data("change_mix"), "aws_cognito_user_pool.this").pointer == "/resource_changes/2/change/after"


def test_addresses_keep_modules_and_keys() -> None:
    document = plan({**change('module.auth["eu.west"].aws_cognito_user_pool.customers["a\\"b"]'), "index": 'a"b'})
    (found,) = read(document).resources
    assert str(found.address) == 'module.auth["eu.west"].aws_cognito_user_pool.customers["a\\"b"]'
    assert found.address.key == 'a"b'


def test_resources_of_other_types_are_counted_but_not_converted() -> None:
    model = data("unknown_inputs")
    assert model.resource_count == 8
    assert {found.type for found in model.resources} == {"aws_cognito_user_pool", "aws_cognito_user_pool_client"}


def test_data_sources_are_read_wherever_they_stand() -> None:
    pools = {
        "address": "data.aws_cognito_user_pools.staff",
        "mode": "data",
        "type": "aws_cognito_user_pools",
        "name": "staff",
    }
    read_already = {"root_module": {"resources": [{**pools, "values": {"name": "staff"}}]}}
    deferred: dict[str, Any] = {**pools, "address": "data.aws_cognito_user_pools.later", "name": "later"}
    deferred["change"] = {"actions": ["read"], "before": None, "after": {"name": "x"}, "after_unknown": {"ids": True}}
    model = read(plan(deferred, prior_state={"values": read_already}))
    assert [str(found.address) for found in model.data_sources] == [
        "data.aws_cognito_user_pools.later",
        "data.aws_cognito_user_pools.staff",
    ]
    assert isinstance(model.data_sources[0].get("ids"), Unknown)
    assert model.resources == ()


def test_what_a_plan_leaves_alone_without_a_word_is_read_from_its_planned_values() -> None:
    untouched = {"address": POOL, "mode": "managed", "type": "aws_cognito_user_pool", "name": "customers"}
    values = {"name": "customers", "mfa_configuration": "OFF"}
    document = plan(
        configured=[block(POOL, {"name": constant("customers")})],
        planned_values={"root_module": {"resources": [{**untouched, "values": values, "sensitive_values": {}}]}},
    )
    found = resource(read(document), POOL)
    assert found.pointer == "/planned_values/root_module/resources/0/values"
    assert [to_json(value) for value in found.attributes.values()] == ["customers", "OFF"]


def test_depends_on_names_resources_of_the_same_module() -> None:
    client = "aws_cognito_user_pool_client.web"
    configured = block(client, depends_on=["aws_cognito_resource_server.api", "module.other"])
    document = plan(
        change(f'module.auth["a"].{client}'),
        configured={"module_calls": {"auth": {"module": {"resources": [configured]}}}},
    )
    (found,) = read(document).resources
    assert [str(address) for address in found.depends_on] == ["module.auth.aws_cognito_resource_server.api"]


# Gaps


def test_a_plan_with_an_error_is_a_gap() -> None:
    (gap,) = read(plan(errored=True, complete=False)).gaps
    assert "Terraform met an error" in gap.because


def test_a_plan_of_a_part_is_a_gap() -> None:
    (gap,) = read(plan(complete=False)).gaps
    assert (gap.because, gap.decides) == (
        "the plan covers only a part of the configuration",
        "run terraform plan without -target",
    )


def test_what_is_put_off_to_a_later_plan_is_a_gap() -> None:
    later = {"address": POOL, "type": "aws_cognito_user_pool"}
    (gap,) = read(plan(deferred_changes=[{"reason": "instance_count_unknown", "resource_change": later}])).gaps
    assert gap.types == frozenset({"aws_cognito_user_pool"})


def test_a_type_of_another_provider_is_a_gap() -> None:
    model = read(plan(change("awscc_cognito_user_pool.customers"), change("awscc_cognito_user_pool.staff")))
    assert model.gaps == (Gap("awscc_cognito_user_pool is of the awscc provider, which is not read"),)


def test_a_whole_plan_has_no_gap() -> None:
    assert data("module_stack").gaps == ()


# Outputs


def test_a_known_output_is_known_and_keeps_its_mark() -> None:
    document = plan(
        configured={"outputs": {"scopes": {"expression": refers("var.scopes")}}},
        planned_values={"outputs": {"scopes": {"sensitive": True, "value": ["api/read"]}}, "root_module": {}},
    )
    match read(document).outputs["scopes"]:
        case Known(value=(Known(value="api/read", sensitive=True),), sensitive=True):
            pass
        case other:
            raise AssertionError(other)
