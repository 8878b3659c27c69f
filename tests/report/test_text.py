"""The screen, as it is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.finding.samples import ERRORS, failed, find, judged, model, place, report, resource, undecided
from tests.report.samples import CLIENT, clean, ignored, of_a_plan, secret, two_findings, unreadable, without_cognito
from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.text import render
from tflint_cognito.report.view import View

SCREEN = """\
high[COG151]: prevent_user_existence_errors is "LEGACY"; sign-in tells an attacker which accounts exist
 --> infra/auth/client.tf:2:35
  |
2 |   prevent_user_existence_errors = var.errors
  |                                   ^^^^^^^^^^ is "LEGACY"
 ::: infra/main.tf:4:14
  |
4 |   errors   = "LEGACY"
  |              -------- var.errors is "LEGACY" here
  |
  = why: An attacker tries a list of addresses and keeps those that have an account.
  = at: module.auth["acme"].aws_cognito_user_pool_client.web
        module.auth["umbrella"].aws_cognito_user_pool_client.web
  = fix: set prevent_user_existence_errors = "ENABLED"
  = help: cognito-lint explain COG151 (user-existence-errors-prevented)

high[COG101]: allowed_oauth_flows[1] is "implicit"; harm is done
 --> infra/auth/client.tf:3:44
  |
3 |   allowed_oauth_flows           = ["code", "implicit"]
  |                                            ^^^^^^^^^^
 ::: infra/main.tf:1:1
  |
