"""Verdicts become findings: worded, placed, ordered, and told apart."""

from __future__ import annotations

from dataclasses import replace

from tests.finding.samples import (
    CODE,
    ERRORS,
    FLOWS,
    REVOCATION,
    failed,
    find,
    judged,
    model,
    passed,
    place,
    report,
    resource,
    step,
    undecided,
)
from tflint_cognito.policy.severity import Severity
from tflint_cognito.terraform.diagnostic import Diagnostic, Gap
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.values import Known, string

MAIN = Source(
    "infra/main.tf",
    """\
resource "aws_cognito_user_pool_client" "web" {
  prevent_user_existence_errors = "LEGACY"
  allowed_oauth_flows           = ["implicit"]
}

resource "aws_cognito_user_pool_client" "mobile" {
  name = "mobile"
}
""",
)
WEB = resource("aws_cognito_user_pool_client.web", MAIN, 'resource "aws_cognito_user_pool_client" "web"')
MOBILE = resource("aws_cognito_user_pool_client.mobile", MAIN, 'resource "aws_cognito_user_pool_client" "mobile"')
LEGACY = place(WEB, "prevent_user_existence_errors", find(MAIN, '"LEGACY"'))
IMPLICIT = place(WEB, "allowed_oauth_flows[0]", find(MAIN, '"implicit"'))


def test_a_message_says_the_fact_and_the_harm() -> None:
    found = report(judged(model(WEB), failed(ERRORS, WEB, 'prevent_user_existence_errors is "LEGACY"', LEGACY)))
    assert found.findings[0].message == (
        'prevent_user_existence_errors is "LEGACY"; sign-in tells an attacker which accounts exist'
    )


def test_a_message_may_name_value_attribute_address_and_resource() -> None:
    asking = replace(ERRORS, message="{attribute} of {name} ({address}) is {value}; {because}")
    web = replace(WEB, attributes={"prevent_user_existence_errors": string("LEGACY")})
    found = report(judged(model(web), failed(asking, web, "{value} stays as it is", LEGACY)))
    assert found.findings[0].message == (
        'prevent_user_existence_errors of web (aws_cognito_user_pool_client.web) is "LEGACY"; {value} stays as it is'
    )


def test_the_value_of_an_element_is_that_of_the_element() -> None:
    asking = replace(FLOWS, message="{value}")
    web = replace(WEB, attributes={"allowed_oauth_flows": Known((string("implicit"), string("code")))})
    found = report(judged(model(web), failed(asking, web, "it is there", IMPLICIT)))
    assert found.findings[0].message == '"implicit"'


def test_the_value_below_a_sensitive_one_is_not_told() -> None:
    asking = replace(ERRORS, message="{value}")
    details = Known({"client_secret": string("hunter2")}, sensitive=True)
    web = replace(WEB, attributes={"provider_details": details})
    found = report(judged(model(web), failed(asking, web, "x", place(web, "provider_details.client_secret", None))))
    assert found.findings[0].message == "(sensitive)"


def test_what_cannot_be_decided_is_no_finding_and_has_no_harm() -> None:
    found = report(judged(model(WEB), undecided(ERRORS, WEB, "var.errors has no value here", LEGACY)))
    assert found.findings == ()
    assert found.undetermined[0].message == "var.errors has no value here"
    assert found.undetermined[0].fix is None


def test_a_superseded_finding_is_left_out() -> None:
    both = judged(model(WEB), failed(FLOWS, WEB, "implicit", IMPLICIT), failed(CODE, WEB, "no code", IMPLICIT))
    assert [finding.rule.id for finding in report(both).findings] == ["COG101"]


def test_superseding_works_by_name_as_well() -> None:
    by_name = replace(FLOWS, supersedes=(CODE.name,))
    both = judged(model(WEB), failed(by_name, WEB, "implicit", IMPLICIT), undecided(CODE, WEB, "unknown", IMPLICIT))
    assert report(both).undetermined == ()


def test_a_finding_on_another_resource_supersedes_nothing() -> None:
    code = failed(CODE, MOBILE, "no code", place(MOBILE, None, MOBILE.range))
    both = judged(model(WEB, MOBILE), failed(FLOWS, WEB, "implicit", IMPLICIT), code)
    assert [finding.rule.id for finding in report(both).findings] == ["COG101", "COG102"]


def test_what_is_only_undetermined_supersedes_nothing() -> None:
    both = judged(model(WEB), undecided(FLOWS, WEB, "unknown", IMPLICIT), failed(CODE, WEB, "no code", IMPLICIT))
    assert [finding.rule.id for finding in report(both).findings] == ["COG102"]


def test_findings_are_in_the_order_of_file_position_rule_and_address() -> None:
    web = [replace(WEB, address=replace(WEB.address, key=key)) for key in (10, 9)]
    on_mobile = failed(ERRORS, MOBILE, "x", place(MOBILE, None, MOBILE.range))
    later = [failed(REVOCATION, each, "x", place(each, "a", find(MAIN, '"LEGACY"'))) for each in web]
    first = [failed(FLOWS, each, "x", place(each, "a", find(MAIN, '"LEGACY"'))) for each in web]
    found = report(judged(model(*web, MOBILE), on_mobile, *later, *first))
    assert [f"{finding.rule.id} {finding.address}" for finding in found.findings] == [
        "COG101 aws_cognito_user_pool_client.web[9]",
        "COG101 aws_cognito_user_pool_client.web[10]",
        "COG111 aws_cognito_user_pool_client.web[9]",
        "COG111 aws_cognito_user_pool_client.web[10]",
        "COG151 aws_cognito_user_pool_client.mobile",
    ]


