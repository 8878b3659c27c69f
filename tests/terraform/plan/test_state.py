"""A state: what AWS has."""

from __future__ import annotations

import pytest

from tests.terraform.plan.plans import data, read, resource, value
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.values import Absent, Known, to_json


def state(*resources: dict[str, object], **more: object) -> Model:
    return read({"format_version": "1.0", "values": {"root_module": {"resources": list(resources), **more}}})


def client(**values: object) -> dict[str, object]:
    type = "aws_cognito_user_pool_client"
    return {"address": f"{type}.web", "mode": "managed", "type": type, "name": "web", "values": values}


def test_every_value_is_known_and_nothing_tells_who_wrote_it() -> None:
    model = data("sensitive_values_state")
    assert model.kind == "state"
    found = value(model, "aws_cognito_user_pool_client.web", "enable_token_revocation")
    assert found == Known(True, found.type, written=None)


@pytest.mark.parametrize("empty", ["", [], {}, None])
def test_what_an_sdk_writes_for_unset_is_absent(empty: object) -> None:
    model = state(client(certificate_arn=empty))
    assert isinstance(value(model, "aws_cognito_user_pool_client.web", "certificate_arn"), Absent)


@pytest.mark.parametrize("zero", [0, False])
def test_zero_and_false_may_be_meant_and_are_kept(zero: object) -> None:
    model = state(client(access_token_validity=zero))
    assert to_json(value(model, "aws_cognito_user_pool_client.web", "access_token_validity")) == zero


def test_blocks_inside_are_cleared_of_what_is_unset_too() -> None:
    schema = value(data("provider_3_39_state"), "aws_cognito_user_pool.main", "schema")
    assert to_json(schema) == [
        {
            "attribute_data_type": "Number",
            "mutable": True,
            "name": "tenant",
            "number_attribute_constraints": [{"max_value": "10"}],
        },
        {
            "attribute_data_type": "String",
            "name": "email",
            "required": True,
            "string_attribute_constraints": [{"min_length": "5"}],
        },
    ]


def test_the_client_secret_is_there_but_marked() -> None:
    found = value(data("provider_3_39_state"), "aws_cognito_user_pool_client.web", "client_secret")
    assert isinstance(found, Known)
    assert found.sensitive


def test_modules_below_modules_are_read_with_their_pointers() -> None:
    type = "aws_cognito_user_pool_client"
    inner = {**client(name="web"), "address": f'module.a["x"].module.b.{type}.web[0]', "index": 0}
    child = {"address": 'module.a["x"]', "child_modules": [{"resources": [inner]}]}
    model = state(child_modules=[child])
    found = resource(model, f'module.a["x"].module.b.{type}.web[0]')
    assert found.pointer == "/values/root_module/child_modules/0/child_modules/0/resources/0/values"
    assert found.change is None


def test_data_sources_stand_apart() -> None:
    pools = {"address": "data.aws_cognito_user_pools.staff", "mode": "data", "type": "aws_cognito_user_pools"}
    model = state({**pools, "name": "staff", "values": {"ids": ["a"]}}, client(name="web"))
    assert [str(found.address) for found in model.data_sources] == ["data.aws_cognito_user_pools.staff"]
    assert (len(model.resources), model.resource_count) == (1, 1)


def test_what_is_left_of_a_failed_replacement_is_not_there() -> None:
    assert state({**client(name="old"), "deposed_key": "ab12cd34"}).resources == ()


def test_outputs_keep_their_marks() -> None:
    outputs = data("provider_3_39_state").outputs
    assert outputs["client_secret"].sensitive
    assert not outputs["pool_id"].sensitive
