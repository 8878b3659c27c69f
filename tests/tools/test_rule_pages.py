"""The index of rules is by family, severity, framework and profile too; pages say what controls are called."""

from __future__ import annotations

import re

from tflint_cognito.policy.framework import framework
from tflint_cognito.policy.rulebook import load_with_examples
from tools.rule_pages import index, page

RULES = load_with_examples(["mfa-enabled", "tags-required", "deletion-protection", "security-hub-mfa"]).rules
INDEX = index(RULES)
MFA = next(rule for rule in RULES if rule.name == "mfa-enabled")


def section(title: str) -> str:
    """The text below a heading of the third level, up to the next heading."""
    found = re.search(rf"^### {re.escape(title)}\n(.*?)(?=^#|\Z)", INDEX, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def linked(title: str) -> set[str]:
    return set(re.findall(r"\]\(([a-z-]+)\.md\)", section(title)))


def test_rules_are_found_by_family_severity_and_profile() -> None:
    assert linked("mfa") == {"mfa-enabled"}
    assert linked("medium") == {"mfa-enabled", "deletion-protection"}
    assert linked("recommended") == {"mfa-enabled", "deletion-protection"}
    assert linked("all") == {rule.name for rule in RULES}


def test_rules_are_found_by_the_controls_that_they_answer_for() -> None:
    assert "* Cognito.5, MFA should be enabled for Cognito user pools: [COG965 " in section("fsbp")
    assert "* Cognito.4, " in section("fsbp") and "custom authentication: no rule" in section("fsbp")


def test_the_table_has_a_row_for_each_rule_with_everything_to_filter_by() -> None:
    [row] = [line for line in INDEX.splitlines() if line.startswith("| COG341 ")]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[3:] == ["medium (low)", "user-pool", "recommended, strict", "fsbp: Cognito.6"]


def test_a_page_says_what_controls_are_called_and_links_what_it_rests_on() -> None:
    text = page(MFA)
    [control] = MFA.controls["hipaa"]
    assert f"* HIPAA Security Rule, {control}: {framework('hipaa').title_of(control)}" in text
    assert "[CWE-308](https://cwe.mitre.org/data/definitions/308.html): Use of Single-factor Authentication" in text
    assert "* [AWS: Adding MFA to a user pool](https://docs.aws.amazon.com/cognito/" in text
