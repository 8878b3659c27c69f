"""The report for programs keeps to its schema and to DESIGN's contract."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.report import samples
from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.json import render
from tflint_cognito.report.view import View

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "tflint_cognito" / "schemas" / "report.schema.json").read_text(encoding="utf-8")
)


def read(report: Report, view: View | None = None) -> Any:
    return json.loads(render(report, view or View()))


@pytest.mark.parametrize(
    "made",
    [
        samples.two_findings,
        samples.clean,
        samples.without_cognito,
        samples.unreadable,
        samples.ignored,
        samples.of_a_plan,
        samples.secret,
    ],
)
def test_every_report_fits_the_schema(made: Callable[[], Report]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(read(made(), View(show_passed=True)))


def test_the_schema_refuses_a_finding_without_a_fingerprint() -> None:
    report = read(samples.two_findings())
    del report["findings"][0]["fingerprint"]
    assert not Draft202012Validator(SCHEMA).is_valid(report)


def test_the_keys_of_the_contract_are_there() -> None:
    report = read(samples.two_findings())
    assert list(report) == ["version", "tool", "inputs", "summary", "findings", "undetermined", "diagnostics"]
    assert report["tool"]["name"] == "cognito-lint"
    assert report["inputs"] == [{"path": "infra", "kind": "hcl", "source": None}]
    promised = "rule name severity outcome message because address attribute range trail fix ignored fingerprint"
    assert set(promised.split()) <= set(report["findings"][0])
    assert {"rule", "address", "attribute", "because", "decides", "range"} <= set(report["undetermined"][0])


def test_there_is_one_entry_for_each_rule_and_instance() -> None:
    report = read(samples.two_findings())
    assert [(finding["rule"], finding["address"]) for finding in report["findings"]] == [
        ("COG151", 'module.auth["acme"].aws_cognito_user_pool_client.web'),
        ("COG151", 'module.auth["umbrella"].aws_cognito_user_pool_client.web'),
        ("COG101", 'module.auth["acme"].aws_cognito_user_pool_client.web'),
    ]
    assert report["summary"]["fail"] == 3
    assert report["summary"]["by_severity"] == {"critical": 0, "high": 3, "medium": 0, "low": 0, "info": 0}


def test_a_range_has_its_path_and_an_exclusive_end() -> None:
    assert read(samples.two_findings())["findings"][0]["range"] == {
        "path": "infra/auth/client.tf",
        "start": {"line": 2, "column": 35},
        "end": {"line": 2, "column": 45},
    }


def test_the_trail_leads_outwards_and_ends_with_the_call() -> None:
    trail = read(samples.two_findings())["findings"][0]["trail"]
    assert [(step["range"]["start"]["line"], step["says"]) for step in trail] == [
        (4, 'var.errors is "LEGACY" here'),
        (1, "module.auth is called here"),
    ]


def test_without_source_there_is_no_range() -> None:
    finding = read(samples.of_a_plan())["findings"][0]
    assert finding["range"] is None
    assert finding["pointer"] == "/resource_changes/8/change/after/prevent_user_existence_errors"


def test_an_ignored_finding_stays_with_its_reason_and_does_not_count() -> None:
    report = read(samples.ignored())
    assert [finding["ignored"] and finding["ignored"]["reason"] for finding in report["findings"]] == [
        "sign-up tells as much",
        "sign-up tells as much",
        None,
    ]
    assert (report["summary"]["fail"], report["summary"]["ignored"]) == (1, 2)


def test_an_incomplete_report_says_so() -> None:
    report = read(samples.unreadable())
    assert report["summary"]["complete"] is False
    assert [diagnostic["severity"] for diagnostic in report["diagnostics"]] == ["error", "warning"]


def test_what_is_below_the_severity_is_hidden_but_counted() -> None:
    report = read(samples.two_findings(), View(min_severity=Severity.CRITICAL))
    assert report["findings"] == []
    assert report["summary"]["fail"] == 3


def test_passed_ones_are_there_on_request() -> None:
    assert "passed" not in read(samples.clean())
    assert [one["rule"] for one in read(samples.clean(), View(show_passed=True))["passed"]] == ["COG101", "COG151"]


def test_a_secret_is_never_printed() -> None:
    assert "hunter2" not in render(samples.secret(), View())


def test_it_is_ascii_whatever_the_names() -> None:
    assert render(samples.two_findings(), View()).isascii()
