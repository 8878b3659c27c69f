"""What OpenTofu has and Terraform 1.11 has not: sources that are worked out, and `lifecycle.enabled`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.tree import CLIENT, USER_POOL, errors, plain, reading, resource
from tflint_cognito.terraform.values import Unknown

POOL = f'variable "name" {{}}\nresource "{USER_POOL}" "this" {{\n  name = var.name\n}}\noutput "arn" {{ value = 1 }}\n'


@pytest.mark.parametrize(
    "source",
    ['"./modules/${var.kind}"', "local.source", '"./modules/${terraform.workspace == "prod" ? "none" : "auth"}"'],
)
def test_a_source_of_variables_and_locals_is_worked_out(tmp_path: Path, source: str) -> None:
    text = f"""
        variable "kind" {{ default = "auth" }}
        locals {{ source = "./modules/${{var.kind}}" }}
        module "auth" {{
          source = {source}
          name   = "customers"
        }}
    """
    found = reading(tmp_path, {"main.tofu": text, "modules/auth/main.tofu": POOL}, ".")
    model = next(model for model in found.models if model.path in (".", ""))
    assert not errors(found)
    assert plain(resource(model, f"module.auth.{USER_POOL}.this").get("name")) == "customers"


def test_a_source_that_is_not_known_is_a_gap_that_says_why(tmp_path: Path) -> None:
    text = 'variable "kind" {}\nmodule "auth" {\n  source = "./modules/${var.kind}"\n}\n# aws_cognito_\n'
    found = reading(tmp_path, {"main.tofu": text})
    (gap,) = found.models[0].gaps
    assert gap.because == "the source of module.auth is not known: var.kind has no value here"
    assert not errors(found)


def test_a_source_that_needs_its_own_module_is_a_gap(tmp_path: Path) -> None:
    text = 'module "auth" {\n  source = "./modules/${module.auth.arn}"\n}\n# aws_cognito_\n'
    (gap,) = reading(tmp_path, {"main.tofu": text}).models[0].gaps
    assert gap.because == "the source of module.auth is not known: the source of module.auth refers to itself"


def pools(folder: Path, enabled: str) -> list[str]:
    text = f"""
        variable "given" {{ type = bool }}
        resource "{USER_POOL}" "customers" {{
          name = "customers"
          lifecycle {{
            enabled = {enabled}
          }}
        }}
        resource "{CLIENT}" "web" {{
          name = try({USER_POOL}.customers.name, "no pool")
        }}
    """
    found = reading(folder, {"main.tofu": text})
    assert not errors(found)
    (model,) = found.models
    name = plain(resource(model, f"{CLIENT}.web").get("name"))
    return [str(one.address) for one in model.resources if one.type == USER_POOL] + [str(name)]


def test_a_resource_that_is_not_enabled_is_not_there(tmp_path: Path) -> None:
    assert pools(tmp_path, "false") == ["no pool"]


def test_a_resource_that_is_enabled_is_there_without_a_key(tmp_path: Path) -> None:
    assert pools(tmp_path, "true") == [f"{USER_POOL}.customers", "customers"]


def test_a_resource_may_be_there_where_nobody_knows_whether_it_is_enabled(tmp_path: Path) -> None:
    text = f"""
        variable "given" {{ type = bool }}
        resource "{USER_POOL}" "customers" {{
          lifecycle {{
            enabled = var.given
          }}
        }}
    """
    (model,) = reading(tmp_path, {"main.tofu": text}).models
    possible = resource(model, f"{USER_POOL}.customers").possible
    assert isinstance(possible, Unknown) and possible.because == "var.given has no value here"


def test_a_module_that_is_not_enabled_is_not_there(tmp_path: Path) -> None:
    text = """
        module "auth" {
          source = "./auth"
          name   = "customers"
          lifecycle {
            enabled = false
          }
        }
    """
    found = reading(tmp_path, {"main.tofu": text, "auth/main.tofu": POOL}, ".")
    assert [model.resources for model in found.models] == [()]
    assert not errors(found)
