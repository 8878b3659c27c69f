"""`cognito-lint show`: what the linter sees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tflint_cognito.cli.main import cli

MAIN = """\
variable "errors" {}
variable "okta_secret" {
  sensitive = true
}

resource "aws_cognito_user_pool" "customers" {
  name              = "customers"
  mfa_configuration = null

  password_policy {
    minimum_length = 8 + 4
  }
}

resource "aws_cognito_user_pool_client" "web" {
  name                          = "web"
  user_pool_id                  = aws_cognito_user_pool.customers.id
  prevent_user_existence_errors = var.errors
}

resource "aws_cognito_identity_provider" "okta" {
  user_pool_id     = "eu-west-1_AbCdEf123"
  provider_name    = "okta"
  provider_type    = "OIDC"
  provider_details = { client_id = "web", client_secret = var.okta_secret }
}

output "pool_name" {
  value = aws_cognito_user_pool.customers.name
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "main.tf").write_text(MAIN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def show(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["show", "--no-cache", *arguments])
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def read(*arguments: str) -> Any:
    return json.loads(show("--format", "json", *arguments))


def resource(name: str, *arguments: str) -> Any:
    (root,) = read(*arguments)["roots"]
    return next(each for each in root["resources"] if each["address"].endswith(f".{name}"))


def test_json_has_the_promised_shape(folder: Path) -> None:
    (root,) = read()["roots"]
    assert {"path", "resources", "outputs"} <= set(root)
    assert all({"address", "type", "attributes", "facts", "links"} == set(each) for each in root["resources"])
    assert root["outputs"] == {"pool_name": "customers"}


def test_known_values_are_json_and_absent_ones_left_out(folder: Path) -> None:
    attributes = resource("customers")["attributes"]
    assert attributes["name"] == "customers"
    assert attributes["password_policy"] == [{"minimum_length": 12}]
    assert "mfa_configuration" not in attributes


def test_an_unknown_value_has_its_reason(folder: Path) -> None:
    (reason,) = resource("web")["attributes"]["prevent_user_existence_errors"].values()
    assert "var.errors" in reason
    assert resource("web", "--var", "errors=LEGACY")["attributes"]["prevent_user_existence_errors"] == "LEGACY"


def test_a_secret_is_masked_wherever_it_comes_from(folder: Path) -> None:
    given = ("--var", "okta_secret=hunter2")
    assert resource("okta", *given)["attributes"]["provider_details"]["client_secret"] == {"__sensitive__": True}
    assert "hunter2" not in show(*given) + show("-f", "json", *given)


def test_links_lead_to_addresses_or_out_of_here(folder: Path) -> None:
    assert resource("web")["links"]["user_pool"] == ["aws_cognito_user_pool.customers"]
    assert resource("okta")["links"]["user_pool"] == [{"__external__": "eu-west-1_AbCdEf123"}]


def test_facts_are_told(folder: Path) -> None:
    assert resource("web")["facts"]["client_kind"] == "sdk"


def test_text_says_the_same_for_people(folder: Path) -> None:
    text = show()
    assert '    name = "customers"\n' in text
    assert "    password_policy {\n      minimum_length = 12\n    }\n" in text
    assert "    link user_pool -> aws_cognito_user_pool.customers\n" in text
    assert '    fact client_kind = "sdk"\n' in text
    assert '  output pool_name = "customers"\n' in text
    assert "prevent_user_existence_errors = (unknown: " in text