1 | module "auth" {
  | ------------- module.auth is called here
  |
  = why: Harm is done where no-implicit-grant is not.
  = at: module.auth["acme"].aws_cognito_user_pool_client.web
  = fix: mend no-implicit-grant
  = note: this rests on the default of a variable, which a caller may set otherwise
  = help: cognito-lint explain COG101 (no-implicit-grant)

severity    rule    policy                                          hits  where
----------  ------  --------------------------------------------  ------  -------------------------
high        COG101  App client does not use the implicit grant         1  infra/auth/client.tf:3:44
high        COG151  App client does not reveal which users exist       2  infra/auth/client.tf:2:35

undetermined: 1

  var.revoke has no value here
    COG111  module.auth["acme"].aws_cognito_user_pool_client.web  enable_token_revocation  infra/auth/client.tf:1:1
    = decides: give it with --var

2 findings (2 high; 3 instances) in 1 root module, 2 resources; 1 undetermined, 0 ignored; all files read
"""


def last(text: str) -> str:
    return text.splitlines()[-1]


def test_the_whole_screen() -> None:
    assert render(two_findings(), View()) == SCREEN


def test_a_clean_run_says_what_was_looked_at() -> None:
    assert render(clean(), View()) == (
        "infra: all 2 rules that apply hold\n"
        "no findings in 1 root module, 1 resource; 0 undetermined, 0 ignored; all files read\n"
    )


def test_terraform_without_cognito_is_one_line() -> None:
    assert render(without_cognito(), View()) == (
        "no Amazon Cognito resources in 3 files of Terraform; all files read\n"
    )


def test_what_could_not_be_read_is_shown_and_said_in_the_last_line() -> None:
    text = render(unreadable(), View())
    assert "error: the block is never closed\n --> infra/main.tf:1:1\n" in text
    assert "warning: module.api comes from a registry and is not downloaded; run terraform init\n" in text
    assert last(text).endswith("NOT complete: 1 file could not be read and 1 part could not be looked into")


def test_a_plan_without_source_is_placed_by_address_and_pointer() -> None:
    assert render(of_a_plan(), View()).startswith(
        'high[COG151]: prevent_user_existence_errors is "LEGACY"; sign-in tells an attacker which accounts exist\n'
        " --> plan.json  module.auth.aws_cognito_user_pool_client.web\n"
        "  |\n"
        '  | after.prevent_user_existence_errors = "LEGACY"\n'
        "  |\n"
        "  = why: An attacker tries a list of addresses and keeps those that have an account.\n"
        "  = at: module.auth.aws_cognito_user_pool_client.web\n"
        "  = plan: /resource_changes/8/change/after/prevent_user_existence_errors\n"
    )


@pytest.mark.parametrize("made", [clean, without_cognito])
def test_nothing_in_a_passing_run_says_fail(made: object) -> None:
    assert callable(made)
    assert "fail" not in render(made(), View(verbose=True, show_passed=True)).lower()


def test_a_secret_is_never_printed() -> None:
    text = render(secret(), View(verbose=True))
    assert "hunter2" not in text
    assert 'provider_details = { id = "web", secret = (sensitive) }' in text
    assert "default = (sensitive)" in text
    assert "var.secret is (sensitive) by default" in text


def test_why_is_said_once_for_all_findings_of_a_rule() -> None:
    found = two_findings()
    there = replace(found, findings=(found.findings[0], replace(found.findings[2], rule=ERRORS)))
    assert render(there, View()).count("= why:") == 1


def test_what_to_write_is_shown_as_it_is_written() -> None:
    hcl = 'token_validity_units {\n  access_token = "minutes"\n}\n'
    told = replace(ERRORS, fix={"words": "write the unit", "hcl": hcl})
    found = two_findings()
    there = replace(found, findings=(replace(found.findings[0], rule=told),))
    assert (
        '  = fix: set prevent_user_existence_errors = "ENABLED"\n'
        "         token_validity_units {\n"
        '           access_token = "minutes"\n'
        "         }\n"
    ) in render(there, View())


def test_colour_is_there_only_where_wanted() -> None:
    assert "\x1b[" not in render(two_findings(), View())
    assert "\x1b[1;31mhigh[COG151]\x1b[0m" in render(two_findings(), View(colour=True))


def test_quiet_leaves_findings_and_errors() -> None:
    assert render(clean(), View(quiet=True)) == ""
    assert render(two_findings(), View(quiet=True)).endswith("explain COG101 (no-implicit-grant)\n\n")
    assert "error: " in render(unreadable(), View(quiet=True))
    assert "warning: " not in render(unreadable(), View(quiet=True))


def test_what_is_below_the_severity_is_hidden_but_counted() -> None:
    text = render(two_findings(), View(min_severity=Severity.CRITICAL))
    assert "COG151" not in text
    assert last(text) == (
        "2 findings (2 high; 3 instances) in 1 root module, 2 resources; 3 not shown, being below critical; "
        "1 undetermined, 0 ignored; all files read"
    )


def test_ignored_findings_are_counted_and_shown_on_request() -> None:
    assert "COG151" not in render(ignored(), View())
    assert "1 undetermined, 2 ignored" in last(render(ignored(), View()))
    assert "-- sign-up tells as much" in render(ignored(), View(verbose=True))


def test_passed_rules_are_shown_on_request() -> None:
    assert "  COG151  aws_cognito_user_pool_client.web  " in render(clean(), View(show_passed=True))


def test_instances_with_values_of_their_own_say_theirs() -> None:
    found = two_findings()
    acme, umbrella = found.findings[:2]
    differing = replace(
        found, findings=(acme, replace(umbrella, message="x", because="prevent_user_existence_errors is null"))
    )
    text = render(differing, View(width=200))
    assert (
        '= at: module.auth["acme"].aws_cognito_user_pool_client.web: prevent_user_existence_errors is "LEGACY"\n'
        in text
    )
    assert (
        '      module.auth["umbrella"].aws_cognito_user_pool_client.web: prevent_user_existence_errors is null\n'
        in text
    )


def test_the_same_module_in_two_roots_is_one_finding_and_names_both() -> None:
    text = render(_in_roots("dev", "prod"), View(width=200))
    assert ("  = at: aws_cognito_user_pool_client.web (dev)\n        aws_cognito_user_pool_client.web (prod)\n") in text
    assert last(text).startswith("1 finding (1 high; 2 instances) in 2 root modules, 2 resources")


def test_forty_things_that_rest_on_one_cause_are_told_together() -> None:
    webs = [
        resource(f"aws_cognito_user_pool_client.web[{key}]", CLIENT, 'resource "aws_cognito_user_pool_client" "web"')
        for key in range(40)
    ]
    verdicts = [
        undecided(ERRORS, web, "var.errors has no value here", place(web, "prevent", web.range)) for web in webs
    ]
    text = render(report(judged(model(*webs), *verdicts)), View())
    assert "    COG151  aws_cognito_user_pool_client.web[0] and 39 more  prevent  infra/auth/client.tf:1:1\n" in text
    assert len(text.splitlines()) < 10


def _in_roots(*paths: str) -> Report:
    web = resource("aws_cognito_user_pool_client.web", CLIENT, 'resource "aws_cognito_user_pool_client" "web"')
    where = place(web, "prevent_user_existence_errors", find(CLIENT, "var.errors"))
    return report(*(judged(model(web, path=path), failed(ERRORS, web, "x", where)) for path in paths))
