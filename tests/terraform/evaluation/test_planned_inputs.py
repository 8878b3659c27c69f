"""The variables of a plan are what it shows; where they are written is what says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.tree import CLIENT, PROVIDER, plain, resource, write
from tflint_cognito.terraform.evaluation.modules import evaluate_root
from tflint_cognito.terraform.folders import Folders
from tflint_cognito.terraform.repository import Repository
from tflint_cognito.terraform.values import Absent, Value, string

TEXT = """
variable "errors" {
  type    = string
  default = "LEGACY"
}
resource "aws_cognito_user_pool_client" "web" {
  prevent_user_existence_errors = var.errors
}
"""
TFVARS = 'errors = "ENABLED"\n'


def errors(folder: Path, planned: dict[str, Value] | None, tfvars: str = "") -> tuple[object, list[tuple[str, str]]]:
    """What the argument comes out as, and the steps of its trail."""
    write(folder, {"main.tf": TEXT, "terraform.tfvars": tfvars})
    folders = Folders(Repository(str(folder), str(folder)), PROVIDER, None)
    model = evaluate_root(str(folder), folders, PROVIDER, environment={}, planned=planned)
    assert [one.message for one in model.diagnostics] == []
    value = resource(model, f"{CLIENT}.web").get("prevent_user_existence_errors")
    return plain(value), [(step.subject, step.how) for step in value.trail]


@pytest.mark.parametrize(
    ("planned", "tfvars", "value", "how"),
    [
        ("LEGACY", "", "LEGACY", "default"),
        ("ENABLED", TFVARS, "ENABLED", "variable file"),
        ("ENABLED", "", "ENABLED", "plan"),
        ("LEGACY", TFVARS, "LEGACY", "plan"),
    ],
)
def test_a_variable_is_what_the_plan_shows(tmp_path: Path, planned: str, tfvars: str, value: str, how: str) -> None:
    assert errors(tmp_path, {"errors": string(planned)}, tfvars) == (value, [("var.errors", how)])


def test_a_variable_that_the_plan_shows_to_be_null_is_null(tmp_path: Path) -> None:
    assert errors(tmp_path, {"errors": Absent()}) == (None, [("var.errors", "plan")])


def test_a_variable_that_the_plan_does_not_have_is_read_as_ever(tmp_path: Path) -> None:
    assert errors(tmp_path, {}, TFVARS) == ("ENABLED", [("var.errors", "variable file")])


def test_a_workspace_that_nothing_tells_is_unknown(tmp_path: Path) -> None:
    write(tmp_path, {"main.tf": TEXT.replace("var.errors", "terraform.workspace")})
    folders = Folders(Repository(str(tmp_path), str(tmp_path)), PROVIDER, None)
    model = evaluate_root(str(tmp_path), folders, PROVIDER, environment={}, workspace=None)
    assert plain(resource(model, f"{CLIENT}.web").get("prevent_user_existence_errors")) is ...