def test_a_verdict_that_rests_on_a_variables_default_says_so() -> None:
    found = report(judged(model(WEB), failed(ERRORS, WEB, "x", LEGACY, assumed=True)))
    assert found.findings[0].certainty == "default"


def test_what_terraform_will_not_change_is_noted() -> None:
    web = replace(WEB, ignore_changes=("prevent_user_existence_errors",))
    found = report(judged(model(web), failed(ERRORS, web, "x", LEGACY), failed(FLOWS, web, "y", IMPLICIT)))
    assert "ignore_changes" in found.findings[0].note
    assert found.findings[1].note == ""


def test_ignoring_all_changes_covers_every_attribute() -> None:
    web = replace(WEB, ignore_changes=("all",))
    found = report(judged(model(web), failed(FLOWS, web, "x", IMPLICIT)))
    assert found.findings[0].note.startswith("lifecycle.ignore_changes has all")


def test_the_fix_is_in_the_words_of_the_rule() -> None:
    found = report(judged(model(WEB), failed(ERRORS, WEB, "x", LEGACY)))
    words = [finding.fix.words for finding in found.findings if finding.fix is not None]
    assert words == ['set prevent_user_existence_errors = "ENABLED"']


def test_all_instances_of_a_block_share_a_fingerprint() -> None:
    two = [replace(WEB, address=replace(WEB.address, key=key)) for key in ("dev", "prod")]
    verdicts = [failed(ERRORS, each, "x", place(each, "prevent", find(MAIN, '"LEGACY"'))) for each in two]
    prints = {finding.fingerprint for finding in report(judged(model(*two), *verdicts)).findings}
    assert len(prints) == 1
    assert len(prints.pop()) == 32


def test_a_fingerprint_survives_lines_above_but_tells_rules_blocks_and_attributes_apart() -> None:
    moved = Source(MAIN.path, f"\n\n{MAIN.text}")
    web = resource("aws_cognito_user_pool_client.web", moved, 'resource "aws_cognito_user_pool_client" "web"')
    after = place(web, "prevent_user_existence_errors", find(moved, '"LEGACY"'))
    print_of = {
        name: report(judged(model(verdict.resource), verdict)).findings[0].fingerprint
        for name, verdict in {
            "as it was": failed(ERRORS, WEB, "x", LEGACY),
            "moved": failed(ERRORS, web, "x", after),
            "another rule": failed(REVOCATION, WEB, "x", LEGACY),
            "another attribute": failed(ERRORS, WEB, "x", IMPLICIT),
            "another block": failed(ERRORS, MOBILE, "x", replace(LEGACY, address=MOBILE.address)),
        }.items()
    }
    assert print_of["moved"] == print_of["as it was"]
    assert len(set(print_of.values())) == 4


def test_a_gap_makes_a_report_incomplete_and_is_said_once() -> None:
    source = find(MAIN, '"implicit"')
    gap = Gap("module.auth is not downloaded", "run terraform init", source)
    found = report(judged(model(WEB, gaps=(gap,))), judged(model(WEB, path="other", gaps=(gap,))))
    assert not found.complete
    assert [diagnostic.message for diagnostic in found.diagnostics] == [
        "module.auth is not downloaded; run terraform init"
    ]
    assert found.diagnostics[0].severity == "warning"


def test_a_gap_that_the_reader_has_reported_is_not_said_again() -> None:
    source = find(MAIN, '"implicit"')
    said = Diagnostic("warning", "module.auth comes from a registry", source)
    found = report(judged(model(WEB, gaps=(Gap("module.auth is not downloaded", range=source),), diagnostics=(said,))))
    assert found.diagnostics == (said,)


def test_a_file_that_is_broken_is_said_as_that_and_not_as_a_gap_too() -> None:
    broken = Diagnostic("error", "the block is never closed", find(MAIN, '"implicit"'))
    made = model(WEB, gaps=(Gap("infra/main.tf could not be read as a whole"),), diagnostics=(broken,))
    assert report(judged(made)).diagnostics == (broken,)


def test_a_gap_without_a_place_is_said() -> None:
    found = report(judged(model(WEB, gaps=(Gap("the plan is not whole", "plan again"),))))
    assert [diagnostic.message for diagnostic in found.diagnostics] == ["the plan is not whole; plan again"]


def test_without_trouble_a_report_is_complete() -> None:
    found = report(judged(model(WEB), passed(ERRORS, WEB)))
    assert found.complete
    assert found.resources == 1
    assert [one.rule.id for one in found.passed] == ["COG151"]


def test_where_a_secret_is_written_is_known_to_the_report() -> None:
    source = Source("infra/provider.tf", 'client_secret = var.secret\ndefault = "hunter2"\n')
    written = step("var.secret", "default", find(source, '"hunter2"'), string("hunter2"))
    secret = Known("hunter2", range=find(source, "var.secret"), trail=(written,), sensitive=True)
    web = replace(WEB, attributes={"provider_details": Known({"client_secret": secret})})
    found = report(judged(model(web), failed(ERRORS, web, "x", LEGACY)))
    assert {range.text for range in found.secrets} == {"var.secret", '"hunter2"'}


def test_severity_is_the_verdicts() -> None:
    milder = replace(failed(ERRORS, WEB, "x", LEGACY), severity=Severity.LOW)
    assert report(judged(model(WEB), milder)).findings[0].severity is Severity.LOW
