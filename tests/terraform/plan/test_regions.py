"""A plan shows regions since version 6 of the AWS provider; before, what the provider's block spells out."""

from __future__ import annotations

from typing import Any

from tflint_cognito.terraform.plan import read_plan
from tflint_cognito.terraform.provider import Provider, ResourceType
from tflint_cognito.terraform.values import Value, to_json

TYPE = "aws_acm_certificate"
PROVIDER = Provider({TYPE: ResourceType(is_regional=True)}, mentions=(b"aws_",))


def region(
    after: dict[str, Any], provider: dict[str, Any] | None = None, expressions: dict[str, Any] | None = None
) -> object:
    import json

    address = {"address": f"{TYPE}.login", "mode": "managed", "type": TYPE, "name": "login"}
    change = {"actions": ["create"], "before": None, "after": after, "after_unknown": {}}
    block = {**address, "provider_config_key": "aws.us_east_1", "expressions": expressions or {}}
    plan = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "resource_changes": [{**address, "change": change}],
        "configuration": {
            "provider_config": {"aws.us_east_1": {"name": "aws", "expressions": provider or {}}},
            "root_module": {"resources": [block]},
        },
    }
    found: Value = read_plan(json.dumps(plan).encode(), "plan.json", PROVIDER).resources[0].region
    return to_json(found)


SPELT = {"region": {"constant_value": "us-east-1"}}


def test_the_planned_region_counts_first() -> None:
    assert region({"region": "eu-west-1"}, SPELT) == "eu-west-1"


def test_else_the_region_that_the_provider_s_block_spells_out() -> None:
    assert region({}, SPELT) == "us-east-1"


def test_a_reference_there_is_not_followed() -> None:
    assert region({}, {"region": {"references": ["var.region"]}}) is None


def test_a_resource_with_a_region_of_its_own_does_not_have_its_provider_s() -> None:
    assert region({}, SPELT, {"region": {"references": ["var.region"]}}) is None
