"""`cognito-lint rules`."""

from __future__ import annotations

import json

from click.testing import CliRunner

from tflint_cognito.cli.main import cli
from tflint_cognito.finding.own import OWN_RULES
from tflint_cognito.policy.rulebook import load


def rules(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["rules", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_json_lists_all_rules_with_what_is_promised() -> None:
    listed = json.loads(rules("--format", "json"))["rules"]
    assert [rule["id"] for rule in listed] == sorted(rule.id for rule in (*OWN_RULES, *load()))
    assert all({"id", "name", "title", "severity", "resource", "profiles"} <= set(rule) for rule in listed)


def test_the_table_has_a_row_for_each_rule() -> None:
    lines = rules().splitlines()
    assert lines[0].split() == ["rule", "severity", "name", "policy"]
    assert [line.split()[0] for line in lines[2:]] == [rule["id"] for rule in json.loads(rules("-f", "json"))["rules"]]


def test_markdown_is_a_table() -> None:
    lines = rules("--format", "markdown").splitlines()
    assert lines[1] == "| --- | --- | --- | --- | --- |"
    assert all(line.startswith("| COG") for line in lines[2:])


def test_a_profile_has_only_its_rules() -> None:
    listed = json.loads(rules("--format", "json", "--profile", "essential"))["rules"]
    assert all("essential" in rule["profiles"] for rule in listed)
