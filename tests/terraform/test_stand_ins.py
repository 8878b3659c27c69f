"""Defaults of root variables that stand for values which are given elsewhere, and what Terraform refuses with them."""

from __future__ import annotations

from pathlib import Path

from tests.terraform.tree import USER_POOL, errors, reading, resource
from tflint_cognito.terraform.stand_ins import GIVE
from tflint_cognito.terraform.values import Unknown

NAME = f'resource "{USER_POOL}" "customers" {{\n  name = var.site.name\n}}\n'


def test_what_terraform_refuses_by_an_empty_default_is_a_warning_and_unknown(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": NAME, "variables.tf": 'variable "site" {\n  default = null\n}\n'})
    assert errors(found) == []
    (said,) = (fault.message for fault in found.models[0].diagnostics)
    assert said.startswith("var.site is null by default, with which Terraform refuses this: ")
    assert said.endswith("; give it with --var or --var-file, or lint the plan")
    assert isinstance(resource(found.models[0], f"{USER_POOL}.customers").get("name"), Unknown)


def test_so_is_what_it_refuses_in_a_module_that_the_default_is_handed_to(tmp_path: Path) -> None:
    call = 'variable "site" {\n  default = {}\n}\nmodule "auth" {\n  source = "./auth"\n  site   = local.site\n}\n'
    files = {"main.tf": f"{call}locals {{\n  site = var.site\n}}\n", "auth/main.tf": 'variable "site" {}\n' + NAME}
    found = reading(tmp_path, files)
    assert errors(found) == []
    assert "var.site is {} by default" in found.models[0].diagnostics[0].message


def test_what_it_refuses_by_a_default_that_says_something_is_an_error(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": NAME, "variables.tf": 'variable "site" {\n  default = { host = "a" }\n}\n'})
    assert len(errors(found)) == 1


def test_what_it_refuses_by_an_empty_value_that_was_given_is_an_error(tmp_path: Path) -> None:
    files = {
        "main.tf": NAME,
        "variables.tf": 'variable "site" {\n  default = null\n}\n',
        "terraform.tfvars": "site = {}\n",
    }
    assert len(errors(reading(tmp_path, files))) == 1


def test_the_default_of_a_called_module_is_its_authors_choice(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "auth" {\n  source = "./auth"\n}\n',
        "auth/main.tf": 'variable "site" {\n  default = null\n}\n' + NAME,
    }
    assert len(errors(reading(tmp_path, files))) == 1


def left_out(tmp_path: Path, default: str, condition: str) -> list[Unknown | None]:
    """Why what is not there may be there all the same."""
    pool = f'resource "{USER_POOL}" "customers" {{\n  {condition}\n  name = "customers"\n}}\n'
    found = reading(tmp_path, {"main.tf": f'variable "site" {{\n  default = {default}\n}}\n{pool}'})
    assert errors(found) == []
    assert found.models[0].resources == ()
    return [resource.possible for resource in found.models[0].left_out]


def test_what_only_an_empty_default_leaves_out_may_be_there(tmp_path: Path) -> None:
    (reason,) = left_out(tmp_path, '""', 'count = var.site == "" ? 0 : 1')
    assert reason is not None
    assert (reason.because, reason.decides) == ('var.site is "" by default', GIVE)


def test_so_may_what_is_made_for_each_element_of_one(tmp_path: Path) -> None:
    (reason,) = left_out(tmp_path, "[]", "for_each = toset(var.site)")
    assert reason is not None
    assert reason.because == "var.site is [] by default"


def test_what_a_default_that_says_something_leaves_out_is_not_there(tmp_path: Path) -> None:
    assert left_out(tmp_path, "false", "count = var.site ? 1 : 0") == []


def test_what_is_there_with_an_empty_default_is_not_left_out(tmp_path: Path) -> None:
    pool = f'resource "{USER_POOL}" "customers" {{\n  count = var.site == "" ? 1 : 0\n  name = "customers"\n}}\n'
    found = reading(tmp_path, {"main.tf": 'variable "site" {\n  default = ""\n}\n' + pool})
    assert [resource.possible for resource in found.models[0].resources] == [None]
    assert found.models[0].left_out == ()
