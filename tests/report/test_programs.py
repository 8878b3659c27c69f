"""What other programs read is valid whatever is in it, has what they ask for, and is understood by those that exist."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.finding.samples import find
from tests.report import samples
from tests.report.samples import EVERY
from tests.report.valid import rendered, valid
from tflint_cognito.finding.finding import Edit, Fix, Report
from tflint_cognito.records import replace
from tflint_cognito.report import atlantis, gitlab_sast, jsonl
from tflint_cognito.report.formats import render
from tflint_cognito.report.view import View
from tflint_cognito.report.xml import Element, document

SCHEMED = ("json", "sarif", "junit", "checkstyle", "gitlab", "gitlab-sast", "rdjson")
every_report = pytest.mark.parametrize("report", EVERY.values(), ids=EVERY)


@every_report
@pytest.mark.parametrize("format", SCHEMED)
def test_every_report_is_valid_in_every_format_that_has_a_schema(format: str, report: Report) -> None:
    rendered(format, report, View(show_passed=True))


@pytest.mark.parametrize(
    ("format", "right", "wrong"),
    [
        ("sarif", '"level": "error"', '"level": "high"'),
        ("junit", "<testcase name=", "<testcase title="),
        ("checkstyle", 'severity="error"', 'severity="high"'),
        ("gitlab", '"severity": "critical"', '"severity": "high"'),
        ("gitlab-sast", '"severity": "High"', '"severity": "high"'),
        ("rdjson", '"severity": "ERROR"', '"severity": "HIGH"'),
    ],
)
def test_the_schemas_refuse_what_is_wrong(format: str, right: str, wrong: str) -> None:
    text = render(format, samples.two_findings(), View())
    assert right in text
    with pytest.raises(AssertionError):
        valid(format, text.replace(right, wrong))


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_makes_well_formed_xml(text: str) -> None:
    whole = ElementTree.fromstring(document(Element("a", {"b": text}, (Element("c", text=text),))).encode())
    assert [child.tag for child in whole] == ["c"]


@every_report
def test_junit_counts_what_is_in_it(report: Report) -> None:
    suites = rendered("junit", report)
    for suite in suites:
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.attrib[kind]) == len(suite.findall(f"testcase/{tag}"))
    for kind, path in (("tests", "*/testcase"), ("failures", "*/*/failure"), ("errors", "*/*/error")):
        assert int(suites.attrib[kind]) == len(suites.findall(path))


@every_report
def test_junit_is_read_by_a_program_that_reads_it(report: Report) -> None:
    from junitparser import JUnitXml

    suites = list(JUnitXml.fromstring(render("junit", report, View()).encode()))
    cases = [case for suite in suites for case in suite]
    wrong = [result for case in cases for result in case.result if type(result).__name__ in ("Failure", "Error")]
    assert sum(suite.failures + suite.errors for suite in suites) == len(wrong)
    assert all(result.message for result in wrong)


def test_junit_is_not_green_where_something_could_not_be_read() -> None:
    assert rendered("junit", samples.unreadable()).findall("*/testcase/error")


def test_equal_runs_make_equal_reports() -> None:
    for format in ("junit", "checkstyle", "gitlab", "rdjson", "sarif"):
        assert render(format, samples.two_findings(), View()) == render(format, samples.two_findings(), View())


@every_report
def test_checkstyle_is_read_by_a_program_that_reads_it(report: Report) -> None:
    from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver

    text = render("checkstyle", report, View())
    read = CheckstyleXmlDriver().parse_reports([text])
    assert sum(len(violations) for violations in read.values()) == len(ElementTree.fromstring(text).findall("*/error"))


def test_gitlab_counts_places_and_says_no_value_that_it_may_not() -> None:
    assert [row["severity"] for row in rendered("gitlab", samples.two_findings())] == ["critical", "critical"]


def test_ids_of_gitlabs_security_report_stay_the_same() -> None:
    once, again = (rendered("gitlab-sast", samples.two_findings()) for _ in range(2))
    assert [each["id"] for each in once["vulnerabilities"]] == [each["id"] for each in again["vulnerabilities"]]


def test_what_is_longer_than_gitlab_takes_is_cut() -> None:
    report = samples.two_findings()
    first = report.findings[0]
    rule = replace(first.rule, title="t" * 300, why="w" * 1_100_000, fix={"words": "f" * 8_000})
    long = replace(first, rule=rule, message="m" * 1_100_000)
    assert rendered("gitlab-sast", replace(report, findings=(long,)))["vulnerabilities"][0]["name"].endswith("…")
    assert gitlab_sast.LONGEST["name"] == 255


def test_environments_are_told_to_programs_as_well() -> None:
    report = EVERY["in environments"]
    assert [row["description"].rpartition("]")[2] for row in rendered("gitlab", report)] == [" in dev, prod", " in dev"]
    results = rendered("sarif", report)["runs"][0]["results"]
    assert [result["properties"]["environments"] for result in results] == [["dev", "prod"], ["dev"]]


def test_a_fix_of_several_edits_is_one_suggestion_and_none_where_a_secret_stands_between() -> None:
    report = samples.two_findings()
    flows = report.findings[-1]
    source = samples.CLIENT
    edits = (Edit(find(source, '"implicit"'), '"code"'), Edit(find(source, "var.errors"), '"ENABLED"'))
    fixed = replace(report, findings=(replace(flows, fix=Fix("mend it", edits=edits)),))
    [suggestion] = rendered("rdjson", fixed)["diagnostics"][0]["suggestions"]
    assert suggestion["text"] == '"ENABLED"\n  allowed_oauth_flows           = ["code", "code"'
    assert suggestion["range"] == {"start": {"line": 2, "column": 35}, "end": {"line": 3, "column": 54}}
    secret = replace(fixed, secrets=(find(source, '"code"'),))
    assert "suggestions" not in rendered("rdjson", secret)["diagnostics"][0]


@every_report
def test_jsonl_ends_with_the_summary(report: Report) -> None:
    kinds = [json.loads(line)["kind"] for line in jsonl.render(report, View()).splitlines()]
    assert kinds.index("summary") == len(kinds) - 1


@pytest.mark.parametrize("stops", [True, False])
@every_report
def test_atlantis_reads_the_word_only_where_the_run_stops(report: Report, stops: bool) -> None:
    assert ("fail" in atlantis.render(report, View(stops=stops)).lower()) is stops
