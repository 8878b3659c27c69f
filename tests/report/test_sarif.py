"""SARIF says what was ignored and by what, what was there before, and which revision it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest

from tests.report import samples
from tests.report.samples import many
from tests.report.valid import rendered, valid
from tflint_cognito.finding.finding import Ignored, Report
from tflint_cognito.finding.own import OWN_RULES
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report import sarif
from tflint_cognito.report.view import Provenance, View


def run(report: Report, view: View | None = None) -> Any:
    return rendered("sarif", report, view)["runs"][0]


def test_there_is_one_result_for_a_place_and_a_fingerprint_for_each() -> None:
    results = run(samples.two_findings())["results"]
    assert [result["ruleId"] for result in results] == ["COG151", "COG101"]
    assert len({result["partialFingerprints"]["cognitoLint/v1"] for result in results}) == 2


@pytest.mark.parametrize(
    ("by", "kind"), [("comment", "inSource"), ("configuration", "external"), ("baseline", "external")]
)
def test_what_is_ignored_is_suppressed(by: str, kind: str) -> None:
    report = samples.two_findings()
    findings = tuple(replace(each, ignored=Ignored("known", by)) for each in report.findings)
    results = run(replace(report, findings=findings))["results"]
    assert [result["suppressions"][0]["kind"] for result in results] == [kind, kind]
    assert [result.get("baselineState") for result in results] == ["unchanged" if by == "baseline" else None] * 2


def test_beside_a_baseline_what_is_not_in_it_is_new() -> None:
    results = run(samples.two_findings(), View(compared=True))["results"]
    assert {result["baselineState"] for result in results} == {"new"}


def test_the_revision_is_told_and_the_environment_keeps_runs_apart() -> None:
    view = View(provenance=Provenance("https://example.com/a", "c0ffee", "main"), environment="prod")
    told = run(samples.clean(), view)
    assert told["versionControlProvenance"][0]["revisionId"] == "c0ffee"
    assert told["automationDetails"] == {"id": "cognito-lint/prod/"}
    assert "versionControlProvenance" not in run(samples.clean())


def test_of_too_many_results_the_worst_are_kept_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 1)
    report = samples.two_findings()
    last = replace(report.findings[-1], severity=Severity.CRITICAL)
    told = run(replace(report, findings=(*report.findings[:-1], last)))
    assert [result["ruleId"] for result in told["results"]] == ["COG101"]
    assert "1 result of the lowest" in told["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_a_file_is_cut_to_what_may_be_uploaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "LARGEST", 2_500)
    text = sarif.render(many(40), View())
    valid("sarif", text)
    assert sarif._compressed(text) <= 2_500
    assert "were left out" in text


def test_the_rules_that_judged_something_are_told_and_without_any_the_tools_own() -> None:
    def ids(report: Report) -> list[str]:
        return [rule["id"] for rule in run(report)["tool"]["driver"]["rules"]]

    assert ids(samples.two_findings()) == ["COG101", "COG111", "COG151"]
    assert ids(samples.clean()) == ["COG101", "COG151"]
    assert set(ids(samples.clean_of_nothing())) == {rule.id for rule in OWN_RULES}


def test_of_a_plan_without_source_the_value_is_shown() -> None:
    report = samples.of_a_plan()
    first = replace(report.findings[0], planned='prevent_user_existence_errors = "LEGACY"')
    [result] = run(replace(report, findings=(first,)))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "plan.json"
    assert place["region"]["snippet"]["rendered"]["text"] == first.planned


def test_a_path_is_an_address_whatever_is_in_it() -> None:
    [result] = run(samples.in_a_hostile_path())["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == samples.HOSTILE_PATH
    assert not set(uri) & set(' #?%"<>`|\\') - {"%"} and uri.isascii()
