"""`cognito-lint explain`, for shipped rules, the tool's own and a user's."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tflint_cognito.cli.main import cli
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rulebook import load

RULE = """\
id: ACME007
name: client-has-a-name
title: App client has a name
severity: low
resource: aws_cognito_user_pool_client
require: {attribute: name, written: true}
message: "{because}; nobody knows what it is for"
why: An app client without a name is found by nobody when it must be shut off at night.
fix: {words: give it a name, hcl: 'name = "web"'}
controls: {acme: [IAM-7]}
references: ["Acme: handbook, page 7"]
examples:
  - name: a name
    hcl: |
      resource "aws_cognito_user_pool_client" "web" {
        name = "web"
      }
  - name: no name
    hcl: |
      resource "aws_cognito_user_pool_client" "web" { # fail
      }
  - name: a name from outside
    hcl: |
      variable "name" {}
      resource "aws_cognito_user_pool_client" "web" {
        name = var.name # undetermined
      }
"""


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments])


def test_a_rule_is_explained_with_why_examples_fix_and_sources(tmp_path: Path) -> None:
    (tmp_path / "name.yaml").write_text(RULE, encoding="utf-8")
    done = explain("client-has-a-name", "--rules", str(tmp_path))
    assert done.exit_code == 0
    assert done.stdout == (
        "low[ACME007] client-has-a-name\n"
        "\n"
        "App client has a name.\n"
        "\n"
        "why\n"
        "  An app client without a name is found by nobody when it must be shut off at night.\n"
        "\n"
        "found: no name\n"
        '  resource "aws_cognito_user_pool_client" "web" {  # <-- ACME007\n'
        "  }\n"
        "\n"
        "good: a name\n"
        '  resource "aws_cognito_user_pool_client" "web" {\n'
        '    name = "web"\n'
        "  }\n"
        "\n"
        "undetermined: a name from outside\n"
        '  variable "name" {}\n'
        '  resource "aws_cognito_user_pool_client" "web" {\n'
        "    name = var.name  # <-- ACME007?\n"
        "  }\n"
        "\n"
        "fix\n"
        "  give it a name\n"
        '  name = "web"\n'
        "\n"
        "judges\n"
        "  aws_cognito_user_pool_client\n"
        "\n"
        "profiles\n"
        "  recommended, strict, essential, all\n"
        "\n"
        "ignore\n"
        "  # cognito-lint: ignore[ACME007] -- the reason\n"
        "  on the attribute's line, or in or above the block\n"
        "\n"
        "controls\n"
        "  acme IAM-7\n"
        "\n"
        "references\n"
        "  Acme: handbook, page 7\n"
    )


@pytest.mark.parametrize("rule", load().rules, ids=lambda rule: rule.id)
def test_every_shipped_rule_can_be_explained_with_a_bad_and_a_good_example(rule: Rule) -> None:
    done = explain(rule.id)
    assert done.exit_code == 0
    assert all(f"\n{part}" in done.stdout for part in ("why\n", "found: ", "good: ", "fix\n"))
    assert "\nundetermined: " in done.stdout or rule.about == "change"  # what a plan does is often known for certain


@pytest.mark.parametrize("rule", ["COG001", "cog002", "ignore-comment-names-a-rule", "COG004"])
def test_the_tools_own_rules_are_explained_too(rule: str) -> None:
    done = explain(rule)
    assert done.exit_code == 0
    assert "# cognito-lint: " in done.stdout
    assert "found: " in done.stdout and "good: " in done.stdout


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    done = explain("ignore-comment-usd")
    assert done.exit_code == 2
    assert done.stderr == "error: there is no rule 'ignore-comment-usd'; did you mean 'ignore-comment-used'?\n"


def test_controls_are_said_with_what_they_are_called() -> None:
    text = explain("mfa-enabled").stdout
    assert "  hipaa 164.312(d): Person or entity authentication" in text.splitlines()
    assert "  cwe CWE-308: Use of Single-factor Authentication" in text.splitlines()
