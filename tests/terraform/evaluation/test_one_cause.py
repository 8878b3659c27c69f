"""One cause is one error: what only follows from it, or what Terraform would not get to, is not said beside it."""

from __future__ import annotations

from pathlib import Path

from tests.terraform.tree import USER_POOL, errors, plain, reading, resource

POOL = f"""
resource "{USER_POOL}" "this" {{
  name              = var.name
  mfa_configuration = local.mfa
  username_attributes = module.names.attributes
}}
"""


def test_what_a_broken_file_may_declare_is_not_missing(tmp_path: Path) -> None:
    files = {"main.tf": POOL, "variables.tf": 'variable "name" {}\nlocals {\n  mfa = "ON"\n'}
    found = reading(tmp_path, files)
    assert errors(found) == ["this block is never closed: `locals`"]
    mfa = resource(found.models[0], f"{USER_POOL}.this").get("mfa_configuration")
    assert plain(mfa) is ...
    assert "variables.tf could not be read as a whole" in str(mfa)


def test_what_a_broken_module_may_declare_is_not_missing(tmp_path: Path) -> None:
    call = 'module "auth" {\n  source = "./auth"\n  mfa    = "ON"\n}\noutput "id" {\n  value = module.auth.id\n}\n'
    pool = f'resource "{USER_POOL}" "this" {{\n  name = "customers"\n}}\n'
    found = reading(tmp_path, {"main.tf": call, "auth/main.tf": pool, "auth/variables.tf": 'variable "mfa" {\n'})
    assert errors(found) == ['this block is never closed: `variable "mfa"`']


def test_an_override_of_what_a_broken_file_may_declare_is_no_error(tmp_path: Path) -> None:
    pool = f'resource "{USER_POOL}" "this" {{\n  name = "customers"\n}}\n'
    found = reading(tmp_path, {"main.tf": pool, "locals.tf": "locals {\n", "override.tf": "locals {\n  a = 1\n}\n"})
    assert errors(found) == ["this block is never closed: `locals`"]


def test_a_type_that_cannot_be_loaded_hides_what_evaluation_would_refuse(tmp_path: Path) -> None:
    text = f"""
    variable "policy" {{
      type    = object({{ length = number, length = number }})
      default = null
    }}
    resource "{USER_POOL}" "this" {{
      name              = var.policy.length
      mfa_configuration = tonumber("on")
    }}
    """
    found = reading(tmp_path, {"main.tf": text})
    assert errors(found) == ["Terraform refuses this: Object constructor map keys must be unique"]
    refused = resource(found.models[0], f"{USER_POOL}.this").get("mfa_configuration")
    assert "Terraform refuses it" in str(refused)


def test_what_evaluation_refuses_is_said_where_all_can_be_loaded(tmp_path: Path) -> None:
    text = f'resource "{USER_POOL}" "this" {{\n  name = tonumber("on")\n}}\n'
    (said,) = errors(reading(tmp_path, {"main.tf": text}))
    assert said.startswith("Terraform refuses this: ")
