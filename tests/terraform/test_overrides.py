"""Override files change what other files declare, as Terraform merges them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.tree import USER_POOL, errors, plain, reading, resource
from tflint_cognito.terraform.overrides import is_override


@pytest.mark.parametrize("name", ["override.tf", "users_override.tf", "override.tf.json", "users_override.tofu"])
def test_these_names_override(name: str) -> None:
    assert is_override(name)


@pytest.mark.parametrize("name", ["main.tf", "overrides.tf", "override_users.tf"])
def test_these_names_do_not(name: str) -> None:
    assert not is_override(name)


BASE = f"""
resource "{USER_POOL}" "customers" {{
  name              = "customers"
  mfa_configuration = "OFF"

  password_policy {{
    minimum_length = 8
    require_numbers = true
  }}

  dynamic "schema" {{
    for_each = ["email"]
    content {{
      name = schema.value
    }}
  }}

  lifecycle {{
    ignore_changes = [schema]
  }}
}}
"""


def test_attributes_are_replaced_one_by_one(tmp_path: Path) -> None:
    override = f'resource "{USER_POOL}" "customers" {{\n  mfa_configuration = "ON"\n}}\n'
    found = reading(tmp_path, {"main.tf": BASE, "override.tf": override})
    customers = resource(found.models[0], f"{USER_POOL}.customers")
    assert plain(customers.get("mfa_configuration")) == "ON"
    assert plain(customers.get("name")) == "customers"
    mfa = customers.get("mfa_configuration").range
    assert mfa is not None and (mfa.path, mfa.start.line) == ("override.tf", 2)


def test_blocks_of_one_type_are_replaced_as_a_whole(tmp_path: Path) -> None:
    override = f"""
    resource "{USER_POOL}" "customers" {{
      password_policy {{
        minimum_length = 14
      }}
      schema {{
        name = "tenant"
      }}
      lifecycle {{
        prevent_destroy = true
      }}
    }}
    """
    found = reading(tmp_path, {"main.tf": BASE, "pool_override.tf": override})
    customers = resource(found.models[0], f"{USER_POOL}.customers")
    assert plain(customers.attributes["password_policy"]) == [{"minimum_length": 14}]
    assert plain(customers.attributes["schema"]) == [{"name": "tenant"}]
    assert customers.ignore_changes == ("schema",)


def test_blocks_are_replaced_by_what_json_writes_as_well(tmp_path: Path) -> None:
    override = """
    {"resource": {"aws_cognito_user_pool": {"customers": {
      "password_policy": {"minimum_length": 14},
      "schema": [],
      "mfa_configuration": "ON"
    }}}}
    """
    found = reading(tmp_path, {"main.tf": BASE, "override.tf.json": override})
    customers = resource(found.models[0], f"{USER_POOL}.customers")
    assert plain(customers.attributes["password_policy"]) == [{"minimum_length": 14}]
    assert plain(customers.attributes["schema"]) == [{"name": "email"}]
    assert plain(customers.get("mfa_configuration")) == "ON"


def test_variables_locals_and_outputs_are_overridden(tmp_path: Path) -> None:
    files = {
        "main.tf": f"""
        variable "mfa" {{
          type    = string
          default = "OFF"
        }}
        locals {{
          name = "customers"
        }}
        resource "{USER_POOL}" "customers" {{
          name              = local.name
          mfa_configuration = var.mfa
        }}
        output "name" {{
          value = "nothing"
        }}
        """,
        "override.tf": """
        variable "mfa" {
          default = "ON"
        }
        locals {
          name = "staff"
        }
        output "name" {
          value = local.name
        }
        """,
    }
    found = reading(tmp_path, files)
    customers = resource(found.models[0], f"{USER_POOL}.customers")
    assert plain(customers.get("name")) == "staff"
    assert plain(customers.get("mfa_configuration")) == "ON"
    assert plain(found.models[0].outputs["name"]) == "staff"


def test_an_override_of_nothing_is_an_error(tmp_path: Path) -> None:
    override = f'resource "{USER_POOL}" "staff" {{\n  mfa_configuration = "ON"\n}}\n'
    found = reading(tmp_path, {"main.tf": BASE, "override.tf": override})
    assert errors(found) == [f'resource "{USER_POOL}" "staff" is overridden here, but no other file declares it']


def test_of_count_and_for_each_that_are_merged_count_wins(tmp_path: Path) -> None:
    files = {
        "main.tf": f'resource "{USER_POOL}" "customers" {{\n  for_each = toset(["a"])\n}}\n',
        "override.tf": f'resource "{USER_POOL}" "customers" {{\n  count = 2\n}}\n',
    }
    found = reading(tmp_path, files)
    assert errors(found) == []
    assert [pool.address.key for pool in found.models[0].resources] == [0, 1]
