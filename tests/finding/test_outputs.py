"""Findings about outputs behave as those about resources do."""

from __future__ import annotations

from pathlib import Path

from tests.program import Run, run
from tests.terraform.tree import write

CLIENT = """\
resource "aws_cognito_user_pool_client" "web" {
  name            = "web"
  user_pool_id    = "eu-west-1_Customers"
  generate_secret = true
}
"""
SHOWN = """\
output "secret" {
  value = nonsensitive(aws_cognito_user_pool_client.web.client_secret)
}
"""


def lint(folder: Path, outputs: str) -> Run:
    write(folder, {"main.tf": CLIENT, "outputs.tf": outputs})
    return run(folder, "--select", "output-exposes-secret", "--format", "json")


def test_a_finding_lands_in_the_output(tmp_path: Path) -> None:
    (found,) = lint(tmp_path, SHOWN).json["findings"]
    assert (found["address"], found["attribute"], found["range"]["start"]["line"]) == ("output.secret", "value", 2)


def test_a_comment_in_a_file_without_resources_ignores_it(tmp_path: Path) -> None:
    found = lint(tmp_path, "# cognito-lint: ignore[COG941] -- a trial\n" + SHOWN)
    assert [one["ignored"]["reason"] for one in found.json["findings"]] == ["a trial"]
    assert found.code == 0
