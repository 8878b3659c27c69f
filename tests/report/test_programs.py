"""What other programs read is well-formed whatever is in it, and has what they ask for."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report import samples
from tflint_cognito.finding.finding import Report
from tflint_cognito.report import atlantis, checkstyle, gitlab, gitlab_sast, jsonl, junit, rdjson
from tflint_cognito.report.view import View
from tflint_cognito.report.xml import Element, document

REPORTS = [samples.two_findings(), samples.clean(), samples.unreadable(), samples.ignored(), samples.of_a_plan()]
HOSTILE = "a ]]> <b> & \" ' \x00\x1b \ud800 \u202e 😀\nfail"


def hostile() -> Report:
    report = samples.two_findings()
    return replace(report, findings=tuple(replace(each, message=HOSTILE) for each in report.findings))


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_makes_well_formed_xml(text: str) -> None:
    whole = ElementTree.fromstring(document(Element("a", {"b": text}, (Element("c", text=text),))).encode())
    assert [child.tag for child in whole] == ["c"]


@pytest.mark.parametrize("report", [*REPORTS, hostile()])
def test_junit_counts_what_is_in_it(report: Report) -> None:
    for suite in ElementTree.fromstring(junit.render(report, View()).encode()):
        assert suite.tag == "testsuite"
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.attrib[kind]) == len(suite.findall(f"testcase/{tag}"))
        assert all({"name", "classname"} <= set(case.attrib) for case in suite)


def test_junit_is_not_green_where_something_could_not_be_read() -> None:
    assert ElementTree.fromstring(junit.render(samples.unreadable(), View()).encode()).findall("*/testcase/error")


@pytest.mark.parametrize("report", [*REPORTS, hostile()])
def test_checkstyle_names_files_and_known_severities(report: Report) -> None:
    errors = ElementTree.fromstring(checkstyle.render(report, View()).encode()).findall("file/error")
    assert all(error.attrib["severity"] in {"error", "warning", "info"} for error in errors)
    assert all(set(error.attrib) == {"line", "column", "severity", "message", "source"} for error in errors)


@pytest.mark.parametrize("report", [*REPORTS, hostile()])
def test_gitlab_has_what_code_quality_asks_for(report: Report) -> None:
    rows = json.loads(gitlab.render(report, View()))
    assert all({"description", "check_name", "fingerprint", "severity", "location"} == set(row) for row in rows)
    assert all(row["severity"] in {"info", "minor", "major", "critical", "blocker"} for row in rows)
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def test_ids_of_gitlabs_security_report_stay_the_same() -> None:
    once, again = (json.loads(gitlab_sast.render(samples.two_findings(), View())) for _ in range(2))
    assert [each["id"] for each in once["vulnerabilities"]] == [each["id"] for each in again["vulnerabilities"]]
    assert {"analyzer", "scanner", "type", "start_time", "end_time", "status"} <= set(once["scan"])
    assert all({"id", "identifiers", "location"} <= set(each) for each in once["vulnerabilities"])


@pytest.mark.parametrize("report", [*REPORTS, hostile()])
def test_rdjson_has_reviewdogs_names(report: Report) -> None:
    data = json.loads(rdjson.render(report, View()))
    assert set(data) == {"source", "diagnostics"}
    known = {"message", "location", "severity", "code", "suggestions"}
    assert all(set(each) <= known and each["severity"] in {"ERROR", "WARNING", "INFO"} for each in data["diagnostics"])


@pytest.mark.parametrize("report", REPORTS)
def test_jsonl_ends_with_the_summary(report: Report) -> None:
    kinds = [json.loads(line)["kind"] for line in jsonl.render(report, View()).splitlines()]
    assert kinds.index("summary") == len(kinds) - 1


@pytest.mark.parametrize("stops", [True, False])
def test_atlantis_reads_the_word_only_where_the_run_stops(stops: bool) -> None:
    assert ("fail" in atlantis.render(hostile(), View(stops=stops)).lower()) is stops
