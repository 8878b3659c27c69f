"""Roles, functions and the like are read where something of Cognito uses them, and are nobody's business elsewhere."""

from __future__ import annotations

import pytest

from tflint_cognito.policy.examples import read_example
from tflint_cognito.policy.rule import Example

ROLE = 'resource "aws_iam_role" "uploader" {\n  name = "uploader"\n  assume_role_policy = "{}"\n}\n'
POOL = 'resource "aws_cognito_user_pool" "customers" {\n  name = "customers"\n}\n'
IDENTITY_POOL = 'resource "aws_cognito_identity_pool" "uploads" {\n  identity_pool_name = "uploads"\n}\n'
TRIGGER = (
    'resource "aws_cognito_user_pool" "customers" {\n  name = "customers"\n'
    "  lambda_config {\n    pre_sign_up = aws_lambda_function.gate.arn\n  }\n}\n"
)
FUNCTION = 'resource "aws_lambda_function" "gate" {\n  function_name = "gate"\n  role = "x"\n}\n'


def read(**files: str) -> tuple[list[str], tuple[str, ...]]:
    """The addresses in the model of a root module, and the errors."""
    models, errors = read_example(
        Example("a tree", {name.replace("__", "/") + ".tf": text for name, text in files.items()})
    )
    return [str(resource.address) for model in models for resource in model.resources], errors


def test_a_role_is_read_beside_an_identity_pool() -> None:
    assert "aws_iam_role.uploader" in read(main=IDENTITY_POOL + ROLE)[0]


def test_a_role_is_no_business_of_a_user_pool() -> None:
    assert read(main=POOL + ROLE)[0] == ["aws_cognito_user_pool.customers"]


def test_a_function_is_read_beside_a_trigger_and_not_beside_a_pool_without() -> None:
    assert "aws_lambda_function.gate" in read(main=TRIGGER + FUNCTION)[0]
    assert "aws_lambda_function.gate" not in read(main=POOL + FUNCTION)[0]


def test_it_may_stand_in_a_module_of_its_own() -> None:
    call = 'module "roles" {\n  source = "./roles"\n}\n'
    assert "module.roles.aws_iam_role.uploader" in read(main=IDENTITY_POOL + call, roles__main=ROLE)[0]
    assert read(main=POOL + call, roles__main=ROLE)[0] == ["aws_cognito_user_pool.customers"]


def test_what_is_declared_before_is_found_as_well() -> None:
    outer = 'module "roles" {\n  source = "./roles"\n}\nmodule "sign_in" {\n  source = "./sign_in"\n}\n'
    found, _ = read(main=outer, roles__main=ROLE, sign_in__main=IDENTITY_POOL)
    assert found == ["module.sign_in.aws_cognito_identity_pool.uploads", "module.roles.aws_iam_role.uploader"]


@pytest.mark.parametrize(("beside", "refused"), [(POOL, False), (IDENTITY_POOL, True)])
def test_faults_of_what_does_not_matter_are_not_ours_to_report(beside: str, refused: bool) -> None:
    broken = 'resource "aws_iam_role" "broken" {\n  name = tonumber("x")\n}\n'
    assert bool(read(main=beside + broken)[1]) is refused
