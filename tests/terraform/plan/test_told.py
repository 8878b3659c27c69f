"""What a plan tells of its root module."""

from __future__ import annotations

from tests.terraform.plan.plans import block, plan, read
from tflint_cognito.terraform.values import Absent, to_json

MODULE = {
    "resources": [block("aws_cognito_user_pool.staff"), {**block("aws_region.here"), "mode": "data"}],
    "module_calls": {"auth": {"source": "./auth"}},
    "variables": {"stage": {}, "secret": {"sensitive": True}},
    "outputs": {"id": {}},
}


def test_the_variables_of_the_root_module_have_values() -> None:
    values = {"stage": {"value": "prod"}, "tenants": {"value": {"a": {"mfa": None, "days": [1, True]}}}, "none": {}}
    told = read(plan(configured=MODULE, variables=values)).variables
    assert {name: to_json(value) for name, value in told.items()} == {
        "stage": "prod",
        "tenants": {"a": {"days": [1, True]}},
        "none": None,
    }
    assert isinstance(told["none"], Absent)


def test_a_sensitive_variable_carries_the_mark() -> None:
    told = read(plan(configured=MODULE, variables={"secret": {"value": "hunter2"}})).variables
    assert to_json(told["secret"]) == {"__sensitive__": True}


def test_what_the_root_module_declares_is_told() -> None:
    assert read(plan(configured=MODULE)).declared == {
        ("resource", "aws_cognito_user_pool", "staff"),
        ("data", "aws_region", "here"),
        ("module", "auth"),
        ("variable", "stage"),
        ("variable", "secret"),
        ("output", "id"),
    }


def test_a_state_tells_of_its_resources_only() -> None:
    pool = {"type": "aws_cognito_user_pool", "name": "staff", "mode": "managed", "values": {}}
    inner = {"resources": [{**pool, "address": "module.auth.aws_cognito_user_pool.staff"}]}
    root = {"resources": [{**pool, "address": "aws_cognito_user_pool.staff"}], "child_modules": [inner]}
    state = {"format_version": "1.0", "values": {"root_module": root}}
    assert read(state).declared == {("resource", "aws_cognito_user_pool", "staff"), ("module", "auth")}
