"""Comments ignore findings, and are themselves held to account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.finding.samples import (
    ERRORS,
    FLOWS,
    REVOCATION,
    RULEBOOK,
    failed,
    find,
    judged,
    model,
    passed,
    place,
    report,
    resource,
    undecided,
)
from tflint_cognito.finding.assemble import Run, assemble
from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rulebook import Rulebook
from tflint_cognito.records import replace
from tflint_cognito.terraform.address import parse_address
from tflint_cognito.terraform.source import Source

HEADER = 'resource "aws_cognito_user_pool_client" "web"'
REASON = "-- sign-up tells as much"


def lint(text: str, ran: Sequence[Rule] | None = None) -> Report:
    """The report of one client whose prevent_user_existence_errors is LEGACY, from its source."""
    source = Source("infra/main.tf", text)
    web = resource("aws_cognito_user_pool_client.web", source, HEADER)
    errors = place(web, "prevent_user_existence_errors", find(source, '"LEGACY"'))
    return report(judged(model(web), failed(ERRORS, web, "prevent_user_existence_errors is LEGACY", errors)), ran=ran)


def client(line: str = "", *, above: str = "", inside: str = "", end: str = "") -> str:
    return f'{above}{HEADER} {{\n{inside}  prevent_user_existence_errors = "LEGACY"{line}\n}}{end}\n'


def said(found: Report) -> list[tuple[str, str]]:
    return [(finding.rule.id, finding.because) for finding in found.open_findings]


@pytest.mark.parametrize(
    "text",
    [
        client(f" # cognito-lint: ignore[COG151] {REASON}"),
        client(f" // cognito-lint: ignore[COG151] {REASON}"),
        client(f" /* cognito-lint: ignore[COG151] {REASON} */"),
        client(f" #cognito-lint:ignore[ COG151 ]{REASON}"),
        client(f" # cognito-lint: ignore[cog151] {REASON}"),
        client(f" # cognito-lint: ignore[user-existence-errors-prevented] {REASON}"),
        client(inside=f"  # cognito-lint: ignore[COG151] {REASON}\n"),
        client(inside=f"  # cognito-lint: ignore[COG151] {REASON}\n  name = 1\n"),
        client(above=f"# cognito-lint: ignore[COG151] {REASON}\n"),
        client(above=f"/* cognito-lint: ignore[COG151] {REASON} */\n"),
        client(end=f" # cognito-lint: ignore[COG151] {REASON}"),
    ],
)
def test_a_comment_with_a_reason_ignores_the_finding(text: str) -> None:
    found = lint(text)
    assert said(found) == []
    ignored = found.findings[0].ignored
    assert ignored is not None
    assert ignored.reason == "sign-up tells as much"
    assert ignored.range is not None


def test_a_comment_on_another_attribute_ignores_nothing() -> None:
    found = lint(client(inside=f'  name = "web" # cognito-lint: ignore[COG151] {REASON}\n'))
    assert [id for id, _ in said(found)] == ["COG001", "COG151"]


def test_a_comment_without_a_reason_ignores_nothing_and_is_a_finding() -> None:
    found = lint(client(" # cognito-lint: ignore[COG151]"))
    assert [id for id, _ in said(found)] == ["COG151", "COG002"]


def test_an_empty_reason_is_none() -> None:
    assert [id for id, _ in said(lint(client(" # cognito-lint: ignore[COG151] --  ")))] == ["COG151", "COG002"]


def test_an_unknown_rule_is_a_finding_that_names_the_nearest() -> None:
    found = lint(client(f" # cognito-lint: ignore[user-existence-error] {REASON}"))
    assert said(found)[1][0] == "COG003"
    assert "did you mean 'user-existence-errors-prevented'?" in said(found)[1][1]


def test_the_tools_own_findings_cannot_be_ignored() -> None:
    found = lint(client(f" # cognito-lint: ignore[COG151, COG001] {REASON}"))
    assert said(found) == [("COG003", "COG001 cannot be ignored")]


@pytest.mark.parametrize(
    "words", ["skip COG151", "ignore COG151", "ignore[]", "ignore[COG151] until=2027 -- later", "disable[COG151]"]
)
def test_a_comment_that_is_not_understood_is_a_finding(words: str) -> None:
    assert [id for id, _ in said(lint(client(f" # cognito-lint: {words}")))] == ["COG151", "COG004"]


def test_a_sentence_that_mentions_the_tool_is_no_such_comment() -> None:
    assert [id for id, _ in said(lint(client(" # see what cognito-lint: ignore[COG151] means")))] == ["COG151"]


def test_an_unused_ignore_is_a_finding_in_the_block() -> None:
    found = lint(client(f" # cognito-lint: ignore[COG151, COG111] {REASON}"))
    assert said(found) == [("COG001", "there is no COG111 here to ignore")]
    assert str(found.open_findings[0].address) == "aws_cognito_user_pool_client.web"


def test_an_ignore_away_from_everything_is_unused_and_has_no_address() -> None:
    found = lint(client(above=f"# cognito-lint: ignore[COG151] {REASON}\n\n"))
    assert [id for id, _ in said(found)] == ["COG001", "COG151"]
    assert found.open_findings[0].address is None


def test_whether_an_ignore_is_used_cannot_be_told_of_a_rule_that_did_not_run() -> None:
    found = lint(client(f" # cognito-lint: ignore[COG111] {REASON}"), ran=[ERRORS, *own()])
    assert [id for id, _ in said(found)] == ["COG151"]


def test_the_own_rules_can_be_switched_off_as_all_others() -> None:
    found = lint(client(" # cognito-lint: ignore[COG151]"), ran=[ERRORS])
    assert [id for id, _ in said(found)] == ["COG151"]


def test_a_block_without_instances_is_not_called_unused() -> None:
    source = Source(
        "infra/main.tf",
        f'{client()}resource "aws_cognito_user_pool_client" "beta" {{\n  count = 0\n'
        f"  prevent_user_existence_errors = null # cognito-lint: ignore[COG151] {REASON}\n}}\n",
    )
    web = resource("aws_cognito_user_pool_client.web", source, HEADER)
    assert said(report(judged(model(web), passed(ERRORS, web)))) == []


def test_a_block_that_the_rule_never_judges_is_called_unused() -> None:
    source = Source(
        "infra/main.tf",
        f'{client()}resource "aws_iam_role" "beta" {{\n  name = "beta" # cognito-lint: ignore[COG151] {REASON}\n}}\n',
    )
    web = resource("aws_cognito_user_pool_client.web", source, HEADER)
    assert said(report(judged(model(web), passed(ERRORS, web)))) == [("COG001", "there is no COG151 here to ignore")]


def test_one_root_module_that_needs_it_is_enough() -> None:
    source = Source("auth/main.tf", client(f" # cognito-lint: ignore[COG151] {REASON}"))
    web = resource("module.auth.aws_cognito_user_pool_client.web", source, HEADER)
    errors = failed(ERRORS, web, "x", place(web, "prevent_user_existence_errors", find(source, '"LEGACY"')))
    found = report(judged(model(web, path="dev"), errors), judged(model(web, path="prod"), passed(ERRORS, web)))
    assert said(found) == []


def test_what_cannot_be_decided_can_be_ignored_as_well() -> None:
    source = Source("infra/main.tf", client(f" # cognito-lint: ignore[COG151] {REASON}"))
    web = resource("aws_cognito_user_pool_client.web", source, HEADER)
    where = place(web, "prevent_user_existence_errors", find(source, '"LEGACY"'))
    found = report(judged(model(web), undecided(ERRORS, web, "unknown", where)))
    assert found.undetermined[0].ignored is not None
    assert said(found) == []


TWO_FLOWS = f"""\
{HEADER} {{
  allowed_oauth_flows = [
    "implicit",%s
    "client_credentials",%s
  ]
}}
"""
COMMENT = f" # cognito-lint: ignore[COG101] {REASON}"


@pytest.mark.parametrize(
    ("first", "second", "is_ignored"),
    [(COMMENT, "", False), ("", COMMENT, False), (COMMENT, COMMENT, True)],
)
def test_an_ignored_element_hides_no_other(first: str, second: str, is_ignored: bool) -> None:
    source = Source("infra/main.tf", TWO_FLOWS % (first, second))
    web = resource("aws_cognito_user_pool_client.web", source, HEADER)
    elements = [
        place(web, f"allowed_oauth_flows[{index}]", find(source, word))
        for index, word in enumerate(('"implicit"', '"client_credentials"'))
    ]
    found = report(judged(model(web), failed(FLOWS, web, "x", *elements)))
    assert [finding.ignored is not None for finding in found.findings] == [is_ignored]


def test_a_related_place_in_another_resource_needs_no_comment_of_its_own() -> None:
    source = Source(
        "infra/main.tf",
        client(f" # cognito-lint: ignore[COG111] {REASON}") + 'resource "aws_cognito_user_pool" "x" {\n}\n',
    )
    web = resource("aws_cognito_user_pool_client.web", source, HEADER)
    pool = resource("aws_cognito_user_pool.x", source, 'resource "aws_cognito_user_pool" "x"')
    where = place(web, "prevent_user_existence_errors", find(source, '"LEGACY"'))
    found = report(judged(model(web, pool), failed(REVOCATION, web, "x", where, place(pool, None, pool.range))))
    assert said(found) == []


def own() -> list[Rule]:
    return [rule for rule in RULEBOOK if rule.family == "own"]


def test_both_texts_of_a_path_are_looked_through() -> None:
    """One root is read from disk, where the comment is gone; another as a binary plan has it, where it still stands."""
    old = client(f"# cognito-lint: ignore[COG151] {REASON}")
    judgements = []
    for text in (client(), old):
        source = Source("infra/main.tf", text)
        web = resource("aws_cognito_user_pool_client.web", source, HEADER)
        errors = place(web, "prevent_user_existence_errors", find(source, '"LEGACY"'))
        judgements.append(judged(model(web), failed(ERRORS, web, "prevent_user_existence_errors is LEGACY", errors)))
    assert [one.ignored is not None for one in report(*judgements).findings if one.rule is ERRORS] == [False, True]


TODAY = date(2026, 11, 26)


def lint_today(text: str, **more: object) -> Report:
    source = Source("infra/main.tf", text)
    web = replace(resource("aws_cognito_user_pool_client.web", source, HEADER), **more)  # type: ignore[arg-type]
    errors = place(web, "prevent_user_existence_errors", find(source, '"LEGACY"'))
    verdict = failed(ERRORS, web, "prevent_user_existence_errors is LEGACY", errors)
    ids = {rule.id for rule in RULEBOOK}
    return assemble([judged(model(web), verdict)], Run(RULEBOOK, ids, today=lambda: TODAY))


def test_an_ignore_holds_on_its_last_day() -> None:
    assert said(lint_today(client(f" # cognito-lint: ignore[COG151] until=2026-11-26 {REASON}"))) == []


def test_an_ignore_that_is_over_counts_no_more_and_is_a_finding() -> None:
    found = said(lint_today(client(f" # cognito-lint: ignore[COG151] until=2026-11-25 {REASON}")))
    assert [id for id, _ in found] == ["COG151", "COG005"]
    assert found[1][1] == "ignore[COG151] was to hold until 2026-11-25"


@pytest.mark.parametrize("option", ["until=soon", "until=2026-13-01", "untill=2027-01-01"])
def test_an_option_that_is_none_is_not_understood(option: str) -> None:
    found = said(lint_today(client(f" # cognito-lint: ignore[COG151] {option} {REASON}")))
    assert [id for id, _ in found] == ["COG151", "COG004"]


@pytest.mark.parametrize(("key", "ignored"), [("acme", True), ("umbrella", False)])
def test_a_key_names_the_one_instance(key: str, ignored: bool) -> None:
    address = parse_address('module.auth["acme"].aws_cognito_user_pool_client.web')
    found = said(lint_today(client(f' # cognito-lint: ignore[COG151] key="{key}" {REASON}'), address=address))
    assert ("COG151" not in [id for id, _ in found]) is ignored


def test_a_file_may_be_ignored_as_a_whole() -> None:
    assert said(lint_today(f"# cognito-lint: ignore-file[COG151] {REASON}\n\n{client()}")) == []


def test_a_comment_on_a_module_call_is_about_all_that_it_calls() -> None:
    calls = Source(
        "infra/main.tf", f'module "auth" {{ # cognito-lint: ignore[COG151] {REASON}\n  source = "./auth"\n}}\n'
    )
    inside = Source("infra/auth/main.tf", client())
    web = resource(
        "module.auth.aws_cognito_user_pool_client.web", inside, HEADER, calls=(find(calls, 'module "auth"'),)
    )
    errors = place(web, "prevent_user_existence_errors", find(inside, '"LEGACY"'))
    found = report(judged(model(web), failed(ERRORS, web, "it is LEGACY", errors)))
    assert said(found) == []


@pytest.mark.parametrize(
    "comment", ["# checkov:skip=CKV_AWS_999: invited only", "#checkov:skip=CKV_AWS_999", "# trivy:ignore:AVD-AWS-0999"]
)
def test_a_comment_to_another_tool_counts_where_a_rule_covers_its_check(comment: str) -> None:
    covering = replace(ERRORS, aliases=("checkov:CKV_AWS_999", "trivy:AVD-AWS-0999"))
    rulebook = Rulebook(tuple(covering if rule.id == ERRORS.id else rule for rule in RULEBOOK))
    source = Source("infra/main.tf", client(inside=f"  {comment}\n"))
    web = resource("aws_cognito_user_pool_client.web", source, HEADER)
    errors = place(web, "prevent_user_existence_errors", find(source, '"LEGACY"'))
    verdict = failed(covering, web, "it is LEGACY", errors)
    assert said(assemble([judged(model(web), verdict)], Run(rulebook, {rule.id for rule in rulebook}))) == []
    assert [id for id, _ in said(lint(client(inside=f"  {comment}\n")))] == ["COG151"]
