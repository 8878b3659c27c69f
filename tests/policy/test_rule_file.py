from pathlib import Path

import pytest

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.rule_file import make_rule, read_rule_file

RULE = """\
id: ACME001
name: errors-prevented
title: App client does not reveal which users exist
severity: high
resource: aws_cognito_user_pool_client
require:
  attribute: prevent_user_existence_errors
  equals: ENABLED
  default: LEGACY
message: "{because}; an attacker learns which accounts exist"
why: An attacker tries addresses until one answers differently.
examples:
  - {name: a, hcl: ""}
  - {name: b, hcl: ""}
  - {name: c, hcl: ""}
"""


def read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "acme" / "errors-prevented.yaml"
    path.parent.mkdir()
    path.write_text(text)
    make_rule(read_rule_file(path, "errors-prevented.yaml"))


def refusal(tmp_path: Path, old: str, new: str) -> str:
    with pytest.raises(CognitoLintError) as caught:
        read(tmp_path, RULE.replace(old, new))
    return str(caught.value)


def test_a_rule_that_fits_is_read(tmp_path: Path) -> None:
    read(tmp_path, RULE)


def test_an_unknown_operator_is_named_with_its_line_and_the_nearest_word(tmp_path: Path) -> None:
    message = refusal(tmp_path, "equals: ENABLED", "equal: ENABLED")
    assert message.startswith("errors-prevented.yaml:8:")
    assert "'equal' is not known in require; did you mean 'equals'?" in message


def test_an_unknown_key_at_the_top_is_named(tmp_path: Path) -> None:
    assert "'serverity' is not known; did you mean 'severity'?" in refusal(tmp_path, "severity:", "serverity:")


def test_a_wrong_severity_lists_the_right_ones(tmp_path: Path) -> None:
    assert "'hihg' is not one of critical, high, medium, low, info" in refusal(
        tmp_path, "severity: high", "severity: hihg"
    )


def test_a_condition_that_does_not_say_what_not_written_means_is_refused(tmp_path: Path) -> None:
    assert "does not say what it means when nothing is written" in refusal(tmp_path, "  default: LEGACY\n", "")


def test_a_condition_that_asks_two_things_is_refused(tmp_path: Path) -> None:
    assert "asks equals and matches" in refusal(tmp_path, "equals: ENABLED", 'equals: ENABLED\n  matches: "E.*"')


def test_a_condition_with_two_heads_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, "equals: ENABLED", "equals: ENABLED\n  fact: client_kind")
    assert "a condition has one head" in message


def test_what_is_lacking_is_named(tmp_path: Path) -> None:
    assert "'why' must be given" in refusal(
        tmp_path, "why: An attacker tries addresses until one answers differently.\n", ""
    )


def test_a_fact_that_does_not_exist_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    condition = "  attribute: prevent_user_existence_errors\n  equals: ENABLED\n  default: LEGACY\n"
    message = refusal(tmp_path, condition, "  fact: client_knd\n  equals: sdk\n")
    assert message == "errors-prevented.yaml: there is no fact 'client_knd'; did you mean 'client_kind'?"


def test_a_link_that_does_not_exist_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    condition = "  attribute: prevent_user_existence_errors\n  equals: ENABLED\n  default: LEGACY\n"
    assert "there is no link 'userpool'; did you mean 'user_pool'?" in refusal(
        tmp_path, condition, "  linked_to: userpool\n"
    )


def test_a_link_that_the_resource_lacks_is_refused_when_the_rule_is_made(tmp_path: Path) -> None:
    condition = "  attribute: prevent_user_existence_errors\n  equals: ENABLED\n  default: LEGACY\n"
    message = refusal(tmp_path, condition, "  linked_to: authorizer\n")
    assert message.startswith("errors-prevented.yaml: the link 'authorizer' leads from ")
