"""What is in force, environment beside environment: paired, compared, and honest about what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.posture import UNKNOWN, Row, posture
from tflint_cognito.cognito.standing import Environment
from tflint_cognito.policy.examples import read_example
from tflint_cognito.policy.rule import Example

POOL = """
resource "aws_cognito_user_pool" "customers" {{
  name              = "customers"
  mfa_configuration = {}
}}
"""
MODULE = """
module "more" {
  source  = "example/cognito/aws"
  version = "1.0.0"
}
"""


def environment(text: str, path: str = "infra") -> Architecture:
    [model], _ = read_example(Example("an environment", {"main.tf": text}))
    return Architecture(replace(model, path=path))


def side_by_side(names: Sequence[str], *environments: Sequence[Architecture]) -> list[Row]:
    """The posture of environments by these names, each with root modules that are named as their folders are."""
    sides = [[(PurePath(one.model.path).name, one) for one in each] for each in environments]
    return posture([Environment(name, 0, roots) for name, roots in zip(names, sides, strict=True)])


def rows(*environments: list[Architecture]) -> dict[tuple[str, str], Row]:
    return {(row.address, row.attribute): row for row in side_by_side(("dev", "prod"), *environments)}


def test_what_differs_is_told_from_what_is_equal() -> None:
    found = rows([environment(POOL.format('"ON"'))], [environment(POOL.format('"OFF"'))])
    mfa = found["aws_cognito_user_pool.customers", "mfa_configuration"]
    assert (mfa.cells, mfa.differs) == (('"ON"', '"OFF"'), True)
    assert not found["aws_cognito_user_pool.customers", "deletion_protection"].differs


def test_what_is_not_known_says_why_and_never_differs() -> None:
    unknown = environment(POOL.format("var.mfa") + 'variable "mfa" {}\n')
    mfa = rows([unknown], [environment(POOL.format('"OFF"'))])["aws_cognito_user_pool.customers", "mfa_configuration"]
    assert (mfa.cells, mfa.differs) == ((UNKNOWN, '"OFF"'), False)
    assert mfa.because == ("var.mfa has no value here", "")


def test_what_is_in_one_environment_only_is_absent_from_the_other() -> None:
    presence = rows([environment(POOL.format('"ON"'))], [])["aws_cognito_user_pool.customers", ""]
    assert (presence.cells, presence.differs) == (("present", "absent"), True)


def test_a_gap_makes_absence_not_known() -> None:
    presence = rows([environment(POOL.format('"ON"'))], [environment(MODULE)])["aws_cognito_user_pool.customers", ""]
    assert (presence.cells, presence.differs) == (("present", UNKNOWN), False)
    assert "module.more" in presence.because[1]


def test_root_modules_of_one_environment_are_kept_apart() -> None:
    """Both have a user pool of the same address; each is compared with its own counterpart."""
    dev = [environment(POOL.format('"ON"'), "dev/shop"), environment(POOL.format('"OFF"'), "dev/staff")]
    prod = [environment(POOL.format('"ON"'), "prod/shop"), environment(POOL.format('"ON"'), "prod/staff")]
    found = rows(dev, prod)
    pools = {name: found[f"{name}: aws_cognito_user_pool.customers", "mfa_configuration"] for name in ("shop", "staff")}
    assert {name: row.cells for name, row in pools.items()} == {"shop": ('"ON"', '"ON"'), "staff": ('"OFF"', '"ON"')}
